"""The cab: dashboard, steering wheel, two seats seen from behind, the shelf over it."""
import math

import numpy as np

from common import tints
from common.drums import CHROME
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .van_plan import BONNET, CAB, LEFT, PINE, RIGHT, WALL_HIGH
from .van_shell import gable

DASH = mix(BLACK, GREEN, 0.30)


def cab(place):
    dashboard(place)
    wheel(place)
    for x in (-0.48, 0.52):
        seat(place, x)
    shelf(place)


def dashboard(place):
    """A padded top that rolls over into the face, with dials, vents, a radio, a glove box."""
    profile = [(0.965, -3.02), (0.972, -2.86), (0.955, -2.74), (0.90, -2.68), (0.78, -2.66), (0.62, -2.70), (0.30, -2.80)]
    t = np.linspace(0, 1, len(profile))

    def face(u, v):
        y, z = (np.interp(1 - v, t, [p[k] for p in profile]) for k in (0, 1))
        bulge = 0.020 * np.exp(-(((u - 0.26) / 0.13) ** 2)) * (y > 0.88)
        return np.stack([LEFT + (RIGHT - LEFT) * u, y + bulge, z], 1)

    top = sheet(face, 30, 12, 2.05, 0.95, DASH)
    place.add(top, "cloth", importance=0.8)
    for x in (-0.62, -0.44):  # two dials under the hood
        ring = lathe([(0.068, -0.006), (0.068, 0.008), (0.060, 0.010), (0.058, 0.002)], CHROME, 22, 50).tint(tints.chrome)
        dial = lathe([(0.058, 0.002), (0, 0.002)], BLACK, 22)
        marks = [box(0.004, 0.002, 0.012, CREAM, 0, edge=False).at(0, 0.003, -0.046).turn("y", 240 - 30 * k) for k in range(9)]
        hand = box(0.004, 0.002, 0.05, TERRACOTTA, 0, edge=False).at(0, 0.0045, -0.02).turn("y", 210)
        for material, piece in (("steel", ring), ("gloss", dial), ("paint", join(marks + [hand]))):
            place.add(piece.turn("x", 78).at(x, 0.845, -2.652), material)
    for x in (-0.88, -0.18, 0.26, 0.90):
        vent = [box(0.15, 0.07, 0.016, BLACK, 0.006)]
        vent += [box(0.135, 0.006, 0.012, mix(BLACK, CREAM, 0.25), 0, edge=False).at(0, -0.022 + 0.015 * k, 0.010) for k in range(4)]
        place.add(join(vent).at(x, 0.85, -2.662), "paint")
    radio = [box(0.20, 0.06, 0.02, BLACK, 0.005)]
    radio += [box(0.11, 0.022, 0.006, mix(OCHRE, CREAM, 0.4), 0.002, edge=False).at(0, 0.004, 0.011)]
    place.add(join(radio).at(0.04, 0.755, -2.652), "paint")
    for s in (-1, 1):
        place.add(cylinder(0.013, 0.016, CHROME, 12).tint(tints.chrome).turn("x", 90).at(0.04 + s * 0.08, 0.758, -2.640), "steel")
    place.add(box(0.46, 0.20, 0.012, mix(DASH, CREAM, 0.10), 0.006).turn("x", -8).at(0.58, 0.72, -2.660), "paint")
    place.add(box(0.07, 0.018, 0.012, CHROME, 0.004).tint(tints.chrome).at(0.58, 0.79, -2.646), "steel")
    # what gathers on a dashboard: a paper cup, folded maps, a pair of sticks, sunglasses
    cup = lathe([(0, 0), (0.030, 0), (0.040, 0.095), (0.042, 0.10), (0.039, 0.10), (0.030, 0.012), (0, 0.012)], [CREAM, CREAM, TERRACOTTA, CREAM, CREAM, CREAM, WALNUT], 18, 50)
    place.add(cup.at(0.86, 0.972, -2.82), "paint")
    for k, (tone, yaw) in enumerate(((OCHRE, 12), (mix(CREAM, NAVY, 0.2), -6), (ROSE, 24))):
        place.add(box(0.22, 0.010, 0.13, tone, 0.003).turn("y", yaw).at(0.42, 0.980 + 0.010 * k, -2.88), "paint")
    for k in range(2):
        place.add(rod((-0.05 + 0.03 * k, 0.982, -2.78), (0.20, 0.985, -2.84 + 0.03 * k), 0.007, mix(CREAM, OCHRE, 0.4), 7), "wood")
    dog = [blob(0.034, OCHRE, 12, 8, squash=(0.8, 0.8, 1.2)).at(0, 0.036, 0), blob(0.024, OCHRE, 10, 7).at(0, 0.080, 0.030)]
    dog += [blob(0.011, dark(WALNUT, 0.2), 7, 5, squash=(0.6, 1.4, 1)).at(s * 0.022, 0.080, 0.024) for s in (-1, 1)]
    place.add(join(dog).at(-0.16, 0.972, -2.86), "gloss")


def wheel(place):
    """Two-spoke steering wheel before the left seat."""
    ring = [(0.20 * math.cos(a), 0.0, 0.20 * math.sin(a)) for a in np.linspace(0, 2 * math.pi, 33)]
    rim = tube(ring, 0.0135, mix(BLACK, NAVY, 0.15), 8, closed_ends=False)
    hub = lathe([(0.052, -0.03), (0.055, 0.0), (0.04, 0.012), (0, 0.014)], mix(BLACK, NAVY, 0.2), 18, 60)
    spokes = [tube([(0.05 * s, 0, 0.01), (0.19 * s, 0, -0.02)], [0.016, 0.011], mix(BLACK, NAVY, 0.2), 7) for s in (-1, 1)]
    spokes.append(tube([(0, 0, 0.05), (0, 0, 0.19)], [0.016, 0.011], mix(BLACK, NAVY, 0.2), 7))
    column = rod((0, -0.30, 0), (0, -0.02, 0), 0.032, DASH, 10)
    for piece in [rim, hub, column] + spokes:
        place.add(piece.turn("x", 52).at(-0.50, 0.88, -2.42), "gloss", importance=1.2)


def seat(place, x):
    """High-backed seat facing the road: what the room sees is its back, with a net and a coat of wear."""
    tone = mix(NAVY, WALNUT, 0.25)
    place.add(box(0.50, 0.16, 0.48, tone, 0.05).at(x, 0.43, -2.12), "cloth")
    back = box(0.48, 0.62, 0.13, tone, 0.05).bend(lambda p: p + np.stack([-0.10 * p[:, 0] * np.clip(p[:, 1], 0, 1), 0 * p[:, 0], 0 * p[:, 0]], 1))
    place.add(back.turn("x", 9).at(x, 0.78, -1.86), "cloth", importance=1.1)
    place.add(box(0.27, 0.17, 0.095, dark(tone, 0.1), 0.04).turn("x", 6).at(x, 1.155, -1.80), "cloth")
    for s in (-1, 1):
        place.add(rod((x + s * 0.07, 1.05, -1.82), (x + s * 0.07, 1.13, -1.81), 0.007, CHROME, 6).tint(tints.chrome), "steel")
    place.add(box(0.46, 0.30, 0.42, BLACK, 0.03).at(x, 0.18, -2.12), "paint", importance=0.5)
    ends = [(x - 0.205, 0.52, -1.80), (x - 0.205, 1.06, -1.77), (x + 0.205, 1.06, -1.77), (x + 0.205, 0.52, -1.80)]
    place.add(join([rod(a, b, 0.007, mix(CREAM, WALNUT, 0.3), 5) for a, b in zip(ends, ends[1:])]), "cloth")


def shelf(place):
    """The shelf over the cab: a pine front with rolled blankets, a snare's case, a hat."""
    front = box(RIGHT - LEFT - 0.02, 0.095, 0.025, mix(OCHRE, WALNUT, 0.32), 0.008)
    place.add(front.at((LEFT + RIGHT) / 2, WALL_HIGH + 0.022, CAB), "wood")
    gable(place, CAB - 0.42, dark(WALNUT, 0.3), 1)
    roll = lathe([(0, 0), (0.075, 0), (0.095, 0.012), (0.098, 0.3), (0.095, 0.588), (0.075, 0.60), (0, 0.60)], [ROSE, CREAM, ROSE, mix(ROSE, CREAM, 0.3), ROSE, CREAM, ROSE], 18, 50)
    place.add(roll.turn("z", -90).at(-0.62, WALL_HIGH + 0.125, CAB - 0.17), "cloth")
    case = lathe([(0, 0), (0.17, 0), (0.178, 0.01), (0.178, 0.15), (0.17, 0.16), (0, 0.16)], mix(BLACK, NAVY, 0.3), 26, 50)
    place.add(case.at(0.36, WALL_HIGH + 0.045, CAB - 0.21), "cloth")
    strap = lathe([(0.180, 0.06), (0.180, 0.09)], mix(OCHRE, WALNUT, 0.3), 26)
    place.add(strap.at(0.36, WALL_HIGH + 0.045, CAB - 0.21), "cloth")
    place.add(box(0.05, 0.045, 0.012, CHROME, 0.004).tint(tints.chrome).at(0.36, WALL_HIGH + 0.12, CAB - 0.028), "steel")
    books = [box(0.035, 0.17 + 0.02 * (k % 3), 0.12, [TERRACOTTA, NAVY, OCHRE, GREEN, ROSE][k % 5], 0.004).turn("z", 12 if k == 5 else 0).at(0.66 + 0.038 * k, WALL_HIGH + 0.135, CAB - 0.12) for k in range(6)]
    place.add(join(books), "cloth")
