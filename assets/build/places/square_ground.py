"""Sky, cobbles, the paved walk, the roofs of the town beyond."""
import math
import random

import numpy as np

from common import noise, outdoors
from common.forms import blob, box, lathe, panel, prism
from common.mesh import join
from common.palette import CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, mix
from .square_plan import FOUNTAIN


def around(place):
    place.add(outdoors.sky_dome(100, clouds=0.40, seed=9, cells=(44, 15)), "glow", glow="sky")
    place.glows["sky"] = {
        "evening": outdoors.sky_light(
            [
                (0, (2.1, 1.35, 0.72)),
                (0.12, (1.65, 1.20, 0.80)),
                (0.35, (0.85, 0.90, 0.98)),
                (1, (0.30, 0.48, 0.86)),
            ],
            0.16,
            (1.3, 0.65, 0.15),
        ),
        "dusk": outdoors.sky_light(
            [
                (0, (0.80, 0.36, 0.24)),
                (0.12, (0.50, 0.27, 0.32)),
                (0.35, (0.16, 0.17, 0.36)),
                (1, (0.03, 0.05, 0.17)),
            ],
            0.16,
            (0.5, 0.18, 0.04),
        ),
    }
    place.glows["far"] = {"evening": (0.95, 0.80, 0.62), "dusk": (0.17, 0.13, 0.20)}
    place.glows["pane"] = {"evening": (0.55, 0.45, 0.36), "dusk": (0.10, 0.12, 0.22)}
    place.glows["pane_lit"] = {"evening": (1.15, 0.80, 0.42), "dusk": (1.8, 0.98, 0.34)}
    place.glows["stained"] = {"evening": (0.40, 0.30, 0.42), "dusk": (1.1, 0.55, 0.42)}
    place.glows["street_lamp"] = {"evening": (1.3, 1.1, 0.7), "dusk": (3.6, 2.15, 0.85)}
    place.add(outdoors.ridge(88, 6.0, 7.0, 3, mix(NAVY, CREAM, 0.55), 3), "glow", glow="far")
    roofs(place)

    def stones(position, normal, colour):
        n = noise.space(position, 2.6, 1)[:, None] + 0.4 * noise.space(position, 0.9, 2)[:, None]
        out = np.broadcast_to(np.array([0.95, 0.90, 0.84]), colour.shape) * (1 + 0.10 * n)
        x, z = position[:, 0:1], position[:, 2:3]
        ring = np.abs(np.hypot(x - FOUNTAIN[0], z - FOUNTAIN[1]) - 4.0) < 0.35
        return np.where(ring, out * [1.10, 0.80, 0.70], out)

    place.add(outdoors.ground(lambda x, z: 0 * x, 9.0, 24, stones), "cobble", vary=0.08, importance=1.25)
    far = outdoors.around_hole(outdoors.ground(lambda x, z: 0 * x, 45.0, 20, stones), 9.0)
    place.add(far, "cobble", vary=0.10, importance=0.22)
    # a paved walk with kerb under the bench and a drain line
    for k in range(14):
        for row in range(2):
            slab = box(0.86, 0.05, 0.56, mix(CREAM, NAVY, 0.22 + 0.05 * random.random()), 0.012).at(
                -5.85 + 0.88 * k + 0.3 * row, 0.015, 0.42 - 0.58 * row
            )
            place.add(slab, "plaster", importance=1.1)
    place.add(
        panel(
            [(-6.3, 0.006, 0.9), (6.3, 0.006, 0.9), (6.3, 0.006, -0.6), (-6.3, 0.006, -0.6)],
            mix(CREAM, WALNUT, 0.5),
            0.8,
        ),
        "plaster",
    )
    place.add(
        box(12.6, 0.09, 0.14, mix(CREAM, NAVY, 0.35), 0.025).at(0, 0.02, -0.55), "plaster", importance=1.2
    )


def roofs(place):
    """The town beyond the square in four bands, each paler than the one before it; chimneys, poplars, a dome, a
    second spire; windows that are lit at dusk."""
    dice = random.Random(2)
    air = mix(CREAM, NAVY, 0.40)
    walls = [mix(CREAM, ROSE, 0.45), mix(CREAM, OCHRE, 0.5), mix(CREAM, NAVY, 0.3), mix(CREAM, TERRACOTTA, 0.4)]
    lids = [mix(TERRACOTTA, WALNUT, 0.2), mix(TERRACOTTA, NAVY, 0.25), mix(WALNUT, CREAM, 0.25)]
    for band, (radius, count, low, veil) in enumerate(((42, 26, 5.5, 0.24), (52, 30, 7.0, 0.42), (64, 32, 9.5, 0.58), (77, 30, 12.5, 0.76))):
        solid, lit = [], []
        for k in range(count):
            turn = 360 * (k + 0.5 * (band % 2)) / count + dice.uniform(-2, 2)
            r, w = radius + dice.uniform(-3, 3), 2 * math.pi * radius / count * dice.uniform(0.80, 1.12)
            h, rise = low + dice.uniform(-1.2, 2.2), dice.uniform(1.4, 3.0)
            tone, lid = mix(dice.choice(walls), air, veil), mix(dice.choice(lids), air, veil)
            one = [panel([(-w / 2, 0, 0), (w / 2, 0, 0), (w / 2, h, 0), (-w / 2, h, 0)], tone, 99)]
            one[0].tint(lambda p, n, c, h=h: c * (0.84 + 0.18 * np.clip(p[:, 1:2] / h, 0, 1)))
            if dice.random() < 0.3:  # gable to the square
                one.append(prism([(-w / 2, h - 0.02), (w / 2, h - 0.02), (0, h + rise)], 0.1, tone).at(z=-0.05))
                slabs = [[(0.05 * s, h + rise + 0.15, 0.2), (s * (w / 2 + 0.3), h - 0.15, 0.2), (s * (w / 2 + 0.3), h - 0.15, -4), (0.05 * s, h + rise + 0.15, -4)][::-s] for s in (-1, 1)]
                one += [panel(c, lid, 99) for c in slabs]
            else:
                one.append(panel([(-w / 2 - 0.2, h - 0.15, 0.3), (w / 2 + 0.2, h - 0.15, 0.3), (w / 2 - 0.3, h + rise, -2.5), (-w / 2 + 0.3, h + rise, -2.5)], lid, 99))
                aside = dice.uniform(-0.35, 0.35) * w
                if band < 2:
                    one.append(box(0.6, 1.6, 0.6, mix(lid, air, 0.15), 0, edge=False).at(aside, h + rise * 0.8, -2.2))
            if band < 3:
                side = panel([(w / 2, 0, 0), (w / 2, 0, -4), (w / 2, h, -4), (w / 2, h, 0)], mix(tone, NAVY, 0.16), 99)
                one.append(side)
                for f in range(2 if band else 3):
                    for b in range(3):
                        x, y, half = -w * 0.32 + w * 0.32 * b, h - 1.3 - 2.4 * f, 0.40
                        quad = panel([(x - half, y - 0.65, 0.05), (x + half, y - 0.65, 0.05), (x + half, y + 0.65, 0.05), (x - half, y + 0.65, 0.05)], mix(NAVY, air, 0.25 + 0.6 * veil), 99)
                        if dice.random() < 0.34:
                            quad.colour[:] = 0.8
                            lit.append(quad.turn("y", turn).at(-r * math.sin(math.radians(turn)), 0, -r * math.cos(math.radians(turn))))
                        else:
                            one.append(quad)
            solid += [p.turn("y", turn).at(-r * math.sin(math.radians(turn)), 0, -r * math.cos(math.radians(turn))) for p in one]
        if band in (1, 2):
            for k in range(6):
                turn = math.radians(dice.uniform(0, 360))
                tall, r = dice.uniform(9, 13) + 1.5 * band, radius - 5
                tree = blob(1.0, mix(mix(GREEN, OCHRE, 0.2), air, veil), 7, 6, 0.15, 0.8, k, (1.1, tall / 2, 1.1))
                solid.append(tree.at(-r * math.sin(turn), tall / 2, -r * math.cos(turn)))
        if band == 2:
            solid += landmarks(air, veil)
        place.add(join(solid), "glow", glow=f"town_{band}")
        if lit:
            place.add(join(lit), "glow", glow=f"town_lit_{band}")
        day, dusk = np.array([(0.80, 0.70, 0.60), (0.90, 0.79, 0.68), (1.02, 0.89, 0.75), (1.15, 0.99, 0.82)][band]), np.array([(0.15, 0.12, 0.19), (0.19, 0.145, 0.22), (0.25, 0.175, 0.245), (0.34, 0.21, 0.26)][band])
        place.glows[f"town_{band}"] = {"evening": tuple(day), "dusk": tuple(dusk)}
        place.glows[f"town_lit_{band}"] = {"evening": (1.15 - 0.1 * band, 0.86 - 0.05 * band, 0.52), "dusk": (1.9 - 0.4 * band, 1.05 - 0.2 * band, 0.42 - 0.05 * band)}


def landmarks(air, veil):
    """A dome with its lantern and a slender spire over the roofs."""
    stone, lead = mix(mix(CREAM, OCHRE, 0.3), air, veil), mix(mix(GREEN, CREAM, 0.35), air, veil * 0.9)
    dome = lathe([(4.2, 8.0), (4.2, 14.0), (4.5, 14.2), (4.3, 15.6), (3.4, 17.6), (1.6, 19.0), (0.8, 19.3), (0.8, 21.0), (0.1, 22.4), (0, 22.4)], [stone, stone, stone, lead, lead, lead, stone, stone, lead, lead], 16, 50)
    tower = box(3.4, 20, 3.4, stone, 0, edge=False).at(0, 10, 0)
    spire = lathe([(2.3, 20.0), (0.06, 30.0), (0, 30.0)], lead, 6, 80)
    found = []
    for pieces, turn, r in (([dome], 36, 62), ([tower, spire], -62, 60)):
        a = math.radians(turn)
        found += [p.at(-r * math.sin(a), 0, -r * math.cos(a)) for p in pieces]
    return found
