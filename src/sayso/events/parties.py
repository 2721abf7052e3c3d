"""Whom the sides of an event speak of: noun phrases become voices.

Asks the book of voices first. Decides for itself on "I" and "we" (the holder of the statement), on "the two" and "they" where they are both
sides at once (those of the event told of before), and on which phrases can be somebody at all: a plan, a price or a place is no party.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sayso.events.grammar import owner_of
from sayso.events.kinds import is_party_noun
from sayso.events.lexicon import party_class, singular
from sayso.events.phrases import Parse, Phrase
from sayso.events.words import Tag
from sayso.reading import PAGE_VOICE_ID, Attribution, Manner, Reading, Span, VoiceKind
from sayso.voices.book import VoiceBook
from sayso.voices.words import look_up_noun

_FIRST_PERSON: Final = party_class("first-person")
_NOBODY: Final = party_class("nobody")
_REFLEXIVE: Final = party_class("reflexive")
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december christmas easter".split()
)
_TWINS: Final = frozenset("brothers sisters siblings twins couple spouses pair duo".split())
"""Nouns for two who are known, with "the" alone: "the brothers have not met since"."""
_PAIRS: Final = frozenset("two both pair sides".split())
_PAIR_HEADS: Final = party_class("pair")
_TITLES_OF_NOUNS: Final = frozenset("of to for at".split())


class Parties:
    """The parties of a reading's events; adds to the book whom it does not know."""

    def __init__(self, reading: Reading, book: VoiceBook) -> None:
        self._reading = reading
        self._book = book

    def voice_of(self, parse: Parse, phrase: Phrase, holder: str | None) -> str | None:
        """The id of the voice that a phrase speaks of; None where it is nobody, or nobody knows who. `holder` is who says "I" there."""
        low = parse.low(phrase.head)
        if self._is_one_of(parse, phrase) and (among := parse.phrase_starting(phrase.last + 2)) is not None:
            named = _name_beside(parse, among)  # "one of them, Safe Larder,"
            if named is not None:
                return self.voice_of(parse, named, holder)
        if phrase.is_pronoun:
            return self._member(parse, phrase, low, holder) or self._pronoun(parse, phrase, low, holder)
        if self._is_one_of(parse, phrase):
            following = parse.phrase_starting(phrase.last + 2)
            return self.voice_of(parse, following, holder) if following is not None else None
        if not is_somebody(parse, phrase):
            return None
        named = _apposed_name(parse, phrase)
        for candidate in (phrase, *((named,) if named is not None else ())):
            for span in self._spans(parse, candidate):
                found = self._book.at(span)
                if found is not None:
                    return found
        return self._add(parse, named or phrase)

    def owner_of(self, parse: Parse, phrase: Phrase, holder: str | None) -> str | None:
        """The voice of the owner of a thing: of "the mayor's plan", the mayor; None where it has none."""
        if phrase.owner_last < 0 and parse.tag(phrase.first) is not Tag.POSSESSIVE:
            return None
        return self.voice_of(parse, owner_of(parse, phrase), holder)

    def _pronoun(self, parse: Parse, phrase: Phrase, low: str, holder: str | None) -> str | None:
        if low in _NOBODY or low in _REFLEXIVE:
            return None
        if low in _FIRST_PERSON:
            return holder
        return self._book.at(parse.sentence.span_of(phrase.first, phrase.last))

    def _member(self, parse: Parse, phrase: Phrase, low: str, holder: str | None) -> str | None:
        """The organization for which a nameless member stands: "nobody from the company", "someone at the bank"."""
        if low not in party_class("member") or parse.low(phrase.last + 1) not in ("from", "at", "in"):
            return None
        following = parse.phrase_starting(phrase.last + 2)
        noun = look_up_noun(parse.low(following.head)) if following is not None else None
        company = noun is not None and noun.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET)
        if following is not None and noun is None and parse.tag(following.head) is Tag.NAME:
            known = self._book.look(parse.sentence.span_of(following.first, following.last))
            company = known is not None and known.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET)
        return self.voice_of(parse, following, holder) if following is not None and company else None

    def _is_one_of(self, parse: Parse, phrase: Phrase) -> bool:
        return (
            parse.low(phrase.head) in ("one", "some", "several", "many", "any", "none", "members")
            and phrase.first == phrase.head
            and parse.low(phrase.last + 1) == "of"
        )

    def _spans(self, parse: Parse, phrase: Phrase) -> Iterator[Span]:
        """The ranges under which a phrase may be known: with what hangs on it, as it stands, the name in it, the head alone."""
        first = _name_first(parse, phrase)
        if first is not None and phrase.owner_last < 0 and first > phrase.first and parse.tag(phrase.first) is Tag.POSSESSIVE:
            yield parse.sentence.span_of(first, phrase.head)  # "our own Wynn Tolliver" is not us
        named_last = _long_name_last(parse, phrase)
        if named_last > phrase.last:
            yield parse.sentence.span_of(phrase.first, named_last)
        last = extended_last(parse, phrase)
        if last > phrase.last:
            yield parse.sentence.span_of(phrase.first, last)
        yield parse.sentence.span_of(phrase.first, phrase.last)
        if phrase.owner_last < 0 and (parse.tag(phrase.first) in (Tag.DETERMINER, Tag.POSSESSIVE)) and phrase.first < phrase.head:
            yield parse.sentence.span_of(phrase.first + 1, phrase.last)
        if first is not None and first > phrase.first:
            yield parse.sentence.span_of(first, phrase.head)

    def _add(self, parse: Parse, phrase: Phrase) -> str | None:
        first = _name_first(parse, phrase)
        text = self._reading.page
        if first is not None and phrase.owner_last < 0:
            span = parse.sentence.span_of(first, phrase.head)
            return self._book.add(text[span], name_kind(parse, first, phrase.head), span)
        last = extended_last(parse, phrase)
        span = parse.sentence.span_of(phrase.first, last)
        return self._book.add(" ".join(text[span].split()), noun_kind(parse, phrase), span)


def is_somebody(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase can be a party: a name, or a noun for a person, a group or an organization."""
    if phrase.is_time:
        return False
    if parse.low(phrase.head) in _NOBODY or parse.low(phrase.first) in ("no", "whatever") or is_neither(parse, phrase):
        return False
    if parse.tag(phrase.head) is Tag.NAME:
        return True
    low = parse.low(phrase.head)
    if low in ("side", "sides") and phrase.first == phrase.head:
        return False  # "to take sides"
    return is_party_noun(low) or low in party_class("office") or low in _PAIRS or _apposed_name(parse, phrase) is not None


def is_neither(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase is "neither candidate"; "neither Mira Okafor nor Bo Lund" are two who are somebody."""
    return parse.low(phrase.first) == "neither" and parse.tag(phrase.head) is not Tag.NAME and phrase.head > phrase.first


def is_person(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase can be a person or people: a pronoun, a name without a noun for an organization in it, a noun for a person."""
    if phrase.is_pronoun or parse.tag(phrase.head) is Tag.NAME:
        return parse.low(phrase.head) != "it" and name_kind(parse, phrase.first, phrase.head) is VoiceKind.PERSON
    noun = look_up_noun(parse.low(phrase.head))
    return noun is not None and noun.kind in (VoiceKind.PERSON, VoiceKind.GROUP)


def is_pair(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase is both sides at once: "the two", "both leaders", "they"."""
    low = parse.low(phrase.head)
    if phrase.is_pronoun:
        return low in ("they", "them", "both", "we", "us")
    lows = [parse.low(number) for number in range(phrase.first, phrase.last + 1)]
    if low in _TWINS and lows[0] in ("the", "both", "these") and len(lows) < 4 and phrase.owner_last < 0:
        return True
    if not ("two" in lows or "both" in lows) or phrase.owner_last >= 0:
        return False
    noun = look_up_noun(low)
    people = noun is not None and noun.plural and noun.kind in (VoiceKind.PERSON, VoiceKind.GROUP) and lows[0] in ("the", "these", "both")
    return low in _PAIR_HEADS or people


def _apposed_name(parse: Parse, phrase: Phrase) -> Phrase | None:
    """The name that a comma puts beside a noun: "the harbour master, Mira Okafor"."""
    return None if parse.tag(phrase.head) is Tag.NAME else _name_beside(parse, phrase)


def _name_beside(parse: Parse, phrase: Phrase) -> Phrase | None:
    """The name that stands after a phrase and a comma, closed by another one or a stop."""
    if parse.low(phrase.last + 1) != ",":
        return None
    named = parse.phrase_starting(phrase.last + 2)
    if (
        named is None
        or named.is_time
        or named.owner_last >= 0
        or any(parse.tag(number) is not Tag.NAME for number in range(named.first, named.last + 1))
    ):
        return None
    after = parse.low(named.last + 1)
    return named if after in (",", ".", "", ")", ";", "?") else None


def _name_first(parse: Parse, phrase: Phrase) -> int | None:
    """Where the name begins that ends in a phrase's head; None where the head is no name."""
    number = phrase.head
    while number >= phrase.first and parse.tag(number) is Tag.NAME:
        number -= 1
    return number + 1 if number < phrase.head else None


def _long_name_last(parse: Parse, phrase: Phrase) -> int:
    """The last word of a name that goes on over a preposition: "Coffee at Seven", "the Bank of Skarn"."""
    if parse.tag(phrase.head) is not Tag.NAME or parse.low(phrase.last + 1) not in ("of", "at", "for", "and", "on", "in"):
        return phrase.last
    following = parse.phrase_starting(phrase.last + 2)
    named = following is not None and parse.sentence.capital[following.head] and parse.low(following.head) not in _DAYS
    return following.last if following is not None and named else phrase.last


def extended_last(parse: Parse, phrase: Phrase) -> int:
    """The last word of a phrase with what hangs on its noun: "neighbours of the pit", "aides to the senator"."""
    if parse.tag(phrase.head) is Tag.NAME or phrase.is_pronoun:
        return phrase.last
    last = phrase.last
    for _ in range(3):
        preposition = parse.low(last + 1)
        if preposition not in _TITLES_OF_NOUNS or (preposition != "of" and not _takes(parse, phrase, preposition)):
            break
        following = parse.phrase_starting(last + 2)
        if following is None or following.is_time:
            break
        if preposition == "for" and parse.low(following.first) in ("a", "an"):
            break  # "asked the minister for a licence": no office is held for one
        last = following.last
    return last


_RELATIONAL: Final = {preposition: party_class(f"takes-{preposition}") for preposition in ("to", "for", "at")}


def _takes(parse: Parse, phrase: Phrase, preposition: str) -> bool:
    low = parse.low(phrase.head)
    return low in _RELATIONAL.get(preposition, ()) or singular(low) in _RELATIONAL.get(preposition, ())


def name_kind(parse: Parse, first: int, last: int) -> VoiceKind:
    """The kind of a voice by its name's words: an organization or an outlet where one of them is a noun for such, else a person."""
    nouns = [look_up_noun(parse.low(number)) for number in range(last, first - 1, -1)]
    kinds = [noun.kind for noun in nouns if noun is not None and noun.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET)]
    return kinds[0] if kinds else VoiceKind.PERSON


def noun_kind(parse: Parse, phrase: Phrase) -> VoiceKind:
    """The kind of a voice by its common noun: people are a group, "a senior official" is unnamed."""
    low = parse.low(phrase.head)
    noun = look_up_noun(low)
    kind = noun.kind if noun is not None else VoiceKind.GROUP if singular(low) != low else VoiceKind.PERSON
    return VoiceKind.UNNAMED if kind is VoiceKind.PERSON and parse.low(phrase.first) in ("a", "an", "one", "another") else kind


def holder_of(attribution: Attribution | None, by_id: Mapping[str, Attribution]) -> str | None:
    """Who says "I" in a statement: the holder of the innermost quotation around it, or the page voice; indirect speech keeps the "I"."""
    while attribution is not None and attribution.manner is Manner.INDIRECT and attribution.parent is not None:
        attribution = by_id.get(attribution.parent)
    return PAGE_VOICE_ID if attribution is None or attribution.manner is Manner.INDIRECT else attribution.voice
