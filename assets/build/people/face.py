"""Eyes, brows and the painting of a face. Brows and eyes carry grammar in signing, so they are drawn large."""
import numpy as np

from . import mesh as M
from . import paint
from .skeleton import INDEX, JOINTS


def _weights(n, shares):
    w = np.zeros((n, len(JOINTS)))
    for joint, share in shares.items():
        w[:, INDEX[joint]] = share
    return w


def eyeball(body, side, iris):
    """A ball whose rings follow pupil, iris and white; pole toward -z; a painted catch-light."""
    centre, r = body.joints[INDEX[f'eye_{side}']], body.eye_radius
    rings = np.radians([0, 6, 11, 13, 22, 31, 34, 48, 66, 90, 118])
    around = 18
    points, colours = [centre + (0, 0, -r)], [paint.colour('black') * 0.6]
    white, dark = paint.colour('#f3ece0'), paint.colour('black') * 0.6
    for a in rings[1:]:
        for k in range(around):
            u = 2 * np.pi * k / around
            d = np.array((np.sin(a) * np.cos(u), np.sin(a) * np.sin(u), -np.cos(a)))
            bulge = 1.035 if a < 0.55 else 1.0
            points.append(centre + r * d * (bulge, bulge, 1.02))
            if a < 0.2:
                c = dark
            elif a < 0.56:
                c = iris * (1.35 if d[1] < 0 else 0.8)
            elif a < 0.62:
                c = iris * 0.25
            else:
                c = white * (1 - 0.35 * max(0, d[1]) ** 1.5) * (1, 0.985, 0.96)
            if np.hypot(d[0] - 0.17, d[1] - 0.2) < 0.13 and a < 0.6:
                c = np.array((0.95, 0.93, 0.88))
            colours.append(c)
    triangles = [(0, 1 + (k + 1) % around, 1 + k) for k in range(around)]
    for ring in range(len(rings) - 2):
        a0, b0 = 1 + ring * around, 1 + (ring + 1) * around
        for k in range(around):
            k1 = (k + 1) % around
            triangles += [(a0 + k, a0 + k1, b0 + k), (a0 + k1, b0 + k1, b0 + k)]
    mesh = M.Mesh(np.array(points), np.array(triangles), {})
    n = M.normals(mesh)
    if ((mesh.points - centre) * n).sum(1).mean() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['colour'], mesh['weights'] = np.array(colours), _weights(len(points), {f'eye_{side}': 1.0})
    return mesh


BROW = np.array(((-0.019, 0.0215), (-0.010, 0.0265), (0.003, 0.0290), (0.016, 0.0265), (0.027, 0.0195)))


def brow(body, marks, skin_tree, side, spec):
    """A thick tapered stroke laid on the brow ridge."""
    from mathutils import Vector

    eye, s = body.joints[INDEX[f'eye_{side}']], marks.scale
    out = -1 if side == 'l' else 1
    t = np.linspace(0, 1, 9)
    path = np.stack([np.interp(t, np.linspace(0, 1, 5), BROW[:, k]) for k in (0, 1)], 1)
    path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    path[:, 1] += spec.get('brow_lift', 0.0) + spec.get('brow_slope', 0.0) * (t - 0.5)
    width = spec.get('brow_width', 0.0052) * np.interp(t, (0, 0.2, 0.6, 1), (0.75, 1.0, 0.85, 0.15))
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    across = np.stack([-tangent[:, 1], tangent[:, 0]], 1)
    points = []
    for i in range(len(t)):
        for k, (v, h) in enumerate(((-1, -0.4), (-0.55, 1.0), (0.55, 1.0), (1, -0.4))):
            q = (path[i] + across[i] * v * width[i] * 0.5) * s
            start = np.array((eye[0] + out * q[0], eye[1] + q[1], marks.nose[2] - 0.05))
            hit = skin_tree.ray_cast(Vector(start), Vector((0, 0, 1)), 0.2)
            z = hit[0][2] if hit[0] is not None else eye[2] - 0.012
            n = np.array(hit[1]) if hit[0] is not None else np.array((0, 0, -1.0))
            points.append(np.array((start[0], start[1], z)) + n * h * 0.0026 * s)
    triangles = []
    for i in range(len(t) - 1):
        for k in range(3):
            a, b = i * 4 + k, (i + 1) * 4 + k
            triangles += [(a, b, a + 1), (a + 1, b, b + 1)]
    mesh = M.Mesh(np.array(points), np.array(triangles), {})
    if M.normals(mesh)[:, 2].mean() > 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    u = np.repeat(t, 4)
    w = _weights(len(points), {})
    w[:, INDEX[f'brow_in_{side}']] = np.clip(1 - u * 1.15, 0, 1) * 0.95
    w[:, INDEX[f'brow_out_{side}']] = np.clip(1.1 - 2.4 * np.abs(u - 0.65), 0, 1) * 0.7
    total = w.sum(1)
    w *= np.minimum(1, 1 / np.maximum(total, 1e-9))[:, None]
    w[:, INDEX['head']] = 1 - w.sum(1)
    mesh['weights'] = w
    c = paint.colour(spec['brow_colour'])
    mesh['colour'] = c * (1 + 0.18 * np.tile((-1, 0.4, 1, 0), len(t)))[:, None]
    return mesh


def paint_skin(mesh, body, marks, spec, seed):
    """Colour of every skin vertex: flat tone, rosy cheeks, nose and ears, lips, lid line, lighter hands."""
    p, s = mesh.points, marks.scale
    base = paint.colour(spec['skin'])
    light = float(base @ (0.3, 0.6, 0.1))  # dark skin blushes deeper, not redder
    rose = paint.mix(
        base, paint.colour(spec.get('blush', 'terracotta')), np.interp(light, (0.08, 0.4), (0.22, 0.55))
    )
    out = paint.gouache(p, base, seed, 0.7, (0.035, 0.05, 0.035))

    def near(centre, radii):
        return np.exp(-0.5 * (((p - centre) / (np.array(radii) * s)) ** 2).sum(1))

    index = mesh['source'][:, 0].round().astype(int)
    eye_y = marks.head_middle[1] - 0.035 * s
    cheek = sum(
        near((x * 0.042 * s, eye_y - 0.034 * s, marks.nose[2] + 0.03 * s), (0.017, 0.014, 0.03))
        for x in (-1, 1)
    )
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    tip = near(marks.nose, (0.011, 0.010, 0.014))
    out = paint.mix(out, rose, np.clip(0.55 * cheek + 0.45 * tip + 0.4 * ears, 0, 0.75))
    lip = spec.get('lips', None)
    lip_colour = paint.colour(lip) if lip else paint.mix(base, paint.colour('#8c3b38'), 0.55)
    lips = marks.lips[np.clip(index, 0, len(marks.lips) - 1)] * (index < len(marks.lips))
    lips *= (p[:, 2] < marks.mouth[2] + 0.016 * s) * np.exp(
        -0.5 * ((p[:, 1] - marks.mouth[1]) / (0.009 * s)) ** 2
    )
    out = paint.mix(out, lip_colour, np.clip(lips * 1.5 - 0.25, 0, 0.85))
    # eye sockets a little deeper, lid edge dark like a drawn line
    r = body.eye_radius
    for side in 'lr':
        e = body.joints[INDEX[f'eye_{side}']]
        d = np.linalg.norm(p - e, axis=1)
        socket = np.exp(-0.5 * (((p - e) / np.array((0.02, 0.015, 0.03)) / s) ** 2).sum(1))
        out = paint.mix(out, base * (0.62, 0.5, 0.5), 0.38 * socket)
        rim = (d < r * 1.10) & (p[:, 2] < e[2])
        upper = np.clip((p[:, 1] - e[1]) / (0.003 * s) + 0.6, 0, 1)
        out = paint.mix(out, paint.colour('black') * 1.1, np.where(rim, 0.35 + 0.55 * upper, 0))
    hands = mesh['weights'][
        :,
        [
            i
            for i, n in enumerate(JOINTS)
            if n.split('_')[0] in ('hand', 'thumb', 'index', 'middle', 'ring', 'little')
        ],
    ].sum(1)
    out = out * (1 + 0.10 * hands)[:, None]
    return out


def paint_hand_details(mesh, body, colours, spec, palm_colour):
    """Palms lighter and warmer, knuckles and fingertips rosier, nails as a painted light oval."""
    n = M.normals(mesh)
    base = paint.colour(spec['skin'])
    for side in 'lr':
        wrist = body.joints[INDEX[f'hand_{side}']]
        forward = body.joints[INDEX[f'middle_1_{side}']] - wrist
        across = body.joints[INDEX[f'index_1_{side}']] - body.joints[INDEX[f'little_1_{side}']]
        back = np.cross(forward, across)
        back *= (-1 if side == 'l' else 1) / np.linalg.norm(back)
        of_hand = mesh['weights'][
            :,
            [
                i
                for i, name in enumerate(JOINTS)
                if name.endswith('_' + side)
                and name.split('_')[0] in ('hand', 'thumb', 'index', 'middle', 'ring', 'little')
            ],
        ].sum(1)
        facing = n @ back
        colours = paint.mix(colours, palm_colour, of_hand * np.clip(-facing * 1.4 - 0.1, 0, 1) * 0.8)
        for f in ('thumb', 'index', 'middle', 'ring', 'little'):
            last = body.joints[INDEX[f'{f}_3_{side}']]
            tip = body.tips[f'{f}_3_{side}']
            axis = tip - last
            along = (mesh.points - last) @ axis / (axis @ axis)
            tip_share = np.clip((along - 0.3) / 0.6, 0, 1) * mesh['weights'][:, INDEX[f'{f}_3_{side}']]
            colours = paint.mix(colours, paint.mix(base, paint.colour('rose'), 0.5), tip_share * 0.35)
            for k in (1, 2, 3):
                knuckle = body.joints[INDEX[f'{f}_{k}_{side}']]
                d = np.linalg.norm(mesh.points - knuckle, axis=1)
                colours = paint.mix(
                    colours,
                    base * (0.80, 0.62, 0.58),
                    0.4 * np.exp(-0.5 * (d / 0.008) ** 2) * np.clip(facing, 0, 1) * of_hand,
                )
    return colours
