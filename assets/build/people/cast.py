"""Who has which clips."""
from . import clips as C
from . import guitarist
from .signing import Places

SEATED = ('ansel', 'imani', 'theo', 'june', 'marcus', 'lupe')


def clips_of(name, spec, rig, body):
    places = Places(rig, body)
    out = {'stand': C.stand(rig), 'breathe': C.breathe_clip(rig)}
    if name in SEATED:
        out |= {
            'sit': C.sit(rig),
            'eat': C.eat(rig),
            'listen': C.listen(rig),
            'laugh': C.laugh(rig),
            'turn': C.turn(rig, spec.get('turn_deg', 25)),
        }
    for clip in C.signing.notation()['line'].get(name, {}):
        if clip != 'offer_sign':
            out[clip] = C.line(rig, places, name, clip, seat=name in SEATED)
    if name == 'ansel':
        out |= {'wave_attention': C.wave_attention(rig), 'offer_bread': C.offer_bread(rig, places)}
    if name == 'theo':
        out |= {call: C.drum_call(rig, call) for call in C.CALLS}
        out |= {'wait': C.wait(rig), 'drum_together': C.drum_together(rig)}
    if name == 'nell':
        out |= guitarist.clips(rig)
    if name in ('child', 'walker'):
        out['walk'] = C.walk(rig, 0.85 if name == 'child' else 1.2)
    if name.startswith('crowd'):
        out |= {'bounce': C.bounce(rig), 'cheer': C.cheer(rig), 'still': C.still(rig)}
    return out
