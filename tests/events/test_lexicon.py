"""The lexicon of events: every line can be used, and the forms of its verbs are right."""

from __future__ import annotations

import pytest

from sayso.events.lexicon import Form, can_tell, noun_frames, read_lines, singular, trigger_forms, verb_forms, verb_frames
from sayso.reading import EventType

MARKS = {
    "mutual", "mutual-pair", "mutual-together", "alone", "thing", "owner", "audience", "rare", "active", "body", "someone", "person",
    "bare", "hypothetical", "stated", "others", "unplaced", "reversed",
}  # fmt: skip
NOUN_MARKS = {"mutual", "again", "body", "meal", "interviewer", "guest", "plural", "leads", "phoned", "unplaced", "charge"}
SLOTS = {"O", "O's", "'s", "that", "to:O"}
PREPOSITIONS = set("with to on against at into for in of about over from between by behind".split())


def test_every_line_of_the_verbs_is_a_frame() -> None:
    frames = [frame for frames in verb_frames().values() for frame in frames]

    assert len(frames) > 250
    for frame in frames:
        assert frame.marks <= MARKS, frame
        assert set(frame.slots) <= SLOTS | PREPOSITIONS, frame


def test_every_line_of_the_nouns_is_a_frame() -> None:
    for frame in noun_frames().values():
        assert frame.marks <= NOUN_MARKS, frame
        assert set(frame.slots) <= PREPOSITIONS, frame


def test_every_type_of_plover_has_verbs() -> None:
    assert {frame.type for frames in verb_frames().values() for frame in frames} == set(EventType)


@pytest.mark.parametrize("name", ["verbs.txt", "nouns.txt", "words.txt", "parties.txt"])
def test_lists_tell_their_origin(name: str) -> None:
    from importlib.resources import files

    text = files("sayso.events").joinpath("data", name).read_text(encoding="utf-8")

    assert all(word in text[:700] for word in ("Origin:", "Licence: Apache-2.0", "Date:"))


def test_no_line_is_there_twice() -> None:
    for name in ("verbs.txt", "nouns.txt"):
        lines = [line.split(" ; ")[:3] for line in read_lines(name)]
        assert len({tuple(line) for line in lines}) == len(lines)


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("met", "meet", Form.PAST | Form.PARTICIPLE),
        ("spoke", "speak", Form.PAST),
        ("spoken", "speak", Form.PARTICIPLE),
        ("agreed", "agree", Form.PAST | Form.PARTICIPLE),
        ("visiting", "visit", Form.ING),
        ("begged", "beg", Form.PAST | Form.PARTICIPLE),
        ("criticises", "criticise", Form.S),
        ("accusing", "accuse", Form.ING),
        ("denied", "deny", Form.PAST | Form.PARTICIPLE),
        ("cancelled", "cancel", Form.PAST | Form.PARTICIPLE),
    ],
)
def test_forms_of_verbs(form: str, lemma: str, kind: Form) -> None:
    assert verb_forms()[form] == (lemma, kind)


@pytest.mark.parametrize(
    ("plural", "one"), [("parties", "party"), ("women", "woman"), ("churches", "church"), ("boss", "boss"), ("bus", "bus")]
)
def test_singular_by_spelling(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_words_that_can_bring_an_event_in_have_all_their_forms() -> None:
    assert {"meet", "meets", "met", "meeting", "accused", "talks", "interview", "talk"} <= set(trigger_forms())
    assert "swim" not in trigger_forms()


@pytest.mark.parametrize("words", ["she met him", "they cut all ties", "the talks", "he gave way"])
def test_sentence_with_a_phrase_of_the_lexicon_can_tell_of_an_event(words: str) -> None:
    assert can_tell(set(words.split()))


@pytest.mark.parametrize("words", ["she swam", "they cut the grass", "he gave her a book"])
def test_sentence_with_half_a_phrase_cannot(words: str) -> None:
    assert not can_tell(set(words.split()))
