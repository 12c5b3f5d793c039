"""Runs inside Blender: blender -b --factory-startup --python make.py -- OUT_FOLDER NAME..."""
import json
import os
import pathlib
import sys
import time
import tomllib
import zlib

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

# noqa: E402 below: the path above makes the package visible
from people import bake, cast, export, hands, landmarks, person, pose, stick, timing  # noqa: E402


def note_clips(folder, name, clips):
    """clips.json: length, looping and events of every clip, for story and sound."""
    file = folder / 'clips.json'
    all_clips = json.loads(file.read_text()) if file.exists() else {}
    all_clips[name] = {clip: {'seconds': c.seconds, 'loop': c.loop, **c.events} for clip, c in clips.items()}
    partial = file.with_suffix('.partial')
    partial.write_text(json.dumps(dict(sorted(all_clips.items())), indent=1) + '\n')
    os.replace(partial, file)


def make_person(folder, name, spec, say):
    mesh, far, body = person.build(name, spec, say)
    rig = pose.Rig(body, landmarks.find(body), timing.Temper(zlib.crc32(name.encode())))
    clips = cast.clips_of(name, spec, rig, body)
    if os.environ.get('THRESHOLD_CLIPS') == 'handshapes':  # a sheet for reviewers, not for the walk
        clips = cast.handshape_clips(rig)
    elif only := os.environ.get('THRESHOLD_CLIPS'):  # while a shape is tried, the others are not wanted
        clips = {n: c for n, c in clips.items() if n in only.split(',')}
    say(f'{len(clips)} clips')
    baked = {clip: bake.bake(c, rig) for clip, c in clips.items()}
    size = export.person(folder / f'{name}.glb', name, mesh, far, body.joints, baked)
    note_clips(folder, name, clips)
    say(f'{len(mesh.triangles)} triangles near, {len(far.triangles)} far, {size / 1e6:.2f} MB')


def main():
    args = sys.argv[sys.argv.index('--') + 1 :]
    folder = pathlib.Path(args[0])
    folder.mkdir(parents=True, exist_ok=True)
    everybody = tomllib.loads((HERE / 'people.toml').read_text())
    for name in args[1:]:
        start = time.monotonic()

        def say(what, name=name, start=start):
            print(f'  {name}: {what} ({time.monotonic() - start:.0f} s)', flush=True)

        if name == 'hands':
            hands.build(folder / 'hands.glb', everybody[name], say)
        elif name == 'stick':
            stick.build(folder / 'stick.glb', say)
        else:
            make_person(folder, name, everybody[name], say)


if __name__ == '__main__':
    main()
