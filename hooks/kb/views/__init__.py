"""What each kind of page shows: frozen values, made from the knowledge in one place for each kind."""
