"""The outlets of a page while its chains are traced.

Decides which of its names are outlets, which voices these have, which are the page's own, and what "the programme" points to.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import replace
from typing import Final

from sayso.chains.names import AIRED, GENRE, HOST, PRINT, is_outlet_name, linked_outlets
from sayso.chains.phrases import OutletPhrase
from sayso.reading import PAGE_VOICE_ID, Page, Reading, Span, Voice, VoiceKind
from sayso.voices.book import VoiceBook, add_mention
from sayso.voices.names import fold_name

_FARTHEST: Final = 40  # names of outlets that are looked back over for what "the programme" points to; a guess
_PRINTED: Final = frozenset(
    "times herald gazette tribune chronicle courier telegraph examiner inquirer post journal magazine newspaper weekly ledger".split()
)


class Outlets:
    """The outlets of one reading, open to additions; their voices are those of its book."""

    def __init__(self, reading: Reading, book: VoiceBook) -> None:
        self.page: Final = reading.page
        self.book: Final = book
        self._linked = linked_outlets(reading.page)
        self._own = own_names(reading.page)
        self._parts: dict[str, str] = {}  # folded names of forums and of their parts: the voice of the whole
        self._names: dict[str, str] = {}  # the names of these voices
        self._mentions: dict[str, list[Span]] = {}
        self._named = _outlets_that_speak(reading)

    def is_outlet(self, name: str) -> bool:
        """Whether the page shows a name to be an outlet's, whatever its words."""
        folded = fold_name(name)
        return folded in self._linked or folded in self._parts or self.book.find(name, VoiceKind.OUTLET) is not None

    def is_person(self, name: str) -> bool:
        """Whether a name is a person's of the page."""
        return self.book.find(name, VoiceKind.PERSON) is not None

    def is_document(self, voice: str) -> bool:
        """Whether a voice is a document's, which is no forum."""
        return any(known.id == voice and known.kind is VoiceKind.DOCUMENT and voice != PAGE_VOICE_ID for known in self.book.voices)

    def is_own(self, phrase: OutletPhrase) -> bool:
        """Whether words for an outlet mean the page's own, or a programme of its own."""
        if phrase.bare:
            return phrase.article == "this"
        if not self.page.outlet:
            return False
        outlet = fold_name(self.page.outlet).split()
        for name in (phrase.channel, phrase.programme):
            words = fold_name(name).split()
            if words and (
                words in (outlet[-len(words) :], outlet[: len(words)]) or outlet == words[-len(outlet) :] or " ".join(words) in self._own
            ):
                return True
        return False

    def add_forum(self, phrase: OutletPhrase) -> str:
        """The voice of an outlet that is named: the one there is under the name of the whole or of a part, or a new one."""
        folded = [fold_name(part) for part in (phrase.name, *phrase.parts)]
        voice = next((self._parts[name] for name in folded[:2] if name in self._parts), None)
        if voice is None and not phrase.parts:
            voice = self.book.find(phrase.name, VoiceKind.OUTLET)
        if voice is None or phrase.parts:
            name = phrase.name if voice is None else self._names.get(voice, phrase.name)
            voice = self._add(name, VoiceKind.OUTLET, phrase.span, phrase.parts)
            self._names.setdefault(voice, name)
        for name in folded:
            self._parts.setdefault(name, voice)
        self.note(phrase.span, voice, phrase.name)
        return voice

    def add_credit(self, name: str, evidence: Span) -> str:
        """The voice of somebody whom the page credits: the one there is of that name, or a new one, an outlet's unless it looks like a
        person's."""
        voice = self.book.find(name)
        if voice is not None:
            return voice
        article = self.page.text[max(0, evidence.start - 4) : evidence.start].casefold() == "the "
        personal = _looks_personal(name) and not article and fold_name(name) not in self._linked
        return self._add(name.removeprefix("the "), VoiceKind.PERSON if personal else VoiceKind.OUTLET, evidence)

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices of the book, each link among them with the words that name it."""
        voices = []
        for voice in self.book.voices:
            for mention in self._mentions.get(voice.id, ()):
                voice = replace(voice, mentions=add_mention(voice.mentions, mention))
            voices.append(voice)
        return tuple(voices)

    def _add(self, name: str, kind: VoiceKind, mention: Span, aliases: tuple[str, ...] = ()) -> str:
        """The voice of a name. It is looked up by the name alone: at the words themselves the book may know somebody else, the host in "Fox
        News host Ada Quill"."""
        voice = self.book.add(name, kind, None, aliases=aliases)
        self._mentions.setdefault(voice, []).append(mention)
        return voice

    def note(self, span: Span, voice: str, name: str) -> None:
        """Keeps where an outlet is named, so that words after it can point to it."""
        insort(self._named, (span.start, voice, name))

    def find_pointed(self, phrase: OutletPhrase) -> str | None:
        """The voice that "the programme" points to: the last outlet named before it that may be called so, or else the page's own.

        None where neither is known.
        """
        if phrase.host and fold_name(phrase.host) in self._parts:
            return self._parts[fold_name(phrase.host)]
        last = bisect_left(self._named, (phrase.span.start, "", ""))
        for _, voice, name in reversed(self._named[max(0, last - _FARTHEST) : last]):
            if suits(phrase.noun, name):
                return voice
        return PAGE_VOICE_ID if self.page.outlet and suits(phrase.noun, self.page.outlet) else None


_LOOK_AROUND: Final = 48  # characters beside the outlet's name in which its own programme is looked for; a guess
_LONGEST_TITLE: Final = 5  # words


def own_names(page: Page) -> frozenset[str]:
    """The folded names that a page may call programmes of its own outlet by: what stands before "on" and its name, after "its name's", and
    after "our"."""
    if not page.outlet:
        return frozenset()
    stretches = [match[0] for match in re.finditer(r"\b[Oo]ur\s[^\n.,;]{0,48}", page.text)]
    for match in re.finditer(rf"(?<!\w){re.escape(page.outlet)}(?!\w)", page.text):
        before = page.text[max(0, match.start() - _LOOK_AROUND) : match.start()]
        if re.search(r"\b(?:on|of|from|by)\s+(?:the\s+)?\Z", before, re.IGNORECASE):
            stretches.append(re.split(r"[\n.;]", before)[-1])
        if page.text[match.end() : match.end() + 1] in ("’", "'"):
            stretches.append(re.split(r"[\n.;]", page.text[match.end() + 1 : match.end() + _LOOK_AROUND])[0])
    names: set[str] = set()
    for stretch in stretches:
        words = fold_name(stretch).split()
        names.update(" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + _LONGEST_TITLE, len(words)) + 1))
    return frozenset(names)


def suits(noun: str, name: str) -> bool:
    """Whether an outlet of that name may be called by a common noun.

    >>> suits("paper", "Harbour Radio"), suits("programme", "Fen Gazette"), suits("paper", "The Lens")
    (False, False, True)
    """
    words = fold_name(name).split() or [""]
    if noun in PRINT:
        return not any(word in AIRED or word in ("fm", "am") for word in words)
    if noun in GENRE | AIRED | HOST:
        return words[-1] not in _PRINTED
    return True


def _outlets_that_speak(reading: Reading) -> list[tuple[int, str, str]]:
    """Where sources name outlets, in text order."""
    voices = {voice.id: voice for voice in reading.voices}
    named = []
    for one in reading.attributions:
        voice = voices.get(one.voice or "")
        if (
            voice is not None
            and one.source
            and (voice.kind is VoiceKind.OUTLET or (voice.kind is not VoiceKind.PERSON and is_outlet_name(voice.name)))
        ):
            named.append((one.source[0].start, voice.id, voice.name))
    return sorted(named)


def _looks_personal(name: str) -> bool:
    """Whether a credited name looks like a person's: two or three words with capitals and none of an outlet's, or a handle."""
    words = name.split()
    return name.startswith("@") or (
        2 <= len(words) <= 3
        and all(word[0].isupper() for word in words)
        and not is_outlet_name(name)
        and "’" not in name
        and "'" not in name
    )
