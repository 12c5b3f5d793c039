"""Puts one person together: skin, eyes, brows, hair, clothes; paint and shade; a near and a far version."""
import zlib

import numpy as np

from . import body as B
from . import (
    bands,
    clothes,
    eyes,
    face,
    guitar,
    hair,
    held,
    landmarks,
    linings,
    lips,
    mouth_inside,
    nails,
    paint,
    reduce,
    restyle,
    seen,
    shoes,
)
from . import mesh as M
from .pose import Rig
from .skeleton import HAND_STEMS, HEAD_STEMS, INDEX, JOINTS, columns_of

SOCK_FROM = 1.84  # where socks begin, as Measures.along_leg counts

HEM_TRIANGLES = 420  # of one rib: a coat's goes all the way round


def _protect(mesh, marks, near):
    """Where the skin keeps its detail: 1 on the face of a near person, hands next, the back of the head least."""
    p, s = mesh.points, marks.scale
    index = mesh['source'][:, 0].round().astype(int)
    head = mesh['weights'][:, columns_of(HEAD_STEMS)].sum(1)
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    d = p - marks.head_middle
    azimuth = np.arctan2(np.abs(d[:, 0]), -d[:, 2])
    front = (
        (head > 0.5)
        & (azimuth < np.radians(72))
        & (d[:, 1] < 0.045 * s)
        & (p[:, 1] > marks.chin[1] - 0.01 * s)
    )
    arms = mesh['weights'][:, columns_of(('upper', 'forearm'))].sum(1)
    hands = np.clip(mesh['weights'][:, columns_of(HAND_STEMS)].sum(1) * 1.5, 0, 1)
    out = np.maximum.reduce([0.22 * arms, 0.30 * head, 0.85 * ears, (0.60 if near else 0.5) * hands])
    if near:
        out = np.where(front & (mesh['cavity'][:, 0] < 0.5), 1.0, out)
        return np.where(mesh['cavity'][:, 0] > 0.5, 0.3, out)
    at_mouth = (((p[:, :2] - marks.mouth[:2]) / (np.array((0.034, 0.017)) * s)) ** 2).sum(1) < 1
    at_nose = (((p - marks.nose) / (np.array((0.020, 0.020, 0.022)) * s)) ** 2).sum(1) < 1
    out = np.where(front & (at_mouth | at_nose), 1.0, np.maximum(out, 0.72 * front))
    return np.where(mesh['cavity'][:, 0] > 0.5, 0.0, out)


def _painted_skin(body, marks, spec, seed):
    skin = restyle.skin_mesh(body)
    tree = reduce.tree_of(skin)
    colour = face.paint_skin(skin, body, marks, spec, seed)
    palm = paint.colour(spec.get('palm', spec['skin']))
    colour = face.paint_hand_details(skin, body, colour, spec, paint.mix(palm, paint.colour('rose'), 0.12))
    dark = restyle.cavity(skin, marks, tree)
    skin['cavity'] = dark[:, None] * 1.0
    near = spec['triangles']['skin'] > 4000
    colour = paint.mix(colour, paint.colour('#3a1512'), dark * (0.9 if near else 0.0))
    if any(g['kind'] == 'shoes' for g in spec['clothes']):
        sock = clothes.Measures(skin, body).along_leg > SOCK_FROM
        colour = np.where(sock[:, None], paint.colour(spec.get('socks', 'cream')) * 0.8, colour)
    skin['colour'] = colour
    skin['normal'] = restyle.ramp_normals(skin, marks)
    eyes.calm_sockets(skin, body)
    return skin, tree


def _dress(spec, skin, body, tree, seed, near):
    """-> (mesh, protect, triangles, garment or None) of everything worn."""
    parts, cloth = [], None
    budget = spec['triangles']
    coat = any(g['kind'] == 'skirt' for g in spec['clothes'])
    covered = {'neckband', 'collar', 'roll'} & {g['kind'] for g in spec['clothes']}
    for i, garment in enumerate(spec['clothes']):
        made = {
            'braces': lambda g=garment: bands.braces(cloth, reduce.tree_of(cloth), body, g, seed),
            'neckband': lambda g=garment: bands.neckband(cloth, body, tree, g, seed),
            'collar': lambda g=garment: bands.collar(cloth, body, g, seed),
            'roll': lambda g=garment: bands.roll(body, g, seed),
            'skirt': lambda g=garment: bands.skirt(cloth, body, g, seed),
            'shoes': lambda g=garment: shoes.build(g, body, seed),
        }.get(garment['kind'])
        if made:
            limit = 10**6 if near else budget.get(garment['kind'], 600) // 2
            parts += [(m, None, limit, None) for m in made()]
            continue
        over = [o for o in spec['clothes'] if o['kind'] in garment.get('under', ())]
        g = clothes.cut(garment['kind'], garment, skin, body, tree, seed + 17 * i, over)
        if garment['kind'] == 'top':
            cloth = g
        protect = g['hem'][:, 0] * (1.0 if near else 0.6)
        parts.append((g, protect, budget.get(garment['kind'], 600), garment))
        hem = paint.colour(garment.get('hem_colour', garment['colour'])) * 0.86
        thick = garment.get('hem_thick', 0.0048)
        if near:
            top = garment['kind'] == 'top'
            for m in bands.hems(g, body, hem, seed, thick, not (top and covered), not (top and coat)):
                parts.append((m, None, HEM_TRIANGLES, 'hem'))
            for m in linings.linings(g, hem * 0.3, seed):
                parts.append((m, None, 10**6, 'hem'))
            if garment['kind'] == 'vest':
                parts.append((linings.inside_of_back(g, body.joints[INDEX['neck']]), None, 320, 'hem'))
    return parts


def build(name, spec, say):
    """-> (near mesh, far mesh, body); meshes with `colour` `weights` `normal`."""
    seed = zlib.crc32(name.encode()) % 1000
    near = not name.startswith('crowd')
    say('shape')
    body = B.shape(spec)
    marks = landmarks.find(body)
    restyle.soften(body, marks, spec.get('soften', 1.0))
    say('paint')
    skin, tree = _painted_skin(body, marks, spec, seed)
    budget = spec['triangles']
    say('clothes')
    parts = _dress(spec, skin, body, tree, seed, near)
    say('hair')
    hair_parts = hair.build(skin, marks, spec['hair'], seed, near)
    say('reduce')
    bare = clothes.hidden_skin(spec['clothes'], skin, body)
    gone = bare[skin.triangles].all(1)
    depth = clothes.under_cloth(spec['clothes'], skin, body)
    tucked = skin.copy()
    clothes.tuck(tucked, depth)
    tucked['depth'] = depth[:, None]
    visible = M.compact(tucked, ~gone)
    pieces, far_weight, striped = [], [], {}

    def add(mesh, triangles=10**6, protect=None, far=0.0):
        """`far`: how much of the far version's triangles it is worth, against its own number; 0 leaves it out."""
        keep = ('colour', 'weights', 'normal')
        mesh.attributes = {k: mesh[k] for k in keep if k in mesh.attributes}
        pieces.append(reduce.decimate(mesh, triangles, protect))
        far_weight.append(far)

    rim = np.abs(visible['depth'][:, 0] - 0.010) < 0.024  # where it goes under cloth
    protect = np.where(clothes.Measures(visible, body).along_leg > 1.55, 0.5, 0)
    protect = np.maximum(protect, np.where(rim, 0.45 if near else 0.3, 0))
    add(visible, budget['skin'], np.maximum(_protect(visible, marks, near), protect), 1.0)
    for mesh, protect, limit, garment in parts:
        add(mesh, limit, protect, 0.4 if garment is None else 0.0 if garment == 'hem' else 1.0)
        if isinstance(garment, dict) and 'stripes' in garment:
            m = clothes.Measures(pieces[-1], body)
            base = m.joint('thigh_l')[1]
            trunk = (m.arm < 0.5) * 1.0
            plain = pieces[-1].copy()
            pieces[-1] = _striped(pieces[-1], garment, base, trunk, seed)
            striped[len(pieces) - 1] = plain, garment, base, trunk
    for p in hair_parts:
        add(p, far=0.7)
    if 'beard' in spec:
        for part in hair.beard(skin, body, marks, spec['beard'], seed, tree):
            add(part, spec['beard'].get('triangles', 1500), far=0.6)
    tone = paint.colour(spec['skin'])
    line = paint.mix(paint.colour(spec['brow_colour']), paint.colour('black'), 0.8) * 0.8
    for side in 'lr':
        add(eyes.ball(body, side, paint.colour(spec['iris']), 20 if near else 8), far=1.2)
        add(eyes.catch_light(body, side, 9 if near else 5), far=1.2)
        for m in eyes.lids(body, side, tone, line, near, skin, tree):
            add(m, far=1.2)
        add(face.brow(body, marks, tree, side, spec), 10**6 if near else 20, far=2.5)
        for m in nails.build(skin, tree, Rig(body, marks), side, tone) if near else ():
            add(m)
    for m in lips.build(skin, tree, marks, spec, near):
        add(m, far=1.5)
    for m in mouth_inside.build(marks) if near else ():
        add(m)
    if not near:  # an open mouth shows a dark inside
        size, at = np.array((0.015, 0.016, 0.004)) * marks.scale, marks.mouth + (0, -0.006, 0.026)
        add(hair.blob(at, size, paint.colour('#3a1512') * 0.6, 1, rings=4, around=8))
    if name == 'nell':
        for part in guitar.build(Rig(body, marks), tree):
            add(part, far=1.0)
    say('shade')
    whole = _shaded(M.merge(pieces), marks, near)
    say('far')
    far = _far(whole, pieces, far_weight, spec.get('far', 4000 if near else 1500), marks, striped, seed)
    holds = spec.get('eats') or spec.get('writes')
    for m in held.build(holds, Rig(body, marks)) if holds else ():
        m['normal'] = M.normals(m)
        whole = M.merge([whole, m])
        far = M.merge([far, reduce.decimate(m.copy(), 40)])
    return whole, far, body


def _striped(mesh, garment, base, trunk, seed):
    return bands.stripes(mesh, garment['stripes'], base, garment['stripe_colour'], trunk, seed + 3)


def _far(whole, pieces, weights, triangles, marks, striped, seed):
    """The same pieces, each with fewer triangles and its own shaded colours: layers do not bleed into one another."""
    counts = np.array([len(p.triangles) for p in pieces], float)
    share = counts * weights
    share[list(striped)] = 0
    scale = (triangles - 60 - 1350 * len(striped)) / share.sum()
    out, kept, start = [], [], 0
    for i, (piece, count, weight) in enumerate(zip(pieces, counts, weights)):
        end = start + len(piece.points)
        if i in striped:  # fewer triangles first, then stripes with clean edges
            plain, garment, base, trunk = striped[i]
            plain['trunk'] = trunk[:, None]
            plain = reduce.decimate(plain, 280)
            on = plain.attributes.pop('trunk')[:, 0]
            out.append(_striped(plain, garment, base, on, seed))
            kept.append(i)
        elif weight > 0:
            part = M.Mesh(
                whole.points[start:end],
                piece.triangles.copy(),
                {k: whole[k][start:end].copy() for k in ('colour', 'weights', 'normal')},
            )
            out.append(reduce.decimate(part, max(10, int(count * weight * scale)), _far_protect(part, marks)))
            kept.append(i)
        start = end
    return seen.match(whole, pieces, M.merge(out), out, kept)


def _shaded(whole, marks, near):
    closed = paint.occlusion(whole.points, whole['normal'], reduce.tree_of(whole), rays=14 if near else 8)
    closed = M.smooth_values(whole, closed[:, None], 4 if near else 3)[:, 0]  # few rays: spots, if not evened
    eye = whole['weights'][:, columns_of(('eye', 'lid', 'brow'))].sum(1)
    head = whole['weights'][:, columns_of(HEAD_STEMS)].sum(1)
    front = np.clip((marks.head_middle[2] - whole.points[:, 2]) / (0.03 * marks.scale), 0, 1) * np.clip(
        head, 0, 1
    )
    closed = closed * (1 - 0.75 * np.clip(eye, 0, 1)) * (1 - 0.80 * front)
    # Where hair meets the forehead it turns under: in shade, but no drawn line.
    hairline = np.clip((whole.points[:, 1] - marks.head_middle[1]) / (0.01 * marks.scale), 0, 1) * (head > 0.5)
    closed = np.where(hairline > 0, np.minimum(closed, 1 - 0.72 * hairline), closed)
    whole['colour'] = paint.shade(whole['colour'], closed, whole['normal'])
    whole['colour'] = np.clip(whole['colour'], 0.004, 0.95)
    return whole


def _far_protect(whole, marks):
    """From afar a head, its brows and its hands still speak."""
    head = whole['weights'][:, columns_of(HEAD_STEMS)].sum(1)
    front = (whole.points[:, 2] < marks.head_middle[2] - 0.03 * marks.scale) * np.clip(head, 0, 1)
    brow = whole['weights'][:, columns_of(('brow', 'eye', 'lid'))].sum(1) > 0.5
    hands = whole['weights'][:, columns_of(HAND_STEMS)].sum(1)
    return np.maximum.reduce([0.22 * front, 0.5 * brow, 0.25 * np.clip(hands, 0, 1)])
