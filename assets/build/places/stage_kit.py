"""The drum kit around the visitor, within reach of the sticks."""
import math

from common import drums
from common.forms import box, cylinder, lathe, prism, rod, tube
from common.mesh import join
from .stage_deck import paper
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, TERRACOTTA, WALNUT, dark, light, mix


def drum_kit(place):
    shell, near = TERRACOTTA, 2.6
    struck = [  # name, node, head centre, normal, radius, depth, lugs
        ("snare", (-0.12, 0.655, -0.40), (0.02, 0.985, 0.10), 0.178, 0.15, 10),
        ("tom_high", (-0.13, 0.80, -0.735), (0.05, 0.90, 0.42), 0.160, 0.20, 6),
        ("tom_floor", (0.50, 0.62, -0.28), (-0.10, 0.985, 0.06), 0.203, 0.38, 8),
    ]
    for name, centre, normal, radius, depth, lugs in struck:
        node = place.node(name + "_head", *centre)
        skin = [("paint", drums.head(radius, seed=len(name)))]
        place.put(drums.place_along(skin, normal, centre), node, importance=near)
        paint = mix(CREAM, OCHRE, 0.3) if name == "snare" else shell
        body = drums.drum(
            radius,
            depth,
            dark(GREEN, 0.1) if name == "snare" else paint,
            lugs,
            band=OCHRE if name == "snare" else CREAM,
        )
        place.put(drums.place_along(body, normal, centre), importance=near)
        place.disc(name, "drum", node, centre, normal, radius)
    centre, normal, radius = (0.14, 0.30, -0.62), (0.0, 0.0, 1.0), 0.28
    node = place.node("kick_head", *centre)
    place.put(
        drums.place_along([("paint", drums.head(radius, marks=0))], normal, centre), node, importance=1.6
    )
    place.put(
        drums.place_along(drums.drum(radius, 0.44, shell, 8, wooden_hoops=True), normal, centre),
        importance=1.8,
    )
    front = (0.14, 0.30, -0.62 - 0.446)
    star = [
        (
            radius * (0.50 if k % 2 == 0 else 0.22) * math.cos(math.pi * k / 6),
            radius * (0.50 if k % 2 == 0 else 0.22) * math.sin(math.pi * k / 6),
        )
        for k in range(12)
    ]
    sign = [
        ("paint", lathe([(radius * 0.62, 0.001), (radius * 0.58, 0.001), (0, 0.001)], NAVY, 32)),
        ("paint", prism(star, 0.003, OCHRE).turn("x", -90).at(y=0.002)),
        ("paint", lathe([(radius * 0.12, 0.005), (0, 0.005)], TERRACOTTA, 16)),
    ]
    place.put(drums.place_along(sign, (0, 0, -1), front))
    for side in (-1, 1):
        place.put(
            [
                drums.chromed(
                    rod(
                        (0.14 + side * 0.24, 0.18, -0.95),
                        (0.14 + side * 0.38, 0.012, -1.05),
                        0.008,
                        drums.CHROME,
                        8,
                    )
                )
            ]
        )
    place.disc("kick", "drum", node, centre, normal, radius)
    # the tom's arm out of the kick, floor tom legs, snare stand
    place.put(
        [
            drums.chromed(
                tube(
                    [(0.05, 0.56, -0.84), (0.04, 0.72, -0.86), (-0.02, 0.74, -0.85), (-0.08, 0.72, -0.82)],
                    0.011,
                    drums.CHROME,
                    10,
                )
            ),
            drums.chromed(cylinder(0.03, 0.03, drums.CHROME, 14).at(0.05, 0.555, -0.84)),
        ]
    )
    for a in (20, 140, 260):
        x, z = 0.52 + 0.222 * math.cos(math.radians(a)), -0.28 + 0.222 * math.sin(math.radians(a))
        place.put(
            [
                drums.chromed(
                    tube(
                        [(x, 0.50, z), (x, 0.06, z), (x + 0.03 * math.cos(math.radians(a)), 0.012, z)],
                        0.0065,
                        drums.CHROME,
                        8,
                    )
                ),
                drums.chromed(box(0.03, 0.05, 0.03, drums.CHROME, 0.006, edge=False).at(x, 0.40, z)),
            ]
        )
    for m, p in drums.tripod(0.40, 0.28, 50):
        place.put([(m, p.at(-0.12, 0, -0.41))])
    for a in (30, 150, 270):
        c, s = math.cos(math.radians(a)), math.sin(math.radians(a))
        place.put(
            [
                drums.chromed(
                    tube(
                        [
                            (-0.12, 0.40, -0.41),
                            (-0.12 + 0.17 * c, 0.475, -0.41 + 0.17 * s),
                            (-0.12 + 0.19 * c, 0.53, -0.41 + 0.19 * s),
                        ],
                        0.007,
                        drums.CHROME,
                        6,
                    )
                )
            ]
        )
    # cymbals
    hat = (-0.52, 0.885, -0.42)
    hat_n = (0.02, 0.99, 0.05)
    node = place.node("hihat_top", *hat)
    place.put(drums.place_along(drums.cymbal(0.178), hat_n, hat), node, importance=near)
    under = drums.cymbal(0.178)[:2]
    for _, p in under:
        p.turn("x", 180)
    place.put(drums.place_along(under, hat_n, (hat[0], hat[1] - 0.035, hat[2])))
    for m, p in drums.tripod(0.80, 0.28, 10):
        place.put([(m, p.at(hat[0], 0, hat[2]))])
    place.put(
        [
            drums.chromed(rod((hat[0], 0.8, hat[2]), (hat[0], 1.03, hat[2]), 0.004, drums.CHROME, 8)),
            drums.chromed(cylinder(0.012, 0.03, drums.CHROME, 10).at(hat[0], hat[1] + 0.05, hat[2])),
        ]
    )
    place.disc("hihat", "cymbal", node, hat, hat_n, 0.178)
    for name, part, centre, normal, radius, base in (
        ("crash_disc", "crash", (-0.50, 1.07, -0.90), (0.24, 0.88, 0.40), 0.205, (-0.66, -1.02)),
        ("ride_disc", "ride", (0.60, 0.90, -0.70), (-0.26, 0.90, 0.34), 0.255, (0.80, -0.84)),
    ):
        node = place.node(name, *centre)
        place.put(drums.place_along(drums.cymbal(radius), normal, centre, 40), node, importance=near)
        place.put(drums.cymbal_stand(base, centre, normal, 40))
        place.disc(part, "cymbal", node, centre, normal, radius)
    for m, p in drums.pedal():
        place.put([(m, p.at(0.14, 0.016, -0.31))])
    for m, p in drums.pedal(beater=False):
        place.put([(m, p.turn("y", 28).at(-0.40, 0.016, -0.20))])
    place.put(drums.throne(0.50))
    # things a drummer keeps near: bottle, towel, stick bag, set list
    place.put(
        [
            (
                "gloss",
                lathe(
                    [(0, 0), (0.034, 0), (0.036, 0.14), (0.014, 0.19), (0.014, 0.215), (0, 0.215)],
                    light(NAVY, 0.5),
                    14,
                ).at(0.62, 0.012, 0.22),
            ),
            ("paint", cylinder(0.016, 0.02, TERRACOTTA, 12).at(0.62, 0.222, 0.22)),
        ]
    )
    bag = box(0.15, 0.40, 0.04, dark(WALNUT, 0.2), 0.012).turn("x", -8).at(0.74, 0.40, -0.20)
    sticks = [
        rod(
            (0.70 + 0.022 * k, 0.45, -0.20),
            (0.692 + 0.024 * k, 0.66 + 0.02 * (k % 3), -0.17),
            0.007,
            mix(CREAM, OCHRE, 0.4),
            8,
        )
        for k in range(5)
    ]
    place.put([("cloth", bag), ("wood", join(sticks))])
    paper(place, -0.95, 0.0175, -1.35, 12)
