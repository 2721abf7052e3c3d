"""How a source holds a content: the first of the rules below that has something to say, with the words that say it.

Order: not held at all, denied, a question, an order, a condition, a wish, a reserve; what is left is asserted (READING.md, section 5,
rulings 7 and 16).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from sayso.commitment.claims import Claim, find_claim
from sayso.commitment.content import find_hedge, find_nothing, find_order, tell_opening
from sayso.commitment.context import Context
from sayso.commitment.cues import CueReading
from sayso.commitment.data import load_phrases, load_words
from sayso.commitment.lexicon import Match
from sayso.commitment.words import QUOTE_MARKS, Word
from sayso.reading import Attribution, Held, Manner, Span

_COMMISSIVES: Final = frozenset(" ".join(phrase) for phrase in load_phrases("commissives"))
_PROPOSALS: Final = load_words("proposals")
_REFUSED: Final = load_words("refused_by_denying")
_NOTHING_VERBS: Final = load_words("nothing_verbs")
_AS_VERBS: Final = frozenset(
    ("dismiss", "reject", "brush off", "shrug off", "laugh off", "repudiate", "wave away", "wave aside", "discount", "brush aside")
)
_CUE_HEDGES: Final = frozenset(("may", "might", "probably", "perhaps", "possibly", "apparently", "seemingly", "presumably", "maybe"))
_CLAUSE_OPENERS: Final = frozenset(("that", "whether", "if", "why", "how", "when", "what", "where", "who"))
_PAST: Final = frozenset(("had", "were", "should", "if", "unless"))


class HeldGround(NamedTuple):
    """A value of `held`, the name of the rule that gave it, and the words that decided; None where their absence did."""

    value: Held
    rule: str
    evidence: Span | None


def decide_held(context: Context, attribution: Attribution, cue: CueReading) -> HeldGround:
    """How the source holds the content, and why."""
    words = context.first_words(attribution)
    claim = find_claim(words)
    opening = "to" if _follows_infinitive(context, attribution, cue) else tell_opening(words)
    if opening == "object to" and attribution.cue and attribution.content[0].start < attribution.cue[0].start:
        opening = "other"  # "Roof to cost twice as much, surveyor warns" gives no order
    entry, held = _first_reserve(cue, opening)
    return (
        _not_held(context, claim, cue, entry, held)
        or _is_denied(context, words, entry, held)
        or _is_question(claim, opening, entry, held)
        or _is_order(context, attribution, claim, entry, held)
        or _is_conditional(context, attribution, claim, entry, held)
        or _is_reserved(context, claim, cue, entry, held)
        or HeldGround(Held.ASSERTED, "nothing takes it back", None)
    )


def _first_reserve(cue: CueReading, opening: str) -> tuple[Match | None, Held]:
    """The first entry of the cue that does not plainly assert, with what it says before this opening."""
    for match in cue.matches:
        held = match.cue.held
        held = {"to": match.cue.to, "object to": match.cue.object_to, "for": match.cue.for_}.get(opening) or held
        if held is not Held.ASSERTED:
            return match, held
    return None, Held.ASSERTED


def _follows_infinitive(context: Context, attribution: Attribution, cue: CueReading) -> bool:
    """Whether "to shelve" stands between the cue and the content that a model gave without it."""
    first = next(iter(context.indexes(attribution.content[:1])), 0)
    if first < 3 or not cue.indexes or cue.indexes[-1] >= first - 2:
        return False
    opens_clause = context.words[first].form in _CLAUSE_OPENERS  # "said in a letter to staff that"
    return context.words[first - 2].form == "to" and context.words[first - 1].form.isalpha() and not opens_clause


def _ground(value: Held, rule: str, words: Sequence[Word]) -> HeldGround:
    return HeldGround(value, rule, Span(words[0].start, words[-1].end) if words else None)


def _entry_words(context: Context, entry: Match | None) -> tuple[Word, ...]:
    return context.words[entry.start : entry.start + entry.length] if entry else ()


def _not_held(context: Context, claim: Claim, cue: CueReading, entry: Match | None, held: Held) -> HeldGround | None:
    if cue.negation:
        return _ground(Held.WITHHELD, "negated cue", cue.negation)
    if held is Held.WITHHELD:
        return _ground(held, "cue that withholds", _entry_words(context, entry))
    if any(context.words[index].form in _NOTHING_VERBS for index in cue.indexes) and (nothing := find_nothing(claim.words)):
        return _ground(Held.WITHHELD, "nothing is held", nothing)
    return None


def _is_denied(context: Context, words: Sequence[Word], entry: Match | None, held: Held) -> HeldGround | None:
    if held is not Held.DENIED or entry is None:
        return None
    forms = [word.form for word in words]
    if entry.cue.base in _AS_VERBS and "as" in forms[:40]:
        return HeldGround(Held.ASSERTED, "a view of it (“as …”)", None)
    turned_down = _REFUSED if entry.cue.base == "deny" else _PROPOSALS if entry.cue.base in _AS_VERBS else frozenset()
    if forms[:1] != ["that"] and not turned_down.isdisjoint(forms[:6]):
        return _ground(Held.WITHHELD, "turned down", _entry_words(context, entry))
    return _ground(held, "cue that denies", _entry_words(context, entry))


def _is_question(claim: Claim, opening: str, entry: Match | None, held: Held) -> HeldGround | None:
    if claim.asks is not None:
        return _ground(Held.QUESTIONED, "question", (claim.asks,))
    if opening == "whether" and held not in (Held.CONDITIONAL, Held.HEDGED) and claim.words:
        first = next((word for word in claim.words[:3] if word.form == "whether"), None)
        if first is not None:
            return _ground(Held.QUESTIONED, "“whether”", (first,))
    return None


def _is_order(context: Context, attribution: Attribution, claim: Claim, entry: Match | None, held: Held) -> HeldGround | None:
    start = attribution.content[0].start
    first = context.page.text[start : start + 3].lstrip("\"“”‘’'«[(")[:1]
    if not first.isupper() or (attribution.manner is Manner.INDIRECT and not _starts_sentence(context, start)):
        return None
    if held is Held.ASSERTED or held is Held.QUESTIONED:
        order = find_order(claim.main)
        return _ground(Held.WANTED, "order", order) if order else None
    return None


def _starts_sentence(context: Context, place: int) -> bool:
    return context.sentences[context.sentence_at(place)].start == place if context.sentences else place == 0


def _is_conditional(context: Context, attribution: Attribution, claim: Claim, entry: Match | None, held: Held) -> HeldGround | None:
    if held is Held.QUESTIONED or (held is Held.WANTED and entry is not None and entry.cue.base.split()[0] not in _COMMISSIVES):
        return None
    condition = claim.condition or _condition_before(context, attribution)
    return _ground(Held.CONDITIONAL, "condition", condition) if condition else None


def _condition_before(context: Context, attribution: Attribution) -> tuple[Word, ...]:
    """The words that set a condition in the same sentence before the source: "If it rains, she said, the match is off"."""
    if not attribution.cue or not context.sentences:
        return ()
    content, cue = attribution.content[0].start, attribution.cue[0].start
    first = min((span.start for span in attribution.source + attribution.cue), default=cue)
    number = context.sentence_at(first)
    start = context.sentences[number].start
    if not start < first < content or content >= context.sentences[number].end:
        return ()
    before = [context.words[index] for index in context.indexes((Span(start, first),)) if context.words[index].form not in QUOTE_MARKS]
    if len(before) < 4 or before[0].form not in _PAST or before[-1].form != ",":
        return ()
    after = context.page.text[cue:content].rstrip("\"“‘' ")
    return find_claim([*before, *context.first_words(attribution)]).condition if after.endswith(",") else ()


def _is_reserved(context: Context, claim: Claim, cue: CueReading, entry: Match | None, held: Held) -> HeldGround | None:
    if held is not Held.ASSERTED and entry is not None:
        return _ground(held, f"cue: {held.value}", _entry_words(context, entry))
    if hedge := find_hedge(claim.main, context.page.text):
        return _ground(Held.HEDGED, "reserve in the content", hedge)
    hedges = [context.words[index] for index in cue.indexes if context.words[index].form in _CUE_HEDGES]
    return _ground(Held.HEDGED, "reserve in the cue", hedges[:1]) if hedges else None
