"""Measures of the garden that its parts share: the slide's profile, the lay of the land, the path."""
import numpy as np


BED_Z, BED_HALF = -0.56, 0.25  # middle of the bed, half its width: near edge at z = -0.31


TREE = (-4.4, -6.4)


# the bed's profile in x and height, from the tower down to its end at the visitor's right
PROFILE = [
    (-5.6, 2.55),
    (-5.0, 2.50),
    (-4.2, 2.12),
    (-3.0, 1.52),
    (-2.0, 1.06),
    (-1.3, 0.865),
    (-0.8, 0.80),
    (0.0, 0.755),
    (0.8, 0.715),
    (1.35, 0.70),
    (1.6, 0.685),
]


def height(x, z):
    """Gently rolling lawn, level around the visitor: the fine ground ends at 8 m, where nothing may roll yet."""
    far = np.clip((np.maximum(np.abs(x), np.abs(z)) - 8) / 8, 0, 1)
    return far * (0.35 * np.sin(x * 0.21 + 1) + 0.30 * np.cos(z * 0.17 + 0.5) - 0.1)


def path_distance(x, z):
    """Distance to the middle of the path from the house to the slide and on to the workshop."""
    track = [(7.0, -13.4), (5.0, -9.5), (2.2, -6.5), (1.2, -3.6), (0.2, -1.6), (-0.6, 1.5), (0.5, 5.5)]
    branch = [(2.2, -6.5), (4.2, -5.4), (5.6, -5.0)]
    best = np.full(x.shape, 99.0)
    for line in (track, branch):
        for (x0, z0), (x1, z1) in zip(line, line[1:]):
            dx, dz = x1 - x0, z1 - z0
            t = np.clip(((x - x0) * dx + (z - z0) * dz) / (dx * dx + dz * dz), 0, 1)
            best = np.minimum(best, np.hypot(x - x0 - t * dx, z - z0 - t * dz))
    return best


def bed_height(x):
    return float(np.interp(x, [p[0] for p in PROFILE], [p[1] for p in PROFILE]))
