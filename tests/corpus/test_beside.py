"""What people keep beside a page: corrections, and records of the words."""

from __future__ import annotations

import pytest

from sayso.corpus import Corpus
from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.errors import CorpusError
from sayso.reading import Held, Span
from tests.corpus.making import Said, make_reading


def test_correction_is_kept_beside_the_reading_and_can_be_undone(empty_corpus: Corpus) -> None:
    reading = make_reading(Said("The pier is safe"))
    page = empty_corpus.add(reading).key
    given = Correction(CorrectionKind.COMMITMENT, "a0", held=Held.DENIED, cue=(Span(0, 3),), note="read again")
    kept = empty_corpus.correct(page, given)
    assert empty_corpus.corrections(page) == [kept]
    assert (kept.held, kept.cue, kept.note, kept.number) == (Held.DENIED, (Span(0, 3),), "read again", 1)
    assert kept.made.endswith("Z")
    assert empty_corpus.get(page) == reading
    assert empty_corpus.correct(page, Correction(CorrectionKind.ADD, "")).attribution == "u2"
    assert empty_corpus.undo_correction(page, 1)
    assert not empty_corpus.undo_correction(page, 1)
    assert [one.number for one in empty_corpus.corrections(page)] == [2]


def test_record_is_kept_once(empty_corpus: Corpus) -> None:
    page = empty_corpus.add(make_reading(Said("The pier is safe"))).key
    key = empty_corpus.add_record(page, "hearing", "QUILL: The pier is safe.")
    assert empty_corpus.add_record(page, "hearing", "QUILL: The pier is safe.") == key
    assert empty_corpus.records(page) == [(key, "hearing")]
    assert empty_corpus.record(page, key) == "QUILL: The pier is safe."
    assert empty_corpus.record(page, "none") is None


def test_page_has_to_be_there(empty_corpus: Corpus) -> None:
    with pytest.raises(CorpusError, match="There is no page 'none'"):
        empty_corpus.correct("none", Correction(CorrectionKind.ACCEPT, "a0"))
    assert empty_corpus.corrections("none") == []


def test_what_is_beside_a_page_goes_with_it(empty_corpus: Corpus) -> None:
    page = empty_corpus.add(make_reading(Said("The pier is safe"))).key
    empty_corpus.correct(page, Correction(CorrectionKind.ACCEPT, "a0"))
    empty_corpus.add_record(page, "hearing", "QUILL: no")
    empty_corpus.delete(page)
    assert empty_corpus.corrections(page) == []
    assert empty_corpus.records(page) == []
