"""External links: which there are, whether they still lead somewhere, and to the right thing."""
