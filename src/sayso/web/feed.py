"""A search as an Atom feed (RFC 4287): what was added last comes first, so that a feed reader sees it whatever the date of its page.

Decides the ids (UUIDs made of what is asked and of page and statement: the same on every port and every machine), and that an entry was
updated when its page was read, which is when the corpus first could tell of it. A page's own date is `published` where it has a time with a
zone, as RFC 3339 wants it; a day alone stands in the words.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from sayso.corpus.records import Statement
from sayso.exports.characters import show_controls
from sayso.exports.statements import format_date, shorten
from sayso.reading import Held, Manner, Reported
from sayso.version import __version__
from sayso.web.corpus_state import PAGE, Search
from sayso.web.describe import HELD, MANNERS, STANCES
from sayso.web.prose import WEB_ADDRESS
from sayso.web.state import Theme
from sayso.web.tables import statement_url

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"

NAMESPACE: Final = "http://www.w3.org/2005/Atom"

NEVER: Final = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: a feed has to say, and the time of asking would make it new each time."""

_IDS: Final[UUID] = uuid5(NAMESPACE_URL, "sayso:statements")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_feed(state: Search, rows: Sequence[Statement], added: Mapping[str, str], base: str) -> bytes:
    """The feed of a search. `added` says when each page was read, by its key; `base` is the address of the service, without a slash."""
    state = replace(state, after=None, limit=PAGE, order="newest", theme=Theme.AUTO)  # which change nothing in what is asked
    ET.register_namespace("", NAMESPACE)
    feed = ET.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    _add(feed, "title", name_search(state))
    _add(feed, "subtitle", "Statements that sayso found, those read last first.")
    _add(feed, "id", _identify("search", state.url()))
    _add(feed, "updated", max((added.get(row.page, NEVER) for row in rows), default=NEVER))
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + state.url("/search.atom"))
    _add(feed, "link", rel="alternate", type="text/html", href=base + state.url())
    _add(_add(feed, "author"), "name", "sayso")
    _add(feed, "generator", "sayso", version=__version__)
    for row in rows:
        _add_entry(feed, row, added.get(row.page, NEVER), base)
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def name_search(state: Search) -> str:
    """What a search is called: what is asked for, in words."""
    parts = [f"“{state.q}”"] if state.q else []
    parts += [f"by {state.speaker}"] if state.speaker else []
    parts += [f"by voice {state.voice}"] if state.voice is not None else []
    parts += [f"in {state.outlet}"] if state.outlet else []
    parts += [value for value in (state.manner, state.held, state.reported, state.language) if value]
    parts += [f"kind: {state.kind}"] if state.kind else []
    parts += [f"hands: {state.hands}"] if state.hands else []
    parts += [f"since {state.since}"] if state.since else []
    parts += [f"until {state.until}"] if state.until else []
    return f"sayso: {', '.join(parts) or 'every statement'}"


def _add_entry(feed: ET.Element, row: Statement, added: str, base: str) -> None:
    entry = _add(feed, "entry")
    speaker = row.voice or row.source or "nobody named"
    where = ", ".join(filter(None, (row.outlet, format_date(row.published) if row.published else "no date")))
    _add(entry, "title", f"{shorten(speaker, 80)} ({shorten(where, 80)}): {shorten(row.words, 120)}")
    _add(entry, "id", _identify("statement", f"{row.page} {row.attribution}"))
    _add(entry, "updated", added)
    if row.published and _MOMENT.fullmatch(row.published):
        _add(entry, "published", row.published)
    _add(_add(entry, "author"), "name", speaker)
    _add(entry, "link", rel="alternate", type="text/html", href=base + statement_url(row.page, row.attribution))
    if row.url and WEB_ADDRESS.fullmatch(row.url) and _is_iri(row.url):
        _add(entry, "link", rel="via", href=row.url)
    for term in (row.manner, row.held):
        _add(entry, "category", term=term)
    _add(entry, "content", _tell(row), type="text")


def _tell(row: Statement) -> str:
    """The statement with how it is said and held, and through whose hands it came."""
    stance = STANCES[Reported(row.reported)][1]
    how = [MANNERS[Manner(row.manner)], HELD[Held(row.held)][1], *([stance] if stance else [])]
    chain = " › ".join(row.chain)
    return " · ".join(filter(None, (row.words, ", ".join(how), f"Through: {chain}" if chain else "", row.headline or "")))


def _is_iri(url: str) -> bool:
    """Whether it can stand in `href` as it is: no blanks, quotation marks, brackets or other characters that no address has."""
    return not re.search(r'[\s<>"{}|\\^`\x00-\x20\x7f-\xa0]', url) and not _NOT_XML.search(url)


def _identify(kind: str, name: str) -> str:
    return f"urn:uuid:{uuid5(_IDS, f'{kind} {name}')}"


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: ET.Element, tag: str, words: str | None = None, **attributes: str) -> ET.Element:
    """An element below another one; its words have no characters that XML cannot hold, and none that turn text round."""
    child = ET.SubElement(parent, _name(tag), attributes)
    if words is not None:
        child.text = _NOT_XML.sub("\ufffd", show_controls(words))
    return child
