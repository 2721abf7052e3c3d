"""What is known of a page while it is worked out who is who: its phrases, its entities, who speaks where.

The sieves of coreference are built on this; it decides nothing by itself.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.reading import Manner, Reading, Span, Spans
from sayso.voices.entities import Entities, Entity, Role
from sayso.voices.mentions import find_mentions
from sayso.voices.naming import Names, learn_name
from sayso.voices.phrases import POSSESSIVE, Form, bare_subject
from sayso.voices.words import Gender

MOST_ROLES: Final = 30
"""Roles that an entity keeps, and entities of one role that are looked at: the latest ones."""
_OBJECTS: Final = frozenset(("him", "her", "them"))
_OBJECT_ENDS: Final = re.compile(
    r"[.,;!?”\"]|\s(?:of|for|as|to|that|not|over|if|whether|on|in|at|with|by|from|this|last|yesterday|today|tonight|again|twice|once|before"
    r"|after|and|but|or|when|while|what|how|why|where)\b"
)
_ASKS: Final = re.compile(r"\b(?:ask|press|question|quizz|prob)", re.IGNORECASE)
_WHETHER: Final = re.compile(r"(?:whether|if)\b")
NOBODY_YET: Final = frozenset(("no", "any", "every", "each", "neither", "either"))
"""Determiners that bring nobody in whom a later noun could take up: "no minister has asked"."""
NEARBY: Final = 60
"""How many phrases back a bearer of a name or a role is looked for."""


class State:
    """The phrases and entities of a page, indexed for the sieves."""

    page_voice: Entity

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
        self.source_phrase = self.find_sources()
        self.network = self.read_network()
        self.addressee_phrases = self.find_addressees()
        self.opposed = self.bar_arguments()

    def find_sources(self) -> dict[str, int]:
        return {a.id: number for a in self.reading.attributions if a.source and (number := self.phrase_in(a.source[0])) is not None}

    def find_addressees(self) -> dict[str, int]:
        return {a.id: number for a in self.reading.attributions if a.addressee and (number := self.phrase_in(a.addressee[0])) is not None}

    def phrase_in(self, span: Span) -> int | None:
        """The phrase that a source or addressee is: the longest that begins with it (after "the", too), or else the first in it."""
        span = bare_subject(self.text, span)
        start = span.start
        if start not in self.starts and self.text[start : start + 4].casefold() == "the ":
            start += 4
        if start not in self.starts:
            start = next((at for at in range(span.start, min(span.end, span.start + 80)) if at in self.starts), -1)
        numbers = self.starts.get(start, [])
        if not numbers:
            return self.name_around(span)
        found = next((n for n in numbers if self.phrases[n].span.end <= span.end), next(iter(numbers), None))
        if found is not None and self.phrases[found].noun in POSSESSIVE:  # the model gave "Her" of "Her regulars"
            found = next((n for n in numbers if self.phrases[n].source and self.phrases[n].form is Form.NOUN), found)
        return found if found is None else self.owned_name(found, span)

    def owned_name(self, number: int, span: Span) -> int:
        """The name that an owner stands before and that the range is about: Signe Lund in "the opposition's Signe Lund"."""
        end = self.phrases[number].span.end
        if self.text[end : end + 3] not in ("’s ", "'s "):
            return number
        named = (n for n in self.starts.get(end + 3, ()) if self.phrases[n].form is Form.NAME and not self.phrases[n].title)
        return next((n for n in named if not self.text[self.phrases[n].span.end : span.end].strip(" ,")), number)

    def name_around(self, span: Span) -> int | None:
        """The name that a range is the last words of, where the model cut its first ones off."""
        for start in range(span.start - 1, max(-1, span.start - 60), -1):
            for number in self.starts.get(start, ()):
                phrase = self.phrases[number]
                if phrase.form is Form.NAME and phrase.head.start <= span.start and phrase.head.end == span.end:
                    return number
        return None

    def nested_sources(self) -> frozenset[int]:
        """The phrases that hold only what stands within another attribution."""
        known: frozenset[int] | None = getattr(self, "_nested", None)
        if known is None:
            outer = {self.source_phrase[a.id] for a in self.reading.attributions if a.parent is None and a.id in self.source_phrase}
            known = self._nested = frozenset(number for number in self.source_phrase.values() if number not in outer)
        return known

    def said_by(self, number: int) -> Spans:
        """The content of the attributions whose source a phrase is."""
        known: dict[int, list[Span]] | None = getattr(self, "_said", None)
        if known is None:
            said: dict[int, list[Span]] = {}
            for one in self.reading.attributions:
                if (source := self.source_phrase.get(one.id)) is not None:
                    said.setdefault(source, []).extend(one.content)
            known = self._said = said
        return tuple(known.get(number, ()))

    def read_network(self) -> dict[int, dict[int, float]]:
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

    def bar_arguments(self) -> dict[int, set[int]]:
        """For each phrase the phrases that cannot speak of the same: the source and the addressee of one attribution."""
        barred: dict[int, set[int]] = {}
        for identifier, addressee in self.addressee_phrases.items():
            source = self.source_phrase.get(identifier)
            if source is not None and source != addressee:
                barred.setdefault(source, set()).add(addressee)
                barred.setdefault(addressee, set()).add(source)
        return barred

    def entity_for(self, number: int) -> Entity:
        entity = self.entities.of(number)
        if entity is None:
            phrase = self.phrases[number]
            entity = self.entities.new(phrase.kind)
            if phrase.form is Form.NAME:
                self.names.take(number, entity)
            else:
                self.join_noun(number, entity)
        return entity

    def join_noun(self, number: int, entity: Entity) -> None:
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
        role = Role(phrase.noun, phrase.group, self.words_of(number))
        if len(entity.roles) < MOST_ROLES:
            entity.roles.append(role)
        if phrase.determiner not in NOBODY_YET:
            add_number(self.by_noun, phrase.noun, entity.number)
            add_number(self.by_group, phrase.group, entity.number)
        if phrase.owner is not None and (owner := self.entities.of(phrase.owner)) is not None:
            self.by_owner.setdefault((owner.number, phrase.noun), entity.number)

    def words_of(self, number: int) -> frozenset[str]:
        """The content words of a noun phrase, with the names of its owner where that is known."""
        phrase = self.phrases[number]
        if phrase.owner is None or (owner := self.entities.of(phrase.owner)) is None:
            return phrase.words
        return phrase.words | owner.name_words

    def network_entities(self, number: int) -> dict[int, float]:
        """What the network gives the entities of a phrase's antecedents."""
        scores: dict[int, float] = {}
        for other, score in self.network.get(number, {}).items():
            entity = self.entities.of(other)
            if entity is not None:
                scores[entity.number] = max(score, scores.get(entity.number, 0.0))
        return scores

    def last_before(self, entity: Entity, number: int) -> int:
        """The number of the last phrase of an entity before phrase `number`, -1 where there is none."""
        return max((n for n in entity.phrases[-MOST_ROLES:] if n < number), default=-1)

    def call(self, entity: Entity) -> str:
        """What to call an entity in a reason: its first name on the page, or its first phrase."""
        named = [n for n in sorted(entity.phrases[:NEARBY]) if self.phrases[n].form is Form.NAME]
        number = max(named, key=lambda n: len(self.phrases[n].name), default=min(entity.phrases, default=None))
        if number is None:
            return "the author"
        phrase = self.phrases[number]
        return phrase.name or self.page[phrase.span]

    def speaker_at(self, number: int) -> Entity | None:
        """The holder of the innermost quotation around a phrase."""
        for attribution in self.around(number):
            source = self.source_phrase.get(attribution)
            if source is None:
                continue
            if self.entities.of(source) is None and source != number:
                self.resolve_phrase(source)
            if (entity := self.entities.of(source)) is not None:
                return entity
        return None

    def quoted_speaker_at(self, number: int) -> Entity | None:
        """Who "I" is: the holder of the innermost quotation; outside of quotation marks only of words that are given as they were said."""
        if self.phrases[number].place.depth:
            return self.speaker_at(number)
        direct = self.direct_ids()
        for attribution in self.around(number):
            source = self.source_phrase.get(attribution)
            if attribution not in direct or source is None:
                continue
            if self.entities.of(source) is None and source != number:
                self.resolve_phrase(source)
            if (entity := self.entities.of(source)) is not None:
                return entity
        return None

    def direct_ids(self) -> frozenset[str]:
        known: frozenset[str] | None = getattr(self, "_direct", None)
        if known is None:
            known = self._direct = frozenset(a.id for a in self.reading.attributions if a.manner is not Manner.INDIRECT)
        return known

    def reporter_of(self, number: int) -> Entity | None:
        """The holder of the innermost indirect speech that a phrase outside quotations stands in."""
        if self.phrases[number].place.depth:
            return None
        for identifier in self.around(number):
            source = self.source_phrase.get(identifier)
            if source is not None and identifier not in self.asking():
                return self.entities.of(source)
        return None

    def asking(self) -> frozenset[str]:
        """The attributions that ask whether: whoever asks "whether he" does not ask about himself."""
        known: frozenset[str] | None = getattr(self, "_asking", None)
        if known is None:
            known = self._asking = frozenset(
                a.id
                for a in self.reading.attributions
                if a.cue and _ASKS.search(self.page[a.cue[0]]) and _WHETHER.match(self.text, a.content[0].start)
            )
        return known

    def askers(self, number: int) -> list[int]:
        """The phrases that ask whether what a phrase stands in is so."""
        if not self.asking():
            return []
        return [self.source_phrase[one] for one in self.around(number) if one in self.asking() and one in self.source_phrase]

    def barred(self, number: int) -> frozenset[int]:
        """The entities that a pronoun cannot be: its attribution's other party, and whoever speaks the quotation that it is in."""
        barred = {self.entities.get(self.page_voice.number).number} if not self.page_voice.name_words else set()
        others = (*self.opposed.get(number, ()), *self.cued_objects().get(number, ()), *self.askers(number))
        barred |= {entity.number for other in others if (entity := self.entities.of(other)) is not None}
        if self.phrases[number].place.depth and self.phrases[number].form is Form.PRONOUN:
            speaker = self.speaker_at(number)
            if speaker is not None:
                barred.add(speaker.number)
        return frozenset(barred)

    def cued_objects(self) -> dict[int, tuple[int, ...]]:
        """For "him" right after a cue ("accused him of theft") the source of that cue, who is somebody else."""
        known: dict[int, tuple[int, ...]] | None = getattr(self, "_cued", None)
        if known is None:
            found: dict[int, tuple[int, ...]] = {}
            for one in self.reading.attributions:
                source = self.source_phrase.get(one.id)
                if source is None or not one.cue or not 0 < one.content[0].start - one.cue[-1].end < 3:
                    continue
                for number in self.starts.get(one.content[0].start, ()):
                    phrase = self.phrases[number]
                    if phrase.noun in _OBJECTS and (phrase.noun != "her" or _OBJECT_ENDS.match(self.text, phrase.span.end)):
                        found[number] = (*found.get(number, ()), source)
            known = self._cued = found
        return known

    def subject_beside(self, number: int) -> int | None:
        """The entity that is the subject nearest before "him", "them" or the object "her" in its sentence; None for other phrases."""
        phrase = self.phrases[number]
        if phrase.noun not in _OBJECTS or (phrase.noun == "her" and not _OBJECT_ENDS.match(self.text, phrase.span.end)):
            return None
        for other in range(number - 1, max(-1, number - 12), -1):
            before = self.phrases[other]
            if before.place.sentence != phrase.place.sentence or before.place.depth != phrase.place.depth:
                return None
            if before.place.subject:
                entity = self.entities.of(other)
                return None if entity is None else entity.number
        return None

    def around(self, number: int) -> list[str]:
        """The ids of the attributions in whose quoted content a phrase stands and whose source it is not, the innermost first."""
        return self.enclosing().get(number, [])

    def enclosing(self) -> dict[int, list[str]]:
        known: dict[int, list[str]] | None = getattr(self, "_enclosed", None)
        if known is None:
            known = self.find_enclosing()
            self._enclosed = known
        return known

    def find_enclosing(self) -> dict[int, list[str]]:
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
                if self.source_phrase.get(identifier) != number and (not phrase.place.depth or self.is_quoted(span))
            ]
        return around

    def is_quoted(self, span: Span) -> bool:
        return any(mark in self.text[max(0, span.start - 1) : span.end + 1] for mark in "“\"‘'«„")

    def resolve_phrase(self, number: int) -> None:
        """Puts a phrase into the entity that it speaks of, where that can be told; the last sieve says how."""
        raise NotImplementedError


def add_number(table: dict[str, list[int]], key: str, number: int) -> None:
    """Adds a number to those of a key, unless it was the last one added."""
    numbers = table.setdefault(key, [])
    if not numbers or numbers[-1] != number:
        numbers.append(number)
