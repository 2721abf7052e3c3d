"""The readings of one person at one desk, in one SQLite file: what the reader in the browser lists, shows again and deletes.

Decides the id of a stored reading (the digest of what it says, so that the same reading is stored once and a permalink never comes to mean
something else), what is kept beside it (corrections, records that its quotations were checked against), and how it is searched. In memory
only where no file is given; then the oldest readings make way for new ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.errors import SaysoError
from sayso.reading import Held, Manner, Reading, Reported, Span, Spans, VoiceKind

MOST_IN_MEMORY: Final = 200
"""Readings that are kept without a file: at a megabyte for the longest, what a small machine can spare."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS reading (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    wire TEXT NOT NULL,
    headline TEXT NOT NULL,
    origin TEXT NOT NULL,
    published TEXT,
    n_statements INTEGER NOT NULL,
    n_voices INTEGER NOT NULL,
    added TEXT NOT NULL,
    folded TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS correction (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    reading TEXT NOT NULL REFERENCES reading (id) ON DELETE CASCADE,
    fields TEXT NOT NULL,
    made TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS correction_reading ON correction (reading, number);
CREATE TABLE IF NOT EXISTS record (
    id TEXT NOT NULL,
    reading TEXT NOT NULL REFERENCES reading (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    added TEXT NOT NULL,
    PRIMARY KEY (reading, id)
);
"""

_UNSEARCHABLE: Final = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored reading as a list shows it; `number` grows with each one stored and is where the next page of a list begins."""

    number: int
    id: str
    headline: str
    origin: str
    published: str | None
    n_statements: int
    n_voices: int
    added: str


@dataclass(frozen=True, slots=True)
class Record:
    """A transcript or other record of the words, kept beside the reading whose quotations are checked against it."""

    id: str
    name: str
    text: str


def find_workspace() -> Path:
    """The file in the user's own data folder (XDG, macOS, Windows); it need not be there yet."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "sayso" / "workspace.sqlite"


class Workspace:
    """A store of readings; safe to use from several threads, and from several processes at a time.

    Raises:
        SaysoError: the file cannot be opened, or is no database.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._lock = threading.RLock()
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path or ":memory:", timeout=5.0, check_same_thread=False, isolation_level=None)
            if path is not None:
                self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise SaysoError(f"The workspace {path} cannot be opened: {error}; give another file, or keep nothing.") from error

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    # ------------------------------------------------------------ readings

    def add(self, reading: Reading, wire: str) -> str:
        """The id under which a reading is stored, with its wire form; storing it again changes nothing."""
        identifier = hashlib.sha256(wire.encode()).hexdigest()[:16]
        page = reading.page
        headline = page.headline or " ".join(page.text[:120].split())
        origin = page.outlet or page.byline or page.url or ""
        folded = "\n".join([headline, origin, page.byline or "", page.url or "", *(voice.name for voice in reading.voices), page.text])
        values = (identifier, wire, headline, origin, page.published, len(reading.attributions), len(reading.voices), now(), _fold(folded))
        with self._lock:
            self._connection.execute(
                "INSERT INTO reading (id, wire, headline, origin, published, n_statements, n_voices, added, folded)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                values,
            )
            if self.path is None:
                self._connection.execute(
                    "DELETE FROM reading WHERE number <= (SELECT max(number) FROM reading) - ?",
                    (MOST_IN_MEMORY,),
                )
        return identifier

    def wire(self, identifier: str) -> str | None:
        """The wire form of a stored reading, or None."""
        row = self._one("SELECT wire FROM reading WHERE id = ?", _clean(identifier))
        return row[0] if row else None

    def when(self, identifier: str) -> str:
        """When a reading was stored, UTC, ISO 8601; empty for one that is not there."""
        row = self._one("SELECT added FROM reading WHERE id = ?", _clean(identifier))
        return str(row[0]) if row else ""

    def entries(self, query: str = "", *, before: int | None = None, limit: int = 50) -> tuple[Entry, ...]:
        """The stored readings that hold every word of a query, newest first, from `before` (a number) on."""
        words = _fold(query).split()[:20]
        where = " AND ".join(["number < ?", *("instr(folded, ?) > 0" for _ in words)])
        with self._lock:
            rows = self._connection.execute(
                "SELECT number, id, headline, origin, published, n_statements, n_voices, added FROM reading"
                f" WHERE {where} ORDER BY number DESC LIMIT ?",
                (before if before is not None else sys.maxsize, *words, limit),
            ).fetchall()
        return tuple(Entry(*row) for row in rows)

    def delete(self, identifier: str) -> bool:
        """Whether there was such a reading; it is gone now, with its corrections and records."""
        with self._lock:
            return self._connection.execute("DELETE FROM reading WHERE id = ?", (_clean(identifier),)).rowcount > 0

    # ------------------------------------------------------------ corrections

    def correct(self, identifier: str, correction: Correction) -> Correction:
        """The correction as it was kept: with its number and time; an added attribution gets its id."""
        made = now()
        with self._lock:
            number = self._connection.execute(
                "INSERT INTO correction (reading, fields, made) VALUES (?, ?, ?)", (_clean(identifier), "{}", made)
            ).lastrowid
            assert number is not None
            kept = replace(correction, number=number, made=made, attribution=correction.attribution or f"u{number}")
            self._connection.execute("UPDATE correction SET fields = ? WHERE number = ?", (_write_fields(kept), number))
        return kept

    def corrections(self, identifier: str) -> tuple[Correction, ...]:
        """The corrections of a reading, in the order of making."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT fields, number, made FROM correction WHERE reading = ? ORDER BY number", (_clean(identifier),)
            ).fetchall()
        return tuple(_read_fields(*row) for row in rows)

    def undo(self, identifier: str, number: int) -> bool:
        """Whether there was such a correction; it is gone now."""
        with self._lock:
            return (
                self._connection.execute(
                    "DELETE FROM correction WHERE reading = ? AND number = ?", (_clean(identifier), min(number, sys.maxsize))
                ).rowcount
                > 0
            )

    # ------------------------------------------------------------ records

    def add_record(self, identifier: str, name: str, text: str) -> str:
        """The id under which a record is kept beside a reading."""
        record = hashlib.sha256(f"{name}\0{text}".encode()).hexdigest()[:12]
        with self._lock:
            self._connection.execute(
                "INSERT INTO record (id, reading, name, text, added) VALUES (?, ?, ?, ?, ?) ON CONFLICT (reading, id) DO NOTHING",
                (record, _clean(identifier), name, text, now()),
            )
        return record

    def record(self, identifier: str, record: str) -> Record | None:
        """A record that is kept beside a reading, or None."""
        row = self._one("SELECT id, name, text FROM record WHERE reading = ? AND id = ?", _clean(identifier), _clean(record))
        return Record(*row) if row else None

    def records(self, identifier: str) -> tuple[tuple[str, str], ...]:
        """Id and name of each record beside a reading, the latest first."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT id, name FROM record WHERE reading = ? ORDER BY added DESC, id LIMIT 100", (_clean(identifier),)
            ).fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def _one(self, sql: str, *values: str) -> Any:  # a row of sqlite, whose columns have no types
        with self._lock:
            return self._connection.execute(sql, values).fetchone()


def now() -> str:
    """The present time in UTC, ISO 8601, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _fold(text: str) -> str:
    return _clean(text).casefold()


def _clean(text: str) -> str:
    """The text without what SQLite cannot take: NUL and half surrogate pairs."""
    return _UNSEARCHABLE.sub("\ufffd", text)


# ---------------------------------------------------------------- a correction as JSON


def correction_to_json(correction: Correction) -> dict[str, Any]:  # JSON, of any type
    """A correction as JSON types; only what it says."""
    data: dict[str, Any] = {"kind": correction.kind.value, "attribution": correction.attribution, "number": correction.number}
    for name in ("voice", "name", "note"):
        if getattr(correction, name) not in (None, ""):
            data[name] = getattr(correction, name)
    if correction.voice == "":
        data["voice"] = ""
    for name in ("voice_kind", "manner", "held", "reported"):
        if (value := getattr(correction, name)) is not None:
            data[name] = value.value
    for name in ("content", "cue", "source"):
        spans = getattr(correction, name)
        if spans or (spans is not None and name != "content"):
            data[name] = [[span.start, span.end] for span in spans]
    return data | {"made": correction.made}


def _write_fields(correction: Correction) -> str:
    return json.dumps(correction_to_json(correction))


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


def summarize_corrections(corrections: Sequence[Correction]) -> str:
    """How many corrections of which kind there are, in words."""
    counts = {kind: sum(correction.kind is kind for correction in corrections) for kind in CorrectionKind}
    return ", ".join(f"{count} {kind.value}" for kind, count in counts.items() if count)
