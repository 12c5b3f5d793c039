"""Ways of painting light-catching stuff by hand: chrome, brass, gradients, wear."""
import numpy as np

from . import noise
from .palette import BLACK, CREAM, NAVY, OCHRE, WALNUT, mix


def chrome(position, normal, colour):
    """A painter's chrome: pale sky, dark horizon, warm floor, chosen by the way the surface faces."""
    y = (
        normal[:, 1]
        + 0.18 * np.sin(3 * np.arctan2(normal[:, 0], normal[:, 2]))
        + 0.1 * noise.space(position, 0.2, 8)
    )
    return _ramp(
        y,
        [
            (-1.0, mix(WALNUT, BLACK, 0.4)),
            (-0.45, mix(CREAM, WALNUT, 0.55)),
            (-0.08, mix(BLACK, NAVY, 0.4)),
            (0.12, mix(NAVY, CREAM, 0.35)),
            (0.45, CREAM * 0.95),
            (1.0, mix(CREAM, NAVY, 0.22)),
        ],
    )


def brass(position, normal, colour):
    y = normal[:, 1] + 0.18 * np.sin(3 * np.arctan2(normal[:, 0], normal[:, 2]))
    return _ramp(
        y,
        [
            (-1.0, mix(WALNUT, BLACK, 0.3)),
            (-0.4, mix(OCHRE, WALNUT, 0.5)),
            (0.0, mix(WALNUT, OCHRE, 0.3)),
            (0.35, OCHRE),
            (0.75, mix(OCHRE, CREAM, 0.55)),
            (1.0, mix(OCHRE, CREAM, 0.25)),
        ],
    )


def _ramp(value, stops):
    at = np.array([s[0] for s in stops])
    tones = np.array([s[1] for s in stops])
    return np.stack([np.interp(value, at, tones[:, k]) for k in range(3)], 1)


def upward(low, high, y0, y1):
    """Vertical blend of two paints between heights y0 and y1."""

    def paint(position, normal, colour):
        t = np.clip((position[:, 1] - y0) / (y1 - y0), 0, 1)[:, None]
        return mix(np.asarray(low), np.asarray(high), t)

    return paint


def shade_low(amount, y0, y1):
    """Darkens what is near y0, the way a hand lays a shadow wash."""

    def paint(position, normal, colour):
        t = np.clip((position[:, 1] - y0) / (y1 - y0), 0, 1)[:, None]
        return colour * (1 - amount * (1 - t))

    return paint


def times(*factor):
    return lambda position, normal, colour: colour * np.asarray(factor)
