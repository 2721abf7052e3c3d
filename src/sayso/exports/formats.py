"""The formats that a reading can be written in, by their names: what the command line, the web reader and Python offer alike."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sayso.exports.json import JsonObject, dumps
from sayso.reading import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, what it is for in a few words, its media type, the suffix of its files, and what writes it."""

    name: str
    purpose: str
    media_type: str
    suffix: str
    write: Callable[[Reading], str]


def _as_text(make: Callable[[Reading], JsonObject]) -> Callable[[Reading], str]:
    def write(reading: Reading) -> str:
        # escapes keep half surrogate pairs and separators of lines out of the file
        return json.dumps(make(reading), ensure_ascii=True, allow_nan=False, indent=1) + "\n"

    return write


def _html(reading: Reading) -> str:
    from sayso.exports.html import to_html

    return to_html(reading)


def _csv(reading: Reading) -> str:
    from sayso.exports.csv import to_csv

    return to_csv(reading)


def _annotations(reading: Reading) -> JsonObject:
    from sayso.exports.web_annotation import to_web_annotations

    return to_web_annotations(reading)


def _prov(reading: Reading) -> JsonObject:
    from sayso.exports.prov import to_prov

    return to_prov(reading)


def _schema_org(reading: Reading) -> JsonObject:
    from sayso.exports.schema_org import to_schema_org

    return to_schema_org(reading)


def _brat(reading: Reading) -> str:
    from sayso.exports.brat import to_brat

    return to_brat(reading)[1]


FORMATS: Final[dict[str, Format]] = {
    one.name: one
    for one in (
        Format("json", "the whole reading", "application/json", ".json", lambda reading: dumps(reading, indent=1) + "\n"),
        Format("jsonl", "the whole reading on one line", "application/x-ndjson", ".jsonl", lambda reading: dumps(reading) + "\n"),
        Format("csv", "a row a statement, for spreadsheets", "text/csv", ".csv", _csv),
        Format("html", "one file to open, print or send", "text/html", ".html", _html),
        Format("annotations", "W3C Web Annotations", "application/ld+json", ".jsonld", _as_text(_annotations)),
        Format("prov", "PROV-JSON: who had it from whom", "application/json", ".prov.json", _as_text(_prov)),
        Format("schema", "schema.org: the article and its quotations", "application/ld+json", ".schema.jsonld", _as_text(_schema_org)),
        Format("brat", "brat standoff, to correct by hand", "text/plain", ".ann", _brat),
    )
}
"""Every format of one reading, by name, in the order in which they are offered."""
