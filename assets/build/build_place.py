"""Runs inside Blender: builds one place. Arguments after '--': place, output folder, quick|final, look folder or '', overrides, 'model' or ''."""
import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from common import pipeline  # noqa: E402


def main():
    name, folder, quality_name, look_folder, override, only = sys.argv[sys.argv.index("--") + 1 :]
    quality = {"quick": pipeline.QUICK, "final": pipeline.FINAL}[quality_name]
    for item in filter(None, override.split(",")):
        key, value = item.split("=")
        setattr(quality, key, int(value))
    began = time.time()
    module = importlib.import_module("places." + name)
    place = module.build()
    print(f"{name}: modelled in {time.time() - began:.0f} s", flush=True)
    built = pipeline.Built(place, quality)
    nodes = len({n for n, _, _ in built.groups if n})
    print(
        f"  {built.triangles} triangles, {len(built.groups)} draws, {nodes} moving nodes, {len(built.charts)} charts, "
        f"{built.packed[3]:.0f} texels a metre",
        flush=True,
    )
    if only == "model":
        built.write_model(folder)
        print(f"{name}: model written, lightmaps kept", flush=True)
        return
    built.bake_all()
    built.write(folder)
    if look_folder:
        from common import preview

        preview.looks(built, look_folder, module.VIEWS, exposure=getattr(module, "LOOK_EV", 0.0))
    print(f"{name}: done in {time.time() - began:.0f} s", flush=True)


try:
    main()
except Exception:  # Blender would exit with 0
    import traceback

    traceback.print_exc()
    sys.exit(2)
