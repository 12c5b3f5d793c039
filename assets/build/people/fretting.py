"""The hand on the neck: fingers come round from below and their tips press the strings, the thumb lies behind.

Solved once for a body: the pose whose finger tips, thumb and knuckles are nearest to where a guitarist's are. It
then travels along the neck, and lifts off the strings when they sound open.
"""
import numpy as np
from scipy.optimize import least_squares
from scipy.spatial.transform import Rotation

from . import guitar
from .pose import Pose
from .signing import handshape
from .skeleton import FINGERS

SOLVED_AT_FRET = 4
FLESH_M = 0.0075  # from a finger's last bone end to the string under its pad
STRINGS_Z = guitar.THICK_M / 2 + 0.0105
NECK_BACK_Z = guitar.THICK_M / 2 - 0.024
# Tips in the guitar's axes, from the fretted place: along the neck (towards the nut), across it (towards the low
# strings), above the strings. The first finger presses, the others are ready.
TIPS_M = {
    'index': (0.004, 0.021, 0.0),
    'middle': (-0.022, 0.014, 0.004),
    'ring': (-0.042, 0.008, 0.006),
    'little': (-0.060, 0.000, 0.010),
}
LIFT_DEG = 13.0  # at the knuckles, when strings are let go


def fret_x(fret):
    """Metres from the bridge of the place just behind a fret (equal temperament); 0: between nut and first fret."""
    at = max(fret, 0.6)
    return guitar.SCALE_M * 2 ** (-at / 12) + 0.008


def _unpack(x):
    shape = handshape('fret')
    for i, f in enumerate(FINGERS[1:]):
        mcp, spread, pip = x[6 + 3 * i : 9 + 3 * i]
        shape[f] = [mcp, spread, pip, 0.62 * pip]
    shape['thumb'] = [*x[18:20], *handshape('fret')['thumb'][2:]]
    return x[:3], Rotation.from_rotvec(x[3:6]).as_matrix(), shape


def _residuals(x, rig, start):
    wrist, turn, shape = _unpack(x)
    p = Pose(rig).fingers('l', shape)
    at = np.array((fret_x(SOLVED_AT_FRET), 0.0, 0.0))
    out = []
    for f, (along, across, above) in TIPS_M.items():
        want = at + (along, across, STRINGS_Z + FLESH_M + above)
        out.append((wrist + turn @ p.hand_point('l', f) - want) * (400 if f == 'index' else 250))
    thumb = wrist + turn @ p.hand_point('l', 'thumb')
    out.append((thumb - at - (-0.012, 0.006, NECK_BACK_Z - 0.010)) * (60, 120, 200))
    for f in FINGERS[1:]:  # knuckles stay below the neck and before its edge, not in the wood
        knuckle = wrist + turn @ _joint(p, f'{f}_1_l')
        out.append([80 * max(0.0, knuckle[1] + 0.038), 60 * max(0.0, -0.004 - knuckle[2])])
        middle = wrist + turn @ _joint(p, f'{f}_2_l')
        inside = max(0.0, min(middle[1] + 0.034, STRINGS_Z + 0.010 - middle[2]))
        out.append([120 * inside])
    out.append((x[6:] - start[6:]) * 0.022)
    limits = x[6:18].reshape(4, 3)
    out.append(0.1 * np.maximum(0, np.abs(limits[:, 1]) - 12))
    out.append(0.1 * np.maximum(0, limits[:, 2] - 100))
    out.append(0.1 * np.maximum(0, -4 - limits[:, 0]))
    return np.concatenate([np.ravel(o) for o in out])


def _joint(p, name):
    r, wrist = p.world('hand_l')
    return r.T @ (p.world(name)[1] - wrist)


def solve(rig):
    """(wrist in the guitar's axes for `SOLVED_AT_FRET`, turn of the hand there, pressing shape, let-go shape)."""
    if getattr(rig, 'fretting', None) is None:
        p = Pose(rig)
        turn = p.hand_turn('l', (0.15, 0.45, 0.88), (-0.05, 0.88, -0.45))
        wrist = np.array((fret_x(SOLVED_AT_FRET) - 0.02, -0.085, -0.055))
        shape = handshape('fret')
        start = np.concatenate(
            [
                wrist,
                Rotation.from_matrix(turn).as_rotvec(),
                *[shape[f][:3] for f in FINGERS[1:]],
                shape['thumb'][:2],
            ]
        )
        best = least_squares(_residuals, start, args=(rig, start), max_nfev=60, diff_step=1e-3).x
        wrist, turn, shape = _unpack(best)
        loose = {f: list(a) for f, a in shape.items()}
        for f in FINGERS[1:]:
            loose[f][0] -= LIFT_DEG
            loose[f][2] -= 6
        rig.fretting = wrist, turn, shape, loose
    return rig.fretting


def hold(p, origin, axes, fret, press):
    """The left hand at `fret` (may lie between two); `press` 1: strings down, 0: let go."""
    wrist, turn, down, loose = solve(p.rig)
    shape = {f: (1 - press) * np.array(loose[f]) + press * np.array(down[f]) for f in FINGERS}
    p.fingers('l', shape)
    shift = np.array((fret_x(fret) - fret_x(SOLVED_AT_FRET), 0.0, -0.004 * (1 - press)))
    return p.arm('l', origin + axes @ (wrist + shift), axes @ turn, np.array((-0.9, -1.0, 0.1)))
