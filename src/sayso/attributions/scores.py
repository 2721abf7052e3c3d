"""How sure an attribution is: from the log-probabilities behind it to a calibrated probability.

A logistic regression over the evidence of a draft (Platt 1999), fitted on development data by training/calibrate.py and kept beside the model.
What it predicts is that source and content are those that an annotator marked (the shared scorer's `triple`).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sayso.errors import ModelError

CALIBRATION: Final = "calibration.json"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights over the evidence (see `assemble.EVIDENCE`), and the scores below which a draft is not believed, on the first level and within."""

    weights: tuple[float, ...]
    bias: float
    threshold: float
    nested_threshold: float

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
        return Scorer(tuple(map(float, values["weights"])), float(values["bias"]), float(values["threshold"]), float(values["nested_threshold"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model's calibration {path} is missing or damaged ({error}). Reinstall sayso, or give another model folder.") from None
