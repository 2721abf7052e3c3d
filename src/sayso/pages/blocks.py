"""From the lines of an article to the text of a page and its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sayso.pages.addresses import resolve_url
from sayso.pages.layout import Line, Quote
from sayso.reading import Block, BlockKind, Hyperlink, Span

MAX_TEXT: Final = 5_000_000
"""Characters of text that a page may have; the longest book of the Bible has 250,000."""

SEPARATOR: Final = "\n\n"


@dataclass(slots=True)
class Written:
    """A text with its blocks; `n_lost` counts the lines that were left out for want of room."""

    text: str
    blocks: tuple[Block, ...]
    n_lost: int = 0


def write_blocks(headline: str | None, lines: Iterable[Line], base_url: str | None) -> Written:
    """The text and blocks of an article: the headline, then its lines in their order."""
    lines = list(lines)
    quotes = _quotes(lines)
    groups: dict[Quote, int] = {}
    for quote in quotes:
        if quote is not None:
            groups.setdefault(quote, len(groups) + 1)
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    if headline is not None:
        pieces.append(headline[:MAX_TEXT])
        blocks.append(Block(BlockKind.HEADLINE, Span(0, len(pieces[0]))))
        at = len(pieces[0])
    for number, (line, quote) in enumerate(zip(lines, quotes, strict=True)):
        start = at + len(SEPARATOR) if pieces else 0
        if start + len(line.text) > MAX_TEXT:
            room = MAX_TEXT - start
            if not pieces and room > 0:
                return Written(line.text[:room], (Block(BlockKind.PARAGRAPH, Span(0, room)),), len(lines) - number)
            return Written(SEPARATOR.join(pieces), tuple(blocks), len(lines) - number)
        pieces.append(line.text)
        at = start + len(line.text)
        links = tuple(
            Hyperlink(Span(start + first, start + last), url)
            for first, last, href in line.links
            if (url := resolve_url(base_url, href)) is not None
        )
        blocks.append(
            Block(
                _kind(line, quote),
                Span(start, at),
                links,
                group=groups[quote] if quote is not None else 0,
                depth=quote.depth if quote is not None else 0,
                cite=resolve_url(base_url, quote.cite) if quote is not None else None,
            )
        )
    return Written(SEPARATOR.join(pieces), _with_origins(blocks))


def _kind(line: Line, quote: Quote | None) -> BlockKind:
    if quote is not None and quote.post:
        return BlockKind.POST
    if line.box.caption:
        return BlockKind.CAPTION
    if quote is not None:
        return BlockKind.QUOTATION
    if line.box.heading or _is_bold_heading(line):
        return BlockKind.SUBHEAD
    return BlockKind.ITEM if line.box.item or line.row else BlockKind.PARAGRAPH


def _is_bold_heading(line: Line) -> bool:
    """Whether a paragraph is set in bold as a whole and is no sentence: the subheads of those who write without headings."""
    return line.bold and len(line.words) <= 12 and len(line.text) <= 90 and re.search(r"[.!?:;,\"”’»…]\Z", line.text) is None


def _quotes(lines: list[Line]) -> list[Quote | None]:
    """The quotation that each line stands in; those that are layout are left out, those that only their indent shows are put in."""
    quotes: list[Quote | None] = [line.box.quote for line in lines]
    n_words = sum(len(line.words) for line in lines)
    quotes = _without_layout(lines, quotes)
    indented = [quote is None and any(box.indent for box in line.box.around()) for line, quote in zip(lines, quotes, strict=True)]
    if sum(len(line.words) for line, is_indented in zip(lines, indented, strict=True) if is_indented) > 0.6 * n_words:
        return quotes
    open_quote: Quote | None = None
    for number, is_indented in enumerate(indented):
        if not is_indented or lines[number].box.heading or lines[number].box.item or lines[number].box.caption:
            open_quote = None
            continue
        if open_quote is None:
            open_quote = Quote(depth=1, post=False, cite=None)
        quotes[number] = open_quote
    return quotes


def _without_layout(lines: list[Line], quotes: list[Quote | None]) -> list[Quote | None]:
    """Quotations freed of an outermost one that holds every paragraph: a <blockquote> that sets a whole page in."""
    outermost = [_outermost(quote) for line, quote in zip(lines, quotes, strict=True) if not (line.box.heading or line.box.caption)]
    if not outermost or outermost[0] is None or outermost[0].post or any(quote is not outermost[0] for quote in outermost):
        return quotes
    freed: dict[Quote, Quote | None] = {outermost[0]: None}

    def free(quote: Quote | None) -> Quote | None:
        if quote is None:
            return None
        if quote not in freed:
            freed[quote] = Quote(quote.depth - 1, quote.post, quote.cite, quote.pulled, free(quote.outer))
        return freed[quote]

    return [free(quote) for quote in quotes]


def _outermost(quote: Quote | None) -> Quote | None:
    while quote is not None and quote.outer is not None:
        quote = quote.outer
    return quote


def _with_origins(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks, where posts that name no address have that of the last link in them: the platforms end them with it."""
    last_link: dict[int, str] = {}
    for block in blocks:
        if block.kind is BlockKind.POST and block.links:
            last_link[block.group] = block.links[-1].url
    return tuple(
        Block(block.kind, block.span, block.links, block.group, block.depth, last_link[block.group])
        if block.kind is BlockKind.POST and block.cite is None and block.group in last_link
        else block
        for block in blocks
    )
