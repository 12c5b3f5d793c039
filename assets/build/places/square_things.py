"""Fountain, lamps, benches, bollards, cafe tables, pigeons."""
import math
import random

import numpy as np

from common import houses, street
from common.forms import box, cylinder, lathe, rod, sheet
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, mix
from .square_plan import FOUNTAIN, LAMPS


def furniture(place):
    place.put(houses.moved(street.fountain(2.0), FOUNTAIN[0], 0, FOUNTAIN[1]), importance=0.9)
    for k in range(2):
        a = 1.0 + 2.6 * k
        parts, planks = street.iron_bench(1.8, sides=5)
        place.put(
            houses.moved(
                parts + planks,
                FOUNTAIN[0] + 4.6 * math.cos(a),
                0,
                FOUNTAIN[1] - 4.6 * math.sin(a),
                math.degrees(a) + 90,
            ),
            importance=0.7,
        )
    for x, z in LAMPS:
        place.put(houses.moved(street.street_lamp(3.4), x, 0, z), importance=0.8)
    # litter bin, bollards, café tables in front of the shop on the left, advertising column
    bin_ = lathe(
        [(0, 0), (0.19, 0), (0.24, 0.62), (0.26, 0.64), (0.26, 0.70), (0.22, 0.70), (0.2, 0.4), (0, 0.4)],
        mix(GREEN, BLACK, 0.35),
        16,
        45,
    )
    place.add(bin_.at(3.3, 0.0, 0.55), "paint")
    for x in (-4.5, -3.0, 3.0, 4.5):
        place.add(
            lathe(
                [
                    (0, 0),
                    (0.10, 0),
                    (0.10, 0.08),
                    (0.07, 0.12),
                    (0.065, 0.62),
                    (0.09, 0.66),
                    (0.09, 0.74),
                    (0.05, 0.82),
                    (0, 0.83),
                ],
                mix(GREEN, BLACK, 0.55),
                9,
                50,
            ).at(x, 0, -1.3),
            "paint",
        )
    column = lathe(
        [
            (0, 0),
            (0.62, 0),
            (0.62, 0.3),
            (0.55, 0.36),
            (0.55, 2.5),
            (0.66, 2.56),
            (0.70, 2.72),
            (0.4, 3.0),
            (0.1, 3.25),
            (0, 3.4),
        ],
        mix(GREEN, BLACK, 0.2),
        20,
        45,
    )
    place.add(column.at(5.2, 0, -14.5), "paint")
    bills = [(CREAM, TERRACOTTA), (OCHRE, NAVY), (ROSE, BLACK), (NAVY, CREAM), (TERRACOTTA, CREAM)]
    for k, (ground, ink) in enumerate(bills):
        a0 = k * 2 * math.pi / 5
        bill = sheet(
            lambda u, v, a0=a0: np.stack(
                [0.556 * np.sin(a0 + 0.95 * u), 0.75 + 1.35 * v, 0.556 * np.cos(a0 + 0.95 * u)], 1
            ),
            6,
            1,
            0.6,
            1.35,
            ground,
        )
        shape = sheet(
            lambda u, v, a0=a0: np.stack(
                [0.560 * np.sin(a0 + 0.25 + 0.45 * u), 1.2 + 0.5 * v, 0.560 * np.cos(a0 + 0.25 + 0.45 * u)], 1
            ),
            4,
            1,
            0.3,
            0.5,
            ink,
        )
        place.add(join([bill, shape]).at(5.2, 0, -14.5), "paint")
    dice = random.Random(6)
    for k, (x, z) in enumerate(((-13.6, -3.6), (-13.2, -1.4), (-14.4, -5.6))):
        place.add(
            join(
                [
                    cylinder(0.36, 0.03, CREAM, 18).at(x, 0.72, z),
                    cylinder(0.03, 0.72, BLACK, 8).at(x, 0, z),
                    cylinder(0.2, 0.03, BLACK, 14).at(x, 0, z),
                ]
            ),
            "paint",
        )
        for a in (0.6, 3.5):
            cx, cz = x + 0.6 * math.cos(a), z + 0.6 * math.sin(a)
            seat = [
                box(0.36, 0.03, 0.36, TERRACOTTA, 0).at(cx, 0.45, cz),
                box(0.36, 0.3, 0.03, TERRACOTTA, 0).at(cx, 0.75, cz + 0.16),
            ]
            place.add(
                join(
                    seat
                    + [
                        rod((cx + dx, 0, cz + dz), (cx + dx, 0.45, cz + dz), 0.012, BLACK, 5)
                        for dx in (-0.15, 0.15)
                        for dz in (-0.15, 0.15)
                    ]
                ),
                "paint",
            )
    for k in range(9):
        if k < 5:
            x, z = dice.uniform(-1.6, 1.9), dice.uniform(-2.9, -1.35)
        else:
            x, z = dice.uniform(-5, 4), dice.uniform(-8, -3.2)
        place.put(houses.moved(street.pigeon(k, k % 3 == 1, k < 5), x, 0.0, z, dice.uniform(0, 360)), importance=1.2)
