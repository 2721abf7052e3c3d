"""The parties of the contact network, on whose word each contact rests, and contacts asked for by number and by holder."""

from __future__ import annotations

import pytest

from sayso.corpus import Corpus
from sayso.corpus.records import Account
from sayso.errors import CorpusError
from sayso.reading import EventStatus, EventType, Span
from tests.corpus.making import QUILL, VELL, Happened, make_reading

MARSH = "Cleo Marsh"


def add(corpus: Corpus, *happened: Happened, outlet: str = "The Bell", day: int = 1) -> str:
    return corpus.add(make_reading(*happened, outlet=outlet, published=f"2021-03-{day:02}")).key


def ids(corpus: Corpus) -> dict[str, int]:
    return {party.name: party.voice_id for party in corpus.parties()}


def test_parties_are_those_with_contacts_the_best_connected_first(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL), Happened(QUILL, MARSH), Happened(VELL, QUILL, type=EventType.ACCUSE))
    add(empty_corpus, Happened(QUILL, VELL), outlet="The Gull")
    assert [(one.name, one.n_contacts, one.n_origins) for one in empty_corpus.parties()] == [(QUILL, 2, 2), (VELL, 1, 2), (MARSH, 1, 1)]
    assert len(empty_corpus.parties(limit=1)) == 1


@pytest.mark.parametrize("name", ["Ada Quill", "quill", "Qui", "ada qu"])
def test_party_is_found_by_name_and_by_the_beginning_of_one(empty_corpus: Corpus, name: str) -> None:
    add(empty_corpus, Happened(QUILL, VELL))
    assert [one.name for one in empty_corpus.parties(name)] == [QUILL]


@pytest.mark.parametrize("name", ["", "Nobody Known", "*", '"', "' OR 1=1 --", "\0"])
def test_a_name_that_nobody_has_finds_nobody(empty_corpus: Corpus, name: str) -> None:
    add(empty_corpus, Happened(QUILL, VELL))
    assert empty_corpus.parties(name) == []


def test_accounts_tell_holder_and_origin_of_every_place(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL, date="2021-02"))
    add(empty_corpus, Happened(QUILL, VELL, EventStatus.NEGATED, via="The Tern"), outlet="The Gull", day=2)
    quill, vell = ids(empty_corpus)[QUILL], ids(empty_corpus)[VELL]
    pair = (min(quill, vell), max(quill, vell))
    assert empty_corpus.accounts(quill) == [
        Account(*pair, "CONSULT", "negated", "The Tern", "The Tern", None, 1),
        Account(*pair, "CONSULT", "stated", "The Bell", "The Bell", "2021-02", 1),
    ]
    assert empty_corpus.accounts(vell) == empty_corpus.accounts(quill)
    assert [one.holder for one in empty_corpus.accounts(quill, status="stated")] == ["The Bell"]
    assert [one.holder for one in empty_corpus.accounts(quill, since="2021")] == ["The Bell"]
    assert empty_corpus.accounts(quill, types=["ACCUSE"]) == []


def test_contacts_by_number_other_party_and_holder(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL), Happened(QUILL, MARSH), Happened(VELL, MARSH))
    add(empty_corpus, Happened(QUILL, VELL, via="The Tern"), outlet="The Gull", day=2)
    number = ids(empty_corpus)
    assert len(empty_corpus.contacts(voice_id=number[QUILL])) == 2
    (edge,) = empty_corpus.contacts(voice_id=number[QUILL], other_id=number[MARSH])
    assert {edge.one, edge.other} == {QUILL, MARSH}
    (edge,) = empty_corpus.contacts(voice_id=number[QUILL], holder="The Tern")
    assert (edge.n_pages, edge.n_origins, {edge.one, edge.other}) == (1, 1, {QUILL, VELL})
    assert [one.chain[-1] for one in edge.evidence] == ["The Tern"]
    assert empty_corpus.contacts(voice_id=number[QUILL], holder="' OR 1=1 --") == []
    assert empty_corpus.contacts(voice_id=10_000) == []


def test_a_merged_voice_leads_to_what_it_was_merged_into(empty_corpus: Corpus) -> None:
    add(empty_corpus, Happened(QUILL, VELL), Happened(MARSH, VELL))
    number = ids(empty_corpus)
    empty_corpus.merge_voices(number[MARSH], number[QUILL], "the same")
    found = empty_corpus.party(number[MARSH])
    assert found is not None
    assert (found.name, found.n_contacts) == (QUILL, 1)
    assert empty_corpus.party(10_000) is None


def test_events_are_found_in_their_reading_by_their_words(empty_corpus: Corpus) -> None:
    page = add(empty_corpus, Happened(QUILL, VELL), Happened(QUILL, MARSH))
    places = [(page, one.anchor) for edge in empty_corpus.contacts(MARSH) for one in edge.evidence]
    assert empty_corpus.event_numbers([*places, (page, Span(0, 1)), ("none", places[0][1])]) == [1, None, None]


def test_accounts_can_be_asked_for_by_dates_only(empty_corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="is no date"):
        empty_corpus.accounts(1, since="soon")
