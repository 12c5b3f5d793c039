"""The last step of every sound: level, dither, FLAC, and its entry in sounds.toml."""
import shutil
import subprocess

import numpy as np

from noise import RATE, fade, high_pass, rng_for

PEAK_DB = -2.0
LOWEST_HZ = 16.0           # below this nobody hears, and headphones only waste travel


def loudest_second_rms(x):
    """RMS over the loudest second; a shorter sound counts as if silence followed it."""
    power = np.concatenate([[0.0], np.cumsum(x * x)])
    window = min(RATE, len(x))
    return float(np.sqrt(np.max(power[window:] - power[:-window]) / RATE))


def bits_for(x, level_db_spl):
    """Least word length whose dithered rounding noise stays under 4 dB SPL at 1 m, or 72 dB under the sound.

    Sixteen bits of a room tone at 35 dB SPL would store noise far below hearing; zeroed low bits cost nothing in
    FLAC. Rounding with triangular dither makes noise of step^2 / 4.
    """
    rms_db = 20 * np.log10(loudest_second_rms(x))
    floor_db = max(4.0 - level_db_spl, -72.0) + rms_db       # allowed noise, dB re full scale
    bits = int(np.ceil(1 + np.log2(1.0 / (2.0 * 10 ** (floor_db / 20)))))
    return int(np.clip(bits, 9, 16))


def quantised(name, x, bits, circular):
    """Whole numbers of 16 bits with the lowest 16 - bits at zero; triangular dither. Silence stays silence."""
    step = 2.0 ** (16 - bits)
    rng = rng_for(name, "dither")
    dither = rng.random(len(x)) - rng.random(len(x))
    if not circular:
        # No dither on the padding after a sound's end, and none before it starts.
        heard = np.flatnonzero(np.abs(x) > 1e-7)
        quiet = np.ones(len(x))
        quiet[heard[0]:heard[-1] + 1] = 0
        dither[quiet > 0] = 0
        # The last rounding steps fade with the sound.
        tail = min(2400, len(heard))
        dither[heard[-1] + 1 - tail:heard[-1] + 1] *= np.linspace(1, 0, tail)
    whole = np.round(x * 32767.0 / step + dither) * step
    return np.clip(whole, -32768, 32767).astype("<i2")


def prepared(x, circular):
    """Without DC, at the standard peak, at least a second long."""
    x = np.asarray(x, float)
    if circular:
        x = x - np.mean(x)
    else:
        x = fade(high_pass(x, LOWEST_HZ), 0.0005, 0.01)
        if len(x) < RATE:
            x = np.concatenate([x, np.zeros(RATE - len(x))])
    return x * (10 ** (PEAK_DB / 20) / np.max(np.abs(x)))


def write_flac(path, samples):
    if not shutil.which("flac"):
        raise RuntimeError("flac is missing: install the package flac, then build again")
    command = ["flac", "--silent", "--force", "--best", "--no-padding", "--endian=little", "--sign=signed",
               "--channels=1", "--bps=16", f"--sample-rate={RATE}", "--force-raw-format", "-o", str(path), "-"]
    done = subprocess.run(command, input=samples.tobytes(), capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{path}: flac could not write it: {done.stderr.decode().strip()}")


def toml_entry(name, what, level_db_spl, circular):
    return f'[{name}]\nlevel_db_spl = {level_db_spl:.1f}\nloop = {str(circular).lower()}\nwhat = "{what}"\n'
