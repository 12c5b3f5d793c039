#!/usr/bin/env python3
"""assets/manifest.json: every built asset with its source, licence, author, size and SHA-256.

    python3 assets/build/manifest.py            writes it anew from the files and the sources.toml of each builder
    python3 assets/build/manifest.py --check    exit status 1 and one line a fault when files and manifest disagree

A sources.toml has one table an asset (a file's name without its ending, or a folder of assets/places):
source (the script and data it is made by), licence (an SPDX identifier or a plain name), author.
"""
import hashlib
import json
import sys
import tomllib
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent
MANIFEST = ASSETS / "manifest.json"
BUILT = ("places", "people", "sounds")
# Licences that let the whole be given on; anything else needs a decision, not a line in a file.
GIVEN_ON = {"CC0-1.0", "CC-BY-4.0", "Apache-2.0", "OFL-1.1", "LicenseRef-CMU-SLT-Arctic"}
LIMIT_BYTES = 150 * 2**20


def sources():
    found = {}
    for kind in BUILT:
        file = ASSETS / "build" / kind / "sources.toml"
        for name, entry in tomllib.loads(file.read_text()).items():
            found[kind, name] = entry
    return found


def entry_name(path):
    parts = path.relative_to(ASSETS).parts
    return (parts[0], parts[1] if parts[0] == "places" else path.stem)


def built_files():
    return sorted(p for kind in BUILT for p in (ASSETS / kind).rglob("*") if p.is_file() and not p.name.startswith("."))


def describe(path, known):
    kind, name = entry_name(path)
    entry = known.get((kind, name)) or known.get((kind, "all"))
    if not entry:
        raise SystemExit(f"assets/build/{kind}/sources.toml: nothing says where {path.relative_to(ASSETS)} comes from: add [{name}]")
    data = path.read_bytes()
    return {"file": str(path.relative_to(ASSETS)), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
            "licence": entry["licence"], "author": entry["author"], "source": entry["source"]}


def faults():
    if not MANIFEST.exists():
        yield "assets/manifest.json: is missing: run python3 assets/build/manifest.py"
        return
    listed = {e["file"]: e for e in json.loads(MANIFEST.read_text())["assets"]}
    files = {str(p.relative_to(ASSETS)): p for p in built_files()}
    for name in sorted(files.keys() - listed.keys()):
        yield f"assets/{name}: is not in the manifest: run python3 assets/build/manifest.py"
    for name in sorted(listed.keys() - files.keys()):
        yield f"assets/{name}: is in the manifest but not here: build it again"
    for name in sorted(files.keys() & listed.keys()):
        entry, data = listed[name], files[name].read_bytes()
        if hashlib.sha256(data).hexdigest() != entry["sha256"]:
            yield f"assets/{name}: differs from the manifest's hash: build it again, or write the manifest anew"
        for field in ("licence", "author", "source"):
            if not entry.get(field):
                yield f"assets/{name}: the manifest names no {field}"
        if entry.get("licence") not in GIVEN_ON:
            yield f"assets/{name}: licence {entry.get('licence')!r} is not one that lets us give it on"
    total = sum(p.stat().st_size for p in files.values())
    if total > LIMIT_BYTES:
        yield f"assets: {total / 2**20:.0f} MiB, more than {LIMIT_BYTES // 2**20} MiB"
    if not files:
        yield "assets: holds no built file at all"


def main():
    if sys.argv[1:] == ["--check"]:
        found = list(faults())
        for fault in found:
            print(fault)
        raise SystemExit(1 if found else 0)
    known = sources()
    entries = [describe(p, known) for p in built_files()]
    MANIFEST.write_text(json.dumps({"what": "Every built asset; written by assets/build/manifest.py", "assets": entries},
                                   indent=1, ensure_ascii=False) + "\n")
    print(f"{len(entries)} assets, {sum(e['bytes'] for e in entries) / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
