"""The rear: a bed across the van, records under it, the guitar's case, bills and pictures on the walls."""
import math
import random

import numpy as np

from common import furniture, noise, tints
from common.drums import CHROME
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .van_plan import BED, BED_FOOT, LEFT, PINE_DARK, REAR, RIGHT, left_wall

QUILT = [TERRACOTTA, NAVY, OCHRE, CREAM, ROSE, GREEN, mix(CREAM, NAVY, 0.4)]


def bed(place):
    wide, deep = RIGHT - LEFT - 0.03, REAR - BED_FOOT - 0.02
    cx, cz = (LEFT + RIGHT) / 2, (BED_FOOT + REAR) / 2
    place.add(box(wide, 0.13, deep, light(CREAM, 0.2), 0.045).at(cx, BED - 0.07, cz), "cloth", importance=1.1)
    place.add(box(wide, 0.10, 0.03, PINE_DARK, 0.010).at(cx, BED - 0.16, BED_FOOT + 0.02), "wood")
    for x in (LEFT + 0.03, -0.30, 0.42, RIGHT - 0.03):
        place.add(box(0.05, BED - 0.20, 0.05, PINE_DARK, 0.008).at(x, (BED - 0.20) / 2, BED_FOOT + 0.03), "wood")
    quilt(place, cx, cz, wide, deep)
    for k, (x, tone, yaw) in enumerate(((-0.66, CREAM, 8), (-0.60, mix(ROSE, CREAM, 0.35), -5))):
        pillow = blob(0.26, tone, 22, 14, 0.06, 0.22, k, (0.78, 0.30, 1.0))
        place.add(pillow.turn("z", 10 - 8 * k).turn("y", yaw).at(x, BED + 0.075 + 0.05 * k, cz + 0.24 - 0.48 * k), "cloth", importance=1.1)
    # a thrown blanket, knitted, over the foot
    def thrown(u, v):
        x = 0.92 - 0.62 * u + 0.04 * np.sin(5 * v)
        fold = 0.024 * np.sin(13 * u + 2.5 * v) + 0.014 * np.sin(23 * u)
        over = np.clip((0.35 - v) / 0.35, 0, 1)
        z = BED_FOOT - 0.030 - 0.022 * np.sin(13 * u) * over + np.clip(v - 0.35, 0, 1) * 1.0
        y = BED + 0.074 + fold * (1 - 0.5 * over) - 0.34 * over + 0.02 * np.clip(v - 0.35, 0, 1)
        return np.stack([x, y, z], 1)

    knit = sheet(thrown, 30, 16, 0.7, 1.0, OCHRE)

    def ribs(position, normal, colour):
        row = np.mod(np.floor(position[:, 0:1] / 0.05), 3)
        return np.where(row < 0.5, mix(TERRACOTTA, ROSE, 0.2), np.where(row < 1.5, OCHRE, mix(OCHRE, CREAM, 0.4)))

    place.add(knit.tint(ribs), "cloth", importance=1.1)


def quilt(place, cx, cz, wide, deep):
    """Patchwork: sewn squares, each puffed, drawn over the mattress and rumpled."""
    nx, nz = 13, 6
    dice = random.Random(12)
    pick = [[dice.choice(QUILT) for _ in range(nx)] for _ in range(nz)]
    w, d = wide - 0.02, deep * 0.80

    def top(u, v, i, j):
        x, z = cx + ((i + u) / nx - 0.5) * w, REAR - 0.03 - d * (j + v) / nz
        puff = 0.018 * np.abs(np.sin(math.pi * u) * np.sin(math.pi * v)) ** 0.5
        flat = np.stack([x, 0 * x, z], 1)
        wave = 0.020 * noise.space(flat, 0.34, 8) + 0.012 * noise.space(flat, 0.15, 9)
        return np.stack([x, BED + 0.022 + puff + np.maximum(wave, -0.012), z], 1)

    patches = []
    for i in range(nx):
        for j in range(nz):
            one = sheet(lambda u, v, i=i, j=j: top(np.clip(u, 0, 1), np.clip(v, 0, 1), i, j), 4, 3, w / nx, d / nz, pick[j][i])
            patches.append(one)
    place.add(join(patches), "cloth", vary=0.10)


def under_the_bed(place):
    """Two crates of records, a box of cables, a rolled mattress pad."""
    dice = random.Random(30)
    for cx, wide in ((-0.62, 0.52), (0.06, 0.52)):
        z = BED_FOOT + 0.22
        bits = [box(wide, 0.02, 0.34, PINE_DARK, 0.004).at(cx, 0.016, z)]
        for s in (-1, 1):
            bits += [box(0.016, 0.26, 0.34, PINE_DARK, 0.004).at(cx + s * (wide / 2 - 0.008), 0.135, z)]
        bits += [box(wide, 0.055, 0.014, PINE_DARK, 0.004).at(cx, y, z - 0.172) for y in (0.05, 0.14)]
        place.add(join(bits), "wood")
        sleeves, x = [], cx - wide / 2 + 0.03
        while x < cx + wide / 2 - 0.03:
            t = dice.choice((0.004, 0.005, 0.007))
            sleeves.append(box(t, 0.31, 0.31, dice.choice(QUILT), 0, edge=False).turn("z", dice.uniform(-3, 3)).at(x, 0.185, z + 0.005 + dice.uniform(-0.006, 0.006)))
            x += t + 0.003
        place.add(join(sleeves), "paint")
    coil = [tube([(0.11 * (1 + 0.04 * k) * math.cos(a), 0.012 + 0.014 * k, 0.11 * (1 + 0.04 * k) * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 15)], 0.008, BLACK, 5) for k in range(3)]
    place.add(join(coil).at(0.66, 0.004, BED_FOOT + 0.06), "paint")


def guitar_case(place):
    """A hard case leaning in the corner by the door, its lid toward the room: stickers of plain shapes."""
    right = [(0.0, 0.0), (0.14, 0.0), (0.19, 0.06), (0.19, 0.17), (0.155, 0.26), (0.150, 0.34), (0.165, 0.42), (0.13, 0.50), (0.075, 0.55), (0.075, 1.02), (0.05, 1.05), (0.0, 1.05)]
    outline = right + [(-x, y) for x, y in reversed(right[1:-1])]
    grain = mix(BLACK, WALNUT, 0.30)
    parts = [("cloth", prism(outline, 0.115, grain))]
    band = [(x * 1.012, y * 1.004 - 0.002) for x, y in outline]
    parts.append(("paint", prism(band, 0.020, mix(OCHRE, WALNUT, 0.45))))
    marks = [
        prism([(0.05 * math.cos(a), 0.05 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 17)[:-1]], 0.002, OCHRE).at(-0.07, 0.16, 0.059),
        prism([(0.026 * math.cos(a), 0.026 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 13)[:-1]], 0.002, TERRACOTTA).at(-0.07, 0.16, 0.0605),
        box(0.10, 0.045, 0.002, CREAM, 0, edge=False).turn("z", 14).at(0.06, 0.34, 0.059),
        box(0.07, 0.008, 0.002, NAVY, 0, edge=False).turn("z", 14).at(0.06, 0.34, 0.0605),
        prism([(0, 0.04), (0.036, -0.024), (-0.036, -0.024)], 0.002, ROSE).turn("z", -12).at(-0.02, 0.44, 0.059),
        box(0.055, 0.055, 0.002, GREEN, 0, edge=False).turn("z", 38).at(0.09, 0.12, 0.059),
    ]
    parts.append(("paint", join(marks)))
    latches = [box(0.020, 0.034, 0.030, CHROME, 0.005, edge=False).at(x, y, 0.0) for x, y in ((0.196, 0.12), (0.158, 0.40), (0.084, 0.80))]
    parts.append(("steel", join(latches).tint(tints.chrome)))
    handle = tube([(0.155, 0.28, 0.0), (0.205, 0.285, 0.0), (0.205, 0.36, 0.0), (0.16, 0.365, 0.0)], 0.010, mix(OCHRE, WALNUT, 0.5), 7)
    parts.append(("paint", handle))
    for _, p in parts:
        p.turn("x", -9)
    place.put(furniture.moved(parts, 0.82, 0.02, 0.52, 205), importance=1.2)


def walls(place):
    """Bills of shows that never were, a calendar, photographs on a string."""
    wall = left_wall()
    poster(place, wall, REAR - 0.355, 1.165, 0.36, 0.50, CREAM, 0)
    for k, (u, y, w, h, ground) in enumerate(((REAR + 1.42, 1.20, 0.27, 0.38, OCHRE),)):
        poster(place, wall, u, y, w, h, ground, 1)
    # a string of photographs over the table's window
    u0, u1 = REAR + 0.02, REAR + 1.12
    string = [wall.at(u, 1.520 - 0.018 * math.sin(math.pi * (u - u0) / (u1 - u0)), 0.014) for u in np.linspace(u0, u1, 9)]
    place.add(tube(string, 0.0018, mix(CREAM, WALNUT, 0.3), 4), "paint")


def poster(place, wall, u, y, w, h, ground, kind):
    """A printed bill: sun and hills, or bars of sound over a door; lines where words would be."""
    bits = [box(w, h, 0.003, ground, 0, edge=False)]
    circle = lambda r, n=26: [(r * math.cos(a), r * math.sin(a)) for a in np.linspace(0, 2 * math.pi, n)[:-1]]
    if kind == 0:  # a threshold: a lit door in a dark house under a large sun
        bits.append(prism(circle(0.30 * w), 0.001, TERRACOTTA).at(0.02, 0.12 * h, 0.0022))
        bits.append(prism([(-0.5 * w, -0.28 * h), (0.5 * w, -0.28 * h), (0.5 * w, -0.10 * h), (0.16 * w, 0.02 * h), (-0.2 * w, -0.07 * h), (-0.5 * w, -0.01 * h)], 0.001, NAVY).at(0, 0, 0.0034))
        bits.append(prism([(-0.10 * w, -0.24 * h), (0.10 * w, -0.24 * h), (0.10 * w, 0.02 * h), (0, 0.09 * h), (-0.10 * w, 0.02 * h)], 0.001, BLACK).at(0.02, 0, 0.0046))
        bits.append(box(0.07 * w, 0.14 * h, 0.001, OCHRE, 0, edge=False).at(0.02, -0.17 * h, 0.0058))
        ink = NAVY
    else:
        for k in range(9):
            tall = h * (0.10 + 0.34 * abs(math.sin(1.1 * k + 0.6)))
            bits.append(box(w * 0.055, tall, 0.001, NAVY if k % 3 else TERRACOTTA, 0, edge=False).at(-w * 0.36 + w * 0.09 * k, 0.10 * h, 0.0022))
        ink = BLACK
    for k, wide in enumerate((0.78, 0.52, 0.64)):
        tall = h * (0.050 if k == 0 else 0.022)
        bits.append(box(w * wide, tall, 0.001, ink, 0, edge=False).at(0, -h * (0.34 + 0.055 * k), 0.0022))
    for sx in (-1, 1):
        for sy in (-1, 1):
            bits.append(box(0.034, 0.014, 0.001, mix(OCHRE, CREAM, 0.6), 0, edge=False).turn("z", 45 * sx * sy).at(sx * w * 0.47, sy * h * 0.47, 0.0028))
    place.add(join(bits).turn("y", wall.yaw).at(*wall.at(u, y, 0.004)), "paint", importance=1.2, vary=0.05)
