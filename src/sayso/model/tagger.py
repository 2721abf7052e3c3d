"""The tagger: the shipped network, run over a text window by window.

The only user of onnxruntime. Model files are checked against the manifest (size and SHA-256) before they are opened, so that a partial or damaged
file is refused by name instead of reading nonsense. Nothing is ever downloaded.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sayso.errors import ModelError
from sayso.model.decoding import FloatArray, IntArray, log_softmax
from sayso.model.encoding import WINDOW, Encoded, encode_text, make_windows
from sayso.reading import Spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED: Final = Path(__file__).parent / "en"
MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
MARGIN: Final = 32
BATCH: Final = 8
BUCKET: Final = 32


@dataclass(frozen=True, slots=True)
class TaggedWindow:
    """Link scores of one window, as log-probabilities over its positions; position 0 is "not here".

    `start` and `end` are sub-tokens of the text, `first` and `last` bound the part for which this window is the best. `to_cue` and `to_source`
    have the shape (end - start, end - start + 1).
    """

    start: int
    end: int
    first: int
    last: int
    to_cue: FloatArray
    to_source: FloatArray


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text with the network's answers: tags as log-probabilities, shape (n_tokens, 7), and links window by window."""

    encoded: Encoded
    tags: FloatArray
    windows: tuple[TaggedWindow, ...]


class Tagger:
    """The network with its tokenizer. Safe to share between threads; open it after a fork, not before."""

    def __init__(self, folder: Path, session: InferenceSession, tokenizer: Tokenizer, manifest: dict[str, Any]) -> None:
        self.folder = folder
        self._session = session
        self._tokenizer = tokenizer
        self.manifest = manifest
        self._cls, self._sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")

    @property
    def name(self) -> str:
        """Name and version of the model, for the record of a reading."""
        return f"{self.manifest['name']} {self.manifest['version']}"

    def tag(self, texts: Sequence[tuple[str, Spans]]) -> list[Tagged]:
        """The network's answers for each text, given with the ranges of its paragraphs; what is outside these is not read."""
        encodeds = [encode_text(text, paragraphs, self._tokenizer) for text, paragraphs in texts]
        plans = [make_windows(len(encoded), MARGIN) if len(encoded) else np.zeros((0, 4), dtype=np.int64) for encoded in encodeds]
        jobs = [(number, *map(int, row)) for number, plan in enumerate(plans) for row in plan]
        answers: dict[int, tuple[FloatArray, FloatArray, FloatArray]] = {}
        order = sorted(range(len(jobs)), key=lambda i: (jobs[i][2] - jobs[i][1], i))
        for chunk in _chunks(order, jobs):
            answers |= self._run([(i, encodeds[jobs[i][0]], jobs[i][1], jobs[i][2]) for i in chunk])
        results = []
        at = 0
        for encoded, plan in zip(encodeds, plans, strict=True):
            tags = np.zeros((len(encoded), 7), dtype=np.float32)
            windows = []
            for start, end, first, last in plan.tolist():
                window_tags, to_cue, to_source = answers[at]
                tags[first:last] = window_tags[first - start : last - start]
                windows.append(TaggedWindow(start, end, first, last, to_cue, to_source))
                at += 1
            results.append(Tagged(encoded, tags, tuple(windows)))
        return results

    def _run(self, jobs: list[tuple[int, Encoded, int, int]]) -> dict[int, tuple[FloatArray, FloatArray, FloatArray]]:
        longest = max(end - start for _, _, start, end in jobs) + 2
        length = min(WINDOW, -(-longest // BUCKET) * BUCKET)
        shape = (len(jobs), length)
        ids, case, depth, mask = (np.zeros(shape, dtype=np.int64) for _ in range(4))
        for row, (_, encoded, start, end) in enumerate(jobs):
            n = end - start
            ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = self._cls, encoded.ids[start:end], self._sep
            case[row, 1 : n + 1] = encoded.case[start:end]
            depth[row, 1 : n + 1] = encoded.depth[start:end]
            mask[row, : n + 2] = 1
        tags, to_cue, to_source = self._session.run(None, {"ids": ids, "case": case, "depth": depth, "mask": mask})
        out = {}
        for row, (number, _, start, end) in enumerate(jobs):
            n = end - start
            out[number] = (
                log_softmax(tags[row, 1 : n + 1]),
                log_softmax(to_cue[row, 1 : n + 1, : n + 1]),
                log_softmax(to_source[row, 1 : n + 1, : n + 1]),
            )
        return out


def _chunks(order: list[int], jobs: list[tuple[int, int, int, int, int]]) -> list[list[int]]:
    """Windows of like length in batches of at most `BATCH`: padding is work thrown away."""
    chunks: list[list[int]] = []
    bucket = -1
    for i in order:
        wanted = -(-(jobs[i][2] - jobs[i][1] + 2) // BUCKET)
        if wanted != bucket or len(chunks[-1]) == BATCH:
            chunks.append([])
            bucket = wanted
        chunks[-1].append(i)
    return chunks


def link_to_cues(tagged: Tagged, tokens: IntArray, heads: IntArray) -> FloatArray:
    """Log-probability that each token belongs to the cue that begins at each head, and, last, to none: shape (n_tokens, n_heads + 1).

    A pair is looked up in the window that is best for the token; where that one does not reach the cue, in another that holds both.
    """
    return _gather(tagged, tokens, heads, "to_cue")


def link_to_sources(tagged: Tagged, heads: IntArray, starts: IntArray) -> FloatArray:
    """Log-probability that the source of each cue begins at each start, and, last, that it has none: shape (n_heads, n_starts + 1)."""
    return _gather(tagged, heads, starts, "to_source")


def _gather(tagged: Tagged, rows: IntArray, columns: IntArray, name: str) -> FloatArray:
    out = np.full((len(rows), len(columns) + 1), -20.0, dtype=np.float32)
    best = np.zeros(out.shape, dtype=bool)
    for window in tagged.windows:
        here = np.flatnonzero((rows >= window.start) & (rows < window.end))
        if len(here) == 0:
            continue
        there = np.flatnonzero((columns >= window.start) & (columns < window.end))
        own = (rows[here] >= window.first) & (rows[here] < window.last)
        scores: FloatArray = getattr(window, name)
        picked = scores[np.ix_(rows[here] - window.start, np.concatenate([columns[there] - window.start + 1, [0]]))]
        cells = np.ix_(here, np.concatenate([there, [len(columns)]]))
        old, done = out[cells], best[cells]
        null = np.zeros(old.shape, dtype=bool)
        null[:, -1] = True
        # "none" counts only in a token's own window; elsewhere it says no more than that the window ends
        take = own[:, None] | (~done & ~null & (picked > old))
        out[cells] = np.where(take, picked, old)
        best[cells] = done | own[:, None]
    return out


def load_tagger(path: str | os.PathLike[str] | None = None, *, threads: int | None = None) -> Tagger:
    """The tagger of a model folder, by default the one that is shipped; opened once a process for each folder and number of threads.

    `threads` is how many cores one window batch may use; by default all that this process may run on.

    Raises:
        ModelError: a file of the model is missing, partial, damaged, or of a format that this version does not know.
    """
    return _open(Path(path) if path is not None else SHIPPED, threads or _cores())


def _cores() -> int:
    """How many cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def _open(folder: Path, threads: int) -> Tagger:
    manifest = check_files(folder)
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import onnxruntime
    from tokenizers import Tokenizer as FastTokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        tokenizer = FastTokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # onnxruntime and tokenizers raise bare exceptions of their own
        raise ModelError(f"The model in {folder} cannot be opened: {error}. Reinstall sayso, or give another model folder.") from error
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Tagger(folder, session, tokenizer, manifest)


def check_files(folder: Path) -> dict[str, Any]:
    """The manifest of a model folder, after comparing every file that it lists with its size and SHA-256.

    Raises:
        ModelError: naming the file that is missing, partial or damaged.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf8"))
        files = {str(name): (int(entry["bytes"]), str(entry["sha256"])) for name, entry in manifest["files"].items()}
    except FileNotFoundError:
        raise ModelError(f"There is no model in {folder}: {MANIFEST} is missing. Reinstall sayso, or give another model folder.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"The model manifest {folder / MANIFEST} is damaged ({error}). Reinstall sayso, or give another model folder.") from None
    if manifest.get("format") != FORMAT:
        raise ModelError(f"The model in {folder} has format {manifest.get('format')!r}; this version of sayso reads format {FORMAT}.")
    for name, (size, digest) in files.items():
        path = folder / name
        try:
            data = path.read_bytes()
        except OSError:
            raise ModelError(f"The model file {path} is missing. Reinstall sayso, or give another model folder.") from None
        if len(data) != size:
            raise ModelError(f"The model file {path} is partial: {len(data)} bytes of {size}. Reinstall sayso, or give another model folder.")
        if hashlib.sha256(data).hexdigest() != digest:
            raise ModelError(f"The model file {path} is damaged: its SHA-256 is not that of the manifest. Reinstall sayso, or give another model folder.")
    return manifest
