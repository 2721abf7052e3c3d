"""What a person corrects on a reading, kept beside it and never written over it.

Decides which corrections there are, what each makes of a reading, and where the words that a person gives stand in the text: a person says
words, not positions. `apply_corrections` is a plain function, so that taking a correction back is leaving it out.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sayso.errors import ReadingError
from sayso.reading import PAGE_VOICE_ID, Attribution, Held, Link, Manner, Page, Reading, Reported, Span, Spans, Voice, VoiceKind

MOST_WORDS: Final = 20_000
"""Characters that one field of a correction may have; a quotation of that length is a speech."""


class CorrectionKind(StrEnum):
    """What a correction changes."""

    ACCEPT = "accept"
    SPEAKER = "speaker"
    RANGE = "range"
    COMMITMENT = "commitment"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision of a person on one attribution; what a field does not say stays as it was read.

    `number` is given by the store, in the order of making; `attribution` is the id of the one corrected (of an added one, its new id).
    `voice` is the id of a voice of the reading, or "" for "nobody is named"; `name` and `voice_kind` describe a voice that the reading does
    not have. `made` is the UTC time, ISO 8601.
    """

    kind: CorrectionKind
    attribution: str
    number: int = 0
    voice: str | None = None
    name: str | None = None
    voice_kind: VoiceKind | None = None
    content: Spans = ()
    cue: Spans | None = None
    source: Spans | None = None
    manner: Manner | None = None
    held: Held | None = None
    reported: Reported | None = None
    note: str = ""
    made: str = ""


def apply_corrections(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """The reading as a person left it; the given one is unchanged. Corrections of what is no longer there are passed over."""
    for correction in corrections:
        reading = _STEPS[correction.kind](reading, correction)
    return reading


def find_words(text: str, words: str, near: int = 0) -> Spans:
    """The ranges of some words in a text, one a line (or one between two ellipses): the place nearest `near`, blanks alike.

    Raises:
        ReadingError: a line stands nowhere in the text, or they do not follow one another there.
    """
    parts = [part.strip() for line in words.splitlines() for part in line.split(" … ") if part.strip()]
    if not parts:
        return ()
    found: list[Span] = []
    for part in parts:
        places = _find_places(text, part)
        places = [place for place in places if not found or place.start >= found[-1].end] or places
        if not places:
            raise ReadingError(f"The words “{part[:80]}” do not stand in the text; copy them from the page as they are.")
        found.append(min(places, key=lambda place: abs(place.start - (found[-1].end if found else near))))
    if any(one.end > other.start for one, other in itertools.pairwise(found)):
        raise ReadingError("The pieces do not follow one another in the text; give them in the order of the page, one a line.")
    return tuple(found)


def _find_places(text: str, words: str) -> list[Span]:
    """Every place of some words; between two of them any blanks may stand. Linear: the words themselves are literal."""
    pattern = r"\s{1,8}".join(re.escape(word) for word in words.split())
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


# ---------------------------------------------------------------- one correction


def _accept(reading: Reading, correction: Correction) -> Reading:
    return reading


def _reject(reading: Reading, correction: Correction) -> Reading:
    gone = _find(reading, correction.attribution)
    if gone is None:
        return reading
    kept = (
        replace(attribution, parent=gone.parent) if attribution.parent == gone.id else attribution
        for attribution in reading.attributions
        if attribution.id != gone.id
    )
    return replace(reading, attributions=tuple(kept))


def _change_speaker(reading: Reading, correction: Correction) -> Reading:
    old = _find(reading, correction.attribution)
    if old is None:
        return reading
    reading, voice = _take_voice(reading, correction)
    return _put(reading, _speak(old, voice))


def _change_range(reading: Reading, correction: Correction) -> Reading:
    old = _find(reading, correction.attribution)
    if old is None:
        return reading
    return _put(
        reading,
        replace(
            old,
            content=correction.content or old.content,
            cue=old.cue if correction.cue is None else correction.cue,
            source=old.source if correction.source is None else correction.source,
            manner=correction.manner or old.manner,
        ),
    )


def _change_commitment(reading: Reading, correction: Correction) -> Reading:
    old = _find(reading, correction.attribution)
    if old is None:
        return reading
    return _put(reading, replace(old, held=correction.held or old.held, reported=correction.reported or old.reported))


def _add(reading: Reading, correction: Correction) -> Reading:
    if _find(reading, correction.attribution) is not None or not correction.content:
        return reading
    reading, voice = _take_voice(reading, correction)
    page_voice = reading.voices[0].id if reading.voices else PAGE_VOICE_ID
    added = Attribution(
        id=correction.attribution,
        content=correction.content,
        cue=correction.cue or (),
        source=correction.source or (),
        manner=correction.manner or guess_manner(reading.page, correction.content),
        score=1.0,
        parent=_find_parent(reading, correction.content),
        chain=(Link(page_voice, None),) if reading.voices else (),
        held=correction.held or Held.ASSERTED,
        reported=correction.reported or Reported.NEUTRAL,
    )
    return _put(reading, _speak(added, voice))


_STEPS: Final = {
    CorrectionKind.ACCEPT: _accept,
    CorrectionKind.REJECT: _reject,
    CorrectionKind.SPEAKER: _change_speaker,
    CorrectionKind.RANGE: _change_range,
    CorrectionKind.COMMITMENT: _change_commitment,
    CorrectionKind.ADD: _add,
}


def guess_manner(page: Page, content: Spans) -> Manner:
    """Direct where each range begins with a quotation mark, mixed where one stands within, else indirect."""
    marks = '"“”„«»‘'
    if all(page[span][:1] in marks for span in content):
        return Manner.DIRECT
    return Manner.MIXED if any(mark in page[span] for span in content for mark in marks) else Manner.INDIRECT


def _find(reading: Reading, identifier: str) -> Attribution | None:
    return next((attribution for attribution in reading.attributions if attribution.id == identifier), None)


def _put(reading: Reading, attribution: Attribution) -> Reading:
    """The reading with an attribution in the place of the one of its id, or added; in the order of their first content."""
    others = [other for other in reading.attributions if other.id != attribution.id]
    return replace(reading, attributions=tuple(sorted([*others, attribution], key=_place)))


def _place(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, -attribution.content[-1].end


def _speak(attribution: Attribution, voice: str | None) -> Attribution:
    """The attribution with another holder, at the end of its chain too."""
    chain = attribution.chain
    if chain and chain[-1].voice == attribution.voice and len(chain) > 1:
        chain = chain[:-1]
    if chain and voice is not None and chain[-1].voice != voice:
        evidence = attribution.source or attribution.cue or attribution.content
        chain = (*chain, Link(voice, evidence[0]))
    return replace(attribution, voice=voice, chain=chain)


def _take_voice(reading: Reading, correction: Correction) -> tuple[Reading, str | None]:
    """The holder that a correction names: a voice that is there, a new one, or nobody."""
    if correction.name:
        known = next((voice.id for voice in reading.voices if voice.name == correction.name), None)
        if known is not None:
            return reading, known
        new = Voice(f"u{correction.number}", correction.voice_kind or VoiceKind.PERSON, correction.name)
        return replace(reading, voices=(*reading.voices, new)), new.id
    known = next((voice.id for voice in reading.voices if voice.id == correction.voice), None)
    return reading, known


def _find_parent(reading: Reading, content: Sequence[Span]) -> str | None:
    """The innermost attribution in one of whose ranges all of these stand."""
    around = [
        (span.end - span.start, attribution.id)
        for attribution in reading.attributions
        for span in attribution.content
        if span.start <= content[0].start and content[-1].end <= span.end and attribution.content != tuple(content)
    ]
    return min(around)[1] if around else None
