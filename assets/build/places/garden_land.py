"""Sky, hills, lawn, grass and flowers."""
import math
import random

import numpy as np

from common import noise, outdoors, plants
from common.forms import lathe, tube
from common.mesh import join
from common.palette import CREAM, GREEN, NAVY, OCHRE, ROSE, WALNUT, mix
from .garden_plan import BED_Z, height, path_distance


def crossed_by_path(piece):
    """Faces that the path touches: their corners lie too far apart to carry it."""
    share = np.array([(i, j, 8 - i - j) for i in range(9) for j in range(9 - i)]) / 8
    at = np.einsum("sk,fkc->fsc", share, piece.position[piece.faces])
    return (path_distance(at[..., 0], at[..., 2]) < 0.8).any(1)


def around(place):
    place.add(outdoors.sky_dome(clouds=0.55, seed=3), "glow", glow="sky")
    place.glows["sky"] = {
        "day": outdoors.sky_light(
            [
                (0, (1.75, 1.62, 1.30)),
                (0.10, (1.20, 1.42, 1.50)),
                (0.35, (0.42, 0.80, 1.25)),
                (1, (0.16, 0.40, 0.95)),
            ],
            0.13,
            (0.5, 0.35, 0.1),
        ),
        "evening": outdoors.sky_light(
            [
                (0, (1.25, 0.55, 0.22)),
                (0.10, (0.95, 0.45, 0.30)),
                (0.30, (0.36, 0.28, 0.40)),
                (1, (0.06, 0.10, 0.26)),
            ],
            0.17,
            (1.0, 0.42, 0.08),
        ),
    }
    place.glows["hill_far"] = {"day": (1.05, 1.12, 1.12), "evening": (0.34, 0.24, 0.30)}
    place.glows["hill_near"] = {"day": (1.05, 1.05, 0.86), "evening": (0.26, 0.17, 0.16)}
    place.add(outdoors.ridge(78, 5.0, 9.0, 3, mix(NAVY, CREAM, 0.5), 1), "glow", glow="hill_far")
    place.add(
        outdoors.ridge(66, 2.0, 7.0, 4, mix(mix(GREEN, NAVY, 0.4), CREAM, 0.28), 2), "glow", glow="hill_far"
    )
    place.add(outdoors.ridge(52, 0.8, 4.6, 5, mix(GREEN, OCHRE, 0.35), 4), "glow", glow="hill_near")
    place.add(outdoors.ridge(42, 0.4, 2.2, 7, mix(GREEN, OCHRE, 0.15), 7), "glow", glow="hill_near")

    def lawn(position, normal, colour):
        x, z = position[:, 0], position[:, 2]
        # Patches that the coarse ground's corners cannot carry fade out before it begins: no line across the lawn.
        fine = np.clip((7.4 - np.maximum(np.abs(x), np.abs(z))) / 3.0, 0, 1)
        n = 0.55 * noise.space(position * [1, 0, 1], 15.0, 5) + fine * (noise.space(position, 2.3, 1) + 0.5 * noise.space(position, 0.8, 2))
        base = mix(
            np.broadcast_to(mix(GREEN, OCHRE, 0.24) * [1.0, 1.12, 0.9], colour.shape),
            np.broadcast_to(mix(GREEN, OCHRE, 0.50) * [0.95, 1.1, 0.9], colour.shape),
            np.clip(0.5 + 0.45 * n, 0, 1)[:, None],
        )
        far = np.clip((np.hypot(x, z) - 12) / 22, 0, 1)[:, None]
        base = mix(base, np.broadcast_to(mix(GREEN, OCHRE, 0.5) * 1.1, colour.shape), far * 0.6)
        worn = np.clip(1.15 - path_distance(x + 0.25 * n, z) / 0.62, 0, 1)[:, None]
        out = mix(base, np.broadcast_to(mix(CREAM, WALNUT, 0.38), colour.shape), np.minimum(worn * 1.6, 0.92))
        near = np.clip(1.1 - np.hypot(x, (z + 0.3) * 1.2) / 1.1, 0, 1)[:, None]
        return mix(out, np.broadcast_to(mix(CREAM, WALNUT, 0.5), colour.shape), near * 0.8)

    place.add(outdoors.ground(height, 8.0, 36, lawn), "grass", vary=0, importance=1.0)
    far = outdoors.around_hole(outdoors.ground(height, 44.0, 22, lawn), 8.0)
    outdoors.finer(far, crossed_by_path(far), 6, lawn)
    place.add(far, "grass", vary=0, importance=0.13)
    dice = random.Random(4)
    for k in range(95):
        a, r = dice.uniform(0, 2 * math.pi), dice.uniform(1.2, 9) ** 1.0
        x, z = r * math.cos(a), r * math.sin(a)
        if path_distance(np.array([x]), np.array([z]))[0] < 0.75 or (abs(z - BED_Z) < 0.25 and -6 < x < 2):
            continue
        place.add(
            plants.tuft(
                k, dice.uniform(0.10, 0.24), [mix(GREEN, OCHRE, t) for t in (0.25, 0.42, 0.58)], 8, 0.07
            ).at(x, float(height(np.array([x]), np.array([z]))[0]), z),
            "leaf",
        )
    # flowers grow in company: drifts of one colour, a tuft at their feet
    for k in range(13):
        a, r = dice.uniform(0, 2 * math.pi), dice.uniform(1.6, 6.5)
        cx, cz = r * math.cos(a), r * math.sin(a)
        tone = [CREAM, OCHRE, ROSE, CREAM][k % 4]
        heads, stems = [], []
        for _ in range(6):
            x, z = cx + dice.gauss(0, 0.16), cz + dice.gauss(0, 0.16)
            if path_distance(np.array([x]), np.array([z]))[0] < 0.6 or (abs(z - BED_Z) < 0.4 and -6 < x < 2):
                continue
            y, tall = float(height(np.array([x]), np.array([z]))[0]), dice.uniform(0.09, 0.19)
            lean = dice.gauss(0, 0.02)
            heads.append(lathe([(0.004, -0.006), (0.026, 0.004), (0.010, 0.010), (0, 0.013)], [mix(tone, GREEN, 0.3), tone, OCHRE, OCHRE], 6, 80).turn("x", dice.uniform(-30, 30)).at(x + lean, y + tall, z))
            stems.append(tube([(x, y, z), (x + lean, y + tall, z)], 0.004, mix(GREEN, OCHRE, 0.3), 3, closed_ends=False))
        if heads:
            place.add(join(heads + stems), "paint")
