"""``sayso add``: pages, tables of texts and readings into a corpus, many at a time; what is there already is not read again."""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.cli.exits import FAILED, INTERRUPTED
from sayso.cli.inputs import Bad, Input, count_inputs, find_inputs
from sayso.cli.output import Output, uninterrupted
from sayso.exports.characters import show_controls
from sayso.reading import Reading

if TYPE_CHECKING:
    from sayso.corpus import Corpus
    from sayso.pipeline import Failure
    from sayso.reading import Page

_BATCH: Final = 64  # readings that are written together
_BATCH_S: Final = 2.0  # seconds after which what is there is written, so that little is lost by a stop


def add(
    pages: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Pages as `sayso read` takes them; folders; lists of addresses (*.urls, or a *.txt with one a line); *.jsonl and *.csv"
            " with the fields text (or url), title, date, outlet, author; readings as `sayso read -f jsonl` writes them; - for standard"
            " input.",
            show_default=False,
        ),
    ] = None,
    corpus: Annotated[
        Path, typer.Option("--corpus", "-c", metavar="FILE", help="The corpus, one SQLite file; it is made where it is not there.")
    ] = Path("corpus.sayso"),
    workers: Annotated[int, typer.Option(min=1, max=256, help="How many pages are read at the same time.")] = 1,
    time_limit: Annotated[float, typer.Option(min=1, metavar="SECONDS", help="How long one page may take before it is given up.")] = 120,
    retry: Annotated[bool, typer.Option("--retry", help="Try again what could not be added before.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read again what is there already, as after an update of sayso.")] = False,
    failures: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what could not be added, and why, to FILE (JSON Lines).")
    ] = None,
    wait: Annotated[float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for another process that is writing.")] = 10,
) -> None:
    """Add pages to a corpus.

    What is there already is passed over, so that the same command goes on where it was stopped. A page that cannot be read costs that page
    only; it is listed, kept in mind, and tried again by --retry.
    """
    from sayso.corpus import Corpus

    if not pages and not retry:
        raise typer.BadParameter("give pages to add, or --retry.", param_hint="PATH")
    with Corpus(corpus, wait_s=wait, limit_s=None) as opened:
        arguments = [*(pages or []), *([failed.source for failed in opened.failures()] if retry else [])]
        run = _Run(opened, again=again)
        code = run.go(arguments, workers=workers, time_limit_s=time_limit)
        if failures is not None:
            _write_failures(failures, run.failed)
        run.summarize(corpus)
    if code:
        raise typer.Exit(code)


@dataclass(slots=True)
class _Run:
    """One run of the command: what waits to be read, to be written, and what became of the rest."""

    corpus: Corpus
    again: bool
    failed: list[Bad] = field(default_factory=list)
    n_added: int = 0
    n_known: int = 0
    interrupted: bool = False
    _reading: deque[Input] = field(default_factory=deque)
    _ready: list[tuple[Input, Reading]] = field(default_factory=list)
    _n_noted: int = 0
    _written_at: float = field(default_factory=time.monotonic)

    def go(self, arguments: Sequence[str], *, workers: int, time_limit_s: float) -> int:
        """Adds what the arguments stand for; returns the exit code."""
        from sayso import pipeline

        with _progress(count_inputs(arguments)) as advance:
            readings = pipeline.read_many(
                self._take_pages(arguments, advance),
                workers=workers,
                time_limit_s=time_limit_s,
                on_failure=lambda failure: self._note_failure(failure, advance),
            )
            try:
                with closing(readings):
                    for reading in readings:
                        self._ready.append((self._reading.popleft(), reading))
                        self._write(advance)
            except KeyboardInterrupt:
                self.interrupted = True
            with uninterrupted():
                self._write(advance, now=True)
        return INTERRUPTED if self.interrupted else FAILED if self.failed else 0

    def _take_pages(self, arguments: Sequence[str], advance: Callable[[int], None]) -> Iterator[Page | str | Path]:
        """What has to be read; readings go to be written as they are, and what is known goes nowhere."""
        for found in find_inputs(arguments):
            if isinstance(found, Bad):
                self.failed.append(found)
                advance(1)
            elif not self.again and self.corpus.knows([found.key]):
                self.n_known += 1
                advance(1)
            elif isinstance(found.item, Reading):
                self._ready.append((found, found.item))
                self._write(advance)
            else:
                self._reading.append(found)
                yield found.item

    def _note_failure(self, failure: Failure, advance: Callable[[int], None]) -> None:
        source = self._reading.popleft().source
        self.failed.append(Bad(source, failure.reason))
        advance(1)

    def _write(self, advance: Callable[[int], None], *, now: bool = False) -> None:
        """Writes what is ready, when there is enough of it or it has waited long enough."""
        if not now and len(self._ready) < _BATCH and time.monotonic() - self._written_at < _BATCH_S:
            return
        if self._ready:
            added = self.corpus.add_batch(
                [reading for _, reading in self._ready], sources=[(one.key, one.source) for one, _ in self._ready]
            )
            n_new = sum(one.new_reading for one in added)
            self.n_added += n_new
            self.n_known += len(added) - n_new
            advance(len(added))
            self._ready = []
        if self._n_noted < len(self.failed):
            self.corpus.note_failures((bad.source, bad.reason) for bad in self.failed[self._n_noted :])
            self._n_noted = len(self.failed)
        self._written_at = time.monotonic()

    def summarize(self, corpus: Path) -> None:
        """Says on standard error what failed, and how much was added."""
        for bad in self.failed:
            named = bad.reason if bad.source in bad.reason else f"{bad.source}: {bad.reason}"
            typer.echo(f"sayso: {show_controls(named)}", err=True)
        parts = [f"{self.n_added} added to {corpus}", f"{self.n_known} there already"]
        if self.failed:
            parts.append(f"{len(self.failed)} not added (`sayso add --retry --corpus {corpus}` tries them again)")
        stopped = "stopped; run the same command to go on: " if self.interrupted else ""
        typer.echo(f"sayso: {stopped}{', '.join(parts)}.", err=True)


def _write_failures(path: Path, failed: Sequence[Bad]) -> None:
    with Output(path) as output:
        output.write("".join(json.dumps({"source": bad.source, "reason": bad.reason}) + "\n" for bad in failed))
        output.commit()


def _progress(total: int | None) -> AbstractContextManager[Callable[[int], None]]:
    """A bar on standard error with rate and remaining time, where that is a terminal; gives what moves it on."""
    return _bar(total) if sys.stderr.isatty() else nullcontext(lambda n: None)


@contextmanager
def _bar(total: int | None) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Pages a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f} pages/s" if speed else "")

    columns = (TextColumn("Adding"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda n: progress.advance(task, n)
