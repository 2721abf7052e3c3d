"""What names are names of, where only the rest of the page tells; names of several sorts as one whole."""

from __future__ import annotations

import pytest

from sayso.reading import VoiceKind
from sayso.voices.mentions import find_mentions
from sayso.voices.outlets import is_outlet_name
from sayso.voices.phrases import Form
from tests.voices.helpers import names_of, reading_with, voice_of
from tests.voices.test_resolve import WORDS, said


@pytest.mark.parametrize(
    ("full", "later", "name"),
    [
        ("Wim de Groot", "Mr de Groot", "Wim de Groot"),
        ("Iolo ap Emrys", "ap Emrys", "Iolo ap Emrys"),
        ("Bela “Kit” Lund", "Mr Lund", "Bela “Kit” Lund"),
        ("Bela (Kit) Lund", "Lund", "Bela (Kit) Lund"),
        ("Otto Farr KC", "Mr Farr", "Otto Farr"),
    ],
)
def test_all_words_of_a_name_are_one_name(full: str, later: str, name: str) -> None:
    assert names_of(said(full, later)) == {"a1": name, "a2": name}


def test_an_initial_is_no_small_word_of_a_surname() -> None:
    assert names_of(said("Ada E. Lund", "Lund")) == {"a1": "Ada E. Lund", "a2": "Ada E. Lund"}


def test_quotation_marks_around_a_programme_are_no_nickname() -> None:
    assert names_of(said("Channel Six “Forum” host Ada Quill", "Quill"))["a2"] == "Ada Quill"


def test_a_firm_and_its_report_are_two() -> None:
    names = names_of(said("Quill & Daughter’s own annual report", "Mr Quill"))
    assert names == {"a1": "Quill & Daughter’s own annual report", "a2": "Mr Quill"}


@pytest.mark.parametrize("words", ["The deputy, Xanrel Doop, met us.\n", "Xanrel Doop, a farmer, met us.\n", "Mr Doop met Xanrel Doop.\n"])
def test_what_stands_beside_an_unknown_name_makes_it_a_persons(words: str) -> None:
    voice = voice_of(words + WORDS.format("a1", "Mr Doop"))
    assert voice is not None
    assert (voice.name, voice.kind) == ("Xanrel Doop", VoiceKind.PERSON)


def test_a_land_whose_adjective_the_page_has_is_nobody_that_he_could_be() -> None:
    text = "Skarnovia expelled the envoy, Emil Lund.\nThe Skarnovian press said nothing.\nSkarnovia sent Emil Lund home after lunch.\n"
    assert names_of(text + WORDS.format("a1", "He")) == {"a1": "Emil Lund"}


def test_a_newspaper_with_a_given_name_in_it_is_an_outlet() -> None:
    voice = voice_of(said("the newspaper Alma Tribune"))
    assert voice is not None
    assert voice.kind is VoiceKind.OUTLET


@pytest.mark.parametrize("text", ["Cross-examined by a clerk, she agreed.", "Neither loaf has won.", "It is shut on Tuesdays."])
def test_words_with_a_capital_from_their_place_are_no_name(text: str) -> None:
    assert not [phrase for phrase in find_mentions(reading_with(text)) if phrase.form is Form.NAME]


def test_dr_tells_two_of_one_surname_apart() -> None:
    names = names_of(said("Dr Sol Rask", "Anselm Rask", "Dr Rask", "Mr Rask"))
    assert names == {"a1": "Dr Sol Rask", "a2": "Anselm Rask", "a3": "Dr Sol Rask", "a4": "Anselm Rask"}


def test_a_mister_of_two_is_the_one_spoken_of_last() -> None:
    text = said("Lazlo Pint") + "\nThe cousin, Ferenc Pint, came too.\n" + WORDS.format("a2", "Mr Pint")
    assert names_of(text)["a2"] == "Ferenc Pint"


def test_a_brother_is_no_friar() -> None:
    assert names_of(said("His brother Piet Lund"))["a1"] == "Piet Lund"


def test_a_company_may_be_a_contractor() -> None:
    text = "The crew left.\nTarn blamed the contractor, Stonelee Works, on Monday.\n"
    assert names_of(text + WORDS.format("a1", "The contractor")) == {"a1": "Stonelee Works"}


def test_a_name_with_an_article_may_stand_in_apposition() -> None:
    assert names_of("His group, the Free Fells, met.\n" + WORDS.format("a1", "the Free Fells")) == {"a1": "Free Fells"}


def test_what_comma_and_speaker_follow_is_no_apposition() -> None:
    text = "[a1.content: The club has sold Nico Lund], [a1.source: his agent] [a1.cue: has claimed]."
    assert names_of(text) == {"a1": "his agent"}


@pytest.mark.parametrize("opening", ["his agent", "her beaten rival", "its director"])
def test_a_role_that_opens_a_story_is_whoever_is_named_next(opening: str) -> None:
    lead = f"[a1.content: The club was sold], [a1.source: {opening}] [a1.cue: said].\n"
    text = lead + "“[a2.content: Sold],” [a2.source: Dr Bo Wolk] [a2.cue: said]."
    assert names_of(text) == {"a1": "Dr Bo Wolk", "a2": "Dr Bo Wolk"}


def test_her_mother_need_not_be_whoever_is_named_next() -> None:
    text = "[a1.content: It rained], [a1.source: her mother] [a1.cue: said].\n“[a2.content: No],” [a2.source: Bo Wolk] [a2.cue: said]."
    assert names_of(text) == {"a1": "her mother", "a2": "Bo Wolk"}


def test_the_envoy_is_known_before_the_page_names_him() -> None:
    text = said("The Skarnish ambassador") + "\n" + WORDS.format("a2", "The ambassador, Emil Lund,")
    assert names_of(text) == {"a1": "Emil Lund", "a2": "Emil Lund"}


def test_nobody_is_taken_up_where_there_was_no_minister() -> None:
    text = "Petra Vane, the energy minister, spoke.\nNo minister has asked.\n" + WORDS.format("a1", "The minister")
    assert names_of(text) == {"a1": "Petra Vane"}


def test_papers_do_not_speak_as_they() -> None:
    text = "Anselm Rask accused the hospital of hiding the temperature logs.\n" + WORDS.format("a1", "They")
    assert names_of(text) != {"a1": "the temperature logs"}


def test_whoever_is_spoken_of_seldom_speaks() -> None:
    text = said("Sol Bree") + "\n“[a2.content: The cousin asked for a lift],” [a2.source: she] [a2.cue: said]."
    assert names_of(text)["a2"] == "Sol Bree"


def test_a_nameless_holder_keeps_the_clause_that_tells_who() -> None:
    assert names_of(said("a referee who was there", "A clerk, who was there,")) == {"a1": "a referee who was there", "a2": "A clerk"}


def test_a_name_that_the_model_cut_is_the_whole_name() -> None:
    text = "The Evening Argent is read.\nThe Evening [a1.source: Argent] [a1.cue: said] [a1.content: that rain fell]."
    assert names_of(text) == {"a1": "The Evening Argent"}


def test_a_name_that_is_a_persons_once_is_so_throughout() -> None:
    text = "Her rival, Xanrel Doop, left. They met Xanrel Doop again.\n" + WORDS.format("a1", "Xanrel Doop")
    voice = voice_of(text)
    assert voice is not None
    assert len(voice.mentions) == 4


def test_whom_an_owner_stands_before_is_the_holder() -> None:
    assert names_of(said("the opposition’s Signe Lund", "The opposition’s leader")) == {"a1": "Signe Lund", "a2": "The opposition’s leader"}


def test_an_apposition_may_have_an_article_and_a_title() -> None:
    assert names_of(said("The bank’s own engineer, a Ms Halima Sey,", "she")) == {"a1": "Halima Sey", "a2": "Halima Sey"}


@pytest.mark.parametrize(("name", "outlet"), [("Daily Churn", True), ("Evening Argent", True), ("Daily Prayers", False), ("Daily", False)])
def test_a_name_that_says_how_often_it_comes_out_is_an_outlets(name: str, outlet: bool) -> None:
    assert is_outlet_name(name) is outlet
