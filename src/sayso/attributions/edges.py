"""Where the ranges of an attribution end: marks in, stray commas out.

Decides the ends of contents, cues and sources as a human would set them (docs/terms.md), given the quotations
of the text, and with them the manner. It moves ends by punctuation and by a word at most where a quotation mark says so; which words
belong is the model's answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

from sayso.reading import Manner, Span, Spans
from sayso.text import Quotation

_OPENING: Final = "“\"‘'«‹„‚`([{"
_AFTER_CONTENT: Final = re.compile(r"[\s,;:.–—…-]+\Z")
_BEFORE_CONTENT: Final = re.compile(r"\A[\s,;:.–—)\]]+")
_ENDS_KEPT: Final = re.compile(r"(?:\b(?:[A-Z]\.)+|\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Inc|Co|Corp|Ltd|etc|a\.m|p\.m|No)\.|\.\.\.|…|\?|!)\Z")
_NEAR: Final = 3
"""How many characters a range may miss a mark by and still be moved to it: `,” ` and the like."""


class Marks:
    """The quotations of a text, flat, for look-ups by position."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self.parts: list[tuple[int, int, int]] = sorted(_flatten(quotations, 1))
        self.outer = [(s, e) for s, e, depth in self.parts if depth == 1]
        self._starts = [s for s, _ in self.outer]
        self._all_starts = [s for s, _, _ in self.parts]
        self._reach = list(accumulate((e for _, e, _ in self.parts), max))

    def enclosing(self, position: int) -> tuple[int, int] | None:
        """The outermost quotation part that holds the character at a position, or None."""
        at = bisect_right(self._starts, position) - 1
        return self.outer[at] if at >= 0 and position < self.outer[at][1] else None

    def starting(self, position: int) -> tuple[int, int] | None:
        """The widest quotation part that starts at a position, or None."""
        at = bisect_right(self._all_starts, position)
        widest = None
        while at and self._all_starts[at - 1] == position:
            at -= 1
            widest = self.parts[at][:2] if widest is None or self.parts[at][1] > widest[1] else widest
        return widest

    def overlapping(self, span: Span) -> list[tuple[int, int]]:
        """The quotation parts of any depth that share a character with a span, in text order."""
        last = bisect_right(self._all_starts, span.end - 1)
        first = bisect_right(self._reach, span.start)
        return [(s, e) for s, e, _ in self.parts[first:last] if e > span.start]


def closed_quotations(quotations: Iterable[Quotation]) -> Spans:
    """The outermost quotations that a mark closes, one range a paragraph, in text order."""
    return tuple(Span(*part) for quotation in quotations if quotation.closed for part in quotation.parts)


def _flatten(quotations: Iterable[Quotation], depth: int) -> Iterable[tuple[int, int, int]]:
    stack = [(q, depth) for q in quotations]
    while stack:
        quotation, level = stack.pop()
        yield from ((start, end, level) for start, end in quotation.parts)
        stack += [(child, level + 1) for child in quotation.children]


def whole_words(text: str, span: Span) -> Span:
    """A range that does not start or end within a word: the model answers by sub-tokens."""
    start, end = span
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def trim_content(text: str, span: Span, marks: Marks) -> Span | None:
    """A content's range with its enclosing marks in and stray punctuation out; None where nothing is left."""
    start, end = _strip(text, span)
    if start >= end:
        return None
    opened = marks.enclosing(start)
    if opened and start - opened[0] <= _NEAR and not text[opened[0] + 1 : start].strip(_OPENING + " "):
        start = opened[0]
    closed = marks.enclosing(end - 1)
    if closed and closed[0] < end <= closed[1] and not _has_word(text[end : closed[1]]):
        end = closed[1]
    elif (
        not closed
        and (before := marks.enclosing(end - 2) if end - 2 >= start else None)
        and before[1] <= end
        and not _has_word(text[before[1] : end])
    ):
        end = before[1]
    if not (closed and end == closed[1]):
        end = _trim_end(text, start, end)
    return Span(start, end) if start < end else None


def _trim_end(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    while (m := _AFTER_CONTENT.search(piece)) is not None:
        if _ENDS_KEPT.search(piece.rstrip()) and not piece[-1].isspace():
            break
        piece = piece[: m.start()] if not _ENDS_KEPT.search(piece.rstrip()) else piece.rstrip()
    return start + len(piece)


def _strip(text: str, span: Span) -> tuple[int, int]:
    start, end = span
    if lead := _BEFORE_CONTENT.match(text[start:end]):
        start += lead.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _has_word(piece: str) -> bool:
    return any(character.isalnum() for character in piece)


def trim_source(text: str, span: Span) -> Span | None:
    """A source's range: without white space and stray punctuation, with the closing comma of an apposition where the range holds an
    opening one."""
    start, end = span
    while start < end and not (text[start].isalnum() or text[start] in "@#$“\"‘'("):
        start += 1
    kept = end
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "”\"’')"):
        end -= 1
    if start >= end:
        return None
    if "," in text[start:end] and text[end : end + 1] == "," and (end < kept or kept == end):
        end += 1
    return Span(start, end)


_TOLD_WHOM: Final = re.compile(r"\b(?:told|tells|tell|telling)(?=\s+(?:[^\W\d_a-z]|me\b|us\b|him\b|her\b|them\b|reporters\b))")


_SAID_WHERE: Final = re.compile(
    r"(?P<verb>(?:\w+ ){0,3}?(?:said|says|say|wrote|writes|added|adds|argued|warned|claimed|admitted|insisted|announced|posted|tweeted))"
    r"\s(?:in|at|on|during|after|before|from|outside|inside)\s"
)
"""What is said, and the forum or the day after it, which belong to nothing: "said at her weekly meeting"."""

_NO_SAYING: Final = re.compile(
    r"(?:\A|\s)(?:adds|added|add|adding|wrote|writes|write|writing|reads|read|read out|reads out|calls|call"
    r"|deleted|votes for|vote for|voted for|voted against|vote against)\Z",
    re.IGNORECASE,
)
_THING: Final = re.compile(
    r"(?:an?|the|his|her|its|their|my|our)\s[“\"‘]?[\w’'-]+[”\"’]?(?:\s(?:of|from|to)\s(?:the\s|an?\s)?[\w’'-]+(?:\s[\w’'-]+)?)?\Z",
    re.IGNORECASE,
)
_GIVEN_NAME: Final = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*){0,3}\Z")
_RITE: Final = frozenset(("grace", "mass", "prayers", "hello", "goodbye", "farewell", "goodnight"))
_POINTER: Final = frozenset(("it", "this", "that", "them", "these", "those"))


def says_nothing(text: str, cue: Spans, content: Spans) -> bool:
    """Whether verb and object together tell a deed and no saying: "said grace", "adds a surcharge", "read out a letter", "wrote it",
    "four of them called Okafor".

    "Said" with a noun may be the beginning of a clause ("said the roof fell"), so that it counts with rites alone.
    """
    if len(cue) != 1 or len(content) != 1 or content[0].start < cue[0].end:
        return False
    words, verb = text[content[0].start : content[0].end], text[cue[0].start : cue[0].end].casefold()
    if words.casefold() in _RITE:
        return verb.endswith(("said", "says", "say", "saying"))
    if verb.endswith(("called", "named")) and _GIVEN_NAME.match(words):
        return True
    if _NO_SAYING.search(verb) is None:
        return False
    if words.casefold() in _POINTER:
        return verb.endswith(("wrote", "writes", "write", "writing", "deleted", " for", " against"))
    return _THING.match(words) is not None


def trim_cue(text: str, span: Span) -> Span | None:
    """A cue's range without white space, punctuation around words, and the one who is told; a cue of punctuation alone is no cue."""
    start, end = span
    if said := _SAID_WHERE.match(text[start:end]):
        end = start + said.end("verb")
    if told := _TOLD_WHOM.search(text[start:end]):
        end = start + told.end()
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if start < end else None


def tell_manner(text: str, content: Spans, marks: Marks, within: Spans = ()) -> Manner:
    """Direct where all words stand within quotation marks, indirect where none does, else mixed.

    `within` is the content around an attribution that is nested: marks that enclose a piece of that whole, or more, are not its own.
    """
    quoted = words = 0
    for span in content:
        parts = [(s, e) for s, e in marks.overlapping(span) if not any(s <= outer.start and outer.end <= e for outer in within)]
        covered = _cover(span, parts)
        words += sum(character.isalnum() for character in text[span.start : span.end])
        quoted += sum(character.isalnum() for s, e in covered for character in text[s:e])
    if quoted == 0:
        return Manner.INDIRECT
    return Manner.DIRECT if quoted == words else Manner.MIXED


def _cover(span: Span, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of a span that some part covers, disjoint."""
    covered: list[tuple[int, int]] = []
    reached = span.start
    for start, end in sorted(parts):
        start, end = max(start, reached), min(end, span.end)
        if start < end:
            covered.append((start, end))
            reached = end
    return covered
