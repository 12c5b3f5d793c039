"""Body at rest and the small life in it: breathing, blinking, seats, standing; shared by all clips."""
import numpy as np

from .pose import Pose, rx, ry, rz, unit
from .skeleton import INDEX

SEAT_M, TABLE_M = 0.45, 0.755
SEATED_HIPS_BEHIND_M = 0.40  # the hips of a seated person behind the feet: where a chair belongs


def ease(t, a, b):
    """0 before a, 1 after b, minimum jerk between."""
    u = np.clip((t - a) / (b - a), 0, 1)
    return u**3 * (10 - 15 * u + 6 * u * u)


def bump(t, a, b, rise=0.25):
    """0 outside a..b, 1 inside, eased over `rise` seconds."""
    return ease(t, a, a + rise) * (1 - ease(t, b - rise, b))


def blink(t, period=3.7, phase=0.0):
    u = (t + phase) % period
    return np.exp(-0.5 * ((u - 0.5 * period) / 0.055) ** 2)


def face(pose, t, brows=0.0, smile=0.0, jaw=0.0, shut=0.0, gaze=(0.0, 0.0), life=None):
    """brows -1 furrowed .. 1 raised; smile 0 .. 1; jaw 0 .. 1; shut 0 .. 1; gaze (left, up) in radians.
    `life`: seconds of blinking clock, None for the clip's own time; clips that loop pass a whole period."""
    m, k = pose.rig.motion, pose.rig.marks.scale
    shut = max(shut, blink(t if life is None else life))
    up, down = max(brows, 0), max(-brows, 0)
    for s, out in (('l', -1), ('r', 1)):
        pose.shift[INDEX[f'brow_in_{s}']] = (
            np.array((-out * 0.0028 * down, 0.0072 * up - 0.0052 * down, -0.001 * down)) * k
        )
        pose.shift[INDEX[f'brow_out_{s}']] = np.array((0, 0.0068 * up - 0.0012 * down, 0)) * k
        close = m[f'lid_up_{s}'] * (shut * 1.0 - 0.16 * up + 0.18 * down + 0.10 * smile)
        pose.turn[INDEX[f'lid_up_{s}']] = rx(close - 0.35 * gaze[1] * (1 - shut) * -1.0)
        pose.turn[INDEX[f'lid_low_{s}']] = rx(m[f'lid_low_{s}'] * shut)
        pose.turn[INDEX[f'eye_{s}']] = ry(gaze[0]) @ rx(gaze[1])
        pose.shift[INDEX[f'mouth_{s}']] = np.array(m[f'mouth_{s}']) * 0.75 * smile
    pose.turn[INDEX['jaw']] = rx(-0.30 * jaw)
    return pose


def breathe(pose, t, period=4.0, amount=1.0):
    a = np.sin(2 * np.pi * t / period) * amount
    pose.rotate('chest', rx(0.010 * a)).rotate('neck', rx(-0.008 * a))
    for s, out in (('l', -1), ('r', 1)):
        pose.rotate(f'clavicle_{s}', rz(0.010 * a * out))
    return pose


def _relaxed(pose, shape='relaxed'):
    from .signing import handshape

    for s in 'lr':
        pose.fingers(s, handshape(shape))
    return pose


def standing(rig, t=0.0, sway=0.0):
    """Weight on both feet, arms hanging, a curve in the back."""
    p = Pose(rig)
    k = rig.height / 1.7
    p.shift[INDEX['hips']] = np.array((0.010 * sway, -0.012 * k, 0.0))
    p.rotate('spine_1', rx(-0.02)).rotate('chest', rx(0.03)).rotate('neck', rx(-0.07)).rotate(
        'head', rx(0.05)
    )
    p.rotate('spine_2', rz(-0.01 * sway))
    for s, out in (('l', -1), ('r', 1)):
        ankle = rig.at(f'foot_{s}') * (0.62, 1, 1) + np.array((0, 0, 0.0))
        p.leg(s, ankle, ry(-0.16 * out), np.array((0.15 * out, 0.2, -1)))
    return p


def hanging_arms(p, t=0.0):
    rig = p.rig
    _relaxed(p)
    for s, out in (('l', -1), ('r', 1)):
        shoulder = p.world(f'upper_arm_{s}')[1]
        length = np.linalg.norm(rig.at(f'forearm_{s}') - rig.at(f'upper_arm_{s}')) + np.linalg.norm(
            rig.at(f'hand_{s}') - rig.at(f'forearm_{s}')
        )
        wrist = shoulder + length * 0.965 * unit((0.19 * out, -1, -0.16))
        p.arm(
            s,
            wrist,
            p.hand_turn(s, (0.04 * out, -1, -0.22), (-out, 0.05, 0.30)),
            np.array((0.35 * out, -0.1, 1.0)),
        )
    return p


def seated(rig, t=0.0, lean=0.0, turn=0.0):
    """Hips on a seat of SEAT_M behind the feet, soles on the floor where legs reach it."""
    p = Pose(rig)
    k = rig.height / 1.7
    small = rig.height < 1.45
    hips = rig.at('hips')
    thigh = rig.at('thigh_l')
    behind = SEATED_HIPS_BEHIND_M if not small else 0.30
    p.shift[INDEX['hips']] = np.array((0, SEAT_M + 0.088 * k + (hips - thigh)[1], behind)) - hips
    p.rotate('hips', rx(0.06)).rotate('spine_1', rx(-0.05 - 0.3 * lean)).rotate(
        'spine_2', rx(-0.05 - 0.3 * lean)
    )
    p.rotate('chest', ry(turn * 0.45) @ rx(-0.02 - 0.2 * lean)).rotate('spine_2', ry(turn * 0.25))
    p.rotate('neck', rx(-0.06 + 0.4 * lean)).rotate('head', rx(0.08 + 0.3 * lean))
    for s, out in (('l', -1), ('r', 1)):
        ankle = np.array((0.105 * out * k, rig.at(f'foot_{s}')[1], 0.02 if not small else -0.01))
        leg = np.linalg.norm(rig.at(f'shin_{s}') - rig.at(f'thigh_{s}')) + np.linalg.norm(
            rig.at(f'foot_{s}') - rig.at(f'shin_{s}')
        )
        if small:  # feet hang
            shin = np.linalg.norm(rig.at(f'foot_{s}') - rig.at(f'shin_{s}'))
            hip = p.world(f'thigh_{s}')[1]
            ankle = np.array(
                (
                    0.085 * out,
                    hip[1] - shin * 0.96,
                    hip[2] - (leg - shin) * 0.98 - 0.02 + 0.02 * np.sin(2 * np.pi * t / 2 + out),
                )
            )
            p.leg(s, ankle, rx(-0.35), np.array((0.1 * out, 0.6, -1)))
        else:
            p.leg(s, ankle, ry(-0.12 * out))
    return p


def hands_on_table(p, t=0.0, shape='soft', near=None, spread=0.13):
    """Both palms at rest on the table's edge."""
    _relaxed(p, shape)
    k = p.rig.height / 1.7
    z = near if near is not None else p.world('chest')[1][2] - 0.36 * k
    for s, out in (('l', -1), ('r', 1)):
        p.place(
            s,
            (spread * out * k, TABLE_M + 0.022, z + 0.02 * (s == 'l')),
            (-0.55 * out, -0.05, -1),
            (-0.15 * out, -1, 0.0),
            'palm',
            np.array((1.1 * out, -0.9, 0.35)),
        )
    return p
