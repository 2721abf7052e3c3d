"""sayso as a worker: a text in, a whole reading out, nesting included."""

from __future__ import annotations

import sayso
from benchmarks.workers.serve import Found, serve
from sayso.reading import Reading


def read(text: str) -> Reading:
    """The reading of a text: what is timed."""
    return sayso.read(sayso.parse_text(text))


def found(reading: object) -> Found:
    """The ranges of a reading's attributions."""
    assert isinstance(reading, Reading)
    return [
        {
            role: [[start, end] for start, end in spans]
            for role, spans in (("source", attribution.source), ("cue", attribution.cue), ("content", attribution.content))
        }
        for attribution in reading.attributions
    ]


if __name__ == "__main__":
    serve(read, found, ("sayso",))
