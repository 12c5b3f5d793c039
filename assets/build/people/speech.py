"""What a mouth does while somebody speaks: mouth shapes of signs.toml on a clock, each eased into the next.

The three lines that are heard are timed by their recordings (assets/build/sounds/band.py); `talk` is speech that
nobody hears the words of.
"""
import numpy as np

from .signing import notation

NAMES = ('jaw', 'round', 'press', 'puff', 'smile')
# (when it begins, shape); '' is a mouth at rest. Seconds from the beginning of the recording.
LINES = {
    'snare': (  # "Snare when you are ready."
        (0.03, 'ss'), (0.11, 'nn'), (0.20, 'eh'), (0.38, 'er'), (0.48, ''), (0.58, 'oo'), (0.66, 'eh'), (0.77, 'nn'),
        (0.83, 'oo'), (0.95, 'ah'), (1.04, 'er'), (1.10, 'eh'), (1.19, 'nn'), (1.24, 'ee'), (1.44, ''),
    ),
    'again': (  # "Sounds like us. Again."
        (0.03, 'ss'), (0.14, 'ah'), (0.23, 'oo'), (0.31, 'nn'), (0.38, 'ss'), (0.44, 'nn'), (0.50, 'ah'), (0.58, 'ee'),
        (0.66, 'nn'), (0.71, 'uh'), (0.86, 'ss'), (1.02, ''), (1.38, 'uh'), (1.46, 'nn'), (1.51, 'eh'), (1.66, 'nn'),
        (1.80, ''),
    ),
    'shout': (  # "Hey! Look at me!"
        (0.02, 'eh'), (0.12, 'wide'), (0.30, 'ee'), (0.40, ''), (0.80, 'nn'), (0.87, 'oo'), (0.97, 'eh'), (1.03, 'wide'),
        (1.10, 'nn'), (1.15, 'mm'), (1.23, 'ee'), (1.42, ''),
    ),
}  # fmt: skip
_TALK = ('ah', 'nn', 'ee', 'mm', 'oh', 'uh', 'ss', 'eh', 'er', 'oo', 'nn', 'ah', 'ee', 'mm', 'eh')


def said(line):
    """The timed shapes of a line that is heard."""
    return LINES[line]


def talk(seconds, seed, pauses):
    """Syllables of uneven length until `seconds`; nothing in `pauses` ((from, to), ..)."""
    rng = np.random.default_rng(seed)
    out, t = [(0.0, '')], 0.35
    while t < seconds - 0.5:
        pause = next((p for p in pauses if p[0] <= t < p[1]), None)
        if pause:
            out.append((t, ''))
            t = pause[1]
            continue
        out.append((t, _TALK[int(rng.integers(len(_TALK)))]))
        t += float(rng.uniform(0.08, 0.20))
    out.append((t, ''))
    return tuple(out)


def mouth(shapes, t):
    """Mouth at t: shapes overlap by 40 ms either side, as neighbours colour each other in speech."""
    table = notation()['mouth']
    out = dict.fromkeys(NAMES, 0.0)
    for k, (start, shape) in enumerate(shapes):
        end = shapes[k + 1][0] if k + 1 < len(shapes) else start + 9.0
        if not shape or not start - 0.06 < t < end + 0.06:
            continue
        share = np.clip((t - start + 0.06) / 0.10, 0, 1) * np.clip((end + 0.06 - t) / 0.10, 0, 1)
        share = share * share * (3 - 2 * share)
        for name, value in table[shape].items():
            out[name] = max(out[name], value * float(share))
    return out


def loudness(shapes, t):
    """0 in a pause, 1 where the jaw is wide: what head and brows go with."""
    near = [mouth(shapes, t + d)['jaw'] for d in (-0.12, -0.06, 0.0, 0.06, 0.12)]
    return float(np.mean(near)) / 0.55
