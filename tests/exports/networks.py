"""A network to be written: a meeting, two parties who met and of whom one accuses the other, a name full of markup."""

from __future__ import annotations

from sayso.corpus.contacts import Network
from sayso.corpus.records import Edge, Evidence, Node
from sayso.reading import Span

HOSTILE = 'Ada <Quill> & "co" \x00\x1b\ud800 ]]> \'=1+1'


def make_evidence(status: str = "stated", *, date: str | None = "2021-03", start: int = 4, page: str = "ab12") -> Evidence:
    return Evidence(
        page,
        f"https://bell.example/{page}",
        "The Bell",
        "2021-03-01",
        Span(start, start + 3),
        "met",
        "They met.",
        status,
        date,
        None,
        1,
        ("The Bell",),
        "The Bell",
    )


def make_edge(other: int, *, first: str | None, last: str | None, directed: bool = False, one: int = 1) -> Edge:
    kind = "ACCUSE" if directed else "CONSULT"
    evidence = (make_evidence(date=first), make_evidence("negated", date=last, start=40))
    return Edge(HOSTILE, one, "Boris Vell", other, kind, directed, 1, 1, 0, 2, 1, first, last, 0, 1, evidence)


NODES = (Node(1, HOSTILE, "person", 3), Node(2, "Boris Vell", "person", 1), Node(3, "Harbour Board", "organization", 2))
MET = make_edge(2, first="2021-03", last="2021-04-02")
MET_ONCE = make_edge(3, first=None, last=None)
ACCUSED = make_edge(3, first="2021-W41", last="2021-W41", directed=True)
ACCUSED_BACK = make_edge(1, one=2, first=None, last=None, directed=True)

MEETINGS = Network(NODES, (MET, MET_ONCE))
ACCUSATIONS = Network(NODES, (ACCUSED, ACCUSED_BACK))
MIXED = Network(NODES, (MET, MET_ONCE, ACCUSED, ACCUSED_BACK))
