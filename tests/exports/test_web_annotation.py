"""W3C Web Annotations: by the letter of the model, and both selectors of every target select the same words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given, settings

from sayso.errors import ReadingError
from sayso.exports.web_annotation import CONTEXT, find_targets, to_web_annotations
from sayso.reading import Reading, Span
from tests.helpers import reading_of
from tests.strategies import readings

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
TERMS = {
    "oa": str(OA),
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@id"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "items": {"@id": "https://www.w3.org/ns/activitystreams#items", "@container": "@list"},
    "Annotation": "oa:Annotation", "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
}  # fmt: skip
"""The terms of the standard's context that an annotation of ours uses, so that the parser need not fetch it."""


def as_graph(reading: Reading) -> rdflib.Graph:
    """What a JSON-LD parser that is not ours understands of the annotations."""
    page = to_web_annotations(reading)
    assert page["@context"] == CONTEXT
    return rdflib.Graph().parse(data=json.dumps(page | {"@context": TERMS}), format="json-ld", base="http://example.org/")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # within the parser itself
def test_a_json_ld_parser_finds_target_selectors_and_words() -> None:
    reading = reading_of("[source: Ines Brandt] [cue: said] [content: the harbour was shut].")
    graph = as_graph(replace(reading, page=replace(reading.page, url="https://ledger.example/a?b=1")))
    (annotation,) = graph.subjects(rdflib.RDF.type, OA.Annotation)
    (target,) = graph.objects(annotation, OA.hasTarget)
    assert list(graph.objects(target, OA.hasSource)) == [rdflib.URIRef("https://ledger.example/a?b=1")]
    assert [str(value) for value in graph.objects(None, OA.exact)] == ["the harbour was shut"]
    assert [int(value) for value in graph.objects(None, OA.start)] == [17]


@given(readings())
def test_both_selectors_of_every_target_select_the_same_words(reading: Reading) -> None:
    for annotation in to_web_annotations(reading)["items"]:
        for target in annotation["target"]:
            quote, position = target["selector"]
            assert reading.page.text[position["start"] : position["end"]] == quote["exact"]
            assert reading.page.text[: position["start"]].endswith(quote["prefix"])
            assert reading.page.text[position["end"] :].startswith(quote["suffix"])


@given(readings())
@settings(max_examples=50)
def test_an_annotation_leads_back_to_its_content(reading: Reading) -> None:
    for attribution, annotation in zip(reading.attributions, to_web_annotations(reading)["items"], strict=True):
        assert find_targets(reading.page, annotation) == attribution.content


def test_words_that_moved_are_found_by_their_context() -> None:
    reading = reading_of("[source: Ines Brandt] [cue: said] [content: the harbour was shut].")
    annotation = to_web_annotations(reading)["items"][0]
    moved = replace(reading.page, text="Update: " + reading.page.text)
    assert find_targets(moved, annotation) == (Span(25, 45),)


def test_an_orphan_is_refused() -> None:
    reading = reading_of("[source: Ines Brandt] [cue: said] [content: the harbour was shut].")
    annotation = to_web_annotations(reading)["items"][0]
    with pytest.raises(ReadingError, match="orphan"):
        find_targets(replace(reading.page, text="Something else altogether."), annotation)
