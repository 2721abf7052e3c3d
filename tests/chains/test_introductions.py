"""What introduces words as another's, and how far that reaches."""

from __future__ import annotations

from sayso.chains import Introduction, IntroductionKind, find_introductions
from sayso.pages import parse_html, parse_text
from sayso.reading import PAGE_VOICE_ID, Page, Reading, Voice, VoiceKind

QUOTED = "<blockquote><p>The well in Lower Fen is dry, and nobody was told for a year.</p><p>The parish hopes for rain.</p></blockquote>"
AFTER = "<p>So much for the parish, which has had a good year of meetings about water and of little else.</p>"


def page_with(*parts: str) -> Page:
    opening = "<p>There has been much talk in the fens about wells this month, most of it at the bus stop.</p>"
    return parse_html(f"<html><body><article><h1>Dry well</h1>{opening}{''.join(parts)}{AFTER}</article></body></html>")


def introduced(page: Page, kind: IntroductionKind) -> list[tuple[str, list[str]]]:
    """The names of introductions of a kind, each with the words that it is for."""
    return [(one.name, [page[span] for span in one.scope]) for one in _all(page) if one.kind is kind]


def _all(page: Page) -> tuple[Introduction, ...]:
    own = Voice(PAGE_VOICE_ID, VoiceKind.OUTLET if page.outlet else VoiceKind.DOCUMENT, page.outlet or "the page")
    return find_introductions(Reading(page, (own,)))


def test_a_passage_is_introduced_by_its_outlet() -> None:
    page = page_with("<p>Via <a href='https://fenbell.example'>The Fen Bell</a>:</p>", QUOTED)
    ((name, scope),) = introduced(page, IntroductionKind.PASSAGE)
    assert name == "The Fen Bell"
    assert len(scope) == 2


def test_a_tip_in_an_introduction_is_for_the_passage_after_it() -> None:
    page = page_with("<p>From The Fen Bell (h/t Bo Moss):</p>", QUOTED)
    ((name, scope),) = introduced(page, IntroductionKind.CREDIT)
    assert name == "Bo Moss"
    assert scope[1:] == ["The well in Lower Fen is dry, and nobody was told for a year.", "The parish hopes for rain."]


def test_a_closing_via_is_for_the_passage_before_it() -> None:
    page = page_with("<p>The Fen Bell reports:</p>", QUOTED, "<p>(Via Dib’s Ditch.)</p>", "<p>Others wait for rain in silence.</p>")
    ((name, scope),) = introduced(page, IntroductionKind.CREDIT)
    assert name == "Dib’s Ditch"
    assert scope == ["The well in Lower Fen is dry, and nobody was told for a year.", "The parish hopes for rain."]


def test_a_credit_within_a_paragraph_is_for_its_sentence() -> None:
    page = parse_text("Dry well\n\nThe pump is old. The well is dry (via Dib’s Ditch). It may rain.\n\nOr it may not.")
    assert introduced(page, IntroductionKind.CREDIT) == [("Dib’s Ditch", ["The well is dry (via Dib’s Ditch)."])]


def test_a_credit_at_the_end_of_a_paragraph_is_for_the_paragraph() -> None:
    page = parse_text("Dry well\n\nThe pump is old. The well is dry. (Via Dib’s Ditch)\n\nOr it may not.")
    ((_, scope),) = introduced(page, IntroductionKind.CREDIT)
    assert scope == ["The pump is old. The well is dry. (Via Dib’s Ditch)"]


def test_a_credit_at_the_foot_is_for_the_whole_page_but_its_headline() -> None:
    page = parse_text("Dry well\n\nThe well is dry.\n\nIt may rain.\n\nh/t: The Fen Bell\n\nFollow Ada Quill on Warble.")
    ((name, scope),) = introduced(page, IntroductionKind.CREDIT)
    assert name == "The Fen Bell"
    assert scope[:2] == ["The well is dry.", "It may rain."]


def test_an_outlet_that_opens_a_sentence_is_a_setting_for_the_rest_of_the_paragraph() -> None:
    page = parse_text("Dry well\n\nThe pump is old. Over at The Fen Bell, Ada Quill is cross. She wants rain.\n\nBo Moss does not.")
    assert introduced(page, IntroductionKind.SETTING) == [("The Fen Bell", ["Over at The Fen Bell, Ada Quill is cross. She wants rain."])]


def test_a_place_or_a_day_that_opens_a_sentence_is_no_setting() -> None:
    page = parse_text("Dry well\n\nIn Lower Fen, Ada Quill is cross. On Monday, she said so. At the pump, Bo Moss said nothing.")
    assert introduced(page, IntroductionKind.SETTING) == []


def test_an_agency_s_dateline_is_for_what_follows_it() -> None:
    text = "<p>OLD HARBOUR (Fen Wire) — The well is dry, and nobody was told for a year, the clerk said on Monday.</p>"
    page = page_with(text)
    ((name, scope),) = introduced(page, IntroductionKind.WIRE)
    assert name == "Fen Wire"
    assert [words[:11] for words in scope] == ["OLD HARBOUR", "So much for"]
