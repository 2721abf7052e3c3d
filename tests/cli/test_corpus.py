"""The corpus on the command line: what is added, what is asked, and what is said when something is wrong."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.corpus import Corpus
from sayso.exports.json import dumps
from sayso.reading import EventStatus, Held, Manner
from tests.cli.conftest import Sayso
from tests.corpus.making import QUILL, VELL, Happened, Said, make_reading

ROW = {
    "text": "Pier news.\n\nQuill said the pier is safe.",
    "url": "https://bell.example/1",
    "title": "Pier",
    "date": "2021-03-01",
    "outlet": "Bell",
}


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps(ROW | {"url": "https://bell.example/2", "date": "2021-03-02"}) + "\n")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "made.sayso"
    with Corpus(path) as opened:
        opened.add(
            make_reading(
                Said("The old ferry was a floating coffin and everybody knew it"), Happened(date="2021-02-27"), url="https://bell.example/1"
            )
        )
        opened.add(
            make_reading(
                Said("The old ferry was a floating coffin"),
                Happened(status=EventStatus.NEGATED),
                outlet="The Gull\x1b[31m",
                published="2021-03-02",
                credited=["The Bell"],
                url="https://gull.example/1",
            )
        )
    return path


def asked(sayso: Sayso, *arguments: object) -> Any:  # JSON, of any type
    result = sayso(*arguments, "-f", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


# ---------------------------------------------------------------- add


def test_rows_of_json_lines_become_pages(sayso: Sayso, rows: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.sayso"
    result = sayso("add", rows, "--corpus", file)
    assert result.exit_code == 0, result.output
    assert "2 added" in result.stderr
    found = asked(sayso, "search", "safe", "-c", file)
    assert [(row["outlet"], row["published"], row["headline"]) for row in found] == [
        ("Bell", "2021-03-02", "Pier"),
        ("Bell", "2021-03-01", "Pier"),
    ]


def test_second_run_goes_on_where_the_first_stopped(sayso: Sayso, rows: Path, tmp_path: Path) -> None:
    file = tmp_path / "news.sayso"
    sayso("add", rows, "-c", file)
    with rows.open("a") as more:
        more.write(json.dumps(ROW | {"url": "https://bell.example/3", "text": "PLEASE REFUSE this."}) + "\n")
    assert "0 added" in (result := sayso("add", rows, "-c", file)).stderr
    assert "2 there already, 1 not added" in result.stderr
    assert "0 added" in (result := sayso("add", rows, "-c", file, "--again")).stderr  # they were read, and are as they were
    assert "2 there already" in result.stderr


def test_csv_files_folders_and_readings_can_be_added(sayso: Sayso, folder: Path, tmp_path: Path) -> None:
    with (folder / "table.csv").open("w", newline="") as table:
        writer = csv.DictWriter(table, ["Text", "Publisher", "Date"])
        writer.writeheader()
        writer.writerow({"Text": "Quill said the pier is “old, dear”.", "Publisher": "The Tern", "Date": "2021"})
    readings = tmp_path / "readings.jsonl"
    readings.write_text(dumps(make_reading(Said("The pier is gone"))) + "\n")
    file = tmp_path / "news.sayso"
    result = sayso("add", folder, readings, "-c", file)
    assert result.exit_code == 0, result.output
    assert "5 added" in result.stderr
    assert [row["outlet"] for row in asked(sayso, "search", "old dear", "-c", file)] == ["The Tern"]
    assert [row["voice"] for row in asked(sayso, "search", "gone", "-c", file)] == ["Ada Quill"]


def test_what_fails_is_listed_kept_and_tried_again(sayso: Sayso, tmp_path: Path) -> None:
    rows, file, report = tmp_path / "rows.jsonl", tmp_path / "news.sayso", tmp_path / "failures.jsonl"
    rows.write_text(
        "no json\n" + json.dumps({"id": 1}) + "\n" + json.dumps(ROW) + "\n" + json.dumps({"text": "PLEASE REFUSE Quill said so."}) + "\n"
    )
    result = sayso("add", rows, "-c", file, "--failures", report)
    assert result.exit_code == 1
    assert "1 added" in result.stderr
    assert "3 not added" in result.stderr
    assert [json.loads(line)["source"] for line in report.read_text().splitlines()] == [f"{rows}#1", f"{rows}#2", f"{rows}#4"]
    with Corpus(file) as opened:
        assert [failed.source for failed in opened.failures()] == [f"{rows}#1", f"{rows}#2", f"{rows}#4"]
    lines = rows.read_text().splitlines()
    rows.write_text("\n".join([json.dumps(ROW | {"url": "https://bell.example/9"}), *lines[1:]]) + "\n")
    result = sayso("add", "--retry", "-c", file)
    assert "1 added" in result.stderr
    with Corpus(file) as opened:
        assert [(failed.source, failed.n_tries) for failed in opened.failures()] == [(f"{rows}#2", 2), (f"{rows}#4", 2)]


def test_page_that_kills_its_worker_costs_that_page(sayso: Sayso, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps({"text": text}) for text in ("PLEASE DIE now.", "Quill said the pier is safe.")) + "\n")
    result = sayso("add", rows, "-c", tmp_path / "news.sayso", "--workers", "2")
    assert result.exit_code == 1
    assert "was killed (SIGKILL)" in result.stderr
    assert "1 added" in result.stderr


def test_list_of_addresses_is_taken_for_addresses(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# mine\nhttp://127.0.0.1:9/a\n\nhttp://127.0.0.1:9/b\n")
    result = sayso("add", tmp_path / "list.txt", "-c", tmp_path / "news.sayso")
    assert result.exit_code == 1
    assert "2 not added" in result.stderr


def test_standard_input_may_be_json_lines(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("add", "-", "-c", tmp_path / "news.sayso", input=json.dumps(ROW) + "\n")
    assert "1 added" in result.stderr


def test_nothing_to_add_is_wrong_usage(sayso: Sayso, tmp_path: Path) -> None:
    assert sayso("add", "-c", tmp_path / "news.sayso").exit_code == 2


# ---------------------------------------------------------------- questions


@pytest.mark.parametrize(
    "question",
    [
        ("search", "ferry"),
        ("who", "Quill"),
        ("trace", "floating coffin"),
        ("trace",),
        ("contacts",),
        ("contacts", "--contradictions"),
        ("outlets",),
    ],
)
@pytest.mark.parametrize("format_", ["table", "json", "csv", "parquet"])
def test_every_question_answers_in_every_format(
    sayso: Sayso, corpus: Path, tmp_path: Path, question: tuple[str, ...], format_: str
) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow", reason="the extra sayso[parquet] is not installed")
    out = tmp_path / "answer"
    result = sayso(*question, "-c", corpus, "-f", format_, "-o", out)
    assert result.exit_code == 0, result.output
    content = out.read_bytes()
    assert content.startswith(b"PAR1") if format_ == "parquet" else content.decode()
    if format_ == "csv":
        assert len(list(csv.reader(io.StringIO(content.decode(), newline="")))) > 1


def test_search_takes_its_filters(sayso: Sayso, corpus: Path) -> None:
    assert len(asked(sayso, "search", "ferry", "-c", corpus, "--since", "2021-03-02")) == 1
    assert (
        len(asked(sayso, "search", "-c", corpus, "--voice", "Ada Quill", "--manner", "direct", "--held", "asserted", "--hands", "1")) == 2
    )
    first = asked(sayso, "search", "ferry", "-c", corpus, "--limit", "1")
    rest = asked(sayso, "search", "ferry", "-c", corpus, "--after", first[0]["id"])
    assert [row["url"] for row in first + rest] == ["https://gull.example/1", "https://bell.example/1"]


def test_trace_tells_the_line_of_descent(sayso: Sayso, corpus: Path) -> None:
    text = sayso("trace", "floating coffin", "-c", corpus).stdout
    assert "2 pages, 2 outlets, 2 independent origins, 2 wordings; Ada Quill" in text
    assert "0 (credit)" in text
    assert "left out: and everybody knew it" in text


def test_table_shows_controls_as_marks(sayso: Sayso, corpus: Path) -> None:
    text = sayso("outlets", "-c", corpus).stdout
    assert "\x1b" not in text
    assert "‹ESC›" in text


@pytest.mark.parametrize("format_", ["graphml", "gexf", "ftm"])
def test_contacts_go_out_as_a_network(sayso: Sayso, corpus: Path, format_: str) -> None:
    text = sayso("contacts", "-c", corpus, "-f", format_).stdout
    assert VELL in text


def test_compare_and_merges(sayso: Sayso, corpus: Path) -> None:
    assert [row["fate"] for row in asked(sayso, "compare", "The Bell", "Gull", "-c", corpus)] == ["changed"]
    (merge,) = [row for row in asked(sayso, "who", "Ada Quill", "--merges", "-c", corpus) if row["page"]]
    assert asked(sayso, "who", "Ada Quill", "--undo", merge["id"], "-c", corpus) == []
    assert len(asked(sayso, "who", "Ada Quill", "-c", corpus)) == 2


URL = "https://bell.example/planks"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    """A corpus of two versions of a page: one statement has another voice and is held firmer, one is quoted and has another word."""
    path = tmp_path / "versions.sayso"
    master = "the harbour master"
    with Corpus(path) as opened:
        opened.add(
            make_reading(
                Said("the rotten planks sank the ferry", QUILL, Manner.INDIRECT, Held.HEDGED),
                Said("the granite pier will be heavier", VELL, Manner.INDIRECT),
                Said("the regatta is off", "", Manner.INDIRECT),
                url=URL,
            )
        )
        opened.add(
            make_reading(
                Said("the rotten planks sank the ferry", master, Manner.INDIRECT, Held.ASSERTED),
                Said("the granite pier will be lighter", VELL, Manner.DIRECT),
                Said("the regatta is off", master, Manner.INDIRECT),
                url=URL,
            )
        )
    return path


def last_column(table: str) -> str:
    """The words of the last column, "differences", whose cells may be wrapped."""
    lines = table.splitlines()
    (at,) = [line.index("differences") for line in lines if "differences" in line]
    return " ".join(" ".join(line[at:] for line in lines).split())


def test_table_of_a_comparison_shows_what_is_changed(sayso: Sayso, versions: Path) -> None:
    text = last_column(sayso("compare", f"{URL}@1", URL, "-c", versions).stdout)
    assert "voice: Ada Quill > the harbour master; held: hedged > asserted" in text
    assert "manner: indirect > direct; changed: heavier > lighter" in text
    assert "voice: nobody named > the harbour master" in text


def test_table_of_a_comparison_says_how_many_differences_it_leaves_out(sayso: Sayso, tmp_path: Path) -> None:
    words = "one bell two gulls three piers four ferries five planks six quays seven masts eight"
    other = words.replace("one", "1").replace("two", "2").replace("three", "3").replace("four", "4").replace("five", "5")
    path = tmp_path / "numbers.sayso"
    with Corpus(path) as opened:
        opened.add(make_reading(Said(words), url=URL))
        opened.add(make_reading(Said(other.replace("six", "6").replace("seven", "7")), url=URL))
    assert last_column(sayso("compare", f"{URL}@1", URL, "-c", path).stdout).endswith("changed: five > 5; and 2 more")


def test_files_of_a_comparison_have_what_is_changed_and_both_sides_of_it(sayso: Sayso, versions: Path) -> None:
    written = csv.DictReader(io.StringIO(sayso("compare", f"{URL}@1", URL, "-c", versions, "-f", "csv").stdout))
    assert [row["changed"] for row in written] == ["voice; held", "manner; words", "voice"]
    (row, *_) = asked(sayso, "compare", f"{URL}@1", URL, "-c", versions)
    assert row["changed"] == ["voice", "held"]
    assert [row[name] for name in ("voice_a", "voice_b", "held_a", "held_b")] == ["Ada Quill", "the harbour master", "hedged", "asserted"]


def test_missing_corpus_is_said_in_a_sentence(sayso: Sayso, tmp_path: Path) -> None:
    result = sayso("search", "pier", "-c", tmp_path / "none.sayso")
    assert result.exit_code == 1
    assert "There is no corpus" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (("search", "pier", "--held", "tightly"), "There is no held 'tightly'; there are asserted"),
        (("search", "pier", "--since", "tomorrow"), "'tomorrow' is no date"),
        (("search", "pier", "--order", "best"), "There is no order 'best'"),
        (("search", "pier", "--hands", "few"), "'few' is no number of hands"),
        (("contacts", "--type", "MEET"), "There is no type of event 'MEET'"),
        (("contacts", "--until", "soon"), "'soon' is no date"),
    ],
)
def test_wrong_value_of_an_option_is_wrong_usage_and_said_in_a_sentence(
    sayso: Sayso, corpus: Path, question: tuple[str, ...], reason: str
) -> None:
    result = sayso(*question, "-c", corpus)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_answer_goes_nowhere_but_to_the_file_that_was_named(sayso: Sayso, corpus: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    result = sayso("search", "ferry", "-c", corpus, "-f", "csv", "-o", tmp_path / "nowhere" / "a.csv")
    assert result.exit_code == 1
    assert {path for path in tmp_path.rglob("*") if not path.name.endswith(("-wal", "-shm"))} == before
