"""Outlets: whom each quotes, how directly, through how many hands, and how much of it without a name."""

from __future__ import annotations

from typing import Final

from sayso.corpus.records import Count, OutletRow
from sayso.corpus.search import MOST, find_outlets
from sayso.corpus.store import Store

_TOP: Final = 10
"""Voices that are named for each outlet."""


def list_outlets(store: Store, name: str | None, *, limit: int) -> list[OutletRow]:
    """See `Corpus.outlets`."""
    where, values = "", []
    if name is not None:
        values = find_outlets(store, name)
        where = f"WHERE outlet IN ({', '.join('?' * len(values))})"
    rows = store.ask(
        "SELECT outlet, sum(n), sum(voice > 0), sum(direct), sum(mixed), sum(anonymous), sum(hands), sum(with_hands)"
        f" FROM outlet_voices {where} GROUP BY outlet ORDER BY sum(n) DESC, outlet LIMIT ?",
        (*values, max(1, min(limit, MOST))),
    )
    return [_make_row(store, *row) for row in rows]


def _make_row(
    store: Store, outlet: int, n: int, n_voices: int, direct: int, mixed: int, anonymous: int, hands: int, with_hands: int
) -> OutletRow:
    name = store.ask_one("SELECT name FROM outlets WHERE id = ?", (outlet,))
    n_pages = store.ask("SELECT count(*) FROM pages WHERE outlet IS ?", (outlet or None,))[0][0]
    voices = store.ask(
        "SELECT v.name, g.n FROM (SELECT voice, n FROM outlet_voices WHERE outlet = ? AND voice > 0 ORDER BY n DESC, voice LIMIT ?) AS g"
        " JOIN voices AS v ON v.id = g.voice ORDER BY g.n DESC, v.id",
        (outlet, _TOP),
    )
    return OutletRow(
        name[0] if name else None,
        n_pages,
        n,
        n_voices,
        direct / n,
        mixed / n,
        (n - direct - mixed) / n,
        anonymous / n,
        hands / with_hands if with_hands else None,
        tuple(Count(*row) for row in voices),
    )
