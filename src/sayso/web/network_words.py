"""What an edge of the contact network is called: short words for the picture, whole sentences for everything else.

Decides that a sentence is always in the active voice, from the one who acts to the one it is done to, so that no direction is turned round
on the way; only the short words beside a contact's name say "accused by". `exports.events` has the long words.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from sayso.exports.events import DEEDS
from sayso.reading import EventStatus, EventType


class Words(NamedTuple):
    """The short words for a type: what the person in the middle does to the other, what the other does to them, and the colour."""

    to: str
    from_: str
    hue: int


WORDS: Final[dict[EventType, Words]] = {
    EventType.CONSULT: Words("met or spoke", "met or spoke", 1),
    EventType.COOPERATE: Words("acted together", "acted together", 3),
    EventType.AGREE: Words("agreed with", "agreement from", 3),
    EventType.SUPPORT: Words("backed", "backed by", 3),
    EventType.AID: Words("helped", "helped by", 3),
    EventType.CONCEDE: Words("gave way to", "concession from", 6),
    EventType.RETREAT: Words("withdrew from", "withdrawal by", 6),
    EventType.REQUEST: Words("asked", "asked by", 5),
    EventType.ACCUSE: Words("accused", "accused by", 2),
    EventType.REJECT: Words("refused", "refused by", 2),
    EventType.THREATEN: Words("threatened", "threatened by", 7),
    EventType.PROTEST: Words("protested against", "protest by", 7),
    EventType.SANCTION: Words("cut off", "cut off by", 7),
    EventType.MOBILIZE: Words("readied forces", "forces readied by", 4),
    EventType.COERCE: Words("restrained", "restrained by", 4),
    EventType.ASSAULT: Words("attacked", "attacked by", 4),
}
"""In the order of the sectors of a picture: from meetings over what is friendly to what is not. Types of one temper share a colour."""

ORDER: Final = {kind: number for number, kind in enumerate(WORDS)}


def say_short(kind: EventType, way: str) -> str:
    """The words beside a contact's name; `way` is "with", "to" or "from" the other."""
    return WORDS[kind].from_ if way == "from" else WORDS[kind].to


def say_whole(person: str, kind: EventType, way: str, other: str) -> str:
    """Who did what to whom, as a sentence without its full stop."""
    return f"{other} {DEEDS[kind]} {person}" if way == "from" else f"{person} {DEEDS[kind]} {other}"


def say_counts(parts: list[tuple[EventStatus, int]], *, contradicted: bool) -> str:
    """By how many independent origins an edge is stated and denied, to follow its short words: " 3", " 3 ≠ denied 1", ": denied 1".

    >>> say_counts([(EventStatus.STATED, 3), (EventStatus.NEGATED, 1)], contradicted=True)
    ' 3 ≠ denied 1'
    """
    words = {EventStatus.STATED: "", EventStatus.NEGATED: "denied ", EventStatus.HYPOTHETICAL: "hypothetical "}
    out = ""
    for status, n in parts:
        joint = ", " if out else " " if status is EventStatus.STATED else ": "
        if status is EventStatus.NEGATED and contradicted:
            joint = " ≠ "
        out += f"{joint}{words[status]}{n}"
    return out


def count(n: int, word: str) -> str:
    """A number with its noun.

    >>> count(1, "place"), count(2, "place")
    ('1 place', '2 places')
    """
    return f"{n} {word}{'' if n == 1 else 's'}"
