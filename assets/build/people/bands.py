"""Straps that lie on cloth, and stripes with clean edges."""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import clothes, paint
from .skeleton import INDEX, JOINTS


def ribbon(path, half_m, tree, colour, weights, seed=8, over_m=None):
    """A flat band with thickness along `path` (k,3), lying on the surface of `tree`; `over_m`: its edges too keep so
    far above the surface."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    normal = np.array([tree.find_nearest(Vector(p))[1] for p in path])
    normal[:3], normal[-6:] = normal[3], normal[-7]  # the ends leave the body: keep facing as there
    for _ in range(8):
        normal[1:-1] = (normal[:-2] + normal[1:-1] + normal[2:]) / 3
    normal -= tangent * (normal * tangent).sum(1, keepdims=True)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    side = np.cross(tangent, normal)
    points, normals, t = [], [], []
    edges = [path - side * half_m, path + side * half_m]
    if over_m is not None:
        edges = [clothes.off_body(e, tree, np.full(len(e), over_m)) for e in edges]
    for a, b, s, n in zip(*edges, side, normal):
        points += [a - n * 0.006, a + n * 0.002, b + n * 0.002, b - n * 0.006]
        normals += [-s, n - 0.35 * s, n + 0.35 * s, s]
    for i in range(len(path) - 1):
        for k in range(4):
            a, b = i * 4 + k, i * 4 + (k + 1) % 4
            t += [(a, a + 4, b), (b, a + 4, b + 4)]
    mesh = M.Mesh(np.array(points), np.array(t))
    if ((mesh.points - np.repeat(path, 4, 0)) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['normal'] = np.array(normals) / np.linalg.norm(normals, axis=1, keepdims=True)
    mesh['colour'] = paint.gouache(mesh.points, paint.colour(colour), seed, 1.0)
    mesh['weights'] = np.repeat(weights, 4, 0) if weights.ndim == 2 else np.tile(weights, (len(points), 1))
    return mesh


def on_cloth(path, cloth, tree, lift_m):
    """Moves a path onto cloth and takes the cloth's weights, so that it moves with it."""
    out, weights = path.copy(), np.zeros((len(path), len(JOINTS)))
    for i, p in enumerate(path):
        spot, normal, face, _ = tree.find_nearest(Vector(p))
        out[i] = np.array(spot) + np.array(normal) * lift_m
        weights[i] = cloth['weights'][cloth.triangles[face]].mean(0)
    for _ in range(2):
        out[1:-1] = (out[:-2] + 2 * out[1:-1] + out[2:]) / 4
        weights[1:-1] = (weights[:-2] + 2 * weights[1:-1] + weights[2:]) / 4
    return out, weights


def braces(cloth, tree, body, spec, seed):
    """From the front of the waist over both shoulders down the back, crossing a little."""
    meshes = []
    hip, neck, chest = (body.joints[INDEX[n]] for n in ('thigh_l', 'neck', 'chest'))
    top = body.joints[INDEX['upper_arm_l']][1] + 0.05
    low = hip[1] + spec.get('low', 0.10)
    start = spec.get('front_m', low)
    for side in (-1, 1):
        x, inner = side * spec.get('apart', 0.085), side * 0.055
        knots = np.array(
            (
                (x, start, chest[2] - 0.25),
                (x, 0.5 * (start + top), chest[2] - 0.25),
                (x * 0.98, top - 0.03, neck[2] - 0.12),
                (x * 0.95, top + 0.06, neck[2]),
                (x * 0.92, top - 0.03, neck[2] + 0.13),
                (inner, 0.5 * (low + top), chest[2] + 0.25),
                (inner, low, chest[2] + 0.25),
            )
        )
        u = np.linspace(0, len(knots) - 1, 30)
        path = np.stack([np.interp(u, np.arange(len(knots)), knots[:, c]) for c in range(3)], 1)
        path, weights = on_cloth(path, cloth, tree, 0.008)
        meshes.append(ribbon(path, spec.get('half_m', 0.015), tree, spec['colour'], weights, seed, 0.006))
    return meshes


def stripes(mesh, bands, base_y, colour, on, seed):
    """Cuts a finished mesh along the edges of horizontal bands and paints them; only where `on` (n,) > 0."""
    mesh['_on'] = np.asarray(on, float)[:, None]
    pieces, rest = [], mesh
    for low, high in sorted(bands):
        y0, y1 = base_y + low, base_y + high
        below = M.clip(rest, y0 - rest.points[:, 1])
        middle = M.clip(
            M.clip(rest, rest.points[:, 1] - y0), y1 - M.clip(rest, rest.points[:, 1] - y0).points[:, 1]
        )
        rest = M.clip(rest, rest.points[:, 1] - y1)
        shade = middle['colour'].mean(1, keepdims=True) / max(middle['colour'].mean(), 1e-6)
        painted = paint.gouache(middle.points, paint.colour(colour), seed) * np.clip(shade, 0.5, 1.3)
        middle['colour'] = np.where(middle['_on'] > 0.5, painted, middle['colour'])
        pieces += [below, middle]
    out = M.merge([p for p in pieces + [rest] if len(p.triangles)])
    del out.attributes['_on']
    return out


def _neck_loop(cloth, body):
    """Points and weights of a garment's neck opening, by angle about the neck (0 at the back)."""
    neck = body.joints[INDEX['neck']]
    loops = [lp for lp in M.boundary_loops(cloth) if np.linalg.norm(cloth.points[lp].mean(0) - neck) < 0.16]
    if not loops:
        raise SystemExit('a collar or neckband was asked for, but the garment has no neck opening')
    p, w = cloth.points[loops[0]], cloth['weights'][loops[0]]
    middle = p.mean(0)
    angle = np.arctan2(p[:, 0] - middle[0], p[:, 2] - middle[2])
    order = np.argsort(angle)
    return p[order], w[order], middle, angle[order]


def _tube(p, out, w, r, colour, seed, around=6):
    """A closed rounded rib along the loop `p` (n,3); `out` (n,3) leaves the body, `w` (n, joints)."""
    n = len(p)
    tangent = np.roll(p, -1, 0) - np.roll(p, 1, 0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    out = out - tangent * (out * tangent).sum(1, keepdims=True)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
    up = np.cross(tangent, out)
    angles = np.linspace(0, 2 * np.pi, around, endpoint=False)
    points = np.concatenate(
        [p + out * (r * 0.2 + r * 0.8 * np.cos(b)) + up * r * 1.35 * np.sin(b) for b in angles]
    )
    t = []
    for j in range(around):
        for i in range(n):
            q, s = j * n + i, j * n + (i + 1) % n
            u, v = (j + 1) % around * n + i, (j + 1) % around * n + (i + 1) % n
            t += [(q, s, u), (s, v, u)]
    mesh = M.Mesh(points, np.array(t))
    if ((points - np.tile(p, (around, 1))) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['weights'] = np.tile(w, (around, 1))
    mesh['colour'] = paint.gouache(points, colour, seed, 0.8)
    return mesh


def _even(values, loop, n):
    """Values on a closed loop, resampled at `n` even steps of its length; rounded a little."""
    step = np.linalg.norm(np.roll(loop, -1, 0) - loop, axis=1)
    at = np.concatenate([[0], np.cumsum(step)])
    want = np.linspace(0, at[-1], n, endpoint=False)
    closed = np.concatenate([values, values[:1]])
    return np.stack([np.interp(want, at, closed[:, c]) for c in range(values.shape[1])], 1)


def hems(cloth, body, colour, seed, thick=0.0048, neck=True, low=True):
    """A rib on every open edge of a garment (but the neck's and the lowest, where something else covers them)."""
    normal, at_neck = M.normals(cloth), body.joints[INDEX['neck']]
    meshes, loops = [], M.boundary_loops(cloth)
    lowest = min(loops, key=lambda lp: cloth.points[lp][:, 1].mean(), default=None)
    for loop in loops:
        p = cloth.points[loop]
        if not low and loop is lowest:
            continue
        length = np.linalg.norm(np.roll(p, -1, 0) - p, axis=1).sum()
        if length < 0.08 or (not neck and np.linalg.norm(p.mean(0) - at_neck) < 0.16):
            continue
        n = int(np.clip(length / 0.021, 16, 90)) if length < 1.2 else 170  # a coat's edge has corners
        q, out, w = (_even(v, p, n) for v in (p, normal[loop], cloth['weights'][loop]))
        for _ in range(3):
            q = (np.roll(q, 1, 0) + 2 * q + np.roll(q, -1, 0)) / 4
            out = (np.roll(out, 1, 0) + 2 * out + np.roll(out, -1, 0)) / 4
        meshes.append(_tube(q, out, w, thick, colour, seed, 5))
    return meshes


def neckband(cloth, body, tree, spec, seed):
    """A rounded rib on the neck's edge; it covers the cut. `calm`: how often its course is evened out."""
    p, w, middle, angle = _neck_loop(cloth, body)
    n = 42
    if 'calm' in spec:  # a point stays a point: even steps, so that it has as many as the rest
        n = 60
        p, w = _even(p, p, n), _even(w, p, n)
    else:
        a = np.linspace(-np.pi, np.pi, n, endpoint=False)
        p = np.stack([np.interp(a, angle, p[:, c], period=2 * np.pi) for c in range(3)], 1)
        w = np.stack([np.interp(a, angle, w[:, c], period=2 * np.pi) for c in range(w.shape[1])], 1)
    even = lambda x: (np.roll(x, 1, 0) + 2 * x + np.roll(x, -1, 0)) / 4
    for _ in range(spec.get('calm', 9)):
        p, w = even(p), even(w)  # weights too: else one point follows a raised arm
    p = clothes.off_body(p, tree, np.full(n, 0.005))
    for _ in range(min(spec.get('calm', 9), 5)):  # pushed off the skin it must not stand out in points
        p = even(p)
    return [
        _tube(p, (p - middle) * (1, 0.2, 1), w, spec.get('thick', 0.0066), paint.colour(spec['colour']), seed)
    ]


def skirt(cloth, body, spec, seed):
    """The part of a coat below the hips: it hangs from the garment's lower edge and is no pair of legs."""
    loops = M.boundary_loops(cloth)
    low = min(loops, key=lambda lp: cloth.points[lp][:, 1].mean())
    p, w = cloth.points[low], cloth['weights'][low]
    middle = p.mean(0)
    angle = np.arctan2(p[:, 0] - middle[0], p[:, 2] - middle[2])
    order = np.argsort(angle)
    n, rows = 52, 8
    a = np.linspace(-np.pi, np.pi, n, endpoint=False)
    p = np.stack([np.interp(a, angle[order], p[order][:, c], period=2 * np.pi) for c in range(3)], 1)
    w = np.stack([np.interp(a, angle[order], w[order][:, c], period=2 * np.pi) for c in range(w.shape[1])], 1)
    for _ in range(4):
        p = (np.roll(p, 1, 0) + 2 * p + np.roll(p, -1, 0)) / 4
    flat = p - middle
    flat[:, 1] = 0
    reach = np.linalg.norm(flat, axis=1)
    out = flat / reach[:, None]
    egg = 1 / np.sqrt(
        (out[:, 0] / reach[np.abs(out[:, 0]) > 0.9].max()) ** 2
        + (out[:, 2] / reach[np.abs(out[:, 2]) > 0.9].max()) ** 2
    )
    points, weights, tone = [], [], []
    side = np.clip(0.5 + out[:, 0] / 0.9, 0, 1)[:, None]
    side = side * side * (3 - 2 * side)
    legs = np.zeros((n, len(JOINTS)))
    legs[:, [INDEX['thigh_l']]], legs[:, [INDEX['thigh_r']]] = 1 - side, side
    folds = np.sin(9 * a + 1.3 * np.sin(2 * a + seed))
    for k in np.linspace(0, 1, rows):
        r = reach + (np.maximum(egg, reach) * (1 + spec.get('flare', 0.16) * k) - reach) * min(1, 3 * k)
        laps = k == 0  # the first row lies on the cloth above the cut
        r = r * (1 + 0.022 * k * folds) + (0.005 if laps else 0.003)
        drop = middle[1] + (p[:, 1] - middle[1]) * (1 - k) + 0.012 * laps
        points.append(
            middle * (1, 0, 1) + out * r[:, None] + np.array((0, 1, 0)) * (drop - spec['long'] * k)[:, None]
        )
        share = spec.get('sway', 0.62) * np.clip(k * 1.3, 0, 1)
        weights.append(w * (1 - share) + legs * share)
        tone.append(1 + 0.16 * k * folds)
    t = []
    for i in range(rows - 1):
        for k in range(n):
            q, s = i * n + k, i * n + (k + 1) % n
            t += [(q, s, q + n), (s, s + n, q + n)]
    mesh = M.Mesh(np.concatenate(points), np.array(t))
    if ((mesh.points - middle) * M.normals(mesh) * (1, 0, 1)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['weights'] = np.concatenate(weights)
    colour = (
        paint.gouache(mesh.points, paint.colour(spec['colour']), seed, 1.0) * np.concatenate(tone)[:, None]
    )
    mesh['colour'] = colour
    last = (rows - 1) * n + np.arange(n)
    band = _tube(
        mesh.points[last], out, mesh['weights'][last], 0.0055, paint.colour(spec['colour']) * 0.85, seed, 5
    )
    inner = M.Mesh(mesh.points - np.tile(out, (rows, 1)) * 0.004, mesh.triangles[:, ::-1])
    inner['weights'], inner['colour'] = mesh['weights'], colour * 0.35
    return [mesh, inner, band]


def collar(cloth, body, spec, seed):
    """A folded collar on the neck's edge: stands a little, falls outward, open at the front."""
    p, w, middle, angle = _neck_loop(cloth, body)
    a = np.linspace(-np.pi + spec.get('open', 0.16), np.pi - spec.get('open', 0.16), 34)
    p = np.stack([np.interp(a, angle, p[:, c]) for c in range(3)], 1)
    w = np.stack([np.interp(a, angle, w[:, c]) for c in range(w.shape[1])], 1)
    for _ in range(3):
        p[1:-1] = (p[:-2] + 2 * p[1:-1] + p[2:]) / 4
    out = (p - middle) * (1, 0, 1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    front = np.clip((np.abs(a) - 1.7) / 1.2, 0, 1)[:, None]
    stand, fall = spec.get('stand', 0.016), spec.get('fall', 0.034)
    up = np.array((0, 1.0, 0))
    rows = [
        p + out * 0.001 - up * 0.004,
        p + up * stand + out * 0.001,
        p + up * (stand + 0.003) + out * 0.006,
        p + up * (stand * 0.55) + out * 0.013 + out * 0.004 * front,
        p + up * (stand - fall * (0.75 + 0.55 * front)) + out * (0.020 + 0.012 * front),
        p + up * (stand - fall * (0.75 + 0.55 * front)) + out * (0.014 + 0.010 * front),
        p + up * (stand * 0.4) + out * 0.008,
    ]
    n, points, t = len(a), np.concatenate(rows), []
    for i in range(len(rows) - 1):
        for k in range(n - 1):
            q = i * n + k
            t += [(q, q + 1, q + n), (q + 1, q + n + 1, q + n)]
    mesh = M.Mesh(points, np.array(t))
    normal = M.normals(mesh)
    if (normal[3 * n : 4 * n] * out).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['weights'] = np.tile(w, (len(rows), 1))
    mesh['colour'] = (
        paint.gouache(points, paint.colour(spec.get('colour', 'cream')), seed, 1.0)
        * np.repeat((0.8, 1.0, 1.06, 1.0, 0.9, 0.7, 0.6), n)[:, None]
    )
    return [mesh]


def roll(body, spec, seed):
    """A scarf or a hood lying on the shoulders: a thick soft ring around the neck, heavier behind or in front."""
    neck = body.joints[INDEX['neck']]
    k = body.height / 1.7
    n, around = 30, 9
    a = np.linspace(0, 2 * np.pi, n, endpoint=False)  # 0 at the back
    back = 0.5 + 0.5 * np.cos(a)
    thick = (spec.get('back', 0.03) * back + spec.get('front', 0.02) * (1 - back)) * k
    wide = np.array((spec.get('across', 0.082), spec.get('deep', 0.082))) * k
    centre = (
        np.stack(
            [
                wide[0] * np.sin(a),
                spec.get('rise', 0.012) * k + 0.028 * k * np.cos(a) * spec.get('tilt', 1.0),
                wide[1] * np.cos(a) - 0.004 * k,
            ],
            1,
        )
        + neck
        + (0, 0.01 * k, 0)
    )
    points, t = [], []
    for i in range(n):
        radial = np.array((np.sin(a[i]), 0, np.cos(a[i])))
        fold = (
            1 + 0.13 * paint.noise(np.array([[np.cos(a[i]) * 0.05, 0, np.sin(a[i]) * 0.05]]), 0.022, seed)[0]
        )
        for j in range(around):
            b = 2 * np.pi * j / around
            points.append(
                centre[i] + thick[i] * fold * (radial * np.cos(b) * 0.9 + np.array((0, 1, 0)) * np.sin(b))
            )
    for i in range(n):
        for j in range(around):
            p, q = i * around + j, i * around + (j + 1) % around
            r, s = (i + 1) % n * around + j, (i + 1) % n * around + (j + 1) % around
            t += [(p, q, r), (q, s, r)]
    mesh = M.Mesh(np.array(points), np.array(t))
    if ((mesh.points - np.repeat(centre, around, 0)) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    w = np.zeros((len(points), len(JOINTS)))
    w[:, INDEX['chest']], w[:, INDEX['neck']] = 0.65, 0.35
    mesh['weights'] = w
    swirl = np.sin(np.tile(np.arange(around), n) * 2 * np.pi / around * 2 + np.repeat(a, around) * 3)
    mesh['colour'] = (
        paint.gouache(mesh.points, paint.colour(spec['colour']), seed, 1.2, (0.03, 0.03, 0.03))
        * (1 + 0.10 * swirl)[:, None]
    )
    return [mesh]
