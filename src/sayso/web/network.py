"""One person's contacts as they are shown: edges with their words, counts and holders, what is drawn of them, and what one may filter by.

Decides what an edge is (another party, a type of event, and which way it goes), that it is as strong as the number of independent
origins that tell of it, which contacts are drawn where there are more than fit (those of most origins), and when an edge is contradicted:
some place has it happen and some place denies it, at dates that are the same as far as they are told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from sayso.corpus import Corpus
from sayso.corpus.dates import days_of
from sayso.corpus.records import Account, Edge, Party
from sayso.exports.events import DEEDS
from sayso.exports.statements import format_date
from sayso.reading import EventStatus, EventType
from sayso.web.network_layout import MOST_WITH_HOLDERS, Item, Picture, Strand, Thread, draw_narrow, draw_wide
from sayso.web.network_state import STATUS_WORDS, NetworkState, TieKey
from sayso.web.network_words import ORDER, WORDS, count, say_counts, say_short, say_whole

MOST_DRAWN: Final = 40
"""Contacts in the picture; two columns of twenty names are what one can take in, and the table has the rest."""

MOST_EDGES: Final = 500
"""Edges that the table lists."""

_MOST_HOLDERS: Final = 60  # in the list of holders to choose from
_FEW: Final = 3  # holders that are named in a cell


@dataclass(frozen=True, slots=True)
class Part:
    """What is told of an edge in one status: by how many origins, in how many places, on whose word."""

    status: EventStatus
    word: str
    n_origins: int
    n_places: int
    holders: tuple[str, ...]  # those with most places first
    who: str  # the same in words, the first few by name


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge of a person's network."""

    key: TieKey
    other: str
    short: str  # "accused by"
    sentence: str  # "Ada Quill accused or blamed Boris Vell"
    counts: str  # " 3 ≠ denied 1"
    parts: tuple[Part, ...]
    n_origins: int
    n_pages: int
    dates: str
    hue: int
    is_contradicted: bool
    is_open: bool
    url: str
    label: str  # all of it in a sentence, for whoever listens

    def part(self, word: str) -> Part | None:
        """What is told in the status of that word."""
        return next((part for part in self.parts if part.word == word), None)


@dataclass(frozen=True, slots=True)
class Contact:
    """A party of the person's network, with the edges that join them."""

    voice_id: int
    name: str
    ties: tuple[Tie, ...]
    n_origins: int
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to filter by."""

    value: str
    word: str
    n: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A person's network as it is shown."""

    state: NetworkState
    person: Party
    contacts: tuple[Contact, ...]  # in the order of the picture
    drawn: tuple[Contact, ...]
    wide: Picture
    narrow: Picture
    kinds: tuple[Choice, ...]
    holders: tuple[Choice, ...]
    summary: str
    left_out: str  # what is not drawn, in a sentence; empty where all is
    n_edges: int

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every edge, in the order of the contacts."""
        return tuple(tie for contact in self.contacts for tie in contact.ties)

    @property
    def has_holders(self) -> bool:
        """Whether the picture says on whose word each edge is."""
        return len(self.drawn) <= MOST_WITH_HOLDERS

    @property
    def contradicted(self) -> tuple[Tie, ...]:
        """The edges that one states and another denies."""
        return tuple(tie for tie in self.ties if tie.is_contradicted)


def make_network(corpus: Corpus, state: NetworkState, person: Party) -> NetworkView:
    """The network of a person under the filters of a state.

    Raises:
        CorpusError: the corpus cannot be read, or it takes too long.
    """
    filters = state.filters()
    edges = corpus.contacts(voice_id=person.voice_id, min_origins=state.origins, limit=MOST_EDGES, most_evidence=0, **filters)
    grouped = group_accounts(corpus.accounts(person.voice_id, **filters))
    accounts = {_edge_key(edge): grouped[_edge_key(edge)] for edge in edges}
    is_all = filters == NetworkState(person.voice_id).filters()  # the number of origins is no filter of accounts
    everything = None if is_all else corpus.accounts(person.voice_id, types=[kind.value for kind in EventType])
    ties = [make_tie(state, person, edge, accounts[_edge_key(edge)]) for edge in edges]
    contacts = order_contacts(ties, state, accounts)
    drawn = pick_drawn(contacts)
    items = [_make_item(contact) for contact in drawn]
    name = person.name
    flat = [one for some in grouped.values() for one in some] if everything is None else everything
    return NetworkView(
        state,
        person,
        contacts,
        drawn,
        draw_wide(name, items),
        draw_narrow(name, items),
        list_kinds(flat, state, person),
        list_holders(flat, state),
        summarize(contacts, accounts),
        say_left_out(contacts, drawn, len(edges)),
        len(edges),
    )


# ---------------------------------------------------------------- edges

_EdgeKey = tuple[int, int, str]


def group_accounts(accounts: Iterable[Account]) -> dict[_EdgeKey, list[Account]]:
    """The accounts of each edge, by its ends and type; none for an edge that is not there."""
    grouped: defaultdict[_EdgeKey, list[Account]] = defaultdict(list)
    for one in accounts:
        grouped[one.one_id, one.other_id, one.type].append(one)
    return grouped


def _edge_key(edge: Edge) -> _EdgeKey:
    return edge.one_id, edge.other_id, edge.type


def way_of(edge: Edge, person_id: int) -> str:
    """Which way an edge goes from a person: "with", "to" or "from" the other."""
    if not edge.directed:
        return "with"
    return "to" if edge.one_id == person_id else "from"


def make_tie(state: NetworkState, person: Party, edge: Edge, accounts: Sequence[Account]) -> Tie:
    """An edge as it is shown from a person's side."""
    kind, way = EventType(edge.type), way_of(edge, person.voice_id)
    is_one = edge.one_id == person.voice_id
    other, other_id = (edge.other, edge.other_id) if is_one else (edge.one, edge.one_id)
    key = TieKey(other_id, kind, way)
    by_status: defaultdict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        by_status[account.status].append(account)
    parts = tuple(_make_part(status, by_status[status.value]) for status in EventStatus if status.value in by_status)
    contradicted = is_contradicted(accounts)
    sentence = say_whole(person.name, kind, way, other)
    return Tie(
        key,
        other,
        say_short(kind, way),
        sentence,
        say_counts([(part.status, part.n_origins) for part in parts], contradicted=contradicted),
        parts,
        edge.n_origins,
        edge.n_pages,
        " to ".join(dict.fromkeys(format_date_part(date) for date in (edge.first, edge.last) if date)),
        WORDS[kind].hue,
        contradicted,
        state.tie == key,
        state.url(tie=key) + "#evidence",
        _say_tie(sentence, parts, contradicted=contradicted),
    )


def _say_tie(sentence: str, parts: Sequence[Part], *, contradicted: bool) -> str:
    told = [f"{part.word} by {count(part.n_origins, 'independent origin')}, on the word of {part.who}" for part in parts]
    return f"{sentence}: {'; '.join(told)}" + (". One denies what another states." if contradicted else "")


def _make_part(status: EventStatus, mine: Sequence[Account]) -> Part:
    holders: Counter[str] = Counter()
    for one in mine:
        holders[one.holder or "nobody that is known"] += one.n_places
    names = tuple(name for name, _ in sorted(holders.items(), key=lambda item: (-item[1], item[0])))
    who = ", ".join(names[:_FEW]) + (f" and {len(names) - _FEW} more" if len(names) > _FEW else "")
    return Part(status, STATUS_WORDS[status], len({one.origin for one in mine}), sum(one.n_places for one in mine), names, who)


def is_contradicted(accounts: Sequence[Account]) -> bool:
    """Whether some place has it happen that another denies, at a date that may be the same (see `may_be_same_time`)."""
    stated = {one.date for one in accounts if one.status == EventStatus.STATED.value}
    denied = {one.date for one in accounts if one.status == EventStatus.NEGATED.value}
    if not stated or not denied:
        return False
    if None in stated or None in denied or stated & denied:
        return True
    # Two stretches of days meet where, of those that begin before the other ends, one ends after it begins: no need to try every pair.
    stretches = sorted(days for date in stated if date and (days := days_of(date)))
    starts = [start for start, _ in stretches]
    last_ends = list(accumulate((end for _, end in stretches), max))
    for start, end in (days for date in denied if date and (days := days_of(date))):
        before = bisect_right(starts, end)
        if before and last_ends[before - 1] >= start:
            return True
    return False


def format_date_part(date: str) -> str:
    """A date as people write it, as precise as it is: 2021-02-27 is 27 February 2021; what is less than a day stays as it is."""
    return format_date(date) if len(date) == len("2021-02-27") else date


# ---------------------------------------------------------------- contacts


def order_contacts(ties: Sequence[Tie], state: NetworkState, accounts: dict[_EdgeKey, list[Account]]) -> tuple[Contact, ...]:
    """The contacts in the order of the picture: by what joins them most, friendly to hostile, then those of most origins first."""
    origins: defaultdict[int, set[str]] = defaultdict(set)
    for (one_id, other_id, _), some in accounts.items():
        for account in some:
            origins[one_id].add(account.origin)
            origins[other_id].add(account.origin)
    grouped: defaultdict[int, list[Tie]] = defaultdict(list)
    for tie in ties:
        grouped[tie.key.other_id].append(tie)
    contacts = []
    for voice_id, joined in grouped.items():
        joined.sort(key=lambda tie: (-tie.n_origins, ORDER[tie.key.type], tie.key.way))
        url = state.url(voice=voice_id, tie=None, holder="")
        contacts.append(Contact(voice_id, joined[0].other, tuple(joined), len(origins[voice_id]), url))
    return tuple(sorted(contacts, key=lambda one: (ORDER[one.ties[0].key.type], -one.n_origins, one.name, one.voice_id)))


def pick_drawn(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """The contacts that are drawn: those of most independent origins, in their order."""
    ranked = sorted(contacts, key=lambda one: (-one.n_origins, -sum(tie.n_pages for tie in one.ties), one.name, one.voice_id))
    kept = {one.voice_id for one in ranked[:MOST_DRAWN]}
    return tuple(one for one in contacts if one.voice_id in kept)


def say_holders(tie: Tie) -> str:
    """On whose word an edge is, as short as can be: "The Bell +2 ≠ Tidewater Wire"."""
    sides = [", ".join(part.holders) if len(part.holders) < 3 else f"{part.holders[0]} +{len(part.holders) - 1}" for part in tie.parts]
    return (" ≠ " if tie.is_contradicted else "; ").join(sides[:2]) + "".join(f"; {side}" for side in sides[2:])


def _make_item(contact: Contact) -> Item:
    return Item(
        contact.name,
        tuple(
            Thread(
                f"{tie.short}{tie.counts}",
                tuple(Strand(part.status, part.n_origins) for part in tie.parts),
                tie.key.way,
                tie.is_contradicted,
                say_holders(tie),
            )
            for tie in contact.ties
        ),
    )


# ---------------------------------------------------------------- what one may filter by, and what is told in sentences


def list_kinds(accounts: Iterable[Account], state: NetworkState, person: Party) -> tuple[Choice, ...]:
    """The types of event that the person has, with the number of contacts of each; what is chosen is always among them."""
    others: defaultdict[str, set[int]] = defaultdict(set)
    for one in accounts:
        others[one.type].add(one.other_id if one.one_id == person.voice_id else one.one_id)
    return tuple(
        Choice(kind.value, DEEDS[kind], len(others[kind.value]), kind in state.kinds)
        for kind in WORDS
        if kind.value in others or kind in state.kinds
    )


def list_holders(accounts: Iterable[Account], state: NetworkState) -> tuple[Choice, ...]:
    """Those on whose word the person's contacts rest, those with most places first; the one that is chosen is always among them."""
    places: Counter[str] = Counter()
    for one in accounts:
        if one.holder:
            places[one.holder] += one.n_places
    ranked = sorted(places.items(), key=lambda item: (-item[1], item[0]))
    listed = ranked[:_MOST_HOLDERS] + [item for item in ranked[_MOST_HOLDERS:] if item[0] == state.holder]
    listed += [(state.holder, 0)] if state.holder and state.holder not in places else []
    return tuple(Choice(name, name, n, name == state.holder) for name, n in listed)


def summarize(contacts: Sequence[Contact], accounts: dict[_EdgeKey, list[Account]]) -> str:
    """How much there is, in a sentence."""
    if not contacts:
        return "No contacts fit."
    n_origins = len({one.origin for some in accounts.values() for one in some})
    n_contradicted = sum(tie.is_contradicted for contact in contacts for tie in contact.ties)
    told = f"{count(len(contacts), 'contact')}, told of by {count(n_origins, 'independent origin')}"
    return told + (f"; {n_contradicted} contradicted." if n_contradicted else ".")


def say_left_out(contacts: Sequence[Contact], drawn: Sequence[Contact], n_edges: int) -> str:
    """What is not in the picture, and what is not in the table either; empty where nothing is missing."""
    said = []
    if len(drawn) < len(contacts):
        rest = len(contacts) - len(drawn)
        said.append(f"Drawn are the {len(drawn)} contacts of most independent origins; the other {rest} are in the table.")
    if n_edges >= MOST_EDGES:
        said.append(f"The table ends at {MOST_EDGES} edges; the filters and the files have more.")
    return " ".join(said)
