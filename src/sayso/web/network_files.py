"""A person's network as a file: the picture as SVG and PNG, and the network itself for other programs.

Decides that a file has what the filters show, with every place that tells of it, and what each is called. The picture is drawn by a
template of the reader; PNG is made of it by resvg, which needs no browser.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sayso.corpus import Corpus
from sayso.corpus.contacts import MOST_EVIDENCE, Network
from sayso.corpus.records import Party
from sayso.exports.graphs import network_to_csv, network_to_json, to_gexf, to_graphml
from sayso.web.network import MOST_EDGES
from sayso.web.network_state import NetworkState
from sayso.web.pictures import STATIC, to_png
from sayso.web.problems import Problem

FILES: Final[dict[str, tuple[str, str, str]]] = {
    "svg": (".svg", "image/svg+xml", "Picture, SVG"),
    "png": (".png", "image/png", "Picture, PNG"),
    "gexf": (".gexf", "application/gexf+xml", "Network, GEXF 1.3 (Gephi)"),
    "graphml": (".graphml", "application/graphml+xml", "Network, GraphML"),
    "csv": ("-edges.csv", "text/csv; charset=utf-8", "Edges, CSV"),
    "nodes": ("-nodes.csv", "text/csv; charset=utf-8", "Parties, CSV"),
    "json": (".json", "application/json", "Network, JSON"),
}
"""What each file's name ends in, its media type, and what it is called in the list."""

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def load_network(corpus: Corpus, state: NetworkState, person: Party) -> Network:
    """The network that a state shows, with every place of each edge."""
    edges = corpus.contacts(
        voice_id=person.voice_id, min_origins=state.origins, limit=MOST_EDGES, most_evidence=MOST_EVIDENCE, **state.filters()
    )
    return corpus.network(edges)


def write_network(network: Network, kind: str) -> bytes:
    """The network in one of the formats for other programs."""
    if kind == "csv":
        return network_to_csv(network)[1].encode()
    if kind == "nodes":
        return network_to_csv(network)[0].encode()
    writer = {"gexf": to_gexf, "graphml": to_graphml, "json": network_to_json}[kind]
    return writer(network).encode("utf-8", "replace")


def clean_svg(svg: str) -> str:
    """An SVG without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", svg)


def draw_png(svg: str) -> bytes:
    """A picture that stands alone as PNG, drawn with the fonts of this computer.

    Raises:
        MissingExtra: resvg is not installed.
        Problem: there is no font on this computer (503).
    """
    drawn = to_png(svg)
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">{}</svg>'
    letter = '<text x="2" y="16" font-size="16" font-family="sans-serif">M</text>'
    if to_png(frame.format(letter)) == to_png(frame.format("")):
        raise Problem(503, "There is no font on this computer to draw a PNG with; take the SVG, or install one (such as fonts-dejavu).")
    return drawn


@cache
def load_hues() -> tuple[tuple[int, str], ...]:
    """The colours of edges on white paper, by their numbers, from the reader's style sheet, the one place where they are chosen."""
    sheet = (STATIC / "sayso.css").read_text(encoding="utf-8")
    return tuple((int(number), colour) for number, colour in re.findall(r"^\.v(\d) \{ --v: (#[0-9a-f]{6});", sheet, re.MULTILINE))


def file_name(person: Party, kind: str) -> str:
    """A name for a file: the letters and digits of the person's name that every system takes."""
    from anyascii import anyascii

    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(person.name[:80]).lower()).strip("-")[:40]
    return f"contacts-{plain or person.voice_id}{FILES[kind][0]}"
