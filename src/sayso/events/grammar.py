"""Who a verb is about: the subject, the object and the phrases after prepositions, by the order of words.

Decides the direction of what happens. Passives, relative clauses, appositions, verbs that share a subject, infinitives and participles each
have their rule; where none fits, there is no subject rather than a wrong one.
"""

from __future__ import annotations

from typing import Final

from sayso.events.lexicon import word_class
from sayso.events.objects import CLOSES, JOINS, PAUSES, Phrases, is_party, object_after
from sayso.events.phrases import Group, Parse, Phrase
from sayso.events.words import Tag
from sayso.reading import VoiceKind
from sayso.voices.words import look_up_noun

_MOST_STEPS: Final = 8  # from verb to verb, so that a chain of shared subjects ends
_ASKS_OF: Final = {
    "call": ("on", "upon"),
    "prevail": ("on", "upon"),
    "lean": ("on",),
    "appeal": ("to",),
    "signal": ("to",),
    "shout": ("to", "at"),
    "plead": ("with",),
    "count": ("on",),
    "rely": ("on",),
    "wait": ("for",),
    "long": ("for",),
}
"""Verbs that say with a preposition who is to do what the infinitive says: "called on the family to meet"."""
_OBJECT_CONTROL: Final = word_class("object-control")
_SUBJECTIVE: Final = frozenset("i he she they we".split())


def subject_of(parse: Parse, group: Group, depth: int = 0) -> Phrases:
    """The phrases (several, where joined by "and") that are the subject of a verb group; () where it has none on the page's words."""
    if depth > _MOST_STEPS:
        return ()
    inverted = _inverted_subject(parse, group)
    if inverted is not None:
        return (inverted,)
    at = _back(parse, group.first - 1)
    if group.to:
        return _controller(parse, at, depth)
    if not group.finite and group.form is Tag.ING:
        return _subject_of_gerund(parse, group, at, depth)
    return _subject_before(parse, group, at, depth)


def _inverted_subject(parse: Parse, group: Group) -> Phrase | None:
    """The subject between an auxiliary and its verb: "did he meet"."""
    for number in range(group.first, group.main):
        phrase = parse.phrase_of(number)
        if phrase is not None:
            return phrase
    return None


def _back(parse: Parse, number: int) -> int:
    """The last word up to `number` that is no adverb."""
    while number >= 0 and parse.tag(number) is Tag.ADVERB and parse.low(number) not in ("home",):
        number -= 1
    return number


def _subject_before(parse: Parse, group: Group, at: int, depth: int) -> Phrases:
    if at < 0:
        return ()
    tag = parse.tag(at)
    if tag is Tag.RELATIVE:
        return _antecedent(parse, at)
    if tag is Tag.COORDINATOR:
        return _shared_subject(parse, group, at, depth)
    if parse.low(at) in PAUSES:
        return _subject_over_pause(parse, group, at, depth)
    phrase = parse.phrase_ending(at)
    if phrase is not None:
        if phrase.is_time and phrase.first > 0 and not _could_be_subject(parse, phrase):
            number = _back(parse, phrase.first - 1)  # "the mayor on Monday accused", "the mayor last week accused"
            return _subject_before(parse, group, number - (parse.tag(number) is Tag.PREPOSITION), depth + 1)
        return climb(parse, phrase)
    before = parse.group_of(at)
    if before is not None and tag in (Tag.VERB, Tag.PAST, Tag.ING):
        return subject_of(parse, before, depth + 1)
    return ()


def _could_be_subject(parse: Parse, phrase: Phrase) -> bool:
    before = parse.low(phrase.first - 1)
    return before in ("", ",", "and", "that")


def _antecedent(parse: Parse, at: int) -> Phrases:
    """What a relative pronoun stands for: the phrase before it, or, where that is no party and hangs on one, the one that it hangs on."""
    number = at - 1
    while number >= 0 and (parse.low(number) == "," or parse.tag(number) is Tag.PREPOSITION):
        number -= 1
    phrase = parse.phrase_ending(number)
    if phrase is None:
        return ()
    above = climb(parse, phrase)
    if not is_party(parse, phrase):
        return _first_party(parse, phrase) or above
    if parse.low(at) == "who" and _is_organization(parse, phrase) and is_party(parse, above[-1]):
        return above[-1:]
    plural = parse.low(at + 1) in ("have", "are", "were", "do")
    return _joined_before(parse, phrase) if parse.low(at - 1) != "," or plural else (phrase,)


def _first_party(parse: Parse, phrase: Phrase) -> Phrases:
    """The nearest party that a phrase hangs on: of "opponents on the left" the opponents."""
    for _ in range(_MOST_STEPS):
        if parse.tag(phrase.first - 1) is not Tag.PREPOSITION:
            return ()
        owner = parse.phrase_ending(_back(parse, phrase.first - 2))
        if owner is None:
            return ()
        if is_party(parse, owner):
            return (owner,)
        phrase = owner
    return ()


def _is_organization(parse: Parse, phrase: Phrase) -> bool:
    noun = look_up_noun(parse.low(phrase.head))
    return noun is not None and noun.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET)


def climb(parse: Parse, phrase: Phrase) -> Phrases:
    """The phrases that stand as one with a phrase to their right end: from "the pit" to "neighbors of the pit", from B to A and B."""
    current = phrase
    for _ in range(_MOST_STEPS):
        before = current.first - 1
        if parse.tag(before) is not Tag.PREPOSITION or (current.is_pronoun and parse.low(current.head) in _SUBJECTIVE):
            break
        owner = parse.phrase_ending(_back(parse, before - 1)) or _before_participle(parse, before - 1)
        if owner is None or parse.low(before) == "via":
            break
        current = owner
    if current.is_time and current is not phrase:
        current = phrase
    return _joined_before(parse, current)


def _before_participle(parse: Parse, at: int) -> Phrase | None:
    """The phrase that a bare participle hangs on, whose last word this is: "the man accused" of theft."""
    group = parse.group_of(at)
    if group is None or group.form is not Tag.PAST or group.first != group.main:
        return None
    return parse.phrase_ending(group.first - 1)


def _joined_before(parse: Parse, phrase: Phrase) -> Phrases:
    """The phrase with those that "and" or commas and "and" join to it on the left, none of them the object of a verb."""
    joined = [phrase]
    number = phrase.first - 1
    if phrase.is_pronoun and parse.low(phrase.head) in _SUBJECTIVE and parse.low(number - 1) == ",":
        return (phrase,)  # ", and she": a clause of its own
    if parse.title and parse.low(number) == "," and (first := parse.phrase_ending(number - 1)) is not None and first.first == 0:
        return (first, phrase)  # headlines write a comma for "and"
    if parse.low(number) not in JOINS:
        return (phrase,)
    if phrase.is_pronoun and (first := parse.phrase_ending(number - 1)) is not None and not is_party(parse, first):
        return (phrase,)  # "had lunch and they talked"
    while (parse.low(number) in JOINS or parse.low(number) == ",") and len(joined) < 6:
        number -= 1 if parse.low(number) == "," or parse.low(number - 1) != "," else 2
        before = parse.phrase_ending(number)
        if before is None or before.is_time:
            break
        above = parse.tag(before.first - 1) if parse.low(before.head) not in _SUBJECTIVE else None  # "insists he and Lund"
        if above in (Tag.VERB, Tag.PAST, Tag.ING) or (above is Tag.PREPOSITION and not _hangs_on_phrase(parse, before)):
            break
        if above is Tag.PREPOSITION:
            before = climb(parse, before)[-1]
        joined.append(before)
        number = before.first - 1
    return tuple(reversed(joined))


def _hangs_on_phrase(parse: Parse, phrase: Phrase) -> bool:
    """Whether the preposition before a phrase follows a phrase that is no object: "the head of A and B"."""
    owner = parse.phrase_ending(phrase.first - 2)
    return owner is not None and parse.tag(owner.first - 1) in (None, Tag.MARK, Tag.SUBORDINATOR, Tag.COORDINATOR)


def _shared_subject(parse: Parse, group: Group, at: int, depth: int) -> Phrases:
    """The subject of a verb after "and": that of the verb before it in the sentence, of its own kind where there is one."""
    for _ in range(3):  # participles that look like verbs have no subject, and the next verb back may
        earlier = group_before(parse, at, finite=group.finite)
        if earlier is None:
            return ()
        found = subject_of(parse, earlier, depth + 1)
        if found:
            return found
        at = earlier.first
    return ()


def group_before(parse: Parse, at: int, *, finite: bool) -> Group | None:
    """The nearest verb group before a word; with `finite`, the nearest that has a subject of its own."""
    for number in range(at - 1, -1, -1):
        if parse.low(number) in (";", ":"):
            return None
        group = parse.group_of(number)
        if group is not None and number == group.main and (group.finite or not finite):
            return group
    return None


def _subject_over_pause(parse: Parse, group: Group, at: int, depth: int) -> Phrases:
    """The subject of a verb right after a comma or dash: what stands before the parenthesis that the comma closes."""
    opened = _opening(parse, at)
    first = opened + 1
    inner = _finite_in(parse, first, at)
    aside = parse.tag(first) in (Tag.RELATIVE, Tag.PAST, Tag.ING, Tag.PREPOSITION, Tag.ADVERB, Tag.SUBORDINATOR) or inner is None
    if parse.low(at) == ")":
        return _subject_before(parse, group, _back(parse, opened - 1), depth + 1)
    if aside and opened >= 0:
        if parse.tag(opened - 1) is Tag.RELATIVE:  # "who, on a call on Friday, accused"
            return _antecedent(parse, opened - 1)
        phrase = parse.phrase_ending(_back(parse, opened - 1))
        if phrase is not None and not phrase.is_time:
            found = climb(parse, phrase)
            further = () if is_party(parse, found[-1]) or depth > 2 else _subject_over_pause(parse, group, opened, depth + 1)
            return further or found
    if inner is not None and parse.tag(first) is not Tag.RELATIVE:
        return subject_of(parse, inner, depth + 1) if group.finite or group.form is Tag.ING else ()
    phrase = parse.phrase_ending(_back(parse, at - 1))
    return climb(parse, phrase) if phrase is not None and not phrase.is_time else ()


def _opening(parse: Parse, at: int) -> int:
    """Where the parenthesis that a comma, dash or bracket closes was opened; -1 where it is the sentence's beginning."""
    wanted = {")": "("}.get(parse.low(at), parse.low(at))
    for number in range(at - 1, -1, -1):
        if parse.phrase_of(number) is None and (parse.low(number) == wanted or parse.low(number) in CLOSES):
            return number
    return -1


def _finite_in(parse: Parse, first: int, end: int) -> Group | None:
    """The last verb group with a subject of its own among the words from `first` up to `end`."""
    for number in range(end - 1, first - 1, -1):
        group = parse.group_of(number)
        if group is not None and group.main == number and group.finite and not _is_reduced(parse, group):
            return group
    return None


def _is_reduced(parse: Parse, group: Group) -> bool:
    """Whether a group is a participle that hangs on the noun before it: "a diary seen by the paper"."""
    if group.auxiliary or group.form is not Tag.PAST:
        return False
    return parse.low(group.main + 1) in ("by", "of") and object_after(parse, group.main + 1) is None


def _controller(parse: Parse, at: int, depth: int) -> Phrases:
    """Who is to do what an infinitive says."""
    particle = parse.tag(at) is Tag.PREPOSITION and parse.low(at) in ("on", "out", "up", "ahead", "about")  # "went on to accuse"
    group = parse.group_of(at - 1 if particle else at)
    if group is not None:
        return subject_of(parse, group, depth + 1)
    phrase = parse.phrase_ending(at)
    if phrase is None:
        if parse.tag(at) is Tag.COORDINATOR:
            earlier = group_before(parse, at, finite=False)
            return subject_of(parse, earlier, depth + 1) if earlier is not None and earlier.to else ()
        return ()
    verb = parse.group_of(_back(parse, phrase.first - 1))
    if verb is not None and verb.lemma in _OBJECT_CONTROL:
        return _joined_before(parse, phrase)
    asks = parse.group_of(phrase.first - 2)
    if asks is not None and parse.low(phrase.first - 1) in _ASKS_OF.get(asks.lemma, ()):
        return _joined_before(parse, phrase)
    if parse.low(phrase.first - 1) == "for":  # "for her to meet him"
        return (phrase,)
    if phrase.owner_last >= 0:  # "Vole's plan to meet"
        return (owner_of(parse, phrase),)
    if not phrase.is_time and parse.tag(phrase.first) is Tag.POSSESSIVE:
        return (owner_of(parse, phrase),)
    main = group_before(parse, at, finite=True)
    if main is None:
        return climb(parse, phrase) if parse.title or is_party(parse, phrase) else ()
    return subject_of(parse, main, depth + 1)


def owner_of(parse: Parse, phrase: Phrase) -> Phrase:
    """The owner in a phrase ("Vole" in "Vole's plan", "his" in "his plan"), as a phrase of its own."""
    if phrase.owner_last >= 0:
        return Phrase(phrase.first, phrase.owner_last, phrase.owner_last)
    return Phrase(phrase.first, phrase.first, phrase.first, is_pronoun=True)


def _subject_of_gerund(parse: Parse, group: Group, at: int, depth: int) -> Phrases:
    """Who does what a form in -ing says that has no auxiliary of its own."""
    before = parse.group_of(at)
    if before is not None:
        return subject_of(parse, before, depth + 1)
    phrase = parse.phrase_ending(at)
    if phrase is not None and phrase.is_time:  # "denied on Monday having met"
        at = _back(parse, phrase.first - 1)
        at = _back(parse, at - 1) if parse.tag(at) is Tag.PREPOSITION else at
        verb = parse.group_of(at)
        if verb is not None:
            return subject_of(parse, verb, depth + 1)
        phrase = parse.phrase_ending(at)
    tag = parse.tag(at)
    if phrase is not None:
        return _subject_beside(parse, phrase, depth)
    if tag is Tag.PREPOSITION and parse.low(at) in ("of", "for", "from", "into"):
        hangs = parse.phrase_ending(at - 1)
        verb = parse.group_of(_back(parse, hangs.first - 1)) if hangs is not None else None
        if hangs is not None and verb is not None:
            return _joined_before(parse, hangs)
    main = group_before(parse, at, finite=True)
    if main is None:  # "After meeting Vole, Brandt said": the subject stands after the comma
        main = _first_finite_after(parse, group.main)
    return subject_of(parse, main, depth + 1) if main is not None else ()


def _subject_beside(parse: Parse, phrase: Phrase, depth: int) -> Phrases:
    """Who does what a form in -ing says right after a phrase: the phrase, or the subject of its verb ("wrote to him threatening")."""
    main = group_before(parse, phrase.first, finite=True)
    noun = look_up_noun(parse.low(phrase.head))
    paper = noun is not None and noun.kind is VoiceKind.DOCUMENT
    if main is None or main.lemma in word_class("perception") or parse.low(phrase.first - 1) == "with":
        return climb(parse, phrase)
    if not paper and not is_party(parse, phrase):
        return (phrase,)  # "a law requiring": the law does, and who passed it need not
    between = range(main.main + 1, phrase.first)
    if any(parse.low(number) in PAUSES or parse.tag(number) in (Tag.SUBORDINATOR, Tag.COORDINATOR, Tag.RELATIVE) for number in between):
        return climb(parse, phrase)
    return subject_of(parse, main, depth + 1)


def _first_finite_after(parse: Parse, at: int) -> Group | None:
    comma = next((number for number in range(at, len(parse.sentence)) if parse.low(number) == ","), -1)
    if comma < 0:
        return None
    for number in range(comma + 1, len(parse.sentence)):
        group = parse.group_of(number)
        if group is not None and group.main == number and group.finite:
            return group
    return None


def object_before(parse: Parse, subject: Phrases) -> Phrases | None:
    """The object of a verb in a relative clause, before its subject: "the banker whom she met", "the man she met"."""
    if not subject:
        return None
    at = subject[0].first - 1
    if parse.low(at) in ("whom", "who", "which", "that") and (parse.low(at) != "that" or parse.tag(at) is Tag.RELATIVE):
        return _antecedent(parse, at) or None
    return None
