"""Words and marks of a page in one list, and phrases found among them.

Decides how rules of commitment see a text: in lower case, with straight apostrophes, marks as words of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sayso.commitment.data import Phrase
from sayso.reading import Span, Spans

_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*|['’](?:s|re|m|d|ll|ve)\b|[^\w\s]")
_STRAIGHT: Final = str.maketrans("’‘", "''")
_CONTRACTION: Final = re.compile(r"(?<=\w)(?:n['’]t|['’](?:s|re|m|d|ll|ve))\Z", re.IGNORECASE)

QUOTE_MARKS: Final = frozenset("\"“”„«»'‘’`")


class Word(NamedTuple):
    """A word or mark: its form in lower case, and its range in the page."""

    form: str
    start: int
    end: int


def find_words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text; "didn't" is two words, "did" and "n't", and so is "she's".

    >>> [word.form for word in find_words("“She’s gone?”")]
    ['“', 'she', "'s", 'gone', '?', '”']
    """
    words: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        if "’" not in word and "'" not in word and "‘" not in word:
            words.append(Word(word.lower(), start, end))
            continue
        tail = _CONTRACTION.search(word) if end - start > 2 else None
        if tail is None:
            words.append(Word(word.translate(_STRAIGHT).lower(), start, end))
        else:
            cut = start + tail.start()
            words.append(Word(text[start:cut].translate(_STRAIGHT).lower(), start, cut))
            words.append(Word(tail[0].translate(_STRAIGHT).lower(), cut, end))
    return tuple(words)


def split_phrase(phrase: Phrase) -> Phrase:
    """A phrase of a list with its contractions split as `find_words` splits them."""
    return tuple(word.form for word in find_words(" ".join(phrase)))


class Phrases:
    """Phrases by their first word."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        tails: dict[str, set[Phrase]] = {}
        for phrase in map(split_phrase, phrases):
            tails.setdefault(phrase[0], set()).add(phrase[1:])
        self._tails = {first: (tuple(sorted({len(tail) for tail in found}, reverse=True)), found) for first, found in tails.items()}

    def at(self, words: Sequence[Word], place: int) -> int:
        """How many words from `place` on make up a phrase, the longest one; 0 where none starts there."""
        lengths, tails = self._tails.get(words[place].form, ((), frozenset()))
        for length in lengths:
            if tuple(word.form for word in words[place + 1 : place + 1 + length]) in tails:
                return 1 + length
        return 0


def matches(words: Sequence[Word], place: int, phrase: Phrase) -> bool:
    """Whether the words from `place` on are those of the phrase."""
    return place + len(phrase) <= len(words) and all(words[place + n].form == form for n, form in enumerate(phrase))


def indexes_of(starts: Sequence[int], spans: Spans) -> tuple[int, ...]:
    """The indexes of the words that start in one of the spans."""
    return tuple(index for span in spans for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)))


def span_of(words: Sequence[Word], place: int, length: int = 1) -> Span:
    """The range of `length` words from `place` on."""
    return Span(words[place].start, words[place + length - 1].end)
