"""Fit how the judge and the rules are weighed together: ``python -m training.judge_fit --model src/sayso/model/en``.

Every held-out headline is read with its body as a page; seven logistic models over the judge's log-odds and the verdicts of the rules are
fitted by ridge-penalised Newton steps, and all biases are shifted as far as at most one supported headline in five is called otherwise.
Prints what they reach, cross-validated by body, beside the rules alone and the judge alone; writes judge.json and the manifest.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sayso.checks.headline import check_claims, find_damage, find_silence, sum_up
from sayso.checks.headline_judge import EVIDENCE, FAULTS, RulesSay, features_of
from sayso.checks.headline_statements import split_body
from sayso.model.files import JUDGE_WEIGHTS
from sayso.model.judge import load_judge
from sayso.pages import parse_text
from sayso.pipeline import STEPS, read
from training.judge_data import Headline, load_stock
from training.manifest import write_manifest

RIDGE = 2.0  # a guess
FOLDS = 5
TWO_FAULTS = 3.0  # what a headline with two faults counts; of 1, 3, 6 and 10 chosen on the held-out headlines and the 18 pages
SHIFTS = np.linspace(-1.0, 1.0, 21)
CRY_WOLF = 0.2  # the largest share of supported headlines that may be called otherwise


def evidence(headline: Headline, scores: Sequence[float]) -> list[float]:
    """What the weights are for, of one headline."""
    page = parse_text(f"{headline.text}\n\n" + "\n\n".join(headline.body))
    reading = read(page, steps=[step for step in STEPS if step.__name__ not in ("_look_ahead", "_check_headline")])
    sentences = split_body(reading)
    silent = find_silence(reading) is not None or find_damage(reading, sentences) is not None
    return features_of(scores, RulesSay(frozenset()) if silent else sum_up(check_claims(reading, sentences)))


def fit(features: np.ndarray, gold: np.ndarray) -> np.ndarray:
    """Weights with the bias first, shape (n_faults, n_features + 1), by Newton's method on the penalised likelihood; the bias goes free.

    Headlines with two faults count for more: on whole pages they are as frequent as those with one, in the stock they are rare.
    """
    counts = np.where(gold.sum(axis=1) > 1, TWO_FAULTS, 1.0)
    counts *= len(counts) / counts.sum()
    x = np.hstack([np.ones((len(features), 1)), features])
    ridge = np.diag([0.0] + [RIDGE] * features.shape[1])
    rows = []
    for column in gold.T:
        w = np.zeros(x.shape[1])
        for _ in range(30):
            p = 1 / (1 + np.exp(-x @ w))
            step = np.linalg.solve(
                (x * (counts * p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(w)), x.T @ (counts * (column - p)) - ridge @ w
            )
            w += step
            if np.abs(step).max() < 1e-8:
                break
        rows.append(w)
    return np.array(rows)


def odds(weights: np.ndarray, features: np.ndarray) -> np.ndarray:
    """Log-odds of each fault, shape (n, n_faults)."""
    return np.hstack([np.ones((len(features), 1)), features]) @ weights.T


def measure(named: np.ndarray, gold: np.ndarray) -> tuple[float, float, float]:
    """F1 of the verdicts (`supported` is one), the share of exact sets, and the share of supported headlines that are called otherwise."""
    a, b = (np.hstack([one, ~one.any(1, keepdims=True)]) for one in (named, gold.astype(bool)))
    f1 = 2 * (a & b).sum() / (a.sum() + b.sum())
    supported = b[:, -1]
    return float(f1), float((a == b).all(1).mean()), float((supported & ~a[:, -1]).sum() / max(1, supported.sum()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=Path("training/judge.toml"))
    parser.add_argument("--model", type=Path, required=True)
    args = parser.parse_args()
    data = tomllib.loads(args.config.read_text("utf8"))["data"]
    stock = load_stock(sorted(Path(data["stock"]).glob(data["held_out"])))
    if not (args.model / JUDGE_WEIGHTS).exists():  # a judge does not open without
        (args.model / JUDGE_WEIGHTS).write_text(json.dumps({"weights": [[0.0] * (len(EVIDENCE) + 1)] * len(FAULTS)}), "utf8")
        write_manifest(args.model)
    judge = load_judge(args.model)
    if judge is None:
        raise SystemExit(f"There is no judge in {args.model}; training.export --judge writes it.")
    scores = np.array([judge.judge(headline.text, headline.body).faults for headline in stock])
    features = np.array([evidence(headline, row) for headline, row in zip(stock, scores.tolist(), strict=True)])
    gold = np.array([[any(fault.verdict == name for fault in headline.faults) for name in FAULTS] for headline in stock], dtype=float)
    bodies = {headline.body: number for number, headline in enumerate(stock)}
    fold = np.array([bodies[headline.body] for headline in stock]) % FOLDS
    held = np.zeros_like(gold)
    for number in range(FOLDS):
        held[fold == number] = odds(fit(features[fold != number], gold[fold != number]), features[fold == number])
    shift = max(one for one in SHIFTS if measure(held + one > 0, gold)[2] <= CRY_WOLF)
    n = len(FAULTS)
    reached = {
        "rules": measure(features[:, n : 2 * n] > 0, gold),
        "judge": measure(scores > 0, gold),
        "together": measure(held + shift > 0, gold),
    }
    figures = {"n_headlines": len(stock), "n_bodies": len(bodies), "shift": round(float(shift), 2), **reached}
    weights = fit(features, gold)
    weights[:, 0] += shift
    named = [name.value for name in FAULTS]
    known = {"faults": named, "evidence": ["bias", *EVIDENCE]}
    value = known | {"weights": weights.round(4).tolist(), "figures": figures}
    (args.model / JUDGE_WEIGHTS).write_text(json.dumps(value, indent=1) + "\n", "utf8")
    write_manifest(args.model)
    for name, (f1, exact, cried) in reached.items():
        print(f"{name:10} F1 {f1:.3f}  exact {exact:.3f}  supported called otherwise {cried:.3f}")
    for column, name in enumerate(named):
        right = (held[:, column] + shift > 0) & (gold[:, column] > 0)
        print(f"{name:18} F1 {2 * right.sum() / max(1, (held[:, column] + shift > 0).sum() + gold[:, column].sum()):.3f}")


if __name__ == "__main__":
    main()
