"""Which names may be one holder's."""

from __future__ import annotations

import pytest

from sayso.voices.names import PersonName, alike_people, ends_alike, fold_word, initials_of, organization_key, parse_name, sound_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dimitri Vasko", "Dmitry Vasko"),
        ("Sergey Lundin", "Sergei Lundin"),
        ("Muhammad Oduya", "Mohammed Oduya"),
        ("Étienne Quarrel", "Etienne Quarrel"),
        ("Bill Tarn", "William Tarn"),
        ("J. Tarn", "Jonas Tarn"),
        ("Ada J. Quill", "Ada Quill"),
        ("Ada Rosa Quill", "Ada Quill"),
        ("Ada Quill", "Ada Quill-Berg"),
        ("Ada Quill Berg", "Ada Quill"),
        ("Tom Hale Jr.", "Tom Hale"),
        ("Bruno Askell", "Bruno Askel"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert alike_people(parse_name(one), parse_name(other))
    assert alike_people(parse_name(other), parse_name(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Quill", "Tom Quill"),
        ("John Tarn", "Jane Tarn"),
        ("Mario Lund", "Maria Lund"),
        ("Martin Lund", "Martina Lund"),
        ("Tom Hale Jr.", "Tom Hale Sr."),
        ("Ada B. Quill", "Ada C. Quill"),
        ("Ada Marsh", "Ada March"),
        ("Anna Lund", "Hanna Lund"),
        ("Ada Quill", "Ada Tarn"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert not alike_people(parse_name(one), parse_name(other))
    assert not alike_people(parse_name(other), parse_name(one))


def test_parts_of_a_name() -> None:
    assert parse_name("Dr. Ada J. van der Lund Jr.") == PersonName(("ada", "j"), "van der lund", "jr")
    assert parse_name("Lund") == PersonName((), "lund")
    assert parse_name("") == PersonName((), "")


def test_a_word_before_a_full_name_is_no_part_of_it() -> None:
    assert ends_alike(parse_name("Democrat Ada Quill"), parse_name("Ada Quill"))
    assert not ends_alike(parse_name("Ada Quill"), parse_name("Quill"))


def test_letters_of_other_alphabets_are_written_in_latin_ones() -> None:
    assert fold_word("Šárka") == "sarka"
    assert fold_word("Æthel") == "aethel"
    assert sound_of(fold_word("Дмитрий")) == sound_of("dmitri")


def test_legal_forms_are_no_part_of_an_organizations_name() -> None:
    assert organization_key("The Lodestar Minerals Co., Ltd.") == ("lodestar", "minerals")
    assert initials_of("Halyard Workers' Union") == "hwu"
