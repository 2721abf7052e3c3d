"""Two sides as the reader and the API show them: each line that is told to differ says in what."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import product

import pytest
from starlette.testclient import TestClient

from sayso.corpus import Corpus
from sayso.corpus.records import Comparison, WordDifference
from sayso.reading import Held, Manner
from sayso.web.corpus_state import Beside
from sayso.web.pairs import FATES, tally_fates, view_pair
from tests.corpus.making import QUILL, VELL, Said, make_reading
from tests.web.test_tables import page, rows

URL = "https://bell.example/pier"
ASKED = f"a={URL}@1&b={URL}@2"
SAME = Comparison(
    "same", (), None, QUILL, "the pier may close", "the pier may close", "k1", "k2", QUILL, QUILL, "indirect", "indirect",
    "hedged", "hedged", (),
)  # fmt: skip


@pytest.fixture
def versions(client: TestClient, corpus: Corpus) -> TestClient:
    """A service with two versions of a page: another voice and held firmer, nobody for a voice, another form and word, the same."""
    corpus.add(
        make_reading(
            Said("the pier may close in winter", QUILL, Manner.INDIRECT, Held.HEDGED),
            Said("the crew was asked to leave", VELL, Manner.INDIRECT),
            Said("the ferry sails on Monday", QUILL, Manner.INDIRECT),
            Said("no lamp was ever lit there", QUILL, Manner.INDIRECT),
            url=URL,
        )
    )
    corpus.add(
        make_reading(
            Said("the pier may close in winter", "<i>the board", Manner.INDIRECT, Held.ASSERTED),
            Said("the crew was asked to leave", "", Manner.INDIRECT),
            Said("the ferry sails on Tuesday", QUILL),
            Said("no lamp was ever lit there", QUILL, Manner.INDIRECT),
            url=URL,
        )
    )
    return client


def test_each_line_says_in_what_the_sides_differ(versions: TestClient) -> None:
    found = sorted(rows(page(versions, f"/compare?{ASKED}")))
    (board,) = [row for row in found if "winter" in row]
    assert board.startswith("Ada Quill in B: <i>the board the pier")
    assert board.endswith("said otherwise Speaker: Ada Quill in A, <i>the board in B Commitment: hedges in A, asserts in B")
    (crew,) = [row for row in found if "crew" in row]
    assert crew.endswith("said otherwise Speaker: Boris Vell in A, nobody named in B")
    (ferry,) = [row for row in found if "ferry" in row]
    assert "in B: " not in ferry
    assert ferry.endswith("said otherwise Form: reported in A, direct quote in B Words: “Tuesday” for “Monday”")
    (lamp,) = [row for row in found if "lamp" in row]
    assert lamp.endswith("there the same in both")


def test_what_is_the_same_shows_no_difference_and_one_voice() -> None:
    view = view_pair(SAME)
    assert (view.became, view.voice, view.voice_b, view.sides, view.differences) == ("the same in both", QUILL, "", (), "")


@pytest.mark.parametrize("lacks", ["a", "b"])
def test_what_one_side_lacks_is_no_difference_in_voice_form_or_commitment(lacks: str) -> None:
    fields = {f"{name}_{lacks}": None for name in ("page", "voice", "manner", "held")}
    view = view_pair(replace(SAME, fate=f"only in {'B' if lacks == 'a' else 'A'}", **{f"words_{lacks}": ""}, **fields))
    assert (view.voice, view.voice_b, view.sides, view.differences) == (QUILL, "", (), "")


def test_two_ways_to_hold_or_to_give_it_are_never_told_in_the_same_words() -> None:
    for name, values in (("held", Held), ("manner", Manner)):
        for one, other in product(values, values):
            if one is not other:
                view = view_pair(replace(SAME, fate="changed", changed=(name,), **{f"{name}_a": one.value, f"{name}_b": other.value}))
                (sides,) = view.sides
                assert sides.a != sides.b
                assert sides.a
                assert sides.b


def test_differences_of_words_beyond_a_dozen_are_counted() -> None:
    changed = replace(SAME, fate="changed", changed=("words",), differences=(WordDifference("changed", "may", "will"),) * 12)
    assert view_pair(changed).differences.count("“will” for “may”") == 12
    assert "more" not in view_pair(changed).differences
    longer = replace(
        changed, differences=(*changed.differences, WordDifference("left out", "close", ""), WordDifference("put in", "", "it"))
    )
    assert view_pair(longer).differences.endswith("“will” for “may”; and 2 more")


def test_fates_that_occur_are_counted_and_lead_to_themselves() -> None:
    found = tally_fates([SAME, SAME, replace(SAME, fate="only in B")], Beside("A", "B", "changed"))
    assert [(words, n, is_on) for words, n, _, is_on in found] == [
        (FATES["changed"], 0, True),
        (FATES["same"], 2, False),
        ("only in B", 1, False),
    ]
    assert [url for _, _, url, _ in found] == ["/compare?a=A&b=B", "/compare?a=A&b=B&fate=same", "/compare?a=A&b=B&fate=only+in+B"]


def test_files_and_the_api_name_what_is_changed_with_both_sides(versions: TestClient) -> None:
    items = {one["words_a"]: one for one in versions.get(f"/api/v1/compare?{ASKED}").json()["items"]}
    board = items["the pier may close in winter"]
    assert board["changed"] == ["voice", "held"]
    assert [board[name] for name in ("voice_a", "voice_b", "held_a", "held_b")] == [QUILL, "<i>the board", "hedged", "asserted"]
    assert items["the ferry sails on Monday"]["changed"] == ["manner", "words"]
    assert items["no lamp was ever lit there"]["changed"] == []
    files = {suffix: versions.get(f"/compare.{suffix}?{ASKED}") for suffix in ("json", "csv")}
    assert {one["words_a"]: one for one in files["json"].json()} == items
    told = {row["words_a"]: row for row in csv.DictReader(io.StringIO(files["csv"].text))}
    assert told["the pier may close in winter"]["changed"] == "voice; held"
    assert told["the crew was asked to leave"]["voice_b"] == ""


def test_the_workbook_has_what_is_changed(versions: TestClient) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(io.BytesIO(versions.get(f"/compare.xlsx?{ASKED}").content)).active
    header, *lines = sheet.iter_rows(values_only=True)
    told = {row["words_a"]: row for row in (dict(zip(header, line, strict=True)) for line in lines)}
    board = told["the pier may close in winter"]
    assert (board["changed"], board["held_a"], board["held_b"]) == ("voice; held", "hedged", "asserted")


def test_the_description_of_the_api_names_the_fields() -> None:
    from sayso.web.openapi import build_openapi

    document = build_openapi()
    schema = document["components"]["schemas"]["CorpusComparison"]
    assert schema["properties"]["changed"] == {"type": "array", "items": {"type": "string"}}
    assert {f"{name}_{side}" for name in ("voice", "manner", "held") for side in "ab"} <= set(schema["required"])
    answer = document["paths"]["/api/v1/compare"]["get"]["responses"]["200"]["content"]["application/json"]
    assert [one["changed"] for one in answer["example"]["items"]] == [["words"], ["voice", "held"]]
