"""Whether an event is said to have come to pass: stated, negated, or hypothetical.

Decides by the verb group (negation, "would", an infinitive and what governs it), the clause (if, whether), and how the holder of the
statement holds it (denied, asked, wanted).
"""

from __future__ import annotations

from typing import Final

from sayso.events.deeds import Deed
from sayso.events.lexicon import word_class
from sayso.events.phrases import Group, Parse, Phrase
from sayso.events.words import Tag
from sayso.reading import EventStatus, Held

# What is not done where these govern: "refused to meet", "avoided meeting", "without meeting".
_NEGATIVE: Final = word_class("negative")
# What has come to pass where these govern it: "managed to meet", "is said to have met", "began meeting".
_IMPLICATIVE: Final = word_class("implicative")
_BARRED: Final = word_class("barred")
_CONDITIONS: Final = word_class("condition")
_NOBODY: Final = frozenset("nobody noone none neither no".split())
_HEDGES: Final = word_class("hedge")
_CLAUSE_ENDS: Final = frozenset(".;:!?")


def deed_status(parse: Parse, deed: Deed, held: Held | None, *, future: bool = False) -> EventStatus:
    """The status of an event; `held` is how the innermost holder holds the statement it stands in, `future` that its day is to come."""
    negated = _is_negated(parse, deed, _NEGATIVE - {"deny"} if held is Held.DENIED else _NEGATIVE)
    hypothetical = future or _is_hypothetical(parse, deed)
    if held is Held.DENIED or (held is None and _denied_in_words(parse, deed.first)):
        negated = not negated
    if held in (Held.QUESTIONED, Held.WANTED) or hypothetical:
        return EventStatus.HYPOTHETICAL
    return EventStatus.NEGATED if negated else EventStatus.STATED


def _denied_in_words(parse: Parse, at: int) -> bool:
    """Whether a clause with "that" hangs on "denied", where no attribution tells it."""
    for number in range(at - 1, -1, -1):
        if parse.low(number) == "that" and parse.tag(number) is Tag.SUBORDINATOR:
            group = parse.group_of(number - 1)
            return group is not None and group.lemma == "deny"
        if parse.low(number) in _CLAUSE_ENDS:
            return False
    return False


def _is_negated(parse: Parse, deed: Deed, verbs: frozenset[str]) -> bool:
    words = range(deed.first, deed.last + 1)
    if any(parse.low(number) in ("no", "never", "nobody") for number in words):
        return True
    if any(_is_nobody(parse, phrase) for phrase in (*deed.actors, *deed.recipients)):
        return True
    group = deed.group
    if group is not None and deed.noun and group.lemma in ("cancel", "call", "scrap", "refuse", "decline"):
        return True
    if group is not None and group.to and parse.low(group.first - 1) in ("refusal", "failure", "unwillingness"):
        return True
    return group is not None and (group.negated or _governed(parse, group, verbs, 0))


def _is_nobody(parse: Parse, phrase: Phrase) -> bool:
    """Whether a phrase says that it is nobody: "no one", "nobody from the company", "neither of them", "not one"."""
    if parse.low(phrase.first) == "one" and parse.low(phrase.first - 1) in ("no", "not"):
        return True
    return parse.low(phrase.first) in _NOBODY or parse.low(phrase.head) in _NOBODY or parse.low(phrase.first - 1) == "neither"


def _governor(parse: Parse, group: Group) -> Group | None:
    """The verb that an infinitive or a form in -ing hangs on, past an object between them."""
    if not group.to and not (group.form is Tag.ING and not group.auxiliary):
        return None
    number = group.first - 1
    for _ in range(3):
        while parse.tag(number) is Tag.ADVERB or parse.low(number) in ("from", "on", "of", "as", "or", "and"):
            number -= 1
        governing = parse.group_of(number)
        if governing is not None:
            return governing
        phrase = parse.phrase_ending(number)
        if phrase is None:
            return None
        number = phrase.first - 1
    return None


def _governed(parse: Parse, group: Group, verbs: frozenset[str], depth: int) -> bool:
    """Whether one of these verbs governs a group, or the verb that governs it is itself negated."""
    if parse.low(group.first - 1) in _BARRED or (parse.low(group.first - 1) == "of" and parse.low(group.first - 2) == "instead"):
        return True
    governing = _governor(parse, group)
    if governing is None or depth > 4:
        return False
    if governing.lemma in verbs:
        return not governing.negated
    if governing.negated and governing.lemma in _IMPLICATIVE:
        return True
    return _governed(parse, governing, verbs, depth + 1)


def _is_hypothetical(parse: Parse, deed: Deed) -> bool:
    group = deed.group
    at = group.first if group is not None else deed.first
    if _in_condition(parse, at):
        return True
    if group is None:
        return False
    if deed.noun and group.lemma in word_class("wanted-meeting"):
        return True
    if _is_question(parse, deed, group):
        return True
    if _in_time_to_come(parse, group):
        return True
    if group.modal:
        return not (group.negated and parse.low(group.first) in ("cannot",))
    if parse.low(group.first) == "had" and _is_inverted(parse, group):
        return True
    if group.to:
        return not _is_real(parse, group) and parse.low(group.first - 1) not in ("refusal", "failure", "unwillingness")
    if group.form is Tag.ING and not group.auxiliary:
        governing = _governor(parse, group)
        return governing is not None and (governing.modal or governing.lemma in word_class("unreal"))
    return _is_hedged(parse, group)


def _in_time_to_come(parse: Parse, group: Group) -> bool:
    """Whether a verb in the present stands in a clause of time beside one that is yet to come: "will raise it when he meets the mayor"."""
    if group.form is not Tag.VERB or group.auxiliary or group.to:
        return False
    for number in range(group.first - 1, max(-1, group.first - 8), -1):
        if parse.low(number) in _CLAUSE_ENDS:
            return False
        if parse.low(number) in ("when", "before", "until", "till", "once", "after"):
            other = next((g for at in range(number - 1, -1, -1) if (g := parse.group_of(at)) is not None and g.finite), None)
            other = other or next((g for g in parse.groups if g.first > group.main and g.finite), None)
            return other is not None and other.modal
    return False


def _is_question(parse: Parse, deed: Deed, group: Group) -> bool:
    """Whether a question with its auxiliary first asks for it: "Did the mayor meet her?"."""
    stop = next((parse.low(number) for number in range(deed.last, len(parse.sentence)) if parse.low(number) in _CLAUSE_ENDS), "")
    within = any(parse.phrase_of(number) is not None for number in range(group.first, group.main))
    before = bool(deed.actors) and parse.tag(deed.actors[0].first - 1) is Tag.AUXILIARY
    return stop == "?" and (within or before)


def _is_hedged(parse: Parse, group: Group) -> bool:
    return any(parse.low(number) in _HEDGES for number in range(max(0, group.first - 2), group.main))


def _is_inverted(parse: Parse, group: Group) -> bool:
    """Whether "had" before its subject opens a condition: "had they met"."""
    return parse.phrase_of(group.first + 1) is not None and parse.low(group.first - 1) in ("", ",")


def _is_real(parse: Parse, group: Group) -> bool:
    """Whether an infinitive tells what came to pass ("managed to meet", "was forced to meet"), or is negated by what governs it."""
    governing = _governor(parse, group)
    if governing is None:
        return False
    if governing.modal:
        return False
    return (governing.lemma in _IMPLICATIVE - {"be"} and governing.lemma != "have") or governing.lemma in _NEGATIVE


def _in_condition(parse: Parse, at: int) -> bool:
    """Whether if, whether or unless opens the clause that a word stands in."""
    verbs = 0
    for number in range(at - 1, -1, -1):
        low = parse.low(number)
        if low in _CONDITIONS:
            return True
        if low in _CLAUSE_ENDS:
            return False
        if low == "," and verbs == 0 and parse.phrase_ending(at - 1) is None:
            continue
        group = parse.group_of(number)
        if group is not None and group.main == number and group.finite:
            verbs += 1
        if verbs > 0 and parse.tag(number) in (Tag.MARK, Tag.SUBORDINATOR):
            return False
    return False
