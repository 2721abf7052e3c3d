"""The statements of a body that a headline can be held against: what the page itself says, and what it has others say.

Decides what a statement is: a sentence of an attribution's content, what is left of a sentence outside all contents, and, for headlines
that give their words to somebody, the sentence as a whole. Subheads and the headline itself are no part of the body.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sayso.checks.headline_words import Word, lexicon, stem, stems_of, stop_stems, words_of
from sayso.reading import Attribution, Block, BlockKind, Reading, Span, Spans
from sayso.text import split_sentences

_PLANNED: Final = frozenset(map(stem, ("plan", "schedule", "rule", "law", "custom", "age", "size", "need")))  # what speaks for nobody
_SOURCE_WORDS: Final = 4  # words after "according to" in which a poll is named
_SHORTEST_SAID, _LONGEST_SAID = 2, 9  # words after the last comma of a sentence that can say whose words it was; guesses, as the next
_AFTER_SAID: Final = 4  # words after the verb among them: "told an inquiry on Monday"
_FEWEST_HELD: Final = 5  # words before them
_FEWEST: Final = 2  # telling words, for what stands outside the contents of a sentence to be a statement


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body with its words, and the stems around it: those of the sentence before, and the names of whom it speaks."""

    number: int
    span: Span
    words: tuple[Word, ...]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words of one sentence that say something on one say-so.

    `attribution` is the innermost one in whose content the words stand; None for the page's own. `opens` says that they are the first
    sentence of that content, which is the one whose commitment was graded. `whole` marks a sentence taken with all its attributions.
    `inside` are all attributions whose content reaches into the sentence, with the ranges where it does; `commas` are given where there
    are none: the indexes of the words of the sentence after each.
    """

    sentence: Sentence
    words: tuple[Word, ...]
    attribution: Attribution | None = None
    opens: bool = True
    whole: bool = False
    inside: tuple[tuple[Attribution, Spans], ...] = ()
    commas: tuple[int, ...] = ()

    @property
    def according_to(self) -> Span | None:
        """The words "according to" in the sentence of a statement that no attribution holds, whoever follows them says it; or a few words
        at its end by which somebody says it ("..., two of them have told the court")."""
        if self.attribution is not None:
            return None
        words = self.sentence.words
        if not self.inside and (said := _find_said(words, self.commas)) is not None:
            return said
        for n in range(len(words) - 2):
            if words[n].lower == "according" and words[n + 1].lower == "to" and words[n + 2].stem not in _PLANNED:
                covered = any(_covers(spans, words[n]) for _, spans in self.inside)
                return None if covered else Span(words[n].span.start, words[n + 1].span.end)
        return None

    @property
    def according_to_figures(self) -> bool:
        """Whether those words bring in a poll or figures, which are no party that says something."""
        span = self.according_to
        after = [word for word in self.sentence.words if span is not None and word.span.start >= span.end]
        return any(word in lexicon("figures") for word in after[:_SOURCE_WORDS])

    @property
    def span(self) -> Span:
        return Span(self.words[0].span.start, self.words[-1].span.end)


def sentence_spans(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The ranges of the sentences of the body, in order, whether or not there is a word in them."""
    bodies = (block.span for block in blocks if block.kind not in (BlockKind.HEADLINE, BlockKind.SUBHEAD))
    return tuple(Span(start + span.start, start + span.end) for start, end in bodies for span in split_sentences(text[start:end]))


def split_body(reading: Reading) -> tuple[Sentence, ...]:
    """The sentences of the body, in order."""
    text = reading.page.text
    names = _Names(reading)
    sentences: list[Sentence] = []
    before: frozenset[str] = frozenset()
    for span in sentence_spans(text, reading.page.blocks):
        words = words_of(text, *span)
        if not words:
            continue
        stems = frozenset(word.stem for word in words if word.stem not in stop_stems())
        sentences.append(Sentence(len(sentences), span, words, before | names.within(span)))
        before = stems
    return tuple(sentences)


def find_statements(reading: Reading, sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """The statements of the body, in order of their sentences."""
    inside = _contents_by_sentence(reading.attributions, sentences)
    text = reading.page.text
    return tuple(statement for n, sentence in enumerate(sentences) for statement in _statements_of(text, sentence, inside[n]))


def _contents_by_sentence(
    attributions: Sequence[Attribution], sentences: Sequence[Sentence]
) -> list[tuple[tuple[Attribution, Spans], ...]]:
    """For each sentence the attributions whose content reaches into it, with those pieces, in the order of the reading."""
    starts = [sentence.span.start for sentence in sentences]
    found: list[dict[int, list[Span]]] = [{} for _ in sentences]
    for number, attribution in enumerate(attributions):
        for span in attribution.content:
            for n in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)):
                if sentences[n].span.end > span.start:
                    found[n].setdefault(number, []).append(span)
    return [tuple((attributions[number], tuple(spans)) for number, spans in pieces.items()) for pieces in found]


def _statements_of(text: str, sentence: Sentence, inside: tuple[tuple[Attribution, Spans], ...]) -> Iterator[Statement]:
    words = sentence.words
    if not inside:
        commas = tuple(n for n, (one, other) in enumerate(pairwise(words), start=1) if "," in text[one.span.end : other.span.start])
        yield Statement(sentence, words, commas=commas)
        return
    starts = [word.span.start for word in words]
    framing = {n for attribution, _ in inside for n in _covered(starts, attribution.source + attribution.cue)}
    held: set[int] = set()
    for attribution, spans in inside:
        indexes = _covered(starts, spans)
        held.update(indexes)
        nested = [other_spans for other, other_spans in inside if other.parent == attribution.id]
        if nested:
            deeper = {n for other_spans in nested for n in _covered(starts, other_spans)}
            indexes = [n for n in indexes if n not in deeper]
            indexes = indexes if _tells(words[n] for n in indexes if n not in framing) else []
        if indexes:
            opens = attribution.content[0].start >= sentence.span.start
            yield Statement(sentence, tuple(words[n] for n in indexes), attribution, opens, inside=inside)
    rest = [n for n in range(len(words)) if n not in held]
    if _tells(words[n] for n in rest if n not in framing):
        yield Statement(sentence, tuple(words[n] for n in rest), inside=inside)
    yield Statement(sentence, words, whole=True, inside=inside)


def _find_said(words: Sequence[Word], commas: Sequence[int]) -> Span | None:
    """The range of the last few words after a comma, where a verb of saying in them has a subject and little after it."""
    if not commas or not _SHORTEST_SAID <= len(words) - commas[-1] <= _LONGEST_SAID or commas[-1] < _FEWEST_HELD:
        return None
    for place in lexicon("saying").find(words, commas[-1] + 1):
        if len(words) - place.stop <= _AFTER_SAID:
            return Span(words[commas[-1]].span.start, words[-1].span.end)
    return None


def _tells(words: Iterable[Word]) -> bool:
    """Whether words say something: those that only bring in what another says do not."""
    return len([word for word in words if word.stem not in stop_stems()]) >= _FEWEST


def _covered(starts: Sequence[int], spans: Spans) -> list[int]:
    """The indexes of the words, by where they begin, that begin within the spans, in order."""
    return [n for span in sorted(spans) for n in range(bisect_left(starts, span.start), bisect_left(starts, span.end))]


def _covers(spans: Spans, word: Word) -> bool:
    return any(span.start <= word.span.start < span.end for span in spans)


class _Names:
    """The names of voices, found by where they are mentioned."""

    def __init__(self, reading: Reading) -> None:
        mentions = sorted((span, n) for n, voice in enumerate(reading.voices) for span in voice.mentions)
        self._starts = [span.start for span, _ in mentions]
        self._voices = [n for _, n in mentions]
        self._stems = [
            frozenset(stem for name in (voice.name, *voice.aliases, *voice.roles) for stem in stems_of(name)) - stop_stems()
            for voice in reading.voices
        ]

    def within(self, span: Span) -> frozenset[str]:
        """The stems of all names and roles of the voices that are mentioned in a span."""
        found: set[str] = set()
        for n in self._voices[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]:
            found |= self._stems[n]
        return frozenset(found)
