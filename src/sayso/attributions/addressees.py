"""To whom something is said: the addressee of an attribution.

Decides on the noun phrase right after a cue such as "told", or after "to" behind "said" and its like, up to where the content, a
preposition, an adverb of time, or punctuation begins; in the passive ("was told", "have been asked") the addressee stands before the cue.
Rules only: PolNeAR does not mark addressees.
"""

from __future__ import annotations

import re
from typing import Final

from sayso.reading import Span, Spans

_TELLS: Final = re.compile(
    r"\b(?:tell|tells|telling|told|inform\w*|remind\w*|assur\w+|notif\w+|briefed|briefs|ask|asks|asked|asking|warn\w*)\b", re.IGNORECASE
)
_ASKS: Final = re.compile(r"\b(?:ask|asks|asked|asking|warn\w*)\b", re.IGNORECASE)
_SPEAKS_TO: Final = re.compile(
    r"\b(?:say|says|said|saying|explain\w*|write|writes|wrote|written|writing|repl(?:y|ies|ied)|complain\w*|admit\w*|confess\w*|announce\w*|suggest\w*|mention\w*|read)\b",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)\b(?:\s+\w+ly)?\s+(?:told|informed|reminded|assured|notified|briefed|asked|warned)\b",
    re.IGNORECASE,
)
_DAYS: Final = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|tonight|tomorrow|last|this\s+(?:week|month|year|morning|evening|afternoon)"
    r"|earlier|later|recently|again|then|once"
)
_STOP: Final = re.compile(
    rf"[,.;:!?“”\"—–(\[\n]|\s(?:that|whether|if|what|why|how|when|where|who|which|to|not|on|in|at|during|after|before|about|of\s+(?:her|his|their|its|the)|by|for|because|as|he|she|they|it|I|we|there|{_DAYS})\b",
    re.IGNORECASE,
)
_NOUN_PHRASE: Final = re.compile(r"\A(?:[^\W\d_]|[“\"‘@])")
_NEVER: Final = frozenset("that whether if what why how when where to not so it as of".split())
_PRONOUN: Final = re.compile(
    r"\A(?:me|us|him|her|them|you|myself|himself|herself|themselves|reporters|journalists|lawmakers|supporters|parents|voters|councils)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 120


def find_addressee(text: str, cue: Spans, source: Spans, content: Spans) -> Spans:
    """The range of the addressee, or () where the words name none."""
    if not cue or not content:
        return ()
    start, end = cue[0].start, cue[-1].end
    words = text[start:end]
    if passive := _PASSIVE.search(words):
        return _subject_before(text, start + passive.start())
    tells, speaks = _TELLS.search(words), _SPEAKS_TO.search(words)
    if not tells and not speaks:
        return ()
    limit = min((span.start for span in content if span.start >= end), default=len(text))
    found = _phrase_after(text, end, min(limit, end + _LONGEST), to=not tells)
    if found and tells and _ASKS.search(words) and found.end >= limit:
        return ()
    return (found,) if found else ()


_HEARERS: Final = re.compile(
    r"(?:(?:the|a|an)\s+)?(?:[\w’'-]+\s+){0,3}?(?:court|jury|jurors|inquest|inquiry|tribunal|hearing|trial|judge|magistrates|panel)\Z",
    re.IGNORECASE,
)
_HEARS: Final = re.compile(r"(?:(?:has|have|had|was|were|is|are)\s+(?:also\s+|been\s+)*)?(?P<verb>told|heard|hears|hear)\Z", re.IGNORECASE)


def is_hearer(text: str, cue: Spans, source: Spans, content: Spans) -> bool:
    """Whether the source of an attribution is who was told, not who told: "..., court told", "a court has heard".

    "Told" with an auxiliary, or with nothing after it, is a passive; one that goes on ("the court told him") is none.
    """
    if len(cue) != 1 or len(source) != 1 or not 0 <= cue[0].start - source[0].end <= 2:
        return False
    match = _HEARS.match(text[cue[0].start : cue[0].end])
    if match is None or _HEARERS.match(text[source[0].start : source[0].end]) is None:
        return False
    ends = not content or content[0].start < cue[0].start
    return match["verb"].casefold() != "told" or match.start("verb") > 0 or ends


_LEADS_OVER: Final = re.compile(r"\s(?:that|whether|if|why|how|what)\s|\s(?=[“\"‘])")
_MOST_ADDRESSEE_WORDS: Final = 8


def without_addressee(text: str, cue: Spans, content: Spans) -> Spans:
    """Content ranges without the one who is told, where the model took them for the beginning of what is told: "told [the Bell that it
    was over]"."""
    if not cue or not content or not _TELLS.search(text[cue[0].start : cue[-1].end]) or _ASKS.search(text[cue[0].start : cue[-1].end]):
        return content
    for number, (start, end) in enumerate(content):
        if start < cue[-1].end or text[cue[-1].end : start].strip():
            continue
        words = text[start:end]
        if not _NOUN_PHRASE.match(words) or re.split(r"\W", words, maxsplit=1)[0].casefold() in _NEVER:
            continue
        lead = _LEADS_OVER.search(words)
        if lead and len(words[: lead.start()].split()) <= _MOST_ADDRESSEE_WORDS and not re.search(r"[.,;:!?]", words[: lead.start()]):
            return (
                *content[:number],
                Span(start + lead.end() - len(words[lead.start() : lead.end()].lstrip()), end),
                *content[number + 1 :],
            )
        if not lead and len(content) > 1 and len(words.split()) <= _MOST_ADDRESSEE_WORDS:
            return content[:number] + content[number + 1 :]
    return content


def _phrase_after(text: str, end: int, limit: int, *, to: bool) -> Span | None:
    after = text[end:limit]
    lead = re.match(r"[^\S\n]+to\s+" if to else r"[^\S\n]+(?=\S)|\n(?=\S)", after)
    if not lead:
        return None
    rest = after[lead.end() :]
    if not _NOUN_PHRASE.match(rest) or re.split(r"\W", rest, maxsplit=1)[0].casefold() in _NEVER:
        return None
    if pronoun := _PRONOUN.match(rest):
        stop = pronoun.end()
    else:
        stop = _end_of_phrase(rest)
    words = rest[:stop].rstrip()
    return Span(end + lead.end(), end + lead.end() + len(words)) if words and any(c.isalnum() for c in words) else None


def _end_of_phrase(rest: str) -> int:
    """Where a noun phrase ends; a quoted title within it is part of it: Channel Six “Sunday Forum” host Greta Halloran."""
    at = 0
    while match := _STOP.search(rest, at):
        if match[0] in '“"':
            closing = rest.find("”" if match[0] == "“" else '"', match.end())
            if closing > 0 and match.start() > 0 and closing - match.end() < 40 and rest[closing - 1] not in ",.!?":
                at = closing + 1
                continue
        return match.start()
    return len(rest)


def _subject_before(text: str, start: int) -> Spans:
    """The noun phrase before a passive cue: "drivers have been told"."""
    before = text[max(0, start - 80) : start]
    auxiliaries = re.search(
        r"\s+(?:has|have|had|having|will|would|should|must|can|could|also|since|already)(?:\s+(?:not|also|already|since))?\s*\Z", before
    )
    phrase = before[: auxiliaries.start()] if auxiliaries else before.rstrip()
    words = re.search(
        r"(?:(?:the|a|an|his|her|their|its|our|some|many|several)\s+)?(?:[^\W_][\w’'-]*\s+){0,2}[^\W_][\w’'-]*\Z|\b(?:I|he|she|they|we|it)\Z",
        phrase,
        re.IGNORECASE,
    )
    if not words:
        return ()
    found = words[0]
    if (pronoun := re.search(r"\b(?:I|he|she|they|we|you|it)\Z", found)) or (
        pronoun := re.search(r"\b(?:the|a|an|his|her|their|its|our|some)\s[^,]*\Z|\b[^\W_][\w’'-]*\Z", found, re.IGNORECASE)
    ):
        found = pronoun[0]
    end = max(0, start - 80) + len(phrase)
    return (Span(end - len(found), end),)
