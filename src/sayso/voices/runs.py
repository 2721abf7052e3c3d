"""Runs of capitalised words, and what of a run is a title and what a name.

Decides where a name starts and ends and what kind of holder bears it, by the words of the run and those right beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.reading import VoiceKind
from sayso.voices.outlets import fold_outlet, has_outlet_word, is_outlet_name, known_outlets
from sayso.voices.phrases import Words
from sayso.voices.words import given_names, honorifics, look_up_noun, nouns, word_set

_PARTICLES: Final = frozenset(
    "de del della der den di du da das dos do la le van von zu zur zum bin ibn bint al el ter ten af av y ap ab ferch ua ní of the".split()
)
_LONGEST_RUN: Final = 10
_SURNAMES: Final = frozenset(
    "abbot bishop king prince baron knight earl marshal baker cook butcher taylor tailor miller mason carpenter shepherd porter gardener "
    "fisher judge major dean pope monk priest cardinal deacon child page steward ranger clerk squire butler constable chamberlain archer "
    "guest friend bride ward".split()
)
"""Nouns for people that are surnames too: after a title they are the name ("Senator Abbot")."""
_SMALL_ARTICLE: Final = re.compile(r"(?:a[dlnrstz]|ash|el|ul|abu|abd|bin|ben|ibn|dell?|d|l)[-’'](?=[^\W\d_])(?![a-zß-ÿ])")
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&]{1,6}\Z")
_DATED: Final = re.compile(r"(?:,[^.\n]{0,40})?\s(?:[-–—]|--)\s|\s\(")
_INITIAL_GAP: Final = re.compile(r"\. ?\Z")
_NICKNAME_OPENS: Final = frozenset((" “", " ‘", ' "', " '", " ("))
_NICKNAME_CLOSES: Final = frozenset(("” ", "’ ", '" ', "' ", ") "))


@dataclass(frozen=True, slots=True)
class Run:
    """A name: the numbers of its first word with title, of its first word without, and of the word after its last."""

    first: int
    name: int
    end: int
    kind: VoiceKind | None
    place: bool = False


def is_capital(word: str) -> bool:
    """Whether a word is written as a name is: a capital letter first, or after an article of another tongue (al-Rashid, d’Orsay)."""
    return word[:1].isupper() or _SMALL_ARTICLE.match(word) is not None


def title_case(words: list[str]) -> bool:
    """Whether a headline is set with capitals throughout, so that they say nothing: four in five of its longer words."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) * 5 >= len(longer) * 4


def find_runs(words: Words, first: int, last: int, common: frozenset[str]) -> Iterator[Run]:
    """The names among the words `first`..`last` of one paragraph, in text order; `common` are words that the page writes small too."""
    at = first
    while at < last:
        if not is_capital(words.words[at]) or _opens_idly(words, at, last, common):
            at += 1
            continue
        end = _end_of_run(words, at, last)
        yield from _split_run(words, at, end, common)
        at = max(end, at + 1)


def _opens_idly(words: Words, at: int, last: int, common: frozenset[str]) -> bool:
    """Whether a word has its capital only from its place, or is no name anywhere ("I", "Monday")."""
    lower = words.lower[at]
    if lower in word_set("name_words.txt", "calendar") and not (
        at + 1 < last and is_capital(words.words[at + 1]) and lower in given_names()
    ):
        return True
    if lower.endswith("s") and lower[:-1] in word_set("name_words.txt", "calendar") and lower.endswith("days"):
        return True  # "on Tuesdays"
    if lower in word_set("function_words.txt", "pronoun") or lower in ("i'm", "i've", "i'll", "i'd"):
        return True
    if not words.begins_sentence(at):
        return False
    if lower in honorifics():
        return False
    if "-" in lower and words.words[at].rsplit("-", 1)[1].islower() and lower.endswith(("ed", "ing")):
        return True  # "Cross-examined"
    joins = words.gap(at) == " " and at + 1 < last and is_capital(words.words[at + 1])
    if lower in ("the", "a", "an"):
        return True
    if lower in word_set("name_words.txt", "common") or lower in word_set("function_words.txt"):
        return True
    if lower in common:
        return not (joins and (lower in given_names() or has_outlet_word(words.words[at + 1])))
    noun = look_up_noun(lower) if "-" in lower else nouns().get(lower)
    return noun is not None and not joins


def _end_of_run(words: Words, at: int, last: int) -> int:
    end = at + 1
    organized = words.lower[at] in word_set("name_words.txt", "organization", "outlet", "document")
    while end < last and end - at < _LONGEST_RUN and not (words.owns[end - 1] and not _owns_within(words, end - 1)):
        gap = words.gap(end - 1)
        before = words.lower[end - 1]
        joined = (
            gap == " "
            or gap == " & "
            or (_INITIAL_GAP.match(gap) and (len(before) == 1 or before in honorifics() or before in ("st", "jr", "sr")))
        )
        if not joined and gap == ", " and words.lower[end] in ("jr", "sr"):
            joined = True
        if not joined and not organized and _is_nickname(words, end, last):
            end += 2
            continue
        if not joined:
            break
        word = words.words[end]
        if is_capital(word):
            if words.lower[end] in word_set("name_words.txt", "calendar") and end - at >= 1 and words.lower[end] not in given_names():
                break
            organized = organized or words.lower[end] in word_set("name_words.txt", "organization", "outlet", "document")
            end += 1
            continue
        if word.isdigit() and words.lower[end - 1] in ("channel", "radio", "bbc", "tv", "france", "news", "sky", "kanal", "studio", "fm"):
            end += 1
            continue
        if word.lower() in _PARTICLES and _goes_on(words, end, last, organized):
            end += 1
            continue
        break
    while end > at + 1 and words.words[end - 1].lower() in _PARTICLES and not is_capital(words.words[end - 1]):
        end -= 1
    return end


def _is_nickname(words: Words, at: int, last: int) -> bool:
    """Whether a word in quotation marks or brackets stands between given name and surname: Ada “Kit” Lund."""
    return (
        at + 1 < last
        and words.gap(at - 1) in _NICKNAME_OPENS
        and words.gap(at) in _NICKNAME_CLOSES
        and is_capital(words.words[at])
        and is_capital(words.words[at + 1])
        and words.lower[at - 1] not in nouns()
        and words.lower[at + 1] not in word_set("name_words.txt", "organization", "outlet", "calendar")
    )


def _owns_within(words: Words, number: int) -> bool:
    """Whether a possessive in -s’ stands within a name: the Skippers’ League."""
    end = words.spans[number].end
    following = words.lower[number + 1] if number + 1 < len(words) else ""
    return (
        words.text[end - 1] == "s"
        and words.text[end + 1 : end + 2] == " "
        and following in word_set("name_words.txt", "organization", "outlet")
    )


def _goes_on(words: Words, at: int, last: int, organized: bool) -> bool:
    """Whether a small word stands within a name: "van" before a capital; "of" and "the" only in names of institutions and papers."""
    if words.gap(at) != " " or at + 1 >= last:
        return False
    following = words.words[at + 1]
    if words.lower[at] in ("of", "the"):
        return organized and (
            is_capital(following)
            or (words.lower[at] == "of" and words.lower[at + 1] == "the" and at + 2 < last and is_capital(words.words[at + 2]))
        )
    return is_capital(following) or (words.lower[at + 1] in _PARTICLES and at + 2 < last and is_capital(words.words[at + 2]))


def _split_run(words: Words, first: int, end: int, common: frozenset[str]) -> Iterator[Run]:
    lower = words.lower[first:end]
    if len(lower) > 1 and lower[0] == "the":
        start = 1 if not is_known(words, first, end) else 0
        if start:
            yield from _split_run(words, first + 1, end, common)
            return
    if len(lower) > 1 and lower[0] not in honorifics() and any(words.gap(number) == " & " for number in range(first, end - 1)):
        yield Run(first, first, end, VoiceKind.OUTLET if is_outlet_name(" ".join(words.words[first:end])) else VoiceKind.ORGANIZATION)
        return  # a firm: "Quill & Daughter"
    end = _without_letters(words, first, end)
    name = first + _length_of_title(words.lower[first:end])
    if name == end and len(lower) == 1 and _is_short_outlet(words, first, common):
        yield Run(first, first, end, VoiceKind.OUTLET)
    elif name < end:
        kind, place = tell_kind(words, first, name, end)
        yield Run(first, name, end, kind, place)


def _without_letters(words: Words, first: int, end: int) -> int:
    """Where a name ends without the letters for a degree or an office after it: "Ada Lund KC"."""
    while end - first > 2 and words.words[end - 1].isupper() and words.lower[end - 1] in word_set("titles.txt", "after"):
        end -= 1
    return end


def _is_short_outlet(words: Words, number: int, common: frozenset[str]) -> bool:
    """Whether a noun with a capital after "the" is the short name of a paper: the Courier, the Observer."""
    lower = words.lower[number]
    return lower in word_set("name_words.txt", "outlet") and lower not in common and number > 0 and words.lower[number - 1] == "the"


def is_known(words: Words, first: int, end: int) -> bool:
    """Whether words are the name of a well-known outlet, article included."""
    return fold_outlet(" ".join(words.words[first:end])) in _known_names()


@cache
def _known_names() -> frozenset[str]:
    return frozenset(fold_outlet(name) for outlet in known_outlets() for name in (outlet.name, *outlet.short_names))


def _length_of_title(lower: list[str]) -> int:
    """How many words of a run are title: up to its last honorific or noun for a person that has more after it; all where it ends in one."""
    table = nouns()
    organization = word_set("name_words.txt", "organization")
    length = 0
    for number in range(len(lower)):
        noun = table.get(lower[number]) or (table.get(" ".join(lower[number - 1 : number + 1])) if number else None)
        is_noun = noun is not None and noun.kind is VoiceKind.PERSON
        if (lower[number] in honorifics() or is_noun) and not _reads_as_name(lower, number):
            length = number + 1
    if length == len(lower) and lower[-1] in honorifics() and len(lower) > 1 and lower[0] in given_names():
        return 0
    if length < len(lower) and length and lower[-1] in organization and lower[length - 1] not in honorifics():
        return 0  # "Governors Association", "Teachers Union"
    return length


def _reads_as_name(lower: list[str], number: int) -> bool:
    """Whether a noun in a run is a surname or a given name: "Mary King", "Bishop Auckland" is not decided here, "Baker Brown" is."""
    before = lower[number - 1] if number else ""
    if before in given_names() and before not in ("may", "august") and len(lower) - number < 3:
        return True  # "Mary King" and "Mary King Lund", but not "Charlotte Mayor Ada Lund"
    if lower[number] in _SURNAMES and (before in honorifics() or before in nouns()) and f"{before} {lower[number]}" not in nouns():
        return True
    return len(before) == 1


def is_outlet_noun(word: str) -> bool:
    """Whether a small word is a noun for an outlet: "newspaper", "broadcaster"."""
    noun = nouns().get(word)
    return noun is not None and noun.kind is VoiceKind.OUTLET


def _opens_paragraph(words: Words, number: int) -> bool:
    start = words.spans[number].start
    return words.paragraphs[words.paragraph(start)].start == start if words.paragraphs else start == 0


def tell_kind(words: Words, first: int, name: int, end: int) -> tuple[VoiceKind | None, bool]:
    """What kind of holder bears a name, None where its words do not say; and whether it is a place."""
    lower = words.lower[name:end]
    text = words.text[words.spans[name].start : words.spans[end - 1].end]
    before = words.lower[first - 1] if first else ""
    if name > first:
        if (
            name == first + 1
            and len(lower) == 1
            and before in ("in", "at")
            and words.lower[first] not in honorifics() | given_names().keys()
        ):
            return None, True  # "in Anchor Row"
        return VoiceKind.PERSON, False
    if (
        words.text[max(0, words.spans[first].start - 4) : words.spans[first].start] in ("The ", "the ")
        and is_known(words, first, end)
        and len(lower) == 1
    ):
        return VoiceKind.OUTLET, False
    if (
        lower[0] in given_names()
        and 1 < len(lower) < 5
        and before != "the"
        and not (is_outlet_noun(before) and has_outlet_word(text))
        and lower[-1] not in word_set("name_words.txt", "organization", "place")
        and not (has_outlet_word(text) and is_known(words, first, end))
    ):
        return VoiceKind.PERSON, False
    if is_outlet_name(text):
        return VoiceKind.OUTLET, False
    if any(word in word_set("name_words.txt", "organization") for word in lower):
        return VoiceKind.ORGANIZATION, False
    if len(lower) == 1 and lower[0] in word_set("name_words.txt", "country"):
        return VoiceKind.ORGANIZATION, True
    if text.isupper() and _DATED.match(words.text, words.spans[end - 1].end) and _opens_paragraph(words, first):
        return None, True  # "CORVAL, May 4 - "
    place = lower[-1] in word_set("name_words.txt", "place") or before in word_set("name_words.txt", "place-before")
    if len(lower) == 1 and _ACRONYM.match(text):
        return VoiceKind.ORGANIZATION, False
    if len(lower) > 1 and lower[0] in ("st", "saint", "mount", "lake", "cape", "fort", "port"):
        return None, True
    if any(len(word) == 1 for word in lower[:-1]) and len(lower) > 1 and not place:
        return VoiceKind.PERSON, False
    return None, place
