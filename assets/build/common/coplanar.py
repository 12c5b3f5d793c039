"""Draws faces apart that lie in one another: the rails of a fence that end in its posts, bars that cross. Two faces in
one plane, each with a lightmap of its own, would fight for every pixel whenever the head moves."""
import itertools

import numpy as np

NEAR_M, FAR_SHARE = 0.0003, 3e-5  # how far apart they come to lie: at hand, and more for each metre of distance
LEAST_M2 = 2e-6  # of overlap
SAME_FACING = 0.9995
ROUNDS = 12  # a face drawn back may come to lie in a third


def draw_apart(pieces, eye):
    """Moves vertices of `pieces` against their normals by parts of a millimetre. -> number of patches moved."""
    patches, first = [], 0
    for piece in pieces:
        patches.append(_patches(piece) + first)
        first += len(np.unique(patches[-1]))
    built = [piece.position for piece in pieces]
    steps = [piece.normal * apart_m(np.linalg.norm(piece.position - eye, axis=1))[:, None] for piece in pieces]
    patch = np.concatenate([of[piece.faces[:, 0]] for piece, of in zip(pieces, patches)])
    rivals, depth = {}, np.zeros(first, int)
    for _ in range(ROUNDS):
        corners = np.concatenate([piece.position[piece.faces] for piece in pieces])
        found = _rivals(corners, patch, np.linalg.norm(corners.mean(1) - eye, axis=1))
        if not found:
            break
        for pair in found:  # kept for good: who makes way for one must not land in another again
            rivals[pair] = rivals.get(pair, 0) + 1
        depth = _depths(rivals, corners, patch)
        for piece, of, at, step in zip(pieces, patches, built, steps):
            piece.position = at - step * depth[of][:, None]
    return np.count_nonzero(depth)


def apart_m(distance):
    return NEAR_M + FAR_SHARE * distance


def _patches(piece):
    """Number of each vertex's patch, from 0: faces that share vertices are one."""
    root = np.arange(len(piece.position))
    while True:  # the least number spreads over whatever hangs together
        spread = root.copy()
        for k in range(3):
            np.minimum.at(spread, piece.faces[:, k], root[piece.faces].min(1))
        spread = spread[spread]
        if (spread == root).all():
            return np.unique(root, return_inverse=True)[1]
        root = spread


def _rivals(corners, patch, distance):
    """Pairs of patches that have faces in one plane, turned the same way, one over the other."""
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    size = np.linalg.norm(normal, axis=1)
    normal /= np.maximum(size, 1e-12)[:, None]
    low, high = corners.min(1), corners.max(1)
    key = np.round(normal * 20 + 0.137).astype(int) @ np.array([1, 64, 4096])
    found = set()
    order = np.lexsort((low[:, 0], key))
    order = order[size[order] > 2 * LEAST_M2]
    for facing in np.split(order, np.flatnonzero(np.diff(key[order])) + 1):
        for i, a in enumerate(facing[:-1]):
            rest = facing[i + 1 :]
            rest = rest[: np.searchsorted(low[rest, 0], high[a, 0] + 1e-4)]
            beside = (low[rest] <= high[a] + 1e-4).all(1) & (high[rest] >= low[a] - 1e-4).all(1)
            rest = rest[beside & (patch[rest] != patch[a])]
            for b in rest:
                pair = (min(patch[a], patch[b]), max(patch[a], patch[b]))
                if pair in found or normal[a] @ normal[b] < SAME_FACING:
                    continue
                gap, area = _overlap(corners[a], normal[a], corners[b])
                if area > LEAST_M2 and gap < 0.5 * apart_m(distance[a]):
                    found.add(pair)
    return found


def _overlap(a, normal, b):
    """Greatest distance between two triangles where one covers the other, and how much it covers."""
    polygon = list(b)
    for k in range(3):
        inward = np.cross(normal, a[(k + 1) % 3] - a[k])
        rest = []
        for s, t in zip(polygon, polygon[1:] + polygon[:1]):
            ds, dt = inward @ (s - a[k]), inward @ (t - a[k])
            if ds >= 0:
                rest.append(s)
            if (ds >= 0) != (dt >= 0):
                rest.append(s + (t - s) * (ds / (ds - dt)))
        polygon = rest
        if len(polygon) < 3:
            return 0.0, 0.0
    p = np.array(polygon)
    area = 0.5 * np.linalg.norm(np.cross(p[1:-1] - p[0], p[2:] - p[0]).sum(0))
    return np.abs((p - a[0]) @ normal).max(), area


def _depths(rivals, corners, patch):
    """How many steps back each patch goes. `rivals`: by how many steps two must differ. The smaller of two stays in
    front: a label on a wall."""
    area = np.bincount(
        patch, np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    )
    beside = {}
    for (a, b), steps in rivals.items():
        beside.setdefault(a, []).append((b, steps))
        beside.setdefault(b, []).append((a, steps))
    depth = np.full(len(area), -1)
    for one in sorted(beside, key=lambda p: (round(area[p], 6), p)):
        placed = [(depth[other], steps) for other, steps in beside[one] if depth[other] >= 0]
        depth[one] = next(k for k in itertools.count() if all(abs(k - at) >= steps for at, steps in placed))
    return np.maximum(depth, 0)
