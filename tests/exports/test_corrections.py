"""Corrections as Web Annotations, whose two selectors agree, and as lines to train on."""

from __future__ import annotations

import json

from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.exports.corrections import corrections_to_annotations, corrections_to_training
from sayso.reading import Held, Reading, Span

MADE = "2024-05-03T10:00:00+00:00"
CORRECTIONS = (
    Correction(CorrectionKind.ACCEPT, "a1", 1, made=MADE),
    Correction(CorrectionKind.COMMITMENT, "a3", 2, held=Held.HEDGED, made=MADE),
    Correction(CorrectionKind.REJECT, "a2", 3, note="no “speech” at all", made=MADE),
    Correction(CorrectionKind.ADD, "u4", 4, content=(Span(0, 5),), voice="v1", made=MADE),
)


def test_the_two_selectors_of_every_annotation_agree(nested_reading: Reading) -> None:
    page = corrections_to_annotations(nested_reading, CORRECTIONS, "https://news.example/flood")
    text = nested_reading.page.text
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert [one["motivation"] for one in page["items"]] == ["assessing", "editing", "assessing", "editing"]
    for one in page["items"]:
        quote, position = one["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert one["created"].endswith("Z")
        assert json.loads(one["body"][0]["value"])["kind"] in list(CorrectionKind)
    assert len({one["id"] for one in page["items"]}) == 4


def test_a_line_to_train_on_has_the_statement_before_and_after(nested_reading: Reading) -> None:
    lines = [json.loads(line) for line in corrections_to_training(nested_reading, CORRECTIONS)]
    assert [line["correction"]["kind"] for line in lines] == ["accept", "commitment", "reject", "add"]
    assert lines[0]["before"] == lines[0]["after"]
    assert (lines[1]["before"]["held"], lines[1]["after"]["held"]) == ("denied", "hedged")
    assert lines[2]["after"] is None
    assert lines[3]["before"] is None
    assert all(line["text"] == nested_reading.page.text for line in lines)
