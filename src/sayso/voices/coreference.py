"""Who is who on a page: the phrases that speak of the same holder, found in sieves, the surest first.

Names (`naming`), then appositions and titles ("Mira Okafor, the harbour master,"), then, in the order of the text, common nouns ("the
spokesman", "the company") and pronouns, those within quotations last, as it has to be known who speaks there. Two people are never one for
their surname, groups and unnamed holders never for a likeness of words. What could be either of two stays open, with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.reading import Attribution, Page, Reading, Span, VoiceKind
from sayso.voices.entities import Entities, Entity, Role
from sayso.voices.mentions import find_mentions
from sayso.voices.names import organization_key, parse_name
from sayso.voices.naming import MOST_COMPARED, Names, learn_name
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase
from sayso.voices.pronouns import Choice, choose_antecedent
from sayso.voices.words import Gender, nouns, pronouns, word_set

_AFTER_APPOSITION: Final = re.compile(r"[,.;:)!?”\"’]|\s*\Z|\n|\s+(?:who|and|has|had|was|is)\b|\s[–—-]")
_PROGRAMME: Final = re.compile(r"(?:[’']s)?\s(?:[\w-]+\s){0,4}(?:programme|program|show|podcast|series|magazine|bulletin|slot),?\s[“\"‘]?")
_EXPLETIVE: Final = re.compile(
    r"[’']?s?\s+(?:(?:is|was|has been|would be|will be|may be|seems|appears|emerged|follows)\s+)?(?:\w+\s+){0,3}(?:that|to|whether)\b"
)
"""What follows an "it" that stands for nobody: "it is not clear whether"."""
_QUOTED_PROGRAMME: Final = re.compile(r"(?:[’']s)?\s[“\"‘]")
_GENERIC: Final = frozenset("man woman gentleman lady guy defendant accused suspect politician author teenager boy girl".split())
"""Nouns that take up whoever has been spoken of, without having been used of him before ("the man", "the defendant")."""
_COMPANY_GROUPS: Final = frozenset({"company", "association", "agency", "bank"})
_CLASSES: Final = frozenset(
    "spokesperson leader premier aide lawyer councillor lawmaker mayor governor ambassador host clergy teacher accused treasurer "
    "researcher newspaper magazine programme broadcaster study letter statement article post company government ministry union police "
    "school party council committee court agency parliament".split()
)
"""Classes whose nouns may stand for one another; those of the others (records, workers, relatives) are too wide."""
_MOST_ROLES: Final = 30
_NEARBY: Final = 60
"""How many phrases back a bearer of a name is looked for where a page has dozens of them."""
_UNIQUE: Final = frozenset("police parliament congress opposition public media press management".split())
"""Nouns that mean the same holder each time, article or not."""


@dataclass(frozen=True, slots=True)
class Coreference:
    """The phrases of a page, and the number of the entity that each speaks of (None where that is unknown; `reasons` says why)."""

    phrases: tuple[Phrase, ...]
    entity_of: tuple[int | None, ...]
    entities: tuple[Entity, ...]
    sources: dict[str, int]
    """For each attribution with a source the number of the phrase that names it."""
    reasons: dict[int, str]
    page_voice: int
    """The number of the entity that is the page voice."""

    by_number: dict[int, Entity]
    """The entities by their numbers."""

    def entity(self, phrase: int) -> Entity | None:
        """The entity that a phrase speaks of."""
        number = self.entity_of[phrase]
        return None if number is None else self.by_number[number]


def resolve_coreference(reading: Reading) -> Coreference:
    """Who is who on the page of a reading; the same words and attributions give the same answer, kept for the next step that asks."""
    page = reading.page
    bare = Page(page.text, page.blocks, page.url, page.headline, page.byline, page.outlet)
    attributions = tuple(
        Attribution(a.id, a.content, a.cue, a.source, a.manner, 0.0, addressee=a.addressee, parent=a.parent) for a in reading.attributions
    )
    return _resolve(Reading(bare, (), attributions, mentions=reading.mentions))


@lru_cache(maxsize=2)
def _resolve(reading: Reading) -> Coreference:
    return _Resolver(reading).resolve()


class _Resolver:
    """One page while it is worked out who is who."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.page = reading.page
        self.text = reading.page.text
        self.phrases = find_mentions(reading)
        self.entities = Entities(len(self.phrases))
        self.names = Names(self.page, self.phrases, self.entities)
        self.by_noun: dict[str, list[int]] = {}
        self.by_group: dict[str, list[int]] = {}
        self.by_owner: dict[tuple[int, str], int] = {}
        self.reasons: dict[int, str] = {}
        self.starts: dict[int, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            self.starts.setdefault(phrase.span.start, []).append(number)
        self.source_phrase = self._find_sources()
        self.network = self._read_network()
        self.addressee_phrases = self._find_addressees()
        self.barred = self._bar_arguments()

    def resolve(self) -> Coreference:
        self.page_voice = self._begin_page_voice()
        self.names.join()
        self._join_programmes()
        self._join_appositions()
        self._index_roles()
        headline = [n for n, phrase in enumerate(self.phrases) if phrase.place.headline]
        body = [n for n, phrase in enumerate(self.phrases) if not phrase.place.headline]
        for number in headline:
            self._resolve_in_headline(number, late=False)
        within = {number for number in body if self._needs_speaker(self.phrases[number])}
        for number in body:
            if number not in within:
                self._resolve_phrase(number)
        for number in sorted(within):
            self._resolve_phrase(number)
        for number in headline:
            self._resolve_in_headline(number, late=True)
        live = tuple(self.entities.live())
        of = tuple(None if (e := self.entities.of(n)) is None else e.number for n in range(len(self.phrases)))
        voice = self.entities.get(self.page_voice.number).number
        return Coreference(self.phrases, of, live, self.source_phrase, self.reasons, voice, {entity.number: entity for entity in live})

    def _needs_speaker(self, phrase: Phrase) -> bool:
        """Whether it has to be known who speaks before a phrase can be resolved: pronouns in quotations, and what they own."""
        return bool(phrase.place.depth) and (phrase.form is Form.PRONOUN or phrase.determiner in POSSESSIVE)

    # ------------------------------------------------------------ before the first sieve

    def _begin_page_voice(self) -> Entity:
        """The entity of the page voice, known by its byline, or by the outlet; and the outlet beside the byline, known by its name."""
        page = self.page
        entity = self.entities.new(VoiceKind.PERSON if page.byline else VoiceKind.OUTLET if page.outlet else VoiceKind.DOCUMENT)
        if page.byline and not re.search(r",| and ", page.byline):
            self.names._index_person(entity, parse_name(page.byline))
        if page.outlet:
            outlet = self.entities.new(VoiceKind.OUTLET) if page.byline else entity
            self.names.index_organization(outlet, page.outlet)
        return entity

    def _find_sources(self) -> dict[str, int]:
        return {a.id: number for a in self.reading.attributions if a.source and (number := self._phrase_in(a.source[0])) is not None}

    def _find_addressees(self) -> dict[str, int]:
        return {a.id: number for a in self.reading.attributions if a.addressee and (number := self._phrase_in(a.addressee[0])) is not None}

    def _phrase_in(self, span: Span) -> int | None:
        """The phrase that a source or addressee is: the longest that begins with it (after "the", too), or else the first in it."""
        start = span.start
        if start not in self.starts and self.text[start : start + 4].casefold() == "the ":
            start += 4
        if start not in self.starts:
            start = next((at for at in range(span.start, min(span.end, span.start + 80)) if at in self.starts), -1)
        numbers = self.starts.get(start, [])
        return next((n for n in numbers if self.phrases[n].span.end <= span.end), next(iter(numbers), None))

    def _nested_sources(self) -> frozenset[int]:
        """The phrases that hold only what stands within another attribution."""
        known: frozenset[int] | None = getattr(self, "_nested", None)
        if known is None:
            outer = {self.source_phrase[a.id] for a in self.reading.attributions if a.parent is None and a.id in self.source_phrase}
            known = self._nested = frozenset(number for number in self.source_phrase.values() if number not in outer)
        return known

    def _read_network(self) -> dict[int, dict[int, float]]:
        """For each phrase the earlier phrases that the network takes to speak of the same, with its score."""
        by_head = {phrase.head.end: number for number, phrase in enumerate(self.phrases)}
        mentions = self.reading.mentions
        found: dict[int, dict[int, float]] = {}
        for mention in mentions:
            if mention.antecedent is None:
                continue
            own, before = by_head.get(mention.span.end), by_head.get(mentions[mention.antecedent].span.end)
            if own is not None and before is not None and before != own:
                found.setdefault(own, {})[before] = mention.score
        return found

    def _bar_arguments(self) -> dict[int, set[int]]:
        """For each phrase the phrases that cannot speak of the same: the source and the addressee of one attribution."""
        barred: dict[int, set[int]] = {}
        for identifier, addressee in self.addressee_phrases.items():
            source = self.source_phrase.get(identifier)
            if source is not None and source != addressee:
                barred.setdefault(source, set()).add(addressee)
                barred.setdefault(addressee, set()).add(source)
        return barred

    # ------------------------------------------------------------ programmes and channels

    def _join_programmes(self) -> None:
        """A channel and its programme are one: Channel Nine “Daybreak”, Radio Lund’s morning programme, Tideline."""
        for number, phrase in enumerate(self.phrases):
            if phrase.form is not Form.NAME or phrase.kind is not VoiceKind.OUTLET:
                continue
            for other in range(number + 1, min(len(self.phrases), number + 4)):
                programme = self.phrases[other]
                if programme.form is Form.NAME and self._is_programme_of(phrase, programme):
                    self._join_programme(number, other)
                    break

    def _is_programme_of(self, channel: Phrase, programme: Phrase) -> bool:
        between = self.text[channel.head.end : programme.head.start]
        if len(between) > 60 or "\n" in between:
            return False
        quoted = self.text[programme.head.end : programme.head.end + 1] in ("”", '"', "’", "'")
        return bool(_PROGRAMME.fullmatch(between)) or (quoted and bool(_QUOTED_PROGRAMME.fullmatch(between)))

    def _join_programme(self, channel: int, programme: int) -> None:
        one, other = self._entity_for(channel), self._entity_for(programme)
        if other.kind is VoiceKind.PERSON or self.page_voice in (one, other):
            return
        entity = self.entities.merge(one, other)
        entity.kind = VoiceKind.OUTLET
        entity.programme, entity.channel = self.phrases[programme].name, self.phrases[channel].name

    # ------------------------------------------------------------ appositions and titles

    def _join_appositions(self) -> None:
        followers: dict[int, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            followers.setdefault(phrase.span.start, []).append(number)
        for number, phrase in enumerate(self.phrases):
            if phrase.form is Form.PRONOUN:
                continue
            if number not in self.names.open:
                self._join_titles(number)
            gap = self.text[phrase.span.end : phrase.span.end + 2]
            if gap != ", ":
                continue
            for other in followers.get(phrase.span.end + 2, ()):
                if self._is_apposition(phrase, self.phrases[other]):
                    self._join_apposition(number, other)
                    break

    def _join_titles(self, number: int) -> None:
        """Puts the title of a name into its entity: "harbour master" in "harbour master Mira Okafor"."""
        for other in self._titles_within(number):
            self._join_noun(other, self._entity_for(number))

    def _titles_within(self, number: int) -> list[int]:
        """The noun phrases that are the title of a name: "harbour master" in "harbour master Mira Okafor"."""
        phrase = self.phrases[number]
        if phrase.form is not Form.NAME or not phrase.title:
            return []
        return [
            other
            for other in range(max(0, number - 3), min(len(self.phrases), number + 4))
            if other != number
            and self.phrases[other].form is Form.NOUN
            and self.phrases[other].span.start >= phrase.span.start
            and self.phrases[other].head.end + 1 >= phrase.head.start > self.phrases[other].head.start
        ]

    def _is_apposition(self, first: Phrase, second: Phrase) -> bool:
        """Whether two phrases with a comma between them are two names of one."""
        if first.plural or second.plural or not _AFTER_APPOSITION.match(self.text, second.span.end):
            return False
        if second.form is Form.PRONOUN or not self._agree(first, second):
            return False
        if first.form is Form.NAME and second.form is Form.NAME:
            return False
        if Form.NAME in (first.form, second.form):
            noun = second if second.form is Form.NOUN else first
            if noun.determiner in INDEFINITE - {"a", "an", "one", "another"}:
                return False
            if noun is first and noun.determiner in ("a", "an") and noun.kind is VoiceKind.UNNAMED:
                return second.kind is VoiceKind.PERSON and not noun.place.oblique
            return noun.determiner != "" or self.text[second.span.end : second.span.end + 1] in ",.;)" or noun is first
        return first.determiner in ("the", "'s") and second.determiner == "'s" and self.text[second.span.end : second.span.end + 2] == ", "

    def _agree(self, first: Phrase, second: Phrase) -> bool:
        """Whether two phrases may be of one kind: people with people, others with others, a name that says nothing with either."""
        human = {VoiceKind.PERSON, VoiceKind.UNNAMED}
        if first.kind is None or second.kind is None:
            known = first if second.kind is None else second
            return not (known.form is Form.NOUN and known.kind in (VoiceKind.GROUP, VoiceKind.DOCUMENT))
        if {first.gender, second.gender} == {Gender.MALE, Gender.FEMALE}:
            return False
        return (first.kind in human) == (second.kind in human) and VoiceKind.DOCUMENT not in (first.kind, second.kind)

    def _join_apposition(self, first: int, second: int) -> None:
        one, other = self.entities.of(first), self.entities.of(second)
        if one is not None and other is not None:
            if not (one.names and other.names):
                self.entities.merge(one, other)
            return
        if one is None and other is None:
            one = self._entity_for(first)
        entity = one or other
        assert entity is not None
        noun = first if self.entities.of(first) is None else second
        self._join_noun(noun, entity)
        phrase = self.phrases[noun]
        if phrase.form is Form.NAME:
            return
        if entity.kind in (None, VoiceKind.UNNAMED) and phrase.kind is not None:
            entity.kind = VoiceKind.PERSON if phrase.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED) else phrase.kind

    def _entity_for(self, number: int) -> Entity:
        entity = self.entities.of(number)
        if entity is None:
            phrase = self.phrases[number]
            entity = self.entities.new(phrase.kind)
            if phrase.form is Form.NAME:
                self.names.take(number, entity)
            else:
                self._join_noun(number, entity)
        return entity

    def _join_noun(self, number: int, entity: Entity) -> None:
        """Puts a phrase into an entity, which learns the noun's gender, number and role."""
        if self.entities.of(number) is not None:
            return
        phrase = self.phrases[number]
        self.entities.put(number, entity)
        if phrase.form is Form.NAME:
            learn_name(entity, phrase)
            return
        if phrase.form is Form.PRONOUN:
            if phrase.gender is not Gender.UNKNOWN and entity.gender is Gender.UNKNOWN:
                entity.gender = phrase.gender
            return
        if phrase.gender is not Gender.UNKNOWN and (entity.gender is Gender.UNKNOWN or not entity.strong):
            entity.gender, entity.strong = phrase.gender, True
        entity.plural = entity.plural or phrase.plural
        if entity.kind is None:
            entity.kind = phrase.kind
        role = Role(phrase.noun, phrase.group, self._words_of(number))
        if len(entity.roles) < _MOST_ROLES:
            entity.roles.append(role)
        _add(self.by_noun, phrase.noun, entity.number)
        _add(self.by_group, phrase.group, entity.number)
        if phrase.owner is not None and (owner := self.entities.of(phrase.owner)) is not None:
            self.by_owner.setdefault((owner.number, phrase.noun), entity.number)

    def _words_of(self, number: int) -> frozenset[str]:
        """The content words of a noun phrase, with the names of its owner where that is known."""
        phrase = self.phrases[number]
        if phrase.owner is None or (owner := self.entities.of(phrase.owner)) is None:
            return phrase.words
        return phrase.words | owner.name_words

    def _index_roles(self) -> None:
        for entity in self.entities.all:
            for role in entity.roles:
                _add(self.by_noun, role.noun, entity.number)
                _add(self.by_group, role.group, entity.number)

    # ------------------------------------------------------------ in the order of the text

    def _resolve_phrase(self, number: int) -> None:
        if self.entities.of(number) is not None:
            return
        phrase = self.phrases[number]
        if phrase.form is Form.NAME:
            self._resolve_open_name(number)
        elif phrase.form is Form.PRONOUN:
            self._resolve_pronoun(number)
        else:
            self._resolve_noun(number)

    def _resolve_open_name(self, number: int) -> None:
        """A name that several bear: the one whose noun or gender agrees, who was so called before, or who was spoken of last."""
        phrase = self.phrases[number]
        found = self.names.candidates(phrase)
        if len(found) > MOST_COMPARED:
            found = self._bearers_nearby(number, found)
        if not found:
            if phrase.source:
                self.names.take(number, self.entities.new(phrase.kind))
            return
        chosen = found[0] if len(found) == 1 else self._nearest_bearer(number, found)
        if chosen is not None:
            self.names.take(number, chosen)
            self._join_titles(number)
            return
        shown = " or ".join(self._call(entity) for entity in found[:2]) + (" or another" if len(found) > 2 else "")
        self.reasons[number] = f"“{self.page[phrase.head]}” may be {shown}; the page does not say which."

    def _bearers_nearby(self, number: int, found: list[Entity]) -> list[Entity]:
        """Of many bearers of a name those who were spoken of shortly before; the first two where none was."""
        word = parse_name(self.phrases[number].name).surname
        near: dict[int, Entity] = {}
        for other in range(number - 1, max(-1, number - _NEARBY - 1), -1):
            entity = self.entities.of(other)
            if entity is not None and any(word in (name.surname, *name.given) for name in entity.names[:4]):
                near[entity.number] = entity
        return list(near.values()) or found[:2]

    def _nearest_bearer(self, number: int, found: list[Entity]) -> Entity | None:
        """The one of several bearers of a name that the text points to, None where it points to none."""
        phrase = self.phrases[number]
        network = self._network_entities(number)
        sure = [entity for entity in found if network.get(entity.number, 0.0) >= 0.8]
        if len(sure) == 1:
            return sure[0]
        name = parse_name(phrase.name)
        if not phrase.title:
            plain = [entity for entity in found if name.surname in entity.bare]
            if len(plain) == 1:
                return plain[0]
        last = sorted(((self._last_before(entity, number), entity.number) for entity in found), reverse=True)
        before = [(at, n) for at, n in last if at >= 0]
        if not before:
            return None
        if len(before) == 1:
            return self.entities.get(before[0][1])
        here = phrase.place
        newest, second = (self.phrases[at].place for at, _ in before[:2])
        if newest.paragraph >= here.paragraph - 1 and second.paragraph < newest.paragraph:
            return self.entities.get(before[0][1])
        return None

    def _last_before(self, entity: Entity, number: int) -> int:
        """The number of the last phrase of an entity before phrase `number`, -1 where there is none."""
        return max((n for n in entity.phrases[-_MOST_ROLES:] if n < number), default=-1)

    # ------------------------------------------------------------ nouns

    def _resolve_noun(self, number: int) -> None:
        phrase = self.phrases[number]
        if phrase.owner is not None:
            self._resolve_phrase(phrase.owner) if self.entities.of(phrase.owner) is None and phrase.owner != number else None
        entity = self._known_by_noun(number)
        if entity is None:
            entity = self.entities.new(phrase.kind)
            entity.owned = phrase.owner is not None
        elif entity.kind is VoiceKind.UNNAMED and phrase.kind is VoiceKind.PERSON and entity.names:
            entity.kind = VoiceKind.PERSON
        self._join_noun(number, entity)
        self._await_name(number)

    def _known_by_noun(self, number: int) -> Entity | None:
        """The entity that a common noun takes up, None where it brings in a new one."""
        phrase = self.phrases[number]
        if phrase.noun in _UNIQUE and not phrase.words:
            return self._latest(self.by_noun.get(phrase.noun, ()), number, phrase)
        if phrase.determiner in ("a", "an") and not phrase.words and not phrase.plural:
            return self._introduced_later(number)
        if phrase.determiner in INDEFINITE or not phrase.determiner:
            return None
        network = self._network_entities(number)
        if network and (best := max(network.items(), key=lambda item: (item[1], -item[0])))[1] >= 0.9:
            return self.entities.get(best[0])
        if phrase.owner is not None and (owner := self.entities.of(phrase.owner)) is not None:
            known = self.by_owner.get((owner.number, phrase.noun))
            if known is not None and not phrase.plural:
                return self.entities.get(known)
        words = self._words_of(number)
        if phrase.noun == "paper" and not words and (taken := self._taken_up(number)) is not None:
            return taken
        same = self._latest(self.by_noun.get(phrase.noun, ()), number, phrase, words)
        if same is not None and not same.names and not same.name_words and phrase.group == "company" and not words:
            named = self._taken_up(number)
            same = self.entities.merge(named, same) if named is not None and not named.plural else same
        if same is not None:
            return same
        if phrase.group in _CLASSES and (phrase.owner is None or words):
            alike = self._latest(self.by_group.get(phrase.group, ()), number, phrase, words, strict=bool(words))
            if alike is not None:
                return alike
        return self._taken_up(number) if not phrase.words and phrase.owner is None else None

    def _introduced_later(self, number: int) -> Entity | None:
        """The one whom the page first calls "an inspector" and later names as "the inspector, Dora Lund"."""
        phrase = self.phrases[number]
        for candidate in self.by_noun.get(phrase.noun, ())[:_MOST_ROLES]:
            entity = self.entities.get(candidate)
            body = [n for n in entity.phrases if not self.phrases[n].place.headline]
            if not entity.names or not body or min(body) < number:
                continue
            first = self.phrases[min(body)]
            if first.form is Form.NOUN and first.noun == phrase.noun and first.determiner == "the" and not first.words:
                return entity
        return None

    def _latest(
        self,
        numbers: list[int] | tuple[int, ...],
        number: int,
        phrase: Phrase,
        words: frozenset[str] = frozenset(),
        *,
        strict: bool = False,
    ) -> Entity | None:
        """The entity spoken of last before a phrase among those that its noun may mean; where none came before, the first after it."""
        owned = phrase.owner is not None
        best: Entity | None = None
        best_key = (-1, 0, 0, 0)
        for candidate in list(dict.fromkeys(numbers))[-_MOST_ROLES:]:
            entity = self.entities.get(candidate)
            if entity.plural is not phrase.plural or {entity.gender, phrase.gender} == {Gender.MALE, Gender.FEMALE}:
                continue
            if not self._roles_allow(entity, phrase, words, strict=strict, owned=owned):
                continue
            before = self._last_before(entity, number)
            if before >= 0:
                place = self.phrases[before].place
                acts = place.subject or self.phrases[before].source
                key = (1, place.sentence, int(acts), before)
            else:
                key = (0, 0, 0, -min(entity.phrases, default=0))
            if key > best_key:
                best, best_key = entity, key
        return best

    def _roles_allow(self, entity: Entity, phrase: Phrase, words: frozenset[str], *, strict: bool, owned: bool) -> bool:
        """Whether a role of the entity and a noun phrase do not contradict one another by their other words."""
        stems = {word[:5] for word in words}
        for role in entity.roles:
            if role.noun != phrase.noun and (role.group != phrase.group or role.group not in _CLASSES):
                continue
            own = {word[:5] for word in role.words} | {word[:5] for word in entity.name_words}
            if stems & own or (not stems and not strict and not owned):
                return True
            if not own and not strict and not owned and role.noun == phrase.noun and not stems:
                return True
        return False

    def _taken_up(self, number: int) -> Entity | None:
        """Whoever "the man", "the company" or "the paper" takes up without having been called so before."""
        phrase = self.phrases[number]
        if phrase.group == "accused" and not phrase.plural:
            return self._foremost_before(number)
        if phrase.noun in _GENERIC and not phrase.plural:
            return choose_antecedent(
                number, self.phrases, self.entities, barred=self._barred(number), sort="person", gender=phrase.gender
            ).entity
        if phrase.plural or phrase.determiner not in ("the", "this", "that"):
            return None
        for at in range(number - 1, max(-1, number - 60), -1):
            entity = self.entities.of(at)
            if entity is None or self.phrases[at].form is Form.PRONOUN or self.phrases[at].place.headline:
                continue
            if phrase.kind is VoiceKind.OUTLET and entity.kind is VoiceKind.OUTLET and entity is not self.page_voice:
                return entity
            if phrase.noun == "paper" and any(role.group == "study" for role in entity.roles):
                return entity
            if phrase.group == "company" and entity.kind is VoiceKind.ORGANIZATION and self._is_company(entity):
                return entity
        return None

    def _foremost_before(self, number: int) -> Entity | None:
        """The person whom the page has spoken of most so far: the one who stands trial."""
        seen: dict[int, set[int]] = {}
        for other in range(number):
            entity = self.entities.of(other)
            if entity is not None and entity.names and entity.kind is VoiceKind.PERSON and entity is not self.page_voice:
                seen.setdefault(entity.number, set()).add(self.phrases[other].place.sentence)
        counts = {person: len(sentences) for person, sentences in seen.items()}
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return self.entities.get(ranked[0][0])

    def _is_company(self, entity: Entity) -> bool:
        """Whether an organization with a name may be called "the company": nothing says that it is a ministry, a council, a party."""
        if not entity.name_words or entity.place:
            return False
        groups = {role.group for role in entity.roles}
        return groups <= _COMPANY_GROUPS - {"association", "agency"} or "company" in groups

    def _await_name(self, number: int) -> None:
        """Joins a role that opens a story with the name that follows without one: "The former treasurer ... Gideon Lund, 52, denies"."""
        phrase = self.phrases[number]
        entity = self.entities.of(number)
        if entity is None or entity.names or phrase.plural or phrase.kind is not VoiceKind.PERSON or not phrase.words:
            return
        if len(entity.phrases) > 1 or not (phrase.source or phrase.place.subject) or phrase.place.depth or phrase.determiner in POSSESSIVE:
            return
        for other in range(number + 1, min(len(self.phrases), number + 25)):
            following = self.phrases[other]
            if following.place.paragraph > phrase.place.paragraph + 1:
                return
            if following.form is not Form.NAME or following.kind is not VoiceKind.PERSON or following.span.start < phrase.span.end:
                continue
            person = self.entities.of(other)
            if person is None or following.place.paragraph == phrase.place.paragraph:
                return
            is_first = min(n for n in person.phrases if not self.phrases[n].place.headline) == other
            bare = not following.title and not [role for role in person.roles if role.words]
            speaks = following.source or following.place.subject
            if is_first and bare and speaks and {person.gender, entity.gender} != {Gender.MALE, Gender.FEMALE}:
                self.entities.merge(person, entity)
                for role in person.roles:
                    _add(self.by_noun, role.noun, person.number)
                    _add(self.by_group, role.group, person.number)
            return

    # ------------------------------------------------------------ pronouns

    def _resolve_pronoun(self, number: int) -> None:
        phrase = self.phrases[number]
        sort = pronouns().get(phrase.noun, "")
        if sort in ("first", "first-plural"):
            self._join_noun(number, self._speaker_at(number) or self.page_voice)
        elif sort == "relative":
            self._resolve_relative(number)
        elif sort == "second":
            if phrase.source:
                entity = self.entities.new(VoiceKind.GROUP)
                self._join_noun(number, entity)
        elif sort in ("male", "female", "thing", "plural"):
            if sort == "thing" and not phrase.source and self._is_expletive(phrase):
                return
            self._resolve_third_person(number)

    def _resolve_third_person(self, number: int) -> None:
        phrase = self.phrases[number]
        choice = choose_antecedent(
            number,
            self.phrases,
            self.entities,
            barred=self._barred(number),
            network=self._network_entities(number),
            reporter=self._reporter_of(number),
            nested=self._nested_sources() if number not in self._nested_sources() else frozenset(),
        )
        entity = choice.entity or (self._cataphor(number) if not choice.rivals else None)
        if entity is not None:
            self._join_noun(number, entity)
            return
        self.reasons[number] = self._why_open(phrase, choice)

    def _why_open(self, phrase: Phrase, choice: Choice) -> str:
        word = self.page[phrase.span]
        if choice.rivals:
            return f"“{word}” may be {self._call(choice.rivals[0])} or {self._call(choice.rivals[1])}; neither is likelier."
        return f"Nobody is named before “{word}” whom it could stand for."

    def _is_expletive(self, phrase: Phrase) -> bool:
        return _EXPLETIVE.match(self.text, phrase.span.end, phrase.span.end + 60) is not None

    def _cataphor(self, number: int) -> Entity | None:
        """A name later in the same sentence, for a pronoun that comes before it: "In her letter, Mira Okafor said"."""
        phrase = self.phrases[number]
        for other in range(number + 1, min(len(self.phrases), number + 12)):
            following = self.phrases[other]
            if following.place.sentence != phrase.place.sentence:
                return None
            entity = self.entities.of(other)
            if entity is None or following.form is not Form.NAME or entity.kind is not VoiceKind.PERSON or phrase.plural:
                continue
            if following.place.subject or following.source:
                return None if {entity.gender, phrase.gender} == {Gender.MALE, Gender.FEMALE} else entity
        return None

    def _resolve_relative(self, number: int) -> None:
        """ "who", "which": what ends right before it, the outermost of several phrases."""
        start = self.phrases[number].span.start
        for other in range(max(0, number - 12), number):
            phrase = self.phrases[other]
            if phrase.form is not Form.PRONOUN and phrase.span.end < start and not self.text[phrase.span.end : start].strip(" ,"):
                entity = self.entities.of(other)
                person = entity is not None and entity.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED, VoiceKind.GROUP, None)
                if entity is not None and (person or self.phrases[number].noun not in ("who", "whom")):
                    self._join_noun(number, entity)
                    return
        self._relative_after_words(number)

    def _relative_after_words(self, number: int) -> None:
        """The nearest phrase before "who" in its sentence, where other words stand between ("a letter from the club, which said")."""
        sentence = self.phrases[number].place.sentence
        wants_person = self.phrases[number].noun in ("who", "whom")
        for other in range(number - 1, max(-1, number - 10), -1):
            phrase, entity = self.phrases[other], self.entities.of(other)
            if phrase.place.sentence != sentence:
                return
            if entity is None or phrase.form is Form.PRONOUN:
                continue
            human = entity.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED, VoiceKind.GROUP)
            if human == wants_person:
                self._join_noun(number, entity)
                return

    def _speaker_at(self, number: int) -> Entity | None:
        """The holder of the innermost quotation around a phrase."""
        for attribution in self._around(number):
            source = self.source_phrase.get(attribution)
            if source is None:
                continue
            if self.entities.of(source) is None and source != number:
                self._resolve_phrase(source)
            if (entity := self.entities.of(source)) is not None:
                return entity
        return None

    def _reporter_of(self, number: int) -> Entity | None:
        """The holder of the innermost indirect speech that a phrase outside quotations stands in."""
        if self.phrases[number].place.depth:
            return None
        for identifier in self._around(number):
            source = self.source_phrase.get(identifier)
            if source is not None:
                return self.entities.of(source)
        return None

    def _barred(self, number: int) -> frozenset[int]:
        """The entities that a pronoun cannot be: its attribution's other party, and whoever speaks the quotation that it is in."""
        barred = {self.entities.get(self.page_voice.number).number} if not self.page_voice.name_words else set()
        barred |= {entity.number for other in self.barred.get(number, ()) if (entity := self.entities.of(other)) is not None}
        if self.phrases[number].place.depth and self.phrases[number].form is Form.PRONOUN:
            speaker = self._speaker_at(number)
            if speaker is not None:
                barred.add(speaker.number)
        return frozenset(barred)

    def _around(self, number: int) -> list[str]:
        """The ids of the attributions in whose quoted content a phrase stands and whose source it is not, the innermost first."""
        return self._enclosing().get(number, [])

    def _enclosing(self) -> dict[int, list[str]]:
        known: dict[int, list[str]] | None = getattr(self, "_enclosed", None)
        if known is None:
            known = self._find_enclosing()
            self._enclosed = known
        return known

    def _find_enclosing(self) -> dict[int, list[str]]:
        events = sorted(
            ((span.end - span.start, span, a.id) for a in self.reading.attributions for span in a.content),
            key=lambda item: (item[1].start, -item[0]),
        )
        around: dict[int, list[str]] = {}
        opened: list[tuple[Span, str]] = []
        at = 0
        for number, phrase in enumerate(self.phrases):
            while at < len(events) and events[at][1].start <= phrase.span.start:
                opened.append((events[at][1], events[at][2]))
                at += 1
            opened = [item for item in opened if item[0].end > phrase.span.start]
            around[number] = [
                identifier
                for span, identifier in reversed(opened)
                if self.source_phrase.get(identifier) != number and (not phrase.place.depth or self._is_quoted(span))
            ]
        return around

    def _is_quoted(self, span: Span) -> bool:
        return any(mark in self.text[max(0, span.start - 1) : span.end + 1] for mark in "“\"‘'«„")

    def _network_entities(self, number: int) -> dict[int, float]:
        """What the network gives the entities of a phrase's antecedents."""
        scores: dict[int, float] = {}
        for other, score in self.network.get(number, {}).items():
            entity = self.entities.of(other)
            if entity is not None:
                scores[entity.number] = max(score, scores.get(entity.number, 0.0))
        return scores

    # ------------------------------------------------------------ the headline

    def _resolve_in_headline(self, number: int, *, late: bool) -> None:
        """A headline's nouns take up those of the body: the same noun, or one of its class; late, further names and new holders."""
        if self.entities.of(number) is not None:
            return
        phrase = self.phrases[number]
        if phrase.form is Form.NAME:
            if late:
                self._resolve_open_name(number)
            return
        if phrase.form is Form.PRONOUN:
            self._resolve_pronoun(number)
            return
        words = self._words_of(number)
        entity = self._latest(self.by_noun.get(phrase.noun, ()), number, phrase, words)
        if entity is None:
            entity = self._latest(self.by_group.get(phrase.group, ()), number, phrase, words, strict=bool(words))
        if entity is None and (phrase.source or late) and phrase.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED) and not phrase.plural:
            entity = self._only_one_of_class(phrase)
        if entity is None and late:
            entity = self.entities.new(phrase.kind)
        if entity is not None:
            self._join_noun(number, entity)

    def _only_one_of_class(self, phrase: Phrase) -> Entity | None:
        """The one person of the body who is called by a noun of the same class."""
        found = {
            entity.number
            for candidate in self.by_group.get(phrase.group, ())
            if not (entity := self.entities.get(candidate)).plural and entity.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED)
        }
        return self.entities.get(found.pop()) if len(found) == 1 else None

    def _call(self, entity: Entity) -> str:
        """What to call an entity in a reason: its first name on the page, or its first phrase."""
        named = [n for n in sorted(entity.phrases) if self.phrases[n].form is Form.NAME]
        number = max(named, key=lambda n: len(self.phrases[n].name), default=min(entity.phrases, default=None))
        if number is None:
            return "the author"
        phrase = self.phrases[number]
        return phrase.name or self.page[phrase.span]


def _add(table: dict[str, list[int]], key: str, number: int) -> None:
    numbers = table.setdefault(key, [])
    if not numbers or numbers[-1] != number:
        numbers.append(number)


__all__ = ["Coreference", "nouns", "organization_key", "resolve_coreference", "word_set"]
