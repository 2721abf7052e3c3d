from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from sayso.exports.html import to_html, to_html_fragment
from sayso.exports.statements import outline
from sayso.reading import BlockKind, Page, Reading
from tests.helpers import reading_of
from tests.strategies import HOSTILE, readings

ELEMENTS = set(
    "html head meta title style body main header p bdi time h1 h2 a svg rect article div blockquote mark span i ul li details summary"
    " dl dt dd section table thead tbody tr th td b q".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name class dir href rel viewbox preserveaspectratio role aria-label aria-hidden x y width height title"
    " id data-n data-c hidden scope".split()
)
VOID = {"meta"}


class Parsed(HTMLParser):
    """What a browser would find: the elements in order, the text of each passage, the addresses."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.classes: set[str] = set()
        self.addresses: list[str] = []
        self.passages: list[str] = []
        self.marks: list[str] = []
        self.sheet = ""
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(document)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        assert len(values) == len(attrs)
        self.elements.append(tag)
        self.attributes |= values.keys()
        self.classes |= set((values.get("class") or "").split())
        self.addresses += [values["href"] or ""] if "href" in values else []
        if "dir" in values and values.get("class") != "note":
            self.passages.append("")
        if tag == "mark":
            self.marks.append("")
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        opened = [tag for tag, _ in self._open]
        if any("dir" in values and values.get("class") != "note" for _, values in self._open):
            self.passages[-1] += data
            for depth in range(1, opened.count("mark") + 1):
                self.marks[-depth] += data
        if opened and opened[-1] == "style":
            self.sheet += data


def passages_of(reading: Reading) -> list[str]:
    """The words that the page has to show, in order: of a headline in the text, or of the page's own, and of every passage."""
    shown = [reading.page[passage.span] for passage in outline(reading).passages]
    if not (outline(reading).passages and outline(reading).passages[0].kind is BlockKind.HEADLINE):
        shown.insert(0, reading.page.headline or "A page")
    return [words.replace("\0", "\ufffd") for words in shown]


@settings(max_examples=60)
@given(readings())
def test_hostile_text_adds_no_element_and_loses_no_character(reading: Reading) -> None:
    parsed = Parsed(to_html(reading))
    assert set(parsed.elements) <= ELEMENTS
    assert parsed.attributes <= ATTRIBUTES
    assert all(re.fullmatch(r"[a-z]+[0-9]*", name) for name in parsed.classes)
    assert all(re.match(r"https?://|#r[0-9a-f]{8}-[0-9]+$", address) for address in parsed.addresses)
    assert parsed.passages == passages_of(reading)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words_in_every_field(hostile: str) -> None:
    reading = reading_of("[source: Ada Quill] [cue: said] [content: so].")
    page = replace(
        reading.page, url=hostile, headline=hostile, byline=hostile, outlet=hostile, published=hostile, language=hostile, notes=(hostile,)
    )
    voices = tuple(replace(voice, name=hostile) for voice in reading.voices)
    parsed = Parsed(to_html(replace(reading, page=page, voices=voices, model=hostile)))
    harmless = Parsed(to_html(replace(reading, page=replace(page, url="x", headline="x", byline="x", outlet="x", notes=("x",)), model="x")))
    assert [tag for tag in parsed.elements if tag not in ("i", "span")] == [tag for tag in harmless.elements if tag not in ("i", "span")]
    assert parsed.attributes <= ATTRIBUTES


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "//x", "http:x\x1b", "https://[::1", " https://x"]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    parsed = Parsed(to_html(Reading(Page("It rained.", url=url))))
    assert all(address.startswith(("http:", "https:")) for address in parsed.addresses)


def test_the_page_asks_for_nothing_and_allows_only_its_own_style_sheet(nested_reading: Reading) -> None:
    document = to_html(nested_reading)
    parsed = Parsed(document)
    digest = base64.b64encode(hashlib.sha256(parsed.sheet.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in document
    assert not re.search(r"url\(|@import|<script|<img|<link|\ssrc=|\sstyle=", document)


def test_content_is_underlined_by_manner_and_tinted_by_voice(nested_reading: Reading) -> None:
    document = to_html(nested_reading)
    assert '<mark class="mixed d0 v1 s1"' in document
    assert '<mark class="indirect d2 v3 s3"' in document
    parsed = Parsed(document)
    content = [nested_reading.page.words(attribution.content) for attribution in nested_reading.attributions]
    assert [words for words in parsed.marks if words in content] == content


def test_the_source_is_named_beside_the_passage_and_in_words(nested_reading: Reading) -> None:
    document = to_html(nested_reading)
    assert '<span class="no">3</span> <span class="who"><bdi>Ayo Oduya</bdi></span>' in document
    assert "denied</bdi> · indirect · 0.50 · denied · distancing" in document
    assert "<dt>source</dt><dd><bdi>Mayor Oduya</bdi></dd>" in document


def test_the_hands_stand_above_the_speaker_and_the_whole_chain_among_the_details(nested_reading: Reading) -> None:
    document = to_html(nested_reading)
    assert '<span class="chain"><bdi>The Bell</bdi> › <bdi>a clerk</bdi> ›</span><span class="no">3</span>' in document
    assert "<dt>chain</dt><dd><bdi>page › The Bell › a clerk › Ayo Oduya</bdi></dd>" in document
    assert "<dt>held</dt><dd><bdi>denied: the source holds that it is not so</bdi></dd>" in document
    assert "<dt>reported</dt><dd><bdi>distancing: the words keep it at arm’s length</bdi></dd>" in document


def test_the_voices_have_their_figures_in_a_table(nested_reading: Reading) -> None:
    (row,) = re.findall(r"<tr[^>]*><th[^>]*><bdi>a clerk</bdi>.*?</tr>", to_html(nested_reading))
    assert re.findall(r'<td class="(?:count|told)">(.*?)</td>', row) == ["9", "56%", "2", "<bdi>the council</bdi>"]


def test_each_number_leads_to_a_note(nested_reading: Reading) -> None:
    document = to_html(nested_reading)
    targets = set(re.findall(r'id="([^"]+)"', document))
    links = set(re.findall(r'href="#([^"]+)"', document))
    assert len(targets) == 3
    assert links == targets


def test_a_statement_without_a_source_says_so(sourceless_reading: Reading) -> None:
    assert "<bdi>no source named</bdi>" in to_html(sourceless_reading)


def test_a_bidirectional_override_is_shown_as_a_mark_and_kept_out_of_sight() -> None:
    document = to_html(Reading(Page("It \u202e rained.")))
    assert '<i class="c" data-c="RLO" title="U+202E"><span hidden>\u202e</span></i>' in document


def test_a_fragment_is_one_element_with_its_own_style(nested_reading: Reading) -> None:
    fragment = to_html_fragment(nested_reading)
    parsed = Parsed(fragment)
    assert fragment.startswith('<div class="sayso">')
    assert fragment.endswith("</div>")
    assert not set(parsed.elements) & {"html", "head", "body", "meta", "title"}
    selectors = re.findall(r"^\s*([.a-z][^{}@]*)\{", parsed.sheet, flags=re.MULTILINE)
    assert selectors
    assert all(part.strip().startswith(".sayso") for selector in selectors for part in selector.split(","))


def test_a_notebook_shows_the_fragment(nested_reading: Reading) -> None:
    assert nested_reading._repr_html_() == to_html_fragment(nested_reading)


def test_reading_the_same_page_twice_gives_the_same_document(nested_reading: Reading) -> None:
    assert to_html(nested_reading) == to_html(replace(nested_reading))
