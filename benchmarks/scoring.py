"""Predicted readings against gold readings: the project's own scorer.

Prediction and gold are both a `Reading` of the same page. The definitions are those of PolNeAR's users: word tokens, Dice over token sets,
greedy one-to-one pairs by content; a pair is right (`triple`) when content and source both reach a Dice of 0.5, or neither has a source.
The score of many pages is the sum of the scores of each. tests/test_benchmarks.py holds it to the figures of the reference scorer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from sayso.reading import Attribution, Reading, Spans

WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
HALF: Final = 0.5
"""The Dice from which two token sets count as the same words: the reference scorer's own threshold."""

Tokens = frozenset[int]


class Pair(NamedTuple):
    """Positions of a gold and a predicted attribution that were matched, and the Dice of their contents and of their sources."""

    gold: int
    predicted: int
    content: float
    source: float

    @property
    def is_right(self) -> bool:
        return self.content >= HALF and self.source >= HALF


@dataclass(frozen=True)
class Words:
    """The word tokens of a text: what a figure counts, so that marks, stops and blanks never matter."""

    text: str

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        matches = [match.span() for match in WORD.finditer(self.text)]
        return [start for start, _ in matches], [end for _, end in matches]

    def tokens(self, spans: Spans) -> Tokens:
        """The numbers of the words of which the spans cover at least a character."""
        starts, ends = self._bounds
        return frozenset(n for start, end in spans if start < end for n in range(bisect_right(ends, start), bisect_left(starts, end)))


@dataclass
class Score:
    """Counts that add up over pages; the figures are ratios of them."""

    n_gold: float = 0.0
    n_predicted: float = 0.0
    hits: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))  # figure -> pairs for which it holds
    n_half: float = 0.0  # pairs whose contents have a Dice of 0.5: the basis of `manner` and `parent`

    def add(self, other: Score, weight: float = 1.0) -> None:
        """Takes another score in; `weight` is 1/k for each of the k people who marked the same page."""
        self.n_gold += other.n_gold * weight
        self.n_predicted += other.n_predicted * weight
        self.n_half += other.n_half * weight
        for name, count in other.hits.items():
            self.hits[name] += count * weight

    def precision(self, figure: str) -> float:
        return self.hits[figure] / self.n_predicted if self.n_predicted else 0.0

    def recall(self, figure: str) -> float:
        return self.hits[figure] / self.n_gold if self.n_gold else 0.0

    def f1(self, figure: str) -> float:
        total = self.n_predicted + self.n_gold
        return 2 * self.hits[figure] / total if total else 0.0

    def share(self, figure: str) -> float:
        """Of the pairs whose contents agree by half and more, how many have the figure right too."""
        return self.hits[figure] / self.n_half if self.n_half else 0.0


def dice(one: Tokens, other: Tokens) -> float:
    """2|A∩B| / (|A|+|B|); 1 where both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def match_attributions(gold: Reading, predicted: Reading) -> list[Pair]:
    """One-to-one pairs of the attributions of two readings of one page: highest content Dice first, ties by source, then by cue."""
    words = Words(gold.page.text)
    gold_sets = [_token_sets(words, attribution) for attribution in gold.attributions]
    predicted_sets = [_token_sets(words, attribution) for attribution in predicted.attributions]
    candidates = sorted(
        (-dice(g[0], p[0]), -dice(g[1], p[1]), -dice(g[2], p[2]), i, j)
        for i, g in enumerate(gold_sets)
        for j, p in enumerate(predicted_sets)
        if g[0] & p[0]
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for content, source, _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append(Pair(i, j, -content, -source))
    return pairs


def score_attributions(gold: Reading, predicted: Reading) -> Score:
    """The score of one page. Attributions whose content has no word are left out of both sides."""
    words = Words(gold.page.text)
    score = Score(n_gold=_count_worded(words, gold.attributions), n_predicted=_count_worded(words, predicted.attributions))
    pairs = match_attributions(gold, predicted)
    partner = {predicted.attributions[pair.predicted].id: gold.attributions[pair.gold].id for pair in pairs if pair.content >= HALF}
    for pair in pairs:
        for fact in _facts(words, gold.attributions[pair.gold], predicted.attributions[pair.predicted], pair, partner):
            score.hits[fact] += 1
        score.n_half += pair.content >= HALF
    return score


def _facts(words: Words, gold: Attribution, predicted: Attribution, pair: Pair, partner: dict[str, str]) -> Iterable[str]:
    """The figures that hold for a pair."""
    if pair.is_right:
        yield "triple"
    if words.tokens(gold.content) == words.tokens(predicted.content):
        yield "content_exact"
    if words.tokens(gold.cue) == words.tokens(predicted.cue):
        yield "cue_exact"
    if words.tokens(gold.source) == words.tokens(predicted.source):
        yield "source_exact"
    if pair.content >= HALF:
        if gold.manner == predicted.manner:
            yield "manner"
        if gold.parent == (None if predicted.parent is None else partner.get(predicted.parent, "")):
            yield "parent"


def _token_sets(words: Words, attribution: Attribution) -> tuple[Tokens, Tokens, Tokens]:
    return words.tokens(attribution.content), words.tokens(attribution.source), words.tokens(attribution.cue)


def _count_worded(words: Words, attributions: Iterable[Attribution]) -> int:
    return sum(bool(words.tokens(attribution.content)) for attribution in attributions)
