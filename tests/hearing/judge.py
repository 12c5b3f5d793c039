#!/usr/bin/env python3
"""Judges the hearing tool from the outside, by sound alone: prints each measured row beside its limit.

  judge.py COMMAND [--full]      COMMAND: the program up to its subcommand, e.g. "build/threshold hear"

Exit 0: every row holds; 1: one does not; 77: numpy or scipy is missing (CTest: skipped).
Calibration 120 dB SPL = digital RMS 1, flat reference. Needs python3-numpy and python3-scipy.
"""
import json
import os
import shlex
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from scipy import signal
    from scipy.io import wavfile
except ImportError as missing:
    print(f"skipped: {missing}; install python3-numpy and python3-scipy")
    sys.exit(77)

RATE = 48000
CALIBRATION = 120.0
CATCH_UP = 105.0
# Off the usual octaves too: the audiogram is a curve, not eight points.
GRID = [250, 500, 1000, 1500, 2000, 3000, 4000, 6000]
LOSSES = {                      # Bisgaard et al. 2010, and two of our own
    "none": [0] * 8,
    "flat 40": [40] * 8,
    "N3": [35, 35, 40, 45, 50, 55, 60, 65],
    "N4": [55, 55, 55, 60, 65, 70, 75, 80],
    "S2": [20, 20, 25, 35, 55, 75, 95, 95],
    "severe": [80, 80, 85, 88, 90, 95, 100, 100],
    "notch": [10, 10, 15, 20, 30, 55, 65, 40],
}


class Tool:
    def __init__(self, command):
        self.command = shlex.split(command)
        self.folder = tempfile.TemporaryDirectory(prefix="threshold_judge_")
        self.rtf = []

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def __call__(self, sound, loss, *options, keyframes=None, right=None):
        sound = np.asarray(sound, np.float32)
        stereo = sound if sound.ndim == 2 else np.stack([sound, sound], 1)
        wavfile.write(self.path("in.wav"), RATE, stereo)
        audiogram = {"spl_at_0dbfs_rms": CALIBRATION, "frequencies": GRID, "left": list(loss),
                     "right": list(loss if right is None else right)}
        if keyframes:
            audiogram["keyframes"] = keyframes
        with open(self.path("audiogram.json"), "w") as file:
            json.dump(audiogram, file)
        run = subprocess.run(self.command + ["--quiet", "--audiogram", self.path("audiogram.json"), *options,
                                             self.path("in.wav"), self.path("out.wav")],
                             capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"{' '.join(self.command)}: {run.stderr.strip()}")
        self.rtf.append((float(run.stderr.rsplit("rtf=", 1)[1]), len(stereo) / RATE))
        rate, heard = wavfile.read(self.path("out.wav"))
        assert rate == RATE and heard.shape == stereo.shape, "rate or length changed"
        return heard.astype(float)


class Table:
    def __init__(self):
        self.failed = 0

    def row(self, what, value, limit, unit="", least=None):
        """Holds when value <= limit, and >= least where that is given."""
        ok = bool(value <= limit and (least is None or value >= least))
        self.failed += not ok
        want = f"<= {limit:g}" if least is None else f"{least:g} .. {limit:g}"
        print(f"{'PASS' if ok else 'FAIL'}  {what:<58} {value:10.3f} {unit:<4} (limit {want})", flush=True)


def rms_for(level):
    return 10 ** ((level - CALIBRATION) / 20)


def tone(hz, level, seconds, fade=0.01):
    n = int(seconds * RATE)
    x = np.sqrt(2) * rms_for(level) * np.sin(2 * np.pi * hz * np.arange(n) / RATE)
    return x * signal.windows.tukey(n, 2 * fade / seconds)


def level_of(x):
    return 10 * np.log10(np.mean(np.square(x)) + 1e-40) + CALIBRATION


def law(level, loss):
    return CATCH_UP + (level - CATCH_UP) * CATCH_UP / (CATCH_UP - min(loss, 104)) if level < CATCH_UP else level


def tones_heard(tool, loss, requests, *options):
    """Level and share of foreign power (dB) for each (hz, level), from one file: 0.5 s on, 0.3 s off."""
    on, off = int(0.5 * RATE), int(0.3 * RATE)
    sound = np.concatenate([np.r_[tone(hz, level, 0.5), np.zeros(off)] for hz, level in requests])
    heard = tool(sound, loss, *options)[:, 0]
    answers = []
    for i, (hz, _) in enumerate(requests):
        part = heard[i * (on + off):][int(0.2 * RATE):int(0.46 * RATE)]
        t = np.arange(len(part)) / RATE
        window = signal.windows.blackman(len(part))
        basis = np.stack([np.cos(2 * np.pi * hz * t), np.sin(2 * np.pi * hz * t)], 1)
        fit = np.linalg.lstsq(basis * window[:, None], part * window, rcond=None)[0]
        rest = part - basis @ fit
        answers.append((level_of(part), 10 * np.log10(np.sum((rest * window) ** 2) / np.sum((part * window) ** 2) + 1e-30)))
    return answers


def judge_levels(tool, table, names):
    for name in names:
        loss = LOSSES[name]
        at = [(hz, hl) for hz, hl in zip(GRID, loss)][::2] + [(GRID[-1], loss[-1])]
        # Threshold: the input whose output is 0 dB, by the slope between two levels round it.
        errors, growth = [], []
        requests = [(hz, hl + d) for hz, hl in at for d in (-1, 2, 10, 20)]
        heard = tones_heard(tool, loss, requests)
        for i, (hz, hl) in enumerate(at):
            a, b = heard[4 * i][0], heard[4 * i + 1][0]
            errors.append(-1 - 3 * a / (b - a))
            growth += [heard[4 * i + k][0] - law(requests[4 * i + k][1], hl) for k in (2, 3)]
        table.row(f"threshold error, {name}, worst", np.max(np.abs(errors)), 1.0, "dB")
        table.row(f"threshold error, {name}, rms", np.sqrt(np.mean(np.square(errors))), 0.5, "dB")
        table.row(f"growth error, {name}, rms", np.sqrt(np.mean(np.square(growth))), 2.0 if max(loss) > 90 else 1.0, "dB")


def judge_purity(tool, table):
    for name in ("N3", "S2"):
        heard = tones_heard(tool, LOSSES[name], [(hz, 80) for hz in GRID], "--smear", "off")
        table.row(f"THD+N at 80 dB SPL, {name}, worst, smearing off", max(rest for _, rest in heard), -60, "dB")


def judge_clarity(tool, table):
    noise = np.random.default_rng(1).standard_normal((2 * RATE, 2)) * rms_for(75)
    table.row("no loss: largest difference", np.max(np.abs(tool(noise, LOSSES["none"]) - noise.astype(np.float32))), 0)
    noise[:, 1] = 0
    heard = tool(noise, LOSSES["N3"])
    table.row("crosstalk", level_of(heard[:, 1]) - level_of(heard[:, 0]), -120, "dB")


def judge_time(tool, table):
    spacing = int(0.4 * RATE)
    pulses = [500, 1000, 2000, 4000, 8000]
    sound = np.zeros(spacing * (len(pulses) + 1))
    t = (np.arange(spacing) - spacing // 2) / RATE
    shapes = [rms_for(100) * np.exp(-0.5 * (t * 2 * np.pi * hz * 0.115) ** 2) * np.cos(2 * np.pi * hz * t) for hz in pulses]
    for i, shape in enumerate(shapes):
        sound[i * spacing:(i + 1) * spacing] += shape

    def delays(heard):
        answer = []
        for i, shape in enumerate(shapes):
            both = signal.fftconvolve(heard[i * spacing:(i + 1) * spacing], shape[::-1])
            answer.append((np.argmax(np.abs(signal.hilbert(both))) - (spacing - 1)) / RATE * 1e3)
        return answer
    table.row("delay without loss", max(np.abs(delays(tool(sound, LOSSES["none"])[:, 0]))), 0, "ms")
    table.row("delay at 500 Hz and above, N3, smeared, worst", max(delays(tool(sound, LOSSES["N3"])[:, 0])), 4, "ms")
    burst = np.r_[np.zeros(RATE // 5), np.sqrt(2) * rms_for(80) * np.sin(2 * np.pi * 1000 * np.arange(int(0.3 * RATE)) / RATE)]
    envelope = np.abs(signal.hilbert(tool(burst, LOSSES["N3"], "--smear", "off")[:, 0]))[RATE // 5:-240]
    steady = np.median(envelope[len(envelope) // 2:])
    table.row("1 kHz burst to -10 dB, N3", np.argmax(envelope > steady * 10 ** -0.5) / RATE * 1e3, 3, "ms")
    table.row("1 kHz burst overshoot, N3", 20 * np.log10(envelope.max() / steady), 1, "dB")


def erb(hz):
    return 24.7 * (0.00437 * hz + 1)


def judge_smearing(tool, table):
    """Rippled noise and tones as a normal auditory filter (roex) behind the tool finds them."""
    n = 4 * RATE
    spectrum = np.fft.rfft(np.random.default_rng(2).standard_normal(n))
    hz = np.fft.rfftfreq(n, 1 / RATE)
    inside = (hz > 250) & (hz < 8000)
    octave = np.log2(np.maximum(hz, 1) / 250)
    centres = 400 * 15 ** (np.arange(80) / 79)
    bins, _ = signal.welch(np.zeros(8192), RATE, nperseg=8192)
    distance = np.abs(bins - centres[:, None]) * 4 / erb(centres)[:, None]
    roex = (1 + distance) * np.exp(-distance)

    def excitation(x):
        return 10 * np.log10(roex @ signal.welch(x[RATE // 4:], RATE, nperseg=8192)[1])

    def noise(depth_db):
        x = np.fft.irfft(spectrum * inside * 10 ** (depth_db * np.sin(2 * np.pi * octave) / 20), n)
        return x * rms_for(75) / np.sqrt(np.mean(x ** 2))
    wave = 2 * np.pi * np.log2(centres / 250)
    model = np.stack([np.sin(wave), np.cos(wave), np.ones_like(wave), wave], 1)
    for broadening, depth in ((1.5, 0.60), (2, 0.418), (3, 0.230)):
        option = ("--smear", str(broadening))
        rise = excitation(tool(noise(10), LOSSES["none"], *option)[:, 0]) - \
            excitation(tool(noise(0), LOSSES["none"], *option)[:, 0])
        fit = np.linalg.lstsq(model, rise, rcond=None)[0]
        table.row(f"ripple left, 1 an octave, broadening {broadening:g}: over its aim", np.hypot(*fit[:2]) / 10 / depth,
                  1.15, least=0.85)
        x = tone(1000, 85, 3)

        def width(y):
            numbers = np.linspace(np.log10(1 + 0.00437 * 250), np.log10(1 + 0.00437 * 3500), 200)
            places = (10 ** numbers - 1) / 0.00437
            far = np.abs(bins - places[:, None]) * 4 / erb(places)[:, None]
            pattern = ((1 + far) * np.exp(-far)) @ signal.welch(y[RATE // 4:], RATE, nperseg=8192)[1] / erb(places)
            return pattern.sum() / pattern.max()
        table.row(f"1 kHz tone, broadening {broadening:g}: width over its aim",
                  width(tool(x, LOSSES["none"], *option)[:, 0]) / width(x) / broadening, 1.15, least=0.85)


def judge_glide(tool, table):
    sound = np.sqrt(2) * rms_for(80) * np.sin(2 * np.pi * 1000 * np.arange(4 * RATE) / RATE)
    frames = [{"t": t, "left": [hl] * 8, "right": [hl] * 8} for t, hl in ((0, 0), (1, 0), (3, 60), (4, 60))]
    heard = tool(sound, LOSSES["none"], "--smear", "off", keyframes=frames)[:, 0][RATE:3 * RATE]
    # One window over the whole glide: pieces of a falling tone would show their own ends as splatter.
    power = np.abs(np.fft.rfft(heard * signal.windows.blackmanharris(len(heard)))) ** 2
    far = np.abs(np.fft.rfftfreq(len(heard), 1 / RATE) - 1000) > 150
    table.row("60 dB in 2 s: what falls beyond 150 Hz of the tone", 10 * np.log10(power[far].sum() / power.sum()), -70, "dB")


def judge_robustness(tool, table):
    t = np.arange(RATE) / RATE
    for name, x in (("square", np.sign(np.sin(2 * np.pi * 100 * t) + 1e-9)),
                    ("noise", np.clip(np.random.default_rng(3).standard_normal(RATE), -1, 1)),
                    ("impulses", (np.arange(RATE) % 4800 == 0) * 1.0)):
        table.row(f"full-scale {name}: peak", np.max(np.abs(tool(x, LOSSES["N3"]))), 1.0)
    x = np.random.default_rng(4).standard_normal(RATE) * rms_for(70)
    hurt = x.copy()
    hurt[RATE // 2] = np.nan
    a, b = tool(x, LOSSES["N3"], "--smear", "off")[:, 0], tool(hurt, LOSSES["N3"], "--smear", "off")[:, 0]
    late = slice(RATE // 2 + RATE // 100, None)
    table.row("one NaN: not finite 10 ms later", float(np.sum(~np.isfinite(b[late]))), 0)
    table.row("one NaN: level of what differs after 10 ms", level_of(b[late] - a[late]) - level_of(a[late]), -10, "dB")
    table.row("silence in: peak", np.max(np.abs(tool(np.zeros(RATE), LOSSES["N4"]))), 1e-6)


def judge_cost(tool, table):
    x = np.random.default_rng(5).standard_normal((10 * RATE, 2)) * rms_for(80) * (1 + np.sin(np.arange(10 * RATE) / 3000))[:, None]
    options = ("--implant", "one_year", "--implant-mix", "0.5", "--tinnitus", "10", "--temporal-smear", "0.5")
    tool.rtf.clear()
    for _ in range(3):
        tool(x, LOSSES["N3"], *options)
    loud = np.median([rtf for rtf, _ in tool.rtf])
    tool.rtf.clear()
    for _ in range(3):
        tool(np.zeros_like(x), LOSSES["N3"], *options)
    table.row("real-time factor, both ears, everything on", loud, 0.08)
    table.row("silence over noise", np.median([rtf for rtf, _ in tool.rtf]) / loud, 1.1)


def main():
    arguments = [a for a in sys.argv[1:] if a not in ("--full", "--no-cost")]
    if len(arguments) != 1:
        sys.exit(__doc__)
    tool, table = Tool(arguments[0]), Table()
    full = "--full" in sys.argv
    judge_levels(tool, table, [n for n in LOSSES if n != "none"] if full else ["N3", "N4", "S2"])
    judge_purity(tool, table)
    judge_clarity(tool, table)
    judge_time(tool, table)
    judge_smearing(tool, table)
    judge_glide(tool, table)
    judge_robustness(tool, table)
    if "--no-cost" not in sys.argv:  # a sanitizer's build is slow for reasons of its own
        judge_cost(tool, table)
    print(f"{table.failed} rows fail" if table.failed else "all rows hold")
    sys.exit(1 if table.failed else 0)


if __name__ == "__main__":
    main()
