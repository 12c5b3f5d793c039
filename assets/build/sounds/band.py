"""The other half of the band: Nell's guitar, its octave below, her amplifiers, her voice.

The music is the project's own. Tuned to C (65.4 Hz), 140 beats a minute; a sixteenth is 107 ms. Riffs are lists
of (sixteenth, semitones over C, length in sixteenths, palm): a palm of 1 is a muted chug, 0 rings.
"""
import numpy as np
from scipy import signal
from scipy.special import expit

import amplifier
from noise import (RATE, band, band_pass, clock, db, fade, follow, frames, high_pass, low_pass, peaking, place, rng_for,
                   shaped, unit)
from prosody import levelled, melody, pressed, resung, sharpened
from strings import harmonic, pluck
from voice import festival

LOW_C_HZ = 65.406
BEAT_S = 60.0 / 140.0
STEP_S = BEAT_S / 4
BAR_S = 4 * BEAT_S

# Two bars each. A stamps on the open string and climbs out of it; B leans on long falling chords.
RIFF_A = ((0, 0, 3, 0), (3, 0, 1, 1), (4, 0, 2, 1), (6, 3, 2, 0), (8, 0, 2, 1), (10, 6, 2, 0), (12, 5, 4, 0),
          (16, 0, 3, 0), (19, 0, 1, 1), (20, 0, 2, 1), (22, 3, 2, 0), (24, 1, 3, 0), (27, 0, 1, 1), (28, 0, 2, 1), (30, 1, 2, 0))
RIFF_A_TURN = ((0, 0, 3, 0), (3, 0, 1, 1), (4, 0, 2, 1), (6, 3, 2, 0), (8, 0, 2, 1), (10, 6, 2, 0), (12, 5, 4, 0),
               (16, 0, 2, 0), (18, 0, 1, 1), (19, 0, 1, 1), (20, 8, 4, 0), (24, 6, 4, 0), (28, 3, 2, 0), (30, 1, 2, 0))
RIFF_B = ((0, 8, 7, 0), (7, 0, 1, 1), (8, 6, 6, 0), (14, 0, 1, 1), (15, 0, 1, 1),
          (16, 3, 7, 0), (23, 0, 1, 1), (24, 5, 2, 0), (26, 6, 2, 0), (28, 5, 2, 0), (30, 3, 2, 0))
RIFF_B_TURN = ((0, 8, 7, 0), (7, 0, 1, 1), (8, 6, 6, 0), (14, 0, 1, 1), (15, 0, 1, 1),
               (16, 3, 4, 0), (20, 1, 4, 0), (24, 0, 2, 1), (26, 0, 2, 1), (28, 1, 2, 0), (30, 1, 2, 0))
# Stabs with holes for the drummer, then a chromatic climb in chugs.
BREAK = ((0, 0, 2, 0), (6, 0, 2, 0), (10, 11, 2, 0), (12, 10, 2, 0),
         (16, 0, 1, 1), (17, 0, 1, 1), (18, 1, 1, 1), (19, 1, 1, 1), (20, 2, 1, 1), (21, 2, 1, 1), (22, 3, 1, 1), (23, 3, 1, 1),
         (24, 4, 1, 0.7), (25, 4, 1, 0.7), (26, 5, 1, 0.6), (27, 5, 1, 0.6), (28, 6, 2, 0), (30, 7, 2, 0))


class Guitar:
    """Collects what the pickup gives: the chords, and the root an octave down for the bass amplifier."""

    def __init__(self, name, length_s):
        self.rng = rng_for(name)
        self.length_s = length_s
        self.high = np.zeros(frames(length_s))
        self.low = np.zeros(frames(length_s))

    def chord(self, at, semitones, length_s, palm=0.0, velocity=1.0, shape=(0, 7, 12), spread_s=0.0035):
        """A strummed chord; strings start one after the other, low first, and stop under the hand."""
        rng = self.rng
        velocity = velocity * rng.uniform(0.9, 1.0)
        root_hz = LOW_C_HZ * 2 ** (semitones / 12)
        for k, interval in enumerate(shape):
            hz = root_hz * 2 ** ((interval + rng.normal(0, 0.01)) / 12)
            note = pluck(rng, hz, length_s + 0.03, velocity * (1.0, 0.85, 0.75, 0.7, 0.65)[k], 5.0 - 0.5 * k,
                         0.82 - 0.1 * (1 - velocity), 0.1 + 0.05 * rng.random(), 0.11, palm, 0.1, 0.03)
            place(self.high, at + k * spread_s * rng.uniform(0.7, 1.4), note)
        bass = pluck(rng, root_hz / 2, length_s + 0.02, velocity, 4.0, 0.45, 0.2, 0.17, 0.6 * palm, 0.05, 0.03)
        place(self.low, at + 0.009, bass, 1.0 - 0.2 * palm)

    def squeak(self, at, strength=0.08):
        """Fingers along a wound string on the way to the next chord."""
        t = clock(0.07)
        hz = 1400 + 1800 * t / 0.07
        slide = band_pass(self.rng.standard_normal(len(t)), 1200, 4200) + 0.5 * np.sin(2 * np.pi * np.cumsum(hz) / RATE)
        place(self.high, at, slide * np.hanning(len(t)), strength)

    def riff(self, notes, start_s, looseness_s=0.004, velocity=1.0, until=99, pace=1.0):
        for step, semitones, length, palm in notes:
            if step >= until:
                break
            at = start_s + step * STEP_S * pace + self.rng.normal(0, looseness_s)
            accent = 1.0 if step % 4 == 0 else 0.9
            ring_s = length * STEP_S * pace * (0.92 if palm else 0.985)
            shape = (0, 7, 12, 14) if length >= 6 else (0, 7, 12)      # the leaning chords of B carry a ninth
            self.chord(max(0.0, at), semitones, ring_s, 0.9 * palm, velocity * accent, shape)
            if not palm and length >= 4 and self.rng.random() < 0.5:
                self.squeak(at + ring_s - 0.04, 0.05)

    def through_amplifiers(self, gain=7.0, low_share=0.75, noise=0.0007):
        """Both amplifiers in one microphone's mono; hum and hiss lie under everything, as they do."""
        dirt = amplifier.floor(rng_for("amp dirt"), len(self.high)) * noise
        top = amplifier.play(0.3 * self.high + dirt, gain)
        bottom = amplifier.play_bass(0.5 * self.low, 2.6)
        return unit(high_pass(top, 70)) + low_share * unit(bottom) * 0.8


def feedback_tone(rng, length_s, root_hz, steps, rise_s=0.9):
    """A string held in front of a loud amplifier: one harmonic grows until the amplifier can give no more, then
    another takes over. `steps` are (at_s, harmonic, level)."""
    t = clock(length_s)
    out = np.zeros_like(t)
    ends = [at for at, _, _ in steps[1:]] + [length_s + 5]
    sway = 1 + 0.0028 * np.sin(2 * np.pi * 4.7 * t + 1) * np.clip(t / 2.5, 0, 1) + 0.0012 * np.sin(2 * np.pi * 0.31 * t)
    for (at, number, level), end in zip(steps, ends):
        grow = expit((t - at - rise_s) / (0.17 * rise_s))
        leave = expit(-(t - end - 0.7 * rise_s) / (0.12 * rise_s))
        turns = np.cumsum(root_hz * number * sway * (1 + 0.0007 * number)) / RATE
        out += level * grow * leave * np.sin(2 * np.pi * turns + rng.uniform(0, 6.28))
    return out * (0.9 + 0.1 * shaped(rng, len(t), lambda f: 1 / (1 + (f / 6) ** 4)) * 0.5)


def song():
    """37 s: A A, B B, break, A A (to 24.0 s), then Nell loses the drummer: late chords, a wrong bar, a restart in
    the wrong place, one chord held, and from 30.9 s feedback until her hand stops it."""
    g = Guitar("song", 37.0)
    bar = lambda k: k * BAR_S
    g.riff(RIFF_A, bar(0))
    g.riff(RIFF_A_TURN, bar(2))
    g.riff(RIFF_B, bar(4))
    g.riff(RIFF_B_TURN, bar(6))
    g.riff(BREAK, bar(8))
    g.riff(RIFF_A, bar(10))
    g.riff(RIFF_A_TURN, bar(12))
    # 24.0 s. She plays on, waits for a snare that is not there, comes in late, leaves a beat out.
    g.riff(RIFF_A, bar(14), 0.008, until=12)
    g.chord(bar(14) + 12 * STEP_S + 0.17, 5, 0.62, 0.0, 0.9, spread_s=0.012)
    wrong = bar(15) + 0.31
    g.riff(RIFF_A, wrong, 0.018, 0.85, until=10, pace=1.05)
    g.chord(wrong + 10.9 * STEP_S, 6, 0.22, 0.0, 0.7, spread_s=0.016)
    for k, at in enumerate((0.0, 0.09, 0.2, 0.27)):            # dead strings: she looks round
        g.chord(wrong + 14.2 * STEP_S + at, 0, 0.09, 1.0, 0.55 - 0.08 * k)
    again = wrong + 17.5 * STEP_S + 0.45
    g.riff(RIFF_B, again, 0.02, 0.8, until=8, pace=1.07)
    g.chord(again + 9.3 * STEP_S, 6, 0.35, 0.0, 0.6, (0, 6, 12), 0.02)
    last = 30.86
    g.chord(last, 0, 6.2, 0.0, 0.95, spread_s=0.01)
    tail = g.length_s - last
    cry = feedback_tone(rng_for("song", "feedback"), tail, LOW_C_HZ, ((0.2, 6, 0.5), (1.7, 12, 0.8), (3.2, 24, 1.0)), 0.8)
    place(g.high, last, cry * 0.9)
    x = g.through_amplifiers()
    # Her palm on the strings at 36.2 s: the cry chokes, the amplifier hums on.
    t = clock(37.0)
    x *= 1 - 0.97 * expit((t - 36.35) / 0.028)
    return fade(x, 0.001, 0.5)


def riff_soundcheck():
    """33 s of a player warming up. She leaves room: 5.2-7.4 s, 12.0-13.6 s and 24.4-27.0 s hold only her amplifier."""
    g = Guitar("riff_soundcheck", 33.0)
    for at in (0.55, 0.8):
        g.chord(at, 0, 0.1, 1.0, 0.35)
    g.riff(RIFF_A, 1.1, 0.007, 0.9)
    g.chord(1.1 + 32 * STEP_S, 0, 0.5, 0.0, 0.8)
    for at, hz, level in ((7.6, 261.6, 0.9), (8.35, 392.0, 0.8), (9.1, 261.6 * 1.498, 0.7), (9.3, 523.2, 0.6), (10.1, 329.6, 0.75)):
        place(g.high, at, fade(harmonic(g.rng, hz, 1.9, level * 0.35), 0.0, 0.3))
    g.riff(RIFF_B, 13.7, 0.008, 0.85, until=24)
    # A slow arpeggio, played softly enough for the amplifier to clear.
    for k, (semitones, at) in enumerate(((0, 17.2), (12, 17.75), (14, 18.3), (19, 18.85), (15, 19.4), (14, 19.95), (8, 20.5),
                                         (15, 21.05), (19, 21.6), (20, 22.15), (15, 22.7))):
        note = pluck(g.rng, LOW_C_HZ * 2 ** (semitones / 12), min(4.2, 24.2 - at), 0.26, 6.0, 0.62, 0.22, 0.2, 0.0, 0.08, 0.25)
        place(g.high, at, note)
        if semitones in (0, 8):
            place(g.low, at, pluck(g.rng, LOW_C_HZ * 2 ** (semitones / 12 - 1), 2.6, 0.3, 4.0, 0.3, release_s=0.3))
    g.riff(RIFF_A_TURN, 27.0, 0.006, 0.95, until=28)
    g.chord(27.0 + 28 * STEP_S, 0, 1.6, 0.0, 0.95)
    x = g.through_amplifiers(gain=5.0)
    t = clock(33.0)
    return fade(x * (1 - 0.9 * expit((t - 31.75) / 0.05)), 0.02, 0.6)


def feedback():
    """8 s of an amplifier that answers itself: it grows, climbs to the next harmonic, is choked."""
    rng, length = rng_for("feedback"), 8.0
    t = clock(length)
    cry = feedback_tone(rng, length, LOW_C_HZ * 2, ((0.0, 4, 0.5), (2.2, 8, 0.9), (4.4, 15, 1.0)), 1.0)
    chord = pluck(rng, LOW_C_HZ, length, 0.5, 7.0, 0.8) + pluck(rng, LOW_C_HZ * 1.5, length, 0.4, 6.0, 0.8)
    x = amplifier.play(0.14 * chord + 0.5 * cry + 0.0007 * amplifier.floor(rng, len(t)), 9.0)
    x *= 1 - 0.985 * expit((t - 7.3) / 0.03)
    return fade(x, 0.02, 0.4)


def amp_hum():
    """An amplifier waiting: hum, its buzz, hiss, and the faint breath of a loose ground."""
    n, rng = frames(8), rng_for("amp_hum")
    t = np.arange(n) / RATE
    hum = sum(a * np.sin(2 * np.pi * 60.0 * k * t + 0.7 * k)
              for k, a in ((1, 0.6), (2, 1.0), (3, 0.3), (4, 0.55), (5, 0.12), (6, 0.34), (8, 0.22), (10, 0.16), (12, 0.1),
                           (14, 0.09), (18, 0.06), (22, 0.05), (30, 0.03)))
    hiss = shaped(rng, n, lambda f: band(350, 4600, 2)(f) * (1 + 0.8 * np.exp(-((f - 2600) / 900) ** 2)))
    return hum * (1 + 0.03 * shaped(rng, n, lambda f: np.exp(-(f / 3) ** 2))) + 0.3 * hiss


def _close(x):
    """A voice across a small stage: less boom, the presence averaging took, a little air and the floor's reflection."""
    x = high_pass(x, 110)
    x = peaking(peaking(x, 240, 0.9, -3.0), 2300, 0.6, 9.0)
    breath = high_pass(rng_for("nell", "air").standard_normal(len(x)), 4500) * follow(band_pass(x, 1500, 5000), 0.012) * 0.35
    x = x + breath
    for delay_s, gain in ((0.0043, 0.22), (0.0091, -0.12), (0.0147, 0.1)):
        late = np.zeros_like(x)
        k = frames(delay_s)
        late[k:] = low_pass(x, 4500)[:-k]
        x = x + gain * late
    return x


def _trimmed(x, before_s=0.06, after_s=0.25):
    loud = np.flatnonzero(np.abs(x) > 0.01 * np.max(np.abs(x)))
    a, b = max(0, loud[0] - frames(before_s)), min(len(x), loud[-1] + frames(after_s))
    return x[a:b]


def nell_line(index):
    """1: "Snare when you are ready."  2: "Sounds like us. Again." Scratch voices until a person records them.

    Festival speaks flat and even. Her melody is drawn here: she calls the drum, lets the rest fall, lifts the end.
    """
    if index == 1:
        said = _trimmed(festival("Snare, when you are ready.", 1.02), 0.03, 0.1)
        x = resung(said, melody(((0, 1.12), (0.14, 1.3), (0.3, 1.0), (0.42, 0.98), (0.6, 0.97), (0.74, 1.2), (0.85, 1.1), (1, 1.02))),
                   1.05, "nell 1")
    else:
        first = resung(_trimmed(festival("Sounds like us.", 0.98), 0.03, 0.08),
                       melody(((0, 1.08), (0.3, 1.16), (0.55, 1.08), (0.75, 0.98), (1, 0.86))), 1.0, "nell 2")
        again = resung(_trimmed(festival("Again.", 0.95), 0.02, 0.12),
                       melody(((0, 0.98), (0.35, 1.3), (0.6, 1.18), (1, 0.84))), 1.0, "nell 3")
        x = np.concatenate([first, np.zeros(frames(0.34)), again])
    return fade(_close(_trimmed(levelled(sharpened(x)))), 0.01, 0.12)


def nell_shout():
    """"Hey! Look at me!" A shout is not a loud word: pitch nearly doubled and arched, jaw open, spectrum flat to 4 kHz."""
    hey = resung(_trimmed(festival("Hey!", 0.8), 0.02, 0.1),
                 melody(((0, 1.75), (0.2, 2.1), (0.5, 2.2), (0.8, 2.0), (1, 1.6))), 1.0, "shout 1")
    look = resung(_trimmed(festival("Look at me!", 0.8), 0.02, 0.12),
                  melody(((0, 1.8), (0.25, 2.05), (0.5, 1.85), (0.7, 2.2), (0.9, 1.9), (1, 1.5))), 1.0, "shout 2")
    x = np.concatenate([unit(hey), np.zeros(frames(0.2)), 0.95 * unit(look)])
    return fade(_close(_trimmed(pressed(sharpened(x, 0.15), "shout"))), 0.008, 0.15)
