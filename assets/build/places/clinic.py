"""The clinic: you sit in the sound booth, headphones on their hook, button in reach; through the window the
audiologist's desk and a plain wall. Light A: forenoon, blinds half down. Light B: a winter evening, lamps on."""
import random

from common.lights import LAMPLIGHT, Lamp, State, SUNNY
from common.place import Place
from .clinic_booth import booth_inside, booth_outside, in_reach
from .clinic_desk import consulting_desk
from .clinic_plan import B_HIGH, B_LEFT, B_REAR, B_RIGHT, B_FRONT, DESK_TOP, FRONT, HIGH, LEDGE_TOP, LEFT, PANE, REAR, RIGHT, room
from .clinic_room import furnish, shell, windows

VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.05, -2), 84),
    ("down", (0, 1.15, -0.05), (0.0, 0.72, -0.6), 84),
    ("left", (0, 1.2, 0), (-2, 1.15, -0.6), 84),
    ("right", (0, 1.2, 0), (2, 1.05, 0.0), 84),
    ("behind", (0, 1.2, 0), (0.2, 1.1, 2), 84),
]


def build():
    place = Place("clinic", seated=True, eye_height_m=1.2)
    random.seed(51)
    shell(place)
    windows(place)
    booth_inside(place)
    booth_outside(place)
    in_reach(place)
    consulting_desk(place)
    furnish(place)
    names(place)
    lights(place)
    return place


def names(place):
    place.seat("varga", (0.10, 0, -1.70), 180)  # at her desk, facing the booth
    place.seat("varga_door", (1.32, 0, 0.10), 90)  # come to the booth's door
    place.seat("nell", (2.55, 0, -0.10), 90)  # waiting, seen through the door
    place.mark("window", 0.0, (PANE[2] + PANE[3]) / 2, B_FRONT)
    place.mark("door", B_RIGHT + 0.05, 1.1, 0.08)
    place.mark("headphones", B_LEFT + 0.06, 1.26, -0.30)
    place.mark("speaker_left", B_LEFT + 0.10, 1.45, B_FRONT + 0.10)
    place.mark("speaker_right", B_RIGHT - 0.10, 1.45, B_FRONT + 0.10)
    place.mark("audiometer", -0.50, DESK_TOP + 0.1, -1.52)
    place.mark("ledge_middle", 0.0, LEDGE_TOP, -0.585)
    corners = lambda a, b, high: [(a[0], 0, a[1]), (b[0], 0, b[1]), (b[0], high, b[1]), (a[0], high, a[1])]
    x0, x1, y0, y1 = PANE
    # the booth's walls keep sound out: all but the window pane count whole
    place.wall("booth_left", corners((B_LEFT, B_REAR), (B_LEFT, B_FRONT), B_HIGH))
    place.wall("booth_rear", corners((B_RIGHT, B_REAR), (B_LEFT, B_REAR), B_HIGH))
    place.wall("booth_front", [(B_LEFT, 0, B_FRONT), (B_RIGHT, 0, B_FRONT), (B_RIGHT, y0, B_FRONT), (B_LEFT, y0, B_FRONT)])
    place.wall("pane", [(x0, y0, B_FRONT), (x1, y0, B_FRONT), (x1, y1, B_FRONT), (x0, y1, B_FRONT)])
    place.wall("signers", corners((LEFT, FRONT), (RIGHT, FRONT), HIGH))


def lights(place):
    front, _, right, _ = room()
    panes = []
    for wall in (front, right):
        u0, u1, y0, y1 = wall.holes[0]
        middle, up = (u0 + u1) / 2, (y0 + y1) / 2
        panes.append((wall.at(middle, up, -0.05), wall.at(middle, 0.9, 2.0), ((u1 - u0) * 0.95, (y1 - y0) * 0.95)))
    day = [
        Lamp("sun", (7.0, 5.2, 1.2), (1.6, 0.0, -1.4), 2.6, SUNNY, 1.2),
        Lamp("area", (0.1, HIGH - 0.06, -2.1), (0.1, 0, -2.1), 120, (1.0, 0.95, 0.86), (1.18, 0.58)),
        Lamp("area", (2.3, HIGH - 0.06, -0.6), (2.3, 0, -0.6), 80, (1.0, 0.95, 0.86), (1.18, 0.58)),
        Lamp("area", (0.0, B_HIGH - 0.06, 0.30), (0, 0, -0.1), 44, (1.0, 0.88, 0.70), 0.34),
        Lamp("area", (0.4, 1.9, -2.6), (0.4, HIGH, -2.6), 46, (1.0, 0.96, 0.90), (3.6, 1.8)),  # what the bright desk sends up
    ]
    day.append(Lamp("point", (0.0, 0.30, 0.05), power=4.0, colour=(1.0, 0.80, 0.62), size=0.3))  # under the ledge nothing is black
    for at, into, size in panes:
        day.append(Lamp("area", at, into, 48 * size[0] * size[1], (0.86, 0.93, 1.0), size))
    evening = [
        Lamp("area", (0.0, B_HIGH - 0.06, 0.30), (0, 0, -0.1), 30, LAMPLIGHT, 0.34),
        Lamp("spot", (0.743, DESK_TOP + 0.35, -1.645), (0.62, DESK_TOP, -1.55), 42, LAMPLIGHT, 0.03, 140, 0.5),
        Lamp("point", (0.743, DESK_TOP + 0.345, -1.645), power=7, colour=LAMPLIGHT, size=0.05),
        Lamp("point", (3.15, 1.44, -1.05), power=40, colour=LAMPLIGHT, size=0.14),
        Lamp("area", (0.1, HIGH - 0.06, -2.1), (0.1, 0, -2.1), 46, (1.0, 0.84, 0.62), (1.18, 0.58)),
        Lamp("area", (0.4, 1.9, -2.6), (0.4, HIGH, -2.6), 16, (1.0, 0.82, 0.62), (3.6, 1.8)),
    ]
    evening.append(Lamp("point", (0.0, 0.30, 0.05), power=2.5, colour=LAMPLIGHT, size=0.3))
    for at, into, size in panes:
        evening.append(Lamp("area", at, into, 8.0 * size[0] * size[1], (0.34, 0.48, 1.0), size))
    place.lights = [
        State(
            "day",
            day,
            sky=(1.3, 1.5, 1.7),
            world_up=(0.10, 0.11, 0.12),
            world_side=(0.10, 0.11, 0.12),
            world_down=(0.06, 0.06, 0.06),
            ambient_up=(0.62, 0.58, 0.52),
            ambient_down=(0.34, 0.30, 0.26),
            key_toward=(0.30, 0.70, 0.55),
            key=(0.70, 0.64, 0.56),
        ),
        State(
            "evening",
            evening,
            sky=(0.04, 0.06, 0.14),
            world_up=(0.01, 0.012, 0.03),
            world_side=(0.01, 0.012, 0.03),
            world_down=(0.006, 0.006, 0.01),
            ambient_up=(0.34, 0.28, 0.22),
            ambient_down=(0.26, 0.19, 0.13),
            key_toward=(0.45, 0.60, 0.66),
            key=(0.82, 0.60, 0.38),
        ),
    ]
