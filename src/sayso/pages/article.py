"""Which lines of a page are its article.

trafilatura decides what the article is. This module finds its answer again among the lines of the page, so that each keeps its kind, its
boundaries and its links; then it puts back what trafilatura drops within the article (block quotations, posts, captions, a paragraph
between others), and takes out what no reader would call part of it (share bars, related links, notices). Where trafilatura finds nothing,
or the page is too large for it, the densest part of the page is taken.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from sayso.pages.dates import find_date
from sayso.pages.layout import Box, Line, words_of
from sayso.pages.marks import GOES, read_data
from sayso.pages.names import clean_byline, has_role, opens_byline
from sayso.pages.tree import Element

_MAX_ELEMENTS: Final = 12_000
"""Elements above which trafilatura is not asked: its time grows faster than the page (200,000 paragraphs take it 9.4 s)."""

_MAX_CHARACTERS: Final = 1_000_000  # of text, above which it is not asked either

_LONG: Final = 6  # words from which a line is looked for anywhere in trafilatura's text; shorter ones only between their neighbours
_MAX_CAPTION_WORDS: Final = 120  # more is a text that happens to stand in a figure (a guess)
_GOOD_WORDS: Final = 10  # words that make a line running text (a guess; the median paragraph of news has 40)


def find_article(root: Element, lines: list[Line], url: str | None) -> list[Line]:
    """The lines of the article in the order of the page; none where there is no running text.

    Where a page holds its article as data and does not show it, lines are made of that.
    """
    small = sum(1 for _ in root.iter()) <= _MAX_ELEMENTS and sum(len(line.text) for line in lines) <= _MAX_CHARACTERS
    text = _ask_trafilatura(root, url) if small else ""
    kept, covered = match_lines(lines, text)
    if text and covered < 0.5:
        box = Box("body", "", None)
        return [Line(line, box, words=words_of(line)) for line in map(str.strip, text.splitlines()) if words_of(line)]
    if sum(len(lines[number].words) for number in kept) < _GOOD_WORDS:
        kept = _densest(lines)
    _count(lines, kept)
    kept = _without_clutter(lines, kept)
    kept = _put_back(lines, kept)
    return [lines[number] for number in sorted(kept)]


def _ask_trafilatura(root: Element, url: str | None) -> str:
    """The text that trafilatura takes for the article, "" where it finds none.

    Its quick mode saves a quarter of the time, but on one page in ten (of 87 tried) it stops at a fragment or at a menu.
    """
    from trafilatura.core import bare_extraction  # here, because it takes half a second to import

    try:
        document = bare_extraction(root, url=url, include_comments=False, with_metadata=False)
    except Exception:  # noqa: BLE001 - a fault of trafilatura's on a broken page must not cost the page
        return ""
    return (document.text or "") if document is not None and not isinstance(document, dict) else ""


# ---------------------------------------------------------------- finding trafilatura's text among the lines


def match_lines(lines: list[Line], text: str) -> tuple[set[int], float]:
    """The numbers of the lines that make up `text`, and the share of it that they cover."""
    wanted = " ".join(words_of(text))
    if not wanted:
        return set(), 0.0
    search = _Search(wanted)
    found: dict[int, int] = {}
    for number, line in enumerate(lines):
        if len(line.words) >= _LONG and (start := search.take(line.key)) >= 0:
            found[number] = start
    _match_short(lines, search, found)
    kept = set(found)
    kept.update(_match_loosely(lines, search, kept))
    return kept, search.n_taken / len(search.wanted)


class _Search:
    """A text of words in which each stretch can be taken once."""

    def __init__(self, wanted: str) -> None:
        self.wanted = f" {wanted} "
        self.taken = bytearray(len(self.wanted))
        self.n_taken = 0
        self.cursor = 0

    def take(self, key: str, start: int | None = None, end: int | None = None) -> int:
        """Where `key` stands, -1 if nowhere or if it is taken already; looked for after the last find first."""
        needle = f" {key} "
        if start is None:
            at = self.wanted.find(needle, max(self.cursor - 1, 0))
            if at < 0 or self._is_taken(at, needle):
                at = self.wanted.find(needle)
        else:
            at = self.wanted.find(needle, max(start - 1, 0), end)
        if at < 0 or self._is_taken(at, needle):
            return -1
        self.mark(at + 1, at + len(needle))
        self.cursor = at + len(needle)
        return at

    def mark(self, start: int, end: int) -> None:
        self.n_taken += end - start - sum(self.taken[start:end])
        self.taken[start:end] = b"\x01" * (end - start)

    def _is_taken(self, at: int, needle: str) -> bool:
        return 1 in self.taken[at + 1 : at + len(needle) - 1]


def _match_short(lines: list[Line], search: _Search, found: dict[int, int]) -> None:
    """Find the short lines, each between the finds before and after it."""
    after: list[int] = [len(search.wanted)] * (len(lines) + 1)
    for number in range(len(lines) - 1, -1, -1):
        after[number] = found.get(number, after[number + 1])
    before = 0
    for number, line in enumerate(lines):
        if number in found:
            before = found[number] + len(line.key) + 1
        elif len(line.words) < _LONG and before < after[number]:
            start = search.take(line.key, before, after[number] + 1)
            if start >= 0:
                found[number] = start
                before = start + len(line.key) + 1


def _match_loosely(lines: list[Line], search: _Search, kept: set[int]) -> set[int]:
    """Lines of which trafilatura has most, but not all: it drops elements such as <time> from within a sentence."""
    spare = search.wanted.split()
    grams = set(zip(spare, spare[1:], spare[2:], spare[3:], strict=False))
    loose = set()
    seen = {lines[number].key for number in kept}
    for number, line in enumerate(lines):
        words = line.words
        if number in kept or len(words) < _LONG or line.key in seen:
            continue
        if f" {line.key} " in search.wanted:
            continue  # all of it is there and taken: the same words twice
        own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        if sum(gram in grams for gram in own) >= 0.6 * len(own):
            pieces = _shared_pieces(own, grams, words)
            for piece in pieces:
                search.take(piece)
            loose.add(number)
    return loose


def _shared_pieces(own: list[tuple[str, str, str, str]], grams: set[tuple[str, str, str, str]], words: tuple[str, ...]) -> list[str]:
    """The longest stretches of a line all of whose 4-grams are in `grams`."""
    pieces: list[str] = []
    start: int | None = None
    for at, gram in enumerate([*own, None]):
        if gram is not None and gram in grams:
            start = at if start is None else start
        elif start is not None:
            pieces.append(" ".join(words[start : at + 3]))
            start = None
    return pieces


# ---------------------------------------------------------------- without trafilatura


def _densest(lines: list[Line]) -> set[int]:
    """The lines of the smallest box that holds most of the running text of the page, clutter aside."""
    good = {number for number, line in enumerate(lines) if _is_running(line) and not _in_clutter(line)}
    for least in (4, 1):
        if not good:
            good = {number for number, line in enumerate(lines) if len(line.words) >= least and line.linked < 0.5 and not _in_clutter(line)}
    total = sum(len(lines[number].words) for number in good)
    weight: dict[Box, int] = {}
    for number in good:
        for box in lines[number].box.around():
            weight[box] = weight.get(box, 0) + len(lines[number].words)
    heavy = [box for box, n_words in weight.items() if n_words >= 0.7 * total]
    if not heavy:
        return good
    smallest = max(heavy, key=lambda box: len(box.around()))
    return {number for number in good if smallest in lines[number].box.around()}


def _is_running(line: Line) -> bool:
    return len(line.words) >= _GOOD_WORDS and line.linked < 0.5


def _in_clutter(line: Line) -> bool:
    return any(box.clutter is not None for box in line.box.around())


# ---------------------------------------------------------------- taking out


def _count(lines: list[Line], kept: set[int]) -> None:
    """Note for each box how many words of the article stand in it and in those marked like it."""
    alike: dict[tuple[str, str], int] = {}
    for number in kept:
        n_words = len(lines[number].words)
        marked = set()
        for box in lines[number].box.around():
            box.n_kept += n_words
            if box.clutter is not None:
                marked.add((box.tag, box.marks))
        for marks in marked:
            alike[marks] = alike.get(marks, 0) + n_words
    first = min((number for number in kept if _is_running(lines[number])), default=None)
    first_marks = {(box.tag, box.marks) for box in lines[first].box.around()} if first is not None else set()
    for number in kept:
        for box in lines[number].box.around():
            box.n_alike = alike.get((box.tag, box.marks), box.n_kept)
            box.first = (box.tag, box.marks) in first_marks


def clutter_around(line: Line, n_article: int) -> str | None:
    """Why a line is no part of the article, None if it may be.

    Marks are taken at their word only if less than a fifth of the article stands in them: `<body class="has-sidebar">` says nothing about
    the body, nor does `<p class="paywall">` on every paragraph. Readers' comments can be longer than the article, so for what always goes
    it is more, unless the article begins there.
    """
    for box in line.box.around():
        limit = 0.6 if box.clutter in GOES and not box.first else 0.2
        if box.clutter is not None and max(box.n_kept, box.n_alike) < limit * n_article:
            return box.clutter
    return None


@cache
def _notices() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in read_data("notices.txt")), re.IGNORECASE)


_POINTER: Final = re.compile(
    r"(?:read|see|watch|listen|click|more|related|also|don[’']t miss|recommended|next|previous|photos?|video|gallery|opinion|analysis"
    r"|explainer|lesen sie|mehr|lire|leer|ver)\b[^.!?]{0,30}?[:>»]|[>»•→]|(?:read|see) (?:more|also|next)\b|click here\b",
    re.IGNORECASE,
)


def is_notice(line: Line) -> bool:
    """Whether a line works the page instead of telling anything: "Advertisement", "Share this", "Read more: ..."."""
    if len(line.words) <= 14 and len(line.text) <= 200 and _notices().fullmatch(line.text.strip(" .:|>»«-–—•·")):
        return True
    return line.linked > 0.55 and len(line.words) <= 40 and _POINTER.match(line.text) is not None


def _without_clutter(lines: list[Line], kept: set[int]) -> set[int]:
    n_article = sum(len(lines[number].words) for number in kept)
    left = set()
    for number in kept:
        line = lines[number]
        reason = clutter_around(line, n_article)
        if not (reason in GOES or is_notice(line)):
            left.add(number)
    return left or kept


# ---------------------------------------------------------------- putting back


def _put_back(lines: list[Line], kept: set[int]) -> set[int]:
    """The lines of the article with those that trafilatura dropped between and beside them."""
    if not kept:
        return kept
    n_article = sum(len(lines[number].words) for number in kept)
    region = _region(lines, kept, n_article)
    paths = {lines[number].box.path for number in kept if len(lines[number].words) >= _GOOD_WORDS}
    parents = {lines[number].box.outer for number in kept if len(lines[number].words) >= _GOOD_WORDS}
    keys = {lines[number].key for number in kept}
    running = "\n".join(lines[number].key for number in sorted(kept))
    first, last = min(kept), max(kept)
    back: set[int] = set()
    for number, line in enumerate(lines):
        if number in kept or region not in line.box.around() or clutter_around(line, n_article) is not None or is_notice(line):
            continue
        if len(line.words) >= 4 and line.key in keys:
            continue  # the same words again: a second copy for small screens, a sentence set in large type
        inside = first < number < last
        if line.box.quote is not None:
            again = line.key in running and (line.box.quote.pulled or _is_aside(line))
            good = not again and (inside or line.box.outer in parents or number < last + 6)
        elif line.box.caption:
            beside = number < last or (number <= last + 2 and any(box.outer in parents for box in line.box.around()[:2]))
            good = beside and line.linked < 0.5 and len(line.words) <= _MAX_CAPTION_WORDS
        elif line.box.heading:
            good = (
                inside
                and line.box.heading > 1
                and len(line.text) > 2
                and line.linked < 0.5
                and (line.box.outer in parents or line.box.path in paths)
            )
        else:
            good = (inside or number == last + 1) and _belongs(line, paths, parents)
        if good:
            back.add(number)
            keys.add(line.key)
    return kept | _without_loose_heads(lines, kept, back)


def _belongs(line: Line, paths: set[str], parents: set[Box | None]) -> bool:
    """Whether a dropped paragraph or item stands among paragraphs that were kept."""
    if line.linked >= 0.5 or (len(line.words) < 2 and line.text[-1].isalnum()):
        return False  # one word with nothing after it is an initial in large type, or a label
    if line.box.item or line.row:
        list_box = next((box for box in line.box.around() if box.tag in ("ul", "ol", "dl", "table")), None)
        return list_box is not None and list_box.outer in parents and len(line.words) >= 3
    beside = line.box.outer in parents or (line.box in parents and len(line.words) >= 4)  # or bare text in the box of kept paragraphs
    return beside or (line.box.path in paths and len(line.words) >= 4)


def _is_aside(line: Line) -> bool:
    return any(box.tag == "aside" or box.figure for box in line.box.around())


def _without_loose_heads(lines: list[Line], kept: set[int], back: set[int]) -> set[int]:
    """`back` without headings that head nothing: the next line of the article is far away."""
    chosen = kept | back
    return {number for number in back if not lines[number].box.heading or any(n in chosen for n in range(number + 1, number + 4))}


def _region(lines: list[Line], kept: set[int], n_article: int) -> Box:
    """The smallest box that holds nine tenths of the article."""
    longest = max((lines[number] for number in kept), key=lambda line: len(line.words))
    for box in longest.box.around():
        if box.n_kept >= 0.9 * n_article:
            return box
    return longest.box.around()[-1]


# ---------------------------------------------------------------- with the headline known

_STANDFIRST: Final = re.compile(
    r"(?<![a-z])(?:stand-?first|dek|deck|lede|lead|sub-?title|sub-?head(?:line|ing)?|strap-?line|intro(?:duction)?|summary|excerpt|abstract)(?![a-z])"
)
_CLOCK_ONLY: Final = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?[A-Z]{0,4}|\d{1,3} ?(?:min(?:ute)?s?|hours?|h|m) ago)"
)
_AROUND_DATE: Final = frozenset("published updated posted on at by first last modified date am pm gmt utc est edt bst min read the".split())


def finish_article(article: list[Line], lines: list[Line], headline: str | None, headline_at: int | None) -> list[Line]:
    """The article without its headline, byline and date, and with the standfirst, now that it is known where it begins."""
    numbers = {line: number for number, line in enumerate(lines)}
    key = " ".join(words_of(headline or ""))
    body = [line for line in article if line.key != key and not _is_furniture(line)]
    if headline_at is not None and article and article[0] in numbers:
        after = [line for line in body if numbers[line] > headline_at]
        # A headline below half of the article is none that its text hangs on.
        if sum(len(line.words) for line in after) > 0.5 * sum(len(line.words) for line in body):
            body = [line for line in body if numbers[line] > headline_at or line.box.caption or _is_running(line)]
            body = _above_body(lines, headline_at, body, numbers) + body
    enough = any(len(line.words) >= 5 for line in body) or sum(len(line.words) for line in body) >= 8
    return body if enough or sum(len(line.text) for line in body) >= 200 else []


def _above_body(lines: list[Line], headline_at: int, body: list[Line], numbers: dict[Line, int]) -> list[Line]:
    """What stands between the headline and the first paragraph and is a caption, or calls itself a summary."""
    first = next((numbers[line] for line in body if numbers[line] > headline_at), headline_at)
    keys = {line.key for line in body}
    above = []
    for line in lines[headline_at + 1 : first]:
        summary = len(line.words) >= 5 and any(_STANDFIRST.search(box.marks) for box in line.box.around()[:2])
        caption = line.box.caption and len(line.words) <= _MAX_CAPTION_WORDS
        if (summary or caption) and line.linked < 0.5 and line.key not in keys and not _in_clutter(line) and not is_notice(line):
            above.append(line)
            keys.add(line.key)
    return above


def _is_furniture(line: Line) -> bool:
    """Whether a line is a byline, a date or a time of day and nothing besides."""
    if line.box.heading or line.box.quote is not None or line.box.caption or len(line.words) > 25 or len(line.text) > 300:
        return False
    if _CLOCK_ONLY.fullmatch(line.text.strip(" |·•–—-:,()[]")):
        return True
    text = line.text
    date = find_date(text)
    if date is not None:
        text = f"{text[: date.start]} {text[date.end :]}"
        if sum(word not in _AROUND_DATE and not word.isdigit() for word in words_of(text)) <= 1:
            return True
    named = opens_byline(text.strip(" |·•–—-,")) or has_role(text) or date is not None
    if named and line.text[-1] not in '.!?”"’:' and (name := clean_byline(line.text)) is not None:
        n_rest = len(words_of(text)) - len(words_of(name))
        return n_rest <= 6
    return any(box.clutter == "byline" for box in line.box.around()[:2]) and len(line.words) <= 12 and line.text[-1] not in ".!?”"
