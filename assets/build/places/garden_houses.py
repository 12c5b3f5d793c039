"""Ansel's workshop and the house."""
import math
import random

import numpy as np

from common import houses, plants, tints
from common.forms import box, cylinder, panel, prism, rod
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, mix
from .garden_plan import height


def workshop(place):
    """Timber shed with an open door and planks leaning on it."""
    x, z, yaw = 5.9, -5.2, -52
    parts = []
    w, h, d = 4.0, 2.5, 3.0
    dice = random.Random(9)
    boards = []
    n = 20
    for k in range(n):
        bx = -w / 2 + w * (k + 0.5) / n
        if -0.75 < bx < 0.35:
            boards.append(
                box(w / n - 0.012, h - 2.08, 0.04, mix(OCHRE, WALNUT, 0.45 + 0.2 * dice.random()), 0.008).at(
                    bx, (h + 2.08) / 2, 0
                )
            )
            continue
        boards.append(
            box(w / n - 0.012, h, 0.04, mix(OCHRE, WALNUT, 0.45 + 0.2 * dice.random()), 0.006).at(
                bx, h / 2, 0
            )
        )
    for k in range(14):
        for s in (-1, 1):
            boards.append(
                box(
                    0.04, h, d / 14 - 0.012, mix(OCHRE, WALNUT, 0.45 + 0.2 * dice.random()), 0, edge=False
                ).at(s * w / 2, h / 2, -d * (k + 0.5) / 14)
            )
    parts.append(("wood", join(boards)))
    parts.append(("wood", prism([(-w / 2, h), (w / 2, h), (0, h + 1.1)], 0.05, mix(OCHRE, WALNUT, 0.5))))
    parts += houses.moved(houses.gable_roof(d, w, 1.1, mix(NAVY, CREAM, 0.12), 0.3, 0.08), 0, h, -d / 2, 90)
    parts.append(
        (
            "paint",
            panel(
                [
                    (-w / 2 + 0.05, 0.02, -d + 0.05),
                    (w / 2 - 0.05, 0.02, -d + 0.05),
                    (w / 2 - 0.05, h, -d + 0.05),
                    (-w / 2 + 0.05, h, -d + 0.05),
                ],
                mix(OCHRE, WALNUT, 0.45),
                0.8,
            ),
        )
    )
    parts += inside(w, h, d)
    parts.append(
        (
            "paint",
            panel(
                [(-w / 2, 0.015, 0), (w / 2, 0.015, 0), (w / 2, 0.015, -d), (-w / 2, 0.015, -d)],
                mix(WALNUT, OCHRE, 0.4),
                0.8,
            ),
        )
    )
    leaf = [
        box(0.2, 2.0, 0.045, mix(GREEN, CREAM, 0.1), 0.01).at(0.1 + 0.205 * k, 1.02, 0) for k in range(5)
    ] + [box(1.0, 0.12, 0.03, GREEN, 0.01).at(0.5, y, 0.035) for y in (0.4, 1.65)]
    parts.append(("wood", join(leaf).turn("y", -115).at(-0.76, 0, 0.03)))
    for s in (-1, 1):
        parts.append(("paint", box(0.12, 2.14, 0.08, CREAM, 0.015).at(-0.2 + s * 0.60, 1.07, 0.02)))
    parts.append(("paint", box(1.36, 0.12, 0.08, CREAM, 0.015).at(-0.2, 2.14, 0.02)))
    parts += houses.moved(houses.window(0.8, 0.7, CREAM, None, True, "pane", dice), 1.2, 1.5, 0.02)
    # bench with a vice inside, tools on the wall
    parts.append(
        (
            "wood",
            join(
                [box(1.5, 0.08, 0.6, mix(OCHRE, WALNUT, 0.3), 0.015).at(-0.4, 0.9, -2.3)]
                + [
                    box(0.1, 0.86, 0.1, WALNUT, 0.01).at(-0.4 + s * 0.65, 0.43, -2.3 + t * 0.22)
                    for s in (-1, 1)
                    for t in (-1, 1)
                ]
            ),
        )
    )
    parts.append(
        (
            "metal",
            join(
                [
                    box(0.05, 0.4 + 0.1 * (k % 3), 0.02, (0.6, 0.6, 0.6), 0.006, edge=False).at(
                        -1.0 + 0.22 * k, 1.6, -2.9
                    )
                    for k in range(6)
                ]
            ).tint(tints.chrome),
        )
    )
    for k in range(5):
        parts.append(
            (
                "wood",
                box(0.20, 2.5, 0.045, mix(OCHRE, CREAM, 0.1 + 0.06 * k), 0.01)
                .turn("x", -9 - k)
                .turn("z", 2 * k - 4)
                .at(1.72 - 0.09 * k, 1.2, 0.42 - 0.03 * k),
            )
        )
    for row in range(4):
        for k in range(5 - row):
            parts.append(
                (
                    "wood",
                    cylinder(0.10, 1.1, mix(WALNUT, OCHRE, 0.15 * (k % 3)), 9, 0.006)
                    .turn("x", 90)
                    .at(-2.55 + 0.2 * k + 0.1 * row - 0.42, 0.10 + 0.175 * row, 0.15),
                )
            )
    horse = [box(0.9, 0.08, 0.10, OCHRE, 0.012).at(0.9, 0.68, 1.3)] + [
        rod((0.9 + s * 0.36, 0.66, 1.3), (0.9 + s * 0.44, 0.0, 1.3 + t * 0.26), 0.03, OCHRE, 6)
        for s in (-1, 1)
        for t in (-1, 1)
    ]
    horse += [box(1.7, 0.035, 0.2, mix(OCHRE, CREAM, 0.25), 0.008).at(0.95, 0.74, 1.3)]
    parts.append(("wood", join(horse)))
    place.put(
        houses.moved(parts, x, float(height(np.array([x]), np.array([z]))[0]) - 0.03, z, yaw), importance=0.6
    )


def inside(w, h, d):
    """What the open door shows of a joiner's trade: tins on a shelf, saws on the wall, a lamp, a chair unfinished;
    and a board over the door with a plane painted on it."""
    parts = []
    for y in (1.35, 1.85):
        parts.append(("wood", box(1.9, 0.035, 0.22, mix(OCHRE, CREAM, 0.2), 0).at(-0.2, y, -d + 0.18)))
        for k in range(7):
            tone = [TERRACOTTA, CREAM, GREEN, OCHRE, ROSE, NAVY, CREAM][k]
            tall = 0.14 + 0.03 * (k % 3)
            parts.append(("paint", cylinder(0.055, tall, tone, 8, 0.004).at(-1.0 + 0.26 * k + 0.05 * (y > 1.5), y + 0.018, -d + 0.18)))
    seat = [box(0.42, 0.04, 0.40, mix(OCHRE, CREAM, 0.35), 0.008).at(-0.35, 1.38, -2.25)]
    seat += [rod((-0.35 + s * 0.17, 0.94, -2.25 + t * 0.16), (-0.35 + s * 0.17, 1.38 + 0.46 * (t < 0), -2.25 + t * 0.17), 0.02, mix(OCHRE, CREAM, 0.35), 6) for s in (-1, 1) for t in (-1, 1)]
    seat += [box(0.34, 0.06, 0.02, mix(OCHRE, CREAM, 0.35), 0).at(-0.35, y, -2.42) for y in (1.58, 1.74)]
    parts.append(("wood", join(seat)))
    lamp = [rod((-0.2, h + 0.3, -1.5), (-0.2, 2.02, -1.5), 0.01, BLACK, 4), cylinder(0.13, 0.10, GREEN, 12, 0.01, bottom=False, radius_top=0.05).at(-0.2, 1.94, -1.5)]
    parts.append(("paint", join(lamp)))
    parts.append(("glow", cylinder(0.07, 0.03, CREAM, 10, 0.005).at(-0.2, 1.92, -1.5), "pane_lit"))
    board = [box(1.5, 0.42, 0.04, mix(GREEN, CREAM, 0.12), 0.012).at(-0.2, h + 0.18, 0.05)]
    plane = prism([(-0.36, -0.07), (0.36, -0.07), (0.36, 0.02), (0.22, 0.03), (0.20, 0.11), (0.13, 0.12), (0.09, 0.03), (-0.06, 0.03), (-0.12, 0.13), (-0.19, 0.12), (-0.16, 0.02), (-0.36, 0.02)], 0.012, CREAM)
    parts.append(("wood", join(board)))
    parts.append(("paint", plane.at(-0.2, h + 0.17, 0.076)))
    return parts


def the_house(place):
    dice = random.Random(17)
    parts = houses.house(
        9.0,
        5.4,
        6.5,
        mix(CREAM, ROSE, 0.18),
        mix(TERRACOTTA, WALNUT, 0.15),
        dice,
        2,
        4,
        2.4,
        shutters=GREEN,
        door_paint=TERRACOTTA,
        door_bay=1,
        fine=False,
    )
    porch = (
        [box(3.0, 0.12, 1.4, mix(CREAM, WALNUT, 0.3), 0.03).at(-1.1, 0.08, 0.9)]
        + [box(0.12, 2.3, 0.12, CREAM, 0.02).at(-1.1 + s * 1.35, 1.25, 1.5) for s in (-1, 1)]
        + [box(3.1, 0.12, 0.12, CREAM, 0.02).at(-1.1, 2.4, 1.5)]
    )
    parts.append(("wood", join(porch)))
    slab = panel(
        [(-2.75, 2.35, 1.75), (0.55, 2.35, 1.75), (0.55, 2.85, 0.02), (-2.75, 2.85, 0.02)],
        mix(TERRACOTTA, WALNUT, 0.15),
        0.6,
    )
    parts.append(("roof", slab))
    ivy = [plants.clump(0.5, plants.leaf_tones(0.1), 26, 0.26, 300 + k, (1, 1.1, 0.5), core_sides=8) for k in range(6)]
    for k, p in enumerate(ivy):
        parts.append(("leaf", p.at(3.6 + 0.5 * math.sin(k * 2.2), 0.5 + 0.62 * k, 0.12)))
    place.put(houses.moved(parts, 7.2, -0.15, -15.5, -22), importance=0.3)
    bush = plants.leaf_tones(0.05)
    for k, (x, z, r) in enumerate(
        (
            (2.6, -14.2, 0.8),
            (3.8, -14.6, 0.7),
            (10.6, -12.4, 0.9),
            (-9.5, -3.0, 0.8),
            (9.3, -1.4, 0.8),
            (9.0, 1.5, 0.9),
            (-9.2, 2.0, 0.9),
            (-7.5, 6, 1.0),
            (4, 8.5, 1.0),
            (7, 6.5, 0.9),
        )
    ):
        place.add(
            plants.clump(r, bush, 42, 0.34, 200 + k, (1.15, 0.9, 1.1), core_sides=9).at(
                x, r * 0.55 + float(height(np.array([x]), np.array([z]))[0]), z
            ),
            "leaf",
            vary=0.06,
            importance=0.35,
        )
    place.glows["pane"] = {"day": (0.30, 0.40, 0.52), "evening": (0.24, 0.16, 0.14)}
    place.glows["pane_lit"] = {"day": (0.34, 0.44, 0.55), "evening": (1.9, 1.02, 0.34)}
