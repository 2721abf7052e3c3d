"""``sayso trace``: where a quotation stands, in which wordings, and where each page probably has it from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.answers import (
    DEFAULT_CORPUS,
    CorpusOption,
    FormatOption,
    LimitOption,
    TableFormat,
    TimeOption,
    day_of,
    draw_table,
    opened,
    write_answer,
    write_text,
)
from sayso.cli.output import OutOption
from sayso.exports.characters import show_controls

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.corpus.records import Saying


def trace(
    quotation: Annotated[
        str, typer.Argument(metavar="[QUOTATION]", help="The quotation, or a piece of it; without one, the sayings on most pages.")
    ] = "",
    corpus: CorpusOption = DEFAULT_CORPUS,
    limit: LimitOption = 20,
    format_: FormatOption = TableFormat.TABLE,
    out: OutOption = None,
    time_limit: TimeOption = 1.0,
) -> None:
    """Follow a quotation through a corpus: its first appearance, its variants, its spread.

    For each place is told which earlier one it follows, and why: both pages are one story (copy), the page links to the other (link) or
    names its outlet (credit), or their wording is the most alike (wording), which is the weakest reason.
    """
    from sayso.corpus.records import Saying, SayingRow

    with opened(corpus, time_limit) as asked:
        if not quotation.strip():
            listed = asked.sayings(limit=limit)
        else:
            sayings = asked.trace(quotation, limit=limit)
    if not quotation.strip():
        columns = (
            ("saying", lambda row: row.words),
            ("pages", lambda row: row.n_pages),
            ("outlets", lambda row: row.n_outlets),
            ("origins", lambda row: row.n_origins),
            ("first", lambda row: day_of(row.first)),
            ("last", lambda row: day_of(row.last)),
        )
        write_answer(listed, SayingRow, columns, format_=format_, out=out)
    elif format_ is TableFormat.TABLE:
        write_text("\n".join(_draw(saying, out) for saying in sayings) or "Nothing was found.\n", out)
    else:
        write_answer(sayings, Saying, (), format_=format_, out=out)


def _draw(saying: Saying, out: Path | None) -> str:
    """One saying: its first words, how far it went, and its places in time."""
    head = (
        f"{show_controls(saying.words)}\n"
        f"  {_count(saying.n_pages, 'page')}, {_count(saying.n_outlets, 'outlet')}, {_count(saying.n_origins, 'independent origin')},"
        f" {_count(len(saying.variants), 'wording')};"
        f" {show_controls(', '.join(saying.voices[:5])) or 'nobody is named'}\n"
    )
    variants = {variant.number: variant for variant in saying.variants}

    def tell_differences(row: Any) -> str:  # an appearance
        parts = [
            f"{difference.kind}: {difference.first}{' > ' if difference.first and difference.variant else ''}{difference.variant}"
            for difference in variants[row.variant].differences[:4]
        ]
        return "; ".join(parts) if row.variant else "the first wording"

    columns = (
        ("no", lambda row: row.number),
        ("date", lambda row: day_of(row.published)),
        ("outlet", lambda row: row.outlet),
        ("voice", lambda row: row.voice),
        ("follows", lambda row: row.because if row.follows is None else f"{row.follows} ({row.because})"),
        ("wording", tell_differences),
        ("page", lambda row: row.url or row.page),
    )
    return head + draw_table(saying.appearances[:100], columns, out)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
