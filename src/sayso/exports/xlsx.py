"""Answers of a corpus as an Excel workbook with one sheet: a header that stays, numbers as numbers, every text as text.

Decides that no cell is ever a formula: texts are written as texts, and marked so that editing one does not make it a formula either. What a
cell cannot hold (control characters, more than 32,767 characters) is replaced or cut. Needs openpyxl, of the extra ``sayso[web]``.
"""

from __future__ import annotations

import io
import re
from typing import Any, Final

from sayso.errors import MissingExtra
from sayso.exports.csv import disarm
from sayso.exports.rows import Rows, column_names, to_cell

LONGEST: Final = 32_767
"""Characters that a cell of Excel can hold."""

_NOT_CELL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
_WIDE: Final = frozenset({"words", "words_a", "words_b", "headline", "evidence", "appearances", "variants", "differences"})


def rows_to_xlsx(rows: Rows, kind: type) -> bytes:
    """The rows as a workbook; `kind` is their dataclass, which has the columns where there are no rows.

    Raises:
        MissingExtra: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
    except ImportError:
        raise MissingExtra("Excel files need openpyxl, which is not installed: pip install 'sayso[web]'; CSV needs nothing.") from None
    book = Workbook(write_only=True)
    book.properties.creator = "sayso"
    sheet = book.create_sheet(kind.__name__)
    sheet.freeze_panes = "A2"
    names = column_names(kind)
    for number, name in enumerate(names):
        sheet.column_dimensions[_letters(number)].width = 60 if name in _WIDE else 18
    header = [WriteOnlyCell(sheet, name) for name in names]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([_make_cell(WriteOnlyCell, sheet, getattr(row, name)) for name in names])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _make_cell(make: Any, sheet: Any, value: Any) -> Any:  # openpyxl has no types; values are whatever a record holds
    if isinstance(value, bool) or value is None or isinstance(value, float):
        return make(sheet, value)
    if isinstance(value, int) and abs(value) < 1 << 53:  # Excel keeps numbers as doubles
        return make(sheet, value)
    text = _NOT_CELL.sub("\ufffd", to_cell(value))
    if not text:
        return make(sheet, None)
    cell = make(sheet, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
    cell.data_type = "s"
    cell.quotePrefix = disarm(text) != text
    return cell


def _letters(number: int) -> str:
    """The name of a column, from 0: A, B ... Z, AA."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
