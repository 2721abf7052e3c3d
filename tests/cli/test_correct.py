"""``sayso correct``: a correction made in brat is in the reading that comes out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.exports.brat import to_brat
from sayso.exports.json import dumps
from sayso.reading import Reading
from tests.helpers import reading_of


@pytest.fixture
def reading() -> Reading:
    return reading_of("[source: Ines Brandt] [cue: said] [content: the harbour was shut].")


def test_a_corrected_grade_is_in_the_reading(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(dumps(reading), encoding="utf-8")
    (tmp_path / "one.ann").write_text(to_brat(reading)[1].replace("Held T1 asserted", "Held T1 hedged"), encoding="utf-8")
    result = CliRunner().invoke(app, ["correct", str(tmp_path / "one.json"), str(tmp_path / "one.ann")])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["attributions"][0]["held"] == "hedged"


def test_a_missing_file_is_named(reading: Reading, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["correct", str(tmp_path / "none.json"), str(tmp_path / "none.ann")])
    assert result.exit_code == 1
    assert "none.json" in result.stderr


def test_annotations_of_another_text_are_refused(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(dumps(reading), encoding="utf-8")
    (tmp_path / "one.ann").write_text("T1\tContent 0 4\tElse\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["correct", str(tmp_path / "one.json"), str(tmp_path / "one.ann")])
    assert result.exit_code == 1
    assert "Line 1" in result.stderr
