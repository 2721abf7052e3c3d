"""The step of the pipeline that gives every attribution its voice.

Only holders become voices here, each once; whoever else the page speaks of is known to `VoiceBook`, through which the later steps list the
links of chains and the parties of events. Where a source stands for nobody who can be told, the voice stays None, with the reason.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from sayso.reading import PAGE_VOICE_ID, Attribution, Doubt, Reading, Span, Voice, VoiceKind
from sayso.voices.coreference import Coreference, resolve_coreference
from sayso.voices.describe import describe_entity
from sayso.voices.phrases import Form


def resolve_voices(reading: Reading) -> Reading:
    """The reading with one voice a holder, in the order in which they come to speak, and the voice of every attribution.

    Chains and events that the reading has already are dropped, as they rest on other voices.
    """
    coreference = resolve_coreference(reading)
    voices: dict[int, Voice] = {}
    page_voice = _page_voice(reading, coreference)
    chosen: dict[str, str | None] = {}
    doubts = [doubt for doubt in reading.doubts if not doubt.about.endswith(".voice")]
    for attribution in reading.attributions:
        number = coreference.sources.get(attribution.id)
        entity = coreference.entity(number) if number is not None else None
        if entity is not None and entity.number == coreference.page_voice:
            chosen[attribution.id] = PAGE_VOICE_ID
        elif entity is not None:
            if entity.number not in voices:
                voices[entity.number] = describe_entity(entity, coreference, reading.page, f"v{len(voices) + 1}")
            chosen[attribution.id] = voices[entity.number].id
        elif attribution.source:
            chosen[attribution.id] = None
            reason = coreference.reasons.get(-1 if number is None else number, "Its source is in no words that can be taken for a holder.")
            doubts.append(Doubt(f"{attribution.id}.voice", reason))
    attributions = _continue_speakers(reading, chosen)
    return replace(reading, voices=(page_voice, *voices.values()), attributions=attributions, events=(), doubts=tuple(doubts))


def _page_voice(reading: Reading, coreference: Coreference) -> Voice:
    """The page voice as it is, with the names and mentions that the page has for it."""
    voice = reading.voices[0] if reading.voices else Voice(PAGE_VOICE_ID, VoiceKind.DOCUMENT, "the page")
    entity = coreference.by_number.get(coreference.page_voice)
    if entity is None:
        return replace(voice, mentions=())
    described = describe_entity(entity, coreference, reading.page, voice.id)
    named = any(coreference.phrases[n].form is not Form.PRONOUN for n in entity.phrases)
    aliases = [name for name in (described.name, *described.aliases) if named and name.casefold() != voice.name.casefold()]
    return replace(voice, aliases=tuple(dict.fromkeys(aliases)), roles=described.roles, mentions=described.mentions)


def _continue_speakers(reading: Reading, chosen: dict[str, str | None]) -> tuple[Attribution, ...]:
    """The attributions with their voices; one without cue and source goes on with whoever spoke right before it (docs/terms.md)."""
    starts = [block.span.start for block in reading.page.blocks]
    finished: list[Attribution] = []
    last: dict[str | None, tuple[Span, str | None]] = {}  # for each parent the last content on its level, and its voice
    for attribution in reading.attributions:
        voice = chosen.get(attribution.id)
        if not attribution.source and not attribution.cue:
            voice = _last_speaker(reading, attribution, last.get(attribution.parent), starts)
        finished.append(replace(attribution, voice=voice, chain=()))
        if attribution.source or not attribution.cue:
            last[attribution.parent] = (attribution.content[-1], voice)
    return tuple(finished)


def _last_speaker(reading: Reading, attribution: Attribution, before: tuple[Span, str | None] | None, starts: list[int]) -> str | None:
    """The voice of the content before, where that stands in the same paragraph or ends the one before."""
    if before is None:
        return None
    here, there = _block_of(attribution.content[0], starts), _block_of(before[0], starts)
    if here - there > 1:
        return None
    blocks = reading.page.blocks
    if blocks and blocks[here].group and blocks[here].group != blocks[there].group:
        return None
    return before[1]


def _block_of(span: Span, starts: list[int]) -> int:
    return max(0, bisect_right(starts, span.start) - 1)
