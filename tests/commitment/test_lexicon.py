from __future__ import annotations

import pytest

from sayso.commitment.data import load_table, split_list
from sayso.commitment.lexicon import find_cues, inflect_verb, load_lexicon
from sayso.commitment.words import find_words
from sayso.reading import Held, Reported


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("argue", ("argue", "argues", "argued", "arguing")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("shrug", ("shrug", "shrugs", "shrugged", "shrugging")),
        ("say", ("say", "says", "said", "saying")),
        ("know", ("know", "knows", "knew", "known", "knowing")),
        ("wish", ("wish", "wishes", "wished", "wishing")),
        ("insist", ("insist", "insists", "insisted", "insisting")),
    ],
)
def test_verb_has_its_forms(base: str, forms: tuple[str, ...]) -> None:
    assert inflect_verb(base) == forms


def test_longest_entry_counts() -> None:
    words = find_words("have no doubt that")
    (match,) = find_cues(words, 0, 3)
    assert (match.cue.base, match.cue.held, match.length) == ("have no doubt", Held.ASSERTED, 3)


def test_phrase_goes_through_no_word_of_the_source() -> None:
    words = find_words("called for")
    assert [match.length for match in find_cues(words, 0, 1, frozenset({1}))] == [1]


def test_no_word_is_given_two_ways_of_holding_or_of_reporting() -> None:
    for field in ("held", "reported"):
        given: dict[tuple[str, tuple[str, ...]], str] = {}
        for group in load_table("cues.toml")["group"]:
            if field not in group:
                continue
            for kind in ("verbs", "nouns", "words"):
                for phrase in split_list(group.get(kind, "")):
                    assert given.setdefault((kind, phrase), group[field]) == group[field], phrase


def test_lexicon_is_broad() -> None:
    bases = {cue.base for tails in load_lexicon().values() for _, cue in tails}
    assert len(bases) > 1200
    for reported in Reported:
        assert sum(cue.reported is reported for tails in load_lexicon().values() for _, cue in tails) > 100
