"""Readings as PROV-JSON (W3C Member Submission of 24 April 2013), by the terms of PROV-DM.

Decides how a chain of custody is said in PROV: each statement is an entity as the page has it, and one more for each hand it passed
through, each attributed to its holder; what one hand has derives from what the next one had, as a quotation (`prov:Quotation`) where the
words were kept; and the mouth's own is the primary source (`prov:PrimarySource`).
"""

from __future__ import annotations

import re
from typing import Any, Final

from sayso.exports.web_annotation import name_page
from sayso.reading import Attribution, Manner, Reading, VoiceKind

NAMESPACE: Final = "urn:sayso:reading:"
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")

JsonObject = dict[str, Any]  # what `json` makes of an object

_AGENTS: Final = {
    VoiceKind.PERSON: "prov:Person",
    VoiceKind.UNNAMED: "prov:Person",
    VoiceKind.ORGANIZATION: "prov:Organization",
    VoiceKind.OUTLET: "prov:Organization",
}


def to_prov(reading: Reading) -> JsonObject:
    """The reading as a PROV-JSON document: prefixes, entities, agents, and what ties them."""
    document: JsonObject = {
        "prefix": {"sayso": NAMESPACE, "dcterms": "http://purl.org/dc/terms/"},
        "entity": {"sayso:page": _page(reading)},
        "agent": {_local(voice.id): _agent(voice.name, voice.kind) for voice in reading.voices},
        "wasAttributedTo": {},
        "wasDerivedFrom": {},
    }
    if reading.voices:
        _attribute(document, "sayso:page", reading.voices[0].id)
    for attribution in reading.attributions:
        _add_statement(document, reading, attribution)
    return {key: value for key, value in document.items() if value}


def _page(reading: Reading) -> JsonObject:
    page = reading.page
    known = {"prov:label": page.headline, "dcterms:identifier": name_page(page), "dcterms:created": page.published}
    return {key: value for key, value in known.items() if value}


def _agent(name: str, kind: VoiceKind) -> JsonObject:
    agent: JsonObject = {"prov:label": name, "sayso:kind": kind.value}
    return agent | ({"prov:type": _name(_AGENTS[kind])} if kind in _AGENTS else {})


def _add_statement(document: JsonObject, reading: Reading, attribution: Attribution) -> None:
    """One entity a hand: `a3` as the page has it, `a3.1` as the first hand had it, and so on to the mouth."""
    name = _local(attribution.id)
    document["entity"][name] = {
        "prov:value": reading.page.words(attribution.content),
        "sayso:manner": attribution.manner.value,
        "sayso:held": attribution.held.value,
        "sayso:reported": attribution.reported.value,
        "sayso:score": attribution.score,
    }
    _derive(document, name, "sayso:page", None)
    hands = [link.voice for link in attribution.chain[1:]] or ([attribution.voice] if attribution.voice else [])
    if attribution.chain:
        _attribute(document, name, attribution.chain[0].voice)
    kept = None if attribution.manner is Manner.INDIRECT else "prov:Quotation"
    before = name
    for number, voice in enumerate(hands, 1):
        hand = f"{name}.{number}"
        document["entity"][hand] = {"prov:label": f"{attribution.id}, hand {number}"}
        _attribute(document, hand, voice)
        _derive(document, before, hand, kept)
        before = hand
    if hands:
        _derive(document, name, before, "prov:PrimarySource")


def _local(identifier: str) -> str:
    """The qualified name of an id; one that no qualified name may hold (our own ids never are) by its bytes."""
    return f"sayso:{identifier}" if _NAME.fullmatch(identifier) else f"sayso:x{identifier.encode('utf-8', 'surrogatepass').hex()}"


def _attribute(document: JsonObject, entity: str, voice: str) -> None:
    relations = document["wasAttributedTo"]
    relations[f"_:t{len(relations) + 1}"] = {"prov:entity": entity, "prov:agent": _local(voice)}


def _derive(document: JsonObject, made: str, used: str, kind: str | None) -> None:
    relations = document["wasDerivedFrom"]
    typed = {"prov:type": _name(kind)} if kind else {}
    relations[f"_:d{len(relations) + 1}"] = {"prov:generatedEntity": made, "prov:usedEntity": used} | typed


def _name(term: str) -> JsonObject:
    return {"$": term, "type": "prov:QUALIFIED_NAME"}
