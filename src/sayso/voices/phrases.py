"""Noun phrases that may speak of somebody, and the words of a page as they are looked at to find them.

Decides nothing about who is who: a phrase says what its own words say (a name, a noun, or a pronoun; a gender; a number; whether it brings
somebody in or points back), and where it stands (sentence, paragraph, how deep in quotations).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from sayso.reading import Page, Span, Spans, VoiceKind
from sayso.text import quotation_depths, split_paragraphs, split_sentences, tokenize
from sayso.voices.words import Gender

_OPENS: Final = frozenset("in at on after before during by with for from when as and but then there later".split())
_DATELINE: Final = re.compile(r"(?:\)|[A-Z]{3,}|\d)\s(?:[-–—]|--)\s\Z")
"""What a story's first sentence stands behind: "OLD HARBOUR, May 4 (Wire) - "."""
_CONTRACTION: Final = re.compile(r"(I|you|he|she|it|we|they|who)[’'](?:m|ve|ll|d|re|s)\Z", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"(?<=\w)[’']s\Z|(?<=s)[’']\Z")


_SUBJECT_LAST: Final = re.compile(r"[a-zA-Z]+\s(?:[\w’'-]+\s){1,4}?(he|she|they|it|I|we)\Z")


def bare_subject(text: str, span: Span) -> Span:
    """A source without the words that open its sentence, where it ends in the pronoun that is meant: "In it she"."""
    match = _SUBJECT_LAST.match(text, span.start, span.end) if span.end - span.start < 60 else None
    opens = match is not None and text[span.start : span.end].split()[0].casefold() in _OPENS
    return Span(match.start(1), match.end(1)) if match and opens else span


class Form(StrEnum):
    """What a phrase is made of."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


class Place(NamedTuple):
    """Where a phrase stands: the numbers of its sentence and paragraph, how many quotations it is in, whether it looks like the subject of
    a clause or stands after a preposition (or as an owner), whether it is in the headline."""

    sentence: int = 0
    paragraph: int = 0
    depth: int = 0
    subject: bool = False
    oblique: bool = False
    headline: bool = False


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may speak of somebody.

    `span` is the phrase with its title and complement, without relative clause and apposition; `head` the name itself, the head noun or
    the pronoun. `determiner` is its first word where that is an article or its like, "'s" where an owner stands in its place, or "".
    `words` are its content words in lower case without the head noun, `noun` the singular of the head noun (of a title's, or the pronoun),
    `group` the class of that noun. `title` is what stands before a name. `owner` is the number of the phrase that owns this one ("her
    office"). `source` says that an attribution has it as its source.
    """

    span: Span
    head: Span
    form: Form
    kind: VoiceKind | None = None
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    determiner: str = ""
    words: frozenset[str] = frozenset()
    noun: str = ""
    group: str = ""
    title: str = ""
    name: str = ""
    owner: int | None = None
    source: bool = False
    place: Place = NOWHERE


INDEFINITE: Final = frozenset(
    "a an another some any one no every each many several few most other various certain numerous countless more two three four five six "
    "seven eight nine ten eleven twelve dozens hundreds thousands scores half".split()
)
"""Determiners that bring somebody in; "the", "this", a possessive or an owner point to somebody known."""

POSSESSIVE: Final = frozenset("my your his her its our their".split())


class Words:
    """The words of a page, each with its sentence and paragraph; possessive endings are no part of a word."""

    def __init__(self, page: Page) -> None:
        self.text = page.text
        self.paragraphs: Spans = tuple(block.span for block in page.blocks) or split_paragraphs(page.text)
        self.sentences: Spans = split_sentences(page.text, self.paragraphs)
        self.depths = quotation_depths(page.text, self.paragraphs)
        self._paragraph_starts = [span.start for span in self.paragraphs]
        self._sentence_starts = [span.start for span in self.sentences]
        raw = tokenize(page.text)
        self.spans: list[Span] = []
        self.owns: list[bool] = []  # whether "'s" follows
        self.raw_ends: list[int] = []  # with the possessive or the contracted verb
        for span in raw:
            start, end = span
            word = page.text[start : end + 1]
            if "'" not in word and "’" not in word:  # most words; the patterns below need one of the two
                self.spans.append(span)
                self.owns.append(False)
                self.raw_ends.append(end)
                continue
            if contraction := _CONTRACTION.match(page.text[start:end]):
                self.spans.append(Span(start, start + contraction.end(1)))
                self.owns.append(False)
                self.raw_ends.append(end)
                continue
            match = _POSSESSIVE.search(page.text[start:end]) or (
                _POSSESSIVE.search(word) if word[-1] in "’'" and page.text[end + 1 : end + 2] in (" ", "\n") else None
            )
            self.spans.append(Span(start, start + match.start()) if match else Span(start, end))
            self.owns.append(match is not None)
            self.raw_ends.append(end + 1 if match and page.text[end : end + 1] in ("’", "'") and match.start() >= end - start else end)
        self.words = [page.text[start:end] for start, end in self.spans]
        self.lower = [word.casefold().replace("’", "'") for word in self.words]
        self.starts = [span.start for span in self.spans]
        following = [*self.starts[1:], len(page.text)]
        self.gaps = [page.text[end:start] for end, start in zip(self.raw_ends, following[: len(self.spans)], strict=True)]

    def __len__(self) -> int:
        return len(self.spans)

    def gap(self, number: int) -> str:
        """What stands between a word (with its possessive ending) and the next one; all that follows after the last."""
        return self.gaps[number]

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph at a position."""
        return max(0, bisect_right(self._paragraph_starts, position) - 1)

    def depth(self, position: int) -> int:
        """How many quotations a position is in."""
        return self.depths[position] if position < len(self.depths) else 0

    def at(self, position: int) -> int:
        """The number of the first word that starts at a position or after it."""
        return bisect_right(self.starts, position - 1)

    def begins_sentence(self, number: int) -> bool:
        """Whether only quotation marks and the like stand before a word in its sentence."""
        start = self.spans[number].start
        if not self.sentences:
            return True
        begin = self.sentences[self.sentence(start)].start
        if number == 0 or self.spans[number - 1].start < begin:
            return True
        if _DATELINE.search(self.text, max(begin, start - 30), start):
            return True
        before = self.text[max(begin, start - 3) : start].rstrip()
        return bool(before) and (before[-1] in '“"‘:•' or (before[-1] in "—–" and start - begin < 4))
