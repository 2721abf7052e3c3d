"""Search over statements: words and filters, the newest first, page after page.

Decides that what a person types is words and nothing else: each is quoted for the index, a phrase in quotation marks is a phrase, a word
with a star is the beginning of one, and NUL is dropped (THREATS 17 and 18). Filters are words of the index too, so that any combination
of them is answered from it; dates are ranges of ids. The next part of a list begins after the last id, not after a number of rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sayso.corpus.dates import read_day
from sayso.corpus.records import Statement
from sayso.corpus.storable import clean
from sayso.corpus.store import Row, Store
from sayso.errors import BadQuestion
from sayso.reading import Held, Manner, Reported, Span, VoiceKind

MOST: Final = 1000
"""Rows in one part of a list."""

_MOST_TERMS: Final = 32
_MOST_RANKED: Final = 20_000
_TERM: Final = re.compile(r'"([^"]*)"?|“([^”]*)”?|(\S+)')
_DAY_SHIFT: Final = 31  # as in writing

ORDERS: Final = ("newest", "oldest", "relevance", "added")
"""How results can be ordered; newest and oldest by the day of publication, those of unknown date as the oldest; added: those of the page
added last come first."""


_KEYED: Final = ("newest", "oldest")  # whose next part begins after an id; the others' after a number of rows
_LANGUAGE: Final = (
    "EXISTS (SELECT 1 FROM statements AS l JOIN pages AS g ON g.id = l.page WHERE l.id = {id}"
    " AND (lower(coalesce(g.language, '')) = ? OR g.language LIKE ?))"
)


def name_language(language: str | None) -> str:
    """What the language of a page is called in a filter: its first part, in small letters; "" where it is unknown.

    >>> name_language("en-GB"), name_language(None)
    ('en', '')
    """
    return (language or "").partition("-")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Filters:
    """What statements are asked for, beside words. Dates are as written (2021, 2021-03, 2021-03-09), both ends included.

    `hands` is a number, or a number and more ("2+"). `kind` is the kind of the voice, or "none" where nobody is named. `language` is that
    of the page, as "en" (which finds "en-GB" too), or "" where it is unknown.
    """

    voice: str | None = None
    voice_id: int | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    manner: str | None = None
    held: str | None = None
    reported: str | None = None
    hands: str | int | None = None
    kind: str | None = None
    language: str | None = None


NO_FILTERS: Final = Filters()
"""Every statement fits."""


def quote_words(text: str) -> str:
    """An FTS5 query for all the words of a text, whatever they are; "" where there are none.

    >>> quote_words('the "old ferry" rose* OR (1=1)')
    '"the" AND "old ferry" AND "rose"* AND "OR" AND "(1=1)"'
    """
    terms: list[str] = []
    for match in _TERM.finditer(clean(text.replace("\0", " "))):
        phrase = next(filter(None, match.groups()), "")
        star = "*" if match[3] and phrase.endswith("*") else ""
        if any(char.isalnum() for char in phrase):
            terms.append('"' + phrase.rstrip("*").replace('"', '""') + '"' + star)
        if len(terms) == _MOST_TERMS:
            break
    return " AND ".join(terms)


def search_statements(store: Store, words: str, filters: Filters, *, order: str, after: int | None, limit: int) -> list[Statement]:
    """See `Corpus.search`."""
    if order not in ORDERS:
        raise BadQuestion(f"There is no order {order!r}; there are {', '.join(ORDERS)}.")
    return load_statements(store, find_ids(store, words, filters, order=order, after=after, limit=max(1, min(limit, MOST))))


def find_ids(store: Store, words: str, filters: Filters, *, order: str = "newest", after: int | None = None, limit: int) -> list[int]:
    """The ids of the statements that fit, in order; see `Corpus.search`."""
    query = _make_query(store, words, filters)
    if query is None:
        return []
    conditions, values = _make_range(filters)
    if after is not None and order in _KEYED:
        conditions.append("{id} > ?" if order == "oldest" else "{id} < ?")
        values.append(after)
    if filters.language is not None:
        language = filters.language.lower()
        if not re.fullmatch(r"([a-z]{2,8})?", language):
            raise BadQuestion(f"{filters.language!r} is no language; write it as en, or leave it empty for pages of unknown language.")
        conditions.append(_LANGUAGE)
        values += [language, language + "-%"]
    return _find_ids(store, query, conditions, values, order, limit, after or 0)


def _find_ids(
    store: Store, query: str, conditions: Sequence[str], values: Sequence[object], order: str, limit: int, skip: int
) -> list[int]:
    direction = "ASC" if order == "oldest" else "DESC"
    if not query:
        where = " AND ".join(conditions).format(id="statements.id") or "1"
        if order == "added":
            sql = f"SELECT id FROM statements WHERE {where} ORDER BY page DESC, id LIMIT ? OFFSET ?"
            return [row[0] for row in store.ask(sql, (*values, limit, max(0, skip)))]
        return [row[0] for row in store.ask(f"SELECT id FROM statements WHERE {where} ORDER BY id {direction} LIMIT ?", (*values, limit))]
    where = " AND ".join(["statements_fts MATCH ?", *conditions]).format(id="statements_fts.rowid")
    if order in _KEYED:
        sql = f"SELECT rowid FROM statements_fts WHERE {where} ORDER BY rowid {direction} LIMIT ?"
        return [row[0] for row in store.ask(sql, (query, *values, limit))]
    if order == "added":
        inner = f"SELECT rowid AS id FROM statements_fts WHERE {where} ORDER BY rowid DESC LIMIT {_MOST_RANKED}"
        sql = f"SELECT s.id FROM ({inner}) AS f JOIN statements AS s ON s.id = f.id ORDER BY s.page DESC, s.id LIMIT ? OFFSET ?"
        return [row[0] for row in store.ask(sql, (query, *values, limit, max(0, skip)))]
    # The rank of every match of a common word takes seconds; the newest of them are ranked.
    inner = f"SELECT rowid AS id, bm25(statements_fts) AS rank FROM statements_fts WHERE {where} ORDER BY rowid DESC LIMIT {_MOST_RANKED}"
    rows = store.ask(f"SELECT id FROM ({inner}) ORDER BY rank, id DESC LIMIT ? OFFSET ?", (query, *values, limit, max(0, skip)))
    return [row[0] for row in rows]


def _make_query(store: Store, words: str, filters: Filters) -> str | None:
    """The FTS5 query for words and filters; None where no statement can match."""
    parts = [f"words : ({quoted})"] if (quoted := quote_words(words)) else []
    if words.strip() and not quoted:
        return None  # marks and signs only
    marks: list[list[str]] = []
    for name, value, kind in (
        ("manner", filters.manner, Manner),
        ("held", filters.held, Held),
        ("reported", filters.reported, Reported),
        ("kind", filters.kind, VoiceKind),
    ):
        if value is not None:
            allowed = [member.value for member in kind] + ["none"] * (name == "kind")
            if value not in allowed:
                raise BadQuestion(f"There is no {name} {value!r}; there are {', '.join(allowed)}.")
            marks.append([name + value])
    if filters.hands is not None:
        marks.append([f"hands{number}" for number in _read_hands(filters.hands)])
    for prefix, ids in (("outlet", _outlets(store, filters)), ("voice", _voices(store, filters))):
        if ids is not None:
            if not ids:
                return None
            marks.append([f"{prefix}{identifier}" for identifier in ids])
    parts.extend("marks : (" + " OR ".join(f'"{mark}"' for mark in some) + ")" for some in marks)
    return " AND ".join(parts)


def _make_range(filters: Filters) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []
    try:
        if filters.since is not None:
            conditions.append("{id} >= ?")
            values.append(read_day(filters.since) << _DAY_SHIFT)
        if filters.until is not None:
            conditions.append("{id} < ?")
            values.append((read_day(filters.until, end=True) + 1) << _DAY_SHIFT)
            if filters.since is None:
                conditions.append("{id} >= ?")
                values.append(1 << _DAY_SHIFT)  # not those of unknown date
    except ValueError as error:
        raise BadQuestion(str(error)) from None
    return conditions, values


def _read_hands(hands: str | int) -> list[int]:
    match = re.fullmatch(r"(\d{1,2})(\+?)", str(hands).strip())
    if match is None:
        raise BadQuestion(f"{hands!r} is no number of hands; write 0, 1, 2 ..., or 2+ for two and more.")
    least = min(int(match[1]), 9)
    return list(range(least, 10)) if match[2] else [least]


def _outlets(store: Store, filters: Filters) -> list[int] | None:
    return None if filters.outlet is None else find_outlets(store, filters.outlet)


def _voices(store: Store, filters: Filters) -> list[int] | None:
    if filters.voice_id is not None:
        return [int(filters.voice_id)]
    return None if filters.voice is None else find_voices(store, filters.voice)


def find_outlets(store: Store, name: str) -> list[int]:
    """The ids of the outlets of that name; without one, of those whose name holds it."""
    from sayso.corpus.names import fold, make_key

    key = make_key(VoiceKind.OUTLET, name) or f"o {fold(name)}"
    rows = store.ask("SELECT id FROM outlets WHERE key = ?", (clean(key),))
    if not rows:
        rows = store.ask("SELECT id FROM outlets WHERE instr(key, ?) > 0 ORDER BY id LIMIT 50", (clean(fold(name)),))
    return [row[0] for row in rows]


def find_voices(store: Store, name: str, *, limit: int = 200) -> list[int]:
    """The ids of the voices that a name may mean, those with most statements first: of the full name, or else with all its words."""
    from sayso.corpus.names import make_key

    query = quote_words(name)
    rows = store.ask(
        "SELECT v.id, v.into_voice, v.kind, v.name FROM (SELECT rowid AS id FROM voices_fts WHERE voices_fts MATCH ? LIMIT 20000) AS f"
        " JOIN voices AS v ON v.id = f.id ORDER BY v.n_statements DESC, v.id LIMIT ?",
        (query, limit),
    ) if query else []  # fmt: skip
    for kind in (VoiceKind.PERSON, VoiceKind.ORGANIZATION):
        key = make_key(kind.value, name if any(char.isupper() for char in name) else name.title())
        keyed = store.ask(
            "SELECT v.id, v.into_voice FROM voice_keys AS k JOIN voices AS v ON v.id = k.voice WHERE k.key = ?"
            " ORDER BY v.n_statements DESC, v.id LIMIT ?",
            (clean(key or ""), limit),
        )
        if keyed:  # with those of the name that a person took apart from it, which no key finds
            keyed += [row[:2] for row in rows if make_key(row[2], row[3]) == key]
            return list(dict.fromkeys(_root(store, row) for row in keyed))
    return list(dict.fromkeys(_root(store, row[:2]) for row in rows))


def _root(store: Store, row: Row) -> int:
    voice, into = row
    while into is not None:
        found = store.ask_one("SELECT id, into_voice FROM voices WHERE id = ?", (into,))
        if found is None:
            break
        voice, into = found
    return int(voice)


# ---------------------------------------------------------------- rows

_COLUMNS: Final = """
SELECT s.id, p.key, p.url, o.name, p.published_utc, p.headline, s.local, w.words, s.content,
    (SELECT group_concat(substr(p.text, json_extract(c.value, '$[0]') + 1,
        json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ') FROM json_each(s.source) AS c),
    (SELECT group_concat(substr(p.text, json_extract(c.value, '$[0]') + 1,
        json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ') FROM json_each(s.cue) AS c),
    v.name, s.voice, s.voice_kind, s.manner, s.held, s.reported, s.hands, s.chain, n.name,
    (SELECT json_group_array(saying) FROM (SELECT DISTINCT q.saying FROM quotes AS q WHERE q.statement = s.id ORDER BY q.id)), s.score
FROM statements AS s
JOIN pages AS p ON p.id = s.page
JOIN statement_words AS w ON w.id = s.id
JOIN origins AS n ON n.id = s.origin
LEFT JOIN outlets AS o ON o.id = s.outlet
LEFT JOIN voices AS v ON v.id = s.voice
"""


def load_statements(store: Store, ids: Sequence[int]) -> list[Statement]:
    """The statements of these ids, in their order."""
    found: dict[int, Statement] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows = store.ask(f"{_COLUMNS} WHERE s.id IN ({', '.join('?' * len(some))})", some)
        found.update((row[0], _make_statement(row)) for row in rows)
    return [found[identifier] for identifier in ids if identifier in found]


def _make_statement(row: Row) -> Statement:
    values = list(row)
    values[8] = tuple(Span(*pair) for pair in json.loads(row[8]))
    values[9], values[10] = row[9] or "", row[10] or ""
    values[18] = tuple(json.loads(row[18]))
    values[20] = tuple(json.loads(row[20]))
    return Statement(*values)
