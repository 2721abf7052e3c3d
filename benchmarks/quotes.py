"""Is the check of quotations right, and how fast is it?

    python -m benchmarks.quotes [--only made|real|speed|scale] [--each N]

- made: quotations cut from the debates of data/records, each changed by program (see `benchmarks.quotes_made`), so that the right verdict
  is known: precision and recall of every verdict, and the share of lost, gained or changed negations, numbers and names that were seen.
- real: the quotations of news articles that an n-gram search found in those records (quotes_found.tsv): the verdicts, counted.
- speed: made quotations of 20 to 40 words against one debate of some 20,000 words, by kind, beside rapidfuzz over the whole record and
  difflib in the same run: once on words that are split already and stand for numbers, and once on the text. CPU time of this process, for
  each call the least of many that are spread over the run: other work shares the machine, and slows it down for seconds at a time.
- scale: 500 records of 20,000 words, indexed; 40 quotations against all of them; the memory of a process that does only that.
"""

from __future__ import annotations

import argparse
import difflib
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from rapidfuzz.distance import LCSseq

from benchmarks.inputs import SHARED, Json, describe_run, write_result
from benchmarks.quotes_made import Made, find_sentences, make_quotations, quote_of
from sayso.checks.quotes_check import QuoteChecker
from sayso.checks.quotes_index import RecordIndex
from sayso.checks.quotes_verdicts import QuoteVerdict
from sayso.checks.records import Record
from sayso.checks.records_files import load_records
from sayso.reading import Span

RECORDS: Final = SHARED / "data" / "records"
FOUND: Final = RECORDS / "quotes_found.tsv"
PARTS: Final = ("made", "real", "speed", "scale")
_SEEN: Final = frozenset((QuoteVerdict.VERBATIM.value, QuoteVerdict.CLEANED.value))  # the verdicts that nothing grave may get
_N_RECORDS, _N_WORDS, _N_QUOTATIONS = 500, 20_000, 40
_N_ROUNDS = 20


def load_debates() -> list[Record]:
    """The records with speakers."""
    return list(load_records(sorted(RECORDS.glob("*.txt"))))


# ---------------------------------------------------------------- made


def measure_made(*, n_each: int) -> Json:
    """Precision and recall of each verdict on made quotations, and what was seen of the grave changes."""
    debates = load_debates()
    sentences = [find_sentences(record) for record in debates]
    pairs: Counter[tuple[str, str]] = Counter()
    kinds: dict[str, Counter[str]] = {}
    marked: Counter[bool] = Counter()
    grave: Counter[bool] = Counter()
    for number, record in enumerate(debates):
        others = [sentence for other, found in enumerate(sentences) if other != number for sentence in found]
        changed, made = make_quotations(record, others, n_each=n_each, seed=number)
        checker = QuoteChecker(RecordIndex([changed]))
        for one in made:
            checked = checker.check(*quote_of(one), one.speaker)
            verdict = checked.verdict.value
            pairs[one.verdict, verdict] += 1
            kinds.setdefault(one.kind, Counter())[verdict] += 1
            if one.marked is not None and verdict == one.verdict and checked.comparison is not None:
                marked[checked.comparison.marked == one.marked] += 1
            if one.grave:
                grave[verdict not in _SEEN] += 1
    return {
        "n": sum(pairs.values()),
        "verdicts": score_verdicts(pairs),
        "kinds": {kind: dict(found.most_common()) for kind, found in sorted(kinds.items())},
        "marked": _share(marked),
        "grave_seen": _share(grave),
    }


def score_verdicts(pairs: Counter[tuple[str, str]]) -> Json:
    """Precision and recall of each verdict, from counts of (right verdict, given verdict)."""
    scores = {}
    for verdict in sorted({right for right, _ in pairs}):
        right = pairs[verdict, verdict]
        given = sum(count for (_, one), count in pairs.items() if one == verdict)
        wanted = sum(count for (one, _), count in pairs.items() if one == verdict)
        scores[verdict] = {"precision": right / given if given else 0.0, "recall": right / wanted, "n": wanted}
    return scores


def _share(counts: Counter[bool]) -> Json:
    n = counts[True] + counts[False]
    return {"share": counts[True] / n if n else None, "n": n}


# ---------------------------------------------------------------- real


def measure_real() -> Json:
    """The verdicts on the real candidates, against all records at once."""
    index = RecordIndex(load_records([RECORDS]))
    checker = QuoteChecker(index)
    verdicts: Counter[str] = Counter()
    for words, _ in read_candidates():
        text = f"“{words}”"
        verdicts[checker.check(text, (Span(0, len(text)),)).verdict.value] += 1
    return {"n": sum(verdicts.values()), "verdicts": dict(verdicts.most_common())}


def read_candidates() -> list[tuple[str, str]]:
    """The words of each candidate, and the source whom its article names."""
    rows = [line.split("\t") for line in FOUND.read_text(encoding="utf-8").splitlines()[1:]]
    return [(row[8], row[3]) for row in rows]


# ---------------------------------------------------------------- speed


def measure_speed() -> Json:
    """Milliseconds a quotation, beside rapidfuzz over the whole record and difflib."""
    debates = load_debates()
    record = next(record for record in debates if "2015-10-13" in record.name)
    changed, made = make_quotations(record, find_sentences(debates[0]), n_each=15, seed=1)
    index = RecordIndex([changed])
    checker = QuoteChecker(index)
    chosen = [one for one in made if 20 <= len(one.words.split()) <= 40 and one.verdict != "spliced"]
    words = [index.vocabulary.split(one.words).ids for one in chosen]
    everything = index.ids.tolist()
    times = least_of_rounds([partial(checker.check, *quote_of(one), one.speaker) for one in chosen])
    by_kind: dict[str, list[float]] = {}
    for one, ms in zip(chosen, times, strict=True):
        by_kind.setdefault(one.kind, []).append(ms)
    fuzz = least_of_rounds([partial(LCSseq.opcodes, ids, everything) for ids in words[:20]])
    diff = least_of_rounds([partial(_diff, everything, ids) for ids in words[:6]])
    chars = [least(partial(_diff, changed.text, one.words), 3) for one in chosen[:2]]
    mean = sum(times) / len(times)
    ms_by_kind = {kind: sum(own) / len(own) for kind, own in sorted(by_kind.items())}
    return {
        "n_words_of_record": len(index),
        "n_quotations": len(chosen),
        "index_ms": least(partial(RecordIndex, [changed]), 3),
        "ms_per_quotation": {
            "mean": mean,
            "median": sorted(times)[len(times) // 2],
            "mean_of_kinds": sum(ms_by_kind.values()) / len(ms_by_kind),
        },
        "ms_by_kind": ms_by_kind,
        "n_by_kind": {kind: len(own) for kind, own in sorted(by_kind.items())},
        "rapidfuzz_ms": sum(fuzz) / len(fuzz),
        "difflib_words_ms": sum(diff) / len(diff),
        "difflib_text_ms": sum(chars) / len(chars),
        "times_rapidfuzz": sum(fuzz) / len(fuzz) / mean,
        "times_difflib_words": sum(diff) / len(diff) / mean,
        "times_difflib_text": sum(chars) / len(chars) / mean,
    }


def _diff(one: Sequence[Any], other: Sequence[Any]) -> object:
    """What difflib finds; `Any`: it takes sequences of whatever can be hashed."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def least_of_rounds(calls: Sequence[Callable[[], object]]) -> list[float]:
    """The least milliseconds of CPU of each call, all of them made in turn again and again."""
    rounds = [[least(call, 3) for call in calls] for _ in range(_N_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def least(call: Callable[[], object], n_runs: int) -> float:
    """The least milliseconds of CPU that a call took in some runs."""
    best = float("inf")
    for _ in range(n_runs):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return 1000 * best


# ---------------------------------------------------------------- scale


def measure_scale(*, n_records: int = _N_RECORDS) -> Json:
    """Seconds to index many records and to check a page's quotations against all of them, and the memory it took."""
    texts = make_texts(load_debates(), n_records)
    made = _pick(texts)
    start, cpu = time.perf_counter(), time.process_time()
    index = RecordIndex(texts)
    indexed_s, indexed_cpu_s = time.perf_counter() - start, time.process_time() - cpu
    checker = QuoteChecker(index)
    start, cpu = time.perf_counter(), time.process_time()
    verdicts = Counter(checker.check(*quote_of(one), one.speaker).verdict.value for one in made)
    checked_s, checked_cpu_s = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "n_records": n_records,
        "n_words": len(index),
        "index_s": indexed_s,
        "index_cpu_s": indexed_cpu_s,
        "check_40_s": checked_s,
        "check_40_cpu_s": checked_cpu_s,
        "peak_rss_mb": peak / 1024 if sys.platform != "darwin" else peak / 1024**2,
        "verdicts": dict(verdicts),
    }


def make_texts(debates: Sequence[Record], n_records: int) -> list[Record]:
    """Records of 20,000 words, of turns of the debates in an order of chance: they share their words, as records of one subject do."""
    chance = random.Random(5)
    turns = [(turn.speaker or "QUESTION", record[turn.span]) for record in debates for turn in record.turns]
    records = []
    for number in range(n_records):
        pieces: list[str] = []
        n_words = 0
        while n_words < _N_WORDS:
            speaker, words = chance.choice(turns)
            pieces.append(f"{speaker}: {words}")
            n_words += words.count(" ") + 1
        records.append(_parse("\n\n".join(pieces), f"record-{number:03}.txt"))
    return records


def _parse(text: str, name: str) -> Record:
    from sayso.checks.records import parse_record

    return parse_record(text, name)


def _pick(records: Sequence[Record]) -> list[Made]:
    """A page's quotations of all kinds."""
    _, made = make_quotations(records[0], find_sentences(records[1]), n_each=4, seed=9)
    random.Random(2).shuffle(made)
    return made[:_N_QUOTATIONS]


# ---------------------------------------------------------------- all of it


def measure(parts: Sequence[str], *, n_each: int) -> Json:
    """The parts that were asked for; scale first, as its memory is that of the whole process."""
    figures: Json = {}
    if "scale" in parts:
        figures["scale"] = measure_scale()
    if "made" in parts:
        figures["made"] = measure_made(n_each=n_each)
    if "real" in parts:
        figures["real"] = measure_real()
    if "speed" in parts:
        figures["speed"] = measure_speed()
    return figures


def describe(figures: Json) -> str:
    """The figures, a line a part or verdict."""
    lines = []
    if made := figures.get("made"):
        lines.append(f"made: {made['n']:,} quotations; grave changes seen {made['grave_seen']['share']:.2%} of {made['grave_seen']['n']:,}")
        lines += [
            f"  {verdict:14} precision {score['precision']:.3f}  recall {score['recall']:.3f}  n {score['n']}"
            for verdict, score in made["verdicts"].items()
        ]
        lines.append(f"  marked right {made['marked']['share']:.2%} of {made['marked']['n']:,}")
    if real := figures.get("real"):
        lines.append(f"real: {real['n']}: " + ", ".join(f"{count} {verdict}" for verdict, count in real["verdicts"].items()))
    if speed := figures.get("speed"):
        lines.append(
            f"speed: {speed['ms_per_quotation']['mean']:.2f} ms a quotation (median {speed['ms_per_quotation']['median']:.2f},"
            f" mean of the kinds {speed['ms_per_quotation']['mean_of_kinds']:.2f}) against {speed['n_words_of_record']:,} words"
        )
        lines += [f"  {kind:24} {ms:.2f} ms  n {speed['n_by_kind'][kind]}" for kind, ms in speed["ms_by_kind"].items()]
        lines.append(
            f"  times as fast as difflib on the text: {speed['times_difflib_text']:.0f} ({speed['difflib_text_ms']:.0f} ms),"
            f" on words split before: {speed['times_difflib_words']:.0f} ({speed['difflib_words_ms']:.1f} ms),"
            f" as rapidfuzz on words split before: {speed['times_rapidfuzz']:.1f} ({speed['rapidfuzz_ms']:.2f} ms)"
        )
    if scale := figures.get("scale"):
        lines.append(
            f"scale: {scale['n_records']} records, {scale['n_words']:,} words indexed in {scale['index_s']:.1f} s"
            f" ({scale['index_cpu_s']:.1f} s of CPU), 40 quotations in {scale['check_40_s']:.2f} s, {scale['peak_rss_mb']:.0f} MB"
        )
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the check of quotations; see the module's docstring.")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part (may be repeated); nothing is kept then")
    parser.add_argument("--each", type=int, default=60, help="quotations of each kind and record that are made (default: 60)")
    options: Any = parser.parse_args(argv)  # argparse has no types
    if not Path(RECORDS).is_dir():
        print(f"There are no records in {RECORDS}; set SAYSO_SHARED to the folder that has data/records. Nothing was measured.")
        return
    figures = measure(options.only or PARTS, n_each=options.each)
    print(describe(figures))
    if not options.only:
        write_result("quotes", describe_run(("sayso", "numpy", "rapidfuzz")) | figures)


if __name__ == "__main__":
    main()
