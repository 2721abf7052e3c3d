"""The voices of a reading under construction: who is there already, and who a range of words speaks of.

The one place where voices are added and merged. The steps that need further voices (links of chains, parties of events) take the book of a
reading, add to it, and put its voices back. The book knows everybody the page speaks of, listed as a voice or not: whoever is added gets
the name, aliases, roles and mentions that the page has for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from sayso.reading import PAGE_VOICE_ID, Reading, Span, Spans, Voice, VoiceKind
from sayso.voices.coreference import resolve_coreference
from sayso.voices.describe import describe_entity
from sayso.voices.entities import Entity
from sayso.voices.names import fold_name


class VoiceBook:
    """The voices of a reading, open to additions; ids of voices that are there already never change."""

    def __init__(self, reading: Reading) -> None:
        self._page = reading.page
        self._coreference = resolve_coreference(reading)
        self._phrases = self._coreference.phrases
        self._starts = [phrase.span.start for phrase in self._phrases]
        self._entities = self._coreference.by_number
        self._voices: list[Voice] = list(reading.voices)
        self._numbers = {voice.id: number for number, voice in enumerate(self._voices)}
        self._listed: dict[int, str] = {}  # entity -> voice
        self._at: dict[Span, str] = {}
        self._names: dict[str, list[str]] = {}
        self._entity_names: dict[str, list[int]] | None = None
        if self._voices:
            self._listed[self._coreference.page_voice] = PAGE_VOICE_ID
        self._match_voices()

    @property
    def voices(self) -> tuple[Voice, ...]:
        """All voices, the page voice first, mentions in text order."""
        return tuple(self._voices)

    def at(self, span: Span) -> str | None:
        """The id of the voice that the words of a range speak of, or None where that is unknown or the holder is no voice yet."""
        if span in self._at:
            return self._at[span]
        entity = self._entity_at(span)
        if entity is not None:
            return self._listed.get(entity.number)
        return self.find(self._page[span])

    def look(self, span: Span) -> Voice | None:
        """Whoever the words of a range speak of, listed or not, as a voice (one that is not listed has the id ""); None where unknown."""
        identifier = self.at(span)
        if identifier is not None:
            return self._voices[self._numbers[identifier]]
        entity = self._entity_at(span)
        return None if entity is None else describe_entity(entity, self._coreference, self._page, "")

    def find(self, name: str, kind: VoiceKind | None = None) -> str | None:
        """The id of the one voice that a name may stand for; None where there is none, or more than one."""
        found = [i for i in self._names.get(fold_name(name), ()) if kind is None or self._voices[self._numbers[i]].kind is kind]
        return found[0] if len(found) == 1 else None

    def add(self, name: str, kind: VoiceKind, mention: Span | None, *, aliases: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> str:
        """The id of the voice of that name: the one that is there (which gains mention, aliases and roles), or a new one.

        With a mention it is whoever those words speak of, under the fullest name on the page; a name such as "Daybreak (Channel Nine)", put
        together by the caller, is kept as the name.
        """
        entity = self._entity_at(mention) if mention else None
        identifier = self._at.get(mention) if mention else None
        if identifier is None and entity is not None:
            identifier = self._listed.get(entity.number)
        if identifier is None and entity is None:
            identifier = self.find(name, kind) or self.find(name)
            entity = self._entity_named(name) if identifier is None else None
            if entity is not None:
                identifier = self._listed.get(entity.number)
        if identifier is None:
            identifier = self._list(name, kind, entity)
        self._gain(identifier, name, mention, aliases, roles)
        return identifier

    def last_named(self, position: int, wanted: int, *, but: str | None = None) -> tuple[str, ...]:
        """The ids of the people named last before a position, in text order, `but` not among them; fewer where few are.

        Those who are no voices yet are added.
        """
        found: dict[int, int] = {}
        for number in range(bisect_left(self._starts, position) - 1, max(-1, bisect_left(self._starts, position) - 30), -1):
            entity = self._coreference.entity(number)
            if entity is None or entity.number in found or entity.number == self._coreference.page_voice:
                continue
            if entity.kind is VoiceKind.PERSON and entity.name_words and not entity.plural and self._listed.get(entity.number, "") != but:
                found[entity.number] = number
            if len(found) == wanted:
                break
        phrases = [self._phrases[number] for number in sorted(found.values())]
        return tuple(self.add(self._page[phrase.span], VoiceKind.PERSON, phrase.span) for phrase in phrases)

    # ------------------------------------------------------------ inside

    def _match_voices(self) -> None:
        """Finds for each voice that is there the entity that it is, by its mentions."""
        for voice in self._voices:
            for span in voice.mentions:
                self._at.setdefault(span, voice.id)
                entity = self._entity_exactly(span)
                if entity is not None:
                    self._listed.setdefault(entity.number, voice.id)
            self._index(voice)

    def _entity_exactly(self, span: Span) -> Entity | None:
        at = bisect_left(self._starts, span.start)
        while at < len(self._starts) and self._starts[at] == span.start:
            if self._phrases[at].span == span:
                return self._coreference.entity(at)
            at += 1
        return None

    def _entity_at(self, span: Span) -> Entity | None:
        """The entity of the phrase that a range is: what begins with it (after an article, too), or ends with it, or comes first in it."""
        first, last = bisect_left(self._starts, span.start), bisect_right(self._starts, span.end - 1)
        within = [n for n in range(first, last) if self._phrases[n].span.end <= span.end + 2 or self._phrases[n].span.start == span.start]
        if not within:
            return self._entity_around(span)
        opening = self._page.text[span.start : self._phrases[within[0]].span.start]
        if opening.strip().casefold() in ("", "the", "a", "an", "“", '"', "from", "by", "—", "-"):
            known = [n for n in within if self._phrases[n].span.start == self._phrases[within[0]].span.start]
            return next((e for n in known if (e := self._coreference.entity(n)) is not None), None)
        ending = next((n for n in within if self._phrases[n].span.end == span.end), within[0])
        return self._coreference.entity(ending)

    def _entity_around(self, span: Span) -> Entity | None:
        """The entity of the smallest phrase around a range of a word or two: the surname within a name."""
        at = bisect_right(self._starts, span.start)
        for number in range(at - 1, max(-1, at - 6), -1):
            phrase = self._phrases[number]
            if phrase.head.start <= span.start and span.end <= phrase.head.end:
                return self._coreference.entity(number)
        return None

    def _entity_named(self, name: str) -> Entity | None:
        """The one entity of the page that bears a name."""
        if self._entity_names is None:
            self._entity_names = {}
            for entity in self._entities.values():
                for number in entity.phrases:
                    phrase = self._phrases[number]
                    for form in {fold_name(phrase.name), fold_name(self._page[phrase.span])} - {""}:
                        if phrase.name:
                            numbers = self._entity_names.setdefault(form, [])
                            if entity.number not in numbers:
                                numbers.append(entity.number)
        found = self._entity_names.get(fold_name(name), [])
        return self._entities[found[0]] if len(found) == 1 else None

    def _list(self, name: str, kind: VoiceKind, entity: Entity | None) -> str:
        number = len(self._voices)
        while f"v{number}" in self._numbers:
            number += 1
        identifier = f"v{number}"
        if entity is None:
            voice = Voice(identifier, kind, name)
        else:
            voice = describe_entity(entity, self._coreference, self._page, identifier)
            self._listed[entity.number] = identifier
            if voice.kind is not kind and entity.kind is None:
                voice = replace(voice, kind=kind)
            if "(" in name and name != voice.name:
                voice = replace(voice, name=name, aliases=tuple(dict.fromkeys((voice.name, *voice.aliases))))
        self._numbers[identifier] = len(self._voices)
        self._voices.append(voice)
        self._index(voice)
        return identifier

    def _gain(self, identifier: str, name: str, mention: Span | None, aliases: tuple[str, ...], roles: tuple[str, ...]) -> None:
        number = self._numbers[identifier]
        voice = self._voices[number]
        known = {fold_name(form) for form in (voice.name, *voice.aliases, *voice.roles)}
        further = [form for form in dict.fromkeys((name, *aliases)) if fold_name(form) not in known]
        known |= {fold_name(form) for form in further}
        self._voices[number] = replace(
            voice,
            aliases=(*voice.aliases, *further),
            roles=(*voice.roles, *(role for role in dict.fromkeys(roles) if fold_name(role) not in known)),
            mentions=add_mention(voice.mentions, mention) if mention else voice.mentions,
        )
        if mention:
            self._at.setdefault(mention, identifier)
        self._index(self._voices[number])

    def _index(self, voice: Voice) -> None:
        for name in (voice.name, *voice.aliases):
            ids = self._names.setdefault(fold_name(name), [])
            if voice.id not in ids:
                ids.append(voice.id)


def add_mention(mentions: Spans, mention: Span) -> Spans:
    """The mentions with one more in its place; without it where it overlaps one that is there."""
    at = bisect_left(mentions, mention)
    if (at < len(mentions) and mentions[at].start < mention.end) or (at and mentions[at - 1].end > mention.start):
        return mentions
    return (*mentions[:at], mention, *mentions[at:])
