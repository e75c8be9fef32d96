"""Puts a white ball near the camera into the hazy landscape, which looks like haze and so like something far."""

from haze import make
from ray_tracing import Solid

make([Solid((0.5, 0.75, 4.2), radius=0.75, colour=(0.97, 0.97, 0.97))])
