"""Easing, and the temper of a person at rest: breath, blinks, glances and drift, all of whole periods."""
import numpy as np

LIFE_S = 16.0  # idle life repeats after this


def ease(t, a, b):
    """0 before a, 1 after b, minimum jerk between."""
    u = np.clip((t - a) / (b - a), 0, 1)
    return u**3 * (10 - 15 * u + 6 * u * u)


def bump(t, a, b, rise=0.25):
    """0 outside a..b, 1 inside, eased over `rise` seconds."""
    return ease(t, a, a + rise) * (1 - ease(t, b - rise, b))


class Temper:
    """How somebody keeps still: periods and amounts of breath, blink, glance and sway, each its own."""

    def __init__(self, seed=0):
        rng = np.random.default_rng(seed)
        self.breath_s = (4.0, 3.2, 5.33)[seed % 3]  # whole periods in sixteen seconds
        self.phase = rng.uniform(0, 1, 8)
        self.head = rng.uniform(0.7, 1.35)
        self.sway = rng.uniform(0.7, 1.3)
        self.tilt = rng.uniform(-0.035, 0.035)
        self.smile = rng.uniform(0.06, 0.22)
        self.brows = rng.uniform(-0.06, 0.12)
        self.blinks_s = np.sort(self._blinks(rng))
        self.jumps_s = np.cumsum(rng.uniform(0.35, 1.7, 40))  # the eyes never rest: small jumps, left and up
        self.jumps = np.stack([rng.uniform(-1, 1, 40), 0.5 * rng.uniform(-1, 1, 40)], 1)

    @staticmethod
    def _blinks(rng):
        """Instants of closed lids in a round of LIFE_S; people blink in twos now and then."""
        out, t = [], rng.uniform(0.3, 2.5)
        while t < LIFE_S - 0.4:
            out.append(t)
            if rng.uniform() < 0.22:
                out.append(t + 0.32)
            t += rng.uniform(2.1, 5.2)
        return np.array(out)

    def blinks_within(self, loop_s=LIFE_S):
        """The blinks of a loop so long; a short one has one at most, of the length that blinks have."""
        inside = self.blinks_s[self.blinks_s < loop_s - 0.3]
        return inside if len(inside) or loop_s < 2.0 else np.array([0.6 * loop_s])

    def blink(self, t, loop_s=LIFE_S):
        inside = self.blinks_within(loop_s)
        if not len(inside):
            return 0.0
        gap = np.abs((t - inside + loop_s / 2) % loop_s - loop_s / 2).min()
        return float(np.exp(-((gap / 0.085) ** 2.6)))

    @staticmethod
    def blink_at(t, instants):
        """How far shut the lids are when they close at these instants."""
        gap = min((abs(t - b) for b in instants), default=1.0)
        return float(np.exp(-((gap / 0.085) ** 2.6)))

    def saccade(self, t, loop_s=LIFE_S):
        """Where the eyes have jumped to, a little beside what they look at: (left, up) in radians, at most 2 degrees."""
        t = t % loop_s
        k = int(np.searchsorted(self.jumps_s[self.jumps_s < loop_s - 0.3], t, 'right'))
        last = self.jumps[k - 1] if k else np.zeros(2)
        before = self.jumps[k - 2] if k > 1 else np.zeros(2)
        u = ease(t, self.jumps_s[k - 1], self.jumps_s[k - 1] + 0.045) if k else 0.0
        home = ease(t, loop_s - 0.1, loop_s - 0.05)  # a loop ends where it began
        return 0.032 * (1 - home) * (before + u * (last - before))

    def drift(self, t, channel, period=LIFE_S):
        """A slow wandering in -1..1 that repeats after `period`; another one for every channel."""
        a = 2 * np.pi * (t / period + self.phase[channel % 8])
        return (np.sin(a) + 0.6 * np.sin(2 * a + 7 * self.phase[(channel + 3) % 8])) / 1.6

    def glance(self, t, channel):
        """Gaze jumps and rests: 0 most of the time, then somewhere for a second or two. -1..1, repeats after LIFE_S."""
        a = (t / LIFE_S * 3 + self.phase[channel % 8]) % 3
        side = (1, -1, 0.55)[int(a)]
        return side * bump(a % 1, 0.32, 0.70, 0.035)
