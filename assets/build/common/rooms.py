"""Shell of a room: walls with holes as one chart each (no seams), deep reveals, boards, tiles, skirting, a door."""
import random

import numpy as np

from . import tints
from .forms import box, blob, panel
from .mesh import Piece, join
from .palette import BLACK, CREAM, OCHRE, dark, light


class Wall:
    """A wall from start to end, (x, z) each, left to right as seen from inside; holes are (u0, u1, y0, y1) in
    metres along it and up from the floor."""

    def __init__(self, start, end, height, holes=()):
        self.start, self.end = np.asarray(start, float), np.asarray(end, float)
        self.height, self.holes = height, list(holes)
        self.length = float(np.hypot(*(self.end - self.start)))
        self.along = (self.end - self.start) / self.length
        self.yaw = np.degrees(np.arctan2(-self.along[1], self.along[0]))

    def at(self, u, y, out=0.0):
        """Place-space point u along, y up, out metres into the room."""
        x, z = self.start + self.along * u + np.array([-self.along[1], self.along[0]]) * out
        return (float(x), float(y), float(z))

    def surface(self, tone, cells=0.5, lines=()):
        """The plastered face: one chart however many holes; lines are heights at which paint may change."""

        def ticks(length, forced):
            stops = sorted({0.0, length, *forced})
            out = []
            for a, b in zip(stops, stops[1:]):
                out += list(np.linspace(a, b, max(1, round((b - a) / cells)) + 1)[:-1])
            return np.array(out + [length])

        us = ticks(self.length, [v for h in self.holes for v in h[:2]])
        ys = ticks(
            self.height,
            [v for h in self.holes for v in h[2:] if 0 < v < self.height]
            + [v for y in lines for v in (y, y + 0.004)],
        )
        y, u = np.meshgrid(ys, us, indexing="ij")
        spot = np.stack([u.ravel(), y.ravel()], 1)
        position = np.array([self.at(a, b) for a, b in spot])
        normal = np.tile([-self.along[1], 0, self.along[0]], (len(spot), 1))
        faces, columns = [], len(us)
        for r in range(len(ys) - 1):
            for c in range(columns - 1):
                mu, my = (us[c] + us[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
                if any(h[0] < mu < h[1] and h[2] < my < h[3] for h in self.holes):
                    continue
                a, d = r * columns + c, (r + 1) * columns + c
                faces += [(a, a + 1, d + 1), (a, d + 1, d)]
        return Piece(position, normal, tone, spot, spot, 0, faces, [(self.length, self.height, 1)])

    def reveal(self, hole, depth, tone, floor=True):
        """The four sides of a hole, depth metres outward."""
        u0, u1, y0, y1 = hole
        near, far = 0.0, -depth
        sides = [
            [(u0, y0, near), (u0, y0, far), (u0, y1, far), (u0, y1, near)],
            [(u1, y0, far), (u1, y0, near), (u1, y1, near), (u1, y1, far)],
            [(u0, y1, far), (u1, y1, far), (u1, y1, near), (u0, y1, near)][::-1],
        ]
        if floor:
            sides.append([(u0, y0, near), (u1, y0, near), (u1, y0, far), (u0, y0, far)])
        return [panel([self.at(*c) for c in side], tone, 0.6) for side in sides]

    def skirting(self, tone, height=0.12, gaps=()):
        """Boards along the foot, left out between the (u0, u1) of gaps."""
        stops = [0.0] + [v for gap in sorted(gaps) for v in gap] + [self.length]
        bits = []
        for a, b in zip(stops[::2], stops[1::2]):
            if b - a > 0.05:
                board = box(b - a, height, 0.024, tone, 0.007)
                bits.append(board.turn("y", self.yaw).at(*self.at((a + b) / 2, height / 2, 0.012)))
        return join(bits)


def boards(left, right, front, rear, tones, width=0.18, seed=0, along_x=False):
    """Floor boards on y = 0 with a dark ground under their joints: [(material, piece)]."""
    dice = random.Random(seed)
    x0, x1, z0, z1 = (front, rear, left, right) if along_x else (left, right, front, rear)
    bits, n = [], max(1, round((x1 - x0) / width))
    each = (x1 - x0) / n
    for k in range(n):
        cuts = sorted(z0 + (z1 - z0) * t for t in (0, dice.uniform(0.15, 0.45), dice.uniform(0.55, 0.85), 1))
        for a, b in zip(cuts, cuts[1:]):
            plank = box(b - a - 0.004, 0.03, each - 0.004, dice.choice(tones), 0.004)
            plank.shift_paint(dice.random() * 3, dice.random())
            middle = (x0 + each * (k + 0.5), -0.015, (a + b) / 2)
            bits.append(
                plank.at(middle[2], -0.015, middle[0]) if along_x else plank.turn("y", 90).at(*middle)
            )
    ground = panel(
        [(left, -0.028, rear), (right, -0.028, rear), (right, -0.028, front), (left, -0.028, front)], BLACK, 2.0
    ).important(0.2)
    return [("wood", join(bits)), ("paint", ground)]


def ceiling(left, right, front, rear, high, tone=None):
    tone = light(CREAM, 0.5) if tone is None else tone
    return panel([(left, high, front), (right, high, front), (right, high, rear), (left, high, rear)], tone, 0.8)


def door(width, height, tone, panels=2, handle=1):
    """A leaf hinged at the origin on its left edge, seen from +z; stands on y = 0. handle: height of the knob."""
    parts = [("wood", box(width, height, 0.04, tone, 0.008).at(width / 2, height / 2, 0))]
    gap = 0.10
    tall = (height - gap * (panels + 1)) / panels
    for k in range(panels):
        for side in (1, -1):
            inlay = box(width - 2 * gap, tall, 0.012, light(tone, 0.10), 0.010)
            parts.append(("wood", inlay.at(width / 2, gap + tall / 2 + k * (tall + gap), side * 0.021)))
    for side in (1, -1):
        knob = blob(0.026, OCHRE, 12, 8, squash=(1, 1, 0.8)).at(width - 0.07, handle, side * 0.062)
        stem = box(0.016, 0.016, 0.05, OCHRE, 0.003, edge=False).at(width - 0.07, handle, side * 0.04)
        plate = box(0.045, 0.15, 0.006, OCHRE, 0.002, edge=False).at(width - 0.07, handle - 0.03, side * 0.023)
        parts.append(("metal", join([knob, stem, plate]).tint(tints.brass)))
    return parts


def casing(wall, hole, tone, width=0.09):
    """Flat trim around a doorway, on the room's side."""
    u0, u1, y0, y1 = hole
    bits = [
        box(width, y1 - y0 + width, 0.03, tone, 0.008).turn("y", wall.yaw).at(
            *wall.at(u, (y0 + y1 + width) / 2, 0.014)
        )
        for u in (u0 - width / 2, u1 + width / 2)
    ]
    top = box(u1 - u0 - 0.002, width, 0.028, dark(tone, 0.03), 0.008).turn("y", wall.yaw)
    return join(bits + [top.at(*wall.at((u0 + u1) / 2, y1 + width / 2, 0.014))])
