"""The garden: a long metal slide that runs past the visitor at table height; Theo's side is the far side. Tree
with swing, workshop, the house, hills. Light A: a sunny day. Light B: evening."""
import math
import random

from common import houses
from common.festoon import cord, festoon, hooked_lantern
from common.lights import LAMPLIGHT, Lamp, State
from common.place import Place
from .garden_beds import beds_and_fence
from .garden_houses import the_house, workshop
from .garden_land import around
from .garden_plan import BED_Z, TREE, bed_height
from .garden_slide import slide
from .garden_tree import tree


VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.2, 0), (0.0, 0.62, -0.6), 84),
    ("left", (0, 1.2, 0), (-2, 1.15, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.1, -1.0), 84),
]


def build():
    place = Place("garden", seated=True, eye_height_m=1.2)
    random.seed(21)
    around(place)
    slide(place)
    tree(place)
    workshop(place)
    the_house(place)
    beds_and_fence(place)
    flames = lamps(place)
    names(place)
    lights(place, flames)
    return place


STRINGS = [((-2.2, 3.15, -5.6), (4.35, 2.75, -3.75), 0.45, 13), ((-5.55, 3.70, -1.15), (-4.2, 3.3, -6.2), 0.55, 10)]


def lamps(place):
    """Strings of small lamps from the slide's tower to the tree and on to the workshop; three lanterns on hooks, two
    beside you, one by the bed. Where their flames are."""
    place.glows["festoon"] = {"day": (0.9, 0.82, 0.66), "evening": (3.4, 1.95, 0.72)}
    place.glows["lantern"] = {"day": (0.55, 0.52, 0.45), "evening": (2.4, 1.30, 0.46)}
    for a, b, sag, bulbs in STRINGS:
        place.put(festoon(a, b, sag, bulbs), importance=0.4)
    flames = []
    for x, z, yaw, tall in ((1.50, -0.04, 160, 1.75), (-1.55, -0.06, 22, 1.75), (2.75, -1.05, 200, 1.6)):
        parts, (fx, fy, fz) = hooked_lantern(tall, 0.30)
        place.put(houses.moved(parts, x, 0, z, yaw), importance=1.2)
        a = math.radians(yaw)
        flames.append((x + fx * math.cos(a), fy, z - fx * math.sin(a)))
    return flames


def names(place):
    place.seat("theo", (0.0, 0.0, BED_Z - 0.12 - 0.30), 180)  # his palms fall 0.30 m ahead of his feet
    place.seat("ansel", (1.9, 0.0, -2.0), 150)
    place.mark("tree", TREE[0], 4.5, TREE[1])
    place.mark("workshop", 5.9, 1.2, -5.2)
    place.mark("house", 7.2, 2.5, -15.5)
    place.mark("theo_hands", 0.0, bed_height(0), BED_Z - 0.12)
    # the sun through the tree's leaves, on the metal and on whoever stands at it
    sun = (1.0, 0.88, 0.66)
    place.spot("leaves_near", (3.6, 6.2, 2.2), (0.1, 0.7, -0.75), sun, 70, 11, 16, "day", "leaves")
    place.wall("house", [(3.0, 0, -16.9), (11.4, 0, -13.5), (11.4, 5.4, -13.5), (3.0, 5.4, -16.9)])


def lights(place, flames):
    day = [
        Lamp("sun", (6.0, 9.0, 3.0), (0, 0, -1.5), 2.3, (1.0, 0.90, 0.70), 1.0),
        Lamp("point", (6.9, 1.7, -6.2), power=60, colour=(1.0, 0.86, 0.66), size=0.3),
    ]
    evening = [Lamp("sun", (-9.0, 3, -5.0), (0, 0, 0), 1.6, (1.0, 0.56, 0.26), 2.0)]
    evening += [Lamp("point", at, power=64, colour=LAMPLIGHT, size=0.09) for at in flames]
    for a, b, sag, _ in STRINGS:
        evening += [Lamp("point", tuple(p - [0, 0.12, 0]), power=26, colour=LAMPLIGHT, size=0.3) for p in cord(a, b, sag, 7)[1:6:2]]
    c, s = math.cos(math.radians(-22)), math.sin(math.radians(-22))
    for lx in (-1.1, 2.0):
        evening.append(
            Lamp(
                "point",
                (7.2 + lx * c + 1.6 * s, 2.0, -15.5 - lx * s + 1.6 * c),
                power=70,
                colour=LAMPLIGHT,
                size=0.3,
            )
        )
    evening.append(Lamp("point", (6.6, 1.9, -6.2), power=110, colour=LAMPLIGHT, size=0.2))
    place.lights = [
        State(
            "day",
            day,
            sky=(0.6, 0.95, 1.3),
            world_up=(0.42, 0.60, 0.90),
            world_side=(0.62, 0.68, 0.72),
            world_down=(0.20, 0.19, 0.12),
            ambient_up=(0.52, 0.64, 0.82),
            ambient_down=(0.26, 0.26, 0.18),
            key_toward=(6.0, 9.0, 4.5),
            key=(1.5, 1.33, 1.03),
        ),
        State(
            "evening",
            evening,
            sky=(0.30, 0.22, 0.30),
            world_up=(0.25, 0.30, 0.54),
            world_side=(0.62, 0.44, 0.43),
            world_down=(0.10, 0.08, 0.08),
            ambient_up=(0.32, 0.29, 0.40),
            ambient_down=(0.26, 0.18, 0.15),
            key_toward=(0.75, 0.42, 0.55),  # the lantern beside you: it is what faces and hands are seen by
            key=(0.95, 0.62, 0.34),
        ),
    ]
