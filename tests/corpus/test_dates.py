from __future__ import annotations

import os
import time
from datetime import date

import pytest

from sayso.corpus.dates import Published, days_of, read_date, read_day


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2021-03-01", "2021-03-01"),
        ("2021-03", "2021-03"),
        ("2021", "2021"),
        ("2021-03-01T10:00:00", "2021-03-01T10:00:00"),
        ("2021-03-01T00:30:00+14:00", "2021-02-28T10:30:00Z"),
        ("2021-03-28T02:30:00+01:00", "2021-03-28T01:30:00Z"),
        ("2021-03-01 23:30:00-0200", "2021-03-02T01:30:00Z"),
        ("0001-01-01T00:30:00+02:00", None),
        ("9999-12-31T23:30:00-02:00", None),
        ("2021-02-30", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_kept_in_utc_and_never_guessed(written: str | None, utc: str | None) -> None:
    published = read_date(written)
    assert published.utc == utc
    assert (published.day == 0) is (utc is None)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "UTC"])
def test_zone_of_the_machine_changes_no_date(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        assert read_date("2021-03-01T00:30:00") == Published("2021-03-01T00:30:00", date(2021, 3, 1).toordinal())
    finally:
        monkeypatch.undo()
        time.tzset()


def test_question_by_a_month_means_all_of_its_days() -> None:
    assert read_day("2021-02") == date(2021, 2, 1).toordinal()
    assert read_day("2021-02", end=True) == date(2021, 2, 28).toordinal()
    assert read_day("2021", end=True) == date(2021, 12, 31).toordinal()
    assert read_day("9999", end=True) == date(9999, 12, 31).toordinal()
    with pytest.raises(ValueError, match="is no date"):
        read_day("soon")


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2021-03-09", (date(2021, 3, 9), date(2021, 3, 9))),
        ("2021", (date(2021, 1, 1), date(2021, 12, 31))),
        ("2020-W53", (date(2020, 12, 28), date(2021, 1, 3))),
        ("2021-W53", None),
        ("2021-13", None),
        ("soon", None),
    ],
)
def test_date_of_an_event_covers_its_days(written: str, days: tuple[date, date] | None) -> None:
    assert days_of(written) == days
