"""What people keep beside a page: corrections of a reading, which are never written over it, and records of what was really said.

Decides that a correction belongs to the reading whose statements it names, a record to the page. Both go by the permalink of a reading, or
by the key of a page, which means its current reading.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from typing import Final, NamedTuple

from sayso.corpus.corrections import Correction
from sayso.corpus.dates import now_utc
from sayso.corpus.packing import pack, unpack, unpack_reading
from sayso.corpus.storable import clean
from sayso.corpus.store import Store
from sayso.errors import CorpusError
from sayso.reading import Reading

_MOST: Final = (1 << 63) - 1  # that SQLite takes for a number

FIND: Final = """
SELECT id, page FROM readings WHERE permalink = ?1
UNION ALL SELECT r.id, r.page FROM pages AS p JOIN readings AS r ON r.page = p.id AND r.current WHERE p.key = ?1
LIMIT 1
"""


class Place(NamedTuple):
    """The rows of a reading and of its page."""

    reading: int
    page: int


def find_place(connection: sqlite3.Connection, name: str) -> Place | None:
    """Where the reading of that permalink is, or the current one of the page of that key; None where there is neither."""
    row = connection.execute(FIND, (clean(name),)).fetchone()
    return Place(*row) if row else None


def get_place(connection: sqlite3.Connection, name: str) -> Place:
    """As `find_place`.

    Raises:
        CorpusError: there is neither.
    """
    place = find_place(connection, name)
    if place is None:
        raise CorpusError(f"There is no page {name!r} in the corpus.")
    return place


def add_correction(connection: sqlite3.Connection, name: str, correction: Correction) -> Correction:
    """The correction as it was kept: with its number and time; an added attribution gets its id."""
    reading, page = get_place(connection, name)
    kept = replace(correction, number=0, made=now_utc())
    number = connection.execute(
        "INSERT INTO corrections (page, reading, body, made) VALUES (?, ?, '', ?)", (page, reading, kept.made)
    ).lastrowid
    assert number is not None
    kept = replace(kept, number=number, attribution=correction.attribution or f"u{number}")
    connection.execute("UPDATE corrections SET body = ? WHERE number = ?", (pack(kept), number))
    return kept


def list_corrections(store: Store, name: str) -> list[Correction]:
    """The corrections of a reading, in the order of making."""
    rows = store.ask(f"SELECT body FROM corrections WHERE reading = (SELECT id FROM ({FIND})) ORDER BY number", (clean(name),))
    return [unpack(Correction, body) for (body,) in rows]


def undo_correction(connection: sqlite3.Connection, name: str, number: int) -> bool:
    """Whether there was such a correction; it is gone now."""
    place = find_place(connection, name)
    if place is None or number > _MOST:
        return False
    return connection.execute("DELETE FROM corrections WHERE reading = ? AND number = ?", (place.reading, number)).rowcount > 0


def add_record(connection: sqlite3.Connection, name: str, title: str, text: str) -> str:
    """The key under which a record is kept beside a page."""
    key = hashlib.sha256(f"{clean(title)}\0{clean(text)}".encode()).hexdigest()[:12]
    connection.execute(
        "INSERT OR IGNORE INTO records (page, key, name, text, added) VALUES (?, ?, ?, ?, ?)",
        (get_place(connection, name).page, key, clean(title), clean(text), now_utc()),
    )
    return key


def list_records(store: Store, name: str) -> list[tuple[str, str]]:
    """Key and name of each record beside a page, the latest first."""
    rows = store.ask(
        f"SELECT key, name FROM records WHERE page = (SELECT page FROM ({FIND})) ORDER BY added DESC, key LIMIT 1000", (clean(name),)
    )
    return [(key, title) for key, title in rows]


def get_record(store: Store, name: str, key: str) -> str | None:
    """The text of a record beside a page, or None."""
    row = store.ask_one(f"SELECT text FROM records WHERE page = (SELECT page FROM ({FIND})) AND key = ?2", (clean(name), clean(key)))
    return row[0] if row else None


def load_reading(store: Store, name: str) -> Reading | None:
    """The reading of that permalink, or the current one of the page of that key; None where there is neither."""
    row = store.ask_one(
        f"SELECT r.body, p.text FROM ({FIND}) AS f JOIN readings AS r ON r.id = f.id JOIN pages AS p ON p.id = f.page", (clean(name),)
    )
    return unpack_reading(*row) if row else None


def find_permalink(store: Store, name: str) -> str | None:
    """The permalink of that reading, or of the current one of the page of that key; None where there is neither."""
    row = store.ask_one(f"SELECT permalink FROM readings WHERE id = (SELECT id FROM ({FIND}))", (clean(name),))
    return row[0] if row else None
