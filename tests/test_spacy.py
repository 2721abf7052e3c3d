"""The spaCy component: spans of a `Doc` are the words of the reading. Runs where spaCy is installed."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is not installed; pip install spacy to run these")

TEXT = "The ferry stays in port.\n\n“No crew, no ferry,” said Ines Brandt, the harbour master. 🚢 Brandt said that she had asked twice."


@pytest.fixture(scope="module")
def doc() -> object:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    return nlp(TEXT)


def test_the_entry_point_makes_the_component_known() -> None:
    assert [point.value for point in entry_points(group="spacy_factories", name="sayso")] == ["sayso.spacy:make_component"]


def test_spans_are_the_words_of_the_reading(doc: object) -> None:
    reading = doc._.sayso  # type: ignore[attr-defined]
    spans = doc.spans["sayso"]  # type: ignore[attr-defined]
    words = {(span.id_, span.label_, span.text) for span in spans}
    first = reading.attributions[0]
    assert (first.id, "CONTENT", "“No crew, no ferry,”") in words
    assert (first.id, "CUE", "said") in words


def test_an_empty_doc_has_no_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sayso")
    assert len(nlp("").spans["sayso"]) == 0
