"""The contact network: edges with their evidence, counted by independent origins; and what contradicts what."""

from __future__ import annotations

import pytest

from sayso.corpus import Corpus
from sayso.corpus.contacts import may_be_same_time
from sayso.errors import CorpusError
from sayso.reading import EventStatus, EventType
from tests.corpus.making import QUILL, VELL, Happened, Said, make_reading


def add(corpus: Corpus, *happened: Happened, outlet: str = "The Bell", day: int = 1) -> None:
    corpus.add(make_reading(*happened, outlet=outlet, published=f"2021-03-{day:02}", url=f"https://{outlet[-4:]}.example/{day}"))


def test_meeting_has_no_direction(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL))
    add(empty_corpus, Happened(VELL, QUILL), outlet="The Gull")
    (edge,) = empty_corpus.contacts()
    assert ({edge.one, edge.other}, edge.directed, edge.n_pages, edge.n_origins) == ({QUILL, VELL}, False, 2, 2)


def test_accusation_goes_from_actor_to_recipient(empty_corpus: Corpus) -> None:
    add(
        empty_corpus, Happened(QUILL, VELL, type=EventType.ACCUSE), Happened(VELL, QUILL, type=EventType.ACCUSE, status=EventStatus.NEGATED)
    )
    edges = empty_corpus.contacts(types=["ACCUSE"])
    assert sorted((edge.one, edge.other, edge.directed, edge.n_stated, edge.n_negated) for edge in edges) == [
        (QUILL, VELL, True, 1, 0),
        (VELL, QUILL, True, 0, 1),
    ]
    assert empty_corpus.contacts() == []


def test_edge_lists_every_place_with_its_chain(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(date="2021-02-27"), day=1)
    add(empty_corpus, Happened(status=EventStatus.NEGATED, date="2021-02-27", via="The Tern"), outlet="The Gull", day=2)
    (edge,) = empty_corpus.contacts(QUILL)
    assert (edge.n_stated, edge.n_negated, edge.first, edge.last, edge.least_hands, edge.most_hands) == (
        1,
        1,
        "2021-02-27",
        "2021-02-27",
        0,
        1,
    )
    assert [(one.status, one.chain, one.origin, one.words) for one in edge.evidence] == [
        ("stated", ("The Bell",), "The Bell", "met"),
        ("negated", ("The Gull", "The Tern"), "The Tern", "did not meet"),
    ]
    assert edge.evidence[0].sentence == "Ada Quill met Boris Vell on that day."
    reading = empty_corpus.get(edge.evidence[1].page)
    assert reading is not None
    assert reading.page[edge.evidence[1].anchor] == "did not meet"


def test_contacts_of_one_party(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL), Happened("Cleo Marsh", VELL), Happened("Cleo Marsh", "Dora Penn"))
    assert {frozenset((edge.one, edge.other)) for edge in empty_corpus.contacts("Boris Vell")} == {
        frozenset((QUILL, VELL)),
        frozenset(("Cleo Marsh", VELL)),
    }
    assert empty_corpus.contacts("Nobody Known") == []


def test_filters_by_date_status_and_origins(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(date="2020-05-01"), Happened(QUILL, "Cleo Marsh", date="2021"), Happened(QUILL, "Dora Penn"))
    add(empty_corpus, Happened(date="2020-05-02"), outlet="The Gull")
    assert {edge.last for edge in empty_corpus.contacts(since="2021")} == {"2021"}
    assert [edge.n_pages for edge in empty_corpus.contacts(since="2020-05-01", until="2020-05-01")] == [1]
    assert [edge.n_pages for edge in empty_corpus.contacts(until="2020")] == [2]
    assert [edge.n_origins for edge in empty_corpus.contacts(min_origins=2)] == [2]
    assert empty_corpus.contacts(status="negated") == []
    assert len(empty_corpus.contacts(limit=2)) == 2
    assert len(empty_corpus.contacts(limit=2, skip=2)) == 1


@pytest.mark.parametrize("options", [{"types": ["DANCE"]}, {"status": "maybe"}, {"since": "soon"}])
def test_what_can_be_asked_is_a_list(empty_corpus: Corpus, options: dict[str, str]) -> None:
    with pytest.raises(CorpusError, match=r"There is no|is no date"):
        empty_corpus.contacts(**options)  # type: ignore[arg-type]  # options by their names


def test_contradictions_stand_side_by_side(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(date="2021-02-27"), day=1)
    add(empty_corpus, Happened(status=EventStatus.NEGATED, date="2021-02"), outlet="The Gull", day=2)
    add(empty_corpus, Happened(QUILL, "Cleo Marsh", date="2020-01-01"), Happened(QUILL, "Cleo Marsh", EventStatus.NEGATED, "2020-01-02"))
    (found,) = empty_corpus.contradictions()
    assert (found.stated.outlet, found.negated.outlet) == ("The Bell", "The Gull")
    assert [one.type for one in empty_corpus.contradictions(VELL)] == ["CONSULT"]
    assert empty_corpus.contradictions("Cleo Marsh") == []


@pytest.mark.parametrize(
    ("week", "monday"), [("2021-W41", "2021-10-11"), ("2020-W53", "2020-12-28"), ("2021-W01", "2021-01-04"), ("2020-W01", "2019-12-30")]
)
def test_week_stands_where_its_days_do(empty_corpus: Corpus, week: str, monday: str) -> None:
    add(empty_corpus, Happened(date=week))
    assert [edge.first for edge in empty_corpus.contacts(since=monday, until=monday)] == [week]
    assert empty_corpus.contacts(since=str(int(week[:4]) + 1), until="2030") == []


def test_first_and_last_date_are_those_in_time(empty_corpus: Corpus) -> None:
    for day, date in enumerate(("2021-W41", "2021-12-24", "2021-09"), 1):
        add(empty_corpus, Happened(date=date), day=day)
    (edge,) = empty_corpus.contacts()
    assert (edge.first, edge.last) == ("2021-09", "2021-12-24")


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("2021-W41", "2021-10-12", True),
        ("2021-W41", "2021-10-18", False),
        ("2021-10", "2021-W41", True),
        ("2021", "2021-10-12", True),
        ("2021-10-11", "2021-10-12", False),
        (None, "2021", True),
    ],
)
def test_dates_agree_as_far_as_they_are_told(one: str | None, other: str | None, may_be: bool) -> None:
    assert may_be_same_time(one, other) is may_be_same_time(other, one) is may_be


@pytest.mark.parametrize("limit", [1, 2, 5, 400])
def test_edges_are_ranked_by_origins_whatever_their_places(empty_corpus: Corpus, limit: int) -> None:
    names = [f"Ada{number} Quill{number}" for number in range(24)]
    for number, name in enumerate(names):
        for copy in range(1 + number % 5):  # many places of one outlet are one origin
            empty_corpus.add(
                make_reading(
                    Happened(name, VELL),
                    Said(f"Word {number} of {copy} about granite and the pier at Mallory"),
                    url=f"https://a.example/{number}/{copy}",
                    outlet=f"The Bell {copy if number % 2 else 0}",
                )
            )
    everything = empty_corpus.contacts(limit=1000)
    assert len(everything) == 24
    assert everything == sorted(everything, key=lambda edge: (-edge.n_origins, -edge.n_pages, edge.one_id, edge.other_id))
    parts = [edge for skip in range(0, 24, limit) for edge in empty_corpus.contacts(limit=limit, skip=skip)]
    assert [(edge.one, edge.other) for edge in parts] == [(edge.one, edge.other) for edge in everything]


def test_each_denial_is_set_beside_one_statement(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(date="2021-03-01"), Happened(date="2021-04-01"), day=1)
    denied = [Happened(date=date, status=EventStatus.NEGATED) for date in ("2021-03", "2021-05", "2021-W13", None)]
    add(empty_corpus, *denied, day=2)
    found = [(one.stated.date, one.negated.date) for one in empty_corpus.contradictions()]
    assert found == [("2021-03-01", "2021-03"), ("2021-04-01", "2021-W13"), ("2021-03-01", None)]
    assert len(empty_corpus.contradictions(limit=2)) == 2


def test_nodes_are_the_parties_of_the_edges(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL), Happened(QUILL, "Cleo Marsh"))
    network = empty_corpus.network(empty_corpus.contacts())
    assert (network.nodes[0].name, network.nodes[0].n_edges) == (QUILL, 2)
    assert len(network.nodes) == 3
    assert len(network.edges) == 2


def test_outlets_tell_whom_they_quote(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("The pier is safe"), Said("The pier is old"), Said("It is gone", by=""), Said("x", by=VELL)))
    empty_corpus.add(make_reading(Said("The pier is dear", via="The Bell"), outlet="The Gull"))
    bell, gull = empty_corpus.outlets()
    assert (bell.outlet, bell.n_pages, bell.n_statements, bell.n_voices) == ("The Bell", 1, 4, 2)
    assert (bell.share_direct, bell.share_anonymous, bell.mean_hands) == (1.0, 0.25, 0.75)
    assert [(one.name, one.n) for one in bell.voices] == [(QUILL, 2), (VELL, 1)]
    assert (gull.mean_hands, [row.outlet for row in empty_corpus.outlets("gull")]) == (2.0, ["The Gull"])
