"""Counts that are kept are those that counting gives, whatever came, went, was merged or folded in between."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.corpus import Corpus
from sayso.corpus.counts import COUNTED
from sayso.reading import EventStatus, EventType, Manner, VoiceKind
from tests.corpus.making import Happened, Said, make_reading

FLOATING = "The north pier is a floating coffin of rotten granite and rope"
OUTLETS = """
SELECT coalesce(outlet, 0), coalesce(voice, 0), count(*), sum(manner = 'direct'), sum(manner = 'mixed'),
    sum(voice_kind IN ('unnamed', 'none')), coalesce(sum(hands), 0), count(hands)
FROM statements GROUP BY 1, 2 ORDER BY 1, 2
"""
SAYINGS = """
SELECT q.saying, count(*), count(DISTINCT s.page), count(DISTINCT s.outlet), count(DISTINCT s.origin),
    min(p.published_utc), max(p.published_utc)
FROM quotes AS q JOIN statements AS s ON s.id = q.statement JOIN pages AS p ON p.id = s.page
GROUP BY q.saying HAVING count(DISTINCT s.page) > 1 ORDER BY q.saying
"""

EDGES = f"{COUNTED} FROM pairs AS x GROUP BY x.type, x.one, x.other ORDER BY x.type, x.one, x.other"


def check_counts(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT * FROM outlet_voices ORDER BY outlet, voice").fetchall()
        assert kept == connection.execute(OUTLETS).fetchall()
        assert connection.execute("SELECT * FROM saying_counts ORDER BY saying").fetchall() == connection.execute(SAYINGS).fetchall()
        assert connection.execute("SELECT count(*) FROM stale_sayings").fetchone() == (0,)
        assert connection.execute("SELECT * FROM edge_counts ORDER BY type, one, other").fetchall() == connection.execute(EDGES).fetchall()
        assert connection.execute("SELECT count(*) FROM stale_edges").fetchone() == (0,)


pages = st.builds(
    lambda number, outlet, by, words, filler, via, happened: make_reading(
        *happened,
        Said(words, by=by, via=via),
        Said(f"{words} again and again", by=by, manner=Manner.INDIRECT),
        url=f"https://a.example/{number}",
        outlet=outlet,
        kinds={"an official": VoiceKind.UNNAMED},
        filler=filler,
    ),
    st.integers(0, 3),
    st.sampled_from([None, "The Bell", "The Gull"]),
    st.sampled_from(["Ada Quill", "Boris Vell", "an official", ""]),
    st.sampled_from([FLOATING, "It was safe", f"{FLOATING} today", "Nobody knew of the harbour fees until Monday evening"]),
    st.sampled_from(["", "One long story of the granite pier that every paper of the coast printed on the same grey day in March. " * 3]),
    st.sampled_from([None, "The Lantern"]),
    st.lists(
        st.builds(
            Happened,
            st.sampled_from(["Ada Quill", "Cleo Marsh"]),
            st.sampled_from(["Boris Vell", "Ada Quill"]),
            st.sampled_from(EventStatus),
            st.sampled_from([None, "2021-03", "2021-W41"]),
            st.sampled_from([EventType.CONSULT, EventType.ACCUSE]),
        ),
        max_size=2,
    ),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readings=st.lists(pages, min_size=1, max_size=6), deleted=st.integers(0, 5), merged=st.booleans())
def test_kept_counts_are_those_of_the_statements(template: Path, tmp_path: Path, readings: list[Any], deleted: int, merged: bool) -> None:
    path = tmp_path / "counts.sayso"
    path.write_bytes(template.read_bytes())
    with Corpus(path, limit_s=None) as corpus:
        added = list(corpus.add_many(readings, batch=2))
        voices = corpus.voices()
        if merged and len(voices) > 1:
            corpus.merge_voices(voices[0].voice_id, voices[1].voice_id)
        corpus.delete(added[deleted % len(added)].key)
    check_counts(path)
    path.unlink()


def test_file_of_the_version_without_counts_gets_them(empty_corpus: Corpus, tmp_path: Path) -> None:
    path = tmp_path / "news.sayso"
    for number in range(3):
        empty_corpus.add(make_reading(Said(FLOATING), Happened(), url=f"https://a.example/{number}"))
    before = (empty_corpus.outlets(), empty_corpus.sayings(), empty_corpus.contacts())
    empty_corpus.close()
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for table in ("outlet_voices", "saying_counts", "stale_sayings", "edge_counts", "stale_edges"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")
    with Corpus(path, limit_s=None) as corpus:
        assert (corpus.outlets(), corpus.sayings(), corpus.contacts()) == before
        assert (before[1][0].n_pages, before[2][0].n_pages) == (3, 3)
    check_counts(path)


def test_sayings_of_one_page_are_listed_where_they_are_asked_for(empty_corpus: Corpus) -> None:
    empty_corpus.add(make_reading(Said(FLOATING), Said("It was safe"), url="https://a.example/1"))
    empty_corpus.add(make_reading(Said(FLOATING), url="https://a.example/2"))
    assert [row.n_pages for row in empty_corpus.sayings()] == [2]
    rows = empty_corpus.sayings(min_pages=1)
    assert [row.n_pages for row in rows] == [2, 1]
    assert empty_corpus.sayings(min_pages=1, after=(2, rows[0].saying)) == rows[1:]
    assert empty_corpus.sayings(after=(2, rows[0].saying)) == []
