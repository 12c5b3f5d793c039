"""What of a person is seen from before and from behind: so that the far version has the near one's colours."""
import numpy as np

from .skeleton import HAND_STEMS, HEAD_STEMS, columns_of

SAMPLES, CELL_M = 200000, 0.006
LEAST = 40  # of a piece that is seen in fewer cells nothing is known


def _means(mesh, piece_of, count):
    """(mean colour of each piece, cells it is seen in): points strewn over the surface, the nearest in a cell is seen."""
    p, t, c = mesh.points, mesh.triangles, mesh['colour']
    area = np.linalg.norm(np.cross(p[t[:, 1]] - p[t[:, 0]], p[t[:, 2]] - p[t[:, 0]]), axis=1)
    rng = np.random.default_rng(1)
    chosen = t[rng.choice(len(t), SAMPLES, p=area / area.sum())]
    share = rng.dirichlet((1, 1, 1), len(chosen))
    where, colour = ((x[chosen] * share[:, :, None]).sum(1) for x in (p, c))
    piece = piece_of[chosen[:, 0]]
    total, cells = np.zeros((count, 3)), np.zeros(count)
    grid = np.round(where[:, :2] / CELL_M).astype(np.int64) + 1000
    cell = grid[:, 0] * 4000 + grid[:, 1]
    for way in (-1, 1):
        order = np.lexsort((-way * where[:, 2], cell))
        first = order[np.append(True, np.diff(cell[order]) != 0)]
        np.add.at(total, piece[first], colour[first])
        np.add.at(cells, piece[first], 1)
    return total / np.maximum(cells, 1)[:, None], cells


ZONES = (
    HEAD_STEMS,
    ('hips', 'spine', 'chest', 'neck'),
    ('clavicle', 'upper', 'forearm'),
    HAND_STEMS,
    ('thigh', 'shin'),
    ('foot', 'toe'),
)


def _zones(mesh):
    """(n, zones) share of each zone of the body in a vertex; what hangs on no zone counts as trunk."""
    share = np.stack([mesh['weights'][:, columns_of(stems)].sum(1) for stems in ZONES], 1)
    share[:, 1] += np.clip(1 - share.sum(1), 0, 1)
    return share


def match(whole, pieces, far, parts, kept):
    """`far`, merged of `parts`, with the colours of `whole`, merged of `pieces`; part i was made of piece kept[i].
    Every piece is matched in every zone of the body, so that a bright palm does not darken a face."""
    count = len(pieces) * len(ZONES)
    means = []
    for mesh, piece in (
        (whole, np.repeat(np.arange(len(pieces)), [len(m.points) for m in pieces])),
        (far, np.repeat(kept, [len(m.points) for m in parts])),
    ):
        means.append(_means(mesh, piece * len(ZONES) + _zones(mesh).argmax(1), count))
    (near, in_near), (now, in_far) = means
    ratio = np.clip(near / np.maximum(now, 1e-4), 0.7, 1.4)
    ratio[(in_near < LEAST) | (in_far < LEAST)] = 1
    ratio = ratio.reshape(len(pieces), len(ZONES), 3)[piece]
    far['colour'] = np.clip(far['colour'] * (ratio * _zones(far)[:, :, None]).sum(1), 0.004, 0.95)
    return far
