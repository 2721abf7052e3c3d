"""What holds of the events of any page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.events import extract_events
from sayso.events.extract import parse_telling
from sayso.events.frames import find_deeds
from sayso.events.phrases import parse_sentence
from sayso.events.words import read_sentence
from sayso.reading import PAGE_VOICE_ID, Reading, Span, validate
from tests.helpers import reading_of
from tests.strategies import readings
from tests.text import timing

WORDS = (
    "Dagny Holt Emil Varga the mayor council met with meeting talks accused of by was not to and , . “ ” ’s who said had will between"
    " denied visit on Monday two they it call called for urged if whether theft"
).split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)


def _holds(reading: Reading) -> None:
    extracted = validate(extract_events(reading))

    ids = {voice.id for voice in extracted.voices}
    for event in extracted.events:
        assert {*event.actors, *event.recipients} <= ids
        assert not {*event.actors} & {*event.recipients}
        assert event.chain[0].voice == PAGE_VOICE_ID
        assert event.actors or event.recipients
    assert extracted.voices[: len(reading.voices)] == reading.voices or [voice.id for voice in extracted.voices][: len(reading.voices)] == [
        voice.id for voice in reading.voices
    ]
    assert extract_events(reading) == extracted


@given(SENTENCES)
@settings(max_examples=60, deadline=None)
def test_events_of_any_words_keep_the_rules_of_readings(text: str) -> None:
    _holds(reading_of(text.replace("[", "(")))


@given(readings())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_reading_gives_events_that_keep_its_rules(reading: Reading) -> None:
    attributions = tuple(replace(one, chain=()) for one in reading.attributions)
    validate(extract_events(replace(reading, attributions=attributions)))


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_parsed(text: str) -> None:
    parse = parse_sentence(read_sentence(text, Span(0, len(text))))

    for deed in find_deeds(parse):
        assert 0 <= deed.first <= deed.last < len(parse.sentence)


@pytest.mark.parametrize(
    "unit",
    [
        "Dagny Holt met Emil Varga on Monday. ",
        "the mayor, who met Holt, and met Varga, and ",
        "accused of of by by to to meet meet, ",
    ],
)
def test_time_is_linear_in_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "COUNT", 60)

    def find(text: str) -> None:
        for _, parse in parse_telling(text, ()):
            find_deeds(parse)

    timing.assert_linear(find, unit)
