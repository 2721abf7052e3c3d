"""Time in the picture of a spread: when something may have been published, and the round dates that stand above the lanes.

Decides that a date is as long as it is known (a day, a month, a year) and a time of day a minute, and in what steps dates are told.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from sayso.corpus.dates import days_of

MINUTES: Final = 24 * 60
"""Minutes of a day."""

_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")


class Time(NamedTuple):
    """From when to when something may have been published, in minutes since the year 1; a time of day is one minute."""

    start: int
    end: int


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
    start = days[0].toordinal() * MINUTES
    if match is not None:
        start += int(match[2]) * 60 + int(match[3])
        return Time(start, start + 1)
    return Time(start, (days[1].toordinal() + 1) * MINUTES)


def is_exact(time: Time) -> bool:
    """Whether it is known to the day or better."""
    return time.end - time.start <= MINUTES


def middle_of(time: Time) -> int:
    """The minute in its middle; of a time of day, itself."""
    return (time.start + time.end) // 2


def day_of(minute: int) -> str:
    """The day of a minute, as ISO 8601 has it."""
    return date.fromordinal(max(1, min(minute // MINUTES, date.max.toordinal()))).isoformat()


# ---------------------------------------------------------------- dates below

Tick = tuple[int, str]
"""The minute of a date, and how it is written."""

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_HOURS: Final = (1, 3, 6, 12)
_DAYS: Final = (1, 2, 7, 14)
_MONTH_STEPS: Final = (1, 3, 6)
_YEAR_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST_TICKS: Final = 9


def find_ticks(span: Time) -> list[Tick]:
    """Dates at round steps, nine at most, each with as much of it as is not clear from the one before."""
    minutes = span.end - span.start
    for hours in _HOURS:
        if minutes <= _MOST_TICKS * hours * 60:
            return _tick_hours(span, hours * 60)
    for days in _DAYS:
        if minutes <= _MOST_TICKS * days * MINUTES:
            return _tick_days(span, days)
    for months in _MONTH_STEPS:
        if minutes <= _MOST_TICKS * months * 28 * MINUTES:
            return _tick_months(span, months)
    years = next((step for step in _YEAR_STEPS if minutes <= _MOST_TICKS * step * 365 * MINUTES), _YEAR_STEPS[-1])
    return _tick_months(span, 12 * years)


def _tick_hours(span: Time, step: int) -> list[Tick]:
    ticks: list[Tick] = []
    day = None
    for minute in range(-(-span.start // step) * step, span.end + 1, step):
        today = minute // MINUTES
        label = f"{minute % MINUTES // 60:02}:00"
        if today != day:
            label = f"{_write_day(today, with_year=day is None)} {label}"
        ticks.append((minute, label))
        day = today
    return ticks


def _tick_days(span: Time, step: int) -> list[Tick]:
    first = -(-span.start // MINUTES)
    if step >= 7:
        first += (1 - first) % 7  # Mondays, of which the first of January of the year 1 was one
    ticks: list[Tick] = []
    year = None
    for day in range(first, min(span.end // MINUTES, date.max.toordinal()) + 1, step):
        this = date.fromordinal(day).year
        ticks.append((day * MINUTES, _write_day(day, with_year=this != year)))
        year = this
    return ticks


def _tick_months(span: Time, step: int) -> list[Tick]:
    """The first of every so many months; of years where it is twelve and more."""
    first, last = (date.fromordinal(max(1, min(minute // MINUTES, date.max.toordinal()))) for minute in span)
    number = -(-((first.year * 12 + first.month - 1) + (first.day > 1)) // step) * step
    ticks: list[Tick] = []
    while number <= last.year * 12 + last.month - 1 and number < 10_000 * 12:
        year, month = divmod(number, 12)
        if year >= 1:
            minute = date(year, month + 1, 1).toordinal() * MINUTES
            ticks.append((minute, str(year) if step >= 12 else f"{_MONTHS[month]} {year}"))
        number += step
    return ticks


def _write_day(ordinal: int, *, with_year: bool) -> str:
    day = date.fromordinal(max(1, min(ordinal, date.max.toordinal())))
    return f"{day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if with_year else ''}"
