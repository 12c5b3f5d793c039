"""Hair that lies on the skull, and hair that falls from it: grids laid strand by strand, so that edges stay clean.

Columns are strands, from the hairline to the whorl at the crown; rows are rings around it.
"""
import numpy as np
from mathutils import Vector

from . import mesh as M
from . import paint, reduce
from .skeleton import INDEX, JOINTS

WHORL_DEG = 66  # elevation of the crown's whorl, at the back
AZIMUTH = np.radians((0, 18, 36, 52, 66, 78, 90, 104, 125, 150, 180))
HAIRLINE = {  # elevation of the hair's edge in degrees at AZIMUTH; 0 is the front, about 80 the ear
    'full': (33, 32, 27, 14, -6, -26, -16, -24, -40, -50, -53),
    'low': (30, 29, 25, 14, -8, -30, -16, -24, -40, -52, -55),
    'receding': (64, 56, 42, 22, 0, -22, -16, -24, -40, -50, -53),
    'fringe': (19, 18, 15, 6, -8, -22, -16, -24, -40, -50, -53),
    'cap': (25, 24, 21, 16, 8, 3, 2, 0, -10, -20, -26),
}


def head_weights(n, joint='head'):
    w = np.zeros((n, len(JOINTS)))
    w[:, INDEX[joint]] = 1
    return w


def bare_skull(skin, marks):
    """The head's surface with its ears smoothed away, for rays."""
    smooth = skin.copy()
    index = smooth['source'][:, 0].round().astype(int)
    ears = marks.ear[np.clip(index, 0, len(marks.ear) - 1)] * (index < len(marks.ear))
    around = np.clip((M.smooth_values(smooth, ears[:, None], 1)[:, 0] - 0.08) * 20, 0, 1)
    near = np.linalg.norm(smooth.points - marks.head_middle, axis=1) < marks.head_radius * 2.1
    keep = near[smooth.triangles].all(1)
    smooth['around'] = around[:, None]
    head = M.compact(smooth, keep)
    M.smooth_points(head, 110, head['around'][:, 0], keep_volume=False)
    return reduce.tree_of(head)


def direction(azimuth, elevation):
    return np.stack(
        [np.sin(azimuth) * np.cos(elevation), np.sin(elevation), -np.cos(azimuth) * np.cos(elevation)], -1
    )


class Scalp:
    """Distance of the skull from its middle along any direction."""

    def __init__(self, skin, marks):
        self.tree, self.marks = bare_skull(skin, marks), marks

    def radius(self, d):
        far = 2.0 * self.marks.head_radius
        out = np.empty(len(d))
        for i, k in enumerate(d):
            hit = self.tree.ray_cast(Vector(self.marks.head_middle + k * far), Vector(-k), far)
            out[i] = far - hit[3] if hit[0] is not None else self.marks.head_radius
        return out


def _grid(rows, columns):
    a = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)[None, :]).ravel()
    return np.concatenate(
        [np.stack([a, a + 1, a + columns], 1), np.stack([a + 1, a + columns + 1, a + columns], 1)]
    )


def outward(mesh, centre):
    if ((mesh.points - centre) * M.normals(mesh)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    return mesh


def ridges(azimuth, count, seed, t=0.0):
    """0 in the grooves between strands, 1 on their backs; strands differ in breadth and bend a little."""
    rng = np.random.default_rng(seed)
    phase, bend = rng.uniform(0, 2 * np.pi, 3), 0.35
    a = azimuth + bend * t * np.sin(2 * azimuth + phase[0])
    wobble = 0.5 * np.sin(3 * azimuth + phase[1]) + 0.3 * np.sin(7 * azimuth + phase[2])
    return np.abs(np.sin(0.5 * count * a + wobble)) ** 0.7


def _hairline(line, azimuth):
    from scipy.interpolate import PchipInterpolator

    return np.radians(PchipInterpolator(AZIMUTH, HAIRLINE[line])(np.abs(azimuth)))


def cap(scalp, spec, seed, columns=64, rows=13):
    marks, s = scalp.marks, scalp.marks.scale
    azimuth = np.linspace(-np.pi, np.pi, columns, endpoint=True)
    edge = _hairline(spec.get('line', 'full'), azimuth)
    strand = ridges(azimuth, spec.get('strands', 26), seed)
    edge = edge - np.radians(spec.get('scallop', 1.5)) * (strand - 0.5) * (np.abs(azimuth) < 1.2)
    start, whorl = direction(azimuth, edge), direction(np.pi, np.radians(WHORL_DEG))
    angle = np.arccos(np.clip(start @ whorl, -1, 1))
    layers, colours, tone = [], [], paint.colour(spec['colour'])
    steps = np.concatenate([[0.0, 0.0], np.linspace(0, 1, rows) ** 1.15])
    for i, t in enumerate(steps):
        d = (np.sin((1 - t) * angle)[:, None] * start + np.sin(t * angle)[:, None] * whorl) / np.sin(angle)[
            :, None
        ]
        r = scalp.radius(d)
        rise = t * angle * marks.head_radius
        lift = spec.get('thick', 0.02) * (0.22 + 0.78 * (1 - np.exp(-rise / spec.get('ramp', 0.022))))
        lift = lift + spec.get('top', 0.0) * np.clip(d[:, 1], 0, 1) ** 2
        lift = lift + spec.get('back', 0.0) * np.clip(d[:, 2], 0, 1)
        if 'behind' in spec:  # cropped hair lies thin: behind the ears the skull is fuller than the ray's smooth one
            lift = lift + spec['behind'] * np.exp(-0.5 * ((np.abs(azimuth) - np.radians(118)) / np.radians(14)) ** 2)
        if spec.get('part') is not None:
            x = d[:, 0] * r - spec['part'] * s
            lift *= 1 - 0.6 * np.exp(-0.5 * (x / 0.006) ** 2) * np.clip(d[:, 1] * 2 - d[:, 2] * 2, 0, 1)
        if spec.get('curly'):
            p = d * (marks.head_radius + 0.02)
            relief = paint.noise(p, spec.get('clump', 0.014), seed + 1)
            pattern = 0.5 + 0.5 * relief
        else:
            pattern = ridges(azimuth, spec.get('strands', 26), seed, t) * (1 - t**6) + 0.7 * t**6
        lift = lift * (1 + spec.get('relief', 0.25) * (pattern - 0.5) * 2)
        if i == 0:  # turned under
            lift = np.full(len(r), -0.004)
        elif i == 1:
            lift = lift * 0.55
        layers.append(marks.head_middle + d * (r + lift * s)[:, None])
        sheen = 1 + spec.get('sheen', 0.28) * np.exp(-0.5 * ((np.arcsin(d[:, 1]) - 0.75) / 0.22) ** 2)
        dark = 1 + spec.get('contrast', 0.34) * (pattern - 0.55)
        colours.append(tone * (sheen * dark * (0.88 if i < 2 else 1.0))[:, None])
    mesh = M.Mesh(np.concatenate(layers), _grid(len(steps), columns))
    mesh = outward(mesh, marks.head_middle)
    mesh['colour'] = paint.gouache(mesh.points, np.concatenate(colours), seed, 0.8)
    mesh['weights'] = head_weights(len(mesh.points))
    n = M.normals(mesh)
    first = np.arange(len(steps)) * columns  # the seam at the back has two columns
    n[first] = n[first + columns - 1] = n[first] + n[first + columns - 1]
    n[-columns:] = n[-columns:].sum(0)
    n[:columns] = n[columns : 2 * columns] = n[2 * columns : 3 * columns]  # the edge is lit as what lies over it
    mesh['normal'] = n / np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
    return mesh


def curtain(scalp, spec, seed, columns=52, rows=12):
    """Hair that falls from the crown to `length_m` below the eyes' height, from azimuth `from` around the back."""
    marks, s = scalp.marks, scalp.marks.scale
    first = np.radians(spec.get('from', 62))
    azimuth = np.linspace(first, 2 * np.pi - first, columns)
    strand = ridges(azimuth, spec.get('strands', 26), seed)
    low = marks.head_middle[1] - (spec['length_m'] + spec.get('ragged', 0.02) * (strand - 0.6)) * s
    side = np.clip((azimuth - first) / 0.30, 0, 1) * np.clip((2 * np.pi - first - azimuth) / 0.30, 0, 1)
    level = np.radians(4)
    widest = scalp.radius(direction(azimuth, np.full(columns, level)))
    outer, inner, colours = [], [], []
    tone = paint.colour(spec['colour'])
    for u in np.linspace(0, 1, rows):
        if u < 0.4:
            elevation = np.radians(72) + (level - np.radians(72)) * (u / 0.4)
            d = direction(azimuth, np.full(columns, elevation))
            p = marks.head_middle + d * (scalp.radius(d) + 0.62 * spec.get('thick', 0.02) * s)[:, None]
            p -= d * (0.006 * (1 - u / 0.4) * s)
        else:
            k = (u - 0.4) / 0.6
            d = direction(azimuth, np.full(columns, level))
            d[:, 1] = 0
            reach = (widest + 0.62 * spec.get('thick', 0.02) * s) * (
                1 + spec.get('flare', 0.05) * np.sin(np.pi * k * 0.8) - spec.get('tuck', 0.10) * k**3
            )
            p = marks.head_middle + d * reach[:, None]
            top = marks.head_middle[1] + np.sin(level) * widest
            p[:, 1] = top + (low - top) * k
        strand = ridges(azimuth, spec.get('strands', 26), seed, u)
        taper = np.sqrt(np.clip(side, 0.0, 1)) * np.clip((1.04 - u) / 0.16, 0.12, 1) ** 0.6
        body = spec.get('body', 0.012) * s * (0.25 + 0.75 * np.clip(u / 0.3, 0, 1))
        out = direction(azimuth, np.full(columns, 0.0))
        outer.append(p + out * (body * taper * (0.35 + 0.65 * strand))[:, None])
        inner.append(p - out * (body * 0.8 * taper)[:, None])
        sheen = 1 + spec.get('sheen', 0.28) * np.exp(-0.5 * ((u - 0.22) / 0.10) ** 2)
        colours.append(tone * (sheen * (1 + spec.get('contrast', 0.34) * (strand - 0.55)))[:, None])
    n = rows * columns
    points = np.concatenate(outer + inner)
    t = _grid(rows, columns)
    back = t[:, ::-1] + n
    rim = list(range(columns)) + [i * columns + columns - 1 for i in range(1, rows)]
    rim += [(rows - 1) * columns + k for k in range(columns - 2, -1, -1)] + [
        i * columns for i in range(rows - 2, 0, -1)
    ]
    seam = []
    for a, b in zip(rim, rim[1:] + rim[:1]):
        seam += [(b, a, a + n), (b, a + n, b + n)]
    mesh = M.Mesh(points, np.concatenate([t, back, np.array(seam)]))
    outside = M.Mesh(points, t)
    if ((outside.points[:n] - marks.head_middle) * M.normals(outside)[:n] * (1, 0.2, 1)).sum() < 0:
        mesh.triangles = mesh.triangles[:, ::-1]
    colours = np.concatenate(colours)
    mesh['colour'] = paint.gouache(points, np.concatenate([colours, colours * 0.55]), seed, 0.8)
    mesh['weights'] = head_weights(len(points))
    return mesh


def tail(path, radius, colour, seed, grooves=4, twist=2.0, around=12, flat=0.85, joint='head'):
    """A thick rounded tail of hair with grooves that wind along it."""
    path = np.asarray(path, float)
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    side = np.cross(tangent, (0.0, 0.0, 1.0))
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    up = np.cross(side, tangent)
    points, colours = [], []
    for i in range(len(path)):
        for k in range(around):
            a = 2 * np.pi * k / around
            ridge = np.abs(np.sin(grooves * 0.5 * a + twist * i / len(path)))
            r = radius[i] * (0.86 + 0.16 * ridge)
            points.append(path[i] + r * (np.cos(a) * side[i] + flat * np.sin(a) * up[i]))
            colours.append(np.asarray(colour) * (0.72 + 0.40 * ridge))
    t = []
    for i in range(len(path) - 1):
        for k in range(around):
            a, b = i * around + k, i * around + (k + 1) % around
            t += [(a, b, a + around), (b, b + around, a + around)]
    for end, base in ((0, 0), (-1, (len(path) - 1) * around)):
        points.append(path[end] + tangent[end] * radius[end] * (0.6 if end else -0.6))
        colours.append(np.asarray(colour) * 0.8)
        for k in range(around):
            a, b = base + k, base + (k + 1) % around
            t.append((len(points) - 1, b, a) if end == 0 else (len(points) - 1, a, b))
    mesh = outward(M.Mesh(np.array(points), np.array(t)), path.mean(0))
    mesh['colour'] = paint.gouache(mesh.points, np.array(colours), seed, 0.8)
    mesh['weights'] = head_weights(len(mesh.points), joint)
    return mesh
