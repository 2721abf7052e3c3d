"""The check of a headline as one HTML page that needs nothing else: no script, no font, no request.

Decides what the page looks like: each verdict in words, the headline beside the sentence of the body, and what the verdict is about marked
in both by a sign and a colour. All text is escaped; controls are shown as marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.exports.check_page import frame_check
from sayso.exports.headline_checks import HeadlineRow, Piece, headline_rows
from sayso.exports.headline_checks_text import CLOSING, OPENING, summarize
from sayso.exports.markup import to_plain
from sayso.reading import Reading

_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1c1b19; --ground: #fdfcf9; --faint: #6a665e; --line: #d8d3c8;
  --red: #a11c2b; --green: #17663a; --amber: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e6df; --ground: #191816; --faint: #a29d92; --line: #3c3933;
  --red: #ff8f97; --green: #7fd6a2; --amber: #eebf5b; } }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.2rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font: 600 1rem/1.4 system-ui, sans-serif; margin: 0 0 .5rem; }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
@media (max-width: 44rem) { .sides { grid-template-columns: 1fr; gap: .6rem; } }
.who { font: .85rem/1.4 system-ui, sans-serif; color: var(--faint); margin: 0; }
blockquote { margin: .2rem 0; overflow-wrap: anywhere; }
.reason { margin: .5rem 0 0; font-style: italic; overflow-wrap: anywhere; }
mark { background: none; text-decoration: underline; color: var(--amber); } .bad mark { color: var(--red); }
mark::before { content: attr(data-open); } mark::after { content: attr(data-close); }
.bad h2 { color: var(--red); } .some h2 { color: var(--amber); } .good h2 { color: var(--green); } .good mark { color: var(--green); }
@media print { body { background: none; } article { break-inside: avoid; } }"""
_TONES: Final = {"supported": "good", "drops attribution": "some", "drops hedge": "some", "unsupported": "some"}


def headline_checks_to_html(reading: Reading) -> str:
    """The check as a whole HTML document; its Content-Security-Policy allows its own style sheet and nothing else."""
    rows = "\n".join(_row(row, number) for number, row in enumerate(headline_rows(reading), 1))
    body = f"""<p>{to_plain(summarize(reading))}</p>
{rows}
<p class="who">The headline is held against the body of its own page. Whether either is true is not asked.</p>"""
    return frame_check(reading.page, "does the headline hold?", body, style=_STYLE)


def _row(row: HeadlineRow, number: int) -> str:
    body = _side(row.body) if row.body else "<i>nothing bears on it</i>"
    return (
        f'<article class="{_TONES.get(row.finding.verdict, "bad")}" id="h{number}"><h2>{to_plain(row.finding.verdict)}</h2>'
        f'<div class="sides"><div><p class="who">headline</p><blockquote>{_side(row.headline)}</blockquote></div>'
        f'<div><p class="who">body</p><blockquote>{body}</blockquote></div></div>'
        f'<p class="reason">{to_plain(row.finding.reason)}</p></article>'
    )


def _side(pieces: Sequence[Piece]) -> str:
    whole = all(piece.marked for piece in pieces)  # signs around everything tell nothing
    return "".join(
        f'<mark data-open="{OPENING}" data-close="{CLOSING}">{to_plain(words)}</mark>' if marked and not whole else to_plain(words)
        for words, marked in pieces
    )
