"""Which nouns of a sentence bring an event in ("Tuesday's meeting with", "talks resumed"), and which phrases are its sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from sayso.events.deeds import Deed, find_owner, is_body
from sayso.events.grammar import climb, group_before, subject_of
from sayso.events.kinds import is_party_noun
from sayso.events.lexicon import Frame, noun_frames, word_class
from sayso.events.objects import Phrases, after_preposition
from sayso.events.phrases import Group, Parse, Phrase
from sayso.events.words import Tag


def noun_deeds(parse: Parse) -> Iterator[Deed]:
    frames = noun_frames()
    for phrase in parse.phrases:
        low = parse.low(phrase.head)
        if phrase.is_pronoun:
            if low in ("it", "they", "both"):
                yield from _taking_place(parse, phrase)
            continue
        frame = frames.get(low)
        if frame is None or parse.tag(phrase.head) not in (Tag.NOUN, Tag.NAME, Tag.ING):
            continue
        if parse.low(phrase.head - 1) in ("phone", "telephone") and low.startswith("call"):
            frame = frames["phone-call"]
        deed = _noun_deed(parse, phrase, frame)
        if deed is not None:
            yield deed


_HAPPENS: Final = word_class("happens")


def _taking_place(parse: Parse, phrase: Phrase) -> Iterator[Deed]:
    """The deed of "it had taken place", whose sides are those of the event told of before."""
    group = parse.group_of(phrase.last + 1)
    if group is not None and group.lemma == "take" and parse.low(group.main + 1) == "place":
        yield Deed(noun_frames()["meeting"], group.first, group.main + 1, (), (), group, again=True, noun=True, word=group.main)


def _noun_deed(parse: Parse, phrase: Phrase, frame: Frame) -> Deed | None:
    if "leads" in frame.marks and frame.head != "table" and parse.low(phrase.first - 1) not in ("in", "on", "over", "by"):
        return None
    if frame.head == "table" and parse.low(phrase.first - 1) not in ("at", "around", "round"):
        return None
    if frame.head == "call" and parse.low(phrase.last + 1) == "for":
        return None
    governor = _governor(parse, phrase)
    stated_by = governor or _predicate(parse, phrase)
    owner = find_owner(parse, phrase)
    found = _sides(parse, phrase, frame)
    if found is None:
        return _sideless(parse, phrase, frame, governor, owner)
    others, at = found
    if parse.low(at) == "between" or (parse.low(at) == "of" and len(others) > 1):
        return _joint_deed(parse, phrase, frame, others, stated_by)
    if parse.low(at) == "of":
        return _body_deed(parse, phrase, frame, others, stated_by)
    first = governor.first if governor is not None else phrase.first if phrase.owner_last < 0 else phrase.head
    deed = Deed(frame, first, at, (), others, stated_by, noun=True, word=phrase.head)
    if "charge" in frame.marks and owner is None and governor is None and parse.low(at) == "against":
        accuser = after_preposition(parse, others[-1].last + 1, frozenset({"by", "from"}))
        return replace(deed, actors=accuser[0]) if accuser is not None else None
    if owner is not None:
        return replace(deed, actors=(owner,)) if parse.low(at) not in ("by", "from") else replace(deed, actors=others, recipients=(owner,))
    if parse.low(at) in ("by", "from") and "interviewer" not in frame.marks:
        return _coming_deed(parse, deed, others, at, governor)
    if governor is not None:
        return replace(deed, actors=subject_of(parse, governor))
    if "meal" in frame.marks and parse.low(phrase.first - 1) not in ("at", "over", "during", "for"):
        return None
    before = parse.phrase_ending(phrase.first - 1 - (parse.low(phrase.first - 1) in ("at", "in", "over", "during", "after")))
    if frame.head == "table" and before is not None:
        return replace(deed, actors=climb(parse, before), first=phrase.first - 1)
    return _adverbial(parse, phrase, deed)


def _coming_deed(parse: Parse, deed: Deed, others: Phrases, at: int, governor: Group | None) -> Deed | None:
    """The deed of "a visit by A to B" and "took a call from A": who stands after "by" or "from" is the actor."""
    receiver = after_preposition(parse, others[-1].last + 1, frozenset({"to", "with", "against"}))
    if receiver is not None:
        return replace(deed, actors=others, recipients=receiver[0])
    return replace(deed, actors=others, recipients=subject_of(parse, governor)) if governor is not None else None


def _governor(parse: Parse, phrase: Phrase) -> Group | None:
    """The verb that has the noun as its object and adds nothing but time to it: "held talks", "had lunch"."""
    number = phrase.first - 1
    while parse.tag(number) is Tag.ADVERB:
        number -= 1
    group = parse.group_of(number)
    if group is None or group.main != number or group.passive:
        return None
    light = parse.low(number) in word_class("light") or group.lemma in word_class("light") or group.lemma in word_class("wanted-meeting")
    return group if light else None


def _predicate(parse: Parse, phrase: Phrase) -> Group | None:
    """The verb of which the noun is the subject, where it says that the event comes to pass or not."""
    for number in range(phrase.last + 1, len(parse.sentence)):
        group = parse.group_of(number)
        if group is not None:
            place = group.lemma == "take" and parse.low(group.main + 1) == "place"
            held = group.passive and group.lemma in (
                "hold",
                "cancel",
                "scrap",
                "postpone",
                "plan",
                "schedule",
                "arrange",
                "call",
                "suspend",
            )
            return group if place or held or group.lemma in _HAPPENS else None
        if parse.tag(number) in (Tag.SUBORDINATOR, Tag.RELATIVE) or parse.low(number) in _ENDS:
            return None
    return None


_ENDS: Final = frozenset(".;:!?,")


def _sides(parse: Parse, phrase: Phrase, frame: Frame) -> tuple[Phrases, int] | None:
    return after_preposition(parse, phrase.last + 1, frozenset(frame.slots))


def _joint_deed(parse: Parse, phrase: Phrase, frame: Frame, others: Phrases, group: Group | None) -> Deed:
    first = phrase.first if phrase.owner_last < 0 else phrase.head
    return Deed(frame, first, phrase.head, others[:1], others[1:], group, noun=True, word=phrase.head)


def _body_deed(parse: Parse, phrase: Phrase, frame: Frame, others: Phrases, group: Group | None) -> Deed | None:
    """The meeting of one body ("Tuesday's meeting of the schools committee"); of a thing it is none."""
    if "body" not in frame.marks or not is_body(parse, others[0]):
        return None
    return Deed(frame, phrase.head, phrase.head, others, (), group, noun=True, word=phrase.head)


def _sideless(parse: Parse, phrase: Phrase, frame: Frame, governor: Group | None, owner: Phrase | None) -> Deed | None:
    """The deed of a noun without its other side: both sides are its verb's subject, or those of the event told of before."""
    if (
        governor is not None
        and ("mutual" in frame.marks or "meal" in frame.marks)
        and not parse.low(governor.main).startswith(("den", "show", "record"))
    ):
        last = phrase.head + (parse.low(phrase.head + 1) == "together")
        return Deed(frame, governor.first, last, subject_of(parse, governor), (), governor, noun=True, word=phrase.head)
    if "interviewer" in frame.marks and phrase.head > phrase.first and is_party_noun(parse.low(phrase.head - 1)):
        interviewer = Phrase(phrase.head - 1, phrase.head - 1, phrase.head - 1)
        deed = Deed(frame, phrase.first, phrase.head, (), (interviewer,), None, noun=True, word=phrase.head)
        return _adverbial(parse, phrase, deed)
    if "again" not in frame.marks or owner is not None:
        return None
    predicate = _predicate(parse, phrase)
    before = parse.group_of(phrase.first - 1)
    exists = before is not None and before.be and parse.low(before.first - 1) == "there"
    denied = parse.low(phrase.first) == "no"
    if exists or denied:
        first = before.first if before is not None and exists else phrase.first
        return Deed(frame, first, phrase.head, (), (), before, again=True, noun=True, word=phrase.head)
    if predicate is not None:
        return Deed(frame, predicate.first, predicate.main, (), (), predicate, again=True, noun=True, word=phrase.head)
    return None


def _adverbial(parse: Parse, phrase: Phrase, deed: Deed) -> Deed | None:
    """The deed of a noun after a preposition ("in an interview with"): its other side is who speaks or acts in the sentence.

    Who is named first is the actor (READING.md, ruling 18).
    """
    first = phrase.first
    adjective = parse.phrase_ending(first - 2) if parse.low(first - 1) == "," else None
    if adjective is not None and parse.tag(adjective.first) is Tag.DETERMINER:
        first = adjective.first  # "in a long, angry call with"
    if parse.tag(first - 1) is not Tag.PREPOSITION:
        return None
    named = parse.phrase_ending(first - 3)
    if parse.low(first - 2) == "," and named is not None and not named.is_time:
        return replace(deed, actors=climb(parse, named), speaker=True)  # "Two ministers, in calls with"
    main = group_before(parse, first, finite=True)
    if main is None or parse.low(first - 2) == "":
        comma = next((number for number in range(deed.last, len(parse.sentence)) if parse.low(number) == ","), deed.last)
        main = next((group for group in parse.groups if group.first > comma and group.finite), main)
    found = subject_of(parse, main) if main is not None else ()
    if found and deed.recipients and found[0].first > deed.recipients[0].first:
        return replace(deed, actors=deed.recipients, recipients=found, speaker=True)
    return replace(deed, actors=found, speaker=True)
