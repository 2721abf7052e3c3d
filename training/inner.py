"""Where something is said within what is said: ``python -m training.inner --model src/sayso/model/en --out runs/inner.jsonl``.

PolNeAR marks one level only. A trained model that reads every content again (`extract_attributions(..., thorough=True)`) finds the cues
that stand within contents; the next model learns from them to tell in its one pass which sentences are worth reading again. Silver, not
gold: what the first model misses, the next one is not told of.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from sayso.attributions import extract_attributions
from sayso.model import load_tagger
from sayso.pages import parse_text
from sayso.pipeline import begin_reading
from training.gum import load_gum


def inner_cues(text: str, tagger: object) -> list[list[int]]:
    """The ranges of the cues of attributions that stand within another."""
    reading = extract_attributions(begin_reading(parse_text(text)), tagger, thorough=True)  # type: ignore[arg-type]
    return [[s, e] for a in reading.attributions if a.parent is not None for s, e in a.cue]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("../shared/data/polnear_train.jsonl"))
    parser.add_argument("--gum", type=Path, default=Path("../shared/data/gum"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tagger = load_tagger(args.model)
    texts = {row["id"]: row["text"] for row in map(json.loads, args.articles.read_text("utf8").splitlines())}
    texts |= {document.id: document.text for document in load_gum(args.gum)}
    with args.out.open("w", encoding="utf8") as out:
        for name, text in texts.items():
            out.write(json.dumps({"id": name, "inner": inner_cues(text, tagger)}) + "\n")


if __name__ == "__main__":
    main()
