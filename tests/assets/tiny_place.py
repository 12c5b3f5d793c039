"""Runs inside Blender: bakes a place of a few forms on one thread and on two, each into its own folder.
blender -b --python tiny_place.py -- ASSETS/BUILD OUT"""
import sys
from pathlib import Path

BUILD, OUT = sys.argv[sys.argv.index('--') + 1 :]
sys.path.insert(0, BUILD)
sys.dont_write_bytecode = True

from common import bake, pipeline  # noqa: E402
from common.forms import blob, box, panel, tube  # noqa: E402
from common.lights import LAMPLIGHT, Lamp, State  # noqa: E402
from common.palette import CREAM, GREEN, OCHRE, TERRACOTTA  # noqa: E402
from common.place import Place  # noqa: E402


def tiny():
    place = Place('tiny')
    place.add(panel([(-1, 0, 1), (1, 0, 1), (1, 0, -1), (-1, 0, -1)], CREAM, 0.5), 'wood')
    place.add(panel([(-1, 0, -1), (1, 0, -1), (1, 1, -1), (-1, 1, -1)], OCHRE, 0.5), 'plaster')
    place.add(box(0.4, 0.3, 0.4, TERRACOTTA).at(0, 0.15, 0), 'paint')
    place.add(tube([(0.6, 0, 0.2), (0.6, 0.7, 0.1)], 0.05, GREEN), 'metal')
    place.add(blob(0.1, CREAM).at(-0.5, 0.8, 0), 'glow', glow='bulb')
    place.node('cup', 0.1, 0.3, 0)
    place.add(blob(0.06, GREEN).at(0.1, 0.36, 0), 'gloss', node='cup')
    place.glows['bulb'] = {'a': (2, 1.5, 1), 'b': (0.5, 0.4, 0.2)}
    for name, power in (('a', 30), ('b', 8)):
        lamps = [Lamp('area', (0, 2, 0), (0, 0, 0), power, size=0.8), Lamp('point', (-0.5, 0.8, 0), power=5, colour=LAMPLIGHT)]
        place.lights.append(State(name, lamps, (0, 0, 0), (0.2, 0.2, 0.3), (0.1, 0.1, 0.1)))
    return place


whole_sky = bake.set_world


def small_sky(scene, state):
    """Cycles measures the sky before every bake, for seconds: a map of 64 does here."""
    whole_sky(scene, state)
    scene.world.cycles.sampling_method, scene.world.cycles.sample_map_resolution = 'MANUAL', 64


bake.set_world = small_sky
try:
    for threads in (1, 2):
        built = pipeline.Built(tiny(), pipeline.Quality(96, 2, 32, threads=threads), 'tiny')
        built.bake_all()
        built.write(Path(OUT) / str(threads))
except Exception:  # Blender would exit with 0
    import traceback

    traceback.print_exc()
    sys.exit(2)
