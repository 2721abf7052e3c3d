"""Does a score of 0.8 mean right eight times in ten? The reliability curve and the expected calibration error on PolNeAR dev.

    python -m benchmarks.calibration

An attribution counts as right as it does in `triple`: paired with one of the gold, contents and sources both at a Dice of 0.5 or more.
Where several people marked an article, it is right by the share of them who agree. The expected calibration error (ECE: Naeini, Cooper and
Hauskrecht 2015, section 3) is the mean distance between score and share in ten bins of equal width, weighted by what is in each.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Final, NamedTuple

from benchmarks.gold import article_gold
from benchmarks.inputs import DEV, Json, describe_run, digest, load_articles, write_result
from benchmarks.quality import Readings, read_articles
from benchmarks.scoring import match_attributions
from sayso.reading import Manner, Reading

N_BINS: Final = 10
"""As usual in the literature; with some 1,600 attributions on dev, a bin has 160 on average."""


class Judged(NamedTuple):
    """The score of a predicted attribution, the share of annotators by whom it is right, and its manner."""

    score: float
    right: float
    manner: Manner


class Bin(NamedTuple):
    """A bin of the reliability curve."""

    low: float
    high: float
    n: int
    mean_score: float
    share_right: float


def judge(reading: Reading, golds: list[Reading]) -> list[Judged]:
    """Each attribution of the top level against the gold of each annotator."""
    top = Reading(reading.page, attributions=tuple(one for one in reading.attributions if one.parent is None))
    hits = [0] * len(top.attributions)
    for gold in golds:
        for pair in match_attributions(gold, top):
            hits[pair.predicted] += pair.is_right
    return [Judged(one.score, hit / len(golds), one.manner) for one, hit in zip(top.attributions, hits, strict=True)]


def make_bins(judged: Iterable[Judged], n_bins: int = N_BINS) -> list[Bin]:
    """The reliability curve in bins of equal width; empty ones are left out."""
    rows = list(judged)
    bins = []
    for number in range(n_bins):
        inside = [row for row in rows if min(int(row.score * n_bins), n_bins - 1) == number]
        if inside:
            mean = sum(row.score for row in inside) / len(inside)
            share = sum(row.right for row in inside) / len(inside)
            bins.append(Bin(number / n_bins, (number + 1) / n_bins, len(inside), mean, share))
    return bins


def calibration_error(bins: Iterable[Bin]) -> float:
    """The expected calibration error of a reliability curve, 0..1."""
    rows = list(bins)
    total = sum(row.n for row in rows)
    return sum(row.n * abs(row.mean_score - row.share_right) for row in rows) / total if total else 0.0


def measure_calibration(dev: Readings) -> Json:
    """The reliability curve over dev, its error, the Brier score, and the error by manner as read."""
    judged = [
        one
        for article in load_articles()
        for one in judge(dev[article.id], [article_gold(dev[article.id].page, marked) for marked in article.annotators])
    ]
    bins = make_bins(judged)
    return {
        "digest": digest([DEV]),
        "n": len(judged),
        "ece": calibration_error(bins),
        "brier": sum((row.score - row.right) ** 2 for row in judged) / len(judged) if judged else 0.0,
        "ece_by_manner": {manner.value: calibration_error(make_bins(row for row in judged if row.manner is manner)) for manner in Manner},
        "bins": [row._asdict() for row in bins],
    }


def describe(figures: Json) -> str:
    """The curve, a line a bin, and its error."""
    lines = ["  score        n   mean score   share right"]
    lines += [
        f"  {row['low']:.1f}-{row['high']:.1f}  {row['n']:6}  {row['mean_score']:11.3f}  {row['share_right']:12.3f}"
        for row in figures["bins"]
    ]
    return "\n".join([*lines, f"expected calibration error {figures['ece']:.3f}, Brier score {figures['brier']:.3f}"])


def main(argv: list[str] | None = None) -> None:
    argparse.ArgumentParser(description="Measure the calibration of scores; see the module's docstring.").parse_args(argv)
    if not DEV.is_file():
        print("The corpus is not beside the project: calibration cannot be measured, and no result is kept.")
        return
    figures = measure_calibration(read_articles(load_articles()))
    print(describe(figures))
    write_result("calibration", describe_run() | figures)


if __name__ == "__main__":
    main()
