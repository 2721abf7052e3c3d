"""What every view of a reading needs to know: its statements numbered, who makes them, and the text cut where one begins or ends.

Decides the order and the grouping: a statement is an attribution with its number on the page; a speaker is a voice, or, where voices have
not been resolved, one way of naming a source. Colours are numbers here (`hue`); what they look like is left to the view.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Final, NamedTuple

from sayso.reading import PAGE_VOICE_ID, Attribution, Block, BlockKind, Held, Manner, Page, Reading, Reported, Span, Voice, VoiceKind

N_HUES: Final = 8
"""More hues than eight are not told apart, least of all by colour-blind readers; further speakers share the grey of hue 0."""

NO_SOURCE: Final = "no source named"

_PRONOUNS: Final = frozenset(
    "he she they it i we you who this that these those one some others both many several all everyone everybody someone somebody".split()
)
"""Sources that are not named until voices are resolved: one "he" need not be the other."""

_PARAGRAPH: Final = re.compile(r"\S(?:.*\S)?")
_MONTHS: Final = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Speaker:
    """One holder of statements; `hue` is 1..8 by how much is held, 0 for the rest and where the page names nobody."""

    name: str
    kind: VoiceKind | None
    is_named: bool
    hue: int
    numbers: tuple[int, ...]
    manners: tuple[tuple[Manner, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """An attribution with its number on the page (from 1), its speaker, and the number of attributions around it; equal to itself only."""

    number: int
    attribution: Attribution
    speaker: Speaker
    depth: int
    parent: int | None


class Role(StrEnum):
    """What words do in an attribution, other than being held."""

    SOURCE = "source"
    CUE = "cue"
    ADDRESSEE = "addressee"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two boundaries: the statements they are content of, outermost first, and those they are source or cue of."""

    span: Span
    held: tuple[Statement, ...]
    roles: tuple[tuple[Role, Statement], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the page, or a paragraph outside every block, cut into pieces; and the statements that begin or go on in it."""

    kind: BlockKind
    span: Span
    depth: int
    pieces: tuple[Piece, ...]
    begun: tuple[Statement, ...]
    continued: tuple[Statement, ...]


class Outline(NamedTuple):
    """A reading as a view shows it."""

    reading: Reading
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]  # most statements first, the unnamed source last
    names: Mapping[str, str] = MappingProxyType({})  # the names of the voices by their ids


def outline(reading: Reading) -> Outline:
    """The passages of a page in text order, its statements in the order of the reading, its speakers by how much they hold."""
    speakers = _find_speakers(reading)
    statements = _number_statements(reading, speakers)
    unique = {speaker.numbers[0]: speaker for speaker in speakers.values()}.values()
    ordered = sorted(unique, key=lambda speaker: (not speaker.is_named, -len(speaker.numbers), speaker.numbers))
    names = {voice.id: voice.name for voice in reading.voices}
    return Outline(reading, tuple(_lay_out(reading.page, statements)), statements, tuple(ordered), names)


def find_chain(view: Outline, statement: Statement) -> tuple[str, ...]:
    """The holders of a statement from the page inward, by name, the page voice as "page"; empty where no chain was traced.

    Where the chain ends before the mouth, the last is what the page calls the source, or that it names none.
    """
    attribution = statement.attribution
    if not attribution.chain:
        return ()
    names = tuple("page" if link.voice == PAGE_VOICE_ID else view.names.get(link.voice, link.voice) for link in attribution.chain)
    return names if attribution.voice == attribution.chain[-1].voice else (*names, statement.speaker.name)


def find_facts(view: Outline, statement: Statement) -> list[tuple[str, str]]:
    """What is known of a statement beyond speaker, cue, manner and score, as (term, words): only what is not the ordinary case."""
    page, attribution = view.reading.page, statement.attribution
    facts = []
    if attribution.addressee:
        facts.append(("to", page.words(attribution.addressee)))
    if attribution.held is not Held.ASSERTED:
        facts.append(("held", attribution.held.value))
    if attribution.reported is not Reported.NEUTRAL:
        facts.append(("reported", attribution.reported.value))
    through = _find_hands(view, statement)
    if through:
        facts.append(("by way of", " › ".join(through)))
    return facts


def summarize(view: Outline) -> str:
    """How much is held by whom, in a sentence: the figures that head or close a view."""
    n_statements = len(view.statements)
    if not n_statements:
        return "No attribution was found: only the page itself speaks here."
    n_sources = sum(speaker.is_named for speaker in view.speakers)
    counted = "" if all(speaker.kind for speaker in view.speakers if speaker.is_named) else ", counted by the words that name them"
    return (
        f"{n_statements} statement{'s' * (n_statements != 1)} by {n_sources} named source{'s' * (n_sources != 1)}{counted};"
        f" {measure_held(view.reading):.0%} of the text is held by somebody other than the page."
    )


def _find_hands(view: Outline, statement: Statement) -> list[str]:
    """The holders between page voice and speaker, outermost first; empty where they are just the speakers of the statements around."""
    hands = [
        view.names.get(link.voice, link.voice) for link in statement.attribution.chain[1:] if link.voice != statement.attribution.voice
    ]
    around: list[str] = []
    parent = statement.parent
    while parent is not None and len(around) <= len(hands):
        around.append(view.statements[parent - 1].speaker.name)
        parent = view.statements[parent - 1].parent
    return hands if hands != around[::-1] else []


def measure_held(reading: Reading) -> float:
    """The share of the text's characters (0..1, white space aside) that are content of some attribution."""
    text = reading.page.text
    n_held, at = 0, 0
    for start, end in sorted(span for attribution in reading.attributions for span in attribution.content):
        if end > at:
            n_held += _count_visible(text, max(start, at), end)
            at = end
    return n_held / max(_count_visible(text, 0, len(text)), 1)


def shorten(words: str, length: int) -> str:
    """The words on one line, cut at a word and closed by an ellipsis where they are longer than `length` characters."""
    words = " ".join(words.split())
    if len(words) <= length:
        return words
    cut = words[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"


def format_date(published: str) -> str:
    """A date as people write it, as precise as it was given: "2021-05-03T10:00+02:00" is 3 May 2021."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _count_visible(text: str, start: int, end: int) -> int:
    return sum(map(len, text[start:end].split()))


# ---------------------------------------------------------------- speakers and statements


def _find_speakers(reading: Reading) -> dict[str, Speaker]:
    """The speaker of each attribution, by its id."""
    voices = {voice.id: voice for voice in reading.voices}
    numbers_by_key: dict[_Key, list[int]] = defaultdict(list)
    for number, attribution in enumerate(reading.attributions, 1):
        numbers_by_key[_identify(reading.page, voices, attribution, number)].append(number)
    ranked = sorted(numbers_by_key, key=lambda key: (not key.is_named, -len(numbers_by_key[key]), numbers_by_key[key]))
    hues = {key: hue for hue, key in enumerate(ranked[:N_HUES], 1) if key.is_named}
    speakers: dict[str, Speaker] = {}
    for key, numbers in numbers_by_key.items():
        held = [reading.attributions[number - 1] for number in numbers]
        voice = voices.get(held[0].voice or "")
        name, kind = (voice.name, voice.kind) if voice else (_name_source(reading.page, held[0]), None)
        speaker = Speaker(name, kind, key.is_named, hues.get(key, 0), tuple(numbers), _count_manners(held))
        speakers.update((attribution.id, speaker) for attribution in held)
    return speakers


class _Key(NamedTuple):
    """What two statements of one speaker have in common."""

    is_named: bool
    words: str
    number: int = 0


def _identify(page: Page, voices: Mapping[str, Voice], attribution: Attribution, number: int) -> _Key:
    """By its voice, or else by the words of its source; a pronoun tells nothing of another statement with the same pronoun."""
    if attribution.voice in voices:
        return _Key(True, attribution.voice or "", -1)
    words = _name_source(page, attribution).casefold()
    if words in _PRONOUNS:
        return _Key(False, words, number)
    return _Key(words != NO_SOURCE, words)


def _count_manners(attributions: Iterable[Attribution]) -> tuple[tuple[Manner, int], ...]:
    counts = Counter(attribution.manner for attribution in attributions)
    return tuple((manner, counts[manner]) for manner in Manner if manner in counts)


def _name_source(page: Page, attribution: Attribution) -> str:
    """The words of the source on one line, without the comma that closes an apposition."""
    words = " ".join(page.words(attribution.source).split()).strip(" ,;:–—-")
    return words or NO_SOURCE


def _number_statements(reading: Reading, speakers: dict[str, Speaker]) -> tuple[Statement, ...]:
    parents = {attribution.id: attribution.parent for attribution in reading.attributions}
    numbers = {attribution.id: number for number, attribution in enumerate(reading.attributions, 1)}
    depths: dict[str, int] = {}
    for identifier in parents:
        path: list[str] = []
        at: str | None = identifier
        while at is not None and at not in depths:
            path.append(at)
            at = parents[at]
        for step in reversed(path):
            parent = parents[step]
            depths[step] = depths[parent] + 1 if parent is not None else 0
    return tuple(
        Statement(number, attribution, speakers[attribution.id], depths[attribution.id], numbers.get(attribution.parent or ""))
        for number, attribution in enumerate(reading.attributions, 1)
    )


# ---------------------------------------------------------------- passages


class _Range(NamedTuple):
    """A range of one statement; sorting puts what is further out first."""

    start: int
    end: int
    statement: Statement
    role: Role | None


def _lay_out(page: Page, statements: Sequence[Statement]) -> Iterator[Passage]:
    ranges = sorted(_find_ranges(statements), key=lambda item: item.start)
    seen: set[int] = set()
    at = 0
    open_ranges: list[_Range] = []
    for kind, span, depth in _find_passages(page):
        while at < len(ranges) and ranges[at].start < span.end:
            open_ranges.append(ranges[at])
            at += 1
        open_ranges = [item for item in open_ranges if item.end > span.start]
        pieces = tuple(_cut(span, open_ranges))
        here = {statement.number: statement for piece in pieces for statement in piece.held}
        begun = tuple(here[number] for number in sorted(here.keys() - seen))
        continued = tuple(here[number] for number in sorted(here.keys() & seen))
        seen |= here.keys()
        yield Passage(kind, span, depth, pieces, begun, continued)


def _find_ranges(statements: Iterable[Statement]) -> Iterator[_Range]:
    for statement in statements:
        attribution = statement.attribution
        spans_by_role = {None: attribution.content} | {role: getattr(attribution, role) for role in Role}
        for role, spans in spans_by_role.items():
            for start, end in spans:
                yield _Range(start, end, statement, role)


def _cut(span: Span, ranges: Iterable[_Range]) -> Iterator[Piece]:
    """The words of a passage, cut wherever a range begins or ends."""
    starts: defaultdict[int, list[_Range]] = defaultdict(list)
    ends: defaultdict[int, list[_Range]] = defaultdict(list)
    for item in ranges:
        starts[max(item.start, span.start)].append(item)
        ends[min(item.end, span.end)].append(item)
    cuts = sorted({span.start, span.end, *starts, *ends})
    active: list[_Range] = []
    for start, end in pairwise(cuts):
        active = [item for item in active if item not in ends[start]] + starts[start]
        held = {item.statement.number: item.statement for item in active if item.role is None}
        roles = {(item.role, item.statement.number): (item.role, item.statement) for item in active if item.role is not None}
        yield Piece(
            Span(start, end),
            tuple(sorted(held.values(), key=lambda statement: (statement.depth, -_length(statement.attribution), statement.number))),
            tuple(sorted(roles.values(), key=lambda pair: (pair[0], pair[1].number))),
        )


def _length(attribution: Attribution) -> int:
    return attribution.content[-1].end - attribution.content[0].start


def _find_passages(page: Page) -> Iterator[tuple[BlockKind, Span, int]]:
    """The blocks in text order, and the paragraphs of whatever stands outside them, so that a view never loses a word."""
    at = 0
    for block in sorted(page.blocks, key=lambda block: block.span):
        yield from _find_paragraphs(page.text, at, block.span.start)
        span = Span(max(at, block.span.start), block.span.end)
        if span.start < span.end:
            yield block.kind, span, _depth(block)
            at = span.end
    yield from _find_paragraphs(page.text, at, len(page.text))


def _depth(block: Block) -> int:
    return max(block.depth, 1) if block.kind in (BlockKind.QUOTATION, BlockKind.POST) else block.depth


def _find_paragraphs(text: str, start: int, end: int) -> Iterator[tuple[BlockKind, Span, int]]:
    for match in _PARAGRAPH.finditer(text, start, end) if start < end else ():
        yield BlockKind.PARAGRAPH, Span(*match.span()), 0
