"""What the arguments of a command stand for: files, the pages in folders and patterns, addresses, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sayso.reading import Page, Reading

SUFFIXES: Final = (".html", ".htm", ".xhtml", ".txt")
"""The files of a folder that are taken for pages; a file given by its name is read whatever it is called."""

STANDARD_INPUT: Final = "-"


@dataclass(frozen=True, slots=True)
class Nothing:
    """An argument that stands for no page, and why."""

    argument: str
    reason: str


Source = Path | str
"""A file; or an address or standard input, as they were given."""


def find_sources(arguments: Sequence[str]) -> Iterator[Source | Nothing]:
    """The pages that the arguments stand for, in order; those of a folder or pattern sorted by name."""
    for argument in arguments:
        path = Path(argument)
        if argument == STANDARD_INPUT or "://" in argument:
            yield argument
        elif path.is_dir():
            suffixes = ", ".join("*" + suffix for suffix in SUFFIXES)
            yield from _or_nothing(sorted(_find_pages(path)), argument, f"there is no page ({suffixes}) in this folder")
        elif glob.has_magic(argument) and not path.exists():
            yield from _or_nothing(_match(argument), argument, "no file matches this pattern")
        else:
            yield path


def open_source(source: Source) -> Page | str | Path:
    """What `read` takes: paths and addresses as they are; standard input as a page, as no other process can read it."""
    if source != STANDARD_INPUT:
        return source
    from sayso.pages import open_page

    return open_page(STANDARD_INPUT)


def stands_for_many(arguments: Sequence[str]) -> bool:
    """Whether the arguments ask for several pages, however many there turn out to be: the shape of the output must not hang on that."""
    if len(arguments) != 1:
        return True
    path = Path(arguments[0])
    return path.is_dir() or ("://" not in arguments[0] and glob.has_magic(arguments[0]) and not path.exists())


def _or_nothing(found: Sequence[Source], argument: str, reason: str) -> Sequence[Source | Nothing]:
    return found or [Nothing(argument, reason)]


def _match(pattern: str) -> list[Path]:
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 a Path takes no absolute patterns
    return sorted(path for path in map(Path, found) if path.is_file())


def _find_pages(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if name.lower().endswith(SUFFIXES) and not name.startswith("."))


def read_page(page: str) -> Reading:
    """The reading of a page, or the one in a JSON file that `sayso read` wrote."""
    if page != STANDARD_INPUT and page.endswith(".json") and "://" not in page:
        return load_reading(Path(page))
    from sayso import pipeline

    return pipeline.read(open_source(page))


def load_reading(path: Path) -> Reading:
    """The reading in a JSON file that `sayso read` wrote.

    Raises:
        ReadingError: there is none in the file.
    """
    from sayso.errors import ReadingError
    from sayso.exports.json import loads

    try:
        return loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ReadingError(f"The reading {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise ReadingError(f"The reading {path} is not UTF-8 (byte {error.start}); save it as UTF-8.") from None
    except ReadingError as error:
        raise ReadingError(f"{path} is no reading as `sayso read -f json` writes it: {error}") from None
