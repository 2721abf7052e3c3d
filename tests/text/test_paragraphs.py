"""Where a line end also ends a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text import split_paragraphs
from tests.strategies import hostile_text

WRAPPED = """The footbridge at the old mill will stay shut until the spring,
the council said on Monday, because nobody can say who owns it
and who should pay for the repairs that it has needed for years.

A second paragraph follows here and it is wrapped in the very
same way as the first one."""


def words_of(text: str) -> list[str]:
    return [text[start:end] for start, end in split_paragraphs(text)]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\n\n\n\n", "\n\u00a0\n", "\u2029", "\r\r"])
def test_blank_line_ends_a_paragraph(blank: str) -> None:
    assert words_of(f"One.{blank}Two.") == ["One.", "Two."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_single_line_end_ends_a_paragraph(end: str) -> None:
    assert words_of(f"Weir breaks{end}It broke on Monday.{end} “Nobody was hurt.”") == [
        "Weir breaks",
        "It broke on Monday.",
        "“Nobody was hurt.”",
    ]


def test_lines_of_a_menu_are_paragraphs() -> None:
    assert words_of("Home\nNews\nSport\nAbout us") == ["Home", "News", "Sport", "About us"]


def test_long_lines_are_paragraphs() -> None:
    line = "The council said that nobody knows who owns the footbridge and " * 3
    assert len(words_of("\n".join([line + "so on.", line + "it is shut.", line + "“No,” he said."]))) == 3


def test_hard_wrapped_lines_are_joined() -> None:
    assert [paragraph.split()[-1] for paragraph in words_of(WRAPPED)] == ["years.", "one."]


def test_sentence_that_goes_on_in_lower_case_is_joined() -> None:
    assert words_of("Okafor, who has\nlong asked for it, said so.\nHe left.") == [
        "Okafor, who has\nlong asked for it, said so.",
        "He left.",
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\u200b"[:0]])
def test_text_without_words_has_no_paragraph(text: str) -> None:
    assert split_paragraphs(text) == ()


@given(st.text(max_size=60) | hostile_text | st.text(alphabet="ab. \n\r\t\u2028", max_size=40))
def test_paragraphs_have_all_the_words_and_no_outer_space(text: str) -> None:
    paragraphs = words_of(text)
    assert all(paragraph == paragraph.strip() != "" for paragraph in paragraphs)
    assert "".join("".join(paragraph.split()) for paragraph in paragraphs) == "".join(text.split())
