"""How sure an attribution is: from the log-probabilities behind it to a calibrated probability.

A logistic regression over the evidence of a draft (Platt 1999), fitted on development data by training/calibrate.py and kept beside the
model. What it predicts is that source and content are those that an annotator marked (the shared scorer's `triple`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sayso.attributions.assemble import Options
from sayso.errors import ModelError

CALIBRATION: Final = "calibration.json"
CUE_WORDS: Final = "cue_words.txt"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights over the evidence (see `assemble.EVIDENCE`), the scores below which a draft is not believed, on the first level and within,
    and what assembly was tuned to."""

    weights: tuple[float, ...]
    bias: float
    threshold: float
    nested_threshold: float
    options: Options

    def score(self, evidence: tuple[float, ...]) -> float:
        """The probability, 0..1, that source and content are right."""
        logit = self.bias + sum(w * x for w, x in zip(self.weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def load_scorer(folder: Path) -> Scorer:
    """The scorer of a model folder.

    Raises:
        ModelError: the calibration file is missing or damaged.
    """
    path = folder / CALIBRATION
    try:
        values = json.loads(path.read_text("utf8"))
        return Scorer(
            weights=tuple(map(float, values["weights"])),
            bias=float(values["bias"]),
            threshold=float(values["threshold"]),
            nested_threshold=float(values["nested_threshold"]),
            options=Options(piece_weights=tuple(map(float, values["piece_weights"])), none_bias=float(values["none_bias"])),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"The model's calibration {path} is missing or damaged ({error}). Reinstall sayso, or give another model folder."
        ) from None


@cache
def load_cue_words(folder: Path) -> frozenset[str]:
    """The words that cues are made of, in lower case, from a model folder.

    Raises:
        ModelError: the list is missing or damaged.
    """
    path = folder / CUE_WORDS
    try:
        return frozenset(line for line in path.read_text("utf8").splitlines() if line and not line.startswith("#"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The model's list of cue words {path} is missing or damaged ({error}). Reinstall sayso, or give another folder."
        ) from None
