"""Word lists of names and nouns, each with its origin, licence and date at its head."""

from __future__ import annotations

from pathlib import Path


def load_lines(name: str) -> tuple[str, ...]:
    """The lines of a data file without its head (the lines that open with ``#``) and without empty ones."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


def load_table(name: str) -> dict[str, tuple[str, ...]]:
    """The words behind each key of a file of lines ``key: word word``."""
    pairs = (line.split(":", 1) for line in load_lines(name))
    return {key.strip(): tuple(words.split()) for key, words in pairs}
