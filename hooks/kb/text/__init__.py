"""Contributed Markdown into safe HTML, how hard it is to read, and the words of the field in it."""
