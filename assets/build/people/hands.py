"""The visitor's own hands: two skins of 26 joints each, named and ordered as XR_EXT_hand_tracking has them."""
import numpy as np
from scipy.spatial.transform import Rotation

from . import body as B
from . import bands, clothes, face, landmarks, nails, paint, reduce, restyle, skeleton
from . import mesh as M
from .export import GENERATOR, four_influences
from .glb import Glb
from .human_data import human_data
from .pose import Pose, Rig, THUMB_PADS, between, frame, unit
from .signing import handshape
from .skeleton import FINGERS

ORDER = ['palm', 'wrist', 'thumb_metacarpal', 'thumb_proximal', 'thumb_distal', 'thumb_tip'] + [
    f'{f}_{b}' for f in FINGERS[1:] for b in ('metacarpal', 'proximal', 'intermediate', 'distal', 'tip')
]
PARENT = {'palm': 'wrist', 'wrist': None}
for _finger in FINGERS:
    _chain = [n for n in ORDER if n.startswith(_finger)]
    for _a, _b in zip(['wrist'] + _chain, _chain):
        PARENT[_b] = _a
APART_M = 0.14  # the bind pose: wrists this far left and right of the origin
FOREARM_FROM = 1.14  # where the sleeve ends behind, as Measures.along_arm counts
SLEEVE_TO, SKIN_FROM = 1.68, 1.58
UPPER_SIDES, UPPER_RADIUS_M = 28, 0.046
UPPER_RINGS_M = (-0.02, 0, 0.012, 0.024, 0.036, 0.048, 0.06, 0.072, 0.084, 0.11, 0.16, 0.24, 0.34)  # behind the cuff


def _weights(human, side):
    """(all vertices, 26)."""
    out = np.zeros((len(human.base), 26))
    source = skeleton.hand_weights(human)
    for column, bone in enumerate(human.bone_names):
        if not bone.endswith('.' + side.upper()):
            continue
        stem = bone[:-2]
        if stem.startswith('finger'):
            f, k = FINGERS[int(stem[6]) - 1], int(stem[8])
            names = (
                ('metacarpal', 'proximal', 'distal')
                if f == 'thumb'
                else ('proximal', 'intermediate', 'distal')
            )
            target = f'{f}_{names[k - 1]}'
        elif stem.startswith('metacarpal'):
            target = f'{FINGERS[int(stem[-1])]}_metacarpal'
        elif stem.startswith(('wrist', 'lowerarm')):
            target = 'wrist'
        else:
            continue
        out[:, ORDER.index(target)] += source[:, column]
    return out


class _Hand:
    """One hand posed flat and moved to its bind place: skin points and 26 frames."""

    def __init__(self, body, rig, side, shape):
        human = human_data()
        self.pose = Pose(rig)
        self.pose.fingers(side, handshape(shape) if isinstance(shape, str) else shape)
        b = rig.palm[side].copy()
        if side == 'l':
            b[:, 0] *= -1
        fore = unit(rig.at(f'hand_{side}') - rig.at(f'forearm_{side}'))
        align = between(-b[:, 2], fore)
        self.pose.rotate(f'hand_{side}', align)
        self.to_bind = (align @ b).T
        self.wrist = rig.at(f'hand_{side}')
        self.place = np.array((-APART_M if side == 'l' else APART_M, 0, 0))
        self.joints = self._frames(human, body, rig, side)

    def move(self, points):
        return (points - self.wrist) @ self.to_bind.T + self.place

    def _frames(self, human, body, rig, side):
        at = {}
        out = 1 if side == 'r' else -1
        for f in FINGERS:
            for k, name in zip(
                (1, 2, 3),
                ('metacarpal', 'proximal', 'distal')
                if f == 'thumb'
                else ('proximal', 'intermediate', 'distal'),
            ):
                at[f'{f}_{name}'] = self.pose.world(f'{f}_{k}_{side}')[1]
            r, p = self.pose.world(f'{f}_3_{side}')
            at[f'{f}_tip'] = p + r @ (rig.tips[f'{f}_3_{side}'] - rig.at(f'{f}_3_{side}'))
            if f != 'thumb':
                bone = f'metacarpal{FINGERS.index(f)}.{side.upper()}____head'
                r, p = self.pose.world(f'hand_{side}')
                at[f'{f}_metacarpal'] = p + r @ (body.points[human.joint_vertices[bone]].mean(0) - self.wrist)
        at['wrist'] = self.pose.world(f'hand_{side}')[1]
        at = {n: self.move(p) for n, p in at.items()}
        at['palm'] = 0.5 * (at['middle_metacarpal'] + at['middle_proximal'])
        frames = {}
        for n in ORDER:
            stem = n.split('_')[0]
            chain = [m for m in ORDER if m.startswith(stem + '_')]
            if n in ('palm', 'wrist'):
                frames[n] = (at[n], np.eye(3))
                continue
            i = chain.index(n)
            ahead = at[chain[i + 1]] - at[n] if i + 1 < len(chain) else at[n] - at[chain[i - 1]]
            up = np.array((0, 1.0, 0))
            if stem == 'thumb':  # the nail's side: away from the pad
                k = min(i, 2)
                r = self.pose.world(f'thumb_{k + 1}_{side}')[0]
                pad = rig.palm[side] @ np.array(THUMB_PADS[k])
                up = -self.to_bind @ r @ pad
            frames[n] = (at[n], frame(ahead, up))
        del out
        return frames


def _skin(body, marks, spec, rig, side):
    human = human_data()
    skin = restyle.skin_mesh(body)
    colour = face.paint_skin(skin, body, marks, spec, 5)
    colour = face.paint_hand_details(
        skin, body, colour, spec, paint.mix(paint.colour(spec['palm']), paint.colour('rose'), 0.12)
    )
    skin['colour'] = colour
    skin['hand'] = _weights(human, side)[skin['source'][:, 0].astype(int)]
    m = clothes.Measures(skin, body)
    mine = (skin.points[:, 0] < 0) == (side == 'l')
    arm = M.clip(skin, np.where(mine & (m.arm > 0.4), m.along_arm - FOREARM_FROM, -0.1))
    part = M.flood_components(arm)
    arm = M.compact(arm, (part[arm.triangles] == np.bincount(part).argmax()).all(1))
    cuff = M.clip(arm, SLEEVE_TO - clothes.Measures(arm, body).along_arm)
    cuff.points = cuff.points + M.normals(cuff) * 0.007
    M.smooth_points(cuff, 10, keep_volume=False, amount=0.3)
    along = clothes.Measures(cuff, body).along_arm
    folds = paint.noise(cuff.points, (0.05, 0.018, 0.05), 21)
    cuff.points = (
        cuff.points + M.normals(cuff) * (0.005 + 0.004 * (SLEEVE_TO - along) + 0.0022 * folds)[:, None]
    )
    M.smooth_loops(cuff, 12)
    tone = paint.colour(spec['cuff'])
    cuff['colour'] = paint.gouache(cuff.points, tone, 9, 1.3) * (1 + 0.22 * folds)[:, None]
    hem = [
        m
        for m in bands.hems(cuff, body, tone * 1.25, 9, 0.0058)
        if _along(m, body) > 0.5 * (FOREARM_FROM + SLEEVE_TO)
    ]
    for m in hem:
        m['hand'] = np.tile(np.eye(26)[ORDER.index('wrist')], (len(m.points), 1))
    upper = _upper_sleeve(cuff, body, tone)
    bare = M.clip(arm, clothes.Measures(arm, body).along_arm - SKIN_FROM)
    finger_nails = nails.build(arm, reduce.tree_of(arm), rig, side, paint.colour(spec['skin']))
    edge = np.zeros(len(cuff.points))
    edge[np.unique(M.boundary_edges(cuff))] = 1  # the sleeve goes on there: a corner that moved would leave a slit
    return [(bare, 3000, None), (cuff, 600, edge), *((m, 10**6, None) for m in [upper] + hem + finger_nails)]


def _along(mesh, body):
    return float(clothes.Measures(mesh, body).along_arm.mean())


def _upper_sleeve(cuff, body, tone):
    """Goes on behind the cuff, straight, over the elbow to the shoulder, in rings close enough to bend there."""
    loops = M.boundary_loops(cuff)
    along = clothes.Measures(cuff, body).along_arm
    behind = min(loops, key=lambda lp: along[lp].mean())
    p = cuff.points[behind]
    middle = p.mean(0)
    axis = unit(middle - cuff.points[max(loops, key=lambda lp: along[lp].mean())].mean(0))
    u = unit(np.cross(axis, (0.3, 1.0, 0.2)))
    v = np.cross(axis, u)
    turn = np.linspace(0, 2 * np.pi, UPPER_SIDES, endpoint=False)
    off = p - middle
    about = np.arctan2(off @ v, off @ u)
    edge, ahead = (np.interp(turn, about, x, period=2 * np.pi) for x in (np.hypot(off @ u, off @ v), off @ axis))
    points, t = [], []
    for k, far in enumerate(UPPER_RINGS_M):
        round_off = np.clip(far / 0.08, 0, 1)
        wide = (1 - round_off) * edge + round_off * UPPER_RADIUS_M
        wide = wide - (0.006 if far < 0 else 0)
        out = np.cos(turn)[:, None] * u + np.sin(turn)[:, None] * v
        ring = middle + np.outer(far + (1 - round_off) * ahead, axis) + wide[:, None] * out
        points.append(ring + 0.003 * round_off * paint.noise(ring, (0.05, 0.018, 0.05), 21)[:, None] * out)
        for i in range(UPPER_SIDES if k else 0):
            j = (i + 1) % UPPER_SIDES
            a, b = (k - 1) * UPPER_SIDES, k * UPPER_SIDES
            t += [(a + i, a + j, b + i), (a + j, b + j, b + i)]
    out = M.Mesh(np.concatenate(points), np.array(t))
    if ((out.points - middle - np.outer((out.points - middle) @ axis, axis)) * M.normals(out)).sum() < 0:
        out.triangles = out.triangles[:, ::-1]
    for name, values in cuff.attributes.items():
        out[name] = np.tile(values[behind].mean(0), (len(out.points), 1))
    out['colour'] = paint.gouache(out.points, tone * 0.95, 9, 1.3)
    return out


def _pose_mesh(mesh, hand, rig):
    turned = np.zeros_like(mesh.points)
    moved = [hand.pose.world(n) for n in skeleton.JOINTS]
    for j in np.flatnonzero(mesh['weights'].max(0) > 0):
        r, p = moved[j]
        turned += mesh['weights'][:, j : j + 1] * (p + (mesh.points - rig.rest[j]) @ r.T)
    mesh.points = hand.move(turned)
    return mesh


def build(path, spec, say):
    say('shape')
    body = B.shape(spec)
    marks = landmarks.find(body)
    rig = Rig(body, marks)
    out = Glb(GENERATOR)
    material = out.material('paint', 0.8)
    joints, inverse, meshes, tracks = [], [], [], {n: [] for n in spec['clips']}
    total = 0
    for side in 'lr':
        say(f'hand {side}')
        flat = _Hand(body, rig, side, 'bind')
        node = {}
        for n in ORDER:
            node[n] = None

        def add(n):
            p, r = flat.joints[n]
            parent = PARENT[n]
            if parent and node[parent] is None:
                add(parent)
            if parent:
                q, s = flat.joints[parent]
                p, r = s.T @ (p - q), s.T @ r
            node[n] = out.node(
                f'{n}_{side}',
                node[parent] if parent else None,
                translation=np.round(p, 6).tolist(),
                rotation=np.round(Rotation.from_matrix(r).as_quat(), 7).tolist(),
            )

        for n in ORDER:
            if node[n] is None:
                add(n)
        grip = (
            np.stack([(0, 1, 0), (0, 0, 1), (1, 0, 0)], 1)
            if side == 'r'
            else np.stack([(0, -1, 0), (0, 0, 1), (-1, 0, 0)], 1)
        )
        reach = np.linalg.norm(flat.joints['middle_proximal'][0] - flat.joints['wrist'][0])
        out.node(
            f'grip_{side}',
            node['wrist'],
            translation=[0.0, -0.030, round(-0.86 * reach, 4)],
            rotation=Rotation.from_matrix(grip.astype(float)).as_quat().tolist(),
        )
        joints += [node[n] for n in ORDER]
        for n in ORDER:
            p, r = flat.joints[n]
            m = np.eye(4)
            m[:3, :3], m[:3, 3] = r.T, -r.T @ p
            inverse.append(m)
        for clip, shape in spec['clips'].items():
            bent = _Hand(body, rig, side, shape)
            for n in ORDER:
                if PARENT[n] is None:
                    continue
                (p, r), (q, s) = bent.joints[n], bent.joints[PARENT[n]]
                tracks[clip].append((node[n], 'rotation', [0.0], [Rotation.from_matrix(s.T @ r).as_quat()]))
                tracks[clip].append((node[n], 'translation', [0.0], [s.T @ (p - q)]))
        for mesh, limit, protect in _skin(body, marks, spec, rig, side):
            mesh.attributes = {k: mesh[k] for k in ('colour', 'hand', 'weights')}
            mesh = reduce.decimate(_pose_mesh(mesh, flat, rig), limit, protect)
            wide = np.zeros((len(mesh.points), 52))
            wide[:, (0 if side == 'l' else 26) : (26 if side == 'l' else 52)] = mesh['hand']
            mesh['hand'] = wide
            meshes.append(mesh)
            total += len(mesh.triangles)
    whole = M.merge(meshes)
    closed = paint.occlusion(whole.points, whole['normal'], reduce.tree_of(whole), 0.05, 16)
    colour = np.clip(paint.shade(whole['colour'], closed * 0.8, whole['normal']), 0.004, 0.95)
    order, weight = four_influences(whole['hand'])
    skin = out.skin('hands', joints, np.array(inverse))
    out.node(
        'hands_mesh',
        None,
        skin=skin,
        mesh=out.mesh(
            'hands',
            [out.primitive(whole.points, whole['normal'], colour, whole.triangles, material, order, weight)],
        ),
    )
    for clip, rows in tracks.items():
        out.animation(clip, rows)
    size = out.save(path)
    say(f'{total} triangles, {size / 1e6:.2f} MB')
