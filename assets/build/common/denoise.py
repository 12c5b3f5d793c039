"""Cleans a baked lightmap: fill what was not reached, edge-keeping wavelet filter inside each chart for direct
light, a filter over the surfaces of the whole place for bounced light."""
import numpy as np


def _shift(a, dy, dx):
    """a moved by (dy, dx); rows and columns that come in from outside repeat the border."""
    rows = np.clip(np.arange(a.shape[0]) - dy, 0, a.shape[0] - 1)
    columns = np.clip(np.arange(a.shape[1]) - dx, 0, a.shape[1] - 1)
    return a[rows][:, columns]


def fill(light, reached, owner, rounds=8):
    """Texels of a chart that no triangle covers take the mean of covered neighbours of the same chart. Returns
    the light and which texels have any (holes in a wall stay without)."""
    light, reached = light.copy(), reached & (owner >= 0)
    for _ in range(rounds):
        missing = (owner >= 0) & ~reached
        if not missing.any():
            break
        ys, xs = np.nonzero(missing)
        total = np.zeros((len(ys), 3))
        weight = np.zeros(len(ys))
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                y = np.clip(ys + dy, 0, light.shape[0] - 1)
                x = np.clip(xs + dx, 0, light.shape[1] - 1)
                good = reached[y, x] & (owner[y, x] == owner[ys, xs])
                total += light[y, x] * good[:, None]
                weight += good
        done = weight > 0
        light[ys[done], xs[done]] = total[done] / weight[done, None]
        reached[ys[done], xs[done]] = True
    return light, reached


def lend(light, reached, owner):
    """Charts of which no texel was reached (the rim of a glass, thinner than a texel) take the mean of the nearest
    chart that was: charts of one form are neighbours in order. Returns light and what now has any."""
    count = int(owner.max()) + 1
    lit = np.nonzero(reached & (owner >= 0))
    number = np.bincount(owner[lit], minlength=count)
    known, lost = np.nonzero(number)[0], np.nonzero(number == 0)[0]
    if not len(known) or not len(lost):
        return light, reached
    mean = np.stack([np.bincount(owner[lit], light[lit][:, k], count) for k in range(3)], 1)
    mean /= np.maximum(number, 1)[:, None]
    after = np.clip(np.searchsorted(known, lost), 0, len(known) - 1)
    before = np.maximum(after - 1, 0)
    lender = np.where(np.abs(known[after] - lost) < np.abs(known[before] - lost), known[after], known[before])
    mean[lost] = mean[lender]
    give = np.isin(owner, lost)
    light, reached = light.copy(), reached | give
    light[give] = mean[owner[give]]
    return light, reached


def calm_sparks(light, owner):
    """Texels far above all their neighbours of the same chart (one lucky ray) fall back to their mean."""
    total, count = np.zeros_like(light), np.zeros(owner.shape, np.float32)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            if dx or dy:
                same = _shift(owner, dy, dx) == owner
                total += _shift(light, dy, dx) * same[..., None]
                count += same
    mean = total / np.maximum(count, 1)[..., None]
    spark = (light.mean(2) > 6.0 * mean.mean(2) + 0.1) & (count >= 3)
    return np.where(spark[..., None], mean, light)


def smooth(light, owner, levels=4, keep=0.35, fade=0.7):
    """A-trous filter (Dammertz and others 2010, "Edge-avoiding a-trous wavelet transform"), never across
    charts. A chart is a smooth patch of surface, so chart identity stands in for position and normal; keep
    is the step in log light that counts as a shadow edge, measured on a mean of 5x5. Light itself is averaged,
    not its log: the mean stays what it was."""
    light = np.maximum(light, 0).astype(np.float32)
    owner = owner.astype(np.int32)
    side = len(owner)
    for level in range(levels):
        step = 1 << level
        guide = light.mean(2)
        calm = guide
        for _ in range(2):  # 5 x 5 in effect: a guide as noisy as the light would keep its blotches as edges
            calm = sum(_shift(calm, dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)) / np.float32(9.0)
        calm = np.log(calm + np.float32(0.02))
        light_wide, calm_wide = (
            np.pad(a, [(step, step)] * 2 + [(0, 0)] * (a.ndim - 2), mode="edge") for a in (light, calm)
        )
        owner_wide = np.pad(owner, step, constant_values=-2)
        total = light * np.float32(0.25)
        weight = np.full(owner.shape, 0.25, np.float32)
        sharp = np.float32(1.0 / (keep * fade**level))
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                if not (dx or dy):
                    continue
                window = np.s_[
                    step + dy * step : step + dy * step + side, step + dx * step : step + dx * step + side
                ]
                w = np.exp(-(((calm_wide[window] - calm) * sharp) ** 2))
                w *= owner_wide[window] == owner
                w *= np.float32(0.0625 if dx and dy else 0.125)
                total += light_wide[window] * w[..., None]
                weight += w
        light = total / weight[..., None]
    return light


DARKEST = 2e-4  # of what no lamp reaches
CELL_M = 0.11  # bounced light changes little over this much of a surface


def _cells(position, normal, size):
    """Key of the cell and of the way it faces (one of six), for each row."""
    q = np.floor(position / size).astype(np.int64) + 4096
    axis = np.argmax(np.abs(normal), 1)
    way = axis * 2 + (normal[np.arange(len(axis)), axis] < 0)
    return q, way


def _key(q, way):
    return ((q[:, 0] * 8192 + q[:, 1]) * 8192 + q[:, 2]) * 6 + way


def _gather(at, facing, q, keys, mean, place, normal, count, offsets, size):
    """Mean of the cells around each row, by nearness, by facing, and by lying in the same plane."""
    total, weight = np.zeros((len(at), 3)), np.zeros(len(at))
    for way in range(6):
        sign = 1 - 2 * (way % 2)
        seen = np.nonzero(facing[:, way // 2] * sign > 0.25)[0]
        for step in offsets:
            shift = step(seen) if callable(step) else np.asarray(step)
            wanted = _key(q[seen] + shift, way)
            found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
            good = keys[found] == wanted
            rows, cells = seen[good], found[good]
            away = place[cells] - at[rows]
            alike = np.maximum((facing[rows] * normal[cells]).sum(1), 0)
            off_plane = (away * facing[rows]).sum(1)
            w = np.exp(-(away**2).sum(1) / (1.1 * size) ** 2 - (off_plane / (0.35 * size)) ** 2) * alike**6
            w *= np.minimum(count[cells], 24)
            total[rows] += mean[cells] * w[:, None]
            weight[rows] += w
    return total, weight


def soften(light, owner, trusted, position, normal, size=CELL_M):
    """Bounced light: averaged over cells of surface, over the borders of charts (a wall that is several charts
    shows no seam). A joint bilateral filter on position and normal (Petschnigg and others 2004), on cells since it
    is wide. Weights never look at the light itself: with few samples most texels are dark and a few are bright, and
    a filter that keeps to its like would lose the bright ones. trusted: owner of texels with a surface."""
    ys, xs = np.nonzero(trusted >= 0)
    at, facing, value = position[ys, xs].astype(float), normal[ys, xs].astype(float), light[ys, xs].astype(float)
    q, way = _cells(at, facing, size)
    keys, cell = np.unique(_key(q, way), return_inverse=True)
    count = np.bincount(cell).astype(float)
    mean_of = lambda a: np.stack([np.bincount(cell, a[:, k]) for k in range(3)], 1) / count[:, None]
    mean, place, facing_of = mean_of(value), mean_of(at), mean_of(facing)
    facing_of /= np.maximum(np.linalg.norm(facing_of, axis=1, keepdims=True), 1e-6)
    first = np.unique(cell, return_index=True)[1]
    cell_q = q[first]
    near = [(x, y, z) for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1)]
    for _ in range(2):
        total, weight = _gather(place, facing_of, cell_q, keys, mean, place, facing_of, count, near, size)
        mean = np.where(weight[:, None] > 1e-9, total / np.maximum(weight, 1e-9)[:, None], mean)
    lean = np.where(at / size - np.floor(at / size) < 0.5, -1, 1)
    corners = [
        (lambda rows, m=np.array(m): lean[rows] * m) for m in [(x, y, z) for x in (0, 1) for y in (0, 1) for z in (0, 1)]
    ]
    total, weight = _gather(at, facing, q, keys, mean, place, facing_of, np.ones(len(keys)), corners, size)
    wide = light.astype(np.float32).copy()
    wide[ys, xs] = np.where(weight[:, None] > 1e-6, total / np.maximum(weight, 1e-6)[:, None], mean[cell])
    wide, _ = fill(wide, trusted >= 0, np.where(owner >= 0, owner, -1))
    return wide


def spread(light, owner):
    """Copies chart borders into their padding so that bilinear taps find the same light."""
    light, owner = light.copy(), owner.copy()
    for _ in range(2):
        for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            near = _shift(owner, dy, dx)
            take = (owner < 0) & (near >= 0)
            light[take] = _shift(light, dy, dx)[take]
            owner[take] = near[take]
    return light


def coarse(light, bits=6):
    """Rounds the half-float mantissa to so many bits: steps of 1/64 of a value, a third of the bytes."""
    half = np.minimum(light, 60000.0).astype(np.float16).view(np.uint16)
    drop = 10 - bits
    half = ((half.astype(np.uint32) + (1 << (drop - 1))) >> drop << drop).astype(np.uint16)
    return half.view(np.float16).astype(np.float32)
