"""The word of a headline that says what is done: its verb.

Decides by the forms of words, by how often a word is a verb, and by what stands before it. Headlines leave out articles and auxiliaries, so
that a plural before a verb's base ("Drivers end strike") and a participle alone ("Skier pulled from ice") are as good signs as an ending.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.checks.headline_senses import verb_of, verb_share
from sayso.checks.headline_words import Word, irregular_forms

_AUXILIARIES: Final = frozenset(
    "is are was were be been being has have had will would can could may might must to not n't do does did".split()
)
_BETWEEN: Final = frozenset("never also".split())  # what may stand between an auxiliary and its verb, beside adverbs in "-ly"
_BEFORE_NOUNS: Final = frozenset(
    "the a an of in on at for with from by its his her their no over after into against about between as".split()
)
_PLURALS: Final = frozenset("police people men women children".split())
_LEAST: Final = 0.35
"""How verb-like the first word has to be that is taken for the verb; where none is, the most verb-like is. A guess, as the next."""
_LEAST_S: Final = 0.12  # how often a word has to be a verb for its form in "-s" to be one
_OFTEN: Final = 0.55  # how often one has to be a verb for the word before it to be a noun: "shares jump"
_FOR_PAST: Final = 0.35  # what a form of the past gains
_FOR_S: Final = 0.1


def find_predicate(words: Sequence[Word]) -> int | None:
    """The index of the word that says what is done; None where none looks like a verb."""
    best: tuple[float, int] | None = None
    for n, word in enumerate(words):
        if word.lower in _AUXILIARIES:
            place = _after_auxiliary(words, n)
            if place is not None:
                return place
            continue
        score = _verbness(words, n) if n else None
        if score is None:
            continue
        if score >= _LEAST:
            return n
        if best is None or score > best[0]:
            best = (score, n)
    return best[1] if best is not None else None


def _after_auxiliary(words: Sequence[Word], n: int) -> int | None:
    """The verb that an auxiliary belongs to."""
    place = n + 1
    while place < len(words) and (
        words[place].lower in _AUXILIARIES or words[place].lower.endswith("ly") or words[place].lower in _BETWEEN
    ):
        place += 1
    if not n or place == len(words) or verb_of(words[place].lower) is None:
        return None
    return None if words[n].lower == "to" and words[place].lower.endswith("s") else place


def _verbness(words: Sequence[Word], n: int) -> float | None:
    """How much a word looks like the verb of a headline; None where it cannot be."""
    lower, before = words[n].lower, words[n - 1].lower
    verb = verb_of(lower)
    if verb is None or before in _BEFORE_NOUNS:
        return None
    share = verb_share(verb)
    base = irregular_forms().get(lower)
    if lower.endswith("s") and lower != verb and not lower.endswith("ss"):
        return share + _FOR_S if share >= _LEAST_S and not before.endswith("ly") and not _is_base(words, n + 1) else None
    if (lower.endswith("ed") and verb != lower) or (base is not None and base != lower):
        return share + _FOR_PAST
    plural = (before.endswith("s") and not before.endswith(("ss", "'s", "us"))) or before in _PLURALS
    followed = n + 1 < len(words) and words[n + 1].lower.endswith("ed")
    return share if lower == verb and plural and not followed else None


def _is_base(words: Sequence[Word], n: int) -> bool:
    """Whether a word is mostly a verb, in its base form."""
    if n >= len(words):
        return False
    lower = words[n].lower
    return irregular_forms().get(lower) is None and not lower.endswith("ed") and verb_share(lower) >= _OFTEN
