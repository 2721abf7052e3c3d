"""Files, folders and pages -> records.

Decides what a path stands for: captions by what they hold, HTML through `sayso.pages` (its text, without the clutter), everything else as a
transcript. Records of one call have names that differ: the file's name, with as much of its folders as tells two apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from sayso.checks.records import Record, find_date, parse_record
from sayso.errors import PageError, RecordError

SUFFIXES: Final = (".txt", ".vtt", ".srt", ".html", ".htm", ".xhtml", ".md")
"""The files of a folder that are taken for records; a file given by its name is read whatever it is called."""

_DATA: Final = (".json", ".jsonl", ".ndjson", ".csv")

MAX_BYTES: Final = 200_000_000
"""The largest file that is read: some 35 million words, ten times the longest hearing."""


def load_records(paths: Iterable[str | Path] | str | Path) -> tuple[Record, ...]:
    """The records in files and folders (those within them too), in order, those of a folder by name.

    Raises:
        RecordError: a path that is not there, an address, a folder without records, a file that is binary, data or larger than 200 MB,
            or a page without text.
    """
    given = (paths,) if isinstance(paths, str | Path) else tuple(paths)
    for path in given:
        if str(path).lower().startswith(("http://", "https://")):
            raise RecordError(f"The record {path} is an address, and records are files; save it as a file first.")
    files = [file for path in given for file in _find_files(Path(path))]
    return tuple(replace(_load(file), name=name) for file, name in zip(files, _name_apart(files), strict=True))


def _find_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    inside = path.rglob("*")
    found = sorted(
        file
        for file in inside
        if file.suffix.lower() in SUFFIXES and file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not found:
        raise RecordError(f"There is no record ({', '.join('*' + suffix for suffix in SUFFIXES)}) in the folder {path}.")
    return found


def _load(path: Path) -> Record:
    try:
        source = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except FileNotFoundError as error:
        raise RecordError(f"There is no record {path}; check the path.") from error
    except (OSError, ValueError) as error:
        raise RecordError(f"The record {path} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if source is None:
        raise RecordError(f"The record {path} is larger than {MAX_BYTES:,} bytes, the most that is read; cut it into parts.")
    if not source.strip():
        return Record(path.name, "", (), find_date(path.name))
    from sayso.pages.decoding import decode
    from sayso.pages.opening import is_markup

    text = decode(source).text
    if b"\0" in source[:4000] and not source.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 has a mark at its head
        raise RecordError(f"The record {path} is binary; save its words as a text file first.")
    if path.suffix.lower() in _DATA:
        raise RecordError(f"The record {path} is data, not words in the order in which they were said; save those as a text file first.")
    if not text.startswith("WEBVTT") and is_markup(text):
        return _load_page(source, path)
    return parse_record(text.replace("\r\n", "\n"), path.name)


def _load_page(source: bytes, path: Path) -> Record:
    from sayso.pages import parse_html

    try:
        page = parse_html(source)
    except PageError as error:
        raise RecordError(f"The record {path} cannot be read: {error}") from error
    date = find_date(path.name) or (page.published[:10] if page.published else None)
    return replace(parse_record(page.text, path.name, date=date), notes=page.notes)


def _name_apart(files: list[Path]) -> list[str]:
    """The name of each file, with those of its folders where two files share one."""
    names = [file.name for file in files]
    for depth in range(2, 6):
        twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
        if not twice:
            break
        names = ["/".join(file.parts[-depth:]) if name in twice else name for file, name in zip(files, names, strict=True)]
    seen: dict[str, int] = {}
    for number, name in enumerate(names):
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            names[number] = f"{name} ({seen[name]})"
    return names
