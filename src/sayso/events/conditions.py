"""The conditions under which a verb of the lexicon brings an event in: words that have to follow, or must not, and who the recipient is."""

from __future__ import annotations

from sayso.events.kinds import is_party_noun
from sayso.events.lexicon import Frame, noun_frames, party_class, singular
from sayso.events.objects import Phrases, object_after
from sayso.events.parties import is_person
from sayso.events.phrases import Parse, Phrase
from sayso.events.words import Tag


def conditions_hold(parse: Parse, frame: Frame, last: int, recipients: Phrases, end: int) -> bool:
    """Whether a frame's conditions hold; `last` is the last word of its phrase, `end` the first after the recipients."""
    if not needs_hold(parse, frame, end, last + 1):
        return False
    following = parse.low(last + 1)
    if frame.never and (
        following in frame.never
        or parse.low(end) in frame.never
        or any(singular(parse.low(phrase.head)) in frame.never for phrase in recipients)
        or (parse.tag(last + 1) is Tag.TO and parse.low(last + 2) in frame.never)
    ):
        return False
    if frame.objects:
        found = recipients or object_after(parse, last + 1) or ()
        return any({parse.low(phrase.head), singular(parse.low(phrase.head))} & frame.objects for phrase in found)
    if "person" in frame.marks and not (recipients and is_person(parse, recipients[0])):
        return False
    if "bare" in frame.marks and not _is_bare_object(parse, recipients):
        return False
    return "audience" not in frame.marks or not recipients or not all(_is_audience(parse, phrase) for phrase in recipients)


def needs_hold(parse: Parse, frame: Frame, end: int, after: int) -> bool:
    """Whether one of the words that have to follow does, after the recipient or right after the verb."""
    if not frame.needs:
        return True
    for begin in dict.fromkeys((end, after)):
        start = _past_aside(parse, begin)
        for number in range(start, min(start + 8, len(parse.sentence))):
            low, tag = parse.low(number), parse.tag(number)
            if low == "to":
                if "to" in frame.needs and (tag is Tag.TO or _could_be_verb(parse, number + 1)):
                    return True
            elif low in frame.needs:
                return True
            if tag is Tag.MARK or tag is Tag.SUBORDINATOR or (number > start and parse.group_of(number) is not None):
                break
    return False


def _could_be_verb(parse: Parse, number: int) -> bool:
    """Whether a word that the lists do not know as a verb can be one after "to": a small one, no plural, nothing before it, and no meal."""
    phrase = parse.phrase_starting(number)
    if phrase is None or parse.tag(number) is not Tag.NOUN or number >= len(parse.sentence) or parse.sentence.capital[number]:
        return False
    return (
        parse.low(number) not in noun_frames() and singular(parse.low(number)) == parse.low(number) and not is_party_noun(parse.low(number))
    )


def _past_aside(parse: Parse, number: int) -> int:
    """The first word after a parenthesis between commas that begins here: "asked the committee, in a letter, to"."""
    if parse.low(number) != ",":
        return number
    closing = (at + 1 for at in range(number + 1, min(number + 16, len(parse.sentence))) if parse.low(at) == ",")
    return next(closing, number)


def _is_bare_object(parse: Parse, recipients: Phrases) -> bool:
    """Whether nothing after the object makes it what somebody is named: "called the mayor on Friday", not "called the mayor a fool"."""
    if not recipients:
        return False
    following = recipients[-1].last + 1
    if parse.tag(following) is Tag.MARK and parse.low(following) in ".;":
        return True
    if parse.low(following) in ("on", "from", "after", "before", "about", "at", "to", "and", "back", "again", "twice", "yesterday", "by"):
        return True
    phrase = parse.phrase_starting(following)
    return phrase is not None and phrase.is_time


def _is_audience(parse: Parse, phrase: Phrase) -> bool:
    low = parse.low(phrase.head)
    return parse.tag(phrase.head) is not Tag.NAME and (low in party_class("audience") or singular(low) in party_class("audience"))
