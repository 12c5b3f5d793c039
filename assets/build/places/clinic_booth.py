"""The sound booth: perforated lining over padded panels, the window's two panes in rubber, a heavy door left
open, and what lies in reach: headphones, button, form and pencil, water."""
import math
import random

import numpy as np

from common import clinical, crockery, furniture, ink, rooms, stationery, tints
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .clinic_plan import B_FRONT, B_HIGH, B_LEFT, B_REAR, B_RIGHT, ENTRY, LEDGE, LEDGE_TOP, PANE, THICK, booth

LINING = mix(CREAM, OCHRE, 0.12)
PADDING = mix(TERRACOTTA, ROSE, 0.55)
SHELL = mix(CREAM, GREEN, 0.30)
RUBBER = mix(NAVY, BLACK, 0.40)
FINE = 2.4
PADDED_TO = 0.86


def booth_inside(place):
    walls = booth()
    for wall in walls:
        lining = wall.surface(LINING, 0.4, lines=[PADDED_TO]).tint(behind_pads)
        place.add(lining, "perforated", vary=0.05, importance=1.5)
    place.add(panel([(B_LEFT, B_HIGH, B_FRONT), (B_RIGHT, B_HIGH, B_FRONT), (B_RIGHT, B_HIGH, B_REAR), (B_LEFT, B_HIGH, B_REAR)], LINING, 0.4), "perforated", vary=0.05)
    carpet = panel([(B_LEFT, 0.012, B_REAR), (B_RIGHT, 0.012, B_REAR), (B_RIGHT, 0.012, B_FRONT), (B_LEFT, 0.012, B_FRONT)], mix(NAVY, GREEN, 0.35), 0.25)
    place.add(carpet, "cloth", vary=0.14, importance=1.1)
    for wall in walls:
        gap = [(h[0] - 0.05, h[1] + 0.05) for h in wall.holes if h[2] < PADDED_TO]
        pads(place, wall, gap)
        place.add(wall.skirting(RUBBER, 0.07, gap), "paint")
        # a rail where lining and padding meet
        stops = [0.0] + [v for g in gap for v in g] + [wall.length]
        for a, b in zip(stops[::2], stops[1::2]):
            rail = box(b - a, 0.03, 0.022, mix(WALNUT, OCHRE, 0.35), 0.006).turn("y", wall.yaw)
            place.add(rail.at(*wall.at((a + b) / 2, PADDED_TO + 0.012, 0.014)), "wood", importance=1.4)
    # strips over the joints of the lining
    for wall, us in zip(walls, ((0.02, 1.62), (0.86,), (), (0.55, 1.09))):
        for u in us:
            strip = box(0.022, B_HIGH - PADDED_TO - 0.03, 0.008, dark(LINING, 0.12), 0.003).turn("y", wall.yaw)
            place.add(strip.at(*wall.at(u, (B_HIGH + PADDED_TO + 0.03) / 2, 0.004)), "paint")
    pane(place, walls[0])
    lamp = lathe([(0.0, 0.045), (0.10, 0.04), (0.155, 0.02), (0.165, 0.0)][::-1], CREAM, 26, 80).turn("x", 180)
    place.glows["booth_lamp"] = {"day": (2.0, 1.75, 1.4), "evening": (3.4, 2.4, 1.3)}
    place.put([("glow", lamp.at(0, B_HIGH - 0.012, 0.30), "booth_lamp")])
    place.add(lathe([(0.185, -0.022), (0.185, 0.0), (0.160, 0.0)][::1], OCHRE, 26, 50).tint(tints.brass).at(0, B_HIGH - 0.001, 0.30), "metal")
    for s in (-1, 1):
        speaker(place, s)
    # quiet grille where the air comes in
    for k in range(7):
        place.add(box(0.34, 0.012, 0.03, light(SHELL, 0.1), 0.004).turn("x", 25).at(0.40, 1.98 + 0.022 * k - 0.06, B_REAR - 0.012), "paint")
    place.add(box(0.40, 0.20, 0.012, dark(SHELL, 0.4), 0.004).at(0.40, 1.985, B_REAR - 0.004), "paint")
    chair = [("cloth", box(0.46, 0.07, 0.44, NAVY, 0.03).at(0, 0.455, 0)), ("cloth", box(0.42, 0.36, 0.06, NAVY, 0.028).turn("x", -7).at(0, 0.80, -0.225))]
    frame = [tube([(s * 0.20, 0.43, 0.18), (s * 0.215, 0.0, 0.21)], 0.012, (0.6, 0.6, 0.6), 8) for s in (-1, 1)]
    frame += [tube([(s * 0.215, 0.0, -0.22), (s * 0.20, 0.43, -0.19), (s * 0.19, 0.70, -0.24), (s * 0.185, 0.95, -0.275)], 0.012, (0.6, 0.6, 0.6), 8) for s in (-1, 1)]
    frame += [rod((s * 0.2, 0.425, 0.18), (s * 0.2, 0.425, -0.19), 0.011, (0.6, 0.6, 0.6), 8) for s in (-1, 1)]
    place.put(furniture.moved(chair + [("metal", join(frame).tint(tints.chrome))], 0, 0.012, 0.07, 180))
    # stars that children were given, stuck where children stick them
    dice = random.Random(8)
    for k in range(7):
        star = [(math.cos(0.6283 * j) * (0.022 if j % 2 == 0 else 0.010), math.sin(0.6283 * j) * (0.022 if j % 2 == 0 else 0.010)) for j in range(10)]
        tone = [OCHRE, TERRACOTTA, mix(NAVY, CREAM, 0.3), GREEN][k % 4]
        piece = prism(star, 0.002, tone).turn("z", dice.uniform(0, 60)).turn("y", -90)
        place.add(piece.at(B_RIGHT - 0.0015, 1.0 + 0.10 * k + dice.uniform(-0.03, 0.03), -0.45 + dice.uniform(-0.09, 0.05)), "paint")
    place.add(box(0.008, 0.30, 0.22, mix(CREAM, OCHRE, 0.1), 0.002).at(B_LEFT + 0.004, 1.50, 0.32), "paint", importance=1.3)
    drawing(place)
    view = furniture.picture(0.40, 0.30, mix(WALNUT, OCHRE, 0.2), mix(CREAM, NAVY, 0.3), furniture.landscape(dice))
    place.put(furniture.moved(view, -0.27, 1.52, B_REAR - 0.02, 180), importance=1.6)


def behind_pads(position, normal, colour):
    return np.where((position[:, 1] < PADDED_TO + 0.002)[:, None], dark(PADDING, 0.25), colour)


def pads(place, wall, gaps):
    """Padded panels side by side below the rail, a button in each."""
    stops = [0.0] + [v for g in gaps for v in g] + [wall.length]
    for a, b in zip(stops[::2], stops[1::2]):
        count = max(1, round((b - a) / 0.42))
        each = (b - a) / count
        for k in range(count):
            u = a + each * (k + 0.5)
            tone = [PADDING, mix(PADDING, TERRACOTTA, 0.25)][k % 2]
            cushion = box(each - 0.008, PADDED_TO - 0.08, 0.05, tone, 0.022, edge=False).turn("y", wall.yaw)
            place.add(cushion.at(*wall.at(u, 0.075 + (PADDED_TO - 0.08) / 2, 0.016)), "cloth", importance=1.2, vary=0.08)
            for y in (0.33, 0.62):
                stud = blob(0.011, dark(tone, 0.35), 8, 5, squash=(1, 1, 0.6)).turn("y", wall.yaw)
                place.add(stud.at(*wall.at(u, y, 0.042)), "cloth")


def pane(place, wall):
    hole = wall.holes[0]
    u0, u1, y0, y1 = hole
    for side in wall.reveal(hole, THICK, mix(CREAM, GREEN, 0.15)):
        place.add(side, "paint", importance=1.2)
    middle, up = (u0 + u1) / 2, (y0 + y1) / 2
    for out, t, tone, wide in ((0.008, 0.045, mix(WALNUT, OCHRE, 0.3), 0.024), (-0.02, 0.022, RUBBER, 0.02), (-THICK + 0.02, 0.022, RUBBER, 0.02)):
        inner = 0.0 if out > 0 else -t
        bits = []
        for s in (-1, 1):
            bits.append(box(u1 - u0 + 2 * t * (out > 0), t, wide, tone, 0.006).turn("y", wall.yaw).at(*wall.at(middle, up + s * ((y1 - y0) / 2 + inner + t / 2), out)))
            bits.append(box(t, y1 - y0 - (0 if out > 0 else 2 * t), wide, tone, 0.006).turn("y", wall.yaw).at(*wall.at(middle + s * ((u1 - u0) / 2 + inner + t / 2), up, out)))
        place.add(join(bits), "wood" if out > 0 else "paint", importance=1.4)


def speaker(place, s):
    x, z = s * (abs(B_LEFT) - 0.115), B_FRONT + 0.105
    case = [("wood", box(0.15, 0.24, 0.12, mix(WALNUT, OCHRE, 0.2), 0.010)), ("cloth", box(0.125, 0.21, 0.01, RUBBER, 0.004).at(0, 0, 0.060))]
    cone = lathe([(0.0, 0.004), (0.015, 0.006), (0.045, 0.016), (0.05, 0.012)][::-1], dark(CREAM, 0.55), 20, 60).turn("x", 90)
    case.append(("cloth", cone.at(0, -0.03, 0.058)))
    case.append(("cloth", blob(0.016, dark(CREAM, 0.7), 12, 7, squash=(1, 1, 0.4)).at(0, 0.06, 0.066)))
    place.put(furniture.moved(case, x, 1.83, z, -45 * s))


def drawing(place):
    """A child's drawing pinned to the left wall: a house, a sun, two who wave."""
    sheet = ink.Sheet(0.20, 0.28, light(CREAM, 0.3))
    roof = [(-0.07, 0.02), (0.0, 0.085), (0.07, 0.02), (-0.07, 0.02), (-0.07, -0.07), (0.07, -0.07), (0.07, 0.02)]
    sheet.line(roof, 0.004, TERRACOTTA)
    sheet.line([(-0.015, -0.07), (-0.015, -0.025), (0.015, -0.025), (0.015, -0.07)], 0.003, NAVY)
    sheet.ring(0.062, 0.105, 0.018, 0.004, OCHRE)
    for k in range(8):
        a = k * math.pi / 4
        sheet.line([(0.062 + 0.022 * math.cos(a), 0.105 + 0.022 * math.sin(a)), (0.062 + 0.032 * math.cos(a), 0.105 + 0.032 * math.sin(a))], 0.003, OCHRE)
    for x, tone in ((-0.055, NAVY), (0.05, GREEN)):
        sheet.ring(x, -0.085, 0.010, 0.003, tone)
        sheet.line([(x, -0.095), (x, -0.118)], 0.003, tone)
        sheet.line([(x - 0.018, -0.09), (x, -0.102), (x + 0.018, -0.086)], 0.003, tone)
        sheet.line([(x - 0.01, -0.132), (x, -0.118), (x + 0.01, -0.132)], 0.003, tone)
    parts = sheet.parts()
    for _, p in parts:
        p.turn("x", 90).turn("y", 90)
    place.put(furniture.moved(parts, B_LEFT + 0.0085, 1.50, 0.32), importance=1.6)


def booth_outside(place):
    """What of the booth's outer shell the open door and the window show."""
    z0, z1, d0, d1 = ENTRY
    right = booth()[2]
    for side in right.reveal(right.holes[0], THICK, mix(CREAM, GREEN, 0.15)):
        place.add(side, "paint")
    x = B_RIGHT + THICK
    lip = [box(0.02, d1 - 0.03, 0.03, RUBBER, 0.006).at(B_RIGHT + 0.05, d1 / 2, z) for z in (z0 + 0.015, z1 - 0.015)]
    lip.append(box(0.02, 0.03, z1 - z0, RUBBER, 0.006).at(B_RIGHT + 0.05, d1 - 0.015, (z0 + z1) / 2))
    place.add(join(lip), "paint")
    place.add(box(THICK, 0.012, z1 - z0, (0.55, 0.55, 0.55), 0.003).tint(tints.chrome).at(B_RIGHT + THICK / 2, 0.008, (z0 + z1) / 2), "metal")
    # the leaf stands open, hinged at the rear jamb
    node = place.node("booth_door", x + 0.01, 0.03, z1 + 0.01)
    wide = z1 - z0 + 0.06
    leaf = [
        ("paint", box(wide, d1 - 0.02, 0.09, SHELL, 0.012).at(wide / 2, d1 / 2, 0)),
        ("perforated", box(wide - 0.12, d1 - 0.16, 0.02, LINING, 0.006, edge=False).at(wide / 2, d1 / 2, -0.045)),
        ("metal", join([pull_bar(wide - 0.07, side) for side in (-1, 1)]).tint(tints.brass)),
    ]
    place.put(furniture.moved(leaf, x + 0.01, 0.03, z1 + 0.01, 8), node)
    # outer faces
    for a, b in (((x, B_REAR + THICK), (x, B_FRONT - THICK)), ((B_LEFT - THICK, B_FRONT - THICK), (x, B_FRONT - THICK))):
        if a[0] == b[0]:
            wall = rooms.Wall(a, b, B_HIGH + 0.12, [(a[1] - z1, a[1] - z0, d0, d1)])
        else:
            wall = rooms.Wall((x, B_FRONT - THICK), (B_LEFT - THICK, B_FRONT - THICK), B_HIGH + 0.12, [(x - PANE[1], x - PANE[0], PANE[2], PANE[3])])
        place.add(wall.surface(SHELL, 0.6), "paint", importance=0.5, vary=0.05)
    back = rooms.Wall((B_LEFT - THICK, B_REAR + THICK), (x, B_REAR + THICK), B_HIGH + 0.12)
    side = rooms.Wall((B_LEFT - THICK, B_FRONT - THICK), (B_LEFT - THICK, B_REAR + THICK), B_HIGH + 0.12)
    for wall in (back, side):
        place.add(wall.surface(SHELL, 1.0), "paint", importance=0.15)
    top = B_HIGH + 0.12
    lid = panel([(B_LEFT - THICK, top, B_REAR + THICK), (x, top, B_REAR + THICK), (x, top, B_FRONT - THICK), (B_LEFT - THICK, top, B_FRONT - THICK)], SHELL, 1.0)
    place.add(lid, "paint", importance=0.15)


def pull_bar(x, side):
    bar = rod((x, 0.86, side * 0.088), (x, 1.16, side * 0.088), 0.013, OCHRE, 10)
    return join([bar] + [rod((x, y, side * 0.05), (x, y, side * 0.088), 0.009, OCHRE, 8) for y in (0.88, 1.14)])


def in_reach(place):
    cx, cz, hx, hz = LEDGE
    y, dice = LEDGE_TOP, random.Random(3)
    node = place.node("ledge", cx, y, cz, moves=False)
    shelf = box(2 * hx, 0.034, 2 * hz, mix(WALNUT, OCHRE, 0.36), 0.009)
    place.add(shelf.at(cx, y - 0.017, cz), "wood", node=node, importance=FINE, vary=0.09)
    for s in (-1, 1):
        bracket = prism([(0, 0), (0.22, 0.15), (0.22, 0.18), (0, 0.18)], 0.03, mix(WALNUT, OCHRE, 0.2)).turn("y", -90)
        place.add(bracket.at(cx + s * 0.44, y - 0.215, B_FRONT + 0.045), "wood")
    place.box("ledge", "table", node, (cx, y - 0.017, cz), (hx, 0.017, hz))
    top = y + 0.0006
    # the button, on its cord from a socket under the window
    node = place.node("button", 0.185, top, -0.545)
    place.put(furniture.moved(clinical.response_button(), 0.185, top, -0.545, -24), node, importance=FINE)
    place.disc("button", "button", node, (0.165, top + 0.019, -0.59), (0, 1, 0), 0.05)
    c, s = math.cos(math.radians(-24)), math.sin(math.radians(-24))
    place.put(clinical.coiled_cord((0.185 + 0.05 * s, top + 0.016, -0.545 + 0.05 * c), (0.40, top + 0.02, -0.70), 13, 0.0065, 0.006), importance=1.4)
    socket = [("gloss", box(0.11, 0.075, 0.02, mix(CREAM, GREEN, 0.2), 0.006)), ("metal", join([cylinder(0.011, 0.008, OCHRE, 12, 0.002).turn("x", 90).at(0.026 * k, 0, 0.008) for k in (-1, 0, 1)]).tint(tints.brass))]
    place.put(furniture.moved(socket, 0.40, 0.80, B_FRONT + 0.05), importance=1.4)
    # headphones on their hook by the left hand
    hook = tube([(B_LEFT, 1.40, -0.30), (B_LEFT + 0.05, 1.40, -0.30), (B_LEFT + 0.085, 1.405, -0.30), (B_LEFT + 0.095, 1.43, -0.30)], 0.008, OCHRE, 9).tint(tints.brass)
    place.add(hook, "metal", importance=1.4)
    place.add(box(0.02, 0.11, 0.09, mix(WALNUT, OCHRE, 0.3), 0.006).at(B_LEFT + 0.01, 1.40, -0.30), "wood", importance=1.4)
    node = place.node("headphones", B_LEFT + 0.062, 1.413, -0.30)
    place.put(furniture.moved(clinical.headphones(), B_LEFT + 0.062, 1.413, -0.30, 90), node, importance=FINE)
    place.put(clinical.cord([(B_LEFT + 0.06, 1.20, -0.225), (B_LEFT + 0.075, 1.0, -0.26), (B_LEFT + 0.10, 0.91, -0.42), (-0.50, 0.85, -0.62), (-0.36, 0.80, B_FRONT + 0.07)], 0.003), importance=1.2)
    place.put(furniture.moved([("gloss", box(0.11, 0.075, 0.02, mix(CREAM, GREEN, 0.2), 0.006))], -0.38, 0.80, B_FRONT + 0.05), importance=1.4)
    # a blank form and a pencil, water, tissues
    sheet, _ = ink.audiogram(width=0.17, height=0.20, scale=1.4)
    node = place.node("form", -0.075, top, -0.565)
    place.put(furniture.moved(sheet.parts(), -0.075, top, -0.565, 5), node, importance=FINE, vary=0.03)
    node = place.node("pen", 0.045, top + 0.0055, -0.565)
    place.put(furniture.moved(furniture.pen(), 0.045, top + 0.0055, -0.565, 72), node, importance=FINE)
    place.glows["glass"] = {"day": (0.7, 0.66, 0.6), "evening": (0.42, 0.36, 0.3)}
    node = place.node("glass_water", 0.315, top, -0.60)
    place.put(furniture.moved(crockery.tumbler(0.10, 0.032), 0.315, top, -0.60), node, importance=FINE)
    place.put(furniture.moved(clinical.tissue_box(), -0.37, top, -0.62, 7), importance=1.6)
