"""The verdicts, by the letter of the terms, on invented hearings."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from sayso import Check, DifferenceKind, Finding, RecordError, Span, check_quotes, index_records, parse_record
from sayso.checks.quotes import find_quotations
from sayso.exports.json import from_json, to_json
from sayso.reading import Mention, MentionKind, Voice, VoiceKind, validate
from tests.checks.quotes_helpers import check, page_of, said_by, verdict

LONG = "We counted every boat in the harbour on the Monday, and we counted them again on the Friday."


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("The pier is safe.", "The pier is safe."),
        ("the pier — it’s safe", "The pier, it's safe!"),
        ("We lost 41 boats in 1987.", "We lost forty-one boats in nineteen eighty-seven."),
        ("It cost $2 million, some 50% more.", "It cost two million dollars, some fifty per cent more."),
        ("The colour of the theatre programme was grey.", "The color of the theater program was gray."),
        ("We are a well known port.", "We are a well-known port."),
        ("René keeps the key.", "Rene keeps the key."),
        ("We counted every boat", LONG),
        ("counted them again on the Friday", LONG),
        ("The pier is safe. Everybody knows it.", "The pier is safe. [applause] Everybody knows it."),
        ("[T]he pier is safe", "Well, the pier is safe."),
        ("She said the same", "She said the same, didn't she."),
    ],
)
def test_the_same_words_are_verbatim(words: str, record: str) -> None:
    assert verdict(words, record) == "verbatim"


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("I do not know the man.", "I don't know the man."),
        ("I don’t know the man.", "I do not know the man."),
        ("The pier is closed for good.", "The pier is, um, closed for good."),
        ("The pier is closed for good.", "The pier, you know, is closed for good."),
        ("The pier is closed for good.", "The pier is, the pier is closed for good."),
        ("It has rained since Tuesday.", "It's rained since Tuesday."),
        ("We are going to mend it.", "We're gonna mend it."),
        ("I am glad of the rain.", "I was, I am glad of the rain."),
        ("He left. The boat stayed here.", "He left. Well, the boat stayed here."),
        ("The government gave us the key.", "The gov-- the government gave us the key."),
        ("People stood in the rain.", "We had parents, I mean, people stood in the rain."),
    ],
)
def test_fillers_repetitions_and_contractions_are_cleaned(words: str, record: str) -> None:
    assert verdict(words, record) == "cleaned"


@pytest.mark.parametrize(
    ("words", "record", "marked"),
    [
        ("We are not the ones who lost it.", "We are not the only ones who lost it.", False),
        ("The pier is … safe for another year.", "The pier is, as the engineers say, safe for another year.", True),
        ("There are three cheaper ways.", "There are, I think, three cheaper ways.", False),
        ("I will do it.", "I will not do it.", False),
        (
            "We wrote to every house […] and we will knock on every door.",
            "We wrote to every house, and if not we call, and we will knock on every door.",
            True,
        ),
    ],
)
def test_words_left_out_are_clipped(words: str, record: str, marked: bool) -> None:
    finding = check(words, f"ADA QUILL: {record}")
    assert (finding.verdict, finding.marked) == ("clipped", marked)


@pytest.mark.parametrize(
    ("words", "record", "marked"),
    [
        ("The pier is safe for three years.", "The pier is safe for two years.", False),
        ("Okafor has the only key to it.", "Oyelaran has the only key to it.", False),
        ("The pier is not safe for a child.", "The pier is safe for a child.", False),
        ("I would mend the pier myself.", "I wouldn't mend the pier myself.", False),
        ("They gave it to [the ministry] for nothing.", "They gave it to the old clerk for nothing.", True),
        ("She say[s] the pier is quite safe.", "She said the pier is quite safe.", True),
        ("Look at the harbour now.", "Look at the harbour, it's a car park.", False),
        ("They mended the bridge and the road.", "They mended the road and the bridge.", False),
        (
            "We close every school and we will enjoy it.",
            "We will not close every school to save one road, and we would not enjoy it.",
            False,
        ),
    ],
)
def test_words_changed_or_added_are_altered(words: str, record: str, marked: bool) -> None:
    finding = check(words, f"ADA QUILL: {record}")
    assert (finding.verdict, finding.marked) == ("altered", marked)


@pytest.mark.parametrize(
    ("words", "record"),
    [
        ("The pier will open in May.", "The pier will open in May if the money comes."),
        ("I would have to go.", "I would have to go, but I don't expect it."),
        ("the plan dies", "If the numbers recover, the plan dies."),
        ("the pier is safe", "I have never said that the pier is safe."),
        ("That is a lie", "That is a lie unless you speak of the early years."),
        ("the pier is quite safe", "Do you think the pier is quite safe?"),
        ("They sell advice to the mayor.", "They sell advice to the mayor, or say that they do."),
    ],
)
def test_what_is_left_out_of_its_sentence_may_cut_it_short(words: str, record: str) -> None:
    assert verdict(words, record) == "cut short"


def test_a_condition_that_the_page_says_itself_is_not_left_out() -> None:
    assert verdict("the plan dies", "If the numbers recover, the plan dies.", after=" would be so if they did.") == "verbatim"


def test_a_sentence_that_is_quoted_on_after_the_cue_is_not_cut_short() -> None:
    text = "“I would have to go,” said Ada Quill, “but I don't expect it.”"
    findings = check_quotes(page_of(text), parse_record("ADA QUILL: I would have to go, but I don't expect it.")).findings
    assert [finding.verdict for finding in findings] == ["verbatim", "verbatim"]


HEARING = """ADA QUILL: We gave them the key in March, and they lost it. It was raining that day.

CHAIR: And the boats?

ADA QUILL: Nobody asked about the boats until the autumn.

BEN LOWE: The key was never ours to lose."""


@pytest.mark.parametrize(
    "words", ["We gave them the key in March. Nobody asked about the boats.", "It was raining that day … Nobody asked about the boats"]
)
def test_pieces_of_separate_turns_are_spliced(words: str) -> None:
    assert verdict(words, HEARING) == "spliced"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ben Lowe", "verbatim"),
        ("Mr Lowe", "verbatim"),
        ("Benjamin Lowe, the pilot,", "verbatim"),
        ("Ada Quill", "misattributed"),
        ("Mrs Quill", "misattributed"),
        ("Ruth Lowe", "misattributed"),
        ("the chair", "verbatim"),
        ("The company", "verbatim"),
    ],
)
def test_the_speaker_is_compared_by_voice_and_not_by_string(source: str, expected: str) -> None:
    assert verdict("The key was never ours to lose.", HEARING, source=source) == expected


def test_a_voice_lends_its_names_to_whatever_the_page_calls_it() -> None:
    reading = said_by("the pilot", "“We gave them the key in March.”")
    (attribution,) = reading.attributions
    pilot = Voice("v1", VoiceKind.PERSON, "Ben Lowe", roles=("pilot",), mentions=attribution.source)
    reading = replace(reading, voices=(*reading.voices, pilot), attributions=(replace(attribution, voice="v1"),))
    (finding,) = check_quotes(reading, parse_record(HEARING, "hearing.txt")).findings
    assert (finding.verdict, finding.speaker) == ("misattributed", "Ben Lowe")
    assert "ADA QUILL" in finding.reason


def test_what_the_speaker_said_goes_before_what_others_said() -> None:
    record = "CHAIR: The pier is safe. Anybody else?\n\nADA QUILL: The pier is safe."
    finding = check("The pier is safe.", record)
    assert finding.verdict == "verbatim"
    assert finding.evidence[0].start > record.index("ADA")


def test_not_found_is_said_of_the_record_and_not_of_the_world() -> None:
    finding = check("The lighthouse keeper sold his lamp to a travelling circus.", HEARING)
    assert (finding.verdict, finding.evidence, finding.record) == ("not found", (), None)
    assert "not found in hearing.txt" in finding.reason
    assert "does not say that they were never spoken" in finding.reason


def test_differences_are_ranges_on_both_sides() -> None:
    record = parse_record("ADA QUILL: We mended two boats, slowly, in the old harbour.", "hearing.txt")
    reading = said_by("Ada Quill", "“We mended three boats in the old harbour.”")
    (finding,) = check_quotes(reading, record).findings
    words = [(one.kind, reading.page[one.quote], record[one.record]) for one in finding.differences]
    assert words == [(DifferenceKind.CHANGED, "three", "two"), (DifferenceKind.LEFT_OUT, "", "slowly")]


def test_an_ellipsis_that_swallows_a_condition_or_a_negation_is_said_so() -> None:
    condition = check("We will build it … and open it in May.", "ADA QUILL: We will build it, if the money comes, and open it in May.")
    negation = check("We will … open it in May.", "ADA QUILL: We will not build it or open it in May.")
    assert "An ellipsis takes the place of a condition (“if”)" in condition.reason
    assert "An ellipsis takes the place of a negation (“not”)" in negation.reason


def test_what_is_cut_off_is_given_in_full() -> None:
    record = parse_record("ADA QUILL: The pier will open in May, unless the money stays away.", "hearing.txt")
    (finding,) = check_quotes(said_by("Ada Quill", "“The pier will open in May.”"), record).findings
    (difference,) = finding.differences
    assert record[difference.record] == ", unless the money stays away."


# ---------------------------------------------------------------- several records, days


def test_the_best_of_several_records_is_taken_and_their_disagreement_shown() -> None:
    one = parse_record("ADA QUILL: The pier is quite safe for two years.", "minutes.txt")
    other = parse_record("ADA QUILL: The pier is quite safe for ten years.", "tape.txt")
    (finding,) = check_quotes(said_by("Ada Quill", "“The pier is quite safe for ten years.”"), [one, other]).findings
    assert (finding.verdict, finding.record) == ("verbatim", "tape.txt")
    assert "The records disagree: it would be otherwise by minutes.txt (altered)." in finding.reason


@pytest.mark.parametrize(
    ("published", "said"),
    [("2024-03-02", None), ("2024-05-02", "62 days before the page"), ("2024-02-01", "after the page was published"), ("2024", None)],
)
def test_a_record_of_another_day_is_named_as_such(published: str, said: str | None) -> None:
    reading = said_by("Ada Quill", "“The pier is quite safe.”")
    reading = replace(reading, page=replace(reading.page, published=published))
    (finding,) = check_quotes(reading, parse_record("ADA QUILL: The pier is quite safe.", "2024-03-01-hearing.txt")).findings
    assert said in finding.reason if said else "record is of" not in finding.reason


# ---------------------------------------------------------------- the reading


def test_findings_are_part_of_the_reading_and_replace_earlier_ones() -> None:
    reading = said_by("Ada Quill", "“The pier is quite safe.”")
    headline = Finding(Check.HEADLINE, "supported", ())
    reading = replace(reading, findings=(headline,))
    record = parse_record("ADA QUILL: The pier is quite safe.", "hearing.txt")
    once = check_quotes(reading, record)
    assert [finding.check for finding in once.findings] == [Check.HEADLINE, Check.QUOTE]
    assert check_quotes(once, record) == once
    assert from_json(to_json(validate(once))) == once


def test_every_piece_of_a_quotation_has_a_check_of_its_own() -> None:
    text = "“We gave them the key,” said Ada Quill, “and they lost it.” She was ‘glad of it’ in the end."
    assert [text[start:end] for ((start, end),) in find_quotations(page_of(text))] == [
        "“We gave them the key,”",
        "“and they lost it.”",
        "‘glad of it’",
    ]


def test_an_index_serves_many_pages() -> None:
    index = index_records(parse_record(HEARING, "hearing.txt"))
    for words in ("We gave them the key in March", "The key was never ours to lose"):
        (finding,) = check_quotes(page_of(f"“{words}”"), index).findings
        assert finding.verdict == "verbatim"


def test_a_name_in_the_source_is_taken_from_the_mentions() -> None:
    reading = said_by("the harbour's loudest critic Ben Lowe", "“We gave them the key in March.”")
    start = reading.page.text.index("Ben Lowe")
    mention = Mention(Span(start, start + 8), MentionKind.PERSON_NAME)
    (finding,) = check_quotes(replace(reading, mentions=(mention,)), parse_record(HEARING)).findings
    assert (finding.verdict, finding.speaker) == ("misattributed", "Ben Lowe")


# ---------------------------------------------------------------- bad input


def test_many_quotations_on_one_page_take_linear_time() -> None:
    text = "“We gave them the key,” she said. " * 600
    start = time.process_time()
    findings = check_quotes(page_of(text), parse_record(HEARING)).findings
    assert len(findings) == 600
    assert time.process_time() - start < 6


def test_an_empty_record_is_said_to_be_empty() -> None:
    finding = check("The pier is quite safe.", "")
    assert (finding.verdict, finding.reason) == ("not found", "These words were not found: hearing.txt is empty.")


def test_a_record_in_another_language_is_said_to_be_none() -> None:
    record = "ADA QUILL: " + "El muelle está cerrado desde el lunes y nadie sabe cuándo abrirá otra vez para los barcos. " * 5
    assert "do not seem to be in English" in check("The pier has been closed since Monday.", record).reason
    assert "do not seem to be in English" in check("The pier has been closed since Monday.", "Мост закрыт с понедельника.").reason
    short = "We never had the money. The bridge is old and it is ours, and in the end nobody will pay for a bridge that so few will use."
    assert "English" not in check("The pier has been closed since Monday.", short).reason


def test_a_page_is_no_record_of_itself(tmp_path: Path) -> None:
    reading = said_by("Ada Quill", "“The pier is quite safe for another year or two.”")
    with pytest.raises(RecordError, match="is the page itself"):
        check_quotes(reading, parse_record(reading.page.text, "page.txt"))
    kept = parse_record("ADA QUILL: The pier is quite safe for another year or two.", "hearing.txt")
    (finding,) = check_quotes(reading, [parse_record(reading.page.text, "page.txt"), kept]).findings
    assert finding.record == "hearing.txt"


def test_a_record_without_speakers_misattributes_nothing() -> None:
    finding = check("The pier is quite safe.", "The pier is quite safe. So is the bridge.")
    assert (finding.verdict, finding.speaker) == ("verbatim", "Ada Quill")


def test_a_page_without_quotations_has_no_findings() -> None:
    assert check_quotes(page_of("The pier is safe, they said."), parse_record(HEARING)).findings == ()
    assert check_quotes(page_of(""), parse_record(HEARING)).findings == ()


@pytest.mark.parametrize("words", ["key", "…", "[the] key", "!"])
def test_one_word_is_too_short_to_tell(words: str) -> None:
    finding = check(words, HEARING)
    assert finding.verdict == "too short to tell"
    assert "too short to tell" in finding.reason


def test_two_words_are_found_only_side_by_side() -> None:
    assert verdict("that day", HEARING) == "verbatim"
    assert verdict("boats lost", HEARING) == "not found"


@pytest.mark.slow
def test_ten_million_words_are_indexed_and_searched() -> None:
    turn = "ADA QUILL: We gave them the key in March and they lost it again before the summer came to the harbour. "
    record = parse_record(turn * 500_000 + "\n\nBEN LOWE: The lighthouse keeper sold his lamp to a circus.", "long.txt")
    index = index_records(record)
    assert len(index) > 9_000_000
    (finding,) = check_quotes(page_of("“The lighthouse keeper sold his lamp to a circus.”"), index).findings
    assert finding.verdict == "verbatim"
    assert finding.claim == (Span(0, 50),)
