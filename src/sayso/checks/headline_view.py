"""A claim of a headline beside a statement of the body, with what has to be known of both to tell their differences.

Decides which words of the statement are its answer to the claim: the act, the clauses around it, the doer and whom it is done to, who
is made to say it. There is no parser here; clauses and sides are told by stops, by a few words, and by order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.checks.headline_acts import Act, Relation, relate
from sayso.checks.headline_body import Alignment, Body, is_aside, main_acts, telling_words
from sayso.checks.headline_claims import looks_like_verb
from sayso.checks.headline_parties import Party, find_parties, of_voice, same
from sayso.checks.headline_words import Word, irregular_forms, lexicon, stem, stop_stems, words_of
from sayso.reading import Attribution, Held, Span, Voice

_OPENERS: Final = frozenset(
    "and but while because although though whereas when after before who which that whether until since so as if unless".split()
)
_COMMITTING: Final = frozenset("to will would shall 'll".split())
_AUXILIARIES: Final = frozenset("is are was were has have had will".split())
_PLACED: Final = frozenset("in at near outside inside".split())  # what follows them is where it is done, not to whom
_OF_SPEAKER: Final = frozenset({"i", "we"})
_SPEAKERS_OWN: Final = frozenset("it they we i".split())  # subjects by which a body speaks of itself: "said that it would close"
_INTENT_REACH: Final = 6  # words after "reject" in which "plan" may be what is rejected
_ACT_REACH: Final = 6  # words after "plan" in which it is said what is planned
_ACCUSING: Final = frozenset(map(stem, ("accuse", "blame", "charge", "suspect", "allege", "denounce")))
_PASSIVES: Final = frozenset("is are was were be been being get gets got".split())


class View:
    """A claim beside a statement, with what is needed to tell their differences."""

    def __init__(self, alignment: Alignment, body: Body) -> None:
        self.claim, self.statement, self.body = alignment.claim, alignment.statement, body
        self.acts, self.places, self.closeness = alignment.acts, alignment.places, alignment.closeness
        self.words = self.statement.words
        self.clauses = split_clauses(body.reading.page.text, self.words)
        self.core = self._core_words()
        self.holders = self._find_holders()
        self.parties = self._find_parties()
        self.claimed = find_parties(self.claim.words, body.names, headline=True)

    def _find_parties(self) -> tuple[Party, ...]:
        """The parties that the statement names, and those that its "I", "we", "he" and "she" are known to stand for."""
        found = list(find_parties(self.words, self.body.names))
        for n, word in enumerate(self.words):
            voice = self._speaker_at(word) if word.lower in _OF_SPEAKER else self.body.pronouns.get(word.span.start)
            if voice is not None:
                found.append(of_voice(range(n, n + 1), voice))
        return tuple(sorted(found, key=lambda party: party.place.start))

    def _speaker_at(self, word: Word) -> Voice | None:
        """The voice of the innermost attribution in whose content a word stands, where it is known."""
        around = [one for one, spans in self.statement.inside if any(span.start <= word.span.start < span.end for span in spans)]
        return self.voice_of(around[-1]) if around else None

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

    def act_relation(self) -> tuple[Relation, Act | None, Act | None]:
        """How the acts of the two stand to each other: of the claim's acts the first that the statement has an answer to."""
        for claimed in main_acts(self.claim):
            relation, given = self.relate_act(claimed)
            if relation is Relation.UNRELATED or (relation is Relation.OTHER and is_aside(self.claim, claimed)):
                continue
            return relation, claimed, given
        return Relation.UNRELATED, None, None

    def relate_act(self, claimed: Act) -> tuple[Relation, Act | None]:
        """How an act of the claim stands to those of the statement, and to which of them."""
        relations = [(relate(claimed, given), given) for given in self.acts]
        for relation, given in relations:
            if relation is Relation.SAME:
                return relation, given
        telling = [n for n in claimed.place if self.claim.words[n].stem not in stop_stems()]
        if telling and all(self._stands_literally(n) for n in telling):
            return Relation.SAME, None
        matched = set(self.places.values())
        others = [act for act in self.claim.acts if act is not claimed]
        for relation, given in relations:
            if relation is Relation.CONTRARY and any(relate(act, given) is Relation.SAME for act in others):
                continue  # it answers to another act of the claim: "to quit if the coach stays"
            if relation is not Relation.UNRELATED and (set(given.place) & self.core or not matched - set(given.place)):
                return relation, given
        return Relation.UNRELATED, None

    def _stands_literally(self, n: int) -> bool:
        """Whether a word of the claim stands in the statement, and not within a phrase that means another act ("not guilty")."""
        if n not in self.places or self.words[self.places[n]].stem != self.claim.words[n].stem:
            return False
        return not any(self.places[n] in given.place and len(given.place) > 1 for given in self.acts)

    def predicate(self) -> range | None:
        """The words of the claim that say what is done: its first act, or else the first word that is inflected as a verb."""
        if self.claim.acts:
            return main_acts(self.claim)[0].place
        taken = {n for party in self.claimed for n in party.place}
        for n in telling_words(self.claim):
            if n and n not in taken and looks_like_verb(self.claim.words, n):
                return range(n, n + 1)
        return None

    def tells_act(self) -> bool:
        """Whether the statement says something of what the claim says is done; a claim without a known act leaves it open."""
        acts = main_acts(self.claim)
        if acts:
            return self.relate_act(acts[0])[0] is not Relation.UNRELATED
        predicate = self.predicate()
        return predicate is None or any(n in self.places for n in predicate)

    def turned_down(self) -> bool:
        """Whether the sentence has somebody turn down a plan for what the claim says is done: "threw out a plan to charge visitors"."""
        places = self.act_places()
        if places is None:
            return False
        words = self.statement.sentence.words
        start = self.words[places[1].start].span.start
        taken = {self.words[place].span.start for place in self.places.values()} - {start}
        for turning in lexicon("turning").find(words):
            at = words[turning.start].span.start
            if at >= start or at in taken:
                continue
            for intent in lexicon("intents").find(words, turning.stop, min(turning.stop + _INTENT_REACH, len(words))):
                after = [n for n in range(intent.stop, min(intent.stop + _ACT_REACH, len(words))) if words[n].span.start == start]
                if after:
                    return True
        return False

    def same_act(self) -> bool:
        """Whether the statement names the act of the claim itself."""
        return any(self.relate_act(act)[0] is Relation.SAME for act in main_acts(self.claim)[:1])

    def act_places(self) -> tuple[range, range] | None:
        """Where the claim and the statement name the act in which their parties are compared; None where the statement names none."""
        relation, claimed, given = self.act_relation()
        if claimed is not None and given is not None and relation is not Relation.UNRELATED:
            return claimed.place, given.place
        place = claimed.place if claimed is not None else self.predicate()
        at = next((self.places[n] for n in place or () if n in self.places), None)
        return (place, range(at, at + 1)) if place is not None and at is not None else None

    def clauses_of_act(self) -> set[int]:
        """The clauses in which the statement has acts and verbs of the claim; without any, those that share most with it."""
        acts = {n for act in self.claim.acts for n in act.place}
        verbs = [place for n, place in self.places.items() if n in acts or (n and looks_like_verb(self.claim.words, n))]
        _, _, given = self.act_relation()
        verbs += list(given.place) if given else []
        return {self.clauses[n] for n in verbs or self.core}

    def governs(self, stage: range) -> bool:
        """Whether what the claim says is done depends on a word for its stage: it follows in the clause, with no new verb between."""
        clauses = {self.clauses[stage.start]} | self._wanted_clause(stage)
        after = sorted(where for where in self.places.values() if where >= stage.stop and self.clauses[where] in clauses)
        if not after:
            return False
        place = self.act_places()
        if place is not None and place[1].start < stage.start:
            return False  # what is done stands before it: "marched in protest at plans"
        last = place[1].start if place is not None and place[1].start in after else after[0]
        return not any(self.words[n].lower in _AUXILIARIES for n in range(stage.stop, last))

    def _wanted_clause(self, stage: range) -> set[int]:
        """The clause after a word for a stage that says what would be done: "debate a bill that would abolish the tax"."""
        number = self.clauses[stage.start] + 1
        first = next((n for n in range(stage.stop, len(self.words)) if self.clauses[n] == number), None)
        if first is None or self.words[first].lower not in ("that", "which") or first + 1 >= len(self.words):
            return set()
        return {number} if self.words[first + 1].lower == "would" else set()

    def is_there(self, party: Party) -> bool:
        """Whether a party of the claim stands in the statement's sentence in whatever part."""
        return any(same(party, other) for other in find_parties(self.statement.sentence.words, self.body.names))

    def opens(self, attribution: Attribution) -> bool:
        return attribution.content[0].start >= self.statement.sentence.span.start

    def asks(self, attribution: Attribution) -> bool:
        """Whether the cue asks somebody else to act: "asked the county to plant"."""
        cue = tuple(word for span in attribution.cue for word in words_of(self.body.reading.page.text, *span))
        return attribution.held is Held.WANTED and any(True for _ in lexicon("asking").find(cue))

    def announces_own(self, attribution: Attribution) -> bool:
        """Whether who is made to speak tells of what is theirs to do: a plan, a decision."""
        if self.asks(attribution) or attribution.held is Held.DENIED or self.accuses(attribution):
            return False
        if self._plans(attribution):
            return True
        opening = any(
            word.lower.endswith("ing") and (n < 2 or self.words[n - 1].lower in _PASSIVES) for n, word in enumerate(self.words[:6])
        )
        commits = attribution.held is Held.WANTED or opening or any(word.lower in _COMMITTING for word in self.words[:6])
        first = next((word.lower for word in self.words if word.lower != "that"), "")
        if commits and first in _SPEAKERS_OWN:
            return True
        return commits and any(same(claimed, source) for claimed in self.claimed for source in self.sources_of(attribution))

    def _plans(self, attribution: Attribution) -> bool:
        """Whether the cue has the source plan to do something itself: "plans to take on 400"."""
        cue = tuple(word for span in attribution.cue for word in words_of(self.body.reading.page.text, *span))
        firm = any(True for _ in lexicon("firm_stages").find(cue))
        return firm and (self.words[0].lower == "to" or (bool(cue) and cue[-1].lower == "to"))

    def above(self, attribution: Attribution) -> list[Attribution]:
        """The attributions of the statement's sentence that this one stands in, however deep."""
        by_id = {one.id: one for one, _ in self.statement.inside}
        found: list[Attribution] = []
        while attribution.parent in by_id and len(found) < len(by_id):
            attribution = by_id[attribution.parent]
            found.append(attribution)
        return found

    def accuses(self, attribution: Attribution) -> bool:
        """Whether the cue charges somebody else with what the content tells."""
        cue = tuple(word for span in attribution.cue for word in words_of(self.body.reading.page.text, *span))
        return any(word.stem in _ACCUSING for word in cue)

    def is_asked(self, attribution: Attribution) -> bool:
        """Whether the content is what somebody wants another to do: the headline then changes the act, not on whose say-so it is told."""
        return attribution.held is Held.WANTED and self.opens(attribution) and not self.announces_own(attribution)

    def sources_of(self, attribution: Attribution) -> tuple[Party, ...]:
        text = self.body.reading.page.text
        words = tuple(word for span in attribution.source for word in words_of(text, *span))
        return find_parties(words, self.body.names, headline=True)

    def voice_of(self, attribution: Attribution) -> Voice | None:
        return self.body.voices.get(attribution.voice) if attribution.voice else None

    def cover(self, place: range) -> Span:
        return Span(self.words[place.start].span.start, self.words[place.stop - 1].span.end)

    def cover_claim(self, place: range) -> Span:
        return Span(self.claim.words[place.start].span.start, self.claim.words[place.stop - 1].span.end)


# ---------------------------------------------------------------- clauses and sides


def split_clauses(text: str, words: Sequence[Word]) -> list[int]:
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


def _is_participle(word: Word) -> bool:
    return word.lower.endswith("ed") or (word.lower in irregular_forms() and not word.lower.endswith(("s", "ing")))


def find_sides(words: Sequence[Word], parties: Sequence[Party], act: range) -> tuple[Party | None, Party | None]:
    """Who does the act and to whom it is done: before it and after it, or the other way round where it is passive."""
    before = [party for party in parties if party.place.stop <= act.start]
    after = [party for party in parties if party.place.start >= act.stop]
    one = _head(words, before)
    by = next((n for n in range(act.stop, min(act.stop + 6, len(words))) if words[n].lower == "by"), None)
    auxiliary = any(words[n].lower in _PASSIVES for n in range(max(0, act.start - 3), act.start))
    if _is_participle(words[act.start]) and (auxiliary or (by == act.stop and any(by < party.place.start <= by + 3 for party in after))):
        near = [party for party in after if by is not None and by < party.place.start <= by + 3]
        return (near[0] if near else None), one
    after = [party for party in after if not {word.lower for word in words[max(0, party.place.start - 2) : party.place.start]} & _PLACED]
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
