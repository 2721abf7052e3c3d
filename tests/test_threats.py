"""Each row of the threats that a corpus has to withstand, with the tests that hold it; a test that goes is missed here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROWS = {
    "16 path traversal": [
        "web/test_injection.py::test_no_file_but_our_own_is_served",
        "web/test_pages.py::test_an_example_is_no_path",
        "web/test_api.py::test_quotations_are_checked_against_a_record_and_never_against_a_path",
        "cli/test_corpus.py::test_answer_goes_nowhere_but_to_the_file_that_was_named",
        "corpus/test_threats.py::test_row_names_no_file_of_this_machine",
    ],
    "17 SQL in a search": [
        "corpus/test_threats.py::test_no_text_in_a_question_is_sql",
        "corpus/test_store.py::test_questions_cannot_write",
    ],
    "18 syntax of the index": [
        "corpus/test_search.py::test_any_text_makes_a_query_that_the_index_takes",
        "corpus/test_search.py::test_hostile_text_is_words",
        "corpus/test_threats.py::test_any_text_may_be_asked_for_anywhere",
    ],
    "19 slow questions": [
        "corpus/test_store.py::test_slow_question_is_given_up",
        "web/test_corpus.py::test_question_that_takes_too_long_is_given_up_as_busy",
    ],
    "27 text that turns its neighbours round": [
        "web/test_injection.py::test_names_are_kept_from_turning_what_stands_beside_them",
        "web/test_prose.py::test_a_control_of_direction_is_drawn_as_a_mark",
        "exports/test_html.py::test_a_bidirectional_override_is_shown_as_a_mark_and_kept_out_of_sight",
    ],
    "28 two writers": [
        "corpus/test_store.py::test_second_writer_learns_at_once_who_holds_the_file",
        "corpus/test_store.py::test_two_writers_at_once_both_succeed",
    ],
    "29 killed while adding": [
        "corpus/test_store.py::test_nothing_acknowledged_is_lost_when_the_writer_is_killed",
        "corpus/test_store.py::test_one_round_of_killing",
    ],
    "30 full disk": [
        "corpus/test_store.py::test_full_disk_is_said_and_adding_goes_on_when_there_is_space",
        "corpus/test_store.py::test_limit_of_the_system_on_the_file_is_said_too",
    ],
    "31 partial model": [
        "model/test_tagger.py::test_a_partial_file_is_refused_by_name",
        "model/test_tagger.py::test_one_wrong_bit_is_refused_by_name",
    ],
    "32 clock and zones": [
        "corpus/test_dates.py::test_zone_of_the_machine_changes_no_date",
        "corpus/test_dates.py::test_dates_are_kept_in_utc_and_never_guessed",
        "corpus/test_threats.py::test_page_without_a_date_has_none_and_never_today",
        "corpus/test_threats.py::test_clock_that_is_set_back_changes_neither_order_nor_limits",
    ],
    "33 memory over a long run": ["corpus/test_store.py::test_memory_stays_flat_over_many_pages"],
}


@pytest.mark.parametrize("row", ROWS)
def test_threat_has_its_tests(row: str) -> None:
    for test in ROWS[row]:
        file, _, name = test.partition("::")
        assert re.search(rf"^def {name}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE), test
