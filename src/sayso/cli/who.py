"""``sayso who``: the voices that a name may mean, and how each is quoted."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.answers import (
    DEFAULT_CORPUS,
    Columns,
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


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or words of one.", show_default=False)],
    corpus: CorpusOption = DEFAULT_CORPUS,
    merges: Annotated[
        bool, typer.Option("--merges", help="Show instead which voices were taken for one, or may be, and on what evidence.")
    ] = False,
    accept: Annotated[str | None, typer.Option(metavar="ID", help="Make the merge of this id, as --merges shows it.")] = None,
    refuse: Annotated[str | None, typer.Option(metavar="ID", help="Refuse the merge of this id.")] = None,
    undo: Annotated[str | None, typer.Option(metavar="ID", help="Undo the merge of this id.")] = None,
    limit: LimitOption = 20,
    format_: FormatOption = TableFormat.TABLE,
    out: OutOption = None,
    time_limit: TimeOption = 1.0,
) -> None:
    """Tell who is quoted under a name: how often, where, since when, how directly.

    Voices are one over pages by their full names, never by a surname alone; --merges shows each merge with its evidence, to be undone.
    """
    from sayso.corpus.records import Merge, VoiceRow

    with opened(corpus, time_limit) as asked:
        for decision, merge in (("accept", accept), ("refuse", refuse), ("undo", undo)):
            if merge is not None:
                asked.decide_merge(merge, decision)
        if merges or accept or refuse or undo:
            found = asked.merges(name, limit=limit)
        else:
            rows = asked.who(name, limit=limit)
    if merges or accept or refuse or undo:
        columns: Columns = (
            ("id", lambda row: row.id),
            ("status", lambda row: row.status),
            ("voice", lambda row: row.voice),
            ("is", lambda row: f"{row.into} ({row.into_id})"),
            ("evidence", lambda row: "; ".join(row.evidence)),
        )
        write_answer(found, Merge, columns, format_=format_, out=out)
        return
    columns = (
        ("voice", lambda row: f"{row.name} ({row.kind})"),
        ("roles", lambda row: "; ".join(row.roles[:3])),
        ("pages", lambda row: row.n_pages),
        ("statements", lambda row: row.n_statements),
        ("origins", lambda row: row.n_origins),
        ("first", lambda row: row.first),
        ("last", lambda row: row.last),
        ("manner", lambda row: counted(row.manners)),
        ("held", lambda row: counted(row.held)),
        ("outlets", lambda row: counted(row.outlets)),
    )
    write_answer(rows, VoiceRow, columns, format_=format_, out=out)
