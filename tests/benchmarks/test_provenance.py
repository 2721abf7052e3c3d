"""Provenance is counted as its benchmark says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import provenance
from benchmarks.provenance import Source, describe, load_sources, measure_provenance

DRY = "Well found dry\n\nThe well is dry, and nobody was told.\n\nIt may rain."
WIRED = "Well found dry\n\nOLD HARBOUR (AP) — The well is dry.\n\nIt may rain."
SIGNED = DRY + "\n\n(Reporting by Ada Quill; Editing by Bo Moss)"


def test_an_agency_is_right_where_the_field_has_it() -> None:
    figures = measure_provenance([Source(WIRED, wire="AP"), Source(WIRED), Source(DRY, wire="AP")])
    assert figures["wire"] == {"p": 0.5, "r": 0.5, "found": 2, "right": 1, "wanted": 2}
    assert figures["wire_shown"] == {"r": 1.0, "wanted": 1}


def test_a_text_shows_an_agency_by_its_dateline_or_its_sign_off() -> None:
    assert Source(WIRED, wire="ap").shows_wire
    assert Source(SIGNED, wire="reuters").shows_wire
    assert not Source(SIGNED, wire="AP").shows_wire
    assert not Source(DRY, wire="AP").shows_wire
    assert not Source(WIRED).shows_wire


def test_a_credit_is_put_back_where_the_site_had_it() -> None:
    figures = measure_provenance([Source(DRY, credit="h/t: The Fen Bell."), Source(DRY)])
    assert figures["credit"] == {"p": 1.0, "r": 1.0, "found": 1, "right": 1, "wanted": 1}
    assert figures["no_false"] == {"share": 0.0, "n": 1}


def test_a_credit_that_stands_in_the_text_is_right_without_the_field() -> None:
    figures = measure_provenance([Source(DRY + "\n\nh/t The Fen Bell.")])
    assert figures["credit"]["p"] == figures["credit"]["r"] == 1.0
    assert figures["no_false"]["share"] == 1.0


def test_fields_without_a_value_are_none(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    rows = [{"text": DRY, "wire": "NA", "credit": "None"}, {"text": WIRED, "wire": "AP", "credit": "h/t: Bo Moss"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    first, second = load_sources([path])
    assert (first.wire, first.credited) == (None, None)
    assert (second.wire, second.credited) == ("AP", "Bo Moss")


def test_figures_are_described_even_where_there_is_nothing() -> None:
    assert "precision -" in describe(measure_provenance([]))


def test_without_the_corpus_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(provenance, "TRAIN", tmp_path / "train.jsonl")
    monkeypatch.setattr(provenance, "DEV", tmp_path / "dev.jsonl")
    provenance.main([])
    assert "cannot be measured" in capsys.readouterr().out
