"""Rows of houses around the square, and the church."""
import random

from common import church, houses
from common.palette import CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, light, mix
from .square_plan import CHURCH


def row(place, dice, start, yaw, widths, walls, plain=False, high=True):
    """Row houses side by side, fronts facing yaw-rotated +z, starting at their left end (seen from the front)."""
    x = 0.0
    parts = []
    for k, w in enumerate(widths):
        floors = 2 if plain else dice.choice((2, 3, 3)) if high else 2
        h = 3.1 * floors + dice.uniform(-0.2, 0.5)
        shop = TERRACOTTA if k == 1 else (NAVY if k == 4 else None)
        one = houses.house(
            w,
            h,
            7.0,
            walls[k % len(walls)],
            [mix(TERRACOTTA, WALNUT, 0.2), mix(TERRACOTTA, NAVY, 0.25), mix(WALNUT, TERRACOTTA, 0.4)][k % 3],
            dice,
            floors,
            3 if w > 5.5 and not plain else 2,
            dice.uniform(1.6, 2.4),
            shutters=None if plain else [GREEN, None, NAVY, TERRACOTTA, None][k % 5],
            door_paint=[NAVY, GREEN, TERRACOTTA, OCHRE][k % 4],
            door_bay=k % 2,
            shop=shop,
            gable_front=(k % 3 == 2),
            panes=("pane", "pane", "pane_lit"),
            sides=k in (0, len(widths) - 1),
            flowers=not plain,
            fine=False,
        )
        parts += houses.moved(one, x + w / 2, 0, 0)
        x += w
    place.put(houses.moved(parts, start[0], 0, start[1], yaw), importance=0.18)


def buildings(place):
    dice = random.Random(41)
    walls = [
        mix(CREAM, OCHRE, 0.45),
        mix(CREAM, ROSE, 0.6),
        mix(CREAM, NAVY, 0.22),
        mix(CREAM, TERRACOTTA, 0.45),
        light(CREAM, 0.1),
        mix(CREAM, GREEN, 0.3),
    ]
    row(
        place, dice, (-17.5, 4.0), 90, [6.2, 5.0, 5.6, 6.4, 5.2], walls, high=False
    )  # left side of the square, facing +x
    row(
        place, dice, (-14.5, -27.0), 12, [5.4, 6.0, 5.0], walls[3:] + walls[:3]
    )  # far left, facing the visitor
    row(place, dice, (15.5, -19.0), -90, [5.8, 5.2, 6.4, 5.0], walls[2:] + walls[:2])  # right side, facing -x
    row(
        place, dice, (13.0, 15.0), 180, [6.0, 5.4, 5.8, 5.2, 6.0], walls[1:] + walls[:1], plain=True
    )  # behind the bench
    place.put(houses.moved(church.church(dice), *(CHURCH[0], 0, CHURCH[1]), CHURCH[2]), importance=0.26)
