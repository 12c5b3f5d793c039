"""Modal synthesis: a struck body is a sum of decaying sines, shaped by how long the striker stays in touch."""
import numpy as np
from scipy import signal, special

from noise import RATE, frames

BLOCK = 512


def ring(hz, t60_s, amplitude, length_s, phase=None):
    """Sum of decaying sines; arrays of one value a mode. Hundreds of modes cost one matrix product."""
    hz, t60_s, amplitude = (np.atleast_1d(np.asarray(v, float)) for v in (hz, t60_s, amplitude))
    hz, t60_s, amplitude = np.broadcast_arrays(hz, t60_s, amplitude)
    phase = np.zeros(len(hz)) if phase is None else np.asarray(phase, float)
    keep = (hz > 10) & (hz < 0.46 * RATE)
    hz, t60_s, amplitude, phase = hz[keep], t60_s[keep], amplitude[keep], phase[keep]
    n = frames(length_s)
    log_z = (-6.9078 / t60_s + 2j * np.pi * hz) / RATE
    within = np.exp(np.outer(log_z, np.arange(BLOCK)))
    starts = np.exp(np.outer(np.arange(0, n, BLOCK), log_z)) * (amplitude * np.exp(1j * phase))
    # The imaginary part is the sine: every mode of phase 0 starts from rest.
    return (starts.real @ within.imag + starts.imag @ within.real).reshape(-1)[:n]


def gliding(hz, t60_s, amplitude, length_s, glide, glide_s):
    """As ring, for skins: all pitches start (1 + glide) high, the tension of the blow, and settle."""
    t = np.arange(frames(length_s)) / RATE
    turns = t + glide * glide_s * (1.0 - np.exp(-t / glide_s))
    out = np.zeros_like(t)
    for f, t60, a in zip(hz, t60_s, amplitude):
        out += a * np.exp(-6.9078 * t / t60) * np.sin(2 * np.pi * f * turns)
    return out


def contact(x, seconds):
    """Convolves with the striker's force pulse (a squared half sine): a soft, slow striker wakes fewer highs."""
    n = max(3, frames(seconds))
    pulse = np.sin(np.pi * (np.arange(n) + 0.5) / n) ** 2
    return signal.fftconvolve(x, pulse / pulse.sum())[:len(x)]


def membrane(count, strike=0.4, air=0.0):
    """Ratios and strengths of the first modes of a round skin struck at `strike` of its radius.

    Zeros of the Bessel functions J_m (Morse and Ingard, Theoretical Acoustics, 5.2); `air` lowers the ring modes
    as the enclosed air does. The strength of mode (m, n) is J_m at the place struck.
    """
    modes = []
    for m in range(0, 9):
        for zero in special.jn_zeros(m, 5):
            modes.append((zero, m))
    modes.sort()
    first = modes[0][0]
    ratio = np.array([z / first for z, _ in modes[:count]])
    order = np.array([m for _, m in modes[:count]])
    strength = np.abs(special.jv(order, np.array([z for z, _ in modes[:count]]) * strike)) + 0.02
    return ratio * np.where(order > 0, 1.0 - air / (1.0 + order), 1.0), order, strength


def plate(count_hz, width_m, length_m, stiffness_hz, low_hz, rng, spread=0.01):
    """Mode pitches of a thin sheet: stiffness_hz * ((m/width)^2 + (n/length)^2), below count_hz."""
    found = []
    for m in range(1, 200):
        for n in range(1, 400):
            f = stiffness_hz * ((m / width_m) ** 2 + (n / length_m) ** 2)
            if f > count_hz:
                break
            if f >= low_hz:
                found.append(f)
    hz = np.sort(np.array(found))
    return hz * (1.0 + spread * rng.standard_normal(len(hz)))
