"""Foretells a Tuesday's drives through an invented town."""

from invented_town import make

print(f"off by {make(closed=False):.1f} minutes on average")
