"""The forums that speakers use: the paper, programme or platform that somebody told something, wrote on, or gave an interview to.

Decides which words of a sentence name a forum, or point to one ("told the programme"). Statements, letters, courts, meetings and press
conferences are none (docs/terms.md). Whose forum it is, and what "the programme" points to, is left to `assign` and `outlets`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from sayso.chains.names import (
    AIRED,
    CALENDAR,
    GENRE,
    HOST,
    MEDIUM,
    OTHER,
    PLACE,
    PLATFORM,
    is_outlet_name,
    is_well_known,
)
from sayso.chains.outlets import Outlets
from sayso.chains.phrases import OutletPhrase, parse_outlet
from sayso.reading import Page, Span


class Trigger(IntEnum):
    """What leads to the name of a forum; of several in one sentence the first kind here is believed."""

    TOLD = 1
    INTERVIEW = 2
    ADJECTIVE = 3
    SPOKE = 4
    WROTE = 5
    ON = 6
    BY = 7


@dataclass(frozen=True, slots=True)
class ForumWords:
    """Words that name a forum or point to one; `at` is where what leads to them begins."""

    trigger: Trigger
    at: int
    phrase: OutletPhrase


_DATE: Final = (
    r"(?:(?:on|in|last|late|earlier|this)\s+(?:(?:last|late|early|the)\s+)?(?:\w{3,6}day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|\d{4}|week|month|year|spring|summer|autumn|winter)(?:\s+\d{1,2})?,?\s+)?"
)
_GAP: Final = rf"{_DATE}(?:[\w’'“”\"-]+[ \t]+){{0,3}}?"
_DETERMINED: Final = r"(?=[^\s])"
_TRIGGERS: Final = (
    (Trigger.TOLD, re.compile(rf"\b(?:told|tells?|telling|informed|assured|reminded|warned)\s+{_DETERMINED}", re.IGNORECASE)),
    (
        Trigger.INTERVIEW,
        re.compile(
            rf"\b(?:interview(?:s|ed)?|q&a|appearances?|appear(?:ed|ing|s)?|conversation|sit-down|sat\s+down|chat|segment|discussion|podcast)\s+{_GAP}(?:with|on|for|by|to|in)\s+",
            re.IGNORECASE,
        ),
    ),
    (Trigger.ADJECTIVE, re.compile(r"\b(?:in|on|during|from)\s+(?:an?|the|his|her|their|another)\s+(?=(?-i:[^\W\d_a-z]))", re.IGNORECASE)),
    (
        Trigger.SPOKE,
        re.compile(
            rf"\b(?:speak(?:s|ing)?|spoke|spoken|talk(?:s|ed|ing)?|comments?|commented|remarks?|statements?|said|says|saying|explained|explaining|admitted"
            rf"|confided|confirmed|complained|quotes?|gave|boasted|joked)\s+{_GAP}(?:to|with|for)\s+",
            re.IGNORECASE,
        ),
    ),
    (
        Trigger.WROTE,
        re.compile(
            rf"\b(?:wr(?:ote|ites?|iting|itten)|pieces?|articles?|columns?|op-eds?|essays?|editorials?|reviews?|commentar(?:y|ies)|stud(?:y|ies)|papers?|reports?"
            rf"|stor(?:y|ies)|blog(?:s|ged|ging)?|posts?|posted|posting|tweet(?:s|ed)?|messages?|videos?|threads?|published|printed|penned|notes?|letters?|adverts?|open\s+letter"
            rf"|contributions?|profiles?|shared|uploaded|announced|announcement)\s+{_GAP}(?:in|for|on|at|by|to)\s+",
            re.IGNORECASE,
        ),
    ),
    (Trigger.ON, re.compile(r"\bon\s+", re.IGNORECASE)),
    (
        Trigger.BY,
        re.compile(
            rf"\b(?:quoted|cited|obtained|seen|viewed|reviewed|leaked|shown|passed|broadcast|aired|carried|relayed|recorded|interviewed|asked|pressed|questioned)\s+{_GAP}(?:by|on|to|in)\s+",
            re.IGNORECASE,
        ),
    ),
)
_ABOUT: Final = re.compile(
    r"\b(?:books?|views?|opinions?|stance|position|attacks?|assault|war|ban|tax|laws?|rulings?|stud(?:y|ies)|documentary|questions?|debates?|decisions?|focus\w*"
    r"|based|depend\w*|rel(?:y|ies|ied)|pressure|spen[dt]\w*|impact|effects?|criticis\w*|agree\w*|blamed?|turn(?:ed|ing)?|call(?:ed|ing|s)?|report|reports|details?"
    r"|data|restrictions?|cuts?|bets?|sanctions?|insist\w*|back|news|later|early|verge|behalf|eyes?)\s+\Z",
    re.IGNORECASE,
)
_WRITES: Final = re.compile(
    r"\b(?:wr(?:ote|ites?|iting|itten)|post(?:s|ed|ing)?|tweet(?:s|ed|ing)?|blog(?:s|ged|ging)?|shared?|upload\w*|messages?|threads?"
    r"|put(?:s|ting)?\s+(?:it|this|that)|repl(?:y|ies|ied)|respond\w*|comment(?:s|ed|ing)|rant\w*)\b",
    re.IGNORECASE,
)
_NEVER_POINTED: Final = frozenset(
    {"media", "site", "journal", "series", "report", "daily", "weekly", "reporter", "journalist", "reporters", "hosts", "presenters"}
)
_PAGE_OF: Final = re.compile(r"[’']?s?\s+(?:page|account|feed|profile|channel|wall|blog|stream|site|platform|app)\b", re.IGNORECASE)
_TALK: Final = re.compile(
    r"\s+(?:interviews?|columns?|op-eds?|essays?|articles?|editorials?|appearances?|segments?|debates?|profiles?|blog\s+posts?)\b"
)
_POST: Final = re.compile(r"\s+(?:posts?|posting|messages?|threads?|videos?|updates?|livestreams?|stream|statement\s+on)\b")
_FIRST_WORD: Final = re.compile(r"\w+")
_PRONOUN: Final = frozenset(
    "i you he she it we they me him her us them this that these those there here mr mrs ms dr sir sen gov rep".split()
)


def find_forum_words(page: Page, sentence: Span, stops: list[int], outlets: Outlets) -> Iterator[ForumWords]:
    """The words in a sentence that name a forum, or point to one, in the order of `Trigger` and then of the text.

    `stops` are the places, sorted, where contents begin: a name does not reach over one. A place in the text may come twice, by two
    triggers.
    """
    for trigger, pattern in _TRIGGERS:
        at = sentence.start
        while (match := pattern.search(page.text, at, sentence.end)) is not None:
            start = match.end()
            number = bisect_left(stops, start + 1)
            limit = min(sentence.end, stops[number]) if number < len(stops) else sentence.end
            phrase = parse_outlet(page.text, start, limit)
            at = start
            if phrase is None and (word := _FIRST_WORD.match(page.text, match.start(), start)) is not None:
                at = word.end()  # "a study published on Tuesday in the Annals": the day is none, the journal comes after it
            if phrase is not None and _is_forum(page, trigger, match, phrase, sentence, outlets):
                yield ForumWords(trigger, match.start(), phrase)


def _is_forum(page: Page, trigger: Trigger, match: re.Match[str], phrase: OutletPhrase, sentence: Span, outlets: Outlets) -> bool:
    text = page.text
    if text[match.end() : match.end() + 12].split(" ")[0].strip(",.'’").casefold() in _PRONOUN - {"this", "that", "her"}:
        return False
    led_by_on = match[0].rstrip().casefold().endswith("on")
    if trigger is Trigger.ON and _ABOUT.search(text, max(sentence.start, match.start() - 20), match.start()):
        return False
    if trigger is Trigger.ADJECTIVE:
        return _is_adjective(page, phrase, outlets)
    if phrase.bare:
        return _points(trigger, phrase, led_by_on=led_by_on)
    if phrase.programme and (phrase.channel or phrase.noun or text[phrase.span.start] in "“\"‘'"):
        return bool(phrase.channel or phrase.noun or phrase.host or trigger is not Trigger.TOLD)
    if phrase.programme:
        return outlets.is_outlet(phrase.programme) or is_outlet_name(phrase.programme) or led_by_on
    name = phrase.channel
    if phrase.noun in GENRE or (phrase.noun in MEDIUM and not _is_body(name)):
        return phrase.article != "a" or phrase.generic
    if phrase.host and phrase.noun in HOST:
        return True
    if name.casefold() in CALENDAR or outlets.is_person(name):
        return outlets.is_outlet(name) or is_well_known(name)
    if outlets.is_outlet(name) or is_outlet_name(name, article=phrase.article == "the"):
        return (
            trigger is not Trigger.WROTE or not match[0].casefold().startswith(("letter", "note")) or not match[0].rstrip().endswith("to")
        )
    return _is_forum_here(page, trigger, match, phrase, sentence, led_by_on=led_by_on)


def _is_adjective(page: Page, phrase: OutletPhrase, outlets: Outlets) -> bool:
    """Whether a name stands before the noun for what was said or written there: "in a Harbour Radio interview", "in a Facebook post"."""
    name = phrase.channel
    if not name or phrase.noun or phrase.programme:
        return False
    after = page.text[phrase.span.end : phrase.span.end + 24]
    if _POST.match(after):
        return " " not in name and not name.isupper() and not outlets.is_person(name) and not _is_body(name)
    return bool(_TALK.match(after)) and (outlets.is_outlet(name) or is_outlet_name(name, article=True)) and not outlets.is_person(name)


def _points(trigger: Trigger, phrase: OutletPhrase, *, led_by_on: bool) -> bool:
    """Whether a phrase without a name points to an outlet: "told the programme", "on the show"."""
    if phrase.article not in ("the", "this", "that") or phrase.noun in _NEVER_POINTED:
        return False
    if phrase.noun in HOST:
        return trigger in (Trigger.TOLD, Trigger.INTERVIEW)
    return trigger is not Trigger.ON or phrase.noun in GENRE | AIRED | {"website", "blog"}


def _is_body(name: str) -> bool:
    return bool(name) and name.split()[-1].casefold() in OTHER | PLACE


def _is_forum_here(page: Page, trigger: Trigger, match: re.Match[str], phrase: OutletPhrase, sentence: Span, *, led_by_on: bool) -> bool:
    """Whether the words around an unknown name make it a forum: "wrote on Perch", "an interview with Tideline"."""
    name = phrase.channel
    words = name.split()
    if _is_body(name) or any(word.casefold() in CALENDAR for word in words) or name[0].isdigit():
        return False
    before = page.text[max(sentence.start, match.start() - 80) : match.end()]
    after = page.text[phrase.span.end : phrase.span.end + 16]
    if led_by_on:
        if words[-1].casefold() in PLATFORM and len(words) == 1:
            return len(name) > 1 or bool(_WRITES.search(before))
        if phrase.article in ("his", "her", "their", "its", "my", "the") and _PAGE_OF.match(after):
            return True
        return not phrase.article and len(words) <= 2 and bool(_WRITES.search(before)) and not _is_written_about(match)
    if (
        trigger is Trigger.INTERVIEW
        and match[0].casefold().startswith("interview")
        and match[0].rstrip().endswith(("with", "to", "for", "by"))
    ):
        return len(words) == 1 and not phrase.host and not phrase.article and not name.isupper()
    if trigger is Trigger.WROTE and match[0].rstrip().endswith(("in", "for")):
        wrote = re.match(r"(?:wr|op-ed|column|essay|piece|article|editorial)", match[0], re.IGNORECASE)
        return bool(wrote) and phrase.article == "the" and len(words) > 1
    return False


def _is_written_about(match: re.Match[str]) -> bool:
    return bool(re.match(r"(?:stud|paper|report|book|review|essay|column|piece|article)", match[0], re.IGNORECASE))
