"""Whether the one to whom a page gives words is the one to whom the record gives them: by voice, not by string.

Decides on names (titles, given names and their short forms, initials, spellings of one name) and on roles ("the chair" and CHAIR). Two
people are never one for a surname alone where given names differ. Where neither names nor roles tell, the answer is None: unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from rapidfuzz.fuzz import ratio

from sayso.checks.data import load_lines
from sayso.checks.quotes_words import fold
from sayso.reading import Attribution, MentionKind, Reading, Spans, Voice, VoiceKind

_TITLES: Final = frozenset(load_lines("titles.txt"))
_ROLES: Final = frozenset(load_lines("role_labels.txt"))
_SHORT: Final = {name: number for number, line in enumerate(load_lines("short_names.txt")) for name in line.split()}
_NAME_WORD: Final = re.compile(r"[^\W\d_][\w.]*(?:['’-]\w+)*")
_CAPITALIZED: Final = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.]*(?:['’-]\w+)*(?:\s+(?:(?:de|da|di|van|von|der|den|la|le|al|bin|of)\s+)?[A-ZÀ-ÖØ-Þ][\w.]*(?:['’-]\w+)*)*"
)
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")
_ALIKE, _GIVEN_ALIKE = 84.0, 75.0
"""Of 100: "Askill" and "Askyll" are 83.3 alike, "Anatol" and "Anatoly" 92.3; guesses that keep "Marsh" (72.7) from "March" apart."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The one to whom a page gives words: what to call them, the names and roles they go by, and whether they are known to be a person;
    `outer` are those who pass the words on, from the inside outwards."""

    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    is_person: bool
    outer: tuple[Speaker, ...] = ()


class Speakers:
    """Who a page makes say what: the attributions of a reading by their place, so that each quotation need not look at all of them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._by_id = {attribution.id: attribution for attribution in reading.attributions}
        self._voices = {voice.id: voice for voice in reading.voices}
        self._names = sorted(mention.span for mention in reading.mentions if mention.kind is MentionKind.PERSON_NAME)
        self._by_place: dict[int, list[Attribution]] = {}
        for attribution in reading.attributions:
            places = {place for span in attribution.content for place in range(span.start // _STRETCH, span.end // _STRETCH + 1)}
            for place in sorted(places):
                self._by_place.setdefault(place, []).append(attribution)

    def find(self, spans: Spans) -> Speaker | None:
        """The one to whom the page gives the words of some ranges: the source of the innermost attribution around them, if there is one."""
        near = self._by_place.get((spans[0].start + spans[0].end) // 2 // _STRETCH, ())
        around = [attribution for attribution in near if _covers(attribution.content, spans)]
        if not around:
            return None
        innermost = min(around, key=lambda attribution: (sum(end - start for start, end in attribution.content), attribution.id))
        outer: list[Speaker] = []
        at = self._by_id.get(innermost.parent or "")
        while at is not None and len(outer) < _DEEPEST:
            found = self._read(at)
            if found is not None:
                outer.append(found)
            at = self._by_id.get(at.parent or "")
        speaker = self._read(innermost)
        if speaker is None:
            return outer[0] if outer else None
        return replace(speaker, outer=tuple(outer))

    def _read(self, attribution: Attribution) -> Speaker | None:
        voice = self._voices.get(attribution.voice or "")
        if voice is not None:
            return _from_voice(voice)
        page = self._reading.page
        words = page.words(attribution.source)
        if not words.strip():
            return None
        named = [
            page[name]
            for span in attribution.source
            for name in self._names[bisect_left(self._names, (span.start,)) : bisect_left(self._names, (span.end,))]
        ]
        names = tuple(named or _find_names(words))
        return Speaker(names[-1] if names else words, names, (words,), is_person=bool(names))


_STRETCH: Final = 500  # characters of a page that share a list of attributions
_DEEPEST: Final = 8  # hands that words are followed through


def is_same_speaker(speaker: Speaker | None, label: str | None, labels: Sequence[str]) -> bool | None:
    """Whether a record's `label` names the speaker or one who passes the words on; None where that cannot be told.

    `labels` are all labels of the record: a label that only tells a role is somebody else's if the record knows the speaker by name.
    """
    if speaker is None or label is None:
        return None
    verdict = _is_one(speaker, label, labels)
    if verdict is False and any(_is_one(outer, label, labels) for outer in speaker.outer):
        return True
    return verdict


def _is_one(speaker: Speaker, label: str, labels: Sequence[str]) -> bool | None:
    if any(_is_one_name(name, label) for name in speaker.names):
        return True
    parts = _name_parts(label)
    role = not parts or all(part in _ROLES for part in parts)
    if role:
        words = {word for part in (*speaker.roles, *speaker.names) for word in fold(part).replace("-", " ").split()}
        if any(part in words for part in fold(label).split()):
            return True
        known = any(_is_one_name(name, other) for name in speaker.names for other in labels if other != label)
        return False if known else None
    if not speaker.is_person or not speaker.names:
        return None
    return False


@lru_cache(maxsize=4096)
def _is_one_name(name: str, other: str) -> bool:
    """Whether two names may be of one person."""
    one, two = _name_parts(name), _name_parts(other)
    if not one or not two:
        return False
    if len(one) == 1 and len(two) > 1:
        return _is_alike(one[0], two[-1]) or one[0] == two[0]
    if len(two) == 1 and len(one) > 1:
        return _is_alike(two[0], one[-1]) or two[0] == one[0]
    if not _is_alike(one[-1], two[-1]):
        return False
    return len(one) == 1 or any(_is_given_alike(a, b) for a in one[:-1] for b in two[:-1])


def _is_alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > 4 and ratio(one, other) >= _ALIKE - 1)


def _is_given_alike(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    if one in _SHORT and _SHORT.get(other) == _SHORT[one]:
        return True
    return min(len(one), len(other)) > 3 and (ratio(one, other) >= _GIVEN_ALIKE or one.startswith(other) or other.startswith(one))


def _name_parts(name: str) -> tuple[str, ...]:
    """The words of a name, in lower case, without titles; all of them where nothing else is there."""
    words = [fold(_POSSESSIVE.sub("", word)).replace(".", "").replace("'", "") for word in _NAME_WORD.findall(name)]
    kept = [word for word in words if word and word not in _TITLES]
    return tuple(kept or words)


def _from_voice(voice: Voice) -> Speaker:
    names = tuple(name for name in (voice.name, *voice.aliases) if _looks_like_name(name)) or (
        (voice.name,) if voice.kind is VoiceKind.PERSON and voice.name[:1].isupper() else ()
    )
    roles = (*voice.roles, *(name for name in (voice.name, *voice.aliases) if name not in names))
    return Speaker(voice.name, names, roles, voice.kind is VoiceKind.PERSON)


def _looks_like_name(name: str) -> bool:
    parts = _name_parts(name)
    return (
        name[:1].isupper() and bool(parts) and not all(part in _TITLES or part in _ROLES for part in parts) and not name.startswith("The ")
    )


def _find_names(words: str) -> Iterable[str]:
    """The runs of capitalized words in a source that may be a person's name: not "Veltria's" of "Veltria's premier"."""
    for match in _CAPITALIZED.finditer(words):
        name = match[0]
        if _POSSESSIVE.search(name) and match.end() < len(words.rstrip()):
            continue
        if name.lower() not in ("the", "a", "an", "he", "she", "they", "it", "we", "i", "one") and _looks_like_name(name):
            yield name


def _covers(content: Spans, spans: Spans) -> bool:
    """Whether most of the ranges lies within a content."""
    within = sum(max(0, min(end, other.end) - max(start, other.start)) for start, end in spans for other in content)
    return 2 * within > sum(end - start for start, end in spans)
