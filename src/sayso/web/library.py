"""Stored readings as the service shows them: parsed, corrected and laid out, the last few kept ready.

Decides what is kept in memory (a bounded number of outlines) and what a missing reading is called.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any, Final, NamedTuple

from sayso.corpus.corrections import Correction, apply_corrections
from sayso.corpus.workspace import Workspace
from sayso.exports.json import to_json
from sayso.exports.statements import Outline, outline
from sayso.reading import Reading
from sayso.web.problems import Problem

MOST_READY: Final = 8
"""Outlines kept in memory; one of 10,000 words takes a few megabytes."""


class Ready(NamedTuple):
    """A stored reading, ready to be shown."""

    outline: Outline
    corrections: tuple[Correction, ...]


class Library:
    """The workspace and the outlines of the readings looked at last; used from several threads."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = threading.Lock()
        self._ready: OrderedDict[tuple[str, tuple[Correction, ...]], Outline] = OrderedDict()

    def add(self, reading: Reading) -> str:
        """The permalink of a reading, which is stored."""
        return self.workspace.add(reading)

    def get(self, identifier: str, *, as_read: bool = False) -> Ready:
        """A stored reading, with the corrections on it applied unless it is wanted as it was read.

        Raises:
            Problem: there is none of that id (404).
        """
        identifier = self.find(identifier)
        corrections = self.workspace.corrections(identifier)
        applied = () if as_read else corrections
        with self._lock:
            found = self._ready.get((identifier, applied))
            if found is not None:
                self._ready.move_to_end((identifier, applied))
        if found is None:
            found = outline(apply_corrections(self._load(identifier), applied))
            with self._lock:
                self._ready[identifier, applied] = found
                while len(self._ready) > MOST_READY:
                    self._ready.popitem(last=False)
        return Ready(found, corrections)

    def find(self, identifier: str) -> str:
        """The permalink of a reading, or of the current reading of the page of that key.

        Raises:
            Problem: there is none (404).
        """
        permalink = self.workspace.find(identifier)
        if permalink is None:
            raise missing_reading()
        return permalink

    def wire(self, identifier: str) -> dict[str, Any]:  # JSON, of any type
        """The wire form of a stored reading, with its id first."""
        identifier = self.find(identifier)
        return {"id": identifier, **to_json(self._load(identifier))}

    def delete(self, identifier: str) -> None:
        """Deletes a page with its readings, here and in the workspace.

        Raises:
            Problem: there is none of that id (404).
        """
        if not self.workspace.delete(identifier):
            raise missing_reading()
        with self._lock:
            self._ready.clear()  # of a page with several readings, each has an outline

    def _load(self, identifier: str) -> Reading:
        reading = self.workspace.get(identifier)
        if reading is None:
            raise missing_reading()
        return reading


def missing_reading() -> Problem:
    """There is no reading of that id."""
    return Problem(404, "There is no reading of that id here; it may have been deleted, or belong to another workspace.")
