"""How fast and how large: whole reads, against a peer in the same run, the start of the command, and memory over a long run.

    python -m benchmarks.speed                                    our side alone
    python -m benchmarks.speed --peer .venv-peer/bin/python       against the peer
    python -m benchmarks.speed --only startup                     one of reading, startup, headline, memory

- `reading`: the articles of PolNeAR dev, each a whole read (text in, reading out, nesting included). Reader and peer are processes of their
  own on the same cores; they take turns on groups of articles, in an order drawn anew each pass, and who goes first changes. Words are
  blank-separated. The first group warms both up and does not count.
- `startup`: `sayso read PAGE` as a new process, wall time and peak memory (files are in the system's cache), and `import sayso`.
- `headline`: the articles of dev stand without headlines, so what the check of a headline costs is measured on our own sixty pages
  (headline_pages), each read with it and without it, in turns.
- `memory`: thousands of reads in one process; the slope of its memory over the pages after the first 500.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.inputs import (
    DEV,
    HEADLINE_PAGES,
    OWN_CASES,
    ROOT,
    Json,
    case_folders,
    case_page,
    describe_run,
    load_articles,
    usable_cores,
    write_result,
)
from benchmarks.workers import PEER, READER, Worker
from sayso.pages import parse_text
from sayso.pipeline import STEPS, read
from training.judge_data import load_stock

GROUP: Final = 12
"""Articles a turn: long enough that the switch does not matter, short enough that both sides meet the same state of the machine."""

SEED: Final = 7
PAGE: Final = ROOT / "examples" / "pages" / "ferry.html"
N_WARM: Final = 500
"""Pages after which memory should have settled."""

PARTS: Final = ("reading", "startup", "headline", "memory")


class Run(NamedTuple):
    """A process that ran to its end."""

    wall_s: float
    peak_rss_mb: float


def texts_to_read() -> list[str]:
    """The articles of dev, or, where the corpus is absent, the pages of our own cases and examples as plain text."""
    if DEV.is_file():
        return [article.text for article in load_articles()]
    pages = [case_page(folder) for folder in case_folders(OWN_CASES)] + sorted((ROOT / "examples" / "pages").glob("*.txt"))
    return [page.read_text(encoding="utf-8") for page in pages]


def count_words(texts: list[str]) -> int:
    """Blank-separated words."""
    return sum(len(text.split()) for text in texts)


def measure_reading(peer: Path | None, *, n_passes: int) -> Json:
    """Words per second of whole reads, and of the peer's where there is one, with the ratio of the two by pass and over all."""
    texts = texts_to_read()
    rng = random.Random(SEED)
    workers = {"sayso": Worker(sys.executable, READER)} | ({"peer": Worker(peer, PEER)} if peer else {})
    seconds: dict[str, list[float]] = {name: [0.0] * n_passes for name in workers}
    cpu_seconds = dict.fromkeys(workers, 0.0)
    last: dict[str, Json] = {}
    try:
        for worker in workers.values():
            worker.ask(texts[:GROUP], found=False)
        for number in range(n_passes):
            order = rng.sample(texts, len(texts))
            for turn, at in enumerate(range(0, len(order), GROUP)):
                names = sorted(workers, reverse=bool((turn + number) % 2))
                for name in names:
                    last[name] = workers[name].ask(order[at : at + GROUP], found=False)
                    seconds[name][number] += last[name]["seconds"]
                    cpu_seconds[name] += last[name]["cpu_seconds"]
    finally:
        for worker in workers.values():
            worker.__exit__(None, None, None)
    n_words = count_words(texts)
    figures: Json = {"n_articles": len(texts), "n_words": n_words, "n_passes": n_passes, "cores": len(usable_cores())}
    for name, worker in workers.items():
        figures[name] = {
            "words_per_second": n_words * n_passes / sum(seconds[name]),
            "by_pass": [n_words / one for one in seconds[name]],
            "words_per_cpu_second": n_words * n_passes / cpu_seconds[name],  # of one core: what a busy machine does not change much
            "peak_rss_mb": last[name]["peak_rss_bytes"] / 1e6,
            "versions": worker.versions,
        }
    if peer:
        by_pass = [theirs / ours for ours, theirs in zip(seconds["sayso"], seconds["peer"], strict=True)]
        figures["ratio"] = {"all": sum(seconds["peer"]) / sum(seconds["sayso"]), "lowest": min(by_pass), "highest": max(by_pass)}
    return figures


def run_process(command: list[str]) -> Run:
    """Wall time and peak memory of a command; its output is dropped.

    Raises:
        RuntimeError: the command failed.
    """
    # Python keeps what it compiled, as for any user: the first run is there to fill the caches
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}.")
    kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss  # macOS counts bytes
    return Run(wall, kilobytes * 1024 / 1e6)


def measure_import() -> float:
    """Milliseconds that `import sayso` takes in a new interpreter."""
    code = "import time; start = time.perf_counter(); import sayso; print(1000 * (time.perf_counter() - start))"
    return float(subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def measure_startup(*, n_runs: int = 7) -> Json:
    """`sayso read` of one page from a new process, and the import. The first run of each only fills the caches."""
    command = [str(Path(sys.executable).with_name("sayso")), "read", str(PAGE.relative_to(ROOT))]
    runs = [run_process(command) for _ in range(n_runs + 1)][1:]
    imports = [measure_import() for _ in range(n_runs + 1)][1:]
    return {
        "n_runs": n_runs,
        "wall_s": {"median": statistics.median(run.wall_s for run in runs), "best": min(run.wall_s for run in runs)},
        "peak_rss_mb": max(run.peak_rss_mb for run in runs),
        "import_ms": {"median": statistics.median(imports), "best": min(imports)},
    }


def measure_headline(*, n_passes: int) -> Json:
    """Milliseconds of reading a page with the check of its headline and without."""
    headlines = load_stock(sorted(HEADLINE_PAGES.glob("*.txt")))
    pages = [parse_text(f"{headline.text}\n\n" + "\n\n".join(headline.body)) for headline in headlines]
    ways = {"with": STEPS, "without": tuple(step for step in STEPS if step.__name__ not in ("_look_ahead", "_check_headline"))}
    seconds = dict.fromkeys(ways, 0.0)
    for number in range(n_passes + 1):  # the first pass warms up
        for page in pages:
            for name, steps in ways.items():
                start = time.perf_counter()
                read(page, steps=steps)
                seconds[name] += (time.perf_counter() - start) * bool(number)
    n_words = count_words([page.text for page in pages])
    return {"n_pages": len(pages), "words_per_page": n_words / len(pages)} | {
        f"ms_{name}": 1000 * total / n_passes / len(pages) for name, total in seconds.items()
    }


def measure_memory(*, n_pages: int) -> Json:
    """The slope of memory, in bytes a page, over `n_pages` reads in one process (fewer than 1,000 say little)."""
    texts = texts_to_read()
    memory = []
    with Worker(sys.executable, READER) as worker:
        for number in range(n_pages):
            memory.append(float(worker.ask([texts[number % len(texts)]], found=False)["rss_bytes"]))
    warm = min(N_WARM, n_pages // 2)
    slope = statistics.linear_regression(range(warm, n_pages), memory[warm:]).slope
    return {
        "n_pages": n_pages,
        "bytes_per_page": slope,
        "rss_mb_after": {str(number): memory[number - 1] / 1e6 for number in range(500, n_pages + 1, 500)},
    }


def describe(figures: Json) -> str:
    """The figures, a line a part."""
    lines = []
    if "reading" in figures:
        part = figures["reading"]
        speeds = ", ".join(f"{name} {part[name]['words_per_second']:,.0f} words/s" for name in ("sayso", "peer") if name in part)
        ratio = (
            f"; {part['ratio']['all']:.2f} times ({part['ratio']['lowest']:.2f} to {part['ratio']['highest']:.2f})"
            if "ratio" in part
            else ""
        )
        lines.append(f"reading: {speeds}{ratio}")
    if "startup" in figures:
        part = figures["startup"]
        lines.append(
            f"startup: sayso read {part['wall_s']['median']:.2f} s and {part['peak_rss_mb']:.0f} MB;"
            f" import sayso {part['import_ms']['median']:.0f} ms (medians of {part['n_runs']}; memory: the highest)"
        )
    if "headline" in figures:
        part = figures["headline"]
        times = f"{part['ms_with']:.0f} ms, without the check {part['ms_without']:.0f} ms"
        lines.append(f"headline: a page of {part['words_per_page']:.0f} words {times}")
    if "memory" in figures:
        lines.append(f"memory: {figures['memory']['bytes_per_page']:.0f} bytes a page over {figures['memory']['n_pages']:,} pages")
    return "\n".join(lines)


def measure_speed(parts: list[str], peer: Path | None, *, n_passes: int, n_pages: int) -> Json:
    """The parts that were asked for."""
    figures: Json = {}
    if "reading" in parts:
        figures["reading"] = measure_reading(peer, n_passes=n_passes)
    if "startup" in parts:
        figures["startup"] = measure_startup()
    if "headline" in parts:
        figures["headline"] = measure_headline(n_passes=n_passes)
    if "memory" in parts:
        figures["memory"] = measure_memory(n_pages=n_pages)
    return figures


def main(argv: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure speed and memory; see the module's docstring.")
    parser.add_argument("--peer", type=Path, help="the Python of an environment that has the peer")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this part (may be repeated); nothing is kept then")
    parser.add_argument("--passes", type=int, default=3, help="times that all articles are read (default: 3)")
    parser.add_argument("--pages", type=int, default=3000, help="pages of the memory run (default: 3000)")
    options: Any = parser.parse_args(argv)  # argparse has no types
    figures = measure_speed(options.only or list(PARTS), options.peer, n_passes=options.passes, n_pages=options.pages)
    print(describe(figures))
    if not options.only and DEV.is_file():
        write_result("speed", describe_run() | figures)


if __name__ == "__main__":
    main()
