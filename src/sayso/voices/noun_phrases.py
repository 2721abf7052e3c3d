"""Common nouns of a page as phrases: grown to the left over modifiers and article, to the right over a complement."""

from __future__ import annotations

from functools import cache
from typing import Final

from sayso.reading import Span, VoiceKind
from sayso.voices.name_phrases import DETERMINERS, NamePhrases
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase
from sayso.voices.runs import is_capital
from sayso.voices.words import Noun, look_up_noun, nouns, pronouns, word_set

_TIMES: Final = frozenset(
    "weekend moment time end start beginning night midnight noon dawn dusk week month year once first last least most".split()
)
_MOST_COMPLEMENT: Final = 6
_COMPLEMENT: Final = frozenset("of for to from at in with on behind against".split())
_COMPLEMENT_OF_PEOPLE: Final = frozenset({"of", "for", "to", "at", "from"})
_COMPLEMENTS: Final = {
    VoiceKind.ORGANIZATION: frozenset({"of"}),
    VoiceKind.OUTLET: frozenset({"of"}),
    VoiceKind.DOCUMENT: frozenset({"of", "from", "to", "on", "about", "by"}),
}
"""What joins a noun to its complement; an office "for" something and a company "in" a town are called so without it."""
_BARE: Final = frozenset(
    [
        *(
            "police",
            "parliament",
            "congress",
            "state radio",
            "state television",
            "state tv",
            "state media",
            "opposition",
            "management",
            "media",
        ),
        *("somebody", "someone", "nobody", "everybody", "everyone", "anyone", "anybody", "prosecution", "counsel", "staff", "press"),
    ]
)
"""Nouns that stand without an article though they are singular."""
_TAKES: Final = {
    "of": ("accus", "suspect", "acquit", "convict", "warn", "inform", "remind", "assur"),
    "for": ("blam", "critici", "prais", "condemn", "thank", "denounc", "rebuk", "sued", "fined", "ask", "rang", "telephon"),
    "at": ("met", "meet", "dined", "host", "interview", "visit"),
    "from": ("demand", "obtain", "receiv"),
    "to": ("ask", "urg", "order", "told", "beg", "invit", "press", "forc", "persuad"),
}
"""The beginnings of verbs whose object goes on with the preposition as the verb's own."""


@cache
def _last_words() -> frozenset[str]:
    """The last words of the nouns of several words."""
    return frozenset(noun.rsplit(" ", 1)[1] for noun in nouns() if " " in noun)


class NounPhrases(NamePhrases):
    """Finds the noun phrases of a page whose names have been found."""

    def find_noun(self, number: int) -> None:
        words = self.words
        lower = words.lower[number]
        if self.in_name[number] or lower in DETERMINERS or lower in pronouns():
            return
        noun, begin = self.noun_at(number)
        if noun is None or not self.is_head(number, noun):
            return
        first = min(begin, self.left_edge(begin))
        if first == begin and not noun.plural and not self.may_stand_bare(begin, number):
            return
        if (lower in word_set("function_words.txt", "verb") or lower in word_set("noun_verbs.txt")) and self.reads_as_verb(number):
            return
        self.add_noun(first, number, noun)

    def noun_at(self, number: int) -> tuple[Noun | None, int]:
        """The noun of one to three words that ends with word `number`, and the number of its first word; a part of a longer one is none."""
        words, table = self.words, nouns()
        for size in (3, 2) if words.lower[number] in _last_words() else ():
            begin = number - size + 1
            if begin >= 0 and all(words.gap(n) == " " and not words.owns[n] for n in range(begin, number)):
                noun = table.get(" ".join(words.lower[begin : number + 1]))
                if noun is not None:
                    return noun, begin
        if words.lower[number + 1 : number + 3] in (["of", "staff"], ["of", "appeal"]):
            return None, number
        return look_up_noun(words.lower[number]), number

    def reads_as_verb(self, number: int) -> bool:
        """Whether a word that may be noun or verb ("shows", "reports") is the verb here: a holder stands right before it."""
        before = self.words.lower[number - 1] if number and self.words.gap(number - 1) == " " else "the"
        return (
            not self.words.owns[number - 1]
            and before not in DETERMINERS
            and (bool(self.in_name[number - 1]) or look_up_noun(before) is not None)
        )

    def is_head(self, number: int, noun: Noun) -> bool:
        """Whether a noun is the last of its phrase: no further noun or name follows without a break."""
        words = self.words
        if words.owns[number] or number + 1 >= len(words):
            return True
        if words.gap(number) != " ":
            return words.gap(number) != "-"
        following = words.lower[number + 1]
        if self.in_name[number + 1] or is_capital(words.words[number + 1]):
            return self.heading(number) or noun.plural or noun.kind is not VoiceKind.PERSON or not self.names_follow(number)
        if following in word_set("function_words.txt") or following in DETERMINERS:
            return True
        if following.endswith(("ed", "ing", "ly")) or (following.endswith("s") and not following.endswith("ss") and not noun.plural):
            return look_up_noun(following) is None
        return noun.plural and look_up_noun(following) is None

    def names_follow(self, number: int) -> bool:
        return bool(self.in_name[number + 1])

    def may_stand_bare(self, begin: int, number: int) -> bool:
        """Whether a singular noun may stand without an article: in a headline, as an apposition after a comma, and such as "police"."""
        words = self.words
        if self.heading(number) or words.lower[number] in _BARE or " ".join(words.lower[max(0, number - 1) : number + 1]) in _BARE:
            return True
        return begin > 0 and words.gap(begin - 1).strip() in (",", "(") and (words.lower[number + 1 : number + 2] or [""])[0] in _COMPLEMENT

    def add_noun(self, first: int, head: int, noun: Noun, end: int | None = None, *, source: bool = False) -> None:
        words = self.words
        stop = self.right_edge(head, noun) if end is None else end
        determiner = words.lower[first]
        if determiner not in DETERMINERS:
            determiner = "'s" if any(words.owns[n] for n in range(first, head)) else ""
        elif (determiner in ("the", "this", "that") and any(words.owns[n] for n in range(first, head))) or (
            determiner not in POSSESSIVE and any(words.owns[n] for n in range(first, head))
        ):
            determiner = "'s"
        content = frozenset(
            word
            for n in range(first, stop)
            if (word := words.lower[n]) not in word_set("function_words.txt") and word not in DETERMINERS and n != head
        )
        numbers = {"one"} | INDEFINITE
        kind = noun.kind
        if kind is VoiceKind.PERSON and (determiner in numbers or not determiner) and words.lower[head] != "nobody":
            kind = VoiceKind.UNNAMED
        span = Span(words.spans[first].start, words.spans[max(head, stop - 1)].end)
        head_span = words.spans[head]
        self.found[head] = Phrase(
            span,
            head_span,
            Form.NOUN,
            kind,
            noun.gender,
            noun.plural,
            determiner,
            content,
            noun.singular,
            noun.group,
            source=source,
            place=self.place(span.start, first, max(head, stop - 1) + 1),
        )

    def right_edge(self, head: int, noun: Noun) -> int:
        """The number of the word after a noun's complement ("of the Rowing League", "for the company")."""
        words = self.words
        if words.owns[head] or head + 2 >= len(words) or words.gap(head) != " " or words.lower[head + 1] not in _COMPLEMENT:
            return head + 1
        preposition = words.lower[head + 1]
        if preposition not in _COMPLEMENTS.get(noun.kind, _COMPLEMENT_OF_PEOPLE):
            return head + 1
        at = head + 2
        if words.gap(head + 1) != " " or self.goes_with_verb(head, preposition):
            return head + 1
        if words.lower[at] in DETERMINERS:
            at += 1
        elif preposition == "to" and not self.in_name[at] and look_up_noun(words.lower[at]) is None:
            return head + 1
        start = at
        while at < len(words) and at - head - 2 < _MOST_COMPLEMENT and (at == start or words.gap(at - 1) == " "):
            lower = words.lower[at]
            if lower in word_set("function_words.txt") and not (lower == "of" and at > start and self.in_name[at]):
                break
            if lower in DETERMINERS or (at > start and not self.in_name[at] and self.in_name[at - 1] and not self.ends_complement(at)):
                break
            if lower.endswith("ed") and not self.in_name[at]:
                break
            if preposition != "of" and (lower in _TIMES or lower in word_set("name_words.txt", "calendar")):
                return head + 1  # "both camps at the weekend"
            at += 1
            if (
                look_up_noun(lower) is not None
                and not words.owns[at - 1]
                and not (at < len(words) and words.gap(at - 1) == " " and self.in_name[at])
            ):
                break
        return at if at > start else head + 1

    def ends_complement(self, number: int) -> bool:
        """Whether a small word after a name still belongs to the complement: "of Holm Green primary,"."""
        words = self.words
        return words.owns[number - 1] or (
            words.gap(number).strip()[:1] in (",", ".", ")") and not words.lower[number].endswith(("ed", "s"))
        )

    def goes_with_verb(self, head: int, preposition: str) -> bool:
        """Whether a verb before a noun takes the preposition after it to itself: "accused the league of hiding a complaint"."""
        return any(word.startswith(_TAKES.get(preposition, ())) for word in self.words.lower[max(0, head - 4) : head])
