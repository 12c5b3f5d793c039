"""Floor, walls with their windows, the boarded roof, curtains, the rain on the panes."""
import numpy as np

from common import furniture, rooms, tints
from common.forms import blob, box, cylinder, panel, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .van_plan import BONNET, CAB, LEFT, PANEL, PINE, REAR, RIGHT, SCREEN, WALL_HIGH, left_wall, rear_wall, right_wall, roof_at, roof_y

RUBBER = mix(BLACK, NAVY, 0.25)


def shell(place):
    floor(place)
    roof(place)
    for wall in (left_wall(), right_wall(), rear_wall()):

        def boarded(position, normal, colour, wall=wall):
            """Tongue and groove below the windows, smooth above."""
            along = (position[:, [0, 2]] - wall.start) @ wall.along
            groove = (np.abs(along / 0.09 - np.round(along / 0.09)) < 0.12) & (position[:, 1] < 0.86)
            low = position[:, 1:2] < 0.87
            tone = np.where(low, np.broadcast_to(mix(CREAM, GREEN, 0.30), colour.shape), colour)
            return tone * np.where(groove, 0.86, 1.0)[:, None]

        place.add(wall.surface(PANEL, 0.10, [0.868]).tint(boarded), "paint", vary=0.05)
        place.add(wall.skirting(dark(PANEL, 0.35), 0.055), "paint", importance=0.8)  # no daylight under the wall
        for k, hole in enumerate(wall.holes):
            window(place, wall, hole, f"{'left' if wall.start[0] < 0 else 'right' if wall.end[0] > 0 else 'rear'}_{k + 1}")
    rails(place)
    curtains(place)


def floor(place):
    tones = [mix(WALNUT, OCHRE, t) for t in (0.05, 0.14, 0.22)]
    place.put(rooms.boards(LEFT, RIGHT, BONNET - 0.2, REAR, tones, 0.14, 7), vary=0.07)
    tones = [dark(TERRACOTTA, 0.2), CREAM * 0.8, dark(NAVY, 0.1), mix(OCHRE, WALNUT, 0.2), dark(TERRACOTTA, 0.2), mix(ROSE, WALNUT, 0.3)]
    z, k = 0.50, 0
    while z > -1.28:  # a woven runner: each band apart, so that its edge is sharp
        deep = (0.17, 0.05, 0.10, 0.05)[k % 4]
        band = [(-0.36, 0.004, z), (0.56, 0.004, z), (0.56, 0.004, z - deep), (-0.36, 0.004, z - deep)]
        place.add(panel(band, tones[(k * 5) % 6], 0.3), "cloth", vary=0.06, importance=0.8)
        z, k = z - deep, k + 1


def roof(place):
    """Pine boards along the van, their joints painted; nine strips so that each joint has its own edge."""
    turns = np.linspace(-90, 90, 15)
    for k, (a, b) in enumerate(zip(turns, turns[1:])):

        def strip(u, v, a=a, b=b):
            x, y = roof_at(a + 0.4 + (b - a - 0.8) * u, -0.010)
            return np.stack([x, y, CAB + (REAR - CAB) * v], 1)

        board = sheet(strip, 2, 6, 0.18, REAR - CAB, PINE * (0.90 + 0.05 * ((k * 5) % 4)))
        board.paint = np.stack([board.spot[:, 1] + 0.4 * k, board.spot[:, 0] + 0.21 * k], 1)
        place.add(board, "wood", vary=0.06, importance=0.8)

    def ground(u, v):
        x, y = roof_at(-90 + 180 * u, 0.012)
        return np.stack([x, y, BONNET + (REAR - BONNET) * v], 1)

    place.add(sheet(ground, 14, 1, 2.4, 4.5, dark(WALNUT, 0.35)), "paint", importance=0.3)
    for z in (-0.55, 0.62):
        x, y = roof_at(np.linspace(-88, 88, 15), -0.018)
        rib = tube(np.stack([x, y, np.full_like(x, z)], 1), 0.022, mix(WALNUT, OCHRE, 0.35), 6)
        place.add(rib, "wood", importance=0.8)
    # gable that closes the roof over the rear doors
    gable(place, REAR - 0.004, PANEL, -1)


def gable(place, z, tone, facing):
    """Closes the roof's section at z, a little beyond the boards; facing: 1 toward +z, -1 toward -z."""
    x, y = roof_at(np.linspace(-90, 90, 15), 0.02)
    for k in range(14):
        corners = [(x[k], WALL_HIGH - 0.02, z), (x[k + 1], WALL_HIGH - 0.02, z), (x[k + 1], y[k + 1], z), (x[k], y[k], z)]
        piece = panel(corners, tone, 0.5)
        if facing < 0:
            piece.faces, piece.normal = piece.faces[:, ::-1], -piece.normal
        place.add(piece, "paint", importance=0.8)


def window(place, wall, hole, name):
    """Rubber seal, inner frame, and the pane with its rain as a node of its own."""
    u0, u1, y0, y1 = hole
    for side in wall.reveal(hole, 0.06, dark(PANEL, 0.12)):
        place.add(side, "paint", importance=0.9)
    t = 0.030
    wide, tall = u1 - u0, y1 - y0
    bits = [box(wide + 2 * t, t, 0.022, RUBBER, 0.008).at(0, s * (tall + t) / 2, 0) for s in (-1, 1)]
    bits += [box(t, tall + 0.002, 0.022, RUBBER, 0.008).at(s * (wide + t) / 2, 0, 0) for s in (-1, 1)]
    if wide > 0.9:  # the sliding half of a camper's window
        bits += [box(0.030, tall, 0.030, mix(CREAM, NAVY, 0.35), 0.006).at(0.02, 0, -0.038)]
        bits += [box(0.018, 0.07, 0.03, BLACK, 0.005).at(0.045, 0, -0.022)]
    frame = join(bits).turn("y", wall.yaw)
    place.add(frame.at(*wall.at((u0 + u1) / 2, (y0 + y1) / 2, 0.008)), "gloss", importance=1.2)
    pane(place, f"glass_rain_{name}", [wall.at(u, y, -0.055) for u, y in ((u0, y0), (u1, y0), (u1, y1), (u0, y1))])


def pane(place, name, corners):
    """One pane: its chart coordinates are metres, so drops of one size run on all of them."""
    middle = np.mean(np.asarray(corners, float), 0)
    node = place.node(name, *middle, moves=False)
    place.add(panel(corners, CREAM * 0.9, 0.5), "glass_rain", node=node, glow="rain_pane", importance=1.0)


def rails(place):
    """Ledges under the windows and the edge where wall and roof meet."""
    for wall in (left_wall(), right_wall()):
        u0, u1 = (0.0, REAR - CAB) if wall.start[0] < 0 else (CAB - BONNET, wall.length)
        rail = box(u1 - u0, 0.034, 0.030, mix(WALNUT, OCHRE, 0.30), 0.008).turn("y", wall.yaw)
        place.add(rail.at(*wall.at((u0 + u1) / 2, WALL_HIGH - 0.02, 0.013)), "wood")
    wall = left_wall()
    low = box(REAR - CAB, 0.022, 0.020, mix(WALNUT, OCHRE, 0.25), 0.006).turn("y", wall.yaw)
    place.add(low.at(*wall.at((REAR - CAB) / 2, 0.866, 0.010)), "wood")
    rear = rear_wall()
    rail = box(rear.length - 0.06, 0.034, 0.030, mix(WALNUT, OCHRE, 0.30), 0.008)
    place.add(rail.at(*rear.at(rear.length / 2, WALL_HIGH - 0.02, 0.013)), "wood")
    post = box(0.05, 0.62, 0.03, PANEL, 0.01)
    place.add(post.at(*rear.at(rear.length / 2 + 0.01, 1.20, 0.014)), "paint")


def curtains(place):
    """Drawn back on a wire: rose linen at the table, navy at the bed."""
    sets = (
        (left_wall(), 0, 1.46, TERRACOTTA, 0.23, 0.60),
        (left_wall(), 1, 1.42, NAVY, 0.17, 0.48),
        (right_wall(), 1, 1.44, NAVY, 0.12, 0.54),
        (rear_wall(), 0, 1.46, NAVY, 0.17, 0.52),
        (rear_wall(), 1, 1.46, NAVY, 0.17, 0.52),
    )
    for k, (wall, index, y, tone, wide, tall) in enumerate(sets):
        u0, u1, _, _ = wall.holes[index]
        paint = mix(tone, CREAM, 0.10) if tone is TERRACOTTA else mix(tone, ROSE, 0.12)
        for s, u in ((-1, u0 + wide / 2 - 0.06), (1, u1 - wide / 2 + 0.06)):
            cloth = furniture.curtain(wide, tall, paint, seed=k * 2.3 + s, folds=3)
            for _, p in cloth:  # one tone with darker folds: a hem would be as tall as the curtain's few rows
                p.tint(lambda at, n, c, paint=paint: paint * (1.06 - 0.35 * np.clip(0.5 - at[:, 2:3] / 0.10, 0, 1)))
                p.stretch(1, 1, 0.55)
            place.put(furniture.moved(cloth, *wall.at(u, y + 0.015, 0.040), wall.yaw), importance=0.9)
        ends = [wall.at(u, y + 0.02, 0.040) for u in (u0 - 0.07, u1 + 0.07)]
        place.add(rod(*ends, 0.005, OCHRE, 6).tint(tints.brass), "metal")
        for end in ends:
            place.add(blob(0.011, OCHRE, 7, 5).tint(tints.brass).at(*end), "metal")


def lamp(place):
    """The inside lamp on the roof over the table."""
    x, z = -0.30, -0.30
    y = float(roof_y(x)) - 0.014
    node = place.node("lamp", x, y, z)
    place.add(cylinder(0.085, 0.016, OCHRE, 24, 0.004).tint(tints.brass).at(x, y - 0.016, z), "steel", node=node)
    dome = blob(0.075, CREAM, 20, 8, squash=(1, 0.55, 1))
    place.add(dome.at(x, y - 0.020, z), "glow", node=node, glow="lamp")
    return x, y - 0.09, z


def fairy_lights(place):
    """A wire of small lamps along the roof's edge, round the rear."""
    path = [(LEFT + 0.045, WALL_HIGH - 0.01, z) for z in np.linspace(-1.66, 1.66, 25)]
    path += [(x, WALL_HIGH - 0.01, REAR - 0.05) for x in np.linspace(LEFT + 0.10, RIGHT - 0.10, 15)]
    path += [(RIGHT - 0.045, WALL_HIGH - 0.01, z) for z in np.linspace(1.66, 0.0, 13)]
    wire, spots = [], []
    for k, p in enumerate(path):
        wire.append((p[0], p[1] - 0.014 * (k % 2), p[2]))
        if k % 2:
            spots.append(p)
    place.add(tube(wire, 0.0025, dark(GREEN, 0.5), 4), "paint")
    bulbs = [blob(0.011, CREAM, 7, 5, squash=(1, 1.35, 1)).at(p[0], p[1] - 0.030, p[2]) for p in spots]
    caps = [cylinder(0.006, 0.012, dark(GREEN, 0.4), 6, 0).at(p[0], p[1] - 0.019, p[2]) for p in spots]
    place.add(join(bulbs), "glow", glow="fairy")
    place.add(join(caps), "paint")
    return spots


def windscreen(place):
    """Pane, pillars, header with its shelf, mirror, visors."""
    a, b, c, d = (np.asarray(p, float) for p in SCREEN)
    pane(place, "glass_rain_front", [a, b, c, d])
    for p, q in ((a, d), (b, c), (d, c), (a, b)):
        place.add(tube([p, q], 0.035, RUBBER, 8), "gloss")
    for s, x in ((-1, LEFT), (1, RIGHT)):  # from the pillar back to the wall, and the corner under it
        low, high = (a, d) if s < 0 else (b, c)
        quad = [low, (x, 0.96, BONNET), (x, WALL_HIGH, BONNET + 0.14), high]
        quad2 = [(x, 0.0, BONNET), (low[0], 0.0, -3.05), low, (x, 0.96, BONNET)]
        for corners in (quad, quad2 if s > 0 else quad2):
            piece = panel(corners if s > 0 else corners[::-1], dark(PANEL, 0.3), 0.3)
            if np.dot(piece.normal.mean(0), (-s, 0, 0.2)) < 0:
                piece.faces, piece.normal = piece.faces[:, ::-1], -piece.normal
            place.add(piece, "paint")
    # lining of the cab's roof, and the shelf over it that faces the room
    lining = panel([(LEFT, WALL_HIGH, -2.64), (RIGHT, WALL_HIGH, -2.64), (RIGHT, WALL_HIGH, CAB), (LEFT, WALL_HIGH, CAB)], mix(CREAM, WALNUT, 0.25), 0.4)
    if lining.normal[0, 1] > 0:
        lining.faces, lining.normal = lining.faces[:, ::-1], -lining.normal
    place.add(lining, "cloth")
    for s in (-1, 1):
        visor = box(0.62, 0.014, 0.17, mix(CREAM, WALNUT, 0.32), 0.006).turn("x", 12)
        place.add(visor.at(s * 0.44, WALL_HIGH - 0.045, -2.55), "cloth")
    place.add(rod((0.03, WALL_HIGH, -2.60), (0.03, 1.47, -2.585), 0.008, BLACK, 6), "paint")
    place.add(box(0.24, 0.075, 0.028, BLACK, 0.012).at(0.03, 1.45, -2.57), "gloss")
    glass = panel([(-0.08, 1.42, -2.554), (0.14, 1.42, -2.554), (0.14, 1.48, -2.554), (-0.08, 1.48, -2.554)], light(NAVY, 0.45), 0.06)
    place.add(glass.tint(tints.upward(mix(NAVY, CREAM, 0.25), mix(CREAM, NAVY, 0.2), 1.42, 1.48)), "gloss")
    for s, x in ((-1, -0.16), (1, 0.40)):  # wipers at rest
        place.add(rod((x, 0.985, -3.045), (x + 0.50, 1.02, -3.03), 0.007, BLACK, 5), "paint")
