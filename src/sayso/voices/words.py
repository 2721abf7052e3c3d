"""What single words say of who is spoken of: nouns for people, groups, organizations, outlets and documents, pronouns, titles, given names.

The lists are data files beside this module, each with its origin. They are broad and never complete: what stands in none of them is
judged by its ending, by the words around it, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from sayso.reading import VoiceKind
from sayso.voices.data import load_lines, load_table


class Gender(StrEnum):
    """The gender that words give to somebody; UNKNOWN where they give none."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun: what it stands for, the class of nouns that may stand for the same, its gender and number."""

    kind: VoiceKind
    group: str
    gender: Gender = Gender.UNKNOWN
    plural: bool = False
    singular: str = ""


_PLURAL_ONLY: Final = frozenset(
    {"police", "people", "media", "press", "staff", "data", "minutes", "findings", "papers", "figures", "statistics"}
)


@cache
def nouns() -> dict[str, Noun]:
    """The nouns of the lists by their forms in lower case, plurals included; a noun of two words has a blank in it."""
    table: dict[str, Noun] = {}
    for key, words in load_table("person_nouns.txt").items():
        for entry in words:
            word, gender = _read_noun(entry)
            table.setdefault(word, Noun(VoiceKind.PERSON, key, gender, singular=word))
            table.setdefault(pluralize(word), Noun(VoiceKind.GROUP, key, gender, plural=True, singular=word))
    for key, words in load_table("collective_nouns.txt").items():
        kind, group = VoiceKind(key.split()[0]), key.split()[1]
        for entry in words:
            word, _ = _read_noun(entry)
            if kind is VoiceKind.GROUP:
                known = table.get(word)
                table[word] = Noun(kind, known.group if known else group, plural=True, singular=known.singular if known else word)
                continue
            table.setdefault(word, Noun(kind, group, singular=word))
            several = kind if kind is VoiceKind.DOCUMENT else VoiceKind.GROUP
            table.setdefault(pluralize(word), Noun(several, group, plural=True, singular=word))
    return table


def _read_noun(entry: str) -> tuple[str, Gender]:
    word, _, mark = entry.partition("+")
    gender = {"m": Gender.MALE, "f": Gender.FEMALE}.get(mark, Gender.UNKNOWN)
    return word.replace("-", " ").replace("_", "-"), gender


def pluralize(word: str) -> str:
    """The plural of an English noun by its ending.

    >>> [pluralize(word) for word in ("mayor", "church", "agency", "spokeswoman", "key")]
    ['mayors', 'churches', 'agencies', 'spokeswomen', 'keys']
    """
    if word in _PLURAL_ONLY:
        return word
    if word.endswith(("man", "woman")) and word not in ("human", "german"):
        return word[:-2] + "en"
    if word.endswith("person") and word != "person":
        return word[:-6] + "people"
    if word.endswith("wife"):
        return word[:-2] + "ves"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


_PERSON_ENDINGS: Final = (
    "man",
    "woman",
    "person",
    "ist",
    "ologist",
    "ician",
    "eer",
    "monger",
    "wright",
    "keeper",
    "holder",
    "maker",
    "goer",
)


_VERBS_IN_IST: Final = frozenset(
    form for verb in "insist resist assist consist persist desist enlist exist subsist coexist".split() for form in (verb, verb + "s")
)


def look_up_noun(word: str) -> Noun | None:
    """What a noun in lower case stands for: by the lists, by its last part ("vice-chairman"), by its ending; None where nothing tells."""
    known = nouns().get(word)
    if known is not None:
        return known
    if "-" in word and (known := nouns().get(word.rsplit("-", 1)[1])) is not None and known.kind in (VoiceKind.PERSON, VoiceKind.GROUP):
        return known
    if word in _VERBS_IN_IST:
        return None
    if len(word) > 5 and word.endswith(_PERSON_ENDINGS):
        gender = Gender.FEMALE if word.endswith("woman") else Gender.MALE if word.endswith("man") else Gender.UNKNOWN
        return Noun(VoiceKind.PERSON, word, gender, singular=word)
    if len(word) > 6 and word.endswith(("ists", "ologists", "icians", "eers", "keepers", "holders", "makers", "goers", "men", "women")):
        return Noun(VoiceKind.GROUP, word[:-1], plural=True, singular=word[:-1])
    return None


def guess_person_noun(word: str) -> Noun | None:
    """What an unlisted noun stands for where it is known to be a holder: agents in -er and -or are people; None where it tells nothing."""
    if len(word) > 4 and word.endswith(("er", "or", "ant", "ent", "ian")):
        return Noun(VoiceKind.PERSON, word, singular=word)
    if len(word) > 5 and word.endswith(("ers", "ors", "ants", "ents", "ians")):
        return Noun(VoiceKind.GROUP, word[:-1], plural=True, singular=word[:-1])
    return None


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The words behind some keys of a data file, together; all of them where no key is given."""
    table = load_table(name)
    return frozenset(word for key in keys or tuple(table) for word in table[key])


@cache
def pronouns() -> dict[str, str]:
    """The sort of each pronoun: male, female, thing, plural, first, first-plural, second, relative, indefinite."""
    return {word.replace("-", " "): key for key, words in load_table("pronouns.txt").items() for word in words}


@cache
def honorifics() -> dict[str, str]:
    """The sort of each title that stands before a name: plain-male, plain-female, plain-any, male, female, any, rank."""
    return {word: key for key, words in load_table("titles.txt").items() if key not in ("suffix", "after") for word in words}


@cache
def given_names() -> dict[str, Gender]:
    """The gender of given names in lower case; UNKNOWN for those that go with either."""
    table = load_table("given_names.txt")
    names = dict.fromkeys(table["male"], Gender.MALE)
    for name in table["female"]:
        names[name] = Gender.UNKNOWN if name in names else Gender.FEMALE
    return names | dict.fromkeys(table["any"], Gender.UNKNOWN)


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """For each given name in lower case the full forms that it may stand for, itself included."""
    forms: dict[str, set[str]] = {}
    for line in load_lines("nicknames.txt"):
        full, _, short = line.partition(":")
        for name in (full.strip(), *short.split()):
            forms.setdefault(name, {name}).add(full.strip())
    return {name: frozenset(full) for name, full in forms.items()}
