"""What stands after a verb: its object, what is joined to that, and the phrases after prepositions."""

from __future__ import annotations

from typing import Final

from sayso.events.kinds import is_party_noun
from sayso.events.phrases import Parse, Phrase
from sayso.events.words import Tag

Phrases = tuple[Phrase, ...]

JOINS: Final = frozenset(("and", "or", "nor", "&"))
_SUBJECTIVE: Final = frozenset("i he she they we there".split())  # they open a clause: "promised he would call"
CLOSES: Final = frozenset(".;:!?")
PAUSES: Final = frozenset(",–—-()")


def is_party(parse: Parse, phrase: Phrase) -> bool:
    return phrase.is_pronoun or parse.tag(phrase.head) is Tag.NAME or is_party_noun(parse.low(phrase.head))


def object_after(parse: Parse, number: int) -> Phrases | None:
    """The phrases right after a word (adverbs aside), joined by "and" where they are; None where no phrase stands there."""
    while parse.tag(number) is Tag.ADVERB:
        number += 1
    phrase = parse.phrase_starting(number)
    if phrase is None or phrase.is_time or parse.low(phrase.head) in _SUBJECTIVE:
        return None
    return _joined_after(parse, phrase)


def _both_after(parse: Parse, number: int) -> Phrases | None:
    """The phrases after "between": what "and" joins there goes together, whatever follows."""
    found = object_after(parse, number)
    if found is None or len(found) > 1 or parse.low(found[-1].last + 1) != "and":
        return found
    other = parse.phrase_starting(found[-1].last + 2)
    return found if other is None else (*found, other)


def _joined_after(parse: Parse, phrase: Phrase) -> Phrases:
    joined = [phrase]
    number = phrase.last + 1
    while len(joined) < 6:
        at = number
        if parse.low(at) == ",":
            at += 1
        if parse.low(at) in JOINS:
            at += 1
        following = parse.phrase_starting(at)
        if (
            at == number
            or following is None
            or following.is_time
            or not is_party(parse, following)
            or not _ends_list(parse, number, following)
        ):
            break
        joined.append(following)
        number = following.last + 1
    return tuple(joined)


def _ends_list(parse: Parse, number: int, phrase: Phrase) -> bool:
    """Whether a phrase after "and" (or in a list that comes to one) goes with the phrase before it, and is no subject of a new clause."""
    after = phrase.last + 1
    if parse.low(number) == ",":
        return (parse.low(number + 1) in ("and", "or") and parse.group_of(after) is None) or (
            parse.low(after) in (",", "and") and _comes_to_and(parse, after)
        )
    while parse.tag(after) is Tag.PREPOSITION and (inner := parse.phrase_starting(after + 1)) is not None:
        after = inner.last + 1
    group = parse.group_of(after)
    return group is None or not group.finite


def _comes_to_and(parse: Parse, number: int) -> bool:
    for at in range(number, min(number + 12, len(parse.sentence))):
        if parse.low(at) == "and":
            following = parse.phrase_starting(at + 1)
            return following is not None and parse.group_of(following.last + 1) is None
        if parse.low(at) != "," and parse.phrase_of(at) is None:
            return False
    return False


_STOPS_SEARCH: Final = frozenset((Tag.SUBORDINATOR, Tag.RELATIVE))


def after_preposition(parse: Parse, number: int, prepositions: frozenset[str]) -> tuple[Phrases, int] | None:
    """The phrases after the first of these prepositions in the rest of a clause, and where it stands; None where none is there.

    The search ends at another verb, a stop, or a comma, as what is beyond belongs to other words.
    """
    for at in range(number, min(number + 24, len(parse.sentence))):
        tag, low = parse.tag(at), parse.low(at)
        if tag in _STOPS_SEARCH or low in CLOSES or low in PAUSES:
            return None
        if parse.group_of(at) is not None:
            return None
        if tag in (Tag.PREPOSITION, Tag.TO) and low in prepositions:
            found = _both_after(parse, at + 1) if low == "between" else object_after(parse, at + 1)
            if found is not None:
                return found, at
    return None
