"""Painted, tiled albedo: strokes of a flat brush laid over each other, never a photograph.

A texture multiplies vertex paint, so its lightest tone is 1 and its mean about 0.85."""
from dataclasses import dataclass

import numpy as np

from . import noise
from .palette import BLACK, CREAM, OCHRE, ROSE, TERRACOTTA, WALNUT, mix, srgb


@dataclass
class Material:
    texture: str  # name of a painter below, or '' for none
    tile_m: float  # metres one texture repeat covers
    roughness: float = 0.9
    metallic: float = 0.0
    two_sided: bool = False
    alpha: float = 1.0  # below 1 the surface is blended over what is behind it


MATERIALS = {
    "paint": Material("gouache", 1.0, 0.85),
    "gloss": Material("gouache", 1.0, 0.35),
    "wood": Material("wood", 0.9, 0.7),
    "plaster": Material("plaster", 2.4, 0.95),
    "cloth": Material("cloth", 0.5, 1.0),
    "brick": Material("brick", 1.2, 0.9),
    "metal": Material("metal", 0.6, 0.3),
    "cobble": Material("cobble", 1.5, 0.85),
    "grass": Material("grass", 2.2, 1.0),
    "roof": Material("roof", 1.2, 0.9),
    "leaf": Material("foliage", 1.0, 0.9, two_sided=True),
    "glow": Material("", 1.0, 1.0),
    "wood_fine": Material("wood", 0.45, 0.6),  # planks that eyes come close to
    "steel": Material("metal", 0.6, 0.30, metallic=0.55),  # bare metal that the lamps glint on
    "bronze": Material("metal", 0.6, 0.34, metallic=0.62),
    "glass_rain": Material("", 1.0, 0.06, two_sided=True, alpha=0.16),  # panes on which the program runs drops
    "perforated": Material("perforated", 0.22, 0.8),
    "glass": Material("", 1.0, 0.06, two_sided=True, alpha=0.26),  # the side of a drinking glass
    "water": Material("", 1.0, 0.06, two_sided=True, alpha=0.50),  # what stands in it
    "water_glass": Material("", 1.0, 0.08),  # the level in a glass, which the program ripples
}


class Canvas:
    """Tileable RGB canvas (size, size, 3), linear, row 0 at v = 0."""

    def __init__(self, size, base, seed):
        self.size = size
        self.rgb = np.ones((size, size, 3)) * np.asarray(base, float)
        self.dice = np.random.RandomState(seed)

    def stroke(self, x, y, length, width, angle_deg, colour, opacity):
        """One dry-brush stroke in pixels, wrapped at the borders, with bristle streaks along it."""
        reach = int(np.hypot(length, width) / 2) + 2
        ys, xs = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(float)
        c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
        along, across = (xs * c + ys * s) / (length / 2), (-xs * s + ys * c) / (width / 2)
        bristles = self.dice.uniform(0.45, 1.0, 24)
        row = np.clip(((across + 1) * 11.5).astype(int), 0, 23)
        ragged = 1.0 - 0.35 * (1 - bristles[row])
        body = np.clip((ragged - np.abs(along)) * 5, 0, 1) * np.clip((1 - np.abs(across)) * 3, 0, 1)
        alpha = (body * bristles[row] * opacity)[..., None]
        iy = (np.arange(-reach, reach + 1) + int(y)) % self.size
        ix = (np.arange(-reach, reach + 1) + int(x)) % self.size
        grid = np.ix_(iy, ix)
        self.rgb[grid] = self.rgb[grid] * (1 - alpha) + np.asarray(colour, float) * alpha

    def strokes(self, count, length, width, angle_deg, spread_deg, tones, opacity):
        """Many strokes; tones is a list of colours or greys to choose from."""
        for _ in range(count):
            tone = tones[self.dice.randint(len(tones))]
            self.stroke(
                self.dice.uniform(0, self.size),
                self.dice.uniform(0, self.size),
                length * self.dice.uniform(0.6, 1.4),
                width * self.dice.uniform(0.6, 1.4),
                angle_deg + self.dice.normal(0, spread_deg),
                np.ones(3) * np.asarray(tone),
                opacity * self.dice.uniform(0.5, 1.0),
            )

    def shade(self, amount, cells_x, cells_y, seed):
        self.rgb *= 1 + amount * noise.periodic(self.size, cells_x, cells_y, seed)[..., None]


def gouache(size):
    c = Canvas(size, 0.86, 1)
    c.strokes(420, 120, 26, 20, 25, [0.76, 0.82, 0.88, 0.94, (0.90, 0.86, 0.80), (0.80, 0.84, 0.88)], 0.42)
    c.shade(0.05, 3, 3, 11)
    return c.rgb


def wood(size):
    """Grain runs along u."""
    c = Canvas(size, 0.82, 2)
    c.shade(0.10, 2, 9, 21)
    c.strokes(300, 250, 11, 0, 1.5, [0.66, 0.74, 0.86, 0.94, (0.92, 0.82, 0.72), (0.78, 0.70, 0.64)], 0.5)
    c.strokes(60, 190, 4, 0, 1.5, [0.50, 0.56, 0.97], 0.6)
    for _ in range(3):
        x, y = c.dice.uniform(0, size, 2)
        for ring in range(5):
            for side in (-1, 1):
                c.stroke(
                    x + c.dice.normal(0, 2),
                    y + side * (4 + 5 * ring),
                    70 - 6 * ring,
                    4,
                    side * 2,
                    np.ones(3) * 0.58,
                    0.5,
                )
        c.stroke(x, y, 22, 9, 0, np.ones(3) * 0.45, 0.7)
    return c.rgb


def plaster(size):
    c = Canvas(size, 0.90, 3)
    c.shade(0.06, 3, 3, 31)
    for angle in (15, 70, 130):
        c.strokes(
            110, 110, 44, angle, 30, [0.83, 0.88, 0.93, 0.96, (0.94, 0.90, 0.83), (0.85, 0.88, 0.90)], 0.32
        )
    return c.rgb


def cloth(size):
    c = Canvas(size, 0.84, 4)
    c.strokes(260, 60, 7, 0, 3, [0.74, 0.80, 0.92, 0.97], 0.4)
    c.strokes(260, 60, 7, 90, 3, [0.72, 0.82, 0.92, 0.97], 0.4)
    c.shade(0.06, 4, 4, 41)
    return c.rgb


def metal(size):
    c = Canvas(size, 0.88, 5)
    c.strokes(220, 260, 9, 0, 2, [0.76, 0.84, 0.95, 1.0], 0.4)
    c.shade(0.06, 3, 5, 51)
    return c.rgb


def brick(size):
    """Ten courses of five bricks, hand painted; full colour, vertex paint only tints it."""
    c = Canvas(size, mix(CREAM, WALNUT, 0.62) * 0.50, 6)
    tones = [
        TERRACOTTA,
        mix(TERRACOTTA, WALNUT, 0.5),
        mix(TERRACOTTA, ROSE, 0.35),
        mix(WALNUT, TERRACOTTA, 0.25),
        mix(TERRACOTTA, OCHRE, 0.25),
        mix(TERRACOTTA, BLACK, 0.35),
    ]
    tall, wide = size / 10, size / 5
    for row in range(10):
        for column in range(5):
            x, y = (column + 0.5 * (row % 2) + 0.25) * wide, (row + 0.5) * tall
            tone = tones[c.dice.randint(len(tones))] * c.dice.uniform(0.85, 1.15)
            for k in range(3):
                off = (k - 1) * tall * 0.24
                c.stroke(
                    x + c.dice.normal(0, 1.5),
                    y + off,
                    wide * 0.94,
                    tall * 0.44,
                    c.dice.normal(0, 1.2),
                    tone * c.dice.uniform(0.88, 1.1),
                    1.0,
                )
            c.stroke(x, y - tall * 0.30, wide * 0.8, tall * 0.16, 0, tone * 1.35, 0.5)
            c.stroke(x, y + tall * 0.33, wide * 0.84, tall * 0.15, 0, tone * 0.55, 0.5)
    return c.rgb


def cobble(size):
    """Setts: jittered cells, each a rounded stone of its own tone."""
    dice = np.random.RandomState(7)
    cells = 10
    ys, xs = np.mgrid[0:size, 0:size] / size * cells
    best, second = np.full((size, size), 9.0), np.full((size, size), 9.0)
    tone = np.zeros((size, size))
    jitter = dice.uniform(-0.20, 0.20, (cells, cells, 2))
    own = dice.uniform(0.0, 1.0, (cells, cells))
    for row in range(cells):
        for column in range(cells):
            cx = column + 0.5 * (row % 2) + 0.5 + jitter[row, column, 0]
            cy = row + 0.5 + jitter[row, column, 1]
            dx = (xs - cx + cells / 2) % cells - cells / 2
            dy = (ys - cy + cells / 2) % cells - cells / 2
            d = (np.abs(dx) ** 2.6 + np.abs(dy * 1.12) ** 2.6) ** (1 / 2.6)
            closer = d < best
            second = np.where(closer, best, np.minimum(second, d))
            tone = np.where(closer, own[row, column], tone)
            best = np.where(closer, d, best)
    edge = np.clip((second - best) * 5.5, 0, 1)[..., None] ** 0.7
    a, b = mix(CREAM, WALNUT, 0.35) * 0.85, mix(CREAM, srgb("#6b7486"), 0.6)
    stone = a * (1 - tone[..., None]) + b * tone[..., None]
    dome = 1.06 - 0.55 * np.clip(best, 0, 1)[..., None] ** 2
    c = Canvas(size, 1, 8)
    c.rgb = (stone * dome) * edge + mix(WALNUT, BLACK, 0.5) * 0.8 * (1 - edge)
    c.strokes(160, 26, 8, 10, 40, [(0.62, 0.55, 0.47), (0.5, 0.5, 0.52), (0.36, 0.30, 0.26)], 0.25)
    return c.rgb


def grass(size):
    c = Canvas(size, 0.78, 9)
    c.shade(0.10, 4, 4, 91)
    c.strokes(
        900,
        34,
        7,
        90,
        22,
        [(0.66, 0.74, 0.62), (0.80, 0.86, 0.62), (0.92, 0.95, 0.72), (0.72, 0.74, 0.70)],
        0.5,
    )
    c.strokes(40, 14, 9, 90, 40, [(1.0, 0.95, 0.75)], 0.5)
    return c.rgb


def foliage(size):
    """Small leaves dabbed over each other, light ones on top: what a mass of leaves is painted with."""
    c = Canvas(size, 0.70, 12)
    c.shade(0.10, 5, 5, 121)
    for tones, count, length in (
        ([0.46, 0.54, 0.60], 420, 34),
        ([0.70, 0.78, (0.76, 0.84, 0.66)], 520, 30),
        ([0.92, 1.0, (1.0, 0.98, 0.78), (0.94, 1.0, 0.86)], 330, 26),
    ):
        c.strokes(count, length * size / 512, 0.46 * length * size / 512, 60, 55, tones, 0.9)
    return c.rgb


def roof(size):
    """Rounded shingles in courses."""
    c = Canvas(size, 0.5, 10)
    rows, columns = 6, 7
    tall, wide = size / rows, size / columns
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5 * (row % 2) + 0.25) * wide, (row + 0.5) * tall
            tone = np.array([1.0, 0.96, 0.92]) * c.dice.uniform(0.68, 0.98)
            for k in range(3):
                c.stroke(
                    x + (k - 1) * wide * 0.28,
                    y,
                    tall * 0.95,
                    wide * 0.36,
                    90 + c.dice.normal(0, 2),
                    tone * c.dice.uniform(0.93, 1.05),
                    1.0,
                )
            c.stroke(x, y + tall * 0.40, wide * 0.82, tall * 0.12, 0, tone * 0.5, 0.8)
    return c.rgb


def perforated(size):
    """Sheet steel with holes in rows, as a sound booth is lined: paint first, then every hole a soft dark dot."""
    c = Canvas(size, 0.90, 12)
    c.strokes(120, 110, 30, 8, 14, [0.85, 0.90, 0.94, (0.93, 0.90, 0.85)], 0.3)
    cells = 16
    ys, xs = (np.mgrid[0:size, 0:size] + 0.5) / size * cells
    d = np.hypot((xs + 0.5 * (np.floor(ys) % 2)) % 1.0 - 0.5, ys % 1.0 - 0.5)
    hole = np.clip((0.25 - d) * size / cells * 0.55 + 0.5, 0, 1)[..., None]
    rim = np.clip(1 - np.abs(d - 0.30) / 0.06, 0, 1)[..., None]
    c.rgb = (c.rgb * (1 + 0.05 * rim)) * (1 - hole) + c.rgb * np.array([0.34, 0.31, 0.30]) * hole
    return c.rgb


PAINTERS = {
    f.__name__: f
    for f in (gouache, wood, plaster, cloth, metal, brick, cobble, grass, foliage, roof, perforated)
}


def to_srgb_bytes(linear):
    linear = np.clip(linear, 0, 1)
    value = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(value * 255).astype(np.uint8)
