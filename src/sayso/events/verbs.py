"""Which verbs of a sentence bring an event in, and which phrases are its sides.

Matches the frames of `verbs.txt` against the verb groups: active and passive, with a particle, with an object of their own ("file a
complaint against")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sayso.events.conditions import conditions_hold, needs_hold
from sayso.events.deeds import Deed, find_owner
from sayso.events.grammar import climb, group_before, object_before, subject_of
from sayso.events.lexicon import Frame, singular, verb_frames
from sayso.events.objects import Phrases, after_preposition, object_after
from sayso.events.parties import is_somebody
from sayso.events.phrases import Group, Parse, Phrase
from sayso.events.words import Tag
from sayso.reading import EventType


def verb_deeds(parse: Parse, group: Group) -> Iterator[Deed]:
    """The deed of the first frame that fits; two where one is for what has come to pass and one for what has not."""
    for frame in verb_frames().get(group.lemma, ()):
        deed = _match(parse, group, frame)
        if deed is not None:
            yield deed
            if frame.marks.isdisjoint(("hypothetical", "stated")):
                return


@dataclass(slots=True)
class _Place:
    """Where the words of a phrase end, and the object that stands among them ("turned the offer down")."""

    last: int
    within: Phrases = ()


def _match(parse: Parse, group: Group, frame: Frame) -> Deed | None:
    place = _match_words(parse, group, frame)
    if place is None or not _may_be(parse, group, frame):
        return None
    passive = "O" in frame.slots and not place.within and (group.passive or _is_reduced_passive(parse, group, place.last))
    if passive:
        return _passive_deed(parse, group, frame, place)
    if group.passive:
        return _spoken_to_by(parse, group, frame)
    recipients, end = _recipients(parse, frame, place)
    actors = subject_of(parse, group)
    if not recipients and "O" in frame.slots:
        recipients = object_before(parse, actors) or ()
    thing = not recipients and place.last + 1 < len(parse.sentence) and object_after(parse, place.last + 1) is not None
    if not conditions_hold(parse, frame, place.last, recipients, end):
        return None
    deed = Deed(frame, group.first, _anchor_end(parse, frame, place, recipients), actors, recipients, group, word=group.main)
    if "reversed" in frame.marks:
        return replace(deed, actors=recipients, recipients=actors, passive=True)
    return replace(deed, thing=thing)


_PARTICLES: Final = frozenset("down out up back off to for responsible liable".split())


def _match_words(parse: Parse, group: Group, frame: Frame) -> _Place | None:
    at = group.main + 1
    within: Phrases = ()
    last = group.main
    for words in frame.words:
        while parse.tag(at) is Tag.ADVERB and parse.low(at) not in words:
            at += 1
        if parse.low(at) in words or singular(parse.low(at)) in words:
            last, at = at, at + 1
            continue
        phrase = parse.phrase_of(at)
        if phrase is None:
            return None
        head = parse.low(phrase.head)
        if head in words or singular(head) in words:
            last, at = phrase.head, phrase.last + 1
        elif not within and parse.low(phrase.last + 1) in words & _PARTICLES:
            within = (phrase,)
            last, at = phrase.last + 1, phrase.last + 2
        elif not within and (other := parse.phrase_starting(phrase.last + 1)) is not None and _heads(parse, other) & words:
            within = (phrase,)  # "paid her a visit"
            last, at = other.head, other.last + 1
        else:
            return None
    return _Place(last, within)


def _heads(parse: Parse, phrase: Phrase) -> set[str]:
    return {parse.low(phrase.head), singular(parse.low(phrase.head))}


def _may_be(parse: Parse, group: Group, frame: Frame) -> bool:
    """Whether the form of the verb can state the event: no adjective ("the accused man"), no question tag."""
    if group.form is Tag.ING and parse.tag(group.first - 1) is Tag.COORDINATOR and not group.auxiliary:
        return group_before(parse, group.first - 1, finite=False) is not None
    return not ("rare" in frame.marks and (group.modal or group.negated or group.to))


def _is_reduced_passive(parse: Parse, group: Group, last: int) -> bool:
    """Whether a bare participle hangs on a noun before it ("the man accused of theft", "interviewed by police, he said")."""
    if group.form is not Tag.PAST or (group.auxiliary and not group.passive):
        return False
    following = last + 1
    while parse.tag(following) is Tag.ADVERB:
        following += 1
    low = parse.low(following)
    if low == "by" and not _by_means(parse, following):
        return True
    if low not in ("of", "for", "over") or not _has_other_verb(parse, group):
        return False
    before = group.first - 1
    phrase = parse.phrase_ending(before - 1 if parse.low(before) == "," else before)
    return phrase is not None and parse.low(phrase.first - 1) not in ("whom", "who", "which", "that")


def _by_means(parse: Parse, number: int) -> bool:
    """Whether "by" tells the means: "spoke by telephone"."""
    phrase = parse.phrase_starting(number + 1)
    return phrase is None or parse.low(phrase.head) in ("telephone", "phone", "video", "email", "letter", "post", "link", "radio")


def _has_other_verb(parse: Parse, group: Group) -> bool:
    """Whether the clause has a verb besides a participle, so that the participle need not be its verb."""
    return any(other is not group and other.finite and other.main > group.main for other in parse.groups)


def _passive_deed(parse: Parse, group: Group, frame: Frame, place: _Place) -> Deed | None:
    agent = after_preposition(parse, place.last + 1, frozenset({"by"}))
    actors = agent[0] if agent is not None and not _by_means(parse, agent[1]) else ()
    end = actors[-1].last if actors else place.last
    patients = _patients(parse, group)
    if not needs_hold(parse, frame, end + 1, place.last + 1) or ("active" in frame.marks and not actors):
        return None
    if "bare" in frame.marks or (frame.type is EventType.CONSULT and (not actors or "active" in frame.marks)):
        return None
    return Deed(frame, group.first, place.last, actors, patients, group, passive=True, word=group.main)


def _patients(parse: Parse, group: Group) -> Phrases:
    if group.passive or group.auxiliary:
        return subject_of(parse, group)
    before = group.first - 1
    joined = parse.group_of(before - 1) if parse.low(before) == "and" else None
    if joined is not None and joined.form is Tag.PAST:  # "people shot and killed by soldiers"
        return _patients(parse, joined)
    phrase = parse.phrase_ending(before - 1 if parse.low(before) == "," else before)
    if phrase is not None and not phrase.is_time:
        return climb(parse, phrase)
    following = next((other for other in parse.groups if other.first > group.main and other.finite), None)
    return subject_of(parse, following) if following is not None else ()


def _spoken_to_by(parse: Parse, group: Group, frame: Frame) -> Deed | None:
    """The deed of a passive that keeps its preposition ("was spoken to by the head")."""
    at = group.main + 1
    if parse.low(at) not in frame.slots or parse.low(at + 1) != "by":
        return None
    actors = object_after(parse, at + 2)
    return Deed(frame, group.first, at, actors, subject_of(parse, group), group, passive=True, word=group.main) if actors else None


def _recipients(parse: Parse, frame: Frame, place: _Place) -> tuple[Phrases, int]:
    """The phrases of the recipients, and the first word after them: of the places where they can stand the first that holds somebody."""
    if place.within and ("O" in frame.slots or frame.type is EventType.REQUEST):  # "asked his cousin for a lift"
        return place.within, place.last + 1
    found = [(phrases, end) for slot in frame.slots for phrases, end in _at_slot(parse, slot, place.last + 1)]
    somebody = [one for one in found if any(is_somebody(parse, phrase) for phrase in one[0])]
    return (somebody or found or [((), place.last + 1)])[0]


def _at_slot(parse: Parse, slot: str, number: int) -> Iterator[tuple[Phrases, int]]:
    """The phrases at one of a frame's places after a verb, and the first word after them."""
    if slot == "O":
        found = object_after(parse, number)
    elif slot == "that":
        found = _clause_subject(parse, number)
    elif slot == "O's":  # "demanded the minister's resignation"
        things = object_after(parse, number)
        owner = find_owner(parse, things[0]) if things is not None else None
        found = (owner,) if owner is not None else None
    elif slot == "'s":  # "came to my door"
        place = parse.phrase_of(number - 1)
        owner = find_owner(parse, place) if place is not None else None
        found = (owner,) if owner is not None else None
    elif slot == "to:O":
        found = _inner_object(parse, number)
        if found is not None:
            yield found, number
        return
    else:
        after = after_preposition(parse, number, frozenset({slot}))
        found = after[0] if after is not None else None
    if found is not None:
        yield found, found[-1].last + 1


def _clause_subject(parse: Parse, number: int) -> Phrases | None:
    """The subject of a clause that tells what is demanded: "that Pelham publish the figures", "the council act"."""
    if parse.low(number) == "that":
        number += 1
    phrase = parse.phrase_starting(number)
    if phrase is None or phrase.is_time:
        return None
    group = parse.group_of(phrase.last + 1)
    return (phrase,) if group is not None and not group.to and group.first == phrase.last + 1 else None


def _inner_object(parse: Parse, number: int) -> Phrases | None:
    group = parse.group_of(number)
    return object_after(parse, group.main + 1) if group is not None and group.to and group.first == number else None


def _anchor_end(parse: Parse, frame: Frame, place: _Place, recipients: Phrases) -> int:
    after = place.last + 1
    low = parse.low(after)
    return after if low in ("with", "to", "together") and (low in frame.slots or low == "together") and recipients else place.last
