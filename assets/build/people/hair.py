"""Hair and beards as carved, painted masses: a lifted shell of the scalp plus thick tapered locks."""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import paint, reduce
from .skeleton import INDEX, JOINTS


def directions(points, marks):
    """(azimuth from the front 0..pi, side sign, elevation) of each point about the skull's middle."""
    d = points - marks.head_middle
    flat = np.hypot(d[:, 0], d[:, 2])
    return (
        np.arctan2(np.abs(d[:, 0]), -d[:, 2]),
        np.sign(d[:, 0]),
        np.arctan2(d[:, 1], np.maximum(flat, 1e-6)),
    )


AZIMUTH = np.radians((0, 25, 45, 62, 76, 92, 108, 130, 180))
HAIRLINE = {  # elevation of the hair's edge in degrees at AZIMUTH
    'full': (31, 30, 23, 4, -26, -17, -36, -48, -52),
    'low': (28, 26, 20, 2, -30, -17, -36, -50, -54),
    'receding': (60, 52, 40, 14, -22, -17, -36, -48, -52),
    'fringe': (20, 19, 15, -2, -24, -18, -36, -50, -54),
    'cap': (24, 23, 18, 8, -4, -8, -14, -24, -30),
}


def _scalp(skin, marks, line):
    azimuth, _, elevation = directions(skin.points, marks)
    edge = np.interp(azimuth, AZIMUTH, np.radians(HAIRLINE[line]))
    of_head = skin['weights'][:, INDEX['head']] + skin['weights'][:, INDEX['neck']]
    of_head += skin['weights'][:, [i for i, n in enumerate(JOINTS) if n.startswith('brow')]].sum(1)
    return np.where(of_head > 0.5, (elevation - edge) * marks.head_radius, -0.05)


def _head_weights(n, joint='head'):
    w = np.zeros((n, len(JOINTS)))
    w[:, INDEX[joint]] = 1
    return w


def shell(skin, marks, spec, seed):
    """Scalp lifted by a thickness that grows from the hairline; ears flattened away first."""
    smooth = skin.copy()
    index = smooth['source'][:, 0].round().astype(int)
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    around = np.clip((M.smooth_values(smooth, ears[:, None], 1)[:, 0] - 0.08) * 20, 0, 1)
    M.smooth_points(smooth, 120, around, keep_volume=False)
    value = _scalp(smooth, marks, spec.get('line', 'full'))
    smooth['rise'] = value[:, None]
    g = M.clip(smooth, value)
    part = M.flood_components(g)
    biggest = np.bincount(part).argmax()
    g = M.compact(g, (part[g.triangles] == biggest).all(1))
    d = g.points - marks.head_middle
    d /= np.linalg.norm(d, axis=1, keepdims=True)
    azimuth, sign, elevation = directions(g.points, marks)
    rise = g['rise'][:, 0]
    s = marks.scale
    t = spec.get('thick', 0.02) * np.clip(rise / spec.get('ramp', 0.03), 0, 1) ** 0.6
    t = t + spec.get('top', 0.0) * np.clip(np.sin(elevation), 0, 1) ** 2
    t = t + spec.get('back', 0.0) * np.clip(-np.cos(azimuth), 0, 1) * np.cos(elevation)
    t = t + spec.get('edge', 0.0015)
    clump = spec.get('clump', 0.02)
    if spec.get('part') is not None:
        x = g.points[:, 0] - spec['part'] * s
        front = np.clip((np.pi * 0.75 - azimuth), 0, 1)
        t = t - 0.55 * spec.get('thick', 0.02) * np.exp(-0.5 * (x / 0.006) ** 2) * front * (elevation > 0.3)
    streak = paint.noise(
        np.stack([azimuth * sign * 0.09, elevation * 0.02, g.points[:, 1] * 0.1], 1),
        (clump * 0.6, 0.05, 0.05),
        seed,
    )
    curls = paint.noise(g.points, clump, seed + 1)
    pattern = curls if spec.get('curly') else streak
    t = t * (1 + spec.get('relief', 0.25) * pattern)
    n = M.normals(g)
    out = d * 0.6 + n * 0.4
    g.points = g.points + out / np.linalg.norm(out, axis=1, keepdims=True) * (t * s)[:, None]
    M.smooth_points(g, 2, keep_volume=True)
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    skull = reduce.tree_of(M.compact(skin, (ears < 0.25)[skin.triangles].all(1)))
    for i, p in enumerate(g.points):  # nowhere inside the skull
        spot, normal, _, _ = skull.find_nearest(Vector(p))
        gap, least = (p - np.array(spot)) @ np.array(normal), 0.001 + 0.45 * t[i]
        if gap < least:
            g.points[i] += np.array(normal) * (least - gap)
    c = paint.colour(spec['colour'])
    g['colour'] = paint.gouache(g.points, c, seed, 0.8) * (1 + spec.get('contrast', 0.3) * pattern)[:, None]
    g['weights'] = _head_weights(len(g.points))
    g.attributes = {k: g[k] for k in ('colour', 'weights')}
    return M.add_rim(g, 0.004 + spec.get('edge', 0.0015), 0.004)


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


def hanging_locks(marks, spec, seed, tree):
    """Locks from a ring around the crown, falling over the skull and down to `length_m` below the eyes' height."""
    rng = np.random.default_rng(seed)
    out, s = [], marks.scale
    a0, a1 = np.radians(spec.get('from', 62)), np.pi
    for i in range(spec['locks']):
        u = (i + 0.5) / spec['locks'] * 2 - 1
        azimuth = np.sign(u) * (a0 + (a1 - a0) * abs(u) ** 0.9) if u else a0
        azimuth = np.sign(u) * (a1 - (a1 - a0) * (1 - abs(u)))
        wobble = rng.normal(0, 0.05)
        low = marks.head_middle[1] - (spec['length_m'] + rng.normal(0, spec.get('ragged', 0.012))) * s
        path = []
        for t in np.linspace(0, 1, 7):
            elevation = np.radians(62) * (1 - t * 1.5)
            p = _on_head(
                marks,
                azimuth + wobble * t,
                max(elevation, np.radians(-8)),
                1.02 + spec.get('thick', 0.02) / marks.head_radius * 0.7,
            )
            if elevation < np.radians(-8):
                k = (np.radians(-8) - elevation) / (np.radians(-8) - np.radians(62) * -0.5)
                p[1] += (low - p[1]) * k
                p[[0, 2]] = (
                    marks.head_middle[[0, 2]]
                    + (p[[0, 2]] - marks.head_middle[[0, 2]]) * (1 - spec.get('tuck', 0.15) * k**2)
                    + np.array((0, 0.01 * k)) * s
                )
            spot, normal, _, d = tree.find_nearest(Vector(p))
            n = np.array(normal)
            gap = (p - np.array(spot)) @ n
            if gap < 0.008:
                p = p + n * (0.008 - gap)
            path.append(p)
        width = spec.get('width', 0.02) * s
        radius = width * np.interp(
            np.linspace(0, 1, 7), (0, 0.3, 0.75, 1), (0.55, 1, 0.85, spec.get('end', 0.25))
        )
        c = paint.colour(spec['colour']) * (1 + rng.normal(0, 0.12))
        out.append(lock(path, radius, 0.5, c, seed=i))
    return out


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
        :, [i for i, n in enumerate(JOINTS) if n in ('head', 'jaw', 'neck') or n.startswith('mouth')]
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
    M.smooth_points(g, 3)
    g['colour'] = paint.gouache(g.points, paint.colour(spec['colour']), seed) * (1 + 0.22 * pattern)[:, None]
    g.attributes = {k: g[k] for k in ('colour', 'weights')}
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


def build(skin, body, marks, spec, seed, tree):
    parts = []
    if spec.get('line') != 'none':
        parts.append(shell(skin, marks, spec, seed))
    if spec.get('locks'):
        parts += hanging_locks(marks, spec, seed, tree)
    c, s = paint.colour(spec['colour']), marks.scale
    if spec.get('bun'):
        centre = _on_head(marks, np.pi, np.radians(spec.get('bun_high', 48)), 1.12)
        parts.append(blob(centre, np.array((1, 0.92, 0.9)) * spec['bun'] * s, c, seed))
    for side in (-1, 1) if spec.get('bunches') else ():
        root = _on_head(marks, side * np.radians(105), np.radians(22), 1.08)
        path = [
            root
            + np.array((side * 0.03 * t, 0.01 * np.sin(t * 3) - 0.085 * t * t, 0.012 * t))
            * s
            * spec['bunches']
            for t in np.linspace(0, 1.3, 7)
        ]
        parts.append(
            lock(
                path,
                np.array((0.010, 0.022, 0.028, 0.028, 0.024, 0.016, 0.006)) * s * spec['bunches'],
                0.85,
                c,
                around=8,
            )
        )
        parts.append(
            blob(root, np.array((0.013, 0.013, 0.013)) * s, paint.colour(spec.get('tie', 'ochre')), seed)
        )
    if spec.get('braid'):
        start = _on_head(marks, np.pi, np.radians(-18), 1.1)
        for k in range(spec['braid']):
            p = (
                start
                + np.array((0.006 * (-1) ** k + 0.02 * k / spec['braid'], -0.030 * k, 0.012 + 0.002 * k)) * s
            )
            r = 0.024 * (1 - 0.45 * k / spec['braid']) * s
            parts.append(blob(p, np.array((r, r * 0.95, r * 0.8)), c * (1 + 0.12 * (-1) ** k), seed + k))
        parts.append(blob(p - np.array((0, 0.03, 0)) * s, np.array((0.009, 0.022, 0.009)) * s, c * 0.8, seed))
    return parts


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
