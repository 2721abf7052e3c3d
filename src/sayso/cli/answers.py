"""How the answers of a corpus are written: a table to look at, JSON, CSV or Parquet; and the options that every question has."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from sayso.cli.output import Output, OutputError
from sayso.exports.characters import show_controls

if TYPE_CHECKING:
    from rich.table import Table

    from sayso.corpus import Corpus

LONGEST_CELL: Final = 400  # characters of a cell in a table: three lines of prose; the other formats have all of it


LONGEST_WORD: Final = 16  # characters of a word that is not broken in a table; addresses and keys are longer
PROSE: Final = 40  # characters from which a cell is prose
NARROWEST_PROSE: Final = 20  # columns in which prose can still be read


class TableFormat(StrEnum):
    """What an answer is written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


CorpusOption = Annotated[Path, typer.Option("--corpus", "-c", metavar="FILE", help="The corpus that is asked: what `sayso add` made.")]
FormatOption = Annotated[
    TableFormat,
    typer.Option(
        "--format",
        "-f",
        help="table: to look at. json, csv, parquet: every field; parquet needs the extra sayso[parquet], and --out or a pipe.",
    ),
]
LimitOption = Annotated[int, typer.Option(min=1, max=1000, help="How many rows at most.")]
TimeOption = Annotated[
    float, typer.Option("--time-limit", min=0.1, metavar="SECONDS", help="How long the question may take before it is given up.")
]

DEFAULT_CORPUS: Final = Path("corpus.sayso")

Columns = Sequence[tuple[str, Callable[[Any], object]]]  # a heading, and what stands below it for a record of whatever kind


@contextmanager
def opened(corpus: Path, time_limit: float) -> Iterator[Corpus]:
    """The corpus of that file, which has to be there, to be asked within a time."""
    from sayso.corpus import Corpus

    with Corpus(corpus, create=False, limit_s=time_limit) as found:
        yield found


def write_answer(rows: Sequence[Any], kind: type, columns: Columns, *, format_: TableFormat, out: Path | None, note: str = "") -> None:
    """Writes records of one kind in the format that was asked for; `columns` are those of the table, `note` stands below it."""
    if format_ is TableFormat.PARQUET:
        from sayso.exports.rows import to_parquet

        write_bytes(to_parquet(rows, kind), out)
        return
    if format_ is TableFormat.JSON:
        from sayso.exports.rows import rows_to_json

        text = rows_to_json(rows)
    elif format_ is TableFormat.CSV:
        from sayso.exports.rows import rows_to_csv

        text = rows_to_csv(rows, kind)
    else:
        text = draw_table(rows, columns, out) + (f"{note}\n" if note else "")
    write_text(text, out)


def write_text(text: str, out: Path | None) -> None:
    """Writes a text to the file, or to standard output."""
    with Output(out) as output:
        output.write(text)
        output.commit()


def write_bytes(content: bytes, out: Path | None) -> None:
    """Writes what is no text to a file, whole or not at all, or to a pipe; a terminal is not written to.

    Raises:
        OutputError: it cannot be written.
    """
    if out is None:
        if sys.stdout.isatty():
            raise OutputError("Parquet is no text for a terminal; give --out FILE, or send it into a pipe.")
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    part = out.with_name(f".{out.name[:100]}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(f"Cannot write to {out}: {error.strerror or error}.") from error


def draw_table(rows: Sequence[Any], columns: Columns, out: Path | None) -> str:
    """The rows as a table of plain characters, as wide as the terminal, or one below the other where it is too narrow for their words.

    Controls are shown as marks, so that no page can forge a row.
    """
    from rich.console import Console

    if not rows:
        return "Nothing was found.\n"
    width = max(shutil.get_terminal_size().columns if out is None and sys.stdout.isatty() else 160, 40)
    headings = [heading for heading, _ in columns]
    cells = [[_shorten(show_controls(_to_text(value(row)))) for _, value in columns] for row in rows]
    widths = _share_out(width - 3 * len(columns), headings, cells)
    console = Console(width=width, color_system=None, force_terminal=False, highlight=False, markup=False)
    with console.capture() as capture:
        console.print(_side_by_side(headings, cells, widths) if widths else _stacked(headings, cells))
    return capture.get()


def _side_by_side(headings: Sequence[str], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """A table with a column for each heading."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(heading, overflow="fold", width=width)
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _stacked(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> Table:
    """The rows one below the other, each cell beside its heading; empty cells are left out."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for number, row in enumerate(cells):
        if number:
            table.add_row()
        for heading, cell in zip(headings, row, strict=True):
            if cell:
                table.add_row(Text(heading), Text(cell))
    return table


def _share_out(width: int, headings: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """The widths of the columns, none of which breaks a word of usual length; empty where there is no room for that."""
    columns = list(zip(headings, *cells, strict=True))
    most = [max(map(len, column)) for column in columns]
    least = [
        max(min(LONGEST_WORD, max(map(_longest_word, column))), NARROWEST_PROSE * (most_ > PROSE))
        for column, most_ in zip(columns, most, strict=True)
    ]
    left, wanted = width - sum(least), sum(most) - sum(least)
    if left < 0:
        return []
    share = min(1.0, left / wanted) if wanted else 0.0
    return [low + int((high - low) * share) for low, high in zip(least, most, strict=True)]


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=1)


def _to_text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def day_of(published: str | None) -> str:
    """The day of a date in UTC."""
    return (published or "")[:10]


def counted(counts: Sequence[Any], most: int = 4) -> str:
    """The first of some counts in words: "direct 12, indirect 3"."""
    return ", ".join(f"{count.name or 'without a name'} {count.n}" for count in counts[:most])
