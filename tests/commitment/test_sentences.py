"""Invented sentences of news with the commitment that READING.md gives them; all are right, and a new one starts with its answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.commitment import explain_commitment, grade_commitment
from sayso.reading import Manner, Reading
from tests.helpers import reading_of

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read_sentence(sentence: str) -> Reading:
    """The reading of a marked sentence; its manner is direct where quotation marks enclose the content."""
    reading = reading_of(sentence)
    (attribution,) = reading.attributions
    content = reading.page.text[attribution.content[0].start : attribution.content[-1].end]
    manner = Manner.DIRECT if content.startswith("“") and content.endswith("”") else Manner.INDIRECT
    return replace(reading, attributions=(replace(attribution, manner=manner),))


@pytest.mark.parametrize(("held", "reported", "sentence"), ROWS)
def test_sentence_is_held_and_reported_as_the_terms_say(held: str, reported: str, sentence: str) -> None:
    (attribution,) = grade_commitment(read_sentence(sentence)).attributions

    assert (attribution.held, attribution.reported) == (held, reported)


@pytest.mark.parametrize("sentence", [row[2] for row in ROWS])
def test_words_that_decide_lie_in_the_page_and_give_the_same_answer(sentence: str) -> None:
    reading = read_sentence(sentence)
    (graded,) = grade_commitment(reading).attributions

    commitment = explain_commitment(reading, graded)

    assert (commitment.held.value, commitment.reported.value) == (graded.held, graded.reported)
    for ground in commitment:
        assert ground.rule
        assert ground.evidence is None or reading.page[ground.evidence].strip()
