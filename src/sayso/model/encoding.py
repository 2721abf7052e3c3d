"""From text to what the encoder takes: sub-tokens, letter case, quotation depth, windows.

Training and reading share this module, so that a model sees in use what it saw when it was trained. It needs numpy and a tokenizer and
nothing else. The text is tokenised a paragraph at a time; a paragraph break is a token of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from sayso.reading import Span, Spans
from sayso.text import quotation_depths

if TYPE_CHECKING:
    from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]

WINDOW: Final = 256
"""Sub-tokens a window, with [CLS] and [SEP]. 99% of PolNeAR's tokens are within 118 of their cue; windows longer than those trained on
hurt."""

BREAK_TOKEN: Final = "[unused0]"
PARAGRAPH_BREAK: Final = re.compile(r"\s*\n\s*")
NEAR: Final = 3
"""A cut is moved to where a paragraph begins over no more than the length of a window divided by this. A guess."""

N_CASES: Final = 6
N_DEPTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as sub-tokens; every array has the shape (n_tokens,).

    `starts` and `ends` are code points of the text; a paragraph break covers the white space between its paragraphs. `case` is 0 without
    letters, 1 lower, 2 capitalised, 3 all capitals, 4 mixed, 5 a continuation of a word; `depth` counts the quotations around the token,
    up to 2.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    case: IntArray
    depth: IntArray

    def __len__(self) -> int:
        return len(self.ids)


def token_id(tokenizer: Tokenizer, token: str) -> int:
    """The number of a token that every tokenizer of this kind has."""
    number = tokenizer.token_to_id(token)
    assert number is not None, f"the tokenizer has no {token}"
    return int(number)


def find_paragraphs(text: str) -> Spans:
    """The ranges of `text` between line breaks, without the white space around them; empty ones are left out."""
    spans: list[Span] = []
    start = 0
    for gap in PARAGRAPH_BREAK.finditer(text):
        if gap.start() > start:
            spans.append(Span(start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return tuple(spans)


def encode_text(text: str, paragraphs: Spans, tokenizer: Tokenizer) -> Encoded:
    """The sub-tokens of the paragraphs of a text, with a break between two of them."""
    if not paragraphs:
        empty = np.zeros(0, dtype=np.int64)
        return Encoded(empty, empty, empty, empty, empty)
    break_id = token_id(tokenizer, BREAK_TOKEN)
    encodings = tokenizer.encode_batch([text[start:end] for start, end in paragraphs], add_special_tokens=False)
    ids: list[IntArray] = []
    offsets: list[IntArray] = []
    previous: int | None = None
    for (start, end), encoding in zip(paragraphs, encodings, strict=True):
        if previous is not None:
            ids.append(np.array([break_id], dtype=np.int64))
            offsets.append(np.array([[previous, start]], dtype=np.int64))
        if encoding.ids:
            ids.append(np.array(encoding.ids, dtype=np.int64))
            offsets.append(np.array(encoding.offsets, dtype=np.int64) + start)
        previous = end
    if not ids:
        return encode_text(text, (), tokenizer)
    all_ids, all_offsets = np.concatenate(ids), np.concatenate(offsets)
    starts, ends = all_offsets[:, 0], all_offsets[:, 1]
    depth = np.frombuffer(quotation_depths(text, paragraphs), dtype=np.uint8).astype(np.int64)
    depth = np.minimum(depth[np.minimum(starts, len(depth) - 1)], N_DEPTHS - 1)
    depth[all_ids == break_id] = 0
    return Encoded(all_ids, starts, ends, letter_case(text, starts, ends), depth)


def letter_case(text: str, starts: IntArray, ends: IntArray) -> IntArray:
    """The case of each sub-token: 0 no letters, 1 lower, 2 capitalised, 3 capitals, 4 mixed, 5 continuation of a word. Shape
    (n_tokens,)."""
    case = np.zeros(len(starts), dtype=np.int64)
    previous_end = -1
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        piece = text[start:end]
        if start == previous_end and piece[:1].isalnum() and text[start - 1 : start].isalnum():
            case[i] = 5
        elif piece.islower():
            case[i] = 1
        elif piece.isupper():
            case[i] = 3 if end - start > 1 or text[end : end + 1].isupper() else 2
        elif piece.istitle():
            case[i] = 2
        elif piece.isalpha():
            case[i] = 4
        previous_end = end
    return case


def make_windows(n_tokens: int, margin: int, size: int = WINDOW - 2) -> IntArray:
    """Window ranges over `n_tokens` sub-tokens and the part of each that is taken from it. Shape (n_windows, 4): start, end, from, to.

    Windows are as few as can be (but even in number), of like length, and overlap by twice the margin; the parts that are taken
    tile the text: every sub-token is read with at least `margin` sub-tokens of real context on both sides, save at the ends of the text.
    """
    if n_tokens <= size:
        return np.array([[0, n_tokens, 0, n_tokens]], dtype=np.int64)
    n_windows = -(-(n_tokens - 2 * margin) // (size - 2 * margin))
    n_windows += n_windows % 2  # an even number keeps two cores busy to the end
    length = -(-(n_tokens + 2 * margin * (n_windows - 1)) // n_windows)
    starts = np.round(np.linspace(0, n_tokens - length, n_windows)).astype(np.int64)
    ends = starts + length
    cuts = (starts[1:] + ends[:-1]) // 2
    return np.stack([starts, ends, np.concatenate([[0], cuts]), np.concatenate([cuts, [n_tokens]])], axis=1)


def cut_windows(n_tokens: int, breaks: Sequence[int], margin: int, break_margin: int, size: int = WINDOW - 2) -> IntArray:
    """Windows like those of `make_windows`, cut where a paragraph begins if one does near by. Shape (n_windows, 4): start, end, from, to.

    `breaks` are the sub-tokens at which a paragraph begins, in order. Beyond a cut there, `break_margin` sub-tokens of real context are
    read, beyond any other `margin`.
    """
    if n_tokens <= size:
        return np.array([[0, n_tokens, 0, n_tokens]], dtype=np.int64)
    narrow = min(margin, break_margin) if len(breaks) else margin
    n_windows = -(-(n_tokens - 2 * narrow) // (size - 2 * narrow))
    while True:
        n_windows += n_windows % 2
        cuts, margins = _cut(n_tokens, n_windows, breaks, margin, break_margin)
        starts, ends = np.maximum(cuts[:-1] - margins[:-1], 0), np.minimum(cuts[1:] + margins[1:], n_tokens)
        if int((ends - starts).max()) <= size:
            return np.stack([starts, ends, cuts[:-1], cuts[1:]], axis=1)
        n_windows += max(2, n_windows // 8)


def _cut(n_tokens: int, n_windows: int, breaks: Sequence[int], margin: int, break_margin: int) -> tuple[IntArray, IntArray]:
    """Where windows are cut, from 0 to `n_tokens`, as evenly as the breaks near by allow, and the margin at each cut."""
    cuts, margins = [0], [0]
    for left in range(n_windows, 1, -1):
        length = (n_tokens - cuts[-1]) // left
        even = cuts[-1] + length
        at = bisect_left(breaks, even)
        nearest = min(breaks[max(0, at - 1) : at + 1], key=lambda place: abs(place - even), default=0)
        at_break = abs(nearest - even) <= length // NEAR
        cuts.append(nearest if at_break else even)
        margins.append(break_margin if at_break else margin)
    return np.array([*cuts, n_tokens], dtype=np.int64), np.array([*margins, 0], dtype=np.int64)
