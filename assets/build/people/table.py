"""At the table: sitting, eating with something in the hand, attending, laughing, turning to the visitor.

Every person rests in a manner of their own (`manner` of people.toml) and eats with a thing of their own (`eats`).
"""
import numpy as np

from . import contact, held
from .clip import Clip, wave
from .motion import TABLE_M, breathe, face, hands_on_table, idle_head, seated, table_reach
from .pose import frame, rx, ry, rz
from .signing import handshape, turn_between
from .skeleton import INDEX
from .timing import LIFE_S, bump, ease

PLATE_AHEAD_M = {True: 0.15, False: 0.05}  # the plate before the feet; True: a child, whose feet are nearer


def rest_hands(p, manner):
    """Both hands where this person leaves them; nothing goes through table, lap or chin."""
    k, z = p.rig.height / 1.7, table_reach(p.rig)
    if manner == 'folded':
        for s, out, x, up in (('l', -1, 0.035, 0.0), ('r', 1, -0.035, 0.026)):
            p.fingers(s, handshape('soft'))
            contact.lay(p, s, x * k, z + 0.03 - 0.02 * out, TABLE_M, 'soft', -2.2 * out, up * k)
        return p
    hands_on_table(p)
    if manner == 'chin':
        p.fingers('l', handshape('relaxed'))
        r, head = p.world('head')
        chin = head + r @ (p.rig.marks.chin + np.array((-0.008, -0.014 * k, 0.004)) - p.rig.at('head'))
        p.place(
            'l',
            chin,
            r @ np.array((0.35, 0.75, 0.35)),
            r @ np.array((0.25, 0.5, 0.8)),
            'knuckles',
            (-0.75, -1.0, -0.25),
        )
    if manner == 'lap':
        p.fingers('l', handshape('soft'))
        knee, hip = p.world('shin_l')[1], p.world('thigh_l')[1]
        spot = 0.45 * hip + 0.55 * knee + np.array((0.02, 0.092 * k, 0))
        p.place('l', spot, (0.35, -0.05, -1), (0.1, -1, 0.05), 'palm', (-1.0, -0.3, 0.6))
    return p


def sit(rig):
    def at(t):
        p = breathe(
            seated(rig, t, 0.04 + 0.02 * rig.temper.drift(t, 7), side=0.5 * rig.temper.drift(t, 0)), t
        )
        p = idle_head(p, t, smile=0.12, gaze=(0, -0.04))
        return rest_hands(p, rig.manner)

    return Clip(LIFE_S, True, at)


def listen(rig):
    """Attends: still hands, eyes on the signer, brows that follow, now and then a nod."""
    nods = (2.2, 1.2, 0.6), (6.1, 0.9, 0.45), (11.3, 1.3, 0.52)

    def at(t):
        p = breathe(seated(rig, t, 0.13, side=0.35 * rig.temper.drift(t, 0)), t)
        nod = sum(bump(t, a, a + n, 0.3) * wave(t - a, period) for a, n, period in nods)
        p.rotate(
            'head', rx(-0.06 * nod) @ rz(0.05 * rig.temper.drift(t, 4)) @ ry(0.05 * rig.temper.drift(t, 2))
        )
        brows = 0.2 + 0.45 * bump(t, 4.2, 5.8) - 0.45 * bump(t, 8.6, 10.4, 0.4)
        p = face(
            p,
            t,
            brows=brows,
            smile=0.2 + 0.35 * bump(t, 12.4, 14.8, 0.5),
            gaze=(0.03 * rig.temper.glance(t, 5), 0),
        )
        return rest_hands(p, 'open' if rig.manner == 'lap' else rig.manner)

    return Clip(LIFE_S, True, at)


class _Bite:
    """Where the right hand goes while something is eaten: at the plate, at the mouth, and how it turns between."""

    WAYS = {  # (axis at the table, back of the hand there, axis at the mouth, back of the hand there)
        'fork': ((-0.35, -0.50, -0.80), (0.30, 0.85, -0.40), (-0.52, 0.30, 0.80), (0.20, 0.95, -0.25)),
        'spoon': ((-0.35, -0.40, -0.85), (0.30, 0.85, -0.40), (-0.55, 0.20, 0.80), (0.12, 0.98, -0.15)),
        'bread': ((-0.35, -0.30, -0.90), (0.20, 0.95, -0.30), (-0.34, 0.72, 0.60), (0.45, 0.30, -0.85)),
        'cup': ((0.0, 1.0, 0.0), (1.0, 0.0, 0.25), (-0.05, 0.80, 0.60), (1.0, 0.05, 0.05)),
    }

    def __init__(self, rig, kind):
        self.rig, self.kind, self.item = rig, kind, held.item(kind, rig)
        table, table_back, mouth, mouth_back = self.WAYS[kind]
        rest = frame(self.item.axis, self.item.side).T
        self.down, self.up = frame(table, table_back) @ rest, frame(mouth, mouth_back) @ rest
        k, z = rig.height / 1.7, -PLATE_AHEAD_M[rig.height < 1.45]
        self.plate = np.array((0.02 * k, TABLE_M + 0.032, z + 0.02))
        if kind == 'cup':
            self.plate = np.array((0.19 * k, TABLE_M + 0.047 + 0.042, z + 0.07))
        if kind == 'bread':
            self.plate = np.array((0.05 * k, TABLE_M + 0.035, z + 0.07))

    def reach(self, p, up, stir=0.0):
        p.fingers('r', handshape(self.item.shape))
        r, head = p.world('head')
        mouth = head + r @ (self.rig.marks.mouth + np.array((0.0, -0.004, 0.002)) - self.rig.at('head'))
        turn = turn_between(self.down, self.up, up)
        bow = np.array((0.05, 0.0, -0.05)) * np.sin(np.pi * up)  # not through the chin
        tip = (
            self.plate
            + np.array((0.02 * stir, 0.006 * abs(stir), 0.012 * stir))
            + up * (mouth - self.plate)
            + bow
        )
        wrist = tip - turn @ self.item.tip
        floor = TABLE_M - contact.lowest(p, 'r', turn) + 0.002
        wrist[1] = max(wrist[1], floor)
        return p.arm('r', wrist, turn, np.array((0.85, -1.0, 0.25)))


def eat(rig, kind):
    """Three times from the plate to the mouth, at uneven times; chewing and looking about between."""
    bite = _Bite(rig, kind)
    drink = kind == 'cup'
    starts = np.array((0.9, 6.3, 11.2)) + 0.7 * (rig.temper.phase[:3] - 0.5)
    stay = 3.1 if drink else 2.1

    def at(t):
        up = sum(bump(t, a, a + stay, 0.85) for a in starts)
        sip = sum(bump(t, a + 0.75, a + stay - 0.75, 0.3) for a in starts)
        chew = 0 if drink else sum(bump(t, a + stay - 0.6, a + stay + 2.2, 0.4) for a in starts)
        stir = (1 - up) * wave(t, 0.8) * sum(bump(t, a - 0.9, a + 0.1, 0.25) for a in starts) * (not drink)
        look = sum(bump(t, a - 1.0, a + 0.4, 0.3) for a in starts)
        p = breathe(seated(rig, t, 0.10 + 0.10 * up, side=0.3 * rig.temper.drift(t, 0)), t)
        p = idle_head(p, t, amount=(1 - up) * (1 - 0.7 * look), smile=0.1)
        p.rotate('neck', rx(-0.04 - 0.05 * up - 0.10 * look + 0.10 * sip * drink)).rotate(
            'head', rx(-0.02 * up - 0.06 * look)
        )
        hands_on_table(p, only='l', spread=0.17)
        bite.reach(p, up, stir)
        work = chew * (0.5 + 0.5 * np.sin(2 * np.pi * 1.55 * t))
        opened = sum(bump(t, a + 0.45, a + stay * 0.55, 0.3) for a in starts) * (0.25 if drink else 0.75)
        face(
            p,
            t,
            smile=0.10 + 0.25 * chew,
            jaw=opened + 0.17 * work,
            press=0.55 * chew * (1 - opened),
            puff=0.30 * chew,
            chew=0.8 * chew * np.sin(2 * np.pi * 0.78 * t),
            round=0.6 * sip * drink,
            shut=0.35 * sip * drink,
            brows=rig.temper.brows + 0.2 * chew,
            gaze=(0.15 * rig.temper.glance(t, 1) * (1 - look) * (1 - up), -0.26 * look),
        )
        return p

    events = {'bite_s': [round(float(a) + stay / 2, 2) for a in starts], 'holds': kind}
    return Clip(LIFE_S, True, at, events, holding=True)


def laugh(rig):
    """Head back, shoulders shaking, eyes narrow; a palm slaps the table twice."""

    def at(t):
        a = bump(t, 0.15, 2.8, 0.4)
        p = breathe(seated(rig, t, 0.05 - 0.20 * a, side=0.25 * a * wave(t, 1.6)), t)
        shake = a * wave(t, 0.21) * (1 - 0.5 * ease(t, 1.6, 2.8))
        p.rotate('chest', rx(0.022 * shake)).rotate('neck', rx(0.05 * a)).rotate(
            'head', rx(0.08 * a + 0.03 * shake) @ rz(0.10 * a * wave(t, 1.6, 0.15))
        )
        for s, out in (('l', -1), ('r', 1)):
            p.rotate(f'clavicle_{s}', rz(0.05 * a * out + 0.03 * shake * out))
        hands_on_table(p)
        lift = a * max(0, np.sin(2 * np.pi * (t - 0.8) / 0.62)) * 0.10 * (0.7 < t < 2.1)
        p.fingers('r', handshape('soft'))
        contact.lay(p, 'r', 0.13 * rig.height / 1.7, table_reach(rig), TABLE_M, 'soft', -0.55, lift)
        return face(
            p, t, smile=1.3 * a, jaw=0.95 * a + 0.12 * shake, brows=0.5 * a, shut=0.40 * a, puff=0.25 * a
        )

    return Clip(3.2, False, at, {'slap_s': [1.11, 1.73]})


def turn(rig, degrees):
    """Eyes first, then the head, then the shoulders turn to the visitor; a raised brow greets."""
    a = np.radians(degrees)

    def at(t):
        u = ease(t, 0.25, 1.15)
        p = breathe(seated(rig, t, 0.06 + 0.06 * u, a * 0.75 * u), t)
        p.rotate('neck', ry(a * 0.30 * ease(t, 0.12, 0.8))).rotate(
            'head', ry(a * 0.45 * ease(t, 0.1, 0.75)) @ rz(0.05 * u)
        )
        eyes = np.clip(a, -0.5, 0.5) * ease(t, 0.0, 0.14) * (1 - ease(t, 0.2, 0.8))
        face(p, t, brows=0.7 * bump(t, 0.35, 1.5) + 0.1 * u, smile=0.5 * ease(t, 0.6, 1.3), gaze=(eyes, 0), blinks_s=(0.14,))
        return rest_hands(p, rig.manner if rig.manner != 'chin' else 'open')

    return Clip(2.0, False, at)


def wave_attention(rig):
    """One arm out over the table, the hand flapping down: how attention is asked for."""
    k = rig.height / 1.7

    def at(t):
        a = bump(t, 0.1, 2.1, 0.4)
        p = breathe(seated(rig, t, 0.08 + 0.16 * a), t)
        hands_on_table(p)
        wrist0, r0 = p.world('hand_r')[1], p.world('hand_r')[0]
        flap = a * wave(t, 0.36)
        p.fingers('r', handshape('flat' if a > 0.5 else 'soft'))
        r1 = p.hand_turn('r', (0, 0.25 + 0.55 * flap, -1), (0, -1, -0.25 + 0.55 * flap))
        target = p.world('upper_arm_r')[1] + np.array((0.02, -0.02 + 0.02 * flap, -0.46)) * k
        p.arm('r', wrist0 + a * (target - wrist0), turn_between(r0, r1, a))
        return face(p, t, brows=0.8 * a, smile=0.4 * a, wide=0.3 * a)

    return Clip(2.4, False, at)


def offer_bread(rig, sign):
    """Reaches to the bread board, brings the open hand forward, asks EAT with raised brows."""
    k = rig.height / 1.7
    lead = 2.6

    def at(t):
        if t >= lead:
            return sign.pose(t - lead)
        a, give = bump(t, 0.1, lead, 0.6), ease(t, 0.8, 1.5) * (1 - ease(t, 1.9, lead))
        p = breathe(seated(rig, t, 0.08 + 0.22 * give), t)
        hands_on_table(p)
        wrist0, r0 = p.world('hand_r')[1], p.world('hand_r')[0]
        p.fingers('r', handshape('soft'))
        r1 = p.hand_turn('r', (-0.15, 0.05, -1), (-0.35 + 0.35 * give, -0.6 + 1.6 * give, -0.1))
        target = np.array(
            ((0.16 - 0.10 * give) * k, TABLE_M + 0.10, table_reach(rig) + (0.01 - 0.18 * give) * k)
        )
        p.arm('r', wrist0 + a * (target - wrist0), turn_between(r0, r1, a))
        return face(p, t, brows=0.6 * give, smile=0.5 * a)

    return Clip(round(lead + sign.seconds, 3), False, at, {**sign.events, 'given_s': 1.5})


def hand_on_shoulder(rig, left_m, ahead_m, height_m):
    """The arm goes around a neighbour: the palm lies on a shoulder `left_m` to the side, and pats twice."""

    def at(t):
        a = bump(t, 0.2, 5.4, 0.8)
        p = breathe(seated(rig, t, 0.05, turn=0.35 * a * np.sign(left_m), side=-0.5 * a * np.sign(left_m)), t)
        rest_hands(p, 'open')
        s = 'l' if left_m > 0 else 'r'
        pat = 0.018 * max(0.0, np.sin(2 * np.pi * (t - 2.0) / 0.55)) * (2.0 < t < 3.1)
        wrist0, r0 = p.world(f'hand_{s}')[1], p.world(f'hand_{s}')[0]
        p.fingers(s, handshape('soft'))
        out = -np.sign(left_m)
        r1 = p.hand_turn(s, (0.75 * out, 0.15, -0.65), (0.1 * out, -1, 0.0))
        spot = np.array((out * abs(left_m), height_m + 0.02 + pat, -ahead_m))
        bow = np.array((0, 0.12, 0.04)) * np.sin(np.pi * a)
        target = spot - r1 @ p.hand_point(s, 'palm')
        p.arm(
            s, wrist0 + a * (target - wrist0) + bow, turn_between(r0, r1, a), np.array((0.8 * out, -0.6, 0.7))
        )
        p.rotate('head', ry(0.35 * a * np.sign(left_m)) @ rz(0.08 * a * out) @ rx(-0.08 * a))
        return face(p, t, smile=0.55 * a, brows=0.15 * a, squint=0.2 * a)

    return Clip(5.8, False, at, {'touch_s': 1.2})
