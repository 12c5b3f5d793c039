"""A small club, seen from the drummer's throne: kit in reach, amplifiers left and right, the empty floor and
the bar beyond. Light A: house light before doors. Light B: the show."""
import math
import random

import numpy as np

from common import instruments as kit
from common import tints
from common.forms import box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.lights import COOL, LAMPLIGHT, Lamp, State, WARM
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from common.place import Place

HALF_WIDTH, BACK, EDGE, FAR = 4.6, 1.75, -3.3, -13.0  # room: x, z behind, stage edge, z of the far wall
FLOOR, CEILING = -0.7, 3.9
NELL = (-0.62, 0.0, -2.15)
LAMPS = [(-2.9, TERRACOTTA), (-1.75, OCHRE), (-0.6, ROSE), (0.6, OCHRE), (1.75, ROSE), (2.9, NAVY)]
TRUSS_Y, TRUSS_Z = 3.15, -3.0

VIEWS = [
    ("front", (0, 1.18, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.18, 0.05), (0.05, 0.62, -0.6), 84),
    ("left", (0, 1.18, 0), (-2, 0.95, -0.9), 84),
    ("right", (0, 1.18, 0), (2, 0.95, -0.9), 84),
    ("outside", (1.9, 1.7, -3.2), (0, 0.7, -0.4), 70),
]


def put(place, parts, node=None, importance=1.0, glow=None, vary=0.06):
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
    place = Place("stage", seated=True, eye_height_m=1.18)
    random.seed(5)
    drum_kit(place)
    deck(place)
    backline(place)
    room(place)
    bar(place)
    truss(place)
    names(place)
    lights(place)
    return place


def drum_kit(place):
    shell, near = TERRACOTTA, 2.6
    drums = [  # name, node, head centre, normal, radius, depth, lugs
        ("snare", (-0.12, 0.655, -0.40), (0.02, 0.985, 0.10), 0.178, 0.15, 10),
        ("tom_high", (-0.13, 0.80, -0.735), (0.05, 0.90, 0.42), 0.160, 0.20, 6),
        ("tom_floor", (0.50, 0.62, -0.28), (-0.10, 0.985, 0.06), 0.203, 0.38, 8),
    ]
    for name, centre, normal, radius, depth, lugs in drums:
        node = place.node(name + "_head", *centre)
        skin = [("paint", kit.head(radius, seed=len(name)))]
        put(place, kit.place_along(skin, normal, centre), node, importance=near)
        paint = mix(CREAM, OCHRE, 0.3) if name == "snare" else shell
        body = kit.drum(
            radius,
            depth,
            dark(GREEN, 0.1) if name == "snare" else paint,
            lugs,
            band=OCHRE if name == "snare" else CREAM,
        )
        put(place, kit.place_along(body, normal, centre), importance=near)
        place.disc(name, "drum", node, centre, normal, radius)
    centre, normal, radius = (0.14, 0.30, -0.62), (0.0, 0.0, 1.0), 0.28
    node = place.node("kick_head", *centre)
    put(place, kit.place_along([("paint", kit.head(radius, marks=0))], normal, centre), node, importance=1.6)
    put(
        place,
        kit.place_along(kit.drum(radius, 0.44, shell, 8, wooden_hoops=True), normal, centre),
        importance=1.8,
    )
    front = (0.14, 0.30, -0.62 - 0.446)
    star = [
        (
            radius * (0.50 if k % 2 == 0 else 0.22) * math.cos(math.pi * k / 6),
            radius * (0.50 if k % 2 == 0 else 0.22) * math.sin(math.pi * k / 6),
        )
        for k in range(12)
    ]
    sign = [
        ("paint", lathe([(radius * 0.62, 0.001), (radius * 0.58, 0.001), (0, 0.001)], NAVY, 32)),
        ("paint", prism(star, 0.003, OCHRE).turn("x", -90).at(y=0.002)),
        ("paint", lathe([(radius * 0.12, 0.005), (0, 0.005)], TERRACOTTA, 16)),
    ]
    put(place, kit.place_along(sign, (0, 0, -1), front))
    for side in (-1, 1):
        put(
            place,
            [
                kit.chromed(
                    rod(
                        (0.14 + side * 0.24, 0.18, -0.95),
                        (0.14 + side * 0.38, 0.012, -1.05),
                        0.008,
                        kit.CHROME,
                        8,
                    )
                )
            ],
        )
    place.disc("kick", "drum", node, centre, normal, radius)
    # the tom's arm out of the kick, floor tom legs, snare stand
    put(
        place,
        [
            kit.chromed(
                tube(
                    [(0.05, 0.56, -0.84), (0.04, 0.72, -0.86), (-0.02, 0.74, -0.85), (-0.08, 0.72, -0.82)],
                    0.011,
                    kit.CHROME,
                    10,
                )
            ),
            kit.chromed(cylinder(0.03, 0.03, kit.CHROME, 14).at(0.05, 0.555, -0.84)),
        ],
    )
    for a in (20, 140, 260):
        x, z = 0.52 + 0.222 * math.cos(math.radians(a)), -0.28 + 0.222 * math.sin(math.radians(a))
        put(
            place,
            [
                kit.chromed(
                    tube(
                        [(x, 0.50, z), (x, 0.06, z), (x + 0.03 * math.cos(math.radians(a)), 0.012, z)],
                        0.0065,
                        kit.CHROME,
                        8,
                    )
                ),
                kit.chromed(box(0.03, 0.05, 0.03, kit.CHROME, 0.006, edge=False).at(x, 0.40, z)),
            ],
        )
    for m, p in kit.tripod(0.40, 0.28, 50):
        put(place, [(m, p.at(-0.12, 0, -0.41))])
    for a in (30, 150, 270):
        c, s = math.cos(math.radians(a)), math.sin(math.radians(a))
        put(
            place,
            [
                kit.chromed(
                    tube(
                        [
                            (-0.12, 0.40, -0.41),
                            (-0.12 + 0.17 * c, 0.475, -0.41 + 0.17 * s),
                            (-0.12 + 0.19 * c, 0.53, -0.41 + 0.19 * s),
                        ],
                        0.007,
                        kit.CHROME,
                        6,
                    )
                )
            ],
        )
    # cymbals
    hat = (-0.52, 0.885, -0.42)
    hat_n = (0.02, 0.99, 0.05)
    node = place.node("hihat_top", *hat)
    put(place, kit.place_along(kit.cymbal(0.178), hat_n, hat), node, importance=near)
    under = kit.cymbal(0.178)[:2]
    for _, p in under:
        p.turn("x", 180)
    put(place, kit.place_along(under, hat_n, (hat[0], hat[1] - 0.035, hat[2])))
    for m, p in kit.tripod(0.80, 0.28, 10):
        put(place, [(m, p.at(hat[0], 0, hat[2]))])
    put(
        place,
        [
            kit.chromed(rod((hat[0], 0.8, hat[2]), (hat[0], 1.03, hat[2]), 0.004, kit.CHROME, 8)),
            kit.chromed(cylinder(0.012, 0.03, kit.CHROME, 10).at(hat[0], hat[1] + 0.05, hat[2])),
        ],
    )
    place.disc("hihat", "cymbal", node, hat, hat_n, 0.178)
    for name, part, centre, normal, radius, base in (
        ("crash_disc", "crash", (-0.50, 1.07, -0.90), (0.24, 0.88, 0.40), 0.205, (-0.66, -1.02)),
        ("ride_disc", "ride", (0.60, 0.90, -0.70), (-0.26, 0.90, 0.34), 0.255, (0.80, -0.84)),
    ):
        node = place.node(name, *centre)
        put(place, kit.place_along(kit.cymbal(radius), normal, centre, 40), node, importance=near)
        put(place, kit.cymbal_stand(base, centre, normal, 40))
        place.disc(part, "cymbal", node, centre, normal, radius)
    for m, p in kit.pedal():
        put(place, [(m, p.at(0.14, 0.016, -0.31))])
    for m, p in kit.pedal(beater=False):
        put(place, [(m, p.turn("y", 28).at(-0.40, 0.016, -0.20))])
    put(place, kit.throne(0.50))
    # things a drummer keeps near: bottle, towel, stick bag, set list
    put(
        place,
        [
            (
                "gloss",
                lathe(
                    [(0, 0), (0.034, 0), (0.036, 0.14), (0.014, 0.19), (0.014, 0.215), (0, 0.215)],
                    light(NAVY, 0.5),
                    14,
                ).at(0.62, 0.012, 0.22),
            ),
            ("paint", cylinder(0.016, 0.02, TERRACOTTA, 12).at(0.62, 0.222, 0.22)),
        ],
    )
    bag = box(0.15, 0.40, 0.04, dark(WALNUT, 0.2), 0.012).turn("x", -8).at(0.74, 0.40, -0.20)
    sticks = [
        rod(
            (0.70 + 0.022 * k, 0.45, -0.20),
            (0.692 + 0.024 * k, 0.66 + 0.02 * (k % 3), -0.17),
            0.007,
            mix(CREAM, OCHRE, 0.4),
            8,
        )
        for k in range(5)
    ]
    put(place, [("cloth", bag), ("wood", join(sticks))])
    put(
        place,
        [("paint", box(0.21, 0.001, 0.29, CREAM, 0, edge=False).turn("y", 12).at(-0.95, 0.018, -1.35))]
        + [
            (
                "paint",
                box(0.12 + 0.04 * math.sin(k * 2.1), 0.001, 0.012, BLACK, 0, edge=False)
                .at(0, 0, -0.1 + 0.035 * k)
                .turn("y", 12)
                .at(-0.95, 0.0195, -1.35),
            )
            for k in range(6)
        ],
    )


def deck(place):
    z, row = BACK, 0
    while z > EDGE + 0.01:
        cut = [-HALF_WIDTH, random.uniform(-2.6, -1.2), random.uniform(0.6, 2.4), HALF_WIDTH]
        for a, b in zip(cut, cut[1:]):
            tone = mix(WALNUT, BLACK, random.uniform(0.25, 0.5))
            plank = box(b - a - 0.006, 0.05, 0.234, tone, 0.006).shift_paint(
                random.random() * 3, random.random()
            )
            place.add(plank.at((a + b) / 2, -0.025, z - 0.12), "wood", importance=0.9)
        z -= 0.24
        row += 1
    front = panel(
        [
            (-HALF_WIDTH, FLOOR, EDGE),
            (HALF_WIDTH, FLOOR, EDGE),
            (HALF_WIDTH, 0, EDGE),
            (-HALF_WIDTH, 0, EDGE),
        ],
        dark(NAVY, 0.5),
    )
    place.add(front.turn("y", 180).at(0, 0, 2 * EDGE), "plaster")
    place.add(
        box(2 * HALF_WIDTH, 0.10, 0.05, mix(OCHRE, BLACK, 0.35), 0.012).at(0, -0.045, EDGE - 0.02), "wood"
    )
    # rug: bordered, fringed
    rug_y = 0.004
    for w, d, tone, y in (
        (2.5, 2.3, dark(NAVY, 0.25), 0.0),
        (2.34, 2.14, OCHRE, 0.0025),
        (2.26, 2.06, dark(TERRACOTTA, 0.30), 0.005),
        (1.9, 1.7, dark(NAVY, 0.15), 0.0075),
        (1.82, 1.62, mix(TERRACOTTA, ROSE, 0.2), 0.010),
    ):
        place.add(
            panel(
                [(-w / 2, 0, d / 2), (w / 2, 0, d / 2), (w / 2, 0, -d / 2), (-w / 2, 0, -d / 2)], tone, 0.25
            ).at(0.05, rug_y + y, -0.45),
            "cloth",
            importance=1.2,
        )
    motif = [(0.0, 0.11), (-0.055, 0.0), (0.0, -0.11), (0.055, 0.0)]
    for i in range(7):
        for side in (-1, 1):
            d = prism([(a, b) for a, b in motif], 0.002, CREAM if i % 2 else OCHRE).turn("x", -90)
            place.add(d.at(0.05 - 0.84 + 0.28 * i, rug_y + 0.0095, -0.45 + side * 0.93), "cloth", vary=0.04)
    fringe = [
        box(0.014, 0.006, 0.07, CREAM, 0, edge=False).at(0.05 - 1.2 + 0.048 * k, 0.006, -0.45 + side * 1.18)
        for k in range(51)
        for side in (-1, 1)
    ]
    place.add(join(fringe), "cloth")


def backline(place):
    place.glows["amp_lamp"] = {"house": (2.2, 0.5, 0.2), "show": (3.0, 0.5, 0.15)}
    put(place, kit.face(kit.stack(), -2.15, 0, -1.15, -62), importance=1.3, glow="amp_lamp")
    put(
        place,
        kit.face(kit.stack(skin=dark(GREEN, 0.45), head_skin=mix(CREAM, OCHRE, 0.35)), 2.2, 0, -1.05, 60),
        importance=1.3,
        glow="amp_lamp",
    )
    put(place, kit.face(kit.cabinet(0.62, 0.62, 0.32, (1, 1), skin=dark(NAVY, 0.4)), 2.75, 0, -0.15, 70))
    put(place, kit.face(kit.wedge(), -0.7, 0, -3.0, 180 - 6))
    put(place, kit.face(kit.wedge(), 1.35, 0, -2.95, 180 + 14))
    put(place, kit.face(kit.microphone(1.55), -0.60, 0, -2.72, 180))
    put(place, kit.face(kit.microphone(1.48), 1.3, 0, -2.55, 180))
    put(place, kit.face([(m, p.turn("x", -8)) for m, p in kit.guitar()], 1.62, 0.12, -0.55, 120))
    stand = [
        tube([(1.62, 0.02, -0.55), (1.66, 0.35, -0.58), (1.66, 0.7, -0.6)], 0.012, BLACK, 8),
        rod((1.5, 0.012, -0.45), (1.66, 0.3, -0.58), 0.01, BLACK),
        rod((1.78, 0.012, -0.42), (1.66, 0.3, -0.58), 0.01, BLACK),
        rod((1.75, 0.012, -0.8), (1.66, 0.3, -0.58), 0.01, BLACK),
    ]
    place.add(join(stand), "paint")
    for k, tone in enumerate((OCHRE, GREEN, ROSE, TERRACOTTA, NAVY)):
        x, z = -1.25 + 0.17 * k, -2.62 + 0.02 * (k % 2)
        place.add(box(0.10, 0.045, 0.13, tone, 0.01).turn("x", 6).at(x, 0.03, z), "gloss")
        place.add(cylinder(0.011, 0.02, kit.CHROME, 10).tint(tints.chrome).at(x, 0.052, z + 0.03), "metal")
        place.add(
            join([cylinder(0.010, 0.016, BLACK, 8).at(x + o, 0.054, z - 0.035) for o in (-0.028, 0, 0.028)]),
            "paint",
        )
    for points in (
        [(-1.1, 0.01, -2.55), (-1.5, 0.01, -2.2), (-1.3, 0.01, -1.6), (-1.9, 0.01, -1.3), (-2.0, 0.1, -1.2)],
        [
            (-0.6, 0.01, -2.45),
            (-0.2, 0.01, -2.6),
            (0.2, 0.01, -2.2),
            (0.9, 0.01, -2.5),
            (2.0, 0.01, -2.3),
            (3.6, 0.01, -2.6),
        ],
        [(1.3, 0.01, -2.3), (1.5, 0.01, -1.8), (1.2, 0.01, -1.5), (1.9, 0.01, -1.2), (2.1, 0.1, -1.1)],
        [
            (0.9, 0.01, -1.9),
            (0.75, 0.01, -1.65),
            (0.98, 0.01, -1.55),
            (1.05, 0.01, -1.8),
            (0.85, 0.01, -1.92),
            (0.6, 0.01, -2.6),
            (0.65, 0.01, -3.2),
        ],
    ):
        place.add(kit.cable(points)[1], "paint")


def poster(place, x, y, z, w, h, yaw, design):
    """A printed bill of a few flat shapes."""
    ground, ink, second = design
    bits = [box(w, h, 0.006, ground, 0, edge=False)]
    kind = random.randrange(3)
    if kind == 0:
        bits.append(lathe([(w * 0.33, 0), (0, 0)], ink, 20).turn("x", 90).at(0, h * 0.1, 0.004))
        bits.append(box(w * 0.5, h * 0.05, 0.004, second, 0, edge=False).at(0, h * 0.1, 0.005))
    elif kind == 1:
        for k in range(5):
            bits.append(
                box(
                    w * 0.10, h * (0.2 + 0.09 * ((k * 3) % 5)), 0.004, ink if k % 2 else second, 0, edge=False
                ).at(-w * 0.3 + w * 0.15 * k, h * 0.08, 0.004)
            )
    else:
        bits.append(
            prism([(-w * 0.36, -h * 0.16), (w * 0.36, -h * 0.16), (0, h * 0.38)], 0.003, ink).at(z=0.004)
        )
        bits.append(lathe([(w * 0.12, 0), (0, 0)], second, 16).turn("x", 90).at(0, h * 0.02, 0.007))
    for k, wide in enumerate((0.8, 0.6, 0.7)):
        bits.append(box(w * wide, h * 0.035, 0.004, ink, 0, edge=False).at(0, -h * (0.30 + 0.065 * k), 0.004))
    place.add(join(bits).turn("y", yaw).at(x, y, z), "paint", vary=0.12)


def room(place):
    w, low = HALF_WIDTH, FLOOR
    brick = np.array([0.92, 0.86, 0.84])
    navy = dark(NAVY, 0.25)
    # back wall behind the visitor, side walls: painted plaster below, brick above
    place.add(
        panel([(w, low, BACK), (-w, low, BACK), (-w, CEILING, BACK), (w, CEILING, BACK)], brick, 0.7), "brick"
    )
    for side in (-1, 1):
        a, b = (BACK, FAR) if side < 0 else (FAR, BACK)
        flip = [(side * w, low, a), (side * w, low, b)]
        corners = [
            (side * w, low + 1.35, flip[0][2]),
            (side * w, low + 1.35, flip[1][2]),
            (side * w, CEILING, flip[1][2]),
            (side * w, CEILING, flip[0][2]),
        ]
        place.add(panel(corners, brick, 0.7), "brick")
        corners = [
            (side * w, low, flip[0][2]),
            (side * w, low, flip[1][2]),
            (side * w, low + 1.35, flip[1][2]),
            (side * w, low + 1.35, flip[0][2]),
        ]
        place.add(panel(corners, dark(GREEN, 0.35), 0.7), "plaster")
        place.add(
            box(0.06, 0.09, BACK - FAR, mix(WALNUT, BLACK, 0.3), 0.015).at(
                side * (w - 0.03), low + 1.37, (BACK + FAR) / 2
            ),
            "wood",
        )
        place.add(
            box(0.05, 0.16, BACK - FAR, mix(WALNUT, BLACK, 0.5), 0.012).at(
                side * (w - 0.02), low + 0.08, (BACK + FAR) / 2
            ),
            "wood",
        )
        for z in (-3.3, -6.6, -9.9):
            place.add(
                box(0.34, CEILING - low, 0.5, brick * 0.9, 0.02).at(
                    side * (w - 0.12), (low + CEILING) / 2, z
                ),
                "brick",
            )
    place.add(
        panel(
            [(-w, low, EDGE), (w, low, EDGE), (w, low, FAR), (-w, low, FAR)],
            mix(dark(NAVY, 0.55), WALNUT, 0.30),
            0.7,
        ),
        "plaster",
    )
    place.add(
        panel(
            [(-w, CEILING, FAR), (w, CEILING, FAR), (w, CEILING, BACK), (-w, CEILING, BACK)],
            mix(BLACK, NAVY, 0.4),
            0.9,
        ),
        "plaster",
    )
    place.add(
        panel(
            [(-w, low, FAR), (w, low, FAR), (w, CEILING, FAR), (-w, CEILING, FAR)],
            dark(TERRACOTTA, 0.25),
            0.7,
        ),
        "plaster",
    )
    for z in (-4.9, -7.4, -9.9):
        place.add(box(2 * w, 0.26, 0.2, mix(BLACK, WALNUT, 0.5), 0.02).at(0, CEILING - 0.13, z), "wood")
    place.add(
        tube([(-3.4, 3.55, BACK), (-3.4, 3.55, -8), (-3.4, 3.55, FAR)], 0.2, mix(NAVY, CREAM, 0.25), 14).tint(
            tints.chrome
        ),
        "metal",
    )
    for z in np.arange(-12, 1.5, 1.5):
        place.add(
            lathe([(0.2, -0.03), (0.215, -0.03), (0.215, 0.03), (0.2, 0.03)], (0.3, 0.3, 0.32), 14)
            .turn("x", 90)
            .at(-3.4, 3.55, z),
            "metal",
        )
    # stage drapes left and right, with folds
    for side in (-1, 1):

        def drape(u, v, side=side):
            z = BACK - 0.1 - 3.6 * u
            fold = 0.10 * np.sin(u * 46) + 0.05 * np.sin(u * 95 + 1)
            return np.stack([np.full_like(u, side * 4.15) + fold * (1 - 0.15 * v), 0.02 + 3.5 * v, z], 1)

        cloth = sheet(drape, 72, 2, 3.6, 3.5, dark(TERRACOTTA, 0.42))
        if side > 0:
            cloth.faces, cloth.normal = cloth.faces[:, ::-1], -cloth.normal

        def velvet(position, normal, colour, side=side):
            depth = np.clip(0.5 + (np.abs(position[:, 0]) - 4.15) / 0.22, 0, 1)[:, None]
            return colour * (1.25 - 0.85 * depth)

        place.add(cloth.tint(velvet), "cloth")
    # posters and wall lamps on the club walls, a door with the exit sign
    inks = [
        (CREAM, TERRACOTTA, NAVY),
        (OCHRE, BLACK, CREAM),
        (NAVY, ROSE, CREAM),
        (TERRACOTTA, CREAM, BLACK),
        (ROSE, NAVY, CREAM),
        (GREEN, OCHRE, CREAM),
        (CREAM, GREEN, TERRACOTTA),
    ]
    for side in (-1, 1):
        k = 0
        for z in (-4.1, -4.95, -5.8, -7.4, -8.3, -9.2):
            if side > 0 and z < -7.5:
                continue
            y = low + 2.15 + random.uniform(-0.12, 0.16)
            poster(
                place,
                side * (w - 0.012),
                y,
                z,
                random.choice((0.5, 0.6)),
                random.choice((0.72, 0.86)),
                -90 * side,
                inks[(k + (side > 0) * 3) % 7],
            )
            k += 1
    place.glows["sconce"] = {"house": (3.0, 2.0, 1.1), "show": (0.7, 0.25, 0.12)}
    for side in (-1, 1):
        for z in (-6.6, -9.9, -3.3):
            x = side * (w - 0.36)
            shade = lathe([(0.05, 0), (0.10, 0.16), (0.095, 0.16), (0.045, 0.0)], mix(OCHRE, CREAM, 0.3), 14)
            place.add(shade.at(x, low + 2.35, z), "glow", glow="sconce")
            place.add(
                tube(
                    [(side * (w - 0.29), low + 2.25, z), (x, low + 2.22, z), (x, low + 2.36, z)],
                    0.012,
                    OCHRE,
                    8,
                ).tint(tints.brass),
                "metal",
            )
    place.add(box(0.08, 2.2, 1.1, mix(WALNUT, BLACK, 0.35), 0.02).at(w - 0.02, low + 1.1, -8.5), "wood")
    for s in (-0.27, 0.27):
        place.add(box(0.05, 1.9, 0.46, dark(GREEN, 0.15), 0.02).at(w - 0.06, low + 1.03, -8.5 + s), "wood")
        place.add(
            rod((w - 0.13, low + 1.0, -8.62 + s), (w - 0.13, low + 1.0, -8.38 + s), 0.016, kit.CHROME).tint(
                tints.chrome
            ),
            "metal",
        )
    place.glows["exit"] = {"house": (0.10, 1.6, 0.55), "show": (0.06, 1.3, 0.42)}
    place.glows["exit_word"] = {"house": (1.7, 2.6, 1.9), "show": (1.5, 2.4, 1.7)}
    place.add(
        box(0.07, 0.26, 0.66, (0.2, 0.8, 0.4), 0.015).at(w - 0.04, low + 2.42, -8.5), "glow", glow="exit"
    )
    bars = {
        "E": [(-1, 0, 0.25, 2), (0, 1, 2, 0.25), (0, 0, 1.6, 0.25), (0, -1, 2, 0.25)],
        "I": [(0, 0, 0.3, 2)],
        "T": [(0, 1, 2, 0.25), (0, 0, 0.3, 2)],
    }
    for i, letter in enumerate("EXIT"):
        z = -8.5 + (i - 1.5) * 0.135
        if letter == "X":
            strokes = [
                box(0.01, 0.15, 0.018, CREAM, 0, edge=False).turn("x", t).at(w - 0.085, low + 2.42, z)
                for t in (32, -32)
            ]
        else:
            strokes = [
                box(0.01, 0.066 * b, 0.044 * a, CREAM, 0, edge=False).at(
                    w - 0.085, low + 2.42 + 0.06 * dy, z + 0.034 * dx
                )
                for dx, dy, a, b in bars[letter]
            ]
        place.add(join(strokes), "glow", glow="exit_word")
    # a few high tables on the floor
    for x, z in ((-3.3, -5.2), (3.1, -6.0), (-3.2, -9.0)):
        place.add(
            join(
                [
                    cylinder(0.32, 0.04, mix(WALNUT, TERRACOTTA, 0.2), 24, 0.012).at(x, low + 1.05, z),
                    cylinder(0.24, 0.03, BLACK, 20).at(x, low, z),
                ]
            ),
            "wood",
        )
        place.add(cylinder(0.035, 1.05, BLACK, 10).at(x, low, z), "metal")
        place.add(
            lathe(
                [(0, 0), (0.03, 0), (0.036, 0.13), (0.032, 0.13), (0.028, 0.02), (0, 0.02)],
                mix(OCHRE, CREAM, 0.4),
                12,
            ).at(x + 0.1, low + 1.09, z),
            "gloss",
        )


def bottle(tone, tall, r):
    return lathe(
        [(0, 0), (r, 0.004), (r, tall * 0.55), (r * 0.35, tall * 0.75), (r * 0.35, tall), (0, tall)],
        [dark(tone, 0.3), tone, light(tone, 0.2), tone, dark(tone, 0.2), BLACK],
        6,
    )


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
        lathe([(0, 0), (0.03, 0), (0.036, 0.12), (0.032, 0.12), (0.0, 0.01)], light(CREAM, 0.2), 10).at(
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


def truss(place):
    for y, z in (
        (TRUSS_Y, TRUSS_Z),
        (TRUSS_Y + 0.28, TRUSS_Z),
        (TRUSS_Y, TRUSS_Z + 0.28),
        (TRUSS_Y + 0.28, TRUSS_Z + 0.28),
    ):
        place.add(rod((-4.3, y, z), (4.3, y, z), 0.025, kit.CHROME, 6).tint(tints.chrome), "metal")
    webs = []
    for k in range(30):
        x = -4.3 + 0.287 * k
        a, b = (TRUSS_Y, TRUSS_Y + 0.28) if k % 2 else (TRUSS_Y + 0.28, TRUSS_Y)
        for z in (TRUSS_Z, TRUSS_Z + 0.28):
            webs.append(rod((x, a, z), (x + 0.287, b, z), 0.011, kit.CHROME, 5))
    place.add(join(webs).tint(tints.chrome), "metal")
    for x in (-4.2, -1.4, 1.4, 4.2):
        place.add(
            join(
                [
                    rod((x, TRUSS_Y + 0.28, TRUSS_Z), (x, CEILING, TRUSS_Z), 0.012, BLACK, 5),
                    rod((x, TRUSS_Y + 0.28, TRUSS_Z + 0.28), (x, CEILING, TRUSS_Z + 0.28), 0.012, BLACK, 5),
                ]
            ),
            "paint",
        )
    for i, (x, tone) in enumerate(LAMPS):
        glow = f"lamp_{i}"
        place.glows[glow] = {"house": tuple(0.25 * tone), "show": tuple(np.asarray(tone) / max(tone) * 5.0)}
        can_lamp(place, (x, TRUSS_Y - 0.14, TRUSS_Z + 0.18), (x * 0.3, 0.5, -0.4), tone, glow)
    for i, x in enumerate((-2.6, -0.9, 0.9, 2.6)):
        tone = [NAVY, TERRACOTTA, NAVY, OCHRE][i]
        glow = f"back_{i}"
        place.glows[glow] = {"house": tuple(0.2 * tone), "show": tuple(np.asarray(tone) / max(tone) * 4.0)}
        can_lamp(place, (x, 3.35, 1.2), (x * 0.4, 0.4, -1.6), tone, glow)
    place.add(rod((-4.3, 3.5, 1.2), (4.3, 3.5, 1.2), 0.03, kit.CHROME, 8).tint(tints.chrome), "metal")


def can_lamp(place, at, target, tone, glow):
    at = np.asarray(at, float)
    direction = np.asarray(target, float) - at
    can = lathe(
        [(0, -0.22), (0.06, -0.22), (0.085, -0.17), (0.095, 0.0), (0.115, 0.10), (0.11, 0.10), (0.09, 0.02)],
        BLACK,
        18,
    )
    lens = lathe([(0.098, 0.055), (0, 0.06)], light(tone, 0.4), 18)
    place.add(can.toward(direction).at(*at), "paint")
    place.add(lens.toward(direction).at(*at), "glow", glow=glow)
    side = np.cross(direction, (0, 1, 0))
    side /= np.linalg.norm(side)
    place.add(
        tube(
            [
                at + side * 0.11,
                at + side * 0.12 + (0, 0.14, 0),
                at + (0, 0.2, 0),
                at - side * 0.12 + (0, 0.14, 0),
                at - side * 0.11,
            ],
            0.008,
            BLACK,
            5,
        ),
        "paint",
    )


def names(place):
    place.mark("amp_left", -2.15, 1.1, -1.1)
    place.mark("amp_right", 2.2, 1.1, -1.0)
    place.mark("monitor", -0.7, 0.25, -2.95)
    place.mark("mic", -0.60, 1.55, -2.72)
    place.mark("bar", -0.4, 0.5, FAR + 1.0)
    place.mark("crowd", 0.0, 0.8, -6.0)
    place.mark("fridge", 3.3, 0.3, FAR + 0.5)
    place.seat("nell", NELL, 205)
    rng = random.Random(11)
    index = 1
    for row, (z, count) in enumerate(((-4.25, 5), (-5.0, 6), (-5.8, 6), (-6.7, 7))):
        for k in range(count):
            x = (k - (count - 1) / 2) * 1.02 + rng.uniform(-0.16, 0.16) + 0.2 * (row % 2)
            zz = z + rng.uniform(-0.18, 0.18)
            yaw = 180 + math.degrees(math.atan2(0 - x, 0 - zz)) + rng.uniform(-8, 8)
            place.seat(f"crowd_{index}", (x, FLOOR, zz), yaw)
            index += 1
    amber, pink, red, blue = (1.0, 0.52, 0.12), (1.0, 0.20, 0.32), (1.0, 0.16, 0.06), (0.10, 0.26, 1.0)
    spots = [
        ("spot_1", (-1.75, 3.05, -2.8), (0.0, 0.6, -0.5), amber, 18, 9, 15),
        ("spot_2", (1.75, 3.05, -2.8), (0.15, 0.6, -0.5), pink, 16, 9, 15),
        ("spot_3", (-0.9, 3.3, 1.2), (0.1, 0.5, -0.7), blue, 30, 11, 18),
        ("spot_4", (-2.9, 3.05, -2.8), (-0.6, 1.2, -2.15), red, 28, 8, 13),
        ("spot_5", (0.9, 3.3, 1.2), (-0.6, 1.3, -2.15), amber, 36, 7, 12),
        ("spot_6", (-2.6, 3.3, 1.2), (-1.6, 0.0, -6.0), blue, 70, 9, 15),
        ("spot_7", (2.6, 3.3, 1.2), (1.6, 0.0, -6.0), red, 70, 9, 15),
        ("spot_8", (2.9, 3.05, -2.8), (2.6, 1.4, 1.7), pink, 34, 12, 20),
    ]
    for name, at, target, tone, power, inner, outer in spots:
        place.spot(name, at, target, tone, power, inner, outer)
    w = HALF_WIDTH
    place.wall("back", [(w, FLOOR, BACK), (-w, FLOOR, BACK), (-w, CEILING, BACK), (w, CEILING, BACK)])
    place.wall("left", [(-w, FLOOR, BACK), (-w, FLOOR, FAR), (-w, CEILING, FAR), (-w, CEILING, BACK)])
    place.wall("right", [(w, FLOOR, FAR), (w, FLOOR, BACK), (w, CEILING, BACK), (w, CEILING, FAR)])
    place.wall("bar", [(-w, FLOOR, FAR), (w, FLOOR, FAR), (w, CEILING, FAR), (-w, CEILING, FAR)])


HOUSE = (1.0, 0.84, 0.64)


def lights(place):
    house = [
        Lamp("area", (0, 3.8, -0.4), (0, 0, -0.6), 420, HOUSE, (2.6, 2.0)),
        Lamp("area", (0, 3.8, -5.8), (0, -0.7, -5.8), 420, HOUSE, (4.5, 1.2)),
        Lamp("area", (0, 3.8, -9.4), (0, -0.7, -9.4), 340, HOUSE, (4.5, 1.2)),
        Lamp("point", (0, 2.4, -1.6), power=60, colour=(1, 0.85, 0.7), size=0.6),
    ]
    for x in (-2.4, -1.1, 0.2, 1.5):
        house.append(
            Lamp("spot", (x, FLOOR + 1.9, FAR + 1.05), (x, FLOOR, FAR + 1.05), 26, LAMPLIGHT, 0.12, 130, 0.6)
        )
    for side in (-1, 1):
        for z in (-6.6, -9.9, -3.3):
            house.append(Lamp("point", (side * 4.1, FLOOR + 2.62, z), power=9, colour=LAMPLIGHT, size=0.12))
    show = []
    for x, tone in LAMPS:
        show.append(
            Lamp(
                "spot",
                (x, TRUSS_Y - 0.2, TRUSS_Z + 0.25),
                (x * 0.3, 0.4, -0.2),
                70,
                tuple(np.asarray(tone) / max(tone)),
                0.1,
                52,
                0.7,
            )
        )
    for i, x in enumerate((-2.6, -0.9, 0.9, 2.6)):
        tone = np.asarray([NAVY, TERRACOTTA, NAVY, OCHRE][i])
        show.append(
            Lamp("spot", (x, 3.3, 1.2), (x * 0.4, 0.2, -1.9), 110, tuple(tone / max(tone)), 0.1, 46, 0.7)
        )
    for x in (-1.75, 0.8):
        show.append(
            Lamp("spot", (x, FLOOR + 1.9, FAR + 1.05), (x, FLOOR, FAR + 1.05), 26, LAMPLIGHT, 0.12, 130, 0.6)
        )
    show.append(
        Lamp("area", (-0.4, FLOOR + 1.9, FAR + 0.3), (-0.4, FLOOR + 1.2, FAR + 3), 16, LAMPLIGHT, (5, 1.3))
    )
    show.append(Lamp("area", (4.4, FLOOR + 2.3, -8.5), (0, FLOOR, -8.0), 5, (0.1, 1.0, 0.4), (0.6, 0.3)))
    show.append(Lamp("area", (0, 3.7, -4.5), (0, -0.7, -6), 26, (0.30, 0.42, 1.0), (6, 3)))
    place.lights = [
        State(
            "house",
            house,
            sky=(0.01, 0.01, 0.012),
            world_up=(0.05, 0.05, 0.055),
            world_side=(0.05, 0.05, 0.055),
            world_down=(0.03, 0.03, 0.03),
            ambient_up=(0.62, 0.52, 0.40),
            ambient_down=(0.26, 0.20, 0.15),
            key_toward=(0.1, 1, 0.4),
            key=(0.75, 0.62, 0.46),
        ),
        State(
            "show",
            show,
            sky=(0.004, 0.004, 0.006),
            world_up=(0.002, 0.002, 0.004),
            world_side=(0.002, 0.002, 0.004),
            world_down=(0, 0, 0),
            ambient_up=(0.06, 0.045, 0.09),
            ambient_down=(0.03, 0.02, 0.03),
            key_toward=(0.0, 0.7, 0.8),
            key=(0.10, 0.06, 0.08),
        ),
    ]
