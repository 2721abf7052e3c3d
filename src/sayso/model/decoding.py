"""From scores to spans and links: what the network says, put into a form that an attribution can have.

Tags are decoded under the rule that an I follows a B or I of its role (Viterbi, only where the best labels break the rule). Links are
then decided span by span: each content goes to one cue, each cue to at most one source, which several cues may share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

N_TAGS: Final = 7
_BLOCKED: Final = np.float32(-1e9)

_CERTAIN: Final = np.float32(4.1)
"""How far "none" must be ahead of the next label to count as certain: at this, it has a probability of 0.9 whatever the other five say."""

ALLOWED: Final = np.array(
    [[after % 2 == 1 or after == 0 or before in (after - 1, after) for after in range(N_TAGS)] for before in range(N_TAGS)]
)
"""Whether a label may follow another: ``ALLOWED[before, after]``. 0 is none, 1/2 are B/I of a source, 3/4 of a cue, 5/6 of a content."""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A run of sub-tokens with one role: numbers of the first and of the one after the last, and the mean log-probability of its labels."""

    role: int
    start: int
    end: int
    confidence: float


def log_softmax(scores: FloatArray) -> FloatArray:
    """Log-probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def decode_tags(log_probabilities: FloatArray) -> IntArray:
    """The best valid label of each sub-token; shape (n_tokens,) from (n_tokens, 7)."""
    labels: IntArray = log_probabilities.argmax(axis=1)
    before = np.concatenate([[0], labels[:-1]])
    broken = np.flatnonzero(~ALLOWED[before, labels])
    if len(broken) == 0:
        return labels
    # the unconstrained optimum stands wherever it is valid; only the stretch between two certain "none" labels around a fault is decoded
    # again
    certain = np.flatnonzero(log_probabilities[:, 0] - log_probabilities[:, 1:].max(axis=1) > _CERTAIN)
    done = -1
    for fault in broken.tolist():
        if fault < done:
            continue
        at = int(np.searchsorted(certain, fault))
        start = int(certain[at - 1]) + 1 if at else 0
        end = int(certain[at]) if at < len(certain) else len(labels)
        labels[start:end] = _viterbi(log_probabilities[start:end])
        done = end
    return labels


def _viterbi(scores: FloatArray) -> IntArray:
    """The best valid labels of a stretch before which stands "none".

    The rule is short enough to be written out: whatever is no I may follow anything, an I only its own B or I. Plain numbers take a fifth
    of the time that arrays of seven take.
    """
    rows: list[list[float]] = scores.astype(np.float64).tolist()
    best = [score if label % 2 or label == 0 else score + float(_BLOCKED) for label, score in enumerate(rows[0])]
    back: list[tuple[int, ...]] = []
    for row in rows[1:]:
        highest = max(best)
        any_label = best.index(highest)
        source, cue, content = (begin if best[begin] >= best[begin + 1] else begin + 1 for begin in (1, 3, 5))
        before = (any_label, any_label, source, any_label, cue, any_label, content)
        back.append(before)
        best = [best[label] + score for label, score in zip(before, row, strict=True)]
    labels = [best.index(max(best))]
    for pointers in reversed(back):
        labels.append(pointers[labels[-1]])
    return np.array(labels[::-1], dtype=np.int64)


def role_spans(labels: IntArray, log_probabilities: FloatArray) -> list[RoleSpan]:
    """The runs of valid labels as spans, in text order."""
    chosen = log_probabilities[np.arange(len(labels)), labels]
    begins = labels % 2 == 1
    over = np.append(begins[1:] | (labels[1:] == 0), True)[: len(labels)] & (labels > 0)
    return [
        RoleSpan(int(labels[start]) // 2, start, end, float(chosen[start:end].mean()))
        for start, end in zip(np.flatnonzero(begins).tolist(), (np.flatnonzero(over) + 1).tolist(), strict=True)
    ]
