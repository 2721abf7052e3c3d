"""The check of a headline in a terminal: each verdict with the words of the headline and, below or beside them, those of the body.

Decides how the words that a verdict is about are shown without colour: between ``›`` and ``‹``. Colours repeat the signs. Controls
of the page are shown as marks (see `characters`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sayso.exports.characters import show_controls
from sayso.exports.headline_checks import HeadlineRow, Piece, find_verdicts, headline_rows, why_unchecked
from sayso.exports.terminal import DEFAULT_WIDTH, NARROW, draw
from sayso.reading import Reading

OPENING: Final = "›"
CLOSING: Final = "‹"
"""The signs around the words that a verdict is about."""

_GLYPHS: Final = {
    "supported": ("=", "green"),
    "drops attribution": ("“", "yellow"),
    "drops hedge": ("~", "yellow"),
    "changes party": ("⇄", "red"),
    "changes amount": ("#", "red"),
    "changes event": ("≠", "red"),
    "contradicted": ("×", "red"),
    "unsupported": ("?", "cyan"),
}


def headline_checks_to_text(reading: Reading, *, width: int = DEFAULT_WIDTH, color: bool = False) -> str:
    """The check as text, wrapped to `width` columns (24 at least); with ANSI colours if `color` is set, without any escape otherwise."""
    return draw(_render(reading, narrow=width < NARROW), width=width, color=color)


def summarize(reading: Reading) -> str:
    """What came of the check, in a sentence."""
    reason = why_unchecked(reading)
    if reason is not None:
        return f"No verdict. {reason}"
    verdicts = find_verdicts(reading)
    if verdicts == ("supported",):
        return "The body bears out the headline."
    return f"The headline is not what the body has: {', '.join(verdicts)}."


def _render(reading: Reading, *, narrow: bool) -> RenderableType:
    parts: list[RenderableType] = [Text(show_controls(reading.page.headline or "A page without a headline"), style="bold")]
    parts += [Rule(style="dim"), Text()]
    for row in headline_rows(reading):
        parts += [*_row(row, narrow=narrow), Text()]
    parts.append(Text(show_controls(summarize(reading))))
    return Padding(Group(*parts), (1, 2, 0, 2))


def _row(row: HeadlineRow, *, narrow: bool) -> Iterable[RenderableType]:
    glyph, style = _GLYPHS.get(row.finding.verdict, ("?", ""))
    yield Text(f"{glyph} {row.finding.verdict}", style=f"{style} bold")
    headline = [Text("headline", style="dim"), _side(row.headline, style)]
    body = [Text("body", style="dim"), _side(row.body, style) if row.body else Text("nothing bears on it", style="italic")]
    if narrow:
        yield from [*headline, *body]
    else:
        table = Table.grid(padding=(0, 2, 0, 0), expand=True)
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        for left, right in zip(headline, body, strict=True):
            table.add_row(left, right)
        yield table
    yield Text(show_controls(row.finding.reason), style="italic")


def _side(pieces: Sequence[Piece], style: str) -> Text:
    text = Text()
    whole = all(piece.marked for piece in pieces)  # signs around everything tell nothing
    for piece in pieces:
        words = show_controls(" ".join(piece.words.split()) if piece.marked else piece.words.replace("\n", " "))
        if piece.marked and not whole:
            text.append(f"{OPENING}{words}{CLOSING}", style)
        else:
            text.append(words)
    return text
