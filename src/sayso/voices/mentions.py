"""The phrases of a page that may speak of somebody: names, common nouns with what belongs to them, pronouns.

Works without a parser: noun phrases are grown from the nouns of the lists and from the sources of attributions. What the network found
(`Reading.mentions`) completes the names. Who is who is decided in `coreference`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.reading import Reading, Span, Spans, VoiceKind
from sayso.text import trim_span
from sayso.voices.name_phrases import DETERMINERS, GENDER
from sayso.voices.noun_phrases import NounPhrases
from sayso.voices.open_names import tell_open_names
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase, bare_subject
from sayso.voices.runs import is_capital
from sayso.voices.words import Gender, Noun, guess_person_noun, look_up_noun, nouns, pronouns, word_set

_COUNTED: Final = frozenset("some many most one all several none few both number".split())
_MOST_CLAUSE: Final = 6
_OWNERS: Final = frozenset("his her its their my our".split())
_CUT: Final = re.compile(
    r"(?<!\d),|,(?!\d)|[;(—–\[]"
    r"|\s(?:who|which|whose|whom|that is|that has|that was|where|when)\b|\s-\s|[“\"]\Z|\s(?:said|says|told|was|is|has)\b"
)


def find_mentions(reading: Reading) -> tuple[Phrase, ...]:
    """The phrases that may speak of somebody, in text order; of two that begin together the longer one first."""
    return _Finder(reading).find()


class _Finder(NounPhrases):
    """One page while its phrases are gathered: names, nouns, pronouns, and last the sources of its attributions."""

    def find(self) -> tuple[Phrase, ...]:
        self.find_names()
        self.take_network_names()
        for number in range(len(self.words)):
            self.find_noun(number)
        for number, word in enumerate(self.words.lower):
            if (sort := pronouns().get(word)) is None or sort == "indefinite" or self.in_name[number]:
                continue
            if not (self.words.words[number].isupper() and len(word) > 1):  # "US" and "IT" are none
                self.add_pronoun(number, sort)
        for attribution in self.reading.attributions:
            for span in attribution.source:
                self.take_source(self.whole_source(bare_subject(self.text, span), attribution.cue))
            for span in attribution.addressee:
                self.take_source(span, source=False)
        self.found = tell_open_names(self.found, self.words)
        for number in self.speaking:
            self.found[number] = replace(self.found[number], kind=self.kind_of_source(self.found[number]))
        return self.number_owners(sorted(self.found.values(), key=lambda phrase: (phrase.span.start, -phrase.span.end, phrase.head.start)))

    def add_pronoun(self, number: int, sort: str) -> None:
        span = self.words.spans[number]
        gender = GENDER.get(sort, Gender.UNKNOWN)
        plural = sort in ("plural", "first-plural")
        place = self.place(span.start, number, number + 1)
        self.found.setdefault(
            number, Phrase(span, span, Form.PRONOUN, None, gender, plural, noun=self.words.lower[number], group=sort, place=place)
        )

    def whole_source(self, span: Span, cue: Spans) -> Span:
        """A source with what belongs to its noun where the model cut that off: "a post [shared by many]", "seen by [the paper]"."""
        words = self.words
        first, end = words.at(span.start), words.at(span.end)
        if end - first == 1 and words.lower[first] in _OWNERS and cue and cue[0].start > span.end:
            owned = Span(span.start, words.spans[min(words.at(cue[0].start), first + 6) - 1].end)  # "Her [regulars] blame"
            return (
                owned if "," not in self.text[owned.start : owned.end] and words.sentence(owned.end) == words.sentence(span.start) else span
            )
        if (
            end - first < 2
            or end >= len(words)
            or words.gap(end - 1) != " "
            or words.sentence(words.spans[end].start) != words.sentence(span.start)
        ):
            return span
        limit = words.at(cue[0].start) if cue and cue[0].start > span.end else end
        if words.lower[end - 1] in word_set("function_words.txt", "preposition"):
            limit = max(limit, end + 3)
        elif not self.goes_on_after(end, self.head_of(first, end)[1]):
            return span
        at = end
        while at < min(limit, end + 8, len(words)) and (at == end or words.gap(at - 1) in (" ", ",")):
            if words.lower[at] in word_set("function_words.txt", "auxiliary", "conjunction", "verb") and words.words[at] != "May":
                break
            at += 1
        return Span(span.start, words.spans[at - 1].end) if at > end else span

    def goes_on_after(self, number: int, noun: Noun) -> bool:
        """Whether a word after a source is the participle or preposition of its complement."""
        lower = self.words.lower[number]
        if lower.endswith("ed") and look_up_noun(lower) is None:
            return (
                number + 1 < len(self.words) and self.words.gap(number) == " "
            )  # "a post shared by many", but not "the choirmaster laughed."
        return lower in (word_set("function_words.txt", "preposition") if noun.kind is VoiceKind.DOCUMENT else ("of", "from", "for", "at"))

    def take_source(self, span: Span, *, source: bool = True) -> None:
        """Makes sure that a source or an addressee is a phrase: the one found there, grown to the whole of it, or a new one."""
        words = self.words
        first, end = words.at(span.start), words.at(self.cut(span))
        if first >= end:
            return
        if source and (whole := self.with_clause(first, end, span)) > end:
            head, noun = self.head_of(first, end)
            if head not in self.found or self.found[head].form is Form.NOUN:
                self.add_noun(first, head, noun, whole, source=True)
                return
        for n in range(end, min(end + 4, len(words))):  # a name whose last words the model cut off
            if n in self.found and self.found[n].form is Form.NAME and words.at(self.found[n].head.start) == first:
                self.found[n] = replace(self.found[n], source=source or self.found[n].source)
                return
        inside = [n for n in range(first, end) if n in self.found]
        if end - first == 1 and first in self.found:
            self.found[first] = replace(self.found[first], source=source or self.found[first].source)
            return
        name = next((n for n in inside if self.found[n].form is Form.NAME and self.found[n].head.end == words.spans[end - 1].end), None)
        if name is not None and self.leads_to_name(first, name):
            self.take_named_source(first, name, source=source)
            return
        opening = next((n for n in inside if self.found[n].form is Form.NAME and words.at(self.found[n].span.start) == first), None)
        if source and (conjunction := self.conjunction(first, end)) is not None:
            self.add_pair(first, conjunction, end)
            return
        if opening is not None and not words.owns[opening]:
            self.found[opening] = replace(self.found[opening], source=source or self.found[opening].source)
            self.speaking.append(opening)
            return
        head, noun = self.head_of(first, end)
        self.add_noun(first, head, noun, end, source=source)
        if source and words.owns[end - 1] and end - 1 > head and words.raw_ends[end - 1] <= span.end:  # "parents at St Brannoc’s"
            grown = self.found[head]
            self.found[head] = replace(grown, span=Span(grown.span.start, words.raw_ends[end - 1]))

    def with_clause(self, first: int, end: int, span: Span) -> int:
        """Where a nameless source ends with the clause that tells who is meant: "a referee who was there", but not "a referee, who"."""
        words = self.words
        if words.lower[first] not in INDEFINITE or end >= len(words) or words.lower[end] != "who" or words.gap(end - 1) != " ":
            return end
        if any(n in self.found and self.found[n].form is Form.NAME for n in range(first, end)):
            return end
        at = end
        while at < len(words) and words.spans[at].end <= span.end and (at == end or words.gap(at - 1) == " "):
            at += 1
        return at if 1 < at - end <= _MOST_CLAUSE else end

    def conjunction(self, first: int, end: int) -> int | None:
        """The number of the "and" between two names or nouns of a source: "Mr Lund and Mr Bell"."""
        words = self.words
        for number in range(first + 1, end - 1):
            if words.lower[number] != "and":
                continue
            before = self.found.get(number - 1)
            after = next((n for n in range(number + 1, min(end, number + 6)) if n in self.found), None)
            if before is not None and after is not None and before.span.start == words.spans[first].start:
                return number
        return None

    def add_pair(self, first: int, conjunction: int, end: int) -> None:
        """Two holders that speak together are a group of their own."""
        words = self.words
        span = Span(words.spans[first].start, words.spans[end - 1].end)
        place = self.place(span.start, first, end)
        self.found[conjunction] = Phrase(
            span,
            words.spans[conjunction],
            Form.NOUN,
            VoiceKind.GROUP,
            plural=True,
            determiner="two",
            noun="pair",
            source=True,
            place=place,
        )

    def cut(self, span: Span) -> int:
        """Where the part of a source that names ends: before its apposition or relative clause."""
        text = self.text[span.start : span.end]
        match = _CUT.search(text, 1)
        while match and match[0] == "," and re.match(r",\s+(?:Jr|Sr)\b", text[match.start() :]):
            match = _CUT.search(text, match.end())
        cut = match.start() if match else len(text)
        return trim_span(self.text, Span(span.start, span.start + cut)).end

    def leads_to_name(self, first: int, name: int) -> bool:
        """Whether all that stands between the start of a source and the name at its end is its title: no preposition, no owner."""
        start = self.words.at(self.found[name].span.start)
        if start <= first:
            return True
        between = self.words.lower[first:start]
        return not any(word in word_set("function_words.txt", "preposition", "conjunction") for word in between)

    def take_named_source(self, first: int, name: int, *, source: bool) -> None:
        words, phrase = self.words, self.found[name]
        start = words.at(phrase.head.start)
        if words.lower[first] == "the" and start == first + 1:
            first += 1
        elif words.owns[start - 1]:
            first = start  # "Radio Lund's Ada Bell": whose she is is no title
        title = self.text[words.spans[first].start : phrase.head.start].strip() if start > first else phrase.title
        kind, noun = phrase.kind, self.noun_of(title).singular if title else ""
        if kind is None and title and title.casefold() not in DETERMINERS:
            kind = self.noun_of(title).kind
        grown = replace(
            phrase,
            span=Span(min(words.spans[first].start, phrase.span.start), phrase.head.end),
            title=title if title.casefold() not in DETERMINERS else "",
            noun=noun,
            gender=phrase.gender if phrase.gender is not Gender.UNKNOWN else self.gender_of_title(title),
            kind=kind,
            source=source or phrase.source,
        )
        self.found[name] = grown
        self.speaking.append(name)

    def kind_of_source(self, phrase: Phrase) -> VoiceKind | None:
        """A name of two to four words that speaks and is nothing else is a person; so is one word that is no place."""
        if phrase.kind is None and phrase.group != "place" and len(phrase.name.split()) in (2, 3, 4) and phrase.determiner != "the":
            return VoiceKind.PERSON
        return phrase.kind

    def head_of(self, first: int, end: int) -> tuple[int, Noun]:
        """The head noun of a source: the last noun of the lists before its first preposition or participle, or just the last word."""
        words = self.words
        stop = end
        for number in range(first + 1, end):
            lower = words.lower[number]
            if lower in word_set("function_words.txt", "preposition", "auxiliary", "verb") or (
                lower.endswith(("ed", "ing")) and number > first + 1 and look_up_noun(lower) is None and not words.owns[number - 1]
            ):
                if lower == "of" and words.lower[number - 1] in _COUNTED:
                    continue
                stop = number
                break
        stop = max(stop, first + 1)
        for number in range(stop - 1, first - 1, -1):
            pair = f"{words.lower[number - 1]} {words.lower[number]}" if number > first else ""
            noun = nouns().get(pair) or look_up_noun(words.lower[number])
            if noun is not None and (number == stop - 1 or words.lower[number + 1] not in DETERMINERS) and not words.owns[number]:
                return number, noun
        head = stop - 1
        lower = words.lower[head]
        guessed = guess_person_noun(lower)
        if guessed is None:
            plural = lower.endswith("s") and not lower.endswith("ss")
            guessed = Noun(VoiceKind.GROUP if plural else VoiceKind.PERSON, lower, plural=plural, singular=lower)
            if is_capital(words.words[head]) and head > first:
                guessed = Noun(VoiceKind.ORGANIZATION, "", singular=lower)
        return head, guessed

    def number_owners(self, phrases: list[Phrase]) -> tuple[Phrase, ...]:
        """The phrases, each with the number of the one that owns it: "Vole's lawyer", "her office"."""
        by_word = {self.words.at(phrase.head.start): number for number, phrase in enumerate(phrases)}
        ends = {self.words.at(phrase.head.end) - 1: number for number, phrase in enumerate(phrases)}
        numbered = []
        for phrase in phrases:
            owner: int | None = None
            if phrase.form is not Form.PRONOUN and phrase.span.start < phrase.head.start:
                first, head = self.words.at(phrase.span.start), self.words.at(phrase.head.start)
                owner = next(
                    (ends[n] for n in range(head - 1, first - 1, -1) if self.words.owns[n] and n in ends),
                    by_word.get(first) if self.words.lower[first] in POSSESSIVE else None,
                )
            numbered.append(replace(phrase, owner=owner) if owner is not None else phrase)
        return tuple(numbered)
