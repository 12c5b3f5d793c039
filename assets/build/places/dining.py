"""The house: a long table by the kitchen, plain wall behind the people who sign across it. Light A: morning
through the windows. Light B: evening under the pendant lamp."""
import math
import random

import numpy as np

from common import furniture as home
from common import plants, tints
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.lights import COOL, LAMPLIGHT, Lamp, State, SUNNY
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from common.place import Place

LEFT, RIGHT, FRONT, REAR, HIGH = -3.3, 3.3, -3.2, 2.4, 2.7
TOP = 0.75
TABLE = (0.0, -0.87, 1.35, 0.52)  # centre x, z, half length, half depth: near edge at z = -0.35
# Where the feet are: a seated person's feet stand about 0.18 m inside the table's edge, the hips HIPS_BEHIND them.
SEATS = {
    "ansel": (-0.82, -1.21, 180),
    "imani": (0.02, -1.21, 180),
    "june": (0.86, -1.21, 180),
    "theo": (-1.25, -0.85, 270),
    "marcus": (1.17, -0.90, 90),
    "lupe": (0.92, -0.53, 0),
}
HIPS_BEHIND = 0.40
CHAIRS = {"ansel": GREEN, "imani": TERRACOTTA, "june": NAVY, "theo": OCHRE, "marcus": GREEN, "lupe": ROSE}
WINDOWS = [
    ("left", -1.35, 1.5, 1.5),
    ("left", 0.85, 1.3, 1.5),
    ("front", -2.42, 1.15, 1.4),
]  # wall, middle, width, height

VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.2, 0), (0.0, 0.70, -0.6), 84),
    ("left", (0, 1.2, 0), (-2, 1.05, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.05, -1.0), 84),
    ("behind", (0, 1.2, 0), (0.4, 1.1, 2), 84),
]


def put(place, parts, node=None, importance=1.0, glow=None, vary=0.08):
    for material, piece in parts:
        place.add(
            piece,
            material,
            node=node,
            glow=glow if material == "glow" else None,
            importance=importance,
            vary=vary,
        )


def build():
    place = Place("dining", seated=True, eye_height_m=1.2)
    random.seed(8)
    shell(place)
    windows(place)
    table(place)
    on_the_table(place)
    kitchen(place)
    rest_of_room(place)
    names(place)
    lights(place)
    return place


def shell(place):
    # floor: broad boards toward the visitor
    x, k = LEFT, 0
    while x < RIGHT - 0.01:
        cuts = [REAR, random.uniform(0.2, 1.4), random.uniform(-2.2, -0.9), FRONT]
        for a, b in zip(cuts, cuts[1:]):
            tone = mix(WALNUT, OCHRE, random.uniform(0.12, 0.38))
            plank = (
                box(a - b - 0.006, 0.04, 0.216, tone, 0.005)
                .turn("y", 90)
                .shift_paint(random.random() * 3, random.random())
            )
            place.add(plank.at(x + 0.11, -0.02, (a + b) / 2), "wood")
        x += 0.22
        k += 1
    place.add(
        panel(
            [(LEFT, -0.03, REAR), (RIGHT, -0.03, REAR), (RIGHT, -0.03, FRONT), (LEFT, -0.03, FRONT)],
            BLACK,
            2.0,
        ),
        "paint",
        importance=0.2,
    )
    wall = mix(CREAM, OCHRE, 0.10)
    side = mix(CREAM, ROSE, 0.16)
    hole_wall(place, "front", wall)
    hole_wall(place, "left", side)
    place.add(
        panel([(RIGHT, 0, FRONT), (RIGHT, 0, REAR), (RIGHT, HIGH, REAR), (RIGHT, HIGH, FRONT)], side, 0.6),
        "plaster",
        vary=0.05,
    )
    place.add(
        panel([(RIGHT, 0, REAR), (LEFT, 0, REAR), (LEFT, HIGH, REAR), (RIGHT, HIGH, REAR)], wall, 0.6),
        "plaster",
        vary=0.05,
    )
    place.add(
        panel(
            [(LEFT, HIGH, FRONT), (RIGHT, HIGH, FRONT), (RIGHT, HIGH, REAR), (LEFT, HIGH, REAR)],
            light(CREAM, 0.5),
            0.8,
        ),
        "plaster",
        vary=0.04,
    )
    for z in (-2.45, -0.87, 0.75):
        beam = box(RIGHT - LEFT, 0.20, 0.17, mix(WALNUT, BLACK, 0.12), 0.025)
        beam.bend(
            lambda p: p
            + np.stack([0 * p[:, 0], 0.012 * np.sin(p[:, 0] * 1.7 + z), 0.010 * np.cos(p[:, 0] * 2.1)], 1)
        )
        place.add(beam.at(0, HIGH - 0.09, z), "wood")
    skirting = light(GREEN, 0.15)
    place.add(box(RIGHT - LEFT, 0.13, 0.025, skirting, 0.008).at(0, 0.065, FRONT + 0.012), "paint")
    place.add(box(RIGHT - LEFT, 0.13, 0.025, skirting, 0.008).at(0, 0.065, REAR - 0.012), "paint")
    for x in (LEFT + 0.012, RIGHT - 0.012):
        place.add(box(0.025, 0.13, REAR - FRONT, skirting, 0.008).at(x, 0.065, (REAR + FRONT) / 2), "paint")
    for w, d, tone, y in (
        (3.7, 2.5, dark(NAVY, 0.1), 0.004),
        (3.55, 2.35, OCHRE, 0.0065),
        (3.46, 2.26, mix(TERRACOTTA, ROSE, 0.25), 0.009),
    ):
        place.add(
            panel(
                [
                    (-w / 2, y, d / 2 - 0.75),
                    (w / 2, y, d / 2 - 0.75),
                    (w / 2, y, -d / 2 - 0.75),
                    (-w / 2, y, -d / 2 - 0.75),
                ],
                tone,
                0.25,
            ),
            "cloth",
            vary=0.14,
        )


def to_wall(wall, u, y, out=0.0):
    """Point u along a wall (its x or z), at height y, out metres into the room."""
    return (u, y, FRONT + out) if wall == "front" else (LEFT + out, y, u)


def hole_wall(place, wall, tone):
    """Wall cut around its windows, with deep reveals."""
    low, high = (LEFT, RIGHT) if wall == "front" else (FRONT, REAR)
    sill, here = 0.92, sorted((m, w, h) for name, m, w, h in WINDOWS if name == wall)

    def piece(u0, u1, y0, y1):
        if wall == "front":
            corners = [(u0, y0), (u1, y0), (u1, y1), (u0, y1)]
        else:  # seen from inside, z grows to the left on the left wall
            corners = [(u1, y0), (u0, y0), (u0, y1), (u1, y1)]
        place.add(panel([to_wall(wall, u, y) for u, y in corners], tone, 0.6), "plaster", vary=0.05)

    at = low
    for m, w, h in here:
        piece(at, m - w / 2, 0, HIGH)
        piece(m - w / 2, m + w / 2, 0, sill)
        piece(m - w / 2, m + w / 2, sill + h, HIGH)
        depth = 0.24
        for s in (-1, 1):
            reveal = box(0.02, h, depth, light(CREAM, 0.3), 0)
            top = box(w, 0.02, depth, light(CREAM, 0.3), 0)
            for p, dx, dy in (
                (reveal, s * (w / 2 + 0.01), sill + h / 2),
                (top, 0, sill + h / 2 + s * (h / 2 + 0.01)),
            ):
                if wall == "front":
                    place.add(p.at(m + dx, dy, FRONT - depth / 2 - 0.001), "plaster")
                else:
                    place.add(p.turn("y", 90).at(LEFT - depth / 2 - 0.001, dy, m - dx), "plaster")
        at = m + w / 2
    piece(at, high, 0, HIGH)


def windows(place):
    place.glows["outside"] = {
        "day": lambda u, v: np.stack(
            [
                np.interp(v, [0, 1], [1.9, 1.35]),
                np.interp(v, [0, 1], [1.8, 1.75]),
                np.interp(v, [0, 1], [1.55, 2.2]),
            ],
            -1,
        ),
        "evening": lambda u, v: np.stack(
            [
                np.interp(v, [0, 0.4, 1], [0.50, 0.22, 0.05]),
                np.interp(v, [0, 0.4, 1], [0.20, 0.14, 0.09]),
                np.interp(v, [0, 0.4, 1], [0.12, 0.2, 0.24]),
            ],
            -1,
        ),
    }
    place.glows["hills"] = {"day": (1.25, 1.25, 1.15), "evening": (0.10, 0.12, 0.20)}
    for wall, m, w, h in WINDOWS:
        yaw = 0 if wall == "front" else 90
        sill = 0.92
        x, y, z = to_wall(wall, m, sill + h / 2, -0.14)
        put(place, home.moved(home.window_frame(w, h, 0.07, light(CREAM, 0.3)), x, y, z, yaw))
        board = box(w + 0.22, 0.045, 0.36, mix(WALNUT, OCHRE, 0.25), 0.012)
        x, y, z = to_wall(wall, m, sill - 0.005, 0.02)
        put(place, home.moved([("wood", board)], x, y, z, yaw))
        for s in (-1, 1):
            x, y, z = to_wall(wall, m + s * (w / 2 + 0.14), sill + h + 0.19, 0.11)
            put(place, home.moved(home.curtain(0.40, h + 0.44, OCHRE, seed=s + 3 * m, folds=4), x, y, z, yaw))
        ends = [to_wall(wall, m + s * (w / 2 + 0.42), sill + h + 0.21, 0.11) for s in (-1, 1)]
        place.add(rod(*ends, 0.016, BLACK), "metal")
        for e in ends:
            place.add(blob(0.032, OCHRE, 10, 7).tint(tints.brass).at(*e), "metal")
        for k, s in enumerate((-0.3, 0.33)):
            if wall == "left" and m > 0 and k == 0:
                continue
            x, y, z = to_wall(wall, m + s * w, sill + 0.02, 0.06)
            put(
                place,
                home.moved(
                    plants.potted([TERRACOTTA, NAVY][k], seed=int(10 * m) + k + 40, size=0.075), x, y, z
                ),
            )
        # painted outdoors: sky and two ridges, a stage flat outside the pane
        width = 4.0
        sky = panel(
            [(-width, -1.2, 0), (width, -1.2, 0), (width, 2.6, 0), (-width, 2.6, 0)], (0.8, 0.8, 0.8), 0.5
        )
        x, y, z = to_wall(wall, m, sill, -1.8)
        place.add(sky.turn("y", yaw).at(x, y, z), "glow", glow="outside")
        for k, (tone, base) in enumerate(((mix(GREEN, NAVY, 0.35), 0.45), (mix(GREEN, OCHRE, 0.4), 0.15))):
            ridge = [(-width, -1.2), (width, -1.2)] + [
                (t, base + 0.16 * math.sin(1.7 * t + k * 2 + m) + 0.05 * math.sin(5.1 * t))
                for t in np.linspace(width, -width, 30)
            ]
            x, y, z = to_wall(wall, m, sill, -1.7 + 0.12 * k)
            place.add(prism(ridge, 0.01, light(tone, 0.25)).turn("y", yaw).at(x, y, z), "glow", glow="hills")


def forward(yaw_deg):
    """(x, z) that a figure of this yaw looks along."""
    return -math.sin(math.radians(yaw_deg)), -math.cos(math.radians(yaw_deg))


def table(place):
    cx, cz, hx, hz = TABLE
    node = place.node("table_top", cx, TOP, cz)
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
    put(
        place,
        home.moved(home.chair(mix(WALNUT, OCHRE, 0.2), cushion=TERRACOTTA), 0, 0, 0.06, 180),
        importance=1.2,
    )
    for name, (x, z, yaw) in SEATS.items():
        ahead = forward(yaw)
        behind = (0.30 if name == "theo" else HIPS_BEHIND) - 0.02
        put(
            place,
            home.moved(
                home.chair(CHAIRS[name]),
                x - behind * ahead[0],
                0,
                z - behind * ahead[1],
                yaw + 180 + random.uniform(-3, 3),
            ),
            importance=1.1,
        )
    put(place, home.moved(home.chair(NAVY), -0.95, 0, 0.02, 160))


def on_the_table(place):
    y = TOP + 0.001
    fine = 2.6
    node = place.node("plate_own", 0.0, y, -0.545)
    put(place, home.moved(home.plate(0.13, CREAM, TERRACOTTA), 0.0, y, -0.545), node, importance=fine)
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
        put(place, home.moved(home.plate(0.125, CREAM, rims[k], 24), x, y, z), importance=2.0)
        yaw = SEATS[name][2]
        dx, dz = forward(yaw)
        put(
            place,
            home.moved(
                home.cup([GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, GREEN][k]),
                x + 0.13 * dx + 0.14 * dz,
                y,
                z + 0.13 * dz - 0.14 * dx,
                yaw + 40 * k,
            ),
            importance=2.0,
        )
        for off, kind in ((-0.165, "fork"), (0.165, "knife")):
            put(
                place,
                home.moved(home.cutlery(kind), x - off * dz, y, z + off * dx, yaw + random.uniform(-6, 6)),
                importance=1.5,
            )
        food(place, x, y + 0.011, z, k)
        place.mark(f"plate_{k + 1}", x, y + 0.02, z)
    for off, kind in ((-0.175, "fork"), (0.175, "knife"), (0.20, "spoon")):
        put(place, home.moved(home.cutlery(kind), off, y, -0.53, random.uniform(-4, 4)), importance=fine)
    node = place.node("glass_water", 0.24, y, -0.70)
    put(place, home.moved(home.tumbler(), 0.24, y, -0.70), node, importance=fine)
    board = box(0.40, 0.024, 0.24, mix(OCHRE, WALNUT, 0.35), 0.009)
    handle = box(0.12, 0.024, 0.06, mix(OCHRE, WALNUT, 0.35), 0.010).at(-0.25, 0, 0)
    put(place, home.moved([("wood", board), ("wood", handle)], 0.47, y + 0.012, -0.93, -14), importance=2.2)
    put(place, home.moved(home.loaf(), 0.44, y + 0.024, -0.95, -24), importance=2.4)
    put(
        place,
        home.moved(
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
    put(place, home.moved(home.slice_of_bread(), 0.60, y + 0.033, -0.945, 20), node, importance=fine)
    put(place, home.moved(home.slice_of_bread(), 0.635, y + 0.045, -0.96, -15), importance=fine)
    crumbs = [
        blob(random.uniform(0.002, 0.005), mix(WALNUT, OCHRE, 0.5), 5, 3).at(
            0.55 + random.uniform(-0.12, 0.12), y + 0.026, -0.87 + random.uniform(-0.05, 0.06)
        )
        for _ in range(12)
    ]
    place.add(join(crumbs), "paint")
    put(place, home.moved(home.pad_of_paper(), -0.34, y + 0.006, -0.60, 14), importance=fine)
    node = place.node("pen", -0.30, y + 0.019, -0.60)
    put(place, home.moved(home.pen(), -0.30, y + 0.019, -0.60, 62), node, importance=fine)
    put(place, home.moved(home.jug(CREAM, NAVY), 0.31, y, -1.17, 205), importance=2.2)
    put(place, home.moved(home.bowl(NAVY), -0.42, y + 0.003, -0.92), importance=2.2)
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
        fruit = home.fruit(kind, k)
        for _, p in fruit:
            p.turn("z", (k * 47) % 50 - 25).turn("x", (k * 31) % 40 - 20)
        put(place, home.moved(fruit, -0.42 + dx, y + 0.036 + dy, -0.92 + dz), importance=1.8)
    dish = home.bowl(GREEN, mix(OCHRE, CREAM, 0.3), 0.135)
    put(place, home.moved(dish, 0.82, y + 0.003, -0.88), importance=2.0)
    salad = [
        plants.clump(0.05, plants.leaf_tones(0.1), 14, 0.07, 70 + k, core_sides=7).at(
            0.82 + 0.05 * math.cos(k * 1.3), y + 0.095, -0.88 + 0.05 * math.sin(k * 1.3)
        )
        for k in range(5)
    ]
    for p in salad:
        place.add(p, "leaf")
    pot = home.saucepan(TERRACOTTA, 0.12, 0.11)
    put(place, home.moved(pot, -0.80, y + 0.004, -0.86, 200), importance=2.0)
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


def food(place, x, y, z, seed):
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


def kitchen(place):
    # along the right part of the front wall and round the corner down the right wall
    z = FRONT + 0.32
    for x, w, doors, drawers in ((1.95, 0.5, 1, True), (2.65, 0.9, 2, False)):
        put(place, home.moved(home.cupboard(w, GREEN, doors, drawers=drawers), x, 0, z))
    place.add(
        box(1.62, 0.045, 0.68, mix(WALNUT, OCHRE, 0.35), 0.012).at(2.48, 0.885, FRONT + 0.34),
        "wood",
        importance=1.2,
    )
    put(place, home.moved(home.stove(), RIGHT - 0.36, 0, FRONT + 1.35, -90))
    for k, (zz, w, doors, drawers) in enumerate(
        ((FRONT + 2.12, 0.62, 1, False), (FRONT + 2.78, 0.62, 1, True), (FRONT + 3.44, 0.62, 1, False))
    ):
        put(place, home.moved(home.cupboard(w, GREEN, doors, drawers=drawers), RIGHT - 0.32, 0, zz, -90))
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
            (material, piece), r = home.jar(dice, tones)
            place.add(piece.at(x + r, y + 0.018, FRONT + 0.14), material)
            x += 2 * r + dice.uniform(0.012, 0.07)
    for y in (1.62, 2.0):
        place.add(
            box(0.24, 0.035, 1.5, mix(WALNUT, OCHRE, 0.2), 0.010).at(RIGHT - 0.13, y, FRONT + 2.95), "wood"
        )
        zz = FRONT + 2.26
        while zz < FRONT + 3.6:
            (material, piece), r = home.jar(dice, tones)
            place.add(piece.at(RIGHT - 0.13, y + 0.018, zz + r), material)
            zz += 2 * r + dice.uniform(0.012, 0.07)
    put(place, home.moved(home.kettle(TERRACOTTA), RIGHT - 0.5, 0.945, FRONT + 1.16, 200))
    put(place, home.moved(home.saucepan(OCHRE, 0.11, 0.10), RIGHT - 0.24, 0.945, FRONT + 1.53, 120))
    put(place, home.moved(home.bowl(ROSE), 2.15, 0.91, FRONT + 0.36))
    put(place, home.moved(home.jug(GREEN, CREAM), 2.8, 0.91, FRONT + 0.25, 150))
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
        pan = home.saucepan([OCHRE, TERRACOTTA][k], 0.10 + 0.015 * k, 0.05)
        for _, p in pan:
            p.turn("x", 0).turn("z", 90).turn("y", 0)
        put(place, home.moved(pan, RIGHT - 0.045, 1.45, FRONT + zz + 0.05))
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


def rest_of_room(place):
    node = place.node("lamp", -0.02, HIGH - 0.19, -0.87)
    place.glows["bulb"] = {"day": (1.6, 1.35, 1.0), "evening": (7.0, 4.6, 2.2)}
    put(
        place,
        home.moved(home.pendant(GREEN, 0.86), -0.02, HIGH - 0.19, -0.87),
        node,
        importance=2.0,
        glow="bulb",
    )
    # pictures on the left part of the front wall stay away from the signers' heads
    dice = random.Random(6)
    put(
        place,
        home.moved(
            home.picture(0.46, 0.36, mix(WALNUT, BLACK, 0.2), mix(CREAM, NAVY, 0.35), home.landscape(dice)),
            RIGHT - 0.02,
            1.55,
            0.95,
            -90,
        ),
    )
    put(
        place,
        home.moved(
            home.picture(0.30, 0.40, OCHRE, ROSE, home.landscape(dice)), RIGHT - 0.02, 1.60, 1.55, -90
        ),
    )
    put(
        place,
        home.moved(
            home.picture(0.50, 0.38, GREEN, mix(CREAM, NAVY, 0.3), home.landscape(dice)),
            1.15,
            1.62,
            REAR - 0.02,
            180,
        ),
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
        put(place, home.moved(home.coat(tone, k), x, 1.70, REAR - 0.05, 180))
    hat = lathe(
        [(0.17, 0), (0.175, 0.008), (0.10, 0.014), (0.095, 0.09), (0.07, 0.11), (0, 0.105)],
        mix(CREAM, WALNUT, 0.35),
        22,
        50,
    )
    place.add(hat.turn("x", 70).at(0.56, 1.66, REAR - 0.07), "cloth")
    # dresser with plates on the wall behind, right
    put(place, home.moved(home.cupboard(1.3, NAVY, 2, 0.9, 0.45), 2.2, 0, REAR - 0.24, 180))
    place.add(box(1.36, 0.04, 0.5, mix(WALNUT, OCHRE, 0.2), 0.012).at(2.2, 0.92, REAR - 0.25), "wood")
    for y in (1.25, 1.6, 1.95):
        place.add(box(1.3, 0.03, 0.2, NAVY, 0.008).at(2.2, y, REAR - 0.11), "paint")
        for k in range(4):
            p = home.plate(0.11, CREAM, [TERRACOTTA, GREEN, OCHRE, ROSE][(k + int(y * 10)) % 4], 16)
            for _, q in p:
                q.turn("x", 76)
            if y < 1.9:
                put(place, home.moved(p, 1.72 + 0.32 * k, y + 0.13, REAR - 0.08, 180))
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


def names(place):
    for name, (x, z, yaw) in SEATS.items():
        place.seat(name, (x, 0, z), yaw)
    place.mark("lamp", -0.02, HIGH - 1.0, -0.87)
    place.mark("door", -1.7, 1.1, REAR - 0.1)
    place.mark("window", LEFT, 1.6, -1.35)
    place.mark("kitchen", RIGHT - 0.4, 1.0, FRONT + 1.35)
    place.mark("table_middle", 0, TOP, -0.87)
    place.wall("signers", [(-1.7, 0, FRONT), (1.7, 0, FRONT), (1.7, HIGH, FRONT), (-1.7, HIGH, FRONT)])
    place.wall("left", [(LEFT, 0, REAR), (LEFT, 0, FRONT), (LEFT, HIGH, FRONT), (LEFT, HIGH, REAR)])
    place.wall("right", [(RIGHT, 0, FRONT), (RIGHT, 0, REAR), (RIGHT, HIGH, REAR), (RIGHT, HIGH, FRONT)])
    place.wall("rear", [(RIGHT, 0, REAR), (LEFT, 0, REAR), (LEFT, HIGH, REAR), (RIGHT, HIGH, REAR)])


def lights(place):
    day = [Lamp("sun", (-4.6, 3.6, -0.4), (0.5, 0.6, -1.0), 3.2, SUNNY, 1.2)]
    for wall, m, w, h in WINDOWS:
        at = to_wall(wall, m, 0.92 + h / 2, -0.06)
        target = to_wall(wall, m, 0.9, 2.0)
        day.append(Lamp("area", at, target, 84 * w * h, (0.86, 0.93, 1.0), (w * 0.95, h * 0.95)))
    day += [
        Lamp("point", (-0.02, HIGH - 1.02, -0.87), power=4, colour=LAMPLIGHT, size=0.06),
        Lamp("area", (0.3, 2.6, 0.9), (0, 0, -0.6), 62, (1.0, 0.92, 0.82), 2.4),
    ]
    evening = [
        Lamp("spot", (-0.02, HIGH - 1.00, -0.87), (-0.02, 0, -0.87), 120, LAMPLIGHT, 0.05, 150, 0.35),
        Lamp("point", (-0.02, HIGH - 1.10, -0.87), power=15, colour=LAMPLIGHT, size=0.10),
        Lamp("point", (RIGHT - 0.5, 2.1, FRONT + 0.9), power=7, colour=LAMPLIGHT, size=0.1),
        Lamp("point", (2.0, 1.9, 1.9), power=6, colour=LAMPLIGHT, size=0.1),
    ]
    for wall, m, w, h in WINDOWS:
        evening.append(
            Lamp(
                "area",
                to_wall(wall, m, 0.92 + h / 2, -0.06),
                to_wall(wall, m, 0.9, 2.0),
                4.5 * w * h,
                (0.35, 0.50, 1.0),
                (w * 0.95, h * 0.95),
            )
        )
    place.lights = [
        State(
            "day",
            day,
            sky=(1.4, 1.55, 1.7),
            world_up=(0.16, 0.17, 0.19),
            world_side=(0.16, 0.17, 0.18),
            world_down=(0.12, 0.11, 0.10),
            ambient_up=(0.62, 0.58, 0.52),
            ambient_down=(0.34, 0.29, 0.24),
            key_toward=(-0.85, 0.5, 0.15),
            key=(0.85, 0.80, 0.72),
        ),
        State(
            "evening",
            evening,
            sky=(0.06, 0.10, 0.22),
            world_up=(0.008, 0.010, 0.02),
            world_side=(0.008, 0.010, 0.02),
            world_down=(0.006, 0.006, 0.01),
            ambient_up=(0.26, 0.18, 0.12),
            ambient_down=(0.14, 0.09, 0.055),
            key_toward=(0.0, 0.9, -0.25),
            key=(0.95, 0.60, 0.32),
        ),
    ]
