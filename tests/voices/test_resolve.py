"""Every attribution gets the voice of its holder, and nobody is taken for somebody else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from sayso.reading import PAGE_VOICE_ID, Mention, MentionKind, Reading, Span, VoiceKind, validate
from sayso.voices import resolve_voices
from tests.strategies import readings
from tests.voices.helpers import names_of, reading_with, voice_in, voice_of

WORDS = "[{0}.source: {1}] [{0}.cue: said] [{0}.content: that rain fell]."


def said(*sources: str, before: str = "") -> str:
    """Sentences in which each source says that it rained, one paragraph each."""
    return before + "\n".join(WORDS.format(f"a{number}", source) for number, source in enumerate(sources, start=1))


# -------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "later",
    ["Vasko", "Mr Vasko", "Dmitry Vasko", "D. Vasko", "the spokesman", "he", "Ada's spokesman Dimitri Vasko", "Dimitri", "Mr. Vasco"],
)
def test_one_man_by_all_that_he_is_called(later: str) -> None:
    source = later[:1].upper() + later[1:]
    names = names_of(said("Dimitri Vasko, the spokesman for the port,", source))
    assert names == {"a1": "Dimitri Vasko", "a2": "Dimitri Vasko"}


def test_name_aliases_roles_and_mentions() -> None:
    voice = voice_of(said("Harbour master Mira Okafor", "Ms Okafor", "Okafor", "The harbour master"))
    assert voice is not None
    assert (voice.kind, voice.name) == (VoiceKind.PERSON, "Mira Okafor")
    assert voice.aliases == ("Ms Okafor", "Okafor")
    assert voice.roles == ("Harbour master", "The harbour master")
    assert len(voice.mentions) == 4


def test_honorifics_belong_to_the_name_and_offices_do_not() -> None:
    names = names_of(said("Dr Ilse Bell", "Senator Amos Quarrel", "Governor Tench", "Mrs Ould", "Sir Rowan Pike", "Rev. Ida Lund"))
    assert list(names.values()) == ["Dr Ilse Bell", "Amos Quarrel", "Governor Tench", "Mrs Ould", "Sir Rowan Pike", "Rev. Ida Lund"]


def test_two_of_one_surname_are_told_apart_by_title() -> None:
    names = names_of(said("Ruth Abel", "Simon Abel", "Mr Abel", "Mrs Abel"))
    assert names == {"a1": "Ruth Abel", "a2": "Simon Abel", "a3": "Simon Abel", "a4": "Ruth Abel"}


def test_a_title_that_fits_nobody_brings_in_another() -> None:
    assert names_of(said("Michelle Oduya", "Mr. Oduya")) == {"a1": "Michelle Oduya", "a2": "Mr. Oduya"}


def test_a_surname_that_two_bear_is_nobodys_in_the_same_breath() -> None:
    text = "Ruth Abel and Simon Abel met.\n" + WORDS.format("a1", "Abel")
    reading = resolve_voices(reading_with(text))
    assert voice_in(reading, "a1") is None
    assert [doubt.about for doubt in reading.doubts] == ["a1.voice"]
    assert all(name in reading.doubts[0].reason for name in ("Ruth Abel", "Simon Abel"))


def test_a_surname_that_two_bear_is_his_who_was_so_called_before() -> None:
    names = names_of(said("Gideon Tarn", "Tarn", "Philippa Tarn", "Mrs Tarn", "Tarn"))
    assert names["a5"] == "Gideon Tarn"


def test_father_and_son() -> None:
    names = names_of(said("Robert Hale Sr.", "Robert Hale Jr."))
    assert len(set(names.values())) == 2


def test_a_surname_that_is_a_noun_too() -> None:
    assert names_of(said("Charlie King", "Mr. King", "Senator Abbot", "Abbot")) == {
        "a1": "Charlie King",
        "a2": "Charlie King",
        "a3": "Senator Abbot",
        "a4": "Senator Abbot",
    }


def test_married_and_short_names() -> None:
    assert set(names_of(said("Elizabeth Marchand-Ives", "Liz Ives", "Ms Ives")).values()) == {"Elizabeth Marchand-Ives"}


def test_a_name_in_a_headline_with_capitals_throughout() -> None:
    text = "[a1.content: Port Will Close], [a1.source: Okafor] [a1.cue: Says]\n" + said("Mira Okafor").replace("a1", "a2")
    assert names_of(text, headline=True) == {"a1": "Mira Okafor", "a2": "Mira Okafor"}  # type: ignore[arg-type]


# -------------------------------------------------------------------- organizations and outlets


def test_acronym_and_short_form_of_an_organization() -> None:
    voice = voice_of(said("The Halyard Workers’ Union", "HWU", "The union"))
    assert voice is not None
    assert (voice.kind, voice.name) == (VoiceKind.ORGANIZATION, "The Halyard Workers’ Union")
    assert len(voice.mentions) == 3


def test_the_company_is_the_one_just_named() -> None:
    names = names_of(said("Lodestar Minerals", "Lodestar", "The company", "It"))
    assert set(names.values()) == {"Lodestar Minerals"}


def test_short_name_of_a_paper() -> None:
    voice = voice_of(said("The Orrin Standard", "The Standard", "The paper"))
    assert voice is not None
    assert (voice.kind, voice.name, len(voice.mentions)) == (VoiceKind.OUTLET, "The Orrin Standard", 3)


def test_the_town_of_a_paper_is_not_the_paper() -> None:
    names = names_of(said("Orrin", "The Orrin Lantern", "The Lantern"))
    assert list(names.values()) == ["Orrin", "The Orrin Lantern", "The Orrin Lantern"]


def test_programme_and_channel_are_one() -> None:
    voice = voice_of(said("Radio Lund’s morning programme, Tideline,", "Tideline", "Radio Lund"))
    assert voice is not None
    assert voice.name == "Tideline (Radio Lund)"
    assert {"Tideline", "Radio Lund"} <= set(voice.aliases)


def test_well_known_outlet_by_its_short_name() -> None:
    assert set(names_of(said("The Associated Press", "AP")).values()) == {"The Associated Press"}


# -------------------------------------------------------------------- unnamed holders, groups, documents


def test_two_officials_are_not_one_for_their_words() -> None:
    reading = resolve_voices(reading_with(said("A senior official", "A senior official", "Critics", "Critics")))
    assert len({a.voice for a in reading.attributions}) == 4
    assert [voice.kind for voice in reading.voices[1:]] == [VoiceKind.UNNAMED] * 2 + [VoiceKind.GROUP] * 2


def test_the_official_is_the_one_just_brought_in() -> None:
    assert set(names_of(said("A senior official", "The official", "An adviser")).values()) == {"A senior official", "An adviser"}


def test_another_minister_is_not_the_minister() -> None:
    names = names_of(said("Labour Minister Ottoline Brand", "The sports minister", "The minister"))
    assert names["a1"] == "Ottoline Brand"
    assert names["a2"] == "The sports minister"


def test_office_and_lawyer_are_holders_of_their_own() -> None:
    names = names_of(said("Ada Quill", "Her office", "Quill’s lawyer"))
    assert list(names.values()) == ["Ada Quill", "Her office", "Quill’s lawyer"]


def test_report_and_letter_are_documents() -> None:
    reading = resolve_voices(reading_with(said("A report published on Friday", "The report", "A letter from the county")))
    assert [(v.kind, v.name) for v in reading.voices[1:]] == [
        (VoiceKind.DOCUMENT, "A report published on Friday"),
        (VoiceKind.DOCUMENT, "A letter from the county"),
    ]


def test_a_number_within_a_source_does_not_cut_it() -> None:
    voice = voice_of(said("A post shared 9,000 times"))
    assert voice is not None
    assert voice.name == "A post shared 9,000 times"


def test_two_who_speak_together_are_a_group() -> None:
    voice = voice_of(said("Mr Abel and Ms Bell"))
    assert voice is not None
    assert (voice.kind, voice.name) == (VoiceKind.GROUP, "Mr Abel and Ms Bell")


# -------------------------------------------------------------------- pronouns


def test_pronouns_agree_in_gender_and_number() -> None:
    names = names_of(said("Ada Quill", "Tom Bell", "The drivers", "She", "He", "They"))
    assert [names[f"a{n}"] for n in (4, 5, 6)] == ["Ada Quill", "Tom Bell", "The drivers"]


def test_contracted_pronoun() -> None:
    text = WORDS.format("a1", "Ada Quill") + " [a2.source: She][a2.cue: ’d like] [a2.content: to go]."
    assert names_of(text)["a2"] == "Ada Quill"


def test_capitals_make_a_country_and_no_pronoun() -> None:
    text = "The US waits. " + said("Ada Quill")
    reading = resolve_voices(reading_with(text))
    assert all(reading.page[span] != "US" for span in reading.voices[0].mentions)


def test_speaker_is_not_whom_he_speaks_of() -> None:
    text = "Tom Bell met Ivo Lund. [a1.content: “He lied,”] [a1.source: Bell] [a1.cue: said]."
    text = text.replace("“He lied,”", "“[a2.source: He] [a2.cue: said] [a2.content: no],”")
    assert names_of(text) == {"a1": "Tom Bell", "a2": "Ivo Lund"}


def test_i_is_who_speaks_and_outside_quotations_the_page_voice() -> None:
    inner = "[a2.source: I] [a2.cue: hope] [a2.content: it rains]"
    text = f"[a1.source: Tom Bell] [a1.cue: said], [a1.content: “{inner}.”]\n[a3.source: We] [a3.cue: think] [a3.content: so]."
    assert names_of(text, byline="R. Lund") == {"a1": "Tom Bell", "a2": "Tom Bell", "a3": "R. Lund"}


def test_relative_pronoun_is_what_ends_before_it() -> None:
    text = "The clerk read a letter from the club, [a1.source: which] [a1.cue: said] [a1.content: no]. Ada Quill, [a2.source: who] "
    text += "[a2.cue: said] [a2.content: yes], left."
    assert names_of(text) == {"a1": "a letter from the club", "a2": "Ada Quill"}


def test_pronoun_before_its_name() -> None:
    text = "In [a2.source: her] [a2.cue: plea] [a2.content: for rain], " + WORDS.format("a1", "Ada Quill")
    assert names_of(text)["a2"] == "Ada Quill"


def test_a_role_that_opens_the_story_is_the_name_that_follows() -> None:
    text = "The former treasurer of a lifeboat charity took the money.\n" + said("Gideon Tarn", "The treasurer")
    assert set(names_of(text).values()) == {"Gideon Tarn"}


# -------------------------------------------------------------------- sources that are empty, the page voice, the network


def test_quotation_in_a_paragraph_of_its_own_goes_on() -> None:
    text = "[a1.content: “No,”] [a1.source: Ada Quill] [a1.cue: said].\n[a2.content: “Never.”]\n\n[a3.cue: Reportedly], [a3.content: no]."
    assert names_of(text) == {"a1": "Ada Quill", "a2": "Ada Quill", "a3": None}


def test_page_voice_by_its_name() -> None:
    reading = resolve_voices(reading_with(said("Harbour Notes", "Ada Quill"), outlet="Harbour Notes"))
    assert [a.voice for a in reading.attributions] == [PAGE_VOICE_ID, "v1"]


def test_what_the_network_says_of_a_pronoun_counts() -> None:
    text = "Ada Quill met Mira Bell. Bell sang. [a1.source: She] [a1.cue: said] [a1.content: no]."
    reading = reading_with(text)
    ada, she = reading.page.text.index("Ada Quill"), reading.attributions[0].source[0]
    mentions = (Mention(Span(ada, ada + 9), MentionKind.PERSON_NAME), Mention(she, MentionKind.PRONOUN, 0, 0.95))
    assert names_of(text)["a1"] == "Mira Bell"
    told = resolve_voices(Reading(reading.page, reading.voices, reading.attributions, mentions=mentions))
    voice = voice_in(told, "a1")
    assert voice is not None
    assert voice.name == "Ada Quill"


def test_a_name_that_only_the_network_found() -> None:
    text = "[a1.source: Perhaps] [a1.cue: said] [a1.content: no]."
    reading = reading_with(text)
    mention = Mention(reading.attributions[0].source[0], MentionKind.ORGANIZATION_NAME)
    voice = voice_in(resolve_voices(Reading(reading.page, reading.voices, reading.attributions, mentions=(mention,))), "a1")
    assert voice is not None
    assert voice.kind is VoiceKind.ORGANIZATION


# -------------------------------------------------------------------- laws


@settings(max_examples=25)
@given(readings())
def test_voices_keep_their_laws(reading: Reading) -> None:
    resolved = validate(resolve_voices(reading))
    ids = [voice.id for voice in resolved.voices]
    assert ids[0] == PAGE_VOICE_ID
    assert all(voice.mentions for voice in resolved.voices[1:])
    assert {a.voice for a in resolved.attributions} <= {*ids, None}
    doubted = {doubt.about for doubt in resolved.doubts}
    for attribution in resolved.attributions:
        if attribution.source and attribution.voice is None:
            assert f"{attribution.id}.voice" in doubted


@settings(max_examples=25)
@given(readings())
def test_resolving_again_changes_nothing(reading: Reading) -> None:
    once = resolve_voices(reading)
    assert resolve_voices(once).attributions == once.attributions


# -------------------------------------------------------------------- further behaviour


def test_a_source_that_was_cut_short_is_named_in_full() -> None:
    text = "[a1.source: A post] shared 9,000 times [a1.cue: claims] [a1.content: that rain fell]."
    assert names_of(text)["a1"] == "A post shared 9,000 times"


def test_a_verb_that_looks_like_a_noun_is_none() -> None:
    assert names_of("[a1.source: The minutes] [a1.cue: record] [a1.content: that rain fell].")["a1"] == "The minutes"


def test_the_first_words_of_a_companys_name_are_no_person() -> None:
    names = names_of(said("Halden Green Therapeutics", "Halden Green"))
    assert set(names.values()) == {"Halden Green Therapeutics"}


def test_the_one_who_stands_trial_is_the_defendant() -> None:
    names = names_of(said("Gideon Tarn", "Tarn", "Saskia Bell", "The defendant"))
    assert names["a4"] == "Gideon Tarn"


def test_her_office_and_her_office_are_one_for_one_owner() -> None:
    reading = resolve_voices(reading_with(said("Ada Quill", "Her office", "Her office")))
    assert reading.attributions[1].voice == reading.attributions[2].voice


def test_an_inspector_who_is_named_later() -> None:
    assert set(names_of(said("An inspector", "The inspector, Dora Bell,")).values()) == {"Dora Bell"}


@pytest.mark.slow
@pytest.mark.parametrize("same", [False, True])
def test_time_grows_with_the_page_and_no_faster(same: bool) -> None:
    def seconds(n_sources: int, salt: int) -> float:
        given = ("Ada", "Tom", "Mira", "Ivo", "Greta", "Pavel")
        names = [f"{given[n % 6]}{chr(97 + n // 6 % 26)} Lund{'' if same else chr(97 + n % 26)}" for n in range(n_sources)]
        reading = reading_with(said(*(name if n % 2 else "Lund" for n, name in enumerate(names)), before=f"Page {salt}.\n"))
        start = time.process_time()
        resolve_voices(reading)
        return time.process_time() - start

    seconds(20, 0)
    few, many = min(seconds(60, salt) for salt in (1, 2, 3)), min(seconds(480, salt) for salt in (1, 2))
    assert many < few * 8 * 2, f"{few:.3f} s for 60 sources, {many:.3f} s for 480"


def test_a_president_is_not_his_wife_for_her_full_name() -> None:
    names = names_of(said("Michelle Oduya", "President Oduya", "Mr. Oduya"))
    assert names["a2"] != "Michelle Oduya"
    assert names["a3"] != "Michelle Oduya"


def test_two_pairs_are_two_groups() -> None:
    reading = resolve_voices(reading_with(said("Mr Abel and Ms Bell", "Mr Tarn and Ms Lund")))
    assert reading.attributions[0].voice != reading.attributions[1].voice
