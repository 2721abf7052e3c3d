"""The words of whole records, found by arrays: what an index of records is built of.

Decides which words of a record are spoken: those of its turns, without names of speakers and notes of transcribers. Each chunk (what
stands between blanks) is spelt once for all records; the rest is done by numpy, so that ten million words take some seconds. The words
are those that `Vocabulary.split` finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.checks.quotes_numbers import AND, GROUP, MONEY, NUMBER, ONE, SCALE
from sayso.checks.quotes_words import Vocabulary, Word, join_run, take_run
from sayso.checks.records import Record
from sayso.checks.records_transcripts import find_notes
from sayso.reading import Span

Ints = npt.NDArray[np.int32]

_NO_SPACE: Final = 0x3001  # stands for every character beyond the last blank of Unicode
_SPACES: Final = np.zeros(_NO_SPACE + 1, dtype=bool)
"""By code point: what `str.split` splits at."""
_SPACES[[*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000]] = True


class _Codes(dict[str, int]):
    """A number for each chunk, in the order in which they are met."""

    def __missing__(self, chunk: str) -> int:
        self[chunk] = found = len(self)
        return found


class _Table(NamedTuple):
    """The words of all chunks in one row: `counts` and `firsts` by chunk, the others by word; `keys` are the words as they are joined."""

    counts: Ints
    firsts: Ints
    ids: Ints
    starts: Ints
    ends: Ints
    kinds: Ints
    keys: list[str]


def encode_records(records: Sequence[Record], vocabulary: Vocabulary) -> list[tuple[Ints, Ints, Ints]]:
    """The words of each record and their ranges."""
    codes = _Codes()
    chunked = [_split_chunks(record.text, codes) for record in records]
    table = _make_table(list(codes), vocabulary)
    del codes
    return [_encode(record, *chunks, table, vocabulary) for record, chunks in zip(records, chunked, strict=True)]


def _split_chunks(text: str, codes: _Codes) -> tuple[Ints, Ints]:
    """The numbers of the chunks of a text, and where they start."""
    chunks = text.split()
    numbers = np.fromiter(map(codes.__getitem__, chunks), dtype=np.int32, count=len(chunks))
    chars: npt.NDArray[Any]  # bytes where they will do
    if text.isascii():
        chars = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    else:
        chars = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32), _NO_SPACE)
    blank = np.ones(len(chars) + 1, dtype=bool)
    blank[1:] = _SPACES[chars]
    starts = np.flatnonzero(blank[:-1] & ~blank[1:]).astype(np.int32)
    return numbers, starts


def _make_table(chunks: list[str], vocabulary: Vocabulary) -> _Table:
    """The words of all chunks."""
    words = [vocabulary.chunks[chunk] for chunk in chunks]
    flat = [word for found in words for word in found]
    counts = np.fromiter(map(len, words), dtype=np.int32, count=len(words))
    return _Table(
        counts=counts,
        firsts=(np.cumsum(counts) - counts).astype(np.int32),
        ids=np.fromiter((word.number for word in flat), dtype=np.int32, count=len(flat)),
        starts=np.fromiter((word.start for word in flat), dtype=np.int32, count=len(flat)),
        ends=np.fromiter((word.end for word in flat), dtype=np.int32, count=len(flat)),
        kinds=np.fromiter((word.kind for word in flat), dtype=np.int32, count=len(flat)),
        keys=[word.key for word in flat],
    )


def _encode(record: Record, codes: Ints, chunk_starts: Ints, table: _Table, vocabulary: Vocabulary) -> tuple[Ints, Ints, Ints]:
    """The words of a record and their ranges, without names of speakers and notes of transcribers."""
    counts = table.counts[codes]
    ends_of_chunks = np.cumsum(counts)
    n_words = int(ends_of_chunks[-1]) if len(counts) else 0
    flat = np.repeat(table.firsts[codes] - (ends_of_chunks - counts), counts) + np.arange(n_words)
    at = np.repeat(chunk_starts, counts)
    starts, ends = at + table.starts[flat], at + table.ends[flat]
    spoken = _spoken(record, starts)
    flat, starts, ends = flat[spoken], starts[spoken], ends[spoken]
    ids = table.ids[flat]
    keep = _join_numbers(ids, starts, ends, flat, table, vocabulary)
    return ids[keep], starts[keep].astype(np.int32), ends[keep].astype(np.int32)


def _spoken(record: Record, starts: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which words are in a turn and in no note."""
    inside = _cover(starts, [turn.span for turn in record.turns])
    return inside & ~_cover(starts, find_notes(record.text))


def _cover(starts: npt.NDArray[Any], spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Which places lie in one of the spans, which are in order and apart."""
    if not spans:
        return np.zeros(len(starts), dtype=bool)
    firsts, lasts = (np.array([span[side] for span in spans]) for side in (0, 1))
    number = np.searchsorted(firsts, starts, "right") - 1
    return (number >= 0) & (starts < lasts[np.maximum(number, 0)])


def _join_numbers(
    ids: Ints, starts: npt.NDArray[Any], ends: npt.NDArray[Any], flat: npt.NDArray[Any], table: _Table, vocabulary: Vocabulary
) -> npt.NDArray[np.bool_]:
    """Which words stay when numbers of several words become one; `ids`, `starts` and `ends` are changed in place."""
    keep = np.ones(len(ids), dtype=bool)
    kinds = table.kinds[flat]
    if len(ids) < 2:
        return keep
    left, right = kinds[:-1], kinds[1:]
    linked = ((left & NUMBER) > 0) & ((right & (NUMBER | MONEY)) > 0)
    linked |= ((left == ONE) | (left == MONEY)) & (right == SCALE)
    linked[:-1] |= (left[:-1] == SCALE) & (right[:-1] == AND) & ((right[1:] & NUMBER) > 0)
    linked &= starts[1:] - ends[:-1] <= np.where(right == GROUP, 2, 1)
    reached = 0
    for first in np.flatnonzero(linked).tolist():
        if first < reached:
            continue
        ahead = range(first, min(first + 28, len(ids)))
        words = [Word(table.keys[flat[n]], int(starts[n]), int(ends[n]), int(kinds[n])) for n in ahead]
        run = take_run(words, 0)
        if len(run) < 2:
            continue
        reached = first + len(run)
        joined = join_run(run, vocabulary.number)
        for n, word in enumerate(joined, first):
            ids[n], starts[n], ends[n] = word.number, word.start, word.end
        keep[first + len(joined) : reached] = False
    return keep
