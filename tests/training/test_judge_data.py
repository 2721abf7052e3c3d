"""The stock of headlines: every line of it keeps to its form, and its words are found in what the judge is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from sayso.model.files import SHIPPED
from sayso.model.judge import FAULTS
from training.judge_data import load_stock, make_example

STOCK = sorted((Path(__file__).parents[2] / "training" / "headlines").glob("*.txt"))
SMALL = """# body
The mill may be sold, its owner said.
It has forty workers.

= Mill to be sold
drops hedge | to be | may be
= Owner speaks of selling mill
supported
"""


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    path = tmp_path / "stock.txt"
    path.write_text(SMALL, "utf8")
    return path


def test_headlines_have_their_body_and_faults(stock: Path) -> None:
    first, second = load_stock([stock])
    assert first.body == second.body == ("The mill may be sold, its owner said.", "It has forty workers.")
    assert [tuple(fault) for fault in first.faults] == [("drops hedge", "to be", "may be")]
    assert second.faults == ()


def test_example_marks_the_words_that_clash_on_both_sides(stock: Path) -> None:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    first, second = load_stock([stock])
    example = make_example(first, tokenizer, 128)
    column = FAULTS.index("drops hedge")
    texts = {-1: first.text, 0: first.body[0], 1: first.body[1]}
    rows = [
        (int(owner), texts[int(owner)][start:end])
        for owner, start, end, marked in zip(
            example.layout.owner, example.layout.starts, example.layout.ends, example.clashes[:, column], strict=True
        )
        if marked
    ]
    assert rows == [(-1, "to"), (-1, "be"), (0, "may"), (0, "be")]
    assert example.faults.tolist() == [float(number == column) for number in range(len(FAULTS))]
    assert not make_example(second, tokenizer, 128).faults.any()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("drops hedge | to be", "no verdict with the words"),
        ("drops hope | to be | may be", "no verdict"),
        ("drops hedge | to be | might be", "not those"),
        ("supported\ndrops hedge | to be | may be", "one of the two"),
    ],
)
def test_line_out_of_form_is_named(stock: Path, line: str, reason: str) -> None:
    stock.write_text(SMALL.replace("drops hedge | to be | may be", line), "utf8")
    with pytest.raises(SystemExit, match=reason):
        load_stock([stock])


def test_whole_stock_keeps_to_its_form() -> None:
    headlines = load_stock(STOCK)
    assert len(headlines) > 10_000
    assert {fault.verdict for headline in headlines for fault in headline.faults} == set(FAULTS)
    assert any(path.name.startswith("held_") for path in STOCK)


def test_nothing_that_is_held_out_is_trained_on() -> None:
    held = {headline.body for headline in load_stock(path for path in STOCK if path.name.startswith("held_"))}
    trained = {headline.body for headline in load_stock(path for path in STOCK if not path.name.startswith("held_"))}
    assert held.isdisjoint(trained)
