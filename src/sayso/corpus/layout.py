"""The tables of a corpus: laid out in an empty file, and completed in one that an earlier version made.

Decides what each version added. All of it happens in the transaction that the caller holds, so that a file is of one version or the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sayso.corpus.counts import fill_counts, fill_edges

APPLICATION_ID: Final = 0x5359534F  # "SYSO"
VERSION: Final = 4
"""The version of schema.sql with counts.sql and edges.sql; a file of a later one is refused, since what it means is not known here."""

_SCHEMA: Final = Path(__file__).with_name("schema.sql")
_COUNTS: Final = Path(__file__).with_name("counts.sql")
_EDGES: Final = Path(__file__).with_name("edges.sql")

_EARLIER: Final = frozenset({"reading", "correction", "record"})
_ADD_PERMALINKS: Final = (
    "ALTER TABLE readings ADD COLUMN permalink TEXT NOT NULL DEFAULT ''",
    "UPDATE readings SET permalink = substr((SELECT p.key FROM pages AS p WHERE p.id = page), 1, 8) || substr(key, 1, 8)",
    "CREATE UNIQUE INDEX readings_permalink ON readings (permalink)",
    "ALTER TABLE corrections ADD COLUMN reading INTEGER REFERENCES readings ON DELETE CASCADE",
    "UPDATE corrections SET reading = (SELECT r.id FROM readings AS r WHERE r.page = corrections.page AND r.current)",
    "CREATE INDEX corrections_reading ON corrections (reading, number)",
)


def lay_out_tables(connection: sqlite3.Connection) -> None:
    """Makes the tables of a corpus."""
    for script in (_SCHEMA, _COUNTS, _EDGES):
        _run(connection, script)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def complete_tables(connection: sqlite3.Connection) -> None:
    """Adds to a corpus of an earlier version what it lacks; nothing where another process was quicker."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < 2:  # lists of outlets and sayings were counted each time
        _run(connection, _COUNTS)
        fill_counts(connection)
    if version < 3 and not _has_permalinks(connection):  # corrections were kept beside the page, whichever reading they were made on
        for statement in _ADD_PERMALINKS:
            connection.execute(statement)
    if version < 4:  # contacts were counted each time
        _run(connection, _EDGES)
        fill_edges(connection)
    connection.execute(f"PRAGMA user_version = {max(version, VERSION)}")


def is_workspace(connection: sqlite3.Connection) -> bool:
    """Whether a file has the tables in which the reader kept its readings before they were a corpus."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")} >= _EARLIER


def _has_permalinks(connection: sqlite3.Connection) -> bool:
    return any(column[1] == "permalink" for column in connection.execute("PRAGMA table_info(readings)"))


def _run(connection: sqlite3.Connection, script: Path) -> None:
    for statement in _split_statements(script.read_text(encoding="utf-8")):
        connection.execute(statement)


def _split_statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one after another: `executescript` would commit the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
