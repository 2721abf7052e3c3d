"""What holds for the chains of any reading, and how long tracing takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from sayso.chains import ChainFinder, find_introductions, find_provenance, trace_chains
from sayso.chains.assign import find_forums
from sayso.chains.outlets import Outlets
from sayso.chains.statements import StatementIndex
from sayso.pages import parse_text
from sayso.reading import PAGE_VOICE_ID, Attribution, Manner, Reading, Span, Voice, VoiceKind, validate
from sayso.voices.book import VoiceBook
from tests.strategies import readings
from tests.text.timing import assert_linear


@settings(max_examples=30)
@given(readings())
def test_chains_start_with_the_page_voice_and_end_with_the_attribution_s(reading: Reading) -> None:
    traced = validate(trace_chains(_with_page_voice(reading)))
    ids = {voice.id for voice in traced.voices}
    for one in traced.attributions:
        assert one.chain[0].voice == PAGE_VOICE_ID
        assert one.chain[0].evidence is None
        assert all(link.evidence is not None and link.voice in ids for link in one.chain[1:])
        assert all(link.voice != other.voice for link, other in zip(one.chain, one.chain[1:], strict=False))
        if one.voice is not None:
            assert one.chain[-1].voice == one.voice


@settings(max_examples=15)
@given(readings())
def test_tracing_twice_gives_the_same_chains(reading: Reading) -> None:
    once = trace_chains(_with_page_voice(reading))
    assert trace_chains(_with_page_voice(reading)) == once
    again = trace_chains(replace(once, doubts=reading.doubts))
    assert [one.chain for one in again.attributions] == [one.chain for one in once.attributions]


@settings(max_examples=15)
@given(readings())
def test_every_place_of_a_page_has_a_chain_from_the_page_voice(reading: Reading) -> None:
    traced = trace_chains(_with_page_voice(reading))
    finder = ChainFinder(traced)
    for start in range(0, len(traced.page.text), 7):
        chain = finder.at(Span(start, min(start + 5, len(traced.page.text))))
        assert chain[0].voice == PAGE_VOICE_ID


@settings(max_examples=15)
@given(readings())
def test_introductions_lie_within_the_text(reading: Reading) -> None:
    for one in find_introductions(reading):
        for start, end in (one.evidence, *one.scope):
            assert 0 <= start < end <= len(reading.page.text)


UNITS = [
    "Ada Quill told Channel Nine’s “Daybreak” host Ian Bell on Monday that it was dry. ",
    "Ada Quill told the programme it was dry, on The Fen Bell’s show, on on on on on. ",
    "wrote wrote wrote (via (via (via h/t h/t via via told told on on in in a a a a a a ",
    "Ada, Bo, Cy, Di, Ed, Flo, host of of of on on on “A “B “C ’s ’s ’s programme, show, ",
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_forums_and_introductions_take_linear_time(unit: str) -> None:
    def trace_text(text: str) -> None:
        paragraphs = "\n\n".join(text[start : start + 2_000] for start in range(0, len(text), 2_000))
        page = parse_text(paragraphs)
        attributions = tuple(
            Attribution(
                f"a{start}", (Span(start + 20, start + 60),), (Span(start + 10, start + 14),), (Span(start, start + 9),), Manner.MIXED, 0.9
            )
            for start in range(0, len(page.text) - 80, 80)
        )
        reading = Reading(page, (Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page"),), attributions)
        _find_all(reading)

    assert_linear(lambda text: trace_text(text[: len(text) // 8]), unit)


def _find_all(reading: Reading) -> None:
    """Everything that tracing does but for resolving voices, which has its own tests."""
    index = StatementIndex(reading.attributions)
    book = VoiceBook(replace(reading, page=parse_text("Dry"), attributions=()))
    find_forums(reading, index, Outlets(reading, book))
    find_introductions(reading)
    find_provenance(reading.page)


def _with_page_voice(reading: Reading) -> Reading:
    """The reading with at least its page voice, and with the first range of what has none of its own."""
    voices = reading.voices or (Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page"),)
    return replace(reading, voices=voices)
