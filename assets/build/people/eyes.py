"""Eyes as a doll has them: a painted ball, and lids that are shells turning about its middle.

A shell slides over the ball, so that a lid closes whole, opens wide or squints and never cuts into the ball.
"""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import paint
from .skeleton import INDEX, JOINTS

# Elevation of the lids' edges about the eye, radians above the middle: at rest, and where both meet.
UPPER_REST, LOWER_REST, MEET = 0.33, -0.42, -0.22
LID_OVER_BALL = 1.06


def middle_and_radius(body, side):
    """Larger than the base person's ball: lids lie over the skin about them."""
    return body.joints[INDEX[f'eye_{side}']], body.eye_radius * 1.035


def calm_sockets(skin, body):
    """The rim that goes in under the lids is lit like the face about it: a ledge would catch the light from above, and
    closed eyes would look rimmed."""
    for side in 'lr':
        centre, r = middle_and_radius(body, side)
        d = np.linalg.norm(skin.points - centre, axis=1) / r
        ahead = skin.points[:, 2] < centre[2] + 0.3 * r
        rim, about = np.flatnonzero(ahead & (d < 1.45)), np.flatnonzero(ahead & (d >= 1.45) & (d < 2.1))
        far = np.linalg.norm(skin.points[rim][:, None] - skin.points[about][None], axis=2)
        even = np.exp(-0.5 * (far / (0.5 * r)) ** 2) @ skin['normal'][about]
        even /= np.maximum(np.linalg.norm(even, axis=1, keepdims=True), 1e-9)
        share = np.clip((1.45 - d[rim]) / 0.2, 0, 1)[:, None]
        n = skin['normal'][rim] * (1 - share) + even * share
        skin['normal'][rim] = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)


def _weights(n, joint):
    w = np.zeros((n, len(JOINTS)))
    w[:, INDEX[joint]] = 1.0
    return w


def _grid(rows, columns, flip=False):
    t = []
    for i in range(rows - 1):
        for k in range(columns - 1):
            a, b = i * columns + k, (i + 1) * columns + k
            t += [(a, a + 1, b), (a + 1, b + 1, b)]
    t = np.array(t)
    return t[:, ::-1] if flip else t


def _outward(mesh, centre):
    if ((mesh.points - centre) * M.normals(mesh)).sum(1).mean() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    return mesh


def ball(body, side, iris, around=20):
    """Rings follow pupil, iris and white; pole toward -z; a painted catch-light, on the same side in both eyes."""
    centre, r = middle_and_radius(body, side)
    rings = np.radians([0, 7, 13.5, 15, 24, 33, 36, 46, 62, 84, 112])
    points, colours = [centre + (0, 0, -r)], [paint.colour('black') * 0.5]
    white, dark = paint.colour('#f6efe2'), paint.colour('black') * 0.5
    for a in rings[1:]:
        for k in range(around):
            u = 2 * np.pi * k / around
            d = np.array((np.sin(a) * np.cos(u), np.sin(a) * np.sin(u), -np.cos(a)))
            bulge = 1.015 if a < 0.6 else 1.0
            points.append(centre + r * d * (bulge, bulge, 1.010))
            if a < 0.24:
                c = dark
            elif a < 0.59:
                c = iris * (1.7 if d[1] < -0.02 else 0.85)
            elif a < 0.64:
                c = iris * 0.22
            else:
                c = white * (1 - 0.30 * max(0, d[1]) ** 1.5) * (1, 0.985, 0.955)
            colours.append(c)
    triangles = [(0, 1 + (k + 1) % around, 1 + k) for k in range(around)]
    for ring in range(len(rings) - 2):
        a0, b0 = 1 + ring * around, 1 + (ring + 1) * around
        for k in range(around):
            k1 = (k + 1) % around
            triangles += [(a0 + k, a0 + k1, b0 + k), (a0 + k1, b0 + k1, b0 + k)]
    mesh = _outward(M.Mesh(np.array(points), np.array(triangles), {}), centre)
    mesh['colour'], mesh['weights'] = np.array(colours), _weights(len(points), f'eye_{side}')
    mesh['normal'] = M.normals(mesh)
    return mesh


def catch_light(body, side, around=9):
    """A light seen in the eye, and a small one across from it: what makes it look back."""
    centre, r = middle_and_radius(body, side)
    points, triangles = [], []
    for x, y, size in ((0.20, 0.17, 0.115), (-0.20, -0.20, 0.055)):
        start = len(points)
        for k in range(around):
            u = 2 * np.pi * k / around
            d = np.array((x + size * np.cos(u), y + size * 1.1 * np.sin(u), -1.0))
            points.append(centre + 1.022 * r * d / np.linalg.norm(d) * (1, 1, 1.010))
        triangles += [(start, start + k, start + k + 1) for k in range(1, around - 1)]
    mesh = _outward(M.Mesh(np.array(points), np.array(triangles), {}), centre)
    mesh['colour'] = np.tile(paint.colour('#fffaf0'), (len(points), 1))
    mesh['weights'] = _weights(len(points), f'eye_{side}')
    mesh['normal'] = M.normals(mesh)
    return mesh


def lids(body, side, skin_colour, line_colour, fine=True, skin=None, tree=None):
    """Upper and lower shell and the drawn line on the edge of each. Away from its edge a shell takes colour and light of
    the skin that it goes under, so that no seam is seen."""
    centre, r = middle_and_radius(body, side)
    out = -1 if side == 'l' else 1
    meshes = []
    columns = 17 if fine else 7
    u = np.radians(np.linspace(-84, 84, columns))
    for lid, edge, sign, thick in (('lid_up', UPPER_REST, 1, 1.0), ('lid_low', LOWER_REST, -1, 0.45)):
        if skin is not None:  # of the colour that the skin has about the eye
            d = np.linalg.norm(skin.points - centre, axis=1) / r
            about = (d > 1.15) & (d < 1.6) & (skin.points[:, 2] < centre[2])
            skin_colour = np.median(skin['colour'][about & (sign * (skin.points[:, 1] - centre[1]) > 0)], 0)
        over = r * LID_OVER_BALL * (1.0 if sign > 0 else 0.992)
        # The edge bows: highest over the iris, and the outer corner a little above the inner one.
        bow = 0.10 * sign * np.cos(u) + 0.05 * np.sin(u) * out
        rows, colours = [], []
        steps = (0.0, 0.05, 0.22, 0.45, 0.75, 1.05, 1.35) if fine else (0.0, 0.3, 0.9)
        for step in steps:
            phi = edge + (bow - 0.10 * sign) + sign * step
            bulge = over * (1 - 0.012 * (step == 0.0))
            rows.append(
                centre + bulge * np.stack([np.sin(u), np.cos(u) * np.sin(phi), -np.cos(u) * np.cos(phi)], 1)
            )
            shade = 0.84 if step < 0.1 else 0.97 if step < 0.3 else 0.98
            colours.append(np.tile(skin_colour * (shade, shade * 0.95, shade * 0.95), (columns, 1)))
        shell = _outward(
            M.Mesh(np.concatenate(rows), _grid(len(rows), columns), {'colour': np.concatenate(colours)}),
            centre,
        )
        shell['weights'] = _weights(len(shell.points), f'{lid}_{side}')
        n = 0.60 * M.normals(shell) + np.array((0, 0.10, -0.55))  # no dark crescent under the eye
        shell['normal'] = n / np.linalg.norm(n, axis=1, keepdims=True)
        if skin is not None:
            away = np.repeat(np.interp(steps, (0.30, 0.75), (0.0, 1.0)), columns)
            away = np.maximum(away, np.tile(np.clip((np.abs(u) - 0.85) / 0.35, 0, 1), len(steps)))
            _join_skin(shell, away, skin, tree)
        meshes.append(shell)
        meshes.append(
            _line(centre, over, u, edge + bow - 0.10 * sign, sign, thick, out, lid, side, line_colour)
        )
    return meshes


def _join_skin(shell, share, skin, tree):
    for i, p in enumerate(shell.points):
        if share[i] > 0:
            corners = skin.triangles[tree.find_nearest(Vector(p))[2]]
            colour, n = skin['colour'][corners].mean(0), skin['normal'][corners].mean(0)
            shell['colour'][i] = paint.mix(shell['colour'][i], colour, share[i])
            shell['normal'][i] = paint.mix(shell['normal'][i], n, share[i])
    shell['normal'] /= np.maximum(np.linalg.norm(shell['normal'], axis=1, keepdims=True), 1e-9)


def _line(centre, over, u, phi, sign, thick, out, lid, side, colour):
    """A drawn line on the edge: broad over the iris and to the outer corner, fine at the inner one."""
    along = u * out  # -: inner corner
    width = 0.115 * thick * np.interp(along, np.radians((-84, -45, 0, 45, 84)), (0.15, 0.55, 1.0, 1.1, 0.5))
    rows = []
    for k, lift in ((-0.45, 0.985), (-0.3, 1.03), (0.5, 1.05), (1.0, 1.0)):
        p = phi + sign * k * width
        rows.append(
            centre + over * lift * np.stack([np.sin(u), np.cos(u) * np.sin(p), -np.cos(u) * np.cos(p)], 1)
        )
    mesh = _outward(M.Mesh(np.concatenate(rows), _grid(4, len(u)), {}), centre)
    mesh['colour'] = np.tile(colour, (len(mesh.points), 1))
    mesh['weights'] = _weights(len(mesh.points), f'{lid}_{side}')
    mesh['normal'] = M.normals(mesh)
    return mesh
