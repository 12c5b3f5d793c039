"""The stage floor with its rug, and what the band plugs into."""
import random

from common import backline, drums, tints
from common.forms import box, cylinder, panel, prism, rod, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, mix
from .stage_plan import BACK, EDGE, FLOOR, HALF_WIDTH


def deck(place):
    z, row = BACK, 0
    while z > EDGE + 0.01:
        cut = [-HALF_WIDTH, random.uniform(-2.6, -1.2), random.uniform(0.6, 2.4), HALF_WIDTH]
        for a, b in zip(cut, cut[1:]):
            tone = mix(WALNUT, BLACK, random.uniform(0.25, 0.5))
            plank = box(b - a - 0.006, 0.05, 0.234, tone, 0.006 if -2.4 < z < -1.4 else 0).shift_paint(
                random.random() * 3, random.random()
            )
            place.add(plank.at((a + b) / 2, -0.025, z - 0.12), "wood", importance=0.9)
        z -= 0.24
        row += 1
    front = panel(
        [
            (-HALF_WIDTH, FLOOR, EDGE),
            (HALF_WIDTH, FLOOR, EDGE),
            (HALF_WIDTH, 0, EDGE),
            (-HALF_WIDTH, 0, EDGE),
        ],
        dark(NAVY, 0.5),
    )
    place.add(front.turn("y", 180).at(0, 0, 2 * EDGE), "plaster")
    place.add(
        box(2 * HALF_WIDTH, 0.10, 0.05, mix(OCHRE, BLACK, 0.35), 0.012).at(0, -0.045, EDGE - 0.02), "wood"
    )
    # rug: bordered, fringed
    rug_y = 0.004
    for w, d, tone, y in (
        (2.5, 2.3, dark(NAVY, 0.25), 0.0),
        (2.34, 2.14, OCHRE, 0.0025),
        (2.26, 2.06, dark(TERRACOTTA, 0.30), 0.005),
        (1.9, 1.7, dark(NAVY, 0.15), 0.0075),
        (1.82, 1.62, mix(TERRACOTTA, ROSE, 0.2), 0.010),
    ):
        place.add(
            panel(
                [(-w / 2, 0, d / 2), (w / 2, 0, d / 2), (w / 2, 0, -d / 2), (-w / 2, 0, -d / 2)], tone, 0.25
            ).at(0.05, rug_y + y, -0.45),
            "cloth",
            importance=1.2,
        )
    motif = [(0.0, 0.11), (-0.055, 0.0), (0.0, -0.11), (0.055, 0.0)]
    for i in range(7):
        for side in (-1, 1):
            d = prism([(a, b) for a, b in motif], 0.002, CREAM if i % 2 else OCHRE).turn("x", -90)
            place.add(d.at(0.05 - 0.84 + 0.28 * i, rug_y + 0.0095, -0.45 + side * 0.93), "cloth", vary=0.04)
    fringe = [
        box(0.014, 0.006, 0.07, CREAM, 0, edge=False).at(0.05 - 1.2 + 0.0686 * k, 0.006, -0.45 + side * 1.18)
        for k in range(36)
        for side in (-1, 1)
    ]
    place.add(join(fringe), "cloth")


def paper(place, x, y, z, yaw, lean=0.0):
    """A set list: eleven songs in a felt pen's hand, taped down."""
    import math

    from common.ink import Sheet

    dice = random.Random(int(100 * x + 7 * z))
    sheet_ = Sheet(0.21, 0.29, CREAM)
    for k in range(9):
        top = 0.105 - 0.027 * k
        wide = dice.uniform(0.07, 0.14)
        line = [(-0.085 + wide * t, top + 0.004 * math.sin(31 * t * wide / 0.1 + k)) for t in (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1)]
        sheet_.line(line, 0.0042, BLACK if k != 6 else TERRACOTTA)
    parts = sheet_.parts() + [("paint", box(0.05, 0.0008, 0.02, mix(OCHRE, CREAM, 0.4), 0, edge=False).turn("y", 45 * s).at(s * 0.09, 0.0021, -0.135)) for s in (-1, 1)]
    for material, piece in parts:
        place.add(piece.turn("x", lean).turn("y", yaw).at(x, y, z), material, importance=1.4, vary=0.04)


def tape_marks(place):
    """Crosses of tape where people and stands belong."""
    for x, z, tone, yaw in ((-0.62, -2.12, OCHRE, 20), (1.32, -2.3, CREAM, -12), (-1.62, -0.4, ROSE, 40), (0.3, -2.9, OCHRE, 5)):
        for turn in (0, 90):
            place.add(box(0.17, 0.0012, 0.022, tone, 0, edge=False).turn("y", yaw + turn).at(x, 0.0012 + 0.0012 * (turn > 0), z), "cloth")


def gear(place):
    tape_marks(place)
    paper(place, -0.42, 0.0025, -2.62, 170)
    paper(place, 1.08, 0.0025, -2.62, 186)
    place.glows["amp_lamp"] = {"house": (2.2, 0.5, 0.2), "show": (3.0, 0.5, 0.15)}
    place.put(drums.face(backline.stack(), -2.15, 0, -1.15, -62), importance=1.3, glow="amp_lamp")
    place.put(
        drums.face(
            backline.stack(skin=dark(GREEN, 0.45), head_skin=mix(CREAM, OCHRE, 0.35)), 2.2, 0, -1.05, 60
        ),
        importance=1.3,
        glow="amp_lamp",
    )
    place.put(
        drums.face(backline.cabinet(0.62, 0.62, 0.32, (1, 1), skin=dark(NAVY, 0.4)), 2.75, 0, -0.15, 70)
    )
    place.put(drums.face(backline.wedge(), -0.7, 0, -3.0, 180 - 6))
    place.put(drums.face(backline.wedge(), 1.35, 0, -2.95, 180 + 14))
    place.put(drums.face(backline.microphone(1.55), -0.60, 0, -2.72, 180))
    place.put(drums.face(backline.microphone(1.48), 1.3, 0, -2.55, 180))
    place.put(drums.face([(m, p.turn("x", -8)) for m, p in backline.guitar()], 1.62, 0.12, -0.55, 120))
    stand = [
        tube([(1.62, 0.02, -0.55), (1.66, 0.35, -0.58), (1.66, 0.7, -0.6)], 0.012, BLACK, 8),
        rod((1.5, 0.012, -0.45), (1.66, 0.3, -0.58), 0.01, BLACK),
        rod((1.78, 0.012, -0.42), (1.66, 0.3, -0.58), 0.01, BLACK),
        rod((1.75, 0.012, -0.8), (1.66, 0.3, -0.58), 0.01, BLACK),
    ]
    place.add(join(stand), "paint")
    for k, tone in enumerate((OCHRE, GREEN, ROSE, TERRACOTTA, NAVY)):
        x, z = -1.25 + 0.17 * k, -2.62 + 0.02 * (k % 2)
        place.add(box(0.10, 0.045, 0.13, tone, 0.01).turn("x", 6).at(x, 0.03, z), "gloss")
        place.add(cylinder(0.011, 0.02, drums.CHROME, 10).tint(tints.chrome).at(x, 0.052, z + 0.03), "metal")
        place.add(
            join([box(0.018, 0.016, 0.018, BLACK, 0, edge=False).at(x + o, 0.060, z - 0.035) for o in (-0.028, 0, 0.028)]),
            "paint",
        )
    for points in (
        [(-1.1, 0.01, -2.55), (-1.5, 0.01, -2.2), (-1.3, 0.01, -1.6), (-1.9, 0.01, -1.3), (-2.0, 0.1, -1.2)],
        [
            (-0.6, 0.01, -2.45),
            (-0.2, 0.01, -2.6),
            (0.2, 0.01, -2.2),
            (0.9, 0.01, -2.5),
            (2.0, 0.01, -2.3),
            (3.6, 0.01, -2.6),
        ],
        [(1.3, 0.01, -2.3), (1.5, 0.01, -1.8), (1.2, 0.01, -1.5), (1.9, 0.01, -1.2), (2.1, 0.1, -1.1)],
        [
            (0.9, 0.01, -1.9),
            (0.75, 0.01, -1.65),
            (0.98, 0.01, -1.55),
            (1.05, 0.01, -1.8),
            (0.85, 0.01, -1.92),
            (0.6, 0.01, -2.6),
            (0.65, 0.01, -3.2),
        ],
        [(-0.7, 0.08, -3.16), (-1.0, 0.01, -3.18), (-2.2, 0.01, -3.1), (-3.4, 0.01, -3.16), (-4.3, 0.01, -2.9)],
        [(1.35, 0.08, -3.12), (1.0, 0.01, -3.2), (0.2, 0.01, -3.12), (-1.2, 0.01, -3.2), (-4.2, 0.01, -3.0)],
        [(-2.35, 0.5, -0.9), (-2.5, 0.02, -0.7), (-2.2, 0.01, -0.2), (-2.7, 0.01, 0.5), (-2.6, 0.01, 1.2)],
        [(2.3, 0.4, -0.85), (2.3, 0.01, -0.6), (1.8, 0.01, -0.1), (2.0, 0.01, 0.7), (2.3, 0.01, 1.2)],
        [(-0.52, 0.01, -2.40), (-0.75, 0.01, -2.1), (-0.40, 0.01, -1.75), (-0.9, 0.01, -1.7), (-1.5, 0.01, -2.3), (-2.0, 0.01, -2.0), (-2.05, 0.12, -1.35)],
    ):
        place.add(backline.cable(points)[1], "paint")
