"""The eight paints every place is painted with, and the few ways of mixing them.

Colours are linear light, as glTF wants vertex colours. Nothing is brighter than CREAM: painted albedo
above 0.8 makes baked light bounce for ever and looks like plastic."""
import numpy as np


def srgb(hex_code):
    """'#rrggbb' -> linear RGB."""
    value = np.array([int(hex_code[i : i + 2], 16) / 255.0 for i in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


OCHRE = srgb("#d99a34")
TERRACOTTA = srgb("#c2573a")
GREEN = srgb("#2f5d4a")
NAVY = srgb("#2b3d63")
CREAM = srgb("#ecdfc3")
WALNUT = srgb("#7a4e30")
ROSE = srgb("#d08a86")
BLACK = srgb("#221f22")

EIGHT = {
    "ochre": OCHRE,
    "terracotta": TERRACOTTA,
    "green": GREEN,
    "navy": NAVY,
    "cream": CREAM,
    "walnut": WALNUT,
    "rose": ROSE,
    "near_black": BLACK,
}


def mix(a, b, amount):
    """Paint a with some of b; amount 0..1. Mixed in a square-root space, nearer to how pigments mix."""
    return (np.sqrt(a) * (1.0 - amount) + np.sqrt(b) * amount) ** 2


def light(colour, amount=0.25):
    return mix(colour, CREAM, amount)


def dark(colour, amount=0.25):
    return mix(colour, BLACK, amount)
