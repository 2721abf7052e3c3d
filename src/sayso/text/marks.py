"""Quotation marks as they stand in a text, each with what it would cost to read it as an opening mark, a closing mark, or neither.

Decides what the shape and the neighbours of one mark say about it. Which marks pair is decided in `quotations`, by the cheapest reading of
a whole paragraph. All costs are guesses, set on invented pages and held by tests/text; only their order matters: about 0 is "as it should
be", 0.5 "seen now and then", 1 "a mistake of the writer".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, IntEnum, auto
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from sayso.reading import Spans
from sayso.text.data import load_words


class Family(IntEnum):
    """Marks that pair with each other, in the order in which they are paired: the least doubtful first."""

    GUILLEMET = 0
    SINGLE_GUILLEMET = 1
    DOUBLE = 2
    SINGLE = 3


class Role(Enum):
    """What a mark plainly is, if it is anything plainly."""

    OPENS = auto()
    CLOSES = auto()
    APOSTROPHE = auto()
    DOUBTFUL = auto()


class Costs(NamedTuple):
    """What it costs to read a mark as an opening one, a closing one, or no quotation mark (an apostrophe, an inch, a slip).

    `unclosed` is the further cost of an opening mark that nothing closes, `carried` that of one which the next paragraph opens again.
    """

    opens: float
    closes: float
    ignored: float
    unclosed: float
    carried: float
    role: Role


class Mark(NamedTuple):
    """One mark: where it stands, what it looks like and how it may be read.

    `leads` is true where only marks stand before it in its paragraph. `speech` is true where a comma stands before it: “Yes,” closes
    speech, not a title.
    """

    start: int
    end: int
    shape: str
    family: Family
    paragraph: int
    leads: bool
    speech: bool
    costs: Costs


NEVER: Final = 9.0
"""A cost that no other reading of a mark reaches."""

UNCLOSED: Final = 0.95
"""The cost of an opening mark that nothing closes; just less than the 1.0 of ignoring a double mark, for what opens does open something."""

# An apostrophe between two letters or digits is no candidate at all, which leaves about one mark in four of an English page. Of three
# straight marks (``He said `no'''), the first is the single one. The patterns start with a set, so that `re` skips to the marks; the
# same as alternatives took four times as long.
_DOUBLES: Final = '"“”„‟«»‹›‚'
_SINGLES: Final = "'‘’‛`"
_MARK: Final = re.compile(rf"[{_DOUBLES}{_SINGLES}](?:(?<=[{_DOUBLES}])|(?<=`)`|(?<=')(?!''(?!'))'|(?<!\w.)|(?!\w))")
_MARK_UNDOUBLED: Final = re.compile(rf"[{_DOUBLES}{_SINGLES}](?:(?<=[{_DOUBLES}])|(?<=`)`|(?<!\w.)|(?!\w))")

_FAMILIES: Final = {
    **dict.fromkeys("«»", Family.GUILLEMET),
    **dict.fromkeys("‹›", Family.SINGLE_GUILLEMET),
    **dict.fromkeys(('"', "“", "”", "„", "‟", "``", "''"), Family.DOUBLE),
    **dict.fromkeys("'‘’‛‚`", Family.SINGLE),
}
_NATURAL_OPENERS: Final = frozenset("“‟«‹")
_NATURAL_CLOSERS: Final = frozenset("”»›")
_HAIR_SPACES: Final = frozenset("\u00a0\u2009\u200a\u202f")  # typesetters part “ ‘ with one of these
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


class Side(Enum):
    """What stands beside a mark, as far as it tells which way the mark turns."""

    SPACE = auto()
    BRACKET_OPENS = auto()
    BRACKET_CLOSES = auto()
    DASH = auto()
    COMMA = auto()
    STOP = auto()
    ELLIPSIS = auto()
    COLON = auto()
    SYMBOL = auto()
    CAPITAL = auto()
    DIGIT = auto()
    LETTER_S = auto()
    LETTER = auto()
    OTHER = auto()


_SIDES: Final = {
    **dict.fromkeys("([{<", Side.BRACKET_OPENS),
    **dict.fromkeys(")]}", Side.BRACKET_CLOSES),
    **dict.fromkeys("—–‒―-/=|*_>~+", Side.DASH),  # what parts words, markup included
    **dict.fromkeys(".?!;", Side.STOP),
    **dict.fromkeys("$£€¥#@&§¿¡", Side.SYMBOL),
    **dict.fromkeys("sS", Side.LETTER_S),
    ",": Side.COMMA,
    "…": Side.ELLIPSIS,
    ":": Side.COLON,
}
_STARTS_WORD: Final = frozenset((Side.BRACKET_OPENS, Side.ELLIPSIS, Side.SYMBOL, Side.CAPITAL, Side.DIGIT, Side.LETTER_S, Side.LETTER))
_BEFORE_OPENER: Final = frozenset((Side.BRACKET_OPENS, Side.DASH, Side.COLON))
_BEFORE_STRONG_CLOSER: Final = frozenset((Side.COMMA, Side.STOP, Side.ELLIPSIS, Side.COLON, Side.DASH, Side.BRACKET_CLOSES))


class Clue(Enum):
    """What the words beside a mark say, beyond the one character that touches it."""

    NONE = auto()
    ELISION = auto()  # ’tis, ’90s
    CUT_WORD = auto()  # goin’, o’
    FEET = auto()  # 6' 2
    INCHES = auto()  # 6' 2"
    BEFORE_WORD = auto()  # workers’ hall
    BEFORE_NAME = auto()  # workers’ Party


_APOSTROPHES: Final = load_words("apostrophes.txt")
_ELISION: Final = re.compile(rf"(?:\d\ds?|{'|'.join(word[1:] for word in _APOSTROPHES if word.startswith(chr(39)))})(?!\w)", re.IGNORECASE)
_LONGEST_CUT: Final = 12  # characters before a mark that are looked at
_CUT_WORD: Final = re.compile(
    rf"(?:\b(?:{'|'.join(word[:-1] for word in _APOSTROPHES if word.endswith(chr(39)))})|[a-z]{{2,}}in)\Z", re.IGNORECASE
)
_OPENS_DOUBLED: Final = re.compile(rf"``|(?<![^\s(\[—–\"“])''(?!{_ELISION.pattern})(?=\w)", re.IGNORECASE)
_FEET: Final = re.compile(r"['’‘] ?\d{1,2}(?![\d%])")
_INCHES: Final = re.compile(r"\d['’‘] ?\d{1,2}(?:\.\d+)?\Z")
_LONGEST_HEIGHT: Final = 10


def find_marks(text: str, paragraphs: Spans) -> list[Mark]:
    """The candidate marks of the paragraphs in text order; an apostrophe within a word is none."""
    marks: list[Mark] = []
    low_marks = "„" in text or "‚" in text
    pattern = _MARK if "''" in text and _OPENS_DOUBLED.search(text) else _MARK_UNDOUBLED  # 'the 'experts'' has two marks, not a double one
    for number, (start, end) in enumerate(paragraphs):
        found = [match.span() for match in pattern.finditer(text, start, end)]
        if found:
            marks.extend(_weigh_marks(text, found, number, start, end, low_marks))
    return marks


def _weigh_marks(text: str, found: list[tuple[int, int]], number: int, start: int, end: int, low_marks: bool) -> Iterator[Mark]:
    """The marks of one paragraph."""
    for (mark_start, mark_end), (left, right) in zip(found, _neighbours(text, found, start, end), strict=True):
        shape = text[mark_start:mark_end]
        family = _FAMILIES[shape]
        leads = left < start
        previous = Side.SPACE if leads else _side_of(text[left])
        following = Side.SPACE if right >= end else _side_of(text[right])
        if family is Family.SINGLE:
            clue = _find_clue(text, mark_start, mark_end, end, right == mark_end, previous)
            costs = _weigh_single(shape, previous, following, clue, leads, low_marks)
        else:
            before = max(start, mark_start - _LONGEST_HEIGHT)
            inches = previous is Side.DIGIT and shape == '"' and _INCHES.search(text, before, mark_start) is not None
            costs = _weigh_double(shape, previous, following, inches, low_marks)
        yield Mark(mark_start, mark_end, shape, family, number, leads, previous is Side.COMMA, costs)


def _neighbours(text: str, found: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Where the characters before and after each mark stand, past the marks that touch it: all four of ‘“Go!”’ have the same."""
    touches = [False]  # whether a mark touches the one before it, or is parted from it by a hair space only
    for (_, last_end), (mark_start, _) in pairwise(found):
        touches.append(mark_start == last_end or (mark_start == last_end + 1 and text[last_end] in _HAIR_SPACES))
    before = [mark_start - 1 for mark_start, _ in found]
    for index in range(1, len(found)):
        if touches[index]:
            before[index] = before[index - 1]
    after = [mark_end for _, mark_end in found]
    for index in range(len(found) - 1, 0, -1):
        if touches[index]:
            after[index - 1] = after[index]
    return list(zip(before, after, strict=True))


@lru_cache(maxsize=1024)
def _side_of(character: str) -> Side:
    side = _SIDES.get(character)
    if side is not None:
        return side
    if character.isspace() or character in _INVISIBLE:
        return Side.SPACE
    if character.isalpha():
        return Side.CAPITAL if character.isupper() else Side.LETTER
    return Side.DIGIT if character.isalnum() else Side.OTHER


def _find_clue(text: str, start: int, end: int, limit: int, touches: bool, previous: Side) -> Clue:
    """What the words around a single mark say; `touches` is true where no other mark stands between it and what follows."""
    before_word = text[end : end + 1].isspace() and end + 1 < limit and text[end + 1].isalnum()
    if previous is Side.DIGIT and _FEET.match(text, start, limit):
        return Clue.FEET
    if previous in (Side.LETTER, Side.CAPITAL) and _CUT_WORD.search(text, max(0, start - _LONGEST_CUT), start):
        return Clue.CUT_WORD
    if touches and _ELISION.match(text, end, limit):
        return Clue.ELISION
    if before_word:
        return Clue.BEFORE_NAME if text[end + 1].isupper() else Clue.BEFORE_WORD
    return Clue.NONE


def _lean(previous: Side, following: Side) -> int:
    """Which way the neighbours turn a mark: 1 opening, -1 closing, 0 they do not tell."""
    if following is Side.SPACE:
        return 0 if previous is Side.SPACE else -1
    if previous is Side.SPACE:
        return 1
    if previous in _BEFORE_OPENER:
        return 1 if previous is Side.BRACKET_OPENS or following in _STARTS_WORD else -1
    return 0 if following in _STARTS_WORD else -1


def _role_of(opens: float, closes: float, ignored: float) -> Role:
    """The role of a mark whose next best reading costs 0.3 more at least."""
    if opens <= 0.1 and min(closes, ignored) >= 0.4:
        return Role.OPENS
    if closes <= 0.1 and min(opens, ignored) >= 0.4:
        return Role.CLOSES
    return Role.APOSTROPHE if ignored <= 0.15 and opens >= NEVER else Role.DOUBTFUL


@cache
def _weigh_double(shape: str, previous: Side, following: Side, inches: bool, low_marks: bool) -> Costs:
    """The costs of a double mark or guillemet."""
    lean = _lean(previous, following)
    if inches:
        opens, closes, ignored = NEVER, 0.6, 0.0
    elif shape == "„":
        opens, closes, ignored = 0.0, 3.0, 1.0
    elif shape == "``":
        opens, closes, ignored = 0.0, 1.5, 1.0
    elif shape in _NATURAL_OPENERS:
        if lean < 0:
            opens, closes, ignored = 0.8, 0.0 if low_marks else 0.2, 1.0
        else:
            opens, closes, ignored = 0.0, 1.8 if lean > 0 or previous is Side.SPACE else 0.6, 1.0
    elif shape in _NATURAL_CLOSERS:
        if lean > 0:
            opens, closes, ignored = 0.3, 0.5, 1.0
        else:
            opens, closes, ignored = 1.2 if lean < 0 or previous is Side.SPACE else 0.6, 0.0, 1.0
    elif lean == 0:
        opens, closes, ignored = 0.1, 0.1, 1.0
    elif lean > 0:
        opens, closes, ignored = 0.0, 1.2, 1.0
    else:
        opens, closes, ignored = (1.2, 0.3, 0.3) if previous is Side.DIGIT and shape != "''" else (1.2, 0.0, 1.0)
    return Costs(opens, closes, ignored, UNCLOSED, 0.0, _role_of(opens, closes, ignored))


@cache
def _weigh_single(shape: str, previous: Side, following: Side, clue: Clue, leads: bool, low_marks: bool) -> Costs:
    """The costs of a single mark. One that nothing closes counts only where it starts speech: curly, and at a capital or a paragraph."""
    lean = _lean(previous, following)
    unclosed = carried = closes = opens = NEVER
    if lean > 0:
        opens, ignored = _weigh_single_opener(shape, following, clue)
        closes = NEVER if previous is Side.SPACE else 1.0
        if (following is Side.CAPITAL or leads) and opens < ignored:
            unclosed = 0.6 if shape == "‘" else NEVER
            carried = 0.1
    elif lean == 0:
        opens, closes, ignored = {"'": (0.6, 0.4, 0.2), "’": (0.8, 0.2, 0.3)}.get(shape, (0.2, 1.0, 0.3))
    elif shape == "‚":
        ignored = 0.0
    elif shape in "‘‛`":
        opens, closes, ignored = 1.0, 0.0 if low_marks and shape == "‘" else 0.3, 0.3
    else:
        closes, ignored = _weigh_single_closer(previous, following, clue)
    return Costs(opens, closes, ignored, unclosed, carried, _role_of(opens, closes, ignored))


def _weigh_single_opener(shape: str, following: Side, clue: Clue) -> tuple[float, float]:
    """The costs (opens, ignored) of a single mark that stands before a word."""
    if clue is Clue.ELISION:
        return {"‘": 0.3, "'": 0.5, "’": 0.9}.get(shape, 0.5), 0.1
    if shape == "’":
        return 0.5, 0.4
    if shape == "'":
        return 0.1, 0.6 if following is Side.CAPITAL else 0.45
    return (0.05, 0.3) if shape == "`" else (0.0, 0.8)


def _weigh_single_closer(previous: Side, following: Side, clue: Clue) -> tuple[float, float]:
    """The costs (closes, ignored) of a straight or closing single mark that stands after a word."""
    if previous in _BEFORE_STRONG_CLOSER:
        return 0.0, 0.8
    if previous is Side.DIGIT:
        return (0.8, 0.0) if clue is Clue.FEET else (0.15, 0.3)
    if previous is Side.LETTER_S:
        return {Clue.BEFORE_WORD: (0.4, 0.1), Clue.BEFORE_NAME: (0.35, 0.15)}.get(clue, (0.1, 0.4))
    if clue is Clue.CUT_WORD:
        return 0.3, 0.1
    return (0.1, 0.45) if following is Side.SPACE else (0.05, 0.5)
