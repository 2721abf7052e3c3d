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
ROLE_NAMES: Final = ("source", "cue", "content")
_BLOCKED: Final = np.float32(-1e9)

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
    certain = np.flatnonzero((labels == 0) & (log_probabilities[:, 0] > -0.1))
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
    blocked = np.where(ALLOWED, np.float32(0), _BLOCKED)
    best = scores[0] + blocked[0]
    back = np.zeros(scores.shape, dtype=np.int64)
    for i in range(1, len(scores)):
        paths = best[:, None] + blocked
        back[i] = paths.argmax(axis=0)
        best = paths.max(axis=0) + scores[i]
    labels = np.zeros(len(scores), dtype=np.int64)
    labels[-1] = best.argmax()
    for i in range(len(scores) - 1, 0, -1):
        labels[i - 1] = back[i, labels[i]]
    return labels


def role_spans(labels: IntArray, log_probabilities: FloatArray) -> list[RoleSpan]:
    """The runs of labels as spans, in text order."""
    spans = []
    begins = np.flatnonzero(labels % 2 == 1)
    chosen = log_probabilities[np.arange(len(labels)), labels]
    for start in begins.tolist():
        inside = labels[start] + 1
        end = start + 1
        while end < len(labels) and labels[end] == inside:
            end += 1
        spans.append(RoleSpan(int(labels[start]) // 2, start, end, float(chosen[start:end].mean())))
    return spans
