"""Green cupboards, range, sink, shelves of jars."""
import random

import numpy as np

from common import crockery, furniture, tints
from common.forms import box, prism, rod, sheet, tube
from common.mesh import join
from common.palette import CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .dining_plan import FRONT, RIGHT


def kitchen(place):
    # along the right part of the front wall and round the corner down the right wall
    z = FRONT + 0.32
    for x, w, doors, drawers in ((1.95, 0.5, 1, True), (2.65, 0.9, 2, False)):
        place.put(furniture.moved(furniture.cupboard(w, GREEN, doors, drawers=drawers), x, 0, z))
    place.add(
        box(1.62, 0.045, 0.68, mix(WALNUT, OCHRE, 0.35), 0.012).at(2.48, 0.885, FRONT + 0.34),
        "wood",
        importance=1.2,
    )
    place.put(furniture.moved(furniture.stove(), RIGHT - 0.36, 0, FRONT + 1.35, -90))
    for k, (zz, w, doors, drawers) in enumerate(
        ((FRONT + 2.12, 0.62, 1, False), (FRONT + 2.78, 0.62, 1, True), (FRONT + 3.44, 0.62, 1, False))
    ):
        place.put(
            furniture.moved(furniture.cupboard(w, GREEN, doors, drawers=drawers), RIGHT - 0.32, 0, zz, -90)
        )
    place.add(
        box(0.68, 0.045, 2.05, mix(WALNUT, OCHRE, 0.35), 0.012).at(RIGHT - 0.34, 0.885, FRONT + 2.80),
        "wood",
        importance=1.2,
    )
    # a sink in the long counter, with a tap
    place.add(box(0.46, 0.02, 0.56, CREAM, 0.008).at(RIGHT - 0.33, 0.905, FRONT + 2.75), "gloss")
    place.add(box(0.38, 0.012, 0.48, dark(CREAM, 0.35), 0.004).at(RIGHT - 0.33, 0.912, FRONT + 2.75), "gloss")
    place.add(
        tube(
            [
                (RIGHT - 0.07, 0.9, FRONT + 2.75),
                (RIGHT - 0.07, 1.16, FRONT + 2.75),
                (RIGHT - 0.14, 1.22, FRONT + 2.75),
                (RIGHT - 0.25, 1.20, FRONT + 2.75),
                (RIGHT - 0.27, 1.13, FRONT + 2.75),
            ],
            0.014,
            OCHRE,
            9,
        ).tint(tints.brass),
        "metal",
    )
    tiles(place)
    dice = random.Random(3)
    tones = [CREAM, TERRACOTTA, NAVY, GREEN, OCHRE, ROSE, mix(CREAM, WALNUT, 0.4)]
    for y in (1.50, 1.90):
        place.add(box(1.45, 0.035, 0.26, mix(WALNUT, OCHRE, 0.2), 0.010).at(2.45, y, FRONT + 0.14), "wood")
        for x in (1.85, 3.05):
            place.add(
                prism([(0, 0), (0.2, 0.17), (0.2, 0.2), (-0.0, 0.2)], 0.03, WALNUT)
                .turn("y", -90)
                .at(x, y - 0.215, FRONT + 0.01),
                "wood",
            )
        x = 1.80
        while x < 3.08:
            (material, piece), r = crockery.jar(dice, tones)
            place.add(piece.at(x + r, y + 0.018, FRONT + 0.14), material)
            x += 2 * r + dice.uniform(0.012, 0.07)
    for y in (1.62, 2.0):
        place.add(
            box(0.24, 0.035, 1.5, mix(WALNUT, OCHRE, 0.2), 0.010).at(RIGHT - 0.13, y, FRONT + 2.95), "wood"
        )
        zz = FRONT + 2.26
        while zz < FRONT + 3.6:
            (material, piece), r = crockery.jar(dice, tones)
            place.add(piece.at(RIGHT - 0.13, y + 0.018, zz + r), material)
            zz += 2 * r + dice.uniform(0.012, 0.07)
    place.put(furniture.moved(crockery.kettle(TERRACOTTA), RIGHT - 0.5, 0.945, FRONT + 1.16, 200))
    place.put(furniture.moved(crockery.saucepan(OCHRE, 0.11, 0.10), RIGHT - 0.24, 0.945, FRONT + 1.53, 120))
    place.put(furniture.moved(crockery.bowl(ROSE), 2.15, 0.91, FRONT + 0.36))
    place.put(furniture.moved(crockery.jug(GREEN, CREAM), 2.8, 0.91, FRONT + 0.25, 150))
    place.add(
        box(0.34, 0.45, 0.025, mix(OCHRE, WALNUT, 0.3), 0.01).turn("x", -12).at(2.45, 1.13, FRONT + 0.09),
        "wood",
    )
    # pans hang over the range from a rail
    place.add(
        rod((RIGHT - 0.05, 1.75, FRONT + 0.95), (RIGHT - 0.05, 1.75, FRONT + 1.85), 0.012, OCHRE).tint(
            tints.brass
        ),
        "metal",
    )
    for k, zz in enumerate((1.05, 1.3)):
        pan = crockery.saucepan([OCHRE, TERRACOTTA][k], 0.10 + 0.015 * k, 0.05)
        for _, p in pan:
            p.turn("x", 0).turn("z", 90).turn("y", 0)
        place.put(furniture.moved(pan, RIGHT - 0.045, 1.45, FRONT + zz + 0.05))
    # tea towel on the range rail
    towel = sheet(
        lambda u, v: np.stack([0.01 * np.sin(u * 12) + 0 * v, -0.38 * (1 - v), 0.24 * (u - 0.5)], 1),
        10,
        5,
        0.24,
        0.38,
        CREAM,
        two_sided=True,
    )

    def check(position, normal, colour):
        s = np.mod(position[:, 1], 0.08) < 0.025
        return np.where(s[:, None], TERRACOTTA, colour)

    place.add(towel.turn("y", 180).tint(check).at(RIGHT - 0.755, 0.875, FRONT + 1.25), "cloth")


def tiles(place):
    dice = random.Random(12)
    tones = [CREAM, light(CREAM, 0.3), mix(CREAM, ROSE, 0.3), mix(CREAM, GREEN, 0.25)]
    bits = []
    for row in range(4):
        for k in range(11):
            bits.append(
                box(0.128, 0.128, 0.014, dice.choice(tones), 0.006).at(
                    1.80 + 0.134 * k, 0.98 + 0.134 * row, FRONT + 0.004
                )
            )
    place.add(join(bits), "gloss", importance=0.6)
