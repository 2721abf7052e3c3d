"""Voices over pages: merged by full names with evidence, never on a surname alone; reviewed, made, undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.corpus import Corpus
from sayso.errors import CorpusError
from sayso.reading import VoiceKind
from tests.corpus.making import QUILL, VELL, Happened, Said, make_reading


def add(corpus: Corpus, *names: str, number: int, outlet: str = "The Bell", **options: object) -> str:
    contents = [Said(f"Word {number} about the pier", by=name) for name in names]
    return corpus.add(make_reading(*contents, url=f"https://a.example/{number}", outlet=outlet, **options)).key  # type: ignore[arg-type]  # as given


def test_full_name_is_one_voice_over_pages(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, number=1)
    add(empty_corpus, "Dr. Ada Quill", number=2, outlet="The Gull")
    (voice,) = empty_corpus.who("Ada Quill")
    assert (voice.n_pages, voice.n_statements, voice.n_origins) == (2, 2, 2)
    assert [(one.name, one.n) for one in voice.outlets] == [("The Bell", 1), ("The Gull", 1)]
    assert (voice.first, voice.last) == ("2021-03-01", "2021-03-01")
    (merge,) = empty_corpus.merges("Ada Quill")
    assert merge.status == "made"
    assert merge.evidence == ("the same first name and surname: Dr. Ada Quill, Ada Quill",)


def test_surname_alone_merges_nothing(empty_corpus: Corpus) -> None:
    add(empty_corpus, "Quill", number=1, roles={"Quill": ["harbour master"]})
    add(empty_corpus, "Quill", number=2, roles={"Quill": ["harbour master"]})
    add(empty_corpus, QUILL, number=3, roles={QUILL: ["harbour master"]})
    assert [voice.n_pages for voice in empty_corpus.who("Quill")] == [1, 1, 1]
    assert empty_corpus.merges("Quill") == []


def test_two_people_with_one_surname_stay_two(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, "Ben Quill", number=1)
    add(empty_corpus, QUILL, "Ben Quill", number=2)
    assert sorted((voice.name, voice.n_pages) for voice in empty_corpus.who("Quill")) == [(QUILL, 2), ("Ben Quill", 2)]


def test_father_and_son_stay_two(empty_corpus: Corpus) -> None:
    add(empty_corpus, "Ben Quill", number=1)
    add(empty_corpus, "Ben Quill Jr.", number=2)
    add(empty_corpus, "Ben Quill Jr.", number=3)
    assert sorted((voice.name, voice.n_pages) for voice in empty_corpus.who("Ben Quill")) == [("Ben Quill", 1), ("Ben Quill Jr.", 2)]


def test_namesakes_with_other_roles_are_proposed_and_not_merged(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, number=1, roles={QUILL: ["harbour master"]})
    add(empty_corpus, QUILL, number=2, outlet="The Gull", roles={QUILL: ["cellist"]})
    assert [voice.n_pages for voice in empty_corpus.who("Ada Quill")] == [1, 1]
    (merge,) = empty_corpus.merges(status="proposed")
    assert merge.evidence[-1] == "but other roles: cellist, harbour master"
    empty_corpus.decide_merge(merge.id, "accept")
    (voice,) = empty_corpus.who("Ada Quill")
    assert (voice.n_pages, voice.n_statements, voice.roles) == (2, 2, ("harbour master", "cellist"))
    assert len(empty_corpus.search("", voice="Ada Quill")) == 2
    empty_corpus.decide_merge(merge.id, "refuse")
    assert [voice.n_statements for voice in empty_corpus.who("Ada Quill")] == [1, 1]
    assert [one.status for one in empty_corpus.merges()] == ["refused"]


def test_of_several_namesakes_the_one_whose_role_is_shared_is_meant(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, number=1, roles={QUILL: ["harbour master"]})
    add(empty_corpus, QUILL, number=2, outlet="The Gull", roles={QUILL: ["cellist"]})
    add(empty_corpus, QUILL, number=3, outlet="The Lantern", roles={QUILL: ["first cellist of Mallory"]})
    assert sorted((voice.roles[0], voice.n_pages) for voice in empty_corpus.who(QUILL)) == [("cellist", 2), ("harbour master", 1)]


def test_where_several_namesakes_fit_each_is_proposed(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, number=1, roles={QUILL: ["harbour master"]})
    add(empty_corpus, QUILL, number=2, outlet="The Gull", roles={QUILL: ["cellist"]})
    add(empty_corpus, QUILL, number=3, outlet="The Lantern")
    assert [voice.n_pages for voice in empty_corpus.who(QUILL)] == [1, 1, 1]
    proposed = [merge.evidence[-1] for merge in empty_corpus.merges(status="proposed")]
    assert proposed.count("but several of that name fit") == 2


def test_middle_name_that_is_shared_speaks_for_one_person(empty_corpus: Corpus) -> None:
    name = "Ada Maria Quill"
    add(empty_corpus, name, number=1, roles={name: ["harbour master"]})
    add(empty_corpus, name, number=2, outlet="The Gull", roles={name: ["mother of three"]})
    assert [voice.n_pages for voice in empty_corpus.who(name)] == [2]
    assert empty_corpus.merges(name)[0].evidence[-1] == "the same middle name: maria"


def test_company_speaks_for_one_person(empty_corpus: Corpus) -> None:
    add(empty_corpus, VELL, QUILL, number=1, roles={QUILL: ["harbour master"]})
    add(empty_corpus, VELL, QUILL, number=2, outlet="The Gull", roles={QUILL: ["cellist"]})
    (voice,) = empty_corpus.who("Ada Quill")
    assert voice.n_pages == 2
    assert "beside the same voice: Boris Vell" in empty_corpus.merges("Ada Quill")[0].evidence


def test_company_is_known_by_its_letters_where_a_page_gives_both(empty_corpus: Corpus) -> None:
    board = "Mallory Harbour Board"
    add(empty_corpus, board, number=1, kinds={board: VoiceKind.ORGANIZATION}, aliases={board: ["MHB", "the board"]})
    add(empty_corpus, "MHB", number=2, kinds={"MHB": VoiceKind.ORGANIZATION})
    add(empty_corpus, "the board", number=3, kinds={"the board": VoiceKind.ORGANIZATION})
    assert sorted((voice.name, voice.n_pages) for voice in empty_corpus.who("board")) == [(board, 2), ("the board", 1)]


def test_groups_and_the_unnamed_are_of_one_page(empty_corpus: Corpus) -> None:
    for number in (1, 2):
        add(empty_corpus, "Critics", "a clerk", number=number, kinds={"Critics": VoiceKind.GROUP, "a clerk": VoiceKind.UNNAMED})
    assert [voice.n_pages for voice in empty_corpus.who("critics")] == [1, 1]


def test_page_can_be_taken_apart_for_good(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, number=1)
    reading = make_reading(Said("Word 2 about the pier"), Happened(QUILL, VELL), url="https://a.example/2")
    page = empty_corpus.add(reading).key
    (merge,) = empty_corpus.merges("Ada Quill")
    assert merge.page == page
    empty_corpus.decide_merge(merge.id, "undo")
    one, other = empty_corpus.who("Ada Quill")
    assert [one.n_statements, other.n_statements] == [1, 1]
    (edge,) = empty_corpus.contacts()
    assert {edge.one_id, edge.other_id} & {voice.voice_id for voice in (one, other)} == {max(one.voice_id, other.voice_id)}
    (row,) = empty_corpus.search("2", voice_id=edge.one_id if edge.one == QUILL else edge.other_id)
    assert row.page == page
    empty_corpus.add(replace(reading, model="later"))
    assert len(empty_corpus.who("Ada Quill")) == 2


def test_merge_by_hand_can_be_undone(empty_corpus: Corpus) -> None:
    add(empty_corpus, QUILL, number=1)
    add(empty_corpus, "Ada Vell", number=2)
    (one,), (other,) = empty_corpus.who(QUILL), empty_corpus.who("Ada Vell")
    merge = empty_corpus.merge_voices(other.voice_id, one.voice_id, "she married")
    (voice,) = empty_corpus.who("Ada Vell")
    assert (voice.voice_id, voice.n_statements, voice.aliases) == (one.voice_id, 2, ("Ada Vell",))
    assert [(found.id, found.evidence) for found in empty_corpus.merges(QUILL, status="made")] == [(merge, ("she married",))]
    add(empty_corpus, "Ada Vell", number=3)
    assert empty_corpus.who(QUILL)[0].n_statements == 3
    with pytest.raises(CorpusError, match="one voice already"):
        empty_corpus.merge_voices(other.voice_id, one.voice_id)
    empty_corpus.decide_merge(merge, "undo")
    assert (empty_corpus.who(QUILL)[0].n_statements, empty_corpus.who("Ada Vell")[0].n_statements) == (1, 2)


@pytest.mark.parametrize("merge", ["m99", "p99", "x", "", "m1; DROP TABLE merges"])
def test_merge_that_is_not_there_is_said(empty_corpus: Corpus, merge: str) -> None:
    with pytest.raises(CorpusError, match="There is no merge"):
        empty_corpus.decide_merge(merge, "undo")


def test_decision_is_one_of_three(empty_corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="no decision 'burn'"):
        empty_corpus.decide_merge("m1", "burn")
