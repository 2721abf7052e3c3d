"""The table of an answer, in terminals of every width."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from sayso.cli.answers import draw_table

COLUMNS = (("date", lambda row: row[0]), ("voice", lambda row: row[1]), ("words", lambda row: row[2]))
ROWS = (
    ("2024-03-09", "Ada Quill", "the pier will outlast another winter, and the one after it"),
    ("2024-03-10", "", "it will not outlast this one"),
)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    return monkeypatch


@pytest.mark.parametrize("width", [40, 50, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_broken(terminal: pytest.MonkeyPatch, width: int) -> None:
    terminal.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((width, 24)))
    drawn = draw_table(ROWS, COLUMNS, None)
    assert max(map(len, drawn.splitlines())) <= width
    assert set(" ".join(" ".join(row) for row in ROWS).split()) <= set(drawn.split())


def test_where_columns_have_no_room_each_cell_stands_beside_its_heading(terminal: pytest.MonkeyPatch) -> None:
    terminal.setattr(shutil, "get_terminal_size", lambda: os.terminal_size((41, 24)))
    lines = [line.rstrip() for line in draw_table(ROWS, COLUMNS, None).splitlines()]
    assert lines[:2] == ["date   2024-03-09", "voice  Ada Quill"]
    assert lines[-3:] == ["", "date   2024-03-10", "words  it will not outlast this one"]
