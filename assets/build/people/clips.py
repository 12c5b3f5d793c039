"""The clips of everybody: functions of time to poses, each with its length and what happens when.

A clip is (seconds, looping, t -> Pose, events). Looping clips repeat exactly: every motion in them has a
whole number of periods.
"""
from dataclasses import dataclass, field

import numpy as np

from . import signing
from .motion import TABLE_M, breathe, bump, ease, face, hands_on_table, hanging_arms, seated, standing
from .pose import rx, ry, rz
from .signing import Key, handshape, shape_vector
from .skeleton import INDEX

BEAT_S = 60.0 / 140.0


@dataclass
class Clip:
    seconds: float
    loop: bool
    pose: object
    events: dict = field(default_factory=dict)


def wave(t, period, phase=0.0):
    return np.sin(2 * np.pi * (t / period + phase))


def hands_of(pose):
    """The keys both hands are at, for a performance that starts and ends there."""
    out = {}
    for s in 'lr':
        r, p = pose.world(f'hand_{s}')
        shape = handshape('soft')
        out[s] = Key(p, r, shape_vector(shape))
    return out


# ---------------------------------------------------------------- everybody
def stand(rig):
    def at(t):
        p = standing(rig, t, wave(t, 8))
        p.rotate('head', ry(0.05 * wave(t, 8, 0.2)))
        hanging_arms(breathe(p, t), t)
        return face(p, t, life=t % 4)

    return Clip(8, True, at)


def breathe_clip(rig):
    def at(t):
        p = hanging_arms(breathe(standing(rig, t), t, 4, 1.6), t)
        return face(p, t, life=t % 4)

    return Clip(4, True, at)


# ---------------------------------------------------------------- at the table
def sit(rig):
    def at(t):
        p = breathe(seated(rig, t, 0.04), t)
        p.rotate('head', ry(0.10 * wave(t, 8)) @ rz(0.03 * wave(t, 8, 0.3)))
        hands_on_table(p)
        return face(p, t, smile=0.15, gaze=(0.12 * wave(t, 8, 0.05), -0.05), life=t % 4)

    return Clip(8, True, at)


def eat(rig):
    """Bread from the plate to the mouth, twice; chewing between."""
    k = rig.height / 1.7

    def at(t):
        u = t % 5
        up = bump(u, 0.7, 2.3, 0.75)
        p = breathe(seated(rig, t, 0.10 + 0.10 * up), t)
        p.rotate('neck', rx(-0.10 * up - 0.08)).rotate('head', rx(-0.05))
        hands_on_table(p)
        mouth = p.world('head')[1] + p.world('head')[0] @ (rig.marks.mouth - rig.at('head'))
        table = np.array((0.05 * k, TABLE_M + 0.055, p.world('chest')[1][2] - 0.40 * k))
        target = table + up * (mouth + np.array((0.012, -0.012, -0.03)) - table)
        p.fingers('r', handshape('beak'))
        fingers = np.array((-0.35, -0.75, -0.7)) * (1 - up) + np.array((-0.35, 0.45, 0.8)) * up
        palm = np.array((-0.3, -0.6, 0.6)) * (1 - up) + np.array((-0.5, -0.3, 0.6)) * up
        p.place('r', target, fingers, palm, 'tips', np.array((0.9, -1.0, 0.3)))
        chew = 0.16 * (1 - up) * (u > 2.0) * max(0, np.sin(2 * np.pi * 1.6 * u))
        return face(p, t, jaw=0.55 * bump(u, 1.2, 1.75, 0.2) + chew, gaze=(0, -0.22 * (1 - up)), life=t % 5)

    return Clip(10, True, at)


def listen(rig):
    """Attends: still hands, eyes on the signer, now and then a nod."""

    def at(t):
        p = breathe(seated(rig, t, 0.16), t)
        nod = bump(t, 2.2, 3.4, 0.3) * wave(t, 0.6) + bump(t, 6.0, 6.9, 0.3) * wave(t, 0.45)
        p.rotate('head', rx(-0.05 * nod) @ rz(0.07 * wave(t, 8)) @ ry(0.06 * wave(t, 8, 0.4)))
        hands_on_table(p, spread=0.10)
        return face(p, t, brows=0.25 + 0.25 * bump(t, 4.2, 5.6), smile=0.25, life=t % 4)

    return Clip(8, True, at)


def laugh(rig):
    def at(t):
        a = bump(t, 0.15, 2.7, 0.4)
        p = breathe(seated(rig, t, 0.05 - 0.22 * a), t)
        shake = a * wave(t, 0.24)
        p.rotate('chest', rx(0.018 * shake)).rotate('neck', rx(0.10 * a)).rotate(
            'head', rx(0.12 * a + 0.02 * shake)
        )
        hands_on_table(p)
        palm = p.world('hand_r')[1]
        lift = a * max(0, np.sin(2 * np.pi * (t - 0.8) / 0.62)) * 0.07 * (0.7 < t < 2.1)
        r = p.world('hand_r')[0]
        p.arm('r', palm + (0, lift, 0), r @ rx(0), np.array((1.1, -0.9, 0.35)))
        return face(p, t, smile=1.1 * a, jaw=0.42 * a + 0.08 * shake, brows=0.35 * a, shut=0.38 * a)

    return Clip(3.2, False, at, {'slap_s': [1.11, 1.73]})


def turn(rig, degrees):
    """Turns to the visitor and stays, attentive; the renderer's look-at does the last degrees."""
    a = np.radians(degrees)

    def at(t):
        u = ease(t, 0.1, 1.0)
        p = breathe(seated(rig, t, 0.06 + 0.06 * u, a * 0.75 * u), t)
        p.rotate('neck', ry(a * 0.30 * ease(t, 0.0, 0.7))).rotate('head', ry(a * 0.45 * ease(t, 0, 0.6)))
        hands_on_table(p)
        return face(
            p,
            t,
            brows=0.5 * bump(t, 0.3, 1.4),
            smile=0.5 * u,
            gaze=(np.clip(a, -1, 1) * 0.5 * bump(t, 0, 0.8, 0.2), 0),
        )

    return Clip(2.0, False, at)


def line(rig, places, who, clip, seat=True, base=None):
    spec = signing.notation()['line'][who][clip]

    def body(t):
        if base:
            return base(t)
        return breathe(seated(rig, t, 0.08), t) if seat else breathe(standing(rig, t), t)

    start = body(0.0)
    (hands_on_table if seat and not base else hanging_arms)(start)
    show = signing.Performance(rig, places, spec, body, hands_of(start))
    return Clip(
        round(show.duration, 3),
        False,
        show.pose,
        {
            'draft': True,
            'english': spec['english'],
            'signs': spec['signs'],
            'sign_s': [[round(a, 3), round(b, 3)] for a, b in show.spans],
        },
    )


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
        target = p.world('upper_arm_r')[1] + np.array((0.02, -0.06 + 0.02 * flap, -0.46)) * k
        p.arm('r', wrist0 + a * (target - wrist0), signing.turn_between(r0, r1, a))
        return face(p, t, brows=0.7 * a, smile=0.4 * a)

    return Clip(2.4, False, at)


def offer_bread(rig, places):
    """Takes the bread board's place at the right, brings it forward with an open hand, asks EAT with raised brows."""
    k = rig.height / 1.7
    sign = line(rig, places, 'ansel', 'offer_sign')
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
        target = (
            np.array((0.16 - 0.10 * give, 0, 0)) * k
            + np.array((0, TABLE_M + 0.09, 0))
            + np.array((0, 0, p.world('chest')[1][2] - (0.36 + 0.20 * give) * k))
        )
        p.arm('r', wrist0 + a * (target - wrist0), signing.turn_between(r0, r1, a))
        return face(p, t, brows=0.5 * give, smile=0.5 * a)

    return Clip(round(lead + sign.seconds, 3), False, at, {**sign.events, 'given_s': 1.5})


# ---------------------------------------------------------------- Theo drums
SLIDE_M, SLIDE_AHEAD_M = 0.755, 0.40  # the bed of the slide before Theo's feet
CALLS = {  # seconds between blows; the pattern a visitor can answer
    'drum_call_1': [0.6] * 3,
    'drum_call_2': [0.3, 0.3, 0.9, 0.3, 0.3],
    'drum_call_3': [0.6, 0.3, 0.3, 0.6, 0.3, 0.3, 0.3, 0.3],
}


def _drumming(rig, hits, lively, seconds=None):
    """Palms on a surface at SLIDE_M; blows alternate, the last is both hands."""
    k = rig.height / 1.28
    hand_hits = {'r': list(hits[0::2]), 'l': list(hits[1::2])}
    last = hits[-1]
    for s in 'lr':
        if last not in hand_hits[s] and lively:
            hand_hits[s].append(last)

    def lift(times, t):
        d = min((abs(t - h) if t < h else (t - h) * 0.8 for h in times), default=1.0)
        if seconds:
            d = min([d] + [abs(t - h - seconds) for h in times] + [abs(t - h + seconds) * 0.8 for h in times])
        return 1 - np.exp(-((d / 0.10) ** 1.4))

    def at(t):
        p = standing(rig, t)
        low = min(min(abs(t - h) for h in hits), 0.4)
        p.rotate('spine_1', rx(-0.16)).rotate('spine_2', rx(-0.10)).rotate('neck', rx(0.05))
        p.rotate('head', rx(0.08 - 0.10 * np.exp(-((low / 0.08) ** 2))))
        for s, out in (('l', -1), ('r', 1)):
            h = lift(hand_hits[s], t)
            p.fingers(s, handshape('flat' if h < 0.5 else 'open_flat'))
            pitch = 0.55 * h
            p.place(
                s,
                (0.12 * out * k, SLIDE_M + 0.012 + 0.15 * h, -SLIDE_AHEAD_M - 0.02 * h),
                (-0.18 * out, pitch, -1),
                (0, -1, -pitch),
                'palm',
                np.array((1.0 * out, -0.55, 0.6)),
            )
        return face(p, t, smile=0.5, brows=0.3, life=(t % seconds) if seconds else t)

    return at


def drum_call(rig, name):
    hits = np.round(0.7 + np.concatenate([[0], np.cumsum(CALLS[name])]), 3)
    seconds = float(hits[-1] + 1.2)
    at = _drumming(rig, hits, True)

    def then_look(t):
        p = at(t)
        u = ease(t, hits[-1] + 0.2, hits[-1] + 0.7)
        p.rotate('head', rx(0.12 * u))
        return face(p, t, brows=0.9 * u, smile=0.5 + 0.3 * u)

    return Clip(round(seconds, 3), False, then_look, {'hit_s': hits.tolist()})


def drum_together(rig):
    seconds = 16 * BEAT_S / 2
    hits = np.array([0, 1, 2, 2.5, 3, 4, 5, 6, 6.5, 7]) * BEAT_S
    at = _drumming(rig, hits, False, seconds)

    def happy(t):
        p = at(t)
        p.rotate('hips', rz(0.03 * wave(t, 2 * BEAT_S)))
        p.rotate('head', rz(0.08 * wave(t, 2 * BEAT_S)))
        return face(p, t, smile=0.9, jaw=0.25, brows=0.4, life=t % seconds)

    return Clip(round(seconds, 4), True, happy, {'hit_s': np.round(hits, 4).tolist()})


def wait(rig):
    """Palms on the metal, looking at the visitor, a bounce of expectation."""

    def at(t):
        p = standing(rig, t)
        p.shift[INDEX['hips']] += (0, -0.008 + 0.008 * wave(t, 1), 0)
        for s, out in (('l', -1), ('r', 1)):
            p.leg(s, rig.at(f'foot_{s}') * (0.62, 1, 1), ry(-0.16 * out))
        p.rotate('spine_1', rx(-0.14)).rotate('spine_2', rx(-0.08)).rotate('neck', rx(0.10)).rotate(
            'head', rx(0.10)
        )
        p.rotate('head', rz(0.10 * wave(t, 4)))
        for s, out in (('l', -1), ('r', 1)):
            p.fingers(s, handshape('flat'))
            p.place(
                s,
                (0.12 * out, SLIDE_M + 0.012, -SLIDE_AHEAD_M),
                (-0.18 * out, 0, -1),
                (0, -1, 0),
                'palm',
                np.array((1.0 * out, -0.55, 0.6)),
            )
        return face(p, t, brows=0.8, smile=0.45, life=t % 4)

    return Clip(4, True, at)


# ---------------------------------------------------------------- walking, crowd
def walk(rig, speed_m_s):
    """In place; the ground under it moves back at `speed_m_s`. One cycle is two steps."""
    k = rig.height / 1.7
    step = 0.62 * k * (1.0 if rig.height > 1.4 else 1.1)
    seconds = 2 * step / speed_m_s
    hip_drop = 0.022 * k

    def foot(u):
        """Phase 0..1: stance half, then swing. -> (z, y, pitch)"""
        if u < 0.6:
            v = u / 0.6
            roll = ease(v, 0.72, 1.0)
            return (
                -step * 0.6 + 1.2 * step * v,
                0.055 * k * roll,
                -0.55 * roll + 0.20 * (1 - ease(v, 0, 0.12)),
            )
        v = (u - 0.6) / 0.4
        s = v * v * (3 - 2 * v)
        return (
            step * 0.6 - 1.2 * step * s,
            (0.055 * (1 - s) + 0.05 * np.sin(np.pi * v)) * k,
            -0.55 * (1 - ease(v, 0, 0.5)) + 0.20 * ease(v, 0.6, 1),
        )

    def at(t):
        u = t / seconds
        p = standing(rig, t)
        p.shift[INDEX['hips']] = np.array(
            (0.012 * k * wave(u, 1), -hip_drop + 0.016 * k * wave(u, 0.5, 0.40), 0)
        )
        p.rotate('hips', ry(0.10 * wave(u, 1, 0.15)) @ rz(0.03 * wave(u, 1)))
        p.rotate('spine_2', ry(-0.12 * wave(u, 1, 0.15))).rotate(
            'chest', ry(-0.10 * wave(u, 1, 0.15)) @ rx(-0.03)
        )
        p.rotate('head', ry(0.10 * wave(u, 1, 0.15)))
        hanging_arms(p)
        for s, phase in (('l', 0.0), ('r', 0.5)):
            z, y, pitch = foot((u + phase) % 1)
            p.leg(s, rig.at(f'foot_{s}') * (0.45, 1, 1) + np.array((0, y, z * 1.0)), rx(pitch))
        for s, out, phase in (('l', -1, 0.5), ('r', 1, 0.0)):
            swing = 0.42 * np.sin(2 * np.pi * (u + phase + 0.30))
            shoulder = p.world(f'upper_arm_{s}')[1]
            wrist = shoulder + rx(swing) @ (p.world(f'hand_{s}')[1] - shoulder)
            lift = max(0.0, swing) * 0.10 * k
            p.arm(
                s,
                wrist + (0, lift, 0),
                rx(swing) @ p.hand_turn(s, (0.04 * out, -1, -0.25), (-out, 0, 0.3)),
                np.array((0.35 * out, -0.1, 1.0)),
            )
        return face(p, t, smile=0.3, life=(t / seconds) * 4 % 4 if seconds < 4 else t)

    return Clip(
        round(seconds, 4),
        True,
        at,
        {'speed_m_s': speed_m_s, 'step_s': [round(seconds * v, 3) for v in (0.0, 0.5)]},
    )


def still(rig):
    def at(t):
        p = hanging_arms(breathe(standing(rig, t, wave(t, 4)), t))
        p.rotate('head', ry(0.08 * wave(t, 4)))
        return face(p, t, life=t % 4)

    return Clip(4, True, at)


def bounce(rig):
    """On the beat of the song, two bars of two; arms half up."""
    seconds = 4 * BEAT_S

    def at(t):
        p = standing(rig, t)
        dip = 0.5 - 0.5 * np.cos(2 * np.pi * t / BEAT_S)
        p.shift[INDEX['hips']] += (0.02 * wave(t, seconds), -0.055 * (1 - dip), 0.01)
        for s, out in (('l', -1), ('r', 1)):
            p.leg(s, rig.at(f'foot_{s}') * (0.7, 1, 1), ry(-0.16 * out))
        p.rotate('spine_2', rz(0.05 * wave(t, seconds))).rotate('head', rx(-0.16 * (1 - dip)))
        for s, out in (('l', -1), ('r', 1)):
            p.fingers(s, handshape('relaxed'))
            up = 0.10 * dip + 0.02 * out * wave(t, seconds)
            shoulder = p.world(f'upper_arm_{s}')[1]
            p.place(
                s,
                shoulder + np.array((0.12 * out, -0.16 + up, -0.30)),
                (0.1 * out, 0.7, -0.7),
                (-0.9 * out, -0.2, -0.4),
            )
        return face(p, t, smile=0.5, brows=0.3, life=t % seconds)

    return Clip(round(seconds, 4), True, at)


def cheer(rig):
    seconds = 4 * BEAT_S

    def at(t):
        p = standing(rig, t)
        hop = 0.5 - 0.5 * np.cos(2 * np.pi * t / BEAT_S)
        p.shift[INDEX['hips']] += (0, -0.03 * (1 - hop), 0)
        for s, out in (('l', -1), ('r', 1)):
            p.leg(s, rig.at(f'foot_{s}') * (0.7, 1, 1), ry(-0.16 * out))
        p.rotate('head', rx(0.14))
        for s, out in (('l', -1), ('r', 1)):
            p.fingers(s, handshape('fist' if s == 'r' else 'five'))
            shoulder = p.world(f'upper_arm_{s}')[1]
            sway = 0.06 * wave(t, seconds, 0.25 * (s == 'r'))
            p.place(
                s,
                shoulder + np.array((0.12 * out + sway, 0.42 + 0.06 * hop, -0.10)),
                (0.1 * out, 1, -0.1),
                (0, 0.1, -1),
                'wrist',
                np.array((1.0 * out, -0.2, -0.3)),
            )
        return face(p, t, smile=0.9, jaw=0.7, brows=0.6, life=t % seconds)

    return Clip(round(seconds, 4), True, at)
