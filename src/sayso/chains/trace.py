"""The chain of custody of each attribution: from the page voice inward to the mouth.

Decides in which order the holders stand: the page voice, whom the page credits (`introductions`), the sources of the attributions around,
the forum that a speaker used (`assign`), the speaker (docs/terms.md, section "Chain of custody"). The same voice twice running counts once,
an empty source adds no link, and where a chain ends before the mouth the doubts of the reading say why.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from sayso.chains.assign import find_forums, place_of
from sayso.chains.introductions import Introduction, IntroductionKind, find_introductions
from sayso.chains.outlets import Outlets
from sayso.chains.provenance import find_provenance
from sayso.chains.statements import PAGE, StatementIndex
from sayso.reading import PAGE_VOICE_ID, Attribution, Chain, Doubt, Link, Reading, Span
from sayso.voices.book import VoiceBook


def trace_chains(reading: Reading) -> Reading:
    """The reading with the chain of each attribution, the voices that chains need, the page's provenance, and doubts about what is open."""
    index = StatementIndex(reading.attributions)
    outlets = Outlets(reading, VoiceBook(reading))
    introductions = find_introductions(reading)
    forums, doubts = find_forums(reading, index, outlets)
    for number, link in _settings(reading, introductions, outlets):
        forums.setdefault(number, link)
    chains = _join(reading, index, _credits(reading, index, introductions, outlets), forums)
    doubts += [Doubt(f"{one.id}.chain", _why_open(reading, one)) for one in reading.attributions if one.voice is None]
    return replace(
        reading,
        page=replace(reading.page, provenance=find_provenance(reading.page)),
        voices=outlets.voices,
        attributions=tuple(replace(one, chain=chain) for one, chain in zip(reading.attributions, chains, strict=True)),
        doubts=(*reading.doubts, *doubts),
    )


def _join(reading: Reading, index: StatementIndex, credited: dict[int, list[Link]], forums: dict[int, Link]) -> list[Chain]:
    """The chains of all attributions, in their order; those around others are made first."""
    chains: list[Chain] = [()] * len(reading.attributions)
    for number in sorted(range(len(chains)), key=lambda number: index.depths[number]):
        one = reading.attributions[number]
        parent = index.parents[number]
        chain = list(chains[parent]) if parent != PAGE else [Link(PAGE_VOICE_ID, None), *credited.get(number, ())]
        if one.voice is not None:
            forum = forums.get(number)
            chain += [forum] if forum is not None and forum.voice != one.voice else []
            chain.append(Link(one.voice, (one.source or one.cue or one.content)[0]))
        chains[number] = _once(chain)
    return chains


def _once(chain: list[Link]) -> Chain:
    """The chain with the same voice twice running counted once; the words that name it first stay its evidence."""
    kept: list[Link] = []
    for link in chain:
        if not kept or kept[-1].voice != link.voice:
            kept.append(link)
    return tuple(kept)


def _why_open(reading: Reading, one: Attribution) -> str:
    if not one.source:
        return "The source is not named, so the chain ends with the one who reports it."
    return f"It is not known who “{reading.page.words(one.source)}” is, so the chain ends with the one who reports it."


# ---------------------------------------------------------------- what the page credits


def _credits(reading: Reading, index: StatementIndex, introductions: tuple[Introduction, ...], outlets: Outlets) -> dict[int, list[Link]]:
    """The links that credits put just inside the page voice, by the number of the attribution, in the order of the text."""
    credited: dict[int, list[Link]] = {}
    places = sorted((span.start, number) for number, one in enumerate(reading.attributions) for span in one.content)
    for one in introductions:
        if one.kind not in (IntroductionKind.CREDIT, IntroductionKind.WIRE):
            continue
        link = Link(outlets.add_credit(one.name, one.evidence), one.evidence)
        reached = {number for span in one.scope for number in _between(places, span) if index.parents[number] == PAGE}
        for number in sorted(reached):
            credited.setdefault(number, []).append(link)
    return credited


def _between(places: list[tuple[int, int]], span: Span) -> list[int]:
    """The numbers of what starts within a range."""
    first, last = bisect_left(places, (span.start, -1)), bisect_left(places, (span.end, -1))
    return [number for _, number in places[first:last]]


# ---------------------------------------------------------------- "Over at The Bell, ..."

_SUBJECT: Final = re.compile(r"[^\W\d_][\w’'.-]*(?:[ \t]+[^\W\d_a-z][\w’'-]*){0,4}")


def _settings(reading: Reading, introductions: tuple[Introduction, ...], outlets: Outlets) -> list[tuple[int, Link]]:
    """The outlet of "Over at The Bell, Ada Quill has a complaint." for what she says in the rest of the paragraph, by attribution."""
    places = sorted((place_of(one), number) for number, one in enumerate(reading.attributions) if one.parent is None)
    found = []
    for setting in introductions:
        if setting.kind is not IntroductionKind.SETTING or setting.subject is None:
            continue
        speaker = _voice_at(reading, setting.subject, outlets.book)
        numbers = [number for number in _between(places, setting.scope[0]) if speaker and reading.attributions[number].voice == speaker]
        if numbers:
            link = Link(outlets.add_credit(setting.name, setting.evidence), setting.evidence)
            found += [(number, link) for number in numbers]
    return found


def _voice_at(reading: Reading, position: int, book: VoiceBook) -> str | None:
    """The voice that the name at a place is of; the longest name counts."""
    name = _SUBJECT.match(reading.page.text, position)
    words = name[0].split(" ") if name else []
    for n_words in range(len(words), 0, -1):
        if (voice := book.find(" ".join(words[:n_words]))) is not None:
            return voice
    return None
