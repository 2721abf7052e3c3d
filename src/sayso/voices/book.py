"""The voices of a reading under construction: who is there already, and who a range of words speaks of.

The one place where voices are added and merged. The steps that need further voices (links of chains, parties of events) take the book of a
reading, add to it, and put its voices back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import replace

from sayso.reading import Reading, Span, Spans, Voice, VoiceKind

_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_NOISE = re.compile(r"[\s“”\"'‘’.,]+")


def fold_name(name: str) -> str:
    """A name as names are compared: lower case, without article, quotation marks and stops."""
    return _ARTICLE.sub("", _NOISE.sub(" ", name).strip(), count=1).casefold() if name else ""


class VoiceBook:
    """The voices of a reading, open to additions; ids of voices that are there already never change."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._voices: list[Voice] = list(reading.voices)
        self._numbers = {voice.id: number for number, voice in enumerate(self._voices)}
        self._at: dict[Span, str] = {}
        self._names: dict[str, list[str]] = {}
        for attribution in reading.attributions:
            if attribution.voice is not None:
                self._at.update(dict.fromkeys(attribution.source, attribution.voice))
        for voice in self._voices:
            self._index(voice)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """All voices, the page voice first, mentions in text order."""
        return tuple(self._voices)

    def at(self, span: Span) -> str | None:
        """The id of the voice that the words of a range speak of, or None where that is unknown."""
        return self._at.get(span) or self.find(self._reading.page[span])

    def find(self, name: str, kind: VoiceKind | None = None) -> str | None:
        """The id of the one voice that a name may stand for; None where there is none, or more than one."""
        found = [i for i in self._names.get(fold_name(name), ()) if kind is None or self._voices[self._numbers[i]].kind is kind]
        return found[0] if len(found) == 1 else None

    def add(self, name: str, kind: VoiceKind, mention: Span | None, *, aliases: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> str:
        """The id of the voice of that name: the one that is there (which gains mention, aliases and roles), or a new one."""
        identifier = (self._at.get(mention) if mention else None) or self.find(name, kind)
        if identifier is None:
            identifier = self._new_id()
            self._numbers[identifier] = len(self._voices)
            self._voices.append(Voice(identifier, kind, name))
        number = self._numbers[identifier]
        voice = self._voices[number]
        names = dict.fromkeys((*voice.aliases, *(alias for alias in (name, *aliases) if alias != voice.name)))
        voice = replace(
            voice,
            aliases=tuple(names),
            roles=tuple(dict.fromkeys((*voice.roles, *roles))),
            mentions=add_mention(voice.mentions, mention) if mention else voice.mentions,
        )
        self._voices[number] = voice
        self._index(voice)
        return identifier

    def _new_id(self) -> str:
        number = len(self._voices)
        while f"v{number}" in self._numbers:
            number += 1
        return f"v{number}"

    def _index(self, voice: Voice) -> None:
        for span in voice.mentions:
            self._at[span] = voice.id
        for name in (voice.name, *voice.aliases):
            ids = self._names.setdefault(fold_name(name), [])
            if voice.id not in ids:
                ids.append(voice.id)


def add_mention(mentions: Spans, mention: Span) -> Spans:
    """The mentions with one more in its place; without it where it overlaps one that is there."""
    at = bisect_left(mentions, mention)
    if (at < len(mentions) and mentions[at].start < mention.end) or (at and mentions[at - 1].end > mention.start):
        return mentions
    longer = list(mentions)
    insort(longer, mention)
    return tuple(longer)
