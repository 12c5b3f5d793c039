"""Reads built files back for checking, apart from the code that wrote them: glTF binaries and half-float EXR."""
import json
import struct
import zlib

import numpy as np

COMPONENT = {5120: "i1", 5121: "u1", 5122: "<i2", 5123: "<u2", 5125: "<u4", 5126: "<f4"}
ARITY = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}


class Glb:
    def __init__(self, path):
        data = path.read_bytes()
        magic, version, length = struct.unpack_from("<4sII", data)
        if magic != b"glTF" or version != 2 or length != len(data):
            raise ValueError(f"{path}: is not a whole glTF 2.0 binary")
        size = struct.unpack_from("<I", data, 12)[0]
        self.doc, self.blob = json.loads(data[20 : 20 + size]), data[28 + size :]

    def values(self, index):
        """An accessor as an array, normalised integers as 0..1."""
        accessor = self.doc["accessors"][index]
        view = self.doc["bufferViews"][accessor["bufferView"]]
        kind, arity = np.dtype(COMPONENT[accessor["componentType"]]), ARITY[accessor["type"]]
        at = view.get("byteOffset", 0) + accessor.get("byteOffset", 0)
        flat = np.frombuffer(self.blob, kind, accessor["count"] * arity, at)
        array = flat.reshape(-1, arity) if arity > 1 else flat
        return array / np.iinfo(kind).max if accessor.get("normalized") else array

    def primitives(self):
        """(node name, primitive) of every mesh that a node draws."""
        for node in self.doc["nodes"]:
            if "mesh" in node:
                for primitive in self.doc["meshes"][node["mesh"]]["primitives"]:
                    yield node.get("name", ""), primitive

    def triangles(self):
        return sum(self.doc["accessors"][p["indices"]]["count"] // 3 for _, p in self.primitives())


def read_exr(path):
    """(height, width, 3) float32 of a scanline EXR with half-float B, G, R and ZIP or no compression."""
    data = path.read_bytes()
    if struct.unpack_from("<I", data)[0] != 20000630:
        raise ValueError(f"{path}: is not an EXR")
    at, header = 8, {}
    while data[at]:
        name, at = data[at : data.index(0, at)].decode(), data.index(0, at) + 1
        at = data.index(0, at) + 1
        size = struct.unpack_from("<I", data, at)[0]
        header[name], at = data[at + 4 : at + 4 + size], at + 4 + size
    at += 1
    x0, y0, x1, y1 = struct.unpack("<4i", header["dataWindow"])
    width, height = x1 - x0 + 1, y1 - y0 + 1
    channels = [c for c in header["channels"].split(b"\0")[0::1] if c in (b"R", b"G", b"B")]
    if channels != [b"B", b"G", b"R"] or header["compression"][0] not in (0, 2, 3):
        raise ValueError(f"{path}: is not ZIP compressed half-float RGB")
    rows = 16 if header["compression"][0] == 3 else 1
    image = np.zeros((height, 3, width), np.float16)
    for block in range((height + rows - 1) // rows):
        offset = struct.unpack_from("<Q", data, at + 8 * block)[0]
        y, size = struct.unpack_from("<iI", data, offset)
        count = min(rows, height - (y - y0))
        raw = data[offset + 8 : offset + 8 + size]
        if size < count * width * 6:
            t = np.frombuffer(zlib.decompress(raw), np.uint8).astype(np.int64)
            t[1:] -= 128
            t = (np.cumsum(t) & 255).astype(np.uint8)
            half = (len(t) + 1) // 2
            raw = np.empty(len(t), np.uint8)
            raw[0::2], raw[1::2] = t[:half], t[half:]
            raw = raw.tobytes()
        image[y - y0 : y - y0 + count] = np.frombuffer(raw, "<f2").reshape(count, 3, width)
    return image[:, ::-1].transpose(0, 2, 1).astype(np.float32)
