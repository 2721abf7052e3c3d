"""What is done: the acts that a headline and a body name, and whether one was put in the place of another.

Decides by the families of headline_acts.toml: two acts of a family are different acts, and some of them exclude each other. An act that no
family knows is left to the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from sayso.checks.headline_words import Phrases, Word, load_toml, phrase_keys


@dataclass(frozen=True, slots=True)
class Act:
    """Words that name an act: their place among the words of a text, and what they may stand for, each a family and an act of it."""

    place: range
    senses: frozenset[tuple[str, str]]


class Relation(Enum):
    """How the act of a headline and one of the body stand to each other."""

    SAME = "same"
    OTHER = "other"  # of one family, but another act
    CONTRARY = "contrary"
    UNRELATED = "unrelated"


def find_acts(words: Sequence[Word]) -> tuple[Act, ...]:
    """The acts named among the words of a text, in order; where a longer phrase is an act, the words within it are none of their own."""
    phrases, senses = _index()
    found: list[Act] = []
    for where in phrases.find(words):
        keys = phrases.match_keys(words, where.start, where.stop)
        found.append(Act(where, senses[keys]))
    return tuple(found)


def relate(claimed: Act, given: Act) -> Relation:
    """How two acts stand to each other; where their words may mean several things, the relation that is kindest to the headline."""
    if claimed.senses & given.senses:
        return Relation.SAME
    shared = {family for family, _ in claimed.senses} & {family for family, _ in given.senses}
    if not shared:
        return Relation.UNRELATED
    pairs = [
        frozenset((one, other))
        for family, one in sorted(claimed.senses)
        for other_family, other in sorted(given.senses)
        if family == other_family and family in shared
    ]
    contraries, compatible = _listed_pairs("contrary"), _listed_pairs("compatible")
    if any((family, pair) in compatible for family in shared for pair in pairs):
        return Relation.UNRELATED
    if all(any((family, pair) in contraries for family in shared) for pair in pairs):
        return Relation.CONTRARY
    return Relation.OTHER


def is_grave(act: Act) -> bool:
    """Whether a headline may not have this act out of its own, whatever it may mean."""
    return all(sense in _grave() for sense in act.senses)


@cache
def _grave() -> frozenset[tuple[str, str]]:
    """The acts of the grave families, but for the mild ones among them."""
    families = [family for family in load_toml("headline_acts.toml")["family"] if family.get("grave")]
    return frozenset((family["name"], act) for family in families for act in family["acts"] if act not in family.get("mild", ()))


@cache
def _index() -> tuple[Phrases, dict[tuple[str, ...], frozenset[tuple[str, str]]]]:
    """All words and phrases of the families, and what each of them may stand for."""
    senses: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    entries: list[str] = []
    for family in load_toml("headline_acts.toml")["family"]:
        for act, listed in family["acts"].items():
            for entry in listed:
                entries.append(entry)
                senses.setdefault(phrase_keys(entry), set()).add((family["name"], act))
    return Phrases(entries), {keys: frozenset(found) for keys, found in senses.items()}


@cache
def _listed_pairs(key: str) -> frozenset[tuple[str, frozenset[str]]]:
    """The pairs of acts that the families list as `contrary` (they exclude each other) or `compatible` (both may be told of one thing)."""
    families = load_toml("headline_acts.toml")["family"]
    return frozenset((family["name"], frozenset(pair)) for family in families for pair in family.get(key, ()))
