"""What the windows show: a wet street of houses, lamps, a hedge; painted flat light, no bake."""
import math
import random

import numpy as np

from common import noise, outdoors, plants
from common.forms import blob, box, cylinder, lathe, panel, prism, rod, sheet
from common.mesh import Piece, join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .van_plan import GROUND

HALF_X, FAR_Z, NEAR_Z = 26.0, -64.0, 26.0
LAMPS = [(4.6, -9.0), (-5.4, -17.0), (4.6, -27.0), (-5.4, -38.0), (4.6, 7.0), (-5.4, 14.0)]
LIT = []  # (x, z) of lit windows, filled while the houses are built: the street shines under them


def street(place):
    LIT.clear()
    sky(place)
    houses(place)
    lamps(place)
    trees(place)
    parked(place)
    ground(place)


def sky(place):
    place.add(outdoors.sky_dome(75, clouds=0.22, seed=17, cells=(30, 10)), "glow", glow="sky")
    place.glows["sky"] = {
        "morning": outdoors.sky_light([(0, (1.28, 1.30, 1.30)), (0.15, (1.10, 1.16, 1.20)), (1, (0.72, 0.80, 0.88))]),
        "night": outdoors.sky_light([(0, (0.13, 0.085, 0.065)), (0.10, (0.060, 0.052, 0.075)), (0.4, (0.020, 0.026, 0.052)), (1, (0.010, 0.014, 0.034))]),
    }
    for name, day, night in (
        ("house_near", (0.62, 0.65, 0.68), (0.050, 0.050, 0.075)),
        ("house_far", (0.84, 0.88, 0.91), (0.040, 0.042, 0.068)),
        ("pane", (0.42, 0.50, 0.58), (0.025, 0.032, 0.060)),
        ("pane_lit", (0.95, 0.78, 0.48), (2.3, 1.30, 0.46)),
        ("street_lamp", (0.75, 0.74, 0.70), (5.5, 3.1, 1.1)),
        ("green", (0.62, 0.66, 0.66), (0.045, 0.045, 0.060)),
    ):
        place.glows[name] = {"morning": day, "night": night}
    place.glows["street"] = {"morning": lambda u, v: wet(u, v, False), "night": lambda u, v: wet(u, v, True)}


def wet(u, v, night):
    """Light of the wet asphalt, u and v over the whole ground: it mirrors the sky far off and lamps in long streaks."""
    x, z = (u - 0.5) * 2 * HALF_X, NEAR_Z + (FAR_Z - NEAR_Z) * v
    away = np.hypot(x, z)
    grazing = np.clip(1 - 1.9 / np.maximum(away, 1.9), 0, 1) ** 3
    flat = np.stack([x.ravel(), 0 * x.ravel(), z.ravel()], 1)
    pool = np.clip(noise.space(flat * [1, 1, 0.5], 2.2, 5) * 1.8 + 0.1, 0, 1).reshape(x.shape)
    shine = np.clip(0.10 + 0.60 * grazing + 0.45 * pool, 0, 1)[..., None]
    base, mirror = ((0.30, 0.32, 0.34), (1.05, 1.10, 1.14)) if not night else ((0.016, 0.017, 0.026), (0.05, 0.045, 0.055))
    out = np.asarray(base) * (1 - shine) + np.asarray(mirror) * shine
    if not night:
        return out
    bearing = np.arctan2(x, -z)
    for lights, power, spread in ((LAMPS, 0.55, 0.030), (LIT, 0.16, 0.018)):
        for lx, lz in lights:
            far = math.hypot(lx, lz)
            turn = np.abs(bearing - math.atan2(lx, -lz))
            turn = np.minimum(turn, 2 * np.pi - turn)
            streak = np.exp(-((turn / (spread + 0.05 / far)) ** 2)) * np.exp(-(((away - 0.62 * far) / (0.42 * far)) ** 2))
            disc = 0.9 * np.exp(-((np.hypot(x - lx, z - lz) / 2.4) ** 2)) if power > 0.5 else 0
            glow = power * (streak * (0.55 + 0.45 * pool) + 0.55 * disc)
            out = out + glow[..., None] * np.array([1.0, 0.58, 0.22])
    return out


def ground(place):
    piece = panel([(-HALF_X, GROUND, NEAR_Z), (HALF_X, GROUND, NEAR_Z), (HALF_X, GROUND, FAR_Z), (-HALF_X, GROUND, FAR_Z)], (0.72, 0.74, 0.76), 3.2)
    place.add(piece, "glow", glow="street")
    for s in (-1, 1):
        x = s * 4.2 if s > 0 else -5.0
        kerb = [box(0.16, 0.12, FAR_Z * -1 + NEAR_Z, mix(CREAM, NAVY, 0.35), 0, edge=False).at(x, GROUND + 0.05, (FAR_Z + NEAR_Z) / 2)]
        kerb.append(box(3.4, 0.10, FAR_Z * -1 + NEAR_Z, mix(CREAM, NAVY, 0.45), 0, edge=False).at(x + s * 1.75, GROUND + 0.05, (FAR_Z + NEAR_Z) / 2))
        place.add(join(kerb), "glow", glow="green")
    dashes = [panel([(-0.62, GROUND + 0.012, z), (-0.48, GROUND + 0.012, z), (-0.48, GROUND + 0.012, z - 1.8), (-0.62, GROUND + 0.012, z - 1.8)], CREAM, 9) for z in np.arange(-7.0, -50, -5.0)]
    place.add(join(dashes), "glow", glow="green")


def houses(place):
    """Two rows along the street and one across its end; farther ones paler, as rain makes them."""
    dice = random.Random(23)
    walls = [mix(CREAM, ROSE, 0.5), mix(CREAM, OCHRE, 0.4), mix(CREAM, NAVY, 0.3), mix(CREAM, TERRACOTTA, 0.5), light(CREAM, 0.1), mix(CREAM, GREEN, 0.35)]
    for side in (-1, 1):
        z, k = 20.0, 0
        while z > -60:
            w = dice.uniform(4.6, 6.4)
            gap = dice.choice((0, 0, 1.6))
            x = side * 8.4 if side > 0 else -9.2
            house(place, dice, x, z - w / 2, w, -side * 90, walls[(k * 5 + (side > 0)) % 6], abs(z) > 26)
            z -= w + gap
            k += 1
    for k in range(5):
        house(place, dice, -12 + 6.0 * k, -61.0, 5.9, 0, walls[k % 6], True)


def house(place, dice, x, z, w, yaw, wall, far):
    h, rise, floors = dice.uniform(5.2, 7.4), dice.uniform(1.4, 2.4), 2
    tone = mix(wall, mix(CREAM, NAVY, 0.35), 0.45 if far else 0.10)
    roof = mix(mix(TERRACOTTA, WALNUT, 0.3), mix(CREAM, NAVY, 0.4), 0.45 if far else 0.08)
    front = panel([(-w / 2, 0, 0), (w / 2, 0, 0), (w / 2, h, 0), (-w / 2, h, 0)], tone, 2.4)
    front.tint(lambda p, n, c: c * (0.86 + 0.16 * np.clip(p[:, 1:2] / h, 0, 1)))
    lid = panel([(-w / 2 - 0.2, h - 0.1, 0.3), (w / 2 + 0.2, h - 0.1, 0.3), (w / 2 + 0.2, h + rise, -2.6), (-w / 2 - 0.2, h + rise, -2.6)], roof, 2.4)
    ends = [prism([(-3, 0), (0, 0), (0, h), (-2.6, h + rise), (-3, h + rise)], 0.02, dark(tone, 0.12)).turn("y", -90).at(s * w / 2, 0, 0) for s in (-1, 1)]
    chimney = box(0.5, 1.3, 0.5, dark(roof, 0.2), 0, edge=False).at(dice.uniform(-0.3, 0.3) * w, h + rise, -2.4)
    bits = [front, lid, chimney] + ends
    lit, panes, frames = [], [], []
    bays = 3 if w > 5.4 else 2
    door = dice.randrange(bays)
    for f in range(floors):
        for b in range(bays):
            bx, by = -w / 2 + w * (b + 0.5) / bays, h / floors * (f + 0.55)
            if f == 0 and b == door:
                bits.append(panel([(bx - 0.5, 0, 0.03), (bx + 0.5, 0, 0.03), (bx + 0.5, 2.1, 0.03), (bx - 0.5, 2.1, 0.03)], dice.choice([NAVY, GREEN, TERRACOTTA]), 9))
                continue
            half, tall = 0.42, 0.62
            quad = lambda g, o: [(bx - half - g, by - tall - g, o), (bx + half + g, by - tall - g, o), (bx + half + g, by + tall + g, o), (bx - half - g, by + tall + g, o)]
            frames.append(panel(quad(0.09, 0.02), light(CREAM, 0.2), 9))
            (lit if dice.random() < 0.34 else panes).append(panel(quad(0.0, 0.035), (0.8, 0.8, 0.8), 9))
            if not far:
                frames.append(panel([(bx - 0.03, by - tall, 0.045), (bx + 0.03, by - tall, 0.045), (bx + 0.03, by + tall, 0.045), (bx - 0.03, by + tall, 0.045)], light(CREAM, 0.2), 9))
            if lit and lit[-1].position[0, 0] == bx - half and not far and f == 0:
                c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
                LIT.append((x + bx * c, z - bx * s))
    name = "house_far" if far else "house_near"
    for pieces, glow in ((bits + frames, name), (panes, "pane"), (lit, "pane_lit")):
        if pieces:
            place.add(join(pieces).turn("y", yaw).at(x, GROUND, z), "glow", glow=glow)


def lamps(place):
    for x, z in LAMPS:
        lean = -0.9 if x > 0 else 0.9
        post = [rod((x, GROUND, z), (x, GROUND + 4.7, z), 0.07, mix(GREEN, BLACK, 0.6), 6), rod((x, GROUND + 4.7, z), (x + lean, GROUND + 4.95, z), 0.045, mix(GREEN, BLACK, 0.6), 5)]
        place.add(join(post), "glow", glow="house_near")
        place.add(blob(0.17, CREAM, 8, 6, squash=(1.4, 0.7, 1)).at(x + lean, GROUND + 4.88, z), "glow", glow="street_lamp")


def trees(place):
    """Bare trees and a hedge between pavement and houses, as flat masses."""
    dice = random.Random(9)
    tone = mix(GREEN, NAVY, 0.2)
    for x, z, r in ((6.9, -4.2, 1.5), (-7.2, -8.5, 1.7), (7.0, -15.5, 1.6), (-7.3, 2.4, 1.6), (6.9, 3.0, 1.4), (-7.2, -25.0, 1.9), (6.9, -33.0, 1.8), (-7.4, 11.0, 1.7)):
        place.add(rod((x, GROUND, z), (x, GROUND + 2.6, z), 0.16, mix(WALNUT, BLACK, 0.4), 6), "glow", glow="green")
        for k in range(4):
            lump = blob(r * dice.uniform(0.55, 0.75), mix(tone, OCHRE, dice.uniform(0.0, 0.25)), 8, 6, 0.25, 0.7, k)
            lump.tint(lambda p, n, c: c * (0.82 + 0.30 * n[:, 1:2]))
            place.add(lump.at(x + dice.gauss(0, r * 0.36), GROUND + 3.0 + dice.uniform(-0.3, 1.0) * r, z + dice.gauss(0, r * 0.36)), "glow", glow="green")


def parked(place):
    """Two parked cars of no make, dark under the lamps."""
    for x, z, tone in ((3.0, -14.0, mix(NAVY, CREAM, 0.12)), (-3.9, -22.0, TERRACOTTA), (3.0, 5.8, mix(OCHRE, WALNUT, 0.2))):
        side = [(-2.0, 0.28), (2.0, 0.28), (2.05, 0.72), (1.35, 0.84), (0.75, 1.32), (-0.85, 1.36), (-1.55, 0.86), (-2.05, 0.78)]
        body = prism(side, 1.6, tone).turn("y", 90)
        body.tint(lambda p, n, c: c * (0.72 + 0.45 * np.clip(n[:, 1:2], 0, 1)))
        glass = prism([(-1.30, 0.88), (1.15, 0.88), (0.68, 1.26), (-0.80, 1.29)], 1.63, mix(NAVY, CREAM, 0.25)).turn("y", 90)
        rear = panel([(-0.62, 0.90, 1.53), (0.62, 0.90, 1.53), (0.56, 1.28, 0.92), (-0.56, 1.28, 0.92)], mix(NAVY, CREAM, 0.3), 9)
        wheels = [cylinder(0.31, 0.2, BLACK, 12, 0.02).turn("z", 90).at(0.72 * s + 0.1, 0.30, zz) for s in (-1, 1) for zz in (-1.25, 1.25)]
        place.add(join([body, glass, rear] + wheels).at(x, GROUND, z), "glow", glow="house_near")
