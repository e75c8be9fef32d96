"""The subcommands of ``kb``, a module each; ``kb.cli`` puts them together."""
