"""Word lists, each with its origin, licence and date at its head."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def load_words(name: str) -> frozenset[str]:
    """The words of a list; lines that start with ``#`` are left out, and a line may hold several."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
