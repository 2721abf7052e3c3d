"""The voices of a reading under construction: who is there already, and who a range of words speaks of.

The one place where voices are added and merged. The steps that need further voices (links of chains, parties of events) take the book of a
reading, add to it, and put its voices back.
"""

from __future__ import annotations

from sayso.reading import Reading, Span, Voice, VoiceKind


class VoiceBook:
    """The voices of a reading, open to additions; ids of voices that are there already never change."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._voices: list[Voice] = list(reading.voices)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """All voices, the page voice first, mentions in text order."""
        return tuple(self._voices)

    def at(self, span: Span) -> str | None:
        """The id of the voice that the words of a range speak of, or None where that is unknown."""
        raise NotImplementedError

    def find(self, name: str, kind: VoiceKind | None = None) -> str | None:
        """The id of the one voice that a name may stand for; None where there is none, or more than one."""
        raise NotImplementedError

    def add(self, name: str, kind: VoiceKind, mention: Span | None, *, aliases: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> str:
        """The id of the voice of that name: the one that is there (which gains mention, aliases and roles), or a new one."""
        raise NotImplementedError
