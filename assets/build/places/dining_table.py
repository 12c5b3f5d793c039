"""The table, the chairs around it, and everything laid on it."""
import math
import random

import numpy as np

from common import crockery, food, furniture, plants, tints
from common.forms import blob, box, cylinder, lathe, sheet
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, mix
from .dining_plan import CHAIRS, HIPS_BEHIND, SEATS, TABLE, TOP, forward


def table(place):
    cx, cz, hx, hz = TABLE
    node = place.node("table_top", cx, TOP, cz, moves=False)
    planks = 5
    for k in range(planks):
        d = 2 * hz / planks
        tone = mix(WALNUT, OCHRE, 0.30 + 0.07 * ((k * 2) % 3))
        plank = box(2 * hx - 0.20, 0.045, d - 0.003, tone, 0.007).shift_paint(1.7 * k, 0.37 * k)
        place.add(
            plank.at(cx, TOP - 0.0225, cz - hz + d * (k + 0.5)), "wood", node=node, importance=2.4, vary=0.10
        )
    for s in (-1, 1):
        place.add(
            box(0.098, 0.047, 2 * hz + 0.004, mix(WALNUT, OCHRE, 0.25), 0.009).at(
                cx + s * (hx - 0.05), TOP - 0.0225, cz
            ),
            "wood",
            node=node,
            importance=2.2,
        )
    pegs = [
        cylinder(0.008, 0.002, dark(WALNUT, 0.4), 8).at(
            cx + s * (hx - 0.05), TOP, cz - hz + 2 * hz / planks * (k + 0.5)
        )
        for k in range(planks)
        for s in (-1, 1)
    ]
    place.add(join(pegs), "paint", node=node)
    for s in (-1, 1):
        place.add(
            box(2 * hx - 0.3, 0.10, 0.03, dark(WALNUT, 0.05), 0.008).at(
                cx, TOP - 0.095, cz + s * (hz - 0.09)
            ),
            "wood",
        )
        place.add(
            box(0.03, 0.10, 2 * hz - 0.2, dark(WALNUT, 0.05), 0.008).at(
                cx + s * (hx - 0.14), TOP - 0.095, cz
            ),
            "wood",
        )
        for t in (-1, 1):
            leg = lathe(
                [
                    (0, 0),
                    (0.036, 0),
                    (0.045, 0.02),
                    (0.03, 0.05),
                    (0.034, 0.09),
                    (0.052, 0.30),
                    (0.034, 0.42),
                    (0.055, 0.47),
                    (0.038, 0.50),
                    (0.05, 0.53),
                ],
                [dark(WALNUT, 0.2)] + [WALNUT] * 9,
                16,
                60,
            )
            place.add(leg.at(cx + s * (hx - 0.13), 0, cz + t * (hz - 0.09)), "wood")
            place.add(
                box(0.10, 0.18, 0.10, WALNUT, 0.01).at(cx + s * (hx - 0.13), 0.61, cz + t * (hz - 0.09)),
                "wood",
            )

    # a runner along the middle, its ends hanging is for bigger tables: it stops short
    def cloth(u, v):
        return np.stack(
            [
                cx - 1.05 + 2.1 * u,
                TOP + 0.003 + 0.0015 * np.sin(u * 23) * np.sin(v * 5),
                cz - 0.03 + 0.17 - 0.34 * v,
            ],
            1,
        )

    runner = sheet(cloth, 40, 8, 2.1, 0.34, TERRACOTTA)

    def bands(position, normal, colour):
        z = np.abs(position[:, 2] - (cz - 0.03))
        x = np.abs(position[:, 0] - cx)
        edge = ((z > 0.125) & (z < 0.165)) | ((x > 0.93) & (x < 0.99))
        return np.where(edge[:, None], mix(CREAM, OCHRE, 0.15), colour)

    place.add(runner.tint(bands), "cloth", importance=2.2)
    place.box("table", "table", node, (cx, TOP - 0.02, cz), (hx, 0.02, hz))
    place.put(
        furniture.moved(furniture.chair(mix(WALNUT, OCHRE, 0.2), cushion=TERRACOTTA), 0, 0, 0.06, 180),
        importance=1.2,
    )
    for name, (x, z, yaw) in SEATS.items():
        ahead = forward(yaw)
        behind = (0.30 if name == "theo" else HIPS_BEHIND) - 0.02
        place.put(
            furniture.moved(
                furniture.chair(CHAIRS[name]),
                x - behind * ahead[0],
                0,
                z - behind * ahead[1],
                yaw + 180 + random.uniform(-3, 3),
            ),
            importance=1.1,
        )
    place.put(furniture.moved(furniture.chair(NAVY), -0.95, 0, 0.02, 160))


def on_the_table(place):
    y = TOP + 0.001
    fine = 2.6
    node = place.node("plate_own", 0.0, y, -0.545)
    place.put(furniture.moved(crockery.plate(0.13, CREAM, TERRACOTTA), 0.0, y, -0.545), node, importance=fine)
    place.disc("plate", "plate", node, (0.0, y + 0.012, -0.545), (0, 1, 0), 0.13)
    spots = {
        "ansel": (-0.82, -1.16),
        "imani": (0.02, -1.16),
        "june": (0.86, -1.16),
        "theo": (-1.10, -0.83),
        "marcus": (1.10, -0.90),
        "lupe": (0.92, -0.58),
    }
    rims = [NAVY, GREEN, OCHRE, TERRACOTTA, ROSE, NAVY]
    for k, (name, (x, z)) in enumerate(spots.items()):
        place.put(furniture.moved(crockery.plate(0.125, CREAM, rims[k], 24), x, y, z), importance=2.0)
        yaw = SEATS[name][2]
        dx, dz = forward(yaw)
        place.put(
            furniture.moved(
                crockery.cup([GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, GREEN][k]),
                x + 0.13 * dx + 0.14 * dz,
                y,
                z + 0.13 * dz - 0.14 * dx,
                yaw + 40 * k,
            ),
            importance=2.0,
        )
        for off, kind in ((-0.165, "fork"), (0.165, "knife")):
            place.put(
                furniture.moved(
                    crockery.cutlery(kind), x - off * dz, y, z + off * dx, yaw + random.uniform(-6, 6)
                ),
                importance=1.5,
            )
        helping(place, x, y + 0.011, z, k)
        place.mark(f"plate_{k + 1}", x, y + 0.02, z)
    for off, kind in ((-0.175, "fork"), (0.175, "knife"), (0.20, "spoon")):
        place.put(
            furniture.moved(crockery.cutlery(kind), off, y, -0.53, random.uniform(-4, 4)), importance=fine
        )
    place.glows["glass"] = {"day": (1.05, 1.05, 1.0), "evening": (0.62, 0.46, 0.3)}
    node = place.node("glass_water", 0.24, y, -0.70)
    place.put(furniture.moved(crockery.tumbler(), 0.24, y, -0.70), node, importance=fine)
    board = box(0.40, 0.024, 0.24, mix(OCHRE, WALNUT, 0.35), 0.009)
    handle = box(0.12, 0.024, 0.06, mix(OCHRE, WALNUT, 0.35), 0.010).at(-0.25, 0, 0)
    place.put(
        furniture.moved([("wood", board), ("wood", handle)], 0.47, y + 0.012, -0.93, -14), importance=2.2
    )
    place.put(furniture.moved(food.loaf(), 0.44, y + 0.024, -0.95, -24), importance=2.4)
    place.put(
        furniture.moved(
            [
                ("metal", box(0.20, 0.003, 0.028, (0.7, 0.7, 0.7), 0.001, edge=False).tint(tints.chrome)),
                ("wood", box(0.11, 0.018, 0.024, dark(WALNUT, 0.25), 0.006).at(0.15, 0.002, 0)),
            ],
            0.54,
            y + 0.03,
            -0.84,
            6,
        ),
        importance=1.6,
    )
    node = place.node("bread", 0.60, y + 0.033, -0.94)
    place.put(furniture.moved(food.slice_of_bread(), 0.60, y + 0.033, -0.945, 20), node, importance=fine)
    place.put(furniture.moved(food.slice_of_bread(), 0.635, y + 0.045, -0.96, -15), importance=fine)
    crumbs = [
        blob(random.uniform(0.002, 0.005), mix(WALNUT, OCHRE, 0.5), 5, 3).at(
            0.55 + random.uniform(-0.12, 0.12), y + 0.026, -0.87 + random.uniform(-0.05, 0.06)
        )
        for _ in range(12)
    ]
    place.add(join(crumbs), "paint")
    place.put(furniture.moved(furniture.pad_of_paper(), -0.34, y + 0.006, -0.60, 14), importance=fine)
    node = place.node("pen", -0.30, y + 0.019, -0.60)
    place.put(furniture.moved(furniture.pen(), -0.30, y + 0.019, -0.60, 62), node, importance=fine)
    place.put(furniture.moved(crockery.jug(CREAM, NAVY), 0.31, y, -1.17, 205), importance=2.2)
    place.put(furniture.moved(crockery.bowl(NAVY), -0.42, y + 0.003, -0.92), importance=2.2)
    for k, (dx, dz, dy, kind) in enumerate(
        (
            (-0.06, 0.02, 0, "apple"),
            (0.05, 0.05, 0, "orange"),
            (0.03, -0.06, 0, "apple"),
            (-0.03, -0.07, 0, "pear"),
            (0.0, 0.0, 0.055, "apple"),
            (0.08, -0.01, 0.01, "orange"),
            (-0.07, 0.07, 0.012, "pear"),
        )
    ):
        fruit = food.fruit(kind, k)
        for _, p in fruit:
            p.turn("z", (k * 47) % 50 - 25).turn("x", (k * 31) % 40 - 20)
        place.put(furniture.moved(fruit, -0.42 + dx, y + 0.036 + dy, -0.92 + dz), importance=1.8)
    dish = crockery.bowl(GREEN, mix(OCHRE, CREAM, 0.3), 0.135)
    place.put(furniture.moved(dish, 0.82, y + 0.003, -0.88), importance=2.0)
    salad = [
        plants.clump(0.05, plants.leaf_tones(0.1), 14, 0.07, 70 + k, core_sides=7).at(
            0.82 + 0.05 * math.cos(k * 1.3), y + 0.095, -0.88 + 0.05 * math.sin(k * 1.3)
        )
        for k in range(5)
    ]
    for p in salad:
        place.add(p, "leaf")
    pot = crockery.saucepan(TERRACOTTA, 0.12, 0.11)
    place.put(furniture.moved(pot, -0.80, y + 0.004, -0.86, 200), importance=2.0)
    place.add(
        lathe([(0, 0), (0.113, 0.0)][::-1], mix(OCHRE, TERRACOTTA, 0.4), 20).at(-0.80, y + 0.085, -0.86),
        "paint",
    )
    for k, x in enumerate((-0.60, 0.20, 1.05)):
        place.add(
            lathe(
                [(0, 0), (0.016, 0), (0.02, 0.045), (0.010, 0.055), (0.011, 0.065), (0, 0.068)],
                [CREAM, CREAM, CREAM, BLACK, BLACK, BLACK] if k % 2 else [WALNUT] * 6,
                12,
                50,
            ).at(x, y, -0.80 + 0.03 * k),
            "gloss",
        )


def helping(place, x, y, z, seed):
    dice = random.Random(seed)
    for k in range(3):
        a = dice.uniform(0, 6.28)
        r = dice.uniform(0.012, 0.022)
        place.add(
            blob(
                r,
                [OCHRE, TERRACOTTA, mix(GREEN, OCHRE, 0.3)][k],
                8,
                5,
                0.1,
                seed=seed + k,
                squash=(1.3, 0.7, 1),
            ).at(x + 0.04 * math.cos(a), y + r * 0.5, z + 0.04 * math.sin(a)),
            "paint",
        )
