"""What a quotation's check found, in one plain sentence, with what else has to be known: other records, other days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sayso.checks.quotes_check import Checked
from sayso.checks.quotes_differences import NEGATIONS
from sayso.checks.quotes_index import RecordIndex
from sayso.checks.quotes_limits import find_limit
from sayso.checks.quotes_verdicts import Change, QuoteVerdict
from sayso.checks.records import Record
from sayso.reading import DifferenceKind, Page

_LONGEST: Final = 90  # characters of a record's words in a sentence
_SAME_OCCASION_DAYS: Final = 7
"""Days between a record and a page that need no word; a guess: a page may follow an event by a week."""

_ENGLISH: Final = ("the", "and", "to", "that", "it", "you", "for", "have", "they", "this", "with")
"""About one word in six of English prose and speech, and hardly a word of its neighbours; "in" and "is" are words of theirs, too."""

_FEWEST_WORDS: Final = 30
"""Words of a record from which its language is told; one text in two hundred has none of the above among so many."""

_LIMITS: Final = {
    "condition": "a condition",
    "contrast": "a limitation",
    "doubt": "a doubt",
    "negation": "a negation",
}


def explain(check: Checked, page: Page, index: RecordIndex) -> str:
    """The reason of a finding."""
    if check.verdict is QuoteVerdict.TOO_SHORT:
        return f"{'One word is' if check.n_words else 'No word of the speaker is'} too short to tell whether it was said."
    if check.comparison is None:
        return _explain_not_found(index)
    record = index.records[check.comparison.record]
    sentence = _explain(check, record, page)
    more = [*_explain_others(check, index), *_explain_date(record, page)]
    return " ".join([sentence, *more])


def _explain_not_found(index: RecordIndex) -> str:
    names = [record.name for record in index.records]
    where = names[0] if len(names) == 1 else f"any of the {len(names)} records" if names else "any record, as none was given"
    sentence = f"These words were not found in {where}; that does not say that they were never spoken."
    if names and not len(index):
        return f"These words were not found: {where} is empty." if len(names) == 1 else "These words were not found: the records are empty."
    return sentence + (" The records do not seem to be in English." if _is_foreign(index) else "")


def _is_foreign(index: RecordIndex) -> bool:
    """Whether the records hardly have the commonest words that English alone has, or not a letter of its script."""
    if not any(letter in record.text.lower() for record in index.records for letter in "etaoin"):
        return True
    common = sum(index.count(index.vocabulary.number(word)) for word in _ENGLISH)
    return len(index) >= _FEWEST_WORDS and common < 0.03 * len(index)


def _explain(check: Checked, record: Record, page: Page) -> str:
    comparison = check.comparison
    assert comparison is not None  # the caller has seen to it
    serious = [change for change in comparison.changes if not change.cleaned]
    name = record.name
    if check.verdict is QuoteVerdict.VERBATIM:
        return f"{name} has the same words in the same order."
    if check.verdict is QuoteVerdict.CLEANED:
        return f"{name} has the same words, but for fillers, repetitions or contractions."
    if check.verdict is QuoteVerdict.CUT_SHORT:
        return _explain_limit(check, record)
    if check.verdict is QuoteVerdict.SPLICED:
        n_places = max(2, len(comparison.evidence))
        return f"The quotation runs words from {n_places} separate places of {name} together as one."
    if check.verdict is QuoteVerdict.MISATTRIBUTED:
        said = check.said_by or "somebody else"
        page_names = check.speaker.name if check.speaker else "another"
        return f"{name} has these words, but gives them to {said}, and the page to {page_names}." + (
            f" It also has them otherwise: {_list_changes(serious, record, page)}." if serious else ""
        )
    shown = " and the page shows it" if comparison.marked else ", and nothing shows it"
    verb = "leaves words out" if check.verdict is QuoteVerdict.CLIPPED else "does not have the words of the record"
    return f"The quotation {verb}{shown}: {_list_changes(serious, record, page)}.{_explain_weight(serious, record)}"


def _explain_limit(check: Checked, record: Record) -> str:
    assert check.limit is not None
    assert check.left_out is not None
    left_out = _shorten(record[check.left_out])
    if check.limit.kind == "question":
        return f"In {record.name} these words are part of a question: “{left_out}” stands before them."
    side = "stops before" if check.comparison and check.left_out.start >= check.comparison.evidence[-1].end else "starts after"
    return f"The quotation {side} {_LIMITS[check.limit.kind]} in the same sentence of {record.name}: “{left_out}”."


def _list_changes(changes: Sequence[Change], record: Record, page: Page) -> str:
    parts = [_describe(change, record, page) for change in changes[:3]]
    return "; ".join(parts) + (f"; and {len(changes) - 3} more" if len(changes) > 3 else "")


def _describe(change: Change, record: Record, page: Page) -> str:
    theirs = f"“{_shorten(record[change.record])}”"
    mine = f"“{_shorten(page[change.quote])}”"
    if not change.mine:
        return f"left out {theirs}"
    if change.kind is DifferenceKind.PUT_IN:
        return f"put in {mine}"
    if change.kind is DifferenceKind.MOVED:
        return f"{mine} stands in another place"
    return f"{mine} for {theirs}"


def _explain_weight(changes: Sequence[Change], record: Record) -> str:
    """What weighs most among the differences: a negation, a condition, a number that is lost or gained."""
    notes = []
    for change in changes:
        mine, theirs = set(change.mine), set(change.theirs)
        under = "An ellipsis takes the place of" if change.marked and change.kind is DifferenceKind.LEFT_OUT else "It loses"
        if (theirs & NEGATIONS) - mine:
            notes.append(f"{under} a negation (“{_first(change.theirs, theirs & NEGATIONS)}”).")
        elif (mine & NEGATIONS) - theirs:
            notes.append(f"It gains a negation (“{_first(change.mine, mine & NEGATIONS)}”).")
        elif any(word.startswith("#") for word in mine - theirs) and any(word.startswith("#") for word in theirs - mine):
            notes.append("A number differs.")
        if change.kind is DifferenceKind.LEFT_OUT and not theirs & NEGATIONS:
            limit = find_limit("", record[change.record], "") or find_limit("", record[change.record].removeprefix("and "), "")
            if limit is not None and limit.kind in ("condition", "contrast", "doubt"):
                notes.append(f"{under} {_LIMITS[limit.kind]} (“{limit.words}”).")
    return "".join(f" {note}" for note in dict.fromkeys(notes))


def _first(words: Sequence[str], wanted: set[str]) -> str:
    return next(word for word in words if word in wanted)


def _explain_others(check: Checked, index: RecordIndex) -> list[str]:
    """Where the records disagree about these words."""
    comparison = check.comparison
    assert comparison is not None
    differing = [other for other in check.others if other.verdict is not comparison.verdict]
    if not differing:
        return []
    names = ", ".join(f"{index.records[other.record].name} ({other.verdict.value})" for other in differing[:3])
    return [f"The records disagree: it would be otherwise by {names}."]


def _explain_date(record: Record, page: Page) -> list[str]:
    """What the days of record and page say: words of another occasion are no proof for or against this one."""
    if record.date is None or not page.published:
        return []
    try:
        days = (date.fromisoformat(page.published[:10]) - date.fromisoformat(record.date)).days
    except ValueError:  # a page that knows its month only
        return []
    if days < 0:
        return [f"The record is of {record.date}, after the page was published: it is another occasion."]
    if days > _SAME_OCCASION_DAYS:
        return [f"The record is of {record.date}, {days} days before the page: it may be another occasion."]
    return []


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 30].rstrip() + " … " + words[-27:].lstrip()
