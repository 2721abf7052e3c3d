"""Plain text -> `Page`. The text is taken as it stands; only its layout is read.

A paragraph is what stands between blank lines where the lines are broken at a margin, as in mail and in print; elsewhere each line is one.
Lines at the top that say who, when and where (masthead, date, byline) are no statements, so they are in the text but in no block.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.pages.addresses import clean_url
from sayso.pages.blocks import MAX_TEXT
from sayso.pages.dates import find_date
from sayso.pages.decoding import clean_characters
from sayso.pages.layout import MAX_LINES, words_of
from sayso.pages.names import clean_byline, opens_byline
from sayso.reading import Block, BlockKind, Hyperlink, Page, Span

_WRAPPED_AT: Final = 90  # characters: the widest column that hard-wrapped text has; 72 to 80 are usual
_NARROWEST: Final = 40  # characters: below that, lines are verse or a list (a guess)
_HEADLINE_MAX: Final = 160  # characters; the longest headline of the 84 news articles in PolNeAR's dev set has 118 (a guess beyond)
_HEAD_LINES: Final = 12  # lines in which the head of a page is looked for

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_QUOTED: Final = re.compile(r"\s{0,3}>|(?: {4}|\t)\s*\S")
_ITEM: Final = re.compile(r"\s*(?:[-*•‣–]\s+|\d{1,2}[.)]\s+)\S")
_URL: Final = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]']")
_DATELINE: Final = re.compile(
    r"(?P<outlet>(?:[Tt]he )?(?:[A-Z][\w.&’'-]* (?:of (?:the )?)?){1,4}"
    r"(?:Post|Times|Herald|Gazette|News|Tribune|Chronicle|Courier|Observer|Guardian|Telegraph|Standard|Mirror|Echo|Journal|Mail|Express"
    r"|Star|Argus|Advertiser|Messenger|Record|Review|Bugle|Ledger|Bulletin|Examiner|Inquirer|Dispatch|Register|Sentinel|Clarion"
    r"|Digest|Magazine|Mercury)), (?=.{0,12}\d)"
)
"""The name of a paper before a date: "The Fen Bugle, 3 October 2018"."""
_SENTENCE_END: Final = re.compile(r"[.!?…]['\"”’»)]*\s*\Z")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with a word in it: where it stands without the blanks around it, and whether a blank line comes before it."""

    text: str
    start: int
    end: int
    raw: str
    after_blank: bool


def read_text(text: str, url: str | None = None) -> Page:
    """See `sayso.pages.parse_text`."""
    text = clean_characters(text)
    notes: tuple[str, ...] = ()
    if len(text) > MAX_TEXT:
        notes = (f"The text has {len(text):,} characters, of which the first {MAX_TEXT:,} were kept.",)
        text = text[:MAX_TEXT]
    rows = list(itertools.islice(_rows(text), MAX_LINES))
    if len(rows) == MAX_LINES and (rest := text[rows[-1].end :].strip()):
        start = text.index(rest, rows[-1].end)
        rows.append(_Row(rest, start, start + len(rest), rest, after_blank=True))
    head = _read_head(rows)
    blocks = [Block(BlockKind.HEADLINE, Span(head.headline.start, head.headline.end))] if head.headline is not None else []
    blocks.extend(_blocks(text, [row for row in rows if row.start >= head.body_at]))
    return Page(
        text=text,
        blocks=tuple(blocks),
        url=clean_url(url),
        headline=head.headline.text if head.headline is not None else None,
        byline=head.byline,
        outlet=head.outlet,
        published=head.published,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        truncated=bool(notes),
        notes=notes,
    )


def _rows(text: str) -> Iterator[_Row]:
    end = 0
    for found in _LINE.finditer(text):
        raw = found[0]
        stripped = raw.strip()
        if not stripped:
            continue
        start = found.start() + len(raw) - len(raw.lstrip())
        gap = text[end : found.start()]
        yield _Row(stripped, start, start + len(stripped), raw, end == 0 or gap.count("\n") + gap.replace("\r\n", "").count("\r") > 1)
        end = found.end()


# ---------------------------------------------------------------- head


@dataclass(slots=True)
class _Head:
    headline: _Row | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    body_at: int = 0


def _read_head(rows: list[_Row]) -> _Head:
    """Headline, byline, outlet and date from the first lines; `body_at` is the offset at which the text proper begins."""
    head = _Head()
    top = rows[:_HEAD_LINES]
    headlines: list[_Row] = []
    for number, row in enumerate(top):
        if (name := _byline(row)) is not None and head.byline is None and number > 0:
            head.byline = name
        elif (
            head.published is None
            and (dateline := _DATELINE.match(row.text)) is not None
            and find_date(row.text[dateline.end() :]) is not None
        ):
            head.outlet = dateline["outlet"]
            date = find_date(row.text[dateline.end() :])
            head.published = date.iso if date is not None else None
        elif _is_date(row.text) and head.published is None:
            found = find_date(row.text)
            head.published = found.iso if found is not None else None
        elif _is_short(row) and not _is_paragraph_start(number, rows):
            headlines.append(row)
        else:
            break
        head.body_at = row.end + 1
    if len(rows) <= len(headlines):
        headlines = []  # a poem, a list: nothing that a head could stand over
        head.body_at = 0 if head.byline is None and head.published is None else head.body_at
    _choose_headline(head, headlines, rows)
    return head


def _choose_headline(head: _Head, lines: list[_Row], rows: list[_Row]) -> None:
    """Of the short lines at the top, the last is the headline if others come before it: those are the masthead."""
    if not lines:
        head.body_at = 0 if head.byline is None and head.published is None else head.body_at
        return
    blocks: list[list[_Row]] = []
    for row in lines:
        if row.after_blank or not blocks or _parted(blocks[-1][-1], row, rows):
            blocks.append([])
        blocks[-1].append(row)
    if len(blocks) > 1 and (head.published is not None or blocks[0][0].text.isupper()):
        head.headline = blocks[1][0]
        head.outlet = _outlet(blocks[0][0].text)
    else:
        head.headline = blocks[0][0]
    later = [row for block in blocks for row in block if row.start > head.headline.start]
    furniture_end = head.body_at
    if later:
        head.body_at = later[0].start
        if any(_byline(row) is not None or _is_date(row.text) for row in rows if later[0].start < row.start < furniture_end):
            head.body_at = furniture_end


def _parted(before: _Row, row: _Row, rows: list[_Row]) -> bool:
    return any(before.end < other.start < row.start for other in rows[:_HEAD_LINES])


def _byline(row: _Row) -> str | None:
    if len(row.text) > 120 or not opens_byline(row.text) or _SENTENCE_END.search(row.text) or row.text.endswith(":"):
        return None  # "From The Fen Bell:" opens what that paper says
    return clean_byline(row.text)


def _is_date(text: str) -> bool:
    """Whether a line is a date and little besides."""
    found = find_date(text) if len(text) <= 80 else None
    return found is not None and len(words_of(text[: found.start] + " " + text[found.end :])) <= 3


def _is_short(row: _Row) -> bool:
    return (
        len(row.text) <= _HEADLINE_MAX
        and row.text[-1] not in ":,"
        and not _SENTENCE_END.search(row.text)
        and not _QUOTED.match(row.raw)
        and not _ITEM.match(row.raw)
    )


def _is_paragraph_start(number: int, rows: list[_Row]) -> bool:
    """Whether the lines from here to the next blank line are running text, of which this one is only the first."""
    following = []
    for row in rows[number + 1 : number + 40]:
        if row.after_blank:
            break
        following.append(row)
    following = [row for row in following if _byline(row) is None and not _is_date(row.text)]
    if not following:
        return False
    wrapped = [rows[number], *following]
    return (
        len(wrapped) > 1
        and len(rows[number].text) > 40
        and any(_SENTENCE_END.search(row.text) for row in following)
        and _is_wrapped(wrapped)
    )


def _outlet(text: str) -> str:
    """The name in a masthead, out of capitals."""
    if not text.isupper():
        return text
    return " ".join(word if len(word) <= 2 else re.sub(r"[^\W\d_]+", lambda found: found[0].capitalize(), word) for word in text.split())


# ---------------------------------------------------------------- body


def _blocks(text: str, rows: list[_Row]) -> Iterator[Block]:
    group = 0
    in_quotation = False
    for stretch in _stretches(rows):
        quoted = _QUOTED.match(stretch[0].raw) is not None
        if quoted and not in_quotation:
            group += 1
        in_quotation = quoted
        item = _ITEM.match(stretch[0].raw) is not None
        kind = BlockKind.QUOTATION if quoted else BlockKind.ITEM if item else BlockKind.PARAGRAPH
        span = Span(stretch[0].start, stretch[-1].end)
        links = tuple(
            Hyperlink(Span(span.start + found.start(), span.start + found.end()), url)
            for found in _URL.finditer(text[span.start : span.end])
            if (url := clean_url(found[0])) is not None
        )
        yield Block(kind, span, links, group=group if quoted else 0, depth=1 if quoted else 0)


def _stretches(rows: list[_Row]) -> Iterator[list[_Row]]:
    """The lines of each paragraph."""
    for between_blanks in _between_blanks(rows):
        if len(between_blanks) > 1 and not _is_wrapped(between_blanks):
            yield from ([row] for row in between_blanks)
            continue
        stretch: list[_Row] = []
        for row in between_blanks:
            changes = stretch and (_ITEM.match(row.raw) or bool(_QUOTED.match(row.raw)) != bool(_QUOTED.match(stretch[0].raw)))
            if changes:
                yield stretch
                stretch = []
            stretch.append(row)
        if stretch:
            yield stretch


def _between_blanks(rows: list[_Row]) -> Iterator[list[_Row]]:
    stretch: list[_Row] = []
    for row in rows:
        if row.after_blank and stretch:
            yield stretch
            stretch = []
        stretch.append(row)
    if stretch:
        yield stretch


def _is_wrapped(rows: list[_Row]) -> bool:
    """Whether lines are one paragraph broken at a margin: none is wide, and most of them break within a sentence or at the margin."""
    widths = [len(row.raw.rstrip()) for row in rows]
    margin = max(widths)
    if not _NARROWEST <= margin <= _WRAPPED_AT:
        return False
    within = [_SENTENCE_END.search(row.text) is None for row in rows[:-1]]
    at_margin = [width + 1 + len(after.text.split(maxsplit=1)[0]) > margin for width, after in zip(widths[:-1], rows[1:], strict=True)]
    return any(within) and sum(a or b for a, b in zip(within, at_margin, strict=True)) >= 0.5 * len(within)
