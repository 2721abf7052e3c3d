"""Where a whole page says that it comes from: the news agency in its dateline or at its foot, and whom it credits.

Decides on the places where papers put such credits: the start of the first paragraphs ("OLD HARBOUR (AP) —"), and the last ones ("The
Associated Press contributed to this report."); "h/t" and "(via ...)" count wherever they stand outside of what is quoted. A name in
running text ("told Reuters") is no credit. What the credits do to chains is left to `introductions` and `trace`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.chains.data import load_names
from sayso.reading import Block, BlockKind, Credit, Page, Provenance, Span

_WIRES: Final = {name.casefold(): names[0] for names in load_names("wires.txt") for name in names}
_SERVICE: Final = "|".join(re.escape(name) for name in sorted(_WIRES, key=lambda name: (-len(name), name)))
_FIRST_BLOCKS: Final = 4
_LAST_BLOCKS: Final = 8
_LONGEST_LINE: Final = 400

# "OLD HARBOUR, March 14 (Fen Wire) -": a place, a date, or neither; whatever stands in the brackets is what the report is credited to.
_DATELINE: Final = re.compile(
    r"\A[^\W_a-z](?:[^\n()]{0,60}[^\n()\s])?\s*\(\s*(?P<name>[^\W\d_a-z][^()\n]{0,38}[^\W_]|[A-Z]{2,5})\s*\)\s*(?:[-–—―]|--)\s*\S"
)
_BARE_DATELINE: Final = re.compile(rf"\A\(?(?P<name>(?i:{_SERVICE}))\)?\s*(?:[—–―]|--|\s-\s)\s*\S")
_CONTRIBUTED: Final = re.compile(
    rf"\b(?P<name>{_SERVICE})(?:[’']s?)?(?:\s+(?:and\s+\w+\s+)?(?:staff\s+|news\s+|sports\s+|special\s+)?(?:writers?|reporters?|correspondents?|journalists?|researchers?|editors?|staff"
    r"|videojournalists?|photographers?)\b[^.\n]{0,160}?)?\s+(?:also\s+)?contributed\b",
    re.IGNORECASE,
)
_FOOT: Final = re.compile(
    rf"\A[\s(\[—–*_-]*(?:(?:©|\(c\)|copyright)[^\n]{{0,16}}?\s|(?:source|sources|agency|agencies|by|from|with|via|credit)s?\s*:?\s+)?"
    rf"(?:(?:files|reporting|material|information|additional reporting)\s+(?:from|by)\s+)?(?:the\s+)?(?P<name>{_SERVICE})"
    r"(?=[\s.)\]*_]*\Z|[.,]?\s+(?:all\s+rights|contributed|news\s+agency\b)|\s+\d{4}|[./]\s*[A-Z]{2,5}[\s.)]*\Z)",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"[\w\s.-]+[\s.]*")
_USED: Final = re.compile(
    rf"\b(?:material|information|reporting|files|reports?|copy|article|story|version|supplied|provided|distributed|written|produced)\s+(?:from|by|of)\s+(?:the\s+)?(?P<name>{_SERVICE})\b"
    rf"|\bthis\s+(?P<name2>{_SERVICE})\s+(?:article|story|report)\b",
    re.IGNORECASE,
)
# Reuters' own way to sign off. It does not say the name; no other agency's copy in PolNeAR ends like this.
_SIGN_OFF: Final = re.compile(
    r"\((?:Additional\s+)?(?:reporting|writing)\s+by\s[^()\n]{2,300};\s*editing\s+by\s[^()\n]{2,120}\)", re.IGNORECASE
)
_SIGNED_BY: Final = "Reuters"


def find_provenance(page: Page) -> Provenance:
    """The wire service and the credits that a page gives for the whole of itself; empty where it names none."""
    wire = find_wire(page)
    credited = [Credit(line.span, line.name) for line in find_credits(page)]
    credited += [credit for credit in _contributors(page) if wire is None or credit.span != wire.span]
    return Provenance(wire, tuple(sorted(credited, key=lambda credit: credit.span)))


# ---------------------------------------------------------------- wire services


def find_wire(page: Page) -> Credit | None:
    """The credit to a news agency: the dateline's, or else one among the last paragraphs; None where there is none.

    The name is the one that datelines use ("AP" for The Associated Press); an agency that is not on the list keeps its own.
    """
    body = [block for block in page.blocks if block.kind not in (BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION)]
    for block in body[:_FIRST_BLOCKS]:
        start = page.text[block.span.start : block.span.start + 160]
        if block.group == 0 and (match := _DATELINE.match(start) or _BARE_DATELINE.match(start)) and _may_be_agency(match["name"]):
            return Credit(_at(block, match, "name"), usual_name(match["name"]))
    for block in reversed(body[-_LAST_BLOCKS:]):
        if block.group == 0 and (credit := _wire_at_foot(page, block)):
            return credit
    return None


def usual_name(name: str) -> str:
    """The name of an agency that datelines use; other names stay."""
    return _WIRES.get(re.sub(r"\s+", " ", name).casefold(), name)


_NO_AGENCY: Final = re.compile(
    r"(?:D|R|I|Democrat|Republican|Lab|Con|Lib\s?Dem|video|photos?|updated?|opinion|analysis|pictured|left|right)\b", re.IGNORECASE
)


def _may_be_agency(name: str) -> bool:
    return not _NO_AGENCY.match(name) and len(name.split()) <= 4


def _wire_at_foot(page: Page, block: Block) -> Credit | None:
    start = max(block.span.start, block.span.end - 3 * _LONGEST_LINE)
    text = page.text[start : block.span.end]
    offset = Block(block.kind, Span(start, block.span.end))
    low = text.casefold()
    if "contributed" in low and (match := _CONTRIBUTED.search(text)):
        return Credit(_at(offset, match, "name"), usual_name(match["name"]))
    last = block.span.end >= page.blocks[-2:][0].span.end
    if len(text) <= _LONGEST_LINE and (match := _FOOT.match(text)) and (last or not _BARE.fullmatch(text)):  # bare: a photograph's
        return Credit(_at(offset, match, "name"), usual_name(match["name"]))
    if len(text) <= _LONGEST_LINE and block.span.end >= page.blocks[-1].span.end - _LONGEST_LINE and (match := _USED.search(text)):
        group = "name" if match["name"] else "name2"
        return Credit(_at(offset, match, group), usual_name(match[group]))
    if (
        "editing by" in " ".join(low.split())
        and (match := _SIGN_OFF.search(text))
        and not re.search(r"\b(?:Wire|Agency|Newswire)\b", page.outlet or "")
    ):
        return Credit(_at(offset, match, 0), _SIGNED_BY)
    return None


# ---------------------------------------------------------------- "h/t", "via"


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A credit as it stands: `span` is the whole of it ("(h/t Bo Lund)"), `at` the name in it.

    `alone` says that the credit is a block of its own, the one of the number `block`.
    """

    span: Span
    at: Span
    name: str
    block: int
    alone: bool


_MARK: Final = (
    r"(?:h\s?/\s?t\s?/?(?!\w)|hat[- ]?tip(?:s|ped)?(?!\w)|HT(?=[\s:])|(?:big\s+|a\s+)?tip\s+of\s+the\s+hat(?!\w)"
    r"|(?:picked\s+up\s+|found\s+|spotted\s+)?via(?!\w))"
)
_BRACKETED: Final = re.compile(rf"[(\[]\s*(?P<mark>{_MARK})\s*[:.–—-]?\s*(?P<names>[^()\[\]\n]{{2,160}})[)\]]", re.IGNORECASE)
_LINE: Final = re.compile(
    rf"\A[\s*_~>»—–-]*(?P<mark>{_MARK})\s*[:.–—-]?\s*(?:to\s+|goes\s+to\s+)?(?P<names>[^\n]{{2,120}}?)[\s.*_!]*\Z", re.IGNORECASE
)
_SENTENCE: Final = re.compile(
    r"\b(?:(?:hat[- ]?tip|tip\s+of\s+the\s+hat|h\s?/\s?t)\s+(?:goes\s+)?to\s+|(?:many\s+|with\s+)?thanks\s+to\s+)"
    r"(?P<names>[^\n.;:!?()]{2,60}?)(?:\s+for\s+(?:the\s+|this\s+|that\s+|a\s+|his\s+|her\s+|their\s+)?(?:\w+\s+)?"
    r"(?:link|tip|pointer|heads|find|story|spot|lead)\w*|(?<=\S)(?=[.!]))",
    re.IGNORECASE,
)
_NAME: Final = re.compile(
    r"(?:the\s+)?(?:@\w+|[^\W_a-z][\w.&+’'@-]*)(?:\s+(?:(?:of|the|and|de|van|von|al|at|for|&)\s+)?[^\W_a-z][\w.&+’'-]*){0,5}"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|tv|news|co\.uk|example)\b"
)
_IMAGE: Final = re.compile(
    r"\b(?:photos?|images?|pictures?|pics?|screen\s?(?:shots?|grabs?|caps?)|graphics?|videos?|footage|getty|shutterstock|flickr|wikimedia|zoom|skype|facetime)\b",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r",?\s+(?:and|via|by\s+way\s+of|h/t|through)\s+|\s*[,;]\s*(?:and\s+|via\s+|h/t\s+)?|\s*[&+/|]\s+")


def find_credits(page: Page) -> Iterator[CreditLine]:
    """The "h/t" and "via" of a page in text order, outside of what it quotes; several names in one credit are several."""
    for number, block in enumerate(page.blocks):
        if block.kind in (BlockKind.HEADLINE, BlockKind.CAPTION):
            continue
        text = page[block.span]
        last = number + 1 == len(page.blocks) or page.blocks[number + 1].group != block.group
        if len(text) <= _LONGEST_LINE // 2 and (match := _LINE.match(text)) and not text.rstrip().endswith(":"):
            if block.group == 0 or last:
                yield from _credit_lines(page, number, match, alone=True, strict=_is_via(match))
            continue
        for match in _BRACKETED.finditer(text):
            alone = len(text.strip()) <= len(match[0]) + 1
            if (block.group == 0 or (alone and last)) and not _in_markup(text, match.start()):
                yield from _credit_lines(page, number, match, alone=alone)
        if block.group == 0:
            for match in _SENTENCE.finditer(text):
                if "hanks" not in match[0] or re.search(r"\s(?:link|tip|pointer|heads|find|spot|lead)", match[0]):
                    yield from _credit_lines(page, number, match, alone=False)


def _in_markup(text: str, at: int) -> bool:
    """Whether a place stands within an embedded post whose markup was left in the text ("<tweet ...>")."""
    opened = text.rfind("<tweet", max(0, at - 600), at)
    return opened >= 0 and not re.search(r"</tweet>|<tweet/>", text[opened:at])


def _is_via(match: re.Match[str]) -> bool:
    return match["mark"].casefold().endswith("via")


def _credit_lines(page: Page, number: int, match: re.Match[str], *, alone: bool, strict: bool = False) -> Iterator[CreditLine]:
    block = page.blocks[number]
    before = page.text[max(block.span.start, block.span.start + match.start() - 12) : block.span.start + match.start()]
    if "via" in match[0].casefold() and (_IMAGE.search(match[0]) or _IMAGE.search(before)):
        return
    names = match["names"]
    at = match.start("names")
    whole = Span(block.span.start + match.start(), block.span.start + match.end())
    for start, end in _split_names(names):
        found = _NAME.match(names, start, end)
        if found is None or (strict and found.end() < end):
            return  # "via email", "Via side doors, she made her way"
        yield CreditLine(
            whole, Span(block.span.start + at + found.start(), block.span.start + at + found.end()), found[0].rstrip(".’'"), number, alone
        )
        if found.end() < end:
            return  # "Bo Lund, who ..." and what else follows a name


def _split_names(names: str) -> Iterator[tuple[int, int]]:
    start = 0
    for parting in _PARTS.finditer(names):
        if names[start : parting.start()].strip():
            yield start, parting.start()
        start = parting.end()
    if start < len(names):
        yield start, len(names)


# ---------------------------------------------------------------- contributors and first places

_HELPED: Final = re.compile(
    r"(?P<names>[^\W\d_a-z][^\n.;:!?()]{2,160}?)\s+(?:also\s+|all\s+)?contributed(?:\s+(?:reporting|research|writing))?(?:\s+(?:to|from|for)\s+[^.\n]{2,60})?(?:[.)\s]*\Z|\.\s)"
)
_FIRST_PLACE: Final = re.compile(
    r"\b(?:(?:originally|first)\s+(?:published|appeared|posted|aired|ran|printed)|re-?published|reprinted|cross-?posted|excerpted|syndicated)\s+"
    r"(?:\w+\s+){0,3}?(?:by|in|on|at|from|of)\s+(?P<names>(?:the\s+)?(?-i:[^\W_a-z])[^\n.;:!?(),]{1,60})",
    re.IGNORECASE,
)


def _contributors(page: Page) -> Iterator[Credit]:
    """Who else is credited among the last paragraphs: people who contributed, and the place where the text first stood."""
    for block in page.blocks[-_LAST_BLOCKS:]:
        text = page[block.span]
        if block.group or len(text) > _LONGEST_LINE or block.kind is BlockKind.HEADLINE:
            continue
        if re.search(r"\bcontribut", text) and (match := _HELPED.match(text)):
            found_all = [(_NAME.match(match["names"], start, end), end) for start, end in _split_names(match["names"])]
            begin = block.span.start + match.start("names")
            if all(found and found.end() == end and " " in found[0] for found, end in found_all):
                yield from (Credit(Span(begin + found.start(), begin + found.end()), found[0]) for found, _ in found_all if found)
        if match := _FIRST_PLACE.search(text):
            begin = block.span.start + match.start("names")
            if found := _NAME.match(match["names"]):
                yield Credit(Span(begin, begin + found.end()), found[0])


def _at(block: Block, match: re.Match[str], group: str | int) -> Span:
    return Span(block.span.start + match.start(group), block.span.start + match.end(group))
