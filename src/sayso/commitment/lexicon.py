"""The lexicon of cues: which words carry which commitment, in all their forms.

Decides what a cue says by itself. Negation, and what the content says, are weighed in `held` and `stance`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from sayso.commitment.data import Phrase, load_lines, load_table, split_list
from sayso.commitment.words import Word, matches, split_phrase
from sayso.reading import Held, Reported

_DOUBLES: Final = re.compile(r"^[^aeiou]*[aeiou][^aeiouwxy]\Z")  # shrug, shrugged
_VOWELS: Final = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue says: how it holds (where the content opens with "to", "us to" or "for", too), and how it is reported."""

    base: str
    held: Held = Held.ASSERTED
    reported: Reported = Reported.NEUTRAL
    to: Held | None = None
    object_to: Held | None = None
    for_: Held | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found at a place: `start` and `length` count words."""

    cue: Cue
    start: int
    length: int


def find_cues(words: Sequence[Word], first: int, last: int, barred: frozenset[int] = frozenset()) -> Iterator[Match]:
    """The cues that start among the words from `first` to before `last`, from left to right, of two at one place the longest.

    A phrase may end after `last` ("called" and then "for an inquiry"), but goes through no word of `barred` (the source).
    """
    lexicon = load_lexicon()
    place = first
    while place < last:
        length = 1
        for tail, cue in lexicon.get(words[place].form, ()):
            if matches(words, place + 1, tail) and barred.isdisjoint(range(place + 1, place + 1 + len(tail))):
                length += len(tail)
                yield Match(cue, place, length)
                break
        place += length


@cache
def load_lexicon() -> dict[str, tuple[tuple[Phrase, Cue], ...]]:
    """The cues by the first word of their forms, with the other words, the longest first."""
    found: dict[Phrase, Cue] = {}
    for group in load_table("cues.toml")["group"]:
        for kind in ("verbs", "nouns", "words"):
            for phrase in split_list(group.get(kind, "")):
                for form in _inflect(split_phrase(phrase), kind):
                    known = found.get(form, Cue(" ".join(phrase)))
                    found[form] = _merge(known, group)
    lexicon: dict[str, list[tuple[Phrase, Cue]]] = {}
    for form, cue in found.items():
        lexicon.setdefault(form[0], []).append((form[1:], cue))
    return {first: tuple(sorted(tails, key=lambda tail: -len(tail[0]))) for first, tails in lexicon.items()}


def _merge(cue: Cue, group: dict[str, str]) -> Cue:
    """The cue with what a further group says of it."""
    return replace(
        cue,
        held=Held(group["held"]) if "held" in group else cue.held,
        reported=Reported(group["reported"]) if "reported" in group else cue.reported,
        to=Held(group["to"]) if "to" in group else cue.to,
        object_to=Held(group["object_to"]) if "object_to" in group else cue.object_to,
        for_=Held(group["for"]) if "for" in group else cue.for_,
    )


def _inflect(phrase: Phrase, kind: str) -> Iterator[Phrase]:
    """The phrase in all forms of its first word."""
    if kind == "verbs":
        forms = inflect_verb(phrase[0])
    elif kind == "nouns" and len(phrase) == 1:
        forms = (phrase[0], _add_s(phrase[0]))
    else:
        forms = (phrase[0],)
    for form in forms:
        yield (form, *phrase[1:])


@cache
def inflect_verb(base: str) -> tuple[str, ...]:
    """The forms of a verb, the base form first: by the rule, or as irregular_verbs.txt has it.

    >>> inflect_verb("argue")
    ('argue', 'argues', 'argued', 'arguing')
    >>> inflect_verb("say")
    ('say', 'says', 'said', 'saying')
    """
    irregular = _irregular_verbs().get(base, ())
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    past = base[:-1] + "ied" if base.endswith("y") and base[-2:-1] not in _VOWELS else base.removesuffix("e") + "ed"
    if not irregular and _DOUBLES.search(base):
        past, stem = base + base[-1] + "ed", base + base[-1]
    return tuple(dict.fromkeys((base, _add_s(base), *(irregular or (past,)), stem + "ing")))


def _add_s(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


@cache
def _irregular_verbs() -> dict[str, tuple[str, ...]]:
    lines = (line.split() for line in load_lines("irregular_verbs.txt"))
    return {base: tuple(forms) for base, *forms in lines}
