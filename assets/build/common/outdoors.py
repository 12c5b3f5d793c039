"""Sky, hills, ground: what surrounds the two places under open sky."""
import math

import numpy as np

from . import noise
from .forms import sheet
from .palette import CREAM, mix


def sky_dome(radius=90.0, clouds=0.35, seed=0, cells=(56, 20)):
    """Inside of a dome with soft painted clouds; chart u is azimuth from -z turning left, v is height."""

    def at(u, v):
        azimuth, height = 2 * math.pi * (1 - u), (v * 1.06 - 0.06) * math.pi / 2
        return radius * np.stack(
            [-np.sin(azimuth) * np.cos(height), np.sin(height), -np.cos(azimuth) * np.cos(height)], 1
        )

    dome = sheet(at, *cells, 60.0, 16.0, (0.8, 0.8, 0.8))

    def paint(position, normal, colour):
        d = position / radius
        flat = d * [1, 2.6, 1]
        n = (
            noise.space(flat, 0.34, seed)
            + 0.55 * noise.space(flat, 0.14, seed + 1)
            + 0.25 * noise.space(flat, 0.07, seed + 2)
        )
        bank = (
            np.clip((n - 0.35) * 1.6, 0, 1) * np.clip(d[:, 1] * 6, 0, 1) * np.clip((0.75 - d[:, 1]) * 2, 0, 1)
        )
        tone = 0.70 + 0.04 * noise.space(flat, 0.5, seed + 5)
        return np.stack(
            [
                tone + bank * 0.3 * clouds * 2.4,
                tone * 0.995 + bank * 0.26 * clouds * 2.2,
                tone * 1.01 + bank * 0.17 * clouds * 2,
            ],
            1,
        )

    return dome.tint(paint)


def sky_light(stops, sun_azimuth=0.0, sun_glow=(0, 0, 0), spread=0.12):
    """function(u, v) -> radiance / paint for the dome chart: stops [(v, rgb)] from horizon to zenith."""
    at = [s[0] for s in stops]

    def shade(u, v):
        out = np.stack([np.interp(v, at, [s[1][k] for s in stops]) for k in range(3)], -1)
        off = np.abs((u - sun_azimuth + 0.5) % 1.0 - 0.5)
        return out + np.exp(-((off / spread) ** 2) - (v / 0.30) ** 2)[..., None] * np.asarray(sun_glow)

    return shade


def ridge(radius, base, height, waves, paint, seed=0, arc=(0, 360), foot=-1.0, steps=56):
    """A hill as a painted flat on an arc of the horizon; azimuth 0 is -z, growing to the left (degrees)."""
    a0, a1 = (math.radians(a) for a in arc)

    def at(u, v):
        azimuth = a1 + (a0 - a1) * u
        top = (
            base
            + height
            * (0.5 + 0.5 * np.sin(azimuth * waves + seed) * np.cos(azimuth * (waves // 2) + 2 * seed))
            + 0.12 * height * np.sin(azimuth * waves * 3 + seed)
        )
        y = foot + (top - foot) * v
        r = radius - 0.25 * radius * 0.1 * v
        return np.stack([-np.sin(azimuth) * r, y, -np.cos(azimuth) * r], 1)

    piece = sheet(at, steps, 3, 40.0, 4.0, paint)

    def wash(position, normal, colour):
        n = (
            noise.space(position, radius * 0.09, seed)[:, None] * 0.14
            + noise.space(position, radius * 0.03, seed + 3)[:, None] * 0.07
        )
        rise = np.clip((position[:, 1:2] - foot) / (base + height - foot), 0, 1)
        return mix(colour * (1 + n), np.broadcast_to(CREAM, colour.shape), 0.22 * (1 - rise) ** 2)

    return piece.tint(wash)


def ground(function_y, half, cells, paint_function):
    """Square ground of half width `half` with heights function_y(x, z)."""

    def at(u, v):
        x, z = (u * 2 - 1) * half, half - v * 2 * half
        return np.stack([x, function_y(x, z), z], 1)

    piece = sheet(at, cells, cells, 2 * half, 2 * half, (0.5, 0.5, 0.5))
    return piece.tint(paint_function)


def finer(piece, chosen, parts, paint_function):
    """Each chosen face becomes parts * parts in its own plane, painted anew: a path across coarse ground. Its edges stay
    where they are, so that its neighbours need not know."""
    faces, rows = [piece.faces[~chosen]], {
        k: [getattr(piece, k)] for k in ("position", "normal", "colour", "paint", "spot", "chart")
    }
    count, baked = len(piece.position), [piece.baked[~chosen]]
    grid = [(i, j) for i in range(parts + 1) for j in range(parts + 1 - i)]
    number = {g: k for k, g in enumerate(grid)}
    share = np.array([(parts - i - j, i, j) for i, j in grid]) / parts
    small = [(number[i, j], number[i + 1, j], number[i, j + 1]) for i, j in grid if i + j < parts]
    small += [(number[i + 1, j], number[i + 1, j + 1], number[i, j + 1]) for i, j in grid if i + j < parts - 1]
    for face, bake in zip(piece.faces[chosen], piece.baked[chosen]):
        new = {k: share @ getattr(piece, k)[face] for k in ("position", "normal", "colour", "paint", "spot")}
        new["colour"] = np.clip(paint_function(new["position"], new["normal"], new["colour"]), 0, 1)
        new["chart"] = np.full(len(grid), piece.chart[face[0]])
        for k, v in new.items():
            rows[k].append(v)
        faces.append(np.array(small) + count)
        baked.append(np.full(len(small), bake))
        count += len(grid)
    for k, v in rows.items():
        setattr(piece, k, np.concatenate(v))
    piece.faces, piece.baked = np.concatenate(faces), np.concatenate(baked)
    return piece


def around_hole(piece, half, sink_m=0.04):
    """Leaves out what lies inside the square of half width `half`, where finer ground is; a line of the grid must run
    along its edge. One ring is kept under the edge, sunk, so that no gap shows where the two grids differ; it takes
    the light of what lies outside, for the dark under the finer ground would seep out from beneath it."""
    size = np.maximum(np.abs(piece.position[:, 0]), np.abs(piece.position[:, 2]))
    if not np.isclose(size, half).any():
        raise ValueError(f"around_hole: no line of the grid runs along {half} m; choose cells so that one does")
    outside = size[piece.faces] > half - 1e-6
    middle = np.abs(piece.position[piece.faces].mean(1))
    corner = outside.all(1) & (np.maximum(middle[:, 0], middle[:, 2]) < half)  # cuts off a corner of the hole
    keep = outside.any(1) & ~corner
    piece.faces, piece.baked = piece.faces[keep], outside.all(1)[keep]
    piece.position[size < half - 1e-6, 1] -= sink_m
    return piece
