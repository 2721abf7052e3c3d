"""Amounts of headlines and bodies: what is read as one, and which two say the same."""

from __future__ import annotations

import pytest

from sayso.checks.headline_amounts import Amount, Kind, agree, comparable, find_amounts
from sayso.checks.headline_words import words_of


def amounts_in(text: str) -> tuple[Amount, ...]:
    return find_amounts(words_of(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("twenty-one homes", Kind.COUNT, 21),
        ("1,200 homes", Kind.COUNT, 1200),
        ("two hundred jobs", Kind.COUNT, 200),
        ("a dozen eggs", Kind.COUNT, 12),
        ("£2.5m for a bridge", Kind.MONEY, 2.5e6),
        ("£4 billion", Kind.MONEY, 4e9),
        ("30 crowns", Kind.MONEY, 30),
        ("50 per cent of wells", Kind.SHARE, 0.5),
        ("half of the wells", Kind.SHARE, 0.5),
        ("nearly a third of residents", Kind.SHARE, 0.3333),
        ("one in five pupils", Kind.SHARE, 0.2),
        ("all dogs", Kind.SHARE, 1.0),
        ("rents double", Kind.FACTOR, 2),
        ("for three months", Kind.TIME, 91.2),
        ("for a year", Kind.TIME, 365),
        ("a nine-year-old girl", Kind.AGE, 9),
        ("in 2019", Kind.YEAR, 2019),
        ("on Friday", Kind.DAY, 4),
    ],
)
def test_words_and_figures_are_read_as_one_value(text: str, kind: Kind, value: float) -> None:
    amount = amounts_in(text)[0]
    assert (amount.kind, amount.low) == (kind, pytest.approx(value))
    assert amount.low == amount.high


@pytest.mark.parametrize("text", ["the most expensive bridge", "after all", "a few of them", "half past nothing", "one"])
def test_idioms_are_no_share(text: str) -> None:
    assert [amount for amount in amounts_in(text) if amount.kind is Kind.SHARE and amount.low > 0.3] == []


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        ("nearly 500 jobs", "487 jobs"),
        ("two dead", "killing 2 people"),
        ("half of the wells", "50% of the wells"),
        ("hundreds of homes", "412 homes"),
        ("rents double", "rents rose by 100%"),
        ("rents up by a third", "rents went from 120 to 160 crowns"),
        ("most residents", "58% of residents"),
        ("for a year", "for twelve months"),
        ("seven shops", "seven of the nineteen shops"),
    ],
)
def test_amounts_that_say_the_same_agree(claimed: str, given: str) -> None:
    assert any(comparable(one, other) and agree(one, other) for one in amounts_in(claimed) for other in amounts_in(given))


@pytest.mark.parametrize(
    ("claimed", "given"),
    [
        ("£9m", "£900,000"),
        ("rents double", "rents rose by 40 per cent"),
        ("all shops", "seven of the nineteen shops"),
        ("dozens hurt", "five people were hurt"),
        ("for a year", "for three months"),
        ("most residents", "a third of residents"),
        ("on Friday", "on Monday"),
        ("19 homes", "91 homes"),
    ],
)
def test_amounts_of_one_sort_that_differ_do_not_agree(claimed: str, given: str) -> None:
    pairs = [(one, other) for one in amounts_in(claimed) for other in amounts_in(given) if comparable(one, other)]
    assert pairs
    assert not any(agree(one, other) for one, other in pairs)


def test_things_of_another_sort_are_not_compared() -> None:
    (dogs,), (cats,) = amounts_in("nine dogs"), amounts_in("five cats")
    assert not comparable(dogs, cats)


def test_part_of_a_number_of_things_is_a_share_and_a_count() -> None:
    share, count = amounts_in("seven of the nineteen shops")
    assert (share.kind, count.kind, count.low) == (Kind.SHARE, Kind.COUNT, 7)
    assert share.low == pytest.approx(7 / 19)
