"""Who has which clips."""
from . import clips as C
from . import guitarist, table
from .signing import Places

SEATED = ('ansel', 'imani', 'theo', 'june', 'marcus', 'lupe')


def clips_of(name, spec, rig, body):
    places = Places(rig, body)
    out = {'stand': C.stand(rig), 'breathe': C.breathe_clip(rig)}
    if name in SEATED:
        rig.manner = spec.get('manner', 'open')
        out |= {
            'sit': table.sit(rig),
            'eat': table.eat(rig, spec['eats']),
            'listen': table.listen(rig),
            'laugh': table.laugh(rig),
            'turn': table.turn(rig, spec.get('turn_deg', 25)),
        }
    for clip in C.signing.notation()['line'].get(name, {}):
        if clip != 'offer_sign':
            out[clip] = C.line(rig, places, name, clip, seat=name in SEATED)
    if name == 'ansel':
        sign = C.line(rig, places, 'ansel', 'offer_sign')
        out |= {'wave_attention': table.wave_attention(rig), 'offer_bread': table.offer_bread(rig, sign)}
    if 'shoulder' in spec:
        out['hand_on_shoulder'] = table.hand_on_shoulder(rig, *spec['shoulder'])
    if name == 'theo':
        out |= {call: C.drum_call(rig, call) for call in C.CALLS}
        out |= {'wait': C.wait(rig), 'drum': C.drum(rig), 'drum_together': C.drum_together(rig)}
    if name == 'nell':
        out |= guitarist.clips(rig)
    if name in ('child', 'walker'):
        out['walk'] = C.walk(rig, 0.85 if name == 'child' else 1.2)
    if name.startswith('crowd'):
        out |= {'bounce': C.bounce(rig), 'cheer': C.cheer(rig), 'still': C.still(rig)}
    return out
