"""Answers as tables: what goes out comes back, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.corpus.records import Count, Edge, Statement
from sayso.errors import MissingExtra
from sayso.exports.rows import column_names, rows_to_csv, rows_to_json, to_arrow, to_parquet
from sayso.reading import Span, Spans
from tests.strategies import hostile_text


@dataclass(frozen=True, slots=True)
class Row:
    """One of every sort of field."""

    name: str
    number: int | None
    share: float
    spans: Spans
    words: tuple[str, ...]
    counts: tuple[Count, ...]
    where: Span


ROWS = st.builds(
    Row,
    hostile_text,
    st.none() | st.integers(-(2**53), 2**53),
    st.floats(0, 1),
    st.just((Span(1, 2), Span(4, 9))),
    st.lists(hostile_text, max_size=2).map(tuple),
    st.builds(Count, hostile_text, st.integers(0, 9)).map(lambda count: (count,)),
    st.just(Span(0, 3)),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=3))
def test_json_comes_back_as_it_was(rows: list[Row]) -> None:
    found = json.loads(rows_to_json(rows))
    assert [(row["name"], row["number"], row["share"], tuple(row["words"])) for row in found] == [
        (row.name, row.number, row.share, row.words) for row in rows
    ]
    assert all(row["spans"] == [[1, 2], [4, 9]] for row in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROWS, max_size=3))
def test_no_cell_is_a_formula_and_the_raw_form_is_exact(rows: list[Row]) -> None:
    safe = list(csv.reader(io.StringIO(rows_to_csv(rows, Row), newline="")))
    assert safe[0] == column_names(Row)
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for line in safe for cell in line)
    raw = list(csv.DictReader(io.StringIO(rows_to_csv(rows, Row, raw=True), newline="")))
    assert [line["name"] for line in raw] == [row.name for row in rows]
    assert all(line["spans"] == "1-2 4-9" and line["where"] == "0-3" for line in raw)


@settings(max_examples=20, deadline=None)
@given(st.lists(ROWS, max_size=3))
def test_parquet_comes_back_as_it_was(rows: list[Row]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra sayso[parquet] is not installed")
    found = parquet.read_table(io.BytesIO(to_parquet(rows, Row))).to_pylist()
    assert [(row["name"], row["number"], row["where"]) for row in found] == [(row.name, row.number, {"start": 0, "end": 3}) for row in rows]


def test_types_of_arrow_hold_without_rows() -> None:
    pytest.importorskip("pyarrow", reason="the extra sayso[parquet] is not installed")
    table = to_arrow([], Statement)
    assert table.num_rows == 0
    assert table.column_names == column_names(Statement)
    assert str(table.schema.field("hands").type) == "int64"
    assert str(to_arrow([], Edge).schema.field("evidence").type).startswith("list<")


def test_without_pyarrow_the_error_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[parquet\]'"):
        to_arrow([], Row)
