"""Nested attributions, cues that a model cut short, corrections by another voice, evidence, and the laws of the step."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

from hypothesis import given, settings

from sayso.commitment import explain_commitment, grade_commitment
from sayso.reading import Attribution, Held, Manner, Reading, Reported, Span
from tests.helpers import Marked, attribution_of, marked, reading_of
from tests.strategies import readings


def read_pair(text: str, inner_manner: Manner = Manner.INDIRECT) -> tuple[Attribution, Attribution]:
    """The graded attributions of a text that marks an outer one ("o.content") and one within it ("i.content")."""
    mark: Marked = marked(text)
    outer = attribution_of(mark, "o.", id="a1")
    inner = attribution_of(mark, "i.", id="a2", parent="a1", manner=inner_manner)
    reading = replace(reading_of(mark.text), attributions=(outer, inner))
    first, second = grade_commitment(reading).attributions
    return first, second


def held_of(text: str) -> Held:
    (attribution,) = grade_commitment(reading_of(text)).attributions
    return attribution.held


def test_reserve_of_an_inner_holder_is_not_the_outer_one_s() -> None:
    outer, inner = read_pair(
        "[o.source: The envoy] [o.cue: said] [o.content: [i.source: the court] [i.cue: feared] [i.content: the wall may fall]]."
    )
    assert (outer.held, inner.held) == (Held.ASSERTED, Held.HEDGED)


def test_order_within_a_quotation_is_the_inner_holder_s() -> None:
    outer, inner = read_pair(
        "[o.content: “[i.source: My aunt] [i.cue: used to say] [i.content: ‘Never trust a dry well’],”] [o.source: he] [o.cue: said].",
        Manner.DIRECT,
    )
    assert (outer.held, inner.held) == (Held.ASSERTED, Held.WANTED)


def test_claim_within_a_confirmation_is_distanced_and_the_confirmation_endorsing() -> None:
    outer, inner = read_pair(
        "[o.source: The clerk] [o.cue: confirmed] [o.content: that [i.source: the firm] [i.cue: claims] [i.content: the site is clean]]."
    )
    assert (outer.reported, inner.reported) == (Reported.ENDORSING, Reported.DISTANCING)


def test_correction_by_the_page_takes_back_what_the_page_reports_and_not_what_stands_within() -> None:
    outer, inner = read_pair(
        "[o.source: The flyer] [o.cue: says] [o.content: [i.source: the mayor] [i.cue: called] [i.content: the hall a ruin]]. She did not."
    )
    assert (outer.reported, inner.reported) == (Reported.DISTANCING, Reported.NEUTRAL)


def test_denial_in_somebody_else_s_mouth_is_no_correction() -> None:
    mark = marked(
        "[o.source: Tarn] [o.cue: said] [o.content: the well was dry]. [p.content: That is wrong], [p.source: Bell] [p.cue: said]."
    )
    first = attribution_of(mark, "o.", id="a1")
    second = attribution_of(mark, "p.", id="a2")
    graded = grade_commitment(replace(reading_of(mark.text), attributions=(first, second)))
    assert graded.attributions[0].reported is Reported.NEUTRAL


def test_negation_before_a_cue_that_was_marked_short_counts() -> None:
    assert held_of("[source: Orla Finch] has not yet [cue: said] [content: who paid].") is Held.WITHHELD


def test_refusal_before_a_cue_that_was_marked_short_counts() -> None:
    assert held_of("[source: The firm] repeatedly declined to [cue: name] [content: the buyer].") is Held.WITHHELD


def test_verb_between_a_short_cue_and_the_content_counts() -> None:
    (attribution,) = grade_commitment(reading_of("[cue: It] is alleged [content: that the till was empty].")).attributions
    assert attribution.reported is Reported.DISTANCING


def test_infinitive_that_the_content_lacks_is_seen_before_it() -> None:
    assert held_of("[source: Vane] [cue: asked] the board to publish [content: the figures].") is Held.WANTED


def test_condition_before_the_source_is_a_condition_of_the_content() -> None:
    assert held_of("If the frost holds, [source: she] [cue: said], [content: the fair would be on the lake].") is Held.CONDITIONAL


def test_full_stop_of_an_abbreviation_does_not_end_the_claim() -> None:
    assert held_of("[source: Orla Finch] [cue: said] [content: that U.N. staff may have to leave].") is Held.HEDGED


def test_month_is_no_reserve() -> None:
    assert held_of("[source: Orla Finch] [cue: said] [content: the baths open in May and close in June].") is Held.ASSERTED


def test_number_ten_is_not_nobody() -> None:
    assert held_of("[source: No 10] [cue: said] [content: the visit was off].") is Held.ASSERTED


def test_scare_quotes_around_a_cue_keep_it_at_a_distance() -> None:
    (attribution,) = grade_commitment(
        reading_of("[source: The firm]’s “[cue: explanation]” [content: that a fish did it] pleased few.")
    ).attributions
    assert attribution.reported is Reported.DISTANCING


def test_article_that_is_put_right_is_at_a_distance() -> None:
    reading = reading_of("Correction: Tarn Hall\n[source: The article] [cue: gave] [content: the number of rooms as 40].")
    (attribution,) = grade_commitment(reading).attributions
    assert attribution.reported is Reported.DISTANCING


def test_words_that_decide_are_given() -> None:
    reading = reading_of("[source: Orla Finch] [cue: admitted] [content: that the wall may fall].")
    commitment = explain_commitment(reading, reading.attributions[0])
    assert commitment.held.evidence is not None
    assert commitment.reported.evidence is not None
    assert (reading.page[commitment.held.evidence], reading.page[commitment.reported.evidence]) == ("may", "admitted")
    assert commitment.held.rule == "reserve in the content"


def test_plain_statement_has_no_words_that_decide() -> None:
    reading = reading_of("[source: Orla Finch] [cue: said] [content: it rained].")
    commitment = explain_commitment(reading, reading.attributions[0])
    assert commitment.held.evidence is None
    assert commitment.reported.evidence is None


def test_attribution_without_cue_or_source_is_graded_by_its_content() -> None:
    reading = reading_of("[content: “Who turned off the lights?”]", manner=Manner.DIRECT)
    assert grade_commitment(reading).attributions[0].held is Held.QUESTIONED


@settings(max_examples=25, deadline=None)
@given(readings())
def test_any_reading_is_graded_and_nothing_else_changes(reading: Reading) -> None:
    graded = grade_commitment(reading)

    unchanged = tuple(
        replace(after, held=before.held, reported=before.reported)
        for before, after in zip(reading.attributions, graded.attributions, strict=True)
    )
    assert replace(graded, attributions=unchanged) == reading
    assert grade_commitment(graded) == graded
    for attribution in graded.attributions:
        for ground in explain_commitment(graded, attribution):
            assert ground.evidence is None or 0 <= ground.evidence.start < ground.evidence.end <= len(reading.page.text)


def read_many_attributions(count: int) -> Reading:
    unit = "Orla Finch said that if the wall fell, the mill might go. "
    attributions = tuple(
        Attribution(f"a{n}", (Span(at + 16, at + 56),), (Span(at + 11, at + 15),), (Span(at, at + 10),), Manner.INDIRECT, 0.9)
        for n, at in enumerate(range(0, count * len(unit), len(unit)))
    )
    return replace(reading_of(unit * count), attributions=attributions)


def test_time_is_linear_in_the_attributions() -> None:
    seconds = []
    for count in (300, 1200):
        reading = read_many_attributions(count)
        start = process_time()
        grade_commitment(reading)
        seconds.append(process_time() - start)
    assert seconds[1] < 10 * max(seconds[0], 0.01)  # four times as many: linear time gives 4, quadratic time 16
