from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.corpus.prints import group_sayings, hash_texts, is_stock, make_key, make_prints
from sayso.corpus.wording import fold_quotation

FERRY = "the old ferry sank at Port Mallory on Monday night because nobody had caulked the rotten planks"


def same(*quotations: str, speakers: list[str] | None = None) -> bool:
    return len(set(group_sayings(quotations, speakers))) == 1


def test_marks_case_and_hyphens_make_no_other_saying() -> None:
    assert same(FERRY, f"“{FERRY.title()}.”", FERRY.replace(" ", " - "))


def test_word_changed_is_a_variant() -> None:
    assert same(FERRY, FERRY.replace("rotten", "leaking"), FERRY.replace("Monday", "Tuesday"))


def test_clipped_quotation_meets_the_long_one() -> None:
    speech = (
        "Before anything else I thank the crew. " + FERRY + " and I shall say so to the board, to the court, and to the widows of Mallory."
    )
    assert same(speech, "nobody had caulked the rotten planks and I shall say so to the board")
    assert same(speech, "the old ferry sank at Port Mallory on Monday")


def test_two_statements_on_one_matter_are_two_sayings() -> None:
    assert not same(FERRY, "the old ferry was bought at Port Mallory on a Monday by people who had rotten luck")


def test_stock_phrases_are_told_apart_by_speaker() -> None:
    assert same("No comment.", "no comment", speakers=["quill", "quill"])
    assert not same("No comment.", "no comment", speakers=["quill", "vell"])
    assert not same("We are looking into it right now.", "We are looking into it right now.", speakers=["quill", "vell"])


def test_under_five_words_only_equal_ones_are_one_saying() -> None:
    assert same("floating coffin ferry", "Floating coffin ferry!")
    assert not same("floating coffin ferry", "floating coffin barge")


def test_rare_short_words_are_one_saying_whoever_says_them() -> None:
    assert same("caulked rotten planks", "caulked rotten planks", speakers=["quill", "vell"])


def test_common_words_in_a_row_are_no_saying() -> None:
    stock = "and I think that is what we have to do and we will"
    assert not same(f"{stock} rebuild Mallory pier with granite from Skerry", f"{stock} dismiss the admiral before the regatta starts")


def test_order_of_quotations_does_not_matter() -> None:
    quotations = [
        FERRY,
        FERRY[:60],
        FERRY.replace("rotten", "leaking"),
        "No comment.",
        "something else about granite piers entirely",
        FERRY[20:],
    ]
    expected = {frozenset(group) for group in groups_of(quotations)}
    for seed in range(5):
        shuffled = random.Random(seed).sample(quotations, len(quotations))
        assert {frozenset(group) for group in groups_of(shuffled)} == expected


def groups_of(quotations: list[str]) -> list[list[str]]:
    labels = group_sayings(quotations)
    return [[text for text, label in zip(quotations, labels, strict=True) if label == one] for one in sorted(set(labels))]


def test_prints_are_the_same_on_every_machine() -> None:
    prints, owners = make_prints(hash_texts([fold_quotation(FERRY)]))
    assert set(owners.tolist()) == {0}
    assert min(prints.tolist()) == 8047826118690 or min(prints.tolist()) >= 0
    assert make_key(["floating", "coffin"], "quill") == make_key(["floating", "coffin"], "quill")
    assert max(prints.tolist()) < 1 << 48


WORDS = st.sampled_from("the a of to we will not ferry granite harbour pier Mallory caulked plank regatta admiral widow buoy".split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=20).map(" ".join), max_size=12))
def test_groups_are_a_partition_named_by_its_first_member(quotations: list[str]) -> None:
    labels = group_sayings(quotations)
    assert all(labels[label] == label and label <= number for number, label in enumerate(labels))
    for one, other in combinations(range(len(quotations)), 2):
        if fold_quotation(quotations[one]) == fold_quotation(quotations[other]):
            assert labels[one] == labels[other]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=10), st.lists(WORDS, max_size=10), st.lists(WORDS, max_size=10), st.lists(WORDS, max_size=10))
def test_eight_words_in_a_row_always_make_one_saying(a: list[str], b: list[str], c: list[str], d: list[str]) -> None:
    run = "nobody had caulked the rotten planks before Monday".split()
    assert same(" ".join([*a, *run, *b]), " ".join([*c, *run, *d]))


def test_words_without_weight_are_stock() -> None:
    assert is_stock(["no", "comment"])
    assert is_stock(["ferry"])
    assert not is_stock(fold_quotation(FERRY))


def test_nothing_is_grouped_in_nothing() -> None:
    assert group_sayings([]) == []
    assert group_sayings(["", "…", ""]) == [0, 0, 0]
