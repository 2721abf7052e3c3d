"""``sayso check headline``: a page in, verdicts out, and an exit code that a newsroom's pipeline can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Sayso

PAGE = """Mill at Orrin loses £9m

The mill at Orrin has lost £3m this year, its books show, and the miller has asked the bank for time.

Last year it broke even. It has forty workers, and nine of them will leave in June.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_verdict_is_shown_with_both_sides(sayso: Sayso, page: Path) -> None:
    result = sayso("check", "headline", page)
    assert result.exit_code == 0
    assert "changes amount" in result.stdout
    assert "›£9m‹" in result.stdout
    assert "›£3m‹" in result.stdout


@pytest.mark.parametrize(("verdicts", "code"), [("changes-amount", 1), ("contradicted,Changes Amount", 1), ("contradicted", 0)])
def test_exit_code_is_one_only_for_the_verdicts_named(sayso: Sayso, page: Path, verdicts: str, code: int) -> None:
    assert sayso("check", "headline", page, "--fail-on", verdicts).exit_code == code


def test_unknown_verdict_is_wrong_usage(sayso: Sayso, page: Path) -> None:
    result = sayso("check", "headline", page, "--fail-on", "lies")
    assert result.exit_code == 2
    assert "lies is no verdict" in " ".join(result.stderr.replace("│", " ").split())


def test_formats_go_to_a_file(sayso: Sayso, page: Path, tmp_path: Path) -> None:
    for format_, start in (("json", "{"), ("html", "<!doctype html>"), ("csv", "page,headline,verdict")):
        out = tmp_path / f"it.{format_}"
        assert sayso("check", "headline", page, "-f", format_, "-o", out).exit_code == 0
        assert out.read_text(encoding="utf-8").startswith(start)


def test_reading_can_be_checked_as_well_as_a_page(sayso: Sayso, page: Path, tmp_path: Path) -> None:
    reading = tmp_path / "reading.json"
    assert sayso("read", page, "-f", "json", "-o", reading).exit_code == 0
    assert json.loads(sayso("check", "headline", reading, "-f", "json").stdout)["headline"]["verdicts"] == ["changes amount"]
