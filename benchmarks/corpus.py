"""How fast a corpus takes in and answers, and how well quotations are grouped; see docs/corpus.md for the figures.

    python -m benchmarks.corpus polnear                    the articles of PolNeAR with their gold attributions, every question
    python -m benchmarks.corpus articles                   the same articles read by `sayso add` from JSON Lines, every question
    python -m benchmarks.corpus sayings                    100,000 made quotations, against datasketch where it is installed
    python -m benchmarks.corpus large --statements 1000000 a made corpus: search and its pages, who, contacts

- `polnear`: readings are made from what people marked, so that no model runs and what is measured is the store. Pairs of quotations in
  different articles that share eight words in a row, found here by every run of eight words, are held against the sayings.
- `articles`: the whole way that a user goes, with as many workers as `--workers` says; `--articles 50` tries it on the first fifty.
- `sayings`: quotations of made words with made variants (words changed, dropped, put in, clipped), whose groups are known.
- `large`: pages of our own made words; what is asked is drawn from them, common words, rare words, and filters.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Final

from benchmarks.corpus_articles import find_missing, measure_articles, measure_polnear, time_ms
from benchmarks.inputs import Json, describe_run, write_result
from sayso.corpus import Corpus
from sayso.corpus.data import load_words
from sayso.corpus.prints import group_sayings
from sayso.corpus.wording import fold_quotation
from sayso.reading import (
    PAGE_VOICE_ID,
    Attribution,
    Block,
    BlockKind,
    Event,
    EventStatus,
    EventType,
    Held,
    Link,
    Manner,
    Page,
    Reading,
    Span,
    Voice,
    VoiceKind,
    When,
)

SEED: Final = 11
PARTS: Final = ("corpus",)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


# ---------------------------------------------------------------- made words


class Words:
    """Words made of syllables, as often as words are (by Zipf's law), among common ones."""

    def __init__(self, seed: int = SEED, n_words: int = 30_000) -> None:
        self.random = random.Random(seed)
        self._common = sorted(load_words("common_words.txt"))
        syllables = [consonant + vowel for consonant in "bcdfghjklmnprstvz" for vowel in "aeiou"]
        made = {"".join(self.random.choices(syllables, k=self.random.randint(2, 4))) for _ in range(n_words)}
        self._made = sorted(made)
        self._weights = [1 / (rank + 10) for rank in range(len(self._made))]
        self._pool: list[str] = []

    def one(self) -> str:
        """A word."""
        if not self._pool:
            n_common = 5500
            self._pool = self.random.choices(self._common, k=n_common)
            self._pool += self.random.choices(self._made, self._weights, k=10_000 - n_common)
            self.random.shuffle(self._pool)
        return self._pool.pop()

    def some(self, n: int) -> list[str]:
        """Several words."""
        return [self.one() for _ in range(n)]

    def name(self) -> str:
        """A person's name."""
        return f"{self.random.choice(self._made).title()} {self.random.choice(self._made).title()}"

    def vary(self, words: list[str]) -> list[str]:
        """A variant of a quotation: the same, clipped, or with a word in twelve changed, dropped or put in."""
        words = list(words)
        kind = self.random.random()
        if kind < 0.3:
            return words
        if kind < 0.5 and len(words) > 14:
            start = self.random.randrange(len(words) - 10)
            return words[start : start + self.random.randint(10, len(words) - start)]
        for _ in range(max(1, len(words) // 12)):
            at = self.random.randrange(len(words))
            words[at : at + self.random.choice([0, 1, 1])] = self.some(self.random.choice([0, 1, 1]))
        return words


def make_quotations(n: int) -> tuple[list[str], list[int]]:
    """Quotations in a random order, and the number of the saying that each was made from."""
    words = Words()
    made: list[tuple[str, int]] = []
    saying = 0
    while len(made) < n:
        first = words.some(words.random.choice([8, 10, 14, 18, 22, 26, 30, 40]))
        for copy in range(words.random.choice([1, 1, 1, 2, 3, 5])):
            made.append((" ".join(words.vary(first) if copy else first), saying))
        saying += 1
    words.random.shuffle(made)
    return [text for text, _ in made[:n]], [number for _, number in made[:n]]


def count_pairs(groups: Iterable[object]) -> int:
    """How many pairs are in one group."""
    return sum(n * (n - 1) // 2 for n in Counter(groups).values())


def score_groups(found: Sequence[int], gold: Sequence[int]) -> Json:
    """Precision and recall of pairs that are in one group."""
    both = count_pairs(zip(found, gold, strict=True))
    return {"pair_precision": both / max(count_pairs(found), 1), "pair_recall": both / max(count_pairs(gold), 1)}


def measure_sayings(n: int) -> Json:
    """Time, memory and quality of grouping, and of datasketch's MinHashLSH on the same quotations."""
    texts, gold = make_quotations(n)
    start, cpu = time.perf_counter(), time.process_time()
    found = group_sayings(texts)
    figures: Json = {
        "quotations": n,
        "wall_s": time.perf_counter() - start,
        "cpu_s": time.process_time() - cpu,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        **score_groups(found, gold),
    }
    peer = measure_datasketch(texts, gold)
    if peer:
        figures["datasketch"] = peer
        figures["times_as_fast"] = peer["cpu_s"] / figures["cpu_s"]
    return figures


def measure_datasketch(texts: Sequence[str], gold: Sequence[int]) -> Json | None:
    """The peer: MinHashLSH over the same pairs of words with as many hashes, groups joined by its candidates; None where it is absent."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None
    from sayso.corpus.prints import Groups

    start, cpu = time.perf_counter(), time.process_time()
    index = MinHashLSH(threshold=0.5, num_perm=48)
    groups = Groups()
    for number, text in enumerate(texts):
        words = fold_quotation(text)
        sketch = MinHash(num_perm=48)
        sketch.update_batch([f"{one} {other}".encode() for one, other in pairwise(words)])
        for other in index.query(sketch):
            groups.join(other, number)
        index.insert(number, sketch)
    found = [groups.find(number) for number in range(len(texts))]
    return {"wall_s": time.perf_counter() - start, "cpu_s": time.process_time() - cpu, **score_groups(found, gold)}


# ---------------------------------------------------------------- a large corpus


def make_readings(n_statements: int, *, per_page: int = 20) -> Iterator[Reading]:
    """Pages of made words: a few voices of a few thousand, an outlet of two hundred, now and then a copy, a known saying, or a meeting."""
    words = Words()
    people = [words.name() for _ in range(5000)]
    outlets = [f"The {words.name()}" for _ in range(200)]
    sayings: list[list[str]] = []
    made = 0
    while made < n_statements:
        yield _make_page(words, people, outlets, sayings, made, per_page)
        made += per_page


def _make_page(words: Words, people: list[str], outlets: list[str], sayings: list[list[str]], number: int, n: int) -> Reading:
    draw = words.random
    parts: list[str] = []
    length = 0

    def write(text: str) -> Span:
        nonlocal length
        parts.append(text)
        length += len(text)
        return Span(length - len(text), length)

    names = [people[min(int(draw.paretovariate(0.7)) - 1, len(people) - 1)] for _ in range(4)]
    names = list(dict.fromkeys(names))
    voices = [Voice(PAGE_VOICE_ID, VoiceKind.PERSON, draw.choice(people))]
    voices += [
        Voice(f"v{place}", VoiceKind.PERSON, name, roles=(f"{name.split()[0].lower()} keeper",)) for place, name in enumerate(names, 1)
    ]
    attributions = []
    for place in range(n):
        if sayings and draw.random() < 0.15:
            said = words.vary(draw.choice(sayings[-5000:]))
        else:
            said = words.some(draw.randint(8, 30))
            sayings.append(said)
        speaker = draw.randrange(len(names))
        direct = draw.random() < 0.4
        content = write(f"“{' '.join(said)}”" if direct else " ".join(said))
        write(" ")
        cue = write("said")
        write(" ")
        source = write(names[speaker])
        write(".\n")
        chain = (Link(PAGE_VOICE_ID, None), Link(f"v{speaker + 1}", source))
        attributions.append(
            Attribution(
                f"a{place}",
                (content,),
                (cue,),
                (source,),
                Manner.DIRECT if direct else Manner.INDIRECT,
                0.9,
                voice=f"v{speaker + 1}",
                chain=chain,
                held=draw.choice(tuple(Held)),
            )
        )
    events: tuple[Event, ...] = ()
    if len(names) > 1:
        day = write(f"{draw.randint(2010, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}")
        anchor = write(" met ")
        status = draw.choice([EventStatus.STATED] * 4 + [EventStatus.NEGATED])
        when = When(day, parts[-2])
        events = tuple(
            Event(EventType.CONSULT, anchor, (f"v{one}",), (f"v{other}",), status, when, chain=(Link(PAGE_VOICE_ID, None),))
            for one, other in combinations(range(1, len(names) + 1), 2)
        )
    day_number = draw.randint(1, 28)
    page = Page(
        "".join(parts),
        (Block(BlockKind.PARAGRAPH, Span(0, length)),),
        url=f"https://example.org/{number}",
        headline=" ".join(words.some(6)),
        outlet=draw.choice(outlets),
        published=f"{draw.randint(2010, 2024)}-{draw.randint(1, 12):02}-{day_number:02}",
    )
    return Reading(page, tuple(voices), tuple(attributions), events)


def measure_large(n_statements: int, path: Path | None) -> Json:
    """Times of searches with their further pages, of `who` and of `contacts`, on a made corpus."""
    with tempfile.TemporaryDirectory() as folder:
        file = path or Path(folder) / "large.sayso"
        is_new = not file.exists()
        with Corpus(file, limit_s=None) as corpus:
            start = time.perf_counter()
            n_pages = sum(added.new_page for added in corpus.add_many(make_readings(n_statements), batch=256)) if is_new else len(corpus)
            add_s = time.perf_counter() - start
            figures: Json = {"statements": n_statements, "pages": n_pages, "file_mb": file.stat().st_size / 1e6}
            if is_new:
                figures |= {"add_s": add_s, "statements_per_s": n_statements / add_s}
            figures |= ask_large(corpus)
            figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def ask_large(corpus: Corpus, n: int = 60) -> Json:
    """The times of many searches, each with three further pages, and of the other questions."""
    words = Words(SEED + 1)
    known = Words()
    people = [known.name() for _ in range(5000)]
    outlet = corpus.outlets(limit=1)[0].outlet
    most_told = corpus.sayings(limit=1)[0].words
    searches: list[Json] = []
    for number in range(n):
        text = " ".join(words.some(1 + number % 3))
        filters: Json = {}
        if number % 4 == 1:
            filters["voice"] = people[number % 20]
        if number % 4 == 2:
            filters |= {"outlet": outlet, "manner": "direct"}
        if number % 4 == 3:
            filters |= {"since": "2015-03", "until": "2018-06-15", "held": "denied"}
        searches.append({"words": text if number % 7 else "the", **filters})
    first, further = [], []
    for asked in searches:
        start = time.perf_counter()
        rows = corpus.search(**asked, limit=20)
        first.append((time.perf_counter() - start) * 1000)
        for _ in range(3):
            if len(rows) < 20:
                break
            start = time.perf_counter()
            rows = corpus.search(**asked, limit=20, after=rows[-1].id)
            further.append((time.perf_counter() - start) * 1000)
    who = [time_ms(lambda name=name: corpus.who(name)) for name in [*people[:10], *people[100:120]]]  # type: ignore[misc]  # a default binds it
    contacts = [time_ms(lambda name=name: corpus.contacts(name)) for name in [*people[:10], *people[100:120]]]  # type: ignore[misc]  # as above
    ranked = [time_ms(lambda one=one: corpus.search(**{**one, "order": "relevance"})) for one in searches[:20]]  # type: ignore[misc]  # as above
    return {
        "search_ms": {"p50": percentile(first, 0.5), "p95": percentile(first, 0.95), "max": max(first)},
        "further_pages_ms": {"p50": percentile(further, 0.5), "p95": percentile(further, 0.95), "max": max(further)},
        "relevance_ms": {"p50": percentile(ranked, 0.5), "p95": percentile(ranked, 0.95)},
        "who_ms": {"p95": percentile(who, 0.95), "max": max(who)},
        "contacts_name_ms": {"p95": percentile(contacts, 0.95), "max": max(contacts)},
        "contacts_all_ms": time_ms(lambda: corpus.contacts()),
        "outlets_ms": time_ms(lambda: corpus.outlets()),
        "sayings_ms": time_ms(lambda: corpus.sayings()),
        "trace_ms": time_ms(lambda: corpus.trace(most_told)),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one part and prints its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("part", choices=("polnear", "articles", "sayings", "large"))
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2, help="of `articles`: how many pages are read at the same time")
    parser.add_argument("--articles", type=int, help="of `articles`: only the first so many")
    parser.add_argument("--quotations", type=int, default=100_000)
    parser.add_argument("--file", type=Path, help="keep the corpus there; of `large`, ask that one where it is there already")
    parser.add_argument("--keep", action="store_true", help="keep the figures under benchmarks/results")
    options = parser.parse_args(arguments)
    figures: dict[str, Any]  # JSON, of any type
    if options.part in ("polnear", "articles") and (missing := find_missing()):
        print(missing)
        return
    if options.part == "polnear":
        figures = measure_polnear()
    elif options.part == "articles":
        figures = measure_articles(workers=options.workers, limit=options.articles, file=options.file)
    elif options.part == "sayings":
        figures = measure_sayings(options.quotations)
    else:
        figures = measure_large(options.statements, options.file)
    print(json.dumps(figures, indent=1))
    if options.keep:
        write_result(f"corpus_{options.part}", describe_run() | {"figures": figures})


if __name__ == "__main__":
    main()
