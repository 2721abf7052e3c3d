from __future__ import annotations

import pytest

from sayso.corpus.names import alike_first_names, make_key, plainly_differ, share_middle_name, share_role, split_person, surname


@pytest.mark.parametrize("name", ["Ada Quill", "Dr. Ada Quill", "Senator Ada B. Quill", "ADA QUILL", "Ada “Dot” Quill", "Àda Quill"])
def test_full_names_of_one_person_have_one_key(name: str) -> None:
    assert make_key("person", name) == "p ada quill"


@pytest.mark.parametrize("name", ["Quill", "Mrs. Quill", "Senator Quill", "A. Quill", "", "the harbour master", "friend of Quill", "!!!"])
def test_surname_alone_has_no_key(name: str) -> None:
    assert make_key("person", name) is None


@pytest.mark.parametrize("name", ["Bluewater Mining", "The Bluewater Mining Co.", "Bluewater Mining, Inc.", "bluewater Mining"])
def test_names_of_one_company_have_one_key(name: str) -> None:
    assert make_key("organization", name) == "o bluewater mining"


@pytest.mark.parametrize("name", ["the police", "Police", "The Company", "the city council", "critics", "City Hall of the"])
def test_what_any_page_may_call_its_own_has_no_key(name: str) -> None:
    key = make_key("organization", name)
    assert key is None or "hall" in key


@pytest.mark.parametrize("kind", ["group", "unnamed", "document"])
def test_groups_and_the_unnamed_have_no_key(kind: str) -> None:
    assert make_key(kind, "Critics of the Harbour Board") is None


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Ada B. Quill", "Ada C. Quill", True),
        ("Ada B. Quill", "Ada Beth Quill", False),
        ("Ada Quill", "Ada C. Quill", False),
        ("Ben Quill Jr.", "Ben Quill", True),
        ("Ben Quill III", "Ben Quill II", True),
        ("Mr. Lee Quill", "Mrs. Lee Quill", True),
        ("Mr. Lee Quill", "Dr. Lee Quill", False),
    ],
)
def test_names_tell_two_people_apart(one: str, other: str, differ: bool) -> None:
    assert (plainly_differ(one, [other]) is not None) is differ
    assert (plainly_differ(other, [one]) is not None) is differ


def test_roles_are_shared_by_a_word_of_substance() -> None:
    assert share_role(["the harbour master"], ["master of the harbour"]) == "harbour"
    assert share_role(["the man"], ["a man of the people"]) is None


@pytest.mark.parametrize("name", ["Super PAC", "USS Quill"])
def test_name_with_a_word_in_capitals_is_nobody_s_full_name(name: str) -> None:
    assert make_key("person", name) is None


@pytest.mark.parametrize("name", ["ADA QUILL", "Ada QUILL", "JD Quill", "Ada Quill III", "J.R.R. Quill"])
def test_capitals_alone_are_no_acronym(name: str) -> None:
    assert make_key("person", name) is not None


def test_what_stands_before_an_alias_is_no_first_name() -> None:
    assert alike_first_names("Dimitri Vasko", "Dmitry Vasko")
    assert alike_first_names("Len Vasko", "Leonard Vasko")
    assert not alike_first_names("Democrat Quill", "Donald Quill")
    assert not alike_first_names("Quill", "Ada Quill")
    assert plainly_differ("Ada B. Quill", ["Skerry Governor Ada Quill"]) is None


def test_roles_of_one_stem_are_shared() -> None:
    assert share_role(["Senator"], ["leader of the Senate"]) == "senator"
    assert share_role(["chair of the harbour board"], ["chairwoman"]) == "chair"
    assert share_role(["cellist"], ["cell biologist"]) is None
    assert share_role(["attorney general"], ["a voice of her generation"]) is None


def test_middle_names_count_where_they_are_written_out() -> None:
    assert share_middle_name("Ada Maria Quill", ["Sen. Ada Maria Quill"]) == "maria"
    assert share_middle_name("Ada M. Quill", ["Ada Maria Quill"]) is None
    assert share_middle_name("Quill", ["Ada Maria Quill"]) is None
    assert share_middle_name("Ada van der Quill", ["Ada van der Quill"]) is None


def test_suffix_is_no_surname() -> None:
    assert surname("Ben Quill Jr.") == "quill"
    assert split_person("Ben Quill Jr.") is not None
