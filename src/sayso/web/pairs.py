"""Two outlets or two pages side by side, as the reader shows them: what became of each statement, and in what the two sides differ.

Decides what each difference is called, and that every line that is told to differ says in what: in the speaker, the form and the commitment
with both sides' own, in the words with what was left out, put in and changed. Nothing here asks the corpus or renders.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from sayso.corpus.records import Comparison
from sayso.exports.statements import shorten
from sayso.reading import Held, Manner
from sayso.web.corpus_state import Beside
from sayso.web.describe import HELD, MANNERS
from sayso.web.tables import LONGEST_WORDS, NOBODY, saying_url
from sayso.web.timeline import tell_difference
from sayso.web.views_corpus import PairView, SidesView

FATES: Final = {
    "changed": "said otherwise",
    "same": "the same in both",
    "only in A": "only in A",
    "only in B": "only in B",
}
"""What can become of a statement between two sides, the most telling first."""

_LONGEST_NAME: Final = 80
_MOST_DIFFERENCES: Final = 12  # of words; the files have all


def view_pair(row: Comparison) -> PairView:
    """One line of a comparison."""
    return PairView(
        fate=row.fate,
        became=FATES[row.fate],
        voice=shorten(row.voice or "", _LONGEST_NAME),
        voice_b=_tell_voice(row.voice_b) if "voice" in row.changed else "",
        a=shorten(row.words_a, LONGEST_WORDS),
        b=shorten(row.words_b, LONGEST_WORDS),
        a_url=f"/r/{quote(row.page_a, safe='')}" if row.page_a else "",
        b_url=f"/r/{quote(row.page_b, safe='')}" if row.page_b else "",
        sides=_view_sides(row),
        differences=_tell_words(row),
        url=saying_url(row.saying) if row.saying is not None else "",
    )


def _view_sides(row: Comparison) -> tuple[SidesView, ...]:
    """What of the speaker, the form and the commitment differs, as it is on each side."""
    sides = (
        ("voice", "Speaker", _tell_voice(row.voice_a), _tell_voice(row.voice_b)),
        ("manner", "Form", _tell_manner(row.manner_a), _tell_manner(row.manner_b)),
        ("held", "Commitment", _tell_held(row.held_a), _tell_held(row.held_b)),
    )
    return tuple(SidesView(title, one, other) for name, title, one, other in sides if name in row.changed)


def _tell_voice(name: str | None) -> str:
    return shorten(name, _LONGEST_NAME) if name else NOBODY


def _tell_manner(manner: str | None) -> str:
    return MANNERS[Manner(manner)] if manner else ""


def _tell_held(held: str | None) -> str:
    return HELD[Held(held)][1] if held else ""


def _tell_words(row: Comparison) -> str:
    """How the words of B differ from those of A; empty where they do not."""
    parts = [tell_difference(one) for one in row.differences[:_MOST_DIFFERENCES]]
    if len(row.differences) > _MOST_DIFFERENCES:
        parts.append(f"and {len(row.differences) - _MOST_DIFFERENCES} more")
    return "; ".join(parts)


def tally_fates(rows: Sequence[Comparison], state: Beside) -> tuple[tuple[str, int, str, bool], ...]:
    """How often each fate occurs, and the address that shows it alone (or, where it is shown alone, all of them)."""
    return tuple(
        (words, n, state.url(fate="" if state.fate == fate else fate), state.fate == fate)
        for fate, words in FATES.items()
        if (n := sum(row.fate == fate for row in rows)) or state.fate == fate
    )
