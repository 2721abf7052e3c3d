"""Readings for tests of chains: attributions marked in a text or named by their words, one voice a source."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.chains import trace_chains
from sayso.reading import (
    PAGE_VOICE_ID,
    Attribution,
    Chain,
    Manner,
    Page,
    Reading,
    Span,
    Voice,
    VoiceKind,
    validate,
)
from tests.helpers import attribution_of, marked, reading_of

Row = tuple[str, str, str, str, str | None]
"""An attribution by its words: id, content, cue, source, and the id of its parent."""


def trace(text: str, *, outlet: str | None = None, byline: str | None = None) -> Reading:
    """The traced reading of a text in which "a1.source", "a1.cue", "a1.content" and so on are marked; equal sources are one voice."""
    mark = marked(text)
    ids = sorted({label.split(".")[0] for label in mark.spans})
    reading = reading_of(text)
    attributions = [attribution_of(mark, f"{one}.", id=one) for one in ids]
    return _traced(replace(reading.page, outlet=outlet, byline=byline), attributions)


def trace_page(page: Page, rows: list[Row]) -> Reading:
    """The traced reading of a page with attributions whose words are looked up in its text, cue and source next to the content."""
    attributions = []
    for identifier, content, cue, source, parent in rows:
        ranges = tuple(find(page, part) for part in content.split(" / "))
        cues, sources = ((_near(page, words, ranges[0]),) if words else () for words in (cue, source))
        attributions.append(Attribution(identifier, ranges, cues, sources, Manner.INDIRECT, 0.9, parent=parent))
    return _traced(page, attributions)


def find(page: Page, words: str) -> Span:
    """The range of words that stand on a page once, or of their first place."""
    start = page.text.index(words)
    return Span(start, start + len(words))


def _near(page: Page, words: str, content: Span) -> Span:
    """The place of words that is nearest to a content, outside of it."""
    starts = [match.start() for match in re.finditer(re.escape(words), page.text) if not content.start <= match.start() < content.end]
    start = min(starts, key=lambda at: min(abs(at - content.end), abs(content.start - at)))
    return Span(start, start + len(words))


def names(reading: Reading, chain: Chain) -> str:
    """The names along a chain without the page voice."""
    voices = {voice.id: voice.name for voice in reading.voices}
    assert chain[0].voice == PAGE_VOICE_ID
    return " > ".join(voices[link.voice] for link in chain[1:])


def chain_of(reading: Reading, identifier: str = "a1") -> str:
    """The names along the chain of an attribution, without the page voice."""
    return next(names(reading, one.chain) for one in reading.attributions if one.id == identifier)


def doubts_of(reading: Reading, about: str) -> list[str]:
    """The reasons for what is left open about something."""
    return [doubt.reason for doubt in reading.doubts if doubt.about == about]


def _traced(page: Page, attributions: list[Attribution]) -> Reading:
    own = page.byline or page.outlet or "the page"
    kind = VoiceKind.PERSON if page.byline else VoiceKind.OUTLET if page.outlet else VoiceKind.DOCUMENT
    voices = [Voice(PAGE_VOICE_ID, kind, own)]
    known: dict[str, str] = {}
    resolved = []
    for one in attributions:
        words = page.words(one.source)
        if words and words not in known:
            known[words] = f"v{len(voices)}"
            voices.append(Voice(known[words], _kind(words), words, mentions=one.source[:1]))
        resolved.append(replace(one, voice=known.get(words)))
    resolved.sort(key=lambda one: (one.content[0].start, -one.content[-1].end))
    return validate(trace_chains(Reading(page, tuple(voices), tuple(resolved))))


def _kind(words: str) -> VoiceKind:
    return VoiceKind.OUTLET if words.removeprefix("The ").split()[-1] in ("Bell", "Gazette", "Lens") else VoiceKind.PERSON
