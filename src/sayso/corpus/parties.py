"""The parties of the contact network: who has contacts, and on whose word each of them rests.

Decides what the holder of an event is (the last hand of its chain), and that a party is found by its name or the beginning of one. What an
edge is, and its evidence, is the business of `contacts`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from sayso.corpus.contacts import HOLDER, make_conditions
from sayso.corpus.records import Account, Party
from sayso.corpus.search import MOST, find_voices
from sayso.corpus.storable import clean
from sayso.corpus.store import Store, fill
from sayso.reading import Span

_CANDIDATES: Final = 200
"""Voices that a name may mean, from which those with contacts are taken."""

_SIDES: Final = "SELECT one AS voice, other, origin FROM pairs UNION ALL SELECT other, one, origin FROM pairs"

_MOST_CONTACTS: Final = f"""
SELECT s.voice, v.name, v.kind, v.roles, count(DISTINCT s.other) AS n_contacts, count(DISTINCT s.origin) AS n_origins
FROM ({_SIDES}) AS s JOIN voices AS v ON v.id = s.voice
GROUP BY s.voice ORDER BY n_contacts DESC, n_origins DESC, s.voice LIMIT ?
"""

_ONE_PARTY: Final = """
SELECT v.id, v.name, v.kind, v.roles, count(DISTINCT s.other), count(DISTINCT s.origin), v.into_voice
FROM voices AS v LEFT JOIN (
    SELECT one AS voice, other, origin FROM pairs WHERE one = ?1 UNION ALL SELECT other, one, origin FROM pairs WHERE other = ?1
) AS s ON s.voice = v.id
WHERE v.id = ?1 GROUP BY v.id
"""

_ACCOUNTS: Final = f"""
SELECT x.one, x.other, x.type, x.status, {HOLDER} AS holder, n.name, x.date, count(*)
FROM pairs AS x JOIN origins AS n ON n.id = x.origin
"""


def find_parties(store: Store, name: str | None, *, limit: int) -> list[Party]:
    """See `Corpus.parties`."""
    limit = max(1, min(limit, MOST))
    if name is None:
        return [_make_party(row) for row in store.ask(_MOST_CONTACTS, (limit,))]
    voices = find_voices(store, name, limit=_CANDIDATES) or find_voices(store, f"{name.rstrip()}*", limit=_CANDIDATES)
    found = [party for voice in voices if (party := load_party(store, voice)) is not None and party.n_contacts]
    return sorted(found, key=lambda party: (-party.n_contacts, -party.n_origins, party.voice_id))[:limit]


def load_party(store: Store, voice_id: int) -> Party | None:
    """See `Corpus.party`."""
    row = store.ask_one(_ONE_PARTY, (voice_id,))
    for _ in range(_CANDIDATES):  # a merge may lead to a voice that was merged itself; a damaged file must not lead round and round
        if row is None or row[6] is None:
            break
        row = store.ask_one(_ONE_PARTY, (row[6],))
    return _make_party(row[:6]) if row is not None else None


def _make_party(row: Sequence[object]) -> Party:
    voice, name, kind, roles, n_contacts, n_origins = row
    return fill(Party, voice, name, kind, tuple(json.loads(str(roles))), n_contacts, n_origins)


def find_accounts(
    store: Store, voice_id: int, *, types: Sequence[str], since: str | None, until: str | None, status: str | None, holder: str | None
) -> list[Account]:
    """See `Corpus.accounts`."""
    conditions, values = make_conditions(types, since, until, status, holder)
    rows = []
    for side in ("x.one = ?", "x.other = ?"):  # as in `contacts`, each from its own index; nobody is on both sides of a pair
        sql = f"{_ACCOUNTS} WHERE {side} AND {conditions} GROUP BY x.one, x.other, x.type, x.status, holder, x.origin, x.date"
        rows += store.ask(sql, (int(voice_id), *values))
    accounts = [fill(Account, *row) for row in rows]
    return sorted(accounts, key=lambda one: (one.one_id, one.other_id, one.type, one.status, one.holder or "", one.origin, one.date or ""))


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
