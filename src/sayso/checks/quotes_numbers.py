"""Numbers in words and figures: "forty-one" and "41", "two million dollars" and "$2m" become the same words.

Decides where one number ends and the next begins ("in 2015 two branches" are two), and how a number is spelt once, as ``#41``; ordinals as
``#21th``. Which words of a text stand close enough together to be one number is the caller's to see (`quotes_words`).
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_UNITS: Final = {word: value for value, word in enumerate(_SMALL)}
_TENS: Final = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS: Final = dict(
    zip(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
            " seventeenth eighteenth nineteenth twentieth"
        ).split(),
        range(1, 21),
        strict=True,
    )
) | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90}
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SUFFIXES: Final = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_CURRENCIES: Final = {"$": "dollars", "£": "pounds", "€": "euros"}
_CURRENCY_WORDS: Final = frozenset(_CURRENCIES.values())
_FIGURES: Final = re.compile(r"(?P<currency>[$£€])?(?P<digits>\d+(?:[.,]\d+)*)(?P<suffix>[a-z]{1,2})?(?P<percent>%)?")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

PLAIN, NUMBER, SCALE, AND, ONE, MONEY, GROUP = 0, 1, 3, 4, 8, 16, 33
"""What a word may be in a number, as bits: a number; one that multiplies (a number too); "and"; "a"; a currency said by its sign; three
figures that begin with 0, which go on with a number that a transcriber wrote with a blank ("33, 000")."""

LINKING: Final = {"and": AND, "a": ONE} | dict.fromkeys((*_SMALL, *_TENS, *_ORDINALS), NUMBER) | dict.fromkeys(_SCALES, SCALE)


class Part(NamedTuple):
    """A word of a number as it is spelt once: the word, and the first and last of the words it was made of."""

    word: str
    first: int
    last: int


def read_figures(word: str) -> list[tuple[str, int]] | None:
    """The words that figures stand for, each with its kind: ``$5`` gives ``#5`` and ``dollars``; None where `word` is none of that.

    >>> read_figures("$1,500"), read_figures("50%"), read_figures("21st")
    ([('#1500', 1), ('dollars', 16)], [('#50', 1), ('per', 0), ('cent', 0)], [('#21th', 1)])
    """
    match = _FIGURES.fullmatch(word)
    if match is None:
        return None
    digits = match["digits"]
    if _THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    suffix = match["suffix"] or ""
    if suffix in ("st", "nd", "rd", "th"):
        return [(f"#{digits}th", NUMBER)]
    found = [(f"#{digits}", GROUP if len(digits) == 3 and digits[0] == "0" and digits.isdigit() else NUMBER)]
    if suffix in _SUFFIXES and (match["currency"] or suffix in ("bn", "tn", "mn", "k")):
        found = [(_spell(_decimal(digits) * _SUFFIXES[suffix]), NUMBER)]
    elif suffix:
        found.append((suffix, PLAIN))
    if match["currency"]:
        found.append((_CURRENCIES[match["currency"]], MONEY))
    if match["percent"]:
        found += [("per", PLAIN), ("cent", PLAIN)]
    return found


def spell_number(word: str) -> str:
    """A single number word as it is spelt once; the word itself where it is none.

    >>> spell_number("forty"), spell_number("third"), spell_number("boat")
    ('#40', '#3th', 'boat')
    """
    if word in _ORDINALS:
        return f"#{_ORDINALS[word]}th"
    value = _value(word)
    return word if value is None else f"#{value}"


def join_numbers(words: list[str]) -> list[Part]:
    """The numbers in a run of number words (and "and", "a", currencies) that stand side by side.

    >>> [part.word for part in join_numbers(["two", "hundred", "and", "five"])], [part.word for part in join_numbers(["one", "one"])]
    (['#205'], ['#1', '#1'])
    """
    parts: list[Part] = []
    place = 0
    while place < len(words):
        part, following = _read_one(words, place)
        currency = [n for n in range(part.first, following) if words[n] in _CURRENCY_WORDS and n > part.first]
        parts.append(part)
        parts.extend(Part(words[n], part.first, part.last) for n in currency)
        place = following
    return parts


def _read_one(words: list[str], place: int) -> tuple[Part, int]:
    """The number that starts at `place`, and where the next word after it is."""
    first, word = place, words[place]
    if word == "a" and place + 1 < len(words) and words[place + 1] in _SCALES:
        word = "one"
    if word in _ORDINALS or (_value(word) is None and _literal(word) is None):
        return Part(spell_number(word), first, first), place + 1
    number = _Number(word)
    place += 1
    while place < len(words) and not number.is_ordinal:
        n_taken = number.take(words[place], words[place + 1] if place + 1 < len(words) else None)
        if not n_taken:
            break
        place += n_taken
    return Part(number.spell() or words[first], first, place - 1), place


class _Number:
    """A number while its words are read: `total` is complete, `current` may still be multiplied by a scale that follows."""

    def __init__(self, word: str) -> None:
        self.spoken = not word.startswith("#")
        self.total = Decimal(0)
        self.current = _literal(word) or Decimal(_value(word) or 0)
        self.scaled = word in _SCALES
        self.limit = _SCALES.get(word, 0)
        self.last = word
        self.is_ordinal = False

    def spell(self) -> str | None:
        """The number as it is spelt once; None for figures that nothing was added to."""
        if not (self.scaled or self.spoken or self.is_ordinal):
            return None
        return _spell(self.total + self.current) + ("th" if self.is_ordinal else "")

    def take(self, word: str, following: str | None) -> int:
        """How many of the next two words belong to the number; they are added to it."""
        if word in _CURRENCY_WORDS:
            return 1
        if word in _SCALES:
            return int(self._multiply(word))
        if not self.spoken and len(word) == 4 and word.startswith("#0") and word[1:].isdigit():
            self.current, self.scaled = self.current * 1000 + int(word[1:]), True
            return 1
        if word == "and" and self.scaled and self.last in _SCALES and following is not None:
            return 2 if self._add(following, after_and=True) else 0
        return int(self._add(word, after_and=False))

    def _multiply(self, word: str) -> bool:
        scale = _SCALES[word]
        if scale > 100:
            self.total += self.current * scale if self.current else Decimal(scale)
            self.current = Decimal(0)
        elif self.current >= 100:
            return False
        else:
            self.current *= 100
        self.scaled, self.limit, self.last = True, scale, word
        return True

    def _add(self, word: str, *, after_and: bool) -> bool:
        """Whether a word with a value goes on with the number: "forty-one", "two hundred and five", "nineteen eighty-seven"."""
        ordinal = word in _ORDINALS
        value = _ORDINALS[word] if ordinal else _value(word)
        if value is None or word in _SCALES:
            return False
        if (self.last in _TENS and 0 < value < 10 and not after_and) or (self.scaled and self.last in _SCALES and value < self.limit):
            self.current += value
        elif self.spoken and not self.scaled and not ordinal and 11 <= self.current <= 20 and value >= 10 and not after_and:
            self.current = self.current * 100 + value
        else:
            return False
        self.last, self.is_ordinal = word, ordinal
        return True


def _value(word: str) -> int | None:
    if word in _TENS:
        return _TENS[word]
    if word in _SCALES:
        return _SCALES[word]
    return _UNITS.get(word)


def _literal(word: str) -> Decimal | None:
    return _decimal(word[1:]) if word.startswith("#") and word[1:2].isdigit() and not word.endswith("th") else None


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits.replace(",", ""))
    except InvalidOperation:  # 9.11.2001
        return Decimal(0)


def _spell(value: Decimal) -> str:
    return f"#{value.normalize():f}" if value else "#0"
