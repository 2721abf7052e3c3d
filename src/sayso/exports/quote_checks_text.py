"""Checks of quotations in a terminal: page and record side by side, or one above the other where the window is narrow.

Decides how a difference is shown without colour: ``-left out-`` on the record's side, ``+put in+`` on the page's, ``~changed~`` and
``<moved>`` on both. Colours repeat the signs. Control characters of page and record are shown as marks (see `characters`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.checks.records import Record
from sayso.exports.characters import show_controls
from sayso.exports.quote_checks import Piece, QuoteRow, format_time, quote_rows
from sayso.exports.terminal import DEFAULT_WIDTH, NARROW, draw
from sayso.reading import DifferenceKind, Reading

SIGNS: Final = {
    DifferenceKind.LEFT_OUT: ("-", "-"),
    DifferenceKind.PUT_IN: ("+", "+"),
    DifferenceKind.CHANGED: ("~", "~"),
    DifferenceKind.MOVED: ("<", ">"),
}
_STYLES: Final = {
    DifferenceKind.LEFT_OUT: "red",
    DifferenceKind.PUT_IN: "green",
    DifferenceKind.CHANGED: "yellow",
    DifferenceKind.MOVED: "magenta",
}
_GLYPHS: Final = {
    "verbatim": ("=", "green"),
    "cleaned": ("≈", "green"),
    "clipped": ("✂", "yellow"),
    "cut short": ("⊣", "yellow"),
    "altered": ("≠", "red"),
    "spliced": ("⋈", "red"),
    "misattributed": ("⇄", "red"),
    "not found": ("?", "cyan"),
    "too short to tell": ("·", "bright_black"),
}


def quote_checks_to_text(reading: Reading, records: Sequence[Record], *, width: int = DEFAULT_WIDTH, color: bool = False) -> str:
    """The checks as text, wrapped to `width` columns (24 at least); with ANSI colours if `color` is set, without any escape otherwise."""
    return draw(_render(reading, quote_rows(reading, records), records, narrow=width < NARROW), width=width, color=color)


def _render(reading: Reading, rows: Sequence[QuoteRow], records: Sequence[Record], *, narrow: bool) -> RenderableType:
    parts: list[RenderableType] = []
    if reading.page.headline:
        parts.append(Text(_line(reading.page.headline), style="bold"))
    names = ", ".join(_line(record.name) for record in records[:3]) + (f" and {len(records) - 3} more" if len(records) > 3 else "")
    parts += [Text(f"against {names}", style="dim"), Rule(style="dim"), Text()]
    for row in rows:
        parts += [*_row(row, narrow=narrow), Text()]
    for record in records:
        parts += [Text(f"! {_line(record.name)}: {_line(note)}", style="italic") for note in record.notes]
    parts.append(Text(summarize(rows)))
    return Padding(Group(*parts), (1, 2, 0, 2))


def summarize(rows: Sequence[QuoteRow]) -> str:
    """How many quotations were checked, and how many got each verdict."""
    if not rows:
        return "There is no quotation on this page."
    counts = Counter(row.finding.verdict for row in rows)
    listed = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _GLYPHS if counts[verdict])
    return f"{len(rows)} quotation{'s' if len(rows) > 1 else ''} checked: {listed}."


def _row(row: QuoteRow, *, narrow: bool) -> Iterable[RenderableType]:
    finding = row.finding
    glyph, style = _GLYPHS.get(finding.verdict, ("?", ""))
    marked = {None: "", True: " (marked)", False: " (unmarked)"}[finding.marked]
    yield Text(f"{glyph} {finding.verdict}{marked}", style=f"{style} bold")
    page = [Text(f"page: {_line(finding.speaker) if finding.speaker else 'nobody is named'}", style="dim"), _side(row.quote)]
    if not row.record:
        yield from page
    else:
        when = f", {format_time(row.time_s)}" if row.time_s is not None else ""
        said = _line(row.said_by) if row.said_by else "no speaker is named"
        record = [Text(f"{_line(finding.record or '')}: {said}{when}", style="dim"), _side(row.record)]
        if narrow:
            yield from [*page, *record]
        else:
            yield _columns(page, record)
    yield Text(_line(finding.reason), style="italic")
    if finding.verdict in ("clipped", "altered", "spliced", "misattributed") and any(len(words) > _LONG for words in row.left_out):
        yield Text("Left out in full:", style="dim")
        yield from (Text(f"  - {_line(words)}") for words in row.left_out)


_LONG: Final = 90  # characters: what is longer is shortened in the reason


def _columns(page: Sequence[Text], record: Sequence[Text]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for left, right in zip(page, record, strict=True):
        table.add_row(left, right)
    return table


def _side(pieces: Sequence[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        words = _line(piece.words)
        if piece.kind is None:
            text.append(words)
        else:
            opening, closing = SIGNS[piece.kind]
            text.append(f"{opening}{words}{closing}", _STYLES[piece.kind])
    return text


def _line(words: str) -> str:
    return show_controls(words)
