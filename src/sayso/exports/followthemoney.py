"""The contact network as entities of followthemoney, the model of Aleph and OpenSanctions.

Decides what is what there: a party is a Person, an Organization or a LegalEntity, a page an Article, what joins two parties an UnknownLink,
and each place that states or negates an event an Event of its own, with its words and the chain on which it rests. Links and events name
the pages as their `proof`. Written by the schema as it is published (https://followthemoney.tech/explorer/); the library itself, which is
larger than sayso, is not needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sayso.corpus.contacts import Network
from sayso.corpus.dates import days_of, read_date
from sayso.corpus.records import Edge, Evidence

FTM_SCHEMATA: Final = {"person": "Person", "unnamed": "Person", "organization": "Organization", "outlet": "Organization"}
"""The schema of followthemoney for each kind of voice; the others are a LegalEntity."""

Entity = dict[str, Any]  # JSON, of any type


def to_followthemoney(network: Network) -> Iterator[Entity]:
    """The entities of a network: parties first, then pages, then links and events, so that nothing is named before it is there."""
    for node in network.nodes:
        yield _entity(_name_id("voice", node.voice_id), FTM_SCHEMATA.get(node.kind, "LegalEntity"), name=[node.name])
    pages = {evidence.page: evidence for edge in network.edges for evidence in edge.evidence}
    for evidence in pages.values():
        yield _make_article(evidence)
    for edge in network.edges:
        yield _make_link(edge)
    events: dict[tuple[object, ...], list[tuple[Edge, Evidence]]] = {}
    for edge in network.edges:
        for evidence in edge.evidence:
            events.setdefault((edge.type, evidence.page, *evidence.anchor), []).append((edge, evidence))
    for key, pairs in events.items():  # three who met are three edges, and one event
        yield _make_event(_name_id("event", *key), [edge for edge, _ in pairs], pairs[0][1])


def _make_article(evidence: Evidence) -> Entity:
    published = read_date(evidence.published).utc
    return _entity(
        _name_id("page", evidence.page),
        "Article",
        fileName=[f"{evidence.page}.txt"],  # every Document has to have one, and every Thing a name
        name=[evidence.url or evidence.page],
        title=[evidence.url or evidence.page],
        publisher=[evidence.outlet] if evidence.outlet else [],
        publishedAt=[published] if published else [],
        sourceUrl=_urls([evidence]),
    )


def _make_link(edge: Edge) -> Entity:
    return _entity(
        _name_id("edge", edge.type, edge.one_id, edge.other_id),
        "UnknownLink",
        subject=[_name_id("voice", edge.one_id)],
        object=[_name_id("voice", edge.other_id)],
        role=[edge.type],
        **_dates(edge.first, edge.last),
        status=[name for name, n in (("stated", edge.n_stated), ("negated", edge.n_negated), ("hypothetical", edge.n_hypothetical)) if n],
        summary=[
            f"{edge.n_stated} stated, {edge.n_negated} negated, {edge.n_hypothetical} hypothetical, {edge.n_origins} independent origins"
        ],
        description=[describe(evidence) for evidence in edge.evidence],
        sourceUrl=_urls(edge.evidence),
        proof=_proofs(edge.evidence),
    )


def _make_event(identifier: str, edges: Sequence[Edge], evidence: Evidence) -> Entity:
    parties = {party: name for edge in edges for party, name in ((edge.one_id, edge.one), (edge.other_id, edge.other))}
    return _entity(
        identifier,
        "Event",
        name=[f"{edges[0].type}: {', '.join(parties.values())}"],
        involved=[_name_id("voice", party) for party in parties],
        keywords=[edges[0].type, evidence.status],
        location=[evidence.place] if evidence.place else [],
        **_dates(evidence.date, evidence.date),
        summary=[evidence.sentence],
        description=[describe(evidence)],
        publisher=[evidence.outlet] if evidence.outlet else [],
        sourceUrl=_urls([evidence]),
        proof=_proofs([evidence]),
    )


def describe(evidence: Evidence) -> str:
    """One place in a line: status, words, who says so, where it stands."""
    where = f"{evidence.url or evidence.page} {evidence.anchor.start}-{evidence.anchor.end}"
    return f"{evidence.status}: {evidence.words} [{' > '.join(evidence.chain) or 'the page'}; {where}]"


def _dates(first: str | None, last: str | None) -> dict[str, list[str]]:
    """When something began and ended: as told where it is a year, a month or a day, the days of a week where it is one."""
    dates = {}
    for name, written, side in (("startDate", first, 0), ("endDate", last, 1)):
        days = days_of(written) if written else None
        if written and days:
            dates[name] = [days[side].isoformat() if "W" in written else written]
    return dates


def _urls(evidence: Iterable[Evidence]) -> list[str]:
    return list(dict.fromkeys(one.url for one in evidence if one.url and one.url.startswith(("http://", "https://"))))


def _proofs(evidence: Iterable[Evidence]) -> list[str]:
    return list(dict.fromkeys(_name_id("page", one.page) for one in evidence))


def _entity(identifier: str, schema: str, **properties: list[str]) -> Entity:
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in properties.items() if values}}


def _name_id(*parts: object) -> str:
    return "sayso-" + hashlib.sha1(" ".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()
