"""Who acts and who is acted on: the parties that a headline and a body name, and whether one was put in the place of another.

Decides with nouns (headline_parties.toml), names and voices. Where the words allow more than one answer, two parties count as the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from sayso.checks.headline_words import (
    Phrases,
    Word,
    irregular_forms,
    load_toml,
    phrase_keys,
    singular,
    stem,
    stop_stems,
    synonyms,
    words_of,
)
from sayso.reading import BlockKind, Reading, Voice


@dataclass(frozen=True, slots=True)
class Party:
    """Words that name a party: their place, the classes of their nouns, their names, and whether they speak of one or of several.

    `several` is None where the words do not tell. `office` is what a minister is minister of; `rank` is what sets a deputy apart.
    """

    place: range
    institutions: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    general: bool = False
    names: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    several: bool | None = None
    voice: str | None = None
    office: str | None = None
    rank: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a page: the words that make them, and the voice that each belongs to where it can be only one."""

    words: frozenset[str]
    voices: dict[str, Voice]


_IN_NAMES: Final = frozenset({"press", "party", "company", "association", "royal", "farmers"})
_NUMBERS: Final = frozenset("one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands".split())
_NOBODY: Final = Names(frozenset(), {})


def collect_names(reading: Reading, sentences: Iterable[Sequence[Word]]) -> Names:
    """The words that are mostly written with a capital within sentences, and those of the voices' names."""
    capital: dict[str, float] = {}
    for sentence in sentences:
        for n, word in enumerate(sentence):
            if word.lower not in _CALENDAR and word.stem not in stop_stems():
                # the first word of a sentence has a capital whatever it is, and tells only where nothing speaks against it
                capital[word.stem] = capital.get(word.stem, 0) + ((1 if n else 0.01) if word.capital else -1)
    words = {name for name, count in capital.items() if count > 0 and (count >= 1 or not _is_common(name))}
    holders: dict[str, list[Voice]] = {}
    headline = max((block.span.end for block in reading.page.blocks if block.kind is BlockKind.HEADLINE), default=0)
    for voice in reading.voices:
        if voice.mentions and all(span.end <= headline for span in voice.mentions):
            continue  # only the headline has it, where anything may be written with a capital
        for name in (voice.name, *voice.aliases):
            for part in name.split():
                if (
                    part[:1].isupper()
                    and part.lower() not in _NUMBERS
                    and stem(part.lower()) not in stop_stems()
                    and _class_of(part.lower()) is None
                ):
                    holders.setdefault(stem(part.lower().strip(".,")), []).append(voice)
    words |= set(holders)
    unique = {part: found[0] for part, found in holders.items() if len({voice.id for voice in found}) == 1}
    return Names(frozenset(words), unique)


def _is_common(stem: str) -> bool:
    """Whether a stem is a word of news that is no name."""
    return stem in synonyms() or stem in irregular_forms().values() or len(stem) < 4


def find_parties(words: Sequence[Word], names: Names, *, headline: bool = False) -> tuple[Party, ...]:
    """The parties that the words name, in order; nouns and names that stand together are one."""
    found: list[Party] = []
    place = 0
    while place < len(words):
        party = _party_at(words, place, names, headline=headline)
        if party is None:
            place += 1
            continue
        if found and _belong_together(words, found[-1], party):
            party = _join(found.pop(), party)
        found.append(party)
        place = party.place.stop
    return tuple(found)


def same(one: Party, other: Party) -> bool:
    """Whether two parties are known to be one: by a voice, the class of a noun, or a name that no other noun contradicts."""
    if one.voice is not None and one.voice == other.voice:
        return True
    if _holds(one, other) or _holds(other, one):
        return False
    if _of_other_office(one, other):
        return False
    if one.institutions and other.institutions:
        return bool(one.institutions & other.institutions)
    return bool(_shared(one.names, other.names) or one.callings & other.callings)


def differ(one: Party, other: Party) -> bool:
    """Whether two parties are known to be different ones: two institutions, two callings, or two names."""
    if same(one, other):
        return False
    if _holds(one, other) or _holds(other, one) or _of_other_office(one, other):
        return True
    if one.names and other.names and not (one.institutions or other.institutions):
        return True
    if one.institutions and other.institutions:
        return True
    if one.callings and other.callings:
        return True
    if are_people_and_body(one, other):
        return True
    return bool((one.callings and other.institutions and not other.callings) or (one.institutions and not one.callings and other.callings))


def _holds(one: Party, other: Party) -> bool:
    """Whether the first is a person and the second the body that the person heads: a minister is not the ministry."""
    return any(other.nouns & _bodies().get(noun, frozenset()) and not other.nouns & {noun} for noun in one.nouns)


def are_people_and_body(one: Party, other: Party) -> bool:
    """Whether one party is people as such and the other a body that decides."""
    return (_is_lay(other) and _decides(one)) or (_is_lay(one) and _decides(other))


def _is_lay(party: Party) -> bool:
    """Whether a party is a number of people as such: residents, passengers."""
    nouns = _listed("lay")
    return party.several is True and not (party.institutions or party.callings or party.names) and bool(party.nouns & nouns)


def _decides(party: Party) -> bool:
    """Whether a party is a body that decides or provides, and nobody's calling."""
    return not party.callings and not party.names and bool(party.institutions & _listed("bodies"))


@cache
def _listed(name: str) -> frozenset[str]:
    """A list of headline_parties.toml."""
    return frozenset(load_toml("headline_parties.toml")[name])


def _of_other_office(one: Party, other: Party) -> bool:
    """Whether two parties are ministers of different things, or only one of them is the deputy, unless they share a name."""
    if _shared(one.names, other.names):
        return False
    if one.office and other.office and one.office != other.office:
        return True
    return one.rank != other.rank and bool(one.nouns & other.nouns or one.callings & other.callings)


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of names share one, or two that begin alike ("France", "French")."""
    return bool(one & other) or any(len(a) > 4 and len(b) > 4 and a[:4] == b[:4] for a in one for b in other)


def widened(one: Party, other: Party) -> bool:
    """Whether the first is several where the second is one of the sort."""
    if one.several is not True or other.several is not False:
        return False
    if one.names & other.names or (one.institutions and not one.callings):
        return False
    return bool(one.callings & other.callings) or one.general or (bool(one.callings) and not other.institutions)


# ---------------------------------------------------------------- finding


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november"
    " december i mr mrs ms dr sir".split()
)
_COLLECTIVE = frozenset("team group panel committee pair couple family jury band majority board crowd".split())  # one word, several people
_ONE = frozenset({"a", "an", "one"})
_ALREADY_PLURAL = frozenset({"people", "men", "women", "children", "police", "fishermen", "troops", "staff", "crew"})


def _party_at(words: Sequence[Word], place: int, names: Names, *, headline: bool) -> Party | None:
    word = words[place]
    phrases, classes = _nouns()
    keys = phrases.match_keys(words, place)
    if keys:
        kind, name = classes[keys]
        last = words[place + len(keys) - 1].lower
        plural = last in _ALREADY_PLURAL or (last.endswith("s") and not last.endswith(("ss", "'s", "us")))
        if last in _COLLECTIVE:
            plural = True
        several = plural if plural or _is_one(words, place, headline=headline) else None
        span = range(place, place + len(keys))
        return Party(
            span,
            institutions=frozenset({name}) if kind == "institutions" else frozenset(),
            callings=frozenset({name}) if kind == "callings" else frozenset(),
            general=kind == "general",
            nouns=frozenset({" ".join(keys)}),
            several=several if kind != "institutions" or plural else None,
            office=_qualifier(words, place, keys, "portfolios") if keys[-1] in _offices()["heads"] else None,
            rank=_qualifier(words, place, keys, "ranks") if kind != "general" or keys[-1] in _offices()["heads"] else None,
        )
    if word.stem in names.words and (word.capital or headline) and word.lower not in _CALENDAR and word.stem not in stop_stems():
        voice = names.voices.get(word.stem)
        return _of_voice(range(place, place + 1), voice, frozenset({word.stem}))
    return None


def of_voice(place: range, voice: Voice) -> Party:
    """A voice as a party that words such as "I" or "she" stand for."""
    return _of_voice(place, voice, frozenset(stem(part.lower().strip(".,")) for part in voice.name.split() if part[:1].isupper()))


def _of_voice(place: range, voice: Voice | None, names: frozenset[str]) -> Party:
    institutions, callings = _classes_of(voice)
    office = rank = None
    for role in voice.roles if voice else ():
        words = words_of(role, 0, len(role))
        found = [party for n in range(len(words)) if (party := _party_at(words, n, _NOBODY, headline=True)) is not None]
        office = office or next((party.office for party in found if party.office), None)
        rank = rank or next((party.rank for party in found if party.rank), None)
    known = voice.id if voice else None
    return Party(place, institutions, callings, names=names, several=False, voice=known, office=office, rank=rank)


def _qualifier(words: Sequence[Word], place: int, keys: Sequence[str], kind: str) -> str | None:
    """The word of a list that stands in a noun for a party or just before it: "interior" for a minister, "deputy" for a mayor."""
    if kind == "portfolios" and keys[-1] == "premier":
        return "prime"
    listed = _offices()[kind]
    near = [*(singular(word.lower) for word in words[max(0, place - 2) : place]), *keys[:-1]]
    return next((key for key in reversed(near) if key in listed), None)


def speaks_for(body: Party, people: Party) -> bool:
    """Whether what a body says counts as the words of people of a calling: a university for researchers."""
    listed = _speaking()
    return any(body.institutions & listed.get(calling, frozenset()) for calling in people.callings)


@cache
def _speaking() -> dict[str, frozenset[str]]:
    return {calling: frozenset(bodies) for calling, bodies in load_toml("headline_parties.toml")["speaks_for"].items()}


@cache
def _offices() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_toml("headline_parties.toml")["offices"].items()}


def _classes_of(voice: Voice | None) -> tuple[frozenset[str], frozenset[str]]:
    """The institutions and the callings that a voice's roles name."""
    found: dict[str, set[str]] = {"institutions": set(), "callings": set(), "general": set()}
    for part in (part for role in (voice.roles if voice else ()) for part in role.lower().split()):
        named = _class_of(part)
        if named is not None:
            found[named[0]].add(named[1])
    return frozenset(found["institutions"]), frozenset(found["callings"])


def _is_one(words: Sequence[Word], place: int, *, headline: bool) -> bool:
    """Whether a singular noun speaks of one: an article or adjective-and-article before it, or the brevity of a headline."""
    return headline or any(word.lower in _ONE for word in words[max(0, place - 3) : place])


def _belong_together(words: Sequence[Word], one: Party, other: Party) -> bool:
    """Whether two parties are parts of one phrase: next to each other, or a name in apposition to a noun."""
    gap = other.place.start - one.place.stop
    if gap == 0:
        between = words[other.place.start].span.start - words[one.place.stop - 1].span.end
        possessive = words[one.place.stop - 1].lower.endswith("'s")
        apposition = bool(one.names) != bool(other.names)
        return not possessive and (between <= 1 or (between == 2 and apposition))
    return False


def _join(one: Party, other: Party) -> Party:
    """Two parties that stand together as one; a noun in a name tells little of what bears it: "Torvik Paper" may print nothing."""
    if one.names and not other.names and other.institutions & _IN_NAMES:
        other = replace(other, institutions=frozenset(), nouns=frozenset())
    return Party(
        range(one.place.start, other.place.stop),
        one.institutions | other.institutions,
        one.callings | other.callings,
        one.general or other.general,
        one.names | other.names,
        one.nouns | other.nouns,
        other.several if other.several is not None and not other.names else one.several,
        one.voice or other.voice,
        one.office or other.office,
        one.rank or other.rank,
    )


@cache
def belongings() -> frozenset[str]:
    """The nouns for what stands with a person's name and is not the person, in the singular."""
    return frozenset(load_toml("headline_parties.toml")["belonging"])


@cache
def _bodies() -> dict[str, frozenset[str]]:
    return {person: frozenset(bodies) for person, bodies in load_toml("headline_parties.toml")["holders"].items()}


def _class_of(lower: str) -> tuple[str, str] | None:
    return _nouns()[1].get(phrase_keys(lower, nouns=True))


@cache
def _nouns() -> tuple[Phrases, dict[tuple[str, ...], tuple[str, str]]]:
    """All nouns for parties, and for each its kind (general, institutions, callings) and class."""
    data = load_toml("headline_parties.toml")
    classes: dict[tuple[str, ...], tuple[str, str]] = {}
    entries: list[str] = []
    for kind in ("institutions", "callings"):
        for name, nouns in data[kind].items():
            for noun in nouns:
                classes[phrase_keys(noun, nouns=True)] = (kind, name)
                entries.append(noun)
    for noun in data["general"]:
        classes.setdefault(phrase_keys(noun, nouns=True), ("general", noun))
        entries.append(noun)
    return Phrases(entries, nouns=True), classes
