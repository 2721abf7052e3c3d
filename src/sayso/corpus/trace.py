"""Sayings: where a quotation stands, in which wordings, where it came first, and from where each page probably has it.

Decides the likely line of descent by what is strongest: both pages are copies of one story, the page links to an earlier one, it credits an
earlier outlet, or (weakest) its wording is most like that of an earlier page. What nothing tells is said to be unknown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import Any, Final, NamedTuple

from sayso.corpus.differences import find_differences, share_aligned
from sayso.corpus.names import make_key
from sayso.corpus.records import Appearance, Saying, SayingRow, Spread, Variant
from sayso.corpus.search import MOST, quote_words
from sayso.corpus.storable import clean
from sayso.corpus.store import Row, Store, fill
from sayso.corpus.wording import fold_quotation
from sayso.reading import Span, VoiceKind

MOST_SHOWN: Final = 1000
"""Appearances of one saying that are listed, the earliest first; the counts are of all."""

_MOST_VARIANTS: Final = 100  # whose differences are spelled out; beyond it they are only counted
_MOST_FOUND: Final = 20  # sayings that one question can find
_ALIKE: Final = 0.5  # share of aligned words below which wording tells nothing of descent; a guess

# A date that is known to the day or month alone counts as its end: what is known to be earlier comes first.
_APPEARANCES: Final = """
SELECT q.id, q.content, p.key, p.url, o.name, p.published_utc, p.headline, s.local, v.name, n.name, p.family, p.links, p.credits, p.wire,
    s.chain, o.key, p.id,
    (SELECT group_concat(substr(p.text, json_extract(c.value, '$[0]') + 1,
        json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ') FROM json_each(q.content) AS c)
FROM quotes AS q
JOIN statements AS s ON s.id = q.statement
JOIN pages AS p ON p.id = s.page
JOIN origins AS n ON n.id = s.origin
LEFT JOIN outlets AS o ON o.id = p.outlet
LEFT JOIN voices AS v ON v.id = s.voice
WHERE q.saying = ?
ORDER BY p.day = 0, p.published_utc || '~', p.id, q.id
LIMIT ?
"""


class _Place(NamedTuple):
    """One appearance as it is read."""

    quote: int
    content: str
    page: str
    url: str | None
    outlet: str | None
    published: str | None
    headline: str | None
    attribution: str
    voice: str | None
    origin: str
    family: int
    links: str
    credits: str
    wire: str | None
    chain: str
    outlet_key: str | None
    page_id: int
    words: str


def trace(store: Store, quotation: str, *, limit: int = _MOST_FOUND) -> list[Saying]:
    """The sayings that a quotation is a wording or a part of, those on most pages first."""
    sayings = _find_sayings(store, quotation)
    found = [saying for identifier in sayings[:limit] if (saying := load_saying(store, identifier)) is not None]
    return sorted(found, key=lambda saying: (-saying.n_pages, saying.saying))


def _find_sayings(store: Store, quotation: str) -> list[int]:
    from sayso.corpus.prints import hash_texts, make_key, make_prints
    from sayso.corpus.sayings import find_pairs, verify_pairs

    words = fold_quotation(clean(quotation))
    if not words:
        return []
    found = dict.fromkeys(row[0] for row in store.ask("SELECT DISTINCT saying FROM quotes WHERE key = ?", (make_key(words),)))
    prints, _ = make_prints(hash_texts([words]))
    beyond = 1 << 62
    with store.lending() as connection:
        pairs = find_pairs(connection, [(one, beyond) for one in prints.tolist()])
        alike = [one for one, _ in verify_pairs(connection, pairs, {beyond: words})]
    alike += _find_holding(store, words)
    for quote in alike:
        row = store.ask_one("SELECT saying FROM quotes WHERE id = ?", (quote,))
        found.update({row[0]: None} if row else {})
    return list(found)


def _find_holding(store: Store, words: Sequence[str]) -> list[int]:
    """Quotations that hold some words in a row: a piece of a saying finds it."""
    from sayso.corpus.sayings import WORDS

    query = quote_words('"' + " ".join(words[:32]) + '"')
    rows = store.ask(
        f"{WORDS} WHERE q.statement IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? ORDER BY rowid DESC LIMIT 200)",
        (f"words : ({query})",),
    )
    wanted = f" {' '.join(words)} "
    return [quote for quote, text in rows if wanted in f" {' '.join(fold_quotation(text))} "]


# ---------------------------------------------------------------- one saying


def load_saying(store: Store, saying: int) -> Saying | None:
    """The saying of that number, with its appearances; None where there is none."""
    counts = store.ask_one(
        "SELECT count(*), count(DISTINCT s.page), count(DISTINCT s.outlet), count(DISTINCT s.origin)"
        " FROM quotes AS q JOIN statements AS s ON s.id = q.statement WHERE q.saying = ?",
        (saying,),
    )
    if counts is None or not counts[0]:  # its first quotation may have become a later one of another saying since
        moved = store.ask_one("SELECT saying FROM quotes WHERE id = ? AND saying != id", (saying,))
        return load_saying(store, moved[0]) if moved else None
    places = [_Place(*row) for row in store.ask(_APPEARANCES, (saying, MOST_SHOWN))]
    variants = _find_variants(places)
    appearances = _find_descent(places, [variants[_fold(place.words)].number for place in places])
    dated = [place.published for place in places if place.published]
    return fill(
        Saying,
        saying,
        places[0].words,
        tuple(dict.fromkeys(place.voice for place in places if place.voice)),
        *counts,
        min(dated, key=lambda published: published + "~", default=None),
        max(dated, default=None),
        tuple(appearances),
        tuple(variants.values()),
        _find_spread(places),
        counts[0] > len(places),
    )


def _fold(words: str) -> tuple[str, ...]:
    return tuple(fold_quotation(words))


def _find_variants(places: Sequence[_Place]) -> dict[tuple[str, ...], Variant]:
    """The wordings in the order in which they first appear, by their folded words."""
    counts = Counter(_fold(place.words) for place in places)
    first = places[0].words
    numbers = count()
    variants: dict[tuple[str, ...], Variant] = {}
    for place in places:
        folded = _fold(place.words)
        if folded not in variants:
            number = next(numbers)
            differences = find_differences(first, place.words) if 0 < number < _MOST_VARIANTS else ()
            variants[folded] = Variant(number, place.words, counts[folded], differences)
    return variants


def _find_spread(places: Sequence[_Place]) -> tuple[Spread, ...]:
    outlets: dict[str | None, list[_Place]] = {}
    for place in places:
        outlets.setdefault(place.outlet, []).append(place)
    rows = []
    for outlet, some in outlets.items():
        dates = sorted(place.published for place in some if place.published)
        rows.append(Spread(outlet, len({place.page for place in some}), dates[0] if dates else None, dates[-1] if dates else None))
    return tuple(sorted(rows, key=lambda row: (-row.n_pages, row.first or "~", row.outlet or "")))


def _find_descent(places: Sequence[_Place], variants: Sequence[int]) -> list[Appearance]:
    """The appearances in time, each with the earlier one that it probably has its words from."""
    seen = _Seen()
    appearances = []
    for number, place in enumerate(places):
        follows, because = seen.find(number, place, variants[number])
        seen.add(number, place, variants[number])
        appearances.append(
            Appearance(
                number,
                place.page,
                place.url,
                place.outlet,
                place.published,
                place.headline,
                place.attribution,
                tuple(Span(*pair) for pair in json.loads(place.content)),
                place.voice,
                variants[number],
                place.origin,
                follows,
                because,
            )
        )
    return appearances


class _Seen:
    """The appearances so far, by what can point back to them."""

    def __init__(self) -> None:
        self._first_of: dict[tuple[str, Any], int] = {}  # family, address, outlet or wording -> number of the first that had it
        self._wordings: list[tuple[int, str]] = []
        self._places: list[_Place] = []

    def add(self, number: int, place: _Place, variant: int) -> None:
        self._places.append(place)
        keys: list[tuple[str, Any]] = [("family", place.family), ("wording", variant)]
        keys += [("url", _strip(place.url))] if place.url else []
        keys += [("outlet", place.outlet_key)] if place.outlet_key else []
        if ("wording", variant) not in self._first_of:
            self._wordings.append((number, place.words))
        for key in keys:
            self._first_of.setdefault(key, number)

    def find(self, number: int, place: _Place, variant: int) -> tuple[int | None, str]:
        """The number of the appearance that this one follows, and why; None with a reason where nothing tells."""
        if number == 0:
            return None, "first" if place.published else "unknown, because no page with these words has a date"
        if (found := self._first_of.get(("family", place.family))) is not None:
            return found, "same page" if self._places[found].page_id == place.page_id else "copy"
        for url in json.loads(place.links):
            if (found := self._first_of.get(("url", _strip(url)))) is not None:
                return found, "link"
        for name in (*json.loads(place.chain)[1:], *json.loads(place.credits), *([place.wire] if place.wire else [])):
            key = make_key(VoiceKind.OUTLET, name)
            if key != place.outlet_key and (found := self._first_of.get(("outlet", key))) is not None:
                return found, "credit"
        if not place.published:
            return None, "unknown, because the page has no date, and neither links to nor credits another"
        return self._find_wording(place, variant)

    def _find_wording(self, place: _Place, variant: int) -> tuple[int | None, str]:
        if (found := self._first_of.get(("wording", variant))) is not None:
            return found, "wording"
        alike = max(((share_aligned(words, place.words), -number) for number, words in self._wordings[:_MOST_VARIANTS]), default=(0.0, 0))
        if alike[0] >= _ALIKE:
            return -alike[1], "wording"
        return None, "unknown, because the page neither links to nor credits another, and no earlier wording is close"


def _strip(url: str) -> str:
    return url.partition("#")[0].rstrip("/").removeprefix("http://").removeprefix("https://").removeprefix("www.")


# ---------------------------------------------------------------- many sayings

_MOST_PAGES: Final = 1 << 62  # more than any saying stands on
_ALL_SAYINGS: Final = """
(SELECT q.saying, count(*) AS n_appearances, count(DISTINCT s.page) AS n_pages, count(DISTINCT s.outlet) AS n_outlets,
    count(DISTINCT s.origin) AS n_origins, min(p.published_utc) AS first, max(p.published_utc) AS last
FROM quotes AS q JOIN statements AS s ON s.id = q.statement JOIN pages AS p ON p.id = s.page GROUP BY q.saying)
"""  # those of one page too, which saying_counts leaves out


def list_sayings(store: Store, *, min_pages: int, limit: int, after: tuple[int, int] | None) -> list[SayingRow]:
    """See `Corpus.sayings`."""
    rows = store.ask(
        "SELECT saying, n_appearances, n_pages, n_outlets, n_origins, first, last"
        f" FROM {'saying_counts' if min_pages > 1 else _ALL_SAYINGS} WHERE n_pages >= ?1 AND n_pages <= ?2"
        " AND (n_pages < ?2 OR saying > ?3) ORDER BY n_pages DESC, saying LIMIT ?4",
        (max(1, min_pages), *(after or (_MOST_PAGES, 0)), max(1, min(limit, MOST))),
    )
    return [_make_row(store, row) for row in rows]


def _make_row(store: Store, row: Row) -> SayingRow:
    first = store.ask_one(_APPEARANCES, (row[0], 1))
    return SayingRow(row[0], first[-1] if first else "", *row[1:])
