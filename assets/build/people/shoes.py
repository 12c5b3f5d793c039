"""Shoes are lofted along the foot, not cut from it: a last with one round toe, a flat sole, an ankle opening."""
import numpy as np

from . import mesh as M
from . import paint
from .body import BODY_VERTICES
from .skeleton import INDEX, JOINTS

# Along the foot, 0 heel .. 1 toe: half width and height as shares of the foot's, and how far it leans inward.
SECTIONS = (
    (-0.01, 0.30, 0.30),
    (0.02, 0.56, 0.62),
    (0.09, 0.70, 0.88),
    (0.22, 0.74, 1.00),
    (0.36, 0.78, 0.94),
    (0.50, 0.90, 0.76),
    (0.64, 1.00, 0.60),
    (0.76, 1.00, 0.50),
    (0.87, 0.88, 0.43),
    (0.95, 0.66, 0.37),
    (1.00, 0.34, 0.30),
)
SOLE_M, AROUND = 0.020, 14


def _foot(body, side):
    """Origin under the heel, direction to the toes, length, half width, ankle height and width of one foot."""
    skin = body.points[:BODY_VERTICES]
    ankle = body.joints[INDEX[f'foot_{side}']]
    mine = ((skin[:, 0] < 0) == (side == 'l')) & (skin[:, 1] < ankle[1] * 0.9)
    p = skin[mine]
    ahead = (body.tips[f'toe_{side}'] - ankle) * (1, 0, 1)
    ahead /= np.linalg.norm(ahead)
    across = np.array((-ahead[2], 0, ahead[0]))
    u, v = p @ ahead, p @ across
    ball = (u > np.quantile(u, 0.55)) & (u < np.quantile(u, 0.75))
    middle = 0.5 * (v[ball].max() + v[ball].min())
    origin = ahead * (u.min() - 0.004) + across * middle
    heel = 0.5 * (v[u < np.quantile(u, 0.12)].max() + v[u < np.quantile(u, 0.12)].min()) - middle
    return origin, ahead, across, np.ptp(u) + 0.016, 0.5 * np.ptp(v[ball]) + 0.006, heel, ankle


def build(spec, body, seed):
    meshes = []
    upper, sole = paint.colour(spec['colour']), paint.colour(spec.get('sole', 'cream'))
    for side in 'lr':
        origin, ahead, across, length, half, heel, ankle = _foot(body, side)
        high = ankle[1] + spec.get('height', 0.03)
        instep = min(high, ankle[1] + 0.012)
        rings, kinds = [], []
        for s, w, h in SECTIONS:
            # x -1..1 across, y from the ground; a closed ring: sole edge left, over the top, sole edge right, underneath
            centre = origin + ahead * s * length + across * heel * max(0, 1 - s / 0.5)
            ring, kind = [], []
            top = SOLE_M + (instep - SOLE_M) * h
            for k in range(AROUND):
                a = 2 * np.pi * k / AROUND
                x, y = np.cos(a), np.sin(a)
                if y >= -0.05:
                    point = (
                        np.sign(x) * abs(x) ** 0.75 * w * half,
                        SOLE_M + (top - SOLE_M) * max(y, 0) ** 0.8,
                    )
                    kind.append(0)
                else:
                    point = (
                        np.sign(x) * min(1.0, abs(x) ** 0.45 * 1.10) * (w * half + 0.004),
                        0.0 if y < -0.5 else 0.008,
                    )
                    kind.append(1)
                ring.append(centre + across * point[0] + np.array((0, point[1], 0)))
            rings.append(ring)
            kinds.append(kind)
        n = len(rings)
        points = [p for r in rings for p in r]
        colours = [upper if k == 0 else sole for r in kinds for k in r]
        t = []
        for i in range(n - 1):
            for k in range(AROUND):
                a, b = i * AROUND + k, i * AROUND + (k + 1) % AROUND
                t += [(a, b, a + AROUND), (b, b + AROUND, a + AROUND)]
        for i in (0, n - 1):
            points.append(np.mean(rings[i], 0))
            colours.append(upper)
            for k in range(AROUND):
                a, b = i * AROUND + k, i * AROUND + (k + 1) % AROUND
                t.append((len(points) - 1, b, a) if i == 0 else (len(points) - 1, a, b))
        shoe = M.Mesh(np.array(points), np.array(t), {'colour': np.array(colours)})
        shaft = _shaft(ankle, high, half, ahead, across, upper)
        joints = np.zeros((len(points), len(JOINTS)))
        bend = np.clip((((shoe.points - origin) @ ahead) / length - 0.62) / 0.16, 0, 1)
        joints[:, INDEX[f'toe_{side}']], joints[:, INDEX[f'foot_{side}']] = bend, 1 - bend
        shoe['weights'] = joints
        joints = np.zeros((len(shaft.points), len(JOINTS)))
        climb = np.clip((shaft.points[:, 1] - ankle[1] + 0.01) / 0.05, 0, 1) * 0.7
        joints[:, INDEX[f'shin_{side}']], joints[:, INDEX[f'foot_{side}']] = climb, 1 - climb
        shaft['weights'] = joints
        for m in (shoe, shaft):
            out = m.points.mean(0)
            if ((m.points - out) * M.normals(m)).sum() < 0:
                m.triangles = m.triangles[:, ::-1]
            m['colour'] = paint.gouache(m.points, m['colour'], seed, 0.9, (0.05, 0.03, 0.05))
        lace = (
            (np.abs(((shoe.points - origin) @ ahead) / length - 0.45) < 0.13)
            & (np.abs((shoe.points - origin) @ across) < half * 0.5)
            & (shoe.points[:, 1] > 0.04)
        )
        shoe['colour'] = paint.mix(shoe['colour'], sole, 0.45 * lace)
        meshes += [shoe, shaft]
    return meshes


def _shaft(ankle, high, half, ahead, across, colour):
    """The collar around the ankle, rolled inward at its edge."""
    points, t = [], []
    base = ankle * (1, 0, 1)
    rows = (
        (ankle[1] - 0.035, 1.12),
        (ankle[1] - 0.005, 1.0),
        (high, 0.96),
        (high + 0.004, 0.90),
        (high - 0.012, 0.82),
    )
    for y, r in rows:
        for k in range(AROUND):
            a = 2 * np.pi * k / AROUND
            points.append(
                base
                + r * (across * np.cos(a) * half * 0.80 + ahead * np.sin(a) * half * 1.02)
                + np.array((0, y, 0))
                + ahead * 0.004
            )
    for i in range(len(rows) - 1):
        for k in range(AROUND):
            a, b = i * AROUND + k, i * AROUND + (k + 1) % AROUND
            t += [(a, a + AROUND, b), (b, a + AROUND, b + AROUND)]
    return M.Mesh(np.array(points), np.array(t), {'colour': np.tile(colour, (len(points), 1))})
