"""Small lamps on a cord between two points, and a lantern on a hook: lights that people hang up themselves."""
import math

import numpy as np

from .forms import blob, lathe, rod, tube
from .mesh import join
from .palette import BLACK, CREAM, GREEN, dark, mix

CORD = dark(GREEN, 0.6)


def cord(a, b, sag, count):
    """Points (count, 3) of a cord that hangs from a to b, sag metres below the straight line in its middle."""
    t = np.linspace(0, 1, count)[:, None]
    line = np.asarray(a, float) * (1 - t) + np.asarray(b, float) * t
    line[:, 1] -= (sag * 4 * t * (1 - t))[:, 0]
    return line


def festoon(a, b, sag, bulbs, radius=0.034):
    """Parts to put: the cord, and bulbs that glow as 'festoon'."""
    line = cord(a, b, sag, bulbs + 2)
    spots = line[1:-1]
    lamps = [blob(radius, CREAM, 5, 4, squash=(1, 1.35, 1)).at(x, y - 0.006 - 1.35 * radius, z) for x, y, z in spots]
    return [("paint", tube(line, 0.008, CORD, 3, closed_ends=False)), ("glow", join(lamps), "festoon")]


def hooked_lantern(tall, reach):
    """An iron hook stuck into the ground with a lantern on it, reach metres toward +x; the glass glows as 'lantern'.
    Parts to put, and where the flame is."""
    iron = mix(BLACK, GREEN, 0.2)
    bow = [(0, 0, 0), (0, tall - reach / 2, 0)]
    bow += [(reach / 2 - reach / 2 * math.cos(a), tall - reach / 2 + reach / 2 * math.sin(a), 0) for a in np.linspace(0.3, math.pi, 8)]
    y = tall - reach / 2 - 0.36
    glass = lathe([(0.070, y + 0.02), (0.085, y + 0.08), (0.075, y + 0.20)], CREAM, 8, 50)
    body = lathe([(0, y - 0.01), (0.095, y - 0.01), (0.095, y + 0.02), (0.06, y + 0.025)], iron, 8, 40)
    lid = lathe([(0.105, y + 0.195), (0.10, y + 0.21), (0.035, y + 0.28), (0.02, y + 0.31), (0, y + 0.315)], iron, 8, 40)
    ribs = [rod((0.09 * math.cos(a), y + 0.02, 0.09 * math.sin(a)), (0.09 * math.cos(a), y + 0.20, 0.09 * math.sin(a)), 0.006, iron, 4) for a in np.arange(4) * math.pi / 2 + 0.4]
    ring = rod((0, y + 0.31, 0), (0, tall - reach / 2, 0), 0.006, iron, 4)
    hung = [p.at(reach, 0, 0) for p in [body, lid, ring] + ribs]
    return [("metal", join([tube(bow, 0.012, iron, 6)] + hung)), ("glow", glass.at(reach, 0, 0), "lantern")], (reach, y + 0.11, 0.0)
