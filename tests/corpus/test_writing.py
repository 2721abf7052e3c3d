"""Readings go in and come out as they were; adding again changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.corpus import Corpus
from sayso.corpus.packing import pack, unpack_reading
from sayso.corpus.storable import clean
from sayso.corpus.writing import clean_reading
from sayso.reading import Manner, Reading, Span
from tests.corpus.making import Happened, Said, make_reading
from tests.strategies import readings


def dump(corpus: Corpus) -> list[tuple[object, ...]]:
    """Every row of every table, except when it was added."""
    with closing(sqlite3.connect(corpus.path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%STRICT%'")
        ]
        return [(table, *row) for table in tables for row in connection.execute(f"SELECT * FROM {table}")]


def test_adding_again_changes_nothing(empty_corpus: Corpus) -> None:
    reading = make_reading(Said("The pier is safe"), Happened(date="2021-03-01"))
    first = empty_corpus.add(reading)
    before = dump(empty_corpus)
    second = empty_corpus.add(reading)
    assert (first.new_page, first.new_reading) == (True, True)
    assert (second.key, second.new_page, second.new_reading) == (first.key, False, False)
    assert dump(empty_corpus) == before


def test_page_read_anew_has_the_new_reading(empty_corpus: Corpus) -> None:
    reading = make_reading(Said("The pier is safe"), Said("The pier is old"))
    first = empty_corpus.add(reading)
    later = replace(reading, attributions=reading.attributions[:1], model="later")
    again = empty_corpus.add(later)
    assert (again.key, again.new_page, again.new_reading) == (first.key, False, True)
    assert empty_corpus.get(first.key) == later
    assert [row.words for row in empty_corpus.search("pier")] == ["“The pier is safe”"]
    (voice,) = empty_corpus.who("Ada Quill")
    assert (voice.n_pages, voice.n_statements) == (1, 1)
    assert empty_corpus.add(reading).new_reading  # and back
    assert len(empty_corpus.search("pier")) == 2


def test_one_page_twice_in_a_batch_counts_once(empty_corpus: Corpus) -> None:
    reading = make_reading(Said("The granite pier at Mallory is safe to walk on"))
    changed = replace(reading, model="later")
    added = empty_corpus.add_batch([reading, reading, changed])
    assert [(one.new_page, one.new_reading) for one in added] == [(True, True), (False, False), (False, True)]
    assert len(empty_corpus.search("pier")) == 1
    assert len(empty_corpus.sayings(min_pages=1)) == 1


def test_batch_is_written_whole_or_not_at_all(empty_corpus: Corpus) -> None:
    bad = replace(make_reading(Said("The pier is safe")), attributions=(replace(make_reading(Said("x")).attributions[0], voice="nobody"),))
    try:
        empty_corpus.add_batch([make_reading(Said("The pier is old")), bad])
    except KeyError:
        pass  # a reading that breaks the rules; `validate` would have refused it
    assert len(empty_corpus) == 0


def test_versions_of_an_address_are_kept(empty_corpus: Corpus) -> None:
    url = "https://bell.example/pier"
    keys = [empty_corpus.add(make_reading(Said(f"The pier is {word}"), url=url)).key for word in ("safe", "old", "gone")]
    assert [row.page for row in empty_corpus.versions(url)] == keys
    assert empty_corpus.versions("https://bell.example/none") == []


def test_newest_come_first_and_undated_last(empty_corpus: Corpus) -> None:
    for published in (None, "2020-05-01", "2021-03-01T01:00:00+02:00", "2021-02", "soon"):
        empty_corpus.add(make_reading(Said("The pier is safe"), published=published, url=f"https://a.example/{published}"))
    assert [row.published for row in empty_corpus.search("pier")] == ["2021-02-28T23:00:00Z", "2021-02", "2020-05-01", None, None]
    assert [row.published for row in empty_corpus.search("", order="oldest", since="2020")] == [
        "2020-05-01",
        "2021-02",
        "2021-02-28T23:00:00Z",
    ]


def test_mixed_statement_has_its_quoted_pieces(empty_corpus: Corpus) -> None:
    words = "that the pier was “a floating heap of rotten granite” and that nobody had ever “caulked the leaking planks of it”"
    empty_corpus.add(make_reading(Said(words, manner=Manner.MIXED)))
    assert sorted(row.words for row in empty_corpus.sayings(min_pages=1)) == [
        "“a floating heap of rotten granite”",
        "“caulked the leaking planks of it”",
    ]


def test_pieces_a_word_apart_are_one_quotation(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("that they were “rotten granite heaps” or “leaking hulks”", manner=Manner.MIXED)))
    assert [row.words for row in empty_corpus.sayings(min_pages=1)] == ["“rotten granite heaps” or “leaking hulks”"]


def test_findings_are_kept_in_rows(empty_corpus: Corpus) -> None:
    from sayso.reading import Check, Finding

    reading = make_reading(Said("The pier is safe"), headline="Pier is safe")
    finding = Finding(Check.HEADLINE, "drops attribution", (Span(0, 4),), (Span(5, 9),), reason="The body has Quill say it.")
    empty_corpus.add(replace(reading, findings=(finding,)))
    with closing(sqlite3.connect(empty_corpus.path)) as connection:
        assert connection.execute("SELECT verdict, claim, evidence FROM findings").fetchall() == [
            ("drops attribution", "[[0,4]]", "[[5,9]]")
        ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(readings())
def test_packed_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert unpack_reading(pack(reading), reading.page.text) == reading


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(readings(), min_size=1, max_size=3))
def test_whatever_is_read_can_be_stored_found_and_deleted(template: Path, some: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(template, folder))
        with Corpus(path, limit_s=None) as corpus:
            added = corpus.add_batch(some)
            for reading, one in zip(some, added, strict=True):
                stored = corpus.get(one.key)
                assert stored is not None
                assert stored.page.text == clean(reading.page.text)
            last = {one.key: reading for reading, one in zip(some, added, strict=True)}
            assert all(corpus.get(key) == clean_reading(reading) for key, reading in last.items())
            assert len(corpus.search("", limit=1000)) == sum(len(reading.attributions) for reading in last.values())
            assert corpus.add_batch(some[-1:])[0].new_page is False
            assert corpus.delete(*last) == len(last)
            assert corpus.search("") == []
        with closing(sqlite3.connect(path)) as connection:
            for table in (
                "pages",
                "readings",
                "statements",
                "quotes",
                "quote_prints",
                "page_prints",
                "voices",
                "page_voices",
                "events",
                "pairs",
            ):
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
            for index in ("statements_fts", "pages_fts", "voices_fts"):
                connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
