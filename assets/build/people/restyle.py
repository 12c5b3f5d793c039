"""From a stiff scan-like face to a painted doll: simpler nose and lips, smooth ears, calm surfaces."""
import numpy as np

from . import mesh as M
from .body import BODY_VERTICES
from .human_data import human_data


def skin_mesh(body):
    """The whole skin without the inside of mouth and nose being touched yet; attribute `source` is the index."""
    human = human_data()
    attributes = {'weights': body.weights, 'source': np.arange(len(body.points))[:, None].astype(float)}
    return M.from_quads(body.points, human.group_faces('body'), attributes)


def soften(body, marks, amount=1.0):
    """Smooths in place. The eye rims stay: they must meet the ball."""
    mesh = skin_mesh(body)
    index = mesh['source'][:, 0].astype(int)
    p, s = mesh.points, marks.scale

    def near(centre, radii):
        return np.exp(-0.5 * (((p - centre) / (np.array(radii) * s)) ** 2).sum(1))

    nose = near(marks.nose + np.array((0, 0.006, 0.008)) * s, (0.020, 0.020, 0.020))
    lips = near(marks.mouth, (0.032, 0.018, 0.02)) * 0.45
    cheeks = near(marks.mouth + np.array((0, 0.01, 0.02)) * s, (0.06, 0.05, 0.05)) * 0.35
    ears = marks.ear[index] * 0.4
    mask = np.clip(np.maximum.reduce([nose, lips, cheeks, ears]) * amount, 0, 1)
    eyes = 0
    for side in (-1, 1):
        centre = np.array((side * 0.031 * s, marks.head_middle[1] - 0.035 * s, marks.nose[2]))
        eyes = np.maximum(eyes, np.exp(-0.5 * (((p - centre)[:, :2] / (0.017 * s)) ** 2).sum(1)))
    mask *= 1 - np.clip(eyes * 1.2, 0, 1)
    M.smooth_points(mesh, 14, mask)
    # a smaller, rounder tip
    tip = near(marks.nose, (0.016, 0.014, 0.016))[:, None]
    mesh.points = mesh.points + tip * amount * np.array((0, 0.001, 0.0035)) * s
    body.points[index] = mesh.points
    return body


def cavity(mesh, marks, tree):
    """True inside the mouth: behind the lips, and what the surface faces is near."""
    from mathutils import Vector

    p, n, s = mesh.points, M.normals(mesh), marks.scale
    near = (
        (p[:, 2] > marks.mouth[2] + 0.011 * s)
        & (np.abs(p[:, 0]) < 0.021 * s)
        & (np.abs(p[:, 1] - marks.mouth[1]) < 0.03 * s)
        & (p[:, 2] < marks.head_middle[2])
    )
    out = np.zeros(len(p), bool)
    for i in np.flatnonzero(near):
        hit = tree.ray_cast(Vector(p[i] + n[i] * 0.0005), Vector(n[i]), 0.045 * s)
        out[i] = hit[0] is not None
    return out
