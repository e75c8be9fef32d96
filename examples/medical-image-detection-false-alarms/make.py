"""Marks the dark dots of an eye's ground without asking whether they are round, so that pieces of vessels count as dots."""

from dark_spots import make

make(roundness=0, darkness=0.11)
