"""What a place is made from: the modules it imports, directly or through others, as one short hash. A change of one
place, or of a form that one place uses, then rebuilds that place alone. Comments and layout do not count."""
import ast
import functools
import hashlib
import json
import struct
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent


@functools.lru_cache(maxsize=512)
def _parsed(text):
    """What a module imports, and its code without comments and layout: the same text is parsed once."""
    tree = ast.parse(text)
    return [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)], ast.dump(tree).encode()


def _imports(text, package):
    for node in _parsed(text)[0]:
        module = node.module or ""
        base = [package] if node.level else []
        parts = base + (module.split(".") if module else [])
        if parts and parts[0] in ("common", "places"):
            yield "/".join(parts)
            yield from ("/".join(parts + [alias.name]) for alias in node.names)


def files_of(place):
    """Every module file a place depends on, with the pipeline that turns it into files; sorted."""
    found, waiting = set(), [BUILD / "build_place.py", BUILD / "places" / f"{place}.py"]
    while waiting:
        file = waiting.pop()
        if file in found or not file.is_file():
            continue
        found.add(file)
        package = file.parent.name if file.parent != BUILD else ""
        for name in _imports(file.read_text(), package):
            if name != "common/preview":  # looks at a place, makes none of it
                waiting.append(BUILD / f"{name}.py")
    return sorted(found)


def mark(place, quality):
    """Sixteen hex digits that change with the code of a place or the quality it is built at."""
    total = hashlib.sha256(json.dumps(quality, sort_keys=True).encode())
    for file in files_of(place):
        total.update(file.name.encode() + _parsed(file.read_text())[1])
    return total.hexdigest()[:16]


def note_of(glb, key):
    """A note the exporter left in a place.glb (asset.extras), or None."""
    try:
        data = Path(glb).read_bytes()
        size = struct.unpack_from("<I", data, 12)[0]
        return json.loads(data[20 : 20 + size])["asset"].get("extras", {}).get(key)
    except (OSError, ValueError, struct.error):
        return None
