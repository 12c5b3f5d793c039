"""Measures of the camper van that its parts share: metres, place space. It drives toward -z."""
from common.palette import CREAM, GREEN, OCHRE, WALNUT, mix
from common.rooms import Wall

LEFT, RIGHT, REAR, BONNET = -1.0, 1.05, 1.75, -2.78  # inner faces; the walls end at the dashboard
WALL_HIGH, CROWN = 1.60, 1.96  # where the roof begins to curve in, its middle
CAB = -1.72  # the header over the cab
SCREEN = ((-0.90, 0.96, -3.02), (0.95, 0.96, -3.02), (0.86, 1.56, -2.66), (-0.81, 1.56, -2.66))
GROUND = -0.72  # the street

TOP = 0.745  # the table's upper face
TABLE = (-0.30, -0.53, 0.69, 0.265)  # centre x, z, half width, half depth: near edge at z = -0.265
SEAT = 0.44
COUNTER, COUNTER_X = 0.88, 0.60  # upper face, its edge toward the aisle
KITCHEN = (-1.62, -0.24)  # z, front and rear end
BED, BED_FOOT = 0.58, 0.62  # top of the mattress, z where it begins

LEFT_HOLES = ((-1.18, 0.06, 0.90, 1.42), (0.66, 1.40, 0.98, 1.38), (-2.66, -1.86, 0.96, 1.50))  # z0, z1, y0, y1
RIGHT_HOLES = ((-1.46, -0.46, 1.10, 1.42), (0.02, 0.56, 0.92, 1.40), (-2.66, -1.86, 0.96, 1.50))
REAR_HOLES = ((-0.84, -0.06, 0.98, 1.42), (0.12, 0.90, 0.98, 1.42))  # x0, x1, y0, y1

PINE = mix(OCHRE, CREAM, 0.32)
PINE_DARK = mix(OCHRE, WALNUT, 0.30)
PANEL = mix(CREAM, GREEN, 0.07)
CUPBOARD = mix(GREEN, CREAM, 0.10)


def left_wall():
    """u grows toward the front."""
    return Wall((LEFT, REAR), (LEFT, BONNET), WALL_HIGH, [(REAR - b, REAR - a, c, d) for a, b, c, d in LEFT_HOLES])


def right_wall():
    """u grows toward the rear."""
    return Wall((RIGHT, BONNET), (RIGHT, REAR), WALL_HIGH, [(a - BONNET, b - BONNET, c, d) for a, b, c, d in RIGHT_HOLES])


def rear_wall():
    """u grows toward the left."""
    return Wall((RIGHT, REAR), (LEFT, REAR), WALL_HIGH, [(RIGHT - b, RIGHT - a, c, d) for a, b, c, d in REAR_HOLES])


def roof_at(turn, grow=0.0):
    """Points (x, y) of the roof's section, turn -90 at the left wall .. 90 degrees at the right one."""
    import numpy as np

    a = np.radians(np.asarray(turn, float))
    across = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** (2 / 3.2)
    half, rise = (RIGHT - LEFT) / 2, CROWN - WALL_HIGH
    return (LEFT + RIGHT) / 2 + across * (half + grow), WALL_HIGH + np.cos(a) * (rise + grow)


def roof_y(x):
    """Height of the roof over x: it springs from the walls in a soft curve."""
    import numpy as np

    t = (np.asarray(x, float) - (LEFT + RIGHT) / 2) / ((RIGHT - LEFT) / 2)
    return WALL_HIGH + (CROWN - WALL_HIGH) * np.sqrt(np.maximum(0.0, 1 - np.abs(t) ** 3.2))
