from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

from sayso.exports.json import load_schema, loads
from tests.cli.conftest import Process, Sayso

FULL = Path("/dev/full")

needs_full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")


def test_a_page_is_shown_as_text(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder / "a.txt")
    assert result.exit_code == 0
    assert "Quill said [¹that the dam of a held against the flood]." in " ".join(result.stdout.split())
    assert "▏¹ Quill · said · indirect · 0.75" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_a_page_as_json_is_one_object_by_the_schema(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder / "a.txt", "--format", "json")
    written = json.loads(result.stdout)
    jsonschema.Draft202012Validator(load_schema()).validate(written)
    assert written["input"] == str(folder / "a.txt")
    assert loads(result.stdout).attributions[0].id == "a1"


def test_a_page_as_html_is_one_document(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder / "a.txt", "-f", "html")
    assert result.stdout.startswith("<!doctype html>")
    assert result.stdout.count("<html") == 1


def test_a_folder_is_read_through_and_in_order(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder, "-f", "jsonl")
    assert result.exit_code == 0
    assert [Path(json.loads(line)["input"]).name for line in result.stdout.splitlines()] == ["a.txt", "b.html", "c.htm"]


def test_several_pages_as_json_are_an_array(sayso: Sayso, folder: Path) -> None:
    assert len(json.loads(sayso("read", folder / "a.txt", folder / "b.html", "-f", "json").stdout)) == 2


def test_a_folder_with_one_page_is_an_array_too(sayso: Sayso, folder: Path) -> None:
    assert len(json.loads(sayso("read", folder / "older", "-f", "json").stdout)) == 1


def test_a_pattern_finds_its_files(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder / "**" / "*.htm*", "-f", "jsonl")
    assert [Path(json.loads(line)["input"]).name for line in result.stdout.splitlines()] == ["b.html", "c.htm"]


def test_texts_of_several_pages_are_headed_by_their_names(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder, "--workers", 2)
    assert [line for line in result.stdout.splitlines() if line.startswith("==>")] == [
        f"==> {folder / name} <==" for name in ("a.txt", "b.html", "older/c.htm")
    ]


def test_standard_input_is_a_page(sayso: Sayso, folder: Path) -> None:
    for name in ("a.txt", "b.html"):
        result = sayso("read", "-", "-f", "json", input=(folder / name).read_bytes())
        assert json.loads(result.stdout)["page"]["text"].endswith("held against the flood.")


def test_the_width_of_the_text_can_be_given(sayso: Sayso, folder: Path) -> None:
    assert max(map(len, sayso("read", folder / "a.txt", "--width", 40).stdout.splitlines())) in range(30, 41)
    assert max(map(len, sayso("read", folder / "a.txt").stdout.splitlines())) in range(70, 80)


def test_color_can_be_forced_and_forbidden(sayso: Sayso, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in sayso("read", folder / "a.txt").stdout
    assert "\x1b" not in sayso("read", folder / "a.txt", "--no-color").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in sayso("read", folder / "a.txt").stdout


# ---------------------------------------------------------------- pages that fail


def test_a_missing_page_is_one_sentence(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("read", tmp_path / "nowhere.html")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "nowhere.html" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"), [("empty.html", b""), ("blank.txt", b" \n"), ("binary.html", b"\x7fELF\x02\x01\x01\x00" * 40)]
)
def test_a_file_without_a_page_in_it_is_one_sentence(sayso: Sayso, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    result = sayso("read", tmp_path / name)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_the_pages_that_fail_are_listed_and_the_others_read(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_text("PLEASE REFUSE")
    result = sayso("read", folder, tmp_path / "nowhere.html", tmp_path / "*.none", "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    assert [line.split(":")[1].strip().rpartition("/")[2] for line in result.stderr.splitlines()[:2]] == ["*.none", "bad.txt"]
    assert f"{folder / 'bad.txt'}: there is nothing to read on this page" in result.stderr
    assert result.stderr.splitlines()[-1] == "sayso: 3 read, 3 not."


def test_a_folder_without_pages_is_a_failure(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("read", tmp_path)
    assert result.exit_code == 1
    assert "there is no page (*.html, *.htm, *.xhtml, *.txt) in this folder" in result.stderr


def test_an_array_without_readings_is_empty(sayso: Sayso, tmp_path: Path) -> None:
    assert json.loads(sayso("read", tmp_path, "-f", "json").stdout) == []


def test_a_page_that_kills_its_process_costs_that_page(sayso: Sayso, folder: Path) -> None:
    (folder / "bad.txt").write_text("PLEASE DIE")
    result = sayso("read", folder, "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    assert "killed (SIGKILL)" in result.stderr


def test_a_page_that_hangs_costs_that_page(sayso: Sayso, folder: Path) -> None:
    bad = folder / "bad.txt"
    bad.write_text("PLEASE HANG")
    result = sayso("read", folder / "a.txt", bad, folder / "a.txt", "-f", "jsonl", "--time-limit", 4)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert f"{bad}: it took longer than 4 seconds and was given up" in result.stderr


def test_a_file_name_cannot_drive_the_terminal(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("read", tmp_path / "x\x1b]0;owned\x07.html")
    assert "\x1b" not in result.stderr
    assert "x‹ESC›]0;owned‹BEL›.html" in result.stderr


# ---------------------------------------------------------------- wrong usage


@pytest.mark.parametrize(
    "arguments",
    [["read"], ["read", "x", "--format", "pdf"], ["read", "x", "--workers", "0"], ["read", "x", "--width", "3"], ["raed"], ["--nope"]],
)
def test_wrong_usage_has_its_own_exit_code(sayso: Sayso, arguments: list[str]) -> None:
    result = sayso(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_html_is_for_one_page(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder, "-f", "html")
    assert result.exit_code == 2
    assert "html shows one page" in result.stderr


# ---------------------------------------------------------------- output


def test_a_file_is_written_whole_and_alone(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "readings.jsonl"
    out.parent.mkdir()
    out.write_text("what was there before")
    out.chmod(0o640)
    result = sayso("read", folder, "-f", "jsonl", "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len([loads(line) for line in out.read_text(encoding="utf-8").splitlines()]) == 3
    assert list(out.parent.iterdir()) == [out]
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_a_file_is_not_touched_where_nothing_could_be_read(sayso: Sayso, tmp_path: Path) -> None:
    out = tmp_path / "reading.html"
    out.write_text("what was there before")
    assert sayso("read", tmp_path / "nowhere.html", "-f", "html", "-o", out).exit_code == 1
    assert out.read_text() == "what was there before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_link_stays_a_link(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("")
    link.symlink_to(target)
    assert sayso("read", folder / "a.txt", "-o", link).exit_code == 0
    assert link.is_symlink()
    assert "Quill" in target.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_one_sentence(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    result = sayso("read", folder / "a.txt", "-o", tmp_path / "nowhere" / "x.txt")
    assert result.exit_code == 1
    assert result.stderr == f"sayso: Cannot write to {tmp_path / 'nowhere' / 'x.txt'}: No such file or directory.\n"


@needs_full_device
@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_a_full_disk_is_one_sentence(start_sayso: Process, folder: Path, format_: str) -> None:
    with FULL.open("w") as full:
        process = start_sayso("read", folder / "a.txt", "-f", format_, stdout=full.fileno())
        _, complaint = process.communicate()
    assert process.returncode == 1
    assert complaint == "sayso: Cannot write to standard output: No space left on device.\n"


@needs_full_device
def test_a_full_disk_stops_a_run_over_many_pages(sayso: Sayso, folder: Path) -> None:
    result = sayso("read", folder, "-f", "jsonl", "-o", FULL)
    assert result.exit_code == 1
    assert result.stderr == "sayso: Cannot write to /dev/full: No space left on device.\n"


def test_a_reader_that_has_seen_enough_is_no_error(start_sayso: Process, folder: Path) -> None:
    process = start_sayso("read", folder, "-f", "text")
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.wait() == 0


# ---------------------------------------------------------------- Ctrl-C


def interrupt_when_something_is_written(process: subprocess.Popen[str], folder: Path) -> str:
    """Sends Ctrl-C once two readings are in the file in the making; returns what the command says."""
    deadline = time.monotonic() + 120
    while not any(part.stat().st_size > 1000 for part in folder.glob(".*.part")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    return process.communicate()[1]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_ctrl_c_keeps_what_is_done(start_sayso: Process, tmp_path: Path, format_: str) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(200):
        (pages / f"{number:03}.txt").write_text(
            f"It rained on the hill and in the valley all day. Quill said number {number}. PLEASE WAIT 0.1"
        )
    out = tmp_path / "out"
    complaint = interrupt_when_something_is_written(start_sayso("read", pages, "-f", format_, "-o", out), tmp_path)
    written = json.loads(out.read_text()) if format_ == "json" else [json.loads(line) for line in out.read_text().splitlines()]
    assert 0 < len(written) < 200
    assert [Path(reading["input"]).name for reading in written] == [f"{number:03}.txt" for number in range(len(written))]
    assert complaint == f"sayso: Stopped; {len(written)} of 200 pages were read and kept.\n"
    assert not list(tmp_path.glob(".*.part"))


def test_ctrl_c_has_its_exit_code_and_no_traceback(start_sayso: Process, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("It rained on the hill and in the valley all day long, and the hens stayed in. PLEASE WAIT 60")
    process = start_sayso("read", page, "-o", tmp_path / "out.txt")
    while not list(tmp_path.glob(".*.part")):
        assert process.poll() is None
        time.sleep(0.02)
    time.sleep(0.5)  # wherever that is: the page is long not done, and Ctrl-C is answered alike before it is begun
    os.kill(process.pid, signal.SIGINT)
    _, complaint = process.communicate()
    assert (process.returncode, complaint.strip()) == (130, "")
    assert sorted(tmp_path.iterdir()) == [page]


def test_the_statements_of_one_voice_are_picked_out(sayso: Sayso, folder: Path) -> None:
    assert "[¹that the dam of a held" in " ".join(sayso("read", folder / "a.txt", "--voice", "quill").stdout.split())
    assert "No statement on this page is of that kind." in sayso("read", folder / "a.txt", "--voice", "lund").stdout


def test_filters_hold_for_every_format(sayso: Sayso, folder: Path) -> None:
    assert json.loads(sayso("read", folder / "a.txt", "-f", "json", "--unattributed").stdout)["attributions"] == []
    assert len(json.loads(sayso("read", folder / "a.txt", "-f", "json", "--voice", "Quill").stdout)["attributions"]) == 1
    assert sayso("read", folder, "-f", "jsonl", "--hands", 1).stdout.count('"attributions": []') == 3
    assert json.loads(sayso("read", folder / "a.txt", "-f", "json", "--anonymous").stdout)["attributions"] == []
