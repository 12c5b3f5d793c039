#!/usr/bin/python3
"""Measures the built sounds and says what is wrong with them.

measure.py [NAME...] prints a table; --check exits 1 on a fault; --picture FOLDER draws spectrograms (needs
matplotlib). Columns: length, peak, RMS of the loudest second (dBFS), level by the catalogue at 1 m in dB SPL and
A-weighted, spectral centroid, -60 dB decay from the peak (extrapolated from the fall of the first 30 dB), DC,
first and last sample, and for loops the seam: the step from last to first sample against the sound's usual step.
"""
import argparse
import fnmatch
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import catalogue
from build import FOLDER
from write import RATE, loudest_second_rms

SIZE_LIMIT_MB = 14.0
LENGTHS_S = {"riff_soundcheck": 33.0, "song": 37.0, "feedback": 8.0, "bells": 24.0, "crowd_cheer": 6.0}


@dataclass
class Figures:
    name: str
    loop: bool
    seconds: float
    peak_db: float
    rms_db: float
    level_db: float
    level_dba: float
    centroid_hz: float
    t60_s: float
    dc_db: float
    first_db: float
    last_db: float
    seam: float
    seam_band: float


def to_db(x):
    return 20 * np.log10(max(float(abs(x)), 1e-9))


def read(path):
    done = subprocess.run(["flac", "--silent", "--decode", "--stdout", "--force-raw-format", "--endian=little",
                           "--sign=signed", str(path)], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{path} does not decode: build it again with build.py {path.stem}")
    return np.frombuffer(done.stdout, "<i2").astype(float) / 32768.0


def a_weight(hz):
    """Gain of the A curve, IEC 61672-1 annex E."""
    f2 = hz ** 2
    return 1.2589 * 12194.0 ** 2 * f2 ** 2 / ((f2 + 20.6 ** 2) * (f2 + 12194.0 ** 2)
                                              * np.sqrt((f2 + 107.7 ** 2) * (f2 + 737.9 ** 2)))


def decay_s(x):
    """Time to fall 60 dB after the loudest 10 ms, from the line through -3 and -33 dB; nan when it does not fall."""
    hop = RATE // 100
    level = np.array([np.sqrt(np.mean(x[i:i + hop] ** 2)) + 1e-9 for i in range(0, len(x) - hop + 1, hop)])
    level = 20 * np.log10(level / level.max())
    after = level[np.argmax(level):]
    start, end = np.argmax(after < -3), np.argmax(after < -33)
    return float("nan") if end == 0 else 60.0 * (end - start + 1) * 0.01 / (after[max(start - 1, 0)] - after[end])


def seam_errors(x):
    """The wrap against the inside, twice: largest step near the wrap against the 99.9th percentile of all steps,
    and energy above 2 kHz in the 2 ms across the wrap against the loudest such 2 ms elsewhere."""
    turned = np.roll(x, len(x) // 2)
    step = np.abs(np.diff(turned))
    middle = len(x) // 2
    rough = np.fft.irfft(np.fft.rfft(turned) * (np.fft.rfftfreq(len(x), 1 / RATE) > 2000), len(x)) ** 2
    power = np.convolve(rough, np.ones(96) / 96, "same")
    return (step[middle - 3:middle + 3].max() / (np.percentile(step, 99.9) + 1e-9),
            power[middle - 48:middle + 48].max() / np.delete(power, slice(middle - 96, middle + 96)).max())


def measure(entry, x, level_db):
    rms = loudest_second_rms(x)
    power = np.abs(np.fft.rfft(x)) ** 2
    hz = np.fft.rfftfreq(len(x), 1.0 / RATE)
    weighting = np.sum(power * a_weight(hz) ** 2) / np.sum(power)
    seam, seam_band = seam_errors(x) if entry.loop else (float("nan"), float("nan"))
    heard = np.flatnonzero(x)
    return Figures(entry.name, entry.loop, len(x) / RATE, to_db(np.max(np.abs(x))), to_db(rms), level_db,
                   level_db + 10 * np.log10(weighting), float(np.sum(hz * power) / np.sum(power)), decay_s(x),
                   to_db(np.mean(x)), to_db(x[heard[0]]), to_db(x[heard[-1]]), seam, seam_band)


def faults(f):
    found = []
    if not -6.0 <= f.peak_db <= -1.0:
        found.append(f"peak {f.peak_db:.1f} dBFS is outside -6 .. -1")
    if f.dc_db > -60.0:
        found.append(f"DC of {f.dc_db:.0f} dBFS, at most -60")
    if f.seconds < 1.0:
        found.append("shorter than one second")
    if f.name in LENGTHS_S and abs(f.seconds - LENGTHS_S[f.name]) > 0.001:
        found.append(f"lasts {f.seconds:.3f} s instead of {LENGTHS_S[f.name]:.0f} s")
    if f.loop and (f.seam > 1.5 or f.seam_band > 1.5):
        found.append(f"the loop's seam steps out: {f.seam:.1f} times the usual step, {f.seam_band:.1f} in the highs")
    if not f.loop and f.first_db > -46.0:
        found.append(f"starts with a step of {f.first_db:.0f} dBFS: a click")
    if not f.loop and f.last_db > -54.0:
        found.append(f"ends with a step of {f.last_db:.0f} dBFS: a click")
    return found


def layer_faults(figures):
    """Harder layers must differ in spectrum, not in level alone."""
    found = []
    by_name = {f.name: f for f in figures}
    for stem in ("kick", "snare", "tom_high", "tom_floor", "crash", "ride", "slide_hit", "slide_theo"):
        layers = [by_name.get(f"{stem}_{k}") for k in (1, 2, 3)]
        if all(layers) and not (layers[0].centroid_hz * 1.05 < layers[1].centroid_hz
                                and layers[1].centroid_hz * 1.05 < layers[2].centroid_hz):
            found.append(f"{stem}: the layers' centroids do not rise by 5 %: "
                         + ", ".join(f"{f.centroid_hz:.0f}" for f in layers) + " Hz")
    return found


def picture(folder, name, x):
    import warnings
    import matplotlib
    warnings.simplefilter("ignore")            # log of digital silence
    matplotlib.use("Agg")
    from matplotlib import pyplot
    figure, (top, bottom) = pyplot.subplots(2, 1, figsize=(11, 6), height_ratios=(1, 3), constrained_layout=True)
    top.plot(np.arange(len(x)) / RATE, x, linewidth=0.4)
    top.set_xlim(0, len(x) / RATE)
    top.set_title(name)
    n = 2048 if len(x) < 8 * RATE else 4096
    bottom.specgram(x + 1e-9, n, RATE, noverlap=n * 3 // 4, vmin=-150, vmax=-40, cmap="magma")
    bottom.set_yscale("symlog", linthresh=500)
    bottom.set_ylim(20, 20000)
    bottom.set_yticks([50, 100, 200, 400, 800, 1600, 3200, 6400, 12800], [50, 100, 200, 400, 800, "1.6k", "3.2k", "6.4k", "12.8k"])
    figure.savefig(folder / f"{name}.png", dpi=70)
    pyplot.close(figure)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--check", action="store_true", help="print faults only; exit 1 if there are any")
    parser.add_argument("--picture", type=Path, metavar="FOLDER")
    chosen = parser.parse_args()
    catalogue_path = chosen.folder / "sounds.toml"
    if not catalogue_path.exists():
        sys.exit(f"{catalogue_path} is missing: run build.py first")
    listed = tomllib.loads(catalogue_path.read_text())
    wrong, figures = [], []
    entries = [e for e in catalogue.ENTRIES
               if not chosen.names or any(fnmatch.fnmatch(e.name, n) for n in chosen.names)]
    if not chosen.check:
        print("name              s     peak   rms   dB SPL  dBA  centroid  T60    DC   first  last  seam  seam hf")
    for entry in entries:
        path = chosen.folder / f"{entry.name}.flac"
        if not path.exists() or entry.name not in listed:
            wrong.append(f"{entry.name}: missing; run build.py {entry.name}")
            continue
        x = read(path)
        f = measure(entry, x, listed[entry.name]["level_db_spl"])
        figures.append(f)
        wrong += [f"{entry.name}: {fault}" for fault in faults(f)]
        if listed[entry.name]["loop"] != entry.loop:
            wrong.append(f"{entry.name}: sounds.toml and the catalogue disagree about looping")
        if not chosen.check:
            print(f"{f.name:15} {f.seconds:5.1f} {f.peak_db:6.1f} {f.rms_db:6.1f} {f.level_db:6.1f} {f.level_dba:6.1f} "
                  f"{f.centroid_hz:7.0f} {f.t60_s:6.2f} {f.dc_db:6.0f} {f.first_db:6.0f} {f.last_db:6.0f} "
                  f"{f.seam:5.2f} {f.seam_band:5.2f}")
        if chosen.picture:
            chosen.picture.mkdir(parents=True, exist_ok=True)
            picture(chosen.picture, entry.name, x)
    wrong += layer_faults(figures)
    megabytes = sum(p.stat().st_size for p in chosen.folder.glob("*.flac")) / 1e6
    if megabytes > SIZE_LIMIT_MB:
        wrong.append(f"the folder holds {megabytes:.1f} MB, more than {SIZE_LIMIT_MB:.0f}")
    strangers = {p.stem for p in chosen.folder.glob("*.flac")} - set(catalogue.BY_NAME)
    wrong += [f"{name}.flac is in no catalogue: delete it" for name in sorted(strangers)]
    for line in wrong:
        print("fault:", line)
    print(f"{len(figures)} sounds, {megabytes:.2f} MB, {len(wrong)} faults")
    sys.exit(1 if wrong and chosen.check else 0)


if __name__ == "__main__":
    main()
