"""Whose cue a word belongs to: the attributions themselves are evidence of who accuses, asks or promises."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from sayso.reading import Attribution, Reading, Span

_LOOK_BACK: Final = 3  # cues before a range that may still reach into it; cues of different attributions hardly overlap


class Cues:
    """The cues of a reading's attributions, to be asked for the one at a place."""

    def __init__(self, reading: Reading) -> None:
        self._cues = sorted((span, number) for number, attribution in enumerate(reading.attributions) for span in attribution.cue)
        self._starts = [span.start for span, _ in self._cues]
        self._attributions = reading.attributions

    def at(self, span: Span) -> Attribution | None:
        """The attribution whose cue overlaps a range, None where there is none."""
        last = bisect_right(self._starts, span.end - 1) - 1
        for number in range(last, max(last - _LOOK_BACK, -1), -1):
            cue, owner = self._cues[number]
            if cue.start < span.end and cue.end > span.start:
                return self._attributions[owner]
        return None
