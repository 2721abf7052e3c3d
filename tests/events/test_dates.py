"""Times as written, and the dates that they mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.events import find_times, resolve_date
from sayso.reading import Span

FRIDAY = "2023-03-03T10:00:00+01:00"


@pytest.mark.parametrize(
    ("words", "ahead", "date"),
    [
        ("on Monday", False, "2023-02-27"),
        ("on Monday", True, "2023-03-06"),
        ("Tuesday’s", False, "2023-02-28"),
        ("on Friday", False, "2023-03-03"),
        ("last Friday", False, "2023-02-24"),
        ("next Friday", True, "2023-03-10"),
        ("on Thursday night", False, "2023-03-02"),
        ("late on Thursday", False, "2023-03-02"),
        ("yesterday", False, "2023-03-02"),
        ("Tomorrow", False, "2023-03-04"),
        ("tonight", False, "2023-03-03"),
        ("last night", False, "2023-03-02"),
        ("this morning", False, "2023-03-03"),
        ("last week", False, "2023-W08"),
        ("this week", False, "2023-W09"),
        ("next week", True, "2023-W10"),
        ("last month", False, "2023-02"),
        ("next month", True, "2023-04"),
        ("last year", False, "2022"),
        ("three days ago", False, "2023-02-28"),
        ("two weeks ago", False, "2023-W07"),
        ("four months ago", False, "2022-11"),
        ("a year ago", False, "2022"),
        ("in April", False, "2022-04"),
        ("in April", True, "2023-04"),
        ("in March", False, "2023-03"),
        ("on June 9", True, "2023-06-09"),
        ("on 9 June", False, "2022-06-09"),
        ("on 14 February", False, "2023-02-14"),
        ("on Feb. 14", False, "2023-02-14"),
        ("on 3rd of May 2021", False, "2021-05-03"),
        ("on December 24, 2021", False, "2021-12-24"),
        ("in June 2020", False, "2020-06"),
        ("in 2019", False, "2019"),
        ("on Tuesday, Feb. 28", False, "2023-02-28"),
        ("2021-05-03", False, "2021-05-03"),
        ("on 31 February", False, None),
        ("some day", False, None),
        ("a few days ago", False, None),
    ],
)
def test_words_mean_a_date_as_precise_as_they_are(words: str, ahead: bool, date: str | None) -> None:
    assert resolve_date(words, FRIDAY, ahead=ahead) == date


@pytest.mark.parametrize(("words", "date"), [("on 3 May 2021", "2021-05-03"), ("in 2019", "2019"), ("on Monday", None), ("in May", None)])
def test_without_a_day_of_publication_only_full_dates_are_known(words: str, date: str | None) -> None:
    assert resolve_date(words, None) == date
    assert resolve_date(words, "2023") == date


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["Monday", "Tuesday", "Friday", "Sunday"]))
def test_weekday_is_the_nearest_on_its_side(day: dt.date, weekday: str) -> None:
    before, ahead = (dt.date.fromisoformat(resolve_date(f"on {weekday}", day.isoformat(), ahead=side) or "") for side in (False, True))

    assert before <= day <= ahead
    assert (ahead - before).days in (0, 7)
    assert f"{before:%A}" == f"{ahead:%A}" == weekday


@given(st.text(max_size=40), st.text(max_size=12))
def test_any_words_and_any_day_give_a_date_or_none(words: str, published: str) -> None:
    assert isinstance(resolve_date(words, published), str | None)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("They met on Monday night in Corrin.", ["on Monday night"]),
        ("They met last week, and on June 9.", ["last week", "on June 9"]),
        ("Tuesday’s meeting was short.", ["Tuesday’s"]),
        ("They have not met since Monday.", []),
        ("It may march on, as the sun sat.", []),
        ("They met between Monday and noon.", []),
    ],
)
def test_times_are_found_with_their_preposition(text: str, times: list[str]) -> None:
    assert [text[start:end] for start, end in find_times(text, Span(0, len(text)))] == times
