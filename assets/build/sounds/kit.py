"""The drum kit: skins, wires, bronze and wood. Layers 1 to 3 differ in how hard and how short the contact is,
so in spectrum, glide and decay, before they differ in level."""
import numpy as np

from modal import contact, gliding, membrane, ring
from noise import (RATE, band, band_pass, clock, fade, frames, high_pass, low_pass, peak, product,
                   rng_for, shaped, unit)

SOFT, MEDIUM, HARD = 0.25, 0.55, 1.0
FORCE = {1: SOFT, 2: MEDIUM, 3: HARD}


def _burst(rng, seconds, low_hz, high_hz, fall_s, rise_s=0.0002):
    t = clock(seconds)
    return shaped(rng, len(t), band(low_hz, high_hz)) * np.exp(-t / fall_s) * (1.0 - np.exp(-t / rise_s))


def _skin(base_hz, t60_s, length_s, force, strike, count=22, glide=0.12, glide_s=0.05, air=0.05, damping=0.55,
          touch_s=0.004):
    """A tuned skin. The fundamental radiates best and so dies first; high modes lose more to the film."""
    ratio, order, strength = membrane(count, strike, air)
    t60 = t60_s / ratio ** damping
    t60[0] *= 0.75
    strength = strength / ratio ** (0.75 - 0.5 * force)
    body = gliding(base_hz * ratio, t60, strength, length_s, glide * force, glide_s)
    return unit(contact(body, touch_s * (1.6 - 0.8 * force)))


def kick(layer):
    """22 inches, felt beater, a hole in the front: a fast glide to 50 Hz, air in the hole, the beater's knock."""
    v, rng, length = FORCE[layer], rng_for("kick", layer), 1.1
    t = clock(length)
    skin = _skin(50.0, 0.62, length, v, 0.15, 22, glide=0.75, glide_s=0.022, damping=0.8, touch_s=0.0045)
    turns = t + 0.5 * v * 0.03 * (1 - np.exp(-t / 0.03))
    air = np.sin(2 * np.pi * 47.0 * turns) * np.exp(-6.9 * t / 0.55) * (1 - np.exp(-t / 0.004))
    knock = _burst(rng, length, 900 + 900 * v, 3200 + 3500 * v, 0.004 + 0.003 * v)
    wood = ring([640, 1130, 1840, 2750, 3900], [0.03, 0.028, 0.024, 0.02, 0.016], [0.5, 0.7, 1, 0.9, 0.6], length)
    shell = ring([173, 241, 338, 467], [0.14, 0.12, 0.1, 0.08], [1, 0.8, 0.6, 0.4], length, rng.uniform(0, 3, 4))
    puff = _burst(rng, length, 70, 420, 0.03, 0.006)
    x = (skin + 0.6 * air + (0.05 + 0.45 * v ** 1.5) * knock + (0.03 + 0.4 * v ** 1.5) * contact(wood, 0.0009)
         + 0.12 * contact(shell, 0.002) + 0.08 * puff)
    return fade(np.tanh((0.5 + 0.9 * v) * x), 0.0004, 0.25)


def _wires(rng, length_s, force, drive, fall_s):
    """Twenty steel wires thrown off the lower skin and rattling back: noise let through by the skin's motion."""
    t = clock(length_s)
    colour = product(band(1300 + 500 * force, 8500 + 4000 * force, 4), peak(2300, 2.0, 4), peak(4300, 2.5, 5),
                     peak(6900, 2.0, 3))
    hiss = shaped(rng, len(t), colour)
    rattle = 0.5 + 0.5 * np.clip(drive / (np.abs(drive).max() + 1e-9), -1, 1)
    chatter = np.exp(-t / fall_s) * (1.0 - np.exp(-t / 0.0012))
    slow = 0.16 * np.exp(-t / (2.0 * fall_s))
    return hiss * (chatter + slow * (1 - np.exp(-t / 0.004))) * (0.45 + 0.55 * rattle)


def snare(layer):
    v, rng, length = FORCE[layer], rng_for("snare", layer), 1.2
    strike = {1: 0.5, 2: 0.35, 3: 0.3}[layer]
    skin = _skin(188.0, 0.42, length, v, strike, 26, glide=0.09, glide_s=0.03, air=0.12, touch_s=0.0022)
    below = gliding([331.0, 187.0], [0.2, 0.3], [0.6, 0.5], length, 0.04 * v, 0.03)
    wires = _wires(rng, length, v, low_pass(skin + below, 900), 0.062 + 0.03 * v)
    stick = _burst(rng, length, 1500, 7000 + 6000 * v, 0.0016)
    x = 1.15 * skin + 0.4 * contact(below, 0.002) + (0.34 + 0.1 * (1 - v)) * wires + (0.1 + 0.4 * v) * stick
    if layer == 3:        # the hard stroke catches the rim
        rim = ring([482, 795, 1184, 1720, 2390], [0.16, 0.13, 0.1, 0.07, 0.05], [1, 0.9, 0.8, 0.5, 0.35], length)
        x = x + 0.35 * contact(rim, 0.0006)
    return fade(np.tanh((0.6 + 0.6 * v) * x), 0.0003, 0.3)


def _tom(name, layer, base_hz, t60_s, length):
    v, rng = FORCE[layer], rng_for(name, layer)
    skin = _skin(base_hz, t60_s, length, v, 0.32, 24, glide=0.11, glide_s=0.07, air=0.06, damping=0.62, touch_s=0.0026)
    below = gliding([base_hz * 1.045], [t60_s * 0.9], [0.35], length, 0.05 * v, 0.07)   # the lower skin beats with it
    stick = _burst(rng, length, 700, 3500 + 3500 * v, 0.003)
    shell = ring(base_hz * np.array([3.3, 4.7, 6.1]), 0.09, [0.5, 0.4, 0.3], length, rng.uniform(0, 3, 3))
    sympathy = band_pass(rng.standard_normal(frames(length)), 1800, 7000) * np.abs(skin) * 0.02 * v
    x = skin + 0.8 * contact(below, 0.004) + (0.06 + 0.5 * v) * stick + 0.14 * contact(shell, 0.0015) + sympathy
    return fade(np.tanh((0.5 + 0.7 * v) * x), 0.0004, 0.4)


def tom_high(layer):
    return _tom("tom_high", layer, 128.0, 0.95, 1.6)


def tom_floor(layer):
    return _tom("tom_floor", layer, 74.0, 1.35, 2.0)


def _bronze(rng, count, low_hz, high_hz, crowding):
    """Pitches of a cymbal: a plate's modes lie about as thick everywhere, a little thicker low down here, since
    the ear tells those apart; none is in tune with another."""
    return low_hz + (high_hz - low_hz) * rng.random(count) ** crowding


def _cymbal(rng, length_s, force, count, low_hz, high_hz, t60_s, fall, tilt, bloom_s, touch_s, crowding=1.5):
    """Hundreds of modes. Highs are woken by the lows' large motion and so bloom late; hard blows wake more."""
    hz = _bronze(rng, count, low_hz, high_hz, crowding)
    t60 = t60_s / (1.0 + hz / fall) * rng.uniform(0.6, 1.3, count)
    strength = rng.exponential(1.0, count) * (hz / 1000.0) ** tilt
    strength *= np.exp(-hz / (4500.0 + 14000.0 * force)) * np.minimum(hz / 450.0, 1.0)
    phase = rng.uniform(0, 2 * np.pi, count)
    rise = bloom_s * (0.15 + np.minimum(hz / 5000.0, 1.6)) * rng.uniform(0.6, 1.4, count)
    # e^-t/T (1 - e^-t/rise) is the difference of two decays.
    quick = 1.0 / (1.0 / t60 + 1.0 / (6.9078 * rise))
    x = ring(np.concatenate([hz, hz]), np.concatenate([t60, quick]), np.concatenate([strength, -strength]), length_s,
             np.concatenate([phase, phase]))
    return unit(contact(x, touch_s))


def crash(layer):
    """18 inches, struck on the edge with the stick's shoulder."""
    v, rng, length = FORCE[layer], rng_for("crash", layer), 5.0
    body = _cymbal(rng, length, v, 1100, 190, 17500, 3.8 + 0.8 * v, 4600, -0.1 + 0.3 * v, 0.01 + 0.012 * v, 0.0002)
    t = clock(length)
    shimmer = shaped(rng, len(t), product(band(3500, 9000 + 7000 * v), peak(7000, 1.2, 4)))
    shimmer *= np.exp(-t / (0.25 + 0.25 * v)) * (1 - np.exp(-t / (0.006 + 0.012 * v)))
    edge = _burst(rng, length, 2500, 12000, 0.0035)
    return fade(body + (0.08 + 0.12 * v) * shimmer + (0.02 + 0.14 * v) * edge, 0.0004, 1.6)


def ride(layer):
    """20 inches: the tip's ping over a wash that builds with force."""
    v, rng, length = FORCE[layer], rng_for("ride", layer), 4.5
    wash = _cymbal(rng, length, 0.75 * v, 800, 230, 15000, 3.6, 4200, -0.25 + 0.65 * v, 0.02, 0.0002)
    hz = np.sort(rng.uniform(2600, 8200, 46))
    ping = ring(hz, rng.uniform(0.12, 0.55, 46), rng.exponential(1.0, 46) * np.exp(-hz / 9000), length,
                rng.uniform(0, 6.28, 46))
    bell = ring([487, 741, 1093, 1622, 2287, 3121], [2.2, 1.9, 1.5, 1.2, 0.9, 0.6], [0.5, 0.7, 0.9, 0.8, 0.6, 0.5],
                length)
    tip = _burst(rng, length, 3000, 11000, 0.002)
    x = (0.18 + 0.3 * v) * wash + 0.6 * unit(contact(ping, 0.0004 - 0.0002 * v)) + (0.04 + 0.05 * v) * unit(bell) + (0.1 + 0.14 * v) * tip
    return fade(x, 0.0004, 1.4)


def hihat(layer):
    """14 inches: shut on the soft stroke, shut and struck on the medium, half open and sizzling on the hard one."""
    v, rng = FORCE[layer], rng_for("hihat", layer)
    length = {1: 0.5, 2: 0.7, 3: 1.5}[layer]
    t60 = {1: 0.16, 2: 0.26, 3: 1.15}[layer]
    body = _cymbal(rng, length, v, 700, 320, 17500, t60 * 1.3, 14000, 0.25 + 0.25 * v, 0.0009, 0.0001, 1.1)
    t = clock(length)
    sizzle = shaped(rng, len(t), product(band(4500, 14000), peak(8200, 1.5, 5)))
    # The two edges meet again and again: the sizzle comes in small bites.
    bites = 0.55 + 0.45 * np.abs(np.sin(2 * np.pi * (31.0 + 6 * rng.random()) * t + rng.random()))
    sizzle *= np.exp(-6.9 * t / (t60 * 0.9)) * bites * (1 - np.exp(-t / 0.0015))
    chick = _burst(rng, length, 900, 5000, 0.004)
    return fade(high_pass(body + (0.3 + 0.1 * v) * sizzle + (0.05 + 0.1 * v) * chick, 250), 0.0003, 0.35 if layer == 3 else 0.1)


def sticks():
    """Two hickory sticks meet, once: bending modes of a bar, and a little air."""
    rng, length = rng_for("sticks"), 0.4
    click = ring([1180, 1325, 2790, 3060, 4980, 7150], [0.055, 0.05, 0.04, 0.035, 0.025, 0.02],
                 [1, 0.8, 0.7, 0.6, 0.35, 0.2], length)
    x = unit(contact(click, 0.0003)) + 0.3 * _burst(rng, length, 1500, 9000, 0.0015)
    return fade(high_pass(x, 250), 0.0002, 0.1)
