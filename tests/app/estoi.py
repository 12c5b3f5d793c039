"""Extended short-time objective intelligibility: how much of a clean line can be followed in what is heard.

Jensen & Taal 2016, IEEE/ACM Trans. Audio, Speech, Lang. Process. 24(11): third-octave envelopes of 10 kHz
sound in pieces of 384 ms, each piece's rows and then columns brought to mean 0 and length 1; the mean of their
products. 1 is the clean line itself, 0 has nothing to do with it. Needs numpy and scipy.
"""
import numpy as np
import scipy.signal

RATE_HZ, FRAME, HOP, FFT, PIECE, BANDS, LOWEST_HZ, RANGE_DB = 10000, 256, 128, 512, 30, 15, 150.0, 40.0


def framed(sound):
  window = np.hanning(FRAME + 2)[1:-1]
  count = (len(sound) - FRAME) // HOP + 1
  return np.stack([sound[i * HOP:i * HOP + FRAME] for i in range(count)]) * window


def without_pauses(clean, heard):
  """Both without the frames that lie 40 dB and more below the clean line's loudest one."""
  a, b = framed(clean), framed(heard)
  level = 20 * np.log10(np.linalg.norm(a, axis=1) + 1e-15)
  kept = level > level.max() - RANGE_DB
  joined = []
  for frames in (a[kept], b[kept]):
    sound = np.zeros((len(frames) - 1) * HOP + FRAME)
    for i, frame in enumerate(frames):
      sound[i * HOP:i * HOP + FRAME] += frame
    joined.append(sound)
  return joined


def third_octaves(sound):
  power = np.abs(np.fft.rfft(framed(sound), FFT)) ** 2
  hz = np.fft.rfftfreq(FFT, 1 / RATE_HZ)
  centre = LOWEST_HZ * 2.0 ** (np.arange(BANDS) / 3)
  inside = (hz >= centre[:, None] * 2 ** (-1 / 6)) & (hz < centre[:, None] * 2 ** (1 / 6))
  return np.sqrt(inside.astype(float) @ power.T)


def unit(piece, axis):
  piece = piece - piece.mean(axis=axis, keepdims=True)
  return piece / (np.linalg.norm(piece, axis=axis, keepdims=True) + 1e-12)


def estoi(clean, heard, rate_hz):
  """Two mono sounds of one length, aligned."""
  clean, heard = (scipy.signal.resample_poly(x, RATE_HZ, rate_hz) for x in (clean, heard))
  x, y = (third_octaves(s) for s in without_pauses(clean, heard))
  if x.shape[1] < PIECE:
    raise ValueError(f"too short for ESTOI: {x.shape[1]} frames, {PIECE} are needed")
  products = [np.sum(unit(unit(x[:, i:i + PIECE], 1), 0) * unit(unit(y[:, i:i + PIECE], 1), 0)) / PIECE
              for i in range(x.shape[1] - PIECE + 1)]
  return float(np.mean(products))


def check(line, rate_hz):
  """What must hold of any ESTOI, tried on a spoken line. Returns the sentences that do not."""
  wrong = []
  noise = np.random.default_rng(1).standard_normal(len(line))
  noise *= np.sqrt(np.mean(line ** 2) / np.mean(noise ** 2))
  if abs(estoi(line, line, rate_hz) - 1) > 1e-6:
    wrong.append("a line against itself is not 1")
  if abs(estoi(line, 0.01 * line, rate_hz) - 1) > 1e-6:
    wrong.append("loudness alone changes it")
  if abs(estoi(line, noise, rate_hz)) > 0.1:
    wrong.append("noise alone is not 0")
  steps = [estoi(line, line + noise * 10 ** (-snr / 20), rate_hz) for snr in (-20, -10, 0, 10, 20)]
  if not all(a < b for a, b in zip(steps, steps[1:])) or steps[0] > 0.2 or steps[-1] < 0.8:
    wrong.append(f"it does not grow with the signal-to-noise ratio: {[round(s, 2) for s in steps]}")
  return wrong
