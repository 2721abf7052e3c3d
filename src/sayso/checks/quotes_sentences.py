"""Sentences of a record around a place: where the one that a quotation starts or stops in begins and ends.

Decides by stops and capitals within a few hundred characters, as `sayso.text.split_sentences` would for the whole turn at many times the
cost. A paragraph's end ends a sentence.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.reading import Span

_END: Final = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s+[\"“‘'(\[]*[A-Z0-9>]|\s*$)|\n\s*\n|\n(?=[A-Z][A-Z .,'’-]{1,60}:)")
_TITLES: Final = r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Hon|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.\Z"
_TITLE: Final = re.compile(_TITLES)
_ABBREVIATION: Final = re.compile(rf"{_TITLES}|\b(?:Jr|Sr|No|etc|Inc|Ltd|Co|Corp|[A-Z])\.\Z")
_OPENING: Final = " \t\n\"“‘'([>"
_REACH: Final = 1200  # characters on either side; a sentence of 200 words


def find_sentence(text: str, low: int, high: int, bounds: Span) -> Span:
    """The range from the start of the sentence in which `low` stands to the end of the one in which `high` stands, within `bounds`."""
    start = max(bounds.start, low - _REACH)
    for match in _END.finditer(text, start, low):
        between = text[match.end() : low]
        # "Mr. Lund" ends no sentence; a capital with a stop ("... in D. C. We") does right before a quotation, and is an initial elsewhere.
        pattern = _ABBREVIATION if between.strip(_OPENING) else _TITLE
        if between and not pattern.search(text[max(start, match.end() - 8) : match.end()]):
            start = match.end()
    limit = min(bounds.end, high + _REACH)
    end = limit
    for match in _END.finditer(text, high, limit):
        if not _ABBREVIATION.search(text[max(bounds.start, match.start() - 6) : match.start() + 1]):
            end = match.end()
            break
    while start < low and text[start].isspace():
        start += 1
    return Span(start, max(end, high))


def count_sentence_ends(text: str, low: int, high: int) -> int:
    """How many sentences end between two places."""
    return sum(not _ABBREVIATION.search(text[max(low, match.start() - 6) : match.start() + 1]) for match in _END.finditer(text, low, high))
