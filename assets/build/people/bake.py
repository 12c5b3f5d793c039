"""Samples clips at 30 frames a second and keeps only the keys that matter."""
import numpy as np
from scipy.spatial.transform import Rotation

from .skeleton import INDEX, JOINTS

FRAME_S = 1 / 30
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


def bake(clip, rig):
    """-> [(joint, 'rotation'|'translation', times_s, values)]; joints that stay at rest have no track."""
    frames = max(2, int(round(clip.seconds / FRAME_S)) + 1)
    times = np.linspace(0, clip.seconds, frames)
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
    return tracks
