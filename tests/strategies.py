"""Readings as hypothesis makes them: any text, any ranges that a reading allows, hostile characters included."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import strategies as st

from sayso.exports.json import HEADLINE_VERDICTS
from sayso.reading import (
    PAGE_VOICE_ID,
    Attribution,
    Block,
    BlockKind,
    Chain,
    Check,
    Credit,
    Difference,
    DifferenceKind,
    Doubt,
    Event,
    EventStatus,
    EventType,
    Finding,
    Held,
    Hyperlink,
    Link,
    Manner,
    Mention,
    MentionKind,
    Page,
    Provenance,
    Reading,
    Reported,
    Span,
    Spans,
    Voice,
    VoiceKind,
    When,
)

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "' onmouseover='x",
    "&amp;&#x41;",
    "]]> -->",
    "\x1b[2J\x1b]0;owned\x07",
    "\x9b31m",
    "\u202eright to left\u2066",
    "\u2069\u202c",
    "a\u0301\u0489",
    "\u200b\u00ad\ufeff",
    "\U0001f600",
    "\U000e0041\U000e0042",
    "[¹not a number]",
    "[bold]markup[/bold] :smile:",
    "\r\n\t\x0b\x0c\x85\u2028\u2029",
    "שלום עולם",
)

hostile_text = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12) | st.sampled_from(["\n\n", " ", "word"]), max_size=12).map("".join)
names = st.sampled_from(HOSTILE) | st.text(max_size=20)
identifiers = st.text(min_size=1, max_size=6)


def spans_in(length: int, *, max_size: int = 3, min_size: int = 0) -> st.SearchStrategy[Spans]:
    """Ranges of a text of that length: in order, disjoint, not empty."""
    if length < 1:
        return st.just(())
    cuts = st.lists(st.integers(0, length), min_size=2 * min_size, max_size=2 * max_size, unique=True).map(sorted)
    return cuts.map(lambda points: tuple(Span(start, end) for start, end in list(pairwise(points))[::2]))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading that `validate` accepts (and whose headline verdicts are those of the schema)."""
    text = draw(hostile_text)
    voices = draw(_voices(len(text)))
    attributions = draw(_attributions(len(text), [voice.id for voice in voices])) if len(text) > 1 else ()
    return Reading(
        page=draw(_pages(text)),
        voices=voices,
        attributions=attributions,
        events=draw(_events(len(text), [voice.id for voice in voices])) if len(text) > 1 else (),
        findings=tuple(draw(st.lists(_findings(len(text)), max_size=3))),
        model=draw(st.none() | names),
        mentions=draw(_mentions(len(text))),
        doubts=tuple(draw(st.lists(st.builds(Doubt, names, names), max_size=2))),
    )


@st.composite
def _mentions(draw: st.DrawFn, length: int) -> tuple[Mention, ...]:
    return tuple(
        Mention(
            span,
            draw(st.sampled_from(MentionKind)),
            draw(st.none() | st.integers(0, number - 1)) if number else None,
            draw(st.floats(0, 1)),
        )
        for number, span in enumerate(draw(spans_in(length)))
    )


def _credits(length: int) -> st.SearchStrategy[Credit]:
    return st.builds(Credit, spans_in(length, min_size=1, max_size=1).map(lambda spans: spans[0]), names)


@st.composite
def _pages(draw: st.DrawFn, text: str) -> Page:
    blocks = [
        Block(
            kind=draw(st.sampled_from(BlockKind)),
            span=span,
            links=tuple(Hyperlink(Span(*span), draw(names)) for _ in range(draw(st.integers(0, 1)))),
            group=draw(st.integers(0, 3)),
            depth=draw(st.integers(0, 3)),
            cite=draw(st.none() | names),
        )
        for span in draw(spans_in(len(text), max_size=5))
    ]
    return Page(
        text,
        tuple(blocks),
        url=draw(st.none() | names),
        headline=draw(st.none() | names),
        byline=draw(st.none() | names),
        outlet=draw(st.none() | names),
        published=draw(st.none() | names),
        language=draw(st.none() | names),
        sha256=hashlib.sha256(text.encode()).hexdigest() if draw(st.booleans()) else "",
        truncated=draw(st.booleans()),
        notes=tuple(draw(st.lists(names, max_size=2))),
        provenance=Provenance(draw(st.none() | _credits(len(text))), tuple(draw(st.lists(_credits(len(text)), max_size=2))))
        if len(text) > 1
        else Provenance(),
    )


@st.composite
def _voices(draw: st.DrawFn, length: int) -> tuple[Voice, ...]:
    ids = draw(st.lists(identifiers.filter(lambda name: name != PAGE_VOICE_ID), max_size=3, unique=True))
    return tuple(
        Voice(
            identifier,
            draw(st.sampled_from(VoiceKind)),
            draw(names),
            tuple(draw(st.lists(names, max_size=2))),
            tuple(draw(st.lists(names, max_size=2))),
            draw(spans_in(length)),
        )
        for identifier in [PAGE_VOICE_ID, *ids]
    )


@st.composite
def _attributions(draw: st.DrawFn, length: int, voice_ids: Sequence[str]) -> tuple[Attribution, ...]:
    ids = draw(st.lists(identifiers, max_size=4, unique=True))
    return tuple(
        Attribution(
            id=identifier,
            content=draw(spans_in(length, min_size=1).filter(bool)),
            cue=draw(spans_in(length)),
            source=draw(spans_in(length)),
            manner=draw(st.sampled_from(Manner)),
            score=draw(st.floats(0, 1)),
            addressee=draw(spans_in(length, max_size=1)),
            parent=draw(st.none() | st.sampled_from(ids[:number])) if number else None,
            voice=draw(st.none() | st.sampled_from(voice_ids)),
            chain=draw(_chains(length, voice_ids)),
            held=draw(st.sampled_from(Held)),
            reported=draw(st.sampled_from(Reported)),
        )
        for number, identifier in enumerate(ids)
    )


@st.composite
def _chains(draw: st.DrawFn, length: int, voice_ids: Sequence[str]) -> Chain:
    evidence = spans_in(length, max_size=1)
    return tuple(Link(voice, (draw(evidence) or (None,))[0]) for voice in draw(st.lists(st.sampled_from(voice_ids), max_size=3)))


@st.composite
def _events(draw: st.DrawFn, length: int, voice_ids: Sequence[str]) -> tuple[Event, ...]:
    one = spans_in(length, min_size=1, max_size=1).filter(bool).map(lambda spans: spans[0])
    parties = st.lists(st.sampled_from(voice_ids), max_size=2).map(tuple)
    event = st.builds(
        Event,
        type=st.sampled_from(EventType),
        anchor=one,
        actors=parties,
        recipients=parties,
        status=st.sampled_from(EventStatus),
        when=st.none() | st.builds(When, one, st.none() | names),
        where=st.none() | one,
        chain=_chains(length, voice_ids),
    )
    return tuple(draw(st.lists(event, max_size=2)))


@st.composite
def _findings(draw: st.DrawFn, length: int) -> Finding:
    check = draw(st.sampled_from(Check))
    verdict = draw(st.sampled_from(HEADLINE_VERDICTS) if check is Check.HEADLINE else names)
    numbers = st.integers(0, 50)
    differences = st.builds(
        Difference, st.sampled_from(DifferenceKind), st.builds(Span, numbers, numbers), st.builds(Span, numbers, numbers)
    )
    return Finding(
        check,
        verdict,
        draw(spans_in(length)),
        draw(spans_in(length)),
        record=draw(st.none() | names),
        reason=draw(names),
        speaker=draw(st.none() | names),
        marked=draw(st.none() | st.booleans()),
        differences=tuple(draw(st.lists(differences, max_size=2))),
    )
