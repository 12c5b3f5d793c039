"""Gouache: flat colour, low painted noise, warm light above and cool shade below, baked into vertices."""
import numpy as np

# The eight paints of the whole walk; places use the same.
PALETTE = {
    'ochre': '#d99a34',
    'terracotta': '#c2573a',
    'green': '#2f5d4a',
    'navy': '#2b3d63',
    'cream': '#ecdfc3',
    'walnut': '#7a4e30',
    'rose': '#d08a86',
    'black': '#221f22',
}


def colour(name):
    """Palette name or '#rrggbb' -> linear rgb."""
    text = PALETTE.get(name, name).lstrip('#')
    srgb = np.array([int(text[i : i + 2], 16) for i in (0, 2, 4)]) / 255
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def mix(a, b, share):
    share = np.asarray(share, float)
    share = share[..., None] if share.ndim else share
    return np.asarray(a) * (1 - share) + np.asarray(b) * share


def _hash(cell, seed):
    x = cell.astype(np.int64)
    h = (x[..., 0] * 73856093) ^ (x[..., 1] * 19349663) ^ (x[..., 2] * 83492791) ^ (seed * 2654435761)
    h = (h ^ (h >> 13)) * 1274126177 & 0x7FFFFFFF
    return (h % 65536) / 32768.0 - 1


def noise(points, size_m, seed=0):
    """Smooth value noise, -1..1, features of `size_m` (a number, or one for each axis)."""
    p = points / np.asarray(size_m)
    cell = np.floor(p)
    f = p - cell
    f = f * f * (3 - 2 * f)
    out = 0
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                w = np.abs(1 - dx - f[..., 0]) * np.abs(1 - dy - f[..., 1]) * np.abs(1 - dz - f[..., 2])
                out = out + w * _hash(cell + (dx, dy, dz), seed)
    return out


def gouache(points, base, seed=0, strength=1.0, stroke=(0.05, 0.09, 0.05)):
    """Brush variation of value and of temperature over a base colour (n,3) or (3,)."""
    value = 0.09 * noise(points, stroke, seed) + 0.05 * noise(points, np.array(stroke) / 2.7, seed + 1)
    warm = 0.05 * noise(points, np.array(stroke) * 1.8, seed + 2)
    tint = np.stack([1 + warm, np.ones_like(warm), 1 - warm], -1)
    return np.broadcast_to(base, points.shape) * (1 + strength * value)[:, None] * (1 + strength * (tint - 1))


def shade(colours, occlusion, normal, cool=(0.62, 0.66, 0.86), depth=0.75):
    """Occluded places go darker and cooler, never black; planes that face up catch a warm light."""
    o = np.clip(occlusion, 0, 1) * depth
    lift = 0.06 * normal[:, 1]
    return colours * (1 - o[:, None] * (1 - np.array(cool) * 0.55)) * (1 + lift)[:, None]


def occlusion(points, normal, tree, reach_m=0.22, rays=20, seed=3):
    """Share of the hemisphere that is closed within `reach_m`; `tree` is a mathutils BVHTree."""
    from mathutils import Vector

    rng = np.random.default_rng(seed)
    d = rng.normal(size=(rays, 3))
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    out = np.zeros(len(points))
    for i, (p, n) in enumerate(zip(points, normal)):
        start = Vector(p + n * 0.004)
        for k in d:
            r = k if k @ n > 0 else -k
            r = r + n * 0.35
            hit = tree.ray_cast(start, Vector(r), reach_m)
            if hit[3] is not None:
                out[i] += 1 - hit[3] / reach_m
    return out / rays
