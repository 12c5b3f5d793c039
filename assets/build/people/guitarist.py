"""Nell's clips: the guitar stays with her chest; the left hand frets, the right hand strums in time."""
import numpy as np

from . import guitar
from .clip import BEAT_S, Clip, wave
from .motion import breathe, face, idle_head, standing
from .pose import rx, ry, rz
from .signing import handshape
from .skeleton import INDEX
from .timing import LIFE_S, bump, ease


def _hold(p, fret=0.30, strum=0.0, lift=0.0):
    """Hands on the guitar. `fret`: metres from the nut; `strum` -1 above the strings .. 1 below; `lift` off them."""
    rig = p.rig
    origin, axes = guitar.hang(rig)
    r, at = p.world('prop')
    axes = r @ axes
    origin = at + r @ (origin - rig.at('prop'))
    p.fingers('l', handshape('fret'))
    x = guitar.SCALE_M - fret
    neck = origin + axes @ np.array((x, -0.052, -0.006))
    p.place(
        'l',
        neck,
        axes @ np.array((0.15, 0.72, 0.55)),
        axes @ np.array((-0.10, 0.62, -0.75)),
        'knuckles',
        np.array((-0.9, -1.0, 0.1)),
    )
    p.fingers('r', handshape('pick'))
    string = origin + axes @ np.array((0.095 + 0.01 * strum, 0.012 - 0.050 * strum, 0.040 + lift))
    p.place(
        'r',
        string,
        axes @ np.array((0.80, -0.60 - 0.10 * strum, -0.28)),
        axes @ np.array((-0.30, -0.25, -0.95)),
        'index',
        np.array((1.0, -0.35, 0.5)),
    )
    return p


def stance(rig, t=0.0, sway=0.0):
    p = standing(rig, t, sway)
    for s, out in (('l', -1), ('r', 1)):
        p.leg(
            s,
            rig.at(f'foot_{s}') * (0.95, 1, 1) + np.array((0, 0, -0.05 if s == 'l' else 0.03)),
            ry(-0.2 * out),
        )
    p.rotate('chest', rx(-0.05)).rotate('neck', rx(-0.05))
    return p


def stand(rig):
    def at(t):
        p = breathe(stance(rig, t, 0.6 * rig.temper.drift(t, 0)), t)
        return _hold(idle_head(p, t), 0.20, 0.4, 0.02)

    return Clip(LIFE_S, True, at)


def breath(rig):
    def at(t):
        p = breathe(stance(rig, t), t, 4, 1.6)
        return face(_hold(p, 0.20, 0.4, 0.02), t)

    return Clip(LIFE_S / 2, True, at)


def play(rig):
    """Four beats: eighths down and up, the body on the beat, a chord change in the middle."""
    seconds = 4 * BEAT_S

    def at(t):
        beat = t / BEAT_S
        p = stance(rig, t, wave(t, seconds))
        dip = 0.5 + 0.5 * np.cos(2 * np.pi * beat)
        p.shift[INDEX['hips']] += (0, -0.022 * dip, 0)
        for s, out in (('l', -1), ('r', 1)):
            p.leg(
                s,
                rig.at(f'foot_{s}') * (0.95, 1, 1) + np.array((0, 0, -0.05 if s == 'l' else 0.03)),
                ry(-0.2 * out),
            )
        p.rotate('spine_2', rz(0.03 * wave(t, seconds))).rotate(
            'chest', rx(-0.04 * dip) @ ry(0.06 * wave(t, seconds))
        )
        p.rotate('neck', rx(-0.10 * dip)).rotate(
            'head', rx(-0.16 * dip) @ ry(-0.10 + 0.12 * wave(t, seconds, 0.1))
        )
        change = ease(beat % 4, 1.85, 2.0) - ease(beat % 4, 3.85, 4.0)
        _hold(
            p,
            0.13 + 0.09 * change,
            -np.cos(2 * np.pi * beat * 2),
            0.006 * max(0, np.sin(2 * np.pi * beat * 2)),
        )
        return face(
            p, t, brows=-0.25 + 0.2 * dip, smile=0.25, squint=0.3, press=0.5 * dip, life=t / seconds * LIFE_S
        )

    return Clip(round(seconds, 4), True, at, {'strum_s': [round(i * BEAT_S / 2, 4) for i in range(8)]})


def nod(rig):
    """A look at the drummer, a nod: now."""

    def at(t):
        a = bump(t, 0.1, 1.7, 0.35)
        p = breathe(stance(rig, t), t)
        p.rotate('head', rx(0.10 * bump(t, 0.25, 0.6, 0.17) - 0.24 * bump(t, 0.6, 1.15, 0.22)))
        return face(_hold(p, 0.20, 0.4, 0.02), t, brows=0.8 * bump(t, 0.2, 0.8), smile=0.6 * a)

    return Clip(2.0, False, at, {'nod_s': 0.85})


def stop(rig):
    """The hand damps the strings; she turns and looks at you, and does not look away."""

    def at(t):
        u = ease(t, 0.0, 0.35)
        v = ease(t, 0.5, 1.5)
        p = breathe(stance(rig, t), t, 3.0)
        p.rotate('spine_2', ry(-0.04 * v)).rotate(
            'chest', ry(-0.05 * v) @ rx(-0.05 * v)
        )  # you sit to her right
        p.rotate('neck', ry(-0.03 * v)).rotate('head', ry(-0.05 * v) @ rz(-0.06 * v) @ rx(0.04 * v))
        _hold(p, 0.13 + 0.10 * u, 0.1 + 0.2 * u, 0.0)
        return face(p, t, brows=-0.35 * u + 1.0 * ease(t, 1.2, 1.8) * 0.9, jaw=0.18 * ease(t, 1.6, 2.2))

    return Clip(3.0, False, at, {'damped_s': 0.35})


def clips(rig):
    return {
        'stand': stand(rig),
        'breathe': breath(rig),
        'play': play(rig),
        'nod': nod(rig),
        'stop': stop(rig),
    }
