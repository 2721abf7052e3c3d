"""Workspaces that an earlier sayso kept in tables of their own: each becomes a corpus, in the same file, when the reader opens it.

Decides what is carried over: every reading under the address it had, with the time it was added, its corrections with their numbers, and
its records. A reading that does not fit the rules of readings any more could not be shown before either; it is named among the failures.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any, Final

from sayso.corpus.beside import find_place
from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.corpus.dates import now_utc
from sayso.corpus.layout import is_workspace, lay_out_tables
from sayso.corpus.packing import pack
from sayso.corpus.storable import clean
from sayso.corpus.writing import Added, write_readings
from sayso.errors import ReadingError
from sayso.reading import Held, Manner, Reading, Reported, Span, Spans, VoiceKind

_AT_A_TIME: Final = 64
_PART: Final = "SELECT number, id, wire, added, headline FROM reading WHERE number > ? ORDER BY number LIMIT ?"


def turn_workspace(connection: sqlite3.Connection, parse: Callable[[str], Reading]) -> None:
    """Makes a corpus of a workspace, in the transaction that the connection is in; nothing where another process was quicker.

    `parse` reads the wire form in which readings were kept, and raises a `ReadingError` where it cannot.
    """
    if not is_workspace(connection):
        return
    lay_out_tables(connection)
    number = 0
    while rows := connection.execute(_PART, (number, _AT_A_TIME)).fetchall():
        _turn_readings(connection, rows, parse)
        number = rows[-1][0]
    _turn_corrections(connection)
    _turn_records(connection)
    for table in ("record", "correction", "reading"):
        connection.execute(f"DROP TABLE {table}")


def _turn_readings(connection: sqlite3.Connection, rows: list[Any], parse: Callable[[str], Reading]) -> None:  # rows of sqlite
    """Writes some of the readings as those of a corpus, under the address and with the time of each."""
    kept: list[tuple[str, str]] = []
    readings: list[Reading] = []
    for _, identifier, wire, added, headline in rows:
        try:
            readings.append(parse(wire))
            kept.append((identifier, added))
        except ReadingError as error:
            connection.execute(
                "INSERT OR REPLACE INTO failures (source, reason, n_tries, last_try) VALUES (?, ?, 1, ?)",
                (clean(f"{headline} ({identifier})"), clean(str(error)), now_utc()),
            )
    for (identifier, when), one in zip(kept, write_readings(connection, readings), strict=True):
        _keep_address(connection, one, identifier, when)


def _keep_address(connection: sqlite3.Connection, one: Added, identifier: str, when: str) -> None:
    """Gives a reading the address and the time that it had; where two are one now, the first keeps its own."""
    connection.execute(
        "UPDATE readings SET permalink = ?, added = ? WHERE permalink = ? AND permalink NOT IN (SELECT id FROM reading)",
        (identifier, when, one.permalink),
    )
    if one.new_page:
        connection.execute("UPDATE pages SET added = ? WHERE key = ?", (when, one.key))


def _turn_corrections(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT number, reading, fields, made FROM correction ORDER BY number").fetchall()
    for number, identifier, fields, made in rows:
        place = find_place(connection, identifier)
        if place is not None:
            connection.execute(
                "INSERT INTO corrections (number, page, reading, body, made) VALUES (?, ?, ?, ?, ?)",
                (number, place.page, place.reading, pack(_read_fields(fields, number, made)), made),
            )


def _turn_records(connection: sqlite3.Connection) -> None:
    for identifier, *record in connection.execute("SELECT reading, id, name, text, added FROM record").fetchall():
        place = find_place(connection, identifier)
        if place is not None:
            connection.execute(
                "INSERT OR IGNORE INTO records (page, key, name, text, added) VALUES (?, ?, ?, ?, ?)", (place.page, *map(clean, record))
            )


def _read_fields(fields: str, number: int, made: str) -> Correction:
    data = json.loads(fields)

    def spans(name: str) -> Spans | None:
        return tuple(Span(*pair) for pair in data[name]) if name in data else None

    def member(kind: Any, name: str) -> Any:  # one of the enums
        return kind(data[name]) if name in data else None

    return Correction(
        kind=CorrectionKind(data["kind"]),
        attribution=data["attribution"],
        number=number,
        voice=data.get("voice"),
        name=data.get("name"),
        voice_kind=member(VoiceKind, "voice_kind"),
        content=spans("content") or (),
        cue=spans("cue"),
        source=spans("source"),
        manner=member(Manner, "manner"),
        held=member(Held, "held"),
        reported=member(Reported, "reported"),
        note=data.get("note", ""),
        made=made,
    )
