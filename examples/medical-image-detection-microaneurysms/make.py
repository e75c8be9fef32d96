"""Marks the dark dots of an eye's ground that are round in all directions."""

from dark_spots import make

make(roundness=0.45, darkness=0.06)
