from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.exports.select import Selection, find_voices, select_statements
from sayso.reading import Event, EventType, Reading, Span, VoiceKind, validate
from tests.helpers import reading_of
from tests.strategies import readings


def ids_of(reading: Reading, selection: Selection) -> list[str]:
    return [attribution.id for attribution in select_statements(reading, selection).attributions]


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), ["a1", "a2", "a3"]),
        (Selection(voice="oduya"), ["a3"]),
        (Selection(voice="Mayor"), ["a3"]),
        (Selection(voice="the bell"), ["a1"]),
        (Selection(voice="bel"), []),
        (Selection(voice=" "), []),
        (Selection(hands=2), ["a2", "a3"]),
        (Selection(hands=3, voice="Oduya"), ["a3"]),
        (Selection(anonymous=True), ["a2"]),
        (Selection(unattributed=True), []),
    ],
)
def test_only_what_is_asked_for_is_kept(nested_reading: Reading, selection: Selection, ids: list[str]) -> None:
    assert ids_of(nested_reading, selection) == ids


def test_what_is_kept_stands_within_the_nearest_that_is_kept(nested_reading: Reading) -> None:
    first, second, third = nested_reading.attributions
    reading = replace(nested_reading, attributions=(first, replace(second, voice="v3"), replace(third, voice="v1")))
    kept = select_statements(reading, Selection(voice="The Bell")).attributions
    assert [(one.id, one.parent) for one in kept] == [("a1", None), ("a3", "a1")]


def test_a_statement_without_a_source_is_unattributed(sourceless_reading: Reading) -> None:
    assert ids_of(sourceless_reading, Selection(unattributed=True)) == ["a1"]


def test_a_source_that_is_no_voice_yet_is_found_by_its_words(plain_reading: Reading) -> None:
    assert ids_of(plain_reading, Selection(voice="quill")) == ["a1"]


@pytest.mark.parametrize(
    ("name", "kept"), [("two people close to the council", True), ("three sources", True), ("Critics of the council", False)]
)
def test_a_group_that_is_only_described_is_anonymous(nested_reading: Reading, name: str, kept: bool) -> None:
    voices = tuple(replace(voice, kind=VoiceKind.GROUP, name=name) if voice.id == "v2" else voice for voice in nested_reading.voices)
    assert (ids_of(replace(nested_reading, voices=voices), Selection(anonymous=True)) == ["a2"]) is kept


def test_voices_are_found_by_any_of_their_words(nested_reading: Reading) -> None:
    assert [voice.id for voice in find_voices(nested_reading, "MAYOR")] == ["v3"]
    assert find_voices(reading_of("It rained."), "Quill") == ()


@settings(max_examples=20)
@given(readings(), st.integers(0, 3), st.booleans(), st.booleans())
def test_a_selection_is_a_reading_and_selecting_again_changes_nothing(
    reading: Reading, hands: int, unattributed: bool, anonymous: bool
) -> None:
    selection = Selection(None, hands, unattributed, anonymous)
    selected = validate(select_statements(reading, selection))
    assert select_statements(selected, selection) == selected


def test_of_the_events_those_are_kept_that_a_kept_statement_tells_of(nested_reading: Reading) -> None:
    first = nested_reading.attributions[0]
    told = Event(EventType.CONSULT, Span(first.content[0].start, first.content[0].start + 3), chain=first.chain)
    reading = replace(nested_reading, events=(told, replace(told, chain=first.chain[:1])))
    assert select_statements(reading, Selection(voice="The Bell")).events == (told,)
    assert select_statements(reading, Selection(voice="Oduya")).events == ()
