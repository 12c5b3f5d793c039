"""When Nell strikes which chord: read from the code that makes the sound (assets/build/sounds/band.py).

So hands and sound cannot part: whoever changes the song builds Nell again.
"""
import pathlib
import sys
from dataclasses import dataclass

import numpy as np


@dataclass
class Note:
    at_s: float
    fret: float  # semitones over the open strings, which stand a fifth and a fourth apart: one finger across
    length_s: float
    palm: float  # 1: a muted chug


class _Over(Exception):
    pass


def notes(piece):
    """`piece`: 'song' or 'riff_soundcheck'. -> notes in order of time, no sound made."""
    sounds = str(pathlib.Path(__file__).resolve().parent.parent / 'sounds')
    sys.path.insert(0, sounds)
    try:
        import band
    finally:
        sys.path.remove(sounds)
    found = []

    class Listener(band.Guitar):
        def chord(self, at, semitones, length_s, palm=0.0, *_, **__):
            found.append(Note(float(at), float(semitones), float(length_s), float(palm)))

        def squeak(self, *_):
            pass

        def through_amplifiers(self, *_, **__):
            raise _Over

    pitch = [0.0]

    def plucked(rng, hz, length_s, *_, **__):
        pitch[0] = 12 * np.log2(hz / band.LOW_C_HZ)
        return np.zeros(2)

    def single(track, at, sound, *_, **__):
        if pitch[0] > -6 and (not found or abs(found[-1].at_s - at) > 0.03):
            found.append(Note(float(at), pitch[0], 0.5, 0.0))

    mine = {
        'Guitar': Listener,
        'pluck': plucked,
        'harmonic': plucked,
        'place': single,
        'fade': lambda x, *_: x,
        'feedback_tone': lambda *_: np.zeros(2),
    }
    kept = {name: getattr(band, name) for name in mine}
    for name, value in mine.items():
        setattr(band, name, value)
    try:
        getattr(band, piece)()
    except _Over:
        pass
    finally:
        for name, value in kept.items():
            setattr(band, name, value)
    return sorted((n for n in found if n.fret <= 24), key=lambda n: n.at_s)
