"""Mentions to learn from: GUM's brackets and silver chains, as ranges of the text with their kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.reading import MentionKind, Span
from training.gum import load_gum
from training.mentions import silver_mentions

CONLLU = """# newdoc id = GUM_news_harbour
# newpar
1	Mira	Mira	PROPN	NNP	_	0	root	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref
2	Okonjo	Okonjo	PROPN	NNP	_	1	flat	_	Entity=1)
3	met	meet	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	Entity=(2-person-new-nnnnn-cf2-2-coref
5	pilots	pilot	NOUN	NNS	_	3	obj	_	Entity=2)|SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_

# newpar
1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv:act-nnnnn-cf1-1-ana)
2	knew	know	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	5	det	_	Entity=(3-organization-new-nnnnn-cf3-3-sgl
4	harbour	harbour	NOUN	NN	_	5	compound	_	_
5	board	board	NOUN	NN	_	2	obj	_	Entity=3)|SpaceAfter=No
6	.	.	PUNCT	.	_	2	punct	_	_
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "GUM_news_harbour.conllu").write_text(CONLLU, encoding="utf-8")
    return tmp_path


def test_text_comes_back_with_its_blanks_and_paragraphs(folder: Path) -> None:
    (document,) = load_gum(folder)
    assert document.text == "Mira Okonjo met the pilots.\nShe knew the harbour board."
    assert document.genre == "news"


def test_names_nouns_and_pronouns_have_their_kinds_and_chains(folder: Path) -> None:
    (document,) = load_gum(folder)
    assert [(document.text[m.span.start : m.span.end], m.kind, m.chain) for m in document.mentions] == [
        ("Mira Okonjo", MentionKind.PERSON_NAME, 1),
        ("pilots", MentionKind.GROUP_NOUN, 2),
        ("She", MentionKind.PRONOUN, 1),
        ("board", MentionKind.ORGANIZATION_NOUN, 3),
    ]


def test_a_silver_chain_with_a_name_gives_its_nouns_and_pronouns() -> None:
    text = "Bo Lund's lawyer spoke. Lund had paid the lawyer, and he knew it."

    def at(words: str, nth: int = 0) -> list[int]:
        start = [i for i in range(len(text)) if text.startswith(words, i)][nth]
        return [start, start + len(words)]

    row = {
        "entities": [[*at("Bo Lund"), "PERSON"], [*at("Lund", 1), "PERSON"]],
        "coref": [[at("Bo Lund's"), at("Lund", 1), at("he", 1)], [at("Bo Lund's lawyer"), at("the lawyer")]],
    }
    found = [(text[m.span.start : m.span.end], m.kind, m.chain) for m in silver_mentions(text, row)]
    assert ("Bo Lund", MentionKind.PERSON_NAME, 0) in found
    assert ("Lund", MentionKind.PERSON_NAME, 0) in found
    assert ("lawyer", MentionKind.PERSON_NOUN, 1) not in found  # a chain without a name tells nothing
    assert all(span in {"Bo Lund", "Lund", "he"} for span, _, _ in found)


def test_the_head_of_a_possessive_is_the_name() -> None:
    text = "Bo Lund's offer was his own."
    row = {"entities": [[0, 7, "PERSON"]], "coref": [[[0, 9], [20, 23]]]}
    assert [(m.span, m.chain) for m in silver_mentions(text, row)] == [(Span(0, 7), 0), (Span(20, 23), 0)]
