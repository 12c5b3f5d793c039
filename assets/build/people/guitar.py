"""Nell's guitar: a solid body of our own outline, neck, strings, strap and a cable to the floor.

Local axes: x toward the headstock, y out of the top edge (toward her chin), z toward the strings' side (the audience).
Origin at the bridge.
"""
import numpy as np

from . import mesh as M
from . import paint
from .bands import ribbon
from .hair import blob, lock
from .skeleton import INDEX, JOINTS

SCALE_M = 0.610  # bridge to nut
THICK_M = 0.040
# Half outline, clockwise from the tail: an offset body with one long upper horn.
OUTLINE = np.array(
    (
        (-0.135, 0.00),
        (-0.128, 0.070),
        (-0.100, 0.128),
        (-0.050, 0.150),
        (0.000, 0.138),
        (0.050, 0.112),
        (0.095, 0.108),
        (0.140, 0.130),
        (0.190, 0.150),
        (0.222, 0.138),
        (0.218, 0.105),
        (0.190, 0.070),
        (0.180, 0.032),
        (0.182, -0.030),
        (0.196, -0.066),
        (0.200, -0.100),
        (0.172, -0.122),
        (0.125, -0.112),
        (0.075, -0.098),
        (0.020, -0.118),
        (-0.040, -0.156),
        (-0.095, -0.150),
        (-0.128, -0.090),
    )
)


def _on_prop(mesh, share=None):
    w = np.zeros((len(mesh.points), len(JOINTS)))
    for joint, part in (share or {'prop': 1.0}).items():
        w[:, INDEX[joint]] = part
    mesh['weights'] = w
    return mesh


def _slab(outline, z0, z1, bevel, colour, edge, seed):
    """A bevelled plate: rings inset at both faces, closed by fans."""
    n = len(outline)
    middle = outline.mean(0)
    rings = []
    for z, inset in ((z0, bevel), (z0 + bevel, 0), (z1 - bevel, 0), (z1, bevel), (z1 + 0.0005, bevel * 2.2)):
        d = outline - middle
        r = np.linalg.norm(d, axis=1, keepdims=True)
        rings.append(np.c_[middle + d * (1 - inset / r), np.full(n, z)])
    points = np.concatenate(rings + [[[*middle, z0]], [[*middle, z1 + 0.0006]]])
    t = []
    for i in range(len(rings) - 1):
        for k in range(n):
            a, b = i * n + k, i * n + (k + 1) % n
            t += [(a, b, a + n), (b, b + n, a + n)]
    last = (len(rings) - 1) * n
    for k in range(n):
        k1 = (k + 1) % n
        t += [(len(points) - 2, k1, k), (len(points) - 1, last + k, last + k1)]
    mesh = M.Mesh(points, np.array(t))
    out = M.normals(mesh)
    if (out[last : last + n, 2] < 0).mean() > 0.5:
        mesh.triangles = mesh.triangles[:, ::-1]
    c = paint.gouache(points, paint.colour(colour), seed, 1.3, (0.09, 0.03, 0.03))
    c[n : 3 * n] = paint.gouache(points[n : 3 * n], paint.colour(edge), seed + 1, 1.0)
    mesh['colour'] = c
    return mesh


def _box(x0, x1, y0, y1, z0, z1, colour, taper=1.0, seed=0):
    p = np.array(
        [(x, y * (taper if x == x1 else 1), z) for x in (x0, x1) for y in (y0, y1) for z in (z0, z1)], float
    )
    q = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
    points, t = [], []
    for face in q:
        s = len(points)
        points += [p[i] for i in face]
        t += [(s, s + 1, s + 2), (s, s + 2, s + 3)]
    mesh = M.Mesh(np.array(points), np.array(t))
    middle = p.mean(0)
    if ((mesh.points - middle) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['colour'] = paint.gouache(mesh.points, paint.colour(colour), seed, 0.8)
    return mesh


def _smooth_outline(outline, rounds=2):
    for _ in range(rounds):  # Chaikin's corner cutting
        nxt = np.roll(outline, -1, 0)
        outline = np.stack([0.75 * outline + 0.25 * nxt, 0.25 * outline + 0.75 * nxt], 1).reshape(-1, 2)
    return outline


def parts():
    """Meshes in the guitar's own axes."""
    h = THICK_M / 2
    out = [_slab(_smooth_outline(OUTLINE, 1), -h, h, 0.006, 'green', 'black', 3)]
    guard = _smooth_outline(
        np.array(
            (
                (-0.02, -0.02),
                (0.05, -0.045),
                (0.17, -0.045),
                (0.185, -0.085),
                (0.16, -0.10),
                (0.07, -0.075),
                (0.0, -0.09),
                (-0.05, -0.115),
                (-0.07, -0.08),
            )
        ),
        1,
    )
    out.append(_slab(guard, h - 0.002, h + 0.0025, 0.0012, 'cream', 'cream', 4))
    out.append(_box(0.14, SCALE_M, -0.024, 0.024, h - 0.012, h + 0.006, 'walnut', 0.86))  # neck
    out.append(_box(0.14, SCALE_M, -0.021, 0.021, h - 0.024, h - 0.012, 'ochre', 0.80))  # its back
    for fret in range(1, 15):  # equal temperament
        x = SCALE_M * 2 ** (-fret / 12)
        out.append(_box(x - 0.0012, x + 0.0012, -0.022, 0.022, h + 0.006, h + 0.0075, 'cream'))
    head = np.array(
        (
            (0.608, -0.020),
            (0.640, -0.030),
            (0.700, -0.034),
            (0.760, -0.022),
            (0.772, 0.012),
            (0.735, 0.034),
            (0.660, 0.034),
            (0.608, 0.021),
        )
    )
    out.append(_slab(_smooth_outline(head, 1), h - 0.014, h + 0.002, 0.003, 'green', 'black', 5))
    for k in range(6):
        x = 0.645 + 0.019 * k
        out.append(
            blob(
                np.array((x, 0.043, h - 0.008)),
                np.array((0.005, 0.008, 0.005)),
                paint.colour('cream'),
                k,
                rings=4,
                around=6,
            )
        )
    for x in (0.045, 0.125):
        out.append(_box(x - 0.016, x + 0.016, -0.036, 0.036, h, h + 0.007, 'black'))
    out.append(_box(-0.012, 0.010, -0.036, 0.036, h, h + 0.008, 'cream'))  # bridge
    for k, y in enumerate(np.linspace(-0.024, 0.024, 6)):  # strings
        out.append(
            _box(0.0, SCALE_M + 0.005, y - 0.0008, y + 0.0008, h + 0.0098, h + 0.0112, 'cream', 0.82, k)
        )
    for p in ((-0.075, -0.06), (-0.045, -0.095), (-0.09, -0.10)):
        out.append(
            blob(
                np.array((*p, h + 0.006)),
                np.array((0.010, 0.010, 0.008)),
                paint.colour('ochre'),
                1,
                rings=4,
                around=8,
            )
        )
    return out


def hang(rig):
    """(origin, axes) of the guitar at rest: in front of the hips, neck up to her left."""
    k = rig.height / 1.7
    tilt, yaw = np.radians(22), np.radians(14)
    x = np.array((-np.cos(tilt) * np.cos(yaw), np.sin(tilt), -np.cos(tilt) * np.sin(yaw)))
    z = np.array((-np.sin(yaw), 0.0, -np.cos(yaw)))
    z = z * -1 if z[2] > 0 else z
    z = z - x * (z @ x)
    z /= np.linalg.norm(z)
    y = np.cross(z, x)
    origin = np.array((0.10 * k, rig.at('hips')[1] + 0.10 * k, rig.at('hips')[2] - 0.205 * k))
    return origin, np.stack([x, y, z], 1)


def build(rig, tree):
    """Guitar, strap and cable in the person's space, weighted."""
    from mathutils import Vector

    origin, axes = hang(rig)
    k = rig.height / 1.7
    body = M.merge([_fill(p) for p in parts()])
    body.points = origin + body.points @ axes.T
    if np.linalg.det(axes) < 0:
        body.triangles = body.triangles[:, ::-1]
    meshes = [_on_prop(body)]
    # strap: from the upper horn over her left shoulder, down the back, to the tail
    shoulder = rig.at('upper_arm_l') * (0.62, 1, 1) + np.array((0, 0.062, 0.0)) * k
    chest = rig.at('chest')
    horn = origin + axes @ (0.195, 0.14, -0.012)
    below = shoulder + np.array((0.0, -0.10, -0.12)) * k
    knots = np.array(
        (
            horn,
            0.5 * (horn + below),
            below,
            shoulder,
            shoulder + np.array((0.03, -0.12, 0.13)) * k,
            chest + np.array((0.06, 0.0, 0.17)) * k,
            chest + np.array((0.19, -0.15, 0.08)) * k,
            origin + axes @ (-0.128, 0.03, -0.016),
        )
    )
    u = np.linspace(0, len(knots) - 1, 26)
    path = np.stack([_curve(knots[:, c], u) for c in range(3)], 1)
    for i, p in enumerate(path[2:-2], 2):
        spot, normal, _, _ = tree.find_nearest(Vector(p))
        gap = (p - np.array(spot)) @ np.array(normal)
        if gap < 0.024:
            path[i] = p + np.array(normal) * (0.024 - gap)
    worn = np.zeros(len(JOINTS))
    worn[INDEX['prop']] = 1  # moves as the chest does, and is put down with the guitar
    meshes.append(ribbon(path, 0.024 * k, tree, 'ochre', worn))
    jack = origin + axes @ (-0.11, -0.12, 0.0)
    cable = np.array(
        (
            jack,
            jack + (0.06, -0.12, -0.01),
            jack + (0.10, -0.45, 0.05),
            (jack[0] + 0.10, 0.02, jack[2] + 0.12),
            (0.45, 0.008, 0.25),
            (0.85, 0.008, 0.35),
            (1.05, 0.008, 0.10),
        )
    )
    u = np.linspace(0, len(cable) - 1, 24)
    path = np.stack([_curve(cable[:, c], u) for c in range(3)], 1)
    path[:, 1] = np.maximum(path[:, 1], 0.006)
    wire = lock(path, np.full(len(path), 0.0045), 1.0, paint.colour('black'), 'cable', 5)
    high = np.clip((wire.points[:, 1] - 0.25) / (jack[1] - 0.3), 0, 1)
    wire['weights'][:, INDEX['cable']] = 1 - high
    wire['weights'][:, INDEX['prop']] = high
    meshes.append(wire)
    return meshes


def _fill(mesh):
    mesh['weights'] = np.zeros((len(mesh.points), len(JOINTS)))
    mesh.attributes = {k: mesh[k] for k in ('colour', 'weights')}
    return mesh


def _curve(values, u):
    from scipy.interpolate import CubicSpline

    return CubicSpline(np.arange(len(values)), values)(u)
