"""Second thoughts on a claim: what its lost words say, once it has been held against its best witness.

The witness tells by lists of acts and parties; this goes by where each word of the claim has left a trace, whatever list has it: a verb
that stands nowhere, a subject that stands elsewhere, a refusal of what the body has somebody do. An amount that differs explains the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sayso.checks.headline_acts import Relation, find_acts, relate
from sayso.checks.headline_amounts import find_amounts
from sayso.checks.headline_body import Body, main_acts
from sayso.checks.headline_claims import Claim
from sayso.checks.headline_compare import Difference, Verdict, Witness
from sayso.checks.headline_parties import find_parties, same
from sayso.checks.headline_senses import Vocabulary
from sayso.checks.headline_traces import Trace
from sayso.checks.headline_words import Word, lexicon, likeness, stop_stems, words_of
from sayso.reading import Span

_VERB_LOST: Final = 0.4
"""The nearness below which a verb has no counterpart in the body. This and the next were chosen on 280 headlines over 36 bodies, written to
be altered in every way (docs/checking-headlines.md says how they came out)."""
_SUBJECT_KEPT: Final = 0.7  # the nearness from which the subject is the same, so that it is the act that differs
_OBJECT_KEPT: Final = 0.8
_MOSTLY_LOST: Final = 0.6  # the share of a claim without a trace from which nothing bears on it
_FEWEST: Final = 4  # telling words of a claim, for most of them to be missing
_VERB_KEPT: Final = 0.85
_SUBJECT_LOST: Final = 0.45
_SUBJECT_ELSEWHERE: Final = 0.8
_COMPLEMENT_KEPT: Final = 0.6
_REACH: Final = 2  # sentences after the one that tells of a charge in which it is denied
_WEIGHTY: Final = frozenset({Verdict.CONTRADICTED, Verdict.CHANGES_EVENT, Verdict.CHANGES_PARTY, Verdict.CHANGES_AMOUNT})
_BEFORE_VERB: Final = 3  # words before a verb in which its auxiliary stands
_PASSIVES: Final = frozenset("is are was were be been being".split())
_SAID: Final = 0.5  # how close a statement has to be to a claim for its source to be the one who says it
_LIKE_SPEAKER: Final = 0.4  # how near the words for two speakers have to be for them to be one
_SAME_PARTY: Final = 0.5  # how near two words for a party have to be for it to speak of itself
_PARTICLES: Final = frozenset("up out off down away back".split())
_EXCUSED: Final = ("reports", "asking", "hearsay", "voicing", "light")


def revise(claim: Claim, witness: Witness, found: Trace | None, body: Body, *, alone: bool) -> Witness | None:
    """The witness with the differences that the traces of the claim leave it; None where nothing bears on the claim after all.

    `alone` says that no other claim of the headline is known to be at fault: two faults of one headline are rare, and two doubts are not.
    """
    verdicts = {difference.verdict for difference in witness.differences}
    if Verdict.CHANGES_AMOUNT in verdicts:
        return _without(witness, Verdict.CHANGES_EVENT, Verdict.CHANGES_PARTY)
    if found is None:
        return witness
    if Verdict.DROPS_ATTRIBUTION in verdicts and claim.hedged and _is_source(claim, found, witness, body):
        return _without(witness, Verdict.DROPS_ATTRIBUTION)
    if Verdict.CONTRADICTED not in verdicts and (_refuses(claim, found, body) or _admits_what_is_denied(claim, found, body)):
        return _only(witness, _whole(claim, found, body, Verdict.CONTRADICTED))
    if alone and not claim.negated and not verdicts & _WEIGHTY:  # what somebody "did not say" the body has others say
        source = _other_source(claim.speaker, witness, body)
        if source is not None:
            span = Span(claim.speaker[0].span.start, claim.speaker[-1].span.end)
            return _only(witness, Difference(Verdict.CHANGES_PARTY, span, source), *witness.differences)
    if not alone or claim.hedged or verdicts & _WEIGHTY or found.predicate is None or _is_excused(claim, found.predicate):
        return witness
    if found.verb_anywhere < _VERB_LOST and not _tells_act(claim, witness):
        return _of_lost_verb(claim, witness, found, body)
    if found.verb_here >= _VERB_KEPT and found.telling >= _FEWEST and _is_another(claim, found, body):
        return _only(witness, _whole(claim, found, body, Verdict.CHANGES_PARTY, found.subject))
    return witness


def _of_lost_verb(claim: Claim, witness: Witness, found: Trace, body: Body) -> Witness | None:
    """What comes of a claim whose verb has no counterpart: nothing bears on it, or those who are named did something else."""
    if found.lost > _MOSTLY_LOST and found.telling >= _FEWEST:
        return None
    kept = found.subject is not None and found.subject_here >= _SUBJECT_KEPT
    if kept and found.objects and found.object_here >= _OBJECT_KEPT and not witness.differences:
        return _only(witness, _whole(claim, found, body, Verdict.CHANGES_EVENT, found.predicate))
    return witness


def _tells_act(claim: Claim, witness: Witness) -> bool:
    """Whether the witness tells of the act by other words than a list of senses has: a phrase, or another act of its family."""
    return witness.same_act or (bool(main_acts(claim)) and witness.tells_act)


def _is_excused(claim: Claim, predicate: int) -> bool:
    """Whether the body need not have the verb itself: it is one of saying something, one that means little
    by itself, or a particle after it makes it another verb."""
    after = claim.words[predicate + 1].lower if predicate + 1 < len(claim.words) else ""
    return after in _PARTICLES or any(claim.words[predicate] in lexicon(name) for name in _EXCUSED)


def _is_another(claim: Claim, found: Trace, body: Body) -> bool:
    """Whether the subject of the claim, a party without a name, stands elsewhere in the body, and others where the rest does."""
    if found.subject is None or found.subject_here >= _SUBJECT_LOST or found.subject_anywhere < _SUBJECT_ELSEWHERE:
        return False
    subject = next((party for party in find_parties(claim.words, body.names, headline=True) if found.subject in party.place), None)
    if subject is None or subject.names:
        return False
    words = body.sentences[found.sentence].words
    given = find_parties(words, body.names)
    return bool(given) and not any(same(subject, party) for party in given) and not _is_passive(words, found.verb_place)


def _other_source(speaker: Sequence[Word], witness: Witness, body: Body) -> Span | None:
    """The source of the statement, where it shares no word and no meaning with who speaks in the claim; None where it may be the same."""
    attribution = witness.statement.attribution
    every, speaker = speaker, [word for word in speaker if word.stem not in stop_stems()]
    if lexicon("labels").match(every, 0) == len(every) or (every and every[-1].lower in _PASSIVES):  # "X was not said to be"
        return None
    if attribution is None or not attribution.source or not speaker or witness.closeness < _SAID:
        return None
    if any(word in lexicon(name) for word in speaker for name in ("figures", "anybody")):
        return None
    parties = find_parties(every, body.names, headline=True)
    if not any(party.names or party.callings or party.institutions for party in parties) or find_amounts(every):
        return None
    named = {name for party in parties for name in party.names}
    if any(named & body.source_stems(other) for other in body.reading.attributions):
        return None  # who is a source too may well have said it
    names = set(body.source_stems(attribution))
    source = [word for span in attribution.source for word in words_of(body.reading.page.text, *span) if word.stem not in stop_stems()]
    voice = body.voices.get(attribution.voice) if attribution.voice else None
    known = [*source, *(word for role in (voice.roles if voice else ()) for word in words_of(role, 0, len(role)))]
    if not source or any(likeness(one.stem, stem) for one in speaker for stem in names):
        return None
    vocabulary = Vocabulary([word.lower for word in known])
    if any(float(vocabulary.near(word.lower).max()) >= _LIKE_SPEAKER for word in speaker):
        return None
    return attribution.source[0]


def _is_source(claim: Claim, found: Trace, witness: Witness, body: Body) -> bool:
    """Whether who does it in a claim is who tells of it in the body: finders who "may have found" something report just that."""
    attribution = witness.statement.attribution
    if attribution is None or found.subject is None:
        return False
    source = [word for span in attribution.source for word in words_of(body.reading.page.text, *span) if word.stem not in stop_stems()]
    subject = claim.words[found.subject]
    near = Vocabulary([word.lower for word in source]).near(subject.lower)
    return bool(source) and (float(near.max()) >= _SAME_PARTY or any(likeness(subject.stem, word.stem) for word in source))


def _is_passive(words: Sequence[Word], place: int | None) -> bool:
    """Whether a verb is put in the passive, which need not name who did it."""
    return place is None or any(word.lower in _PASSIVES for word in words[max(0, place - _BEFORE_VERB) : place])


def _refuses(claim: Claim, found: Trace, body: Body) -> bool:
    """Whether the claim has somebody refuse what the body has them do: the verb is one of refusal, and the sentence has none."""
    if found.predicate is None or found.objects_here <= _COMPLEMENT_KEPT or claim.words[found.predicate] not in lexicon("refusing"):
        return False
    words = body.sentences[found.sentence].words
    return not any(True for name in ("negators", "negatives", "refusing", "turning") for _ in lexicon(name).find(words))


def _admits_what_is_denied(claim: Claim, found: Trace, body: Body) -> bool:
    """Whether the claim has somebody admit what the body only has denied, in the sentence that tells of it or soon after."""
    words = words_of(body.reading.page.text, *claim.span)  # whoever admits it is not among the claim's own words
    admitted = [act for act in find_acts(words)[:1] if ("admission", "admit") in act.senses]
    if not admitted:
        return False
    near = body.sentences[found.sentence : found.sentence + _REACH + 1]
    denied = any(relate(admitted[0], act) is Relation.CONTRARY for sentence in near for act in body.acts_of(sentence.words))
    owned = any(relate(admitted[0], act) is Relation.SAME for sentence in body.sentences for act in body.acts_of(sentence.words))
    return denied and not owned


def _whole(claim: Claim, found: Trace, body: Body, verdict: Verdict, word: int | None = None) -> Difference:
    """A difference from the sentence that has most of the claim: of one word of the claim, or of all of it."""
    span = claim.span if word is None else Span(*claim.words[word].span)
    return Difference(verdict, span, body.sentences[found.sentence].span)


def _only(witness: Witness, *differences: Difference) -> Witness:
    return replace(witness, differences=differences)


def _without(witness: Witness, *verdicts: Verdict) -> Witness:
    return _only(witness, *_leave_out(witness.differences, verdicts))


def _leave_out(differences: Iterable[Difference], verdicts: Iterable[Verdict]) -> Iterable[Difference]:
    left_out = frozenset(verdicts)
    return (difference for difference in differences if difference.verdict not in left_out)
