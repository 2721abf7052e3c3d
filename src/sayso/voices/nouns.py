"""Whom a common noun takes up: "the spokesman", "the company", "her office".

A sieve of coreference. A noun with an article that points back goes to whoever was called so last, if nothing in its other words speaks
against it; one that brings somebody in is somebody new. Groups and unnamed holders are never one for a likeness of words.
"""

from __future__ import annotations

from typing import Final

from sayso.reading import VoiceKind
from sayso.voices.appositions import COMPANY_TOO, Appositions
from sayso.voices.entities import Entity
from sayso.voices.names import fold_word
from sayso.voices.phrases import INDEFINITE, POSSESSIVE, Form, Phrase
from sayso.voices.pronouns import choose_antecedent
from sayso.voices.state import MOST_ROLES, NEARBY, add_number
from sayso.voices.words import Gender, honorifics

_GENERIC: Final = frozenset("man woman gentleman lady guy defendant accused suspect politician author teenager boy girl".split())
"""Nouns that take up whoever has been spoken of, without having been used of him before ("the man", "the defendant")."""
_COMPANY_GROUPS: Final = frozenset({"company", "association", "agency", "bank"})
_CLASSES: Final = frozenset(
    "spokesperson leader premier aide lawyer councillor lawmaker mayor governor ambassador host clergy teacher accused treasurer "
    "researcher newspaper magazine programme broadcaster study letter statement article post company government ministry union police "
    "school party council committee court agency parliament".split()
)
"""Classes whose nouns may stand for one another; those of the others (records, workers, relatives) are too wide."""
_NAMESAKES: Final = frozenset("parent child sibling spouse relative".split())
_KIN: Final = frozenset("parent child sibling spouse relative friend neighbour".split())
_NAMELESS: Final = frozenset(
    "official source person spokesman spokeswoman spokesperson aide adviser advisor diplomat insider minister someone somebody friend "
    "colleague neighbour neighbor resident passer-by onlooker witness bystander analyst expert critic colleague representative".split()
)
"""Nouns for people who speak without being named."""
_OWN: Final = frozenset(("my", "our", "your"))
_UNIQUE: Final = frozenset("police parliament congress opposition public media press management".split())
"""Nouns that mean the same holder each time, article or not."""


class Nouns(Appositions):
    """The sieve that resolves common nouns."""

    def resolve_noun(self, number: int) -> None:
        phrase = self.phrases[number]
        if phrase.owner is not None:
            self.resolve_phrase(phrase.owner) if self.entities.of(phrase.owner) is None and phrase.owner != number else None
        entity = self.known_by_noun(number)
        if entity is None:
            entity = self.entities.new(phrase.kind)
            entity.owned = phrase.owner is not None
        elif entity.kind is VoiceKind.UNNAMED and phrase.kind is VoiceKind.PERSON and entity.names:
            entity.kind = VoiceKind.PERSON
        self.join_noun(number, entity)
        self.await_name(number)

    def known_by_noun(self, number: int) -> Entity | None:
        """The entity that a common noun takes up, None where it brings in a new one."""
        phrase = self.phrases[number]
        if phrase.noun in _UNIQUE and not phrase.words:
            return self.latest(self.by_noun.get(phrase.noun, ()), number, phrase)
        if phrase.determiner in ("a", "an") and not phrase.plural:
            return self.introduced_later(number) if not phrase.place.depth else None
        if phrase.determiner in INDEFINITE or not phrase.determiner:
            return None
        network = self.network_entities(number)
        if network and (best := max(network.items(), key=lambda item: (item[1], -item[0])))[1] >= 0.9:
            return self.entities.get(best[0])
        if phrase.owner is not None and (owner := self.entities.of(phrase.owner)) is not None:
            known = self.by_owner.get((owner.number, phrase.noun))
            if known is not None and not phrase.plural:
                return self.entities.get(known)
            if (namesake := self.namesake_of(number)) is not None:
                return namesake
        words = self.words_of(number)
        if phrase.noun == "paper" and not words and (taken := self.taken_up(number)) is not None:
            studies = [
                e for n in self.by_group.get("study", ()) if not (e := self.entities.get(n)).plural and self.last_before(e, number) >= 0
            ]
            about = taken.kind is VoiceKind.DOCUMENT and studies  # the study that the page is about, and not an earlier one
            return min(studies, key=lambda e: min(e.phrases)) if about else taken
        same = self.latest(self.by_noun.get(phrase.noun, ()), number, phrase, words)
        if same is not None and phrase.noun in _GENERIC and not words and not same.names and self.is_stale(same, number):
            same = self.taken_up(number) or same
        if same is not None and not same.names and not same.name_words and phrase.group == "company" and not words:
            named = self.taken_up(number)
            same = self.entities.merge(named, same) if named is not None and not named.plural else same
        if same is not None:
            return same
        if (phrase.determiner == "the" and phrase.words) or phrase.determiner in POSSESSIVE:
            named = self.introduced_later(number)  # "the Sorvian ambassador", and later "The ambassador, Emeric Lund,"
            if named is not None:
                return named
        bare = not words and phrase.owner is None and phrase.determiner == "the"
        if bare and phrase.group == "company" and not phrase.plural and (named := self.taken_up(number)) is not None:
            return named
        if phrase.group in _CLASSES and (phrase.owner is None or words):
            alike = self.latest(self.by_group.get(phrase.group, ()), number, phrase, words, strict=bool(words))
            if alike is not None:
                return alike
        if phrase.words and phrase.determiner == "the" and not phrase.plural and phrase.owner is None:
            return self.described_company(number)
        return self.taken_up(number) if not phrase.words and phrase.owner is None else None

    def described_company(self, number: int) -> Entity | None:
        """The one company named before that a first "the battery maker" can be: none that holds what it stands in, or has another trade."""
        phrase = self.phrases[number]
        if phrase.noun not in COMPANY_TOO and phrase.group != "company":
            return None
        holders = {
            entity.number
            for identifier in self.around(number)
            if (source := self.source_phrase.get(identifier)) is not None and (entity := self.entities.of(source)) is not None
        }
        found: dict[int, Entity] = {}
        for at in range(number - 1, max(-1, number - NEARBY - 1), -1):
            entity = self.entities.of(at)
            if entity is None or entity.kind is not VoiceKind.ORGANIZATION or entity.number in holders or not self.is_company(entity):
                continue
            if not any(role.noun in COMPANY_TOO or (role.group == "company" and role.words) for role in entity.roles):
                found[entity.number] = entity
        return next(iter(found.values())) if len(found) == 1 else None

    def is_stale(self, entity: Entity, number: int) -> bool:
        """Whether an entity was spoken of last more than a sentence before a phrase: "the man" need not be "a young man" of long ago."""
        before = self.last_before(entity, number)
        return before >= 0 and self.phrases[number].place.sentence - self.phrases[before].place.sentence > 1

    def namesake_of(self, number: int) -> Entity | None:
        """The one relative whom the page names by the surname of the owner: "his younger brother", and later Piet Lund, of Joris Lund."""
        phrase = self.phrases[number]
        owner = self.entities.of(phrase.owner) if phrase.owner is not None else None
        if owner is None or phrase.plural or phrase.group not in _NAMESAKES:
            return None
        surnames = {name.surname for name in owner.names if name.is_full}
        found: dict[int, Entity] = {}
        for surname in surnames:
            for candidate in self.names.by_surname.get(surname, ())[:MOST_ROLES]:
                entity = self.entities.get(candidate)
                kin = {role.group for role in entity.roles} & _KIN
                if entity is owner or kin or {entity.gender, phrase.gender} == {Gender.MALE, Gender.FEMALE}:
                    continue
                if entity is not self.page_voice and any(name.surname == surname for name in entity.names):
                    found[entity.number] = entity
        sure = [entity for entity in found.values() if entity.gender is phrase.gender]
        return sure[0] if len(sure) == 1 else next(iter(found.values())) if len(found) == 1 else None

    def introduced_later(self, number: int) -> Entity | None:
        """The one whom the page first calls "an inspector" and later names as "the inspector, Dora Lund"."""
        phrase = self.phrases[number]
        for candidate in self.by_noun.get(phrase.noun, ())[:MOST_ROLES]:
            entity = self.entities.get(candidate)
            body = [n for n in entity.phrases if not self.phrases[n].place.headline]
            if not (entity.names or entity.name_words) or not body or min(body) < number:
                continue
            first = self.phrases[min(body)]
            titled = first.form is Form.NAME and first.noun == phrase.noun and first.place.paragraph <= phrase.place.paragraph + 1
            if titled and not phrase.words and not phrase.place.headline:
                return entity  # "a judge", and in the next sentence "Judge Dora Lund"
            if first.form is Form.NOUN and first.noun == phrase.noun and first.determiner == "the" and not first.words:
                return entity
        return None

    def latest(
        self,
        numbers: list[int] | tuple[int, ...],
        number: int,
        phrase: Phrase,
        words: frozenset[str] = frozenset(),
        *,
        strict: bool = False,
    ) -> Entity | None:
        """The entity spoken of last before a phrase among those that its noun may mean; where none came before, the first after it."""
        owned = phrase.owner is not None
        best: Entity | None = None
        best_key = (-1, 0, 0, 0)
        for candidate in list(dict.fromkeys(numbers))[-MOST_ROLES:]:
            entity = self.entities.get(candidate)
            if not phrase.place.depth and self.is_anybody(entity):
                continue
            if entity.plural is not phrase.plural or {entity.gender, phrase.gender} == {Gender.MALE, Gender.FEMALE}:
                continue
            if not self.roles_allow(entity, phrase, words, strict=strict, owned=owned):
                continue
            before = self.last_before(entity, number)
            if before >= 0:
                place = self.phrases[before].place
                acts = place.subject or self.phrases[before].source
                key = (1, place.sentence, int(acts), before)
            else:
                key = (0, 0, 0, -min(entity.phrases, default=0))
            if key > best_key:
                best, best_key = entity, key
        return best

    def is_anybody(self, entity: Entity) -> bool:
        """Whether an entity is only a noun with "a" in a quotation: "A premier does not ring a judge" is no premier of the page."""
        if entity.names or len(entity.phrases) > 1 or not entity.phrases:
            return False
        phrase = self.phrases[entity.phrases[0]]
        return bool(phrase.place.depth) and phrase.determiner in ("a", "an") and not phrase.words

    def roles_allow(self, entity: Entity, phrase: Phrase, words: frozenset[str], *, strict: bool, owned: bool) -> bool:
        """Whether a role of the entity and a noun phrase do not contradict one another by their other words."""
        stems = {word[:5] for word in words}
        for role in entity.roles:
            if role.noun != phrase.noun and (role.group != phrase.group or role.group not in _CLASSES):
                continue
            own = {word[:5] for word in role.words} | {word[:5] for word in entity.name_words}
            if stems & own or (not stems and not strict and not owned):
                return True
            if not own and not strict and not owned and role.noun == phrase.noun and not stems:
                return True
        return False

    def taken_up(self, number: int) -> Entity | None:
        """Whoever "the man", "the company" or "the paper" takes up without having been called so before."""
        phrase = self.phrases[number]
        if phrase.group == "accused" and not phrase.plural:
            return self.foremost_before(number)
        if phrase.noun in _GENERIC and not phrase.plural:
            return choose_antecedent(
                number, self.phrases, self.entities, barred=self.barred(number), sort="person", gender=phrase.gender
            ).entity
        if phrase.plural or phrase.determiner not in ("the", "this", "that"):
            return None
        here = phrase.place.paragraph
        studied = phrase.noun == "paper" and any(
            role.group == "study" for role in (r for n in self.by_group.get("study", ()) for r in self.entities.get(n).roles)
        )
        for at in range(number - 1, max(-1, number - 60), -1):
            entity = self.entities.of(at)
            if entity is None or self.phrases[at].form is Form.PRONOUN or self.phrases[at].place.headline:
                continue
            if studied and entity.kind is VoiceKind.OUTLET and self.phrases[at].place.paragraph < here - 1:
                continue  # on a page about a study, a newspaper named long before is not "the paper"
            if phrase.kind is VoiceKind.OUTLET and entity.kind is VoiceKind.OUTLET and entity is not self.page_voice:
                return entity
            if phrase.noun == "paper" and any(role.group == "study" for role in entity.roles):
                return entity
            if phrase.group == "company" and entity.kind is VoiceKind.ORGANIZATION and self.is_company(entity):
                return entity
        return None

    def foremost_before(self, number: int) -> Entity | None:
        """The person whom the page has spoken of most so far: the one who stands trial."""
        seen: dict[int, set[int]] = {}
        for other in range(number):
            entity = self.entities.of(other)
            if entity is not None and entity.names and entity.kind is VoiceKind.PERSON and entity is not self.page_voice:
                seen.setdefault(entity.number, set()).add(self.phrases[other].place.sentence)
        counts = {person: len(sentences) for person, sentences in seen.items()}
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return None
        most = [person for person, count in ranked if count == ranked[0][1]]
        return self.entities.get(min(most, key=lambda person: min(self.entities.get(person).phrases)))

    def is_company(self, entity: Entity) -> bool:
        """Whether an organization with a name may be called "the company": nothing says that it is a ministry, a council, a party."""
        if not entity.name_words or entity.place:
            return False
        groups = {role.group for role in entity.roles if role.noun not in COMPANY_TOO}
        return groups <= _COMPANY_GROUPS - {"association", "agency"} or "company" in groups

    def await_name(self, number: int) -> None:
        """Joins a role that opens a story with the name that follows without one: "The former treasurer ... Gideon Lund, 52, denies"."""
        phrase = self.phrases[number]
        entity = self.entities.of(number)
        if entity is None or entity.names or phrase.plural or not (phrase.kind is VoiceKind.PERSON or self.opens_story(phrase)):
            return
        if not phrase.words and not (phrase.determiner in POSSESSIVE and phrase.source):
            return
        in_body = sum(not self.phrases[n].place.headline for n in entity.phrases)
        if in_body > 1 or not (phrase.source or phrase.place.subject) or phrase.place.depth or phrase.place.headline:
            return
        if phrase.determiner in POSSESSIVE and (phrase.group in _KIN or phrase.determiner in _OWN or not phrase.source):
            return  # "her mother" and "my editor" need not be who is named next
        for other in range(number + 1, min(len(self.phrases), number + 25)):
            following = self.phrases[other]
            if following.place.paragraph > phrase.place.paragraph + 1:
                return
            if following.form is not Form.NAME or following.kind is not VoiceKind.PERSON or following.span.start < phrase.span.end:
                continue
            person = self.entities.of(other)
            if person is None or following.place.paragraph == phrase.place.paragraph:
                return
            is_first = self.first_in_passage(person, other) == other
            titles = {fold_word(word) for word in following.title.split()}
            bare = titles <= {*honorifics(), phrase.noun} and not [role for role in person.roles if role.words]
            speaks = following.source or following.place.subject
            if is_first and bare and speaks and {person.gender, entity.gender} != {Gender.MALE, Gender.FEMALE}:
                self.entities.merge(person, entity)
                for role in person.roles:
                    add_number(self.by_noun, role.noun, person.number)
                    add_number(self.by_group, role.group, person.number)
            return

    def opens_story(self, phrase: Phrase) -> bool:
        """Whether the first paragraph brings somebody in by a role to be named below: "A former member of the choir accused ..."."""
        if phrase.kind is not VoiceKind.UNNAMED or phrase.determiner not in ("a", "an") or phrase.noun in _NAMELESS:
            return False
        return phrase.place.paragraph <= 1 and phrase.place.depth == 0 and bool(phrase.words) and not phrase.place.headline

    def first_in_passage(self, entity: Entity, number: int) -> int:
        """The first phrase of an entity in the passage that a phrase stands in: a block quotation names its people anew."""
        group = self.group_of(number)
        return min(n for n in entity.phrases if not self.phrases[n].place.headline and self.group_of(n) == group)

    def group_of(self, number: int) -> int:
        """The number of the passage of others that a phrase stands in, 0 where it is in the page's own text."""
        blocks, paragraph = self.page.blocks, self.phrases[number].place.paragraph
        return (blocks[paragraph].group or 0) if paragraph < len(blocks) else 0

    def only_one_of_class(self, phrase: Phrase) -> Entity | None:
        """The one person of the body who is called by a noun of the same class."""
        found = {
            entity.number
            for candidate in self.by_group.get(phrase.group, ())
            if not (entity := self.entities.get(candidate)).plural and entity.kind in (VoiceKind.PERSON, VoiceKind.UNNAMED)
        }
        return self.entities.get(found.pop()) if len(found) == 1 else None
