"""Bread and fruit. On y = 0; functions return [(material, piece)]."""
import math

import numpy as np

from . import noise
from .forms import blob, lathe, prism, tube
from .mesh import join
from .palette import CREAM, GREEN, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, mix


def fruit(kind, seed=0):
    if kind == "apple":
        tone = [TERRACOTTA, mix(GREEN, OCHRE, 0.55), mix(TERRACOTTA, ROSE, 0.4)][seed % 3]
        body = lathe(
            [
                (0, 0.008),
                (0.016, 0.0),
                (0.033, 0.016),
                (0.040, 0.040),
                (0.034, 0.062),
                (0.018, 0.070),
                (0, 0.060),
            ],
            tone,
            16,
            80,
        )

        def blush(position, normal, colour):
            w = np.clip(0.5 + 0.9 * noise.space(position + seed * 3.1, 0.06, seed), 0, 1)[:, None]
            return mix(colour, np.broadcast_to(OCHRE, colour.shape), 0.55 * w)

        return [
            ("gloss", body.tint(blush)),
            ("paint", tube([(0, 0.06, 0), (0.004, 0.078, 0.002)], 0.0025, WALNUT, 5)),
        ]
    if kind == "pear":
        body = lathe(
            [
                (0, 0.004),
                (0.02, 0.0),
                (0.036, 0.018),
                (0.038, 0.038),
                (0.026, 0.065),
                (0.017, 0.085),
                (0.010, 0.096),
                (0, 0.098),
            ],
            mix(OCHRE, GREEN, 0.22),
            16,
            80,
        )
        return [("gloss", body), ("paint", tube([(0, 0.095, 0), (0.006, 0.115, 0)], 0.0025, WALNUT, 5))]
    body = blob(0.038, mix(OCHRE, TERRACOTTA, 0.35), 16, 10, 0.01, seed=seed).at(0, 0.037, 0)
    return [("gloss", body)]


def loaf():
    """Round country loaf, cut open on one side, with a scored crust."""
    crust, flour, crumb = mix(WALNUT, OCHRE, 0.45), mix(CREAM, OCHRE, 0.2), mix(CREAM, OCHRE, 0.25)
    body = blob(0.12, crust, 34, 17, 0.03, seed=4, squash=(1.25, 0.68, 0.95)).at(0, 0.072, 0)

    def bake(position, normal, colour):
        top = np.clip(normal[:, 1], 0, 1)
        cuts = np.abs(np.mod(position[:, 0] * 1.0 + 0.45 * position[:, 2] + 0.035, 0.07) - 0.035) < 0.008
        cuts = cuts & (normal[:, 1] > 0.45) & (np.abs(position[:, 2]) < 0.065)
        n = noise.space(position, 0.05, 2)
        out = mix(
            colour,
            np.broadcast_to(dark(WALNUT, 0.25), colour.shape),
            (0.35 * (1 - top) + 0.15 * n).clip(0, 1)[:, None],
        )
        return np.where(cuts[:, None], flour, out)

    def flatten(p):
        p = p.copy()
        p[:, 1] = np.maximum(p[:, 1], 0.002)
        p[:, 0] = np.minimum(p[:, 0], 0.092)
        return p

    body.tint(bake).bend(flatten)
    face = (
        lathe([(0.068, 0), (0.058, 0), (0, 0)], [crust, crumb, CREAM], 20)
        .stretch(1.25, 1, 1)
        .turn("z", -90)
        .turn("x", 90)
    )
    return [("paint", body), ("paint", face.at(0.0935, 0.066, 0))]


def slice_of_bread():
    outline = [
        (0.055 * math.cos(t) * (1.0 + 0.12 * math.sin(t)), 0.045 * math.sin(t) + 0.004 * math.cos(5 * t))
        for t in np.linspace(0, 2 * math.pi, 19)[:-1]
    ]
    crumb = prism(outline, 0.016, mix(CREAM, OCHRE, 0.18))
    crust = prism([(1.07 * x, 1.08 * y) for x, y in outline], 0.0135, mix(WALNUT, OCHRE, 0.4))
    return [("paint", join([crumb, crust]).turn("x", -90))]
