"""Edges of the contact network: the pairs of parties of each event, in a table that is made from the events.

Decides the direction: a meeting, visit, call or other mutual event joins two parties without one; every other event goes from each actor to
each recipient. Actors who meet without a recipient ("the two met") meet one another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import combinations
from typing import Final

from sayso.reading import EventType, VoiceKind

MUTUAL: Final = frozenset([EventType.CONSULT, EventType.COOPERATE])
"""Types in which neither side is the one it is done to."""

_NO_CONTACT: Final = frozenset([VoiceKind.GROUP, VoiceKind.DOCUMENT])
"""A contact is between two people or organizations: "met with voters" is an event, and no edge of the network."""

_NO_DAY: Final = 4_000_000  # after the last day of the year 9999
_MOST_PAIRS: Final = 200  # of one event: twenty people in a room have 190


def add_pairs(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Writes the pairs of events, whose parties are there."""
    for event in events:
        kind, status, page, origin, date, hands, day = connection.execute(
            "SELECT e.type, e.status, e.page, e.origin, e.date, e.hands, p.day"
            " FROM events AS e JOIN pages AS p ON p.id = e.page WHERE e.id = ?",
            (event,),
        ).fetchone()
        parties: dict[str, list[int]] = {"actor": [], "recipient": []}
        rows = connection.execute(
            "SELECT t.part, t.voice, v.kind FROM event_parties AS t JOIN voices AS v ON v.id = t.voice WHERE t.event = ?"
            " ORDER BY t.part, t.place",
            (event,),
        )
        for part, voice, party in rows:
            if kind != EventType.CONSULT or party not in _NO_CONTACT:
                parties[part].append(voice)
        connection.executemany(
            "INSERT OR IGNORE INTO pairs (one, other, type, day, event, status, page, origin, date, hands)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (*pair, kind, day or _NO_DAY, event, status, page, origin, date, hands)
                for pair in _find_pairs(kind, parties["actor"], parties["recipient"])
            ],
        )


def _find_pairs(kind: str, actors: list[int], recipients: list[int]) -> list[tuple[int, int]]:
    mutual = kind in MUTUAL
    found = [(actor, recipient) for actor in actors for recipient in recipients] if recipients else list(combinations(actors, 2)) * mutual
    pairs = dict.fromkeys((min(pair), max(pair)) if mutual else pair for pair in found if pair[0] != pair[1])
    return list(pairs)[:_MOST_PAIRS]


def renew_pairs(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Writes the pairs of events anew, after one of their parties became another voice."""
    events = list(events)
    connection.executemany("DELETE FROM pairs WHERE event = ?", [(event,) for event in events])
    add_pairs(connection, events)
