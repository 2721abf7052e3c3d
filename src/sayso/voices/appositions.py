"""Two names of one holder side by side: appositions, titles, a channel and its programme.

The second sieve of coreference, after names: "Mira Okafor, the harbour master,", "harbour master Mira Okafor", Channel Nine “Daybreak”.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.reading import BlockKind, VoiceKind
from sayso.voices.phrases import INDEFINITE, Form, Phrase
from sayso.voices.state import State
from sayso.voices.words import Gender

_AFTER_APPOSITION: Final = re.compile(r"[,.;:)!?”\"’]|\s*\Z|\n|\s+(?:who|that|which|whose|and|has|had|was|is|in|at|since|until)\b|\s[–—-]")
COMPANY_TOO: Final = frozenset(
    "contractor subcontractor builder supplier developer operator owner maker producer publisher landlord sponsor employer insurer lender "
    "retailer manufacturer distributor organiser organizer promoter tenant client customer rival competitor partner neighbour neighbor "
    "carrier provider broker consultant auditor donor lobbyist middleman buyer seller bidder".split()
)
"""Nouns that may mean a company as well as a person."""
_CLOSES_BARE: Final = re.compile(r"[,.;)]|\s*\Z|\s(?:that|which|in|at|since)\b")
"""What ends an apposition without an article: "Ada Lund, chairman of the brewery that bears her name,"."""
_ARTICLE: Final = re.compile(r"(?:the|one|an?(?=\s(?:Mr|Mrs|Ms|Miss|Dr|Mx|Prof|Professor|Captain|Major|Colonel)\b))\s")
_SIGNED: Final = re.compile(r"\s*(?:[—–―]|--|~)\s*(?=\S)")
_VERB_NEXT: Final = re.compile(r"\s+(?:has|had|was|is)\b")
_PROGRAMME: Final = re.compile(r"(?:[’']s)?\s(?:[\w-]+\s){0,4}(?:programme|program|show|podcast|series|magazine|bulletin|slot),?\s[“\"‘]?")
_QUOTED_PROGRAMME: Final = re.compile(r"(?:[’']s)?\s[“\"‘]")


class Appositions(State):
    """The sieve that joins what stands side by side."""

    def join_programmes(self) -> None:
        """A channel and its programme are one: Channel Nine “Daybreak”, Radio Lund’s morning programme, Tideline."""
        for number, phrase in enumerate(self.phrases):
            if phrase.form is not Form.NAME or phrase.kind is not VoiceKind.OUTLET:
                continue
            for other in range(number + 1, min(len(self.phrases), number + 4)):
                programme = self.phrases[other]
                if programme.form is Form.NAME and self.is_programme_of(phrase, programme):
                    self.join_programme(number, other)
                    break

    def is_programme_of(self, channel: Phrase, programme: Phrase) -> bool:
        between = self.text[channel.head.end : programme.head.start]
        if len(between) > 60 or "\n" in between:
            return False
        quoted = self.text[programme.head.end : programme.head.end + 1] in ("”", '"', "’", "'")
        return bool(_PROGRAMME.fullmatch(between)) or (quoted and bool(_QUOTED_PROGRAMME.fullmatch(between)))

    def join_programme(self, channel: int, programme: int) -> None:
        one, other = self.entity_for(channel), self.entity_for(programme)
        if other.kind is VoiceKind.PERSON or self.page_voice in (one, other):
            return
        entity = self.entities.merge(one, other)
        entity.kind = VoiceKind.OUTLET
        entity.programme, entity.channel = self.phrases[programme].name, self.phrases[channel].name

    def join_appositions(self) -> None:
        followers: dict[int, list[int]] = {}
        for number, phrase in enumerate(self.phrases):
            followers.setdefault(phrase.span.start, []).append(number)
        for number, phrase in enumerate(self.phrases):
            if phrase.form is Form.PRONOUN:
                continue
            if number not in self.names.open:
                self.join_titles(number)
            gap = self.text[phrase.span.end : phrase.span.end + 2]
            if gap != ", ":
                continue
            after = phrase.span.end + 2
            article = _ARTICLE.match(self.text, after)
            if after not in followers and article is not None:
                after = article.end()  # "his group, the Free Valleys,", "the engineer, a Ms Quill,"
            for other in followers.get(after, ()):
                if self.is_apposition(phrase, self.phrases[other]) and not self.is_said_of(number, other):
                    self.join_apposition(number, other)
                    break

    def join_signatures(self) -> None:
        """Whoever signs an embedded post is the nameless one whom the page lets post it: "One father wrote:", "— Piet Lund (@pietl)"."""
        last: dict[int, int] = {}
        for number, block in enumerate(self.page.blocks):
            if block.kind is BlockKind.POST and block.group:
                last[block.group] = number
        if not last:
            return
        blocks = self.page.blocks
        group_at = {blocks[number].span.start: blocks[number].group for number in range(len(blocks)) if blocks[number].group in last}
        for attribution in self.reading.attributions:
            source = self.source_phrase.get(attribution.id)
            group = group_at.get(attribution.content[0].start)
            if source is None or group is None or self.phrases[source].form is not Form.NOUN or self.entities.of(source) is not None:
                continue
            block = blocks[last[group]]
            signed = _SIGNED.match(self.text, block.span.start, block.span.end)
            named = self.starts.get(signed.end(), []) if signed is not None else []
            name = next((n for n in named if self.phrases[n].form is Form.NAME), None)
            if (
                name is not None
                and block.span.start > attribution.content[-1].start
                and self.agree(self.phrases[source], self.phrases[name])
            ):
                self.join_noun(source, self.entity_for(name))

    def join_titles(self, number: int) -> None:
        """Puts the title of a name into its entity: "harbour master" in "harbour master Mira Okafor"."""
        for other in self.titles_within(number):
            self.join_noun(other, self.entity_for(number))

    def titles_within(self, number: int) -> list[int]:
        """The noun phrases that are the title of a name: "harbour master" in "harbour master Mira Okafor"."""
        phrase = self.phrases[number]
        if phrase.form is not Form.NAME or not phrase.title:
            return []
        return [
            other
            for other in range(max(0, number - 3), min(len(self.phrases), number + 4))
            if other != number
            and self.phrases[other].form is Form.NOUN
            and self.phrases[other].span.start >= phrase.span.start
            and self.phrases[other].head.end + 1 >= phrase.head.start > self.phrases[other].head.start
        ]

    def is_apposition(self, first: Phrase, second: Phrase) -> bool:
        """Whether two phrases with a comma between them are two names of one."""
        if first.plural or second.plural or not _AFTER_APPOSITION.match(self.text, second.span.end):
            return False
        if second.form is Form.PRONOUN or not self.agree(first, second):
            return False
        if first.form is Form.NAME and second.form is Form.NAME:
            return False
        if first.form is Form.NAME and _VERB_NEXT.match(self.text, second.span.end):
            return False  # "The club has sold Nico Lund, his agent has claimed"
        if Form.NAME in (first.form, second.form):
            noun = second if second.form is Form.NOUN else first
            if noun.determiner in INDEFINITE - {"a", "an", "one", "another"}:
                return False
            if noun is first and noun.determiner in ("a", "an") and noun.kind is VoiceKind.UNNAMED:
                return second.kind is VoiceKind.PERSON and not noun.place.oblique
            return noun.determiner != "" or noun is first or _CLOSES_BARE.match(self.text, second.span.end) is not None
        return first.determiner in ("the", "'s") and second.determiner == "'s" and self.text[second.span.end : second.span.end + 2] == ", "

    def is_said_of(self, number: int, source: int) -> bool:
        """Whether a comma parts what is said from who says it: "The club has sold Nico Lund, his agent has claimed"."""
        start, named = self.phrases[number].span.start, self.phrases[source].span.start
        if any(span.start <= start < span.end for span in self.said_by(source)):
            return True
        return any(span.start <= named < span.end for span in self.said_by(number))  # "According to the vicar, Lund and Bell met"

    def agree(self, first: Phrase, second: Phrase) -> bool:
        """Whether two phrases may be of one kind: people with people, others with others, a name that says nothing with either."""
        human = {VoiceKind.PERSON, VoiceKind.UNNAMED}
        noun, name = (first, second) if first.form is Form.NOUN else (second, first)
        if noun.noun in COMPANY_TOO and name.form is Form.NAME and name.kind in (None, VoiceKind.ORGANIZATION):
            return True
        if first.kind is None or second.kind is None:
            known = first if second.kind is None else second
            return not (known.form is Form.NOUN and known.kind in (VoiceKind.GROUP, VoiceKind.DOCUMENT))
        if {first.gender, second.gender} == {Gender.MALE, Gender.FEMALE}:
            return False
        return (first.kind in human) == (second.kind in human) and VoiceKind.DOCUMENT not in (first.kind, second.kind)

    def join_apposition(self, first: int, second: int) -> None:
        one, other = self.entities.of(first), self.entities.of(second)
        if one is not None and other is not None:
            if not (one.names and other.names):
                self.entities.merge(one, other)
            return
        if one is None and other is None:
            one = self.entity_for(first)
        entity = one or other
        assert entity is not None
        noun = first if self.entities.of(first) is None else second
        self.join_noun(noun, entity)
        phrase = self.phrases[noun]
        if phrase.form is Form.NAME:
            if phrase.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET):
                entity.kind = phrase.kind
            return
        if entity.kind in (None, VoiceKind.UNNAMED) and phrase.kind is not None:
            entity.kind = VoiceKind.PERSON if phrase.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED) else phrase.kind
