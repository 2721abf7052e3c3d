"""The evidence card of a statement, and corrections as people read them.

Decides what a card says of how something was decided, which words are offered for copying, and how a correction is told in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.exports.statements import Outline, Statement, format_date, shorten
from sayso.reading import Attribution, Held, Manner, Page, Reading, Reported, Span, VoiceKind
from sayso.web.describe import HELD, STANCES, describe_band
from sayso.web.prose import WEB_ADDRESS, dom_id
from sayso.web.state import State, text_fragment
from sayso.web.views import Card, Chip, CorrectionForm, CorrectionView

_MOST_NEARBY: Final = 6
_FRAGMENT_WORDS: Final = 5
"""Words at either end of a quotation in the address that lights it: enough to be found once (a guess)."""


def describe_card(view: Outline, statement: Statement, state: State, chips: dict[str, Chip], corrections: Sequence[Correction]) -> Card:
    """Everything that is known of one statement."""
    attribution, page = statement.attribution, view.reading.page
    mine = [correction for correction in corrections if correction.attribution == attribution.id]
    band, sentence = describe_band(attribution.score)
    if any(correction.kind is CorrectionKind.ADD for correction in mine):
        band, sentence = "a person’s word", "A person added this statement."
    voice = next((voice for voice in view.reading.voices if voice.id == attribution.voice), None)
    around = view.statements[statement.parent - 1] if statement.parent else None
    web_url = page.url if page.url and WEB_ADDRESS.fullmatch(page.url) else ""
    words = page.words(attribution.content)
    return Card(
        chip=chips[attribution.id],
        words=words,
        source=page.words(attribution.source),
        source_id=f"#s-{dom_id(statement)}",
        addressee=page.words(attribution.addressee),
        roles=", ".join(voice.roles) if voice else "",
        kind=voice.kind.value if voice else "",
        within=chips[around.attribution.id] if around else None,
        band=band,
        band_sentence=sentence,
        decided=_describe_decisions(view.reading, attribution, mine),
        doubts=tuple(doubt.reason for doubt in view.reading.doubts if doubt.about.partition(".")[0] == attribution.id),
        nearby=_find_nearby(view, statement),
        citation=_cite(page, words, chips[attribution.id]),
        fragment_url=_fragment(web_url, page[attribution.content[0]]) if web_url else "",
        archive_url=_archive(web_url, page) if web_url else "",
        chain=chips[attribution.id].chain,
        corrections=tuple(describe_correction(view, correction, state) for correction in mine),
        form=describe_form(view.reading, attribution, state),
    )


def _describe_decisions(reading: Reading, attribution: Attribution, corrections: Sequence[Correction]) -> tuple[tuple[str, str], ...]:
    by_hand = {correction.kind for correction in corrections}
    model = reading.model or "not recorded"
    added = CorrectionKind.ADD in by_hand

    def who(kind: CorrectionKind, otherwise: str) -> str:
        return "a person" if kind in by_hand or added else otherwise

    resolved = "unknown" if attribution.voice is None else "the rules for names and pronouns"
    traced = "the rules for chains" if attribution.chain else "nesting alone"
    return (
        ("content, cue, source", who(CorrectionKind.RANGE, f"the model {model}")),
        ("who that is", who(CorrectionKind.SPEAKER, resolved)),
        ("how it is held", who(CorrectionKind.COMMITMENT, "the lexicon of cues")),
        ("its chain", who(CorrectionKind.SPEAKER, traced)),
    )


def _find_nearby(view: Outline, statement: Statement) -> tuple[str, ...]:
    """Other voices with a mention in the passage where the statement begins: whom a reader would consider too."""
    start = statement.attribution.content[0].start
    span = next((passage.span for passage in view.passages if passage.span.start <= start < passage.span.end), None)
    if span is None:
        return ()
    names = [
        voice.name
        for voice in view.reading.voices[1:]
        if voice.id != statement.attribution.voice
        and any(span.start <= mention.start < span.end for mention in (*voice.mentions, *_sources(view, voice.id)))
    ]
    return tuple(dict.fromkeys(names))[:_MOST_NEARBY]


def _sources(view: Outline, voice: str) -> list[Span]:
    return [span for one in view.statements if one.attribution.voice == voice for span in one.attribution.source]


def _cite(page: Page, words: str, chip: Chip) -> str:
    """The words, who says them as the page has it, and where: what a reader pastes into a text of their own."""
    words = " ".join(words.split())
    quoted = words if words[:1] in '"“„«' else f"“{words}”"
    where = [page.byline or "", f"“{page.headline}”" if page.headline else "", page.outlet or ""]
    where += [format_date(page.published)] if page.published else []
    where += [page.url] if page.url else []
    place = ", ".join(part for part in where if part)
    return f"{quoted} ({chip.speaker}, {chip.manner}; {place or 'a text without origin'})"


def _fragment(url: str, words: str) -> str:
    parts = words.split()
    first = " ".join(parts[:_FRAGMENT_WORDS])
    return text_fragment(url, first, " ".join(parts[-_FRAGMENT_WORDS:]) if len(parts) > 2 * _FRAGMENT_WORDS else "")


def _archive(url: str, page: Page) -> str:
    """Where the Internet Archive would have the page, nearest to its date; opened by the reader alone, never by us."""
    digits = "".join(char for char in (page.published or "")[:10] if char.isdigit() and char.isascii())
    return f"https://web.archive.org/web/{digits if len(digits) == 8 else '2'}/{url}"


# ---------------------------------------------------------------- corrections


def describe_form(reading: Reading, attribution: Attribution | None, state: State) -> CorrectionForm:
    """What a form for corrections offers, with the present values of an attribution (none for a new one)."""
    page = reading.page

    def lines(spans: tuple[Span, ...]) -> str:
        return "\n".join(" ".join(page[span].split()) for span in spans)

    return CorrectionForm(
        action=f"/r/{state.key}/corrections",
        voices=tuple((voice.id, shorten(voice.name, 60)) for voice in reading.voices[1:]),
        voice=(attribution.voice or "") if attribution else "",
        kinds=tuple(kind.value for kind in VoiceKind),
        held=tuple((held.value, word, sign) for held, (sign, word, _) in HELD.items()),
        held_now=(attribution.held if attribution else Held.ASSERTED).value,
        reported=tuple((reported.value, words or "neutral") for reported, (_, words) in STANCES.items()),
        reported_now=(attribution.reported if attribution else Reported.NEUTRAL).value,
        manners=tuple(manner.value for manner in Manner),
        content=lines(attribution.content) if attribution else "",
        cue=lines(attribution.cue) if attribution else "",
        source=lines(attribution.source) if attribution else "",
    )


def describe_correction(view: Outline, correction: Correction, state: State) -> CorrectionView:
    """A correction in a sentence; `view` is that of the reading as corrected."""
    statement = next((one for one in view.statements if one.attribution.id == correction.attribution), None)
    page = view.reading.page
    return CorrectionView(
        number=correction.number,
        kind=correction.kind.value,
        sentence=_tell(view.reading, correction),
        statement=shorten(page.words(statement.attribution.content), 160) if statement else "",
        url=state.of_statement(correction.attribution) if statement else "",
        made=correction.made,
        undo=f"/r/{state.key}/corrections/{correction.number}/undo",
    )


def _tell(reading: Reading, correction: Correction) -> str:
    names = {voice.id: voice.name for voice in reading.voices}
    who = correction.name or names.get(correction.voice or "", "") or "nobody who is named"
    note = f" ({correction.note})" if correction.note else ""
    match correction.kind:
        case CorrectionKind.ACCEPT:
            return f"Right as it was read{note}."
        case CorrectionKind.REJECT:
            return f"No statement of anybody else{note}."
        case CorrectionKind.SPEAKER:
            return f"The speaker is {who}{note}."
        case CorrectionKind.COMMITMENT:
            held = HELD[correction.held][1] if correction.held else ""
            stance = (STANCES[correction.reported][1] or "neutral") if correction.reported else ""
            return f"The source {held or 'holds it as before'}; reported: {stance or 'as before'}{note}."
        case CorrectionKind.RANGE:
            return f"The words are “{shorten(reading.page.words(correction.content), 120)}”{note}."
        case CorrectionKind.ADD:
            return f"Added, by {who}: “{shorten(reading.page.words(correction.content), 120)}”{note}."
