"""The judge: what it is shown of a page, and that it answers the same every time."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.model.files import JUDGE_GRAPH, JUDGE_WEIGHTS, SHIPPED, TOKENIZER, WORDS
from sayso.model.judge import BUDGET, FAULTS, LONGEST_HEADLINE, Judge, choose_sentences, lay_out, load_judge

HEADLINE = "Mill at Orrin to close"
BODY = (
    "The mill at Orrin may close in June, its owner said on Monday.",
    "It has forty workers.",
    "The weather was fine.",
    "A spokesman for the union said that talks would go on.",
)
TEXTS = st.lists(st.sampled_from("the mill Orrin £9m may close it 40 “said” é\u200b ﬁ . ,  ".split()), max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def judge() -> Judge:
    found = load_judge()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def test_sentences_that_share_words_are_chosen_and_keep_their_order() -> None:
    assert choose_sentences("Union talks to go on", BODY, [10, 10, 10, 10], budget=20) == [0, 3]


def test_rare_words_count_more_than_frequent_ones() -> None:
    sentences = ["Lead.", "More.", *(f"The mill has a roof, number {n}." for n in range(6)), "A heron stood there."]
    assert choose_sentences("Heron on mill roof", sentences, [5] * 9, budget=5) == [8]


def test_one_sentence_is_chosen_whatever_its_length() -> None:
    assert choose_sentences("Mill", ["The mill " * 300], [900], budget=100) == [0]


def test_layout_names_the_place_of_every_sub_token(tokenizer: Tokenizer) -> None:
    layout = lay_out(HEADLINE, BODY, tokenizer)
    assert layout.owner[0] == layout.owner[-1] == -2
    assert layout.side.tolist() == sorted(layout.side.tolist())
    for owner, start, end in zip(layout.owner.tolist(), layout.starts.tolist(), layout.ends.tolist(), strict=True):
        if owner != -2:
            text = HEADLINE if owner < 0 else BODY[owner]
            assert text[start:end].strip() == text[start:end] != ""


@given(TEXTS, st.lists(TEXTS, max_size=8), st.integers(LONGEST_HEADLINE + 4, 256))
def test_layout_stays_within_its_budget(tokenizer: Tokenizer, headline: str, sentences: list[str], budget: int) -> None:
    layout = lay_out(headline, sentences, tokenizer, budget)
    assert len(layout.ids) <= budget
    assert list(layout.kept) == sorted(set(layout.kept))
    assert bool(layout.kept) == bool(sentences)


def test_same_words_get_the_same_answer(judge: Judge) -> None:
    first, second = judge.judge(HEADLINE, BODY), judge.judge(HEADLINE, BODY)
    assert np.array_equal(first.faults, second.faults)
    assert np.array_equal(first.clashes, second.clashes)


def test_gone_hedge_is_seen_where_it_is(judge: Judge) -> None:
    number = FAULTS.index("drops hedge")
    without, kept = judge.judge(HEADLINE, BODY), judge.judge("Mill at Orrin may close, owner says", BODY)
    assert without.faults[number] > kept.faults[number] + 1
    assert without.sentence(number) == 0
    span = without.words(number, 0)
    assert span is not None
    assert "may" in BODY[0][span.start : span.end]


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=20))
def test_any_words_can_be_judged(judge: Judge, headline: str, sentences: list[str]) -> None:
    judgement = judge.judge(headline, sentences)
    assert np.isfinite(judgement.faults).all()
    for number in range(len(FAULTS)):
        sentence = judgement.sentence(number)
        assert sentence is None or sentence in judgement.layout.kept
        for owner, text in ((-1, headline), *(((sentence, sentences[sentence]),) if sentence is not None else ())):
            span = judgement.words(number, owner)
            assert span is None or 0 <= span.start < span.end <= len(text)


def test_page_as_long_as_a_book_is_judged_on_what_fits(judge: Judge) -> None:
    judgement = judge.judge(HEADLINE, [f"Chapter {n} of the mill goes on about the miller and his donkey." for n in range(3000)])
    assert len(judgement.layout.ids) <= BUDGET


def test_folder_without_judge_has_none(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "en"))
    manifest = folder / "manifest.json"
    lines = manifest.read_text("utf8")
    start = lines.index(f'"{JUDGE_GRAPH}"')
    manifest.write_text(lines[:start] + lines[lines.index('"', lines.index("}", start)) :], "utf8")
    assert load_judge(folder) is None


@pytest.mark.parametrize("name", [JUDGE_GRAPH, JUDGE_WEIGHTS, WORDS, TOKENIZER])
def test_damaged_file_that_the_judge_needs_is_refused_by_name(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "en"))
    with (folder / name).open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        load_judge(folder)
