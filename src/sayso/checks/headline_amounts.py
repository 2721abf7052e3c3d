"""Amounts: what a headline and a body say about how many, how much, how long and how large a share, and whether they agree.

Decides which words are an amount, of what kind, and what value it stands for ("half", "50%" and "one in two" are one share); and which
amounts can be held against one another. Two amounts are compared where their kind is the same and, for plain numbers, where they count the
same thing; anything else leaves the question open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any, Final

from sayso.checks.headline_words import Phrases, Word, likeness, load_toml, stem, stop_stems
from sayso.reading import Span

_NUMBER: Final = re.compile(r"(?P<sign>[£$€]?)(?P<digits>\d[\d.,]*?)(?P<scale>k|m|mn|bn|tn)?(?P<percent>%?)\Z")
_YEARS: Final = range(1700, 2101)
_NEARLY: Final = 0.06
"""How far a round number may be from the exact one ("nearly 500" from 487), as a share of it. A guess."""
_ROUGHLY: Final = 0.15  # the same where the headline says "about", or counts days in months
_CHANGES: Final = frozenset("by up down rise rises rose risen increase increased fall fell fallen cut grew jumped dropped".split())
_COMPARATIVES: Final = frozenset("more less higher lower fewer cheaper dearer likelier longer shorter".split())
_MORE_OPENERS: Final = ("a", "an", "half", "life")
_ORDINALS: Final = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ENTERING: Final = frozenset("enter enters entered entering into its their in".split())
_DIGITS: Final = frozenset("0123456789£$€")
_FOR_LIFE: Final = ("permanently", "forever", "lifelong", "lifetime")
_FOR_EVER: Final = 36500.0  # days that stand for a whole life
_UNIT_REACH: Final = 3  # words after a number in which the noun that it counts is looked for


class Kind(StrEnum):
    """What sort of amount it is; only amounts of one kind are compared."""

    COUNT = "number"
    MONEY = "sum"
    SHARE = "share"
    FACTOR = "factor"
    TIME = "length of time"
    AGE = "age"
    DAY = "day"
    YEAR = "year"


_PAIRS: Final = ({Kind.COUNT}, {Kind.MONEY}, {Kind.COUNT, Kind.MONEY}, {Kind.SHARE})  # "from 120 to 160 crowns"


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount from `low` to `high` (equal where it is exact), and the stems of what it counts; `start` and `end` are indexes of words."""

    kind: Kind
    low: float
    high: float
    span: Span
    start: int
    end: int
    units: tuple[str, ...] = ()
    about: bool = False
    is_change: bool = False  # it says by how much something has changed


def find_amounts(words: Sequence[Word]) -> tuple[Amount, ...]:
    """The amounts among the words of a text, in order; those that are made of others ("from 120 to 160") come after these."""
    found: list[Amount] = []
    place = 0
    tables = _tables()
    while place < len(words):
        word = words[place]
        may_open = word.lower in tables.openers or word.lower[0] in _DIGITS or word.stem in tables.factors
        amount = _amount_at(words, place) if may_open else None
        if amount is not None:
            found.extend(_parts(words, amount))
            place = amount.end
        else:
            place += 1
    return tuple(found) + tuple(_from_pairs(words, found))


def _parts(words: Sequence[Word], amount: Amount) -> Iterator[Amount]:
    """The amount itself; "seven of the nineteen shops" are seven shops as well as a share of them."""
    yield amount
    if amount.kind is Kind.SHARE and amount.end - amount.start > 2 and _value_of(words[amount.start].lower) is not None:
        value = _value_of(words[amount.start].lower) or 0.0
        counted = _counted(words, amount.start, amount.end, value, value)
        if counted.kind is Kind.COUNT:
            yield counted


def agree(claimed: Amount, given: Amount) -> bool:
    """Whether two amounts of one kind say the same, as far as a headline has to be exact."""
    if claimed.kind in (Kind.DAY, Kind.YEAR):
        return claimed.low == given.low
    if claimed.kind is not given.kind:  # "double" against "by a third"
        change = claimed.low - 1 if claimed.kind is Kind.FACTOR else given.low - 1
        share = given.low if claimed.kind is Kind.FACTOR else claimed.low
        return abs(abs(change) - share) <= _ROUGHLY * max(abs(change), share)
    if claimed.low == 1.0 and claimed.kind is Kind.SHARE and given.low < given.high:
        return given.high >= 1.0  # "all" is no rounding of "several"
    slack = _ROUGHLY if claimed.about or given.about or claimed.kind is Kind.TIME else _NEARLY if _is_round(claimed) else 1e-3
    return claimed.low <= given.high * (1 + slack) and given.low <= claimed.high * (1 + slack)


def comparable(claimed: Amount, given: Amount) -> bool:
    """Whether two amounts speak of the same sort of thing."""
    if {claimed.kind, given.kind} == {Kind.FACTOR, Kind.SHARE}:
        return claimed.is_change and given.is_change
    if claimed.kind is not given.kind:
        return False
    if claimed.kind is not Kind.COUNT:
        return True
    if not claimed.units and claimed.low < claimed.high:  # "hundreds" with nothing named are people
        return any(unit in units for units in _tables().alike for unit in given.units)
    return any(_same_unit(one, other) for one in claimed.units for other in given.units)


def _same_unit(one: str, other: str) -> bool:
    if likeness(one, other) >= 0.85:
        return True
    return any(one in units and other in units for units in _tables().alike)


def _is_round(amount: Amount) -> bool:
    """Whether a number ends in a nought, as one does that was rounded; shares and sums are rounded to whole ones."""
    if amount.low != amount.high:
        return True
    value = amount.low
    if amount.kind is Kind.COUNT:
        return value >= 20 and value % 10 == 0
    return amount.kind in (Kind.MONEY, Kind.SHARE) or value == round(value)


# ---------------------------------------------------------------- finding


def _amount_at(words: Sequence[Word], place: int) -> Amount | None:
    word = words[place]
    tables = _tables()
    if word.lower in tables.extents and not _is_superlative(words, place):
        low, high = tables.extents[word.lower]
        return _make(words, place, place + 1, Kind.SHARE, low, high)
    if word.stem in tables.factors:
        factor = tables.factors[word.stem]
        return _make(words, place, place + 1, Kind.FACTOR, factor, factor)
    if word.lower in tables.vague and not (place and _value_of(words[place - 1].lower) is not None):
        low, high = tables.vague[word.lower]
        return _counted(words, place, place + 1, low, high)
    if word.lower in tables.days and word.capital:
        return _make(words, place, place + 1, Kind.DAY, tables.days[word.lower], tables.days[word.lower])
    if word.lower in _FOR_LIFE or (word.lower == "life" and words[max(0, place - 1)].lower in ("for", "a")):
        return _make(words, place, place + 1, Kind.TIME, _FOR_EVER, _FOR_EVER)
    if word.lower in _ORDINALS and place + 1 < len(words) and words[place + 1].lower in tables.times and place:
        length, count = tables.times[words[place + 1].lower], _ORDINALS.index(word.lower) + 2
        if words[place - 1].lower in _ENTERING:  # "enters third year": two years and some more
            return _make(words, place, place + 2, Kind.TIME, (count - 1) * length, count * length)
    fraction = _fraction_at(words, place)
    if fraction is not None:
        value, end = fraction
        return _make(words, place, end, Kind.SHARE, value, value)
    return _number_at(words, place)


def _is_superlative(words: Sequence[Word], place: int) -> bool:
    """Whether "most" makes a superlative ("most expensive"), or "all" stands in "after all", "at all"; "some" counts only before "of"."""
    before = words[place - 1].lower if place else ""
    after = words[place + 1].lower if place + 1 < len(words) else ""
    lower = words[place].lower
    if lower == "all":
        return before in ("at", "after", "above", "not") or after in ("but", "right", "over")
    if lower == "most":
        return before in ("the", "at", "its", "'s") or not (after.endswith("s") or after == "of")
    if lower in ("some", "few", "many", "several"):
        return before in ("a", "as", "so", "how", "too") and lower != "few"
    return lower in ("each", "whole", "every", "entire", "none") and before in ("as", "the", "on", "a") and lower != "entire"


def _fraction_at(words: Sequence[Word], place: int) -> tuple[float, int] | None:
    """A share told as a fraction, and where it ends: "half", "a third", "two thirds", "one in five", "seven of the nineteen"."""
    tables = _tables()
    lower = words[place].lower
    following = words[place + 1].lower if place + 1 < len(words) else ""
    if lower == "half" and following not in ("a", "an", "past", "time", "hour"):
        return 0.5, place + 1
    if lower in tables.fractions and following == "of" and place == 0:
        return tables.fractions[lower], place + 1
    if lower in ("a", "one") and following in tables.fractions and following != "half":
        return tables.fractions[following], place + 2
    count = _value_of(lower)
    if count is not None and following in tables.fractions:
        return count * tables.fractions[following], place + 2
    if count is None:
        return None
    if count == 1 and place + 3 < len(words) and words[place + 2].lower == "in":  # "one train in eight"
        whole = _value_of(words[place + 3].lower)
        if whole and whole > 1 and whole not in _YEARS:
            return 1 / whole, place + 4
    for linking in (("in",), ("out", "of"), ("out", "of", "the"), ("of", "the"), ("of", "its"), ("of", "their")):
        end = place + 1 + len(linking)
        whole = _value_of(words[end].lower) if end < len(words) else None
        if whole and tuple(word.lower for word in words[place + 1 : end]) == linking and whole >= count and whole not in _YEARS:
            return count / whole, end + 1
    return None


def _number_at(words: Sequence[Word], place: int) -> Amount | None:
    match = _NUMBER.match(words[place].lower)
    sign, percent = (match["sign"], match["percent"]) if match else ("", "")
    value = _value_of(words[place].lower)
    end = place + 1
    if value is None:
        if words[place].lower not in ("a", "an") or end >= len(words):
            return None
        return _single(words, place)
    while end < len(words) and (more := _continued(words, end, value)) is not None:
        value = more
        end += 1
    tables = _tables()
    for phrase in (("per", "cent"), ("percent",), ("percentage",), ("%",)):
        if tuple(word.lower for word in words[end : end + len(phrase)]) == phrase:
            percent, end = "%", end + len(phrase)
            break
    if percent:
        return _make(words, place, end, Kind.SHARE, value / 100, value / 100)
    if sign or (end < len(words) and words[end].stem in tables.money):
        return _make(words, place, end, Kind.MONEY, value, value)
    if match and value in _YEARS and value == int(value) and "," not in words[place].lower:
        return _make(words, place, end, Kind.YEAR, value, value)
    return _counted(words, place, end, value, value)


def _single(words: Sequence[Word], place: int) -> Amount | None:
    """ "A year", "a dozen", "a hundred": the article stands for one."""
    following = words[place + 1].lower
    if following == "dozen":
        return _counted(words, place, place + 2, 12, 12)
    if following in ("hundred", "thousand", "million", "billion"):
        value = float(_tables().scales[following])
        return _counted(words, place, place + 2, value, value)
    days = _tables().times.get(following)
    before = words[place - 1].lower if place else ""
    # "£31 a month" is a rate; "a day of rain" is told from a length by the preposition before it.
    if days is None or before not in ("for", "in", "within", "after", "lasted", "last", "takes", "took", "over", "than", "nearly", "about"):
        return None
    return _make(words, place, place + 2, Kind.TIME, days, days)


def _continued(words: Sequence[Word], place: int, value: float) -> float | None:
    """The value that a number has with the word at `place` too: "two hundred", "4.5 million", "twenty one"."""
    lower = words[place].lower
    tables = _tables()
    if lower in tables.scales:
        return value * tables.scales[lower] if lower not in ("m", "k") else None
    if lower == "dozen":
        return value * 12
    small = tables.numbers.get(lower)
    if small is not None and 0 < small < 10 and value in range(20, 100, 10):
        return value + small
    return None


def _value_of(lower: str) -> float | None:
    tables = _tables()
    if lower in tables.numbers:
        return float(tables.numbers[lower])
    match = _NUMBER.match(lower)
    if match is None:
        return None
    digits = match["digits"].rstrip(".,")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif "," in digits or digits.count(".") > 1:
        digits = re.split("[.,]", digits)[0]
    value = float(digits)
    return value * tables.scales[match["scale"]] if match["scale"] else value


def _counted(words: Sequence[Word], start: int, end: int, low: float, high: float) -> Amount:
    """An amount of whatever is named after it: days and ages where time is, otherwise things."""
    times = _tables().times
    for place in range(end, min(end + 2, len(words))):
        days = times.get(words[place].stem) or times.get(words[place].lower)
        if days is not None:
            if place + 1 < len(words) and words[place + 1].lower == "old":
                return _make(words, start, place + 2, Kind.AGE, low, high)
            return _make(words, start, place + 1, Kind.TIME, low * days, high * days)
    amount = _make(words, start, end, Kind.COUNT, low, high)
    units: list[str] = []
    for word in words[end : end + _UNIT_REACH]:
        if word.lower in ("and", "or", "but", "in", "on", "at", "by", "for", "from", "after", "as", "when", "per", "to", "with", "while"):
            break
        if word.stem not in stop_stems() and _value_of(word.lower) is None:
            units.append(word.stem)
    return Amount(Kind.COUNT, amount.low, amount.high, amount.span, start, end, tuple(units), amount.about)


def _make(words: Sequence[Word], start: int, end: int, kind: Kind, low: float, high: float) -> Amount:
    about = False
    for length in (2, 1):
        if start >= length and _tables().about.match(words, start - length, start) == length:
            about = True
            break
    before = {word.lower for word in words[max(0, start - 5) : start]}
    after = {word.lower for word in words[end : end + 2]}
    is_change = kind is Kind.FACTOR or (kind is Kind.SHARE and bool(before & _CHANGES or after & _COMPARATIVES))
    return Amount(kind, low, high, Span(words[start].span.start, words[end - 1].span.end), start, end, (), about, is_change)


def _from_pairs(words: Sequence[Word], found: Sequence[Amount]) -> Iterator[Amount]:
    """What a change makes of two amounts: "from 120 to 160" is a share of a third more, and the factor 1.33."""
    for one, other in pairwise(found):
        if one.start == 0 or words[one.start - 1].lower != "from" or {one.kind, other.kind} not in _PAIRS or not one.low:
            continue
        if other.start - one.end > 4 or "to" not in {word.lower for word in words[one.end : other.start]}:
            continue
        ratio = other.low / one.low
        span = Span(one.span.start, other.span.end)
        yield Amount(Kind.FACTOR, ratio, ratio, span, one.start, other.end, (), about=True, is_change=True)
        yield Amount(Kind.SHARE, abs(ratio - 1), abs(ratio - 1), span, one.start, other.end, (), about=True, is_change=True)


# ---------------------------------------------------------------- tables


@dataclass(frozen=True, slots=True)
class _Tables:
    numbers: dict[str, float]
    scales: dict[str, float]
    vague: dict[str, tuple[float, float]]
    fractions: dict[str, float]
    extents: dict[str, tuple[float, float]]
    factors: dict[str, float]
    times: dict[str, float]
    days: dict[str, int]
    money: frozenset[str]
    about: Phrases
    alike: tuple[frozenset[str], ...]
    openers: frozenset[str]
    """The words that an amount may begin with, but for digits and factors."""


@cache
def _tables() -> _Tables:
    data: dict[str, Any] = load_toml("headline_amounts.toml")  # tables of numbers and of lists
    return _Tables(
        numbers=data["numbers"],
        scales=data["scales"],
        vague={word: (low, high) for word, (low, high) in data["vague"].items()},
        fractions=data["fractions"],
        extents={word: (low, high) for word, (low, high) in data["extents"].items()},
        factors={stem(word): value for word, value in data["factors"].items()},
        times={stem(word): value for word, value in data["times"].items()},
        days={word: number for number, word in enumerate(data["calendar"]["days"])},
        money=frozenset(map(stem, data["words"]["money"])),
        about=Phrases(data["words"]["about"]),
        alike=tuple(frozenset(map(stem, data["words"][name])) for name in ("people", "building")),
        openers=frozenset(
            {
                *data["numbers"],
                *data["vague"],
                *data["extents"],
                *data["calendar"]["days"],
                *data["fractions"],
                *_ORDINALS,
                *_FOR_LIFE,
                *_MORE_OPENERS,
            }
        ),
    )
