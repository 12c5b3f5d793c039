#!/usr/bin/env python3
"""A place built twice is the same four files, byte for byte, on one thread and on two:
places_rebuild_test.py ASSETS/BUILD [PLACE...]

Without a name it builds a place of a few forms (tiny_place.py), which takes seconds. With names it builds those
places, small and coarse, and Python's hashes differ too. Exit status 77 (skipped) where Blender is not at hand.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BUILD = pathlib.Path(sys.argv[1])
QUALITY = {'side': 448, 'samples': 1, 'texture': 64}


def run(script, arguments, seed):
    # Blender takes numpy from the Python it finds first; the system's has it.
    path = '/usr/bin:/bin:' + os.environ.get('PATH', '')
    command = ['blender', '-b', '--factory-startup', '-noaudio', '--python', str(script), '--', *arguments]
    done = subprocess.run(
        command, env={**os.environ, 'PATH': path, 'PYTHONHASHSEED': seed}, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-4000:])


def tiny(folder):
    run(pathlib.Path(__file__).with_name('tiny_place.py'), [str(BUILD), str(folder)], '0')


def whole(place, folder):
    for threads in (1, 2):
        order = {
            'place': place,
            'folder': str(folder / str(threads)),
            'quality': {**QUALITY, 'threads': threads},
            'mark': 'test',
            'look': '',
            'model_only': False,
        }
        run(BUILD / 'build_place.py', [json.dumps(order)], str(threads))


def differences(folder):
    files = sorted(p.name for p in (folder / '1').iterdir())
    if len(files) != 4:
        return [f'{files} were written, wanted four files']
    digest = lambda file: hashlib.sha256(file.read_bytes()).hexdigest()
    return [f for f in files if digest(folder / '1' / f) != digest(folder / '2' / f)]


def main():
    if not shutil.which('blender'):
        return 77
    failed = 0
    for place in sys.argv[2:] or [None]:
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            whole(place, folder) if place else tiny(folder)
            differ = differences(folder)
            if differ:
                print(f"{place or 'tiny place'}: built twice it differs in {', '.join(differ)}")
                failed = 1
    return failed


if __name__ == '__main__':
    sys.exit(main())
