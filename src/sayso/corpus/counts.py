"""Counts of outlets and sayings beside the statements, so that a list of them is read and not counted; see counts.sql.

Decides when they are made: those of outlets by triggers as each statement comes and goes, those of sayings at the end of each transaction.
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


def renew_sayings(connection: sqlite3.Connection) -> None:
    """Counts anew the sayings that changed in the transaction that the connection is in."""
    connection.execute("DELETE FROM saying_counts WHERE saying IN (SELECT saying FROM stale_sayings)")
    connection.execute(_RENEW)
    connection.execute("DELETE FROM stale_sayings")


def fill_counts(connection: sqlite3.Connection) -> None:
    """Counts everything in a file that had no counts before; their tables are there and empty."""
    connection.execute(_FILL_OUTLETS)
    connection.execute("INSERT INTO stale_sayings SELECT saying FROM quotes GROUP BY saying HAVING count(*) > 1")
    renew_sayings(connection)
