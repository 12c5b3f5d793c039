"""What an open mouth shows: a row of teeth above, one below, a tongue, and dark behind them. Simple, as in a doll."""
import numpy as np

from . import hair, paint
from . import mesh as M
from .skeleton import INDEX, JOINTS

# For a head of scale 1, from the middle of the closed lips: half width, how deep the row curves back, its upper and
# lower edge, how far behind the lips it stands.
UPPER = {'half': 0.0175, 'deep': 0.013, 'top': 0.0075, 'bottom': -0.0022, 'behind': 0.0105, 'joint': 'head'}
LOWER = {'half': 0.0155, 'deep': 0.012, 'top': -0.0035, 'bottom': -0.0105, 'behind': 0.0125, 'joint': 'jaw'}


def _row(marks, spec, colour):
    """A curved band with a rounded front; teeth are not told apart."""
    s, columns = marks.scale, 11
    a = np.radians(np.linspace(-78, 78, columns))
    rows = []
    for share, out in ((0.0, 0.0), (0.35, 0.0010), (0.85, 0.0008), (1.0, -0.0004)):
        y = spec['top'] + share * (spec['bottom'] - spec['top'])
        x = (spec['half'] + out) * np.sin(a)
        z = spec['behind'] + (spec['deep'] + out) * (1 - np.cos(a)) - out
        rows.append(marks.mouth + s * np.stack([x, np.full(columns, y), z], 1))
    t = []
    for i in range(len(rows) - 1):
        for k in range(columns - 1):
            p, q = i * columns + k, (i + 1) * columns + k
            t += [(p, p + 1, q), (p + 1, q + 1, q)]
    mesh = M.Mesh(np.concatenate(rows), np.array(t))
    if M.normals(mesh)[:, 2].mean() > 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    mesh['normal'] = M.normals(mesh)
    mesh['weights'] = np.zeros((len(mesh.points), len(JOINTS)))
    mesh['weights'][:, INDEX[spec['joint']]] = 1
    back = np.clip(1 - 0.45 * np.abs(np.tile(np.sin(a), len(rows))) ** 3, 0, 1)
    mesh['colour'] = np.asarray(colour)[None] * back[:, None]
    return mesh


def build(marks):
    s, cream = marks.scale, paint.colour('cream')
    red = paint.mix(paint.colour('rose'), paint.colour('terracotta'), 0.5)
    tongue = hair.blob(
        marks.mouth + np.array((0, -0.0125, 0.0235)) * s,
        np.array((0.0125, 0.0048, 0.0130)) * s,
        red * 0.42,
        2,
        'jaw',
        6,
        10,
    )
    dark = hair.blob(
        marks.mouth + np.array((0, -0.003, 0.036)) * s,
        np.array((0.020, 0.0165, 0.004)) * s,
        paint.colour('#3a1512') * 0.35,
        1,
        'jaw',
        5,
        10,
    )
    dark['weights'][:, INDEX['jaw']], dark['weights'][:, INDEX['head']] = 0.6, 0.4
    return [_row(marks, UPPER, cream * 0.92), _row(marks, LOWER, cream * 0.70), tongue, dark]
