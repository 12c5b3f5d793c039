"""A clip: how long, whether it loops, the pose at every instant, and what happens when."""
from dataclasses import dataclass, field

import numpy as np

BEAT_S = 60.0 / 140.0
HIDDEN = 0.001  # size of what is held or hung on while nobody has it


@dataclass
class Clip:
    seconds: float
    loop: bool
    pose: object
    events: dict = field(default_factory=dict)
    holding: bool = False  # the joint `held` has its size
    without: tuple = ()  # joints that are of no size in this clip: an instrument put down
    frame_s: float = 0.0  # sampled so often; 0: as bake.py sees fit


def wave(t, period, phase=0.0):
    return np.sin(2 * np.pi * (t / period + phase))
