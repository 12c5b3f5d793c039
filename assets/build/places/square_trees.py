"""Plane trees."""
import math

import numpy as np

from common import plants
from common.forms import box, panel
from common.palette import BLACK, CREAM, NAVY, OCHRE, WALNUT, mix


def trees(place):
    bark = mix(CREAM, WALNUT, 0.45)
    patch = mix(CREAM, OCHRE, 0.25)
    node_index = 1
    for k, (x, z, h) in enumerate(
        (
            (-4.6, -4.6, 4.6),
            (4.3, -5.6, 4.9),
            (-9.0, -10.5, 4.6),
            (9.5, -12.0, 4.7),
            (-5.5, 3.2, 4.6),
            (5.2, 4.0, 4.8),
        )
    ):
        lean = 0.25 * math.sin(k * 2.1)
        points = plants.fine(
            [(x, -0.1, z), (x + lean * 0.3, 1.2, z), (x + lean, 2.6, z + 0.1), (x + lean * 0.7, h, z)], 15 if k < 2 else 10
        )
        place.add(plants.trunk(points, np.linspace(0.30, 0.15, len(points)), bark, patch, 12), "wood", importance=0.8)
        for q in range(4):
            a = q * math.pi / 2 + k
            limb = plants.fine(
                [
                    (x + lean * 0.85, h * 0.66, z),
                    (x + lean + 0.8 * math.cos(a), h * 0.85, z + 0.8 * math.sin(a)),
                    (x + lean + 1.5 * math.cos(a), h * 1.05, z + 1.5 * math.sin(a)),
                ],
                6,
            )
            place.add(plants.trunk(limb, np.linspace(0.12, 0.045, 6), bark, patch, 7), "wood", importance=0.6)
        ring = [(-0.62, -0.62), (0.62, -0.62), (0.62, 0.62), (-0.62, 0.62)]
        for (x0, z0), (x1, z1) in zip(ring, ring[1:] + ring[:1]):
            place.add(
                box(abs(x1 - x0) + 0.1, 0.10, abs(z1 - z0) - 0.1 if x1 == x0 else 0.1, mix(CREAM, NAVY, 0.3), 0).at(
                    x + (x0 + x1) / 2, 0.03, z + (z0 + z1) / 2
                ),
                "plaster",
            )
        place.add(
            panel(
                [
                    (x - 0.6, 0.03, z + 0.6),
                    (x + 0.6, 0.03, z + 0.6),
                    (x + 0.6, 0.03, z - 0.6),
                    (x - 0.6, 0.03, z - 0.6),
                ],
                mix(WALNUT, BLACK, 0.3),
                0.3,
            ),
            "plaster",
        )
        tones = plants.leaf_tones(0.28 + 0.08 * (k % 3))
        near = k < 2
        halves = (
            ((x + lean - 0.85, h + 1.0, z), (x + lean + 0.85, h + 1.15, z - 0.2))
            if near
            else ((x + lean, h + 1.1, z),)
        )
        for centre in halves:
            node = place.node(f"leaves_{node_index}", centre[0], centre[1] - 1.0, centre[2])
            node_index += 1
            size, count = ((1.15, 0.95, 1.5), 9) if near else ((1.8, 1.1, 1.7), 7)
            for piece in plants.crown(
                centre,
                size,
                count,
                0.82 if near else 1.10,
                tones,
                30 if near else 19,
                0.40 if near else 0.66,
                70 + 9 * node_index,
                core_sides=9 if near else 7,
            ):
                place.add(piece, "leaf", node=node, vary=0.05, importance=0.4 if near else 0.2)
