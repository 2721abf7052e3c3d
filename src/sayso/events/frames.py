"""The events of a sentence: those of its verbs and those of its nouns, each told once.

Who the phrases speak of is decided in `parties`, whether the event came to pass in `status`."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.deeds import Deed
from sayso.events.lexicon import verb_frames
from sayso.events.nouns import noun_deeds
from sayso.events.phrases import Parse
from sayso.events.verbs import verb_deeds
from sayso.reading import EventType


def find_deeds(parse: Parse) -> list[Deed]:
    """The events of a sentence in the order of their words; of an act that is only asked for, promised or refused, the asking alone."""
    deeds = [deed for group in parse.groups for deed in verb_deeds(parse, group)]
    inner = {number for deed in deeds for number in _complements(parse, deed)}
    deeds = [deed for deed in deeds if deed.group is None or deed.word not in inner]
    taken = {number for deed in deeds for number in range(deed.first, deed.last + 1)}
    deeds += [deed for deed in noun_deeds(parse) if deed.word not in taken and deed.word not in inner]
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
