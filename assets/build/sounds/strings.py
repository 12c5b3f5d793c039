"""Plucked strings: a digital waveguide written as one recursive filter.

The loop is a delay of one period, a loss filter, a dispersion allpass and a fractional delay. Written out, it is
an ordinary filter with a long sparse denominator, so a whole note is one call of lfilter.
After Karplus and Strong 1983 and Jaffe and Smith 1983 (Computer Music Journal 7:2).
"""
import numpy as np
from scipy import signal

from noise import RATE, frames


def _loop(hz, loss_at_dc, brightness, dispersion):
    """Numerator and denominator of 1 / (1 - z^-N g H(z) A(z)) tuned so that the loop's delay is one period."""
    s = 1.0 - brightness                      # two-zero loss filter: s/2, 1-s, s/2, delay of one sample
    loss = np.array([s / 2, 1 - s, s / 2])
    # First-order allpass (a + z^-1)/(1 + a z^-1), a < 0: highs come round a little early, as in stiff wound wire.
    a = -dispersion
    top, bottom = np.array([a, 1.0]), np.array([1.0, a])
    w = 2 * np.pi * hz / RATE
    _, response = signal.freqz(top, bottom, worN=[w])
    allpass_delay = -np.angle(response[0]) / w
    wanted = RATE / hz - 1.0 - allpass_delay
    whole = int(np.floor(wanted)) - 1
    d = wanted - whole                        # 1 <= d < 2: third-order Lagrange, at its best in the middle
    k = np.arange(4)
    lagrange = np.array([np.prod([(d - j) / (i - j) for j in k if j != i]) for i in k])
    path = loss_at_dc * np.convolve(np.convolve(loss, lagrange), top)
    denominator = np.zeros(whole + len(path))
    denominator[:len(bottom)] += bottom
    denominator[whole:whole + len(path)] -= path
    return bottom, denominator


def pluck(rng, hz, length_s, velocity=1.0, t60_s=4.0, brightness=0.75, at=0.13, pickup=0.11, mute=0.0,
          dispersion=0.12, release_s=0.02):
    """One note as the pickup hears it. `mute` 0..1 is the palm on the bridge; `at` and `pickup` are places along
    the string, each a comb filter; the two directions of vibration are tuned a hair apart and beat."""
    n = frames(length_s)
    period = RATE / hz
    t60 = t60_s * (1.0 - mute) + 0.22 * mute
    bright = brightness * (1.0 - 0.75 * mute)
    burst_length = max(8, int(period * 0.9))
    burst = np.zeros(n)
    pick = rng.standard_normal(burst_length) * 0.35 + 1.0     # a pick's step plus its scrape
    pick *= np.hanning(burst_length) ** 0.3
    pick = signal.lfilter([0.25 + 0.5 * velocity], [1, -(0.75 - 0.5 * velocity)], pick)
    m = min(n, burst_length)
    burst[:m] = (pick - pick.mean())[:m] * velocity
    comb = np.zeros(n)
    for where in (at, pickup):
        lag = max(1, int(round(period * where)))
        shifted = np.zeros(n)
        shifted[lag:] = burst[:-lag] if lag < n else 0
        burst = burst - 0.85 * shifted
    out = comb
    for cents, share, shorter in ((0.0, 0.65, 1.0), (1.7, 0.35, 0.45)):
        f = hz * 2 ** (cents / 1200)
        gain = 10 ** (-3.0 / (t60 * shorter * f))
        b, a = _loop(f, gain, bright, dispersion)
        out = out + share * signal.lfilter(b, a, burst)
    r = min(n, frames(release_s))
    out[n - r:] *= 0.5 + 0.5 * np.cos(np.pi * np.arange(1, r + 1) / r)
    return out


def harmonic(rng, hz, length_s, velocity=1.0, t60_s=5.0):
    """A touched harmonic: nearly a sine with a thin octave, after a soft pick."""
    t = np.arange(frames(length_s)) / RATE
    out = np.zeros_like(t)
    for k, a in ((1, 1.0), (2, 0.28), (3, 0.1), (4, 0.05)):
        f = hz * k * (1 + 0.0002 * k * k)
        out += a * np.sin(2 * np.pi * f * t + rng.uniform(0, 6.28)) * np.exp(-6.9078 * t * (0.6 + 0.4 * k) / t60_s)
    out *= 1.0 - np.exp(-t / 0.004)
    pick = rng.standard_normal(len(t)) * np.exp(-t / 0.004) * 0.15
    return velocity * (out + signal.lfilter([0.4], [1, -0.6], pick))
