"""Floor, walls with deep windows, beams, curtains, the view outside."""
import math
import random

import numpy as np

from common import furniture, plants, rooms, tints
from common.forms import blob, box, panel, prism, rod
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .dining_plan import FRONT, HIGH, LEFT, REAR, RIGHT, WINDOWS, to_wall


def shell(place):
    # floor: broad boards toward the visitor
    x, k = LEFT, 0
    while x < RIGHT - 0.01:
        cuts = [REAR, random.uniform(0.2, 1.4), random.uniform(-2.2, -0.9), FRONT]
        for a, b in zip(cuts, cuts[1:]):
            tone = mix(WALNUT, OCHRE, random.uniform(0.12, 0.38))
            plank = (
                box(a - b - 0.006, 0.04, 0.216, tone, 0.005)
                .turn("y", 90)
                .shift_paint(random.random() * 3, random.random())
            )
            place.add(plank.at(x + 0.11, -0.02, (a + b) / 2), "wood")
        x += 0.22
        k += 1
    place.add(
        panel(
            [(LEFT, -0.03, REAR), (RIGHT, -0.03, REAR), (RIGHT, -0.03, FRONT), (LEFT, -0.03, FRONT)],
            BLACK,
            2.0,
        ),
        "paint",
        importance=0.2,
    )
    wall = mix(CREAM, OCHRE, 0.10)
    side = mix(CREAM, ROSE, 0.16)
    hole_wall(place, "front", wall)
    hole_wall(place, "left", side)
    place.add(
        panel([(RIGHT, 0, FRONT), (RIGHT, 0, REAR), (RIGHT, HIGH, REAR), (RIGHT, HIGH, FRONT)], side, 0.6),
        "plaster",
        vary=0.05,
    )
    place.add(
        panel([(RIGHT, 0, REAR), (LEFT, 0, REAR), (LEFT, HIGH, REAR), (RIGHT, HIGH, REAR)], wall, 0.6),
        "plaster",
        vary=0.05,
    )
    place.add(
        panel(
            [(LEFT, HIGH, FRONT), (RIGHT, HIGH, FRONT), (RIGHT, HIGH, REAR), (LEFT, HIGH, REAR)],
            light(CREAM, 0.5),
            0.8,
        ),
        "plaster",
        vary=0.04,
    )
    for z in (-2.45, -0.87, 0.75):
        beam = box(RIGHT - LEFT, 0.20, 0.17, mix(WALNUT, BLACK, 0.12), 0.025)
        beam.bend(
            lambda p: p
            + np.stack([0 * p[:, 0], 0.012 * np.sin(p[:, 0] * 1.7 + z), 0.010 * np.cos(p[:, 0] * 2.1)], 1)
        )
        place.add(beam.at(0, HIGH - 0.09, z), "wood")
    skirting = light(GREEN, 0.15)
    place.add(box(RIGHT - LEFT, 0.13, 0.025, skirting, 0.008).at(0, 0.065, FRONT + 0.012), "paint")
    place.add(box(RIGHT - LEFT, 0.13, 0.025, skirting, 0.008).at(0, 0.065, REAR - 0.012), "paint")
    for x in (LEFT + 0.012, RIGHT - 0.012):
        place.add(box(0.025, 0.13, REAR - FRONT, skirting, 0.008).at(x, 0.065, (REAR + FRONT) / 2), "paint")
    rug(place)


def rug(place):
    """Woven borders about a plain field, and a row of lozenges where the visitor looks down on it."""
    field = mix(TERRACOTTA, ROSE, 0.25)
    flat = lambda corners, y, tone, vary: place.add(panel([(x, y, z - 0.75) for x, z in corners], tone, 0.45), "cloth", vary=vary)
    for w, d, tone, y in (
        (3.7, 2.5, dark(NAVY, 0.1), 0.004),
        (3.55, 2.35, OCHRE, 0.0065),
        (3.46, 2.26, field, 0.009),
        (3.02, 1.80, dark(NAVY, 0.1), 0.0115),
        (2.96, 1.74, CREAM, 0.014),
        (2.90, 1.68, mix(TERRACOTTA, WALNUT, 0.18), 0.0165),
    ):
        flat([(-w / 2, d / 2), (w / 2, d / 2), (w / 2, -d / 2), (-w / 2, -d / 2)], y, tone, 0.14)
    for z, half, tone in ((0.60, 0.020, CREAM), (0.555, 0.008, dark(NAVY, 0.1)), (-0.02, 0.020, CREAM), (0.025, 0.008, dark(NAVY, 0.1))):
        flat([(-1.45, z + half), (1.45, z + half), (1.45, z - half), (-1.45, z - half)], 0.0185, tone, 0.10)
    for k in range(-3, 4):  # large ones under the near edge of the table
        x, z = 0.42 * k, 0.29
        for half, tone, y in ((0.185, (OCHRE, dark(NAVY, 0.1))[k % 2], 0.0185), (0.130, mix(TERRACOTTA, WALNUT, 0.18), 0.0205), (0.070, CREAM, 0.0225)):
            flat([(x, z + half), (x + half, z), (x, z - half), (x - half, z)], y, tone, 0.10)
    row = [(0.155 * k, 1.015) for k in range(-9, 10)]
    row += [(s * 1.62, 1.015 - 0.155 * k) for s in (-1, 1) for k in range(1, 9)]
    for k, (x, z) in enumerate(row):
        for half, tone, y in ((0.058, (OCHRE, CREAM)[k % 2], 0.0115), (0.026, dark(NAVY, 0.1), 0.0135)):
            flat([(x, z + half), (x + half, z), (x, z - half), (x - half, z)], y, tone, 0.08)


def hole_wall(place, wall, tone):
    """Wall cut around its windows, with deep reveals."""
    sill, here = 0.92, sorted((m, w, h) for name, m, w, h in WINDOWS if name == wall)

    holes = [(m - w / 2, m + w / 2, sill, sill + h) for m, w, h in here]
    if wall == "front":
        plain = rooms.Wall((LEFT, FRONT), (RIGHT, FRONT), HIGH, [(a - LEFT, b - LEFT, c, d) for a, b, c, d in holes])
    else:
        plain = rooms.Wall((LEFT, REAR), (LEFT, FRONT), HIGH, [(REAR - b, REAR - a, c, d) for a, b, c, d in holes])
    place.add(plain.surface(tone, 0.6), "plaster", vary=0.05)
    for m, w, h in here:
        depth = 0.24
        for s in (-1, 1):
            reveal = box(0.02, h, depth, light(CREAM, 0.3), 0)
            top = box(w, 0.02, depth, light(CREAM, 0.3), 0)
            for p, dx, dy in (
                (reveal, s * (w / 2 + 0.01), sill + h / 2),
                (top, 0, sill + h / 2 + s * (h / 2 + 0.01)),
            ):
                if wall == "front":
                    place.add(p.at(m + dx, dy, FRONT - depth / 2 - 0.001), "plaster")
                else:
                    place.add(p.turn("y", 90).at(LEFT - depth / 2 - 0.001, dy, m - dx), "plaster")


def windows(place):
    place.glows["outside"] = {
        "day": lambda u, v: np.stack(
            [
                np.interp(v, [0, 1], [1.9, 1.35]),
                np.interp(v, [0, 1], [1.8, 1.75]),
                np.interp(v, [0, 1], [1.55, 2.2]),
            ],
            -1,
        ),
        "evening": lambda u, v: np.stack(
            [
                np.interp(v, [0, 0.4, 1], [0.50, 0.22, 0.05]),
                np.interp(v, [0, 0.4, 1], [0.20, 0.14, 0.09]),
                np.interp(v, [0, 0.4, 1], [0.12, 0.2, 0.24]),
            ],
            -1,
        ),
    }
    place.glows["hills"] = {"day": (1.25, 1.25, 1.15), "evening": (0.10, 0.12, 0.20)}
    for wall, m, w, h in WINDOWS:
        yaw = 0 if wall == "front" else 90
        sill = 0.92
        x, y, z = to_wall(wall, m, sill + h / 2, -0.14)
        place.put(furniture.moved(furniture.window_frame(w, h, 0.07, light(CREAM, 0.3)), x, y, z, yaw))
        board = box(w + 0.22, 0.045, 0.36, mix(WALNUT, OCHRE, 0.25), 0.012)
        x, y, z = to_wall(wall, m, sill - 0.005, 0.02)
        place.put(furniture.moved([("wood", board)], x, y, z, yaw))
        for s in (-1, 1):
            x, y, z = to_wall(wall, m + s * (w / 2 + 0.14), sill + h + 0.19, 0.11)
            place.put(
                furniture.moved(
                    furniture.curtain(0.40, h + 0.44, OCHRE, seed=s + 3 * m, folds=4), x, y, z, yaw
                )
            )
        ends = [to_wall(wall, m + s * (w / 2 + 0.42), sill + h + 0.21, 0.11) for s in (-1, 1)]
        place.add(rod(*ends, 0.016, BLACK), "metal")
        for e in ends:
            place.add(blob(0.032, OCHRE, 10, 7).tint(tints.brass).at(*e), "metal")
        for k, s in enumerate((-0.3, 0.33)):
            if wall == "left" and m > 0 and k == 0:
                continue
            x, y, z = to_wall(wall, m + s * w, sill + 0.02, 0.06)
            place.put(
                furniture.moved(
                    plants.potted([TERRACOTTA, NAVY][k], seed=int(10 * m) + k + 40, size=0.075), x, y, z
                )
            )
        # painted outdoors: sky and two ridges, a stage flat outside the pane
        width = 4.0
        sky = panel(
            [(-width, -1.2, 0), (width, -1.2, 0), (width, 2.6, 0), (-width, 2.6, 0)], (0.8, 0.8, 0.8), 0.5
        )
        x, y, z = to_wall(wall, m, sill, -1.8)
        place.add(sky.turn("y", yaw).at(x, y, z), "glow", glow="outside")
        for k, (tone, base) in enumerate(((mix(GREEN, NAVY, 0.35), 0.45), (mix(GREEN, OCHRE, 0.4), 0.15))):
            ridge = [(-width, -1.2), (width, -1.2)] + [
                (t, base + 0.16 * math.sin(1.7 * t + k * 2 + m) + 0.05 * math.sin(5.1 * t))
                for t in np.linspace(width, -width, 30)
            ]
            x, y, z = to_wall(wall, m, sill, -1.7 + 0.12 * k)
            place.add(prism(ridge, 0.01, light(tone, 0.25)).turn("y", yaw).at(x, y, z), "glow", glow="hills")
