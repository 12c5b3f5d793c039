"""Lamps, fence, bench, fountain, pigeons. They stand on y = 0 and face +z unless said otherwise."""
import math
import random

import numpy as np

from . import tints
from .forms import blob, box, lathe, prism, rod, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix


def street_lamp(height=3.6):
    """Iron post with a lantern; glow name 'street_lamp'."""
    iron = mix(GREEN, BLACK, 0.65)
    post = lathe(
        [
            (0, 0),
            (0.17, 0),
            (0.17, 0.10),
            (0.11, 0.16),
            (0.09, 0.55),
            (0.11, 0.60),
            (0.055, 0.68),
            (0.045, height - 0.4),
            (0.07, height - 0.36),
            (0.045, height - 0.30),
            (0.04, height - 0.1),
            (0.10, height),
        ],
        iron,
        9,
        50,
    )
    cage = lathe([(0.11, height + 0.02), (0.19, height + 0.42)], CREAM, 6, 50)
    lid = lathe(
        [
            (0.22, height + 0.42),
            (0.20, height + 0.45),
            (0.07, height + 0.60),
            (0.03, height + 0.62),
            (0.03, height + 0.70),
            (0, height + 0.74),
        ],
        iron,
        6,
        50,
    )
    ribs = [
        rod(
            (0.115 * math.cos(a), height + 0.02, 0.115 * math.sin(a)),
            (0.195 * math.cos(a), height + 0.43, 0.195 * math.sin(a)),
            0.012,
            iron,
            4,
        )
        for a in np.arange(6) * math.pi / 3
    ]
    arm = rod((-0.28, height - 0.33, 0), (0.28, height - 0.33, 0), 0.016, iron, 6)
    return [("paint", join([post, lid, arm] + ribs)), ("glow", cage, "street_lamp")]


def picket_fence(points, paint=CREAM, height=0.95):
    """Fence along a polyline of (x, z)."""
    bits = []
    for (x0, z0), (x1, z1) in zip(points, points[1:]):
        length = math.hypot(x1 - x0, z1 - z0)
        yaw = math.degrees(math.atan2(-(z1 - z0), x1 - x0))
        run = []
        for y in (0.28, 0.70):
            run.append(box(length, 0.07, 0.03, dark(paint, 0.08), 0.006).at(length / 2, y * height, -0.025))
        n = max(2, int(length / 0.19))
        dice = random.Random(int(10 * x0 + 7 * z0))
        for k in range(n):
            h = height * dice.uniform(0.92, 1.04)
            run.append(
                prism(
                    [(-0.05, 0.04), (0.05, 0.04), (0.05, h - 0.08), (0, h), (-0.05, h - 0.08)], 0.024, paint
                )
                .at(length * (k + 0.5) / n, 0, 0)
                .turn("y", 0)
            )
        for k in range(1 if bits else 0, max(2, int(length / 2.2)) + 1):  # where runs meet one post stands, not two
            run.append(
                box(0.10, height + 0.12, 0.10, paint, 0.02).at(
                    length * k / max(2, int(length / 2.2)), (height + 0.12) / 2, -0.06
                )
            )
        bits.append(join(run).turn("y", yaw).at(x0, 0, z0))
    return [("wood", join(bits))]


def pigeon(seed=0, pecking=False, fine=True):
    dice = random.Random(seed)
    grey = mix(mix(NAVY, CREAM, 0.45), ROSE, 0.12 * dice.random())
    body = blob(0.075, grey, *((10, 6) if fine else (7, 5)), squash=(0.85, 0.80, 1.5)).turn("x", 18 if pecking else -14).at(0, 0.14, 0)
    tail = box(0.05, 0.012, 0.11, dark(grey, 0.35), 0.004).turn("x", 8).at(0, 0.135, -0.14)
    if pecking:
        neck, head = tube(
            [(0, 0.15, 0.07), (0, 0.11, 0.13), (0, 0.05, 0.15)],
            [0.045, 0.032, 0.024],
            mix(GREEN, NAVY, 0.4),
            9 if fine else 6,
        ), (0, 0.04, 0.155)
    else:
        neck, head = tube(
            [(0, 0.16, 0.06), (0, 0.22, 0.105), (0, 0.265, 0.115)],
            [0.05, 0.034, 0.026],
            mix(GREEN, NAVY, 0.4),
            9 if fine else 6,
        ), (0, 0.278, 0.122)
    skull = blob(0.031, dark(grey, 0.2), *((8, 5) if fine else (6, 4))).at(*head)
    beak = tube(
        [
            (head[0], head[1] - 0.004, head[2] + 0.025),
            (head[0], head[1] - (0.035 if pecking else 0.014), head[2] + (0.035 if pecking else 0.058)),
        ],
        [0.009, 0.003],
        BLACK,
        6,
    )
    wings = [
        blob(0.06, mix(grey, CREAM, 0.25), 7 if fine else 5, 4, squash=(0.22, 0.62, 1.55))
        .turn("x", -10)
        .at(s * 0.062, 0.15, -0.025)
        for s in (-1, 1)
    ]
    bars = [
        box(0.004, 0.012, 0.07, BLACK, 0, edge=False).turn("x", 30).at(s * 0.077, 0.14, -0.06)
        for s in (-1, 1)
    ]
    eyes = [
        blob(0.006, OCHRE, 4, 3).at(head[0] + s * 0.027, head[1] + 0.006, head[2] + 0.012) for s in (-1, 1)
    ]
    legs = [
        tube([(s * 0.03, 0.09, 0.0), (s * 0.03, 0.01, 0.01), (s * 0.03, 0.004, 0.04)], 0.005, TERRACOTTA, 4)
        for s in (-1, 1)
    ]
    return [("paint", join([body, tail, neck, skull, beak] + wings + bars + eyes + legs))]


def iron_bench(width=1.9, plank=mix(WALNUT, OCHRE, 0.28), sides=9):
    """Park bench; the sitter faces -z, seat top at 0.44, middle of the seat at z = 0. Planks are returned apart:
    (parts, planks), planks a list of (material, piece) from front to back, seat first."""
    iron = mix(GREEN, BLACK, 0.6)
    parts = []
    for x in (-width / 2 + 0.14, 0.0, width / 2 - 0.14):
        bits = [
            tube(
                [
                    (x, 0.0, -0.24),
                    (x, 0.03, -0.22),
                    (x, 0.20, -0.20),
                    (x, 0.36, -0.24),
                    (x, 0.40, -0.18),
                    (x, 0.395, 0.0),
                    (x, 0.39, 0.18),
                    (x, 0.50, 0.235),
                    (x, 0.70, 0.275),
                    (x, 0.86, 0.33),
                ],
                [0.03, 0.022, 0.02, 0.022, 0.022, 0.02, 0.022, 0.022, 0.02, 0.024],
                iron,
                sides,
            ),
            tube(
                [(x, 0.0, 0.34), (x, 0.04, 0.31), (x, 0.20, 0.22), (x, 0.39, 0.18)],
                [0.03, 0.022, 0.02, 0.022],
                iron,
                sides,
            ),
            tube(
                [(x, 0.06, -0.19), (x, 0.15, -0.06), (x, 0.17, 0.03), (x, 0.12, 0.17), (x, 0.06, 0.26)],
                0.014,
                iron,
                sides - 1,
            ),
        ]
        for cz, cy, r, turn in ((-0.10, 0.27, 0.065, 1), (0.08, 0.27, 0.065, -1)) if sides > 6 else ():
            spiral = [
                (
                    x,
                    cy + r * (1 - 0.1 * k) * math.sin(k * 0.75 * turn),
                    cz + r * (1 - 0.1 * k) * math.cos(k * 0.75),
                )
                for k in range(9)
            ]
            bits.append(tube(spiral, 0.010, iron, min(6, sides)))
        if x:
            bits.append(
                tube(
                    [
                        (x, 0.40, -0.22),
                        (x, 0.55, -0.23),
                        (x, 0.64, -0.20),
                        (x, 0.65, -0.05),
                        (x, 0.64, 0.12),
                        (x, 0.66, 0.255),
                    ],
                    [0.02, 0.018, 0.022, 0.026, 0.022, 0.018],
                    iron,
                    sides,
                )
            )
        parts.append(("paint", join(bits)))
    planks = []
    for k in range(5):
        z = -0.19 + 0.092 * k
        piece = box(width, 0.032, 0.082, plank * (0.94 + 0.05 * ((k * 3) % 4)), 0.011).shift_paint(
            0.8 * k, 0.3 * k
        )
        planks.append(("wood", piece.at(0, 0.424 - 0.006 * k * 0.4, z)))
    for k in range(4):
        y = 0.52 + 0.10 * k
        piece = (
            box(width, 0.085, 0.03, plank * (0.92 + 0.05 * ((k * 2) % 3)), 0.011)
            .turn("x", 12)
            .shift_paint(0.5 * k, 0.21 * k)
        )
        planks.append(("wood", piece.at(0, y, 0.205 + 0.032 * k)))
    bolts = [
        blob(0.010, mix(CREAM, BLACK, 0.5), 7, 4, squash=(1, 0.5, 1)).at(x, 0.441, -0.19 + 0.092 * k)
        for x in (-width / 2 + 0.14, 0.0, width / 2 - 0.14)
        for k in range(5)
        if sides > 6 or k % 4 == 0
    ]
    parts.append(("metal", join(bolts).tint(tints.chrome)))
    return parts, planks


def fountain(radius=2.1):
    stone, water = mix(CREAM, NAVY, 0.25), mix(NAVY, CREAM, 0.30)
    r = radius
    basin = lathe(
        [
            (r + 0.12, 0),
            (r + 0.12, 0.12),
            (r, 0.16),
            (r - 0.04, 0.40),
            (r + 0.10, 0.46),
            (r + 0.12, 0.56),
            (r - 0.20, 0.58),
            (r - 0.26, 0.5),
            (r - 0.28, 0.2),
        ],
        [
            dark(stone, 0.2),
            stone,
            stone,
            dark(stone, 0.1),
            stone,
            light(stone, 0.3),
            light(stone, 0.2),
            stone,
            dark(stone, 0.4),
        ],
        28,
        45,
    )
    pool = lathe(
        [(r - 0.26, 0.42), (r * 0.6, 0.425), (0.3, 0.43), (0, 0.43)],
        [light(water, 0.25), water, light(water, 0.15), light(water, 0.4)],
        28,
    )

    def ripples(position, normal, colour):
        d = np.hypot(position[:, 0], position[:, 2])
        return colour * (1 + 0.2 * np.sin(d * 14)[:, None])

    column = lathe(
        [
            (0.34, 0.3),
            (0.34, 0.55),
            (0.22, 0.62),
            (0.17, 1.0),
            (0.24, 1.15),
            (0.24, 1.25),
            (0.55, 1.42),
            (0.80, 1.52),
            (0.84, 1.60),
            (0.72, 1.60),
            (0.2, 1.50),
            (0.13, 1.60),
            (0.10, 2.0),
            (0.16, 2.06),
            (0.32, 2.14),
            (0.40, 2.22),
            (0.33, 2.23),
            (0.08, 2.16),
            (0.06, 2.42),
            (0, 2.46),
        ],
        stone,
        20,
        45,
    )
    jets = []
    for k in range(7):
        a = 2 * math.pi * k / 7 + 0.2
        path = [
            (
                t * math.cos(a) * 0.42 + math.cos(a) * 0.78,
                1.60 + 0.12 * t * 2 - 1.4 * t * t,
                t * math.sin(a) * 0.42 + math.sin(a) * 0.78,
            )
            for t in np.linspace(0, 0.98, 7)
        ]
        jets.append(tube(path, [0.012, 0.015, 0.018, 0.02, 0.024, 0.03, 0.045], light(water, 0.75), 5, closed_ends=False))
    return [("plaster", join([basin, column])), ("gloss", pool.tint(ripples)), ("gloss", join(jets))]
