"""The layout of a page, read from its elements: which of them are seen, where a line begins and ends, and what box it stands in.

Nothing is judged here; which lines are the article is decided in `article`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sayso.pages.layout import MAX_LINES, Box, Hint, Layout, Line, Quote, words_of
from sayso.pages.marks import clutter_in, marks_of
from sayso.pages.tree import Element


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNSEEN: Final = _names(
    "script style noscript template svg iframe object embed applet canvas audio video map button select option textarea input datalist "
    "math head title meta link base amp-analytics amp-ad amp-auto-ads amp-sidebar amp-consent amp-social-share amp-state"
)
"""Elements whose text is not on the page, or works it."""

_INLINE: Final = _names(
    "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr o:p output picture q rb rp rt ruby s "
    "samp small source span strike strong sub sup time tt u var wbr"
)
_BLOCKS: Final = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav noframes ol p plaintext pre section summary table tbody td "
    "tfoot th thead tr ul xmp"
)
_BOLD: Final = frozenset({"b", "strong"})
_HEADINGS: Final = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_CLUTTER_TAGS: Final = {
    "aside": "aside",
    "dialog": "consent",
    "footer": "navigation",
    "form": "form",
    "menu": "navigation",
    "nav": "navigation",
}
_CLUTTER_ROLES: Final = {
    "alertdialog": "consent",
    "banner": "navigation",
    "complementary": "aside",
    "contentinfo": "navigation",
    "dialog": "consent",
    "menu": "navigation",
    "navigation": "navigation",
    "search": "form",
    "tooltip": "hidden",
}

_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\x80-\x84\x86-\x9f]")
"""Soft hyphens, zero-width blanks and bidirectional overrides say how to set the words, and would split or hide them for every later step.
Joiners (U+200C, U+200D) and direction marks stay: Persian, the Indic scripts and emoji need them."""

_AUTHOR_MARKS: Final = re.compile(
    r"(?<![a-z])(?:authors?(?!-(?:bio|box|info|card|image|avatar|social))|by-?lines?|by|auth|writers?|written-by|reporters?|posted-by|contributors?|fn)(?![a-z])"
)
_DATE_MARKS: Final = re.compile(
    r"(?<![a-z])(?:dates?|date-?lines?|times?|time-?stamp|stamp|posted(?:-on)?|published(?:-at|-on)?|pub-?date|pub|meta)(?![a-z])"
)
_HOME: Final = re.compile(r"/|(?:https?:)?//[^/?#]+/?")

_POST_MARKS: Final = re.compile(
    r"(?<![a-z])(?:tweet|twitter|instagram|fb-post|facebook-post|tiktok|bluesky|mastodon|toot|threads|telegram|reddit|linkedin|truth-?social"
    r"|[a-z]+-post|post-embed|embedded-post|social-embed|social-post|embed(?:ded)?)(?![a-z])"
)
_QUOTATION_MARKS: Final = re.compile(
    r"(?<![a-z])(?:block-?quote|quote|quotation|quoted|bquote|pull-?quote|pull-?out)(?:-?text|-?body)?(?![a-z])"
)
_PULLED: Final = re.compile(r"(?<![a-z])pull")
_CAPTION_MARKS: Final = re.compile(r"(?<![a-z])caption(?:-?text|ed)?(?![a-z])")
_INDENT: Final = re.compile(r"(?:padding|margin)(?:-left)?\s*:\s*([^;]+)", re.IGNORECASE)
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_STOPS: Final = frozenset(".!?…:;\"”’»')")
_QUOTES: Final = "\"'“”‘’«»„‚‹›「『"
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*\n")


def read_layout(root: Element) -> Layout:
    """The lines of a page and what its elements say about themselves."""
    from lxml import etree

    body = root if root.tag == "body" else root.find("body")
    walker = _Walker()
    walk = etree.iterwalk(root if body is None else body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            walker.close(element)
        elif not walker.open(element):
            walk.skip_subtree()
        if len(walker.lines) >= MAX_LINES:
            return Layout(walker.lines, walker.hints, cut=True)
    walker.flush()
    return Layout(walker.lines, walker.hints)


@dataclass(slots=True)
class _Walker:
    lines: list[Line] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    box: Box = field(default_factory=lambda: Box("root", "", None))
    skipped: Element = None
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    blank: bool = True  # the text so far is empty or ends in a blank
    breaks: int = 0  # line breaks since the last word
    bold: int = 0
    n_bold: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    n_linked: int = 0
    anchor: tuple[int, str] | None = None  # where the open link starts, and its address as it stands
    quoted: list[str] = field(default_factory=list)  # closing marks of the open <q>

    def open(self, element: Element) -> bool:
        """Enter an element; False where its inside is to be passed over."""
        tag = element.tag
        if tag in _UNSEEN or not isinstance(tag, str):
            self.skipped = element
            return False
        if tag == "br":
            self._break()
        elif tag == "img":
            self._hint(element, "logo", element.get("alt"))
        elif tag in _INLINE or ("-" not in tag and tag not in _BLOCKS):
            if not self._open_inline(element, tag):
                self.skipped = element
                return False
        else:
            self.flush()
            self.box = self._enter(element, tag)
            if tag == "tr" and _is_data_row(element):
                self._read_row(element)
                self.skipped = element
                return False
        if element.text:
            self.add(element.text)
        return True

    def close(self, element: Element) -> None:
        """Leave an element, and take the text that follows it."""
        tag = element.tag
        skipped, self.skipped = self.skipped is element, None
        if tag == "a" and not skipped:
            self._close_link()
        elif tag in _BOLD and not skipped:
            self.bold -= 1
        elif tag == "q" and not skipped:
            self.add(self.quoted.pop())
        elif isinstance(tag, str) and tag not in _INLINE and ("-" in tag or tag in _BLOCKS) and (not skipped or tag == "tr"):
            self.flush()
            if self.box.outer is not None:
                self.box = self.box.outer
        elif tag in ("button", "iframe", "video", "object", "select") or tag == "img":
            self.add(" ")
        if element.tail:
            self.add(element.tail)

    def _open_inline(self, element: Element, tag: str) -> bool:
        if element.attrib:
            if _is_hidden(element) or (tag == "span" and clutter_in(marks_of(element.get("class"), None)) == "hidden"):
                return False
            if tag == "a":
                self._close_link()
                href = element.get("href")
                self.anchor = (self.size, href) if href is not None else None
                if href is not None and _HOME.fullmatch(href):
                    self._hint(element, "home")
            self._read_hints(element, marks_of(element.get("class"), element.get("id")), element.get("itemprop"))
        if tag in _BOLD:
            self.bold += 1
        elif tag == "q":
            first = "".join(element.itertext()).lstrip()[:1]
            marks = ("", "") if first and first in _QUOTES else ("‘", "’") if any(self.quoted) else ("“", "”")
            self.add(marks[0])
            self.quoted.append(marks[1])
        return True

    def _read_hints(self, element: Element, marks: str, itemprop: str | None) -> None:
        """Note what an element says about the author or the date."""
        if element.get("rel") == "author" or itemprop in ("author", "creator") or _AUTHOR_MARKS.search(marks):
            self._hint(element, "author")
        elif element.tag == "time" or itemprop in ("datePublished", "dateCreated") or _DATE_MARKS.search(marks):
            self._hint(element, "date")

    def _hint(self, element: Element, kind: str, text: str | None = None) -> None:
        if text is None:
            text = "".join(element.itertext())[:1000]
        text = " ".join(text.split())
        value = element.get("datetime") or element.get("content")
        if len(text) <= 300 and (text or value):
            self.hints.append(Hint(kind, text, value, len(self.lines), self.box))

    def add(self, chunk: str) -> None:
        """Take a stretch of text, its blanks folded."""
        if not chunk.isascii():
            chunk = _INVISIBLE.sub("", chunk)
        if self.box.pre and "\n" in chunk:
            parts = _BLANK_LINE.split(chunk)
            for part in parts[:-1]:
                self._add(part)
                self.flush()
            chunk = parts[-1]
        self._add(chunk)

    def _add(self, chunk: str) -> None:
        folded = " ".join(chunk.split())
        if not folded:
            if chunk and not self.blank:
                self.pieces.append(" ")
                self.size += 1
                self.blank = True
            return
        if self.breaks:
            self._settle_break()
        if not self.blank and chunk[0].isspace():
            folded = " " + folded
        self.blank = chunk[-1].isspace()
        if self.blank:
            folded += " "
        self.pieces.append(folded)
        self.size += len(folded)
        if self.bold:
            self.n_bold += len(folded)
        if self.anchor is not None:
            self.n_linked += len(folded)

    def _break(self) -> None:
        """Two line breaks in a row part paragraphs."""
        self.breaks += 1
        if self.breaks >= 2 and self.size:
            self.flush()
        elif not self.blank:
            self.pieces.append(" ")
            self.size += 1
            self.blank = True

    def _settle_break(self) -> None:
        """One line break parts paragraphs after the end of a sentence or a line in bold; elsewhere (verse, addresses) it is a blank."""
        self.breaks = 0
        text = "".join(self.pieces).rstrip()
        if text and (text[-1] in _STOPS or self.n_bold >= len(text)):
            self.flush()

    def _close_link(self) -> None:
        if self.anchor is not None:
            start, url = self.anchor
            if url and self.size > start:
                self.links.append((start, self.size, url))
            self.anchor = None

    def flush(self) -> None:
        """End the line."""
        anchor = self.anchor
        self._close_link()
        text = "".join(self.pieces).rstrip()
        if text:
            self._append(Line(text, self.box, _trim_links(self.links, text), self.n_bold, min(self.n_linked, len(text))))
        self.pieces, self.links = [], []
        self.size = self.n_bold = self.n_linked = self.breaks = 0
        self.blank = True
        if anchor is not None:
            self.anchor = (0, anchor[1])

    def _append(self, line: Line) -> None:
        line.words = words_of(line.text)
        if not line.words:
            return  # a bullet, a rule, a stray bracket
        self.lines.append(line)
        box: Box | None = line.box
        while box is not None:
            box.n_words += len(line.words)
            box = box.outer

    def _enter(self, element: Element, tag: str) -> Box:
        outer = self.box
        box = Box(tag, "", outer, quote=outer.quote, item=outer.item, caption=outer.caption, pre=outer.pre or tag == "pre")
        box.figure = outer.figure or tag == "figure"
        box.header = outer.header or tag == "header"
        box.heading = _HEADINGS.get(tag, outer.heading)
        box.clutter = _CLUTTER_TAGS.get(tag)
        marks = ""
        if element.attrib:
            marks = box.marks = marks_of(element.get("class"), element.get("id"))
            self._read_attributes(box, element)
            self._read_hints(element, marks, box.itemprop)
        box.path = f"{outer.path[-80:]}/{tag}.{marks[:24]}"
        if tag == "blockquote":
            self._enter_quotation(box, element)
        elif tag in ("li", "dt", "dd"):
            box.item = True
        elif tag == "figcaption":
            box.caption = True
        elif marks:
            self._enter_marked(box, element)
        if box.clutter == "navigation" and tag == "footer" and box.quote is not None:
            box.clutter = None  # the foot of a block quotation says where it is from
        return box

    def _read_attributes(self, box: Box, element: Element) -> None:
        box.itemprop = element.get("itemprop") or ""
        if _is_hidden(element):
            box.clutter = "hidden"
        elif box.clutter is None:
            box.clutter = clutter_in(box.marks) or _CLUTTER_ROLES.get(element.get("role") or "")
        style = element.get("style")
        if style and (found := _INDENT.search(style)):
            box.indent = _left_indent(found[0], found[1])

    def _enter_marked(self, box: Box, element: Element) -> None:
        if _CAPTION_MARKS.search(box.marks) and (box.figure or (box.tag in ("p", "div", "dd", "td") and len(box.marks) < 60)):
            box.caption = True
        elif box.tag in ("div", "p", "section", "aside") and _QUOTATION_MARKS.search(box.marks):
            self._enter_quotation(box, element)

    def _enter_quotation(self, box: Box, element: Element) -> None:
        outer = box.outer.quote if box.outer is not None else None
        cite = element.get("cite") or element.get("data-instgrm-permalink") or element.get("data-href")
        around = f"{box.marks} {box.outer.marks if box.outer is not None else ''}"
        post = box.tag == "blockquote" and (_POST_MARKS.search(around) is not None or _is_signed_post(element))
        depth = (outer.depth if outer is not None else 0) + 1
        box.quote = Quote(depth, post, cite, _PULLED.search(around) is not None, outer)
        box.clutter = None

    def _read_row(self, row: Element) -> None:
        """A row of a table of data, as one line."""
        for number, cell in enumerate(row.iterchildren("td", "th")):
            if number and not self.blank:
                self.add(" ")
            if number and self.size:
                self.add("| ")
            self.add(" ".join("".join(cell.itertext()).split()))
        n_lines = len(self.lines)
        self.flush()
        if len(self.lines) > n_lines:
            self.lines[-1].row = True


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN_STYLE.search(style) is not None)
    )


def _left_indent(rule: str, value: str) -> bool:
    """Whether a style sets a paragraph in by 20 pixels or more, the least that the editors of blogs use for a quotation."""
    sides = value.split()
    if "left" not in rule.lower() and len(sides) == 4:
        side = sides[3]
    elif "left" not in rule.lower() and len(sides) in (2, 3):
        side = sides[1]
    elif sides and "left" in rule.lower():
        side = sides[0]
    else:
        return False
    found = re.match(r"([\d.]+)\s*(px|em|rem|pt|%)", side)
    if found is None:
        return False
    least = {"px": 20.0, "pt": 15.0, "em": 1.5, "rem": 1.5, "%": 3.0}[found[2]]
    try:
        return float(found[1]) >= least
    except ValueError:
        return False


_HANDLE: Final = re.compile(r"\(@\w[\w.]*(?:@[\w.-]+)?\)")


def _is_signed_post(quotation: Element) -> bool:
    """Whether a block quotation ends as the platforms end an embedded post: a name with its handle."""
    return _HANDLE.search("".join(quotation.itertext())[-200:]) is not None


def _is_data_row(row: Element) -> bool:
    """Whether a row is one of a table of data: two cells and more, all of them short, with no block and no table within."""
    cells = list(row.iterchildren("td", "th"))
    if len(cells) < 2:
        return False
    for cell in cells:
        for inner in cell.iterdescendants():
            if inner.tag in _BLOCKS or inner.tag in _UNSEEN or inner.tag in ("br", "img", "blockquote"):
                return False
        if len("".join(cell.itertext())) > 200:
            return False
    return sum(1 for cell in cells if "".join(cell.itertext()).strip()) >= 2


def _trim_links(links: list[tuple[int, int, str]], text: str) -> tuple[tuple[int, int, str], ...]:
    """The links within the text as it is, without the blanks at their ends."""
    trimmed: list[tuple[int, int, str]] = []
    for start, end, url in links:
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if start < end:
            trimmed.append((start, end, url))
    return tuple(trimmed)
