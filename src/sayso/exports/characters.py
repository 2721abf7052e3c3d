"""Characters that drive a terminal or turn a line round, made visible: a page must not be able to forge what a view says.

Decides which characters are shown as a mark, which are left out because they are invisible and harmless (soft hyphens, zero-width blanks),
and which are blanks. Views only: stored text is never changed.
"""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "\u061c": "ALM",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\x7f": "DEL",
}
"""The names that the Unicode Standard gives the controls of direction (UAX 9), and DEL."""

_C0: Final = "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split()
"""The abbreviations of ECMA-48 for the first 32 characters."""

HARMLESS: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Invisible characters that pages are full of for good reasons: places to break a word, joiners of letters and emoji."""

BLANKS: Final = "\t\n\x0b\x0c\r\x85\u2028\u2029"
"""Characters that move on to another column or line, and are blanks within a paragraph."""

CONTROL: Final = re.compile(
    f"(?![{HARMLESS}{BLANKS}])[\\x00-\\x1f\\x7f-\\x9f\u061c\u180e\u200e\u200f\u202a-\u202e\u2061-\u206f\ud800-\udfff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""One character to be shown as a mark: C0 and C1 controls, controls of direction, tags, half surrogates, other invisible formats."""

_LEFT_OUT: Final = dict.fromkeys(map(ord, HARMLESS.replace("\u200c", "").replace("\u200d", "")))  # the joiners shape letters and emoji
_BLANK: Final = dict.fromkeys(map(ord, BLANKS), " ")


def name_control(char: str) -> str:
    """A short name for a control character: `ESC` is "ESC", U+202E "RLO", others their number.

    >>> name_control("\\x1b"), name_control("\\u202e"), name_control("\\x9b")
    ('ESC', 'RLO', 'U+009B')
    """
    if char in _NAMES:
        return _NAMES[char]
    return _C0[ord(char)] if char < " " else f"U+{ord(char):04X}"


def show_controls(text: str) -> str:
    """The text for one line of a terminal or of an attribute: controls as marks, blanks as spaces, invisible characters left out.

    >>> show_controls("a\\x1b[31mb\\u202ec\\nd")
    'a‹ESC›[31mb‹RLO›c d'
    """
    return CONTROL.sub(lambda match: f"‹{name_control(match[0])}›", text).translate(_LEFT_OUT).translate(_BLANK)
