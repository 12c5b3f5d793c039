"""Cleans a baked lightmap: fill what was not reached, edge-keeping wavelet filter inside each chart."""
import numpy as np


def _shift(a, dy, dx):
    """a moved by (dy, dx); rows and columns that come in from outside repeat the border."""
    rows = np.clip(np.arange(a.shape[0]) - dy, 0, a.shape[0] - 1)
    columns = np.clip(np.arange(a.shape[1]) - dx, 0, a.shape[1] - 1)
    return a[rows][:, columns]


def fill(light, reached, owner, rounds=8):
    """Texels of a chart that no triangle covers take the mean of covered neighbours of the same chart."""
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
    return light


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
    spark = (light.mean(2) > 2.2 * mean.mean(2) + 0.03) & (count >= 3)
    return np.where(spark[..., None], mean, light)


def smooth(light, owner, levels=4, keep=0.35):
    """A-trous filter (Dammertz and others 2010, "Edge-avoiding a-trous wavelet transform"), never across
    charts. A chart is a smooth patch of surface, so chart identity stands in for position and normal; keep
    is the step in log light that counts as a shadow edge, measured on a 3x3 mean. Light itself is averaged,
    not its log: the mean stays what it was."""
    light = np.maximum(light, 0).astype(np.float32)
    owner = owner.astype(np.int32)
    side = len(owner)
    for level in range(levels):
        step = 1 << level
        guide = light.mean(2)
        calm = sum(_shift(guide, dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)) / np.float32(9.0)
        calm = np.log(calm + np.float32(0.02))
        light_wide, calm_wide = (
            np.pad(a, [(step, step)] * 2 + [(0, 0)] * (a.ndim - 2), mode="edge") for a in (light, calm)
        )
        owner_wide = np.pad(owner, step, constant_values=-2)
        total = light * np.float32(0.25)
        weight = np.full(owner.shape, 0.25, np.float32)
        sharp = np.float32(1.0 / (keep * 0.7**level))
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
