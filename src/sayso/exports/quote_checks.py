"""Checks of quotations as data: rows for the views, the JSON of spec/CASES.md, and CSV.

Decides what is told of each check beside the finding itself: the words on both sides, what was left out in full, who said it in the record,
and when. The views in a terminal and in a browser (`quote_checks_text`, `quote_checks_html`) draw the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sayso.checks.records import Record
from sayso.exports.csv import disarm
from sayso.exports.json import JsonObject
from sayso.reading import Check, DifferenceKind, Finding, Reading, Span

COLUMNS: Final = (
    "page", "headline", "verdict", "marked", "speaker", "quotation", "record", "said_by", "time", "record_words", "left_out", "reason",
    "quote_ranges", "record_ranges",
)  # fmt: skip
"""The columns in order. Ranges are code points, as "12-40 55-80": those of the page's text, and of the record's."""

AROUND: Final = 160  # characters of a record shown on either side of the words of a quotation


class Piece(NamedTuple):
    """Words of one side of a comparison, and the difference that they are part of; None where both sides have them."""

    words: str
    kind: DifferenceKind | None = None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation's check as it is shown: the finding, the words of both sides in pieces, and where and when they were said."""

    finding: Finding
    quote: tuple[Piece, ...]
    record: tuple[Piece, ...]
    said_by: str | None
    time_s: float | None
    left_out: tuple[str, ...]


def quote_rows(reading: Reading, records: Sequence[Record]) -> tuple[QuoteRow, ...]:
    """The checks of a reading's quotations, in the order of its findings; `records` are those that they were made against."""
    by_name = {record.name: record for record in records}
    return tuple(_row(finding, reading, by_name) for finding in reading.findings if finding.check is Check.QUOTE)


def quote_checks_to_json(reading: Reading, records: Sequence[Record]) -> JsonObject:
    """The checks in the form of spec/CASES.md, with further fields: the words, the reason, who said it in the record and when."""
    return {"quotes": [_row_out(row, reading) for row in quote_rows(reading, records)]}


def quote_checks_to_csv(reading: Reading, records: Sequence[Record], *, raw: bool = False) -> str:
    """The checks as CSV, one row each under a header; cells are safe to open in a spreadsheet unless `raw` is set."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in quote_rows(reading, records):
        cells = list(_cells(row, reading))
        writer.writerow(cells if raw else [disarm(cell) for cell in cells])
    return out.getvalue()


def format_time(seconds: float) -> str:
    """A time code as people write it.

    >>> format_time(3725.5)
    '1:02:05'
    """
    minutes, whole = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{whole:02}"


def _row(finding: Finding, reading: Reading, records: dict[str, Record]) -> QuoteRow:
    record = records.get(finding.record or "")
    quote = _pieces(reading.page.text, list(finding.claim), [(one.quote, one.kind) for one in finding.differences])
    if record is None or not finding.evidence:
        return QuoteRow(finding, tuple(quote), (), None, None, ())
    turn = record.turn_at(finding.evidence[0].start)
    left_out = tuple(record[one.record] for one in finding.differences if one.kind is DifferenceKind.LEFT_OUT)
    return QuoteRow(
        finding,
        tuple(quote),
        tuple(_pieces(record.text, list(finding.evidence), [(one.record, one.kind) for one in finding.differences])),
        turn.speaker if turn else None,
        record.time_at(finding.evidence[0].start),
        left_out,
    )


def _pieces(text: str, spans: list[Span], marks: list[tuple[Span, DifferenceKind]]) -> Iterator[Piece]:
    """The words of some ranges, cut where a difference starts and ends; ranges apart are joined by an ellipsis."""
    marks = sorted((mark for mark in marks if mark[0].start < mark[0].end), key=lambda mark: mark[0])
    for number, span in enumerate(spans):
        if number:
            yield Piece(" … ")
        place = span.start
        for mark, kind in marks:
            start, end = max(mark.start, place), min(mark.end, span.end)
            if start < end:
                if place < start:
                    yield Piece(text[place:start])
                yield Piece(text[start:end], kind)
                place = end
        if place < span.end:
            yield Piece(text[place : span.end])


def _row_out(row: QuoteRow, reading: Reading) -> JsonObject:
    finding = row.finding
    return {
        "quote": [list(span) for span in finding.claim],
        "verdict": finding.verdict,
        "marked": finding.marked,
        "speaker": finding.speaker,
        "record": None
        if finding.record is None
        else {
            "name": finding.record,
            "ranges": [list(span) for span in finding.evidence],
            "speaker": row.said_by,
            "time_s": row.time_s,
            "words": "".join(piece.words for piece in row.record),
        },
        "differences": [{"kind": one.kind.value, "quote": list(one.quote), "record": list(one.record)} for one in finding.differences],
        "words": reading.page.words(finding.claim),
        "left_out": list(row.left_out),
        "reason": finding.reason,
    }


def _cells(row: QuoteRow, reading: Reading) -> Iterator[str]:
    finding, page = row.finding, reading.page
    yield page.url or ""
    yield page.headline or ""
    yield finding.verdict
    yield {None: "", True: "marked", False: "unmarked"}[finding.marked]
    yield finding.speaker or ""
    yield page.words(finding.claim)
    yield finding.record or ""
    yield row.said_by or ""
    yield "" if row.time_s is None else format_time(row.time_s)
    yield "".join(piece.words for piece in row.record)
    yield " … ".join(row.left_out)
    yield finding.reason
    yield " ".join(f"{start}-{end}" for start, end in finding.claim)
    yield " ".join(f"{start}-{end}" for start, end in finding.evidence)
