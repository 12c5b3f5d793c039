"""Samples clips at 30 frames a second (12 where life is slow), at blows and blinks; keeps the keys that matter."""
import numpy as np
from scipy.spatial.transform import Rotation

from .clip import HIDDEN
from .skeleton import INDEX, JOINTS

FRAME_S, SLOW_FRAME_S, SLOW_FROM_S = 1 / 30, 1 / 12, 7.0
BLINK_S = (-0.14, -0.09, -0.05, 0.0, 0.05, 0.09, 0.14)  # about its middle
AT_EVENTS = ('hit_s', 'slap_s', 'strum_s')
ANGLE_TOLERANCE, SHIFT_TOLERANCE_M = np.radians(0.35), 0.0006


def _keep(times, values, error):
    """Ramer-Douglas-Peucker over time: indices whose linear interpolation stays within 1 of `error`."""
    keep, stack = {0, len(times) - 1}, [(0, len(times) - 1)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        e = error(a, b)
        worst = int(e.argmax())
        if e[worst] > 1:
            k = a + 1 + worst
            keep.add(k)
            stack += [(a, k), (k, b)]
    return np.array(sorted(keep))


def _rotation_error(q, times):
    def error(a, b):
        u = ((times[a + 1 : b] - times[a]) / (times[b] - times[a]))[:, None]
        r = q[a] + u * (q[b] - q[a])
        r /= np.linalg.norm(r, axis=1, keepdims=True)
        dot = np.abs((r * q[a + 1 : b]).sum(1)).clip(0, 1)
        return 2 * np.arccos(dot) / ANGLE_TOLERANCE

    return error


def _times(clip, rig):
    """When to sample: evenly, and just when something happens that an even step would miss."""
    slow = clip.loop and clip.seconds > SLOW_FROM_S and not clip.frame_s
    step = clip.frame_s or (SLOW_FRAME_S if slow else FRAME_S)
    frames = max(2, int(round(clip.seconds / step)) + 1)
    times = [np.linspace(0, clip.seconds, frames)]
    times += [np.asarray(clip.events.get(name, ()), float) for name in AT_EVENTS]
    if slow:
        times.append(np.add.outer(rig.temper.blinks_within(clip.seconds), BLINK_S).ravel())
        times.append(np.add.outer(rig.temper.jumps_s, (0.0, 0.045)).ravel())
    times = np.unique(np.round(np.concatenate(times), 4))
    times = times[(times >= 0) & (times < clip.seconds - 1e-3)]
    return np.append(times[np.append(True, np.diff(times) > 0.004)], clip.seconds)


def bake(clip, rig):
    """-> [(joint, 'rotation'|'translation'|'scale', times_s, values)]; joints that stay at rest have no track."""
    times = _times(clip, rig)
    frames = len(times)
    turns = np.empty((frames, len(JOINTS), 3, 3))
    shifts = np.empty((frames, len(JOINTS), 3))
    for i, t in enumerate(times):
        p = clip.pose(0.0 if clip.loop and i == frames - 1 else t)
        turns[i], shifts[i] = p.turn, p.shift
    tracks = []
    for joint in JOINTS:
        j = INDEX[joint]
        q = Rotation.from_matrix(turns[:, j]).as_quat()
        flip = np.where((q[1:] * q[:-1]).sum(1) < 0, -1, 1)
        q[1:] *= np.cumprod(flip)[:, None]
        if np.abs(q[:, :3]).max() > 1e-4:
            keep = _keep(times, q, _rotation_error(q, times))
            if len(keep) == 2 and np.allclose(q[0], q[-1], atol=1e-5):
                keep = keep[:1]
            tracks.append((joint, 'rotation', times[keep], q[keep]))
        v = shifts[:, j]
        if np.abs(v).max() > 1e-5:

            def error(a, b, v=v):
                u = ((times[a + 1 : b] - times[a]) / (times[b] - times[a]))[:, None]
                return np.linalg.norm(v[a] + u * (v[b] - v[a]) - v[a + 1 : b], axis=1) / SHIFT_TOLERANCE_M

            keep = _keep(times, v, error)
            tracks.append((joint, 'translation', times[keep], v[keep] + rig.offset[j]))
    if clip.holding:
        tracks.append(('held', 'scale', [0.0], [[1.0, 1.0, 1.0]]))
    tracks += [(joint, 'scale', [0.0], [[HIDDEN] * 3]) for joint in clip.without]
    if 'cable' in clip.without:  # it shrinks into the guitar, so that no thread is left between the two
        tracks.append(('cable', 'translation', [0.0], [clip.pose(0.0).world('prop')[1] - rig.at('root')]))
    return tracks
