"""What people keep beside a page: corrections of its reading, which are never written over it, and records of what was really said."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace

from sayso.corpus.corrections import Correction
from sayso.corpus.dates import now_utc
from sayso.corpus.packing import pack, unpack
from sayso.corpus.storable import clean
from sayso.corpus.store import Store
from sayso.errors import CorpusError


def add_correction(connection: sqlite3.Connection, page: str, correction: Correction) -> Correction:
    """The correction as it was kept: with its number and time; an added attribution gets its id."""
    made = now_utc()
    number = connection.execute(
        "INSERT INTO corrections (page, body, made) VALUES (?, '', ?)", (_find_page(connection, page), made)
    ).lastrowid
    assert number is not None
    kept = replace(correction, number=number, made=made, attribution=correction.attribution or f"u{number}")
    connection.execute("UPDATE corrections SET body = ? WHERE number = ?", (pack(kept), number))
    return kept


def list_corrections(store: Store, page: str) -> list[Correction]:
    """The corrections of a page's reading, in the order of making."""
    rows = store.ask(
        "SELECT c.body FROM corrections AS c JOIN pages AS p ON p.id = c.page WHERE p.key = ? ORDER BY c.number", (clean(page),)
    )
    return [unpack(Correction, body) for (body,) in rows]


def undo_correction(connection: sqlite3.Connection, page: str, number: int) -> bool:
    """Whether there was such a correction; it is gone now."""
    found = connection.execute("DELETE FROM corrections WHERE page = ? AND number = ?", (_find_page(connection, page), number))
    return found.rowcount > 0


def add_record(connection: sqlite3.Connection, page: str, name: str, text: str) -> str:
    """The key under which a record is kept beside a page."""
    key = hashlib.sha256(f"{clean(name)}\0{clean(text)}".encode()).hexdigest()[:12]
    connection.execute(
        "INSERT OR IGNORE INTO records (page, key, name, text, added) VALUES (?, ?, ?, ?, ?)",
        (_find_page(connection, page), key, clean(name), clean(text), now_utc()),
    )
    return key


def list_records(store: Store, page: str) -> list[tuple[str, str]]:
    """Key and name of each record beside a page, the latest first."""
    rows = store.ask(
        "SELECT r.key, r.name FROM records AS r JOIN pages AS p ON p.id = r.page WHERE p.key = ? ORDER BY r.added DESC, r.key LIMIT 1000",
        (clean(page),),
    )
    return [(key, name) for key, name in rows]


def get_record(store: Store, page: str, key: str) -> str | None:
    """The text of a record beside a page, or None."""
    row = store.ask_one(
        "SELECT r.text FROM records AS r JOIN pages AS p ON p.id = r.page WHERE p.key = ? AND r.key = ?", (clean(page), clean(key))
    )
    return row[0] if row else None


def _find_page(connection: sqlite3.Connection, page: str) -> int:
    row = connection.execute("SELECT id FROM pages WHERE key = ?", (clean(page),)).fetchone()
    if row is None:
        raise CorpusError(f"There is no page {page!r} in the corpus.")
    return int(row[0])
