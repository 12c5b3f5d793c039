"""The house: a long table by the kitchen, plain wall behind the people who sign across it. Light A: morning
through the windows. Light B: evening under the pendant lamp."""
import random

from common.lights import LAMPLIGHT, Lamp, State, SUNNY
from common.place import Place
from .dining_kitchen import kitchen
from .dining_plan import FRONT, HIGH, LEFT, REAR, RIGHT, SEATS, TOP, WINDOWS, to_wall
from .dining_room import rest_of_room
from .dining_shell import shell, windows
from .dining_table import on_the_table, table


VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.2, 0), (0.0, 0.70, -0.6), 84),
    ("left", (0, 1.2, 0), (-2, 1.05, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.05, -1.0), 84),
    ("behind", (0, 1.2, 0), (0.4, 1.1, 2), 84),
]


def build():
    place = Place("dining", seated=True, eye_height_m=1.2)
    random.seed(8)
    shell(place)
    windows(place)
    table(place)
    on_the_table(place)
    kitchen(place)
    rest_of_room(place)
    names(place)
    lights(place)
    return place


def names(place):
    for name, (x, z, yaw) in SEATS.items():
        place.seat(name, (x, 0, z), yaw)
    place.mark("lamp", -0.02, HIGH - 1.0, -0.87)
    place.mark("door", -1.7, 1.1, REAR - 0.1)
    place.mark("window", LEFT, 1.6, -1.35)
    place.mark("kitchen", RIGHT - 0.4, 1.0, FRONT + 1.35)
    place.mark("table_middle", 0, TOP, -0.87)
    place.wall("signers", [(-1.7, 0, FRONT), (1.7, 0, FRONT), (1.7, HIGH, FRONT), (-1.7, HIGH, FRONT)])
    place.wall("left", [(LEFT, 0, REAR), (LEFT, 0, FRONT), (LEFT, HIGH, FRONT), (LEFT, HIGH, REAR)])
    place.wall("right", [(RIGHT, 0, FRONT), (RIGHT, 0, REAR), (RIGHT, HIGH, REAR), (RIGHT, HIGH, FRONT)])
    place.wall("rear", [(RIGHT, 0, REAR), (LEFT, 0, REAR), (LEFT, HIGH, REAR), (RIGHT, HIGH, REAR)])


def lights(place):
    day = [Lamp("sun", (-4.6, 3.6, -0.4), (0.5, 0.6, -1.0), 3.2, SUNNY, 1.2)]
    for wall, m, w, h in WINDOWS:
        at = to_wall(wall, m, 0.92 + h / 2, -0.06)
        target = to_wall(wall, m, 0.9, 2.0)
        day.append(Lamp("area", at, target, 84 * w * h, (0.86, 0.93, 1.0), (w * 0.95, h * 0.95)))
    day += [
        Lamp("point", (-0.02, HIGH - 1.02, -0.87), power=4, colour=LAMPLIGHT, size=0.06),
        Lamp("area", (0.3, HIGH - 0.12, FRONT + 1.2), (0.3, 1.2, FRONT), 20, (1.0, 0.92, 0.80), (3.4, 0.5)),
        Lamp("area", (0.3, 2.6, 0.9), (0, 0, -0.6), 80, (1.0, 0.91, 0.78), 2.4),
    ]
    evening = [
        Lamp("spot", (-0.02, HIGH - 1.00, -0.87), (-0.02, 0, -0.87), 120, LAMPLIGHT, 0.11, 160, 0.5),
        Lamp("point", (-0.02, HIGH - 1.10, -0.87), power=34, colour=LAMPLIGHT, size=0.12),
        Lamp("point", (RIGHT - 0.5, 2.1, FRONT + 0.9), power=24, colour=LAMPLIGHT, size=0.1),
        Lamp("area", (0.0, HIGH - 0.12, FRONT + 1.15), (0.0, 1.1, FRONT), 24, LAMPLIGHT, (3.0, 0.5)),  # the signers' wall
        Lamp("area", (1.05, 2.35, FRONT + 2.2), (2.6, 0.45, FRONT + 0.7), 46, LAMPLIGHT, (0.8, 0.8)),  # the kitchen's fronts
        Lamp("area", (2.45, 1.46, FRONT + 0.20), (2.45, 0.9, FRONT + 0.34), 5, LAMPLIGHT, (1.3, 0.08)),  # under the shelf
        Lamp("point", (0.0, 0.30, -0.1), power=3.0, colour=LAMPLIGHT, size=0.3),  # under the table nothing is black
        Lamp("point", (-2.5, 1.5, -0.2), power=7, colour=LAMPLIGHT, size=0.15),
        Lamp("point", (0.7, 2.35, 0.9), power=34, colour=LAMPLIGHT, size=0.1),
    ]
    for wall, m, w, h in WINDOWS:
        evening.append(
            Lamp(
                "area",
                to_wall(wall, m, 0.92 + h / 2, -0.06),
                to_wall(wall, m, 0.9, 2.0),
                7.0 * w * h,
                (0.35, 0.50, 1.0),
                (w * 0.95, h * 0.95),
            )
        )
    place.lights = [
        State(
            "day",
            day,
            sky=(1.4, 1.55, 1.7),
            world_up=(0.16, 0.17, 0.19),
            world_side=(0.16, 0.17, 0.18),
            world_down=(0.12, 0.11, 0.10),
            ambient_up=(0.62, 0.58, 0.52),
            ambient_down=(0.34, 0.29, 0.24),
            key_toward=(-0.85, 0.5, 0.15),
            key=(0.85, 0.80, 0.72),
        ),
        State(
            "evening",
            evening,
            sky=(0.06, 0.10, 0.22),
            world_up=(0.008, 0.010, 0.02),
            world_side=(0.008, 0.010, 0.02),
            world_down=(0.006, 0.006, 0.01),
            ambient_up=(0.34, 0.26, 0.20),
            ambient_down=(0.27, 0.19, 0.13),  # what the lit cloth sends up under chins and hands
            key_toward=(0.18, 0.62, 0.76),
            key=(0.95, 0.66, 0.40),
        ),
    ]
