"""Small Cycles pictures of a finished .glb, posed from its own clips: what is in the file is what is seen.

blender -b --factory-startup --python preview.py -- FILE OUT.png SHOT[:CLIP:SECONDS] ...
SHOT: full, bust, face, side, hands, back
"""
import json
import math
import struct
import sys

import bpy
import numpy as np
from mathutils import Vector

TYPES = {5126: np.float32, 5123: np.uint16, 5125: np.uint32, 5121: np.uint8}
WIDTH = {'SCALAR': 1, 'VEC2': 2, 'VEC3': 3, 'VEC4': 4, 'MAT4': 16}


class Model:
    def __init__(self, path):
        data = open(path, 'rb').read()
        length = struct.unpack_from('<I', data, 12)[0]
        self.j = json.loads(data[20 : 20 + length])
        self.bin = data[28 + length :]

    def read(self, index):
        a = self.j['accessors'][index]
        v = self.j['bufferViews'][a['bufferView']]
        out = (
            np.frombuffer(self.bin, TYPES[a['componentType']], a['count'] * WIDTH[a['type']], v['byteOffset'])
            .reshape(a['count'], -1)
            .astype(np.float64)
        )
        if a.get('normalized'):
            out = out / np.iinfo(TYPES[a['componentType']]).max
        return out

    def world(self, clip=None, time_s=0.0):
        local = [
            (
                np.array(n.get('translation', (0, 0, 0)), float),
                np.array(n.get('rotation', (0, 0, 0, 1)), float),
            )
            for n in self.j['nodes']
        ]
        for a in self.j.get('animations', []) if clip else []:
            if a['name'] != clip:
                continue
            for c in a['channels']:
                s = a['samplers'][c['sampler']]
                t, v = self.read(s['input'])[:, 0], self.read(s['output'])
                k = np.clip(np.searchsorted(t, time_s) - 1, 0, max(len(t) - 2, 0))
                u = 0 if len(t) < 2 else np.clip((time_s - t[k]) / (t[k + 1] - t[k]), 0, 1)
                x, y = v[k], v[min(k + 1, len(t) - 1)]
                if len(x) == 4 and x @ y < 0:
                    y = -y
                value = x + u * (y - x)
                p, r = local[c['target']['node']]
                local[c['target']['node']] = (
                    (p, value / np.linalg.norm(value)) if c['target']['path'] == 'rotation' else (value, r)
                )
        out = [None] * len(local)

        def visit(i, parent):
            p, (x, y, z, w) = local[i]
            m = np.eye(4)
            m[:3, :3] = [
                [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
            ]
            m[:3, 3] = p
            out[i] = parent @ m
            for c in self.j['nodes'][i].get('children', []):
                visit(c, out[i])

        for r in self.j['scenes'][0]['nodes']:
            visit(r, np.eye(4))
        return np.array(out)

    def posed(self, clip, time_s):
        world = self.world(clip, time_s)
        for n, node in enumerate(self.j['nodes']):
            if 'mesh' not in node:
                continue
            for p in self.j['meshes'][node['mesh']]['primitives']:
                a = p['attributes']
                x = np.c_[self.read(a['POSITION']), np.ones(len(self.read(a['POSITION'])))]
                if 'skin' in node:
                    skin = self.j['skins'][node['skin']]
                    inverse = self.read(skin['inverseBindMatrices']).reshape(-1, 4, 4).transpose(0, 2, 1)
                    m = world[skin['joints']] @ inverse
                    ji, w = self.read(a['JOINTS_0']).astype(int), self.read(a['WEIGHTS_0'])
                    blended = (m[ji] * w[:, :, None, None]).sum(1)
                    x = np.einsum('nij,nj->ni', blended, x)
                else:
                    x = x @ world[n].T
                yield x[:, :3], self.read(a['COLOR_0'])[:, :3], self.read(p['indices']).astype(int).reshape(
                    -1, 3
                )


def blender_space(p):
    return np.stack([p[..., 0], -p[..., 2], p[..., 1]], -1)


def show(model, clip, time_s):
    for o in list(bpy.data.objects):
        if o.type == 'MESH':
            bpy.data.objects.remove(o)
    everything = []
    for points, colours, triangles in model.posed(clip, time_s):
        me = bpy.data.meshes.new('m')
        me.from_pydata(blender_space(points).tolist(), [], triangles.tolist())
        layer = me.color_attributes.new('COLOR_0', 'FLOAT_COLOR', 'POINT')
        layer.data.foreach_set('color', np.c_[colours, np.ones(len(colours))].astype(np.float32).ravel())
        me.polygons.foreach_set('use_smooth', [True] * len(triangles))
        me.materials.append(bpy.data.materials['paint'])
        bpy.context.scene.collection.objects.link(bpy.data.objects.new('m', me))
        everything.append(points)
    return np.concatenate(everything)


def set_up(size, samples):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    s = bpy.context.scene
    s.render.engine, s.cycles.device, s.cycles.samples = 'CYCLES', 'CPU', samples
    s.cycles.use_denoising = False
    s.render.threads_mode, s.render.threads = 'FIXED', 2
    s.render.resolution_x, s.render.resolution_y = size
    s.view_settings.view_transform = 'Standard'
    m = bpy.data.materials.new('paint')
    m.use_nodes = True
    b = m.node_tree.nodes['Principled BSDF']
    b.inputs['Roughness'].default_value, b.inputs['Specular'].default_value = 0.85, 0.2
    v = m.node_tree.nodes.new('ShaderNodeVertexColor')
    v.layer_name = 'COLOR_0'
    m.node_tree.links.new(v.outputs['Color'], b.inputs['Base Color'])
    w = bpy.data.worlds.new('w')
    s.world, w.use_nodes = w, True
    w.node_tree.nodes['Background'].inputs[0].default_value = (0.62, 0.66, 0.75, 1)
    w.node_tree.nodes['Background'].inputs[1].default_value = 0.55
    sun = bpy.data.lights.new('key', 'SUN')
    sun.energy, sun.color, sun.angle = 2.6, (1, 0.87, 0.7), 0.2
    o = bpy.data.objects.new('key', sun)
    o.rotation_euler = Vector((-0.6, -0.9, -0.75)).to_track_quat('-Z', 'Y').to_euler()
    s.collection.objects.link(o)
    c = bpy.data.objects.new('camera', bpy.data.cameras.new('c'))
    s.collection.objects.link(c)
    s.camera = c
    return s


def aim(scene, eye, target, fov_deg):
    c = scene.camera
    eye, target = Vector(blender_space(np.array(eye))), Vector(blender_space(np.array(target)))
    c.location, c.rotation_euler = eye, (target - eye).to_track_quat('-Z', 'Y').to_euler()
    c.data.angle = math.radians(fov_deg)


def main():
    args = sys.argv[sys.argv.index('--') + 1 :]
    size = 384
    if args[0].isdigit():
        size = int(args.pop(0))
    model, out, shots = Model(args[0]), args[1], args[2:]
    scene, tiles = set_up((size, size), 12), []
    for k, shot in enumerate(shots):
        what, clip, time_s = (
            shot.split(':') + ['0']
            if shot.count(':') == 1
            else shot.split(':')
            if ':' in shot
            else [shot, '', '0']
        )[:3]
        points = show(model, clip or None, float(time_s))
        names = [n['name'] for n in model.j['nodes']]
        world = model.world(clip or None, float(time_s))

        def at(name, default=(0, 1, 0)):
            return world[names.index(name)][:3, 3] if name in names else np.array(default, float)

        head = at('head') + (0, 0.06, -0.04)
        if what in ('full', 'back', 'sidefull'):
            middle = (points.min(0) + points.max(0)) / 2
            reach = np.linalg.norm(points.max(0) - points.min(0)) * 1.25
            d = {'full': (0.45, 0.15, -1), 'back': (-0.5, 0.2, 1), 'sidefull': (-1, 0.1, -0.1)}[what]
            aim(scene, middle + reach * np.array(d), middle, 42)
        elif what == 'bust':
            aim(scene, head + (0.25, 0.0, -1.35), head + (0, -0.2, 0), 36)
        elif what == 'seat':  # as the visitor across a table sees it
            aim(scene, head + (0.1, 0.02, -1.5), head + (0, -0.22, 0), 42)
        elif what == 'face':
            aim(scene, head + (0.14, 0.02, -0.6), head, 30)
        elif what == 'side':
            aim(scene, head + (0.6, 0.02, -0.2), head, 30)
        elif what in ('hand_l', 'hand_r'):
            h = (at(what) + at('middle_2' + what[-2:])) / 2
            side = -1 if what[-1] == 'l' else 1
            aim(scene, h + (0.25 * side, 0.15, -0.42), h, 30)
        elif what == 'top':
            middle = (points.min(0) + points.max(0)) / 2
            reach = np.linalg.norm(points.max(0) - points.min(0)) * 1.3
            aim(scene, middle + reach * np.array((0.05, 0.95, 0.35)), middle, 42)
        elif what == 'low':
            middle = (points.min(0) + points.max(0)) / 2
            reach = np.linalg.norm(points.max(0) - points.min(0)) * 1.3
            aim(scene, middle + reach * np.array((0.3, -0.8, 0.5)), middle, 42)
        scene.render.filepath = f'{out}.{k}.png'
        bpy.ops.render.render(write_still=True)
        im = bpy.data.images.load(scene.render.filepath)
        a = np.empty(len(im.pixels), np.float32)
        im.pixels.foreach_get(a)
        tiles.append(a.reshape(size, size, 4))
    columns = min(len(tiles), 3 if size < 500 else 2)
    while len(tiles) % columns:
        tiles.append(np.zeros_like(tiles[0]))
    rows = [np.concatenate(tiles[i : i + columns], 1) for i in range(0, len(tiles), columns)]
    sheet = np.concatenate(rows[::-1], 0)
    im = bpy.data.images.new('sheet', sheet.shape[1], sheet.shape[0])
    im.pixels.foreach_set(sheet.ravel().astype(np.float32))
    im.filepath_raw, im.file_format = out, 'PNG'
    im.save()
    import os

    for k in range(len(shots)):
        os.remove(f'{out}.{k}.png')


if __name__ == '__main__':
    main()
