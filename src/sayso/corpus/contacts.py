"""The contact network: who met (or accused, backed, ...) whom, with every place that says so or denies it; and contradictions.

Decides that what counts is independent origins, not pages: forty copies of one story are one. Statements contradict each other where one
has an event of two parties happen and another has it not happen, and their dates, where both are known, are the same as far as they are
told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

from sayso.corpus.counts import COUNTED
from sayso.corpus.dates import Days, days_of, read_date
from sayso.corpus.pairs import MUTUAL
from sayso.corpus.records import Contradiction, Edge, Evidence, Node
from sayso.corpus.search import MOST, find_voices
from sayso.corpus.storable import clean
from sayso.corpus.store import Row, Store, fill
from sayso.errors import BadQuestion
from sayso.reading import EventType, Span

MOST_EVIDENCE: Final = 500
"""Places that are listed for one edge at most; its counts are of all."""

_ALL_EVIDENCE: Final = 400
"""Places that one answer lists unless more are asked for: each costs a tenth of a millisecond, most of it for finding its sentence."""

_AROUND: Final = 300  # characters on either side of an anchor in which its sentence is looked for
_PARTIES: Final = 50  # voices that one name may mean, in a question for contacts

_WHEN: Final = """
CASE WHEN x.date LIKE '____-W__'
    THEN date(substr(x.date, 1, 4) || '-01-04', 'weekday 0', (7 * substr(x.date, 7) - 13) || ' days') ELSE x.date END
""".strip()  # as text that sorts: of a week its Monday; week 1 is that of the 4th of January (ISO 8601)

HOLDER: Final = "(SELECT json_extract(h.chain, '$[#-1]') FROM events AS h WHERE h.id = x.event)"
"""On whose word a row of `pairs` stands: the last of its chain; NULL where the chain is not known."""

_LOOKED_AT: Final = 200  # edges whose origins are counted at a time

_PLACES: Final = """
SELECT p.key, p.url, o.name, p.published_utc, e.anchor_start, e.anchor_end,
    substr(p.text, e.anchor_start + 1, e.anchor_end - e.anchor_start),
    substr(p.text, max(1, e.anchor_start + 1 - {around}), e.anchor_end - e.anchor_start + {around} + min({around}, e.anchor_start)),
    e.status, e.date, substr(p.text, e.where_start + 1, e.where_end - e.where_start), e.hands, e.chain, n.name
FROM events AS e
JOIN pages AS p ON p.id = e.page
JOIN origins AS n ON n.id = e.origin
LEFT JOIN outlets AS o ON o.id = p.outlet
""".replace("{around}", str(_AROUND))

_EVIDENCE: Final = (
    f"{_PLACES} JOIN pairs AS x ON x.event = e.id"
    " WHERE x.type = ? AND x.one = ? AND x.other = ? AND {conditions} ORDER BY x.day, x.event LIMIT ?"
)


class Network(NamedTuple):
    """Parties and what joins them; the nodes are those of the edges."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def find_contacts(
    store: Store,
    name: str | None,
    *,
    types: Sequence[str],
    since: str | None,
    until: str | None,
    status: str | None,
    min_origins: int,
    limit: int,
    skip: int,
    most_evidence: int | None,
    voice_id: int | None = None,
    other_id: int | None = None,
    holder: str | None = None,
) -> list[Edge]:
    """See `Corpus.contacts`."""
    conditions, values = make_conditions(types, since, until, status, holder)
    limit, skip = max(1, min(limit, MOST)), max(0, skip)
    if name is None and voice_id is None:
        voice_id, other_id = other_id, None
    is_counted = (since, until, status, holder) == (None,) * 4
    if name is None and voice_id is None:
        rank = _list_edges if is_counted else _rank_edges
        rows = rank(store, conditions, values, skip + limit, at_least=min_origins)[skip:]
    else:
        parties = [int(voice_id)] if voice_id is not None else find_voices(store, name or "", limit=_PARTIES)
        some = ", ".join(map(str, parties)) or "NULL"  # numbers that the file gave
        # Two questions, each of which an index answers in the order of its groups: half the time of one over both sides.
        sides = (f"x.one IN ({some})", f"x.other IN ({some}) AND x.one NOT IN ({some})")
        if other_id is not None:
            sides = (f"{sides[0]} AND x.other = {int(other_id)}", f"{sides[1]} AND x.one = {int(other_id)}")
        found = [
            row
            for side in sides
            for row in store.ask(
                f"SELECT * FROM edge_counts AS x WHERE {side} AND {conditions}"
                if is_counted
                else f"{COUNTED} FROM pairs AS x WHERE {side} AND {conditions} GROUP BY x.type, x.one, x.other",
                values,
            )
            if row[7] >= min_origins
        ]
        rows = sorted(found, key=_rank)[skip : skip + limit]
    most = _share_evidence(rows) if most_evidence is None else most_evidence
    return [_make_edge(store, row, conditions, values, most) for row in rows]


def _rank(row: Row) -> tuple[int | str, ...]:
    """Where an edge stands: by origins, pages, then its parties and its type."""
    return (-row[7], -row[6], *row[:3])


def _list_edges(store: Store, conditions: str, values: Sequence[object], n: int, *, at_least: int = 1, having: str = "1") -> list[Row]:
    """The first `n` edges of everybody as they are counted, those of most origins first."""
    return store.ask(
        f"SELECT * FROM edge_counts AS x WHERE {conditions} AND x.n_origins >= ? AND {having}"
        " ORDER BY x.n_origins DESC, x.n_pages DESC, x.one, x.other, x.type LIMIT ?",
        (*values, at_least, n),
    )


def _rank_edges(store: Store, conditions: str, values: Sequence[object], n: int, *, at_least: int = 1) -> list[Row]:
    """The first `n` edges of everybody with their counts among the rows that fit, those of most origins first.

    No edge has more origins than places, and places are counted in a sixth of the time: so edges are looked at by their places, until those
    that are left have too few. Of edges with one place each the order is known beforehand.
    """
    sql = (
        f"SELECT x.type, x.one, x.other, count(*) AS n FROM pairs AS x WHERE {conditions} GROUP BY x.type, x.one, x.other"
        " HAVING n >= ? ORDER BY n DESC, x.one, x.other, x.type"
    )
    exact = f"{COUNTED} FROM pairs AS x WHERE x.type = ? AND x.one = ? AND x.other = ? AND {conditions}"  # one group: nothing to sort
    best: list[Row] = []
    n_single = 0
    with store.lending() as connection:
        groups = connection.execute(sql, (*values, at_least))
        while some := groups.fetchmany(_LOOKED_AT):
            if n_single >= n or (len(best) >= n and some[0][3] < best[n - 1][7]):
                break
            rows = (connection.execute(exact, (*group[:3], *values)).fetchone() for group in some)
            found = [row for row in rows if row[7] >= at_least]
            best = sorted(best + found, key=_rank)[:n]
            n_single += sum(group[3] == 1 for group in some)
    return best


def _share_evidence(rows: Sequence[Row]) -> int:
    """How many places an edge may list, so that all of them together are not too many; every place where that is no question."""
    counts = [sum(row[3:6]) for row in rows]
    if sum(min(count, MOST_EVIDENCE) for count in counts) <= _ALL_EVIDENCE:
        return MOST_EVIDENCE
    return max(3, _ALL_EVIDENCE // len(rows))


def make_conditions(
    types: Sequence[str], since: str | None, until: str | None, status: str | None, holder: str | None = None
) -> tuple[str, list[object]]:
    """What has to hold of a row `x` of `pairs`, and the values of its question marks.

    Raises:
        CorpusError: there is no such type or status, or a date is none.
    """
    known = [kind.value for kind in EventType]
    for kind in types:
        if kind not in known:
            raise BadQuestion(f"There is no type of event {kind!r}; there are {', '.join(known)}.")
    conditions = [f"x.type IN ({', '.join('?' * len(types))})"]
    values: list[object] = [*types]
    if status is not None:
        if status not in ("stated", "negated", "hypothetical"):
            raise BadQuestion(f"There is no status {status!r}; there are stated, negated, hypothetical.")
        conditions.append("x.status = ?")
        values.append(status)
    if holder is not None:
        conditions.append(f"{HOLDER} = ?")
        values.append(clean(holder))
    for bound, sign in ((since, ">="), (until, "<=")):
        if bound is not None:
            if not read_date(bound).day:
                raise BadQuestion(f"{bound!r} is no date; write it as 2021, 2021-03 or 2021-03-09.")
            conditions.append(f"{_WHEN} {sign} ?")
            values.append(bound if sign == ">=" else bound + "~")  # "2021~" sorts after every date of that year
    return " AND ".join(conditions), values


def _make_edge(store: Store, row: Row, conditions: str, values: Sequence[object], most_evidence: int = MOST_EVIDENCE) -> Edge:
    """The edge of a row of counts, with those of its places that the same conditions leave."""
    one, other, kind = row[:3]
    names: dict[int, str] = dict(store.ask("SELECT id, name FROM voices WHERE id IN (?, ?)", (one, other)))
    most = max(0, min(most_evidence, MOST_EVIDENCE))
    rows = store.ask(_EVIDENCE.replace("{conditions}", conditions), (kind, one, other, *values, most)) if most else []
    evidence = tuple(map(_make_evidence, rows))
    dates = row[8:10] if not row[12] else _find_ends(store, one, other, kind, conditions, values)
    known = (*row[3:8], *dates, *row[10:12])
    return fill(Edge, names.get(one, ""), one, names.get(other, ""), other, kind, kind not in MUTUAL, *known, evidence)


def _find_ends(store: Store, one: int, other: int, kind: str, conditions: str, values: Sequence[object]) -> list[str]:
    """The first and the last date of an edge of which some are weeks: these do not sort as they are told."""
    sql = f"SELECT min({_WHEN} || ' ' || x.date), max({_WHEN} || ' ' || x.date) FROM pairs AS x"
    ends = store.ask(f"{sql} WHERE x.type = ? AND x.one = ? AND x.other = ? AND {conditions}", (kind, one, other, *values))[0]
    return [when.rpartition(" ")[2] for when in ends]


def _make_evidence(row: Row) -> Evidence:
    page, url, outlet, published, start, end, words, around, status, date, place, hands, chain, origin = row
    lead = min(_AROUND, start)
    sentence = _cut_sentence(around, lead, lead + end - start)
    return Evidence(
        page, url, outlet, published, Span(start, end), words, sentence, status, date, place, hands, tuple(json.loads(chain)), origin
    )


def _cut_sentence(around: str, start: int, end: int) -> str:
    """The sentence of a range, as far as it lies in the words around it."""
    from sayso.text import split_sentences

    left = around.rfind("\n", 0, start) + 1
    right = around.find("\n", end)
    stretch = around[left : right if right >= 0 else len(around)]
    within = [span for span in split_sentences(stretch) if span.start < end - left and start - left < span.end]
    return stretch[within[0].start : within[-1].end].strip() if within else stretch.strip()


def list_nodes(store: Store, edges: Sequence[Edge]) -> tuple[Node, ...]:
    """The parties of some edges, those with most edges first."""
    counts: dict[int, int] = {}
    for edge in edges:
        for party in (edge.one_id, edge.other_id):
            counts[party] = counts.get(party, 0) + 1
    nodes = []
    ids = list(counts)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        rows = store.ask(f"SELECT id, name, kind FROM voices WHERE id IN ({', '.join('?' * len(some))})", some)
        nodes += [fill(Node, *row, counts[row[0]]) for row in rows]
    return tuple(sorted(nodes, key=lambda node: (-node.n_edges, node.voice_id)))


def find_contradictions(store: Store, name: str | None, *, types: Sequence[str], limit: int) -> list[Contradiction]:
    """See `Corpus.contradictions`."""
    conditions, values = make_conditions(types, None, None, None)
    if name is not None:
        voices = find_voices(store, name, limit=_PARTIES)
        some = ", ".join(map(str, voices)) or "NULL"
        conditions += f" AND (x.one IN ({some}) OR x.other IN ({some}))"
    limit = max(1, min(limit, MOST))
    found: list[Contradiction] = []
    for row in _list_edges(store, conditions, values, limit, having="x.n_stated > 0 AND x.n_negated > 0"):
        found += _contradict(store, _make_edge(store, row, conditions, values, 0), limit - len(found))
        if len(found) == limit:
            break
    return found


def _contradict(store: Store, edge: Edge, limit: int) -> list[Contradiction]:
    """Each denial of an event, beside the first statement of it that is of the same time; as many as `limit`."""
    places = store.ask(
        "SELECT x.event, x.status, x.date FROM pairs AS x WHERE x.type = ? AND x.one = ? AND x.other = ? ORDER BY x.day, x.event LIMIT ?",
        (edge.type, edge.one_id, edge.other_id, MOST_EVIDENCE),
    )
    days = {date: days_of(date) if date else None for _, _, date in places}
    stated = [(event, date) for event, status, date in places if status == "stated"]
    first_of: dict[str | None, int | None] = {}
    found: list[Contradiction] = []
    for event, status, date in places:
        if status != "negated" or len(found) == limit:
            continue
        if date not in first_of:
            first_of[date] = next((other for other, told in stated if _meet(days[told], days[date], told, date)), None)
        if (beside := first_of[date]) is not None:
            found.append(Contradiction(edge.one, edge.other, edge.type, _load_evidence(store, beside), _load_evidence(store, event)))
    return found


def _load_evidence(store: Store, event: int) -> Evidence:
    return _make_evidence(store.ask(f"{_PLACES} WHERE e.id = ?", (event,))[0])


def may_be_same_time(one: str | None, other: str | None) -> bool:
    """Whether two dates are the same as far as they are told; one that is not told may be any."""
    return _meet(days_of(one) if one else None, days_of(other) if other else None, one, other)


def _meet(one: Days | None, other: Days | None, told: str | None, other_told: str | None) -> bool:
    """Whether two dates have a day in common, by the days that they cover, or by how they are told where that is no date."""
    if one is not None and other is not None:
        return one[0] <= other[1] and other[0] <= one[1]
    return told is None or other_told is None or told == other_told
