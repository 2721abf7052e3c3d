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

from sayso.reading import Attribution, Page, Reading, VoiceKind
from sayso.voices.entities import Entity
from sayso.voices.names import parse_name
from sayso.voices.naming import MOST_COMPARED
from sayso.voices.nouns import Nouns
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase
from sayso.voices.pronouns import Choice, choose_antecedent
from sayso.voices.state import NEARBY, add_number
from sayso.voices.words import Gender, pronouns

_PLAIN_VERBS: Final = frozenset("say says said tell tells told ask asks asked add adds added write wrote calls call calle".split())
"""The first letters of verbs that headline and lead may have of different holders."""
_UNNAMED_SOURCES: Final = frozenset("source person people official insider".split())
_EXPLETIVE: Final = re.compile(
    r"[’']?s?\s+(?:(?:is|was|has been|would be|will be|may be|seems|appears|emerged|follows)\s+)?(?:\w+\s+){0,3}(?:that|to|whether)\b"
)
"""What follows an "it" that stands for nobody: "it is not clear whether"."""


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


class _Resolver(Nouns):
    """One page while it is worked out who is who: the sieves in their order, names and pronouns among them."""

    generic: Entity | None = None
    """Whoever "you" is."""

    def resolve(self) -> Coreference:
        self.page_voice = self.begin_page_voice()
        self.names.join()
        self.join_programmes()
        self.join_appositions()
        self.join_signatures()
        self.index_roles()
        headline = [n for n, phrase in enumerate(self.phrases) if phrase.place.headline]
        body = [n for n, phrase in enumerate(self.phrases) if not phrase.place.headline]
        for number in headline:
            self.resolve_in_headline(number, late=False)
        within = {number for number in body if self.needs_speaker(self.phrases[number])}
        for number in body:
            if number not in within:
                self.resolve_phrase(number)
        for number in sorted(within):
            self.resolve_phrase(number)
        for number in headline:
            self.resolve_in_headline(number, late=True)
        live = tuple(self.entities.live())
        of = tuple(None if (e := self.entities.of(n)) is None else e.number for n in range(len(self.phrases)))
        voice = self.entities.get(self.page_voice.number).number
        return Coreference(self.phrases, of, live, self.source_phrase, self.reasons, voice, {entity.number: entity for entity in live})

    def needs_speaker(self, phrase: Phrase) -> bool:
        """Whether it has to be known who speaks before a phrase can be resolved: pronouns in quotations, and what they own."""
        return bool(phrase.place.depth) and (phrase.form is Form.PRONOUN or phrase.determiner in POSSESSIVE)

    def begin_page_voice(self) -> Entity:
        """The entity of the page voice, known by its byline, or by the outlet; and the outlet beside the byline, known by its name."""
        page = self.page
        entity = self.entities.new(VoiceKind.PERSON if page.byline else VoiceKind.OUTLET if page.outlet else VoiceKind.DOCUMENT)
        if page.byline and not re.search(r",| and ", page.byline):
            self.names._index_person(entity, parse_name(page.byline))
        if page.outlet:
            outlet = self.entities.new(VoiceKind.OUTLET) if page.byline else entity
            self.names.index_organization(outlet, page.outlet)
        return entity

    def index_roles(self) -> None:
        for entity in self.entities.all:
            for role in entity.roles:
                add_number(self.by_noun, role.noun, entity.number)
                add_number(self.by_group, role.group, entity.number)

    def resolve_phrase(self, number: int) -> None:
        if self.entities.of(number) is not None:
            return
        phrase = self.phrases[number]
        if phrase.form is Form.NAME:
            self.resolve_open_name(number)
        elif phrase.form is Form.PRONOUN:
            self.resolve_pronoun(number)
        else:
            self.resolve_noun(number)

    def resolve_open_name(self, number: int) -> None:
        """A name that several bear: the one whose noun or gender agrees, who was so called before, or who was spoken of last."""
        phrase = self.phrases[number]
        found = self.names.candidates(phrase)
        if len(found) > MOST_COMPARED:
            found = self.bearers_nearby(number, found)
        if not found:
            if phrase.source:
                self.names.take(number, self.entities.new(phrase.kind))
            return
        chosen = found[0] if len(found) == 1 else self.nearest_bearer(number, found)
        if chosen is not None:
            self.names.take(number, chosen)
            self.join_titles(number)
            return
        shown = " or ".join(self.call(entity) for entity in found[:2]) + (" or another" if len(found) > 2 else "")
        self.reasons[number] = f"“{self.page[phrase.head]}” may be {shown}; the page does not say which."

    def bearers_nearby(self, number: int, found: list[Entity]) -> list[Entity]:
        """Of many bearers of a name those who were spoken of shortly before; the first two where none was."""
        word = parse_name(self.phrases[number].name).surname
        near: dict[int, Entity] = {}
        for other in range(number - 1, max(-1, number - NEARBY - 1), -1):
            entity = self.entities.of(other)
            if entity is not None and any(word in (name.surname, *name.given) for name in entity.names[:4]):
                near[entity.number] = entity
        return list(near.values()) or found[:2]

    def nearest_bearer(self, number: int, found: list[Entity]) -> Entity | None:
        """The one of several bearers of a name that the text points to, None where it points to none."""
        phrase = self.phrases[number]
        network = self.network_entities(number)
        sure = [entity for entity in found if network.get(entity.number, 0.0) >= 0.8]
        if len(sure) == 1:
            return sure[0]
        name = parse_name(phrase.name)
        if phrase.title:
            short = [entity for entity in found if not any(own.is_full for own in entity.names)]
            if len(short) == 1:
                return short[0]  # "President Lund" and "Mr Lund" beside Mira Lund
        else:
            plain = [entity for entity in found if name.surname in entity.bare]
            if len(plain) == 1:
                return plain[0]
        last = sorted(((self.last_before(entity, number), entity.number) for entity in found), reverse=True)
        before = [(at, n) for at, n in last if at >= 0]
        if not before:
            return None
        if len(before) == 1:
            return self.entities.get(before[0][1])
        here = phrase.place
        newest, second = (self.phrases[at].place for at, _ in before[:2])
        if newest.paragraph >= here.paragraph - 1 and second.paragraph < newest.paragraph:
            return self.entities.get(before[0][1])
        agreeing = [entity for entity in found if entity.gender is phrase.gender]
        return agreeing[0] if phrase.title and phrase.gender is not Gender.UNKNOWN and len(agreeing) == 1 else None

    def resolve_pronoun(self, number: int) -> None:
        phrase = self.phrases[number]
        sort = pronouns().get(phrase.noun, "")
        if sort in ("first", "first-plural"):
            self.join_noun(number, self.quoted_speaker_at(number) or self.page_voice)
        elif sort == "relative":
            self.resolve_relative(number)
        elif sort == "second":
            if phrase.source:
                self.generic = self.generic or self.entities.new(VoiceKind.GROUP)
                self.join_noun(number, self.generic)
        elif sort in ("male", "female", "thing", "plural"):
            if sort == "thing" and not phrase.source and self.is_expletive(phrase):
                return
            self.resolve_third_person(number)

    def resolve_third_person(self, number: int) -> None:
        phrase = self.phrases[number]
        choice = choose_antecedent(
            number,
            self.phrases,
            self.entities,
            barred=self.barred(number),
            network=self.network_entities(number),
            reporter=self.reporter_of(number),
            nested=self.nested_sources() if number not in self.nested_sources() else frozenset(),
            said=self.said_by(number) if phrase.source else (),
            bound=self.subject_beside(number),
        )
        entity = choice.entity or (self.cataphor(number) if not choice.rivals else None)
        if entity is not None:
            self.join_noun(number, entity)
            return
        self.reasons[number] = self.why_open(phrase, choice)

    def why_open(self, phrase: Phrase, choice: Choice) -> str:
        word = self.page[phrase.span]
        if choice.rivals:
            return f"“{word}” may be {self.call(choice.rivals[0])} or {self.call(choice.rivals[1])}; neither is likelier."
        return f"Nobody is named before “{word}” whom it could stand for."

    def is_expletive(self, phrase: Phrase) -> bool:
        return _EXPLETIVE.match(self.text, phrase.span.end, phrase.span.end + 60) is not None

    def cataphor(self, number: int) -> Entity | None:
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

    def resolve_relative(self, number: int) -> None:
        """ "who", "which": what ends right before it, the outermost of several phrases."""
        start = self.phrases[number].span.start
        for other in range(max(0, number - 12), number):
            phrase = self.phrases[other]
            if phrase.form is not Form.PRONOUN and phrase.span.end < start and not self.text[phrase.span.end : start].strip(" ,"):
                entity = self.entities.of(other)
                person = entity is not None and entity.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED, VoiceKind.GROUP, None)
                if entity is not None and (person or self.phrases[number].noun not in ("who", "whom")):
                    self.join_noun(number, entity)
                    return
        self.relative_after_words(number)

    def relative_after_words(self, number: int) -> None:
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
                self.join_noun(number, entity)
                return

    def is_bare_role(self, phrase: Phrase) -> bool:
        """Whether a headline calls somebody by a role alone ("rival", "agent"): one of those the text names, and no further holder."""
        return phrase.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED) and not phrase.plural and not phrase.determiner and not phrase.words

    def source_of_lead(self, number: int) -> Entity | None:
        """The holder who in the first paragraph says it with the headline’s verb: "Ex-miner accuses" above "A man ... accused"."""
        headline = next((a for a in self.reading.attributions if self.source_phrase.get(a.id) == number), None)
        lead = next((a for a in self.reading.attributions if self.leads(a)), None)
        if headline is None or lead is None or not headline.cue or not lead.cue:
            return None
        verbs = [self.page[a.cue[-1]].split()[-1].casefold()[:5] for a in (headline, lead)]
        entity = self.entities.of(self.source_phrase[lead.id])
        if (
            verbs[0] != verbs[1]
            or verbs[0] in _PLAIN_VERBS
            or entity is None
            or entity.plural
            or entity.kind not in (VoiceKind.PERSON, VoiceKind.UNNAMED)
        ):
            return None
        phrase = self.phrases[number]
        known = any(role.noun == phrase.noun for e in self.entities.live() if e is not entity for role in e.roles)
        return None if known or {entity.gender, phrase.gender} == {Gender.MALE, Gender.FEMALE} else entity

    def leads(self, attribution: Attribution) -> bool:
        """Whether the source of an attribution stands in the first paragraph below the headline."""
        number = self.source_phrase.get(attribution.id)
        return number is not None and not self.phrases[number].place.headline and self.phrases[number].place.paragraph <= 1

    def first_unnamed_source(self) -> Entity | None:
        """The first holder of the body who is nobody named, but said to know: "sources say" above "three people briefed on the plan"."""
        for number in sorted(self.source_phrase.values()):
            phrase = self.phrases[number]
            entity = self.entities.of(number)
            if entity is None or phrase.place.headline or phrase.form is not Form.NOUN or entity.names or entity.name_words:
                continue
            if phrase.noun in _UNNAMED_SOURCES and (phrase.determiner in INDEFINITE or not phrase.determiner):
                return entity
        return None

    def resolve_in_headline(self, number: int, *, late: bool) -> None:
        """A headline's nouns take up those of the body: the same noun, or one of its class; late, further names and new holders."""
        if self.entities.of(number) is not None:
            return
        phrase = self.phrases[number]
        if phrase.form is Form.NAME:
            if late:
                self.resolve_open_name(number)
            return
        if phrase.form is Form.PRONOUN:
            self.resolve_pronoun(number)
            return
        words = self.words_of(number)
        if phrase.source and phrase.plural and phrase.noun in _UNNAMED_SOURCES and not words:
            entity = self.first_unnamed_source() if late else None
            if entity is not None or not late:
                self.join_noun(number, entity) if entity is not None else None
                return
        entity = self.latest(self.by_noun.get(phrase.noun, ()), number, phrase, words)
        if entity is None:
            entity = self.latest(self.by_group.get(phrase.group, ()), number, phrase, words, strict=bool(words))
        if entity is None and late and phrase.source and not phrase.plural:
            entity = self.source_of_lead(number)
        if entity is None and (phrase.source or late) and phrase.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED) and not phrase.plural:
            entity = self.only_one_of_class(phrase)
        if entity is None and late:
            if phrase.source and self.is_bare_role(phrase):
                self.reasons[number] = f"The headline’s “{self.page[phrase.span]}” is called so by nobody in the text."
                return
            entity = self.entities.new(phrase.kind)
        if entity is not None:
            self.join_noun(number, entity)
