"""The root command: its manual page, what an error looks like, and the exit codes.

Decides that whoever uses the command never sees a traceback for something that sayso raises on purpose: one sentence on standard error and
exit code 1 (2 for wrong usage, 130 after Ctrl-C). What a command does is in the module of its name; heavy imports wait there until it runs.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from sayso.cli.add import add
from sayso.cli.check import app as check_app
from sayso.cli.contacts import contacts
from sayso.cli.correct import correct
from sayso.cli.exits import FAILED, INTERRUPTED, MISUSED
from sayso.cli.explain import explain
from sayso.cli.outlets import compare, outlets
from sayso.cli.read import read
from sayso.cli.search import search
from sayso.cli.serve import serve
from sayso.cli.trace import trace
from sayso.cli.who import who
from sayso.cli.why import why
from sayso.errors import BadQuestion, SaysoError
from sayso.exports.characters import show_controls
from sayso.version import __version__

MANUAL = """
Reads news pages and answers for every statement on them: on whose say-so?

Sayso finds who is made to say what: the words that are held (content), who holds them (source), and the words that tie the two (cue),
quoted or not, one within another or not. Everything it finds is a range in the text of the page, with the probability that a careful
annotator would mark the same. It works offline: the model is in the package, and only a page given by its address is fetched.
"""

MORE = """
\b
Examples:
  sayso read page.html                    a page in the terminal
  sayso read page.html -f html -o it.html one file to open, print or send
  sayso read pages/ -f jsonl -o out.jsonl a folder, one reading a line
  sayso read 'news/**/*.html' --workers 2 a pattern, two pages at a time
  curl -s URL | sayso read - -f json      what another program fetched
  sayso read page.html --voice Quill      the statements of one voice
  sayso why page.html "the hull is sound" on whose say-so, and how we know
  sayso explain manner                    a term, in two sentences

\b
Exit codes:
  0    every page was read
  1    a page could not be read, or the result not be written; the reason
       is on standard error, and what could be read is on standard output;
       or a check found a verdict that --fail-on names
  2    wrong usage
  130  stopped with Ctrl-C; what was read until then is kept

\b
Environment:
  NO_COLOR     set to anything: no colours
  FORCE_COLOR  set to anything: colours, even where the output is no terminal

\b
Files:
  --out FILE is written beside FILE under another name and moved into place
  when it is complete. Nothing else is written, and nothing is remembered.

'sayso COMMAND --help' tells the options of a command.
"""


class Root(TyperGroup):
    """The root command, which turns errors into a sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:  # typer's own context, of a class that it keeps private
        logging.getLogger().addHandler(logging.NullHandler())  # the commands report failures themselves
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            typer.echo(f"sayso: {show_controls(str(error))}", err=True)
            raise typer.Exit(MISUSED if isinstance(error, BadQuestion) else FAILED) from None
        except BrokenPipeError:  # whoever read the output has seen enough
            _drop_output()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    name="sayso",
    cls=Root,
    help=MANUAL,
    epilog=MORE,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback(help=MANUAL, epilog=MORE)
def root(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")] = False,
) -> None:
    """The root command; its help is `MANUAL`."""


app.command()(read)
app.command()(why)
app.add_typer(check_app)
app.command()(serve)
app.command()(correct)
for question in (add, search, who, trace, contacts, outlets, compare):
    app.command()(question)
app.command()(explain)


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    try:
        app()
    except OSError as error:  # help that goes to a full disk
        _drop_output()
        typer.echo(f"sayso: Cannot write: {error.strerror}.", err=True)
        sys.exit(FAILED)


def _drop_output() -> None:
    """Points standard output at nothing, so that what is still in its buffer fails no second time when the interpreter ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file under it: nothing to be flushed
        pass
