"""Files into records: what may be read, YAML as a tree, the schema, and problems in words for contributors."""
