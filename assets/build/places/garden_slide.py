"""The metal slide that runs past the visitor at table height, its tower, the stump to sit on."""
import math

import numpy as np

from common import houses, noise, plants, tints
from common.forms import blob, box, lathe, rod, sheet, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, TERRACOTTA, WALNUT, dark, mix
from .garden_plan import BED_HALF, BED_Z, PROFILE, bed_height


def slide(place):
    """Folded sheet steel with rolled sides, on wooden trestles; a tower at its head."""
    path = plants.fine([(x, y, BED_Z) for x, y in PROFILE], 44)
    xs, ys = path[:, 0], path[:, 1]
    steel = np.array([0.70, 0.72, 0.73])
    section = [
        (-BED_HALF - 0.045, 0.10),
        (-BED_HALF - 0.02, 0.115),
        (-BED_HALF, 0.095),
        (-BED_HALF + 0.006, 0.03),
        (-BED_HALF + 0.035, 0.004),
        (-0.12, -0.001),
        (0, -0.003),
        (0.12, -0.001),
        (BED_HALF - 0.035, 0.004),
        (BED_HALF - 0.006, 0.03),
        (BED_HALF, 0.095),
        (BED_HALF + 0.02, 0.115),
        (BED_HALF + 0.045, 0.10),
    ]
    s_at = np.linspace(0, 1, len(section))

    def surface(offset):
        def at(u, v):
            x = np.interp(v, np.linspace(0, 1, len(xs)), xs)
            y = np.interp(v, np.linspace(0, 1, len(xs)), ys)
            dz = np.interp(u, s_at, [p[0] for p in section])
            dy = np.interp(u, s_at, [p[1] for p in section])
            return np.stack([x, y + dy + offset, BED_Z + dz], 1)

        return at

    def polished(position, normal, colour):
        """Sheet steel as a painter sees it: it holds the sky as a gradient across the bed, pale at the horizon's
        side, dark overhead, the dark of trees with a ragged edge along the far side, and a worn warm track."""
        x, across = position[:, 0], (position[:, 2] - BED_Z) / BED_HALF  # across: -1 far side .. 1 near side
        streak = noise.space(position * [0.22, 1, 1], 0.045, 31)
        cloud = noise.space(position * [0.5, 1, 1.6], 0.42, 32)
        edge = 0.16 * np.sin(x * 3.1 + 0.6) + 0.10 * np.sin(x * 7.3) + 0.16 * cloud
        stops = [(-1.0, (0.050, 0.075, 0.070)), (-0.62, (0.070, 0.105, 0.100)), (-0.40, (0.30, 0.34, 0.35)), (0.0, (0.20, 0.26, 0.33)), (0.55, (0.105, 0.155, 0.23)), (1.0, (0.075, 0.11, 0.17))]
        at = [s[0] for s in stops]
        out = np.stack([np.interp(across + edge, at, [s[1][k] for s in stops]) for k in range(3)], 1)
        track = np.exp(-((across / 0.42) ** 2)) * np.clip(0.5 + 0.6 * cloud, 0, 1)
        out = mix(out, np.broadcast_to(np.array([0.27, 0.255, 0.23]), colour.shape), (0.5 * track)[:, None])
        side = np.clip(1 - np.abs(normal[:, 1]) * 1.15, 0, 1)[:, None]
        out = mix(out, np.broadcast_to(mix(NAVY, CREAM, 0.22) * 0.8, colour.shape), side * 0.7)
        return out * (1 + 0.16 * streak[:, None])

    length = float(np.hypot(np.diff(xs), np.diff(ys)).sum())
    top = sheet(surface(0.0), 24, 70, 0.85, length, steel).tint(polished)
    node = place.node("slide_bed", 0.0, bed_height(0), BED_Z, moves=False)
    place.add(top, "steel", vary=0.03, importance=2.2)
    under = sheet(surface(-0.006), 8, 30, 0.85, length, dark(steel, 0.5))
    under.faces = under.faces[:, ::-1]
    under.normal = -under.normal
    place.add(under, "metal", vary=0.05)
    # rolled lips as round rails, seam rivets across the bed
    for s in (-1, 1):
        rail = tube(
            [(x, y + 0.105, BED_Z + s * (BED_HALF + 0.025)) for x, y in zip(xs, ys)],
            0.020,
            mix(GREEN, BLACK, 0.1),
            7,
        )
        place.add(rail, "gloss", importance=1.5)
    for x in (-3.6, -2.2, -0.95, 0.62):
        y = bed_height(x)
        seam = box(0.05, 0.004, 2 * BED_HALF - 0.05, (0.15, 0.17, 0.20), 0.0015, edge=False)
        rivets = [
            blob(0.008, (0.30, 0.31, 0.32), 6, 4, squash=(1, 0.45, 1)).at(dx, 0.003, dz)
            for dz in (-0.19, -0.10, 0, 0.10, 0.19)
            for dx in (-0.014, 0.014)
        ]
        slope = math.degrees(math.atan2(bed_height(x + 0.05) - bed_height(x - 0.05), 0.1))
        place.add(join([seam] + rivets).turn("z", slope).at(x, y + 0.001, BED_Z), "steel", importance=1.5)
    end = tube(
        [(xs[-1] + 0.02, ys[-1] + dy * 0.9, BED_Z + dz) for dz, dy in section],
        0.016,
        mix(GREEN, BLACK, 0.1),
        8,
    )
    place.add(end, "gloss")
    wood = mix(WALNUT, OCHRE, 0.25)
    for x in (-4.3, -3.1, -1.9, -0.65, 0.55, 1.38):
        y = bed_height(x) - 0.03
        bits = [box(0.09, 0.07, 0.62, wood, 0.012).at(x, y - 0.02, BED_Z)]
        for s in (-1, 1):
            bits.append(
                tube(
                    [(x, y - 0.04, BED_Z + s * 0.22), (x, 0.0, BED_Z + s * (0.24 + 0.12 * y))], 0.038, wood, 7
                )
            )
        if y > 0.9:
            bits.append(rod((x, y * 0.4, BED_Z - 0.32), (x, y * 0.4, BED_Z + 0.32), 0.026, wood, 6))
        place.add(join(bits), "wood")
    # tower with ladder at its head
    tower = mix(TERRACOTTA, WALNUT, 0.1)
    bits = [
        box(0.12, 3.9, 0.12, tower, 0.02).at(x, 1.95, BED_Z + z) for x in (-6.85, -5.6) for z in (-0.6, 0.6)
    ]
    bits += [box(1.45, 0.06, 0.24, wood, 0.012).at(-6.22, 2.50, BED_Z - 0.5 + 0.25 * k) for k in range(5)]
    bits += [rod((-6.85, 3.2, BED_Z + z), (-5.6, 3.2, BED_Z + z), 0.035, tower, 7) for z in (-0.6, 0.6)]
    bits += [
        rod(
            (-6.9 - 0.07 * k, 2.3 - 0.32 * k, BED_Z - 0.42),
            (-6.9 - 0.07 * k, 2.3 - 0.32 * k, BED_Z + 0.42),
            0.026,
            OCHRE,
            6,
        )
        for k in range(7)
    ]
    bits += [rod((-6.85, 2.55, BED_Z + z), (-7.45, 0.0, BED_Z + z), 0.04, tower, 6) for z in (-0.42, 0.42)]
    place.add(join(bits), "wood")
    place.put([(m, p.at(-6.22, 3.85, BED_Z)) for m, p in houses.gable_roof(1.5, 1.5, 0.75, GREEN, 0.2, 0.06)])
    a, b = (-0.95, bed_height(-0.95)), (0.95, bed_height(0.95))
    slope = math.atan2(b[1] - a[1], b[0] - a[0])
    turn = (0.0, 0.0, math.sin(slope / 2), math.cos(slope / 2))
    middle = (0.0, (a[1] + b[1]) / 2 - 0.010, BED_Z)
    place.box("slide", "slide", node, middle, (1.0, 0.012, BED_HALF - 0.01), turn)
    place.box("slide_near", "slide", node, (middle[0], middle[1], BED_Z + 0.12), (1.0, 0.012, 0.12), turn)
    place.box("slide_far", "slide", node, (middle[0], middle[1], BED_Z - 0.12), (1.0, 0.012, 0.12), turn)
    place.add(
        box(0.08, 0.01, 0.08, (0.6, 0.6, 0.6), 0.003).at(0, bed_height(0) - 0.05, BED_Z), "metal", node=node
    )
    # the visitor's stump
    stump = lathe(
        [
            (0.24, 0),
            (0.20, 0.06),
            (0.185, 0.22),
            (0.19, 0.43),
            (0.17, 0.45),
            (0.12, 0.452),
            (0.06, 0.451),
            (0, 0.452),
        ],
        [
            WALNUT,
            WALNUT,
            dark(WALNUT, 0.2),
            WALNUT,
            mix(OCHRE, CREAM, 0.3),
            mix(OCHRE, WALNUT, 0.3),
            mix(OCHRE, CREAM, 0.3),
            mix(OCHRE, WALNUT, 0.3),
        ],
        20,
        60,
    )
    place.add(stump.at(0, 0, 0.12), "wood")
    # a child's things: bucket, ball, wooden horse on wheels
    bucket = lathe(
        [(0, 0), (0.09, 0), (0.12, 0.2), (0.128, 0.205), (0.112, 0.2), (0.085, 0.02), (0, 0.015)],
        TERRACOTTA,
        18,
        50,
    )
    place.add(bucket.at(1.75, 0.0, -1.35), "gloss")
    ball = blob(0.13, TERRACOTTA, 20, 12)

    def segments(position, normal, colour):
        s = np.mod(np.floor((np.arctan2(position[:, 0], position[:, 2]) + math.pi) / (math.pi / 3)), 2) > 0.5
        return np.where(s[:, None], CREAM, NAVY)

    place.add(ball.tint(segments).turn("x", 40).at(-1.5, 0.13, -2.3), "gloss")
