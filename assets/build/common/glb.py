"""Writes a place as glTF 2.0 binary: static meshes by material, moving nodes with their own pivots."""
import json
import struct

import numpy as np

FLOAT, USHORT, UINT = 5126, 5123, 5125


class Writer:
    def __init__(self):
        self.blob = bytearray()
        self.doc = {
            "asset": {
                "version": "2.0",
                "generator": "Threshold build_places",
                "copyright": "Threshold project, CC-BY-4.0",
            },
            "scene": 0,
            "scenes": [{"nodes": []}],
            "nodes": [],
            "meshes": [],
            "materials": [],
            "textures": [],
            "images": [],
            "samplers": [{"magFilter": 9729, "minFilter": 9987, "wrapS": 10497, "wrapT": 10497}],
            "accessors": [],
            "bufferViews": [],
            "buffers": [],
        }

    def note(self, key, value):
        self.doc["asset"].setdefault("extras", {})[key] = value

    def view(self, data, target=None):
        while len(self.blob) % 4:
            self.blob.append(0)
        entry = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)}
        if target:
            entry["target"] = target
        self.blob += data
        self.doc["bufferViews"].append(entry)
        return len(self.doc["bufferViews"]) - 1

    def accessor(self, array, component, kind, normalized=False, bounds=False, target=34962):
        dtype = {FLOAT: np.float32, USHORT: np.uint16, UINT: np.uint32}[component]
        array = np.ascontiguousarray(array, dtype)
        entry = {
            "bufferView": self.view(array.tobytes(), target),
            "componentType": component,
            "count": len(array),
            "type": kind,
        }
        if normalized:
            entry["normalized"] = True
        if bounds:
            entry["min"] = [float(v) for v in array.min(0)]
            entry["max"] = [float(v) for v in array.max(0)]
        self.doc["accessors"].append(entry)
        return len(self.doc["accessors"]) - 1

    def material(self, name, spec, image):
        pbr = {"roughnessFactor": spec.roughness, "metallicFactor": spec.metallic}
        if image is not None:
            self.doc["images"].append(
                {"name": name, "mimeType": "image/jpeg", "bufferView": self.view(image)}
            )
            self.doc["textures"].append({"sampler": 0, "source": len(self.doc["images"]) - 1})
            pbr["baseColorTexture"] = {"index": len(self.doc["textures"]) - 1}
        entry = {"name": name, "pbrMetallicRoughness": pbr}
        if spec.two_sided:
            entry["doubleSided"] = True
        if spec.alpha < 1.0:
            pbr["baseColorFactor"], entry["alphaMode"] = [1.0, 1.0, 1.0, spec.alpha], "BLEND"
        self.doc["materials"].append(entry)
        return len(self.doc["materials"]) - 1

    def primitive(self, position, normal, colour, paint_uv, light_uv, faces, material):
        small = len(position) < 65536
        rgba = np.column_stack([colour, np.ones(len(colour))])
        return {
            "attributes": {
                "POSITION": self.accessor(position, FLOAT, "VEC3", bounds=True),
                "NORMAL": self.accessor(normal, FLOAT, "VEC3"),
                "COLOR_0": self.accessor(np.round(rgba * 65535), USHORT, "VEC4", normalized=True),
                "TEXCOORD_0": self.accessor(paint_uv, FLOAT, "VEC2"),
                "TEXCOORD_1": self.accessor(
                    np.round(np.clip(light_uv, 0, 1) * 65535), USHORT, "VEC2", normalized=True
                ),
            },
            "indices": self.accessor(faces.reshape(-1), USHORT if small else UINT, "SCALAR", target=34963),
            "material": material,
        }

    def node(self, name, primitives, pivot=None):
        self.doc["meshes"].append({"name": name, "primitives": primitives})
        entry = {"name": name, "mesh": len(self.doc["meshes"]) - 1}
        if pivot is not None:
            entry["translation"] = [float(v) for v in pivot]
        self.doc["nodes"].append(entry)
        self.doc["scenes"][0]["nodes"].append(len(self.doc["nodes"]) - 1)

    def bytes(self):
        while len(self.blob) % 4:
            self.blob.append(0)
        self.doc["buffers"] = [{"byteLength": len(self.blob)}]
        doc = {k: v for k, v in self.doc.items() if v not in ([], None)}
        text = json.dumps(doc, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(self.blob)
        return (
            struct.pack("<4sII", b"glTF", 2, total)
            + struct.pack("<I4s", len(text), b"JSON")
            + text
            + struct.pack("<I4s", len(self.blob), b"BIN\0")
            + bytes(self.blob)
        )
