"""Things of a house: chairs, table, cupboards, crockery, food, windows, curtains. All stand on y = 0 and face +z
unless said otherwise. Functions return [(material, piece)]."""
import math

import numpy as np

from . import tints
from .forms import blob, box, cylinder, lathe, prism, rod, sheet, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, TERRACOTTA, dark, light, mix


def moved(parts, x=0.0, y=0.0, z=0.0, yaw=0.0):
    """Turns about +y by yaw degrees (counter-clockwise from above), then moves."""
    for _, p, *_ in parts:
        p.turn("y", yaw).at(x, y, z)
    return parts


def chair(paint, slats=3, cushion=None):
    """Ladder-back chair; the sitter looks along +z."""
    legs = []
    for side in (-1, 1):
        legs.append(
            tube(
                [(side * 0.19, 0, 0.19), (side * 0.175, 0.24, 0.175), (side * 0.17, 0.44, 0.17)],
                [0.017, 0.023, 0.02],
                paint,
                8,
            )
        )
        legs.append(
            tube(
                [
                    (side * 0.185, 0, -0.22),
                    (side * 0.17, 0.44, -0.18),
                    (side * 0.172, 0.72, -0.21),
                    (side * 0.18, 0.97, -0.27),
                ],
                [0.018, 0.022, 0.02, 0.016],
                paint,
                8,
            )
        )
        legs.append(rod((side * 0.18, 0.2, 0.185), (side * 0.178, 0.2, -0.2), 0.011, dark(paint, 0.12), 6))
        legs.append(blob(0.021, light(paint, 0.2), 7, 4).at(side * 0.181, 0.985, -0.274))
    legs.append(rod((-0.18, 0.27, 0.18), (0.18, 0.27, 0.18), 0.012, paint, 6))
    seat = box(0.43, 0.04, 0.41, paint, 0.014).at(0, 0.45, 0)

    def dish(p):
        p = p.copy()
        p[:, 1] -= 0.012 * np.exp(-((p[:, 0] / 0.15) ** 2 + (p[:, 2] / 0.15) ** 2)) * (p[:, 1] > 0.45)
        return p

    back = []
    for k in range(slats):
        y = 0.60 + 0.34 * k / max(1, slats - 1) * 0.9
        z = -0.195 - 0.075 * ((y - 0.5) / 0.45) ** 1.3
        slat = box(0.33, 0.07, 0.018, paint, 0.007)
        slat.bend(
            lambda p, y=y: p
            + np.stack([0 * p[:, 0], 0.012 * np.cos(p[:, 0] * 9.5), -0.03 * np.cos(p[:, 0] * 9.0) + 0.012], 1)
        )
        back.append(slat.turn("x", -9).at(0, y, z))
    parts = [("paint", join(legs + back)), ("paint", seat.bend(dish))]
    if cushion is not None:
        parts.append(("cloth", box(0.37, 0.045, 0.35, cushion, 0.02).at(0, 0.485, 0.0)))
    return parts


def pad_of_paper():
    parts = [
        ("paint", box(0.15, 0.012, 0.21, CREAM, 0.003)),
        ("cloth", box(0.152, 0.016, 0.03, TERRACOTTA, 0.004).at(0, 0, -0.095)),
    ]
    lines = [
        box(0.12, 0.0006, 0.0016, mix(NAVY, CREAM, 0.5), 0, edge=False).at(0, 0.0064, -0.06 + 0.018 * k)
        for k in range(9)
    ]
    return parts + [("paint", join(lines))]


def pen():
    """Lies along x; nib at -x."""
    body = tube(
        [(-0.06, 0, 0), (-0.048, 0, 0), (0.055, 0, 0), (0.07, 0, 0)], [0.002, 0.005, 0.0055, 0.004], NAVY, 10
    )
    return [
        ("gloss", body),
        (
            "metal",
            join(
                [
                    tube([(-0.07, 0, 0), (-0.058, 0, 0)], [0.0008, 0.0025], OCHRE, 8),
                    rod((-0.01, 0, 0), (-0.004, 0, 0), 0.0058, OCHRE, 10),
                    box(0.04, 0.002, 0.003, OCHRE, 0, edge=False).at(0.045, 0.007, 0),
                ]
            ).tint(tints.brass),
        ),
    ]


def pendant(shade_paint=GREEN, drop=0.9):
    """Lamp whose pivot is the ceiling hook at the origin. The bulb takes the glow it is put with; the inside of the
    shade glows as 'shade', brightest by the bulb: baked, it would be one white disc."""
    y = -drop
    outer = lathe(
        [
            (0.235, y),
            (0.238, y + 0.010),
            (0.205, y + 0.07),
            (0.13, y + 0.15),
            (0.06, y + 0.19),
            (0.042, y + 0.20),
            (0.036, y + 0.25),
            (0, y + 0.26),
        ],
        [CREAM, CREAM, shade_paint, shade_paint, dark(shade_paint, 0.1), OCHRE, OCHRE, OCHRE],
        36,
        60,
    )
    inner = lathe(
        [(0.232, y + 0.004), (0.20, y + 0.066), (0.125, y + 0.145), (0.05, y + 0.185), (0, y + 0.19)][::-1],
        light(OCHRE, 0.7),
        28,
        70,
    )
    bulb = blob(0.05, CREAM, 16, 10).at(0, y + 0.075, 0)
    neck = cylinder(0.024, 0.07, OCHRE, 12).at(0, y + 0.12, 0)
    return [
        ("gloss", outer),
        ("glow", inner, "shade"),
        ("paint", rod((0, y + 0.25, 0), (0, 0, 0), 0.006, BLACK, 6)),
        ("paint", cylinder(0.05, 0.03, CREAM, 16).at(0, -0.03, 0)),
        ("metal", neck.tint(tints.brass)),
        ("glow", bulb),
    ]


def curtain(width, height, paint, seed=0, folds=5):
    """Hangs from y = 0 down; spans x in -width/2..width/2, front +z."""

    def at(u, v):
        gather = 1.0 - 0.10 * np.sin(math.pi * np.clip(1 - v, 0, 1)) * (0.6 + 0.4 * math.sin(seed))
        x = (u - 0.5) * width * gather
        phase = u * folds * 2 * math.pi + seed
        z = 0.045 * np.sin(phase) * (0.55 + 0.45 * (1 - v)) + 0.014 * np.sin(2.3 * phase + 3 * v)
        return np.stack([x, -height * (1 - v), z], 1)

    cloth = sheet(at, folds * 10, 6, width * 1.3, height, paint)

    def stripe(position, normal, colour):
        hem = (position[:, 1] < -height + 0.12) & (position[:, 1] > -height + 0.05)
        deep = np.clip(0.5 - position[:, 2] / 0.10, 0, 1)[:, None]
        out = colour * (1.06 - 0.35 * deep)
        return np.where(hem[:, None], mix(out, np.broadcast_to(CREAM, out.shape), 0.5), out)

    return [("cloth", cloth.tint(stripe))]


def window_frame(width, height, depth=0.10, paint=CREAM, across=2, up=2):
    """Casement set in a hole: centred at the origin, opening along z."""
    t = 0.055
    bits = [box(width, t, depth, paint, 0.01).at(0, s * (height - t) / 2, 0) for s in (-1, 1)]
    bits += [box(t, height, depth, paint, 0.01).at(s * (width - t) / 2, 0, 0) for s in (-1, 1)]
    bits += [
        box(0.035, height - t, depth * 0.6, paint, 0.008).at(-width / 2 + width * k / across, 0, 0)
        for k in range(1, across)
    ]
    bits += [
        box(width - t, 0.035, depth * 0.55, paint, 0.008).at(0, -height / 2 + height * k / up, 0)
        for k in range(1, up)
    ]
    return [("paint", join(bits))]


def cupboard(width, paint, doors=1, height=0.86, depth=0.6, drawers=False):
    parts = [
        (
            "paint",
            box(width, height - 0.1, depth, dark(paint, 0.12), 0.006).at(0, 0.1 + (height - 0.1) / 2, 0),
        ),
        ("paint", box(width - 0.04, 0.1, depth - 0.08, BLACK, 0.0, edge=False).at(0, 0.05, -0.03)),
    ]
    each = width / doors
    for k in range(doors):
        x = -width / 2 + each * (k + 0.5)
        rows = [(0.13 + 0.25 * j, 0.22) for j in range(3)] if drawers else [(0.125, height - 0.15)]
        for y, h in rows:
            parts.append(
                ("paint", box(each - 0.03, h, 0.025, paint, 0.007).at(x, y + h / 2, depth / 2 + 0.010))
            )
            if not drawers:
                parts.append(
                    (
                        "paint",
                        box(each - 0.15, h - 0.14, 0.014, light(paint, 0.10), 0.010).at(
                            x, y + h / 2, depth / 2 + 0.018
                        ),
                    )
                )
            knob = lathe(
                [(0.006, 0), (0.008, 0.012), (0.017, 0.018), (0.015, 0.028), (0, 0.031)], OCHRE, 12, 70
            ).turn("x", 90)
            ky, kx = (
                (y + h / 2, x)
                if drawers
                else (y + h - 0.13, x + (each / 2 - 0.06) * (1 if k % 2 == 0 else -1))
            )
            parts.append(("metal", knob.tint(tints.brass).at(kx, ky, depth / 2 + 0.022)))
    return parts


def stove():
    """Enamelled range, four rings, oven door with a rail, flue up to 2.7 m."""
    enamel = mix(BLACK, NAVY, 0.25)
    parts = [
        ("gloss", box(0.8, 0.86, 0.62, enamel, 0.02).at(0, 0.45, 0)),
        ("gloss", box(0.86, 0.05, 0.68, dark(enamel, 0.1), 0.016).at(0, 0.90, 0)),
        ("gloss", box(0.40, 0.44, 0.03, mix(enamel, NAVY, 0.3), 0.016).at(-0.16, 0.44, 0.315)),
        ("gloss", box(0.24, 0.44, 0.03, mix(enamel, NAVY, 0.3), 0.016).at(0.22, 0.44, 0.315)),
        ("gloss", box(0.7, 0.14, 0.03, mix(enamel, NAVY, 0.3), 0.012).at(0, 0.76, 0.315)),
    ]
    rail = [
        rod((-0.33, 0.86, 0.38), (0.33, 0.86, 0.38), 0.012, OCHRE),
        rod((-0.3, 0.86, 0.38), (-0.3, 0.86, 0.31), 0.008, OCHRE, 6),
        rod((0.3, 0.86, 0.38), (0.3, 0.86, 0.31), 0.008, OCHRE, 6),
    ]
    rail += [
        rod((-0.30, 0.62, 0.35), (-0.03, 0.62, 0.35), 0.009, OCHRE, 6),
        rod((0.13, 0.62, 0.35), (0.31, 0.62, 0.35), 0.009, OCHRE, 6),
    ]
    knobs = [
        cylinder(0.022, 0.025, OCHRE, 12).turn("x", 90).at(-0.26 + 0.13 * k, 0.765, 0.33) for k in range(5)
    ]
    parts.append(("metal", join(rail + knobs).tint(tints.brass)))
    rings = [
        lathe([(0.10, 0), (0.10, 0.018), (0.07, 0.02), (0.03, 0.012), (0, 0.012)], BLACK, 20, 50).at(
            x, 0.925, z
        )
        for x in (-0.2, 0.2)
        for z in (-0.14, 0.14)
    ]
    parts.append(("metal", join(rings)))
    parts.append(
        ("metal", tube([(0.2, 0.93, -0.24), (0.2, 1.8, -0.24), (0.2, 2.7, -0.24)], 0.065, enamel, 14))
    )
    return parts


def coat(paint, seed=0):
    """A coat on a hook: hook at the origin, wall behind at -z."""

    def at(u, v):
        a = (u - 0.5) * math.pi * 1.25
        drop = 1 - v
        half = 0.05 + 0.17 * np.clip(drop * 3.2, 0, 1) ** 0.7 + 0.05 * drop
        depth = 0.03 + 0.075 * np.clip(drop * 3, 0, 1)
        fold = (
            1
            + 0.13 * np.sin(a * 7 + seed) * np.clip(drop * 1.5, 0, 1)
            + 0.06 * np.sin(a * 13 + 2 * seed + 4 * drop)
        )
        return np.stack(
            [half * np.sin(a) * fold, -0.92 * drop - 0.02 * np.cos(a * 3), depth * np.cos(a) * fold - 0.02], 1
        )

    body = sheet(at, 30, 7, 0.8, 0.95, paint)
    sleeves = [
        tube(
            [
                (s * 0.13, -0.13, 0.02),
                (s * 0.22, -0.26, 0.05),
                (s * 0.24, -0.45, 0.06),
                (s * 0.235, -0.60, 0.05),
            ],
            [0.05, 0.062, 0.058, 0.052],
            dark(paint, 0.08),
            9,
        )
        for s in (-1, 1)
    ]
    collar = tube(
        [(-0.06, -0.06, 0.05), (0, -0.02, 0.01), (0.06, -0.06, 0.05)],
        [0.02, 0.03, 0.02],
        light(paint, 0.15),
        8,
    )
    buttons = [blob(0.010, CREAM, 8, 5).at(0.02, -0.28 - 0.13 * k, 0.115 + 0.012 * k) for k in range(4)]
    hook = tube([(0, -0.02, -0.03), (0, -0.03, 0.03), (0, 0.01, 0.05)], 0.008, OCHRE, 7).tint(tints.brass)
    return [("cloth", body), ("cloth", join(sleeves + [collar])), ("paint", join(buttons)), ("metal", hook)]


def picture(width, height, frame, ground, shapes):
    """A framed gouache; shapes is a list of (outline, paint) in -0.5..0.5 of the sheet."""
    t = 0.035
    parts = [
        (
            "wood",
            join(
                [box(width + 2 * t, t, 0.03, frame, 0.009).at(0, s * (height + t) / 2, 0) for s in (-1, 1)]
                + [box(t, height, 0.03, frame, 0.009).at(s * (width + t) / 2, 0, 0) for s in (-1, 1)]
            ),
        ),
        ("paint", box(width, height, 0.008, ground, 0, edge=False).at(0, 0, 0.001)),
    ]
    for k, (outline, tone) in enumerate(shapes):
        parts.append(
            (
                "paint",
                prism([(x * width, y * height) for x, y in outline], 0.003, tone).at(
                    0, 0, 0.006 + 0.0015 * k
                ),
            )
        )
    return parts


def landscape(dice):
    hill = (
        [(-0.5, -0.5), (0.5, -0.5), (0.5, -0.05)]
        + [(0.5 - t, -0.05 + 0.2 * math.sin(3 * t + dice.random())) for t in (0.25, 0.5, 0.75)]
        + [(-0.5, 0.05)]
    )
    near = [(-0.5, -0.5), (0.5, -0.5), (0.5, -0.3), (0.1, -0.18), (-0.5, -0.25)]
    sun = [
        (0.2 + 0.13 * math.cos(t), 0.26 + 0.13 * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 13)[:-1]
    ]
    return [
        (sun, OCHRE),
        (hill, mix(GREEN, OCHRE, dice.uniform(0.1, 0.5))),
        (near, TERRACOTTA if dice.random() < 0.5 else dark(GREEN, 0.3)),
    ]
