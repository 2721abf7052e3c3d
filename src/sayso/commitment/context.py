"""What the rules of commitment look at: the words of a page, its sentences, and which attributions stand in which.

Made once a reading. Nothing is decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from sayso.commitment.data import load_words
from sayso.commitment.words import QUOTE_MARKS, Word, find_words, indexes_of
from sayso.reading import Attribution, Page, Reading, Span, Spans
from sayso.text import split_paragraphs, split_sentences

_FINITE: Final = load_words("finite")
_ASKING: Final = load_words("questions")
_LONGEST_CONTENT: Final = 1200
"""Characters of a content that are looked at: its first sentence lies within. A passage may be a whole page, and all hold one another."""


@dataclass(frozen=True, slots=True)
class Context:
    """A page as the rules see it. `holders` has, for each sentence, the ids of the attributions in whose content its start lies."""

    page: Page
    words: tuple[Word, ...]
    starts: tuple[int, ...]
    sentences: Spans
    sentence_starts: tuple[int, ...]
    paragraph_starts: tuple[int, ...]
    children: dict[str, tuple[Attribution, ...]]
    parents: dict[str, str | None]
    holders: dict[int, tuple[str, ...]]

    def sentence_at(self, place: int) -> int:
        """The number of the sentence in which a character stands, or of the one before it; 0 at the least."""
        return max(0, bisect_right(self.sentence_starts, place) - 1)

    def indexes(self, spans: Spans) -> tuple[int, ...]:
        """The indexes of the words that start in the spans."""
        return indexes_of(self.starts, spans)

    def first_words(self, attribution: Attribution) -> tuple[Word, ...]:
        """The words of a content's first sentence, without what nested attributions hold there.

        A first sentence that only takes up a name or a word ("Lund? I have not met him.") is left out where the content goes on.
        """
        nested = [span for child in self.children.get(attribution.id, ()) for span in child.content[:1]]
        limit = attribution.content[0].start + _LONGEST_CONTENT
        number = self.sentence_at(attribution.content[0].start)
        end = self.sentences[number].end if self.sentences else limit
        if self.sentences and self._only_takes_up(attribution, number):
            begin, end = self.sentences[number + 1]
            spans = tuple(
                Span(max(start, begin), min(end_, end, limit)) for start, end_ in attribution.content if start < end and end_ > begin
            )
            return tuple(self.words[index] for index in self.indexes(spans))
        spans = tuple(Span(start, min(end_, end, limit)) for start, end_ in attribution.content if start < min(end, limit))
        indexes = self.indexes(spans)
        hidden = frozenset(index for span in nested for index in self.indexes((Span(span.start, min(span.end, end)),)) if span.start < end)
        return tuple(self.words[index] for index in indexes if index not in hidden)

    def _only_takes_up(self, attribution: Attribution, number: int) -> bool:
        """Whether a content opens with a question of a word or three without a verb, and goes on in the next sentence."""
        start, end = attribution.content[0].start, self.sentences[number].end
        words = [self.words[index].form for index in self.indexes((Span(start, end),))]
        named = [form for form in words if form not in QUOTE_MARKS]
        goes_on = number + 1 < len(self.sentences) and attribution.content[0].end > self.sentences[number + 1].start
        return goes_on and 1 < len(named) <= 4 and named[-1] == "?" and not any(form in _FINITE or form in _ASKING for form in named)

    def ancestors(self, attribution: Attribution) -> frozenset[str]:
        """The ids of the attributions around this one, and its own."""
        found = [attribution.id]
        while (parent := self.parents.get(found[-1])) is not None and parent not in found:
            found.append(parent)
        return frozenset(found)


def make_context(reading: Reading) -> Context:
    """The context of a reading."""
    text = reading.page.text
    words = find_words(text)
    paragraphs = tuple(block.span for block in reading.page.blocks) or split_paragraphs(text)
    sentences = split_sentences(text, paragraphs)
    sentence_starts = tuple(sentence.start for sentence in sentences)
    children: dict[str, list[Attribution]] = {}
    for attribution in reading.attributions:
        if attribution.parent is not None:
            children.setdefault(attribution.parent, []).append(attribution)
    holders: dict[int, list[str]] = {}
    for attribution in reading.attributions:
        for span in attribution.content:
            for number in range(bisect_left(sentence_starts, span.start), bisect_left(sentence_starts, span.end)):
                holders.setdefault(number, []).append(attribution.id)
    return Context(
        page=reading.page,
        words=words,
        starts=tuple(word.start for word in words),
        sentences=sentences,
        sentence_starts=sentence_starts,
        paragraph_starts=tuple(paragraph.start for paragraph in paragraphs),
        children={parent: tuple(found) for parent, found in children.items()},
        parents={attribution.id: attribution.parent for attribution in reading.attributions},
        holders={number: tuple(found) for number, found in holders.items()},
    )
