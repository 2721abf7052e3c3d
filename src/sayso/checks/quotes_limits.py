"""What a quotation that starts or stops inside a sentence leaves out there, and whether that bears on what it says.

Decides on conditions ("unless ..."), contrasts ("but ...", "or ..."), denials and doubts beside a quotation, and on sentences that ask.
What the page says in its own words around the quotation ("if the cabinet approves") is not left out. Tags ("didn't he") bear on nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.checks.data import load_lines
from sayso.checks.quotes_differences import NEGATIONS
from sayso.checks.quotes_words import fold, take_apart

_PIECE: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,.;:?!…—–(]|--")
_AUXILIARIES: Final = frozenset(
    "is are was were am be been do does did have has had will would can could should shall may might must ought need".split()
)
_PRONOUNS: Final = frozenset("i you he she it we they there that this".split())
_ASKING: Final = _AUXILIARIES | frozenset("who what when where why how which whose".split())
_STOPS: Final = frozenset((",", ";", ":", "—", "–", "--", "…", "(", "."))
_HARMLESS: Final = frozenset(
    tuple(words.split())
    for words in ("or something", "or whatever", "or anything", "or so", "or not", "or the like", "but anyway", "but there you go")
)
_PRAISE: Final = frozenset(
    tuple(words.split())
    for words in ("not only", "not just", "no doubt", "no question", "nothing less", "no less", "not least", "no surprise")
)
_DENIALS: Final = frozenset("deny denies denied doubt doubts doubted refuse refuses refused fail fails failed".split())
_SUPPOSING: Final = frozenset("whether suppose supposing".split())
_BEFORE: Final = 8  # words before a quotation in which a denial or a doubt governs it; a guess
_CLAUSE: Final = 9  # words after a quotation before a limit that still belongs to it; a guess


@dataclass(frozen=True, slots=True)
class Limit:
    """Words beside a quotation that bear on it: their class (condition, contrast, doubt, negation, question), and the words."""

    kind: str
    words: str


def _load_limits() -> dict[tuple[str, ...], str]:
    limits = {}
    for line in load_lines("limits.txt"):
        kind, *words = line.split()
        limits[tuple(part for word in words for part in (take_apart(word) or (word,)))] = kind
    return limits


_LIMITS: Final = _load_limits()
_LONGEST: Final = max(map(len, _LIMITS))


def find_limit(head: str, tail: str, around: str) -> Limit | None:
    """What bears on a quotation among the words of its sentence before it (`head`) and after it (`tail`), and is not said by the page
    in its own words `around` it; None where nothing does.

    >>> find_limit("", " unless the money comes.", "she said"), find_limit("He", ", didn't he?", "she said")
    (Limit(kind='condition', words='unless'), None)
    """
    before, after = _split(head), _split(tail)
    for limit in (_after(after), _before(before), _asks(before, tail)):
        if limit is not None and not _is_said(limit, _split(around)):
            return limit
    return None


def _split(words: str) -> list[str]:
    """The words and stops, contractions taken apart."""
    return [word for piece in _PIECE.findall(words) for word in _take(piece)]


@lru_cache(maxsize=10_000)
def _take(piece: str) -> tuple[str, ...]:
    """The words of a piece, or the stop that it is."""
    folded = fold(piece)
    return take_apart(folded) or (folded,)


def _after(pieces: list[str]) -> Limit | None:
    """What bears on a quotation in the rest of its sentence."""
    place = 0
    while place < len(pieces) and pieces[place] in _STOPS:
        place += 1
    rest = pieces[place:]
    if not rest or _is_tag(rest) or tuple(rest[:2]) in _HARMLESS:
        return None
    if rest[0] == "and":
        return Limit("negation", "and not") if rest[1:2] == ["not"] else None
    if place and rest[0] == "not":  # "a leak, not a lie": the other side of what is said, and no limit to it
        return None
    found = _phrase_at(rest, 0) or _denial_at(rest)
    if found is not None:
        return found
    for n, piece in enumerate(rest[: _CLAUSE + 1]):
        if n and piece in ("and", "because", "so", "which", "who", ";", ":", "."):
            return None
        limit = _phrase_at(rest, n)
        if limit is not None and limit.kind in ("condition", "contrast") and limit.words not in ("or", "yet", "until"):
            return limit
    return None


def _before(pieces: list[str]) -> Limit | None:
    """What bears on a quotation in the sentence before it."""
    while pieces and pieces[-1] in _STOPS:
        pieces = pieces[:-1]
    if not pieces or pieces[-1] in ("and", "but", "so", "because"):
        return None
    clause = pieces[_clause_start(pieces) :]
    if any(tuple(clause[n : n + 2]) in _PRAISE for n in range(len(clause))):
        return None
    for n in range(len(clause)):
        limit = _phrase_at(clause, n)
        if limit is None and clause[n] in _SUPPOSING:
            limit = Limit("condition", clause[n])
        if limit is not None and (
            (limit.kind == "condition" and limit.words != "until") or (limit.kind == "doubt" and len(clause) - n <= _BEFORE)
        ):
            return limit
    for n in range(max(0, len(clause) - _BEFORE), len(clause)):
        word = clause[n]
        alone = word in ("no", "nothing", "none", "never") and (n + 1 == len(clause) or clause[n + 1] in _STOPS)
        if (word in NEGATIONS and not alone) or word in _DENIALS:
            return Limit("negation", word)
    return None


def _clause_start(pieces: list[str]) -> int:
    """Where the last clause begins: after a strong stop, or after "and", "but" or "so" behind a comma."""
    for n in range(len(pieces) - 1, 0, -1):
        if pieces[n] in (";", ":", "—", "–", "--", ".", "?", "!"):
            return n + 1
        if pieces[n] in ("and", "but", "so") and pieces[n - 1] == ",":
            return n + 1
    return 0


def _asks(head: list[str], tail: str) -> Limit | None:
    """Whether the sentence that the words are taken from asks."""
    words = [piece for piece in head if piece not in _STOPS]
    if words and words[0] in _ASKING and tail.rstrip("\"”’') ").endswith("?") and len(words) > 1:
        return Limit("question", " ".join(words[:3]))
    return None


def _phrase_at(pieces: list[str], place: int) -> Limit | None:
    for length in range(min(_LONGEST, len(pieces) - place), 0, -1):
        kind = _LIMITS.get(tuple(pieces[place : place + length]))
        if kind is not None:
            return Limit(kind, " ".join(pieces[place : place + length]))
    return None


def _denial_at(pieces: list[str]) -> Limit | None:
    """A negated verb right after a quotation: "... was never built"."""
    for n, piece in enumerate(pieces[:4]):
        if piece in NEGATIONS:
            return None if tuple(pieces[n : n + 2]) in _PRAISE else Limit("negation", " ".join(pieces[: n + 1]))
        if piece not in _AUXILIARIES:
            return None
    return None


def _is_tag(pieces: list[str]) -> bool:
    """Whether the words only ask for assent: "didn't he", "is it not", "haven't we"."""
    words = [piece for piece in pieces if piece not in _STOPS and piece not in "?!"]
    return (
        1 < len(words) <= 3
        and words[0] in _AUXILIARIES
        and any(word in _PRONOUNS for word in words[1:])
        and all(word in _AUXILIARIES or word in _PRONOUNS or word == "not" for word in words)
    )


_SAID: Final = {
    "condition": frozenset("if unless provided whether until except assuming condition".split()),
    "negation": NEGATIONS | _DENIALS,
    "doubt": frozenset("may might perhaps maybe possibly probably could likely allegedly reportedly apparently suggested".split()),
    "question": frozenset("asked ask asks asking whether question".split()),
}


def _is_said(limit: Limit, own: list[str]) -> bool:
    return any(word in _SAID.get(limit.kind, ()) for word in own)
