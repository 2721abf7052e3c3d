"""The corpus as the reader in the browser keeps it: a file in the user's own data folder, or the latest readings in memory.

Decides where the file is, how many readings are kept without one, and that a workspace of an earlier sayso becomes a corpus. What a reading
is known by, and what is kept beside it, is the business of the corpus.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.corpus.corpus import Corpus
from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.corpus.records import Entry
from sayso.corpus.store import LIMIT_S, WAIT_S
from sayso.errors import SaysoError
from sayso.reading import Reading

MOST_IN_MEMORY: Final = 200
"""Readings that are kept without a file: at a few megabytes for the longest, what a small machine can spare."""


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
    """A corpus by the permalinks of its readings; safe to use from several threads, and from several processes at a time.

    `parse` reads what an earlier sayso kept (`exports.json.loads`).

    Raises:
        SaysoError: the file cannot be opened, or is no corpus.
    """

    def __init__(
        self,
        path: Path | None = None,
        *,
        wait_s: float = WAIT_S,
        limit_s: float | None = LIMIT_S,
        parse: Callable[[str], Reading] | None = None,
    ) -> None:
        self.path = path
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            most = MOST_IN_MEMORY if path is None else None
            self.corpus = Corpus(path, wait_s=wait_s, limit_s=limit_s, most_pages=most, earlier=parse)
        except (OSError, SaysoError) as error:
            raise SaysoError(f"The workspace cannot be opened: {str(error).rstrip('.')}; or give another file, or keep nothing.") from error

    def close(self) -> None:
        """Closes the file."""
        self.corpus.close()

    def add(self, reading: Reading) -> str:
        """The permalink of a reading, which is stored; storing it again changes nothing."""
        return self.corpus.add(reading).permalink

    def get(self, identifier: str) -> Reading | None:
        """A stored reading, or None."""
        return self.corpus.get(identifier)

    def find(self, identifier: str) -> str | None:
        """The permalink of the reading that a permalink or the key of a page means, or None."""
        return self.corpus.permalink(identifier)

    def when(self, identifier: str) -> str:
        """When a reading was stored, UTC, ISO 8601; empty for one that is not there."""
        entry = self.corpus.entry(identifier)
        return entry.added if entry else ""

    def entries(self, query: str = "", *, before: int | None = None, limit: int = 50) -> tuple[Entry, ...]:
        """The stored readings that hold every word of a query, newest first, from `before` (a number) on."""
        return tuple(self.corpus.entries(query, before=before, limit=limit))

    def delete(self, identifier: str) -> bool:
        """Whether there was such a reading; it is gone now, with its page, and with all that was kept beside it."""
        return self.corpus.delete(identifier) > 0

    def correct(self, identifier: str, correction: Correction) -> Correction:
        """The correction as it was kept: with its number and time; an added attribution gets its id."""
        return self.corpus.correct(identifier, correction)

    def corrections(self, identifier: str) -> tuple[Correction, ...]:
        """The corrections of a reading, in the order of making."""
        return tuple(self.corpus.corrections(identifier))

    def undo(self, identifier: str, number: int) -> bool:
        """Whether there was such a correction; it is gone now."""
        return self.corpus.undo_correction(identifier, number)

    def add_record(self, identifier: str, name: str, text: str) -> str:
        """The id under which a record is kept beside a reading."""
        return self.corpus.add_record(identifier, name, text)

    def record(self, identifier: str, record: str) -> Record | None:
        """A record that is kept beside a reading, or None."""
        text = self.corpus.record(identifier, record)
        return Record(record, dict(self.corpus.records(identifier)).get(record, ""), text) if text is not None else None

    def records(self, identifier: str) -> tuple[tuple[str, str], ...]:
        """Id and name of each record beside a reading, the latest first."""
        return tuple(self.corpus.records(identifier)[:100])


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


def summarize_corrections(corrections: Sequence[Correction]) -> str:
    """How many corrections of which kind there are, in words."""
    counts = {kind: sum(correction.kind is kind for correction in corrections) for kind in CorrectionKind}
    return ", ".join(f"{count} {kind.value}" for kind, count in counts.items() if count)
