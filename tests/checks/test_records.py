from __future__ import annotations

from pathlib import Path

import pytest

from sayso import Record, RecordError, load_records, parse_record
from sayso.checks.records_transcripts import find_notes
from tests.text.timing import assert_linear

VTT = """WEBVTT - council

NOTE made by hand

1
00:00:01.000 --> 00:00:04.500 align:start
<v Ada Quill>We gave them <i>the key</i>

2
00:00:04.000 --> 00:01:02.250
<v Ben Lowe>&amp; they lost it
in March.
"""
SRT = """1
00:00:01,000 --> 00:00:04,500
ADA QUILL: We gave them the key

2
01:00:05,000 --> 01:00:06,000
BEN LOWE: and they lost it.
"""


def turns_of(record: Record) -> list[tuple[str | None, str]]:
    return [(turn.speaker, record[turn.span]) for turn in record.turns]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ADA QUILL: No.\n\nBEN LOWE: Yes.\nIt is.", [("ADA QUILL", "No."), ("BEN LOWE", "Yes.\nIt is.")]),
        ("Ada Quill: No.\nBen Lowe: Yes.\nAda Quill: Well.", [("Ada Quill", "No."), ("Ben Lowe", "Yes."), ("Ada Quill", "Well.")]),
        ("MR. LOWE (by telephone): Yes.", [("MR. LOWE", "Yes.")]),
        ("Q: Why?\nA: Because.", [("Q", "Why?"), ("A", "Because.")]),
        ("[00:01:02] ADA QUILL: No.", [("ADA QUILL", "No.")]),
        (">> ADA QUILL: No.\n>> Never.", [("ADA QUILL", "No."), (None, "Never.")]),
        ("He said: it is safe.\nNote: nobody did.", [(None, "He said: it is safe.\nNote: nobody did.")]),
        ("A speech.\nFriends: we have won.\nIt was late.", [(None, "A speech.\nFriends: we have won.\nIt was late.")]),
        ("Opening words.\n\nCHAIR: Thank you.", [(None, "Opening words."), ("CHAIR", "Thank you.")]),
        ("", []),
        (" \n ", []),
    ],
)
def test_turns_begin_where_a_speaker_is_named(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert turns_of(parse_record(text)) == expected


def test_what_a_transcriber_notes_is_told_from_what_is_said() -> None:
    text = "We (the clerks) left. [applause] (Laughter.) (INAUDIBLE) It was (as I said) late."
    assert [text[start:end] for start, end in find_notes(text)] == ["[applause]", "(Laughter.)", "(INAUDIBLE)"]


def test_webvtt_keeps_voices_and_time_codes() -> None:
    record = parse_record(VTT, "council.vtt")
    assert turns_of(record) == [("Ada Quill", "We gave them the key"), ("Ben Lowe", "& they lost it\nin March.")]
    assert [record.time_at(turn.span.start) for turn in record.turns] == [1.0, 4.0]


def test_overlapping_time_codes_are_noted_and_cost_nothing() -> None:
    record = parse_record(VTT, "council.vtt")
    assert "overlap" in record.notes[0]
    assert "they lost it" in record.text


def test_a_sentence_is_not_cut_by_what_another_voice_says_meanwhile() -> None:
    crosstalk = (
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Quill>We gave them the key and\n\n00:03.000 --> 00:05.000\n<v Oren Pike>You did not!\n\n"
        "00:04.000 --> 00:07.000\n<v Ada Quill>they lost it within a week.\n\n00:06.500 --> 00:08.000\n<v Oren Pike>Never.\n"
    )
    record = parse_record(crosstalk, "hearing.vtt")
    assert record.text == "We gave them the key and\nthey lost it within a week.\nYou did not!\nNever."
    assert [turn.speaker for turn in record.turns] == ["Ada Quill", "Oren Pike"]
    assert record.time_at(record.text.index("You")) == 3.0
    assert "overlap" in record.notes[0]


def test_a_time_code_that_cannot_be_read_costs_no_words_and_is_noted() -> None:
    record = parse_record(SRT.replace("01:00:05,000 -->", "01:00:0x,000 -->"), "council.srt")
    assert "and they lost it." in record.text
    assert record.time_at(record.text.index("they")) == 4.5
    assert "cannot be read" in record.notes[0]
    assert not parse_record(SRT, "council.srt").notes


@pytest.mark.parametrize(("name", "reason"), [("reading.json", "is data"), ("https://records.example/hearing.txt", "is an address")])
def test_what_is_no_file_of_words_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "reading.json").write_text('{"page": {"text": "We gave them the key."}}')
    with pytest.raises(RecordError, match=reason):
        load_records(name if "://" in name else tmp_path / name)


def test_captions_come_in_the_order_of_their_time_codes() -> None:
    late = "WEBVTT\n\n00:09.000 --> 00:10.000\nsecond words\n\n00:01.000 --> 00:02.000\nfirst words\n"
    assert parse_record(late).text == "first words\nsecond words"


def test_srt_is_read_with_its_time_codes() -> None:
    record = parse_record(SRT, "council.srt")
    assert turns_of(record) == [("ADA QUILL", "We gave them the key"), ("BEN LOWE", "and they lost it.")]
    assert record.time_at(record.turns[1].span.start) == 3605.0


def test_captions_that_roll_up_are_taken_once() -> None:
    rolling = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe gave them\n\n00:02.000 --> 00:03.000\nwe gave them\nthe key in March\n"
    assert parse_record(rolling).text == "we gave them\nthe key in March"


def test_a_record_without_time_codes_has_no_times() -> None:
    assert parse_record("CHAIR: Thank you.").time_at(8) is None


@pytest.mark.parametrize(
    ("name", "text", "date"),
    [
        ("2024-02-29-council.txt", "", "2024-02-29"),
        ("council.txt", "Held on 2024-03-01.\nCHAIR: Yes.", "2024-03-01"),
        ("2024-13-01", "", None),
    ],
)
def test_the_day_is_read_from_the_name_or_the_first_lines(name: str, text: str, date: str | None) -> None:
    assert parse_record(text, name).date == date


# ---------------------------------------------------------------- files


def test_folders_and_files_become_records_with_names_that_differ(tmp_path: Path) -> None:
    for name in ("a/hearing.txt", "b/hearing.txt", "b/tape.vtt", "b/.hidden.txt", "b/notes.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(VTT if name.endswith("vtt") else "CHAIR: Thank you.")
    names = [record.name for record in load_records(tmp_path)]
    assert names == ["a/hearing.txt", "b/hearing.txt", "tape.vtt"]


def test_a_page_is_read_without_its_clutter(tmp_path: Path) -> None:
    words = "We gave them the key in March, and they lost it before the summer came to the harbour."
    paragraphs = f"<p>ADA QUILL: {words}</p><p>BEN LOWE: The key was never ours to lose, as the harbour master knows very well.</p>"
    (tmp_path / "page.html").write_text(f"<html><body><nav><a href='/'>Home</a></nav><article>{paragraphs}</article></body></html>")
    (record,) = load_records(tmp_path / "page.html")
    assert [turn.speaker for turn in record.turns] == ["ADA QUILL", "BEN LOWE"]
    assert record[record.turns[0].span] == words


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("nowhere.txt", None, "There is no record"),
        ("binary.txt", b"\x00\x01" * 400, "is binary"),
        ("page.html", b"<html><body></body></html>", "cannot be read"),
    ],
)
def test_what_is_no_record_is_one_sentence(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RecordError, match=message):
        load_records(tmp_path / name)


def test_a_folder_without_records_says_what_it_looked_for(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"\*\.vtt"):
        load_records(tmp_path)


def test_an_empty_file_is_an_empty_record(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n")
    (record,) = load_records(tmp_path)
    assert record.turns == ()


@pytest.mark.parametrize("unit", ["((((((", "[[[[[[", "AAAAAA", "Ab Ab ", ">>>>>>", "♪♪♪♪♪♪", "<<<<<<"])
def test_hostile_records_take_linear_time(unit: str) -> None:
    assert_linear(parse_record, unit)
    assert_linear(find_notes, unit)
    assert_linear(lambda text: parse_record(text + ":"), unit)
