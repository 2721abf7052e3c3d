"""Whom a pronoun speaks of: the likeliest of those named shortly before it.

Each candidate is scored by where it stands (how far back, as subject or after a preposition, inside a quotation or not), by gender and
number, and by whether it has just spoken; what the network says is added with one weight. Where two are about as likely, nobody is chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sayso.reading import Spans, VoiceKind
from sayso.voices.entities import Entities, Entity
from sayso.voices.phrases import Form, Phrase
from sayso.voices.words import Gender, pronouns

NETWORK_WEIGHT: Final = 3.0
"""What the network's word for an antecedent is worth, times its score: about three sentences of distance, so that a sure one decides."""
_FARTHEST: Final = 7  # sentences back
_MOST_SEEN: Final = 90  # phrases back
_LEAST: Final = -5.5
_MARGIN: Final = 0.2
"""Two candidates closer than this are as likely as one another. A guess, like the weights below; set on hand-made pages."""

_SENTENCE: Final = -1.0
_PARAGRAPH: Final = -0.35
_SUBJECT: Final = 1.0
_SPEAKER: Final = 0.9
_OBLIQUE: Final = -0.9
_GENDER: Final = 1.0
_FREQUENT: Final = 0.25
_QUOTED: Final = -2.2
_OTHER_QUOTATION: Final = -1.2  # a quotation of another paragraph, mostly of another speaker
_PRONOUN: Final = 0.3
_REPORTER: Final = 1.2
_NESTED: Final = -0.6
_SAID: Final = -1.5
_BOUND: Final = -2.5
_FRESH: Final = 0.5  # whoever the sentence before has brought in by name
_SAME_QUOTATION: Final = 0.6
_HUMAN: Final = frozenset({VoiceKind.PERSON, VoiceKind.UNNAMED})


@dataclass(frozen=True, slots=True)
class Choice:
    """The entity that a pronoun speaks of, or None with the others that it could be."""

    entity: Entity | None
    rivals: tuple[Entity, ...] = ()


def choose_antecedent(
    number: int,
    phrases: tuple[Phrase, ...],
    entities: Entities,
    *,
    barred: frozenset[int],
    network: dict[int, float] | None = None,
    reporter: Entity | None = None,
    nested: frozenset[int] = frozenset(),
    said: Spans = (),
    bound: int | None = None,
    sort: str | None = None,
    gender: Gender | None = None,
) -> Choice:
    """The likeliest entity before phrase `number`; `barred` are entities that it cannot be, `network` what the network gives entities,
    `reporter` the holder of the indirect speech that the pronoun stands in ("Okafor said that she"), `nested` phrases that hold
    something only within what another holds, `said` the content whose source the pronoun is: whoever is spoken of there seldom speaks.

    `bound` is the entity that is the subject of the pronoun's own clause, where it is the object: "met him" is seldom himself.
    `sort` and `gender` stand for the pronoun's own where a noun ("the man", "the company") is looked up like a pronoun.
    """
    pronoun = phrases[number]
    sort = sort or pronouns().get(pronoun.noun, "")
    gender = gender or pronoun.gender
    scores: dict[int, float] = {}
    for at in range(number - 1, max(-1, number - _MOST_SEEN - 1), -1):
        phrase = phrases[at]
        if pronoun.place.sentence - phrase.place.sentence > _FARTHEST:
            break
        entity = entities.of(at)
        if entity is None or entity.number in barred or phrase.span.end > pronoun.span.start:
            continue
        if sort == "plural" and pronoun.source and entity.kind is VoiceKind.DOCUMENT:
            continue  # papers do not speak as "they"
        fit = _fit(entity, phrase, sort, gender)
        if fit is None or (phrase.place.headline and not pronoun.place.headline):
            continue
        score = fit + _place_score(phrase, pronoun, entity) + (_NESTED if at in nested else 0.0)
        if phrase.form is Form.NAME and entity.phrases[0] == at and pronoun.place.sentence - phrase.place.sentence == 1:
            score += _FRESH
        near = phrase.form is not Form.PRONOUN and phrase.place.sentence == pronoun.place.sentence
        if near and any(span.start <= phrase.span.start < span.end for span in said):
            score += _SAID
        scores[entity.number] = max(score, scores.get(entity.number, -99.0))
    for candidate, value in (network or {}).items():
        entity = entities.get(candidate)
        if entity.number not in barred:
            scores[entity.number] = scores.get(entity.number, -2.0) + NETWORK_WEIGHT * value
    if bound in scores:
        scores[bound] += _BOUND
    if reporter is not None and reporter.number in scores:
        scores[reporter.number] += _REPORTER
    return _decide(scores, entities)


def _decide(scores: dict[int, float], entities: Entities) -> Choice:
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _LEAST:
        return Choice(None)
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return Choice(None, (entities.get(ranked[0][0]), entities.get(ranked[1][0])))
    return Choice(entities.get(ranked[0][0]))


def _fit(entity: Entity, phrase: Phrase, sort: str, gender: Gender) -> float | None:
    """How well an entity suits a pronoun by gender, number and kind; None where it does not at all."""
    if sort in ("male", "female"):
        if entity.plural or (entity.kind is not None and entity.kind not in _HUMAN) or entity.place:
            return None
        if entity.gender is Gender.UNKNOWN or gender is Gender.UNKNOWN:
            return 0.0 if entity.kind is not None else -1.0
        if entity.gender is not gender:
            return None if entity.strong or phrase.form is Form.PRONOUN else -2.5
        return _GENDER
    if sort == "thing":
        if entity.plural or entity.kind in _HUMAN or entity.gender is not Gender.UNKNOWN:
            return None
        return 0.5 if entity.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET, VoiceKind.DOCUMENT) else -0.8
    if sort == "plural":
        if entity.plural or entity.kind is VoiceKind.GROUP:
            return 0.8
        if entity.kind in (VoiceKind.ORGANIZATION, VoiceKind.OUTLET):
            return -0.4
        return -1.0 if entity.kind is VoiceKind.UNNAMED and entity.gender is Gender.UNKNOWN else None
    if sort == "person":
        if entity.plural or entity.kind not in _HUMAN:
            return None
        return None if {entity.gender, gender} == {Gender.MALE, Gender.FEMALE} else 0.0
    return None


def _place_score(phrase: Phrase, pronoun: Phrase, entity: Entity) -> float:
    score = _SENTENCE * (pronoun.place.sentence - phrase.place.sentence)
    score += _PARAGRAPH * min(2, pronoun.place.paragraph - phrase.place.paragraph)
    score += _SUBJECT if phrase.place.subject or phrase.source else 0.0
    score += _OBLIQUE if phrase.place.oblique else 0.0
    same = not pronoun.place.depth or phrase.place.paragraph == pronoun.place.paragraph
    score += _SPEAKER if phrase.source and pronoun.source and same and phrase.place.depth >= pronoun.place.depth else 0.0
    if pronoun.place.depth and phrase.place.depth == pronoun.place.depth and phrase.place.sentence == pronoun.place.sentence:
        score += _SAME_QUOTATION
    score += _PRONOUN if phrase.form is Form.PRONOUN else 0.0
    score += _FREQUENT * min(4, len(entity.phrases))
    if phrase.place.depth > pronoun.place.depth:
        score += _QUOTED
    elif phrase.place.depth < pronoun.place.depth:
        score -= 0.3
    elif pronoun.place.depth and phrase.place.paragraph != pronoun.place.paragraph:
        score += _OTHER_QUOTATION
    return score
