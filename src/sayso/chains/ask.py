"""The question itself: on whose say-so does a stretch of a page stand?

Answers from a reading whose chains have been traced; what only the page says has the page voice alone, or with those that the page credits
for it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from sayso.chains.statements import StatementIndex
from sayso.reading import PAGE_VOICE_ID, Attribution, Chain, Link, Reading, Span

_ANYBODY: Final = frozenset({"you", "one", "anyone", "anybody", "everyone", "everybody", "no one", "nobody", "we all"})


def say_so(reading: Reading, span: Span) -> Chain:
    """The chain of the innermost statement around a range: from the page voice to the mouth that its words come from.

    The statement is the innermost attribution whose content holds more than half of the range; that "you would see" or "everyone knows"
    something is nobody's say-so but that of the one who says so. Where there is none, the page itself says it, the headline included, and
    the chain is the page voice, with those whom it credits for the words ("h/t Bo Lund").
    """
    return chain_at(reading, span)


def count_hands(chain: Chain) -> int:
    """How many holders beyond the page voice a statement passed through; 0 for the page's own."""
    return max(0, len(chain) - 1)


def chain_at(reading: Reading, span: Span) -> Chain:
    """The chain of a stretch within a page, for one stretch; `ChainFinder` answers for many of one reading."""
    return ChainFinder(reading).at(span)


class ChainFinder:
    """Looks up chains in one reading, in logarithmic time each."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._index = StatementIndex(reading.attributions)
        self._credited = _credited(reading)
        self._starts = [start for start, _, _ in self._credited]
        self._by_id = {one.id: one for one in reading.attributions}
        self._anybody = {voice.id for voice in reading.voices if voice.name.casefold() in _ANYBODY}

    def at(self, span: Span) -> Chain:
        """The chain of the innermost statement around a range (see `say_so`)."""
        attribution = self.attribution_at(span)
        while attribution is not None and attribution.voice in self._anybody:
            attribution = self._by_id.get(attribution.parent or "")
        if attribution is not None:
            return attribution.chain or (Link(PAGE_VOICE_ID, None),)
        chain: list[Link] = [Link(PAGE_VOICE_ID, None)]
        for start, end, link in self._credited[: bisect_right(self._starts, span.start)]:
            if start <= span.start and span.end <= end and all(link.voice != one.voice for one in chain):
                chain.append(link)
        return tuple(chain)

    def attribution_at(self, span: Span) -> Attribution | None:
        """The innermost attribution that holds more than half of a range, or None where only the page speaks."""
        number = self._index.around(span)
        return self._reading.attributions[number] if number >= 0 else None


def _credited(reading: Reading) -> list[tuple[int, int, Link]]:
    """The stretches that the page credits to somebody, with the link that this makes."""
    # Imported with the first question: this module is part of what `import sayso` loads, and these bring numpy.
    from sayso.chains.introductions import IntroductionKind, find_introductions
    from sayso.voices.book import VoiceBook

    found = [one for one in find_introductions(reading) if one.kind in (IntroductionKind.CREDIT, IntroductionKind.WIRE)]
    if not found:
        return []
    book = VoiceBook(reading)
    stretches = []
    for one in found:
        voice = book.at(one.evidence) or book.find(one.name)
        if voice is not None and voice != PAGE_VOICE_ID:
            stretches += [(span.start, span.end, Link(voice, one.evidence)) for span in one.scope]
    return sorted(stretches, key=lambda stretch: stretch[:2])
