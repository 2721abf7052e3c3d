"""The questions about contacts as the API takes and describes them; `openapi_corpus` has the others, and checks what is asked."""

from __future__ import annotations

from typing import Final

from sayso.corpus.contacts import MOST_EVIDENCE
from sayso.corpus.records import Edge, Evidence, Node, Party
from sayso.exports.rows import to_plain
from sayso.reading import EventStatus, EventType, Span
from sayso.web.network_state import MOST_ORIGINS
from sayso.web.openapi_corpus import DATE, FEW, NAME, NUMBER, Parameter, Question, list_of, refer

NETWORK_RECORDS: Final = (Party, Node, Edge)
"""What the answers to these questions are made of."""

_PLACE: Final = Evidence(
    "0123456789abcdef0123456789abcdef", "https://bell.example/pier", "The Bell", "2021-03-01", Span(10, 13), "met",
    "Ina Brook met Oren Pike on Saturday.", "stated", "2021-02-27", None, 0, ("The Bell",), "The Bell",
)  # fmt: skip
_EDGE: Final = Edge(
    "Ina Brook", 4, "Oren Pike", 7, "CONSULT", False, 1, 0, 0, 1, 1, "2021-02-27", "2021-02-27", 0, 0, (_PLACE,),
)  # fmt: skip
_PARTY: Final = Party(4, "Ina Brook", "person", ("harbour master",), 1, 1)
_NODES: Final = (Node(4, "Ina Brook", "person", 1), Node(7, "Oren Pike", "person", 1))

NETWORK_QUESTIONS: Final[dict[str, Question]] = {
    "/api/v1/contacts": Question(
        "listContacts",
        "List who met, accused, backed ... whom",
        (
            Parameter("voice", NUMBER, "The number of the voice whose contacts are asked for."),
            Parameter("name", NAME, "Or a name: every voice that it may mean is taken."),
            Parameter("kind", {"enum": [kind.value for kind in EventType]}, "The type of event; every type unless given."),
            Parameter("status", {"enum": [status.value for status in EventStatus]}, "Only places that state, negate or suppose it."),
            Parameter("holder", NAME, "Only what rests on the word of the one of this very name."),
            Parameter("since", DATE, "The first date of the events: a year, a month or a day."),
            Parameter("until", DATE, "The last one."),
            Parameter("origins", {"type": "integer", "minimum": 1, "maximum": MOST_ORIGINS}, "How many independent origins at least."),
            Parameter("limit", FEW, "How many edges; 50 unless given."),
            Parameter("evidence", {"type": "integer", "minimum": 0, "maximum": MOST_EVIDENCE}, "Places of each edge; 3 unless given."),
        ),
        "The edges, those of most independent origins first, and the parties that they join.",
        {
            "type": "object",
            "required": ["voice", "nodes", "edges"],
            "properties": {
                "voice": {"anyOf": [refer(Party), {"type": "null"}]},
                "nodes": {"type": "array", "items": refer(Node)},
                "edges": {"type": "array", "items": refer(Edge)},
            },
        },
        {"voice": to_plain(_PARTY), "nodes": to_plain(_NODES), "edges": [to_plain(_EDGE)]},
    ),
    "/api/v1/contacts/parties": Question(
        "listParties",
        "List who has contacts",
        (
            Parameter("q", NAME, "A name, or the beginning of one."),
            Parameter("limit", FEW, "How many; 50 unless given."),
        ),
        "The voices that the name may mean, or without one all, those with most contacts first.",
        list_of(Party),
        {"items": [to_plain(_PARTY)]},
    ),
}
"""By path. Each is asked with GET."""
