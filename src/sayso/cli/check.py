"""``sayso check``: what an editor asks of a page: are the quotations what was said, and does the headline hold?

A sub-command a check; each reads the page, takes the check from `sayso.checks`, and writes what it found in the format that was asked for.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.exits import FAILED
from sayso.cli.output import OutOption, Output
from sayso.cli.sources import read_page
from sayso.cli.terminal import NARROWEST, NoColorOption, find_width, wants_color

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.checks.records import Record
    from sayso.reading import Reading

app = typer.Typer(
    name="check",
    help="Check a page: its quotations against a record of what was said, or its headline against its body.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


class Format(StrEnum):
    """What a check is written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    CSV = "csv"


PageArgument = Annotated[
    str,
    typer.Argument(metavar="PAGE", help="A file, an http(s) address, - for standard input, or a reading (.json).", show_default=False),
]
WidthOption = Annotated[
    int | None,
    typer.Option(
        min=NARROWEST, max=1000, help="Columns of the text view; below 72 the two sides stand one above the other.", show_default=False
    ),
]


@app.command()
def quotes(
    page: PageArgument,
    against: Annotated[
        list[str],
        typer.Option(
            "--against",
            "-a",
            metavar="RECORD",
            help="A record of what was said: a transcript (SPEAKER: words), plain text, WebVTT, SRT or HTML, or a folder of them. May be"
            " given several times.",
            show_default=False,
        ),
    ],
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[RECORD]...", help="Further records, after the page.", show_default=False),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option("--format", "-f", help="text: to look at in a terminal. json: for programs. html: one file. csv: a row a quotation."),
    ] = Format.TEXT,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="VERDICTS",
            help="Exit with 1 if a quotation has one of these verdicts, separated by commas: altered,misattributed.",
            show_default=False,
        ),
    ] = None,
    out: OutOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Check a page's quotations against records of what was said.

    Each quotation gets a verdict: verbatim, cleaned, clipped, cut short, altered, spliced, misattributed, not found (here: in the records
    given) or, for one word, too short to tell. The exit code is 0 whatever the verdicts, unless --fail-on names one that was found.
    """
    from sayso.checks import check_quotes, index_records

    unwanted = _read_verdicts(fail_on)
    index = index_records([*against, *(more or [])])
    reading = check_quotes(read_page(page), index)
    with Output(out) as output:
        output.write(_write(reading, index.records, format_, out, width=width, no_color=no_color))
        output.commit()
    _fail(finding.verdict for finding in reading.findings if finding.check == "quote" and finding.verdict in unwanted)


@app.command()
def headline(
    page: PageArgument,
    format_: Annotated[
        Format,
        typer.Option("--format", "-f", help="text: to look at in a terminal. json: for programs. html: one file. csv: a row a verdict."),
    ] = Format.TEXT,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            metavar="VERDICTS",
            help="Exit with 1 if the headline has one of these verdicts, separated by commas: contradicted,unsupported.",
            show_default=False,
        ),
    ] = None,
    out: OutOption = None,
    width: WidthOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Check a page's headline against its body, claim by claim.

    The verdict is supported, or one or more of: drops attribution, drops hedge, changes party, changes amount, changes event, contradicted,
    unsupported. A headline that claims nothing, or a body that is cut or missing, gets none, and the reason is told. The exit code is 0
    whatever the verdicts, unless --fail-on names one that was found.
    """
    from sayso.checks import check_headline
    from sayso.exports.headline_checks import find_verdicts
    from sayso.exports.json import HEADLINE_VERDICTS

    unwanted = _read_named(fail_on, HEADLINE_VERDICTS)
    reading = check_headline(read_page(page))
    with Output(out) as output:
        output.write(_write_headline(reading, format_, out, width=width, no_color=no_color))
        output.commit()
    _fail(verdict for verdict in find_verdicts(reading) if verdict in unwanted)


def _fail(verdicts: Iterable[str]) -> None:
    """Nothing where there is no unwanted verdict; otherwise ends the command with 1 and says on standard error which there are."""
    counts = Counter(verdicts)
    if counts:
        typer.echo(f"sayso: --fail-on found {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}.", err=True)
        raise typer.Exit(FAILED)


def _write_headline(reading: Reading, format_: Format, out: Path | None, *, width: int | None, no_color: bool) -> str:
    """The check of a headline in a format."""
    if format_ is Format.JSON:
        from sayso.exports.headline_checks import headline_checks_to_json
        from sayso.exports.json import dump

        return dump(headline_checks_to_json(reading), indent=1) + "\n"
    if format_ is Format.CSV:
        from sayso.exports.headline_checks import headline_checks_to_csv

        return headline_checks_to_csv(reading)
    if format_ is Format.HTML:
        from sayso.exports.headline_checks_html import headline_checks_to_html

        return headline_checks_to_html(reading)
    from sayso.exports.headline_checks_text import headline_checks_to_text

    return headline_checks_to_text(reading, width=width or find_width(out), color=wants_color(out, no_color=no_color))


def _read_verdicts(words: str | None) -> frozenset[str]:
    """The verdicts that an option names."""
    from sayso.checks import QuoteVerdict

    return _read_named(words, [verdict.value for verdict in QuoteVerdict])


def _read_named(words: str | None, known: Sequence[str]) -> frozenset[str]:
    """The verdicts that an option names, out of those that there are."""
    named = frozenset(part.strip().lower().replace("-", " ").replace("_", " ") for part in (words or "").split(",") if part.strip())
    if words is not None and not named:  # an empty variable in a script would let every page pass
        raise typer.BadParameter(f"no verdict is named; there are {', '.join(sorted(known))}.", param_hint="--fail-on")
    if not named <= set(known):
        wrong = ", ".join(sorted(named - set(known)))
        raise typer.BadParameter(f"{wrong} is no verdict; there are {', '.join(sorted(known))}.", param_hint="--fail-on")
    return named


def _write(reading: Reading, records: Sequence[Record], format_: Format, out: Path | None, *, width: int | None, no_color: bool) -> str:
    """The checks in a format."""
    if format_ is Format.JSON:
        from sayso.exports.json import dump
        from sayso.exports.quote_checks import quote_checks_to_json

        return dump(quote_checks_to_json(reading, records), indent=1) + "\n"
    if format_ is Format.CSV:
        from sayso.exports.quote_checks import quote_checks_to_csv

        return quote_checks_to_csv(reading, records)
    if format_ is Format.HTML:
        from sayso.exports.quote_checks_html import quote_checks_to_html

        return quote_checks_to_html(reading, records)
    from sayso.exports.quote_checks_text import quote_checks_to_text

    return quote_checks_to_text(reading, records, width=width or find_width(out), color=wants_color(out, no_color=no_color))
