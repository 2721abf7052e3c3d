"""Words for an outlet, taken apart: "Channel Nine's “Daybreak” host Ian Bell" is a channel, a programme and a host.

Decides where such words end and what each of them is. Whether the name is an outlet's at all, and whether anybody used it as a forum, is
left to `names` and `forums`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sayso.chains.names import AIRED, BETWEEN, CALENDAR, CALL, FIRST, GENRE, HOST, MEDIUM, PLACE, PRINT, SCOPE, is_outlet_name, is_title
from sayso.reading import Span

_LONGEST: Final = 160  # characters of a phrase that are looked at


@dataclass(frozen=True, slots=True)
class OutletPhrase:
    """Words for an outlet, taken apart; what is not there is empty.

    `span` reaches from the first to the last word of channel, programme and the noun for them. `channel` is the only name where there is
    but one and no title. `noun` is a common noun ("programme", "paper"); `bare` says that there is nothing but that noun, so that it points
    to an outlet named elsewhere. `article` is the word before it all ("the", "this").
    """

    span: Span
    channel: str = ""
    programme: str = ""
    host: str = ""
    noun: str = ""
    article: str = ""
    generic: bool = False

    @property
    def bare(self) -> bool:
        return not (self.channel or self.programme)

    @property
    def name(self) -> str:
        """The name of the one link that programme and channel are: "Programme (Channel)"."""
        if self.programme and self.channel:
            return f"{self.programme} ({self.channel})"
        return self.programme or self.channel

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts, where there are several."""
        parts = tuple(part for part in (self.programme, self.channel, self.host) if part)
        return parts if len(parts) > 1 else ()


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    start: int
    end: int
    text: str = ""


_TOKEN: Final = re.compile(
    r"[^\S\n]*(?:(?P<open>''|[“\"‘'])(?P<title>[^\W\d_a-z][^“”\"‘’\n]{0,48}?[^\W_])(?P<stop>[.,])?(?P<close>''|[”\"’'])(?!\w)"
    r"|(?P<word>@?[^\W_](?:[\w&]|[.’'-](?=\w)|(?<=\.[A-Z])\.)*)(?P<poss>(?<=s)[’'](?!\w))?|(?P<comma>,)|(?P<and>&))"
)
_ARTICLES: Final = frozenset("the a an this that his her their its our my your one".split())
_UNNAMED: Final = (PRINT | AIRED | {"media"}) - {"journal", "daily"}
"""Nouns that make an outlet without a name, after a word that says which: "state radio", "a local paper"."""
_TITLE_LEADS: Final = frozenset("meet face inside behind around beyond across against".split())
_AT_HOURS: Final = frozenset("one two three four five six seven eight nine ten eleven noon night breakfast home large".split())
_JOINS: Final = frozenset("of de la du der des del di da".split())


def parse_outlet(text: str, start: int, limit: int) -> OutletPhrase | None:
    """The words for an outlet, a programme or its host that begin at `start`, or None where no such words begin there.

    Only the form is looked at: "Ada Quill" comes back as a channel, and it is for the caller to ask whether it is an outlet.
    """
    limit = min(limit, start + _LONGEST)
    article, items = _read_items(text, start, limit)
    phrase = _interpret(text, items, article)
    if phrase is None:
        return None
    after = items[-1].end
    if items[-1].kind in ("name", "title") and not phrase.host and text[after : after + 2] == ", ":
        return _with_apposition(phrase, parse_outlet(text, after + 2, limit))
    return phrase


def _with_apposition(phrase: OutletPhrase, second: OutletPhrase | None) -> OutletPhrase:
    """A phrase with what an apposition adds: "Daybreak, Channel Nine's breakfast show" or "The Lens, a local paper"."""
    if second is None or not second.noun or second.programme or (phrase.programme and not second.channel):
        return phrase
    if second.noun in HOST:  # "Ian Bell, host of Daybreak"
        if not second.bare and not phrase.programme:
            return replace(second, host=second.host or phrase.channel)
        return phrase
    if second.noun in GENRE and second.channel and not second.generic and not phrase.programme:
        return replace(
            phrase, programme=phrase.channel, channel=second.channel, noun=second.noun, span=Span(phrase.span.start, second.span.end)
        )
    if second.noun in GENRE | MEDIUM and (second.generic or second.article in ("a", "an", "the", "his", "her", "their")):
        return replace(phrase, noun=second.noun)
    return phrase


def _read_items(text: str, start: int, limit: int) -> tuple[str, list[_Item]]:
    """The article that opens a phrase, and the pieces that follow it up to where the phrase ends."""
    reader = _Reader(text, limit)
    at = start
    while (match := _TOKEN.match(text, at, limit)) and reader.take(match):
        at = match.end()
    while reader.items and reader.items[-1].kind in _NEVER_LAST:
        reader.items.pop()
    return reader.article, reader.items


def _all_capitals(title: str) -> bool:
    """Whether the long words of a title have capitals, so that a stop within the marks makes no sentence of it."""
    return all(word[0].isupper() for word in title.split() if len(word) > 3)


_NEVER_LAST: Final = frozenset({"join", "comma", "adjective", "poss", "on", "of"})


class _Reader:
    """Takes the tokens of a phrase one by one, and says where it ends."""

    def __init__(self, text: str, limit: int) -> None:
        self.text = text
        self.limit = limit
        self.article = ""
        self.items: list[_Item] = []

    @property
    def last(self) -> str:
        """The kind of the last piece, "" before the first."""
        return self.items[-1].kind if self.items else ""

    def take(self, match: re.Match[str]) -> bool:
        """Adds a token; False where the phrase ends before it."""
        if match["title"] is not None:
            self.items.append(_Item("title", match.start("open"), match.end("close"), match["title"]))
            return not match["stop"] or _all_capitals(match["title"])
        if match["comma"]:
            self.items.append(_Item("comma", match.start("comma"), match.end()))
            return self._goes_on_after_comma(match.end())
        if match["and"]:
            return (
                self.last == "name"
                and _capital_after(self.text, match.end(), self.limit) is not None
                and self._add("join", match.start("and"), match.end())
            )
        return self._take_word(match)

    def _take_word(self, match: re.Match[str]) -> bool:
        word = match["word"]
        begin, after = match.start("word"), match.end()
        low = word.casefold().removesuffix("’s").removesuffix("'s")
        end = begin + len(low)
        possessive = bool(match["poss"]) or low != word.casefold()
        if not self.items and not self.article and self._take_article(word, low, possessive=possessive):
            return True
        if (
            (word[0].isupper() and low not in ("tv", "radio"))
            or word[0].isdigit()
            or word[0] == "@"
            or (word[0].isupper() and self._in_name(after))
        ):
            taken = self._take_capital(low, begin, end, after)
        else:
            taken = self._take_noun(low, begin, end, after)
        if taken and possessive:
            self._add("poss", end, after)
        return taken

    def _take_article(self, word: str, low: str, *, possessive: bool) -> bool:
        if low in _ARTICLES and word[0] != "T" and not possessive:
            self.article = low
        elif possessive and low in CALENDAR | {"yesterday", "today"}:
            self.article = "the"  # "Monday's Ledger"
        return bool(self.article)

    def _take_capital(self, low: str, begin: int, end: int, after: int) -> bool:
        """Adds a word with a capital to the name before it, or begins one; days and months belong to none, unless another follows them."""
        if low in CALENDAR and (_capital_after(self.text, after, self.limit) is None or self.last in ("on", "of")):
            return False
        if self.last == "join":
            self.items.pop()
        elif self.last != "name":
            return not self.text[begin].isdigit() and self._add("name", begin, end)
        self.items[-1] = _Item("name", self.items[-1].start, end, self.text[self.items[-1].start : end])
        return True

    def _take_noun(self, low: str, begin: int, end: int, after: int) -> bool:
        """Adds a word in lower case that may stand in such a phrase: within a name, a noun, an adjective, "on", "of"."""
        following = _capital_after(self.text, after, self.limit)
        if self.last == "name" and _joins(self.items[-1].text, low) and following and (low != "at" or following in _AT_HOURS):
            return self._add("join", begin, end)
        if low in GENRE | MEDIUM | HOST and not (low in BETWEEN and _noun_follows(self.text, after, self.limit)):
            return self._add("genre" if low in GENRE else "medium" if low in MEDIUM else "host", begin, end)
        if low in SCOPE or low in BETWEEN:
            return self._add("adjective", begin, end)
        if low == "on" and self._goes_on_air(after):
            return self._add("on", begin, end)
        if low == "of" and self.last == "host":
            return self._add("of", begin, end)
        return low == "the" and self.last in ("on", "of")

    def _add(self, kind: str, start: int, end: int) -> bool:
        words = self.text[start:end]
        self.items.append(_Item(kind, start, end, words if kind == "name" else words.casefold()))
        return True

    def _in_name(self, after: int) -> bool:
        """Whether "TV" or "Radio" with a capital is part of a name: "BFM TV", "Radio Fen", but not "the TV show"."""
        return self.last == "name" or _capital_after(self.text, after, self.limit) is not None

    def _goes_on_air(self, after: int) -> bool:
        """Whether "on" leads from a programme to its channel: "“Daybreak” on Harbour Radio", but not "a book in Skarn on the war"."""
        channel = _CAPITALS.match(self.text, after, self.limit)
        if channel is None or channel[2].casefold().split()[0] in CALENDAR:
            return False
        named = any(item.kind in ("title", "name") for item in self.items)
        if self.last == "title" or (self.last in ("genre", "host") and named):
            return channel[2].split()[-1].casefold() not in PLACE
        return self.last in ("genre", "name") and is_outlet_name(channel[2], article=bool(channel[1]))

    def _goes_on_after_comma(self, at: int) -> bool:
        """Whether a phrase goes on after the comma just taken: "programme, Tideline", "presenter, Hugo Faraday", "Ian Bell, host of"."""
        before = self.items[-2].kind if len(self.items) > 1 else ""
        following = _TOKEN.match(self.text, at, self.limit)
        if following is None or not (following["word"] or following["title"]):
            return False
        if before in ("genre", "host"):
            return following["title"] is not None or following["word"][0].isupper()
        return before == "name" and (following["word"] or "").casefold() in HOST - {"reporter", "broadcaster"}


_CAPITALS: Final = re.compile(r"[^\S\n]+(the\s+)?([^\W\d_a-z][\w-]*(?:[^\S\n]+[^\W_a-z][\w-]*){0,4})")
_NEXT: Final = re.compile(r"[^\S\n]+(?:the\s+)?([^\W_][\w’'-]*)")


def _joins(name: str, low: str) -> bool:
    return low in _JOINS or low == "at" or (low == "the" and name.split()[-1].casefold() in _TITLE_LEADS)


def _capital_after(text: str, at: int, limit: int) -> str | None:
    """The next word in lower case, if it has a capital, or is a number, and is no day or month."""
    following = _NEXT.match(text, at, limit)
    if following is None or not (following[1][0].isupper() or following[1][0].isdigit()):
        return None
    word = following[1].casefold()
    return None if word in CALENDAR else word


def _noun_follows(text: str, at: int, limit: int) -> bool:
    """Whether a noun for an outlet follows, so that this one is its adjective: "the television station"."""
    following = _NEXT.match(text, at, limit)
    return following is not None and following[1].casefold().removesuffix("’s").removesuffix("'s") in GENRE | MEDIUM | HOST


def _interpret(words: str, items: list[_Item], article: str) -> OutletPhrase | None:
    """What the items of a phrase say together, or None where there is neither name, title nor noun."""
    parts = dict.fromkeys(("channel", "programme", "host", "place"), "")
    noun = generic = ""
    for number, item in enumerate(items):
        if item.kind == "title":
            parts["programme"] = parts["programme"] or item.text
        elif item.kind == "name":
            part = _part(items, number, named=bool(parts["channel"]), titled=bool(parts["programme"]))
            parts[part] = parts[part] or item.text
        elif item.kind in ("genre", "medium", "host"):
            noun = noun if noun in GENRE else item.text
            before = items[number - 1] if number else None
            if before and before.kind == "adjective" and before.text in SCOPE and item.text in _UNNAMED and not any(parts.values()):
                generic = f"{before.text} {item.text}"
    used = [
        item for item in items if item.kind in ("title", "name", "genre", "medium") and not (parts["host"] and item.text == parts["host"])
    ]
    if not used and not (parts["host"] or noun):
        return None
    span = Span(used[0].start, used[-1].end) if used else Span(items[0].start, items[-1].end)
    if generic and not parts["channel"] and not parts["programme"]:
        parts["channel"] = f"{article} {generic}" if article in ("a", "an") else generic
        first = next(item.start for item in items if item.kind == "adjective")
        span = Span(first, span.end)
    else:
        generic = ""
    if (of := _person_of_outlet(parts["channel"])) is not None:
        start = next(item.start for item in items if item.kind == "name") + of.start("name")
        parts["host"], parts["channel"] = of["person"], of["name"]
        span = Span(start, max(span.end, start + len(of["name"])))
    if parts["channel"] and not parts["programme"] and _is_persons_show(items):
        parts["host"] = parts["channel"]
        parts["channel"], parts["programme"] = "", words[items[0].start : items[-1].end]
        span = Span(items[0].start, items[-1].end)
    return OutletPhrase(span, parts["channel"], parts["programme"], parts["host"], noun, article, generic=bool(generic))


def _part(items: list[_Item], number: int, *, named: bool, titled: bool) -> str:
    """What a name is, by what stands around it: the host, the programme, or else the channel."""
    name = items[number].text
    kinds = [item.kind for item in items]
    before = next((kind for kind in reversed(kinds[:number]) if kind not in ("comma", "adjective")), "")
    after = next((kind for kind in kinds[number + 1 :] if kind not in ("comma", "adjective")), "")
    if before == "host" or (after == "host" and kinds[number + 1] == "comma"):
        return "host"
    if before == "of":
        return "channel" if is_outlet_name(name) and not is_title(name) else "programme"
    if before == "poss" and named:
        return "programme" if after in ("genre", "host") or is_title(name) or " " not in name else "host"
    if before in ("on", "medium"):
        return "channel"
    if after == "medium" and "name" in kinds[number + 1 :] and not is_outlet_name(name):
        return "place"  # "the Skarn daily The Bell"
    if before == "genre" or (after == "on" and not titled):
        return "programme"
    if after in ("genre", "host") and not _names_follow(items[number + 1 :]) and _only_programme(name):
        return "programme"
    return "channel"


_OF: Final = re.compile(r"(?P<person>\S+(?: \S+){1,2}) of (?P<article>the )?(?P<name>\S[^\n]*)\Z")


def _person_of_outlet(name: str) -> re.Match[str] | None:
    """The parts of a name such as "Bo Lund of Harbour Radio", None where it is none."""
    match = _OF.match(name)
    if match is None or is_outlet_name(match["person"]) or not is_outlet_name(match["name"], article=bool(match["article"])):
        return None
    return match


def _is_persons_show(items: list[_Item]) -> bool:
    """Whether a phrase is a programme called by its host: "Bo Lund's radio show"."""
    kinds = [item.kind for item in items if item.kind != "adjective" and item.text not in AIRED]
    return kinds == ["name", "poss", "genre"] and not is_outlet_name(items[0].text)


def _only_programme(name: str) -> bool:
    """Whether a name before "programme" or "host" is the programme's and not its channel's: "the Daybreak programme", "Fox News host"."""
    return not is_outlet_name(name) or (is_title(name) and name.split()[0].casefold() not in CALL | FIRST)


def _names_follow(items: list[_Item]) -> bool:
    """Whether a programme is named further on: "the Channel Nine programme Daybreak"."""
    kinds = [item.kind for item in items if item.kind not in ("comma", "adjective")]
    return kinds[:2] == ["genre", "name"] or "title" in kinds
