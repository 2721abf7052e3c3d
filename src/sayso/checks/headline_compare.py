"""One claim of a headline against one statement of the body: how far it bears on the claim, and in what the two differ.

Decides the differences (attribution, hedge, party, amount, event, or the contrary) and which statement is the claim's best witness: the one
that is closest to it once its differences are counted. A headline is held to the statement that is kindest to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sayso.checks.headline_acts import Act, Relation, find_acts, is_grave, relate
from sayso.checks.headline_amounts import Amount, Kind, agree, comparable, find_amounts
from sayso.checks.headline_claims import Claim, is_negated, is_noun, looks_like_verb
from sayso.checks.headline_parties import Names, Party, belongings, differ, find_parties, same, widened
from sayso.checks.headline_statements import Sentence, Statement
from sayso.checks.headline_words import Word, irregular_forms, is_opposite, lexicon, likeness, singular, stop_stems, words_of
from sayso.reading import Attribution, Held, Reading, Span, Voice, VoiceKind


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
"""The closeness from which a negation that one side has and the other has not turns the claim round: further off it denies something else."""
_TOGETHER: Final = 3  # sentences in which the words of a claim may be spread
_LEAST: Final = 0.35  # the closeness below which a statement is too far from a claim for their differences to mean anything
_NEAR_AMOUNT: Final = 0.25  # how close a sentence has to be for its amounts to be those that a claim speaks of
_KNOWN: Final = 0.85  # how alike a word of the body has to be for an act to be named there
_FEWEST_BESIDE: Final = 2  # telling words beside the act, and the share of them that has to stand in the statement, for a missing act to count
_MOST_BESIDE: Final = 0.6
_OF_AMOUNT: Final = 1.5  # what an amount counts that both have, where a rare word counts about 3
_NEAR: Final = 3  # words between a clause and the condition that is taken to be set for it
_SAME_ACT: Final = 0.05  # what a statement gains that tells of the very act
_NO_ACT: Final = 0.15  # what it costs a statement to say nothing of what is done
_AROUND: Final = 0.5  # what a word counts that stands not in the statement itself but around it
_OF_SOURCE: Final = 0.8  # the same of the words for who speaks
_RELATED: Final = 0.7  # what an act counts whose place another of its family has taken


class Body:
    """The body of a page as claims are held against it: its sentences, names, amounts, and how rare its words are."""

    def __init__(self, reading: Reading, sentences: Sequence[Sentence], names: Names) -> None:
        self.reading = reading
        self.sentences = sentences
        self.names = names
        self.voices = {voice.id: voice for voice in reading.voices}
        self._stems = [frozenset(word.stem for word in sentence.words) for sentence in sentences]
        self._alike: dict[str, dict[str, float]] = {}
        self._counts: dict[str, int] = {}
        for sentence in sentences:
            for stem in sorted({word.stem for word in sentence.words}):
                self._counts[stem] = self._counts.get(stem, 0) + 1
        of_voices = {stem for voice in reading.voices for stem in _stems_of(voice)}
        self._vocabulary = sorted(self._counts.keys() | of_voices)

    def source_stems(self, attribution: Attribution) -> frozenset[str]:
        """The stems of the words that name who speaks in an attribution: its source, and the names and roles of its voice."""
        text = self.reading.page.text
        stems = {word.stem for span in attribution.source for word in words_of(text, *span)}
        voice = self.voices.get(attribution.voice) if attribution.voice else None
        return frozenset(stems | (_stems_of(voice) if voice else set())) - stop_stems()

    def alike(self, stem: str) -> dict[str, float]:
        """The stems of the page that are like this one, and how much."""
        found = self._alike.get(stem)
        if found is None:
            found = {other: likeness(stem, other) for other in self._vocabulary}
            found = self._alike[stem] = {other: value for other, value in found.items() if value}
        return found

    def cover(self, claim: Claim) -> float:
        """How much of a claim stands in some three sentences running (0..1), whoever says them."""
        words = [claim.words[n].stem for n in telling_words(claim)]
        total = sum(self.rarity(stem) for stem in words)
        gained = [0.0] * len(self.sentences)
        for stem in words:
            alike = self.alike(stem)
            best = [max((alike[other] for other in alike.keys() & stems), default=0.0) for stems in self._stems]
            for n in range(len(best)):
                gained[n] += self.rarity(stem) * max(best[n : n + _TOGETHER])
        return max(gained, default=0.0) / total if total else 0.0

    def closeness(self, claim: Claim, sentence: Sentence) -> float:
        """How much of a claim stands in a sentence, whoever says it."""
        return align(claim, sentence.words, {}, find_acts(sentence.words), self)[0]

    def tells(self, act: Act, claim: Claim) -> bool:
        """Whether any sentence near the claim names its act, by the same word or another for it."""
        stems = [claim.words[n].stem for n in act.place if claim.words[n].stem not in stop_stems()]
        for sentence in self.sentences:
            if self.closeness(claim, sentence) < _NEAR_AMOUNT:
                continue
            if any(relate(act, given) is Relation.SAME for given in find_acts(sentence.words)):
                return True
            spoken = {word.stem for word in sentence.words}
            if stems and all(any(self.alike(stem).get(other, 0.0) >= _KNOWN for other in spoken) for stem in stems):
                return True
        return False

    def rarity(self, stem: str) -> float:
        """How much a word tells: more the fewer sentences have it; a word that none has counts as one that stands in one."""
        return math.log((len(self.sentences) + 2) / (self._counts.get(stem, 1) + 0.5))


def _stems_of(voice: Voice) -> set[str]:
    return {word.stem for name in (voice.name, *voice.aliases, *voice.roles) for word in words_of(name, 0, len(name))}


# ---------------------------------------------------------------- closeness


def telling_words(claim: Claim) -> list[int]:
    """The indexes of a claim's words that have to be found in the body: no amounts, hedges, negations or words of report."""
    amounts = {n for amount in claim.amounts if amount.kind is not Kind.FACTOR for n in range(amount.start, amount.end)}
    passed = {
        n
        for name in ("hedges", "headline_hedges", "reports")
        for place in lexicon(name).find(claim.words)
        for n in place
        if not is_noun(claim.words[n])
    }
    acts = {n for act in claim.acts for n in act.place}
    telling = [n for n, word in enumerate(claim.words) if word.stem not in stop_stems() and n not in amounts]
    return [n for n in telling if n in acts or n not in passed] or telling


def main_acts(claim: Claim) -> list[Act]:
    """The acts of a claim, those first whose words may be its verb: a headline's "fire" may be a noun."""
    return sorted(claim.acts, key=lambda act: (not (act.place.start and looks_like_verb(claim.words, act.place.start)), act.place.start))


def align(claim: Claim, words: Sequence[Word], around: Mapping[str, float], acts: Sequence[Act], body: Body) -> tuple[float, dict[int, int]]:
    """How much of a claim stands in some words (0..1), and for each word of the claim that does, the index of the word it stands as."""
    total = gained = 0.0
    places: dict[int, int] = {}
    by_stem: dict[str, int] = {}
    for n, word in enumerate(words):
        by_stem.setdefault(word.stem, n)
    for n in telling_words(claim):
        weight = body.rarity(claim.words[n].stem)
        total += weight
        alike = body.alike(claim.words[n].stem)
        best, place = max(((alike[stem], -by_stem[stem]) for stem in alike.keys() & by_stem.keys()), default=(0.0, 0))
        place = -place
        act = next((act for act in claim.acts if n in act.place), None)
        if best < _RELATED and act is not None:
            given = next((other for other in acts if relate(act, other) is not Relation.UNRELATED), None)
            if given is not None:
                best, place = (1.0 if relate(act, given) is Relation.SAME else _RELATED), given.place.start
        if best:
            places[n] = place
        nearby = max((around[stem] * alike[stem] for stem in alike.keys() & around.keys()), default=0.0)
        gained += weight * max(best, nearby)
    given_amounts = find_amounts(words) if claim.amounts else ()
    for amount in claim.amounts:  # an amount that is told counts for a statement; one that is not may have been changed
        if any(comparable(amount, given) and agree(amount, given) for given in given_amounts):
            total += _OF_AMOUNT
            gained += _OF_AMOUNT
    return (gained / total if total else 0.0), places


# ---------------------------------------------------------------- differences


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim laid on a statement: how closely they agree (0..1), and for each word of the claim found in it the index of its word."""

    claim: Claim
    statement: Statement
    acts: tuple[Act, ...]
    closeness: float
    places: dict[int, int]


def lay(claim: Claim, statement: Statement, body: Body) -> Alignment:
    """The claim laid on a statement."""
    acts = find_acts(statement.words)
    inside = {word.stem for word in statement.words}
    around = dict.fromkeys(sorted(statement.sentence.around), _AROUND)
    around |= {word.stem: _AROUND for word in statement.sentence.words if word.stem not in inside}
    if statement.attribution is not None:  # who speaks is often who the claim is about
        around |= dict.fromkeys(sorted(body.source_stems(statement.attribution)), _OF_SOURCE)
    closeness, places = align(claim, statement.words, around, acts, body)
    return Alignment(claim, statement, acts, closeness, places)


def weigh(alignment: Alignment, body: Body) -> Witness:
    """The statement as a witness of the claim that it is aligned with."""
    view = _View(alignment, body)
    return Witness(alignment.statement, alignment.closeness, tuple(view.differences()), view.tells_act(), view.same_act())


def find_other_amount(claim: Claim, witness: Witness, body: Body) -> Difference | None:
    """A difference where the statement that a claim is held to has no such amount, and no sentence has that amount, but a close one has
    another of its kind."""
    own = find_amounts(witness.statement.sentence.words)
    for claimed in claim.amounts:
        if claimed.kind in (Kind.DAY, Kind.YEAR, Kind.COUNT, Kind.AGE) or any(comparable(claimed, amount) for amount in own):
            continue
        told = [(amount, sentence) for sentence in body.sentences for amount in find_amounts(sentence.words) if comparable(claimed, amount)]
        if any(agree(claimed, amount) for amount, _ in told):
            continue
        near = [amount for amount, sentence in told if body.closeness(claim, sentence) >= _NEAR_AMOUNT]
        if near:
            return Difference(Verdict.CHANGES_AMOUNT, claimed.span, near[0].span)
    return None


def find_missing_act(claim: Claim, witness: Witness, body: Body) -> Difference | None:
    """A difference where the rest of a claim stands in a statement, but what it says is done stands nowhere in the body."""
    acts = main_acts(claim)
    if not acts or not is_grave(acts[0]) or claim.negated or witness.tells_act or body.tells(acts[0], claim):
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


class _View:
    """A claim beside a statement, with what is needed to tell their differences."""

    def __init__(self, alignment: Alignment, body: Body) -> None:
        self.claim, self.statement, self.body = alignment.claim, alignment.statement, body
        self.acts, self.places, self.closeness = alignment.acts, alignment.places, alignment.closeness
        self.words = self.statement.words
        self.clauses = _clauses(body.reading.page.text, self.words)
        self.core = self._core_words()
        self.holders = self._find_holders()
        self.parties = find_parties(self.words, body.names)
        self.claimed = find_parties(self.claim.words, body.names, headline=True)

    def _core_words(self) -> set[int]:
        """The words of the clauses that the claim stands in: those of its act, or with the most of its words."""
        counts: dict[int, float] = {}
        for n, place in self.places.items():
            is_act = any(n in act.place for act in self.claim.acts)
            counts[self.clauses[place]] = counts.get(self.clauses[place], 0.0) + (2.0 if is_act else 1.0)
        most = max(counts.values(), default=0.0)
        core = {clause for clause, count in counts.items() if count >= 0.6 * most and count > 0}
        return {n for n, clause in enumerate(self.clauses) if clause in core}

    def _find_holders(self) -> list[Attribution]:
        """The attributions in whose content most of what the claim shares with the statement stands, those within others too."""
        starts = [self.words[place].span.start for place in self.places.values()]
        holders = []
        for attribution, spans in self.statement.inside:
            within = sum(1 for start in starts if any(span.start <= start < span.end for span in spans))
            if within and 2 * within >= len(starts) and (self.statement.whole or self.statement.attribution is not None):
                holders.append(attribution)
        return holders

    def _opens(self, attribution: Attribution) -> bool:
        return attribution.content[0].start >= self.statement.sentence.span.start

    def tells_act(self) -> bool:
        """Whether the statement says something of what the claim says is done; a claim without a known act leaves it open."""
        acts = main_acts(self.claim)
        if acts:
            return self._relate(acts[0])[0] is not Relation.UNRELATED
        predicate = self._predicate()
        return predicate is None or any(n in self.places for n in predicate)

    def same_act(self) -> bool:
        """Whether the statement names the act of the claim itself."""
        return any(self._relate(act)[0] is Relation.SAME for act in main_acts(self.claim)[:1])

    def _predicate(self) -> range | None:
        """The words of the claim that say what is done: its first act, or else the first word that is inflected as a verb."""
        if self.claim.acts:
            return main_acts(self.claim)[0].place
        taken = {n for party in self.claimed for n in party.place}
        for n in telling_words(self.claim):
            if n and n not in taken and looks_like_verb(self.claim.words, n):
                return range(n, n + 1)
        return None

    def differences(self) -> Iterable[Difference]:
        if self.places and self.closeness >= _LEAST:
            contrary = self._contradiction()
            if contrary is not None:
                yield contrary
                return
            found = [self._attribution(), self._party(), self._amount(), self._event(), self._hedge()]
            yield from (difference for difference in found if difference is not None)

    def _difference(self, verdict: Verdict, evidence: Span | None = None, claim: Span | None = None) -> Difference:
        return Difference(verdict, claim or self.claim.span, evidence or self.statement.span)

    # ------------------------------------------------ on whose say-so

    def _attribution(self) -> Difference | None:
        attribution = self.statement.attribution
        if attribution is None or self.claim.attributed or self._announces_own(attribution) or self._is_asked(attribution):
            return None
        return None if self._is_endorsed(attribution) else self._difference(Verdict.DROPS_ATTRIBUTION)

    def _is_asked(self, attribution: Attribution) -> bool:
        """Whether the content is what somebody wants another to do: the headline then changes the act, not on whose say-so it is told."""
        return attribution.held is Held.WANTED and self._opens(attribution) and not self._announces_own(attribution)

    def _is_endorsed(self, attribution: Attribution) -> bool:
        """Whether the page says in so many words that the source is right."""
        cue = {word.lower for span in attribution.cue for word in words_of(self.body.reading.page.text, *span)}
        return attribution.parent is None and bool(cue & {"rightly", "correctly", "truly"})

    def _announces_own(self, attribution: Attribution) -> bool:
        """Whether who is made to speak tells of what is theirs to do: a plan, a decision."""
        commits = attribution.held is Held.WANTED or any(word.lower in _COMMITTING or word.lower.endswith("ing") for word in self.words[:6])
        if self._asks(attribution):
            return False
        return commits and any(same(claimed, source) for claimed in self.claimed for source in self._sources(attribution))

    def _asks(self, attribution: Attribution) -> bool:
        """Whether the cue asks somebody else to act: "asked the county to plant"."""
        cue = tuple(word for span in attribution.cue for word in words_of(self.body.reading.page.text, *span))
        return attribution.held is Held.WANTED and any(True for _ in lexicon("asking").find(cue))

    def _sources(self, attribution: Attribution) -> tuple[Party, ...]:
        text = self.body.reading.page.text
        words = tuple(word for span in attribution.source for word in words_of(text, *span))
        return find_parties(words, self.body.names, headline=True)

    # ------------------------------------------------ the contrary

    def _contradiction(self) -> Difference | None:
        negated = is_negated([self.words[n] for n in sorted(self.core)]) or self._refuted()
        attribution = self.statement.attribution
        if attribution is not None and attribution.held is Held.DENIED and self.statement.opens:
            negated = not negated
        if any(is_opposite(self.claim.words[n].stem, self.words[place].stem) for n, place in self.places.items()):
            negated = not negated
        relation, _, given = self._act_relation()
        if relation is Relation.CONTRARY and given is not None:
            return None if negated != self.claim.negated else self._difference(Verdict.CONTRADICTED)
        if self.claim.negated and self.holders:
            return None  # the page denies what it has somebody say
        if negated != self.claim.negated and relation is not Relation.OTHER and self.closeness >= _CLOSE:
            return self._difference(Verdict.CONTRADICTED)
        return None

    def _refuted(self) -> bool:
        covered = self.core
        return any(not covered & set(place) for place in lexicon("refutations").find(self.words))

    def _act_relation(self) -> tuple[Relation, Act | None, Act | None]:
        """How the acts of the two stand to each other: of the claim's acts the first that the statement has an answer to."""
        for claimed in main_acts(self.claim):
            relation, given = self._relate(claimed)
            if relation is not Relation.UNRELATED:
                return relation, claimed, given
        return Relation.UNRELATED, None, None

    def _relate(self, claimed: Act) -> tuple[Relation, Act | None]:
        """How an act of the claim stands to those of the statement, and to which of them."""
        relations = [(relate(claimed, given), given) for given in self.acts]
        for relation, given in relations:
            if relation is Relation.SAME:
                return relation, given
        telling = [n for n in claimed.place if self.claim.words[n].stem not in stop_stems()]
        if telling and all(self._stands_literally(n) for n in telling):
            return Relation.SAME, None
        matched = set(self.places.values())
        for relation, given in relations:
            if relation is not Relation.UNRELATED and (set(given.place) & self.core or not matched - set(given.place)):
                return relation, given
        return Relation.UNRELATED, None

    def _stands_literally(self, n: int) -> bool:
        """Whether a word of the claim stands in the statement, and not within a phrase that means another act ("not guilty")."""
        if n not in self.places or self.words[self.places[n]].stem != self.claim.words[n].stem:
            return False
        return not any(self.places[n] in given.place and len(given.place) > 1 for given in self.acts)

    # ------------------------------------------------ what is done

    def _event(self) -> Difference | None:
        relation, claimed, given = self._act_relation()
        if relation is Relation.OTHER and claimed is not None and given is not None:
            return self._difference(Verdict.CHANGES_EVENT, self._cover(given.place), self._claim_cover(claimed.place))
        if self.claim.staged or self.claim.hedged or self.claim.attributed:
            return None
        attribution = self.statement.attribution
        if attribution is not None and self._is_asked(attribution):
            return self._difference(Verdict.CHANGES_EVENT, attribution.cue[0] if attribution.cue else None)
        stage = self._stage(given)
        return None if stage is None else self._difference(Verdict.CHANGES_EVENT)

    def _stage(self, given: Act | None) -> range | None:
        """The words of the body by which the act has only been considered, planned or asked for."""
        covered = set(given.place) if given else set()
        for place in lexicon("stages").find(self.words):
            if not set(place) & self.core or set(place) & covered:
                continue
            if any(place.start <= where < place.stop for n, where in self.places.items() if self.words[where].stem == self.claim.words[n].stem):
                continue
            is_firm = lexicon("firm_stages").match(self.words, place.start) > 0
            if self._governs(place) and not (is_firm and self.claim.future):
                return place
        return None

    def _governs(self, stage: range) -> bool:
        """Whether what the claim says is done depends on a word for its stage: it follows in the clause, with no new verb between."""
        after = sorted(where for where in self.places.values() if where >= stage.stop and self.clauses[where] == self.clauses[stage.start])
        if not after:
            return False
        place = self._act_places()
        last = place[1].start if place is not None and place[1].start in after else after[0]
        return not any(self.words[n].lower in _AUXILIARIES for n in range(stage.stop, last))

    # ------------------------------------------------ how surely

    def _hedge(self) -> Difference | None:
        if self.claim.hedged:
            return None
        for attribution in self.holders:
            uncertain = attribution.held in (Held.HEDGED, Held.CONDITIONAL, Held.QUESTIONED, Held.WITHHELD)
            if self._cue_hedges(attribution) or (uncertain and self._opens(attribution)):
                return self._difference(Verdict.DROPS_HEDGE)
        if self._hedged_here():
            return self._difference(Verdict.DROPS_HEDGE)
        return None

    def _cue_hedges(self, attribution: Attribution) -> bool:
        cue = tuple(word for span in attribution.cue for word in words_of(self.body.reading.page.text, *span))
        return any(True for _ in lexicon("hedging_cues").find(cue))

    def _hedged_here(self) -> bool:
        """Whether the clause in which the statement tells of the act hedges it, or a clause beside it sets a condition."""
        literal = {where for n, where in self.places.items() if self.words[where].stem == self.claim.words[n].stem}
        clauses = self._clauses_of_act()
        for place in lexicon("hedges").find(self.words):
            word = self.words[place.start]
            if word.lower == "may" and word.capital and place.start:
                continue  # the month
            if self.clauses[place.start] in clauses and not set(place) & literal:
                return True
        whole = self.statement.sentence.words
        where = {word.span: n for n, word in enumerate(whole)}
        reach = [where[self.words[n].span] for n, clause in enumerate(self.clauses) if clause in clauses]
        for name in ("conditions", "scopes"):
            for place in lexicon(name).find(whole):
                if reach and min(reach) - _NEAR <= place.start <= max(reach) + _NEAR:
                    return True
        return False

    def _clauses_of_act(self) -> set[int]:
        """The clauses in which the statement has acts and verbs of the claim; without any, those that share most with it."""
        acts = {n for act in self.claim.acts for n in act.place}
        verbs = [place for n, place in self.places.items() if n in acts or (n and looks_like_verb(self.claim.words, n))]
        _, _, given = self._act_relation()
        verbs += list(given.place) if given else []
        return {self.clauses[n] for n in verbs or self.core}

    # ------------------------------------------------ how much

    def _amount(self) -> Difference | None:
        sentence = find_amounts(self.statement.sentence.words)
        for claimed in self.claim.amounts:
            given = [amount for amount in sentence if comparable(claimed, amount)]
            if not given or any(agree(claimed, amount) for amount in given):
                continue
            if claimed.kind in (Kind.DAY, Kind.YEAR) and len(given) > 1:
                continue
            return self._difference(Verdict.CHANGES_AMOUNT, self._nearest(given).span, claimed.span)
        return None

    def _nearest(self, amounts: Sequence[Amount]) -> Amount:
        places = [self.words[place].span.start for place in self.places.values()]
        return min(amounts, key=lambda amount: (min((abs(amount.span.start - place) for place in places), default=0), amount.span))

    # ------------------------------------------------ who

    def _party(self) -> Difference | None:
        speaker = self._speaker() if self.claim.speaker else None
        return speaker or self._group() or self._asked() or self._belonging() or self._roles()

    def _roles(self) -> Difference | None:
        """A difference where the act has another doer, or is done to another."""
        places = self._act_places()
        if places is None:
            return None
        claimed_place, given_place = places
        doer, target = _sides(self.claim.words, self.claimed, claimed_place)
        given_doer, given_target = _sides(self.words, self.parties, given_place)
        if doer and given_target and same(doer, given_target) and given_doer and not same(doer, given_doer):
            if target is None or same(target, given_doer):
                return self._difference(Verdict.CHANGES_PARTY, self._cover(given_doer.place), self._claim_cover(doer.place))
        for one, other in ((doer, given_doer), (target, given_target)):
            if one is None or other is None:
                continue
            if (differ(one, other) and not self._is_there(one)) or widened(one, other):
                return self._difference(Verdict.CHANGES_PARTY, self._cover(other.place), self._claim_cover(one.place))
        return None

    def _group(self) -> Difference | None:
        """A difference where the claim speaks of all of a group, and the body of those of them who do something."""
        for amount in self.claim.amounts:
            noun = amount.end
            if amount.kind is not Kind.SHARE or amount.low < 1.0 or noun >= len(self.claim.words):
                continue
            for n in range(noun, min(noun + 3, len(self.claim.words))):
                where = self.places.get(n)
                if where is None or self.words[where].stem != self.claim.words[n].stem or where + 1 >= len(self.words):
                    continue
                if self.words[where + 1].lower in _RESTRICTING and self.clauses[where + 1] - self.clauses[where] <= 1:
                    return self._difference(Verdict.CHANGES_PARTY, self._cover(range(where, len(self.words))), amount.span)
        return None

    def _belonging(self) -> Difference | None:
        """A difference where one side speaks of a person and the other of what belongs to that person: an office, aides, a family."""
        for party in self.claimed:
            claimed = _belonging_of(self.claim.words, party)
            for other in self.parties:
                if not same(party, other) and not (party.nouns & other.nouns):
                    continue
                given = _belonging_of(self.words, other)
                spoken = {singular(word.lower) for word in self.statement.sentence.words}
                if claimed != given and (given or claimed not in spoken) and not self._stands_free(party, other):
                    return self._difference(Verdict.CHANGES_PARTY, self._cover(other.place), self._claim_cover(party.place))
        return None

    def _stands_free(self, party: Party, other: Party) -> bool:
        """Whether the person is also named apart from what belongs to it."""
        return any(
            third is not other and (same(party, third) or party.nouns & third.nouns) and _belonging_of(self.words, third) is None
            for third in self.parties
        )

    def _asked(self) -> Difference | None:
        """A difference where the claim has the one do it who, in the body, asked somebody else to."""
        attribution = self.statement.attribution
        if attribution is None or not self._asks(attribution) or not attribution.cue or self.claim.attributed:
            return None
        start, end = attribution.cue[-1].end, attribution.content[0].start
        between = [word for word in self.statement.sentence.words if start <= word.span.start and word.span.end <= end]
        asked = find_parties(between, self.body.names) + find_parties(
            tuple(word for span in attribution.addressee for word in words_of(self.body.reading.page.text, *span)), self.body.names
        )
        doer = _sides(self.claim.words, self.claimed, self._predicate() or range(1, 2))[0]
        if not asked or (doer is not None and any(same(doer, party) for party in asked)):
            return None
        span = self._claim_cover(doer.place) if doer is not None else None
        return self._difference(Verdict.CHANGES_PARTY, attribution.source[0] if attribution.source else None, span)

    def _act_places(self) -> tuple[range, range] | None:
        """Where the claim and the statement name the act in which their parties are compared; None where the statement names none."""
        relation, claimed, given = self._act_relation()
        if claimed is not None and given is not None and relation is not Relation.UNRELATED:
            return claimed.place, given.place
        place = claimed.place if claimed is not None else self._predicate()
        at = next((self.places[n] for n in place or () if n in self.places), None)
        return (place, range(at, at + 1)) if place is not None and at is not None else None

    def _is_there(self, party: Party) -> bool:
        """Whether a party of the claim stands in the statement's sentence in whatever part."""
        return any(same(party, other) for other in find_parties(self.statement.sentence.words, self.body.names))

    def _speaker(self) -> Difference | None:
        """A difference where the claim gives its words to one party, and all whom the body has say them are another."""
        span = Span(self.claim.speaker[0].span.start, self.claim.speaker[-1].span.end)
        claimed = find_parties(self.claim.speaker, self.body.names, headline=True)
        alone = all(_is_single(list(self._sources(holder)), self._voice_of(holder)) for holder in self.holders)
        if not (alone and any(_is_several(one) for one in claimed)) and any(self._is_there(one) for one in claimed):
            return None
        if not claimed or not self.holders or not all(self._is_other_speaker(claimed, holder) for holder in self.holders):
            return None
        source = next((holder.source[0] for holder in self.holders if holder.source), None)
        return self._difference(Verdict.CHANGES_PARTY, source, span)

    def _voice_of(self, attribution: Attribution) -> Voice | None:
        return self.body.voices.get(attribution.voice) if attribution.voice else None

    def _is_other_speaker(self, claimed: Sequence[Party], holder: Attribution) -> bool:
        given = list(self._sources(holder))
        voice = self._voice_of(holder)
        if voice is not None:
            given += _as_parties(voice, self.body.names)
        if not given:
            return False
        if any(_is_several(one) for one in claimed) and _is_single(given, voice):
            return True
        if any(same(one, other) for one in claimed for other in given):
            return False
        return any(differ(one, other) or widened(one, other) for one in claimed for other in given)

    # ------------------------------------------------ ranges

    def _cover(self, place: range) -> Span:
        return Span(self.words[place.start].span.start, self.words[place.stop - 1].span.end)

    def _claim_cover(self, place: range) -> Span:
        return Span(self.claim.words[place.start].span.start, self.claim.words[place.stop - 1].span.end)


def _is_several(party: Party) -> bool:
    return party.several is True and not party.institutions


def _is_single(given: Sequence[Party], voice: Voice | None) -> bool:
    """Whether a source is one person: by its voice, or by the names and nouns in it."""
    if voice is not None and voice.kind is VoiceKind.PERSON:
        return True
    people = [party for party in given if not party.institutions]
    return bool(people) and all(party.several is False for party in people)


def _as_parties(voice: Voice, names: Names) -> list[Party]:
    """The parties that a voice's name and roles speak of."""
    found: list[Party] = []
    for name in (voice.name, *voice.aliases, *voice.roles):
        found.extend(find_parties(words_of(name, 0, len(name)), names, headline=True))
    return found


def _belonging_of(words: Sequence[Word], party: Party) -> str | None:
    """What of a person the words speak of: "office" for "the senator's office" and "the office of the senator"; None for the person."""
    last = words[party.place.stop - 1].lower
    if last.endswith("'s") or last.endswith("s'"):
        for word in words[party.place.stop : party.place.stop + 3]:
            if singular(word.lower) in belongings():
                return singular(word.lower)
    start = party.place.start
    for n in range(max(1, start - 2), start):
        if words[n].lower in ("of", "to") and singular(words[n - 1].lower) in belongings():
            return singular(words[n - 1].lower)
    return None


# ---------------------------------------------------------------- clauses and sides

_RESTRICTING: Final = frozenset("who whose that which with without".split())
_OPENERS: Final = frozenset("and but while because although though whereas when after before who which that whether until since so as if unless".split())


def _clauses(text: str, words: Sequence[Word]) -> list[int]:
    """The number of the clause of each word: clauses are parted by stops, dashes, brackets and the words that open one."""
    numbers: list[int] = []
    number = 0
    for n, word in enumerate(words):
        if n:
            between = text[words[n - 1].span.end : word.span.start]
            if any(mark in between for mark in ",;:—–()") or word.lower in _OPENERS:
                number += 1
        numbers.append(number)
    return numbers


_COMMITTING: Final = frozenset("to will would shall 'll".split())
_AUXILIARIES: Final = frozenset("is are was were has have had will".split())
_PASSIVES: Final = frozenset("is are was were be been being get gets got".split())


def _is_participle(word: Word) -> bool:
    return word.lower.endswith("ed") or (word.lower in irregular_forms() and not word.lower.endswith(("s", "ing")))


def _sides(words: Sequence[Word], parties: Sequence[Party], act: range) -> tuple[Party | None, Party | None]:
    """Who does the act and to whom it is done: before it and after it, or the other way round where it is passive."""
    before = [party for party in parties if party.place.stop <= act.start]
    after = [party for party in parties if party.place.start >= act.stop]
    one = _head(words, before)
    by = next((n for n in range(act.stop, min(act.stop + 6, len(words))) if words[n].lower == "by"), None)
    auxiliary = any(words[n].lower in _PASSIVES for n in range(max(0, act.start - 3), act.start))
    if _is_participle(words[act.start]) and (auxiliary or (by == act.stop and any(by < party.place.start <= by + 3 for party in after))):
        near = [party for party in after if by is not None and by < party.place.start <= by + 3]
        return (near[0] if near else None), one
    return one, (after[0] if after else None)


def _head(words: Sequence[Word], before: Sequence[Party]) -> Party | None:
    """The party that is the subject: the last before the act that no preposition puts below another."""
    for party in reversed(before):
        if words[party.place.stop - 1].lower.endswith("'s"):
            continue
        start = party.place.start
        led = {words[n].lower for n in range(max(0, start - 3), start)}
        if not led & {"of", "for", "from", "in", "at", "with", "over", "against", "by", "to"}:
            return party
    return None
