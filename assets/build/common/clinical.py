"""Things of an audiologist's room. On y = 0, facing +z unless said otherwise; functions return [(material, piece)]."""
import math

import numpy as np

from . import tints
from .forms import blob, box, cylinder, lathe, rod, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix


def headphones(tone=NAVY):
    """Audiometric headphones hanging from the middle of their band at the origin, cups 0.2 m below, red right cup
    and blue left one as everywhere; the wearer would look along +z."""
    band = [(0.078 * math.cos(t), -0.085 + 0.085 * math.sin(t), 0) for t in np.linspace(0.0, math.pi, 15)]
    arms = [[(s * 0.078, -0.085, 0), (s * 0.082, -0.13, 0), (s * 0.078, -0.165, 0)] for s in (-1, 1)]
    padding = [(0.074 * math.cos(t), -0.085 + 0.077 * math.sin(t), 0) for t in np.linspace(0.5, math.pi - 0.5, 11)]
    parts = [
        ("metal", join([tube(band, 0.0048, (0.6, 0.6, 0.6), 8)] + [tube(a, 0.0042, (0.6, 0.6, 0.6), 8) for a in arms]).tint(tints.chrome)),
        ("cloth", tube(padding, [0.006] + [0.0105] * 9 + [0.006], BLACK, 9).stretch(1, 1, 1.7)),
    ]
    for s, shade in ((-1, TERRACOTTA), (1, NAVY)):  # hanging, the right cup is on -x when it faces +z
        cup = lathe([(0, 0.026), (0.030, 0.026), (0.040, 0.018), (0.042, 0.0), (0.042, -0.004)][::-1], shade, 22, 60)
        pad = lathe([(0.014, -0.016), (0.030, -0.022), (0.044, -0.014), (0.045, -0.002), (0.040, 0.0)], BLACK, 22, 80)
        face = lathe([(0.0, -0.010), (0.016, -0.010)], dark(CREAM, 0.7), 14)
        for piece, material in ((cup, "gloss"), (pad, "cloth"), (face, "cloth")):
            parts.append((material, piece.turn("z", -90 * s).at(s * 0.072, -0.185, 0)))
    return parts


def cord(points, radius=0.0028, tone=BLACK):
    from .plants import fine

    return [("paint", tube(fine(points, 6 * len(points)), radius, tone, 6))]


def coiled_cord(a, b, turns=14, coil=0.007, sag=0.05, tone=BLACK):
    """A telephone cord from a to b that hangs a little."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    t = np.linspace(0, 1, turns * 6 + 1)[:, None]
    line = a + (b - a) * t - np.array([0, sag, 0]) * 4 * t * (1 - t)
    way = (b - a) / np.linalg.norm(b - a)
    side = np.cross(way, [0, 1, 0])
    side /= np.linalg.norm(side)
    up = np.cross(side, way)
    angle = t * turns * 2 * math.pi
    ease = np.clip(12 * np.minimum(t, 1 - t), 0, 1) * coil
    return [("paint", tube(line + ease * (np.cos(angle) * side + np.sin(angle) * up), 0.0021, tone, 4))]


def response_button(tone=CREAM):
    """The handle one presses when a tone is heard: lies along z, its button at -z. Cord leaves at +z."""
    grip = lathe([(0, 0), (0.011, 0.001), (0.0145, 0.012), (0.0155, 0.05), (0.0145, 0.085), (0.0165, 0.094), (0.0165, 0.100), (0.012, 0.103), (0, 0.103)], tone, 18, 50)
    ring = lathe([(0.0125, 0.1028), (0.0125, 0.1055), (0.0095, 0.1065)], (0.6, 0.6, 0.6), 18, 50).tint(tints.chrome)
    knob = lathe([(0.0092, 0.103), (0.0092, 0.111), (0.0075, 0.1145), (0, 0.1155)], TERRACOTTA, 16, 60)
    grooves = [lathe([(0.0158, y), (0.0150, y + 0.002), (0.0158, y + 0.004)], dark(tone, 0.35), 16, 80) for y in (0.035, 0.045, 0.055)]
    return [(m, p.turn("x", -90).at(0, 0.0168, 0.05)) for m, p in (("gloss", grip), ("metal", ring), ("gloss", knob), ("gloss", join(grooves)))]


def audiometer():
    """Two-channel desk audiometer, its panel sloping toward the operator at +z: dials, keys, a lit meter
    (glow 'meter')."""
    body = mix(CREAM, GREEN, 0.18)
    slope = 22
    parts = [
        ("gloss", box(0.44, 0.060, 0.30, body, 0.014).at(0, 0.036, 0)),
        ("gloss", box(0.42, 0.055, 0.24, dark(body, 0.06), 0.012).turn("x", slope).at(0, 0.075, -0.025)),
        ("paint", join([cylinder(0.014, 0.008, BLACK, 10).at(sx * 0.18, 0, sz * 0.11) for sx in (-1, 1) for sz in (-1, 1)])),
    ]
    top = []
    plate = box(0.395, 0.004, 0.205, mix(NAVY, BLACK, 0.35), 0.002).at(0, 0, 0)
    top.append(("paint", plate))
    for s in (-1, 1):
        for tick in range(14):
            a = math.radians(-130 + 20 * tick)
            mark = box(0.0016, 0.001, 0.007, CREAM, 0, edge=False).at(0, 0.0028, -0.046).turn("y", -math.degrees(a))
            top.append(("paint", mark.at(s * 0.125, 0, 0.032)))
        dial = lathe([(0.036, 0.002), (0.034, 0.016), (0.027, 0.019), (0.025, 0.030), (0, 0.031)], [BLACK, BLACK, mix(BLACK, CREAM, 0.2), BLACK, BLACK], 24, 45)
        pointer = box(0.003, 0.002, 0.024, CREAM, 0, edge=False).at(0, 0.0318, -0.012).turn("y", 35 * s)
        top += [("gloss", dial.at(s * 0.125, 0, 0.032)), ("paint", pointer.at(s * 0.125, 0, 0.032))]
        top.append(("gloss", cylinder(0.011, 0.010, TERRACOTTA if s > 0 else mix(NAVY, CREAM, 0.3), 14, 0.002).at(s * 0.125, 0.002, -0.062)))
    for k in range(4):
        key = box(0.021, 0.009, 0.015, [CREAM, CREAM, OCHRE, CREAM][k], 0.003).at(-0.042 + 0.028 * k, 0.006, 0.070)
        top.append(("gloss", key))
    top.append(("paint", box(0.115, 0.006, 0.062, BLACK, 0.003).at(0, 0.003, -0.045)))
    screen = box(0.102, 0.002, 0.050, CREAM, 0, edge=False).at(0, 0.0068, -0.045)
    top.append(("glow", screen, "meter"))
    needle = box(0.0014, 0.001, 0.036, TERRACOTTA, 0, edge=False).turn("y", 24).at(0.006, 0.0085, -0.043)
    top.append(("paint", needle))
    return parts + [(m, p.turn("x", slope).at(0, 0.104, -0.014), *rest) for m, p, *rest in top]


def talk_microphone():
    stem = [(0, 0.012, 0), (0.0, 0.10, -0.01), (0.02, 0.20, 0.02), (0.05, 0.26, 0.07)]
    from .plants import fine

    return [
        ("gloss", cylinder(0.042, 0.016, BLACK, 20, 0.005)),
        ("metal", tube(fine(stem, 16), 0.0042, (0.6, 0.6, 0.6), 7).tint(tints.chrome)),
        ("cloth", blob(0.017, BLACK, 12, 8).at(0.056, 0.268, 0.078)),
    ]


def stand_board(width, height, tone=None):
    """A tilted board on a desk easel that shows a sheet to somebody at +z. Returns (parts, sheet_at): sheet_at is a
    function that turns pieces lying on y = 0 (top at -z) onto the board's face."""
    tone = mix(WALNUT, OCHRE, 0.3) if tone is None else tone
    lean = 12
    thick = 0.012

    def onto(piece, lift=0.0):
        return piece.at(0, thick / 2 + lift, 0).turn("x", 90 - lean).at(0, height / 2 * math.cos(math.radians(lean)) + 0.028, 0)

    board = onto(box(width, thick, height, tone, 0.004), -thick / 2)
    foot_z = height * math.sin(math.radians(lean)) / 2
    rail = box(width * 0.9, 0.016, 0.05, tone, 0.004).at(0, 0.02, foot_z + 0.006)
    prop = rod((0, 0.75 * height, -0.25 * foot_z), (0, 0.008, -0.16), 0.008, dark(tone, 0.15), 8)
    pins = [onto(blob(0.005, OCHRE, 8, 5).at(s * (width / 2 - 0.02), 0, -height / 2 + 0.016), 0.003) for s in (-1, 1)]
    return [("wood", join([board, rail, prop])), ("metal", join(pins).tint(tints.brass))], onto


def tissue_box(tone=ROSE):
    from .forms import sheet

    def wisp(u, v):
        a = (u - 0.5) * 5.0
        return np.stack([0.035 * np.sin(a) * (0.4 + v), 0.072 + 0.055 * v - 0.012 * np.cos(2 * a) * v, 0.016 * np.cos(a) + 0.01 * v], 1)

    return [
        ("paint", box(0.225, 0.075, 0.115, tone, 0.006).at(0, 0.0375, 0)),
        ("paint", box(0.12, 0.001, 0.045, dark(tone, 0.35), 0, edge=False).at(0, 0.0757, 0)),
        ("cloth", sheet(wisp, 14, 4, 0.18, 0.06, light(CREAM, 0.5), two_sided=True)),
    ]


def waiting_chair(tone):
    """Moulded seat on four steel legs; the sitter looks along +z."""
    from .forms import sheet

    def shell(u, v):
        x = (u - 0.5) * (0.46 - 0.04 * v)
        bowl = 0.030 * (2 * (u - 0.5)) ** 2
        t = np.clip(v, 0, 1)
        y = np.interp(t, [0, 0.08, 0.50, 0.60, 1.0], [0.425, 0.445, 0.430, 0.475, 0.80])
        z = np.interp(t, [0, 0.08, 0.50, 0.60, 1.0], [0.225, 0.20, -0.135, -0.195, -0.285])
        return np.stack([x, y + bowl * (t < 0.55), z + bowl * 1.1 * (t >= 0.55)], 1)

    seat = sheet(shell, 10, 18, 0.46, 0.85, tone, two_sided=True)
    steel = (0.6, 0.6, 0.6)
    legs = [tube([(s * 0.17, 0.425, z0), (s * 0.19, 0.40, z0 * 1.02), (s * 0.215, 0.0, z1)], 0.010, steel, 8) for s in (-1, 1) for z0, z1 in ((0.14, 0.20), (-0.12, -0.23))]
    bars = [rod((s * 0.172, 0.418, 0.15), (s * 0.172, 0.418, -0.13), 0.009, steel, 7) for s in (-1, 1)]
    return [("gloss", seat), ("metal", join(legs + bars).tint(tints.chrome))]


def office_chair(tone=NAVY):
    """Swivel chair; the sitter looks along +z."""
    star = []
    for k in range(5):
        a = 2 * math.pi * k / 5 + 0.3
        star.append(tube([(0, 0.10, 0), (0.16 * math.cos(a), 0.085, 0.16 * math.sin(a)), (0.29 * math.cos(a), 0.065, 0.29 * math.sin(a))], [0.028, 0.022, 0.016], BLACK, 8))
        star.append(blob(0.028, BLACK, 8, 6).at(0.29 * math.cos(a), 0.029, 0.29 * math.sin(a)))
    column = rod((0, 0.08, 0), (0, 0.42, 0), 0.024, (0.6, 0.6, 0.6), 12).tint(tints.chrome)
    spine = tube([(0, 0.43, -0.15), (0, 0.46, -0.25), (0, 0.62, -0.27), (0, 0.80, -0.25)], 0.017, BLACK, 8)
    return [
        ("paint", join(star + [spine])),
        ("metal", column),
        ("cloth", box(0.47, 0.075, 0.45, tone, 0.032).at(0, 0.455, 0)),
        ("cloth", box(0.42, 0.44, 0.07, tone, 0.032).turn("x", -6).at(0, 0.83, -0.225)),
    ]


def ear_model():
    """A lathe-turned cochlea on a foot, as lies on such desks: two and a half turns of a shell."""
    t = np.linspace(0, 2.6 * 2 * math.pi, 46)
    r = 0.034 * (1 - t / t[-1]) ** 0.85 + 0.004
    path = np.stack([r * np.cos(t), 0.062 + 0.034 * t / t[-1], r * np.sin(t)], 1)
    snail = tube(path, 0.0115 * (1 - 0.62 * t / t[-1]), mix(ROSE, CREAM, 0.45), 9)
    lead = tube([(0.034, 0.062, 0.0), (0.05, 0.060, -0.012), (0.066, 0.066, -0.018)], [0.011, 0.012, 0.013], mix(ROSE, CREAM, 0.3), 9)
    return [("gloss", join([snail, lead])), ("wood", cylinder(0.045, 0.018, WALNUT, 20, 0.004)), ("metal", rod((0, 0.01, 0), (0, 0.06, 0), 0.004, OCHRE, 7).tint(tints.brass))]


def blinds(width, height, tone, slats=22):
    """Venetian blind, half lowered and tilted; hangs from y = 0."""
    bits = [box(width, 0.035, 0.045, tone, 0.006).at(0, -0.018, 0)]
    for k in range(slats):
        y = -0.05 - height * (k + 0.5) / slats
        bits.append(box(width - 0.01, 0.002, 0.036, tone, 0, edge=False).turn("x", 34).at(0, y, 0))
    bits.append(box(width - 0.01, 0.018, 0.04, tone, 0.005).at(0, -0.06 - height, 0))
    cords = [rod((s * width * 0.36, -0.03, 0.014), (s * width * 0.36, -0.06 - height, 0.014), 0.0012, dark(tone, 0.3), 4) for s in (-1, 1)]
    return [("paint", join(bits + cords))]
