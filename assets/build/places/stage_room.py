"""The club: brick walls, posters, exit, ceiling, high tables."""
import random

import numpy as np

from common import drums, tints
from common.forms import box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, mix
from .stage_plan import BACK, CEILING, EDGE, FAR, FLOOR, HALF_WIDTH


def poster(place, x, y, z, w, h, yaw, design):
    """A printed bill of a few flat shapes."""
    ground, ink, second = design
    bits = [box(w, h, 0.006, ground, 0, edge=False)]
    kind = random.randrange(3)
    if kind == 0:
        bits.append(lathe([(w * 0.33, 0), (0, 0)], ink, 20).turn("x", 90).at(0, h * 0.1, 0.004))
        bits.append(box(w * 0.5, h * 0.05, 0.004, second, 0, edge=False).at(0, h * 0.1, 0.005))
    elif kind == 1:
        for k in range(5):
            bits.append(
                box(
                    w * 0.10, h * (0.2 + 0.09 * ((k * 3) % 5)), 0.004, ink if k % 2 else second, 0, edge=False
                ).at(-w * 0.3 + w * 0.15 * k, h * 0.08, 0.004)
            )
    else:
        bits.append(
            prism([(-w * 0.36, -h * 0.16), (w * 0.36, -h * 0.16), (0, h * 0.38)], 0.003, ink).at(z=0.004)
        )
        bits.append(lathe([(w * 0.12, 0), (0, 0)], second, 16).turn("x", 90).at(0, h * 0.02, 0.007))
    for k, wide in enumerate((0.8, 0.6, 0.7)):
        bits.append(box(w * wide, h * 0.035, 0.004, ink, 0, edge=False).at(0, -h * (0.30 + 0.065 * k), 0.004))
    place.add(join(bits).turn("y", yaw).at(x, y, z), "paint", vary=0.12)


def ceiling(place):
    """Joists over the stage, a cable tray, pipes, an outlet of the air duct."""
    w = HALF_WIDTH
    for z in (1.1, -0.5, -2.1):
        place.add(box(2 * w, 0.20, 0.14, mix(WALNUT, BLACK, 0.25), 0).at(0, CEILING - 0.10, z), "wood")
    for x, r, tone in ((1.2, 0.045, mix(TERRACOTTA, WALNUT, 0.3)), (1.36, 0.03, mix(GREEN, CREAM, 0.2)), (3.6, 0.06, mix(CREAM, NAVY, 0.4))):
        place.add(tube([(x, CEILING - 0.27, BACK), (x, CEILING - 0.28, -5), (x, CEILING - 0.27, FAR)], r, tone, 7, closed_ends=False), "paint")
    tray = [box(0.34, 0.02, BACK - FAR, mix(BLACK, CREAM, 0.3), 0, edge=False).at(0.4, CEILING - 0.34, (BACK + FAR) / 2)]
    tray += [box(0.015, 0.07, BACK - FAR, mix(BLACK, CREAM, 0.4), 0, edge=False).at(0.4 + s * 0.17, CEILING - 0.31, (BACK + FAR) / 2) for s in (-1, 1)]
    tray += [rod((0.4 + s * 0.17, CEILING - 0.30, z), (0.4 + s * 0.17, CEILING, z), 0.008, BLACK, 4) for s in (-1, 1) for z in (0.3, -2.9, -6.1)]
    place.add(join(tray), "metal")
    vent = [tube([(-3.4, 3.55, -1.3), (-2.9, 3.50, -1.3), (-2.62, 3.30, -1.3)], [0.15, 0.15, 0.17], mix(NAVY, CREAM, 0.25), 12, closed_ends=False)]
    place.add(join(vent).tint(tints.chrome), "metal")


def backdrop(place):
    """What hangs and stands behind the drummer: the band's cloth, flight cases, a ladder."""
    z = BACK - 0.05
    w, y0, y1 = 3.6, 0.62, 3.1

    def hang(u, v):
        fold = 0.030 * np.sin(u * 19) * (1.15 - v) + 0.012 * np.sin(u * 44 + 2)
        return np.stack([w * (0.5 - u), y0 + (y1 - y0) * v - 0.03 * np.sin(u * np.pi), z - 0.05 - fold], 1)

    cloth = sheet(hang, 28, 5, w, y1 - y0, mix(NAVY, BLACK, 0.25))
    place.add(cloth, "cloth", vary=0.10)
    flat = lambda points, tone, k: prism([(-x, y) for x, y in points], 0.002, tone).at(0, 0, z - 0.105 - 0.004 * k)
    circle = lambda cx, cy, r, n=36: [(cx + r * np.cos(a), cy + r * np.sin(a)) for a in np.linspace(0, 2 * np.pi, n, endpoint=False)]
    place.add(flat(circle(0.0, 2.02, 0.82), mix(TERRACOTTA, OCHRE, 0.25), 0), "cloth", vary=0.12)
    place.add(flat(circle(0.0, 2.02, 0.70), mix(NAVY, BLACK, 0.25), 1), "cloth", vary=0.05)
    place.add(flat([(-0.30, 1.06), (0.30, 1.06), (0.30, 2.30), (-0.30, 2.30)], CREAM, 2), "cloth", vary=0.12)
    place.add(flat([(-0.24, 1.06), (0.24, 1.06), (0.24, 2.24), (-0.24, 2.24)], mix(OCHRE, TERRACOTTA, 0.15), 3), "cloth", vary=0.12)
    place.add(flat([(-0.24, 1.06), (-0.02, 1.12), (-0.02, 2.17), (-0.24, 2.24)], mix(WALNUT, BLACK, 0.3), 4), "cloth", vary=0.05)
    place.add(rod((-1.95, y1 + 0.02, z - 0.06), (1.95, y1 + 0.02, z - 0.06), 0.02, mix(WALNUT, BLACK, 0.3), 6), "wood")
    for x, y, wide, tall, deep, tone in (
        (2.55, 0.0, 0.95, 0.62, 0.55, mix(BLACK, NAVY, 0.3)),
        (2.62, 0.63, 0.72, 0.40, 0.48, mix(TERRACOTTA, BLACK, 0.35)),
        (-2.5, 0.0, 1.05, 0.78, 0.55, mix(BLACK, WALNUT, 0.25)),
        (-3.45, 0.0, 0.62, 0.50, 0.50, mix(GREEN, BLACK, 0.35)),
    ):
        case(place, x, y, z - 0.12 - deep / 2, wide, tall, deep, tone)
    steps = [rod((-3.72 + s * 0.22, 0.0, z - 0.46), (-3.80 + s * 0.16, 2.5, z - 0.06), 0.024, mix(OCHRE, WALNUT, 0.3), 6) for s in (-1, 1)]
    steps += [box(0.40, 0.03, 0.07, mix(OCHRE, WALNUT, 0.35), 0).at(-3.73, 0.3 + 0.3 * k, z - 0.42 + 0.048 * k) for k in range(7)]
    place.add(join(steps), "wood")


def case(place, x, y, z, wide, tall, deep, tone):
    """A flight case: boards, edges of alloy, ball corners, a sunk handle, a strip of tape to write on."""
    place.add(box(wide, tall, deep, tone, 0).at(x, y + tall / 2, z), "paint")
    edges = []
    for s in (-1, 1):
        for t in (-1, 1):
            edges.append(box(wide, 0.026, 0.026, drums.CHROME, 0, edge=False).at(x, y + tall / 2 + s * (tall / 2 - 0.010), z + t * (deep / 2 - 0.010)))
            edges.append(box(0.026, tall, 0.026, drums.CHROME, 0, edge=False).at(x + s * (wide / 2 - 0.010), y + tall / 2, z + t * (deep / 2 - 0.010)))
    place.add(join(edges).tint(tints.chrome), "steel")
    front = z - deep / 2 - 0.004
    place.add(box(0.16, 0.10, 0.012, mix(BLACK, CREAM, 0.25), 0).at(x, y + tall * 0.62, front), "steel")
    place.add(box(0.22, 0.045, 0.004, CREAM, 0, edge=False).turn("z", 3).at(x - wide * 0.22, y + tall * 0.25, front), "paint")


def room(place):
    backdrop(place)
    w, low = HALF_WIDTH, FLOOR
    brick = np.array([0.92, 0.86, 0.84])
    # back wall behind the visitor, side walls: painted plaster below, brick above
    place.add(
        panel([(w, low, BACK), (-w, low, BACK), (-w, CEILING, BACK), (w, CEILING, BACK)], brick, 0.7), "brick"
    )
    for side in (-1, 1):
        a, b = (BACK, FAR) if side < 0 else (FAR, BACK)
        flip = [(side * w, low, a), (side * w, low, b)]
        corners = [
            (side * w, low + 1.35, flip[0][2]),
            (side * w, low + 1.35, flip[1][2]),
            (side * w, CEILING, flip[1][2]),
            (side * w, CEILING, flip[0][2]),
        ]
        place.add(panel(corners, brick, 0.7), "brick")
        corners = [
            (side * w, low, flip[0][2]),
            (side * w, low, flip[1][2]),
            (side * w, low + 1.35, flip[1][2]),
            (side * w, low + 1.35, flip[0][2]),
        ]
        place.add(panel(corners, dark(GREEN, 0.35), 0.7), "plaster")
        place.add(
            box(0.06, 0.09, BACK - FAR, mix(WALNUT, BLACK, 0.3), 0.015).at(
                side * (w - 0.03), low + 1.37, (BACK + FAR) / 2
            ),
            "wood",
        )
        place.add(
            box(0.05, 0.16, BACK - FAR, mix(WALNUT, BLACK, 0.5), 0.012).at(
                side * (w - 0.02), low + 0.08, (BACK + FAR) / 2
            ),
            "wood",
        )
        for z in (-3.3, -6.6, -9.9):
            place.add(
                box(0.34, CEILING - low, 0.5, brick * 0.9, 0.02).at(
                    side * (w - 0.12), (low + CEILING) / 2, z
                ),
                "brick",
            )
    place.add(
        panel(
            [(-w, low, EDGE), (w, low, EDGE), (w, low, FAR), (-w, low, FAR)],
            mix(dark(NAVY, 0.55), WALNUT, 0.30),
            0.7,
        ),
        "plaster",
    )
    place.add(
        panel(
            [(-w, CEILING, FAR), (w, CEILING, FAR), (w, CEILING, BACK), (-w, CEILING, BACK)],
            mix(mix(NAVY, WALNUT, 0.35), CREAM, 0.10),
            0.9,
        ),
        "plaster",
    )
    ceiling(place)
    place.add(
        panel(
            [(-w, low, FAR), (w, low, FAR), (w, CEILING, FAR), (-w, CEILING, FAR)],
            dark(TERRACOTTA, 0.25),
            0.7,
        ),
        "plaster",
    )
    for z in (-4.9, -7.4, -9.9):
        place.add(box(2 * w, 0.26, 0.2, mix(WALNUT, BLACK, 0.2), 0.02).at(0, CEILING - 0.13, z), "wood")
    place.add(
        tube([(-3.4, 3.55, BACK), (-3.4, 3.55, -8), (-3.4, 3.55, FAR)], 0.2, mix(NAVY, CREAM, 0.25), 14).tint(
            tints.chrome
        ),
        "metal",
    )
    for z in np.arange(-12, 1.5, 1.5):
        place.add(
            lathe([(0.2, -0.03), (0.215, 0.0), (0.2, 0.03)], (0.3, 0.3, 0.32), 12)
            .turn("x", 90)
            .at(-3.4, 3.55, z),
            "metal",
        )
    # stage drapes left and right, with folds
    for side in (-1, 1):

        def drape(u, v, side=side):
            z = BACK - 0.1 - 3.6 * u
            fold = 0.10 * np.sin(u * 46) + 0.05 * np.sin(u * 95 + 1)
            return np.stack([np.full_like(u, side * 4.15) + fold * (1 - 0.15 * v), 0.02 + 3.5 * v, z], 1)

        cloth = sheet(drape, 72, 2, 3.6, 3.5, dark(TERRACOTTA, 0.42))
        if side > 0:
            cloth.faces, cloth.normal = cloth.faces[:, ::-1], -cloth.normal

        def velvet(position, normal, colour, side=side):
            depth = np.clip(0.5 + (np.abs(position[:, 0]) - 4.15) / 0.22, 0, 1)[:, None]
            return colour * (1.25 - 0.85 * depth)

        place.add(cloth.tint(velvet), "cloth")
    # posters and wall lamps on the club walls, a door with the exit sign
    inks = [
        (CREAM, TERRACOTTA, NAVY),
        (OCHRE, BLACK, CREAM),
        (NAVY, ROSE, CREAM),
        (TERRACOTTA, CREAM, BLACK),
        (ROSE, NAVY, CREAM),
        (GREEN, OCHRE, CREAM),
        (CREAM, GREEN, TERRACOTTA),
    ]
    for side in (-1, 1):
        k = 0
        for z in (-4.1, -4.95, -5.8, -7.4, -8.3, -9.2):
            if side > 0 and z < -7.5:
                continue
            y = low + 2.15 + random.uniform(-0.12, 0.16)
            poster(
                place,
                side * (w - 0.012),
                y,
                z,
                random.choice((0.5, 0.6)),
                random.choice((0.72, 0.86)),
                -90 * side,
                inks[(k + (side > 0) * 3) % 7],
            )
            k += 1
    place.glows["sconce"] = {"house": (3.0, 2.0, 1.1), "show": (0.7, 0.25, 0.12)}
    for side in (-1, 1):
        for z in (-6.6, -9.9, -3.3):
            x = side * (w - 0.36)
            shade = lathe([(0.05, 0), (0.10, 0.16), (0.095, 0.16), (0.045, 0.0)], mix(OCHRE, CREAM, 0.3), 14)
            place.add(shade.at(x, low + 2.35, z), "glow", glow="sconce")
            place.add(
                tube(
                    [(side * (w - 0.29), low + 2.25, z), (x, low + 2.22, z), (x, low + 2.36, z)],
                    0.012,
                    OCHRE,
                    8,
                ).tint(tints.brass),
                "metal",
            )
    place.add(box(0.08, 2.2, 1.1, mix(WALNUT, BLACK, 0.35), 0.02).at(w - 0.02, low + 1.1, -8.5), "wood")
    for s in (-0.27, 0.27):
        place.add(box(0.05, 1.9, 0.46, dark(GREEN, 0.15), 0.02).at(w - 0.06, low + 1.03, -8.5 + s), "wood")
        place.add(
            rod((w - 0.13, low + 1.0, -8.62 + s), (w - 0.13, low + 1.0, -8.38 + s), 0.016, drums.CHROME).tint(
                tints.chrome
            ),
            "metal",
        )
    place.glows["exit"] = {"house": (0.10, 1.6, 0.55), "show": (0.06, 1.3, 0.42)}
    place.glows["exit_word"] = {"house": (1.7, 2.6, 1.9), "show": (1.5, 2.4, 1.7)}
    place.add(
        box(0.07, 0.26, 0.66, (0.2, 0.8, 0.4), 0.015).at(w - 0.04, low + 2.42, -8.5), "glow", glow="exit"
    )
    bars = {
        "E": [(-1, 0, 0.25, 2), (0, 1, 2, 0.25), (0, 0, 1.6, 0.25), (0, -1, 2, 0.25)],
        "I": [(0, 0, 0.3, 2)],
        "T": [(0, 1, 2, 0.25), (0, 0, 0.3, 2)],
    }
    for i, letter in enumerate("EXIT"):
        z = -8.5 + (i - 1.5) * 0.135
        if letter == "X":
            strokes = [
                box(0.01, 0.15, 0.018, CREAM, 0, edge=False).turn("x", t).at(w - 0.085, low + 2.42, z)
                for t in (32, -32)
            ]
        else:
            strokes = [
                box(0.01, 0.066 * b, 0.044 * a, CREAM, 0, edge=False).at(
                    w - 0.085, low + 2.42 + 0.06 * dy, z + 0.034 * dx
                )
                for dx, dy, a, b in bars[letter]
            ]
        place.add(join(strokes), "glow", glow="exit_word")
    # a few high tables on the floor
    for x, z in ((-3.3, -5.2), (3.1, -6.0), (-3.2, -9.0)):
        place.add(
            join(
                [
                    cylinder(0.32, 0.04, mix(WALNUT, TERRACOTTA, 0.2), 24, 0.012).at(x, low + 1.05, z),
                    cylinder(0.24, 0.03, BLACK, 20).at(x, low, z),
                ]
            ),
            "wood",
        )
        place.add(cylinder(0.035, 1.05, BLACK, 10).at(x, low, z), "metal")
        place.add(
            lathe(
                [(0, 0), (0.03, 0), (0.036, 0.13), (0.032, 0.13), (0.028, 0.02), (0, 0.02)],
                mix(OCHRE, CREAM, 0.4),
                12,
            ).at(x + 0.1, low + 1.09, z),
            "gloss",
        )
