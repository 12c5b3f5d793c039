"""Body at rest and the small life in it: breathing, blinking, seats, standing; shared by all clips."""
import numpy as np

from . import contact
from .eyes import LOWER_REST, MEET, UPPER_REST
from .pose import Pose, rx, ry, rz, unit
from .skeleton import INDEX
from .timing import LIFE_S, ease

SEAT_M, TABLE_M = 0.45, 0.75
SEATED_HIPS_BEHIND_M = 0.40  # the hips of a seated person behind the feet: where a chair belongs


def face(
    pose,
    t,
    brows=0.0,
    smile=0.0,
    jaw=0.0,
    shut=0.0,
    gaze=(0.0, 0.0),
    loop_s=LIFE_S,
    wide=0.0,
    squint=0.0,
    round=0.0,
    press=0.0,
    puff=0.0,
    chew=0.0,
    blinks_s=None,
):
    """brows -1 furrowed .. 1 raised; the others 0 .. 1; gaze (left, up) in radians. `round` purses the lips (oo),
    `press` presses them (mm), `puff` fills the cheeks. `loop_s`: after so long blinks and small jumps of
    the eyes repeat. `blinks_s`: the instants to blink at instead, for whoever performs."""
    m, k = pose.rig.motion, pose.rig.marks.scale
    temper = pose.rig.temper
    blink = temper.blink(t, loop_s) if blinks_s is None else temper.blink_at(t, blinks_s)
    shut = np.clip(max(shut, blink), 0, 1)
    gaze = np.asarray(gaze) + temper.saccade(t, loop_s)
    up, down = max(brows, 0), max(-brows, 0)
    wide = np.clip(wide + 0.55 * up, 0, 1)
    squint = np.clip(squint + 0.5 * down + 0.35 * max(smile, 0), 0, 1)
    for s, out in (('l', -1), ('r', 1)):
        pose.shift[INDEX[f'brow_in_{s}']] = (
            np.array((-out * 0.0036 * down, 0.0095 * up - 0.0082 * down, -0.0015 * down)) * k
        )
        pose.shift[INDEX[f'brow_out_{s}']] = np.array((0, 0.0092 * up - 0.0022 * down, 0)) * k
        follow = 0.75 * gaze[1]
        upper = 0.16 * wide - 0.20 * squint + follow
        lower = -0.05 * wide + 0.24 * squint + 0.25 * follow
        upper = upper * (1 - shut) + (MEET - 0.04 - UPPER_REST) * shut
        lower = lower * (1 - shut) + (MEET + 0.03 - LOWER_REST) * shut
        pose.turn[INDEX[f'lid_up_{s}']] = rx(upper)
        pose.turn[INDEX[f'lid_low_{s}']] = rx(lower)
        pose.turn[INDEX[f'eye_{s}']] = ry(gaze[0]) @ rx(gaze[1])
        corner = np.array(m[f'mouth_{s}']) * 0.80 * smile
        corner = corner + np.array((-out * 0.0085, 0.0, -0.0060)) * k * round
        corner = corner + np.array((out * 0.0022, 0.0005, 0.0010)) * k * press
        corner = corner + np.array(
            (-out * 0.0012, -0.0095 * (1 - 0.55 * np.clip(smile, 0, 1)), 0.0015)
        ) * k * jaw * (1 - 0.4 * round)
        pose.shift[INDEX[f'mouth_{s}']] = corner
        pose.shift[INDEX[f'cheek_{s}']] = (
            np.array((out * 0.0125, 0.0, -0.0085)) * k * puff
            + np.array((out * 0.001, 0.0045, -0.002)) * k * smile
        )
    pose.shift[INDEX['lip_up']] = (
        np.array((0, -0.0007, 0))
        + np.array((0, 0.0005, -0.0055)) * round
        + np.array((0, -0.0016, 0.0026)) * press
        + np.array((0, 0.0030, 0.001)) * jaw
        + np.array((0, 0.0012, 0.0020)) * smile
    ) * k
    pose.shift[INDEX['lip_low']] = (
        np.array((0, 0.0009, 0))
        + np.array((0, -0.0005, -0.0060)) * round
        + np.array((0, 0.0026, 0.0030)) * press
        + np.array((0, -0.0016, 0.0010)) * jaw
    ) * k
    pose.turn[INDEX['jaw']] = rx(-0.30 * jaw) @ ry(0.05 * chew)
    return pose


def breathe(pose, t, period=None, amount=1.0):
    """Chest, shoulders and a little of the head, in this person's own rhythm."""
    temper = pose.rig.temper
    a = np.sin(2 * np.pi * (t / (period or temper.breath_s) + temper.phase[0])) * amount
    pose.rotate('chest', rx(0.013 * a)).rotate('neck', rx(-0.010 * a))
    for s, out in (('l', -1), ('r', 1)):
        pose.rotate(f'clavicle_{s}', rz(0.014 * a * out))
    return pose


def idle_head(pose, t, amount=1.0, smile=0.0, brows=0.0, gaze=(0.0, 0.0)):
    """The head wanders, eyes jump ahead of it and rest; the face of somebody at ease. `t` on the clock of LIFE_S."""
    temper = pose.rig.temper
    look = temper.glance(t, 1) * amount
    late = temper.glance(t - 0.22, 1) * amount  # the head follows what the eyes have found
    yaw = (0.09 * temper.drift(t, 2) * amount + 0.16 * late) * temper.head
    pitch = 0.05 * temper.drift(t, 3) * amount * temper.head
    pose.rotate('neck', ry(0.35 * yaw)).rotate(
        'head', ry(0.65 * yaw) @ rx(pitch) @ rz(temper.tilt + 0.035 * temper.drift(t, 4) * amount)
    )
    gaze = (gaze[0] + 0.26 * look - 0.13 * late, gaze[1] + 0.05 * temper.glance(t, 5) * amount)
    return face(pose, t, brows=brows + temper.brows, smile=smile + temper.smile, gaze=gaze)


def _relaxed(pose, shape='relaxed'):
    from .signing import handshape

    for s in 'lr':
        pose.fingers(s, handshape(shape))
    return pose


def standing(rig, t=0.0, sway=0.0):
    """Weight on one foot more than the other, arms free, a curve in the back. `sway` -1..1 shifts the weight."""
    p = Pose(rig)
    k = rig.height / 1.7
    lean = 0.6 * (rig.temper.sway - 1.0) * 2 + sway
    p.shift[INDEX['hips']] = np.array((0.030 * k * lean, (-0.014 - 0.006 * abs(lean)) * k, 0.0))
    p.rotate('hips', rz(-0.035 * lean) @ ry(0.03 * lean))
    p.rotate('spine_1', rx(-0.02) @ rz(0.030 * lean)).rotate('spine_2', rz(0.022 * lean))
    p.rotate('chest', rx(0.03) @ ry(-0.025 * lean)).rotate('neck', rx(-0.07)).rotate('head', rx(0.05))
    for s, out in (('l', -1), ('r', 1)):
        ahead = -0.035 * k if (s == 'l') == (rig.temper.sway > 1.0) else 0.015 * k
        ankle = rig.at(f'foot_{s}') * (0.66, 1, 1) + np.array((0, 0, ahead))
        p.leg(s, ankle, ry(-0.20 * out), np.array((0.20 * out, 0.2, -1)))
    return p


def hanging_arms(p, t=0.0, shape='relaxed'):
    rig = p.rig
    _relaxed(p, shape)
    loose = rig.temper.drift(t, 6)
    for s, out in (('l', -1), ('r', 1)):
        shoulder = p.world(f'upper_arm_{s}')[1]
        length = np.linalg.norm(rig.at(f'forearm_{s}') - rig.at(f'upper_arm_{s}')) + np.linalg.norm(
            rig.at(f'hand_{s}') - rig.at(f'forearm_{s}')
        )
        wrist = shoulder + length * (0.955 - 0.008 * (s == 'l')) * unit(
            (0.20 * out + 0.012 * loose, -1, -0.20 + 0.03 * loose * out + 0.05 * (s == 'l'))
        )
        p.arm(
            s,
            wrist,
            p.hand_turn(s, (-0.10 * out, -1, -0.30 - 0.06 * (s == 'r')), (-out, 0.05, 0.42)),
            np.array((0.45 * out, -0.1, 1.0)),
        )
    return p


def seated(rig, t=0.0, lean=0.0, turn=0.0, side=0.0):
    """Hips on a seat of SEAT_M behind the feet, soles on the floor where legs reach it. `side`: weight to the right."""
    p = Pose(rig)
    lean = lean + rig.lean
    k = rig.height / 1.7
    small = rig.height < 1.45
    hips = rig.at('hips')
    thigh = rig.at('thigh_l')
    behind = SEATED_HIPS_BEHIND_M if not small else 0.30
    p.shift[INDEX['hips']] = np.array((0, SEAT_M + 0.088 * k + (hips - thigh)[1], behind)) - hips
    p.rotate('hips', rx(0.06)).rotate('spine_1', rx(-0.05 - 0.3 * lean) @ rz(-0.05 * side)).rotate(
        'spine_2', rx(-0.05 - 0.3 * lean) @ rz(-0.04 * side)
    )
    p.rotate('chest', ry(turn * 0.45) @ rx(-0.02 - 0.2 * lean) @ rz(0.05 * side)).rotate(
        'spine_2', ry(turn * 0.25)
    )
    p.rotate('neck', rx(-0.06 + 0.4 * lean) @ rz(0.03 * side)).rotate('head', rx(0.08 + 0.3 * lean))
    for s, out in (('l', -1), ('r', 1)):
        ahead = 0.05 * (s == 'l') * (rig.temper.sway > 1) - 0.06 * (s == 'r') * (rig.temper.sway < 1)
        ankle = np.array((0.115 * out * k, rig.at(f'foot_{s}')[1], ahead if not small else -0.01))
        leg = np.linalg.norm(rig.at(f'shin_{s}') - rig.at(f'thigh_{s}')) + np.linalg.norm(
            rig.at(f'foot_{s}') - rig.at(f'shin_{s}')
        )
        if small:  # feet hang and swing
            shin = np.linalg.norm(rig.at(f'foot_{s}') - rig.at(f'shin_{s}'))
            hip = p.world(f'thigh_{s}')[1]
            ankle = np.array(
                (
                    0.085 * out,
                    hip[1] - shin * 0.96,
                    hip[2] - (leg - shin) * 0.98 - 0.02 + 0.045 * np.sin(2 * np.pi * t / 2 + out),
                )
            )
            p.leg(s, ankle, rx(-0.35), np.array((0.1 * out, 0.6, -1)))
        else:
            p.leg(s, ankle, ry(-0.14 * out))
    return p


def table_reach(rig):
    """How far before the origin hands lie on the table (z): the same in every clip, so that they do not slide."""
    if rig.table_z is None:
        rig.table_z = seated(rig, 0.0, 0.06).world('chest')[1][2] - 0.37 * rig.height / 1.7
    return rig.table_z


def hands_on_table(p, t=0.0, shape='soft', near=None, spread=0.13, only=None):
    """Both hands at rest on the table, heel and finger tips touching it; the left a little further out."""
    _relaxed(p, shape)
    k = p.rig.height / 1.7
    z = near if near is not None else table_reach(p.rig)
    for s, out in (('l', -1), ('r', 1)):
        if only and s != only:
            continue
        ahead = 0.025 * (s == 'l') + 0.02 * (p.rig.temper.sway - 1) * out
        contact.lay(p, s, spread * out * k, z + ahead, TABLE_M, shape, -0.55 * out)
    return p
