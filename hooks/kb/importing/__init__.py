"""Documents of an earlier system, turned into drafts."""
