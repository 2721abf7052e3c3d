"""An event as its sentence tells it, before anybody asks whom its phrases speak of."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.events.grammar import owner_of
from sayso.events.lexicon import Frame, party_class
from sayso.events.objects import Phrases
from sayso.events.phrases import Group, Parse, Phrase
from sayso.events.words import Tag


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as its sentence tells it: its words from `first` to `last`, the phrases of its sides, the verb group that states it.

    `again` says that its sides are those of the event told of before ("it had taken place"); `speaker` that the one who speaks in the
    sentence is its actor ("in an interview with"); `thing` that the other side is a thing; `word` is the verb or noun itself.
    """

    frame: Frame
    first: int
    last: int
    actors: Phrases
    recipients: Phrases
    group: Group | None
    passive: bool = False
    again: bool = False
    speaker: bool = False
    thing: bool = False
    noun: bool = False
    word: int = -1


def find_owner(parse: Parse, phrase: Phrase) -> Phrase | None:
    """The owner of a thing as a phrase of its own: whose meeting, whose door; None where there is none, and a day ("Tuesday's") is none."""
    if phrase.owner_last >= 0:
        owner = owner_of(parse, phrase)
        return (
            None
            if parse.tag(owner.head) is Tag.DATE or parse.low(owner.head) in ("yesterday", "today", "tomorrow", "week", "month", "year")
            else owner
        )
    if parse.tag(phrase.first) is Tag.POSSESSIVE and parse.low(phrase.first) != "whose":
        return owner_of(parse, phrase)
    return None


def is_body(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase names a body that meets by itself: a committee, a council, a cabinet."""
    return parse.low(phrase.head) in party_class("body")
