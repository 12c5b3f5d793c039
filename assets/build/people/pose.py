"""A pose of the skeleton: world-axis rotations from rest, two-bone arms and legs, fingers by angles.

Because rest rotations are the identity, `turn[j]` (local) products are rotations from the rest pose.
"""
import math

import numpy as np

from .skeleton import FINGERS, INDEX, JOINTS, PARENT


# Where the pad side of the thumb's three segments faces at rest, in the palm's frame: the thin axis of
# their cross-sections on the base mesh.
THUMB_PADS = ((0.73, -0.68, -0.05), (0.84, -0.50, -0.10), (0.95, -0.29, -0.12))


# Places on the hand that are the middle of some joints.
_MIDDLES = {
    'fingers': ('index_2', 'middle_2'),
    'hooked': ('index_3', 'middle_3'),
    'middle_side': ('middle_2',),
    'fist': ('index_2', 'little_2'),
}


def unit(v):
    v = np.asarray(v, float)
    return v / max(math.sqrt(v @ v), 1e-12)


def cross(a, b):
    """Of two vectors; numpy's own is slow for one."""
    return np.array((a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]))


def about(axis, angle):
    """Rotation matrix about an axis, right-handed, radians."""
    x, y, z = (float(v) for v in axis)
    n = max(math.sqrt(x * x + y * y + z * z), 1e-12)
    x, y, z = x / n, y / n, z / n
    c, s = math.cos(angle), math.sin(angle)
    d = 1 - c
    return np.array(
        (
            (c + x * x * d, x * y * d - z * s, x * z * d + y * s),
            (y * x * d + z * s, c + y * y * d, y * z * d - x * s),
            (z * x * d - y * s, z * y * d + x * s, c + z * z * d),
        )
    )


def rx(a):
    return about((1, 0, 0), a)


def ry(a):
    return about((0, 1, 0), a)


def rz(a):
    return about((0, 0, 1), a)


def between(a, b):
    """Shortest rotation from direction a to direction b."""
    a, b = unit(a), unit(b)
    axis = cross(a, b)
    s, c = np.linalg.norm(axis), a @ b
    if s < 1e-9:
        return np.eye(3) if c > 0 else about(cross(a, (0.3, 1, 0.2)), np.pi)
    return about(axis, np.arctan2(s, c))


def frame(forward, up):
    """Columns X Y Z with -Z along `forward` and Y as near `up` as can be."""
    z = -unit(forward)
    x = unit(cross(up, z))
    return np.stack([x, cross(z, x), z], 1)


def twist_angle(rotation, axis):
    """Angle of the turn about `axis` inside `rotation` (swing-twist)."""
    w = np.sqrt(max(0.0, 1 + np.trace(rotation))) / 2
    v = np.array(
        (rotation[2, 1] - rotation[1, 2], rotation[0, 2] - rotation[2, 0], rotation[1, 0] - rotation[0, 1])
    ) / max(4 * w, 1e-6)
    a = 2 * np.arctan2(v @ unit(axis), w)
    return (a + np.pi) % (2 * np.pi) - np.pi


def _chain(joint):
    i, out = INDEX[joint], []
    while i >= 0:
        out.append(i)
        i = PARENT[i]
    return out[::-1]


_CHAINS = {joint: _chain(joint) for joint in JOINTS}


class Rig:
    """Rest geometry that posing needs; made once for a person."""

    def __init__(self, body, marks=None, temper=None):
        self.temper, self.table_z, self.manner = temper, None, 'open'
        self.lean = 0.0  # how much further forward somebody sits than others: a table that is far
        self.rest, self.tips, self.motion, self.height = body.joints, body.tips, body.motion, body.height
        self.offset = np.array([self.rest[i] - (self.rest[p] if p >= 0 else 0) for i, p in enumerate(PARENT)])
        self.marks = marks
        self.palm = {s: self._palm(s) for s in 'lr'}
        self.finger_joints = {s: [INDEX[f'{f}_{k}_{s}'] for f in FINGERS for k in (1, 2, 3)] for s in 'lr'}
        self.known_shapes, self.known_lays = {}, {}

    def at(self, name):
        return self.rest[INDEX[name]]

    def _palm(self, s):
        """Basis of the hand at rest: -Z to the middle knuckle, +Y out of the back, +X to the little finger.
        The left one is a mirror image (determinant -1), so that one set of angles serves both hands."""
        forward = unit(self.at(f'middle_1_{s}') - self.at(f'hand_{s}'))
        little = self.at(f'little_1_{s}') - self.at(f'index_1_{s}')
        x = unit(little - forward * (little @ forward))
        y = cross(-forward, x)
        return np.stack([x, y if s == 'r' else -y, -forward], 1)


class Pose:
    def __init__(self, rig):
        self.rig = rig
        self.turn = np.tile(np.eye(3), (len(JOINTS), 1, 1))
        self.shift = np.zeros((len(JOINTS), 3))  # added to a joint's rest offset, parent axes

    def copy(self):
        out = Pose(self.rig)
        out.turn, out.shift = self.turn.copy(), self.shift.copy()
        return out

    def rotate(self, joint, rotation):
        self.turn[INDEX[joint]] = self.turn[INDEX[joint]] @ rotation
        return self

    def world(self, joint):
        """(rotation, position) of a joint."""
        chain = _CHAINS[joint]
        steps, turn = self.rig.offset[chain] + self.shift[chain], self.turn[chain]
        p, r = steps[0], turn[0]
        for step, t in zip(steps[1:], turn[1:]):
            p = p + r @ step
            r = r @ t
        return r, p

    def set_world(self, joint, rotation):
        parent = PARENT[INDEX[joint]]
        r = self.world(JOINTS[parent])[0] if parent >= 0 else np.eye(3)
        self.turn[INDEX[joint]] = r.T @ rotation

    def _two_bones(self, root, a, b, target, pole, stretch=0.995):
        """Directions of both bones so that the end meets `target` and the middle joint points to `pole`."""
        line = target - root
        d = np.clip(np.linalg.norm(line), abs(a - b) * 1.02 + 1e-4, (a + b) * stretch)
        line = unit(line)
        out = unit(pole - line * (pole @ line))
        c = (a * a + d * d - b * b) / (2 * a * d)
        s = np.sqrt(max(0, 1 - c * c))
        middle = a * (c * line + s * out)
        return unit(middle), unit(d * line - middle), unit(cross(out, line))

    def arm(self, side, wrist, hand=None, pole=None, follow=0.14):
        """Wrist to `wrist` (world). `hand`: rotation from rest of the hand, or None to keep it on the forearm."""
        rig = self.rig
        s = side
        ja, jb, jc = (rig.at(f'{n}_{s}') for n in ('upper_arm', 'forearm', 'hand'))
        u0, f0 = unit(jb - ja), unit(jc - jb)
        n0 = unit(cross(u0, f0))
        a, b = np.linalg.norm(jb - ja), np.linalg.norm(jc - jb)
        out = -1 if s == 'l' else 1
        chest = self.world('chest')[0]
        pole = chest @ np.array((0.62 * out, -1.0, 0.42)) if pole is None else np.asarray(pole, float)
        self.turn[INDEX[f'clavicle_{s}']] = np.eye(3)
        for _ in range(2):
            shoulder = self.world(f'upper_arm_{s}')[1]
            u1, f1, n1 = self._two_bones(shoulder, a, b, wrist, pole)
            lift = between(u0, chest.T @ u1)
            angle = np.arccos(np.clip((np.trace(lift) - 1) / 2, -1, 1))
            axis = np.array((lift[2, 1] - lift[1, 2], lift[0, 2] - lift[2, 0], lift[1, 0] - lift[0, 1]))
            if angle > 1e-4:
                self.turn[INDEX[f'clavicle_{s}']] = about(axis, angle * follow)
        start = np.stack([u0, n0, cross(u0, n0)], 1)
        upper = np.stack([u1, n1, cross(u1, n1)], 1) @ start.T
        start = np.stack([f0, n0, cross(f0, n0)], 1)
        fore = np.stack([f1, n1, cross(f1, n1)], 1) @ start.T
        parent = self.world(f'clavicle_{s}')[0]
        swing = between(u0, parent.T @ u1)
        left = twist_angle(swing.T @ parent.T @ upper, u0)
        self.set_world(f'upper_arm_{s}', parent @ swing @ about(u0, 0.45 * left))
        self.set_world(f'upper_arm_twist_{s}', upper)
        if hand is None:
            self.set_world(f'forearm_{s}', fore)
            self.turn[INDEX[f'forearm_twist_{s}']] = np.eye(3)
            self.turn[INDEX[f'hand_{s}']] = np.eye(3)
            return self
        twist = twist_angle(fore.T @ hand, f0)
        self.set_world(f'forearm_{s}', fore @ about(f0, 0.22 * twist))
        self.set_world(f'forearm_twist_{s}', fore @ about(f0, 0.78 * twist))
        self.set_world(f'hand_{s}', hand)
        return self

    def hand_turn(self, side, fingers, palm):
        """Rotation from rest that points the fingers along `fingers` and the palm toward `palm` (world)."""
        want = frame(fingers, -np.asarray(palm, float))
        if side == 'l':
            want = want * (-1, 1, 1)  # the left palm's basis is a mirror image
        return want @ self.rig.palm[side].T

    def leg(self, side, ankle, foot=None, pole=None):
        rig, s = self.rig, side
        ja, jb, jc = (rig.at(f'{n}_{s}') for n in ('thigh', 'shin', 'foot'))
        u0, f0 = unit(jb - ja), unit(jc - jb)
        ahead = np.array((0, 0, -1.0))
        n0 = unit(cross(ahead, unit(jc - ja)))
        out = -1 if s == 'l' else 1
        pole = np.array((0.12 * out, 0.25, -1.0)) if pole is None else np.asarray(pole, float)
        hip = self.world(f'thigh_{s}')[1]
        u1, f1, n1 = self._two_bones(hip, np.linalg.norm(jb - ja), np.linalg.norm(jc - jb), ankle, pole)
        for joint, d0, d1 in ((f'thigh_{s}', u0, u1), (f'shin_{s}', f0, f1)):
            m0, m1 = unit(n0 - d0 * (n0 @ d0)), unit(n1 - d1 * (n1 @ d1))
            a = np.stack([d0, m0, cross(d0, m0)], 1)
            self.set_world(joint, np.stack([d1, m1, cross(d1, m1)], 1) @ a.T)
        self.set_world(f'foot_{s}', np.eye(3) if foot is None else foot)
        return self

    def fingers(self, side, shape):
        """`shape`: finger -> (mcp, spread, pip, dip) and thumb -> (radial, palmar, opposition, mcp, ip), degrees."""
        rig, b = self.rig, self.rig.palm[side]
        key = (side, *(round(float(a), 4) for f in FINGERS for a in shape[f]))
        known = rig.known_shapes.get(key)
        if known is not None:
            self.turn[rig.finger_joints[side]] = known
            return self
        for f in FINGERS:
            names = [f'{f}_{k}_{side}' for k in (1, 2, 3)]
            p = [rig.at(n) for n in names] + [rig.tips[names[2]]]
            d = [unit(b.T @ (p[k + 1] - p[k])) for k in range(3)]
            if f == 'thumb':
                want, rest = _thumb(shape['thumb']), [_thumb_rest(x, pad) for x, pad in zip(d, THUMB_PADS)]
            else:
                want, rest = _finger(shape[f]), [_finger_rest(x) for x in d]
            before = np.eye(3)
            for k in range(3):
                delta = want[k] @ rest[k].T
                self.turn[INDEX[names[k]]] = b @ (before.T @ delta) @ b.T
                before = delta
        rig.known_shapes[key] = self.turn[rig.finger_joints[side]].copy()
        return self

    def hand_point(self, side, point):
        """Place on the posed hand, from the wrist, in the hand's rest axes. `point`: 'index', 'palm', ..."""
        rig = self.rig
        wrist = rig.at(f'hand_{side}')
        r_hand, p_hand = self.world(f'hand_{side}')
        if point in FINGERS:
            joint = f'{point}_3_{side}'
            r, p = self.world(joint)
            tip = p + r @ (rig.tips[joint] - rig.at(joint))
            return r_hand.T @ (tip - p_hand)
        b = rig.palm[side]
        middle = rig.at(f'middle_1_{side}') - wrist
        if point == 'tips':
            return np.mean([self.hand_point(side, f) for f in ('index', 'middle')], 0)
        if point in _MIDDLES:
            spots = [self.world(f'{j}_{side}')[1] for j in _MIDDLES[point]]
            return r_hand.T @ (np.mean(spots, 0) - p_hand)
        fixed = {
            'wrist': np.zeros(3),
            'knuckles': middle,
            'palm': middle * 0.72 - b[:, 1] * 0.018,
            'back': middle * 0.72 + b[:, 1] * 0.016,
            'heel': middle * 0.2 - b[:, 1] * 0.016,
            'edge': (rig.at(f'little_1_{side}') - wrist) * 0.75,
        }
        if point in fixed:
            return fixed[point]
        raise SystemExit(f'place on the hand "{point}" is not known')

    def place(self, side, target, fingers, palm, point='wrist', pole=None):
        """Puts `point` of the hand at `target` with the hand oriented; the handshape must be set before."""
        turn = self.hand_turn(side, fingers, palm)
        return self.arm(side, np.asarray(target, float) - turn @ self.hand_point(side, point), turn, pole)


def _finger(angles):
    mcp, spread, pip, dip = np.radians(angles)
    first = ry(spread) @ rx(-mcp)
    second = first @ rx(-pip)
    return first, second, second @ rx(-dip)


def _finger_rest(d):
    return ry(np.arctan2(-d[0], -d[2])) @ rx(np.arcsin(np.clip(d[1], -1, 1)))


def _thumb(angles):
    radial, palmar, opposition, mcp, ip = np.radians(angles)
    first = ry(radial) @ rx(-palmar) @ rz(-opposition)
    second = first @ ry(-mcp)
    return first, second, second @ ry(-ip)


def _thumb_rest(d, pad):
    z = -unit(d)
    x = unit(pad - z * (pad @ z))
    return np.stack([x, cross(z, x), z], 1)
