"""Measures of the still room that its parts share: metres, place space."""
from common.rooms import Wall

LEFT, RIGHT, FRONT, REAR, HIGH = -1.7, 1.95, -2.35, 1.75, 2.5

TOP = 0.745  # the desk's upper face
DESK = (0.0, -0.62, 0.76, 0.36)  # centre x, z, half length, half depth: near edge at z = -0.26

WINDOW = (0.95, 2.25, 0.88, 2.12)  # along the left wall from its rear end (u grows toward -z): see left_wall
DOOR = (1.75, 2.57, 0.0, 2.02)  # along the rear wall from its right end


def left_wall():
    """Seen from inside, u grows toward the rear: the window is (u0, u1, y0, y1)."""
    return Wall((LEFT, REAR), (LEFT, FRONT), HIGH, [(REAR + 0.15, REAR + 1.50, 0.88, 2.12)])


def front_wall():
    return Wall((LEFT, FRONT), (RIGHT, FRONT), HIGH)


def right_wall():
    return Wall((RIGHT, FRONT), (RIGHT, REAR), HIGH)


def rear_wall():
    return Wall((RIGHT, REAR), (LEFT, REAR), HIGH, [DOOR])
