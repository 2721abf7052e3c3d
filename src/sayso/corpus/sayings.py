"""Sayings in a corpus: each quotation goes to those that are the same, as soon as it is added.

Decides nothing about what is the same (see `prints`); keeps the groups: the smallest id among the variants stands for all, a quotation that
is alike to two groups makes one of them, and after a deletion what is left of a group is grouped anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from sayso.corpus.names import surname
from sayso.corpus.packing import pack_spans
from sayso.corpus.prints import Groups, are_same, can_vary, hash_texts, make_key, make_prints, match_texts
from sayso.corpus.wording import fold_quotation
from sayso.reading import Spans

_CANDIDATES: Final = 4
"""Earlier quotations that are looked at for each print. Those of one print are mostly one saying, so a few of them join all."""

_MOST_REGROUPED: Final = 20_000  # variants of one saying that are compared anew after a deletion

WORDS: Final = """
SELECT q.id, (SELECT group_concat(substr(p.text, json_extract(c.value, '$[0]') + 1,
    json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ') FROM json_each(q.content) AS c)
FROM quotes AS q JOIN statements AS s ON s.id = q.statement JOIN pages AS p ON p.id = s.page
"""


class NewQuote(NamedTuple):
    """A quotation to be added: where it stands, its words, who is made to say it, and what tells it apart where nobody is named."""

    page: int
    statement: int
    content: Spans
    text: str
    speaker: str
    apart: str


def add_quotes(connection: sqlite3.Connection, quotes: Sequence[NewQuote]) -> None:
    """Writes quotations, each with its saying."""
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM quotes").fetchone()
    groups = Groups()
    seen: dict[int, int] = {}
    rows: list[list[Any]] = []  # the columns of quotes
    fresh: dict[int, list[str]] = {}
    for identifier, quote in enumerate(quotes, last + 1):
        words = fold_quotation(quote.text)
        key = make_key(words, surname(quote.speaker) or quote.apart)
        if key not in seen:
            row = connection.execute("SELECT saying FROM quotes WHERE key = ? LIMIT 1", (key,)).fetchone()
            seen[key] = identifier if row is None else row[0]
            if row is None and can_vary(words):
                fresh[identifier] = words
        groups.join(seen[key], identifier)
        rows.append([identifier, quote.statement, pack_spans(quote.content), len(words), key, identifier, int(identifier in fresh)])
    for one, other in _match(connection, fresh):
        groups.join(_saying_of(connection, one, fresh), other)
    for row in rows:
        row[5] = groups.find(row[0])
    connection.executemany("INSERT INTO quotes (id, statement, content, n_words, key, saying, printed) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    moved = [(kept, saying) for saying in groups.members() if saying <= last and (kept := groups.find(saying)) != saying]
    connection.executemany("UPDATE quotes SET saying = ? WHERE saying = ?", moved)


def _saying_of(connection: sqlite3.Connection, quote: int, fresh: dict[int, list[str]]) -> int:
    """The saying of a quotation that is there, or the quotation itself where it is being added."""
    if quote in fresh:
        return quote
    return int(connection.execute("SELECT saying FROM quotes WHERE id = ?", (quote,)).fetchone()[0])


def _match(connection: sqlite3.Connection, fresh: dict[int, list[str]]) -> list[tuple[int, int]]:
    """Pairs of a quotation that is there (or added before) and an added one that are one saying; writes the prints of the added."""
    if not fresh:
        return []
    ids = list(fresh)
    prints, owners = make_prints(hash_texts(list(fresh.values())))
    rows = [(one, ids[owner]) for one, owner in zip(prints.tolist(), owners.tolist(), strict=True)]
    connection.executemany("INSERT OR IGNORE INTO quote_prints (print, quote) VALUES (?, ?)", rows)
    return verify_pairs(connection, find_pairs(connection, rows), fresh)


def find_pairs(connection: sqlite3.Connection, rows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of an earlier quotation and a later one that have a print in common: of each bucket the first, and those just before."""
    pairs: dict[tuple[int, int], None] = {}
    for one, quote in rows:
        for order, limit in (("ASC", 1), ("DESC", _CANDIDATES - 1)):
            found = connection.execute(
                f"SELECT quote FROM quote_prints WHERE print = ? AND quote < ? ORDER BY quote {order} LIMIT ?", (one, quote, limit)
            ).fetchall()
            pairs.update(((other, quote), None) for (other,) in found)
            if not found:
                break
    return list(pairs)


def verify_pairs(connection: sqlite3.Connection, pairs: Sequence[tuple[int, int]], known: dict[int, list[str]]) -> list[tuple[int, int]]:
    """Those of the pairs that are one saying; the words of quotations that are not `known` are read."""
    if not pairs:
        return []
    words = dict(known)
    missing = [quote for quote in dict.fromkeys(quote for pair in pairs for quote in pair) if quote not in words]
    words.update(read_words(connection, missing))
    number = {quote: place for place, quote in enumerate(words)}
    one, other = (np.array([number[pair[side]] for pair in pairs]) for side in (0, 1))
    same = are_same(hash_texts(list(words.values())), one, other).tolist()
    return [pair for pair, is_same in zip(pairs, same, strict=True) if is_same]


def read_words(connection: sqlite3.Connection, quotes: Sequence[int]) -> dict[int, list[str]]:
    """The folded words of quotations that are there."""
    found: dict[int, list[str]] = {}
    for start in range(0, len(quotes), 500):
        some = quotes[start : start + 500]
        rows = connection.execute(f"{WORDS} WHERE q.id IN ({', '.join('?' * len(some))})", some)
        found.update((quote, fold_quotation(text)) for quote, text in rows)
    return found


def remove_quotes(connection: sqlite3.Connection, page: int) -> None:
    """Deletes the quotations of a page with their prints; what is left of their sayings is grouped anew."""
    rows = connection.execute(
        "SELECT q.id, q.key, q.saying, q.printed FROM quotes AS q JOIN statements AS s ON s.id = q.statement WHERE s.page = ?", (page,)
    ).fetchall()
    printed = {quote: key for quote, key, _, is_printed in rows if is_printed}
    words = read_words(connection, list(printed))
    for quote, prints in _prints_of(words).items():
        connection.executemany("DELETE FROM quote_prints WHERE print = ? AND quote = ?", [(one, quote) for one in prints])
    connection.executemany("DELETE FROM quotes WHERE id = ?", [(row[0],) for row in rows])
    for quote, key in printed.items():
        heir = connection.execute("SELECT id FROM quotes WHERE key = ? ORDER BY id LIMIT 1", (key,)).fetchone()
        if heir is not None:
            connection.execute("UPDATE quotes SET printed = 1 WHERE id = ?", heir)
            prints = _prints_of({heir[0]: words[quote]})[heir[0]]
            connection.executemany("INSERT OR IGNORE INTO quote_prints (print, quote) VALUES (?, ?)", [(one, heir[0]) for one in prints])
    for saying in {row[2] for row in rows}:
        _regroup(connection, saying)


def _prints_of(words: dict[int, list[str]]) -> dict[int, list[int]]:
    ids = list(words)
    found: dict[int, list[int]] = {quote: [] for quote in ids}
    prints, owners = make_prints(hash_texts(list(words.values())))
    for one, owner in zip(prints.tolist(), owners.tolist(), strict=True):
        found[ids[owner]].append(one)
    return found


def _regroup(connection: sqlite3.Connection, saying: int) -> None:
    rows = connection.execute("SELECT id, key FROM quotes WHERE saying = ? ORDER BY id LIMIT ?", (saying, _MOST_REGROUPED)).fetchall()
    groups = Groups()
    first: dict[int, int] = {}
    for quote, key in rows:
        groups.join(first.setdefault(key, quote), quote)
    words = read_words(connection, list(first.values()))
    ids = [quote for quote in words if can_vary(words[quote])]
    for one, other in match_texts([words[quote] for quote in ids]):
        groups.join(ids[one], ids[other])
    connection.executemany("UPDATE quotes SET saying = ? WHERE id = ?", [(groups.find(quote), quote) for quote, _ in rows])
