"""The contact network as GraphML, GEXF 1.3 with dates, CSV and JSON.

Decides what stands in each: nodes are parties, edges what joins them, and each edge has the counts, the dates, and every page and range
that states or negates it. By the letter of http://graphml.graphdrawing.org/specification.html and https://gexf.net/schema.html (version
1.3); characters that XML 1.0 cannot hold become U+FFFD.

Meetings have no direction, accusations have one, and a network may hold both. Both standards allow that; networkx reads no such file, and
Gephi does not know the type "mutual" that GEXF has for it. So where some edges have a direction, every edge is written with one, and what
has none is written as two, there and back: "e3" and "e3-back", which say the same, with the attribute `mutual` true. Whoever wants each
of them once leaves out the ones whose id ends in "-back".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from sayso.corpus.contacts import Network
from sayso.corpus.dates import days_of
from sayso.corpus.records import Edge, Node
from sayso.exports.rows import rows_to_csv, to_plain

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NODE_FIELDS: Final = (("name", "string"), ("kind", "string"), ("n_edges", "int"))
_EDGE_FIELDS: Final = (
    ("type", "string"),
    ("n_stated", "int"),
    ("n_negated", "int"),
    ("n_hypothetical", "int"),
    ("n_pages", "int"),
    ("n_origins", "int"),
    ("first", "string"),
    ("last", "string"),
    ("least_hands", "int"),
    ("most_hands", "int"),
    ("evidence", "string"),
)
_ARC_FIELDS: Final = (("mutual", "boolean"),)


class _Arc(NamedTuple):
    """An edge as it is written: its id, its ends, and whether what it stands for goes both ways."""

    id: str
    source: int
    target: int
    mutual: bool
    edge: Edge


def _find_arcs(network: Network) -> Iterator[_Arc]:
    """The edges as they are written: those without a direction twice where others have one."""
    both = _is_directed(network)
    for number, edge in enumerate(network.edges):
        yield _Arc(f"e{number}", edge.one_id, edge.other_id, not edge.directed, edge)
        if both and not edge.directed:
            yield _Arc(f"e{number}-back", edge.other_id, edge.one_id, True, edge)


def _is_directed(network: Network) -> bool:
    return any(edge.directed for edge in network.edges)


def _direction(network: Network) -> str:
    return "directed" if _is_directed(network) else "undirected"


def to_graphml(network: Network) -> str:
    """The network as GraphML."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for what, fields in (("node", _NODE_FIELDS), ("edge", (*_EDGE_FIELDS, *_ARC_FIELDS))):
        lines += [f'  <key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>' for name, kind in fields]
    lines.append(f'  <graph id="contacts" edgedefault="{_direction(network)}">')
    for node in network.nodes:
        lines += [f'    <node id="v{node.voice_id}">', *_data("node", _NODE_FIELDS, node), "    </node>"]
    for arc in _find_arcs(network):
        lines += [f'    <edge id="{arc.id}" source="v{arc.source}" target="v{arc.target}">', *_data("edge", _EDGE_FIELDS, arc.edge)]
        lines += [*_data("edge", _ARC_FIELDS, arc), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _data(what: str, fields: Iterable[tuple[str, str]], record: Node | Edge | _Arc) -> Iterator[str]:
    for name, value in _values(fields, record):
        yield f'      <data key="{what}_{name}">{escape(value)}</data>'


def _values(fields: Iterable[tuple[str, str]], record: Node | Edge | _Arc) -> Iterator[tuple[str, str]]:
    """The values of a record's fields as text, those that are known."""
    for name, _ in fields:
        value = getattr(record, name)
        if name == "evidence":
            value = json.dumps(to_plain(value), ensure_ascii=False)
        elif isinstance(value, bool):
            value = str(value).lower()
        if value is not None:
            yield name, _xml(str(value))


def _xml(text: str) -> str:
    return _NOT_XML.sub("�", text)


# ---------------------------------------------------------------- GEXF


def to_gexf(network: Network) -> str:
    """The network as GEXF 1.3, with the days of each edge whose dates are known, so that a viewer can play it."""
    dated = any(_spells(edge) for edge in network.edges)
    mode = ' mode="dynamic" timeformat="date"' if dated else ' mode="static"'
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f'  <graph defaultedgetype="{_direction(network)}"{mode}>',
    ]
    for what, fields in (("node", _NODE_FIELDS), ("edge", (*_EDGE_FIELDS, *_ARC_FIELDS))):
        kinds = [(name, "integer" if kind == "int" else kind) for name, kind in fields]
        lines += [f'    <attributes class="{what}" mode="static">']
        lines += [f'      <attribute id="{what}_{name}" title="{name}" type="{kind}"/>' for name, kind in kinds]
        lines += ["    </attributes>"]
    lines.append("    <nodes>")
    for node in network.nodes:
        lines += [f'      <node id="v{node.voice_id}" label={quoteattr(_xml(node.name))}>', *_attvalues(("node", _NODE_FIELDS, node))]
        lines += ["      </node>"]
    lines += ["    </nodes>", "    <edges>"]
    direction = _direction(network)
    for arc in _find_arcs(network):
        lines += [f"      <edge {_gexf_edge(arc, direction)}>", *_attvalues(("edge", _EDGE_FIELDS, arc.edge), ("edge", _ARC_FIELDS, arc))]
        lines += [*_write_spells(arc.edge), "      </edge>"]
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""])


def _gexf_edge(arc: _Arc, direction: str) -> str:
    """The attributes of an edge. Its kind is the type of event, by which Gephi keeps apart what joins the same two parties."""
    kind = quoteattr(arc.edge.type)
    spells = _spells(arc.edge)
    when = f' start="{spells[0][0]}" end="{max(end for _, end in spells)}"' if spells else ""
    ends = f'source="v{arc.source}" target="v{arc.target}" type="{direction}"'
    return f'id="{arc.id}" {ends} kind={kind} label={kind} weight="{max(arc.edge.n_origins, 1)}.0"{when}'


def _attvalues(*parts: tuple[str, Iterable[tuple[str, str]], Node | Edge | _Arc]) -> Iterator[str]:
    yield "        <attvalues>"
    for what, fields, record in parts:
        for name, value in _values(fields, record):
            yield f'          <attvalue for="{what}_{name}" value={quoteattr(value)}/>'
    yield "        </attvalues>"


def _write_spells(edge: Edge) -> Iterator[str]:
    if spells := _spells(edge):
        yield "        <spells>"
        yield from (f'          <spell start="{start}" end="{end}"/>' for start, end in spells)
        yield "        </spells>"


def _spells(edge: Edge) -> list[tuple[str, str]]:
    """The first and the last day of each time that the places of an edge tell of, as xsd:date, in order; empty where none is dated."""
    found = {days_of(date) for date in (edge.first, edge.last, *(evidence.date for evidence in edge.evidence)) if date}
    return sorted((start.isoformat(), end.isoformat()) for start, end in filter(None, found))


# ---------------------------------------------------------------- tables


def network_to_csv(network: Network, *, raw: bool = False) -> tuple[str, str]:
    """The nodes and the edges as two tables of CSV."""
    return rows_to_csv(network.nodes, Node, raw=raw), rows_to_csv(network.edges, Edge, raw=raw)


def network_to_json(network: Network) -> str:
    """The network as JSON: ``{"nodes": [...], "edges": [...]}``."""
    return json.dumps({"nodes": to_plain(network.nodes), "edges": to_plain(network.edges)}, ensure_ascii=True, indent=1) + "\n"
