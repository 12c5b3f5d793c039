"""The still room of the house: a desk by a garden window, paper, pen, tea; a plain wall behind whoever sits across.
Light A: late morning, the sun on the desk. Light B: evening, the desk lamp and the stove."""
import random

from common.lights import LAMPLIGHT, Lamp, State, SUNNY
from common.place import Place
from .study_desk import desk, lamp_head, on_the_desk
from .study_garden import garden
from .study_plan import DESK, FRONT, HIGH, LEFT, REAR, RIGHT, TOP, left_wall
from .study_room import furnish
from .study_shell import hall, shell, window

VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.15, -0.05), (0.0, 0.72, -0.5), 84),
    ("left", (0, 1.2, 0), (-2, 1.15, -0.9), 84),
    ("right", (0, 1.2, 0), (2, 1.05, -0.4), 84),
    ("behind", (0, 1.2, 0), (-0.2, 1.1, 2), 84),
]


def build():
    place = Place("study", seated=True, eye_height_m=1.2)
    random.seed(31)
    shell(place)
    window(place)
    hall(place)
    desk(place)
    on_the_desk(place)
    furnish(place)
    garden(place)
    names(place)
    lights(place)
    return place


def names(place):
    place.seat("ansel", (0.20, 0, -0.86), 180)  # across the desk, the plain wall behind him
    place.seat("ansel_beside", (-0.95, 0, 0.12), 285)  # come round the desk, standing at your left
    place.seat("ansel_door", (-0.15, 0, 1.30), 0)  # come in by the door behind you
    place.seat("imani", (1.06, 0, -0.62), 90)  # at the desk's end, facing it
    place.mark("window", LEFT, 1.5, -0.82)
    place.mark("door", -0.21, 1.1, REAR)
    place.mark("lamp", *lamp_head())
    place.mark("shelves", RIGHT - 0.2, 1.2, -1.3)
    place.mark("stove", RIGHT - 0.45, 0.6, 0.45)
    place.mark("paper", 0.0, TOP + 0.01, -0.46)
    place.mark("desk_middle", DESK[0], TOP, DESK[1])
    # the sun between the bars of the window on the desk; the moon the same way on the books, not behind a signer
    place.spot("window_day", (-3.6, 2.75, -0.86), (0.0, 0.745, -0.5), (1.0, 0.90, 0.70), 34, 10, 15, "day", "bars")
    place.spot("window_evening", (-3.6, 2.75, -0.86), (1.95, 1.45, -1.5), (0.45, 0.55, 1.0), 34, 8, 13, "evening", "bars")
    corners = lambda a, b: [(*a[:1], 0, a[1]), (*b[:1], 0, b[1]), (*b[:1], HIGH, b[1]), (*a[:1], HIGH, a[1])]
    place.wall("signers", corners((LEFT, FRONT), (RIGHT, FRONT)))
    place.wall("left", corners((LEFT, REAR), (LEFT, FRONT)))
    place.wall("right", corners((RIGHT, FRONT), (RIGHT, REAR)))
    place.wall("rear", corners((RIGHT, REAR), (LEFT, REAR)))


def lights(place):
    wall = left_wall()
    u0, u1, y0, y1 = wall.holes[0]
    pane, into = wall.at((u0 + u1) / 2, (y0 + y1) / 2, -0.10), wall.at((u0 + u1) / 2, 1.0, 2.0)
    size = ((u1 - u0) * 0.94, (y1 - y0) * 0.94)
    day = [
        Lamp("sun", (-4.2, 3.40, -0.86), (0, 0.75, -0.55), 3.2, SUNNY, 1.0),
        Lamp("area", pane, into, 62, (0.86, 0.93, 1.0), size),
        Lamp("area", (0.3, HIGH - 0.18, 0.0), (0.2, 0, -0.3), 76, (1.0, 0.91, 0.78), 2.4),
        Lamp("area", (RIGHT - 0.4, 1.6, -0.4), (LEFT, 1.3, 0.0), 22, (1.0, 0.92, 0.82), 1.6),
        Lamp("point", (-0.25, 2.0, REAR + 0.95), power=16, colour=(1.0, 0.88, 0.72), size=0.2),
    ]
    x, y, z = lamp_head()
    evening = [
        Lamp("spot", (x, y, z), (x + 0.12, 0.7, z + 0.10), 44, LAMPLIGHT, 0.04, 155, 0.6),
        Lamp("point", (x, y - 0.01, z), power=16.0, colour=LAMPLIGHT, size=0.06),
        Lamp("point", (RIGHT - 0.86, 0.42, 0.45), power=26.0, colour=(1.0, 0.48, 0.18), size=0.10),
        Lamp("point", (-0.25, 2.0, REAR + 0.95), power=34, colour=LAMPLIGHT, size=0.15),
        Lamp("area", pane, into, 22, (0.38, 0.50, 1.0), size),
        Lamp("area", (0.2, HIGH - 0.18, -0.3), (0.2, 0, -0.5), 64, (1.0, 0.76, 0.52), 2.4),
        Lamp("sun", (-9.0, 2.2, -6.0), (0, 0.75, -0.55), 0.10, (1.0, 0.45, 0.30), 4.0),
    ]
    place.lights = [
        State(
            "day",
            day,
            sky=(1.4, 1.6, 1.75),
            world_up=(0.26, 0.28, 0.32),
            world_side=(0.26, 0.27, 0.28),
            world_down=(0.12, 0.12, 0.10),
            ambient_up=(0.60, 0.56, 0.50),
            ambient_down=(0.32, 0.27, 0.22),
            key_toward=(-0.88, 0.42, 0.10),
            key=(0.92, 0.86, 0.76),
        ),
        State(
            "evening",
            evening,
            sky=(0.07, 0.10, 0.22),
            world_up=(0.05, 0.07, 0.15),
            world_side=(0.07, 0.06, 0.10),
            world_down=(0.01, 0.01, 0.01),
            ambient_up=(0.30, 0.23, 0.19),
            ambient_down=(0.25, 0.17, 0.11),
            key_toward=(-0.60, 0.30, 0.66),
            key=(0.92, 0.64, 0.38),
        ),
    ]
