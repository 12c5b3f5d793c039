"""Hair and beards as carved, painted masses: caps and falls (hair_cap.py), buns, bunches, braids, beards."""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import hair_cap, paint
from .hair_cap import head_weights as _head_weights
from .skeleton import JOINTS


def directions(points, marks):
    """(azimuth from the front 0..pi, side sign, elevation) of each point about the skull's middle."""
    d = points - marks.head_middle
    flat = np.hypot(d[:, 0], d[:, 2])
    return (
        np.arctan2(np.abs(d[:, 0]), -d[:, 2]),
        np.sign(d[:, 0]),
        np.arctan2(d[:, 1], np.maximum(flat, 1e-6)),
    )


def lock(path, radius, flat, colour, joint='head', around=6, seed=0):
    """A tapered tube along `path` (k,3): `radius` (k,) metres, `flat` thins it toward the head."""
    path, radius = np.asarray(path, float), np.asarray(radius, float)
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    up = path - np.array((0, path[:, 1].mean(), path[:, 2].mean()))
    up[:, 1] *= 0.2
    up -= tangent * (up * tangent).sum(1, keepdims=True)
    up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
    side = np.cross(tangent, up)
    points, triangles, colours = [], [], []
    for i in range(len(path)):
        for k in range(around):
            a = 2 * np.pi * k / around
            points.append(path[i] + radius[i] * (np.cos(a) * side[i] + flat * np.sin(a) * up[i]))
            colours.append(colour * (0.8 + 0.3 * max(0.0, np.sin(a)) + 0.08 * np.sin(7.0 * i + seed)))
    for i in range(len(path) - 1):
        for k in range(around):
            a, b = i * around + k, i * around + (k + 1) % around
            triangles += [(a, b, a + around), (b, b + around, a + around)]
    for end, ring in ((0, range(around)), (-1, range((len(path) - 1) * around, len(path) * around))):
        points.append(path[end])
        colours.append(colour * 0.8)
        ring = list(ring)
        for k in range(around):
            a, b = ring[k], ring[(k + 1) % around]
            triangles.append((len(points) - 1, b, a) if end == 0 else (len(points) - 1, a, b))
    mesh = M.Mesh(
        np.array(points),
        np.array(triangles),
        {'colour': np.array(colours), 'weights': _head_weights(len(points), joint)},
    )
    centre = path.mean(0)
    n = M.normals(mesh)
    if ((mesh.points - centre) * n).sum(1).mean() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    return mesh


def _on_head(marks, azimuth, elevation, out=1.0):
    r = marks.head_radius * out
    return marks.head_middle + r * np.array(
        (np.sin(azimuth) * np.cos(elevation), np.sin(elevation), -np.cos(azimuth) * np.cos(elevation))
    )


def beard(skin, body, marks, spec, seed, tree):
    """Cheeks, jaw and chin lifted into one carved mass that moves with the jaw; the mouth stays free."""
    p, s = skin.points, marks.scale
    azimuth, _, elevation = directions(p, marks)
    mouth = marks.mouth
    d = np.hypot((p[:, 0]) / (0.027 * s), (p[:, 1] - mouth[1] + 0.001 * s) / (0.0105 * s)) - 1
    top = mouth[1] + 0.014 * s + np.clip(np.abs(p[:, 0]) / s - 0.028, 0, 1) * spec.get('rise', 1.3) * s
    top = np.minimum(top, marks.head_middle[1] - 0.03 * s)
    nose_gap = np.hypot(p[:, 0] / (0.022 * s), (p[:, 1] - marks.nose[1] + 0.004 * s) / (0.014 * s)) - 1
    low = marks.chin[1] - 0.045 * s
    back = np.radians(spec.get('wide', 80)) - azimuth
    of_face = skin['weights'][
        :,
        [
            i
            for i, n in enumerate(JOINTS)
            if n in ('head', 'jaw', 'neck') or n.split('_')[0] in ('mouth', 'lip', 'cheek')
        ],
    ].sum(1)
    value = np.minimum.reduce(
        [
            d * 0.012 * s,
            top - p[:, 1],
            p[:, 1] - low,
            back * 0.07 * s,
            nose_gap * 0.014 * s,
            (of_face - 0.5) * 0.1,
            (mouth[2] + 0.12 * s) - p[:, 2],
        ]
    )
    g = skin.copy()
    g['rise'] = value[:, None]
    inside = M.smooth_values(g, g['cavity'], 1)[:, 0] > 0.3
    smooth = M.smooth_values(g, value[:, None], 3)[:, 0]
    g['rise'] = smooth[:, None]
    g = M.clip(g, np.where(inside, -0.004, smooth))
    part = M.flood_components(g)
    sizes = np.bincount(part)
    g = M.compact(g, (sizes[part] > 40)[g.triangles].all(1))
    rise = np.clip(g['rise'][:, 0], 0, None)
    n = M.normals(g)
    chin = np.exp(-0.5 * (((g.points - marks.chin) / (np.array((0.035, 0.03, 0.03)) * s)) ** 2).sum(1))
    pattern = paint.noise(g.points, (0.011, 0.03, 0.011), seed)
    t = (
        spec.get('thick', 0.012) * np.clip(rise / 0.034, 0, 1) ** 0.8
        + spec.get('chin', 0.012) * chin * np.clip(rise / 0.008, 0, 1)
        + 0.0008
    )
    t *= 1 + 0.25 * pattern
    g.points = g.points + (n + np.array((0, -0.35, -0.25)) * chin[:, None]) * (t * s)[:, None]
    M.smooth_points(g, 6)
    g['colour'] = paint.gouache(g.points, paint.colour(spec['colour']), seed) * (1 + 0.30 * pattern)[:, None]
    normal = M.smooth_values(g, M.normals(g), 8)
    g['normal'] = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    g.attributes = {k: g[k] for k in ('colour', 'weights', 'normal')}
    return (
        [M.add_rim(g, 0.004, 0.003), *_moustache(marks, spec, seed, tree)]
        if spec.get('moustache', True)
        else [M.add_rim(g, 0.004, 0.003)]
    )


def _moustache(marks, spec, seed, tree):
    s, out = marks.scale, []
    for side in (-1, 1):
        m = marks.mouth
        path = [
            m + np.array((side * x, y, z)) * s
            for x, y, z in (
                (0.001, 0.0150, -0.0035),
                (0.010, 0.0145, -0.0040),
                (0.020, 0.0090, 0.0010),
                (0.028, 0.0, 0.0085),
                (0.033, -0.011, 0.0140),
            )
        ]
        for q in path:  # laid on the lip
            hit = tree.ray_cast(Vector((q[0], q[1], m[2] - 0.06)), Vector((0, 0, 1)), 0.2)
            if hit[0] is not None:
                q[2] = hit[0][2] - 0.0012 * s
        r = np.array((0.0050, 0.0066, 0.0062, 0.0052, 0.0022)) * s * spec.get('moustache_width', 1.0)
        out.append(lock(path, r, 0.8, paint.colour(spec['colour']) * 1.03, 'head', 7, seed))
    return out


def build(skin, marks, spec, seed, near):
    parts = []
    scalp = hair_cap.Scalp(skin, marks)
    size = (56, 12) if near else (34, 8)
    if spec.get('curly') and near:
        size = (68, 15)
    if spec.get('line') != 'none':
        parts.append(hair_cap.cap(scalp, spec, seed, *size))
    if spec.get('length_m'):
        parts.append(hair_cap.curtain(scalp, spec, seed + 3, *((42, 10) if near else (26, 6))))
    c, s = paint.colour(spec['colour']), marks.scale
    if spec.get('bun'):
        centre = _on_head(marks, np.pi, np.radians(spec.get('bun_high', 48)), 1.16)
        parts.append(_bun(centre, spec['bun'] * s, c, seed))
    for side in (-1, 1) if spec.get('bunches') else ():
        root = _on_head(marks, side * np.radians(108), np.radians(24), 1.10)
        t = np.linspace(0, 1, 11)[:, None]
        path = root + s * spec['bunches'] * np.concatenate(
            [
                side * (0.012 + 0.042 * np.sin(np.pi * 0.62 * t)),
                0.012 * np.sin(np.pi * t) - 0.105 * t**1.5,
                0.022 * t,
            ],
            1,
        )
        r = np.interp(t[:, 0], (0, 0.12, 0.4, 0.7, 0.9, 1), (0.008, 0.019, 0.026, 0.023, 0.015, 0.006))
        parts.append(hair_cap.tail(path, r * s * spec['bunches'], c, seed, grooves=5, twist=2.5 * side))
        tie = paint.colour(spec.get('tie', 'ochre'))
        parts.append(
            blob(root + np.array((side * 0.008, 0, 0)) * s, np.array((0.013, 0.015, 0.015)) * s, tie, seed)
        )
    if spec.get('braid'):
        start = _on_head(marks, np.pi, np.radians(-20), 1.10)
        n = spec['braid']
        for k in range(n):
            sway = 0.0085 * (-1) ** k
            p = start + np.array((sway + 0.018 * k / n, -0.0185 * k, 0.010 + 0.0015 * k)) * s
            r = 0.021 * (1 - 0.38 * k / n) * s
            plait = blob(
                np.zeros(3), np.array((r * 0.86, r * 1.25, r * 0.85)), c * (1 + 0.16 * (-1) ** k), seed + k
            )
            a = 0.62 * (-1) ** k  # each lobe lies across the one before
            turn = np.array(((np.cos(a), -np.sin(a), 0), (np.sin(a), np.cos(a), 0), (0, 0, 1)))
            plait.points = plait.points @ turn.T + p
            parts.append(plait)
        tie = paint.colour(spec.get('tie', 'ochre'))
        parts.append(blob(p - np.array((0, 0.019, 0)) * s, np.array((0.0095, 0.006, 0.0095)) * s, tie, seed))
        parts.append(blob(p - np.array((0, 0.036, 0)) * s, np.array((0.010, 0.020, 0.009)) * s, c, seed))
    return parts


def _bun(centre, r, colour, seed):
    mesh = blob(centre, np.array((1, 0.92, 0.9)) * r, colour, seed, rings=9, around=18)
    d = (mesh.points - centre) / r
    wind = np.abs(np.sin(2.5 * np.arctan2(d[:, 1], d[:, 0]) + 5.0 * d[:, 2]))
    mesh.points = centre + d * r * (0.92 + 0.10 * wind)[:, None]
    mesh['colour'] = mesh['colour'] * (0.74 + 0.36 * wind)[:, None]
    return mesh


def blob(centre, radii, colour, seed, joint='head', rings=6, around=10):
    points, triangles = [centre + np.array((0, radii[1], 0))], []
    for i in range(1, rings):
        a = np.pi * i / rings
        for k in range(around):
            u = 2 * np.pi * k / around
            points.append(
                centre + radii * np.array((np.sin(a) * np.cos(u), np.cos(a), np.sin(a) * np.sin(u)))
            )
    points.append(centre - np.array((0, radii[1], 0)))
    last = len(points) - 1
    for k in range(around):
        k1 = (k + 1) % around
        triangles += [(0, 1 + k1, 1 + k), (last, last - around + k, last - around + k1)]
        for i in range(rings - 2):
            a = 1 + i * around
            triangles += [(a + k, a + k1, a + around + k), (a + k1, a + around + k1, a + around + k)]
    p = np.array(points)
    mesh = M.Mesh(
        p,
        np.array(triangles),
        {
            'colour': paint.gouache(p, colour, seed, 1.2, (0.02, 0.02, 0.02)),
            'weights': _head_weights(len(p), joint),
        },
    )
    if ((mesh.points - centre) * M.normals(mesh)).sum(1).mean() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    return mesh
