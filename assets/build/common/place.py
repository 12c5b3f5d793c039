"""Place: gathers painted pieces, moving nodes and the marks the story uses; arrays for bake and export."""
import json

import numpy as np

from . import coplanar, noise
from .mesh import join
from .paint import MATERIALS


class Place:
    def __init__(self, name, seated=True, eye_height_m=1.2):
        self.name = name
        self.seated, self.eye_height_m = seated, eye_height_m
        self.pieces = []  # (piece, material, node)
        self.pivots = {}  # node -> (x, y, z)
        self.still = set()  # nodes that only have a name: what is struck and stays where it is
        self.glows = {}  # name -> {light name: rgb or function(u, v) -> rgb}
        self.parts, self.marks, self.seats, self.spots, self.walls = [], [], [], [], []
        self.lights = []  # see lights.py

    # -- geometry -------------------------------------------------------------------------------
    def add(self, piece, material="paint", node=None, glow=None, vary=0.10, importance=1.0):
        """Adds a piece in place space. glow: its light is not baked but given (self.glows[glow])."""
        if material not in MATERIALS:
            raise ValueError(f"{self.name}: no material '{material}'; known: {', '.join(MATERIALS)}")
        piece.glow = glow
        if importance != 1.0:
            piece.important(importance)
        if vary and glow is None:
            _hand_painted(piece, vary, len(self.pieces))
        self.pieces.append((piece, material, node))
        return piece

    def put(self, parts, node=None, importance=1.0, glow=None, vary=0.08):
        """Adds [(material, piece)] or [(material, piece, glow)]; glow names the light of 'glow' pieces."""
        for material, piece, *own in parts:
            name = own[0] if own else (glow if material == "glow" else None)
            self.add(piece, material, node, name, vary, importance)

    def node(self, name, x, y, z, moves=True):
        """Declares a node and its pivot; add(..., node=name) puts pieces into it. Whatever moves is drawn apart."""
        self.pivots[name] = (x, y, z)
        if not moves:
            self.still.add(name)
        return name

    def static_triangles(self):
        return sum(p.triangles for p, _, _ in self.pieces)

    # -- names ----------------------------------------------------------------------------------
    def disc(self, name, kind, node, centre, normal, radius_m):
        normal = np.asarray(normal, float) / np.linalg.norm(normal)
        self.parts.append(
            {
                "name": name,
                "kind": kind,
                "shape": "disc",
                "node": node,
                "centre": _round(centre),
                "normal": _round(normal),
                "radius_m": round(float(radius_m), 4),
            }
        )

    def box(self, name, kind, node, centre, half_m, orientation=(0, 0, 0, 1)):
        self.parts.append(
            {
                "name": name,
                "kind": kind,
                "shape": "box",
                "node": node,
                "centre": _round(centre),
                "half_m": _round(half_m),
                "orientation": _round(orientation),
            }
        )

    def mark(self, name, *position):
        self.marks.append({"name": name, "position": _round(position)})

    def seat(self, name, position, yaw_deg):
        self.seats.append({"name": name, "position": _round(position), "yaw_deg": round(float(yaw_deg), 1)})

    def spot(self, name, position, target, colour, intensity, inner_deg, outer_deg, light, cookie="none"):
        """A lamp that stories may light; light names the baked light it goes with, cookie the plate in it."""
        self.spots.append(
            {
                "name": name,
                "position": _round(position),
                "target": _round(target),
                "colour": _round(colour),
                "intensity": intensity,
                "inner_deg": inner_deg,
                "outer_deg": outer_deg,
                "light": light,
                "cookie": cookie,
            }
        )

    def wall(self, name, corners):
        self.walls.append({"name": name, "corners": [_round(c) for c in corners]})

    def description(self):
        light = []
        for state, file_name in zip(self.lights, ("light_a.exr", "light_b.exr")):
            light.append(
                {
                    "name": state.name,
                    "lightmap": file_name,
                    "sky": _round(state.sky),
                    "ambient_up": _round(state.ambient_up),
                    "ambient_down": _round(state.ambient_down),
                    "key_toward": _round(np.asarray(state.key_toward) / np.linalg.norm(state.key_toward)),
                    "key": _round(state.key),
                    "haze": state.haze,
                }
            )
            suns = [lamp for lamp in state.lamps if lamp.kind == "sun"]
            if suns:  # people throw a shadow in the brightest
                sun = max(suns, key=lambda lamp: lamp.power)
                toward = np.asarray(sun.at, float) - np.asarray(sun.target, float)
                light[-1]["sun"] = {"toward": _round(toward / np.linalg.norm(toward)), "angle_deg": sun.size}
        return {
            "id": self.name,
            "visitor": {"seated": self.seated, "eye_height_m": self.eye_height_m},
            "parts": self.parts,
            "marks": self.marks,
            "seats": self.seats,
            "spots": self.spots,
            "walls": self.walls,
            "moving": sorted(self.pivots.keys() - self.still),
            "light": light,
        }

    def description_text(self):
        return json.dumps(self.description(), indent=1, ensure_ascii=False) + "\n"

    # -- arrays ---------------------------------------------------------------------------------
    def groups(self):
        """[(node or None, material, piece)] merged for export, and the charts of all in that order with
        the glow name of each chart."""
        merged = {}
        for piece, material, node in self.pieces:
            merged.setdefault((node or "", material), []).append(piece)
        result, charts, glows = [], [], []
        for (node, material), pieces in sorted(merged.items()):
            for p in pieces:
                charts.append(p.charts)
                glows += [p.glow] * len(p.charts)
            result.append((node or None, material, join(pieces)))
        coplanar.draw_apart([piece for _, _, piece in result], np.array([0.0, self.eye_height_m, 0.0]))
        return result, np.concatenate(charts), glows


def _hand_painted(piece, amount, seed):
    """Uneven paint: broad light and dark, a warm and cool drift, and no two pieces quite alike."""
    p = piece.position
    broad = noise.space(p, 1.1, 3)
    fine = noise.space(p, 0.28, 4)
    drift = noise.space(p, 1.9, 5) * amount * 0.45
    own = (noise.space(np.array([[seed * 7.3, seed * 1.9, 0.5]]), 1.0, 6)[0]) * amount * 0.5
    value = 1.0 + amount * (0.7 * broad + 0.45 * fine) + own
    warm = np.stack([1 + drift, np.ones_like(drift), 1 - drift], 1)
    piece.colour = np.clip(piece.colour * value[:, None] * warm, 0.0, 1.0)


def _round(values):
    return [round(float(v), 4) for v in values]
