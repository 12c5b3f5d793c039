"""Along the right: cupboards, sink, gas ring with a kettle, what hangs and stands there; the sliding door."""
import math
import random

import numpy as np

from common import crockery, furniture, stationery, tints
from common.drums import CHROME
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .van_plan import COUNTER, COUNTER_X, CUPBOARD, KITCHEN, PANEL, PINE, RIGHT, right_wall

SINK_Z, HOB_Z = -0.56, -1.16


def kitchen(place):
    z0, z1 = KITCHEN
    body(place, z0, z1)
    sink(place)
    hob(place)
    overhead(place, z0, z1)
    on_the_counter(place)
    door(place)


def body(place, z0, z1):
    deep = RIGHT - COUNTER_X - 0.02
    middle = RIGHT - deep / 2
    inside = dark(CUPBOARD, 0.12)
    low = COUNTER - 0.15  # the carcase ends under the sink's bowl; a rail and two cheeks reach the top
    place.add(box(deep, low - 0.08, z1 - z0, inside, 0.006).at(middle, 0.08 + (low - 0.08) / 2, (z0 + z1) / 2), "paint")
    place.add(box(0.02, COUNTER - 0.03 - low, z1 - z0 - 0.002, inside, 0).at(COUNTER_X + 0.031, (COUNTER - 0.03 + low) / 2, (z0 + z1) / 2), "paint")
    for z in (z0 + 0.010, z1 - 0.010):
        place.add(box(deep - 0.022, COUNTER - 0.03 - low, 0.018, inside, 0).at(middle + 0.010, (COUNTER - 0.03 + low) / 2, z), "paint")
    place.add(box(deep - 0.06, 0.08, z1 - z0 - 0.02, BLACK, 0, edge=False).at(middle + 0.03, 0.04, (z0 + z1) / 2), "paint")
    face = COUNTER_X + 0.02
    bays = ((z0 + 0.015, 0.44, "door"), (z0 + 0.465, 0.44, "drawers"), (z0 + 0.915, 0.45, "door"))
    for start, wide, kind in bays:
        rows = [(0.11, 0.20), (0.325, 0.20), (0.54, 0.26)] if kind == "drawers" else [(0.11, 0.69)]
        for y, h in rows:
            z = start + wide / 2
            place.add(box(0.022, h, wide - 0.012, CUPBOARD, 0.007).at(face - 0.010, y + h / 2, z), "paint")
            inner = box(0.008, h - 0.09, wide - 0.11, light(CUPBOARD, 0.12), 0.004)
            place.add(inner.at(face - 0.022, y + h / 2, z), "paint")
            knob = lathe([(0.006, 0), (0.007, 0.010), (0.015, 0.016), (0.013, 0.024), (0, 0.027)], OCHRE, 12, 70).turn("z", 90)
            place.add(knob.tint(tints.brass).at(face - 0.024, y + h - (0.10 if kind == "door" else h / 2), z + (0.13 if kind == "door" else 0)), "steel")
    # the wooden top, cut round sink and hob by four pieces each
    top = mix(OCHRE, WALNUT, 0.20)
    x0, x1 = COUNTER_X - 0.012, RIGHT - 0.005
    holes = ((HOB_Z - 0.22, HOB_Z + 0.22), (SINK_Z - 0.19, SINK_Z + 0.19))
    cuts = [z0] + [v for h in holes for v in h] + [z1]
    for a, b in zip(cuts[::2], cuts[1::2]):
        place.add(box(x1 - x0, 0.034, b - a, top, 0.006).at((x0 + x1) / 2, COUNTER - 0.017, (a + b) / 2), "wood", importance=1.4)
    for a, b in holes:
        for u, v in ((x0, x0 + 0.06), (x1 - 0.06, x1)):
            place.add(box(v - u, 0.034, b - a + 0.001, top * 0.97, 0.004).at((u + v) / 2, COUNTER - 0.0172, (a + b) / 2), "wood", importance=1.2)
    place.add(box(0.018, 0.06, z1 - z0, mix(OCHRE, WALNUT, 0.35), 0.005).at(RIGHT - 0.012, COUNTER + 0.03, (z0 + z1) / 2), "wood")
    tiles = []
    for k in range(9):
        for row in range(1):
            tone = [CREAM, mix(CREAM, NAVY, 0.5), CREAM, mix(ROSE, CREAM, 0.3)][(k + row) % 4]
            tiles.append(box(0.008, 0.125, (z1 - z0) / 9 - 0.006, tone, 0.003).at(RIGHT - 0.006, COUNTER + 0.125, z0 + (z1 - z0) * (k + 0.5) / 9))
    place.add(join(tiles), "gloss")


def sink(place):
    """A round steel bowl, a tap that folds."""
    cx = (COUNTER_X + RIGHT) / 2 - 0.002
    steel = (0.62, 0.63, 0.64)
    bowl = lathe([(0.02, -0.13), (0.11, -0.128), (0.150, -0.10), (0.163, -0.01), (0.170, 0.0)][::-1], [steel, steel, (0.45, 0.46, 0.48), (0.36, 0.37, 0.40), (0.30, 0.31, 0.34)], 30, 60)
    place.add(bowl.at(cx, COUNTER + 0.002, SINK_Z), "steel", importance=1.3)
    place.add(lathe([(0.022, 0), (0, 0.001)], BLACK, 12).at(cx, COUNTER - 0.125, SINK_Z), "paint")
    rim = lathe([(0.182, 0.0), (0.180, 0.005), (0.168, 0.005), (0.164, -0.004)], CHROME, 30, 80).tint(tints.chrome)
    place.add(rim.at(cx, COUNTER - 0.001, SINK_Z), "steel")
    corner = [(COUNTER_X + 0.048, -0.004, 0.19), (RIGHT - 0.065, -0.004, 0.19), (RIGHT - 0.065, -0.004, -0.19), (COUNTER_X + 0.048, -0.004, -0.19)]
    plate = ring_plate(cx, 0.168, corner, SINK_Z, (0.50, 0.51, 0.53))
    place.add(plate.at(0, COUNTER - 0.0015, 0), "steel")
    x = RIGHT - 0.085
    spout = tube([(x, COUNTER, SINK_Z + 0.12), (x, COUNTER + 0.15, SINK_Z + 0.12), (x - 0.03, COUNTER + 0.185, SINK_Z + 0.10), (x - 0.11, COUNTER + 0.19, SINK_Z + 0.05), (x - 0.15, COUNTER + 0.165, SINK_Z + 0.03)], 0.010, CHROME, 9)
    knob = cylinder(0.017, 0.03, CHROME, 12, 0.004).at(x, COUNTER, SINK_Z + 0.17)
    place.add(join([spout, knob, cylinder(0.018, 0.014, CHROME, 12).at(x, COUNTER, SINK_Z + 0.12)]).tint(tints.chrome), "steel", importance=1.2)


def ring_plate(cx, radius, corners, cz, tone):
    """A flat plate with a round hole: pairs of points on the circle and on the rectangle's edge."""
    from common.mesh import Piece

    x0, x1 = corners[0][0], corners[1][0]
    z0, z1 = corners[2][2] + cz, corners[0][2] + cz
    pos, faces = [], []
    n = 32
    for k in range(n + 1):
        a = 2 * math.pi * k / n
        c, s = math.cos(a), math.sin(a)
        reach = min((x1 - cx if c > 0 else cx - x0) / max(abs(c), 1e-6), (z1 - cz if s > 0 else cz - z0) / max(abs(s), 1e-6))
        pos += [(cx + radius * c, -0.004, cz + radius * s), (cx + reach * c, -0.004, cz + reach * s)]
    for k in range(n):
        i = 2 * k
        faces += [(i, i + 3, i + 1), (i, i + 2, i + 3)]
    pos = np.array(pos)
    spot = np.stack([pos[:, 0] - x0, pos[:, 2] - z0], 1)
    return Piece(pos, np.tile([0.0, 1.0, 0.0], (len(pos), 1)), tone, spot, spot, 0, faces, [(x1 - x0, z1 - z0, 1)])


def hob(place):
    """Two gas rings on an enamelled plate; the kettle sits on the nearer one."""
    cx = (COUNTER_X + RIGHT) / 2 - 0.008
    enamel = mix(CREAM, NAVY, 0.10)
    place.add(box(RIGHT - COUNTER_X - 0.11, 0.03, 0.44, enamel, 0.010).at(cx, COUNTER - 0.008, HOB_Z), "gloss", importance=1.2)
    for z in (HOB_Z + 0.10, HOB_Z - 0.115):
        burner = lathe([(0.045, 0), (0.050, 0.010), (0.040, 0.018), (0.018, 0.020), (0, 0.020)], [BLACK, BLACK, mix(BLACK, CREAM, 0.15), BLACK, BLACK], 20, 50)
        place.add(burner.at(cx, COUNTER + 0.007, z), "metal")
        bars = []
        for k in range(4):
            a = math.pi / 4 + k * math.pi / 2
            c, s = math.cos(a), math.sin(a)
            bars.append(tube([(0.105 * c, 0.0, 0.105 * s), (0.098 * c, 0.034, 0.098 * s), (0.022 * c, 0.036, 0.022 * s)], 0.005, BLACK, 6).at(cx, COUNTER + 0.006, z))
        place.add(join(bars), "metal")
    for k in range(2):
        tap = cylinder(0.017, 0.022, BLACK, 12, 0.004).turn("z", 90).at(COUNTER_X + 0.056, COUNTER + 0.012, HOB_Z - 0.04 + 0.09 * k)
        place.add(tap, "paint")
    place.put(furniture.moved(crockery.kettle(TERRACOTTA), cx, COUNTER + 0.046, HOB_Z + 0.10, 60), importance=1.8)
    place.mark("kettle", cx + 0.08, COUNTER + 0.20, HOB_Z + 0.22)


def overhead(place, z0, z1):
    """Lockers under the roof, mugs and ladle on hooks, a shelf of jars."""
    deep, y0, y1 = 0.25, 1.475, 1.755
    mid = (z0 + z1) / 2
    face = [(RIGHT - deep, y0), (RIGHT - 0.004, y0), (RIGHT - 0.004, 1.60), (RIGHT - 0.10, y1), (RIGHT - deep + 0.015, y1)]
    place.add(prism(face, z1 - z0, dark(CUPBOARD, 0.10)).at(0, 0, mid), "paint")
    for k in range(3):
        wide = (z1 - z0) / 3
        z = z0 + wide * (k + 0.5)
        place.add(box(0.018, y1 - y0 - 0.05, wide - 0.018, CUPBOARD, 0.006).at(RIGHT - deep - 0.004, (y0 + y1) / 2 - 0.004, z).bend(lambda p: p + np.stack([0.054 * (p[:, 1] - y0), 0 * p[:, 1], 0 * p[:, 1]], 1)), "paint")
        place.add(box(0.007, y1 - y0 - 0.13, wide - 0.11, light(CUPBOARD, 0.12), 0.003).at(RIGHT - deep - 0.012, (y0 + y1) / 2 - 0.004, z).bend(lambda p: p + np.stack([0.054 * (p[:, 1] - y0), 0 * p[:, 1], 0 * p[:, 1]], 1)), "paint")
        place.add(blob(0.013, OCHRE, 10, 7).tint(tints.brass).at(RIGHT - deep - 0.020, y0 + 0.055, z + wide / 2 - 0.05), "steel")
    place.add(box(deep + 0.02, 0.020, z1 - z0 + 0.01, PINE, 0.006).at(RIGHT - deep / 2, y0 - 0.004, mid), "wood")
    rail = rod((RIGHT - deep + 0.03, y0 - 0.035, z0 + 0.06), (RIGHT - deep + 0.03, y0 - 0.035, z1 - 0.06), 0.006, CHROME, 8)
    place.add(rail.tint(tints.chrome), "steel")
    tones = [ROSE, NAVY, OCHRE, GREEN]
    for k in range(4):
        z = z1 - 0.15 - 0.105 * k
        cup = [(m, p.turn("z", 72).at(RIGHT - deep + 0.055, y0 - 0.105, z)) for m, p in crockery.cup(tones[k], 0.078, 0.034)]
        place.put(cup)
        place.add(tube([(RIGHT - deep + 0.03, y0 - 0.03, z), (RIGHT - deep + 0.03, y0 - 0.06, z), (RIGHT - deep + 0.045, y0 - 0.066, z)], 0.003, BLACK, 5), "paint")
    for k, long in enumerate((0.20, 0.23, 0.18)):
        z = z0 + 0.14 + 0.085 * k
        x = RIGHT - deep + 0.03
        bits = [rod((x, y0 - 0.04, z), (x, y0 - 0.04 - long, z), 0.0045, CHROME, 6)]
        if k == 0:
            bits.append(blob(0.032, CHROME, 12, 6, squash=(0.6, 0.6, 1)).at(x, y0 - 0.05 - long, z))
        else:
            bits.append(box(0.006, 0.075, 0.05, CHROME, 0.002).at(x, y0 - 0.06 - long, z))
        place.add(join(bits).tint(tints.chrome), "steel")


def on_the_counter(place):
    dice = random.Random(14)
    x = RIGHT - 0.075
    for k, tone in enumerate((TERRACOTTA, OCHRE, mix(WALNUT, BLACK, 0.2))):
        z = -0.86 - 0.078 * k
        body_ = lathe([(0, 0), (0.031, 0), (0.033, 0.01), (0.033, 0.075), (0.027, 0.086), (0.027, 0.09), (0, 0.09)], [tone, tone, tone, mix(CREAM, NAVY, 0.15), CREAM, CREAM, CREAM], 16, 50)
        place.add(body_.at(x, COUNTER, z), "gloss")
        place.add(cylinder(0.029, 0.016, mix(OCHRE, WALNUT, 0.3), 14).at(x, COUNTER + 0.09, z), "wood")
    towel = furniture.curtain(0.22, 0.34, CREAM, 2.2, 3)
    for _, p in towel:
        p.stretch(1, 1, 0.35).turn("y", -90)
    place.put(furniture.moved(towel, COUNTER_X - 0.038, COUNTER - 0.06, -0.50))
    place.add(rod((COUNTER_X - 0.038, COUNTER - 0.058, -0.64), (COUNTER_X - 0.038, COUNTER - 0.058, -0.36), 0.006, CHROME, 7).tint(tints.chrome), "steel")
    board = box(0.24, 0.018, 0.17, mix(OCHRE, CREAM, 0.2), 0.006).turn("y", 8)
    place.add(board.at(0.80, COUNTER + 0.009, -0.31), "wood", importance=1.3)
    from common import food

    place.put(furniture.moved([(m, p.stretch(0.62, 0.62, 0.62)) for m, p in food.loaf()], 0.82, COUNTER + 0.020, -0.31, 70))
    cup = stationery.mug(OCHRE)
    place.put(furniture.moved(cup, 0.72, COUNTER, -1.47, 120))
    # the end that faces the door: a pin board of photographs and a set list
    z = KITCHEN[1] + 0.004
    tones = [(mix(NAVY, CREAM, 0.3), OCHRE), (mix(GREEN, CREAM, 0.25), CREAM), (mix(TERRACOTTA, CREAM, 0.2), NAVY)]
    for k, (ground, figure) in enumerate(tones):
        at = (0.74 + 0.10 * k, 0.60 - 0.05 * (k % 2), z + 0.004)
        place.add(box(0.085, 0.10, 0.003, CREAM, 0, edge=False).turn("z", 5 - 6 * k).at(*at), "paint")
        place.add(box(0.070, 0.066, 0.003, ground, 0, edge=False).at(0, 0.010, 0.001).turn("z", 5 - 6 * k).at(*at), "paint")
        for s in (-1, 1):
            place.add(blob(0.010, figure, 8, 6, squash=(1, 1.6, 0.2)).at(s * 0.014, 0.0, 0.003).turn("z", 5 - 6 * k).at(*at), "paint")


def door(place):
    """The sliding door: a frame, its handle, a hook with a coat, boots on the step."""
    wall = right_wall()
    for z in (-0.12, 0.70):
        place.add(box(0.030, 1.56, 0.035, mix(CREAM, WALNUT, 0.25), 0.008).at(RIGHT - 0.012, 0.79, z), "paint")
    inner = box(0.014, 0.62, 0.66, mix(CREAM, GREEN, 0.38), 0.006)
    place.add(inner.at(RIGHT - 0.006, 0.46, 0.29), "paint")
    pocket = box(0.05, 0.20, 0.56, mix(NAVY, WALNUT, 0.2), 0.012)
    place.add(pocket.at(RIGHT - 0.03, 0.34, 0.29), "cloth")
    papers = [box(0.006, 0.22, 0.15, [CREAM, OCHRE, mix(ROSE, CREAM, 0.3)][k], 0, edge=False).turn("x", 6 * k - 6).at(RIGHT - 0.022 - 0.009 * k, 0.43, 0.20 + 0.09 * k) for k in range(3)]
    place.add(join(papers), "paint")
    place.add(box(0.035, 0.025, 0.13, BLACK, 0.009).at(RIGHT - 0.03, 0.86, 0.02), "gloss")
    coat = [(m, p.stretch(0.82, 0.84, 0.82)) for m, p in furniture.coat(mix(OCHRE, WALNUT, 0.05), 4)]
    place.put(furniture.moved(coat, RIGHT - 0.06, 1.50, 0.86, -90))
    tone = dark(TERRACOTTA, 0.5)
    for k, z in enumerate((0.28, 0.40)):
        shaft = lathe([(0, 0), (0.050, 0), (0.052, 0.05), (0.045, 0.12), (0.050, 0.24), (0.043, 0.242), (0.040, 0.1), (0, 0.1)], tone, 14, 60)
        toe = blob(0.050, tone, 12, 7, squash=(1.5, 0.8, 0.95))
        place.add(join([shaft.at(0.93, 0.004, z), toe.at(0.86, 0.040, z + 0.01 * k)]), "gloss")
