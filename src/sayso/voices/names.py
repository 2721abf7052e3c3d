"""Names of people and organizations, taken apart and compared: which two may be the same, for all their spellings.

Two full names may be one person's where surname and given name agree by letter, by sound (Dimitri and Dmitry), as initial, as short form,
or where one is a double or married name that contains the other. A surname alone proves nothing; who it stands for is decided in
`coreference`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from sayso.voices.words import Gender, given_names, honorifics, nicknames, word_set

_PARTICLES: Final = frozenset(
    "de del della der den di du da das dos do la le van von zu zur zum bin ibn bint al el ter ten af av y ap ab ferch ua ni".split()
)
_OPENING_PARTICLES: Final = frozenset("de der den van von du della ter zu ap ab ferch ibn bin el al".split())
"""Particles that a surname begins with where it stands alone: "Mr de Boer"."""
_ARTICLE: Final = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)
_NOISE: Final = re.compile(r"[\s“”\"'‘’.,]+")
_TOKEN: Final = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"(?:sch|sz|sh)", "s"),
        (r"(?:tsch|tch|cz|ch)", "ch"),
        (r"(?:kh|ck|q)", "k"),
        (r"c(?![h])", "k"),
        (r"(?:zh|j(?=[aeiou]))", "j"),
        (r"(?:dzh|dj)", "j"),
        (r"x", "ks"),
        (r"(?:ff|w|v)\b", "v"),
        (r"w", "v"),
        (r"(?:iy|yi|ij|yy|ii|ey\b|ei\b|ie\b|ee)", "i"),
        (r"y", "i"),
        (r"(?:ou|oo)", "u"),
        (r"h(?=[^aeiou]|\b)", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """A name as names are compared: lower case, without article, quotation marks and stops."""
    return _ARTICLE.sub("", _NOISE.sub(" ", name).strip()).casefold()


def fold_word(word: str) -> str:
    """A word of a name in Latin letters and lower case, without stops and accents; hyphens stay."""
    return re.sub(r"[^a-z0-9-]", "", anyascii(word).casefold())


@lru_cache(maxsize=4096)
def sound_of(word: str) -> str:
    """How a folded name sounds, roughly: spellings and transliterations of one name mostly share it.

    >>> sound_of("askill") == sound_of("askyll"), sound_of("dmitri") == sound_of("dmitry"), sound_of("marsh") == sound_of("march")
    (True, True, False)
    """
    word = word.replace("-", "")
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _skeleton(word: str) -> str:
    """The sound of a name without its vowels after the first letter: dmtr for Dimitri and Dmitry."""
    sound = sound_of(word)
    return sound[:1] + re.sub("[aeiou]", "", sound[1:])


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: given names and surname as folded words, "jr" and its like apart; `given` is empty for a surname alone."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def is_full(self) -> bool:
        """Whether there is more than a surname."""
        return bool(self.given)


@lru_cache(maxsize=4096)
def parse_name(name: str) -> PersonName:
    """The parts of a name without its title.

    >>> parse_name("Ada J. van der Lund Jr.")
    PersonName(given=('ada', 'j'), surname='van der lund', suffix='jr')
    """
    words = [fold_word(word) for word in _TOKEN.findall(name)]
    words = [word for word in words if word]
    suffix = ""
    while len(words) > 1 and words[-1] in word_set("titles.txt", "suffix", "after"):
        suffix = {"junior": "jr", "senior": "sr"}.get(words[-1], words[-1]) if words[-1] in word_set("titles.txt", "suffix") else suffix
        words.pop()
    while len(words) > 1 and words[0] in honorifics():
        words.pop(0)
    opens = len(words) > 1 and words[0] in _OPENING_PARTICLES and re.match(r"\W*[a-z]", name) is not None
    first = 0 if opens else 1
    at = next((n for n in range(first, len(words) - 1) if words[n] in _PARTICLES), len(words) - 1)
    return PersonName(tuple(words[:at]), " ".join(words[at:]), suffix)


def surname_keys(name: PersonName) -> tuple[str, ...]:
    """The words by which a surname may be looked up: the whole, its last word, the parts of a double name."""
    last = name.surname.rsplit(" ", 1)[-1]
    parts = last.split("-") if "-" in last else ()
    return tuple(dict.fromkeys((name.surname, last, *(part for part in parts if len(part) > 2))))


def _gender(name: str) -> Gender:
    return given_names().get(name, Gender.UNKNOWN)


def alike_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's: the same, an initial, a short form, or spellings of one name."""
    if one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other)):
        return True
    table = nicknames()
    if table.get(one, frozenset((one,))) & table.get(other, frozenset((other,))):
        return True
    if {_gender(one), _gender(other)} == {Gender.MALE, Gender.FEMALE}:
        return False
    if "-" in one or "-" in other:
        return one.split("-")[0] == other.split("-")[0]
    if sound_of(one) == sound_of(other) and min(len(one), len(other)) > 2:
        return True
    daughter = {one + "a", one[:-1] + "a"} & {other} or {other + "a", other[:-1] + "a"} & {one}  # Martin and Martina
    long = min(len(one), len(other)) >= 5 and not daughter
    return long and _skeleton(one) == _skeleton(other) and Levenshtein.distance(sound_of(one), sound_of(other)) <= 2


def alike_surname(one: str, other: str) -> bool:
    """Whether two surnames may be spellings of one: the same, the same by sound, or (from seven letters on) one letter apart."""
    if one == other or one.replace("-", " ") == other.replace("-", " "):
        return True
    if min(len(one), len(other)) >= 4 and sound_of(one) == sound_of(other):
        return True
    return min(len(one), len(other)) >= 7 and Levenshtein.distance(one, other) <= 1 and one[0] == other[0]


def alike_people(one: PersonName, other: PersonName) -> bool:
    """Whether two full names may be one person's."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if not alike_given(one.given[0], other.given[0]):
        return False
    if not _alike_middle(one.given[1:], other.given[1:]):
        return False
    if alike_surname(one.surname, other.surname):
        return True
    if min(len(one.given[0]), len(other.given[0])) < 2:
        return False  # "A. Berg" need not be Ada Quill-Berg
    return _is_double(one, other) or _is_double(other, one)


def ends_alike(one: PersonName, other: PersonName) -> bool:
    """Whether the longer of two full names ends in the shorter, word by word: "Democrat Ada Lund", "Tarn Quill" for Ada Tarn Quill."""
    words = [*one.given, *one.surname.split()], [*other.given, *other.surname.split()]
    longer, shorter = sorted(words, key=len, reverse=True)
    return len(shorter) > 1 and len(longer) > len(shorter) and longer[-len(shorter) :] == shorter


def _alike_middle(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    initials = [name[0] for name in one], [name[0] for name in other]
    if not one or not other or len(one) != len(other):
        return True
    return initials[0] == initials[1] and all(a == b or len(a) == 1 or len(b) == 1 for a, b in zip(one, other, strict=True))


def _is_double(longer: PersonName, shorter: PersonName) -> bool:
    """Whether the longer surname holds the shorter: a double name, or a married one after the own ("Ada Lund Berg", "Ada Lund-Berg")."""
    words = {*re.split(r"[ -]", longer.surname), *longer.given[1:]}
    return len(words) > 1 and shorter.surname in words and len(shorter.surname) > 2


_LEGAL: Final = frozenset("inc ltd llc plc corp co company limited gmbh the".split())


def organization_key(name: str) -> tuple[str, ...]:
    """The words of an organization's name as names are compared: folded, without article and legal form."""
    words = [fold_word(word) for word in _TOKEN.findall(name)]
    kept = [word for word in words if word and word not in _LEGAL]
    return tuple(kept or words)


def initials_of(name: str) -> str:
    """The letters that would abbreviate a name: "hwu" for the Halyard Workers' Union; small words give none."""
    return "".join(word[0] for word in _TOKEN.findall(name) if word[0].isupper()).casefold()
