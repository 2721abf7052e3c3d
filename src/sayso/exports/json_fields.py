"""Fields of JSON that comes from outside: each value of the type it has to be, or an error that names the field by its path.

Decides what a field may hold; which fields a reading has is decided in `json_reader`. `path` is where the object stands ("attributions[3]",
"" for the reading itself).

Raises:
    ReadingError: every function, where a field is missing or its value is of another type.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NoReturn, TypeGuard, TypeVar

from sayso.errors import ReadingError
from sayso.reading import Span, Spans

Member = TypeVar("Member", bound=StrEnum)

_LARGEST: Final = 2**53 - 1  # beyond it the numbers of JavaScript, and so of most readers of JSON, are no longer whole


def field_of(data: Mapping[str, Any], key: str, path: str) -> Any:  # any JSON value: whoever asked checks its type
    """The value of a field, which has to be there."""
    if key not in data:
        raise ReadingError(f"{_at(path, key)} is missing.")
    return data[key]


def string_of(data: Mapping[str, Any], key: str, path: str) -> str:
    """A field's text."""
    return _as_string(field_of(data, key, path), _at(path, key))


def optional_string_of(data: Mapping[str, Any], key: str, path: str, *, required: bool = True) -> str | None:
    """A field's text; None where it is null, or not there and need not be."""
    value = field_of(data, key, path) if required else data.get(key)
    return None if value is None else _as_string(value, _at(path, key))


def strings_of(data: Mapping[str, Any], key: str, path: str, *, required: bool = True) -> tuple[str, ...]:
    """A field's texts."""
    return tuple(_as_string(value, where) for value, where in items_of(data, key, path, required=required))


def boolean_of(data: Mapping[str, Any], key: str, path: str) -> bool:
    """A field's truth value; False where it is not there."""
    value = data.get(key, False)
    return value if isinstance(value, bool) else refuse(_at(path, key), "true or false", value)


def optional_boolean_of(data: Mapping[str, Any], key: str, path: str) -> bool | None:
    """A field's truth value; None where it is null or not there."""
    return None if data.get(key) is None else boolean_of(data, key, path)


def count_of(data: Mapping[str, Any], key: str, path: str) -> int:
    """A field's whole number from 0; 0 where it is not there."""
    value = data.get(key, 0)
    return value if is_count(value) else refuse(_at(path, key), "a whole number from 0", value)


def number_of(data: Mapping[str, Any], key: str, path: str) -> float:
    """A field's number."""
    value = field_of(data, key, path)
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(_at(path, key), "a number", value)
    try:
        return float(value)
    except OverflowError:
        refuse(_at(path, key), "a number in 0..1", value)


def member_of(kind: type[Member], data: Mapping[str, Any], key: str, path: str) -> Member:
    """The member of an enumeration that a field's value names."""
    value = field_of(data, key, path)
    found = next((member for member in kind if member.value == value), None)
    return found if found is not None else refuse(_at(path, key), f"one of {', '.join(kind)}", value)


def span_of(data: Mapping[str, Any], key: str, path: str) -> Span:
    """A field's range."""
    return _as_span(field_of(data, key, path), _at(path, key))


def spans_of(data: Mapping[str, Any], key: str, path: str) -> Spans:
    """A field's ranges."""
    return tuple(_as_span(value, where) for value, where in items_of(data, key, path))


def items_of(data: Mapping[str, Any], key: str, path: str, *, required: bool = True) -> Iterator[tuple[Any, str]]:
    """Each item of a list, with its path."""
    value = field_of(data, key, path) if required else data.get(key, [])
    where = _at(path, key)
    if not isinstance(value, list | tuple):
        refuse(where, "a list", value)
    for number, item in enumerate(value):
        yield item, f"{where}[{number}]"


def optional_object_of(data: Mapping[str, Any], key: str, path: str) -> Mapping[str, Any] | None:
    """A field's object; None where it is null. The field has to be there."""
    value = field_of(data, key, path)
    return None if value is None else as_object(value, _at(path, key))


def as_object(value: object, path: str) -> Mapping[str, Any]:
    """The value, which has to be an object."""
    return value if isinstance(value, Mapping) else refuse(path, "an object", value)


def _as_string(value: object, path: str) -> str:
    if not isinstance(value, str):
        refuse(path, "a string", value)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(f"{path} has half a surrogate pair at offset {error.start}; put U+FFFD in its place.") from None
    return value


def _as_span(value: object, path: str) -> Span:
    if not (isinstance(value, list | tuple) and len(value) == 2 and all(is_count(position) for position in value)):
        refuse(path, "a range [start, end] of two whole numbers from 0", value)
    return Span(value[0], value[1])


def is_count(value: object) -> TypeGuard[int]:
    """Whether a value is a whole number from 0 that every reader of JSON can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST


def _at(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def refuse(path: str, wanted: str, value: object) -> NoReturn:
    """Never returns: says what a field is and what it has to be."""
    found = ascii(value)[:60] if isinstance(value, bool | float | str) or value is None else f"a {type(value).__name__}"
    if isinstance(value, int) and not isinstance(value, bool):
        found = str(value) if abs(value) <= _LARGEST else "too large a number"
    raise ReadingError(f"{path} is {found}; it has to be {wanted}.")
