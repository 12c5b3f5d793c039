"""Walls, floor, window with its deep sill, door ajar and the hall beyond it."""
import numpy as np

from common import furniture, plants, rooms, tints
from common.forms import blob, box, lathe, panel, rod, sheet
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .study_plan import DOOR, FRONT, HIGH, LEFT, REAR, RIGHT, front_wall, left_wall, rear_wall, right_wall

WARM_WALL = mix(CREAM, OCHRE, 0.08)
SIDE_WALL = mix(CREAM, GREEN, 0.12)
TRIM = light(GREEN, 0.25)


def shell(place):
    tones = [mix(WALNUT, OCHRE, t) for t in (0.10, 0.20, 0.28, 0.34)]
    place.put(rooms.boards(LEFT, RIGHT, FRONT, REAR, tones, 0.165, 4), vary=0.06)
    for wall, tone in (
        (front_wall(), WARM_WALL),
        (left_wall(), SIDE_WALL),
        (right_wall(), SIDE_WALL),
        (rear_wall(), WARM_WALL),
    ):
        place.add(wall.surface(tone), "plaster", vary=0.045, importance=1.1 if tone is WARM_WALL else 1.0)
        gaps = [(DOOR[0] - 0.09, DOOR[1] + 0.09)] if wall.holes and wall.holes[0] is DOOR else []
        place.add(wall.skirting(TRIM, 0.13, gaps), "paint")
    place.add(rooms.ceiling(LEFT, RIGHT, FRONT, REAR, HIGH), "plaster", vary=0.04, importance=0.8)
    for z in (-1.45, 0.0, 1.25):
        beam = box(RIGHT - LEFT, 0.15, 0.14, mix(WALNUT, BLACK, 0.12), 0.020)
        beam.bend(lambda p, z=z: p + np.stack([0 * p[:, 0], 0.008 * np.sin(p[:, 0] * 1.9 + z), 0.008 * np.cos(p[:, 0] * 2.3)], 1))
        place.add(beam.at((LEFT + RIGHT) / 2, HIGH - 0.07, z), "wood", importance=0.7)
    # a braided rug under desk and chairs
    rings = [NAVY, NAVY, CREAM, ROSE, TERRACOTTA, OCHRE, TERRACOTTA, ROSE, CREAM, NAVY, ROSE, TERRACOTTA, OCHRE]
    profile, shades = [(1.24, 0.0)], [NAVY]
    for k, tone in enumerate(rings):
        outer, inner = 1.235 - 0.095 * k, max(1.235 - 0.095 * (k + 1) + 0.004, 0.0)
        profile += [(outer, 0.010), (inner, 0.011)]
        shades += [mix(tone, CREAM, 0.05), tone]
    rug = lathe(profile, shades, 40, 60)

    def braid(position, normal, colour):
        r, a = np.hypot(position[:, 0], position[:, 2]), np.arctan2(position[:, 2], position[:, 0])
        return colour * (1 + 0.07 * np.sin(a * 40 + r * 60))[:, None]

    place.add(rug.tint(braid).stretch(1.12, 1, 0.92).at(0.12, 0.001, -0.55), "cloth", vary=0.10, importance=1.3)


def window(place):
    wall = left_wall()
    hole = wall.holes[0]
    u0, u1, y0, y1 = hole
    middle, wide, tall = (u0 + u1) / 2, u1 - u0, y1 - y0
    for side in wall.reveal(hole, 0.26, light(CREAM, 0.3), floor=False):
        place.add(side, "plaster")
    frame = furniture.window_frame(wide, tall, 0.07, light(CREAM, 0.35), across=3, up=3)
    place.put(furniture.moved(frame, *wall.at(middle, (y0 + y1) / 2, -0.19), wall.yaw), importance=1.3)
    board = box(wide + 0.20, 0.04, 0.42, mix(WALNUT, OCHRE, 0.30), 0.012)
    place.put(furniture.moved([("wood", board)], *wall.at(middle, y0 - 0.004, -0.055), wall.yaw), importance=1.8)
    for s in (-1, 1):
        curtain = furniture.curtain(0.34, tall + 0.30, mix(CREAM, ROSE, 0.55), seed=1.7 * s + 4, folds=4)
        place.put(furniture.moved(curtain, *wall.at(middle + s * (wide / 2 + 0.11), y1 + 0.13, 0.085), wall.yaw))
    ends = [wall.at(middle + s * (wide / 2 + 0.33), y1 + 0.145, 0.085) for s in (-1, 1)]
    place.add(rod(*ends, 0.012, OCHRE).tint(tints.brass), "metal")
    for end in ends:
        place.add(blob(0.024, OCHRE, 10, 7).tint(tints.brass).at(*end), "metal")
    sill = y0 + 0.017
    for u, pot, seed, size in ((-0.50, TERRACOTTA, 61, 0.075), (0.52, NAVY, 64, 0.062)):
        place.put(furniture.moved(plants.potted(pot, seed, size), *wall.at(middle + u, sill, -0.02)), importance=1.2)
    # a row of shells and a brass bell without a clapper keep the sill company
    for k, (u, r) in enumerate(((0.10, 0.022), (0.17, 0.016), (0.225, 0.019))):
        shell_piece = blob(r, [CREAM, mix(ROSE, CREAM, 0.4), mix(CREAM, NAVY, 0.2)][k], 12, 8, 0.12, seed=k, squash=(1.2, 0.6, 0.9))
        place.add(shell_piece.at(*wall.at(middle + u, sill + 0.55 * r, 0.06)), "gloss")
    latch = box(0.012, 0.10, 0.02, OCHRE, 0.004).turn("y", wall.yaw).tint(tints.brass)
    place.add(latch.at(*wall.at(middle - wide / 6 + 0.03, (y0 + y1) / 2 - 0.1, -0.145)), "metal")


def hall(place):
    """What the open door shows: a warm passage, a runner, a coat, the corner of a picture."""
    wall = rear_wall()
    u0, u1, y0, y1 = DOOR
    for side in wall.reveal(DOOR, 0.14, light(CREAM, 0.25), floor=False):
        place.add(side, "paint", importance=0.8)
    place.add(rooms.casing(wall, DOOR, TRIM), "paint")
    hinge = wall.at(u1, 0.006, -0.03)  # the right jamb as one comes in, the left seen from the hall
    node = place.node("door", *hinge)
    leaf = rooms.door(u1 - u0 - 0.012, y1 - 0.014, mix(NAVY, GREEN, 0.35), 3, 1.02)
    place.put(furniture.moved(leaf, *hinge, -28), node)
    left, right, front, rear = -2.0, 1.5, REAR + 0.14, REAR + 1.75
    tones = [mix(WALNUT, OCHRE, t) for t in (0.12, 0.24, 0.3)]
    place.put(rooms.boards(left, right, REAR, rear, tones, 0.2, 9, along_x=True), importance=0.6)
    far = rooms.Wall((right, rear), (left, rear), HIGH)
    place.add(far.surface(mix(CREAM, TERRACOTTA, 0.22), 0.8), "plaster", importance=0.6)
    place.add(far.skirting(TRIM), "paint", importance=0.5)
    for a, b in (((left, rear), (left, front)), ((right, front), (right, rear))):
        place.add(rooms.Wall(a, b, HIGH).surface(mix(CREAM, ROSE, 0.2), 0.8), "plaster", importance=0.4)
    back = rooms.Wall((left, front), (right, front), HIGH, [(u, v, 0.0, y1) for u, v in [(-left + RIGHT - u1, -left + RIGHT - u0)]])
    place.add(back.surface(mix(CREAM, ROSE, 0.2), 0.8), "plaster", importance=0.4)
    place.add(rooms.ceiling(left, right, front, rear, HIGH), "plaster", importance=0.4)
    runner = panel([(left, 0.004, rear - 0.35), (right, 0.004, rear - 0.35), (right, 0.004, front + 0.35), (left, 0.004, front + 0.35)], TERRACOTTA, 0.2)
    place.add(runner, "cloth", importance=0.6)
    place.add(box(0.9, 0.09, 0.028, WALNUT, 0.008).at(-0.35, 1.70, rear - 0.016), "wood", importance=0.6)
    for k, (x, tone) in enumerate(((-0.62, OCHRE), (-0.12, mix(GREEN, BLACK, 0.1)))):
        place.put(furniture.moved(furniture.coat(tone, k + 3), x, 1.68, rear - 0.05, 180), importance=0.7)
    boots = [
        lathe([(0, 0), (0.05, 0), (0.052, 0.05), (0.045, 0.12), (0.05, 0.22), (0.043, 0.222), (0.04, 0.1), (0, 0.1)], dark(TERRACOTTA, 0.45), 14, 60)
        .at(x, 0, rear - 0.16)
        for x in (-0.45, -0.31)
    ]
    toes = [blob(0.05, dark(TERRACOTTA, 0.45), 12, 7, squash=(0.95, 0.8, 1.5)).at(x, 0.035, rear - 0.23) for x in (-0.45, -0.31)]
    place.add(join(boots + toes), "paint", importance=0.6)
