"""Shelves with books and things a carpenter keeps, stove, armchair, pictures, pegs."""
import math
import random

import numpy as np

from common import crockery, furniture, plants, stationery, tints
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .study_plan import FRONT, HIGH, LEFT, REAR, RIGHT


def furnish(place):
    shelves(place)
    stove(place)
    armchair(place)
    on_the_walls(place)


def shelves(place):
    z0, z1, deep, tall = -2.22, -0.42, 0.27, 2.12
    wood = mix(WALNUT, OCHRE, 0.20)
    x = RIGHT - deep / 2 - 0.005
    for z in (z0, (z0 + z1) / 2, z1):
        place.add(box(deep, tall, 0.032, wood, 0.005).at(x, tall / 2, z), "wood")
    place.add(panel([(RIGHT - 0.012, 0.05, z0), (RIGHT - 0.012, 0.05, z1), (RIGHT - 0.012, tall, z1), (RIGHT - 0.012, tall, z0)], dark(wood, 0.25), 0.5), "wood", importance=0.7)
    levels = [0.09, 0.46, 0.80, 1.13, 1.46, 1.79, tall - 0.012]
    half = (z1 - z0) / 2
    for y in levels:
        for k in (0, 1):
            board = box(half - 0.034, 0.026, deep - 0.012, wood, 0.004).turn("y", 90)
            place.add(board.at(x, y, z0 + half * (k + 0.5)), "wood")
    place.add(box(deep + 0.03, 0.05, z1 - z0 + 0.06, light(wood, 0.05), 0.012).at(x - 0.01, tall + 0.012, (z0 + z1) / 2), "wood")
    place.add(box(deep - 0.03, 0.075, z1 - z0, dark(wood, 0.2), 0.004).at(x, 0.038, (z0 + z1) / 2), "wood")
    dice = random.Random(44)
    room = half - 0.06
    for row, y in enumerate(levels[:-1]):
        for k in (0, 1):
            start = z0 + half * k + 0.03
            foot = y + 0.0135
            if (row, k) in OBJECTS:
                books_to = room * 0.42
                OBJECTS[row, k](place, RIGHT - 0.16, foot, start + books_to + 0.06, dice)
            else:
                books_to = room * (0.97 if dice.random() < 0.6 else 0.8)
            books = stationery.row_of_books(books_to, dice, 0.18, 0.262, 0.16, fine=2 <= row <= 4)
            # spines face into the room: +z turned to -x; they run from small z to large
            place.put(furniture.moved(books, RIGHT - 0.145, foot, start, -90), vary=0.05, importance=0.9)


def _plane(place, x, y, z, dice):
    """A jack plane and a square: the carpenter's shelf."""
    body = box(0.24, 0.05, 0.06, mix(WALNUT, OCHRE, 0.1), 0.006).at(0, 0.025, 0)
    tote = tube([(0.07, 0.05, 0), (0.085, 0.09, 0), (0.075, 0.115, 0)], [0.014, 0.012, 0.013], dark(WALNUT, 0.2), 9)
    knob = blob(0.020, dark(WALNUT, 0.2), 12, 8).at(-0.085, 0.075, 0)
    iron = box(0.05, 0.09, 0.006, (0.6, 0.6, 0.6), 0.001).turn("z", 0).turn("x", 0).tint(tints.chrome)
    iron = iron.turn("y", 90).turn("z", -45).at(0.0, 0.07, 0)
    place.put(furniture.moved([("wood", body), ("wood", join([tote, knob])), ("metal", iron)], x, y, z + 0.16, 84))


def _bowls(place, x, y, z, dice):
    place.put(furniture.moved(crockery.bowl(ROSE, radius=0.085), x, y, z + 0.10))
    place.put(furniture.moved(stationery.carved_bird(mix(WALNUT, TERRACOTTA, 0.3)), x - 0.02, y, z + 0.26, 200))


def _plant(place, x, y, z, dice):
    place.put(furniture.moved(plants.potted(OCHRE, 71, 0.062), x, y, z + 0.14))
    for k in range(3):
        trail = plants.clump(0.045, plants.leaf_tones(0.05), 16, 0.06, 700 + k, core_sides=6)
        place.add(trail.at(x - 0.10, y + 0.05 - 0.055 * k, z + 0.13 + 0.03 * math.sin(2 * k)), "leaf")


def _jars(place, x, y, z, dice):
    at = z + 0.06
    for _ in range(3):
        (material, piece), r = crockery.jar(dice, [NAVY, GREEN, CREAM, TERRACOTTA])
        place.add(piece.at(x, y, at + r), material)
        at += 2 * r + 0.025


def _globe(place, x, y, z, dice):
    ball = blob(0.078, mix(NAVY, GREEN, 0.3), 22, 14)

    def lands(position, normal, colour):
        from common import noise

        n = noise.space(position, 0.07, 12) + 0.4 * noise.space(position, 0.03, 13)
        return np.where((n > 0.15)[:, None], mix(OCHRE, GREEN, 0.35), colour)

    foot = lathe([(0, 0), (0.05, 0), (0.045, 0.01), (0.010, 0.02), (0.010, 0.05), (0, 0.05)], WALNUT, 18, 50)
    arc = tube([(0.09 * math.cos(t), 0.13 + 0.09 * math.sin(t), 0) for t in np.linspace(-math.pi / 2, math.pi / 2, 11)], 0.004, OCHRE, 6).tint(tints.brass)
    parts = [("paint", ball.tint(lands).turn("z", 20).at(0, 0.13, 0)), ("wood", foot), ("metal", arc)]
    place.put(furniture.moved(parts, x, y, z + 0.17, 70))


OBJECTS = {(2, 0): _plane, (2, 1): _bowls, (3, 1): _globe, (4, 0): _plant, (1, 0): _jars, (5, 1): _jars}


def stove(place):
    """A small round iron stove on a tiled hearth; its window shows embers."""
    x, z = RIGHT - 0.48, 0.45
    iron = mix(BLACK, NAVY, 0.2)
    tiles = [
        box(0.195, 0.018, 0.195, [mix(TERRACOTTA, WALNUT, 0.2), TERRACOTTA, mix(TERRACOTTA, ROSE, 0.35)][(3 * i + 2 * j) % 3], 0.006).at(x - 0.3 + 0.2 * i, 0.006, z - 0.4 + 0.2 * j)
        for i in range(4)
        for j in range(5)
    ]
    place.add(join(tiles), "paint", importance=0.8)
    body = lathe(
        [(0, 0.16), (0.19, 0.16), (0.20, 0.18), (0.185, 0.22), (0.185, 0.72), (0.21, 0.75), (0.21, 0.775), (0.16, 0.80), (0.075, 0.84), (0, 0.84)],
        [iron, iron, light(iron, 0.08), iron, iron, light(iron, 0.10), iron, iron, iron, iron], 30, 50,
    )
    place.add(body.at(x, 0, z), "gloss")
    place.add(tube([(x, 0.82, z), (x, 1.7, z), (x, HIGH - 0.01, z)], 0.062, iron, 16), "gloss", importance=0.6)
    place.add(lathe([(0.062, HIGH - 0.05), (0.11, HIGH - 0.02), (0.115, HIGH - 0.006)], light(iron, 0.1), 18).at(x, 0, z), "gloss", importance=0.5)
    for a in (0.8, 2.4, 3.9, 5.5):
        place.add(tube([(x + 0.15 * math.cos(a), 0.18, z + 0.15 * math.sin(a)), (x + 0.17 * math.cos(a), 0.08, z + 0.17 * math.sin(a)), (x + 0.20 * math.cos(a), 0.015, z + 0.20 * math.sin(a))], [0.02, 0.015, 0.018], iron, 8), "gloss", importance=0.6)
    door = box(0.20, 0.24, 0.025, light(iron, 0.06), 0.012).turn("y", -90).at(x - 0.192, 0.42, z)
    place.add(door, "gloss")
    place.glows["embers"] = {"day": (0.35, 0.12, 0.05), "evening": (3.2, 1.0, 0.25)}
    place.put([("glow", box(0.12, 0.10, 0.008, mix(TERRACOTTA, OCHRE, 0.4), 0.003, edge=False).turn("y", -90).at(x - 0.207, 0.45, z), "embers")])
    bars = [rod((x - 0.213, 0.40, z + dz), (x - 0.213, 0.50, z + dz), 0.004, iron, 6) for dz in (-0.03, 0.0, 0.03)]
    place.add(join(bars), "gloss", importance=0.6)
    place.add(blob(0.016, OCHRE, 10, 7).tint(tints.brass).at(x - 0.222, 0.36, z + 0.06), "metal")
    place.put(furniture.moved(crockery.kettle(TERRACOTTA), x, 0.84, z + 0.0, 120))
    basket = lathe([(0, 0), (0.17, 0), (0.20, 0.24), (0.215, 0.26), (0.19, 0.26), (0.16, 0.04), (0, 0.03)], mix(OCHRE, WALNUT, 0.35), 22, 50)

    def weave(position, normal, colour):
        a = np.arctan2(position[:, 2], position[:, 0])
        return colour * (1 + 0.14 * np.sin(position[:, 1] * 160) * np.sin(a * 22))[:, None]

    place.add(basket.tint(weave).at(RIGHT - 0.30, 0, 1.08), "cloth")
    for k in range(6):
        log = cylinder(0.042, 0.30, mix(WALNUT, OCHRE, 0.08 * k), 10).turn("x", 78).turn("y", 40 * k)
        place.add(log.at(RIGHT - 0.30 + 0.03 * math.cos(k), 0.22 + 0.02 * k, 1.08), "wood", importance=0.6)


def armchair(place):
    """A low chair with a blanket in the corner behind: where one reads."""
    tone = mix(GREEN, NAVY, 0.25)
    seat = box(0.60, 0.17, 0.58, tone, 0.05).at(0, 0.35, 0.02)
    back = box(0.62, 0.62, 0.15, tone, 0.06).turn("x", -13).at(0, 0.68, -0.29)
    arms = [box(0.13, 0.30, 0.62, tone, 0.055).at(s * 0.345, 0.42, 0.0) for s in (-1, 1)]
    base = box(0.70, 0.16, 0.60, dark(tone, 0.18), 0.03).at(0, 0.21, -0.02)
    pillow = blob(0.19, OCHRE, 18, 12, squash=(1.05, 1.0, 0.42)).turn("x", -20).at(0.05, 0.60, -0.15)
    legs = [cylinder(0.022, 0.14, WALNUT, 10, radius_top=0.028).at(sx * 0.28, 0, sz * 0.24) for sx in (-1, 1) for sz in (-1, 1)]

    def throw(u, v):
        arc = np.interp(v, [0, 0.35, 0.5, 1.0], [0.0, 0.42, 0.58, 1.05])
        over = np.interp(arc, [0, 0.42, 0.58, 1.05], [0.0, 1, 1, 0])
        y = 0.52 + 0.475 * over
        z = np.interp(arc, [0, 0.42, 0.58, 1.05], [-0.135, -0.262, -0.44, -0.40])
        return np.stack([-0.27 + 0.30 * u, y + 0.006 * np.sin(u * 20), z + 0.008 * np.sin(u * 14 + 3 * v)], 1)

    blanket = sheet(throw, 12, 10, 0.30, 1.05, ROSE, two_sided=True)

    def stripes(position, normal, colour):
        band = np.mod(position[:, 1], 0.13) < 0.03
        return np.where(band[:, None], CREAM, colour)

    parts = [("cloth", join([seat, back] + arms)), ("cloth", base), ("cloth", pillow), ("wood", join(legs)), ("cloth", blanket.tint(stripes))]
    place.put(furniture.moved(parts, 1.22, 0, 1.26, 205))
    # small table between stove and chair, with a book and a cup
    place.add(cylinder(0.19, 0.022, mix(WALNUT, OCHRE, 0.3), 28, 0.006).at(0.52, 0.50, 1.42), "wood")
    place.add(lathe([(0.15, 0), (0.13, 0.02), (0.025, 0.05), (0.02, 0.25), (0.03, 0.5)], mix(WALNUT, OCHRE, 0.15), 18, 60).at(0.52, 0, 1.42), "wood")
    place.put(furniture.moved(stationery.book_lying(0.14, 0.20, 0.022, NAVY), 0.50, 0.523, 1.42, 20))
    place.put(furniture.moved(crockery.cup(CREAM), 0.62, 0.523, 1.36, 40))


def traced_hand(size, tone, tilt, left=False):
    """A child's way of drawing everybody: a palm, a thumb and four fingers, painted round a hand laid on paper."""
    shapes = []

    def capsule(x, y, angle, length, radius):
        c, s = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        ends = [(x + length * c, y + length * s, angle, 90), (x, y, angle + 180, 90)]
        outline = [
            (ex + radius * math.sin(math.radians(a + t)), ey + radius * math.cos(math.radians(a + t)))
            for ex, ey, a, reach in ends
            for t in np.linspace(-reach, reach, 4)
        ]
        shapes.append(outline)

    shapes.append([(0.30 * math.sin(t) * (1 + 0.10 * math.cos(t)), 0.33 * math.cos(t)) for t in np.linspace(0, 2 * math.pi, 13)[:-1]])
    for x, y, angle, length, radius in ((-0.22, 0.20, -15, 0.34, 0.072), (-0.08, 0.27, -4, 0.43, 0.076), (0.07, 0.26, 6, 0.39, 0.074), (0.20, 0.18, 18, 0.29, 0.066), (-0.22, -0.06, -58, 0.30, 0.085)):
        capsule(x, y, angle, length, radius)
    c, s = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    flip = -1 if left else 1
    out = []
    for k, outline in enumerate(shapes):
        turned = [(size * (c * flip * x - s * y), size * (s * flip * x + c * y)) for x, y in outline]
        if sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(turned, turned[1:] + turned[:1])) < 0:
            turned = turned[::-1]
        shape = prism(turned, 0.002, tone).at(0, 0, 0.0003 * k)
        seen = shape.normal[shape.faces[:, 0], 2] > 0.9  # paint has no sides
        shape.faces, shape.baked = shape.faces[seen], shape.baked[seen]
        out.append(shape)
    return join(out)


def hands_of_the_house(place):
    """Everybody of the house has laid a hand on this sheet: six colours, six sizes, and room for one more."""
    wide, tall, x, y = 1.0, 0.66, -0.86, 1.525
    frame = furniture.picture(wide, tall, mix(WALNUT, OCHRE, 0.15), light(CREAM, 0.25), [])
    z = FRONT + 0.022
    place.put(furniture.moved(frame, x, y, z), importance=1.6)
    hands = (
        (-0.345, 0.135, 0.225, NAVY, 8, True),
        (-0.050, 0.145, 0.205, OCHRE, -6, False),
        (0.215, 0.150, 0.150, TERRACOTTA, 12, True),
        (-0.350, -0.165, 0.195, GREEN, -10, False),
        (-0.075, -0.160, 0.240, mix(WALNUT, BLACK, 0.2), 5, True),
        (0.190, -0.160, 0.200, ROSE, -4, False),
    )
    for dx, dy, size, tone, tilt, left in hands:
        place.add(traced_hand(size, tone, tilt, left).at(x + dx, y + dy, z + 0.0075), "paint", importance=1.6, vary=0.16)
        line = [box(0.05, 0.004, 0.001, dark(tone, 0.2), 0, edge=False).at(x + dx, y + dy - 0.43 * size - 0.018, z + 0.006)]
        place.add(join(line), "paint", importance=1.4)
    # the seventh place: only a line to write a name on
    place.add(box(0.09, 0.004, 0.001, mix(CREAM, WALNUT, 0.55), 0, edge=False).at(x + 0.385, y - 0.02, z + 0.006), "paint")


def high_shelf(place):
    """A shelf of jars over the sheet of hands."""
    dice = random.Random(17)
    x0, x1, y, deep = -1.50, -0.22, 1.965, 0.20
    z = FRONT + deep / 2 + 0.004
    wood = mix(WALNUT, OCHRE, 0.28)
    place.add(box(x1 - x0, 0.030, deep, wood, 0.009).at((x0 + x1) / 2, y, z), "wood", importance=1.2)
    for x in (x0 + 0.16, x1 - 0.16):
        place.add(prism([(0, 0), (0.14, 0.12), (0.14, 0.145), (0, 0.145)], 0.026, WALNUT).turn("y", -90).at(x, y - 0.16, FRONT + 0.006), "wood")
    top = y + 0.0155
    at = x0 + 0.20
    for gap in (0.03, 0.16, 0.02, 0.22):
        (material, piece), r = crockery.jar(dice, [NAVY, OCHRE, ROSE, GREEN])
        place.add(piece.at(at + r, top, z), material)
        at += 2 * r + gap


def on_the_walls(place):
    dice = random.Random(9)
    hands_of_the_house(place)
    high_shelf(place)
    place.put(furniture.moved(furniture.picture(0.26, 0.34, OCHRE, mix(CREAM, GREEN, 0.25), furniture.landscape(random.Random(4))), 1.42, 1.62, FRONT + 0.02, 0), importance=1.8)
    # behind whoever sits across the wall stays plain
    for x, y, w, h, frame, ground in ((1.36, 1.62, 0.44, 0.34, WALNUT, mix(CREAM, NAVY, 0.3)), (0.72, 1.66, 0.28, 0.36, OCHRE, mix(CREAM, ROSE, 0.4))):
        place.put(furniture.moved(furniture.picture(w, h, frame, ground, furniture.landscape(dice)), x, y, REAR - 0.02, 180), importance=1.8)
    # pegs on the left wall behind: an apron, a satchel, a straw hat
    place.add(box(0.026, 0.09, 1.15, mix(WALNUT, OCHRE, 0.2), 0.008).at(LEFT + 0.015, 1.66, 0.98), "wood")
    for k, z in enumerate((0.55, 0.85, 1.13, 1.41)):
        place.add(rod((LEFT + 0.02, 1.66, z), (LEFT + 0.085, 1.685, z), 0.009, dark(WALNUT, 0.2), 8), "wood")
    place.put(furniture.moved(furniture.coat(mix(NAVY, CREAM, 0.12), 5), LEFT + 0.06, 1.655, 0.85, 90))
    hat = lathe([(0.18, 0), (0.185, 0.008), (0.105, 0.014), (0.098, 0.085), (0.07, 0.105), (0, 0.10)], mix(OCHRE, CREAM, 0.45), 24, 50)

    def ribbon(position, normal, colour):
        band = (position[:, 1] > 0.012) & (position[:, 1] < 0.05)
        return np.where(band[:, None], TERRACOTTA, colour)

    place.add(hat.tint(ribbon).turn("z", -72).at(LEFT + 0.055, 1.60, 1.41), "cloth")
    # chest under the pegs with folded blankets
    chest = [("wood", box(0.46, 0.40, 0.95, mix(WALNUT, OCHRE, 0.12), 0.014).at(0, 0.21, 0)), ("wood", box(0.50, 0.045, 1.0, mix(WALNUT, OCHRE, 0.25), 0.014).at(0, 0.43, 0))]
    chest += [("metal", box(0.008, 0.36, 0.04, OCHRE, 0.003).tint(tints.brass).at(0.236, 0.21, s * 0.32)) for s in (-1, 1)]
    place.put(furniture.moved(chest, LEFT + 0.27, 0, 1.0))
    for k, tone in enumerate((TERRACOTTA, mix(CREAM, OCHRE, 0.3), NAVY)):
        place.add(box(0.36, 0.055, 0.42 - 0.03 * k, tone, 0.024).at(LEFT + 0.26 + 0.008 * k, 0.48 + 0.056 * k, 0.82 + 0.01 * k), "cloth")
    # a light that stands for a doorbell: the house listens with its eyes
    place.add(box(0.10, 0.15, 0.045, CREAM, 0.014).at(0.48, 2.16, REAR - 0.024), "gloss")
    place.add(blob(0.033, light(OCHRE, 0.5), 12, 8).at(0.48, 2.175, REAR - 0.055), "gloss")
