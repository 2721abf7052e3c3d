"""Where everything in the picture of a saying's spread stands: lanes, marks, lines and the dates below them. Draws nothing.

Decides what a lane is (an outlet; a story that several outlets took over whole is one lane, by the name of where it originates), what is
one mark (occurrences of one wording that would lie on one another), and what stays out of the picture and only in its table: the lanes
beyond the twenty-fourth share one. A date that is known to the day, month or year is as long as that; an occurrence without one has a lane
of its own. The same saying always gives the same layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.corpus.dates import days_of
from sayso.corpus.records import Appearance, Saying
from sayso.web.timeline_dates import MINUTES, Time, day_of, find_ticks, is_exact, middle_of, read_time

WIDTH: Final = 1080.0
LEFT: Final = 224.0
RIGHT: Final = WIDTH - 24
TOP: Final = 34.0

MOST_LANES: Final = 24
"""Lanes of outlets; those that come to the saying later share one more."""

MOST_FAINT: Final = 40
"""Lines that only wording speaks for, beyond which none of them are drawn: a fan of them says less than none."""

MOST_LINES: Final = 100
"""Lines of every kind, beyond which those of the weakest reason are left out: a knot of them says nothing at all."""

_ROW: Final = 22.0  # between marks of one lane that lie above one another
_PAD: Final = 8.0  # above and below the marks of a lane
_TOUCHING: Final = 34.0  # distance below which two marks are one, or one has to give way; a count fits in it
_MOST_ROWS: Final = 5

LINES: Final = ("link", "credit", "wording")
"""What a line of descent can rest on, from the strongest to the weakest. Copies are folded instead."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A stripe of the picture. `note` says what is folded in it; `y` is its middle."""

    name: str
    note: str
    y: float
    height: float
    is_undated: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several occurrences that are drawn as one, in order. `start` and `end` are where their date begins and ends, if it is known to
    the month or year alone, and else `x`."""

    x: float
    start: float
    end: float
    y: float
    lane: int
    appearances: tuple[Appearance, ...]

    @property
    def variants(self) -> tuple[int, ...]:
        """The numbers of the wordings, each once, the earliest first."""
        return tuple(sorted({one.variant for one in self.appearances}))


@dataclass(frozen=True, slots=True)
class Line:
    """From which mark to which the words probably went, by their places in `Layout.marks`, and what speaks for it."""

    source: int
    target: int
    because: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date below the picture."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The picture. `first` and `last` are the days at its left and right edge, empty where nothing has a date; `left_out` says
    which lines were too many to be drawn, by what they rest on, and how many they are."""

    height: float
    bottom: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    left_out: tuple[tuple[str, int], ...]


def select_appearances(saying: Saying, since: str = "", until: str = "") -> tuple[Appearance, ...]:
    """The occurrences of a saying that were published within some days, as far as is known; all of them where none are given.

    Raises:
        ValueError: a day is no date.
    """
    bounds = _read_bounds(since, until)
    if not since and not until:
        return saying.appearances
    found = []
    for appearance in saying.appearances:
        time = read_time(appearance.published)
        if time is not None and time.start < bounds.end and time.end > bounds.start:
            found.append(appearance)
    return tuple(found)


def lay_out(appearances: Sequence[Appearance], since: str = "", until: str = "") -> Layout:
    """The layout of some occurrences of one saying, between two days where they are given."""
    times = {one.number: read_time(one.published) for one in appearances}
    span = _find_span([time for time in times.values() if time is not None], _read_bounds(since, until), since, until)
    lanes: list[Lane] = []
    marks: list[Mark] = []
    y = TOP
    for name, note, some, is_undated in _fold_lanes(appearances, times):
        placed = _place_undated(some) if is_undated else _place(some, times, span)
        height = 2 * _PAD + _ROW * (max(row for row, *_ in placed) + 1)
        lanes.append(Lane(name, note, y + height / 2, height, is_undated))
        top = y + _PAD + _ROW / 2
        marks += [Mark(x, *ends, top + row * _ROW, len(lanes) - 1, tuple(held)) for row, x, ends, held in placed]
        y += height
    lines = _find_lines(marks)
    drawn, left_out = _thin_out(lines)
    return Layout(
        height=y + 54,
        bottom=y,
        lanes=tuple(lanes),
        marks=tuple(marks),
        lines=drawn,
        ticks=tuple(Tick(_x_of(minute, span), label) for minute, label in find_ticks(span)) if span else (),
        first=day_of(span.start) if span else "",
        last=day_of(span.end - 1) if span else "",
        left_out=left_out,
    )


# ---------------------------------------------------------------- time


def _read_bounds(since: str, until: str) -> Time:
    """The minutes from the first to the last of some days; from the beginning to the end of time where none are given."""
    ends = []
    for written in (since, until):
        days = days_of(written) if written else (date.min, date.max)
        if days is None:
            raise ValueError(f"{written!r} is no date; write it as 2021, 2021-03 or 2021-03-09.")
        ends.append(days)
    return Time(ends[0][0].toordinal() * MINUTES, (ends[1][1].toordinal() + 1) * MINUTES)


def _find_span(times: Sequence[Time], bounds: Time, since: str, until: str) -> Time | None:
    """What the picture shows of time: what is asked for, else from the first occurrence to the last, and never less than a day.

    Of a month or a year its middle is shown at least: all of a year would leave no room for the days of a week within it.
    """
    if not times:
        return None
    start = bounds.start if since else min(time.start if is_exact(time) else middle_of(time) for time in times)
    end = bounds.end if until else max(time.end if is_exact(time) else middle_of(time) for time in times)
    if end - start < MINUTES:
        start = start // MINUTES * MINUTES
        end = max(end, start + MINUTES)
    return Time(start, end)


def _x_of(minute: float, span: Time) -> float:
    share = (minute - span.start) / (span.end - span.start)
    return LEFT + 12 + max(0.0, min(share, 1.0)) * (RIGHT - LEFT - 24)


# ---------------------------------------------------------------- lanes


def _fold_lanes(appearances: Sequence[Appearance], times: dict[int, Time | None]) -> Iterable[tuple[str, str, list[Appearance], bool]]:
    """Name, note and occurrences of each lane, in the order of their first ones; what has no date comes last."""
    stories = _find_stories(appearances)
    lanes: defaultdict[str, list[Appearance]] = defaultdict(list)
    for one in appearances:
        if times[one.number] is not None:
            lanes[stories.get(one.number) or one.outlet or ""].append(one)
    ordered = list(lanes.items())  # as they come in time, which is how the occurrences are numbered
    shown, rest = (ordered, []) if len(ordered) <= MOST_LANES + 1 else (ordered[:MOST_LANES], ordered[MOST_LANES:])
    for name, some in shown:
        yield name or "No outlet named", _note_copies(some, stories), some, False
    if rest:
        yield f"{len(rest)} further outlets", "by name in the table", [one for _, some in rest for one in some], False
    undated = [one for one in appearances if times[one.number] is None]
    if undated:
        yield "No date", f"{len(undated)} in no order", undated, True


def _find_stories(appearances: Sequence[Appearance]) -> dict[int, str]:
    """Where the story of each occurrence originates that several outlets took over whole, by the number of the occurrence."""
    roots: dict[int, int] = {}
    for one in appearances:
        copied = one.follows is not None and one.because in ("copy", "same page")
        roots[one.number] = roots.get(one.follows, one.follows) if copied and one.follows is not None else one.number
    outlets: defaultdict[int, set[str | None]] = defaultdict(set)
    names: dict[int, str] = {}
    for one in appearances:
        outlets[roots[one.number]].add(one.outlet)
        names.setdefault(roots[one.number], one.origin)
    return {number: names[root] for number, root in roots.items() if len(outlets[root]) > 1}


def _note_copies(some: Sequence[Appearance], stories: dict[int, str]) -> str:
    copies = [one for one in some if one.number in stories]
    if not copies:
        return ""
    n_outlets = len({one.outlet for one in copies})
    return f"one story, {len(copies)} copies in {n_outlets} outlets"


# ---------------------------------------------------------------- marks

Placed = tuple[int, float, tuple[float, float], list[Appearance]]
"""The row of a mark in its lane, where it stands, where its date begins and ends, and what it stands for."""


def _place(some: Sequence[Appearance], times: dict[int, Time | None], span: Time | None) -> list[Placed]:
    """The marks of a lane: what lies on its like is one mark, what lies on another wording goes to the next row."""
    assert span is not None
    placed: list[Placed] = []
    rows: list[float] = []  # where the last mark of each row stands
    for x, _, one, time in sorted((_x_of(middle_of(time), span), one.number, one, time) for one in some if (time := times[one.number])):
        same = next((mark for mark in reversed(placed) if x - mark[1] < _TOUCHING and mark[3][0].variant == one.variant), None)
        if same is not None:
            same[3].append(one)
            continue
        row = next((row for row, last in enumerate(rows) if x - last >= _TOUCHING), len(rows))
        if row == _MOST_ROWS:  # as crowded as it gets: with the last one, whatever its wording
            placed[-1][3].append(one)
            continue
        rows[row:] = [x, *rows[row + 1 :]]
        ends = (x, x) if is_exact(time) else (_x_of(time.start, span), _x_of(time.end, span))
        placed.append((row, x, ends, [one]))
    return placed


def _place_undated(some: Sequence[Appearance]) -> list[Placed]:
    """The marks of the lane without dates: one for each wording, side by side, since their place says nothing."""
    wordings: defaultdict[int, list[Appearance]] = defaultdict(list)
    for one in some:
        wordings[one.variant].append(one)
    step = 1.2 * _TOUCHING
    per_row = int((RIGHT - LEFT - 24) // step)
    kept = sorted(wordings.items())
    if len(kept) > per_row * _MOST_ROWS:
        last = [one for _, held in kept[per_row * _MOST_ROWS - 1 :] for one in held]
        kept = [*kept[: per_row * _MOST_ROWS - 1], (kept[-1][0], last)]
    return [(n // per_row, x := LEFT + 12 + n % per_row * step, (x, x), held) for n, (_, held) in enumerate(kept)]


def _find_lines(marks: Sequence[Mark]) -> list[Line]:
    """The lines of descent between marks, each once and for its strongest reason."""
    place = {one.number: number for number, mark in enumerate(marks) for one in mark.appearances}
    found: dict[tuple[int, int], str] = {}
    for mark in marks:
        for one in mark.appearances:
            if one.because not in LINES or one.follows not in place:
                continue
            ends = (place[one.follows], place[one.number])
            if ends[0] != ends[1] and LINES.index(one.because) <= LINES.index(found.get(ends, LINES[-1])):
                found[ends] = one.because
    return [Line(*ends, because) for ends, because in sorted(found.items())]


def _thin_out(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[tuple[str, int], ...]]:
    """The lines that can be told apart when they are drawn, and the reasons of those that are left out, with their numbers."""
    left_out = []
    for because in reversed(LINES):
        n = sum(line.because == because for line in lines)
        if n > MOST_FAINT if because == LINES[-1] else len(lines) > MOST_LINES:
            left_out.append((because, n))
            lines = [line for line in lines if line.because != because]
    return tuple(lines), tuple((because, n) for because, n in left_out if n)
