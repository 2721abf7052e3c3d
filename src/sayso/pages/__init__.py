"""HTML, XHTML, AMP and plain text, from a file, standard input or an address -> `Page`.

Importing this costs next to nothing: what each function needs, lxml and trafilatura among it, is imported when it is first called.
"""

from __future__ import annotations

from pathlib import Path

from sayso.reading import Page

__all__ = ["open_page", "parse_html", "parse_text"]


def open_page(path_or_url: str | Path) -> Page:
    """The page in a file, at an http(s) address, or on standard input (`-`); HTML and plain text are told apart by what they hold.

    Raises:
        PageError: no such file, a folder, empty, binary, a feed, larger than 20 MB.
        FetchError: an address that is refused (not http or https, not public) or does not answer with a page of up to 10 MB in 30 s.
        NoArticle: a page without running text.
    """
    from sayso.pages.opening import open_source

    return open_source(path_or_url)


def parse_html(source: bytes | str, url: str | None = None, *, charset: str | None = None) -> Page:
    """The page in a source of HTML, XHTML or AMP.

    Blanks are folded, no-break spaces are blanks; soft hyphens, zero-width blanks and bidirectional overrides are left out. Positions are
    those of the text that comes out. `url` is the address that the page was opened from, `charset` what the server called its encoding.

    Raises:
        NoArticle: there is no running text in it.
        PageError: it is larger than 20 MB.
    """
    from sayso.pages.html import read_html

    return read_html(source, url, charset=charset)


def parse_text(text: str, url: str | None = None) -> Page:
    """The page in a plain text, whose `text` is the text given, less NUL and with U+FFFD for lone surrogates.

    A short first line is the headline; masthead, date and byline at the top are read, but are in no block. Text over 5 million characters
    is cut there, and the page marked as truncated. Never raises.
    """
    from sayso.pages.plain import read_text

    return read_text(text, url)
