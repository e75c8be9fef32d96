"""Search: one ranking with two homes. ``index`` computes it here; ``rank`` and ``docs/assets/search/`` rank with it alike."""
