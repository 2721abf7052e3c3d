"""When an event took place: the words for a time, and the date that they mean on a page of a given day.

Decides on English news' ways to name a day, a week, a month or a year. A date is as precise as its words (READING.md, ruling 20): a day
(2023-06-09), a week (2021-W41), a month (2023-02) or a year.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from sayso.events.words import MONTHS, WEEKDAYS
from sayso.reading import Span

_WEEKDAY: Final = "|".join((*WEEKDAYS, "mon", "tues", "tue", "weds", "wed", "thurs", "thu", "fri", "sat", "sun"))
_MONTH: Final = "|".join(sorted((name for names in MONTHS for name in names), key=len, reverse=True))
_COUNTED: Final = "a two three four five six seven eight nine ten eleven twelve"
_NUMBERS: Final = {word: number for number, word in enumerate(_COUNTED.split(), 1)} | {
    "an": 1, "one": 1, "several": 0, "few": 0,
}  # fmt: skip
_PART: Final = r"(?:\s(?:morning|afternoon|evening|night|lunchtime))?"
_LEAD: Final = r"(?:(?:on|in|at|early on|late on|earlier on|later on|by|during|early|late|from)\s)?"
_TIME: Final = re.compile(
    rf"\b{_LEAD}(?:"
    rf"(?:(?:last|next|this|the|early|late|the following|the previous)\s)?(?:{_WEEKDAY})\b\.?"
    rf"(?:,\s(?:{_MONTH})\b\.?\s\d{{1,2}}(?:st|nd|rd|th)?)?"
    rf"(?:[’']s)?{_PART}"
    rf"|(?:early |late |mid-)?(?:{_MONTH})\b\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s(?:19|20)\d\d\b)?(?:[’']s)?"
    rf"|(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b\.?(?:,?\s(?:19|20)\d\d\b)?"
    rf"|(?:(?:earlier|later)\s)?(?:yesterday|today|tomorrow|tonight)\b(?:[’']s)?{_PART}"
    rf"|(?:(?:earlier|later)\s)?(?:last|this|next)\s(?:night|week|month|year|weekend|morning|afternoon|evening|fortnight)\b(?:[’']s)?"
    rf"|(?:{'|'.join(_NUMBERS)}|a\sfew|\d{{1,3}})\s(?:day|week|fortnight|month|year)s?\sago\b"
    rf"|(?:19|20)\d\d\b(?![-–/.]\d)"
    rf"|\d{{4}}-\d\d-\d\d\b"
    rf")",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\b(?:since|until|till|before|after|between|than|by|from)\s(?:late\s|early\s|the\s)?\Z", re.IGNORECASE)


def find_times(text: str, span: Span) -> Iterator[Span]:
    """The words of a range that name a time, with the preposition before them; what only bounds a time ("since Friday") is left out."""
    for match in _TIME.finditer(text, span.start, span.end):
        start, end = match.span()
        words = match.group()
        if (
            not _has_capital(words)
            or _SINCE.search(text, max(span.start, start - 14), start)
            or re.match(r"(?:by|from)\s", words, re.IGNORECASE)
        ):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", words) or (words[:1].isdigit() and words[:4].isdigit() and len(words) == 4):
            continue  # a bare number is a year only after "in"
        yield Span(start, end - (words.endswith(".") and len(words) > 1 and not text[end : end + 1].isspace()))


def _has_capital(words: str) -> bool:
    """Whether the names of days and months in these words have their capital, without which "may" and "sun" are none."""
    named = re.search(rf"\b(?:{_WEEKDAY}|{_MONTH})\b", words, re.IGNORECASE)
    return named is None or named.group()[0].isupper()


def resolve_date(words: str, published: str | None, *, ahead: bool = False) -> str | None:
    """The ISO 8601 date that words for a time mean on a page published on a day, as precise as the words; None where that is unknown.

    A weekday or a month without a year is the last one up to the day of publication, or with `ahead` (of what is yet to come) the next one.

    >>> resolve_date("on Tuesday night", "2022-04-13"), resolve_date("last week", "2021-10-21")
    ('2022-04-12', '2021-W41')
    >>> resolve_date("in June", "2021-10-21", ahead=True)
    '2022-06'
    """
    low = " ".join(words.lower().replace("’", "'").removesuffix("'s").replace(",", " ").replace(".", " ").split())
    low = re.sub(r"\A(?:(?:on|in|at|by|during|from|early|late|earlier|later|mid-)\s?)+(?=\w)", "", low) or low
    day = _day_of(published)
    absolute = _absolute(low, day, ahead)
    if absolute is not None or day is None:
        return absolute
    return _relative(low, day) or _weekday(low, day, ahead)


def _day_of(published: str | None) -> dt.date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", published or "")
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


_MONTH_NUMBERS: Final = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_MONTH_WORDS: Final = re.compile(
    rf"(?:.*?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\sof)?\s)?\b(?P<month>{_MONTH})\b(?:\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?(?:\s(?P<year>(?:19|20)\d\d)\b)?"
)


def _absolute(low: str, day: dt.date | None, ahead: bool) -> str | None:
    if (iso := re.search(r"\b\d{4}-\d\d-\d\d\b", low)) is not None:
        return iso.group() if _day_of(iso.group()) is not None else None
    if (year := re.fullmatch(r"(?:19|20)\d\d", low)) is not None:
        return year.group()
    match = _MONTH_WORDS.search(low)
    if match is None:
        return None
    month, number = _MONTH_NUMBERS[match["month"]], match["day"] or match["day2"]
    if match["year"]:
        return _iso(int(match["year"]), month, number)
    if day is None:
        return None
    return _nearest(day, month, number, ahead)


def _iso(year: int, month: int, number: str | None) -> str | None:
    if number is None:
        return f"{year}-{month:02}"
    try:
        return dt.date(year, month, int(number)).isoformat()
    except ValueError:
        return None


def _nearest(day: dt.date, month: int, number: str | None, ahead: bool) -> str | None:
    """The month, or the day of it, that lies nearest to a day on the side asked for."""
    today = (day.month, day.day if number else 0)
    named = (month, int(number or 0))
    year = day.year + ((named < today) if ahead else -(named > today))
    return _iso(year, month, number)


def _relative(low: str, day: dt.date) -> str | None:
    first = low.split()[0]
    shifts = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    if first in shifts:
        return (day + dt.timedelta(days=shifts[first])).isoformat()
    if re.fullmatch(r"last night|this (?:morning|afternoon|evening)", low):
        return (day - dt.timedelta(days=low == "last night")).isoformat()
    if (match := re.fullmatch(r"(last|this|next) (week|weekend|month|year|fortnight)", low)) is not None:
        return _shifted(day, match[2], {"last": -1, "this": 0, "next": 1}[match[1]])
    if (match := re.fullmatch(r"(\w+(?: few)?) (day|week|fortnight|month|year)s? ago", low)) is not None:
        number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1].split()[-1], 0)
        return _shifted(day, match[2], -number) if number else None
    return None


def _shifted(day: dt.date, unit: str, number: int) -> str | None:
    """The day, week, month or year that lies so many before or after the one of a day."""
    try:
        if unit == "day":
            return (day + dt.timedelta(days=number)).isoformat()
        if unit in ("week", "weekend", "fortnight"):
            year, week, _ = (day + dt.timedelta(weeks=number * (2 if unit == "fortnight" else 1))).isocalendar()
            return f"{year}-W{week:02}"
        if unit == "month":
            months = day.year * 12 + day.month - 1 + number
            return f"{months // 12:04}-{months % 12 + 1:02}" if months >= 12 else None
        return f"{day.year + number:04}" if day.year + number > 0 else None
    except (OverflowError, ValueError):
        return None


def _weekday(low: str, day: dt.date, ahead: bool) -> str | None:
    match = re.search(rf"\b({_WEEKDAY})\b", low)
    if match is None:
        return None
    wanted = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(match[1][:3]))
    before = (day.weekday() - wanted) % 7
    if low.startswith("next "):
        shift = 7 - before
    elif low.startswith("last "):
        shift = -before or -7
    elif ahead:
        shift = (7 - before) % 7
    else:
        shift = -before
    try:
        return (day + dt.timedelta(days=shift)).isoformat()
    except OverflowError:
        return None
