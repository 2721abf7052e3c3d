"""From the bytes of a page to its characters.

The order of trust is that of the HTML standard, with one exception: byte order mark, the server's word, the page's own word, strict UTF-8,
a detector. The exception: bytes that are valid UTF-8 and hold characters beyond ASCII are UTF-8, whatever single-byte label they carry,
because no real text in another encoding passes that test by chance. Nothing here raises; what was mended is said in a note.
"""

from __future__ import annotations

import codecs
import itertools
import re
from typing import Final, NamedTuple

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_LABEL_MEANS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
"""Labels that stand for a larger encoding (WHATWG Encoding, section 4.2); the names are those of Python's codecs."""

_NOT_FOR_PAGES: Final = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem"})

_META_CHARSET: Final = re.compile(rb"""<meta[^<>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"""^\s*<\?xml[^<>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION_WINDOW_BYTES: Final = 4096  # the standard looks at 1,024; pages that put scripts first need more

_NARROW: Final = dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"), "utf-8")
"""A page whose label could be read byte by byte is not in UTF-16, so the standard reads such a label as UTF-8."""

_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]+")
_WESTERN_MARKS: Final = frozenset(b"\x80\x82\x83\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb\xbd")
"""What windows-1252 has for quotation marks, dashes, the euro and the pound, and a few other signs of prose."""
_SAMPLE_BYTES: Final = 20_000  # the detector's time grows with its input; more did not change its answer
_MAX_REPLACED: Final = 0.01  # the share of U+FFFD above which a page is flagged (THREATS, row 22)

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """The characters of a page, and what had to be mended to get them."""

    text: str
    notes: tuple[str, ...] = ()


def decode(source: bytes, charset: str | None = None) -> Decoded:
    """The characters of `source`; `charset` is what the server called it, if it did."""
    for mark, name in _BOMS:
        if source.startswith(mark):
            return _replacing(source[len(mark) :], name, ())
    if (wide := _wide(source)) is not None:
        return _replacing(source, wide, ())
    window = source[:_DECLARATION_WINDOW_BYTES]
    declared = [label for label in (charset, _declaration(_XML_ENCODING, window), _declaration(_META_CHARSET, window)) if label]
    unknown = dict.fromkeys(label for label in declared if _codec(label) is None)
    notes = tuple(f"The encoding label {label!r} is unknown and was passed over." for label in unknown)
    codecs_named = [_NARROW.get(name, name) for name in map(_codec, declared) if name is not None]
    if _is_utf8(source) and not source.isascii():
        if codecs_named and codecs_named[0] != "utf-8":
            notes += (f"The page calls itself {declared[0]}, but it is UTF-8 and was read as that.",)
        return Decoded(source.decode("utf-8"), notes)
    for name in codecs_named:
        try:
            return Decoded(source.decode(name), notes)
        except (UnicodeDecodeError, ValueError):
            continue
    if source.isascii():
        return Decoded(source.decode("ascii"), notes)
    if "utf-8" in codecs_named and not _is_something_else(source):
        return _replacing(source, "utf-8", notes)
    name = _detect(source)
    what = f"calls itself {declared[0]}, but is not" if codecs_named else "does not name its encoding"
    return _replacing(source, name, (*notes, f"The page {what}; it was read as {name}."))


def clean_characters(text: str) -> str:
    """The text without NUL, and with U+FFFD for each lone surrogate; everything else as it stands."""
    text = text.replace("\x00", "")
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _wide(source: bytes) -> str | None:
    """UTF-16 without a mark, known by the NUL bytes that its ASCII characters have; None otherwise."""
    sample = source[:2000]
    half = len(sample) // 2
    if half < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else None


def _declaration(pattern: re.Pattern[bytes], window: bytes) -> str | None:
    found = pattern.search(window)
    return found[1].decode("ascii") if found else None


def _codec(label: str) -> str | None:
    """Python's name for an encoding label, None where it is unknown or names no encoding of pages."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    if name in _NOT_FOR_PAGES:
        return None
    name = _LABEL_MEANS.get(name, name)
    try:
        b"a".decode(name)
    except UnicodeError:
        return name  # an encoding of more than one byte a character
    except (LookupError, ValueError):
        return None  # a codec from bytes to bytes, such as zlib
    return name


def _is_utf8(source: bytes) -> bool:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_something_else(source: bytes) -> bool:
    """Whether bytes that fail as UTF-8 are another encoding, and not UTF-8 with a few stray bytes."""
    text = source.decode("utf-8", errors="replace")
    n_replaced = text.count("\ufffd")
    n_good = len(text) - n_replaced - len(text.encode("ascii", errors="ignore"))
    # Below 20 bad bytes (a guess) a detector does no better than chance; text in windows-1252 shows with one.
    return n_good < n_replaced and (n_replaced >= 20 or _looks_western(source))


def _looks_western(source: bytes) -> bool:
    """Whether nearly everything beyond ASCII looks like windows-1252: typographic marks, and single letters within words."""
    runs = good = 0
    for found in itertools.islice(_HIGH_RUN.finditer(source), 2000):
        start, end = found.span()
        before, after = source[start - 1 : start], source[end : end + 1]
        in_word = end - start <= 2 and (before.isalpha() or after.isalpha())
        alone = end - start == 1 and before.isspace() and after.isspace()  # "à", "ó": Cyrillic has such words too, but longer ones besides
        runs += 1
        good += in_word or alone or all(byte in _WESTERN_MARKS for byte in found[0])
    return runs > 0 and good >= 0.9 * runs


def _detect(source: bytes) -> str:
    if _looks_western(source):
        return "cp1252"
    from charset_normalizer import from_bytes  # here, because it takes 20 ms to import and few pages need it

    first = _HIGH_RUN.search(source)
    start = max(first.start() - 1000, 0) if first else 0
    best = from_bytes(source[start : start + _SAMPLE_BYTES]).best()
    return best.encoding if best is not None else "cp1252"


def _replacing(source: bytes, name: str, notes: tuple[str, ...]) -> Decoded:
    text = source.decode(name, errors="replace")
    n_replaced = text.count("\ufffd")
    if n_replaced > _MAX_REPLACED * len(text):
        notes += (f"{n_replaced} of {len(text)} characters could not be decoded as {name} and stand as U+FFFD.",)
    return Decoded(text, notes)
