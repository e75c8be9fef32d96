"""Searches the lines of the lane on a drawn road."""

from drawn_road import make

make(worn=False)
