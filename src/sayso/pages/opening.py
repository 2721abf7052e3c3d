"""Files, standard input and addresses -> `Page`."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from sayso.errors import FetchError, NoArticle, PageError
from sayso.pages.decoding import decode
from sayso.pages.html import MAX_SOURCE, read_html
from sayso.pages.plain import read_text
from sayso.reading import Page

_SIGNATURES: Final = (
    (b"%PDF-", "a PDF; save its text as a text file first"),
    (b"\x89PNG", "a picture; text in pictures is not read"),
    (b"\xff\xd8\xff", "a picture; text in pictures is not read"),
    (b"GIF8", "a picture; text in pictures is not read"),
    (b"RIFF", "a picture or a recording; only text is read"),
    (b"PK\x03\x04", "a zip archive or an office document; save its text, or unpack it, first"),
    (b"\xd0\xcf\x11\xe0", "an office document; save its text first"),
    (b"{\\rtf", "an RTF document; save its text as a text file first"),
    (b"\x1f\x8b", "compressed; unpack it first"),
    (b"BZh", "compressed; unpack it first"),
    (b"\xfd7zXZ", "compressed; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed; unpack it first"),
    (b"ID3", "a recording; only text is read"),
    (b"OggS", "a recording; only text is read"),
    (b"\x7fELF", "a program; only text is read"),
    (b"SQLite format 3", "a database; only text is read"),
    (b"WARC/", "a web archive, which holds many pages; take one of them"),
)

_ELEMENTS: Final = (
    "a|amp-[a-z]+|article|aside|b|base|blockquote|body|br|center|div|em|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|li|link"
    "|main|meta|nav|noscript|ol|p|pre|script|section|span|strong|style|table|td|title|tr|u|ul"
)
_MARKUP_START: Final = re.compile(
    rf"[\s\ufeff]*(?:<!--.{{0,4000}}?-->\s*)*<(?:!doctype|\?xml|/?(?:{_ELEMENTS})[\s>/])", re.IGNORECASE | re.DOTALL
)
_MARKUP: Final = re.compile(
    r"</(?:p|div|body|html|head|article|section|td|h[1-6]|title|blockquote|li|span|a)\s*>|<br\s*/?>|<p>", re.IGNORECASE
)
_FEED: Final = re.compile(r"[\s\ufeff]*(?:<\?xml[^<>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE | re.DOTALL)
_OBJECT: Final = re.compile(r"[\s\ufeff]*(?:\[\s*)?\{\s*[\"}]")


def open_source(path_or_url: str | Path) -> Page:
    """See `sayso.pages.open_page`."""
    name = str(path_or_url)
    if isinstance(path_or_url, str) and re.match(r"[a-z][a-z0-9+.-]+:", name, re.IGNORECASE) and not Path(name).exists():
        if not name.lower().startswith(("http://", "https://")):
            raise FetchError(f"{name[:100]!r} is neither a file nor an http(s) address; only these are opened.")
        return _open_url(name)
    if name == "-":
        return read_source(sys.stdin.buffer.read(MAX_SOURCE + 1), "standard input")
    return read_source(_read_file(Path(path_or_url)), name)


def _open_url(url: str) -> Page:
    from sayso.pages.fetch import fetch  # here, because it brings in ssl and http, which reading a file does not need

    fetched = fetch(url)
    return read_source(fetched.body, fetched.url, url=fetched.url, charset=fetched.charset, media_type=fetched.media_type)


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PageError(f"{path} is a folder; give one of the pages in it.")
        with path.open("rb") as file:
            return file.read(MAX_SOURCE + 1)
    except FileNotFoundError as error:
        raise PageError(f"There is no file {path}; check the path (an address begins with http:// or https://).") from error
    except (OSError, ValueError) as error:
        raise PageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def read_source(source: bytes, name: str, *, url: str | None = None, charset: str | None = None, media_type: str = "") -> Page:
    """The page in some bytes, HTML or plain text, whatever they came from; `name` is what to call it in an error."""
    if len(source) > MAX_SOURCE:
        raise PageError(f"{name} is larger than {MAX_SOURCE:,} bytes, the most that is read as one page; cut it, or read its parts.")
    if not source.strip():
        raise PageError(f"{name} is empty; there is nothing to read.")
    for signature, what in _SIGNATURES:
        if source.startswith(signature):
            raise PageError(f"{name} is {what}.")
    decoded = decode(source, charset)
    if _is_binary(decoded.text):
        raise PageError(f"{name} is binary, not HTML or plain text; save the page as one of these.")
    if _is_json(decoded.text):
        raise PageError(
            f"{name} is JSON, not HTML or plain text; stored readings are for `sayso why`, `sayso check` and, as JSONL, `sayso add`."
        )
    if _FEED.match(decoded.text):
        raise PageError(f"{name} is a feed, which lists pages; open one of those.")
    if media_type != "text/plain" and (media_type in ("text/html", "application/xhtml+xml") or is_markup(decoded.text)):
        return _named(source, name, url, charset)
    page = read_text(decoded.text, url)
    if not page.blocks:
        raise NoArticle(f"There is no running text in {name}.")
    return replace(page, notes=decoded.notes + page.notes)


def _named(source: bytes, name: str, url: str | None, charset: str | None) -> Page:
    try:
        return read_html(source, url, charset=charset)
    except NoArticle as error:
        raise NoArticle(str(error).replace("in the page", f"in {name}", 1) if url is None else str(error)) from error


def is_markup(text: str) -> bool:
    """Whether a text is HTML: it opens with a tag, or has several closing tags near its beginning."""
    head = text[:20_000]
    return _MARKUP_START.match(head) is not None or len(_MARKUP.findall(head)) >= 3


def _is_json(text: str) -> bool:
    """Whether a text is an object of JSON, or an array or lines of them: data, and nothing to read."""
    if _OBJECT.match(text) is None:
        return False
    first = text.strip("\ufeff \t\r\n").removeprefix("[").lstrip()
    try:
        return isinstance(json.JSONDecoder().raw_decode(first)[0], dict)
    except (ValueError, RecursionError):
        return False


def _is_binary(text: str) -> bool:
    """Whether a text has more control and replacement characters than any page: a tenth of what it begins with."""
    sample = text[:4000]
    odd = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\x1b") for char in sample)
    return odd > 0.1 * len(sample)
