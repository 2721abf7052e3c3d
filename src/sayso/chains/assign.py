"""Which attribution a forum belongs to: the forum that each speaker used, sentence by sentence.

Decides between the attributions of a sentence: the forum goes to the one whose cue stands last before it, on the level where it stands
(within a content, to what is said there), and with it to whatever the same speaker holds in that sentence (docs/terms.md). A later bare "he
said" has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sayso.chains.forums import ForumWords, Trigger, find_forum_words
from sayso.chains.names import MEDIUM
from sayso.chains.outlets import Outlets
from sayso.chains.phrases import OutletPhrase
from sayso.chains.statements import StatementIndex
from sayso.reading import PAGE_VOICE_ID, Attribution, Doubt, Link, Reading, Span
from sayso.text import split_sentences

_RELATIVE: Final = re.compile(r"\b(?:who|whose|whom)\b", re.IGNORECASE)
_PUBLISHED: Final = (Trigger.WROTE, Trigger.BY, Trigger.ON)


def find_forums(reading: Reading, index: StatementIndex, outlets: Outlets) -> tuple[dict[int, Link], list[Doubt]]:
    """The forum of each attribution that has one, by its number in the reading, and the pointers that lead nowhere.

    Their voices are added to the book of `outlets`.
    """
    page = reading.page
    stops = sorted({span.start for one in reading.attributions for span in one.content})
    forums: dict[int, Link] = {}
    doubts: list[Doubt] = []
    for sentence, members in _by_sentence(reading):
        levels: dict[int, list[int]] = {}
        for member in members:
            levels.setdefault(index.parents[member], []).append(member)
        found: dict[int, list[ForumWords]] = {}
        for words in find_forum_words(page, sentence, stops, outlets):
            owner = _owner(reading, words, levels.get(index.at(words.phrase.span.start), []))
            if owner is not None:
                found.setdefault(owner, []).append(words)
        for member in sorted(found):
            phrase = _put_together(found[member])
            link = _link(phrase, outlets)
            if link is not None:
                forums[member] = link
            elif phrase.bare and not outlets.is_own(phrase) and outlets.find_pointed(phrase) is None:
                words_of_it = f"“{page[phrase.span]}” is none that the page has named before it."
                doubts.append(Doubt(f"{reading.attributions[member].id}.chain", words_of_it))
        for level in levels.values():
            _share(reading, level, forums)
    return forums, doubts


def place_of(one: Attribution) -> int:
    """Where an attribution is tied to its source: at its cue, without one at its source, or else at its content."""
    return (one.cue or one.source or one.content)[0].start


def _by_sentence(reading: Reading) -> Iterator[tuple[Span, list[int]]]:
    """Each sentence in which the cue of an attribution stands, with the numbers of these in the order of their cues."""
    sentences = split_sentences(reading.page.text, tuple(block.span for block in reading.page.blocks) or None)
    starts = [sentence.start for sentence in sentences]
    members: dict[int, list[int]] = {}
    for number, one in enumerate(reading.attributions):
        at = bisect_right(starts, place_of(one)) - 1
        if at >= 0 and place_of(one) < sentences[at].end:
            members.setdefault(at, []).append(number)
    for at in sorted(members):
        yield sentences[at], sorted(members[at], key=lambda number: place_of(reading.attributions[number]))


def _owner(reading: Reading, words: ForumWords, level: list[int]) -> int | None:
    """The attribution that a forum belongs to, of those on its level: the last whose cue is before it, or else the first after it."""
    if not level:
        return None
    start = words.phrase.span.start
    for member in level:
        for source in reading.attributions[member].source:
            if source.start <= start < source.end:
                return member if _within_source(reading, words, source) else None
    places = [place_of(reading.attributions[member]) for member in level]
    return level[max(0, bisect_right(places, start) - 1)]


def _within_source(reading: Reading, words: ForumWords, source: Span) -> bool:
    """Whether a source used the forum in its own words: "The study, published in the Annals", but not "Bo, who edits the Bell"."""
    lead = reading.page.text[source.start : words.at]
    if not lead.strip() or words.trigger is Trigger.TOLD:
        return False
    return words.trigger in _PUBLISHED or not _RELATIVE.search(lead)


def _put_together(found: list[ForumWords]) -> OutletPhrase:
    """The words to believe of those found for one attribution; channel and programme may come from two places."""
    phrase = found[0].phrase
    for other in (words.phrase for words in found[1:]):
        if phrase.bare and not other.bare:
            phrase = other
        elif phrase.programme and not phrase.channel and other.channel and not other.programme:
            phrase = replace(phrase, channel=other.channel)
        elif phrase.channel and not phrase.programme and other.programme and not other.channel and phrase.noun not in MEDIUM:
            phrase = replace(other, channel=phrase.channel, host=phrase.host or other.host)
    return phrase


def _link(phrase: OutletPhrase, outlets: Outlets) -> Link | None:
    """The link that a forum makes, or None where it is the page's own outlet or where it is not known what the words point to."""
    if outlets.is_own(phrase):
        outlets.note(phrase.span, PAGE_VOICE_ID, phrase.name)
        return None
    voice = outlets.find_pointed(phrase) if phrase.bare else outlets.add_forum(phrase)
    if voice is None or outlets.is_document(voice):
        return None  # nobody tells a survey anything
    if phrase.bare:
        outlets.note(phrase.span, voice, phrase.noun)
    return Link(voice, phrase.span) if voice != PAGE_VOICE_ID else None


def _share(reading: Reading, level: list[int], forums: dict[int, Link]) -> None:
    """Gives what one speaker holds in one sentence the same forum, where one of these attributions has it."""
    speakers: dict[object, Link] = {}
    for member in level:
        if member in forums:
            for key in _speaker(reading.attributions[member]):
                speakers.setdefault(key, forums[member])
    for member in level:
        for key in _speaker(reading.attributions[member]):
            if key in speakers:
                forums.setdefault(member, speakers[key])


def _speaker(one: Attribution) -> tuple[object, ...]:
    return tuple(key for key in (one.source, one.voice) if key)
