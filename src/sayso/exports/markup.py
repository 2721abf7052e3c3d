"""Words of a page as text of an HTML file: escaped, never cleaned, with every control character drawn as a mark."""

from __future__ import annotations

from html import escape

from sayso.exports.characters import CONTROL, name_control, show_controls


def to_body(words: str) -> str:
    """Words for the body of an element; a control character becomes a mark, with the character itself kept out of sight."""
    parts = []
    at = 0
    for match in CONTROL.finditer(words):
        parts += [_escaped(words[at : match.start()]), _mark_control(match[0])]
        at = match.end()
    return "".join([*parts, _escaped(words[at:])])


def to_plain(words: str) -> str:
    """Words for the value of an attribute, or wherever no markup can stand: a control character is shown by a letter of its own."""
    return escape(show_controls(words))


def _escaped(words: str) -> str:
    return escape(words).replace("\r", "&#13;")  # a bare carriage return would come back as a line feed


def _mark_control(char: str) -> str:
    """HTML has no NUL and no half surrogate pair: these two alone become U+FFFD."""
    kept = "\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char
    name = name_control(char)
    return f'<i class="c" data-c="{name}" title="U+{ord(char):04X}"><span hidden>{kept}</span></i>'
