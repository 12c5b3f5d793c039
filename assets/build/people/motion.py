"""Body at rest and the small life in it: breathing, blinking, seats, standing; shared by all clips."""
import numpy as np

from .eyes import LOWER_REST, MEET, UPPER_REST
from .pose import Pose, rx, ry, rz, unit
from .skeleton import INDEX

SEAT_M, TABLE_M = 0.45, 0.755
LIFE_S = 16.0  # idle life repeats after this
SEATED_HIPS_BEHIND_M = 0.40  # the hips of a seated person behind the feet: where a chair belongs


def ease(t, a, b):
    """0 before a, 1 after b, minimum jerk between."""
    u = np.clip((t - a) / (b - a), 0, 1)
    return u**3 * (10 - 15 * u + 6 * u * u)


def bump(t, a, b, rise=0.25):
    """0 outside a..b, 1 inside, eased over `rise` seconds."""
    return ease(t, a, a + rise) * (1 - ease(t, b - rise, b))


class Temper:
    """How somebody keeps still: periods and amounts of breath, blink, glance and sway, each its own."""

    def __init__(self, seed=0):
        rng = np.random.default_rng(seed)
        self.breath_s = (4.0, 3.2, 5.33)[seed % 3]  # whole periods in sixteen seconds
        self.phase = rng.uniform(0, 1, 8)
        self.head = rng.uniform(0.7, 1.35)
        self.sway = rng.uniform(0.7, 1.3)
        self.tilt = rng.uniform(-0.035, 0.035)
        self.smile = rng.uniform(0.0, 0.16)
        self.brows = rng.uniform(-0.06, 0.12)
        self.blinks_s = np.sort(self._blinks(rng))

    @staticmethod
    def _blinks(rng):
        """Instants of closed lids in a round of LIFE_S; people blink in twos now and then."""
        out, t = [], rng.uniform(0.3, 2.5)
        while t < LIFE_S - 0.4:
            out.append(t)
            if rng.uniform() < 0.22:
                out.append(t + 0.32)
            t += rng.uniform(2.1, 5.2)
        return np.array(out)

    def blink(self, t):
        gap = np.abs((t - self.blinks_s + LIFE_S / 2) % LIFE_S - LIFE_S / 2).min()
        return float(np.exp(-((gap / 0.085) ** 2.6)))

    def drift(self, t, channel, period=LIFE_S):
        """A slow wandering in -1..1 that repeats after `period`; another one for every channel."""
        a = 2 * np.pi * (t / period + self.phase[channel % 8])
        return (np.sin(a) + 0.6 * np.sin(2 * a + 7 * self.phase[(channel + 3) % 8])) / 1.6

    def glance(self, t, channel):
        """Gaze jumps and rests: 0 most of the time, then somewhere for a second or two. -1..1, repeats after LIFE_S."""
        a = (t / LIFE_S * 3 + self.phase[channel % 8]) % 3
        side = (1, -1, 0.55)[int(a)]
        return side * bump(a % 1, 0.32, 0.70, 0.035)


def face(
    pose,
    t,
    brows=0.0,
    smile=0.0,
    jaw=0.0,
    shut=0.0,
    gaze=(0.0, 0.0),
    life=None,
    wide=0.0,
    squint=0.0,
    round=0.0,
    press=0.0,
    puff=0.0,
    chew=0.0,
):
    """brows -1 furrowed .. 1 raised; the others 0 .. 1; gaze (left, up) in radians. `round` purses the lips (oo),
    `press` presses them (mm), `puff` fills the cheeks. `life`: seconds of the blinking clock (None: the clip's
    own time); clips that loop pass a clock of whole periods."""
    m, k = pose.rig.motion, pose.rig.marks.scale
    shut = np.clip(max(shut, pose.rig.temper.blink(t if life is None else life)), 0, 1)
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
        corner = corner + np.array((-out * 0.0012, -0.0095, 0.0015)) * k * jaw * (1 - 0.4 * round)
        pose.shift[INDEX[f'mouth_{s}']] = corner
        pose.shift[INDEX[f'cheek_{s}']] = (
            np.array((out * 0.0125, 0.0, -0.0085)) * k * puff + np.array((out * 0.001, 0.0045, -0.002)) * k * smile
        )
    pose.shift[INDEX['lip_up']] = (
        np.array((0, -0.0007, 0)) + np.array((0, 0.0005, -0.0055)) * round
        + np.array((0, -0.0016, 0.0026)) * press
        + np.array((0, 0.0030, 0.001)) * jaw
        + np.array((0, 0.0012, 0.0020)) * smile
    ) * k
    pose.shift[INDEX['lip_low']] = (
        np.array((0, 0.0009, 0)) + np.array((0, -0.0005, -0.0060)) * round
        + np.array((0, 0.0026, 0.0030)) * press
        + np.array((0, -0.0016, 0.0010)) * jaw
    ) * k
    pose.turn[INDEX['jaw']] = rx(-0.30 * jaw) @ ry(0.05 * chew)
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
