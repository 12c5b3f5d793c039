#!/usr/bin/env python3
"""Builds the places of the walk: python3 assets/build/build_places.py [PLACE...] [--quality quick|final].

Needs Blender 3.4 or newer (Debian: blender) on the path; writes assets/places/<place>/{place.glb,place.json,
light_a.exr,light_b.exr}. A place whose code has not changed since is left as it is. See assets/build/README.md.
"""
import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from common import sources

PLACES = ("stage", "van", "clinic", "dining", "study", "garden", "square")
HERE = Path(__file__).resolve().parent
# side: lightmap texels each way; samples: of bounced light a texel; texture: pixels of a painted texture
QUALITIES = {
    "sketch": {"side": 512, "samples": 0, "texture": 128},  # no ray traced: shapes and colours within seconds
    "quick": {"side": 640, "samples": 8, "texture": 256},
    "final": {"side": 1024, "samples": 12, "texture": 512},
}
STEPS = 4  # direct and bounced light of two states: what time is spent on
MODEL_S, FIRST_GUESS_S = 25.0, 40.0  # a place modelled and written; one such step, before one has been seen


class Progress:
    """Says how far a build is and, from the steps it has seen, about how long it will yet take."""

    def __init__(self, places):
        self.places, self.done, self.steps, self.spent, self.began = places, 0, 0, 0.0, time.time()

    def step(self, seconds):
        self.steps, self.spent = self.steps + 1, self.spent + seconds

    def next_place(self):
        self.done += 1

    def left_s(self):
        each = self.spent / self.steps if self.steps else FIRST_GUESS_S
        steps = max(0, self.places * STEPS - self.steps)
        return steps * each + (self.places - self.done) * MODEL_S

    def line(self):
        left, gone = self.left_s(), time.time() - self.began
        return f"  [{gone / 60:.1f} min gone, about {left / 60:.1f} min to go]"


def parse():
    parser = argparse.ArgumentParser(description="Builds the places of the walk.")
    parser.add_argument("places", nargs="*", metavar="PLACE", help=f"any of {', '.join(PLACES)}; none: all")
    parser.add_argument("--quality", choices=tuple(QUALITIES), default="final")
    parser.add_argument("--out", type=Path, default=HERE.parent / "places", help="folder of the places")
    parser.add_argument("--force", action="store_true", help="build also what has not changed")
    parser.add_argument("--list", action="store_true", help="only say which places would be built")
    parser.add_argument("--look", type=Path, help="also render pictures from the visitor's head into this folder")
    parser.add_argument("--nice", type=int, default=10, help="how far the bake steps back for others, 0 to 19")
    parser.add_argument("--set", default="", dest="override", help="overrides, e.g. side=1024,samples=16,threads=4")
    parser.add_argument(
        "--model-only", action="store_true", help="keep the lightmaps; refused when charts have moved"
    )
    options = parser.parse_args()
    unknown = [p for p in options.places if p not in PLACES]
    if unknown:
        parser.error(f"no place '{unknown[0]}'; there are {', '.join(PLACES)}")
    options.numbers = dict(QUALITIES[options.quality])
    for item in filter(None, options.override.split(",")):
        key, _, value = item.partition("=")
        if key not in ("side", "samples", "texture", "threads", "mantissa_bits") or not value.isdigit():
            parser.error(f"--set {item}: say side, samples, texture, mantissa_bits or threads = a whole number")
        options.numbers[key] = int(value)
    return options


def up_to_date(place, folder, mark):
    files = ("place.glb", "place.json", "light_a.exr", "light_b.exr")
    return all((folder / f).is_file() for f in files) and sources.note_of(folder / "place.glb", "sources") == mark


def build(blender, place, mark, options, progress):
    order = {
        "place": place,
        "folder": str((options.out / place).resolve()),
        "quality": options.numbers,
        "mark": mark,
        "look": str(options.look.resolve()) if options.look else "",
        "model_only": options.model_only,
    }
    command = [blender, "-b", "--factory-startup", "-noaudio", "--python", str(HERE / "build_place.py"), "--"]
    # Blender finds its Python library by the first python3 on the path: let that be its neighbour.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment["PATH"] = os.path.dirname(blender) + os.pathsep + environment["PATH"]
    environment["PYTHONHASHSEED"] = "0"
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    process = subprocess.Popen(
        command + [json.dumps(order)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: os.nice(options.nice),
    )
    tail = []
    for line in process.stdout:
        tail = (tail + [line])[-40:]
        if line.startswith((place, "  ")) and not line.startswith('  File "'):
            print(line, end="", flush=True)
        baked = re.match(r"  baked .*: (\d+) s$", line)
        if baked:
            progress.step(float(baked[1]))
            print(progress.line(), flush=True)
    failed = process.wait() != 0
    print(f"  {place}: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before:.0f} s of processor", flush=True)
    if failed:
        sys.exit(f"build_places: {place} failed; Blender said last:\n" + "".join(tail))


def main():
    options = parse()
    blender = shutil.which("blender")
    if not blender:
        sys.exit("build_places: Blender is not on the path; install it (Debian: apt-get install blender)")
    # threads change how long a bake takes, not what it gives
    counted = {k: v for k, v in options.numbers.items() if k != "threads"}
    marks = {p: sources.mark(p, counted) for p in (options.places or PLACES)}
    wanted = [p for p in marks if options.force or not up_to_date(p, options.out / p, marks[p])]
    for place in marks:
        print(f"{place}: {'to be built' if place in wanted else 'has not changed'}", flush=True)
    if options.list:
        return
    if options.look:
        options.look.mkdir(parents=True, exist_ok=True)
    progress = Progress(len(wanted))
    for place in wanted:
        build(blender, place, marks[place], options, progress)
        progress.next_place()


if __name__ == "__main__":
    main()
