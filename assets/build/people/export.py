"""From meshes, skeleton and clips to a .glb."""
import numpy as np

from .glb import Glb
from .skeleton import INDEX, JOINTS, PARENT

GENERATOR = 'threshold assets/build/people'


def four_influences(weights):
    order = np.argsort(-weights, axis=1)[:, :4]
    top = np.take_along_axis(weights, order, 1)
    top[top < 0.01] = 0
    top /= np.maximum(top.sum(1, keepdims=True), 1e-9)
    order[top == 0] = 0
    return order, top


def person(path, name, mesh, joints, clips):
    """`clips`: name -> {joint: (times_s, 'rotation'|'translation', values)} list; see clips.bake."""
    out = Glb(GENERATOR)
    used = sorted(
        {i for i in range(len(JOINTS)) if JOINTS[i] != 'prop' or mesh['weights'][:, INDEX['prop']].any()}
    )
    node = {}
    person_node = out.node(name)
    for i in used:
        parent = PARENT[i]
        shift = joints[i] - (joints[parent] if parent >= 0 else 0)
        node[i] = out.node(
            JOINTS[i], node[parent] if parent >= 0 else person_node, translation=np.round(shift, 6).tolist()
        )
    inverse = np.tile(np.eye(4), (len(used), 1, 1))
    inverse[:, :3, 3] = -joints[used]
    skin = out.skin(name, [node[i] for i in used], inverse)
    paint = out.material('paint', 0.85)
    order, weight = four_influences(mesh['weights'][:, used])
    mesh_node = out.node(
        f'{name}_mesh',
        person_node,
        mesh=out.mesh(
            name,
            [
                out.primitive(
                    mesh.points, mesh['normal'], mesh['colour'], mesh.triangles, paint, order, weight
                )
            ],
        ),
        skin=skin,
    )
    del mesh_node
    for clip, tracks in clips.items():
        rows = [
            (node[INDEX[joint]], kind, times, values)
            for joint, kind, times, values in tracks
            if INDEX[joint] in node
        ]
        out.animation(clip, rows)
    return out.save(path)
