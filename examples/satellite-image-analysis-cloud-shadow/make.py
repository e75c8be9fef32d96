"""Sorts an invented piece of land, over which a cloud stands, into five kinds from what a satellite sees."""

from seen_from_above import make

print(f"{make(cloud=True):.0%} of the pixels are named rightly")
