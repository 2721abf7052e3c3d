from __future__ import annotations

import pytest

from sayso.checks.quotes_limits import find_limit
from sayso.checks.quotes_sentences import count_sentence_ends, find_sentence
from sayso.checks.quotes_speakers import Speaker, is_same_speaker
from sayso.checks.quotes_text import read_quotation
from sayso.checks.quotes_words import Vocabulary
from sayso.reading import Span

LABELS = ("ADA QUILL", "BEN LOWE", "CHAIR", "Q")


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Ada Quill", "ADA QUILL", True),
        ("Dr. Ada Quill", "MS. QUILL", True),
        ("Quill", "ADA QUILL", True),
        ("Ada", "ADA QUILL", True),
        ("A. Quill", "ADA QUILL", True),
        ("Benjamin Lowe", "BEN LOWE", True),
        ("Bob Askill", "ROBERT ASKYLL", True),
        ("Renée Dauphin", "RENEE DAUPHIN", True),
        ("Ida Quill", "BEN QUILL", False),
        ("Ada Quill", "BEN LOWE", False),
        ("Ada March", "ADA MARSH", False),
        ("Ada Quill", "CHAIR", False),
        ("Zoe Brand", "CHAIR", None),
        ("Ada Quill", None, None),
    ],
)
def test_people_are_one_by_their_names(name: str, label: str | None, expected: bool | None) -> None:
    speaker = Speaker(name, (name,), (), is_person=True)
    assert is_same_speaker(speaker, label, LABELS) is expected


def test_a_role_may_be_all_that_a_record_gives() -> None:
    assert is_same_speaker(Speaker("the chair", (), ("the chair",), is_person=False), "CHAIR", LABELS) is True
    assert is_same_speaker(Speaker("the company", (), ("the company",), is_person=False), "ADA QUILL", LABELS) is None
    assert is_same_speaker(None, "ADA QUILL", LABELS) is None


def test_whoever_passes_the_words_on_may_be_whom_the_record_names() -> None:
    outer = Speaker("Ada Quill", ("Ada Quill",), (), is_person=True)
    inner = Speaker("Ben Lowe", ("Ben Lowe",), (), is_person=True, outer=(outer,))
    assert is_same_speaker(inner, "ADA QUILL", LABELS) is True
    assert is_same_speaker(outer, "BEN LOWE", LABELS) is False


@pytest.mark.parametrize(
    ("head", "tail", "kind"),
    [
        ("", ", but I don't expect it.", "contrast"),
        ("", " if the money comes.", "condition"),
        ("", " next year, unless it rains.", "condition"),
        ("", " was never built.", "negation"),
        ("", ", perhaps.", "doubt"),
        ("If it rains, ", ".", "condition"),
        ("I don't believe that ", ".", "negation"),
        ("Perhaps ", ".", "doubt"),
        ("Do you think ", "?", "question"),
        ("", ", didn't he.", None),
        ("", ", and if it rains we stay.", None),
        ("", ", or something.", None),
        ("", ", not a lie.", None),
        ("No, ", ".", None),
        ("I did not go, but ", ".", None),
        ("", " before Easter.", None),
        ("", "", None),
    ],
)
def test_what_limits_a_statement_is_seen(head: str, tail: str, kind: str | None) -> None:
    limit = find_limit(head, tail, "she said")
    assert (limit.kind if limit else None) == kind


def test_what_the_page_says_itself_is_no_limit_left_out() -> None:
    assert find_limit("", " if the money comes.", "would do so if it could, she said") is None
    assert find_limit("I never said that ", ".", "She denied that it was") is None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One. Two three four. Five.", "three", "Two three four."),
        ("One. I met Mr. Lowe there. Five.", "Lowe", "I met Mr. Lowe there."),
        ("One\n\nTwo three", "three", "Two three"),
        ("Is it? It is. No.", "It is", "It is."),
    ],
)
def test_the_sentence_around_words_is_found(text: str, words: str, expected: str) -> None:
    start = text.index(words)
    span = find_sentence(text, start, start + len(words), Span(0, len(text)))
    assert text[span.start : span.end] == expected


def test_sentences_that_end_between_two_places_are_counted() -> None:
    text = "One two. I met Mr. Lowe. Three four."
    assert count_sentence_ends(text, 0, len(text)) == 3


def test_brackets_and_ellipses_are_marks_and_no_words() -> None:
    vocabulary = Vocabulary()
    text = "“[T]he pier [sic] is … [the ministry’s] own[2]”"
    quoted = read_quotation(text, (Span(0, len(text)),), vocabulary)
    assert [vocabulary.keys[word] for word in quoted.ids] == ["the", "pier", "is", "the", "ministry", "is", "own"]
    assert [text[quoted.starts[n] : quoted.ends[n]] for n in (0, 1, 6)] == ["T]he", "pier", "own"]
    assert sorted(quoted.bracketed) == [3, 4, 5]
    assert quoted.gaps == {2}
