"""List the words that cues are made of: ``python -m training.cue_words --out src/sayso/model/en/cue_words.txt``.

A content is read again only in those of its sentences that hold such a word or a quotation mark; the others hold nothing within them that
the model would find. A word is listed if it stands in two cues of PolNeAR train or more, and in a sixth of its occurrences or more.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from training.data import load_articles

WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
FEWEST_CUES = 2
LEAST_SHARE = 1 / 6
HEAD = """# Words of cues: those that stand in two cues of PolNeAR train or more, and in a sixth of their occurrences or more.
# Counted by `python -m training.cue_words`; Apache-2.0. One a line.
"""


def list_cue_words(path: Path) -> list[str]:
    """The words in alphabetical order, in lower case."""
    in_cues: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for article in load_articles(path):
        everywhere.update(m[0].lower() for m in WORD.finditer(article.text))
        for gold in article.annotations[0]:
            for start, end in gold.cue:
                in_cues.update(m[0].lower() for m in WORD.finditer(article.text[start:end]))
    return sorted(w for w, n in in_cues.items() if n >= FEWEST_CUES and n >= LEAST_SHARE * everywhere[w])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, default=Path("../shared/data/polnear_train.jsonl"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.write_text(HEAD + "\n".join(list_cue_words(args.train)) + "\n", "utf8")


if __name__ == "__main__":
    main()
