"""Records joined to each other, and what follows from all of them together."""
