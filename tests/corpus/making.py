"""Readings made from what is said on them, so that a test of the corpus says only what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.reading import (
    PAGE_VOICE_ID,
    Attribution,
    Block,
    BlockKind,
    Credit,
    Event,
    EventStatus,
    EventType,
    Held,
    Hyperlink,
    Link,
    Manner,
    Page,
    Provenance,
    Reading,
    Reported,
    Span,
    Voice,
    VoiceKind,
    When,
)

QUILL = "Ada Quill"
VELL = "Boris Vell"


class Said(NamedTuple):
    """One statement: the words, who says them ("" for nobody), how, and through which outlet they came."""

    words: str
    by: str = QUILL
    manner: Manner = Manner.DIRECT
    held: Held = Held.ASSERTED
    reported: Reported = Reported.NEUTRAL
    via: str | None = None


class Happened(NamedTuple):
    """One event between two parties."""

    actor: str = QUILL
    recipient: str = VELL
    status: EventStatus = EventStatus.STATED
    date: str | None = None
    type: EventType = EventType.CONSULT
    via: str | None = None


class _Writer:
    """A text under construction."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def make_reading(
    *contents: Said | Happened,
    outlet: str | None = "The Bell",
    published: str | None = "2021-03-01",
    url: str | None = None,
    byline: str | None = None,
    headline: str | None = None,
    links: Sequence[str] = (),
    credited: Sequence[str] = (),
    wire: str | None = None,
    roles: Mapping[str, Sequence[str]] | None = None,
    aliases: Mapping[str, Sequence[str]] | None = None,
    kinds: Mapping[str, VoiceKind] | None = None,
    filler: str = "",
) -> Reading:
    """A page that holds the contents, one a line, after some filler."""
    out = _Writer()
    voices: dict[str, Voice] = {}

    def voice(name: str, kind: VoiceKind = VoiceKind.PERSON) -> str:
        if name not in voices:
            kind = (kinds or {}).get(name, kind)
            voices[name] = Voice(
                f"v{len(voices) + 1}", kind, name, tuple((aliases or {}).get(name, ())), tuple((roles or {}).get(name, ()))
            )
        return voices[name].id

    filled = out.write(filler + "\n") if filler else None
    attributions, events, spans = [], [], [filled] if filled else []
    for content in contents:
        start = len(out.text)
        outer = (Link(PAGE_VOICE_ID, None),)
        if content.via:
            outer = (*outer, Link(voice(content.via, VoiceKind.OUTLET), out.write(content.via)))
            out.write(": ")
        if isinstance(content, Said):
            attributions.append(_say(out, content, voice(content.by) if content.by else None, outer, f"a{len(attributions)}"))
        else:
            events.append(_happen(out, content, voice(content.actor), voice(content.recipient), outer))
        spans.append(Span(start, len(out.text)))
        out.write("\n")
    linked = tuple(Hyperlink(Span(0, 1), link) for link in links)
    credit = tuple(Credit(Span(0, 1), name) for name in credited)
    page = Page(
        out.text,
        tuple(Block(BlockKind.PARAGRAPH, span, linked if not number else ()) for number, span in enumerate(spans)),
        url=url,
        headline=headline,
        byline=byline,
        outlet=outlet,
        published=published,
        provenance=Provenance(Credit(Span(0, 1), wire) if wire else None, credit),
    )
    first = Voice(PAGE_VOICE_ID, VoiceKind.OUTLET if outlet else VoiceKind.DOCUMENT, outlet or "the page")
    return Reading(page, (first, *voices.values()), tuple(attributions), tuple(events))


def _say(out: _Writer, said: Said, voice: str | None, outer: tuple[Link, ...], identifier: str) -> Attribution:
    content = out.write(f"“{said.words}”" if said.manner is Manner.DIRECT else said.words)
    out.write(" ")
    cue = out.write("said" if said.by else "it was said")
    source = ()
    if voice is not None:
        out.write(" ")
        source = (out.write(said.by),)
        outer = (*outer, Link(voice, source[0]))
    out.write(".")
    return Attribution(
        identifier, (content,), (cue,), source, said.manner, 0.9, voice=voice, chain=outer, held=said.held, reported=said.reported
    )


def _happen(out: _Writer, happened: Happened, actor: str, recipient: str, outer: tuple[Link, ...]) -> Event:
    out.write(happened.actor + " ")
    anchor = out.write("met" if happened.status is EventStatus.STATED else "did not meet")
    out.write(f" {happened.recipient}")
    when = None
    if happened.date is not None:
        out.write(" on ")
        when = When(out.write("that day"), happened.date)
    out.write(".")
    return Event(happened.type, anchor, (actor,), (recipient,), happened.status, when, chain=outer)
