"""The desk and all that eyes and hands find on it."""
import math
import random

import numpy as np

from common import crockery, furniture, ink, stationery, tints
from common.forms import blob, box, cylinder, lathe, rod, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .study_plan import DESK, TOP

FINE = 2.6  # lightmap texels a metre, times this, where hands are
LAMP = (-0.60, -0.86, -24)  # foot x, z and yaw of the lamp


def lamp_head():
    _, head = stationery.desk_lamp(GREEN, 0.27)
    c, s = math.cos(math.radians(LAMP[2])), math.sin(math.radians(LAMP[2]))
    return (LAMP[0] + c * head[0], TOP + head[1] + 0.02, LAMP[1] - s * head[0])


def desk(place):
    cx, cz, hx, hz = DESK
    wood, frame = mix(WALNUT, OCHRE, 0.32), mix(WALNUT, OCHRE, 0.12)
    node = place.node("desk_top", cx, TOP, cz, moves=False)
    planks = 4
    for k in range(planks):
        d = 2 * hz / planks
        plank = box(2 * hx - 0.17, 0.034, d - 0.0025, wood * (0.94 + 0.05 * ((k * 3) % 4)), 0.006)
        plank.shift_paint(1.3 * k + 0.2, 0.31 * k)
        place.add(plank.at(cx, TOP - 0.017, cz - hz + d * (k + 0.5)), "wood", node=node, importance=FINE, vary=0.09)
    for s in (-1, 1):
        end = box(0.083, 0.036, 2 * hz + 0.003, mix(WALNUT, OCHRE, 0.24), 0.008)
        place.add(end.at(cx + s * (hx - 0.042), TOP - 0.017, cz), "wood", node=node, importance=2.2)
    pegs = [
        cylinder(0.006, 0.0015, dark(WALNUT, 0.45), 10, 0.0004).at(cx + s * (hx - 0.042), TOP + 0.0006, cz - hz + 2 * hz / planks * (k + 0.5))
        for k in range(planks)
        for s in (-1, 1)
    ]
    place.add(join(pegs), "paint", node=node)
    place.box("desk", "table", node, (cx, TOP - 0.018, cz), (hx, 0.018, hz))
    # left of the knees: three drawers, the upper one left open a hand's breadth
    x, z, w, deep = cx - hx + 0.245, cz + 0.10, 0.40, 0.44
    box_y, box_h = 0.16, TOP - 0.034 - 0.16
    for s in (-1, 1):
        place.add(box(0.022, box_h, deep, frame, 0.004).at(x + s * (w / 2 - 0.011), box_y + box_h / 2, z), "wood")
    place.add(box(w - 0.044, box_h, 0.018, frame, 0.002).at(x, box_y + box_h / 2, z - deep / 2 + 0.009), "wood")
    for y in (box_y + 0.009, box_y + 0.19, box_y + 0.38):
        place.add(box(w - 0.044, 0.018, deep - 0.02, frame, 0.003).at(x, y, z), "wood")
    for k, (y, h) in enumerate(((0.545, 0.135), (0.36, 0.165), (0.175, 0.165))):
        out = 0.085 if k == 0 else 0.0
        drawer(place, x, y, z + deep / 2 + out, w - 0.052, h, frame, open_=k == 0)
    for sx in (-1, 1):
        for sz in (-1, 1):
            if sx > 0 or sz < 0:
                px, pz, high = cx + sx * (hx - 0.075), cz + sz * (hz - 0.065), TOP - 0.034
                leg = lathe(
                    [(0, 0), (0.022, 0), (0.028, 0.015), (0.019, 0.035), (0.023, 0.07), (0.034, 0.34), (0.021, 0.45), (0.036, 0.48), (0.026, 0.505), (0.032, 0.53)],
                    [dark(WALNUT, 0.25)] + [frame] * 9, 16, 60,
                )
                place.add(leg.at(px, 0, pz), "wood")
                place.add(box(0.068, high - 0.53, 0.068, frame, 0.006).at(px, (high + 0.53) / 2, pz), "wood")
            else:
                for dx in (-0.16, 0.16):
                    place.add(lathe([(0, 0), (0.020, 0), (0.026, 0.02), (0.017, 0.05), (0.028, 0.12), (0.03, 0.165)], frame, 14, 60).at(x + dx, 0, z + 0.17), "wood")
    for dx in (-0.16, 0.16):
        place.add(cylinder(0.022, 0.16, frame, 12).at(x + dx, 0, z - 0.19), "wood")
    # apron with a shallow drawer over the knees
    place.add(box(0.98, 0.085, 0.022, frame, 0.005).at(cx + 0.215, TOP - 0.078, cz + hz - 0.055), "wood", importance=1.4)
    place.add(box(0.52, 0.062, 0.012, light(frame, 0.06), 0.004).at(cx + 0.10, TOP - 0.078, cz + hz - 0.042), "wood", importance=1.6)
    pull(place, cx + 0.10, TOP - 0.078, cz + hz - 0.034)
    for a, b, p in (((-1, 1), -1, None), ):
        place.add(box(2 * hx - 0.22, 0.085, 0.022, frame, 0.005).at(cx, TOP - 0.078, cz - hz + 0.055), "wood")
    for s in (-1, 1):
        place.add(box(0.022, 0.085, 2 * hz - 0.2, frame, 0.005).at(cx + s * (hx - 0.055), TOP - 0.078, cz), "wood")
    place.put(furniture.moved(furniture.chair(mix(WALNUT, OCHRE, 0.22), 4, cushion=NAVY), 0, 0, 0.07, 180), importance=1.1)
    place.put(furniture.moved(furniture.chair(TERRACOTTA, 3), 0.20, 0, -1.24, 4), importance=1.2)
    place.put(furniture.moved(furniture.chair(GREEN, 3), 1.42, 0, -0.62, -93), importance=1.0)


def drawer(place, x, y, z, w, h, tone, open_=False):
    front = box(w, h, 0.020, light(tone, 0.05), 0.005)
    place.add(front.at(x, y + h / 2, z), "wood", importance=1.4)
    place.add(box(w - 0.07, h - 0.055, 0.006, light(tone, 0.12), 0.004).at(x, y + h / 2, z + 0.011), "wood", importance=1.4)
    pull(place, x, y + h / 2, z + 0.014)
    if not open_:
        return
    inside = mix(OCHRE, CREAM, 0.25)
    place.add(box(w - 0.03, 0.006, 0.12, inside, 0).at(x, y + 0.012, z - 0.068), "wood")
    for s in (-1, 1):
        place.add(box(0.010, h - 0.03, 0.12, inside, 0.002).at(x + s * (w / 2 - 0.014), y + h / 2 - 0.008, z - 0.068), "wood")
    dice = random.Random(2)
    letters = [("paint", box(0.16, 0.10, 0.0015, [CREAM, mix(CREAM, ROSE, 0.4), mix(CREAM, NAVY, 0.15)][k], 0, edge=False).turn("x", -14 - 3 * k).at(x - 0.05 + 0.01 * k, y + 0.065, z - 0.035 - 0.013 * k)) for k in range(3)]
    place.put(letters, importance=1.8)
    place.put(furniture.moved(stationery.pencil(TERRACOTTA, 0.11), x + 0.10, y + 0.016, z - 0.05, 70), importance=1.5)


def pull(place, x, y, z):
    bar = tube([(-0.034, 0, 0), (-0.034, -0.004, 0.012), (-0.022, -0.014, 0.019), (0.022, -0.014, 0.019), (0.034, -0.004, 0.012), (0.034, 0, 0)], 0.0042, OCHRE, 8)
    roses = [cylinder(0.009, 0.004, OCHRE, 12, 0.001).turn("x", 90).at(s * 0.034, 0, -0.001) for s in (-1, 1)]
    place.add(join([bar] + roses).tint(tints.brass).at(x, y, z), "metal", importance=1.4)


def on_the_desk(place):
    y, dice = TOP + 0.0008, random.Random(17)
    # a felt writing pad with leather corners
    pad = box(0.60, 0.004, 0.42, mix(GREEN, NAVY, 0.2), 0.0015).at(0, y + 0.002, -0.485)
    place.add(pad, "cloth", importance=FINE, vary=0.06)
    corners = []
    for sx in (-1, 1):
        for sz in (-1, 1):
            a = (sx * 0.301, sz * 0.211)
            tri = [(a[0], a[1]), (a[0] - sx * 0.062, a[1]), (a[0], a[1] - sz * 0.062)]
            from common.forms import prism

            corners.append(prism(tri, 0.006, dark(TERRACOTTA, 0.35)).turn("x", -90).stretch(1, 1, -1).at(0, y + 0.0025, -0.485))
    place.add(join(corners), "cloth", importance=FINE)
    on_pad = y + 0.0045
    for k, (dx, dz, yaw) in enumerate(((0.012, 0.006, -2.4), (-0.004, -0.002, 1.2))):
        leaf = ink.Sheet(0.19, 0.26, light(CREAM, 0.05 + 0.1 * k))
        place.put(furniture.moved(leaf.parts(), 0.0 + dx, on_pad + 0.0013 * k, -0.47 + dz, yaw), importance=FINE)
    node = place.node("paper", 0.0, on_pad + 0.0026, -0.47)
    page = ink.Sheet(0.19, 0.26, mix(CREAM, OCHRE, 0.03))
    page.handwriting(dice, -0.072, 0.074, 0.100, -0.12, 0.0135, 0.0050, dark(NAVY, 0.25), lines=7)
    place.put(furniture.moved(page.parts(), 0.0, on_pad + 0.0026, -0.47, -0.6), node, importance=FINE, vary=0.03)
    node = place.node("pen", 0.115, on_pad + 0.0085, -0.455)
    place.put(furniture.moved(furniture.pen(), 0.115, on_pad + 0.0085, -0.455, 68), node, importance=FINE)
    node = place.node("cup", -0.385, y, -0.475)
    place.add(cylinder(0.054, 0.007, mix(OCHRE, WALNUT, 0.4), 26, 0.002).at(-0.385, y, -0.475), "wood", importance=2.0)
    place.put(furniture.moved(stationery.mug(TERRACOTTA), -0.385, y + 0.0072, -0.475, 200), node, importance=2.2)
    place.disc("cup", "plate", node, (-0.385, y + 0.094, -0.475), (0, 1, 0), 0.045)
    place.glows["glass"] = {"day": (1.05, 1.05, 1.0), "evening": (0.55, 0.4, 0.27)}
    node = place.node("glass_water", 0.405, y, -0.575)
    place.put(furniture.moved(crockery.tumbler(), 0.405, y, -0.575), node, importance=2.4)
    node = place.node("lamp", LAMP[0], y, LAMP[1])
    parts, _ = stationery.desk_lamp(GREEN, 0.27)
    place.glows["bulb"] = {"day": (0.9, 0.78, 0.6), "evening": (9.0, 6.0, 2.9)}
    place.put(furniture.moved(parts, LAMP[0], y, LAMP[1], LAMP[2]), node, importance=1.8)
    place.put(furniture.moved(stationery.ink_bottle(), 0.36, y, -0.735, 20), importance=2.2)
    place.put(furniture.moved(stationery.pot_of_pencils(dice, NAVY), -0.475, y, -0.685), importance=1.6)
    place.put(furniture.moved(stationery.hourglass(), -0.33, y, -0.895, 15), importance=1.8)
    place.put(furniture.moved(stationery.carved_bird(), -0.20, y, -0.835, 250), importance=2.2)
    tall = y
    for k, (w, d, t, tone, yaw) in enumerate(((0.16, 0.225, 0.030, GREEN, 82), (0.145, 0.205, 0.024, TERRACOTTA, 96), (0.12, 0.18, 0.019, OCHRE, 74))):
        place.put(furniture.moved(stationery.book_lying(w, d, t, tone), 0.585, tall, -0.835, yaw), importance=1.6)
        tall += t + 0.0006
    place.put(furniture.moved(stationery.pebble(3), 0.578, tall, -0.835, 30), importance=2.2)
    place.put(furniture.moved(stationery.drumsticks(), 0.515, y, -0.375, 62), importance=1.8)
    folded = ink.Sheet(0.105, 0.15, mix(CREAM, ROSE, 0.22))
    folded.handwriting(random.Random(5), -0.038, 0.036, 0.05, -0.05, 0.013, 0.0046, dark(TERRACOTTA, 0.3), lines=5)
    place.put(furniture.moved(folded.parts(), 0.235, on_pad, -0.575, -19), importance=2.2)
    # what the pencil left
    curls = [
        tube([(0.007 * math.cos(t), 0.0025 + 0.0006 * t, 0.007 * math.sin(t)) for t in np.linspace(0, 4.2, 8)], [0.0006] + [0.0022] * 6 + [0.0006], light(OCHRE, 0.55), 5)
        .stretch(1, 1.6, 1).turn("y", 70 * k).at(-0.30 + 0.028 * (k % 3), y, -0.60 - 0.022 * (k // 3))
        for k in range(5)
    ]
    place.add(join(curls), "wood", importance=1.4)
    place.put(furniture.moved(stationery.pencil(OCHRE), -0.245, y, -0.635, 24), importance=2.0)
