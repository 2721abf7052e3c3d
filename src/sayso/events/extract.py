"""The step that finds events: who did what to whom, when, and on whose say-so.

Reads one sentence after the other, those alone that have a word which can bring an event in. Decides which of the deeds that `frames` finds
are events: those whose sides are somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from sayso.chains import ChainFinder
from sayso.events.cues import Cues
from sayso.events.dates import find_times, resolve_date
from sayso.events.deeds import Deed, is_body
from sayso.events.frames import find_deeds
from sayso.events.lexicon import can_tell, party_class
from sayso.events.objects import Phrases, object_after
from sayso.events.parties import Parties, holder_of, is_neither, is_pair
from sayso.events.phrases import Parse, Phrase, parse_sentence
from sayso.events.status import deed_status
from sayso.events.words import Tag, read_sentence
from sayso.reading import PAGE_VOICE_ID, Attribution, BlockKind, Event, EventStatus, EventType, Reading, Span, Spans, Voice, VoiceKind, When
from sayso.text import split_sentences
from sayso.voices.book import VoiceBook

_MEMORY: Final = 3  # sentences back in which "it", "the two" and "no such meeting" find what they speak of: a guess
_FAR_MEMORY: Final = 50  # events back in which "the talks" and "the two sides" find theirs: more than a news page has
_LONGEST_SENTENCE: Final = 2_000  # characters; what is longer is a list or no prose, and read in pieces, so that time stays linear
_ALIKE: Final = (
    frozenset(("meet", "meeting", "meet-up", "summit", "session", "encounter")),
    frozenset(("talk", "negotiation", "negotiate", "discussion", "discuss", "dialogue")),
    frozenset(("visit",)),
    frozenset(("call", "phone-call", "telephone", "phone", "ring")),
)
"""Words under which one event is told of again."""


def extract_events(reading: Reading) -> Reading:
    """The reading with its events, in text order, and with a voice for every party of one."""
    return _Extractor(reading).run()


@dataclass(slots=True)
class _Told:
    """An event as later sentences can point back to it; `head` is the verb or noun that told of it."""

    sentence: int
    event: Event
    head: str


@dataclass(slots=True)
class _Extractor:
    reading: Reading
    book: VoiceBook = field(init=False)
    parties: Parties = field(init=False)
    chains: ChainFinder = field(init=False)
    cues: Cues = field(init=False)
    told: list[_Told] = field(default_factory=list)
    mentioned: dict[int, list[str]] = field(default_factory=dict)
    by_id: dict[str, Attribution] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {one.id: one for one in self.reading.attributions}
        self.book = VoiceBook(self.reading)
        self.parties = Parties(self.reading, self.book)
        self.chains = ChainFinder(self.reading)
        self.cues = Cues(self.reading)

    def run(self) -> Reading:
        page = self.reading.page
        titles = frozenset(block.span.start for block in page.blocks if block.kind is BlockKind.HEADLINE)
        for number, parse in parse_telling(page.text, tuple(block.span for block in page.blocks), titles):
            for deed in find_deeds(parse):
                event = self._event_of(parse, deed, number)
                if event is not None and not self._is_same(event, number):
                    self.told.append(_Told(number, event, deed.frame.head))
        events = tuple(sorted((told.event for told in self.told), key=lambda event: event.anchor))
        return replace(self.reading, voices=self._parties_of(events), events=events)

    def _parties_of(self, events: tuple[Event, ...]) -> tuple[Voice, ...]:
        """The voices that were there, and those that have a part in an event; whoever was only looked at is no voice."""
        wanted = {voice.id for voice in self.reading.voices}
        for event in events:
            wanted.update(event.actors, event.recipients, (link.voice for link in event.chain))
        return tuple(voice for voice in self.book.voices if voice.id in wanted)

    def _is_same(self, event: Event, number: int) -> bool:
        """Whether the sentence has told of the same before, in other words of one type ("marched to protest")."""
        return any(
            (told.event.type, told.event.actors, told.event.recipients, told.event.chain)
            == (event.type, event.actors, event.recipients, event.chain)
            and (told.event.status is event.status or event.type is not EventType.CONSULT)
            for told in self.told[-4:]
            if told.sentence == number
        )

    # ---------------------------------------------------------------- one event

    def _event_of(self, parse: Parse, deed: Deed, number: int) -> Event | None:
        anchor = parse.sentence.span_of(deed.first, deed.last)
        word = parse.sentence.span_of(deed.word, deed.word)
        statement = self.chains.attribution_at(word)
        sides = self._sides(parse, deed, statement, number)
        if sides is None:
            return None
        actors, recipients = sides
        when = self._when(parse, deed)
        date = when and resolve_date(self.reading.page[when], self.reading.page.published)
        status, date = self._status(parse, deed, statement, when, date)
        if not _counts(deed, parse, actors, recipients, status, when):
            return None
        return Event(
            deed.frame.type,
            anchor,
            actors,
            recipients,
            status,
            When(when, date) if when is not None else None,
            self._where(parse, deed),
            self.chains.at(word),
        )

    def _status(
        self, parse: Parse, deed: Deed, statement: Attribution | None, when: Span | None, date: str | None
    ) -> tuple[EventStatus, str | None]:
        held = statement.held if statement is not None else None
        status = deed_status(parse, deed, held)
        published = (self.reading.page.published or "")[:10]
        if status is EventStatus.HYPOTHETICAL and when is not None:
            date = resolve_date(self.reading.page[when], self.reading.page.published, ahead=True)
        if status is EventStatus.STATED and date is not None and len(date) == len(published) and date > published:
            status = EventStatus.HYPOTHETICAL
        return status, date

    # ---------------------------------------------------------------- its sides

    def _sides(
        self, parse: Parse, deed: Deed, statement: Attribution | None, number: int
    ) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The voices of both sides; None where the event is nobody's."""
        holder = holder_of(statement, self.by_id)
        if deed.again:
            return self._told_under(deed.frame.head) or self._told_before(number, None)
        recipients = self._voices(parse, deed.recipients, holder, owner="owner" in deed.frame.marks)
        actors = self._actors(parse, deed, holder)
        if deed.group is not None and deed.group.form is Tag.ING and deed.actors and parse.low(deed.actors[0].first - 1) == "while":
            return None  # "while the two sides were talking" sets the time of something else
        each = _each_other(parse, deed)
        if not recipients and (_is_mutual(deed) or each):
            together = _together(parse, deed)
            if together is not None:
                speaker = statement.voice if statement is not None else None
                return self._pair(parse, together, holder, number) or self._last_two(parse, together, speaker)
            if len(actors) > 1:
                return actors[:1], actors[1:]
        if any(is_neither(parse, phrase) for phrase in deed.recipients):
            return None
        if "thing" in deed.frame.marks and not recipients and not deed.recipients and not deed.thing:
            return None
        if not recipients and deed.frame.type is EventType.REQUEST:
            recipients = self._voices(parse, _addressed(parse), holder, owner=False) or self._everyone(parse, deed)
        if "unplaced" in deed.frame.marks and any(self._may_be_place(parse, phrase) for phrase in deed.recipients):
            return None
        recipients = tuple(voice for voice in recipients if voice not in actors)
        return actors, recipients

    def _may_be_place(self, parse: Parse, phrase: Phrase) -> bool:
        """Whether a name of one word, nowhere longer on the page, may be a town: a visit there is a visit to nobody."""
        if parse.tag(phrase.head) is not Tag.NAME:
            return parse.low(phrase.head) in ("state", "city", "town", "village", "county", "country", "region", "island")
        voice = self.book.look(parse.sentence.span_of(phrase.first, phrase.head))
        return phrase.owner_last < 0 and phrase.first == phrase.head and (voice is None or len(voice.name.split()) == 1)

    def _actors(self, parse: Parse, deed: Deed, holder: str | None) -> tuple[str, ...]:
        actors = self._voices(parse, deed.actors, holder, owner=deed.noun)
        alone = deed.passive or deed.noun or (len(actors) > 1 and _each_other(parse, deed))
        cued = None if alone else self.cues.at(parse.sentence.span_of(deed.word, deed.word))
        if cued is not None and cued.voice is not None and (not actors or _overlaps(parse, deed.actors, cued)):
            return (cued.voice,)
        return actors

    def _voices(self, parse: Parse, phrases: Phrases, holder: str | None, *, owner: bool) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for phrase in phrases:
            voice = self.parties.voice_of(parse, phrase, holder)
            if voice is None and owner and not phrase.is_pronoun:
                voice = self.parties.owner_of(parse, phrase, holder)
            if voice is not None:
                found[voice] = None
        return tuple(found)

    def _everyone(self, parse: Parse, deed: Deed) -> tuple[str, ...]:
        """The voice of whoever is asked where that is everyone."""
        for phrase in deed.recipients:
            if parse.low(phrase.head) in ("everyone", "everybody", "anyone", "anybody"):
                span = parse.sentence.span_of(phrase.first, phrase.last)
                return (self.book.add(self.reading.page[span], VoiceKind.GROUP, span),)
        return ()

    def _sides_of_talks(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The sides of the last event of two sides that met or talked: "the two sides" have no others."""
        for told in reversed(self.told[-_FAR_MEMORY:]):
            if told.event.type is EventType.CONSULT and len(told.event.actors) == 1 and len(told.event.recipients) == 1:
                return told.event.actors, told.event.recipients
        return None

    def _pair(self, parse: Parse, phrase: Phrase, holder: str | None, number: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        if parse.low(phrase.head) in ("sides", "parties", "governments"):
            return self._sides_of_talks()
        first_person = parse.low(phrase.head) in ("we", "us")
        return self._told_before(number, holder if first_person else None)

    def _last_two(self, parse: Parse, phrase: Phrase, speaker: str | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The two people named last before "the two neighbours", where the page has told of no event that has both."""
        if phrase.is_pronoun:
            return None
        if (sides := self._sides_of_talks()) is not None and speaker not in sides[0] + sides[1]:
            return sides
        start = parse.sentence.starts[phrase.first]
        found = self.book.last_named(start, 2, but=speaker)
        return (found[:1], found[1:]) if len(found) == 2 else None

    def _told_under(self, head: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The sides of the last event of two that a word of the same kind told of, however far back: later talks are those talks."""
        alike = next((kind for kind in _ALIKE if head in kind), frozenset({head}))
        for told in reversed(self.told[-_FAR_MEMORY:]):
            if told.head in alike and told.event.actors and told.event.recipients:
                return told.event.actors, told.event.recipients
        return None

    def _told_before(self, number: int, member: str | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The sides of the last event with two, told of in the sentences before; `member` has to be one of them, where given."""
        for told in reversed(self.told[-_FAR_MEMORY:]):
            if told.sentence < number - _MEMORY:
                return None
            event = told.event
            both = event.actors + event.recipients
            if len(both) == 2 and (member is None or member in both):
                return (event.actors, event.recipients) if event.actors and event.recipients else (both[:1], both[1:])
        return None

    # ---------------------------------------------------------------- when and where

    def _when(self, parse: Parse, deed: Deed) -> Span | None:
        """The words for the time of an event: the nearest after it in its clause, or else the nearest before it."""
        text = self.reading.page.text
        span = parse.sentence.span
        start = parse.sentence.starts[deed.first]
        limit = _clause_end(parse, deed)
        after = next(find_times(text, Span(start, limit)), None)
        if after is not None:
            return after
        opening = _clause_start(parse, deed)
        return max(find_times(text, Span(max(span.start, opening), start)), default=None)

    def _where(self, parse: Parse, deed: Deed) -> Span | None:
        """The words for the place of an event: "at the rope works", "in Ardmouth"."""
        limit = _clause_end(parse, deed)
        for number in range(deed.last + 1, len(parse.sentence)):
            if parse.sentence.starts[number] >= limit:
                return None
            if parse.low(number) in ("at", "in", "outside", "near", "inside") and parse.tag(number) is Tag.PREPOSITION:
                phrase = parse.phrase_starting(number + 1)
                if phrase is not None and not phrase.is_time and not phrase.is_pronoun and _is_place(parse, phrase):
                    return parse.sentence.span_of(number + 1, phrase.last)
        return None


def _is_place(parse: Parse, phrase: Phrase) -> bool:
    return parse.tag(phrase.head) is Tag.NAME or parse.low(phrase.head) in party_class("place")


def parse_telling(text: str, blocks: Spans, titles: frozenset[int] = frozenset()) -> Iterator[tuple[int, Parse]]:
    """The sentences of a text that have a word which can bring an event in, each with its number; `titles` are where headlines start."""
    for number, span in enumerate(_pieces(text, split_sentences(text, blocks or None))):
        if can_tell(_words_of(text, span)):
            parse = parse_sentence(read_sentence(text, span))
            parse.title = span.start in titles
            yield number, parse


def _pieces(text: str, sentences: Spans) -> Iterator[Span]:
    """The sentences, those that are longer than sentences are in pieces that end at a blank."""
    for start, end in sentences:
        while end - start > _LONGEST_SENTENCE:
            cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            cut = cut if cut > start else start + _LONGEST_SENTENCE
            yield Span(start, cut)
            start = cut
        yield Span(start, end)


def _words_of(text: str, span: Span) -> set[str]:
    return {
        word.removesuffix("'s").removesuffix("’s")
        for word in text[span.start : span.end].lower().replace("-", " ").translate(_BARE).split()
    }


_BARE: Final = str.maketrans(dict.fromkeys('“”"‘[](),.;:!?—–', " "))


def _is_mutual(deed: Deed) -> bool:
    return not deed.frame.marks.isdisjoint(("mutual", "mutual-pair", "mutual-together", "meal"))


def _addressed(parse: Parse) -> Phrases:
    """To whom the letter goes that a sentence names: "in a letter to the council he asked for leave"."""
    for phrase in parse.phrases:
        if parse.low(phrase.head) in ("letter", "email", "message", "note", "petition") and parse.low(phrase.last + 1) == "to":
            return object_after(parse, phrase.last + 2) or ()
    return ()


def _each_other(parse: Parse, deed: Deed) -> bool:
    """Whether "each other" or "one another" says that both sides do to the other what the verb says."""
    at = deed.last + 1
    at += parse.tag(at) is Tag.PREPOSITION
    return (parse.low(at), parse.low(at + 1)) in (("each", "other"), ("one", "another"))


def _together(parse: Parse, deed: Deed) -> Phrase | None:
    """The phrase that is both sides at once, where the only actor is one."""
    if len(deed.actors) == 1 and is_pair(parse, deed.actors[0]):
        return deed.actors[0]
    return None


def _overlaps(parse: Parse, phrases: Phrases, attribution: Attribution) -> bool:
    spans = [parse.sentence.span_of(phrase.first, phrase.last) for phrase in phrases]
    return any(source.start < span.end and source.end > span.start for source in attribution.source for span in spans)


def _counts(deed: Deed, parse: Parse, actors: tuple[str, ...], recipients: tuple[str, ...], status: EventStatus, when: Span | None) -> bool:
    """Whether an event is told of people enough: two sides, or one where the frame is content with that."""
    marks = deed.frame.marks
    if ("hypothetical" in marks and status is not EventStatus.HYPOTHETICAL) or ("stated" in marks and status is not EventStatus.STATED):
        return False
    if "others" in marks and PAGE_VOICE_ID in actors:
        return False
    if "rare" in marks and (status is not EventStatus.STATED or not actors or not recipients):
        return False
    if deed.frame.type is EventType.CONSULT:
        return bool(actors and recipients) or (bool(actors) and _is_session(parse, deed, when))
    if not actors:
        kinds = (EventType.ACCUSE, EventType.COERCE, EventType.SUPPORT, EventType.THREATEN)
        return deed.passive and bool(recipients) and deed.frame.type in kinds
    if deed.frame.type in (EventType.ACCUSE, EventType.COERCE):
        return bool(recipients)
    return bool(recipients) or "alone" in marks or "thing" in marks


def _is_session(parse: Parse, deed: Deed, when: Span | None) -> bool:
    """Whether one body meets by itself on a day: "the committee will meet on June 9"."""
    return "body" in deed.frame.marks and len(deed.actors) == 1 and is_body(parse, deed.actors[0]) and when is not None


def _clause_end(parse: Parse, deed: Deed) -> int:
    """Where the clause of a deed ends: at the next verb that has a subject of its own, or at a stop."""
    for number in range(deed.last + 1, len(parse.sentence)):
        group = parse.group_of(number)
        if parse.low(number) in (";", ":") or parse.tag(number) in (Tag.SUBORDINATOR, Tag.RELATIVE):
            return parse.sentence.starts[number]
        if group is not None and group.main == number and (group.finite or group.form is Tag.ING):
            return parse.sentence.starts[number]
    return parse.sentence.span.end


def _clause_start(parse: Parse, deed: Deed) -> int:
    for number in range(deed.first - 1, -1, -1):
        group = parse.group_of(number)
        if parse.low(number) in (";", ":") or parse.tag(number) in (Tag.SUBORDINATOR, Tag.RELATIVE):
            return parse.sentence.starts[number]
        if group is not None and group.main == number and group.finite:
            return parse.sentence.ends[number]
    return parse.sentence.span.start
