"""The contact network as other programs read it; networkx is what reads it here."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from sayso.corpus.contacts import Network
from sayso.exports.graphs import network_to_csv, network_to_json, to_gexf, to_graphml
from sayso.exports.rows import to_plain
from tests.exports.networks import ACCUSATIONS, HOSTILE, MEETINGS, MET, MIXED

GEXF = "{http://gexf.net/1.3}"


def read_graphml(network: Network) -> Any:  # a graph of networkx
    return pytest.importorskip("networkx", reason="networkx is not installed").parse_graphml(to_graphml(network))


def read_gexf(network: Network) -> Any:  # as above
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    return networkx.read_gexf(io.BytesIO(to_gexf(network).encode()), version="1.3")


@pytest.mark.parametrize("read", [read_graphml, read_gexf])
def test_meetings_alone_are_read_without_a_direction(read: Any) -> None:  # a function
    graph = read(MEETINGS)
    assert not graph.is_directed()
    assert set(graph.nodes) == {"v1", "v2", "v3"}
    assert (graph.nodes["v2"]["name"], graph.nodes["v2"]["kind"], graph.nodes["v2"]["n_edges"]) == ("Boris Vell", "person", 1)
    data = graph.edges["v1", "v2"]
    assert (data["n_negated"], data["first"], data["mutual"]) == (1, "2021-03", True)
    assert json.loads(data["evidence"])[1]["status"] == "negated"


@pytest.mark.parametrize("read", [read_graphml, read_gexf])
def test_accusations_alone_are_read_with_their_direction(read: Any) -> None:  # a function
    graph = read(ACCUSATIONS)
    assert graph.is_directed()
    assert {(one, other): data["mutual"] for one, other, data in graph.edges(data=True)} == {("v1", "v3"): False, ("v2", "v1"): False}


@pytest.mark.parametrize("read", [read_graphml, read_gexf])
def test_meetings_and_accusations_together_lose_nothing(read: Any) -> None:  # a function
    graph = read(MIXED)
    assert graph.is_directed()
    found = {key: (one, other, data) for one, other, key, data in graph.edges(keys=True, data=True)}
    assert {key: ends[:2] for key, ends in found.items()} == {
        "e0": ("v1", "v2"),
        "e0-back": ("v2", "v1"),
        "e1": ("v1", "v3"),
        "e1-back": ("v3", "v1"),
        "e2": ("v1", "v3"),
        "e3": ("v2", "v1"),
    }
    once = [found[f"e{number}"][2] for number in range(4)]
    assert [data["mutual"] for data in once] == [not edge.directed for edge in MIXED.edges]
    for data, edge in zip(once, MIXED.edges, strict=True):
        assert json.loads(data["evidence"]) == to_plain(edge.evidence)
        assert (data["type"], data.get("first"), data["n_pages"]) == (edge.type, edge.first, edge.n_pages)
    assert found["e0"][2]["evidence"] == found["e0-back"][2]["evidence"]


def test_gexf_keeps_by_the_grammar_of_its_standard() -> None:
    from lxml import etree

    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("gexf.rng")))
    for network in (MEETINGS, ACCUSATIONS, MIXED, Network((), ())):
        grammar.assertValid(etree.fromstring(to_gexf(network).encode()))
    broken = to_gexf(MIXED).replace('type="directed"', 'type="sideways"')
    assert not grammar.validate(etree.fromstring(broken.encode()))


def test_gexf_has_a_spell_for_each_time_that_is_told() -> None:
    root = ElementTree.fromstring(to_gexf(MIXED))
    assert root.find(f"{GEXF}graph").attrib["timeformat"] == "date"  # type: ignore[union-attr]  # it is there
    edges = {edge.get("id"): edge for edge in root.iter(f"{GEXF}edge")}
    days = {name: [(spell.get("start"), spell.get("end")) for spell in edge.iter(f"{GEXF}spell")] for name, edge in edges.items()}
    assert days["e0"] == days["e0-back"] == [("2021-03-01", "2021-03-31"), ("2021-04-02", "2021-04-02")]
    assert days["e1"] == []
    assert days["e2"] == [("2021-10-11", "2021-10-17")]
    assert [edges[name].get("start") for name in ("e0", "e1", "e2")] == ["2021-03-01", None, "2021-10-11"]
    assert [edges[name].get("end") for name in ("e0", "e1", "e2")] == ["2021-04-02", None, "2021-10-17"]
    assert ElementTree.fromstring(to_gexf(Network((), ()))).find(f"{GEXF}graph").get("mode") == "static"  # type: ignore[union-attr]  # as above


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    clean = HOSTILE.replace("\x00", "�").replace("\x1b", "�").replace("\ud800", "�")
    node = ElementTree.fromstring(to_gexf(MIXED)).find(f".//{GEXF}node")
    assert node is not None
    assert node.get("label") == clean
    assert read_graphml(MIXED).nodes["v1"]["name"] == clean


def test_csv_and_json_hold_every_edge() -> None:
    nodes, edges = network_to_csv(Network(MIXED.nodes[1:], ()))
    assert nodes.splitlines() == ["voice_id,name,kind,n_edges", "2,Boris Vell,person,1", "3,Harbour Board,organization,2"]
    assert edges.startswith("one,one_id,other,other_id,type,directed")
    data = json.loads(network_to_json(MIXED))
    assert [len(data["nodes"]), len(data["edges"])] == [3, 4]
    assert data["edges"][0]["evidence"][0]["anchor"] == list(MET.evidence[0].anchor)
