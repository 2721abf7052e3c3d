"""What a result says of how it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import inputs


def test_a_run_is_described_without_the_name_of_the_machine() -> None:
    described = inputs.describe_run()
    assert described["machine"]["cores"] >= 1
    assert described["versions"]["sayso"]
    assert set(described["machine"]) == {"cpu", "cores", "system"}


def test_the_digest_changes_with_any_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    before = inputs.digest([path])
    assert inputs.digest([path]) == before
    path.write_text("onE", encoding="utf-8")
    assert inputs.digest([path]) != before


def test_a_result_comes_back_rounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RESULTS", tmp_path)
    inputs.write_result("quality", {"f1": 0.123456789, "bins": [{"n": 1}]})
    assert inputs.read_result("quality") == {"f1": 0.12346, "bins": [{"n": 1}]}
    assert inputs.read_result("speed") is None
