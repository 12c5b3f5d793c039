"""Voices. Nell's scratch lines come from festival; all other people are made here: glottal pulses through moving
formants, with breath, so that a crowd is many mouths and no words."""
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from scipy import signal
from scipy.io import wavfile

from noise import RATE, band_pass, clock, fade, frames, high_pass

# First three formants in Hz of open and closed vowels, a man's; women's and children's tracts are shorter.
VOWELS = {"a": (730, 1090, 2440), "ae": (660, 1720, 2410), "e": (530, 1840, 2480), "i": (280, 2250, 2890),
          "o": (570, 840, 2410), "u": (310, 870, 2240), "er": (490, 1350, 1690), "uh": (620, 1200, 2390)}
WIDTHS_HZ = (80.0, 100.0, 140.0, 220.0)
HOP = 240                                        # formants move every 5 ms


def glottis(pitch_hz, rng, pressed=0.5):
    """Pulses of the Rosenberg kind at a moving pitch, with jitter; `pressed` closes them faster (louder voice)."""
    knots = np.arange(0, len(pitch_hz) + 480, 480)
    drift = 1.0 + 0.006 * np.interp(np.arange(len(pitch_hz)), knots, rng.standard_normal(len(knots)))
    phase = np.cumsum(pitch_hz * drift) / RATE % 1.0
    open_share = 0.62 - 0.2 * pressed
    rise = phase / (0.66 * open_share)
    fall = (phase - 0.66 * open_share) / (0.34 * open_share)
    flow = np.where(rise < 1, 0.5 - 0.5 * np.cos(np.pi * np.clip(rise, 0, 1)), np.cos(0.5 * np.pi * np.clip(fall, 0, 1)))
    flow[phase > open_share] = 0.0
    return np.diff(flow, prepend=flow[0]) * RATE / pitch_hz / 12.0, flow


def tract(source, formants, widths=WIDTHS_HZ):
    """Filters source through four moving resonances; formants has one row (four Hz) for every HOP samples."""
    x = source
    for k in range(4):
        out = np.empty_like(x)
        state = np.zeros(2)
        for i in range(0, len(x), HOP):
            f = formants[min(i // HOP, len(formants) - 1), k]
            r = np.exp(-np.pi * widths[k] * (1 + 0.0002 * f) / RATE)
            c = 2 * r * np.cos(2 * np.pi * f / RATE)
            out[i:i + HOP], state = signal.lfilter([1 - c + r * r], [1, -c, r * r], x[i:i + HOP], zi=state)
        x = out
    # What the missing higher formants would add back: the long-term spectrum of speech falls 17 dB from 500 Hz to 4 kHz.
    x = x + 2.2 * high_pass(x, 1800, 1)
    return x + 3.0 * high_pass(x, 3500, 1)


def speak(rng, length_s, pitch_hz, shorter_tract=1.0, pace_hz=4.6, pressed=0.4, talking=0.6, circular=True):
    """Talk without words: syllables with random vowels in phrases that fall, pauses between them."""
    n, hops = frames(length_s), frames(length_s) // HOP
    vowel = np.zeros((hops, 4))
    loud, pitch, hiss = np.zeros(hops), np.full(hops, float(pitch_hz)), np.zeros(hops)
    names = list(VOWELS)
    at = rng.uniform(0, 0.6)
    spans = []
    while at < length_s - 0.3:
        phrase_s = rng.uniform(0.7, 2.6)
        end = min(at + phrase_s, length_s - 0.15)
        start, lift = at, rng.uniform(0.9, 1.25)
        while at < end - 0.08:
            syllable_s = rng.gamma(12, 1 / (12 * pace_hz))
            spans.append((at, min(at + syllable_s, end), names[rng.integers(len(names))], rng.uniform(0.4, 1.0),
                          lift * (1.12 - 0.25 * (at - start) / phrase_s) * rng.uniform(0.93, 1.1)))
            at += syllable_s
        at = end + rng.gamma(2, 0.5 * (1 - talking) + 0.05)
    last = np.array(VOWELS["uh"] + (3400,), float)
    vowel[:] = last * shorter_tract
    for a, b, name, strength, lift in spans:
        i, j = int(a * RATE / HOP), max(int(a * RATE / HOP) + 3, int(b * RATE / HOP))
        j = min(j, hops)
        if j <= i:
            continue
        target = np.array(VOWELS[name] + (3400,), float) * shorter_tract * rng.uniform(0.94, 1.06)
        arc = np.sin(np.pi * (np.arange(j - i) + 0.5) / (j - i))
        vowel[i:j] = target
        loud[i:j] = np.maximum(loud[i:j], strength * arc ** 0.6)
        pitch[i:j] = pitch_hz * lift * (1 + 0.05 * arc)
        if rng.random() < 0.45:
            hiss[i:min(i + 12, hops)] = strength * rng.uniform(0.2, 0.9)
    soft = np.hanning(13) / np.hanning(13).sum()
    vowel = np.stack([np.convolve(np.pad(vowel[:, k], 6, "edge"), soft, "valid") for k in range(4)], 1)
    loud = np.convolve(loud, np.hanning(7) / np.hanning(7).sum(), "same")
    pitch = np.convolve(np.pad(pitch, 12, "edge"), np.hanning(25) / np.hanning(25).sum(), "valid")
    grid, here = np.arange(hops) * HOP, np.arange(n)
    loud_n, pitch_n = np.interp(here, grid, loud), np.interp(here, grid, pitch)
    pulses, flow = glottis(pitch_n, rng, pressed)
    breath = rng.standard_normal(n) * (0.02 + 0.06 * flow) * (1.1 - pressed)
    voiced = tract((pulses + breath) * loud_n, vowel)
    consonants = band_pass(rng.standard_normal(n), 2500, 8500) * np.interp(here, grid, hiss) ** 2
    level = np.sqrt(np.mean(voiced ** 2)) + 1e-9
    return voiced / level + 0.5 * consonants


def laugh(rng, length_s, pitch_hz, shorter_tract, pace_hz, bursts, vowel="a", breath=0.35, start_s=0.05):
    """Ha-ha-ha: a first long puff, then shorter ones with breath between, no two alike, sinking in pitch and force,
    one swallowed now and then; breath drawn in at the end."""
    n, hops = frames(length_s), frames(length_s) // HOP
    loud, air, pitch, open_ = np.zeros(n), np.zeros(n), np.full(n, float(pitch_hz)), np.zeros(n)
    at, swallowed = start_s, rng.integers(3, bursts - 1)
    for k in range(bursts):
        share = k / (bursts - 1)
        period = (1 + 0.3 * share) / pace_hz * rng.uniform(0.86, 1.16) * (1.45 if k == 0 else 1.0)
        force = (0.75 + 0.45 * np.sin(np.pi * min(1.0, share * 1.8 + 0.25))) * (1 - 0.6 * share) * rng.uniform(0.75, 1.15)
        if k == swallowed:
            force *= 0.25
        a, b = frames(at), min(frames(at + rng.uniform(0.5, 0.66) * period), n)
        if b - a < 100:
            break
        where = np.arange(b - a) / (b - a)
        # Quick to open, slow to close.
        loud[a:b] = force * np.sin(np.pi * where ** 0.65) ** 0.9
        open_[a:b] = rng.uniform(0.75, 1.1) * np.sin(np.pi * where ** 0.8)
        pitch[a:min(n, frames(at + period))] = pitch_hz * (1.3 - 0.42 * share) * rng.uniform(0.94, 1.07)
        h, c = max(0, a - frames(0.06)), min(n, b + frames(0.07))
        air[h:c] = np.maximum(air[h:c], force * np.sin(np.pi * np.arange(c - h) / (c - h)) ** 0.7)
        at += period
    rest = clock(length_s) - at
    drawn = np.where(rest > 0, 0.55 * np.exp(-((rest - 0.17) / 0.09) ** 2), 0)

    def smooth(x, size):
        return np.convolve(np.pad(x, size // 2, "edge"), np.hanning(size) / np.hanning(size).sum(), "valid")
    pitch, loud, air = smooth(pitch, 1201), smooth(loud, 481), smooth(air, 961)
    # Each puff rises and falls in pitch with the push of the breath.
    pulses, flow = glottis(pitch * (0.96 + 0.13 * loud), rng, 0.4)
    rows = np.tile(np.array(VOWELS[vowel] + (3500,)) * shorter_tract, (hops + 1, 1))
    jaw = np.interp(np.arange(hops + 1) * HOP, np.arange(n), smooth(open_, 961))
    rows[:, 0] *= 0.72 + 0.36 * jaw
    rows[:, 1] *= 1.06 - 0.08 * jaw
    aspirate = rng.standard_normal(n) * (0.3 + 0.7 * flow) * breath * 0.3
    x = tract(pulses * loud + aspirate * air ** 1.2, rows)
    hiss = band_pass(rng.standard_normal(n), 1100, 7500, 1)
    x = x / (np.max(np.abs(x)) + 1e-9) + breath * hiss * (0.16 * air ** 1.4 + 0.3 * drawn)
    return fade(x / (np.max(np.abs(x)) + 1e-9), 0.003, 0.1)


def shout(rng, length_s, pitch_hz, shorter_tract, vowel="e", rise=0.25):
    """A whoop: one long vowel, pressed, pitch up and down."""
    t = clock(length_s)
    arc = np.sin(np.pi * np.clip(t / length_s, 0, 1))
    pitch = pitch_hz * (1 + rise * arc + 0.01 * np.sin(2 * np.pi * 5.5 * t))
    pulses, _ = glottis(pitch, rng, 0.95)
    rows = np.tile(np.array(VOWELS[vowel] + (3500,)) * shorter_tract, (len(t) // HOP + 1, 1))
    rows[:, 0] *= 1.25
    x = tract(pulses * arc ** 0.5, rows, (110.0, 130.0, 170.0, 250.0))
    x = np.diff(x, prepend=0.0)
    return fade(x / (np.max(np.abs(x)) + 1e-9), 0.01, 0.06)


def festival(text, pace=1.0):
    """Festival's words in the CMU SLT Arctic voice as 48 kHz samples."""
    if not shutil.which("text2wave"):
        raise RuntimeError("text2wave is missing: install the packages festival and festvox-us-slt-hts, then build "
                           "again (other sounds do not need them)")
    setup = ("(begin (voice_cmu_us_slt_arctic_hts) (set! hts_engine_params "
             f"(append hts_engine_params (list (list \"-r\" {pace})))))")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "line.txt", Path(folder) / "line.wav"
        source.write_text(text)
        done = subprocess.run(["text2wave", "-eval", setup, str(source), "-o", str(target)], capture_output=True)
        if done.returncode != 0 or not target.exists():
            raise RuntimeError(f"festival could not speak '{text}': {done.stderr.decode().strip()}")
        rate, samples = wavfile.read(target)
    return signal.resample_poly(samples.astype(float) / 32768.0, RATE // 16000, rate // 16000)
