"""What stands on a table, a stove, a shelf. On y = 0; functions return [(material, piece)]."""
import math

import numpy as np

from . import tints
from .forms import box, lathe, prism, rod, sheet, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, TERRACOTTA, WALNUT, dark, light, mix


def plate(radius=0.125, glaze=CREAM, rim=NAVY, sides=28):
    profile = [
        (0, 0.004),
        (0.55 * radius, 0.004),
        (0.62 * radius, 0.0),
        (0.70 * radius, 0.006),
        (radius, 0.020),
        (radius * 1.01, 0.023),
        (radius * 0.985, 0.025),
        (0.70 * radius, 0.012),
        (0.60 * radius, 0.009),
        (0, 0.009),
    ]
    tones = [glaze, glaze, glaze, glaze, rim, rim, rim, glaze, dark(glaze, 0.08), glaze]
    return [("gloss", lathe(profile, tones, sides, 55))]


def cup(glaze=GREEN, height=0.09, radius=0.04, handle=True):
    r = radius
    body = lathe(
        [
            (0, 0),
            (r * 0.75, 0),
            (r * 0.95, 0.012),
            (r, height * 0.5),
            (r * 0.97, height),
            (r * 0.88, height + 0.001),
            (r * 0.86, height * 0.35),
            (0, height * 0.3),
        ],
        [
            dark(glaze, 0.3),
            dark(glaze, 0.2),
            glaze,
            glaze,
            light(glaze, 0.35),
            light(glaze, 0.3),
            dark(glaze, 0.3),
            dark(WALNUT, 0.3),
        ],
        20,
        50,
    )
    parts = [("gloss", body)]
    if handle:
        arc = [
            (r * 0.92 + 0.026 * math.sin(t), height * 0.5 + 0.028 * math.cos(t), 0)
            for t in np.linspace(0.1, math.pi - 0.1, 7)
        ]
        parts.append(("gloss", tube(arc, 0.0055, glaze, 7)))
    return parts


def tumbler(height=0.115, radius=0.036):
    """A glass of water one sees through: sides, the water's body, its level as a surface of its own, and painted
    lights. What is clear takes the light that the place's glow `glass` gives: no bake sees it."""
    r, full = radius, height * 0.70
    at = lambda y: r * (0.84 + 0.15 * y / height)  # how wide the side is at a height
    side = lathe([(at(y), y) for y in (0.006, full * 0.5, full, height * 0.9, height - 0.002)], [mix(CREAM, NAVY, t) for t in (0.20, 0.10, 0.05, 0.0, 0.0)], 16, 60)
    rim = lathe([(at(height), height - 0.0022), (at(height) + 0.0006, height - 0.0008), (at(height) - 0.0002, height + 0.0003), (at(height) - 0.0016, height), (at(height) - 0.0018, height - 0.0016)], light(CREAM, 0.5), 16, 60)
    foot = lathe([(0, 0.0004), (r * 0.80, 0.0004), (r * 0.845, 0.003), (r * 0.84, 0.0065)], [mix(CREAM, NAVY, 0.30), mix(CREAM, NAVY, 0.18), light(CREAM, 0.3), mix(CREAM, NAVY, 0.25)], 16, 50)
    deep, shallow = mix(CREAM, NAVY, 0.62), mix(CREAM, NAVY, 0.34)
    body = lathe([(0, 0.0085), (at(0) * 0.93, 0.0085), (at(full * 0.5) * 0.945, full * 0.5), (at(full) * 0.95, full - 0.0004)], [mix(deep, OCHRE, 0.30), deep, shallow, mix(CREAM, NAVY, 0.45)], 16, 60)
    edge = lathe([(at(full) * 0.955, full - 0.0016), (at(full) * 0.972, full), (at(full) * 0.955, full + 0.0008)], light(CREAM, 0.4), 16, 60)
    lights = []
    for middle, half, y0, y1 in ((62, 7, 0.012, height * 0.93), (80, 2.5, full * 0.35, height * 0.86), (248, 4, height * 0.30, height * 0.90)):
        a = np.radians(np.linspace(middle - half, middle + half, 4))

        def strip(u, v, a=a, y0=y0, y1=y1):
            taper = np.interp(v, [0, 0.12, 0.88, 1], [0.2, 1, 1, 0.2])
            turn = a.mean() + (np.interp(u, [0, 1], [a[0], a[-1]]) - a.mean()) * taper
            y = y0 + (y1 - y0) * v
            wide = at(y) + 0.0007
            return np.stack([wide * np.cos(turn), y, wide * np.sin(turn)], 1)

        lights.append(sheet(strip, 3, 5, 0.01, y1 - y0, light(CREAM, 0.55), two_sided=True))
    level = lathe([(at(full) * k, full) for k in (0.955, 0.90, 0.79, 0.64, 0.48, 0.33, 0.17, 0.0)], [CREAM, mix(CREAM, NAVY, 0.16)] + [mix(CREAM, NAVY, 0.22 + 0.02 * k) for k in range(6)], 20)
    for piece in (side, body):
        piece.baked[:] = False
    opaque = [("gloss", join([rim, foot, edge] + lights))]
    return opaque + [("water", body, "glass"), ("water_glass", level), ("glass", side, "glass")]


def jug(glaze=CREAM, band=NAVY):
    profile = [
        (0, 0),
        (0.062, 0),
        (0.068, 0.01),
        (0.082, 0.07),
        (0.078, 0.11),
        (0.055, 0.165),
        (0.05, 0.19),
        (0.062, 0.235),
        (0.057, 0.236),
        (0.044, 0.19),
        (0.046, 0.12),
        (0, 0.1),
    ]
    tones = [
        glaze,
        dark(glaze, 0.2),
        glaze,
        band,
        glaze,
        glaze,
        glaze,
        band,
        light(band, 0.2),
        dark(glaze, 0.3),
        dark(glaze, 0.5),
        dark(glaze, 0.6),
    ]
    body = lathe(profile, tones, 28, 50)

    def lip(p):
        p = p.copy()
        w = np.clip((p[:, 1] - 0.18) / 0.055, 0, 1) * np.exp(-((np.arctan2(p[:, 2], p[:, 0]) / 0.5) ** 2))
        p[:, 0] += 0.022 * w
        return p

    handle = tube(
        [(-0.052, 0.20, 0), (-0.095, 0.205, 0), (-0.118, 0.165, 0), (-0.112, 0.115, 0), (-0.08, 0.08, 0)],
        [0.008, 0.010, 0.010, 0.009, 0.008],
        glaze,
        8,
    )
    return [("gloss", body.bend(lip)), ("gloss", handle)]


def bowl(glaze=NAVY, inside=None, radius=0.16):
    inside = light(glaze, 0.3) if inside is None else inside
    k = radius / 0.16
    profile = [
        (0, 0),
        (0.055, 0),
        (0.06, 0.012),
        (0.11, 0.035),
        (0.15, 0.075),
        (0.163, 0.10),
        (0.155, 0.103),
        (0.14, 0.078),
        (0.09, 0.035),
        (0, 0.022),
    ]
    tones = [glaze] * 5 + [mix(glaze, OCHRE, 0.7)] * 2 + [inside] * 3
    return [("gloss", lathe([(r * k, y * k) for r, y in profile], tones, 32, 50))]


def cutlery(kind):
    steel = (0.7, 0.7, 0.7)
    if kind == "fork":
        bits = [
            tube([(0, 0.005, 0.09), (0, 0.007, 0.02), (0, 0.004, -0.03)], [0.005, 0.0035, 0.006], steel, 6)
        ]
        bits += [
            tube([(x * 0.6, 0.004, -0.03), (x, 0.005, -0.05), (x, 0.008, -0.09)], 0.0018, steel, 4)
            for x in (-0.009, -0.003, 0.003, 0.009)
        ]
    elif kind == "knife":
        bits = [
            box(0.012, 0.007, 0.085, dark(WALNUT, 0.2), 0.003, edge=False).at(0, 0.004, 0.05),
            # the blade: a straight back, a bellied edge, a round tip
            prism([(-0.006, 0.0), (0.009, 0.0), (0.0105, 0.045), (0.0095, 0.085), (0.006, 0.103), (0.001, 0.110), (-0.004, 0.108), (-0.006, 0.100)], 0.0016, steel).turn("x", -90).at(0.001, 0.003, 0.008),
        ]
    else:
        bits = [
            tube([(0, 0.006, 0.09), (0, 0.007, 0.0), (0, 0.005, -0.04)], [0.005, 0.003, 0.004], steel, 6),
            lathe([(0, -0.0050), (0.010, -0.0030), (0.0165, 0.0015), (0.0170, 0.0022), (0.0160, 0.0024), (0.011, -0.0012), (0.005, -0.0030), (0, -0.0034)], steel, 14, 70)
            .stretch(1, 1, 1.42)
            .bend(lambda p: p * np.stack([1 - 6.0 * np.clip(-p[:, 2], 0, 1), np.ones(len(p)), np.ones(len(p))], 1))
            .at(0, 0.006, -0.065),
        ]
    if kind == "knife":
        bits[1].tint(tints.chrome)
        return [("wood", bits[0]), ("metal", bits[1])]
    return [("metal", join(bits).tint(tints.chrome))]


def saucepan(tone=TERRACOTTA, radius=0.11, height=0.10):
    body = lathe(
        [
            (0, 0),
            (radius * 0.94, 0),
            (radius, 0.012),
            (radius, height),
            (radius * 1.05, height + 0.004),
            (radius * 0.95, height + 0.002),
            (radius * 0.93, 0.02),
            (0, 0.018),
        ],
        tone,
        24,
        50,
    )
    return [
        ("metal", body.tint(tints.brass) if tone is OCHRE else body),
        ("wood", rod((radius, height * 0.8, 0), (radius + 0.17, height * 0.95, 0), 0.011, dark(WALNUT, 0.2))),
    ]


def kettle(tone=TERRACOTTA):
    body = lathe(
        [
            (0, 0),
            (0.095, 0),
            (0.108, 0.02),
            (0.105, 0.07),
            (0.075, 0.125),
            (0.045, 0.14),
            (0.04, 0.15),
            (0.018, 0.158),
            (0.016, 0.175),
            (0, 0.18),
        ],
        [dark(tone, 0.3), tone, tone, tone, light(tone, 0.1), tone, tone, BLACK, BLACK, BLACK],
        24,
        50,
    )
    arc = [(0.085 * math.cos(t), 0.13 + 0.11 * math.sin(t), 0) for t in np.linspace(0.25, math.pi - 0.25, 9)]
    return [
        ("gloss", body),
        (
            "gloss",
            tube([(0.09, 0.06, 0), (0.135, 0.10, 0), (0.155, 0.14, 0)], [0.022, 0.015, 0.012], tone, 10),
        ),
        ("wood", tube(arc, 0.009, dark(WALNUT, 0.3), 8)),
    ]


def jar(dice, tones):
    tone = tones[dice.randrange(len(tones))]
    h, r = dice.uniform(0.09, 0.20), dice.uniform(0.035, 0.062)
    kind = dice.randrange(4)
    if kind == 0:
        profile, shades = [
            (0, 0),
            (r, 0),
            (r * 1.02, h * 0.5),
            (r, h * 0.9),
            (r * 1.06, h * 0.91),
            (r * 1.06, h),
            (0, h),
        ], [tone] * 4 + [WALNUT] * 3
    elif kind == 1:
        profile, shades = [
            (0, 0),
            (r * 0.7, 0),
            (r * 1.1, h * 0.4),
            (r * 0.8, h * 0.8),
            (r * 0.85, h),
            (r * 0.7, h),
            (0, h * 0.9),
        ], [dark(tone, 0.2), tone, tone, light(tone, 0.3), tone, tone, BLACK]
    elif kind == 2:
        profile, shades = [
            (0, 0),
            (r, 0),
            (r, h * 0.55),
            (r * 0.45, h * 0.8),
            (r * 0.45, h * 1.15),
            (0, h * 1.15),
        ], [dark(tone, 0.3), tone, tone, tone, light(tone, 0.2), WALNUT]
    else:
        profile, shades = [(0, 0), (r * 0.9, 0), (r * 1.1, h * 0.7), (r, h * 0.7), (0, h * 0.55)], [
            tone,
            tone,
            light(tone, 0.25),
            tone,
            dark(tone, 0.5),
        ]
    return ("gloss", lathe(profile, shades, 14, 42)), r
