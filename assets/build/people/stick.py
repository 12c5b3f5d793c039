"""The drum stick: 0.406 m of painted hickory, butt at the origin, tip toward -z."""
import numpy as np

from . import mesh as M
from . import paint
from .export import GENERATOR
from .glb import Glb

LENGTH_M = 0.406
# (distance from the butt, radius): rounded butt, straight shaft, taper, neck, acorn tip
PROFILE = (
    (0.0, 0.0),
    (0.0008, 0.0042),
    (0.003, 0.0064),
    (0.008, 0.0073),
    (0.06, 0.0074),
    (0.16, 0.0074),
    (0.26, 0.0073),
    (0.31, 0.0066),
    (0.352, 0.0052),
    (0.384, 0.0034),
    (0.390, 0.0033),
    (0.3935, 0.0044),
    (0.398, 0.0050),
    (0.4022, 0.0041),
    (0.4052, 0.0020),
    (LENGTH_M, 0.0),
)


def build(path, say):
    around = 14
    points, colours, triangles = [], [], []
    wood, grip, tip = (
        paint.mix(paint.colour('ochre'), paint.colour('cream'), 0.45),
        paint.colour('walnut'),
        paint.colour('cream') * 0.9,
    )
    for d, r in PROFILE:
        for k in range(around):
            a = 2 * np.pi * k / around
            points.append((r * np.cos(a), r * np.sin(a), -d))
            colours.append(tip if d > 0.391 else wood if d > 0.115 or d < 0.0 else grip)
    for i in range(len(PROFILE) - 1):
        for k in range(around):
            a, b = i * around + k, i * around + (k + 1) % around
            triangles += [(a, a + around, b), (b, a + around, b + around)]
    mesh = M.Mesh(np.array(points), np.array(triangles), {})
    n = M.normals(mesh)
    if (n[:, :2] * mesh.points[:, :2]).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
        n = -n
    n[:around], n[-around:] = (0, 0, 1), (0, 0, -1)
    colours = paint.gouache(mesh.points, np.array(colours), 4, 1.2, (0.004, 0.004, 0.09))
    out = Glb(GENERATOR)
    out.node(
        'stick',
        None,
        mesh=out.mesh(
            'stick',
            [
                out.primitive(
                    mesh.points, n, np.clip(colours, 0, 1), mesh.triangles, out.material('paint', 0.6)
                )
            ],
        ),
    )
    say(f'{len(triangles)} triangles, {out.save(path) / 1e6:.2f} MB')
