"""The one skeleton of all people: names, parents, and how the base person's bones fold into it.

Every joint's rest rotation is the identity (world axes, -z the way the person faces), so a joint's
rotation in a clip is a rotation from the rest pose in world axes, and `head` or `eye_l` look along -z.
"""
import re

import numpy as np

FINGERS = ('thumb', 'index', 'middle', 'ring', 'little')


def _joints():
    rows = [
        ('root', None),
        ('hips', 'root'),
        ('spine_1', 'hips'),
        ('spine_2', 'spine_1'),
        ('chest', 'spine_2'),
        ('neck', 'chest'),
        ('head', 'neck'),
        ('jaw', 'head'),
    ]
    for s in 'lr':
        rows += [
            (f'eye_{s}', 'head'),
            (f'lid_up_{s}', 'head'),
            (f'lid_low_{s}', 'head'),
            (f'brow_in_{s}', 'head'),
            (f'brow_out_{s}', 'head'),
            (f'mouth_{s}', 'head'),
            (f'cheek_{s}', 'head'),
        ]
    rows += [('lip_up', 'head'), ('lip_low', 'jaw')]
    for s in 'lr':
        rows += [
            (f'clavicle_{s}', 'chest'),
            (f'upper_arm_{s}', f'clavicle_{s}'),
            (f'upper_arm_twist_{s}', f'upper_arm_{s}'),
            (f'forearm_{s}', f'upper_arm_twist_{s}'),
            (f'forearm_twist_{s}', f'forearm_{s}'),
            (f'hand_{s}', f'forearm_twist_{s}'),
        ]
        for f in FINGERS:
            for k in (1, 2, 3):
                rows.append((f'{f}_{k}_{s}', f'hand_{s}' if k == 1 else f'{f}_{k - 1}_{s}'))
    for s in 'lr':
        rows += [
            (f'thigh_{s}', 'hips'),
            (f'shin_{s}', f'thigh_{s}'),
            (f'foot_{s}', f'shin_{s}'),
            (f'toe_{s}', f'foot_{s}'),
        ]
    rows.append(('prop', 'chest'))  # what hangs on a person: Nell's guitar
    rows.append(('cable', 'root'))  # what trails from it on the floor
    rows.append(('held', 'hand_r'))  # what the hand eats with; scaled to nothing in every clip but `eat`
    return rows


JOINTS = [name for name, _ in _joints()]
INDEX = {name: i for i, name in enumerate(JOINTS)}
PARENT = [INDEX[p] if p else -1 for _, p in _joints()]
HEAD_STEMS = ('head', 'jaw', 'eye', 'lid', 'brow', 'mouth', 'lip', 'cheek')
HAND_STEMS = ('hand', *FINGERS)


def columns_of(stems, side=None):
    """Indices of the joints whose name begins with one of `stems`, of one side or of both."""
    return [
        i
        for i, n in enumerate(JOINTS)
        if n.split('_')[0] in stems and (side is None or n.endswith('_' + side))
    ]


# The base person's bone -> ours, tried in this order; `\1` is the side. Face bones without a line go to `head`.
_FOLD = [
    (r'root|spine05|pelvis\..', 'hips'),
    (r'upperleg0[12]\.(.)', r'thigh_\1'),
    (r'lowerleg0[12]\.(.)', r'shin_\1'),
    (r'foot\.(.)', r'foot_\1'),
    (r'toe.*\.(.)', r'toe_\1'),
    (r'spine04', 'spine_1'),
    (r'spine03', 'spine_2'),
    (r'spine0[12]|breast\..', 'chest'),
    (r'neck0\d', 'neck'),
    (r'(?:clavicle|shoulder01)\.(.)', r'clavicle_\1'),
    (r'upperarm01\.(.)', r'upper_arm_\1'),
    (r'upperarm02\.(.)', r'upper_arm_twist_\1'),
    (r'lowerarm01\.(.)', r'forearm_\1'),
    (r'lowerarm02\.(.)', r'forearm_twist_\1'),
    (r'(?:wrist|metacarpal\d)\.(.)', r'hand_\1'),
    (r'eye\.(.)', r'eye_\1'),
    (r'jaw|special04|tongue.*|oris0[12]|oris06\..|oris07\..', 'jaw'),
]
_FINGER = re.compile(r'finger(\d)-(\d)\.(.)')


def fold(bone):
    found = _FINGER.fullmatch(bone)
    if found:
        return f'{FINGERS[int(found[1]) - 1]}_{found[2]}_{found[3].lower()}'
    for pattern, name in _FOLD:
        found = re.fullmatch(pattern, bone)
        if found:
            return found.expand(name).lower() if found.groups() else name
    return 'head'


# The base rig bends fingers at the web of the skin. A knuckle is this share of the finger's length nearer to the wrist.
KNUCKLE_BACK = 0.17


def knuckle(human, points, finger, side):
    """(joint, direction of the metacarpal, finger length) of a finger's true knuckle; `finger` 2..5, side L or R."""

    def at(bone, end='head'):
        return points[human.joint_vertices[f'{bone}.{side}____{end}']].mean(0)

    web, palm, tip = at(f'finger{finger}-1'), at(f'metacarpal{finger - 1}'), at(f'finger{finger}-3', 'tail')
    length = np.linalg.norm(tip - web)
    axis = (web - palm) / np.linalg.norm(web - palm)
    return web - axis * length * KNUCKLE_BACK, axis, length


def hand_weights(human):
    """The base weights with every finger's bend moved from the web to the knuckle."""
    weights = human.weights.copy()
    for side in 'LR':
        for finger in (2, 3, 4, 5):
            joint, axis, length = knuckle(human, human.base, finger, side)
            palm = human.bone_names.index(f'metacarpal{finger - 1}.{side}')
            first = human.bone_names.index(f'finger{finger}-1.{side}')
            along = (human.base - joint) @ axis / length
            u = np.clip((along + 0.10) / 0.24, 0, 1)
            share, total = u * u * (3 - 2 * u), weights[:, palm] + weights[:, first]
            weights[:, first], weights[:, palm] = total * share, total * (1 - share)
    return weights


def fold_weights(human):
    """(vertices, joints) weights of our skeleton, before the face is given its own."""
    out = np.zeros((len(human.base), len(JOINTS)))
    weights = hand_weights(human)
    for column, bone in enumerate(human.bone_names):
        out[:, INDEX[fold(bone)]] += weights[:, column]
    return out / np.maximum(out.sum(1, keepdims=True), 1e-9)


_HEADS = {
    'hips': 'spine05',
    'spine_1': 'spine04',
    'spine_2': 'spine03',
    'chest': 'spine02',
    'neck': 'neck01',
    'head': 'head',
    'jaw': 'jaw',
    'eye': 'eye',
    'clavicle': 'clavicle',
    'upper_arm': 'upperarm01',
    'upper_arm_twist': 'upperarm02',
    'forearm': 'lowerarm01',
    'forearm_twist': 'lowerarm02',
    'hand': 'wrist',
    'thigh': 'upperleg01',
    'shin': 'lowerleg01',
    'foot': 'foot',
}


def place_joints(human, points):
    """Rest positions (joints, 3) for a shaped body, and the tips of the fingers and toes by name."""

    def at(bone, end='head'):
        return points[human.joint_vertices[f'{bone}____{end}']].mean(0)

    position, tips = np.zeros((len(JOINTS), 3)), {}
    for name in JOINTS:
        stem, side = (name[:-2], '.' + name[-1].upper()) if name[-2:] in ('_l', '_r') else (name, '')
        if stem in _HEADS:
            position[INDEX[name]] = at(_HEADS[stem] + side)
        elif stem[:-2] in FINGERS:
            bone = f'finger{FINGERS.index(stem[:-2]) + 1}-{stem[-1]}{side}'
            position[INDEX[name]] = at(bone)
            if stem[-1] == '1' and stem[:-2] != 'thumb':
                position[INDEX[name]] = knuckle(human, points, int(bone[6]), side[-1])[0]
            if stem[-1] == '3':
                tips[name] = at(bone, 'tail')
        elif stem.startswith('lid'):
            position[INDEX[name]] = at('eye' + side)
        elif stem == 'brow_in':
            position[INDEX[name]] = at('oculi01' + side)
        elif stem == 'brow_out':
            position[INDEX[name]] = at('oculi02' + side)
        elif stem == 'mouth':
            position[INDEX[name]] = at('oris03' + side, 'tail')
        elif stem == 'cheek':
            position[INDEX[name]] = 0.5 * at('oris03' + side, 'tail') + 0.5 * at('oculi02' + side)
        elif stem in ('lip_up', 'lip_low'):
            position[INDEX[name]] = at('oris05' if stem == 'lip_up' else 'oris01')
        elif stem == 'held':
            position[INDEX[name]] = 0.5 * at('finger2-2.R') + 0.5 * at('finger1-3.R')
        elif stem == 'toe':
            position[INDEX[name]] = at('toe1-1' + side) * 0.5 + at('toe4-1' + side) * 0.5
            tips[name] = at('toe2-3' + side, 'tail')
        elif stem == 'prop':
            position[INDEX[name]] = at('spine02')
    return position, tips
