"""The pages for people: what each says, and that every state of the reading view has an address."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import html5lib
import jinja2
import pytest
from starlette.testclient import TestClient

from sayso.reading import Check, Doubt, Finding, Held, Reading
from sayso.web import views
from sayso.web.app import HERE
from sayso.web.routes.pages import load_examples
from tests.web.conftest import Store
from tests.web.pages import rich_reading

HTML = {"accept": "text/html"}


def page(client: TestClient, url: str, status: int = 200) -> Any:
    """A page, parsed."""
    answer = client.get(url, headers=HTML)
    assert answer.status_code == status, answer.text
    return html5lib.parse(answer.text, namespaceHTMLElements=False)


def by_id(tree: Any, identifier: str) -> Any:
    return next((one for one in tree.iter() if one.get("id") == identifier), None)


def words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


# ---------------------------------------------------------------- start, list, examples


@pytest.mark.parametrize("name", [file for file, _, _ in load_examples()])
def test_every_example_is_there_and_is_read(client: TestClient, name: str) -> None:
    answer = client.post("/read", data={"example": name}, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    headline = next(headline for file, headline, _ in load_examples() if file == name)
    assert words(by_id(page(client, answer.headers["location"]), "main").find(".//h1")) == headline


def test_an_example_is_no_path(client: TestClient) -> None:
    assert client.post("/read", data={"example": "../app.py"}, headers=HTML).status_code == 404
    assert client.post("/read", data={"example": "examples.toml"}, headers=HTML).status_code == 404


def test_nothing_sent_and_files_that_are_no_pages_come_back_with_a_sentence(client: TestClient) -> None:
    assert "Nothing was sent" in client.post("/read", data={"text": " "}, headers=HTML).text
    for body, expected in ((b"%PDF-1.7 x", "a PDF"), (b"\x89PNG....", "a picture"), (b"", "empty"), (b"\0\1\2\3" * 50, "binary")):
        answer = client.post("/read", files={"file": ("it.bin", body)}, headers=HTML)
        assert answer.status_code == 422
        assert expected in answer.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_files_of_any_encoding_are_read(client: TestClient, encoding: str) -> None:
    body = "Müller said the café was closed. Nobody was surprised at all in the town.".encode(encoding)
    answer = client.post("/read", files={"file": ("it.txt", body)}, headers=HTML)
    assert "the café was closed" in answer.text


def test_readings_are_listed_searched_and_deleted(client: TestClient, rich: str) -> None:
    assert "Engineer admits" in words(page(client, "/readings?q=spillway pike"))
    assert "No reading holds these words" in words(page(client, "/readings?q=volcano"))
    answer = client.post(f"/r/{rich}/delete", follow_redirects=False)
    assert answer.headers["location"] == "/readings"
    assert "Nothing has been read yet" in words(page(client, "/readings"))


# ---------------------------------------------------------------- the reading view


def test_the_voice_is_told_by_name_the_manner_and_the_commitment_in_words(client: TestClient, rich: str) -> None:
    tree = page(client, f"/r/{rich}")
    assert words(by_id(tree, "c-a3")).startswith("3 Oren Pike … does not say · “declined to say” · reported")
    assert "~ hedges" in words(by_id(tree, "c-a7"))
    assert "↓ “claimed”, kept at a distance" in words(by_id(tree, "c-a6"))
    assert "– unknown" in words(by_id(tree, "c-a4"))  # a doubt stands against it
    assert by_id(tree, "s-a2").get("aria-describedby") == "d-a2"


def test_the_headline_check_stands_above_the_headline_with_both_sides(client: TestClient, rich: str) -> None:
    html = client.get(f"/r/{rich}").text
    assert html.index("changes event") < html.index("<h1")
    tree = page(client, f"/r/{rich}/finding/0")
    assert words(by_id(tree, "f-0")).startswith("“Nobody has told me")
    assert page(client, f"/r/{rich}/finding/7", 404) is not None


def test_events_are_told_with_their_words_and_whose_word_they_rest_on(client: TestClient, rich: str) -> None:
    tree = page(client, f"/r/{rich}/event/1")
    told = words(by_id(tree, "event-1"))
    assert "Lucia Venn met or spoke with Oren Pike" in told
    assert "stated · 8 March 2024 · the weir" in told
    assert "on the word of the page › 👩‍🔧 Mána Ó Briain" in told
    assert words(by_id(tree, "w-1")) == "met"
    assert page(client, f"/r/{rich}/event/0", 404) is not None
    assert page(client, f"/r/{rich}/event/2", 404) is not None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"findings": ()}, "Nothing is said of the headline"),
        ({"findings": (Finding(Check.HEADLINE, "supported", (), reason="The council says so."),)}, "The council says so."),
        (
            {"findings": (), "doubts": (Doubt("headline", "The body was cut short."),)},
            "The headline was not judged: the body was cut short.",
        ),
    ],
)
def test_a_headline_is_said_to_be_supported_unchecked_or_beyond_judging(
    client: TestClient, store: Store, change: Any, sentence: str
) -> None:
    tree = page(client, f"/r/{store(replace(rich_reading(), **change))}")
    assert sentence in words(tree)


def test_the_least_committed_statement_is_marked_among_several(client: TestClient, store: Store) -> None:
    reading = rich_reading()
    spans = tuple(one.content[0] for one in reading.attributions if one.id in ("a2", "a3"))
    findings = (replace(reading.findings[0], evidence=spans),)
    tree = page(client, f"/r/{store(replace(reading, findings=findings))}")
    marked = [words(one) for one in tree.iter("span") if one.get("class", "").startswith("bearer") and "least committed" in words(one)]
    assert len(marked) == 1
    assert "does not say" in marked[0]


def test_the_card_says_what_it_rests_on_and_why_something_is_unknown(client: TestClient, rich: str) -> None:
    card = words(by_id(page(client, f"/r/{rich}/statement/a8"), "card"))
    for expected in (
        "none: the page names nobody here",
        "It is not known further, because the words “it is said” name nobody.",
        "low. Of a hundred statements read with this score (0.40), about 40 have the right words and source.",
        "the model a reading by hand",
    ):
        assert expected in card
    assert "said tome" in words(by_id(page(client, f"/r/{rich}/statement/a7"), "card"))
    fragment = client.get(f"/r/{rich}/card/a2").text
    assert "https://lowwater.example/2024/spillway#:~:text=" in fragment
    assert "https://web.archive.org/web/20240312/https://lowwater.example" in fragment


def test_a_chain_has_an_address_and_lights_its_evidence(client: TestClient, rich: str) -> None:
    tree = page(client, f"/r/{rich}/chain/a2")
    assert [words(by_id(tree, f"e-{n}")) for n in (1, 2, 3)] == ["The Vale Courier", "Radio Harrow’s “Morning Weir”", "Oren Pike"]
    assert "Oren Pike’s own words were not seen" in words(by_id(tree, "card"))


@pytest.mark.parametrize(
    ("query", "on"),
    [
        ("", {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"}),
        ("voice=v5", {"a5", "a6"}),
        ("voice=v5&voice=v6", {"a5", "a6", "a7"}),
        ("only=unattributed", {"a8"}),
        ("only=anonymous", {"a7"}),
        ("only=own", set()),
        ("q=GATES", {"a1", "a2", "a5"}),
        ("only=nonsense&sort=nonsense&theme=nonsense", {"a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"}),
    ],
)
def test_filters_are_in_the_address_and_page_and_script_agree(client: TestClient, rich: str, query: str, on: set[str]) -> None:
    assert set(client.get(f"/r/{rich}/matches?{query}").json()["on"]) == on
    tree = page(client, f"/r/{rich}?{query}")
    shown = {one.get("data-s") for one in by_id(tree, "statements").iter("li") if "off" not in one.get("class", "").split()}
    assert shown - {None} == on


def test_voices_are_sorted_as_the_address_says(client: TestClient, rich: str) -> None:
    def names(sort: str) -> list[str]:
        panel = by_id(page(client, f"/r/{rich}?sort={sort}"), "voicelist")
        return [words(one) for one in panel.iter("span") if one.get("class") == "who"]

    assert names("words")[:2] == ["The Vale Courier", "Oren Pike"]
    assert names("direct")[0] == "👩‍🔧 Mána Ó Briain"
    assert names("name")[0] == "a board member"
    assert names("first")[0] == "The Vale Courier"


def test_a_reading_without_voices_or_chains_is_shown_for_what_it_is(client: TestClient, store: Store, plain_reading: Reading) -> None:
    tree = page(client, f"/r/{store(plain_reading)}/statement/a1")
    assert "Ada Quill" in words(by_id(tree, "card"))
    assert "Only nesting is known; nobody traced the chain." in words(by_id(tree, "card"))
    empty = replace(plain_reading, attributions=())
    assert "Only the page itself speaks here." in words(page(client, f"/r/{store(empty)}"))


def test_every_way_to_hold_a_statement_has_a_sign_and_a_word_of_its_own(client: TestClient) -> None:
    from sayso.web.describe import HELD

    assert set(HELD) == set(Held)
    assert len({sign for sign, _, _ in HELD.values()}) == len({word for _, word, _ in HELD.values()}) == len(Held)
    assert all(word in client.get("/help").text for _, word, _ in HELD.values())


def test_what_is_not_there_is_a_page_that_says_so(client: TestClient, rich: str) -> None:
    for url in (
        "/r/0000000000000000",
        f"/r/{rich}/statement/zz",
        f"/r/{rich}/chain/zz",
        f"/r/{rich}/verify/zz",
        f"/r/{rich}/export/docx",
        "/zz",
    ):
        tree = page(client, url, 404)
        assert words(by_id(tree, "main")).startswith("404 There is no such thing here")


# ---------------------------------------------------------------- contexts and templates


def test_every_field_of_every_context_says_what_it_holds() -> None:
    contexts = [one for one in vars(views).values() if isinstance(one, type) and is_dataclass(one) and one.__module__ == views.__name__]
    assert len(contexts) > 15
    for context in contexts:
        for one in fields(context):
            assert one.metadata.get("help", "").endswith("."), f"{context.__name__}.{one.name}"


def test_templates_escape_everything_and_carry_no_script_or_style() -> None:
    for path in (HERE / "templates").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        for forbidden in ("|safe", "Markup", "autoescape", "<style", "style=", "javascript:", "http://", "//cdn"):
            assert forbidden not in source, (path.name, forbidden)
        jinja2.Environment(autoescape=True).parse(source)


def test_scripts_and_styles_are_small_and_ask_nobody_else() -> None:
    files = [path for path in (HERE / "static").iterdir() if path.suffix in (".js", ".css")]
    assert sum(path.stat().st_size for path in files) < 150_000
    for path in files:
        source = path.read_text(encoding="utf-8")
        assert "http" not in source.replace("http://www.w3.org", ""), path.name
        assert "innerHTML" not in source
        assert "eval(" not in source


# ---------------------------------------------------------------- quotations against records


def give_record(client: TestClient, key: str, text: str, name: str) -> str:
    answer = client.post(f"/r/{key}/verify", data={"record": text, "name": name}, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_quotations_stand_beside_the_record_with_the_class_of_each_difference(client: TestClient, rich: str) -> None:
    url = give_record(client, rich, "HOST: Well?\n\nVENN: The gates were not inspected every spring.", "Council, 2024-03-11")
    tree = page(client, url)
    quotes = [words(one) for one in tree.iter("article")]
    assert "negation lost" in next(one for one in quotes if "inspected every spring" in one)
    assert "in the record: VENN" in next(one for one in quotes if "inspected every spring" in one)
    assert "Dated 11 March 2024." in words(tree)
    assert [words(one) for one in tree.iter("mark")] == ["inspected every spring"]
    assert words(page(client, url)) == words(tree)  # its address is a permalink


def test_what_is_not_here_may_be_in_another_record(client: TestClient, rich: str) -> None:
    give_record(client, rich, "PIKE: Nobody has told me of a full test since the gates were replaced.", "Radio transcript")
    tree = page(client, give_record(client, rich, "CHAIR: We are here to speak of the harbour and of nothing else today.", "Minutes"))
    first = next(words(one) for one in tree.iter("article"))
    assert "not found" in first
    assert "They are in Radio transcript: verbatim." in first


def test_captions_are_taken_with_their_times(client: TestClient, rich: str) -> None:
    captions = b"WEBVTT\n\n00:01:05.000 --> 00:01:09.000\nNobody has told me of a full test since the gates were replaced.\n"
    answer = client.post(f"/r/{rich}/verify", files={"file": ("radio.vtt", captions)}, headers=HTML)
    assert "at 1:05" in answer.text


def test_a_record_that_is_no_text_or_empty_is_refused_in_a_sentence(client: TestClient, rich: str) -> None:
    answer = client.post(f"/r/{rich}/verify", data={"record": "  "}, headers=HTML)
    assert answer.status_code == 422
    assert "No record was sent" in answer.text
    itself = give_record(client, rich, rich_reading().page.text, "the page")
    assert "is the page itself" in client.get(itself, headers=HTML).text


def test_corrections_are_listed_and_taken_along(client: TestClient, rich: str) -> None:
    for sent in (
        {"kind": "speaker", "attribution": "a8", "name": "Rosa Quist"},
        {"kind": "add", "content": "somebody signed for something", "voice": "v6"},
        {"kind": "reject", "attribution": "a6"},
    ):
        assert client.post(f"/r/{rich}/corrections", data=sent, headers=HTML).status_code == 200
    tree = page(client, f"/r/{rich}/corrections")
    assert [words(one.find(".//b")) for one in tree.iter("li") if one.find(".//form") is not None] == ["speaker", "add", "reject"]
    assert client.get(f"/r/{rich}/corrections.jsonld").json()["type"] == "AnnotationPage"
    assert len(client.get(f"/r/{rich}/corrections.jsonl").text.splitlines()) == 3
    view = page(client, f"/r/{rich}")
    assert by_id(view, "c-a6") is None
    assert "corrected" in words(by_id(view, "c-a8"))
    assert by_id(page(client, f"/r/{rich}?as=read"), "c-a6") is not None
