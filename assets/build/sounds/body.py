"""One's own body: what is left to hear when hearing goes."""
import numpy as np

from modal import contact, ring
from noise import band, clock, fade, frames, low_pass, peak, place, product, rng_for, shaped, slope, unit, wander
from voice import VOWELS


def heart():
    """Ten beats at 75 a minute: lub (mitral, 40-60 Hz), dub (aortic, shorter, higher), blood after it."""
    n, rng = frames(8), rng_for("heart")
    out = np.zeros(n)
    t = clock(0.5)
    for k in range(10):
        at = 0.8 * k + 0.015 * np.sin(2 * np.pi * k / 5)           # breath moves the pace a little
        lub = np.sin(2 * np.pi * (52 * t + 16 * 0.05 * (1 - np.exp(-t / 0.05)))) * np.exp(-t / 0.055) * (1 - np.exp(-t / 0.012))
        dub = np.sin(2 * np.pi * (70 * t + 20 * 0.03 * (1 - np.exp(-t / 0.03)))) * np.exp(-t / 0.035) * (1 - np.exp(-t / 0.008))
        flow = shaped(rng, len(t), band(60, 240)) * np.exp(-((t - 0.12) / 0.06) ** 2)
        beat = lub + 0.06 * flow
        place(out, at, beat, rng.uniform(0.92, 1.0), circular=True)
        place(out, at + 0.31, dub, 0.62 * rng.uniform(0.92, 1.0), circular=True)
    return out + 0.008 * shaped(rng, n, band(30, 160))


def breath():
    """Two breaths through the nose, heard from within: in is brighter and shorter, out is long and low."""
    n, rng = frames(8), rng_for("breath")
    t = np.arange(n) / 48000.0
    out = np.zeros(n)
    for start in (0.3, 4.35):
        into = np.clip((t - start) / 1.35, 0, 1)
        outward = np.clip((t - start - 1.65) / 1.95, 0, 1)
        air_in = shaped(rng, n, product(band(350, 3800, 2), slope(-5, 700), peak(950, 2.2, 9), peak(2300, 3, 6)))
        air_out = shaped(rng, n, product(band(160, 2200, 2), slope(-6, 500), peak(520, 2.0, 10), peak(1350, 3, 6)))
        out += air_in * np.sin(np.pi * into) ** 1.4 * 0.75 + air_out * np.sin(np.pi * outward ** 0.7) ** 1.6
    return out * (0.9 + 0.1 * wander(rng, n, 8)) + 0.01 * shaped(rng, n, band(40, 300))


def blow_bone(layer):
    """A blow as stick, arm and skull bring it: a low knock with no air in it, a tooth's click when it is hard."""
    force, rng = {1: 0.25, 2: 0.55, 3: 1.0}[layer], rng_for("blow_bone", layer)
    bones = ring([88, 124, 178, 262, 390], [0.17, 0.14, 0.11, 0.08, 0.055],
                 np.array([1.0, 0.9, 0.7, 0.5, 0.4]) ** (1.6 - force), 0.7)
    stick = ring([430, 690, 1130], [0.05, 0.035, 0.02], [0.5, 0.4, 0.3], 0.7)
    t = clock(0.7)
    push = np.sin(2 * np.pi * 31 * t) * np.exp(-t / 0.04) * (1 - np.exp(-t / 0.01))
    x = unit(contact(bones, 0.006 - 0.0035 * force)) + 0.22 * force * unit(contact(stick, 0.003)) + 0.3 * push
    return fade(low_pass(x, 500 + 900 * force), 0.001, 0.3)
