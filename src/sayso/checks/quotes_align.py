"""Where the words of a quotation stand in the records, and how the two run side by side.

Decides which passages of the records a quotation may be made from, and pairs its words with theirs. Seeds (runs of three shared words) are
chained in the order of the quotation (`quotes_chain`), and what lies between and around them is aligned by edit distance. What the
differences mean is decided in `quotes_differences`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sayso.checks.data import load_lines
from sayso.checks.quotes_chain import NEAR, chain_blocks, count_held, divide, ends_of, passes_over, prune, split_forward
from sayso.checks.quotes_index import Block, RecordIndex
from sayso.checks.quotes_ops import Match, Op, Passage, edit_words, merge_ops

FUNCTION_WORDS: Final = frozenset(load_lines("function_words.txt"))

_MOST_CHAINED: Final = 14  # blocks of one record; enough for a quotation of a page, and the square of it is what chaining costs
_MOST_RECORDS: Final = 4
_MOST_EXACT: Final = 16
_SLACKS: Final = (6, 0, -1)
"""Words beyond those that are missing at an end of a passage: edit distance wants both sides of one length."""
_PIECE: Final = 0.6  # of the words of a piece that has to be found at another place for the quotation to be spliced
_LIGHTEST_PIECE: Final = 2.0  # what the words of such a piece have to count at least: "I want to" is everywhere
_LIGHT: Final = 0.4  # what a function word counts beside another word
_GAP: Final = 0.12  # what a word that is passed over costs where the end of a passage is looked for
_SURE: Final = 0.6  # below it, windows are tried too


class Aligner:
    """Aligns one quotation after another with the records of an index."""

    def __init__(self, index: RecordIndex) -> None:
        self.index = index
        self._weights = _Weights(index.vocabulary.keys)

    def align(
        self,
        ids: Sequence[int],
        breaks: frozenset[int],
        turn_of: Callable[[int], int],
        gaps: frozenset[int] = frozenset(),
        *,
        least: float = 0.0,
    ) -> list[Match]:
        """The passages that a quotation may come from, a match a record and place, the likest first.

        `breaks` are the words after which a sentence or a piece of the quotation ends, `gaps` those after which it has an ellipsis;
        `turn_of` gives the turn of a word of the records. What cannot reach the likeness of `least` is left out if that is soon seen.
        """
        index = self.index
        if len(ids) < 3:
            return self._align_short(ids)
        seeds = index.look_up(ids)
        if len(index.records) == 1:
            exact = index.find_exact(ids, seeds)[:_MOST_EXACT]
            if exact:
                return [self._exact(block) for block in exact]
        blocks = index.find_blocks(ids, seeds)
        matches = [self._exact(block) for block in blocks if block.length == len(ids)][:_MOST_EXACT]
        answered = {match.record for match in matches}
        groups: dict[int, list[Block]] = {}
        for block in blocks:
            number = index.record_at(block.record)
            if number not in answered:
                groups.setdefault(number, []).append(block)
        likely = sorted(groups, key=lambda number: -_covered(groups[number]))[:_MOST_RECORDS] if len(groups) > 1 else list(groups)
        filler = _Filler(index, ids, [self._weights[word] for word in ids], breaks, gaps)
        for number in likely:
            chain = chain_blocks(prune(groups[number], _MOST_CHAINED), breaks, turn_of)
            chains = [filler.drop_chance(chain)]
            if passes_over(chain):
                # "There is a time for talk. There is, you know, a time for work": the longest beginning may be that of another sentence.
                chains += [[[block]] for block in ends_of(groups[number])]
            matches += [filler.fill(number, chain) for chain in chains if filler.may_reach(number, chain, least)]
        if not matches or max([match.likeness for match in matches]) < _SURE:
            likely_windows = [window for window in index.find_windows(ids) if filler.may_hold(*window, least)]
            windows = [filler.fill_window(*window) for window in likely_windows]
            matches += [match for match in windows if match is not None and match.likeness > 0]
        return sorted(matches, key=lambda match: -match.likeness) if len(matches) > 1 else matches

    def weigh(self, ids: Sequence[int]) -> float:
        """What words count: a function word less than another."""
        return sum([self._weights[word] for word in ids])

    def _exact(self, block: Block) -> Match:
        op = Op(True, 0, block.length, block.record, block.record + block.length)
        return Match(self.index.record_at(block.record), (Passage((op,)),), 1.0)

    def _align_short(self, ids: Sequence[int]) -> list[Match]:
        if len(ids) != 2:
            return []
        return [self._exact(Block(0, place, 2)) for place in self.index.find_pairs(*ids)[:_MOST_EXACT]]


class _Weights(dict[int, float]):
    """What each word of a vocabulary counts, found when it is first asked for."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = keys

    def __missing__(self, word: int) -> float:
        self[word] = weight = _LIGHT if self._keys[word] in FUNCTION_WORDS else 1.0
        return weight


class _Filler:
    """Aligns what lies between the blocks of a chain and around them, for one quotation."""

    def __init__(
        self, index: RecordIndex, ids: Sequence[int], weights: Sequence[float], breaks: frozenset[int], gaps: frozenset[int]
    ) -> None:
        self._index = index
        self._keys = index.vocabulary.keys
        self._ids = ids
        self._weights = weights
        self._whole = max(sum(weights), 0.1)
        self._breaks = breaks
        self._gaps = gaps

    def drop_chance(self, chain: list[list[Block]]) -> list[list[Block]]:
        """The groups of a chain without those that hold too little of their part of the quotation to be a piece that was taken over."""
        while len(chain) > 1:
            spans = divide(chain, self._breaks, len(self._ids))
            shares = [count_held(group) / max(following - first, 1) for group, (first, following) in zip(chain, spans, strict=True)]
            weights = [
                sum([weight for block in group for weight in self._weights[block.quote : block.quote + block.length]]) for group in chain
            ]
            weak = [n for n in range(len(chain)) if shares[n] < _PIECE or weights[n] < _LIGHTEST_PIECE]
            if not weak:
                break
            worst = min(weak, key=lambda n: (weights[n], n))
            chain = chain[:worst] + chain[worst + 1 :]
        return chain

    def may_reach(self, number: int, chain: list[list[Block]], least: float) -> bool:
        """Whether the match of a chain can be as like the quotation as that; looked into only where blocks by themselves are little."""
        if len(chain) > 1 or 2 * count_held(chain[0]) >= len(self._ids):
            return True
        head, tail = chain[0][0], chain[0][-1]
        reach = NEAR if self._gaps else max(_SLACKS)
        first = min([block.record for block in chain[0]]) - head.quote - reach
        following = max([block.record + block.length for block in chain[0]]) + len(self._ids) - tail.quote - tail.length + reach
        return self.may_hold(max(first, self._index.bounds[number]), min(following, self._index.bounds[number + 1]), least)

    def may_hold(self, first: int, following: int, least: float) -> bool:
        """Whether the words of the records from `first` up to `following` can be like the quotation at all: in whatever order."""
        there = set(self._index.ids[first:following].tolist())
        found = sum([weight for word, weight in zip(self._ids, self._weights, strict=True) if word in there])
        wanted = least * self._whole - 1e-9
        lost = [self._keys[word] for word in self._ids if word not in there and self._keys[word] not in FUNCTION_WORDS]
        if found >= wanted or found + 0.5 * len(lost) < wanted:
            return found >= wanted
        stems = {self._keys[word][:4] for word in there}
        return found + 0.5 * sum([key[:4] in stems for key in lost]) >= wanted

    def fill(self, number: int, chain: list[list[Block]]) -> Match:
        """The match of a chain in the record of this number."""
        spans = divide(chain, self._breaks, len(self._ids))
        return self._match(number, [self._fill_group(number, group, *span) for group, span in zip(chain, spans, strict=True)])

    def fill_window(self, first: int, following: int) -> Match | None:
        """The match in a stretch that shares many rarer words with the quotation, where runs of words do not tell enough."""
        ops = edit_words(self._ids, self._index.ids[first:following].tolist(), 0, first)
        ops = self._cut([ops], from_end=False)
        ops = self._cut([ops], from_end=True)
        record = next((op.record for op in ops if op.equal), None)
        return None if record is None else self._match(self._index.record_at(record), [Passage(tuple(ops))])

    def _fill_group(self, number: int, group: list[Block], first: int, following: int) -> Passage:
        low, high = self._index.bounds[number], self._index.bounds[number + 1]
        forward, moved = split_forward(group)
        ops = self._head(first, forward[0], low)
        last: Block | None = None
        for block in forward:
            if last is not None:
                ops += self._edit(last.quote + last.length, block.quote, last.record + last.length, block.record)
            ops.append(Op(True, block.quote, block.quote + block.length, block.record, block.record + block.length))
            last = block
        ops += self._tail(following, forward[-1], high)
        ops = merge_ops(ops)
        return Passage(tuple(self._slide(ops) if self._gaps else ops), tuple(moved))

    def _slide(self, ops: list[Op]) -> list[Op]:
        """The operations, with what is left out moved to the ellipsis where it may as well have stood: "it, and [if not, and] we"."""
        slid = list(ops)
        for n in range(1, len(ops) - 1):
            before, op, after = slid[n - 1 : n + 2]
            if not (before.equal and after.equal) or op.quote < op.quote_end or op.quote - 1 in self._gaps:
                continue
            for shift in range(1, before.quote_end - before.quote):
                if self._index.ids[op.record - shift] != self._index.ids[op.record_end - shift]:
                    break
                if op.quote - shift - 1 in self._gaps:
                    slid[n - 1] = before._replace(quote_end=before.quote_end - shift, record_end=before.record_end - shift)
                    slid[n] = Op(False, op.quote - shift, op.quote - shift, op.record - shift, op.record_end - shift)
                    slid[n + 1] = after._replace(quote=after.quote - shift, record=after.record - shift)
                    break
        return slid

    def _head(self, first: int, block: Block, low: int) -> list[Op]:
        """What stands before the first block: beyond an ellipsis the words are looked for farther off, and all together."""
        n_words = block.quote - first
        if not n_words:
            return []
        gap = max((n + 1 for n in self._gaps if first <= n < block.quote), default=None)
        if gap is not None:
            start = max(low, block.record - (block.quote - gap) - NEAR)
            found = _find_last(self._index.ids[start : block.record].tolist(), self._ids[first:gap])
            if found is not None:
                place = start + found
                end = place + gap - first
                return [Op(True, first, gap, place, end), *self._edit(gap, block.quote, end, block.record)]
        starts = sorted({max(low, block.record - max(n_words + slack, 0)) for slack in _SLACKS})
        return self._cut([self._edit(first, block.quote, start, block.record) for start in starts], from_end=False)

    def _tail(self, following: int, block: Block, high: int) -> list[Op]:
        """What stands after the last block; see `_head`."""
        end, record_end = block.quote + block.length, block.record + block.length
        n_words = following - end
        if not n_words:
            return []
        gap = min((n + 1 for n in self._gaps if end <= n + 1 < following), default=None)
        if gap is not None:
            words = self._index.ids[record_end : min(high, record_end + n_words + NEAR)].tolist()
            found = _find_first(words, self._ids[gap:following])
            if found is not None:
                place = record_end + found
                return [*self._edit(end, gap, record_end, place), Op(True, gap, following, place, place + following - gap)]
        stops = sorted({min(high, record_end + max(n_words + slack, 0)) for slack in _SLACKS}, reverse=True)
        return self._cut([self._edit(end, following, record_end, stop) for stop in stops], from_end=True)

    def _edit(self, first: int, following: int, start: int, stop: int) -> list[Op]:
        return edit_words(self._ids[first:following], self._index.ids[start:stop].tolist(), first, start)

    def _cut(self, tries: list[list[Op]], *, from_end: bool) -> list[Op]:
        """The best of some ways to align one end of a passage, as far out as it finds more than it passes over; beyond that, words
        against words."""
        best, kept, ordered = -1.0, 0, list[Op]()
        for ops in tries:
            outwards = ops if from_end else ops[::-1]
            score, n_kept = self._weigh_end(outwards)
            if score > best:
                best, kept, ordered = score, n_kept, outwards
        ordered = ordered[:kept] + self._outer(ordered[kept:], from_end=from_end)
        return ordered if from_end else ordered[::-1]

    def _weigh_end(self, outwards: list[Op]) -> tuple[float, int]:
        """How much more the operations find than they pass over, up to where that is most, and how many they are up to there."""
        best = score = 0.0
        kept = 0
        for number, op in enumerate(outwards, 1):
            if op.equal:
                score += sum(self._weights[op.quote : op.quote_end])
                if score > best:
                    best, kept = score, number
            else:
                score += -_GAP * max(op.quote_end - op.quote, op.record_end - op.record)
        return best, kept

    def _outer(self, outer: list[Op], *, from_end: bool) -> list[Op]:
        """The words of a quotation beyond what was found of it, against as many of the record."""
        n_words = sum([op.quote_end - op.quote for op in outer])
        if not n_words:
            return []
        first = min([op.quote for op in outer])
        low, high = min([op.record for op in outer]), max([op.record_end for op in outer])
        n_record = min(n_words, high - low)
        n_near = min(n_words + 2, high - low)
        near = self._index.ids[low : low + n_near] if from_end else self._index.ids[high - n_near : high]
        theirs = [self._keys[word] for word in near.tolist()]
        mine = "".join([self._keys[word] for word in self._ids[first : first + n_words]])
        for number in range(max(n_words - 1, 1), n_near + 1):  # "emails" is "e-mails"
            if "".join(theirs[:number] if from_end else theirs[-number:]) == mine:
                n_record = number
        start, stop = (low, low + n_record) if from_end else (high - n_record, high)
        return [Op(False, first, first + n_words, start, stop)]

    def _match(self, number: int, passages: list[Passage]) -> Match:
        weights = self._weights
        found = sum([sum(weights[op.quote : op.quote_end]) for passage in passages for op in passage.ops if op.equal])
        found += sum([sum(weights[block.quote : block.quote + block.length]) for passage in passages for block in passage.moved])
        found += sum([0.5 * self._resembling(op) for passage in passages for op in passage.ops if not op.equal])
        return Match(number, tuple(passages), min(1.0, found / self._whole))

    def _resembling(self, op: Op) -> float:
        """What the words count that stand against others of their stem: "read" and "reading"."""
        if not 0 < op.quote_end - op.quote <= 6 or not 0 < op.record_end - op.record <= 6:
            return 0.0
        others = [self._keys[word] for word in self._index.ids[op.record : op.record_end].tolist()]
        mine = [self._keys[word] for word in self._ids[op.quote : op.quote_end]]
        return float(sum([any(_share_stem(word, other) for other in others) for word in mine if word not in FUNCTION_WORDS]))


def _find_first(words: Sequence[int], wanted: Sequence[int]) -> int | None:
    """Where the wanted words first stand side by side."""
    length = len(wanted)
    return next((n for n in range(len(words) - length + 1) if list(words[n : n + length]) == list(wanted)), None)


def _find_last(words: Sequence[int], wanted: Sequence[int]) -> int | None:
    """Where the wanted words last stand side by side."""
    length = len(wanted)
    return next((n for n in range(len(words) - length, -1, -1) if list(words[n : n + length]) == list(wanted)), None)


def _share_stem(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= 4 and word[:4] == other[:4]


def _covered(blocks: list[Block]) -> int:
    return len({n for block in blocks for n in range(block.quote, block.quote + block.length)})
