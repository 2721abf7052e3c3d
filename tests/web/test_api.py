"""The REST API: what it answers, what it refuses and how it says so."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.exports.formats import FORMATS
from sayso.exports.json import load_schema, to_json
from tests.web.conftest import Store
from tests.web.pages import rich_reading

TEXT = "Well runs dry\n\nQuill said the well was dry. Nobody was surprised at all in the town."


def problem(answer: Any, status: int) -> str:
    """The sentence of a problem, once it is one by RFC 9457."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert {"type", "title", "status", "detail"} <= body.keys()
    assert body["status"] == status
    return str(body["detail"])


# ---------------------------------------------------------------- reading


def test_a_text_is_read_and_stored(client: TestClient) -> None:
    answer = client.post("/api/v1/read", json={"text": TEXT, "url": "https://news.example/well"})
    assert answer.status_code == 200
    reading = answer.json()
    jsonschema.validate(reading, load_schema())
    assert reading["page"]["url"] == "https://news.example/well"
    start, end = reading["attributions"][0]["content"][0]
    assert reading["page"]["text"][start:end] == "the well was dry"
    assert client.get(answer.headers["location"]).json() == reading


def test_a_source_of_html_and_a_file_are_read(client: TestClient) -> None:
    html = f"<html><body><article><h1>Well runs dry</h1><p>{TEXT.split(chr(10))[-1]}</p></article></body></html>"
    assert len(client.post("/api/v1/read", json={"html": html, "url": "https://news.example/well"}).json()["attributions"]) == 1
    assert len(client.post("/api/v1/read", files={"file": ("well.html", html)}).json()["attributions"]) == 1


def test_the_same_page_read_again_is_stored_once(client: TestClient) -> None:
    ids = {client.post("/api/v1/read", json={"text": TEXT}).json()["id"] for _ in range(2)}
    assert len(ids) == 1
    assert len(client.get("/api/v1/readings").json()["items"]) == 1


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]:80/", "file:///etc/passwd", "http://0x7f.1/", ""]
)
def test_addresses_that_are_not_public_are_refused_with_a_sentence(client: TestClient, url: str) -> None:
    assert problem(client.post("/api/v1/read", json={"url": url}), 422).endswith(".")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "“text”, “html” or “url”"),
        ({"text": "a", "html": "b"}, "no field"),
        ({"text": 1}, "has to be a string"),
        ([], "has to be a JSON object"),
        ({"text": "   "}, "running text|empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client: TestClient, body: Any, words: str) -> None:
    import re

    assert re.search(words, problem(client.post("/api/v1/read", json=body), 422))


def test_a_body_that_is_no_json_and_one_of_another_kind(client: TestClient) -> None:
    assert "not JSON" in problem(client.post("/api/v1/read", content=b"{", headers={"content-type": "application/json"}), 400)
    assert "NaN" not in problem(client.post("/api/v1/read", content=b'{"text": NaN}', headers={"content-type": "application/json"}), 400)
    assert "JSON is wanted" in problem(client.post("/api/v1/read", content=b"x", headers={"content-type": "text/plain"}), 415)
    deep = b"[" * 100_000
    assert "nested" in problem(client.post("/api/v1/read", content=deep, headers={"content-type": "application/json"}), 400)


def test_half_a_surrogate_pair_and_nul_are_mended_at_the_door(client: TestClient) -> None:
    body = json.dumps({"text": f"{TEXT} \ud83d \x00 end"})
    text = client.post("/api/v1/read", content=body, headers={"content-type": "application/json"}).json()["page"]["text"]
    assert text.endswith("\ufffd  end")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(max_size=20))
def test_positions_hold_after_storing_and_reading_back(client: TestClient, before: str, held: str) -> None:
    text = f"{before} Quill said {held}😀 é it was dry.\n\nThat is all there was to say about it."
    answer = client.post("/api/v1/read", content=json.dumps({"text": text}), headers={"content-type": "application/json"})
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        reading = client.get(answer.headers["location"]).json()
        statements = client.get(f"/api/v1/readings/{reading['id']}/statements").json()["items"]
        for one in statements:
            assert [reading["page"]["text"][start:end] for start, end in one["content"]] == one["words"]["content"]


# ---------------------------------------------------------------- what was read


def test_a_reading_made_elsewhere_is_stored_as_it_is(client: TestClient) -> None:
    wire = to_json(rich_reading())
    answer = client.post("/api/v1/readings", json=wire)
    assert answer.status_code == 201
    stored = client.get(answer.headers["location"]).json()
    assert {name: stored[name] for name in wire} == wire
    broken = wire | {"attributions": [wire["attributions"][0] | {"content": [[5, 5]]}]}
    assert "a1.content" in problem(client.post("/api/v1/readings", json=broken), 422)


def test_statements_are_filtered(client: TestClient, rich: str) -> None:
    def ids(**params: str) -> list[str]:
        return [one["id"] for one in client.get(f"/api/v1/readings/{rich}/statements", params=params).json()["items"]]

    assert ids(voice="v5") == ["a5", "a6"]
    assert ids(voice="v5", reported="distancing") == ["a6"]
    assert ids(held="denied") == ["a4"]
    assert ids(q="SPILLWAY would") == ["a1", "a3"]
    assert problem(client.get(f"/api/v1/readings/{rich}/statements?held=sometimes"), 422)
    assert "There is no parameter" in problem(client.get(f"/api/v1/readings/{rich}/statements?speaker=v5"), 422)


def test_one_statement_says_what_its_score_means_and_what_is_unknown(client: TestClient, rich: str) -> None:
    one = client.get(f"/api/v1/readings/{rich}/statements/a8").json()
    assert one["band"] == "low"
    assert "about 40 have" in one["score_means"]
    assert one["doubts"] == ["The words “it is said” name nobody."]
    assert problem(client.get(f"/api/v1/readings/{rich}/statements/zz"), 404)


def test_voices_and_chains(client: TestClient, rich: str) -> None:
    voices = {one["id"]: one for one in client.get(f"/api/v1/readings/{rich}/voices").json()["items"]}
    assert (voices["v5"]["statements"], voices["v2"]["direct_percent"]) == (2, 52)
    chain = client.get(f"/api/v1/readings/{rich}/chains/a2").json()
    assert chain["hands"] == 3
    assert [link["name"] for link in chain["chain"]] == ["Tilda Marsh", "The Vale Courier", "Morning Weir (Radio Harrow)", "Oren Pike"]
    assert chain["chain"][0]["evidence"] is None
    assert len(client.get(f"/api/v1/readings/{rich}/chains").json()["items"]) == 9


def test_headline_check(client: TestClient, rich: str) -> None:
    check = client.get(f"/api/v1/readings/{rich}/headline").json()
    assert check["verdicts"] == ["changes event"]
    assert check["findings"][0]["claim_words"] == ["admits spillway was never tested"]
    unchecked = client.post("/api/v1/check/headline", json={"text": TEXT}).json()
    assert unchecked["verdicts"] is None  # the step that checks headlines is not among those of this test


def test_quotations_are_checked_against_a_record_and_never_against_a_path(client: TestClient, rich: str) -> None:
    record = "PIKE: Nobody has told me of a full test since the gates were replaced."
    answer = client.post("/api/v1/check/quotes", json={"reading": rich, "record": record, "name": "radio"}).json()
    first = answer["items"][0]
    assert first["verdict"] == "verbatim"
    assert answer["record"]["text"] == record
    start, end = first["evidence"][0]
    assert record[start:end] in first["evidence_words"][0]
    path = client.post("/api/v1/check/quotes", json={"reading": rich, "record": "/etc/hostname"})
    assert path.status_code == 200
    assert path.json()["record"]["text"] == "/etc/hostname"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_had(client: TestClient, rich: str, name: str) -> None:
    answer = client.get(f"/api/v1/readings/{rich}/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[name].media_type
    assert answer.text == FORMATS[name].write(rich_reading())


def test_the_list_goes_on_where_it_ended(client: TestClient, store: Store) -> None:
    for number in range(5):
        client.post("/api/v1/read", json={"text": f"Page {number}\n\nQuill said the well number {number} was dry. So it goes with wells."})
    first = client.get("/api/v1/readings?limit=2").json()
    second = client.get(f"/api/v1/readings?limit=2&before={first['next']}").json()
    assert [one["headline"] for one in first["items"] + second["items"]] == ["Page 4", "Page 3", "Page 2", "Page 1"]
    assert [one["headline"] for one in client.get("/api/v1/readings?q=number 3").json()["items"]] == ["Page 3"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.sampled_from(["'; DROP TABLE reading; --", '" OR 1=1', "%", "_", "NEAR(", "a*", "col:x", "\0"]))
def test_no_search_breaks_anything(client: TestClient, query: str) -> None:
    assert client.get("/api/v1/readings", params={"q": query}).status_code == 200
    assert client.get("/readings", params={"q": query}).status_code == 200


def test_a_deleted_reading_is_gone(client: TestClient, rich: str) -> None:
    assert client.delete(f"/api/v1/readings/{rich}").status_code == 204
    assert problem(client.get(f"/api/v1/readings/{rich}"), 404)
    assert problem(client.delete(f"/api/v1/readings/{rich}"), 404)
    assert client.get(f"/r/{rich}").status_code == 404


# ---------------------------------------------------------------- corrections


def test_a_correction_is_kept_beside_the_reading_and_taken_back(client: TestClient, rich: str) -> None:
    url = f"/api/v1/readings/{rich}"
    before = client.get(url).json()
    kept = client.post(
        f"{url}/corrections", json={"kind": "speaker", "attribution": "a7", "name": "Rosa Quist", "voice_kind": "person"}
    ).json()
    assert client.get(url).json() == before
    assert client.get(f"{url}/statements/a7?corrected=true").json()["speaker"] == "Rosa Quist"
    assert client.get(f"{url}/statements/a7").json()["speaker"] == "a board member"
    page = client.get(f"{url}/corrections", headers={"accept": "application/ld+json"}).json()
    assert page["type"] == "AnnotationPage"
    assert client.delete(f"{url}/corrections/{kept['number']}").status_code == 204
    assert client.get(f"{url}/corrections").json() == {"items": []}
    assert problem(client.delete(f"{url}/corrections/{kept['number']}"), 404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "speaker", "attribution": "zz"}, 422),
        ({"kind": "sometimes", "attribution": "a1"}, 422),
        ({"kind": "range", "attribution": "a1", "content": "words that are not there"}, 422),
        ({"kind": "add", "content": ""}, 422),
        ({"kind": "commitment", "attribution": "a1", "held": "maybe"}, 422),
        ({"kind": "speaker", "attribution": "a1", "voice": "nobody of that id"}, 422),
        ({"attribution": "a1"}, 422),
    ],
)
def test_corrections_that_make_no_sense_are_refused(client: TestClient, rich: str, body: Any, status: int) -> None:
    problem(client.post(f"/api/v1/readings/{rich}/corrections", json=body), status)
    assert client.get(f"/api/v1/readings/{rich}/corrections").json() == {"items": []}


# ---------------------------------------------------------------- the others


def test_health_and_methods_that_are_not_there(client: TestClient) -> None:
    assert client.get("/health").json()["status"] == "ok"
    answer = client.put("/api/v1/read", json={})
    problem(answer, 405)
    assert "POST" in answer.headers["allow"]
    problem(client.get("/api/v1/nothing"), 404)
