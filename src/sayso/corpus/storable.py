"""Text as SQLite can take it."""

from __future__ import annotations

import re
from typing import Final

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with U+FFFD for NUL and half surrogate pairs, one for one, so that positions keep.

    >>> clean("a\\0b")
    'a\ufffdb'
    """
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)
