"""The check of a headline as data: rows for the views, JSON, and CSV.

Decides what is told of each verdict beside the finding itself: the headline with the words that it is about, the sentence of the body with
the words that they stand against, and why nothing was found where nothing was. The views in a terminal and in a browser draw the same rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from sayso.exports.csv import disarm
from sayso.exports.json import JsonObject, to_json
from sayso.reading import BlockKind, Check, Finding, Reading, Span, Spans
from sayso.text import split_sentences

COLUMNS: Final = ("page", "headline", "verdict", "claim", "body", "sentence", "reason", "claim_ranges", "body_ranges")
"""The columns in order. Ranges are code points of the page's text, as "12-40 55-80"."""


class Piece(NamedTuple):
    """Words of the headline or the body, and whether the verdict is about them."""

    words: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """A verdict as it is shown: the finding, the headline and the sentence of the body in pieces; () where nothing bears on the claim."""

    finding: Finding
    headline: tuple[Piece, ...]
    body: tuple[Piece, ...]


def headline_rows(reading: Reading) -> tuple[HeadlineRow, ...]:
    """The verdicts on a reading's headline, in the order of its findings."""
    whole = next((block.span for block in reading.page.blocks if block.kind is BlockKind.HEADLINE), None)
    rows = []
    for finding in reading.findings:
        if finding.check is not Check.HEADLINE:
            continue
        headline = _pieces(reading, whole, finding.claim) if whole else ()
        body = _pieces(reading, find_sentence(reading, finding.evidence[0]), finding.evidence) if finding.evidence else ()
        rows.append(HeadlineRow(finding, tuple(headline), tuple(body)))
    return tuple(rows)


def find_verdicts(reading: Reading) -> tuple[str, ...]:
    """The verdicts on the headline as the wire form tells them: "supported" only where every claim is; () where it was not checked."""
    verdicts = dict.fromkeys(finding.verdict for finding in reading.findings if finding.check is Check.HEADLINE)
    return tuple(verdict for verdict in verdicts if verdict != "supported") or tuple(verdicts)


def tell_faults(reading: Reading) -> tuple[str, ...]:
    """What the headline says beyond the body, a sentence a finding; () where it is borne out or was not judged."""
    faults = (finding for finding in reading.findings if finding.check is Check.HEADLINE and finding.verdict != "supported")
    return tuple(f"{finding.verdict.capitalize()}: {finding.reason}" if finding.reason else f"{finding.verdict}." for finding in faults)


def why_unchecked(reading: Reading) -> str | None:
    """Why the headline has no verdict, as a sentence; None where it has one."""
    if any(finding.check is Check.HEADLINE for finding in reading.findings):
        return None
    return next((doubt.reason for doubt in reading.doubts if doubt.about == "headline"), "The headline has not been checked.")


def headline_checks_to_json(reading: Reading) -> JsonObject:
    """The check in the form of `headline` in a reading, with the words, the sentence of the body and the reason of each finding beside it.

    `unchecked` says why there are no verdicts; null where there are.
    """
    page = reading.page
    return {
        "page": page.url,
        "text": page.headline,
        "headline": to_json(reading)["headline"],
        "claims": [
            {
                "verdict": row.finding.verdict,
                "claim": [list(span) for span in row.finding.claim],
                "body": [list(span) for span in row.finding.evidence],
                "claim_words": page.words(row.finding.claim),
                "body_words": page.words(row.finding.evidence),
                "sentence": "".join(piece.words for piece in row.body),
                "reason": row.finding.reason,
            }
            for row in headline_rows(reading)
        ],
        "unchecked": why_unchecked(reading),
    }


def headline_checks_to_csv(reading: Reading, *, raw: bool = False) -> str:
    """The check as CSV, a verdict a row under a header; cells are safe to open in a spreadsheet unless `raw` is set.

    A headline that could not be checked is one row without a verdict, whose reason says why.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cells in _table(reading):
        writer.writerow(cells if raw else [disarm(cell) for cell in cells])
    return out.getvalue()


def _table(reading: Reading) -> Iterator[list[str]]:
    page = reading.page
    reason = why_unchecked(reading)
    if reason is not None:
        yield [page.url or "", page.headline or "", "", "", "", "", reason, "", ""]
    for row in headline_rows(reading):
        finding = row.finding
        yield [
            page.url or "",
            page.headline or "",
            finding.verdict,
            page.words(finding.claim),
            page.words(finding.evidence),
            "".join(piece.words for piece in row.body),
            finding.reason,
            _ranges(finding.claim),
            _ranges(finding.evidence),
        ]


def _ranges(spans: Spans) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)


def find_sentence(reading: Reading, span: Span) -> Span:
    """The sentence that a range of the body starts in, or the range itself where it reaches further."""
    for block in reading.page.blocks:
        if not block.span.start <= span.start < block.span.end:
            continue
        for start, end in split_sentences(reading.page[block.span]):
            start, end = start + block.span.start, end + block.span.start
            if start <= span.start < end:
                return Span(start, max(end, span.end))
    return span


def _pieces(reading: Reading, whole: Span, marks: Spans) -> Iterator[Piece]:
    """The words of a range, cut where what is marked in it starts and ends."""
    place = whole.start
    for mark in marks:
        start, end = max(mark.start, place), min(mark.end, whole.end)
        if start < end:
            if place < start:
                yield Piece(reading.page[Span(place, start)])
            yield Piece(reading.page[Span(start, end)], marked=True)
            place = end
    if place < whole.end:
        yield Piece(reading.page[Span(place, whole.end)])
