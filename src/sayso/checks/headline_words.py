"""Words as the headline check compares them: their stems, the classes of news they belong to, and the fixed phrases they make.

Decides when two words count as the same. A stem is made by cutting, not by a dictionary, and is never shown: "closes", "closing" and
"closure" share one, and so do now and then words that should not. The lists are data files beside this module.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from sayso.reading import Span

_DATA: Final = Path(__file__).parent / "data"
_WORD: Final = re.compile(r"[£$€]?\d[\d.,]*\d(?:[a-z]{1,3}\b)?%?|[£$€]?\d+(?:[a-z]{1,3}\b)?%?|n[’']t\b|[^\W\d_]+(?:[’'][a-z]{1,2}\b)?|%")
_VOWEL: Final = re.compile("[aeiouy]")
_DOUBLED: Final = frozenset("bdgmnprt")
_SAME: Final = 0.85
"""What a word of the same class counts, against 1 for the same word. A guess, as the next."""
_AKIN: Final = 0.6
_COMPOUND_LETTERS: Final = 4  # letters that the last part of a compound has at least
AKIN_LETTERS: Final = 5  # letters that words have to share from their start to count as akin


class Word(NamedTuple):
    """A word of a text: where it stands, as written in small letters, its stem, and what fixed phrases compare it by."""

    span: Span
    lower: str
    stem: str
    capital: bool
    key: str


def words_of(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words between two offsets of a text; "n't" is a word of its own, and so is a sign for per cent."""
    found = []
    for match in _WORD.finditer(text, start, end):
        place = match.start()
        for length, lower, stemmed, capital, key in _parts_of(match.group()):
            found.append(Word(Span(place, place + length), lower, stemmed, capital, key))
            place += length
    return tuple(found)


@lru_cache(maxsize=5_000)
def stems_of(name: str) -> frozenset[str]:
    """The stems of the words of a name or a role."""
    return frozenset(word.stem for word in words_of(name, 0, len(name)))


@lru_cache(maxsize=50_000)
def _parts_of(written: str) -> tuple[tuple[int, str, str, bool, str], ...]:
    """The words that a run of letters makes: for each its length, and what a `Word` says of it; two for "didn't"."""
    lower = written.lower().replace("’", "'")
    capital = written[0].isupper()
    if lower.endswith(("n't", "'t")) and len(lower) > 3:  # the pattern takes "didn't" whole
        ending = 3 if lower.endswith("n't") else 2
        bare = written[:-ending].lower()
        return (len(bare), bare, stem(bare), capital, _key(bare)), (ending, "n't", "n't", False, "n't")
    return ((len(written), lower, stem(lower), capital, _key(lower)),)


# ---------------------------------------------------------------- stems


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters; the same for its inflections and its common nouns of action."""
    word = re.sub(r"'(?:s|re|ve|ll|d|m)?\Z", "", word.replace("’", "'"))
    base = irregular_forms().get(word)
    return _ended(base) if base is not None else _cut(word)


def _cut(word: str) -> str:
    if not word.isalpha() or len(word) < 4:
        return word
    word = _without_s(word)
    base = irregular_forms().get(word)
    if base is not None:
        return _ended(base)
    for suffix in ("ing", "ed"):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            word = _undoubled(root)
            break
    base = irregular_forms().get(word)
    if base is not None:
        return _ended(base)
    for suffix, least in (("ation", 4), ("ment", 4), ("ion", 4), ("ness", 3), ("ly", 4)):
        root = word.removesuffix(suffix)
        if root != word and len(root) >= least and (suffix != "ion" or root[-1] in "st"):
            word = root
            break
    return _ended(word)


def _without_s(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _undoubled(root: str) -> str:
    return root[:-1] if root[-1] in _DOUBLED and root[-1] == root[-2] else root


def _ended(word: str) -> str:
    """The word without its last "e", and with "i" for its last "y": endings that come and go with what follows."""
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


@cache
def irregular_forms() -> dict[str, str]:
    """The base of each irregular form; a form that is listed twice keeps its first base."""
    bases: dict[str, str] = {}
    for base, *forms in map(str.split, _lines("headline_irregular.txt")):
        for form in forms:
            bases.setdefault(form, base)
    return bases


# ---------------------------------------------------------------- likeness


def likeness(one: str, other: str) -> float:
    """How alike two stems are, 0..1: 1 the same word, less for words of one class and for words that begin alike."""
    if one == other:
        return 1.0
    if synonyms().get(one, frozenset()) & synonyms().get(other, frozenset()):
        return _SAME
    if is_opposite(one, other) or _is_compound(one, other):
        return _SAME
    if len(one) >= AKIN_LETTERS and len(other) >= AKIN_LETTERS and one[:AKIN_LETTERS] == other[:AKIN_LETTERS] and one.isalpha():
        return _AKIN
    return 0.0


def is_opposite(one: str, other: str) -> bool:
    """Whether one stem is the other with a prefix that denies it ("unsafe", "dishonest")."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if one == other or not longer.endswith(shorter):
        return False
    return len(shorter) >= _DENYING.get(longer[: -len(shorter)], len(longer))


def _is_compound(one: str, other: str) -> bool:
    """Whether one stem ends in the other, as "racehorse" does in "horse"."""
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) >= _COMPOUND_LETTERS and len(longer) - len(shorter) >= 3 and longer.endswith(shorter)


_DENYING: Final = {"un": 3, "dis": 4, "im": 4, "ir": 4, "non": 4}
"""Prefixes that deny, and the letters that a stem after them has at least; "in" is none, for "inform" denies nothing."""


@cache
def synonyms() -> dict[str, frozenset[int]]:
    """The classes of news words that each stem belongs to."""
    classes: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("headline_synonyms.txt")):
        for word in line.split():
            classes.setdefault(stem(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in classes.items()}


# ---------------------------------------------------------------- phrases


class Phrases:
    """A list of words and fixed phrases, found in a run of words by their stems (and by the letters of words of up to four).

    Short words are compared as written: "is" and "be" have one stem, but "is to" is another phrase than "be to". With `nouns`, words are
    compared by their singular instead: "winner" and "won" have one stem, but only one of them is a person.
    """

    def __init__(self, entries: Iterable[str], *, nouns: bool = False) -> None:
        self._nouns = nouns
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for entry in entries:
            keys = phrase_keys(entry, nouns=nouns)
            if keys:
                self._by_first.setdefault(keys[0], []).append(keys)
        for listed in self._by_first.values():
            listed.sort(key=len, reverse=True)

    def find(self, words: Sequence[Word], start: int = 0, end: int | None = None) -> Iterator[range]:
        """The places of the phrases, as ranges of indexes of `words`, longest first at each place, none within another."""
        end = len(words) if end is None else end
        keys = self._keys(words)
        firsts = self._by_first
        if firsts.keys().isdisjoint(keys):
            return
        place = start
        while place < end:
            listed = firsts.get(keys[place])
            length = len(_longest(listed, keys, place, end)) if listed else 0
            if length:
                yield range(place, place + length)
            place += length or 1

    def match(self, words: Sequence[Word], place: int, end: int | None = None) -> int:
        """The number of words of the longest phrase that begins at `place`; 0 where there is none."""
        return len(self.match_keys(words, place, end))

    def match_keys(self, words: Sequence[Word], place: int, end: int | None = None) -> tuple[str, ...]:
        """The longest phrase that begins at `place`, as `phrase_keys` gives it; () where there is none."""
        end = len(words) if end is None else end
        if place >= end:
            return ()
        first = singular(words[place].lower) if self._nouns else words[place].key
        listed = self._by_first.get(first)
        if not listed:
            return ()
        return _longest(listed, self._keys(words[place : min(end, place + len(listed[0]))]), 0, min(end - place, len(listed[0])))

    def _keys(self, words: Sequence[Word]) -> list[str]:
        return [singular(word.lower) for word in words] if self._nouns else [word.key for word in words]

    def __contains__(self, word: Word) -> bool:
        return any(len(keys) == 1 for keys in self._by_first.get(singular(word.lower) if self._nouns else word.key, ()))


def _longest(listed: Sequence[tuple[str, ...]], keys: Sequence[str], place: int, end: int) -> tuple[str, ...]:
    """The first, and so the longest, of the listed phrases whose words stand at a place; () where none does."""
    for phrase in listed:
        length = len(phrase)
        if place + length <= end and (length == 1 or all(keys[place + n] == phrase[n] for n in range(1, length))):
            return phrase
    return ()


def phrase_keys(entry: str, *, nouns: bool = False) -> tuple[str, ...]:
    """What the words of a phrase are compared by."""
    return tuple((singular if nouns else _key)(match.group()) for match in _WORD.finditer(entry))


@lru_cache(maxsize=50_000)
def singular(lower: str) -> str:
    """A noun in small letters without the ending of its plural or possessive."""
    bare = re.sub(r"'s?\Z", "", lower.replace("’", "'"))
    if bare in ("people", "persons"):
        return "person"
    if bare.endswith("men"):
        return bare[:-3] + "man"
    return "child" if bare == "children" else _without_s(bare)


def _key(lower: str) -> str:
    lower = lower.replace("’", "'")
    if lower in _AS_WRITTEN:
        return lower
    return stem(lower)


_AS_WRITTEN: Final = frozenset(
    "a an the is are was were be been am to of in on at by for no not nor has have had do does did it they he she who may might".split()
)


@cache
def lexicon(name: str) -> Phrases:
    """A list of headline_words.toml, to be found in texts."""
    return Phrases(_word_lists()[name])


@cache
def stop_stems() -> frozenset[str]:
    """The stems of the words that tell nothing of what a claim is about."""
    return frozenset(stem(word) for word in _word_lists()["stop"])


@cache
def _word_lists() -> dict[str, list[str]]:
    return load_toml("headline_words.toml")


def load_toml(name: str) -> dict[str, Any]:  # whatever the file holds; each caller knows its file
    """A data file of this folder."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def _lines(name: str) -> tuple[str, ...]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return tuple(line for line in map(str.strip, lines) if line and not line.startswith("#"))
