"""Two checks that leave findings: the headline against the body, and quotations against records.

Importing this costs next to nothing: what the checks need, numpy among it, is imported when one is first called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.checks.quotes_verdicts import QuoteVerdict
from sayso.checks.records import Record, Turn, parse_record
from sayso.reading import Reading

if TYPE_CHECKING:
    from sayso.checks.quotes_index import RecordIndex

__all__ = [
    "QuoteVerdict",
    "Record",
    "Turn",
    "check_headline",
    "check_quotes",
    "index_records",
    "load_records",
    "look_ahead",
    "parse_record",
]


def check_headline(reading: Reading, *, with_judge: bool = True) -> Reading:
    """The reading with a finding for each verdict on its headline (`Check.HEADLINE`), in order of the claims; earlier ones are replaced.

    The body is held to be what it is: nothing is said of what is true. Where nothing can be compared (no headline, one that claims nothing,
    a body that is missing, cut or behind a wall) there is no finding, and a doubt about "headline" says why. Rules and a small network, the
    judge, are weighed together; `with_judge=False` leaves it to the rules.

    Raises:
        ModelError: the judge's files are missing or damaged.
    """
    from sayso.checks.headline import check_headline

    return check_headline(reading, with_judge=with_judge)


def look_ahead(reading: Reading) -> Reading:
    """The same reading; the judge of headlines begins with it in a thread of its own, so that `check_headline` need not wait for it."""
    from sayso.checks.headline_judge import look_ahead

    return look_ahead(reading)


def check_quotes(reading: Reading, records: RecordIndex | Record | str | Path | Iterable[Record | str | Path]) -> Reading:
    """The reading, with one finding for each quotation of its page (`Check.QUOTE`), in text order; earlier ones are replaced.

    `records` are records, files and folders of them (see `load_records`), or an index that `index_records` made, which saves the time where
    many pages are checked against the same records. A finding's `evidence` are ranges in the text of its `record`; the best of several
    records is taken, and where another disagrees the reason says so. "Not found" is said of these records only.

    Raises:
        RecordError: a record that cannot be read, or no record but the page itself.
    """
    from sayso.checks.quotes import check_quotes

    return check_quotes(reading, records)


def index_records(records: Record | str | Path | Iterable[Record | str | Path]) -> RecordIndex:
    """An index of records, files and folders, for `check_quotes` to be called with many times.

    Raises:
        RecordError: a record that cannot be read.
    """
    from sayso.checks.quotes import index_records

    return index_records(records)


def load_records(paths: Iterable[str | Path] | str | Path) -> tuple[Record, ...]:
    """The records in files and folders (those within them too), in order, those of a folder by name.

    Transcripts (``SPEAKER: words``), plain text, WebVTT and SRT (time codes kept), HTML pages (their text, by `parse_html`).

    Raises:
        RecordError: a path that is not there, a folder without records, a file that is binary, larger than 200 MB, or a page without text.
    """
    from sayso.checks.records_files import load_records

    return load_records(paths)
