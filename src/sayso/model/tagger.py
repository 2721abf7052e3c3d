"""The tagger: the shipped network, run over a text window by window.

Decides how a text is cut into windows, which of them answers for which sub-token, and what of their links is kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sayso.model.decoding import N_TAGS, FloatArray, IntArray, log_softmax
from sayso.model.encoding import BREAK_TOKEN, Encoded, cut_windows, encode_text, make_windows, token_id
from sayso.model.files import SHIPPED, TAGGER_GRAPH, Kind, check_files, open_network
from sayso.model.mentions import N_MENTIONS, mention_starts
from sayso.reading import Spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MARGIN: Final = 24
"""Sub-tokens of context on both sides of what is taken from a window that is cut anywhere. Where exactly windows are cut moves triple F1 on
PolNeAR dev by half a point up or down, so that no figure for another margin between 12 and 56 could be told from this one's."""

BREAK_MARGIN: Final[int | None] = None
"""The same where windows are cut between two paragraphs; None cuts the windows of a page evenly instead. With 12, 8% fewer sub-tokens are
read and attributions are found as well, but one or two in a hundred speakers and chains fewer are right (docs/decisions/0011)."""

OUTPUTS: Final = ["tags", "to_cue", "to_source", "mentions", "to_antecedent", "inner"]
"""The heads by their names; a model may lack the last three, and then finds no mentions."""
B_SOURCE: Final = 1
B_CUE: Final = 3
_MAY_BEGIN: Final = np.float32(np.log(0.005))
"""Log-probability below which no cue or source is thought to begin. Decoding picks the best label, which has at least a seventh in its
own window."""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the sub-tokens of a window point to: log-probabilities of the columns that may matter, shape (n_tokens, n_columns + 1).

    `columns` are sub-tokens of the text in order, those at which a cue (or a source) may begin; the last column of `scores` is "not
    here". Keeping no other columns makes the memory of a long text linear in its length.
    """

    columns: IntArray
    scores: FloatArray


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Which earlier mention the mentions of a window speak of too: log-probabilities, shape (n_rows, n_columns + 1); the last is "none".

    `rows` and `columns` are the first sub-tokens of mentions, in positions of the text.
    """

    rows: IntArray
    columns: IntArray
    scores: FloatArray


@dataclass(frozen=True, slots=True)
class TaggedWindow:
    """One window: sub-tokens `start` to `end` of the text, `first` to `last` the part for which this window is the best, and its links."""

    start: int
    end: int
    first: int
    last: int
    to_cue: Links
    to_source: Links
    antecedents: Antecedents | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with the network's answers: tags as log-probabilities, shape (n_tokens, 7), and links window by window.

    `mentions` are log-probabilities of the labels of mentions, shape (n_tokens, 13), and `inner` the probability that a sub-token is of a
    cue within a content, shape (n_tokens,); both are None where the model has no such heads.
    """

    encoded: Encoded
    tags: FloatArray
    windows: tuple[TaggedWindow, ...]
    mentions: FloatArray | None = None
    inner: FloatArray | None = None


class Tagger:
    """The network with its tokenizer. Safe to share between threads; open it after a fork, not before."""

    def __init__(self, folder: Path, session: InferenceSession, tokenizer: Tokenizer, manifest: dict[str, Any], threads: int = 1) -> None:
        self.folder = folder
        # a thread a window is a sixth faster than two threads within each, and leaves onnxruntime nothing to wait for
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="sayso-tagger") if threads > 1 else None
        self._map: Callable[..., Iterable[Any]] = self._pool.map if self._pool else map
        self._session = session
        self._tokenizer = tokenizer
        self.manifest = manifest
        self.has_mentions = "mentions" in {output.name for output in session.get_outputs()}
        self._outputs = OUTPUTS if self.has_mentions else OUTPUTS[:3]
        self._cls, self._sep, self._break = (token_id(tokenizer, token) for token in ("[CLS]", "[SEP]", BREAK_TOKEN))

    @property
    def name(self) -> str:
        """Name and version of the model, for the record of a reading."""
        return f"{self.manifest['name']} {self.manifest['version']}"

    def tag(self, text: str, paragraphs: Spans, *, apart: bool = False) -> Tagged:
        """The network's answers for a text, given with the ranges of its paragraphs; what is outside these is not read.

        `apart` says that the paragraphs have nothing to do with each other, so that none is worth reading as the context of another.

        Windows are run one by one. Activations are quantised by the largest value of what runs together, so that a window on its own is
        read more exactly than among others (0.4 points of triple F1 on PolNeAR dev against batches of eight), and always gets the same
        answer; batches are no faster on a CPU.
        """
        encoded = encode_text(text, paragraphs, self._tokenizer)
        tags = np.zeros((len(encoded), N_TAGS), dtype=np.float32)
        mentions = np.zeros((len(encoded), N_MENTIONS), dtype=np.float32) if self.has_mentions else None
        inner = np.zeros(len(encoded), dtype=np.float32) if self.has_mentions else None
        windows = []
        for (start, end, first, last), answer in self._run_all(encoded, 0 if apart else BREAK_MARGIN):
            own = slice(first - start, last - start)
            tags[first:last] = answer.tags[own]
            if mentions is not None and inner is not None and answer.mentions is not None and answer.inner is not None:
                mentions[first:last], inner[first:last] = answer.mentions[own], answer.inner[own]
            windows.append(TaggedWindow(start, end, first, last, answer.to_cue, answer.to_source, answer.antecedents))
        return Tagged(encoded, tags, tuple(windows), mentions, inner)

    def _run_all(self, encoded: Encoded, break_margin: int | None) -> Iterable[tuple[list[int], _Answer]]:
        """The windows of a text in order, each with its answers. The longest is run first, so that no core waits long for another."""
        if len(encoded) == 0:
            return []
        if break_margin is None:
            plan = make_windows(len(encoded), MARGIN)
        else:
            breaks = (np.flatnonzero(encoded.ids == self._break) + 1).tolist()
            plan = cut_windows(len(encoded), breaks, MARGIN, break_margin)
        longest_first: list[list[int]] = sorted(plan.tolist(), key=lambda row: row[0] - row[1])
        answers = self._map(lambda row: self._run(encoded, *row), longest_first)
        return sorted(zip(longest_first, answers, strict=True), key=lambda pair: pair[0][0])

    def _run(self, encoded: Encoded, start: int, end: int, first: int, last: int) -> _Answer:
        """The answers for one window, without those for [CLS] and [SEP]; `first` to `last` is the part that is taken from it."""
        part = slice(start, end)
        ids = np.concatenate([[self._cls], encoded.ids[part], [self._sep]])
        case, depth = (np.pad(values[part], 1) for values in (encoded.case, encoded.depth))
        found = self._session.run(self._outputs, {"ids": ids[None], "case": case[None], "depth": depth[None]})
        n = end - start
        logs = log_softmax(found[0][0, 1:-1])
        cues = _keep(found[1][0, 1:-1, : n + 1], np.flatnonzero(logs[:, B_CUE] > _MAY_BEGIN), start)
        sources = _keep(found[2][0, 1:-1, : n + 1], np.flatnonzero(logs[:, B_SOURCE] > _MAY_BEGIN), start)
        if not self.has_mentions:
            return _Answer(logs, cues, sources)
        mentions = log_softmax(found[3][0, 1:-1])
        begins = mention_starts(mentions, encoded.case[part])
        rows = begins[(begins >= first - start) & (begins < last - start)]
        antecedents = _antecedents(found[4][0, 1:-1, : n + 1], rows, begins, start)
        return _Answer(logs, cues, sources, mentions, antecedents, 1 / (1 + np.exp(-found[5][0, 1:-1, 0])))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the network says of one window."""

    tags: FloatArray
    to_cue: Links
    to_source: Links
    mentions: FloatArray | None = None
    antecedents: Antecedents | None = None
    inner: FloatArray | None = None


def _antecedents(scores: FloatArray, rows: IntArray, columns: IntArray, start: int) -> Antecedents:
    """The scores of mentions for the earlier mentions of their window, as log-probabilities over these and "none"."""
    chosen = scores[rows][:, np.concatenate([columns + 1, [0]])]
    # with no column at all there is still "none"
    chosen[:, :-1][columns[None, :] >= rows[:, None]] = -1e4
    return Antecedents(rows + start, columns + start, log_softmax(chosen))


def _keep(scores: FloatArray, columns: IntArray, start: int) -> Links:
    """The log-probabilities of the columns that may matter, of a window's link scores, whose position 0 is "not here"."""
    peak = scores.max(axis=1, keepdims=True)
    total = peak + np.log(np.exp(scores - peak).sum(axis=1, keepdims=True))
    return Links(columns + start, scores[:, np.concatenate([columns + 1, [0]])] - total)


def link_to_cues(tagged: Tagged, tokens: IntArray, heads: IntArray) -> FloatArray:
    """Log-probability that each token belongs to the cue that begins at each head, and, last, to none: shape (n_tokens, n_heads + 1).

    Tokens and heads are in text order. A pair is looked up in the window that is best for the token; where that one does not reach the
    cue, in another that holds both.
    """
    return _gather(tagged, tokens, heads, "to_cue")


def link_to_sources(tagged: Tagged, heads: IntArray, starts: IntArray) -> FloatArray:
    """Log-probability that the source of each cue begins at each start, and, last, that it has none: shape (n_heads, n_starts + 1)."""
    return _gather(tagged, heads, starts, "to_source")


def _gather(tagged: Tagged, rows: IntArray, columns: IntArray, name: str) -> FloatArray:
    out = np.full((len(rows), len(columns) + 1), -20.0, dtype=np.float32)
    # the best window of a row goes last and has the last word
    for own in (False, True):
        for window in tagged.windows:
            low, high = (window.first, window.last) if own else (window.start, window.end)
            begin, stop = np.searchsorted(rows, [low, high])
            if begin == stop:
                continue
            links: Links = getattr(window, name)
            picked = links.scores[rows[begin:stop] - window.start]
            there, at = _matching(columns, links.columns)
            old = out[begin:stop, there]
            out[begin:stop, there] = picked[:, at] if own else np.maximum(old, picked[:, at])
            if own:
                # "none" counts only in a row's own window; elsewhere it says no more than that the window ends
                out[begin:stop, -1] = picked[:, -1]
    return out


def _matching(wanted: IntArray, columns: IntArray) -> tuple[IntArray, IntArray]:
    """The indexes of the sorted `wanted` that are among the sorted `columns`, and where they stand there."""
    if len(columns) == 0 or len(wanted) == 0:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(columns, wanted), len(columns) - 1)
    there = np.flatnonzero(columns[at] == wanted)
    return there, at[there]


def load_tagger(path: str | os.PathLike[str] | None = None, *, threads: int | None = None) -> Tagger:
    """The tagger of a model folder, by default the one that is shipped; opened once a process for each folder and number of threads.

    `threads` is how many windows may be run at a time; by default as many as there are cores that this process may run on.

    Raises:
        ModelError: a file of the model is missing, partial, damaged, or of a format that this version does not know.
    """
    return _open(Path(path) if path is not None else SHIPPED, threads or _cores())


def _cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _open(folder: Path, threads: int) -> Tagger:
    manifest = check_files(folder, Kind.TAGGER)
    return Tagger(folder, *open_network(folder, TAGGER_GRAPH), manifest, threads)
