"""The drum kit and its hardware. Drums and cymbals play along +y at the origin; stands stand on y = 0.
Functions return [(material, piece)] unless said otherwise."""
import math

import numpy as np

from . import tints
from .forms import box, cylinder, lathe, rod, tube
from .mesh import Piece, join
from .palette import BLACK, CREAM, NAVY, OCHRE, TERRACOTTA, WALNUT, dark, light, mix


CHROME = (0.7, 0.7, 0.7)


def place_along(pieces, normal, centre, spin=0.0):
    """Turns local +y to normal and moves the origin to centre."""
    for _, p in pieces:
        p.turn("y", spin).toward(normal).at(*centre)
    return pieces


def face(pieces, x, y, z, yaw_deg):
    """Turns standing things (front +z) so that their front looks along yaw (0: -z) and moves them."""
    for _, p in pieces:
        p.turn("y", yaw_deg - 180).at(x, y, z)
    return pieces


def chromed(piece):
    return ("steel", piece.tint(tints.chrome))


def head(radius, tone=CREAM, marks=16, seed=0):
    """Skin of a drum: rings of paint, worn grey where sticks land, with the marks of sticks. One piece."""
    worn = mix(tone, mix(NAVY, WALNUT, 0.5), 0.42)
    rings = [(0.0, 0.22), (0.18, 0.32), (0.36, 0.20), (0.55, 0.05), (0.74, 0.0), (0.9, 0.02), (0.985, 0.30)]
    profile = [(radius * f, 0.0) for f, _ in reversed(rings)]
    tone = mix(tone, WALNUT, 0.10)
    shades = [mix(tone, worn, w * 1.6) for _, w in reversed(rings)]
    skin = lathe(profile, shades, sides=40)

    def scuffs(position, normal, colour):
        from . import noise

        n = noise.space(position, radius * 0.35, 12)[:, None]
        r = np.hypot(position[:, 0], position[:, 2])[:, None] / radius
        return colour * (1 + 0.10 * n * np.clip(1 - r, 0, 1))

    return (
        stick_marks(skin.tint(scuffs), radius, mix(tone, mix(NAVY, WALNUT, 0.5), 0.62), marks, seed)
        if marks
        else skin
    )


def stick_marks(skin, radius, tone, count, seed):
    """Short dashes just above the skin that borrow its light (they have no chart of their own)."""
    dice = np.random.RandomState(seed + 3)
    pos, spot, faces, colours = [], [], [], []
    for _ in range(count):
        a, r = dice.uniform(0, 2 * math.pi), radius * abs(dice.normal(0, 0.24))
        turn, length, wide = (
            dice.uniform(0, math.pi),
            radius * dice.uniform(0.06, 0.16),
            radius * dice.uniform(0.010, 0.022),
        )
        along, across = np.array([math.cos(turn), math.sin(turn)]), np.array(
            [-math.sin(turn), math.cos(turn)]
        )
        middle = r * np.array([math.cos(a), math.sin(a)])
        first = len(pos)
        shade = mix(tone, CREAM, dice.uniform(0.1, 0.6))
        for s, t in ((-1.0, 0.0), (-0.5, -1.0), (0.5, -0.8), (1.0, 0.0), (0.5, 1.0), (-0.5, 0.8)):
            x, z = middle + s * length / 2 * along + t * wide / 2 * across
            pos.append((x, 0.0007, z)), spot.append((x + radius * 0.985, radius * 0.985 - z)), colours.append(
                shade
            )
        faces += [(first, first + 5 - k, first + 4 - k) for k in range(4)]
    dashes = Piece(
        pos,
        np.tile([0.0, 1.0, 0.0], (len(pos), 1)),
        np.array(colours),
        np.array(pos)[:, [0, 2]],
        spot,
        0,
        faces,
        np.zeros((0, 3)),
    )
    up = (
        np.cross(
            dashes.position[dashes.faces[:, 1]] - dashes.position[dashes.faces[:, 0]],
            dashes.position[dashes.faces[:, 2]] - dashes.position[dashes.faces[:, 0]],
        )[:, 1]
        < 0
    )
    dashes.faces[up] = dashes.faces[up][:, ::-1]
    dashes.baked[:] = False
    whole = join([skin, dashes])
    whole.chart[:] = 0
    return whole


def hoop(radius, height, section=0.011):
    """Triple-flanged rim standing from y = 0 up to height."""
    s = section
    return lathe(
        [
            (radius + 0.002, 0),
            (radius + 1.5 * s, 0.002),
            (radius + 0.6 * s, s * 1.1),
            (radius + 0.5 * s, height - 0.4 * s),
            (radius + 1.1 * s, height + 0.1 * s),
            (radius + 0.1 * s, height + 0.3 * s),
            (radius - 0.15 * s, 0.0),
        ],
        CHROME,
        sides=36,
        hard_deg=70,
    )


def drum(radius, depth, paint, lugs=8, wooden_hoops=False, band=CREAM):
    """Shell, hoops, lugs and rods below the playing head, which is at y = 0 and not included."""
    parts = []
    profile = [
        (radius, -depth),
        (radius, -depth * 0.62),
        (radius + 0.001, -depth * 0.61),
        (radius + 0.001, -depth * 0.39),
        (radius, -depth * 0.38),
        (radius, 0.0),
    ]
    shell = lathe([profile[0], profile[1], profile[2]], [dark(paint, 0.25), paint, paint], 40)
    middle = lathe([profile[2], profile[3]], [band, band], 40)
    upper = lathe([profile[3], profile[4], profile[5]], [paint, paint, light(paint, 0.12)], 40)

    def lacquer(position, normal, colour):
        angle = np.arctan2(normal[:, 0], normal[:, 2])
        shine = np.exp(-((np.mod(angle * 3 + 0.6, 2 * math.pi) - math.pi) ** 2) * 1.6)[:, None]
        return mix(colour, np.broadcast_to(CREAM, colour.shape), 0.0) * (1 + 0.55 * shine * 0.6)

    stripes = [lathe([(radius + 0.0014, y), (radius + 0.0014, y + 0.005)], OCHRE, 40) for y in (-depth * 0.655, -depth * 0.345)]
    for p in (shell, middle, upper):
        parts.append(("gloss", p.tint(lacquer)))
    parts.append(("bronze", join(stripes)))
    for y, up in ((-0.006, 1), (-depth + 0.006, -1)):
        if wooden_hoops:
            ring = lathe(
                [
                    (radius + 0.004, -0.02),
                    (radius + 0.016, -0.018),
                    (radius + 0.018, 0.016),
                    (radius + 0.012, 0.024),
                    (radius - 0.004, 0.022),
                    (radius - 0.004, -0.02),
                ],
                dark(paint, 0.35),
                40,
                hard_deg=60,
            )
            parts.append(("gloss", ring.at(y=y)))
            inlay = lathe([(radius + 0.0172, -0.005), (radius + 0.0185, 0.005)], band, 40)
            parts.append(("gloss", inlay.at(y=y)))
        else:
            ring = hoop(radius, 0.016)
            if up < 0:
                ring.turn("x", 180)
            parts.append(chromed(ring.at(y=y - up * 0.004)))
    bottom = lathe([(0, 0), (radius * 0.99, 0)], mix(CREAM, BLACK, 0.15), 24)
    parts.append(("paint", bottom.at(y=-depth + 0.004)))
    inside = lathe([(0.0, 0), (radius * 0.985, 0)][::-1], dark(WALNUT, 0.6), 24)
    parts.append(("paint", inside.at(y=-0.012)))
    span = min(depth * 0.42, 0.085)
    for k in range(lugs):
        a = 360.0 * (k + 0.5) / lugs
        posts = (-depth * 0.27, -depth * 0.73) if depth > 0.24 else (-depth * 0.5,)
        bits = []
        for y in posts:
            bits.append(lug(span if len(posts) == 1 else 0.056).at(radius + 0.004, y, 0))
        for end, sign in ((0.004, -1), (-depth - 0.004, 1)):
            bits.append(
                tube(
                    [(radius + 0.014, end, 0), (radius + 0.014, (posts[0] if sign < 0 else posts[-1]), 0)],
                    0.0042,
                    CHROME,
                    6,
                    closed_ends=False,
                )
            )
            bits.append(box(0.014, 0.012, 0.014, CHROME, 0, edge=False).at(radius + 0.014, end, 0))
        parts.append(chromed(join(bits).turn("y", a)))
    return parts


def lug(length):
    """Bullet lug: a long drop of chrome with a waist, its foot on the shell at x = 0."""
    h = length / 2
    drop = lathe([(0.003, -h), (0.0105, -0.55 * h), (0.0080, 0.0), (0.0105, 0.55 * h), (0.003, h)], CHROME, 7, 80)
    return join([drop.at(0.0105, 0, 0), box(0.010, 0.55 * length, 0.013, CHROME, 0, edge=False).at(0.004, 0, 0)])


BRONZE = mix(OCHRE, WALNUT, 0.48)


def lathed(piece):
    """Texture laid round the middle instead of across: its streaks become the grooves a lathe leaves."""
    around = np.mod(-np.arctan2(piece.position[:, 2], piece.position[:, 0]), 2 * math.pi)
    r = np.hypot(piece.position[:, 0], piece.position[:, 2])
    last = np.r_[False, np.diff(around) < -math.pi] & np.r_[around[1:] < 1e-6, True]
    around[last & (around < 1e-6)] = 2 * math.pi  # a row's last vertex lies on its first, one whole turn further
    piece.paint = np.stack([around / (2 * math.pi) * 1.2, r * 5.0], 1)
    return piece


def cymbal(radius, tone=None, sides=40):
    """Thin disc with bell and lathe grooves, painted highlight wedges; its centre hole at the origin."""
    tone = BRONZE if tone is None else tone
    steps = [(0.0, 0.018), (0.10, 0.017), (0.16, 0.012), (0.20, 0.004), (0.24, 0.001)]
    steps += [(f, 0.001 - 0.020 * ((f - 0.24) / 0.76) ** 1.6) for f in np.linspace(0.32, 0.98, 7)] + [
        (1.0, -0.021)
    ]
    top = [(radius * f, radius / 0.22 * y * 0.9 + 0.0015) for f, y in steps]
    bottom = [(r, y - 0.003) for r, y in top[:4] + top[5::4] + top[-1:]]
    shades = []
    for i in range(len(top)):
        shades.append(mix(tone, OCHRE, 0.55 if i % 2 else 0.10) if i > 4 else mix(tone, OCHRE, 0.6))
    shades[-1] = mix(tone, WALNUT, 0.55)
    shades[4] = mix(tone, WALNUT, 0.4)
    upper = lathed(lathe(top[::-1], shades[::-1], sides=sides))
    lower = lathed(lathe(bottom, dark(tone, 0.35), sides=24))

    def wedges(position, normal, colour):
        angle = np.arctan2(position[:, 0], position[:, 2])
        shine = 0.5 + 0.5 * np.cos(2 * angle + 0.9) * np.cos(3 * angle)
        shine = np.clip(shine, 0, 1)[:, None] ** 2
        out = mix(colour, np.broadcast_to(mix(OCHRE, CREAM, 0.5), colour.shape), 0.50 * shine)
        return out * (0.72 + 0.36 * shine)

    felt = cylinder(0.014, 0.012, mix(CREAM, BLACK, 0.55), 12).at(y=top[0][1])
    nut = cylinder(0.008, 0.02, CHROME, 8).at(y=top[0][1] + 0.012).tint(tints.chrome)
    wing = box(0.036, 0.012, 0.004, CHROME, 0.002, edge=False).at(y=top[0][1] + 0.024).tint(tints.chrome)
    return [
        ("bronze", upper.tint(wedges)),
        ("bronze", lower.tint(wedges)),
        ("cloth", felt),
        ("metal", join([nut, wing])),
    ]


def tripod(height, spread=0.30, turn=0.0):
    """Double-braced chrome stand up to height."""
    bits = [
        rod((0, 0.10, 0), (0, height * 0.55, 0), 0.0135, CHROME, 9),
        rod((0, height * 0.5, 0), (0, height, 0), 0.0095, CHROME, 9),
        cylinder(0.019, 0.045, CHROME, 8).at(y=height * 0.55 - 0.02),
        cylinder(0.02, 0.035, CHROME, 8).at(y=0.30),
        cylinder(0.019, 0.03, CHROME, 8).at(y=0.12),
    ]
    bits.append(box(0.05, 0.012, 0.02, CHROME, 0.004, edge=False).at(0.03, height * 0.55 + 0.005, 0))
    for k in range(3):
        a = math.radians(turn + 120 * k)
        foot = (spread * math.cos(a), 0.012, spread * math.sin(a))
        for off in (-0.008, 0.008):
            ox, oz = -off * math.sin(a), off * math.cos(a)
            bits.append(rod((ox, 0.33, oz), (foot[0] + ox, foot[1], foot[2] + oz), 0.006, CHROME, 6))
        bits.append(rod((0, 0.13, 0), (foot[0] * 0.55, 0.16, foot[2] * 0.55), 0.006, CHROME, 6))
    metal = join(bits).tint(tints.chrome)
    feet = [
        cylinder(0.014, 0.03, BLACK, 8).at(
            spread * math.cos(math.radians(turn + 120 * k)),
            0.0,
            spread * math.sin(math.radians(turn + 120 * k)),
        )
        for k in range(3)
    ]
    return [("steel", metal), ("paint", join(feet))]


def cymbal_stand(base, top, normal, turn=0.0):
    """Stand on base (x, z) with a boom to just under a cymbal at top whose axis is normal."""
    x, z = base
    top, n = np.asarray(top, float), np.asarray(normal, float) / np.linalg.norm(normal)
    elbow_height = top[1] - 0.10 if math.hypot(top[0] - x, top[2] - z) < 0.1 else top[1] - 0.20
    parts = tripod(elbow_height, 0.32, turn)
    for _, p in parts:
        p.at(x, 0, z)
    elbow = np.array([x, elbow_height, z])
    below = top - n * 0.05
    bits = [
        tube([elbow, below], 0.008, CHROME, 8),
        rod(below, top + n * 0.035, 0.0045, CHROME, 8),
        cylinder(0.017, 0.03, CHROME, 10).turn("x", 90).at(*elbow),
        cylinder(0.013, 0.02, CHROME, 10).toward(n).at(*below),
    ]
    if np.linalg.norm(below - elbow) > 0.12:
        back = elbow - (below - elbow) / np.linalg.norm(below - elbow) * 0.12
        bits.append(rod(elbow, back, 0.008, CHROME, 8))
    return parts + [
        chromed(join(bits)),
        ("cloth", cylinder(0.015, 0.012, mix(CREAM, BLACK, 0.5), 10).toward(n).at(*(top - n * 0.014))),
    ]


def pedal(beater=True):
    """Foot pedal: heel at the origin, toe toward -z, footboard rising; beater stands over the toe."""
    plate = box(0.09, 0.012, 0.33, dark(NAVY, 0.4), 0.004).at(0, 0.008, -0.16)
    board = box(0.075, 0.014, 0.29, CHROME, 0.005, edge=False).turn("x", 12).at(0, 0.062, -0.15)
    ridges = [
        box(0.066, 0.005, 0.012, BLACK, 0, edge=False)
        .turn("x", 12)
        .at(0, 0.062 - d * math.sin(math.radians(12)) + 0.008, -0.15 + d * math.cos(math.radians(12)))
        for d in np.linspace(0.11, -0.11, 6)
    ]
    bits = [
        board,
        rod((-0.055, 0.01, -0.31), (-0.055, 0.22, -0.31), 0.009, CHROME),
        rod((0.055, 0.01, -0.31), (0.055, 0.22, -0.31), 0.009, CHROME),
        rod((-0.065, 0.215, -0.31), (0.065, 0.215, -0.31), 0.008, CHROME),
    ]
    parts = [("paint", plate), ("paint", join(ridges))]
    if beater:
        bits.append(rod((0, 0.215, -0.31), (0, 0.36, -0.285), 0.005, CHROME))
        parts.append(("cloth", cylinder(0.026, 0.05, CREAM, 14, 0.01).turn("x", 90).at(0, 0.36, -0.31)))
    bits.append(rod((0, 0.09, -0.29), (0, 0.20, -0.325), 0.006, CHROME, 6))
    return parts + [chromed(join(bits))]


def throne(height=0.52):
    pad = lathe(
        [
            (0, height - 0.09),
            (0.15, height - 0.09),
            (0.178, height - 0.07),
            (0.185, height - 0.04),
            (0.17, height - 0.008),
            (0.12, height),
            (0, height - 0.006),
        ],
        [BLACK, BLACK, dark(TERRACOTTA, 0.4), TERRACOTTA, TERRACOTTA, light(TERRACOTTA, 0.1), TERRACOTTA],
        28,
        60,
    )
    piping = lathe([(0.183, height - 0.064), (0.190, height - 0.06), (0.183, height - 0.054)], CREAM, 28, 80)
    return [("cloth", pad), ("paint", piping)] + tripod(height - 0.09, 0.27, 30)
