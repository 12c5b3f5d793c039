"""Who has which clips."""
from . import clips as C
from dataclasses import replace

from . import guitarist, table, talk
from .signing import Places

SEATED = ('ansel', 'imani', 'theo', 'june', 'marcus', 'lupe')


def clips_of(name, spec, rig, body):
    places = Places(rig, body)
    rig.manner, rig.lean = spec.get('manner', 'open'), spec.get('lean', 0.0)
    if 'table_ahead_m' in spec:  # a table further off than those of the house
        rig.table_z = -spec['table_ahead_m']
    out = {'stand': C.stand(rig), 'breathe': C.breathe_clip(rig)}
    if name in SEATED:
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
        # Off the stage she has put the guitar down.
        free = {
            'sit': table.sit(rig),
            'listen': table.listen(rig),
            'talk': talk.talk(rig, name),
            'laugh': table.laugh(rig),
            'stand_free': out['stand'],
            'talk_standing': talk.talk_standing(rig, name),
        }
        out = guitarist.clips(rig) | {clip: replace(c, without=('prop', 'cable')) for clip, c in free.items()}
    if name == 'varga':
        out |= {
            'sit': table.sit(rig),
            'listen': table.listen(rig),
            'turn': table.turn(rig, spec.get('turn_deg', 0)),
            'talk': talk.talk(rig, name),
            'talk_standing': talk.talk_standing(rig, name),
            'write': talk.write(rig),
            'nod': talk.nod(rig),
        }
    if name in ('child', 'walker'):
        out['walk'] = C.walk(rig, 0.85 if name == 'child' else 1.2)
    if name.startswith('crowd'):
        out |= {'bounce': C.bounce(rig), 'cheer': C.cheer(rig), 'still': C.still(rig)}
    return out


def handshape_clips(rig):
    """Every handshape of signs.toml held before the chest, for whoever reviews them: palm forward, then from the side."""
    out = {}
    for shape in C.signing.notation()['handshape']:

        def at(t, shape=shape):
            p = C.hanging_arms(C.standing(rig, 0.0))
            p.fingers('r', C.handshape(shape))
            to = ((0, 1, -0.05), (-0.2, 0, -1)) if t < 1 else ((0, 1, -0.05), (-1, 0, -0.1))
            spot = p.world('upper_arm_r')[1] + (0.06, -0.06, -0.30)
            return C.face(p.place('r', spot, *to), 0.0)

        out[f'shape_{shape}'] = C.Clip(2.0, False, at, {'draft': True})
    return out
