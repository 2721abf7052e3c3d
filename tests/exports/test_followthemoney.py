"""Contacts as entities of followthemoney, held against what its schema asks for, written down here by hand: the library is too large."""

from __future__ import annotations

import json
import re

from sayso.corpus.contacts import Network
from sayso.corpus.records import Node
from sayso.exports.followthemoney import to_followthemoney
from tests.exports.networks import ACCUSED, MEETINGS, MET, MIXED, make_edge

THING = {"name", "summary", "description", "keywords", "publisher", "sourceUrl", "proof"}
INTERVAL = {"startDate", "endDate", "summary", "description", "publisher", "sourceUrl", "proof"}
PROPERTIES = {
    "Person": THING,
    "Organization": THING,
    "LegalEntity": THING,
    "Article": THING | {"fileName", "title", "publishedAt"},
    "UnknownLink": INTERVAL | {"subject", "object", "role", "status"},
    "Event": THING | INTERVAL | {"location", "involved"},
}
REQUIRED = {"Article": {"fileName", "name"}, "UnknownLink": {"subject", "object"}, "Event": {"name"}}
ENTITIES = {"proof": {"Article"}, "involved": {"Person", "Organization", "LegalEntity"}}
DATES = {"startDate", "endDate", "publishedAt"}
PARTIES = Network((*MIXED.nodes, Node(4, "critics", "group", 0), Node(5, "an official", "unnamed", 0)), MIXED.edges)


def test_entities_keep_to_the_schema() -> None:
    entities = list(to_followthemoney(PARTIES))
    schemata = {entity["id"]: entity["schema"] for entity in entities}
    assert len(schemata) == len(entities)
    for entity in entities:
        properties = entity["properties"]
        assert set(entity) == {"id", "schema", "properties"}
        assert set(properties) <= PROPERTIES[entity["schema"]]
        assert set(properties) >= REQUIRED.get(entity["schema"], {"name"})
        for name, values in properties.items():
            assert values
            assert all(isinstance(value, str) for value in values)
            if name in DATES:
                assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value) for value in values)
            if name in ENTITIES:
                assert {schemata[value] for value in values} <= ENTITIES[name]
    json.dumps(entities)


def test_parties_are_persons_organizations_or_legal_entities() -> None:
    assert [entity["schema"] for entity in to_followthemoney(PARTIES)][:5] == [
        "Person",
        "Person",
        "Organization",
        "LegalEntity",
        "Person",
    ]


def test_link_goes_from_party_to_party_and_is_proven_by_pages() -> None:
    entities = {entity["id"]: entity for entity in to_followthemoney(Network(MIXED.nodes, (ACCUSED,)))}
    (link,) = [entity["properties"] for entity in entities.values() if entity["schema"] == "UnknownLink"]
    assert entities[link["subject"][0]]["properties"]["name"] == [MIXED.nodes[0].name]
    assert entities[link["object"][0]]["properties"]["name"] == ["Harbour Board"]
    assert (link["role"], link["status"], link["startDate"], link["endDate"]) == (
        ["ACCUSE"],
        ["stated", "negated"],
        ["2021-10-11"],
        ["2021-10-17"],
    )
    assert link["description"][1] == "negated: met [The Bell; https://bell.example/ab12 40-43]"
    assert [entities[page]["properties"]["sourceUrl"] for page in link["proof"]] == [["https://bell.example/ab12"]]


def test_each_place_that_tells_of_an_event_is_one_event() -> None:
    events = [entity["properties"] for entity in to_followthemoney(Network(MEETINGS.nodes, (MET,))) if entity["schema"] == "Event"]
    assert [event["keywords"] for event in events] == [["CONSULT", "stated"], ["CONSULT", "negated"]]
    assert [event["startDate"] for event in events] == [["2021-03"], ["2021-04-02"]]


def test_three_who_met_are_one_event() -> None:
    day = "2021-03-09"
    edges = (make_edge(2, first=day, last=day), make_edge(3, first=day, last=day), make_edge(3, one=2, first=day, last=day))
    entities = list(to_followthemoney(Network(MIXED.nodes, edges)))
    assert [len(entity["properties"]["involved"]) for entity in entities if entity["schema"] == "Event"] == [3, 3]
    assert sum(entity["schema"] == "UnknownLink" for entity in entities) == 3
