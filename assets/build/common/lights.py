"""Light states of a place: what Cycles is to bake and what the figures are lit with meanwhile."""
from dataclasses import dataclass


@dataclass
class Lamp:
    kind: str  # 'sun' | 'point' | 'area' | 'spot'
    at: tuple = (0, 0, 0)
    target: tuple = (0, 0, 0)  # sun: at and target give the direction only
    power: float = 1.0  # sun: lightmap value of a surface facing it; others: watts
    colour: tuple = (1, 1, 1)
    size: float = 0.1  # metres (area: side, or (width, height)); sun: angle in degrees
    angle: float = 50.0  # spot: full cone in degrees
    soft: float = 0.4


@dataclass
class State:
    name: str
    lamps: list
    sky: tuple  # shown behind everything (linear)
    world_up: tuple = (0, 0, 0)  # baked sky radiance, zenith
    world_side: tuple = (0, 0, 0)  # horizon
    world_down: tuple = (0, 0, 0)
    ambient_up: tuple = (0.3, 0.3, 0.3)
    ambient_down: tuple = (0.15, 0.15, 0.15)
    key_toward: tuple = (0, 1, 0)
    key: tuple = (0, 0, 0)
    gain: float = 1.0  # multiplies the whole bake
    haze: float = 0.0  # 0..1, what hangs in the air when the place is shown alone


WARM = (1.0, 0.78, 0.52)
SUNNY = (1.0, 0.86, 0.66)
LAMPLIGHT = (1.0, 0.71, 0.42)
COOL = (0.62, 0.78, 1.0)
