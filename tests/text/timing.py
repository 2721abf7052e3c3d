"""Whether a function takes linear time, told on a machine that does other things too."""

from __future__ import annotations

import time
from collections.abc import Callable

COUNT = 1_000
TIMES = 8


def assert_linear(function: Callable[[str], object], unit: str) -> None:
    """Eight times the text takes less than 24 times as long: linear time gives 8, quadratic time 64."""
    short, long = unit * COUNT, unit * (COUNT * TIMES)
    least = max(_seconds_for(function, short), 0.0005)
    assert _seconds_for(function, long) < 3 * TIMES * least


def _seconds_for(function: Callable[[str], object], text: str) -> float:
    """The least of three runs in processor time, which other work disturbs least; each has another text, so that none is remembered."""
    times = []
    for run in range(3):
        varied = text + " " * run
        start = time.process_time()
        function(varied)
        times.append(time.process_time() - start)
    return min(times)
