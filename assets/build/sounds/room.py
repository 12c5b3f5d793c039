"""Rooms, for what is recorded with its room: crowds, neighbours, far bells. Near sounds stay dry; the engine
adds its own room to those."""
import numpy as np
from scipy import signal

from noise import RATE, frames


def response(rng, t60_s, bright_hz=6000.0, early=((0.007, 0.5), (0.011, 0.4), (0.019, -0.3), (0.031, 0.22)),
             dense_after_s=0.012):
    """Impulse response: early reflections, then noise that decays faster the higher it is. Energy 1."""
    n = frames(t60_s * 1.1)
    t = np.arange(n) / RATE
    out = np.zeros(n)
    edges = [60, 250, 700, 1800, 4000, 9000, 18000]
    shorter = [1.15, 1.0, 0.9, 0.75, 0.55, 0.38]
    for low, high, factor in zip(edges, edges[1:], shorter):
        sos = signal.butter(2, [low, high], "band", fs=RATE, output="sos")
        noise = signal.sosfilt(sos, rng.standard_normal(n))
        out += noise / (1.0 + (low / bright_hz) ** 2) * np.exp(-6.9078 * t / (t60_s * factor))
    out *= 1.0 - np.exp(-t / dense_after_s)
    out /= np.sqrt(np.sum(out * out))
    for delay_s, gain in early:
        out[frames(delay_s)] += 0.35 * gain
    return out / np.sqrt(np.sum(out * out))


def wet(x, impulse, amount, circular=False):
    """x plus `amount` of its room. A loop convolves with itself coming round again."""
    if circular:
        folded = np.zeros(len(x))
        for start in range(0, len(impulse), len(x)):
            piece = impulse[start:start + len(x)]
            folded[:len(piece)] += piece
        tail = np.fft.irfft(np.fft.rfft(x) * np.fft.rfft(folded), len(x))
    else:
        tail = signal.fftconvolve(x, impulse)[:len(x)]
    return x + amount * tail
