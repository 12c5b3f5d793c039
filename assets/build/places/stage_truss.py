"""Trusses and lamps over the stage."""
import numpy as np

from common import drums, tints
from common.forms import lathe, rod, tube
from common.mesh import join
from common.palette import BLACK, NAVY, OCHRE, TERRACOTTA, light
from .stage_plan import CEILING, LAMPS, TRUSS_Y, TRUSS_Z


def truss(place):
    for y, z in (
        (TRUSS_Y, TRUSS_Z),
        (TRUSS_Y + 0.28, TRUSS_Z),
        (TRUSS_Y, TRUSS_Z + 0.28),
        (TRUSS_Y + 0.28, TRUSS_Z + 0.28),
    ):
        place.add(rod((-4.3, y, z), (4.3, y, z), 0.025, drums.CHROME, 6).tint(tints.chrome), "metal")
    webs = []
    for k in range(30):
        x = -4.3 + 0.287 * k
        a, b = (TRUSS_Y, TRUSS_Y + 0.28) if k % 2 else (TRUSS_Y + 0.28, TRUSS_Y)
        for z in (TRUSS_Z, TRUSS_Z + 0.28):
            webs.append(tube([(x, a, z), (x + 0.287, b, z)], 0.011, drums.CHROME, 5, closed_ends=False))
    place.add(join(webs).tint(tints.chrome), "metal")
    for x in (-4.2, -1.4, 1.4, 4.2):
        place.add(
            join(
                [
                    rod((x, TRUSS_Y + 0.28, TRUSS_Z), (x, CEILING, TRUSS_Z), 0.012, BLACK, 5),
                    rod((x, TRUSS_Y + 0.28, TRUSS_Z + 0.28), (x, CEILING, TRUSS_Z + 0.28), 0.012, BLACK, 5),
                ]
            ),
            "paint",
        )
    for i, (x, tone) in enumerate(LAMPS):
        glow = f"lamp_{i}"
        place.glows[glow] = {"house": tuple(0.25 * tone), "show": tuple(np.asarray(tone) / max(tone) * 5.0)}
        can_lamp(place, (x, TRUSS_Y - 0.14, TRUSS_Z + 0.18), (x * 0.3, 0.5, -0.4), tone, glow)
    for i, x in enumerate((-2.6, -0.9, 0.9, 2.6)):
        tone = [NAVY, TERRACOTTA, NAVY, OCHRE][i]
        glow = f"back_{i}"
        place.glows[glow] = {"house": tuple(0.2 * tone), "show": tuple(np.asarray(tone) / max(tone) * 4.0)}
        can_lamp(place, (x, 3.35, 1.2), (x * 0.4, 0.4, -1.6), tone, glow)
    loom(place)
    place.add(rod((-4.3, 3.5, 1.2), (4.3, 3.5, 1.2), 0.03, drums.CHROME, 8).tint(tints.chrome), "metal")


def loom(place):
    """Cables taped along the truss, drooping from clip to clip, and down to the floor at the left."""
    for k, (dy, dz, phase) in enumerate(((0.30, 0.05, 0.0), (0.31, 0.20, 1.3), (0.02, 0.30, 2.1))):
        x = np.linspace(-4.3, 4.3, 25)
        sag = -0.05 * np.abs(np.sin(x * 1.45 + phase))
        line = np.stack([x, TRUSS_Y + dy + sag, np.full_like(x, TRUSS_Z + dz)], 1)
        place.add(tube(line, 0.011, BLACK, 4, closed_ends=False), "paint")
    fall = [(-4.3, TRUSS_Y + 0.3, TRUSS_Z + 0.1), (-4.42, 2.4, TRUSS_Z + 0.12), (-4.40, 1.0, TRUSS_Z + 0.1), (-4.36, 0.02, TRUSS_Z + 0.14)]
    place.add(tube(fall, 0.022, BLACK, 5, closed_ends=False), "paint")
    hangers = []
    for x in (-3.4, -2.0, 0.0, 2.0, 3.4):
        hangers.append(rod((x, 3.53, 1.2), (x, CEILING, 1.2), 0.014, BLACK, 4))
    place.add(join(hangers), "paint")


def can_lamp(place, at, target, tone, glow):
    at = np.asarray(at, float)
    direction = np.asarray(target, float) - at
    can = lathe(
        [(0, -0.22), (0.06, -0.22), (0.085, -0.17), (0.095, 0.0), (0.115, 0.10), (0.11, 0.10), (0.09, 0.02)],
        BLACK,
        12,
    )
    lens = lathe([(0.098, 0.055), (0, 0.06)], light(tone, 0.4), 12)
    place.add(can.toward(direction).at(*at), "paint")
    place.add(lens.toward(direction).at(*at), "glow", glow=glow)
    side = np.cross(direction, (0, 1, 0))
    side /= np.linalg.norm(side)
    place.add(
        tube(
            [
                at + side * 0.11,
                at + side * 0.12 + (0, 0.14, 0),
                at + (0, 0.2, 0),
                at - side * 0.12 + (0, 0.14, 0),
                at - side * 0.11,
            ],
            0.008,
            BLACK,
            5,
        ),
        "paint",
    )
