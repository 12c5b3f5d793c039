"""Vegetable beds, fence, washing line."""
import math

import numpy as np

from common import houses, plants, street
from common.forms import blob, box, cylinder, lathe, panel, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, mix


def beds_and_fence(place):
    for k, (x, z) in enumerate(((2.6, -3.3), (4.1, -2.6))):
        yaw = 18
        w, d = 1.2, 1.9
        bits = [
            box(w, 0.24, 0.06, mix(WALNUT, OCHRE, 0.2), 0.012).at(0, 0.10, s * d / 2) for s in (-1, 1)
        ] + [box(0.06, 0.24, d, mix(WALNUT, OCHRE, 0.2), 0.012).at(s * w / 2, 0.10, 0) for s in (-1, 1)]
        parts = [
            ("wood", join(bits)),
            (
                "plaster",
                panel(
                    [
                        (-w / 2, 0.16, d / 2),
                        (w / 2, 0.16, d / 2),
                        (w / 2, 0.16, -d / 2),
                        (-w / 2, 0.16, -d / 2),
                    ],
                    mix(WALNUT, BLACK, 0.35),
                    0.3,
                ),
            ),
        ]
        for i in range(3):
            for j in range(5):
                px, pz = -0.36 + 0.36 * i, -0.75 + 0.37 * j
                if i == 1:
                    parts.append(
                        (
                            "leaf",
                            plants.tuft(100 + 7 * i + j, 0.30, [GREEN, mix(GREEN, OCHRE, 0.3)], 8, 0.04).at(
                                px, 0.16, pz
                            ),
                        )
                    )
                else:
                    tone = [mix(GREEN, CREAM, 0.25), mix(GREEN, NAVY, 0.25), mix(GREEN, OCHRE, 0.35)]
                    parts.append(
                        (
                            "leaf",
                            plants.clump(
                                0.12 if i else 0.15,
                                tone,
                                16,
                                0.15,
                                400 + 13 * i + j + 5 * k,
                                (1, 0.75, 1),
                                core_sides=7,
                            ).at(px, 0.24, pz),
                        )
                    )
        if k == 1:
            for j in range(4):
                pz = -0.7 + 0.46 * j
                parts.append(("wood", rod((0, 0.1, pz), (0.02, 1.25, pz), 0.014, OCHRE, 5)))
                parts += [
                    (
                        "paint",
                        blob(0.045, TERRACOTTA, 7, 4).at(
                            0.06 * math.cos(q * 2.1), 0.45 + 0.17 * q, pz + 0.06 * math.sin(q * 2.1)
                        ),
                    )
                    for q in range(4)
                ]
                parts += [
                    (
                        "leaf",
                        plants.clump(0.16, plants.leaf_tones(), 12, 0.13, 470 + j * 3 + q, core_sides=6).at(
                            0, 0.48 + 0.36 * q, pz
                        ),
                    )
                    for q in range(2)
                ]
        place.put(houses.moved(parts, x, 0, z, yaw))
    can = lathe([(0, 0), (0.10, 0), (0.105, 0.2), (0.085, 0.24), (0.06, 0.25), (0.055, 0.22)], GREEN, 18, 50)
    place.add(
        join(
            [
                can,
                tube([(0.10, 0.05, 0), (0.22, 0.18, 0), (0.30, 0.28, 0)], [0.02, 0.016, 0.026], GREEN, 8),
                tube(
                    [(-0.08, 0.24, 0), (-0.16, 0.30, 0), (-0.18, 0.15, 0), (-0.10, 0.06, 0)], 0.010, GREEN, 7
                ),
            ]
        )
        .turn("y", 50)
        .at(1.75, 0, -2.6),
        "gloss",
    )
    place.put(street.picket_fence([(-9.5, -10.5), (-6.0, -11.3), (-2.2, -11.6), (1.6, -11.2)], CREAM))
    place.put(street.picket_fence([(-10.2, -4.0), (-9.5, -10.5)], CREAM))
    place.put(street.picket_fence([(10.5, 0.5), (10.3, -3.0), (9.6, -9.6)], CREAM))
    # washing line with sheets between two posts on the left
    posts = [(-7.9, -2.6), (-7.2, 2.4)]
    for x, z in posts:
        place.add(
            join(
                [
                    cylinder(0.05, 2.0, WALNUT, 8).at(x, 0, z),
                    box(0.08, 0.07, 0.8, WALNUT, 0.012).at(x, 1.95, z),
                ]
            ),
            "wood",
        )
    (x0, z0), (x1, z1) = posts
    place.add(
        tube([(x0, 1.97, z0), ((x0 + x1) / 2, 1.86, (z0 + z1) / 2), (x1, 1.97, z1)], 0.007, CREAM, 4), "paint"
    )
    for k, (t, wide, long, tone) in enumerate(
        ((0.2, 1.2, 1.1, CREAM), (0.5, 0.9, 0.75, ROSE), (0.75, 0.8, 0.9, OCHRE))
    ):
        x, z = x0 + (x1 - x0) * t, z0 + (z1 - z0) * t
        cloth = sheet(
            lambda u, v, w=wide, l=long, k=k: np.stack(
                [
                    0.10 * np.sin(3 * u + k) * (1 - v) + 0.02 * np.sin(17 * u),
                    1.90 - l * (1 - v),
                    w * (u - 0.5),
                ],
                1,
            ),
            12,
            4,
            wide,
            long,
            tone,
            two_sided=True,
        )
        place.add(cloth.turn("y", -8).at(x, 0, z), "cloth")
