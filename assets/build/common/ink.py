"""Pen lines on a sheet of paper: flat strokes that borrow the light of the sheet they lie on, so that a drawing
costs no lightmap and cannot be lit apart from its paper. A sheet lies on y = 0; x grows right, -z is its top."""
import math

import numpy as np

from .forms import box
from .mesh import Piece
from .palette import BLACK, CREAM, NAVY

LIFT_M = 0.0005  # above the sheet: enough for a depth buffer at arm's length, too little to see
# Strokes of the digits and few letters in a box 0.6 wide, 1 high, (x, y) with y up.
GLYPHS = {
    "0": [[(0.05, 0.2), (0.05, 0.8), (0.2, 1), (0.4, 1), (0.55, 0.8), (0.55, 0.2), (0.4, 0), (0.2, 0), (0.05, 0.2)]],
    "1": [[(0.12, 0.78), (0.32, 1), (0.32, 0)]],
    "2": [[(0.05, 0.8), (0.2, 1), (0.42, 1), (0.55, 0.8), (0.5, 0.55), (0.05, 0), (0.58, 0)]],
    "3": [[(0.06, 1), (0.55, 1), (0.28, 0.6), (0.55, 0.4), (0.5, 0.1), (0.3, 0), (0.05, 0.12)]],
    "4": [[(0.42, 0), (0.42, 1), (0.03, 0.3), (0.58, 0.3)]],
    "5": [[(0.52, 1), (0.1, 1), (0.07, 0.58), (0.38, 0.62), (0.55, 0.35), (0.45, 0.05), (0.2, 0), (0.05, 0.1)]],
    "6": [[(0.48, 1), (0.12, 0.6), (0.05, 0.25), (0.2, 0), (0.42, 0), (0.55, 0.22), (0.42, 0.5), (0.1, 0.42)]],
    "7": [[(0.04, 1), (0.56, 1), (0.22, 0)]],
    "8": [
        [(0.3, 0.54), (0.08, 0.75), (0.18, 1), (0.42, 1), (0.52, 0.75), (0.3, 0.54)],
        [(0.3, 0.54), (0.03, 0.26), (0.16, 0), (0.44, 0), (0.57, 0.26), (0.3, 0.54)],
    ],
    "9": [[(0.5, 0.55), (0.2, 0.5), (0.05, 0.75), (0.2, 1), (0.42, 1), (0.55, 0.75), (0.5, 0.4), (0.15, 0)]],
    "k": [[(0.08, 1), (0.08, 0)], [(0.5, 0.62), (0.1, 0.28)], [(0.22, 0.38), (0.52, 0)]],
    "-": [[(0.1, 0.5), (0.5, 0.5)]],
    "d": [[(0.5, 1), (0.5, 0)], [(0.5, 0.1), (0.2, 0), (0.06, 0.3), (0.2, 0.6), (0.5, 0.5)]],
    "B": [
        [(0.08, 0), (0.08, 1), (0.4, 1), (0.5, 0.78), (0.36, 0.54), (0.08, 0.54)],
        [(0.36, 0.54), (0.55, 0.28), (0.42, 0), (0.08, 0)],
    ],
    "H": [[(0.08, 0), (0.08, 1)], [(0.52, 0), (0.52, 1)], [(0.08, 0.5), (0.52, 0.5)]],
    "z": [[(0.08, 0.6), (0.5, 0.6), (0.08, 0), (0.52, 0)]],
    "L": [[(0.1, 1), (0.1, 0), (0.52, 0)]],
    "R": [[(0.08, 0), (0.08, 1), (0.4, 1), (0.52, 0.75), (0.4, 0.5), (0.08, 0.5)], [(0.3, 0.5), (0.55, 0)]],
}


class Sheet:
    """A sheet of paper width by height metres and what is drawn on it."""

    def __init__(self, width, height, tone=CREAM, thick=0.0012):
        self.width, self.height, self.tone, self.thick = width, height, tone, thick
        self.quads, self.tones = [], []

    def line(self, points, thickness=0.0010, tone=BLACK):
        """A polyline of (x, y): metres from the sheet's middle, y toward its top."""
        p = np.asarray(points, float)
        for a, b in zip(p, p[1:]):
            d = b - a
            length = math.hypot(*d)
            if length < 1e-6:
                continue
            d /= length
            side = np.array([-d[1], d[0]]) * thickness / 2
            a, b = a - d * thickness * 0.3, b + d * thickness * 0.3
            self.quads.append([a - side, b - side, b + side, a + side])
            self.tones.append(tone)

    def text(self, x, y, words, size, tone=BLACK, thickness=None, centre=True):
        """Figures from GLYPHS, size metres high; y is the line's middle."""
        wide = 0.78 * size
        at = x - wide * len(words) / 2 if centre else x
        for letter in words:
            for stroke in GLYPHS.get(letter, []):
                self.line(
                    [(at + size * px, y - size / 2 + size * py) for px, py in stroke],
                    thickness or size * 0.11,
                    tone,
                )
            at += wide

    def ring(self, x, y, radius, thickness, tone):
        self.line(
            [(x + radius * math.cos(t), y + radius * math.sin(t)) for t in np.linspace(0, 2 * math.pi, 13)],
            thickness,
            tone,
        )

    def cross(self, x, y, radius, thickness, tone):
        for s in (-1, 1):
            self.line([(x - radius, y - s * radius), (x + radius, y + s * radius)], thickness, tone)

    def handwriting(self, dice, left, right, top, bottom, spacing=0.011, size=0.0042, tone=NAVY, lines=None):
        """Lines of a hand nobody can read: loops and uprights, words and gaps."""
        y, count = top, 0
        while y > bottom and (lines is None or count < lines):
            x = left + dice.uniform(0, 0.004)
            end = right - dice.uniform(0.0, 0.25) * (right - left) * (dice.random() < 0.35)
            while x < end - 0.006:
                letters = dice.randint(2, 7)
                stroke, at = [], x
                for _ in range(letters):
                    tall = size * (1.9 if dice.random() < 0.22 else dice.uniform(0.8, 1.1))
                    stroke += [(at, y), (at + size * 0.28, y + tall), (at + size * 0.5, y + 0.1 * size)]
                    at += size * 0.62
                self.line(stroke, 0.0007, tone)
                x = at + size * dice.uniform(0.8, 1.3)
            y -= spacing
            count += 1

    def parts(self):
        """[('paint', piece)]: paper and ink as one piece that shares the paper's charts."""
        paper = box(self.width, self.thick, self.height, self.tone, 0, edge=False).at(0, self.thick / 2, 0)
        if not self.quads:
            return [("paint", paper)]
        top = np.nonzero((paper.normal[:, 1] > 0.9))[0]
        # the top face's chart coordinates are linear in (x, z): fit them, so ink finds the light under it
        basis = np.column_stack([paper.position[top][:, [0, 2]], np.ones(len(top))])
        fit = np.linalg.lstsq(basis, paper.spot[top], rcond=None)[0]
        quads = np.array(self.quads)
        count = len(quads)
        flat = quads.reshape(-1, 2)
        position = np.column_stack([flat[:, 0], np.full(len(flat), self.thick + LIFT_M), -flat[:, 1]])
        spot = np.column_stack([position[:, [0, 2]], np.ones(len(position))]) @ fit
        first = 4 * np.arange(count)[:, None]
        faces = np.concatenate([first + [0, 1, 2], first + [0, 2, 3]]) + len(paper.position)
        whole = Piece(
            np.vstack([paper.position, position]),
            np.vstack([paper.normal, np.tile([0, 1, 0], (len(position), 1))]),
            np.vstack([paper.colour, np.repeat(np.array(self.tones, float), 4, 0)]),
            np.vstack([paper.paint, flat]),
            np.vstack([paper.spot, spot]),
            np.concatenate([paper.chart, np.full(len(position), paper.chart[top[0]])]),
            np.vstack([paper.faces, faces]),
            paper.charts,
        )
        whole.baked[len(paper.faces) :] = False
        return [("paint", whole)]


AUDIOGRAM_HZ = (125, 250, 500, 1000, 2000, 4000, 8000)


def audiogram(right=(), left=(), width=0.21, height=0.24, right_tone=None, left_tone=NAVY, scale=1.0):
    """An audiogram form: octaves from 125 Hz to 8 kHz across, hearing level from -10 dB at the top to 120 below,
    an octave as wide as 20 dB is high (ISO 8253-1). right and left are [(Hz, dB)], drawn O and X, joined.
    Returns (sheet, place_of(hz, db) -> (x, y))."""
    from .palette import TERRACOTTA, dark, mix

    sheet = Sheet(width, height, mix(CREAM, NAVY, 0.03), 0.0012 * scale)
    step = min(width * 0.80 / 6.6, height * 0.80 / 6.5)  # one octave, and 20 dB
    x0, y0 = -3.0 * step + 0.04 * width, 3.25 * step - 0.025 * height

    def place_of(hz, db):
        return (x0 + step * math.log2(hz / 125.0), y0 - step * (db + 10) / 20.0)

    fine, grid = 0.0006 * scale, mix(NAVY, CREAM, 0.66)
    for hz in AUDIOGRAM_HZ:
        sheet.line([place_of(hz, -10), place_of(hz, 120)], fine, grid)
        words = str(hz) if hz < 1000 else f"{hz // 1000}k"
        x, y = place_of(hz, -10)
        sheet.text(x, y + 0.030 * height, words, 0.021 * height, dark(NAVY, 0.2))
    for db in range(-10, 121, 10):
        a, b = place_of(125, db), place_of(8000, db)
        a, b = (a[0] - 0.3 * step, a[1]), (b[0] + 0.3 * step, b[1])
        sheet.line([a, b], fine * (2.2 if db == 0 else 1.0 if db % 20 == 0 else 0.6), grid)
        if db % 20 == 0:
            sheet.text(a[0] - 0.052 * width, a[1], str(db), 0.021 * height, dark(NAVY, 0.2))
    for points, tone, mark in (
        (right, TERRACOTTA if right_tone is None else right_tone, sheet.ring),
        (left, left_tone, sheet.cross),
    ):
        at = [place_of(hz, db) for hz, db in points]
        r = 0.20 * step
        for (ax, ay), (bx, by) in zip(at, at[1:]):
            d = np.array([bx - ax, by - ay])
            d *= r * 1.25 / max(np.hypot(*d), 1e-9)
            sheet.line([(ax + d[0], ay + d[1]), (bx - d[0], by - d[1])], fine * 2.0, tone)
        for x, y in at:
            mark(x, y, r, fine * 2.6, tone)
    return sheet, place_of
