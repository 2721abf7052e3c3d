"""Headline check: the claims of the headline against the statements of the body.

Decides whether there is enough of a headline and of a body to compare, which statement each claim is held to, and what comes of it.
It says nothing of what is true; it says whether the body has what the headline has. What it cannot tell, it leaves as a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sayso.checks.headline_acts import is_grave
from sayso.checks.headline_asides import find_bare_aside
from sayso.checks.headline_body import Alignment, Body, lay, main_acts
from sayso.checks.headline_claims import Claim, claims_nothing, find_claims, find_headline
from sayso.checks.headline_compare import Difference, Verdict, Witness, find_missing_act, find_other_amount, weigh
from sayso.checks.headline_judge import FAULTS, Opinion, RulesSay, hear_judge
from sayso.checks.headline_parties import collect_names
from sayso.checks.headline_reasons import give_reason
from sayso.checks.headline_statements import Sentence, Statement, find_statements, split_body
from sayso.checks.headline_words import lexicon
from sayso.reading import Check, Doubt, Finding, Reading, Span

_ABOUT: Final = "headline"
_FEWEST_WORDS: Final = 12
"""Words of a body below which nothing can be missing from it, as most of it is missing. A guess, as the next."""
_BEARS: Final = 0.3
"""How much of a claim has to stand in three sentences together for the body to bear on it. A guess, made on invented headlines."""
_FOUND: Final = 0.6  # the share of its words that has to stand anywhere in the body, where they do not stand together
_BEARS_SHORT: Final = 0.5  # the same for a claim of few words, of which one alone is no sign
_SHORT: Final = 2
_LIKE: Final = 0.85  # how alike a word of the body has to be for one of the claim to be found
_NEARLY_ALL: Final = 0.9
"""The closeness from which a claim is told in the words of the body, so that a "not", a number or a "may" that only one side has is seen
better by the words than by the judge. A guess; of 11 such faults on 420 held-out headlines 8 were right."""
_TOLD_BY_WORDS: Final = frozenset({Verdict.DROPS_ATTRIBUTION, Verdict.DROPS_HEDGE, Verdict.CHANGES_AMOUNT, Verdict.CONTRADICTED})
_MARGIN: Final = 0.25  # how much closer another statement may be, for this one still to be a witness


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claim of the headline, the statement of the body that it is held to, and their differences; None where no statement bears on it."""

    claim: Claim
    witness: Witness | None
    aside: Span | None = None
    """What the claim adds that nothing in the body bears on, though something bears on the claim."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts on the claim."""
        if self.witness is None:
            return (Verdict.UNSUPPORTED,)
        bare = (Verdict.UNSUPPORTED,) if self.aside else ()
        return (*dict.fromkeys(difference.verdict for difference in self.witness.differences), *bare) or (Verdict.SUPPORTED,)


def check_headline(reading: Reading, *, with_judge: bool = True) -> Reading:
    """The reading with a finding for each verdict on its headline; without any, and with a doubt, where nothing can be compared.

    The rules and the judge, a small network, are weighed together; `with_judge=False` leaves it to the rules.

    Raises:
        ModelError: the judge's files are missing or damaged.
    """
    kept = tuple(finding for finding in reading.findings if finding.check is not Check.HEADLINE)
    doubts = tuple(doubt for doubt in reading.doubts if doubt.about != _ABOUT)
    reason = find_silence(reading)
    sentences = split_body(reading) if reason is None else ()
    reason = reason or find_damage(reading, sentences)
    if reason is not None:
        return replace(reading, findings=kept, doubts=(*doubts, Doubt(_ABOUT, reason)))
    checked = check_claims(reading, sentences)
    opinion = hear_judge(reading) if with_judge else None
    if opinion is not None:
        findings = _weigh_in(reading, sentences, checked, opinion)
    else:
        findings = [finding for one in checked for finding in _findings(reading, one)]
    return replace(reading, findings=(*kept, *findings), doubts=doubts)


def find_silence(reading: Reading) -> str | None:
    """Why the headline says nothing that could be held against a body, as a sentence; None where it does."""
    headline = find_headline(reading)
    if headline is None:
        return "The page has no headline."
    return claims_nothing(reading.page.text, headline)


def find_damage(reading: Reading, sentences: Sequence[Sentence]) -> str | None:
    """What is wrong with a body from which nothing may be concluded: none, a wall before it, an end before its time."""
    n_words = sum(len(sentence.words) for sentence in sentences)
    if not n_words:
        return "The page has no body to hold the headline against."
    walls = [sentence for sentence in sentences if any(True for _ in lexicon("paywall").find(sentence.words))]
    if walls and n_words < 150:
        return f"The body seems to be behind a wall: “{reading.page[walls[0].span]}”."
    if n_words < _FEWEST_WORDS:
        return f"The body has {n_words} words; that is too little to hold a headline against."
    last = reading.page[sentences[-1].span].rstrip()
    if reading.page.truncated and not last.endswith((".", "!", "?", "”", '"', "’", ")")):
        return "The body breaks off in the middle of a sentence."
    if reading.page.truncated and n_words < 60:
        return "Some of the page is known to be missing, and little is left of the body."
    if last.endswith(("…", "...")) and n_words < 60:
        return "The body breaks off after a few words."
    return None


def check_claims(reading: Reading, sentences: Sequence[Sentence] | None = None) -> tuple[ClaimCheck, ...]:
    """Each claim of the headline beside the statement of the body that is kindest to it; none where there is no headline."""
    headline = find_headline(reading)
    if headline is None:
        return ()
    sentences = split_body(reading) if sentences is None else sentences
    statements = find_statements(reading, sentences)
    body = Body(reading, sentences, collect_names(reading, [sentence.words for sentence in sentences]))
    return tuple(_let_amount_explain(_check_claim(claim, statements, body)) for claim in find_claims(reading, headline))


def _let_amount_explain(checked: ClaimCheck) -> ClaimCheck:
    """The check of a claim without the other act or party that only comes of its other amount ("most residents" for a third of them)."""
    witness = checked.witness
    if witness is None or not any(difference.verdict is Verdict.CHANGES_AMOUNT for difference in witness.differences):
        return checked
    kept = [one for one in witness.differences if one.verdict not in (Verdict.CHANGES_EVENT, Verdict.CHANGES_PARTY)]
    return replace(checked, witness=replace(witness, differences=tuple(kept)))


def _check_claim(claim: Claim, statements: Sequence[Statement], body: Body) -> ClaimCheck:
    """The claim beside its best witness; without one where too little of it stands together anywhere in the body."""
    near = body.find_near(claim)
    bearing = (statement for statement in statements if statement.sentence.number in near)
    laid = [alignment for statement in bearing if _can_bear(alignment := lay(claim, statement, body))]
    closest = max((alignment.closeness for alignment in laid), default=0.0)
    told = max(closest, body.cover(claim))
    words = body.telling(claim)
    found = sum(1 for n in words if max(body.alike(claim.words[n].stem).values(), default=0.0) >= _LIKE)
    least = _BEARS if len(words) > _SHORT else _BEARS_SHORT
    if told < least and (len(words) <= _SHORT or found < _FOUND * len(words)) and not (found and body.has_amount(claim)):
        return ClaimCheck(claim, None)
    witnesses = [weigh(alignment, body) for alignment in laid if alignment.closeness >= closest - _MARGIN]
    best = max(witnesses, key=lambda witness: witness.worth, default=None)
    if best is None:
        return ClaimCheck(claim, None)
    best = _own_words(_without_contradiction(best, witnesses), witnesses)
    acts = main_acts(claim)
    telling = [witness for witness in witnesses if witness.tells_act]
    if telling and not best.tells_act and acts and is_grave(acts[0]):  # what is silent of such an act is no witness of it
        best = max(telling, key=lambda witness: witness.worth)
    best = replace(best, differences=best.differences + _elsewhere(claim, best, witnesses, body))
    return ClaimCheck(claim, best, find_bare_aside(claim, body))


def _without_contradiction(best: Witness, witnesses: Sequence[Witness]) -> Witness:
    """The best witness, or, where it denies the claim, another that has the act done by somebody else."""
    if not any(difference.verdict is Verdict.CONTRADICTED for difference in best.differences):
        return best
    others = [
        witness
        for witness in witnesses
        if witness.tells_act and any(difference.verdict is Verdict.CHANGES_PARTY for difference in witness.differences)
    ]
    return max(others, key=lambda witness: witness.worth, default=best)


def _own_words(best: Witness, witnesses: Sequence[Witness]) -> Witness:
    """The best witness, or, where somebody says it and it is silent of the act, what the page itself says of the same, if without fault."""
    if best.tells_act or not any(difference.verdict is Verdict.DROPS_ATTRIBUTION for difference in best.differences):
        return best
    own = [one for one in witnesses if one.statement.attribution is None and not one.statement.whole and not one.differences]
    return max(own, key=lambda witness: witness.worth, default=best)


def _elsewhere(claim: Claim, best: Witness, witnesses: Sequence[Witness], body: Body) -> tuple[Difference, ...]:
    """The differences that no single statement shows: an amount that only other statements have, an act that none has."""
    verdicts = {difference.verdict for difference in best.differences}
    if Verdict.CONTRADICTED in verdicts:
        return ()
    found = []
    if Verdict.CHANGES_AMOUNT not in verdicts:
        found.append(find_other_amount(claim, best, body))
    if Verdict.CHANGES_EVENT not in verdicts:
        found.append(find_missing_act(claim, best, body))
    return tuple(difference for difference in found if difference is not None)


def _can_bear(alignment: Alignment) -> bool:
    """Whether a statement is of the sort that a claim can be held to: a whole sentence is only where the claim tells of an act done with
    words, or where the act of the claim is the very cue of an attribution ("may dismiss")."""
    claim, statement = alignment.claim, alignment.statement
    if not statement.whole or (claim.attributed and not claim.speaker):
        return True
    cues = [span for attribution, _ in statement.inside for span in attribution.cue]
    acts = main_acts(claim)[:1]
    places = [alignment.places[n] for act in acts for n in act.place if n in alignment.places]
    return any(span.start <= statement.words[place].span.start < span.end for place in places for span in cues)


def _weigh_in(reading: Reading, sentences: Sequence[Sentence], checked: Sequence[ClaimCheck], opinion: Opinion) -> list[Finding]:
    """The findings once the judge is heard: what the rules found as far as it is borne out, and what the judge alone sees."""
    rules = sum_up(checked)
    certain = {
        difference.verdict
        for one in checked
        if one.witness is not None and one.witness.closeness >= _NEARLY_ALL
        for difference in one.witness.differences
        if difference.verdict in _TOLD_BY_WORDS
    }
    weighed = {*opinion.faults(rules), *certain}
    faults = [fault for fault in FAULTS if fault in weighed]
    alone = [opinion.difference(fault) for fault in faults if fault not in rules.found]
    # a claim that the headline gives to somebody never drops its attribution (READING.md, ruling 21)
    given = [one.claim.span for one in checked if one.claim.attributed]
    alone = [one for one in alone if one.verdict is not Verdict.DROPS_ATTRIBUTION or not any(_overlap(one.claim, span) for span in given)]
    findings: list[Finding] = []
    for one in checked:
        faulty = [finding for finding in _findings(reading, one) if finding.verdict in faults]
        if not faulty and not any(_overlap(difference.claim, one.claim.span) for difference in alone):
            faulty = [_support(reading, one, opinion)]
        findings += faulty
    if alone:
        statements = find_statements(reading, sentences)
        for difference in alone:
            evidence = () if difference.verdict is Verdict.UNSUPPORTED else (difference.evidence,)
            findings.append(_finding(reading, _witness_of(difference, statements), difference, evidence))
    return sorted(findings, key=lambda finding: finding.claim[0].start)


def sum_up(checked: Sequence[ClaimCheck]) -> RulesSay:
    """What the rules say of the headline as a whole."""
    found = frozenset(verdict for one in checked for verdict in one.verdicts if verdict is not Verdict.SUPPORTED)
    n = max(1, len(checked))
    attributed = sum(one.claim.attributed for one in checked) / n
    return RulesSay(found, attributed, sum(one.witness.closeness for one in checked if one.witness is not None) / n)


def _support(reading: Reading, checked: ClaimCheck, opinion: Opinion) -> Finding:
    """That a claim is supported: by its witness, or, where the rules have none, by the sentence that shares most with the headline."""
    span = checked.witness.statement.span if checked.witness is not None else opinion.nearest_sentence(reading.page.text)
    return _supported(reading, checked, span)


def _supported(reading: Reading, checked: ClaimCheck, evidence: Span) -> Finding:
    return _finding(reading, checked.witness, Difference(Verdict.SUPPORTED, checked.claim.span, evidence), (evidence,))


def _witness_of(difference: Difference, statements: Sequence[Statement]) -> Witness | None:
    """The narrowest statement that holds the words of the body that a difference is about."""
    holding = [one for one in statements if _overlap(one.span, difference.evidence)]
    narrowest = min(holding, key=lambda one: one.span.end - one.span.start, default=None)
    return Witness(narrowest, 0.0, ()) if narrowest is not None else None


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _findings(reading: Reading, checked: ClaimCheck) -> list[Finding]:
    claim, witness = checked.claim, checked.witness
    if witness is None:
        return [_finding(reading, None, Difference(Verdict.UNSUPPORTED, claim.span, claim.span), evidence=())]
    found = [_finding(reading, witness, difference, (difference.evidence,)) for difference in witness.differences]
    if checked.aside is not None:
        found.append(_finding(reading, witness, Difference(Verdict.UNSUPPORTED, checked.aside, checked.aside), evidence=()))
    return found or [_supported(reading, checked, witness.statement.span)]


def _finding(reading: Reading, witness: Witness | None, difference: Difference, evidence: tuple[Span, ...]) -> Finding:
    reason = give_reason(reading, difference, witness)
    return Finding(Check.HEADLINE, difference.verdict.value, (difference.claim,), evidence, reason=reason)
