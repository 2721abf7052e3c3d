"""The layout of a page as plain values: every line of text in reading order, and the boxes it stands in.

A line is what a browser would set as one paragraph: the text of a block element, or the text that stands directly in one, between two
others. Nothing is judged here; which lines are the article is decided in `article`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

MAX_LINES: Final = 20_000
"""Lines that a page may have; the longest of 87 real ones has 656."""


@dataclass(slots=True, eq=False)
class Quote:
    """A block quotation or an embedded post around some lines."""

    depth: int
    post: bool
    cite: str | None
    pulled: bool = False  # a sentence of the article set again in large type
    outer: Quote | None = None


@dataclass(slots=True, eq=False)
class Box:
    """A block element: where it stands, and what its tag and marks say that it is."""

    tag: str
    marks: str
    outer: Box | None
    clutter: str | None = None
    quote: Quote | None = None
    heading: int = 0
    item: bool = False
    caption: bool = False
    figure: bool = False
    header: bool = False
    pre: bool = False
    indent: bool = False
    itemprop: str = ""
    path: str = ""
    n_words: int = 0  # of the lines in it
    n_kept: int = 0  # of those, the words that were taken for the article
    n_alike: int = 0  # the same for all boxes with its tag and marks
    first: bool = False  # whether the article begins in it, or in one with its tag and marks

    def around(self) -> list[Box]:
        """The box itself and all that it stands in, innermost first."""
        boxes = [self]
        while (outer := boxes[-1].outer) is not None:
            boxes.append(outer)
        return boxes


@dataclass(slots=True, eq=False)
class Line:
    """One line of a page with its blanks folded; `links` are (start, end, address as it stands in the source)."""

    text: str
    box: Box
    links: tuple[tuple[int, int, str], ...] = ()
    n_bold: int = 0  # characters in bold
    n_linked: int = 0  # characters in links, those without an address too
    words: tuple[str, ...] = ()
    row: bool = False  # one row of a table of data

    @property
    def key(self) -> str:
        """The words alone, to compare lines by."""
        return " ".join(self.words)

    @property
    def linked(self) -> float:
        """The share of the text that is links, 0..1."""
        return self.n_linked / len(self.text)

    @property
    def bold(self) -> bool:
        """Whether all of the line is in bold."""
        return self.n_bold >= len(self.text) - 2


@dataclass(slots=True, eq=False)
class Hint:
    """An element that says what it is about: the author, the date, the outlet."""

    kind: str  # author, date, logo (the text of an image), home (a link to the front page)
    text: str
    value: str | None  # the machine's form, where the element has one
    number: int  # of the line that it stands in or before
    box: Box


@dataclass(slots=True)
class Layout:
    """All of a page that is text, in the order of its source; `cut` where it has more than `MAX_LINES` lines and the rest was left."""

    lines: list[Line]
    hints: list[Hint]
    cut: bool = False


# Scripts without blanks between words are counted by character.
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case and punctuation, accents composed."""
    return tuple(_WORD.findall(text.casefold() if text.isascii() else unicodedata.normalize("NFC", text.casefold())))
