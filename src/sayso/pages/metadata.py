"""What a page says of itself in its head: JSON-LD, OpenGraph, meta tags, title, links.

Every source is kept apart, in order of trust; `origin` decides between them and what stands on the page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sayso.pages.addresses import resolve_url
from sayso.pages.dates import parse_date
from sayso.pages.layout import words_of
from sayso.pages.tree import Element

_ARTICLE_TYPES: Final = re.compile(r"(?:Article|Posting|Report|Review)\Z")
_MAX_NODES: Final = 2000  # objects of JSON-LD that are looked at
_MAX_SCRIPT_CHARACTERS: Final = 2_000_000

_AUTHOR_KEYS: Final = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "og:author"),
    *("article:author_name", "citation_author", "cxenseparse:author"),
)
_DATE_KEYS: Final = (
    *("article:published_time", "datepublished", "og:published_time", "article:published", "parsely-pub-date", "sailthru.date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "publish-date", "publishdate"),
    *("publish_date", "publication_date", "publication-date", "date.issued", "citation_publication_date", "originalpublicationdate"),
    *("cxenseparse:recs:publishtime", "date"),
)
_OUTLET_KEYS: Final = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "apple-mobile-web-app-title",
)


@dataclass(slots=True)
class Head:
    """What a page says of itself; each list in order of trust, nothing cleaned but blanks and entities."""

    titles: list[str] = field(default_factory=list)  # headline of the JSON-LD, og:title, twitter:title
    title: str | None = None  # of the window
    authors: list[str] = field(default_factory=list)
    organizations: list[str] = field(default_factory=list)  # authors that the page says are no people
    outlets: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)  # ISO
    late_dates: list[str] = field(default_factory=list)  # such as the start of the coverage, for want of a better one
    language: str | None = None
    urls: list[str] = field(default_factory=list)
    base: str | None = None
    month_first: bool = False


def read_head(root: Element, url: str | None) -> Head:
    """The metadata of a page that was opened from `url`."""
    head = Head()
    base = root.find(".//base")
    head.base = resolve_url(url, base.get("href")) if base is not None else None
    head.base = head.base or url
    metas = _read_metas(root)
    _read_json_ld(root, head, metas.get("og:title", []))
    for keys, wanted in ((_AUTHOR_KEYS, head.authors), (_OUTLET_KEYS, head.outlets)):
        wanted.extend(value for key in keys for value in _some(metas, key, all_values=key == "citation_author"))
    head.dates.extend(date for key in _DATE_KEYS for value in _some(metas, key) if (date := parse_date(value)) is not None)
    head.titles.extend(value for key in ("og:title", "twitter:title", "dc.title") for value in _some(metas, key))
    title = root.find(".//title")
    head.title = _one_line("".join(title.itertext())) if title is not None else None
    head.language = _language(root, metas) or head.language
    head.month_first = (head.language or "").lower() in ("en-us", "en_us")
    canonical = [link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    head.urls[:0] = [address for href in [*canonical, *metas.get("og:url", [])] if (address := resolve_url(head.base, href)) is not None]
    return head


def _read_metas(root: Element) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if key := meta.get(attribute):
                metas.setdefault(key.strip().lower(), []).append(_one_line(content))
    return metas


def _some(metas: dict[str, list[str]], key: str, *, all_values: bool = False) -> list[str]:
    values = [value for value in metas.get(key, []) if value]
    return values if all_values else values[:1]


def _language(root: Element, metas: dict[str, list[str]]) -> str | None:
    """The language tag of the page (BCP 47), None where it names none."""
    named = [root.get("lang"), root.get("xml:lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
    body = root.find("body")
    named.append(body.get("lang") if body is not None else None)
    named.extend(metas.get("content-language", []) + metas.get("language", []) + metas.get("og:locale", []))
    for value in named:
        if value and (found := re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?", value.strip())):
            language, script, region = found.groups()
            return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))
    return None


def _one_line(text: str) -> str:
    """The text with its blanks folded; entities that were escaped twice are decoded."""
    return " ".join(html.unescape(text).split())


# ---------------------------------------------------------------- JSON-LD


def _read_json_ld(root: Element, head: Head, titles: list[str]) -> None:
    nodes: list[dict[str, Any]] = []  # JSON has any shape
    broken: list[str] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= _MAX_SCRIPT_CHARACTERS:
            value = _load(script.text)
            if value is None:
                broken.append(script.text)
            nodes.extend(_objects(value))
    articles = [node for node in nodes if any(_ARTICLE_TYPES.search(name) for name in _types(node))]
    if articles:
        _read_article(_best_article(articles, titles), nodes, head)
    for node in nodes:
        if any(name in ("WebSite", "NewsMediaOrganization") for name in _types(node)):
            head.outlets.extend(_names(node)[:1])
    for text in broken:
        _salvage(text, head)


def _load(text: str) -> Any:  # JSON has any shape
    """The value of a script, None where it cannot be read even after the usual mistakes are mended."""
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """All objects of a JSON value, outermost first."""
    queue = [value]
    n_seen = 0
    while queue and n_seen < _MAX_NODES:
        value = queue.pop(0)
        n_seen += 1
        if isinstance(value, dict):
            yield value
            queue.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            queue.extend(value[:200])


def _types(node: dict[str, Any]) -> list[str]:
    value = node.get("@type")
    return [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]


def _best_article(articles: list[dict[str, Any]], titles: list[str]) -> dict[str, Any]:
    """The first article, or one that bears the page's title: some pages list related articles before their own."""
    wanted = {" ".join(words_of(title)) for title in titles}
    return next(
        (node for node in articles if isinstance(name := node.get("headline"), str) and " ".join(words_of(name)) in wanted), articles[0]
    )


def _read_article(article: dict[str, Any], nodes: list[dict[str, Any]], head: Head) -> None:
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for key in ("headline", "name"):
        if isinstance(article.get(key), str):
            head.titles.append(_one_line(article[key]))
    for author in _listed(article.get("author") or article.get("creator")):
        if isinstance(author, dict):
            author = by_id.get(str(author.get("@id")), author)
        people = not isinstance(author, dict) or not any(name.endswith(("Organization", "Corporation")) for name in _types(author))
        (head.authors if people else head.organizations).extend(_names(author))
    if len(head.authors) > 1:
        head.authors[:] = [", ".join(dict.fromkeys(head.authors))]
    for publisher in _listed(article.get("publisher")) + _listed(article.get("sourceOrganization")):
        head.outlets.extend(_names(by_id.get(str(publisher.get("@id")), publisher) if isinstance(publisher, dict) else publisher)[:1])
    head.dates.extend(date for key in ("datePublished", "dateCreated") if (date := _date(article.get(key))) is not None)
    head.late_dates.extend(date for key in ("coverageStartTime", "dateModified") if (date := _date(article.get(key))) is not None)
    if isinstance(article.get("inLanguage"), str):
        head.language = article["inLanguage"]
    for address in (article.get("url"), article.get("mainEntityOfPage")):
        address = address.get("@id") if isinstance(address, dict) else address
        if isinstance(address, str) and (address_kept := resolve_url(None, address)) is not None:
            head.urls.append(address_kept)


def _listed(value: Any) -> list[Any]:  # JSON has any shape
    return [] if value is None else value if isinstance(value, list) else [value]


def _date(value: Any) -> str | None:  # JSON has any shape
    return parse_date(value) if isinstance(value, str) else None


def _names(value: Any) -> list[str]:  # JSON has any shape
    """The names in a JSON-LD value: a string, an object with a name, or a list of these."""
    names = []
    for item in _listed(value)[:20]:
        name = item.get("name") if isinstance(item, dict) else item
        for one in _listed(name):
            if isinstance(one, str) and one.strip() and len(one) < 200:
                names.append(_one_line(one))
    return names


_PAIR: Final = re.compile(r'"(headline|datePublished)"\s*:\s*"((?:[^"\\]|\\.){1,400})"')
_NAMED: Final = re.compile(r'"(author|publisher)"\s*:\s*(?:\[\s*)?\{[^{}]{0,400}?"name"\s*:\s*"((?:[^"\\]|\\.){1,200})"')


def _salvage(text: str, head: Head) -> None:
    """Read what a script that is no JSON says all the same: the first of each of the pairs that matter."""
    found = dict(reversed([(key, _one_line(value)) for key, value in _PAIR.findall(text) + _NAMED.findall(text)]))
    if "headline" in found:
        head.titles.append(found["headline"])
    if "author" in found:
        head.authors.append(found["author"])
    if "publisher" in found:
        head.outlets.append(found["publisher"])
    if (date := parse_date(found.get("datePublished"))) is not None:
        head.dates.append(date)
