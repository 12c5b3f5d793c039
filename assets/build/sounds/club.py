"""The club: its air, its fridge, and the people in it. Here the room is part of the recording."""
import numpy as np

from noise import (RATE, band, band_pass, circular_filter, clock, db, fade, frames, high_pass, peak, place, product,
                   rng_for, shaped, slope, unit, wander)
from room import response, wet
from voice import VOWELS, shout, speak


def room_club():
    """An empty club before doors: ventilation, a far compressor, the building."""
    rng, n = rng_for("room_club"), frames(10)
    air = shaped(rng, n, product(band(30, 900, 2), slope(-5, 120), peak(118, 8, 6), peak(231, 9, 4)))
    low = shaped(rng, n, band(22, 60))
    t = np.arange(n) / RATE
    fan = sum(a * np.sin(2 * np.pi * f * t + p) for f, a, p in ((29.3, 0.5, 1), (58.6, 0.4, 2), (117.2, 0.22, 0)))
    hiss = shaped(rng, n, band(1500, 9000, 2)) * 0.03
    return (air * (0.8 + 0.2 * wander(rng, n, 0.5)) + 0.5 * low + 0.4 * fan * (0.8 + 0.2 * wander(rng, n, 0.4)) + hiss)


def fridge():
    """A bar fridge: motor at 60 Hz and its family, a rattling shelf, coolant."""
    rng, n = rng_for("fridge"), frames(8)
    t = np.arange(n) / RATE
    motor = sum(a * np.sin(2 * np.pi * round(f * 8) / 8 * t + rng.uniform(0, 6)) for f, a in
                ((58.25, 0.5), (60, 0.25), (120, 1.0), (180, 0.4), (240, 0.5), (360, 0.3), (480, 0.18), (840, 0.08)))
    rattle = shaped(rng, n, product(band(900, 4200), peak(1900, 5, 8))) * (0.5 + 0.5 * np.sin(2 * np.pi * 120 * t)) ** 4
    flow = shaped(rng, n, product(band(300, 1400), peak(620, 6, 8))) * wander(rng, n, 5.0)
    return motor * (0.85 + 0.15 * wander(rng, n, 1.5)) + 0.14 * rattle * wander(rng, n, 0.7) + 0.12 * flow


def _people(name, count, length_s, pressed, talking):
    """Talkers at random distances: the further, the duller and the more of the room."""
    rng = rng_for(name)
    n = frames(length_s)
    near, far = np.zeros(n), np.zeros(n)
    for k in range(count):
        woman = rng.random() < 0.5
        pitch = rng.normal(205, 22) if woman else rng.normal(122, 16)
        voice = speak(rng, length_s, pitch * (1 + 0.35 * pressed), rng.normal(1.16 if woman else 1.0, 0.03),
                      rng.uniform(4.0, 5.4), pressed, talking)
        voice = np.roll(voice, int(rng.integers(n)))
        distance = rng.uniform(1.5, 9.0)
        voice = circular_filter(voice, band(110, 9000 / (0.5 + distance / 4), 2))
        near += voice / distance
        far += voice * rng.uniform(0.15, 0.3)
    return near, far


def crowd_murmur():
    near, far = _people("crowd_murmur", 26, 10.0, 0.3, 0.55)
    impulse = response(rng_for("crowd_murmur", "room"), 0.9)
    return near + wet(far, impulse, 0.8, circular=True) - 0.7 * far


def claps(rng, length_s, people, rate_hz, density, circular=False):
    """Many hands. Each pair has its own pitch, pace and distance; density(t) is the share that claps at t."""
    track = np.zeros(frames(length_s))
    size = frames(0.06)
    t = np.arange(size) / RATE
    for _ in range(people):
        centre, pace = rng.uniform(650, 2300), rng.normal(rate_hz, 0.4)
        near = rng.uniform(0.15, 1.0) ** 1.5
        hand = band_pass(rng.standard_normal(size), centre * 0.6, min(centre * 2.2, 12000), 1)
        hand = unit(hand * np.exp(-t / rng.uniform(0.004, 0.011)) * (1 - np.exp(-t / 0.0006)))
        at = rng.uniform(0, 1 / pace)
        keen = rng.random()
        while at < length_s - 0.07:
            if keen < density(at):
                place(track, at, hand, near * rng.uniform(0.6, 1.0), circular)
            at += rng.normal(1 / pace, 0.012)
    return track


def _whistle(rng, length_s, hz):
    t = clock(length_s)
    bend = hz * (1 + 0.22 * np.tanh((t - 0.35 * length_s) * 14 / length_s) - 0.25 * np.clip(t / length_s - 0.75, 0, 1))
    tone = np.sin(2 * np.pi * np.cumsum(bend) / RATE)
    return fade(tone + 0.04 * rng.standard_normal(len(t)), 0.04, 0.08)


def crowd_cheer():
    """Six seconds: a swell of shouts, whistles and hands, gone again by the end."""
    rng, length = rng_for("crowd_cheer"), 6.0
    t = clock(length)
    swell = np.minimum(t / 0.7, 1) ** 1.5 * np.exp(-np.maximum(t - 1.8, 0) / 2.2)
    track = 0.55 * claps(rng, length, 90, 4.3, lambda at: np.interp(at, [0, 0.5, 1.5, 3.6, 5.6], [0, 0.5, 1, 0.8, 0.05]))
    for _ in range(90):
        at = rng.gamma(2.4, 0.75)
        woman = rng.random() < 0.5
        span = rng.uniform(0.4, 1.3)
        voice = shout(rng, span, rng.uniform(330, 520) if woman else rng.uniform(190, 330), 1.15 if woman else 1.0,
                      ["e", "a", "o", "u", "ae"][rng.integers(5)], rng.uniform(-0.1, 0.4))
        if at + span < length - 0.4:
            place(track, at, band_pass(voice, 250, rng.uniform(2500, 7000), 1), rng.uniform(0.08, 0.5))
    for at, span, hz, gain in ((0.8, 0.5, 2350, 0.16), (1.9, 0.65, 2780, 0.12), (2.6, 0.4, 2100, 0.09)):
        place(track, at, _whistle(rng, span, hz), gain)
    roar = shaped(rng, len(t), product(band(280, 2200, 2), peak(620, 1.2, 8), peak(1250, 1.5, 5)))
    track += 0.22 * roar * swell
    impulse = response(rng_for("crowd_cheer", "room"), 1.0)
    return fade(wet(high_pass(track, 120), impulse, 0.8), 0.05, 0.9)


def crowd_show():
    """A full room while the band plays: loud talk, shouts, the odd pair of hands."""
    length = 10.0
    near, far = _people("crowd_show", 24, length, 0.85, 0.7)
    rng = rng_for("crowd_show", "more")
    for _ in range(16):
        woman = rng.random() < 0.5
        voice = shout(rng, rng.uniform(0.3, 1.0), rng.uniform(320, 480) if woman else rng.uniform(180, 300),
                      1.15 if woman else 1.0, ["e", "a", "o", "ae"][rng.integers(4)], rng.uniform(0, 0.4))
        place(far, rng.uniform(0, length), band_pass(voice, 250, 4500, 1), rng.uniform(0.6, 2.0), circular=True)
    hands = claps(rng, length, 14, 4.0, lambda at: 0.35)
    impulse = response(rng_for("crowd_show", "room"), 1.0)
    return near + wet(far + 2.0 * hands, impulse, 0.9, circular=True) - 0.6 * far
