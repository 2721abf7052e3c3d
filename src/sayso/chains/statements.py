"""Which statement a stretch of a page belongs to: the innermost attribution around it, found in logarithmic time."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush
from typing import Final

from sayso.reading import Attribution, Span

PAGE: Final = -1
"""The number that stands for the page itself, where there is no attribution around."""


class StatementIndex:
    """The attributions of a page by the stretches of their contents; the innermost is the one with the most attributions around it."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self._attributions = attributions
        self._numbers = {attribution.id: number for number, attribution in enumerate(attributions)}
        self.parents = tuple(self._numbers.get(one.parent, PAGE) if one.parent else PAGE for one in attributions)
        self.depths = _depths(self.parents)
        self._starts, self._owners = self._paint()

    def at(self, position: int) -> int:
        """The number of the innermost attribution whose content holds a position; -1 where only the page speaks."""
        at = bisect_right(self._starts, position) - 1
        return self._owners[at] if at >= 0 else PAGE

    def around(self, span: Span) -> int:
        """The number of the innermost attribution that holds more than half of a range; -1 where only the page speaks."""
        shares: dict[int, int] = {}
        at = max(0, bisect_right(self._starts, span.start) - 1)
        while at < len(self._starts) and self._starts[at] < span.end:
            start = max(self._starts[at], span.start)
            end = min(self._starts[at + 1], span.end) if at + 1 < len(self._starts) else span.end
            number = self._owners[at]
            while number != PAGE and start < end:
                shares[number] = shares.get(number, 0) + end - start
                number = self.parents[number]
            at += 1
        held = [number for number, share in shares.items() if 2 * share > span.end - span.start]
        return max(held, key=lambda number: (self.depths[number], -number), default=PAGE)

    def _paint(self) -> tuple[list[int], list[int]]:
        """Where the innermost attribution changes, and which it is from there."""
        ranges = sorted((span.start, span.end, number) for number, one in enumerate(self._attributions) for span in one.content)
        points = sorted({point for start, end, _ in ranges for point in (start, end)})
        starts: list[int] = []
        owners: list[int] = []
        opened: list[tuple[int, int, int, int]] = []
        at = 0
        for point in points:
            while at < len(ranges) and ranges[at][0] == point:
                start, end, number = ranges[at]
                heappush(opened, (-self.depths[number], -start, end, number))
                at += 1
            while opened and opened[0][2] <= point:
                heappop(opened)
            owner = opened[0][3] if opened else PAGE
            if not owners or owners[-1] != owner:
                starts.append(point)
                owners.append(owner)
        return starts, owners


def _depths(parents: tuple[int, ...]) -> tuple[int, ...]:
    """How many attributions stand around each."""
    depths = [-1] * len(parents)
    for number in range(len(parents)):
        path = []
        one = number
        while one != PAGE and depths[one] < 0:
            path.append(one)
            one = parents[one]
        depth = depths[one] if one != PAGE else -1
        for inner in reversed(path):
            depth += 1
            depths[inner] = depth
    return tuple(depths)
