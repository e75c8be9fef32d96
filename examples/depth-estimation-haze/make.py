"""Reads the distances of blocks in a hazy landscape off the haze."""

from haze import make

make([])
