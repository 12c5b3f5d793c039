"""Packs the charts of a place into one square lightmap atlas, as large as they fit."""
import numpy as np

PAD = 1  # texels kept around a chart, filled with its own border (bilinear taps never cross)
SMALLEST = 4  # texels a chart has at least each way: thinner ones bake black slivers
LONGEST = 1000


def sizes(charts, density):
    """Texels (N, 2) of charts at density texels a metre times their importance; a negative importance is a
    fixed number of texels along the longer side (charts whose light is given, not baked)."""
    scale = np.where(
        charts[:, 2] < 0, -charts[:, 2] / np.maximum(charts[:, :2].max(1), 1e-9), charts[:, 2] * density
    )
    wanted = np.ceil(charts[:, :2] * scale[:, None]).astype(int) + 1
    return np.clip(wanted, SMALLEST, LONGEST)


def shelves(texels, side):
    """Lower left corners (N, 2) and whether each is turned, or None when they do not fit."""
    turned = texels[:, 1] > texels[:, 0]
    wide = np.where(turned, texels[:, 1], texels[:, 0]) + 2 * PAD
    tall = np.where(turned, texels[:, 0], texels[:, 1]) + 2 * PAD
    order = np.lexsort((-wide, -tall))
    corner = np.zeros((len(texels), 2), int)
    open_shelves, top = [], 0
    for i in order:
        w, h = int(wide[i]), int(tall[i])
        for shelf in open_shelves:
            if shelf[0] + w <= side:
                corner[i] = shelf[0] + PAD, shelf[1] + PAD
                shelf[0] += w
                break
        else:
            if top + h > side or w > side:
                return None
            corner[i] = PAD, top + PAD
            open_shelves.append([w, top])
            top += h
        if len(open_shelves) > 12:
            open_shelves.pop(0)
    return corner, turned


def pack(charts, side):
    """Largest density at which all charts fit: corner, turned, texels, density."""
    low, high = 1.0, 2000.0
    best = None
    for _ in range(16):
        middle = (low * high) ** 0.5
        texels = sizes(charts, middle)
        found = shelves(texels, side)
        if found is None:
            high = middle
        else:
            low, best = middle, (*found, texels, middle)
    if best is None:
        raise RuntimeError(
            f"{len(charts)} charts do not fit a {side} lightmap; use a larger one or fewer forms"
        )
    return best


def coordinates(spot, chart, charts, packed, side):
    """Texture coordinates (N, 2) in 0..1, v downward as glTF has it, at texel centres of chart borders."""
    corner, turned, texels, _ = packed
    extent = np.maximum(charts[chart, :2], 1e-9)
    unit = np.clip(spot / extent, 0, 1) * (texels[chart] - 1) + 0.5
    unit = np.where(turned[chart][:, None], unit[:, ::-1], unit)
    return (corner[chart] + unit) / side


def owner_map(packed, side):
    """(side, side) index of the chart that owns each texel, -1 for none; padding left out."""
    corner, turned, texels, _ = packed
    owner = np.full((side, side), -1, np.int32)
    for i, (x, y) in enumerate(corner):
        w, h = texels[i][::-1] if turned[i] else texels[i]
        owner[y : y + h, x : x + w] = i
    return owner
