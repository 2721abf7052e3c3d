"""The contact network as other programs read it; networkx is what reads it here."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree

import pytest

from sayso.corpus.contacts import Network
from sayso.corpus.records import Edge, Evidence, Node
from sayso.exports.graphs import network_to_csv, network_to_json, to_followthemoney, to_gexf, to_graphml
from sayso.reading import Span

HOSTILE = 'Ada <Quill> & "co" \x00\x1b\ud800 ]]> \'=1+1'


def evidence(status: str = "stated") -> Evidence:
    return Evidence(
        "ab12",
        "https://bell.example/1",
        "The Bell",
        "2021-03-01",
        Span(4, 7),
        "met",
        "They met.",
        status,
        "2021-03",
        None,
        1,
        ("The Bell",),
        "The Bell",
    )


def edge(number: int, *, first: str | None, last: str | None, directed: bool = False) -> Edge:
    kind = "ACCUSE" if directed else "CONSULT"
    return Edge(HOSTILE, 1, "Boris Vell", 2 + number, kind, directed, 1, 1, 0, 2, 1, first, last, 0, 1, (evidence(), evidence("negated")))


@pytest.fixture
def network() -> Network:
    edges = (
        edge(0, first="2021-03", last="2021-04-02"),
        edge(1, first=None, last=None),
        edge(1, first="2021-W41", last="2021-W41", directed=True),
    )
    nodes = (Node(1, HOSTILE, "person", 3), Node(2, "Boris Vell", "person", 1), Node(3, "Harbour Board", "organization", 2))
    return Network(nodes, edges)


def test_graphml_is_read_by_networkx(network: Network) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    simple = Network(network.nodes, network.edges[:2])
    graph = networkx.parse_graphml(to_graphml(simple))
    assert set(graph.nodes) == {"v1", "v2", "v3"}
    assert graph.nodes["v2"] == {"name": "Boris Vell", "kind": "person", "n_edges": 1}
    data = graph.edges["v1", "v2"]
    assert (data["n_negated"], data["first"]) == (1, "2021-03")
    assert json.loads(data["evidence"])[1]["status"] == "negated"


def test_graphml_marks_which_edges_have_a_direction(network: Network) -> None:
    root = ElementTree.fromstring(to_graphml(network))
    edges = root.findall(".//{http://graphml.graphdrawing.org/xmlns}edge")
    assert [one.get("directed") for one in edges] == ["false", "false", "true"]


def test_gexf_is_read_by_networkx(network: Network) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    simple = Network(network.nodes, network.edges[:2])
    text = to_gexf(simple).replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    graph = networkx.readwrite.gexf.GEXFReader(version="1.2draft")(io.BytesIO(text.encode()))
    assert set(graph.nodes) == {"v1", "v2", "v3"}


def test_gexf_has_dates_where_they_are_days(network: Network) -> None:
    root = ElementTree.fromstring(to_gexf(network))
    space = "{http://gexf.net/1.3}"
    assert root.get("version") == "1.3"
    assert root.find(f"{space}graph").attrib["timeformat"] == "date"  # type: ignore[union-attr]  # it is there
    edges = root.findall(f".//{space}edge")
    assert [(one.get("start"), one.get("end")) for one in edges] == [("2021-03-01", "2021-04-02"), (None, None), (None, None)]
    assert [one.get("type") for one in edges] == ["undirected", "undirected", "directed"]
    node = root.find(f".//{space}node")
    assert node is not None
    assert node.get("label") == HOSTILE.replace("\x00", "�").replace("\x1b", "�").replace("\ud800", "�")


def test_csv_and_json_hold_every_edge(network: Network) -> None:
    nodes, edges = network_to_csv(Network(network.nodes[1:], ()))
    assert nodes.splitlines() == ["voice_id,name,kind,n_edges", "2,Boris Vell,person,1", "3,Harbour Board,organization,2"]
    assert edges.startswith("one,one_id,other,other_id,type,directed")
    data = json.loads(network_to_json(network))
    assert [len(data["nodes"]), len(data["edges"])] == [3, 3]
    assert data["edges"][0]["evidence"][0]["anchor"] == [4, 7]


def test_followthemoney_links_two_parties(network: Network) -> None:
    entities = list(to_followthemoney(network))
    assert [entity["schema"] for entity in entities] == ["Person", "Person", "Organization", "UnknownLink", "UnknownLink", "UnknownLink"]
    ids = {entity["id"] for entity in entities}
    assert len(ids) == 6
    link = entities[3]["properties"]
    assert {*link["subject"], *link["object"]} <= ids
    assert link["sourceUrl"] == ["https://bell.example/1"]
    assert link["description"][1] == "negated: met [The Bell; https://bell.example/1 4-7]"
