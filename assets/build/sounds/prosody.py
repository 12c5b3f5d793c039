"""New melody and pace for a recorded voice, its timbre kept: pitch-synchronous overlap-add (Moulines and
Charpentier 1990). Also the sharper formants a statistical voice lacks, and what the throat does in a shout."""
import numpy as np
from scipy import signal

from noise import RATE, band, follow, high_pass, low_pass, peaking, rng_for, shaped, unit

HOP = 240


def pitch_track(x, lowest_hz=110.0, highest_hz=380.0):
    """Pitch in Hz every 5 ms, 0 where unvoiced: peak of the normalised autocorrelation of 40 ms."""
    size, low, high = 1920, int(RATE / highest_hz), int(RATE / lowest_hz)
    padded = np.pad(low_pass(x, 1200), size // 2)
    loudest = np.max(np.abs(padded))
    out = []
    for i in range(0, len(x), HOP):
        w = padded[i:i + size] * np.hanning(size)
        r = np.fft.irfft(np.abs(np.fft.rfft(w, 4096)) ** 2)
        lag = low + int(np.argmax(r[low:high] * (1 + 0.15 * np.linspace(1, 0, high - low))))
        voiced = np.max(np.abs(w)) > 0.03 * loudest and r[lag] > 0.32 * r[0]
        out.append(RATE / lag if voiced else 0.0)
    track = signal.medfilt(np.array(out), 5)
    return track


def _most_alike(x, before, guess, period):
    """The place near `guess` where x looks most as it did around `before`, one period earlier."""
    half, reach = int(0.5 * period), int(0.15 * period)
    if before < half or guess - reach < half or guess + reach + half >= len(x):
        return guess
    pattern = x[before - half:before + half]
    field = x[guess - reach - half:guess + reach + half]
    likeness = signal.correlate(field, pattern, "valid")
    power = np.convolve(field ** 2, np.ones(2 * half), "valid")
    return guess - reach + int(np.argmax(likeness / np.sqrt(power + 1e-9)))


def _marks(x, track):
    """Where each glottal pulse is (voiced), or every 5 ms (unvoiced), with the local period in samples."""
    smooth = np.convolve(x, np.hanning(33) / 16.0, "same")
    at, marks, was_voiced = 0, [], False
    while at < len(x) - 1:
        f = track[min(at // HOP, len(track) - 1)]
        period = RATE / f if f > 0 else float(HOP)
        if f > 0 and not was_voiced:
            a, b = at, min(len(x), at + int(period))
            at = a + int(np.argmin(smooth[a:b]))
        elif f > 0:
            at = _most_alike(smooth, marks[-1][0], at, period)
        was_voiced = f > 0
        marks.append((at, period, was_voiced))
        at += max(1, int(round(period)))
    return marks


def resung(x, bend, pace=1.0, seed="resung"):
    """x with its pitch multiplied by bend(share of the way, Hz) and slowed by 1 / pace."""
    rng = rng_for(seed)
    track = pitch_track(x)
    marks = _marks(x, track)
    centres = np.array([m[0] for m in marks], float)
    length = int(len(x) / pace)
    out, weight = np.zeros(length + 4096), np.zeros(length + 4096)
    at = 0.0
    while at < length:
        k = int(np.argmin(np.abs(centres - at * pace)))
        centre, period, voiced = marks[k]
        half = int(period)
        a, b = max(0, centre - half), min(len(x), centre + half)
        grain_window = np.hanning(2 * half)[a - centre + half:b - centre + half]
        start = int(round(at)) - (centre - a)
        if start >= 0:
            out[start:start + b - a] += x[a:b] * grain_window
            weight[start:start + b - a] += grain_window
        if voiced:
            target = RATE / period * bend(at / length, RATE / period)
            at += RATE / target * (1 + 0.006 * rng.standard_normal())
        else:
            at += HOP * rng.uniform(0.8, 1.2)
    even = np.convolve(weight, np.hanning(481) / 240.0, "same")       # symmetric: it must not lag behind the voice
    return out[:length] / np.maximum(even[:length], 0.5)


def melody(points):
    """bend for resung: (share, factor) points, joined smoothly; widens the voice's own rise and fall by 1.35."""
    share, factor = np.array(points).T

    def bend(where, hz):
        return np.interp(where, share, factor) * (hz / 175.0) ** 0.35
    return bend


def sharpened(x, amount=0.35):
    """Deepens the valleys between formants, which averaging has filled: the smooth spectrum of every frame is
    pushed away from a smoother one."""
    size, hop = 1024, 256
    f, t, z = signal.stft(x, RATE, nperseg=size, noverlap=size - hop)
    log_z = np.log(np.abs(z) + 1e-7)
    cepstrum = np.fft.irfft(log_z, axis=0)
    def lifter(count):
        keep = np.zeros(cepstrum.shape[0])
        keep[:count], keep[-count + 1:] = 1.0, 1.0
        return np.fft.rfft(cepstrum * keep[:, None], axis=0).real
    gain = np.exp(np.clip(amount * (lifter(64) - lifter(12)), -1.6, 1.2))
    _, y = signal.istft(z * gain, RATE, nperseg=size, noverlap=size - hop)
    return y[:len(x)]


def levelled(x, amount=0.35):
    """Evens out syllables, as a person who means to be heard does."""
    loudness = np.convolve(np.abs(x), np.hanning(4801) / 2400.0, "same")
    x = x / (loudness + 0.06 * np.max(loudness)) ** amount
    usual = np.percentile(np.abs(x), 98)
    return np.tanh(x / (2.0 * usual))          # one stray glottal pulse must not set the level of a line


def pressed(x, seed):
    """A shout's throat: first formant up, spectrum nearly flat to 4 kHz, rough, little left of soft and loud."""
    x = high_pass(x, 170)
    x = peaking(peaking(peaking(x, 420, 0.9, -3.0), 980, 1.0, 4.0), 1900, 0.8, 1.0)
    x = levelled(x, 0.25)
    rng = rng_for(seed)
    rough = 1 + 0.06 * shaped(rng, len(x), band(35, 90))
    scrape = high_pass(rng.standard_normal(len(x)), 2500) * follow(x, 0.004) * 0.08
    x = unit(x * rough + scrape)
    return low_pass(np.tanh(1.3 * x), 9500, 2)
