"""The publication date of a page as the corpus orders by it: in UTC, never guessed.

Decides that a time with a zone is turned into UTC, one without is kept as it stands, a date keeps its precision, and what is no date by
ISO 8601 is unknown (never today).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

UNKNOWN_DAY: Final = 0

_DATE: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?\s?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?\Z",
    re.IGNORECASE,
)


class Published(NamedTuple):
    """A date in UTC as text that sorts, and its day since the year 1; `None` and 0 where it is unknown."""

    utc: str | None
    day: int


def read_date(written: str | None) -> Published:
    """The date that a page gives.

    >>> read_date("2021-03-01T00:30:00+02:00")
    Published(utc='2021-02-28T22:30:00Z', day=737849)
    >>> read_date("last week")
    Published(utc=None, day=0)
    """
    match = _DATE.match(written.strip()) if written else None
    if match is None:
        return Published(None, UNKNOWN_DAY)
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    try:
        if match["hour"] is None:
            first = date(year, month, day)
            return Published(match[0], first.toordinal())
        moment = datetime(year, month, day, int(match["hour"]), int(match["minute"]), int(match["second"] or 0), tzinfo=UTC)
        moment -= _offset(match["zone"])
    except (ValueError, OverflowError):  # the 30th of February; the first hours of the year 1 in a zone east of Greenwich
        return Published(None, UNKNOWN_DAY)
    known = f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}"
    return Published(known + ("Z" if match["zone"] else ""), moment.toordinal())


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone in "Zz":
        return timedelta()
    digits = zone[1:].replace(":", "")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return ahead if zone[0] == "+" else -ahead


def read_day(written: str, *, end: bool = False) -> int:
    """The day of a date that somebody asks by: the first day of it, or, at the `end`, the last (of "2021", the 31st of December).

    Raises:
        ValueError: it is no date.
    """
    day = read_date(written).day
    if not day:
        raise ValueError(f"{written!r} is no date; write it as 2021, 2021-03 or 2021-03-09.")
    first = date.fromordinal(day)
    if not end or len(written.strip()) > len("2021-03"):
        return day
    year, month = (first.year + 1, 1) if len(written.strip()) == 4 or first.month == 12 else (first.year, first.month + 1)
    return date(year, month, 1).toordinal() - 1 if year <= 9999 else date.max.toordinal()


_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)\Z")


Days = tuple[date, date]
"""A first and a last day."""


def days_of(written: str) -> Days | None:
    """The first and the last day that the date of an event covers; None where it is no date.

    >>> days_of("2021-02"), days_of("2021-W41")
    ((datetime.date(2021, 2, 1), datetime.date(2021, 2, 28)), (datetime.date(2021, 10, 11), datetime.date(2021, 10, 17)))
    """
    week = _WEEK.match(written)
    try:
        if week is not None:
            return date.fromisocalendar(int(week[1]), int(week[2]), 1), date.fromisocalendar(int(week[1]), int(week[2]), 7)
        return date.fromordinal(read_day(written)), date.fromordinal(read_day(written, end=True))
    except (ValueError, OverflowError):
        return None


def now_utc() -> str:
    """The present time in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
