from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given

from sayso.errors import ReadingError
from sayso.reading import (
    Attribution,
    Block,
    BlockKind,
    Check,
    Event,
    EventType,
    Finding,
    Link,
    Page,
    Reading,
    Span,
    Voice,
    VoiceKind,
    When,
    validate,
)
from tests.helpers import marked, reading_of
from tests.strategies import readings


@pytest.fixture
def attribution(plain_reading: Reading) -> Attribution:
    return plain_reading.attributions[0]


def broken(reading: Reading, **fields: Any) -> str:  # the fields of an attribution have many types
    """What is said of a reading whose attribution has these fields."""
    with pytest.raises(ReadingError) as caught:
        validate(replace(reading, attributions=(replace(reading.attributions[0], **fields),)))
    return str(caught.value)


def test_a_span_gives_its_words(plain_reading: Reading, attribution: Attribution) -> None:
    assert plain_reading.page[attribution.cue[0]] == "said"


def test_spans_that_are_apart_are_joined_by_an_ellipsis() -> None:
    mark = marked("[content: We came], she said, [content: and saw].")
    assert Page(mark.text).words(mark.of("content")) == "We came … and saw"


def test_positions_count_code_points() -> None:
    assert Page("\U0001f600 yes")[Span(2, 5)] == "yes"


def test_a_reading_does_not_change(plain_reading: Reading) -> None:
    with pytest.raises(FrozenInstanceError):
        plain_reading.model = "another"  # type: ignore[misc]  # the fault that is tested


def test_a_valid_reading_comes_back_itself(nested_reading: Reading) -> None:
    assert validate(nested_reading) is nested_reading


@given(readings())
def test_any_reading_that_keeps_the_rules_is_valid(reading: Reading) -> None:
    assert validate(reading) is reading


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(3, 3), "[3, 3)"),
        (Span(5, 3), "[5, 3)"),
        (Span(0, 999), "[0, 999) after offset 0 in a text of 37 characters"),
        (Span(-1, 3), "[-1, 3)"),
    ],
)
@pytest.mark.parametrize("field", ["content", "cue", "source", "addressee"])
def test_a_range_that_is_empty_turned_round_or_outside_is_named(plain_reading: Reading, field: str, span: Span, said: str) -> None:
    message = broken(plain_reading, **{field: (span,)})
    assert message.startswith(f"a1.{field} has the range ")
    assert said in message


def test_ranges_out_of_order_or_over_one_another_are_named(plain_reading: Reading) -> None:
    assert "[0, 2) after offset 6" in broken(plain_reading, cue=(Span(4, 6), Span(0, 2)))
    assert "[5, 8) after offset 6" in broken(plain_reading, cue=(Span(4, 6), Span(5, 8)))


def test_an_attribution_without_content_is_refused(plain_reading: Reading) -> None:
    assert "a1.content is empty" in broken(plain_reading, content=())


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_score_outside_of_0_to_1_is_refused(plain_reading: Reading, score: float) -> None:
    assert broken(plain_reading, score=score).startswith("a1.score is ")


def test_ids_that_lead_nowhere_are_named(plain_reading: Reading) -> None:
    assert "a1.voice is 'v9'" in broken(plain_reading, voice="v9")
    assert "a1.chain is 'v9'" in broken(plain_reading, chain=(Link("v9", None),))
    assert "a1.parent is 'a9'" in broken(plain_reading, parent="a9")


def test_an_attribution_within_itself_is_refused(plain_reading: Reading, attribution: Attribution) -> None:
    assert "a1.parent leads back to 'a1'" in broken(plain_reading, parent="a1")
    ring = (replace(attribution, parent="a2"), replace(attribution, id="a2", parent="a1"))
    with pytest.raises(ReadingError, match="leads back"):
        validate(replace(plain_reading, attributions=ring))


def test_ids_that_are_there_twice_are_named(plain_reading: Reading, attribution: Attribution) -> None:
    with pytest.raises(ReadingError, match="attribution id 'a1' is there twice"):
        validate(replace(plain_reading, attributions=(attribution, attribution)))
    with pytest.raises(ReadingError, match="voice id 'v0' is there twice"):
        validate(replace(plain_reading, voices=plain_reading.voices * 2))


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"page": Page("x", (Block(BlockKind.PARAGRAPH, Span(0, 9)),))}, "block 0.span"),
        ({"voices": (Voice("v0", VoiceKind.PERSON, "x", mentions=(Span(0, 99),)),)}, "v0.mentions"),
        ({"events": (Event(EventType.AID, Span(0, 99)),)}, "event 0.anchor"),
        ({"events": (Event(EventType.AID, Span(0, 1), where=Span(0, 99)),)}, "event 0.where"),
        ({"events": (Event(EventType.AID, Span(0, 1), when=When(Span(0, 99))),)}, "event 0.when"),
        ({"events": (Event(EventType.AID, Span(0, 1), actors=("v9",)),)}, "event 0.parties is 'v9'"),
        ({"events": (Event(EventType.AID, Span(0, 1), chain=(Link("v0", Span(0, 99)),)),)}, "event 0.chain"),
        ({"findings": (Finding(Check.HEADLINE, "unsupported", (Span(0, 99),)),)}, "finding 0.claim"),
        ({"findings": (Finding(Check.HEADLINE, "unsupported", (Span(0, 1),), (Span(0, 99),)),)}, "finding 0.evidence"),
    ],
)
def test_every_range_and_id_of_a_reading_is_checked(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(ReadingError, match=named):
        validate(replace(reading_of("It rained."), **fields))


def test_evidence_in_a_record_is_measured_by_the_record() -> None:
    finding = Finding(Check.QUOTE, "verbatim", (Span(0, 2),), (Span(500, 502),), record="transcript.txt")
    assert validate(replace(reading_of("It rained."), findings=(finding,))).findings == (finding,)
