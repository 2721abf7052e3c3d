"""A quotation as a page gives it: its words, and the marks by which the page owns up to a change.

Decides what ``[brackets]`` and ellipses in a quotation mean: words in brackets are the page's own, ``[T]he`` is "The", ``[sic]`` and the
numbers of notes are no words, and an ellipsis says that something is left out where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.checks.quotes_words import Vocabulary
from sayso.reading import Span, Spans

_ELLIPSIS: Final = re.compile(r"[\[(]?(?:…|\.[ \u00a0]?\.[ \u00a0]?\.)[\])]?")
_BRACKET: Final = re.compile(r"\[[^\[\]\n]{0,200}\]|\([^()\n]{0,200}\)")
_NO_WORDS: Final = re.compile(r"[\[(](?:sic|\d{1,3}|citation needed|emphasis added|laughs?|laughter|applause)[\])]", re.IGNORECASE)
_LETTERS: Final = re.compile(r"(?<=\w)\[\w{1,12}\]|\[\w{1,3}\](?=\w)")
_BREAK: Final = re.compile(r"[.!?;:…—–](?:(?<=[—–])|(?=[\s\"“”’'\])])|(?<=\.)\.\.)")
_DOTS: Final = ("…", "..", ". .", ".\u00a0.")
"""What every ellipsis has one of; quick to look for."""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words of a quotation: their numbers, their ranges in the page, which of them are in brackets, after which a piece ends, where
    ellipses and brackets stand, and after which words an ellipsis does."""

    text: str
    ids: list[int]
    starts: list[int]
    ends: list[int]
    bracketed: frozenset[int]
    breaks: frozenset[int]
    marks: Spans
    gaps: frozenset[int] = frozenset()

    def is_marked(self, first: int, following: int) -> bool:
        """Whether a mark stands among, or next to, the words from `first` up to `following` (none where they are equal)."""
        low = self.ends[first - 1] if first > 0 else self.starts[0] - 3
        high = self.starts[following] if following < len(self.starts) else self.ends[-1] + 5
        place = bisect_left(self.marks, (low, low))
        return (place < len(self.marks) and self.marks[place].start < high) or any(low < mark.end <= high for mark in self.marks)

    def is_bracketed(self, word: int) -> bool:
        """Whether the page shows the word, or a part of it ("say[s]"), as its own."""
        return word in self.bracketed or "[" in self.text[self.starts[word] : self.ends[word] + 1]

    def span(self, first: int, following: int) -> Span:
        """The range of the words from `first` up to `following`; empty, where one would stand, if they are equal."""
        if first < following:
            return Span(self.starts[first], self.ends[following - 1])
        place = self.ends[first - 1] if first > 0 else (self.starts[0] if self.starts else 0)
        return Span(place, place)


def read_quotation(text: str, spans: Spans, vocabulary: Vocabulary) -> QuotedWords:
    """The words of the quotation in these ranges of a page."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    marks: list[Span] = []
    breaks: set[int] = set()
    gaps: set[int] = set()
    for low, high in spans:
        words = text[low:high]
        dots = _find_ellipses(words, low)
        marks += dots
        first = len(ids)
        if "[" in words or "(" in words:
            found = [match.span() for match in _BRACKET.finditer(words) if not _NO_WORDS.fullmatch(match[0])]
            marks += [Span(low + start, low + end) for start, end in found]
            words, at = _without_signs(words)
            split = vocabulary.split(words)
            starts += [low + at[start] for start in split.starts]
            ends += [low + at[end - 1] + 1 for end in split.ends]
            stops = [low + at[match.start()] for match in _BREAK.finditer(words)]
        else:
            split = vocabulary.split(words)
            starts += [low + start for start in split.starts]
            ends += [low + end for end in split.ends]
            stops = [low + match.start() for match in _BREAK.finditer(words)]
        ids += split.ids
        gaps.update(bisect_left(starts, dot.start, first) - 1 for dot in dots)
        breaks.update(bisect_left(starts, stop, first) - 1 for stop in stops)
        breaks.add(len(ids) - 1)
    marks = sorted(set(marks))
    bracketed = {n for mark in marks for n in range(bisect_left(starts, mark.start), bisect_left(starts, mark.end)) if ends[n] < mark.end}
    return QuotedWords(text, ids, starts, ends, frozenset(bracketed), frozenset(breaks), tuple(marks), frozenset(gaps))


def _find_ellipses(words: str, low: int) -> list[Span]:
    """The ranges of the ellipses in words that start at `low`."""
    if not any(dots in words for dots in _DOTS):
        return []
    return [Span(low + match.start(), low + match.end()) for match in _ELLIPSIS.finditer(words)]


def _without_signs(words: str) -> tuple[str, Sequence[int]]:
    """The words without brackets around single letters and without what brackets hold that is no word, and where each character was."""
    dropped: set[int] = set()
    for match in _NO_WORDS.finditer(words):
        dropped.update(range(*match.span()))
    for match in _LETTERS.finditer(words):
        dropped.update((match.start(), match.end() - 1))
    if not dropped:
        return words, range(len(words) + 1)
    places = [n for n in range(len(words)) if n not in dropped]
    return "".join(words[n] for n in places), [*places, len(words)]
