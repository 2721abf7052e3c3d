"""``sayso why``: on whose say-so do these words of a page stand? The chain, with every piece of evidence, and what is unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sayso.cli.output import OutOption, Output
from sayso.cli.sources import read_page
from sayso.cli.terminal import NARROWEST, WIDEST, find_width
from sayso.errors import SaysoError
from sayso.exports.characters import show_controls

if TYPE_CHECKING:
    from sayso.reading import Page, Reading

MOST_PLACES: Final = 5


class WordsNotFound(SaysoError):
    """The words that were asked about do not stand on the page."""


def why(
    page: Annotated[
        str,
        typer.Argument(metavar="PAGE", help="A file, an http(s) address, - for standard input, or a reading (.json).", show_default=False),
    ],
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help="Words of the page, as they stand in its text; case, line breaks and the shape of quotation marks do not matter.",
            show_default=False,
        ),
    ],
    width: Annotated[
        int | None,
        typer.Option(min=NARROWEST, max=1000, help=f"Columns; by default those of the terminal, {WIDEST} at most.", show_default=False),
    ] = None,
    out: OutOption = None,
) -> None:
    """Answer on whose say-so some words of a page stand.

    Shows the chain of custody from the page to the mouth the words came from, each link with its evidence in [brackets]; how firmly they
    are held, and by which words; and what is unknown, and why.
    """
    with Output(out) as output:
        output.write(answer_words(read_page(page), " ".join(words), page, width=width or find_width(out)))
        output.commit()


def answer_words(reading: Reading, words: str, name: str, *, width: int) -> str:
    """The answers for each place of a reading's page where the words stand, as text; of more than five places the first five.

    Raises:
        WordsNotFound: they stand nowhere; says how much of their beginning does.
    """
    from sayso.exports.why import answer, find_places, tell

    places = find_places(reading.page, words)
    if not places:
        raise WordsNotFound(_tell_missing(reading.page, words, name))
    answers = [tell(reading, answer(reading, place), width=width) for place in places[:MOST_PLACES]]
    if len(places) > MOST_PLACES:
        answers.append(f"and in {len(places) - MOST_PLACES} more places; give more of the words to ask about one of them.\n")
    return "\n".join(answers)


def _tell_missing(page: Page, words: str, name: str) -> str:
    from sayso.exports.why import find_places

    tokens = re.findall(r"\S+", words)
    low, high = 0, len(tokens)  # the longest beginning that stands on the page
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if find_places(page, " ".join(tokens[:middle])) else (low, middle - 1)
    known = f" “{show_controls(' '.join(tokens[:low]))}” does, and then it reads otherwise;" if low else ""
    return f"“{show_controls(words)}” does not stand on {name};{known} give words as they are in its text ('sayso read' shows it)."
