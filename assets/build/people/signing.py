"""Performs a line of signs.toml on a rig: when each hand is where, in which shape, and what the face says.

Draft signing: notation-driven, a stand-in until a Deaf performer's motion takes its place.
"""
import functools
import pathlib
import tomllib

import numpy as np
from scipy.spatial.transform import Rotation

from . import contact
from .motion import TABLE_M, face
from .pose import about, rx, ry, rz, unit
from .skeleton import FINGERS

TABLE_EDGE_M = 0.22  # the nearest a seated person's table begins behind the feet
TRANSITION_S, HOLD_S, LEAD_S, RETURN_S, LAST_HOLD_S = 0.24, 0.10, 0.45, 0.6, 0.30
WORDS = {
    'forward': (0, 0, -1),
    'back': (0, 0, 1),
    'up': (0, 1, 0),
    'down': (0, -1, 0),
    'in': (-1, 0, 0),
    'out': (1, 0, 0),
}


@functools.lru_cache(maxsize=1)
def notation():
    return tomllib.loads((pathlib.Path(__file__).parent / 'signs.toml').read_text())


def handshape(name):
    """Angles of a named handshape: finger -> list."""
    n = notation()
    spec = n['handshape'][name]
    shape = {}
    for i, f in enumerate(FINGERS[1:]):
        angles = spec.get(f, spec['fingers'])
        if isinstance(angles, str):  # a posture may say something of its own of one finger
            angles = n['finger'].get(f'{angles}_{f}', n['finger'][angles])
        angles = list(angles)
        if 'spread' in spec:
            angles[1] = spec['spread'][i]
        shape[f] = angles
    thumb = spec['thumb']
    shape['thumb'] = list(n['thumb'][thumb] if isinstance(thumb, str) else thumb)
    return shape


def shape_vector(shape):
    return np.concatenate([shape[f] for f in FINGERS])


def shape_of(vector):
    cuts = np.cumsum([5, 4, 4, 4])
    return dict(zip(FINGERS, np.split(np.asarray(vector), cuts)))


def direction(words, side):
    v = np.sum([WORDS[w] for w in words.split('-')], 0).astype(float)
    # the first word leads
    v += 0.6 * np.array(WORDS[words.split('-')[0]])
    return unit(v * (1 if side == 'r' else -1, 1, 1))


def turn_between(a, b, u):
    """Share `u` of the way from rotation a to rotation b."""
    step = Rotation.from_matrix(a.T @ b).as_rotvec()
    return a @ about(step, u * float(np.linalg.norm(step)))


class Places:
    """Where the places of the body are, in a given pose. Right side; the left is its mirror."""

    def __init__(self, rig, body):
        self.rig = rig
        self.k = rig.height / 1.70
        m, s = rig.marks, rig.marks.scale
        skin = body.points[:13380]
        eye_y = m.head_middle[1] - 0.035 * s
        self.on_head = {
            'mouth': m.mouth + (0, 0, -0.004),
            'chin': m.chin + np.array((0, 0.006, -0.004)) * s,
            'forehead': np.array((0, eye_y + 0.055 * s, m.nose[2] + 0.03 * s)),
            'temple': np.array((0.068 * s, eye_y + 0.03 * s, m.nose[2] + 0.055 * s)),
        }

        def front(y, half=0.05):
            near = (np.abs(skin[:, 0]) < half) & (np.abs(skin[:, 1] - y) < 0.025)
            return skin[near][:, 2].min() - 0.016

        shoulder = 0.5 * (rig.at('upper_arm_l') + rig.at('upper_arm_r'))
        self.shoulder = shoulder
        chest, torso = shoulder[1] - 0.13 * self.k, shoulder[1] - 0.33 * self.k
        self.on_chest = {
            'chest': np.array((0, chest, front(chest))),
            'torso': np.array((0.03, torso, front(torso, 0.08))),
        }
        self.in_space = {
            'neutral': (0.14, -0.10, -0.30),
            'centre': (0, -0.11, -0.29),
            'high': (0.17, 0.02, -0.28),
            'low': (0.24, -0.34, -0.24),
        }

    def at(self, pose, name, side):
        out = np.array((1 if side == 'r' else -1, 1, 1))
        if name in self.on_head:
            r, p = pose.world('head')
            return p + r @ (self.on_head[name] * out - self.rig.at('head'))
        r, p = pose.world('chest')
        if name in self.on_chest:
            return p + r @ (self.on_chest[name] * out - self.rig.at('chest'))
        middle = p + r @ (self.shoulder - self.rig.at('chest'))  # the space itself does not lean
        return middle + np.array(self.in_space[name]) * self.k * out


class Key:
    """One instant of one hand: wrist, orientation, shape."""

    def __init__(self, wrist, turn, shape):
        self.wrist, self.turn, self.shape = wrist, turn, shape


def resolve(pose, places, spec, side, other=None):
    p = pose.copy()
    shape = handshape(spec['shape'])
    p.fingers(side, shape)
    turn = p.hand_turn(side, direction(spec['fingers'], side), direction(spec['palm'], side))
    offset = np.array(spec.get('offset', (0, 0, 0)), float) * places.k
    offset = offset * (1 if side == 'r' else -1, 1, -1)
    if spec['at'].startswith('left.'):
        q = pose.copy().fingers('l', shape_of(other.shape))
        target = other.wrist + other.turn @ q.hand_point('l', spec['at'][5:])
    else:
        target = places.at(pose, spec['at'], side)
    return Key(target + offset - turn @ p.hand_point(side, spec['point']), turn, shape_vector(shape))


class Track:
    """Keys of one hand on the clock; between them minimum-jerk motion that bows a little forward."""

    def __init__(self):
        self.times, self.keys = [], []

    def add(self, t, key):
        if self.times and t <= self.times[-1] + 1e-4:
            t = self.times[-1] + 1e-3
        self.times.append(t)
        self.keys.append(key)

    def at(self, t):
        times = self.times
        if t <= times[0]:
            return self.keys[0]
        if t >= times[-1]:
            return self.keys[-1]
        i = int(np.searchsorted(times, t, 'right')) - 1
        a, b = self.keys[i], self.keys[i + 1]
        u = (t - times[i]) / (times[i + 1] - times[i])
        u = u**3 * (10 - 15 * u + 6 * u * u)
        wrist = a.wrist + u * (b.wrist - a.wrist)
        wrist = wrist + np.array((0, 0, -1)) * 0.10 * np.linalg.norm(b.wrist - a.wrist) * np.sin(np.pi * u)
        turn = turn_between(a.turn, b.turn, u)
        return Key(wrist, turn, a.shape + u * (b.shape - a.shape))


def _strokes(keys, start, sign):
    """(t, key) of one hand's strokes, repeats included; ends on the last key."""
    seconds, repeat = sign['seconds'], sign.get('repeat', 1)
    out = []
    if 'circle' in sign and len(keys) == 1:
        k, steps = keys[0], 8 * repeat
        r = sign['circle']['radius']
        for i in range(steps + 1):
            a = 2 * np.pi * i / 8
            d = (
                np.array((np.sin(a), np.cos(a), 0))
                if sign['circle']['axis'] == 'forward'
                else np.array((np.sin(a), 0, np.cos(a)))
            )
            out.append((start + seconds * i / 8, Key(k.wrist + r * d, k.turn, k.shape)))
        return out
    there = 0.55 if repeat > 1 else 1.0
    for n in range(repeat):
        for i, k in enumerate(keys):
            out.append((start + n * seconds + there * seconds * i / max(len(keys) - 1, 1), k))
    return out


class Performance:
    """A line on the clock. `base(t)` gives the body without the arms; `rest` the keys hands come from."""

    def __init__(self, rig, places, line, base, rest, over_table=False):
        self.over_table = over_table
        n = notation()
        self.rig, self.base, self.line = rig, base, line
        self.right, self.left = Track(), Track()
        still = base(0.0)
        self.right.add(0, rest['r'])
        self.left.add(0, rest['l'])
        t, self.spans = LEAD_S - TRANSITION_S, []
        left_busy = False
        for gloss in line['signs']:
            sign = n['sign'][gloss]
            start = t + TRANSITION_S
            left_keys = []
            if sign.get('left') == 'mirror':
                left_keys = [resolve(still, places, k, 'l') for k in sign['right']]
                if sign.get('alternate'):
                    left_keys = left_keys[::-1]
            elif 'left' in sign:
                left_keys = [resolve(still, places, k, 'l') for k in sign['left']]
            right_keys = [
                resolve(still, places, k, 'r', left_keys[0] if left_keys else None) for k in sign['right']
            ]
            strokes = _strokes(right_keys, start, sign)
            for when, key in strokes:
                self.right.add(when, key)
            end = strokes[-1][0]
            if left_keys:
                if not left_busy:
                    self.left.add(max(start - TRANSITION_S - 0.2, self.left.times[-1]), self.left.keys[-1])
                mine = (
                    _strokes(
                        left_keys,
                        start,
                        {**sign, 'circle': sign.get('circle')}
                        if 'circle' not in sign
                        else {'seconds': end - start},
                    )
                    if len(left_keys) > 1
                    else [(start - 0.03, left_keys[0]), (end, left_keys[0])]
                )
                for when, key in mine:
                    self.left.add(when, key)
                left_busy = True
            elif left_busy:
                self.left.add(start, self.left.keys[-1])
                self.left.add(start + 0.5, rest['l'])
                left_busy = False
            self.spans.append((t, end + HOLD_S))
            self.right.add(end + HOLD_S, self.right.keys[-1])
            t = end + HOLD_S
        self.signed_until = t + LAST_HOLD_S
        # Signers blink where a phrase begins and ends, not amid a sign.
        self.blinks_s = (0.12, self.signed_until + 0.22)
        self.right.add(self.signed_until, self.right.keys[-1])
        self.right.add(self.signed_until + RETURN_S, rest['r'])
        if left_busy:
            self.left.add(self.signed_until, self.left.keys[-1])
            self.left.add(self.signed_until + RETURN_S, rest['l'])
        self.duration = self.signed_until + RETURN_S + 0.15

    def value(self, name, t):
        """Face or head value at t: one a sign, eased between, back to nothing at the end."""
        values = self.line.get(name)
        if not values:
            return 0.0
        times, out = [0.1], [0.0]
        for (a, b), v in zip(self.spans, values):
            times += [a + 0.18, b - 0.05]
            out += [v, v]
        times[-1] = self.signed_until
        times.append(self.signed_until + 0.35)
        out.append(0.0)
        return float(np.interp(t, times, out))

    def mouth(self, t):
        """Mouthing at t: every sign's mouth shapes in turn, each eased into the next, none between signs."""
        n = notation()
        names = ('jaw', 'round', 'press', 'puff', 'smile')
        out = dict.fromkeys(names, 0.0)
        for (a, b), gloss in zip(self.spans, self.line['signs']):
            shapes = n['sign'][gloss].get('mouth', ())
            first, last = a + TRANSITION_S * 0.5, b + 0.06
            if not shapes or not first - 0.12 < t < last + 0.15:
                continue
            at = (t - first) / (last - first) * len(shapes) - 0.5
            for i, shape in enumerate(shapes):
                share = float(np.clip(1.15 - abs(at - i), 0, 1))
                share = share * share * (3 - 2 * share)
                for name, value in n['mouth'][shape].items():
                    out[name] = max(out[name], value * share)
        return out

    def pose(self, t):
        p = self.base(t)
        ends = np.clip(min(t - 0.1, self.signed_until - t), 0, 0.3) / 0.3
        nod, shake = self.value('nod', t), self.value('shake', t)
        p.rotate('neck', _tilt(-0.12 * self.value('lean', t) - 0.02 * ends, 0, 0))
        p.rotate('chest', _tilt(-0.08 * self.value('lean', t), 0, 0))
        p.rotate(
            'head',
            _tilt(
                -0.13 * nod * max(0, np.sin(2 * np.pi * 1.5 * t)),
                0.22 * shake * np.sin(2 * np.pi * 1.7 * t),
                0.10 * self.value('tilt', t),
            ),
        )
        brows, mouth = self.value('brows', t), self.mouth(t)
        mouth['smile'] = max(mouth['smile'], self.value('smile', t))
        # A raised brow asks yes or no with wide eyes; a furrowed one asks what or who with narrow ones.
        face(p, t, brows=brows, wide=0.35 * max(brows, 0), squint=0.35 * max(-brows, 0), blinks_s=self.blinks_s, **mouth)
        for side, track in (('r', self.right), ('l', self.left)):
            k = track.at(t)
            p.fingers(side, shape_of(k.shape))
            wrist = k.wrist
            if self.over_table and wrist[2] < TABLE_EDGE_M:
                floor = TABLE_M + 0.004 - contact.lowest(p, side, k.turn)
                wrist = np.array((wrist[0], max(wrist[1], floor), wrist[2]))
            p.arm(side, wrist, k.turn)
        return p


def _tilt(x, y, z):
    return ry(y) @ rx(x) @ rz(z)
