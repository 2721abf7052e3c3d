"""What a corpus answers with: frozen values whose fields are text, numbers, and tuples of such, so that each list of them is a table.

Decides nothing. `page` is always the key of a page (`Corpus.get` gives its reading), ranges are those of its text, `published` is in UTC,
and `voice_id` is what `Corpus.search(voice_id=...)` takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.reading import Span, Spans


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page of the corpus as a list shows it. `number` grows with each page added; it is where the next part of a list begins."""

    number: int
    page: str
    url: str | None
    headline: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    language: str | None
    n_words: int
    n_statements: int
    n_voices: int
    family: int
    origin: str
    added: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A page with its current reading as the list of the reader shows it; `id` is the reading's permalink.

    `number` grows with each reading added; it is where the next part of the list begins. `published` is as the page gives it.
    """

    number: int
    id: str
    headline: str
    origin: str
    published: str | None
    n_statements: int
    n_voices: int
    added: str


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution of some page with what is known of it. `id` grows with the day of publication; `chain` are names, page voice first."""

    id: int
    page: str
    url: str | None
    outlet: str | None
    published: str | None
    headline: str | None
    attribution: str
    words: str
    content: Spans
    source: str
    cue: str
    voice: str | None
    voice_id: int | None
    voice_kind: str
    manner: str
    held: str
    reported: str
    hands: int | None
    chain: tuple[str, ...]
    origin: str
    sayings: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Count:
    """How often something occurs."""

    name: str
    n: int


@dataclass(frozen=True, slots=True)
class VoiceEntry:
    """A voice as a long list shows it, with counts that nothing has to be gone through for; `VoiceRow` has more."""

    voice_id: int
    name: str
    kind: str
    roles: tuple[str, ...]
    n_pages: int
    n_statements: int


@dataclass(frozen=True, slots=True)
class Facet:
    """How many of the statements that were found have one value; `value` is what a filter takes, `name` what people call it."""

    value: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What the statements that were found have in common. `n` are counted: all, or the newest where `is_cut`; `dates` are in order of time,
    the others' commonest first."""

    n: int
    is_cut: bool
    voices: tuple[Facet, ...]
    kinds: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    manners: tuple[Facet, ...]
    held: tuple[Facet, ...]
    languages: tuple[Facet, ...]
    dates: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice over all pages, and how it is quoted. The shares and means are of its statements; `first` and `last` are days."""

    voice_id: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    n_pages: int
    n_statements: int
    n_origins: int
    first: str | None
    last: str | None
    share_direct: float
    mean_hands: float | None
    manners: tuple[Count, ...]
    held: tuple[Count, ...]
    outlets: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class WordDifference:
    """One difference of a variant from the first form: the kind in the terms of the quote check, and the words on both sides."""

    kind: str
    first: str
    variant: str


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a saying; `number` 0 is the one that appeared first."""

    number: int
    words: str
    n_appearances: int
    differences: tuple[WordDifference, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a saying stands, and where it probably comes from.

    `follows` is the number of an earlier appearance, or None for the first and where nothing tells; `because` is what tells: "link" (the
    page links to the other), "credit" (it names the outlet), "copy" (both pages are one story), "wording" (of the earlier ones it is the
    most alike; the weakest), and "first"; or the reason why nothing is known.
    """

    number: int
    page: str
    url: str | None
    outlet: str | None
    published: str | None
    headline: str | None
    attribution: str
    content: Spans
    voice: str | None
    variant: int
    origin: str
    follows: int | None
    because: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How a saying went through one outlet."""

    outlet: str | None
    n_pages: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Saying:
    """The same quotation wherever it stands. `words` are those of the first appearance; counts are of all, lists may be cut (`is_cut`)."""

    saying: int
    words: str
    voices: tuple[str, ...]
    n_appearances: int
    n_pages: int
    n_outlets: int
    n_origins: int
    first: str | None
    last: str | None
    appearances: tuple[Appearance, ...]
    variants: tuple[Variant, ...]
    spread: tuple[Spread, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class SayingRow:
    """A saying as a list shows it."""

    saying: int
    words: str
    n_appearances: int
    n_pages: int
    n_outlets: int
    n_origins: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class VoiceSaying:
    """A saying that a voice is made to say: its first wording, the commonest others, and where it came first. Counts are of all that say
    it; `n_variants` are its wordings, punctuation and case aside."""

    saying: int
    words: str
    n_variants: int
    variants: tuple[Count, ...]
    n_appearances: int
    n_pages: int
    n_outlets: int
    n_origins: int
    first: str | None
    first_outlet: str | None
    first_page: str
    first_attribution: str
    last: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that states or negates an event, with the chain on which it rests."""

    page: str
    url: str | None
    outlet: str | None
    published: str | None
    anchor: Span
    words: str
    sentence: str
    status: str
    date: str | None
    place: str | None
    hands: int | None
    chain: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Node:
    """A party of the contact network."""

    voice_id: int
    name: str
    kind: str
    n_edges: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two parties: all events of one type between them. For types other than meetings it goes from `one` to `other`."""

    one: str
    one_id: int
    other: str
    other_id: int
    type: str
    directed: bool
    n_stated: int
    n_negated: int
    n_hypothetical: int
    n_pages: int
    n_origins: int
    first: str | None
    last: str | None
    least_hands: int | None
    most_hands: int | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A voice that has contacts: with how many others, told of by how many independent origins."""

    voice_id: int
    name: str
    kind: str
    roles: tuple[str, ...]
    n_contacts: int
    n_origins: int


@dataclass(frozen=True, slots=True)
class Account:
    """What one holder says of an edge through one origin: how often, and of which date. An edge's places without their words."""

    one_id: int
    other_id: int
    type: str
    status: str
    holder: str | None
    origin: str
    date: str | None
    n_places: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements on one event that cannot both hold: the one says that it was, the other that it was not."""

    one: str
    other: str
    type: str
    stated: Evidence
    negated: Evidence


@dataclass(frozen=True, slots=True)
class OutletRow:
    """Whom an outlet quotes, and how. Shares are of its statements; a statement is anonymous where its holder is undisclosed or left
    out."""

    outlet: str | None
    n_pages: int
    n_statements: int
    n_voices: int
    share_direct: float
    share_mixed: float
    share_indirect: float
    share_anonymous: float
    mean_hands: float | None
    voices: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one side says and the other does not, or says otherwise: `fate` is "same", "changed", "only in A" or "only in B".

    `changed` names what differs where `fate` is "changed", of "voice", "manner", "held" and "words" in this order; the fields of both sides
    tell how, and `differences` how the words do. `voice` is that of A, or of B where A lacks it. A side that lacks it has None for page,
    voice, manner and held; a side that has a page and no voice names nobody.
    """

    fate: str
    changed: tuple[str, ...]
    saying: int | None
    voice: str | None
    words_a: str
    words_b: str
    page_a: str | None
    page_b: str | None
    voice_a: str | None
    voice_b: str | None
    manner_a: str | None
    manner_b: str | None
    held_a: str | None
    held_b: str | None
    differences: tuple[WordDifference, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two voices that were taken for one, or may be: `id` is what undo and refuse take, `status` proposed, made, refused or undone."""

    id: str
    status: str
    voice: str
    voice_id: int
    into: str
    into_id: int
    page: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be taken in, and why; it can be tried again."""

    source: str
    reason: str
    n_tries: int
    last_try: str
