"""Leaves, trees, grass, flowers. A leaf mass is a lump that takes the baked light and many leaves that
borrow the light of the lump under them: the crown is shaded as one round form, as a painter masses it."""
import math

import numpy as np

from . import noise
from .forms import blob, tube
from .mesh import Piece, join
from .palette import BLACK, CREAM, GREEN, OCHRE, TERRACOTTA, WALNUT, dark, light, mix


def leaf_tones(season=0.0):
    """Five greens; season 0 summer .. 1 turning ochre."""
    base = [
        dark(GREEN, 0.15),
        GREEN,
        mix(GREEN, OCHRE, 0.22),
        mix(GREEN, OCHRE, 0.42),
        mix(GREEN, CREAM, 0.25),
    ]
    return [mix(t, OCHRE if i % 2 else TERRACOTTA, season * (0.3 + 0.15 * i)) for i, t in enumerate(base)]


def clump(radius, tones, leaves=70, leaf=0.12, seed=0, squash=(1, 0.85, 1), core_sides=10):
    """A rounded mass of leaves about the origin; material 'leaf'."""
    dice = np.random.RandomState(seed * 7919 + 13)
    core = blob(
        radius * 0.84, tones[1], core_sides, max(4, core_sides - 3), 0.16, radius * 0.8, seed, squash
    )

    def massed(position, normal, colour):
        """Light above, dark below: the lump as a painter lays it in before the leaves."""
        up = np.clip(0.5 + 0.55 * normal[:, 1:2] + 0.18 * noise.space(position, radius * 0.5, seed)[:, None], 0, 1)
        low, high = dark(tones[0], 0.15), mix(tones[1], tones[min(3, len(tones) - 1)], 0.65) * 1.35
        return mix(np.broadcast_to(low, colour.shape), np.broadcast_to(high, colour.shape), up)

    core.tint(massed)
    core.paint = core.paint * (0.9 / max(0.9, 2.2 * radius)) if radius > 0.5 else core.paint
    leaves, leaf = int(leaves * 1.9), leaf * 0.68
    base_p, base_spot = core.position.copy(), core.spot.copy()
    directions = base_p / np.maximum(np.linalg.norm(base_p, axis=1, keepdims=True), 1e-9)
    pos, nrm, col, spot, faces = [], [], [], [], []
    golden = math.pi * (3 - math.sqrt(5))
    for k in range(leaves):
        y = 1 - 2 * (k + 0.5) / leaves
        a = golden * k + dice.normal(0, 0.25)
        r = math.sqrt(max(0.0, 1 - y * y))
        d = np.array([r * math.cos(a), y, r * math.sin(a)])
        nearest = int(np.argmax(directions @ d))
        centre = base_p[nearest] * dice.uniform(0.98, 1.12)  # further out it would hang in the air
        out = d + dice.normal(0, 0.34, 3)
        out /= np.linalg.norm(out)
        tip = np.cross(out, dice.normal(0, 1, 3)) + np.array([0, -0.55, 0])
        tip -= out * np.dot(tip, out) * 0.7
        tip /= np.linalg.norm(tip)
        side = np.cross(out, tip)
        side /= np.linalg.norm(side)
        size = leaf * dice.uniform(0.75, 1.3)
        outline = [(-0.52, 0.0, 0.0), (-0.02, 0.34, 0.10), (0.56, 0.0, -0.10), (-0.02, -0.34, 0.10)]
        first = len(pos)
        at = float(np.clip(1.2 + 1.5 * d[1] + dice.normal(0, 0.55), 0, len(tones) - 1.001))
        tone = mix(tones[int(at)], tones[int(at) + 1], at - int(at)) if len(tones) > 1 else tones[0]
        tone = np.clip(tone * dice.uniform(1.10, 1.42), 0, 0.8)  # the painted texture darkens
        tone = mix(core.colour[nearest], tone, 0.6)  # a touch on the mass, no confetti
        for along, across, lift in outline:
            pos.append(centre + size * (tip * along + side * across + out * lift))
            nrm.append(0.85 * d + 0.15 * out)
            col.append(tone * (1.0 + 0.22 * along))
            spot.append(base_spot[nearest])
        faces += [(first, first + 1, first + 2), (first, first + 2, first + 3)]
    nrm = np.array(nrm)
    nrm /= np.linalg.norm(nrm, axis=1, keepdims=True)
    flat = np.tile([[0.02, 0.05], [0.05, 0.02], [0.09, 0.05], [0.05, 0.08]], (leaves, 1))
    flat = flat * leaf * 4 + np.repeat(dice.uniform(0, 0.9, (leaves, 2)), 4, axis=0)
    leaves_piece = Piece(pos, nrm, np.array(col), flat, np.array(spot), 0, faces, np.zeros((0, 3)))
    leaves_piece.baked[:] = False
    whole = join([core, leaves_piece])
    whole.chart[:] = 0
    return whole


def crown(centre, size, count, clump_radius, tones, leaves, leaf, seed, hollow=0.35, core_sides=10):
    """Clumps filling an ellipsoid: [(piece)] at place positions."""
    dice = np.random.RandomState(seed)
    pieces = []
    golden = math.pi * (3 - math.sqrt(5))
    for k in range(count):
        y = 1 - 1.75 * (k + 0.5) / count
        a = golden * k * 1.0 + dice.normal(0, 0.2)
        r = math.sqrt(max(0.0, 1 - y * y))
        d = np.array([r * math.cos(a), y, r * math.sin(a)]) * (1 - hollow * dice.uniform(0, 1) * (k % 3 == 0))
        radius = clump_radius * dice.uniform(0.8, 1.2)
        pieces.append(
            clump(radius, tones, leaves, leaf, seed * 31 + k, core_sides=core_sides).at(
                *(np.asarray(centre) + d * np.asarray(size))
            )
        )
    return pieces


def trunk(points, radii, paint, patches=None, sides=11):
    piece = tube(points, radii, paint, sides)

    def bark(position, normal, colour):
        n = noise.space(position * [1, 0.35, 1], 0.14, 21)[:, None]
        out = colour * (1 + 0.28 * n)
        if patches is not None:
            w = np.clip((noise.space(position, 0.30, 22) - 0.1) * 5, 0, 1)[:, None]
            out = mix(out, np.broadcast_to(patches, out.shape), 0.75 * w)
        return out

    return piece.tint(bark)


def fine(points, count):
    """Resamples a polyline by Catmull-Rom so that bark paint has vertices to live on."""
    p = np.asarray(points, float)
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    segments = len(p) - 3
    out = []
    for s in np.linspace(0, segments - 1e-6, count):
        i = int(s)
        t = s - i
        a, b, c, d = p[i : i + 4]
        out.append(
            0.5
            * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        )
    return np.array(out)


def tuft(seed, height=0.22, tones=None, blades=9, spread=0.08):
    """Grass tuft or bedding plant on y = 0; one small chart shared by its blades (own light from a disc)."""
    dice = np.random.RandomState(seed)
    tones = tones or leaf_tones()
    pos, nrm, col, faces = [], [], [], []
    for _ in range(blades):
        a, lean = dice.uniform(0, 2 * math.pi), dice.uniform(0.2, 0.7)
        x, z = dice.normal(0, spread, 2)
        d = np.array([math.cos(a), 0, math.sin(a)])
        side = np.array([-d[2], 0, d[0]]) * 0.018 * dice.uniform(0.7, 1.5)
        h = height * dice.uniform(0.6, 1.2)
        root = np.array([x, 0, z])
        middle, tip = root + d * lean * h * 0.35 + [0, h * 0.6, 0], root + d * lean * h + [0, h, 0]
        tone = tones[dice.randint(len(tones))]
        first = len(pos)
        pos += [root - side, root + side, middle + side * 0.8, middle - side * 0.8, tip]
        nrm += [[0, 1, 0]] * 5
        col += [tone * 0.75, tone * 0.75, tone, tone, light(tone, 0.15)]
        faces += [
            (first, first + 1, first + 2),
            (first, first + 2, first + 3),
            (first + 3, first + 2, first + 4),
        ]
    disc = tube([(0, 0.0, 0), (0, 0.03, 0)], 0.03, tones[0], 3, closed_ends=False)
    spot = np.tile(disc.spot[-1], (len(pos), 1))
    blade = Piece(pos, nrm, np.array(col), spot, spot, 0, faces, np.zeros((0, 3)))
    blade.baked[:] = False
    whole = join([disc, blade])
    whole.chart[:] = 0
    return whole


def potted(pot=TERRACOTTA, seed=0, size=0.09):
    from .forms import lathe

    body = lathe(
        [
            (0, 0),
            (size * 0.6, 0),
            (size * 0.85, size * 1.15),
            (size * 1.0, size * 1.15),
            (size * 1.0, size * 1.5),
            (size * 0.88, size * 1.5),
            (size * 0.85, size * 1.3),
            (0, size * 1.3),
        ],
        [dark(pot, 0.2), pot, pot, light(pot, 0.1), light(pot, 0.1), pot, BLACK, mix(WALNUT, BLACK, 0.5)],
        18,
        45,
    )
    tones = leaf_tones(0.05)
    parts = [("paint", body)]
    dice = np.random.RandomState(seed)
    for k in range(3):
        parts.append(
            (
                "leaf",
                clump(size * 1.0, tones, 18, size * 0.8, seed * 5 + k, core_sides=7).at(
                    dice.normal(0, size * 0.5), size * (2.1 + 0.5 * k), dice.normal(0, size * 0.5)
                ),
            )
        )
    return parts
