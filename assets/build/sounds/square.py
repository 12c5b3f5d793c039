"""The square in the evening: four bells, a fountain, air, a child's steps, a hand on the bench."""
import numpy as np
from scipy import signal

from house import footfall, _board
from modal import contact, ring
from noise import (RATE, band, circular_filter, clock, fade, frames, peak, place, product, rng_for, shaped, slope, unit,
                   wander)
from room import response, wet

# Partials of a well-tuned bell against its prime, with strengths and 60 dB decay (of a 1 t bell), after the
# names founders use: hum, prime, tierce, quint, nominal, then the upper rim partials.
PARTIALS = ((0.5, 0.26, 12.0), (1.0, 0.34, 5.0), (1.2, 0.62, 4.2), (1.5, 0.2, 2.6), (2.0, 1.0, 3.2), (2.51, 0.5, 1.9),
            (2.67, 0.42, 1.7), (3.01, 0.8, 1.6), (3.36, 0.2, 1.2), (4.17, 0.6, 0.95), (5.43, 0.42, 0.65),
            (6.8, 0.3, 0.45), (8.2, 0.2, 0.33), (9.9, 0.12, 0.25))


def bell(rng, prime_hz, length_s, force):
    """One stroke. No casting is quite round: every partial is two, a fraction of a hertz apart, and warbles."""
    hz, t60, strength = [], [], []
    size = (520.0 / prime_hz) ** 0.6
    for ratio, amount, decay in PARTIALS:
        centre = prime_hz * ratio * (1 + rng.normal(0, 0.0015))
        apart = rng.uniform(0.25, 1.1) * (0.4 + 0.3 * ratio)
        for side, share in ((-0.5, 0.62), (0.5, 0.38)):
            hz.append(centre + side * apart)
            t60.append(decay * size * rng.uniform(0.9, 1.1))
            strength.append(amount * share * force ** (0.3 * ratio))
    x = ring(hz, t60, strength, length_s, rng.uniform(0, 6.28, len(hz)))
    t = clock(length_s)
    clang = ring(rng.uniform(2500, 7500, 14), rng.uniform(0.05, 0.2, 14), rng.uniform(0.06, 0.2, 14), length_s)
    return contact(x + clang, 0.0004) * (1 - np.exp(-t / 0.0008))


def bells():
    """Plain bob on four, once through, rung at leisure; the last change is left to hum itself out."""
    rng, length = rng_for("bells"), 24.0
    primes = (660.0, 586.7, 523.3, 493.9)          # F, E flat, D flat, C of the ring, treble first (about E5 .. B4)
    changes = ("1234", "2143", "2413", "4231", "4321", "3412", "3142", "1324", "1234")
    out = np.zeros(frames(length))
    at = 0.15
    for row, change in enumerate(changes):
        for place_in_row, which in enumerate(change):
            k = int(which) - 1
            force = rng.uniform(0.88, 1.0)
            stroke = bell(rng_for(f"bell {k}"), primes[k], min(length - at, 14.0), force)
            place(out, at + rng.normal(0, 0.008), fade(stroke, 0.0, 1.5), force * (1.0, 1.02, 1.05, 1.12)[k])
            at += 0.41
        if row % 2 == 1:
            at += 0.41                              # the open lead: a pause of one bell after every second row
    # The tower and the square: louvres take the top, house fronts answer.
    out = signal.sosfilt(signal.butter(1, 8500, "low", fs=RATE, output="sos"), out)
    impulse = response(rng_for("bells", "square"), 1.9, 2500.0, ((0.062, 0.5), (0.11, 0.35), (0.171, 0.28), (0.26, 0.2)), 0.05)
    return fade(wet(out, impulse, 0.3), 0.002, 3.0)


def square_air():
    """Evening: a town far off, a breath of wind, no one thing."""
    n, rng = frames(10), rng_for("square_air")
    town = shaped(rng, n, product(band(45, 500, 2), slope(-4, 120))) * wander(rng, n, 0.25, 0.6)
    far = shaped(rng, n, product(band(200, 1600, 2), peak(520, 1.2, 3))) * wander(rng, n, 0.5, 0.3)
    breeze = shaped(rng, n, band(1500, 6500, 2)) * wander(rng, n, 0.4) ** 2
    return town + 0.2 * far + 0.07 * breeze


def _bubble(rng, hz, seconds):
    """A bubble sings at its Minnaert pitch and rises as it nears the surface (van den Doel 2005)."""
    t = clock(seconds)
    decay = 0.13 * hz + 0.0072 * hz ** 1.5
    pitch = hz * (1 + 0.1 * decay * t * rng.uniform(0.0, 1.0))
    return np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.exp(-decay * t) * (1 - np.exp(-t / 0.0006))


def fountain():
    """Thin jets into a stone basin: thousands of bubbles, drops, and the spray's hiss."""
    n, rng = frames(10), rng_for("fountain")
    out = 0.22 * shaped(rng, n, product(band(1200, 9500, 2), peak(3200, 0.8, 3))) * wander(rng, n, 6, 0.6)
    out += 0.12 * shaped(rng, n, product(band(180, 900, 2), peak(380, 2, 6))) * wander(rng, n, 2.5, 0.5)
    for _ in range(5200):
        hz = 420 * np.exp(rng.gamma(2.4, 0.5))
        if hz < 9000:
            place(out, rng.uniform(0, 10), _bubble(rng, hz, 0.06), 0.4 * rng.exponential(0.5) * (hz / 900) ** 0.25, circular=True)
    return out


def steps_child():
    """A child walks by on flagstones: quick, light, one skip."""
    rng = rng_for("steps_child")
    x = np.zeros(frames(4.4))
    at = 0.08
    for k in range(11):
        near = 1.0 / (1.0 + 0.16 * abs(k - 5))
        place(x, at, footfall(rng, 0.4, rng.uniform(165, 195), 0.75), near * (1.25 if k == 7 else 1.0))
        at += 0.19 if k == 6 else 0.37 + rng.normal(0, 0.012)
    return fade(x, 0.002, 0.2)


def bench_tap():
    """Fingertips on an oak plank: dry, short, a little hollow."""
    rng = rng_for("bench_tap")
    plank = _board(rng, 0.8, 138.0, 0.17, 0.0032, 12)
    t = clock(0.8)
    skin = shaped(rng, len(t), band(700, 3200, 2)) * np.exp(-t / 0.004)
    return fade(plank + 0.1 * skin, 0.0008, 0.3)
