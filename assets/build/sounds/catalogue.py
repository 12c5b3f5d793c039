"""Every sound of the walk: how it is made, how loud it is, whether it loops, and what it is.

level_db_spl is the RMS of the loudest second at 1 m. Kit and guitar are set for a stage that sums to 80-85 dBA at
the drummer's ears, under what a real band makes, so that a visit keeps its LAeq; README.md has the sum.
"""
from dataclasses import dataclass
from typing import Callable

import band
import body
import club
import garden
import house
import kit
import square


@dataclass(frozen=True)
class Entry:
    name: str
    make: Callable
    level_db_spl: float
    what: str
    loop: bool = False
    licence: str = "CC0-1.0"


def _layers(name, make, levels, what):
    """One entry for every layer or take; levels has one figure each."""
    return [Entry(f"{name}_{k}", lambda k=k: make(k), level, what.format(k=k, force=("soft", "medium", "hard")[min(k, 3) - 1]))
            for k, level in enumerate(levels, 1)]


NELL = "LicenseRef-CMU-SLT-Arctic"

ENTRIES = [
    *_layers("kick", kit.kick, (74, 81, 87), "bass drum, {force}"),
    *_layers("snare", kit.snare, (67, 76, 82), "snare drum, {force}"),
    *_layers("tom_high", kit.tom_high, (70, 78, 84), "high tom, {force}"),
    *_layers("tom_floor", kit.tom_floor, (70, 78, 85), "floor tom, {force}"),
    *_layers("hihat", kit.hihat, (58, 66, 74), "hi-hat, {force}: shut, shut, half open"),
    *_layers("crash", kit.crash, (66, 74, 80), "crash cymbal, {force}"),
    *_layers("ride", kit.ride, (62, 69, 75), "ride cymbal, {force}"),
    Entry("sticks", kit.sticks, 66, "two sticks struck together, once"),
    Entry("riff_soundcheck", band.riff_soundcheck, 82, "guitar warming up: riffs, harmonics, an arpeggio, pauses"),
    Entry("song", band.song, 84, "the song: guitar and octave, 140 beats a minute, no drums; falls apart from 24 s"),
    Entry("feedback", band.feedback, 82, "amplifier feedback, rising, choked"),
    Entry("amp_hum", band.amp_hum, 48, "amplifier hum and hiss", True),
    Entry("nell_line_1", lambda: band.nell_line(1), 64, "Nell: Snare when you are ready.", licence=NELL),
    Entry("nell_line_2", lambda: band.nell_line(2), 64, "Nell: Sounds like us. Again.", licence=NELL),
    Entry("nell_shout", band.nell_shout, 80, "Nell, shouting: Hey! Look at me!", licence=NELL),
    Entry("room_club", club.room_club, 42, "empty club: ventilation, building", True),
    Entry("fridge", club.fridge, 46, "bar fridge", True),
    Entry("crowd_murmur", club.crowd_murmur, 60, "people talking before the show", True),
    Entry("crowd_cheer", club.crowd_cheer, 76, "crowd cheers, claps, whistles; swells and fades"),
    Entry("crowd_show", club.crowd_show, 70, "crowd while the band plays", True),
    Entry("room_dining", house.room_dining, 34, "dining room tone", True),
    *_layers("plate", house.plate, (64, 65, 63, 62, 67, 61), "plate or bowl at the table, take {k}"),
    Entry("chair", house.chair, 66, "wooden chair pushed back"),
    *_layers("cutlery", house.cutlery, (58, 60, 61, 59), "knife, fork or spoon, take {k}"),
    *_layers("laugh", house.laughter, (66, 67, 68), "laughter, take {k}"),
    Entry("steps", house.steps, 55, "steps across floorboards"),
    *_layers("table_thud", house.table_thud, (60, 62, 68), "thud carried by the table top, take {k}"),
    Entry("wind", garden.wind, 52, "wind with gusts", True),
    Entry("leaves", garden.leaves, 45, "leaves in the wind", True),
    Entry("birds", garden.birds, 48, "four birds in turn", True),
    *_layers("slide_hit", garden.slide_hit, (62, 71, 79), "palms on the metal slide, {force}"),
    *_layers("slide_theo", garden.slide_theo, (60, 69, 76), "Theo's palms on the metal slide, {force}"),
    Entry("bells", square.bells, 94, "four church bells, plain bob; level at 1 m, meant to be heard from 20 m and more"),
    Entry("square_air", square.square_air, 44, "a town square in the evening", True),
    Entry("fountain", square.fountain, 58, "small fountain", True),
    Entry("steps_child", square.steps_child, 56, "a child walks by on stone, one skip"),
    Entry("bench_tap", square.bench_tap, 58, "fingertips on an oak plank"),
    Entry("heart", body.heart, 42, "own heart, 75 a minute", True),
    Entry("breath", body.breath, 40, "own breath through the nose", True),
    *_layers("blow_bone", body.blow_bone, (56, 63, 70), "own blow through stick and bones, {force}"),
]
BY_NAME = {entry.name: entry for entry in ENTRIES}
