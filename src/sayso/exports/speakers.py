"""The voices of a page in figures: how many words each holds, how much of it is quoted, through how many hands it came, said to whom.

Decides what is counted: the words of which a voice is the innermost holder, so that no word is counted twice; and as quoted, what stands in
a direct statement or between quotation marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from sayso.exports.statements import Outline, Speaker, Statement
from sayso.reading import Manner, Span
from sayso.text import quotations, tokenize


class SpeakerFigures(NamedTuple):
    """One speaker's figures: words held, the share of them that is quoted (0..1), least and most hands (None without chains), to whom."""

    speaker: Speaker
    n_words: int
    share_direct: float
    hands: tuple[int, int] | None
    said_to: tuple[str, ...]

    @property
    def first(self) -> int:
        """The number of the speaker's first statement."""
        return self.speaker.numbers[0]

    def tell_hands(self) -> str:
        """The hands as a figure or two: "2", "1–3", nothing where no chain was traced."""
        if self.hands is None:
            return ""
        least, most = self.hands
        return str(least) if least == most else f"{least}–{most}"


def measure_speakers(view: Outline) -> tuple[SpeakerFigures, ...]:
    """The figures of each speaker, in the order of the view."""
    words: dict[int, int] = defaultdict(int)
    quoted: dict[int, int] = defaultdict(int)
    marks = _Marks(view.reading.page.text)
    for passage in view.passages:
        for piece in passage.pieces:
            if not piece.held:
                continue
            innermost = piece.held[-1]
            key = innermost.speaker.numbers[0]
            tokens = [Span(piece.span.start + start, piece.span.start + end) for start, end in tokenize(view.reading.page[piece.span])]
            words[key] += len(tokens)
            quoted[key] += sum(_is_quoted(innermost, token, marks) for token in tokens)
    return tuple(_measure(view, speaker, words[speaker.numbers[0]], quoted[speaker.numbers[0]]) for speaker in view.speakers)


def _measure(view: Outline, speaker: Speaker, n_words: int, n_quoted: int) -> SpeakerFigures:
    attributions = [view.statements[number - 1].attribution for number in speaker.numbers]
    hands = [len(one.chain) - 1 for one in attributions if one.chain]
    told = dict.fromkeys(" ".join(view.reading.page.words(one.addressee).split()) for one in attributions if one.addressee)
    return SpeakerFigures(
        speaker, n_words, n_quoted / n_words if n_words else 0.0, (min(hands), max(hands)) if hands else None, tuple(told)
    )


def _is_quoted(statement: Statement, token: Span, marks: _Marks) -> bool:
    manner = statement.attribution.manner
    return manner is Manner.DIRECT or (manner is Manner.MIXED and marks.enclose(token))


class _Marks:
    """The outermost quotations of a text, to be asked whether they enclose a word."""

    def __init__(self, text: str) -> None:
        self._parts = sorted((part.start, part.end) for quotation in quotations(text) for part in quotation.parts)
        self._starts = [start for start, _ in self._parts]

    def enclose(self, token: Span) -> bool:
        number = bisect_right(self._starts, token.start) - 1
        return number >= 0 and token.end <= self._parts[number][1]
