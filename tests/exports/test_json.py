from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import ReadingError
from sayso.exports.json import dumps, from_json, load_schema, loads, to_json
from sayso.reading import Check, Finding, Page, Reading, Span, Voice, VoiceKind
from tests.strategies import readings

SPECIFICATION = Path(__file__).parents[3] / "shared" / "spec" / "reading.schema.json"


@given(readings())
def test_a_reading_comes_back_as_it_was_from_a_dictionary_a_line_and_indented_text(reading: Reading) -> None:
    line = dumps(reading)
    assert from_json(to_json(reading)) == loads(line) == loads(dumps(reading, indent=1).encode()) == reading
    assert len(line.splitlines()) == 1


@given(readings())
def test_what_is_written_keeps_the_schema(reading: Reading) -> None:
    jsonschema.Draft202012Validator(load_schema()).validate(to_json(reading))


def test_the_shipped_schema_is_the_specification() -> None:
    if not SPECIFICATION.exists():
        pytest.skip(f"the specification is not there: {SPECIFICATION}")
    assert load_schema() == json.loads(SPECIFICATION.read_text(encoding="utf-8"))


def test_the_page_names_its_voice(nested_reading: Reading) -> None:
    assert to_json(nested_reading)["page"]["voice"] == nested_reading.voices[0].id


def test_ranges_are_pairs_of_code_points() -> None:
    reading = Reading(Page("\U0001f600 yes"), voices=(Voice("v0", VoiceKind.DOCUMENT, "the page", mentions=(Span(0, 1), Span(2, 5))),))
    assert to_json(reading)["voices"][0]["mentions"] == [[0, 1], [2, 5]]


def test_a_headline_that_was_not_checked_is_null(plain_reading: Reading) -> None:
    assert to_json(plain_reading)["headline"] is None


def test_a_supported_headline_has_a_verdict_and_no_finding(plain_reading: Reading) -> None:
    reading = replace(plain_reading, findings=(Finding(Check.HEADLINE, "supported", (Span(0, 3),)),))
    assert to_json(reading)["headline"] == {"verdicts": ["supported"], "findings": []}


def test_a_finding_shows_one_range_on_either_side_and_keeps_the_others(plain_reading: Reading) -> None:
    finding = Finding(Check.HEADLINE, "drops hedge", (Span(0, 3), Span(4, 9)), (Span(10, 14),))
    written = to_json(replace(plain_reading, findings=(finding,)))
    assert written["headline"] == {
        "verdicts": ["drops hedge"],
        "findings": [{"verdict": "drops hedge", "headline": [0, 9], "body": [10, 14]}],
    }
    assert from_json(written).findings == (finding,)


def test_a_reading_by_the_schema_alone_is_taken(nested_reading: Reading) -> None:
    written = to_json(nested_reading)
    del written["findings"], written["model"]
    for extra in ("sha256", "truncated", "notes"):
        del written["page"][extra]
    for block in written["page"]["blocks"]:
        for extra in ("links", "group", "depth", "cite"):
            del block[extra]
    written["headline"] = {
        "verdicts": ["drops attribution", "unsupported"],
        "findings": [{"verdict": "drops attribution", "headline": [0, 5], "body": None}],
    }
    written["something new"] = {"is": "ignored"}
    assert from_json(written).findings == (
        Finding(Check.HEADLINE, "unsupported", ()),
        Finding(Check.HEADLINE, "drops attribution", (Span(0, 5),)),
    )


def test_the_page_voice_comes_first_wherever_it_stood(nested_reading: Reading) -> None:
    written = to_json(nested_reading)
    written["voices"].reverse()
    assert [voice.id for voice in from_json(written).voices] == ["v0", "v3", "v2", "v1"]


def _set(written: Any, path: str, value: object) -> None:  # JSON of any shape
    *parents, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in parents:
        written = written[step]
    written[last] = value


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("page", None, "page is None"),
        ("page/text", 7, "page.text is 7"),
        ("page/text", "shorter", "[0, 24)"),
        ("page/text", "half \ud83d", "half a surrogate pair at offset 5"),
        ("page/voice", "v9", "page.voice is 'v9'"),
        ("page/sha256", "0" * 64, "page.sha256"),
        ("page/truncated", "no", "page.truncated is 'no'"),
        ("page/blocks/0/kind", "banner", "page.blocks[0].kind is 'banner'; it has to be one of headline"),
        ("page/blocks/1/range", [3], "page.blocks[1].range"),
        ("page/blocks/1/range", [True, 3], "page.blocks[1].range"),
        ("page/blocks/1/depth", -1, "page.blocks[1].depth is -1"),
        ("voices", {}, "voices is a dict; it has to be a list"),
        ("voices/1/id", "v0", "'v0' is there twice"),
        ("voices/2/aliases", ["x", None], "voices[2].aliases[1] is None"),
        ("attributions/0/score", 1.5, "a1.score is 1.5"),
        ("attributions/0/score", float("nan"), "a1.score is nan"),
        ("attributions/0/score", 10**400, "attributions[0].score"),
        ("attributions/0/score", True, "attributions[0].score is True"),
        ("attributions/0/content", [], "a1.content is empty"),
        ("attributions/0/content", [[9, 4]], "a1.content has the range [9, 4)"),
        ("attributions/0/content", [[4.0, 9]], "attributions[0].content[0]"),
        ("attributions/0/content", [[0, 10**30]], "attributions[0].content[0]"),
        ("attributions/1/parent", "a9", "a2.parent is 'a9'"),
        ("attributions/0/parent", "a3", "a1.parent leads back"),
        ("attributions/2/voice", "v9", "a3.voice is 'v9'"),
        ("attributions/2/held", "gripped", "attributions[2].held is 'gripped'"),
        ("attributions/2/chain/1/voice", "v9", "a3.chain is 'v9'"),
        ("attributions/2/chain/1/evidence", "there", "attributions[2].chain[1].evidence"),
        ("events", [7], "events[0] is 7; it has to be an object"),
        ("headline", {"verdicts": ["nice"], "findings": []}, "headline.verdicts[0] is 'nice'"),
        ("headline", {"verdicts": ["supported"], "findings": []}, "headline and findings tell of different checks"),
        ("findings", [{"check": "headline", "verdict": "odd", "claim": [], "evidence": [], "record": None}], "findings[0].verdict"),
    ],
)
def test_a_broken_reading_is_refused_by_the_name_of_what_broke(nested_reading: Reading, path: str, value: object, named: str) -> None:
    written = to_json(nested_reading)
    _set(written, path, value)
    with pytest.raises(ReadingError) as caught:
        from_json(written)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("field", ["page", "voices", "attributions", "events", "headline"])
def test_a_missing_field_is_named(nested_reading: Reading, field: str) -> None:
    written = to_json(nested_reading)
    del written[field]
    with pytest.raises(ReadingError, match=f"^{field} is missing"):
        from_json(written)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", "[" * 100_000, '{"page": NaN}', b"\xff\xfe\x00", "9" * 5000])
def test_text_that_is_no_reading_is_refused(text: str | bytes) -> None:
    with pytest.raises(ReadingError):
        loads(text)


def test_a_changed_text_is_refused_because_its_positions_cannot_be_trusted(nested_reading: Reading) -> None:
    import hashlib

    page = replace(nested_reading.page, sha256=hashlib.sha256(nested_reading.page.text.encode()).hexdigest())
    written = to_json(replace(nested_reading, page=page))
    written["page"]["text"] = written["page"]["text"].replace("flood", "blood")
    with pytest.raises(ReadingError, match="positions cannot be trusted"):
        from_json(written)


@given(st.sampled_from([float("nan"), float("inf"), float("-inf")]))
def test_a_score_that_is_no_number_is_not_written(score: float) -> None:
    from tests.helpers import reading_of

    with pytest.raises(ReadingError, match=r"a1\.score"):
        dumps(reading_of("[source: She] [cue: said] [content: so].", score=score))


def test_half_a_surrogate_pair_is_written_as_an_escape() -> None:
    text = dumps(Reading(Page("half \ud83d")))
    assert "\\ud83d" in text
    assert text.encode()
