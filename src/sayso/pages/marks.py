"""What the class and id of an element say about it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TOKEN: Final = re.compile(r"[a-z0-9]+")

GOES: Final = frozenset({"advertising", "sharing", "related", "newsletter", "comments", "consent", "games"})
"""Reasons for which text goes even where trafilatura keeps it; the others only keep text from being put back."""


def marks_of(element_class: str | None, element_id: str | None) -> str:
    """Class and id as one string in lower case, with `camelCase` taken apart."""
    return _CAMEL.sub("-", f"{element_class or ''} {element_id or ''}"[:300]).lower().strip()


@lru_cache(maxsize=4096)
def clutter_in(marks: str) -> str | None:
    """The reason for which an element with these marks is no part of an article, None where they give none."""
    tokens = _TOKEN.findall(marks)
    reasons = _reasons()
    for start in range(len(tokens)):
        for end in range(start + 1, min(start + 3, len(tokens)) + 1):
            if (reason := reasons.get("".join(tokens[start:end]))) is not None:
                return reason
    return None


@cache
def _reasons() -> dict[str, str]:
    return {word.replace("-", ""): reason for reason, words in read_list("clutter.txt").items() for word in words}


def read_list(name: str) -> dict[str, list[str]]:
    """A word list of this package: `key: word word`, one key a line."""
    pairs = (line.split(":", 1) for line in read_data(name))
    return {key.strip(): words.split() for key, words in pairs}


def read_data(name: str) -> list[str]:
    """The lines of a data file of this package without its head, the lines that open with #."""
    lines = files("sayso.pages").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
