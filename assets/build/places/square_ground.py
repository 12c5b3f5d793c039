"""Sky, cobbles, the paved walk, the roofs of the town beyond."""
import math
import random

import numpy as np

from common import noise, outdoors
from common.forms import box, panel, prism
from common.mesh import join
from common.palette import CREAM, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, mix
from .square_plan import FOUNTAIN


def around(place):
    place.add(outdoors.sky_dome(100, clouds=0.40, seed=9), "glow", glow="sky")
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
    place.glows["pane_lit"] = {"evening": (1.15, 0.80, 0.42), "dusk": (2.4, 1.35, 0.50)}
    place.glows["stained"] = {"evening": (0.40, 0.30, 0.42), "dusk": (1.1, 0.55, 0.42)}
    place.glows["street_lamp"] = {"evening": (1.3, 1.1, 0.7), "dusk": (5.0, 3.2, 1.4)}
    place.add(outdoors.ridge(88, 6.0, 7.0, 3, mix(NAVY, CREAM, 0.55), 3), "glow", glow="far")
    roofs(place)

    def stones(position, normal, colour):
        n = noise.space(position, 2.6, 1)[:, None] + 0.4 * noise.space(position, 0.9, 2)[:, None]
        out = np.broadcast_to(np.array([0.95, 0.90, 0.84]), colour.shape) * (1 + 0.10 * n)
        x, z = position[:, 0:1], position[:, 2:3]
        ring = np.abs(np.hypot(x - FOUNTAIN[0], z - FOUNTAIN[1]) - 4.0) < 0.35
        return np.where(ring, out * [1.10, 0.80, 0.70], out)

    place.add(outdoors.ground(lambda x, z: 0 * x, 9.0, 30, stones), "cobble", vary=0.08)
    far = outdoors.around_hole(outdoors.ground(lambda x, z: 0 * x, 45.0, 30, stones), 9.0)
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
    """The town beyond the square: a painted band of roofs."""
    dice = random.Random(2)
    pieces = []
    for k in range(46):
        a = 2 * math.pi * k / 46 + dice.uniform(-0.03, 0.03)
        r = dice.uniform(48, 60)
        w, h, rise = dice.uniform(5, 8), dice.uniform(7, 11), dice.uniform(2, 3.5)
        tone = dice.choice(
            [
                mix(CREAM, ROSE, 0.4),
                mix(CREAM, OCHRE, 0.4),
                mix(CREAM, NAVY, 0.35),
                mix(CREAM, TERRACOTTA, 0.35),
            ]
        )
        body = prism(
            [(-w / 2, 0), (w / 2, 0), (w / 2, h), (0, h + rise), (-w / 2, h)],
            0.05,
            mix(tone, mix(CREAM, NAVY, 0.45), 0.55),
        )
        lid = prism(
            [(-w / 2 - 0.3, h - 0.1), (w / 2 + 0.3, h - 0.1), (w * 0.2, h + rise), (-w * 0.2, h + rise)],
            0.08,
            mix(mix(TERRACOTTA, NAVY, 0.3), CREAM, 0.25),
        )
        pieces += [
            p.turn("y", math.degrees(a)).at(-r * math.sin(a), 0, -r * math.cos(a)) for p in (body, lid)
        ]
    place.add(join(pieces), "glow", glow="far")
