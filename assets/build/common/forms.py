"""The forms everything is built from: bevelled box, lathe, tube, sheet, blob, prism."""
import math

import numpy as np

from .mesh import Piece, frame_of, join
from . import noise

EDGE_LIGHT = 1.22  # a painter picks out the edge that catches light


def _quads(rows, columns):
    """Two triangles for each cell of a rows x columns vertex grid, counter-clockwise seen from the
    side where column grows to the right and row grows upward."""
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(columns - 1), indexing="ij")
    a = (r * columns + c).ravel()
    b, d = a + 1, a + columns
    return np.concatenate([np.stack([a, b, d + 1], 1), np.stack([a, d + 1, d], 1)])


def box(width, height, depth, colour, bevel=0.012, edge=True):
    """Box centred at the origin, edges chamfered and shaded round; paint runs along its longest side.
    With edge, the chamfers are painted lighter."""
    size = np.array([width, height, depth], float)
    axis = int(np.argmax(size))
    order = [axis, (axis + 1) % 3, (axis + 2) % 3]
    length, tall, deep = size[order]
    b = min(bevel, 0.45 * min(length, tall, deep))
    piece = _bar(length, tall, deep, b, colour, edge and b > 0)
    back = np.zeros((3, 3))
    for local, world in enumerate(order):
        back[world, local] = 1.0
    return piece.matrix(back)


def _bar(length, tall, deep, b, colour, edge):
    hx, hy, hz = length / 2, tall / 2, deep / 2
    iy, iz = hy - b, hz - b
    ring = np.array([[hy, -iz], [hy, iz], [iy, hz], [-iy, hz], [-hy, iz], [-hy, -iz], [-iy, -hz], [iy, -hz]])
    face_normal = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [-1, 0], [-1, 0], [0, -1], [0, -1]], float)
    colour = np.asarray(colour, float)
    bright = np.clip(colour * EDGE_LIGHT + 0.01, 0, 0.9) if edge else colour
    pos, nrm, col, paint, spot, chart, faces = [], [], [], [], [], [], []

    def put(p, n, c, uv, s, k):
        pos.append(p), nrm.append(n), col.append(c), paint.append(uv), spot.append(s), chart.append(k)
        return len(pos) - 1

    at = 0.0
    for j in range(8):
        p, q = ring[j], ring[(j + 1) % 8]
        wide = float(np.hypot(*(q - p)))
        shade = bright if j % 2 else colour
        if wide > 1e-9:
            a, d = [
                put((x, *p), (0, *face_normal[j]), shade, (x, at), (x + hx, at), 0) for x in (b - hx, hx - b)
            ]
            e, f = [
                put((x, *q), (0, *face_normal[(j + 1) % 8]), shade, (x, at + wide), (x + hx, at + wide), 0)
                for x in (b - hx, hx - b)
            ]
            faces += [(a, e, f), (a, f, d)]
        at += wide
    slant = 1.42 * b
    for side, k in ((1, 1), (-1, 2)):
        x = side * hx
        flip = (lambda t: t) if side > 0 else (lambda t: t[::-1])
        base = lambda y, z: (y + hy + slant, z + hz + slant)
        corner = [(-iy, -iz), (iy, -iz), (iy, iz), (-iy, iz)]
        quad = [put((x, y, z), (side, 0, 0), colour, (y, z), base(y, z), k) for y, z in corner]
        faces += [flip((quad[0], quad[1], quad[2])), flip((quad[0], quad[2], quad[3]))]
        if b <= 0:
            continue
        out = [((0, -1), 0, 1), ((1, 0), 1, 2), ((0, 1), 2, 3), ((-1, 0), 3, 0)]
        rim = []
        for (ny, nz), i, j in out:
            inner = [
                put((x, *corner[m]), (side, 0, 0), bright, corner[m], base(*corner[m]), k) for m in (i, j)
            ]
            outer = []
            for m in (i, j):
                y, z = corner[m]
                outer.append(
                    put(
                        (x - side * b, y + ny * b, z + nz * b),
                        (0, ny, nz),
                        bright,
                        (y, z),
                        base(y + ny * slant, z + nz * slant),
                        k,
                    )
                )
            faces += [flip((outer[0], outer[1], inner[1])), flip((outer[0], inner[1], inner[0]))]
            rim.append((inner, outer))
        for m in range(4):
            before, after = rim[(m - 1) % 4], rim[m]
            faces.append(flip((before[1][1], after[1][0], after[0][0])))
    around = at
    charts = [
        (length, around, 1),
        (tall + 2 * slant, deep + 2 * slant, 1),
        (tall + 2 * slant, deep + 2 * slant, 1),
    ]
    spot = np.array(spot)
    return Piece(pos, nrm, col, paint, spot, chart, faces, charts)


def lathe(profile, colour, sides=24, hard_deg=38, arc_deg=360):
    """Turns profile [(radius, y)...] about +y. Drawn from bottom to top the outside faces out. colour is
    one paint or one for each profile point. Flat parts get disc charts, steep parts band charts."""
    profile = np.asarray(profile, float)
    shades = np.broadcast_to(np.asarray(colour, float), (len(profile), 3))
    steps = np.diff(profile, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    angles = np.arctan2(steps[:, 1], steps[:, 0])
    runs, start = [], 0
    for i in range(1, len(steps)):
        turn = abs((angles[i] - angles[i - 1] + math.pi) % (2 * math.pi) - math.pi)
        if math.degrees(turn) > hard_deg:
            runs.append((start, i))
            start = i
    runs.append((start, len(steps)))
    theta = np.linspace(0, math.radians(arc_deg), sides + 1)
    cos, sin = np.cos(theta), np.sin(theta)
    pieces = []
    for first, last in runs:
        rows = last - first + 1
        r, y = profile[first : last + 1, 0], profile[first : last + 1, 1]
        edge_n = np.stack([np.sin(angles[first:last]), -np.cos(angles[first:last])], 1)
        n = np.zeros((rows, 2))
        n[:-1] += edge_n * lengths[first:last, None]
        n[1:] += edge_n * lengths[first:last, None]
        n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
        arc = np.concatenate([[0], np.cumsum(lengths[first:last])])
        pos = np.stack([np.outer(r, cos), np.outer(y, np.ones_like(cos)), np.outer(-r, sin)], 2)
        nrm = np.stack(
            [np.outer(n[:, 0], cos), np.outer(n[:, 1], np.ones_like(cos)), np.outer(-n[:, 0], sin)], 2
        )
        flat = abs(y[-1] - y[0]) < 0.7 * abs(r[-1] - r[0]) and arc_deg == 360
        if flat:
            inward = r[-1] < r[0]
            s = (r[-1] + (arc[-1] - arc)) if inward else r[0] + arc
            big = s.max()
            spot = np.stack([np.outer(s, cos) + big, np.outer(s, sin) + big], 2)
            paint = spot.copy()
            chart = (2 * big, 2 * big, 1)
        else:
            around = max(r.max() * 0.8, r.mean()) * theta[-1]
            spot = np.stack(
                [np.outer(np.ones(rows), theta / theta[-1] * around), np.outer(arc, np.ones_like(cos))], 2
            )
            paint = spot.copy()
            chart = (around, arc[-1], 1)
        faces = _quads(rows, sides + 1)
        keep = np.ones(len(faces), bool)
        flatpos = pos.reshape(-1, 3)
        area = np.linalg.norm(
            np.cross(
                flatpos[faces[:, 1]] - flatpos[faces[:, 0]], flatpos[faces[:, 2]] - flatpos[faces[:, 0]]
            ),
            axis=1,
        )
        keep &= area > 1e-12
        colours = np.repeat(shades[first : last + 1], sides + 1, axis=0)
        pieces.append(
            Piece(
                flatpos,
                nrm.reshape(-1, 3),
                colours,
                paint.reshape(-1, 2),
                spot.reshape(-1, 2),
                0,
                faces[keep],
                [chart],
            )
        )
    return join(pieces)


def cylinder(radius, height, colour, sides=20, bevel=0.004, top=True, bottom=True, radius_top=None):
    """Upright cylinder or cone frustum standing on y = 0, rims bevelled."""
    r1, b = radius if radius_top is None else radius_top, min(bevel, 0.4 * height, 0.4 * radius)
    profile = ([(0, 0)] if bottom else []) + [
        (radius - b, 0),
        (radius, b),
        (r1, height - b),
        (r1 - b, height),
    ]
    return lathe(profile + ([(0, height)] if top else []), colour, sides)


def tube(points, radius, colour, sides=8, closed_ends=True):
    """Round bar along a polyline; radius one value or one a point. Band chart, ends folded into it."""
    p = np.asarray(points, float)
    count = len(p)
    radii = np.broadcast_to(np.asarray(radius, float), (count,))
    step = np.diff(p, axis=0)
    length = np.linalg.norm(step, axis=1)
    direction = step / np.maximum(length[:, None], 1e-9)
    tangent = np.vstack([direction[:1], direction[:-1] + direction[1:], direction[-1:]])
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    normal = frame_of(tangent[0])[:, 0]
    theta = np.linspace(0, 2 * math.pi, sides + 1)
    rings, normals, arcs = [], [], []
    arc = 0.0
    for i in range(count):
        normal = normal - tangent[i] * np.dot(normal, tangent[i])
        normal /= np.linalg.norm(normal)
        across = np.cross(tangent[i], normal)
        out = np.outer(np.cos(theta), normal) + np.outer(np.sin(theta), across)
        if closed_ends and i == 0:
            rings += [np.repeat(p[:1], sides + 1, 0), p[0] + radii[0] * out]
            normals += [np.repeat(-tangent[:1], sides + 1, 0)] * 2
            arcs += [0.0, radii[0]]
            arc = radii[0]
        if i:
            arc += length[i - 1]
        rings.append(p[i] + radii[i] * out), normals.append(out), arcs.append(arc)
        if closed_ends and i == count - 1:
            rings += [p[i] + radii[i] * out, np.repeat(p[i : i + 1], sides + 1, 0)]
            normals += [np.repeat(tangent[i : i + 1], sides + 1, 0)] * 2
            arcs += [arc, arc + radii[i]]
    around = 2 * math.pi * float(radii.max())
    rows = len(rings)
    u = np.tile(theta / (2 * math.pi) * around, rows)
    v = np.repeat(np.array(arcs), sides + 1)
    faces = _quads(rows, sides + 1)
    flat = np.concatenate(rings)
    area = np.linalg.norm(
        np.cross(flat[faces[:, 1]] - flat[faces[:, 0]], flat[faces[:, 2]] - flat[faces[:, 0]]), axis=1
    )
    return Piece(
        flat,
        np.concatenate(normals),
        colour,
        np.stack([v, u], 1),
        np.stack([v, u], 1),
        0,
        faces[area > 1e-13],
        [(arcs[-1], around, 1)],
    )


def rod(a, b, radius, colour, sides=8):
    return tube([a, b], radius, colour, sides)


def _whole_normals(grid):
    """Unit normals; a row that has shrunk to a point (a pole) takes the mean of the row beside it."""
    size = np.linalg.norm(grid, axis=2, keepdims=True)
    grid = grid / np.maximum(size, 1e-12)
    for row, beside in ((0, 1), (-1, -2)):
        lost = size[row, :, 0] < 1e-6
        middle = grid[beside].mean(0)
        grid[row][lost] = middle / max(np.linalg.norm(middle), 1e-12)
    return grid


def sheet(function, across, along, width, height, colour, two_sided=False):
    """Surface function(u, v) -> (N, 3), u and v arrays in 0..1; front is where u grows right, v up."""
    v, u = np.meshgrid(np.linspace(0, 1, along + 1), np.linspace(0, 1, across + 1), indexing="ij")
    u, v = u.ravel(), v.ravel()
    pos = np.asarray(function(u, v), float)
    e = 1e-3
    du = np.asarray(function(u + e, v), float) - np.asarray(function(u - e, v), float)
    dv = np.asarray(function(u, v + e), float) - np.asarray(function(u, v - e), float)
    n = np.cross(du, dv)
    n = _whole_normals(n.reshape(along + 1, across + 1, 3)).reshape(-1, 3)
    uv = np.stack([u * width, v * height], 1)
    faces = _quads(along + 1, across + 1)
    front = Piece(pos, n, colour, uv, uv, 0, faces, [(width, height, 1)])
    if not two_sided:
        return front
    back = Piece(pos - n * 0.003, -n, colour, uv, uv, 0, faces[:, ::-1], [(width, height, 1)])
    return join([front, back])


def panel(corners, colour, cells=0.6):
    """Flat quad of four corners, counter-clockwise from the front (bottom left first), cut into cells of
    about the given size so that vertex paint can vary over it."""
    a, b, c, d = (np.asarray(k, float) for k in corners)
    width = 0.5 * (np.linalg.norm(b - a) + np.linalg.norm(c - d))
    height = 0.5 * (np.linalg.norm(d - a) + np.linalg.norm(c - b))

    def at(u, v):
        u, v = u[:, None], v[:, None]
        return (a * (1 - u) + b * u) * (1 - v) + (d * (1 - u) + c * u) * v

    return sheet(at, max(1, round(width / cells)), max(1, round(height / cells)), width, height, colour)


def blob(radius, colour, sides=14, rings=9, lumps=0.0, wavelength=None, seed=0, squash=(1, 1, 1)):
    """Round lump at the origin: fruit, cloud, leaf mass. lumps is the relative height of its bumps."""

    def at(u, v):
        theta, phi = 2 * math.pi * u, math.pi * (v - 0.5)
        d = np.stack([np.cos(theta) * np.cos(phi), np.sin(phi), -np.sin(theta) * np.cos(phi)], 1)
        r = radius * (1 + lumps * noise.space(d * radius + 37.0 * seed, wavelength or radius * 0.9, seed))
        return d * r[:, None] * np.asarray(squash, float)

    piece = sheet(at, sides, rings, 2 * math.pi * radius * 0.75, math.pi * radius * 0.9, colour)
    p = piece.position
    area = np.linalg.norm(
        np.cross(p[piece.faces[:, 1]] - p[piece.faces[:, 0]], p[piece.faces[:, 2]] - p[piece.faces[:, 0]]),
        axis=1,
    )
    keep = area > 1e-10 * radius
    piece.faces, piece.baked = piece.faces[keep], piece.baked[keep]
    direction = p / np.maximum(np.linalg.norm(p, axis=1, keepdims=True), 1e-9)
    poles = np.abs(direction[:, 1]) > 0.999
    piece.normal[poles] = direction[poles]
    return piece


def prism(outline, depth, colour):
    """Extrudes a polygon of (x, y) points by depth along z, centred on z = 0."""
    from mathutils import Vector
    from mathutils.geometry import tessellate_polygon

    outline = np.asarray(outline, float)
    x, y = outline.T
    if np.dot(x, np.roll(y, -1)) < np.dot(y, np.roll(x, -1)):
        outline = outline[::-1]
    count = len(outline)
    low = outline.min(0)
    span = outline.max(0) - low
    triangles = np.array(tessellate_polygon([[Vector((x, y, 0)) for x, y in outline]]))
    p = outline[triangles]
    signed = np.cross(p[:, 1] - p[:, 0], p[:, 2] - p[:, 0])
    triangles[signed < 0] = triangles[signed < 0][:, ::-1]
    pieces = []
    for side in (1, -1):
        pos = np.column_stack([outline, np.full(count, side * depth / 2)])
        nrm = np.tile([0, 0, side], (count, 1))
        uv = outline - low
        pieces.append(
            Piece(
                pos,
                nrm,
                colour,
                uv,
                uv,
                0,
                triangles if side > 0 else triangles[:, ::-1],
                [(span[0], span[1], 1)],
            )
        )
    pos, nrm, uv, faces, at = [], [], [], [], 0.0
    for i in range(count):
        a, b = outline[i], outline[(i + 1) % count]
        edge = b - a
        wide = float(np.hypot(*edge))
        n = (edge[1] / wide, -edge[0] / wide, 0)
        k = len(pos)
        pos += [(*a, depth / 2), (*a, -depth / 2), (*b, -depth / 2), (*b, depth / 2)]
        nrm += [n] * 4
        uv += [(at, 0), (at, depth), (at + wide, depth), (at + wide, 0)]
        faces += [(k, k + 1, k + 2), (k, k + 2, k + 3)]
        at += wide
    pieces.append(Piece(pos, nrm, colour, uv, uv, 0, faces, [(at, depth, 1)]))
    return join(pieces)
