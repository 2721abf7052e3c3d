"""``sayso search``: statements by their words and by who is made to say them, where, when and how."""

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
    day_of,
    opened,
    write_answer,
)
from sayso.cli.output import OutOption


def search(
    words: Annotated[
        str, typer.Argument(metavar="[WORDS]", help='Words that all occur; "a phrase" in quotation marks; a beginn* of a word.')
    ] = "",
    corpus: CorpusOption = DEFAULT_CORPUS,
    voice: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this voice is made to say.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this outlet published.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was published on that day or later: 2021, 2021-03 or 2021-03-09.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published on that day or earlier.")] = None,
    manner: Annotated[str | None, typer.Option(help="direct, indirect or mixed.")] = None,
    held: Annotated[
        str | None, typer.Option(help="How the voice holds it: asserted, hedged, denied, questioned, wanted, conditional or withheld.")
    ] = None,
    reported: Annotated[str | None, typer.Option(help="How the one who reports it stands to it: neutral, endorsing or distancing.")] = None,
    hands: Annotated[
        str | None, typer.Option(metavar="N", help="Through how many hands it came: 0, 1, 2 ..., or 2+ for two and more.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="The kind of voice: person, organization, outlet, group, unnamed, document; or none.")
    ] = None,
    language: Annotated[str | None, typer.Option(metavar="TAG", help="Only on pages in this language, as en or en-GB.")] = None,
    order: Annotated[
        str, typer.Option(help="newest, oldest, relevance, or added: what came into the corpus last stands first.")
    ] = "newest",
    after: Annotated[
        int | None, typer.Option(metavar="ID", help="Go on after the statement of this id, the last one of the part before.")
    ] = None,
    limit: LimitOption = 20,
    format_: FormatOption = TableFormat.TABLE,
    out: OutOption = None,
    time_limit: TimeOption = 1.0,
) -> None:
    """Find statements in a corpus: who is made to say what."""
    from sayso.corpus.records import Statement

    with opened(corpus, time_limit) as asked:
        rows = asked.search(
            words,
            voice=voice,
            outlet=outlet,
            since=since,
            until=until,
            manner=manner,
            held=held,
            reported=reported,
            hands=hands,
            kind=kind,
            language=language,
            order=order,
            after=after,
            limit=limit,
        )
    columns = (
        ("date", lambda row: day_of(row.published)),
        ("outlet", lambda row: row.outlet),
        ("voice", lambda row: row.voice or row.source),
        ("words", lambda row: row.words),
        ("held", lambda row: row.held),
        ("hands", lambda row: row.hands),
    )
    note = f"More: --after {rows[-1].id}" if len(rows) == limit and order != "relevance" else ""
    write_answer(rows, Statement, columns, format_=format_, out=out, note=note)
