"""Where things originate: copies of one story are one family, and statements that rest on one outlet have one origin.

Decides that pages that share most of their runs of words are copies; that a family goes by the wire service which one of its pages credits,
otherwise by the outlet that had it first; and that what is said through an outlet (told to it, quoted from it) originates there, not with
the page that passes it on. Forty papers with one agency's story are one origin.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from sayso.corpus.names import fold, make_key
from sayso.corpus.prints import Groups, are_copies, hash_texts, make_page_prints
from sayso.corpus.storable import clean
from sayso.corpus.wording import fold_quotation
from sayso.reading import Voice, VoiceKind

_CANDIDATES: Final = 3  # pages looked at for each print: those of one family are all alike
_LONGEST: Final = 20_000  # words of a page that are compared


class Origins:
    """The origins of the pages, statements and events of one batch."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._ids: dict[str, int] = {}
        self._pages: dict[int, str] = {}
        self._of_pages: dict[int, int] = {}

    def of_page(self, outlet: str | None, wire: str | None, page_key: str) -> int:
        """The origin of what a page has from nobody else."""
        return self._find(wire or outlet or f"page {page_key}")

    def of_chain(self, page: int, links: Sequence[Voice]) -> int:
        """The origin of what came through a chain (without the page voice): its innermost outlet, or else the page's own origin."""
        for voice in reversed(links):
            if voice.kind is VoiceKind.OUTLET and voice.name:
                return self._find(voice.name)
        if page not in self._of_pages:
            self._of_pages = {page: int(self._connection.execute("SELECT origin FROM pages WHERE id = ?", (page,)).fetchone()[0])}
        return self._of_pages[page]

    def note(self, page: int, text: str) -> None:
        """Keeps a new page in mind, to be compared when the batch is folded."""
        self._pages[page] = text

    def fold(self) -> None:
        """Finds the copies among the new pages and those that are there, and gives each family one origin."""
        pages = list(self._pages)
        words = [fold_quotation(self._pages[page])[:_LONGEST] for page in pages]
        self._pages = {}
        prints, owners = make_page_prints(hash_texts(words))
        rows = [(one, pages[owner]) for one, owner in zip(prints.tolist(), owners.tolist(), strict=True)]
        self._connection.executemany("INSERT OR IGNORE INTO page_prints (print, page) VALUES (?, ?)", rows)
        pairs = self._find_pairs(rows)
        if pairs:
            self._join([pair for pair, same in zip(pairs, self._verify(pairs, dict(zip(pages, words, strict=True))), strict=True) if same])

    def _find(self, name: str) -> int:
        name = clean(name)
        key = make_key(VoiceKind.OUTLET, name) or fold(name)
        if key not in self._ids:
            row = self._connection.execute("SELECT id FROM origins WHERE key = ?", (key,)).fetchone()
            if row is None:
                row = (self._connection.execute("INSERT INTO origins (key, name) VALUES (?, ?)", (key, name)).lastrowid,)
            self._ids[key] = int(row[0])
        return self._ids[key]

    def _find_pairs(self, rows: list[tuple[int, int]]) -> list[tuple[int, int]]:
        pairs: dict[tuple[int, int], None] = {}
        for one, page in rows:
            found = self._connection.execute("SELECT page FROM page_prints WHERE print = ? AND page < ? LIMIT ?", (one, page, _CANDIDATES))
            pairs.update(((other, page), None) for (other,) in found)
        return list(pairs)

    def _verify(self, pairs: list[tuple[int, int]], words: dict[int, list[str]]) -> list[bool]:
        import numpy as np

        for page in dict.fromkeys(page for pair in pairs for page in pair):
            if page not in words:
                (text,) = self._connection.execute("SELECT text FROM pages WHERE id = ?", (page,)).fetchone()
                words[page] = fold_quotation(text)[:_LONGEST]
        number = {page: place for place, page in enumerate(words)}
        one, other = (np.array([number[pair[side]] for pair in pairs]) for side in (0, 1))
        same: list[bool] = are_copies(hash_texts(list(words.values())), one, other).tolist()
        return same

    def _join(self, pairs: list[tuple[int, int]]) -> None:
        groups = Groups()
        touched: set[int] = set()
        for one, other in pairs:
            families = [self._connection.execute("SELECT family FROM pages WHERE id = ?", (page,)).fetchone()[0] for page in (one, other)]
            groups.join(*families)
            kept = groups.find(families[0])
            touched.add(kept)
            self._connection.executemany("UPDATE pages SET family = ? WHERE family = ?", [(kept, family) for family in families])
        settle_families(self._connection, {groups.find(family) for family in touched})


def settle_families(connection: sqlite3.Connection, families: set[int]) -> None:
    """Gives the pages of each family the origin of the first of them, or of the one that credits a wire service; statements follow."""
    for family in sorted(families):
        first = connection.execute(
            "SELECT own_origin FROM pages WHERE family = ? ORDER BY wire IS NULL, day = 0, coalesce(published_utc, ''), id LIMIT 1",
            (family,),
        ).fetchone()
        if first is None:
            continue
        changed = connection.execute("SELECT id, origin FROM pages WHERE family = ? AND origin <> ?", (family, first[0])).fetchall()
        for page, origin in changed:
            for table in ("statements", "events", "pairs"):
                connection.execute(f"UPDATE {table} SET origin = ? WHERE page = ? AND origin = ?", (first[0], page, origin))
            connection.execute("UPDATE pages SET origin = ? WHERE id = ?", (first[0], page))
