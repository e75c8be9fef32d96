"""Maps an invented flat from the notes of a robot that drives round."""

from walked_flat import make

print(f"the end of the path is off by {make(twins=False):.2f} metres")
