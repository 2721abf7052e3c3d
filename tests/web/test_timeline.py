"""The spread of a saying: where everything stands, that the picture says it without colour, and that it is always the same."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.corpus import Corpus
from sayso.corpus.records import Appearance, Saying
from sayso.reading import Span
from sayso.web.pictures import make_file
from sayso.web.timeline import draw_timeline, strip_marks, tell_descent, tell_difference, tell_variant
from sayso.web.timeline_dates import read_time
from sayso.web.timeline_layout import LEFT, MOST_FAINT, MOST_LANES, MOST_LINES, RIGHT, lay_out, select_appearances
from tests.corpus.making import Said, make_reading

FIRST = "We were told in March that the granite pier would not outlast another winter, and nobody closed it"
SHORTER = "We were told that the granite pier would not outlast another winter, and nobody closed it"
STORY = "The harbour master spoke to members in the old customs house while rain fell on the quay outside, and the chair thanked her for a \
frank account of what had gone wrong over a dozen years of neglect and three reports that nobody ever read."


@pytest.fixture(scope="module")
def saying(tmp_path_factory: pytest.TempPathFactory) -> Saying:
    """A saying that one paper has first, a wire service takes to three more, another links to, and one has without a date."""
    with Corpus(tmp_path_factory.mktemp("c") / "news.sayso", limit_s=None) as corpus:
        corpus.add(make_reading(Said(FIRST), outlet="The Bell", published="2021-03-02T07:40:00Z", url="https://bell.example/pier"))
        for number, outlet in enumerate(("Northwire", "Coast Courier", "The Ledger")):
            story = make_reading(
                Said(SHORTER), outlet=outlet, published=f"2021-03-03T0{number}:00:00Z", wire="Northwire", filler=STORY, headline=outlet
            )
            corpus.add(story)
        linking = make_reading(Said(FIRST), outlet="The Gull", published="2021-03-05", links=("https://bell.example/pier",))
        corpus.add(linking)
        corpus.add(make_reading(Said(SHORTER), outlet="The Almanac", published="2021-04"))
        corpus.add(make_reading(Said(FIRST), outlet="Pamphlet", published=None))
        found = corpus.trace(FIRST)
    assert len(found) == 1
    return found[0]


def make(number: int, *, outlet: str = "The Bell", published: str | None = "2021-03-02", variant: int = 0, follows: int | None = None,
         because: str = "wording") -> Appearance:  # fmt: skip
    return Appearance(
        number, f"p{number}", None, outlet, published, None, "a0", (Span(0, 1),), "Ada Quill", variant, outlet, follows, because
    )


# ---------------------------------------------------------------- layout


def test_copies_of_one_story_are_one_lane_with_a_count(saying: Saying) -> None:
    layout = lay_out(saying.appearances)
    assert [lane.name for lane in layout.lanes] == ["The Bell", "Northwire", "The Gull", "The Almanac", "No date"]
    assert layout.lanes[1].note == "one story, 3 copies in 3 outlets"
    assert [len(mark.appearances) for mark in layout.marks if mark.lane == 1] == [3]


def test_what_has_no_date_has_a_lane_of_its_own_and_no_place_in_time(saying: Saying) -> None:
    layout = lay_out(saying.appearances)
    assert [lane.is_undated for lane in layout.lanes] == [False] * 4 + [True]
    assert [one.outlet for mark in layout.marks if mark.lane == 4 for one in mark.appearances] == ["Pamphlet"]


def test_later_is_further_right_and_a_month_is_as_long_as_a_month(saying: Saying) -> None:
    dated = [mark for mark in lay_out(saying.appearances).marks if mark.lane < 4]
    assert [mark.x for mark in dated] == sorted(mark.x for mark in dated)
    assert all(LEFT <= mark.x <= RIGHT for mark in dated)
    assert [mark.end > mark.start for mark in dated] == [False, False, False, True]


def test_lines_tell_what_descent_rests_on_and_copies_need_none(saying: Saying) -> None:
    layout = lay_out(saying.appearances)
    ends = {(layout.marks[line.source].lane, layout.marks[line.target].lane): line.because for line in layout.lines}
    assert ends == {(0, 1): "wording", (0, 2): "link", (1, 3): "wording"}


def test_wordings_that_would_lie_on_one_another_get_rows() -> None:
    layout = lay_out([make(0), make(1, variant=1), make(2)])
    assert [len(mark.appearances) for mark in layout.marks] == [2, 1]
    assert layout.marks[0].y != layout.marks[1].y
    assert layout.lanes[0].height > lay_out([make(0)]).lanes[0].height


def test_a_crowd_is_counted_where_it_cannot_be_drawn() -> None:
    layout = lay_out([make(number, variant=number) for number in range(30)])
    assert sum(len(mark.appearances) for mark in layout.marks) == 30
    assert layout.height < 300


def test_lanes_beyond_the_most_share_one() -> None:
    layout = lay_out([make(number, outlet=f"Paper {number:02}", published=f"2021-03-{number % 28 + 1:02}") for number in range(40)])
    assert len(layout.lanes) == MOST_LANES + 1
    assert layout.lanes[-1].name == f"{40 - MOST_LANES} further outlets"


def test_a_fan_of_weak_lines_is_left_out_and_counted() -> None:
    many = [make(0), *(make(n, outlet=f"P{n % 7}", published=f"20{n:02}-03-01", follows=0) for n in range(1, 99))]
    layout = lay_out(many)
    assert not layout.lines
    ((because, n),) = layout.left_out
    assert because == "wording"
    assert n > MOST_FAINT


def test_a_knot_of_lines_is_thinned_out_from_the_weakest_reason() -> None:
    reasons = ["credit"] * 80 + ["link"] * 60
    some = [make(0, outlet="P")]
    some += [make(n, outlet=f"P{n % 20}", published=f"20{n:02}"[:4] + "-03-01", follows=0, because=why) for n, why in enumerate(reasons, 1)]
    layout = lay_out(some)
    assert {line.because for line in layout.lines} == {"link"}
    assert [because for because, _ in layout.left_out] == ["credit"]
    assert len(layout.lines) <= MOST_LINES


@pytest.mark.parametrize(
    ("since", "until", "outlets"),
    [
        ("", "", 7),
        ("2021-03-03", "", 5),
        ("2021-03-03", "2021-03-03", 3),
        ("", "2021-03-02", 1),
        ("2021-04", "", 1),
        ("2022", "2023", 0),
    ],
)
def test_a_span_of_days_leaves_out_what_cannot_be_in_it(saying: Saying, since: str, until: str, outlets: int) -> None:
    found = select_appearances(saying, since, until)
    assert len(found) == outlets
    layout = lay_out(found, since, until)
    assert not since or not found or layout.first == {"2021-03-03": since, "2021-04": "2021-04-01"}[since]


def test_a_span_that_is_none_is_refused(saying: Saying) -> None:
    with pytest.raises(ValueError, match="no date"):
        select_appearances(saying, "spring", "")


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2021-03-02T07:00:00Z", "2021-03-02T11:00:00Z", ["2 Mar 2021 00:00", "03:00"]),
        ("2021-03-02", "2021-03-08", ["2 Mar 2021", "3 Mar"]),
        ("2021-03-02", "2021-04-20", ["8 Mar 2021", "15 Mar"]),
        ("2021-03-02", "2021-11-08", ["Apr 2021", "May 2021"]),
        ("1999-01-01", "2003-11-08", ["1999", "2000"]),
        ("0001-01-01", "9999-12-31", ["1000", "2000"]),
    ],
)
def test_dates_below_are_round(first: str, last: str, labels: list[str]) -> None:
    ticks = lay_out([make(0, published=first), make(1, published=last)]).ticks
    assert [tick.label for tick in ticks[:2]] == labels
    assert len(ticks) <= 11


@given(st.lists(st.sampled_from(["2021", "2021-03", "2021-03-02", "2021-03-02T10:00:00Z", "9999-12", "0001-01-01", None]), max_size=30))
def test_any_dates_can_be_laid_out_and_drawn(dates: list[str | None]) -> None:
    some = [
        make(number, published=published, outlet=f"P{number % 5}", variant=number % 4, follows=number - 1 if number else None)
        for number, published in enumerate(dates)
    ]
    layout = lay_out(some)
    assert sum(len(mark.appearances) for mark in layout.marks) == len(some)
    for mark in layout.marks:
        assert LEFT <= mark.start <= mark.x <= mark.end <= RIGHT
        assert 0 < mark.y < layout.bottom


def test_a_date_is_as_exact_as_it_says() -> None:
    day = read_time("2021-03-02")
    minute = read_time("2021-03-02T10:30:00Z")
    assert day is not None
    assert minute is not None
    assert (day.end - day.start, minute.start - day.start, minute.end - minute.start) == (1440, 630, 1)
    assert read_time("soon") is None


# ---------------------------------------------------------------- picture


def test_the_picture_is_the_same_each_time_and_is_xml(saying: Saying) -> None:
    svg = draw_timeline(saying, saying.appearances)
    assert svg == draw_timeline(saying, saying.appearances)
    for text in (svg, make_file(svg), draw_timeline(saying, saying.appearances, linked=False)):
        ET.fromstring(text)


def test_every_mark_leads_to_its_row_and_says_what_it_is(saying: Saying) -> None:
    svg = ET.fromstring(draw_timeline(saying, saying.appearances))
    marks = list(svg.iter("{http://www.w3.org/2000/svg}a"))
    assert [mark.get("href") for mark in marks] == ["#o1", "#o2", "#o5", "#o6", "#o7"]
    assert marks[0].get("aria-label") == "Occurrence 1: The Bell, 2 March 2021, 07:40 UTC. The first known wording."
    assert marks[1].get("aria-label") == (
        "3 occurrences, the first of them number 2: 3 outlets, first Northwire, from 3 March 2021, 00:00 UTC."
        " Wording 2: left out “in March”."
    )


def test_shape_and_number_tell_a_wording_without_colour(saying: Saying) -> None:
    svg = ET.fromstring(draw_timeline(saying, saying.appearances))
    shapes = [
        (mark.get("data-wording"), {one.get("class") for one in mark} & {"verbatim", "variant", "ring"})
        for mark in svg.iter("{http://www.w3.org/2000/svg}a")
    ]
    assert shapes == [("1", {"verbatim", "ring"}), ("2", {"variant"}), ("1", {"verbatim"}), ("2", {"variant"}), ("1", {"verbatim"})]


@pytest.mark.parametrize("words", ["</text><script>alert(1)</script>", "\u202eevil", "a & b <c> \"d\" 'e'", "\x01\ufffe"])
def test_hostile_names_stay_words(saying: Saying, words: str) -> None:
    hostile = tuple(replace(one, outlet=words, origin=words) for one in saying.appearances)
    changed = replace(saying, appearances=hostile, words=words)
    svg = draw_timeline(changed, hostile)
    tags = {one.tag.rpartition("}")[2] for one in ET.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "g", "path", "text", "rect", "circle", "a"}
    assert "\u202e" not in svg


def test_a_picture_of_nothing_is_still_a_picture(saying: Saying) -> None:
    ET.fromstring(draw_timeline(saying, (), "2030", "2031"))


# ---------------------------------------------------------------- words


def test_differences_and_descent_are_told_in_words(saying: Saying) -> None:
    assert tell_variant(saying.variants[0]) == "the first known wording"
    assert tell_variant(saying.variants[1]) == "left out “in March”"
    assert tell_difference(replace(saying.variants[1].differences[0], kind="put in", first="", variant="{0}")) == "put in “{0}”"
    assert "is not compared" in tell_variant(replace(saying.variants[1], differences=()))
    many = replace(saying.variants[1], differences=saying.variants[1].differences * 20)
    assert tell_variant(many).endswith("and 8 more differences")
    assert tell_descent(saying.appearances[0]) == "the first known"
    assert tell_descent(saying.appearances[4]) == "probably follows no. 1: its page links to that one"
    assert tell_descent(saying.appearances[6]).startswith("unknown, because the page has no date")
    assert strip_marks("“Yes,” ‘no’") == "Yes,” ‘no"
