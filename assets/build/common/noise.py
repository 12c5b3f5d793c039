"""Low-frequency noise: smooth lattice noise in space for vertex paint, periodic noise for tiled paint."""
import numpy as np


def _hash(ix, iy, iz, seed):
    n = (ix * 374761393 + iy * 668265263 + iz * 2147483647 + seed * 974711) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 32767.5 - 1.0


def space(points, wavelength, seed=0):
    """Value noise in -1..1 at points (N, 3); features about one wavelength (metres) wide."""
    q = np.asarray(points, float) / wavelength + 1000.0
    i = np.floor(q).astype(np.int64)
    f = q - i
    f = f * f * (3.0 - 2.0 * f)
    total = np.zeros(len(q))
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                weight = (
                    np.where(dx, f[:, 0], 1 - f[:, 0])
                    * np.where(dy, f[:, 1], 1 - f[:, 1])
                    * np.where(dz, f[:, 2], 1 - f[:, 2])
                )
                total += weight * _hash(i[:, 0] + dx, i[:, 1] + dy, i[:, 2] + dz, seed)
    return total


def periodic(size, cells_x, cells_y, seed):
    """Square tileable value noise in -1..1, (size, size), with cells_x by cells_y lattice cells."""
    lattice = np.random.RandomState(seed).uniform(-1, 1, (cells_y, cells_x))

    def axis(cells):
        at = np.arange(size) * cells / size
        low = np.floor(at).astype(int)
        f = at - low
        return low % cells, (low + 1) % cells, f * f * (3 - 2 * f)

    y0, y1, fy = axis(cells_y)
    x0, x1, fx = axis(cells_x)
    fy = fy[:, None]
    top = lattice[y0][:, x0] * (1 - fx) + lattice[y0][:, x1] * fx
    bottom = lattice[y1][:, x0] * (1 - fx) + lattice[y1][:, x1] * fx
    return top * (1 - fy) + bottom * fy
