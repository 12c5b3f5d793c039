"""What the window shows: grass, a path, a fence, an apple tree that moves in the wind, hills."""
import math

import numpy as np

from common import furniture, plants, street
from common.forms import blob, box, panel, prism, sheet
from common.palette import CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix

GROUND = -0.35


def garden(place):
    place.glows["outside"] = {
        "day": lambda u, v: np.stack([np.interp(v, [0, 1], a) for a in ([1.85, 1.05], [1.80, 1.55], [1.60, 2.15])], -1),
        "evening": lambda u, v: np.stack(
            [np.interp(v, [0, 0.35, 1], a) for a in ([0.62, 0.24, 0.05], [0.24, 0.15, 0.09], [0.14, 0.20, 0.26])], -1
        ),
    }
    place.glows["far_hill"] = {"day": (1.10, 1.18, 1.20), "evening": (0.13, 0.13, 0.20)}
    place.glows["near_hill"] = {"day": (1.0, 1.0, 0.85), "evening": (0.07, 0.08, 0.12)}
    far = -16.0

    def sky(u, v):
        a = math.pi * (0.18 + 0.64 * u)
        return np.stack([far * np.sin(a), -1.0 + 11.0 * v, -1.0 - far * 1.1 * np.cos(a)], 1)

    place.add(sheet(sky, 12, 3, 40, 11, (0.8, 0.8, 0.8)), "glow", glow="outside")
    for k, (glow, tone, base, x) in enumerate((("far_hill", mix(GREEN, NAVY, 0.45), 1.9, -14.6), ("near_hill", mix(GREEN, OCHRE, 0.45), 1.1, -13.6))):
        ridge = [(-14, -2), (14, -2)] + [(t, base + 0.5 * math.sin(0.42 * t + 1.4 * k) + 0.16 * math.sin(1.3 * t + k)) for t in np.linspace(14, -14, 40)]
        place.add(prism(ridge, 0.02, light(tone, 0.22)).turn("y", 90).at(x, 0, -1.0), "glow", glow=glow)
    grass = panel([(-13.4, GROUND, 9), (-2.0, GROUND, 9), (-2.0, GROUND, -11), (-13.4, GROUND, -11)], mix(GREEN, OCHRE, 0.38), 1.0)
    place.add(grass, "grass", importance=0.28, vary=0.22)
    stones = [box(0.42, 0.05, 0.32, mix(CREAM, NAVY, 0.25), 0.02).turn("y", 17 * k).at(-2.9 - 0.62 * k, GROUND + 0.01, 0.1 - 0.36 * k + 0.12 * math.sin(k)) for k in range(8)]
    for s in stones:
        place.add(s, "paint", importance=0.5)
    place.put(furniture.moved(street.picket_fence([(-5.2, 0), (5.2, 0)], light(CREAM, 0.2)), -9.6, GROUND, -1.0, 90), importance=0.35)
    trunk = plants.trunk(plants.fine([(-6.0, GROUND, -2.1), (-5.95, 0.5, -2.05), (-6.1, 1.2, -2.2), (-5.9, 1.9, -2.0)], 9), [0.19, 0.15, 0.14, 0.14, 0.13, 0.13, 0.12, 0.11, 0.08], mix(WALNUT, CREAM, 0.12))
    place.add(trunk, "wood", importance=0.6)
    for k, (dx, dz) in enumerate(((-0.5, -0.8), (0.3, 0.8), (0.7, -0.3))):
        place.add(plants.trunk(plants.fine([(-6.05, 1.15 + 0.2 * k, -2.15), (-6.0 + 0.5 * dx, 1.8, -2.1 + 0.6 * dz), (-6.0 + dx, 2.3, -2.1 + dz)], 6), [0.09, 0.08, 0.07, 0.06, 0.05, 0.03], mix(WALNUT, CREAM, 0.1)), "wood", importance=0.5)
    tones = plants.leaf_tones(0.12)
    for k, (x, y, z, r) in enumerate(((-6.3, 2.6, -3.1, 0.62), (-5.7, 2.75, -1.4, 0.66), (-5.6, 3.0, -2.3, 0.7), (-6.6, 3.0, -2.0, 0.66), (-5.4, 2.25, -0.9, 0.42), (-5.6, 2.2, -3.3, 0.45))):
        node = place.node(f"leaves_{k + 1}", x, y - r, z)
        place.add(plants.clump(r, tones, 110, 0.17, 300 + k, core_sides=9).at(x, y, z), "leaf", node=node, importance=0.5)
    apples = [blob(0.045, [TERRACOTTA, mix(TERRACOTTA, OCHRE, 0.4)][k % 2], 9, 6).at(-5.5 + 0.55 * math.cos(k * 2.4), 2.25 + 0.16 * (k % 3), -2.0 + 1.2 * math.sin(k * 1.7)) for k in range(10)]
    from common.mesh import join

    place.add(join(apples), "gloss", importance=0.3)
    # flowers and lavender under the window and along the fence
    for k in range(9):
        z = -2.6 + 0.42 * k
        place.add(plants.clump(0.24 + 0.05 * math.sin(k * 2.1), plants.leaf_tones(0.2), 26, 0.10, 400 + k, core_sides=7).at(-2.75 - 0.12 * math.cos(3 * k), GROUND + 0.16, z), "leaf", importance=0.4)
        heads = [blob(0.03, [ROSE, OCHRE, mix(NAVY, ROSE, 0.45)][(k + j) % 3], 6, 4).at(-2.72 + 0.13 * math.cos(j * 2.2 + k), GROUND + 0.40 + 0.05 * math.sin(j * 1.9), z + 0.14 * math.sin(j * 2.2)) for j in range(3)]
        place.add(join(heads), "paint", importance=0.3)
    for k in range(8):
        z = -5.2 + 1.15 * k
        place.add(plants.clump(0.5 + 0.12 * math.sin(k * 1.7), plants.leaf_tones(0.05 + 0.04 * (k % 3)), 40, 0.18, 500 + k, core_sides=7).at(-10.4 - 0.3 * math.cos(2 * k), GROUND + 0.35, z), "leaf", importance=0.3)
