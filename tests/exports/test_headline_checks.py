"""The faces of a headline's check: text, JSON, CSV and HTML tell the same."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from sayso import check_headline, from_json, to_json
from sayso.exports.headline_checks import find_verdicts, headline_checks_to_csv, headline_checks_to_json, tell_faults, why_unchecked
from sayso.exports.headline_checks_html import headline_checks_to_html
from sayso.exports.headline_checks_text import headline_checks_to_text
from sayso.exports.html import to_html
from sayso.exports.text import to_text
from sayso.reading import Reading
from tests.checks.pairs import page_of


@pytest.fixture
def mill() -> Reading:
    """A headline with a wrong sum, and a part that nothing bears on."""
    body = "The mill at Orrin has lost £3m this year, its books show. Last year it broke even.\nThe <roof> leaks."
    return check_headline(page_of("Mill loses £9m; bishop elopes with heiress", body))


@pytest.fixture
def question() -> Reading:
    return check_headline(page_of("Is the mill to close?", "The mill at Orrin will be shut in June, its owner says. It has 40 workers."))


def test_text_marks_both_sides_without_colours(mill: Reading) -> None:
    text = headline_checks_to_text(mill, width=60)
    assert "# changes amount" in text
    assert "Mill loses ›£9m‹; bishop elopes with heiress" in text
    assert "has lost ›£3m‹ this year" in text
    assert "nothing bears on it" in text
    assert "\x1b" not in text


def test_text_is_in_two_columns_where_there_is_room(mill: Reading) -> None:
    assert re.search(r"^ *headline {5,}body$", headline_checks_to_text(mill, width=100), re.MULTILINE)
    assert max(map(len, headline_checks_to_text(mill, width=100).splitlines())) <= 100


def test_colours_are_there_when_asked_for(mill: Reading) -> None:
    assert "\x1b[" in headline_checks_to_text(mill, color=True)


def test_json_has_the_form_of_a_reading_and_the_words(mill: Reading) -> None:
    told = headline_checks_to_json(mill)
    assert told["headline"] == to_json(mill)["headline"]
    assert told["headline"]["verdicts"] == ["changes amount", "unsupported"]
    assert [(claim["claim_words"], claim["body_words"]) for claim in told["claims"]] == [("£9m", "£3m"), ("bishop elopes with heiress", "")]
    assert told["unchecked"] is None


def test_csv_has_a_row_a_verdict(mill: Reading) -> None:
    rows = list(csv.DictReader(io.StringIO(headline_checks_to_csv(mill))))
    assert [row["verdict"] for row in rows] == ["changes amount", "unsupported"]
    assert rows[0]["claim_ranges"] == "11-14"


def test_html_escapes_the_page_and_asks_for_nothing(mill: Reading) -> None:
    html = headline_checks_to_html(
        check_headline(page_of("Mill <b>loses</b> £9m", "The mill <i>at</i> Orrin has lost £3m this year, its books show."))
    )
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
    assert not re.search(r"https?://|<script|<link", html)


def test_without_a_verdict_every_face_tells_why(question: Reading) -> None:
    reason = why_unchecked(question)
    assert reason is not None
    assert reason in " ".join(headline_checks_to_text(question).split())
    assert headline_checks_to_json(question)["unchecked"] == reason
    assert reason in headline_checks_to_csv(question)
    assert reason in headline_checks_to_html(question)


def test_supported_is_told_only_of_a_headline_that_is_so_throughout() -> None:
    reading = check_headline(
        page_of("Mill at Orrin leaks; bishop elopes with heiress", "The mill at Orrin leaks, and has leaked since the storm of last week.")
    )
    assert {finding.verdict for finding in reading.findings} == {"supported", "unsupported"}
    assert find_verdicts(reading) == ("unsupported",)
    assert to_json(reading)["headline"]["verdicts"] == ["unsupported"]
    assert from_json(to_json(reading)) == reading


def test_the_views_of_a_reading_say_what_is_wrong_with_its_headline_and_no_more(mill: Reading) -> None:
    faults = tell_faults(mill)
    assert [fault.partition(":")[0] for fault in faults] == ["Changes amount", "Unsupported"]
    shown = " ".join(to_text(mill, width=400).split())
    assert all(f"! {fault}" in shown for fault in faults)
    assert to_html(mill).count('class="note"') == 2
    borne_out = replace(mill, findings=tuple(replace(one, verdict="supported") for one in mill.findings))
    assert tell_faults(borne_out) == ()
    assert "!" not in to_text(borne_out)
