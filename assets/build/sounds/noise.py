"""Noise, control curves and filters, all able to work in the circular domain.

A loop here is never cross-faded after the fact: its noise, its control curves and its filters are periodic
over the loop's length, so its last sample leads into its first as into any other.
"""
import zlib

import numpy as np
from scipy import signal

RATE = 48000


def rng_for(name, salt=0):
    """A generator that depends on the sound's name alone, so that one sound can be rebuilt by itself."""
    return np.random.Generator(np.random.PCG64(zlib.crc32(f"{name}/{salt}".encode())))


def frames(seconds):
    return int(round(seconds * RATE))


def clock(seconds):
    return np.arange(frames(seconds)) / RATE


def db(value):
    return 10.0 ** (value / 20.0)


def circular_filter(x, gain_of_hz):
    """Filters x as if it repeated for ever; gain_of_hz maps an array of Hz to real or complex gains."""
    hz = np.fft.rfftfreq(len(x), 1.0 / RATE)
    return np.fft.irfft(np.fft.rfft(x) * gain_of_hz(np.maximum(hz, 1e-3)), len(x))


def shaped(rng, n, gain_of_hz):
    """Periodic noise of the given spectrum, RMS 1."""
    x = circular_filter(rng.standard_normal(n), gain_of_hz)
    return x / (np.sqrt(np.mean(x * x)) + 1e-12)


def band(low_hz, high_hz, order=4):
    """Gain curve of a band with slopes of 6*order/2 dB an octave."""
    return lambda f: 1.0 / np.sqrt((1.0 + (low_hz / f) ** order) * (1.0 + (f / high_hz) ** order))


def slope(db_per_octave, knee_hz=100.0):
    """Gain falling (or rising) above the knee."""
    return lambda f: (1.0 + f / knee_hz) ** (db_per_octave / 6.0206)


def peak(hz, q, gain_db):
    """Gain curve of one resonance."""
    return lambda f: 1.0 + (db(gain_db) - 1.0) / (1.0 + (q * (f / hz - hz / f)) ** 2)


def product(*curves):
    def gain(f):
        out = np.ones_like(f)
        for curve in curves:
            out = out * curve(f)
        return out
    return gain


def wander(rng, n, fastest_hz, floor=0.0):
    """Periodic control curve between floor and 1, moving no faster than fastest_hz."""
    x = circular_filter(rng.standard_normal(n), lambda f: np.exp(-((f / fastest_hz) ** 2)) * (f > 0.01))
    x = (x - x.min()) / (np.ptp(x) + 1e-12)
    return floor + (1.0 - floor) * x


def low_pass(x, hz, order=2):
    return signal.sosfilt(signal.butter(order, hz, "low", fs=RATE, output="sos"), x)


def high_pass(x, hz, order=2):
    return signal.sosfilt(signal.butter(order, hz, "high", fs=RATE, output="sos"), x)


def band_pass(x, low_hz, high_hz, order=2):
    return signal.sosfilt(signal.butter(order, [low_hz, high_hz], "band", fs=RATE, output="sos"), x)


def peaking(x, hz, q, gain_db):
    """Second-order equaliser (bilinear transform of the analogue peaking section)."""
    w, a = 2 * np.pi * hz / RATE, db(gain_db / 2)
    alpha = np.sin(w) / (2 * q)
    b = np.array([1 + alpha * a, -2 * np.cos(w), 1 - alpha * a])
    c = np.array([1 + alpha / a, -2 * np.cos(w), 1 - alpha / a])
    return signal.lfilter(b / c[0], c / c[0], x)


def follow(x, seconds):
    """Envelope of x: rectified and smoothed."""
    k = np.exp(-1.0 / (seconds * RATE))
    return signal.lfilter([1 - k], [1, -k], np.abs(x))


def place(track, at_s, sound, gain=1.0, circular=False):
    """Adds sound into track at at_s; what runs over the end is dropped, or wraps in a loop."""
    start = int(round(at_s * RATE))
    if circular:
        np.add.at(track, (start + np.arange(len(sound))) % len(track), gain * sound)
        return
    if start < 0:
        sound, start = sound[-start:], 0
    length = max(0, min(len(sound), len(track) - start))
    track[start:start + length] += gain * sound[:length]


def mixed(length_s, *placed):
    """A track of the given length holding (at_s, sound, gain) triples."""
    track = np.zeros(frames(length_s))
    for at_s, sound, gain in placed:
        place(track, at_s, sound, gain)
    return track


def fade(x, in_s=0.001, out_s=0.02):
    """Raised-cosine ends, so that nothing clicks."""
    y = x.copy()
    a, b = min(frames(in_s), len(y)), min(frames(out_s), len(y))
    if a:
        y[:a] *= 0.5 - 0.5 * np.cos(np.pi * (np.arange(a) + 0.5) / a)
    if b:
        y[-b:] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(b) + 0.5) / b)
    return y


def unit(x):
    """Scaled to a peak of 1."""
    return x / (np.max(np.abs(x)) + 1e-12)
