"""Events in words: who did what to whom, with the sentence of the page and the hands they rest on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sayso.exports.events import DEEDS, STATUSES, join_names, tell_deed, tell_events
from sayso.exports.html import to_html
from sayso.exports.statements import outline
from sayso.exports.text import to_text
from sayso.reading import Block, BlockKind, Event, EventStatus, EventType, Link, Page, Reading, Span, Voice, VoiceKind, When

TEXT = "The pier was closed. Venn had not met Pike or Orr on 8 March, her office said. Nobody asked why."
NOT_MET = Event(
    EventType.CONSULT,
    Span(TEXT.index("met"), TEXT.index("met") + 3),
    ("v1",),
    ("v2", "v3"),
    EventStatus.NEGATED,
    When(Span(TEXT.index("8 March"), TEXT.index("8 March") + 7), "2024-03-08"),
    chain=(Link("v0", None), Link("v4", Span(TEXT.index("her office"), TEXT.index(" said")))),
)
READING = Reading(
    Page(TEXT, (Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),)),
    (
        Voice("v0", VoiceKind.OUTLET, "the page"),
        Voice("v1", VoiceKind.PERSON, "Lucia Venn"),
        Voice("v2", VoiceKind.PERSON, "Oren Pike"),
        Voice("v3", VoiceKind.PERSON, "Tam Orr"),
        Voice("v4", VoiceKind.ORGANIZATION, "Venn's office"),
    ),
    events=(NOT_MET,),
)


def test_an_event_has_its_parties_its_sentence_its_day_and_whose_word_it_is() -> None:
    (told,) = tell_events(outline(READING))
    assert tell_deed(told) == "Lucia Venn met or spoke with Oren Pike and Tam Orr"
    assert told.sentence == "Venn had not met Pike or Orr on 8 March, her office said."
    assert (told.when, told.where, told.holders) == ("8 March 2024", "", ("the page", "Venn's office"))


def test_a_party_that_is_not_known_is_somebody() -> None:
    assert join_names(()) == "somebody"
    (told,) = tell_events(outline(replace(READING, events=(replace(NOT_MET, actors=(), recipients=("v2",), when=None, chain=()),))))
    assert tell_deed(told) == "somebody met or spoke with Oren Pike"
    assert (told.when, told.holders) == ("", ("the page",))


def test_every_type_and_status_has_words() -> None:
    assert set(DEEDS) == set(EventType)
    assert set(STATUSES) == set(EventStatus)
    assert len({sign for sign, _, _ in STATUSES.values()}) == len(STATUSES)


def test_a_day_that_is_not_resolved_is_told_in_the_words_of_the_page() -> None:
    (told,) = tell_events(outline(replace(READING, events=(replace(NOT_MET, when=When(NOT_MET.when.span)),)))) if NOT_MET.when else ()
    assert told.when == "8 March"


def test_the_terminal_and_the_page_say_that_it_is_denied_and_by_whom(plain_reading: Reading) -> None:
    shown = re.sub(r"\s+", " ", to_text(READING))
    # without a statement on the page there is no table of voices, but the events are told all the same
    assert (
        "× Lucia Venn met or spoke with Oren Pike and Tam Orr · negated · 8 March 2024 · on the word of the page > Venn's office" in shown
    )
    html = to_html(READING)
    assert "Who did what to whom" in html
    assert "negated" in html
    assert "Who did what to whom" not in to_html(plain_reading)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\u202eevil", "a\0b"])
def test_hostile_names_stay_names(words: str) -> None:
    voices = tuple(replace(voice, name=words) for voice in READING.voices)
    html = to_html(replace(READING, voices=voices))
    assert "<script" not in html
    assert "\0" not in html
