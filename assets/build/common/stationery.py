"""What lies on a desk and stands on a shelf: books, lamp, inkwell, hourglass, carvings. On y = 0, facing +z unless
said otherwise; functions return [(material, piece)]."""
import math

import numpy as np

from . import noise, tints
from .forms import blob, box, cylinder, lathe, panel, rod, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix

CLOTHS = [TERRACOTTA, NAVY, GREEN, OCHRE, ROSE, mix(CREAM, WALNUT, 0.25), WALNUT, mix(NAVY, GREEN, 0.5), dark(TERRACOTTA, 0.35)]


def book(thick, tall, deep, tone, dice, fine=True):
    """Upright, spine toward +z, middle of its foot at the origin. fine: pages seen from above, gilt or a label."""
    cover = box(thick, tall, deep, tone, 0.0035 if fine else 0, edge=fine).at(0, tall / 2, 0)
    if not fine:
        return [("cloth", cover)]
    a, b, y = thick / 2 - 0.0035, deep / 2 - 0.008, tall + 0.0005
    pages = panel([(-a, y, b), (a, y, b), (a, y, -b), (-a, y, -b)], light(CREAM, 0.1), 1.0)
    gilt = OCHRE if np.asarray(tone).sum() < 1.0 else dark(tone, 0.6)
    marks, style = [], dice.randrange(3)

    def mark(wide, high, at, paint, lift=0.0006):
        x, y0, y1, z = wide / 2, tall * (at - high / 2), tall * (at + high / 2), deep / 2 + lift
        marks.append(panel([(-x, y0, z), (x, y0, z), (x, y1, z), (-x, y1, z)], paint, 1.0))

    if style == 0:
        for at in (0.18, 0.36, 0.84):
            mark(thick * 0.9, 0.013, at, gilt)
    elif style == 1:
        mark(thick * 0.8, 0.18, 0.70, light(tone, 0.7) if np.asarray(tone).sum() < 1.2 else dark(tone, 0.4))
        mark(thick * 0.5, 0.011, 0.72, tone, 0.0012)
    else:
        mark(thick * 0.9, 0.02, 0.88, gilt)
        mark(thick * 0.3, 0.32, 0.52, gilt)
    return [("cloth", cover), ("paint", join([pages] + marks))]


def row_of_books(length, dice, low=0.17, high=0.25, deep=0.15, fine=True, gap=0.12, tones=CLOTHS):
    """Books side by side along x from 0 to length, some leaning, with a gap now and then."""
    parts, x = [], 0.0
    while True:
        thick, tall = dice.uniform(0.016, 0.042), dice.uniform(low, high)
        if x + thick > length:
            return parts
        one = book(thick, tall, deep * dice.uniform(0.85, 1.0), dice.choice(tones), dice, fine)
        lean = dice.random() < 0.07
        for material, piece in one:
            if lean:
                piece.turn("z", 9).at(0.02, 0.0, 0)
            parts.append((material, piece.at(x + thick / 2, 0, 0)))
        x += thick + (0.0015 if not lean else 0.035)
        if dice.random() < gap:
            x += dice.uniform(0.02, 0.09)


def book_lying(width, deep, thick, tone):
    """Closed, lying flat; spine toward -x."""
    return [
        ("cloth", box(width, 0.004, deep, tone, 0.0015).at(0, 0.002, 0)),
        ("cloth", box(width, 0.004, deep, tone, 0.0015).at(0, thick - 0.002, 0)),
        ("cloth", box(0.006, thick, deep, tone, 0.002).at(-width / 2 + 0.003, thick / 2, 0)),
        ("paint", box(width - 0.012, thick - 0.008, deep - 0.012, light(CREAM, 0.1), 0, edge=False).at(0, thick / 2, 0)),
    ]


def desk_lamp(shade=GREEN, reach=0.30):
    """Jointed lamp, foot at the origin, its head reaching toward +x and looking down; glow piece 'bulb'.
    Returns (parts, head), head the point the light comes from."""
    foot = lathe(
        [(0, 0), (0.085, 0), (0.09, 0.008), (0.075, 0.020), (0.030, 0.028), (0.018, 0.045), (0, 0.045)],
        [shade] * 4 + [OCHRE] * 3, 28, 50,
    )
    elbow, wrist = (-0.10, 0.26, 0.0), (reach - 0.06, 0.41, 0.0)
    arm = join([rod((0, 0.04, 0), elbow, 0.008, OCHRE, 8), rod(elbow, wrist, 0.0065, OCHRE, 8)])
    joints = [
        cylinder(r, 0.026, OCHRE, 12, 0.003).turn("x", 90).at(x, y, -0.013)
        for (x, y, _), r in ((elbow, 0.016), (wrist, 0.014), ((0, 0.045, 0), 0.014))
    ]
    profile = [(0.088, 0.0), (0.090, 0.004), (0.080, 0.035), (0.058, 0.068), (0.030, 0.088), (0.022, 0.10), (0, 0.104)]
    bell = lathe(profile, [light(shade, 0.5), shade, shade, shade, dark(shade, 0.1), OCHRE, OCHRE], 30, 62)
    inner = lathe([(0.086, 0.003), (0.077, 0.033), (0.055, 0.064), (0.02, 0.082), (0, 0.084)][::-1], light(OCHRE, 0.75), 26, 70)
    bulb = blob(0.030, CREAM, 14, 9).at(0, 0.032, 0)
    head = (reach, 0.335, 0.0)
    tilt = -14
    for p in (bell, inner, bulb):
        p.turn("z", tilt).at(*head)
    link = rod(wrist, (reach - 0.012, 0.425, 0), 0.008, OCHRE, 8)
    brass = join([arm, link] + joints).tint(tints.brass)
    return [("gloss", foot), ("metal", brass), ("gloss", bell), ("paint", inner), ("glow", bulb, "bulb")], head


def ink_bottle(tone=NAVY):
    body = lathe(
        [(0, 0), (0.026, 0), (0.028, 0.004), (0.028, 0.030), (0.020, 0.038), (0.013, 0.040), (0.013, 0.047), (0.009, 0.047), (0.008, 0.041), (0, 0.040)],
        [dark(tone, 0.4)] * 3 + [tone, light(tone, 0.2), tone, light(tone, 0.3), tone, BLACK, dark(tone, 0.7)], 18, 45,
    )
    label = lathe([(0.0284, 0.009), (0.0284, 0.025)], CREAM, 10, 45, 110)
    return [("gloss", body), ("paint", label.turn("y", -145))]


def hourglass(height=0.15):
    h, wood = height, mix(WALNUT, BLACK, 0.15)
    parts = []
    for y in (0.006, h - 0.006):
        parts.append(("wood", cylinder(0.034, 0.012, wood, 20, 0.003).at(0, y - 0.006, 0)))
    glass = light(NAVY, 0.72)
    bulbs = lathe(
        [(0.004, 0.012), (0.025, 0.018), (0.027, 0.042), (0.016, 0.064), (0.004, h / 2), (0.016, h - 0.064), (0.027, h - 0.042), (0.025, h - 0.018), (0.004, h - 0.012)],
        [mix(OCHRE, ROSE, 0.4), mix(OCHRE, ROSE, 0.4), mix(OCHRE, CREAM, 0.3), glass, CREAM, glass, mix(OCHRE, ROSE, 0.3), mix(OCHRE, CREAM, 0.4), glass],
        20, 80,
    )
    parts.append(("gloss", bulbs))
    posts = [rod((0.028 * math.cos(a), 0.01, 0.028 * math.sin(a)), (0.028 * math.cos(a), h - 0.01, 0.028 * math.sin(a)), 0.0032, wood, 6) for a in (0.5, 2.6, 4.7)]
    return parts + [("wood", join(posts))]


def pebble(seed=0, radius=0.032, tone=None):
    tone = mix(CREAM, NAVY, 0.35) if tone is None else tone
    stone = blob(radius, tone, 18, 11, 0.10, radius * 1.4, seed, (1.25, 0.62, 1.0)).at(0, radius * 0.60, 0)

    def vein(position, normal, colour):
        w = np.exp(-((position[:, 0] + 0.5 * position[:, 2] - 0.006 + 0.004 * noise.space(position, 0.02, 5)) / 0.0035) ** 2)
        return mix(colour, np.broadcast_to(CREAM, colour.shape), 0.75 * w[:, None])

    return [("gloss", stone.tint(vein))]


def carved_bird(tone=None):
    """A small bird whittled from one piece; looks along +x."""
    tone = mix(WALNUT, OCHRE, 0.45) if tone is None else tone
    body = blob(0.030, tone, 16, 10, squash=(1.5, 0.95, 0.9)).turn("z", 14).at(0, 0.052, 0)
    head = blob(0.020, tone, 14, 9).at(0.037, 0.081, 0)
    beak = tube([(0.052, 0.080, 0), (0.072, 0.076, 0)], [0.006, 0.001], dark(tone, 0.35), 7)
    tail = box(0.062, 0.008, 0.022, tone, 0.003).turn("z", 20).at(-0.062, 0.046, 0)
    wings = [
        blob(0.022, dark(tone, 0.14), 12, 7, squash=(1.55, 0.62, 0.24)).turn("z", 16).at(-0.008, 0.056, s * 0.025)
        for s in (-1, 1)
    ]
    eyes = [blob(0.0026, BLACK, 7, 5).at(0.044, 0.086, s * 0.0165) for s in (-1, 1)]
    foot = cylinder(0.022, 0.012, dark(WALNUT, 0.3), 18, 0.003)
    legs = [rod((s * 0.004, 0.01, s * 0.007), (s * 0.004, 0.034, s * 0.007), 0.0024, dark(tone, 0.4), 5) for s in (-1, 1)]
    return [("wood", join([body, head, tail] + wings)), ("paint", join([beak] + eyes + legs)), ("wood", foot)]


def pencil(tone=OCHRE, length=0.165):
    """Lies along x, its point at -x."""
    h = length / 2
    r = 0.0036
    return [
        ("paint", tube([(-h + 0.016, r, 0), (h - 0.012, r, 0)], r, tone, 6)),
        ("wood", tube([(-h + 0.016, r, 0), (-h + 0.004, r, 0)], [r, 0.0011], mix(CREAM, OCHRE, 0.4), 6)),
        ("paint", tube([(-h + 0.004, r, 0), (-h, r, 0)], [0.0011, 0.0003], BLACK, 5)),
        ("paint", tube([(h - 0.012, r, 0), (h, r, 0)], r * 1.05, ROSE, 6)),
    ]


def pot_of_pencils(dice, glaze=NAVY):
    pot = lathe(
        [(0, 0), (0.034, 0), (0.038, 0.008), (0.036, 0.05), (0.040, 0.095), (0.036, 0.096), (0.033, 0.05), (0, 0.012)],
        [dark(glaze, 0.3), dark(glaze, 0.2), glaze, glaze, light(glaze, 0.4), light(glaze, 0.3), dark(glaze, 0.4), BLACK], 22, 50,
    )
    sticks = []
    for k, tone in enumerate((OCHRE, TERRACOTTA, GREEN, mix(CREAM, WALNUT, 0.3), WALNUT)):
        a, tall = 1.3 * k + 0.4, dice.uniform(0.15, 0.20)
        lean = np.array([math.cos(a) * 0.028, tall, math.sin(a) * 0.028])
        root = np.array([-math.cos(a) * 0.018, 0.015, -math.sin(a) * 0.018])
        sticks.append(tube([root, lean * [1, 0.92, 1]], 0.0037, tone, 6))
        tip = light(WALNUT, 0.6) if k < 3 else BLACK
        sticks.append(tube([lean * [1, 0.92, 1], lean], [0.0037, 0.0008] if k < 3 else [0.006, 0.002], tip, 6))
    return [("gloss", pot), ("paint", join(sticks))]


def drumsticks(length=0.40):
    """A pair laid down crossed, thick ends at +x."""
    tone = mix(CREAM, OCHRE, 0.45)
    parts = []
    for k, yaw in enumerate((5, -7)):
        h = length / 2
        y = 0.0075 + 0.010 * k * 0.4
        profile = [(-h, 0.0042), (-h + 0.008, 0.0052), (-h + 0.018, 0.0036), (-h + 0.10, 0.0058), (0, 0.0072), (h - 0.01, 0.0074), (h, 0.006)]
        stick = tube([(x, y, 0) for x, _ in profile], [r for _, r in profile], tone, 10)

        def worn(position, normal, colour):
            chips = np.clip(noise.space(position * [1, 3, 3], 0.012, 7) * 2 - 0.6, 0, 1) * (np.abs(position[:, 0] + 0.10) < 0.05)
            return mix(colour, np.broadcast_to(dark(WALNUT, 0.3), colour.shape), 0.6 * chips[:, None])

        parts.append(("wood", stick.tint(worn).turn("y", yaw).at(0, 0, 0.012 * (2 * k - 1))))
    return parts


def mug(glaze=TERRACOTTA, tea=True):
    """A thrown mug with a foot ring and throwing lines, tea in it."""
    r, h = 0.041, 0.088
    body = lathe(
        [(0, 0.003), (0.024, 0.003), (0.026, 0), (0.030, 0.0), (0.033, 0.006), (0.040, 0.022), (0.0415, 0.045), (0.040, 0.07), (0.0412, h - 0.002), (0.0398, h), (0.0378, h - 0.002), (0.0372, 0.060), (0.0368, 0.060)],
        [WALNUT, WALNUT, mix(CREAM, WALNUT, 0.5), mix(CREAM, WALNUT, 0.5), glaze, glaze, light(glaze, 0.08), glaze, light(glaze, 0.35), light(glaze, 0.5), light(glaze, 0.3), dark(glaze, 0.25), dark(glaze, 0.3)],
        30, 62,
    )

    def thrown(position, normal, colour):
        return colour * (1 + 0.07 * np.sin(position[:, 1] * 900 + 2 * np.arctan2(position[:, 2], position[:, 0])))[:, None]

    surface = lathe([(0.0372, 0.0), (0.030, 0.0004), (0, 0.0004)], [mix(WALNUT, OCHRE, 0.3), dark(WALNUT, 0.15), dark(WALNUT, 0.25)], 26).at(0, 0.064, 0)
    ear = [(r * 0.93 + 0.030 * math.sin(t), h * 0.50 + 0.029 * math.cos(t), 0) for t in np.linspace(0.05, math.pi - 0.05, 10)]
    parts = [("gloss", body.tint(thrown)), ("gloss", tube(ear, [0.0062] * 3 + [0.0055] * 4 + [0.0062] * 3, glaze, 9))]
    return parts + ([("gloss", surface)] if tea else [])
