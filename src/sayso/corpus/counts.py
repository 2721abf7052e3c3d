"""Counts of outlets, sayings and contacts, so that a list of them is read and not counted; see counts.sql and edges.sql.

Decides when they are made: those of outlets by triggers as each statement comes and goes, the others at the end of each transaction.
"""

from __future__ import annotations

import sqlite3
from typing import Final

_RENEW: Final = """
INSERT INTO saying_counts (saying, n_appearances, n_pages, n_outlets, n_origins, first, last)
SELECT q.saying, count(*), count(DISTINCT s.page), count(DISTINCT s.outlet), count(DISTINCT s.origin),
    min(p.published_utc), max(p.published_utc)
FROM stale_sayings AS x
JOIN quotes AS q ON q.saying = x.saying
JOIN statements AS s ON s.id = q.statement
JOIN pages AS p ON p.id = s.page
GROUP BY q.saying HAVING count(DISTINCT s.page) > 1
"""

_FILL_OUTLETS: Final = """
INSERT INTO outlet_voices (outlet, voice, n, direct, mixed, anonymous, hands, with_hands)
SELECT coalesce(outlet, 0), coalesce(voice, 0), count(*), sum(manner = 'direct'), sum(manner = 'mixed'),
    sum(voice_kind IN ('unnamed', 'none')), coalesce(sum(hands), 0), count(hands)
FROM statements GROUP BY outlet, voice
"""


COUNTED: Final = """
SELECT x.one, x.other, x.type, sum(x.status = 'stated'), sum(x.status = 'negated'), sum(x.status = 'hypothetical'),
    count(DISTINCT x.page) AS n_pages, count(DISTINCT x.origin) AS n_origins, min(x.date), max(x.date), min(x.hands), max(x.hands),
    max(instr(x.date, 'W'))
"""
"""What is counted of the rows `x` of `pairs` that are one edge, in the order of the columns of edge_counts."""

_RENEW_EDGE: Final = f"""
INSERT INTO edge_counts (one, other, type, n_stated, n_negated, n_hypothetical, n_pages, n_origins, first, last, least_hands, most_hands,
    has_weeks)
{COUNTED} FROM pairs AS x WHERE x.type = ? AND x.one = ? AND x.other = ? GROUP BY x.type, x.one, x.other
"""


def renew_sayings(connection: sqlite3.Connection) -> None:
    """Counts anew the sayings that changed in the transaction that the connection is in."""
    connection.execute("DELETE FROM saying_counts WHERE saying IN (SELECT saying FROM stale_sayings)")
    connection.execute(_RENEW)
    connection.execute("DELETE FROM stale_sayings")


def renew_edges(connection: sqlite3.Connection) -> None:
    """Counts anew the contacts that changed in the transaction that the connection is in."""
    stale = connection.execute("SELECT type, one, other FROM stale_edges").fetchall()
    connection.executemany("DELETE FROM edge_counts WHERE type = ? AND one = ? AND other = ?", stale)
    connection.executemany(_RENEW_EDGE, stale)
    connection.execute("DELETE FROM stale_edges")


def fill_edges(connection: sqlite3.Connection) -> None:
    """Counts every contact in a file that had no counts of them before; their tables are there and empty."""
    connection.execute("INSERT INTO stale_edges SELECT DISTINCT type, one, other FROM pairs")
    renew_edges(connection)


def fill_counts(connection: sqlite3.Connection) -> None:
    """Counts everything in a file that had no counts before; their tables are there and empty."""
    connection.execute(_FILL_OUTLETS)
    connection.execute("INSERT INTO stale_sayings SELECT saying FROM quotes GROUP BY saying HAVING count(*) > 1")
    renew_sayings(connection)
