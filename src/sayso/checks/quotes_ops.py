"""Words of a quotation and of a record side by side, as operations: equal stretches, and stretches that stand against each other.

Decides how two short runs of words are paired: by edit distance, with operations of one kind that touch made one. Where the runs lie in the
records is found in `quotes_align`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from sayso.checks.quotes_index import Block


class Op(NamedTuple):
    """Words of a quotation (by index) and of the records (on the index's ruler) that stand against each other, equal or not."""

    equal: bool
    quote: int
    quote_end: int
    record: int
    record_end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of a record that words of a quotation stand against; `moved` are words that stand in another order there."""

    ops: tuple[Op, ...]
    moved: tuple[Block, ...] = ()

    @property
    def record(self) -> int:
        """The first word of the record that is in it."""
        return min([op.record for op in self.ops])

    @property
    def record_end(self) -> int:
        """The one after the last."""
        return max([op.record_end for op in self.ops])


@dataclass(frozen=True, slots=True)
class Match:
    """A record's best answer to a quotation: the passages in the order of the quotation, and the share of its words that they hold."""

    record: int
    passages: tuple[Passage, ...]
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether all words are there, side by side."""
        return len(self.passages) == 1 and len(self.passages[0].ops) == 1 and self.passages[0].ops[0].equal


def edit_words(ids: Sequence[int], words: Sequence[int], first: int, start: int) -> list[Op]:
    """The operations between words of a quotation and of a record, in order; `first` and `start` are where both begin."""
    if not ids or not words:
        return [Op(False, first, first + len(ids), start, start + len(words))] if ids or words else []
    if len(ids) == len(words) == 1:
        return [Op(ids[0] == words[0], first, first + 1, start, start + 1)]
    codes: Any = Levenshtein.opcodes(ids, words).as_list()  # rapidfuzz types these tuples as if they were objects
    ops: list[Op] = []
    quote, record = first, start  # up to where the operations go so far
    for tag, low, high, record_low, record_high in codes:
        if tag == "equal":
            if quote < first + low or record < start + record_low:
                ops.append(Op(False, quote, first + low, record, start + record_low))
            quote, record = first + high, start + record_high
            ops.append(Op(True, first + low, quote, start + record_low, record))
    if quote < first + len(ids) or record < start + len(words):
        ops.append(Op(False, quote, first + len(ids), record, start + len(words)))
    return ops


def merge_ops(ops: list[Op]) -> list[Op]:
    """The operations, those of one kind that touch made one, and without those of no words."""
    merged: list[Op] = []
    last: Op | None = None
    for op in ops:
        equal, quote, quote_end, record, record_end = op
        if quote == quote_end and record == record_end:
            continue
        if last is not None and last.equal == equal and last.quote_end == quote and last.record_end == record:
            last = merged[-1] = Op(equal, last.quote, quote_end, last.record, record_end)
        else:
            last = op
            merged.append(op)
    return merged
