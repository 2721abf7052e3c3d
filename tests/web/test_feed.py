"""A search as an Atom feed: by the letter of RFC 4287, with ids that stay and dates from the store."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from lxml import etree
from starlette.testclient import TestClient

from sayso.corpus import Corpus
from sayso.reading import Manner
from sayso.web.corpus_state import Search
from sayso.web.feed import NAMESPACE, NEVER, name_search
from tests.corpus.making import VELL, Said, make_reading

ATOM = f"{{{NAMESPACE}}}"
# RFC 4287: what a feed and an entry have to have exactly once, and may have once (sections 4.1.1 and 4.1.2).
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated")}
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
KNOWN = {
    "author", "category", "content", "contributor", "email", "entry", "feed", "generator", "icon", "id", "link", "logo", "name",
    "published", "rights", "source", "subtitle", "summary", "title", "updated", "uri",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture
def harbour(corpus: Corpus) -> Corpus:
    """Two pages; the one added last is the older one."""
    corpus.add(make_reading(Said("The pier is <old> & grey"), published="2021-03-02T07:40:00Z", url="https://bell.example/pier"))
    corpus.add(
        make_reading(
            Said("The pier is safe"),
            Said("it was built to last", "", Manner.INDIRECT),
            outlet="The Gull",
            published="2020-01-01",
            url="javascript:alert(1)",
            headline="\u202eturned \x0bround",
        )
    )
    return corpus


def read_feed(client: TestClient, url: str) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def check_feed(feed: Any) -> None:
    """RFC 4287, as far as a feed of ours can break it."""
    assert feed.tag == f"{ATOM}feed"
    containers = [("feed", feed), *(("entry", entry) for entry in feed.findall(f"{ATOM}entry"))]
    for kind, element in containers:
        for name in ONCE[kind]:
            assert len(element.findall(f"{ATOM}{name}")) == 1, (kind, name)
        for name in AT_MOST_ONCE[kind]:
            assert len(element.findall(f"{ATOM}{name}")) <= 1, (kind, name)
        assert element.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author")
        for author in element.findall(f"{ATOM}author"):
            assert len(author.findall(f"{ATOM}name")) == 1
        for name in ("updated", "published"):
            for date in element.findall(f"{ATOM}{name}"):
                assert MOMENT.fullmatch(date.text)
                datetime.fromisoformat(date.text)
        for identifier in element.findall(f"{ATOM}id"):
            assert UUID(identifier.text.removeprefix("urn:uuid:"))
        links = element.findall(f"{ATOM}link")
        assert all(re.fullmatch(r"https?://[!-~]+", link.get("href")) for link in links)
        alternates = [(link.get("type"), link.get("hreflang")) for link in links if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == len(set(alternates))
        if kind == "entry" and not element.findall(f"{ATOM}content"):
            assert alternates
    ids = [element.find(f"{ATOM}id").text for element in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    assert len([link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]) == 1
    assert {element.tag.removeprefix(ATOM) for element in feed.iter()} <= KNOWN
    assert all(category.get("term") for category in feed.iter(f"{ATOM}category"))


def test_a_feed_keeps_to_the_letter_of_atom(client: TestClient, harbour: Corpus) -> None:
    for url in ("/search.atom", "/search.atom?q=pier&held=asserted&since=2019", "/search.atom?q=volcano"):
        check_feed(read_feed(client, url))


def test_another_reader_of_feeds_finds_no_fault(client: TestClient, harbour: Corpus) -> None:
    feedparser = pytest.importorskip("feedparser")
    found = feedparser.parse(client.get("/search.atom?q=pier").content)
    assert not found.bozo
    assert found.version == "atom10"
    assert [entry.title for entry in found.entries] == [
        "Ada Quill (The Gull, 1 January 2020): “The pier is safe”",
        "Ada Quill (The Bell, 2 March 2021): “The pier is <old> & grey”",
    ]
    assert found.entries[1].published == "2021-03-02T07:40:00Z"
    assert "published" not in found.entries[0]  # a day alone is no moment
    assert found.entries[1].links[1].href == "https://bell.example/pier"


def test_what_was_added_last_comes_first_whatever_its_date(client: TestClient, harbour: Corpus) -> None:
    harbour.add(make_reading(Said("An old word on the pier", VELL), published="1999-01-01", url="https://bell.example/1999"))
    feed = read_feed(client, "/search.atom?q=pier")
    assert "Boris Vell" in feed.find(f"{ATOM}entry/{ATOM}title").text


def test_ids_stay_and_dates_are_those_of_the_store(client: TestClient, harbour: Corpus) -> None:
    one, other = (read_feed(client, f"/search.atom?q=pier{more}") for more in ("", "&theme=dark&limit=7&order=oldest&after=9"))
    ids = [[element.text for element in feed.iter(f"{ATOM}id")] for feed in (one, other)]
    assert ids[0] == ids[1]
    assert read_feed(client, "/search.atom?q=old").find(f"{ATOM}id").text != ids[0][0]
    added = set(harbour.added([row.page for row in harbour.pages()]).values())
    assert {element.text for element in one.iter(f"{ATOM}updated")} <= added
    assert one.find(f"{ATOM}updated").text == max(element.text for element in one.iter(f"{ATOM}updated"))


def test_a_feed_of_nothing_is_never_new(client: TestClient, harbour: Corpus) -> None:
    assert read_feed(client, "/search.atom?q=volcano").find(f"{ATOM}updated").text == NEVER


def test_links_lead_to_this_service_and_to_addresses_of_the_web_alone(client: TestClient, harbour: Corpus) -> None:
    text = client.get("/search.atom").text
    assert "javascript:" not in text
    assert "\u202e" not in text
    feed = read_feed(client, "/search.atom?q=safe")
    link = feed.find(f"{ATOM}entry/{ATOM}link")
    assert re.fullmatch(r"http://testserver/r/[0-9a-f]{32}/statement/a0", link.get("href"))
    assert client.get(link.get("href"), headers={"accept": "text/html"}).status_code == 200


def test_a_reader_that_has_it_is_told_so(client: TestClient, harbour: Corpus) -> None:
    tag = client.get("/search.atom").headers["etag"]
    assert client.get("/search.atom", headers={"if-none-match": tag}).status_code == 304
    harbour.add(make_reading(Said("One more"), url="https://bell.example/more"))
    assert client.get("/search.atom", headers={"if-none-match": tag}).status_code == 200


def test_each_page_of_a_search_names_its_feed(client: TestClient, harbour: Corpus) -> None:
    html = client.get("/search?q=pier&order=oldest&limit=1", headers={"accept": "text/html"}).text
    assert '<link rel="alternate" type="application/atom+xml" title="This search" href="/search.atom?q=pier' in html


def test_a_search_is_named_by_what_it_asks_for() -> None:
    full = Search(
        q="pier", speaker="Quill", voice=3, outlet="The Bell", manner="direct", held="denied", reported="neutral", language="en",
        kind="person",        hands="2+", since="2020", until="2021",
    )  # fmt: skip
    assert name_search(full) == (
        "sayso: “pier”, by Quill, by voice 3, in The Bell, direct, denied, neutral, en, kind: person, hands: 2+, since 2020, until 2021"
    )
    assert name_search(Search()) == "sayso: every statement"
