"""People who speak and are seen to: words that these ears do not catch, and an audiologist's quiet manners."""
import zlib

import numpy as np

from . import contact, held, speech, table
from .clip import Clip
from .motion import TABLE_M, breathe, face, hanging_arms, hands_on_table, seated, standing
from .pose import frame, rx, ry, rz
from .signing import handshape, turn_between
from .timing import bump

TALK_S = 12.0
PAUSES = ((2.7, 3.5), (5.9, 7.3), (9.4, 10.1))
GESTURES = ((0.9, 2.6), (7.5, 9.3))  # an open hand goes with what is said


def _gesture(p, rig, amount, high_m):
    """The right hand leaves where it lies, turns its palm up and opens, by `amount`."""
    if amount < 1e-4:
        return
    k = rig.height / 1.7
    r0, wrist0 = p.world('hand_r')
    p.fingers('r', handshape('soft'))
    r1 = p.hand_turn('r', (0.05, 0.35, -1.0), (-0.75, 0.65, -0.1))
    target = p.world('upper_arm_r')[1] + np.array((0.05, high_m, -0.34)) * k
    p.arm('r', wrist0 + amount * (target - wrist0), turn_between(r0, r1, amount))


def _speaking(p, t, shapes, smile=0.15):
    loud = speech.loudness(shapes, t)
    pause = max(bump(t, a, b, 0.25) for a, b in PAUSES)
    beat = sum(bump(t, a, a + 0.5, 0.2) for a in (0.7, 2.1, 4.4, 7.6, 8.8, 10.9))
    p.rotate('neck', rx(0.02 * loud - 0.03 * beat))
    p.rotate(
        'head',
        rx(-0.05 * beat + 0.03 * loud)
        @ rz(0.04 * np.sin(2 * np.pi * t / TALK_S * 2))
        @ ry(0.06 * np.sin(2 * np.pi * t / TALK_S * 3)),
    )
    mouth = speech.mouth(shapes, t)
    mouth['jaw'] *= 0.8
    mouth['smile'] = max(mouth['smile'] * 0.8, smile + 0.15 * pause)
    away = 0.20 * bump(t, 5.8, 6.9, 0.08)  # while words are looked for, eyes leave the other's face
    return face(p, t, brows=0.25 * beat + 0.15 * pause, gaze=(away, -0.6 * away), loop_s=TALK_S, **mouth)


def talk(rig, name):
    """Twelve seconds of speech across a table, unheard."""
    shapes = speech.talk(TALK_S, zlib.crc32(name.encode()), PAUSES)

    def at(t):
        a = sum(bump(t, b, e, 0.45) for b, e in GESTURES)
        p = breathe(seated(rig, t, 0.09 + 0.04 * a), t, TALK_S / 3)
        hands_on_table(p)
        _gesture(p, rig, a, -0.12)
        return _speaking(p, t, shapes)

    return Clip(TALK_S, True, at, {'says': ''}, frame_s=1 / 30)


def talk_standing(rig, name):
    shapes = speech.talk(TALK_S, zlib.crc32(name.encode()) + 1, PAUSES)

    def at(t):
        a = sum(bump(t, b, e, 0.45) for b, e in GESTURES)
        p = breathe(standing(rig, 0.0, 0.3 * np.sin(2 * np.pi * t / TALK_S)), t, TALK_S / 3)
        hanging_arms(p)
        _gesture(p, rig, a, -0.24)
        return _speaking(p, t, shapes)

    return Clip(TALK_S, True, at, {'says': ''}, frame_s=1 / 30)


def nod(rig):
    """Yes: you may answer, it was heard, go on."""

    def at(t):
        p = breathe(seated(rig, t, 0.08), t)
        dip = bump(t, 0.2, 0.75, 0.2) + 0.6 * bump(t, 0.75, 1.2, 0.18)
        p.rotate('neck', rx(-0.05 * dip)).rotate('head', rx(-0.14 * dip))
        face(p, t, smile=0.35 * bump(t, 0.1, 1.7, 0.4), brows=0.3 * bump(t, 0.1, 0.9, 0.2))
        return table.rest_hands(p, rig.manner)

    return Clip(1.8, False, at, {'nod_s': 0.47})


def write(rig):
    """She notes what you heard: eyes down, a small hand that goes along a line and back."""
    seconds, line_s = 8.0, 2.0
    pencil = held.item('pencil', rig)
    turn = frame((-0.48, -0.58, -0.66), (0.30, 0.72, -0.62)) @ frame(pencil.axis, pencil.side).T

    def at(t):
        u = t / line_s % 1
        along = u / 0.82 if u < 0.82 else (1 - u) / 0.18
        up = bump(t, 5.0, 6.9, 0.3)  # a look at you between two lines
        small = 0.002 * np.sin(2 * np.pi * 5 * t) * (u < 0.8) * (1 - up)  # letters
        p = breathe(seated(rig, 0.0, 0.16 - 0.06 * up), t, seconds / 2)
        hands_on_table(p)
        p.fingers('r', handshape(pencil.shape))
        k = rig.height / 1.7
        tip = np.array(
            (
                0.09 * k + 0.06 * (along - 0.5) * (1 - up),
                TABLE_M + 0.002 + small + 0.012 * up,
                table.table_reach(rig) - 0.06,
            )
        )
        wrist = tip - turn @ pencil.tip
        wrist[1] = max(wrist[1], TABLE_M - contact.lowest(p, 'r', turn) + 0.001)
        p.arm('r', wrist, turn, np.array((0.9, -1.0, 0.25)))
        p.rotate('neck', rx(-0.14 * (1 - up))).rotate('head', rx(-0.20 * (1 - up)))
        return face(p, t, smile=0.1 + 0.25 * up, brows=0.3 * up, gaze=(0, -0.30 * (1 - up)), loop_s=seconds)

    return Clip(seconds, True, at, holding=True, frame_s=1 / 30)
