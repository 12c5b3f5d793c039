"""Houses, church, shed, fences, lamps, fountain, bench. Stand on y = 0, front +z, unless said otherwise.
Window panes are material 'glow'; a pane's glow name is chosen with the dice given."""
import math
import random

import numpy as np

from . import noise, tints
from .forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix


def moved(parts, x=0.0, y=0.0, z=0.0, yaw=0.0):
    for entry in parts:
        entry[1].turn("y", yaw).at(x, y, z)
    return parts


def pane(width, height, glow):
    p = panel(
        [
            (-width / 2, -height / 2, 0),
            (width / 2, -height / 2, 0),
            (width / 2, height / 2, 0),
            (-width / 2, height / 2, 0),
        ],
        (0.8, 0.8, 0.8),
        9,
    )
    return ("glow", p, glow)


def flat(width, height, paint):
    return panel(
        [
            (-width / 2, -height / 2, 0),
            (width / 2, -height / 2, 0),
            (width / 2, height / 2, 0),
            (-width / 2, height / 2, 0),
        ],
        paint,
        9,
    )


def window(width, height, frame=CREAM, shutters=None, flowers=False, glow="pane", dice=random):
    """Centred at the origin, on a wall whose face is z = 0."""
    t = 0.06
    bits = [box(width + 2 * t, t, 0.10, frame, 0).at(0, s * (height + t) / 2, 0.03) for s in (-1, 1)]
    bits += [box(t, height, 0.10, frame, 0).at(s * (width + t) / 2, 0, 0.03) for s in (-1, 1)]
    bits += [
        flat(0.035, height, frame).at(0, 0, 0.045),
        flat(width, 0.035, frame).at(0, height * 0.16, 0.046),
    ]
    bits.append(box(width + 0.26, 0.06, 0.18, light(frame, 0.2), 0).at(0, -height / 2 - 0.08, 0.07))
    pane_piece = pane(width, height, glow)
    parts = [("paint", join(bits)), (pane_piece[0], pane_piece[1].at(z=0.012), glow)]
    if shutters is not None:
        for s in (-1, 1):
            x = s * (width * 0.75 + t + 0.02)
            leaf = [box(width / 2, height + 0.06, 0.04, shutters, 0).at(x, 0, 0.035)]
            leaf += [
                flat(width / 2 - 0.10, height * 0.075, dark(shutters, 0.25)).at(
                    x, height * (-0.41 + 0.117 * k), 0.058
                )
                for k in range(8)
            ]
            parts.append(("paint", join(leaf)))
    if flowers:
        parts.append(("wood", box(width + 0.1, 0.16, 0.18, TERRACOTTA, 0.02).at(0, -height / 2 + 0.02, 0.17)))
        lumps = [
            blob(0.085, dice.choice([ROSE, TERRACOTTA, GREEN, GREEN, OCHRE]), 6, 4, 0.25, 0.07, k).at(
                -width / 2 + width * (k + 0.5) / 5, -height / 2 + 0.13 + dice.uniform(-0.02, 0.03), 0.18
            )
            for k in range(5)
        ]
        parts.append(("paint", join(lumps)))
    return parts


def door(width, height, paint, frame=CREAM, arch=False):
    bits = [box(width + 0.24, height + 0.12, 0.10, frame, 0).at(0, height / 2 + 0.06, 0.02)]
    leaf = [box(width, height, 0.12, paint, 0).at(0, height / 2, 0.03)]
    for y, h in ((0.27, 0.34), (0.70, 0.36)):
        for s in (-1, 1):
            leaf.append(
                box(width * 0.36, height * h, 0.03, light(paint, 0.12), 0).at(
                    s * width * 0.23, height * y, 0.095
                )
            )
    knob = blob(0.035, OCHRE, 6, 4).at(width * 0.38, height * 0.46, 0.13)
    return [
        ("paint", join(bits)),
        ("wood", join(leaf)),
        ("metal", knob.tint(tints.brass)),
        ("paint", box(width + 0.4, 0.14, 0.4, mix(CREAM, NAVY, 0.3), 0).at(0, 0.03, 0.22)),
    ]


def gable_roof(width, depth, rise, paint, overhang=0.25, thickness=0.10):
    """Ridge along x; eaves at y = 0."""
    slope = math.hypot(depth / 2 + overhang, rise * (1 + 2 * overhang / depth))
    angle = math.degrees(math.atan2(rise, depth / 2))
    parts = []
    for s in (-1, 1):
        slab = panel(
            [
                (-width / 2 - overhang, 0, slope),
                (width / 2 + overhang, 0, slope),
                (width / 2 + overhang, 0, 0),
                (-width / 2 - overhang, 0, 0),
            ],
            paint,
            1.1,
        )
        under = (
            box(width + 2 * overhang, thickness, slope, dark(WALNUT, 0.25), 0)
            .important(0.4)
            .at(0, -thickness / 2 - 0.004, slope / 2)
        )
        slab.bend(
            lambda p: p
            + np.stack(
                [0 * p[:, 0], 0.03 * np.abs(np.sin(p[:, 0] * 1.1) * np.sin(p[:, 2] * 1.3)), 0 * p[:, 0]], 1
            )
        )
        both = [("roof", slab.at(y=0.035)), ("wood", under)]
        for m, p in both:
            p.turn("x", angle)
            p.at(0, rise + 0.06, 0)
            if s < 0:
                p.turn("y", 180)
            parts.append((m, p))
    ridge = tube(
        [
            (-width / 2 - overhang, rise + 0.08, 0),
            (0, rise + 0.06, 0),
            (width / 2 + overhang, rise + 0.09, 0),
        ],
        0.09,
        dark(paint, 0.1),
        8,
    )
    return parts + [("roof", ridge)]


def house(
    width,
    height,
    depth,
    wall,
    roof,
    dice,
    floors=2,
    bays=3,
    rise=1.4,
    shutters=None,
    door_paint=GREEN,
    door_bay=1,
    shop=None,
    material="plaster",
    panes=("pane", "pane_lit"),
    gable_front=False,
    flowers=True,
    chimney=True,
    sides=True,
):
    """Row or farm house; front wall at z = 0, body behind it."""
    body = [
        panel(
            [(-width / 2, 0, 0), (width / 2, 0, 0), (width / 2, height, 0), (-width / 2, height, 0)],
            wall,
            1.2,
        )
    ]
    if sides:  # the neighbours of a row hide them
        body.append(
            panel(
                [
                    (width / 2, 0, 0),
                    (width / 2, 0, -depth),
                    (width / 2, height, -depth),
                    (width / 2, height, 0),
                ],
                wall,
                2.0,
            )
        )
        body.append(
            panel(
                [
                    (-width / 2, 0, -depth),
                    (-width / 2, 0, 0),
                    (-width / 2, height, 0),
                    (-width / 2, height, -depth),
                ],
                wall,
                2.0,
            )
        )
    parts = [(material, join(body))]
    parts.append(("plaster", box(width + 0.06, 0.45, 0.08, mix(CREAM, NAVY, 0.35), 0).at(0, 0.22, 0.01)))
    roof_parts = gable_roof(depth if gable_front else width, width if gable_front else depth, rise, roof)
    moved(roof_parts, 0, height, -depth / 2, 90 if gable_front else 0)
    parts += roof_parts
    if gable_front:
        parts.append(
            (
                material,
                prism([(-width / 2, height), (width / 2, height), (0, height + rise)], 0.1, wall).at(z=-0.05),
            )
        )
    else:
        for s in (-1, 1):
            parts.append(
                (
                    material,
                    prism([(-depth / 2, height), (depth / 2, height), (0, height + rise)], 0.1, wall)
                    .turn("y", 90)
                    .at(s * (width / 2 - 0.05), 0, -depth / 2),
                )
            )
        parts.append(
            ("paint", box(width + 0.2, 0.14, 0.16, light(CREAM, 0.2), 0.03).at(0, height - 0.06, 0.06))
        )
    storey = height / floors
    for f in range(floors):
        for b in range(bays):
            x = -width / 2 + width * (b + 0.5) / bays
            y = storey * (f + 0.58)
            if f == 0 and b == door_bay:
                parts += moved(door(0.95, 2.05, door_paint), x, 0, 0.0)
                continue
            if f == 0 and shop is not None:
                continue
            w, h = min(0.95, width / bays * 0.46), storey * 0.46
            parts += moved(
                window(
                    w, h, CREAM, shutters, flowers and f > 0 and dice.random() < 0.6, dice.choice(panes), dice
                ),
                x,
                y,
                0.0,
            )
    if shop is not None:
        for b in range(bays):
            if b == door_bay:
                continue
            x = -width / 2 + width * (b + 0.5) / bays
            parts += moved(
                window(width / bays * 0.72, storey * 0.5, door_paint, None, False, panes[-1], dice),
                x,
                storey * 0.48,
                0.0,
            )
        awning = prism(
            [(0, 0), (1.0, -0.45), (1.0, -0.62), (0.96, -0.62), (0.96, -0.47), (0, -0.05)], width * 0.96, shop
        ).turn("y", -90)

        def stripes(position, normal, colour):
            s = np.mod(np.floor(position[:, 0] / 0.3), 2) > 0.5
            return np.where(s[:, None], CREAM, colour)

        fine = []
        n = int(width * 0.96 / 0.3)
        for k in range(n):
            fine.append(
                prism(
                    [(0, 0), (1.0, -0.45), (1.0, -0.62), (0.96, -0.62), (0.96, -0.47), (0, -0.05)],
                    0.3,
                    CREAM if k % 2 else shop,
                )
                .turn("y", -90)
                .at(-0.3 * (n - 1) / 2 + 0.3 * k)
            )
        parts.append(("cloth", join(fine).at(0, storey * 0.98, 0.05)))
    if chimney:
        cx = dice.choice((-0.3, 0.32)) * width
        parts.append(
            (
                "brick",
                box(0.55, rise + 0.7, 0.55, np.array([0.95, 0.88, 0.86]), 0.03).at(
                    cx, height + (rise + 0.7) / 2 + 0.2, -depth / 2 + 0.25
                ),
            )
        )
        parts.append(
            (
                "paint",
                join(
                    [
                        box(0.68, 0.12, 0.68, light(CREAM, 0.1), 0.03).at(
                            cx, height + rise + 0.92, -depth / 2 + 0.25
                        ),
                        cylinder(0.13, 0.35, TERRACOTTA, 10).at(
                            cx - 0.1, height + rise + 0.95, -depth / 2 + 0.25
                        ),
                    ]
                ),
            )
        )
    return parts


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
        12,
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
        for k in range(max(2, int(length / 2.2)) + 1):
            run.append(
                box(0.10, height + 0.12, 0.10, paint, 0.02).at(
                    length * k / max(2, int(length / 2.2)), (height + 0.12) / 2, -0.06
                )
            )
        bits.append(join(run).turn("y", yaw).at(x0, 0, z0))
    return [("wood", join(bits))]


def pigeon(seed=0, pecking=False):
    dice = random.Random(seed)
    grey = mix(mix(NAVY, CREAM, 0.45), ROSE, 0.12 * dice.random())
    body = blob(0.075, grey, 10, 6, squash=(0.85, 0.80, 1.5)).turn("x", 18 if pecking else -14).at(0, 0.14, 0)
    tail = box(0.05, 0.012, 0.11, dark(grey, 0.35), 0.004).turn("x", 8).at(0, 0.135, -0.14)
    if pecking:
        neck, head = tube(
            [(0, 0.15, 0.07), (0, 0.11, 0.13), (0, 0.05, 0.15)],
            [0.045, 0.032, 0.024],
            mix(GREEN, NAVY, 0.4),
            9,
        ), (0, 0.04, 0.155)
    else:
        neck, head = tube(
            [(0, 0.16, 0.06), (0, 0.22, 0.105), (0, 0.265, 0.115)],
            [0.05, 0.034, 0.026],
            mix(GREEN, NAVY, 0.4),
            9,
        ), (0, 0.278, 0.122)
    skull = blob(0.031, dark(grey, 0.2), 8, 5).at(*head)
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
        blob(0.06, mix(grey, CREAM, 0.25), 7, 4, squash=(0.22, 0.62, 1.55))
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
    for k in range(8):
        a = 2 * math.pi * k / 8 + 0.2
        path = [
            (
                t * math.cos(a) * 0.42 + math.cos(a) * 0.78,
                1.60 + 0.12 * t * 2 - 1.4 * t * t,
                t * math.sin(a) * 0.42 + math.sin(a) * 0.78,
            )
            for t in np.linspace(0, 0.98, 7)
        ]
        jets.append(tube(path, [0.012, 0.015, 0.018, 0.02, 0.024, 0.03, 0.045], light(water, 0.75), 6))
    return [("plaster", join([basin, column])), ("gloss", pool.tint(ripples)), ("gloss", join(jets))]


def church(dice, tower_height=13.0):
    """Nave with gable to the front, tower at the left, porch with an arch; wide about 11 m."""
    stone, trim = mix(CREAM, OCHRE, 0.22), light(CREAM, 0.25)
    parts = []
    nave_w, nave_h, rise, depth = 7.0, 6.0, 3.4, 12.0
    parts.append(
        (
            "plaster",
            join(
                [
                    panel(
                        [
                            (-nave_w / 2, 0, 0),
                            (nave_w / 2, 0, 0),
                            (nave_w / 2, nave_h, 0),
                            (-nave_w / 2, nave_h, 0),
                        ],
                        stone,
                        1.0,
                    ),
                    panel(
                        [
                            (nave_w / 2, 0, 0),
                            (nave_w / 2, 0, -depth),
                            (nave_w / 2, nave_h, -depth),
                            (nave_w / 2, nave_h, 0),
                        ],
                        stone,
                        1.5,
                    ),
                ]
            ),
        )
    )
    parts.append(
        (
            "plaster",
            prism([(-nave_w / 2, nave_h), (nave_w / 2, nave_h), (0, nave_h + rise)], 0.2, stone).at(z=-0.1),
        )
    )
    parts += moved(
        gable_roof(depth, nave_w, rise, mix(TERRACOTTA, WALNUT, 0.25), 0.35, 0.16), 0, nave_h, -depth / 2, 90
    )
    for s in (-1, 1):
        edge = box(math.hypot(nave_w / 2, rise) + 0.6, 0.28, 0.34, trim, 0.05).turn(
            "z", -s * math.degrees(math.atan2(rise, nave_w / 2))
        )
        parts.append(("plaster", edge.at(s * nave_w / 4, nave_h + rise / 2 + 0.16, 0.1)))
    rose = [
        (
            "plaster",
            lathe([(1.05, -0.1), (1.05, 0.10), (0.82, 0.12), (0.80, -0.1)], trim, 28)
            .turn("x", 90)
            .at(0, 5.7, 0.02),
        ),
        ("glow", lathe([(0.82, 0), (0, 0)], (0.8, 0.8, 0.8), 24).turn("x", 90).at(0, 5.7, 0.04), "stained"),
    ]
    spokes = [box(0.05, 1.6, 0.06, trim, 0, edge=False).turn("z", 30 * k).at(0, 5.7, 0.06) for k in range(6)]
    rose.append(
        (
            "plaster",
            join(
                spokes
                + [
                    lathe([(0.30, -0.03), (0.30, 0.05), (0.22, 0.05), (0.22, -0.03)], trim, 16)
                    .turn("x", 90)
                    .at(0, 5.7, 0.06)
                ]
            ),
        )
    )
    parts += rose
    for x in (-2.35, 2.35):
        parts += arch_window(0.62, 2.0, trim, x, 2.6, 0.02)
    # porch: steps, two columns, arch, little roof
    for k in range(3):
        parts.append(
            (
                "plaster",
                box(4.2 - 0.5 * k, 0.16, 2.6 - 0.42 * k, mix(trim, NAVY, 0.12), 0.03).at(
                    0, 0.08 + 0.16 * k, 1.1 - 0.15 * k
                ),
            )
        )
    for s in (-1, 1):
        column = lathe(
            [
                (0, 0.48),
                (0.30, 0.48),
                (0.30, 0.60),
                (0.22, 0.66),
                (0.20, 2.5),
                (0.26, 2.56),
                (0.32, 2.72),
                (0, 2.72),
            ],
            trim,
            14,
            45,
        )
        parts.append(("plaster", column.at(s * 1.35, 0, 1.75)))
        parts.append(("plaster", box(0.5, 2.3, 0.4, stone, 0.04).at(s * 1.35, 1.6, 0.15)))
    parts.append(("plaster", box(3.4, 0.34, 2.1, trim, 0.04).at(0, 2.88, 0.95)))
    parts += moved(gable_roof(2.1, 3.3, 1.1, mix(TERRACOTTA, WALNUT, 0.25), 0.18, 0.12), 0, 3.04, 0.95, 90)
    parts.append(("plaster", prism([(-1.65, 3.04), (1.65, 3.04), (0, 4.14)], 0.12, stone).at(z=1.92)))
    arch = (
        [(-0.85, 0.48), (0.85, 0.48), (0.85, 2.0)]
        + [(0.85 * math.cos(t), 2.0 + 0.62 * math.sin(t)) for t in np.linspace(0.2, math.pi - 0.2, 10)]
        + [(-0.85, 2.0)]
    )
    parts.append(("wood", prism(arch, 0.12, mix(GREEN, BLACK, 0.15)).at(z=0.04)))
    parts.append(
        (
            "wood",
            join(
                [
                    box(0.03, 2.0, 0.02, BLACK, 0, edge=False).at(x, 1.5, 0.11)
                    for x in (-0.55, -0.28, 0, 0.28, 0.55)
                ]
            ),
        )
    )
    # tower
    tw, tx, tz = 3.4, -5.0, -0.9
    h = tower_height
    parts.append(
        (
            "plaster",
            join(
                [
                    panel(
                        [
                            (tx - tw / 2, 0, tz + tw / 2),
                            (tx + tw / 2, 0, tz + tw / 2),
                            (tx + tw / 2, h, tz + tw / 2),
                            (tx - tw / 2, h, tz + tw / 2),
                        ],
                        stone,
                        1.0,
                    ),
                    panel(
                        [
                            (tx + tw / 2, 0, tz + tw / 2),
                            (tx + tw / 2, 0, tz - tw / 2),
                            (tx + tw / 2, h, tz - tw / 2),
                            (tx + tw / 2, h, tz + tw / 2),
                        ],
                        stone,
                        1.2,
                    ),
                    panel(
                        [
                            (tx - tw / 2, 0, tz - tw / 2),
                            (tx - tw / 2, 0, tz + tw / 2),
                            (tx - tw / 2, h, tz + tw / 2),
                            (tx - tw / 2, h, tz - tw / 2),
                        ],
                        stone,
                        1.2,
                    ),
                ]
            ),
        )
    )
    for y in (0.3, 4.2, 8.2, h):
        parts.append(("plaster", box(tw + 0.4, 0.32, tw + 0.4, trim, 0.05).at(tx, y, tz)))
    for s in (-1, 1):
        parts.append(
            ("plaster", box(0.5, h, 0.5, light(stone, 0.12), 0.05).at(tx + s * tw / 2, h / 2, tz + tw / 2))
        )
    spire = (
        lathe(
            [(tw * 0.74, 0), (tw * 0.40, 1.6), (tw * 0.22, 4.4), (0.05, 7.2), (0, 7.2)],
            mix(TERRACOTTA, WALNUT, 0.3),
            8,
            60,
        )
        .turn("y", 22.5)
        .at(tx, h + 0.12, tz)
    )
    parts.append(("roof", spire))
    parts.append(
        (
            "metal",
            join(
                [
                    blob(0.22, OCHRE, 10, 8).at(tx, h + 7.4, tz),
                    rod((tx, h + 7.3, tz), (tx, h + 8.5, tz), 0.05, OCHRE, 6),
                    rod((tx - 0.35, h + 8.1, tz), (tx + 0.35, h + 8.1, tz), 0.05, OCHRE, 6),
                ]
            ).tint(tints.brass),
        )
    )
    for dx in (-0.62, 0.62):
        parts += arch_window(0.5, 1.7, trim, tx + dx, 9.6, tz + tw / 2 + 0.02, louvres=True)
    parts += arch_window(0.5, 1.5, trim, tx, 2.4, tz + tw / 2 + 0.02)
    clock = lathe([(0.85, 0), (0.85, 0.08), (0.74, 0.10), (0, 0.10)], [NAVY, OCHRE, NAVY, NAVY], 26, 45).turn(
        "x", 90
    )
    parts.append(("paint", clock.at(tx, 6.6, tz + tw / 2)))
    hands = [
        box(0.07, 0.55, 0.03, OCHRE, 0.01).at(0, 0.25, 0).turn("z", -35),
        box(0.09, 0.42, 0.03, OCHRE, 0.01).at(0, 0.19, 0).turn("z", 140),
    ]
    ticks = [box(0.05, 0.12, 0.02, CREAM, 0, edge=False).at(0, 0.62, 0).turn("z", 30 * k) for k in range(12)]
    parts.append(("paint", join(hands + ticks).at(tx, 6.6, tz + tw / 2 + 0.13)))
    return parts


def arch_window(width, height, trim, x, y, z, louvres=False):
    w = width
    ring = [(math.cos(t), math.sin(t)) for t in np.linspace(0, math.pi, 9)]
    outer = [(-w / 2 - 0.12, -0.1), (w / 2 + 0.12, -0.1)] + [
        ((w / 2 + 0.12) * c, height - w / 2 + (w / 2 + 0.12) * s) for c, s in ring
    ]
    inner = [(-w / 2, 0), (w / 2, 0)] + [(w / 2 * c, height - w / 2 + w / 2 * s) for c, s in ring]
    parts = [("plaster", prism(outer, 0.14, trim).at(x, y, z))]
    if louvres:
        parts.append(("paint", prism(inner, 0.16, mix(BLACK, WALNUT, 0.3)).at(x, y, z)))
        parts.append(
            (
                "wood",
                join(
                    [
                        box(w, 0.06, 0.08, mix(WALNUT, BLACK, 0.15), 0, edge=False)
                        .turn("x", 35)
                        .at(x, y + 0.15 + 0.2 * k, z + 0.09)
                        for k in range(int(height / 0.2) - 1)
                    ]
                ),
            )
        )
    else:
        parts.append(("glow", prism(inner, 0.16, (0.8, 0.8, 0.8)).at(x, y, z), "stained"))
        parts.append(
            (
                "plaster",
                join(
                    [
                        box(0.04, height, 0.03, trim, 0, edge=False).at(x, y + height / 2, z + 0.09),
                        box(w, 0.04, 0.03, trim, 0, edge=False).at(x, y + height * 0.5, z + 0.09),
                    ]
                ),
            )
        )
    return parts
