#!/usr/bin/env python3
"""How near people's hands come to what they touch, in millimetres: people_contacts.py ASSETS [--list]

Positive: a gap; negative: so deep inside. One line a contact: the least and the largest over its instants.
"""
import json
import pathlib
import sys

import numpy as np
from scipy.spatial import cKDTree

from people_model import Model

HAND = ('hand_', 'thumb_', 'index_', 'middle_', 'ring_', 'little_')
SLIDE_M, SLIDE_FALL = 0.752, 0.05  # assets/build/people/clips.py, measured on the slide of the garden
SCALE_M, STRINGS_Z = 0.610, 0.0305  # the guitar's, in its own axes


class Contacts:
    def __init__(self, assets):
        self.folder = pathlib.Path(assets)
        self.clips = json.loads((self.folder / 'people/clips.json').read_text())
        self.known = {}

    def model(self, name):
        if name not in self.known:
            self.known[name] = Model(self.folder / 'people' / f'{name}.glb')
        return self.known[name]

    def seat(self, place, name):
        seats = json.loads((self.folder / 'places' / place / 'place.json').read_text())['seats']
        found = next(s for s in seats if s['name'] == name)
        a = np.radians(found['yaw_deg'])
        turn = np.array(((np.cos(a), 0, np.sin(a)), (0, 1, 0), (-np.sin(a), 0, np.cos(a))))
        return turn, np.array(found['position'])

    def hand_on_shoulder(self):
        """Ansel's palm on Imani's jumper while it lies there: (gap of the nearest place) at each instant, mm."""
        ansel, imani = self.model('ansel'), self.model('imani')
        ra, pa = self.seat('dining', 'ansel')
        ri, pi = self.seat('dining', 'imani')
        hand = ansel.bound('ansel_mesh', HAND)
        left = np.array([n.endswith('_l') for n in ansel.skin_joints()])
        keep = (hand[2] * left[hand[1]]).sum(1) > 0.5
        hand = tuple(h[keep] for h in hand)
        a = imani.primitive('imani_mesh')['attributes']
        body = (imani.read(a['POSITION']), imani.read(a['JOINTS_0']).astype(int), imani.read(a['WEIGHTS_0']))
        triangles = imani.read(imani.primitive('imani_mesh')['indices']).astype(int).reshape(-1, 3)
        out = []
        for t in np.arange(1.3, 4.6, 0.3):
            other = imani.placed(body, imani.world('listen', t)) @ ri.T + pi
            face = np.cross(
                other[triangles[:, 1]] - other[triangles[:, 0]],
                other[triangles[:, 2]] - other[triangles[:, 0]],
            )
            face /= np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-12)
            middle = other[triangles].mean(1)
            points = ansel.placed(hand, ansel.world('hand_on_shoulder', t)) @ ra.T + pa
            _, near = cKDTree(middle).query(points)
            signed = ((points - middle[near]) * face[near]).sum(1)
            out.append(float(np.percentile(signed, 2)) * 1000)
        return out

    def hands_on_table(self, name, edge_m=0.12, clip='sit'):
        """The lowest flesh of hands over the table, mm above it, at each instant."""
        m = self.model(name)
        hands = m.bound(f'{name}_mesh', HAND)
        out = []
        for t in np.arange(0, m.seconds(clip), 0.5):
            p = m.placed(hands, m.world(clip, t))
            p = p[(p[:, 2] < edge_m) & (p[:, 1] > 0.705)]
            if len(p):
                out.append((p[:, 1].min() - 0.75) * 1000)
        return out

    def bites(self, name):
        m = self.model(name)
        thing, lips = m.bound(f'{name}_mesh', ('held',)), m.bound(f'{name}_mesh', ('lip_',))
        out = []
        for t in self.clips[name]['eat']['bite_s']:
            w = m.world('eat', t)
            gap, _ = cKDTree(m.placed(lips, w)).query(m.placed(thing, w))
            out.append(float(gap.min()) * 1000)
        return out

    def blows(self, clip):
        """Theo's hands over the metal at each blow, mm."""
        m = self.model('theo')
        hands = m.bound('theo_mesh', HAND)
        out = []
        for t in self.clips['theo'][clip]['hit_s']:
            p = m.placed(hands, m.world(clip, t))
            out.append(float((p[:, 1] - SLIDE_M - SLIDE_FALL * p[:, 0]).min()) * 1000)
        return out

    def pick(self, clip='play_song'):
        """The right hand's first finger from the plane of the strings as each chord is struck, mm, and how far the
        finger is then from the middle of the strings, mm."""
        m = self.model('nell')
        tip = m.bound('nell_mesh', ('index_3_r', 'thumb_3_r'))
        height, across = [], []
        for t in self.clips['nell'][clip]['strum_s'][1:60]:
            w = m.world(clip, t)
            p = self.on_guitar(m, w, m.placed(tip, w))
            lowest = p[np.argmin(p[:, 2])]
            height.append((lowest[2] - STRINGS_Z) * 1000)
            across.append(lowest[1] * 1000)
        return height, across

    def fretting(self, clip='play_song'):
        """The left first finger over the strings while a chord sounds that is fretted, mm; and along the neck from
        where its fret wants it, mm."""
        m, facts = self.model('nell'), self.clips['nell'][clip]
        tip = m.bound('nell_mesh', ('index_3_l',))
        height, along = [], []
        for t, fret in list(zip(facts['strum_s'], facts['fret']))[:80]:
            if fret < 0.5:
                continue
            w = m.world(clip, t + 0.03)
            p = self.on_guitar(m, w, m.placed(tip, w))
            k = np.argmin(np.abs(p[:, 2] - STRINGS_Z) + np.abs(p[:, 1] - 0.02))
            height.append((p[:, 2].min() - STRINGS_Z) * 1000)
            along.append(
                (p[k, 0] - SCALE_M * 2 ** (-max(fret if fret <= 11 else fret - 12, 0.6) / 12)) * 1000
            )
        return height, along

    def on_guitar(self, m, world, points):
        """Into the guitar's axes: its origin is found on its strings at rest, see assets/build/people/guitar.py."""
        if not hasattr(self, 'guitar'):
            rest = m.world()
            tilt, yaw = np.radians(22), np.radians(14)
            x = np.array((-np.cos(tilt) * np.cos(yaw), np.sin(tilt), -np.cos(tilt) * np.sin(yaw)))
            z = np.array((-np.sin(yaw), 0.0, -np.cos(yaw)))
            z = z - x * (z @ x)
            z /= np.linalg.norm(z)
            hips = rest[m.index['hips']][:3, 3]
            origin = hips * (0, 1, 1) + (0.10, 0.10, -0.205)  # she is 1.70 m tall
            self.guitar = origin - rest[m.index['prop']][:3, 3], np.stack([x, np.cross(z, x), z], 1)
        origin, axes = self.guitar
        prop = world[m.index['prop']]
        return ((points - prop[:3, 3]) @ prop[:3, :3] - origin) @ axes


SEATED = ('ansel', 'imani', 'theo', 'june', 'marcus', 'lupe')


def table(assets):
    c = Contacts(assets)
    rows = [(f'{n}: hand on table', c.hands_on_table(n)) for n in (*SEATED, 'varga')]
    rows.append(('nell: hand on the van\'s table', c.hands_on_table('nell', -0.135)))
    rows += [(f'{n}: {c.clips[n]["eat"]["holds"]} to mouth', c.bites(n)) for n in SEATED]
    rows += [
        (f'theo: {clip}, palm on metal', c.blows(clip))
        for clip in ('drum_call_1', 'drum_call_2', 'drum_call_3', 'drum', 'drum_together')
    ]
    rows.append(('ansel: hand on Imani\'s shoulder', c.hand_on_shoulder()))
    for clip in ('play_song', 'play_riff'):
        height, across = c.pick(clip)
        rows += [
            (f'nell: {clip}, pick over the strings', height),
            (f'nell: {clip}, pick from the strings\' middle', across),
        ]
        height, along = c.fretting(clip)
        rows += [
            (f'nell: {clip}, finger over the strings', height),
            (f'nell: {clip}, finger from its fret', along),
        ]
    return rows


def main():
    for what, gaps in table(sys.argv[1]):
        print(
            f'{what:48s} {min(gaps):7.1f} .. {max(gaps):6.1f} mm  ({len(gaps)})'
            if gaps
            else f'{what:48s} never'
        )


if __name__ == '__main__':
    main()
