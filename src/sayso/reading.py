"""The data model: a page goes in, a reading comes out.

One ruler: every position is a half-open range of Unicode code points of ``page.text``. Values are frozen and know nothing of models,
files or screens; each step of the pipeline takes a `Reading` and returns the next one (`dataclasses.replace`). The terms are those of
PARC 3 and PolNeAR (attribution, source, cue, content), PLOVER (event types) and FactBank (commitment); see docs/terms.md.

`validate` runs once, where a reading enters (from a file, a database, a model). Inside, readings are trusted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from sayso.errors import ReadingError

PAGE_VOICE_ID: Final = "v0"
"""The id of the voice that speaks where nobody else does; it is the first of `Reading.voices`."""


class Span(NamedTuple):
    """A half-open range ``[start, end)`` in code points of ``page.text``."""

    start: int
    end: int


Spans = tuple[Span, ...]
"""Ranges in text order, disjoint; ``()`` where the words are not there."""


class BlockKind(StrEnum):
    """What a block of a page is, as its layout shows it."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    ITEM = "item"
    CAPTION = "caption"
    POST = "post"


class VoiceKind(StrEnum):
    """What sort of holder a voice is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    OUTLET = "outlet"
    GROUP = "group"
    UNNAMED = "unnamed"
    DOCUMENT = "document"


class MentionKind(StrEnum):
    """What sort of words a mention is made of, and what sort of thing they speak of: a name, a common noun, or a pronoun."""

    PERSON_NAME = "person name"
    ORGANIZATION_NAME = "organization name"
    PLACE_NAME = "place name"
    OTHER_NAME = "other name"
    PERSON_NOUN = "person noun"
    GROUP_NOUN = "group noun"
    ORGANIZATION_NOUN = "organization noun"
    PRONOUN = "pronoun"


class Manner(StrEnum):
    """How the content is given: all of it quoted, none of it, or some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Held(StrEnum):
    """How the source holds the content."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"
    QUESTIONED = "questioned"
    WANTED = "wanted"
    CONDITIONAL = "conditional"
    WITHHELD = "withheld"


class Reported(StrEnum):
    """How the one who reports the content stands to it."""

    NEUTRAL = "neutral"
    ENDORSING = "endorsing"
    DISTANCING = "distancing"


class EventType(StrEnum):
    """The sixteen event types of PLOVER."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """Whether an event is stated to have happened."""

    STATED = "stated"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class Check(StrEnum):
    """The two checks that leave findings."""

    HEADLINE = "headline"
    QUOTE = "quote"


class Hyperlink(NamedTuple):
    """Words of a page that link elsewhere, and the absolute http(s) address they link to."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page: what it is, where it stands, and which words of it are links.

    `group` numbers the block quotations and posts of a page from 1: the paragraphs of one quotation (its signature line too) share their
    number, and 0 means that the block stands in none. `depth` counts the quotations around the block: 1 in a block quotation, 2 in a
    quotation within that, 0 outside. `cite` is the address that the markup itself gives as the origin of the quotation or post.
    """

    kind: BlockKind
    span: Span
    links: tuple[Hyperlink, ...] = ()
    group: int = 0
    depth: int = 0
    cite: str | None = None


class Credit(NamedTuple):
    """Words of a page that name where some or all of it came from: the range of the whole credit, and the name in it."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a whole page says that it came from: the wire service, and others that are credited ("h/t", "via", "contributed")."""

    wire: Credit | None = None
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read: one text (headline and body), its blocks, and what is known of its origin.

    `published` is ISO 8601, as precise as the page is, with a zone only where the page gives one. `url` is the canonical address where the
    page names one, otherwise the one it was opened from. `truncated` says that some of the page is known to be missing; `notes` says in
    words what was mended or lost on the way in. `sha256` is the digest of `text` in UTF-8. `provenance` is filled by the step that traces
    chains.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    url: str | None = None
    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str = ""
    truncated: bool = False
    notes: tuple[str, ...] = ()
    provenance: Provenance = Provenance()

    def __getitem__(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def words(self, spans: Spans) -> str:
        """The words of several spans, joined by an ellipsis where they are apart."""
        return " … ".join(self[span] for span in spans)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may speak of somebody: the range of a name, or of the head noun or pronoun.

    `antecedent` is the number, in `Reading.mentions`, of the nearest earlier mention that the network takes to speak of the same, with
    the probability `score` (0..1); None where it found none. What becomes one voice is decided later.
    """

    span: Span
    kind: MentionKind
    antecedent: int | None = None
    score: float = 0.0


class Doubt(NamedTuple):
    """Something that a reading leaves open: what it is about (an attribution's field, as "a3.voice"), and why, in a sentence."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One holder in the world, whatever the page calls it."""

    id: str
    kind: VoiceKind
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    mentions: Spans = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One hand in a chain of custody; `evidence` is None for the page voice only."""

    voice: str
    evidence: Span | None


Chain = tuple[Link, ...]
"""From the page voice inward to the mouth; the number of hands is ``len(chain) - 1``."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody other than the page voice is made to hold something.

    `score` is the calibrated probability (0..1) that the content and the source are those that a careful annotator would mark; see the
    model card for its reliability. `parent` is the id of the attribution in whose content this one stands.
    """

    id: str
    content: Spans
    cue: Spans
    source: Spans
    manner: Manner
    score: float
    addressee: Spans = ()
    parent: str | None = None
    voice: str | None = None
    chain: Chain = ()
    held: Held = Held.ASSERTED
    reported: Reported = Reported.NEUTRAL


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event: the words, and the ISO 8601 date they resolve to."""

    span: Span
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, on whose say-so."""

    type: EventType
    anchor: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: EventStatus = EventStatus.STATED
    when: When | None = None
    where: Span | None = None
    chain: Chain = ()


class DifferenceKind(StrEnum):
    """How the words of a quotation differ from those of a record."""

    LEFT_OUT = "left out"
    PUT_IN = "put in"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between a quotation and a record: `quote` lies in ``page.text``, `record` in the record's text; of what was left out
    (or put in) one side is an empty range at the place where it would stand."""

    kind: DifferenceKind
    quote: Span
    record: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a verdict, the words it is about, and the words they stand against.

    `evidence` lies in the body, or in the record named by `record`; it is ``()`` where nothing bears on the claim. `reason` says the
    finding in one plain sentence. `speaker` is the one to whom the page gives the words of a quotation; `marked` says whether a
    quotation shows that words were left out or changed (None where that is not asked).
    """

    check: Check
    verdict: str
    claim: Spans
    evidence: Spans = ()
    record: str | None = None
    reason: str = ""
    speaker: str | None = None
    marked: bool | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A page with everything that was read on it.

    Voices have the page voice first; attributions stand in the order of their first content. `headline` is None until the headline has been
    checked, after that a finding a verdict. `mentions` stand in text order; `doubts` are what the steps left open, each with its reason.
    """

    page: Page
    voices: tuple[Voice, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    model: str | None = field(default=None)
    mentions: tuple[Mention, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def _repr_html_(self) -> str:
        """The reading as a notebook shows it."""
        from sayso.exports.html import to_html_fragment  # a view of the value; the data model itself knows no format

        return to_html_fragment(self)


def validate(reading: Reading) -> Reading:
    """The reading itself, after checking that it keeps its own rules.

    Raises:
        ReadingError: a range that is empty, turned round, out of order or outside the text, an id that is twice there or leads nowhere, a
            score outside 0..1, an attribution that is its own ancestor. The message names the id, the field, the offsets and the length.
    """
    length = len(reading.page.text)
    for number, block in enumerate(reading.page.blocks):
        _check_spans(f"block {number}", "span", (block.span,), length)
    voices = _unique_ids("voice", (voice.id for voice in reading.voices))
    for voice in reading.voices:
        _check_spans(voice.id, "mentions", voice.mentions, length)
    parents = {attribution.id: attribution.parent for attribution in reading.attributions}
    _unique_ids("attribution", (attribution.id for attribution in reading.attributions))
    for attribution in reading.attributions:
        _check_attribution(attribution, length, voices, parents)
    for number, mention in enumerate(reading.mentions):
        _check_spans(f"mention {number}", "span", (mention.span,), length)
        if mention.antecedent is not None and not 0 <= mention.antecedent < number:
            raise ReadingError(f"mention {number}.antecedent is {mention.antecedent}; an antecedent is an earlier mention, from 0.")
        if not 0.0 <= mention.score <= 1.0:
            raise ReadingError(f"mention {number}.score is {mention.score}; a score lies in 0..1.")
    for number, event in enumerate(reading.events):
        _check_event(number, event, length, voices)
    for number, finding in enumerate(reading.findings):
        _check_spans(f"finding {number}", "claim", finding.claim, length)
        if finding.record is None:
            _check_spans(f"finding {number}", "evidence", finding.evidence, length)
    return reading


def _check_attribution(attribution: Attribution, length: int, voices: set[str], parents: dict[str, str | None]) -> None:
    for name in ("content", "cue", "source", "addressee"):
        _check_spans(attribution.id, name, getattr(attribution, name), length)
    if not attribution.content:
        raise ReadingError(f"{attribution.id}.content is empty; an attribution holds something.")
    if not 0.0 <= attribution.score <= 1.0:
        raise ReadingError(f"{attribution.id}.score is {attribution.score}; a score lies in 0..1.")
    _check_known(attribution.id, "voice", attribution.voice, voices)
    _check_chain(attribution.id, attribution.chain, length, voices)
    seen = {attribution.id}
    parent = attribution.parent
    while parent is not None:
        if parent not in parents:
            raise ReadingError(f"{attribution.id}.parent is {parent!r}; there is no attribution of that id in the reading.")
        if parent in seen:
            raise ReadingError(f"{attribution.id}.parent leads back to {parent!r}; an attribution cannot stand within itself.")
        seen.add(parent)
        parent = parents[parent]


def _check_event(number: int, event: Event, length: int, voices: set[str]) -> None:
    name = f"event {number}"
    _check_spans(name, "anchor", (event.anchor,), length)
    _check_spans(name, "when", (event.when.span,) if event.when else (), length)
    _check_spans(name, "where", (event.where,) if event.where else (), length)
    for party in event.actors + event.recipients:
        _check_known(name, "parties", party, voices)
    _check_chain(name, event.chain, length, voices)


def _check_chain(owner: str, chain: Chain, length: int, voices: set[str]) -> None:
    for link in chain:
        _check_known(owner, "chain", link.voice, voices)
        _check_spans(owner, "chain", (link.evidence,) if link.evidence else (), length)


def _check_known(owner: str, name: str, voice: str | None, voices: set[str]) -> None:
    if voice is not None and voice not in voices:
        raise ReadingError(f"{owner}.{name} is {voice!r}; there is no voice of that id in the reading.")


def _check_spans(owner: str, name: str, spans: Spans, length: int) -> None:
    end = 0
    for span in spans:
        if not end <= span.start < span.end <= length:
            raise ReadingError(
                f"{owner}.{name} has the range [{span.start}, {span.end}) after offset {end} in a text of {length} characters;"
                " ranges are not empty, in order, disjoint, and inside the text."
            )
        end = span.end


def _unique_ids(what: str, ids: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise ReadingError(f"The {what} id {identifier!r} is there twice; ids are unique within a reading.")
        seen.add(identifier)
    return seen
