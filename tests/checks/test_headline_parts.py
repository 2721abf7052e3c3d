"""The parts of a headline check: stems and phrases, acts, claims, parties and statements."""

from __future__ import annotations

import pytest

from sayso.checks.headline_acts import Relation, find_acts, is_grave, relate
from sayso.checks.headline_claims import Claim, claims_nothing, find_claims, is_negated
from sayso.checks.headline_parties import Names, Party, differ, find_parties, same, widened
from sayso.checks.headline_statements import find_statements, split_body
from sayso.checks.headline_words import Phrases, Word, likeness, singular, stem, words_of
from sayso.reading import Span
from tests.checks.pairs import page_of
from tests.text.timing import assert_linear

NOBODY = Names(frozenset(), {})


def words(text: str) -> tuple[Word, ...]:
    return words_of(text, 0, len(text))


def claims(headline: str) -> tuple[Claim, ...]:
    reading = page_of(headline, "Nothing is said.")
    return find_claims(reading, Span(0, reading.page.text.index("\n")))


def relation(one: str, other: str) -> Relation:
    return relate(find_acts(words(one))[0], find_acts(words(other))[0])


def parties(text: str) -> tuple[Party, ...]:
    return find_parties(words(text), NOBODY)


@pytest.mark.parametrize(
    "forms", ["close closes closing closed closure", "ban bans banned banning", "resign resigned resignation", "fall fell fallen"]
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


def test_likeness_tells_same_similar_and_other_words_apart() -> None:
    assert likeness(stem("closes"), stem("closure")) == 1.0
    assert 0.5 < likeness(stem("firm"), stem("company")) < 1.0
    assert 0.5 < likeness(stem("horses"), stem("racehorse")) < 1.0
    assert likeness(stem("inform"), stem("form")) == 0.0


def test_words_keep_their_place_and_negation_is_a_word() -> None:
    assert [(word.lower, word.span) for word in words("It didn’t.")] == [("it", (0, 2)), ("did", (3, 6)), ("n't", (6, 9))]


def test_longest_phrase_is_found_and_nouns_are_no_verbs() -> None:
    assert list(Phrases(["step", "step down"]).find(words("She stepped down."))) == [range(1, 3)]
    assert words("won")[0] not in Phrases(["winner"], nouns=True)
    assert [singular(word) for word in ("firemen", "bodies", "children", "mayor's", "glass")] == [
        "fireman",
        "body",
        "child",
        "mayor",
        "glass",
    ]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("sacked", "was dismissed", Relation.SAME),
        ("sacked", "has resigned", Relation.OTHER),
        ("kills", "injured", Relation.OTHER),
        ("guilty", "not guilty", Relation.CONTRARY),
        ("rises", "fell", Relation.CONTRARY),
        ("bans", "is considering", Relation.UNRELATED),
        ("meets", "spoke", Relation.OTHER),
    ],
)
def test_acts_stand_in_relations(one: str, other: str, expected: Relation) -> None:
    assert relation(one, other) is expected


def test_grave_acts_are_those_that_no_headline_may_invent() -> None:
    assert is_grave(find_acts(words("arrested"))[0])
    assert not is_grave(find_acts(words("helped"))[0])


@pytest.mark.parametrize(
    ("headline", "reason"),
    [
        ("Is the mill to close?", "question"),
        ("How to mend a mill", "explanation"),
        ("Letters to the editor", "label"),
        ("A mill of dreams", "without a verb"),
        ("The of it", "no words"),
        ("mill closes " * 60, "no headline"),
    ],
)
def test_headline_without_a_claim_is_told_why(headline: str, reason: str) -> None:
    told = claims_nothing(headline, Span(0, len(headline)))
    assert told is not None
    assert reason in told


def test_headline_with_a_claim_is_none_of_these() -> None:
    for headline in ("Mill closes", "Mill closed by flood", "No more fares for under-16s", "Who pays? Millers do", "Wolves seen in Orrin"):
        assert claims_nothing(headline, Span(0, len(headline))) is None


def test_claims_are_split_where_both_sides_say_something() -> None:
    assert len(claims("Mill closes its gates; workers march on town hall")) == 2
    assert len(claims("Mill closes its gates as union leader resigns")) == 2
    assert len(claims("Two dead after ferry hits pier")) == 1
    assert len(claims("‘Mill closes; workers march’: owner speaks")) == 1


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Miller says brook is poisoned", "miller"),
        ("Brook is poisoned, says miller", "miller"),
        ("Brook is poisoned, miller says", "miller"),
        ("Ada Quill: brook is poisoned", "ada quill"),
        ("Live: brook is poisoned", ""),
        ("Brook is poisoned", ""),
    ],
)
def test_speaker_of_a_headline_is_found(headline: str, speaker: str) -> None:
    (claim,) = claims(headline)
    assert " ".join(word.lower for word in claim.speaker) == speaker
    assert claim.attributed == bool(speaker)
    assert [word.lower for word in claim.words][-3:] == ["brook", "is", "poisoned"]


@pytest.mark.parametrize("headline", ["Brook ‘poisoned’ by mill", "Brook reportedly poisoned", "Widow accuses mill of poisoning brook"])
def test_marks_hearsay_and_verbs_of_speech_give_the_words_to_somebody(headline: str) -> None:
    assert claims(headline)[0].attributed


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("the mill is not closed", True),
        ("the mill never closed", True),
        ("they have ruled out a sale", True),
        ("the mill did not only close", False),
        ("it is not true that it did not close at all", False),
        ("he was found not guilty", False),  # an act of its own
        ("refuses to resign", False),  # likewise
        ("the mill has closed", False),
    ],
)
def test_negation_is_counted(text: str, negated: bool) -> None:
    assert is_negated(words(text)) is negated


def test_parties_are_told_apart_by_what_they_are() -> None:
    (council,), (government,), (teacher,), (guard,) = map(parties, ("the council", "the government", "a teacher", "a guard"))
    assert differ(council, government)
    assert differ(teacher, guard)
    assert same(council, parties("councillors")[0])
    assert differ(parties("the minister")[0], parties("the ministry")[0])
    assert not differ(parties("a man")[0], guard)


def test_several_are_more_than_one_of_the_sort() -> None:
    assert widened(parties("scientists")[0], parties("a biologist")[0])
    assert not widened(parties("scientists")[0], parties("biologists")[0])


def test_sentence_is_parted_into_what_the_page_says_and_what_others_do() -> None:
    reading = page_of(
        "Mill closes", "The mill at Orrin shut its gates on Monday, and [s1: Ada Quill] [q1: said] [c1: that the brook was red]."
    )
    statements = find_statements(reading, split_body(reading))
    told = [(reading.page[statement.span], statement.attribution is not None, statement.whole) for statement in statements]
    assert told[0] == ("that the brook was red", True, False)
    assert told[1][0].startswith("The mill at Orrin shut its gates")
    assert told[2] == (reading.page.text[13:-1], False, True)


def test_words_that_only_bring_in_another_are_no_statement() -> None:
    reading = page_of("Mill closes", "[s1: Ada Quill, the miller of Orrin,] [q1: said] [c1: the brook was red].")
    assert [statement.whole for statement in find_statements(reading, split_body(reading))] == [False, True]


def test_body_leaves_out_headline_and_keeps_sentences_in_order() -> None:
    reading = page_of("Mill closes", "One is here. Two is there.\nThree.")
    sentences = split_body(reading)
    assert [reading.page[sentence.span] for sentence in sentences] == ["One is here.", "Two is there.", "Three."]
    assert [sentence.number for sentence in sentences] == [0, 1, 2]


def test_words_take_linear_time() -> None:
    assert_linear(words, "isn’t £1,1.")
    assert_linear(words, "1,")
