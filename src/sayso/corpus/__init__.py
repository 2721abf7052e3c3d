"""Many readings in one SQLite file: storing, search, sayings, voices across pages, contacts."""
