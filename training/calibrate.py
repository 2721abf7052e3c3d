"""Fit the score of an attribution on development data: ``python -m training.calibrate --model src/sayso/model/en``.

Logistic regression over the evidence of each draft, against whether the shared scorer counts it as a `triple` hit. The figures printed are
cross-validated over ten folds of articles; the weights kept are fitted on all of them. The thresholds are those that give the best triple F1 on the
same folds: at the optimum a draft is kept if its probability is above half of F1 (Lipton, Elkan and Naryanaswamy 2014).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from sayso.attributions.assemble import EVIDENCE, assemble_attributions
from sayso.attributions.scores import CALIBRATION
from sayso.model import find_paragraphs, load_tagger
from training.export import write_manifest
from training.scoring import as_row, load_score_module

N_FOLDS = 10
N_BINS = 10
RIDGE = 1.0


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a ridge-penalised logistic regression by Newton's method; the last one is the bias. Shape (n_features + 1,)."""
    x = np.hstack([x, np.ones((len(x), 1))])
    weights = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * RIDGE
    penalty[-1, -1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (y - p) - penalty @ weights)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def predict(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x @ weights[:-1] + weights[-1], -30, 30)))


def reliability(p: np.ndarray, y: np.ndarray) -> tuple[list[dict[str, float]], float]:
    """Ten bins of equal width with their mean score and share right, and the expected calibration error (Naeini et al. 2015)."""
    rows, error = [], 0.0
    for low in np.arange(N_BINS) / N_BINS:
        inside = (p >= low) & (p < low + 1 / N_BINS + (1e-9 if low > 0.89 else 0))
        if inside.any():
            rows.append({"from": round(float(low), 1), "n": int(inside.sum()), "score": round(float(p[inside].mean()), 4), "right": round(float(y[inside].mean()), 4)})
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return rows, float(error)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, default=Path("../shared/data/polnear_dev.jsonl"))
    parser.add_argument("--nested-threshold", type=float, default=0.5)
    args = parser.parse_args()
    scorer = load_score_module()
    tagger = load_tagger(args.model)
    evidence, right, fold = [], [], []
    n_gold = 0
    for number, row in enumerate(scorer.read_jsonl(args.dev)):
        drafts = assemble_attributions(tagger.tag([(row["text"], find_paragraphs(row["text"]))])[0])
        text = scorer.Text(row["text"])
        _, predicted = scorer.prepare(text, [as_row(d.content, d.cue, d.source) for d in drafts])
        drafts = [d for d in drafts if text.tokens(as_row(d.content, (), ())["content"])]
        _, gold = scorer.prepare(text, scorer.annotators(row)[0])
        n_gold += len(gold)
        hits = set()
        for i, j, dice in scorer.match(gold, predicted):
            if dice >= 0.5 and scorer.dice(gold[i]["source"], predicted[j]["source"]) >= 0.5:
                hits.add(j)
        evidence += [d.evidence for d in drafts]
        right += [j in hits for j in range(len(drafts))]
        fold += [number % N_FOLDS] * len(drafts)
    x, y, folds = np.array(evidence), np.array(right, dtype=float), np.array(fold)
    held_out = np.zeros(len(y))
    for k in range(N_FOLDS):
        held_out[folds == k] = predict(x[folds == k], fit(x[folds != k], y[folds != k]))
    bins, error = reliability(held_out, y)
    thresholds = np.arange(0, 0.61, 0.02)
    f1 = [2 * y[held_out >= t].sum() / ((held_out >= t).sum() + n_gold) for t in thresholds]
    best = float(thresholds[int(np.argmax(f1))])
    weights = fit(x, y)
    values = {
        "evidence": list(EVIDENCE),
        "weights": [round(float(w), 6) for w in weights[:-1]],
        "bias": round(float(weights[-1]), 6),
        "threshold": round(best, 2),
        "nested_threshold": args.nested_threshold,
        "n_drafts": len(y),
        "expected_calibration_error": round(error, 4),
        "reliability": bins,
    }
    (args.model / CALIBRATION).write_text(json.dumps(values, indent=1) + "\n", "utf8")
    manifest = json.loads((args.model / "manifest.json").read_text("utf8"))
    write_manifest(args.model, version=manifest["version"])
    print(json.dumps({**values, "f1_all": round(float(f1[0]), 4), "f1_at_threshold": round(max(map(float, f1)), 4)}, indent=1))


if __name__ == "__main__":
    main()
