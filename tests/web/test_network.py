"""One person's contacts: edges and their counts, the picture, the sentences, the files, and the same for programs."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import combinations
from typing import Any
from urllib.parse import urlencode

import html5lib
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from sayso.corpus import Corpus
from sayso.corpus.contacts import may_be_same_time
from sayso.corpus.records import Account
from sayso.reading import EventStatus, EventType
from sayso.web.network import MOST_DRAWN, NetworkView, Tie, is_contradicted, make_network
from sayso.web.network_evidence import cut_sentence, make_evidence
from sayso.web.network_files import load_hues
from sayso.web.network_labels import Label, fit, measure
from sayso.web.network_layout import Item, Strand, Thread, draw_narrow, draw_wide
from sayso.web.network_state import NetworkState, TieKey, parse_network_state, parse_tie
from sayso.web.network_words import WORDS, say_short, say_whole
from tests.corpus.making import Happened, make_reading
from tests.web.networks import MAYOR, add_town
from tests.web.test_injection import PAYLOADS, elements


@pytest.fixture(scope="module")
def town_corpus() -> Corpus:
    corpus = Corpus(None, limit_s=None)
    add_town(corpus, 14)
    return corpus


def view_of(corpus: Corpus, name: str = MAYOR, query: str = "") -> NetworkView:
    person = corpus.parties(name)[0]
    return make_network(corpus, parse_network_state(person.voice_id, QueryParams(query)), person)


def told(view: NetworkView) -> dict[str, str]:
    return {f"{tie.other}: {tie.short}": tie.counts for tie in view.ties}


# ---------------------------------------------------------------- edges


def test_edges_are_the_persons_own_with_kind_count_and_denial(town_corpus: Corpus) -> None:
    found = told(view_of(town_corpus))
    assert found["Tomas Brandt: met or spoke"] == " 3 ≠ denied 1"
    assert found["Lucia Venn: accused by"] == " 2"
    assert found["Lucia Venn: met or spoke"] == ": denied 1"
    assert found["Saltmarsh Trust: met or spoke"] == ": hypothetical 1"


def test_no_direction_is_turned_round(town_corpus: Corpus) -> None:
    """What the mayor's side calls "accused by" the other side calls "accused", and both say it in one sentence."""
    view = view_of(town_corpus)
    for tie in view.ties:
        person = town_corpus.party(tie.key.other_id)
        assert person is not None
        other_side = make_network(town_corpus, NetworkState(tie.key.other_id), person)
        opposite = {"to": "from", "from": "to", "with": "with"}[tie.key.way]
        (same,) = [one for one in other_side.ties if one.key == TieKey(view.person.voice_id, tie.key.type, opposite)]
        assert same.parts == tie.parts
        if tie.key.way != "with":
            assert same.sentence == tie.sentence
    venn = next(tie for tie in view.ties if tie.short == "accused by")
    assert venn.sentence.startswith("Lucia Venn accused")


@pytest.mark.parametrize("kind", list(EventType))
def test_sentences_go_from_the_one_who_acts(kind: EventType) -> None:
    assert say_whole("Ada", kind, "to", "Bo").startswith("Ada ")
    assert say_whole("Ada", kind, "from", "Bo").startswith("Bo ")
    mutual = kind in (EventType.CONSULT, EventType.COOPERATE)
    assert (say_short(kind, "to") == say_short(kind, "from")) == mutual


def test_every_type_has_words_and_a_colour() -> None:
    assert set(WORDS) == set(EventType)
    assert {words.hue for words in WORDS.values()} <= {number for number, _ in load_hues()}


def test_width_counts_origins_and_not_pages() -> None:
    corpus = Corpus(None, limit_s=None)
    for number in range(4):  # four pages of one outlet
        corpus.add(make_reading(Happened(), outlet="The Bell", published=f"2021-03-0{number + 1}", filler=f"Page {number}."))
    corpus.add(make_reading(Happened(), outlet="The Gull", filler="Another."))
    (tie,) = view_of(corpus, "Ada Quill").ties
    assert (tie.n_pages, tie.n_origins, tie.parts[0].n_origins) == (5, 2, 2)


@settings(max_examples=50)
@given(
    stated=st.lists(st.sampled_from([None, "2021", "2021-02", "2021-02-27", "2021-W08", "2020"])),
    denied=st.sampled_from([None, "2021", "2021-02-27", "2021-02", "2022"]),
)
def test_contradiction_is_of_dates_that_may_be_the_same(stated: list[str | None], denied: str | None) -> None:
    accounts = [Account(1, 2, "CONSULT", "stated", None, "x", date, 1) for date in stated]
    accounts.append(Account(1, 2, "CONSULT", "negated", None, "y", denied, 1))
    assert is_contradicted(accounts) == any(may_be_same_time(date, denied) for date in stated)


# ---------------------------------------------------------------- filters and addresses


@pytest.mark.parametrize(
    ("query", "keeps"),
    [
        ("kind=ACCUSE&status=stated", lambda tie: tie.key.type is EventType.ACCUSE and [part.word for part in tie.parts] == ["stated"]),
        ("kind=CONSULT&kind=AID", lambda tie: tie.key.type in (EventType.CONSULT, EventType.AID)),
        ("status=denied", lambda tie: [part.word for part in tie.parts] == ["denied"]),
        ("holder=Tidewater+Wire", lambda tie: tie.other == "Tomas Brandt" and tie.parts[0].holders == ("Tidewater Wire",)),
        ("since=2021-02&until=2021-02", lambda tie: tie.other in ("Tomas Brandt", "Oren Pike") and "2021" in tie.dates),
    ],
)
def test_filters_are_in_the_address(town_corpus: Corpus, query: str, keeps: Callable[[Tie], bool]) -> None:
    ties = view_of(town_corpus, query=query).ties
    assert ties
    assert all(map(keeps, ties))
    assert len(ties) < len(view_of(town_corpus).ties)


def test_at_least_two_origins_leaves_only_what_two_tell(town_corpus: Corpus) -> None:
    ties = view_of(town_corpus, query="origins=2").ties
    assert ties
    assert all(tie.n_origins >= 2 for tie in ties)
    assert len(ties) < len(view_of(town_corpus).ties)


_STATES = st.builds(
    NetworkState,
    st.integers(1, 10**9),
    kinds=st.lists(st.sampled_from(EventType), unique=True).map(lambda kinds: tuple(kind for kind in EventType if kind in kinds)),
    status=st.none() | st.sampled_from(EventStatus),
    holder=st.text(st.characters(exclude_categories=["Cs", "Zs", "Cc", "Zl", "Zp"]), max_size=20),
    since=st.sampled_from(["", "2021", "2021-03"]),
    until=st.sampled_from(["", "2021-03-09"]),
    origins=st.integers(1, 99),
    tie=st.none() | st.builds(TieKey, st.integers(1, 10**9), st.sampled_from(EventType), st.sampled_from(["with", "to", "from"])),
)


@settings(max_examples=50)
@given(_STATES)
def test_a_state_and_its_address_are_the_same(state: NetworkState) -> None:
    path, _, query = state.url().partition("?")
    assert parse_network_state(int(path.rpartition("/")[2]), QueryParams(query)) == state


@pytest.mark.parametrize(
    "query", ["since=soon", "until=2021-13", "status=maybe", "kind=DANCE", "origins=0", "origins=9999", "since=2021-03-01T10:00"]
)
def test_what_is_not_understood_is_left_out_and_said(query: str) -> None:
    state = parse_network_state(1, QueryParams(query))
    assert len(state.notes) == 1
    assert not state.is_filtered


@pytest.mark.parametrize("written", ["", "1", "1-CONSULT", "1-DANCE-to", "x-CONSULT-to", "1-CONSULT-to ", "9" * 40 + "-CONSULT-to"])
def test_no_edge_of_a_name_that_is_none(written: str) -> None:
    assert parse_tie(written) is None


# ---------------------------------------------------------------- layout

_STRAND = st.builds(Strand, st.sampled_from(EventStatus), st.integers(1, 40))
_THREAD = st.builds(
    Thread,
    st.sampled_from(["met or spoke 3 ≠ denied 1", "accused by 12", "protested against: hypothetical 2, denied 4", "x" * 90, "拒否 1"]),
    st.lists(_STRAND, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["with", "to", "from"]),
    st.booleans(),
    st.sampled_from(["", "The Bell +2 ≠ Tidewater Wire", "Paper " * 20]),
)
_NAME = st.sampled_from(
    ["Bo", "Marguerite de la Tour d’Aulnay", "W" * 60, "山田太郎" * 12, "دانا الخوري", "o\u0301" * 30, "👩‍🔧 Mána Ó Briain", ""]
)
_ITEMS = st.lists(st.builds(Item, _NAME, st.lists(_THREAD, min_size=1, max_size=4).map(tuple)), max_size=MOST_DRAWN)


def overlaps(labels: list[Label]) -> list[tuple[str, str]]:
    boxes = [(label.text, label.box) for label in labels if label.text]
    return [
        (one, other)
        for (one, (left, top, right, bottom)), (other, (left2, top2, right2, bottom2)) in combinations(boxes, 2)
        if left < right2 and left2 < right and top < bottom2 and top2 < bottom
    ]


@settings(max_examples=20)  # each with up to forty contacts
@given(_NAME, _ITEMS)
def test_no_words_lie_on_others_and_none_outside(ego: str, items: list[Item]) -> None:
    for picture in (draw_wide(ego, items), draw_narrow(ego, items)):
        labels = list(picture.labels())
        assert overlaps(labels) == []
        for label in labels:
            left, top, right, bottom = label.box
            assert 0 <= left <= right <= picture.width, label
            assert 0 <= top < bottom <= picture.height, label


@settings(max_examples=20)  # each with up to forty contacts
@given(_NAME, _ITEMS)
def test_the_same_network_is_drawn_the_same(ego: str, items: list[Item]) -> None:
    assert draw_wide(ego, items) == draw_wide(ego, items)
    assert draw_narrow(ego, items) == draw_narrow(ego, items)


def test_lines_cross_no_name() -> None:
    items = [
        Item(f"Somebody of number {n}", (Thread("met or spoke 3", (Strand(EventStatus.STATED, 16),), "with", False),)) for n in range(40)
    ]
    picture = draw_wide("Ada Quill", items)
    centre = picture.ego[0] + picture.ego[2] / 2, picture.ego[1] + picture.ego[3] / 2
    names = [label.box for label in picture.labels()][1:]
    for item in picture.items:
        (x, y, _) = item.dots[0]
        points = [(centre[0] + (x - centre[0]) * t / 50, centre[1] + (y - centre[1]) * t / 50) for t in range(51)]
        assert not [box for box in names if any(box[0] < px < box[2] and box[1] < py < box[3] for px, py in points)]


def arrow_points_at(path: str) -> float:
    """Where on the way from left to right an arrowhead's tip lies, against its base."""
    numbers = [float(number) for number in path.strip("MZ").replace("L", " ").split()]
    return numbers[0] - (numbers[2] + numbers[4]) / 2


@pytest.mark.parametrize(("way", "sign"), [("to", 1), ("from", -1)])
def test_arrowhead_points_to_whom_it_is_done(way: str, sign: int) -> None:
    item = Item("Bo", (Thread("x", (Strand(EventStatus.STATED, 1),), way, False),))
    for picture in (draw_wide("Ada", [item]), draw_narrow("Ada", [item])):  # the contact stands at the right of the person in both
        (stroke,) = picture.items[0].threads[0].strokes
        assert arrow_points_at(stroke.arrow) * sign > 0
    (mutual,) = draw_wide("Ada", [Item("Bo", (Thread("x", (Strand(EventStatus.STATED, 1),), "with", False),))]).items[0].threads[0].strokes
    assert mutual.arrow == ""


def test_lines_tell_status_by_dashes_and_origins_by_width() -> None:
    strands = tuple(Strand(status, n) for status, n in zip(EventStatus, (1, 4, 16), strict=True))
    (thread,) = draw_wide("Ada", [Item("Bo", (Thread("x", strands, "with", True),))]).items[0].threads
    assert len({stroke.dash for stroke in thread.strokes}) == 3
    assert thread.strokes[0].dash == ""
    assert thread.strokes[0].width < thread.strokes[1].width < thread.strokes[2].width
    assert thread.mark is not None


def test_a_picture_of_few_says_on_whose_word_each_edge_is(town_corpus: Corpus) -> None:
    view = view_of(town_corpus, query="kind=CONSULT")
    told = [thread.holders.text for item in view.wide.items for thread in item.threads if thread.holders]
    assert "The Bell +2 ≠ Tidewater Wire" in told
    assert [thread.holders.text for item in view.narrow.items for thread in item.threads if thread.holders] == told
    crowd = [Item(f"Somebody {n}", (Thread("met", (Strand(EventStatus.STATED, 1),), "with", False, "The Bell"),)) for n in range(21)]
    assert all(thread.holders is None for item in draw_wide("Ada", crowd).items for thread in item.threads)


def test_words_that_do_not_fit_are_cut_with_an_ellipsis() -> None:
    assert fit("Ada", 14, 100) == "Ada"
    cut = fit("Ada Quill of the Harbour Council", 14, 100)
    assert cut.endswith("…")
    assert measure(cut, 14) <= 100


def test_of_many_contacts_the_best_evidenced_are_drawn_and_the_others_said_to_be_in_the_table() -> None:
    corpus = Corpus(None, limit_s=None)
    for number in range(MOST_DRAWN + 5):
        name = f"{chr(65 + number % 26)}lva Nu{'abcdefghij'[number // 26]}ber{chr(97 + number % 26)}"
        for outlet in range(2 if number >= 5 else 1):
            corpus.add(make_reading(Happened(recipient=name), outlet=f"Paper {outlet}", filler=f"{number}"))
    view = view_of(corpus, "Ada Quill")
    assert (len(view.contacts), len(view.drawn)) == (MOST_DRAWN + 5, MOST_DRAWN)
    assert all(contact.n_origins == 2 for contact in view.drawn)
    assert view.left_out == "Drawn are the 40 contacts of most independent origins; the other 5 are in the table."


# ---------------------------------------------------------------- sentences


def test_evidence_has_both_sides_with_holder_and_a_way_to_each_reading(town_corpus: Corpus) -> None:
    view = view_of(town_corpus)
    tie = next(tie for tie in view.ties if tie.is_contradicted)
    evidence = make_evidence(town_corpus, NetworkState(view.person.voice_id, tie=tie.key), view.person)
    assert evidence is not None
    stated, denied = evidence.sides
    assert (stated.word, len(stated.places), denied.word, len(denied.places)) == ("stated", 3, "denied", 1)
    (place,) = denied.places
    assert (place.holder, place.chain, place.words) == ("Tidewater Wire", ("Radio Weir", "Tidewater Wire"), "did not meet")
    assert place.url.endswith("/event/1#w-1")
    assert make_evidence(town_corpus, NetworkState(view.person.voice_id), view.person) is None


def test_evidence_is_under_the_filters(town_corpus: Corpus) -> None:
    view = view_of(town_corpus)
    tie = next(tie for tie in view.ties if tie.is_contradicted)
    state = NetworkState(view.person.voice_id, tie=tie.key, status=EventStatus.NEGATED)
    evidence = make_evidence(town_corpus, state, view.person)
    assert evidence is not None
    assert [side.word for side in evidence.sides] == ["denied"]
    assert make_evidence(town_corpus, NetworkState(view.person.voice_id, tie=tie.key, since="2030"), view.person) is None


def test_copies_of_one_story_are_one_sentence_with_the_others_beside_it() -> None:
    corpus = Corpus(None, limit_s=None)
    for outlet in ("The Bell", "The Gull"):
        corpus.add(make_reading(Happened(), outlet=outlet, wire="Tidewater Wire"))
    view = view_of(corpus, "Ada Quill")
    evidence = make_evidence(corpus, NetworkState(view.person.voice_id, tie=view.ties[0].key), view.person)
    assert evidence is not None
    (place,) = evidence.sides[0].places
    assert [outlet for outlet, _ in place.others] == ["The Gull"]


@pytest.mark.parametrize(("sentence", "words"), [("They met and met again.", "met"), ("Nothing.", "met"), ("x" * 3000, "")])
def test_words_that_cannot_be_told_in_their_sentence_are_not_marked(sentence: str, words: str) -> None:
    before, marked, after = cut_sentence(sentence, words)
    assert (marked, after) == ("", "")
    assert before.startswith(sentence[:20])
    assert len(before) < 700


# ---------------------------------------------------------------- pages


@pytest.fixture
def mayor(client: TestClient) -> int:
    return add_town(client.app.state.service.corpus, 12)  # type: ignore[attr-defined]  # as in conftest


def page(client: TestClient, url: str) -> str:
    answer = client.get(url, headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_nobody_chosen_shows_a_search_and_the_best_connected(client: TestClient, mayor: int) -> None:
    html = page(client, "/contacts")
    links = [one.attrib["href"] for one in elements(html) if one.tag == "a" and one.attrib.get("href", "").startswith("/contacts/")]
    assert links[0] == f"/contacts/{mayor}"
    assert '<input id="q" name="q" type="search"' in html
    assert client.get("/contacts?q=harcourt", follow_redirects=False).headers["location"] == f"/contacts/{mayor}"
    assert "Nobody of that name" in page(client, "/contacts?q=Nemo")


def test_an_empty_corpus_says_where_contacts_come_from(client: TestClient) -> None:
    assert "There are none yet" in page(client, "/contacts")


def test_picture_and_table_have_the_same_edges(client: TestClient, mayor: int) -> None:
    tree = html5lib.parse(page(client, f"/contacts/{mayor}"), namespaceHTMLElements=False)
    tables = [one.attrib["data-tie"] for one in tree.iter("a") if "data-tie" in one.attrib]
    drawn = [one.attrib["data-tie"] for one in tree.iter("{http://www.w3.org/2000/svg}a") if "data-tie" in one.attrib]
    drawn = drawn or [one.attrib["data-tie"] for one in tree.iter() if one.tag == "a" and "tie" in one.attrib.get("class", "").split()]
    assert set(drawn) <= set(tables)
    assert len(set(drawn)) == len(set(tables))


def test_edge_leads_to_its_sentences_and_they_to_their_reading(client: TestClient, store: Any, mayor: int) -> None:
    corpus = client.app.state.service.corpus  # type: ignore[attr-defined]  # as in conftest
    venn = corpus.parties("Lucia Venn")[0].voice_id
    html = page(client, f"/contacts/{mayor}?tie={venn}-ACCUSE-from")
    assert "Lucia Venn accused or blamed Ines Harcourt" in html
    assert html.count("In the reading") == 2


def test_voices_of_a_reading_and_the_page_of_a_person_lead_to_contacts(client: TestClient, rich: str, mayor: int) -> None:
    links = [one.attrib.get("href", "") for one in elements(page(client, f"/r/{rich}")) if one.tag == "a"]
    assert "/contacts?q=Lucia%20Venn" in links
    assert f'href="/contacts/{mayor}"' in page(client, f"/people/{mayor}")
    assert f'href="/people/{mayor}"' in page(client, f"/contacts/{mayor}")


def test_what_was_not_understood_is_said_on_the_page(client: TestClient, mayor: int) -> None:
    assert "is no date" in page(client, f"/contacts/{mayor}?since=soon")
    assert "Nothing fits" in page(client, f"/contacts/{mayor}?since=2030")


@pytest.mark.parametrize("path", ["/contacts/0", "/contacts/x", "/contacts/999999", "/contacts/" + "9" * 300, "/contacts/%00"])
def test_a_voice_that_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"accept": "text/html"}).status_code == 404


# ---------------------------------------------------------------- hostile words


@pytest.mark.parametrize("words", PAYLOADS[::10])
def test_a_hostile_name_becomes_no_element_and_no_attribute(client: TestClient, words: str) -> None:
    name = f"Eve {words}".replace("\0", "\ufffd")
    corpus = client.app.state.service.corpus  # type: ignore[attr-defined]  # as in conftest
    corpus.add(
        make_reading(Happened(name, "Boris Vell"), Happened("Boris Vell", name, type=EventType.ACCUSE), outlet=words, roles={name: [words]})
    )
    vell = corpus.parties("Boris Vell")[0].voice_id
    other = next(tie.key for tie in view_of(corpus, "Boris Vell").ties)
    for url in (f"/contacts/{vell}?tie={other}", f"/contacts/{other.other_id}", "/contacts"):
        for one in elements(page(client, url)):
            assert one.tag not in ("img", "iframe", "object", "embed", "base", "math", "style"), url
            assert not [key for key in one.attrib if str(key).startswith("on") or key == "style"], url
            if one.tag == "script":
                assert one.attrib["src"].startswith("/static/")
            assert all(one.attrib[key].startswith(("/", "#")) for key in ("href", "src", "action") if key in one.attrib), url
    svg = client.get(f"/contacts/{vell}/export/svg").text
    tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "path", "g", "text", "circle"}


@pytest.mark.parametrize("words", PAYLOADS[::15])
def test_a_hostile_address_becomes_no_element_and_no_attribute(client: TestClient, mayor: int, words: str) -> None:
    query = urlencode({"q": words, "holder": words, "since": words, "kind": words, "status": words, "origins": words, "tie": words})
    for url in (f"/contacts?{query}", f"/contacts/{mayor}?{query}"):
        for one in elements(page(client, url)):
            assert one.tag not in ("img", "iframe", "object", "embed", "base", "math", "style"), url
            assert not [key for key in one.attrib if str(key).startswith("on") or key == "style"], url
    assert client.get(f"/contacts/{mayor}/export/svg?{query}").status_code == 200


def test_a_name_that_turns_the_line_is_shown_with_its_control(client: TestClient) -> None:
    corpus = client.app.state.service.corpus  # type: ignore[attr-defined]  # as in conftest
    corpus.add(make_reading(Happened("Ada \u202eQuill", "Boris Vell")))
    vell = corpus.parties("Boris Vell")[0].voice_id
    html = page(client, f"/contacts/{vell}")
    assert "‹RLO›" in html
    assert "\u202e" not in client.get(f"/contacts/{vell}/export/svg").text


# ---------------------------------------------------------------- files


def test_files_have_what_the_filters_show(client: TestClient, mayor: int) -> None:
    export = f"/contacts/{mayor}/export"
    query = "?kind=ACCUSE"
    data = json.loads(client.get(f"{export}/json{query}").text)
    assert {edge["type"] for edge in data["edges"]} == {"ACCUSE"}
    rows = list(csv.DictReader(io.StringIO(client.get(f"{export}/csv{query}").text)))
    assert len(rows) == len(data["edges"])
    assert len(list(csv.DictReader(io.StringIO(client.get(f"{export}/nodes{query}").text)))) == len(data["nodes"])
    graph = networkx.parse_graphml(client.get(f"{export}/graphml{query}").text)
    assert len(graph.nodes) == len(data["nodes"])
    ElementTree.fromstring(client.get(f"{export}/gexf{query}").text)
    svg = client.get(f"{export}/svg{query}")
    assert svg.headers["content-disposition"] == 'attachment; filename="contacts-ines-harcourt.svg"'
    assert "sandbox" in svg.headers["content-security-policy"]
    assert "Only what is kinds: ACCUSE." in svg.text
    assert client.get(f"{export}/gif").status_code == 404


def test_png_is_the_picture_at_twice_its_size(client: TestClient, mayor: int) -> None:
    pytest.importorskip("resvg_py", reason="resvg_py is not installed")
    png = client.get(f"/contacts/{mayor}/export/png")
    assert png.content.startswith(b"\x89PNG")
    assert int.from_bytes(png.content[16:20], "big") == 1840


# ---------------------------------------------------------------- for programs


def test_api_tells_edges_parties_and_evidence(client: TestClient, mayor: int) -> None:
    data = client.get(f"/api/v1/contacts?voice={mayor}&kind=CONSULT&evidence=1").json()
    assert data["voice"]["name"] == MAYOR
    assert {edge["type"] for edge in data["edges"]} == {"CONSULT"}
    assert all(len(edge["evidence"]) == 1 for edge in data["edges"])
    assert client.get("/api/v1/contacts?name=Lucia+Venn").json()["voice"] is None
    assert len(client.get("/api/v1/contacts").json()["edges"]) > 5
    assert client.get("/api/v1/contacts/parties?q=harc").json()["items"][0]["voice_id"] == mayor


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("voice=999999", 404),
        ("kind=DANCE", 422),
        ("since=soon", 422),
        ("origins=0", 422),
        ("voice=1&name=x", 422),
        ("colour=red", 422),
        ("kind=ACCUSE&kind=AID", 422),
    ],
)
def test_api_says_what_is_wrong_as_problem_details(client: TestClient, mayor: int, query: str, status: int) -> None:
    answer = client.get(f"/api/v1/contacts?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
