"""A reading in words: who speaks and how much, how each statement is held, through whose hands it came, what the headline check found.

Decides the signs and the words that a reader sees for each value of the data model, and what is said where the reading does not know.
Everything here is a plain function of an `Outline` (a reading laid out) and a `State`; nothing renders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sayso.exports.events import STATUSES, tell_deed, tell_events
from sayso.exports.statements import Outline, Passage, Statement, format_date, shorten
from sayso.reading import Attribution, Check, Finding, Held, Manner, Page, Reading, Reported, Span, Spans, VoiceKind
from sayso.web.hand_dates import HandDates
from sayso.web.prose import WEB_ADDRESS, dom_id
from sayso.web.state import Only, Sort, State
from sayso.web.views import ChainView, Chip, EventView, FindingView, HeadlineView, Node, VoiceView

HELD: Final[dict[Held, tuple[str, str, str]]] = {
    Held.ASSERTED: ("•", "asserts", "The source says that it is so."),
    Held.HEDGED: ("~", "hedges", "The source says that it may be so, or probably is."),
    Held.DENIED: ("×", "denies", "The source says that it is not so."),
    Held.QUESTIONED: ("?", "asks", "The source asks whether it is so."),
    Held.WANTED: ("→", "wants", "The source demands, hopes, plans or promises it."),
    Held.CONDITIONAL: ("◊", "on condition", "The source says it of the case that something else is so."),
    Held.WITHHELD: ("…", "does not say", "The words tell that the source does not say, hold or want it."),
}
"""Sign, word and meaning of each way to hold a statement; the signs are in every font that has a dash."""

STANCES: Final[dict[Reported, tuple[str, str]]] = {
    Reported.NEUTRAL: ("", ""),
    Reported.ENDORSING: ("↑", "taken as true"),
    Reported.DISTANCING: ("↓", "kept at a distance"),
}

MANNERS: Final[dict[Manner, str]] = {
    Manner.DIRECT: "direct quote",
    Manner.MIXED: "partly quoted",
    Manner.INDIRECT: "reported",
}

VERDICTS: Final[dict[str, str]] = {
    "supported": "The body bears the headline out.",
    "drops attribution": "The headline says in the page’s own voice what the body only has somebody say.",
    "drops hedge": "A “probably”, a “may”, a condition or a limit of the body is gone.",
    "changes party": "Somebody else does it, or has it done to them, than in the body.",
    "changes amount": "Another number, time or extent than in the body.",
    "changes event": "Another act, or a stronger or weaker one, than in the body.",
    "contradicted": "The body says the opposite.",
    "unsupported": "Nothing in the body bears on it.",
}

_COMMITTED: Final = (Held.WITHHELD, Held.QUESTIONED, Held.DENIED, Held.WANTED, Held.CONDITIONAL, Held.HEDGED, Held.ASSERTED)
"""From the least committed to the most: what is denied or only asked is further from being claimed than what is hedged."""

_HIGH, _FAIR = 0.85, 0.6  # where the words for a score change; a guess at what a reader means by them
_LONGEST_NAME: Final = 60
_LONGEST_CUE: Final = 40


# ---------------------------------------------------------------- speakers


def speaker_of(statement: Statement) -> str:
    """What the filter calls the speaker: the voice's id, or the number of the first statement of whoever is not resolved."""
    voice = statement.attribution.voice
    return voice if statement.speaker.kind is not None and voice is not None else f"n{statement.speaker.numbers[0]}"


def find_shown(view: Outline, state: State) -> frozenset[str]:
    """The ids of the attributions that stand out under the filter of a state."""
    if not state.is_filtered:
        return frozenset(statement.attribution.id for statement in view.statements)
    words = state.query.casefold()
    page = view.reading.page
    return frozenset(
        statement.attribution.id
        for statement in view.statements
        if _is_wanted(statement, state.only)
        and (not state.voices or speaker_of(statement) in state.voices)
        and (not words or any(words in page[span].casefold() for span in statement.attribution.content))
    )


def is_unattributed(statement: Statement) -> bool:
    """Whether the page names nobody as its holder."""
    return not statement.speaker.is_named and not statement.attribution.source


def is_anonymous(statement: Statement) -> bool:
    """Whether its holder is one whom the page keeps from its readers: "a senior official"."""
    return statement.speaker.kind is VoiceKind.UNNAMED


def _is_wanted(statement: Statement, only: Only) -> bool:
    match only:
        case Only.ALL:
            return True
        case Only.OWN:
            return False
        case Only.UNATTRIBUTED:
            return is_unattributed(statement)
        case Only.ANONYMOUS:
            return is_anonymous(statement)


def describe_voices(view: Outline, state: State) -> tuple[VoiceView, ...]:
    """The speakers with what they hold, in the order that the state asks for."""
    page = view.reading.page
    statements: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in view.statements:
        statements[speaker_of(statement)].append(statement)
    n_words = {speaker: _count_words(page, held) for speaker, held in statements.items()}
    most = max(n_words.values(), default=0)
    roles = {voice.id: ", ".join(voice.roles) for voice in view.reading.voices}
    places = _number_passages(view.passages)
    voices = [
        VoiceView(
            id=speaker,
            name=shorten(held[0].speaker.name, _LONGEST_NAME),
            kind=held[0].speaker.kind or "",
            roles=shorten(roles.get(speaker, ""), 80),
            hue=held[0].speaker.hue,
            n_words=n_words[speaker],
            share=round(100 * n_words[speaker] / most) if most else 0,
            n_statements=len(held),
            direct=_direct_share(page, held),
            first=_find_place(places, held[0].attribution.content[0].start),
            first_url=state.of_statement(held[0].attribution.id) + f"#s-{dom_id(held[0])}",
            to=_name_addressees(page, held),
            is_on=speaker in state.voices,
        )
        for speaker, held in statements.items()
    ]
    return tuple(sorted(voices, key=_SORTS[state.sort]))


_SORTS: Final = {
    Sort.WORDS: lambda voice: (-voice.n_words, voice.first),
    Sort.DIRECT: lambda voice: (-voice.direct, -voice.n_words),
    Sort.FIRST: lambda voice: (voice.first, -voice.n_words),
    Sort.NAME: lambda voice: (voice.name.casefold(), voice.first),
}


def count_own_words(view: Outline) -> int:
    """Words that the page says in its own voice: those outside every content."""
    return sum(len(view.reading.page[piece.span].split()) for passage in view.passages for piece in passage.pieces if not piece.held)


def _count_words(page: Page, statements: Iterable[Statement]) -> int:
    """Words that these statements hold, each once however the statements are nested."""
    n_words, end = 0, 0
    for span in sorted(span for statement in statements for span in statement.attribution.content):
        if span.end > end:
            n_words += len(page.text[max(span.start, end) : span.end].split())
            end = span.end
    return n_words


def _direct_share(page: Page, statements: Sequence[Statement]) -> int:
    direct = _count_words(page, (one for one in statements if one.attribution.manner is Manner.DIRECT))
    return round(100 * direct / max(_count_words(page, statements), 1))


def _name_addressees(page: Page, statements: Iterable[Statement]) -> str:
    names = dict.fromkeys(shorten(page.words(one.attribution.addressee), 40) for one in statements if one.attribution.addressee)
    return ", ".join(list(names)[:4])


def _number_passages(passages: Sequence[Passage]) -> list[int]:
    return [passage.span.start for passage in passages]


def _find_place(starts: Sequence[int], position: int) -> int:
    from bisect import bisect_right

    return max(bisect_right(starts, position), 1)


# ---------------------------------------------------------------- statements


def describe_chips(view: Outline, state: State, shown: frozenset[str], corrected: frozenset[str]) -> dict[str, Chip]:
    """The chip of each attribution, by its id."""
    unknown = {doubt.about for doubt in view.reading.doubts}
    chains = _Chains(view)
    return {
        statement.attribution.id: _describe_chip(view, statement, state, chains, shown, corrected, unknown) for statement in view.statements
    }


def _describe_chip(
    view: Outline,
    statement: Statement,
    state: State,
    chains: _Chains,
    shown: frozenset[str],
    corrected: frozenset[str],
    unknown: set[str],
) -> Chip:
    attribution = statement.attribution
    sign, word, _ = HELD[attribution.held]
    if f"{attribution.id}.held" in unknown:
        sign, word = "–", "unknown"
    stance_sign, stance = STANCES[attribution.reported]
    return Chip(
        name=dom_id(statement),
        number=statement.number,
        hue=statement.speaker.hue,
        depth=min(statement.depth, 3),
        speaker=shorten(statement.speaker.name, _LONGEST_NAME),
        speaker_id=speaker_of(statement),
        manner=MANNERS[attribution.manner],
        sign=sign,
        held=word,
        cue=shorten(view.reading.page.words(attribution.cue), _LONGEST_CUE),
        stance=stance,
        stance_sign=stance_sign,
        url=state.of_statement(attribution.id),
        chain=chains.describe(statement, state),
        is_off=attribution.id not in shown,
        is_corrected=attribution.id in corrected,
    )


def label_of(chip: Chip) -> str:
    """A chip in a line for a screen reader."""
    stance = f", “{chip.cue}”, {chip.stance}" if chip.stance else ""
    return f"Statement {chip.number}: {chip.manner}, {chip.speaker}, {chip.held}{stance}"


def describe_band(score: float) -> tuple[str, str]:
    """A word for a score, and what the score means: it is calibrated, so it can be said as so many of a hundred."""
    band = "high" if score >= _HIGH else "fair" if score >= _FAIR else "low"
    return band, f"Of a hundred statements read with this score ({score:.2f}), about {score * 100:.0f} have the right words and source."


# ---------------------------------------------------------------- chains


class _Chains:
    """The chains of a reading in words; what several of them need is looked up once."""

    def __init__(self, view: Outline) -> None:
        self._view = view
        page = view.reading.page
        self._names = {voice.id: voice.name for voice in view.reading.voices}
        self._hues = {statement.attribution.voice: statement.speaker.hue for statement in view.statements if statement.attribution.voice}
        self._page_name = view.reading.voices[0].name if view.reading.voices else "the page"
        self._page_url = page.url if page.url and WEB_ADDRESS.fullmatch(page.url) else ""
        self._date = format_date(page.published) if page.published else ""
        self._dates = HandDates(page)
        self._doubts: defaultdict[str, list[str]] = defaultdict(list)
        for doubt in view.reading.doubts:
            owner, _, what = doubt.about.rpartition(".")
            if what in ("voice", "chain"):
                self._doubts[owner].append(doubt.reason)
        self._links = sorted((link.span, link.url) for block in page.blocks for link in block.links if WEB_ADDRESS.fullmatch(link.url))

    def describe(self, statement: Statement, state: State) -> ChainView:
        attribution = statement.attribution
        nodes = self._traced(statement) if attribution.chain else self._nested(statement)
        return ChainView(tuple(nodes), self._end(statement), state.of_chain(attribution.id), bool(attribution.chain))

    def _first(self) -> Node:
        return Node(shorten(self._page_name, _LONGEST_NAME), 0, True, self._date, self._page_url, "", "")

    def _traced(self, statement: Statement) -> list[Node]:
        nodes = [self._first()]
        chain = statement.attribution.chain
        dates = self._dates.tell(statement.attribution, self._around(statement))
        for number, link in enumerate(chain[1:], 1):
            words = self._view.reading.page[link.evidence] if link.evidence else ""
            name = shorten(self._names.get(link.voice, link.voice), _LONGEST_NAME)
            anchor = f"e-{number}" if link.evidence else ""
            url = self._find_url(link.evidence)
            nodes.append(Node(name, self._hues.get(link.voice, 0), False, dates[number], url, shorten(words, 120), anchor))
        return nodes

    def _around(self, statement: Statement) -> tuple[Attribution, ...]:
        """The attributions in whose contents a statement stands."""
        around = []
        at = statement.parent
        while at is not None:
            around.append(self._view.statements[at - 1].attribution)
            at = self._view.statements[at - 1].parent
        return tuple(around)

    def _nested(self, statement: Statement) -> list[Node]:
        """What nesting alone tells: the page, then the speakers around the statement, then its own."""
        around = []
        at: int | None = statement.number
        while at is not None:
            one = self._view.statements[at - 1]
            if one.attribution.source:
                words = self._view.reading.page.words(one.attribution.source)
                around.append(Node(shorten(one.speaker.name, _LONGEST_NAME), one.speaker.hue, False, "", "", shorten(words, 120), ""))
            at = one.parent
        return [self._first(), *reversed(around)]

    def _find_url(self, evidence: Span | None) -> str:
        if evidence is None:
            return ""
        return next((url for span, url in self._links if span.start < evidence.end and evidence.start < span.end), "")

    def _end(self, statement: Statement) -> str:
        attribution = statement.attribution
        reasons = self._doubts.get(attribution.id)
        if reasons:
            return f"It is not known further, because {_lower(reasons[0])}"
        if not attribution.source and attribution.voice is None:
            return "It ends here: the page does not say whose words these are."
        if not attribution.chain:
            return "Only nesting is known; nobody traced the chain."
        last = shorten(self._names.get(attribution.chain[-1].voice, statement.speaker.name), _LONGEST_NAME)
        if len(attribution.chain) == 1:
            return "It ends with the page itself."
        return f"It ends with {last}, on the page’s word; {last}’s own words were not seen."


def _lower(sentence: str) -> str:
    """A sentence as the end of another."""
    words = sentence.strip()
    first = words.split(" ", 1)[0]
    return words[:1].lower() + words[1:] if first in ("The", "No", "Nobody", "It", "A", "There", "Two", "Several") else words


def chain_spans(attribution: Attribution) -> list[tuple[int, Span]]:
    """The evidence of each hand, with its number in the chain."""
    return [(number, link.evidence) for number, link in enumerate(attribution.chain) if link.evidence is not None]


# ---------------------------------------------------------------- events


def describe_events(view: Outline, state: State) -> tuple[EventView, ...]:
    """The events, in the order of the reading."""
    hues = {one.attribution.voice: one.speaker.hue for one in view.statements if one.attribution.voice}
    return tuple(
        EventView(
            number=told.number,
            deed=tell_deed(told),
            sentence=told.sentence,
            sign=STATUSES[told.event.status][0],
            status=STATUSES[told.event.status][1],
            meaning=STATUSES[told.event.status][2],
            when=told.when,
            where=told.where,
            holders=tuple(zip(told.holders, (hues.get(link.voice, 0) for link in told.event.chain), strict=False)) or (("the page", 0),),
            url=state.of_event(told.number),
            is_picked=told.number == state.event,
        )
        for told in tell_events(view)
    )


# ---------------------------------------------------------------- headline


def describe_headline(view: Outline, state: State, chips: dict[str, Chip]) -> HeadlineView:
    """The result of the headline check, or why there is none."""
    reading = view.reading
    checked = [(number, finding) for number, finding in enumerate(reading.findings) if finding.check is Check.HEADLINE]
    trouble = [doubt.reason for doubt in reading.doubts if doubt.about.partition(".")[0] in ("headline", "page")]
    findings = tuple(
        _describe_finding(view, number, finding, state, chips) for number, finding in checked if finding.verdict != "supported"
    )
    if findings:
        n = len(findings)
        return HeadlineView("found", f"The headline says {'something' if n == 1 else f'{n} things'} that the body does not.", findings)
    if trouble:
        return HeadlineView("broken", f"The headline was not judged: {_lower(trouble[0])}", ())
    if checked:
        reason = next((finding.reason for _, finding in checked if finding.reason), "")
        return HeadlineView("supported", f"{VERDICTS['supported']} {reason}".strip(), ())
    why = "it was not checked." if reading.page.headline else "the page has none that we found."
    return HeadlineView("unchecked", f"Nothing is said of the headline: {why}", ())


def _describe_finding(view: Outline, number: int, finding: Finding, state: State, chips: dict[str, Chip]) -> FindingView:
    page = view.reading.page
    bearers = _find_bearers(view, finding.evidence)
    ranks = [_COMMITTED.index(statement.attribution.held) for statement in bearers]
    least = min(ranks, default=0)
    return FindingView(
        number=number,
        verdict=finding.verdict,
        meaning=VERDICTS.get(finding.verdict, ""),
        reason=finding.reason,
        claim=shorten(page.words(finding.claim), 240),
        evidence=shorten(page.words(finding.evidence), 400) if finding.evidence else "",
        bearers=tuple(
            (chips[statement.attribution.id], rank == least and len(bearers) > 1) for statement, rank in zip(bearers, ranks, strict=True)
        ),
        url=state.of_finding(number),
        is_picked=number == state.finding,
    )


def _find_bearers(view: Outline, evidence: Spans) -> list[Statement]:
    """The innermost statements in whose content (or cue) the evidence stands; three at most."""
    touching = [
        statement
        for statement in view.statements
        if any(
            span.start < words.end and words.start < span.end
            for span in (*statement.attribution.content, *statement.attribution.cue)
            for words in evidence
        )
    ]
    parents = {statement.parent for statement in touching}
    return [statement for statement in touching if statement.number not in parents][:3]


def describe_origin(reading: Reading) -> str:
    """The wire service and others that the page credits, in a sentence; empty for none."""
    provenance = reading.page.provenance
    parts = [f"It credits {provenance.wire.name} as its wire service"] if provenance.wire else []
    names = list(dict.fromkeys(credit.name for credit in provenance.credits))[:6]
    if names:
        parts.append(f"{'and' if parts else 'It credits'} {', '.join(names)}")
    return shorten(" ".join(parts), 300) + "." if parts else ""


def describe_strip(view: Outline) -> tuple[tuple[int, str, str, int], ...]:
    """Bars for a line as long as the text: hue, start and width in per mille, and the row of nesting; the outermost first."""
    length = max(len(view.reading.page.text), 1)
    return tuple(
        (
            statement.speaker.hue,
            f"{1000 * span.start / length:.1f}",
            f"{max(1000 * (span.end - span.start) / length, 1):.1f}",
            4 * min(statement.depth, 2),
        )
        for statement in sorted(view.statements, key=lambda statement: statement.depth)
        for span in statement.attribution.content
    )
