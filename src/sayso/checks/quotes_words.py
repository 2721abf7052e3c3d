"""Words as two texts are compared by them: spelt once, without hesitations, with contractions taken apart.

Decides what is no difference at all between a quotation and a record: case, accents, hyphens and quotation marks, numbers in words and
figures, British and American spelling, sounds of hesitation. What an editor may clean (contractions) is spelt once too, and told apart
later by the words as they stand (`quotes_differences`). Works a chunk (what stands between blanks) at a time and remembers each, so that a
record of 20,000 words takes some milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from sayso.checks.data import load_lines, load_pairs
from sayso.checks.quotes_numbers import AND, GROUP, LINKING, MONEY, NUMBER, ONE, PLAIN, SCALE, join_numbers, read_figures, spell_number

_WORD: Final = re.compile(r"[$£€]?\d+(?:[.,]\d+)*(?:[a-zA-Z]{1,2}(?![a-zA-Z]))?%?|[^\W\d_][^\W_]*(?:['’ʼ‘][^\W_]+)*")
_HESITATIONS: Final = {line.split()[0]: "lower" in line.split()[1:] for line in load_lines("hesitations.txt")}
_CONTRACTIONS: Final = {form: tuple(words.split()) for form, words in load_pairs("contractions.txt").items()}
_ENDINGS: Final = (("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"), ("'d", "would"), ("'s", "is"))
_CAPITALS: Final = {"US": ("u", "s"), "UK": ("u", "k"), "EU": ("e", "u"), "UN": ("u", "n"), "DC": ("d", "c")}
_NOON: Final = {"pm": ("p", "m"), "percent": ("per", "cent"), "usa": ("u", "s", "a")}
_INFLECTIONS: Final = ("s", "ed", "ing", "er", "ers", "ly", "al", "ally", "less")
_ISE: Final = re.compile(r"(?<=[a-z]{3})(?:is|ys)(?=(?:e|es|ed|ing|er|ers|able|ation|ations|ational)$)")
_OUR: Final = re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|er|ers|ite|ites|able|ably|ful|less|hood|ly|ist|ists|y)?$)")
_LONGEST_RUN: Final = 24
"""Words that one number may have; "nine hundred and ninety-nine thousand nine hundred and ninety-nine dollars" has 14."""
_NO_OUR: Final = re.compile(r"(?:your|four|hour|tour|pour|sour|our)(?:s|ed|ing|er|ers|ly|ist|ists|less|able|y)?$")


def _inflect(pairs: dict[str, str]) -> dict[str, str]:
    """The pairs of spellings, and those of the forms that are made from them: centres, centred, centring."""
    forms = dict(pairs)
    for british, american in pairs.items():
        for ending in _INFLECTIONS:
            for one, other in ((british, american), (british.removesuffix("e"), american.removesuffix("e"))):
                if ending != "s" or one == british:
                    forms.setdefault(one + ending, other + ending)
    return forms


_SPELLINGS: Final = _inflect(load_pairs("spellings.txt"))


class Word(NamedTuple):
    """A word of a chunk or text: as it is spelt once, where it stands, what it may be in a number, and its number in a vocabulary."""

    key: str
    start: int
    end: int
    kind: int = PLAIN
    number: int = -1


class Words(NamedTuple):
    """The words of a text: numbers that stand for them (equal words, equal numbers), and where they start and end."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


class Vocabulary:
    """The words that were met so far, each with its number; chunks that come again cost a look-up."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.keys: list[str] = []
        self.chunks = _Chunks(self.number)

    def number(self, key: str) -> int:
        """The number of a word."""
        found = self.ids.get(key)
        if found is None:
            found = self.ids[key] = len(self.keys)
            self.keys.append(key)
        return found

    def split(self, text: str) -> Words:
        """The words of a text."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        chunks = self.chunks
        at = kinds = 0
        for chunk in text.split(" "):  # other blanks are inside chunks here, which makes no other words of them
            for _, start, end, kind, number in chunks[chunk]:
                ids.append(number)
                starts.append(at + start)
                ends.append(at + end)
                kinds |= kind
            at += len(chunk) + 1
        if kinds & NUMBER:
            words = [word for chunk in text.split(" ") for word in chunks[chunk]]
            firsts = _starts_of_runs([word.kind for word in words])
            if firsts:
                placed = zip(words, starts, ends, strict=True)
                return self._join([Word(word.key, start, end, word.kind, word.number) for word, start, end in placed], firsts)
        return Words(ids, starts, ends)

    def _join(self, words: list[Word], firsts: list[int]) -> Words:
        """The words, with numbers of several words made one; they may start at `firsts`."""
        joined: list[Word] = []
        place = 0
        for first in firsts:
            if first < place:
                continue
            run = take_run(words, first)
            joined += words[place:first]
            joined += join_run(run, self.number) if len(run) > 1 else run
            place = first + len(run)
        joined += words[place:]
        return Words([word.number for word in joined], [word.start for word in joined], [word.end for word in joined])


def _starts_of_runs(kinds: list[int]) -> list[int]:
    """The words at which a number of several words may start, by what the words may be in a number."""
    return [
        n
        for n, (one, other) in enumerate(pairwise(kinds))
        if (one & NUMBER and (other & (NUMBER | MONEY) or other == AND)) or (other == SCALE and one in (ONE, MONEY))
    ]


def take_run(words: list[Word], place: int) -> list[Word]:
    """The words from `place` on that may be one number, or that word alone."""
    last = place
    while last + 1 < len(words) and last - place < _LONGEST_RUN and _is_linked(words, last, first=place):
        last += 1
    while last > place and not words[last].kind & (NUMBER | MONEY):
        last -= 1
    return words[place : last + 1]


def join_run(run: list[Word], number: Callable[[str], int]) -> list[Word]:
    """The words of one run of number words, each number made one word; `number` gives the number of a word in the vocabulary."""
    parts = join_numbers([word.key for word in run])
    return [Word(part.word, run[part.first].start, run[part.last].end, number=number(part.word)) for part in parts]


def _is_linked(words: list[Word], place: int, *, first: int) -> bool:
    """Whether the word at `place` and the one after it may belong to one number."""
    one, other = words[place], words[place + 1]
    if other.start - one.end > (2 if other.kind == GROUP else 1):
        return False
    if one.kind & NUMBER:
        if other.kind & (NUMBER | MONEY):
            return True
        after = words[place + 2] if place + 2 < len(words) else None
        return one.kind == SCALE and other.kind == AND and after is not None and bool(after.kind & NUMBER) and after.start - other.end <= 1
    if one.kind == AND:
        return place > first and bool(other.kind & NUMBER)
    if one.kind == ONE:
        return other.kind == SCALE
    return one.kind == MONEY and other.kind == SCALE


class _Chunks(dict[str, tuple[Word, ...]]):
    """The words of each chunk (what stands between blanks), found when it is first asked for."""

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, chunk: str) -> tuple[Word, ...]:
        found = tuple(self._read(chunk))
        if len(chunk) <= 40:  # longer ones are addresses and slips, which do not come again
            self[chunk] = found
        return found

    def _read(self, chunk: str) -> Iterator[Word]:
        for match in _WORD.finditer(chunk):
            start, end = match.span()
            keys = spell(match[0])
            kinds = [(key, PLAIN) for key in keys] if isinstance(keys, tuple) else keys
            for key, kind in kinds:
                yield Word(key, start, end, kind, self._number(spell_number(key) if kind & NUMBER else key))


def spell(word: str) -> tuple[str, ...] | list[tuple[str, int]]:
    """The words that a word of a text is compared by: none for a hesitation, several for a contraction; number words with their kinds."""
    if word in _CAPITALS:
        return _CAPITALS[word]
    lower = fold(word)
    figures = read_figures(lower) if lower[:1] in "$£€0123456789" else None
    if figures is not None:
        return figures
    if lower in LINKING:
        return [(lower, LINKING[lower])]
    if lower in _HESITATIONS and not (_HESITATIONS[lower] and len(word) > 1 and word.isupper()):
        return ()
    return _NOON.get(lower) or take_apart(lower) or (_americanize(lower),)


def take_apart(word: str) -> tuple[str, ...] | None:
    """The words of a contraction, in lower case; None where the word is none.

    >>> take_apart("didn't"), take_apart("i'll"), take_apart("boat")
    (('did', 'not'), ('i', 'will'), None)
    """
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word]
    if "'" not in word:
        return None
    for ending, meaning in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            return (*(take_apart(stem) or (_americanize(stem),)), meaning)
    return None


def fold(word: str) -> str:
    """The word in lower case, without accents, with straight apostrophes. (`corpus.wording` keeps accents: prints are made of words.)"""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ʼ", "'").replace("‘", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def _americanize(word: str) -> str:
    """The American spelling of a word, or what a rule makes of it; the rule need not be right, as both sides go through it."""
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if "is" in word or "ys" in word:
        word = _ISE.sub(_to_z, word)
    if "our" in word and len(word) > 4 and not _NO_OUR.fullmatch(word):
        word = _OUR.sub("or", word)
    return word


def _to_z(match: re.Match[str]) -> str:
    return match[0][0] + "z"
