"""Word lists of the checks, each with its origin, licence and date at its head."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def load_lines(name: str) -> tuple[str, ...]:
    """The lines of a list in the order of the file; those that start with ``#`` and empty ones are left out."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def load_pairs(name: str) -> dict[str, str]:
    """The first word of each line, and the rest of the line."""
    pairs = (line.split(maxsplit=1) for line in load_lines(name))
    return {first: rest[0] if rest else "" for first, *rest in pairs}
