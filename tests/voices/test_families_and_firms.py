"""People and firms of whom a page says who they are only by how it goes on: surnames, relatives, shareholders, roles in a headline."""

from __future__ import annotations

import pytest

from sayso.reading import Span, VoiceKind
from sayso.voices import resolve_voices
from sayso.voices.book import VoiceBook
from tests.voices.helpers import names_of, reading_with, voice_in, voice_of

SAID = "[{0}.source: {1}] [{0}.cue: said] [{0}.content: {2}]"


def test_page_that_goes_on_by_the_last_word_of_a_name_tells_that_it_is_a_persons() -> None:
    text = "Ansbert Thule kept the light for years.\n" + SAID.format("a1", "Thule", "that it burned") + "."
    voice = voice_of(text)
    assert voice is not None
    assert (voice.name, voice.kind) == ("Ansbert Thule", VoiceKind.PERSON)


@pytest.mark.parametrize("clue", ["Zarn’s chief executive left in May.", "Shares in Zarn fell.", "Ada Bell, an analyst at Zarn, was calm."])
def test_what_has_a_chief_executive_or_shares_is_a_company(clue: str) -> None:
    text = f"{clue}\n" + SAID.format("a1", "Zarn", "it was sorry") + ".\n" + SAID.format("a2", "The company", "it was not") + "."
    reading = resolve_voices(reading_with(text))
    voice = voice_in(reading, "a1")
    assert voice is not None
    assert voice.kind is VoiceKind.ORGANIZATION
    assert voice_in(reading, "a2") == voice


def test_relative_is_whoever_is_named_by_the_surname_of_the_owner() -> None:
    text = "Ada Lund sold the mill. " + SAID.format("a1", "Her younger brother", "that it was a pity")
    assert names_of(text + ".\n" + SAID.format("a2", "Piet Lund", "that it was not") + ".") == {"a1": "Piet Lund", "a2": "Piet Lund"}


def test_name_with_an_article_in_it_is_one_name() -> None:
    text = SAID.format("a1", "Ambassador Yusuf el-Marrash", "no") + ".\n" + SAID.format("a2", "Youssef el-Marrash", "yes") + "."
    assert names_of(text) == {"a1": "Yusuf el-Marrash", "a2": "Yusuf el-Marrash"}


def test_mrs_before_another_of_the_surname_is_the_one_of_the_line_before() -> None:
    text = "Mavis Trent came. " + SAID.format("a1", "Mrs Trent", "no") + ".\nHer sister Olive Trent came too."
    assert names_of(text)["a1"] == "Mavis Trent"


def test_nobody_is_called_by_a_role_that_stands_in_a_headline_alone() -> None:
    text = SAID.format("a1", "Rival", "no") + "\n" + SAID.format("a2", "Ada Bell", "that it rained") + "."
    reading = resolve_voices(reading_with(text, headline=True))
    assert voice_in(reading, "a1") is None
    assert any(doubt.about == "a1.voice" and "headline" in doubt.reason for doubt in reading.doubts)


def test_headline_takes_the_holder_whom_the_lead_lets_say_it_with_the_same_verb() -> None:
    text = "[a1.source: Ex-miner] [a1.cue: accuses] [a1.content: the mill of theft]\n"
    text += "[a2.source: Bo Quill] [a2.cue: accused] [a2.content: the mill of theft]."
    reading = resolve_voices(reading_with(text, headline=True))
    voice = voice_in(reading, "a1")
    assert voice is not None
    assert voice.name == "Bo Quill"


def test_sources_of_a_headline_are_the_unnamed_ones_of_the_text() -> None:
    text = (
        SAID.format("a1", "Sources", "sale is near") + "\n" + SAID.format("a2", "Three people briefed on the plan", "a sale was near") + "."
    )
    reading = resolve_voices(reading_with(text, headline=True))
    assert voice_in(reading, "a1") == voice_in(reading, "a2")


def test_him_is_not_the_subject_beside_him() -> None:
    text = "[a1.source: Bo Quill] [a1.cue: said] [a1.content: no]. Piet Lund rang him. [a2.source: He] [a2.cue: said] [a2.content: yes]."
    reading = resolve_voices(reading_with(text))
    him = Span(reading.page.text.index("him"), reading.page.text.index("him") + 3)
    assert VoiceBook(reading).at(him) == reading.attributions[0].voice


def test_whoever_asks_whether_he_does_not_ask_about_himself() -> None:
    text = "Bo Quill stood up. [a1.source: Piet Lund] [a1.cue: asked] "
    text += "[a1.content: whether [a2.source: he] [a2.cue: thought] [a2.content: that it rained]]."
    assert names_of(text) == {"a1": "Piet Lund", "a2": "Bo Quill"}


def test_pronoun_at_the_end_of_a_long_source_is_the_holder() -> None:
    text = "Gwenda Firth wrote a letter. [a1.source: In it she] [a1.cue: said] [a1.content: that it rained]."
    assert names_of(text) == {"a1": "Gwenda Firth"}


def test_apposition_is_not_made_of_a_source_and_the_first_name_of_what_it_says() -> None:
    text = "[a1.cue: According to] [a1.source: the vicar], [a1.content: Pugh and Sallis met]."
    assert names_of(text) == {"a1": "the vicar"}


def test_town_of_a_dateline_is_no_company() -> None:
    text = "CORVAL, May 4 - [a1.source: Zarn Mills] [a1.cue: said] [a1.content: no]. "
    text += "[a2.source: The company] [a2.cue: said] [a2.content: yes]."
    assert names_of(text)["a2"] == "Zarn Mills"
