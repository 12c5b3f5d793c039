"""The consulting and waiting room around the booth: two-tone walls, tiles, windows with blinds, a row of chairs."""
import math
import random

import numpy as np

from common import clinical, furniture, plants, rooms, stationery, tints
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .clinic_plan import FRONT, HIGH, LEFT, REAR, RIGHT, SIDE_WINDOW, STREET_WINDOW, room

UPPER, LOWER = mix(CREAM, OCHRE, 0.06), mix(CREAM, GREEN, 0.30)
DADO = 0.98


def shell(place):
    tile = 0.5
    bits = []
    tones = [mix(CREAM, WALNUT, 0.25), mix(TERRACOTTA, ROSE, 0.45), mix(CREAM, WALNUT, 0.32), mix(CREAM, OCHRE, 0.30)]
    for i in range(round((RIGHT - LEFT) / tile) + 1):
        for j in range(round((REAR - FRONT) / tile) + 1):
            x0, z0 = LEFT + tile * i, FRONT + tile * j
            x1, z1 = min(x0 + tile, RIGHT), min(z0 + tile, REAR)
            if x1 - x0 > 0.01 and z1 - z0 > 0.01:
                tone = tones[0] if (i + j) % 2 else tones[2]
                tone = tones[1] if (i % 4 == 1 and j % 4 == 2) else tone
                bits.append(((x0, z0, x1, z1), tone))
    floor = floor_of(bits)
    place.add(floor, "paint", vary=0.08)

    def two_tone(position, normal, colour):
        return np.where((position[:, 1] < DADO + 0.002)[:, None], LOWER, UPPER)

    for k, wall in enumerate(room()):
        surface = wall.surface(UPPER, 0.6, lines=[DADO]).tint(two_tone)
        place.add(surface, "plaster", vary=0.045, importance=1.0 if k in (0, 2) else 0.5)
        place.add(wall.skirting(dark(LOWER, 0.35), 0.10), "paint", importance=0.7)
        holes = [(h[0] - 0.05, h[1] + 0.05) for h in wall.holes if h[2] < DADO + 0.03]
        stops = [0.0] + [v for g in holes for v in g] + [wall.length]
        for a, b in zip(stops[::2], stops[1::2]):
            rail = box(b - a, 0.045, 0.022, mix(WALNUT, OCHRE, 0.3), 0.007).turn("y", wall.yaw)
            place.add(rail.at(*wall.at((a + b) / 2, DADO, 0.011)), "wood", importance=0.7)
    place.add(rooms.ceiling(LEFT, RIGHT, FRONT, REAR, HIGH), "plaster", vary=0.03, importance=0.5)
    place.glows["ceiling_lamp"] = {"day": (1.9, 1.8, 1.65), "evening": (0.75, 0.62, 0.45)}
    for x, z in ((0.1, -2.1), (2.3, -0.6)):
        place.put([("glow", box(1.2, 0.012, 0.6, CREAM, 0, edge=False).at(x, HIGH - 0.012, z), "ceiling_lamp")])
        rim = [box(1.26, 0.03, 0.03, light(CREAM, 0.2), 0.006).at(x, HIGH - 0.014, z + s * 0.315) for s in (-1, 1)]
        rim += [box(0.03, 0.03, 0.6, light(CREAM, 0.2), 0.006).at(x + s * 0.615, HIGH - 0.014, z) for s in (-1, 1)]
        place.add(join(rim), "paint", importance=0.5)


def floor_of(tiles):
    """One chart for the whole floor; each tile its own four corners, so that its colour ends at its edge."""
    from common.mesh import Piece

    position, spot, colour, faces = [], [], [], []
    for (x0, z0, x1, z1), tone in tiles:
        k = len(position)
        for x, z in ((x0, z1), (x1, z1), (x1, z0), (x0, z0)):
            position.append((x, 0.0, z))
            spot.append((x - LEFT, REAR - z))
            colour.append(tone)
        faces += [(k, k + 1, k + 2), (k, k + 2, k + 3)]
    count = len(position)
    return Piece(position, np.tile([0.0, 1.0, 0.0], (count, 1)), np.array(colour), spot, spot, 0, faces, [(RIGHT - LEFT, REAR - FRONT, 0.8)])


def windows(place):
    place.glows["outside"] = {
        "day": lambda u, v: np.stack([np.interp(v, [0, 1], a) for a in ([1.8, 1.2], [1.75, 1.6], [1.6, 2.1])], -1),
        "evening": lambda u, v: np.stack([np.interp(v, [0, 0.4, 1], a) for a in ([0.34, 0.16, 0.04], [0.16, 0.11, 0.07], [0.16, 0.19, 0.20])], -1),
    }
    place.glows["roofs"] = {"day": (1.05, 1.05, 1.0), "evening": (0.06, 0.07, 0.12)}
    place.glows["lit_panes"] = {"day": (0.55, 0.6, 0.65), "evening": (1.8, 1.2, 0.5)}
    front, _, right, _ = room()
    dice = random.Random(77)
    for wall, (u0, u1, y0, y1) in ((front, STREET_WINDOW), (right, SIDE_WINDOW)):
        middle, up, wide, tall = (u0 + u1) / 2, (y0 + y1) / 2, u1 - u0, y1 - y0
        for side in wall.reveal((u0, u1, y0, y1), 0.16, light(CREAM, 0.25), floor=False):
            place.add(side, "plaster", importance=0.8)
        frame = furniture.window_frame(wide, tall, 0.06, light(CREAM, 0.3), across=2, up=2)
        place.put(furniture.moved(frame, *wall.at(middle, up, -0.11), wall.yaw))
        sill = box(wide + 0.16, 0.04, 0.30, light(CREAM, 0.2), 0.010)
        place.put(furniture.moved([("paint", sill)], *wall.at(middle, y0 - 0.004, -0.03), wall.yaw))
        place.put(furniture.moved(clinical.blinds(wide - 0.06, tall * 0.42, mix(CREAM, OCHRE, 0.12), 12), *wall.at(middle, y1 - 0.005, -0.05), wall.yaw))
        place.put(furniture.moved(plants.potted([TERRACOTTA, NAVY][wall is right], 90 + int(10 * u0), 0.085), *wall.at(middle - 0.28 * wide, y0 + 0.017, 0.0)))
        sky = panel([wall.at(middle - 4, -0.5, -5), wall.at(middle + 4, -0.5, -5), wall.at(middle + 4, 6, -5), wall.at(middle - 4, 6, -5)], (0.8, 0.8, 0.8), 1.0)
        place.put([("glow", sky, "outside")])
        # the street across: painted fronts with gables, their windows lit in the evening
        u = middle - 3.6
        while u < middle + 3.4:
            w, h = dice.uniform(0.9, 1.5), dice.uniform(1.5, 2.6)
            tone = dice.choice([ROSE, mix(CREAM, OCHRE, 0.4), TERRACOTTA, mix(CREAM, GREEN, 0.4), mix(NAVY, CREAM, 0.35)])
            house = prism([(0, -0.6), (w, -0.6), (w, h), (w / 2, h + 0.45), (0, h)], 0.02, light(tone, 0.25))
            place.put([("glow", house.turn("y", wall.yaw).at(*wall.at(u, 0, -4.4)), "roofs")])
            for i in range(2):
                for j in range(3):
                    if dice.random() < 0.6 and 0.15 + 0.75 * j + 0.4 < h:
                        glass = box(0.20, 0.34, 0.01, mix(OCHRE, CREAM, 0.5), 0, edge=False).turn("y", wall.yaw)
                        place.put([("glow", glass.at(*wall.at(u + w * (0.3 + 0.4 * i), 0.35 + 0.75 * j, -4.36)), "lit_panes")])
            u += w


def furnish(place):
    # three chairs and a table by the side window, seen through the booth's door
    for k, (z, tone) in enumerate(((-0.55, TERRACOTTA), (0.08, NAVY), (0.71, OCHRE))):
        place.put(furniture.moved(clinical.waiting_chair(tone), RIGHT - 0.42, 0, z, -90))
    x, z = RIGHT - 0.55, -1.15
    place.add(cylinder(0.27, 0.026, mix(CREAM, WALNUT, 0.4), 28, 0.008).at(x, 0.44, z), "wood")
    place.add(lathe([(0.18, 0), (0.16, 0.02), (0.03, 0.05), (0.026, 0.44)], mix(CREAM, WALNUT, 0.5), 18, 60).at(x, 0, z), "wood")
    for k, (tone, yaw) in enumerate(((ROSE, 12), (GREEN, -20), (OCHRE, 33))):
        place.put(furniture.moved(stationery.book_lying(0.20, 0.27, 0.007, tone), x + 0.02 * k, 0.467 + 0.0075 * k, z - 0.05, yaw))
    shade = lathe([(0.165, 0.42), (0.12, 0.64)], light(OCHRE, 0.6), 24, 50)
    place.glows["shade"] = {"day": (0.85, 0.76, 0.6), "evening": (2.9, 1.9, 0.95)}
    lamp_at = (RIGHT - 0.55, 0.467, -1.05 - 0.0)
    place.put([("glow", shade.at(lamp_at[0], 0.52, lamp_at[2]), "shade")])
    stem = lathe([(0, 0), (0.07, 0), (0.06, 0.03), (0.02, 0.06), (0.045, 0.16), (0.05, 0.24), (0.02, 0.34), (0.012, 0.48), (0, 0.50)], mix(GREEN, CREAM, 0.2), 20, 60)
    place.add(stem.at(*lamp_at), "gloss")
    # a tall plant in the corner by the door
    place.put(furniture.moved(plants.potted(TERRACOTTA, 95, 0.19), RIGHT - 0.45, 0, 1.22))
    stem_tones = plants.leaf_tones(0.0)
    for k in range(5):
        a = 1.3 * k
        place.add(plants.clump(0.22, stem_tones, 24, 0.22, 950 + k, core_sides=7).at(RIGHT - 0.45 + 0.14 * math.cos(a), 0.75 + 0.17 * k, 1.22 + 0.14 * math.sin(a)), "leaf", importance=0.6)
    dice = random.Random(5)
    pictures = ((RIGHT - 0.02, 1.70, 0.62, 0.52, 0.40, OCHRE, -90), (RIGHT - 0.02, 1.66, 1.22, 0.30, 0.40, WALNUT, -90))
    for px, py, pz, w, h, frame, yaw in pictures:
        place.put(furniture.moved(furniture.picture(w, h, frame, mix(CREAM, NAVY, 0.25), furniture.landscape(dice)), px, py, pz, yaw))
    # along the front wall: a low cupboard right of the plain part, a coat stand left of it
    cupboard = furniture.cupboard(1.3, mix(GREEN, CREAM, 0.15), 2, 0.80, 0.42)
    place.put(furniture.moved(cupboard, 2.55, 0, FRONT + 0.24))
    place.add(box(1.36, 0.035, 0.47, mix(CREAM, WALNUT, 0.42), 0.010).at(2.55, 0.815, FRONT + 0.25), "wood")
    at = 2.02
    for k in range(7):
        place.add(box(0.045, 0.29, 0.23, [NAVY, TERRACOTTA, NAVY, GREEN, OCHRE, NAVY, ROSE][k], 0.005).at(at, 0.833 + 0.145, FRONT + 0.2), "cloth")
        at += 0.048
    place.put(furniture.moved(plants.potted(OCHRE, 97, 0.10), 2.95, 0.833, FRONT + 0.25))
    place.add(cylinder(0.15, 0.02, mix(CREAM, GREEN, 0.2), 30, 0.006).turn("x", 90).at(1.72, 2.02, FRONT + 0.02), "gloss")
    for a, r, t in ((55, 0.075, 0.007), (-28, 0.11, 0.005)):
        hand = box(t, r, 0.003, BLACK, 0, edge=False).at(0, r / 2, 0).turn("z", a)
        place.add(hand.at(1.72, 2.02, FRONT + 0.045), "paint")
    for k in range(12):
        tick = box(0.005 if k % 3 else 0.009, 0.022, 0.003, BLACK, 0, edge=False).at(0, 0.125, 0).turn("z", 30 * k)
        place.add(tick.at(1.72, 2.02, FRONT + 0.042), "paint")
    # left of the street window nothing; by the left wall a filing cabinet
    place.put(furniture.moved(furniture.cupboard(0.5, mix(NAVY, CREAM, 0.18), 1, 1.05, 0.5, drawers=True), LEFT + 0.28, 0, -2.3, 90))
