from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rich.cells import cell_len

from sayso.exports.characters import CONTROL
from sayso.exports.terminal import NARROWEST
from sayso.exports.text import to_text
from sayso.reading import Block, BlockKind, Page, Reading, Span, Voice, VoiceKind
from tests.helpers import attribution_of, marked, reading_of
from tests.strategies import readings

COLOR = re.compile(r"\x1b\[[0-9;]*m")


def lines_of(reading: Reading) -> list[str]:
    return [line.strip() for line in to_text(reading).splitlines() if line.strip()]


def test_a_statement_stands_in_brackets_and_its_source_on_a_line_below(plain_reading: Reading) -> None:
    lines = lines_of(plain_reading)
    assert "Ada Quill said [¹that the well was dry]." in lines
    assert "▏¹ Ada Quill · said · indirect · 0.90" in lines


def test_a_statement_without_a_source_says_so(sourceless_reading: Reading) -> None:
    assert "▏¹ no source named · said · indirect · 0.90" in lines_of(sourceless_reading)


def test_an_interrupted_quotation_has_one_number_on_both_pieces() -> None:
    reading = reading_of("[content: “We waited,”] [source: she] [cue: said], [content: “and nobody came.”]")
    assert "[¹“We waited,”] she said, [¹“and nobody came.”]" in lines_of(reading)


def test_a_nested_statement_stands_within_its_parent_and_is_indented_below(nested_reading: Reading) -> None:
    text = to_text(nested_reading, width=200)
    assert "[¹that a clerk told the council [²“there is no such money,” and Mayor Oduya denied [³everything]]]." in text
    assert "  ▏¹ page > The Bell · reports" in text
    assert "    ▏² page > The Bell > a clerk · told · mixed · 0.80 · within ¹ · to the council" in text
    assert "      ▏³ page > The Bell > a clerk > Ayo Oduya · denied · indirect · 0.50 · within ² · denied · distancing" in text


def test_a_chain_that_ends_before_the_mouth_says_so(nested_reading: Reading) -> None:
    first, *others = nested_reading.attributions
    unnamed = replace(first, source=(), voice=None, chain=first.chain[:1])
    assert "▏¹ page > no source named · reports" in to_text(replace(nested_reading, attributions=(unnamed, *others)), width=200)


def test_the_head_names_outlet_date_headline_author_and_address(nested_reading: Reading) -> None:
    assert lines_of(nested_reading)[:4] == [
        "Harbour Notes · 29 February 2024",
        "Mayor denies flood money",
        "by R. Lund",
        "https://news.example/flood",
    ]


def test_the_foot_has_the_figures_of_each_voice(nested_reading: Reading) -> None:
    lines = [" ".join(line.split()) for line in lines_of(nested_reading)]
    assert lines[-6:-2] == [
        "voice held words direct hands first said to",
        "The Bell 1 6 0% 1 ¹",
        "a clerk 1 9 56% 2 ² the council",
        "Ayo Oduya 1 1 0% 3 ³",
    ]
    assert any(line.startswith("3 statements by 3 named sources;") for line in lines)


def test_a_page_on_which_nobody_else_speaks_says_so() -> None:
    assert "No attribution was found: only the page itself speaks here." in lines_of(reading_of("It rained."))


def test_notes_of_the_page_are_shown() -> None:
    reading = Reading(Page("It rained.", truncated=True, notes=("The page was cut at 5 MB.",)))
    assert "! The page was cut at 5 MB." in lines_of(reading)


def test_a_statement_over_paragraphs_is_named_again_where_it_goes_on() -> None:
    reading = reading_of("[source: She] [cue: said]: [content: “One.]\n[content: “Two.”]")
    assert "▏¹ She, continued" in lines_of(reading)


def test_words_outside_every_block_are_shown_too() -> None:
    page = Page("Above.\n\nWithin.\nBelow.", (Block(BlockKind.QUOTATION, Span(8, 15)),))
    lines = lines_of(Reading(page))
    assert [line for line in lines if line in ("Above.", "│ Within.", "Below.")] == ["Above.", "│ Within.", "Below."]


def test_prose_is_wrapped_to_the_width() -> None:
    reading = reading_of("[source: She] [cue: said] [content: " + "that it rained " * 30 + "]")
    assert max(map(len, to_text(reading, width=60).splitlines())) <= 60


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("red\x1b[31m", "red‹ESC›[31m"),
        ("title\x1b]0;owned\x07", "title‹ESC›]0;owned‹BEL›"),
        ("c1\x9b2J", "c1‹U+009B›2J"),
        ("back\x08\x08", "back‹BS›‹BS›"),
        ("turned\u202eround", "turned‹RLO›round"),
        ("tag\U000e0041", "tag‹U+E0041›"),
        ("over\rwritten", "over written"),
        ("soft\u00adhyphen", "softhyphen"),
        ("[bold]rich[/bold] :smile:", "[bold]rich[/bold] :smile:"),
    ],
)
def test_a_page_cannot_drive_the_terminal(hostile: str, shown: str) -> None:
    reading = Reading(Page(f"It is {hostile} so", headline=hostile, byline=hostile, outlet=hostile, url=hostile, notes=(hostile,)))
    for color in (False, True):
        text = COLOR.sub("", to_text(reading, color=color))
        assert f"It is {shown} so" in text
        assert CONTROL.search(text) is None


def test_without_color_there_is_no_escape_at_all(nested_reading: Reading) -> None:
    assert "\x1b" not in to_text(nested_reading)


def test_color_adds_nothing_but_color(nested_reading: Reading) -> None:
    plain = [line.rstrip() for line in to_text(nested_reading).splitlines()]
    colored = [line.rstrip() for line in COLOR.sub("", to_text(nested_reading, color=True)).splitlines()]
    assert colored == plain


def test_the_environment_does_not_change_the_text(nested_reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = to_text(nested_reading)
    for name, value in (("FORCE_COLOR", "1"), ("COLUMNS", "40"), ("TTY_COMPATIBLE", "1"), ("JUPYTER_COLUMNS", "20")):
        monkeypatch.setenv(name, value)
    assert to_text(nested_reading) == expected


@settings(max_examples=50)
@given(readings())
def test_no_reading_breaks_the_view_or_its_width(reading: Reading) -> None:
    text = to_text(reading, width=NARROWEST)
    assert CONTROL.search(text) is None
    assert all(cell_len(line) <= NARROWEST for line in text.splitlines())


@pytest.mark.parametrize(("width", "columns"), [(80, 7), (60, 6), (50, 5), (30, 3)])
def test_short_lines_leave_columns_out(nested_reading: Reading, width: int, columns: int) -> None:
    (head,) = (line for line in to_text(nested_reading, width=width).splitlines() if line.strip().startswith("voice"))
    assert len(head.replace("said to", "said").split()) == columns


def test_an_excerpt_has_only_the_passages_with_statements() -> None:
    reading = reading_of("It rained.\n[source: Ada Quill] [cue: said] [content: it rained].\nIt rained on.")
    lines = to_text(reading, excerpt=True).split()
    assert "…" in lines
    assert "It rained on." not in to_text(reading, excerpt=True)
    assert "It rained on." in to_text(reading)


def test_an_excerpt_without_statements_says_so() -> None:
    assert "No statement on this page is of that kind." in to_text(reading_of("It rained."), excerpt=True)


def test_names_longer_than_a_label_are_cut_at_a_word(plain_reading: Reading) -> None:
    voice = Voice("v1", VoiceKind.GROUP, "the committee for the preservation of the old harbour wall")
    (attribution,) = plain_reading.attributions
    reading = replace(plain_reading, voices=(*plain_reading.voices, voice), attributions=(replace(attribution, voice="v1"),))
    assert "▏¹ the committee for the preservation of… · said · indirect · 0.90" in lines_of(reading)


def test_one_he_is_not_taken_for_another() -> None:
    mark = marked("[a1.source: He] [a1.cue: said] [a1.content: so], and [a2.source: he] [a2.cue: thought] [a2.content: not].")
    reading = Reading(Page(mark.text), attributions=(attribution_of(mark, "a1.", id="a1"), attribution_of(mark, "a2.", id="a2")))
    lines = lines_of(reading)
    assert [line for line in lines if line.startswith(("He ", "he "))] == [
        "He said [¹so], and he thought [²not].",
        "He        1      1      0%      ¹",
        "he        1      1      0%      ²",
    ]
    assert any(line.startswith("2 statements by 0 named sources") for line in lines)
