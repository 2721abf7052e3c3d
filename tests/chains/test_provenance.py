"""Agencies and credits of whole pages."""

from __future__ import annotations

import pytest

from sayso.chains import find_provenance
from sayso.pages import parse_html, parse_text
from sayso.reading import Page

OPENING = "The well of Lower Fen is dry, and nobody was told for a year."
MIDDLE = "The parish met on Tuesday to talk about the pump, and on Wednesday to talk about the talk."


def page_of(*paragraphs: str) -> Page:
    return parse_text("Well found dry\n\n" + "\n\n".join(paragraphs))


@pytest.mark.parametrize(
    ("first", "name"),
    [
        (f"OLD HARBOUR (AP) — {OPENING}", "AP"),
        (f"OLD HARBOUR, Fen. (AP) -- {OPENING}", "AP"),
        (f"OLD HARBOUR, Fen, May 4 (Reuters) - {OPENING}", "Reuters"),
        (f"May 4 (Reuters) - {OPENING}", "Reuters"),
        (f"Old Harbour (AFP) – {OPENING}", "AFP"),
        (f"OLD HARBOUR, May 4 (Fen Wire) - {OPENING}", "Fen Wire"),
        (f"OLD HARBOUR (The Associated Press) — {OPENING}", "AP"),
        (f"(Reuters) - {OPENING}", "Reuters"),
        (f"AP — {OPENING}", "AP"),
    ],
)
def test_a_dateline_credits_an_agency(first: str, name: str) -> None:
    page = page_of(first, MIDDLE)
    wire = find_provenance(page).wire
    assert wire is not None
    assert wire.name == name
    assert page[wire.span] in first


@pytest.mark.parametrize(
    ("last", "name"),
    [
        ("The Associated Press contributed to this report.", "AP"),
        ("Associated Press writers Ada Quill and Bo Moss contributed to this report from Old Harbour.", "AP"),
        ("Reuters contributed to this report.", "Reuters"),
        ("(Reporting by Ada Quill and Bo Moss; Editing by Cy Reed)", "Reuters"),
        ("— AFP", "AFP"),
        ("Source: Reuters", "Reuters"),
        ("© 2024 The Associated Press. All rights reserved.", "AP"),
        ("Material from Reuters was used in this report.", "Reuters"),
    ],
)
def test_a_line_at_the_foot_credits_an_agency(last: str, name: str) -> None:
    wire = find_provenance(page_of(OPENING, MIDDLE, MIDDLE, last)).wire
    assert wire is not None
    assert wire.name == name


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ada Quill told Reuters that the pump was old.",
        "Ada Quill (D) — whose pump it is — was not there.",
        "According to an AP poll, most people drink.",
        "The pump (pictured) - a fine thing - is old.",
        "He contributed a dollar to the pump.",
        "Reuters and its rivals were not there.",
    ],
)
def test_a_name_in_running_text_credits_nobody(paragraph: str) -> None:
    provenance = find_provenance(page_of(paragraph, MIDDLE, paragraph))
    assert provenance.wire is None
    assert provenance.credits == ()


def test_a_dateline_in_a_quotation_is_not_the_page_s() -> None:
    quoted = f"<blockquote><p>OLD HARBOUR (AP) — {OPENING}</p><p>{MIDDLE}</p></blockquote>"
    page = parse_html(f"<article><h1>Dry</h1>{quoted}<p>{MIDDLE} {OPENING}</p><p>{OPENING}</p></article>")
    assert find_provenance(page).wire is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("h/t: The Fen Bell", ["The Fen Bell"]),
        ("h/t The Fen Bell.", ["The Fen Bell"]),
        ("(h/t Bo Moss)", ["Bo Moss"]),
        ("H/T Bo Moss and Ada Quill", ["Bo Moss", "Ada Quill"]),
        ("Hat tip: Bo Moss", ["Bo Moss"]),
        ("Hat tip to Bo Moss for the link.", ["Bo Moss"]),
        ("(via Dib’s Ditch)", ["Dib’s Ditch"]),
        ("(Via Dib’s Ditch, where the comments are long.)", ["Dib’s Ditch"]),
        ("Via The Fen Bell", ["The Fen Bell"]),
        ("[via @bomoss]", ["@bomoss"]),
        ("h/t FenBell.com", ["FenBell.com"]),
        ("Thanks to Bo Moss for the tip.", ["Bo Moss"]),
        ("The well is dry (h/t Bo Moss via Dib’s Ditch), and so am I.", ["Bo Moss", "Dib’s Ditch"]),
        ("Ada Quill and Bo Moss contributed to this report.", ["Ada Quill", "Bo Moss"]),
        ("This article was first published by The Fen Bell.", ["The Fen Bell"]),
        ("This post originally appeared on Dib’s Ditch and is used with leave.", ["Dib’s Ditch"]),
    ],
)
def test_credits_name_those_whom_the_page_thanks(line: str, names: list[str]) -> None:
    page = page_of(OPENING, MIDDLE, line)
    assert [credit.name for credit in find_provenance(page).credits] == names


@pytest.mark.parametrize(
    "line",
    [
        "Via side doors, she made her way to the pump.",
        "She came via Old Harbour (via the quay).",
        "(Photo via Fen Pictures)",
        "Questions were sent via email.",
        "Thanks to Bo Moss, the pump is old.",
        "The length h is height over t, or h/T in some books on wells and pumps.",
    ],
)
def test_other_words_with_via_and_thanks_are_no_credit(line: str) -> None:
    assert find_provenance(page_of(OPENING, line, MIDDLE)).credits == ()
