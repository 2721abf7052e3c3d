"""Chains of shared words: which runs that a quotation shares with a record explain most of it, in its order.

Decides by dynamic programming over the runs: a short way on in the record costs little, a way back or a jump to another place more, and
less where the quotation itself has a break. What the runs leave between them is aligned in `quotes_align`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from sayso.checks.quotes_index import Block

NEAR: Final = 80  # words of a record that may be left out between two pieces of one passage

# What a link of a chain costs, in words that are found; guesses, checked by benchmarks/quotes.py.
_STEP, _PER_WORD, _BACK, _JUMP, _JUMP_AT_BREAK = 0.2, 0.02, 3.2, 4.2, 1.2


def prune(blocks: list[Block], n_most: int) -> list[Block]:
    """The first blocks, longest first, without those whose words a longer one has too: "I want to" stands in many places."""
    kept: list[Block] = []
    for block in blocks:
        quote, _, length = block
        end = quote + length
        for first, _, n_words in kept:
            if first <= quote and end <= first + n_words and length < n_words:
                break
        else:
            kept.append(block)
            if len(kept) == n_most:
                break
    return kept


def passes_over(chain: list[list[Block]]) -> bool:
    """Whether a chain leaves out more than a pause or two of the record."""
    blocks = [block for group in chain for block in group]
    return any(not 0 <= other.record - one.record - one.length <= _PAUSE for one, other in pairwise(blocks))


_PAUSE: Final = 3  # words


def ends_of(blocks: list[Block]) -> list[Block]:
    """The longest block with which the quotation ends, or nearly, and the longest of all others."""
    last = max(blocks, key=lambda block: (block.quote + block.length, block.length))
    return list(dict.fromkeys((last, blocks[0])))


def count_held(group: list[Block]) -> int:
    """The number of words that the blocks of a group hold."""
    return sum(block.length for block in group)


def divide(chain: list[list[Block]], breaks: frozenset[int], length: int) -> list[tuple[int, int]]:
    """The words of the quotation that each group has to answer for."""
    firsts = [group[0].quote for group in chain]
    return _cut_between(firsts, [group[-1].quote + group[-1].length for group in chain], breaks, length)


def _cut_between(starts: list[int], ends: list[int], breaks: frozenset[int], length: int) -> list[tuple[int, int]]:
    """Which words of the quotation each passage has to answer for: those between two go with the one on their side of a break."""
    cuts = [0]
    for end, start in zip(ends, starts[1:], strict=False):
        cuts.append(next((n for n in range(end, start) if n - 1 in breaks), start))
    return list(zip(cuts, [*cuts[1:], length], strict=True))


def split_forward(group: list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks that stand in the record in the order of the quotation, as many words as can be, and those that do not."""
    if all(one.record + one.length <= other.record for one, other in pairwise(group)):
        return group, []
    best: list[tuple[int, list[Block]]] = []
    for block in group:
        chains = [(length, chain) for length, chain in best if chain[-1].record + chain[-1].length <= block.record]
        length, chain = max(chains, key=lambda one: one[0], default=(0, []))
        best.append((length + block.length, [*chain, block]))
    kept = max(best, key=lambda one: one[0])[1]
    return kept, [block for block in group if block not in kept]


def chain_blocks(blocks: list[Block], breaks: frozenset[int], turn_of: Callable[[int], int]) -> list[list[Block]]:
    """The blocks that explain most of a quotation, in its order, in groups that stand apart in the record."""
    chain = _find_chain(sorted(blocks), sorted(breaks))
    groups = [[chain[0]]]
    for one, other in pairwise(chain):
        if _is_near(one, other) and turn_of(one.record + one.length - 1) == turn_of(other.record):
            groups[-1].append(other)
        else:
            groups.append([other])
    return groups


def _find_chain(blocks: list[Block], breaks: list[int]) -> list[Block]:
    """The best chain: for each block, the best of those before it to go on from."""
    scores: list[float] = []
    before: list[int] = []
    trimmed: list[Block] = []
    for block in blocks:
        _, record, length = block
        best, came_from, kept = float(length), -1, block
        for m, one in enumerate(trimmed):
            reach = scores[m] + length
            way = record - one[1] - one[2]
            if reach - (_JUMP_AT_BREAK if way > NEAR or way + length < 0 else _STEP) <= best:  # it costs as much at least
                continue
            cut = _cut(one, block)
            if cut is not None:
                score = scores[m] + cut[2] - _cost(one, cut, breaks)
                if score > best:
                    best, came_from, kept = score, m, cut
        scores.append(best)
        before.append(came_from)
        trimmed.append(kept)
    n = max(range(len(blocks)), key=lambda number: (scores[number], -blocks[number].record))
    chain = []
    while n >= 0:
        chain.append(trimmed[n])
        n = before[n]
    return chain[::-1]


def _cut(one: Block, other: Block) -> Block | None:
    """The second block without the words that it shares with the first; None where nothing is left of it."""
    quote, record, length = other
    end, record_end = one[0] + one[2], one[1] + one[2]
    if end <= quote and record_end <= record:
        return other
    shared = end - quote
    if record >= one[1]:
        shared = max(shared, min(record_end - record, length))
    shared = max(shared, 0)
    if shared >= length or quote + shared < end:
        return None
    return Block(quote + shared, record + shared, length - shared)


def _is_near(one: Block, other: Block) -> bool:
    return -NEAR <= other.record - (one.record + one.length) <= NEAR


def _cost(one: Block, other: Block, breaks: list[int]) -> float:
    """What it costs to go on from one block with the other; `breaks` are in order."""
    end = one[0] + one[2]
    way = other[1] - one[1] - one[2]
    if 0 <= way <= NEAR:
        return _STEP + _PER_WORD * abs(way - (other[0] - end))
    if -NEAR <= way < 0:
        return _BACK
    place = bisect_left(breaks, end - 1)
    return _JUMP_AT_BREAK if place < len(breaks) and breaks[place] < other[0] else _JUMP
