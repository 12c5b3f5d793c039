"""The bench the visitor sits on, and fallen leaves."""
import math
import random

import numpy as np

from common import street
from common.forms import box, prism
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, TERRACOTTA, WALNUT, mix


def bench(place):
    parts, planks = street.iron_bench(2.1)
    place.put(parts, importance=2.2)
    node = place.node("bench_plank", 0.5, 0.424, 0.0, moves=False)
    for i, (material, piece) in enumerate(planks):
        place.add(piece, "wood_fine", node=node if i == 2 else None, importance=2.6, vary=0.12)
    place.box("bench", "bench", node, (0.62, 0.424, -0.005), (0.36, 0.016, 0.225))
    # what people leave on benches: a folded newspaper, a scarf over the back
    paper = [
        box(0.20, 0.012, 0.28, mix(CREAM, NAVY, 0.10), 0.005),
        box(0.198, 0.010, 0.27, CREAM, 0.004).at(0.004, 0.011, 0),
    ]
    ink = [box(0.16, 0.001, 0.02, BLACK, 0, edge=False).at(0, 0.0165, -0.10)] + [
        box(0.07, 0.001, 0.006, mix(NAVY, CREAM, 0.3), 0, edge=False).at(
            -0.042 + 0.085 * (k % 2), 0.0165, -0.06 + 0.018 * (k // 2)
        )
        for k in range(14)
    ]
    place.add(join(paper + ink).turn("y", 20).at(-0.66, 0.446, -0.02), "paint", importance=1.8)
    dice = random.Random(3)
    for k in range(17):
        x, z = dice.uniform(-3.5, 3.5), dice.uniform(-3.8, 0.5)
        fallen_leaf(place, x, 0.012 if z < -0.62 else 0.045, z, dice)
    for x, z, y in ((0.30, -0.12, 0.444), (0.82, 0.06, 0.443), (0.55, 0.13, 0.443)):
        fallen_leaf(place, x, y, z, dice, 26)


def lobes(a):
    """Radius of a plane leaf at angle a from its tip: five pointed lobes with broad hollows, notched at the stalk."""
    point = np.abs(np.mod(5 * a / (2 * math.pi) + 0.5, 1) - 0.5) * 2  # 0 at a lobe's tip .. 1 in a hollow
    notch = np.exp(-(((np.abs(a) - math.pi) / 0.22) ** 2))
    return (1 - 0.46 * point**0.8 + 0.05 * np.cos(25 * a)) * (0.86 + 0.14 * np.cos(a)) * (1 - 0.6 * notch)


def fallen_leaf(place, x, y, z, dice, points=15):
    """A plane leaf, curled, with its stalk; points: corners of its outline."""
    r = dice.uniform(0.050, 0.080)
    angles = np.linspace(-math.pi, math.pi, points, endpoint=False) if points > 15 else np.linspace(0, 2 * math.pi, points, endpoint=False) - math.pi + math.pi / points
    size = lobes(angles) if points > 15 else 0.72 + 0.20 * np.cos(5 * angles)
    outline = [(r * s * math.cos(a), r * s * math.sin(a)) for s, a in zip(size, angles)]
    tone = dice.choice([OCHRE, TERRACOTTA, mix(OCHRE, GREEN, 0.35), mix(TERRACOTTA, WALNUT, 0.4)])
    leaf = prism(outline, 0.0025, tone)
    if points > 15:
        veins = [prism([(0, -0.0012), (0.75 * r, 0), (0, 0.0012)], 0.0008, mix(tone, WALNUT, 0.35)).turn("z", 72 * k).at(-0.1 * r, 0, 0.0016) for k in range(-1, 2)]
        stalk = prism([(-0.95 * r, -0.0018), (-0.2 * r, -0.0014), (-0.2 * r, 0.0014), (-0.95 * r, 0.0018)], 0.003, mix(tone, WALNUT, 0.4))
        leaf = join([leaf, stalk] + veins)
    leaf = leaf.turn("x", -90)
    leaf.bend(
        lambda p: p + np.stack([0 * p[:, 0], 2.2 * (p[:, 0] ** 2) + 0.8 * p[:, 2] ** 2, 0 * p[:, 0]], 1)
    )
    place.add(leaf.turn("y", dice.uniform(0, 360)).at(x, y, z), "paint", vary=0.12)
