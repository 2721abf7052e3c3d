"""CSV: one row an attribution, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from sayso.exports.csv import COLUMNS, attribution_rows, disarm, to_csv
from sayso.reading import Reading
from tests.helpers import reading_of
from tests.strategies import readings


def test_an_attribution_is_a_row_with_its_words_and_ranges() -> None:
    reading = reading_of("[source: Ines Brandt] [cue: said] [content: the harbour was shut].")
    row = next(csv.DictReader(io.StringIO(to_csv(reading), newline="")))
    assert (row["source"], row["cue"], row["content"], row["content_ranges"]) == ("Ines Brandt", "said", "the harbour was shut", "17-37")


@given(st.text())
def test_no_cell_begins_a_formula(cell: str) -> None:
    assert not disarm(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(readings())
def test_raw_cells_come_back_as_they_were(reading: Reading) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(reading, raw=True), newline="")))
    assert rows == [list(COLUMNS), *attribution_rows(reading)]


@given(readings())
def test_every_safe_cell_is_disarmed(reading: Reading) -> None:
    for row in csv.reader(io.StringIO(to_csv(reading), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
