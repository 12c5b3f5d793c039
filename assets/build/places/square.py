"""A city square in the evening: the visitor's bench under plane trees, fountain, church, row houses with one
shop, pigeons. Light A: low sun. Light B: dusk, lamps and windows lit."""
import math
import random

import numpy as np

from common import buildings as built
from common import noise, outdoors, plants, tints
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.lights import LAMPLIGHT, Lamp, State
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from common.place import Place

FOUNTAIN = (-3.2, -10.5)
CHURCH = (7.5, -26.0, -14.0)
LAMPS = [(-6.5, -5.2), (5.6, -8.5), (-9.5, -16.5), (2.2, -19.0), (6.8, 1.5), (-6.5, 3.0)]

VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.25, -2), 84),
    ("down", (0, 1.2, 0), (0.45, 0.55, -0.45), 84),
    ("left", (0, 1.2, 0), (-2, 1.25, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.2, -1.0), 84),
]


def put(place, parts, node=None, importance=1.0, vary=0.08):
    for entry in parts:
        place.add(
            entry[1],
            entry[0],
            node=node,
            glow=entry[2] if len(entry) > 2 else None,
            importance=importance,
            vary=vary,
        )


def build():
    place = Place("square", seated=True, eye_height_m=1.2)
    random.seed(33)
    around(place)
    bench(place)
    trees(place)
    buildings(place)
    furniture(place)
    names(place)
    lights(place)
    return place


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


def bench(place):
    parts, planks = built.iron_bench(2.1)
    put(place, parts, importance=2.2)
    node = place.node("bench_plank", 0.5, 0.424, 0.0)
    for i, (material, piece) in enumerate(planks):
        place.add(piece, material, node=node if i == 2 else None, importance=2.6, vary=0.12)
    place.box("bench", "bench", node, (0.62, 0.424, -0.005), (0.36, 0.016, 0.225))
    # what people leave on benches: a folded newspaper, a scarf over the back
    paper = [
        box(0.20, 0.012, 0.28, mix(CREAM, NAVY, 0.10), 0.005),
        box(0.198, 0.010, 0.27, CREAM, 0.004).at(0.004, 0.011, 0),
    ]
    ink = [box(0.16, 0.001, 0.02, BLACK, 0, edge=False).at(0, 0.0165, -0.10)] + [
        box(0.07, 0.001, 0.006, mix(NAVY, CREAM, 0.3), 0, edge=False).at(
            -0.042 + 0.085 * (k % 2), 0.0165, -0.06 + 0.018 * (k // 2)
        )
        for k in range(14)
    ]
    place.add(join(paper + ink).turn("y", 20).at(-0.66, 0.446, -0.02), "paint", importance=1.8)
    dice = random.Random(3)
    for k in range(20):
        x, z = dice.uniform(-3.5, 3.5), dice.uniform(-3.8, 0.5)
        fallen_leaf(place, x, 0.012 if z < -0.62 else 0.045, z, dice)
    for x, z, y in ((0.30, -0.12, 0.444), (0.82, 0.06, 0.443), (0.55, 0.13, 0.443)):
        fallen_leaf(place, x, y, z, dice)


def fallen_leaf(place, x, y, z, dice):
    """A plane leaf: five blunt lobes, curled."""
    r = dice.uniform(0.045, 0.075)
    outline = []
    for k in range(20):
        a = 2 * math.pi * k / 20
        outline.append(
            (
                r * math.cos(a) * (0.72 + 0.28 * math.cos(5 * a)),
                r * math.sin(a) * (0.72 + 0.28 * math.cos(5 * a)),
            )
        )
    tone = dice.choice([OCHRE, TERRACOTTA, mix(OCHRE, GREEN, 0.35), mix(TERRACOTTA, WALNUT, 0.4)])
    leaf = prism(outline, 0.003, tone).turn("x", -90)
    leaf.bend(
        lambda p: p + np.stack([0 * p[:, 0], 2.2 * (p[:, 0] ** 2) + 0.8 * p[:, 2] ** 2, 0 * p[:, 0]], 1)
    )
    place.add(leaf.turn("y", dice.uniform(0, 360)).at(x, y, z), "paint", vary=0.12)


def trees(place):
    bark = mix(CREAM, WALNUT, 0.45)
    patch = mix(CREAM, OCHRE, 0.25)
    node_index = 1
    for k, (x, z, h) in enumerate(
        (
            (-4.6, -4.6, 4.6),
            (4.3, -5.6, 4.9),
            (-9.0, -10.5, 4.6),
            (9.5, -12.0, 4.7),
            (-5.5, 3.2, 4.6),
            (5.2, 4.0, 4.8),
        )
    ):
        lean = 0.25 * math.sin(k * 2.1)
        points = plants.fine(
            [(x, -0.1, z), (x + lean * 0.3, 1.2, z), (x + lean, 2.6, z + 0.1), (x + lean * 0.7, h, z)], 16
        )
        place.add(plants.trunk(points, np.linspace(0.30, 0.15, 16), bark, patch, 12), "wood", importance=0.8)
        for q in range(4):
            a = q * math.pi / 2 + k
            limb = plants.fine(
                [
                    (x + lean * 0.85, h * 0.66, z),
                    (x + lean + 0.8 * math.cos(a), h * 0.85, z + 0.8 * math.sin(a)),
                    (x + lean + 1.5 * math.cos(a), h * 1.05, z + 1.5 * math.sin(a)),
                ],
                8,
            )
            place.add(plants.trunk(limb, np.linspace(0.12, 0.045, 8), bark, patch, 8), "wood", importance=0.6)
        ring = [(-0.62, -0.62), (0.62, -0.62), (0.62, 0.62), (-0.62, 0.62)]
        for (x0, z0), (x1, z1) in zip(ring, ring[1:] + ring[:1]):
            place.add(
                box(abs(x1 - x0) + 0.1 or 0.1, 0.10, abs(z1 - z0) + 0.1, mix(CREAM, NAVY, 0.3), 0.02).at(
                    x + (x0 + x1) / 2, 0.03, z + (z0 + z1) / 2
                ),
                "plaster",
            )
        place.add(
            panel(
                [
                    (x - 0.6, 0.03, z + 0.6),
                    (x + 0.6, 0.03, z + 0.6),
                    (x + 0.6, 0.03, z - 0.6),
                    (x - 0.6, 0.03, z - 0.6),
                ],
                mix(WALNUT, BLACK, 0.3),
                0.3,
            ),
            "plaster",
        )
        tones = plants.leaf_tones(0.28 + 0.08 * (k % 3))
        near = k < 2
        halves = (
            ((x + lean - 0.85, h + 1.0, z), (x + lean + 0.85, h + 1.15, z - 0.2))
            if near
            else ((x + lean, h + 1.1, z),)
        )
        for centre in halves:
            node = place.node(f"leaves_{node_index}", centre[0], centre[1] - 1.0, centre[2])
            node_index += 1
            size, count = ((1.15, 0.95, 1.5), 9) if near else ((1.8, 1.1, 1.7), 7)
            for piece in plants.crown(
                centre,
                size,
                count,
                0.82 if near else 1.10,
                tones,
                48 if near else 26,
                0.43 if near else 0.85,
                70 + 9 * node_index,
                core_sides=10 if near else 8,
            ):
                place.add(piece, "leaf", node=node, vary=0.05, importance=0.4 if near else 0.2)


def row(place, dice, start, yaw, widths, walls, plain=False, high=True):
    """Row houses side by side, fronts facing yaw-rotated +z, starting at their left end (seen from the front)."""
    x = 0.0
    parts = []
    for k, w in enumerate(widths):
        floors = 2 if plain else dice.choice((2, 3, 3)) if high else 2
        h = 3.1 * floors + dice.uniform(-0.2, 0.5)
        shop = TERRACOTTA if k == 1 else (NAVY if k == 4 else None)
        one = built.house(
            w,
            h,
            7.0,
            walls[k % len(walls)],
            [mix(TERRACOTTA, WALNUT, 0.2), mix(TERRACOTTA, NAVY, 0.25), mix(WALNUT, TERRACOTTA, 0.4)][k % 3],
            dice,
            floors,
            3 if w > 5.5 and not plain else 2,
            dice.uniform(1.6, 2.4),
            shutters=None if plain else [GREEN, None, NAVY, TERRACOTTA, None][k % 5],
            door_paint=[NAVY, GREEN, TERRACOTTA, OCHRE][k % 4],
            door_bay=k % 2,
            shop=shop,
            gable_front=(k % 3 == 2),
            panes=("pane", "pane", "pane_lit"),
            sides=k in (0, len(widths) - 1),
            flowers=not plain,
        )
        parts += built.moved(one, x + w / 2, 0, 0)
        x += w
    put(place, built.moved(parts, start[0], 0, start[1], yaw), importance=0.18)


def buildings(place):
    dice = random.Random(41)
    walls = [
        mix(CREAM, OCHRE, 0.45),
        mix(CREAM, ROSE, 0.6),
        mix(CREAM, NAVY, 0.22),
        mix(CREAM, TERRACOTTA, 0.45),
        light(CREAM, 0.1),
        mix(CREAM, GREEN, 0.3),
    ]
    row(
        place, dice, (-17.5, 4.0), 90, [6.2, 5.0, 5.6, 6.4, 5.2], walls, high=False
    )  # left side of the square, facing +x
    row(
        place, dice, (-14.5, -27.0), 12, [5.4, 6.0, 5.0], walls[3:] + walls[:3]
    )  # far left, facing the visitor
    row(place, dice, (15.5, -19.0), -90, [5.8, 5.2, 6.4, 5.0], walls[2:] + walls[:2])  # right side, facing -x
    row(
        place, dice, (13.0, 15.0), 180, [6.0, 5.4, 5.8, 5.2, 6.0], walls[1:] + walls[:1], plain=True
    )  # behind the bench
    put(place, built.moved(built.church(dice), *(CHURCH[0], 0, CHURCH[1]), CHURCH[2]), importance=0.26)


def furniture(place):
    put(place, built.moved(built.fountain(2.0), FOUNTAIN[0], 0, FOUNTAIN[1]), importance=0.9)
    for k in range(2):
        a = 1.0 + 2.6 * k
        parts, planks = built.iron_bench(1.8, sides=5)
        put(
            place,
            built.moved(
                parts + planks,
                FOUNTAIN[0] + 4.6 * math.cos(a),
                0,
                FOUNTAIN[1] - 4.6 * math.sin(a),
                math.degrees(a) + 90,
            ),
            importance=0.7,
        )
    for x, z in LAMPS:
        put(place, built.moved(built.street_lamp(3.4), x, 0, z), importance=0.8)
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
                12,
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
                box(0.36, 0.03, 0.36, TERRACOTTA, 0.01).at(cx, 0.45, cz),
                box(0.36, 0.3, 0.03, TERRACOTTA, 0.01).at(cx, 0.75, cz + 0.16),
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
    for k in range(11):
        if k < 5:
            x, z = dice.uniform(-1.6, 1.9), dice.uniform(-2.9, -1.35)
        else:
            x, z = dice.uniform(-5, 4), dice.uniform(-8, -3.2)
        put(place, built.moved(built.pigeon(k, k % 3 == 1), x, 0.0, z, dice.uniform(0, 360)), importance=1.2)


def names(place):
    place.mark("church", CHURCH[0] - 4.9, 10.0, CHURCH[1])
    place.mark("tree", -4.6, 5.4, -4.6)
    place.mark("fountain", FOUNTAIN[0], 1.2, FOUNTAIN[1])
    place.mark("street", 12.0, 0.8, -18.0)
    place.seat("child_from", (-6.2, 0.0, -3.4), 270)
    place.seat("child_to", (6.4, 0.0, -3.7), 270)
    place.seat("walker", (1.3, 0.0, -11.5), 180 + math.degrees(math.atan2(-1.3, 11.5)))
    place.wall("left", [(-17.5, 0, 4.0), (-17.5, 0, -24.4), (-17.5, 9, -24.4), (-17.5, 9, 4.0)])
    place.wall("right", [(15.5, 0, -19.0), (15.5, 0, 3.4), (15.5, 9, 3.4), (15.5, 9, -19.0)])
    place.wall("church", [(4.0, 0, -25.2), (11.0, 0, -26.9), (11.0, 9, -26.9), (4.0, 9, -25.2)])


def lights(place):
    toward = (-7.4, 6.0, -5.2)
    sun = [Lamp("sun", toward, (0, 0, 0), 2.6, (1.0, 0.66, 0.34), 1.5)]
    dusk = [Lamp("point", (x, 3.62, z), power=110, colour=LAMPLIGHT, size=0.16) for x, z in LAMPS]
    dusk += [
        Lamp("area", (-16.9, 1.5, -4.5), (0, 0.8, -4.5), 60, LAMPLIGHT, (5, 1.8)),
        Lamp("area", (14.9, 1.6, -11), (0, 0.8, -11), 60, LAMPLIGHT, (5, 1.8)),
        Lamp("sun", toward, (0, 0, 0), 0.10, (1.0, 0.40, 0.22), 8.0),
    ]
    place.lights = [
        State(
            "evening",
            sun,
            sky=(0.9, 0.85, 0.8),
            world_up=(0.30, 0.42, 0.72),
            world_side=(0.62, 0.52, 0.42),
            world_down=(0.16, 0.14, 0.12),
            ambient_up=(0.40, 0.44, 0.56),
            ambient_down=(0.28, 0.22, 0.16),
            key_toward=toward,
            key=(2.3, 1.50, 0.76),
        ),
        State(
            "dusk",
            dusk,
            sky=(0.10, 0.11, 0.22),
            world_up=(0.05, 0.075, 0.19),
            world_side=(0.16, 0.11, 0.14),
            world_down=(0.03, 0.03, 0.04),
            ambient_up=(0.10, 0.12, 0.23),
            ambient_down=(0.09, 0.07, 0.07),
            key_toward=(-6.5, 3.6, -5.2),
            key=(0.42, 0.27, 0.12),
        ),
    ]
