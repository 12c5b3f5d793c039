"""One shaped body: age, build and face from the base person's targets, then restyled for a dollhouse."""
from dataclasses import dataclass

import numpy as np

from . import expression, skeleton
from .human_data import human_data
from .skeleton import INDEX

BODY_VERTICES = 13380  # the skin comes first; helpers and joint cubes follow
EYES_AHEAD_M = 0.0009
MUSCLE = {-1: 'minmuscle', 0: 'averagemuscle', 1: 'maxmuscle'}
WEIGHT = {-1: 'minweight', 0: 'averageweight', 1: 'maxweight'}


@dataclass
class Body:
    points: np.ndarray  # all VERTICES, metres, feet on y = 0
    weights: np.ndarray  # (VERTICES, joints)
    joints: np.ndarray  # (joints, 3) rest positions
    tips: dict  # last finger and toe joints -> end of the limb
    motion: dict  # how far the corners of the mouth go in a full smile
    eye_radius: float
    height: float


def _mix(value):
    """-1..1 -> the two steps around it with their shares."""
    low = int(np.floor(value))
    share = value - low
    return [(s, w) for s, w in ((low, 1 - share), (low + 1, share)) if w > 1e-6]


def _macro(person):
    """(target, amount) of sex, ancestry, age, muscle and weight."""
    rows = []
    for sex, a in (('male', person['male']), ('female', 1 - person['male'])):
        for age, b in person['age'].items():
            if a * b == 0:
                continue
            rows += [
                (f'macrodetails/{race}-{sex}-{age}', a * b * c) for race, c in person['ancestry'].items()
            ]
            for m, d in _mix(person.get('muscle', 0)):
                for w, e in _mix(person.get('weight', 0)):
                    rows.append(
                        (f'macrodetails/universal-{sex}-{age}-{MUSCLE[m]}-{WEIGHT[w]}', a * b * d * e)
                    )
                    if age != 'baby':
                        rows.append(
                            (
                                f'proportions/{sex}-{age}-{MUSCLE[m]}-{WEIGHT[w]}-idealproportions',
                                a * b * d * e * person.get('proportion', 0.5),
                            )
                        )
    return rows


def _grow(points, weights, names, pivot, factor):
    """Scales what hangs on `names` about `pivot`; skin weights fade it out at the border."""
    share = weights[:, [INDEX[n] for n in names]].sum(1)[:, None]
    return points + share * (factor - 1) * (points - pivot)


def _both_sides(targets):
    out = {}
    for name, amount in targets.items():
        if name.startswith('*'):
            folder, rest = name[1:].split('/')
            out[f'{folder}/l-{rest}'] = amount
            out[f'{folder}/r-{rest}'] = amount
        else:
            out[name] = amount
    return out


def _gaussian(points, centre, radii):
    return np.exp(-0.5 * (((points - centre) / radii) ** 2).sum(1))


def _enlarge_eyes(points, eye, factor, head_scale):
    """Lids, lashes and ball grow together about the middle of the eye; brows move up with them."""
    radii = np.array((0.024, 0.021, 0.03)) * head_scale
    share = _gaussian(points, eye, radii)[:, None]
    flat = np.concatenate([eye[:2], [0]])
    return points + share * (factor - 1) * (points * (1, 1, 0) - flat)


def shape(person):
    human = human_data()
    points = human.base.copy()
    wanted = {
        '*ears/ear-wing-in': 0.4,
        '*ears/ear-shape2-round': 0.5,
        'caucasian/mouth-corner-puller': 0.16,
        '*eyes/eye-height2-max': 0.25,
        'mouth/mouth-angles-up': 0.6,
        'mouth/mouth-scale-horiz-incr': 0.35,
        'mouth/mouth-scale-vert-incr': 0.30,
        **person.get('targets', {}),
    }
    for name, amount in _macro(person) + list(_both_sides(wanted).items()):
        points += amount * human.target(name)
    weights = skeleton.fold_weights(human)
    skin = points[:BODY_VERTICES]
    scale = person['height_m'] / (skin[:, 1].max() - skin[:, 1].min())
    points *= scale
    joints, _ = skeleton.place_joints(human, points)
    head_names = [skeleton.JOINTS[i] for i in skeleton.columns_of(skeleton.HEAD_STEMS)]
    points = _grow(points, weights, head_names, joints[INDEX['head']], person.get('head', 1.15))
    for s in 'lr':
        hand = [
            n
            for n in skeleton.JOINTS
            if n.endswith('_' + s) and n.split('_')[0] in ('hand',) + skeleton.FINGERS
        ]
        points = _grow(points, weights, hand, joints[INDEX[f'hand_{s}']], person.get('hands', 1.12))
    joints, _ = skeleton.place_joints(human, points)
    head_scale = person['height_m'] / 1.7 * person.get('head', 1.15) if person['height_m'] > 1.4 else 0.95
    for s in 'lr':
        points = _enlarge_eyes(points, joints[INDEX[f'eye_{s}']], person.get('eyes', 1.42), head_scale)
    points[:, 1] -= points[:BODY_VERTICES, 1].min()
    joints, tips = skeleton.place_joints(human, points)
    feet = 0.5 * (joints[INDEX['foot_l']] + joints[INDEX['foot_r']])
    move = np.array((-feet[0], 0, -feet[2] + 0.03))
    points, joints = points + move, joints + move
    tips = {k: v + move for k, v in tips.items()}
    joints[INDEX['root']] = 0
    weights, motion = expression.weigh(weights, points, scale, BODY_VERTICES)
    for s in 'lr':  # eyes a little ahead: their lids lie over the skin, not under it
        for n in ('eye', 'lid_up', 'lid_low'):
            joints[INDEX[f'{n}_{s}'], 2] -= EYES_AHEAD_M
    ball = points[np.unique(human.group_faces('helper-l-eye'))]
    radius = float(np.median(np.linalg.norm(ball - joints[INDEX['eye_l']] - (0, 0, EYES_AHEAD_M), axis=1)))
    return Body(points, weights, joints, tips, motion, radius, person['height_m'])
