from __future__ import annotations

import pytest

from sayso.commitment.claims import find_claim
from sayso.commitment.content import find_order, tell_opening
from sayso.commitment.stance import is_correction
from sayso.commitment.words import find_words


@pytest.mark.parametrize(
    ("content", "main"),
    [
        ("that the wall may fall, and that the mill will close", "the wall may fall ,"),
        ("When the tide turns, the road may flood", "the road may flood"),
        ("nothing is settled but it could be soon", "nothing is settled"),
        ("they left because it might rain", "they left"),
        ("that salt, flour and oil may run out", "salt , flour and oil may run out"),
        ("Look, we may lose", "we may lose"),
    ],
)
def test_first_main_clause_is_found(content: str, main: str) -> None:
    assert " ".join(word.form for word in find_claim(find_words(content)).main) == main


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        ("the fair will close if it rains", "if"),
        ("unless it rains, the crop is lost", "unless"),
        ("Had they known, they would have come", "had"),
        ("it will run provided that the county pays", "provided that"),
        ("if you look, you will see three bridges", ""),
        ("they will play even if it rains", ""),
        ("he talks as if he owned it", ""),
        ("it is done, and if it fails they pay", ""),
        ("they had been asked to leave", ""),
        ("nobody knows if it rained", ""),
    ],
)
def test_condition_of_the_claim_is_found(content: str, condition: str) -> None:
    assert " ".join(word.form for word in find_claim(find_words(content)).condition) == condition


@pytest.mark.parametrize(
    "words", ["Fix the roof", "Please wait", "Don’t touch it", "Never lend a boat", "Let us be patient", "Pip, bring the key"]
)
def test_order_is_seen(words: str) -> None:
    assert find_order(find_words(words))


@pytest.mark.parametrize(
    "words",
    [
        "Work begins at six",
        "Look, it rained",
        "Thank you all",
        "Take any week and you would find him",
        "Help is near",
        "Support is growing",
        "They fix roofs",
    ],
)
def test_what_only_looks_like_an_order_is_none(words: str) -> None:
    assert not find_order(find_words(words))


@pytest.mark.parametrize(
    ("content", "opening"),
    [
        ("to leave", "to"),
        ("not to leave", "to"),
        ("to the sea", "other"),
        ("the jury to disregard it", "object to"),
        ("the plan to sell was his", "other"),
        ("for an inquiry", "for"),
        ("for how long", "wh"),
        ("whether it rained", "whether"),
        ("on whether it rained", "whether"),
        ("who paid", "wh"),
        ("permission to land", "for"),
        ("", "other"),
    ],
)
def test_opening_is_told(content: str, opening: str) -> None:
    assert tell_opening(find_words(content)) == opening


@pytest.mark.parametrize(
    "sentence",
    [
        "That was wrong.",
        "This is simply not true.",
        "She did not.",
        "It has not; it floods.",
        "Not so.",
        "The claim was false.",
        "In fact, there is none.",
    ],
)
def test_correction_is_seen(sentence: str) -> None:
    assert is_correction(find_words(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "He did not expect that.",
        "It is now closed.",
        "In fact, he owned two.",
        "Not so with the others.",
        "“That is a lie,” she said.",
        "That was in March.",
    ],
)
def test_what_only_follows_is_no_correction(sentence: str) -> None:
    assert not is_correction(find_words(sentence))
