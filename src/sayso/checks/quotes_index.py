"""An index of records: built once, it finds where the words of a quotation may stand, however many records there are.

Decides which places are worth aligning: runs of three words that a quotation shares with a record (seeds), and where there are none,
windows in which many of its rarer words stand close together. All records lie in one array of words, on one ruler; a sorted array of hashed
triples gives the places of each triple. 10 million words take some 300 MB.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.checks.quotes_encode import Ints, encode_records
from sayso.checks.quotes_words import Vocabulary, Words
from sayso.checks.records import Record
from sayso.reading import Span

Hashes = npt.NDArray[np.uint64]

_MIX: Final = tuple(np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
"""Odd constants of the golden ratio and of xxHash: products wrap, so that equal triples have equal sums and others hardly ever do."""

_BUDGET: Final = 3000
"""Places of triples that are looked at for one quotation, the rarest first; a guess that keeps a page's 40 quotations within a second."""

_FEW_PLACES: Final = 400
_ANCHOR: Final = 8
"""Words that tell where a quotation comes from if they stand in one place only; a guess."""

_LEAST_SHARE: Final = 0.25
"""Of what a quotation's words weigh, what a window has to hold to be worth aligning: with less, the words are "not found" in any case."""
_WIDE_BUDGET: Final = 40_000  # places of single words, where no triple helps; they are only added up


class Block(NamedTuple):
    """Words that a quotation shares with a record, side by side in both: first word of each (the record's on the index's ruler), number."""

    quote: int
    record: int
    length: int


class Seeds(NamedTuple):
    """The triples of a quotation in an index: where the places of each begin, and how many there are."""

    lows: npt.NDArray[Any]  # of whatever integer type numpy searches with
    counts: npt.NDArray[Any]


class RecordIndex:
    """Records and where every word of theirs stands."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records: tuple[Record, ...] = tuple(records)
        self.vocabulary = Vocabulary()
        parts = encode_records(self.records, self.vocabulary)
        self.bounds: list[int] = np.cumsum([0, *(len(ids) for ids, _, _ in parts)]).tolist()
        self.ids: Ints = _join([ids for ids, _, _ in parts])
        self.starts: Ints = _join([starts for _, starts, _ in parts])
        self.ends: Ints = _join([ends for _, _, ends in parts])
        del parts
        self._hashes, self._places = _sort_triples(self.ids, self.bounds)
        self._single_places: Ints = np.argsort(self.ids).astype(np.int32)
        self._single_bounds = np.concatenate(([0], np.cumsum(np.bincount(self.ids, minlength=len(self.vocabulary.keys)))))
        # Views give one number much sooner than arrays do.
        self._ids_view, self._places_view, self._single_bounds_view = self.ids.data, self._places.data, self._single_bounds.data

    def __len__(self) -> int:
        """The number of words."""
        return len(self.ids)

    def record_at(self, place: int) -> int:
        """The number of the record that a word is in."""
        return bisect_right(self.bounds, place) - 1

    def count(self, word: int) -> int:
        """How often a word stands in the records."""
        bounds = self._single_bounds_view
        return bounds[word + 1] - bounds[word] if word + 1 < len(bounds) else 0

    def span(self, first: int, last: int) -> Span:
        """The range of the words from `first` to `last` in the text of their record."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def words(self, first: int, following: int) -> Words:
        """The words from `first` up to `following`."""
        part = slice(first, following)
        return Words(self.ids[part].tolist(), self.starts[part].tolist(), self.ends[part].tolist())

    def look_up(self, ids: Sequence[int]) -> Seeds:
        """Where the places of each triple begin among all places, and how many there are."""
        hashes = _mix(np.asarray(ids, dtype=np.uint64))
        lows = self._hashes.searchsorted(hashes, "left")
        return Seeds(lows, self._hashes.searchsorted(hashes, "right") - lows)

    def find_exact(self, ids: Sequence[int], seeds: Seeds | None = None) -> list[Block]:
        """The places at which all the words (three at least) stand side by side, in order; only the first of very many."""
        lows, counts = seeds or self.look_up(ids)
        rarest = int(counts.argmin())
        low, n_places, wanted = int(lows[rarest]), int(counts[rarest]), list(ids)
        if not n_places:
            return []
        places = self._places[low : low + min(n_places, _BUDGET)].tolist()
        firsts = sorted(place - rarest for place in places if place >= rarest)
        return [Block(0, first, len(ids)) for first in firsts if self.ids[first : first + len(ids)].tolist() == wanted]

    def find_blocks(self, ids: Sequence[int], seeds: Seeds | None = None) -> list[Block]:
        """The runs of three words and more that are in a record too: the longest, or those with most of the quotation around them."""
        if len(ids) < 3 or not len(self._hashes):
            return []
        lows, counts = seeds or self.look_up(ids)
        if int(counts.sum()) <= _FEW_PLACES:
            return self._join_few(ids, lows.tolist(), counts.tolist())
        offsets = _within_budget(counts, _BUDGET)
        repeats = counts[offsets]
        shifts = np.arange(int(repeats.sum())) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        places = self._places[np.repeat(lows[offsets], repeats) + shifts].astype(np.int64)
        quote = np.repeat(offsets, repeats)
        order = np.lexsort((quote, places - quote))
        quote, places = quote[order], places[order]
        breaks = np.flatnonzero((np.diff(quote) != 1) | (np.diff(places) != 1)) + 1
        firsts = np.concatenate(([0], breaks))
        lengths = np.diff(np.concatenate((firsts, [len(quote)]))) + 2
        chosen = _most_supported(places[firsts], lengths) if len(firsts) > _MOST_BLOCKS else np.arange(len(firsts))
        blocks = zip(quote[firsts[chosen]].tolist(), places[firsts[chosen]].tolist(), lengths[chosen].tolist(), strict=True)
        found = [Block(*block) for block in blocks]
        return sorted(found, key=_by_length) if len(offsets) == int((counts > 0).sum()) else self._extend(ids, found)

    def _join_few(self, ids: Sequence[int], lows: list[int], counts: list[int]) -> list[Block]:
        """The blocks that some hundreds of triples make; arrays are slower where there are so few.

        In a single record, blocks within one of its anchors are left out: they would only say worse what the anchor says.
        """
        anchors = self._find_anchors(ids, lows, counts) if len(self.records) == 1 else []
        within = {quote for anchor in anchors for quote in range(anchor.quote, anchor.quote + anchor.length - 2)}
        growing: dict[int, tuple[int, int]] = {}  # by diagonal: the first and the last triple of the block that is growing
        runs: list[tuple[int, int, int]] = []
        all_places = self._places_view
        for quote, (low, count) in enumerate(zip(lows, counts, strict=True)):
            if not count or quote in within:
                continue
            for place in (all_places[low],) if count == 1 else all_places[low : low + count].tolist():
                diagonal = place - quote
                known = growing.get(diagonal)
                if known is None:
                    growing[diagonal] = quote, quote
                elif known[1] == quote - 1:
                    growing[diagonal] = known[0], quote
                else:
                    runs.append((diagonal, *known))
                    growing[diagonal] = quote, quote
        runs += [(diagonal, *known) for diagonal, known in growing.items()]
        blocks = anchors + [
            Block(first, diagonal + first, last - first + 3)
            for diagonal, first, last in runs
            if first - 1 not in within and last + 1 not in within
        ]
        if anchors:
            cut = [run for run in runs if run[1] - 1 in within or run[2] + 1 in within]
            blocks += self._extend(ids, [Block(first, diagonal + first, last - first + 3) for diagonal, first, last in cut])
        if len(blocks) > _MOST_BLOCKS:
            chosen = _most_supported(np.array([block.record for block in blocks]), np.array([block.length for block in blocks]))
            blocks = [blocks[n] for n in chosen.tolist()]
        return sorted(blocks, key=_by_length)

    def _find_anchors(self, ids: Sequence[int], lows: list[int], counts: list[int]) -> list[Block]:
        """The long blocks that have a triple of which there is only one: no other block has all of their words."""
        anchors: list[Block] = []
        reached = 0
        for quote, count in enumerate(counts):
            if count == 1 and quote >= reached:
                block = self._stretch(ids, Block(quote, self._places_view[lows[quote]], 3))
                reached = block.quote + block.length - 2  # triples before it that stand in one place stand in this block
                if block.length >= _ANCHOR:
                    anchors.append(block)
        return anchors

    def find_pairs(self, first: int, second: int) -> list[int]:
        """The places at which two words stand side by side, the first hundred of them."""
        rarer, shift = (first, 0) if self.count(first) <= self.count(second) else (second, 1)
        places = self._single(rarer) - shift
        places = places[(places >= 0) & (places + 1 < len(self.ids))]
        both = (self.ids[places] == first) & (self.ids[places + 1] == second)
        return sorted(places[both].tolist())[:100]

    def find_windows(self, ids: Sequence[int], *, n_windows: int = 3) -> list[tuple[int, int]]:
        """Stretches (first word, and the one after the last) in which most of the rarer words of a quotation stand, best first."""
        found = sorted([(self.count(word), word) for word in set(ids)])
        distinct = [word for _, word in found]
        counts = np.array([count for count, _ in found])
        chosen = _within_budget(counts, _WIDE_BUDGET)
        if not len(chosen):
            return []
        worth = np.log(1 + max(len(self.ids), 1) / np.maximum(counts, 1))
        width = 2 * len(ids) + 6
        places = np.sort(np.concatenate([self._single(distinct[n]) for n in chosen.tolist()]))
        weight_of = np.zeros(max(distinct) + 1)
        weight_of[distinct] = worth
        sums = np.concatenate(([0.0], np.cumsum(weight_of[self.ids[places]])))
        scores = sums[np.searchsorted(places, places + width)] - sums[:-1]
        best = _largest(scores, 40 * n_windows)
        windows: list[tuple[int, int]] = []
        for n in best[scores[best] >= _LEAST_SHARE * float(worth.sum())].tolist():
            place = int(places[n])
            if all(abs(place - first) > width for first, _ in windows):
                windows.append((place, place + width))
            if len(windows) == n_windows:
                break
        return [self._clip(place - len(ids), following) for place, following in windows]

    def _single(self, word: int) -> Ints:
        if word + 1 >= len(self._single_bounds):
            return self._single_places[:0]
        return self._single_places[self._single_bounds[word] : self._single_bounds[word + 1]]

    def _clip(self, first: int, following: int) -> tuple[int, int]:
        """The stretch within the record that most of it is in."""
        record = self.record_at(max((first + following) // 2, 0)) if (first + following) // 2 < len(self.ids) else len(self.records) - 1
        return max(first, self.bounds[record], 0), min(following, self.bounds[record + 1])

    def _extend(self, ids: Sequence[int], blocks: list[Block]) -> list[Block]:
        """The blocks made as long as they can be: triples that were over the budget are in no block yet."""
        return sorted(dict.fromkeys([self._stretch(ids, block) for block in blocks]), key=_by_length)

    def _stretch(self, ids: Sequence[int], block: Block) -> Block:
        """The block made as long as it can be, within its record."""
        quote, record, length = block
        words = self._ids_view
        number = self.record_at(record)
        low, high = self.bounds[number], self.bounds[number + 1]
        while quote > 0 and record > low and words[record - 1] == ids[quote - 1]:
            quote, record, length = quote - 1, record - 1, length + 1
        end, record_end = quote + length, record + length
        while end < len(ids) and record_end < high and words[record_end] == ids[end]:
            end, record_end = end + 1, record_end + 1
        return Block(quote, record, end - quote)


_MOST_BLOCKS: Final = 24


def _by_length(block: Block) -> tuple[int, int, int]:
    return -block.length, block.quote, block.record


def _most_supported(places: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The indexes of the blocks that are longest, or have most words of others close by: "what do you think" alone is everywhere."""
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    sums = np.concatenate(([0], np.cumsum(lengths[order])))
    around = sums[np.searchsorted(ordered, places + _SUPPORT, "right")] - sums[np.searchsorted(ordered, places - _SUPPORT)]
    return np.argsort(-(around + lengths), kind="stable")[:_MOST_BLOCKS]


_SUPPORT: Final = 60  # words on either side


def _largest(scores: npt.NDArray[np.float64], n_most: int) -> npt.NDArray[np.int64]:
    """The indexes of the largest scores, the largest first; of equal ones, the first ones first."""
    if len(scores) <= n_most:
        return np.argsort(-scores, kind="stable")
    chosen = np.flatnonzero(scores >= np.partition(scores, -n_most)[-n_most])
    return chosen[np.argsort(-scores[chosen], kind="stable")][:n_most]


def _within_budget(counts: npt.NDArray[Any], budget: int) -> npt.NDArray[Any]:  # counts are of whatever integer type numpy counts in
    """The indexes of what occurs, rarest first, as long as all together is within the budget; the rarest is always there."""
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] > 0]
    kept = np.cumsum(counts[order]) <= budget
    kept[:1] = True
    return np.sort(order[kept])


def _mix(ids: Hashes) -> Hashes:
    mixed: Hashes = ids[:-2] * _MIX[0] + ids[1:-1] * _MIX[1] + ids[2:] * _MIX[2]
    return mixed


def _sort_triples(ids: Ints, bounds: list[int]) -> tuple[Hashes, Ints]:
    """The hashes of all triples within a record in order, and where each stands."""
    if len(ids) < 3:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32)
    hashes = _mix(ids.astype(np.uint64))
    places = np.arange(len(hashes), dtype=np.int32)
    across = np.asarray([n - back for n in bounds[1:-1] for back in (1, 2) if 0 <= n - back < len(hashes)], dtype=np.int64)
    if len(across):
        hashes, places = np.delete(hashes, across), np.delete(places, across)
    order = np.argsort(hashes)
    return hashes[order], places[order]


def _join(parts: list[Ints]) -> Ints:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
