from __future__ import annotations

import gc
import logging
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import ModelError, PageError, ReadingError
from sayso.pipeline import Failure, begin_reading, read, read_many
from sayso.reading import PAGE_VOICE_ID, Page, Reading, VoiceKind
from tests.steps import find_said, leave_alone, return_nothing

STEPS = (find_said,)


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text("It rained all week in the valley below the old mill. Quill said that the well was dry.\n", encoding="utf-8")
    return path


def pages_that(*requests: str) -> list[Page]:
    return [Page(f"Page {number}. {request}", url=f"page {number}") for number, request in enumerate(requests)]


def texts_of(readings: Iterator[Reading]) -> list[str]:
    return [reading.page.text for reading in readings]


def test_a_path_becomes_a_reading(page_file: Path) -> None:
    reading = read(page_file, steps=STEPS)
    (attribution,) = reading.attributions
    assert reading.page.words(attribution.content) == "that the well was dry"
    assert read(str(page_file), steps=STEPS) == reading


@pytest.mark.parametrize(
    ("page", "name", "kind"),
    [
        (Page("x", byline="R. Lund", outlet="The Bell"), "R. Lund", VoiceKind.PERSON),
        (Page("x", outlet="The Bell"), "The Bell", VoiceKind.OUTLET),
        (Page("x"), "the page", VoiceKind.DOCUMENT),
    ],
)
def test_the_page_voice_is_the_byline_or_the_outlet_or_the_page(page: Page, name: str, kind: VoiceKind) -> None:
    (voice,) = begin_reading(page).voices
    assert (voice.id, voice.name, voice.kind) == (PAGE_VOICE_ID, name, kind)


def test_a_step_that_returns_no_reading_is_named() -> None:
    with pytest.raises(TypeError, match="return_nothing returned a NoneType"):
        read(Page("x"), steps=[return_nothing])


def test_a_step_that_breaks_the_rules_is_caught(plain_reading: Reading) -> None:
    broken = Reading(Page("short"), attributions=plain_reading.attributions)
    with pytest.raises(ReadingError, match="in a text of 5 characters"):
        read(Page("short"), steps=[lambda _: broken])


def test_the_collector_rests_while_a_page_is_read_and_only_then() -> None:
    seen: list[bool] = []

    def look(reading: Reading) -> Reading:
        seen.append(gc.isenabled())
        return reading

    assert gc.isenabled()
    read(Page("A page."), steps=(look,))
    assert (seen, gc.isenabled()) == ([False], True)
    with pytest.raises(TypeError):
        read(Page("A page."), steps=(return_nothing,))
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        read(Page("A page."), steps=())
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_missing_file_is_a_page_error(tmp_path: Path) -> None:
    with pytest.raises(PageError):
        read(tmp_path / "nowhere.html", steps=STEPS)


@pytest.mark.parametrize("workers", [1, 2])
def test_readings_come_in_the_order_of_their_pages(workers: int) -> None:
    pages = pages_that("PLEASE WAIT 0.2", "", "", "", "", "", "", "", "", "")
    assert texts_of(read_many(pages, workers=workers, steps=STEPS)) == [page.text for page in pages]


@pytest.mark.parametrize("workers", [1, 2])
def test_one_bad_page_costs_one_page(workers: int, caplog: pytest.LogCaptureFixture) -> None:
    failures: list[Failure] = []
    pages = pages_that("", "PLEASE REFUSE", "PLEASE FAIL", "")
    with caplog.at_level(logging.WARNING, "sayso"):
        texts = texts_of(read_many(pages, workers=workers, steps=STEPS, on_failure=failures.append))
    assert texts == [pages[0].text, pages[3].text]
    assert [failure.source for failure in failures] == ["page 1", "page 2"]
    assert failures[0].reason == "there is nothing to read on this page"
    assert "ZeroDivisionError: a fault of ours" in failures[1].reason
    assert "_obey" in failures[1].trace
    assert len(caplog.records) == 2


def test_a_page_cannot_write_a_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    page = Page("PLEASE REFUSE", url="x\nWARNING all is well")
    assert list(read_many([page], steps=STEPS)) == []
    assert "\n" not in caplog.records[0].getMessage()


def test_a_page_that_hangs_kills_or_leaves_costs_that_page_only() -> None:
    failures: list[Failure] = []
    pages = pages_that("", "PLEASE DIE", "PLEASE LEAVE", "PLEASE PRINT", "")
    texts = texts_of(read_many(pages, workers=2, steps=STEPS, on_failure=failures.append))
    assert texts == [pages[0].text, pages[3].text, pages[4].text]
    assert "killed (SIGKILL)" in failures[0].reason
    assert "exit code 7" in failures[1].reason


def test_a_page_that_hangs_is_given_up() -> None:
    failures: list[Failure] = []
    pages = pages_that("", "PLEASE HANG", "")  # the first page of a worker has longer, for what it imports
    texts = texts_of(read_many(pages, workers=1, time_limit_s=0.5, steps=STEPS, on_failure=failures.append))
    assert texts == [pages[0].text, pages[2].text]
    assert [failure.reason for failure in failures] == ["it took longer than 0.5 seconds and was given up"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_missing_model_stops_everything(workers: int) -> None:
    failures: list[Failure] = []
    with pytest.raises(ModelError, match="the model is gone"):
        list(read_many(pages_that("PLEASE BREAK", ""), workers=workers, steps=STEPS, on_failure=failures.append))
    assert failures == []


@pytest.mark.parametrize("workers", [1, 2])
def test_pages_are_taken_as_they_are_needed(workers: int) -> None:
    taken = 0

    def endless() -> Iterator[Page]:
        nonlocal taken
        while True:
            taken += 1
            yield Page(f"Page {taken}")

    readings = read_many(endless(), workers=workers, steps=STEPS)
    for _ in range(3):
        next(readings)
    readings.close()
    assert taken <= 3 + 4 * workers


@pytest.mark.parametrize(("workers", "time_limit_s"), [(0, None), (1, 0.0), (1, float("nan"))])
def test_wrong_numbers_are_refused_at_once(workers: int, time_limit_s: float | None) -> None:
    with pytest.raises(ValueError, match=r"it has to be|there has to be"):
        read_many([], workers=workers, time_limit_s=time_limit_s)


def test_a_step_that_no_other_process_can_import_is_refused() -> None:
    with pytest.raises(Exception, match="pickle"):
        list(read_many([Page("x")], workers=2, steps=[lambda reading: reading]))


def test_nothing_is_read_where_there_are_no_pages() -> None:
    assert list(read_many([], workers=2, steps=[leave_alone])) == []


def test_a_script_needs_no_guard_around_its_workers(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent(
            """
            from sayso.pipeline import read_many
            from sayso.reading import Page
            from tests.steps import find_said

            print("once")
            print(sum(1 for _ in read_many([Page("a"), Page("b")], workers=2, steps=[find_said])))
            """
        ),
        encoding="utf-8",
    )
    search = [str(Path(__file__).parents[1]), *sys.path]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, runpy; sys.path[:] = {search!r}; runpy.run_path({str(script)!r}, run_name='__main__')"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("once\n2\n", "")


def test_the_shipped_model_reads_a_page(page_file: Path) -> None:
    from sayso.model.files import MANIFEST, SHIPPED

    if not (SHIPPED / MANIFEST).exists():
        pytest.skip(f"the model has not been built yet: {SHIPPED / MANIFEST} is missing")
    reading = read(page_file)
    assert [reading.page.words(attribution.cue) for attribution in reading.attributions] == ["said"]
    assert reading == next(read_many([page_file], workers=2))
