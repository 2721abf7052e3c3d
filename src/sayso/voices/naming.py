"""Names that stand for the same holder: full names, surnames, first names, short forms, acronyms.

The first sieve of coreference. Full names make people; what is shorter joins the one entity that it may stand for. A surname that could be
either of two is left to `coreference`, which looks at where it stands.
"""

from __future__ import annotations

import re
from typing import Final, TypeVar

from sayso.reading import Page, VoiceKind
from sayso.voices.entities import Entities, Entity, Role
from sayso.voices.names import (
    PersonName,
    alike_people,
    alike_surname,
    ends_alike,
    fold_word,
    initials_of,
    organization_key,
    parse_name,
    sound_of,
    surname_keys,
)
from sayso.voices.outlets import find_known_outlet
from sayso.voices.phrases import Form, Phrase
from sayso.voices.words import Gender, given_names, honorifics, look_up_noun, word_set

_Key = TypeVar("_Key")
MOST_COMPARED: Final = 40
"""People of one surname and one initial that a full name is compared with: beyond that, only the same given name is the same person."""
_HONORIFIC_FORMS: Final = {"doctor": "dr", "professor": "prof", "reverend": "rev", "revd": "rev", "fr": "father"}
_FIRST_NAME_TITLES: Final = frozenset("sir dame lord lady sister brother father king queen prince princess pope saint st".split())


class Names:
    """The names of a page by what they may be looked up by."""

    def __init__(self, page: Page, phrases: tuple[Phrase, ...], entities: Entities) -> None:
        self.page = page
        self.phrases = phrases
        self.entities = entities
        self.by_full: dict[tuple[str, str], list[int]] = {}  # (surname key, first given name)
        self.by_initial: dict[tuple[str, str], list[int]] = {}
        self.by_surname: dict[str, list[int]] = {}
        self.by_given: dict[str, list[int]] = {}
        self.by_sound: dict[str, list[int]] = {}
        self.by_organization: dict[tuple[str, ...], int] = {}
        self.by_first_word: dict[str, list[int]] = {}
        self.by_last_word: dict[str, list[int]] = {}
        self.by_initials: dict[str, list[int]] = {}
        self.by_alone: dict[str, list[int]] = {}
        self.open: list[int] = []
        """Names that may stand for more than one, and are left for later."""

    def join(self) -> None:
        """Puts every name into an entity, except those that may stand for more than one."""
        named = [n for n, phrase in enumerate(self.phrases) if phrase.form is Form.NAME and not self._is_place(phrase)]
        for number in named:
            if self.phrases[number].kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET, VoiceKind.DOCUMENT):
                self._join_organization(number)
        people = [n for n in named if self.entities.of(n) is None and self._is_full_person(self.phrases[n])]
        for number in people:
            self._join_person(number)
        alone: list[int] = []
        for number in named:
            if self.entities.of(number) is None:
                (self._join_organization if self._is_organization(self.phrases[number]) else alone.append)(number)
        for number in sorted(alone, key=lambda n: not self._says_gender(self.phrases[n])):  # "Mr Lund" before "Lund" and "President Lund"
            self._join_single(number)

    def _is_place(self, phrase: Phrase) -> bool:
        return phrase.group == "place" and not phrase.source and phrase.kind is None

    def _is_full_person(self, phrase: Phrase) -> bool:
        if phrase.kind is not VoiceKind.PERSON or (not phrase.title and self._names_organization(phrase)):
            return False
        return parse_name(phrase.name).is_full

    def _names_organization(self, phrase: Phrase) -> bool:
        """Whether a name without title is an organization's, or the first words of one ("Harbour Mills" of Harbour Mills Bakeries)."""
        key = organization_key(phrase.name)
        if key in self.by_organization:
            return True
        return len(key) > 1 and " ".join(key) in self.by_first_word and key[0] not in given_names()

    def _is_organization(self, phrase: Phrase) -> bool:
        if phrase.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET, VoiceKind.DOCUMENT):
            return True
        if not phrase.title and self._names_organization(phrase):
            return True
        return phrase.kind is None and len(phrase.name.split()) > 1

    # ------------------------------------------------------------ people

    def _join_person(self, number: int) -> None:
        phrase = self.phrases[number]
        name = parse_name(phrase.name)
        found = next(
            (
                e
                for e in self._people_like(name)
                if self._fits(e, phrase) and any(alike_people(own, name) or ends_alike(own, name) for own in e.names if own.is_full)
            ),
            None,
        )
        entity = found or self.entities.new(VoiceKind.PERSON)
        self.take(number, entity)

    def _people_like(self, name: PersonName) -> list[Entity]:
        """Those of the same surname, by letter or by sound, whose given name begins alike; the ones of the same given name first."""
        first = name.given[0]
        numbers: dict[int, None] = {}
        for key in surname_keys(name):
            numbers.update(dict.fromkeys(self.by_full.get((key, first), ())))
        for key in surname_keys(name):
            numbers.update(dict.fromkeys(self.by_initial.get((key, first[:1]), ())[:MOST_COMPARED]))
        numbers.update(dict.fromkeys(self.by_initial.get((f"~{sound_of(name.surname)}", first[:1]), ())[:MOST_COMPARED]))
        for given in name.given[1:]:  # "Democrat Ada Lund", where the first word is none of the name
            for key in surname_keys(name):
                numbers.update(dict.fromkeys(self.by_full.get((key, given), ())))
        for short in name.given[1:]:
            numbers.update(dict.fromkeys(self.by_full.get((short, first), ())))
        if len(numbers) < 3:
            for key in surname_keys(name):  # short forms begin with any letter: Bob, Robert
                some = self.by_surname.get(key, ())
                numbers.update(dict.fromkeys(some[:MOST_COMPARED] if len(some) <= MOST_COMPARED else ()))
        return list({e.number: e for e in map(self.entities.get, numbers)}.values())

    def _fits(self, entity: Entity, phrase: Phrase) -> bool:
        """Whether the genders of an entity and of a name agree, as far as titles and nouns give them."""
        if Gender.UNKNOWN in (entity.gender, phrase.gender) or entity.gender is phrase.gender:
            return True
        return not (self._says_gender(phrase) or entity.strong)

    def _says_gender(self, phrase: Phrase) -> bool:
        return phrase.gender is not Gender.UNKNOWN and bool(phrase.title)

    def take(self, number: int, entity: Entity) -> None:
        """Puts a name into an entity, which learns from it."""
        phrase = self.phrases[number]
        self.entities.put(number, entity)
        learn_name(entity, phrase)
        if entity.kind in (None, VoiceKind.UNNAMED) and phrase.kind is not None:
            entity.kind = phrase.kind
        if entity.kind is VoiceKind.PERSON:
            self._index_person(entity, parse_name(phrase.name))

    def _index_person(self, entity: Entity, name: PersonName) -> None:
        if name in entity.names:
            return
        entity.names.append(name)
        if not name.is_full:
            return
        for key in surname_keys(name):
            _add(self.by_full, (key, name.given[0]), entity.number)
            _add(self.by_initial, (key, name.given[0][:1]), entity.number)
            _add(self.by_surname, key, entity.number)
        _add(self.by_initial, (f"~{sound_of(name.surname)}", name.given[0][:1]), entity.number)
        _add(self.by_sound, sound_of(name.surname), entity.number)
        for given in name.given:
            if len(given) > 1:
                _add(self.by_given, given, entity.number)

    # ------------------------------------------------------------ organizations

    def index_organization(self, entity: Entity, name: str) -> None:
        """Makes an organization or outlet known by its name, its first and last words, and its initials."""
        key = organization_key(name)
        if not key or key in self.by_organization:
            return
        self.by_organization[key] = entity.number
        if len(key) > 1:
            _add(self.by_last_word, key[-1], entity.number)
            if entity.kind is not VoiceKind.OUTLET:  # the first word of a paper's or station's name is most often its town
                _add(self.by_first_word, key[0], entity.number)
            if len(key) > 2:
                _add(self.by_first_word, " ".join(key[:2]), entity.number)
                if len(key) > 3:
                    _add(self.by_first_word, " ".join(key[:3]), entity.number)
        letters = initials_of(name)
        if len(letters) > 1:
            _add(self.by_initials, letters, entity.number)
        for word in key:
            noun = look_up_noun(word)
            if noun is not None and not noun.plural and noun.kind is not VoiceKind.PERSON:
                entity.roles.append(Role(noun.singular, noun.group, frozenset(key) - {word}))

    def _join_organization(self, number: int) -> None:
        phrase = self.phrases[number]
        key = organization_key(phrase.name)
        known = self.by_organization.get(key)
        entity = self.entities.get(known) if known is not None else self._short_for(phrase, key)
        if entity is None:
            entity = self.entities.new(phrase.kind)
            outlet = find_known_outlet(phrase.name)
            if outlet is not None and phrase.kind is VoiceKind.OUTLET:
                for name in (outlet.name, *outlet.short_names):
                    self.index_organization(entity, name)
        self.take(number, entity)
        if entity.kind is not VoiceKind.PERSON:
            self.index_organization(entity, phrase.name)

    def _short_for(self, phrase: Phrase, key: tuple[str, ...]) -> Entity | None:
        """The one organization that a shorter name or an acronym stands for; so does a longer name for the short one met before it."""
        for table, word in (
            (self.by_first_word, " ".join(key) if len(key) < 4 else ""),
            (self.by_last_word, key[-1] if len(key) == 1 and (phrase.determiner == "the" or phrase.kind is VoiceKind.ORGANIZATION) else ""),
            (self.by_initials, key[0] if len(key) == 1 and phrase.name.isupper() else ""),
        ):
            found = {self.entities.get(n).number for n in table.get(word, ())} if word else set()
            if len(found) == 1:
                return self.entities.get(found.pop())
        return None

    # ------------------------------------------------------------ single names

    def _join_single(self, number: int) -> None:
        phrase = self.phrases[number]
        found = self.candidates(phrase)
        if len(found) == 1:
            self.take(number, found[0])
        elif len(found) > 1:
            self.open.append(number)
        else:
            self._join_alone(number)

    def candidates(self, phrase: Phrase) -> list[Entity]:
        """The entities that one word of a name may stand for: by surname, by first name, as short form of an organization."""
        word = parse_name(phrase.name).surname
        title = fold_word(phrase.title.split()[-1]) if phrase.title else ""
        tables = [self.by_surname, self.by_given]
        if title in _FIRST_NAME_TITLES:
            tables.reverse()
        for table in tables:
            if table is self.by_given and title and title not in _FIRST_NAME_TITLES and title in honorifics():
                continue
            numbers = table.get(word, ())
            if table is self.by_surname and numbers:  # a Mr Lund who is not Mira Lund bears the surname too
                numbers = [*numbers, *(n for n in self.by_alone.get(word, ()) if self.entities.get(n).strong)]
            found = self._fitting(numbers, phrase)
            if found:
                return found
        if phrase.kind is not VoiceKind.PERSON:
            key = organization_key(phrase.name)
            known = self.by_organization.get(key)
            entity = self.entities.get(known) if known is not None else self._short_for(phrase, key)
            if entity is not None:
                return [entity]
        return self._fitting(self._spelled_like(word), phrase)

    def _spelled_like(self, word: str) -> list[int]:
        if len(word) < 5:
            return []
        return [
            n
            for n in self.by_sound.get(sound_of(word), ())
            if any(alike_surname(name.surname, word) for name in self.entities.get(n).names)
        ]

    def _fitting(self, numbers: list[int] | tuple[int, ...], phrase: Phrase) -> list[Entity]:
        entities = list({e.number: e for e in map(self.entities.get, numbers[: MOST_COMPARED + 1])}.values())
        if len(entities) > MOST_COMPARED:
            return entities  # too many to be told apart by anything but their places
        if self._says_gender(phrase):
            sure = [e for e in entities if e.gender is phrase.gender and e.strong]
            if sure and all(self._first_named(e) > phrase.span.start for e in sure) and self._named_before(entities, phrase):
                sure = []  # a Mrs Lund before any Olive Lund is the Mavis Lund of the line before
            entities = sure or [e for e in entities if e.gender in (phrase.gender, Gender.UNKNOWN)]
        entities = _by_honorific(entities, phrase)
        if phrase.noun and len(entities) > 1:
            entities = [e for e in entities if any(role.noun == phrase.noun for role in e.roles)] or entities
        return entities

    def _first_named(self, entity: Entity) -> int:
        return self.phrases[min(entity.phrases)].span.start if entity.phrases else 0

    def _named_before(self, entities: list[Entity], phrase: Phrase) -> bool:
        """Whether one of these whose gender suits a phrase was named before it."""
        return any(e.gender in (phrase.gender, Gender.UNKNOWN) and self._first_named(e) < phrase.span.start for e in entities)

    def _join_alone(self, number: int) -> None:
        """A surname or another single name that nobody's full name explains: one entity for it, or one for each gender that titles give."""
        phrase = self.phrases[number]
        word = parse_name(phrase.name).surname
        found = [e for e in map(self.entities.get, self.by_alone.get(word, ())) if self._fits(e, phrase)]
        if phrase.kind is VoiceKind.ORGANIZATION or (found and found[0].kind is VoiceKind.ORGANIZATION):
            self._join_organization(number)
            return
        entity = found[0] if found else self.entities.new(phrase.kind)
        if not found:
            entity.place = phrase.group == "place" or (phrase.kind is None and word in word_set("name_words.txt", "country"))
            _add(self.by_alone, word, entity.number)
        self.take(number, entity)


def _by_honorific(entities: list[Entity], phrase: Phrase) -> list[Entity]:
    """Those of several bearers of a name who were called by its honorific ("Dr Lund"), or for Mr and Ms those who have no other."""
    word = fold_word(phrase.title.split()[-1]) if phrase.title else ""
    sort = honorifics().get(word, "")
    if len(entities) < 2 or not sort:
        return entities
    if sort.startswith("plain"):
        return [e for e in entities if not e.honorifics] or entities
    return [e for e in entities if _HONORIFIC_FORMS.get(word, word) in e.honorifics] or entities


def learn_name(entity: Entity, phrase: Phrase) -> None:
    """Adds what a name and its title say to an entity: words, gender, role."""
    if not phrase.title and len(phrase.name.split()) == 1:
        entity.bare.add(parse_name(phrase.name).surname)
    entity.name_words.update(fold_word(word) for word in re.findall(r"[\w’'-]+", phrase.name))
    if phrase.title:
        word = fold_word(phrase.title.split()[-1])
        if not honorifics().get(word, "plain").startswith("plain"):
            entity.honorifics.add(_HONORIFIC_FORMS.get(word, word))
    if phrase.gender is not Gender.UNKNOWN:
        strong = bool(phrase.title)
        if entity.gender is Gender.UNKNOWN or (strong and not entity.strong):
            entity.gender, entity.strong = phrase.gender, strong
    if phrase.title and phrase.noun:
        noun = look_up_noun(phrase.noun)
        words = frozenset(word.strip(".,").removesuffix("'s").casefold() for word in phrase.title.replace("’", "'").split())
        entity.roles.append(Role(phrase.noun, noun.group if noun else phrase.noun, words - {phrase.noun}))


def _add(table: dict[_Key, list[int]], key: _Key, number: int) -> None:
    numbers = table.setdefault(key, [])
    if not numbers or numbers[-1] != number:
        numbers.append(number)
