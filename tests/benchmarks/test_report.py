"""The tables of the README come from the kept results and from nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import report

ORIGIN = {
    "date": "2024-05-01",
    "machine": {"cpu": "Abacus 3000", "cores": 2, "system": "Linux x86_64"},
    "versions": {"python": "3.11.7", "sayso": "0.1.0"},
}


def figures(value: float) -> dict[str, Any]:
    recall = {manner: {"r": value, "n_gold": 10.0} for manner in ("direct", "mixed", "indirect")}
    return {name: {"f1": value} for name in ("triple", "content_exact", "source_exact", "cue_exact")} | {"triple_recall_by_type": recall}


RESULTS: dict[str, dict[str, Any]] = {
    "quality": ORIGIN | {"polnear_dev": figures(0.5), "people": figures(0.75) | {"n_articles": 18}},
    "calibration": {"ece": 0.025},
    "speed": ORIGIN
    | {
        "reading": {
            "sayso": {"words_per_second": 6000.0},
            "peer": {"words_per_second": 2000.0},
            "ratio": {"all": 3, "lowest": 2.9, "highest": 3.1},
        },
        "startup": {"wall_s": {"median": 1.25}, "peak_rss_mb": 200.4, "import_ms": {"median": 80.0}},
        "memory": {"n_pages": 3000, "bytes_per_page": -12.0},
    },
}


def test_a_place_without_results_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "read_result", lambda name: None)
    filled = report.fill("a\n<!-- figures: speed -->\nold\n<!-- end of figures -->\nz\n")
    assert filled == f"a\n<!-- figures: speed -->\n{report.UNMEASURED}<!-- end of figures -->\nz\n"


def test_figures_stand_in_the_table_as_they_were_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "read_result", RESULTS.get)
    tables = report.render_tables()
    assert "| who said what (triple F1) | 50.0 | 75.0 |" in tables["quality"]
    assert "Abacus 3000, 2 cores" in tables["quality"]
    assert "| ratio | 3.0 (2.9 to 3.1 by pass) |" in tables["speed"]
    assert "-12 bytes a page" in tables["speed"]


def test_filling_twice_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "read_result", RESULTS.get)
    once = report.fill(report.README.read_text(encoding="utf-8"))
    assert report.fill(once) == once
    assert "TODO" not in once
