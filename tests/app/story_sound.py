#!/usr/bin/env python3
"""What the story says is heard is heard: the real program's soundtracks, measured.

  story_sound.py PROGRAM

Levels are dB SPL at the default calibration (digital RMS 1 = 100 dB SPL); `heard` is what these ears receive,
`was_there` what anybody else would. Exits with 77 where numpy or scipy are missing.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import warnings

try:
  import numpy as np
  import scipy.io.wavfile
  import scipy.signal
except ImportError as missing:
  print(f"skipped: {missing}")
  sys.exit(77)

from estoi import check, estoi

if not shutil.which("ffmpeg"):
  print("skipped: no ffmpeg to read FLAC with")
  sys.exit(77)

warnings.filterwarnings("ignore", category=scipy.io.wavfile.WavFileWarning)
ROOT = pathlib.Path(__file__).resolve().parents[2]
STORY = ROOT / "scenes/stories/threshold"
RATE_HZ, FULL_DB = 48000, 100.0
# ISO 389-7: the quietest tone a normal ear finds, dB SPL.
HZ = np.array([63, 125, 250, 500, 1000, 2000, 3150, 4000, 6300, 8000.0])
THRESHOLD_DB = np.array([37.5, 22.1, 11.4, 4.4, 2.4, -1.3, -6.0, -5.4, 6.0, 12.6])

failed = 0


def say(good, sentence):
  global failed
  failed += not good
  print(("good  " if good else "WRONG ") + sentence, flush=True)


def within(value, low, high, what):
  say(low <= value <= high, f"{what}: {value:.2f} (from {low:.4g} to {high:.4g})")


def db(power):
  return 10 * np.log10(np.maximum(power, 1e-20)) + FULL_DB


def level(sound):
  return float(db(np.mean(sound ** 2)))


def a_weighted(sound):
  f1, f2, f3, f4 = (2 * np.pi * f for f in (20.598997, 107.65265, 737.86223, 12194.217))
  poles, gain = [-f1, -f1, -f2, -f3, -f4, -f4], f4 ** 2 * 10 ** (1.9997 / 20)
  z, p, k = scipy.signal.bilinear_zpk([0] * 4, poles, gain, RATE_HZ)
  return scipy.signal.sosfilt(scipy.signal.zpk2sos(z, p, k), sound, axis=0)


def band(sound, low_hz, high_hz):
  passing = scipy.signal.butter(4, (low_hz, high_hz), "band", fs=RATE_HZ, output="sos")
  return scipy.signal.sosfilt(passing, sound, axis=0)


def octave(sound, hz):
  return band(sound, hz / 2 ** 0.5, hz * 2 ** 0.5)


def threshold_noise(frames):
  """Noise that just covers what a normal ear would not hear: in each auditory band, its threshold."""
  hz = np.fft.rfftfreq(frames, 1 / RATE_HZ)
  at = np.interp(np.log(np.maximum(hz, 63)), np.log(HZ), THRESHOLD_DB)
  density = at - 10 * np.log10(24.7 * (4.37 * np.maximum(hz, 63) / 1000 + 1))
  white = np.fft.rfft(np.random.default_rng(9).standard_normal(frames))
  return np.fft.irfft(white * 10 ** ((density - FULL_DB) / 20) * np.sqrt(RATE_HZ / 2), frames)


class Program:
  def __init__(self, path, folder):
    self.path, self.folder, self.count = path, pathlib.Path(folder), 0

  def render(self, what):
    """Both soundtracks, heard and was_there; frames by two ears."""
    self.count += 1
    out = self.folder / str(self.count)
    command = [self.path, "render", *what.split(), "--no-video", "--sound", "wav", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
      sys.exit(f"threshold render {what}: {done.stdout}{done.stderr}")
    tracks = []
    for track in ("heard", "was_there"):
      rate_hz, sound = scipy.io.wavfile.read(next(out.glob(f"*_{track}.wav")))
      assert rate_hz == RATE_HZ
      tracks.append(sound.astype(float))
    shutil.rmtree(out)
    return tracks

  def story_without(self, silent):
    """A copy of the story in which the voices that `silent` names cannot be heard."""
    self.count += 1
    copy = self.folder / f"story_{self.count}"
    shutil.copytree(STORY, copy)
    for file in (copy / "beats").glob("*.toml"):
      tables = re.split(r"^(?=\[)", file.read_text(), flags=re.M)
      for i, table in enumerate(tables):
        if not table.startswith("[[voices]]") or not silent(tomllib.loads(table)["voices"][0]["sound"]):
          continue
        kept = [line for line in table.splitlines() if not re.match(r"(gain_db|bone_db)\b", line)]
        tables[i] = "\n".join([*kept, "gain_db = -120", "bone_db = -120", ""])
      file.write_text("".join(tables))
    return copy


def clean_line(name):
  file = ROOT / "assets/sounds" / f"{name}.flac"
  command = ["ffmpeg", "-v", "error", "-i", str(file), "-f", "f32le", "-ac", "1", "-ar", str(RATE_HZ), "-"]
  raw = subprocess.run(command, capture_output=True, check=True).stdout
  return np.frombuffer(raw, np.float32).astype(float)


def cue_s(beat, sound):
  voices = tomllib.loads((STORY / "beats" / f"{beat}.toml").read_text())["voices"]
  return next(v.get("at_s", 0.0) for v in voices if v["sound"] == sound)


def delay_of(line, sound):
  """Frames by which the line comes later in `sound`: the way through the air, at most 30 ms."""
  found = scipy.signal.correlate(sound, line, "valid", "fft")
  return int(np.argmax(np.abs(found[:int(0.03 * RATE_HZ)])))


def lines(program):
  """Nell's lines: clear while these ears are well, lost to them afterwards, and never under the band."""
  quiet = program.story_without(lambda sound: sound.startswith("nell_"))
  for beat, name in (("soundcheck", "nell_line_1"), ("soundcheck", "nell_line_2"), ("drop", "nell_shout")):
    line, at_s = clean_line(name), cue_s(beat, name)
    part = f"--beat {beat} --from {at_s} --to {at_s + len(line) / RATE_HZ + 0.2} --no-demo"
    heard, there = program.render(part)
    rest = program.render(f"{part} --story {quiet}")[1]
    wrong = check(line, RATE_HZ)
    say(not wrong, f"ESTOI keeps its rules on {name} {'; '.join(wrong)}")
    start = delay_of(line, there.mean(1))
    cut = slice(start, start + len(line))
    noise = threshold_noise(len(line))
    clear = max(estoi(line, there[cut, ear] + noise, RATE_HZ) for ear in (0, 1))
    caught = max(estoi(line, heard[cut, ear] + noise, RATE_HZ) for ear in (0, 1))
    within(clear, 0.55, 1, f"{name}: a bystander follows it, ESTOI")
    over = level(a_weighted(there)[cut]) - level(a_weighted(rest)[cut])
    within(over, 10, 60, f"{name}: above all else that sounds, dB")
    if beat == "soundcheck":
      say(np.array_equal(heard, there), f"{name}: heard is what was there, sample by sample")
      same = min(estoi(there[cut, ear], heard[cut, ear], RATE_HZ) for ear in (0, 1))
      within(same, 0.95, 1.001, f"{name}: as clear to these ears, ESTOI")
    else:
      within(caught, -0.2, 0.2, f"{name}: these ears do not catch it, ESTOI")


def levels(program):
  """The walk as a visitor plays it: how loud each beat is, what is left of it, and where silence is."""
  heard, there = program.render("--cut walk")
  heard_a, there_a = a_weighted(heard), a_weighted(there)
  within(level(heard_a), 60, 74, "the whole walk as heard, dBA")
  within(np.abs(heard).max(), 0, 1, "highest sample")
  length_s = {}
  begins = 0.0
  windows = {  # was there: low, high; heard: low, high; all A-weighted
      "soundcheck": (70, 80, 70, 80), "note": (45, 56, 45, 56), "drop": (76, 85, 70, 78),
      "arrival": (54, 63, 20, 34), "slide": (54, 64, 34, 46), "bench": (58, 68, 30, 44)}
  for beat, (low, high, heard_low, heard_high) in windows.items():
    length_s[beat] = tomllib.loads((STORY / "beats" / f"{beat}.toml").read_text())["duration_s"]
    cut = slice(int(begins * RATE_HZ), int((begins + length_s[beat]) * RATE_HZ))
    within(level(there_a[cut]), low, high, f"{beat} was there, dBA")
    within(level(heard_a[cut]), heard_low, heard_high, f"{beat} heard, dBA")
    sound = heard[cut]
    if beat in ("arrival", "slide"):               # deafness is almost never silence
      body = octave(sound, 125)[2 * RATE_HZ:-2 * RATE_HZ]
      seconds = [level(body[i:i + RATE_HZ]) for i in range(0, len(body) - RATE_HZ + 1, RATE_HZ)]
      within(min(seconds), 24, 50, f"{beat}: the quietest second about 125 Hz, dB SPL; normal threshold 22")
    if beat == "arrival":                          # the hand lies on the table from 6.5 to 10.5 s
      low_band = band(sound, 80, 250)
      thud, bare = (max(level(low_band[int(at * RATE_HZ):int((at + 0.25) * RATE_HZ)]) for at in times)
                    for times in ((7.2, 9.6), (14.6, 19.6)))
      within(thud, 45, 62, "arrival: a plate put down, under the hand, dB SPL")
      within(bare, 30, thud - 6, "arrival: a plate put down, no hand on the wood, dB SPL")
    if beat == "slide":
      within(level(sound[27 * RATE_HZ:33 * RATE_HZ]), 50, 62, "slide: metal through the palms, dB SPL")
    if beat == "bench":                            # the hand lies on the plank from 2.5 s
      within(level(sound[4 * RATE_HZ:11 * RATE_HZ]), 46, 56, "bench: bells through the wood, dB SPL")
      say(not sound[int(18.1 * RATE_HZ):].any(), "bench: from 18.1 s on, exactly nothing")
      say(sound[:int(17.5 * RATE_HZ)].any(axis=1).mean() > 0.99, "bench: until then, never exactly nothing")
      within(level(there_a[cut][19 * RATE_HZ:29 * RATE_HZ]), 48, 65, "bench: the square goes on, dBA")
    begins += length_s[beat]
  within(begins, len(heard) / RATE_HZ - 0.1, len(heard) / RATE_HZ + 0.1, "the beats fill the walk, s")


def severe_loss_db(hz):
  state = tomllib.loads((STORY / "hearing.toml").read_text())["severe"]
  return float(np.interp(np.log(hz), np.log(state["hz"]), state["loss_db_hl"]))


def lawful_gain_db(level_db, hz):
  """docs/hearing.md: recruitment up to 105 dB above the threshold, no lower than 45 dB below the loss."""
  loss = severe_loss_db(hz)
  zero_db = np.interp(np.log(hz), np.log([1000, 2000, 4000, 8000]), [0.8, -1.5, -3.8, 6.8])  # diffuse field
  above = np.clip(level_db - zero_db, -20, 105)
  return np.maximum((above - 105) * (105 / (105 - loss) - 1), -(loss + 45))


def drop_high_notes(program):
  """From 20 s on consonants and cymbals are gone: no more of them than the law, or the bones, let through."""
  heard, there = program.render("--beat drop --from 19 --to 25 --no-demo")
  for hz in (2000, 4000, 8000):
    a, b = octave(there, hz), octave(heard, hz)
    short = 480      # 10 ms; the loudest within 50 ms bounds what the law's level sees
    power = (a[:len(a) // short * short] ** 2).reshape(-1, short, 2).mean(1)
    top = np.max([np.roll(power, k, axis=0) for k in range(-5, 6)], axis=0)[100:-10]
    edge_hz = hz / 2 ** 0.5                        # the loss at the band's lower edge is its smallest
    by_law = level_of(top * 10 ** (lawful_gain_db(db(top), edge_hz) / 10))
    by_bone = level(a[RATE_HZ:]) - 24 - 20 * np.log10(1 + (edge_hz / 250) ** 2)
    got, was = level(b[RATE_HZ:-4800]), level(a[RATE_HZ:-4800])
    within(got, -120, max(by_law, by_bone) + 3, f"drop, {hz} Hz: heard of {was:.0f} dB SPL")
    within(was - got, 45, 300, f"drop, {hz} Hz: gone, dB")


def level_of(power):
  return float(db(np.mean(power)))


def tinnitus(program):
  """The ring alone, in a copy of the story in which nothing else sounds."""
  silent = program.story_without(lambda sound: True)
  heard, there = program.render(f"--beat drop --to 37 --no-demo --story {silent}")
  within(level(there), -200, 0, "the ring's story is silent but for the ring, dB SPL")
  eighth = RATE_HZ // 8
  power = (heard[:len(heard) // eighth * eighth] ** 2).reshape(-1, eighth, 2).mean(1)
  within(float(db(power).max()), 25, 55, "tinnitus, loudest eighth of a second, dB SPL")
  say(level(heard[:3 * RATE_HZ]) < 0, "no ring before the loss announces itself")
  say(level(heard[19 * RATE_HZ:]) < 0, "no ring that stays for good")


def main():
  if len(sys.argv) != 2:
    sys.exit(__doc__)
  with tempfile.TemporaryDirectory(prefix="threshold_sound_") as folder:
    program = Program(sys.argv[1], folder)
    for part in (lines, levels, drop_high_notes, tinnitus):
      part(program)
  print(f"{failed} wrong" if failed else "all as the story says")
  return 1 if failed else 0


if __name__ == "__main__":
  sys.exit(main())
