"""The big tree with the swing, and the trees beyond."""
import math

import numpy as np

from common import plants
from common.forms import box, tube
from common.mesh import join
from common.palette import BLACK, CREAM, NAVY, TERRACOTTA, WALNUT, mix
from .garden_plan import TREE, height


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
        place.add(plants.trunk(plants.fine(limb, 9), np.linspace(0.17, 0.05, 9), bark, None, 8), "wood")
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
        for piece in plants.crown(centre, size, count, 0.78 if k < 4 else 0.5, tones, 46, 0.42, 50 + k, core_sides=9):
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
            20,
            0.62,
            90 + k,
            core_sides=7,
        ):
            place.add(piece, "leaf", vary=0.05, importance=0.14)
