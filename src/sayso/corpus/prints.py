"""Quotations that are the same saying: which may be alike (prints), which are (verification), and groups of many at once.

Decides what makes two quotations one saying. MinHash (Broder 1997) over pairs of neighbouring words, in sorted bands, finds those that are
alike as wholes; winnowed runs of five words (Schleimer, Wilkerson and Aiken 2003, with k = 5 and windows of 4) find every two that share
eight words in a row, so that a clipped quotation meets the long one. A pair counts when half of their word pairs are common (Jaccard), when
they share such a run, or when three quarters of the words align. Stock phrases, whose words are too common to say where they came from, and
quotations under five words are one saying only when they are equal to the letter and, unless three of their words are uncommon, of one
speaker. All hashes are stable (BLAKE2b and arithmetic): the same words have the same prints on every machine and every day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.corpus.data import load_words
from sayso.corpus.wording import fold_quotation

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

SHORT: Final = 5
"""Words from which on a quotation can have variants; under it only equal ones are one saying."""

RUNS: Final = ((8, 2), (12, 1))
"""Words in a row that make two quotations one saying, and how many of them have to be uncommon: the longer the run, the fewer."""

JACCARD: Final = 0.5
ALIGNED: Final = 0.75
"""Share of words that align (Indel similarity) in two that are one saying; "a great wall" and "the great wall" of six words have 0.83."""

CONTAINED: Final = 0.85
"""Share of the shorter one's words that stand in the longer one in the same order, in two that are one saying, the one clipped."""

_LEAST_CONTAINED: Final = 8  # words of the shorter; and the longer may have four times as many, or common words alone would do
_LOOSE: Final = 0.2  # word pairs in common below which no alignment is tried
_N_HASHES: Final = 48
_N_BANDS: Final = 16
_SHORT_BAND: Final = (
    12  # words up to which a band is of two hashes: with one word in six changed, bands of three meet in three of four cases
)
_GRAM: Final = 5
_WINDOW: Final = 4
_NEIGHBOURS: Final = 3  # in a bucket each is compared with the first and this many before it: enough to join all, and linear
_BITS: Final = np.uint64(16)  # prints have 48 bits: six bytes a row in SQLite
_CHUNK: Final = 100_000  # pairs that are verified at a time; about 50 MB

_ONE: Final = np.uint64(0x9E3779B97F4A7C15)
_TWO: Final = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX: Final = np.uint64(0xFF51AFD7ED558CCD)
_TOP: Final = np.uint64(0xFFFFFFFFFFFFFFFF)
_SALTS: Final = np.arange(1, _N_HASHES + 1, dtype=np.uint64) * _TWO
_FACTORS: Final = _ONE + np.arange(0, 2 * _N_HASHES, 2, dtype=np.uint64)


class _Vocabulary(dict[str, int]):
    """The hash of each word; the lowest bit says whether the word is common."""

    def __missing__(self, word: str) -> int:
        number = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        number = number & ~1 | (word in load_words("common_words.txt") or word.isdigit())
        if len(self) < 300_000:
            self[word] = number
        return number


_VOCABULARY: Final = _Vocabulary()


class Texts(NamedTuple):
    """Many quotations, their words one after another as hashes: those of quotation i at ``bounds[i]:bounds[i + 1]``."""

    words: Hashes
    bounds: Ints

    @property
    def lengths(self) -> Ints:
        return np.diff(self.bounds)

    @property
    def owners(self) -> Ints:
        """The number of the quotation of each word."""
        return np.repeat(np.arange(len(self.bounds) - 1), self.lengths)


def hash_texts(texts: Sequence[Sequence[str]]) -> Texts:
    """The words of quotations as hashes."""
    flat = np.fromiter((_VOCABULARY[word] for words in texts for word in words), np.uint64)
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(words) for words in texts], out=bounds[1:])
    return Texts(flat, bounds)


def is_stock(words: Sequence[str]) -> bool:
    """Whether words are too few, or too common, to say where they came from: those of a stock phrase."""
    asked = 1 if len(words) >= 12 else 2 if len(words) >= SHORT else 3
    uncommon: set[str] = set()
    for word in words:
        if not _VOCABULARY[word] & 1:
            uncommon.add(word)
            if len(uncommon) == asked:
                return False
    return True


def make_key(words: Sequence[str], speaker: str = "") -> int:
    """The digest of a quotation's words: those of one key are one saying. A stock phrase is told apart by who says it."""
    text = " ".join(words) + (f"\0{speaker}" if is_stock(words) else "")
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


# ---------------------------------------------------------------- prints


def make_prints(texts: Texts) -> tuple[Ints, Ints]:
    """Prints (48 bits) and the number of the quotation that has each, sorted by print: alike quotations have one in common."""
    values, owners = zip(_band_prints(texts), _run_prints(texts), strict=True)
    prints = (np.concatenate(values) >> _BITS).astype(np.int64)
    owner = np.concatenate(owners)
    order = np.lexsort((owner, prints))
    prints, owner = prints[order], owner[order]
    new = np.ones(len(prints), bool)
    new[1:] = (prints[1:] != prints[:-1]) | (owner[1:] != owner[:-1])
    return prints[new], owner[new]


def _mix(values: Hashes) -> Hashes:
    """Spreads every bit over all (the finalizer of MurmurHash 3, which is public domain)."""
    values = (values ^ (values >> np.uint64(33))) * _MIX
    return values ^ (values >> np.uint64(29))


def _pairs_of_words(texts: Texts) -> tuple[Hashes, Ints, NDArray[np.bool_]]:
    """The hash of each pair of neighbouring words, the quotation that it is in, and whether both words are common."""
    if len(texts.words) < 2:
        return np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, bool)
    owners = texts.owners
    within = owners[1:] == owners[:-1]
    first, second = texts.words[:-1][within], texts.words[1:][within]
    common = (first & second & np.uint64(1)).astype(bool)
    return _mix(first * _ONE + second * _TWO), owners[1:][within], common


def _band_prints(texts: Texts) -> tuple[Hashes, Ints]:
    pairs, owners, common = _pairs_of_words(texts)
    n_texts = len(texts.bounds) - 1
    kept = np.bincount(owners[~common], minlength=n_texts) >= 3 if len(owners) else np.zeros(n_texts, bool)
    used = ~(common & kept[owners])  # "of the" says nothing, where there is something else
    pairs, owners = pairs[used], owners[used]
    if not len(pairs):
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    who = owners[starts]
    signature = np.empty((_N_HASHES, len(starts)), np.uint64)
    for number in range(_N_HASHES):
        signature[number] = np.minimum.reduceat((pairs ^ _SALTS[number]) * _FACTORS[number], starts)
    short = texts.lengths[who] <= _SHORT_BAND
    values = []
    for band in range(_N_BANDS):
        two = _mix(signature[2 * band] * _ONE + signature[2 * band + 1] * _TWO)
        three = signature[3 * band] * _ONE + signature[3 * band + 1] * _TWO + signature[3 * band + 2]
        values.append(_mix(np.where(short, two, _mix(three)) + _SALTS[band]))
    return np.concatenate(values), np.tile(who, _N_BANDS)


def _run_prints(texts: Texts) -> tuple[Hashes, Ints]:
    """The least of each four neighbouring runs of five words; none of words that are all common."""
    grams, owners, common = _grams(texts, _GRAM)
    if len(grams) < _WINDOW:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    grams = np.where(common, _TOP, grams)
    n_windows = len(grams) - _WINDOW + 1
    least = np.minimum.reduce([grams[shift : shift + n_windows] for shift in range(_WINDOW)])
    used = (owners[:n_windows] == owners[_WINDOW - 1 :]) & (least != _TOP)
    return _mix(least[used]), owners[:n_windows][used]


def _grams(texts: Texts, size: int, n_uncommon: int = 1) -> tuple[Hashes, Ints, NDArray[np.bool_]]:
    """The hash of each run of `size` words, its quotation, and whether it has less than `n_uncommon` words that are not common."""
    n_grams = len(texts.words) - size + 1
    if n_grams < 1:
        return np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, bool)
    owners = texts.owners
    within = owners[:n_grams] == owners[size - 1 :]
    value = np.zeros(n_grams, np.uint64)
    uncommon = np.zeros(n_grams, np.int64)
    for shift in range(size):
        part = texts.words[shift : shift + n_grams]
        value = value * _ONE + part
        uncommon += 1 - (part & np.uint64(1)).astype(np.int64)
    return _mix(value[within]), owners[:n_grams][within], (uncommon < n_uncommon)[within]


# ---------------------------------------------------------------- verification


def are_same(texts: Texts, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """For each pair of quotations (by number) whether they are one saying."""
    same = np.zeros(len(one), bool)
    n_texts = len(texts.bounds) - 1
    words = _sets(*_pairs_of_words(texts)[:2], n_texts)
    runs = []
    for size, n_uncommon in RUNS:
        grams, owners, common = _grams(texts, size, n_uncommon)
        runs.append(_sets(grams[~common], owners[~common], n_texts))
    for start in range(0, len(one), _CHUNK):
        chunk = slice(start, start + _CHUNK)
        same[chunk] = _verify(texts, words, runs, one[chunk], other[chunk])
    return same


class _Sets(NamedTuple):
    """For each quotation a set of hashes as sorted dense numbers: those of i at ``bounds[i]:bounds[i + 1]``."""

    numbers: Ints
    bounds: Ints
    n_numbers: int


def _sets(hashes: Hashes, owners: Ints, n_texts: int) -> _Sets:
    distinct, numbers = np.unique(hashes, return_inverse=True)
    keys = _distinct(owners * max(len(distinct), 1) + numbers)
    owner, number = np.divmod(keys, max(len(distinct), 1))
    bounds = np.searchsorted(owner, np.arange(n_texts + 1))
    return _Sets(number.astype(np.int64), bounds.astype(np.int64), len(distinct))


def _distinct(values: Ints) -> Ints:
    """The different values, sorted (numpy's own `unique` hashes them, which takes ten times as long)."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def _verify(texts: Texts, words: _Sets, runs: Sequence[_Sets], one: Ints, other: Ints) -> NDArray[np.bool_]:
    shared = _count_shared(words, one, other)
    sizes = np.diff(words.bounds)
    together = np.maximum(sizes[one] + sizes[other] - shared, 1)
    jaccard = shared / together
    same = jaccard >= JACCARD
    for some in runs:
        left = np.flatnonzero(~same)
        same[left] = _count_shared(some, one[left], other[left]) > 0
    for pair in np.flatnonzero(~same & (jaccard >= _LOOSE)):
        same[pair] = _align(_words_of(texts, one[pair]), _words_of(texts, other[pair]))
    return same


def _words_of(texts: Texts, number: int) -> list[int]:
    words: list[int] = texts.words[texts.bounds[number] : texts.bounds[number + 1]].tolist()
    return words


def _align(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether enough of the words of both, or of the shorter one, align."""
    from rapidfuzz.distance import Indel, LCSseq

    shorter, longer = sorted((len(one), len(other)))
    if shorter < SHORT:
        return False
    if Indel.normalized_similarity(one, other, score_cutoff=ALIGNED) >= ALIGNED:
        return True
    return shorter >= _LEAST_CONTAINED and longer <= 4 * shorter and LCSseq.similarity(one, other) >= CONTAINED * shorter


def _count_shared(sets: _Sets, one: Ints, other: Ints) -> Ints:
    """How many numbers the sets of each pair have in common."""
    mine, yours = _spread(sets, one), _spread(sets, other)
    if not len(mine) or not len(yours):
        return np.zeros(len(one), np.int64)
    at = np.searchsorted(yours, mine)
    at[at == len(yours)] = 0
    shared: Ints = np.bincount(mine[yours[at] == mine] // max(sets.n_numbers, 1), minlength=len(one))
    return shared


def _spread(sets: _Sets, which: Ints) -> Ints:
    """The numbers of the sets one after another, each with the place of its set in front: they come out sorted."""
    starts, lengths = sets.bounds[which], np.diff(sets.bounds)[which]
    place = np.repeat(np.arange(len(which)), lengths)
    within = np.arange(len(place)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    spread: Ints = place * max(sets.n_numbers, 1) + sets.numbers[starts[place] + within]
    return spread


# ---------------------------------------------------------------- groups


def group_sayings(quotations: Sequence[str], speakers: Sequence[str] | None = None) -> list[int]:
    """For each quotation the number of the first that is the same saying; its own number where none came before.

    `speakers` tell stock phrases apart; without them the words alone decide.

    >>> group_sayings(["The old ferry sank at Port Mallory on Monday.", "No comment.", "the old ferry sank at Port Mallory"])
    [0, 1, 0]
    """
    words = [fold_quotation(quotation) for quotation in quotations]
    first_of: dict[int, int] = {}
    first = [
        first_of.setdefault(make_key(one, speaker), number)
        for number, (one, speaker) in enumerate(zip(words, speakers or [""] * len(words), strict=True))
    ]
    kept = [number for number in first_of.values() if can_vary(words[number])]
    parents = Groups()
    for one, other in match_texts([words[number] for number in kept]):
        parents.join(kept[one], kept[other])
    return [parents.find(number) for number in first]


def can_vary(words: Sequence[str]) -> bool:
    """Whether a quotation is compared with others that are not equal."""
    return len(words) >= SHORT and not is_stock(words)


def match_texts(words: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of quotations (by number) that are one saying; enough of them to join all that are."""
    texts = hash_texts(words)
    prints, owners = make_prints(texts)
    one, other = _pair_up(prints, owners, len(words))
    same = are_same(texts, one, other)
    yield from zip(one[same].tolist(), other[same].tolist(), strict=True)


def _pair_up(prints: Ints, owners: Ints, n_texts: int) -> tuple[Ints, Ints]:
    """Pairs that share a print, each once, the smaller number first."""
    if not len(prints):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    new = np.concatenate(([True], prints[1:] != prints[:-1]))
    bucket_start = np.maximum.accumulate(np.where(new, np.arange(len(prints)), 0))
    keys = [owners[bucket_start] * n_texts + owners]
    for back in range(1, _NEIGHBOURS + 1):
        together = prints[back:] == prints[:-back]
        keys.append((owners[:-back] * n_texts + owners[back:])[together])
    one, other = np.divmod(_distinct(np.concatenate(keys)), n_texts)
    return one[one != other], other[one != other]


class Groups:
    """Numbers that belong together, joined pair by pair; the smallest of a group stands for it."""

    def __init__(self) -> None:
        self._parents: dict[int, int] = {}

    def find(self, number: int) -> int:
        """The smallest number of the group."""
        root = number
        while (above := self._parents.get(root, root)) != root:
            root = above
        while (above := self._parents.get(number, number)) != root:
            self._parents[number] = root
            number = above
        return root

    def members(self) -> list[int]:
        """Every number that was joined to a smaller one."""
        return list(self._parents)

    def join(self, one: int, other: int) -> None:
        """Makes one group of two."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self._parents[max(one, other)] = min(one, other)


# ---------------------------------------------------------------- whole pages

COPY: Final = 0.7
"""Share of the shorter page's runs of five words that a copy has in common with another; an agency's story cut by a third still has it."""

_PAGE_BANDS: Final = 16


def make_page_prints(texts: Texts) -> tuple[Ints, Ints]:
    """Prints and the number of the page that has each, by which copies of one story find each other; none of pages under 40 words."""
    grams, owners, _ = _grams(texts, _GRAM)
    used = texts.lengths[owners] >= 40
    grams, owners = grams[used], owners[used]
    if not len(grams):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], owners[1:] != owners[:-1])))
    values = []
    for band in range(_PAGE_BANDS):
        one, two = (np.minimum.reduceat((grams ^ _SALTS[n]) * _FACTORS[n], starts) for n in (2 * band, 2 * band + 1))
        values.append(_mix(_mix(one * _ONE + two) + _SALTS[band]))
    return (np.concatenate(values) >> _BITS).astype(np.int64), np.tile(owners[starts], _PAGE_BANDS)


def are_copies(texts: Texts, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """For each pair of pages (by number) whether one is a copy of the other, or both of a third."""
    runs = _sets(*_grams(texts, _GRAM)[:2], len(texts.bounds) - 1)
    sizes = np.diff(runs.bounds)
    shared = _count_shared(runs, one, other)
    same: NDArray[np.bool_] = shared >= COPY * np.maximum(np.minimum(sizes[one], sizes[other]), 1)
    return same
