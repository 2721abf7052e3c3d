"""The contact network as GraphML, GEXF 1.3 with dates, CSV and JSON, and in the form of followthemoney.

Decides what stands in each: nodes are parties, edges what joins them, and in every format but followthemoney's each edge has the counts,
the dates, and every page and range that states or negates it. By the letter of http://graphml.graphdrawing.org/specification.html and
https://gexf.net/schema.html (version 1.3); characters that XML 1.0 cannot hold become U+FFFD.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from sayso.corpus.contacts import Network
from sayso.corpus.records import Edge, Evidence, Node
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

FTM_SCHEMATA: Final = {"person": "Person", "organization": "Organization", "outlet": "Organization"}
"""The schema of followthemoney for each kind of voice; the others are a LegalEntity."""


def to_graphml(network: Network) -> str:
    """The network as GraphML."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for what, fields in (("node", _NODE_FIELDS), ("edge", _EDGE_FIELDS)):
        lines += [f'  <key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>' for name, kind in fields]
    lines.append(f'  <graph id="contacts" edgedefault="{_default(network)}">')
    for node in network.nodes:
        lines += [f'    <node id="v{node.voice_id}">', *_data("node", _NODE_FIELDS, node), "    </node>"]
    for number, edge in enumerate(network.edges):
        ends = f'source="v{edge.one_id}" target="v{edge.other_id}" directed="{str(edge.directed).lower()}"'
        lines += [f'    <edge id="e{number}" {ends}>', *_data("edge", _EDGE_FIELDS, edge), "    </edge>"]
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _default(network: Network) -> str:
    """The direction that a reader assumes; networkx, for one, reads no network in which some edges have one and others have none."""
    return "directed" if network.edges and all(edge.directed for edge in network.edges) else "undirected"


def _data(what: str, fields: Iterable[tuple[str, str]], record: Node | Edge) -> Iterator[str]:
    for name, value in _values(fields, record):
        yield f'      <data key="{what}_{name}">{escape(value)}</data>'


def _values(fields: Iterable[tuple[str, str]], record: Node | Edge) -> Iterator[tuple[str, str]]:
    """The values of a record's fields as text, those that are known."""
    for name, _ in fields:
        value = getattr(record, name)
        if name == "evidence":
            value = json.dumps(to_plain(value), ensure_ascii=False)
        if value is not None:
            yield name, _xml(str(value))


def _xml(text: str) -> str:
    return _NOT_XML.sub("�", text)


# ---------------------------------------------------------------- GEXF


def to_gexf(network: Network) -> str:
    """The network as GEXF 1.3, with a spell of time for each edge whose dates are known; a viewer can play it."""
    dated = any(_spell(edge) for edge in network.edges)
    mode = ' mode="dynamic" timeformat="date"' if dated else ' mode="static"'
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        f'  <graph defaultedgetype="{_default(network)}"{mode}>',
    ]
    for what, fields in (("node", _NODE_FIELDS), ("edge", _EDGE_FIELDS)):
        kinds = [(name, "integer" if kind == "int" else kind) for name, kind in fields]
        lines += [f'    <attributes class="{what}" mode="static">']
        lines += [f'      <attribute id="{what}_{name}" title="{name}" type="{kind}"/>' for name, kind in kinds]
        lines += ["    </attributes>"]
    lines.append("    <nodes>")
    for node in network.nodes:
        lines += [f'      <node id="v{node.voice_id}" label={quoteattr(_xml(node.name))}>', *_attvalues("node", _NODE_FIELDS, node)]
        lines += ["      </node>"]
    lines += ["    </nodes>", "    <edges>"]
    for number, edge in enumerate(network.edges):
        lines += [f"      <edge {_gexf_edge(number, edge)}>", *_attvalues("edge", _EDGE_FIELDS, edge), "      </edge>"]
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""])


def _gexf_edge(number: int, edge: Edge) -> str:
    kind = "directed" if edge.directed else "undirected"
    spell = _spell(edge)
    when = f' start="{spell[0]}" end="{spell[1]}"' if spell else ""
    ends = f'source="v{edge.one_id}" target="v{edge.other_id}" type="{kind}"'
    return f'id="e{number}" {ends} kind={quoteattr(edge.type)} label={quoteattr(edge.type)} weight="{max(edge.n_origins, 1)}.0"{when}'


def _attvalues(what: str, fields: Iterable[tuple[str, str]], record: Node | Edge) -> Iterator[str]:
    yield "        <attvalues>"
    for name, value in _values(fields, record):
        yield f'          <attvalue for="{what}_{name}" value={quoteattr(value)}/>'
    yield "        </attvalues>"


_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])")


def _spell(edge: Edge) -> tuple[str, str] | None:
    """The first and the last day of an edge as xsd:date, where its dates can be said as days ("2021-W41" cannot)."""
    days = [_day(date) for date in (edge.first, edge.last)]
    return (days[0], days[1]) if days[0] and days[1] else None


def _day(date: str | None) -> str | None:
    match = _DAY.match(date) if date else None
    if match is None or not 1 <= int(match[2] or 1) <= 12 or not 1 <= int(match[3] or 1) <= 31:
        return None
    return f"{match[1]}-{match[2] or '01'}-{match[3] or '01'}"


# ---------------------------------------------------------------- tables


def network_to_csv(network: Network, *, raw: bool = False) -> tuple[str, str]:
    """The nodes and the edges as two tables of CSV."""
    return rows_to_csv(network.nodes, Node, raw=raw), rows_to_csv(network.edges, Edge, raw=raw)


def network_to_json(network: Network) -> str:
    """The network as JSON: ``{"nodes": [...], "edges": [...]}``."""
    return json.dumps({"nodes": to_plain(network.nodes), "edges": to_plain(network.edges)}, ensure_ascii=True, indent=1) + "\n"


# ---------------------------------------------------------------- followthemoney


def to_followthemoney(network: Network) -> Iterator[dict[str, Any]]:  # JSON, of any type
    """The network as entities of followthemoney: a party each, and an UnknownLink for each edge, whose `proof` are pages.

    Written by the schema as it is published; the library itself, which needs ICU, is not used.
    """
    for node in network.nodes:
        yield _entity(_ftm_id("voice", node.voice_id), FTM_SCHEMATA.get(node.kind, "LegalEntity"), name=[node.name])
    for edge in network.edges:
        yield _entity(
            _ftm_id("edge", edge.type, edge.one_id, edge.other_id),
            "UnknownLink",
            subject=[_ftm_id("voice", edge.one_id)],
            object=[_ftm_id("voice", edge.other_id)],
            role=[edge.type],
            startDate=[edge.first] if edge.first else [],
            endDate=[edge.last] if edge.last else [],
            summary=[f"{edge.n_stated} stated, {edge.n_negated} negated, {edge.n_origins} independent origins"],
            description=[describe(evidence) for evidence in edge.evidence],
            sourceUrl=list(dict.fromkeys(evidence.url for evidence in edge.evidence if evidence.url)),
        )


def describe(evidence: Evidence) -> str:
    """One place in a line: status, words, who says so, where it stands."""
    where = f"{evidence.url or evidence.page} {evidence.anchor.start}-{evidence.anchor.end}"
    return f"{evidence.status}: {evidence.words} [{' > '.join(evidence.chain) or 'the page'}; {where}]"


def _entity(identifier: str, schema: str, **properties: list[str]) -> dict[str, Any]:  # JSON, of any type
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in properties.items() if values}}


def _ftm_id(*parts: object) -> str:
    return "sayso-" + hashlib.sha1(" ".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()
