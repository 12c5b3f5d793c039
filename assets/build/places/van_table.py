"""The table and what is on it, the two benches, the practice pad."""
import math
import random

import numpy as np

from common import furniture, stationery, tints
from common.drums import CHROME
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.ink import Sheet
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .van_plan import LEFT, SEAT, TABLE, TOP

FINE = 2.4  # lightmap texels where hands are, times the room's
PAD = (0.20, -0.47, 0.135)  # x, z, radius


def table(place):
    cx, cz, hx, hz = TABLE
    node = place.node("table_top", cx, TOP, cz, moves=False)
    count = 5
    for k in range(count):
        d = 2 * hz / count
        plank = box(2 * hx - 0.05, 0.026, d - 0.0022, mix(OCHRE, WALNUT, 0.22 + 0.05 * ((k * 3) % 4)), 0.005)
        plank.shift_paint(0.9 * k, 0.27 * k)
        place.add(plank.at(cx - 0.025, TOP - 0.013, cz - hz + d * (k + 0.5)), "wood_fine", node=node, importance=FINE, vary=0.09)
    rail = box(0.05, 0.032, 2 * hz + 0.004, mix(OCHRE, WALNUT, 0.45), 0.010)
    place.add(rail.at(cx + hx - 0.025, TOP - 0.013, cz), "wood", node=node, importance=FINE)
    place.box("table", "table", node, (cx, TOP - 0.013, cz), (hx, 0.013, hz))
    leg = tube([(0.16, 0.0, cz), (0.16, TOP - 0.03, cz)], 0.026, CHROME, 14).tint(tints.chrome)
    place.add(leg, "steel")
    foot = lathe([(0.10, 0), (0.10, 0.008), (0.05, 0.018), (0.028, 0.03)], CHROME, 20, 50).tint(tints.chrome)
    place.add(foot.at(0.16, 0.002, cz), "steel")
    place.add(box(0.05, 0.10, 2 * hz - 0.06, mix(WALNUT, OCHRE, 0.3), 0.01).at(LEFT + 0.03, TOP - 0.08, cz), "wood")


def benches(place):
    """The visitor's, along the room, and Nell's across the table: lockers with cushions."""
    tone, trim = mix(TERRACOTTA, WALNUT, 0.12), mix(CREAM, WALNUT, 0.15)
    for z, deep, back_z, facing, right in ((0.28, 0.50, 0.565, -1, 0.40), (-1.33, 0.50, -1.60, 1, 0.20)):
        wide = right - LEFT
        x = (LEFT + right) / 2
        front = z + facing * deep / 2 if facing > 0 else z - deep / 2
        place.add(box(wide, SEAT - 0.10, deep - 0.04, mix(GREEN, CREAM, 0.16), 0.008).at(x, (SEAT - 0.10) / 2, z), "paint")
        for k in range(2):
            lid = box(wide / 2 - 0.10, SEAT - 0.20, 0.012, mix(GREEN, CREAM, 0.26), 0.005)
            place.add(lid.at(LEFT + wide * (k + 0.5) / 2, (SEAT - 0.10) / 2, front - facing * 0.012), "paint")
        for k in range(2):
            cushion = box(wide / 2 - 0.008, 0.105, deep, tone, 0.034)

            def sat(p):
                p = p.copy()
                p[:, 1] -= 0.012 * np.cos(np.clip(p[:, 0] / (wide / 4), -1, 1) * 1.4) * (p[:, 1] > 0)
                return p

            place.add(cushion.bend(sat).at(LEFT + wide * (k + 0.5) / 2, SEAT - 0.052, z), "cloth", importance=1.3)
            rest = box(wide / 2 - 0.010, 0.36, 0.10, tone, 0.034).turn("x", facing * -7)
            place.add(rest.at(LEFT + wide * (k + 0.5) / 2, SEAT + 0.175, back_z - facing * 0.02), "cloth", importance=1.1)
            for y in (SEAT + 0.25, SEAT + 0.11):
                dot = blob(0.013, dark(tone, 0.25), 8, 5, squash=(1, 1, 0.5))
                place.add(dot.at(LEFT + wide * (k + 0.5) / 2, y, back_z - facing * 0.02 + facing * 0.050), "cloth")
        board = box(wide, 0.40, 0.028, mix(OCHRE, WALNUT, 0.3), 0.010)
        place.add(board.at(x, SEAT + 0.17, back_z - facing * 0.082), "wood")
        cap = box(wide + 0.01, 0.03, 0.05, trim, 0.010)
        place.add(cap.at(x, SEAT + 0.385, back_z - facing * 0.082), "wood")
    pillow = blob(0.19, NAVY, 20, 12, squash=(1.0, 0.95, 0.42))

    def stripes(position, normal, colour):
        band = np.mod(np.floor(position[:, 0:1] / 0.045), 2) > 0.5
        return np.where(band, CREAM * 0.85, colour)

    place.add(pillow.tint(stripes).turn("x", -24).turn("y", 14).at(-0.76, SEAT + 0.165, 0.40), "cloth")


def on_the_table(place):
    dice = random.Random(5)
    glazes = ((-0.16, -0.40, mix(NAVY, CREAM, 0.12), 200), (-0.42, -0.68, TERRACOTTA, 20))
    for k, (x, z, tone, yaw) in enumerate(glazes):
        node = place.node("cup", x, TOP, z) if k == 0 else None
        place.put(furniture.moved(stationery.mug(tone), x, TOP, z, yaw), node, importance=2.0)
    pad(place)
    # a song half written, a pencil, a plectrum, a plate with crumbs and a knife, coins
    paper = Sheet(0.15, 0.21, light(CREAM, 0.2))
    for k in range(9):
        y = 0.075 - 0.018 * k
        start = -0.058 + 0.012 * (k in (3, 7))
        points = [(start + t, y + 0.0016 * math.sin(90 * t + k) * dice.uniform(0.6, 1.4)) for t in np.linspace(0, dice.uniform(0.055, 0.105), 12)]
        paper.line(points, 0.0013, NAVY if k not in (5,) else TERRACOTTA)
    place.put(furniture.moved(paper.parts(), -0.50, TOP + 0.0006, -0.44, 14), importance=1.8)
    place.put(furniture.moved(stationery.pencil(OCHRE), -0.585, TOP + 0.004, -0.37, 62), importance=1.5)
    pick = prism([(0, -0.014), (0.012, 0.006), (0.008, 0.012), (-0.008, 0.012), (-0.012, 0.006)], 0.0014, TERRACOTTA)
    place.add(pick.turn("x", -90).turn("y", 40).at(-0.33, TOP + 0.0010, -0.36), "gloss", importance=1.5)
    from common import crockery

    place.put(furniture.moved(crockery.plate(0.095, CREAM, GREEN), -0.74, TOP, -0.62), importance=1.5)
    crumbs = [blob(dice.uniform(0.003, 0.006), mix(OCHRE, WALNUT, dice.random()), 5, 4).at(-0.74 + dice.gauss(0, 0.03), TOP + 0.012, -0.62 + dice.gauss(0, 0.03)) for _ in range(9)]
    place.add(join(crumbs), "paint")
    vase = lathe([(0, 0), (0.024, 0), (0.034, 0.03), (0.016, 0.085), (0.020, 0.10), (0.015, 0.10), (0.011, 0.085), (0, 0.08)], [GREEN, GREEN, mix(GREEN, CREAM, 0.3), GREEN, CREAM, GREEN, GREEN, BLACK], 18, 60)
    place.add(vase.at(-0.88, TOP, -0.38), "gloss", importance=1.3)
    for k in range(4):
        a = 1.6 * k
        tip = (-0.88 + 0.05 * math.cos(a), TOP + 0.19 + 0.02 * k, -0.38 + 0.05 * math.sin(a))
        place.add(tube([(-0.88, TOP + 0.09, -0.38), (-0.88 + 0.02 * math.cos(a), TOP + 0.14, -0.38 + 0.02 * math.sin(a)), tip], 0.0022, GREEN, 5), "paint")
        head = blob(0.017, [ROSE, CREAM, OCHRE, ROSE][k], 9, 6, 0.25, 0.02, k, (1, 0.7, 1))
        place.add(head.at(*tip), "paint")


def pad(place):
    """A drummer's practice pad: wooden octagon, grey rubber, worn in the middle; sticks across it."""
    x, z, r = PAD
    y = TOP + 0.034
    node = place.node("pad_rubber", x, y, z)
    base = lathe([(r * 1.12, 0), (r * 1.12, 0.018), (r * 1.06, 0.022), (0, 0.022)], [WALNUT, mix(WALNUT, OCHRE, 0.35), mix(WALNUT, OCHRE, 0.5), mix(WALNUT, OCHRE, 0.3)], 8, 40)
    place.add(base.turn("y", 22.5).at(x, TOP, z), "wood", importance=FINE)
    grey = mix(BLACK, CREAM, 0.16)
    worn = mix(BLACK, CREAM, 0.34)
    profile = [(r, 0.0), (r, 0.009), (r * 0.97, 0.012)] + [(r * f, 0.012) for f in (0.8, 0.6, 0.4, 0.2)] + [(0, 0.012)]
    rubber = lathe(profile, [dark(grey, 0.3), grey, light(grey, 0.12), grey, grey, mix(grey, worn, 0.4), worn, worn], 36, 50)
    place.add(rubber.at(x, TOP + 0.022, z), "paint", node=node, importance=FINE)
    ring = lathe([(r * 0.715, 0.0), (r * 0.69, 0.0)], mix(CREAM, OCHRE, 0.2), 36)
    place.add(ring.at(x, y + 0.0008, z), "paint", node=node, importance=FINE)
    place.disc("pad", "drum", node, (x, y, z), (0, 1, 0), r)
    place.put(furniture.moved(stationery.drumsticks(), x - 0.02, y + 0.001, z - 0.005, 148), importance=1.6)
