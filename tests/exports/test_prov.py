"""PROV-JSON: read back by the reference library, with each hand of a chain as an entity of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from prov.model import ProvAttribution, ProvDerivation, ProvDocument

from sayso.exports.prov import to_prov
from sayso.reading import Link, Manner, Reading, Voice, VoiceKind
from tests.helpers import reading_of
from tests.strategies import readings


def parse(reading: Reading) -> ProvDocument:
    return ProvDocument.deserialize(StringIO(json.dumps(to_prov(reading))), format="json")


@pytest.fixture
def reading() -> Reading:
    one = reading_of("The Gull has it that [source: Ines Brandt] [cue: said] [content: “no”].", manner=Manner.DIRECT)
    voices = (*one.voices, Voice("v1", VoiceKind.OUTLET, "The Gull"), Voice("v2", VoiceKind.PERSON, "Ines Brandt"))
    attribution = replace(one.attributions[0], voice="v2", chain=(Link("v0", None), Link("v1", None), Link("v2", None)))
    return replace(one, voices=voices, attributions=(attribution,))


def test_what_one_hand_has_derives_from_what_the_next_one_had(reading: Reading) -> None:
    pairs = {(str(r.args[0]), str(r.args[1])) for r in parse(reading).get_records(ProvDerivation)}
    assert {("sayso:a1", "sayso:a1.1"), ("sayso:a1.1", "sayso:a1.2"), ("sayso:a1", "sayso:a1.2")} <= pairs


def test_words_that_were_kept_are_a_quotation_and_the_mouth_is_the_primary_source(reading: Reading) -> None:
    kinds = {
        (str(r.args[0]), str(r.args[1])): {str(kind) for kind in r.get_asserted_types()} for r in parse(reading).get_records(ProvDerivation)
    }
    assert kinds[("sayso:a1", "sayso:a1.1")] == {"prov:Quotation"}
    assert kinds[("sayso:a1", "sayso:a1.2")] == {"prov:PrimarySource"}


def test_every_hand_is_attributed_to_its_holder(reading: Reading) -> None:
    held = {(str(r.args[0]), str(r.args[1])) for r in parse(reading).get_records(ProvAttribution)}
    assert {("sayso:a1", "sayso:v0"), ("sayso:a1.1", "sayso:v1"), ("sayso:a1.2", "sayso:v2")} <= held


@given(readings())
@settings(max_examples=50)
def test_any_reading_is_a_document_that_the_reference_library_takes(reading: Reading) -> None:
    safe = {v.id: f"v{n}" for n, v in enumerate(reading.voices)}
    assert len(list(parse(reading).get_records(ProvAttribution))) >= bool(safe)
