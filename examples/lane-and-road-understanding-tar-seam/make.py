"""Searches the lines of the lane on a drawn road whose paint is worn and whose tar shines."""

from drawn_road import make

make(worn=True)
