"""Examples run as they stand: from any folder, without a word on standard error, each with something to show."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sayso

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SCRIPTS = sorted(path.name for path in EXAMPLES.glob("*.py"))
PAGES = sorted(path.name for path in (EXAMPLES / "pages").iterdir())


def run(script: str, folder: Path) -> str:
    """What a script prints when it is run from another folder."""
    result = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", str(EXAMPLES / script)],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert result.stderr == ""
    assert result.returncode == 0
    return result.stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_runs_as_it_stands(script: str, tmp_path: Path) -> None:
    assert run(script, tmp_path).strip()


def test_every_script_is_listed() -> None:
    listing = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [script for script in SCRIPTS if f"]({script})" not in listing] == []


def test_nested_voices_are_shown_as_a_tree(tmp_path: Path) -> None:
    assert "\n    " in run("nested_voices.py", tmp_path)


def test_many_pages_gives_a_reading_a_line(tmp_path: Path) -> None:
    readings = [sayso.from_json(json.loads(line)) for line in run("many_pages.py", tmp_path).splitlines()]
    assert len(readings) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_page_has_everything_that_it_is_there_to_show(name: str) -> None:
    reading = sayso.read(EXAMPLES / "pages" / name)
    assert reading.page.headline
    assert reading.page.byline
    assert {attribution.manner for attribution in reading.attributions} == set(sayso.Manner)
    assert any(len(attribution.content) > 1 for attribution in reading.attributions) or name == "market.txt"
    assert any(attribution.parent for attribution in reading.attributions)


def test_block_quotation_of_another_outlet_is_an_attribution_to_it() -> None:
    reading = sayso.read(EXAMPLES / "pages" / "ferry.html")
    outer = [one for one in reading.attributions if reading.page.words(one.source) == "The Skerrow Lantern"]
    assert len(outer) == 1
    assert any(attribution.parent == outer[0].id for attribution in reading.attributions)
