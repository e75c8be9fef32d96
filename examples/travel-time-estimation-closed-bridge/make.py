"""Foretells a Tuesday's drives through an invented town, on which a bridge is closed."""

from invented_town import make

print(f"off by {make(closed=True):.1f} minutes on average")
