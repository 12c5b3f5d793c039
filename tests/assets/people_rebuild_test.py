#!/usr/bin/env python3
"""One person built twice is the same file, byte for byte:  people_rebuild_test.py ASSETS/BUILD

Builds the smallest person. Exit status 77 (skipped) where Blender or the base person is not at hand.
"""
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BUILD = pathlib.Path(sys.argv[1])
BASE = 'public/data/models/human_full_size.json'
SMALL, CLIP = 'crowd_a', 'bounce'


def main():
    home = pathlib.Path(
        os.environ.get('THRESHOLD_HUMAN_DATA', pathlib.Path.home() / '.cache/threshold/human')
    )
    if not shutil.which('blender') or not any((home / f / BASE).exists() for f in ('', 'package')):
        return 77
    # Blender takes numpy from the Python it finds first; the system's has it.
    environment = {
        **os.environ,
        'PATH': '/usr/bin:/bin:' + os.environ.get('PATH', ''),
        'THRESHOLD_HUMAN_DATA': str(home),
        'THRESHOLD_CLIPS': CLIP,
    }
    digests = []
    for seed in ('1', '2'):  # of Python's hashes: the order of sets must not matter
        with tempfile.TemporaryDirectory() as folder:
            command = ['blender', '-b', '--factory-startup', '--python-exit-code', '1', '--python']
            command += [str(BUILD / 'people/make.py'), '--', folder, SMALL]
            run = subprocess.run(
                command, env={**environment, 'PYTHONHASHSEED': seed}, capture_output=True, text=True
            )
            if run.returncode:
                print(run.stdout[-2000:] + run.stderr[-4000:])
                return 1
            files = sorted(pathlib.Path(folder).iterdir())
            digests.append([(f.name, hashlib.sha256(f.read_bytes()).hexdigest()) for f in files])
    if digests[0] != digests[1]:
        print(f'{SMALL} was built twice and differs: {digests}')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
