"""Word lists, each with its origin, licence and date at its head."""

from __future__ import annotations

from pathlib import Path


def load_words(name: str) -> tuple[str, ...]:
    """The words of a list in the order of the file; lines that start with ``#`` and empty ones are left out."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if (word := line.strip()) and not word.startswith("#"))
