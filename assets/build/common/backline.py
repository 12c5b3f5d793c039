"""Amplifiers, monitors, microphones, a guitar, cables. They stand on y = 0 and face +z.
Functions return [(material, piece)] unless said otherwise."""
import numpy as np

from . import tints
from .forms import box, cylinder, lathe, panel, rod, tube
from .mesh import join
from .palette import BLACK, CREAM, NAVY, OCHRE, TERRACOTTA, WALNUT, dark, mix
from .drums import CHROME, chromed


def cabinet(width, height, depth, speakers, cloth=None, skin=None):
    """Speaker box on y = 0, grille on +z; speakers is (columns, rows)."""
    cloth = mix(WALNUT, BLACK, 0.25) if cloth is None else cloth
    skin = BLACK if skin is None else skin
    wall = 0.035
    parts = [("cloth", box(width, height, depth, skin, 0.022).at(0, height / 2, 0))]
    inner_w, inner_h = width - 2 * wall, height - 2 * wall
    front = depth / 2 + 0.003
    parts.append(
        (
            "paint",
            join(
                [
                    box(inner_w + 0.026, 0.012, 0.012, OCHRE, 0).at(0, wall - 0.006, front),
                    box(inner_w + 0.026, 0.012, 0.012, OCHRE, 0).at(0, height - wall + 0.006, front),
                    box(0.012, inner_h, 0.012, OCHRE, 0).at(-inner_w / 2 - 0.006, height / 2, front),
                    box(0.012, inner_h, 0.012, OCHRE, 0).at(inner_w / 2 + 0.006, height / 2, front),
                ]
            ),
        )
    )
    grille = panel(
        [
            (-inner_w / 2, wall, front),
            (inner_w / 2, wall, front),
            (inner_w / 2, height - wall, front),
            (-inner_w / 2, height - wall, front),
        ],
        cloth,
        cells=0.14,
    )
    columns, rows = speakers
    r = 0.42 * min(inner_w / columns, inner_h / rows)

    parts.append(("cloth", grille))
    for i in range(columns):
        for j in range(rows):  # the speakers, seen through the cloth
            x, y = -inner_w / 2 + inner_w * (i + 0.5) / columns, wall + inner_h * (j + 0.5) / rows
            rings = [(r, 0.0), (r * 0.91, 0.0), (r * 0.90, 0.0), (r * 0.36, 0.0), (r * 0.34, 0.0), (0, 0.0)]
            tones = [cloth * f for f in (0.78, 0.82, 0.42, 0.52, 0.28, 0.36)]
            parts.append(("cloth", lathe(rings, tones, 20).turn("x", 90).at(x, y, front + 0.0016)))
    for side in (-1, 1):
        parts.append(
            (
                "paint",
                box(0.012, 0.05, 0.14, mix(BLACK, NAVY, 0.3), 0).at(
                    side * (width / 2 + 0.004), height * 0.6, 0
                ),
            )
        )
        for y in (0.02, height - 0.02):
            for z in (-depth / 2 + 0.02, depth / 2 - 0.02):
                parts.append(
                    (
                        "metal",
                        box(0.045, 0.045, 0.045, (0.3, 0.3, 0.3), 0)
                        .tint(tints.chrome)
                        .at(side * (width / 2 - 0.020), y, z),
                    )
                )
    return parts


def amp_head(width, height, depth, skin, face_paint=OCHRE):
    """Amplifier top with knobs; the lamp is material 'glow' and named by the caller (last entry)."""
    parts = [
        ("cloth", box(width, height, depth, skin, 0.022).at(0, height / 2, 0)),
        (
            "metal",
            box(width - 0.09, height * 0.36, 0.012, face_paint, 0.004).at(
                0, height * 0.34, depth / 2 + 0.004
            ),
        ),
        (
            "cloth",
            box(width - 0.09, height * 0.34, 0.008, mix(BLACK, WALNUT, 0.3), 0.004).at(
                0, height * 0.74, depth / 2 + 0.002
            ),
        ),
    ]
    knobs = [
        cylinder(0.014, 0.022, BLACK, 8, 0.003)
        .turn("x", 90)
        .at(-width * 0.36 + width * 0.085 * k, height * 0.34, depth / 2 + 0.010)
        for k in range(7)
    ]
    dots = [
        box(0.003, 0.010, 0.003, CREAM, 0.0, edge=False).at(
            -width * 0.36 + width * 0.085 * k, height * 0.34 + 0.008, depth / 2 + 0.033
        )
        for k in range(7)
    ]
    parts += [
        ("paint", join(knobs)),
        ("paint", join(dots)),
        (
            "paint",
            tube(
                [(-0.1, height, 0), (-0.09, height + 0.03, 0), (0.09, height + 0.03, 0), (0.1, height, 0)],
                0.011,
                BLACK,
                8,
            ),
        ),
        (
            "glow",
            box(0.018, 0.018, 0.012, (0.9, 0.25, 0.12), 0.004, edge=False).at(
                width * 0.36, height * 0.34, depth / 2 + 0.012
            ),
        ),
    ]
    return parts


def stack(skin=BLACK, head_skin=None):
    """Two 4x12 cabinets and a head; faces +z."""
    parts = cabinet(0.76, 0.76, 0.36, (2, 2), skin=skin)
    for m, p in cabinet(0.76, 0.76, 0.34, (2, 2), skin=skin):
        parts.append((m, p.at(0, 0.76, 0)))
    for m, p in amp_head(0.72, 0.26, 0.26, dark(TERRACOTTA, 0.1) if head_skin is None else head_skin):
        parts.append((m, p.at(0, 1.52, 0)))
    return parts


def wedge():
    """Floor monitor, grille to +z and up."""
    from .forms import prism

    body = prism([(-0.22, 0), (0.22, 0), (0.22, 0.10), (-0.02, 0.34), (-0.22, 0.34)], 0.56, BLACK).turn(
        "y", -90
    )
    grille = box(0.50, 0.30, 0.012, mix(BLACK, NAVY, 0.35), 0.005).turn("x", -45).at(0, 0.225, 0.108)
    bar = box(0.52, 0.012, 0.02, mix(BLACK, NAVY, 0.2), 0.004)
    drivers = []
    for x, r in ((-0.10, 0.115), (0.15, 0.055)):
        ring = lathe([(r, 0.0), (r * 0.92, 0.003), (r * 0.90, 0.003), (r * 0.4, 0.0012), (r * 0.38, 0.0012), (0, 0.003)], [mix(BLACK, CREAM, 0.20), mix(BLACK, CREAM, 0.20), BLACK, mix(BLACK, NAVY, 0.5), mix(BLACK, CREAM, 0.10), mix(BLACK, CREAM, 0.14)], 18)
        drivers.append(ring.turn("x", 45).at(x, 0.2305, 0.1135))
    for x in (-0.2812, 0.2812):
        drivers.append(box(0.004, 0.05, 0.12, mix(BLACK, NAVY, 0.4), 0, edge=False).at(x, 0.17, -0.06))
    return [
        ("paint", join(drivers)),
        ("cloth", body),
        ("cloth", grille),
        ("paint", join([bar.copy().at(0, 0.335, 0.0), bar.at(0, 0.105, 0.222)])),
    ]


def microphone(height=1.52, boom=True):
    """Stand with a heavy foot; the head of the microphone is at (0, height, 0) and looks along +z."""
    foot = lathe([(0, 0), (0.13, 0), (0.14, 0.012), (0.12, 0.026), (0.03, 0.04), (0.016, 0.05)], BLACK, 24)
    back = 0.32 if boom else 0.05
    bits = [
        rod((0, 0.03, back), (0, height * 0.62, back), 0.012, BLACK, 10),
        rod((0, height * 0.6, back), (0, height - 0.12, back), 0.008, CHROME, 8),
        rod((0, height - 0.14, back + 0.12), (0, height - 0.01, 0.08), 0.007, CHROME, 8),
    ]
    bits[1].tint(tints.chrome), bits[2].tint(tints.chrome)
    body = tube([(0, height - 0.015, 0.10), (0, height, 0.02)], [0.012, 0.019], BLACK, 12)
    ball = lathe(
        [(0, -0.03), (0.018, -0.028), (0.025, -0.012), (0.026, 0.004), (0.02, 0.022), (0.0, 0.03)],
        (0.35, 0.35, 0.36),
        16,
        80,
    )
    return [
        ("paint", foot.at(0, 0, back)),
        ("metal", join(bits)),
        ("paint", body),
        ("metal", ball.turn("x", 90).at(0, height + 0.004, -0.01)),
    ]


def guitar(paint=OCHRE):
    """Electric guitar upright, its end at y = 0, front +z."""
    from .forms import prism

    right = [
        (0.0, 0.0),
        (0.09, 0.005),
        (0.15, 0.05),
        (0.168, 0.11),
        (0.15, 0.17),
        (0.118, 0.225),
        (0.117, 0.27),
        (0.14, 0.33),
        (0.148, 0.375),
        (0.12, 0.395),
        (0.075, 0.36),
        (0.035, 0.335),
    ]
    body = prism(right + [(-x * 1.02, y + 0.012) for x, y in reversed(right[1:])], 0.045, paint)
    guard = prism(
        [
            (-0.03, 0.07),
            (0.08, 0.06),
            (0.115, 0.12),
            (0.09, 0.20),
            (0.09, 0.29),
            (0.03, 0.32),
            (-0.06, 0.33),
            (-0.085, 0.25),
            (-0.05, 0.16),
        ],
        0.005,
        CREAM,
    ).at(z=0.025)
    neck = box(0.045, 0.62, 0.022, mix(WALNUT, OCHRE, 0.3), 0.006).at(0, 0.63, 0.02)
    top = prism([(-0.03, 0), (0.03, 0), (0.05, 0.16), (-0.02, 0.19)], 0.02, BLACK).at(0, 0.93, 0.012)
    bits = [box(0.07, 0.018, 0.014, CHROME, 0.004, edge=False).at(0, y, 0.03) for y in (0.12, 0.2, 0.27)]
    strings = [
        box(0.0016, 0.78, 0.0016, CREAM, 0, edge=False).at(-0.014 + 0.0056 * k, 0.53, 0.036) for k in range(6)
    ]
    return [
        ("gloss", body),
        ("paint", guard),
        ("wood", neck),
        ("paint", top),
        chromed(join(bits)),
        ("metal", join(strings)),
    ]


def cable(points, tone=BLACK, radius=0.006):
    """Cable lying through points, rounded by a Catmull-Rom curve."""
    p = np.asarray(points, float)
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    path = []
    for i in range(1, len(p) - 2):
        for t in np.linspace(0, 1, 7)[:-1]:
            a, b, c, d = p[i - 1 : i + 3]
            path.append(
                0.5
                * (
                    2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t**2
                    + (3 * b - a - 3 * c + d) * t**3
                )
            )
    path.append(p[-2])
    return ("paint", tube(path, radius, tone, 4, closed_ends=False))
