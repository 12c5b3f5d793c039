"""From a stiff scan-like face to a painted doll: simpler nose and lips, smooth ears, calm surfaces."""
import numpy as np

from . import mesh as M
from .body import BODY_VERTICES
from .human_data import human_data
from .skeleton import HEAD_STEMS, columns_of


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

    nose = near(marks.nose + np.array((0, 0.006, 0.008)) * s, (0.022, 0.022, 0.022))
    lips = near(marks.mouth, (0.036, 0.020, 0.02)) * 0.55
    cheeks = near(marks.mouth + np.array((0, 0.012, 0.02)) * s, (0.066, 0.06, 0.06)) * 0.6
    brow = near((0, marks.head_middle[1] - 0.012 * s, marks.nose[2] + 0.03 * s), (0.06, 0.02, 0.04)) * 0.7
    ears = marks.ear[index] * 0.4
    mask = np.clip(np.maximum.reduce([nose, lips, cheeks, brow, ears]) * amount, 0, 1)
    eyes = 0
    for side in (-1, 1):
        centre = np.array((side * 0.031 * s, marks.head_middle[1] - 0.035 * s, marks.nose[2]))
        eyes = np.maximum(eyes, np.exp(-0.5 * (((p - centre)[:, :2] / (0.017 * s)) ** 2).sum(1)))
    mask *= 1 - np.clip(eyes * 1.2, 0, 1)
    M.smooth_points(mesh, 30, mask)
    # a smaller, rounder tip
    tip = near(marks.nose, (0.016, 0.014, 0.016))[:, None]
    mesh.points = mesh.points + tip * amount * np.array((0, 0.001, 0.0030)) * s
    mesh.points[:, 2] += _calm_mouth(mesh, marks, 0.8 * amount)
    body.points[index] = mesh.points
    return body


def _calm_mouth(mesh, marks, amount):
    """How far each point goes back or forth so that nose to chin is one calm form: the lips laid on it have the volume."""
    p, s = mesh.points, marks.scale
    about = p - (marks.mouth + np.array((0, 0.003, 0.0)) * s)
    window = (np.abs(about[:, 0]) < 0.05 * s) & (np.abs(about[:, 1]) < 0.035 * s) & (about[:, 2] < 0.03 * s)
    front = window & (M.normals(mesh)[:, 2] < -0.25) & (about[:, 2] < 0.022 * s)
    share = np.exp(-0.5 * (np.abs(about[:, 0]) / (0.026 * s)) ** 4 - 0.5 * (np.abs(about[:, 1]) / (0.0150 * s)) ** 4)
    share = share * window * np.exp(-0.5 * (np.clip(about[:, 2] - 0.0075 * s, 0, None) / (0.0028 * s)) ** 2)
    out = np.zeros(len(p))
    for i in np.flatnonzero(share > 0.01):
        d = (p[front, :2] - p[i, :2]) / (0.0085 * s)
        w = np.exp(-0.5 * (d * d).sum(1))
        a = np.c_[np.ones(front.sum()), d]  # a plane through the neighbourhood: a mean alone would flatten the cheeks
        level = np.linalg.lstsq(a * np.sqrt(w)[:, None], p[front, 2] * np.sqrt(w), rcond=None)[0][0]
        out[i] = amount * share[i] * (level - p[i, 2])
    return out


def ramp_normals(mesh, marks):
    """Normals for a ramp of few steps: small unevenness goes, and the face is lit as one egg with a nose on it."""
    p, s = mesh.points, marks.scale
    n = M.smooth_values(mesh, M.normals(mesh), 5)
    of_head = mesh['weights'][:, columns_of(HEAD_STEMS)].sum(1)
    middle = marks.head_middle + np.array((0, -0.045, 0.005)) * s
    egg = (p - middle) / (np.array((0.078, 0.125, 0.098)) * s) ** 2
    egg /= np.maximum(np.linalg.norm(egg, axis=1, keepdims=True), 1e-9)
    index = mesh['source'][:, 0].round().astype(int)
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    front = np.clip((marks.head_middle[2] - 0.01 * s - p[:, 2]) / (0.04 * s), 0, 1)
    nose = np.exp(-0.5 * (((p - marks.nose) / (np.array((0.012, 0.014, 0.02)) * s)) ** 2).sum(1))
    lip = np.exp(-0.5 * (((p - marks.mouth - np.array((0, 0.006, 0.004)) * s) / (np.array((0.024, 0.012, 0.016)) * s)) ** 2).sum(1))
    share = np.clip(of_head, 0, 1) * front * (1 - ears) * (0.72 - 0.45 * nose * (1 - lip) + 0.22 * lip) * ((n * egg).sum(1) > -0.2)
    share = M.smooth_values(mesh, share[:, None], 2)
    n = n * (1 - share) + egg * share
    # Inside mouth and nostrils no edge catches light: what is dark faces whoever looks.
    dark = np.clip(M.smooth_values(mesh, mesh['cavity'], 2) * 2.5, 0, 1)
    n = n * (1 - dark) + np.array((0, 0, -1.0)) * dark
    return n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)


def cavity(mesh, marks, tree):
    """0..1: what no light reaches, inside mouth and nostrils: nowhere in front is it seen from."""
    from mathutils import Vector

    p, n, s = mesh.points, M.normals(mesh), marks.scale
    mouth = (
        (p[:, 2] > marks.mouth[2] + 0.006 * s)
        & (np.abs(p[:, 0]) < 0.0225 * s)
        & (np.abs(p[:, 1] - marks.mouth[1]) < 0.03 * s)
        & (p[:, 2] < marks.head_middle[2])
    )
    nostril = (
        (np.abs(p[:, 0]) < 0.016 * s)
        & (np.abs(p[:, 1] - marks.nose[1]) < 0.012 * s)
        & (p[:, 2] < marks.nose[2] + 0.03 * s)
    )
    views = [
        Vector(v).normalized() for v in ((0, 0, -1), (0.7, 0, -1), (-0.7, 0, -1), (0, 0.6, -1), (0, -0.6, -1))
    ]
    out = np.zeros(len(p))
    for i in np.flatnonzero(mouth | nostril):
        start = Vector(p[i] + n[i] * 0.0007)
        if all(tree.ray_cast(start, v, 0.12 * s)[0] is not None for v in views):
            out[i] = 1.0 if mouth[i] else 0.45
    return out
