"""brat standoff: what goes out comes back, and corrections made there are taken."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from sayso.errors import ReadingError
from sayso.exports.brat import from_brat, to_brat
from sayso.reading import Held, Manner, Reading
from tests.helpers import reading_of
from tests.strategies import readings


@pytest.fixture
def reading() -> Reading:
    return reading_of(
        "[content: “We will wait,”] [source: Ines Brandt, the pilot,] [cue: said]. [content: “And then sail.”]", manner=Manner.DIRECT
    )


def test_a_content_in_two_pieces_is_one_discontinuous_annotation(reading: Reading) -> None:
    _, annotations = to_brat(reading)
    assert annotations.splitlines()[0] == "T1\tContent 0 15;46 62\t“We will wait,” “And then sail.”"


def test_source_cue_and_grade_are_relations_and_attributes_of_the_content(reading: Reading) -> None:
    _, annotations = to_brat(reading)
    assert "source Arg1:T1 Arg2:T3" in annotations
    assert "Held T1 asserted" in annotations
    assert "AnnotatorNotes T1\ta1" in annotations


@given(readings())
def test_a_round_trip_loses_nothing(reading: Reading) -> None:
    text, annotations = to_brat(reading)
    assert text == reading.page.text
    assert from_brat(reading, annotations) == reading


@given(readings())
def test_every_annotation_stands_where_it_says(reading: Reading) -> None:
    text, annotations = to_brat(reading)
    for line in annotations.split("\n"):
        if line.startswith("T"):
            _, place, words = line.split("\t", 2)
            ranges = [tuple(map(int, part.split())) for part in re.sub(r"\S+ ", "", place, count=1).split(";")]
            assert " ".join(text[start:end] for start, end in ranges).replace("\n", " ") == words


def test_a_correction_changes_what_it_names_and_nothing_else(reading: Reading) -> None:
    _, annotations = to_brat(reading)
    corrected = from_brat(reading, annotations.replace("Held T1 asserted", "Held T1 wanted")).attributions[0]
    assert corrected.held is Held.WANTED
    assert corrected.source == reading.attributions[0].source
    assert corrected.score == reading.attributions[0].score


def test_what_is_deleted_in_brat_is_gone_and_what_is_added_is_there(reading: Reading) -> None:
    added = from_brat(reading, "T9\tContent 16 28\tInes Brandt,\n")
    assert [(one.id, one.content) for one in added.attributions] == [("a2", ((16, 28),))]


@pytest.mark.parametrize(
    ("annotations", "named"),
    [
        ("T1\tContent 0 5\twrong\n", "Line 1"),
        ("T1\tContent 0 900\tno\n", "Line 1"),
        ("nonsense\n", "nonsense"),
        ("A1\tHeld T7 hedged\n", "T7"),
        ("T1\tContent 0 3\t“We\nR1\tsource Arg1:T1 Arg2:T5\n", "T5"),
        ("T1\tContent 0 3\t“We\nA1\tHeld T1 perhaps\n", "perhaps"),
    ],
)
def test_a_broken_file_is_refused_by_line(reading: Reading, annotations: str, named: str) -> None:
    with pytest.raises(ReadingError, match=named):
        from_brat(reading, annotations)
