"""Sorts an invented piece of land into five kinds from what a satellite sees."""

from seen_from_above import make

print(f"{make(cloud=False):.0%} of the pixels are named rightly")
