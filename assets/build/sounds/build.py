#!/usr/bin/python3
"""Makes assets/sounds/*.flac and sounds.toml. `build.py` makes all, `build.py NAME...` those named (NAME may end
in * ). The same code gives the same bytes."""
import argparse
import fnmatch
import sys
import time
from pathlib import Path

import catalogue
import write

FOLDER = Path(__file__).resolve().parents[2] / "sounds"
SOURCES = Path(__file__).resolve().parent / "sources.toml"
HEAD = ("# Made by assets/build/sounds/build.py; change the catalogue there, not this file.\n"
        "# level_db_spl: dB SPL of the RMS over the loudest second, at 1 m. Every file lasts a second or more.\n\n")


def build(entry, folder):
    x = write.prepared(entry.make(), entry.loop)
    bits = write.bits_for(x, entry.level_db_spl)
    path = folder / f"{entry.name}.flac"
    write.write_flac(path, write.quantised(entry.name, x, bits, entry.loop))
    return len(x) / write.RATE, bits, path.stat().st_size


def write_catalogue(folder):
    entries = catalogue.ENTRIES
    (folder / "sounds.toml").write_text(
        HEAD + "\n".join(write.toml_entry(e.name, e.what, e.level_db_spl, e.loop) for e in entries))
    SOURCES.write_text(
        "# Where each sound comes from. Made by build.py.\n\n" +
        "\n".join(f'[{e.name}]\nsource = "assets/build/sounds/{source_of(e)}"\nlicence = "{e.licence}"\n'
                  f'author = "{author_of(e)}"\n' for e in entries) +
        '\n[sounds]\nsource = "assets/build/sounds/build.py"\nlicence = "CC0-1.0"\nauthor = "Threshold project"\n')


def source_of(entry):
    code = entry.make.__code__
    names = [entry.make.__module__, *code.co_names, *(c.cell_contents.__module__ for c in entry.make.__closure__ or ()
                                                     if callable(c.cell_contents))]
    known = ("kit", "band", "club", "house", "garden", "square", "body")
    return next(f"{n}.py" for n in names if n in known)


def author_of(entry):
    return "Threshold project" if entry.licence == "CC0-1.0" else \
        "Threshold project; voice: CMU SLT Arctic, Copyright (c) 2003 Carnegie Mellon University"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    chosen = parser.parse_args()
    entries = [e for e in catalogue.ENTRIES
               if not chosen.names or any(fnmatch.fnmatch(e.name, n) for n in chosen.names)]
    if not entries:
        sys.exit(f"build.py: no sound is called {' or '.join(chosen.names)}; see catalogue.py for the names")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    write_catalogue(chosen.folder)
    total, failed, begun = 0, [], time.time()
    for k, entry in enumerate(entries, 1):
        start = time.time()
        try:
            seconds, bits, size = build(entry, chosen.folder)
        except RuntimeError as error:
            print(f"[{k:3}/{len(entries)}] {entry.name}: {error}", flush=True)
            failed.append(entry.name)
            continue
        total += size
        print(f"[{k:3}/{len(entries)}] {entry.name:16} {seconds:5.1f} s {bits:2} bits {size / 1024:6.0f} KiB"
              f"  in {time.time() - start:4.1f} s", flush=True)
    print(f"{len(entries) - len(failed)} sounds, {total / 1e6:.2f} MB, {time.time() - begun:.0f} s")
    if failed:
        sys.exit(f"build.py: not made: {', '.join(failed)}")


if __name__ == "__main__":
    main()
