"""The bar at the far end: counter, bottles, fridge, lamps."""
import math
import random

from common import tints
from common.forms import box, lathe, panel, rod, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .stage_plan import CEILING, FAR, FLOOR


def bottle(tone, tall, r):
    return lathe(
        [(r, 0.0), (r, tall * 0.55), (r * 0.35, tall * 0.75), (r * 0.35, tall)],
        [dark(tone, 0.2), light(tone, 0.2), tone, dark(tone, 0.4)],
        5,
    )


def neon(place, low):
    """A sign over the shelves: a door ajar with light behind it, and three waves of sound going out."""
    place.glows["neon_door"] = {"house": (1.5, 0.62, 0.16), "show": (3.4, 1.2, 0.25)}
    place.glows["neon_wave"] = {"house": (1.3, 0.30, 0.36), "show": (2.8, 0.45, 0.62)}
    z, y, x = FAR + 0.42, low + 3.42, -0.4
    door = [(x - 0.24, y - 0.36, z), (x - 0.24, y + 0.36, z), (x + 0.20, y + 0.36, z), (x + 0.20, y - 0.36, z)]
    ajar = [(x - 0.24, y - 0.36, z), (x - 0.02, y - 0.26, z + 0.05), (x - 0.02, y + 0.30, z + 0.05), (x - 0.24, y + 0.36, z)]
    bars = [rod(a, b, 0.019, CREAM, 5) for line in (door, ajar) for a, b in zip(line, line[1:])]
    place.add(join(bars), "glow", glow="neon_door")
    waves = []
    for s in (-1, 1):
        for k in range(3):
            r = 0.22 + 0.15 * k
            waves.append(tube([(x + s * (0.26 + r * math.cos(a)), y + r * math.sin(a), z) for a in (-0.9, -0.45, 0, 0.45, 0.9)], 0.017, CREAM, 5))
    place.add(join(waves), "glow", glow="neon_wave")
    place.add(box(2.3, 0.98, 0.03, mix(BLACK, WALNUT, 0.2), 0).at(x, y, z - 0.05), "wood")
    place.add(join([rod((x + d, y + 0.48, z - 0.05), (x + d, CEILING, z - 0.05), 0.01, BLACK, 4) for d in (-0.9, 0.9)]), "paint")


def bar(place):
    low, z = FLOOR, FAR + 0.9
    place.add(box(5.6, 1.02, 0.5, dark(GREEN, 0.1), 0.02).at(-0.4, low + 0.51, z), "wood")
    for k in range(7):
        place.add(box(0.66, 0.72, 0.03, GREEN, 0.02).at(-0.4 - 2.4 + 0.8 * k, low + 0.52, z + 0.26), "wood")
    place.add(
        box(5.9, 0.07, 0.72, mix(WALNUT, TERRACOTTA, 0.25), 0.02).at(-0.4, low + 1.06, z + 0.02), "wood"
    )
    place.add(
        rod((-3.2, low + 0.2, z + 0.42), (2.4, low + 0.2, z + 0.42), 0.025, OCHRE, 8).tint(tints.brass),
        "metal",
    )
    place.glows["shelf"] = {"house": (1.0, 0.72, 0.42), "show": (1.5, 0.62, 0.22)}
    place.add(
        panel(
            [
                (-3.0, low + 1.15, FAR + 0.05),
                (2.2, low + 1.15, FAR + 0.05),
                (2.2, low + 2.65, FAR + 0.05),
                (-3.0, low + 2.65, FAR + 0.05),
            ],
            mix(OCHRE, CREAM, 0.25),
            1.0,
        ),
        "glow",
        glow="shelf",
    )
    tones = [GREEN, TERRACOTTA, OCHRE, mix(WALNUT, BLACK, 0.3), CREAM, NAVY, ROSE, mix(GREEN, OCHRE, 0.4)]
    for row in range(3):
        y = low + 1.18 + 0.5 * row
        place.add(box(5.3, 0.05, 0.24, mix(WALNUT, BLACK, 0.2), 0.01).at(-0.4, y, FAR + 0.17), "wood")
        x = -2.95
        while x < 2.05:
            r, tall = random.uniform(0.034, 0.05), random.uniform(0.24, 0.36)
            place.add(bottle(random.choice(tones), tall, r).at(x + r, y + 0.026, FAR + 0.17), "gloss")
            x += 2 * r + random.uniform(0.015, 0.12)
    for x in (-3.06, 2.26):
        place.add(box(0.14, 2.0, 0.3, mix(WALNUT, BLACK, 0.15), 0.02).at(x, low + 1.75, FAR + 0.16), "wood")
    place.add(box(5.7, 0.2, 0.36, mix(WALNUT, BLACK, 0.15), 0.03).at(-0.4, low + 2.78, FAR + 0.18), "wood")
    place.glows["pendant"] = {"house": (4.5, 3.0, 1.6), "show": (2.4, 1.2, 0.45)}
    for x in (-2.4, -1.1, 0.2, 1.5):
        shade = lathe([(0.20, 0), (0.205, 0.01), (0.12, 0.14), (0.03, 0.19), (0.03, 0.23)], TERRACOTTA, 20)
        place.add(shade.at(x, low + 1.95, z + 0.15), "paint")
        place.add(
            lathe([(0.19, 0.008), (0, 0.008)][::-1], CREAM, 16).turn("x", 180).at(x, low + 1.962, z + 0.15),
            "glow",
            glow="pendant",
        )
        place.add(rod((x, low + 2.16, z + 0.15), (x, CEILING, z + 0.15), 0.008, BLACK, 5), "paint")
    for x in (-2.6, -1.7, -0.8, 0.1, 1.0, 1.9):
        zz = z + 0.75 + random.uniform(-0.05, 0.08)
        place.add(
            lathe(
                [(0, 0.74), (0.17, 0.74), (0.18, 0.77), (0.16, 0.80), (0, 0.805)], dark(TERRACOTTA, 0.1), 16
            ).at(x, low, zz),
            "cloth",
        )
        place.add(
            join(
                [
                    rod(
                        (x, low + 0.75, zz),
                        (x + 0.19 * math.cos(a), low, zz + 0.19 * math.sin(a)),
                        0.013,
                        BLACK,
                        5,
                    )
                    for a in (0.8, 2.36, 3.9, 5.5)
                ]
            ),
            "paint",
        )
    # taps, glasses, fridge, blackboard
    place.add(
        join(
            [
                tube(
                    [
                        (-0.2 + 0.12 * k, low + 1.09, z),
                        (-0.2 + 0.12 * k, low + 1.34, z),
                        (-0.2 + 0.12 * k, low + 1.36, z + 0.1),
                        (-0.2 + 0.12 * k, low + 1.30, z + 0.13),
                    ],
                    0.016,
                    OCHRE,
                    8,
                )
                for k in range(4)
            ]
        ).tint(tints.brass),
        "metal",
    )
    glasses = [
        lathe([(0, 0), (0.03, 0), (0.036, 0.12), (0.032, 0.12), (0.0, 0.01)], light(CREAM, 0.2), 6).at(
            0.8 + 0.1 * (k % 6), low + 1.095, z - 0.08 + 0.1 * (k // 6)
        )
        for k in range(12)
    ]
    place.add(join(glasses), "gloss")
    fx = 3.3
    place.add(box(0.9, 1.9, 0.6, light(NAVY, 0.1), 0.03).at(fx, low + 0.95, FAR + 0.34), "gloss")
    place.glows["fridge"] = {"house": (0.9, 1.0, 1.05), "show": (0.75, 0.95, 1.15)}
    place.add(
        panel(
            [
                (fx - 0.36, low + 0.25, FAR + 0.645),
                (fx + 0.36, low + 0.25, FAR + 0.645),
                (fx + 0.36, low + 1.65, FAR + 0.645),
                (fx - 0.36, low + 1.65, FAR + 0.645),
            ],
            light(NAVY, 0.75),
            1,
        ),
        "glow",
        glow="fridge",
    )
    for row in range(4):
        place.add(box(0.72, 0.02, 0.03, CREAM, 0.004).at(fx, low + 0.30 + 0.34 * row, FAR + 0.66), "paint")
        for k in range(8):
            place.add(
                bottle(tones[(k + row * 3) % 4], 0.25, 0.034).at(
                    fx - 0.30 + 0.086 * k, low + 0.31 + 0.34 * row, FAR + 0.67
                ),
                "gloss",
            )
    neon(place, low)
    place.add(box(0.9, 1.15, 0.04, BLACK, 0.01).at(-3.85, low + 1.95, FAR + 0.05), "paint")
    place.add(box(0.98, 1.23, 0.03, WALNUT, 0.012).at(-3.85, low + 1.95, FAR + 0.035), "wood")
    place.add(
        join(
            [
                box(random.uniform(0.25, 0.6), 0.03, 0.004, CREAM, 0, edge=False).at(
                    -3.9, low + 2.4 - 0.13 * k, FAR + 0.074
                )
                for k in range(8)
            ]
        ),
        "paint",
    )
