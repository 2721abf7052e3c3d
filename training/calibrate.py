"""Fit the score of an attribution on development data: ``python -m training.calibrate --model src/sayso/model/en``.

Logistic regression over the evidence of each draft, against whether the shared scorer counts it as a `triple` hit. The figures printed are
cross-validated over ten folds of articles; the weights kept are fitted on all of them. The threshold is the lowest that keeps triple F1
on the same folds within 0.1 points of its best.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from sayso.attributions.assemble import EVIDENCE, PIECE_EVIDENCE, Options, assemble_attributions
from sayso.attributions.edges import closed_quotations
from sayso.attributions.scores import CALIBRATION
from sayso.model import Tagged, find_paragraphs, load_tagger
from sayso.reading import Spans
from sayso.text import quotations
from training.manifest import write_manifest
from training.scoring import as_row, load_score_module

N_FOLDS = 10
N_BINS = 10
RIDGE = 1.0
GIVEN_AWAY = 0.001
"""What F1 may lose so that more is found: every attribution shows its score, and who wants fewer can ask for a higher one."""


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
            rows.append(
                {
                    "from": round(float(low), 1),
                    "n": int(inside.sum()),
                    "score": round(float(p[inside].mean()), 4),
                    "right": round(float(y[inside].mean()), 4),
                }
            )
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return rows, float(error)


@dataclass(frozen=True)
class TaggedArticle:
    """A development article with the network's answers and the gold of its first annotator, in word tokens of the scorer."""

    text: str
    tagged: Tagged
    quoted: Spans
    words: Any
    gold: list[dict[str, Any]]


def read_articles(model: Path, scorer: ModuleType, dev: Path) -> list[TaggedArticle]:
    tagger = load_tagger(model)
    articles = []
    for row in scorer.read_jsonl(dev):
        text = row["text"]
        paragraphs = find_paragraphs(text)
        words = scorer.Text(text)
        gold = scorer.prepare(words, scorer.annotators(row)[0])[1]
        quoted = closed_quotations(quotations(text, paragraphs))
        articles.append(TaggedArticle(text, tagger.tag(text, paragraphs), quoted, words, gold))
    return articles


def judge_pieces(articles: list[TaggedArticle], scorer: ModuleType, options: Options) -> tuple[np.ndarray, np.ndarray]:
    """Evidence for each piece of the contents that have several, and whether more than half of it is content in gold. Shapes (n, 5) and
    (n,)."""
    evidence, right = [], []
    for article in articles:
        drafts = assemble_attributions(article.tagged, article.text, article.quoted, options)
        drafts = [d for d in drafts if article.words.tokens(as_row(d.content, (), ())["content"])]
        _, predicted = scorer.prepare(article.words, [as_row(d.content, d.cue, d.source) for d in drafts])
        for i, j, _ in scorer.match(article.gold, predicted):
            if len(drafts[j].content) < 2:
                continue
            for span, row in zip(drafts[j].content, drafts[j].pieces, strict=True):
                tokens = article.words.tokens([span])
                if tokens and row:
                    evidence.append(row)
                    right.append(2 * len(tokens & article.gold[i]["content"]) > len(tokens))
    return np.array(evidence), np.array(right, dtype=float)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, default=Path("../shared/data/polnear_dev.jsonl"))
    parser.add_argument("--nested-threshold", type=float, default=0.5)
    parser.add_argument(
        "--none-bias", type=float, default=-0.6, help="added to the log-probability of no role: below zero more is found, then judged"
    )
    args = parser.parse_args()
    scorer = load_score_module()
    articles = read_articles(args.model, scorer, args.dev)
    options = Options(none_bias=args.none_bias)
    piece_x, piece_y = judge_pieces(articles, scorer, options)
    options = replace(options, piece_weights=tuple(fit(piece_x, piece_y).tolist()))
    evidence, right, fold = [], [], []
    n_gold = 0
    for number, article in enumerate(articles):
        drafts = assemble_attributions(article.tagged, article.text, article.quoted, options)
        drafts = [d for d in drafts if article.words.tokens(as_row(d.content, (), ())["content"])]
        _, predicted = scorer.prepare(article.words, [as_row(d.content, d.cue, d.source) for d in drafts])
        n_gold += len(article.gold)
        hits = set()
        for i, j, dice in scorer.match(article.gold, predicted):
            if dice >= 0.5 and scorer.dice(article.gold[i]["source"], predicted[j]["source"]) >= 0.5:
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
    best = float(thresholds[int(np.argmax(np.array(f1) >= max(f1) - GIVEN_AWAY))])
    weights = fit(x, y)
    values = {
        "evidence": list(EVIDENCE),
        "weights": [round(float(w), 6) for w in weights[:-1]],
        "bias": round(float(weights[-1]), 6),
        "threshold": round(best, 2),
        "nested_threshold": args.nested_threshold,
        "none_bias": args.none_bias,
        "piece_evidence": list(PIECE_EVIDENCE),
        "piece_weights": [round(w, 6) for w in options.piece_weights],
        "n_drafts": len(y),
        "expected_calibration_error": round(error, 4),
        "reliability": bins,
    }
    (args.model / CALIBRATION).write_text(json.dumps(values, indent=1) + "\n", "utf8")
    write_manifest(args.model)
    print(json.dumps({**values, "f1_all": round(float(f1[0]), 4), "f1_at_threshold": round(max(map(float, f1)), 4)}, indent=1))


if __name__ == "__main__":
    main()
