"""What the judge says of a headline, weighed together with what the rules found.

Decides which faults a headline has, where the judge (`sayso.model.judge`) and the rules (headline_compare) say different things: a logistic
model for each fault over the judge's log-odds and the verdicts of the rules, fitted on invented pages that neither was made on
(training/judge_fit.py). What the rules found and the weighing bears out keeps their words; for a fault that only the judge sees, its own
words are shown: those that clash most, on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from sayso.checks.headline_claims import claims_nothing, find_headline
from sayso.checks.headline_compare import Difference, Verdict
from sayso.checks.headline_statements import sentence_spans
from sayso.reading import Block, Reading, Span

if TYPE_CHECKING:
    from sayso.model.judge import Judgement

_KEPT: Final = 8  # pages whose judgement is kept for the check that follows
_LIMIT: Final = 6.0  # log-odds beyond which the judge is not taken to be surer


@dataclass(frozen=True, slots=True)
class RulesSay:
    """What the rules say of a headline: the faults that they found, the share of its claims that it gives to somebody, and how close its
    claims are to the statements that they were held to, on average (0..1, 0 where there is none)."""

    found: frozenset[Verdict]
    attributed: float = 0.0
    closeness: float = 0.0


@dataclass(frozen=True, slots=True)
class Opinion:
    """A judgement on the headline of a page, with the ranges of the headline and of the sentences that it was made of."""

    judgement: Judgement
    headline: Span
    sentences: tuple[Span, ...]
    weights: tuple[tuple[float, ...], ...]

    def faults(self, rules: RulesSay) -> list[Verdict]:
        """The faults of the headline, once what the rules say is weighed in, in the order of READING.md."""
        features = features_of(self.judgement.faults.tolist(), rules)
        return [
            verdict
            for verdict, (bias, *weights) in zip(FAULTS, self.weights, strict=True)
            if bias + sum(weight * value for weight, value in zip(weights, features, strict=True)) > 0
        ]

    def nearest_sentence(self, text: str) -> Span:
        """The sentence of the body that shares most words with the headline, the first of several."""
        from sayso.model.judge import content_stems

        told = set(content_stems(text[self.headline.start : self.headline.end]))
        return max(self.sentences, key=lambda span: len(told & set(content_stems(text[span.start : span.end]))))

    def difference(self, verdict: Verdict) -> Difference:
        """The words of the headline and of the body that clash most by a fault."""
        number = FAULTS.index(verdict)
        said = self.judgement.words(number, -1)
        claim = _shift(said, self.headline) if said is not None else self.headline
        if verdict is Verdict.UNSUPPORTED:
            return Difference(verdict, claim, claim)
        sentence = self.judgement.sentence(number)
        if sentence is None:
            return Difference(verdict, claim, self.sentences[0])
        given = self.judgement.words(number, sentence)
        whole = self.sentences[sentence]
        return Difference(verdict, claim, _shift(given, whole) if given is not None else whole)


FAULTS: Final = tuple(verdict for verdict in Verdict if verdict is not Verdict.SUPPORTED)
"""The faults in the judge's order, which is that of READING.md."""


def features_of(scores: Sequence[float], rules: RulesSay) -> list[float]:
    """What the weights are for, in the order of `EVIDENCE`."""
    bounded = [max(-_LIMIT, min(_LIMIT, score)) for score in scores]
    return [*bounded, *(float(fault in rules.found) for fault in FAULTS), float(not rules.found), rules.attributed, rules.closeness]


EVIDENCE: Final = (
    *(f"judge: {fault}" for fault in FAULTS),
    *(f"rules: {fault}" for fault in FAULTS),
    "rules: none",
    "share of claims that the headline gives to somebody",
    "mean closeness of the claims to their witnesses",
)
"""What each weight but the first, the bias, is for: log-odds of the judge within bounds, and what the rules say (0..1)."""


def _shift(span: Span, whole: Span) -> Span:
    return Span(whole.start + span.start, whole.start + span.end)


def look_ahead(reading: Reading) -> Reading:
    """The same reading; the judge begins with its headline in another thread, so that its answer is there when the check asks for it."""
    headline = find_headline(reading)
    if headline is not None and claims_nothing(reading.page.text, headline) is None:
        _begin(reading.page.text, reading.page.blocks, headline)
    return reading


def hear_judge(reading: Reading) -> Opinion | None:
    """The judge's opinion on the headline of a reading; None where there is no judge, no headline or no body.

    Raises:
        ModelError: the model's files are missing or damaged.
    """
    headline = find_headline(reading)
    return _begin(reading.page.text, reading.page.blocks, headline).result() if headline is not None else None


@lru_cache(_KEPT)
def _begin(text: str, blocks: tuple[Block, ...], headline: Span) -> Future[Opinion | None]:
    return _thread().submit(_judge, text, blocks, headline)


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="sayso-judge")


def _judge(text: str, blocks: tuple[Block, ...], headline: Span) -> Opinion | None:
    from sayso.model.judge import load_judge  # numpy and onnxruntime take longer to import than the rest of sayso

    judge = load_judge()
    sentences = sentence_spans(text, blocks)
    if judge is None or not sentences:
        return None
    judgement = judge.judge(text[headline.start : headline.end], [text[start:end] for start, end in sentences])
    return Opinion(judgement, headline, sentences, judge.weights)
