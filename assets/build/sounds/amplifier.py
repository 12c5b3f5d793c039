"""A valve guitar amplifier and its cabinet: two clipping stages, a passive tone stack, a sagging power stage."""
import numpy as np
from scipy import signal

from noise import RATE, band_pass, follow, high_pass, low_pass, peaking

OVERSAMPLE = 8          # clipping makes harmonics far above 24 kHz; they must not fold back


def _clip(x, bias):
    return np.tanh(x + bias) - np.tanh(bias)


def tone_stack(x, bass=0.5, middle=0.5, treble=0.5):
    """The passive three-knob network of British amplifiers, by the bilinear transform.

    Transfer function: Yeh and Smith, DAFx-06, "Discretization of the '59 Fender Bassman tone stack".
    """
    r1, r2, r3, r4, c1, c2, c3 = 220e3, 1e6, 22e3, 33e3, 470e-12, 22e-9, 22e-9
    low, m, t = 10 ** (3.5 * (bass - 1)), middle, treble
    b1 = t*c1*r1 + m*c3*r3 + low*(c1*r2 + c2*r2) + c1*r3 + c2*r3
    b2 = (t*(c1*c2*r1*r4 + c1*c3*r1*r4) - m*m*(c1*c3*r3*r3 + c2*c3*r3*r3)
          + m*(c1*c3*r1*r3 + c1*c3*r3*r3 + c2*c3*r3*r3) + low*(c1*c2*r1*r2 + c1*c2*r2*r4 + c1*c3*r2*r4)
          + low*m*(c1*c3*r2*r3 + c2*c3*r2*r3) + c1*c2*r1*r3 + c1*c2*r3*r4 + c1*c3*r3*r4)
    ccc = c1*c2*c3
    b3 = (low*m*ccc*(r1*r2*r3 + r2*r3*r4) - m*m*ccc*(r1*r3*r3 + r3*r3*r4) + m*ccc*(r1*r3*r3 + r3*r3*r4)
          + t*ccc*r1*r3*r4 - t*m*ccc*r1*r3*r4 + t*low*ccc*r1*r2*r4)
    a1 = c1*r1 + c1*r3 + c2*r3 + c2*r4 + c3*r4 + m*c3*r3 + low*(c1*r2 + c2*r2)
    a2 = (m*(c1*c3*r1*r3 - c2*c3*r3*r4 + c1*c3*r3*r3 + c2*c3*r3*r3) + low*m*(c1*c3*r2*r3 + c2*c3*r2*r3)
          - m*m*(c1*c3*r3*r3 + c2*c3*r3*r3) + low*(c1*c2*r2*r4 + c1*c2*r1*r2 + c1*c3*r2*r4 + c2*c3*r2*r4)
          + c1*c2*r1*r4 + c1*c3*r1*r4 + c1*c2*r3*r4 + c1*c2*r1*r3 + c1*c3*r3*r4 + c2*c3*r3*r4)
    a3 = (low*m*ccc*(r1*r2*r3 + r2*r3*r4) - m*m*ccc*(r1*r3*r3 + r3*r3*r4)
          + m*ccc*(r3*r3*r4 + r1*r3*r3 - r1*r3*r4) + low*ccc*r1*r2*r4 + ccc*r1*r3*r4)
    b, a = signal.bilinear([b3, b2, b1, 0.0], [a3, a2, a1, 1.0], RATE)
    return signal.lfilter(b, a, x)


def minimum_phase(magnitude_at, size=2048):
    """FIR of a given magnitude, energy as early as can be (real cepstrum)."""
    hz = np.fft.rfftfreq(size * 4, 1.0 / RATE)
    log_magnitude = np.log(np.maximum(magnitude_at(np.maximum(hz, 1.0)), 1e-5))
    cepstrum = np.fft.irfft(log_magnitude)
    n = len(cepstrum)
    fold = np.zeros(n)
    fold[0], fold[1:n // 2], fold[n // 2] = 1.0, 2.0, 1.0
    out = np.fft.irfft(np.exp(np.fft.rfft(cepstrum * fold)))[:size]
    return out * np.linspace(1, 0, size) ** 0.25


def _cabinet_curve(thump_hz, cut_hz, bite_db):
    def magnitude(f):
        g = 1.0 / np.sqrt(1.0 + (0.75 * thump_hz / f) ** 4)
        g = g * (1.0 + 0.7 / (1.0 + (3.0 * (f / thump_hz - thump_hz / f)) ** 2))
        g = g * (1.0 - 0.42 / (1.0 + (1.3 * (f / 430.0 - 430.0 / f)) ** 2))
        g = g * (1.0 + (10 ** (bite_db / 20) - 1) / (1.0 + (1.6 * (f / 2700.0 - 2700.0 / f)) ** 2))
        # Cone break-up: the ripple that makes a loudspeaker sound like one.
        g = g * (1.0 + 0.3 * np.sin(f / 190.0) * np.exp(-((f - 2800.0) / 1900.0) ** 2))
        return g / (1.0 + (f / cut_hz) ** 6)
    return magnitude


def cabinet(x, thump_hz=105.0, cut_hz=5200.0, bite_db=7.0):
    return signal.fftconvolve(x, minimum_phase(_cabinet_curve(thump_hz, cut_hz, bite_db)))[:len(x)]


def play(x, gain=8.0, bass=0.55, middle=0.55, treble=0.6, thump_hz=105.0, cut_hz=5200.0, bite_db=7.0):
    """Guitar signal (peaks near 1) to what a microphone hears before the cabinet."""
    x = peaking(high_pass(x, 95.0, 2), 800.0, 0.7, 8.0)
    x = low_pass(x, 9000.0, 1)
    up = signal.resample_poly(x, OVERSAMPLE, 1)
    up = _clip(gain * up, 0.28)
    # The coupling capacitor between stages: bias wanders with the playing, so loud chords bloom.
    wide = RATE * OVERSAMPLE
    up = signal.sosfilt(signal.butter(1, 35.0, "high", fs=wide, output="sos"), up)
    up = signal.sosfilt(signal.butter(1, 8500.0, "low", fs=wide, output="sos"), up)
    up = _clip(2.0 * up, -0.18)
    x = signal.resample_poly(up, 1, OVERSAMPLE)
    x = tone_stack(x, bass, middle, treble) * 4.0
    x = x / (1.0 + 0.35 * follow(x, 0.12))                    # the supply sags under a held chord
    up = signal.resample_poly(x, OVERSAMPLE, 1)
    x = signal.resample_poly(np.tanh(1.3 * up), 1, OVERSAMPLE)
    return cabinet(high_pass(x, 40.0, 1), thump_hz, cut_hz, bite_db)


def play_bass(x, gain=5.0):
    """The octave below, through a bass amplifier: round, with a little growl."""
    up = signal.resample_poly(low_pass(x, 1200.0, 2), OVERSAMPLE, 1)
    x = signal.resample_poly(_clip(gain * up, 0.12), 1, OVERSAMPLE)
    x = high_pass(low_pass(x, 1800.0, 2), 28.0, 2)
    return peaking(peaking(x, 62.0, 0.9, 4.0), 320.0, 0.9, -4.0)


def floor(rng, n):
    """What a loud amplifier does when nobody plays: hiss and mains (60 Hz) with its buzz."""
    t = np.arange(n) / RATE
    hum = sum(a * np.sin(2 * np.pi * 60.0 * k * t + 0.7 * k)
              for k, a in ((1, 0.7), (2, 1.0), (3, 0.35), (4, 0.5), (6, 0.3), (8, 0.2), (10, 0.14), (14, 0.09)))
    hiss = band_pass(rng.standard_normal(n), 300.0, 4800.0, 1)
    return 0.35 * hum + 0.5 * hiss
