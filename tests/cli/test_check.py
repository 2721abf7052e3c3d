from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Sayso

RECORD = """ADA QUILL: We gave them the key in March, and they lost it before the summer, as they lose everything.

BEN LOWE: The key was never ours to lose."""
PAGE = """Harbour key lost again

The harbour master spoke on Monday night. “We gave them two keys in March,” said Ada Quill. “=cmd lost \x1b[31m it”, she said.
Nobody else at the meeting had much to say about it, and the hall emptied early.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE)
    return path


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "hearing.txt"
    path.write_text(RECORD)
    return path


def test_json_has_the_form_of_the_cases(sayso: Sayso, page: Path, record: Path) -> None:
    result = sayso("check", "quotes", page, "--against", record, "--format", "json")
    assert result.exit_code == 0
    first = json.loads(result.stdout)["quotes"][0]
    assert first["verdict"] == "altered"
    assert first["marked"] is False
    assert first["words"] == "“We gave them two keys in March,”"
    (start, end), *_ = first["record"]["ranges"]
    assert RECORD[start:end] == "We gave them the key in March"
    (difference,) = first["differences"]
    assert difference["kind"] == "changed"
    assert RECORD[slice(*difference["record"])] == "the key"


def test_text_shows_both_sides_with_signs(sayso: Sayso, page: Path, record: Path) -> None:
    wide = sayso("check", "quotes", page, "--against", record, "--width", 100).stdout
    narrow = sayso("check", "quotes", page, "--against", record, "--width", 40).stdout
    assert "~two keys~" in wide
    assert "~the key~" in wide
    assert any("~two keys~" in line and "~the key~" in line for line in wide.splitlines())
    assert not any("~two" in line and "~the" in line for line in narrow.splitlines())
    assert max(map(len, narrow.splitlines())) <= 40
    assert "2 quotations checked" in wide


def test_colours_repeat_the_signs(sayso: Sayso, page: Path, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = sayso("check", "quotes", page, "--against", record).stdout
    assert "\x1b[33m~two keys~" in coloured
    assert "\x1b" not in sayso("check", "quotes", page, "--against", record, "--no-color").stdout


def test_csv_is_safe_to_open(sayso: Sayso, page: Path, record: Path) -> None:
    result = sayso("check", "quotes", page, "--against", record, "-f", "csv")
    header, *rows = csv.reader(io.StringIO(result.stdout))
    assert len(rows) == 2
    assert dict(zip(header, rows[0], strict=True))["said_by"] == "ADA QUILL"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_html_stands_alone_and_escapes(sayso: Sayso, page: Path, record: Path, tmp_path: Path) -> None:
    record.write_text(RECORD.replace("the key in March", "the <b>key</b> in March"))
    out = tmp_path / "check.html"
    result = sayso("check", "quotes", page, "--against", record, "-f", "html", "-o", out)
    html = out.read_text()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "default-src 'none'" in html
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert "\x1b" not in html


def test_the_exit_code_is_one_only_for_verdicts_that_are_named(sayso: Sayso, page: Path, record: Path) -> None:
    failed = sayso("check", "quotes", page, "--against", record, "--fail-on", "altered,misattributed")
    assert (failed.exit_code, failed.stderr) == (1, "sayso: --fail-on found 1 altered.\n")
    assert sayso("check", "quotes", page, "--against", record, "--fail-on", "misattributed,cut-short").exit_code == 0
    wrong = sayso("check", "quotes", page, "--against", record, "--fail-on", "wrong")
    assert wrong.exit_code == 2
    assert "no verdict" in wrong.stderr
    assert sayso("check", "quotes", page, "--against", record, "--fail-on", "").exit_code == 2


@pytest.mark.parametrize("text", ['{"a": 1}', "{broken", "[]"])
def test_a_file_that_is_no_reading_is_named(sayso: Sayso, record: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.json").write_text(text)
    result = sayso("check", "quotes", tmp_path / "other.json", "--against", record)
    assert result.exit_code == 1
    assert "other.json is no reading" in result.stderr


def test_several_records_and_folders_may_be_given(sayso: Sayso, page: Path, record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "tape.srt").write_text("1\n00:00:01,000 --> 00:00:05,000\nADA QUILL: We gave them two keys in March.\n")
    result = sayso("check", "quotes", page, "--against", record, "--against", folder, "-f", "json")
    first = json.loads(result.stdout)["quotes"][0]
    assert (first["verdict"], first["record"]["name"], first["record"]["time_s"]) == ("verbatim", "tape.srt", 1.0)
    again = sayso("check", "quotes", page, "--against", record, folder, "-f", "json")
    assert again.stdout == result.stdout


def test_a_reading_may_be_given_instead_of_a_page(sayso: Sayso, page: Path, record: Path, tmp_path: Path) -> None:
    reading = tmp_path / "reading.json"
    reading.write_text(sayso("read", page, "-f", "json").stdout)
    from_page = sayso("check", "quotes", page, "--against", record, "-f", "json")
    assert sayso("check", "quotes", reading, "--against", record, "-f", "json").stdout == from_page.stdout


@pytest.mark.parametrize(("bad", "good"), [("nowhere.txt", "record"), ("record", "nowhere.txt")])
def test_what_is_missing_is_one_sentence(sayso: Sayso, page: Path, record: Path, tmp_path: Path, bad: str, good: str) -> None:
    arguments = (tmp_path / bad, "--against", record) if good == "record" else (page, "--against", tmp_path / "nowhere.txt")
    result = sayso("check", "quotes", *arguments)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere.txt" in result.stderr


def test_a_page_without_quotations_says_so(sayso: Sayso, record: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_text("The river rose over the lower meadow on Monday night, and the hall emptied early after the meeting.")
    assert "There is no quotation on this page." in sayso("check", "quotes", plain, "--against", record).stdout
