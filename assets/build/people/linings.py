"""The dark inside of sleeves, trouser legs and hems: without it one would look through a garment, past the arm."""
import numpy as np
from scipy.spatial import cKDTree

from . import mesh as M
from . import paint

DEPTH_M, WIDEST_M = 0.035, 0.7
WITHIN, BELOW_M = 0.06, 0.004
BACK_M, SHOULDER_M, UNDER_M = 0.08, 0.17, 0.004


def linings(cloth, colour, seed):
    """A shallow funnel in every open edge that is no wider than a trouser leg, seen from outside only. It begins a
    little inside the edge, so that no corner of it shows past the hem's rib."""
    t, meshes = cloth.triangles, []
    for loop in M.boundary_loops(cloth):
        p = cloth.points[loop]
        length = np.linalg.norm(np.roll(p, -1, 0) - p, axis=1).sum()
        middle = p.mean(0)
        if not 0.08 < length < WIDEST_M:
            continue
        touching = t[np.isin(t, loop).any(1)]
        inward = cloth.points[touching].mean((0, 1)) - middle
        span = np.linalg.svd(p - middle, full_matrices=False)[2][2]  # square to the opening
        inward = span * np.sign(span @ inward)
        n = int(np.clip(length / 0.022, 12, 30))
        pick = np.linspace(0, len(loop), n, endpoint=False).astype(int)
        ring, weights = p[pick], cloth['weights'][loop[pick]]
        ring = ring + (middle - ring) * WITHIN + inward * BELOW_M
        points = np.concatenate([ring, [middle + inward * DEPTH_M]])
        k = np.arange(n)
        funnel = np.stack([k, (k + 1) % n, np.full(n, n)], 1)
        a, b, c = points[funnel[0]]
        if np.cross(b - a, c - a) @ inward > 0:
            funnel = funnel[:, ::-1]
        lining = M.Mesh(points, funnel)
        lining['weights'] = np.concatenate([weights, weights.mean(0, keepdims=True)])
        lining['colour'] = paint.gouache(points, np.asarray(colour), seed, 0.6)
        meshes.append(lining)
    return meshes


def inside_of_back(cloth, neck):
    """Of a garment that is open in front: the inside of its back and shoulders about the neck, which stands off."""
    edge = [loop for loop in M.boundary_loops(cloth) if len(loop) > 2]
    loop = max(edge, key=lambda lp: np.linalg.norm(np.roll(cloth.points[lp], -1, 0) - cloth.points[lp], axis=1).sum())
    away, _ = cKDTree(cloth.points[loop]).query(cloth.points)
    x, y, z = (cloth.points - neck).T
    near = (away < BACK_M) & (np.abs(x) < SHOULDER_M) & (y > -0.06) & (z > -0.05)
    lining = M.compact(cloth, near[cloth.triangles].all(1))
    lining.points = lining.points - M.normals(lining) * UNDER_M
    lining.triangles = lining.triangles[:, ::-1]
    lining.attributes = {'weights': lining['weights'], 'colour': lining['colour'] * 0.42}
    return lining
