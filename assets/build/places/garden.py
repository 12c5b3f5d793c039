"""The garden: a long metal slide that runs past the visitor at table height; Theo's side is the far side. Tree
with swing, workshop, the house, hills. Light A: a sunny day. Light B: evening."""
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

BED_Z, BED_HALF = -0.56, 0.25  # middle of the bed, half its width: near edge at z = -0.31
TREE = (-4.4, -6.4)
# the bed's profile in x and height, from the tower down to its end at the visitor's right
PROFILE = [
    (-5.6, 2.55),
    (-5.0, 2.50),
    (-4.2, 2.12),
    (-3.0, 1.52),
    (-2.0, 1.06),
    (-1.3, 0.865),
    (-0.8, 0.80),
    (0.0, 0.755),
    (0.8, 0.715),
    (1.35, 0.70),
    (1.6, 0.685),
]

VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.2, 0), (0.0, 0.62, -0.6), 84),
    ("left", (0, 1.2, 0), (-2, 1.15, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.1, -1.0), 84),
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


def height(x, z):
    """Gently rolling lawn, level around the visitor."""
    far = np.clip((np.hypot(x, z) - 4) / 10, 0, 1)
    return far * (0.35 * np.sin(x * 0.21 + 1) + 0.30 * np.cos(z * 0.17 + 0.5) - 0.1)


def build():
    place = Place("garden", seated=True, eye_height_m=1.2)
    random.seed(21)
    around(place)
    slide(place)
    tree(place)
    workshop(place)
    the_house(place)
    beds_and_fence(place)
    names(place)
    lights(place)
    return place


def path_distance(x, z):
    """Distance to the middle of the path from the house to the slide and on to the workshop."""
    track = [(7.0, -13.4), (5.0, -9.5), (2.2, -6.5), (1.2, -3.6), (0.2, -1.6), (-0.6, 1.5), (0.5, 5.5)]
    branch = [(2.2, -6.5), (4.2, -5.4), (5.6, -5.0)]
    best = np.full(x.shape, 99.0)
    for line in (track, branch):
        for (x0, z0), (x1, z1) in zip(line, line[1:]):
            dx, dz = x1 - x0, z1 - z0
            t = np.clip(((x - x0) * dx + (z - z0) * dz) / (dx * dx + dz * dz), 0, 1)
            best = np.minimum(best, np.hypot(x - x0 - t * dx, z - z0 - t * dz))
    return best


def around(place):
    place.add(outdoors.sky_dome(clouds=0.55, seed=3), "glow", glow="sky")
    place.glows["sky"] = {
        "day": outdoors.sky_light(
            [
                (0, (1.75, 1.62, 1.30)),
                (0.10, (1.20, 1.42, 1.50)),
                (0.35, (0.42, 0.80, 1.25)),
                (1, (0.16, 0.40, 0.95)),
            ],
            0.13,
            (0.5, 0.35, 0.1),
        ),
        "evening": outdoors.sky_light(
            [
                (0, (1.25, 0.55, 0.22)),
                (0.10, (0.95, 0.45, 0.30)),
                (0.30, (0.36, 0.28, 0.40)),
                (1, (0.06, 0.10, 0.26)),
            ],
            0.17,
            (1.0, 0.42, 0.08),
        ),
    }
    place.glows["hill_far"] = {"day": (1.05, 1.12, 1.12), "evening": (0.34, 0.24, 0.30)}
    place.glows["hill_near"] = {"day": (1.05, 1.05, 0.86), "evening": (0.26, 0.17, 0.16)}
    place.add(outdoors.ridge(78, 5.0, 9.0, 3, mix(NAVY, CREAM, 0.5), 1), "glow", glow="hill_far")
    place.add(
        outdoors.ridge(66, 2.0, 7.0, 4, mix(mix(GREEN, NAVY, 0.4), CREAM, 0.28), 2), "glow", glow="hill_far"
    )
    place.add(outdoors.ridge(52, 0.8, 4.6, 5, mix(GREEN, OCHRE, 0.35), 4), "glow", glow="hill_near")
    place.add(outdoors.ridge(42, 0.4, 2.2, 7, mix(GREEN, OCHRE, 0.15), 7), "glow", glow="hill_near")

    def lawn(position, normal, colour):
        x, z = position[:, 0], position[:, 2]
        n = noise.space(position, 2.3, 1) + 0.5 * noise.space(position, 0.8, 2)
        base = mix(
            np.broadcast_to(mix(GREEN, OCHRE, 0.24) * [1.0, 1.12, 0.9], colour.shape),
            np.broadcast_to(mix(GREEN, OCHRE, 0.50) * [0.95, 1.1, 0.9], colour.shape),
            np.clip(0.5 + 0.45 * n, 0, 1)[:, None],
        )
        far = np.clip((np.hypot(x, z) - 12) / 22, 0, 1)[:, None]
        base = mix(base, np.broadcast_to(mix(GREEN, OCHRE, 0.5) * 1.1, colour.shape), far * 0.6)
        worn = np.clip(1.15 - path_distance(x + 0.25 * n, z) / 0.62, 0, 1)[:, None]
        out = mix(base, np.broadcast_to(mix(CREAM, WALNUT, 0.38), colour.shape), np.minimum(worn * 1.6, 0.92))
        near = np.clip(1.1 - np.hypot(x, (z + 0.3) * 1.2) / 1.1, 0, 1)[:, None]
        return mix(out, np.broadcast_to(mix(CREAM, WALNUT, 0.5), colour.shape), near * 0.8)

    place.add(outdoors.ground(height, 8.0, 48, lawn), "grass", vary=0.04, importance=1.0)
    far = outdoors.around_hole(outdoors.ground(height, 44.0, 33, lawn), 8.0)
    place.add(far, "grass", vary=0.06, importance=0.13)
    dice = random.Random(4)
    for k in range(110):
        a, r = dice.uniform(0, 2 * math.pi), dice.uniform(1.2, 9) ** 1.0
        x, z = r * math.cos(a), r * math.sin(a)
        if path_distance(np.array([x]), np.array([z]))[0] < 0.75 or (abs(z - BED_Z) < 0.25 and -6 < x < 2):
            continue
        place.add(
            plants.tuft(
                k, dice.uniform(0.10, 0.24), [mix(GREEN, OCHRE, t) for t in (0.15, 0.35, 0.55)], 8, 0.07
            ).at(x, float(height(np.array([x]), np.array([z]))[0]), z),
            "leaf",
        )
    for k in range(90):
        a, r = dice.uniform(0, 2 * math.pi), dice.uniform(1.3, 7.5)
        x, z = r * math.cos(a), r * math.sin(a)
        if path_distance(np.array([x]), np.array([z]))[0] < 0.6:
            continue
        tone = dice.choice([CREAM, CREAM, OCHRE, ROSE])
        y = float(height(np.array([x]), np.array([z]))[0])
        place.add(
            join(
                [
                    blob(0.020, tone, 5, 3, squash=(1, 0.5, 1)).at(x, y + 0.10, z),
                    rod((x, y, z), (x, y + 0.10, z), 0.004, GREEN, 4),
                ]
            ),
            "paint",
        )


def bed_height(x):
    return float(np.interp(x, [p[0] for p in PROFILE], [p[1] for p in PROFILE]))


def slide(place):
    """Folded sheet steel with rolled sides, on wooden trestles; a tower at its head."""
    path = plants.fine([(x, y, BED_Z) for x, y in PROFILE], 44)
    xs, ys = path[:, 0], path[:, 1]
    steel = np.array([0.70, 0.72, 0.73])
    section = [
        (-BED_HALF - 0.045, 0.10),
        (-BED_HALF - 0.02, 0.115),
        (-BED_HALF, 0.095),
        (-BED_HALF + 0.006, 0.03),
        (-BED_HALF + 0.035, 0.004),
        (-0.12, -0.001),
        (0, -0.003),
        (0.12, -0.001),
        (BED_HALF - 0.035, 0.004),
        (BED_HALF - 0.006, 0.03),
        (BED_HALF, 0.095),
        (BED_HALF + 0.02, 0.115),
        (BED_HALF + 0.045, 0.10),
    ]
    s_at = np.linspace(0, 1, len(section))

    def surface(offset):
        def at(u, v):
            x = np.interp(v, np.linspace(0, 1, len(xs)), xs)
            y = np.interp(v, np.linspace(0, 1, len(xs)), ys)
            dz = np.interp(u, s_at, [p[0] for p in section])
            dy = np.interp(u, s_at, [p[1] for p in section])
            return np.stack([x, y + dy + offset, BED_Z + dz], 1)

        return at

    def polished(position, normal, colour):
        streak = noise.space(position * [0.25, 1, 1], 0.06, 31)
        cloud = noise.space(position, 0.5, 32)
        sky, worn = np.array([0.30, 0.40, 0.52]), np.array([0.50, 0.47, 0.42])
        t = np.clip(0.5 + 0.5 * np.sin(position[:, 0] * 2.1 + position[:, 2] * 6) * 0.5 + 0.4 * cloud, 0, 1)[
            :, None
        ]
        out = mix(np.broadcast_to(sky * 0.66, colour.shape), np.broadcast_to(worn, colour.shape), t)
        side = np.clip(1 - np.abs(normal[:, 1]), 0, 1)[:, None]
        out = mix(out, np.broadcast_to(mix(NAVY, CREAM, 0.35), colour.shape), side * 0.55)
        return out * (1 + 0.10 * streak[:, None])

    length = float(np.hypot(np.diff(xs), np.diff(ys)).sum())
    top = sheet(surface(0.0), 24, 84, 0.85, length, steel).tint(polished)
    node = place.node("slide_bed", 0.0, bed_height(0), BED_Z)
    place.add(top, "metal", vary=0.03, importance=2.2)
    under = sheet(surface(-0.006), 12, 60, 0.85, length, dark(steel, 0.35))
    under.faces = under.faces[:, ::-1]
    under.normal = -under.normal
    place.add(under, "metal", vary=0.05)
    # rolled lips as round rails, seam rivets across the bed
    for s in (-1, 1):
        rail = tube(
            [(x, y + 0.105, BED_Z + s * (BED_HALF + 0.025)) for x, y in zip(xs, ys)],
            0.020,
            mix(GREEN, BLACK, 0.1),
            8,
        )
        place.add(rail, "gloss", importance=1.5)
    for x in (-3.6, -2.2, -0.95, 0.62):
        y = bed_height(x)
        seam = box(0.05, 0.004, 2 * BED_HALF - 0.05, (0.6, 0.6, 0.6), 0.0015, edge=False).tint(
            tints.times(0.7, 0.7, 0.72)
        )
        rivets = [
            blob(0.008, CREAM * 0.6, 6, 4, squash=(1, 0.45, 1)).at(dx, 0.003, dz)
            for dz in (-0.19, -0.10, 0, 0.10, 0.19)
            for dx in (-0.014, 0.014)
        ]
        slope = math.degrees(math.atan2(bed_height(x + 0.05) - bed_height(x - 0.05), 0.1))
        place.add(join([seam] + rivets).turn("z", slope).at(x, y + 0.001, BED_Z), "metal", importance=1.5)
    end = tube(
        [(xs[-1] + 0.02, ys[-1] + dy * 0.9, BED_Z + dz) for dz, dy in section],
        0.016,
        mix(GREEN, BLACK, 0.1),
        8,
    )
    place.add(end, "gloss")
    wood = mix(WALNUT, OCHRE, 0.25)
    for x in (-4.3, -3.1, -1.9, -0.65, 0.55, 1.38):
        y = bed_height(x) - 0.03
        bits = [box(0.09, 0.07, 0.62, wood, 0.012).at(x, y - 0.02, BED_Z)]
        for s in (-1, 1):
            bits.append(
                tube(
                    [(x, y - 0.04, BED_Z + s * 0.22), (x, 0.0, BED_Z + s * (0.24 + 0.12 * y))], 0.038, wood, 7
                )
            )
        if y > 0.9:
            bits.append(rod((x, y * 0.4, BED_Z - 0.32), (x, y * 0.4, BED_Z + 0.32), 0.026, wood, 6))
        place.add(join(bits), "wood")
    # tower with ladder at its head
    tower = mix(TERRACOTTA, WALNUT, 0.1)
    bits = [
        box(0.12, 3.9, 0.12, tower, 0.02).at(x, 1.95, BED_Z + z) for x in (-6.85, -5.6) for z in (-0.6, 0.6)
    ]
    bits += [box(1.45, 0.06, 0.24, wood, 0.012).at(-6.22, 2.50, BED_Z - 0.5 + 0.25 * k) for k in range(5)]
    bits += [rod((-6.85, 3.2, BED_Z + z), (-5.6, 3.2, BED_Z + z), 0.035, tower, 7) for z in (-0.6, 0.6)]
    bits += [
        rod(
            (-6.9 - 0.07 * k, 2.3 - 0.32 * k, BED_Z - 0.42),
            (-6.9 - 0.07 * k, 2.3 - 0.32 * k, BED_Z + 0.42),
            0.026,
            OCHRE,
            6,
        )
        for k in range(7)
    ]
    bits += [rod((-6.85, 2.55, BED_Z + z), (-7.45, 0.0, BED_Z + z), 0.04, tower, 6) for z in (-0.42, 0.42)]
    place.add(join(bits), "wood")
    put(place, [(m, p.at(-6.22, 3.85, BED_Z)) for m, p in built.gable_roof(1.5, 1.5, 0.75, GREEN, 0.2, 0.06)])
    a, b = (-0.95, bed_height(-0.95)), (0.95, bed_height(0.95))
    slope = math.atan2(b[1] - a[1], b[0] - a[0])
    turn = (0.0, 0.0, math.sin(slope / 2), math.cos(slope / 2))
    middle = (0.0, (a[1] + b[1]) / 2 - 0.010, BED_Z)
    place.box("slide", "slide", node, middle, (1.0, 0.012, BED_HALF - 0.01), turn)
    place.box("slide_near", "slide", node, (middle[0], middle[1], BED_Z + 0.12), (1.0, 0.012, 0.12), turn)
    place.box("slide_far", "slide", node, (middle[0], middle[1], BED_Z - 0.12), (1.0, 0.012, 0.12), turn)
    place.add(
        box(0.08, 0.01, 0.08, (0.6, 0.6, 0.6), 0.003).at(0, bed_height(0) - 0.05, BED_Z), "metal", node=node
    )
    # the visitor's stump
    stump = lathe(
        [
            (0.24, 0),
            (0.20, 0.06),
            (0.185, 0.22),
            (0.19, 0.43),
            (0.17, 0.45),
            (0.12, 0.452),
            (0.06, 0.451),
            (0, 0.452),
        ],
        [
            WALNUT,
            WALNUT,
            dark(WALNUT, 0.2),
            WALNUT,
            mix(OCHRE, CREAM, 0.3),
            mix(OCHRE, WALNUT, 0.3),
            mix(OCHRE, CREAM, 0.3),
            mix(OCHRE, WALNUT, 0.3),
        ],
        20,
        60,
    )
    place.add(stump.at(0, 0, 0.12), "wood")
    # a child's things: bucket, ball, wooden horse on wheels
    bucket = lathe(
        [(0, 0), (0.09, 0), (0.12, 0.2), (0.128, 0.205), (0.112, 0.2), (0.085, 0.02), (0, 0.015)],
        TERRACOTTA,
        18,
        50,
    )
    place.add(bucket.at(1.75, 0.0, -1.35), "gloss")
    ball = blob(0.13, TERRACOTTA, 20, 12)

    def segments(position, normal, colour):
        s = np.mod(np.floor((np.arctan2(position[:, 0], position[:, 2]) + math.pi) / (math.pi / 3)), 2) > 0.5
        return np.where(s[:, None], CREAM, NAVY)

    place.add(ball.tint(segments).turn("x", 40).at(-1.5, 0.13, -2.3), "gloss")


def tree(place):
    x, z = TREE
    bark = mix(WALNUT, BLACK, 0.12)
    place.add(
        plants.trunk(
            plants.fine(
                [
                    (x - 0.1, -0.2, z),
                    (x, 0.8, z),
                    (x + 0.15, 1.9, z + 0.05),
                    (x + 0.1, 3.1, z),
                    (x - 0.1, 4.4, z),
                ],
                18,
            ),
            np.linspace(0.42, 0.17, 18),
            bark,
            mix(bark, CREAM, 0.3),
            14,
        ),
        "wood",
        importance=0.8,
    )
    limbs = [
        [(x + 0.12, 2.3, z), (x + 1.0, 2.95, z + 0.35), (x + 2.2, 3.25, z + 0.8), (x + 3.0, 3.5, z + 1.1)],
        [(x + 0.1, 2.8, z), (x - 0.9, 3.6, z - 0.3), (x - 1.8, 4.1, z - 0.4)],
        [(x + 0.05, 3.2, z), (x + 0.2, 3.9, z - 1.0), (x + 0.4, 4.6, z - 1.6)],
        [(x, 3.4, z), (x - 0.5, 4.2, z + 0.9), (x - 0.8, 4.8, z + 1.4)],
    ]
    for limb in limbs:
        place.add(plants.trunk(plants.fine(limb, 12), np.linspace(0.17, 0.05, 12), bark, None, 9), "wood")
    for k in range(6):
        a = k * math.pi / 3 + 0.3
        place.add(
            plants.trunk(
                [
                    (x + 0.2 * math.cos(a), 0.35, z + 0.2 * math.sin(a)),
                    (x + 0.5 * math.cos(a), 0.06, z + 0.5 * math.sin(a)),
                    (x + 0.85 * math.cos(a), -0.06, z + 0.85 * math.sin(a)),
                ],
                [0.17, 0.11, 0.04],
                bark,
                None,
                7,
            ),
            "wood",
        )
    tones = plants.leaf_tones(0.0)
    groups = [
        ((x + 1.7, 4.35, z + 0.7), (1.5, 0.75, 1.2), 8),
        ((x - 1.3, 4.9, z - 0.2), (1.4, 0.9, 1.3), 8),
        ((x + 0.3, 5.6, z - 0.5), (1.5, 1.0, 1.5), 9),
        ((x - 0.3, 4.7, z + 1.2), (1.3, 0.7, 0.9), 6),
        ((x + 2.8, 3.9, z + 1.2), (0.7, 0.5, 0.6), 4),
    ]
    for k, (centre, size, count) in enumerate(groups):
        node = place.node(f"leaves_{k + 1}", centre[0], centre[1] - size[1], centre[2])
        for piece in plants.crown(centre, size, count, 0.78 if k < 4 else 0.5, tones, 48, 0.44, 50 + k):
            place.add(piece, "leaf", node=node, vary=0.05, importance=0.5)
    # swing on the long limb
    sx, sz, top = x + 2.0, z + 0.73, 3.2
    node = place.node("swing", sx, top, sz)
    ropes = [
        tube(
            [(sx + s * 0.26, top, sz), (sx + s * 0.26, 1.8, sz + 0.01), (sx + s * 0.26, 0.58, sz)],
            0.013,
            mix(CREAM, WALNUT, 0.25),
            7,
        )
        for s in (-1, 1)
    ]
    place.add(join(ropes), "cloth", node=node)
    place.add(box(0.66, 0.045, 0.24, TERRACOTTA, 0.012).at(sx, 0.56, sz), "wood", node=node)
    # far trees as round masses
    for k, (tx, tz, h, r) in enumerate(
        (
            (-11, -13, 3.2, 2.2),
            (-14, -7, 2.8, 1.9),
            (12.5, -13, 3.4, 2.3),
            (-8, -19, 3.5, 2.6),
            (2, -22, 3.4, 2.4),
            (14, -4, 3.0, 2.0),
            (-12, 6, 3.2, 2.2),
            (11, 8, 3.2, 2.2),
            (-4, 14, 3.4, 2.4),
        )
    ):
        y = float(height(np.array([tx]), np.array([tz]))[0])
        place.add(
            plants.trunk(
                [(tx, y - 0.2, tz), (tx + 0.1, y + h * 0.6, tz), (tx, y + h, tz)],
                [0.28, 0.2, 0.14],
                bark,
                None,
                8,
            ),
            "wood",
            importance=0.2,
        )
        for piece in plants.crown(
            (tx, y + h + r * 0.35, tz),
            (r * 0.7, r * 0.6, r * 0.7),
            6,
            r * 0.6,
            [mix(t, NAVY, 0.12) for t in tones] if k % 2 else tones,
            26,
            0.78,
            90 + k,
            core_sides=8,
        ):
            place.add(piece, "leaf", vary=0.05, importance=0.14)


def workshop(place):
    """Timber shed with an open door and planks leaning on it."""
    x, z, yaw = 5.9, -5.2, -52
    parts = []
    w, h, d = 4.0, 2.5, 3.0
    dice = random.Random(9)
    boards = []
    n = 20
    for k in range(n):
        bx = -w / 2 + w * (k + 0.5) / n
        if -0.75 < bx < 0.35:
            boards.append(
                box(w / n - 0.012, h - 2.08, 0.04, mix(OCHRE, WALNUT, 0.45 + 0.2 * dice.random()), 0.008).at(
                    bx, (h + 2.08) / 2, 0
                )
            )
            continue
        boards.append(
            box(w / n - 0.012, h, 0.04, mix(OCHRE, WALNUT, 0.45 + 0.2 * dice.random()), 0.008).at(
                bx, h / 2, 0
            )
        )
    for k in range(14):
        for s in (-1, 1):
            boards.append(
                box(
                    0.04, h, d / 14 - 0.012, mix(OCHRE, WALNUT, 0.45 + 0.2 * dice.random()), 0.008, edge=False
                ).at(s * w / 2, h / 2, -d * (k + 0.5) / 14)
            )
    parts.append(("wood", join(boards)))
    parts.append(("wood", prism([(-w / 2, h), (w / 2, h), (0, h + 1.1)], 0.05, mix(OCHRE, WALNUT, 0.5))))
    parts += built.moved(built.gable_roof(d, w, 1.1, mix(NAVY, CREAM, 0.12), 0.3, 0.08), 0, h, -d / 2, 90)
    parts.append(
        (
            "paint",
            panel(
                [
                    (-w / 2 + 0.05, 0.02, -d + 0.05),
                    (w / 2 - 0.05, 0.02, -d + 0.05),
                    (w / 2 - 0.05, h, -d + 0.05),
                    (-w / 2 + 0.05, h, -d + 0.05),
                ],
                mix(WALNUT, BLACK, 0.35),
                0.8,
            ),
        )
    )
    parts.append(
        (
            "paint",
            panel(
                [(-w / 2, 0.015, 0), (w / 2, 0.015, 0), (w / 2, 0.015, -d), (-w / 2, 0.015, -d)],
                mix(WALNUT, BLACK, 0.2),
                0.8,
            ),
        )
    )
    leaf = [
        box(0.2, 2.0, 0.045, mix(GREEN, CREAM, 0.1), 0.01).at(0.1 + 0.205 * k, 1.02, 0) for k in range(5)
    ] + [box(1.0, 0.12, 0.03, GREEN, 0.01).at(0.5, y, 0.035) for y in (0.4, 1.65)]
    parts.append(("wood", join(leaf).turn("y", -115).at(-0.76, 0, 0.03)))
    for s in (-1, 1):
        parts.append(("paint", box(0.12, 2.14, 0.08, CREAM, 0.015).at(-0.2 + s * 0.60, 1.07, 0.02)))
    parts.append(("paint", box(1.36, 0.12, 0.08, CREAM, 0.015).at(-0.2, 2.14, 0.02)))
    parts += built.moved(built.window(0.8, 0.7, CREAM, None, True, "pane", dice), 1.2, 1.5, 0.02)
    # bench with a vice inside, tools on the wall
    parts.append(
        (
            "wood",
            join(
                [box(1.5, 0.08, 0.6, mix(OCHRE, WALNUT, 0.3), 0.015).at(-0.4, 0.9, -2.3)]
                + [
                    box(0.1, 0.86, 0.1, WALNUT, 0.01).at(-0.4 + s * 0.65, 0.43, -2.3 + t * 0.22)
                    for s in (-1, 1)
                    for t in (-1, 1)
                ]
            ),
        )
    )
    parts.append(
        (
            "metal",
            join(
                [
                    box(0.05, 0.4 + 0.1 * (k % 3), 0.02, (0.6, 0.6, 0.6), 0.006, edge=False).at(
                        -1.0 + 0.22 * k, 1.6, -2.9
                    )
                    for k in range(6)
                ]
            ).tint(tints.chrome),
        )
    )
    for k in range(5):
        parts.append(
            (
                "wood",
                box(0.20, 2.5, 0.045, mix(OCHRE, CREAM, 0.1 + 0.06 * k), 0.01)
                .turn("x", -9 - k)
                .turn("z", 2 * k - 4)
                .at(1.72 - 0.09 * k, 1.2, 0.42 - 0.03 * k),
            )
        )
    for row in range(4):
        for k in range(5 - row):
            parts.append(
                (
                    "wood",
                    cylinder(0.10, 1.1, mix(WALNUT, OCHRE, 0.15 * (k % 3)), 9, 0.006)
                    .turn("x", 90)
                    .at(-2.55 + 0.2 * k + 0.1 * row - 0.42, 0.10 + 0.175 * row, 0.15),
                )
            )
    horse = [box(0.9, 0.08, 0.10, OCHRE, 0.012).at(0.9, 0.68, 1.3)] + [
        rod((0.9 + s * 0.36, 0.66, 1.3), (0.9 + s * 0.44, 0.0, 1.3 + t * 0.26), 0.03, OCHRE, 6)
        for s in (-1, 1)
        for t in (-1, 1)
    ]
    horse += [box(1.7, 0.035, 0.2, mix(OCHRE, CREAM, 0.25), 0.008).at(0.95, 0.74, 1.3)]
    parts.append(("wood", join(horse)))
    put(
        place,
        built.moved(parts, x, float(height(np.array([x]), np.array([z]))[0]) - 0.03, z, yaw),
        importance=0.6,
    )


def the_house(place):
    dice = random.Random(17)
    parts = built.house(
        9.0,
        5.4,
        6.5,
        mix(CREAM, ROSE, 0.18),
        mix(TERRACOTTA, WALNUT, 0.15),
        dice,
        2,
        4,
        2.4,
        shutters=GREEN,
        door_paint=TERRACOTTA,
        door_bay=1,
    )
    porch = (
        [box(3.0, 0.12, 1.4, mix(CREAM, WALNUT, 0.3), 0.03).at(-1.1, 0.08, 0.9)]
        + [box(0.12, 2.3, 0.12, CREAM, 0.02).at(-1.1 + s * 1.35, 1.25, 1.5) for s in (-1, 1)]
        + [box(3.1, 0.12, 0.12, CREAM, 0.02).at(-1.1, 2.4, 1.5)]
    )
    parts.append(("wood", join(porch)))
    slab = panel(
        [(-2.75, 2.35, 1.75), (0.55, 2.35, 1.75), (0.55, 2.85, 0.02), (-2.75, 2.85, 0.02)],
        mix(TERRACOTTA, WALNUT, 0.15),
        0.6,
    )
    parts.append(("roof", slab))
    ivy = [plants.clump(0.5, plants.leaf_tones(0.1), 40, 0.26, 300 + k, (1, 1.1, 0.5)) for k in range(7)]
    for k, p in enumerate(ivy):
        parts.append(("leaf", p.at(3.6 + 0.5 * math.sin(k * 2.2), 0.5 + 0.62 * k, 0.12)))
    put(place, built.moved(parts, 7.2, -0.15, -15.5, -22), importance=0.3)
    bush = plants.leaf_tones(0.05)
    for k, (x, z, r) in enumerate(
        (
            (2.6, -14.2, 0.8),
            (3.8, -14.6, 0.7),
            (10.6, -12.4, 0.9),
            (-9.5, -3.0, 0.8),
            (9.3, -1.4, 0.8),
            (9.0, 1.5, 0.9),
            (-9.2, 2.0, 0.9),
            (-7.5, 6, 1.0),
            (4, 8.5, 1.0),
            (7, 6.5, 0.9),
        )
    ):
        place.add(
            plants.clump(r, bush, 48, 0.38, 200 + k, (1.15, 0.9, 1.1)).at(
                x, r * 0.55 + float(height(np.array([x]), np.array([z]))[0]), z
            ),
            "leaf",
            vary=0.06,
            importance=0.35,
        )
    place.glows["pane"] = {"day": (0.30, 0.40, 0.52), "evening": (0.24, 0.16, 0.14)}
    place.glows["pane_lit"] = {"day": (0.34, 0.44, 0.55), "evening": (2.6, 1.5, 0.55)}


def beds_and_fence(place):
    dice = random.Random(31)
    for k, (x, z) in enumerate(((2.6, -3.3), (4.1, -2.6))):
        yaw = 18
        w, d = 1.2, 1.9
        bits = [
            box(w, 0.24, 0.06, mix(WALNUT, OCHRE, 0.2), 0.012).at(0, 0.10, s * d / 2) for s in (-1, 1)
        ] + [box(0.06, 0.24, d, mix(WALNUT, OCHRE, 0.2), 0.012).at(s * w / 2, 0.10, 0) for s in (-1, 1)]
        parts = [
            ("wood", join(bits)),
            (
                "plaster",
                panel(
                    [
                        (-w / 2, 0.16, d / 2),
                        (w / 2, 0.16, d / 2),
                        (w / 2, 0.16, -d / 2),
                        (-w / 2, 0.16, -d / 2),
                    ],
                    mix(WALNUT, BLACK, 0.35),
                    0.3,
                ),
            ),
        ]
        for i in range(3):
            for j in range(5):
                px, pz = -0.36 + 0.36 * i, -0.75 + 0.37 * j
                if i == 1:
                    parts.append(
                        (
                            "leaf",
                            plants.tuft(100 + 7 * i + j, 0.30, [GREEN, mix(GREEN, OCHRE, 0.3)], 9, 0.04).at(
                                px, 0.16, pz
                            ),
                        )
                    )
                else:
                    tone = [mix(GREEN, CREAM, 0.25), mix(GREEN, NAVY, 0.25), mix(GREEN, OCHRE, 0.35)]
                    parts.append(
                        (
                            "leaf",
                            plants.clump(
                                0.12 if i else 0.15,
                                tone,
                                16,
                                0.15,
                                400 + 13 * i + j + 5 * k,
                                (1, 0.75, 1),
                                core_sides=7,
                            ).at(px, 0.24, pz),
                        )
                    )
        if k == 1:
            for j in range(4):
                pz = -0.7 + 0.46 * j
                parts.append(("wood", rod((0, 0.1, pz), (0.02, 1.25, pz), 0.014, OCHRE, 5)))
                parts += [
                    (
                        "paint",
                        blob(0.045, TERRACOTTA, 7, 4).at(
                            0.06 * math.cos(q * 2.1), 0.45 + 0.17 * q, pz + 0.06 * math.sin(q * 2.1)
                        ),
                    )
                    for q in range(4)
                ]
                parts += [
                    (
                        "leaf",
                        plants.clump(0.16, plants.leaf_tones(), 12, 0.13, 470 + j * 3 + q, core_sides=6).at(
                            0, 0.48 + 0.36 * q, pz
                        ),
                    )
                    for q in range(2)
                ]
        put(place, built.moved(parts, x, 0, z, yaw))
    can = lathe([(0, 0), (0.10, 0), (0.105, 0.2), (0.085, 0.24), (0.06, 0.25), (0.055, 0.22)], GREEN, 18, 50)
    place.add(
        join(
            [
                can,
                tube([(0.10, 0.05, 0), (0.22, 0.18, 0), (0.30, 0.28, 0)], [0.02, 0.016, 0.026], GREEN, 8),
                tube(
                    [(-0.08, 0.24, 0), (-0.16, 0.30, 0), (-0.18, 0.15, 0), (-0.10, 0.06, 0)], 0.010, GREEN, 7
                ),
            ]
        )
        .turn("y", 50)
        .at(1.75, 0, -2.6),
        "gloss",
    )
    put(place, built.picket_fence([(-9.5, -10.5), (-6.0, -11.3), (-2.2, -11.6), (1.6, -11.2)], CREAM))
    put(place, built.picket_fence([(-10.2, -4.0), (-9.5, -10.5)], CREAM))
    put(place, built.picket_fence([(10.5, 0.5), (10.3, -3.0), (9.6, -9.6)], CREAM))
    # washing line with sheets between two posts on the left
    posts = [(-7.9, -2.6), (-7.2, 2.4)]
    for x, z in posts:
        place.add(
            join(
                [
                    cylinder(0.05, 2.0, WALNUT, 8).at(x, 0, z),
                    box(0.08, 0.07, 0.8, WALNUT, 0.012).at(x, 1.95, z),
                ]
            ),
            "wood",
        )
    (x0, z0), (x1, z1) = posts
    place.add(
        tube([(x0, 1.97, z0), ((x0 + x1) / 2, 1.86, (z0 + z1) / 2), (x1, 1.97, z1)], 0.007, CREAM, 4), "paint"
    )
    for k, (t, wide, long, tone) in enumerate(
        ((0.2, 1.2, 1.1, CREAM), (0.5, 0.9, 0.75, ROSE), (0.75, 0.8, 0.9, OCHRE))
    ):
        x, z = x0 + (x1 - x0) * t, z0 + (z1 - z0) * t
        cloth = sheet(
            lambda u, v, w=wide, l=long, k=k: np.stack(
                [
                    0.10 * np.sin(3 * u + k) * (1 - v) + 0.02 * np.sin(17 * u),
                    1.90 - l * (1 - v),
                    w * (u - 0.5),
                ],
                1,
            ),
            16,
            7,
            wide,
            long,
            tone,
            two_sided=True,
        )
        place.add(cloth.turn("y", -8).at(x, 0, z), "cloth")


def names(place):
    place.seat("theo", (0.0, 0.0, BED_Z - 0.12 - 0.30), 180)  # his palms fall 0.30 m ahead of his feet
    place.seat("ansel", (1.9, 0.0, -2.0), 150)
    place.mark("tree", TREE[0], 4.5, TREE[1])
    place.mark("workshop", 5.9, 1.2, -5.2)
    place.mark("house", 7.2, 2.5, -15.5)
    place.mark("theo_hands", 0.0, bed_height(0), BED_Z - 0.12)
    place.wall("house", [(3.0, 0, -16.9), (11.4, 0, -13.5), (11.4, 5.4, -13.5), (3.0, 5.4, -16.9)])


def lights(place):
    day = [Lamp("sun", (6.0, 9.0, 3.0), (0, 0, -1.5), 2.3, (1.0, 0.90, 0.70), 1.0)]
    evening = [Lamp("sun", (-9.0, 3, -5.0), (0, 0, 0), 0.95, (1.0, 0.52, 0.22), 2.0)]
    c, s = math.cos(math.radians(-22)), math.sin(math.radians(-22))
    for lx in (-1.1, 2.0):
        evening.append(
            Lamp(
                "point",
                (7.2 + lx * c + 1.6 * s, 2.0, -15.5 - lx * s + 1.6 * c),
                power=30,
                colour=LAMPLIGHT,
                size=0.2,
            )
        )
    evening.append(Lamp("point", (6.6, 1.9, -6.2), power=24, colour=LAMPLIGHT, size=0.2))
    place.lights = [
        State(
            "day",
            day,
            sky=(0.6, 0.95, 1.3),
            world_up=(0.42, 0.60, 0.90),
            world_side=(0.62, 0.68, 0.72),
            world_down=(0.20, 0.19, 0.12),
            ambient_up=(0.52, 0.64, 0.82),
            ambient_down=(0.26, 0.26, 0.18),
            key_toward=(6.0, 9.0, 4.5),
            key=(2.2, 1.95, 1.5),
        ),
        State(
            "evening",
            evening,
            sky=(0.30, 0.22, 0.30),
            world_up=(0.10, 0.13, 0.26),
            world_side=(0.34, 0.22, 0.20),
            world_down=(0.06, 0.05, 0.05),
            ambient_up=(0.17, 0.17, 0.26),
            ambient_down=(0.12, 0.09, 0.08),
            key_toward=(-9.0, 3, -5.0),
            key=(0.95, 0.52, 0.24),
        ),
    ]
