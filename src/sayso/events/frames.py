"""Which verbs and nouns of a sentence bring an event in, and which phrases are its sides.

Matches the frames of the lexicon against a parsed sentence. Who the phrases speak of is decided in `parties`, whether the event came to
pass in `status`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sayso.events.grammar import Phrases, after_preposition, climb, group_before, object_after, owner_of, subject_of
from sayso.events.lexicon import Frame, noun_frames, party_class, singular, verb_frames, word_class
from sayso.events.phrases import Group, Parse, Phrase
from sayso.events.words import Tag, is_party_noun
from sayso.reading import EventType


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as its sentence tells it: its words from `first` to `last`, the phrases of its sides, the verb group that states it.

    `again` says that its sides are those of the event told of before ("it had taken place"); `speaker` that the one who speaks in the
    sentence is its actor ("in an interview with"); `thing` that the other side is a thing; `word` is the verb or noun itself.
    """

    frame: Frame
    first: int
    last: int
    actors: Phrases
    recipients: Phrases
    group: Group | None
    passive: bool = False
    again: bool = False
    speaker: bool = False
    thing: bool = False
    noun: bool = False
    word: int = -1


def find_deeds(parse: Parse) -> list[Deed]:
    """The events of a sentence in the order of their words; of an act that is only asked for, promised or refused, the asking alone."""
    deeds = [deed for group in parse.groups if (deed := _verb_deed(parse, group)) is not None]
    inner = {number for deed in deeds for number in _complements(parse, deed)}
    deeds = [deed for deed in deeds if deed.group is None or deed.word not in inner]
    taken = {number for deed in deeds for number in range(deed.first, deed.last + 1)}
    deeds += [deed for deed in _noun_deeds(parse) if deed.word not in taken and deed.word not in inner]
    return sorted(deeds, key=lambda deed: (deed.first, deed.last))


def _complements(parse: Parse, deed: Deed) -> Iterator[int]:
    """The verbs and event nouns that only say what is asked for, promised, threatened or refused.

    A meeting that is asked for or agreed on is an event of its own, yet to come; one that is refused is not.
    """
    if deed.frame.type not in (EventType.REQUEST, EventType.THREATEN, EventType.AGREE, EventType.REJECT, EventType.CONCEDE):
        return
    for number in range(deed.last + 1, min(deed.last + 14, len(parse.sentence))):
        if parse.low(number) in ".;:!?":
            return
        group = parse.group_of(number)
        if group is None or group.main != number:
            continue
        frames = verb_frames().get(group.lemma, ())
        consult = any(frame.type is EventType.CONSULT for frame in frames) or group.lemma in ("hold", "have", "resume", "begin")
        if group.to or deed.frame.type is EventType.REQUEST:
            if not consult or deed.frame.type is EventType.REJECT:
                yield number
                if deed.frame.type is EventType.REJECT:
                    yield from range(number + 1, min(number + 5, len(parse.sentence)))
            return
        return


# ---------------------------------------------------------------- verbs


def _verb_deed(parse: Parse, group: Group) -> Deed | None:
    for frame in verb_frames().get(group.lemma, ()):
        deed = _match(parse, group, frame)
        if deed is not None:
            return deed
    return None


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
    if group.passive and not frame.words:
        return _spoken_to_by(parse, group, frame)
    recipients, end = _recipients(parse, frame, place)
    thing = not recipients and place.last + 1 < len(parse.sentence) and object_after(parse, place.last + 1) is not None
    if not _conditions_hold(parse, frame, place, recipients, end):
        return None
    deed = Deed(
        frame, group.first, _anchor_end(parse, frame, place, recipients), subject_of(parse, group), recipients, group, word=group.main
    )
    return replace(deed, thing=thing)


_PARTICLES: Final = frozenset("down out up back in off to".split())


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
        else:
            return None
    return _Place(last, within)


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
    return low in ("of", "for", "over") and parse.phrase_ending(group.first - 1) is not None and _has_other_verb(parse, group)


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
    if not _needs_hold(parse, frame, end + 1, place.last + 1) or ("active" in frame.marks and not actors):
        return None
    if not actors and frame.type is EventType.CONSULT:
        return None
    return Deed(frame, group.first, place.last, actors, patients, group, passive=True, word=group.main)


def _patients(parse: Parse, group: Group) -> Phrases:
    if group.passive or group.auxiliary:
        return subject_of(parse, group)
    before = group.first - 1
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
    """The phrases of the recipients, and the first word after them."""
    if place.within and "O" in frame.slots:
        return place.within, place.last + 1
    for slot in frame.slots:
        if slot == "O":
            found = object_after(parse, place.last + 1)
            if found is not None:
                return found, found[-1].last + 1
        elif slot == "that":
            found = _clause_subject(parse, place.last + 1)
            if found is not None:
                return found, found[-1].last + 1
        elif slot == "to:O":
            found = _inner_object(parse, place.last + 1)
            if found is not None:
                return found, place.last + 1
        else:
            after = after_preposition(parse, place.last + 1, frozenset({slot}))
            if after is not None:
                return after[0], after[0][-1].last + 1
    return (), place.last + 1


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


# ---------------------------------------------------------------- conditions


def _conditions_hold(parse: Parse, frame: Frame, place: _Place, recipients: Phrases, end: int) -> bool:
    if not _needs_hold(parse, frame, end, place.last + 1):
        return False
    following = parse.low(place.last + 1)
    if frame.never and (
        following in frame.never
        or parse.low(end) in frame.never
        or any(singular(parse.low(phrase.head)) in frame.never for phrase in recipients)
        or (parse.tag(place.last + 1) is Tag.TO and parse.low(place.last + 2) in frame.never)
    ):
        return False
    if frame.objects:
        found = recipients or object_after(parse, place.last + 1) or ()
        return any({parse.low(phrase.head), singular(parse.low(phrase.head))} & frame.objects for phrase in found)
    if "bare" in frame.marks and not _is_bare_object(parse, recipients):
        return False
    return "audience" not in frame.marks or not recipients or not all(_is_audience(parse, phrase) for phrase in recipients)


def _needs_hold(parse: Parse, frame: Frame, end: int, after: int) -> bool:
    """Whether one of the words that have to follow does, after the recipient or right after the verb."""
    if not frame.needs:
        return True
    for begin in dict.fromkeys((end, after)):
        start = _past_aside(parse, begin)
        for number in range(start, min(start + 8, len(parse.sentence))):
            low, tag = parse.low(number), parse.tag(number)
            if low == "to":
                if "to" in frame.needs and tag is Tag.TO:
                    return True
            elif low in frame.needs:
                return True
            if tag is Tag.MARK or tag is Tag.SUBORDINATOR or (number > start and parse.group_of(number) is not None):
                break
    return False


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


# ---------------------------------------------------------------- nouns


def _noun_deeds(parse: Parse) -> Iterator[Deed]:
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
    if frame.head == "table" and parse.low(phrase.first - 1) not in ("at", "around", "round"):
        return None
    governor = _governor(parse, phrase)
    stated_by = governor or _predicate(parse, phrase)
    owner = _owner(parse, phrase)
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
    if owner is not None:
        return replace(deed, actors=(owner,)) if parse.low(at) not in ("by", "from") else replace(deed, actors=others, recipients=(owner,))
    if governor is not None:
        return replace(deed, actors=subject_of(parse, governor))
    if "meal" in frame.marks and parse.low(phrase.first - 1) not in ("at", "over", "during", "for"):
        return None
    before = parse.phrase_ending(phrase.first - 1 - (parse.low(phrase.first - 1) in ("at", "in", "over", "during", "after")))
    if frame.head == "table" and before is not None:
        return replace(deed, actors=climb(parse, before), first=phrase.first - 1)
    return _adverbial(parse, phrase, deed)


def _governor(parse: Parse, phrase: Phrase) -> Group | None:
    """The verb that has the noun as its object and adds nothing but time to it: "held talks", "had lunch"."""
    number = phrase.first - 1
    while parse.tag(number) is Tag.ADVERB:
        number -= 1
    group = parse.group_of(number)
    if group is None or group.main != number or group.passive:
        return None
    return group if parse.low(number) in word_class("light") or group.lemma in word_class("light") else None


def _predicate(parse: Parse, phrase: Phrase) -> Group | None:
    """The verb of which the noun is the subject, where it says that the event comes to pass or not."""
    for number in range(phrase.last + 1, len(parse.sentence)):
        group = parse.group_of(number)
        if group is not None:
            place = group.lemma == "take" and parse.low(group.main + 1) == "place"
            held = group.passive and group.lemma in ("hold", "cancel", "postpone", "plan", "schedule", "arrange", "call", "suspend")
            return group if place or held or group.lemma in _HAPPENS else None
        if parse.tag(number) in (Tag.SUBORDINATOR, Tag.RELATIVE) or parse.low(number) in _ENDS:
            return None
    return None


_ENDS: Final = frozenset(".;:!?,")


def _owner(parse: Parse, phrase: Phrase) -> Phrase | None:
    if phrase.owner_last >= 0:
        owner = owner_of(parse, phrase)
        return (
            None
            if parse.tag(owner.head) is Tag.DATE or parse.low(owner.head) in ("yesterday", "today", "tomorrow", "week", "month", "year")
            else owner
        )
    if parse.tag(phrase.first) is Tag.POSSESSIVE and parse.low(phrase.first) != "whose":
        return owner_of(parse, phrase)
    return None


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


def is_body(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase names a body that meets by itself: a committee, a council, a cabinet."""
    return parse.low(phrase.head) in party_class("body")


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
    """The deed of a noun after a preposition ("in an interview with"): the actor is who speaks or acts in the sentence."""
    if parse.tag(phrase.first - 1) is not Tag.PREPOSITION:
        return None
    before = parse.phrase_ending(phrase.first - 2)
    if parse.low(phrase.first - 2) == "," and (named := parse.phrase_ending(phrase.first - 3)) is not None and not named.is_time:
        return replace(deed, actors=climb(parse, named), speaker=True)  # "Two ministers, in calls with"
    main = group_before(parse, phrase.first, finite=True)
    if main is None or (before is None and parse.low(phrase.first - 2) == ""):
        comma = next((number for number in range(deed.last, len(parse.sentence)) if parse.low(number) == ","), deed.last)
        main = next((group for group in parse.groups if group.first > comma and group.finite), main)
    actors = subject_of(parse, main) if main is not None else ()
    return replace(deed, actors=actors, speaker=True)
