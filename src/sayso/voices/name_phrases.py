"""Names of a page as phrases: with their titles, their kind and gender, and where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.reading import BlockKind, MentionKind, Reading, Span, VoiceKind
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase, Place, Words
from sayso.voices.runs import Run, find_runs, is_capital, title_case
from sayso.voices.words import Gender, Noun, given_names, honorifics, look_up_noun, nouns, pronouns, word_set

_MOST_MODIFIERS: Final = 6
DETERMINERS: Final = frozenset({"the", "this", "that", "these", "those", "both"}) | INDEFINITE | POSSESSIVE
_OPENERS: Final = DETERMINERS - {"that"}
GENDER: Final = {"male": Gender.MALE, "female": Gender.FEMALE}
_NAME_KINDS: Final = {
    MentionKind.PERSON_NAME: VoiceKind.PERSON,
    MentionKind.ORGANIZATION_NAME: VoiceKind.ORGANIZATION,
    MentionKind.PLACE_NAME: None,
    MentionKind.OTHER_NAME: None,
}


class NamePhrases:
    """The words of a page, and the phrases found so far by the number of their head's last word, so that no head counts twice."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = Words(reading.page)
        self.text = reading.page.text
        self.common = frozenset(
            word.casefold() for word in self.words.words if word[:1].islower()
        )  # what the page writes small somewhere is no name for its capital at the start of a sentence
        self.found: dict[int, Phrase] = {}
        self.in_name = bytearray(len(self.words))
        self.speaking: list[int] = []  # the names among sources and addressees
        self.headlines = [block.span for block in reading.page.blocks if block.kind is BlockKind.HEADLINE]

    def find_names(self) -> None:
        words = self.words
        for number, paragraph in enumerate(words.paragraphs):
            first, last = words.at(paragraph.start), words.at(paragraph.end)
            block = self.reading.page.blocks[number] if number < len(self.reading.page.blocks) else None
            heading = block is not None and block.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD)
            if heading and title_case(words.words[first:last]):
                continue
            for run in find_runs(words, first, last, self.common):
                self.add_name(run)
        self.find_surnames()
        self.find_names_in_headings()

    def find_surnames(self) -> None:
        """Surnames that open a sentence and are nouns too ("Abbot said"), where somebody of that name has been found."""
        known = {phrase.name.rsplit(" ", 1)[-1].casefold() for phrase in self.found.values() if phrase.kind is VoiceKind.PERSON}
        words = self.words
        for number, word in enumerate(words.words):
            lower = words.lower[number]
            if lower in known and not self.in_name[number] and is_capital(word) and lower not in self.common:
                self.add_name(Run(number, number, number + 1, None))

    def find_names_in_headings(self) -> None:
        """Names in headings with capitals throughout: only those that the body has, whole or by their last word."""
        names = {phrase.name.casefold(): phrase for phrase in self.found.values()}
        for full, phrase in list(names.items()):
            names.setdefault(full.rsplit(" ", 1)[-1], phrase)
        words = self.words
        for block in self.reading.page.blocks:
            first, last = words.at(block.span.start), words.at(block.span.end)
            if block.kind not in (BlockKind.HEADLINE, BlockKind.SUBHEAD) or not title_case(words.words[first:last]):
                continue
            at = first
            while at < last:
                at = self.take_known_name(at, last, names)

    def take_known_name(self, at: int, last: int, names: dict[str, Phrase]) -> int:
        """Adds the longest known name that begins with word `at`, and gives the number of the word to go on with."""
        words = self.words
        for end in range(min(at + 4, last), at, -1):
            known = names.get(self.text[words.spans[at].start : words.spans[end - 1].end].casefold())
            if known is None or words.lower[at] in self.common:
                continue
            if end > at + 1 or look_up_noun(words.lower[at]) is None:
                self.add_name(Run(at, at, end, known.kind))
                return end
        return at + 1

    def add_name(self, run: Run) -> None:
        words = self.words
        first = run.first
        title = self.text[words.spans[run.first].start : words.spans[run.name].start].strip() if run.name > run.first else ""
        kind = run.kind
        if (kind in (VoiceKind.PERSON, None) and not run.place) or kind is VoiceKind.OUTLET:
            first, small = self.small_title(run.first, kind)
            if small:
                title = f"{small} {title}".strip()
                if self.noun_of(title).kind in (VoiceKind.PERSON, VoiceKind.ORGANIZATION, VoiceKind.OUTLET):
                    kind = self.noun_of(title).kind if run.name == run.first and kind is None else kind
        head = Span(words.spans[run.name].start, words.spans[run.end - 1].end)
        lower = words.lower[run.name : run.end]
        if kind is None and not run.place:
            kind = self.kind_from_context(run, lower)
        gender = self.gender_of_title(title)
        if gender is Gender.UNKNOWN and kind in (VoiceKind.PERSON, None) and len(lower) > 1:
            gender = given_names().get(lower[0], Gender.UNKNOWN)
        for number in range(run.first, run.end):
            self.in_name[number] = 1
        start = words.spans[first].start
        self.found[run.end - 1] = Phrase(
            Span(start, head.end),
            head,
            Form.NAME,
            kind,
            gender,
            words=frozenset(lower),
            title=title,
            name=self.text[head.start : head.end],
            noun=self.noun_of(title).singular if title else "",
            group="place" if run.place and kind is not VoiceKind.PERSON else "",
            determiner="the" if first and words.lower[first - 1] == "the" and words.gap(first - 1) == " " else "",
            place=self.place(start, first, run.end, named=True),
        )

    def small_title(self, first: int, kind: VoiceKind | None) -> tuple[int, str]:
        """Where a title in small letters before a name begins ("harbour master Mira Okafor", "its chairman, ..." is an apposition)."""
        words = self.words
        at = first
        noun = look_up_noun(words.lower[at - 1]) if at and words.gap(at - 1) == " " and not words.owns[at - 1] else None
        if noun is None or noun.plural or self.in_name[at - 1]:
            return first, ""
        if noun.kind is VoiceKind.ORGANIZATION and kind is not VoiceKind.ORGANIZATION:
            return self.company_title(first, kind, noun)
        if noun.kind not in (VoiceKind.PERSON, VoiceKind.OUTLET, VoiceKind.ORGANIZATION):
            return first, ""
        if kind is VoiceKind.PERSON and noun.kind is not VoiceKind.PERSON:
            return first, ""
        begin = self.left_edge(at - 1)
        while begin < at - 1 and words.lower[begin] in ("and", "or", "then", "former_"):
            begin += 1
        return begin, self.text[words.spans[begin].start : words.spans[first].start].strip()

    def company_title(self, first: int, kind: VoiceKind | None, noun: Noun) -> tuple[int, str]:
        """The title of a name that says nothing itself: "the dredging company Undertow", but not "the company Lund founded"."""
        words = self.words
        after = words.lower[first + 1] if first + 1 < len(words) and words.gap(first) == " " else ""
        acts = after in word_set("function_words.txt", "auxiliary", "verb") or after.endswith("ed")
        begin = self.left_edge(first - 1)
        if kind is not None or noun.group != "company" or acts or begin == first - 1 or words.lower[begin] not in ("the", "a", "an"):
            return first, ""
        return begin, self.text[words.spans[begin].start : words.spans[first].start].strip()

    def noun_of(self, title: str) -> Noun:
        """What the last noun of a title stands for; nothing special where it has none."""
        lower = title.casefold().replace("’", "'").split()
        for number in range(len(lower), 0, -1):
            pair = " ".join(lower[max(0, number - 2) : number])
            noun = nouns().get(pair) or look_up_noun(lower[number - 1].strip(".,"))
            if noun is not None and not noun.plural:
                return noun
        return Noun(VoiceKind.PERSON, "")

    def gender_of_title(self, title: str) -> Gender:
        for word in title.casefold().replace(".", "").split():
            sort = honorifics().get(word, "").removeprefix("plain-")
            if sort in GENDER:
                return GENDER[sort]
        return self.noun_of(title).gender if title else Gender.UNKNOWN

    def kind_from_context(self, run: Run, lower: list[str]) -> VoiceKind | None:
        """A kind from what follows: "who", an age, or a noun in apposition for a person."""
        words = self.words
        if run.end < len(words) and words.gap(run.end - 1) == ", ":
            following = words.lower[run.end]
            if following in ("who", "whose", "whom") or re.fullmatch(r"\d{1,2}", following):
                return VoiceKind.PERSON
        if run.end < len(words) and words.gap(run.end - 1) == " " and words.lower[run.end] in ("who", "whose", "himself", "herself"):
            return VoiceKind.PERSON
        return None

    def take_network_names(self) -> None:
        """Names that the network found where the rules found none; where both did, the network's kind counts if the rules have none."""
        words = self.words
        for mention in self.reading.mentions:
            if mention.kind not in _NAME_KINDS:
                continue
            first, end = words.at(mention.span.start), words.at(mention.span.end)
            if first >= end:
                continue
            place = mention.kind is MentionKind.PLACE_NAME
            kind = _NAME_KINDS[mention.kind]
            known = self.found.get(end - 1)
            if known is not None:
                if known.kind is None and kind is not None:
                    self.found[end - 1] = replace(known, kind=kind, group="")
                elif known.kind is None and place:
                    self.found[end - 1] = replace(known, group="place")
            elif not any(self.in_name[first:end]) and is_capital(words.words[first]):
                self.add_name(Run(first, first, end, kind, place))

    def heading(self, number: int) -> bool:
        return self.heading_at(self.words.spans[number].start)

    def heading_at(self, position: int) -> bool:
        return any(span.start <= position < span.end for span in self.headlines)

    def left_edge(self, number: int) -> int:
        """The number of the first word of the noun phrase whose head is word `number`."""
        words = self.words
        at = number
        best = number
        while at > 0 and number - at < _MOST_MODIFIERS:
            before = at - 1
            gap = words.gap(before)
            if gap != " " or words.spans[at].start in self.paragraph_starts():
                break
            lower = words.lower[before]
            if lower == "that" and not self.points(before):
                break
            if lower in DETERMINERS:
                more = before
                while more and words.gap(more - 1) == " " and words.lower[more - 1] in _OPENERS and number - more < _MOST_MODIFIERS + 2:
                    more -= 1
                return more
            if lower in word_set("function_words.txt") and not words.owns[before]:
                break
            if self.acts(before) or (
                lower.endswith("ing") and before and words.lower[before - 1] in word_set("function_words.txt", "verb")
            ):
                break  # "denies phoning judge"
            at = before
            if words.owns[at] or is_capital(words.words[at]) or self.is_modifier(at):
                best = at
        return best

    def acts(self, number: int) -> bool:
        """Whether a word is a verb between a holder and a noun ("Lund echoed statements"), and no adjective of the noun."""
        words = self.words
        if not words.lower[number].endswith(("ed", "ing", "es")) or number == 0 or words.gap(number - 1) != " " or words.owns[number - 1]:
            return False
        before = words.lower[number - 1]
        return bool(self.in_name[number - 1]) or before in pronouns() or look_up_noun(before) is not None

    def points(self, number: int) -> bool:
        """Whether "that" is an article here ("in that letter") and does not open a clause."""
        words = self.words
        return words.begins_sentence(number) or (number > 0 and words.lower[number - 1] in word_set("function_words.txt", "preposition"))

    def is_modifier(self, number: int) -> bool:
        """Whether a small word may be an adjective or a noun before a noun where no article opens the phrase."""
        lower = self.words.lower[number]
        return not lower.endswith(("ed", "ly")) or lower in ("unnamed", "red")

    def paragraph_starts(self) -> frozenset[int]:
        starts: frozenset[int] | None = getattr(self, "_starts", None)
        if starts is None:
            starts = frozenset(span.start for span in self.words.paragraphs)
            self._starts = starts
        return starts

    def place(self, start: int, first: int, end: int, *, named: bool = False) -> Place:
        """Where the words `first`..`end` stand, and the part that they play in their clause."""
        words = self.words
        before = words.lower[first - 1] if first and not words.gap(first - 1).strip() else ""
        if before == "the" and first > 1 and named:
            before = words.lower[first - 2]
        after = words.lower[end] if end < len(words) and words.gap(end - 1) == " " else ""
        if (
            not after
            and end < len(words)
            and words.gap(end - 1) == ", "
            and words.lower[end] in word_set("function_words.txt", "auxiliary")
        ):
            after = words.lower[end]  # the end of an apposition: "Mira Okafor, is right"
        oblique = before in word_set("function_words.txt", "preposition") or words.owns[end - 1]
        subject = not oblique and (
            after in word_set("function_words.txt", "auxiliary", "verb") or (after.endswith(("ed", "s")) and look_up_noun(after) is None)
        )
        if before in word_set("function_words.txt", "verb"):
            subject = False
        return Place(words.sentence(start), words.paragraph(start), words.depth(start), subject, oblique, self.heading_at(start))
