"""The parties of a claim and of a statement: whether the headline has put one in the place of another.

Decides by who is made to speak, by groups ("all ferry owners"), by what belongs to a person ("the senator's office"), by who was only
asked to act, and by who does the act to whom. A difference is two ranges: the words of the headline, and those of the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.checks.headline_amounts import Kind
from sayso.checks.headline_body import telling_words
from sayso.checks.headline_parties import Names, Party, are_people_and_body, belongings, differ, find_parties, same, speaks_for, widened
from sayso.checks.headline_view import View, find_sides
from sayso.checks.headline_words import Word, lexicon, singular, words_of
from sayso.reading import Attribution, Span, Voice, VoiceKind

Ranges = tuple[Span, Span]
"""Words of the headline, and the words of the body that they differ from."""

_FEWEST_ALIKE: Final = 2  # telling words that go on alike after two names, for the names to stand in one place
_MOST_ALIKE: Final = 0.75  # the share of them that has to
_PASSIVES: Final = frozenset("is are was were be been being".split())
_RESTRICTING: Final = frozenset("who whose that which with without".split())


def find_other_party(view: View) -> Ranges | None:
    """The words of the headline that name a party, and those of the body that name another in its place; None where there are none."""
    speaker = _speaker(view, view.claim.speaker or view.claim.holder) if view.claim.speaker or view.claim.holder else None
    return speaker or _group(view) or _asked(view) or _belonging(view) or _roles(view)


def _ranges(view: View, evidence: Span | None, claim: Span | None) -> Ranges:
    """The words that differ, or all of the claim and of the statement where it is no word of theirs that does."""
    return claim or view.claim.span, evidence or view.statement.span


def _speaker(view: View, speaker: Sequence[Word]) -> Ranges | None:
    """The ranges where the claim gives its words, or what is wanted or feared, to one party, and the body to others alone."""
    span = Span(speaker[0].span.start, speaker[-1].span.end)
    claimed = find_parties(speaker, view.body.names, headline=True)
    several = view.claim.speaker and any(_is_several(one) for one in claimed)
    alone = all(_is_single(list(view.sources_of(holder)), view.voice_of(holder)) for holder in view.holders)
    if not (alone and several) and any(view.is_there(one) for one in claimed):
        return None
    if not claimed or not view.holders or not all(_is_other_speaker(view, claimed, holder) for holder in view.holders):
        return None
    source = next((holder.source[0] for holder in view.holders if holder.source), None)
    return _ranges(view, source, span)


def _is_other_speaker(view: View, claimed: Sequence[Party], holder: Attribution) -> bool:
    """Whether an attribution's source is known to be another than the one whom the claim names, or only one where it names several."""
    given = list(view.sources_of(holder))
    voice = view.voice_of(holder)
    if voice is not None:
        given += _as_parties(voice, view.body.names)
    if not given:
        return False
    if not view.claim.speaker:
        given = given[:1]  # who wants it: the head of the source, not the place that it is from
    if any(_is_several(one) and _is_several(other) and one.nouns & other.nouns for one in claimed for other in given):
        return False
    if view.claim.speaker and any(_is_several(one) for one in claimed) and _is_single(given, voice):
        return True
    if any(same(one, other) or speaks_for(other, one) or speaks_for(one, other) for one in claimed for other in given):
        return False
    wider = bool(view.claim.speaker)
    return any(differ(one, other) or (wider and widened(one, other)) for one in claimed for other in given)


def _roles(view: View) -> Ranges | None:
    """The ranges where the act has another doer, or is done to another."""
    places = view.act_places()
    if places is None:
        return _subjects(view)
    claimed_place, given_place = places
    doer, target = find_sides(view.claim.words, view.claimed, claimed_place)
    given_doer, given_target = find_sides(view.words, view.parties, given_place)
    if doer and given_target and given_doer and same(doer, given_target) and not same(doer, given_doer):  # noqa: SIM102
        if target is None or same(target, given_doer):
            return _ranges(view, view.cover(given_doer.place), view.cover_claim(doer.place))
    if _is_swapped(view, claimed_place, given_place):
        return _ranges(view, None, None)
    for one, other in ((doer, given_doer), (target, given_target)):
        if one is None or other is None or set(other.place) & set(given_place):
            continue
        if _is_one_of(view, one, other):
            return _ranges(view, view.cover(other.place), view.cover_claim(one.place))
        if one.names & view.statement.sentence.around and not other.names:
            continue  # it is of the one named just before that the statement goes on to speak
        if one is doer and are_people_and_body(one, other) and not any(same(one, party) for party in view.parties):
            return _ranges(view, view.cover(other.place), view.cover_claim(one.place))
        if (differ(one, other) and not view.is_there(one)) or widened(one, other) or _is_few(view, one, other):
            return _ranges(view, view.cover(other.place), view.cover_claim(one.place))
    return None if doer and given_doer else _subjects(view)


def _is_swapped(view: View, claimed: range, given: range) -> bool:
    """Whether what stands before the act in the claim stands after it in the statement, and the other way round, both being active."""
    before = [view.places[n] for n in range(claimed.start) if n in view.places]
    after = [view.places[n] for n in range(claimed.stop, len(view.claim.words)) if n in view.places]
    if not before or not after or min(before) < given.stop or min(after) >= given.start:
        return False
    if len({view.clauses[place] for place in (*before, min(after), given.start)}) > 1:
        return False
    near = {word.lower for word in view.words[max(0, given.start - 3) : given.stop]}
    passive = near & _PASSIVES or "by" in {word.lower for word in view.words[given.stop : given.stop + 3]}
    same = all(view.words[view.places[n]].stem == view.claim.words[n].stem for n in view.places if n not in claimed)
    return same and not passive and not any(word.lower == "by" for word in view.claim.words)


def _is_one_of(view: View, one: Party, other: Party) -> bool:
    """Whether the claim has several bodies do what the statement has "one" of them do, in so many words."""
    plural = view.claim.words[one.place.stop - 1].lower.endswith("s") and not view.claim.words[one.place.stop - 1].lower.endswith("'s")
    counted = any(word.lower == "one" for word in view.words[max(0, other.place.start - 2) : other.place.start])
    return plural and counted and not one.names and other.several is not True and bool(one.nouns & other.nouns)


def _is_few(view: View, one: Party, other: Party) -> bool:
    """Whether the claim has people think or want what the statement has only a few of them."""
    opinion = view.claim.attributed or any(family == "support" for act in view.claim.acts for family, _ in act.senses)
    if not opinion or not _is_several(one) or not _is_several(other) or one.place.start:
        return False
    start = other.place.start
    return any(place.stop == start for place in lexicon("few").find(view.words, max(0, start - 3), start))


def _subjects(view: View) -> Ranges | None:
    """The ranges where claim and statement open with two different names and go on alike, whatever it is that they say."""
    if not view.claimed or not view.parties:
        return None
    one, other = view.claimed[0], view.parties[0]
    if one.place.start > 1 or other.place.start > 1 or not (one.names and other.names) or not differ(one, other) or view.is_there(one):
        return None
    if any(view.claim.words[n].stem in view.statement.sentence.around for n in one.place):
        return None
    rest = [n for n in telling_words(view.claim) if n not in one.place]
    if len(rest) < _FEWEST_ALIKE or sum(1 for n in rest if n in view.places) < _MOST_ALIKE * len(rest):
        return None
    return _ranges(view, view.cover(other.place), view.cover_claim(one.place))


def _group(view: View) -> Ranges | None:
    """The ranges where the claim speaks of all of a group, and the body of those of them who do something."""
    for amount in view.claim.amounts:
        noun = amount.end
        if amount.kind is not Kind.SHARE or amount.low < 1.0 or noun >= len(view.claim.words):
            continue
        for n in range(noun, min(noun + 3, len(view.claim.words))):
            where = view.places.get(n)
            if where is None or view.words[where].stem != view.claim.words[n].stem or where + 1 >= len(view.words):
                continue
            if view.words[where + 1].lower in _RESTRICTING and view.clauses[where + 1] - view.clauses[where] <= 1:
                return _ranges(view, view.cover(range(where, len(view.words))), amount.span)
    return None


def _belonging(view: View) -> Ranges | None:
    """The ranges where one side speaks of a person and the other of what belongs to that person: an office, aides, a family."""
    for party in view.claimed:
        claimed = _belonging_of(view.claim.words, party)
        for other in view.parties:
            if not same(party, other) and not (party.nouns & other.nouns):
                continue
            given = _belonging_of(view.words, other)
            spoken = {singular(word.lower) for word in view.statement.sentence.words}
            if claimed != given and (given or claimed not in spoken) and not _stands_free(view, party, other):
                return _ranges(view, view.cover(other.place), view.cover_claim(party.place))
    return None


def _stands_free(view: View, party: Party, other: Party) -> bool:
    """Whether the person is also named apart from what belongs to it."""
    return any(
        third is not other and (same(party, third) or party.nouns & third.nouns) and _belonging_of(view.words, third) is None
        for third in view.parties
    )


def _asked(view: View) -> Ranges | None:
    """The ranges where the claim has the one do it who, in the body, asked somebody else to."""
    attribution = view.statement.attribution
    if attribution is None or not view.asks(attribution) or not attribution.cue or view.claim.attributed:
        return None
    start, end = attribution.cue[-1].end, attribution.content[0].start
    between = [word for word in view.statement.sentence.words if start <= word.span.start and word.span.end <= end]
    asked = find_parties(between, view.body.names) + find_parties(
        tuple(word for span in attribution.addressee for word in words_of(view.body.reading.page.text, *span)), view.body.names
    )
    doer = find_sides(view.claim.words, view.claimed, view.predicate() or range(1, 2))[0]
    if not asked or (doer is not None and any(same(doer, party) for party in asked)):
        return None
    span = view.cover_claim(doer.place) if doer is not None else None
    return _ranges(view, attribution.source[0] if attribution.source else None, span)


def _is_several(party: Party) -> bool:
    """Whether a party is a number of people, and no body that speaks with one voice."""
    return party.several is True and not party.institutions


def _is_single(given: Sequence[Party], voice: Voice | None) -> bool:
    """Whether a source is one person: by its voice, or by the names and nouns in it."""
    if given and given[0].several is True:
        return False  # "crews", whatever voice they were taken for
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
    if last.endswith(("'s", "s'")):
        for word in words[party.place.stop : party.place.stop + 3]:
            if singular(word.lower) in belongings():
                return singular(word.lower)
    start = party.place.start
    for n in range(max(1, start - 2), start):
        if words[n].lower in ("of", "to") and singular(words[n - 1].lower) in belongings():
            return singular(words[n - 1].lower)
    return None
