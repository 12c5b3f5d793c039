#!/usr/bin/env python3
"""What people must do, read back from the built models:  people_test.py ASSETS [TEST...]  (no test: all)"""
import json
import pathlib
import re
import sys
import tomllib

import numpy as np

from people_contacts import Contacts
from people_model import Model

ASSETS = pathlib.Path(sys.argv[1])
SEATED = ('ansel', 'imani', 'theo', 'june', 'marcus', 'lupe')
CAST = ('nell', *SEATED, 'varga', 'child', 'walker')
CROWD = ('crowd_a', 'crowd_b', 'crowd_c')
TABLE_M = 0.75
CLIPS = json.loads((ASSETS / 'people/clips.json').read_text())
contacts = Contacts(ASSETS)
model = contacts.model


def turned(values):
    """Angle in radians of each rotation (x, y, z, w)."""
    return 2 * np.arccos(np.clip(np.abs(values[:, 3]), 0, 1))


def track(m, clip, joint, path):
    for node, p, times, values in m.clips[clip]:
        if m.nodes[node]['name'] == joint and p == path:
            return times, values
    return None, None


def at(m, clip, joint, path, time_s):
    slot = ('translation', 'rotation', 'scale').index(path)
    return m.local(clip, time_s)[m.index[joint]][slot]


def near_and_far_are_one_person_in_many_and_in_few_triangles():
    for name in CAST + CROWD:
        m = model(name)
        near, far = m.triangles(f'{name}_mesh'), m.triangles(f'{name}_far')
        low, high, few = (15000, 20500, 4200) if name in CAST else (4000, 6000, 1600)
        high += 2000 * (name == 'nell')  # and her guitar
        assert low <= near <= high, f'{name}: {near} triangles near, wanted {low} to {high}'
        assert few / 4 <= far <= few, f'{name}: {far} triangles far, wanted at most {few}'
        skins = {m.nodes[m.index[n]]['skin'] for n in (f'{name}_mesh', f'{name}_far')}
        assert len(skins) == 1, f'{name}: near and far are bound to different skins'
        box = [m.read(m.primitive(n)['attributes']['POSITION']) for n in (f'{name}_mesh', f'{name}_far')]
        gap = max(np.abs(box[0].min(0) - box[1].min(0)).max(), np.abs(box[0].max(0) - box[1].max(0)).max())
        assert gap < 0.06, f'{name}: far is {gap * 100:.0f} cm larger or smaller than near'


def clips_are_as_long_as_the_story_is_told():
    for name in CAST + CROWD:
        m = model(name)
        assert set(m.clips) == set(CLIPS[name]), f'{name}: {set(m.clips) ^ set(CLIPS[name])}'
        for clip, facts in CLIPS[name].items():
            assert abs(m.seconds(clip) - facts['seconds']) < 0.01, f'{name} {clip}'


def looping_clips_end_where_they_began():
    for name in CAST + CROWD:
        m = model(name)
        for clip, facts in CLIPS[name].items():
            for node, path, _, values in m.clips[clip] if facts['loop'] else ():
                a, b = values[0], values[-1]
                gap = (
                    min(np.abs(a - b).max(), np.abs(a + b).max())
                    if path == 'rotation'
                    else np.abs(a - b).max()
                )
                assert (
                    gap < 2e-3
                ), f'{name} {clip}: {m.nodes[node]["name"]} jumps by {gap:.4f} where it repeats'


def people_blink_each_at_their_own_time():
    blinks = {}
    for name in CAST:
        m = model(name)
        clip = 'sit' if name in SEATED else 'stand'
        times, values = track(m, clip, 'lid_up_r', 'rotation')
        shut = turned(values) > 0.5
        starts = [times[i] for i in range(1, len(times)) if shut[i] and not shut[i - 1]]
        assert len(starts) >= 2, f'{name} blinks {len(starts)} times in {m.seconds(clip):.0f} s of {clip}'
        upper, lower = (
            at(m, clip, f'lid_{k}_r', 'rotation', times[int(turned(values).argmax())]) for k in ('up', 'low')
        )
        meet = (0.33 + 2 * np.arcsin(upper[0])) - (-0.42 + 2 * np.arcsin(lower[0]))  # edges' rest, eyes.py
        assert meet < 0.02, f'{name}: lids stay {meet:.2f} rad apart in a blink'
        blinks[name] = tuple(np.round(starts, 1))
    assert len(set(blinks.values())) == len(CAST), f'two people blink as one: {blinks}'


def faces_ask_with_their_brows():
    for name, clip, raised in (
        ('theo', 'sign_more', True),
        ('ansel', 'offer_bread', True),
        ('imani', 'sign_you_name_what', False),
    ):
        m, facts = model(name), CLIPS[name][clip]
        rest = np.array(m.nodes[m.index['brow_in_r']]['translation'])[1]
        times, values = track(m, clip, 'brow_in_r', 'translation')
        inside = (times > facts['seconds'] * 0.3) & (times < facts['seconds'])
        moved = (values[inside, 1] - rest) * 1000
        if raised:
            assert moved.max() > 5, f'{name} {clip} asks yes or no, but the brows rise {moved.max():.1f} mm'
        else:
            assert moved.min() < -4, f'{name} {clip} asks what, but the brows fall {moved.min():.1f} mm'


def every_signed_line_moves_the_mouth():
    for name in CAST:
        for clip in (c for c in CLIPS[name] if c.startswith('sign_')):
            m = model(name)
            moved = 0.0
            for joint in ('lip_up', 'lip_low', 'mouth_r', 'cheek_r'):
                _, values = track(m, clip, joint, 'translation')
                moved = max(moved, 0 if values is None else np.ptp(values, axis=0).max())
            assert moved > 0.002, f'{name} {clip}: the mouth moves {moved * 1000:.1f} mm'


def hands_lie_on_the_table_and_never_in_it():
    deepest, contact = (0, ''), {}
    for name in (*SEATED, 'varga'):
        m = model(name)
        hands = m.bound(f'{name}_far', ('hand_', 'thumb_', 'index_', 'middle_', 'ring_', 'little_'))
        for clip in CLIPS[name]:
            if clip in ('stand', 'breathe', 'wait', 'talk_standing') or clip.startswith('drum'):
                continue
            for t in np.arange(0, m.seconds(clip), 0.4):
                p = m.placed(hands, m.world(clip, t))
                p = p[p[:, 2] < 0.12]  # over the table's top, clear of its edge
                if not len(p):
                    continue
                inside = p[p[:, 1] > TABLE_M - 0.045, 1]  # a hand in the lap is under it
                depth = TABLE_M - inside.min() if len(inside) else -1.0
                deepest = max(deepest, (depth, f'{name} {clip} at {t:.1f} s'))
                if clip == 'sit':
                    contact[name] = max(contact.get(name, -1), depth)
    assert deepest[0] < 0.012, f'{deepest[1]}: a hand is {deepest[0] * 1000:.0f} mm inside the table'
    far = {n: d for n, d in contact.items() if d < -0.012}
    assert not far, f'hands hover over the table: {far}'


def a_blow_on_the_slide_touches_it():
    m = model('theo')
    hands = m.bound('theo_mesh', ('hand_', 'thumb_', 'index_', 'middle_', 'ring_', 'little_'))
    for clip in ('drum_call_1', 'drum_call_2', 'drum_call_3', 'drum', 'drum_together'):
        for t in CLIPS['theo'][clip]['hit_s']:
            p = m.placed(hands, m.world(clip, t))
            height = (p[:, 1] - 0.752 - 0.05 * p[:, 0]).min()
            assert (
                -0.010 < height < 0.010
            ), f'{clip}: at {t} s the hand is {height * 1000:.0f} mm off the metal'


def what_is_eaten_reaches_the_mouth_and_is_nowhere_else():
    for name in SEATED:
        m = model(name)
        thing = m.bound(f'{name}_mesh', ('held',))
        assert len(thing[0]) > 10, f'{name} eats with nothing'
        lips = m.bound(f'{name}_mesh', ('lip_',))
        for t in CLIPS[name]['eat']['bite_s']:
            world = m.world('eat', t)
            a, b = m.placed(thing, world), m.placed(lips, world)
            gap = np.linalg.norm(a[:, None] - b[None], axis=2).min()
            assert gap < 0.025, f'{name}: at {t} s what is eaten is {gap * 1000:.0f} mm from the lips'
        for clip in CLIPS[name]:
            if clip != 'eat':
                size = np.ptp(m.placed(thing, m.world(clip, 0.3)), axis=0).max()
                assert size < 0.001, f'{name} {clip}: what is eaten is seen, {size * 1000:.0f} mm'


def the_guitar_is_struck_in_time():
    m = model('nell')
    beat = 60 / 140
    strokes = CLIPS['nell']['play']['strum_s']
    assert np.allclose(np.diff(strokes), beat / 2, atol=1e-3)
    times = np.arange(0, 4 * beat, 0.01)
    hand, prop = m.index['index_3_r'], m.index['prop']
    height = []
    for t in times:  # of the hand in the guitar's own axes
        world = m.world('play', t)
        height.append((np.linalg.inv(world[prop]) @ world[hand])[1, 3])
    height = np.array(height) - np.mean(height)
    turns = (np.diff(np.sign(np.diff(height))) != 0).sum()
    assert 14 <= turns <= 18, f'eight strokes down and up turn sixteen times, the hand {turns} times'
    assert np.ptp(height) > 0.03, f'the hand strums over {np.ptp(height) * 1000:.0f} mm'


def contacts_are_held_within_ten_millimetres():
    wrong = []

    def check(what, gaps, low=-10.0, high=10.0):
        assert gaps, f'{what}: never'
        if min(gaps) < low or max(gaps) > high:
            wrong.append(f'{what}: {min(gaps):.1f} to {max(gaps):.1f} mm')

    for name in (*SEATED, 'varga'):
        check(f'{name}, hand on the table', contacts.hands_on_table(name))
    check("nell, hand on the van's table", contacts.hands_on_table('nell', -0.135))
    for name in SEATED:
        check(f'{name}, {CLIPS[name]["eat"]["holds"]} to the mouth', contacts.bites(name), high=15.0)
    for clip in ('drum_call_1', 'drum_call_2', 'drum_call_3', 'drum', 'drum_together'):
        check(f'theo, {clip}', contacts.blows(clip))
    check("ansel, hand on Imani's shoulder", contacts.hand_on_shoulder())
    for clip in ('play_song', 'play_riff'):
        height, across = contacts.pick(clip)
        check(f'nell, {clip}, pick over the strings', height)
        check(f"nell, {clip}, pick from the strings' middle", across, -25.0, 25.0)  # as wide as six strings
        height, along = contacts.fretting(clip)
        check(f'nell, {clip}, finger over the strings', height)
        check(
            f'nell, {clip}, finger from its fret', along, -15.0, 25.0
        )  # frets stand 20 to 34 mm apart there
    assert not wrong, '; '.join(wrong)


def seen_colours(m, node, cell_m=0.006, zone_m=0.09):
    """What is seen from before and from behind: points are strewn over the surface, the nearest one in a cell is seen.
    -> {(way, column, row) of a zone 9 cm wide: (cells seen, mean colour as the eye weighs it)}"""
    a = m.primitive(node)['attributes']
    points, colour = m.read(a['POSITION']), m.read(a['COLOR_0'])[:, :3] / 65535
    t = m.read(m.primitive(node)['indices']).astype(int).reshape(-1, 3)
    area = np.linalg.norm(
        np.cross(points[t[:, 1]] - points[t[:, 0]], points[t[:, 2]] - points[t[:, 0]]), axis=1
    )
    rng = np.random.default_rng(1)
    chosen = t[rng.choice(len(t), 200000, p=area / area.sum())]
    share = rng.dirichlet((1, 1, 1), len(chosen))
    where, paint = ((x[chosen] * share[:, :, None]).sum(1) for x in (points, colour))
    grid = np.round(where[:, :2] / cell_m).astype(np.int64) + 1000
    cell, zones = grid[:, 0] * 4000 + grid[:, 1], {}
    for way in (-1, 1):
        order = np.lexsort((-way * where[:, 2], cell))
        seen = order[np.append(True, np.diff(cell[order]) != 0)]
        zone = np.floor(where[seen, :2] / zone_m).astype(int)
        for z in np.unique(zone, axis=0):
            mine = seen[(zone == z).all(1)]
            zones[way, z[0], z[1]] = len(mine), np.sqrt(paint[mine]).mean(0)
    return zones


def far_people_have_the_colours_of_near_ones():
    for name in CAST + CROWD:
        m = model(name)
        near, far = (seen_colours(m, f'{name}_{kind}') for kind in ('mesh', 'far'))
        both = [z for z in near if z in far and min(near[z][0], far[z][0]) > 110]  # half a zone and more
        gaps = np.array([far[z][1] - near[z][1] for z in both])
        bright = gaps.mean(1)
        assert abs(bright.mean()) < 0.015, f'{name}: from afar {bright.mean():+.3f} brighter on the whole'
        typical = np.median(np.abs(gaps).max(1))
        assert typical < 0.02, f'{name}: from afar a zone of 9 cm is {typical:.3f} off'
        worst = int(np.abs(gaps).max(1).argmax())
        assert (
            np.abs(gaps[worst]).max() < 0.30
        ), f'{name}: {both[worst]} is {np.round(gaps[worst], 2)} off from afar'


def eyes_blink_and_wander_in_every_clip_that_repeats():
    for name in CAST + CROWD:
        m = model(name)
        for clip, facts in CLIPS[name].items():
            if not facts['loop'] or facts['seconds'] < 3:
                continue
            times, lids = track(m, clip, 'lid_up_r', 'rotation')
            shut = times[turned(lids) > 0.4]
            assert len(shut), f'{name} {clip}: nobody keeps their eyes open for {facts["seconds"]:.0f} s'
            gaps = np.diff(shut)
            assert gaps.max(initial=0) < 9.0, f'{name} {clip}: {gaps.max():.1f} s without a blink'
            even = np.arange(0, facts['seconds'], 1 / 120)
            open_lids = np.array([np.interp(even, times, turned(lids))]).ravel()
            runs = np.diff(np.flatnonzero(np.diff((open_lids > 0.4).astype(int)))) / 120
            assert runs.min(initial=1) > 0.04, f'{name} {clip}: a blink of {runs.min() * 1000:.0f} ms'
            _, eyes = track(m, clip, 'eye_r', 'rotation')
            jumps = 2 * np.linalg.norm(np.diff(eyes[:, :3], axis=0), axis=1)
            wanted = facts['seconds'] / 2.5
            assert (
                jumps > 0.008
            ).sum() >= wanted, f'{name} {clip}: the eyes jump {(jumps > 0.008).sum()} times'


def a_mouth_moves_while_its_line_is_heard_and_rests_after_it():
    for clip in ('say_snare', 'say_again', 'shout'):
        m, shapes = model('nell'), CLIPS['nell'][clip]['mouth_s']
        times, jaw = track(m, clip, 'jaw', 'rotation')
        angle = lambda t: np.interp(t, times, turned(jaw))  # noqa: E731
        inside = angle(np.arange(shapes[0] + 0.05, shapes[-1], 0.01))
        assert inside.max() > 0.08, f'{clip}: the jaw opens {inside.max():.2f} rad'
        swings = (np.diff(np.sign(np.diff(inside))) != 0).sum()
        assert swings >= 5, f'{clip}: the jaw moves {swings} times for {len(shapes)} sounds'
        assert angle(shapes[-1] + 0.15) < inside.max() * 0.5, f'{clip}: the mouth stays open when all is said'


def nell_puts_her_guitar_down_off_the_stage():
    m = model('nell')
    guitar = m.bound('nell_mesh', ('prop', 'cable'))
    for clip in ('sit', 'listen', 'talk', 'laugh', 'stand_free', 'talk_standing'):
        for t in np.arange(0, m.seconds(clip), 2.0):
            size = np.ptp(m.placed(guitar, m.world(clip, t)), axis=0).max()
            assert size < 0.08, f'{clip} at {t} s: {size:.2f} m of guitar and cable are to be seen'
    assert np.ptp(m.placed(guitar, m.world('play', 0.5)), axis=0).max() > 0.8


def fingers_of_the_own_hands_bend_as_the_notation_says():
    build = ASSETS / 'build/people'
    notation = tomllib.loads((build / 'signs.toml').read_text())
    clips = tomllib.loads((build / 'people.toml').read_text())['hands']['clips']
    m = model('hands')
    for clip, shape in clips.items():
        spec, world = notation['handshape'][shape], m.world(clip, 0.0)
        for finger in ('index', 'middle', 'ring', 'little'):
            angles = spec.get(finger, spec['fingers'])
            if isinstance(angles, str):
                angles = notation['finger'].get(f'{angles}_{finger}', notation['finger'][angles])
            for side in 'lr':
                bones = ('proximal', 'intermediate', 'distal', 'tip')
                p = np.array([world[m.index[f'{finger}_{b}_{side}']][:3, 3] for b in bones])
                d = np.diff(p, axis=0)
                d /= np.linalg.norm(d, axis=1, keepdims=True)
                for k, joint in ((0, 'middle joint'), (1, 'last joint')):
                    bend = np.degrees(np.arccos(np.clip(d[k] @ d[k + 1], -1, 1)))
                    assert (
                        abs(bend - angles[2 + k]) < 3
                    ), f'{clip}, {finger}_{side}: {joint} bends {bend:.0f}, wanted {angles[2 + k]}'


def a_fist_closes_on_the_stick():
    m = model('hands')
    world = m.world('hold', 0.0)
    for side in 'lr':
        grip = world[m.index[f'grip_{side}']]
        axis = grip[:3, :3] @ (0, 0, -1)
        for finger in ('index', 'middle', 'ring', 'little'):
            skin = m.bound(
                'hands_mesh', tuple(f'{finger}_{b}_{side}' for b in ('intermediate', 'distal', 'tip'))
            )
            d = m.placed(skin, world) - grip[:3, 3]
            gap = np.linalg.norm(d - np.outer(d @ axis, axis), axis=1).min() - 0.0074  # the stick's radius
            assert -0.004 < gap < 0.004, f'{finger}_{side}: {gap * 1000:.1f} mm off the stick'


def own_hands_go_where_joints_are_put():
    """Joints of another, larger hand drive the model: every joint of the skin lands where it was put, tips with it."""
    m = model('hands')
    skin = m.json['skins'][0]
    inverse = m.read(skin['inverseBindMatrices']).reshape(-1, 4, 4).transpose(0, 2, 1)
    bind = m.world()
    for clip in ('open', 'fist', 'pinch', 'point', 'hold'):
        driven = m.world(clip, 0.0)
        driven[:, :3, 3] = driven[:, :3, 3] * 1.08 + (0.1, 1.1, -0.4)
        for j, node in enumerate(skin['joints']):
            put = driven[node] @ inverse[j] @ bind[node][:, 3]
            gap = np.linalg.norm(put[:3] - driven[node][:3, 3]) * 1000
            assert gap < 0.1, f'{clip}: {m.nodes[node]["name"]} is {gap:.1f} mm from where it was put'
        for side in 'lr':
            for finger in ('thumb', 'index', 'middle', 'ring', 'little'):
                pad = m.bound('hands_mesh', (f'{finger}_distal_{side}', f'{finger}_tip_{side}'))
                tip = driven[m.index[f'{finger}_tip_{side}']][:3, 3]
                gap = np.linalg.norm(m.placed(pad, driven) - tip, axis=1).min() * 1000
                assert gap < 14, f'{clip}: the skin of {finger}_{side} ends {gap:.0f} mm from its tip joint'


TESTS = {
    f.__name__: f
    for f in list(globals().values())
    if callable(f)
    and getattr(f, '__module__', '') == '__main__'
    and re.fullmatch(r'[a-z]+(_[a-z]+){3,}', f.__name__)
}


def main():
    names = sys.argv[2:] or list(TESTS)
    failed = 0
    for name in names:
        try:
            TESTS[name]()
        except AssertionError as e:
            failed += 1
            print(f'{name}: {e}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
