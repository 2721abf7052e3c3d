"""Figures of a model on development data: ``python -m training.evaluate --model src/sayso/model/en [--json FILE]``.

Scores what `sayso.read` makes of each article (its attributions without a parent, as PolNeAR has one level) by the shared scorer, and
breaks the primary figure, `triple`, down by manner, by kind of cue, by length of the content and by publisher.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from sayso.attributions import extract_attributions
from sayso.model import Tagger, load_tagger
from sayso.pages import parse_text
from sayso.reading import Reading
from training.scoring import as_row, load_score_module

SAY_VERBS = frozenset(
    "say says said saying tell tells told telling add adds added adding ask asks asked asking write writes wrote written"
    " reply replied announce announced explain explained note noted report reported reports tweet tweeted claim claimed"
    " according statement state stated continue continued argue argued".split()
)


def cue_kind(cue: str) -> str:
    """Speech verb, other word or words, or none."""
    words = cue.casefold().split()
    if not any(word.strip(":,.").isalpha() for word in words):
        return "no cue"
    return "speech verb" if any(word.strip(":,.") in SAY_VERBS for word in words) else "other cue"


def predict(text: str, tagger: Tagger) -> list[dict[str, list[list[int]]]]:
    """The attributions of the first level, as the scorer reads them."""
    reading = extract_attributions(Reading(parse_text(text)), tagger)
    return [as_row(a.content, a.cue, a.source) for a in reading.attributions if a.parent is None]


def evaluate(model: Path, dev: Path) -> dict[str, Any]:
    """The scorer's figures, and recall of `triple` by group."""
    scorer = load_score_module()
    tagger = load_tagger(model)
    counts = []
    groups: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in scorer.read_jsonl(dev):
        text = scorer.Text(row["text"])
        predicted = predict(row["text"], tagger)
        gold = scorer.annotators(row)[0]
        counts.append(scorer.count(text, gold, predicted))
        _, rows = scorer.prepare(text, predicted)
        _, golds = scorer.prepare(text, gold)
        kept = [a for a in gold if text.tokens(a["content"])]
        hits = {
            i
            for i, j, dice in scorer.match(golds, [r for r in rows if r["content"]])
            if dice >= 0.5 and scorer.dice(golds[i]["source"], [r for r in rows if r["content"]][j]["source"]) >= 0.5
        }
        for i, (attribution, tokens) in enumerate(zip(kept, golds, strict=True)):
            cue = " ".join(row["text"][s:e] for s, e in attribution["cue"])
            n = len(tokens["content"])
            for group in (
                f"cue: {cue_kind(cue)}",
                f"publisher: {row['publisher']}",
                f"content: {'1-3' if n < 4 else '4-12' if n < 13 else '13+'} words",
                f"source: {'given' if tokens['source'] else 'none'}",
            ):
                groups[group][0] += i in hits
                groups[group][1] += 1
    figures: dict[str, Any] = scorer.summarise(counts)
    figures["triple_recall_by_group"] = {name: {"r": round(hit / n, 4), "n": n} for name, (hit, n) in sorted(groups.items())}
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--dev", type=Path, default=Path("../shared/data/polnear_dev.jsonl"))
    parser.add_argument("--json", type=Path, help="write all figures there")
    args = parser.parse_args()
    figures = evaluate(args.model, args.dev)
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", "utf8")
    print(load_score_module().report(figures))
    for name, value in figures["triple_recall_by_group"].items():
        print(f"{name:34} {100 * value['r']:6.1f}  (n {value['n']})")


if __name__ == "__main__":
    main()
