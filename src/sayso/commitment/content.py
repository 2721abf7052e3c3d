"""What a content says of how it is held: a question, an order, a reserve, nothing at all; and how it opens.

Each function returns the words that say so, so that they can be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.commitment.claims import skip_openers
from sayso.commitment.data import load_phrases, load_words
from sayso.commitment.words import QUOTE_MARKS, Phrases, Word, split_phrase

_HEDGES: Final = Phrases(load_phrases("hedges"))
_MODALS: Final = load_words("modals")
_ABILITY: Final = load_words("ability")
_QUESTIONS: Final = load_words("questions")
_DETERMINERS: Final = load_words("determiners")
_IMPERATIVES: Final = load_words("imperatives")
_AMBIGUOUS: Final = load_words("ambiguous_imperatives")
_ORDER_OBJECTS: Final = load_words("order_objects")
_CRIES: Final = Phrases(load_phrases("cries"))
_LONGEST_CRY: Final = 8
_NO_IMPERATIVES: Final = Phrases(load_phrases("no_imperatives"))
_FINITE: Final = load_words("finite")
_NOTHING: Final = frozenset(split_phrase(phrase) for phrase in load_phrases("nothing"))
_RELATIVES: Final = frozenset(("who", "which", "that", "whose"))
_MONTH_BEFORE: Final = frozenset(
    ("in", "of", "by", "since", "until", "till", "on", "from", "to", "last", "next", "this", "early", "late", "mid", "before")
)
_ARTICLES: Final = frozenset(("the", "a", "an", "every", "any"))
_SUBJECTS: Final = frozenset(("i", "you", "we", "he", "she", "they", "there", "it"))
_NOT_IN_OBJECT: Final = frozenset(("that", "who", "which", ",", ".", ";", ":"))
_TAKES_INFINITIVE: Final = load_words("takes_infinitive")
_COMPARISONS: Final = frozenset(("less", "more", "as", "equally", "times", "just"))  # 18 per cent less likely to
_ANYBODY: Final = frozenset(
    "those anyone anybody everyone everybody people residents drivers readers viewers voters somebody someone all".split()
)
_ING_VERBS: Final = frozenset(("bring", "sing", "ring", "cling", "fling", "swing", "sting", "string", "spring", "ping"))
_ASKED_FOR: Final = load_words("asked_for")
_LONGEST_OBJECT: Final = 8
"""Words between the head of a content and its "to": "the jury in the next room to leave". A guess."""


def find_hedge(main: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The first words of a main clause that show a reserve; those of a relative clause ("the man who may have ...") do not count."""
    for place, word in enumerate(main):
        before = main[place - 1].form if place else ""
        if (before in _RELATIVES and place > 1) or _in_bare_relative(main, place):
            continue
        if word.form in _MODALS:
            if _is_epistemic(main, place, text):
                return (word,)
        elif before not in _COMPARISONS and (length := _HEDGES.at(main, place)):
            return tuple(main[place : place + length])
    return ()


def _in_bare_relative(main: Sequence[Word], place: int) -> bool:
    """Whether a word stands in a relative clause without "who" that leans on the subject: "the man I could have married lives in Spain"."""
    if place < 3 or main[0].form not in _ARTICLES or main[place - 1].form not in _SUBJECTS:
        return False
    return not any(word.form in _FINITE or word.form == "," for word in main[:place])


def _is_epistemic(words: Sequence[Word], place: int, text: str) -> bool:
    """Whether a modal says that something is possible; it may be a month, a name, or say that somebody was able to."""
    word = words[place]
    after = words[place + 1].form if place + 1 < len(words) else ""
    before = words[place - 1].form if place else ""
    if word.form == "could":
        return after not in _ABILITY and after != "n't"
    if word.form == "may" and text[word.start].isupper():
        return bool(before) and before not in _MONTH_BEFORE and after.isalpha() and after not in _FINITE and _is_title(words, text)
    return bool(before) or after not in ("i", "we")


def _is_title(words: Sequence[Word], text: str) -> bool:
    """Whether most words are capitalised, as in a headline."""
    long = [word for word in words if len(word.form) > 3 and word.form.isalpha()]
    return len(long) > 1 and sum(text[word.start].isupper() for word in long) > 0.7 * len(long)


def find_order(main: Sequence[Word]) -> tuple[Word, ...]:
    """The words that give an order or a plea at the head of a main clause: "Fix", "Please", "Don't", "Let us"."""
    words = skip_openers(main)
    if not words or _NO_IMPERATIVES.at(words, 0) or _is_bargain(words):
        return ()
    if (
        (length := _CRIES.at(words, 0))
        and len(words) <= _LONGEST_CRY
        and not any(word.form in _FINITE or word.form == "than" for word in words)
    ):
        return tuple(words[:length])
    forms = [word.form for word in words[:4]] + [""] * 4
    if forms[0] == "please" or (forms[0] == "let" and forms[1] in ("us", "'s", "them", "him", "her", "it", "there", "the", "me")):
        return tuple(words[:1])
    if forms[0] == "do" and forms[1] in ("not", "n't"):
        return tuple(words[:2])
    if forms[0] in ("never", "always") and forms[1] in _IMPERATIVES:
        return tuple(words[:2])
    if forms[0] in ("just", "now", "then") and _is_order(forms[1], forms[2]):
        return tuple(words[:2])
    if _is_order(forms[0], forms[1]):
        return tuple(words[:1])
    if len(words) > 3 and forms[1] == "," and forms[0].isalpha() and _is_order(forms[2], forms[3]) and forms[2] not in _AMBIGUOUS:
        return (words[2],)  # "Pip, bring the key."
    return ()


def _is_order(form: str, after: str) -> bool:
    """Whether a verb in its base form, with this word after it, begins an order."""
    if form not in _IMPERATIVES or after in _FINITE or after in ("of", "n't", "'s", "and"):
        return form in _IMPERATIVES and form not in _AMBIGUOUS and after in ("and",)
    if form in _AMBIGUOUS:
        return after in _ORDER_OBJECTS or after in _DETERMINERS or after in ("", ".", "!") or after.endswith("ly")
    return True


def _is_bargain(words: Sequence[Word]) -> bool:
    """Whether what looks like an order is a condition: "Look for a plot and you will find one"."""
    for place in range(1, len(words) - 1):
        if words[place].form in ("and", "or") and words[place + 1].form in ("you", "he", "she", "they", "it", "we", "i", "the"):
            return True
        if words[place].form in ".;!":
            return False
    return False


def find_nothing(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a content that is nothing at all ("nothing of the kind", "no details"); () for "nothing was settled"."""
    kept = [word for word in words if word.form not in QUOTE_MARKS and word.form not in ".,;!"]
    forms = tuple(word.form for word in kept)
    for length in range(min(5, len(forms)), 0, -1):
        if forms[:length] in _NOTHING:
            rest = forms[length : length + 6]
            ends = not rest or rest[0] in (
                "about",
                "on",
                "of",
                "for",
                "to",
                "as",
                "in",
                "when",
                "at",
                "beyond",
                "more",
                "further",
                "else",
                "else.",
            )
            return tuple(kept[:length]) if ends and not any(form in _FINITE for form in rest[:3]) else ()
    return ()


def tell_opening(words: Sequence[Word]) -> str:
    """How a content opens: "to", "object to" ("us to leave"), "for", "whether", "wh" or "other"."""
    forms = [word.form for word in words if word.form not in QUOTE_MARKS]
    if not forms:
        return "other"
    if forms[0] in ("not", "never") and len(forms) > 1 and (forms[0] == "not" or forms[1] == "to"):
        forms = forms[1:]
    if forms[0] in ("on", "about", "over", "of") and len(forms) > 1 and forms[1] in _QUESTIONS:
        forms = forms[1:]
    head, after = forms[0], forms[1] if len(forms) > 1 else ""
    if head == "to":
        return "to" if after not in _DETERMINERS else "other"
    if head in _ASKED_FOR:
        return "for"
    if head == "for":
        return "wh" if after in _QUESTIONS else "for"
    if head in ("whether", "if"):
        return "whether"
    if head in _QUESTIONS:
        return "wh"
    if _has_infinitive(forms):
        return "object to"
    return "for" if _has_wish(forms) else "other"


def _has_wish(forms: Sequence[str]) -> bool:
    """Whether "for" brings in what somebody is asked for after a short object: "his cousin for a lift"."""
    place = next((number for number, form in enumerate(forms[:5]) if form == "for"), 0)
    if not 0 < place < len(forms) - 1 or forms[0] in _SUBJECTS:
        return False
    return not any(form in _FINITE or form in _NOT_IN_OBJECT or form in ",.;:" for form in forms[:place])


def _has_infinitive(forms: Sequence[str]) -> bool:
    """Whether an infinitive comes after an object, before any finite verb: "the jury to disregard it", not "the plan to sell was bad"."""
    if forms[0] in _SUBJECTS:
        return False
    described = len(forms) > 1 and forms[1] in ("who", "with", "whose") and forms[0] in _ANYBODY  # those who knew of one to write
    for place in range(2 if described else 1, min(len(forms) - 1, 2 * _LONGEST_OBJECT if described else _LONGEST_OBJECT)):
        form = forms[place]
        if described and form != "to":
            continue
        participle = form.endswith("ed") and len(form) > 4 and forms[place - 1] not in _DETERMINERS  # but "a retired judge to look at it"
        if form in _FINITE or form in _NOT_IN_OBJECT or participle:
            return False
        if form == "to":
            following = forms[place + 1]
            is_verb = following not in _DETERMINERS and following.isalpha() and (not following.endswith("ing") or following in _ING_VERBS)
            return is_verb and forms[place - 1] not in _TAKES_INFINITIVE and not forms[place - 1].endswith("ing")
    return False
