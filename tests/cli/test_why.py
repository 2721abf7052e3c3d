from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Sayso


def test_words_of_a_page_are_answered_with_chain_and_evidence(sayso: Sayso, folder: Path) -> None:
    result = sayso("why", folder / "a.txt", "held against", "the flood")
    assert result.exit_code == 0
    assert result.stdout.startswith("“held against the flood”\n  page > Quill · indirect · asserted · neutral · 0.75\n")
    assert "Monday night. [" not in result.stdout
    assert "unknown" in result.stdout


def test_words_of_the_page_s_own_are_its_own(sayso: Sayso, folder: Path) -> None:
    result = sayso("why", folder / "b.html", "the river rose")
    assert "none: the page says it in its own voice" in result.stdout


def test_words_that_are_not_there_are_an_error_that_says_how_far_they_are(sayso: Sayso, folder: Path) -> None:
    result = sayso("why", folder / "a.txt", "the river rose quickly")
    assert result.exit_code == 1
    assert "“the river rose quickly” does not stand on" in result.stderr
    assert "“the river rose” does, and then it reads otherwise;" in result.stderr


def test_a_stored_reading_is_asked_as_its_page_is_and_is_no_page_itself(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    stored = tmp_path / "reading.json"
    stored.write_text(sayso("read", folder / "a.txt", "-f", "json").stdout, encoding="utf-8")
    assert sayso("why", stored, "held against").stdout == sayso("why", folder / "a.txt", "held against").stdout
    refused = sayso("read", stored)
    assert refused.exit_code == 1
    assert "is JSON, not HTML or plain text" in refused.stderr


def test_each_place_is_answered(sayso: Sayso, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The dam held, people thought at first. " + "The dam held all night. " * 6, encoding="utf-8")
    result = sayso("why", page, "the dam held")
    assert result.stdout.count("\n“The dam held”") + result.stdout.startswith("“The dam held”") == 5
    assert result.stdout.endswith("and in 2 more places; give more of the words to ask about one of them.\n")


def test_the_answer_goes_into_a_file(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "why.txt"
    assert sayso("why", folder / "a.txt", "the flood", "--out", out, "--width", 50).stdout == ""
    assert max(map(len, out.read_text(encoding="utf-8").splitlines())) <= 50


def test_a_page_that_is_not_there_is_an_error_in_a_sentence(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("why", tmp_path / "none.txt", "anything")
    assert result.exit_code == 1
    assert result.stderr.startswith("sayso: ")
