"""What ``sayso add`` takes: pages as files and addresses, lists of addresses, tables of texts (JSON Lines, CSV), and readings.

Decides what a file is by its name and its first lines, what a row of a table has to have, and by what digest an input is known again, so
that a second run goes on where the first one stopped. Nothing is opened before its turn.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from sayso.cli.sources import STANDARD_INPUT, Nothing, find_sources
from sayso.errors import PageError, SaysoError
from sayso.reading import Page, Reading

ROWS: Final = (".jsonl", ".ndjson")
TABLES: Final = (".csv", ".tsv")
LISTS: Final = (".urls", ".url")

_COLUMNS: Final = {
    "text": ("text", "body", "content"),
    "url": ("url", "link", "address"),
    "headline": ("headline", "title"),
    "published": ("published", "date", "published_at"),
    "outlet": ("outlet", "publisher", "source"),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
}
"""The names by which a row's fields go, the first that is there."""

_NOTHING: Final = frozenset(["", "none", "null", "nan"])
_HEAD: Final = 64 * 1024
_ADDRESS: Final = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(.+)#(\d{1,12})\Z", re.DOTALL)
_LONGEST_LINE: Final = 64 * 1024 * 1024  # bytes of one row; the longest page is 10 MB of text

csv.field_size_limit(_LONGEST_LINE)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to be added: its name, the digest by which it is known again, and what is read or stored."""

    source: str
    key: str
    item: Page | str | Path | Reading


@dataclass(frozen=True, slots=True)
class Bad:
    """Something that cannot be taken in, and why."""

    source: str
    reason: str


def find_inputs(arguments: Sequence[str]) -> Iterator[Input | Bad]:
    """What the arguments stand for, in order; a row of a table is named by its file and number, as in "rows.jsonl#12"."""
    for argument in arguments:
        numbered = _NUMBERED.fullmatch(argument)
        if numbered and "://" not in argument and not Path(argument).exists() and Path(numbered[1]).is_file():
            yield from _open_file(Path(numbered[1]), only=int(numbered[2]))
        elif Path(argument).is_dir():
            yield from _open_folder(argument)
        else:
            for source in find_sources([argument]):
                yield from _open_source(source)


def count_inputs(arguments: Sequence[str]) -> int | None:
    """About how many there are, for a progress bar; None where that cannot be told before they are read."""
    if STANDARD_INPUT in arguments:
        return None
    total = 0
    for argument in arguments:
        for path in _find_tables(Path(argument)) if Path(argument).is_dir() else ():
            total += _count_lines(path)
        for source in find_sources([argument]):
            if isinstance(source, Path) and source.suffix.lower() in (*ROWS, *TABLES, *LISTS):
                total += _count_lines(source)
            else:
                total += 1
    return total


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 1


# ---------------------------------------------------------------- files


def _open_folder(argument: str) -> Iterator[Input | Bad]:
    tables = list(_find_tables(Path(argument)))
    for path in tables:
        yield from _open_file(path)
    for source in find_sources([argument]):
        if not (isinstance(source, Nothing) and tables):
            yield from _open_source(source)


def _find_tables(folder: Path) -> Iterator[Path]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if name.lower().endswith((*ROWS, *TABLES, *LISTS)) and not name.startswith(".")]
    yield from sorted(found)


def _open_source(source: Path | str | Nothing) -> Iterator[Input | Bad]:
    if isinstance(source, Nothing):
        yield Bad(source.argument, source.reason)
    elif isinstance(source, Path):
        yield from _open_file(source)
    elif source == STANDARD_INPUT:
        yield from _open_standard_input()
    else:
        yield Input(source, _digest("url", source.encode()), source)


def _open_standard_input() -> Iterator[Input | Bad]:
    """Rows of JSON Lines where the input begins like one, otherwise one page."""
    from sayso.pages import open_page

    if _peek(sys.stdin.buffer) == b"{":
        yield from _read_rows(sys.stdin.buffer, "standard input", None)
        return
    try:
        page = open_page(STANDARD_INPUT)
    except SaysoError as error:
        yield Bad("standard input", str(error))
        return
    yield Input("standard input", _digest("page", page.text.encode()), page)


def _peek(file: Any) -> bytes:  # a binary file, of whichever class
    """The first byte, which stays to be read."""
    if hasattr(file, "peek"):
        return bytes(file.peek(1)[:1])
    first: bytes = file.read(1)
    file.seek(-len(first), 1)
    return first


def _open_file(path: Path, only: int | None = None) -> Iterator[Input | Bad]:
    suffix = path.suffix.lower()
    try:
        if suffix in ROWS:
            with path.open("rb") as file:
                yield from _read_rows(file, str(path), only)
        elif suffix in TABLES:
            with path.open(encoding="utf-8-sig", errors="replace", newline="") as table:
                yield from _read_table(table, str(path), only, "\t" if suffix == ".tsv" else ",")
        elif suffix in LISTS or (suffix == ".txt" and _is_list(path)):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                if (address := line.strip()) and not address.startswith("#"):
                    yield Input(address, _digest("url", address.encode()), address)
        else:
            yield Input(str(path), _digest("file", path.read_bytes()), path)
    except OSError as error:
        yield Bad(str(path), f"{path} cannot be read: {error.strerror or error}.")


def _is_list(path: Path) -> bool:
    """Whether a text file holds addresses, one a line, and nothing else."""
    with path.open("rb") as file:
        lines = file.read(_HEAD).decode("utf-8", "replace").splitlines()
    found = [line.strip() for line in lines[: 50 if len(lines) > 50 else None] if line.strip() and not line.lstrip().startswith("#")]
    return bool(found) and all(_ADDRESS.match(line) for line in found)


# ---------------------------------------------------------------- rows


def _read_rows(file: Any, name: str, only: int | None) -> Iterator[Input | Bad]:  # a binary file
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), 1):
        if line.strip() and (only is None or number == only):
            source = f"{name}#{number}"
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Bad(source, f"The line is no JSON: {error}.")
                continue
            yield _take_row(row, source, line.strip())


def _read_table(table: Any, name: str, only: int | None, delimiter: str) -> Iterator[Input | Bad]:  # a text file
    rows = csv.DictReader((line.replace("\0", "") for line in table), delimiter=delimiter)
    number = 0
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Bad(f"{name}#{number + 1}", f"The row is no CSV: {error}; the rest of the file was not read.")
            return
        if row is None:
            return
        number += 1
        if only is None or number == only:
            cells = {str(key).strip().lower(): value for key, value in row.items() if key is not None}
            yield _take_row(cells, f"{name}#{number}", json.dumps(cells, sort_keys=True).encode())


def _take_row(row: Any, source: str, raw: bytes) -> Input | Bad:  # whatever the JSON holds
    """A reading, a page made of the row's text, or the address in it."""
    if not isinstance(row, Mapping):
        return Bad(source, "The row is no object; it has to have a text, or be a reading.")
    try:
        if isinstance(row.get("page"), Mapping):
            from sayso.exports.json import from_json

            return Input(source, _digest("row", raw), from_json(row))
        fields = {name: _find_field(row, names) for name, names in _COLUMNS.items()}
        if fields["text"]:
            return Input(source, _digest("row", raw), make_page(**fields))
        if fields["url"] and _ADDRESS.match(fields["url"]):
            return Input(fields["url"], _digest("url", fields["url"].encode()), fields["url"])
    except SaysoError as error:
        return Bad(source, str(error))
    return Bad(source, "The row has no text and no address: one of the fields text and url has to be there.")


def _find_field(row: Mapping[str, Any], names: Sequence[str]) -> str | None:  # the values are of any JSON type
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value.strip().lower() not in _NOTHING:
            return value if name in _COLUMNS["text"] else value.strip()
    return None


def make_page(
    text: str | None,
    url: str | None = None,
    headline: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    language: str | None = None,
) -> Page:
    """The page that a row describes; what the row says goes before what the text itself does.

    Raises:
        PageError: there is no running text.
    """
    from sayso.pages import parse_html, parse_text
    from sayso.pages.names import clean_byline
    from sayso.pages.opening import is_markup

    assert text is not None
    page = parse_html(text, url) if is_markup(text) else parse_text(text, url)
    if not page.blocks:
        raise PageError("There is no running text in the row.")
    return replace(
        page,
        headline=headline or page.headline,
        published=published or page.published,
        outlet=outlet or page.outlet,
        byline=clean_byline(byline, outlet) or page.byline,
        language=language or page.language,
    )


def _digest(kind: str, content: bytes) -> str:
    return hashlib.blake2b(kind.encode() + b"\0" + content, digest_size=16).hexdigest()
