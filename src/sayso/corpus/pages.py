"""Lists of pages: the last added first, by words, outlet or address; and the versions of one address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.corpus.records import PageRow
from sayso.corpus.search import MOST, find_outlets, quote_words
from sayso.corpus.storable import clean
from sayso.corpus.store import Store

_COLUMNS: Final = """
SELECT p.id, p.key, p.url, p.headline, p.byline, o.name, p.published_utc, p.language, p.n_words,
    (SELECT count(*) FROM statements AS s WHERE s.page = p.id), (SELECT count(*) FROM page_voices AS v WHERE v.page = p.id),
    p.family, n.name, p.added
FROM pages AS p JOIN origins AS n ON n.id = p.origin LEFT JOIN outlets AS o ON o.id = p.outlet
"""


def list_pages(store: Store, words: str, *, after: int | None, limit: int, url: str | None, outlet: str | None) -> list[PageRow]:
    """See `Corpus.pages`."""
    conditions: list[str] = []
    values: list[object] = []
    if words.strip():
        query = quote_words(words)
        if not query:
            return []
        conditions.append("p.id IN (SELECT rowid FROM pages_fts WHERE pages_fts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 10000)")
        values += [query, after if after is not None else 1 << 62]
    if after is not None:
        conditions.append("p.id < ?")
        values.append(after)
    if url is not None:
        conditions.append("p.url = ?")
        values.append(clean(url))
    if outlet is not None:
        ids = find_outlets(store, outlet)
        conditions.append(f"p.outlet IN ({', '.join('?' * len(ids))})")
        values += ids
    where = " AND ".join(conditions) or "1"
    rows = store.ask(f"{_COLUMNS} WHERE {where} ORDER BY p.id DESC LIMIT ?", (*values, max(1, min(limit, MOST))))
    return [PageRow(*row) for row in rows]


def list_versions(store: Store, url: str) -> list[PageRow]:
    """See `Corpus.versions`."""
    return list(reversed(list_pages(store, "", after=None, limit=MOST, url=url, outlet=None)))


def find_added(store: Store, keys: Sequence[str]) -> dict[str, str]:
    """See `Corpus.added`."""
    some = list(dict.fromkeys(map(clean, keys)))[:MOST]
    rows = store.ask(
        "SELECT p.key, r.added FROM pages AS p JOIN readings AS r ON r.page = p.id AND r.current"
        f" WHERE p.key IN ({', '.join('?' * len(some))})",
        some,
    )
    return dict(rows)
