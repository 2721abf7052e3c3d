"""Voices over pages: which voice of the corpus a voice of a page is, and why; merges that people make and take back.

Decides by the full name first, and never by a surname alone. Under one name two people are kept apart where their names differ (middle
names, suffixes, titles of a man and a woman), and where each has a role, the roles have nothing in common, and neither an outlet nor the
company they keep speaks for one person: then the merge is proposed, for a person to make. Every merge keeps its evidence and can be undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sayso.corpus.dates import now_utc
from sayso.corpus.names import (
    NAMED,
    alike_first_names,
    fold,
    fold_words,
    make_key,
    plainly_differ,
    role_words,
    share_middle_name,
    share_role,
    surname,
)
from sayso.corpus.packing import pack_list
from sayso.corpus.storable import clean
from sayso.reading import Voice, VoiceKind

_KEPT: Final = 40  # aliases, roles and outlets of a voice that are kept for comparing; a president has hundreds
_WELL_KNOWN: Final = 3
"""Pages from which on a further role speaks against nobody: one and the same is a senator, a nominee and an opponent. A guess; on the 84
articles of PolNeAR dev it makes 25 merges more, all of them right."""

_CACHED: Final = 20_000
_PROPOSED: Final = 3  # voices that a new one may be, for a person to decide
_SEVERAL: Final = "but several of that name fit"
_NAMESAKES: Final = 20
"""Voices of one name that a further page's voice is compared with, the first that there were. A guess: John Smith."""


@dataclass(slots=True)
class _Known:
    """A voice that is there: what is compared, and whether its row has to be written."""

    id: int
    kind: str
    name: str
    aliases: list[str]
    roles: list[str]
    outlets: list[int]
    into: int | None
    was: tuple[str, str] | None  # name and aliases as they stand in the search index; None where they do not yet
    seen: int = 0  # pages when it was loaded; n_pages are those since
    changed: bool = False
    n_pages: int = 0
    n_statements: int = 0


@dataclass(slots=True)
class VoiceIndex:
    """The voices of the corpus, as one batch needs and changes them."""

    connection: sqlite3.Connection
    _known: dict[int, _Known] = field(default_factory=dict)
    _by_key: dict[str, list[int]] = field(default_factory=dict)

    def add(self, page: int, outlet: int | None, voices: Sequence[Voice]) -> dict[str, tuple[int, int]]:
        """For each voice of a page's reading, by its id there, the id of its row and of the voice of the corpus that it is."""
        found: dict[str, tuple[int, int]] = {}
        company: list[int] = []
        apart = {name for (name,) in self.connection.execute("SELECT name FROM apart WHERE page = ?", (page,))}
        for voice in voices:
            known, evidence = (self._create(voice, [], outlet), []) if clean(voice.name) in apart else self._find(voice, outlet, company)
            root = self.root(known.id)
            page_voice = self.connection.execute(
                "INSERT INTO page_voices (page, local, kind, name, aliases, roles, home, voice, evidence)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    page,
                    clean(voice.id),
                    voice.kind.value,
                    clean(voice.name),
                    pack_list(map(clean, voice.aliases)),
                    pack_list(map(clean, voice.roles)),
                    known.id,
                    root,
                    pack_list(evidence) if evidence else None,
                ),
            ).lastrowid
            assert page_voice is not None
            self.load(root).n_pages += 1
            found[voice.id] = (page_voice, root)
            if voice.kind in NAMED:
                company.append(root)
        return found

    def root(self, voice: int) -> int:
        """The voice that a voice stands for after the merges made by people."""
        while (into := self.load(voice).into) is not None:
            voice = into
        return voice

    def load(self, voice: int) -> _Known:
        """A voice that is there."""
        if voice not in self._known:
            row = self.connection.execute(
                "SELECT kind, name, aliases, roles, outlets, into_voice, n_pages FROM voices WHERE id = ?", (voice,)
            ).fetchone()
            kind, name, aliases, roles, outlets, into, seen = row
            self._known[voice] = _Known(
                voice, kind, name, json.loads(aliases), json.loads(roles), json.loads(outlets), into, (name, aliases), seen=seen
            )
        return self._known[voice]

    def finish(self) -> None:
        """Writes what changed."""
        for known in self._known.values():
            if known.changed:
                self._write(known)
        counted = [known for known in self._known.values() if known.n_pages or known.n_statements]
        self.connection.executemany(
            "UPDATE voices SET n_pages = n_pages + ?, n_statements = n_statements + ? WHERE id = ?",
            [(known.n_pages, known.n_statements, known.id) for known in counted],
        )
        for known in counted:
            known.seen += known.n_pages
            known.n_pages = known.n_statements = 0
        if len(self._known) > _CACHED:
            self.forget()

    def forget(self) -> None:
        """Reads voices anew when they are next asked for; what changed has to be written before."""
        self._known, self._by_key = {}, {}

    # ------------------------------------------------------------ which voice

    def _find(self, voice: Voice, outlet: int | None, company: Sequence[int]) -> tuple[_Known, list[str]]:
        """The voice of the corpus that a voice of a page is, and the evidence for it: none where it is the first of its name."""
        keys = _keys_of(voice)
        candidates = self._candidates(keys[0]) if keys else []
        doubted: list[tuple[_Known, list[str]]] = []
        fitting: list[tuple[_Known, list[str]]] = []
        for known in candidates:
            if voice.kind is VoiceKind.PERSON and plainly_differ(clean(voice.name), (known.name, *known.aliases)):
                continue
            evidence, doubt = self._weigh(voice, known, outlet, company)
            (doubted if doubt else fitting).append((known, evidence))
        chosen = _choose(voice, fitting)
        if chosen is None:
            new = self._create(voice, keys, outlet)
            for known, evidence in [*doubted, *((known, [*evidence, _SEVERAL]) for known, evidence in fitting)][:_PROPOSED]:
                propose_merge(self.connection, new.id, known.id, evidence)
            return new, []
        self._learn(chosen[0], voice, keys, outlet)
        return chosen

    def _candidates(self, key: str) -> list[_Known]:
        if key not in self._by_key:
            rows = self.connection.execute(
                "SELECT voice FROM voice_keys WHERE key = ? ORDER BY voice LIMIT ?", (key, _NAMESAKES)
            ).fetchall()
            self._by_key[key] = [row[0] for row in rows]
        return [self.load(voice) for voice in self._by_key[key]]

    def _weigh(self, voice: Voice, known: _Known, outlet: int | None, company: Sequence[int]) -> tuple[list[str], bool]:
        """The evidence that two of one name are one, and whether there is reason to doubt it."""
        same_name = fold(clean(voice.name)) == fold(known.name)
        evidence = [f"the same name: {known.name}" if same_name else f"the same first name and surname: {clean(voice.name)}, {known.name}"]
        role = share_role(map(clean, voice.roles), known.roles)
        if role:
            evidence.append(f"the same role: {role}")
        if outlet is not None and outlet in known.outlets:
            evidence.append("in the same outlet")
        middle = share_middle_name(clean(voice.name), (known.name, *known.aliases)) if voice.kind is VoiceKind.PERSON else None
        if middle:
            evidence.append(f"the same middle name: {middle}")
        if voice.kind is not VoiceKind.PERSON or role or middle or not role_words(map(clean, voice.roles)) or not role_words(known.roles):
            return evidence, False
        if known.seen + known.n_pages >= _WELL_KNOWN:
            return [*evidence, "a name of many pages, which goes by many roles"], False
        beside = self._find_company(known.id, company)
        if beside is not None:
            evidence.append(f"beside the same voice: {self.load(beside).name}")
        if len(evidence) > 1:
            return evidence, False
        return [*evidence, f"but other roles: {clean(voice.roles[0])}, {known.roles[0]}"], True

    def _find_company(self, voice: int, company: Sequence[int]) -> int | None:
        for other in company[:10]:
            row = self.connection.execute(
                "SELECT 1 FROM page_voices AS a JOIN page_voices AS b ON b.page = a.page AND b.home = ? WHERE a.home = ? LIMIT 1",
                (other, voice),
            ).fetchone()
            if row is not None:
                return other
        return None

    # ------------------------------------------------------------ rows

    def _create(self, voice: Voice, keys: Sequence[str], outlet: int | None) -> _Known:
        name = clean(voice.name)
        aliases, roles = list(map(clean, voice.aliases))[:_KEPT], list(map(clean, voice.roles))[:_KEPT]
        outlets = [outlet] if outlet is not None else []
        packed = pack_list(aliases)
        identifier = self.connection.execute(
            "INSERT INTO voices (kind, name, aliases, roles, outlets) VALUES (?, ?, ?, ?, ?)",
            (voice.kind.value, name, packed, pack_list(roles), pack_list(outlets)),
        ).lastrowid
        assert identifier is not None
        self.connection.execute("INSERT INTO voices_fts (rowid, name, aliases) VALUES (?, ?, ?)", (identifier, name, packed))
        known = _Known(identifier, voice.kind.value, name, aliases, roles, outlets, None, (name, packed))
        self._known[identifier] = known
        self._add_keys(identifier, keys)
        return known

    def _add_keys(self, voice: int, keys: Sequence[str]) -> None:
        for key in keys:
            self._candidates(key)
            if voice not in self._by_key[key]:
                if len(self._by_key[key]) < _NAMESAKES:
                    self._by_key[key].append(voice)
                self.connection.execute("INSERT OR IGNORE INTO voice_keys (key, voice) VALUES (?, ?)", (key, voice))

    def _learn(self, known: _Known, voice: Voice, keys: Sequence[str], outlet: int | None) -> None:
        """Adds to a voice what a further page calls it."""
        name = clean(voice.name)
        for values, further in ((known.aliases, (name, *map(clean, voice.aliases))), (known.roles, tuple(map(clean, voice.roles)))):
            for value in further:
                if value and value != known.name and value not in values and len(values) < _KEPT:
                    values.append(value)
                    known.changed = True
        if outlet is not None and outlet not in known.outlets and len(known.outlets) < _KEPT:
            known.outlets.append(outlet)
            known.changed = True
        self._add_keys(known.id, keys)

    def _write(self, known: _Known) -> None:
        packed = pack_list(known.aliases)
        self.connection.execute(
            "UPDATE voices SET name = ?, aliases = ?, roles = ?, outlets = ? WHERE id = ?",
            (known.name, packed, pack_list(known.roles), pack_list(known.outlets), known.id),
        )
        if known.was != (known.name, packed):
            if known.was is not None:
                self.connection.execute(
                    "INSERT INTO voices_fts (voices_fts, rowid, name, aliases) VALUES ('delete', ?, ?, ?)", (known.id, *known.was)
                )
            self.connection.execute("INSERT INTO voices_fts (rowid, name, aliases) VALUES (?, ?, ?)", (known.id, known.name, packed))
            known.was = (known.name, packed)
        known.changed = False


def _keys_of(voice: Voice) -> list[str]:
    """The keys of a voice's name and of those aliases that name nobody else: the name's own first."""
    name = clean(voice.name)
    key = make_key(voice.kind.value, name)
    if key is None:
        return []
    keys = [key]
    for alias in map(clean, voice.aliases):
        other = make_key(voice.kind.value, alias)
        if other is None or other in keys:
            continue
        if (surname(alias) == surname(name) and alike_first_names(alias, name)) if key[0] == "p" else is_acronym(alias, name):
            keys.append(other)
    return keys


def is_acronym(short: str, name: str) -> bool:
    """Whether one name of an organization is the first letters of the other: "FBI", "Federal Bureau of Investigation"."""
    letters = "".join(fold_words(short))
    words = [word for word in fold_words(name) if word not in ("the", "of", "for", "and", "de", "in", "on")]
    return 2 <= len(letters) <= 8 and letters == "".join(word[0] for word in words)


def _choose(voice: Voice, fitting: Sequence[tuple[_Known, list[str]]]) -> tuple[_Known, list[str]] | None:
    """The one that fits; of several the one of the very same name, then the one whose role is shared; None where that is nobody, or not
    one."""
    if len(fitting) > 1:
        name = fold(clean(voice.name))
        fitting = [one for one in fitting if fold(one[0].name) == name]
    if len(fitting) > 1:
        fitting = [one for one in fitting if share_role(map(clean, voice.roles), one[0].roles)]
    return fitting[0] if len(fitting) == 1 else None


def propose_merge(connection: sqlite3.Connection, voice: int, into: int, evidence: Iterable[str]) -> None:
    """Notes that two voices may be one, for a person to decide; what was decided before stays."""
    connection.execute(
        "INSERT OR IGNORE INTO merges (from_voice, into_voice, status, evidence, changed) VALUES (?, ?, 'proposed', ?, ?)",
        (voice, into, pack_list(evidence), now_utc()),
    )
