"""The gold of tests/cases keeps its own rules, so that a low figure is the program's fault."""

from __future__ import annotations

import contextlib
import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import sayso
from benchmarks.gold import case_gold
from benchmarks.inputs import OWN_CASES, SHARED, case_folders, case_page, load_scorer
from sayso.reading import BlockKind, Held, Manner, Reported, VoiceKind, validate

CASES = [pytest.param(folder, id=folder.name) for folder in case_folders(OWN_CASES)]


def gold_of(folder: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return gold


def test_there_are_cases() -> None:
    assert len(CASES) >= 3


@pytest.mark.parametrize("folder", CASES)
def test_every_word_of_the_gold_is_on_the_page(folder: Path) -> None:
    assert case_gold(folder, sayso.open_page(case_page(folder))).missing == ()


@pytest.mark.parametrize("folder", CASES)
def test_gold_is_a_valid_reading(folder: Path) -> None:
    gold = case_gold(folder, sayso.open_page(case_page(folder))).reading
    assert validate(gold) is gold
    assert gold.attributions


@pytest.mark.parametrize("folder", CASES)
def test_contents_cues_and_sources_do_not_overlap(folder: Path) -> None:
    for attribution in case_gold(folder, sayso.open_page(case_page(folder))).reading.attributions:
        spans = sorted(attribution.content + attribution.cue + attribution.source)
        assert all(one.end <= other.start for one, other in pairwise(spans)), attribution.id


@pytest.mark.parametrize("folder", CASES)
def test_what_stands_within_an_attribution_has_it_as_parent(folder: Path) -> None:
    reading = case_gold(folder, sayso.open_page(case_page(folder))).reading
    by_id = {attribution.id: attribution for attribution in reading.attributions}
    for attribution in reading.attributions:
        if attribution.parent is not None:
            around = by_id[attribution.parent].content
            assert all(any(outer.start <= span.start and span.end <= outer.end for outer in around) for span in attribution.content)


@pytest.mark.parametrize("folder", CASES)
def test_names_in_the_gold_are_those_of_its_voices(folder: Path) -> None:
    gold = gold_of(folder)
    names = {voice["name"] for voice in gold["voices"]}
    assert {voice["kind"] for voice in gold["voices"]} <= set(VoiceKind)
    for row in gold["attributions"]:
        assert set(row["chain"]) <= names
        assert row["chain"][0] == (gold["byline"] or gold["outlet"])
        assert row["voice"] is None or row["chain"][-1] == row["voice"]
        assert row["manner"] in set(Manner)
        assert row["held"] in set(Held)
        assert row["reported"] in set(Reported)


@pytest.mark.parametrize("folder", CASES)
def test_headline_byline_and_outlet_are_found(folder: Path) -> None:
    gold, page = gold_of(folder), sayso.open_page(case_page(folder))
    assert page.headline == gold["headline"]["text"]
    assert page.byline == gold["byline"]
    if case_page(folder).suffix == ".html":
        assert page.outlet == gold["outlet"]
        assert (page.published or "")[:10] == gold["published"]


def test_block_quotation_and_post_of_the_blog_stay_blocks() -> None:
    page = sayso.open_page(case_page(OWN_CASES / "02-weir-blog"))
    kinds = [block.kind for block in page.blocks]
    assert kinds.count(BlockKind.QUOTATION) == 2
    assert BlockKind.POST in kinds


@pytest.mark.skipif(not (SHARED / "bench").is_dir(), reason="the checker of cases is not part of this project, and not beside it")
def test_the_checker_of_cases_finds_no_error() -> None:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        load_scorer("check_cases").main(["check_cases", str(OWN_CASES)])
    assert "\n0 errors, 0 warnings" in output.getvalue(), output.getvalue()
