"""Straps that lie on cloth, and stripes with clean edges."""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import paint
from .skeleton import INDEX, JOINTS


def ribbon(path, half_m, tree, colour, weights, seed=8):
    """A flat band with thickness along `path` (k,3), lying on the surface of `tree`."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    normal = np.array([tree.find_nearest(Vector(p))[1] for p in path])
    normal[0], normal[-1] = normal[1], normal[-2]
    for _ in range(3):
        normal[1:-1] = (normal[:-2] + normal[1:-1] + normal[2:]) / 3
    normal -= tangent * (normal * tangent).sum(1, keepdims=True)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    side = np.cross(tangent, normal)
    points, t = [], []
    for p, s, n in zip(path, side, normal):
        points += [p - s * half_m - n * 0.004, p - s * half_m + n * 0.002, p + s * half_m + n * 0.002,
                   p + s * half_m - n * 0.004]
    for i in range(len(path) - 1):
        for k in range(4):
            a, b = i * 4 + k, i * 4 + (k + 1) % 4
            t += [(a, a + 4, b), (b, a + 4, b + 4)]
    mesh = M.Mesh(np.array(points), np.array(t))
    if ((mesh.points - np.repeat(path, 4, 0)) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
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
        knots = np.array(((x, start, chest[2] - 0.25), (x, 0.5 * (start + top), chest[2] - 0.25),
                          (x * 0.98, top - 0.03, neck[2] - 0.12), (x * 0.95, top + 0.06, neck[2]),
                          (x * 0.92, top - 0.03, neck[2] + 0.13), (inner, 0.5 * (low + top), chest[2] + 0.25),
                          (inner, low, chest[2] + 0.25)))
        u = np.linspace(0, len(knots) - 1, 30)
        path = np.stack([np.interp(u, np.arange(len(knots)), knots[:, c]) for c in range(3)], 1)
        path, weights = on_cloth(path, cloth, tree, 0.005)
        meshes.append(ribbon(path, spec.get('half_m', 0.015), tree, spec['colour'], weights, seed))
    return meshes


def stripes(mesh, bands, base_y, colour, on, seed):
    """Cuts a finished mesh along the edges of horizontal bands and paints them; only where `on` (n,) > 0."""
    mesh['_on'] = np.asarray(on, float)[:, None]
    pieces, rest = [], mesh
    for low, high in sorted(bands):
        y0, y1 = base_y + low, base_y + high
        below = M.clip(rest, y0 - rest.points[:, 1])
        middle = M.clip(M.clip(rest, rest.points[:, 1] - y0), y1 - M.clip(rest, rest.points[:, 1] - y0).points[:, 1])
        rest = M.clip(rest, rest.points[:, 1] - y1)
        shade = middle['colour'].mean(1, keepdims=True) / max(middle['colour'].mean(), 1e-6)
        painted = paint.gouache(middle.points, paint.colour(colour), seed) * np.clip(shade, 0.5, 1.3)
        middle['colour'] = np.where(middle['_on'] > 0.5, painted, middle['colour'])
        pieces += [below, middle]
    out = M.merge([p for p in pieces + [rest] if len(p.triangles)])
    del out.attributes['_on']
    return out
