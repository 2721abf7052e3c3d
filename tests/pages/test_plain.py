"""Plain text: taken as it stands, its layout read."""

from __future__ import annotations

import pytest

from sayso.pages import parse_text
from sayso.reading import BlockKind

LETTER = """QUAY TIMES
Every Friday

3 May 2021

Ferry runs aground
By Ulla Frey

The morning ferry ran aground on Tuesday within sight of the
passengers who were waiting for it.

Its captain said that the sandbank "had moved since Monday". She
wrote in the log:

> No sand here on Sunday. I looked.
> I looked again on Monday.

The mate saw

- a buoy
- a gull
"""


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    page = parse_text(text)
    assert page.text == text
    return [(block.kind, page[block.span]) for block in page.blocks]


def test_head_of_a_letter_is_read_and_the_text_left_as_it_is() -> None:
    page = parse_text(LETTER)
    assert page.text == LETTER
    assert (page.headline, page.byline, page.outlet, page.published) == ("Ferry runs aground", "Ulla Frey", "Quay Times", "2021-05-03")


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    blocks = kinds(LETTER)
    assert blocks[0] == (BlockKind.HEADLINE, "Ferry runs aground")
    assert blocks[1] == (
        BlockKind.PARAGRAPH,
        "The morning ferry ran aground on Tuesday within sight of the\npassengers who were waiting for it.",
    )


def test_masthead_date_and_byline_are_in_no_block() -> None:
    texts = " ".join(text for _, text in kinds(LETTER))
    assert not any(words in texts for words in ("QUAY", "Every Friday", "2021", "Ulla"))


def test_lines_marked_as_in_mail_are_a_quotation() -> None:
    page = parse_text(LETTER)
    quoted = [block for block in page.blocks if block.kind is BlockKind.QUOTATION]
    assert [page[block.span] for block in quoted] == ["> No sand here on Sunday. I looked.", "> I looked again on Monday."]
    assert {(block.group, block.depth) for block in quoted} == {(1, 1)}


def test_items_are_items() -> None:
    assert kinds(LETTER)[-2:] == [(BlockKind.ITEM, "- a buoy"), (BlockKind.ITEM, "- a gull")]


def test_line_of_its_own_is_a_paragraph_where_lines_are_not_broken() -> None:
    text = "Ferry runs aground\n\nThe ferry ran aground on Tuesday, its captain said.\nThe mate denied it.\nNobody saw a thing, they said."
    assert [kind for kind, _ in kinds(text)] == [BlockKind.HEADLINE, *[BlockKind.PARAGRAPH] * 3]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Ferry runs aground\n\nThe ferry ran aground, she said.", "Ferry runs aground"),
        ("Ferry runs aground\nThe ferry ran aground, she said.", "Ferry runs aground"),
        ("The ferry ran aground, she said.\n\nNobody saw it.", None),
        ("She wrote:\n\n> It moved.", None),
        ("Ferry runs aground", None),
        ("", None),
        ("\n \n", None),
    ],
)
def test_headline_is_a_short_first_line_that_is_no_sentence(text: str, headline: str | None) -> None:
    assert parse_text(text).headline == headline
    assert parse_text(text).text == text


@pytest.mark.parametrize(
    "text", ["a\r\nb\r\n\r\nc", "\ufeffa", "\u00a0x\u200b", "e\u0301", "😀\n😀", "tab\there", "a\x0bb\x0cc\x85d\u2028e"]
)
def test_text_is_never_changed(text: str) -> None:
    assert parse_text(text).text == text


def test_nul_and_lone_surrogates_alone_are_changed() -> None:
    assert parse_text("a\x00b\udc80c").text == "ab\ufffdc"


def test_addresses_in_text_are_links_without_secrets() -> None:
    page = parse_text("The log is at https://quay.example/log?token=x&day=3, she said.")
    link = page.blocks[0].links[0]
    assert page[link.span] == "https://quay.example/log?token=x&day=3"
    assert link.url == "https://quay.example/log?day=3"


def test_given_address_is_kept_without_credentials() -> None:
    assert parse_text("She said no.", "https://a:b@quay.example/x#y").url == "https://quay.example/x"


def test_a_line_that_introduces_another_s_words_is_no_byline() -> None:
    page = parse_text("Dry well\n\nFrom The Fen Bell:\n\nThe well is dry, and nobody was told.")
    assert page.byline is None
    assert "From The Fen Bell:" in [page[block.span] for block in page.blocks]


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("The Fen Valley Bugle, 3 October 2018", "The Fen Valley Bugle", "2018-10-03"),
        ("Lower Fen Post, 3 October 2018", "Lower Fen Post", "2018-10-03"),
        ("Lower Fen, 3 October 2018", None, "2018-10-03"),
    ],
)
def test_a_paper_before_the_date_is_the_outlet(line: str, outlet: str | None, published: str) -> None:
    text = f"Well is dry\n\nBy Ada Quill\n{line}\n\nThe well in the fen is dry, and nobody was told for a whole year, the parish says."
    page = parse_text(text)
    assert (page.headline, page.byline, page.outlet, page.published) == ("Well is dry", "Ada Quill", outlet, published)
