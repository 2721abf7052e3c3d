"""``sayso contacts``: who met whom on whose word, as a table or as a network for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.cli.answers import (
    DEFAULT_CORPUS,
    Columns,
    CorpusOption,
    LimitOption,
    TableFormat,
    TimeOption,
    draw_table,
    opened,
    write_answer,
    write_text,
)
from sayso.cli.output import OutOption

if TYPE_CHECKING:
    from sayso.corpus.contacts import Network


class NetworkFormat(StrEnum):
    """What contacts are written as: a table, or a network."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"
    FTM = "ftm"


def contacts(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Whose contacts; without a name those of everybody.")] = None,
    corpus: CorpusOption = DEFAULT_CORPUS,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Another of PLOVER's types, as ACCUSE; may be given more than once.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only events on that day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only events on that day or earlier.")] = None,
    status: Annotated[str | None, typer.Option(help="Only what is stated, negated or hypothetical.")] = None,
    origins: Annotated[int, typer.Option(min=1, help="Only what so many independent origins tell.")] = 1,
    contradictions: Annotated[
        bool, typer.Option("--contradictions", help="Show instead statements that contradict each other, side by side.")
    ] = False,
    limit: LimitOption = 50,
    format_: Annotated[
        NetworkFormat,
        typer.Option(
            "--format",
            "-f",
            help="table: to look at. json, csv, parquet: an edge a row, with its evidence. graphml, gexf: for programs that draw networks."
            " ftm: entities of followthemoney, one a line.",
        ),
    ] = NetworkFormat.TABLE,
    out: OutOption = None,
    time_limit: TimeOption = 5.0,
) -> None:
    """Tell who met whom, on how many independent words, with every place that states or denies it."""
    from sayso.corpus.records import Contradiction, Edge

    kinds = tuple(kind.upper() for kind in types) if types else ("CONSULT",)
    graph = format_ in (NetworkFormat.GRAPHML, NetworkFormat.GEXF, NetworkFormat.FTM)
    if contradictions and graph:
        raise typer.BadParameter("contradictions are no network; take table, json, csv or parquet.", param_hint="--format")
    with opened(corpus, time_limit) as asked:
        if contradictions:
            pairs = asked.contradictions(name, types=kinds, limit=limit)
        else:
            edges = asked.contacts(
                name,
                types=kinds,
                since=since,
                until=until,
                status=status,
                min_origins=origins,
                limit=limit,
                most_evidence=1 if format_ is NetworkFormat.TABLE else 500,
            )
            network = asked.network(edges)
    if contradictions:
        _write_contradictions(pairs, Contradiction, TableFormat(format_.value), out)
    elif graph:
        write_text(_to_graph(network, format_), out)
    elif format_ is NetworkFormat.TABLE:
        write_text(draw_table(edges, _COLUMNS, out), out)
    else:
        write_answer(edges, Edge, _COLUMNS, format_=TableFormat(format_.value), out=out)


_COLUMNS: Final[Columns] = (
    ("one", lambda row: row.one),
    ("other", lambda row: row.other),
    ("type", lambda row: row.type),
    ("origins", lambda row: row.n_origins),
    ("pages", lambda row: row.n_pages),
    ("stated", lambda row: row.n_stated),
    ("negated", lambda row: row.n_negated),
    ("hypothetical", lambda row: row.n_hypothetical),
    ("dates", lambda row: " to ".join(dict.fromkeys(filter(None, (row.first, row.last))))),
    ("first place", lambda row: f"{row.evidence[0].sentence} [{' > '.join(row.evidence[0].chain)}]" if row.evidence else ""),
)


def _to_graph(network: Network, format_: NetworkFormat) -> str:
    from sayso.exports import followthemoney, graphs

    if format_ is NetworkFormat.GRAPHML:
        return graphs.to_graphml(network)
    if format_ is NetworkFormat.GEXF:
        return graphs.to_gexf(network)
    return "".join(json.dumps(entity, ensure_ascii=True) + "\n" for entity in followthemoney.to_followthemoney(network))


def _write_contradictions(rows: Sequence[object], kind: type, format_: TableFormat, out: Path | None) -> None:
    columns = (
        ("parties", lambda row: f"{row.one}, {row.other}"),
        ("stated", lambda row: f"{row.stated.sentence} [{' > '.join(row.stated.chain)}]"),
        ("where", lambda row: row.stated.outlet or row.stated.url or row.stated.page),
        ("denied", lambda row: f"{row.negated.sentence} [{' > '.join(row.negated.chain)}]"),
        ("by", lambda row: row.negated.outlet or row.negated.url or row.negated.page),
    )
    write_answer(rows, kind, columns, format_=format_, out=out)
