"""The camper van two musicians live in, at the kerb in the rain: table, kitchen, bed, cab. Light A: a grey morning.
Light B: night, with the inside lamp, a wire of small lamps and the street's."""
import random

from common.lights import LAMPLIGHT, Lamp, State
from common.palette import CREAM
from common.place import Place
from .van_bed import bed, guitar_case, under_the_bed, walls
from .van_cab import cab
from .van_kitchen import kitchen
from .van_plan import LEFT, LEFT_HOLES, REAR, REAR_HOLES, RIGHT, RIGHT_HOLES, SCREEN, TABLE, TOP, WALL_HIGH
from .van_shell import fairy_lights, lamp, shell, windscreen
from .van_street import street
from .van_table import benches, on_the_table, table

VIEWS = [
    ("front", (0, 1.2, 0), (0, 1.0, -2), 84),
    ("down", (0, 1.2, 0), (0.0, 0.70, -0.6), 84),
    ("left", (0, 1.2, 0), (-2, 1.05, -1.0), 84),
    ("right", (0, 1.2, 0), (2, 1.05, -1.0), 84),
    ("behind", (0, 1.2, 0), (0.4, 1.0, 2), 84),
]


def build():
    place = Place("van", seated=True, eye_height_m=1.2)
    random.seed(19)
    shell(place)
    windscreen(place)
    cab(place)
    table(place)
    benches(place)
    on_the_table(place)
    kitchen(place)
    bed(place)
    under_the_bed(place)
    guitar_case(place)
    walls(place)
    street(place)
    at = lamp(place)
    fairy_lights(place)
    names(place, at)
    lights(place, at)
    return place


def names(place, at):
    place.seat("nell", (-0.30, 0.0, -0.93), 180)  # on the bench across the table, facing you
    place.seat("nell_kettle", (0.42, 0.0, -1.15), 160)  # standing at the stove
    place.mark("window", LEFT, 1.16, -0.56)
    place.mark("rain", 0.0, WALL_HIGH + 0.30, -0.5)  # on the roof
    place.mark("front", 0.0, 1.2, -2.85)
    place.mark("lamp", *at)
    place.mark("table_middle", TABLE[0], TOP, TABLE[1])
    place.mark("bed", 0.0, 0.65, 1.2)
    # the street's lamp through the window beside the table, and the shop sign across the road that blinks
    z0, z1, y0, y1 = LEFT_HOLES[0]
    middle = ((y0 + y1) / 2, (z0 + z1) / 2)
    place.spot("street_lamp", (LEFT - 1.9, middle[0] + 0.75, middle[1] - 0.3), (0.35, 0.88, middle[1] + 0.05), (1.0, 0.72, 0.40), 24, 12, 17, "night", "leaves")
    place.spot("sign", (LEFT - 1.8, middle[0] + 0.1, middle[1] + 0.5), (RIGHT, 1.45, -0.9), (0.30, 0.55, 1.0), 16, 10, 16, "night", "bars")
    corners = lambda a, b: [(a[0], 0, a[1]), (b[0], 0, b[1]), (b[0], WALL_HIGH, b[1]), (a[0], WALL_HIGH, a[1])]
    place.wall("left", corners((LEFT, REAR), (LEFT, -2.78)))
    place.wall("right", corners((RIGHT, -2.78), (RIGHT, REAR)))
    place.wall("rear", corners((RIGHT, REAR), (LEFT, REAR)))


def panes(power, colour):
    """Area lamps in the windows, looking in; power is watts a square metre. Few and large: each further lamp is one
    more that every texel has to find by chance."""
    (ax, ay, az), _, (cx, cy, cz), _ = SCREEN
    found = [((LEFT - 0.10, (y0 + y1) / 2, (z0 + z1) / 2), (LEFT + 3, 0.2, (z0 + z1) / 2), (z1 - z0, y1 - y0)) for z0, z1, y0, y1 in LEFT_HOLES[:1]]
    found += [((RIGHT + 0.10, (y0 + y1) / 2, (z0 + z1) / 2), (RIGHT - 3, 0.2, (z0 + z1) / 2), (z1 - z0, y1 - y0)) for z0, z1, y0, y1 in RIGHT_HOLES[:2]]
    (x0, _, y0, y1), (_, x1, _, _) = REAR_HOLES
    found.append((((x0 + x1) / 2, (y0 + y1) / 2, REAR + 0.10), (0, 0.6, -2), (x1 - x0, y1 - y0)))
    found.append((((ax + cx) / 2, (ay + cy) / 2, (az + cz) / 2 - 0.05), (0, 0.75, 0), (cx - ax, 0.66)))
    return [Lamp("area", at, to, power * size[0] * size[1], colour, size) for at, to, size in found]


def lights(place, at):
    place.glows["lamp"] = {"morning": (0.42, 0.40, 0.36), "night": (3.6, 2.3, 1.1)}
    place.glows["fairy"] = {"morning": (1.2, 0.85, 0.45), "night": (4.2, 2.4, 0.9)}
    place.glows["rain_pane"] = {"morning": (0.80, 0.86, 0.90), "night": (0.06, 0.06, 0.09)}
    morning = panes(58, (0.84, 0.93, 1.0))
    morning.append(Lamp("area", (0.0, 1.50, -0.2), (0.0, 3.0, -0.2), 5, (0.95, 0.95, 0.92), (1.6, 2.6)))
    warm = (1.0, 0.66, 0.34)
    night = [
        Lamp("point", (at[0], at[1] - 0.07, at[2]), power=64, colour=(1.0, 0.80, 0.54), size=0.10),
        Lamp("area", (LEFT + 0.09, WALL_HIGH - 0.05, -0.1), (0.4, 0.3, -0.1), 20, warm, (3.3, 0.05)),
        Lamp("area", (0.0, WALL_HIGH - 0.05, REAR - 0.10), (0.0, 0.3, 0.6), 14, warm, (1.9, 0.05)),
        Lamp("area", (-0.02, 1.28, -2.95), (0, 0.75, 0), 14, (0.52, 0.50, 0.85), (1.7, 0.66)),
    ]
    place.lights = [
        State(
            "morning",
            morning,
            sky=(1.1, 1.15, 1.2),
            world_up=(0.55, 0.60, 0.64),
            world_side=(0.55, 0.60, 0.64),
            world_down=(0.14, 0.15, 0.16),
            ambient_up=(0.46, 0.48, 0.48),
            ambient_down=(0.26, 0.24, 0.21),
            key_toward=(-0.75, 0.45, 0.48),
            key=(0.80, 0.82, 0.84),
        ),
        State(
            "night",
            night,
            sky=(0.03, 0.035, 0.06),
            world_up=(0.012, 0.014, 0.03),
            world_side=(0.02, 0.018, 0.03),
            world_down=(0.008, 0.008, 0.012),
            ambient_up=(0.34, 0.26, 0.18),
            ambient_down=(0.24, 0.17, 0.12),
            key_toward=(-0.20, 0.62, 0.72),
            key=(0.86, 0.62, 0.38),
        ),
    ]
