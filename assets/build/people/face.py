"""Brows and the painting of a face and of hands. Brows carry grammar in signing, so they are drawn large."""
import numpy as np

from . import mesh as M
from . import paint
from .skeleton import HAND_STEMS, INDEX, JOINTS, columns_of


def _weights(n, shares):
    w = np.zeros((n, len(JOINTS)))
    for joint, share in shares.items():
        w[:, INDEX[joint]] = share
    return w


# From the inner end to the outer one, about the middle of the eye, for a head of adult size.
BROW = np.array(((-0.0170, 0.0290), (-0.009, 0.0306), (0.003, 0.0316), (0.016, 0.0298), (0.0275, 0.0236)))


def brow(body, marks, skin_tree, side, spec):
    """A thick tapered stroke laid on the brow ridge."""
    from mathutils import Vector

    eye, s = body.joints[INDEX[f'eye_{side}']], marks.scale
    out = -1 if side == 'l' else 1
    t = np.linspace(0, 1, 12)
    path = np.stack([np.interp(t, np.linspace(0, 1, 5), BROW[:, k]) for k in (0, 1)], 1)
    path[1:-1] = (path[:-2] + 2 * path[1:-1] + path[2:]) / 4
    path[:, 1] += spec.get('brow_lift', 0.0) + spec.get('brow_slope', 0.0) * (t - 0.5)
    width = spec.get('brow_width', 0.0080) * np.interp(
        t, (0, 0.06, 0.25, 0.6, 0.88, 1), (0.42, 0.72, 1.0, 0.88, 0.50, 0.14)
    )
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    across = np.stack([-tangent[:, 1], tangent[:, 0]], 1)
    points = []
    for i in range(len(t)):
        for k, (v, h) in enumerate(((-1, -0.4), (-0.6, 1.0), (0.6, 1.0), (1, -0.4))):
            q = (path[i] + across[i] * v * width[i] * 0.5) * s
            start = np.array((eye[0] + out * q[0], eye[1] + q[1], marks.nose[2] - 0.05))
            hit = skin_tree.ray_cast(Vector(start), Vector((0, 0, 1)), 0.2)
            z = hit[0][2] if hit[0] is not None else eye[2] - 0.012
            n = np.array(hit[1]) if hit[0] is not None else np.array((0, 0, -1.0))
            points.append(np.array((start[0], start[1], z)) + n * h * 0.0030 * s)
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
    # All faces forward: a brow is one painted shape, the same whichever way the light falls.
    n = 0.35 * M.normals(mesh) + np.array((0.25 * out, 0.1, -1.0))
    mesh['normal'] = n / np.linalg.norm(n, axis=1, keepdims=True)
    return mesh


def paint_skin(mesh, body, marks, spec, seed):
    """Colour of every skin vertex: flat tone, rosy cheeks, nose and ears, lips, a soft shade about the eyes."""
    p, s = mesh.points, marks.scale
    base = paint.colour(spec['skin'])
    light = float(base @ (0.3, 0.6, 0.1))  # dark skin blushes deeper, not redder
    rose = paint.mix(
        base, paint.colour(spec.get('blush', 'terracotta')), np.interp(light, (0.08, 0.4), (0.25, 0.60))
    )
    out = paint.gouache(p, base, seed, 0.55, (0.035, 0.05, 0.035))

    def near(centre, radii):
        return np.exp(-0.5 * (((p - centre) / (np.array(radii) * s)) ** 2).sum(1))

    index = mesh['source'][:, 0].round().astype(int)
    eye_y = marks.head_middle[1] - 0.035 * s
    cheek = sum(
        near((x * 0.046 * s, eye_y - 0.036 * s, marks.nose[2] + 0.03 * s), (0.019, 0.015, 0.03))
        for x in (-1, 1)
    )
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    tip = near(marks.nose, (0.012, 0.010, 0.014))
    out = paint.mix(out, rose, np.clip(0.62 * cheek + 0.40 * tip + 0.40 * ears, 0, 0.8))
    # Lips are strokes of their own (lips.py); the skin under them only must not show pale between them.
    lips = marks.lips[np.clip(index, 0, len(marks.lips) - 1)] * (index < len(marks.lips))
    seam = np.exp(-0.5 * ((p[:, 1] - marks.mouth[1]) / (0.005 * s)) ** 4) * (np.abs(p[:, 0]) < 0.026 * s)
    out = paint.mix(out, paint.mix(base, paint.colour('#963a38'), 0.5), np.clip(lips * seam, 0, 0.7))
    for side in 'lr':
        e = body.joints[INDEX[f'eye_{side}']]
        socket = np.exp(
            -0.5 * (((p - e - (0, 0.006 * s, 0)) / np.array((0.019, 0.010, 0.03)) / s) ** 2).sum(1)
        )
        out = paint.mix(out, base * (0.70, 0.58, 0.60), 0.22 * socket)
    hands = mesh['weights'][:, columns_of(HAND_STEMS)].sum(1)
    return out * (1 + 0.08 * hands)[:, None]


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
