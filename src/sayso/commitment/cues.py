"""What the words around a cue say: its verb group, the negation in it or in the source, and the lexicon's entries.

The cue that a model marks may lack its auxiliaries, its negation or its "declined to"; they are fetched from the words before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.commitment.context import Context
from sayso.commitment.data import load_phrases, load_words
from sayso.commitment.lexicon import Match, find_cues
from sayso.commitment.words import Phrases, Word
from sayso.reading import Attribution, Held, Span

_AUXILIARIES: Final = load_words("auxiliaries")
_NEGATIONS: Final = Phrases(load_phrases("negations"))
_NO_NEGATION: Final = Phrases(load_phrases("no_negation"))
_NEGATIVE_SOURCES: Final = Phrases(load_phrases("negative_sources"))
_FRONTED: Final = Phrases(load_phrases("fronted_negations"))
_SCARE_WORDS: Final = load_words("scare_words")
_DO: Final = frozenset(("did", "does", "do", "has", "have", "had", "would", "will", "could", "can", "is", "was", "were", "are"))
_PARTICLES: Final = frozenset("to for on upon against about of off out as that whether when in at with into through up if".split())
_STOPS: Final = frozenset(".,;:!?—")
_LONGEST_GROUP: Final = 6
"""Words before a cue that may belong to its verb group: "has so far not publicly". A guess."""


@dataclass(frozen=True, slots=True)
class CueReading:
    """A cue's verb group: the indexes of its words, the entries found among them, and the words that negate it."""

    indexes: tuple[int, ...]
    matches: tuple[Match, ...]
    negation: tuple[Word, ...] = ()


def read_cue(context: Context, attribution: Attribution) -> CueReading:
    """What a cue and the words that belong to it say; without a cue, nothing but a negative source."""
    words = context.words
    barred = frozenset(context.indexes(attribution.source)) | frozenset(context.indexes(attribution.addressee))
    negation = _source_negation(context, attribution)
    if not attribution.cue:
        return CueReading((), (), negation)
    content = frozenset(index for index in _opening(context, attribution) if words[index].form not in _PARTICLES)
    matches: list[Match] = []
    group: list[int] = []
    for span in attribution.cue:
        indexes = context.indexes((span,))
        if not indexes:
            continue
        first = _extend_back(words, indexes[0], barred | content)
        if len(indexes) > 1 and words[indexes[0]].form in _SCARE_WORDS:  # "his supposed plan"; `stance` looks at what stands before
            first = indexes[1]
        group.extend(range(first, indexes[-1] + 1))
        matches.extend(find_cues(words, first, indexes[-1] + 1, barred | content))
    tail = _before_content(context, attribution, barred | frozenset(group))
    if tail and (not matches or words[tail[-1]].form.endswith("ing")):
        start = tail[-1] if matches else tail[0]
        matches.extend(find_cues(words, start, tail[-1] + 1, barred | content))
        group.extend(range(start, tail[-1] + 1))
    return CueReading(tuple(group), tuple(matches), negation or _group_negation(words, group, matches))


def _before_content(context: Context, attribution: Attribution, taken: frozenset[int]) -> range:
    """The indexes of the words between a cue and the content after it, which a model may have left out ("It *is alleged* that")."""
    after = context.indexes(attribution.content[:1])
    if not after or attribution.cue[-1].end > attribution.content[0].start:
        return range(0)
    first = last = after[0]
    while first > 0 and last - first < _LONGEST_GROUP and first - 1 not in taken:
        if context.words[first - 1].form in _STOPS:
            break
        first -= 1
    return range(first, last) if first - 1 in taken or context.words[last - 1].form.endswith("ing") else range(0)


def _opening(context: Context, attribution: Attribution) -> tuple[int, ...]:
    """The indexes of the first words of each piece of a content; no phrase of the lexicon is longer."""
    return tuple(
        index for span in attribution.content[:8] for index in context.indexes((Span(span.start, min(span.end, span.start + 60)),))
    )


def _extend_back(words: tuple[Word, ...], first: int, barred: frozenset[int]) -> int:
    """The index of the first word of the verb group that goes on with the word `first`."""
    place = first
    while place > max(0, first - _LONGEST_GROUP) and place - 1 not in barred and _leads_to(words, place):
        place -= 1
    return place


def _leads_to(words: tuple[Word, ...], place: int) -> bool:
    """Whether the word before this one belongs to its verb group: an auxiliary, an adverb, or the "declined" of "declined to"."""
    form = words[place - 1].form
    if form in _AUXILIARIES or (form.endswith("ly") and form.isalpha()):
        return True
    return words[place].form == "to" and any(match.cue.held is not Held.ASSERTED for match in find_cues(words, place - 1, place))


def _group_negation(words: tuple[Word, ...], group: list[int], matches: list[Match]) -> tuple[Word, ...]:
    """The words that negate a verb group; those within an entry ("have no doubt") and "not only" do not."""
    swallowed = {index for match in matches for index in range(match.start, match.start + match.length)}
    for index in group:
        if index in swallowed or _NO_NEGATION.at(words, index):
            continue
        if length := _NEGATIONS.at(words, index):
            return words[index : index + length]
    return ()


def _source_negation(context: Context, attribution: Attribution) -> tuple[Word, ...]:
    """The words of a source that leaves nobody to hold it ("nobody at the table"), or of a negation set before it ("nor did she say")."""
    indexes = context.indexes(attribution.source)
    if not indexes:
        return ()
    words, first = context.words, indexes[0]
    length = _NEGATIVE_SOURCES.at(words, first)
    following = words[first + length].form if first + length < len(words) else ""
    if length and not following[:1].isdigit() and following not in (".", ","):  # No 10; "No, the mayor"
        return words[first : first + length]
    if first > 1 and words[first - 1].form in _DO:
        for back in (2, 3, 4):
            if first >= back and (length := _FRONTED.at(words, first - back)) and length == back - 1:
                return words[first - back : first - 1]
    return ()
