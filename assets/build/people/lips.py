"""Lips as a painter lays them: two full strokes over the skin that meet in a dark line, and part where the jaw does.

The skin's own mesh is too coarse there for an edge that reads at two metres; a stroke of its own has one, and volume.
"""
import numpy as np

from . import mesh as M
from . import paint
from .skeleton import INDEX

# Outline over half the mouth, 0 its middle, 1 its corner: (how far out, share of the lip's full height).
UPPER = ((0.0, 0.80), (0.10, 0.90), (0.24, 1.0), (0.50, 0.80), (0.78, 0.42), (1.0, 0.0))
LOWER = ((0.0, 1.0), (0.30, 0.98), (0.55, 0.80), (0.80, 0.40), (1.0, 0.0))
HALF_M, UPPER_M, LOWER_M = 0.0262, 0.0074, 0.0092  # for a head of scale 1
# Across a lip from the line where both meet: share of its height, how far it stands out, share of the dark line.
ACROSS = ((-0.10, -0.0022, 1.0), (0.02, 0.0004, 0.9), (0.16, 0.0013, 0.10), (0.50, 0.0019, 0.0), (0.84, 0.0012, 0.0), (1.0, 0.0004, 0.0))
ACROSS_FEW = ((0.0, 0.0006, 1.0), (0.45, 0.0022, 0.0), (1.0, 0.0004, 0.0))


class _Skin:
    """The front of a face as a height field: how deep and with which weights the skin lies at (x, y)."""

    def __init__(self, skin, tree, marks):
        self.skin, self.tree, self.marks = skin, tree, marks

    def hit(self, x, y):
        """-> (z, weights), or None where a ray slips into the mouth."""
        from mathutils import Vector

        ahead = 0.05
        at = self.tree.ray_cast(Vector((x, y, self.marks.mouth[2] - ahead)), Vector((0, 0, 1)), 0.12)
        if at[0] is None or at[0][2] > self.marks.mouth[2] + 0.030 * self.marks.scale:
            return None
        corners = self.skin.triangles[at[2]]
        d = np.linalg.norm(self.skin.points[corners] - np.array(at[0]), axis=1)
        share = 1 / np.maximum(d, 1e-6)
        weights = (self.skin['weights'][corners] * (share / share.sum())[:, None]).sum(0)
        return at[0][2], weights


def _of_jaw(weights):
    low = weights[INDEX['jaw']] + weights[INDEX['lip_low']]
    return low / max(low + weights[INDEX['head']] + weights[INDEX['lip_up']], 1e-6)


def _line(front, marks, xs):
    """Where upper and lower lip meet, for each x: an even curve through what was found."""
    s, found = marks.scale, []
    for x in xs:
        for y in np.arange(0.010, -0.014, -0.0004) * s:
            at = front.hit(x, marks.mouth[1] + y)
            if at is not None and _of_jaw(at[1]) > 0.4:
                found.append((abs(x), marks.mouth[1] + y + 0.0002 * s))
                break
    found = np.array(found)
    return np.polynomial.Polynomial.fit(found[:, 0] ** 2, found[:, 1], 2)


def build(skin, tree, marks, spec, near=True):
    """-> meshes of upper and lower lip."""
    s = marks.scale
    front = _Skin(skin, tree, marks)
    wide = spec.get('mouth_half', 1.0)
    half = HALF_M * wide * s
    columns = 21 if near else 9
    # closer together at the corners, where outlines bend
    u = np.sin(np.linspace(-1, 1, columns) * np.pi / 2) * 0.35 + np.linspace(-1, 1, columns) * 0.65
    line = _line(front, marks, np.linspace(0.04, 0.8, 12) * half)
    meet = line((u * half) ** 2)
    base = paint.colour(spec['skin'])
    lip = paint.colour(spec['lips']) if 'lips' in spec else paint.mix(base, paint.colour('#a23a3a'), 0.66 - 0.22 * spec['male'])
    dark = paint.mix(lip, paint.colour('#3a1512'), 0.75) * 0.8
    corner = front.hit(half * 1.04, float(line(half * half)))
    meshes = []
    for sign, outline, tall, tone in ((1, UPPER, UPPER_M, 0.86), (-1, LOWER, LOWER_M, 1.06)):
        height = np.interp(np.abs(u), *np.transpose(outline)) * tall * s * spec.get('lip_full', 1.0)
        full = np.clip(1 - np.abs(u) ** 3, 0, 1)
        rows, colours, weights = [], [], []
        for across, out, line_share in ACROSS if near else ACROSS_FEW:
            y = meet + sign * height * across
            seen, of_row = np.full(columns, np.nan), []
            for k, x in enumerate(u * half):
                off = sign * max(0.0018 * s, sign * (y[k] - meet[k]))  # clear of the other lip
                at = front.hit(x, meet[k] + off)
                side = None if at is None else at[1].copy()
                if at is not None:
                    seen[k] = at[0]
                of_row.append(side)
            known = ~np.isnan(seen)
            z = np.interp(u, u[known], seen[known])
            z[1:-1] = 0.25 * z[:-2] + 0.5 * z[1:-1] + 0.25 * z[2:]
            z = z - out * s * full * spec.get('lip_full', 1.0) - 0.0004 * s
            rows.append(np.stack([u * half, y, z], 1))
            warm = tone * (1.0 + 0.10 * (across - 0.5) * -sign)
            colour = paint.mix(lip * warm, dark, np.full(columns, line_share))
            edge = 0.30 if across == 1.0 else 0.0
            colours.append(paint.mix(colour, base, np.full(columns, edge)))
            weights.append(_bound(of_row, sign, u, corner[1] if corner else None))
        meshes.append(_strip(rows, colours, weights))
    return meshes


def _bound(of_row, sign, u, corner):
    """One lip's weights: nothing of the other lip's joints, and at the corners what the corner has."""
    out, last = [], next(w for w in of_row if w is not None)
    for w, at in zip(of_row, u):
        w = (last if w is None else w).copy()
        last = w
        for joint in ('lip_low', 'jaw') if sign > 0 else ('lip_up',):
            w[INDEX['head' if sign > 0 else 'jaw']] += w[INDEX[joint]]
            w[INDEX[joint]] = 0
        w /= w.sum()
        if corner is not None:
            share = np.clip((abs(at) - 0.86) / 0.14, 0, 1)
            mirrored = corner if at > 0 else _mirrored(corner)
            w = w * (1 - share) + mirrored / mirrored.sum() * share
        out.append(w)
    return np.array(out)


def _mirrored(weights):
    out = weights.copy()
    for name, i in INDEX.items():
        if name.endswith('_r'):
            j = INDEX[name[:-2] + '_l']
            out[i], out[j] = weights[j], weights[i]
    return out


def _strip(rows, colours, weights):
    columns = len(rows[0])
    t = []
    for i in range(len(rows) - 1):
        for k in range(columns - 1):
            a, b = i * columns + k, (i + 1) * columns + k
            t += [(a, a + 1, b), (a + 1, b + 1, b)]
    mesh = M.Mesh(np.concatenate(rows), np.array(t), {})
    if M.normals(mesh)[:, 2].mean() > 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['colour'], mesh['weights'] = np.concatenate(colours), np.concatenate(weights)
    n = 0.6 * M.normals(mesh) + np.array((0, 0.05, -0.5))  # soft: lit as one form, like the face it lies on
    mesh['normal'] = n / np.linalg.norm(n, axis=1, keepdims=True)
    return mesh
