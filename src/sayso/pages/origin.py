"""Where a page is from: its headline, byline, outlet, date and address, decided between its metadata and what stands on it.

Metadata is trusted first, unless it is one of the things that systems write when nobody filled in the field, or the page shows something
else. Nothing is guessed: what no part of the page says is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from sayso.pages.dates import find_date, parse_date
from sayso.pages.layout import Box, Hint, Layout, Line, words_of
from sayso.pages.marks import read_data
from sayso.pages.metadata import Head
from sayso.pages.names import clean_byline, has_role, opens_byline

_TITLE_PARTS: Final = re.compile(r" [|\-–—«»·•:›/]+ | ?[|«»] ?|: ")  # titles have single blanks
_HEADLINE_MARKS: Final = re.compile(
    r"(?<![a-z])(?:head-?line|(?:entry|post|article|story|news|release|page|live|content)?-?title|hed)(?![a-z])"
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)\s+(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,]*(?:by\s+)?([^\W\d_][^.|,•©()\d]{1,60})", re.IGNORECASE
)
_HOME: Final = re.compile(r"/|(?:https?:)?//[^/?#]+/?")
_SIGNED: Final = re.compile(r"(?i:posted|written|reported) by\s|(?i:by)\s+[A-Z]")
_ELSEWHERE: Final = frozenset({"advertising", "aside", "comments", "navigation", "related"})
_FOOT: Final = re.compile(r"(?:post|entry|article)-?foot")
_OLDEST: Final = "1990"  # the web began in 1991; older dates beside an article are what it tells of
_LOGO_MARKS: Final = re.compile(
    r"(?<![a-z])(?:logo|brand|branding|masthead|mast|site-?(?:title|name|header|logo)|header|hdr|top-?bar|corp-header)(?![a-z])"
)


@dataclass(slots=True)
class Origin:
    """What is known of a page besides its text; `headline_at` is the number of the line that is the headline, None where none is."""

    headline: str | None = None
    headline_at: int | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def find_origin(head: Head, layout: Layout, article: list[Line], url: str | None) -> Origin:
    """The origin of a page whose `article` has been found among the lines of its `layout`."""
    numbers = {line: number for number, line in enumerate(layout.lines)}
    body = [numbers[line] for line in article if line in numbers and len(line.words) >= 8 and not line.box.heading and not line.box.caption]
    first = min(body, default=len(layout.lines))
    origin = Origin(language=head.language, url=_address(head, url))
    origin.headline, origin.headline_at = _headline(head, layout, first, {numbers[line] for line in article if line in numbers})
    start = origin.headline_at if origin.headline_at is not None else 0
    first = next((number for number in body if number > start), first)
    origin.outlet = _outlet(head, layout, origin.headline, start if origin.headline_at is not None else first)
    origin.byline = _byline(head, layout, origin.outlet, start, first)
    origin.published = _published(head, layout, start, first, numbers, article)
    return origin


def _address(head: Head, url: str | None) -> str | None:
    """The canonical address; one that leads to a front page, while the page was opened from somewhere below it, is a mistake."""
    for address in head.urls:
        if urlsplit(address).path.strip("/") or url is None or not urlsplit(url).path.strip("/"):
            return address
    return url


# ---------------------------------------------------------------- headline


def _headline(head: Head, layout: Layout, first: int, kept: set[int]) -> tuple[str | None, int | None]:
    titles = [words for title in [*head.titles, head.title or ""] if (words := words_of(title))]
    outlets = {" ".join(words_of(name)) for name in head.outlets}
    best, best_score = None, 0.0
    last_kept = max(kept, default=first)
    for number, line in enumerate(layout.lines):
        if number > max(first + 3, 8) and (number > last_kept or line.box.heading != 1):
            continue
        score = _headline_score(line, titles, outlets, number, first)
        if score > best_score:
            best, best_score = number, score
    if best is not None and best_score >= 3.0:
        best = _below_masthead(layout.lines, best, first, {" ".join(words_of(part)) for part in _title_parts(head.title)})
        return layout.lines[best].text, best
    for title in head.titles:
        if not _no_outlet().fullmatch(title):
            return title, None
    title_alone = _title_parts(head.title)
    good = [part for part in title_alone if len(words_of(part)) >= 3 and not _no_outlet().fullmatch(part)]
    if good:
        return max(good, key=len), None
    return (layout.lines[best].text, best) if best is not None else (None, None)


def _below_masthead(lines: list[Line], best: int, first: int, parts: set[str]) -> int:
    """The later of two headings that are both parts of the title: above the headline of a post stands the name of its blog."""
    if lines[best].key not in parts:
        return best
    return next(
        (n for n in range(best + 1, first) if lines[n].box.heading and lines[n].key != lines[best].key and lines[n].key in parts), best
    )


def _headline_score(line: Line, titles: list[tuple[str, ...]], outlets: set[str], number: int, first: int) -> float:
    """How much a line looks like the headline; 3 and more is enough. An h1 alone has 3, a line that the title repeats 4."""
    box = line.box
    if not 1 <= len(line.words) <= 60 or box.quote is not None or box.caption or box.item:
        return 0.0
    likeness = max((_likeness(line.words, title) for title in titles), default=0.0)
    marked = any(_HEADLINE_MARKS.search(around.marks) or around.itemprop == "headline" for around in box.around()[:2])
    if not box.heading and not marked and likeness < 0.8:
        return 0.0
    score = {0: 0.0, 1: 3.0, 2: 1.5, 3: 1.0}.get(box.heading, 0.0) + 4.0 * likeness + (1.0 if marked else 0.0)
    if number < first:
        score += 0.5
    if any(around.clutter in ("navigation", "related", "comments", "newsletter", "consent", "aside", "form") for around in box.around()):
        score -= 2.5
    if any(_LOGO_MARKS.search(around.marks) for around in box.around()[:2]):
        score -= 2.0
    if len(line.words) <= 2:
        score -= 1.5
    if line.linked > 0.9 and (likeness < 0.5 or any(_HOME.fullmatch(href) for _, _, href in line.links)):
        score -= 1.0 if likeness < 0.5 else 3.0
    if line.key in outlets:
        score -= 3.0
    return score


def _likeness(words: tuple[str, ...], title: tuple[str, ...]) -> float:
    """How much of a line and a title is the same, 0..1; a title that says more than the line counts in part."""
    common = len(set(words) & set(title))
    if not common:
        return 0.0
    return max(2 * common / (len(set(words)) + len(set(title))), 0.9 * common / len(set(words)) if len(words) >= 3 else 0.0)


def _title_parts(title: str | None) -> list[str]:
    return [part.strip() for part in _TITLE_PARTS.split(title or "") if part and part.strip()]


# ---------------------------------------------------------------- outlet


def _outlet(head: Head, layout: Layout, headline: str | None, before: int) -> str | None:
    """The name of the outlet: of the first source that has one, unless another is borne out by the page and that one is not."""
    beside = _beside_headline(head.title, headline)
    shown = [hint.text for hint in layout.hints if _is_masthead(hint, before)]
    shown += [line.text for line in layout.lines[: min(before, 12)] if any(_LOGO_MARKS.search(box.marks) for box in line.box.around()[:3])]
    claimed = [found[1].strip() for line in layout.lines[-12:] if (found := _COPYRIGHT.search(line.text)) is not None]
    named = [name for name in map(_without_tagline, head.outlets) if _is_outlet_name(name)]
    borne_out = {" ".join(words_of(name)) for name in [*beside, *shown, *claimed, *head.organizations]}
    for name in named:
        if " ".join(words_of(name)) in borne_out:
            return name
    if named:
        return named[0]
    for name in head.organizations:
        if _is_outlet_name(name):
            return name
    beside, shown, claimed = ([name for name in map(_without_rights, names) if _is_outlet_name(name)] for names in (beside, shown, claimed))
    seen, owned = ({" ".join(words_of(name)) for name in names} for names in (shown, claimed))
    for name in beside:
        if " ".join(words_of(name)) in seen | owned:
            return name
    for name in shown:
        if " ".join(words_of(name)) in owned:
            return name
    return next(iter([*beside, *shown, *claimed]), None)


def _beside_headline(title: str | None, headline: str | None) -> list[str]:
    """What stands in the title of the window beside the headline, the nearest to its ends first."""
    if not title or not headline:
        return []
    wanted = set(words_of(headline))
    parts = _title_parts(title)
    if not any(len(wanted & set(words_of(part))) >= 0.5 * len(wanted) for part in parts) and len(wanted & set(words_of(title))) < 0.6 * len(
        wanted
    ):
        return []
    others = [part for part in parts if len(set(words_of(part)) & wanted) < 0.5 * len(set(words_of(part)))]
    return [others[-1], *others[:-1]] if others else []


def _is_masthead(hint: Hint, before: int) -> bool:
    if hint.number > before or hint.kind not in ("logo", "home"):
        return False
    return hint.number <= 3 or any(box.tag == "header" or _LOGO_MARKS.search(box.marks) for box in hint.box.around()[:4])


def _is_outlet_name(name: str) -> bool:
    words = words_of(name)
    return (
        1 <= len(words) <= 6
        and len(name) <= 60
        and not _no_outlet().fullmatch(name.strip(" ."))
        and not name.startswith(("http", "@", "#"))
    )


@cache
def _no_outlet() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in read_data("outlets.txt")), re.IGNORECASE)


def _without_tagline(name: str) -> str:
    """The name in "The Echo | News from the bay"."""
    return re.split(r"\s+[|–—»·-]\s+", name.removeprefix("www."), maxsplit=1)[0]


def _without_rights(name: str) -> str:
    name = re.split(r"\s*(?:all rights|rights reserved|ltd\b|limited\b|inc\b|llc\b|gmbh\b)", name, maxsplit=1, flags=re.IGNORECASE)[
        0
    ].strip(" .,-–|")
    return re.sub(r"\s+(?:logo|home ?page|home)\Z", "", name, flags=re.IGNORECASE)


# ---------------------------------------------------------------- byline


def _byline(head: Head, layout: Layout, outlet: str | None, start: int, first: int) -> str | None:
    """The byline: what the metadata says, unless the page shows another name where bylines stand."""
    shown = _shown_byline(layout, outlet, start, first)
    text = (
        " ".join(line.key for line in layout.lines[max(start - 6, 0) : first + 1]) + " " + " ".join(line.key for line in layout.lines[-30:])
    )
    for author in head.authors:
        name = clean_byline(author, outlet)
        if name is None:
            continue
        surname = words_of(name)[-1]
        if shown is None or surname in text.split():
            return name
        break
    if shown is not None:
        return shown
    organizations = [name for author in head.organizations if (name := clean_byline(author, outlet)) is not None]
    return organizations[0] if organizations else None


def _shown_byline(layout: Layout, outlet: str | None, start: int, first: int) -> str | None:
    near = [hint for hint in layout.hints if hint.kind == "author" and start - 6 <= hint.number and not _is_elsewhere(hint.box)]
    near.sort(key=lambda hint: (hint.number > first + 1, abs(hint.number - start)))
    for hint in near:
        name = clean_byline(hint.text, outlet)
        if name is not None and (len(name.split()) > 1 or not name.isascii() or opens_byline(hint.text)):
            return name
    for line in layout.lines[start : first + 1]:
        if line.text.endswith(":"):
            continue  # "From The Fen Bell:" opens what that paper says
        named = len(line.words) <= 25 and (opens_byline(line.text) or has_role(line.text) or _is_name_and_role(line.text))
        if named and (name := clean_byline(line.text, outlet)) is not None:
            return name
    for line in layout.lines[first:]:
        signed = len(line.words) <= 20 and _SIGNED.match(line.text) is not None and not _is_elsewhere(line.box)
        if signed and (name := clean_byline(line.text, outlet)) is not None and len(name.split()) > 1:
            return name
    return None


def _is_name_and_role(text: str) -> bool:
    """Whether a line opens with a name and what its bearer is: "Ada Bell, political editor Monday, 16 September"."""
    date = find_date(text)
    before = text[: date.start] if date is not None else text
    return "," in before and has_role(before)


def _is_elsewhere(box: Box) -> bool:
    """Whether a box stands in a side bar, among comments or the like; one that holds part of the article is none of these."""
    return any(around.clutter in _ELSEWHERE and around.n_kept == 0 and not _FOOT.search(around.marks) for around in box.around())


# ---------------------------------------------------------------- date


def _published(head: Head, layout: Layout, start: int, first: int, numbers: dict[Line, int], article: list[Line]) -> str | None:
    """When the page was published: what the metadata says, then what stands by the headline, then at the end of the article."""
    if head.dates:
        best = head.dates[0]
        finer = [date for date in head.dates if date[:10] == best[:10] and len(date) > len(best)]
        return finer[0] if finer else best
    shown = _shown_date(head, layout, start, first)
    if shown is not None:
        return shown
    last = max((numbers[line] for line in article if line in numbers), default=first)
    for line in layout.lines[last : last + 6]:
        if (date := _date_alone(line, head)) is not None:
            return date
    return head.late_dates[0] if head.late_dates else None


def _shown_date(head: Head, layout: Layout, start: int, first: int) -> str | None:
    hints = [hint for hint in layout.hints if hint.kind == "date" and start - 8 <= hint.number <= first + 1 and not _is_elsewhere(hint.box)]
    hints.sort(key=lambda hint: abs(hint.number - start))
    for hint in hints:
        if "updated" in hint.text.lower() and len(hints) > 1:
            continue
        if hint.value and (date := parse_date(hint.value)) is not None:
            return date
        if (found := find_date(hint.text, month_first=head.month_first)) is not None:
            return found.iso
    for number in sorted(range(max(start - 8, 0), min(first + 1, len(layout.lines))), key=lambda number: abs(number - start)):
        line = layout.lines[number]
        if not _is_elsewhere(line.box) and (date := _date_alone(line, head)) is not None:
            return date
    return None


def _date_alone(line: Line, head: Head) -> str | None:
    """The date in a line that is no sentence: with it stand a byline and a few words at most."""
    if len(line.words) > 25 or line.text[-1] in '.!?”"':
        return None
    found = find_date(line.text, month_first=head.month_first)
    if found is None or found.iso < _OLDEST:
        return None
    return found.iso if len(words_of(line.text[: found.start] + " " + line.text[found.end :])) <= 10 else None
