"""What introduces words as taken from elsewhere: "Via X:", "h/t X", "(via X)", "Over at X, ...", a dateline.

Decides on whom a page names as the origin of some of its words, and how far that reaches. Passages are found by `attributions.passages`,
which makes attributions of them; what is found here besides lengthens chains just inside the page voice, and makes no attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sayso.attributions.passages import find_passages
from sayso.chains.names import is_outlet_name, linked_outlets
from sayso.chains.phrases import parse_outlet
from sayso.chains.provenance import CreditLine, find_credits, find_wire
from sayso.reading import PAGE_VOICE_ID, Block, BlockKind, Page, Reading, Span, Spans, VoiceKind
from sayso.text import split_sentences
from sayso.voices.names import fold_name


class IntroductionKind(StrEnum):
    """How words are introduced as another's."""

    PASSAGE = "passage"
    CREDIT = "credit"
    WIRE = "wire"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Introduction:
    """Words that say whom other words come from.

    `evidence` is the range of the name, `name` what it says, `scope` the ranges of the words that are introduced. `subject` is where the
    one begins of whom a setting speaks ("Over at The Bell, [Ada Quill] has a complaint").
    """

    kind: IntroductionKind
    evidence: Span
    name: str
    scope: Spans
    subject: int | None = None


def find_introductions(reading: Reading) -> tuple[Introduction, ...]:
    """The introductions of a page in the order of their evidence."""
    page = reading.page
    found = [
        Introduction(IntroductionKind.PASSAGE, passage.source[0], page[passage.source[0]], passage.content)
        for passage in find_passages(page)
        if passage.source
    ]
    passages = [passage.content for passage in find_passages(page)]
    found += (_credit(page, line, passages) for line in find_credits(page))
    found += _wire(reading)
    found += _settings(page)
    return tuple(sorted(found, key=lambda one: (one.evidence, one.kind)))


# ---------------------------------------------------------------- credits


def _credit(page: Page, line: CreditLine, passages: list[Spans]) -> Introduction:
    return Introduction(IntroductionKind.CREDIT, line.at, line.name, _credit_scope(page, line, passages))


def _credit_scope(page: Page, line: CreditLine, passages: list[Spans]) -> Spans:
    """What a credit is for: the passage before or after it, the sentence or paragraph that it closes, or at its foot the whole page."""
    block = page.blocks[line.block]
    after = page.text[line.span.end : block.span.end].strip(" \t\n:.*")
    before = page.blocks[line.block - 1].span if line.block else None
    closed = [content for content in passages if before is not None and content[-1].end in (before.end, block.span.end)]
    if line.alone and closed and not page[block.span].rstrip().endswith(":"):
        return closed[0]
    if not after and line.block + 1 < len(page.blocks):
        following = page.blocks[line.block + 1].span.start
        for content in passages:
            if content[0].start == following or content[0].start == block.span.start:
                return (block.span, *(span for span in content if span.start >= block.span.end))
    if line.alone:
        if all(other.span.start <= block.span.end or _is_small_print(page, other) for other in page.blocks):
            return _body(page)
        return (before,) if before is not None else ()
    sentences = split_sentences(page.text, (block.span,))
    within = [sentence for sentence in sentences if sentence.start <= line.span.start < sentence.end]
    if not after or (within and not page.text[within[0].start : line.span.start].strip(" ([")):
        return (Span(block.span.start, line.span.end),)
    return tuple(within) or (block.span,)


def _body(page: Page) -> Spans:
    """The text of a page without its headline, which is the page voice's own."""
    return tuple(block.span for block in page.blocks if block.kind is not BlockKind.HEADLINE)


_SMALL_PRINT: Final = re.compile(
    r"\A\W{0,8}(?:follow\b|©|\(c\)|copyright|read more|more:|related|sign up|subscribe|share\b|tags?:"
    r"|filed under|contact|email|photo|image|update|correction|editor[’']s note|on twitter)",
    re.IGNORECASE,
)


def _is_small_print(page: Page, block: Block) -> bool:
    return len(page[block.span]) < 160 and bool(_SMALL_PRINT.match(page[block.span]))


# ---------------------------------------------------------------- wire services


_DATELINE_REACH: Final = 100  # characters of a block in which a dateline names its agency
_DATELINE_BLOCKS: Final = 8


def _wire(reading: Reading) -> Iterator[Introduction]:
    """The agency that a page comes from, from its dateline on, where the page names no author: an author of agency copy is the agency's."""
    page = reading.page
    wire = find_wire(page)
    voice = next((voice for voice in reading.voices if voice.id == PAGE_VOICE_ID), None)
    if (
        wire is None
        or (voice is not None and voice.kind is VoiceKind.PERSON)
        or "ontributed" in page.text[wire.span.end : wire.span.end + 80]
    ):
        return
    names = {fold_name(wire.name), fold_name(page[wire.span])}
    own = {fold_name(name) for name in (page.outlet, page.byline) if name}
    if not names & own:
        dateline = any(block.span.start <= wire.span.start < block.span.start + _DATELINE_REACH for block in page.blocks[:_DATELINE_BLOCKS])
        scope = tuple(span for span in _body(page) if span.end > wire.span.start or not dateline)
        yield Introduction(IntroductionKind.WIRE, wire.span, page[wire.span] if len(page[wire.span]) < 40 else wire.name, scope)


# ---------------------------------------------------------------- settings

_SETTING: Final = re.compile(
    r"(?:(?:meanwhile|elsewhere|and|but|now|then),?\s+)?(?:(?:over|back|down|out|up)\s+(?:at|on|in)|at|on|in|for|"
    r"(?:writing|blogging|posting|speaking|interviewed|appearing|quoted)\s+(?:at|on|in|for|to|with|by))\s+",
    re.IGNORECASE,
)


def _settings(page: Page) -> Iterator[Introduction]:
    """Sentences that open with an outlet as the place where somebody speaks, each with the rest of its paragraph."""
    linked = linked_outlets(page)
    for block in page.blocks:
        if block.kind is BlockKind.HEADLINE or not _SETTING_WORDS.search(page.text, block.span.start, block.span.end):
            continue
        for sentence in split_sentences(page.text, (block.span,)):
            lead = _SETTING.match(page.text, sentence.start, sentence.end)
            phrase = parse_outlet(page.text, lead.end(), sentence.end) if lead else None
            if phrase is None or phrase.bare or not (comma := re.match(r"[”\"’']?,\s+", page.text[phrase.span.end : phrase.span.end + 4])):
                continue
            if phrase.programme or fold_name(phrase.channel) in linked or is_outlet_name(phrase.channel, article=phrase.article == "the"):
                subject = phrase.span.end + comma.end()
                yield Introduction(IntroductionKind.SETTING, phrase.span, phrase.name, (Span(sentence.start, block.span.end),), subject)


_SETTING_WORDS: Final = re.compile(
    r"(?<![^\s”\"’)])(?:At|On|In|For|Over|Back|Down|Out|Up|Writing|Blogging|Posting|Speaking|Interviewed|Appearing|Quoted|Meanwhile|Elsewhere|And|But|Now|Then)\b"
)
