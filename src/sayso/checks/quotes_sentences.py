"""Sentences of a record around a place: where the one that a quotation starts or stops in begins and ends.

Decides by stops and capitals within a few hundred characters, as `sayso.text.split_sentences` would for the whole turn at many times the
cost. A paragraph's end ends a sentence.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.reading import Span

_END: Final = re.compile(
    r"[.!?…\n](?:(?<!\n)[.!?…]*[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9>]|\s*$)|(?<=\n)(?:\s*\n|(?=[A-Z][A-Z .,'’-]{1,60}:)))"
)
"""Stops at which a sentence may end, and ends of paragraphs; one set of characters begins all of them, so that they are found quickly."""
_TITLES: Final = r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Hon|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\Z"
_TITLE: Final = re.compile(_TITLES)
_ABBREVIATION: Final = re.compile(rf"{_TITLES}|\b(?:Jr|Sr|No|etc|Inc|Ltd|Co|Corp|[A-Z])\.\Z")
_OPENING: Final = " \t\n\"“‘'([>"
_REACH: Final = 1200  # characters on either side; a sentence of 200 words


def find_sentence(text: str, low: int, high: int, bounds: Span) -> Span:
    """The range from the start of the sentence in which `low` stands to the end of the one in which `high` stands, within `bounds`."""
    first = start = max(bounds.start, low - _REACH)
    for match in reversed(list(_END.finditer(text, first, low))):
        if _ends_before(text, first, match.end(), low):
            start = match.end()
            break
    limit = min(bounds.end, high + _REACH)
    end = limit
    for match in _END.finditer(text, high, limit):
        if text[match.start()] != "." or not _ABBREVIATION.search(text[max(bounds.start, match.start() - 6) : match.start() + 1]):
            end = match.end()
            break
    while start < low and text[start].isspace():
        start += 1
    return Span(start, max(end, high))


def _ends_before(text: str, first: int, end: int, low: int) -> bool:
    """Whether a sentence ends with the stop before `end`, and words that start at `low` are of another one; nothing before `first` counts.

    "Mr. Lund" ends no sentence; a capital with a stop ("... in D. C. We") does right before a quotation, and is an initial elsewhere.
    """
    if end == low or text[end - 1] != ".":
        return end < low
    pattern = _ABBREVIATION if text[end:low].strip(_OPENING) else _TITLE
    return not pattern.search(text[max(first, end - 8) : end])


def count_sentence_ends(text: str, low: int, high: int) -> int:
    """How many sentences end between two places."""
    return sum(not _ABBREVIATION.search(text[max(low, match.start() - 6) : match.start() + 1]) for match in _END.finditer(text, low, high))
