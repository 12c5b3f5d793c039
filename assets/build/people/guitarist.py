"""Nell's clips: the guitar stays with her chest; the left hand frets, the right hand strikes what is heard.

`play_song` and `play_riff` follow the score note by note (score.py); `play` is four bars for anywhere else.
"""
import numpy as np
from scipy.interpolate import PchipInterpolator

from . import fretting, guitar, score, speech
from .clip import BEAT_S, Clip, wave
from .motion import breathe, face, idle_head, standing
from .pose import rx, ry, rz
from .signing import handshape
from .skeleton import INDEX
from .timing import LIFE_S, bump, ease

STROKE_S = 0.045  # from above a string to below it
ALTERNATE_S = 0.16  # nearer than this, strokes go down and up in turn
SONG_S, RIFF_S, RIFF_NOD_S = 26.0, 29.2, 12.714  # the nod: at the seventeenth second of the soundcheck


def _hold(p, fret=3.0, strum=0.0, lift=0.0, press=0.0, palm=0.0):
    """Hands on the guitar. `fret`: where the left hand is; `press`: strings down; `strum` -1 above the strings .. 1
    below; `lift` off them; `palm` 1: the heel of the right hand damps them at the bridge."""
    rig = p.rig
    origin, axes = guitar.hang(rig)
    r, at = p.world('prop')
    axes = r @ axes
    origin = at + r @ (origin - rig.at('prop'))
    fretting.hold(p, origin, axes, fret, press)
    p.fingers('r', handshape('pick'))
    string = origin + axes @ np.array(
        (0.095 - 0.03 * palm + 0.01 * strum, 0.012 - 0.050 * strum, 0.040 + lift)
    )
    p.place(
        'r',
        string,
        axes @ np.array((0.80, -0.60 - 0.10 * strum, -0.28)),
        axes @ np.array((-0.30, -0.25, -0.95)),
        'index',
        np.array((1.0, -0.35, 0.5)),
    )
    return p


def stance(rig, t=0.0, sway=0.0):
    p = standing(rig, t, sway)
    for s, out in (('l', -1), ('r', 1)):
        p.leg(
            s,
            rig.at(f'foot_{s}') * (0.95, 1, 1) + np.array((0, 0, -0.05 if s == 'l' else 0.03)),
            ry(-0.2 * out),
        )
    p.rotate('chest', rx(-0.05)).rotate('neck', rx(-0.05))
    return p


def stand(rig):
    def at(t):
        p = breathe(stance(rig, t, 0.6 * rig.temper.drift(t, 0)), t)
        return _hold(idle_head(p, t), 3, 0.4, 0.02)

    return Clip(LIFE_S, True, at)


def breath(rig):
    def at(t):
        p = breathe(stance(rig, t), t, 4, 1.6)
        return face(_hold(p, 3, 0.4, 0.02), t, loop_s=LIFE_S / 2)

    return Clip(LIFE_S / 2, True, at)


class _Part:
    """A score for two hands: where each is at t."""

    def __init__(self, notes):
        self.notes = notes
        times = np.array([n.at_s for n in notes])
        gaps = np.diff(times, prepend=times[0] - 1.0, append=times[-1] + 1.0)
        keys, down = [(min(0.0, times[0] - 1.0), -0.4)], True
        for k, n in enumerate(notes):
            down = not down if gaps[k] < ALTERNATE_S else True
            half = min(STROKE_S, 0.4 * gaps[k], 0.4 * gaps[k + 1])
            way = 1 if down else -1
            wide = 0.55 if n.palm else 0.9
            keys += [(n.at_s - half, -wide * way), (n.at_s, 0.0), (n.at_s + half, wide * way)]
            if gaps[k + 1] > 0.5:
                keys.append((n.at_s + half + 0.18, 0.5))  # the hand swings out, and waits above the strings
        keys.append((times[-1] + 2.0, -0.4))
        t, v = np.array(sorted(keys)).T
        keep = np.append(True, np.diff(t) > 1e-3)
        self.strum = PchipInterpolator(t[keep], v[keep])
        self.times = times
        fretted = [n for n in notes if n.fret > 0.5]
        self.fret_at = np.array([n.at_s for n in fretted])
        self.fret = np.array([f if f <= 11 else f - 12 for f in (n.fret for n in fretted)])

    def at(self, t):
        """(fret, press, strum, palm)."""
        strum = float(np.clip(self.strum(np.clip(t, *self.strum.x[[0, -1]])), -1.2, 1.2))
        k = int(np.searchsorted(self.times, t + 0.03, 'right')) - 1
        now = self.notes[max(k, 0)]
        press = 0.0
        for n in self.notes[max(k - 1, 0) : k + 3]:
            if n.fret > 0.5:
                press = max(
                    press,
                    ease(t, n.at_s - 0.06, n.at_s - 0.01)
                    * (1 - ease(t, n.at_s + n.length_s - 0.03, n.at_s + n.length_s + 0.06)),
                )
        fret = 3.0
        if len(self.fret):  # the hand leaves in time to be there
            i = int(np.searchsorted(self.fret_at - 0.03, t, 'right'))
            fret = self.fret[max(i - 1, 0)]
            if i < len(self.fret):
                leave = max(self.fret_at[i] - 0.15, self.fret_at[i - 1] if i else -9.0)
                fret = fret + ease(t, leave, self.fret_at[i] - 0.03) * (self.fret[i] - fret)
        return fret, press, strum, now.palm * ease(t, now.at_s - 0.05, now.at_s)


def _body(rig, t, dip, sway, seconds):
    p = stance(rig, 0.0, sway)
    p.shift[INDEX['hips']] += (0, -0.022 * dip, 0)
    for s, out in (('l', -1), ('r', 1)):
        p.leg(
            s,
            rig.at(f'foot_{s}') * (0.95, 1, 1) + np.array((0, 0, -0.05 if s == 'l' else 0.03)),
            ry(-0.2 * out),
        )
    p.rotate('spine_2', rz(0.03 * sway)).rotate('chest', rx(-0.04 * dip) @ ry(0.06 * sway))
    p.rotate('neck', rx(-0.10 * dip)).rotate('head', rx(-0.13 * dip) @ ry(-0.10 + 0.12 * sway))
    return breathe(p, t, seconds / max(1, round(seconds / rig.temper.breath_s)))


def play(rig):
    """Four bars: eighths down and up, the body on the beat, the hand along the neck every bar."""
    seconds = 16 * BEAT_S
    notes = [
        score.Note((i - 8) * BEAT_S / 2, (0, 3, 5, 3, 0, 6, 5, 1)[i // 4 % 8], BEAT_S / 2, 0.0)
        for i in range(48)
    ]
    part = _Part(notes)

    def at(t):
        beat = t / BEAT_S
        dip = 0.5 + 0.5 * np.cos(2 * np.pi * beat)
        p = _body(rig, t, dip, wave(t, seconds / 4), seconds)
        fret, press, _, _ = part.at(t)
        up = 0.006 * max(0, np.sin(2 * np.pi * beat * 2))
        _hold(p, fret, -np.cos(2 * np.pi * beat * 2), up, press)
        return face(p, t, brows=-0.25 + 0.2 * dip, smile=0.25, squint=0.3, press=0.5 * dip, loop_s=seconds)

    events = {'strum_s': [round(i * BEAT_S / 2, 4) for i in range(32)]}
    return Clip(round(seconds, 4), True, at, events, frame_s=1 / 30)


def _piece(rig, name, seconds, steady_s, nod_s=None):
    """Plays what is heard. The body goes with the beat until `steady_s`; then she listens for you."""
    notes = [n for n in score.notes(name) if n.at_s < seconds]
    part = _Part(notes)

    def at(t):
        much = 1 - ease(t, steady_s, steady_s + 1.2)
        near = np.abs(part.times - t).min()
        busy = np.exp(-((near / 0.9) ** 2)) * (1 if name == 'song' else 0.6)
        dip = (0.5 + 0.5 * np.cos(2 * np.pi * t / BEAT_S)) * (0.25 + 0.75 * busy) * much
        sway = wave(t, 8 * BEAT_S) * (0.4 + 0.6 * much)
        nods = bump(t, nod_s, nod_s + 1.6, 0.35) if nod_s else 0.0
        p = _body(rig, t, dip * (1 - nods), sway, LIFE_S)
        look = rig.temper.drift(t, 2, 11.0)
        p.rotate('head', ry(0.12 * look) @ rx(-0.05 * bump(t % 3.43, 0.2, 1.3, 0.3)))
        if nods:
            p.rotate(
                'head',
                rx(
                    0.10 * bump(t, nod_s + 0.15, nod_s + 0.5, 0.17)
                    - 0.24 * bump(t, nod_s + 0.5, nod_s + 1.05, 0.22)
                ),
            )
        fret, press, strum, palm = part.at(t)
        _hold(p, fret, strum, 0.004 * (1 - busy), press, palm)
        worry = 1 - much
        return face(
            p,
            t,
            brows=((-0.25 if name == 'song' else 0.0) + 0.2 * dip) * (1 - nods) + 0.8 * nods + 0.5 * worry,
            smile=(0.25 + 0.15 * wave(t, 9.0)) * much + 0.3 * nods,
            squint=0.25 * busy * (1 - nods),
            press=0.45 * dip,
            jaw=0.12 * worry,
            gaze=(0.06 * look, -0.10 * press),
        )

    events = {
        'strum_s': [round(float(n.at_s), 4) for n in notes],
        'fret': [round(float(n.fret), 1) for n in notes],
    }
    return Clip(seconds, False, at, events, frame_s=1 / 30)


def say(rig, line, seconds, look=0.0):
    """One of her spoken lines: the mouth as the recording goes, the hands damp the strings."""
    shapes = speech.said(line)

    def at(t):
        a = bump(t, 0.0, seconds, 0.3)
        loud = speech.loudness(shapes, t)
        p = breathe(stance(rig, 0.0), t)
        p.rotate(
            'head',
            rx(0.05 * loud - 0.06 * bump(t, seconds - 0.9, seconds - 0.3, 0.2))
            @ ry(look * a)
            @ rz(-0.05 * a),
        )
        _hold(p, 3, 0.4, 0.012)
        mouth = speech.mouth(shapes, t)
        mouth['smile'] = max(mouth['smile'], 0.3 * a)
        return face(p, t, brows=0.25 * a + 0.35 * loud, **mouth)

    return Clip(seconds, False, at, {'says': line, 'mouth_s': [a for a, _ in shapes]})


def nod(rig):
    """A look at the drummer, a nod: now."""

    def at(t):
        a = bump(t, 0.1, 1.7, 0.35)
        p = breathe(stance(rig, t), t)
        p.rotate('head', rx(0.10 * bump(t, 0.25, 0.6, 0.17) - 0.24 * bump(t, 0.6, 1.15, 0.22)))
        return face(_hold(p, 3, 0.4, 0.02), t, brows=0.8 * bump(t, 0.2, 0.8), smile=0.6 * a)

    return Clip(2.0, False, at, {'nod_s': 0.85})


def stop(rig):
    """The hand damps the strings; she turns and looks at you, and does not look away."""

    def at(t):
        u = ease(t, 0.0, 0.35)
        v = ease(t, 0.5, 1.5)
        p = breathe(stance(rig, t), t, 3.0)
        p.rotate('spine_2', ry(-0.04 * v)).rotate(
            'chest', ry(-0.05 * v) @ rx(-0.05 * v)
        )  # you sit to her right
        p.rotate('neck', ry(-0.03 * v)).rotate('head', ry(-0.05 * v) @ rz(-0.06 * v) @ rx(0.04 * v))
        _hold(p, 4, 0.1 + 0.2 * u, 0.0)
        return face(p, t, brows=-0.35 * u + 1.0 * ease(t, 1.2, 1.8) * 0.9, jaw=0.18 * ease(t, 1.6, 2.2))

    return Clip(3.0, False, at, {'damped_s': 0.35})


def shout(rig):
    """From where `stop` ends: she calls across the stage, twice, and waits for what does not come."""
    shapes, rest = speech.said('shout'), stop(rig)

    def at(t):
        loud = speech.loudness(shapes, t)
        push = max(bump(t, 0.0, 0.6, 0.12), bump(t, 0.78, 1.5, 0.15))
        p = rest.pose(3.0)
        p.rotate('spine_1', rx(-0.05 * push)).rotate('neck', rx(0.05 * push)).rotate('head', rx(0.10 * push))
        p = breathe(p, t, 2.2)
        _hold(p, 4, 0.3, 0.0)
        mouth = speech.mouth(shapes, t)
        mouth['jaw'] = max(mouth['jaw'] * 1.15, 0.18 * ease(t, 1.5, 1.8))
        return face(p, t, brows=0.9 - 0.75 * push + 0.1 * loud, wide=0.25 * push, **mouth)

    return Clip(4.0, False, at, {'says': 'shout', 'mouth_s': [a for a, _ in shapes]})


def clips(rig):
    return {
        'stand': stand(rig),
        'breathe': breath(rig),
        'play': play(rig),
        'play_song': _piece(rig, 'song', SONG_S, 24.0),
        'play_riff': _piece(rig, 'riff_soundcheck', RIFF_S, 99.0, RIFF_NOD_S),
        'say_snare': say(rig, 'snare', 2.0, -0.05),
        'say_again': say(rig, 'again', 2.4, -0.05),
        'nod': nod(rig),
        'stop': stop(rig),
        'shout': shout(rig),
    }
