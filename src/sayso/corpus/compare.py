"""Two outlets, or two pages (mostly versions of one), side by side: what both say, what one leaves out, what is said otherwise.

Decides what is compared: sayings between outlets, whose wordings differ or do not; every statement between pages, matched by the same words
first, then by the most alike of the same voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sayso.corpus.differences import find_differences, share_aligned
from sayso.corpus.records import Comparison, Statement, WordDifference
from sayso.corpus.search import MOST, find_outlets, load_statements
from sayso.corpus.storable import clean
from sayso.corpus.store import Store
from sayso.errors import CorpusError

_ALIKE: Final = 0.6  # share of aligned words from which two statements of two versions are one, changed; a guess
_MOST_STATEMENTS: Final = 2000  # of a page; a page of 2,000 words has about 60


def compare(store: Store, one: str, other: str, *, limit: int) -> list[Comparison]:
    """See `Corpus.compare`."""
    limit = max(1, min(limit, MOST))
    pages = [_find_page(store, side) for side in (one, other)]
    if all(page is not None for page in pages):
        return _compare_pages(store, *(page for page in pages if page is not None))[:limit]
    outlets = [find_outlets(store, side) for side in (one, other)]
    for side, page, ids in zip((one, other), pages, outlets, strict=True):
        if page is None and not ids:
            raise CorpusError(f"There is no outlet, page or address {side!r} in the corpus; `sayso outlets` lists the outlets.")
    if not all(outlets):
        raise CorpusError("A page cannot be compared with an outlet; give two pages or two outlets.")
    return _compare_outlets(store, outlets[0], outlets[1], limit)


def _find_page(store: Store, name: str) -> int | None:
    """The id of the page of that key or address; "@2" after an address is its second version, without it the last is meant."""
    row = store.ask_one("SELECT id FROM pages WHERE key = ?", (clean(name),))
    if row is not None:
        return int(row[0])
    match = re.fullmatch(r"(.+?)(?:@(\d{1,6}))?", name, re.DOTALL)
    address, number = (match[1], match[2]) if match else (name, None)
    for url, version in ((name, None), (address, number)):
        rows = store.ask("SELECT id FROM pages WHERE url = ? ORDER BY id", (clean(url),))
        if rows:
            place = int(version) - 1 if version else len(rows) - 1
            if not 0 <= place < len(rows):
                raise CorpusError(f"{address} has {len(rows)} versions in the corpus, and no number {version}.")
            return int(rows[place][0])
    return None


# ---------------------------------------------------------------- pages


def _compare_pages(store: Store, one: int, other: int) -> list[Comparison]:
    mine, yours = (
        load_statements(
            store, [row[0] for row in store.ask("SELECT id FROM statements WHERE page = ? ORDER BY id LIMIT ?", (page, _MOST_STATEMENTS))]
        )
        for page in (one, other)
    )
    matched = _match(mine, yours)
    taken = set(matched.values())
    rows = [_set_beside(statement, yours[matched[number]] if number in matched else None) for number, statement in enumerate(mine)]
    return rows + [_set_beside(None, statement) for number, statement in enumerate(yours) if number not in taken]


def _match(mine: Sequence[Statement], yours: Sequence[Statement]) -> dict[int, int]:
    """For each statement of one page the number of the one on the other page that it is, each used once."""
    matched: dict[int, int] = {}
    left: dict[str, list[int]] = {}
    for number, statement in enumerate(yours):
        left.setdefault(statement.words, []).append(number)
    for number, statement in enumerate(mine):
        if left.get(statement.words):
            matched[number] = left[statement.words].pop(0)
    taken = set(matched.values())
    free = [number for number in range(len(yours)) if number not in taken]
    scored = [
        (
            share_aligned(mine[number].words, yours[candidate].words) + 0.1 * (mine[number].voice == yours[candidate].voice),
            number,
            candidate,
        )
        for number in range(len(mine))
        if number not in matched
        for candidate in free[:200]
    ]
    for score, number, candidate in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score >= _ALIKE and number not in matched and candidate not in taken:
            matched[number] = candidate
            taken.add(candidate)
    return matched


def _set_beside(one: Statement | None, other: Statement | None) -> Comparison:
    either = one or other
    assert either is not None
    differences = find_differences(one.words, other.words) if one and other else ()
    changed = _find_changed(one, other, differences) if one and other else ()
    if one is None or other is None:
        fate = "only in A" if one else "only in B"
    else:
        fate = "changed" if changed else "same"
    return Comparison(
        fate,
        changed,
        either.sayings[0] if either.sayings else None,
        either.voice,
        one.words if one else "",
        other.words if other else "",
        one.page if one else None,
        other.page if other else None,
        one.voice if one else None,
        other.voice if other else None,
        one.manner if one else None,
        other.manner if other else None,
        one.held if one else None,
        other.held if other else None,
        differences,
    )


def _find_changed(one: Statement, other: Statement, differences: Sequence[WordDifference]) -> tuple[str, ...]:
    """What differs between two statements, by the names of `Comparison.changed`; nothing where they say the same in the same way."""
    told = (
        ("voice", one.voice != other.voice),
        ("manner", one.manner != other.manner),
        ("held", one.held != other.held),
        ("words", bool(differences)),
    )
    return tuple(name for name, differs in told if differs)


# ---------------------------------------------------------------- outlets


def _compare_outlets(store: Store, one: Sequence[int], other: Sequence[int], limit: int) -> list[Comparison]:
    """Sayings that both have, first; then those that stand in more than one page and in one of the two only."""
    rows: list[Comparison] = []
    mine, yours = (f"({', '.join(map(str, ids))})" for ids in (one, other))  # numbers that the file gave
    either = f"s.outlet IN {mine} OR s.outlet IN {yours}"
    firsts = f"min(CASE WHEN s.outlet IN {mine} THEN s.id END) AS a, min(CASE WHEN s.outlet IN {yours} THEN s.id END) AS b"
    sides = f"SELECT q.saying, {firsts} FROM statements AS s JOIN quotes AS q ON q.statement = s.id WHERE {either} GROUP BY q.saying"
    for condition in ("a IS NOT NULL AND b IS NOT NULL", "a IS NOT NULL AND b IS NULL", "a IS NULL AND b IS NOT NULL"):
        found = store.ask(
            f"SELECT g.a, g.b, (SELECT count(*) FROM quotes AS q WHERE q.saying = g.saying) AS n FROM ({sides}) AS g WHERE {condition}"
            " ORDER BY n DESC, g.saying LIMIT ?",
            (limit,),
        )
        ids = [identifier for row in found for identifier in row[:2] if identifier is not None]
        statements = {statement.id: statement for statement in load_statements(store, ids)}
        rows += [_set_beside(statements.get(row[0]), statements.get(row[1])) for row in found]
    return rows
