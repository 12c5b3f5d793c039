#!/usr/bin/env python3
"""Checks built places against docs/walk.md, the stories, and the limits of the renderer: names, nodes, attributes,
sizes, triangles, light under every triangle.

    python3 assets/build/check_places.py [--table] [folder of places]      exit status 1 and one line a fault
"""
import json
import math
import sys
import tomllib
from pathlib import Path

import numpy as np

from common.read_built import Glb, read_exr

ROOT = Path(__file__).resolve().parent.parent.parent
STORIES, PEOPLE = ROOT / "scenes" / "stories", ROOT / "assets" / "people"
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
    "van": {
        "parts": {"table": "table", "pad": "drum"},
        "marks": ["window", "rain", "front", "lamp", "table_middle", "bed"],
        "seats": ["nell"],
        "nodes": ["lamp", "cup", "pad_rubber"],
    },
    "clinic": {
        "parts": {"ledge": "table", "button": "button"},
        "marks": ["window", "door", "headphones", "audiometer", "audiogram_origin", "audiogram_8k", "audiogram_120"],
        "seats": ["varga", "varga_door", "nell"],
        "nodes": ["headphones", "button", "form", "pen", "glass_water", "lamp", "booth_door", "audiogram"]
        + [f"{ear}_{k}" for ear in ("left", "right") for k in range(1, 7)],
    },
    "dining": {
        "parts": {"table": "table", "plate": "plate"},
        "marks": ["lamp", "door", "window", "kitchen", "table_middle"] + [f"plate_{k}" for k in range(1, 7)],
        "seats": ["ansel", "imani", "theo", "june", "marcus", "lupe"],
        "nodes": ["lamp", "plate_own", "bread", "pen", "glass_water"],
    },
    "study": {
        "parts": {"desk": "table", "cup": "plate"},
        "marks": ["window", "door", "lamp", "shelves", "stove", "paper", "desk_middle"],
        "seats": ["ansel", "ansel_beside", "ansel_door", "imani"],
        "nodes": ["lamp", "paper", "pen", "cup", "glass_water", "door"],
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
MOST_TRIANGLES, MOST_DRAWS, MOST_TEXTURE_BYTES = 60_000, 60, 1_500_000
MOST_TRIANGLES_OF_A_VIEW = 300_000  # a place with everybody who is in it
MOST_LIGHTMAP_BYTES, MOST_BYTES = 4_000_000, 70_000_000
MOST_UNLIT = 0.002  # of a place's corners: they look up texels that no light was written to
REACH_M = 1.35  # from the seat to the middle of anything to be struck or touched


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


def faults_of_model(name, place, glb):
    nodes = {n["name"] for n in glb.doc["nodes"]}
    wanted = WALK[name]["nodes"] + [p["node"] for p in place["parts"]]
    yield from (f"place.glb: no node '{n}'" for n in wanted if n not in nodes)
    still = [n for n in WALK[name]["nodes"] if n not in place["moving"]]
    yield from (f"place.json: '{n}' is not among what is 'moving'" for n in still)
    if name in ("study", "garden", "square") and not any(n.startswith("leaves_") for n in nodes):
        yield "place.glb: no node 'leaves_*' for the wind"
    draws = 0
    for node, primitive in glb.primitives():
        draws += 1
        missing = {"POSITION", "NORMAL", "COLOR_0", "TEXCOORD_0", "TEXCOORD_1"} - primitive["attributes"].keys()
        if missing:
            yield f"place.glb: '{node}' has no {', '.join(sorted(missing))}"
            continue
        position = glb.values(primitive["attributes"]["POSITION"])
        indices = glb.values(primitive["indices"])
        if len(indices) and indices.max() >= len(position):
            yield f"place.glb: '{node}' has an index beyond its vertices"
        if not np.isfinite(position).all():
            yield f"place.glb: '{node}' has positions that are no numbers"
        wrong = (np.abs(np.linalg.norm(glb.values(primitive["attributes"]["NORMAL"]), axis=1) - 1) > 1e-2).sum()
        if wrong:
            yield f"place.glb: '{node}' has {wrong} normals that are not of length 1"
    if glb.triangles() > MOST_TRIANGLES:
        yield f"place.glb: {glb.triangles()} triangles, more than {MOST_TRIANGLES}"
    if draws > MOST_DRAWS:
        yield f"place.glb: {draws} meshes to draw, more than {MOST_DRAWS}"
    textures = sum(glb.doc["bufferViews"][i["bufferView"]]["byteLength"] for i in glb.doc.get("images", []))
    if textures > MOST_TEXTURE_BYTES:
        yield f"place.glb: {textures} bytes of textures, more than {MOST_TEXTURE_BYTES}"


def unlit_share(glb, light):
    """Share of corners whose four nearest texels of a lightmap hold one that nothing was written to."""
    empty, side = light.max(2) <= 0, light.shape[0]
    dark = total = 0
    for _, primitive in glb.primitives():
        uv = glb.values(primitive["attributes"]["TEXCOORD_1"])[glb.values(primitive["indices"])] * side - 0.5
        x, y = (np.clip(np.floor(uv[:, k]).astype(int), 0, side - 2) for k in (0, 1))
        # a tap of no weight does not count: texture coordinates are rounded to 1/65535
        fx, fy = uv[:, 0] - x, uv[:, 1] - y
        found = np.zeros(len(uv), bool)
        for dx in (0, 1):
            for dy in (0, 1):
                weight = (fx if dx else 1 - fx) * (fy if dy else 1 - fy)
                found |= empty[y + dy, x + dx] & (weight > 0.02)
        dark, total = dark + found.sum(), total + len(found)
    return dark / max(total, 1)


def faults_of_light(here, place, glb):
    for state in place["light"]:
        file = here / state["lightmap"]
        if file.stat().st_size > MOST_LIGHTMAP_BYTES:
            yield f"{file.name} is {file.stat().st_size} bytes, more than {MOST_LIGHTMAP_BYTES}"
        light = read_exr(file)
        if not np.isfinite(light).all() or light.min() < 0:
            yield f"{file.name} holds light that is negative or no number"
        share = unlit_share(glb, light)
        if share > MOST_UNLIT:
            yield f"{file.name}: {share:.2%} of corners look up texels without light (slivers)"


def nodes_of_stories():
    """{place: {node: where it is named}} of all that a story moves or shakes."""
    wanted = {}
    for file in sorted(STORIES.glob("*/beats/*.toml")):
        beat = tomllib.loads(file.read_text())
        here = wanted.setdefault(beat.get("place", ""), {})
        for key in ("moves", "shots", "trembles"):
            for entry in beat.get(key, []):
                names = [entry["node"]] if "node" in entry else []
                for node in names + entry.get("shakes", []):
                    here.setdefault(node, f"{file.parent.parent.name}/beats/{file.name}")
    for file in sorted(STORIES.glob("*/places/*.toml")):
        here = wanted.setdefault(file.stem, {})
        for kind in tomllib.loads(file.read_text()).get("kinds", {}).values():
            for node in kind.get("shakes", []):
                here.setdefault(node, f"{file.parent.parent.name}/places/{file.name}")
    return wanted


def faults_of_stories(name, place, glb):
    nodes, moving = {n["name"] for n in glb.doc["nodes"]}, set(place["moving"])
    for node, where in nodes_of_stories().get(name, {}).items():
        if node not in nodes:
            yield f"place.glb: no node '{node}', which {where} moves"
        elif node not in moving:
            yield f"place.json: '{node}', which {where} moves, is not among what is 'moving'"


def fullest_view(name, glb):
    """Triangles of a place with everybody who is in its fullest beat: figures, crowd, own hands and sticks."""

    def of(model):
        file = PEOPLE / f"{model}.glb"
        return Glb(file).triangles() if file.is_file() else 0

    most, beat_of = 0, ""
    for file in sorted(STORIES.glob("*/beats/*.toml")):
        beat = tomllib.loads(file.read_text())
        if beat.get("place") != name:
            continue
        count = sum(of(f.get("model", f["name"])) for f in beat.get("figures", []))
        for crowd in beat.get("crowd", []):
            models = crowd.get("models", [])
            count += round(24 * sum(of(m) for m in models) / max(1, len(models)))
        count += of("hands") + 2 * of("stick")
        if count > most:
            most, beat_of = count, beat.get("id", file.stem)
    return glb.triangles() + most, beat_of


def faults(folder, table):
    total = 0
    for name in WALK:
        here = folder / name
        files = ("place.glb", "place.json", "light_a.exr", "light_b.exr")
        missing = [f for f in files if not (here / f).is_file()]
        if missing:
            yield f"{name}: {', '.join(missing)} missing: run assets/build/build_places.py {name}"
            continue
        size = sum(f.stat().st_size for f in here.iterdir())
        total += size
        place, glb = json.loads((here / "place.json").read_text()), Glb(here / "place.glb")
        for fault in faults_of_names(name, place):
            yield f"{name}: {fault}"
        for kind in (faults_of_model(name, place, glb), faults_of_light(here, place, glb), faults_of_stories(name, place, glb)):
            for fault in kind:
                yield f"{name}: {fault}"
        view, beat = fullest_view(name, glb)
        if view > MOST_TRIANGLES_OF_A_VIEW:
            yield f"{name}: {view} triangles with everybody in '{beat}', more than {MOST_TRIANGLES_OF_A_VIEW}"
        if table:
            draws = sum(1 for _ in glb.primitives())
            print(f"{name:8} {glb.triangles():7} triangles {view:7} with people {draws:3} draws {size / 1e6:6.2f} MB")
    if total > MOST_BYTES:
        yield f"places: {total} bytes together, more than {MOST_BYTES}"


def main():
    words = [w for w in sys.argv[1:] if w != "--table"]
    folder = Path(words[0]) if words else ROOT / "assets" / "places"
    found = list(faults(folder, "--table" in sys.argv))
    for fault in found:
        print(fault)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
