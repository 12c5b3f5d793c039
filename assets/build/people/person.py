"""Puts one person together: skin, eyes, brows, hair, clothes; paint and shade; few enough triangles."""
import zlib

import numpy as np

from . import body as B
from . import bands, clothes, face, guitar, hair, landmarks, paint, reduce, restyle, shoes
from . import mesh as M
from .human_data import human_data
from .pose import Rig
from .skeleton import INDEX, JOINTS

HAND_STEMS = ('hand', 'thumb', 'index', 'middle', 'ring', 'little')


def _hand_share(mesh):
    return mesh['weights'][:, [i for i, n in enumerate(JOINTS) if n.split('_')[0] in HAND_STEMS]].sum(1)


def _protect(mesh, marks, near):
    """Where the skin keeps its detail: eyes, mouth and brows most, hands next, the back of the head least."""
    p, s = mesh.points, marks.scale
    eye_y = marks.head_middle[1] - 0.035 * s
    out = np.zeros(len(p))
    front = p[:, 2] < marks.head_middle[2] - 0.02 * s
    for x in (-0.031, 0.031):
        out = np.maximum(
            out, np.exp(-0.5 * (((p[:, :2] - (x * s, eye_y)) / (0.023 * s)) ** 2).sum(1)) * front
        )
    lips = marks.lips[np.clip(mesh['source'][:, 0].round().astype(int), 0, len(marks.lips) - 1)] * front
    out = np.maximum(out, np.clip(lips * 1.5, 0, 1))
    out = np.maximum(
        out,
        0.85 * np.exp(-0.5 * (((p[:, :2] - marks.mouth[:2]) / (0.026 * s, 0.014 * s)) ** 2).sum(1)) * front,
    )
    out = np.maximum(out, 0.45 * np.exp(-0.5 * (((p - marks.nose) / (0.03 * s)) ** 2).sum(1)))
    arms = mesh['weights'][
        :, [i for i, n in enumerate(JOINTS) if n.startswith(('upper_arm', 'forearm'))]
    ].sum(1)
    head = mesh['weights'][:, [INDEX['head'], INDEX['jaw']]].sum(1)
    index = mesh['source'][:, 0].round().astype(int)
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    out = np.maximum.reduce([out, 0.22 * arms, 0.30 * head, 0.62 * ears])
    return np.maximum(out, (0.55 if near else 0.3) * np.clip(_hand_share(mesh) * 1.5, 0, 1))


def _teeth(body):
    human = human_data()
    m = M.from_quads(body.points, human.group_faces('helper-upper-teeth'), {'weights': body.weights})
    m['weights'] = np.zeros_like(m['weights'])
    m['weights'][:, INDEX['head']] = 1
    m['colour'] = np.tile(paint.colour('cream') * 0.9, (len(m.points), 1))
    return m


def build(name, spec, say):
    """-> (mesh with `colour` `weights` `normal`, body)."""
    seed = zlib.crc32(name.encode()) % 1000
    near = not name.startswith('crowd')
    say('shape')
    body = B.shape(spec)
    marks = landmarks.find(body)
    restyle.soften(body, marks, spec.get('soften', 1.0))
    skin = restyle.skin_mesh(body)
    tree = reduce.tree_of(skin)
    say('paint')
    colour = face.paint_skin(skin, body, marks, spec, seed)
    palm = paint.colour(spec.get('palm', spec['skin']))
    colour = face.paint_hand_details(skin, body, colour, spec, paint.mix(palm, paint.colour('rose'), 0.12))
    dark = restyle.cavity(skin, marks, tree)
    skin['cavity'] = dark[:, None] * 1.0
    skin['colour'] = paint.mix(colour, paint.colour('#3a1512'), dark * 0.9)
    budget = spec['triangles']
    say('clothes')
    parts, cloth = [], None
    for i, garment in enumerate(spec['clothes']):
        made = {
            'braces': lambda g=garment: bands.braces(cloth, reduce.tree_of(cloth), body, g, seed),
            'neckband': lambda g=garment: bands.neckband(cloth, body, g, seed),
            'collar': lambda g=garment: bands.collar(cloth, body, g, seed),
            'roll': lambda g=garment: bands.roll(body, g, seed),
            'shoes': lambda g=garment: shoes.build(g, body, seed),
        }.get(garment['kind'])
        if made:
            limit = 10**6 if near else budget.get(garment['kind'], 600) // 4
            parts += [(m, None, limit, garment) for m in made()]
            continue
        over = [o for o in spec['clothes'] if o['kind'] in garment.get('under', ())]
        g = clothes.cut(garment['kind'], garment, skin, body, tree, seed + 17 * i, over)
        if garment['kind'] == 'top':
            cloth = g
        g = M.add_rim(g, garment.get('thick', 0.006) + 0.006, 0.008)
        parts.append((g, g['hem'][:, 0] * 0.5, budget.get(garment['kind'], 600), garment))
    say('hair')
    hair_parts = hair.build(skin, body, marks, spec['hair'], seed, tree)
    say('reduce')
    bare = clothes.hidden_skin(spec['clothes'], skin, body)
    visible = M.compact(skin, ~bare[skin.triangles].all(1))
    pieces = []

    def add(mesh, triangles, protect=None):
        mesh.attributes = {k: mesh[k] for k in ('colour', 'weights')}
        pieces.append(reduce.decimate(mesh, triangles, protect))

    add(visible, budget['skin'], _protect(visible, marks, near))
    for mesh, protect, limit, garment in parts:
        add(mesh, limit, protect)
        if 'stripes' in garment:
            m = clothes.Measures(pieces[-1], body)
            pieces[-1] = bands.stripes(
                pieces[-1],
                garment['stripes'],
                m.joint('thigh_l')[1],
                garment['stripe_colour'],
                (m.arm < 0.5) * 1.0,
                seed + 3,
            )
    shares = np.array([len(p.triangles) for p in hair_parts], float)
    for p, share in zip(hair_parts, shares / shares.sum()):
        add(p, max(24, int(budget['hair'] * share)))
    if 'beard' in spec:
        for part in hair.beard(skin, body, marks, spec['beard'], seed, tree):
            add(part, budget.get('beard', 600))
    for side in 'lr':
        add(face.eyeball(body, side, paint.colour(spec['iris'])), 10**6 if near else 60)
        add(face.brow(body, marks, tree, side, spec), 10**6 if near else 16)
    if near:
        add(_teeth(body), 60)
    if name == 'nell':
        for part in guitar.build(Rig(body, marks), tree):
            add(part, 10**6)
    say('shade')
    whole = M.merge(pieces)
    closed = paint.occlusion(whole.points, whole['normal'], reduce.tree_of(whole), rays=16 if near else 10)
    closed = M.smooth_values(whole, closed[:, None], 1)[:, 0]
    eyes = whole['weights'][:, [INDEX['eye_l'], INDEX['eye_r']]].sum(1)
    whole['colour'] = paint.shade(whole['colour'], closed * (1 - 0.55 * eyes), whole['normal'])
    whole['colour'] = np.clip(whole['colour'], 0.004, 0.95)
    return whole, body
