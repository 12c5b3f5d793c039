"""Clothes are cut from the body's own surface: a field says where cloth ends, then it is lifted,
smoothed so that it hangs, given hems with thickness, and painted with folds."""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import paint
from .skeleton import HEAD_STEMS, INDEX, JOINTS, columns_of

ARM = (
    'clavicle',
    'upper_arm',
    'upper_arm_twist',
    'forearm',
    'forearm_twist',
    'hand',
    'thumb',
    'index',
    'middle',
    'ring',
    'little',
)
LEG = ('thigh', 'shin', 'foot', 'toe')


class Measures:
    """Where every vertex of a mesh is along the arms, the legs and the trunk."""

    def __init__(self, mesh, body):
        self.p, self.j = mesh.points, body.joints
        w = mesh['weights']

        def share(stems, side):
            return w[
                :,
                [
                    i
                    for i, n in enumerate(JOINTS)
                    if n[:-2].rstrip('123').rstrip('_') in stems and n.endswith(side)
                ],
            ].sum(1)

        self.arm = np.maximum(share(ARM[1:], '_l'), share(ARM[1:], '_r'))
        self.leg = np.maximum(share(LEG, '_l'), share(LEG, '_r'))
        self.head = w[:, columns_of(HEAD_STEMS)].sum(1)
        self.along_arm = self._along('upper_arm', 'forearm', 'hand')
        self.along_leg = self._along('thigh', 'shin', 'foot')

    def joint(self, name):
        return self.j[INDEX[name]]

    def _along(self, *names):
        """0 at the first joint, 1 at the second, 2 at the third, beyond it in units of the last bone."""
        out = np.zeros(len(self.p))
        for side, mine in (('l', self.p[:, 0] < 0), ('r', self.p[:, 0] >= 0)):
            a, b, c = (self.joint(f'{n}_{side}') for n in names)
            t0 = (self.p - a) @ (b - a) / ((b - a) @ (b - a))
            t1 = (self.p - b) @ (c - b) / ((c - b) @ (c - b))
            bend = (b - a) / np.linalg.norm(b - a) + (c - b) / np.linalg.norm(c - b)
            lower = (self.p - b) @ bend > 0
            out[mine] = np.where(lower, 1 + np.maximum(t1, 0), np.minimum(t0, 1))[mine]
        return out

    def neckline(self, drop_m, slope, wide_m=0.0):
        """Positive below a collar line: a plane through the base of the neck that falls toward the front."""
        n = self.joint('neck')
        line = n[1] + 0.028 - drop_m + slope * (self.p[:, 2] - n[2])
        side = np.abs(self.p[:, 0]) / 0.09
        front = self.p[:, 2] < n[2]
        line = line - wide_m * np.clip(1 - side, 0, 1) * front
        beyond = 1.5 * np.clip(np.abs(self.p[:, 0]) - 0.125 * n[1] / 1.45, 0, 1)  # shoulders are no neck
        return np.where(self.arm > 0.5, 1.0, line - self.p[:, 1] + beyond)


NECK = {
    'crew': (0.012, 0.42, 0.0),
    'wide': (0.035, 0.45, 0.0),
    'v': (0.015, 0.24, 0.09),
    'shirt': (0.004, 0.36, 0.035),
    'high': (-0.03, 0.25, 0.0),
    'open': (0.01, 0.40, 0.16),
}


def field(kind, spec, m):
    """>= 0 where this garment is, in metres from its edge."""
    arm_m = 0.27
    if kind == 'top':
        sleeve = (spec['sleeve'] - m.along_arm) * arm_m
        sleeve = np.where(m.arm > 0.35, sleeve, 0.3)
        hip = m.joint('thigh_l')[1] + spec.get('hem', 0.0)
        low = np.where(m.arm > 0.5, 0.3, m.p[:, 1] - hip)
        neck = m.neckline(*NECK[spec.get('neck', 'crew')])
        return np.minimum.reduce([sleeve, low, neck])
    if kind == 'legs':
        waist = m.joint('thigh_l')[1] + spec.get('waist', 0.115)
        top = np.where(m.arm > 0.3, -0.3, waist - m.p[:, 1])
        if 'bib' in spec:  # dungarees: a panel over the chest, of one piece with the trousers
            rise = np.clip(m.p[:, 1] - waist, 0, 1)
            panel = np.minimum.reduce(
                [
                    m.joint('chest')[1] + spec['bib'] - m.p[:, 1],
                    0.135 - 0.22 * rise - np.abs(m.p[:, 0]),
                    m.joint('chest')[2] - 0.02 - m.p[:, 2],
                    0.4 * (0.5 - m.arm),
                ]
            )
            top = np.where(m.head > 0.1, -0.3, np.maximum(top, panel))
        hem = (spec['length'] - m.along_leg) * 0.4
        return np.minimum(top, np.where(m.leg > 0.3, hem, 0.3))
    if kind == 'vest':
        n = m.joint('neck')
        edge = (
            np.abs(m.p[:, 0]) - spec.get('gap', 0.05) - 0.25 * np.clip(m.p[:, 1] - m.joint('chest')[1], 0, 1)
        )
        front = np.where(m.p[:, 2] < m.joint('chest')[2], edge, 0.2)
        hip = m.joint('thigh_l')[1] + spec.get('hem', 0.03)
        sleeve = np.where(m.arm > 0.35, (spec['sleeve'] - m.along_arm) * arm_m, 0.3)
        return np.minimum.reduce(
            [
                front,
                sleeve,
                np.where(m.arm > 0.5, 0.3, m.p[:, 1] - hip),
                m.neckline(0.008, 0.15, 0.0),
                np.where(m.head > 0.4, -0.1, 0.3) + 0 * n[0],
            ]
        )
    raise SystemExit(
        f'garment kind "{kind}" is not known: top, legs, vest; others are in bands.py and shoes.py'
    )


def off_body(points, tree, least):
    """No cloth inside the body: points nearer than `least` (n,) to the skin are pushed out."""
    out = points.copy()
    for i, p in enumerate(points):
        spot, normal, _, d = tree.find_nearest(Vector(p))
        s, n = np.array(spot), np.array(normal)
        gap = (p - s) @ n
        if gap < least[i]:
            out[i] = p + n * (least[i] - gap)
    return out


def cut(kind, spec, skin, body, tree, seed, over=()):
    """`over`: specs of garments worn on top; what they hide of this one is left out."""
    measures = Measures(skin, body)
    edge = field(kind, spec, measures)
    for other in over:
        edge = np.minimum(edge, (0.026 if 'bib' in other else 0.035) - field(other['kind'], other, measures))
    g = M.clip(skin, edge)
    part = M.flood_components(g)
    sizes = np.bincount(part)
    g = M.compact(g, (sizes[part] > 60)[g.triangles].all(1))
    m = Measures(g, body)
    thick = spec.get('thick', 0.006)
    lift = np.full(len(g.points), thick)
    loose = spec.get('loose', 0.008)
    if kind in ('top', 'vest'):
        lift += (
            loose
            * (0.35 + 0.65 * np.clip((m.joint('chest')[1] + 0.05 - g.points[:, 1]) / 0.25, 0, 1))
            * (m.arm < 0.5)
        )
        lift += loose * np.clip(m.along_arm - 0.15, 0, 1) * (m.arm > 0.35)
    if kind == 'legs':
        lift += loose * np.clip((m.along_leg - 0.1), 0, 1.4)
    for other in over:  # what lies under something lies closer
        lift *= 1 - 0.72 * np.clip((field(other['kind'], other, m) + 0.015) / 0.03, 0, 1)
    lift = M.smooth_values(g, lift[:, None], 6)[:, 0]
    n = M.normals(g)
    folds = (
        paint.noise(g.points, spec.get('fold', (0.05, 0.022, 0.05)), seed) * 0.5
        + paint.noise(g.points + 7, (0.03, 0.016, 0.03), seed + 5) * 0.3
    )
    ease = M.smooth_values(g, np.ones((len(g.points), 1)), 1)[:, 0]
    g.points = g.points + n * (lift)[:, None] * ease[:, None]
    M.smooth_points(g, spec.get('smooth', 10), keep_volume=False, amount=0.4)
    M.smooth_points(g, 4)
    n = M.normals(g)
    g.points = g.points + n * (folds * spec.get('fold_m', 0.0028))[:, None]
    least = np.full(len(g.points), thick * spec.get('least', 0.75))
    for other in over:
        least *= 1 - 0.7 * np.clip((field(other['kind'], other, m) + 0.015) / 0.03, 0, 1)
    g.points = off_body(g.points, tree, least)
    M.smooth_loops(g, 16)
    colour = paint.colour(spec['colour'])
    c = paint.gouache(g.points, colour, seed, 1.0)
    c = c * (1 + 0.20 * np.clip(folds, -1, 1))[:, None]
    if spec.get('placket'):
        front = (g.points[:, 2] < m.joint('chest')[2]) & (m.arm < 0.3)
        x = np.abs(g.points[:, 0])
        line = np.exp(-0.5 * ((x - 0.017) / 0.004) ** 2)
        c = c * (1 - 0.30 * line * front)[:, None]
    if kind == 'legs':
        seam = np.exp(-0.5 * ((m.along_leg % 1 - 0.0) / 0.05) ** 2) * 0.12
        worn = np.exp(-0.5 * ((m.along_leg - 1.0) / 0.14) ** 2) * (n[:, 2] < -0.3) * 0.25
        c = c * (1 + worn - seam * 0.4)[:, None]
    g['colour'] = c
    edge = np.zeros((len(g.points), 1))
    edge[np.unique(M.boundary_edges(g))] = 1
    edge = np.clip(M.smooth_values(g, edge, 2)[:, 0] * 2.2, 0, 1)
    g['colour'] *= (1 - 0.22 * edge)[:, None]
    normal = M.smooth_values(g, M.normals(g), 12 if kind == 'legs' else 30)
    g['normal'] = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    hem = np.zeros(len(g.points))
    hem[np.unique(M.boundary_edges(g))] = 1
    g['hem'] = hem[:, None]
    return g


TUCK_M = 0.009  # how far skin draws back under cloth, so that neither pokes through the other when both lose triangles


def under_cloth(specs, skin, body):
    """How far under the edge of a garment each vertex of the skin lies, metres; below 0: beyond the edge, bare."""
    measures = Measures(skin, body)
    depth = np.full(len(skin.points), -1.0)
    for spec in specs:
        if spec['kind'] in ('top', 'legs', 'vest'):
            depth = np.maximum(depth, field(spec['kind'], spec, measures))
    return depth


def tuck(skin, depth):
    """Skin under cloth draws back from it; in place."""
    u = np.clip((depth - 0.002) / 0.016, 0, 1)
    skin.points = skin.points - M.normals(skin) * (TUCK_M * u * u * (3 - 2 * u))[:, None]


def hidden_skin(specs, skin, body, margin=0.026):
    """True where skin lies under cloth, `margin` inside its edge, and is therefore left out."""
    measures = Measures(skin, body)
    out = np.zeros(len(skin.points), bool)
    for spec in specs:
        if spec['kind'] in ('top', 'legs', 'vest'):
            deep = 1.8 if spec['kind'] == 'vest' else 0.35 if spec.get('neck') == 'v' else 1
            out |= field(spec['kind'], spec, measures) > margin * deep
        if spec['kind'] == 'skirt':
            below = measures.joint('thigh_l')[1] - measures.p[:, 1]
            out |= (below > -0.045) & (below < spec['long'] - 0.06) & (measures.arm < 0.3)
    return out
