"""From meshes, skeleton and clips to a .glb."""
import numpy as np

from .clip import HIDDEN
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


def person(path, name, mesh, far, joints, clips):
    """`far`: the same person in fewer triangles, node `<name>_far`, on the same skin.
    `clips`: name -> [(joint, 'rotation'|'translation'|'scale', times_s, values)]; see bake.py."""
    out = Glb(GENERATOR)
    used = sorted(
        {i for i, n in enumerate(JOINTS) if n not in ('prop', 'held', 'cable') or mesh['weights'][:, i].any()}
    )
    node = {}
    person_node = out.node(name)
    for i in used:
        parent = PARENT[i]
        shift = joints[i] - (joints[parent] if parent >= 0 else 0)
        extra = {'scale': [HIDDEN] * 3} if JOINTS[i] == 'held' else {}
        above = node[parent] if parent >= 0 else person_node
        node[i] = out.node(JOINTS[i], above, translation=np.round(shift, 6).tolist(), **extra)
    inverse = np.tile(np.eye(4), (len(used), 1, 1))
    inverse[:, :3, 3] = -joints[used]
    skin = out.skin(name, [node[i] for i in used], inverse)
    paint = out.material('paint', 0.85)
    for title, m in ((f'{name}_mesh', mesh), (f'{name}_far', far)):
        order, weight = four_influences(m['weights'][:, used])
        primitive = out.primitive(m.points, m['normal'], m['colour'], m.triangles, paint, order, weight)
        out.node(title, person_node, mesh=out.mesh(title, [primitive]), skin=skin)
    for clip, tracks in clips.items():
        rows = [
            (node[INDEX[joint]], kind, times, values)
            for joint, kind, times, values in tracks
            if INDEX[joint] in node
        ]
        out.animation(clip, rows)
    return out.save(path)
