"""Answers of a corpus as tables: JSON, CSV, Arrow and Parquet, from any list of frozen dataclasses of one kind.

Decides how a value stands in each: JSON and Arrow keep what is nested as it is (ranges as pairs of start and end), a cell of CSV has
lists of words parted by "; ", ranges as "12-40 55-80", and anything deeper as JSON. Cells that a spreadsheet would take for formulas are
disarmed unless the raw form is asked for. Arrow and Parquet need the extra ``sayso[parquet]``; pandas is not needed, and takes the Arrow
table.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import types
import typing
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import MissingExtra
from sayso.exports.csv import disarm
from sayso.exports.json import dump
from sayso.reading import Span

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Sequence[Any]
"""Instances of one frozen dataclass."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_plain(value: Any) -> Any:  # whatever a record holds; JSON types
    """A record as JSON types: dataclasses as objects, ranges as pairs."""
    if dataclasses.is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def rows_to_json(rows: Rows) -> str:
    """The rows as a JSON array, one row a line."""
    lines = [dump(to_plain(row)) for row in rows]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def rows_to_csv(rows: Rows, kind: type, *, raw: bool = False) -> str:
    """The rows as CSV (RFC 4180) with a header; `kind` is their dataclass, which has the columns where there are no rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    names = column_names(kind)
    writer.writerow(names)
    for row in rows:
        cells = [to_cell(getattr(row, name)) for name in names]
        writer.writerow(cells if raw else [disarm(cell) for cell in cells])
    return out.getvalue()


def column_names(kind: type) -> list[str]:
    """The names of a record's fields, in order."""
    return [field.name for field in dataclasses.fields(kind)]


def to_cell(value: Any) -> str:  # whatever a record holds
    """A value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, tuple):
        if all(isinstance(item, Span) for item in value):
            return " ".join(map(to_cell, value))
        if all(isinstance(item, (str, int)) for item in value):
            return "; ".join(map(str, value))
        return json.dumps(to_plain(value), ensure_ascii=False)
    return str(value)


# ---------------------------------------------------------------- Arrow


def to_arrow(rows: Rows, kind: type) -> pa.Table:
    """The rows as an Arrow table whose types are those of the dataclass `kind`.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow = _import_arrow()
    schema = pyarrow.schema([(name, _arrow_type(hint)) for name, hint in typing.get_type_hints(kind).items()])
    return pyarrow.Table.from_pylist([_to_arrow(row) for row in rows], schema=schema)


def to_parquet(rows: Rows, kind: type) -> bytes:
    """The rows as a Parquet file.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    table = to_arrow(rows, kind)
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out)
    return out.getvalue()


def _import_arrow() -> Any:  # a module without types
    try:
        import pyarrow
    except ImportError:
        raise MissingExtra("Arrow and Parquet need pyarrow, which is not installed; `pip install 'sayso[parquet]'` adds it.") from None
    return pyarrow


def _to_arrow(value: Any) -> Any:  # whatever a record holds; what pyarrow takes
    if dataclasses.is_dataclass(value):
        return {field.name: _to_arrow(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Span):
        return value._asdict()
    if isinstance(value, (tuple, list)):
        return [_to_arrow(item) for item in value]
    # Arrow's strings are UTF-8, which has no half surrogate pairs
    return _SURROGATE.sub("�", value) if isinstance(value, str) else value


def _arrow_type(hint: Any) -> Any:  # a type of the data model, or one of typing's; a type of Arrow
    pyarrow = _import_arrow()
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _arrow_type(next(argument for argument in arguments if argument is not type(None)))
    if origin is tuple:
        return pyarrow.list_(_arrow_type(arguments[0]))
    simple = {str: pyarrow.string(), bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64()}
    if hint in simple:
        return simple[hint]
    return pyarrow.struct([(name, _arrow_type(inner)) for name, inner in typing.get_type_hints(hint).items()])
