"""Measures of the room, its table and seats that its parts share: metres, place space."""
import math

from common.palette import GREEN, NAVY, OCHRE, ROSE, TERRACOTTA


LEFT, RIGHT, FRONT, REAR, HIGH = -3.3, 3.3, -3.2, 2.4, 2.7


TOP = 0.75


TABLE = (0.0, -0.87, 1.35, 0.52)  # centre x, z, half length, half depth: near edge at z = -0.35


# Where the feet are: a seated person's feet stand about 0.18 m inside the table's edge, the hips HIPS_BEHIND them.
SEATS = {
    "ansel": (-0.82, -1.21, 180),
    "imani": (0.02, -1.21, 180),
    "june": (0.86, -1.21, 180),
    "theo": (-1.25, -0.85, 270),
    "marcus": (1.17, -0.90, 90),
    "lupe": (0.92, -0.53, 0),
}


HIPS_BEHIND = 0.40


CHAIRS = {"ansel": GREEN, "imani": TERRACOTTA, "june": NAVY, "theo": OCHRE, "marcus": GREEN, "lupe": ROSE}


WINDOWS = [
    ("left", -1.35, 1.5, 1.5),
    ("left", 0.85, 1.3, 1.5),
    ("front", -2.42, 1.15, 1.4),
]  # wall, middle, width, height


def to_wall(wall, u, y, out=0.0):
    """Point u along a wall (its x or z), at height y, out metres into the room."""
    return (u, y, FRONT + out) if wall == "front" else (LEFT + out, y, u)


def forward(yaw_deg):
    """(x, z) that a figure of this yaw looks along."""
    return -math.sin(math.radians(yaw_deg)), -math.cos(math.radians(yaw_deg))
