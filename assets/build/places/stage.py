"""A small club, seen from the drummer's throne: kit in reach, amplifiers left and right, the empty floor and
the bar beyond. Light A: house light before doors. Light B: the show."""
import math
import random

import numpy as np

from common.lights import LAMPLIGHT, Lamp, State
from common.palette import NAVY, OCHRE, TERRACOTTA
from common.place import Place
from .stage_bar import bar
from .stage_deck import deck, gear
from .stage_kit import drum_kit
from .stage_plan import BACK, CEILING, FAR, FLOOR, HALF_WIDTH, LAMPS, NELL, TRUSS_Y, TRUSS_Z
from .stage_room import room
from .stage_truss import truss


VIEWS = [
    ("front", (0, 1.18, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.18, 0.05), (0.05, 0.62, -0.6), 84),
    ("left", (0, 1.18, 0), (-2, 0.95, -0.9), 84),
    ("right", (0, 1.18, 0), (2, 0.95, -0.9), 84),
    ("outside", (1.9, 1.7, -3.2), (0, 0.7, -0.4), 70),
]


def build():
    place = Place("stage", seated=True, eye_height_m=1.18)
    random.seed(5)
    drum_kit(place)
    deck(place)
    gear(place)
    room(place)
    bar(place)
    truss(place)
    names(place)
    lights(place)
    return place


def names(place):
    place.mark("amp_left", -2.15, 1.1, -1.1)
    place.mark("amp_right", 2.2, 1.1, -1.0)
    place.mark("monitor", -0.7, 0.25, -2.95)
    place.mark("mic", -0.60, 1.55, -2.72)
    place.mark("bar", -0.4, 0.5, FAR + 1.0)
    place.mark("crowd", 0.0, 0.8, -6.0)
    place.mark("fridge", 3.3, 0.3, FAR + 0.5)
    place.seat("nell", NELL, 205)
    rng = random.Random(11)
    index = 1
    for row, (z, count) in enumerate(((-4.25, 5), (-5.0, 6), (-5.8, 6), (-6.7, 7))):
        for k in range(count):
            x = (k - (count - 1) / 2) * 1.02 + rng.uniform(-0.16, 0.16) + 0.2 * (row % 2)
            zz = z + rng.uniform(-0.18, 0.18)
            yaw = 180 + math.degrees(math.atan2(0 - x, 0 - zz)) + rng.uniform(-8, 8)
            place.seat(f"crowd_{index}", (x, FLOOR, zz), yaw)
            index += 1
    amber, pink, red, blue = (1.0, 0.52, 0.12), (1.0, 0.20, 0.32), (1.0, 0.16, 0.06), (0.10, 0.26, 1.0)
    spots = [
        ("spot_1", (-1.75, 3.05, -2.8), (0.0, 0.6, -0.5), amber, 18, 9, 15, "none"),
        ("spot_2", (1.75, 3.05, -2.8), (0.15, 0.6, -0.5), pink, 16, 9, 15, "none"),
        ("spot_3", (-0.9, 3.3, 1.2), (0.1, 0.5, -0.7), blue, 46, 12, 19, "bars"),
        ("spot_4", (-2.9, 3.05, -2.8), (-0.6, 1.2, -2.15), red, 28, 8, 13, "none"),
        ("spot_5", (0.9, 3.3, 1.2), (-0.6, 1.3, -2.15), amber, 36, 7, 12, "none"),
        ("spot_6", (-2.6, 3.3, 1.2), (-1.6, 0.0, -6.0), blue, 105, 11, 17, "leaves"),
        ("spot_7", (2.6, 3.3, 1.2), (1.6, 0.0, -6.0), red, 105, 11, 17, "leaves"),
        ("spot_8", (2.9, 3.05, -2.8), (2.6, 1.4, 1.7), pink, 55, 13, 21, "rings"),
    ]
    for name, at, target, tone, power, inner, outer, cookie in spots:
        place.spot(name, at, target, tone, power, inner, outer, "show", cookie)
    w = HALF_WIDTH
    place.wall("back", [(w, FLOOR, BACK), (-w, FLOOR, BACK), (-w, CEILING, BACK), (w, CEILING, BACK)])
    place.wall("left", [(-w, FLOOR, BACK), (-w, FLOOR, FAR), (-w, CEILING, FAR), (-w, CEILING, BACK)])
    place.wall("right", [(w, FLOOR, FAR), (w, FLOOR, BACK), (w, CEILING, BACK), (w, CEILING, FAR)])
    place.wall("bar", [(-w, FLOOR, FAR), (w, FLOOR, FAR), (w, CEILING, FAR), (-w, CEILING, FAR)])


HOUSE = (1.0, 0.84, 0.64)
AMBER, PINK, RED, BLUE = (1.0, 0.52, 0.14), (1.0, 0.20, 0.36), (1.0, 0.16, 0.07), (0.12, 0.30, 1.0)


def lights(place):
    house = [
        Lamp("area", (0, 3.5, -0.4), (0, 0, -0.6), 215, HOUSE, (2.6, 2.0)),
        Lamp("area", (0, 2.9, -0.6), (0, 9, -0.6), 46, (1.0, 0.80, 0.60), (5.0, 3.0)),
        Lamp("area", (0, 2.9, -6.5), (0, 9, -6.5), 60, (1.0, 0.78, 0.56), (6.0, 5.0)),
        Lamp("point", (0.1, 0.85, 0.75), power=7, colour=HOUSE, size=0.4),
        Lamp("area", (0, 3.8, -5.8), (0, -0.7, -5.8), 420, HOUSE, (4.5, 1.2)),
        Lamp("area", (0, 3.8, -9.4), (0, -0.7, -9.4), 340, HOUSE, (4.5, 1.2)),
        Lamp("point", (0, 2.4, -1.6), power=50, colour=(1, 0.85, 0.7), size=0.6),
    ]
    # few lamps, large ones where many hang side by side: each is one more for every texel to find by chance
    house.append(Lamp("area", (-0.45, FLOOR + 1.9, FAR + 1.05), (-0.45, FLOOR, FAR + 1.05), 90, LAMPLIGHT, (4.4, 0.3)))
    for side in (-1, 1):
        for z in (-6.6, -3.3):
            house.append(Lamp("point", (side * 4.1, FLOOR + 2.62, z), power=10, colour=LAMPLIGHT, size=0.14))
    show = []
    for x, tone in LAMPS:
        show.append(
            Lamp(
                "spot",
                (x, TRUSS_Y - 0.2, TRUSS_Z + 0.25),
                (x * 0.3, 0.4, -0.2),
                70,
                tuple(np.asarray(tone) / max(tone)),
                0.1,
                52,
                0.7,
            )
        )
    for i, x in enumerate((-2.6, -0.9, 0.9, 2.6)):
        tone = np.asarray([NAVY, TERRACOTTA, NAVY, OCHRE][i])
        show.append(
            Lamp("spot", (x, 3.3, 1.2), (x * 0.4, 0.2, -1.9), 110, tuple(tone / max(tone)), 0.1, 46, 0.7)
        )
    show.append(
        Lamp("area", (-0.4, FLOOR + 1.9, FAR + 0.3), (-0.4, FLOOR + 1.2, FAR + 3), 16, LAMPLIGHT, (5, 1.3))
    )
    show.append(Lamp("area", (4.4, FLOOR + 2.3, -8.5), (0, FLOOR, -8.0), 5, (0.1, 1.0, 0.4), (0.6, 0.3)))
    # what the haze and the floor send up: by it one feels the room overhead, its ducts and beams
    show.append(Lamp("area", (-2.2, 2.7, -1.8), (-1.6, 9, -1.8), 34, (0.24, 0.38, 1.0), (3.0, 2.6)))
    show.append(Lamp("area", (2.2, 2.7, -1.8), (1.6, 9, -1.8), 30, (1.0, 0.30, 0.24), (3.0, 2.6)))
    show.append(Lamp("area", (-1.9, 2.5, -7.5), (-1.9, 9, -7.5), 26, (0.85, 0.30, 0.62), (3.0, 6.0)))
    show.append(Lamp("area", (1.9, 2.5, -7.5), (1.9, 9, -7.5), 26, (0.34, 0.36, 1.0), (3.0, 6.0)))
    show.append(Lamp("spot", (0.0, 3.35, -1.0), (0.0, 1.9, BACK), 220, (1.0, 0.55, 0.25), 0.2, 70, 0.8))
    # pools on the boards before the kit and on the club's floor, each of one colour; walls washed from below
    for x, z, y, tone, power in (
        (-2.0, -2.35, 0.0, RED, 520), (0.05, -2.45, 0.0, AMBER, 330), (2.35, -2.2, 0.0, BLUE, 620),
        (-2.3, -5.4, FLOOR, BLUE, 800), (0.1, -7.2, FLOOR, PINK, 720), (2.4, -5.3, FLOOR, AMBER, 560), (-1.9, -9.6, FLOOR, AMBER, 560), (1.9, -9.8, FLOOR, BLUE, 800),
    ):
        show.append(Lamp("spot", (0.75 * x, 3.45, z), (x, y, z - 0.2), power, tone, 0.08, 34, 0.55))
    for side, tones in ((-1, (BLUE, PINK, AMBER)), (1, (RED, BLUE, PINK))):
        for z, tone in zip((-1.6, -4.9, -8.3), tones):
            show.append(Lamp("spot", (side * 3.75, FLOOR + 0.15 if z < -3.3 else 0.1, z), (side * 4.6, 2.6, z - 0.3), 90, tone, 0.1, 95, 0.9))
    for side, tone, own in ((-1, BLUE, AMBER), (1, RED, PINK)):  # curtains from below, amplifiers from the truss
        show.append(Lamp("spot", (side * 3.1, 0.12, 0.55), (side * 4.5, 2.2, 0.2), 170, tone, 0.1, 110, 0.9))
        show.append(Lamp("spot", (side * 0.6, 3.25, -2.5), (side * 2.15, 0.9, -1.1), 190, own, 0.1, 40, 0.8))
    show.append(Lamp("area", (0, 3.7, -4.5), (0, -0.7, -6), 26, (0.30, 0.42, 1.0), (6, 3)))
    place.lights = [
        State(
            "house",
            house,
            sky=(0.01, 0.01, 0.012),
            world_up=(0.05, 0.05, 0.055),
            world_side=(0.05, 0.05, 0.055),
            world_down=(0.03, 0.03, 0.03),
            ambient_up=(0.62, 0.52, 0.40),
            ambient_down=(0.26, 0.20, 0.15),
            key_toward=(0.1, 1, 0.4),
            key=(0.75, 0.62, 0.46),
        ),
        State(
            "show",
            show,
            sky=(0.004, 0.004, 0.006),
            world_up=(0.002, 0.002, 0.004),
            world_side=(0.002, 0.002, 0.004),
            world_down=(0, 0, 0),
            ambient_up=(0.10, 0.075, 0.14),
            ambient_down=(0.055, 0.035, 0.055),
            key_toward=(0.0, 0.7, 0.8),
            key=(0.19, 0.12, 0.13),
            haze=0.5,
        ),
    ]
