"""What of a face moves, and with which joint: brows, lips, corners of the mouth, cheeks. Lids are shells (eyes.py).

Joint weights come from the expression targets of the base person, so that a face folds where faces fold.
"""
import numpy as np

from .human_data import human_data
from .skeleton import INDEX


def _size(human, names, scale):
    return sum(np.linalg.norm(human.target(n), axis=1) for n in names) * scale


def _share(size, body_vertices, sharp=1.0):
    top = np.sort(size[:body_vertices])[-20:].mean()
    return np.clip(size / top, 0, 1) ** sharp


def weigh(weights, points, scale, body_vertices):
    """-> (weights with the face's joints, motion): `motion` says how far corners of the mouth go in a full smile."""
    human = human_data()
    motion = {}
    out = weights.copy()

    def give(joint, share):
        share = np.clip(share, 0, 1)[:, None]
        out[:] *= 1 - share
        out[:, INDEX[joint]] += share[:, 0]

    left = points[:, 0] < 0
    lower = _share(_size(human, ['caucasian/mouth-depression-retraction'], scale), body_vertices, 0.8)
    upper = _share(
        _size(human, ['caucasian/mouth-elevation', 'caucasian/mouth-parling'], scale), body_vertices, 0.9
    )
    of_jaw = out[:, INDEX['jaw']]
    give('lip_low', 0.85 * lower * np.clip(of_jaw * 1.5, 0, 1))
    give('lip_up', 0.85 * upper * np.clip(1 - of_jaw * 1.5, 0, 1))
    for side, word in (('l', 'left'), ('r', 'right')):
        mine = left == (side == 'l')
        for brow, unit in (('brow_in', 'inner-up'), ('brow_out', 'extern-up')):
            share = _share(_size(human, [f'caucasian/eyebrows-{word}-{unit}'], scale), body_vertices)
            give(f'{brow}_{side}', share * (0.9 if brow == 'brow_in' else 0.6))
        puff = _share(_size(human, [f'cheek/{side}-cheek-volume-inflate'], scale), body_vertices)
        give(f'cheek_{side}', 0.9 * puff)
        smile = human.target('caucasian/mouth-corner-puller') * scale
        size = np.linalg.norm(smile, axis=1) * mine
        best = np.argsort(size[:body_vertices])[-15:]
        motion[f'mouth_{side}'] = smile[best].mean(0).tolist()
        give(f'mouth_{side}', size / size[best].mean())
    return out, motion
