"""One claim of a headline against one statement of the body: the verdicts, and in what the two differ.

Decides the differences (attribution, hedge, party, amount, event, or the contrary) and how much each weighs when the best witness of a
claim is looked for: the statement that is closest to it once its differences are counted. The headline is held to the kindest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sayso.checks.headline_acts import Act, Relation, is_grave
from sayso.checks.headline_amounts import Amount, Kind, agree, comparable
from sayso.checks.headline_body import Alignment, Body, is_aside, lay, main_acts, telling_words
from sayso.checks.headline_claims import Claim, is_negated
from sayso.checks.headline_roles import find_other_party
from sayso.checks.headline_statements import Sentence, Statement
from sayso.checks.headline_view import View
from sayso.checks.headline_words import is_opposite, lexicon, stem, words_of
from sayso.reading import Attribution, Held, Span


class Verdict(StrEnum):
    """The verdicts of a headline check (READING.md, section 7)."""

    SUPPORTED = "supported"
    DROPS_ATTRIBUTION = "drops attribution"
    DROPS_HEDGE = "drops hedge"
    CHANGES_PARTY = "changes party"
    CHANGES_AMOUNT = "changes amount"
    CHANGES_EVENT = "changes event"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Difference:
    """In what a claim and a statement differ: the words of the headline, those of the body, and both as a reason may cite them."""

    verdict: Verdict
    claim: Span
    evidence: Span


@dataclass(frozen=True, slots=True)
class Witness:
    """A statement that bears on a claim: how closely (0..1), and the differences between the two."""

    statement: Statement
    closeness: float
    differences: tuple[Difference, ...]
    tells_act: bool = True
    same_act: bool = False

    @property
    def worth(self) -> float:
        """How good a witness it is: its closeness less what its differences weigh, and less where it is silent of the act itself."""
        act = (_SAME_ACT if self.same_act else 0.0) - (0.0 if self.tells_act else _NO_ACT)
        if not self.tells_act and any(difference.verdict is Verdict.DROPS_ATTRIBUTION for difference in self.differences):
            act -= _SAME_ACT
        if self.statement.inside and self.statement.attribution is None and not self.statement.whole and not self.tells_act:
            act -= _NO_ACT  # most of it only names who speaks
        return self.closeness + act - sum(_WEIGHTS[difference.verdict] for difference in self.differences)


_WEIGHTS: Final = {
    Verdict.DROPS_ATTRIBUTION: 0.1,
    Verdict.DROPS_HEDGE: 0.1,
    Verdict.CHANGES_PARTY: 0.1,
    Verdict.CHANGES_AMOUNT: 0.15,
    Verdict.CHANGES_EVENT: 0.15,
    Verdict.CONTRADICTED: 0.2,
}
"""How much closer a statement with a difference has to be than one without, to be taken for what the headline means."""
_CLOSE: Final = 0.5
"""The closeness from which a negation that only one side has turns the claim round: further off it denies something else."""
_HALF_TOLD: Final = 0.42  # the closeness below which it does not matter who says what is silent of the act
_LEAST: Final = 0.35  # the closeness below which a statement is too far from a claim for their differences to mean anything
_NEAR_AMOUNT: Final = 0.25  # how close a sentence has to be for its amounts to be those that a claim speaks of
_BESIDE: Final = 4  # sentences between the statement and another, for the other to go on about the same
_NEAR_BESIDE: Final = 0.15  # how close such a sentence has to be
_FEWEST_BESIDE: Final = 2  # telling words that a claim has beside its act, for a missing act to count
_MOST_BESIDE: Final = 0.6  # the share of them that has to stand in the statement
_ANNOUNCED: Final = stem("announce")
_COMPARING: Final = frozenset("more less as equally times likelier".split())
_DENIED_WITHIN: Final = 3  # words before an act in which a negator denies it
_NEAR: Final = 3  # words between a clause and the condition that is taken to be set for it
_SAME_ACT: Final = 0.05  # what a statement gains that tells of the very act
_NO_ACT: Final = 0.15  # what it costs a statement to say nothing of what is done


def weigh(alignment: Alignment, body: Body) -> Witness:
    """The statement as a witness of the claim that it is aligned with."""
    view = View(alignment, body)
    return Witness(alignment.statement, alignment.closeness, tuple(find_differences(view)), view.tells_act(), view.same_act())


def find_other_amount(claim: Claim, witness: Witness, body: Body) -> Difference | None:
    """A difference where the statement that a claim is held to has no such amount, and no sentence has that amount, but a close one has
    another of its kind."""
    own = body.amounts_of(witness.statement.sentence.words)
    for claimed in claim.amounts:
        if claimed.kind in (Kind.DAY, Kind.YEAR, Kind.COUNT, Kind.AGE) or any(comparable(claimed, amount) for amount in own):
            continue
        told = [
            (amount, sentence) for sentence in body.sentences for amount in body.amounts_of(sentence.words) if comparable(claimed, amount)
        ]
        if any(agree(claimed, amount) for amount, _ in told):
            continue
        near = [amount for amount, sentence in told if _is_near(claim, sentence, witness, body)]
        if near:
            return Difference(Verdict.CHANGES_AMOUNT, claimed.span, near[0].span)
    return None


def _is_near(claim: Claim, sentence: Sentence, witness: Witness, body: Body) -> bool:
    """Whether the amounts of a sentence may be those that a claim speaks of: it has much of the claim, or some and stands near."""
    least = _NEAR_AMOUNT if abs(sentence.number - witness.statement.sentence.number) > _BESIDE else _NEAR_BESIDE
    return body.closeness(claim, sentence) >= least


def find_missing_act(claim: Claim, witness: Witness, body: Body) -> Difference | None:
    """A difference where the rest of a claim stands in a statement, but what it says is done stands nowhere in the body."""
    acts = main_acts(claim)
    if not acts or is_aside(claim, acts[0]) or not is_grave(acts[0]) or claim.negated or witness.tells_act or body.tells(acts[0], claim):
        return None
    telling = [n for n in telling_words(claim) if not any(n in act.place for act in acts)]
    alignment = lay(claim, witness.statement, body)
    rest = sum(body.rarity(claim.words[n].stem) for n in telling)
    have = sum(body.rarity(claim.words[n].stem) for n in telling if n in alignment.places)
    if len(telling) < _FEWEST_BESIDE or not rest or have / rest < _MOST_BESIDE:
        return None
    act = acts[0].place
    span = Span(claim.words[act.start].span.start, claim.words[act.stop - 1].span.end)
    return Difference(Verdict.CHANGES_EVENT, span, witness.statement.span)


# ---------------------------------------------------------------- differences


def find_differences(view: View) -> Iterator[Difference]:
    """In what a claim and a statement differ; the contrary stands alone, and from too far off nothing is told."""
    if not view.places or view.closeness < _LEAST:
        return
    contrary = _contradiction(view)
    if contrary is not None:
        yield contrary
        return
    party = find_other_party(view)
    if (attribution := _attribution(view)) is not None:
        yield attribution
    if party is not None:
        yield Difference(Verdict.CHANGES_PARTY, *party)
    yield from (difference for difference in (_amount(view), _event(view), _hedge(view)) if difference is not None)


def _difference(view: View, verdict: Verdict, evidence: Span | None = None, claim: Span | None = None) -> Difference:
    """A difference of the whole claim and the whole statement, unless it lies in some words of theirs."""
    return Difference(verdict, claim or view.claim.span, evidence or view.statement.span)


def _attribution(view: View) -> Difference | None:
    """A difference where the page itself claims what the body only has somebody say."""
    attribution = view.statement.attribution
    if (
        attribution is None
        and not view.claim.attributed
        and view.statement.according_to is not None
        and not view.statement.according_to_figures
    ):
        return _difference(view, Verdict.DROPS_ATTRIBUTION)
    if attribution is None or view.claim.attributed or view.is_asked(attribution):
        return None
    if view.announces_own(attribution) and all(view.announces_own(above) for above in view.above(attribution)):
        return None
    cue = [word for span in attribution.cue for word in words_of(view.body.reading.page.text, *span)]
    if view.closeness < _HALF_TOLD and not view.tells_act():
        return None  # too little of the claim is in it
    if not attribution.source and any(True for name in ("hedging_cues", "hedges") for _ in lexicon(name).find(cue)):
        return None  # "is suspected": a doubt of the page's own
    if any(word.stem == _ANNOUNCED for word in cue) and attribution.parent is None:
        return None
    if _speaks_for_nobody(view, attribution):
        return None
    return None if _is_endorsed(view, attribution) else _difference(view, Verdict.DROPS_ATTRIBUTION)


def _speaks_for_nobody(view: View, attribution: Attribution) -> bool:
    """Whether the source is a table of figures or a poll, which is no party that says something."""
    source = [word for span in attribution.source for word in words_of(view.body.reading.page.text, *span)]
    head = next((n for n, word in enumerate(source) if n and word.lower in ("from", "of", "by", "for", "in")), len(source))
    return attribution.parent is None and any(word in lexicon("figures") for word in source[:head])


def _is_endorsed(view: View, attribution: Attribution) -> bool:
    """Whether the page says in so many words that the source is right."""
    cue = {word.lower for span in attribution.cue for word in words_of(view.body.reading.page.text, *span)}
    return attribution.parent is None and bool(cue & {"rightly", "correctly", "truly"})


def _contradiction(view: View) -> Difference | None:
    """A difference where the statement says the contrary: one of the two is negated, or their acts exclude each other."""
    negated = is_negated([view.words[n] for n in sorted(view.core)]) or _refuted(view)
    attribution = view.statement.attribution
    if attribution is not None and attribution.held is Held.DENIED and view.statement.opens:
        negated = not negated
    relation, claimed, given = view.act_relation()
    by_acts = given is not None and relation in (Relation.SAME, Relation.CONTRARY)
    if not by_acts and any(is_opposite(view.claim.words[n].stem, view.words[place].stem) for n, place in view.places.items()):
        negated = not negated
    if view.turned_down() and relation is not Relation.CONTRARY and not any(True for _ in lexicon("turning").find(view.claim.words)):
        negated = not negated
    if relation is Relation.SAME and given is not None and claimed is not None and is_grave(claimed) and not view.claim.negated:
        before = view.words[max(0, given.place.start - _DENIED_WITHIN) : given.place.start]
        if any(word in lexicon("negators") for word in before):
            return _difference(view, Verdict.CONTRADICTED)
    if relation is Relation.CONTRARY and given is not None:
        return None if negated != view.claim.negated else _difference(view, Verdict.CONTRADICTED)
    if view.claim.negated and view.holders:
        return None  # the page denies what it has somebody say
    if negated != view.claim.negated and relation is not Relation.OTHER and view.closeness >= _CLOSE:
        return _difference(view, Verdict.CONTRADICTED)
    return None


def _refuted(view: View) -> bool:
    """Whether the sentence calls what the claim says untrue: "is a myth", outside the clauses that it stands in."""
    return any(not view.core & set(place) for place in lexicon("refutations").find(view.words))


def _event(view: View) -> Difference | None:
    """A difference where the statement has another act, or has it only considered, planned or asked for."""
    relation, claimed, given = view.act_relation()
    if relation is Relation.OTHER and claimed is not None and given is not None:
        return _difference(view, Verdict.CHANGES_EVENT, view.cover(given.place), view.cover_claim(claimed.place))
    if view.claim.staged or view.claim.hedged or view.claim.attributed:
        return None
    attribution = view.statement.attribution
    if attribution is not None and view.is_asked(attribution):
        return _difference(view, Verdict.CHANGES_EVENT, attribution.cue[0] if attribution.cue else None)
    if attribution is not None and attribution.held is Held.WANTED and view.opens(attribution) and not view.claim.future:
        return _difference(view, Verdict.CHANGES_EVENT, attribution.cue[0] if attribution.cue else None)  # wished for, not done
    if attribution is not None and view.opens(attribution) and _staging_cue(view, attribution):
        return _difference(view, Verdict.CHANGES_EVENT, attribution.cue[0])
    stage = _stage(view, given)
    return None if stage is None else _difference(view, Verdict.CHANGES_EVENT)


def _staging_cue(view: View, attribution: Attribution) -> bool:
    """Whether the cue has what is claimed as done only considered or discussed."""
    cue = tuple(word for span in attribution.cue for word in words_of(view.body.reading.page.text, *span))
    if any(True for _ in lexicon("hedging_cues").find(cue)):
        return False
    found = list(lexicon("stages").find(cue))
    return bool(found) and not any(lexicon("firm_stages").match(cue, place.start) for place in found) and not view.claim.future


def _stage(view: View, given: Act | None) -> range | None:
    """The words of the body by which the act has only been considered, planned or asked for."""
    covered = set(given.place) if given else set()
    for place in lexicon("stages").find(view.words):
        if not set(place) & view.core or set(place) & covered:
            continue
        if any(place.start <= where < place.stop for n, where in view.places.items() if view.words[where].stem == view.claim.words[n].stem):
            continue
        is_firm = lexicon("firm_stages").match(view.words, place.start) > 0
        if view.governs(place) and not (is_firm and view.claim.future):
            return place
    return None


def _hedge(view: View) -> Difference | None:
    """A difference where the statement is put with reserve (a hedge, a condition, a narrower scope), and the claim is not."""
    if view.claim.hedged:
        return None
    if view.act_relation()[0] in (Relation.OTHER, Relation.CONTRARY):
        return _hedge_of_other_act(view)
    here = _hedging_words(view)
    for attribution in view.holders:
        if _staging_cue(view, attribution) and here is None:
            continue  # another event, not a doubt
        uncertain = attribution.held in (Held.HEDGED, Held.CONDITIONAL, Held.QUESTIONED, Held.WITHHELD)
        if (cue := _hedging_cue(view, attribution)) is not None or (uncertain and view.opens(attribution)):
            return _difference(view, Verdict.DROPS_HEDGE, here or cue)
    return None if here is None else _difference(view, Verdict.DROPS_HEDGE, here)


def _hedge_of_other_act(view: View) -> Difference | None:
    """A difference where the statement hedges in so many words, though it tells of another act than the claim."""
    here = _hedging_words(view)
    return None if here is None else _difference(view, Verdict.DROPS_HEDGE, here)


def _hedging_cue(view: View, attribution: Attribution) -> Span | None:
    """The cue, where its word is one of doubt: "suspects"."""
    cue = tuple(word for span in attribution.cue for word in words_of(view.body.reading.page.text, *span))
    return attribution.cue[0] if any(True for _ in lexicon("hedging_cues").find(cue)) else None


def _hedging_words(view: View) -> Span | None:
    """The words by which the clause that tells of the act hedges it, or a clause beside it sets a condition."""
    literal = {where for n, where in view.places.items() if view.words[where].stem == view.claim.words[n].stem}
    clauses = view.clauses_of_act()
    for place in lexicon("hedges").find(view.words):
        word = view.words[place.start]
        if word.lower == "may" and word.capital and place.start:
            continue  # the month
        if word.lower in ("likely", "unlikely") and view.words[place.start - 1].lower in _COMPARING and place.start:
            continue  # "a third more likely to wake": how often, not how surely
        if view.claim.attributed and word in lexicon("hearsay"):
            continue  # the headline too gives it as somebody's words
        if view.clauses[place.start] in clauses and not set(place) & literal:
            return view.cover(place)
    whole = view.statement.sentence.words
    where = {word.span: n for n, word in enumerate(whole)}
    reach = [where[view.words[n].span] for n, clause in enumerate(view.clauses) if clause in clauses]
    for place in sorted((place for name in ("conditions", "scopes") for place in lexicon(name).find(whole)), key=lambda place: place.start):
        if reach and min(reach) - _NEAR <= place.start <= max(reach) + _NEAR:
            return Span(whole[place.start].span.start, whole[place.stop - 1].span.end)
    return None


def _amount(view: View) -> Difference | None:
    """A difference where the sentence has an amount of the same sort, and none that agrees."""
    sentence = view.body.amounts_of(view.statement.sentence.words)
    for claimed in view.claim.amounts:
        given = [amount for amount in sentence if comparable(claimed, amount)]
        if not given or any(agree(claimed, amount) for amount in given):
            continue
        if claimed.kind in (Kind.DAY, Kind.YEAR) and len(given) > 1:
            continue
        return _difference(view, Verdict.CHANGES_AMOUNT, _nearest(view, given).span, claimed.span)
    return None


def _nearest(view: View, amounts: Sequence[Amount]) -> Amount:
    """The amount that stands nearest to the words that the claim shares with the statement."""
    places = [view.words[place].span.start for place in view.places.values()]
    return min(amounts, key=lambda amount: (min((abs(amount.span.start - place) for place in places), default=0), amount.span))
