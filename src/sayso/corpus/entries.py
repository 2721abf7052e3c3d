"""The list of the reader: pages with their current readings, the one read last first, found by words.

Decides what finds a page: each word of the query, or a word that begins with it, in its headline or text, or in the name of a voice on it;
or the same letters anywhere in its headline, outlet, byline or address.
"""

from __future__ import annotations

from typing import Final

from sayso.corpus.beside import FIND
from sayso.corpus.records import Entry
from sayso.corpus.search import MOST, quote_words
from sayso.corpus.storable import clean
from sayso.corpus.store import Row, Store

_MOST_WORDS: Final = 20
_LONGEST: Final = 120  # characters of a text that stand for the headline that it lacks

_COLUMNS: Final = f"""
SELECT r.id, r.permalink, coalesce(p.headline, ''), substr(p.text, 1, {_LONGEST}), coalesce(o.name, p.byline, p.url, ''), p.published,
    (SELECT count(*) FROM statements AS s WHERE s.page = p.id), (SELECT count(*) FROM page_voices AS v WHERE v.page = p.id), r.added
FROM readings AS r JOIN pages AS p ON p.id = r.page LEFT JOIN outlets AS o ON o.id = p.outlet
"""

_IN_TEXT: Final = "p.id IN (SELECT rowid FROM pages_fts WHERE pages_fts MATCH ?)"
_IN_VOICES: Final = "p.id IN (SELECT page FROM page_voices WHERE home IN (SELECT rowid FROM voices_fts WHERE voices_fts MATCH ?))"
_IN_ORIGIN: Final = (
    "instr(casefold(coalesce(p.headline, '') || char(10) || coalesce(o.name, '') || char(10) || coalesce(p.byline, '')"
    " || char(10) || coalesce(p.url, '')), ?)"
)


def list_entries(store: Store, words: str, *, before: int | None, limit: int) -> list[Entry]:
    """See `Corpus.entries`."""
    conditions = ["r.current"]
    values: list[object] = []
    if before is not None:
        conditions.append("r.id < ?")
        values.append(before)
    for word in clean(words).replace("\0", " ").split()[:_MOST_WORDS]:
        condition, found_by = _make_condition(word)
        conditions.append(condition)
        values += found_by
    with store.lending() as connection:
        connection.create_function("casefold", 1, str.casefold, deterministic=True)
        rows = connection.execute(
            f"{_COLUMNS} WHERE {' AND '.join(conditions)} ORDER BY r.id DESC LIMIT ?", (*values, max(1, min(limit, MOST)))
        ).fetchall()
    return [_make_entry(row) for row in rows]


def find_entry(store: Store, name: str) -> Entry | None:
    """See `Corpus.entry`."""
    row = store.ask_one(f"{_COLUMNS} WHERE r.id = (SELECT id FROM ({FIND}))", (clean(name),))
    return _make_entry(row) if row else None


def _make_condition(word: str) -> tuple[str, list[object]]:
    """What holds of a page that has the word, with its values."""
    query = quote_words(word.replace('"', " ").rstrip("*") + "*")
    if not query:
        return _IN_ORIGIN, [word.casefold()]
    return f"({_IN_TEXT} OR {_IN_VOICES} OR {_IN_ORIGIN})", [query, query, word.casefold()]


def _make_entry(row: Row) -> Entry:
    number, permalink, headline, text, origin, published, n_statements, n_voices, added = row
    return Entry(number, permalink, headline or " ".join(text.split()), origin, published, n_statements, n_voices, added)
