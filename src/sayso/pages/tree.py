"""From the source of a page to its tree, once, whatever shape the source is in.

lxml drops text without a word where elements are nested too deep, so its error log is read after each parse. A page that is nested deeper
than it can follow is flattened and parsed again: the text stays, the structure below the limit goes, and the page is marked as truncated.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

Element = Any  # lxml publishes no types

MAX_DEPTH: Final = 2048
"""Levels of nesting that libxml2 follows with huge_tree; without that option it is 256."""

_KEPT_DEPTH: Final = 200  # levels kept of a page that has too many; articles have 10 to 40
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)[^<>]*>")
_RAW_TEXT: Final = re.compile(r"<(script|style|noscript|textarea|xmp)\b[^<>]*>", re.IGNORECASE)

_LONG_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*)\s[^<>]{3000,}>")
_MAX_ATTRIBUTES: Final = 300

_XHTML: Final = re.compile(r"\s*(?:<!--.{0,1000}?-->\s*)?<\?xml\b|\s*<html\b[^<>]{0,400}\bxmlns\s*=", re.IGNORECASE | re.DOTALL)
_SELF_CLOSED: Final = re.compile(
    r"<(script|style|title|textarea|iframe|noscript|a|b|div|em|i|p|section|span|strong|td|ul|ol|li|h[1-6])(\s[^<>]*)?/>", re.IGNORECASE
)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^<>]*\?>")
_CONTROL: Final = re.compile(
    "[\x01-\x08\x0b\x0e-\x1f\ufffe\uffff]|&#(?:0*(?:[1-8]|1[1245-9]|2[0-9]|3[01])|[xX]0*(?:[1-8bBeEfF]|1[0-9a-fA-F]));"
)
"""Characters that XML has no place for, so that lxml refuses to write them, as they stand or as references."""


class Tree(NamedTuple):
    """A parsed page; `truncated` where some of its structure was lost, with the reason in `notes`."""

    root: Element
    truncated: bool = False
    notes: tuple[str, ...] = ()


def parse_tree(source: str) -> Tree | None:
    """The tree of a page, None where there is nothing to parse. Takes time in proportion to the length of the source."""
    source = _CONTROL.sub("", source)
    if _XHTML.match(source):
        # Where XHTML is served as HTML, <script/> would open a script that swallows the rest of the page.
        source = _SELF_CLOSED.sub(r"<\1\2></\1>", _XML_DECLARATION.sub("", source))
    source = _LONG_TAG.sub(_bare_if_crowded, source)
    root, too_deep = _parse(source)
    if root is None or not (too_deep or _is_deep(root)):
        return Tree(root) if root is not None else None
    root, _ = _parse(_flatten(source))
    limit = f"{MAX_DEPTH:,} deep, more than the parser follows" if too_deep else f"more than {_KEPT_DEPTH} deep"
    note = f"The page nests elements {limit}; its text was kept, its structure below {_KEPT_DEPTH} levels was not."
    return Tree(root, truncated=too_deep, notes=(note,)) if root is not None else None


def _bare_if_crowded(tag: re.Match[str]) -> str:
    """The tag without its attributes if there are hundreds of them: the time that they take grows with their square."""
    return tag[0] if tag[0].count("=") < _MAX_ATTRIBUTES else f"<{tag[1]}>"


def _is_deep(root: Element) -> bool:
    """Whether elements are nested more than `_KEPT_DEPTH` deep: below that, the time of every later step grows with depth times length."""
    from lxml import etree

    return bool(etree.XPath(f"boolean({'/*' * (_KEPT_DEPTH + 1)})")(root.getroottree()))


def _parse(source: str) -> tuple[Element, bool]:
    """The tree (None if empty), and whether the parser gave up at its depth limit."""
    from lxml import etree, html  # here, so that importing sayso does not pay for it

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser, ensure_head_body=False)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        return None, False
    # The limit stops the parser, so its complaint is the last one; the log itself can hold hundreds of thousands.
    last = parser.error_log.last_error
    return root, last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


def _flatten(source: str) -> str:
    """The source without the tags that stand more than `_KEPT_DEPTH` elements deep; a blank takes the place of each."""
    source = _without_raw_text(source)
    kept: list[str] = []
    opened: list[tuple[str, bool]] = []
    n_open: dict[str, int] = {}
    end = 0
    for tag in _TAG.finditer(source):
        kept.append(source[end : tag.start()])
        end = tag.end()
        name = tag[2].lower()
        if tag[1]:
            kept.extend(_close(name, opened, n_open))
        elif name in _VOID:
            kept.append(tag[0])
        else:
            keep = len(opened) < _KEPT_DEPTH
            opened.append((name, keep))
            n_open[name] = n_open.get(name, 0) + 1
            # A paragraph never stands in a paragraph, so it adds no depth of its own.
            kept.append(tag[0] if keep else "<p>" if name == "p" else " ")
    kept.append(source[end:])
    return "".join(kept)


def _close(name: str, opened: list[tuple[str, bool]], n_open: dict[str, int]) -> list[str]:
    """The closing tags that end the innermost open `name` and all within it; none if there is no such element open."""
    tags: list[str] = []
    while n_open.get(name, 0):
        inner, keep = opened.pop()
        n_open[inner] -= 1
        tags.append(f"</{inner}>" if keep else " ")
        if inner == name:
            break
    return tags


def _without_raw_text(source: str) -> str:
    """The source without scripts, styles and the like, whose text could be taken for tags."""
    kept: list[str] = []
    end = 0
    for tag in _RAW_TEXT.finditer(source):
        if tag.start() < end:
            continue
        kept.append(source[end : tag.start()])
        close = re.compile(rf"</{tag[1]}\b[^<>]*>", re.IGNORECASE).search(source, tag.end())
        if close is None:
            return "".join(kept)
        end = close.end()
    kept.append(source[end:])
    return "".join(kept)
