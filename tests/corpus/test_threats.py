"""What hostile input and a hostile machine do to a corpus, where no other test has it already; tests/test_threats.py lists all of them."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.cli.inputs import Bad, find_inputs
from sayso.corpus import Corpus
from sayso.errors import CorpusError
from tests.corpus.making import Happened, Said, make_reading

QUERIES = [
    "' OR 1=1 --", '" OR ""="', "x'; DROP TABLE pages; --", "1) UNION SELECT text FROM pages --", "pier' AND randomblob(1000000000) --",
    "pier\0", "NEAR(pier granite)", "words : pier", "pier*", "%", "_", "\ud800", "🜁", "pier OR 1", "(", ")", "\\", "``", "voice1", "rowid",
]  # fmt: skip


@pytest.fixture
def two_pages(empty_corpus: Corpus) -> Corpus:
    empty_corpus.add(make_reading(Said("The granite pier is safe"), Happened(), url="https://bell.example/1"))
    empty_corpus.add(make_reading(Said("The mill is shut", by="Boris Vell"), outlet="The Gull", url="https://gull.example/1"))
    return empty_corpus


def ask_everything(corpus: Corpus, text: str) -> None:
    """Every question with a text in each of its places; only a sentence that refuses it may be raised."""
    corpus.search(text)
    corpus.who(text)
    corpus.trace(text)
    corpus.pages(text, url=text, outlet=text)
    corpus.versions(text)
    corpus.outlets(text)
    corpus.merges(text)
    corpus.contradictions(text)
    for name in ("voice", "outlet", "since", "until", "manner", "held", "reported", "hands", "kind", "order"):
        with suppress(CorpusError):
            corpus.search("pier", **{name: text})
    for name in ("since", "until", "status"):
        with suppress(CorpusError):
            corpus.contacts(text, **{name: text})  # type: ignore[arg-type]  # a text is what each of these takes
    for call in (lambda: corpus.contacts(types=[text]), lambda: corpus.compare(text, text), lambda: corpus.decide_merge(text, "accept")):
        with suppress(CorpusError):
            call()


def schema_of(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_no_text_in_a_question_is_sql(two_pages: Corpus, tmp_path: Path) -> None:
    before = schema_of(tmp_path / "news.sayso"), two_pages.search("", limit=10)
    for text in QUERIES:
        ask_everything(two_pages, text)
        assert two_pages.search("", voice=text) == two_pages.search("", outlet=text) == []
    assert (schema_of(tmp_path / "news.sayso"), two_pages.search("", limit=10)) == before
    assert len(two_pages) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.lists(st.sampled_from(QUERIES), max_size=3).map(" ".join))
def test_any_text_may_be_asked_for_anywhere(two_pages: Corpus, text: str) -> None:
    ask_everything(two_pages, text)


def test_row_names_no_file_of_this_machine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Ada Quill said that nobody may know.")
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(f'{{"url": "{url}"}}\n' for url in (secret.as_uri(), str(secret), "../secret.txt", "%2e%2e/secret.txt")))
    assert [type(row) for row in find_inputs([str(rows)])] == [Bad] * 4


def test_page_without_a_date_has_none_and_never_today(empty_corpus: Corpus, tmp_path: Path) -> None:
    empty_corpus.add(make_reading(Said("The pier is safe"), published=None))
    with closing(sqlite3.connect(tmp_path / "news.sayso")) as connection:
        assert connection.execute("SELECT published, published_utc, day FROM pages").fetchone() == (None, None, 0)


def test_clock_that_is_set_back_changes_neither_order_nor_limits(empty_corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)  # the wall clock; durations are by the monotonic one
    monkeypatch.setattr("sayso.corpus.writing.now_utc", iter(f"{year}-01-01T00:00:00Z" for year in range(2030, 1900, -1)).__next__)
    keys = [empty_corpus.add(make_reading(Said("The pier is safe"), url=f"https://a.example/{number}")).key for number in range(3)]
    assert [row.page for row in empty_corpus.pages()] == keys[::-1]
    with empty_corpus.limit(30):
        assert len(empty_corpus.search("pier")) == 3
