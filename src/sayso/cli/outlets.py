"""``sayso outlets`` and ``sayso compare``: whom each outlet quotes, and two outlets or two pages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.cli.answers import (
    DEFAULT_CORPUS,
    CorpusOption,
    FormatOption,
    LimitOption,
    TableFormat,
    TimeOption,
    counted,
    opened,
    write_answer,
)
from sayso.cli.output import OutOption

if TYPE_CHECKING:
    from sayso.corpus.records import Comparison

_NOBODY: Final = "nobody named"
_LONGEST_NAME: Final = 60  # characters of a voice, so that a cell has room for the words
_MOST_DIFFERENCES: Final = 5  # of words


def outlets(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only this outlet.")] = None,
    corpus: CorpusOption = DEFAULT_CORPUS,
    limit: LimitOption = 50,
    format_: FormatOption = TableFormat.TABLE,
    out: OutOption = None,
    time_limit: TimeOption = 5.0,
) -> None:
    """Tell whom each outlet quotes, how directly, through how many hands, and how much of it without a name."""
    from sayso.corpus.records import OutletRow

    with opened(corpus, time_limit) as asked:
        rows = asked.outlets(name, limit=limit)
    columns = (
        ("outlet", lambda row: row.outlet or "unknown"),
        ("pages", lambda row: row.n_pages),
        ("statements", lambda row: row.n_statements),
        ("voices", lambda row: row.n_voices),
        ("direct", lambda row: f"{row.share_direct:.0%}"),
        ("indirect", lambda row: f"{row.share_indirect:.0%}"),
        ("mixed", lambda row: f"{row.share_mixed:.0%}"),
        ("anonymous", lambda row: f"{row.share_anonymous:.0%}"),
        ("hands", lambda row: row.mean_hands),
        ("quotes most", lambda row: counted(row.voices, 5)),
    )
    write_answer(rows, OutletRow, columns, format_=format_, out=out)


def compare(
    one: Annotated[
        str,
        typer.Argument(
            metavar="A", help="An outlet; or a page, by its address (the last version, or with @1 the first) or key.", show_default=False
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="Another outlet, or another page or version.", show_default=False)],
    corpus: CorpusOption = DEFAULT_CORPUS,
    limit: LimitOption = 200,
    format_: FormatOption = TableFormat.TABLE,
    out: OutOption = None,
    time_limit: TimeOption = 5.0,
) -> None:
    """Set two outlets, or two pages or versions of one, side by side: what both say, what one leaves out, what is changed."""
    from sayso.corpus.records import Comparison

    with opened(corpus, time_limit) as asked:
        rows = asked.compare(one, other, limit=limit)
    columns = (
        ("", lambda row: row.fate),
        ("voice", lambda row: row.voice),
        ("A", lambda row: row.words_a),
        ("B", lambda row: row.words_b),
        ("differences", _tell_changed),
    )
    write_answer(rows, Comparison, columns, format_=format_, out=out)


def _tell_changed(row: Comparison) -> str:
    """What differs between the two sides, A's before B's: voice, manner and held, then the words."""
    from sayso.exports.statements import shorten

    sides = {
        "voice": (shorten(row.voice_a or _NOBODY, _LONGEST_NAME), shorten(row.voice_b or _NOBODY, _LONGEST_NAME)),
        "manner": (row.manner_a, row.manner_b),
        "held": (row.held_a, row.held_b),
    }
    parts = [f"{name}: {one} > {other}" for name, (one, other) in sides.items() if name in row.changed]
    parts += [f"{one.kind}: {one.first} > {one.variant}" for one in row.differences[:_MOST_DIFFERENCES]]
    if len(row.differences) > _MOST_DIFFERENCES:
        parts.append(f"and {len(row.differences) - _MOST_DIFFERENCES} more")
    return "; ".join(parts)
