"""What names that their own words leave open are names of, by what else the page says.

"Piet Lund" is a person where the page has "her husband, Piet Lund," or goes on with "Mr Lund" or plain "Lund"; "Fenwick", which has
shareholders, is a company; "Talvania" is a country where it has "Talvanian" too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.reading import VoiceKind
from sayso.voices.phrases import Form, Phrase, Words
from sayso.voices.words import given_names

_HUMAN: Final = frozenset({VoiceKind.PERSON, VoiceKind.UNNAMED})
_MOST_WORDS: Final = 5
_LED: Final = re.compile(
    r"[’']s?\s(?:[a-z-]+\s){0,3}(?:chief executives?|chair(?:man|woman|person)?|managing director|general secretary|finance director|boss"
    r"|shares|shareholders|investors|employees|staff|workforce|customers|headquarters|factory|factories|subsidiary|founders?|directors"
    r"|president|treasurer|members|profits?|sales|stock)\b"
)
_SERVES: Final = re.compile(
    r"\b(?:representative|analyst|strategist|economist|trader|director|executive|manager|engineer|officer|consultant|spokes\w+|partner"
    r"|employee|worked|works|working|employed)\s(?:at|for|with)\s\Z"
    r"|\b(?:per\s?cent of|[Ss]hares (?:in|of)|stake in|[Ii]nvestors in|bid for|takeover of)\s\Z"
)
_SHARES: Final = re.compile(r"\b(?:[Ss]hares (?:in|of)|[Ss]take in|[Ii]nvestors in)\s\Z")
_CLOSES: Final = re.compile(r"[,.;:)!?”\"’]|\s*\Z|\n|\s(?:who|has|had|was|is|said|says)\b")


def tell_open_names(found: dict[int, Phrase], words: Words) -> dict[int, Phrase]:
    """The phrases by the number of their head's last word, with a kind for the names that the page lets tell."""
    surnames = {
        phrase.name.rsplit(" ", 1)[-1].casefold()
        for phrase in found.values()
        if phrase.form is Form.NAME and phrase.kind is VoiceKind.PERSON and phrase.title
    }
    nouns_by_end = {phrase.span.end: phrase for phrase in found.values() if _is_role(phrase)}
    nouns_by_start = {phrase.span.start: phrase for phrase in found.values() if _is_role(phrase)}
    capitals = frozenset(word for word in words.words if word[:1].isupper())
    alone, acting = _names_alone(found)
    led = frozenset(p.name.split()[0].casefold() for p in found.values() if p.form is Form.NAME and _is_led(p, words.text))
    shared = frozenset(
        p.name for p in found.values() if p.form is Form.NAME and _SHARES.search(words.text[max(0, p.span.start - 16) : p.span.start])
    )
    led |= {name.split()[0].casefold() for name in shared}
    told = {}
    for number, phrase in found.items():
        if phrase.form is Form.NAME and phrase.kind is None and not phrase.determiner:
            last = phrase.name.rsplit(" ", 1)[-1].casefold()
            if _may_be_person(phrase) and (last in surnames or _stands_beside_role(phrase, words.text, nouns_by_end, nouns_by_start)):
                phrase = replace(phrase, kind=VoiceKind.PERSON, group="")
            elif (phrase.group != "place" or phrase.name in shared) and last not in surnames and phrase.name.split()[0].casefold() in led:
                phrase = replace(phrase, kind=VoiceKind.ORGANIZATION, group="")
            elif phrase.group != "place" and _may_be_person(phrase) and _goes_by_surname(phrase, alone, acting):
                phrase = replace(phrase, kind=VoiceKind.PERSON)
            elif _has_demonym(phrase.name, capitals):
                phrase = replace(phrase, kind=VoiceKind.ORGANIZATION, group="place")
        told[number] = phrase
    people = {
        phrase.name for phrase in told.values() if phrase.form is Form.NAME and phrase.kind is VoiceKind.PERSON and " " in phrase.name
    }
    for number, phrase in told.items():
        if phrase.form is Form.NAME and phrase.kind is None and phrase.name in people:
            told[number] = replace(phrase, kind=VoiceKind.PERSON, group="")
    return told


def _is_role(phrase: Phrase) -> bool:
    """Whether a phrase says what one person is: "the council's deputy leader"."""
    return phrase.form is Form.NOUN and phrase.kind in _HUMAN and not phrase.plural


def _may_be_person(phrase: Phrase) -> bool:
    return 1 < len(phrase.name.split()) <= _MOST_WORDS and "&" not in phrase.name


def _stands_beside_role(phrase: Phrase, text: str, by_end: dict[int, Phrase], by_start: dict[int, Phrase]) -> bool:
    """Whether a comma joins a name and what its bearer is: "her husband, Piet Lund,", "Piet Lund, a teacher,"."""
    start = phrase.span.start
    role = by_end.get(start - 2) if text[start - 2 : start] == ", " else None
    if role is not None and role.determiner and _CLOSES.match(text, phrase.span.end):
        return True
    if text[phrase.span.end : phrase.span.end + 2] != ", ":
        return False
    role = by_start.get(phrase.span.end + 2)
    return (
        role is not None
        and role.determiner in ("a", "an", "the", "'s", "his", "her", "their")
        and _CLOSES.match(text, role.span.end) is not None
    )


def _names_alone(found: dict[int, Phrase]) -> tuple[frozenset[str], frozenset[str]]:
    """The names of one word without title on the page; and those of them that act somewhere: they speak, or have a verb."""
    single = [p for p in found.values() if p.form is Form.NAME and not p.title and " " not in p.name and p.determiner != "the"]
    acting = frozenset(p.name.casefold() for p in single if p.source or p.place.subject)
    return frozenset(p.name.casefold() for p in single if not p.place.headline), acting


def _goes_by_surname(phrase: Phrase, alone: frozenset[str], acting: frozenset[str]) -> bool:
    """Whether the page goes on by the last word of a name, as for people ("Thole" of Ansgar Thole), and not by its first, as for firms."""
    words = phrase.name.casefold().split()
    return words[-1] in acting and words[0] not in alone


def _is_led(phrase: Phrase, text: str) -> bool:
    """Whether a name has what only a body has: "Sundline’s chief executive", "an analyst at Sundline"."""
    if phrase.kind is not None or phrase.title or phrase.group == "place" or phrase.name.split()[0].casefold() in given_names():
        return False
    if _LED.match(text, phrase.head.end, phrase.head.end + 90) is not None:
        return True
    return _SERVES.search(text[max(0, phrase.span.start - 40) : phrase.span.start]) is not None


def _has_demonym(name: str, capitals: frozenset[str]) -> bool:
    """Whether the page has the adjective of a name: "Talvanian" of Talvania, "Skarnish" of Skarn."""
    if " " in name or len(name) < 4:
        return False
    stem = name[:-1] if name[-1] in "aey" else name
    return any(
        form in capitals for form in (f"{name}n", f"{name}ian", f"{name}ish", f"{name}ese", f"{stem}ian", f"{stem}ish", f"{stem}ese")
    )
