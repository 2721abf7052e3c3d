"""The loop that all workers share: a line of texts in, a line of figures out. Standard library and psutil only."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import psutil

Found = list[dict[str, list[list[int]]]]
"""Attributions of a text: ranges by role."""


def serve(read: Callable[[str], object], found: Callable[[object], Found | None], packages: tuple[str, ...]) -> None:
    """Answers until the input ends. `read` alone is timed; `found` makes attributions of what it returned, None where it was refused."""
    answers = sys.stdout
    sys.stdout = sys.stderr  # whatever a library prints is not an answer
    process = psutil.Process()
    peak = 0
    print(json.dumps({"versions": {package: version(package) for package in packages}}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        start, cpu_start = time.perf_counter(), time.process_time()
        read_texts = [read(text) for text in request["texts"]]
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
        attributions = [found(one) for one in read_texts]
        memory = process.memory_info().rss
        peak = max(peak, memory)
        answer = {
            "seconds": seconds,
            "cpu_seconds": cpu_seconds,
            "n_refused": sum(one is None for one in attributions),
            "attributions": [one or [] for one in attributions] if request["found"] else [],
            "rss_bytes": memory,
            "peak_rss_bytes": peak,
        }
        print(json.dumps(answer), file=answers, flush=True)
