#!/usr/bin/env python3
"""Checks built places against docs/walk.md and the limits of the renderer: names, nodes, attributes, sizes.

    python3 assets/build/check_places.py [folder of places]      exit status 1 and one line a fault
"""
import json
import math
import struct
import sys
from pathlib import Path

WALK = {
    "stage": {
        "parts": {
            "kick": "drum",
            "snare": "drum",
            "tom_high": "drum",
            "tom_floor": "drum",
            "hihat": "cymbal",
            "crash": "cymbal",
            "ride": "cymbal",
        },
        "marks": ["amp_left", "amp_right", "monitor", "mic", "bar", "crowd", "fridge"],
        "seats": ["nell"] + [f"crowd_{k}" for k in range(1, 25)],
        "nodes": [
            "snare_head",
            "kick_head",
            "tom_high_head",
            "tom_floor_head",
            "hihat_top",
            "crash_disc",
            "ride_disc",
        ],
    },
    "dining": {
        "parts": {"table": "table", "plate": "plate"},
        "marks": ["lamp", "door", "window", "kitchen", "table_middle"] + [f"plate_{k}" for k in range(1, 7)],
        "seats": ["ansel", "imani", "theo", "june", "marcus", "lupe"],
        "nodes": ["lamp", "plate_own", "bread", "pen", "glass_water"],
    },
    "garden": {
        "parts": {"slide": "slide", "slide_near": "slide", "slide_far": "slide"},
        "marks": ["tree", "workshop", "house", "theo_hands"],
        "seats": ["theo", "ansel"],
        "nodes": ["swing"],
    },
    "square": {
        "parts": {"bench": "bench"},
        "marks": ["church", "tree", "fountain", "street"],
        "seats": ["child_from", "child_to", "walker"],
        "nodes": [],
    },
}
MOST_TRIANGLES, MOST_DRAWS, MOST_TEXTURE_BYTES = 90_000, 60, 1_500_000
MOST_LIGHTMAP_BYTES, MOST_BYTES = 6_000_000, 36_000_000
REACH_M = 1.35  # from the seat to the middle of anything to be struck or touched
COMPONENT = {5120: ("b", 1), 5121: ("B", 1), 5122: ("h", 2), 5123: ("H", 2), 5125: ("I", 4), 5126: ("f", 4)}
ARITY = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4}


def read_glb(path):
    data = path.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    if magic != b"glTF" or version != 2 or length != len(data):
        raise ValueError("is not a whole glTF 2.0 binary")
    size = struct.unpack_from("<I", data, 12)[0]
    return json.loads(data[20 : 20 + size]), data[28 + size :]


def values(doc, blob, index):
    accessor = doc["accessors"][index]
    view = doc["bufferViews"][accessor["bufferView"]]
    letter, size = COMPONENT[accessor["componentType"]]
    count = accessor["count"] * ARITY[accessor["type"]]
    return struct.unpack_from(f"<{count}{letter}", blob, view["byteOffset"] + accessor.get("byteOffset", 0))


def named(entries):
    return {e["name"]: e for e in entries}


def faults_of_names(name, place):
    want = WALK[name]
    parts, marks, seats = named(place["parts"]), named(place["marks"]), named(place["seats"])
    for part, kind in want["parts"].items():
        if part not in parts:
            yield f"no part '{part}'"
        elif parts[part]["kind"] != kind:
            yield f"part '{part}' is of kind '{parts[part]['kind']}', not '{kind}'"
        elif math.dist(parts[part]["centre"], (0.0, 0.75, 0.0)) > REACH_M:
            yield f"part '{part}' is out of reach at {parts[part]['centre']}"
    yield from (f"no mark '{m}'" for m in want["marks"] if m not in marks)
    yield from (f"no seat '{s}'" for s in want["seats"] if s not in seats)
    if place["id"] != name:
        yield f"its id is '{place['id']}'"
    if len(place["light"]) != 2:
        yield f"{len(place['light'])} lights, not two"
    for part in parts.values():
        if part["shape"] == "disc" and abs(math.hypot(*part["normal"]) - 1) > 1e-3:
            yield f"part '{part['name']}': its normal has length {math.hypot(*part['normal']):.3f}"


def faults_of_model(name, place, doc, blob):
    nodes = {n["name"]: n for n in doc["nodes"]}
    wanted = WALK[name]["nodes"] + [p["node"] for p in place["parts"]]
    yield from (f"place.glb: no node '{n}'" for n in wanted if n not in nodes)
    if name in ("garden", "square") and not any(n.startswith("leaves_") for n in nodes):
        yield "place.glb: no node 'leaves_*' for the wind"
    triangles = draws = 0
    for node in doc["nodes"]:
        for primitive in doc["meshes"][node["mesh"]]["primitives"]:
            draws += 1
            triangles += doc["accessors"][primitive["indices"]]["count"] // 3
            for attribute in ("POSITION", "NORMAL", "COLOR_0", "TEXCOORD_0", "TEXCOORD_1"):
                if attribute not in primitive["attributes"]:
                    yield f"place.glb: '{node['name']}' has no {attribute}"
            indices = values(doc, blob, primitive["indices"])
            if indices and max(indices) >= doc["accessors"][primitive["attributes"]["POSITION"]]["count"]:
                yield f"place.glb: '{node['name']}' has an index beyond its vertices"
            normals = values(doc, blob, primitive["attributes"]["NORMAL"])
            wrong = sum(
                1 for i in range(0, len(normals), 3) if abs(math.hypot(*normals[i : i + 3]) - 1) > 1e-2
            )
            if wrong:
                yield f"place.glb: '{node['name']}' has {wrong} normals that are not of length 1"
    if triangles > MOST_TRIANGLES:
        yield f"place.glb: {triangles} triangles, more than {MOST_TRIANGLES}"
    if draws > MOST_DRAWS:
        yield f"place.glb: {draws} meshes to draw, more than {MOST_DRAWS}"
    textures = sum(doc["bufferViews"][i["bufferView"]]["byteLength"] for i in doc.get("images", []))
    if textures > MOST_TEXTURE_BYTES:
        yield f"place.glb: {textures} bytes of textures, more than {MOST_TEXTURE_BYTES}"


def faults(folder):
    total = 0
    for name in WALK:
        here = folder / name
        missing = [
            f for f in ("place.glb", "place.json", "light_a.exr", "light_b.exr") if not (here / f).is_file()
        ]
        if missing:
            yield f"{name}: {', '.join(missing)} missing: run assets/build/build_places.py {name}"
            continue
        total += sum(f.stat().st_size for f in here.iterdir())
        place = json.loads((here / "place.json").read_text())
        for fault in faults_of_names(name, place):
            yield f"{name}: {fault}"
        doc, blob = read_glb(here / "place.glb")
        for fault in faults_of_model(name, place, doc, blob):
            yield f"{name}: {fault}"
        for light in place["light"]:
            size = (here / light["lightmap"]).stat().st_size
            if size > MOST_LIGHTMAP_BYTES:
                yield f"{name}: {light['lightmap']} is {size} bytes, more than {MOST_LIGHTMAP_BYTES}"
    if total > MOST_BYTES:
        yield f"places: {total} bytes together, more than {MOST_BYTES}"


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent / "places"
    found = list(faults(folder))
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
