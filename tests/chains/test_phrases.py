"""Words for an outlet, taken apart into channel, programme and host."""

from __future__ import annotations

import pytest

from sayso.chains.phrases import parse_outlet


@pytest.mark.parametrize(
    ("words", "name", "host"),
    [
        ("Channel Nine’s “Daybreak” host Ian Bell that", "Daybreak (Channel Nine)", "Ian Bell"),
        ("Fen News “Wet Hour” host Ian Bell.", "Wet Hour (Fen News)", "Ian Bell"),
        ("Radio Fen’s morning programme, Reedbed, on Monday", "Reedbed (Radio Fen)", ""),
        ("“Daybreak” on Channel Nine", "Daybreak (Channel Nine)", ""),
        ("the programme Daybreak on Channel Nine", "Daybreak (Channel Nine)", ""),
        ("the Channel Nine programme Daybreak that", "Daybreak (Channel Nine)", ""),
        ("Daybreak, Channel Nine’s breakfast show, that", "Daybreak (Channel Nine)", ""),
        ("Ian Bell, host of Daybreak on Channel Nine, that", "Daybreak (Channel Nine)", "Ian Bell"),
        ("Ian Bell of Harbour Radio that", "Harbour Radio", "Ian Bell"),
        ("Harbour Radio’s Ian Bell that", "Harbour Radio", "Ian Bell"),
        ("Ian Bell’s radio show that", "Ian Bell’s radio show", "Ian Bell"),
        ("the newspaper The Lens", "The Lens", ""),
        ("the Skarn daily The Lens that", "The Lens", ""),
        ("Monday’s Lens that", "Lens", ""),
        ("Coffee at Six on Sunday", "Coffee at Six", ""),
        ("a local newspaper that", "a local newspaper", ""),
        ("state radio as saying", "state radio", ""),
        ("Gull & Lamp that", "Gull & Lamp", ""),
    ],
)
def test_channel_programme_and_host_are_told_apart(words: str, name: str, host: str) -> None:
    phrase = parse_outlet(words, 0, len(words))
    assert phrase is not None
    assert (phrase.name, phrase.host) == (name, host)


@pytest.mark.parametrize(("words", "noun"), [("the programme that", "programme"), ("the paper.", "paper"), ("the host why", "host")])
def test_a_noun_alone_points_elsewhere(words: str, noun: str) -> None:
    phrase = parse_outlet(words, 0, len(words))
    assert phrase is not None
    assert phrase.bare
    assert phrase.noun == noun


@pytest.mark.parametrize("words", ["reporters outside", "that it was dry", "on Monday", "Monday", "", "“it is dry,” she said"])
def test_other_words_are_no_phrase(words: str) -> None:
    assert parse_outlet(words, 0, len(words)) is None


def test_the_range_of_a_phrase_is_that_of_channel_and_programme_without_the_host() -> None:
    words = "told Channel Nine’s “Daybreak” host Ian Bell"
    phrase = parse_outlet(words, 5, len(words))
    assert phrase is not None
    assert words[phrase.span.start : phrase.span.end] == "Channel Nine’s “Daybreak”"


def test_a_name_does_not_reach_over_the_limit() -> None:
    words = "Channel Nine “Daybreak has come,” she said"
    phrase = parse_outlet(words, 0, words.index("“"))
    assert phrase is not None
    assert phrase.name == "Channel Nine"
