"""Taking pages out of a corpus so that nothing of them stays: no row, no word in an index, no byte in the file.

Decides that whatever was known from the page alone goes with it: voices that no other page has, their aliases and roles, outlets and
origins that nothing else comes from. SQLite overwrites what it frees (`PRAGMA secure_delete`), and the indexes of words, which only note
that a row is gone, are written anew afterwards; that takes as long as the corpus is large.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Final

from sayso.corpus.counts import renew_edges, renew_sayings
from sayso.corpus.origins import settle_families
from sayso.corpus.packing import pack_list
from sayso.corpus.prints import hash_texts, make_page_prints
from sayso.corpus.sayings import remove_quotes
from sayso.corpus.wording import fold_quotation

_BETWEEN_PURGES: Final = 50
"""Pages that make way before the indexes of words are written anew: after five hundred they held four times what two hundred need."""


def remove_reading(connection: sqlite3.Connection, page: int) -> None:
    """Deletes what was made from the current reading of a page; the page and its readings stay."""
    connection.execute("UPDATE readings SET current = 0 WHERE page = ?", (page,))
    remove_quotes(connection, page)
    connection.execute(
        "INSERT INTO statements_fts (statements_fts, rowid, words, marks)"
        " SELECT 'delete', id, words, marks FROM statement_words WHERE id IN (SELECT id FROM statements WHERE page = ?)",
        (page,),
    )
    connection.execute("DELETE FROM statements WHERE page = ?", (page,))
    connection.execute("DELETE FROM events WHERE page = ?", (page,))  # parties and pairs go with them
    connection.execute("DELETE FROM findings WHERE page = ?", (page,))
    voices = {voice for row in connection.execute("SELECT home, voice FROM page_voices WHERE page = ?", (page,)) for voice in row}
    connection.execute("DELETE FROM page_voices WHERE page = ?", (page,))
    for voice in sorted(voices):
        recount_voice(connection, voice)


def remove_page(connection: sqlite3.Connection, page: int) -> None:
    """Deletes a page with all that was made from it or kept beside it."""
    origins = {
        origin
        for table in ("statements", "events")
        for (origin,) in connection.execute(f"SELECT DISTINCT origin FROM {table} WHERE page = ?", (page,))
    }
    origins.update(connection.execute("SELECT origin, own_origin FROM pages WHERE id = ?", (page,)).fetchone())
    remove_reading(connection, page)
    text, headline, outlet, family = connection.execute("SELECT text, headline, outlet, family FROM pages WHERE id = ?", (page,)).fetchone()
    prints, _ = make_page_prints(hash_texts([fold_quotation(text)[:20_000]]))
    connection.executemany("DELETE FROM page_prints WHERE print = ? AND page = ?", [(one, page) for one in prints.tolist()])
    connection.execute("INSERT INTO pages_fts (pages_fts, rowid, headline, text) VALUES ('delete', ?, ?, ?)", (page, headline, text))
    connection.execute("DELETE FROM pages WHERE id = ?", (page,))
    heir = connection.execute("SELECT min(id) FROM pages WHERE family = ?", (family,)).fetchone()[0]
    if heir is not None:
        connection.execute("UPDATE pages SET family = ? WHERE family = ?", (heir, family))
        settle_families(connection, {heir})
    connection.executemany(
        "DELETE FROM origins WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM pages WHERE ?1 IN (origin, own_origin))"
        " AND NOT EXISTS (SELECT 1 FROM statements WHERE origin = ?1) AND NOT EXISTS (SELECT 1 FROM events WHERE origin = ?1)",
        [(origin,) for origin in sorted(origins)],
    )
    connection.execute("DELETE FROM outlets WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM pages WHERE outlet = ?1)", (outlet,))
    renew_sayings(connection)
    renew_edges(connection)


def recount_voice(connection: sqlite3.Connection, voice: int) -> None:
    """Writes a voice anew from the pages that have it; deletes one that none has."""
    row = connection.execute("SELECT name, aliases FROM voices WHERE id = ?", (voice,)).fetchone()
    if row is None:
        return
    seen = connection.execute("SELECT name, aliases, roles FROM page_voices WHERE home = ? ORDER BY id", (voice,)).fetchall()
    if not seen and not connection.execute("SELECT 1 FROM page_voices WHERE voice = ? LIMIT 1", (voice,)).fetchone():
        connection.execute("INSERT INTO voices_fts (voices_fts, rowid, name, aliases) VALUES ('delete', ?, ?, ?)", (voice, *row))
        connection.execute("UPDATE voices SET into_voice = NULL WHERE into_voice = ?", (voice,))
        connection.execute("DELETE FROM voices WHERE id = ?", (voice,))
        return
    names = dict.fromkeys(name for name, _, _ in seen) or {row[0]: None}
    name = row[0] if row[0] in names else next(iter(names))
    aliases = dict.fromkeys([*names, *(alias for _, packed, _ in seen for alias in json.loads(packed))])
    aliases.pop(name, None)
    roles = dict.fromkeys(role for _, _, packed in seen for role in json.loads(packed))
    packed = pack_list(list(aliases)[:40])
    connection.execute("INSERT INTO voices_fts (voices_fts, rowid, name, aliases) VALUES ('delete', ?, ?, ?)", (voice, *row))
    connection.execute("INSERT INTO voices_fts (rowid, name, aliases) VALUES (?, ?, ?)", (voice, name, packed))
    connection.execute(
        "UPDATE voices SET name = ?1, aliases = ?2, roles = ?3,"
        " n_pages = (SELECT count(*) FROM page_voices WHERE voice = ?4), n_statements = (SELECT count(*) FROM statements WHERE voice = ?4)"
        " WHERE id = ?4",
        (name, packed, pack_list(list(roles)[:40]), voice),
    )


def remove_oldest(connection: sqlite3.Connection, most: int) -> None:
    """Deletes pages so that the `most` whose readings were added last are left."""
    rows = connection.execute("SELECT page FROM readings WHERE current ORDER BY id DESC LIMIT -1 OFFSET ?", (most,)).fetchall()
    for (page,) in rows:
        remove_page(connection, page)
    if any(page % _BETWEEN_PURGES == 0 for (page,) in rows):
        purge(connection)


def purge(connection: sqlite3.Connection, tables: Sequence[str] = ("statements_fts", "pages_fts", "voices_fts")) -> None:
    """Writes the indexes of words anew, without what was deleted."""
    for table in tables:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
