"""Values of the data model as compact JSON and back, for the columns of a corpus.

Decides that a field at its default is left out, a range is a pair, and a page goes without its text, which stands in a column of its own.
The form follows the dataclasses themselves, so a field that is added to them is kept, and one that a stored value lacks has its default.
What is read back was written here, and is trusted. (The form for others is that of ``sayso.exports.json``.)
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeVar

from sayso.reading import Page, Reading

Value = TypeVar("Value")

_ENCODER: Final = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def pack(value: object) -> str:
    """A dataclass of the data model as JSON; a `Reading` without the text of its page."""
    return _ENCODER.encode(_out(value))


def pack_spans(spans: typing.Iterable[typing.Iterable[int]]) -> str:
    """Ranges as a JSON list of pairs."""
    return _ENCODER.encode([[int(number) for number in span] for span in spans])


def pack_list(values: typing.Iterable[object]) -> str:
    """A JSON list of strings or numbers; readable in the file, so not escaped beyond what JSON asks."""
    return json.dumps(list(values), ensure_ascii=False)


def unpack(kind: type[Value], text: str) -> Value:
    """The value of that kind that `pack` wrote."""
    read: Any = _reader  # mypy takes a type for something that cannot be a key of a cache
    value: Value = read(kind)(json.loads(text))
    return value


def unpack_reading(body: str, text: str) -> Reading:
    """The reading that `pack` wrote, with the text of its page."""
    data = json.loads(body)
    data.setdefault("page", {})["text"] = text
    read: Any = _reader  # as above
    reading: Reading = read(Reading)(data)
    return reading


def _out(value: Any) -> Any:  # anything of the data model; JSON types
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return float(value)
    if isinstance(value, tuple):  # named tuples too
        return [_out(item) for item in value]
    if dataclasses.is_dataclass(value):
        skipped = ("text",) if isinstance(value, Page) else ()
        return {
            name: _out(inner)
            for name, default in _defaults(value.__class__)
            if name not in skipped and (inner := getattr(value, name)) != default
        }
    return float(value)  # a number of numpy


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))  # MISSING equals no value


@cache
def _reader(kind: Any) -> Any:  # a type of the data model, or one of typing's; a function from JSON types to a value of it
    origin = typing.get_origin(kind)
    arguments = typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        inner = _reader(next(argument for argument in arguments if argument is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin is tuple:
        item = _reader(arguments[0])
        return lambda data: tuple([item(value) for value in data])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):
        readers = [_reader(hint) for hint in typing.get_type_hints(kind).values()]
        return lambda data: kind(*[reader(value) for reader, value in zip(readers, data, strict=True)])
    return lambda data: data


def _dataclass_reader(kind: Any) -> Any:  # as above
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(data: dict[str, Any]) -> Any:  # the values are of any JSON type
        return kind(**{name: readers[name](value) for name, value in data.items() if name in readers})

    return read
