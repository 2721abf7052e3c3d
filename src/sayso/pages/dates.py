"""Dates as pages give them, in their metadata and in their words."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final, NamedTuple

from sayso.pages.marks import read_list

_ISO: Final = re.compile(
    r"(\d{4})-?(\d{2})(?:-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?)?",
    re.IGNORECASE,
)
_RFC_5322: Final = re.compile(r"(?:[A-Z][a-z]{2}, ?)?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*\Z", re.IGNORECASE)
_NO_DATE: Final = frozenset({"0001-01-01", "1900-01-01", "1969-12-31", "1970-01-01", "1980-01-01"})
"""What systems write when they have no date: the first day of one clock or another."""


class Found(NamedTuple):
    """A date in ISO 8601, as precise as its words, and where those stand."""

    iso: str
    start: int
    end: int


def parse_date(value: str | None) -> str | None:
    """The ISO 8601 form of a date in metadata (ISO, RFC 5322, seconds or milliseconds since 1970, words); None if it is no date."""
    value = (value or "").strip()
    if not value or len(value) > 200:
        return None
    if (found := _ISO.fullmatch(value)) is not None:
        return _iso(*found.groups())
    if re.fullmatch(r"\d{10}|\d{13}", value):
        seconds = int(value) if len(value) == 10 else int(value) // 1000
        return _plausible(dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat())
    if _RFC_5322.match(value):
        try:
            return _plausible(parsedate_to_datetime(value).isoformat())
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    words = find_date(value)
    return words.iso if words is not None else None


def _iso(*parts: str | None) -> str | None:
    year, month, day, hour, minute, second, zone = parts
    try:
        if day is None:
            dt.date(int(year or 0), int(month or 0), 1)
            return f"{year}-{month}"
        date = dt.date(int(year or 0), int(month or 0), int(day))
        if hour is None or minute is None:
            return _plausible(date.isoformat())
        time = dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    shift = ""
    if zone:
        digits = re.sub(r"[^\d]", "", zone)
        shift = f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}" if digits else "+00:00"
    return _plausible(f"{date.isoformat()}T{time.isoformat()}{shift}")


def _plausible(iso: str) -> str | None:
    return iso if iso[:10] not in _NO_DATE and "1500" < iso[:4] < "2200" else None


def find_date(text: str, *, month_first: bool = False) -> Found | None:
    """The first full date in a text, with the time of day beside it; of 03/04/2020 the month is 3 only if `month_first`."""
    for found in _date_pattern().finditer(text[:2000]):
        date = _read_date(found.groupdict(), month_first)
        if date is None:
            continue
        iso, end = date.isoformat(), found.end()
        time = _AFTER_DATE.match(text, end) or _BEFORE_DATE.search(text[max(found.start() - 30, 0) : found.start()])
        if time is not None and (clock := _read_time(time)) is not None:
            iso = f"{iso}T{clock}"
            if time.re is _AFTER_DATE:
                end = time.end()
        if _plausible(iso) is not None:
            weekday = _WEEKDAY.search(text[: found.start()][-12:])
            return Found(iso, found.start() - (len(weekday[0]) if weekday else 0), end)
    return None


_CLOCK: Final = r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?\s{0,2}(?P<half>[ap]\.?m\.?)?\s{0,2}(?P<zone>[A-Z]{2,4}\b)?"
_AFTER_DATE: Final = re.compile(rf"\s{{0,2}}(?:,|at|@|um|à|a las|[|–—·•/-])?\s{{0,2}}{_CLOCK}", re.IGNORECASE)
_BEFORE_DATE: Final = re.compile(rf"{_CLOCK}\s{{0,2}}(?:,|on|[|–—·•/-])?\s{{0,2}}(?:\w{{3,9}},?\s)?\Z", re.IGNORECASE)


def _read_time(found: re.Match[str]) -> str | None:
    hour, minute, half = int(found["hour"]), found["minute"], (found["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute}{_zones().get((found['zone'] or '').lower(), '')}"


@cache
def _zones() -> dict[str, str]:
    return {name: shift for name, _, shift in (entry.partition("=") for entry in read_list("bylines.txt")["zones"])}


@cache
def _months() -> dict[str, int]:
    return {name: int(number) for number, names in read_list("months.txt").items() for name in names}


@cache
def _date_pattern() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?:1[5-9]|20|21)\d\d"
    return re.compile(
        rf"(?<![\w/.-])(?:(?P<y1>{year})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)"
        rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s?\s?(?:of\s|de\s|[-/])?(?P<m2>{month})\b\.?,?\s?\s?(?:del?\s|[-/])?(?P<y2>{year})\b"
        rf"|(?P<m3>{month})\b\.?\s?\s?(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s\s?(?P<y3>{year})\b"
        rf"|(?P<a>\d{{1,2}})(?P<sep>[./-])(?P<b>\d{{1,2}})(?P=sep)(?P<y4>(?:19|20|21)\d\d)\b"
        rf"|(?P<y5>(?:19|20)\d\d)年(?P<m5>\d{{1,2}})月(?P<d5>\d{{1,2}})日)",
        re.IGNORECASE,
    )


def _read_date(parts: dict[str, str | None], month_first: bool) -> dt.date | None:
    def number(name: str) -> int:
        return int(parts[name] or 0)

    try:
        if parts["y1"]:
            return dt.date(number("y1"), number("m1"), number("d1"))
        if parts["y2"]:
            return dt.date(number("y2"), _months()[(parts["m2"] or "").lower()], number("d2"))
        if parts["y3"]:
            return dt.date(number("y3"), _months()[(parts["m3"] or "").lower()], number("d3"))
        if parts["y5"]:
            return dt.date(number("y5"), number("m5"), number("d5"))
        day, month = number("a"), number("b")
        if month > 12 or (month_first and day <= 12 and parts["sep"] != "."):
            day, month = month, day
        return dt.date(number("y4"), month, day)
    except ValueError:
        return None
