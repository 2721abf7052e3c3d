"""Edges of the contact network: the pairs of parties of each event, in a table that is made from the events.

Decides the direction: a meeting, visit, call or other mutual event joins two parties without one; every other event goes from each actor to
each recipient. Actors who meet without a recipient ("the two met") meet one another.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import combinations
from typing import Final

from sayso.reading import EventType

MUTUAL: Final = frozenset([EventType.CONSULT, EventType.COOPERATE])
"""Types in which neither side is the one it is done to."""

_MOST_PAIRS: Final = 200  # of one event: twenty people in a room have 190


def add_pairs(connection: sqlite3.Connection, events: Iterable[int]) -> None:
    """Writes the pairs of events, whose parties are there."""
    for event in events:
        kind, status, page, origin, date, hands = connection.execute(
            "SELECT type, status, page, origin, date, hands FROM events WHERE id = ?", (event,)
        ).fetchone()
        parties: dict[str, list[int]] = {"actor": [], "recipient": []}
        for part, voice in connection.execute("SELECT part, voice FROM event_parties WHERE event = ? ORDER BY part, place", (event,)):
            parties[part].append(voice)
        connection.executemany(
            "INSERT OR IGNORE INTO pairs (one, other, type, event, status, page, origin, date, hands) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*pair, kind, event, status, page, origin, date, hands) for pair in _find_pairs(kind, parties["actor"], parties["recipient"])],
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
