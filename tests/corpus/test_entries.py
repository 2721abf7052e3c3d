"""The list of the reader: every page once, under the address of its current reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.corpus import Corpus
from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.corpus.writing import make_permalink
from sayso.reading import Reading
from tests.corpus.making import Said, make_reading


@pytest.fixture
def pier() -> Reading:
    return make_reading(
        Said("The pier is safe"), headline="Pier opens", byline="Åsa Lund", url="https://bell.example/pier-7", published="2021-03-01"
    )


def test_entry_tells_what_a_list_shows(empty_corpus: Corpus, pier: Reading) -> None:
    added = empty_corpus.add(pier)
    (entry,) = empty_corpus.entries()
    assert (entry.id, entry.headline, entry.origin, entry.published) == (added.permalink, "Pier opens", "The Bell", "2021-03-01")
    assert (entry.n_statements, entry.n_voices) == (1, 2)
    assert empty_corpus.entry(added.permalink) == empty_corpus.entry(added.key) == entry
    assert empty_corpus.entry("none") is None


def test_page_without_a_headline_goes_by_its_first_words(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("The pier\tis safe"), outlet=None))
    assert empty_corpus.entries()[0].headline == "“The pier is safe” said Ada Quill."


@pytest.mark.parametrize("words", ["pier safe", "PIE", "quill", "bell", "ÅSA", "pier-7", "said. bell", "bell.example/", "“pier"])
def test_page_is_found_by_text_voice_outlet_byline_and_address(empty_corpus: Corpus, pier: Reading, words: str) -> None:
    empty_corpus.add(pier)
    empty_corpus.add(make_reading(Said("Fares rise", by="Boris Vell"), outlet="The Gull"))
    assert [one.headline for one in empty_corpus.entries(words)] == ["Pier opens"]


@pytest.mark.parametrize("words", ["pier gull", "afe", "%", "x*", "NEAR(", '""'])
def test_page_is_not_found_by_what_is_not_there(empty_corpus: Corpus, pier: Reading, words: str) -> None:
    empty_corpus.add(pier)
    assert empty_corpus.entries(words) == []


def test_another_reading_of_a_page_takes_its_place_and_each_keeps_its_address(empty_corpus: Corpus, pier: Reading) -> None:
    first = empty_corpus.add(pier)
    empty_corpus.add(make_reading(Said("Fares rise"), outlet="The Gull"))
    changed = replace(pier, model="another model")
    second = empty_corpus.add(changed)
    assert second.key == first.key
    assert second.permalink != first.permalink
    assert empty_corpus.entries()[0].id == second.permalink
    assert len(empty_corpus.entries()) == 2
    assert (empty_corpus.get(first.permalink), empty_corpus.get(second.permalink), empty_corpus.get(first.key)) == (pier, changed, changed)
    assert empty_corpus.permalink(first.key) == second.permalink
    assert empty_corpus.permalink(first.permalink) == first.permalink
    assert empty_corpus.add(pier).permalink == first.permalink
    assert empty_corpus.permalink(first.key) == first.permalink


def test_correction_stays_with_the_reading_that_it_was_made_on(empty_corpus: Corpus, pier: Reading) -> None:
    first = empty_corpus.add(pier).permalink
    kept = empty_corpus.correct(first, Correction(CorrectionKind.ACCEPT, "a0"))
    second = empty_corpus.add(replace(pier, model="another model")).permalink
    assert (empty_corpus.corrections(first), empty_corpus.corrections(second)) == ([kept], [])
    assert not empty_corpus.undo_correction(second, kept.number)
    assert empty_corpus.undo_correction(first, kept.number)


def test_records_stand_beside_every_reading_of_the_page(empty_corpus: Corpus, pier: Reading) -> None:
    first = empty_corpus.add(pier).permalink
    key = empty_corpus.add_record(first, "hearing", "QUILL: no")
    second = empty_corpus.add(replace(pier, model="another model")).permalink
    assert empty_corpus.record(second, key) == "QUILL: no"


def test_deletion_by_a_permalink_takes_the_page_with_all_its_readings(empty_corpus: Corpus, pier: Reading) -> None:
    first = empty_corpus.add(pier)
    second = empty_corpus.add(replace(pier, model="another model"))
    assert empty_corpus.delete(second.permalink) == 1
    assert [empty_corpus.get(name) for name in (first.key, first.permalink, second.permalink)] == [None, None, None]


def test_address_that_is_taken_is_made_longer(empty_corpus: Corpus, pier: Reading) -> None:
    taken = empty_corpus.add(pier).permalink
    page, reading = taken[:8].ljust(32, "x"), taken[8:].ljust(32, "y")
    with empty_corpus._store.writing() as connection:
        assert make_permalink(connection, page, reading) == page + reading
        assert make_permalink(connection, "z" * 32, reading) == "z" * 8 + taken[8:]


def test_latest_pages_are_kept_where_there_is_a_limit() -> None:
    with Corpus(None, limit_s=None, most_pages=2) as corpus:
        keys = [corpus.add(make_reading(Said(f"Pier {n} is safe"), url=f"https://a.example/{n}")).permalink for n in range(4)]
        assert [one.id for one in corpus.entries()] == keys[:1:-1]
        assert len(corpus) == 2
        assert {one.page for one in corpus.search("pier")} == {one.page for one in corpus.pages()}


def test_words_of_pages_that_made_way_leave_the_indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.corpus.removing._BETWEEN_PURGES", 1)
    with Corpus(None, limit_s=None, most_pages=1) as corpus:
        for words in ("Xylophones are safe", "Piers are safe"):
            corpus.add(make_reading(Said(words)))
        blocks = [block for table in ("pages", "statements") for (block,) in corpus._store.ask(f"SELECT block FROM {table}_fts_data")]
        assert any(b"pier" in block for block in blocks)
        assert not any(b"xylo" in block for block in blocks)
