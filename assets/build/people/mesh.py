"""Triangle meshes with per-vertex attributes, and the few operations the people are cut with."""
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse


@dataclass
class Mesh:
    """`points` (n,3) metres, `triangles` (m,3), `attributes`: name -> (n,k), carried through every cut."""

    points: np.ndarray
    triangles: np.ndarray
    attributes: dict = field(default_factory=dict)

    def __getitem__(self, name):
        return self.attributes[name]

    def __setitem__(self, name, values):
        self.attributes[name] = values

    def copy(self):
        return Mesh(
            self.points.copy(), self.triangles.copy(), {k: v.copy() for k, v in self.attributes.items()}
        )


def from_quads(points, quads, attributes):
    """Only the used points stay. A quad whose last corners agree is a triangle."""
    used, inverse = np.unique(quads, return_inverse=True)
    q = inverse.reshape(-1, 4)
    triangles = np.concatenate([q[:, [0, 1, 2]], q[q[:, 2] != q[:, 3]][:, [0, 2, 3]]])
    return Mesh(points[used].copy(), triangles, {k: v[used].copy() for k, v in attributes.items()})


def compact(mesh, keep_triangles=None):
    triangles = mesh.triangles if keep_triangles is None else mesh.triangles[keep_triangles]
    used, inverse = np.unique(triangles, return_inverse=True)
    return Mesh(mesh.points[used], inverse.reshape(-1, 3), {k: v[used] for k, v in mesh.attributes.items()})


def merge(meshes):
    names = set(meshes[0].attributes)
    points, triangles, attributes, start = [], [], {n: [] for n in names}, 0
    for m in meshes:
        points.append(m.points)
        triangles.append(m.triangles + start)
        start += len(m.points)
        for n in names:
            attributes[n].append(m.attributes[n])
    return Mesh(
        np.concatenate(points),
        np.concatenate(triangles),
        {n: np.concatenate(a) for n, a in attributes.items()},
    )


def normals(mesh):
    p, t = mesh.points, mesh.triangles
    face = np.cross(p[t[:, 1]] - p[t[:, 0]], p[t[:, 2]] - p[t[:, 0]])
    out = np.zeros_like(p)
    for k in range(3):
        np.add.at(out, t[:, k], face)
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def _averaging(mesh):
    """Mean of the neighbours. A vertex on an open edge has only its neighbours along that edge: hems stay straight."""
    t, n = mesh.triangles, len(mesh.points)
    rows = np.concatenate([t[:, 0], t[:, 1], t[:, 2], t[:, 1], t[:, 2], t[:, 0]])
    columns = np.concatenate([t[:, 1], t[:, 2], t[:, 0], t[:, 0], t[:, 1], t[:, 2]])
    e = boundary_edges(mesh)
    on_edge = np.zeros(n, bool)
    on_edge[e] = True
    inner = ~on_edge[rows]
    rows = np.concatenate([rows[inner], e[:, 0], e[:, 1]])
    columns = np.concatenate([columns[inner], e[:, 1], e[:, 0]])
    a = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))
    a.data[:] = 1.0
    return sparse.diags(1.0 / np.maximum(a.sum(1).A1, 1)) @ a


def smooth_values(mesh, values, rounds, amount=0.5):
    a, out = _averaging(mesh), np.asarray(values, float)
    for _ in range(rounds):
        out = out + amount * (a @ out - out)
    return out


def smooth_points(mesh, rounds, mask=None, amount=0.5, keep_volume=True):
    """Taubin smoothing: shrink then swell, so that form stays while detail goes. `mask` (n,) 0..1."""
    a = _averaging(mesh)
    m = np.ones((len(mesh.points), 1)) if mask is None else np.asarray(mask).reshape(-1, 1)
    p = mesh.points
    if not keep_volume:  # an open edge would creep inward
        m = m.copy()
        m[boundary_edges(mesh)] = 0
    for _ in range(rounds):
        p = p + m * amount * (a @ p - p)
        if keep_volume:
            p = p - m * amount * 1.04 * (a @ p - p)
    mesh.points = p
    return mesh


def clip(mesh, value):
    """Keeps where `value` (n,) >= 0. The cut runs through triangles, so its edge is as smooth as the field."""
    value = np.where(np.abs(value) < 1e-9, 1e-9, value)
    inside = value > 0
    count = inside[mesh.triangles].sum(1)
    kept = mesh.triangles[count == 3]
    new_index, a_list, b_list, s_list, made = {}, [], [], [], []
    start = len(mesh.points)

    def crossing(a, b):
        key = (a, b) if a < b else (b, a)
        if key not in new_index:
            new_index[key] = start + len(a_list)
            a_list.append(a), b_list.append(b), s_list.append(value[a] / (value[a] - value[b]))
        return new_index[key]

    for t in mesh.triangles[(count == 1) | (count == 2)]:
        for k in range(3):  # rotate until the lone corner comes first
            a, b, c = t[k], t[(k + 1) % 3], t[(k + 2) % 3]
            if inside[a] != inside[b] and inside[a] != inside[c]:
                break
        ab, ac = crossing(a, b), crossing(a, c)
        if inside[a]:
            made.append((a, ab, ac))
        else:
            made += [(ab, b, c), (ab, c, ac)]
    a, b, s = np.array(a_list, int), np.array(b_list, int), np.array(s_list)[:, None]

    def cut(x):
        return np.concatenate([x, x[a] + s * (x[b] - x[a])]) if len(a) else x

    out = Mesh(
        cut(mesh.points),
        np.concatenate([kept, np.array(made, int).reshape(-1, 3)]),
        {k: cut(v) for k, v in mesh.attributes.items()},
    )
    return compact(out)


def boundary_edges(mesh):
    """Directed edges (m,2) that only one triangle has."""
    t, n = mesh.triangles, len(mesh.points)
    e = np.concatenate([t[:, [0, 1]], t[:, [1, 2]], t[:, [2, 0]]]).astype(np.int64)
    return e[~np.isin(e[:, 1] * n + e[:, 0], e[:, 0] * n + e[:, 1])]


def boundary_loops(mesh):
    """Open edges as ordered loops of vertices, longest first."""
    following, loops = dict(boundary_edges(mesh).tolist()), []
    while following:
        start = next(iter(following))
        loop, at = [], start
        while at in following:
            loop.append(at)
            at = following.pop(at)
        if at == start and len(loop) > 5:
            loops.append(np.array(loop))
    return sorted(loops, key=len, reverse=True)


def smooth_loops(mesh, rounds=8):
    """Every open edge becomes an even line; in place."""
    for loop in boundary_loops(mesh):
        p = mesh.points[loop]
        for k in range(rounds):
            step = 0.5 if k % 2 == 0 else -0.52
            p = p + step * (0.5 * (np.roll(p, 1, 0) + np.roll(p, -1, 0)) - p)
        mesh.points[loop] = p
    return mesh


def _inner_mean(mesh):
    t = mesh.triangles
    total, count = np.zeros_like(mesh.points), np.zeros((len(mesh.points), 1))
    middle = mesh.points[t].mean(1)
    for k in range(3):
        np.add.at(total, t[:, k], middle)
        np.add.at(count, t[:, k], 1)
    return total / np.maximum(count, 1)


def add_rim(mesh, depth_m, tuck_m=0.0):
    """Turns every open edge inward by `depth_m` against the normal (and `tuck_m` away from the edge), so
    that a hem has thickness and nothing looks hollow."""
    edges = boundary_edges(mesh)
    if not len(edges):
        return mesh
    loop = np.unique(edges)
    n = normals(mesh)
    inward = _inner_mean(mesh) - mesh.points
    inward -= n * (inward * n).sum(1, keepdims=True)
    inward /= np.maximum(np.linalg.norm(inward, axis=1, keepdims=True), 1e-9)
    fresh = {v: len(mesh.points) + i for i, v in enumerate(loop)}
    points = np.concatenate([mesh.points, mesh.points[loop] - n[loop] * depth_m + inward[loop] * tuck_m])
    quads = [(b, a, fresh[a]) for a, b in edges] + [(b, fresh[a], fresh[b]) for a, b in edges]
    return Mesh(
        points,
        np.concatenate([mesh.triangles, np.array(quads)]),
        {k: np.concatenate([v, v[loop]]) for k, v in mesh.attributes.items()},
    )


def flood_components(mesh):
    """Component label of each vertex."""
    t, n = mesh.triangles, len(mesh.points)
    g = sparse.csr_matrix(
        (np.ones(len(t) * 2), (np.r_[t[:, 0], t[:, 1]], np.r_[t[:, 1], t[:, 2]])), shape=(n, n)
    )
    return sparse.csgraph.connected_components(g, directed=False)[1]
