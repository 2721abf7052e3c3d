"""What the statements that a search finds have in common: how many there are by speaker, outlet, manner, commitment, language and date.

Decides how many are counted (the newest ten thousand, since counting a common word's million would take seconds) and in what steps time is
told: years, the months of one year, or the days of one month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from sayso.corpus.records import Facet, Facets
from sayso.corpus.search import Filters, find_ids, name_language
from sayso.corpus.store import Store

MOST_COUNTED: Final = 10_000
"""Statements that are counted, the newest; a million statements answer in 60 ms with it."""

_MOST_VALUES: Final = 12  # of one facet that are told
_DAY_SHIFT: Final = 31  # as in writing


def count_facets(store: Store, words: str, filters: Filters) -> Facets:
    """See `Corpus.facets`."""
    ids = find_ids(store, words, filters, limit=MOST_COUNTED + 1)
    is_cut = len(ids) > MOST_COUNTED
    ids = ids[:MOST_COUNTED]
    rows = []
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows += store.ask(
            "SELECT s.voice, s.voice_kind, s.outlet, s.manner, s.held, p.language FROM statements AS s JOIN pages AS p ON p.id = s.page"
            f" WHERE s.id IN ({', '.join('?' * len(some))})",
            some,
        )
    voices = Counter(row[0] for row in rows)
    return Facets(
        n=len(ids),
        is_cut=is_cut,
        voices=_name(store, "voices", voices),
        kinds=_count(row[1] for row in rows),
        outlets=_name(store, "outlets", Counter(row[2] for row in rows)),
        manners=_count(row[3] for row in rows),
        held=_count(row[4] for row in rows),
        languages=_count(name_language(row[5]) for row in rows),
        dates=_count_dates(ids),
    )


def _count(values: Iterable[str]) -> tuple[Facet, ...]:
    counts = Counter(values)
    return tuple(Facet(value, value, n) for value, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _name(store: Store, table: str, counts: Counter[int | None]) -> tuple[Facet, ...]:
    """The commonest voices or outlets, by their names; what has none is left out."""
    most = sorted(((n, identifier) for identifier, n in counts.items() if identifier is not None), key=lambda one: (-one[0], one[1]))
    ids = [identifier for _, identifier in most[:_MOST_VALUES]]
    names: dict[int, str] = dict(store.ask(f"SELECT id, name FROM {table} WHERE id IN ({', '.join('?' * len(ids))})", ids))
    return tuple(Facet(str(identifier), names.get(identifier, ""), n) for n, identifier in most[:_MOST_VALUES])


def _count_dates(ids: Iterable[int]) -> tuple[Facet, ...]:
    """How many there are in each year, month or day, the first one first; those of unknown date are counted under ""."""
    days = Counter(identifier >> _DAY_SHIFT for identifier in ids)
    unknown = days.pop(0, 0)
    written = {day: date.fromordinal(day).isoformat() for day in days}
    years, months = {one[:4] for one in written.values()}, {one[:7] for one in written.values()}
    length = 4 if len(years) > 1 else 7 if len(months) > 1 else 10
    counts: Counter[str] = Counter()
    for day, n in days.items():
        counts[written[day][:length]] += n
    found = tuple(Facet(value, value, n) for value, n in sorted(counts.items()))
    return (*found, Facet("", "", unknown)) if unknown else found
