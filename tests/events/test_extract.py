"""Events of pages of several sentences: on whose word they rest, and what points back to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sayso.events import extract_events
from sayso.reading import PAGE_VOICE_ID, Attribution, EventStatus, EventType, Held, Link, Manner, Reading, Span, Voice, VoiceKind, validate
from tests.events.conftest import Told, read_events
from tests.helpers import reading_of

Teller = Callable[[Reading], list[Told]]


def test_event_in_a_content_rests_on_the_chain_of_its_attribution() -> None:
    reading = read_events("[source: Dagny Holt] [cue: said] [content: Emil Varga met Nadia Kesh] .")
    (event,) = reading.events

    assert [link.voice for link in event.chain] == [PAGE_VOICE_ID, reading.attributions[0].voice]


def test_event_of_the_page_rests_on_the_page_voice_alone() -> None:
    (event,) = read_events("Emil Varga met Nadia Kesh.").events

    assert event.chain == (Link(PAGE_VOICE_ID, None),)


def test_accusation_rests_on_the_one_who_reports_it_and_not_on_the_accuser() -> None:
    reading = read_events("[source: Dagny Holt] [cue: accused] [content: Emil Varga of theft] .")
    (event,) = reading.events

    assert event.type is EventType.ACCUSE
    assert event.actors == (reading.attributions[0].voice,)
    assert event.chain == (Link(PAGE_VOICE_ID, None),)


def test_what_is_denied_is_negated() -> None:
    reading = read_events("[source: Dagny Holt] [cue: denied] [content: that Emil Varga had met Nadia Kesh] .")

    assert reading.attributions[0].held is Held.DENIED
    assert [event.status for event in reading.events] == [EventStatus.NEGATED]


def test_what_is_denied_and_negated_is_stated() -> None:
    (event,) = read_events("[source: Dagny Holt] [cue: denied] [content: that Emil Varga had not met Nadia Kesh] .").events

    assert event.status is EventStatus.STATED


def test_what_is_asked_is_hypothetical() -> None:
    reading = read_events("[source: Dagny Holt] [cue: asked] [content: whether Emil Varga had met Nadia Kesh] .")

    assert [event.status for event in reading.events] == [EventStatus.HYPOTHETICAL]


def test_the_two_are_the_sides_of_the_event_before(tell: Teller) -> None:
    told = tell(read_events("Dagny Holt accused Emil Varga of theft. The two had breakfast together on Saturday."))

    assert told[1] == ("CONSULT", ["Dagny Holt"], ["Emil Varga"], "stated")


def test_two_of_whom_nothing_was_told_are_nobody(tell: Teller) -> None:
    assert tell(read_events("The two had breakfast together on Saturday.")) == []


def test_meeting_that_took_place_is_the_one_told_of_before(tell: Teller) -> None:
    told = tell(read_events("Dagny Holt met Emil Varga in May. Her office confirmed that the meeting had taken place."))

    assert told[1] == ("CONSULT", ["Dagny Holt"], ["Emil Varga"], "stated")


def test_no_such_meeting_negates_the_one_told_of_before(tell: Teller) -> None:
    told = tell(read_events("Dagny Holt met Emil Varga in May. There was no such meeting."))

    assert told[1] == ("CONSULT", ["Dagny Holt"], ["Emil Varga"], "negated")


def test_talks_go_on_between_those_who_talked(tell: Teller) -> None:
    told = tell(
        read_events("The ministry resumed talks with the union on Monday. Dagny Holt telephoned Emil Varga. Talks will continue in May.")
    )

    assert told[-1] == ("CONSULT", ["The ministry"], ["the union"], "hypothetical")


def test_we_within_a_quotation_are_the_speaker_and_the_other_side_of_before(tell: Teller) -> None:
    text = "Dagny Holt denied meeting Emil Varga.\n[content: “I telephoned Emil Varga,”] [source: Dagny Holt] [cue: said] ."

    assert tell(read_events(text, manner=Manner.DIRECT))[1] == ("CONSULT", ["Dagny Holt"], ["Emil Varga"], "stated")


def test_i_on_the_page_is_the_page_voice() -> None:
    (event,) = read_events("I met Emil Varga on Monday.").events

    assert event.actors == (PAGE_VOICE_ID,)


def test_party_that_holds_nothing_becomes_a_voice() -> None:
    reading = read_events("Dagny Holt met local suppliers.")

    assert {voice.name for voice in reading.voices} >= {"Dagny Holt", "local suppliers"}


def test_time_is_found_as_written_and_resolved() -> None:
    reading = read_events("Dagny Holt met Emil Varga on Monday.", published="2023-03-03")
    (event,) = reading.events

    assert event.when is not None
    assert (reading.page[event.when.span], event.when.date) == ("on Monday", "2023-02-27")


def test_time_of_what_is_to_come_lies_ahead() -> None:
    (event,) = read_events("Dagny Holt will meet Emil Varga on Monday.", published="2023-03-03").events

    assert event.when is not None
    assert event.when.date == "2023-03-06"


def test_present_tense_with_a_day_to_come_is_hypothetical() -> None:
    (event,) = read_events("Tomorrow Dagny Holt sits down with Emil Varga.").events

    assert event.status is EventStatus.HYPOTHETICAL


def test_since_a_day_is_no_time_of_an_event() -> None:
    (event,) = read_events("Dagny Holt has not met Emil Varga since Monday.").events

    assert event.when is None


def test_place_is_found() -> None:
    reading = read_events("Dagny Holt met Emil Varga at the old library on Monday.")
    (event,) = reading.events

    assert event.where is not None
    assert reading.page[event.where] == "the old library"


def test_direction_of_attributions_in_the_passive_is_kept(tell: Teller) -> None:
    text = "Emil Varga was [cue: accused] by [source: Dagny Holt] of [content: theft] ."

    assert tell(read_events(text))[0][:3] == ("ACCUSE", ["Dagny Holt"], ["Emil Varga"])


def test_empty_page_has_no_events() -> None:
    reading = extract_events(Reading(page=reading_of("It rained.").page, voices=reading_of("It rained.").voices))

    assert reading.events == ()


def test_page_without_blocks_is_read(tell: Teller) -> None:
    reading = reading_of("Dagny Holt met Emil Varga.")

    assert tell(extract_events(replace(reading, page=replace(reading.page, blocks=())))) == [
        ("CONSULT", ["Dagny Holt"], ["Emil Varga"], "stated")
    ]


def test_voices_that_are_there_keep_their_ids() -> None:
    reading = reading_of("Dagny Holt met Emil Varga.")
    voices = (*reading.voices, Voice("v7", VoiceKind.PERSON, "Emil Varga", mentions=(Span(15, 25),)))
    extracted = validate(extract_events(replace(reading, voices=voices)))

    assert extracted.voices[: len(voices)][-1].id == "v7"
    assert extracted.events[0].recipients == ("v7",)


def test_attribution_without_voice_has_no_first_person() -> None:
    text = "“I met Emil Varga.”"
    reading = reading_of(text)
    attribution = Attribution("a1", (Span(0, len(text)),), (), (), Manner.DIRECT, 0.9)

    assert extract_events(replace(reading, attributions=(attribution,))).events == ()


def test_everyone_may_be_asked(tell: Teller) -> None:
    assert tell(read_events("Dagny Holt asked everyone to leave.")) == [("REQUEST", ["Dagny Holt"], ["everyone"], "stated")]


def test_a_cousin_may_be_asked_for_a_lift(tell: Teller) -> None:
    told = tell(read_events("Dagny Holt had asked Emil Varga for a lift."))
    assert told == [("REQUEST", ["Dagny Holt"], ["Emil Varga"], "stated")]


def test_whoever_was_only_looked_at_is_no_voice() -> None:
    reading = read_events("Dagny Holt met Emil Varga. The two men met again.")
    assert sorted(voice.name for voice in reading.voices[1:]) == ["Dagny Holt", "Emil Varga"]


def test_one_of_them_with_a_name_is_that_one(tell: Teller) -> None:
    told = tell(read_events("Groups want a ban. One of them, Nadia Kesh, met Emil Varga on Monday."))
    assert told == [("CONSULT", ["Nadia Kesh"], ["Emil Varga"], "stated")]


def test_who_backs_neither_backs_nobody(tell: Teller) -> None:
    assert tell(read_events("Dagny Holt has endorsed neither candidate.")) == []


def test_what_somebody_is_asked_for_is_no_part_of_who_is_asked() -> None:
    reading = read_events("Dagny Holt asked the minister for an emergency licence on Monday.")
    assert "the minister" in {voice.name for voice in reading.voices}
    assert not [form for voice in reading.voices for form in (voice.name, *voice.aliases) if "licence" in form]
