"""The audiologist's desk: audiometer, microphone, lamp, and on a small easel the audiogram turned toward you."""
import math
import random

from common import clinical, crockery, furniture, ink, rooms, stationery
from common.forms import box, lathe, prism, rod, tube
from common.mesh import join
from common.palette import BLACK, CREAM, GREEN, NAVY, OCHRE, ROSE, TERRACOTTA, WALNUT, dark, light, mix
from .clinic_plan import DESK, DESK_TOP

# The audiogram on the easel: the left ear a severe loss as the standard shape N6 draws it (Bisgaard and others 2010,
# rounded to the 5 dB an audiometer steps by), the right ear 15 dB better. It shows how a result is drawn.
LEFT_EAR = ((250, 75), (500, 80), (1000, 85), (2000, 90), (4000, 100), (8000, 100))
RIGHT_EAR = tuple((hz, db - 15) for hz, db in LEFT_EAR)


def consulting_desk(place):
    cx, cz, hx, hz = DESK
    top = box(2 * hx, 0.036, 2 * hz, mix(CREAM, WALNUT, 0.42), 0.010)
    place.add(top.at(cx, DESK_TOP - 0.018, cz), "wood", importance=1.7)
    for s in (-1, 1):
        place.add(box(0.04, DESK_TOP - 0.04, 2 * hz - 0.06, mix(CREAM, GREEN, 0.45), 0.006).at(cx + s * (hx - 0.06), (DESK_TOP - 0.04) / 2, cz), "paint", importance=0.6)
    place.add(box(2 * hx - 0.16, 0.42, 0.022, mix(CREAM, GREEN, 0.45), 0.004).at(cx, DESK_TOP - 0.25, cz + hz - 0.08), "paint", importance=0.6)
    y = DESK_TOP + 0.0006
    place.glows["meter"] = {"day": (0.9, 0.72, 0.42), "evening": (1.5, 1.0, 0.45)}
    place.put(furniture.moved(clinical.audiometer(), cx - 0.58, y, cz - 0.02, 168), importance=1.6)
    place.put(furniture.moved(clinical.talk_microphone(), cx - 0.26, y, cz + 0.16, 200), importance=1.3)
    easel(place, cx + 0.50, y, cz + 0.10)
    lamp, _ = stationery.desk_lamp(TERRACOTTA, 0.22)
    place.glows["bulb"] = {"day": (0.8, 0.7, 0.55), "evening": (8.0, 5.4, 2.6)}
    node = place.node("lamp", cx + 0.85, y, cz - 0.22)
    place.put(furniture.moved(lamp, cx + 0.85, y, cz - 0.22, 200), node, importance=1.3)
    pages = ink.Sheet(0.21, 0.27, light(CREAM, 0.3))
    pages.handwriting(random.Random(12), -0.085, 0.085, 0.10, -0.10, 0.017, 0.006, NAVY, lines=6)
    place.put(furniture.moved(pages.parts(), cx - 0.02, y, cz - 0.14, 176), importance=1.5)
    place.put(furniture.moved(stationery.pencil(TERRACOTTA), cx + 0.13, y, cz - 0.12, 80), importance=1.2)
    place.put(furniture.moved(stationery.mug(OCHRE), cx - 0.24, y, cz - 0.22, 30), importance=1.4)
    place.put(furniture.moved(clinical.ear_model(), cx + 0.235, y, cz + 0.13, 120), importance=1.5)
    files, x = [], cx - 0.90
    for k in range(5):
        files.append(("cloth", box(0.028, 0.25, 0.20, [NAVY, NAVY, TERRACOTTA, GREEN, OCHRE][k], 0.004).at(x + 0.031 * k, y + 0.125, cz - 0.20)))
    place.put(files)
    place.put(furniture.moved(clinical.office_chair(mix(GREEN, NAVY, 0.3)), 0.10, 0, cz - hz - 0.24, 3))


def easel(place, x, y, z):
    parts, onto = clinical.stand_board(0.36, 0.40)
    yaw = -17
    place.put(furniture.moved(parts, x, y, z, yaw), importance=1.5)
    sheet, place_of = ink.audiogram(width=0.33, height=0.37, scale=3.2)
    paper = [(m, onto(p, 0.0005)) for m, p in sheet.parts()]
    node = place.node("audiogram", x, y + 0.22, z)
    place.put(furniture.moved(paper, x, y, z, yaw), node, importance=2.2, vary=0.02)
    step = abs(place_of(1000, 20)[1] - place_of(1000, 40)[1])
    for name, points, tone in (("right", RIGHT_EAR, TERRACOTTA), ("left", LEFT_EAR, NAVY)):
        for k, (hz, db) in enumerate(points):
            px, py = place_of(hz, db)
            mark = symbol(name, 0.30 * step, tone)
            piece = onto(mark.at(px, 0.0042, -py)).turn("y", yaw).at(x, y, z)
            pivot = piece.position.mean(0)
            node = place.node(f"{name}_{k + 1}", *[float(v) for v in pivot])
            place.add(piece, "paint", node=node, vary=0)
    # where the axes lie, so that a program can draw a visitor's own points: 125 Hz at -10 dB, and across and down
    for name, hz, db in (("audiogram_origin", 125, -10), ("audiogram_8k", 8000, -10), ("audiogram_120", 125, 120)):
        px, py = place_of(hz, db)
        dot = onto(box(0.001, 0.001, 0.001, BLACK, 0).at(px, 0.006, -py)).turn("y", yaw).at(x, y, z)
        place.mark(name, *[float(v) for v in dot.position.mean(0)])


def symbol(ear, radius, tone):
    """O for the right ear, X for the left, lying on y = 0."""
    if ear == "right":
        r, t = radius, 0.28 * radius
        return lathe([(r - t, 0.0), (r - t, 0.0016), (r, 0.0016), (r, 0.0)][::-1], tone, 18, 40)
    bars = [box(2.5 * radius, 0.0016, 0.28 * radius, tone, 0, edge=False).turn("y", s * 45).at(0, 0.0008 + 0.0002 * s, 0) for s in (-1, 1)]
    return join(bars)
