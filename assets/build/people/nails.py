"""Nails: small painted shells on the backs of the finger tips."""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import paint
from .pose import THUMB_PADS, cross, unit
from .skeleton import FINGERS

ROWS, COLUMNS = 4, 5
# Length and half width for a hand of adult size.
SIZE_M = {
    'thumb': (0.0135, 0.0068),
    'index': (0.0112, 0.0054),
    'middle': (0.0118, 0.0056),
    'ring': (0.0110, 0.0053),
    'little': (0.0092, 0.0044),
}


def _on_the_tip(points, levels, up, k):
    """Lifts each point to the skin found over it; where a ray ran past the tip, or found another finger, it keeps the
    height of its neighbours: a nail has no spikes."""
    level = levels[:, 0].reshape(ROWS, COLUMNS)
    middle = np.nanmedian(level, axis=1, keepdims=True)
    middle = np.where(np.isnan(middle), np.nanmedian(level), middle)
    wrong = np.isnan(level) | (np.abs(level - middle) > 0.0030 * k)
    level = np.where(wrong, middle - 0.0006 * k, level)
    return points + up * (level.ravel() + levels[:, 1])[:, None]


def build(skin, tree, rig, side, tone):
    """Meshes with the attributes of the skin under them; `tone` linear rgb of the skin."""
    meshes = []
    light = paint.mix(tone, paint.colour('#f3d5c4'), 0.24)
    k = rig.height / 1.74 * 1.1
    for f in FINGERS:
        joint = f'{f}_3_{side}'
        base, tip = rig.at(joint), rig.tips[joint]
        along = unit(tip - base)
        b = rig.palm[side]
        up = -(b @ np.array(THUMB_PADS[2])) if f == 'thumb' else b[:, 1]
        up = unit(up - along * (up @ along))
        across = cross(along, up)
        long, half = SIZE_M[f][0] * k, SIZE_M[f][1] * k
        end = tip - along * 0.0015 * k
        points, levels, faces, t = [], [], [], []
        for i, u in enumerate(np.linspace(0, 1, ROWS)):
            wide = half * (0.88 + 0.12 * u) * (0.82 if i in (0, ROWS - 1) else 1.0)
            for v in np.linspace(-1, 1, COLUMNS):
                bow = (0.0012 if i == ROWS - 1 else -0.0012 if i == 0 else 0) * k * (v * v)
                p = end - along * (long * (1 - u) + bow) + across * (wide * v)
                hit = tree.ray_cast(Vector(p + up * 0.02), Vector(-up), 0.035)
                faces.append(hit[2])
                level = (np.array(hit[0]) - p) @ up if hit[0] is not None else np.nan
                points.append(p)
                levels.append((level, (0.0005 + 0.0004 * (1 - v * v)) * k))
        points = _on_the_tip(np.array(points), np.array(levels), up, k)
        for i in range(ROWS - 1):
            for c in range(COLUMNS - 1):
                q = i * COLUMNS + c
                t += [(q, q + 1, q + COLUMNS), (q + 1, q + COLUMNS + 1, q + COLUMNS)]
        mesh = M.Mesh(np.array(points), np.array(t))
        if (M.normals(mesh) @ up).sum() < 0:
            mesh.triangles = mesh.triangles[:, ::-1]
        for name, values in skin.attributes.items():
            rows = [values[skin.triangles[q]].mean(0) if q is not None else None for q in faces]
            known = next(r for r in rows if r is not None)
            mesh[name] = np.array([known if r is None else r for r in rows])
        shade = np.repeat([1.0, 1.0, 1.02, 1.12], COLUMNS)[:, None]
        mesh['colour'] = np.clip(light * shade, 0, 0.95)
        mesh['normal'] = M.normals(mesh)
        meshes.append(mesh)
    return meshes
