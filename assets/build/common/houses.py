"""Houses: windows, doors, roofs, whole fronts. They stand on y = 0 with the front wall at z = 0, facing +z.
Parts are (material, piece) or (material, piece, glow)."""
import math
import random

import numpy as np

from . import tints
from .forms import blob, box, cylinder, panel, prism, tube
from .mesh import join
from .palette import CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix


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


def window(width, height, frame=CREAM, shutters=None, flowers=False, glow="pane", dice=random, fine=True):
    """Centred at the origin, on a wall whose face is z = 0. fine: for eyes within ten metres."""
    t = 0.06
    if fine:
        bits = [box(width + 2 * t, t, 0.10, frame, 0).at(0, s * (height + t) / 2, 0.03) for s in (-1, 1)]
        bits += [box(t, height, 0.10, frame, 0).at(s * (width + t) / 2, 0, 0.03) for s in (-1, 1)]
    else:
        bits = [flat(width + 2 * t, t, frame).at(0, s * (height + t) / 2, 0.05) for s in (-1, 1)]
        bits += [flat(t, height, frame).at(s * (width + t) / 2, 0, 0.05) for s in (-1, 1)]
    bits += [
        flat(0.035, height, frame).at(0, 0, 0.045),
        flat(width, 0.035, frame).at(0, height * 0.16, 0.046),
    ]
    bits.append(box(width + 0.26, 0.06, 0.18, light(frame, 0.2), 0).at(0, -height / 2 - 0.08, 0.07))
    pane_piece = pane(width, height, glow)
    parts = [("paint", join(bits)), (pane_piece[0], pane_piece[1].at(z=0.012), glow)]
    if shutters is not None:
        slats = 8 if fine else 5
        for s in (-1, 1):
            x = s * (width * 0.75 + t + 0.02)
            leaf = [box(width / 2, height + 0.06, 0.04, shutters, 0).at(x, 0, 0.035)]
            leaf += [
                flat(width / 2 - 0.10, height * 0.6 / slats, dark(shutters, 0.25)).at(
                    x, height * (-0.45 + 0.9 * (k + 0.5) / slats), 0.058
                )
                for k in range(slats)
            ]
            parts.append(("paint", join(leaf)))
    if flowers:
        parts.append(("wood", box(width + 0.1, 0.16, 0.18, TERRACOTTA, 0).at(0, -height / 2 + 0.02, 0.17)))
        sides, rings, count = (6, 4, 5) if fine else (5, 3, 4)
        lumps = [
            blob(0.085 if fine else 0.10, dice.choice([ROSE, TERRACOTTA, GREEN, GREEN, OCHRE]), sides, rings, 0.25, 0.07, k).at(
                -width / 2 + width * (k + 0.5) / count, -height / 2 + 0.13 + dice.uniform(-0.02, 0.03), 0.18
            )
            for k in range(count)
        ]
        parts.append(("paint", join(lumps)))
    return parts


def door(width, height, paint, frame=CREAM, arch=False, fine=True):
    bits = [box(width + 0.24, height + 0.12, 0.10, frame, 0).at(0, height / 2 + 0.06, 0.02)]
    leaf = [box(width, height, 0.12, paint, 0).at(0, height / 2, 0.03)]
    for y, h in ((0.27, 0.34), (0.70, 0.36)):
        for s in (-1, 1):
            if fine:
                inlay = box(width * 0.36, height * h, 0.03, light(paint, 0.12), 0)
            else:
                inlay = flat(width * 0.36, height * h, light(paint, 0.12))
            leaf.append(inlay.at(s * width * 0.23, height * y, 0.095))
    knob = blob(0.035, OCHRE, 6 if fine else 4, 4 if fine else 3).at(width * 0.38, height * 0.46, 0.13)
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
    fine=True,
):
    """Row or farm house; front wall at z = 0, body behind it. fine: for eyes within ten metres."""
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
                parts += moved(door(0.95, 2.05, door_paint, fine=fine), x, 0, 0.0)
                continue
            if f == 0 and shop is not None:
                continue
            w, h = min(0.95, width / bays * 0.46), storey * 0.46
            parts += moved(
                window(
                    w, h, CREAM, shutters, flowers and f > 0 and dice.random() < 0.6, dice.choice(panes), dice, fine
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
                window(width / bays * 0.72, storey * 0.5, door_paint, None, False, panes[-1], dice, fine),
                x,
                storey * 0.48,
                0.0,
            )
        stripes = []
        wide = 0.3 if fine else 0.42
        n = int(width * 0.96 / wide)
        for k in range(n):
            if not fine:
                x, tone = wide * (k - (n - 1) / 2), CREAM if k % 2 else shop
                for (za, ya), (zb, yb) in (((1.0, -0.45), (0.0, 0.0)), ((1.0, -0.62), (1.0, -0.45))):
                    stripe = [(x - wide / 2, ya, za), (x + wide / 2, ya, za), (x + wide / 2, yb, zb), (x - wide / 2, yb, zb)]
                    stripes.append(panel(stripe, tone, 9))
                continue
            stripes.append(
                prism(
                    [(0, 0), (1.0, -0.45), (1.0, -0.62), (0.96, -0.62), (0.96, -0.47), (0, -0.05)],
                    wide,
                    CREAM if k % 2 else shop,
                )
                .turn("y", -90)
                .at(-wide * (n - 1) / 2 + wide * k)
            )
        parts.append(("cloth", join(stripes).at(0, storey * 0.98, 0.05)))
    if chimney:
        cx = dice.choice((-0.3, 0.32)) * width
        parts.append(
            (
                "brick",
                box(0.55, rise + 0.7, 0.55, np.array([0.95, 0.88, 0.86]), 0.03 if fine else 0).at(
                    cx, height + (rise + 0.7) / 2 + 0.2, -depth / 2 + 0.25
                ),
            )
        )
        parts.append(
            (
                "paint",
                join(
                    [
                        box(0.68, 0.12, 0.68, light(CREAM, 0.1), 0.03 if fine else 0).at(
                            cx, height + rise + 0.92, -depth / 2 + 0.25
                        ),
                        cylinder(0.13, 0.35, TERRACOTTA, 10 if fine else 6).at(
                            cx - 0.1, height + rise + 0.95, -depth / 2 + 0.25
                        ),
                    ]
                ),
            )
        )
    return parts
