"""Names as they are compared over pages.

Decides which names can find a voice again on another page (a person's with first name and surname, an organization's with a word of its
own; never a surname alone, never "the police" or "critics"), and when two names under one key are plainly of two people.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from sayso.corpus.data import load_words
from sayso.reading import VoiceKind

_WORD: Final = re.compile(r"[\w&]+(?:[’'.-][\w&]+)*")
_POSSESSIVE: Final = re.compile(r"[’']s\Z")
_NICKNAME: Final = re.compile(r"[“\"(][^“”\"()]{1,40}[”\")]")
_SUFFIXES: Final = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_MEN: Final = frozenset(
    ["mr", "sir", "lord", "king", "prince", "congressman", "councilman", "spokesman", "father", "herr", "señor", "monsieur"]
)
_WOMEN: Final = frozenset(
    ["mrs", "ms", "miss", "dame", "lady", "queen", "princess", "congresswoman", "councilwoman", "spokeswoman", "frau", "señora", "madame"]
)
_LONGEST: Final = 200  # characters of a name that are looked at

NAMED: Final = frozenset([VoiceKind.PERSON, VoiceKind.ORGANIZATION, VoiceKind.OUTLET])
"""The kinds of voices that have a name of their own."""


class PersonName(NamedTuple):
    """A person's name in its parts, folded; `middle` are further given names and initials, `sex` what a title says ("m", "f", "")."""

    first: str
    middle: tuple[str, ...]
    last: str
    suffix: str
    sex: str


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A name in lower case, without accents, blanks made single: unlike the words of a quotation, a name is written with and without."""
    decomposed = unicodedata.normalize("NFKD", text[:_LONGEST])
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).casefold().split())


@lru_cache(maxsize=65_536)
def fold_words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without stops and possessives."""
    return tuple(_POSSESSIVE.sub("", word).replace(".", "").replace("’", "'") for word in _WORD.findall(fold(name)))


@lru_cache(maxsize=65_536)
def make_key(kind: str, name: str) -> str | None:
    """The key under which a name is found again on other pages; None where the name alone is not enough to go by.

    >>> make_key("person", "Sen. Ada B. Quill"), make_key("person", "Quill"), make_key("organization", "the Harbour Board")
    ('p ada quill', None, 'o harbour board')
    """
    if kind == VoiceKind.PERSON:
        person = split_person(name)
        return f"p {person.first} {person.last}" if person is not None and len(person.first) > 1 and not _has_acronym(name) else None
    if kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET):
        return _key_organization(name)
    return None


_ACRONYM: Final = re.compile(r"\b(?!I{2,3}\b|VIII?\b)[A-Z]{3,4}\b")  # longer ones are surnames, as some papers print them


def _has_acronym(name: str) -> bool:
    """Whether a name has a word in capitals among others that are not: "Super PAC", "USS Quill" are no people."""
    return not name.isupper() and any(char.islower() for char in name) and _ACRONYM.search(name) is not None


def alike_first_names(one: str, other: str) -> bool:
    """Whether two names of people begin alike, as spellings and short forms of one first name do ("Dimitri", "Dmitry"; "Len", "Leonard").

    What a page puts before a surname need not be a first name: "Democrat Quill".
    """
    from rapidfuzz.distance import JaroWinkler

    names = [split_person(name) for name in (one, other)]
    if names[0] is None or names[1] is None:
        return False
    return JaroWinkler.normalized_similarity(names[0].first, names[1].first) >= _ALIKE


_ALIKE: Final = 0.75  # "len" and "leonard" have 0.85, "democrat" and "donald" 0.62; a guess between them


def _key_organization(name: str) -> str | None:
    words = list(fold_words(name.replace("&", " and ")))
    if words[:1] == ["the"]:
        words = words[1:]
    while len(words) > 1 and words[-1] in load_words("company_forms.txt"):
        words.pop()
    if not words or all(word in load_words("generic_names.txt") for word in words) or not any(char.isupper() for char in name):
        return None
    key = " ".join(words)
    return f"o {key}" if len(key) > 1 else None


@lru_cache(maxsize=65_536)
def split_person(name: str) -> PersonName | None:
    """A person's name in its parts; None where there are not two of them beside titles."""
    words = list(fold_words(_NICKNAME.sub(" ", name)))
    titles = load_words("titles.txt")
    sex = ""
    while len(words) > 1 and words[0] in titles:
        sex = "m" if words[0] in _MEN else "f" if words[0] in _WOMEN else sex
        words.pop(0)
    suffix = ""
    if len(words) > 2 and words[-1] in _SUFFIXES:
        suffix = _SUFFIXES[words.pop()]
    if len(words) < 2 or len(words) > 6 or words[0] in titles or any(word in _NO_NAME for word in words):
        return None
    return PersonName(words[0], tuple(words[1:-1]), words[-1], suffix, sex)


_NO_NAME: Final = frozenset(["of", "the", "and", "for", "at", "in", "a", "an", "to", "who", "with", "from", "his", "her", "their"])
"""Words that no person's name holds: "friend of Quill" is a description."""


def surname(name: str) -> str:
    """The last word of a name, folded; of an organization too. Groups the speakers of a stock phrase, and identifies nobody."""
    words = [word for word in fold_words(name) if word not in _SUFFIXES]
    return words[-1] if words else ""


def plainly_differ(name: str, others: Iterable[str]) -> str | None:
    """Why two persons under one key are not the same, from their names alone; None where nothing says so.

    >>> plainly_differ("Ada B. Quill", ["Ada C. Quill"])
    'the middle names differ (b, c)'
    """
    one = split_person(name)
    for other in filter(None, map(split_person, others)):
        if one is None:
            return None
        if one.first != other.first:  # "Governor Ada Quill of Skerry" among the aliases: what stands before the name is no first name
            continue
        if one.suffix != other.suffix and ((one.suffix and other.suffix) or "jr" in (one.suffix, other.suffix)):
            return f"one of them is called {one.suffix or other.suffix}"
        if one.sex and other.sex and one.sex != other.sex:
            return "one has the title of a man, the other of a woman"
        for mine, yours in zip(one.middle, other.middle, strict=False):
            if not (mine.startswith(yours) or yours.startswith(mine)):
                return f"the middle names differ ({mine}, {yours})"
    return None


_NO_ROLE: Final = frozenset(
    "a an the this that these those of for in on at by to and or with from his her their its our my your former then old new other same"
    " man woman men women person people one who he she they".split()
)
"""Words that say nothing of what somebody is: "this man", "her former"."""


def role_words(roles: Iterable[str]) -> frozenset[str]:
    """The words of substance in some roles."""
    return frozenset(word for role in roles for word in fold_words(role)) - _NO_ROLE


_STEM: Final = 5  # letters: "senator" and "Senate", "chairman" and "chair" have them in common; "coach" and "counsel" do not
_LIKE_A_TITLE: Final = frozenset(["general", "generals"])  # "attorney general" and "generation" say nothing of one another


def share_role(roles: Iterable[str], others: Iterable[str]) -> str | None:
    """A word of substance that two lists of roles share ("harbour master", "the master of the harbour"), or None.

    Words of one stem count: "Senator", "leader in the Senate".
    """
    stems = {_stem(word) for word in role_words(others)}
    return min((word for word in role_words(roles) if _stem(word) in stems), default=None)


def _stem(word: str) -> str:
    return word if word in _LIKE_A_TITLE else word[:_STEM]


_PARTICLES: Final = frozenset(
    ["van", "von", "der", "den", "des", "del", "della", "dos", "bin", "ibn", "ben", "bint", "abu", "ter", "zum", "zur"]
)
"""Words before a surname that belong to it."""


def share_middle_name(name: str, others: Iterable[str]) -> str | None:
    """A middle name, written out, that two names of one person share ("Ada Maria Quill"); None where there is none.

    Two people who have first, middle and last name in common are rarer than two who have first and last.
    """
    person = split_person(name)
    mine = {word for word in person.middle if len(word) > 2} - _PARTICLES if person else set()
    theirs = {word for other in map(split_person, others) if other is not None for word in other.middle}
    return min(mine & theirs, default=None)
