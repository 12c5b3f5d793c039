"""The house: a table for nine. Porcelain, steel, wood, floorboards, people who laugh, and what the table carries."""
import numpy as np

from modal import contact, ring
from noise import (RATE, band, band_pass, clock, fade, frames, high_pass, low_pass, mixed, peak, place, product,
                   rng_for, shaped, slope, unit, wander)
from voice import laugh


def room_dining():
    """A quiet house by day: air in the room, a far road, a kitchen pipe, old wood."""
    rng, n = rng_for("room_dining"), frames(10)
    air = shaped(rng, n, product(band(40, 700, 2), slope(-4, 150)))
    road = shaped(rng, n, band(45, 190)) * wander(rng, n, 0.3, 0.3)
    hiss = shaped(rng, n, band(1200, 7000, 2)) * 0.035
    out = 0.7 * air + 0.5 * road + hiss
    for at in (1.7, 4.4, 8.1):                                   # timber settling, hardly there
        tick = ring([rng.uniform(300, 480), rng.uniform(800, 1300)], [0.05, 0.03], [1, 0.5], 0.15)
        place(out, at, fade(contact(tick, 0.002)), 0.5, circular=True)
    return out


def _porcelain(rng, size, length_s, force, touch_s, held=1.0):
    """A plate: its rim modes of 2, 3, 4... waves, each split in two by the plate's unevenness."""
    waves = np.arange(2, 15)
    hz = size * 1.0 * (waves ** 2 - 1) ** 0.72 * waves ** 0.3 / 2.6
    split = hz * (1 + rng.uniform(0.002, 0.009, len(hz)))
    both = np.concatenate([hz, split, rng.uniform(3 * size, 14 * size, 16)])
    t60 = held * 0.55 / (1 + (both / 3200.0) ** 0.9) * rng.uniform(0.7, 1.3, len(both))
    strength = rng.uniform(0.3, 1.0, len(both)) / (1 + (both / (2500 + 5000 * force)) ** 2)
    return unit(contact(ring(both, t60, strength, length_s), touch_s))


def _board(rng, length_s, base_hz, t60_s, touch_s, count=14):
    """A table top struck: a few low plate modes and the legs' thump."""
    hz = base_hz * np.cumsum(np.concatenate([[1.0], rng.uniform(0.35, 0.8, count - 1)]))
    t60 = t60_s / (hz / base_hz) ** 0.8
    strength = rng.uniform(0.5, 1.0, count) / (hz / base_hz) ** 0.6
    return unit(contact(ring(hz, t60, strength, length_s), touch_s))


def plate(index):
    """1, 2: set down; 3: scraped and set down; 4: fork on rim; 5: stacked; 6: bowl and spoon."""
    rng = rng_for("plate", index)
    size = (620, 700, 560, 820, 660, 940)[index - 1]
    down = lambda force, touch, held=0.6: _porcelain(rng, size, 0.9, force, touch, held)
    thud = _board(rng, 0.6, 92.0, 0.16, 0.006)
    if index in (1, 2):
        x = mixed(1.0, (0.0, down(0.5, 0.0008), 0.8), (0.0, thud, 0.45), (0.055 + 0.02 * index, down(0.3, 0.0009), 0.4),
                  (0.09 + 0.03 * index, down(0.2, 0.0008), 0.2))
    elif index == 3:
        t = clock(0.4)
        scrape = shaped(rng, len(t), product(band(700, 5000), peak(size * 2.6, 9, 14))) * np.sin(np.pi * t / 0.4) ** 2
        x = mixed(1.2, (0.0, scrape, 0.16), (0.34, down(0.4, 0.001), 0.8), (0.34, thud, 0.45), (0.43, down(0.2, 0.001), 0.25))
    elif index == 4:
        x = mixed(1.0, (0.0, _porcelain(rng, size, 0.9, 0.9, 0.0003, 1.1), 0.9), (0.19, down(0.8, 0.0003, 1.0), 0.5))
    elif index == 5:
        other = _porcelain(rng, size * 1.13, 0.9, 0.6, 0.0005, 0.8)
        x = mixed(1.1, (0.0, down(0.7, 0.0005, 0.8), 0.9), (0.004, other, 0.7), (0.07, down(0.5, 0.0005), 0.45),
                  (0.11, other, 0.3), (0.0, thud, 0.35), (0.15, down(0.4, 0.0006), 0.16))
    else:
        x = mixed(1.1, *[(at, _porcelain(rng, size * 1.3, 0.9, 0.8, 0.0004, 1.0), g)
                         for at, g in ((0.0, 0.8), (0.16, 0.5), (0.3, 0.65))])
    return fade(x, 0.0003, 0.25)


def _steel(rng, base_hz, length_s=0.6, held=1.0):
    """A knife or fork: a free bar, 1 : 2.76 : 5.40 : 8.93 (Fletcher and Rossing 2.15), damped by the fingers."""
    ratios = np.array([1, 2.756, 5.404, 8.933, 1.74, 3.9])
    hz = base_hz * ratios * rng.uniform(0.97, 1.03, 6)
    t60 = held * np.array([0.22, 0.3, 0.22, 0.14, 0.12, 0.16])
    return unit(contact(ring(hz, t60, [0.4, 1.0, 0.9, 0.5, 0.3, 0.5], length_s), 0.00025))


def cutlery(index):
    """1: fork laid down; 2: knife against fork; 3: spoon dropped on wood; 4: eating, fork and plate."""
    rng = rng_for("cutlery", index)
    base = (1050, 1480, 860, 1250)[index - 1]
    tap = _board(rng, 0.4, 190.0, 0.08, 0.002)
    steel = lambda held=1.0: _steel(rng, base * rng.uniform(0.98, 1.02), 0.6, held)
    plans = {
        1: [(0.0, steel(), 0.7), (0.0, tap, 0.5), (0.062, steel(0.7), 0.4), (0.062, tap, 0.25), (0.1, steel(0.5), 0.2)],
        2: [(0.0, steel(), 0.9), (0.003, _steel(rng, base * 1.37), 0.7), (0.21, steel(0.8), 0.5), (0.38, steel(0.6), 0.35)],
        3: [(0.0, steel(1.2), 0.8), (0.0, tap, 0.8), (0.12, steel(), 0.5), (0.12, tap, 0.45), (0.2, steel(), 0.3),
            (0.2, tap, 0.3), (0.255, steel(), 0.2), (0.295, steel(), 0.14), (0.325, steel(), 0.1)],
        4: [(0.0, steel(0.5), 0.35), (0.0, _porcelain(rng, 700, 0.6, 0.9, 0.0003, 0.6), 0.7), (0.24, steel(0.4), 0.25),
            (0.24, _porcelain(rng, 700, 0.6, 0.9, 0.0003, 0.6), 0.5), (0.55, _porcelain(rng, 700, 0.5, 0.7, 0.0004), 0.4)],
    }
    return fade(high_pass(mixed(1.1, *plans[index]), 90), 0.0003, 0.2)


def chair():
    """A wooden chair pushed back over boards: stick and slip, then the legs come to rest."""
    rng, length = rng_for("chair"), 1.3
    x = np.zeros(frames(length))
    at, strength = 0.05, 0.0
    while at < 0.62:                                             # every slip is a small blow on the frame
        share = (at - 0.05) / 0.57
        strength = np.sin(np.pi * share) ** 0.5 * rng.uniform(0.5, 1.0)
        slip = _board(rng, 0.12, rng.uniform(150, 175), 0.09, 0.0022, 10)
        place(x, at, slip, 0.5 * strength)
        at += rng.normal(1 / (46 + 34 * np.sin(np.pi * share)), 0.0015)
    x += 0.05 * shaped(rng, len(x), band(400, 3500)) * np.interp(clock(length), [0, 0.05, 0.3, 0.62, 0.66], [0, .4, 1, .5, 0])
    place(x, 0.74, _board(rng, 0.5, 105.0, 0.16, 0.004), 0.9)
    place(x, 0.79, _board(rng, 0.5, 122.0, 0.14, 0.004), 0.5)
    return fade(x, 0.002, 0.25)


def footfall(rng, weight, floor_hz, hard):
    """Heel, then sole: a thud of the floor, a click of the shoe, a brush."""
    heel = _board(rng, 0.35, floor_hz, 0.14, 0.006 - 0.003 * hard)
    t = clock(0.35)
    click = shaped(rng, len(t), band(900 + 900 * hard, 3000 + 3500 * hard)) * np.exp(-t / 0.006)
    brush = shaped(rng, len(t), band(500, 4500)) * np.exp(-((t - 0.11) / 0.035) ** 2)
    sole = _board(rng, 0.3, floor_hz * 1.25, 0.09, 0.008)
    whole = mixed(0.42, (0.0, heel, weight), (0.0, click * (1 - np.exp(-t / 0.0005)), 0.06 + 0.12 * hard), (0.0, brush, 0.05),
                  (0.095, sole, 0.35 * weight))
    return fade(whole, 0.0006, 0.05)


def steps():
    """Somebody in socks and soft soles crosses the floorboards: seven steps, nearer, then past."""
    rng = rng_for("steps")
    x = np.zeros(frames(4.6))
    for k in range(7):
        near = 1.0 / (1.0 + 0.25 * abs(k - 4))
        place(x, 0.08 + 0.56 * k + rng.normal(0, 0.012), footfall(rng, 1.0, rng.uniform(84, 100), 0.25), near)
    return fade(x, 0.002, 0.2)


def laughter(index):
    """1: a man's low chuckle that breaks open; 2: a woman's bright laugh; 3: two at once, and a wheeze."""
    rng = rng_for("laugh", index)
    if index == 1:
        x = laugh(rng, 2.5, 128, 1.0, 4.9, 9, "uh", 0.5)
    elif index == 2:
        x = laugh(rng, 2.6, 248, 1.16, 5.6, 11, "a", 0.35)
    else:
        x = 0.8 * laugh(rng, 2.7, 150, 0.98, 4.6, 9, "a", 0.8)
        place(x, 0.25, laugh(rng, 2.3, 225, 1.12, 5.6, 9, "ae", 0.5), 0.6)
    return fade(high_pass(x, 90), 0.005, 0.2)


def table_thud(index):
    """What the wood carries to a palm: a dish, an elbow, a fist in laughter. Nothing above a few hundred hertz."""
    rng = rng_for("table_thud", index)
    base, hold, touch = ((96, 0.26, 0.005), (84, 0.32, 0.007), (72, 0.42, 0.005))[index - 1]
    x = _board(rng, 1.0, base, hold, touch, 9)
    if index == 3:
        x = mixed(1.0, (0.0, x, 1.0), (0.17, x, 0.55))
    rattle = shaped(rng, len(x), band(900, 3000)) * low_pass(np.abs(x), 40) * 0.01
    return fade(low_pass(x, 650) + rattle, 0.001, 0.3)
