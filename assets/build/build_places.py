#!/usr/bin/env python3
"""Builds the places of the walk: python3 assets/build/build_places.py [stage dining garden square] [--quality quick|final].

Needs Blender 3.4 or newer (Debian: blender) on the path; writes assets/places/<place>/{place.glb,place.json,
light_a.exr,light_b.exr}. See assets/build/README.md.
"""
import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

PLACES = ("stage", "van", "dining", "study", "clinic", "garden", "square")
HERE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description="Builds the places of the walk.")
    parser.add_argument("places", nargs="*", metavar="PLACE", help=f"any of {', '.join(PLACES)}; none: all")
    parser.add_argument("--quality", choices=("quick", "final"), default="final")
    parser.add_argument("--out", type=Path, default=HERE.parent / "places", help="folder of the places")
    parser.add_argument(
        "--look", type=Path, help="also render pictures from the visitor's head into this folder"
    )
    parser.add_argument(
        "--set", default="", dest="override", help="overrides, e.g. side=1024,samples=16,threads=4"
    )
    parser.add_argument(
        "--model-only", action="store_true", help="keep the lightmaps; refused when charts have moved"
    )
    options = parser.parse_args()
    unknown = [p for p in options.places if p not in PLACES]
    if unknown:
        parser.error(f"no place '{unknown[0]}'; there are {', '.join(PLACES)}")
    blender = shutil.which("blender")
    if not blender:
        sys.exit("build_places: Blender is not on the path; install it (Debian: apt-get install blender)")
    if options.look:
        options.look.mkdir(parents=True, exist_ok=True)
    for place in options.places or PLACES:
        command = [
            blender,
            "-b",
            "--factory-startup",
            "-noaudio",
            "--python",
            str(HERE / "build_place.py"),
            "--",
            place,
            str(options.out / place),
            options.quality,
            str(options.look.resolve()) if options.look else "",
            options.override,
            "model" if options.model_only else "",
        ]
        # Blender finds its Python library by the first python3 on the path: let that be its neighbour.
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        environment["PATH"] = os.path.dirname(blender) + os.pathsep + environment["PATH"]
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=lambda: os.nice(0 if options.model_only else 15),
        )
        tail = []
        for line in process.stdout:
            tail = (tail + [line])[-40:]
            if line.startswith((place, "  ")):
                print(line, end="", flush=True)
        if process.wait() != 0:
            sys.exit(f"build_places: {place} failed; Blender said last:\n" + "".join(tail))


if __name__ == "__main__":
    main()
