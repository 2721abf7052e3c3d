"""Merges of voices as a person reviews them: listed with their evidence, made, refused, and undone.

There are two sorts. One page's voice was counted to a voice of the corpus by its name (``p17``): undoing takes that page apart, for good.
Or whole voices were merged, by a person or on a proposal (``m3``): undoing gives each its own statements back.
"""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Final

from sayso.corpus.dates import now_utc
from sayso.corpus.packing import pack_list
from sayso.corpus.pairs import renew_pairs
from sayso.corpus.records import Merge
from sayso.corpus.removing import recount_voice
from sayso.corpus.search import MOST, find_voices
from sayso.corpus.store import Store, fill
from sayso.errors import BadQuestion, CorpusError

STATUSES: Final = ("proposed", "made", "refused", "undone")

_WHOLE: Final = """
SELECT 'm' || m.id, m.status, a.name, a.id, b.name, b.id, NULL, m.evidence
FROM merges AS m JOIN voices AS a ON a.id = m.from_voice JOIN voices AS b ON b.id = m.into_voice
"""
_BY_NAME: Final = """
SELECT 'p' || x.id, 'made', x.name, x.home, v.name, v.id, p.key, x.evidence
FROM page_voices AS x JOIN voices AS v ON v.id = x.home JOIN pages AS p ON p.id = x.page
"""


def list_merges(store: Store, name: str | None, *, status: str | None, limit: int) -> list[Merge]:
    """See `Corpus.merges`."""
    if status is not None and status not in STATUSES:
        raise BadQuestion(f"There is no status {status!r}; there are {', '.join(STATUSES)}.")
    limit = max(1, min(limit, MOST))
    some = None if name is None else ", ".join(map(str, find_voices(store, name))) or "NULL"
    whole = "1" if some is None else f"(m.from_voice IN ({some}) OR m.into_voice IN ({some}))"
    rows = store.ask(f"{_WHOLE} WHERE {whole} AND (?1 IS NULL OR m.status = ?1) ORDER BY m.id LIMIT ?2", (status, limit))
    if status in (None, "made"):
        by_name = "1" if some is None else f"x.home IN ({some})"
        rows += store.ask(f"{_BY_NAME} WHERE x.evidence IS NOT NULL AND {by_name} ORDER BY x.home, x.id LIMIT ?", (limit,))
    return [fill(Merge, *row[:-1], tuple(json.loads(row[-1]))) for row in rows[:limit]]


def merge_voices(connection: sqlite3.Connection, voice: int, into: int, evidence: str) -> str:
    """The id of a merge that a person makes of two voices; the first one's statements are the second one's from now on."""
    root = _root(connection, into)
    if _root(connection, voice) == root:
        raise CorpusError("The two are one voice already.")
    if connection.execute("SELECT into_voice FROM voices WHERE id = ?", (voice,)).fetchone()[0] is not None:
        raise CorpusError("The first voice is merged into another already; undo that, or merge that other one.")
    connection.execute("UPDATE voices SET into_voice = ? WHERE id = ?", (root, voice))
    connection.execute(
        "INSERT INTO merges (from_voice, into_voice, status, evidence, changed) VALUES (?, ?, 'made', ?, ?)"
        " ON CONFLICT (from_voice, into_voice) DO UPDATE SET status = 'made', changed = excluded.changed,"
        " evidence = CASE WHEN excluded.evidence = '[]' THEN evidence ELSE excluded.evidence END",
        (voice, root, pack_list([evidence] if evidence else []), now_utc()),
    )
    _move_all(connection, voice)
    (number,) = connection.execute("SELECT id FROM merges WHERE from_voice = ? AND into_voice = ?", (voice, root)).fetchone()
    return f"m{number}"


def accept_merge(connection: sqlite3.Connection, merge: str) -> None:
    """Makes a merge that was proposed, refused or undone."""
    voice, into, status = _find_whole(connection, merge)
    if status != "made":
        merge_voices(connection, voice, into, "")


def refuse_merge(connection: sqlite3.Connection, merge: str) -> None:
    """Notes that two voices are not one; a merge that was made is undone."""
    undo_merge(connection, merge)
    connection.execute("UPDATE merges SET status = 'refused', changed = ? WHERE id = ?", (now_utc(), int(merge[1:])))


def undo_merge(connection: sqlite3.Connection, merge: str) -> None:
    """Takes back a merge: of whole voices, or of one page's voice with others of its name."""
    if re.fullmatch(r"p\d{1,15}", merge):
        _split(connection, int(merge[1:]))
        return
    voice, _, status = _find_whole(connection, merge)
    if status == "made":
        connection.execute("UPDATE voices SET into_voice = NULL WHERE id = ?", (voice,))
        connection.execute("UPDATE merges SET status = 'undone', changed = ? WHERE id = ?", (now_utc(), int(merge[1:])))
        _move_all(connection, voice)


def _find_whole(connection: sqlite3.Connection, merge: str) -> tuple[int, int, str]:
    row = None
    if re.fullmatch(r"m\d{1,15}", merge):
        row = connection.execute("SELECT from_voice, into_voice, status FROM merges WHERE id = ?", (int(merge[1:]),)).fetchone()
    if row is None:
        raise CorpusError(f"There is no merge {merge!r} of whole voices; `Corpus.merges` lists them.")
    return row[0], row[1], row[2]


def _split(connection: sqlite3.Connection, page_voice: int) -> None:
    """Gives one page's voice a voice of its own."""
    row = connection.execute(
        "SELECT page, kind, name, aliases, roles, home, evidence FROM page_voices WHERE id = ?", (page_voice,)
    ).fetchone()
    if row is None or row[6] is None:
        raise CorpusError(f"There is no merge 'p{page_voice}'; `Corpus.merges` lists them.")
    page, kind, name, aliases, roles, home, _ = row
    own = connection.execute(
        "INSERT INTO voices (kind, name, aliases, roles, outlets) VALUES (?, ?, ?, ?, '[]')", (kind, name, aliases, roles)
    ).lastrowid
    assert own is not None
    connection.execute("INSERT INTO voices_fts (rowid, name, aliases) VALUES (?, ?, ?)", (own, name, aliases))
    connection.execute("INSERT OR IGNORE INTO apart (page, name) VALUES (?, ?)", (page, name))
    connection.execute("UPDATE page_voices SET home = ?, evidence = NULL WHERE id = ?", (own, page_voice))
    was = _move(connection, page_voice, own)
    for voice in dict.fromkeys((home, was, own)):
        recount_voice(connection, voice)


def _root(connection: sqlite3.Connection, voice: int) -> int:
    while True:
        row = connection.execute("SELECT into_voice FROM voices WHERE id = ?", (voice,)).fetchone()
        if row is None:
            raise CorpusError(f"There is no voice {voice}; `sayso who NAME` gives the numbers of voices.")
        if row[0] is None:
            return voice
        voice = row[0]


def _move_all(connection: sqlite3.Connection, voice: int) -> None:
    """Gives everything that was counted to a voice, or to one merged into it, to the voice that it stands for now."""
    homes = [voice]
    for home in homes:  # grows
        homes += [row[0] for row in connection.execute("SELECT id FROM voices WHERE into_voice = ?", (home,))]
    root = _root(connection, voice)
    touched = {*homes, root}
    for home in homes:
        for (page_voice,) in connection.execute("SELECT id FROM page_voices WHERE home = ?", (home,)).fetchall():
            touched.add(_move(connection, page_voice, root))
    for one in sorted(touched):
        recount_voice(connection, one)


def _move(connection: sqlite3.Connection, page_voice: int, voice: int) -> int:
    """Counts one page's voice to another voice, in every table and index; returns the voice that it was counted to."""
    page, was = connection.execute("SELECT page, voice FROM page_voices WHERE id = ?", (page_voice,)).fetchone()
    where = "SELECT id FROM statements WHERE page = ? AND page_voice = ?"
    connection.execute(
        "INSERT INTO statements_fts (statements_fts, rowid, words, marks)"
        f" SELECT 'delete', id, words, marks FROM statement_words WHERE id IN ({where})",
        (page, page_voice),
    )
    connection.execute("UPDATE page_voices SET voice = ? WHERE id = ?", (voice, page_voice))
    connection.execute("UPDATE statements SET voice = ? WHERE page = ? AND page_voice = ?", (voice, page, page_voice))
    connection.execute(
        f"INSERT INTO statements_fts (rowid, words, marks) SELECT id, words, marks FROM statement_words WHERE id IN ({where})",
        (page, page_voice),
    )
    events = [row[0] for row in connection.execute("SELECT event FROM event_parties WHERE page_voice = ?", (page_voice,)).fetchall()]
    connection.execute("UPDATE event_parties SET voice = ? WHERE page_voice = ?", (voice, page_voice))
    renew_pairs(connection, dict.fromkeys(events))
    return int(was)
