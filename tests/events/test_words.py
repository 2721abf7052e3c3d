"""What the words of a sentence are taken for."""

from __future__ import annotations

import pytest

from sayso.events.kinds import is_party_noun
from sayso.events.phrases import Parse, parse_sentence
from sayso.events.words import Tag, read_sentence
from sayso.reading import Span


def parse(text: str) -> Parse:
    """The parse of a sentence."""
    return parse_sentence(read_sentence(text, Span(0, len(text))))


def tag_of(text: str, word: str) -> Tag:
    """The tag of the first such word of a sentence."""
    sentence = read_sentence(text, Span(0, len(text)))
    return sentence.tags[sentence.lows.index(word)]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The drivers accuse it of theft.", "accuse", Tag.VERB),
        ("Miners resume talks on Monday.", "resume", Tag.VERB),
        ("Miners resume talks on Monday.", "talks", Tag.NOUN),
        ("The minister talks to the press.", "talks", Tag.VERB),
        ("The calls were about a picnic.", "calls", Tag.NOUN),
        ("A police interview was read out.", "interview", Tag.NOUN),
        ("He plans to visit her.", "visit", Tag.VERB),
        ("A visit to the school ended.", "to", Tag.PREPOSITION),
        ("She denied meeting the senator.", "meeting", Tag.ING),
        ("She left Tuesday’s meeting early.", "meeting", Tag.NOUN),
        ("The accused man left.", "accused", Tag.NOUN),
        ("The union demanded that Holt publish the figures.", "publish", Tag.VERB),
        ("They promised her that it would end.", "her", Tag.PRONOUN),
        ("They met her brother.", "her", Tag.POSSESSIVE),
        ("It has one meeting with him.", "one", Tag.NUMBER),
        ("He met one of them.", "one", Tag.PRONOUN),
        ("They met on Tuesday.", "tuesday", Tag.DATE),
        ("The plan that failed was his.", "that", Tag.RELATIVE),
        ("He said that it failed.", "that", Tag.SUBORDINATOR),
    ],
)
def test_word_is_told_by_its_neighbours(text: str, word: str, tag: Tag) -> None:
    assert tag_of(text, word) is tag


@pytest.mark.parametrize(
    ("text", "group", "marks"),
    [
        ("They had not met her.", "had not met", {"negated"}),
        ("They hadn’t met her.", "hadn’t met", {"negated"}),
        ("They are to meet her.", "are to meet", {"modal"}),
        ("They will meet her.", "will meet", {"modal"}),
        ("She was accused of it.", "was accused", {"passive"}),
        ("Did he meet the mayor?", "Did he meet", set()),
    ],
)
def test_verb_group_has_its_auxiliaries_and_marks(text: str, group: str, marks: set[str]) -> None:
    parsed = parse(text)
    first = parsed.groups[0]
    start, end = parsed.sentence.span_of(first.first, first.main)

    assert text[start:end] == group
    assert {mark for mark in ("negated", "modal", "passive") if getattr(first, mark)} == marks


def test_phrase_has_its_owner() -> None:
    parsed = parse("They met the governor’s people.")
    phrase = parsed.phrases[-1]

    assert parsed.low(phrase.owner_last) == "governor"
    assert parsed.low(phrase.head) == "people"


def test_apostrophe_after_s_owns_unless_it_closes_a_quotation() -> None:
    assert tag_of("The drivers’ union met him.", "'") is Tag.OWNS
    assert "'" not in read_sentence("He said ‘no drivers’ to him.", Span(0, 28)).lows


def test_quotation_marks_interrupt_nothing() -> None:
    assert parse("He dined with “consultants”.").sentence.lows == ["he", "dined", "with", "consultants", "."]


@pytest.mark.parametrize("noun", ["mayor", "drivers", "council", "supplier", "newspapers", "police"])
def test_nouns_for_people_and_organizations_are_parties(noun: str) -> None:
    assert is_party_noun(noun)


@pytest.mark.parametrize("noun", ["letter", "encounter", "winter", "error", "table", "decision"])
def test_nouns_for_things_are_no_parties(noun: str) -> None:
    assert not is_party_noun(noun)
