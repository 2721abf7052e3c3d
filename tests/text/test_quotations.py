"""Which words stand between quotation marks, and which marks are none.

A case is one string: square brackets stand around each quotation that is to be found, braces around one that nothing closes. What is read
is the string without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Span
from sayso.text import Quotation, quotation_depths, quotations, split_paragraphs
from tests.strategies import hostile_text
from tests.text.timing import assert_linear


def walk(found: Iterable[Quotation]) -> Iterator[Quotation]:
    """All quotations, without recursion: some tests nest them a hundred thousand deep."""
    waiting = list(found)
    while waiting:
        quotation = waiting.pop()
        yield quotation
        waiting.extend(quotation.children)


def shown(text: str) -> str:
    """The text with brackets around each part of each quotation (braces where it is not closed)."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for quotation in sorted(walk(quotations(text)), key=lambda q: (q.start, -q.end)):
        for start, end in quotation.parts:
            opening[start] = opening.get(start, "") + "{["[quotation.closed]
            closing[end] = "}]"[quotation.closed] + closing.get(end, "")
    return "".join(closing.get(at, "") + opening.get(at, "") + text[at : at + 1] for at in range(len(text) + 1))


def read(case: str) -> str:
    return shown(re.sub(r"[\[\]{}]", "", case))


@pytest.mark.parametrize(
    "case",
    [
        "[“Is it safe?”] she asked.",
        '["Is it safe?"] she asked.',
        "[‘Is it safe?’] she asked.",
        "['Is it safe?'] she asked.",
        "[``Is it safe?''] she asked, and he said [`no'].",
        "[''Is it safe?''] she asked. [''No,''] he said.",
        "[« Est-ce sûr ? »] dit-elle. [«Non»], dit-il.",
        "[»Ist es sicher?«] fragte sie. [‹Nein›], sagte er.",
        "[„Ist es sicher?“] fragte sie. [‚Nein‘], sagte er.",
        "[”Är det säkert?”] frågade hon. [»Nej»], sade han.",
        "She asked [“why”], [“when”] and (what is more) [“how”].",
        "The [“plan”]—[“plot”], some say—is off: [“No.”]",
        'The ["plan"]/["plot"] is off:["No."]',
        "[“One,”][“two,”] they counted.",
        '[""]',
    ],
)
def test_marks_of_many_kinds_enclose_words(case: str) -> None:
    assert read(case) == case


@pytest.mark.parametrize(
    "case",
    [
        "[“a [‘b [“c”] d’] e”]",
        "[‘a [“b [‘c’] d”] e’]",
        "['He said [\"no\"] to me,'] she said.",
        "[\"He said ['no'] to me,\"] she said.",
        "[\"He said ['no.']\"] [\"Did he say ['no']?\"]",
        "['He said ['no.']'] The ['experts']' advice.",
        "[“[‘I won’t,’] he said,”] she said. [“[‘No.’]”]",
        "[“ [‘Go!’] ”]",  # hair spaces between the marks are usual, plain ones are not rare
        "[“\u200a[‘Go!’]\u200a”]",
        "['[\"Go!\"]'] and [\"['Go!']\"]",
        "[“He wrote [«oui»] on it”]",
        "[``He said [`no']'']",
        '["He said ["no"] to me,"] she said.',
        "[“The [“Big Weir”] is ours,”] she said.",
        '["["Hello"]"]',
    ],
)
def test_quotations_nest(case: str) -> None:
    assert read(case) == case


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize(
    "case",
    [
        "Don't go, it's the Lunds' boat, isn't it?",
        "The workers' hall, the boys' school and James' hat are the ladies'.",
        "Rock 'n' roll and fish 'n' chips.",
        "In the '90s, or '68, or the 1990's, 'twas all 'em.",
        "'Tis the season. 'Twas ever thus.",
        "He's 6' 2\" tall and the door 6'5\"; a 12\" record, 5' wide.",
        "Goin' home, singin' and dancin' with ol' Tom o' the hill.",
        "Farmers' markets and growers' unions' leaders' meetings.",
        "Lund's 'burb: the Smiths' pub in Mills' Lane.",
        "We're the O'Neills; y'all'll've heard.",
        "It cost two weeks' wages, or 3 months' rent.",
        "Sam's, Ross's and Louis'. The end.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_quotation(case: str, apostrophe: str) -> None:
    case = case.replace("'", apostrophe)
    assert read(case) == case


@pytest.mark.parametrize(
    "case",
    [
        "['I won't go,'] said Bob. ['It's the workers' hall.']",
        "['The workers' hall is shut,'] he said, ['and the boys' club too.']",
        "the ['workers'] were not workers",
        "['Workers'], he said, ['are few.']",
        "['I'm goin' home,'] he said, ['to the '90s.']",
        "['He's 6' tall,'] she said. ['Or 6' 2\".']",
        "['It opened in 1990'] is wrong.",
        "['Tis done,'] she said.",
        "Minister: ['We will not yield'] as workers' strike grows",
        "['Rock 'n' roll'] is not dead",
        "It is a ['good'] boys' school and a ['bad'] one.",
        "Bros' store: ['Yes!'] ['No?'] ['(Maybe.)']",
        "['Why?'] – ['Because.']",
        "the so-called ['experts']' advice",
        "['Well—'] he began.",
        "['90 boys' caps were lost,'] she said.",
    ],
)
@pytest.mark.parametrize("curly", [False, True])
def test_single_marks_are_told_from_apostrophes(case: str, curly: bool) -> None:
    if curly:
        case = re.sub(r"(?<=\[)'", "‘", case).replace("'", "’")
    assert read(case) == case


@pytest.mark.parametrize(
    "case",
    [
        "[”Hello,”] he said. [“No,“] she said. [”Yes,“] they said.",
        '[“Hello,"] he said. ["No,”] she said.',
        "[’Hello,’] he said. [‘No,‘] she said.",
        "[‘Hello,'] he said. ['No,’] she said.",
        "Don‘t say [‘never’], it isn‘t so.",
        "‘Twas in the ‘90s that they got ‘em.",
        "[“Hello, ”] he said. [“ No,”] she said.",
        '["Hello, "] she said. ["I am here."]',
        '["Hello, "]she said. ["I am here."]',
        '[" No , "] he said .',
        '[``Hello,"] he said.',
        '["Hello,"]he said,["no."]',
    ],
)
def test_marks_turned_or_placed_wrongly_do_no_harm(case: str) -> None:
    assert read(case) == case


@pytest.mark.parametrize(
    "case",
    [
        "{“It was cheap, he said.}\n\nHe left. [“Fine,”] she said.",
        'He paid {"five pounds.} ["It was cheap,"] she said. ["I liked it."]',
        'It was cheap," he said. ["I liked it,"] she said.',
        "['The {\"plan is off,}'] he said. ['Right.']",
        "{‘We are here}\n\nand nobody came. [‘No,’] he said.",
        "A 'stray before a [‘good’] one",
        "[“He said {‘No.}”] He left.",
        'a " stands here, alone',
        "a ” stands here, a ’ there",
        "{“One} [“two”] {“three}",
    ],
)
def test_a_stray_mark_costs_nothing_around_it(case: str) -> None:
    assert read(case) == case


def test_quotation_opened_again_at_each_paragraph_is_one() -> None:
    text = "She said: “We came.\n\n“We saw.\n\n“We left,” and then: “Bye.”"
    first, second = quotations(text)
    assert [text[start:end] for start, end in first.parts] == ["“We came.", "“We saw.", "“We left,”"]
    assert (first.closed, text[second.start : second.end]) == (True, "“Bye.”")


def test_quotation_over_paragraphs_keeps_what_stands_within_it() -> None:
    text = "“The ‘plan’, the “Big Weir”, is ours.\n\n“It’s ‘done’.”"
    (quotation,) = quotations(text)
    assert [text[q.start : q.end] for q in quotation.children] == ["‘plan’", "“Big Weir”", "‘done’"]


@pytest.mark.parametrize(
    ("outer", "inner", "last"),
    [("“", "‘", "’ That’s it.”"), ('"', "'", "' That's it.\""), ("'", '"', "\" That's it.'"), ("‘", "“", "” That’s it.’")],
)
def test_both_levels_may_be_opened_again(outer: str, inner: str, last: str) -> None:
    text = f"{outer}He said: {inner}Go.\n\n{outer}{inner}And stay.{last} He left."
    (quotation,) = quotations(text)
    (child,) = quotation.children
    assert [text[start:end] for start, end in quotation.parts] == [f"{outer}He said: {inner}Go.", f"{outer}{inner}And stay.{last}"]
    assert [len(child.parts), child.closed] == [2, True]


def test_possessive_closes_no_quotation_that_the_next_paragraph_goes_on_with() -> None:
    text = "'I love the workers' hall.\n\n'It is good,' said Bob."
    (quotation,) = quotations(text)
    assert len(quotation.parts) == 2


def test_paragraph_without_an_opening_mark_ends_an_unclosed_quotation() -> None:
    first, second = quotations("“We came.\n\nHe paused.\n\n“We saw,” he said.")
    assert (first.closed, len(first.parts), second.closed, len(second.parts)) == (False, 1, True, 1)


def test_given_paragraphs_are_used() -> None:
    text = "“We came. “We saw,” he said."
    (quotation,) = quotations(text, (Span(0, 9), Span(10, len(text))))
    assert quotation.parts == (Span(0, 9), Span(10, 19))


def test_given_paragraphs_that_overlap_or_leave_the_text_are_cut() -> None:
    text = "“We came.” “We saw.”"
    assert len(quotations(text, (Span(11, 400), Span(0, 15), Span(-3, 2)))) == 2


@pytest.mark.parametrize("name", ["british_page", "british_typed_page", "american_page", "american_typed_page"])
def test_a_page_is_read_alike_however_it_is_set(name: str, request: pytest.FixtureRequest) -> None:
    page: str = request.getfixturevalue(name)
    words = [re.sub(r"\W+", " ", page[q.start : q.end]).strip() for q in sorted(walk(quotations(page)), key=lambda q: q.start)]
    assert words == [
        "The footbridge is shut",
        "It s the workers union that asked for it",
        "half baked",
        "They told me Wait till May I ve waited since May 19 and for what My boys school is on the other side",
        "Wait till May",
        "Tis no joke",
        "Rowers dreams aren t my business",
    ]


def test_depths_count_the_quotations_around_each_character() -> None:
    text = "He: “a ‘b’ c”\n\n“d"
    assert list(quotation_depths(text)) == [int(depth) for depth in "0000111222111" + "00" + "11"]


def test_depths_stop_at_255() -> None:
    assert max(quotation_depths("“" * 300 + "a" + "”" * 300)) == 255


def test_a_hundred_thousand_quotations_nest() -> None:
    depth = 100_000
    found = quotations("“" * depth + "a" + "”" * depth)
    assert sum(1 for _ in walk(found)) == depth
    while found:  # taken apart by hand, outermost first, so that no destructor goes as deep
        found = found[0].children


MARKS = "\"“”„‟«»‹›‚'‘’‛`"
quoted_text = st.text(alphabet=st.sampled_from(MARKS + "as .,!?5\n\u00a0S(—"), max_size=60)
fragments = st.lists(st.sampled_from(["“", "”", "\n\n", "'s ", "\ud800", "\0", "b"])).map("".join)
any_text = st.text(max_size=40) | hostile_text | quoted_text | fragments


def assert_within(found: tuple[Quotation, ...], start: int, end: int) -> None:
    """Every quotation lies in the range, after the one before it, and so do those inside it."""
    for quotation in found:
        assert start <= quotation.start < quotation.end <= end
        assert (quotation.parts[0].start, quotation.parts[-1].end) == (quotation.start, quotation.end)
        assert_within(quotation.children, quotation.start + 1, quotation.end - quotation.closed)
        start = quotation.end


@given(any_text)
def test_quotations_lie_in_the_text_in_order_and_inside_each_other(text: str) -> None:
    assert_within(quotations(text), 0, len(text))


@given(any_text)
def test_parts_lie_in_one_paragraph_each(text: str) -> None:
    paragraphs = split_paragraphs(text)
    for quotation in walk(quotations(text)):
        for start, end in quotation.parts:
            assert sum(paragraph.start <= start < end <= paragraph.end for paragraph in paragraphs) == 1


@given(any_text)
def test_reading_twice_gives_the_same_quotations(text: str) -> None:
    assert quotations(text) == quotations(text)


@given(any_text)
def test_depths_are_those_of_the_quotations(text: str) -> None:
    depths = [0] * len(text)
    for quotation in walk(quotations(text)):
        for start, end in quotation.parts:
            depths[start:end] = [depth + 1 for depth in depths[start:end]]
    assert list(quotation_depths(text)) == depths


@given(
    st.lists(
        st.sampled_from(["“Yes,” she said.", "‘It’s ‘fine’.’", "'Don't,' he said.", '"a "b" c"', "“Open", "the boys' hats"]), max_size=6
    )
)
def test_paragraphs_apart_from_a_blank_one_do_not_touch_each_other(paragraphs: list[str]) -> None:
    separator = "\n\nNothing.\n\n"
    together = separator.join(paragraphs)
    apart = [shown(paragraph) for paragraph in paragraphs]
    assert shown(together) == separator.join(apart)


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "”", "'", "‘", "’", "`", "'\"", "“‘", "«»", "s' ", ' "a', " 'a", "“a” 'b' ", "“a\n\n", "\n", " ", " \n", "5' "],
)
def test_time_is_linear(unit: str) -> None:
    assert_linear(quotation_depths, unit)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['"', "“", "'", "“‘", "s' "])
def test_a_million_marks_are_read(unit: str) -> None:
    assert len(quotation_depths(unit * 1_000_000)) == len(unit) * 1_000_000
