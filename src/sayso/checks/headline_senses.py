"""What words mean to a headline check: whether one can stand for another, or for something wider, and how often a word is a verb.

Decides nothing about headlines. The senses are those of WordNet; where these are silent, the directions of two words, made with the
sentence encoder that the shipped model starts from, say how near they are. training/headline.py makes both files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from sayso.checks.headline_words import irregular_forms

_DATA: Final = Path(__file__).parent / "data"
SAME: Final = 0.85
"""What words of one sense count, against 1 for the same word; then one for something wider than the other, and for something narrower."""
WIDER: Final = 0.7
NARROWER: Final = 0.6
_NEAR: Final = 0.95  # what the nearness of two directions is multiplied by, so that it never is that of the same word

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with how often it is a verb (0..9), and its senses, those of the verb that a noun is made from among them."""

    share: int
    senses: frozenset[int]


@cache
def _entries() -> dict[str, Entry]:
    return {word: _entry(rest) for word, rest in (line.split(" ", 1) for line in _parts()[0])}


def _entry(rest: str) -> Entry:
    share, _, senses = rest.partition(" ")
    return Entry(int(share), frozenset(map(int, senses.replace(" ", ",").strip(",").split(","))) if senses.strip() else frozenset())


@cache
def _wider() -> dict[int, frozenset[int]]:
    """For each sense the next wider ones."""
    return {int(sense): frozenset(map(int, wider.split(","))) for sense, wider in (line.split(" ") for line in _parts()[1])}


@cache
def _parts() -> tuple[list[str], list[str]]:
    text = (_DATA / "headline_senses.txt").read_text(encoding="utf-8")
    words, senses = text.split("\n\n")
    return [line for line in words.split("\n") if not line.startswith("#")], senses.strip().split("\n")


@cache
def _vectors() -> tuple[dict[str, int], Vectors]:
    """The row of each word, and the directions: (n_words, n_dimensions), each of length 1."""
    words = (_DATA / "headline_vectors.txt").read_text(encoding="utf-8").split()
    rows = np.load(_DATA / "headline_vectors.npy").astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return {word: n for n, word in enumerate(words)}, rows


# ---------------------------------------------------------------- forms


@lru_cache(maxsize=20_000)
def verb_of(lower: str) -> str | None:
    """The verb that a word in small letters may be a form of; None where no verb is known."""
    forms = [form for form in _forms(lower) if (entry := _entries().get(form)) is not None and entry.share]
    inflected = lower.endswith(("ed", "ing"))
    return next((form for form in forms if form != lower or not inflected), forms[0] if forms else None)


def verb_share(verb: str) -> float:
    """How often a word is a verb, 0..1; 0 for one that is unknown."""
    entry = _entries().get(verb)
    return entry.share / 9 if entry is not None else 0.0


@lru_cache(maxsize=20_000)
def base_of(lower: str) -> str | None:
    """The dictionary's form of a word in small letters; None where no list has it."""
    forms = _forms(lower)
    if lower.endswith(("ed", "ing")) or (lower.endswith("s") and not lower.endswith("ss")):
        forms = (*forms[1:], forms[0])
    rows = _vectors()[0]
    return next((form for form in forms if form in _entries()), next((form for form in forms if form in rows), None))


def _forms(lower: str) -> tuple[str, ...]:
    """A word, and what may be left when its ending is taken off, the likeliest first."""
    word = re.sub(r"'s?\Z", "", lower.replace("’", "'"))
    found = [word]
    if (base := irregular_forms().get(word)) is not None:
        found.insert(0, base)
    if word.endswith(("ies", "ied")):
        found.append(word[:-3] + "y")
    if word.endswith("es"):
        found += [word[:-1], word[:-2]]
    elif word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    for ending in ("ed", "ing"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2:
            found += [root + "e", root]
            if root[-1] == root[-2]:
                found.append(root[:-1])
    return tuple(found)


# ---------------------------------------------------------------- nearness


class Vocabulary:
    """The words of a text, ready to be held against the words of a claim."""

    def __init__(self, lowers: Sequence[str]) -> None:
        self.bases = [base_of(lower) for lower in lowers]
        index, rows = _vectors()
        numbers = [
            index.get(base, index.get(lower, -1)) if base is not None else -1 for base, lower in zip(self.bases, lowers, strict=True)
        ]
        self._rows = np.where(np.array(numbers, dtype=np.int64)[:, None] >= 0, rows[numbers], np.float32(0)) if numbers else rows[:0]
        meanings = [(n, _meaning(base)) for n, base in enumerate(self.bases) if base is not None]
        self._meanings = [(n, senses, wider) for n, (senses, wider) in meanings if senses]

    def near(self, lower: str) -> npt.NDArray[np.float64]:
        """How near each word of the vocabulary is to a word in small letters, 0..1; all 0 for a word that no list knows."""
        base = base_of(lower)
        index, rows = _vectors()
        row = index.get(base, index.get(lower, -1)) if base is not None else index.get(lower, -1)
        found = np.maximum(self._rows @ rows[row], 0).astype(np.float64) * _NEAR if row >= 0 else np.zeros(len(self.bases))
        senses, wider = _meaning(base) if base is not None else (_NOTHING, _NOTHING)
        for n, others, wider_others in self._meanings if senses else ():
            if not senses.isdisjoint(others):
                found[n] = max(found[n], SAME)
            elif not senses.isdisjoint(wider_others):
                found[n] = max(found[n], WIDER)
            elif not wider.isdisjoint(others):
                found[n] = max(found[n], NARROWER)
        return found


_NOTHING: Final[frozenset[int]] = frozenset()


@lru_cache(maxsize=20_000)
def _meaning(base: str) -> tuple[frozenset[int], frozenset[int]]:
    """The senses of a word, and the next wider ones; none for a word that no list has."""
    entry = _entries().get(base)
    senses = entry.senses if entry is not None else _NOTHING
    return senses, frozenset(wider for sense in senses for wider in _wider().get(sense, ()))
