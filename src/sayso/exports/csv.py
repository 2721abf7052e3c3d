"""Readings as CSV (RFC 4180): one row an attribution, for spreadsheets and for programs.

Decides the columns, and what becomes of a cell that a spreadsheet would take for a formula: it gets an apostrophe before it (the OWASP
list: ``= + - @``, tab, carriage return, line feed), unless the raw form is asked for, which machines should take.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

from sayso.reading import Attribution, Reading, Spans

COLUMNS: Final = (
    "page", "headline", "outlet", "byline", "published", "id", "parent", "voice", "kind", "source", "cue", "content", "manner", "held",
    "reported", "addressee", "chain", "hands", "score", "content_ranges", "source_ranges", "cue_ranges",
)  # fmt: skip
"""The columns in order. Ranges are code points of the page's text, as "12-40 55-80"; a chain is its holders' names from the page inward."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(readings: Reading | Iterable[Reading], *, raw: bool = False, header: bool = True) -> str:
    """The attributions of one reading or many as CSV, with a header line unless it is not wanted.

    Cells are safe to open in a spreadsheet; `raw` leaves them as they are, so that a program gets back exactly what was read.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(COLUMNS)
    for reading in (readings,) if isinstance(readings, Reading) else readings:
        for row in attribution_rows(reading):
            writer.writerow(row if raw else [disarm(cell) for cell in row])
    return out.getvalue()


def disarm(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> disarm("=1+1"), disarm("no")
    ("'=1+1", 'no')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def attribution_rows(reading: Reading) -> Iterable[list[str]]:
    """The cells of each attribution, in the order of `COLUMNS`."""
    page = reading.page
    head = [page.url, page.headline, page.outlet, page.byline, page.published]
    names = {voice.id: voice for voice in reading.voices}
    for attribution in reading.attributions:
        voice = names.get(attribution.voice or "")
        yield [
            *(value or "" for value in head),
            attribution.id,
            attribution.parent or "",
            voice.name if voice else "",
            voice.kind.value if voice else "",
            page.words(attribution.source),
            page.words(attribution.cue),
            page.words(attribution.content),
            attribution.manner.value,
            attribution.held.value,
            attribution.reported.value,
            page.words(attribution.addressee),
            " > ".join(names[link.voice].name for link in attribution.chain if link.voice in names),
            str(max(0, len(attribution.chain) - 1)),
            f"{attribution.score:.4f}",
            *_ranges(attribution),
        ]


def _ranges(attribution: Attribution) -> Iterable[str]:
    def written(spans: Spans) -> str:
        return " ".join(f"{start}-{end}" for start, end in spans)

    return (written(spans) for spans in (attribution.content, attribution.source, attribution.cue))
