"""What a holder is called: from the phrases that speak of it to a name, aliases, roles, a kind, and its mentions.

The name is the fullest form on the page. Honorifics such as Dr and Sir belong to it, plain ones (Mr, Ms) and offices only where there is
nothing but a surname ("Governor Marsh"). What a person is called by nouns are roles; for everybody else it is a further alias.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from sayso.reading import Page, Span, Spans, Voice, VoiceKind
from sayso.voices.coreference import Coreference
from sayso.voices.entities import Entity
from sayso.voices.names import fold_word, parse_name
from sayso.voices.phrases import Form, Phrase
from sayso.voices.words import Gender, honorifics

_MOST_WORDS: Final = 12
"""A description with more words is cut by its own length: the first words of it are as good."""
_HANDLE: Final = re.compile(r"\s\((@\w+)\)")


def describe_entity(entity: Entity, coreference: Coreference, page: Page, identifier: str) -> Voice:
    """The voice that an entity is, under the id given."""
    phrases = [coreference.phrases[number] for number in sorted(entity.phrases)]
    kind = tell_entity_kind(entity, phrases, page)
    named = [phrase for phrase in phrases if phrase.form is Form.NAME]
    nouns = [phrase for phrase in phrases if phrase.form is Form.NOUN]
    descriptions = list(dict.fromkeys(_text(page, phrase.span) for phrase in nouns))
    roles: list[str] = []
    if named and kind is VoiceKind.PERSON:
        name, aliases = _person_names(named, page)
        roles = [*_roles_of_titles(named), *(text for text in descriptions if not _inside_title(text, named))]
    elif named:
        name, aliases = _other_names(entity, named, page)
        aliases = [*aliases, *descriptions]
    elif descriptions:
        name = _fullest_description(nouns, page)
        aliases = [text for text in descriptions if text != name]
    else:
        name = next((_text(page, phrase.span) for phrase in phrases), "")
        aliases = []
    aliases += [match[1] for phrase in named if (match := _HANDLE.match(page.text, phrase.span.end))]
    return Voice(identifier, kind, name, _distinct(aliases, {name.casefold()}), _distinct(roles, {name.casefold()}), mentions_of(phrases))


def tell_entity_kind(entity: Entity, phrases: list[Phrase], page: Page) -> VoiceKind:
    """The kind of an entity: what its phrases say, or else the likeliest."""
    if entity.plural and entity.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED, None):
        return VoiceKind.GROUP
    if phrases and all(phrase.group == "nobody" for phrase in phrases):
        return VoiceKind.GROUP
    if entity.kind is not None:
        return entity.kind
    if entity.gender is not Gender.UNKNOWN:
        return VoiceKind.PERSON
    if entity.place:
        return VoiceKind.ORGANIZATION
    if any(phrase.source and _is_linked(page, phrase.span) for phrase in phrases):
        return VoiceKind.OUTLET
    if any(phrase.form is Form.NAME and (phrase.determiner == "the" or phrase.group == "place") for phrase in phrases):
        return VoiceKind.ORGANIZATION
    return VoiceKind.PERSON if phrases and phrases[0].form is Form.NAME else VoiceKind.UNNAMED


def _is_linked(page: Page, span: Span) -> bool:
    return any(link.span.start < span.end and span.start < link.span.end for block in page.blocks for link in block.links)


def mentions_of(phrases: list[Phrase]) -> Spans:
    """The ranges of phrases in text order; of two that overlap the first."""
    spans: list[Span] = []
    for phrase in sorted(phrases, key=lambda p: (p.span.start, -p.span.end)):
        if not spans or phrase.span.start >= spans[-1].end:
            spans.append(phrase.span)
    return tuple(spans)


def _text(page: Page, span: Span) -> str:
    words = " ".join(page[span].split())
    parts = words.split(" ")
    return " ".join(parts[:_MOST_WORDS])


# -------------------------------------------------------------------- people


def _honorific(phrase: Phrase) -> str:
    """The honorific right before a name, as the page writes it, "" where there is none."""
    last = phrase.title.split()[-1] if phrase.title else ""
    return last if fold_word(last) in honorifics() and last[:1].isupper() else ""  # "his brother Piet Lund" is no Brother Piet


def _is_plain(honorific: str) -> bool:
    return honorifics().get(fold_word(honorific), "").startswith(("plain", "rank"))


def _person_names(named: list[Phrase], page: Page) -> tuple[str, list[str]]:
    """The fullest name, and the other forms in the order of the page."""
    forms: list[str] = []
    ranked: Counter[str] = Counter()
    fullness: dict[str, tuple[int, int]] = {}
    for phrase in named:
        name = " ".join(phrase.name.split())
        if name.isupper() and len(name) > 3:
            name = name.title()
        honorific = _honorific(phrase)
        parsed = parse_name(phrase.name)
        words = sum(2 if len(word) > 1 else 1 for word in (*parsed.given, parsed.surname, *filter(None, (parsed.suffix,))))
        titled = f"{honorific} {name}" if honorific else name
        if not parsed.is_full and not honorific and phrase.title:
            titled = f"{_capitalized_part(phrase.title)} {name}".strip()
        form = name if _is_plain(honorific) and parsed.is_full else titled
        forms += [form, titled, name]
        ranked[form] += 1
        fullness[form] = max(fullness.get(form, (0, 0)), (words, 1 if form != name else 0))
    best = max(ranked, key=lambda form: (fullness[form], ranked[form], -forms.index(form)))
    return best, forms


def _capitalized_part(title: str) -> str:
    """The words of a title that are written with capitals, from its last small word on."""
    words: list[str] = []
    for word in reversed(title.split()):
        if not word[:1].isupper():
            break
        words.insert(0, word)
    return " ".join(words)


def _roles_of_titles(named: list[Phrase]) -> list[str]:
    roles = []
    for phrase in named:
        words = phrase.title.split()
        while words and fold_word(words[-1]) in honorifics() and len(fold_word(words[-1])) < 5:
            words.pop()
        if words and not all(fold_word(word) in honorifics() and honorifics()[fold_word(word)] != "rank" for word in words):
            roles.append(" ".join(words))
    return roles


def _inside_title(text: str, named: list[Phrase]) -> bool:
    return any(text.casefold() == phrase.title.casefold() for phrase in named)


# -------------------------------------------------------------------- everybody else


def _other_names(entity: Entity, named: list[Phrase], page: Page) -> tuple[str, list[str]]:
    forms = [_with_article(phrase, page) for phrase in named]
    best = max(dict.fromkeys(forms), key=lambda form: (len([w for w in form.split() if w.casefold() != "the"]), -forms.index(form)))
    if entity.programme and entity.channel:
        return f"{entity.programme} ({entity.channel})", [entity.programme, entity.channel, *forms]
    return best, forms


def _with_article(phrase: Phrase, page: Page) -> str:
    """A name with "The" where the page writes that with a capital within a sentence, as part of the name."""
    name = " ".join(phrase.name.split())
    before = page.text[max(0, phrase.head.start - 4) : phrase.head.start]
    return f"The {name}" if before == "The " else name


def _fullest_description(nouns: list[Phrase], page: Page) -> str:
    body = [phrase for phrase in nouns if not phrase.place.headline] or nouns
    best = max(body, key=lambda phrase: (len(phrase.words), -phrase.span.start))
    return _text(page, best.span)


def _distinct(names: list[str], known: set[str]) -> tuple[str, ...]:
    """The names that are not known yet, each once, whatever their case."""
    kept = []
    for name in names:
        if name and name.casefold() not in known:
            known.add(name.casefold())
            kept.append(name)
    return tuple(kept)
