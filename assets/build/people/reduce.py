"""Fewer triangles through Blender's collapse decimation; attributes are read back from the full mesh."""
import bpy
import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from scipy.spatial import cKDTree

from .mesh import Mesh, normals


def tree_of(mesh):
    return BVHTree.FromPolygons(mesh.points.tolist(), mesh.triangles.tolist())


def transfer(source, points, normal, tree=None):
    """Attributes of `source` at the nearest place of its surface that faces as `normal` (n,3) does: lips that touch
    and fingers side by side must not swap theirs. Points that did not move keep their own exactly."""
    tree = tree or tree_of(source)
    near, own = cKDTree(source.points).query(points)
    corners, shares = np.zeros((len(points), 3), int), np.zeros((len(points), 3))
    for i, p in enumerate(points):
        if near[i] < 1e-6:
            corners[i], shares[i] = own[i], (1, 0, 0)
            continue
        first = tree.find_nearest(Vector(p))
        best = first
        if np.array(first[1]) @ normal[i] < 0.3:
            facing = [
                h
                for h in tree.find_nearest_range(Vector(p), first[3] + 0.006)
                if np.array(h[1]) @ normal[i] > 0.3
            ]
            best = min(facing, key=lambda h: h[3], default=first)
        t = source.triangles[best[2]]
        a, b, c = source.points[t]
        e0, e1, e2 = b - a, c - a, np.array(best[0]) - a
        d00, d01, d11, d20, d21 = e0 @ e0, e0 @ e1, e1 @ e1, e2 @ e0, e2 @ e1
        area = max(d00 * d11 - d01 * d01, 1e-18)
        v, w = (d11 * d20 - d01 * d21) / area, (d00 * d21 - d01 * d20) / area
        s = np.clip([1 - v - w, v, w], 0, 1)
        corners[i], shares[i] = t, s / s.sum()
    return {k: (a[corners] * shares[:, :, None]).sum(1) for k, a in source.attributes.items()}


def decimate(mesh, triangles, protect=None):
    """`protect` (n,) 0..1: 1 keeps a vertex as it is. Normals of the full mesh are kept as attribute `normal`."""
    if 'normal' not in mesh.attributes:
        mesh['normal'] = normals(mesh)
    if len(mesh.triangles) <= triangles:
        return mesh
    me = bpy.data.meshes.new('reduce')
    me.from_pydata(mesh.points.tolist(), [], mesh.triangles.tolist())
    o = bpy.data.objects.new('reduce', me)
    bpy.context.scene.collection.objects.link(o)
    bpy.context.view_layer.objects.active = o
    m = o.modifiers.new('reduce', 'DECIMATE')
    m.ratio = triangles / len(mesh.triangles)
    if protect is not None:
        group = o.vertex_groups.new(name='loose')
        for level in np.unique(np.round(protect, 2)):
            group.add(np.flatnonzero(np.round(protect, 2) == level).tolist(), float(1 - level), 'REPLACE')
        m.vertex_group, m.vertex_group_factor = 'loose', 6.0
    done = o.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    points = np.empty(len(done.vertices) * 3)
    done.vertices.foreach_get('co', points)
    done.calc_loop_triangles()
    faces = np.empty(len(done.loop_triangles) * 3, int)
    done.loop_triangles.foreach_get('vertices', faces)
    bpy.data.objects.remove(o)
    points = points.reshape(-1, 3)
    out = Mesh(points, faces.reshape(-1, 3))
    out.attributes = transfer(mesh, points, normals(out))
    out['normal'] /= np.maximum(np.linalg.norm(out['normal'], axis=1, keepdims=True), 1e-9)
    return out
