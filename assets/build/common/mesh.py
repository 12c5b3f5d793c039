"""Piece: a painted mesh that carries its own lightmap charts. Every form is made of pieces.

A chart is a patch that unfolds flat; its coordinates are metres in its own rectangle, so the atlas
(atlas.py) can pack rectangles without ever unfolding a mesh. Space: metres, +y up, -z forward."""
import math

import numpy as np


class Piece:
    """Vertex arrays: position, normal, colour (linear), paint (texture, metres), spot (chart, metres),
    chart (index into charts). charts rows: width, height (metres), importance, glow index (-1: baked)."""

    def __init__(self, position, normal, colour, paint, spot, chart, faces, charts):
        count = len(position)
        self.position = np.asarray(position, float).reshape(count, 3)
        self.normal = np.asarray(normal, float).reshape(count, 3)
        self.colour = np.broadcast_to(np.asarray(colour, float), (count, 3)).copy()
        self.paint = np.asarray(paint, float).reshape(count, 2)
        self.spot = np.asarray(spot, float).reshape(count, 2)
        self.chart = np.broadcast_to(np.asarray(chart, int), (count,)).copy()
        self.faces = np.asarray(faces, int).reshape(-1, 3)
        self.charts = np.asarray(charts, float).reshape(-1, 3)
        self.glow = None
        self.baked = np.ones(len(self.faces), bool)

    def copy(self):
        twin = Piece(
            self.position,
            self.normal,
            self.colour,
            self.paint,
            self.spot,
            self.chart,
            self.faces,
            self.charts,
        )
        twin.baked = self.baked.copy()
        return twin

    def at(self, x=0.0, y=0.0, z=0.0):
        self.position = self.position + np.array([x, y, z])
        return self

    def matrix(self, m):
        """Applies a 3x3 matrix about the origin; normals follow by its inverse transpose."""
        self.position = self.position @ m.T
        normal = self.normal @ np.linalg.inv(m)
        self.normal = normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
        if np.linalg.det(m) < 0:
            self.faces = self.faces[:, ::-1]
        return self

    def turn(self, axis, degrees):
        return self.matrix(rotation(axis, degrees))

    def stretch(self, x=1.0, y=1.0, z=1.0):
        return self.matrix(np.diag([x, y, z]))

    def toward(self, direction):
        """Turns the piece so that its +y points along direction."""
        return self.matrix(frame_of(direction))

    def bend(self, function):
        """Moves vertices by a function of positions; normals are kept (small deformations only)."""
        self.position = function(self.position)
        return self

    def tint(self, function):
        """colour = function(position, normal, colour)."""
        self.colour = np.clip(function(self.position, self.normal, self.colour), 0.0, 1.0)
        return self

    def important(self, factor):
        """Lightmap texels per metre, times factor."""
        self.charts[:, 2] *= factor
        return self

    def shift_paint(self, u, v):
        self.paint = self.paint + np.array([u, v])
        return self

    @property
    def triangles(self):
        return len(self.faces)


def rotation(axis, degrees):
    """3x3 right-handed rotation about 'x', 'y' or 'z'."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return {
        "x": np.array([[1, 0, 0], [0, c, -s], [0, s, c]]),
        "y": np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]),
        "z": np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]]),
    }[axis]


def frame_of(direction):
    """Rotation whose +y column is direction, with the smallest twist."""
    y = np.asarray(direction, float)
    y = y / np.linalg.norm(y)
    helper = np.array([0.0, 0.0, 1.0]) if abs(y[2]) < 0.9 else np.array([1.0, 0.0, 0.0])
    x = np.cross(y, helper)
    x /= np.linalg.norm(x)
    return np.column_stack([x, y, np.cross(x, y)])


def join(pieces):
    """One piece of many; charts stay apart."""
    pieces = [p for p in pieces if p is not None]
    vertex, chart = 0, 0
    faces, charts = [], []
    for p in pieces:
        faces.append(p.faces + vertex)
        charts.append(p.chart + chart)
        vertex += len(p.position)
        chart += len(p.charts)
    stack = lambda name: np.concatenate([getattr(p, name) for p in pieces])
    whole = Piece(
        stack("position"),
        stack("normal"),
        stack("colour"),
        stack("paint"),
        stack("spot"),
        np.concatenate(charts),
        np.concatenate(faces),
        stack("charts"),
    )
    whole.baked = stack("baked")
    return whole
