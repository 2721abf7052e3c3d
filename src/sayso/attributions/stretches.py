"""Words of a page put one after the other to be tagged as one text, and the way back to their places on the page.

Decides what is tagged together and how a clause is made to look like a sentence; what is read again is `promises`' business.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from sayso.model.decoding import IntArray
from sayso.reading import Span, Spans


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words to be read as a text of their own: one range a paragraph, and the attribution that they are the content of."""

    pieces: Spans
    parent: int | None
    passage: bool = False


_SECTION: Final = 40_000
"""Characters that are tagged and linked at once. Links are a table of contents by cues, so that a book in one piece would take gigabytes;
a news page is
one section: none of PolNeAR's 924 articles is longer."""


def split_sections(text: str, stretches: list[Stretch]) -> Iterable[list[Stretch]]:
    """The stretches in lists of at most `_SECTION` characters; a longer one is cut between paragraphs, a longer paragraph at a blank."""
    section: list[Stretch] = []
    size = 0
    for stretch in (part for whole in stretches for part in _cut(text, whole)):
        length = sum(end - start for start, end in stretch.pieces)
        if section and size + length > _SECTION:
            yield section
            section, size = [], 0
        section.append(stretch)
        size += length
    if section:
        yield section


def _cut(text: str, stretch: Stretch) -> Iterable[Stretch]:
    if sum(end - start for start, end in stretch.pieces) <= _SECTION:
        yield stretch
        return
    pieces: list[Span] = []
    size = 0
    for start, end in stretch.pieces:
        while start < end:
            stop = end
            if end - start > _SECTION:
                blank = text.rfind(" ", start + _SECTION // 2, start + _SECTION)
                stop = blank if blank > 0 else start + _SECTION
            if pieces and size + stop - start > _SECTION:
                yield replace(stretch, pieces=tuple(pieces))
                pieces, size = [], 0
            pieces.append(Span(start, stop))
            size += stop - start
            start = stop
    yield replace(stretch, pieces=tuple(pieces))


@dataclass(frozen=True, slots=True)
class Ruler:
    """From positions of the joined text to positions of the page, and to the stretch that they stand in."""

    starts: list[int]  # of each paragraph in the joined text
    ends: list[int]
    shifts: list[int]  # page position less joined position
    numbers: list[int]  # of the stretch
    single: bool

    def group(self, position: int) -> int:
        return self.numbers[max(0, bisect_right(self.starts, position) - 1)]

    def groups(self, positions: IntArray) -> IntArray | None:
        """The stretch of each position; None where there is but one."""
        if self.single:
            return None
        at = np.searchsorted(np.array(self.starts), positions, side="right") - 1
        return np.array(self.numbers)[np.maximum(at, 0)]

    def on_page(self, span: Span) -> Iterable[Span]:
        """The range on the page, in one piece a paragraph."""
        at = max(0, bisect_right(self.starts, span.start) - 1)
        while at < len(self.starts) and (start := max(span.start, self.starts[at])) < span.end:
            end = min(span.end, self.ends[at])
            if start < end:
                yield Span(start + self.shifts[at], end + self.shifts[at])
            at += 1


_GAP: Final = ".\n\n"
"""What parts two paragraphs of the joined text. The full stop is none of the page's; it stands where a sentence is cut out of another."""


def join_stretches(text: str, stretches: list[Stretch]) -> tuple[str, Spans, Ruler]:
    """The stretches as one text to read, its paragraphs, and the ruler that leads from its places back to the page."""
    parts: list[str] = []
    paragraphs: list[Span] = []
    starts: list[int] = []
    ends: list[int] = []
    shifts: list[int] = []
    numbers: list[int] = []
    at = 0
    for number, stretch in enumerate(stretches):
        whole = stretch.parent is None or stretch.passage
        for start, end in stretch.pieces:
            words = text[start:end] if whole else _as_sentence(text[start:end])
            stop = 0 if whole or words.endswith(_STOPS) else 1
            parts += [words, _GAP]
            paragraphs.append(Span(at, at + end - start + stop))
            starts.append(at)
            ends.append(at + end - start)
            shifts.append(start - at)
            numbers.append(number)
            at += end - start + len(_GAP)
    return "".join(parts), tuple(paragraphs), Ruler(starts, ends, shifts, numbers, len(stretches) == 1)


_STOPS: Final = tuple(".?!…”\"’'")


def _as_sentence(words: str) -> str:
    """A clause made to look like a sentence, character by character: capital first, no comma last. The model has seen few texts that
    begin with "that"."""
    first = words[:1].upper() if len(words[:1].upper()) == 1 else words[:1]
    last = "." if words[-1:] in tuple(",;:—–") and len(words) > 1 else words[-1:]
    return first + words[1:-1] + last if len(words) > 1 else first
