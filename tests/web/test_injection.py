"""Hostile words in every field of a reading: none becomes an element, an attribute or a script (THREATS, rows 5, 20, 23 to 27)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from starlette.testclient import TestClient

from sayso.web.app import Settings, create_app
from sayso.web.limits import POLICY
from tests.web.conftest import Store, perform
from tests.web.pages import hostile_reading, rich_reading

_TAGS = [
    "script",
    "img src=x onerror",
    "svg onload",
    "iframe src",
    "body onload",
    "object data",
    "embed src",
    "math href",
    "style",
    "base href",
]
_EVENTS = [
    "onclick",
    "onmouseover",
    "onfocus",
    "onload",
    "onerror",
    "onanimationstart",
    "onpointerenter",
    "ontoggle",
    "onbeforeprint",
    "onpaste",
]
_ENDS = ["</title>", "</textarea>", "</style>", "</script>", "-->", "]]>", "</mark>", "</p>", "</noscript>", "</template>"]
_SCHEMES = [
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox",
]
_MORE = [
    "{{ 7*7 }}",
    "{% include 'base.html' %}",
    "${alert(1)}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;",
    "\u202e<script>\u2066",
    "\x00<script>alert(1)</script>",
    "<scr\u0000ipt>alert(1)</script>",
    "\ufeff<script>",
    "＜script＞alert(1)＜/script＞",
    "<a href='javascript:alert(1)'>x</a>",
    '" autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    "` onmouseover=alert(1) `",
    "<!--><script>alert(1)</script>-->",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\r\nSet-Cookie: a=b",
    "../../etc/passwd",
    "%3Cscript%3E",
]
PAYLOADS = (
    [f"<{tag}>" for tag in _TAGS]
    + [f"<{tag}=alert(1)//" for tag in _TAGS]
    + [f'" {event}=alert(1) x="' for event in _EVENTS]
    + [f"' {event}='alert(1)" for event in _EVENTS]
    + [f"{end}<script>alert(1)</script>" for end in _ENDS]
    + [f"{end}<img src=x onerror=alert(1)>" for end in _ENDS]
    + [f"<{letter}<script>alert({letter!r})</script>" for letter in "abcdefghijklmnop"]
    + _SCHEMES
    + _MORE
)
OURS = {"theme.js", "main.js", "reading.js", "verify.js"}


def test_there_are_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100


def pages_of(key: str, name: str) -> Iterator[str]:
    from urllib.parse import quote

    yield from (f"/r/{key}", f"/r/{key}?only=anonymous&q={quote(name)}&voice={quote(name)}", f"/r/{key}/verify", f"/r/{key}/corrections")
    yield from (
        f"/r/{key}/statement/{quote(name, safe='')}",
        f"/r/{key}/chain/{quote(name, safe='')}",
        f"/r/{key}/card/{quote(name, safe='')}",
    )
    yield from (f"/r/{key}/finding/0", f"/r/{key}/event/1", "/readings", f"/readings?q={quote(name)}", "/")


@pytest.fixture(scope="module")
def shared() -> Iterator[Any]:
    """One service for all payloads."""
    with TestClient(create_app(Settings(performer=perform, warm=False)), raise_server_exceptions=False) as client:
        yield client


def elements(html: str) -> Iterator[Any]:
    yield from (one for one in html5lib.parse(html, namespaceHTMLElements=False).iter() if isinstance(one.tag, str))


@pytest.mark.parametrize("words", PAYLOADS[::12])
def test_a_payload_becomes_no_element_and_no_attribute(shared: Any, words: str) -> None:
    check_payload(shared, words)


@pytest.mark.slow
def test_none_of_the_payloads_becomes_an_element_or_an_attribute(shared: Any) -> None:
    for words in PAYLOADS:
        check_payload(shared, words)


def check_payload(shared: Any, words: str) -> None:
    words = words.replace("\0", "\ufffd")  # no reading has NUL: it goes where text comes in
    key = shared.app.state.service.library.add(hostile_reading(words))
    for url in pages_of(key, words):
        answer = shared.get(url, headers={"accept": "text/html"})
        assert answer.status_code in (200, 404), url
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["x-content-type-options"] == "nosniff"
        for one in elements(answer.text):
            assert one.tag not in ("img", "iframe", "object", "embed", "base", "math", "style"), url
            assert not [name for name in one.attrib if str(name).startswith("on") or name == "style"], url
            if one.tag == "script":
                assert one.attrib["src"].split("?")[0].rpartition("/")[2] in OURS
                assert not (one.text or "").strip()
            for name in ("href", "src", "action", "formaction"):
                if name in one.attrib:
                    assert one.attrib[name].startswith(("/", "#", "https://", "http://")), (url, one.attrib[name])


def test_html_answers_of_every_kind_have_the_policy(client: TestClient, rich: str) -> None:
    for url in ("/", "/help", "/api", "/readings", "/nowhere", f"/r/{rich}", f"/r/{rich}/card/a1", f"/r/{rich}/statement/none", "/r/none"):
        answer = client.get(url, headers={"accept": "text/html"})
        assert "text/html" in answer.headers["content-type"]
        assert answer.headers["content-security-policy"] == POLICY, url


def test_an_export_is_a_file_to_keep_and_not_a_page_of_ours(client: TestClient, rich: str) -> None:
    answer = client.get(f"/r/{rich}/export/html")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..%2f..%2fapp.py", "/static/x%00.js"]
)
def test_no_file_but_our_own_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_names_are_kept_from_turning_what_stands_beside_them(client: TestClient, store: Store) -> None:
    from dataclasses import replace

    reading = rich_reading()
    voices = tuple(replace(voice, name=f"\u202e{voice.name}") for voice in reading.voices)
    html = client.get(f"/r/{store(replace(reading, voices=voices))}").text
    for name in html5lib.parse(html, namespaceHTMLElements=False).iter("bdi"):
        assert "\u202e" not in (name.text or "")
    assert 'data-c="RLO"' in html
