"""Captions: WebVTT and SRT become a text, a line a caption, with the seconds at which each line was said.

Decides what of a caption file was said: not its header, notes, styles, numbers and tags. Captions come in the order of their time codes;
where two overlap both stay, and the record notes it; a sentence that one voice goes on with is not cut by what another says meanwhile.
Lines that roll up (each caption repeats the last line of the one before) are taken once. See the WebVTT specification of W3C, section 4.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from typing import Final, NamedTuple

from sayso.checks.records import Record, Turn
from sayso.checks.records_transcripts import find_turns
from sayso.reading import Span

_TIME: Final = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{1,3})"
_TIMES: Final = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}", re.MULTILINE)
_UNREADABLE: Final = re.compile(r"^[ \t]*\d[^\n]*-->[^\n]*$", re.MULTILINE)  # where a caption begins, whatever stands there for its times
_SRT_HEAD: Final = re.compile(rf"\s*\d+[ \t]*\r?\n[ \t]*{_TIME}[ \t]*-->")
_VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]{1,100})>")
_TAG: Final = re.compile(r"</?[^<>\n]{0,100}>|\{\\[^{}\n]{0,40}\}")
_SENTENCE_ENDS: Final = re.compile(r"[.?!…][\"'”’)\]]*\Z")
_DASH: Final = re.compile(r"^[ \t]*[-–—][ \t]+(?=\S)")


_OVERLAP: Final = "Some time codes of this record overlap; its lines are in the order in which they begin, and sentences are kept whole."
_NO_TIME: Final = "Some time codes of this record cannot be read; those lines are placed where the line before ends."


class _Caption(NamedTuple):
    start_s: float
    end_s: float
    lines: tuple[tuple[str | None, str], ...]  # each with the voice that its tag names


def is_captions(text: str) -> bool:
    """Whether a text is WebVTT or SRT."""
    return text.startswith("WEBVTT") or _SRT_HEAD.match(text) is not None


def read_captions(text: str, name: str, *, date: str | None = None) -> Record:
    """The record in a text of WebVTT or SRT; empty where there is no caption in it."""
    captions = _keep_sentences(sorted(_find_captions(text), key=_start_of))
    overlap = any(max(one.start_s, other.start_s) < min(one.end_s, other.end_s) - 0.001 for one, other in pairwise(captions))
    notes = (_OVERLAP,) * overlap + (_NO_TIME,) * (len(_UNREADABLE.findall(text)) > len(_TIMES.findall(text)))
    lines: list[str] = []
    times: list[tuple[int, float]] = []
    voices: list[tuple[str | None, Span]] = []
    place = 0
    before: tuple[str, ...] = ()
    for caption in captions:
        times.append((place, caption.start_s))
        for voice, words in caption.lines:
            if words in before and len(words) > 3:
                continue
            lines.append(words)
            voices.append((voice, Span(place, place + len(words))))
            place += len(words) + 1
        before = tuple(words for _, words in caption.lines)
    joined = "\n".join(lines)
    record = Record(name, joined, _merge(voices) if any(voice for voice, _ in voices) else find_turns(joined), date, tuple(times), notes)
    return record if record.turns else replace(record, turns=())


def _keep_sentences(captions: list[_Caption]) -> list[_Caption]:
    """The captions with another voice's words, put in while a sentence is being said, after the caption that goes on with it."""
    for n in range(len(captions) - 2):
        one, other, third = captions[n : n + 3]
        voice = one.lines[-1][0]
        meanwhile = other.start_s < one.end_s and other.lines[0][0] not in (None, voice)
        if meanwhile and voice is not None and third.lines[0][0] == voice and not _SENTENCE_ENDS.search(one.lines[-1][1]):
            captions[n + 1], captions[n + 2] = third, other
    return captions


def _find_captions(text: str) -> list[_Caption]:
    matches = list(_UNREADABLE.finditer(text))
    captions: list[_Caption] = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        payload = text[text.find("\n", match.end()) + 1 or end : end]
        body = re.split(r"\n[ \t]*\r?\n", payload.replace("\r\n", "\n"), maxsplit=1)[0]  # a blank line ends a caption
        lines = _read_lines(body)
        if lines:
            times = _TIMES.match(match[0])
            start_s, end_s = _read_times(times) if times else (captions[-1].end_s,) * 2 if captions else (0.0, 0.0)
            captions.append(_Caption(start_s, end_s, lines))
    return captions


def _read_lines(body: str) -> tuple[tuple[str | None, str], ...]:
    lines: list[tuple[str | None, str]] = []
    voice: str | None = None
    raw_lines = body.split("\n")
    for raw in raw_lines:
        named = _VOICE.search(raw)
        if named:
            voice = unescape(named[1]).strip()
        words = " ".join(unescape(_TAG.sub("", raw)).split())
        if words and not (words.isdigit() and raw is raw_lines[-1] and len(raw_lines) > 1 and not raw_lines[-2].strip()):
            lines.append((voice, _DASH.sub(">> ", words)))
    return tuple(lines)


def _merge(voices: list[tuple[str | None, Span]]) -> tuple[Turn, ...]:
    """One turn for the lines that one voice says on end."""
    turns: list[Turn] = []
    for voice, span in voices:
        if turns and turns[-1].speaker == voice:
            turns[-1] = Turn(voice, Span(turns[-1].span.start, span.end))
        else:
            turns.append(Turn(voice, span))
    return tuple(turns)


def _read_times(match: re.Match[str]) -> tuple[float, float]:
    """The seconds at which a caption begins and ends."""
    times = match.groups(default="0")
    return _seconds(times[:4]), _seconds(times[4:])


def _seconds(parts: tuple[str, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    return 3600 * int(hours) + 60 * int(minutes) + int(seconds) + float(f"0.{fraction}")


def _start_of(caption: _Caption) -> float:
    return caption.start_s
