"""Who gets to speak: for each source of a page, how many words it is given, and how many of them are quoted."""

from collections import Counter
from pathlib import Path

import sayso

PAGES = Path(__file__).parent / "pages"

reading = sayso.read(PAGES / "market.txt")
page = reading.page
words: Counter[str] = Counter()
quoted: Counter[str] = Counter()
for attribution in reading.attributions:
    if attribution.parent is None:
        source = page.words(attribution.source) or "(nobody named)"
        n_words = len(page.words(attribution.content).split())
        words[source] += n_words
        quoted[source] += n_words if attribution.manner is sayso.Manner.DIRECT else 0
for source, n_words in words.most_common():
    print(f"{n_words:4} words, {quoted[source]:3} quoted whole: {source}")
