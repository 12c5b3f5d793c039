"""A clip: how long, whether it loops, the pose at every instant, and what happens when."""
from dataclasses import dataclass, field

import numpy as np

BEAT_S = 60.0 / 140.0


@dataclass
class Clip:
    seconds: float
    loop: bool
    pose: object
    events: dict = field(default_factory=dict)
    holding: bool = False  # the joint `held` has its size


def wave(t, period, phase=0.0):
    return np.sin(2 * np.pi * (t / period + phase))
