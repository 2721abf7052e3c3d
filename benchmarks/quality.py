"""How well attributions are found: on PolNeAR dev, on the cases, and on the cases of our own.

    python -m benchmarks.quality                                  read, score, and keep the result
    python -m benchmarks.quality --out DIR                        write the predictions and readings there too
    python -m benchmarks.quality --peer .venv-peer/bin/python     score the peer on the same articles

On PolNeAR the scorer is the reference one, loaded from beside the project, and so is the agreement of two people: each article that several
people marked, each of them against each other. PolNeAR marks one level, so attributions with a parent are left out there. Without that
material only our own cases are read, by our own scorer; they are few, and say whether something broke rather than how good the whole is.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from itertools import permutations
from pathlib import Path
from typing import Any

import sayso
from benchmarks.gold import case_gold
from benchmarks.inputs import (
    DEV,
    OWN_CASES,
    SHARED_CASES,
    TRAIN,
    Article,
    Json,
    case_folders,
    case_page,
    describe_run,
    digest,
    digest_cases,
    load_articles,
    load_scorer,
    write_result,
)
from benchmarks.scoring import Score, score_attributions
from benchmarks.workers import PEER, Worker
from sayso.exports.quote_checks import quote_checks_to_json
from sayso.reading import Reading, Spans

Readings = dict[str, Reading]


def read_articles(articles: list[Article]) -> Readings:
    """The reading of each article's text, by its id."""
    return {article.id: sayso.read(sayso.parse_text(article.text)) for article in articles}


def read_cases(cases: Path) -> Readings:
    """The reading of each case's page, by the name of its folder."""
    return {folder.name: sayso.read(case_page(folder)) for folder in case_folders(cases)}


def predict(reading: Reading) -> list[Json]:
    """The attributions of a reading as PolNeAR's scorer takes them: ranges by role, top level only."""
    return [
        {"source": _pairs(attribution.source), "cue": _pairs(attribution.cue), "content": _pairs(attribution.content)}
        for attribution in reading.attributions
        if attribution.parent is None
    ]


def score_articles(articles: list[Article], predictions: dict[str, list[Json]]) -> Json:
    """The reference scorer's figures of predictions by article."""
    rows = [{"id": article.id, "text": article.text, "attributions": dict(enumerate(article.annotators))} for article in articles]
    figures: Json = load_scorer("score_attributions").score(rows, predictions)
    return figures


def score_people() -> Json:
    """How far two people agree: every ordered pair of annotators of an article, by the same scorer. No model has part in it."""
    scorer = load_scorer("score_attributions")
    shared = [article for article in load_articles(TRAIN) + load_articles(DEV) if len(article.annotators) > 1]
    counts = [
        scorer.count(article.text, list(one), list(other)) for article in shared for one, other in permutations(article.annotators, 2)
    ]
    return {"n_articles": len(shared), "n_pairs": len(counts), **scorer.summarise(counts)}


def score_shared_cases(readings: Readings, folder: Path) -> Json:
    """The reference scorer's figures of the cases; the readings are written to the folder, which is where that scorer reads them."""
    for name, reading in readings.items():
        (folder / f"{name}.json").write_text(json.dumps(sayso.to_json(reading)), encoding="utf-8")
        if records := sorted(path for path in (SHARED_CASES / name).glob("*.txt") if path.name.startswith(("transcript", "record-"))):
            checked = sayso.check_quotes(reading, records)
            quotes = quote_checks_to_json(checked, sayso.load_records(records))
            (folder / f"{name}.quotes.json").write_text(json.dumps(quotes), encoding="utf-8")
    figures: Json = load_scorer("score_cases").score(SHARED_CASES, folder)
    return figures


def score_own_cases(readings: Readings) -> Json:
    """Our own scorer's figures of the cases in tests/cases."""
    total = Score()
    n_found = 0
    for folder in case_folders(OWN_CASES):
        reading = readings[folder.name]
        gold = case_gold(folder, reading.page)
        n_found += not gold.missing
        total.add(score_attributions(gold.reading, reading))
    return {
        "n_cases": len(readings),
        "attribution": {"p": total.precision("triple"), "r": total.recall("triple"), "f1": total.f1("triple"), "n": total.n_gold},
        "content_exact": {"f1": total.f1("content_exact")},
        "manner": {"share": total.share("manner")},
        "parent": {"share": total.share("parent")},
        "text_found": {"share": n_found / len(readings) if readings else 0.0},
    }


def score_peer(python: Path, articles: list[Article]) -> Json:
    """The reference scorer's figures of the peer. It gives direct quotations only, and nothing for a text whose marks do not pair."""
    with Worker(python, PEER) as peer:
        answers = {article.id: peer.ask([article.text]) for article in articles}
        versions = peer.versions
    figures = score_articles(articles, {name: answer["attributions"][0] for name, answer in answers.items()})
    return {"versions": versions, "n_refused": sum(answer["n_refused"] for answer in answers.values()), **figures}


def measure_quality(dev: Readings | None, out: Path, peer: Path | None = None) -> Json:
    """Everything that can be measured with the material that is here; `dev` are readings of PolNeAR dev, None where it is absent."""
    own = read_cases(OWN_CASES)
    figures: Json = {
        "model": next((reading.model for reading in own.values()), None),
        "own_cases": {"digest": digest_cases(OWN_CASES)} | score_own_cases(own),
    }
    if dev is not None:
        articles = load_articles()
        predictions = {name: predict(reading) for name, reading in dev.items()}
        lines = (json.dumps({"id": name, "attributions": rows}) for name, rows in predictions.items())
        (out / "polnear_dev.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        figures["polnear_dev"] = {"digest": digest([DEV]), "n_articles": len(articles), **score_articles(articles, predictions)}
        figures["people"] = {"digest": digest([TRAIN, DEV]), **score_people()}
        if peer is not None:
            figures["peer"] = {"digest": digest([DEV]), **score_peer(peer, articles)}
    if SHARED_CASES.is_dir():
        figures["cases"] = {"digest": digest_cases(SHARED_CASES)} | score_shared_cases(read_cases(SHARED_CASES), out)
    return figures


def describe(figures: Json) -> str:
    """The figures that decide, a line each."""
    lines = []
    for name in ("polnear_dev", "people", "peer"):
        if name in figures:
            part = figures[name]
            recall = "  ".join(f"{manner} {100 * row['r']:.1f}" for manner, row in part["triple_recall_by_type"].items())
            exact = "  ".join(f"{role} {100 * part[f'{role}_exact']['f1']:.1f}" for role in ("content", "cue", "source"))
            lines.append(f"{name:12} triple F1 {100 * part['triple']['f1']:.1f}   exact: {exact}   recall: {recall}")
    for name in ("cases", "own_cases"):
        if name in figures:
            part = figures[name]
            shares = "  ".join(f"{share} {part[share]['share']:.3f}" for share in ("manner", "parent", "text_found"))
            lines.append(f"{name:12} attribution F1 {100 * part['attribution']['f1']:.1f}   {shares}")
    return "\n".join(lines)


def _pairs(spans: Spans) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure how well attributions are found; see the module's docstring.")
    parser.add_argument("--out", type=Path, help="folder for the predictions and readings")
    parser.add_argument("--peer", type=Path, help="the Python of an environment that has the peer")
    options: Any = parser.parse_args(argv)  # argparse has no types
    with tempfile.TemporaryDirectory() as scratch:
        out = options.out or Path(scratch)
        out.mkdir(parents=True, exist_ok=True)
        dev = read_articles(load_articles()) if DEV.is_file() else None
        figures = measure_quality(dev, out, options.peer)
    print(describe(figures))
    if dev is None:
        print(f"No corpus in {DEV.parent.parent.name}/{DEV.parent.name}: only our own cases were read, and no result is kept.")
        return
    print(f"kept in {write_result('quality', describe_run() | figures).parent.name}/quality.json")


if __name__ == "__main__":
    main()
