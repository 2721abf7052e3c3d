"""Changes to training articles: the spans follow the text, whatever is changed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Span
from tests.helpers import marked
from training.data import Article, Gold, apply_edits, change_text

RATES = {"straight_marks": 0.3, "curly_marks": 0.3, "single_marks": 0.3, "joined_paragraphs": 0.5, "headline_case": 1.0, "names": 1.0}


@pytest.fixture
def article() -> Article:
    mark = marked(
        "Mayor Says No.\n\n[content: “We won’t ‘dig’ a well,”] [cue: said] [source: [person: Ada Quill], the mayor]. "
        "[person: Quill] had been asked by [person: Mr. Bo Lund].\n\n[content: “Never.”]"
    )
    gold = Gold(list(mark.of("source")), list(mark.of("cue")), list(mark.of("content")))
    return Article("a", mark.text, ((gold,),), mark.of("person"))


def test_edits_move_the_spans_with_their_words(article: Article) -> None:
    start = article.text.index("Ada")
    changed = apply_edits(article, [(0, 5, "Mayoress"), (start, start + 3, "Wilhelmina")])
    (gold,) = changed.annotations[0]
    assert changed.text.startswith("Mayoress Says No.")
    assert [changed.text[s:e] for s, e in gold.source] == ["Wilhelmina Quill, the mayor"]
    assert [changed.text[s:e] for s, e in gold.cue] == ["said"]


@given(st.integers(0, 10**6))
def test_content_starts_and_ends_with_the_same_words_after_any_change(seed: int) -> None:
    mark = marked(
        "Headline Here.\n\n[content: “We won’t dig,”] [cue: said] [source: [person: Ada Quill]].\n\nHe [cue: added]: [content: “Never.”]"
    )
    gold = Gold(list(mark.of("source")), list(mark.of("cue")), list(mark.of("content")))
    changed = change_text(Article("a", mark.text, ((gold,),), mark.of("person")), random.Random(seed), RATES)
    (new,) = changed.annotations[0]
    assert [changed.text[s:e].strip("“”‘’\"'.,") for s, e in new.content] in (["We won’t dig", "Never"], ["We won't dig", "Never"])
    assert [changed.text[s:e] for s, e in new.cue] == ["said", "added"]


def test_one_person_keeps_one_new_name(article: Article) -> None:
    changed = change_text(article, random.Random(1), {**dict.fromkeys(RATES, 0.0), "names": 1.0})
    first, again, _ = (changed.text[s:e] for s, e in changed.people)
    assert first.split()[-1] == again != "Quill"
    assert "Mr." in changed.text


def test_british_style_turns_the_inner_marks_too(article: Article) -> None:
    changed = change_text(article, random.Random(3), {**dict.fromkeys(RATES, 0.0), "single_marks": 1.0})
    assert "We won’t" in changed.text
    assert "“We" not in changed.text


def test_a_deleted_span_leaves_no_empty_range() -> None:
    article = Article("a", "abc", ((Gold([Span(1, 2)], [], [Span(0, 3)]),),))
    changed = apply_edits(article, [(1, 2, "")])
    assert changed.annotations[0][0].source == []
