"""Runs inside Blender: blender -b --factory-startup --python make.py -- OUT_FOLDER NAME..."""
import pathlib
import sys
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from people import export, person      # noqa: E402  (the path above makes the package visible)


def main():
    args = sys.argv[sys.argv.index('--') + 1:]
    folder = pathlib.Path(args[0])
    folder.mkdir(parents=True, exist_ok=True)
    everybody = tomllib.loads((HERE / 'people.toml').read_text())
    for name in args[1:]:
        start = time.monotonic()

        def say(what):
            print(f'  {name}: {what} ({time.monotonic() - start:.0f} s)', flush=True)
        mesh, body = person.build(name, everybody[name], say)
        clips = {}
        size = export.person(folder / f'{name}.glb', name, mesh, body.joints, clips)
        say(f'{len(mesh.triangles)} triangles, {size / 1e6:.2f} MB')


main()
