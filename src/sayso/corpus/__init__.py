"""Many readings in one SQLite file: storing, search, sayings, voices across pages, contacts."""

from sayso.corpus.corpus import Corpus

__all__ = ["Corpus"]
