"""The verdicts of a quotation's check, and what is kept of one until the findings are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.reading import Difference, DifferenceKind, Span, Spans


class QuoteVerdict(StrEnum):
    """How a quotation stands to the record: the verdicts of docs/checking-quotations.md, and `TOO_SHORT` for a single word."""

    VERBATIM = "verbatim"
    CLEANED = "cleaned"
    CLIPPED = "clipped"
    CUT_SHORT = "cut short"
    ALTERED = "altered"
    SPLICED = "spliced"
    MISATTRIBUTED = "misattributed"
    NOT_FOUND = "not found"
    TOO_SHORT = "too short to tell"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a quotation and a record, and what it means: `cleaned` where an editor may make it without a word, `marked`
    where the page shows it; `mine` and `theirs` are the words on both sides as they are compared."""

    kind: DifferenceKind
    quote: Span
    record: Span
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    cleaned: bool = False
    marked: bool = False

    def as_difference(self) -> Difference:
        """The difference as a finding holds it."""
        return Difference(self.kind, self.quote, self.record)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quotation beside one place of one record: the verdict before speakers and sentences are looked at, and what it rests on."""

    record: int
    evidence: Spans
    verdict: QuoteVerdict
    changes: tuple[Change, ...]
    marked: bool | None
    likeness: float
    turns: tuple[int, ...] = ()
