"""The sentences under an edge: every place that states or denies it, on whose word, with a way to it in its reading.

Decides that a sentence which several pages of one origin carry is listed once, with the other pages beside it; and that where an edge is
both stated and denied the two sides stand beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sayso.corpus import Corpus
from sayso.corpus.contacts import MOST_EVIDENCE
from sayso.corpus.records import Edge, Evidence, Party
from sayso.exports.statements import format_date
from sayso.reading import EventStatus
from sayso.web.network import Tie, format_date_part, group_accounts, make_tie, way_of
from sayso.web.network_state import STATUS_WORDS, NetworkState

_MOST_CHARS: Final = 600  # of a sentence; half of it on either side of the words that state the event


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that states or denies an edge."""

    before: str
    words: str  # that state or deny it; empty where they cannot be told within the sentence
    after: str
    holder: str
    chain: tuple[str, ...]  # names, from the page inward to the holder
    outlet: str
    published: str
    date: str
    place: str
    url: str  # of the event in the reading of its page
    others: tuple[tuple[str, str], ...]  # outlet and address of other pages of the same origin with the same sentence


@dataclass(frozen=True, slots=True)
class Side:
    """What is told in one status."""

    word: str
    heading: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What an edge rests on."""

    tie: Tie
    sides: tuple[Side, ...]
    note: str  # where not every place is listed, how many there are


_HEADINGS: Final = {
    EventStatus.STATED: "It is stated",
    EventStatus.NEGATED: "It is denied",
    EventStatus.HYPOTHETICAL: "It is planned, supposed or hangs on a condition",
}


def make_evidence(corpus: Corpus, state: NetworkState, person: Party) -> EvidenceView | None:
    """The sentences under the edge that a state has open, under its filters; None where it has none open, or there is none such.

    Raises:
        CorpusError: the corpus cannot be read, or it takes too long.
    """
    edge = _find_edge(corpus, state, person)
    if edge is None:
        return None
    filters = state.filters() | {"types": [edge.type]}
    other_id = edge.other_id if edge.one_id == person.voice_id else edge.one_id
    accounts = group_accounts(corpus.accounts(person.voice_id, other_id=other_id, **filters))
    tie = make_tie(state, person, edge, accounts[edge.one_id, edge.other_id, edge.type])
    numbers = corpus.event_numbers([(one.page, one.anchor) for one in edge.evidence])
    urls = [event_url(one, number) for one, number in zip(edge.evidence, numbers, strict=True)]
    found = list(zip(edge.evidence, urls, strict=True))
    sides = []
    for status in EventStatus:
        mine = tuple(_list_places((one, url) for one, url in found if one.status == status.value))
        if mine:
            sides.append(Side(STATUS_WORDS[status], _HEADINGS[status], mine))
    n_places = sum(part.n_places for part in tie.parts)
    cut = f"There are {n_places} places; the earliest {MOST_EVIDENCE} are listed." if n_places > len(edge.evidence) else ""
    return EvidenceView(tie, tuple(sides), cut)


def _find_edge(corpus: Corpus, state: NetworkState, person: Party) -> Edge | None:
    if state.tie is None:
        return None
    filters = state.filters() | {"types": [state.tie.type.value]}
    edges = corpus.contacts(voice_id=person.voice_id, other_id=state.tie.other_id, most_evidence=MOST_EVIDENCE, **filters)
    return next((edge for edge in edges if way_of(edge, person.voice_id) == state.tie.way), None)


def event_url(evidence: Evidence, number: int | None) -> str:
    """The address of an event in the reading of its page; of the reading where the event is no longer in it."""
    return f"/r/{evidence.page}" if number is None else f"/r/{evidence.page}/event/{number + 1}#w-{number + 1}"


def _list_places(found: Iterable[tuple[Evidence, str]]) -> Iterator[Place]:
    """The places, those that are the same sentence of the same origin as one."""
    same: dict[tuple[str, str, tuple[str, ...]], list[tuple[Evidence, str]]] = {}
    for one, url in found:
        same.setdefault((one.origin, one.sentence, one.chain[1:]), []).append((one, url))
    for group in same.values():
        one, url = group[0]
        before, words, after = cut_sentence(one.sentence, one.words)
        yield Place(
            before,
            words,
            after,
            one.chain[-1] if one.chain else "",
            one.chain,
            one.outlet or "",
            format_date(one.published) if one.published else "",
            format_date_part(one.date) if one.date else "",
            one.place or "",
            url,
            tuple((other.outlet or "another page", address) for other, address in group[1:]),
        )


def cut_sentence(sentence: str, words: str) -> tuple[str, str, str]:
    """A sentence before, within and after the words that state the event, shortened; all of it before where they stand there twice.

    >>> cut_sentence("Quill met Vell.", "met")
    ('Quill ', 'met', ' Vell.')
    """
    if not words or sentence.count(words) != 1:
        return (sentence[:_MOST_CHARS] + " …" if len(sentence) > _MOST_CHARS else sentence), "", ""
    before, _, after = sentence.partition(words)
    half = _MOST_CHARS // 2
    before = "… " + before[-half:] if len(before) > half else before
    return before, words, after[:half] + " …" if len(after) > half else after
