"""What words leave behind in a body: senses, the verb of a headline, and what a lost word says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import check_headline
from sayso.checks.headline_predicate import find_predicate
from sayso.checks.headline_senses import SAME, Vocabulary, base_of, verb_of, verb_share
from sayso.checks.headline_words import words_of
from tests.checks.pairs import page_of

BODY = """
The mill at Orrin will grind the barley of twelve farms this autumn.
Its miller, Ada Quill, has mended the wheel. Farmers paid for the new stones.
The bakers of Orrin have ordered flour.
"""


@pytest.mark.parametrize(
    ("headline", "verb"),
    [
        ("Miller mends wheel of old mill", "mends"),
        ("Drivers end strike at mill", "end"),
        ("Walker pulled from pond after night in the reeds", "pulled"),
        ("Mill must repay farmers", "repay"),
        ("Mill shares jump on news of barley", "jump"),
        ("Police hunt thief of flour", "hunt"),
        ("Plan to close mill rejected", "close"),
    ],
)
def test_verb_of_a_headline_is_found(headline: str, verb: str) -> None:
    words = words_of(headline, 0, len(headline))
    place = find_predicate(words)
    assert place is not None
    assert words[place].lower == verb


def test_label_has_no_verb() -> None:
    words = words_of("The mill of the year", 0, 20)
    assert find_predicate(words) is None


def test_words_of_one_sense_are_near_and_others_are_not() -> None:
    words = ["quit", "resignation", "stay", "barley"]
    near = dict(zip(words, Vocabulary(words).near("resigned"), strict=True))
    assert near["quit"] >= SAME
    assert near["resignation"] >= SAME
    assert near["barley"] < 0.4


def test_forms_lead_to_their_word() -> None:
    assert (verb_of("mended"), verb_of("ran"), verb_of("carries"), verb_of("the")) == ("mend", "run", "carry", None)
    assert base_of("women") == "woman"
    assert verb_share("resign") > verb_share("mill") > 0 == verb_share("barley")


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=9), max_size=8), st.text("abcdefghij", min_size=1, max_size=9))
def test_nearness_lies_between_none_and_the_word_itself(words: list[str], word: str) -> None:
    near = Vocabulary(words).near(word)
    assert len(near) == len(words)
    assert all(0.0 <= value <= 1.0 for value in near)


def _verdicts(headline: str, body: str = BODY) -> set[str]:
    return {finding.verdict for finding in check_headline(page_of(headline, body)).findings}


def test_verb_without_counterpart_changes_the_event() -> None:
    assert _verdicts("Miller mends wheel of Orrin mill") == {"supported"}
    assert _verdicts("Bakers burn flour of mill") == {"changes event"}


def test_claim_without_counterpart_is_unsupported() -> None:
    assert _verdicts("Farmers gild Lantern Street bandstand for royal wedding") == {"unsupported"}


def test_refusal_of_what_is_done_is_the_contrary() -> None:
    assert _verdicts("Mill refuses to grind barley of farms") == {"contradicted"}


def test_admission_of_what_is_denied_is_the_contrary() -> None:
    body = "Sacks of flour from the mill at Orrin were short in weight, bakers said. The miller denied it. The bakers have gone elsewhere."
    assert _verdicts("Miller admits sacks of flour were short in weight", body) == {"contradicted"}


def test_verb_of_saying_needs_no_counterpart() -> None:
    body = "The mill at Orrin will never be sold, its miller has said. He is 81 and has no children. The mill has stood since 1790."
    assert "changes event" not in _verdicts("Miller vows mill at Orrin will never be sold", body)


def test_amount_explains_the_rest() -> None:
    body = "The miller of Orrin agreed on a rent of £30 a week with the parish on Monday. He had paid £20 for nine years."
    assert _verdicts("Miller settles for rent of £90 a week", body) == {"changes amount"}
