"""``sayso read``: pages to readings, one or many, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Protocol

import typer

from sayso.cli.exits import FAILED, INTERRUPTED
from sayso.cli.output import OutOption, Output, uninterrupted
from sayso.cli.sources import Nothing, find_sources, open_source, stands_for_many
from sayso.cli.terminal import NARROWEST, WIDEST, NoColorOption, find_width, wants_color
from sayso.exports.characters import show_controls

if TYPE_CHECKING:
    from sayso.exports.select import Selection
    from sayso.pipeline import Failure
    from sayso.reading import Page, Reading


class Format(StrEnum):
    """What a reading is written as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"
    ANNOTATIONS = "annotations"
    PROV = "prov"
    SCHEMA = "schema"
    BRAT = "brat"


ONE_PAGE: Final = (Format.HTML, Format.ANNOTATIONS, Format.PROV, Format.SCHEMA, Format.BRAT)
"""The formats that hold one page a file."""


def read(
    pages: Annotated[
        list[str],
        typer.Argument(
            metavar="PAGE",
            help="Files, folders (their *.html, *.htm, *.xhtml and *.txt, folders within them too), patterns, http(s) addresses, or - for"
            " standard input.",
            show_default=False,
        ),
    ],
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="text: to look at in a terminal. json: the whole reading; an array where several pages are asked for. jsonl: one reading a"
            " line. csv: a row a statement. For one page: html, one file that needs nothing else; annotations, W3C Web Annotations; prov,"
            " PROV-JSON; schema, schema.org; brat, standoff to correct by hand.",
        ),
    ] = Format.TEXT,
    out: OutOption = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="How many of several pages are read at the same time.")] = 1,
    time_limit: Annotated[
        float,
        typer.Option(min=1, metavar="SECONDS", help="How long one of several pages may take before it is given up."),
    ] = 120,
    width: Annotated[
        int | None,
        typer.Option(
            min=NARROWEST,
            max=1000,
            help=f"Columns of the text view; by default those of the terminal, {WIDEST} at most, and 80 without a terminal.",
            show_default=False,
        ),
    ] = None,
    no_color: NoColorOption = False,
    voice: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only the statements of this voice: words of its name, an alias or a role.", show_default=False),
    ] = None,
    hands: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Only statements that came through N hands or more.", show_default=False)
    ] = None,
    unattributed: Annotated[bool, typer.Option("--unattributed", help="Only statements whose source the page does not name.")] = False,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Only statements of sources that the page does not disclose: “a senior official”.")
    ] = False,
) -> None:
    """Find who is made to say what on a page, or on many.

    Several pages are read in processes of their own: a page that hangs, or brings its process down, costs that page only. Each page that
    could not be read is listed on standard error, with the reason. Of --voice, --hands, --unattributed and --anonymous, all that are given
    have to hold; the text view then shows the passages with such statements.
    """
    from sayso.exports.select import Selection

    selection = Selection(voice, hands, unattributed, anonymous)
    many = stands_for_many(pages)
    if many and format_ in ONE_PAGE:
        raise typer.BadParameter(f"{format_} shows one page; give one PAGE, or take json, jsonl or csv.", param_hint="--format")
    with Output(out) as output:
        formatter = _select(selection, _formatter(format_, out, width=width, no_color=no_color, many=many, selection=selection))
        writer = _Writer(output, formatter, *_frame(format_, many=many))
        code = (
            _read_many(pages, writer, workers=workers, time_limit_s=time_limit, to_terminal=out is None)
            if many
            else _read_one(pages[0], writer)
        )
    if code:
        raise typer.Exit(code)


# ---------------------------------------------------------------- reading


def _read_one(argument: str, writer: _Writer) -> int:
    """Reads one page in this process; its failure is the command's."""
    from sayso import pipeline

    writer.write(pipeline.read(open_source(argument)), argument)
    writer.close()
    return 0


def _read_many(arguments: Sequence[str], writer: _Writer, *, workers: int, time_limit_s: float, to_terminal: bool) -> int:
    """Reads page after page, writes what could be read, and lists what could not; returns the exit code."""
    from sayso import pipeline

    failures: list[Failure] = []
    pages = list(_open_all(arguments, failures))
    names = (name for name, _ in pages)  # readings and failures come in the order of their pages
    interrupted = False
    with _progress(len(pages), to_terminal=to_terminal) as advance:

        def note(failure: Failure) -> None:
            failures.append(replace(failure, source=next(names)))
            advance()

        readings = pipeline.read_many((page for _, page in pages), workers=workers, time_limit_s=time_limit_s, on_failure=note)
        try:
            with closing(readings):
                for reading in readings:
                    writer.write(reading, next(names))
                    advance()
        except KeyboardInterrupt:
            interrupted = True
    writer.close()
    _summarize(failures, writer.n_written, len(pages), interrupted=interrupted)
    return INTERRUPTED if interrupted else FAILED if failures else 0


def _open_all(arguments: Sequence[str], failures: list[Failure]) -> Iterator[tuple[str, Page | str | Path]]:
    """The pages that the arguments stand for, each with its name; an argument that stands for none becomes a failure."""
    from sayso.errors import PageError
    from sayso.pipeline import Failure

    for source in find_sources(arguments):
        if isinstance(source, Nothing):
            failures.append(Failure(source.argument, source.reason))
            continue
        try:
            yield str(source), open_source(source)
        except PageError as error:
            failures.append(Failure(str(source), str(error)))


# ---------------------------------------------------------------- writing


class _Formatter(Protocol):
    def __call__(self, reading: Reading, name: str) -> str: ...


class _Writer:
    """Readings written one after another, each as soon as it is there, with what stands before, between and after them."""

    def __init__(self, output: Output, formatter: _Formatter, opening: str, between: str, closing_: str) -> None:
        self._output = output
        self._formatter = formatter
        self._opening, self._between, self._closing = opening, between, closing_
        self.n_written = 0

    def write(self, reading: Reading, name: str) -> None:
        text = (self._between if self.n_written else self._opening) + self._formatter(reading, name)
        with uninterrupted():
            self._output.write(text)
            self.n_written += 1

    def close(self) -> None:
        """Ends the output and keeps it; without any reading an array is empty, and a file of another format is not touched."""
        if not (self.n_written or self._closing):
            return
        with uninterrupted():
            self._output.write(self._closing if self.n_written else self._opening + self._closing)
            self._output.commit()


def _frame(format_: Format, *, many: bool) -> tuple[str, str, str]:
    """What stands before, between and after the readings of a format."""
    if format_ is Format.JSON:
        return ("[\n", ",\n", "\n]\n") if many else ("", "", "\n")
    if format_ is Format.CSV:
        from sayso.exports.csv import to_csv

        return to_csv(()), "", ""
    return ("", "\n", "") if format_ is Format.TEXT else ("", "", "")


def _select(selection: Selection, formatter: _Formatter) -> _Formatter:
    """The formatter after the selection."""
    from sayso.exports.select import select_statements

    return lambda reading, name: formatter(select_statements(reading, selection), name)


def _formatter(format_: Format, out: Path | None, *, width: int | None, no_color: bool, many: bool, selection: Selection) -> _Formatter:
    if format_ is Format.TEXT:
        from sayso.exports.text import to_text

        columns, color = width or find_width(out), wants_color(out, no_color=no_color)
        heading = "==> {} <==\n" if many else ""  # as `head` and `tail` name their files
        excerpt = not selection.is_everything
        return lambda reading, name: heading.format(show_controls(name)) + to_text(reading, width=columns, color=color, excerpt=excerpt)
    if format_ is Format.HTML:
        from sayso.exports.html import to_html

        return lambda reading, _: to_html(reading)
    if format_ is Format.CSV:
        from sayso.exports.csv import to_csv

        return lambda reading, _: to_csv(reading, header=False)
    from sayso.exports.formats import FORMATS
    from sayso.exports.json import dumps

    if format_ in ONE_PAGE:
        return lambda reading, _: FORMATS[format_.value].write(reading)
    if format_ is Format.JSONL:
        return lambda reading, name: dumps(reading, input=name) + "\n"
    return lambda reading, name: dumps(reading, indent=1, input=name)


# ---------------------------------------------------------------- standard error


def _progress(n_pages: int, *, to_terminal: bool) -> AbstractContextManager[Callable[[], None]]:
    """A bar on standard error, where that is a terminal and the readings do not go to the same one; gives what moves it on."""
    if n_pages < 2 or not sys.stderr.isatty() or (to_terminal and sys.stdout.isatty()):
        return nullcontext(lambda: None)
    return _bar(n_pages)


@contextmanager
def _bar(n_pages: int) -> Iterator[Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=n_pages)
        yield lambda: progress.advance(task)


def _summarize(failures: Sequence[Failure], n_read: int, n_pages: int, *, interrupted: bool) -> None:
    """Each page that failed, with its reason; and, where not all is well, how many were read."""
    for failure in failures:
        typer.echo(f"sayso: {_sentence(failure)}", err=True)
    if interrupted:
        typer.echo(f"sayso: Stopped; {n_read} of {n_pages} pages were read and kept.", err=True)
    elif failures:
        typer.echo(f"sayso: {n_read} read, {len(failures)} not.", err=True)


def _sentence(failure: Failure) -> str:
    named = failure.reason if failure.source in failure.reason else f"{failure.source}: {failure.reason}"
    return show_controls(named)
