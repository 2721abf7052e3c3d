"""``sayso outlets`` and ``sayso compare``: whom each outlet quotes, and two outlets or two pages side by side."""

from __future__ import annotations

from typing import Annotated

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
        ("differences", lambda row: "; ".join(f"{one.kind}: {one.first} > {one.variant}" for one in row.differences[:5])),
    )
    write_answer(rows, Comparison, columns, format_=format_, out=out)
