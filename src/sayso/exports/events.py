"""The events of a reading in words: who did what to whom, whether it is said to have happened, and on whose word.

Decides the words for each type of event. They are as wide as the type (PLOVER counts a telephone call as CONSULT, so "met" alone would say
more than is known); the words of the page stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from sayso.exports.headline_checks import find_sentence
from sayso.exports.statements import Outline, format_date, shorten
from sayso.reading import PAGE_VOICE_ID, Event, EventStatus, EventType

DEEDS: Final[dict[EventType, str]] = {
    EventType.AGREE: "agreed or promised",
    EventType.CONSULT: "met or spoke with",
    EventType.SUPPORT: "stood by or thanked",
    EventType.CONCEDE: "gave way to",
    EventType.COOPERATE: "acted together with",
    EventType.AID: "helped or gave to",
    EventType.RETREAT: "gave up or withdrew",
    EventType.REQUEST: "asked or urged",
    EventType.ACCUSE: "accused or blamed",
    EventType.REJECT: "refused or turned down",
    EventType.THREATEN: "threatened",
    EventType.PROTEST: "protested against",
    EventType.SANCTION: "cut ties with or dismissed",
    EventType.MOBILIZE: "made forces ready",
    EventType.COERCE: "arrested or restrained",
    EventType.ASSAULT: "attacked",
}
"""What an event of each type may have been."""

STATUSES: Final[dict[EventStatus, tuple[str, str, str]]] = {
    EventStatus.STATED: ("•", "stated", "It is said to have happened."),
    EventStatus.NEGATED: ("×", "negated", "It is said not to have happened."),
    EventStatus.HYPOTHETICAL: ("?", "hypothetical", "It is yet to come, hangs on a condition, or is only asked, wanted or supposed."),
}
"""Sign, word and meaning of each status."""

_LONGEST_NAME: Final = 60
_LONGEST_SENTENCE: Final = 260


class EventInWords(NamedTuple):
    """An event as a view shows it; `number` counts from 1 in the order of the reading."""

    number: int
    event: Event
    actors: tuple[str, ...]
    deed: str
    recipients: tuple[str, ...]
    when: str  # the date where one is known, else the words of the page; empty for neither
    where: str
    sentence: str  # the words of the page around the anchor
    holders: tuple[str, ...]  # from the page inward, by name, the page voice as "the page"


def tell_events(view: Outline) -> Iterator[EventInWords]:
    """The events of a reading in its order."""
    page = view.reading.page
    for number, event in enumerate(view.reading.events, 1):
        when = "" if event.when is None else format_date(event.when.date) if event.when.date else page[event.when.span]
        yield EventInWords(
            number,
            event,
            tuple(_name(view, voice) for voice in event.actors),
            DEEDS[event.type],
            tuple(_name(view, voice) for voice in event.recipients),
            shorten(when, _LONGEST_NAME),
            shorten(page[event.where], _LONGEST_NAME) if event.where else "",
            shorten(page[find_sentence(view.reading, event.anchor)], _LONGEST_SENTENCE),
            tuple("the page" if link.voice == PAGE_VOICE_ID else _name(view, link.voice) for link in event.chain) or ("the page",),
        )


def join_names(names: tuple[str, ...]) -> str:
    """Names as a list in prose; "somebody" for none, since an event whose party is not known still has one."""
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0] if names else "somebody"


def tell_deed(told: EventInWords) -> str:
    """An event in a line: "Adeyemi accused or blamed Mereline"; without its recipients where there are none."""
    whom = f" {join_names(told.recipients)}" if told.recipients else ""
    return f"{join_names(told.actors)} {told.deed}{whom}"


def _name(view: Outline, voice: str) -> str:
    return shorten(view.names.get(voice, voice), _LONGEST_NAME)
