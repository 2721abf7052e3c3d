"""Voices over pages: who a name may mean, and how each is quoted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sayso.corpus.records import Count, VoiceEntry, VoiceRow, VoiceSaying
from sayso.corpus.search import Filters, find_ids, find_voices
from sayso.corpus.store import Row, Store, fill

_MOST_STATEMENTS: Final = 2000  # of a voice whose sayings are counted, the newest
_MOST_VARIANTS: Final = 5  # further wordings that are told of each

_SAYINGS: Final = """
SELECT q.saying, count(DISTINCT q.key), count(*), count(DISTINCT s.page) AS n_pages, count(DISTINCT s.outlet), count(DISTINCT s.origin),
    rtrim(min(p.published_utc || '~'), '~'), max(p.published_utc)
FROM quotes AS q JOIN statements AS s ON s.id = q.statement JOIN pages AS p ON p.id = s.page
WHERE q.saying IN ({some}) GROUP BY q.saying
"""
_WORDS: Final = """
(SELECT group_concat(substr(p.text, json_extract(c.value, '$[0]') + 1,
    json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ') FROM json_each(q.content) AS c)
"""
_FIRST: Final = f"""
SELECT q.key, {_WORDS}, o.name, p.key, s.local
FROM quotes AS q JOIN statements AS s ON s.id = q.statement JOIN pages AS p ON p.id = s.page LEFT JOIN outlets AS o ON o.id = p.outlet
WHERE q.saying = ? ORDER BY p.day = 0, p.published_utc || '~', p.id, q.id LIMIT 1
"""
_VARIANTS: Final = f"""
SELECT {_WORDS}, g.n FROM (
    SELECT min(id) AS id, count(*) AS n FROM quotes WHERE saying = ? AND key != ? GROUP BY key ORDER BY count(*) DESC, min(id) LIMIT ?
) AS g JOIN quotes AS q ON q.id = g.id JOIN statements AS s ON s.id = q.statement JOIN pages AS p ON p.id = s.page ORDER BY g.n DESC, g.id
"""


def who(store: Store, name: str, *, limit: int) -> list[VoiceRow]:
    """See `Corpus.who`."""
    return [row for voice in find_voices(store, name, limit=limit) if (row := load_voice(store, voice)) is not None]


def list_voices(store: Store, *, after: tuple[int, int] | None, limit: int) -> list[VoiceRow]:
    """The voices with most statements, from below a number of statements and an id on."""
    n_statements, voice = after or (1 << 60, 0)
    rows = store.ask(
        "SELECT id FROM voices WHERE into_voice IS NULL AND (n_statements < ?1 OR (n_statements = ?1 AND id > ?2))"
        " ORDER BY n_statements DESC, id LIMIT ?3",
        (n_statements, voice, limit),
    )
    return [row for (voice,) in rows if (row := load_voice(store, voice)) is not None]


def list_entries(store: Store, name: str, *, after: tuple[int, int] | None, limit: int) -> list[VoiceEntry]:
    """See `Corpus.voice_entries`."""
    columns = "SELECT id, name, kind, roles, n_pages, n_statements FROM voices WHERE"
    if name.strip():
        found = find_voices(store, name, limit=limit)
        rows = store.ask(f"{columns} id IN ({', '.join('?' * len(found))}) ORDER BY n_statements DESC, id", found)
    else:
        n_statements, voice = after or (1 << 60, 0)
        rows = store.ask(
            f"{columns} into_voice IS NULL AND n_statements > 0 AND (n_statements < ?1 OR (n_statements = ?1 AND id > ?2))"
            " ORDER BY n_statements DESC, id LIMIT ?3",
            (n_statements, voice, limit),
        )
    return [fill(VoiceEntry, *row[:3], tuple(json.loads(row[3])), *row[4:]) for row in rows]


def load_voice(store: Store, voice: int) -> VoiceRow | None:
    """The voice of that id, or None."""
    row = store.ask_one("SELECT name, kind, aliases, roles, n_pages FROM voices WHERE id = ?", (voice,))
    if row is None:
        return None
    name, kind, aliases, roles, n_pages = row
    counts = store.ask(
        "SELECT manner, held, outlet, hands, count(*), min(CASE WHEN id >= 1 << 31 THEN id END), max(id), origin"
        " FROM statements WHERE voice = ? GROUP BY manner, held, outlet, hands, origin",
        (voice,),
    )
    n_origins = len({one[7] for one in counts})
    n_statements = sum(one[4] for one in counts)
    with_hands = [(one[3], one[4]) for one in counts if one[3] is not None]
    n_with_hands = sum(n for _, n in with_hands)
    merged = store.ask("SELECT name, aliases, roles FROM voices WHERE into_voice = ?", (voice,))
    return VoiceRow(
        voice,
        name,
        kind,
        _unite(name, [aliases, *(one[1] for one in merged)], [one[0] for one in merged]),
        _unite("", [roles, *(one[2] for one in merged)], []),
        n_pages,
        n_statements,
        n_origins,
        _day(min((one[5] for one in counts if one[5]), default=0)),
        _day(max((one[6] for one in counts), default=0)),
        sum(one[4] for one in counts if one[0] == "direct") / max(n_statements, 1),
        sum(hands * n for hands, n in with_hands) / n_with_hands if n_with_hands else None,
        _count((one[0], one[4]) for one in counts),
        _count((one[1], one[4]) for one in counts),
        _name_outlets(store, _count((one[2], one[4]) for one in counts)),
    )


def find_root(store: Store, voice: int) -> int:
    """The voice that a voice stands for after merges; itself where it was merged into none, or is not there."""
    while (row := store.ask_one("SELECT into_voice FROM voices WHERE id = ?", (voice,))) is not None and row[0] is not None:
        voice = row[0]
    return voice


def list_voice_sayings(store: Store, voice: int, *, limit: int) -> list[VoiceSaying]:
    """See `Corpus.voice_sayings`."""
    ids = find_ids(store, "", Filters(voice_id=voice), limit=_MOST_STATEMENTS)
    rows: list[Row] = []
    sayings: dict[int, None] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        found = store.ask(f"SELECT DISTINCT saying FROM quotes WHERE statement IN ({', '.join('?' * len(some))})", some)
        sayings.update((row[0], None) for row in found)
    for start in range(0, len(sayings), 500):
        part = list(sayings)[start : start + 500]
        rows += store.ask(_SAYINGS.replace("{some}", ", ".join("?" * len(part))), part)
    rows.sort(key=lambda row: (-row[3], -row[2], row[0]))
    return [_load_voice_saying(store, row) for row in rows[: max(1, limit)]]


def _load_voice_saying(store: Store, row: Row) -> VoiceSaying:
    saying, n_variants, n_appearances, n_pages, n_outlets, n_origins, first, last = row
    key, words, outlet, page, attribution = store.ask(_FIRST, (saying,))[0]
    variants = store.ask(_VARIANTS, (saying, key, _MOST_VARIANTS)) if n_variants > 1 else []
    return VoiceSaying(
        saying,
        words,
        n_variants,
        tuple(Count(*one) for one in variants),
        n_appearances,
        n_pages,
        n_outlets,
        n_origins,
        first,
        outlet,
        page,
        attribution,
        last,
    )


def _unite(name: str, packed: Sequence[str], further: Sequence[str]) -> tuple[str, ...]:
    names = dict.fromkeys([*further, *(value for values in packed for value in json.loads(values))])
    names.pop(name, None)
    return tuple(names)


def _count(pairs: Iterable[tuple[object, int]]) -> tuple[Count, ...]:
    counts: Counter[str] = Counter()
    for name, n in pairs:
        counts["" if name is None else str(name)] += n
    return tuple(Count(name, n) for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _name_outlets(store: Store, counts: Sequence[Count]) -> tuple[Count, ...]:
    ids = [int(one.name) for one in counts[:500] if one.name]
    names: dict[int, str] = dict(store.ask(f"SELECT id, name FROM outlets WHERE id IN ({', '.join('?' * len(ids))})", ids))
    return tuple(Count(names.get(int(one.name), "") if one.name else "", one.n) for one in counts[:500])


def _day(identifier: int) -> str | None:
    day = identifier >> 31
    return date.fromordinal(day).isoformat() if day else None
