"""Somebody on a page while it is being worked out who is who: the phrases that speak of the same holder, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.reading import VoiceKind
from sayso.voices.names import PersonName
from sayso.voices.words import Gender


@dataclass(slots=True)
class Role:
    """What an entity is called by a noun: the noun, its class, and the other words of the phrase."""

    noun: str
    group: str
    words: frozenset[str]


@dataclass(slots=True)
class Entity:
    """One holder: its phrases by number, and what they have said so far. `strong` says that the gender stands in a title or a noun."""

    number: int
    phrases: list[int] = field(default_factory=list)
    kind: VoiceKind | None = None
    gender: Gender = Gender.UNKNOWN
    strong: bool = False
    plural: bool = False
    place: bool = False
    names: list[PersonName] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    name_words: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    """Surnames by which it was called without title and given name."""
    honorifics: set[str] = field(default_factory=set)
    """Honorifics, other than Mr and Ms, by which it was called."""
    programme: str = ""
    channel: str = ""
    owned: bool = False  # whether it was brought in as somebody's ("her office")


class Entities:
    """The entities of a page: phrases are put into them, and two are merged where they prove to be one."""

    def __init__(self, n_phrases: int) -> None:
        self.all: list[Entity] = []
        self._of: list[int | None] = [None] * n_phrases
        self._merged: dict[int, int] = {}

    def new(self, kind: VoiceKind | None = None) -> Entity:
        """A further entity, without phrases."""
        entity = Entity(len(self.all), kind=kind)
        self.all.append(entity)
        return entity

    def of(self, phrase: int) -> Entity | None:
        """The entity that a phrase was put into, or None."""
        number = self._of[phrase]
        return None if number is None else self.get(number)

    def get(self, number: int) -> Entity:
        """The entity of that number, or the one that it was merged into."""
        root = number
        while root in self._merged:
            root = self._merged[root]
        while number != root:  # shorten the way for the next look
            following = self._merged[number]
            self._merged[number] = root
            number = following
        return self.all[root]

    def put(self, phrase: int, entity: Entity) -> None:
        """Puts a phrase into an entity."""
        self._of[phrase] = entity.number
        entity.phrases.append(phrase)

    def merge(self, kept: Entity, other: Entity) -> Entity:
        """One entity of two; what the first says counts where they differ."""
        kept, other = self.get(kept.number), self.get(other.number)
        if kept is other:
            return kept
        if len(other.phrases) > len(kept.phrases):
            kept.phrases, other.phrases = other.phrases, kept.phrases
        kept.phrases.extend(other.phrases)
        self._merged[other.number] = kept.number
        kept.kind = other.kind if kept.kind in (None, VoiceKind.UNNAMED) and other.kind is not None else kept.kind
        if kept.gender is Gender.UNKNOWN or (other.strong and not kept.strong and other.gender is not Gender.UNKNOWN):
            kept.gender, kept.strong = other.gender, other.strong
        kept.plural = kept.plural or other.plural
        kept.place = kept.place and other.place
        kept.names.extend(name for name in other.names if name not in kept.names)
        kept.roles.extend(other.roles)
        kept.bare |= other.bare
        kept.honorifics |= other.honorifics
        kept.name_words |= other.name_words
        kept.programme = kept.programme or other.programme
        kept.channel = kept.channel or other.channel
        kept.owned = kept.owned and other.owned
        other.phrases = []
        return kept

    def live(self) -> list[Entity]:
        """The entities that have phrases, in the order in which they were begun."""
        return [entity for entity in self.all if entity.number not in self._merged and entity.phrases]
