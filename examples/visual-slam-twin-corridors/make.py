"""Maps an invented flat from the notes of a robot that drives round, where two corridors look alike."""

from walked_flat import make

print(f"the end of the path is off by {make(twins=True):.2f} metres")
