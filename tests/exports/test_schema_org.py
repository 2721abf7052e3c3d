"""schema.org: a news article with its quotations, understood by a JSON-LD parser that is not ours."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given

from sayso.exports.schema_org import to_schema_org
from sayso.reading import Manner, Reading, Voice, VoiceKind
from tests.helpers import reading_of
from tests.strategies import readings

SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # within the parser itself
def test_a_quotation_names_who_spoke_it() -> None:
    reading = reading_of("[content: “No,”] [source: Ines Brandt] [cue: said].", manner=Manner.DIRECT, voice="v1")
    reading = replace(reading, voices=(*reading.voices, Voice("v1", VoiceKind.PERSON, "Ines Brandt")))
    data = to_schema_org(reading) | {"@context": {"@vocab": str(SCHEMA)}}
    graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
    (quotation,) = graph.subjects(rdflib.RDF.type, SCHEMA.Quotation)
    assert str(graph.value(quotation, SCHEMA.text)) == "No,"
    assert str(graph.value(graph.value(quotation, SCHEMA.spokenByCharacter), SCHEMA.name)) == "Ines Brandt"


def test_only_the_quoted_words_of_a_mixed_content_are_a_quotation() -> None:
    reading = reading_of("[source: Brandt] [cue: said] [content: the sea was “a beast” that day].", manner=Manner.MIXED)
    assert [part["text"] for part in to_schema_org(reading)["hasPart"]] == ["a beast"]


def test_what_is_told_in_the_pages_own_words_is_no_quotation() -> None:
    assert to_schema_org(reading_of("[source: Brandt] [cue: said] [content: the sea was rough]."))["hasPart"] == []


@given(readings())
def test_no_reading_has_a_claim_review(reading: Reading) -> None:
    assert "ClaimReview" not in [part["@type"] for part in to_schema_org(reading)["hasPart"]]
