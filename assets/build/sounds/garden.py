"""The garden: wind with gusts, leaves, birds, and a long metal slide to drum on with the palms."""
import numpy as np
from scipy import signal

from modal import contact, ring
from noise import (RATE, band, circular_filter, clock, fade, frames, peak, place, product, rng_for,
                   shaped, slope, unit, wander)


def _gusts(rng, n):
    """One breath of wind for all that it moves: slow swells, quick flutter on top."""
    return (0.25 + 0.75 * wander(rng, n, 0.22)) * (0.8 + 0.2 * wander(rng, n, 1.3))


def wind():
    """Pressure at the ear more than a sound: rumble that swells, a hollow moan over it, hiss at the top of a gust."""
    n = frames(12)
    gust, rng = _gusts(rng_for("garden air"), n), rng_for("wind")
    rumble = shaped(rng, n, product(band(25, 260, 2), slope(-5, 60))) * gust ** 1.5 * wander(rng, n, 4.0, 0.45)
    body = shaped(rng, n, product(band(150, 1100, 2), slope(-4, 300))) * gust ** 2
    moan_low = shaped(rng, n, peak(310, 14, 24)) * wander(rng, n, 0.35) ** 2
    moan_high = shaped(rng, n, peak(455, 16, 24)) * wander(rng, n, 0.4) ** 2
    hiss = shaped(rng, n, band(1800, 7000, 2)) * gust ** 4
    return rumble + 0.55 * body + 0.1 * (moan_low + moan_high) * gust + 0.09 * hiss


def leaves():
    """Ten thousand small touches, thick when the gust comes, each a few milliseconds of its own colour."""
    n = frames(12)
    gust, rng = np.roll(_gusts(rng_for("garden air"), n), frames(0.4)), rng_for("leaves")
    out = shaped(rng, n, product(band(2200, 9500, 2), peak(4200, 1.0, 3))) * gust ** 2.2 * wander(rng, n, 9, 0.5) * 0.5
    grains = []
    for _ in range(24):
        size = int(rng.uniform(0.004, 0.022) * RATE)
        low = rng.uniform(1400, 5500)
        sos = signal.butter(1, [low, min(low * 2.6, 16000)], "band", fs=RATE, output="sos")
        grains.append(unit(signal.sosfilt(sos, rng.standard_normal(size)) * np.hanning(size)))
    touches = np.flatnonzero(rng.random(n) < 0.019 * gust ** 2)
    for at in touches:
        place(out, at / RATE, grains[rng.integers(24)], rng.exponential(0.5) * gust[at], circular=True)
    return out


def _chirp(hz_from, hz_to, seconds, curve=1.0, harmonic=0.12, tremble_hz=0.0):
    t = clock(seconds)
    share = (t / seconds) ** curve
    hz = hz_from * (hz_to / hz_from) ** share
    if tremble_hz:
        hz = hz * (1 + 0.05 * np.sin(2 * np.pi * tremble_hz * t))
    turns = np.cumsum(hz) / RATE
    x = np.sin(2 * np.pi * turns) + harmonic * np.sin(4 * np.pi * turns + 1)
    beat = 1 + 0.22 * np.sin(2 * np.pi * 61.0 * t + hz_from)      # the two halves of a syrinx never quite agree
    return x * beat * np.sin(np.pi * np.minimum(t / seconds, 1) ** 0.7) ** 0.9


def birds():
    """Four birds, far and near, in turn: a thrush's phrases, a tit's two notes, sparrows, one dove."""
    n, rng = frames(12), rng_for("birds")
    out = np.zeros(n)

    def sing(at, sound, gain, far):
        x = circular_filter(np.pad(sound, (0, 2048)), lambda f: 1 / (1 + (f / (12000 - 7000 * far)) ** 2))
        for echo, share in ((0.0, 1.0), (0.043, 0.16 * far), (0.091, 0.11 * far), (0.16, 0.06 * far)):
            place(out, at + echo, x, gain * share, circular=True)

    for at in (0.4, 4.9, 9.1):                                   # thrush: a motif, said twice
        motif = [(rng.uniform(2300, 3400), rng.uniform(2000, 3900), rng.uniform(0.07, 0.17)) for _ in range(rng.integers(3, 6))]
        when = at
        for _ in range(2):
            for a, b, span in motif:
                sing(when, _chirp(a, b, span, rng.uniform(0.6, 1.6), 0.08), rng.uniform(0.25, 0.55), 0.4)
                when += span + rng.uniform(0.02, 0.06)
            when += 0.22
    for k in range(4):                                           # tit: high, low
        sing(2.5 + 0.34 * k, _chirp(5200, 5100, 0.11), 0.3, 0.6)
        sing(2.5 + 0.34 * k + 0.15, _chirp(3900, 3800, 0.14), 0.32, 0.6)
    for _ in range(22):                                          # sparrows in the hedge
        at = rng.uniform(6.4, 11.6)
        sing(at, _chirp(rng.uniform(3000, 4200), rng.uniform(4200, 5600), rng.uniform(0.03, 0.07), 1, 0.3), rng.uniform(0.1, 0.3), 0.8)
    for at, span, hz in ((7.2, 0.35, 470), (7.65, 0.75, 530), (8.5, 0.45, 470)):   # dove
        sing(at, _chirp(hz * 0.93, hz, span, 0.5, 0.05, 24), 0.22, 1.0)
    trill = np.concatenate([_chirp(4700, 4300, 0.034) for _ in range(17)])
    sing(6.0, trill * np.hanning(len(trill)) ** 0.5, 0.2, 0.9)
    return out + 0.004 * shaped(rng, n, band(400, 6000, 2))


def _slide(name, layer, force, touch_s, where, damping, high_hz):
    """A bed of sheet steel, 0.45 x 2.6 m, on a frame: many modes, low ones strong; a palm is soft and stays a moment.

    `where` is the place struck along and across; the strength of mode (m, n) is its shape there.
    """
    rng = rng_for(name, layer)
    length = 2.6
    modes = []
    for m in range(1, 26):
        for k in range(1, 120):
            f = 3.6 * ((m / 0.45) ** 2 + (k / 2.6) ** 2)           # 1.5 mm steel: about 3.6 Hz m^2, f ~ (1/a^2)
            if f > high_hz:
                break
            if f > 34:
                shape = abs(np.sin(np.pi * m * where[0]) * np.sin(np.pi * k * where[1])) + 0.03
                modes.append((f * (1 + 0.012 * rng.standard_normal()), shape))
    hz = np.array([f for f, _ in modes])
    # The rolled edges stiffen the bed: its long waves sound higher than a flat sheet's.
    hz = np.sqrt(hz ** 2 + 72.0 ** 2)
    shape = np.array([s for _, s in modes]) * rng.uniform(0.5, 1.3, len(hz))
    # A sheet in the open radiates its slow waves badly: front and back cancel.
    shape *= (hz / 330.0) ** 2 / (1.0 + (hz / 330.0) ** 2)
    t60 = damping * 2.3 / (1 + (hz / 1100.0) ** 0.9) * rng.uniform(0.5, 1.4, len(hz))
    body = ring(hz, t60, shape / (1 + hz / 1100.0) ** (1.2 - 0.8 * force), length, rng.uniform(0, 6.28, len(hz)))
    body = unit(contact(body, touch_s))
    boom = ring([81, 112, 157], [0.8, 0.6, 0.5], [1, 0.8, 0.5], length)
    t = clock(length)
    slap = shaped(rng, len(t), product(band(500, 2600 + 3500 * force, 2), peak(1100, 1, 4))) * np.exp(-t / 0.006)
    # A hard blow bends the whole sheet; its pitch sways as it settles, as a thunder sheet's does.
    sway = 1 + 0.0025 * force * np.exp(-t / 0.3) * np.sin(2 * np.pi * 6.3 * t)
    body = np.interp(np.cumsum(sway) - 1, np.arange(len(t)), body)
    x = body + 0.3 * contact(boom, touch_s * 1.3) + (0.05 + 0.16 * force) * slap * (1 - np.exp(-t / 0.0005))
    return fade(np.tanh((0.7 + 0.4 * force) * x), 0.0015, 0.7)


def slide_hit(layer):
    """The visitor's palms: broad, warm, near the middle."""
    force = {1: 0.2, 2: 0.55, 3: 1.0}[layer]
    return _slide("slide_hit", layer, force, 0.0036 - 0.0028 * force, (0.37, 0.41), 0.8 + 0.3 * force, 1800 + 5200 * force)


def slide_theo(layer):
    """Theo: smaller, quicker hands, further down the bed and nearer the edge."""
    force = {1: 0.2, 2: 0.55, 3: 1.0}[layer]
    return _slide("slide_theo", layer, force, 0.0026 - 0.0020 * force, (0.21, 0.78), 0.7 + 0.3 * force, 2600 + 5400 * force)
