"""The parties of the contact network: who has contacts, and on whose word each of them rests.

Decides what the holder of an event is (the last hand of its chain), and that a party is found by its name or the beginning of one. What an
edge is, and its evidence, is the business of `contacts`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from sayso.corpus.contacts import make_conditions
from sayso.corpus.records import Account, Party
from sayso.corpus.search import MOST, find_voices
from sayso.corpus.storable import clean
from sayso.corpus.store import Store, fill
from sayso.reading import EventType, Span

_CANDIDATES: Final = 200
"""Voices that a name may mean, from which those with contacts are taken."""

_MOST_CONTACTS: Final = """
SELECT voice, count(DISTINCT other) AS n FROM (
    SELECT one AS voice, other FROM edge_counts UNION ALL SELECT other, one FROM edge_counts
) GROUP BY voice ORDER BY n DESC, voice LIMIT ?
"""

_ONE_OF: Final = f"one = ?1 AND type IN ({', '.join(repr(kind.value) for kind in EventType)})"
"""A voice as the first party: the indexes begin with the type, so that each type is looked up."""

_CONTACTS_OF: Final = f"""
SELECT count(DISTINCT other) FROM (
    SELECT other FROM edge_counts WHERE {_ONE_OF} UNION ALL SELECT one FROM edge_counts WHERE other = ?1
)
"""

_ORIGINS_OF: Final = f"""
SELECT count(DISTINCT origin) FROM (SELECT origin FROM pairs WHERE {_ONE_OF} UNION ALL SELECT origin FROM pairs WHERE other = ?1)
"""

_ACCOUNTS: Final = """
SELECT x.one, x.other, x.type, x.status, e.chain, x.origin, x.date FROM pairs AS x JOIN events AS e ON e.id = x.event
"""
"""A row a place: counting them here takes a third of the time that grouping by all of it takes in the file."""


def find_parties(store: Store, name: str | None, *, limit: int) -> list[Party]:
    """See `Corpus.parties`."""
    limit = max(1, min(limit, MOST))
    if name is None:
        counted = store.ask(_MOST_CONTACTS, (limit,))
    else:
        voices = find_voices(store, name, limit=_CANDIDATES) or find_voices(store, f"{name.rstrip()}*", limit=_CANDIDATES)
        counted = [(voice, _count_contacts(store, voice)) for voice in voices]
        counted = sorted((row for row in counted if row[1]), key=lambda row: (-row[1], row[0]))[:limit]
    found = [_load_party(store, voice, n_contacts) for voice, n_contacts in counted]
    return sorted(found, key=lambda party: (-party.n_contacts, -party.n_origins, party.voice_id))


def load_party(store: Store, voice_id: int) -> Party | None:
    """See `Corpus.party`."""
    into: int | None = voice_id
    for _ in range(_CANDIDATES):  # a merge may lead to a voice that was merged itself; a damaged file must not lead round and round
        row = store.ask_one("SELECT id, into_voice FROM voices WHERE id = ?", (into,))
        if row is None:
            return None
        voice_id, into = row
        if into is None:
            break
    return _load_party(store, voice_id, _count_contacts(store, voice_id))


def _load_party(store: Store, voice_id: int, n_contacts: int) -> Party:
    name, kind, roles = store.ask("SELECT name, kind, roles FROM voices WHERE id = ?", (voice_id,))[0]
    (n_origins,) = store.ask(_ORIGINS_OF, (voice_id,))[0]
    return fill(Party, voice_id, name, kind, tuple(json.loads(roles)), n_contacts, n_origins)


def _count_contacts(store: Store, voice_id: int) -> int:
    return int(store.ask(_CONTACTS_OF, (voice_id,))[0][0])


def find_accounts(
    store: Store,
    voice_id: int,
    *,
    types: Sequence[str],
    since: str | None,
    until: str | None,
    status: str | None,
    holder: str | None,
    other_id: int | None,
) -> list[Account]:
    """See `Corpus.accounts`."""
    conditions, values = make_conditions(types, since, until, status, holder)
    one, other = int(voice_id), None if other_id is None else int(other_id)
    # As in `contacts`, each side from its own index; nobody is on both sides of a pair.
    sides = (f"x.one = {one}", f"x.other = {one}")
    if other is not None:
        sides = (f"{sides[0]} AND x.other = {other}", f"{sides[1]} AND x.one = {other}")
    rows = [row for side in sides for row in store.ask(f"{_ACCOUNTS} WHERE {side} AND {conditions}", values)]
    chains = {chain: _find_holder(chain) for chain in {row[4] for row in rows}}
    origins = _name_origins(store, sorted({row[5] for row in rows}))
    rows.sort(key=itemgetter(0, 1, 2, 3))
    counted = Counter((*row[:4], chains[row[4]], origins[row[5]], row[6]) for row in rows)
    return [fill(Account, *row, n) for row, n in counted.items()]


def _find_holder(chain: str) -> str | None:
    """On whose word it is: the last of a chain; None where the chain is not known."""
    names = json.loads(chain)
    return str(names[-1]) if names else None


def _name_origins(store: Store, ids: Sequence[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        names.update(store.ask(f"SELECT id, name FROM origins WHERE id IN ({', '.join('?' * len(some))})", some))
    return names


def find_event_numbers(store: Store, places: Sequence[tuple[str, Span]]) -> list[int | None]:
    """See `Corpus.event_numbers`."""
    found: list[int | None] = []
    for page, anchor in places:
        row = store.ask_one(
            "SELECT e.number FROM events AS e JOIN pages AS p ON p.id = e.page WHERE p.key = ? AND e.anchor_start = ? AND e.anchor_end = ?"
            " ORDER BY e.number",
            (clean(page), *anchor),
        )
        found.append(row[0] if row else None)
    return found
