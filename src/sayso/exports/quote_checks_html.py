"""Checks of quotations as one HTML page that needs nothing else: no script, no font, no request.

Decides what the page looks like: each quotation beside the words of the record, the verdict in words above, what differs marked as
deleted or inserted text, by a sign and a colour. All text is escaped; controls are shown as marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from sayso.checks.records import Record
from sayso.exports.check_page import frame_check
from sayso.exports.markup import to_plain
from sayso.exports.quote_checks import Piece, QuoteRow, format_time, quote_rows
from sayso.exports.quote_checks_text import SIGNS, summarize
from sayso.reading import DifferenceKind, Reading

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1b19; --ground: #fdfcf9; --faint: #6a665e; --line: #d8d3c8;
  --red: #a11c2b; --green: #17663a; --amber: #7a5200; --violet: #6b2f86; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --ground: #191816; --faint: #a29d92; --line: #3c3933;
  --red: #ff8f97; --green: #7fd6a2; --amber: #eebf5b; --violet: #d8a2f0; } }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.2rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font: 600 1rem/1.4 system-ui, sans-serif; margin: 0 0 .5rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
@media (max-width: 44rem) { .sides { grid-template-columns: 1fr; gap: .6rem; } }
.who { font: .85rem/1.4 system-ui, sans-serif; color: var(--faint); margin: 0; }
blockquote { margin: .2rem 0; overflow-wrap: anywhere; }
.reason { margin: .5rem 0 0; font-style: italic; }
.left { margin: .3rem 0 0; padding-left: 1.2rem; }
mark { background: none; color: var(--amber); text-decoration: underline; }
mark.out { color: var(--red); text-decoration: line-through; } mark.in { color: var(--green); }
mark.moved { color: var(--violet); text-decoration: underline dotted; }
mark::before { content: attr(data-open); } mark::after { content: attr(data-close); }
.bad h2 { color: var(--red); } .some h2 { color: var(--amber); } .good h2 { color: var(--green); }
@media print { body { background: none; } article { break-inside: avoid; } }"""
_CLASSES: Final = {
    DifferenceKind.LEFT_OUT: "out",
    DifferenceKind.PUT_IN: "in",
    DifferenceKind.CHANGED: "changed",
    DifferenceKind.MOVED: "moved",
}
_TONES: Final = {"verbatim": "good", "cleaned": "good", "clipped": "some", "cut short": "some", "not found": "", "too short to tell": ""}


def quote_checks_to_html(reading: Reading, records: Sequence[Record]) -> str:
    """The checks as a whole HTML document; its Content-Security-Policy allows its own style sheet and nothing else."""
    rows = quote_rows(reading, records)
    checks = "\n".join(_row(row, number) for number, row in enumerate(rows, 1))
    notes = "".join(f'<p class="who">{to_plain(record.name)}: {to_plain(note)}</p>' for record in records for note in record.notes)
    body = f"""<p>{to_plain(summarize(rows))}</p>
{checks}
{notes}
<p class="who">Signs: {_legend()}. “Not found” is said of the records that were given, and of nothing else.</p>"""
    return frame_check(reading.page, "are the quotations what was said?", body, style=_STYLE)


def _row(row: QuoteRow, number: int) -> str:
    finding = row.finding
    marked = {None: "", True: " (marked)", False: " (unmarked)"}[finding.marked]
    when = f", {format_time(row.time_s)}" if row.time_s is not None else ""
    record = (
        f'<div><p class="who">{to_plain(finding.record or "")}: {to_plain(row.said_by or "no speaker is named")}{when}</p>'
        f"<blockquote>{_side(row.record)}</blockquote></div>"
        if row.record
        else ""
    )
    shown = finding.verdict in ("clipped", "cut short", "altered", "spliced", "misattributed") and any(row.left_out)
    left = "".join(f"<li>{to_plain(words)}</li>" for words in row.left_out) if shown else ""
    return (
        f'<article class="{_TONES.get(finding.verdict, "bad")}" id="q{number}"><h2>{to_plain(finding.verdict)}{marked}</h2>'
        f'<div class="sides"><div><p class="who">page: {to_plain(finding.speaker or "nobody is named")}</p>'
        f"<blockquote>{_side(row.quote)}</blockquote></div>{record}</div>"
        f'<p class="reason">{to_plain(finding.reason)}</p>'
        + (f'<p class="who">Left out in full:</p><ul class="left">{left}</ul>' if left else "")
        + "</article>"
    )


def _side(pieces: Sequence[Piece]) -> str:
    return "".join(_piece(piece) for piece in pieces)


def _piece(piece: Piece) -> str:
    if piece.kind is None:
        return to_plain(piece.words)
    opening, closing = SIGNS[piece.kind]
    return (
        f'<mark class="{_CLASSES[piece.kind]}" title="{piece.kind.value}" data-open="{escape(opening)}" data-close="{escape(closing)}">'
        f"{to_plain(piece.words)}</mark>"
    )


def _legend() -> str:
    return ", ".join(f"{escape(opening)}{kind.value}{escape(closing)}" for kind, (opening, closing) in SIGNS.items())
