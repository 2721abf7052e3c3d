"""Where the words of a quotation stand in the records, and how the two run side by side.

Decides which passages of the records a quotation may be made from, and pairs its words with theirs. Seeds (runs of three shared words) are
chained in the order of the quotation (`quotes_chain`), and what lies between and around them is aligned by edit distance. What the
differences mean is decided in `quotes_differences`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from sayso.checks.data import load_lines
from sayso.checks.quotes_chain import NEAR, chain_blocks, count_held, divide, ends_of, passes_over, prune, split_forward
from sayso.checks.quotes_index import Block, RecordIndex

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
    def quote(self) -> int:
        """The first word of the quotation that is in it."""
        return self.ops[0].quote

    @property
    def quote_end(self) -> int:
        """The one after the last."""
        return self.ops[-1].quote_end

    @property
    def record(self) -> int:
        """The first word of the record that is in it."""
        return min(op.record for op in self.ops)

    @property
    def record_end(self) -> int:
        """The one after the last."""
        return max(op.record_end for op in self.ops)


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


class Aligner:
    """Aligns one quotation after another with the records of an index."""

    def __init__(self, index: RecordIndex) -> None:
        self.index = index
        self._keys = index.vocabulary.keys
        self._gaps: frozenset[int] = frozenset()

    def align(
        self, ids: Sequence[int], breaks: frozenset[int], turn_of: Callable[[int], int], gaps: frozenset[int] = frozenset()
    ) -> list[Match]:
        """The passages that a quotation may come from, a match a record and place, the likest first.

        `breaks` are the words after which a sentence or a piece of the quotation ends, `gaps` those after which it has an ellipsis;
        `turn_of` gives the turn of a word of the records.
        """
        self._gaps = gaps
        if len(ids) < 3:
            return self._align_short(ids)
        seeds = self.index.look_up(ids)
        if len(self.index.records) == 1:
            exact = self.index.find_exact(ids, seeds)[:_MOST_EXACT]
            if exact:
                return [self._exact(block) for block in exact]
        blocks = self.index.find_blocks(ids, seeds)
        matches = [self._exact(block) for block in blocks if block.length == len(ids)][:_MOST_EXACT]
        answered = {match.record for match in matches}
        groups: dict[int, list[Block]] = {}
        for block in blocks:
            number = self.index.record_at(block.record)
            if number not in answered:
                groups.setdefault(number, []).append(block)
        likely = sorted(groups, key=lambda number: -_covered(groups[number]))[:_MOST_RECORDS]
        for number in likely:
            chain = chain_blocks(prune(groups[number])[:_MOST_CHAINED], breaks, turn_of)
            matches.append(self._fill(ids, number, self._drop_chance(ids, chain, breaks), breaks))
            if passes_over(chain):
                # "There is a time for talk. There is, you know, a time for work": the longest beginning may be that of another sentence.
                matches += [self._fill(ids, number, [[block]], breaks) for block in ends_of(groups[number])]
        if not matches or max(match.likeness for match in matches) < _SURE:
            matches += [match for match in self._align_windows(ids) if match.likeness > 0]
        return sorted(matches, key=lambda match: -match.likeness)

    def weigh(self, ids: Sequence[int]) -> float:
        """What words count: a function word less than another."""
        return sum(_LIGHT if self._keys[word] in FUNCTION_WORDS else 1.0 for word in ids)

    def _exact(self, block: Block) -> Match:
        op = Op(True, 0, block.length, block.record, block.record + block.length)
        return Match(self.index.record_at(block.record), (Passage((op,)),), 1.0)

    def _align_short(self, ids: Sequence[int]) -> list[Match]:
        if len(ids) != 2:
            return []
        return [self._exact(Block(0, place, 2)) for place in self.index.find_pairs(*ids)[:_MOST_EXACT]]

    def _align_windows(self, ids: Sequence[int]) -> list[Match]:
        """The matches in stretches that share many rarer words with the quotation, where runs of words do not tell enough."""
        matches = []
        for first, following in self.index.find_windows(ids):
            words = self.index.words(first, following).ids
            _, ops = self._trim(ids, _edit(ids, words, 0, first), from_end=False)
            _, ops = self._trim(ids, ops, from_end=True)
            matched = [op for op in ops if op.equal]
            if matched:
                matches.append(self._match(ids, self.index.record_at(matched[0].record), [Passage(tuple(ops))]))
        return matches

    def _drop_chance(self, ids: Sequence[int], chain: list[list[Block]], breaks: frozenset[int]) -> list[list[Block]]:
        """The groups of a chain without those that hold too little of their part of the quotation to be a piece that was taken over."""
        while len(chain) > 1:
            spans = divide(chain, breaks, len(ids))
            shares = [count_held(group) / max(following - first, 1) for group, (first, following) in zip(chain, spans, strict=True)]
            weights = [self.weigh([word for block in group for word in ids[block.quote : block.quote + block.length]]) for group in chain]
            weak = [n for n in range(len(chain)) if shares[n] < _PIECE or weights[n] < _LIGHTEST_PIECE]
            if not weak:
                break
            worst = min(weak, key=lambda n: (weights[n], n))
            chain = chain[:worst] + chain[worst + 1 :]
        return chain

    def _fill(self, ids: Sequence[int], number: int, chain: list[list[Block]], breaks: frozenset[int]) -> Match:
        """The match of a chain: what lies between its blocks and around them aligned too."""
        passages = []
        for group, (first, following) in zip(chain, divide(chain, breaks, len(ids)), strict=True):
            passages.append(self._fill_group(ids, number, group, first, following))
        return self._match(ids, number, passages)

    def _fill_group(self, ids: Sequence[int], number: int, group: list[Block], first: int, following: int) -> Passage:
        low, high = self.index.bounds[number], self.index.bounds[number + 1]
        forward, moved = split_forward(group)
        head, tail = forward[0], forward[-1]
        ops = self._head(ids, first, head, low)
        for number_, block in enumerate(forward):
            ops.append(Op(True, block.quote, block.quote + block.length, block.record, block.record + block.length))
            if number_ + 1 < len(forward):
                after = forward[number_ + 1]
                ops += self._edit(ids, block.quote + block.length, after.quote, block.record + block.length, after.record)
        ops += self._tail(ids, following, tail, high)
        return Passage(tuple(self._slide(_merge(ops)) if self._gaps else _merge(ops)), tuple(moved))

    def _slide(self, ops: list[Op]) -> list[Op]:
        """The operations, with what is left out moved to the ellipsis where it may as well have stood: "it, and [if not, and] we"."""
        slid = list(ops)
        for n in range(1, len(ops) - 1):
            before, op, after = slid[n - 1 : n + 2]
            if not (before.equal and after.equal) or op.quote < op.quote_end or op.quote - 1 in self._gaps:
                continue
            for shift in range(1, before.quote_end - before.quote):
                if self.index.ids[op.record - shift] != self.index.ids[op.record_end - shift]:
                    break
                if op.quote - shift - 1 in self._gaps:
                    slid[n - 1] = before._replace(quote_end=before.quote_end - shift, record_end=before.record_end - shift)
                    slid[n] = Op(False, op.quote - shift, op.quote - shift, op.record - shift, op.record_end - shift)
                    slid[n + 1] = after._replace(quote=after.quote - shift, record=after.record - shift)
                    break
        return slid

    def _head(self, ids: Sequence[int], first: int, block: Block, low: int) -> list[Op]:
        """What stands before the first block: beyond an ellipsis the words are looked for farther off, and all together."""
        gap = max((n + 1 for n in self._gaps if first <= n < block.quote), default=None)
        if gap is not None:
            start = max(low, block.record - (block.quote - gap) - NEAR)
            found = _find_last(self.index.ids[start : block.record].tolist(), ids[first:gap])
            if found is not None:
                place = start + found
                end = place + gap - first
                return [Op(True, first, gap, place, end), *self._edit(ids, gap, block.quote, end, block.record)]
        n_words = block.quote - first
        starts = sorted({max(low, block.record - max(n_words + slack, 0)) for slack in _SLACKS}) if n_words else [block.record]
        tries = [self._trim(ids, self._edit(ids, first, block.quote, start, block.record), from_end=False) for start in starts]
        return max(tries, key=_score_of)[1]

    def _tail(self, ids: Sequence[int], following: int, block: Block, high: int) -> list[Op]:
        """What stands after the last block; see `_head`."""
        end, record_end = block.quote + block.length, block.record + block.length
        gap = min((n + 1 for n in self._gaps if end <= n + 1 < following), default=None)
        if gap is not None:
            words = self.index.ids[record_end : min(high, record_end + (following - end) + NEAR)].tolist()
            found = _find_first(words, ids[gap:following])
            if found is not None:
                place = record_end + found
                return [*self._edit(ids, end, gap, record_end, place), Op(True, gap, following, place, place + following - gap)]
        n_words = following - end
        reached = {min(high, record_end + max(n_words + slack, 0)) for slack in _SLACKS} if n_words else {record_end}
        stops = sorted(reached, reverse=True)
        tries = [self._trim(ids, self._edit(ids, end, following, record_end, stop), from_end=True) for stop in stops]
        return max(tries, key=_score_of)[1]

    def _edit(self, ids: Sequence[int], first: int, following: int, start: int, stop: int) -> list[Op]:
        return _edit(ids[first:following], self.index.ids[start:stop].tolist(), first, start)

    def _trim(self, ids: Sequence[int], ops: list[Op], *, from_end: bool) -> tuple[float, list[Op]]:
        """The operations at one end of a passage, as far out as they find more than they pass over, and how much more that is; beyond
        them, words against words."""
        ordered = ops if from_end else ops[::-1]  # from the passage outwards
        best = score = 0.0
        kept = 0
        for number, op in enumerate(ordered, 1):
            score += (
                self.weigh(ids[op.quote : op.quote_end]) if op.equal else -_GAP * max(op.quote_end - op.quote, op.record_end - op.record)
            )
            if op.equal and score > best:
                best, kept = score, number
        inner, outer = ordered[:kept], ordered[kept:]
        rest = self._outer(ids, outer, from_end=from_end)
        ordered = inner + rest
        return best, ordered if from_end else ordered[::-1]

    def _outer(self, ids: Sequence[int], outer: list[Op], *, from_end: bool) -> list[Op]:
        """The words of a quotation beyond what was found of it, against as many of the record."""
        n_words = sum(op.quote_end - op.quote for op in outer)
        if not n_words:
            return []
        first = min(op.quote for op in outer)
        low, high = min(op.record for op in outer), max(op.record_end for op in outer)
        n_record = min(n_words, high - low)
        mine = "".join(self._keys[word] for word in ids[first : first + n_words])
        for number in range(n_words - 1, n_words + 3):  # "emails" is "e-mails"
            part = range(low, low + number) if from_end else range(high - number, high)
            if 0 < number <= high - low and "".join(self._keys[self.index.ids[n]] for n in part) == mine:
                n_record = number
        start, stop = (low, low + n_record) if from_end else (high - n_record, high)
        return [Op(False, first, first + n_words, start, stop)]

    def _match(self, ids: Sequence[int], number: int, passages: list[Passage]) -> Match:
        found = sum(self.weigh(ids[op.quote : op.quote_end]) for passage in passages for op in passage.ops if op.equal)
        found += sum(self.weigh(ids[block.quote : block.quote + block.length]) for passage in passages for block in passage.moved)
        found += sum(0.5 * self._resembling(ids, op) for passage in passages for op in passage.ops if not op.equal)
        return Match(number, tuple(passages), min(1.0, found / max(self.weigh(ids), 0.1)))

    def _resembling(self, ids: Sequence[int], op: Op) -> float:
        """What the words count that stand against others of their stem: "read" and "reading"."""
        if op.quote_end - op.quote > 6 or op.record_end - op.record > 6:
            return 0.0
        others = [self._keys[word] for word in self.index.ids[op.record : op.record_end].tolist()]
        mine = [self._keys[word] for word in ids[op.quote : op.quote_end]]
        return float(sum(any(_share_stem(word, other) for other in others) for word in mine if word not in FUNCTION_WORDS))


_SURE: Final = 0.6  # below it, windows are tried too


def _score_of(trimmed: tuple[float, list[Op]]) -> float:
    return trimmed[0]


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


def _edit(ids: Sequence[int], words: Sequence[int], first: int, start: int) -> list[Op]:
    """The operations between words of a quotation and of a record, in order; `first` and `start` are where both begin."""
    if not ids or not words:
        return [Op(False, first, first + len(ids), start, start + len(words))] if ids or words else []
    ops = []
    for code in Levenshtein.opcodes(ids, words):
        ops.append(Op(code.tag == "equal", first + code.src_start, first + code.src_end, start + code.dest_start, start + code.dest_end))
    return _merge(ops)


def _merge(ops: list[Op]) -> list[Op]:
    """The operations, those of one kind that touch made one."""
    merged: list[Op] = []
    for op in ops:
        if op.quote == op.quote_end and op.record == op.record_end:
            continue
        last = merged[-1] if merged else None
        if last is not None and last.equal == op.equal and last.quote_end == op.quote and last.record_end == op.record:
            merged[-1] = Op(op.equal, last.quote, op.quote_end, last.record, op.record_end)
        else:
            merged.append(op)
    return merged
