"""The church of the square: nave, porch, tower with bells and clock. Front +z."""
import math

import numpy as np

from . import tints
from .forms import blob, box, lathe, panel, prism, rod
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, TERRACOTTA, WALNUT, dark, light, mix
from .houses import gable_roof, moved


def church(dice, tower_height=13.0):
    """Nave with gable to the front, tower at the left, porch with an arch; wide about 11 m."""
    stone, trim = mix(CREAM, OCHRE, 0.22), light(CREAM, 0.25)
    parts = []
    nave_w, nave_h, rise, depth = 7.0, 6.0, 3.4, 12.0
    parts.append(
        (
            "plaster",
            join(
                [
                    panel(
                        [
                            (-nave_w / 2, 0, 0),
                            (nave_w / 2, 0, 0),
                            (nave_w / 2, nave_h, 0),
                            (-nave_w / 2, nave_h, 0),
                        ],
                        stone,
                        1.0,
                    ),
                    panel(
                        [
                            (nave_w / 2, 0, 0),
                            (nave_w / 2, 0, -depth),
                            (nave_w / 2, nave_h, -depth),
                            (nave_w / 2, nave_h, 0),
                        ],
                        stone,
                        1.5,
                    ),
                ]
            ),
        )
    )
    parts.append(
        (
            "plaster",
            prism([(-nave_w / 2, nave_h), (nave_w / 2, nave_h), (0, nave_h + rise)], 0.2, stone).at(z=-0.1),
        )
    )
    parts += moved(
        gable_roof(depth, nave_w, rise, mix(TERRACOTTA, WALNUT, 0.25), 0.35, 0.16), 0, nave_h, -depth / 2, 90
    )
    for s in (-1, 1):
        edge = box(math.hypot(nave_w / 2, rise) + 0.6, 0.28, 0.34, trim, 0.05).turn(
            "z", -s * math.degrees(math.atan2(rise, nave_w / 2))
        )
        parts.append(("plaster", edge.at(s * nave_w / 4, nave_h + rise / 2 + 0.16, 0.1)))
    rose = [
        (
            "plaster",
            lathe([(1.05, -0.1), (1.05, 0.10), (0.82, 0.12), (0.80, -0.1)], trim, 28)
            .turn("x", 90)
            .at(0, 5.7, 0.02),
        ),
        ("glow", lathe([(0.82, 0), (0, 0)], (0.8, 0.8, 0.8), 24).turn("x", 90).at(0, 5.7, 0.04), "stained"),
    ]
    spokes = [box(0.05, 1.6, 0.06, trim, 0, edge=False).turn("z", 30 * k).at(0, 5.7, 0.06) for k in range(6)]
    rose.append(
        (
            "plaster",
            join(
                spokes
                + [
                    lathe([(0.30, -0.03), (0.30, 0.05), (0.22, 0.05), (0.22, -0.03)], trim, 16)
                    .turn("x", 90)
                    .at(0, 5.7, 0.06)
                ]
            ),
        )
    )
    parts += rose
    for x in (-2.35, 2.35):
        parts += arch_window(0.62, 2.0, trim, x, 2.6, 0.02)
    # porch: steps, two columns, arch, little roof
    for k in range(3):
        parts.append(
            (
                "plaster",
                box(4.2 - 0.5 * k, 0.16, 2.6 - 0.42 * k, mix(trim, NAVY, 0.12), 0.03).at(
                    0, 0.08 + 0.16 * k, 1.1 - 0.15 * k
                ),
            )
        )
    for s in (-1, 1):
        column = lathe(
            [
                (0, 0.48),
                (0.30, 0.48),
                (0.30, 0.60),
                (0.22, 0.66),
                (0.20, 2.5),
                (0.26, 2.56),
                (0.32, 2.72),
                (0, 2.72),
            ],
            trim,
            14,
            45,
        )
        parts.append(("plaster", column.at(s * 1.35, 0, 1.75)))
        parts.append(("plaster", box(0.5, 2.3, 0.4, stone, 0.04).at(s * 1.35, 1.6, 0.15)))
    parts.append(("plaster", box(3.4, 0.34, 2.1, trim, 0.04).at(0, 2.88, 0.95)))
    parts += moved(gable_roof(2.1, 3.3, 1.1, mix(TERRACOTTA, WALNUT, 0.25), 0.18, 0.12), 0, 3.04, 0.95, 90)
    parts.append(("plaster", prism([(-1.65, 3.04), (1.65, 3.04), (0, 4.14)], 0.12, stone).at(z=1.92)))
    arch = (
        [(-0.85, 0.48), (0.85, 0.48), (0.85, 2.0)]
        + [(0.85 * math.cos(t), 2.0 + 0.62 * math.sin(t)) for t in np.linspace(0.2, math.pi - 0.2, 10)]
        + [(-0.85, 2.0)]
    )
    parts.append(("wood", prism(arch, 0.12, mix(GREEN, BLACK, 0.15)).at(z=0.04)))
    parts.append(
        (
            "wood",
            join(
                [
                    box(0.03, 2.0, 0.02, BLACK, 0, edge=False).at(x, 1.5, 0.11)
                    for x in (-0.55, -0.28, 0, 0.28, 0.55)
                ]
            ),
        )
    )
    # tower
    tw, tx, tz = 3.4, -5.0, -0.9
    h = tower_height
    parts.append(
        (
            "plaster",
            join(
                [
                    panel(
                        [
                            (tx - tw / 2, 0, tz + tw / 2),
                            (tx + tw / 2, 0, tz + tw / 2),
                            (tx + tw / 2, h, tz + tw / 2),
                            (tx - tw / 2, h, tz + tw / 2),
                        ],
                        stone,
                        1.0,
                    ),
                    panel(
                        [
                            (tx + tw / 2, 0, tz + tw / 2),
                            (tx + tw / 2, 0, tz - tw / 2),
                            (tx + tw / 2, h, tz - tw / 2),
                            (tx + tw / 2, h, tz + tw / 2),
                        ],
                        stone,
                        1.2,
                    ),
                    panel(
                        [
                            (tx - tw / 2, 0, tz - tw / 2),
                            (tx - tw / 2, 0, tz + tw / 2),
                            (tx - tw / 2, h, tz + tw / 2),
                            (tx - tw / 2, h, tz - tw / 2),
                        ],
                        stone,
                        1.2,
                    ),
                ]
            ),
        )
    )
    for y in (0.3, 4.2, 8.2, h - 0.18):
        parts.append(("plaster", box(tw + 0.4, 0.32, tw + 0.4, trim, 0.05).at(tx, y, tz)))
    for s in (-1, 1):
        parts.append(
            ("plaster", box(0.5, h - 0.3, 0.5, light(stone, 0.12), 0.05).at(tx + s * tw / 2, (h - 0.3) / 2, tz + tw / 2))
        )
    spire = (
        lathe(
            [(0, -0.10), (tw * 0.70, -0.10), (tw * 0.80, 0), (tw * 0.78, 0.08), (tw * 0.42, 1.7), (tw * 0.23, 4.4), (0.05, 7.2), (0, 7.2)],
            [dark(WALNUT, 0.4)] * 2 + [mix(TERRACOTTA, WALNUT, 0.45)] + [mix(TERRACOTTA, WALNUT, 0.3)] * 5,
            8,
            60,
        )
        .turn("y", 22.5)
        .at(tx, h + 0.12, tz)
    )
    parts.append(("roof", spire))
    parts.append(
        (
            "metal",
            join(
                [
                    blob(0.22, OCHRE, 10, 8).at(tx, h + 7.4, tz),
                    rod((tx, h + 7.3, tz), (tx, h + 8.5, tz), 0.05, OCHRE, 6),
                    rod((tx - 0.35, h + 8.1, tz), (tx + 0.35, h + 8.1, tz), 0.05, OCHRE, 6),
                ]
            ).tint(tints.brass),
        )
    )
    for dx in (-0.62, 0.62):
        parts += arch_window(0.5, 1.7, trim, tx + dx, 9.6, tz + tw / 2 + 0.02, louvres=True)
    parts += arch_window(0.5, 1.5, trim, tx, 2.4, tz + tw / 2 + 0.02)
    clock = lathe([(0.85, 0), (0.85, 0.08), (0.74, 0.10), (0, 0.10)], [NAVY, OCHRE, NAVY, NAVY], 26, 45).turn(
        "x", 90
    )
    parts.append(("paint", clock.at(tx, 6.6, tz + tw / 2)))
    hands = [
        box(0.07, 0.55, 0.03, OCHRE, 0.01).at(0, 0.25, 0).turn("z", -35),
        box(0.09, 0.42, 0.03, OCHRE, 0.01).at(0, 0.19, 0).turn("z", 140),
    ]
    ticks = [box(0.05, 0.12, 0.02, CREAM, 0, edge=False).at(0, 0.62, 0).turn("z", 30 * k) for k in range(12)]
    parts.append(("paint", join(hands + ticks).at(tx, 6.6, tz + tw / 2 + 0.13)))
    return parts


def arch_window(width, height, trim, x, y, z, louvres=False):
    w = width
    ring = [(math.cos(t), math.sin(t)) for t in np.linspace(0, math.pi, 9)]
    outer = [(-w / 2 - 0.12, -0.1), (w / 2 + 0.12, -0.1)] + [
        ((w / 2 + 0.12) * c, height - w / 2 + (w / 2 + 0.12) * s) for c, s in ring
    ]
    inner = [(-w / 2, 0), (w / 2, 0)] + [(w / 2 * c, height - w / 2 + w / 2 * s) for c, s in ring]
    parts = [("plaster", prism(outer, 0.14, trim).at(x, y, z))]
    if louvres:
        parts.append(("paint", prism(inner, 0.16, mix(BLACK, WALNUT, 0.3)).at(x, y, z)))
        parts.append(
            (
                "wood",
                join(
                    [
                        box(w, 0.06, 0.08, mix(WALNUT, BLACK, 0.15), 0, edge=False)
                        .turn("x", 35)
                        .at(x, y + 0.15 + 0.2 * k, z + 0.09)
                        for k in range(int(height / 0.2) - 1)
                    ]
                ),
            )
        )
    else:
        parts.append(("glow", prism(inner, 0.16, (0.8, 0.8, 0.8)).at(x, y, z), "stained"))
        parts.append(
            (
                "plaster",
                join(
                    [
                        box(0.04, height, 0.03, trim, 0, edge=False).at(x, y + height / 2, z + 0.09),
                        box(w, 0.04, 0.03, trim, 0, edge=False).at(x, y + height * 0.5, z + 0.09),
                    ]
                ),
            )
        )
    return parts
