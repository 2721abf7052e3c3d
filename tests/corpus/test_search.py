"""Search finds what was asked, and whatever is typed is words."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.corpus import Corpus
from sayso.corpus.search import quote_words
from sayso.errors import CorpusError
from sayso.reading import Held, Manner, Reported, VoiceKind
from tests.corpus.making import VELL, Said, make_reading


@pytest.fixture
def harbour(empty_corpus: Corpus) -> Corpus:
    """Three pages of two outlets."""
    empty_corpus.add(
        make_reading(
            Said("The granite pier is safe"),
            Said("the pier may sink", by=VELL, manner=Manner.INDIRECT, held=Held.HEDGED),
            published="2020-01-15",
            url="https://bell.example/1",
        )
    )
    empty_corpus.add(
        make_reading(
            Said("The granite pier is old", by=VELL, via="The Bell"),
            Said("The pier is gone", by="", manner=Manner.INDIRECT, reported=Reported.DISTANCING),
            outlet="The Gull",
            published="2021-06-01",
            url="https://gull.example/1",
        )
    )
    empty_corpus.add(
        make_reading(
            Said("Piers are dear", by="a clerk"), outlet="The Gull", published="2022-06-01", url="https://gull.example/2",
            kinds={"a clerk": VoiceKind.UNNAMED},
        )
    )  # fmt: skip
    return empty_corpus


def found(corpus: Corpus, words: str = "", **filters: str) -> list[str]:
    return [row.words.strip("“”") for row in corpus.search(words, **filters)]  # type: ignore[arg-type]  # options by their names


def test_all_words_have_to_occur(harbour: Corpus) -> None:
    assert found(harbour, "granite pier") == ["The granite pier is old", "The granite pier is safe"]
    assert found(harbour, "granite sink") == []


def test_phrase_and_beginning_of_a_word(harbour: Corpus) -> None:
    assert found(harbour, '"pier is old"') == ["The granite pier is old"]
    assert found(harbour, '"old pier"') == []
    assert len(found(harbour, "pier*")) == 5


def test_accents_and_case_do_not_matter(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said("Le café est fermé")))
    assert found(empty_corpus, "CAFE ferme") == ["Le café est fermé"]


@pytest.mark.parametrize(
    ("filters", "n"),
    [
        ({"voice": "Ada Quill"}, 1),
        ({"voice": "Vell"}, 2),
        ({"voice": "Nobody Known"}, 0),
        ({"outlet": "The Gull"}, 3),
        ({"outlet": "gull"}, 3),
        ({"outlet": "The Tern"}, 0),
        ({"manner": "indirect"}, 2),
        ({"held": "hedged"}, 1),
        ({"reported": "distancing"}, 1),
        ({"kind": "none"}, 1),
        ({"kind": "unnamed"}, 1),
        ({"hands": "2"}, 1),
        ({"hands": "1+"}, 4),
        ({"hands": "0"}, 1),
        ({"since": "2021"}, 3),
        ({"until": "2020"}, 2),
        ({"since": "2020-01-16", "until": "2021-06"}, 2),
        ({"voice": "Boris Vell", "outlet": "The Bell", "held": "hedged", "since": "2020", "until": "2020-01"}, 1),
    ],
)
def test_filters_narrow_and_combine(harbour: Corpus, filters: dict[str, str], n: int) -> None:
    assert len(found(harbour, **filters)) == n


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"manner": "loud"}, "no manner 'loud'; there are direct, indirect, mixed"),
        ({"held": "x' OR 1=1"}, "no held"),
        ({"order": "rowid; DROP TABLE pages"}, "no order"),
        ({"since": "soon"}, "is no date"),
        ({"hands": "many"}, "no number of hands"),
    ],
)
def test_what_filters_allow_is_a_list(harbour: Corpus, filters: dict[str, str], said: str) -> None:
    with pytest.raises(CorpusError, match=said):
        harbour.search("pier", **filters)  # type: ignore[arg-type]  # options by their names


def test_statement_tells_where_it_stands(harbour: Corpus) -> None:
    (row,) = harbour.search("old")
    reading = harbour.get(row.page)
    assert reading is not None
    assert reading.page.words(row.content) == row.words == "“The granite pier is old”"
    assert (row.outlet, row.url, row.published) == ("The Gull", "https://gull.example/1", "2021-06-01")
    assert (row.voice, row.source, row.cue, row.hands) == (VELL, VELL, "said", 2)
    assert row.chain == ("The Gull", "The Bell", VELL)
    assert row.origin == "The Bell"


def test_next_part_begins_after_the_last_id(harbour: Corpus) -> None:
    for order in ("newest", "oldest"):
        everything = harbour.search("", order=order)
        parts, after = [], None
        while some := harbour.search("", order=order, after=after, limit=2):
            parts += some
            after = some[-1].id
        assert parts == everything
        assert len(everything) == 5


def test_part_that_is_read_later_has_no_gaps_when_pages_are_added(harbour: Corpus) -> None:
    first = harbour.search("", limit=2)
    harbour.add(make_reading(Said("A late pier"), published="2023-01-01", url="https://gull.example/3"))
    rest = harbour.search("", after=first[-1].id)
    assert len(first) + len(rest) == 5


def test_relevance_puts_the_more_telling_first(harbour: Corpus) -> None:
    rows = harbour.search("pier", order="relevance")
    assert {row.id for row in rows} == {row.id for row in harbour.search("pier")}
    assert harbour.search("pier", order="relevance", after=1)[0] == rows[1]


HOSTILE = [
    '"', "AND", "NEAR(", "*", "words:pier", "", " ", "\0", "pier\0", "'; DROP TABLE pages; --", "(1=1)", "a OR b", "NOT pier", "^pier",
    "pier^2", "{words marks} : pier", "marks : voice1", "-pier", "+pier", "%", "\ud800", "“pier", '"pier', "🜁", "pier " * 500, '"" ""',
    "voice2 outlet1",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_words(harbour: Corpus, text: str) -> None:
    harbour.search(text)
    harbour.search(text, order="relevance")
    harbour.search("", voice=text, outlet=text)
    harbour.pages(text, url=text)
    harbour.who(text)
    harbour.trace(text)
    harbour.contacts(text)
    harbour.outlets(text)
    harbour.merges(text)
    assert harbour.get(text) is None
    assert len(harbour) == 3


def test_marks_of_the_index_cannot_be_searched(harbour: Corpus) -> None:
    assert harbour.search("mannerdirect") == []
    assert harbour.search("voice2") == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30) | st.lists(st.sampled_from(HOSTILE), max_size=4).map(" ".join))
def test_any_text_makes_a_query_that_the_index_takes(text: str) -> None:
    query = quote_words(text)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (words, marks)")
        connection.execute("INSERT INTO t VALUES ('pier', 'voice1')")
        if query:
            connection.execute("SELECT * FROM t WHERE t MATCH ?", (f"words : ({query})",)).fetchall()


def test_pages_are_listed_the_last_added_first(harbour: Corpus) -> None:
    urls = ["https://gull.example/2", "https://gull.example/1", "https://bell.example/1"]
    assert [row.url for row in harbour.pages()] == urls
    first = harbour.pages(limit=1)
    assert [row.url for row in harbour.pages(after=first[0].number)] == urls[1:]
    assert [row.url for row in harbour.pages("granite safe")] == urls[2:]
    assert [row.url for row in harbour.pages(outlet="The Gull")] == urls[:2]
    assert (first[0].n_statements, first[0].n_voices) == (1, 2)
