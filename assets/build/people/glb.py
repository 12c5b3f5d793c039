"""Writes glTF binary files: one skinned mesh, few materials, vertex colours, named animations."""
import json
import os
import struct

import numpy as np

FLOAT, UNSIGNED_SHORT, UNSIGNED_INT, UNSIGNED_BYTE = 5126, 5123, 5125, 5121
ARRAY_BUFFER, ELEMENT_ARRAY_BUFFER = 34962, 34963


class Glb:
    def __init__(self, generator):
        self.json = {
            'asset': {'version': '2.0', 'generator': generator},
            'scene': 0,
            'scenes': [{'nodes': []}],
            'nodes': [],
            'buffers': [{}],
            'bufferViews': [],
            'accessors': [],
        }
        self._bytes = bytearray()

    def accessor(self, array, kind, component, target=None, normalized=False, bounds=False):
        array = np.ascontiguousarray(array)
        while len(self._bytes) % 4:
            self._bytes.append(0)
        view = {'buffer': 0, 'byteOffset': len(self._bytes), 'byteLength': array.nbytes}
        if target:
            view['target'] = target
        self._bytes += array.tobytes()
        self.json['bufferViews'].append(view)
        entry = {
            'bufferView': len(self.json['bufferViews']) - 1,
            'componentType': component,
            'count': len(array),
            'type': kind,
        }
        if normalized:
            entry['normalized'] = True
        if bounds:
            flat = array.reshape(len(array), -1)
            entry['min'], entry['max'] = flat.min(0).tolist(), flat.max(0).tolist()
        self.json['accessors'].append(entry)
        return len(self.json['accessors']) - 1

    def node(self, name, parent=None, **extra):
        self.json['nodes'].append({'name': name, **extra})
        index = len(self.json['nodes']) - 1
        siblings = (
            self.json['scenes'][0]['nodes']
            if parent is None
            else self.json['nodes'][parent].setdefault('children', [])
        )
        siblings.append(index)
        return index

    def material(self, name, roughness, double_sided=False):
        self.json.setdefault('materials', []).append(
            {
                'name': name,
                'doubleSided': double_sided,
                'pbrMetallicRoughness': {'metallicFactor': 0.0, 'roughnessFactor': roughness},
            }
        )
        return len(self.json['materials']) - 1

    def primitive(self, points, normals, colours, triangles, material, joints=None, weights=None):
        """`colours` linear 0..1; `joints`/`weights` (n,4)."""
        attributes = {
            'POSITION': self.accessor(points.astype(np.float32), 'VEC3', FLOAT, ARRAY_BUFFER, bounds=True),
            'NORMAL': self.accessor(_steady(normals), 'VEC3', FLOAT, ARRAY_BUFFER),
            'COLOR_0': self.accessor(_rgba16(colours), 'VEC4', UNSIGNED_SHORT, ARRAY_BUFFER, normalized=True),
        }
        if joints is not None:
            attributes['JOINTS_0'] = self.accessor(
                joints.astype(np.uint8), 'VEC4', UNSIGNED_BYTE, ARRAY_BUFFER
            )
            attributes['WEIGHTS_0'] = self.accessor(weights.astype(np.float32), 'VEC4', FLOAT, ARRAY_BUFFER)
        small = len(points) < 65536
        indices = self.accessor(
            triangles.reshape(-1).astype(np.uint16 if small else np.uint32),
            'SCALAR',
            UNSIGNED_SHORT if small else UNSIGNED_INT,
            ELEMENT_ARRAY_BUFFER,
        )
        return {'attributes': attributes, 'indices': indices, 'material': material, 'mode': 4}

    def mesh(self, name, primitives):
        self.json.setdefault('meshes', []).append({'name': name, 'primitives': primitives})
        return len(self.json['meshes']) - 1

    def skin(self, name, joints, inverse_bind):
        """`inverse_bind` (n,4,4) row-major as numpy has it; glTF wants columns."""
        matrices = np.transpose(inverse_bind, (0, 2, 1)).astype(np.float32).reshape(-1, 16)
        self.json.setdefault('skins', []).append(
            {
                'name': name,
                'joints': joints,
                'skeleton': joints[0],
                'inverseBindMatrices': self.accessor(matrices, 'MAT4', FLOAT),
            }
        )
        return len(self.json['skins']) - 1

    def animation(self, name, tracks):
        """`tracks`: (node, 'rotation'|'translation', times_s, values); linear."""
        samplers, channels, inputs = [], [], {}
        for node, path, times, values in tracks:
            key = np.asarray(times, np.float32).tobytes()
            if key not in inputs:
                inputs[key] = self.accessor(np.asarray(times, np.float32), 'SCALAR', FLOAT, bounds=True)
            output = self.accessor(
                np.asarray(values, np.float32), 'VEC4' if path == 'rotation' else 'VEC3', FLOAT
            )
            samplers.append({'input': inputs[key], 'output': output, 'interpolation': 'LINEAR'})
            channels.append({'sampler': len(samplers) - 1, 'target': {'node': node, 'path': path}})
        self.json.setdefault('animations', []).append(
            {'name': name, 'samplers': samplers, 'channels': channels}
        )

    def save(self, path):
        """Written beside and renamed, so that a half-written file never has the final name."""
        while len(self._bytes) % 4:
            self._bytes.append(0)
        self.json['buffers'][0] = {'byteLength': len(self._bytes)}
        text = json.dumps(self.json, separators=(',', ':')).encode()
        text += b' ' * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(self._bytes)
        partial = f'{path}.partial'
        with open(partial, 'wb') as out:
            out.write(struct.pack('<4sII', b'glTF', 2, total))
            out.write(struct.pack('<I4s', len(text), b'JSON') + text)
            out.write(struct.pack('<I4s', len(self._bytes), b'BIN\0') + self._bytes)
        os.replace(partial, path)
        return total


def _steady(normals):
    """To five digits: what sums to nothing is 0, whichever way a processor adds it up."""
    return (np.round(normals.astype(np.float32).astype(np.float64), 5) + 0.0).astype(np.float32)


def _rgba16(colours):
    rgba = np.ones((len(colours), 4))
    rgba[:, :3] = np.clip(colours, 0, 1)
    return np.round(rgba * 65535).astype(np.uint16)
