"""Runs inside Blender: builds one place. Arguments after '--' are one JSON object: place, folder, quality (numbers),
mark (of its sources), look (folder or ''), model_only."""
import importlib
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from common import pipeline  # noqa: E402


def main():
    order = json.loads(sys.argv[sys.argv.index("--") + 1])
    name, folder = order["place"], order["folder"]
    began = time.time()
    module = importlib.import_module("places." + name)
    place = module.build()
    print(f"{name}: modelled in {time.time() - began:.0f} s", flush=True)
    built = pipeline.Built(place, pipeline.Quality(**order["quality"]), order["mark"])
    nodes = len({n for n, _, _ in built.groups if n})
    print(
        f"  {built.triangles} triangles, {len(built.groups)} draws, {nodes} moving nodes, {len(built.charts)} charts, "
        f"{built.packed[3]:.0f} texels a metre",
        flush=True,
    )
    if order["model_only"]:
        built.write_model(folder)
        print(f"{name}: model written, lightmaps kept", flush=True)
        return
    built.bake_all()
    built.write(folder)
    if order["look"]:
        from common import preview

        preview.looks(built, order["look"], module.VIEWS, exposure=getattr(module, "LOOK_EV", 0.0))
    print(f"{name}: done in {time.time() - began:.0f} s", flush=True)


try:
    main()
except Exception:  # Blender would exit with 0
    import traceback

    traceback.print_exc()
    sys.exit(2)
