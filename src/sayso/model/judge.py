"""The judge: a small network that reads a headline together with the sentences of the body that bear on it, and says what is wrong.

It answers in log-odds, one for each kind of fault, for the headline as a whole and for every sub-token of both sides (which words clash).
The encoder is a cross-encoder (Nogueira and Cho 2019): headline and sentences go through it as one text, so that each word of the headline
is read in the light of the body. Its word embeddings are those of the tagger, kept once. What becomes of its answers is not decided here.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from sayso.errors import ModelError
from sayso.model.decoding import FloatArray, IntArray
from sayso.model.encoding import token_id
from sayso.model.files import JUDGE_GRAPH, JUDGE_WEIGHTS, SHIPPED, Kind, check_files, open_network
from sayso.reading import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FAULTS: Final = ("drops attribution", "drops hedge", "changes party", "changes amount", "changes event", "contradicted", "unsupported")
"""What the columns of all answers stand for, in the terms of READING.md, section 7."""

BUDGET: Final = 220
"""Sub-tokens of headline and sentences together, some seven sentences: 54 of 55 faults of invented pages stand against one of them."""
LONGEST_HEADLINE: Final = 48
_LEAD: Final = (1.5, 0.7)  # what the first two sentences of a body count before any word of theirs is looked at
_PER_TOKEN: Final = 0.004  # how much less a sentence counts for each of its sub-tokens
_NEIGHBOUR: Final = 0.25  # the share that a sentence gains of the better one of its neighbours
_STEM: Final = 5  # letters by which two words are taken for one

_WORD: Final = re.compile(r"[a-z0-9£$%']+")
_COMMON: Final = frozenset(
    "the a an of to in on for and at by with from is was were be been has had have will would that it its his her their as he she they said"
    " says say not but who which after over".split()
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Headline and sentences as the network takes them: [CLS] headline [SEP] sentences [SEP], arrays of shape (n,).

    `side` is 0 up to the first [SEP], 1 after it. `owner` is the number of the sentence, -1 for the headline, -2 for the marks between
    them; `starts` and `ends` are code points of that sentence or of the headline. `kept` are the numbers of the sentences that are there.
    """

    ids: IntArray
    side: IntArray
    owner: IntArray
    starts: IntArray
    ends: IntArray
    kept: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The network's answers: log-odds of each fault, shape (7,), and of each fault for each sub-token of the layout, shape (n, 7)."""

    layout: Layout
    faults: FloatArray
    clashes: FloatArray

    def words(self, fault: int, owner: int, least: float = 0.0) -> Span | None:
        """The run of sub-tokens of one side that clash most by a fault, as code points of that side; None where the side has none.

        The run goes out from the strongest sub-token over neighbours whose log-odds are above `least`, or not far below the strongest.
        """
        places = np.flatnonzero(self.layout.owner == owner)
        if len(places) == 0:
            return None
        scores = self.clashes[places, fault]
        top = int(scores.argmax())
        floor = min(least, float(scores[top]) - 1.0)
        first = last = top
        while first > 0 and scores[first - 1] > floor:
            first -= 1
        while last + 1 < len(places) and scores[last + 1] > floor:
            last += 1
        return Span(int(self.layout.starts[places[first]]), int(self.layout.ends[places[last]]))

    def sentence(self, fault: int) -> int | None:
        """The number of the sentence whose words clash most by a fault; None where no sentence was read."""
        places = np.flatnonzero(self.layout.owner >= 0)
        if len(places) == 0:
            return None
        return int(self.layout.owner[places[int(self.clashes[places, fault].argmax())]])


def content_stems(text: str) -> list[str]:
    """The first letters of the words of a text that are not among the commonest, in order."""
    return [word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _COMMON]


def choose_sentences(headline: str, sentences: Sequence[str], lengths: Sequence[int], budget: int) -> list[int]:
    """The numbers of the sentences that share most with the headline, in their order, as many as `budget` sub-tokens hold; one at least.

    A shared word counts the more the fewer sentences have it (Robertson 2004 on such weights); the lead counts before any word does, and
    a sentence beside a good one gains, because "he" and "it" go on about the same.
    """
    stems = [frozenset(content_stems(sentence)) for sentence in sentences]
    counts: dict[str, int] = {}
    for own in stems:
        for stem in own:
            counts[stem] = counts.get(stem, 0) + 1
    n = len(sentences)
    told = frozenset(content_stems(headline))
    values = []
    for number, own in enumerate(stems):
        value = sum(sorted(math.log((n + 2) / (counts[stem] + 0.5)) for stem in told & own))  # sorted: sums depend on the order
        value += _LEAD[number] if number < len(_LEAD) else 0.0
        values.append(value / (1 + _PER_TOKEN * lengths[number]))
    padded = [0.0, *values, 0.0]
    spread = [values[i] + _NEIGHBOUR * max(padded[i], padded[i + 2]) for i in range(n)]
    kept: list[int] = []
    for number in sorted(range(n), key=lambda i: (-spread[i], i)):
        if lengths[number] <= budget:
            kept.append(number)
            budget -= lengths[number]
        elif not kept:
            return [number]
    return sorted(kept)


def lay_out(headline: str, sentences: Sequence[str], tokenizer: Tokenizer, budget: int = BUDGET) -> Layout:
    """The headline and the sentences chosen for it, as what the network takes; training lays out its examples by this too."""
    cls, sep = token_id(tokenizer, "[CLS]"), token_id(tokenizer, "[SEP]")
    head, *bodies = tokenizer.encode_batch([headline, *sentences], add_special_tokens=False)
    n_head = min(len(head.ids), LONGEST_HEADLINE)
    room = budget - n_head - 3
    kept = choose_sentences(headline, sentences, [len(body.ids) for body in bodies], room)
    rows: list[tuple[int, int, int, int, int]] = [(cls, 0, -2, 0, 0), *_rows(head, n_head, 0, -1), (sep, 0, -2, 0, 0)]
    for number in kept:
        rows += _rows(bodies[number], min(len(bodies[number].ids), room), 1, number)
    rows.append((sep, 1, -2, 0, 0))
    ids, side, owner, starts, ends = np.array(rows, dtype=np.int64).T
    return Layout(ids, side, owner, starts, ends, tuple(kept))


def _rows(encoding: Encoding, n: int, side: int, owner: int) -> list[tuple[int, int, int, int, int]]:
    return [(token, side, owner, *offsets) for token, offsets in zip(encoding.ids[:n], encoding.offsets[:n], strict=True)]


class Judge:
    """The network with its tokenizer. Safe to share between threads; open it after a fork, not before."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, weights: tuple[tuple[float, ...], ...]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.weights = weights
        """For each fault a bias and what each piece of evidence weighs, by which its answers are to be taken (see headline_judge)."""

    def judge(self, headline: str, sentences: Sequence[str]) -> Judgement:
        """What is wrong with a headline over these sentences; the same answer for the same words, whatever else is read."""
        layout = lay_out(headline, sentences, self._tokenizer)
        faults, clashes = self._session.run(["faults", "clashes"], {"ids": layout.ids[None], "side": layout.side[None]})
        return Judgement(layout, faults[0], clashes[0])


def load_judge(path: str | os.PathLike[str] | None = None) -> Judge | None:
    """The judge of a model folder, by default the one that is shipped; None where that folder has none. Opened once a process and folder.

    Raises:
        ModelError: a file of the model is missing, partial or damaged.
    """
    return _open(Path(path) if path is not None else SHIPPED)


@cache
def _open(folder: Path) -> Judge | None:
    if JUDGE_GRAPH not in check_files(folder, Kind.JUDGE)["files"]:
        return None
    session, tokenizer = open_network(folder, JUDGE_GRAPH)
    try:
        weights = tuple(tuple(map(float, row)) for row in json.loads((folder / JUDGE_WEIGHTS).read_text("utf8"))["weights"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"{JUDGE_WEIGHTS} cannot be read ({error})"
        raise ModelError(f"The model in {folder} cannot be opened: {reason}. Reinstall sayso, or give another model folder.") from error
    return Judge(session, tokenizer, weights)
