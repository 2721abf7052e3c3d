"""Word lists of commitment, each with its origin, licence and date at its head."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

Phrase = tuple[str, ...]
"""The words of a phrase in lower case, with straight apostrophes."""

_FOLDER: Final = Path(__file__).parent


def load_table(name: str) -> dict[str, Any]:  # Any: what TOML holds
    """The content of a TOML file of this folder."""
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def load_lines(name: str) -> tuple[str, ...]:
    """The lines of a text file of this folder; empty ones and those that start with ``#`` are left out."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def split_list(text: str) -> tuple[Phrase, ...]:
    """The phrases of a list whose phrases are parted by commas."""
    return tuple(tuple(item.split()) for item in text.split(",") if item.strip())


@cache
def load_phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of the list `name` in words.toml."""
    return split_list(_words()[name])


@cache
def load_words(name: str) -> frozenset[str]:
    """The single words of the list `name` in words.toml."""
    return frozenset(phrase[0] for phrase in load_phrases(name) if len(phrase) == 1)


@cache
def _words() -> dict[str, str]:
    return load_table("words.toml")
