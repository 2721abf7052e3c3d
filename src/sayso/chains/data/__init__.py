"""Word lists, each with its origin, licence and date at its head."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list in the order of the file; those that start with ``#`` and empty ones are left out."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for raw in lines if (line := raw.strip()) and not line.startswith("#"))


@cache
def load_kinds(name: str) -> dict[str, frozenset[str]]:
    """The words of each kind, for a list whose lines are a kind and its words."""
    kinds: dict[str, set[str]] = {}
    for line in read_lines(name):
        kind, *words = line.split()
        kinds.setdefault(kind, set()).update(words)
    return {kind: frozenset(words) for kind, words in kinds.items()}


@cache
def load_names(name: str) -> tuple[tuple[str, ...], ...]:
    """The names of each entry, the first of them the usual one, for a list whose lines are names parted by bars."""
    return tuple(tuple(part.strip() for part in line.split("|")) for line in read_lines(name))
