"""What a request sends: forms, files and JSON, read within the limits and cleaned at the door.

Decides what is done with characters that no text may have (NUL goes, half a surrogate pair becomes U+FFFD), and that a sentence says which
limit was passed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from sayso.web.limits import Limits
from sayso.web.problems import Problem

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MOST_FIELDS: Final = 40


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its bytes, and what it is called."""

    body: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """The words of each field, cleaned, and the file that came with them."""

    fields: dict[str, str]
    file: Upload | None

    def __getitem__(self, name: str) -> str:
        """The words of a field; empty where it is not there."""
        return self.fields.get(name, "")


def clean_text(text: str) -> str:
    """The text without NUL, and with U+FFFD for half surrogate pairs."""
    return _SURROGATE.sub("\ufffd", text.replace("\0", ""))


def client_of(request: Request) -> str:
    """Who asks, as far as the queue is concerned: the address it comes from."""
    return request.client.host if request.client else "unknown"


def check_length(text: str, limits: Limits, what: str = "The text") -> str:
    """The text, if it is not too long.

    Raises:
        Problem: it is (413).
    """
    size = len(text.encode("utf-8", "replace"))
    if size > limits.text_bytes:
        raise Problem(413, f"{what} has {size:,} bytes; up to {limits.text_bytes:,} are read. Send the part that matters.")
    return text


async def read_form(request: Request) -> Form:
    """The fields of a form and the file that came with it.

    Raises:
        Problem: it is no form (415), or cannot be read as one (400).
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("multipart/form-data", "application/x-www-form-urlencoded"):
        raise Problem(415, "A form is wanted here: multipart/form-data or application/x-www-form-urlencoded.")
    try:
        async with request.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=2 * 1024 * 1024) as form:
            fields = {name: clean_text(value) if isinstance(value, str) else "" for name, value in form.items()}
            uploads = [value for name, value in form.multi_items() if isinstance(value, UploadFile) and name == "file"]
            return Form(fields, await _read_upload(uploads[0]) if uploads else None)
    except Problem:
        raise
    except (HTTPException, ValueError, KeyError, UnicodeError):
        raise Problem(400, "The form cannot be read; its parts are cut short, too many or too large.") from None


async def _read_upload(file: UploadFile) -> Upload | None:
    """The file, or None where none was chosen: browsers send an empty one without a name."""
    body = await file.read()
    called = clean_text(file.filename or "").strip()
    return Upload(body, called[:120] or "the file") if body or called else None


async def read_json(request: Request) -> Any:  # any JSON value: whoever asked checks its type
    """The JSON of a body.

    Raises:
        Problem: it is not declared as JSON (415), or none (400).
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise Problem(415, "JSON is wanted here: send it with Content-Type: application/json.")
    try:
        return json.loads(await request.body(), parse_constant=_refuse)
    except RecursionError:
        raise Problem(400, "The JSON is nested too deeply.") from None
    except ValueError:  # not JSON, not UTF-8, or a number of thousands of digits
        raise Problem(400, "The body is not JSON.") from None


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
