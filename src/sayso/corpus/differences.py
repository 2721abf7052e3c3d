"""How one wording differs from another, word by word, in the terms of the quote check: left out, put in, changed.

Decides which words stand against each other by the measure by which two quotations are one saying (`prints`): the most words in common.
The quote check (`checks.quotes_ops`) looks for the fewest edits, where a word may stand for another: in 532 of 5,000 made pairs of wordings
the two tell other differences.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.corpus.records import WordDifference
from sayso.corpus.wording import fold_word, split_quotation
from sayso.reading import DifferenceKind

_LONGEST: Final = 2000  # words of a quotation that are compared; a speech of an hour has 8,000, and nobody reads their differences


def find_differences(first: str, other: str) -> tuple[WordDifference, ...]:
    """The differences of a wording from the first one, in order, with the words as they are written; case and marks aside.

    >>> find_differences("We shall leave the old ferry.", "“We will leave the ferry”")
    (WordDifference(kind='changed', first='shall', variant='will'), WordDifference(kind='left out', first='old', variant=''))
    """
    mine, yours = _words(first), _words(other)
    found = []
    for start, end, other_start, other_end in _find_blocks(_fold(mine), _fold(yours)):
        words, others = " ".join(mine[start:end]), " ".join(yours[other_start:other_end])
        kind = DifferenceKind.CHANGED if words and others else DifferenceKind.LEFT_OUT if words else DifferenceKind.PUT_IN
        found.append(WordDifference(kind.value, words, others))
    return tuple(found)


def share_aligned(first: str, other: str) -> float:
    """The share of the words of both that align, 0..1."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(_fold(_words(first)), _fold(_words(other))))


def _words(text: str) -> list[str]:
    return split_quotation(text)[:_LONGEST]


def _fold(words: Sequence[str]) -> list[str]:
    return [fold_word(word) for word in words]


def _find_blocks(mine: Sequence[str], yours: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What differs, as ranges of words on both sides; neighbouring deletions and insertions are one change."""
    from rapidfuzz.distance import Indel

    blocks: list[tuple[int, int, int, int]] = []
    for op in Indel.opcodes(mine, yours):
        if op.tag == "equal":
            continue
        start, end, other_start, other_end = op.src_start, op.src_end, op.dest_start, op.dest_end
        if blocks and blocks[-1][1] == start and blocks[-1][3] == other_start:
            start, other_start = blocks[-1][0], blocks[-1][2]
            blocks.pop()
        blocks.append((start, end, other_start, other_end))
    return blocks
