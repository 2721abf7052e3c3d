"""The tables of a corpus: what each row says and where it leads, addresses that are the whole state, files that do no harm."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from sayso.corpus import Corpus, store
from sayso.corpus.records import OutletRow, Statement
from sayso.exports.xlsx import rows_to_xlsx
from sayso.reading import Held, Manner, Reported
from sayso.web import tables, views_corpus
from sayso.web.app import Settings, create_app
from sayso.web.corpus_state import Beside, Listed, Search, Spread, parse_listed, parse_search
from sayso.web.limits import POLICY, Limits
from sayso.web.problems import Problem
from sayso.web.state import Theme
from tests.corpus.making import QUILL, VELL, Said, make_reading
from tests.web.conftest import perform

HTML = {"accept": "text/html"}
SAYING = "We were told in March that the granite pier would not outlast another winter"
SHORTER = "We were told that the granite pier would not outlast another winter"


@pytest.fixture(scope="module")
def shared() -> Iterator[TestClient]:
    """A service with four pages of three outlets; no test changes it."""
    app = create_app(Settings(performer=perform, warm=False, limits=Limits(question_s=60.0)))
    with TestClient(app, raise_server_exceptions=False) as client:
        corpus: Corpus = app.state.service.corpus
        corpus.add(
            make_reading(
                Said(SAYING),
                Said("the reports were lost", VELL, Manner.INDIRECT, Held.DENIED, Reported.DISTANCING),
                published="2021-03-02T07:40:00Z",
                url="https://bell.example/pier",
                headline="Nobody closed the pier",
                roles={QUILL: ["harbour master"]},
            )
        )
        corpus.add(make_reading(Said(SHORTER), outlet="The Gull", published="2021-03-05", url="https://gull.example/pier"))
        corpus.add(
            make_reading(
                Said("The ferry sails on Monday"),
                Said("the crew was asked", "", Manner.INDIRECT),
                outlet="The Gull",
                published="2022-05-01",
                url="https://gull.example/ferry",
            )
        )
        corpus.add(
            make_reading(Said("The ferry sails on Tuesday"), outlet="The Gull", published="2022-05-01", url="https://gull.example/ferry")
        )
        corpus.add(make_reading(Said("No comment", VELL), outlet=None, published=None))
        yield client


def page(client: TestClient, url: str, status: int = 200) -> Any:
    answer = client.get(url, headers=HTML)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-security-policy"] == POLICY
    return html5lib.parse(answer.text, namespaceHTMLElements=False)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def main(tree: Any) -> str:
    return words(next(one for one in tree.iter("main")))


def rows(tree: Any) -> list[str]:
    """The cells of each row, one after another."""
    return [" ".join(map(words, row)) for body in tree.iter("tbody") for row in body.iter("tr")]


def links(tree: Any, within: str = "main") -> dict[str, str]:
    """The addresses of links by their words, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter(within):
        for link in element.iter("a"):
            found.setdefault(words(link), link.get("href"))
    return found


# ---------------------------------------------------------------- search


def test_a_row_says_who_is_made_to_say_what_where_when_and_how(shared: TestClient) -> None:
    tree = page(shared, "/search?q=reports")
    (row,) = rows(tree)
    assert row == "2 March 2021 The Bell Boris Vell the reports were lost × denies · reported · ↓ kept at a distance"
    assert "1 statement." in main(tree)


def test_every_link_of_a_row_leads_somewhere(shared: TestClient) -> None:
    found = links(page(shared, "/search?q=winter"), "tbody")
    assert found["how it spread"].startswith("/sayings/")
    assert found[QUILL].startswith("/people/")
    for url in found.values():
        if not url.startswith("/r/"):
            page(shared, url)


def test_what_nobody_says_or_dates_is_said_to_be_so(shared: TestClient) -> None:
    assert "nobody named" in rows(page(shared, "/search?q=crew"))[0]
    assert rows(page(shared, "/search?q=comment"))[0].startswith("no date not named Boris Vell")


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("", 7), ("q=ferry", 2), ("q=%22granite+pier%22", 2), ("speaker=quill", 4), ("outlet=The+Gull", 4), ("manner=indirect", 2),
        ("held=denied", 1), ("reported=distancing", 1), ("kind=none", 1), ("since=2022", 3), ("until=2021", 3), ("hands=1", 6),
        ("language=unknown", 7), ("language=en", 0), ("q=ferry&since=2021&order=relevance", 2), ("q=&manner=&since=", 7),
    ],
)  # fmt: skip
def test_a_search_is_its_address(shared: TestClient, query: str, n: int) -> None:
    assert len(rows(page(shared, f"/search?{query}"))) == n
    assert len(json.loads(shared.get(f"/search.json?{query}").text)) == n


def test_each_facet_finds_as_many_as_it_counts_and_keeps_what_was_asked(shared: TestClient) -> None:
    tree = page(shared, "/search?since=2021")
    counts = 0
    for aside in tree.iter("aside"):
        for item in aside.iter("li"):
            link = item.find("a")
            if link is not None:
                counts += 1
                n = int(words(item).rsplit(" ", 1)[1])
                assert f"{n} statement" in main(page(shared, link.get("href"))), words(item)
                assert parse_qs(urlsplit(link.get("href")).query)["since"]
    assert counts > 8


def test_filters_are_listed_and_each_can_be_taken_away(shared: TestClient) -> None:
    (voice,) = [one.voice_id for one in shared.app.state.service.corpus.who(QUILL)]  # type: ignore[attr-defined]
    tree = page(shared, f"/search?q=ferry&voice={voice}&manner=direct&since=2022")
    chosen = next(one for one in tree.iter("ul") if one.get("class") == "chosen")
    assert words(chosen) == "Speaker: Ada Quill × Form: direct quote × From: 2022 ×"
    without = [link.get("href") for link in chosen.iter("a")]
    assert without[1] == f"/search?q=ferry&voice={voice}&since=2022"
    hidden = {one.get("name"): one.get("value") for one in tree.iter("input") if one.get("type") == "hidden"}
    assert hidden == {"manner": "direct", "voice": str(voice)}  # a form keeps what its fields do not show


@pytest.mark.parametrize("order", ["newest", "oldest", "relevance", "added"])
def test_paging_shows_everything_once_in_every_order(shared: TestClient, order: str) -> None:
    url, seen = f"/search?q=the&limit=2&order={order}", []
    for _ in range(9):
        tree = page(shared, url)
        seen += rows(tree)
        url = links(tree).get("Next ones", "")
        if not url:
            break
    assert len(seen) == len(set(seen)) == len(rows(page(shared, "/search?q=the&limit=50")))
    assert links(tree)["First ones"].startswith("/search?q=the")


@pytest.mark.parametrize(
    "query", ["since=spring", "manner=loud", "order=random", "voice=x", "after=-1", "hands=many", "limit=0", "language=e%25",
     f"q={'x' * 500}"],
)  # fmt: skip
def test_a_wrong_value_is_told_beside_the_form(shared: TestClient, query: str) -> None:
    tree = page(shared, f"/search?{query}", 422)
    alert = next(one for one in tree.iter("p") if one.get("role") == "alert")
    assert words(alert).endswith(".")
    assert not rows(tree)
    assert shared.get(f"/search.csv?{query}").status_code == 422


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=60))
def test_whatever_is_typed_is_words(shared: TestClient, typed: str) -> None:
    answer = shared.get("/search", params={"q": typed.encode("utf-8", "replace").decode(), "speaker": typed[:9].encode("utf-8", "replace")})
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize(
    "typed", ['"', "AND", "NEAR(", "*", "words:x", "a OR 1=1; DROP TABLE pages", "x\0y", "') UNION SELECT text FROM pages --", "^", "{}"]
)  # fmt: skip
def test_words_of_the_query_languages_are_words(shared: TestClient, typed: str) -> None:
    for url in ("/search?q={}", "/search?outlet={}", "/search?speaker={}", "/people?q={}", "/sayings?q={}", "/outlets?name={}",
                "/compare?a={}&b=The+Bell", "/search.atom?q={}", "/search.csv?q={}"):  # fmt: skip
        assert shared.get(url.format(quote(typed))).status_code in (200, 422), url
    assert len(rows(page(shared, "/search"))) == 7


# ---------------------------------------------------------------- people


def test_a_voice_has_its_sayings_with_wordings_and_first_appearance(shared: TestClient) -> None:
    people = page(shared, "/people")
    assert rows(people)[0].startswith("Ada Quill person, harbour master 4 4")
    tree = page(shared, links(people)[QUILL])
    text = main(tree)
    assert "“We were told in March that the granite pier" in text
    assert "First: 2 March 2021, The Bell. 2 pages, 2 outlets, 2 independent origins." in text
    assert "1 other wording" in text
    assert "Names taken for one" in text
    assert links(tree)["All of them"].startswith("/search?voice=")


def test_people_are_found_by_a_name_and_listed_in_parts(shared: TestClient) -> None:
    assert [row.split(" person")[0] for row in rows(page(shared, "/people?q=vell"))] == [VELL]
    first = page(shared, "/people?limit=1")
    second = page(shared, links(first)["Next ones"])
    assert rows(first) != rows(second)
    assert "Nobody of that name" in main(page(shared, "/people?q=Zzyx"))
    page(shared, "/people?after=1.x", 422)
    page(shared, "/people/999999", 404)


def test_a_merge_is_undone_and_stays_undone(client: TestClient, corpus: Corpus) -> None:
    for number in (1, 2):
        corpus.add(make_reading(Said(f"The pier of {number} is old"), url=f"https://bell.example/{number}", roles={QUILL: ["master"]}))
    (voice,) = corpus.who(QUILL)
    tree = page(client, f"/people/{voice.voice_id}")
    form = next(one for one in tree.iter("form") if "/people/merges/" in one.get("action", ""))
    assert "because" in words(next(one for one in tree.iter("section") if one.get("id") == "merges"))
    sent = {"voice": str(voice.voice_id), "decision": next(one.get("value") for one in form.iter("button"))}
    answer = client.post(form.get("action"), data=sent, follow_redirects=False)
    assert answer.headers["location"] == f"/people/{voice.voice_id}#merges"
    assert len(corpus.who(QUILL)) == 2
    assert client.post(form.get("action"), data=sent | {"decision": "explode"}).status_code == 422
    assert client.post(form.get("action"), data=sent | {"voice": "../x"}).status_code == 422
    assert client.post(form.get("action"), data=sent, headers={"origin": "https://evil.example"}).status_code == 403


# ---------------------------------------------------------------- sayings


def test_a_quotation_is_traced_to_its_spread(shared: TestClient) -> None:
    found = links(page(shared, "/sayings?q=granite pier would not outlast"))
    url = next(url for url in found.values() if url.startswith("/sayings/"))
    assert url in links(page(shared, "/sayings")).values()
    tree = page(shared, url)
    text = main(tree)
    assert "2 wordings on 2 pages of 2 outlets, from 2 independent origins; 2 March 2021 to 5 March 2021." in text
    assert "left out “in March”" in text
    table = rows(tree)
    assert len(table) == 2
    assert table[0].startswith(
        "1 2 March 2021, 07:40 UTC The Bell Nobody closed the pier Ada Quill 1 the first known wording the first known"
    )
    assert "probably follows no. 1: of the earlier ones its wording is the most alike" in table[1]


def test_picture_and_table_say_the_same_and_share_their_days(shared: TestClient) -> None:
    url = next(url for url in links(page(shared, "/sayings?q=granite pier would")).values() if url.startswith("/sayings/"))
    tree = page(shared, f"{url}?since=2021-03-03")
    ids = {row.get("id") for row in tree.iter("tr") if row.get("id")}
    marks = {mark.get("href") for mark in tree.iter("{http://www.w3.org/2000/svg}a")} or {
        mark.get("href") for svg in tree.iter("svg") for mark in svg.iter("a")
    }
    assert {f"#{one}" for one in ids} == marks == {"#o2"}
    assert "1 occurrence of 2, published from 3 March 2021." in main(tree)
    for suffix, start in (("svg", b"<svg "), ("png", b"\x89PNG")):
        answer = shared.get(f"{url}/spread.{suffix}?since=2021-03-03&theme=dark")
        assert answer.content.startswith(start)
        assert "attachment" in answer.headers["content-disposition"]
    assert len(shared.get(f"{url}.json?since=2021-03-03").json()) == 1
    assert "no date" in main(page(shared, f"{url}?since=x", 422))
    for wrong in ("/sayings/999999", f"{url}/spread.gif", f"{url}.docx", "/sayings/99999999999999999999"):
        page(shared, wrong, 404)


# ---------------------------------------------------------------- outlets, comparison


def test_outlets_are_sorted_by_any_of_their_columns_and_by_nothing_else(shared: TestClient) -> None:
    for sort in tables.SORTS:
        assert len(rows(page(shared, f"/outlets?sort={sort}"))) == 3
    assert rows(page(shared, "/outlets?sort=name"))[0].startswith("The Bell 1 2 2 50% 0% 50% 0% 1.0")
    assert rows(page(shared, "/outlets?sort=anonymous"))[0].startswith("The Gull")
    for wrong in ("rowid", "n_pages; DROP TABLE pages", "outlet DESC"):
        page(shared, f"/outlets?sort={quote(wrong)}", 422)
    assert "no outlet of that name" in main(page(shared, "/outlets?name=Zzyx"))


def test_two_outlets_stand_side_by_side(shared: TestClient) -> None:
    tree = page(shared, "/compare?a=The+Bell&b=The+Gull")
    assert "said otherwise how it spread Words: left out “in March”" in rows(tree)[0]
    assert "said otherwise 1" in main(tree)
    alone = links(tree)["said otherwise"]
    assert len(rows(page(shared, alone))) == 1
    assert links(page(shared, alone))["said otherwise"] == "/compare?a=The+Bell&b=The+Gull"
    assert "no outlet, page or address" in main(page(shared, "/compare?a=The+Bell&b=Nobody", 422))


def test_two_versions_of_a_page_stand_side_by_side(shared: TestClient) -> None:
    url = quote("https://gull.example/ferry")
    tree = page(shared, f"/compare?a={url}@1&b={url}@2")
    assert any("“Tuesday” for “Monday”" in row for row in rows(tree))
    assert any("only in A" in row for row in rows(tree))


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    "path",
    ["/search.{}?q=winter", "/people.{}", "/sayings.{}", "/sayings/1.{}", "/outlets.{}?sort=name", "/compare.{}?a=The+Bell&b=The+Gull"],
)
@pytest.mark.parametrize("suffix", list(tables.FILES))
def test_every_table_can_be_had_in_every_form(shared: TestClient, path: str, suffix: str) -> None:
    pytest.importorskip(tables.FILES[suffix].needs or "csv")
    answer = shared.get(path.format(suffix))
    assert answer.status_code == 200
    assert f".{suffix}" in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    n_rows = len(shared.get(path.format("json")).json())
    assert n_rows
    if suffix == "csv":
        assert len(list(csv.reader(io.StringIO(answer.text)))) == n_rows + 1
    elif suffix == "xlsx":
        import openpyxl

        assert openpyxl.load_workbook(io.BytesIO(answer.content)).active.max_row == n_rows + 1
    elif suffix == "parquet":
        import pyarrow.parquet

        assert pyarrow.parquet.read_table(io.BytesIO(answer.content)).num_rows == n_rows


def test_a_file_that_goes_on_says_where(shared: TestClient) -> None:
    answer = shared.get("/search.json?limit=3")
    following = answer.headers["link"].partition(">")[0][1:]
    assert [one["id"] for one in answer.json()] > [one["id"] for one in shared.get(following).json()]
    assert "link" not in shared.get("/search.json").headers
    assert shared.get("/search.docx").status_code == 404


def test_links_to_files_are_offered_only_where_they_can_be_had(shared: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"JSON", "CSV"} <= set(links(page(shared, "/search")))
    monkeypatch.setattr(tables, "find_spec", lambda name: None)
    found = links(page(shared, "/search"))
    assert "CSV" in found
    assert not {"Excel", "Parquet"} & set(found)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula_in_a_spreadsheet(formula: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    row = OutletRow(formula, 1, 1, 1, 1.0, 0.0, 0.0, 0.0, None, ())
    sheet = openpyxl.load_workbook(io.BytesIO(rows_to_xlsx([row], OutletRow))).active
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.strip() == formula.strip()
    assert sheet["B2"].value == 1


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=80))
def test_a_workbook_holds_whatever_a_page_says(words: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    row = OutletRow(words, 1, 1, 1, 1.0, 0.0, 0.0, 0.0, None, ())
    cell = openpyxl.load_workbook(io.BytesIO(rows_to_xlsx([row], OutletRow))).active["A2"]
    assert cell.data_type == "s" or (not words and cell.value is None)


def test_a_cell_is_cut_where_excel_can_hold_no_more() -> None:
    pytest.importorskip("openpyxl")
    row = OutletRow("x" * 40_000, 1, 1, 1, 1.0, 0.0, 0.0, 0.0, None, ())
    import openpyxl

    assert len(openpyxl.load_workbook(io.BytesIO(rows_to_xlsx([row], OutletRow))).active["A2"].value) == 32_767


# ---------------------------------------------------------------- contexts


def test_every_field_of_every_context_says_what_it_holds() -> None:
    contexts = [one for one in vars(views_corpus).values() if isinstance(one, type) and one.__module__ == views_corpus.__name__]
    assert len(contexts) > 15
    for context in contexts:
        for one in fields(context):
            assert one.metadata.get("help", "").endswith("."), f"{context.__name__}.{one.name}"


# ---------------------------------------------------------------- addresses


@given(
    st.builds(
        Search,
        q=st.text(alphabet='ab c"&=?#/“”é', max_size=12).map(lambda text: " ".join(text.split())),
        voice=st.none() | st.integers(1, 2**53 - 1),
        manner=st.sampled_from(["", *Manner]),
        held=st.sampled_from(["", *Held]),
        since=st.sampled_from(["", "2021", "2021-03"]),
        order=st.sampled_from(["newest", "oldest", "relevance", "added"]),
        after=st.none() | st.integers(1, 2**53 - 1),
        limit=st.integers(1, 1000),
        theme=st.sampled_from(list(Theme)),
    )
)
def test_an_address_is_the_whole_state(state: Search) -> None:
    assert parse_search(QueryParams(urlsplit(state.url()).query)) == state


def test_a_change_of_what_is_asked_begins_at_the_first_part() -> None:
    assert Search(q="pier", after=7).url(manner="direct") == "/search?q=pier&manner=direct"
    assert Search(q="pier").with_after(9) == "/search?q=pier&after=9"
    assert Spread(since="2021").url("/sayings/7", until="2022") == "/sayings/7?since=2021&until=2022"
    assert Beside("The Bell", "The Gull").url() == "/compare?a=The+Bell&b=The+Gull"
    assert Listed(after="3.4").below == (3, 4)
    for wrong in ("3", "3.4.5", "x.y", "1.99999999999999999999"):
        with pytest.raises(Problem):
            _ = parse_listed(QueryParams({"after": wrong})).below


# ---------------------------------------------------------------- nothing, too slow, hostile


def test_an_empty_corpus_says_how_pages_are_added(client: TestClient) -> None:
    for url in ("/search", "/people", "/sayings", "/outlets", "/compare"):
        assert "sayso add news/" in main(page(client, url)), url


def test_a_question_that_takes_too_long_is_a_503_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(performer=perform, warm=False, limits=Limits(question_s=0.0)))
    with TestClient(app, raise_server_exceptions=False) as client:
        app.state.service.corpus.add(make_reading(*(Said(f"The pier of {number} is old and grey") for number in range(20))))
        monkeypatch.setattr(store, "_OPS_BETWEEN_LOOKS", 1)
        for url in ("/search?q=pier", "/search.csv", "/search.atom", "/people", "/sayings", "/outlets", "/api/v1/search", "/people.json"):
            answer = client.get(url, headers=HTML)
            assert answer.status_code == 503, url
            assert "was given up" in answer.text


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '" onfocus=alert(1) x="', "\u202eevil", "javascript:alert(1)", "{{ 7*7 }}"]
)
def test_hostile_words_stay_words_on_every_page(client: TestClient, corpus: Corpus, hostile: str) -> None:
    for outlet in (hostile, "The Gull"):
        corpus.add(
            make_reading(Said(f"{hostile} is what she said of it", hostile), outlet=outlet, url=hostile, headline=hostile, byline=hostile)
        )
    voices = [one.voice_id for one in corpus.voices()]
    sayings = [one.saying for one in corpus.sayings(min_pages=1)]
    urls = ["/search", f"/search?q={quote(hostile)}&outlet={quote(hostile)}", "/people", "/sayings", "/outlets"]
    urls += [f"/compare?a={quote(hostile)}&b=The+Gull", *(f"/people/{one}" for one in voices), *(f"/sayings/{one}" for one in sayings)]
    for url in urls:
        answer = client.get(url, headers=HTML)
        assert answer.status_code in (200, 422), url
        for one in html5lib.parse(answer.text, namespaceHTMLElements=False).iter():
            if not isinstance(one.tag, str):
                continue
            assert not [name for name in one.attrib if str(name).startswith("on") or name == "style"], url
            assert one.tag != "script" or one.attrib["src"].startswith("/static/")
            for name in ("href", "src", "action"):
                assert one.attrib.get(name, "/").startswith(("/", "#")), (url, one.attrib[name])
        for name in html5lib.parse(answer.text, namespaceHTMLElements=False).iter("bdi"):
            assert "\u202e" not in (name.text or "")


# ---------------------------------------------------------------- the API


def test_programs_ask_the_same(shared: TestClient) -> None:
    found = shared.get("/api/v1/search?q=winter&facets=true").json()
    assert [one["voice"] for one in found["items"]] == [QUILL, QUILL]
    assert found["facets"]["n"] == 2
    first = shared.get("/api/v1/search?limit=3").json()
    assert first["items"][-1]["id"] == first["next"]
    assert len(shared.get(f"/api/v1/search?limit=9&after={first['next']}").json()["items"]) == 4
    (voice,) = shared.get("/api/v1/who?name=Quill").json()["items"]
    told = shared.get(f"/api/v1/who/{voice['voice_id']}").json()
    assert told["voice"]["name"] == QUILL
    assert told["sayings"][0]["first_outlet"] == "The Bell"
    (saying,) = shared.get("/api/v1/trace", params={"quotation": "granite pier would not outlast"}).json()["items"]
    assert shared.get(f"/api/v1/sayings/{saying['saying']}").json() == saying
    listed = shared.get("/api/v1/sayings?limit=1").json()
    assert listed["items"][0]["saying"] == saying["saying"]
    assert listed["next"] == f"2.{saying['saying']}"
    assert len(shared.get("/api/v1/outlets").json()["items"]) == 3
    assert shared.get("/api/v1/compare?a=The+Bell&b=The+Gull").json()["items"][0]["fate"] == "changed"


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/api/v1/search?since=2021-99", 422), ("/api/v1/search?colour=red", 422), ("/api/v1/search?q=a&q=b", 422),
        ("/api/v1/search?manner=", 422), ("/api/v1/who", 422), ("/api/v1/who?name=", 422), ("/api/v1/who/0", 422), ("/api/v1/who/x", 422),
        ("/api/v1/who/77", 404), ("/api/v1/sayings/77", 404), ("/api/v1/sayings?after=7", 422), ("/api/v1/outlets?limit=5000", 422),
        ("/api/v1/compare?a=Nobody&b=None", 422), ("/api/v1/trace", 422),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_as_problem_details(shared: TestClient, url: str, status: int) -> None:
    answer = shared.get(url)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_each_answer_and_each_example_is_as_it_is_described(shared: TestClient) -> None:
    import jsonschema

    from sayso.web.openapi import build_openapi
    from sayso.web.openapi_corpus import QUESTIONS

    document = build_openapi()
    asked = {
        "/api/v1/search": "/api/v1/search?facets=true",
        "/api/v1/who": "/api/v1/who?name=Quill",
        "/api/v1/who/{number}": "/api/v1/who/2",
        "/api/v1/trace": "/api/v1/trace?quotation=granite pier would",
        "/api/v1/sayings": "/api/v1/sayings?limit=1",
        "/api/v1/sayings/{number}": "/api/v1/sayings/1",
        "/api/v1/outlets": "/api/v1/outlets",
        "/api/v1/compare": "/api/v1/compare?a=The+Bell&b=The+Gull",
    }
    assert set(asked) == set(QUESTIONS)
    for path, question in QUESTIONS.items():
        schema = {**question.schema, "components": document["components"]}
        validator = jsonschema.Draft202012Validator(schema)
        validator.validate(question.example)
        answer = shared.get(asked[path])
        assert answer.status_code == 200, answer.text
        validator.validate(answer.json())


def test_the_view_of_a_statement_has_every_value_of_the_data_model() -> None:
    for manner in Manner:
        for held in Held:
            for reported in Reported:
                row = Statement(
                    1,
                    "p",
                    None,
                    None,
                    None,
                    None,
                    "a1",
                    "words",
                    (),
                    "",
                    "",
                    None,
                    None,
                    "none",
                    manner,
                    held,
                    reported,
                    None,
                    (),
                    "",
                    (),
                    1.0,
                )
                assert tables.view_statement(row).held
