"""Measures of the club that its parts share: metres, place space."""
from common.palette import NAVY, OCHRE, ROSE, TERRACOTTA


HALF_WIDTH, BACK, EDGE, FAR = 4.6, 1.75, -3.3, -13.0  # room: x, z behind, stage edge, z of the far wall


FLOOR, CEILING = -0.7, 3.9


NELL = (-0.62, 0.0, -2.15)


LAMPS = [(-2.9, TERRACOTTA), (-1.75, OCHRE), (-0.6, ROSE), (0.6, OCHRE), (1.75, ROSE), (2.9, NAVY)]


TRUSS_Y, TRUSS_Z = 3.15, -3.0
