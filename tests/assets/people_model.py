"""A person's .glb as the tests want it: nodes posed by a clip, vertices where the joints put them. numpy alone."""
import json
import pathlib
import struct

import numpy as np

TYPES = {5126: np.float32, 5123: np.uint16, 5125: np.uint32, 5121: np.uint8}
WIDTH = {'SCALAR': 1, 'VEC2': 2, 'VEC3': 3, 'VEC4': 4, 'MAT4': 16}


class Model:
    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        length = struct.unpack_from('<I', data, 12)[0]
        self.json = json.loads(data[20 : 20 + length])
        self.bytes = data[28 + length :]
        self.nodes = self.json['nodes']
        self.index = {n['name']: i for i, n in enumerate(self.nodes)}
        self.clips = {a['name']: self._clip(a) for a in self.json.get('animations', [])}
        self.order, self.parent = [], [-1] * len(self.nodes)
        stack = list(self.json['scenes'][0]['nodes'])
        while stack:
            i = stack.pop()
            self.order.append(i)
            for c in self.nodes[i].get('children', []):
                self.parent[c] = i
                stack.append(c)

    def read(self, index):
        a = self.json['accessors'][index]
        start = self.json['bufferViews'][a['bufferView']]['byteOffset']
        values = np.frombuffer(self.bytes, TYPES[a['componentType']], a['count'] * WIDTH[a['type']], start)
        return values.reshape(a['count'], -1).astype(np.float64)

    def _clip(self, animation):
        return [
            (
                c['target']['node'],
                c['target']['path'],
                self.read(animation['samplers'][c['sampler']]['input'])[:, 0],
                self.read(animation['samplers'][c['sampler']]['output']),
            )
            for c in animation['channels']
        ]

    def seconds(self, clip):
        return max(times[-1] for _, _, times, _ in self.clips[clip])

    def local(self, clip=None, time_s=0.0):
        """(translation, rotation x y z w, scale) of every node."""
        out = [
            [
                np.array(n.get(k, d), float)
                for k, d in (('translation', (0, 0, 0)), ('rotation', (0, 0, 0, 1)), ('scale', (1, 1, 1)))
            ]
            for n in self.nodes
        ]
        for node, path, times, values in self.clips[clip] if clip else ():
            k = int(np.clip(np.searchsorted(times, time_s, 'right') - 1, 0, max(len(times) - 2, 0)))
            a, b = values[k], values[min(k + 1, len(values) - 1)]
            span = times[min(k + 1, len(times) - 1)] - times[k]
            u = np.clip((time_s - times[k]) / span, 0, 1) if span > 0 else 0.0
            if path == 'rotation' and a @ b < 0:
                b = -b
            v = a + u * (b - a)
            slot = ('translation', 'rotation', 'scale').index(path)
            out[node][slot] = v / np.linalg.norm(v) if path == 'rotation' else v
        return out

    def world(self, clip=None, time_s=0.0):
        local, out = self.local(clip, time_s), np.zeros((len(self.nodes), 4, 4))
        for i in self.order:
            p, (x, y, z, w), s = local[i]
            m = np.eye(4)
            m[:3, :3] = (
                np.array(
                    [
                        [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
                        [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
                        [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
                    ]
                )
                * s
            )
            m[:3, 3] = p
            out[i] = m if self.parent[i] < 0 else out[self.parent[i]] @ m
        return out

    def primitive(self, node_name):
        return self.json['meshes'][self.nodes[self.index[node_name]]['mesh']]['primitives'][0]

    def triangles(self, node_name):
        return self.json['accessors'][self.primitive(node_name)['indices']]['count'] // 3

    def skin_joints(self):
        return [self.nodes[j]['name'] for j in self.json['skins'][0]['joints']]

    def bound(self, node_name, stems):
        """Vertices of a mesh that hang mostly on joints whose name begins with one of `stems`."""
        a = self.primitive(node_name)['attributes']
        joints, weights = self.read(a['JOINTS_0']).astype(int), self.read(a['WEIGHTS_0'])
        mine = np.array([n.startswith(tuple(stems)) for n in self.skin_joints()])
        keep = (weights * mine[joints]).sum(1) > 0.7
        return self.read(a['POSITION'])[keep], joints[keep], weights[keep]

    def placed(self, vertices, world):
        points, joints, weights = vertices
        skin = self.json['skins'][0]
        inverse = self.read(skin['inverseBindMatrices']).reshape(-1, 4, 4).transpose(0, 2, 1)
        moved = world[skin['joints']] @ inverse
        blend = (moved[joints] * weights[:, :, None, None]).sum(1)
        return (blend[:, :3, :3] @ points[:, :, None])[:, :, 0] + blend[:, :3, 3]
