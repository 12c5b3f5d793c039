"""Places on a shaped body that clothes, hair and paint are measured from."""
from dataclasses import dataclass

import numpy as np

from .body import BODY_VERTICES
from .human_data import human_data
from .skeleton import INDEX


@dataclass
class Landmarks:
    head_middle: np.ndarray  # inside the skull, at the height of the brows
    head_radius: float
    nose: np.ndarray
    mouth: np.ndarray
    chin: np.ndarray
    ear: np.ndarray  # (BODY_VERTICES,) 0..1
    lips: np.ndarray
    scale: float  # head size against an adult's


def find(body):
    skin = body.points[:BODY_VERTICES]
    human = human_data()
    j = body.joints
    eye = 0.5 * (j[INDEX['eye_l']] + j[INDEX['eye_r']])
    span = float(np.linalg.norm(j[INDEX['eye_l']] - j[INDEX['eye_r']]))
    scale = span / 0.062
    face = np.abs(skin[:, 0]) < 0.012 * scale
    near = face & (skin[:, 1] > eye[1] - 0.07 * scale) & (skin[:, 1] < eye[1] - 0.01 * scale)
    nose = skin[near][skin[near][:, 2].argmin()]
    ear = np.zeros(BODY_VERTICES)
    for s in 'lr':
        d = np.linalg.norm(human.target(f'ears/{s}-ear-size-big')[:BODY_VERTICES], axis=1)
        ear = np.maximum(ear, np.clip(d / d.max() * 2.5, 0, 1))
    lips = np.linalg.norm(human.target('mouth/mouth-lowerlip-volume-inflate')[:BODY_VERTICES], axis=1)
    upper = np.linalg.norm(human.target('mouth/mouth-upperlip-volume-inflate')[:BODY_VERTICES], axis=1)
    lips = np.clip(np.maximum(lips / lips.max(), upper / upper.max()) * 1.6, 0, 1)
    size = np.linalg.norm(human.target('chin/chin-prominent-more')[:BODY_VERTICES], axis=1)
    chin = skin[np.argsort(size)[-20:]].mean(0)
    mouth = lips_middle(skin, lips)
    skull = skin[(skin[:, 1] > eye[1] + 0.02) & (skin[:, 1] < eye[1] + 0.07)]
    middle = np.array((0, eye[1] + 0.035 * scale, (skull[:, 2].min() + skull[:, 2].max()) / 2))
    radius = float(np.median(np.linalg.norm(skull - middle, axis=1)))
    return Landmarks(middle, radius, nose, mouth, chin, ear, lips, scale)


def lips_middle(skin, lips):
    front = lips > 0.5
    weight = lips[front, None]
    middle = (skin[front] * weight).sum(0) / weight.sum()
    middle[2] = skin[front][:, 2].min()
    return middle
