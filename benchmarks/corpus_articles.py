"""What a corpus takes and answers on the articles of PolNeAR: read by the model, or with what people marked in place of it.

Both parts of `benchmarks.corpus` that need the articles: `polnear`, whose readings are made from the gold, so that what is measured is the
store, and `articles`, in which `sayso add` reads them from JSON Lines with its workers, as a user would.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Final

from benchmarks.inputs import DEV, TRAIN, Json, usable_cores
from sayso.corpus import Corpus
from sayso.corpus.data import load_words
from sayso.corpus.wording import fold_quotation
from sayso.reading import PAGE_VOICE_ID, Attribution, Block, BlockKind, Link, Manner, Page, Reading, Span, Spans, Voice, VoiceKind
from sayso.text import quotations

MOST_ADD_S: Final = 480.0
MOST_QUESTION_MS: Final = 300.0
"""What is asked of the 924 articles on two free cores: added in under eight minutes, each question answered in under 0.3 s."""


def find_missing() -> str | None:
    """Why nothing can be measured, as a sentence; None where the articles are there."""
    missing = [path.name for path in (TRAIN, DEV) if not path.is_file()]
    if not missing:
        return None
    return (
        f"The articles of PolNeAR are not beside the project ({', '.join(missing)}): their texts are not ours to pass on, and nothing is"
        " measured. They are looked for in ../shared/data, or in the folder data of where SAYSO_SHARED says."
    )


def time_ms(call: Callable[[], object]) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


# ---------------------------------------------------------------- what people marked


def polnear_readings(paths: Iterable[Path] = (TRAIN, DEV)) -> Iterator[Reading]:
    """The articles with what the first person marked, as readings: a voice for each source by its words, direct where all is quoted."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield polnear_reading(json.loads(line))


def polnear_reading(row: Json) -> Reading:
    """One article as a reading."""
    text = row["text"]
    marked: list[Json] = next(iter(row["attributions"].values()), [])
    quoted = [part for quotation in quotations(text) for part in quotation.parts]
    names: dict[str, str] = {}
    attributions: list[Attribution] = []
    for one in marked:
        roles = {role: _spans(one.get(role, [])) for role in ("content", "cue", "source")}
        if not roles["content"]:
            continue
        name = _name_source(text, roles["source"])
        voice = names.setdefault(name, f"v{len(names) + 1}") if name else None
        manner = _find_manner(text, roles["content"], quoted)
        chain = (Link(PAGE_VOICE_ID, None), Link(voice, roles["source"][0])) if voice else (Link(PAGE_VOICE_ID, None),)
        content, cue, source = roles["content"], roles["cue"], roles["source"]
        attributions.append(Attribution(f"a{len(attributions)}", content, cue, source, manner, 1.0, voice=voice, chain=chain))
    attributions.sort(key=lambda one: one.content[0])
    voices = [Voice(PAGE_VOICE_ID, VoiceKind.PERSON, row["author"])]
    voices += [Voice(identifier, _kind_of(name), name) for name, identifier in names.items()]
    page = Page(
        text,
        (Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        url=f"https://{row['publisher']}.example/{row['id']}",
        headline=row["title"],
        byline=row["author"],
        outlet=row["publisher"],
        published=row["date"],
        language="en",
    )
    return Reading(page, voices=tuple(voices), attributions=tuple(attributions))


def _spans(pairs: Iterable[Sequence[int]]) -> Spans:
    merged: list[Span] = []
    for start, end in sorted((int(pair[0]), int(pair[1])) for pair in pairs):
        if end > start and (not merged or start >= merged[-1].end):
            merged.append(Span(start, end))
    return tuple(merged)


def _name_source(text: str, source: Spans) -> str:
    """The capitalised words of a source, without what stands before and after them: a stand-in for the step that finds voices."""
    words = " ".join(text[start:end] for start, end in source).replace("’s", "").split()
    kept: list[str] = []
    for word in words:
        if word[:1].isupper() and word.lower() not in ("the", "a", "he", "she", "they", "it", "i", "we"):
            kept.append(word.strip(",.;:”“\"'()"))
            if word.endswith((",", ".")) and len(kept) > 1:
                break
        elif kept:
            break
    return " ".join(kept)


def _kind_of(name: str) -> VoiceKind:
    return VoiceKind.PERSON if 2 <= len(name.split()) <= 3 and not name.isupper() else VoiceKind.ORGANIZATION


def _find_manner(text: str, content: Spans, quoted: Sequence[Span]) -> Manner:
    inside = sum(
        max(0, min(span.end, part.end) - max(span.start, part.start)) for span in content for part in quoted if part.start < span.end
    )
    total = sum(end - start for start, end in content)
    return Manner.DIRECT if inside >= 0.9 * total else Manner.MIXED if inside else Manner.INDIRECT


def measure_polnear() -> Json:
    """Time to add, time of every question, and the share of alike quotations that are one saying."""
    readings = list(polnear_readings())
    with tempfile.TemporaryDirectory() as folder, Corpus(Path(folder) / "polnear.sayso", limit_s=None) as corpus:
        start = time.perf_counter()
        n_added = sum(added.new_page for added in corpus.add_many(readings))
        add_s = time.perf_counter() - start
        times = ask_every_question(corpus)
        pairs = find_alike_pairs(corpus)
        joined = sum(bool(one & other) for one, other in pairs)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        return {
            "articles": n_added,
            "add_s": add_s,
            "file_mb": size,
            "question_ms": times,
            "worst_question_ms": max(times.values()),
            "alike_pairs": len(pairs),
            "alike_pairs_in_one_saying": joined / max(len(pairs), 1),
            "sayings_on_two_pages": len(corpus.sayings(limit=1000)),
        }


def ask_every_question(corpus: Corpus) -> dict[str, float]:
    """Milliseconds that each kind of question takes, the median of three, by name."""
    first = next((statement.words for statement in corpus.search("wall", limit=1, manner="direct")), "a great wall")
    outlets = [row.outlet or "" for row in corpus.outlets()]
    asked: dict[str, Callable[[], object]] = {
        "search_common": lambda: corpus.search("the"),
        "search_two": lambda: corpus.search("wall mexico"),
        "search_phrase": lambda: corpus.search('"the american people"'),
        "search_voice": lambda: corpus.search("", voice="Donald Trump", manner="direct", since="2016-09"),
        "search_held_hands": lambda: corpus.search("wall", held="denied", hands="2+"),
        "search_relevance": lambda: corpus.search("wall", order="relevance"),
        "who": lambda: corpus.who("Donald Trump"),
        "who_surname": lambda: corpus.who("Clinton"),
        "trace": lambda: corpus.trace(first),
        "trace_piece": lambda: corpus.trace("basket of deplorables"),
        "sayings": lambda: corpus.sayings(),
        "contacts": lambda: corpus.contacts(),
        "contacts_name": lambda: corpus.contacts("Donald Trump"),
        "contacts_accuse": lambda: corpus.contacts(types=["CONSULT", "ACCUSE"]),
        "contradictions": lambda: corpus.contradictions(),
        "outlets": lambda: corpus.outlets(),
        "compare_outlets": lambda: corpus.compare(outlets[0], outlets[-1]),
        "merges": lambda: corpus.merges(),
    }
    return {name: statistics.median(time_ms(question) for _ in range(3)) for name, question in asked.items()}


def find_alike_pairs(corpus: Corpus, size: int = 8) -> list[tuple[set[int], set[int]]]:
    """The sayings of each two quotations on different pages that share `size` words in a row which are no stock phrase.

    A stock phrase is a run without two words that are not among the common ones: the rule of the store, since there is no other to hold.
    """
    common = load_words("common_words.txt")
    runs: dict[tuple[str, ...], set[int]] = {}
    pages, sayings = {}, {}
    after = None
    while statements := corpus.search("", limit=1000, after=after):
        after = statements[-1].id
        for statement in statements:
            if statement.manner == "indirect":
                continue
            pages[statement.id], sayings[statement.id] = statement.page, set(statement.sayings)
            words = fold_quotation(statement.words)
            for start in range(len(words) - size + 1):
                run = tuple(words[start : start + size])
                if len({word for word in run if word not in common and not word.isdigit()}) >= 2:
                    runs.setdefault(run, set()).add(statement.id)
    pairs = {pair for found in runs.values() for pair in combinations(sorted(found), 2) if pages[pair[0]] != pages[pair[1]]}
    return [(sayings[one], sayings[other]) for one, other in sorted(pairs)]


# ---------------------------------------------------------------- what the model reads


def write_rows(path: Path, *, limit: int | None = None) -> int:
    """How many articles were written to a file of JSON Lines as `sayso add` takes them: text, title, date, outlet, author, url."""
    rows = [json.loads(line) for source in (TRAIN, DEV) for line in source.read_text(encoding="utf-8").splitlines()][:limit]
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            fields = {"text": row["text"], "title": row["title"], "date": row["date"], "outlet": row["publisher"], "author": row["author"]}
            out.write(json.dumps(fields | {"url": f"https://{row['publisher']}.example/{row['id']}"}) + "\n")
    return len(rows)


def measure_articles(*, workers: int = 2, limit: int | None = None, file: Path | None = None) -> Json:
    """Time that `sayso add` takes for the articles from JSON Lines, and that every question takes afterwards, with what is asked."""
    with tempfile.TemporaryDirectory() as folder:
        rows, path = Path(folder) / "articles.jsonl", file or Path(folder) / "articles.sayso"
        n_rows = write_rows(rows, limit=limit)
        path.unlink(missing_ok=True)
        command = [sys.executable, "-m", "sayso", "add", str(rows), "--corpus", str(path), "--workers", str(workers)]
        start, before = time.perf_counter(), os.times()
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        add_s, after = time.perf_counter() - start, os.times()
        if done.returncode:
            raise SystemExit(f"sayso add ended with {done.returncode}: {done.stderr.strip()}")
        with Corpus(path, limit_s=None) as corpus:
            times = ask_every_question(corpus)
            pairs = find_alike_pairs(corpus)
            return {
                "articles": n_rows,
                "pages": len(corpus),
                "failures": len(corpus.failures()),
                "statements": sum(row.n_statements for row in corpus.outlets(limit=1000)),
                "workers": workers,
                "cores": len(usable_cores()),
                "add_s": add_s,
                "add_cpu_s": after.children_user + after.children_system - before.children_user - before.children_system,
                "add_asked_s": MOST_ADD_S,
                "add_in_time": add_s < MOST_ADD_S,
                "question_ms": times,
                "worst_question_ms": max(times.values()),
                "questions_asked_ms": MOST_QUESTION_MS,
                "questions_in_time": max(times.values()) < MOST_QUESTION_MS,
                "alike_pairs": len(pairs),
                "alike_pairs_in_one_saying": sum(bool(one & other) for one, other in pairs) / max(len(pairs), 1),
                "sayings_on_two_pages": len(corpus.sayings(limit=1000)),
            }
