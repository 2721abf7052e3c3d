"""The phrases of a page that may speak of somebody: names, common nouns with what belongs to them, pronouns.

Works without a parser: noun phrases are grown from the nouns of the lists and from the sources of attributions. What the network found
(`Reading.mentions`) completes the names. Who is who is decided in `coreference`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.reading import BlockKind, MentionKind, Reading, Span, VoiceKind
from sayso.text import trim_span
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase, Place, Words
from sayso.voices.runs import Run, find_runs, is_capital, title_case
from sayso.voices.words import Gender, Noun, given_names, guess_person_noun, honorifics, look_up_noun, nouns, pronouns, word_set

_MOST_MODIFIERS: Final = 6
_MOST_COMPLEMENT: Final = 6
_COMPLEMENT: Final = frozenset("of for to from at in with on behind against".split())
_DETERMINERS: Final = frozenset({"the", "this", "that", "these", "those"}) | INDEFINITE | POSSESSIVE
_COUNTED: Final = frozenset("some many most one all several none few both number".split())
_COMPLEMENT_OF_PEOPLE: Final = frozenset({"of", "for", "to", "at", "from"})
_COMPLEMENTS: Final = {
    VoiceKind.ORGANIZATION: frozenset({"of"}),
    VoiceKind.OUTLET: frozenset({"of"}),
    VoiceKind.DOCUMENT: frozenset({"of", "from", "to", "on", "about", "by"}),
}
"""What joins a noun to its complement; an office "for" something and a company "in" a town are called so without it."""
_TAKES: Final = {
    "of": ("accus", "suspect", "acquit", "convict", "warn", "inform", "remind", "assur"),
    "for": ("blam", "critici", "prais", "condemn", "thank", "denounc", "rebuk", "sued", "fined", "ask", "rang", "telephon"),
    "at": ("met", "meet", "dined", "host", "interview", "visit"),
    "from": ("demand", "obtain", "receiv"),
    "to": ("ask", "urg", "order", "told", "beg", "invit", "press", "forc", "persuad"),
}
"""The beginnings of verbs whose object goes on with the preposition as the verb's own."""
_OPENERS: Final = _DETERMINERS - {"that"}
_CUT: Final = re.compile(
    r"(?<!\d),|,(?!\d)|[;(—–\[]"
    r"|\s(?:who|which|whose|whom|that is|that has|that was|where|when)\b|\s-\s|[“\"]\Z|\s(?:said|says|told|was|is|has)\b"
)
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
_GENDER: Final = {"male": Gender.MALE, "female": Gender.FEMALE}
_NAME_KINDS: Final = {
    MentionKind.PERSON_NAME: VoiceKind.PERSON,
    MentionKind.ORGANIZATION_NAME: VoiceKind.ORGANIZATION,
    MentionKind.PLACE_NAME: None,
    MentionKind.OTHER_NAME: None,
}


def find_mentions(reading: Reading) -> tuple[Phrase, ...]:
    """The phrases that may speak of somebody, in text order; of two that begin together the longer one first."""
    return _Finder(reading).find()


class _Finder:
    """One page while its phrases are gathered: by the number of their head's last word, so that no head counts twice."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = Words(reading.page)
        self.text = reading.page.text
        self.common = frozenset(
            word.casefold() for word in self.words.words if word[:1].islower()
        )  # what the page writes small somewhere is no name for its capital at the start of a sentence
        self.found: dict[int, Phrase] = {}
        self.in_name = bytearray(len(self.words))
        self.headlines = [block.span for block in reading.page.blocks if block.kind is BlockKind.HEADLINE]

    def find(self) -> tuple[Phrase, ...]:
        self._find_names()
        self._take_network_names()
        for number in range(len(self.words)):
            self._find_noun(number)
        for number, word in enumerate(self.words.lower):
            if (sort := pronouns().get(word)) is None or sort == "indefinite" or self.in_name[number]:
                continue
            if not (self.words.words[number].isupper() and len(word) > 1):  # "US" and "IT" are none
                self._add_pronoun(number, sort)
        for attribution in self.reading.attributions:
            for span in attribution.source:
                self._take_source(span)
            for span in attribution.addressee:
                self._take_source(span, source=False)
        return self._number_owners(sorted(self.found.values(), key=lambda phrase: (phrase.span.start, -phrase.span.end, phrase.head.start)))

    # ------------------------------------------------------------ names

    def _find_names(self) -> None:
        words = self.words
        for number, paragraph in enumerate(words.paragraphs):
            first, last = words.at(paragraph.start), words.at(paragraph.end)
            block = self.reading.page.blocks[number] if number < len(self.reading.page.blocks) else None
            heading = block is not None and block.kind in (BlockKind.HEADLINE, BlockKind.SUBHEAD)
            if heading and title_case(words.words[first:last]):
                continue
            for run in find_runs(words, first, last, self.common):
                self._add_name(run)
        self._find_surnames()
        self._find_names_in_headings()

    def _find_surnames(self) -> None:
        """Surnames that open a sentence and are nouns too ("Abbot said"), where somebody of that name has been found."""
        known = {phrase.name.rsplit(" ", 1)[-1].casefold() for phrase in self.found.values() if phrase.kind is VoiceKind.PERSON}
        words = self.words
        for number, word in enumerate(words.words):
            lower = words.lower[number]
            if lower in known and not self.in_name[number] and is_capital(word) and lower not in self.common:
                self._add_name(Run(number, number, number + 1, None))

    def _find_names_in_headings(self) -> None:
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
                at = self._take_known_name(at, last, names)

    def _take_known_name(self, at: int, last: int, names: dict[str, Phrase]) -> int:
        """Adds the longest known name that begins with word `at`, and gives the number of the word to go on with."""
        words = self.words
        for end in range(min(at + 4, last), at, -1):
            known = names.get(self.text[words.spans[at].start : words.spans[end - 1].end].casefold())
            if known is None or words.lower[at] in self.common:
                continue
            if end > at + 1 or look_up_noun(words.lower[at]) is None:
                self._add_name(Run(at, at, end, known.kind))
                return end
        return at + 1

    def _add_name(self, run: Run) -> None:
        words = self.words
        first = run.first
        title = self.text[words.spans[run.first].start : words.spans[run.name].start].strip() if run.name > run.first else ""
        kind = run.kind
        if (kind in (VoiceKind.PERSON, None) and not run.place) or kind is VoiceKind.OUTLET:
            first, small = self._small_title(run.first, kind)
            if small:
                title = f"{small} {title}".strip()
                if self._noun_of(title).kind in (VoiceKind.PERSON, VoiceKind.ORGANIZATION, VoiceKind.OUTLET):
                    kind = self._noun_of(title).kind if run.name == run.first and kind is None else kind
        head = Span(words.spans[run.name].start, words.spans[run.end - 1].end)
        lower = words.lower[run.name : run.end]
        if kind is None and not run.place:
            kind = self._kind_from_context(run, lower)
        gender = self._gender_of_title(title)
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
            noun=self._noun_of(title).singular if title else "",
            group="place" if run.place and kind is not VoiceKind.PERSON else "",
            determiner="the" if first and words.lower[first - 1] == "the" and words.gap(first - 1) == " " else "",
            place=self._place(start, first, run.end, named=True),
        )

    def _small_title(self, first: int, kind: VoiceKind | None) -> tuple[int, str]:
        """Where a title in small letters before a name begins ("harbour master Mira Okafor", "its chairman, ..." is an apposition)."""
        words = self.words
        at = first
        noun = look_up_noun(words.lower[at - 1]) if at and words.gap(at - 1) == " " and not words.owns[at - 1] else None
        if noun is None or noun.plural or self.in_name[at - 1]:
            return first, ""
        if noun.kind not in (VoiceKind.PERSON, VoiceKind.OUTLET) and not (
            noun.kind is VoiceKind.ORGANIZATION and kind is VoiceKind.ORGANIZATION
        ):
            return first, ""
        if kind is VoiceKind.PERSON and noun.kind is not VoiceKind.PERSON:
            return first, ""
        begin = self._left_edge(at - 1)
        while begin < at - 1 and words.lower[begin] in ("and", "or", "then", "former_"):
            begin += 1
        return begin, self.text[words.spans[begin].start : words.spans[first].start].strip()

    def _noun_of(self, title: str) -> Noun:
        """What the last noun of a title stands for; nothing special where it has none."""
        lower = title.casefold().replace("’", "'").split()
        for number in range(len(lower), 0, -1):
            pair = " ".join(lower[max(0, number - 2) : number])
            noun = nouns().get(pair) or look_up_noun(lower[number - 1].strip(".,"))
            if noun is not None and not noun.plural:
                return noun
        return Noun(VoiceKind.PERSON, "")

    def _gender_of_title(self, title: str) -> Gender:
        for word in title.casefold().replace(".", "").split():
            sort = honorifics().get(word, "").removeprefix("plain-")
            if sort in _GENDER:
                return _GENDER[sort]
        return self._noun_of(title).gender if title else Gender.UNKNOWN

    def _kind_from_context(self, run: Run, lower: list[str]) -> VoiceKind | None:
        """A kind from what follows: "who", an age, or a noun in apposition for a person."""
        words = self.words
        if run.end < len(words) and words.gap(run.end - 1) == ", ":
            following = words.lower[run.end]
            if following in ("who", "whose", "whom") or re.fullmatch(r"\d{1,2}", following):
                return VoiceKind.PERSON
        if run.end < len(words) and words.gap(run.end - 1) == " " and words.lower[run.end] in ("who", "whose", "himself", "herself"):
            return VoiceKind.PERSON
        return None

    def _take_network_names(self) -> None:
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
                self._add_name(Run(first, first, end, kind, place))

    # ------------------------------------------------------------ nouns

    def _find_noun(self, number: int) -> None:
        words = self.words
        lower = words.lower[number]
        if self.in_name[number] or lower in _DETERMINERS or lower in pronouns():
            return
        noun, begin = self._noun_at(number)
        if noun is None or not self._is_head(number, noun):
            return
        first = min(begin, self._left_edge(begin))
        if first == begin and not noun.plural and not self._may_stand_bare(begin, number):
            return
        if (lower in word_set("function_words.txt", "verb") or lower in word_set("noun_verbs.txt")) and self._reads_as_verb(number):
            return
        self._add_noun(first, number, noun)

    def _noun_at(self, number: int) -> tuple[Noun | None, int]:
        """The noun of one to three words that ends with word `number`, and the number of its first word; a part of a longer one is none."""
        words, table = self.words, nouns()
        for size in (3, 2):
            begin = number - size + 1
            if begin >= 0 and all(words.gap(n) == " " and not words.owns[n] for n in range(begin, number)):
                noun = table.get(" ".join(words.lower[begin : number + 1]))
                if noun is not None:
                    return noun, begin
        if words.lower[number + 1 : number + 3] in (["of", "staff"], ["of", "appeal"]):
            return None, number
        return look_up_noun(words.lower[number]), number

    def _reads_as_verb(self, number: int) -> bool:
        """Whether a word that may be noun or verb ("shows", "reports") is the verb here: a holder stands right before it."""
        before = self.words.lower[number - 1] if number and self.words.gap(number - 1) == " " else "the"
        return (
            not self.words.owns[number - 1]
            and before not in _DETERMINERS
            and (bool(self.in_name[number - 1]) or look_up_noun(before) is not None)
        )

    def _is_head(self, number: int, noun: Noun) -> bool:
        """Whether a noun is the last of its phrase: no further noun or name follows without a break."""
        words = self.words
        if words.owns[number] or number + 1 >= len(words):
            return True
        if words.gap(number) != " ":
            return words.gap(number) != "-"
        following = words.lower[number + 1]
        if self.in_name[number + 1] or is_capital(words.words[number + 1]):
            return self._heading(number) or noun.plural or noun.kind is not VoiceKind.PERSON or not self._names_follow(number)
        if following in word_set("function_words.txt") or following in _DETERMINERS:
            return True
        if following.endswith(("ed", "ing", "ly")) or (following.endswith("s") and not following.endswith("ss") and not noun.plural):
            return look_up_noun(following) is None
        return noun.plural and look_up_noun(following) is None

    def _names_follow(self, number: int) -> bool:
        return bool(self.in_name[number + 1])

    def _heading(self, number: int) -> bool:
        return self._heading_at(self.words.spans[number].start)

    def _heading_at(self, position: int) -> bool:
        return any(span.start <= position < span.end for span in self.headlines)

    def _may_stand_bare(self, begin: int, number: int) -> bool:
        """Whether a singular noun may stand without an article: in a headline, as an apposition after a comma, and such as "police"."""
        words = self.words
        if self._heading(number) or words.lower[number] in _BARE or " ".join(words.lower[max(0, number - 1) : number + 1]) in _BARE:
            return True
        return begin > 0 and words.gap(begin - 1).strip() in (",", "(") and (words.lower[number + 1 : number + 2] or [""])[0] in _COMPLEMENT

    def _left_edge(self, number: int) -> int:
        """The number of the first word of the noun phrase whose head is word `number`."""
        words = self.words
        at = number
        best = number
        while at > 0 and number - at < _MOST_MODIFIERS:
            before = at - 1
            gap = words.gap(before)
            if gap != " " or words.spans[at].start in self._paragraph_starts():
                break
            lower = words.lower[before]
            if lower == "that" and not self._points(before):
                break
            if lower in _DETERMINERS:
                more = before
                while more and words.gap(more - 1) == " " and words.lower[more - 1] in _OPENERS and number - more < _MOST_MODIFIERS + 2:
                    more -= 1
                return more
            if lower in word_set("function_words.txt") and not words.owns[before]:
                break
            if self._acts(before):
                break
            at = before
            if words.owns[at] or is_capital(words.words[at]) or self._is_modifier(at):
                best = at
        return best

    def _acts(self, number: int) -> bool:
        """Whether a word is a verb between a holder and a noun ("Lund echoed statements"), and no adjective of the noun."""
        words = self.words
        if not words.lower[number].endswith(("ed", "ing", "es")) or number == 0 or words.gap(number - 1) != " " or words.owns[number - 1]:
            return False
        before = words.lower[number - 1]
        return bool(self.in_name[number - 1]) or before in pronouns() or look_up_noun(before) is not None

    def _points(self, number: int) -> bool:
        """Whether "that" is an article here ("in that letter") and does not open a clause."""
        words = self.words
        return words.begins_sentence(number) or (number > 0 and words.lower[number - 1] in word_set("function_words.txt", "preposition"))

    def _is_modifier(self, number: int) -> bool:
        """Whether a small word may be an adjective or a noun before a noun where no article opens the phrase."""
        lower = self.words.lower[number]
        return not lower.endswith(("ed", "ly")) or lower in ("unnamed", "red")

    def _paragraph_starts(self) -> frozenset[int]:
        starts: frozenset[int] | None = getattr(self, "_starts", None)
        if starts is None:
            starts = frozenset(span.start for span in self.words.paragraphs)
            self._starts = starts
        return starts

    def _add_noun(self, first: int, head: int, noun: Noun, end: int | None = None, *, source: bool = False) -> None:
        words = self.words
        stop = self._right_edge(head, noun) if end is None else end
        determiner = words.lower[first]
        if determiner not in _DETERMINERS:
            determiner = "'s" if any(words.owns[n] for n in range(first, head)) else ""
        elif (determiner in ("the", "this", "that") and any(words.owns[n] for n in range(first, head))) or (
            determiner not in POSSESSIVE and any(words.owns[n] for n in range(first, head))
        ):
            determiner = "'s"
        content = frozenset(
            word
            for n in range(first, stop)
            if (word := words.lower[n]) not in word_set("function_words.txt") and word not in _DETERMINERS and n != head
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
            place=self._place(span.start, first, max(head, stop - 1) + 1),
        )

    def _right_edge(self, head: int, noun: Noun) -> int:
        """The number of the word after a noun's complement ("of the Rowing League", "for the company")."""
        words = self.words
        if words.owns[head] or head + 2 >= len(words) or words.gap(head) != " " or words.lower[head + 1] not in _COMPLEMENT:
            return head + 1
        preposition = words.lower[head + 1]
        if preposition not in _COMPLEMENTS.get(noun.kind, _COMPLEMENT_OF_PEOPLE):
            return head + 1
        at = head + 2
        if words.gap(head + 1) != " " or self._goes_with_verb(head, preposition):
            return head + 1
        if words.lower[at] in _DETERMINERS:
            at += 1
        elif preposition == "to" and not self.in_name[at] and look_up_noun(words.lower[at]) is None:
            return head + 1
        start = at
        while at < len(words) and at - head - 2 < _MOST_COMPLEMENT and (at == start or words.gap(at - 1) == " "):
            lower = words.lower[at]
            if lower in word_set("function_words.txt") and not (lower == "of" and at > start and self.in_name[at]):
                break
            if lower in _DETERMINERS or (at > start and not self.in_name[at] and self.in_name[at - 1] and not self._ends_complement(at)):
                break
            if lower.endswith("ed") and not self.in_name[at]:
                break
            at += 1
            if (
                look_up_noun(lower) is not None
                and not words.owns[at - 1]
                and not (at < len(words) and words.gap(at - 1) == " " and self.in_name[at])
            ):
                break
        return at if at > start else head + 1

    def _goes_with_verb(self, head: int, preposition: str) -> bool:
        """Whether a verb before a noun takes the preposition after it to itself: "accused the league of hiding a complaint"."""
        return any(word.startswith(_TAKES.get(preposition, ())) for word in self.words.lower[max(0, head - 4) : head])

    def _ends_complement(self, number: int) -> bool:
        """Whether a small word after a name still belongs to the complement: "of Holm Green primary,"."""
        words = self.words
        return words.owns[number - 1] or (
            words.gap(number).strip()[:1] in (",", ".", ")") and not words.lower[number].endswith(("ed", "s"))
        )

    # ------------------------------------------------------------ pronouns

    def _add_pronoun(self, number: int, sort: str) -> None:
        span = self.words.spans[number]
        gender = _GENDER.get(sort, Gender.UNKNOWN)
        plural = sort in ("plural", "first-plural")
        place = self._place(span.start, number, number + 1)
        self.found.setdefault(
            number, Phrase(span, span, Form.PRONOUN, None, gender, plural, noun=self.words.lower[number], group=sort, place=place)
        )

    # ------------------------------------------------------------ sources

    def _take_source(self, span: Span, *, source: bool = True) -> None:
        """Makes sure that a source or an addressee is a phrase: the one found there, grown to the whole of it, or a new one."""
        words = self.words
        first, end = words.at(span.start), words.at(self._cut(span))
        if first >= end:
            return
        inside = [n for n in range(first, end) if n in self.found]
        if end - first == 1 and first in self.found:
            self.found[first] = replace(self.found[first], source=source or self.found[first].source)
            return
        name = next((n for n in inside if self.found[n].form is Form.NAME and self.found[n].head.end == words.spans[end - 1].end), None)
        if name is not None and self._leads_to_name(first, name):
            self._take_named_source(first, name, source=source)
            return
        opening = next((n for n in inside if self.found[n].form is Form.NAME and words.at(self.found[n].span.start) == first), None)
        if source and (conjunction := self._conjunction(first, end)) is not None:
            self._add_pair(first, conjunction, end)
            return
        if opening is not None and not words.owns[opening]:
            self.found[opening] = replace(
                self.found[opening], source=source or self.found[opening].source, kind=self._kind_of_source(self.found[opening])
            )
            return
        head, noun = self._head_of(first, end)
        self._add_noun(first, head, noun, end, source=source)

    def _conjunction(self, first: int, end: int) -> int | None:
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

    def _add_pair(self, first: int, conjunction: int, end: int) -> None:
        """Two holders that speak together are a group of their own."""
        words = self.words
        span = Span(words.spans[first].start, words.spans[end - 1].end)
        place = self._place(span.start, first, end)
        self.found[conjunction] = Phrase(
            span,
            words.spans[conjunction],
            Form.NOUN,
            VoiceKind.GROUP,
            plural=True,
            determiner="both",
            noun="pair",
            source=True,
            place=place,
        )

    def _cut(self, span: Span) -> int:
        """Where the part of a source that names ends: before its apposition or relative clause."""
        text = self.text[span.start : span.end]
        match = _CUT.search(text, 1)
        while match and match[0] == "," and re.match(r",\s+(?:Jr|Sr)\b", text[match.start() :]):
            match = _CUT.search(text, match.end())
        cut = match.start() if match else len(text)
        return trim_span(self.text, Span(span.start, span.start + cut)).end

    def _leads_to_name(self, first: int, name: int) -> bool:
        """Whether all that stands between the start of a source and the name at its end is its title: no preposition, no owner."""
        start = self.words.at(self.found[name].span.start)
        if start <= first:
            return True
        between = self.words.lower[first:start]
        return not any(word in word_set("function_words.txt", "preposition", "conjunction") for word in between)

    def _take_named_source(self, first: int, name: int, *, source: bool) -> None:
        words, phrase = self.words, self.found[name]
        start = words.at(phrase.head.start)
        if words.lower[first] == "the" and start == first + 1:
            first += 1
        elif words.owns[start - 1]:
            first = start  # "Radio Lund's Ada Bell": whose she is is no title
        title = self.text[words.spans[first].start : phrase.head.start].strip() if start > first else phrase.title
        kind, noun = phrase.kind, self._noun_of(title).singular if title else ""
        if kind is None and title and title.casefold() not in _DETERMINERS:
            kind = self._noun_of(title).kind
        grown = replace(
            phrase,
            span=Span(min(words.spans[first].start, phrase.span.start), phrase.head.end),
            title=title if title.casefold() not in _DETERMINERS else "",
            noun=noun,
            gender=phrase.gender if phrase.gender is not Gender.UNKNOWN else self._gender_of_title(title),
            kind=kind,
            source=source or phrase.source,
        )
        self.found[name] = replace(grown, kind=self._kind_of_source(grown))

    def _kind_of_source(self, phrase: Phrase) -> VoiceKind | None:
        """A name of two to four words that speaks and is nothing else is a person; so is one word that is no place."""
        if phrase.kind is None and phrase.group != "place" and len(phrase.name.split()) in (2, 3, 4) and phrase.determiner != "the":
            return VoiceKind.PERSON
        return phrase.kind

    def _head_of(self, first: int, end: int) -> tuple[int, Noun]:
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
            if noun is not None and (number == stop - 1 or words.lower[number + 1] not in _DETERMINERS) and not words.owns[number]:
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

    # ------------------------------------------------------------ places

    def _place(self, start: int, first: int, end: int, *, named: bool = False) -> Place:
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
        return Place(words.sentence(start), words.paragraph(start), words.depth(start), subject, oblique, self._heading_at(start))

    def _number_owners(self, phrases: list[Phrase]) -> tuple[Phrase, ...]:
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
