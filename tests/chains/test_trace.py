"""In which order the holders of a statement stand, from the page inward."""

from __future__ import annotations

from sayso.chains import count_hands
from sayso.pages import parse_html, parse_text
from sayso.reading import PAGE_VOICE_ID, Page
from tests.chains.tracing import Row, chain_of, doubts_of, trace, trace_page

AFTER = "<p>So much for the well, which has had a good year of meetings about water and of little else besides.</p>"


def blog(body: str, headline: str = "Well found dry") -> Page:
    opening = "<p>There has been much talk in the fens about wells this month, most of it at the bus stop.</p>"
    return parse_html(
        f"<html><head><meta property='og:site_name' content='Wet Feet'><meta name='author' content='R. Lund'></head>"
        f"<body><article><h1>{headline}</h1>{opening}{body}{AFTER}</article></body></html>"
    )


VIA = (
    "<p>Via <a href='https://fenbell.example/well'>The Fen Bell</a>{credit}:</p><blockquote>"
    "<p>The well in Lower Fen is dry, the clerk said on Sunday.</p>"
    "<p>“There is no water,” Ada Quill told Channel Nine’s “Daybreak” host Ian Bell. “There was none in May.”</p>"
    "<p>Quill said that the pump was old.</p></blockquote>"
)
PASSAGE = (
    "The well in Lower Fen is dry, the clerk said on Sunday.",
    "“There is no water,” Ada Quill told Channel Nine’s “Daybreak” host Ian Bell. “There was none in May.”",
    "Quill said that the pump was old.",
)
ROWS: list[Row] = [
    (
        "a1",
        " / ".join(PASSAGE),
        "Via",
        "The Fen Bell",
        None,
    ),
    ("a2", "The well in Lower Fen is dry", "said", "the clerk", "a1"),
    ("a3", "“There is no water,” / “There was none in May.”", "told", "Ada Quill", "a1"),
    ("a4", "that the pump was old", "said", "Quill", "a1"),
]


def test_a_passage_adds_its_outlet_and_what_is_said_in_it_its_speakers() -> None:
    reading = trace_page(blog(VIA.format(credit="")), ROWS)
    assert reading.voices[0].name == "R. Lund"
    assert chain_of(reading, "a1") == "The Fen Bell"
    assert chain_of(reading, "a2") == "The Fen Bell > the clerk"
    assert chain_of(reading, "a3") == "The Fen Bell > Daybreak (Channel Nine) > Ada Quill"


def test_a_later_bare_said_has_no_forum() -> None:
    assert chain_of(trace_page(blog(VIA.format(credit="")), ROWS), "a4") == "The Fen Bell > Quill"


def test_a_tip_stands_between_the_page_and_the_passage() -> None:
    reading = trace_page(blog(VIA.format(credit=" (h/t <a href='https://warble.example/bo'>Bo Moss</a>)")), ROWS)
    assert chain_of(reading, "a3") == "Bo Moss > The Fen Bell > Daybreak (Channel Nine) > Ada Quill"


def test_a_closing_via_stands_between_the_page_and_the_passage_above_it() -> None:
    page = blog(
        VIA.format(credit="")
        + "<p>(Via Dib’s Ditch, where the comments are long.)</p><p>Elsewhere the vicar hopes for rain, and that is all he will say.</p>"
    )
    reading = trace_page(page, [*ROWS, ("b1", "for rain", "hopes", "the vicar", None)])
    assert chain_of(reading, "a2") == "Dib’s Ditch > The Fen Bell > the clerk"
    assert chain_of(reading, "b1") == "the vicar"


def test_parts_of_a_forum_are_its_aliases() -> None:
    reading = trace("[a1.source: Ada Quill] [a1.cue: told] Channel Nine’s “Daybreak” host Ian Bell [a1.content: that it was dry].")
    forum = reading.voices[-1]
    assert forum.name == "Daybreak (Channel Nine)"
    assert set(forum.aliases) == {"Daybreak", "Channel Nine", "Ian Bell"}
    assert [reading.page[span] for span in forum.mentions] == ["Channel Nine’s “Daybreak”"]


def test_the_programme_points_to_the_one_named_before() -> None:
    reading = trace(
        "[a1.source: Ada Quill] [a1.cue: told] Radio Fen’s morning programme, Reedbed, [a1.content: that it was dry].\n"
        "[a2.content: It may rain], [a2.source: Bo Moss] [a2.cue: told] the programme."
    )
    assert chain_of(reading, "a2") == "Reedbed (Radio Fen) > Bo Moss"


def test_the_host_points_to_his_programme() -> None:
    reading = trace(
        "[a1.source: Ada Quill] [a1.cue: told] Channel Nine’s “Daybreak” host Ian Bell [a1.content: that it was dry].\n"
        "[a2.source: Ada Quill] [a2.cue: told] the host [a2.content: that it may rain]."
    )
    assert chain_of(reading, "a2") == "Daybreak (Channel Nine) > Ada Quill"


def test_a_paper_is_no_programme() -> None:
    reading = trace(
        "[a1.source: Ada Quill] [a1.cue: told] Radio Fen [a1.content: it was dry]. [a2.source: Bo "
        "Moss] [a2.cue: told] The Lens [a2.content: "
        "it was not]. [a3.source: Cy Reed] [a3.cue: told] the station [a3.content: nothing]. [a4.source: Di Rush] [a4.cue: told] the paper "
        "[a4.content: less]."
    )
    assert chain_of(reading, "a3") == "The Lens > Cy Reed"  # a lens may be anything
    assert chain_of(reading, "a4") == "The Lens > Di Rush"


def test_a_pointer_that_leads_nowhere_is_a_doubt_and_no_link() -> None:
    reading = trace("[a1.source: Ada Quill] [a1.cue: told] the programme [a1.content: that it was dry].")
    assert chain_of(reading) == "Ada Quill"
    assert doubts_of(reading, "a1.chain") == ["“programme” is none that the page has named before it."]


def test_the_page_s_own_outlet_is_no_forum() -> None:
    text = "[a1.source: Ada Quill] [a1.cue: told] {} [a1.content: that it was dry]."
    for forum in ("the Gazette", "The Fen Gazette", "this newspaper", "the paper", "us"):
        assert chain_of(trace(text.format(forum), outlet="The Fen Gazette")) == "Ada Quill", forum


def test_a_programme_of_the_page_s_own_outlet_is_no_forum() -> None:
    text = (
        "In an interview with Coffee at Six, [a1.source: Ada Quill] [a1.cue: said] [a1.content: it "
        "was dry]. [a2.source: She] [a2.cue: told] "
        "the programme [a2.content: it may rain].{}"
    )
    own = trace(text.format("\nCoffee at Six is on Northlamp every Sunday."), outlet="Northlamp")
    assert chain_of(own) == "Ada Quill"
    assert chain_of(own, "a2") == "She"
    assert chain_of(trace(text.format(""), outlet="Northlamp"), "a2") == "Coffee at Six > She"


def test_one_speaker_s_forum_holds_for_all_that_she_says_in_the_sentence() -> None:
    reading = trace(
        "In an interview with Channel Nine, [a1.source: Ada Quill] [a1.cue: said] [a1.content: it "
        "was dry] and [a2.cue: denied] [a2.content: "
        "a leak], which [a3.source: Bo Moss] [a3.cue: suspects] [a3.content: it is]."
    )
    assert chain_of(reading, "a1") == "Channel Nine > Ada Quill"
    assert chain_of(reading, "a3") == "Bo Moss"


def test_a_forum_within_a_content_is_that_of_what_is_said_there() -> None:
    page = parse_text("Bo Moss says that Ada Quill told Channel Nine it was dry, and he told Radio Fen so.")
    rows: list[Row] = [
        ("a1", "that Ada Quill told Channel Nine it was dry", "says", "Bo Moss", None),
        ("a2", "it was dry", "told", "Ada Quill", "a1"),
        ("a3", "so", "told", "he", None),
    ]
    reading = trace_page(page, rows)
    assert [chain_of(reading, one) for one in ("a1", "a2", "a3")] == ["Bo Moss", "Bo Moss > Channel Nine > Ada Quill", "Radio Fen > he"]


def test_an_outlet_as_the_place_where_somebody_speaks_reaches_to_the_end_of_the_paragraph() -> None:
    reading = trace(
        "Over at The Fen Bell, Ada Quill is cross. She says little, but [a2.source: Ada Quill] [a2.cue: argues] [a2.content: that "
        "it was dry]. [a3.source: Bo Moss] [a3.cue: doubts] [a3.content: it].\n[a4.source: Ada "
        "Quill] [a4.cue: hopes] [a4.content: for rain]."
    )
    assert [chain_of(reading, one) for one in ("a2", "a3", "a4")] == ["The Fen Bell > Ada Quill", "Bo Moss", "Ada Quill"]


def test_the_same_voice_twice_running_counts_once() -> None:
    reading = trace("[a1.source: The Fen Bell] [a1.cue: says] on The Fen Bell [a1.content: that it was dry].")
    assert chain_of(reading) == "The Fen Bell"


def test_an_empty_source_adds_no_link_and_is_a_doubt() -> None:
    reading = trace("[a1.cue: It is said] on Channel Nine [a1.content: that it was dry].")
    assert chain_of(reading) == ""
    assert count_hands(reading.attributions[0].chain) == 0
    assert doubts_of(reading, "a1.chain") == ["The source is not named, so the chain ends with the one who reports it."]


def test_hands_are_the_holders_beyond_the_page_voice() -> None:
    reading = trace_page(blog(VIA.format(credit="")), ROWS)
    assert [count_hands(one.chain) for one in reading.attributions] == [1, 2, 3, 2]
    assert count_hands(()) == 0


def test_every_link_but_the_page_voice_has_the_words_that_make_it_one() -> None:
    reading = trace_page(blog(VIA.format(credit="")), ROWS)
    third = reading.attributions[2].chain
    assert [link.evidence and reading.page[link.evidence] for link in third] == [
        None,
        "The Fen Bell",
        "Channel Nine’s “Daybreak”",
        "Ada Quill",
    ]
    assert third[0].voice == PAGE_VOICE_ID


def test_via_in_plain_text_has_the_same_chains_as_in_html() -> None:
    page = parse_text(
        "Well found dry\n\nThere has been much talk about wells.\n\nVia The Fen Bell:\n\nThe well in Lower Fen is dry, the clerk said on"
        " Sunday.\n\n“There is no water,” Ada Quill told Channel Nine’s “Daybreak” host Ian Bell. "
        "“There was none in May.”\n\nQuill said that"
        " the pump was old.\n\nI have my doubts about all of that."
    )
    reading = trace_page(page, ROWS)
    assert chain_of(reading, "a3") == "The Fen Bell > Daybreak (Channel Nine) > Ada Quill"


def test_agency_copy_has_the_agency_between_an_outlet_and_the_speaker() -> None:
    text = "OLD HARBOUR, May 4 (Fen Wire) - The well is dry, [a1.source: Ada Quill] [a1.cue: said]."
    text = text.replace("The well is dry", "[a1.content: The well is dry]")
    assert chain_of(trace(text, outlet="The Fen Gazette")) == "Fen Wire > Ada Quill"
    assert chain_of(trace(text, outlet="Fen Wire")) == "Ada Quill"
    assert chain_of(trace(text, outlet="The Fen Gazette", byline="R. Lund")) == "Ada Quill"
