"""Noun phrases and verb groups of a sentence.

A noun phrase is a run of determiners, adjectives, nouns and names around a head, with its owner ("the governor's people"). A verb group is
a main verb with the auxiliaries, negation and adverbs before it. Which phrase is whose subject is decided in `grammar`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sayso.events.kinds import is_party_noun
from sayso.events.lexicon import Form, noun_frames, verb_forms, word_class
from sayso.events.words import TIME_NOUNS, Sentence, Tag


@dataclass(slots=True)
class Phrase:
    """A noun phrase: its words from `first` to `last`, its head, and where the owner ends that "'s" marks (-1 where there is none)."""

    first: int
    last: int
    head: int
    owner_last: int = -1
    is_time: bool = False
    is_pronoun: bool = False


@dataclass(slots=True)
class Group:
    """A verb group from `first` to `main`, the main verb; `lemma` is its base form, "" where it is not known."""

    first: int
    main: int
    lemma: str
    form: Tag
    to: bool = False
    modal: bool = False
    negated: bool = False
    passive: bool = False
    be: bool = False
    auxiliary: bool = False

    @property
    def finite(self) -> bool:
        """Whether the group can have a subject of its own."""
        return not self.to and (self.auxiliary or self.form in (Tag.VERB, Tag.PAST))


@dataclass(slots=True)
class Parse:
    """A sentence with its phrases and groups; `phrase_at` and `group_at` give the number of the one that a word belongs to, or -1."""

    sentence: Sentence
    phrases: list[Phrase]
    groups: list[Group]
    phrase_at: list[int]
    group_at: list[int]
    title: bool = False
    notes: dict[str, int] = field(default_factory=dict)

    def tag(self, number: int) -> Tag | None:
        """The tag of a word, None outside the sentence."""
        return self.sentence.tags[number] if 0 <= number < len(self.sentence.tags) else None

    def low(self, number: int) -> str:
        """The lower-case form of a word, "" outside the sentence."""
        return self.sentence.lows[number] if 0 <= number < len(self.sentence.lows) else ""

    def phrase_starting(self, number: int) -> Phrase | None:
        """The phrase whose first word this is."""
        phrase = self.phrase_of(number)
        return phrase if phrase is not None and phrase.first == number else None

    def phrase_ending(self, number: int) -> Phrase | None:
        """The phrase whose last word this is."""
        phrase = self.phrase_of(number)
        return phrase if phrase is not None and phrase.last == number else None

    def phrase_of(self, number: int) -> Phrase | None:
        """The phrase that a word belongs to."""
        if not 0 <= number < len(self.phrase_at) or self.phrase_at[number] < 0:
            return None
        return self.phrases[self.phrase_at[number]]

    def group_of(self, number: int) -> Group | None:
        """The verb group that a word belongs to."""
        if not 0 <= number < len(self.group_at) or self.group_at[number] < 0:
            return None
        return self.groups[self.group_at[number]]


_INSIDE: Final = frozenset((Tag.NOUN, Tag.NAME, Tag.NUMBER))
_OPENS: Final = frozenset((Tag.DETERMINER, Tag.POSSESSIVE))
_BE: Final = word_class("be") | {"'s"}
_MODALS: Final = word_class("modal") | {"'d"}
_NEGATIONS: Final = word_class("negation") - {"neither", "nor"}


def parse_sentence(sentence: Sentence) -> Parse:
    """The noun phrases and verb groups of a sentence, in order."""
    phrases = _find_phrases(sentence)
    groups = _find_groups(sentence)
    phrase_at = [-1] * len(sentence)
    group_at = [-1] * len(sentence)
    for number, phrase in enumerate(phrases):
        phrase_at[phrase.first : phrase.last + 1] = [number] * (phrase.last + 1 - phrase.first)
    for number, group in enumerate(groups):
        for at in range(group.first, group.main + 1):
            if phrase_at[at] < 0:  # "did he meet": the subject stands within the group
                group_at[at] = number
    return Parse(sentence, phrases, groups, phrase_at, group_at)


def _find_phrases(sentence: Sentence) -> list[Phrase]:
    phrases: list[Phrase] = []
    number = 0
    while number < len(sentence):
        phrase = _read_phrase(sentence, number)
        if phrase is None:
            number += 1
        else:
            phrases.append(phrase)
            number = phrase.last + 1
    return phrases


def _read_phrase(sentence: Sentence, first: int) -> Phrase | None:
    """The phrase that begins at a word, None where none does."""
    tags, lows = sentence.tags, sentence.lows
    if tags[first] is Tag.PRONOUN:
        return Phrase(first, first, first, is_pronoun=True)
    at, head, owner = first, -1, -1
    while at < len(tags):
        tag = tags[at]
        if at in sentence.quoted and head >= 0:
            break
        if tag in _INSIDE:
            if head >= 0 and (_is_new_name(sentence, at, head) or _counts_time(sentence, at)):
                break
            head = at
        elif tag is Tag.DATE:
            if head >= 0 and not _belongs(tags, at) and not (head == first and tags[first] is Tag.NUMBER):
                break
            head = at
        elif tag is Tag.OWNS and head == at - 1 and head >= 0:
            owner, head = head, -1
        elif tag in _OPENS:
            if at > first and tags[at - 1] not in _OPENS and tags[at - 1] is not Tag.OWNS:
                break
        elif not _goes_on(sentence, first, head, at):
            break
        at += 1
    if head < 0:
        if owner >= 0:  # "Vole's" and then nothing: the owner by itself
            return Phrase(first, owner, owner)
        return Phrase(first, at - 1, at - 1) if at > first and tags[first] is Tag.DETERMINER and lows[first] in _ALONE else None
    last = max(head, at - 1) if tags[at - 1] is not Tag.OWNS else head
    return Phrase(first, last, head, owner, is_time=_is_time(sentence, first, head))


_ALONE: Final = frozenset("this that these those both some many several few all most another others".split())


def _is_new_name(sentence: Sentence, at: int, head: int) -> bool:
    """Whether a name begins a phrase of its own after a time ("on Tuesday Marlow met"), or after a day a noun does."""
    year = (
        sentence.tags[head] is Tag.NUMBER
        and len(sentence.lows[head]) == 4
        and head > 0
        and sentence.lows[head - 1] in ("in", "since", "by")
    )
    event = sentence.tags[head] is Tag.NOUN and sentence.lows[head] in noun_frames() and _after_preposition(sentence, head)
    return (sentence.tags[head] is Tag.DATE or year or event) and sentence.tags[at] is Tag.NAME


def _after_preposition(sentence: Sentence, head: int) -> bool:
    """Whether a noun and what stands before it follow a preposition that opens the sentence: "In his police interview Lund said"."""
    return 0 < head < 5 and sentence.tags[0] is Tag.PREPOSITION


def _goes_on(sentence: Sentence, first: int, head: int, at: int) -> bool:
    """Whether an adverb before an adjective ("a very old man"), or a comma between two, leaves the phrase open."""
    tags = sentence.tags
    if tags[at] is Tag.MARK:
        return head == at - 1 and _lists_adjectives(sentence, first, at)
    return tags[at] is Tag.ADVERB and at > first and head < 0 and at + 1 < len(tags) and tags[at + 1] in _INSIDE


_ADJECTIVAL: Final = tuple("ful ous ive al ic ant ent ish less able ible ary".split())


def _lists_adjectives(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a comma stands between adjectives before one noun: "its important, oil-rich ally"."""
    if sentence.lows[at] != "," or sentence.tags[first] not in _OPENS or at + 1 >= len(sentence):
        return False
    low, following = sentence.lows[at - 1], at + 1
    goes_on = sentence.tags[following] is Tag.NOUN and following + 1 < len(sentence) and sentence.tags[following + 1] is Tag.NOUN
    return goes_on and (low.endswith(_ADJECTIVAL) or low in word_class("adjective")) and not is_party_noun(low)


def _counts_time(sentence: Sentence, at: int) -> bool:
    """Whether a number after a noun opens a phrase of time of its own: "met the lobby nine times"."""
    return sentence.tags[at] is Tag.NUMBER and at + 1 < len(sentence) and sentence.lows[at + 1].removesuffix("s") in TIME_NOUNS


def _belongs(tags: list[Tag], at: int) -> bool:
    """Whether a day's name belongs to the phrase that goes on: "the Tuesday meeting", "Tuesday's"."""
    return at + 1 < len(tags) and (tags[at + 1] is Tag.NOUN and tags[at - 1] in _OPENS)


def _is_time(sentence: Sentence, first: int, head: int) -> bool:
    tags = sentence.tags[first : head + 1]
    noun = sentence.tags[head] is not Tag.NAME and sentence.lows[head].removesuffix("s") in TIME_NOUNS
    return sentence.tags[head] is Tag.DATE or noun or {*tags} == {Tag.DATE, Tag.NUMBER}


def _find_groups(sentence: Sentence) -> list[Group]:
    groups: list[Group] = []
    number = 0
    while number < len(sentence):
        group = _read_group(sentence, number)
        if group is None:
            number += 1
        else:
            groups.append(group)
            number = group.main + 1
    return groups


_VERBS: Final = frozenset((Tag.VERB, Tag.PAST, Tag.ING))


def _read_group(sentence: Sentence, first: int) -> Group | None:
    """The verb group that begins at a word, None where none does."""
    tags, lows = sentence.tags, sentence.lows
    if tags[first] not in (Tag.AUXILIARY, Tag.TO) and tags[first] not in _VERBS and lows[first] not in ("not", "never"):
        return None
    at, last_aux = first, -1
    negated = modal = False
    while at < len(tags):
        tag = tags[at]
        if tag is Tag.AUXILIARY or (tag is Tag.TO and (at == first or last_aux >= 0)):
            last_aux = at
            modal = modal or lows[at] in _MODALS or (tag is Tag.TO and at > first)
        elif tag is Tag.ADVERB:
            negated = negated or lows[at] in _NEGATIONS
        elif tag in _VERBS:
            return _make_group(sentence, first, at, last_aux, negated, modal)
        elif (
            tag is Tag.PRONOUN and last_aux == at - 1 and last_aux == first and tags[first] is Tag.AUXILIARY and _is_question(sentence, at)
        ):
            pass
        elif lows[at] == "going" and tags[at - 1] is Tag.AUXILIARY:
            modal = True
        else:
            break
        at += 1
    if last_aux < 0 or (tags[first] is Tag.TO and last_aux == first):  # "spoke to Lund": no infinitive
        return None
    return _make_group(sentence, first, last_aux, last_aux, negated or _negated_after(sentence, last_aux), modal)


def _is_question(sentence: Sentence, at: int) -> bool:
    following = sentence.tags[at + 1] if at + 1 < len(sentence) else None
    return following in (Tag.VERB, Tag.PAST, Tag.ING, Tag.ADVERB, Tag.AUXILIARY) and sentence.lows[at - 1] not in (
        "'s",
        "'re",
        "'ve",
        "'d",
        "'ll",
        "'m",
    )


def _negated_after(sentence: Sentence, number: int) -> bool:
    """Whether what follows a bare auxiliary negates it: "was no", "had not"."""
    return number + 1 < len(sentence) and (sentence.lows[number + 1] in _NEGATIONS or sentence.lows[number + 1] == "no")


def _make_group(sentence: Sentence, first: int, main: int, last_aux: int, negated: bool, modal: bool) -> Group:
    tags, lows = sentence.tags, sentence.lows
    lemma, _ = verb_forms().get(lows[main], ("", Form(0)))
    before = lows[last_aux] if last_aux >= 0 else ""
    by_be = before in _BE and last_aux != main
    if lows[main] in _BE:
        lemma = "be"
    elif tags[main] is Tag.AUXILIARY and lows[main] in word_class("have"):
        lemma = "have"
    participle = lows[first] in ("having", "being") and main > first
    return Group(
        first,
        main,
        lemma,
        Tag.ING if participle else tags[main],
        to=tags[first] is Tag.TO,
        modal=modal,
        negated=negated,
        passive=tags[main] is Tag.PAST and by_be,
        be=lemma == "be",
        auxiliary=not participle and last_aux >= 0 and tags[last_aux] is Tag.AUXILIARY and tags[first] is not Tag.TO,
    )
