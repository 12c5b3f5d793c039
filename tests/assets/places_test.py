#!/usr/bin/env python3
"""What places must keep, read back from the built files and the code that builds them:
places_test.py ASSETS [TEST...]  (no test: all)"""
import itertools
import json
import math
import pathlib
import shutil
import sys
import tempfile

ASSETS = pathlib.Path(sys.argv[1])
BUILD = ASSETS / 'build'
sys.path.insert(0, str(BUILD))
sys.dont_write_bytecode = True
PLACES = ('stage', 'van', 'clinic', 'dining', 'study', 'garden', 'square')
SHOULDERS_M, FEET_M = 0.45, 0.35
HIPS_BEHIND_M = 0.40  # of a seated person's feet; for who stands the feet count
ALONE = {('square', 'child_from', 'child_to')}  # the two ends of one person's way


def description(place):
    return json.loads((ASSETS / 'places' / place / 'place.json').read_text())


def hips(seat):
    x, _, z = seat['position']
    yaw = math.radians(seat['yaw_deg'])
    return x + HIPS_BEHIND_M * math.sin(yaw), z + HIPS_BEHIND_M * math.cos(yaw)


def no_two_seats_put_people_into_one_another():
    for place in PLACES:
        for a, b in itertools.combinations(description(place)['seats'], 2):
            feet = math.dist(a['position'][::2], b['position'][::2])
            body = math.dist(hips(a), hips(b))
            names = f"{place}: seats '{a['name']}' and '{b['name']}'"
            assert body >= SHOULDERS_M, f'{names} are {body:.2f} m apart, less than shoulders are wide'
            assert feet >= FEET_M, f'{names} have their feet {feet:.2f} m apart'


def what_moves_is_a_node_of_the_model():
    sys.path.insert(0, str(BUILD))
    from common.read_built import Glb

    for place in PLACES:
        said = description(place)
        nodes = {n['name'] for n in Glb(ASSETS / 'places' / place / 'place.glb').doc['nodes']}
        missing = set(said['moving']) - nodes
        assert not missing, f'{place}: place.json moves {sorted(missing)}, which place.glb has not'
        assert not any(n.startswith('static_') for n in said['moving']), place
        assert len(set(said['moving'])) == len(said['moving']), f'{place}: a node is named twice'


def lamps_of_stories_go_with_a_light_of_their_place():
    for place in PLACES:
        said = description(place)
        lights = {light['name'] for light in said['light']}
        for spot in said['spots']:
            assert spot['light'] in lights, f"{place}: spot '{spot['name']}' goes with no light of {sorted(lights)}"


def a_change_rebuilds_the_places_that_use_it_and_no_other():
    sys.path.insert(0, str(BUILD))
    from common import sources

    marks = lambda: {p: sources.mark(p, {}) for p in PLACES}
    assert marks() == marks()
    with tempfile.TemporaryDirectory() as folder:
        build = pathlib.Path(folder) / 'build'
        for part in ('common', 'places'):
            shutil.copytree(BUILD / part, build / part, ignore=shutil.ignore_patterns('__pycache__'))
        shutil.copy(BUILD / 'build_place.py', build)
        sources.BUILD = build
        before = marks()
        for file, more, changed in (
            ('places/garden_tree.py', '\nEXTRA = 1\n', {'garden'}),
            ('places/van_plan.py', '\nEXTRA = 1\n', {'van'}),
            ('common/church.py', '\nEXTRA = 1\n', {'square'}),
            ('common/drums.py', '\nEXTRA = 1\n', {'stage', 'van'}),
            ('common/denoise.py', '\nEXTRA = 1\n', set(PLACES)),
            ('places/study_desk.py', '\n# a word to whoever reads this\n', set()),
            ('common/preview.py', '\nEXTRA = 1\n', set()),
        ):
            whole = (build / file).read_text()
            (build / file).write_text(whole + more)
            after = marks()
            (build / file).write_text(whole)
            found = {p for p in PLACES if after[p] != before[p]}
            assert found == changed, f'{file}: would rebuild {sorted(found)}, wanted {sorted(changed)}'


def square(z, size=1.0):
    """A square in the plane z, facing +z, of one patch and one chart."""
    from common import mesh

    flat = [(-size / 2, -size / 2), (size / 2, -size / 2), (size / 2, size / 2), (-size / 2, size / 2)]
    at = [(x, y, z) for x, y in flat]
    return mesh.Piece(at, [(0, 0, 1)] * 4, (1, 1, 1), flat, flat, 0, [(0, 1, 2), (0, 2, 3)], [(size, size, 1)])


def what_lies_in_one_plane_is_drawn_apart_and_the_smaller_stays_in_front():
    import numpy as np
    from common import coplanar

    eye = np.array([0.0, 0.0, 2.0])
    wall, label, stamp = (square(0.0, size) for size in (1.0, 0.5, 0.2))
    beyond = square(-0.5)
    moved = coplanar.draw_apart([wall, label, stamp, beyond], eye)
    depth = [p.position[:, 2].mean() for p in (wall, label, stamp, beyond)]
    assert moved == 2, f'{moved} of four moved: the wall and its label should'
    assert depth[2] == 0.0 and depth[3] == -0.5, f'stamp at {depth[2]}, what lies beyond at {depth[3]}: neither moves'
    for behind, front in ((depth[0], depth[1]), (depth[1], depth[2])):
        assert 2.5e-4 < front - behind < 2e-3, f'{front - behind:.6f} m apart'


def coarse_ground_is_cut_finer_without_moving_or_growing():
    import numpy as np
    from common import outdoors

    piece = square(0.0)
    red = lambda position, normal, colour: np.tile([1.0, 0.0, 0.0], (len(position), 1))
    outdoors.finer(piece, np.array([True, False]), 4, red)
    corners = piece.position[piece.faces]
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    assert len(piece.faces) == 17 == len(piece.baked), f'{len(piece.faces)} faces, not 16 and the one left alone'
    assert (normal[:, 2] > 0).all() and abs(normal[:, 2].sum() / 2 - 1) < 1e-12, 'its surface has changed'
    assert np.allclose(piece.spot, piece.position[:, :2]), 'its lightmap coordinates do not follow'
    fresh = np.unique(piece.faces[1:])
    assert (piece.colour[fresh] == (1, 0, 0)).all() and (piece.colour[piece.faces[0]] == 1).all(), 'painted elsewhere'


TESTS = {n: f for n, f in list(globals().items()) if callable(f) and f.__module__ == __name__ and '_' in n}


def main():
    failed = 0
    for name in sys.argv[2:] or TESTS:
        try:
            TESTS[name]()
        except AssertionError as fault:
            print(f'{name}: {fault}')
            failed += 1
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
