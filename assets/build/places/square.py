"""A city square in the evening: the visitor's bench under plane trees, fountain, church, row houses with one
shop, pigeons. Light A: low sun. Light B: dusk, lamps and windows lit."""
import math
import random

from common.festoon import festoon
from common.lights import LAMPLIGHT, Lamp, State
from common.place import Place
from .square_bench import bench
from .square_ground import around
from .square_houses import buildings
from .square_plan import CHURCH, FOUNTAIN, LAMPS
from .square_things import furniture
from .square_trees import trees


VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.25, -2), 84),
    ("down", (0, 1.2, 0), (0.45, 0.55, -0.45), 84),
    ("left", (0, 1.2, 0), (-2, 1.25, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.2, -1.0), 84),
]


def build():
    place = Place("square", seated=True, eye_height_m=1.2)
    random.seed(33)
    around(place)
    bench(place)
    trees(place)
    buildings(place)
    furniture(place)
    place.glows["festoon"] = {"evening": (1.5, 1.15, 0.7), "dusk": (3.4, 1.95, 0.72)}
    for a, b, sag, bulbs in STRINGS:
        place.put(festoon(a, b, sag, bulbs, 0.042), importance=0.3)
    names(place)
    lights(place)
    return place


# over the walk from tree to tree, and on into the square
STRINGS = [((-4.55, 3.55, -4.6), (4.30, 3.65, -5.6), 0.75, 17), ((-4.7, 3.5, -4.7), (-9.0, 3.5, -10.4), 0.55, 9), ((4.4, 3.6, -5.7), (9.4, 3.6, -11.9), 0.6, 10)]


def names(place):
    place.mark("church", CHURCH[0] - 4.9, 10.0, CHURCH[1])
    place.mark("tree", -4.6, 5.4, -4.6)
    place.mark("fountain", FOUNTAIN[0], 1.2, FOUNTAIN[1])
    place.mark("street", 12.0, 0.8, -18.0)
    place.seat("child_from", (-6.2, 0.0, -3.4), 270)
    place.seat("child_to", (6.4, 0.0, -3.7), 270)
    place.seat("walker", (1.3, 0.0, -11.5), 180 + math.degrees(math.atan2(-1.3, 11.5)))
    # what the low sun leaves of the plane trees, on the bench
    gold = (1.0, 0.68, 0.36)
    place.spot("leaves_bench", (-5.2, 5.2, -3.2), (0.2, 0.4, -0.3), gold, 150, 13, 19, "evening", "leaves")
    place.spot("lamp_bench", (-2.6, 4.4, 2.2), (0.3, 0.35, -0.9), LAMPLIGHT, 70, 22, 32, "dusk", "leaves")
    place.wall("left", [(-17.5, 0, 4.0), (-17.5, 0, -24.4), (-17.5, 9, -24.4), (-17.5, 9, 4.0)])
    place.wall("right", [(15.5, 0, -19.0), (15.5, 0, 3.4), (15.5, 9, 3.4), (15.5, 9, -19.0)])
    place.wall("church", [(4.0, 0, -25.2), (11.0, 0, -26.9), (11.0, 9, -26.9), (4.0, 9, -25.2)])


def lights(place):
    toward = (-7.4, 6.0, -5.2)
    sun = [Lamp("sun", toward, (0, 0, 0), 2.6, (1.0, 0.66, 0.34), 1.5)]
    dusk = [Lamp("point", (x, 3.62, z), power=300, colour=LAMPLIGHT, size=0.16) for x, z in LAMPS]
    dusk += [
        Lamp("area", (-16.9, 1.5, -4.5), (0, 0.8, -4.5), 190, LAMPLIGHT, (5, 1.8)),
        Lamp("area", (14.9, 1.6, -11), (0, 0.8, -11), 190, LAMPLIGHT, (5, 1.8)),
        Lamp("area", (-0.1, 2.90, -5.1), (-0.1, 0, -4.9), 210, LAMPLIGHT, (8.6, 0.15)),
        Lamp("area", (-7.0, 3.0, -7.6), (-7.0, 0, -7.5), 90, LAMPLIGHT, (1.5, 1.5)),
        Lamp("area", (7.0, 3.0, -8.8), (7.0, 0, -8.7), 90, LAMPLIGHT, (1.5, 1.5)),
        Lamp("point", (6.4, 2.2, -22.6), power=170, colour=LAMPLIGHT, size=0.4),  # before the church's door
        Lamp("sun", toward, (0, 0, 0), 0.16, (1.0, 0.40, 0.30), 8.0),
    ]
    place.lights = [
        State(
            "evening",
            sun,
            sky=(0.9, 0.85, 0.8),
            world_up=(0.30, 0.42, 0.72),
            world_side=(0.62, 0.52, 0.42),
            world_down=(0.16, 0.14, 0.12),
            ambient_up=(0.40, 0.44, 0.56),
            ambient_down=(0.28, 0.22, 0.16),
            key_toward=toward,
            key=(2.3, 1.50, 0.76),
        ),
        State(
            "dusk",
            dusk,
            sky=(0.10, 0.11, 0.22),
            world_up=(0.10, 0.14, 0.33),
            world_side=(0.27, 0.20, 0.27),
            world_down=(0.05, 0.05, 0.06),
            ambient_up=(0.21, 0.22, 0.36),
            ambient_down=(0.19, 0.14, 0.12),
            key_toward=(-0.35, 0.62, 0.70),
            key=(0.95, 0.64, 0.36),
        ),
    ]
