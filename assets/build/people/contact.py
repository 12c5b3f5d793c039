"""Hands that touch: laid on a table or a drum so that heel and finger tips rest on it and nothing goes through."""
import numpy as np

from .skeleton import FINGERS

# Flesh between a joint and the surface it rests on, metres for a person of 1.70 m.
FLESH_M = {'knuckle': 0.013, 'middle': 0.0095, 'last': 0.0085, 'tip': 0.0065, 'heel': 0.010, 'edge': 0.012}


def _places(p, side):
    """(n,3) places of the hand from the wrist, in its rest axes, and the flesh under each."""
    rig = p.rig
    points, flesh = [p.hand_point(side, 'heel'), p.hand_point(side, 'edge')], [
        FLESH_M['heel'],
        FLESH_M['edge'],
    ]
    r_hand, p_hand = p.world(f'hand_{side}')
    for f in FINGERS:
        for k, kind in ((1, 'knuckle'), (2, 'middle'), (3, 'last')):
            if f == 'thumb' and k == 1:
                continue
            points.append(r_hand.T @ (p.world(f'{f}_{k}_{side}')[1] - p_hand))
            flesh.append(FLESH_M[kind])
        points.append(p.hand_point(side, f))
        flesh.append(FLESH_M['tip'])
    return np.array(points), np.array(flesh) * rig.height / 1.70 * 1.12


def lowest(p, side, turn):
    """How far below the wrist the hand's lowest flesh is when the hand is turned by `turn`."""
    points, flesh = _places(p, side)
    return float((points @ turn.T[:, 1] - flesh).min())


def flat_turn(p, side, shape, across, tries=np.linspace(-0.1, 0.75, 35)):
    """(turn, height of the wrist over the surface, palm's place from the wrist): pitched so that heel and tips touch.
    The answer does not depend on the body, and is kept."""
    key = (side, shape, round(across, 2))
    known = p.rig.known_lays
    if key not in known:
        points, flesh = _places(p, side)
        heel = 2
        best = None
        for pitch in tries:
            turn = p.hand_turn(side, (across, pitch, -1), (0.25 * across, -1, -pitch))
            low = points @ turn.T[:, 1] - flesh
            gap = abs(low[:heel].min() - low[heel:].min())
            if best is None or gap < best[0]:
                best = (gap, turn, -low.min())
        known[key] = best[1], best[2], best[1] @ p.hand_point(side, 'palm')
    return known[key]


def lay(p, side, x, z, height_m, shape, across, lift_m=0.0, pole=None):
    """Lays the hand (its shape is set) with the palm at x, z on a surface. `lift_m`: held above it."""
    out = -1 if side == 'l' else 1
    turn, wrist, palm = flat_turn(p, side, shape, across)
    target = np.array((x - palm[0], height_m + wrist + 0.002 + lift_m, z - palm[2]))
    return p.arm(side, target, turn, np.array((1.1 * out, -0.9, 0.35)) if pole is None else pole)
