"""HTML, XHTML and AMP pages -> `Page`."""

from __future__ import annotations

import hashlib
from typing import Final

from sayso.errors import NoArticle, PageError
from sayso.pages.addresses import clean_url
from sayso.pages.decoding import clean_characters, decode
from sayso.reading import Page

MAX_SOURCE: Final = 20_000_000
"""Bytes or characters of source that a page may have; the largest of 87 real ones has 2.9 million, 2.8 of them scripts."""


def read_html(source: bytes | str, url: str | None = None, *, charset: str | None = None) -> Page:
    """See `sayso.pages.parse_html`."""
    where = f" at {url}" if url else ""
    if len(source) > MAX_SOURCE:
        raise PageError(
            f"The page{where} has {len(source):,} bytes; pages of up to {MAX_SOURCE:,} bytes are read. Cut it, or read its parts."
        )
    notes: tuple[str, ...] = ()
    if isinstance(source, bytes):
        source, notes = decode(source, charset)
    page = _read(clean_characters(source), clean_url(url), notes)
    if page is None:
        raise NoArticle(
            f"There is no running text in the page{where}; a page whose text is drawn by scripts has to be saved as a browser shows it."
        )
    return page


def _read(source: str, url: str | None, notes: tuple[str, ...]) -> Page | None:
    from sayso.pages.article import find_article, finish_article  # here, because these bring in lxml and trafilatura
    from sayso.pages.blocks import write_blocks
    from sayso.pages.layout import MAX_LINES
    from sayso.pages.lines import read_layout
    from sayso.pages.metadata import read_head
    from sayso.pages.origin import find_origin
    from sayso.pages.tree import parse_tree

    tree = parse_tree(source)
    if tree is None:
        return None
    head = read_head(tree.root, url)
    layout = read_layout(tree.root)
    article = find_article(tree.root, layout.lines, url)
    origin = find_origin(head, layout, article, url)
    article = finish_article(article, layout.lines, origin.headline, origin.headline_at)
    if not article:
        return None
    written = write_blocks(origin.headline, article, head.base)
    notes += tree.notes
    if layout.cut:
        notes += (f"The page has more than {MAX_LINES:,} lines; those after them were left out.",)
    if written.n_lost:
        notes += (f"The text is longer than the {len(written.text):,} characters that were kept.",)
    if origin.language and origin.language.partition("-")[0] != "en":
        notes += (f"The page says that its language is {origin.language}; sayso reads English, so do not rely on what it finds.",)
    return Page(
        text=written.text,
        blocks=written.blocks,
        url=origin.url,
        headline=origin.headline,
        byline=origin.byline,
        outlet=origin.outlet,
        published=origin.published,
        language=origin.language,
        sha256=hashlib.sha256(written.text.encode()).hexdigest(),
        truncated=tree.truncated or layout.cut or written.n_lost > 0,
        notes=notes,
    )
