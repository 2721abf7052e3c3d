"""The words of a sentence, each with a guess at its work there: name, noun, verb, preposition, and so on.

Rules over the closed classes of English, the forms of common verbs, endings, capitals and the neighbours; no parser. Decides only what the
grammar of events needs: where noun phrases and verb groups can stand. A word that nothing tells of is a noun (or an adjective, which stands
in the same places).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from sayso.events.kinds import is_party_noun
from sayso.events.lexicon import Form, singular, verb_forms, verb_frames, word_class
from sayso.reading import Span


class Tag(StrEnum):
    """The work of a word."""

    DETERMINER = "D"
    POSSESSIVE = "$"  # my, her
    OWNS = "S"  # 's and the ' of "drivers' union"
    PRONOUN = "P"
    RELATIVE = "R"
    PREPOSITION = "I"
    TO = "T"  # before an infinitive
    COORDINATOR = "C"
    SUBORDINATOR = "B"
    AUXILIARY = "X"
    ADVERB = "A"
    NUMBER = "Q"
    NAME = "M"
    DATE = "W"  # Tuesday, June
    NOUN = "N"
    VERB = "V"
    PAST = "E"  # a past form or a participle
    ING = "G"
    MARK = ","  # commas, stops, dashes, brackets


_WORD: Final = re.compile(r"\w+(?:[’'.-]\w+)*|[^\w\s]")
_CLITIC: Final = re.compile(r"(?:n[’']t|[’'](?:s|re|ve|ll|d|m))\Z", re.IGNORECASE)
_QUOTES: Final = frozenset('"“”„‟«»‹›‘`[]')
_APOSTROPHES: Final = frozenset("’'")
_STOPS: Final = frozenset(".!?")
_ABBREVIATION: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Gen|Col|Capt|Lt|Sgt|St|Jr|Sr|[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No"
    r"|(?:[A-Z]\.)+[A-Z])\Z"
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS: Final = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"), ("july", "jul"),
    ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_DATES: Final = frozenset((*WEEKDAYS, *(name for names in MONTHS for name in names)))
TIME_NOUNS: Final = word_class("time")


@dataclass(slots=True)
class Sentence:
    """A sentence as parallel lists: where each word stands, its lower-case form, whether it has a capital, its tag."""

    span: Span
    starts: list[int]
    ends: list[int]
    lows: list[str]
    capital: list[bool]
    tags: list[Tag]
    quoted: frozenset[int] = frozenset()  # the words before which a quotation opens

    def __len__(self) -> int:
        return len(self.lows)

    def span_of(self, first: int, last: int) -> Span:
        """The range from the first to the last word, both included."""
        return Span(self.starts[first], self.ends[last])


def read_sentence(text: str, span: Span) -> Sentence:
    """The words of a sentence with their tags; quotation marks and square brackets are left out, they interrupt no grammar."""
    starts: list[int] = []
    ends: list[int] = []
    lows: list[str] = []
    capital: list[bool] = []
    single_open = straight_open = False
    quoted: set[int] = set()
    for start, end in _split(text, span):
        word = text[start:end]
        if word in _QUOTES:
            single_open = single_open or word == "‘"
            straight_open = not straight_open if word == '"' else straight_open
            if word in "“„«‘" or (word == '"' and straight_open):
                quoted.add(len(lows))
            continue
        if word in _APOSTROPHES:
            owns = bool(lows) and lows[-1].endswith("s") and ends[-1] == start and text[end : end + 1] == " " and not single_open
            if not owns:
                single_open = False
                continue
        if word == "." and lows and ends[-1] == start and _ABBREVIATION.match(text[starts[-1] : ends[-1]]):
            ends[-1] = end
            continue
        starts.append(start)
        ends.append(end)
        lows.append(word.lower().replace("’", "'"))
        capital.append(word[0].isupper())
    sentence = Sentence(span, starts, ends, lows, capital, [], frozenset(quoted))
    sentence.tags = _tag(sentence)
    return sentence


def _split(text: str, span: Span) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        clitic = _CLITIC.search(text, start, end) if end - start > 2 and not _APOSTROPHES.isdisjoint(text[start:end]) else None
        if clitic and clitic.start() > start:
            yield start, clitic.start()
            yield clitic.start(), end
        else:
            yield start, end


_CLASSES: Final = (
    ("possessive", Tag.POSSESSIVE), ("relative", Tag.RELATIVE), ("pronoun", Tag.PRONOUN), ("auxiliary", Tag.AUXILIARY),
    ("coordinator", Tag.COORDINATOR), ("determiner", Tag.DETERMINER), ("subordinator", Tag.SUBORDINATOR), ("preposition", Tag.PREPOSITION),
    ("number", Tag.NUMBER), ("adverb", Tag.ADVERB),
)  # fmt: skip
_CLOSED: Final = {word: tag for name, tag in reversed(_CLASSES) for word in word_class(name)} | {"n't": Tag.ADVERB}
_NOMINAL: Final = frozenset((Tag.NOUN, Tag.NAME, Tag.DATE, Tag.NUMBER))
_OPENS_PHRASE: Final = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.PRONOUN, Tag.NAME, Tag.NUMBER))
_BEFORE_NOUN: Final = frozenset((Tag.DETERMINER, Tag.POSSESSIVE, Tag.OWNS, Tag.NUMBER, Tag.PREPOSITION))
_SUBJECTS: Final = word_class("subject") | {"you", "it", "who", "which"}
_MODALS: Final = word_class("modal") | word_class("do") | {"'d"}


def _tag(sentence: Sentence) -> list[Tag]:
    lows, capital = sentence.lows, sentence.capital
    shouting = _is_title_case(sentence)
    tags: list[Tag] = []
    for number, low in enumerate(lows):
        tags.append(_tag_one(number, low, lows, capital, tags, shouting))
    return tags


def _is_title_case(sentence: Sentence) -> bool:
    """Whether nearly every word has a capital, as in many headlines, so that a capital tells nothing."""
    words = [number for number, low in enumerate(sentence.lows) if low[0].isalpha()]
    long_words = [number for number in words if len(sentence.lows[number]) > 3]
    return len(long_words) >= 4 and sum(sentence.capital[number] for number in long_words) >= 0.8 * len(long_words)


def _tag_one(number: int, low: str, lows: list[str], capital: list[bool], tags: list[Tag], title_case: bool) -> Tag:
    following = lows[number + 1] if number + 1 < len(lows) else ""
    if not (low[0].isalnum() or low[0] in "'’"):
        return Tag.MARK
    if low in ("'s", "'"):
        before = lows[number - 1] if number else ""
        is_verb = low == "'s" and before in ("it", "he", "she", "there", "that", "who", "what", "here", "where")
        return Tag.AUXILIARY if is_verb else Tag.OWNS
    if low[0].isdigit():
        return Tag.NUMBER
    if low == "to":
        return _tag_to(number, lows, tags)
    starts = number == 0 or lows[number - 1] in _STOPS or lows[number - 1] == ":"
    closed = _CLOSED.get(low)
    if closed is not None and (not capital[number] or starts or title_case or low == "i"):
        return _tag_closed(number, low, lows, tags, closed)
    if low in _DATES and capital[number]:
        return Tag.DATE if low != "may" or tags[-1:] == [Tag.PREPOSITION] or following[:1].isdigit() else Tag.NAME
    forms = verb_forms().get(low)
    if capital[number] and not title_case and not (starts and (forms or _is_common(low))):
        return Tag.NAME
    if forms is not None:
        if starts and capital[number] and not title_case and not _starts_as_verb(lows, number):
            return Tag.NOUN if forms[1] & (Form.BASE | Form.S) else Tag.ING if forms[1] & Form.ING else Tag.PAST
        return _tag_verb(number, forms[1], lows, capital, tags, title_case)
    if title_case and capital[number]:
        return _tag_ending(number, low, lows, tags) if _is_common(low) else Tag.NAME
    if starts and capital[number] and not _is_common(low):
        return Tag.NAME
    return _tag_ending(number, low, lows, tags)


_COMMON_ENDINGS: Final = tuple("ing tion tions ment ness ally ently antly ately ingly edly ously ively fully".split())


def _is_common(low: str) -> bool:
    """Whether a word at the start of a sentence looks like one that would be small elsewhere."""
    one = singular(low)
    return (
        is_party_noun(low) or one in TIME_NOUNS
        or low.endswith(_COMMON_ENDINGS)
    )  # fmt: skip


def _starts_as_verb(lows: list[str], number: int) -> bool:
    following = _CLOSED.get(lows[number + 1]) if number + 1 < len(lows) else None
    return following in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.PRONOUN)


def _tag_to(number: int, lows: list[str], tags: list[Tag]) -> Tag:
    at = number + 1
    while at < len(lows) and at < number + 3 and _CLOSED.get(lows[at]) is Tag.ADVERB:
        at += 1
    following = lows[at] if at < len(lows) else ""
    forms = verb_forms().get(following)
    if following in ("be", "have", "do") or (forms is not None and forms[1] & Form.BASE and _CLOSED.get(following) is None):
        return Tag.TO
    beyond = _CLOSED.get(lows[at + 1]) if at + 1 < len(lows) else None
    if forms is None and _is_nominal_word(following) and beyond in (Tag.DETERMINER, Tag.POSSESSIVE):
        return Tag.TO  # a verb that the lists do not have, before its object
    return Tag.PREPOSITION


def _tag_closed(number: int, low: str, lows: list[str], tags: list[Tag], closed: Tag) -> Tag:
    following = lows[number + 1] if number + 1 < len(lows) else ""
    next_tag = _CLOSED.get(following)
    if low == "her":
        alone = not following[:1].isalnum() or (next_tag is not None and following not in _AFTER_HER)
        return Tag.PRONOUN if alone else Tag.POSSESSIVE
    if low == "one":
        return Tag.NUMBER if _is_nominal_word(following) else Tag.PRONOUN
    if low in ("that", "this", "these", "those"):
        return _tag_that(low, following, tags)
    if low in ("before", "after", "since", "until", "till", "as", "like") and following in _SUBJECTS:
        return Tag.SUBORDINATOR
    if closed is Tag.PREPOSITION and tags[-1:] == [Tag.DETERMINER] and low in ("past", "inside", "outside", "opposite"):
        return Tag.NOUN
    if closed is Tag.ADVERB and tags[-1:] and tags[-1] in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.OWNS) and low in word_class("adjective"):
        return Tag.NOUN
    if low in ("who", "which", "whom") or closed is not Tag.DETERMINER:
        return closed
    if next_tag in (Tag.AUXILIARY, Tag.PREPOSITION, Tag.COORDINATOR) or not following or not following[0].isalnum():
        return Tag.PRONOUN if low not in ("the", "a", "an", "no", "every") else closed  # "both", "some", "the two" by itself
    return closed


_AFTER_HER: Final = word_class("after-her")


def _tag_that(low: str, following: str, tags: list[Tag]) -> Tag:
    if low != "that":
        next_tag = _CLOSED.get(following)
        return Tag.PRONOUN if next_tag in (Tag.AUXILIARY, Tag.PREPOSITION) or not following[:1].isalnum() else Tag.DETERMINER
    before = tags[-1] if tags else None
    if before in (Tag.VERB, Tag.PAST, Tag.ING, Tag.AUXILIARY, Tag.COORDINATOR, Tag.MARK):
        return Tag.SUBORDINATOR
    verb = verb_forms().get(following)
    if before in _NOMINAL and (verb is not None or _CLOSED.get(following) is Tag.AUXILIARY) and (verb is None or not verb[1] & Form.ING):
        return Tag.RELATIVE
    return Tag.SUBORDINATOR if before is not None and before is not Tag.PREPOSITION else Tag.DETERMINER


def _last_word(tags: list[Tag]) -> int:
    """The number of the last word that is no adverb, -1 where there is none."""
    at = len(tags) - 1
    while at >= 0 and tags[at] is Tag.ADVERB:
        at -= 1
    return at


def _tag_verb(number: int, kinds: Form, lows: list[str], capital: list[bool], tags: list[Tag], title_case: bool) -> Tag:
    at = _last_word(tags)
    before = tags[at] if at >= 0 else None
    following = lows[number + 1] if number + 1 < len(lows) else ""
    opens = _opens_phrase(number + 1, lows, capital)
    if before is Tag.TO or (before is Tag.AUXILIARY and lows[at] in _MODALS):
        return Tag.VERB
    if kinds & Form.ING:
        return _tag_ing(before, lows[at] if at >= 0 else "", following, opens)
    if kinds & (Form.PAST | Form.PARTICIPLE) and not (kinds & Form.BASE and before in _BEFORE_NOUN):
        adjective = before in _BEFORE_NOUN and _is_nominal_word(following)
        return Tag.NOUN if adjective or before in (Tag.DETERMINER, Tag.POSSESSIVE) else Tag.PAST
    if before in _BEFORE_NOUN or (before is Tag.AUXILIARY and lows[at] not in word_class("do")):
        return Tag.NOUN
    if before is Tag.PRONOUN or before is Tag.RELATIVE:
        return (
            Tag.VERB if lows[at] not in word_class("object") or lows[at] in ("it", "you") else Tag.VERB if kinds & Form.BASE else Tag.NOUN
        )
    if before in _NOMINAL and kinds & (Form.BASE | Form.S) and lows[number] in _only_verbs() and not _is_title_word(lows, number):
        return Tag.VERB
    if before in _NOMINAL:
        return Tag.VERB if _agrees(number, at, kinds, lows, tags, opens) else Tag.NOUN
    if before in (Tag.COORDINATOR, Tag.MARK, Tag.SUBORDINATOR):
        return Tag.VERB if opens and before is not Tag.SUBORDINATOR else Tag.NOUN
    if before in (Tag.VERB, Tag.PAST, Tag.ING):
        return Tag.VERB if at < len(tags) - 1 or (kinds & Form.BASE and lows[at] in ("helped", "help", "let", "helps")) else Tag.NOUN
    return Tag.NOUN


@cache
def _only_verbs() -> frozenset[str]:
    """The forms of verbs of the lexicon that are hardly ever nouns: "accuses", "condemn"."""
    heads = set(verb_frames()) - word_class("also-noun")
    return frozenset(form for form, (lemma, kind) in verb_forms().items() if lemma in heads and kind & (Form.BASE | Form.S))


def _is_title_word(lows: list[str], number: int) -> bool:
    """Whether an auxiliary right after it shows that the word is no verb."""
    return number + 1 < len(lows) and _CLOSED.get(lows[number + 1]) is Tag.AUXILIARY


def _tag_ing(before: Tag | None, before_low: str, following: str, opens: bool) -> Tag:
    if before in (Tag.DETERMINER, Tag.POSSESSIVE, Tag.OWNS, Tag.NUMBER):
        return Tag.NOUN
    if before is Tag.AUXILIARY and (before_low in word_class("be") or before_low == "'s"):
        return Tag.ING
    if before in (Tag.NOUN, Tag.NAME, Tag.DATE) and not opens:
        return Tag.NOUN if following in ("with", "of", "between", "") or not following[:1].isalnum() else Tag.ING
    if before is Tag.PREPOSITION and not opens:
        deed = before_low in ("of", "for", "from", "by", "without", "before", "after", "against", "since", "while")
        return Tag.ING if following in ("to", "with") or (deed and _is_nominal_word(following)) else Tag.NOUN
    return Tag.ING


def _opens_phrase(number: int, lows: list[str], capital: list[bool]) -> bool:
    """Whether a noun phrase that could be an object begins here."""
    if number >= len(lows):
        return False
    tag = _CLOSED.get(lows[number])
    if tag is not None:
        return tag in _OPENS_PHRASE and lows[number] not in _SUBJECTS - {"it", "you"}
    return capital[number] and lows[number][0].isalpha()


def _is_nominal_word(low: str) -> bool:
    return bool(low) and low[0].isalpha() and low not in _CLOSED


def _agrees(number: int, at: int, kinds: Form, lows: list[str], tags: list[Tag], opens: bool) -> bool:
    """Whether a form in -s, or the base form, can be the verb of the noun before it: of one person in -s, of several the base form."""
    low = lows[at]
    plural = (low.endswith("s") and not low.endswith("ss") and tags[at] is Tag.NOUN) or low in ("people", "police")
    following = lows[number + 1] if number + 1 < len(lows) else ""
    next_tag = _CLOSED.get(following)
    if next_tag is Tag.AUXILIARY:
        return False
    if kinds & Form.BASE and ((opens and _is_demanded(lows, tags, at)) or _is_asked(lows, tags, at)):
        return True
    if kinds & Form.BASE and (
        lows[at - 1] in ("a", "an") or (at > 1 and tags[at - 1] is Tag.POSSESSIVE and tags[at - 2] is Tag.PREPOSITION)
    ):
        return False  # "a police interview", "in his police interview": one thing, and no verb of the police
    coordinated = at >= 2 and Tag.COORDINATOR in tags[max(0, at - 3) : at]
    somebody = tags[at] is Tag.NAME or is_party_noun(low)
    verb = verb_forms().get(following)
    if verb is not None and not opens and verb[1] & ~Form.ING and (not somebody or not verb[1] & (Form.BASE | Form.S)):
        return False
    if kinds & Form.S and not plural:
        return somebody and (opens or next_tag is not None or not following[:1].isalnum() or following not in _CLOSED)
    if kinds & Form.BASE and (plural or (coordinated and somebody)):
        return opens or next_tag is not None or somebody
    return False


def _is_asked(lows: list[str], tags: list[Tag], at: int) -> bool:
    """Whether "did", "does" or "do" stands before the subject that ends here, at the start of a question: "Did the mayor meet"."""
    while at >= 0 and tags[at] in (Tag.NAME, Tag.NOUN, Tag.DETERMINER, Tag.POSSESSIVE, Tag.OWNS):
        at -= 1
    return at >= 0 and lows[at] in ("did", "does", "do") and (at == 0 or tags[at - 1] is Tag.MARK)


_DEMANDS: Final = word_class("demand")


def _is_demanded(lows: list[str], tags: list[Tag], at: int) -> bool:
    """Whether a clause stands after "demanded that", where the verb of one person has no -s either."""
    while at >= 0 and tags[at] in (Tag.NAME, Tag.NOUN, Tag.DETERMINER, Tag.POSSESSIVE, Tag.OWNS, Tag.NUMBER):
        at -= 1
    return at >= 0 and lows[at - (lows[at] == "that")] in _DEMANDS


def _tag_ending(number: int, low: str, lows: list[str], tags: list[Tag]) -> Tag:
    at = _last_word(tags)
    before = tags[at] if at >= 0 else None
    following = lows[number + 1] if number + 1 < len(lows) else ""
    if before is Tag.TO:
        return Tag.VERB
    if low.endswith("ly") and len(low) > 4 and low not in word_class("adverb-like"):
        return Tag.ADVERB
    if low.endswith("ed") and len(low) > 4 and before is Tag.PREPOSITION:
        return Tag.NOUN  # "cast her as unqualified"
    if low.endswith("ed") and len(low) > 4:
        return Tag.NOUN if before in _BEFORE_NOUN and _is_nominal_word(following) else Tag.PAST
    if low.endswith("ing") and len(low) > 5:
        return _tag_ing(before, lows[at] if at >= 0 else "", following, _CLOSED.get(following) in (Tag.DETERMINER, Tag.POSSESSIVE))
    return Tag.NOUN
