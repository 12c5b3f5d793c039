"""Lamp, door with coats, dresser, pictures, books."""
import math
import random

import numpy as np

from common import crockery, furniture, tints
from common.forms import blob, box, cylinder, lathe
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, light, mix
from .dining_plan import HIGH, LEFT, REAR, RIGHT


def rest_of_room(place):
    node = place.node("lamp", -0.02, HIGH - 0.19, -0.87)
    place.glows["bulb"] = {"day": (1.6, 1.35, 1.0), "evening": (7.0, 4.6, 2.2)}
    place.glows["shade"] = {
        "day": lambda u, v: np.stack([np.interp(v, [0, 0.4, 1], a) for a in ([1.4, 1.15, 0.80], [1.2, 0.98, 0.66], [0.85, 0.66, 0.42])], -1),
        "evening": lambda u, v: np.stack([np.interp(v, [0, 0.4, 1], a) for a in ([3.2, 1.9, 0.85], [2.3, 1.25, 0.50], [1.2, 0.55, 0.18])], -1),
    }
    place.put(
        furniture.moved(furniture.pendant(GREEN, 0.86), -0.02, HIGH - 0.19, -0.87),
        node,
        importance=2.0,
        glow="bulb",
    )
    # pictures on the left part of the front wall stay away from the signers' heads
    dice = random.Random(6)
    place.put(
        furniture.moved(
            furniture.picture(
                0.46, 0.36, mix(WALNUT, BLACK, 0.2), mix(CREAM, NAVY, 0.35), furniture.landscape(dice)
            ),
            RIGHT - 0.02,
            1.55,
            0.95,
            -90,
        )
    )
    place.put(
        furniture.moved(
            furniture.picture(0.30, 0.40, OCHRE, ROSE, furniture.landscape(dice)),
            RIGHT - 0.02,
            1.60,
            1.55,
            -90,
        )
    )
    place.put(
        furniture.moved(
            furniture.picture(0.50, 0.38, GREEN, mix(CREAM, NAVY, 0.3), furniture.landscape(dice)),
            1.15,
            1.62,
            REAR - 0.02,
            180,
        )
    )
    # door with coats beside it, on the wall behind the visitor
    place.add(box(1.0, 2.08, 0.05, light(CREAM, 0.2), 0.012).at(-1.7, 1.04, REAR - 0.02), "paint")
    place.add(box(0.86, 1.98, 0.06, NAVY, 0.012).at(-1.7, 0.995, REAR - 0.035), "wood")
    for dy, h in ((0.5, 0.62), (1.35, 0.78)):
        for s in (-0.2, 0.2):
            place.add(
                box(0.30, h, 0.02, light(NAVY, 0.12), 0.014).at(-1.7 + s, dy + 0.05, REAR - 0.07), "wood"
            )
    place.add(blob(0.032, OCHRE, 12, 8).tint(tints.brass).at(-1.36, 1.02, REAR - 0.10), "metal")
    place.add(box(1.85, 0.11, 0.03, WALNUT, 0.010).at(-0.22, 1.72, REAR - 0.016), "wood")
    for k, (x, tone) in enumerate(((-0.90, OCHRE), (-0.36, mix(GREEN, BLACK, 0.1)), (0.18, TERRACOTTA))):
        place.put(furniture.moved(furniture.coat(tone, k), x, 1.70, REAR - 0.05, 180))
    hat = lathe(
        [(0.17, 0), (0.175, 0.008), (0.10, 0.014), (0.095, 0.09), (0.07, 0.11), (0, 0.105)],
        mix(CREAM, WALNUT, 0.35),
        22,
        50,
    )
    place.add(hat.tint(lambda p, n, c: np.where((p[:, 1:2] > 0.012) & (p[:, 1:2] < 0.05), TERRACOTTA, c)).turn("x", -70).at(0.56, 1.66, REAR - 0.055), "cloth")
    # dresser with plates on the wall behind, right
    place.put(furniture.moved(furniture.cupboard(1.3, NAVY, 2, 0.9, 0.45), 2.2, 0, REAR - 0.24, 180))
    place.add(box(1.36, 0.04, 0.5, mix(WALNUT, OCHRE, 0.2), 0.012).at(2.2, 0.92, REAR - 0.25), "wood")
    for y in (1.25, 1.6, 1.95):
        place.add(box(1.3, 0.03, 0.2, NAVY, 0.008).at(2.2, y, REAR - 0.11), "paint")
        for k in range(4):
            p = crockery.plate(0.11, CREAM, [TERRACOTTA, GREEN, OCHRE, ROSE][(k + int(y * 10)) % 4], 16)
            for _, q in p:
                q.turn("x", 76)
            if y < 1.9:
                place.put(furniture.moved(p, 1.72 + 0.32 * k, y + 0.13, REAR - 0.08, 180))
    for s in (-1, 1):
        place.add(box(0.035, 1.1, 0.2, NAVY, 0.008).at(2.2 + s * 0.65, 1.5, REAR - 0.11), "paint")
    # light bell by the door (a deaf house), basket, firewood
    place.add(box(0.12, 0.18, 0.05, CREAM, 0.014).at(-2.45, 2.0, REAR - 0.03), "gloss")
    place.add(blob(0.04, light(OCHRE, 0.5), 12, 8).at(-2.45, 2.02, REAR - 0.07), "gloss")
    basket = lathe(
        [(0, 0), (0.19, 0), (0.23, 0.26), (0.245, 0.28), (0.215, 0.28), (0.18, 0.04), (0, 0.03)],
        mix(OCHRE, WALNUT, 0.4),
        22,
        50,
    )
    place.add(basket.at(-2.85, 0, 1.9), "cloth")
    for k in range(6):
        place.add(
            cylinder(0.045, 0.34, mix(WALNUT, OCHRE, 0.1 * k), 9)
            .turn("x", 75)
            .turn("y", 37 * k)
            .at(-2.85 + 0.03 * math.cos(k), 0.2 + 0.02 * k, 1.9),
            "wood",
        )
    # low shelf with books under the window
    for y in (0.08, 0.42, 0.74):
        place.add(box(0.28, 0.03, 1.2, mix(WALNUT, OCHRE, 0.15), 0.008).at(LEFT + 0.15, y, 0.85), "wood")
    for z in (0.25, 1.45):
        place.add(box(0.28, 0.72, 0.03, mix(WALNUT, OCHRE, 0.15), 0.008).at(LEFT + 0.15, 0.40, z), "wood")
    for y in (0.095, 0.435):
        z = 0.29
        while z < 1.38:
            t, h = dice.uniform(0.022, 0.05), dice.uniform(0.18, 0.28)
            place.add(
                box(
                    0.18, h, t - 0.002, dice.choice([TERRACOTTA, NAVY, GREEN, OCHRE, ROSE, CREAM, WALNUT]), 0
                ).at(LEFT + 0.17, y + h / 2, z + t / 2),
                "paint",
            )
            z += t
