"""What hands hold: bread, fork, spoon, cup; a pencil. Part of the model, on the joint `held`, and of no size but in the
clips that use it (`eat`, `write`)."""
from dataclasses import dataclass

import numpy as np

from . import mesh as M
from . import paint
from .pose import Pose, unit
from .signing import handshape
from .skeleton import INDEX, JOINTS


@dataclass
class Item:
    shape: str  # the hand's shape around it
    axis: np.ndarray  # where it points, in the hand's rest axes
    tip: np.ndarray  # what goes to the mouth, from the wrist, in the hand's rest axes
    side: np.ndarray  # where the back of the hand faces


SHAPE = {
    'bread': 'hold_bread',
    'fork': 'hold_fork',
    'spoon': 'hold_fork',
    'cup': 'hold_cup',
    'pencil': 'write',
}
# In the palm's frame (x to the little finger, y out of the back, -z to the knuckles).
AXIS = {
    'bread': (-0.15, -0.25, -1.0),
    'fork': (-0.80, -0.30, -0.52),
    'spoon': (-0.80, -0.30, -0.52),
    'cup': (-1, 0, 0),
    'pencil': (-0.42, -0.68, -0.60),
}
REACH_M = {'pencil': 0.030, 'bread': 0.030, 'fork': 0.125, 'spoon': 0.125, 'cup': 0.0}


def _grip(kind, rig):
    """(where it is held, from the wrist; its axis; the back of the hand), in rest axes."""
    p = Pose(rig).fingers('r', handshape(SHAPE[kind]))
    b, k = rig.palm['r'], rig.height / 1.7
    thumb, index = p.hand_point('r', 'thumb'), p.hand_point('r', 'index')
    spot = 0.5 * (thumb + index)
    if kind in ('fork', 'spoon', 'pencil'):
        spot = 0.6 * thumb + 0.4 * index
    if kind == 'cup':
        middle = p.hand_point('r', 'middle')
        spot = (thumb + index + middle) / 3 - b[:, 1] * 0.004 * k
    return spot, unit(b @ np.array(AXIS[kind])), b[:, 1]


def item(kind, rig):
    spot, axis, back = _grip(kind, rig)
    tip = spot + axis * REACH_M[kind]
    if kind == 'cup':  # the rim that is drunk from: on the side away from the knuckles
        tip = spot + axis * 0.042 + rig.palm['r'][:, 2] * 0.030
    return Item(SHAPE[kind], axis, tip, back)


def _lathe(profile, around=14):
    """Rings (distance along +z, radius)."""
    a = np.linspace(0, 2 * np.pi, around, endpoint=False)
    points = np.concatenate(
        [np.stack([r * np.cos(a), r * np.sin(a), np.full(around, z)], 1) for z, r in profile]
    )
    t = []
    for i in range(len(profile) - 1):
        for k in range(around):
            p, q = i * around + k, i * around + (k + 1) % around
            t += [(p, q, p + around), (q, q + around, p + around)]
    return M.Mesh(points, np.array(t))


def _sheet(outline, thick, bend):
    """A flat thing of a half width along +z, curved by `bend` (z -> height)."""
    points, t = [], []
    for z, w in outline:
        y = bend(z)
        points += [(-w, y - thick, z), (-w * 0.8, y + thick, z), (w * 0.8, y + thick, z), (w, y - thick, z)]
    for i in range(len(outline) - 1):
        for k in range(4):
            a, b = i * 4 + k, i * 4 + (k + 1) % 4
            t += [(a, b, a + 4), (b, b + 4, a + 4)]
    return M.Mesh(np.array(points, float), np.array(t))


def _outward(mesh):
    middle = mesh.points.mean(0)
    if ((mesh.points - middle) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    return mesh


def _fork():
    steel = paint.colour('#c9c4b6')
    parts = [
        _sheet(
            [
                (-0.075, 0.0065),
                (-0.05, 0.0060),
                (0.0, 0.0032),
                (0.06, 0.0030),
                (0.075, 0.0095),
                (0.088, 0.011),
            ],
            0.0014,
            lambda z: 0.0 if z < 0.05 else 6.0 * (z - 0.05) ** 2,
        )
    ]
    for x in (-0.0085, -0.0028, 0.0028, 0.0085):
        tine = _sheet(
            [(0.086, 0.0017), (0.110, 0.0016), (0.125, 0.0008)],
            0.0012,
            lambda z: 6.0 * (z - 0.05) ** 2 - 14 * max(0, z - 0.1) ** 2,
        )
        tine.points[:, 0] += x
        parts.append(tine)
    for m in parts:
        m['colour'] = paint.gouache(m.points, steel, 3, 1.0, (0.02, 0.02, 0.02))
    bite = _lathe([(0.104, 0.0), (0.108, 0.011), (0.118, 0.012), (0.127, 0.007), (0.129, 0.0)], 8)
    bite.points[:, 1] += 0.022
    bite['colour'] = np.tile(paint.colour('#c8642f'), (len(bite.points), 1))
    return [_outward(m) for m in (*parts, bite)]


def _spoon():
    steel = paint.colour('#c9c4b6')
    m = _sheet(
        [
            (-0.075, 0.0065),
            (-0.05, 0.0060),
            (0.0, 0.0032),
            (0.07, 0.0030),
            (0.082, 0.010),
            (0.10, 0.0165),
            (0.118, 0.013),
            (0.127, 0.004),
        ],
        0.0014,
        lambda z: 0.0 if z < 0.07 else -0.008 * np.sin((z - 0.07) / 0.057 * np.pi),
    )
    m['colour'] = paint.gouache(m.points, steel, 3, 1.0, (0.02, 0.02, 0.02))
    soup = _lathe([(0.0, 0.0), (0.002, 0.012), (0.005, 0.0)], 8)
    soup.points = soup.points[:, [0, 2, 1]] * (1, 1, 1.5) + (0, -0.004, 0.102)
    soup['colour'] = np.tile(paint.colour('#c8642f'), (len(soup.points), 1))
    return [_outward(m), _outward(soup)]


def _bread():
    m = _lathe(
        [(-0.030, 0.0), (-0.026, 0.016), (-0.010, 0.026), (0.012, 0.028), (0.028, 0.021), (0.034, 0.0)], 12
    )
    lump = 1 + 0.14 * paint.noise(m.points, 0.018, 4)
    m.points = m.points * np.array((1.05, 0.62, 1.0)) * lump[:, None]
    crust, crumb = paint.colour('#b06a2c'), paint.colour('#eddcb4')
    share = np.clip((m.points[:, 1] + 0.004) / 0.008, 0, 1)
    m['colour'] = paint.gouache(m.points, paint.mix(crumb, crust, share), 5, 1.4, (0.012, 0.012, 0.012))
    return [_outward(m)]


def _cup():
    glaze, inside = paint.colour('green'), paint.colour('cream')
    m = _lathe(
        [
            (-0.045, 0.0),
            (-0.045, 0.028),
            (-0.040, 0.032),
            (0.040, 0.037),
            (0.042, 0.0355),
            (0.040, 0.033),
            (-0.030, 0.028),
            (-0.036, 0.0),
        ],
        18,
    )
    z = np.repeat([0, 0, 0, 0, 1, 1, 1, 1], 18)
    m['colour'] = paint.gouache(m.points, paint.mix(glaze, inside, z), 6, 1.0, (0.03, 0.03, 0.03))
    drink = _lathe([(0.018, 0.0), (0.018, 0.0315)], 18)
    drink['colour'] = np.tile(paint.colour('walnut') * 0.5, (len(drink.points), 1))
    if M.normals(drink)[:, 2].mean() < 0:
        drink.triangles = drink.triangles[:, ::-1]
    out = m.points[:18].mean(0)
    n = M.normals(m)
    if ((m.points[36:54] - out) * (1, 1, 0) * n[36:54]).sum() < 0:
        m.triangles = m.triangles[:, ::-1]
    return [m, drink]


def _pencil():
    wood, lead = paint.colour('terracotta'), paint.colour('black')
    m = _lathe([(-0.125, 0.0), (-0.124, 0.0036), (0.012, 0.0036), (0.026, 0.0010), (0.030, 0.0)], 8)
    z = m.points[:, 2]
    tip = np.where(z > 0.024, 1.0, 0.0)
    bare = paint.mix(
        np.tile(wood, (len(z), 1)), paint.colour('ochre') * 1.1, np.clip((z - 0.010) / 0.004, 0, 1)
    )
    m['colour'] = paint.mix(bare, lead, tip)
    return [_outward(m)]


MAKE = {'pencil': _pencil, 'fork': _fork, 'spoon': _spoon, 'bread': _bread, 'cup': _cup}


def build(kind, rig):
    """Meshes in the person's rest space, weighted to `held`."""
    if kind not in MAKE:
        raise SystemExit(f'nobody knows how to hold "{kind}": there are {", ".join(MAKE)}')
    spot, axis, back = _grip(kind, rig)
    z = axis
    x = np.cross(back, z)
    x /= np.linalg.norm(x)
    turn = np.stack([x, np.cross(z, x), z], 1)
    whole = []
    for m in MAKE[kind]():
        m.points = rig.at('hand_r') + spot + m.points @ turn.T
        w = np.zeros((len(m.points), len(JOINTS)))
        w[:, INDEX['held']] = 1
        m['weights'] = w
        m['colour'] = np.clip(m['colour'], 0.004, 0.95)
        m.attributes = {k: m[k] for k in ('colour', 'weights')}
        whole.append(m)
    return whole
