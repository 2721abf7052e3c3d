"""Part of a reading: the statements of one voice, those that came through many hands, those that nobody answers for.

Decides what a filter keeps; of the events, those that a kept statement tells of. A statement that is kept stands within the nearest kept
one around it; voices, page and mentions stay as they are, so that a chain still names everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sayso.reading import Attribution, Event, Reading, Voice, VoiceKind

_UNDISCLOSED: Final = re.compile(
    r"\b(?:sources?|insiders?|familiar with|briefed on|close to|with knowledge of|not authori[sz]ed|on condition of|anonym\w+|unnamed)\b"
    r"|^(?:two|three|four|five|six|several|some|many|a few|a number of|multiple)\b",
    re.IGNORECASE,
)
"""A group of holders whom the page counts or describes and does not name: "two people familiar with the talks"."""

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which statements are kept: all conditions that are given have to hold.

    `voice`: words of a name, alias or role of the holder. `hands`: through so many hands at the least. `unattributed`: the page names no
    source. `anonymous`: the page does not disclose who the source is.
    """

    voice: str | None = None
    hands: int | None = None
    unattributed: bool = False
    anonymous: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked for, so that every statement is kept."""
        return self == Selection()


def select_statements(reading: Reading, selection: Selection) -> Reading:
    """The reading with the statements that a selection keeps."""
    if selection.is_everything:
        return reading
    voices = {voice.id: voice for voice in reading.voices}
    kept = [one for one in reading.attributions if _keeps(selection, reading, voices.get(one.voice or ""), one)]
    parents = {one.id: one.parent for one in reading.attributions}
    ids = {one.id for one in kept}
    attributions = tuple(replace(one, parent=_nearest(one.parent, parents, ids)) for one in kept)
    return replace(reading, attributions=attributions, events=tuple(event for event in reading.events if _is_told(event, kept)))


def _is_told(event: Event, kept: Iterable[Attribution]) -> bool:
    """Whether an event is stated within a kept statement, on the word of the one who holds that."""
    teller = event.chain[-1].voice if event.chain else None
    return any(
        one.voice == teller and any(piece.start <= event.anchor.start and event.anchor.end <= piece.end for piece in one.content)
        for one in kept
    )


def find_voices(reading: Reading, words: str) -> tuple[Voice, ...]:
    """The voices of which these are words of a name, alias or role, whole words in order, whatever the case."""
    return tuple(voice for voice in reading.voices if _is_called((voice.name, *voice.aliases, *voice.roles), words))


def _keeps(selection: Selection, reading: Reading, voice: Voice | None, one: Attribution) -> bool:
    if selection.voice is not None:
        names = (voice.name, *voice.aliases, *voice.roles) if voice else (reading.page.words(one.source),)
        if not _is_called(names, selection.voice):
            return False
    if selection.hands is not None and len(one.chain) - 1 < selection.hands:
        return False
    if selection.unattributed and (voice is not None or one.source):
        return False
    return not selection.anonymous or (voice is not None and _is_undisclosed(voice))


def _is_undisclosed(voice: Voice) -> bool:
    return voice.kind is VoiceKind.UNNAMED or (voice.kind is VoiceKind.GROUP and _UNDISCLOSED.search(voice.name) is not None)


def _is_called(names: Iterable[str], words: str) -> bool:
    wanted = _fold(words)
    return bool(wanted.strip()) and any(wanted in _fold(name) for name in names)


def _fold(name: str) -> str:
    """The words of a name in lower case between blanks, so that part of a name is found and part of a word is not."""
    words = " ".join(_WORD.findall(name.casefold()))
    return f" {words} "


def _nearest(parent: str | None, parents: Mapping[str, str | None], kept: set[str]) -> str | None:
    while parent is not None and parent not in kept:
        parent = parents.get(parent)
    return parent
