"""The reading view put together: rows with their margin, panel, card, headline check.

Decides what is picked out in the text in which state: the claims of the headline and what they stand against, the evidence of a chain, the
words of a search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sayso.corpus.corrections import Correction, CorrectionKind
from sayso.corpus.workspace import summarize_corrections
from sayso.exports.statements import Outline, Passage, Statement, format_date, shorten, summarize
from sayso.reading import BlockKind, Check
from sayso.web.cards import describe_card
from sayso.web.describe import (
    chain_spans,
    count_own_words,
    describe_chips,
    describe_events,
    describe_headline,
    describe_origin,
    describe_strip,
    describe_voices,
    find_shown,
    is_anonymous,
    is_unattributed,
    label_of,
    speaker_of,
)
from sayso.web.library import Ready
from sayso.web.problems import Problem
from sayso.web.prose import (
    WEB_ADDRESS,
    Look,
    Note,
    dom_id,
    find_wholes,
    link_notes,
    notes_of,
    render_passage,
    search_notes,
    show,
    span_notes,
)
from sayso.web.state import State
from sayso.web.views import Chip, ReadingPage, Row

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
_LONG: Final = 30_000  # characters from which rows out of sight are laid out late: about 5,000 words
_ELEMENTS: Final = {BlockKind.HEADLINE: "h2", BlockKind.SUBHEAD: "h2"}


def make_reading_page(
    ready: Ready, state: State, *, formats: tuple[tuple[str, str], ...], version: str, assets: str, added: str
) -> ReadingPage:
    """The context of the reading view.

    Raises:
        Problem: the statement, chain, finding or event that is asked for is not there (404).
    """
    view = ready.outline
    reading, page = view.reading, view.reading.page
    corrected = frozenset(one.attribution for one in ready.corrections if one.kind is not CorrectionKind.ACCEPT)
    shown = find_shown(view, state)
    chips = describe_chips(view, state, shown, frozenset() if state.as_read else corrected)
    statement = find_picked(view, state)
    headline = describe_headline(view, state, chips)
    _check_finding(view, state)
    _check_event(view, state)
    title, rows = _make_rows(view, state, shown, chips)
    web_url = bool(page.url and WEB_ADDRESS.fullmatch(page.url))
    return ReadingPage(
        title=shorten(page.headline or page.url or "A page", 120),
        theme=state.theme,
        version=version,
        assets=assets,
        state=state,
        language=page.language if page.language and _LANGUAGE.fullmatch(page.language) else "",
        outlet=page.outlet or "",
        byline=page.byline or "",
        date=format_date(page.published) if page.published else "",
        url=page.url or "",
        url_is_web=web_url,
        origin=describe_origin(reading),
        notes=page.notes or (("Some of this page is missing.",) if page.truncated else ()),
        headline=headline,
        title_row=title,
        strip=describe_strip(view),
        summary=summarize(view),
        rows=tuple(rows),
        own_words=count_own_words(view),
        voices=describe_voices(view, state),
        statements=tuple(chips[one.attribution.id] for one in view.statements),
        quotes={dom_id(one): shorten(page.words(one.attribution.content), 110) for one in view.statements},
        events=describe_events(view, state),
        counted=count_shown(view, state, shown),
        anonymous=sum(map(is_anonymous, view.statements)),
        unattributed=sum(map(is_unattributed, view.statements)),
        card=describe_card(view, statement, state, chips, ready.corrections) if statement else None,
        corrected=_tell_corrections(ready.corrections),
        doubts=tuple(doubt.reason for doubt in reading.doubts if "." not in doubt.about)[:10],
        formats=formats,
        model=reading.model or "",
        added=format_date(added) if added else "",
        is_long=len(page.text) > _LONG,
    )


def find_picked(view: Outline, state: State) -> Statement | None:
    """The statement that is picked out, or None.

    Raises:
        Problem: there is none of that id (404).
    """
    if state.picked is None:
        return None
    found = next((one for one in view.statements if one.attribution.id == state.picked), None)
    if found is None:
        raise Problem(404, "There is no statement of that id in this reading; a person may have rejected it.")
    return found


def count_shown(view: Outline, state: State, shown: frozenset[str]) -> str:
    """How many statements stand out, in a sentence."""
    n = len(view.statements)
    if not state.is_filtered:
        return f"All {n} statements are shown." if n != 1 else "The one statement is shown."
    names = {speaker_of(one): one.speaker.name for one in view.statements}
    by = ", ".join(shorten(names[voice], 40) for voice in state.voices if voice in names)
    if state.only.value == "own":
        return f"The page’s own words stand out: {count_own_words(view):,} of {len(view.reading.page.text.split()):,}."
    parts = [f"{len(shown)} of {n} statements stand out"]
    parts += [f"by {by}"] if by else []
    parts += [{"unattributed": "that the page gives to nobody", "anonymous": "by sources without a name"}.get(state.only.value, "")]
    parts += [f"with “{state.query}”"] if state.query else []
    return " ".join(part for part in parts if part) + "."


def _tell_corrections(corrections: tuple[Correction, ...]) -> str:
    if not corrections:
        return ""
    n = len(corrections)
    return f"{n} correction{'s' * (n != 1)} ({summarize_corrections(corrections)})"


def _check_finding(view: Outline, state: State) -> None:
    if state.finding is None:
        return
    findings = view.reading.findings
    if not (0 <= state.finding < len(findings) and findings[state.finding].check is Check.HEADLINE):
        raise Problem(404, "There is no finding of that number on this headline.")


def _check_event(view: Outline, state: State) -> None:
    if state.event is not None and not 1 <= state.event <= len(view.reading.events):
        raise Problem(404, "There is no event of that number in this reading.")


# ---------------------------------------------------------------- rows


def _make_rows(view: Outline, state: State, shown: frozenset[str], chips: dict[str, Chip]) -> tuple[Row, list[Row]]:
    """The headline with its margin, and the other passages."""
    off = frozenset(one.attribution.id for one in view.statements) - shown
    look = Look(
        off=off,
        picked=state.picked,
        urls={identifier: chip.url for identifier, chip in chips.items()},
        speakers={identifier: chip.speaker_id for identifier, chip in chips.items()},
        labels={identifier: label_of(chip) for identifier, chip in chips.items()},
    )
    noted = notes_of(_find_notes(view, state), view.passages)
    rows = [
        _make_row(view, number, passage, look, notes, chips)
        for number, (passage, notes) in enumerate(zip(view.passages, noted, strict=True), 1)
    ]
    if view.passages and view.passages[0].kind is BlockKind.HEADLINE:
        return rows[0], rows[1:]
    title = Row("h1", "headline", 0, 0, show(view.reading.page.headline or "A page without a headline"), (), (), ())
    return title, rows


def _make_row(view: Outline, number: int, passage: Passage, look: Look, notes: list[Note], chips: dict[str, Chip]) -> Row:
    holds = tuple(
        (f"v{one.speaker.hue} {one.attribution.manner}{' off' if one.attribution.id in look.off else ''}", dom_id(one))
        for one in find_wholes(passage)
    )
    return Row(
        element=_ELEMENTS.get(passage.kind, "p"),
        kind=passage.kind.value,
        depth=min(passage.depth, 3),
        number=number,
        text=render_passage(view, passage, look, notes),
        holds=holds,
        chips=tuple(chips[one.attribution.id] for one in passage.begun),
        continued=tuple(chips[one.attribution.id] for one in passage.continued),
    )


def _find_notes(view: Outline, state: State) -> Iterator[Note]:
    yield from link_notes(view.reading.page)
    if state.query:
        yield from search_notes(view, state.query)
    for number, finding in enumerate(view.reading.findings):
        if finding.check is not Check.HEADLINE or finding.verdict == "supported":
            continue
        yield from span_notes(finding.claim, "claim" + " now" * (number == state.finding))
        if number == state.finding:
            yield from span_notes(finding.evidence, "against now", f"f-{number}")
    if state.chain is not None:
        picked = find_picked(view, state)
        for number, span in chain_spans(picked.attribution) if picked else ():
            yield Note(span, "hand", f"e-{number}")
    if state.event is not None:
        event = view.reading.events[state.event - 1]
        yield Note(event.anchor, "deed now", f"w-{state.event}")
        yield from (Note(span, "deed") for span in (event.when.span if event.when else None, event.where) if span)
