"""Stored readings as the service shows them: parsed, corrected and laid out, the last few kept ready.

Decides what is kept in memory (a bounded number of outlines) and what a missing reading is called.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any, Final, NamedTuple

from sayso.corpus.corrections import Correction, apply_corrections
from sayso.corpus.workspace import Workspace
from sayso.exports.json import dumps, loads
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
        """The id under which a reading is stored."""
        return self.workspace.add(reading, dumps(reading))

    def get(self, identifier: str, *, as_read: bool = False) -> Ready:
        """A stored reading, with the corrections on it applied unless it is wanted as it was read.

        Raises:
            Problem: there is none of that id (404).
        """
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

    def wire(self, identifier: str) -> dict[str, Any]:  # JSON, of any type
        """The wire form of a stored reading, with its id first."""
        wire = self.workspace.wire(identifier)
        if wire is None:
            raise missing_reading()
        return {"id": identifier, **json.loads(wire)}

    def delete(self, identifier: str) -> None:
        """Deletes a reading, here and in the workspace.

        Raises:
            Problem: there is none of that id (404).
        """
        if not self.workspace.delete(identifier):
            raise missing_reading()
        with self._lock:
            for key in [key for key in self._ready if key[0] == identifier]:
                del self._ready[key]

    def _load(self, identifier: str) -> Reading:
        wire = self.workspace.wire(identifier)
        if wire is None:
            raise missing_reading()
        return loads(wire)


def missing_reading() -> Problem:
    """There is no reading of that id."""
    return Problem(404, "There is no reading of that id here; it may have been deleted, or belong to another workspace.")
