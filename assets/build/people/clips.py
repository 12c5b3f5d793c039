"""The clips of everybody: functions of time to poses, each with its length and what happens when.

A clip is (seconds, looping, t -> Pose, events). Looping clips repeat exactly: every motion in them has a
whole number of periods.
"""
import numpy as np

from . import contact, signing
from .clip import BEAT_S, Clip, wave
from .motion import breathe, face, hands_on_table, hanging_arms, idle_head, seated, standing
from .pose import rx, ry, rz
from .signing import Key, handshape, shape_vector
from .skeleton import INDEX
from .timing import LIFE_S, ease


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
    """The weight goes slowly from foot to foot; head and eyes wander."""

    def at(t):
        p = breathe(standing(rig, t, 0.55 * rig.temper.drift(t, 0)), t)
        return hanging_arms(idle_head(p, t), t)

    return Clip(LIFE_S, True, at)


def breathe_clip(rig):
    def at(t):
        p = hanging_arms(breathe(standing(rig, t), t, 4, 1.6), t)
        return face(p, t, loop_s=LIFE_S / 2)

    return Clip(LIFE_S / 2, True, at)


def line(rig, places, who, clip, seat=True, base=None):
    spec = signing.notation()['line'][who][clip]

    def body(t):
        if base:
            return base(t)
        return breathe(seated(rig, t, 0.08), t) if seat else breathe(standing(rig, t), t)

    start = body(0.0)
    (hands_on_table if seat and not base else hanging_arms)(start)
    show = signing.Performance(rig, places, spec, body, hands_of(start), seat and not base)
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


# ---------------------------------------------------------------- Theo drums
# The metal before Theo's feet, and how much higher it is to his right: a slide falls.
SLIDE_M, SLIDE_AHEAD_M, SLIDE_FALL = 0.752, 0.40, 0.05


def on_slide(p, side, x, ahead_m, lift_m=0.0, shape='flat'):
    out = -1 if side == 'l' else 1
    p.fingers(side, handshape(shape))
    pole = np.array((1.0 * out, -0.55, 0.6))
    return contact.lay(p, side, x, -ahead_m, SLIDE_M + SLIDE_FALL * x, shape, -0.18 * out, lift_m, pole)


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
            on_slide(p, s, 0.12 * out * k, SLIDE_AHEAD_M + 0.02 * h, 0.15 * h)
            p.rotate(f'hand_{s}', rx(0.45 * h))
        return face(p, t, smile=0.5, brows=0.3, loop_s=seconds or LIFE_S)

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


def drum(rig):
    """By himself: a pattern of two bars, eyes on his hands, tongue nearly out."""
    seconds = 8 * BEAT_S
    hits = np.array([0, 1, 1.5, 2, 3, 4, 5, 5.5, 6, 6.5, 7, 7.5]) * BEAT_S
    at = _drumming(rig, hits, False, seconds)

    def busy(t):
        p = at(t)
        p.rotate('head', rz(0.06 * wave(t, seconds)) @ rx(-0.10))
        press = 0.6 * max(0.0, wave(t, seconds, 0.2))
        return face(p, t, smile=0.35, brows=0.15, press=press, gaze=(0, -0.25), loop_s=seconds)

    return Clip(round(seconds, 4), True, busy, {'hit_s': np.round(hits, 4).tolist()})


def drum_together(rig):
    seconds = 16 * BEAT_S / 2
    hits = np.array([0, 1, 2, 2.5, 3, 4, 5, 6, 6.5, 7]) * BEAT_S
    at = _drumming(rig, hits, False, seconds)

    def happy(t):
        p = at(t)
        p.rotate('hips', rz(0.03 * wave(t, 2 * BEAT_S)))
        p.rotate('head', rz(0.08 * wave(t, 2 * BEAT_S)))
        return face(p, t, smile=0.9, jaw=0.25, brows=0.4, loop_s=seconds)

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
            on_slide(p, s, 0.12 * out, SLIDE_AHEAD_M)
        glance = rig.temper.glance(t, 1)
        return face(p, t, brows=0.65 + 0.25 * wave(t, 4), smile=0.5, gaze=(0, 0.04 + 0.12 * min(glance, 0)))

    return Clip(LIFE_S, True, at)


# ---------------------------------------------------------------- walking, crowd
WALK_S, CROWD_BEATS = 8.0, 16  # loops are as long as it takes not to be noticed


def walk(rig, speed_m_s):
    """In place; the ground under it moves back at `speed_m_s`. One cycle is two steps."""
    k = rig.height / 1.7
    step = 0.62 * k * (1.0 if rig.height > 1.4 else 1.1)
    cycle = 2 * step / speed_m_s
    cycles = int(np.ceil(WALK_S / cycle))  # long enough that somebody blinks and looks about
    seconds = cycle * cycles
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
        u = t / cycle
        p = standing(rig, 0.0)
        look = rig.temper.glance(t / seconds * LIFE_S, 1)
        p.shift[INDEX['hips']] = np.array(
            (0.012 * k * wave(u, 1), -hip_drop + 0.016 * k * wave(u, 0.5, 0.40), 0)
        )
        p.rotate('hips', ry(0.10 * wave(u, 1, 0.15)) @ rz(0.03 * wave(u, 1)))
        p.rotate('spine_2', ry(-0.12 * wave(u, 1, 0.15))).rotate(
            'chest', ry(-0.10 * wave(u, 1, 0.15)) @ rx(-0.03)
        )
        p.rotate('head', ry(0.10 * wave(u, 1, 0.15) + 0.22 * look) @ rx(0.02 * wave(u, 0.5, 0.3)))
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
        return face(p, t, smile=0.3, gaze=(0.15 * look, 0), loop_s=seconds)

    steps = [round(cycle * (k / 2), 3) for k in range(2 * cycles)]
    events = {'speed_m_s': speed_m_s, 'step_s': steps}
    return Clip(round(seconds, 4), True, at, events, frame_s=1 / 30)


def still(rig):
    def at(t):
        p = breathe(standing(rig, t, 0.6 * rig.temper.drift(t, 0)), t)
        return hanging_arms(idle_head(p, t), t)

    return Clip(LIFE_S, True, at)


def bounce(rig):
    """On the beat of the song, four bars; arms half up; now and then somebody looks about."""
    seconds = CROWD_BEATS * BEAT_S
    turn, deep = 8 * BEAT_S, 4 * BEAT_S

    def at(t):
        p = standing(rig, 0.0)
        much = 0.75 + 0.25 * wave(t, seconds, rig.temper.phase[0])
        dip = 0.5 - 0.5 * np.cos(2 * np.pi * t / BEAT_S)
        look = rig.temper.drift(t, 2, seconds)
        p.shift[INDEX['hips']] += (0.02 * wave(t, deep), -0.055 * (1 - dip) * much, 0.01)
        for s, out in (('l', -1), ('r', 1)):
            p.leg(s, rig.at(f'foot_{s}') * (0.7, 1, 1), ry(-0.16 * out))
        p.rotate('spine_2', rz(0.05 * wave(t, deep)) @ ry(0.06 * wave(t, turn)))
        p.rotate('head', rx(-0.16 * (1 - dip) * much) @ ry(0.22 * look) @ rz(0.05 * wave(t, turn, 0.2)))
        for s, out in (('l', -1), ('r', 1)):
            p.fingers(s, handshape('relaxed'))
            up = 0.10 * dip + 0.02 * out * wave(t, deep) + 0.05 * (much - 0.75)
            shoulder = p.world(f'upper_arm_{s}')[1]
            p.place(
                s,
                shoulder + np.array((0.12 * out, -0.16 + up, -0.30)),
                (0.1 * out, 0.7, -0.7),
                (-0.9 * out, -0.2, -0.4),
            )
        return face(p, t, smile=0.5, brows=0.3, jaw=0.15 * (1 - dip), gaze=(0.1 * look, 0), loop_s=seconds)

    return Clip(round(seconds, 4), True, at, frame_s=1 / 30)


def cheer(rig):
    seconds = CROWD_BEATS * BEAT_S
    deep = 4 * BEAT_S

    def at(t):
        p = standing(rig, 0.0)
        hop = 0.5 - 0.5 * np.cos(2 * np.pi * t / BEAT_S)
        loud = 0.7 + 0.3 * wave(t, seconds / 2, rig.temper.phase[1])
        p.shift[INDEX['hips']] += (0, -0.03 * (1 - hop), 0)
        for s, out in (('l', -1), ('r', 1)):
            p.leg(s, rig.at(f'foot_{s}') * (0.7, 1, 1), ry(-0.16 * out))
        p.rotate('head', rx(0.14 * loud) @ ry(0.12 * rig.temper.drift(t, 2, seconds)))
        for s, out in (('l', -1), ('r', 1)):
            p.fingers(s, handshape('fist' if s == 'r' else 'five'))
            shoulder = p.world(f'upper_arm_{s}')[1]
            sway = 0.06 * wave(t, deep, 0.25 * (s == 'r'))
            p.place(
                s,
                shoulder + np.array((0.12 * out + sway, 0.36 + 0.06 * loud + 0.06 * hop, -0.10)),
                (0.1 * out, 1, -0.1),
                (0, 0.1, -1),
                'wrist',
                np.array((1.0 * out, -0.2, -0.3)),
            )
        return face(p, t, smile=0.9, jaw=0.3 + 0.4 * loud, brows=0.6, loop_s=seconds)

    return Clip(round(seconds, 4), True, at, frame_s=1 / 30)
