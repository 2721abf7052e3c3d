"""From HTML to blocks: what stays, what goes, and where each block begins and ends."""

from __future__ import annotations

import hashlib

import pytest

from sayso.errors import NoArticle, PageError
from sayso.pages import parse_html
from sayso.reading import BlockKind

# ---------------------------------------------------------------- the blocks


def test_headline_stands_first_and_once(fixture_page) -> None:
    for name in ("wordpress_blog", "newspaper", "amp", "live_blog", "xhtml", "wrong_metadata", "tables_1997", "breaks_only", "interview"):
        page = fixture_page(name)
        assert page.blocks[0].kind is BlockKind.HEADLINE
        assert page[page.blocks[0].span] == page.headline
        assert page.text.count(page.headline) == 1


def test_blocks_are_joined_by_blank_lines_and_cover_the_text(fixture_page) -> None:
    page = fixture_page("newspaper")
    assert "\n\n".join(page[block.span] for block in page.blocks) == page.text


def test_block_quotation_keeps_its_boundaries_its_links_and_its_origin(fixture_page, block_of) -> None:
    page = fixture_page("wordpress_blog")
    first, second = block_of(page, "as honest as a swan"), block_of(page, "my tea was getting cold")
    assert first.kind is second.kind is BlockKind.QUOTATION
    assert first.group == second.group != 0
    assert first.depth == second.depth == 1
    assert first.cite == second.cite == "https://reedherald.example/swans"
    assert block_of(page, "Via The Reed Herald").group == 0
    assert block_of(page, "Note what is missing").group == 0


def test_a_line_that_introduces_a_quotation_is_no_byline() -> None:
    quoted = "<blockquote><p>The well is dry, and nobody was told for a year, which is long for a well.</p></blockquote>"
    after = "<p>So much for the parish, which has had a good year of meetings about water and of little else.</p>"
    page = parse_html(f"<article><h1>Dry well</h1><p>From The Fen Bell (h/t Bo Moss):</p>{quoted}{after}</article>")
    assert page.byline is None
    assert "From The Fen Bell (h/t Bo Moss):" in [page[block.span] for block in page.blocks]


def test_quotation_within_a_quotation_is_a_group_of_its_own_and_deeper(fixture_page, block_of) -> None:
    page = fixture_page("wordpress_blog")
    outer, inner = block_of(page, "as honest as a swan"), block_of(page, "rule book of 1911")
    assert inner.depth == 2
    assert inner.group not in (0, outer.group)


def test_indented_paragraph_is_a_quotation(fixture_page, block_of) -> None:
    block = block_of(fixture_page("wordpress_blog"), "never received a call")
    assert (block.kind, block.depth) == (BlockKind.QUOTATION, 1)


def test_article_set_in_as_a_whole_is_no_quotation(article) -> None:
    page = parse_html(article().replace("<p>", '<p style="margin-left: 40px">'))
    assert {block.kind for block in page.blocks} == {BlockKind.HEADLINE, BlockKind.PARAGRAPH}
    page = parse_html(article().replace("<article>", "<article><blockquote>").replace("</article>", "</blockquote></article>"))
    assert {block.kind for block in page.blocks} == {BlockKind.HEADLINE, BlockKind.PARAGRAPH}


def test_embedded_post_is_one_group_with_its_signature_and_its_address(fixture_page, block_of) -> None:
    page = fixture_page("wordpress_blog")
    words, signature = block_of(page, "I make it 212"), block_of(page, "(@wimcounts)")
    assert words.kind is signature.kind is BlockKind.POST
    assert words.group == signature.group != 0
    assert words.cite == "https://t.example/wimcounts/status/77"
    assert page[signature.span] == "— Wim Oster (@wimcounts) March 8, 2016"


@pytest.mark.parametrize(("name", "words"), [("amp", "Rope has snapped"), ("live_blog", "Two in five at most")])
def test_posts_are_known_on_amp_pages_and_on_other_platforms(fixture_page, block_of, name: str, words: str) -> None:
    assert block_of(fixture_page(name), words).kind is BlockKind.POST


def test_captions_stay(fixture_page, texts_of) -> None:
    assert texts_of(fixture_page("newspaper"), BlockKind.CAPTION) == [
        "The old bridge, “good for another century” according to its keeper. Picture: Chronicle"
    ]
    assert texts_of(fixture_page("wordpress_blog"), BlockKind.CAPTION) == ["A swan that nobody has counted. Photo: the author"]
    assert texts_of(fixture_page("interview"), BlockKind.CAPTION) == ["The hens, who declined to comment."]


def test_subheads_are_known_by_tag_and_by_bold_type(fixture_page, texts_of) -> None:
    assert texts_of(fixture_page("newspaper"), BlockKind.SUBHEAD) == ["What happens to the money"]
    assert texts_of(fixture_page("live_blog"), BlockKind.SUBHEAD) == ["Talks adjourned until four", "Cranes stop at the north quay"]
    assert texts_of(fixture_page("breaks_only"), BlockKind.SUBHEAD) == ["What the company says"]
    assert texts_of(fixture_page("interview"), BlockKind.SUBHEAD) == ["What the keeper does"]


def test_items_of_lists_and_rows_of_tables_are_items(fixture_page, texts_of) -> None:
    items = texts_of(fixture_page("interview"), BlockKind.ITEM)
    assert items[:4] == [
        "Lights the lamp at dusk, which he says takes “a match and some patience”.",
        "Writes the log:",
        "weather, in words and never in numbers;",
        "ships, by name where he can read it.",
    ]
    assert "2018 | 1,204" in items


def test_links_keep_their_words_and_absolute_addresses(article, block_of) -> None:
    body = (
        '<p>He wrote it <a href="/log?id=7#top"> in the log </a>, and <a href="javascript:alert(1)">nowhere</a>'
        ' <a href="mailto:a@b.example">else</a>.</p>'
    )
    page = parse_html(article(body), "https://quaytimes.example/news/ferry")
    block = block_of(page, "He wrote it")
    assert [(page[link.span], link.url) for link in block.links] == [("in the log", "https://quaytimes.example/log?id=7")]


def test_base_element_decides_what_links_are_relative_to(article, block_of) -> None:
    page = parse_html(
        article("<p>See <a href='log'>the log</a> of the ferry for that day.</p>", head="<base href='https://files.example/ferry/'>")
    )
    assert block_of(page, "See the log").links[0].url == "https://files.example/ferry/log"


# ---------------------------------------------------------------- what goes


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("newspaper", "cookies"),
        ("newspaper", "Facebook"),
        ("newspaper", "Buy a boat"),
        ("newspaper", "Advertisement"),
        ("newspaper", "Read more"),
        ("newspaper", "Bridge keeper retires"),
        ("newspaper", "Sign up"),
        ("newspaper", "Most read"),
        ("newspaper", "riverman"),
        ("newspaper", "All rights reserved"),
        ("newspaper", "6:30am"),
        ("newspaper", "By Nell"),
        ("wordpress_blog", "Share this"),
        ("wordpress_blog", "geese"),
        ("wordpress_blog", "I counted them too"),
        ("wordpress_blog", "ducks"),
        ("wordpress_blog", "Filed under"),
        ("wordpress_blog", "Posted on"),
        ("amp", "Telescopes at half price"),
        ("amp", "which planet"),
        ("amp", "Moon"),
        ("live_blog", "evening letter"),
        ("live_blog", "14.02"),
        ("tables_1997", "Sports"),
        ("breaks_only", "Posted by"),
    ],
)
def test_what_is_no_part_of_the_article_goes(fixture_page, name: str, words: str) -> None:
    assert words not in fixture_page(name).text


def test_sentence_set_again_in_large_type_is_there_once(fixture_page) -> None:
    assert fixture_page("newspaper").text.count("We have run out of river bank") == 1


def test_correction_and_credits_at_the_end_stay(fixture_page, article) -> None:
    assert "An earlier version said" in fixture_page("newspaper").text
    assert "(Reporting by Ulla Frey" in parse_html(article("<p>(Reporting by Ulla Frey; editing by the desk)</p>")).text


def test_standfirst_stays(fixture_page) -> None:
    assert "Engineers had warned" in fixture_page("newspaper").text


def test_marks_on_the_article_itself_say_nothing(article) -> None:
    source = (
        article()
        .replace("<article>", '<article class="promo-free related has-sidebar comments-open">')
        .replace("<p>", '<p class="paywall">')
    )
    assert len(parse_html(source).blocks) == 4


def test_readers_comments_go_even_where_they_are_longer_than_the_article(article) -> None:
    words = "I was on that ferry, and I can tell you that the captain was asleep, as were the sandbank, the mate, and I."
    comment = f"<div class='comment'><p>{words}</p></div>"
    assert "asleep" not in parse_html(article(foot=f"<div id='comments'>{comment * 30}</div>")).text


# ---------------------------------------------------------------- the words


def test_inline_elements_neither_add_nor_take_blanks(fixture_page) -> None:
    assert "Outside the tower, at 18 metres, he keeps hens." in fixture_page("interview").text


def test_invisible_characters_are_left_out_and_joiners_kept(article) -> None:
    page = parse_html(article("<p>Soft&shy;ly, zero&#8203;width &#8238;words&#8236; and a family 👩&zwj;👩&zwj;👧 stood on the quay.</p>"))
    assert "Softly, zerowidth words and a family 👩\u200d👩\u200d👧 stood" in page.text


def test_quotation_element_gets_marks_only_where_it_has_none(article) -> None:
    page = parse_html(article("<p>She said <q>it moved</q>, then <q>“it sank”</q>, then <q>he said <q>no</q></q> to us all.</p>"))
    assert "She said “it moved”, then “it sank”, then “he said ‘no’” to us all." in page.text


def test_two_breaks_part_paragraphs_and_one_parts_sentences(fixture_page, texts_of) -> None:
    paragraphs = texts_of(fixture_page("breaks_only"), BlockKind.PARAGRAPH)
    assert (
        paragraphs[1] == "I asked him which side was the right one. “The other one,” he said, and closed the doors on a man with a cello."
    )
    assert paragraphs[2:4] == [
        "A spokeswoman for the company said that drivers were trained to look at the road.",
        "She added that the moon was “a matter for the council”.",
    ]


def test_break_within_a_sentence_is_a_blank(article) -> None:
    assert (
        "the tide was low and the sand was high"
        in parse_html(article("<p>He said that the tide was low<br>and the sand was high.</p>")).text
    )


def test_text_beside_a_block_quotation_in_one_cell_is_kept(fixture_page, texts_of) -> None:
    page = fixture_page("tables_1997")
    assert "argued that the rule meant what it said" in page.text
    assert texts_of(page, BlockKind.QUOTATION) == ["The club shall have a mascot, which shall be a dog. -- Rule 9"]


def test_self_closed_elements_of_xhtml_swallow_nothing(fixture_page) -> None:
    page = fixture_page("xhtml")
    assert "niemandem, „am wenigsten dem Tourismusverband“" in page.text
    assert page.text.endswith("wie der Gemeinderat mitteilte.")


def test_article_that_the_page_holds_as_data_is_read(article) -> None:
    words = " ".join(
        f"The ferry was late for the {n}th time, said its captain, and nobody on the quay was surprised by it." for n in range(8)
    )
    source = (
        "<html><head><title>Ferry late</title><script type='application/ld+json'>"
        f'{{"@type":"NewsArticle","headline":"Ferry late again","articleBody":"{words}"}}</script></head>'
        '<body><div id="app"></div></body></html>'
    )
    page = parse_html(source)
    assert page.headline == "Ferry late again"
    assert "for the 7th time" in page.text


def test_reading_the_same_source_twice_gives_the_same_page(fixture_path) -> None:
    source = fixture_path("newspaper").read_bytes()
    assert parse_html(source) == parse_html(source)


def test_digest_is_that_of_the_text(fixture_page) -> None:
    page = fixture_page("newspaper")
    assert page.sha256 == hashlib.sha256(page.text.encode()).hexdigest()


# ---------------------------------------------------------------- no article


@pytest.mark.parametrize(
    "source", ["", "   ", "<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>", b"", "<!-- only a comment -->"]
)
def test_page_without_running_text_is_no_article(source: str | bytes) -> None:
    with pytest.raises(NoArticle, match="no running text in the page"):
        parse_html(source)


def test_error_names_the_address() -> None:
    with pytest.raises(NoArticle, match=r"https://x\.example/empty"):
        parse_html("<p></p>", "https://x.example/empty")


def test_short_notice_is_an_article() -> None:
    page = parse_html("<html><body><h1>Ferry off</h1><p>There is no ferry today, the harbour office says.</p></body></html>")
    assert page.text == "Ferry off\n\nThere is no ferry today, the harbour office says."


def test_source_over_the_limit_is_one_clear_sentence() -> None:
    with pytest.raises(PageError, match="pages of up to 20,000,000 bytes are read"):
        parse_html(b"x" * 20_000_001)
