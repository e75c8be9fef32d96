"""Reads the distances of blocks in a hazy landscape off the haze."""

from common_haze import make

make([])
