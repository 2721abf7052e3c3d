from __future__ import annotations

import re

import pytest

from sayso import reading
from sayso.cli.explain import find_term, list_terms, load_terms
from sayso.errors import SaysoError
from tests.cli.conftest import Sayso


def test_a_term_is_told_with_where_to_go_on(sayso: Sayso) -> None:
    result = sayso("explain", "hands")
    assert result.exit_code == 0
    assert result.stdout.startswith("hands\n  The hands of a statement are")
    assert result.stdout.endswith("  See also: chain of custody.\n")


@pytest.mark.parametrize("word", ["Chain of Custody", "chain-of-custody", "chain_of_custody", "chains", "provenance", "CHAIN"])
def test_a_term_is_found_by_its_other_words_too(word: str) -> None:
    assert find_term(word).name == "chain of custody"


def test_an_unknown_term_has_suggestions(sayso: Sayso) -> None:
    result = sayso("explain", "adressee")
    assert result.exit_code == 1
    assert result.stderr == "sayso: There is no term 'adressee'; did you mean addressee?\n"


def test_a_term_that_is_like_no_other_leads_to_the_list() -> None:
    with pytest.raises(SaysoError, match="'sayso explain' lists the terms"):
        find_term("zzzz")


def test_without_a_term_all_are_listed(sayso: Sayso) -> None:
    result = sayso("explain")
    assert result.exit_code == 0
    assert [line.split("  ")[0] for line in result.stdout.splitlines() if line[0] != " "] == [term.name for term in load_terms()]
    assert max(map(len, list_terms().splitlines())) <= 80


def test_every_term_has_two_sentences() -> None:
    for term in load_terms():
        assert len(re.findall(r"[.?!](?= [A-Z]|$)", term.text)) == 2, term.name


def test_every_term_that_is_pointed_to_is_there() -> None:
    names = {term.name for term in load_terms()}
    assert {see for term in load_terms() for see in term.see} <= names


def test_no_word_leads_to_two_terms() -> None:
    words = [word for term in load_terms() for word in (term.name, *term.also)]
    assert len(words) == len(set(words))


def test_every_value_of_the_data_model_is_explained() -> None:
    values = [*reading.Manner, *reading.Held, *reading.Reported]
    assert [find_term(value).name for value in values] == [str(value) for value in values]
