"""Passages that a page takes over whole: block quotations, embedded posts, and what follows "Via X:" in plain text.

Decides where such a passage stands and, from the words around it, whose it is: an introduction before it, a signature at its end, or a
sentence right after it (docs/terms.md). What is said within the passage is read later, as a text of its own. The
patterns are few and strict, in the order in which they are trusted; everything else is left to the model, which reads the introduction
like any sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from sayso.reading import Block, BlockKind, Page, Span, Spans

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE_TAIL: Final = re.compile(
    rf"[\s,;|·•(-]*(?:on\s+|posted\s+)?(?:\w+day,?\s+)?(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}|\d{{4}}-\d\d|\d{{1,2}}[./:]\d{{1,2}}).*\Z",
    re.DOTALL,
)
_SIGNED: Final = re.compile(r"\A\s*(?:[—–―]|--|~)\s*(?=\S)")
_VIA: Final = re.compile(
    r"(?:\A|(?<=[.!?:…”\"’)]\s))(?P<cue>Via|From|Per|As reported by|According to)\s+(?P<source>[^\n:]{2,120}?)\s*"
    r"(?:\((?:h/t|hat tip|via)[^)]*\)\s*)?:?\s*\Z",
    re.IGNORECASE,
)
_VIA_LINE: Final = re.compile(r"\A(?P<cue>Via|From)\s+(?P<source>(?:the\s+)?[A-Z@][^\n:.]{1,80}):\s*\Z")
_REPORTS: Final = re.compile(
    r"(?:\A|(?<=[.!?:…”\"’)]\s))(?P<source>[^\n.!?:]{2,120}?)\s+(?P<cue>(?:has\s+|have\s+|had\s+|also\s+)*"
    r"(?:(?:has|had)\s+(?:this|the\s+following)\s+to\s+say|reports?|reported|writes?|wrote|written|says?|said|notes?|noted|explains?|explained|posted|tweeted|adds?|added"
    r"|continues?|continued|puts? it|put it))"
    r"(?:\s+(?:this|it|the following|as follows|on|in|at|to|yesterday|today|about|earlier|last)\b[^.!?:]{0,80})?\s*:\s*\Z"
)
_NAME: Final = r"(?:[Tt]he\s+)?[^\W\d_a-z][\w.&’'-]*(?:\s+(?:(?:of|the|and|at|for|&)\s+)?[^\W\d_a-z][\w.&’'-]*){0,6}"
_HERE: Final = re.compile(
    r"(?:\A|(?<=[.!?:…”\"’)]\s))(?P<cue>(?i:(?:and\s+|now\s+|but\s+|so\s+)?(?:here[’']?s|here\s+is|this\s+is\s+from|this,?\s+from|consider\s+this,?\s+from"
    r"|take\s+this,?\s+from|more\s+from|again,?\s+from|I\s+(?:read|found|saw)\s+this\s+in)))"
    rf"\s+(?P<source>{_NAME})(?:\s+(?:on|about|in|at|from|today|yesterday|this)\b[^.!?:]{{0,80}})?\s*:\s*\Z"
)
_HAS: Final = re.compile(
    rf"(?:\A|(?<=[.!?:…”\"’)]\s))(?P<source>{_NAME})\s+(?P<cue>has)\s+(?:more|(?:the|all\s+the|some|further)\s+(?:full\s+|whole\s+)?(?:story|details?|news|report|rest))\b[^.!?:]{{0,60}}:\s*\Z"
)
_NAMED: Final = re.compile(
    r"\A(?P<source>The\s+(?!Latest|Bottom|Update|Note|Result|Text|Letter|Quote|Full|Statement|Answer|Question|Story|Problem|Upshot|Background)[^\W\d_a-z][\w.&’'-]*(?:\s+(?:of\s+)?[^\W\d_a-z][\w.&’'-]*){0,5})(?:,\s+on\s+[^.!?:]{1,60})?\s*:\s*\Z"
)
_LEAD: Final = re.compile(
    rf"(?:(?i:(?:and\s+|but\s+|now\s+|so\s+)?here(?:[’']s|\s+is)\s+(?:how|what)|as|and|but|now|so|then)\s+|(?i:(?:writing|posting|blogging|speaking|over|back)\s+(?:in|at|on|for|to)|at|in|on)\s+{_NAME},\s+)"
)
_BELOW: Final = re.compile(rf"\A(?:(?:[—–―]|--|~)\s*|[Ss]ource:\s*|\()(?P<source>{_NAME}(?:,\s+{_NAME})?)[.)]?\s*\Z")
_THATS_FROM: Final = re.compile(
    r"\A(?P<cue>(?:That|This)(?:[’']s|\s+is|\s+was|\s+comes)\s+from|So\s+(?:says|said|writes|wrote))\s+(?P<source>[^.!?\n]{2,160}?)(?=[.!?](?:\s|\Z)|\Z)"
)
_FIRST_PERSON: Final = re.compile(r"(?<![\w’'])(?:I|I[’'](?:m|ve|d|ll)|my|me)(?![\w’'])")
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^’]*’(?!\w)")
_LONGEST_SIGNATURE: Final = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in the words of another: one content range a block, and the words that say whose it is (none where nothing does).

    `introduction` is the block before it, where the model may find the cue if the patterns have not; `signed` says that the source stands
    at the end.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    introduction: Span | None = None
    depth: int = 1
    signed: bool = False


def find_passages(page: Page) -> tuple[Passage, ...]:
    """The passages of a page in text order; a quotation within a quotation comes after the one around it."""
    groups: dict[int, list[int]] = {}
    for number, block in enumerate(page.blocks):
        if block.group:
            groups.setdefault(block.group, []).append(number)
    passages = [_passage(page, numbers) for numbers in groups.values()]
    found = [passage for passage in passages if passage.content]
    found += _plain_passages(page) + _signed_quotations(page) + _signed_letters(page)
    return tuple(sorted(found, key=lambda p: (p.content[0].start, -p.content[-1].end)))


def _passage(page: Page, numbers: list[int]) -> Passage:
    blocks = [page.blocks[i] for i in numbers]
    first = numbers[0]
    before = page.blocks[first - 1] if first and page.blocks[first - 1].kind is BlockKind.PARAGRAPH else None
    signature = _signature(page, blocks[-1]) if len(blocks) > 1 else None
    content = tuple(block.span for block in (blocks[:-1] if signature else blocks))
    depth = min(block.depth for block in blocks) or 1
    introduction = before.span if before else None
    if before and (found := _match_introduction(page, before.span)):
        return Passage(content, found[0], (found[1],), introduction, depth)
    if signature:
        return Passage(content, (), (signature,), introduction, depth, signed=True)
    after = numbers[-1] + 1
    if after < len(page.blocks) and not page.blocks[after].group:
        span = page.blocks[after].span
        if len(page[span]) <= _LONGEST_SIGNATURE and (match := _BELOW.match(page[span])):
            return Passage(content, (), (_at(span, match, "source"),), introduction, depth, signed=True)
        if match := _THATS_FROM.match(page[span]):
            return Passage(content, (_at(span, match, "cue"),), (_at(span, match, "source"),), introduction, depth)
    return Passage(content, introduction=introduction, depth=depth)


def _match_introduction(page: Page, block: Span) -> tuple[Spans, Span] | None:
    """Cue (if any) and source of a block that ends by introducing the next one, or None."""
    text = page[block]
    tail = max(0, len(text) - 300)
    for pattern in (_VIA, _REPORTS):
        if match := pattern.search(text, tail):
            source = _at(block, match, "source")
            if pattern is _VIA and not text.rstrip().endswith(":") and len(text) > 120:
                continue  # "From there it went downhill" ends a paragraph too
            return (_at(block, match, "cue"),), _bare_source(page, source)
    for pattern in (_HERE, _HAS, _NAMED):
        if match := pattern.search(text, tail):
            cue = () if pattern is _NAMED else (_at(block, match, "cue"),)
            return cue, _bare_source(page, _at(block, match, "source"))
    return None


def _bare_source(page: Page, span: Span) -> Span:
    """A source without what stands around the name: "As", "Over at The Bell,", a time before it; an aside or a stop after it."""
    if (lead := _LEAD.match(page[span])) and lead.end() < span.end - span.start:
        span = Span(span.start + lead.end(), span.end)
    span = _without_aside(page, _without_time(page, span))
    bare = page[span].rstrip(" .,;")
    return Span(span.start, span.start + len(bare)) if bare else span


_TIME_FIRST: Final = re.compile(
    r"(?:(?:last|this|next|earlier|late|on|in|at|by)\s+)+(?:\w+\s+)??(?:week|month|year|night|morning|evening|afternoon|\w+day|\d{4}|"
    rf"{_MONTH})(?:\s+\d{{1,2}})?,?\s+|(?:yesterday|today|recently|earlier|meanwhile|now|then),?\s+",
    re.IGNORECASE,
)


def _without_time(page: Page, span: Span) -> Span:
    """A source without the time that opens its sentence: "Last week The Lantern"."""
    time = _TIME_FIRST.match(page[span])
    return Span(span.start + time.end(), span.end) if time and time.end() < span.end - span.start else span


def _without_aside(page: Page, span: Span) -> Span:
    """A source without a parenthesis at its end: "the Brackwater Post (h/t Dov)"."""
    words = page[span]
    cut = re.search(r"\s*\([^)]*\)?\s*\Z", words)
    return Span(span.start, span.start + (cut.start() if cut and cut.start() else len(words)))


def _signature(page: Page, block: Block) -> Span | None:
    """The name in a last line such as "— Jem Oakes (@jemoakes) 4 December", or None where the line is none."""
    text = page[block.span]
    if len(text) > _LONGEST_SIGNATURE or not (lead := _SIGNED.match(text)):
        return None
    end = len(text)
    if (date := _DATE_TAIL.search(text, lead.end())) and date.start() > lead.end():
        end = date.start()
    end = lead.end() + len(text[lead.end() : end].rstrip(" ,;|·•-"))
    return Span(block.span.start + lead.end(), block.span.start + end) if end > lead.end() else None


def _plain_passages(page: Page) -> list[Passage]:
    """What follows a paragraph "Via X:" that no layout marks: up to a heading, or to a paragraph in which the page says "I"."""
    passages = []
    blocks = page.blocks
    for number, block in enumerate(blocks[:-1]):
        if block.group or blocks[number + 1].group or not (match := _VIA_LINE.match(page[block.span])):
            continue
        content = []
        for following in blocks[number + 1 :]:
            unquoted = _QUOTED.sub(" ", page[following.span])
            if following.kind is not BlockKind.PARAGRAPH or following.group or _FIRST_PERSON.search(unquoted):
                break
            content.append(following.span)
        if content:
            passages.append(Passage(tuple(content), (_at(block.span, match, "cue"),), (_at(block.span, match, "source"),), block.span))
    return passages


_SIGNED_QUOTATION: Final = re.compile(
    r"(?P<content>[“\"][^“”\"\n]*[”\"])\s*(?:[—–―]|--)\s*(?P<source>[^\W\d_a-z][\w.’'-]*(?:,?\s+[\w.’'()@&-]+){0,11}?)[\s.]*\Z"
)


def _signed_quotations(page: Page) -> list[Passage]:
    """Paragraphs that are a quotation and its signature: “No well, no vote.” — Ada Quill, 34, a teacher."""
    passages = []
    for block in page.blocks:
        if not block.group and (match := _SIGNED_QUOTATION.match(page[block.span])):
            content = _at(block.span, match, "content")
            passages.append(Passage((content,), source=(_at(block.span, match, "source"),), signed=True))
    return passages


_LETTER_NAME: Final = re.compile(
    rf"(?:(?:[—–―]|--|~)\s*|(?:Yours\b[^\n]{{0,30}},\s+))?(?P<source>(?!(?:The|An?)\b){_NAME}(?:,\s+[^\W_][\w.’'-]*(?:\s+[^\W_][\w.’'-]*){{0,4}}){{0,3}})\s*\Z"
)


def _signed_letters(page: Page) -> list[Passage]:
    """Quotations that fill whole paragraphs, with the name of the writer in a line of its own below: Ada Quill, Lower Fen."""
    passages = []
    blocks = page.blocks
    for number in range(1, len(blocks)):
        line = blocks[number]
        if line.kind is not BlockKind.PARAGRAPH or line.group or line.span.end - line.span.start > _LONGEST_SIGNATURE // 2:
            continue
        match = _LETTER_NAME.match(page[line.span])
        first = _letter_start(page, number - 1) if match is not None and " " in match["source"] else None
        if match is not None and first is not None:
            content = tuple(block.span for block in blocks[first:number])
            passages.append(Passage(content, source=(_at(line.span, match, "source"),), signed=True))
    return passages


def _letter_start(page: Page, last: int) -> int | None:
    """The number of the block with which a quotation begins that fills the blocks up to `last`; None where none does."""
    if not page[page.blocks[last].span].rstrip().endswith(("”", '"')):
        return None
    for number in range(last, max(-1, last - 12), -1):
        block = page.blocks[number]
        words = page[block.span]
        if block.kind is not BlockKind.PARAGRAPH or block.group or words[0] not in '“"':
            return None if number == last else number + 1
        if number < last and words.rstrip().endswith(("”", '"')):
            return number + 1
        inside = words.rstrip()[1:-1]
        if "”" in inside or '"' in inside:  # it is interrupted: "...," she said. "..."
            return None
    return None


def _at(block: Span, match: re.Match[str], group: str) -> Span:
    return Span(block.start + match.start(group), block.start + match.end(group))
