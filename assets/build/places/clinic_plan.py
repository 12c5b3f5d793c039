"""Measures of the clinic that its parts share: metres, place space. You sit in the sound booth, which stands in
the consulting room; its window looks over the audiologist's desk."""
from common.rooms import Wall

# the consulting room
LEFT, RIGHT, FRONT, REAR, HIGH = -2.5, 3.7, -4.0, 1.6, 2.75
# the booth: inner faces, and the thickness of its walls
B_LEFT, B_RIGHT, B_FRONT, B_REAR, B_HIGH, THICK = -0.82, 0.82, -0.74, 0.98, 2.16, 0.11
PANE = (-0.54, 0.54, 0.92, 1.66)  # x0, x1, y0, y1 of the window in the booth's front
ENTRY = (-0.30, 0.46, 0.0, 2.0)  # z0, z1, y0, y1 of the doorway in its right side

LEDGE = (0.0, -0.585, 0.56, 0.145)  # the shelf under the window: centre x, z, half length, half depth
LEDGE_TOP = 0.745
DESK = (0.10, -1.50, 0.95, 0.36)  # the audiologist's desk
DESK_TOP = 0.735

STREET_WINDOW = (0.22, 1.42, 0.95, 2.25)  # along the front wall from its left end
SIDE_WINDOW = (1.55, 3.15, 0.95, 2.30)  # along the right wall from its front end


def room():
    """Front, left, right, rear wall of the room."""
    return (
        Wall((LEFT, FRONT), (RIGHT, FRONT), HIGH, [STREET_WINDOW]),
        Wall((LEFT, REAR), (LEFT, FRONT), HIGH),
        Wall((RIGHT, FRONT), (RIGHT, REAR), HIGH, [SIDE_WINDOW]),
        Wall((RIGHT, REAR), (LEFT, REAR), HIGH),
    )


def booth():
    """Front, left, right, rear wall of the booth, seen from within."""
    x0, x1, y0, y1 = PANE
    z0, z1, d0, d1 = ENTRY
    return (
        Wall((B_LEFT, B_FRONT), (B_RIGHT, B_FRONT), B_HIGH, [(x0 - B_LEFT, x1 - B_LEFT, y0, y1)]),
        Wall((B_LEFT, B_REAR), (B_LEFT, B_FRONT), B_HIGH),
        Wall((B_RIGHT, B_FRONT), (B_RIGHT, B_REAR), B_HIGH, [(z0 - B_FRONT, z1 - B_FRONT, d0, d1)]),
        Wall((B_RIGHT, B_REAR), (B_LEFT, B_REAR), B_HIGH),
    )
