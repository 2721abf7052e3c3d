"""Headline, byline, outlet, date, language and address, where the metadata is right, wrong, broken and missing."""

from __future__ import annotations

import json

import pytest

from sayso.pages import parse_html


def head_of(*tags: str, ld: object = None) -> str:
    script = f'<script type="application/ld+json">{ld if isinstance(ld, str) else json.dumps(ld)}</script>' if ld is not None else ""
    return "".join(tags) + script


ORIGINS = {
    "newspaper": ("Nell Arkady and Piet Lowe", "The Ferrow Chronicle", "2022-11-03T06:30:00+00:00", "en-GB"),
    "wordpress_blog": ("Hob Merrow", "Pond Life", "2016-03-08T19:15:00+00:00", "en-US"),
    "amp": ("Juno Pell", "Sky Lines", "2019-02-11T21:04:00+00:00", "en"),
    "live_blog": ("Bram Sully", "Estuary Post", "2024-06-18T07:00:00+01:00", "en"),
    "xhtml": ("Resi Kofler", "Talbote", "2012-09-14", "de-AT"),
    "wrong_metadata": ("Agnes Thorley", "Bellmarsh Gazette", "2014-08-28", None),
    "tables_1997": ("Cuthbert Lowe", "The Cove Examiner", "1997-05-06", None),
    "breaks_only": ("Lotte Ames", "Night Bus Diary", "2021-01-12", "en"),
    "interview": ("Florian Gray", "Tidewrack", "2020-10-02", "en"),
}
HEADLINES = {
    "newspaper": "Council drops plan for second bridge at Ferrow",
    "wordpress_blog": "The Swan Census Is a Racket",
    "amp": "Observatory dome stuck open for a third night",
    "live_blog": "Port strike live: cranes still as talks begin - as it happened",
    "xhtml": "Bürgermeisterin lehnt Seilbahn ab",
    "wrong_metadata": "Bell ringers refuse to ring for new clock",
    "tables_1997": "Harbour seal elected mascot",
    "breaks_only": "Driver says the moon was on the wrong side",
    "interview": "“I never liked the sea,” says lighthouse keeper",
}


@pytest.mark.parametrize("name", ORIGINS)
def test_origin_of_fixture_page(fixture_page, name: str) -> None:
    page = fixture_page(name)
    assert (page.byline, page.outlet, page.published, page.language) == ORIGINS[name]
    assert page.headline == HEADLINES[name]


# ---------------------------------------------------------------- headline


def test_headline_on_the_page_wins_over_that_of_the_metadata(article) -> None:
    head = head_of(
        "<title>Ferry stuck</title><meta property='og:title' content='Ferry stuck'>", ld={"@type": "NewsArticle", "headline": "Stuck!"}
    )
    assert parse_html(article(head=head)).headline == "Ferry runs aground"


def test_headline_is_not_the_name_of_the_outlet_in_an_h1(article) -> None:
    source = article(top="<h2 class='entry-title'>Ferry runs aground</h2>", head="<title>Ferry runs aground | Quay Times</title>")
    source = source.replace(
        "<header><a href='/'>Quay Times</a></header>", "<header><h1 class='logo'><a href='/'>Quay Times</a></h1></header>"
    )
    assert parse_html(source).headline == "Ferry runs aground"


def test_headline_that_only_the_metadata_has_stands_before_the_text(article) -> None:
    page = parse_html(article(top="", head="<meta property='og:title' content='Ferry runs aground'>"))
    assert page.text.startswith("Ferry runs aground\n\nThe morning ferry")


def test_page_without_any_headline_has_none(article) -> None:
    page = parse_html(article(top="", head="<title>Untitled Document</title>"))
    assert page.headline is None
    assert page.text.startswith("The morning ferry")


# ---------------------------------------------------------------- byline


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("<p class='byline'>By Ulla Frey</p>", "Ulla Frey"),
        ("<p>By ULLA FREY and Ben Tarn</p>", "Ulla Frey and Ben Tarn"),
        ("<div class='by'>Ulla Frey &bull; 3 May 2021</div>", "Ulla Frey"),
        ("<p>Posted on May 3, 2021 by Ulla Frey</p>", "Ulla Frey"),
        ("<p>Words: Ulla Frey</p>", "Ulla Frey"),
        ("<p><i>Ulla Frey, harbour correspondent</i></p>", "Ulla Frey"),
        ("<span itemprop='author'>Ulla Frey</span>", "Ulla Frey"),
        ("<a rel='author' href='/u'>Ulla Frey</a>", "Ulla Frey"),
        ("<p class='byline'>By Ulla Frey Senior Harbour Correspondent</p>", "Ulla Frey"),
        ("<p class='byline'>By Quay Times staff</p>", None),
        ("<p class='author'>admin</p>", None),
        ("<p class='byline'>By Staff Reporter</p>", None),
        ("<p class='byline'>https://quaytimes.example/u</p>", None),
        ("<p class='byline'>desk@quaytimes.example</p>", None),
        ("", None),
    ],
)
def test_visible_byline(article, line: str, byline: str | None) -> None:
    page = parse_html(article(top=f"<h1>Ferry runs aground</h1>{line}", head="<title>Ferry runs aground | Quay Times</title>"))
    assert page.byline == byline


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"@type": "Person", "name": "Ulla Frey"}, "Ulla Frey"),
        ({"name": "Ulla Frey"}, "Ulla Frey"),
        ("Ulla Frey", "Ulla Frey"),
        (["Ulla Frey", {"@type": "Person", "name": "Ben Tarn"}], "Ulla Frey and Ben Tarn"),
        ({"@type": "Person", "name": ["Ulla Frey", "Ben Tarn", "Cy Moss"]}, "Ulla Frey, Ben Tarn and Cy Moss"),
        ({"@type": "Person", "name": "By Ulla Frey, Harbour Editor"}, "Ulla Frey"),
        ({"@type": "Organization", "name": "Quay Times"}, None),
        ({"@type": "Person", "name": "admin"}, None),
        ({"@type": "Person", "name": "ulla@quaytimes.example"}, None),
        ({"@type": "Person"}, None),
        (7, None),
        ([[["x"]]], None),
    ],
)
def test_byline_from_json_ld(article, author: object, byline: str | None) -> None:
    ld = {"@type": "NewsArticle", "author": author, "publisher": {"name": "Quay Times"}}
    assert parse_html(article(head=head_of(ld=ld))).byline == byline


def test_author_named_by_reference_is_looked_up(article) -> None:
    ld = {"@graph": [{"@type": "Article", "author": {"@id": "#u"}}, {"@type": "Person", "@id": "#u", "name": "Ulla Frey"}]}
    assert parse_html(article(head=head_of(ld=ld))).byline == "Ulla Frey"


def test_byline_on_the_page_wins_over_metadata_that_names_somebody_else(article) -> None:
    page = parse_html(
        article(top="<h1>Ferry runs aground</h1><p class='byline'>By Ulla Frey</p>", head="<meta name='author' content='Max Porter'>")
    )
    assert page.byline == "Ulla Frey"


def test_address_in_place_of_an_author_is_passed_over(article) -> None:
    head = "<meta property='article:author' content='https://social.example/ulla'><meta name='dc.creator' content='Ulla Frey'>"
    assert parse_html(article(head=head)).byline == "Ulla Frey"


def test_author_of_a_comment_is_not_the_byline(article) -> None:
    foot = "<div class='comments'><div class='comment'><span class='author'>Max Porter</span><p>I saw it.</p></div></div>"
    assert parse_html(article(foot=foot)).byline is None


# ---------------------------------------------------------------- outlet


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("<meta property='og:site_name' content='Quay Times'>", "Quay Times"),
        ("<meta property='og:site_name' content='Quay Times | News from the water'>", "Quay Times"),
        ("<title>Ferry runs aground - Quay Times</title>", "Quay Times"),
        ("<title>Quay Times: Ferry runs aground</title>", "Quay Times"),
        (
            "<title>Ferry runs aground « Quay Times</title><meta property='og:site_name' content='Just another WordPress site'>",
            "Quay Times",
        ),
        ("<meta property='og:site_name' content='NewsPress CMS 4'>", "Quay Times"),  # from the masthead
        ("<title>Ferry runs aground | News</title>", "Quay Times"),
        (head_of(ld={"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "The Other Paper"}}), "The Other Paper"),
    ],
)
def test_outlet(article, head: str, outlet: str) -> None:
    assert parse_html(article(head=head)).outlet == outlet


def test_outlet_is_taken_from_the_copyright_line(article) -> None:
    source = article(foot="<footer>© 2021 The Quay Times. All rights reserved.</footer>").replace(
        "<header><a href='/'>Quay Times</a></header>", ""
    )
    assert parse_html(source).outlet == "The Quay Times"


def test_page_that_names_no_outlet_has_none(article) -> None:
    source = article(head="<title>Ferry runs aground</title>").replace("<header><a href='/'>Quay Times</a></header>", "")
    assert parse_html(source).outlet is None


# ---------------------------------------------------------------- date


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2021-05-03T07:42:00-05:00'>", "2021-05-03T07:42:00-05:00"),
        ("<meta property='article:published_time' content='2021-05-03T07:42:00Z'>", "2021-05-03T07:42:00+00:00"),
        ("<meta name='date' content='2021-05-03'>", "2021-05-03"),
        ("<meta name='pubdate' content='20210503'>", "2021-05-03"),
        ("<meta name='pubdate' content='Mon, 03 May 2021 07:42:00 +0200'>", "2021-05-03T07:42:00+02:00"),
        ("<meta name='publish-date' content='May 3, 2021'>", "2021-05-03"),
        ("<meta itemprop='datePublished' content='2021-05-03'>", "2021-05-03"),
        ("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>", None),
        ("<meta name='date' content='soon'>", None),
        (head_of(ld={"@type": "BlogPosting", "datePublished": "2021-05-03"}), "2021-05-03"),
        (head_of(ld={"@type": "BlogPosting", "datePublished": 20210503}), None),
        (head_of(ld={"@type": "LiveBlogPosting", "coverageStartTime": "2021-05-03T09:00:00Z"}), "2021-05-03T09:00:00+00:00"),
        ("", None),
    ],
)
def test_date_from_metadata(article, head: str, published: str | None) -> None:
    assert parse_html(article(head=head)).published == published


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("<p>3 May 2021</p>", "2021-05-03"),
        ("<p class='date'>Monday 3rd May 2021</p>", "2021-05-03"),
        ("<span>Mon 3 May 2021 17.22</span>", "2021-05-03T17:22"),
        ("<p>May 3, 2021 4:05 PM GMT &#183; Updated 20 min ago</p>", "2021-05-03T16:05+00:00"),
        ("<p>Published: 03.05.2021</p>", "2021-05-03"),
        ("<time datetime='2021-05-03T06:10:00+01:00'>Monday</time>", "2021-05-03T06:10:00+01:00"),
        ("<p>3. Mai 2021, 8:15 Uhr</p>", "2021-05-03T08:15"),
        ("<p>3 de mayo de 2021</p>", "2021-05-03"),
        ("<p>In 2021 there was no ferry either</p>", None),
    ],
)
def test_visible_date(article, line: str, published: str | None) -> None:
    assert parse_html(article(top=f"<h1>Ferry runs aground</h1>{line}")).published == published


def test_date_that_is_none_is_passed_over_for_the_one_on_the_page(article) -> None:
    head = head_of(ld={"@type": "NewsArticle", "datePublished": "1970-01-01T00:00:00Z"})
    assert parse_html(article(head=head, top="<h1>Ferry runs aground</h1><p class='stamp'>21 June 2018</p>")).published == "2018-06-21"


def test_month_comes_first_on_american_pages_only(article) -> None:
    source = article(top="<h1>Ferry runs aground</h1><p class='date'>03/04/2021</p>")
    assert parse_html(source).published == "2021-04-03"
    assert parse_html(source.replace("<html>", "<html lang='en-US'>")).published == "2021-03-04"


# ---------------------------------------------------------------- language and address


@pytest.mark.parametrize(
    ("attribute", "language"),
    [
        ("lang='en-gb'", "en-GB"),
        ("xml:lang='de'", "de"),
        ("lang='zh_hant_tw'", "zh-Hant-TW"),
        ("lang=''", None),
        ("lang='english language'", None),
    ],
)
def test_language(article, attribute: str, language: str | None) -> None:
    page = parse_html(article().replace("<html>", f"<html {attribute}>"))
    assert page.language == language
    # a page in another language is read, and says that it should not be relied on
    assert any("reads English" in note for note in page.notes) is (language not in (None, "en-GB"))


def test_canonical_address_wins_without_credentials_fragments_and_secrets(article) -> None:
    head = "<link rel='canonical' href='https://u:p@quaytimes.example/ferry?id=3&amp;access_token=s3cret#top'>"
    assert parse_html(article(head=head), "https://quaytimes.example/amp/ferry").url == "https://quaytimes.example/ferry?id=3"


def test_canonical_address_of_the_front_page_is_a_mistake(article) -> None:
    page = parse_html(article(head="<link rel='canonical' href='https://quaytimes.example/'>"), "https://quaytimes.example/ferry")
    assert page.url == "https://quaytimes.example/ferry"


def test_address_without_canonical_is_the_one_given(article) -> None:
    assert parse_html(article(), "https://ada:pw@quaytimes.example/ferry?sig=x#y").url == "https://quaytimes.example/ferry"
    assert parse_html(article()).url is None


# ---------------------------------------------------------------- broken JSON-LD


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"NewsArticle","headline":"Ferry","author":{"@type":"Person","name":"Ulla Frey",},"datePublished":"2021-05-03",}',
        '<!-- {"@type":"NewsArticle","author":{"name":"Ulla Frey"},"datePublished":"2021-05-03"} -->',
        '{"@type":"NewsArticle","description":"two\nlines","author":{"name":"Ulla Frey"},"datePublished":"2021-05-03"}',
        '{"@type":"NewsArticle","description":"a "bad" quote","author":{"name":"Ulla Frey"},"datePublished":"2021-05-03"',
        '{"@type":"NewsArticle","author":{"name":"Ulla Frey"},"datePublished":"2021-05-03"};',
        '[{"@type":"BreadcrumbList"},{"@type":["Article","NewsArticle"],"author":"Ulla Frey","datePublished":"2021-05-03"}]',
    ],
)
def test_broken_json_ld_is_read_all_the_same(article, text: str) -> None:
    page = parse_html(article(head=head_of(ld=text)))
    assert (page.byline, page.published) == ("Ulla Frey", "2021-05-03")


@pytest.mark.parametrize("text", ["", "null", "7", '"x"', "[[[[]]]]", "{", "[" * 100_000, '{"@type":"NewsArticle","author":{"author":{}}}'])
def test_json_ld_that_says_nothing_does_no_harm(article, text: str) -> None:
    page = parse_html(article(head=head_of(ld=text)))
    assert (page.byline, page.published) == (None, None)


def test_article_among_related_ones_is_known_by_its_title(article) -> None:
    ld = [
        {"@type": "NewsArticle", "headline": "Another story", "author": "Max Porter", "datePublished": "2019-01-01"},
        {"@type": "NewsArticle", "headline": "Ferry runs aground", "author": "Ulla Frey", "datePublished": "2021-05-03"},
    ]
    page = parse_html(article(head=head_of("<meta property='og:title' content='Ferry runs aground'>", ld=ld)))
    assert (page.byline, page.published) == ("Ulla Frey", "2021-05-03")
