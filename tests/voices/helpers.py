"""Readings of marked sentences with several attributions, and what came of them."""

from __future__ import annotations

import re

from sayso.pipeline import begin_reading
from sayso.reading import Attribution, Block, BlockKind, Manner, Page, Reading, Span, Voice
from sayso.voices import resolve_voices
from tests.helpers import Marked, marked

_LABEL = re.compile(r"(a\d+)\.")


def reading_with(text: str, *, byline: str | None = None, outlet: str | None = None, headline: bool = False) -> Reading:
    """The reading of a text with attributions marked ``[a1.source: Ada] [a1.cue: said] [a1.content: no]``, one paragraph a line."""
    mark = marked(text)
    lines = [Span(*match.span()) for match in re.finditer(r"[^\n]+", mark.text)]
    kinds = [BlockKind.HEADLINE if headline and not n else BlockKind.PARAGRAPH for n in range(len(lines))]
    page = Page(mark.text, tuple(Block(kind, span) for kind, span in zip(kinds, lines, strict=True)), byline=byline, outlet=outlet)
    begun = begin_reading(page)
    return Reading(page, begun.voices, tuple(sorted((_attribution(mark, name) for name in _names(mark)), key=lambda a: a.content[0])))


def _names(mark: Marked) -> list[str]:
    return sorted({match[1] for label in mark.spans if (match := _LABEL.match(label))})


def _attribution(mark: Marked, name: str) -> Attribution:
    spans = {role: mark.of(f"{name}.{role}") for role in ("content", "cue", "source", "addressee")}
    parent = next((other for other in _names(mark) if other != name and _holds(mark, other, name)), None)
    return Attribution(name, spans["content"], spans["cue"], spans["source"], Manner.INDIRECT, 0.9, spans["addressee"], parent)


def _holds(mark: Marked, outer: str, inner: str) -> bool:
    within = mark.of(f"{inner}.content")
    return all(any(o.start <= span.start and span.end <= o.end and o != span for o in mark.of(f"{outer}.content")) for span in within)


def voice_of(text: str, name: str = "a1", **page: str | None) -> Voice | None:
    """The voice of one attribution of a marked text; None where it has none."""
    reading = resolve_voices(reading_with(text, **page))  # type: ignore[arg-type]
    return voice_in(reading, name)


def voice_in(reading: Reading, name: str) -> Voice | None:
    """The voice of an attribution of a reading."""
    identifier = next(a.voice for a in reading.attributions if a.id == name)
    return next((voice for voice in reading.voices if voice.id == identifier), None)


def names_of(text: str, **page: str | None) -> dict[str, str | None]:
    """For each attribution of a marked text the name of its voice."""
    reading = resolve_voices(reading_with(text, **page))  # type: ignore[arg-type]
    return {a.id: (voice.name if (voice := voice_in(reading, a.id)) else None) for a in sorted(reading.attributions, key=lambda a: a.id)}
