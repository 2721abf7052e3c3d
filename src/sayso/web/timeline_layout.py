"""Where everything in the picture of a saying's spread stands: lanes, marks, lines and the dates below them. Draws nothing.

Decides what a lane is (an outlet; a story that several outlets took over whole is one lane, by the name of where it originates), what is
one mark (occurrences of one wording that would lie on one another), and what stays out of the picture and only in its table: the lanes
beyond the twenty-fourth share one. A date that is known to the day, month or year is as long as that; an occurrence without one has a lane
of its own. The same saying always gives the same layout.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sayso.corpus.dates import days_of
from sayso.corpus.records import Appearance, Saying

WIDTH: Final = 1080.0
LEFT: Final = 224.0
RIGHT: Final = WIDTH - 24
TOP: Final = 34.0

MOST_LANES: Final = 24
"""Lanes of outlets; those that come to the saying later share one more."""

MOST_FAINT: Final = 40
"""Lines that only wording speaks for, beyond which none of them are drawn: a fan of them says less than none."""

_ROW: Final = 22.0  # between marks of one lane that lie above one another
_PAD: Final = 8.0  # above and below the marks of a lane
_TOUCHING: Final = 34.0  # distance below which two marks are one, or one has to give way; a count fits in it
_MOST_ROWS: Final = 5
_MINUTES: Final = 24 * 60
_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")

LINES: Final = ("link", "credit", "wording")
"""What a line of descent can rest on, from the strongest to the weakest. Copies are folded instead."""


class Time(NamedTuple):
    """From when to when something may have been published, in minutes since the year 1; a time of day is one minute."""

    start: int
    end: int


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
    """The picture. `first` and `last` are the days at its left and right edge, empty where nothing has a date; `n_faint_left_out` lines
    rest on wording alone and were too many."""

    height: float
    bottom: float
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    n_faint_left_out: int


def read_time(published: str | None) -> Time | None:
    """When a page was published, as exactly as it says; None where that is unknown.

    >>> time = read_time("2021-03")
    >>> (time.end - time.start) // (24 * 60)
    31
    """
    if published is None:
        return None
    match = _TIME.match(published)
    days = days_of(match[1] if match else published)
    if days is None:
        return None
    start = days[0].toordinal() * _MINUTES
    if match is not None:
        start += int(match[2]) * 60 + int(match[3])
        return Time(start, start + 1)
    return Time(start, (days[1].toordinal() + 1) * _MINUTES)


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
    lines, n_faint = _find_lines(marks)
    return Layout(
        height=y + 54,
        bottom=y,
        lanes=tuple(lanes),
        marks=tuple(marks),
        lines=lines,
        ticks=_find_ticks(span) if span else (),
        first=_day_of(span.start) if span else "",
        last=_day_of(span.end - 1) if span else "",
        n_faint_left_out=n_faint,
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
    return Time(ends[0][0].toordinal() * _MINUTES, (ends[1][1].toordinal() + 1) * _MINUTES)


def _find_span(times: Sequence[Time], bounds: Time, since: str, until: str) -> Time | None:
    """What the picture shows of time: what is asked for, else from the first occurrence to the last, and never less than a day.

    Of a month or a year its middle is shown at least: all of a year would leave no room for the days of a week within it.
    """
    if not times:
        return None
    start = bounds.start if since else min(time.start if is_exact(time) else middle_of(time) for time in times)
    end = bounds.end if until else max(time.end if is_exact(time) else middle_of(time) for time in times)
    if end - start < _MINUTES:
        start = start // _MINUTES * _MINUTES
        end = max(end, start + _MINUTES)
    return Time(start, end)


def is_exact(time: Time) -> bool:
    """Whether it is known to the day or better."""
    return time.end - time.start <= _MINUTES


def middle_of(time: Time) -> int:
    """The minute in its middle; of a time of day, itself."""
    return (time.start + time.end) // 2


def _day_of(minute: int) -> str:
    return date.fromordinal(max(1, min(minute // _MINUTES, date.max.toordinal()))).isoformat()


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


def _find_lines(marks: Sequence[Mark]) -> tuple[tuple[Line, ...], int]:
    """The lines of descent between marks, each once and for its strongest reason; and how many weak ones are left out as too many."""
    place = {one.number: number for number, mark in enumerate(marks) for one in mark.appearances}
    found: dict[tuple[int, int], str] = {}
    for mark in marks:
        for one in mark.appearances:
            if one.because not in LINES or one.follows not in place:
                continue
            ends = (place[one.follows], place[one.number])
            if ends[0] != ends[1] and LINES.index(one.because) <= LINES.index(found.get(ends, LINES[-1])):
                found[ends] = one.because
    lines = tuple(Line(*ends, because) for ends, because in sorted(found.items()))
    n_faint = sum(line.because == LINES[-1] for line in lines)
    if n_faint <= MOST_FAINT:
        return lines, 0
    return tuple(line for line in lines if line.because != LINES[-1]), n_faint


# ---------------------------------------------------------------- dates below

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_HOURS: Final = (1, 3, 6, 12)
_DAYS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 3, 6)
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS: Final = 9


def _find_ticks(span: Time) -> tuple[Tick, ...]:
    """Dates at round steps, nine at most, each with as much of it as is not clear from the one before."""
    minutes = span.end - span.start
    for hours in _HOURS:
        if minutes <= _MOST_TICKS * hours * 60:
            return _tick_hours(span, hours * 60)
    for days in _DAYS:
        if minutes <= _MOST_TICKS * days * _MINUTES:
            return _tick_days(span, days)
    for months in _MONTH_STEPS:
        if minutes <= _MOST_TICKS * months * 28 * _MINUTES:
            return _tick_months(span, months)
    years = next((step for step in _YEAR_STEPS if minutes <= _MOST_TICKS * step * 365 * _MINUTES), _YEAR_STEPS[-1])
    return _tick_months(span, 12 * years)


def _tick_hours(span: Time, step: int) -> tuple[Tick, ...]:
    ticks = []
    day = None
    for minute in range(-(-span.start // step) * step, span.end + 1, step):
        today = minute // _MINUTES
        label = f"{minute % _MINUTES // 60:02}:00"
        if today != day:
            label = f"{_write_day(today, with_year=day is None)} {label}"
        ticks.append(Tick(_x_of(minute, span), label))
        day = today
    return tuple(ticks)


def _tick_days(span: Time, step: int) -> tuple[Tick, ...]:
    first = -(-span.start // _MINUTES)
    if step >= 7:
        first += (1 - first) % 7  # Mondays, of which the first of January of the year 1 was one
    ticks = []
    year = None
    for day in range(first, min(span.end // _MINUTES, date.max.toordinal()) + 1, step):
        this = date.fromordinal(day).year
        ticks.append(Tick(_x_of(day * _MINUTES, span), _write_day(day, with_year=this != year)))
        year = this
    return tuple(ticks)


def _tick_months(span: Time, step: int) -> tuple[Tick, ...]:
    """The first of every so many months; of years where it is twelve and more."""
    first, last = (date.fromordinal(max(1, min(minute // _MINUTES, date.max.toordinal()))) for minute in span)
    number = -(-((first.year * 12 + first.month - 1) + (first.day > 1)) // step) * step
    ticks = []
    while number <= last.year * 12 + last.month - 1 and number < 10_000 * 12:
        year, month = divmod(number, 12)
        if year >= 1:
            x = _x_of(date(year, month + 1, 1).toordinal() * _MINUTES, span)
            ticks.append(Tick(x, str(year) if step >= 12 else f"{_MONTHS[month]} {year}"))
        number += step
    return tuple(ticks)


def _write_day(ordinal: int, *, with_year: bool) -> str:
    day = date.fromordinal(max(1, min(ordinal, date.max.toordinal())))
    return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if with_year else ''}"
